# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import asyncio
import time

import tap
from discovery import DiscoveryTestCase, browse, control_avahi
from seqgo_test import IO, Gio, Seqgo, until

Browser, Service = Seqgo.RtpBrowser, Seqgo.RtpService


class BrowserTest(DiscoveryTestCase):
    def test_model(self):
        """R-20 the list has one entry, though the service is seen on IPv4 and IPv6"""
        log = self.log()
        self.publish('Stage')
        service = self.find('Stage')
        # Others of earlier tests may be about to go.
        self.assertEqual(log.count('service-added Stage'), 1)
        self.assertEqual([item for item in self.browser if item.name == 'Stage'], [service])
        self.assertIn(service, [self.browser[i] for i in range(len(self.browser))])
        self.assertEqual(self.browser.get_item_type(), Service.__gtype__)
        self.assertIs(self.browser.find_service('stage'), service)
        self.assertIsNone(self.browser.find_service('Studio'))
        self.assertGreaterEqual({row[:2] for row in browse()}, {('wired', 'IPv4'),
                                                                ('wired', 'IPv6')})

    def test_removed(self):
        """R-20 a removal is signalled once"""
        self.publish('Studio', 6006)
        process = self.publish('Hall', 6008)
        self.find('Hall')
        log = self.log()
        process.kill()
        until(lambda: not self.browser.find_service('Hall'))
        self.publish('last')
        self.find('last')
        self.assertEqual(log.count('service-removed Hall'), 1)

    def test_avahi_ends(self):
        """R-20 what Avahi finds again when it is back did not go"""
        self.publish('Hall')
        service = self.find('Hall')
        notified = []
        self.browser.connect('notify', lambda _, pspec: notified.append(pspec.name))
        self.assertTrue(self.browser.available)
        self.assertIsNone(self.browser.problem)
        log = self.log()
        control_avahi('--stop')
        until(lambda: not self.browser.available)
        self.assertIn('avahi-daemon', self.browser.problem)
        self.assertEqual(sorted(notified), ['available', 'problem'])
        self.assertIs(self.browser.find_service('Hall'), service)
        control_avahi('--start')
        self.publish('Hall', 7004)
        until(lambda: service.port == 7004)
        self.assertEqual(log, [])
        self.assertEqual((self.browser.get_property('available'),
                          self.browser.get_property('problem')), (True, None))

    def test_close(self):
        with Browser.open() as browser:
            self.assertFalse(browser.is_closed())
            self.assertTrue(browser, 'though it has no items yet')
            self.assertFalse(browser.available)
            until(lambda: browser.available)
        self.assertTrue(browser.is_closed())
        browser.close()


class WaitTest(DiscoveryTestCase):
    def test_await(self):
        """Without a main loop of GLib."""
        async def run():
            waits = [asyncio.create_task(self.browser.wait_for('Door')) for _ in range(2)]
            await asyncio.sleep(0)
            self.publish('Door')
            services = await asyncio.gather(*waits)
            self.assertIs(services[0], services[1])
            self.assertIs(await self.browser.wait_for('Door'), services[0])
            return services[0]

        self.assertEqual(asyncio.run(run()).name, 'Door')

    def test_await_ends(self):
        async def run():
            with self.assertRaises(asyncio.TimeoutError):
                await asyncio.wait_for(self.browser.wait_for('Nobody'), 0.05)
            with self.assert_error(IO.TIMED_OUT):
                await self.browser.wait_for('Nobody', timeout=0.05)
            wait = asyncio.create_task(self.browser.wait_for('Nobody'))
            await asyncio.sleep(0)
            self.browser.close()
            with self.assert_error(IO.CLOSED):
                await wait
            with self.assert_error(IO.CLOSED):
                await self.browser.wait_for('Nobody')

        asyncio.run(run())

    def test_wait(self):
        """Without any event loop."""
        self.publish('Gong')
        self.assertEqual(self.browser.wait_for('Gong').name, 'Gong')
        with self.assert_error(IO.TIMED_OUT) as caught:
            self.browser.wait_for('Nobody', timeout=0.05)
        self.assertIn('“Nobody”', caught.exception.message)
        with self.assertRaises(ValueError):
            self.browser.wait_for('Nobody', timeout=-1)

    def test_wait_for_what_has_gone(self):
        """It went while nobody iterated the main context."""
        process = self.publish('Bell')
        self.find('Bell')
        process.kill()
        process.wait()
        deadline = time.monotonic() + 30
        while any(row[2] == 'Bell' for row in browse()):
            self.assertLess(time.monotonic(), deadline)
        with self.assert_error(IO.TIMED_OUT):
            self.browser.wait_for('Bell', timeout=0.05)

    def test_callback(self):
        results = []
        cancellable = Gio.Cancellable()
        self.browser.wait_for_async('Nobody', cancellable,
                                    lambda _, result: results.append(result))
        cancellable.cancel()
        until(lambda: results)
        with self.assert_error(IO.CANCELLED):
            self.browser.wait_for_finish(results[0])


if __name__ == '__main__':
    tap.main()
