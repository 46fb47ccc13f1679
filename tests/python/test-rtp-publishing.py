# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import asyncio

import tap
from discovery import DiscoveryTestCase, browse, control_avahi
from seqgo_test import IO, Seqgo, until


class PublishingTest(DiscoveryTestCase):
    def open(self, name, **properties):
        session = Seqgo.RtpSession(name=name, **properties)
        self.addCleanup(session.close)
        return session

    def listen(self, name):
        session = self.open(name)
        session.listen()
        until(lambda: session.published_name)
        return session

    def test_published(self):
        """R-20 others see a session that listens, with its control port"""
        session = self.listen('Lute')
        self.assertEqual(session.published_name, 'Lute')
        until(lambda: {row[0] + row[1] for row in browse()
                       if row[2:4] == ('Lute', 'lab.local') and row[5] == session.port}
              == {'wiredIPv4', 'wiredIPv6', 'loIPv4'})
        self.assertEqual(self.find('Lute').port, session.port)
        session.discoverable = False
        self.assertIsNone(session.published_name)
        until(lambda: not self.browser.find_service('Lute'))

    def test_taken_name(self):
        """R-20 who comes second has another name"""
        self.listen('Harp')
        self.assertEqual(self.listen('Harp').published_name, 'Harp #2')

    def test_not_discoverable(self):
        session = self.open('Drum', discoverable=False)
        session.listen()
        self.listen('Bell')
        self.find('Bell')
        self.assertIsNone(self.browser.find_service('Drum'))

    def test_no_avahi(self):
        session = self.listen('Horn')
        self.assertIsNone(session.publish_problem)
        self.addCleanup(until, lambda: session.published_name == 'Horn')
        self.addCleanup(control_avahi, '--start')
        control_avahi('--stop')
        until(lambda: session.publish_problem)
        self.assertIn('avahi-daemon', session.publish_problem)
        self.assertIsNone(session.published_name)

    def test_asyncio(self):
        """R-20 a running session survives that its service goes"""
        async def run():
            host, guest = self.open('Oboe'), self.open('Guest')
            notes = []
            host.connect('event::note-on', lambda _, peer, event: notes.append(
                (peer.name, event.note)))
            host.listen()
            peer = await guest.invite(await self.browser.wait_for('Oboe'))
            self.assertEqual(peer.name, 'Oboe')
            guest.note_on(0, 60, 100)
            host.discoverable = False
            while self.browser.find_service('Oboe') or not notes:
                await self.pump()
            guest.note_on(0, 62, 100)
            while len(notes) < 2:
                await self.pump()
            self.assertEqual(notes, [('Guest', 60), ('Guest', 62)])
            self.assertEqual(list(guest), [peer])

        asyncio.run(run())

    async def pump(self):
        """Lets the browser see what goes."""
        with self.assert_error(IO.TIMED_OUT):
            await self.browser.wait_for('Nobody', timeout=0.01)


if __name__ == '__main__':
    tap.main()
