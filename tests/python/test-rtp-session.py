# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import asyncio
import gc
import select
import subprocess
import threading

import tap
from rtp_test import RTP, RtpTestCase
from seqgo_test import Gio, GLib, IO, Seqgo, get_descriptors, until

Event, EventBatch, Session = Seqgo.Event, Seqgo.EventBatch, Seqgo.RtpSession


def note_on(note, velocity=100):
    return Event.new_note_on(0, note, velocity)


def get_hex(data):
    return data.hex(' ')


class SessionTest(RtpTestCase):
    def test_control_answer(self):
        """R-1 the answer to an invitation on the control port"""
        session = self.session(ssrc=0x01020304)
        probe = self.script(session)
        probe.send_command(probe.control, b'IN', 'probe')
        self.assertEqual(get_hex(probe.expect(probe.control)),
                         'ff ff 4f 4b 00 00 00 02 12 34 56 78 01 02 03 04 53 74 61 67 65 00')
        self.assertEqual(len(session), 0)

    def test_peer_joins(self):
        """R-2 then on the data port: a peer"""
        for address in '127.0.0.1', '::1':
            with self.subTest(address):
                session = self.session()
                added = self.collect(session, 'peer-added')
                probe = self.script(session, address=address)
                probe.join()
                until(lambda: added)
                (peer,), = added
                self.assertEqual((peer.name, peer.address, peer.port, peer.ssrc),
                                 ('probe', address, probe.port, 0xAABBCCDD))
                self.assertEqual(list(session), [peer])
                session.close()

    def test_close(self):
        """R-17 the end, with three peers"""
        before = get_descriptors()
        session = self.session()
        probes = [self.script(session, ssrc=100 + i) for i in range(3)]
        for probe in probes:
            probe.join()
        until(lambda: len(session) == 3)
        removed = self.collect(session, 'peer-removed')
        closed = self.collect(session, 'closed')
        session.close()
        for probe in probes:
            probe.expect(probe.control, b'BY')
            probe.close()
        self.assertEqual([error for _peer, error in removed], [None] * 3)
        self.assertEqual(len(closed), 1)
        # A thread of the library may still be asking whether there is a bus.
        until(lambda: get_descriptors() == before)
        with self.assert_error(IO.CLOSED):
            session.note_on(0, 60, 100)
        with self.assert_error(IO.CLOSED):
            session.listen()
        self.assertTrue(session.is_closed())
        self.assertFalse(session.is_listening())

    def test_dropped(self):
        """R-17 the last reference is dropped while a peer is connected"""
        session = Session.new('Stage')
        session.set_discoverable(False)
        session.listen()
        probe = self.script(session)
        probe.join()
        until(lambda: len(session) == 1)
        peer, = session
        del session
        gc.collect()
        probe.expect(probe.control, b'BY')
        self.assertTrue(peer.is_closed())
        self.assertIsNone(peer.session)

    def test_ports(self):
        """R-18 sessions find pairs of ports for themselves"""
        first, second, third = self.session('A'), self.session('B'), self.session('C', False)
        self.assertEqual(first.port, Seqgo.RTP_DEFAULT_PORT)
        self.assertGreaterEqual(abs(second.port - first.port), 2)
        program = ("import gi; gi.require_version('Seqgo', '1.0'); "
                   'from gi.repository import Seqgo; '
                   "s = Seqgo.RtpSession.new('D'); s.listen(); print(s.port); input()")
        with subprocess.Popen(['/usr/bin/python3', '-c', program], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True) as process:
            other = int(process.stdout.readline())
            process.communicate('\n')
        self.assertGreaterEqual(min(abs(other - first.port), abs(other - second.port)), 2)
        for port in first.port - 1, first.port, first.port + 1:
            with self.assert_error(IO.ADDRESS_IN_USE):
                third.listen(port)
        self.assertEqual(third.port, 0)
        third.listen(7000)
        with self.assertRaises(GLib.Error) as caught:
            third.listen(7002)
        self.assert_rtp_error(caught.exception, RTP.ALREADY_OPEN)

    def test_listen_on(self):
        session = self.session(listens=False)
        with self.assert_error(IO.INVALID_ARGUMENT):
            session.listen_on('studio.local')
        session.listen_on('127.0.0.2', 0)
        peer, _ = self.connect(self.session('B', False), session, '127.0.0.2')
        self.assertEqual(peer.address, '127.0.0.2')

    def test_link_local(self):
        for command in (('link', 'add', 'left', 'type', 'veth', 'peer', 'name', 'right'),
                        ('link', 'set', 'left', 'up'), ('link', 'set', 'right', 'up'),
                        ('address', 'add', 'fe80::5e90/64', 'dev', 'left', 'nodad')):
            subprocess.run(['ip', *command], check=True)
        self.addCleanup(subprocess.run, ['ip', 'link', 'delete', 'left'], check=True)
        a, b = self.session('A'), self.session('B', False)
        events = self.collect(a, 'event')
        peer, _ = self.connect(b, a, 'fe80::5e90%left')
        self.assertEqual((peer.address, a[0].address), ('fe80::5e90%left',) * 2)
        b.note_on(0, 60, 100)
        until(lambda: events)
        results = self.begin_invite(b, 'fe80::5e90', a.port)
        until(lambda: results)
        self.assert_rtp_error(results[0], IO.INVALID_ARGUMENT)

    def test_many_at_once(self):
        """R-23 200 controllers in one turn of the main loop"""
        for size in 1232, 508:
            with self.subTest(size):
                session = self.session(max_packet_size=size)
                probe = self.script(session)
                probe.join()
                until(lambda: len(session) == 1)
                session.send_events(Event.new_control(Seqgo.EventType.CONTROL_CHANGE,
                                                      i % 16, i % 100, 1) for i in range(200))
                values = []
                while len(values) < 200:
                    data = probe.expect_midi()
                    self.assertLessEqual(len(probe.capture[-1][3]), size)
                    commands = b'\0' + data
                    values += [(commands[at + 1] & 15, commands[at + 2])
                               for at in range(0, len(commands), 4)]
                self.assertEqual(values, [(i % 16, i % 100) for i in range(200)])
                session.close()

    def test_release(self):
        """R-41 what sounds when the session ends"""
        a, b = self.session('A'), self.session('B', False)
        events = self.collect(a, 'event')
        removed = self.collect(a, 'peer-removed')
        self.connect(b, a)
        for note in 64, 60:
            b.note_on(0, note, 100)
        b.control_change(0, 64, 127)
        until(lambda: len(events) == 3)
        b.close()
        until(lambda: removed)
        self.assertEqual([(event.to_midi().get_data()[:2].hex(), event.is_recovered())
                          for _, event in events[3:]],
                         [('8040', True), ('803c', True), ('b040', True)])
        (_peer, error), = removed
        self.assert_rtp_error(error, RTP.ENDED_BY_PEER)

    def test_flood(self):
        """R-62 a flood from nobody who is known"""
        a, b = self.session('A'), self.session('B', False)
        events = self.collect(a, 'event')
        self.connect(b, a)
        flooder = self.script(a)
        for n in range(1, 21):
            for _ in range(200):
                flooder.send_midi('90 3c 64')
            b.note_on(0, n, 100)
            until(lambda: len(events) >= n)
        self.assertEqual([event.note for _peer, event in events], list(range(1, 21)))
        self.assertGreater(a.n_unverified, 2000)
        self.assertEqual(a.get_property('n-unverified'), a.n_unverified)

    def test_send_at(self):
        a, b = self.session('A'), self.session('B', False)
        events = self.collect(a, 'event')
        self.connect(b, a)
        now = GLib.get_monotonic_time()
        b.send_at(note_on(60), now - 5_000)
        b.send_at(note_on(61), now)
        until(lambda: len(events) == 2)
        first, second = (event for _peer, event in events)
        self.assertEqual((first.note, second.note), (60, 61))
        self.assertEqual(second.time - first.time, 5_000_000)

    def test_send(self):
        a, b = self.session('A'), self.session('B', False)
        batches = self.collect(a, 'batch')
        self.connect(b, a)
        b.note_on(0, 60, 100)
        b.note_off(0, 60, 1)
        b.key_pressure(0, 61, 2)
        b.control_change(0, 7, 3)
        b.program_change(0, 4)
        b.channel_pressure(0, 5)
        b.pitch_bend(0, -8192)
        b.sysex(b'\xf0\x7e\x7f\x06\x01\xf7')
        b.send_midi(b'\x90\x3c')
        b.send_midi(b'\x40')
        b.send_midi(b'\x90\x3c')
        b.reset_midi()
        b.send_midi(b'\x40')
        b.send(note_on(70))
        b.send_batch(EventBatch.new([note_on(71), note_on(72)]))
        until(lambda: sum(len(batch) for _, batch in batches) == 12)
        text = get_hex(b''.join(bytes(event.to_midi().get_data())
                                for _, batch in batches for event in batch))
        self.assertEqual(text, '90 3c 64 80 3c 01 a0 3d 02 b0 07 03 c0 04 d0 05 e0 00 00 '
                               'f0 7e 7f 06 01 f7 90 3c 40 90 46 64 90 47 64 90 48 64')
        with self.assert_error(IO.INVALID_ARGUMENT):
            b.note_on(16, 60, 100)
        with self.assert_error(IO.INVALID_ARGUMENT):
            b.sysex(b'\xf0\x01')
        with self.assert_error(IO.NOT_SUPPORTED):
            b.send(Event.new(Seqgo.EventType.ECHO))

    def test_details(self):
        a, b = self.session('A'), self.session('B', False)
        notes, controls = (self.collect(a, signal) for signal in
                           ('event::note-on', 'event::control-change'))
        self.connect(b, a)
        b.note_on(0, 60, 100)
        b.control_change(0, 7, 3)
        until(lambda: notes and controls)
        self.assertEqual([event.note for _, event in notes], [60])

    def test_loss(self):
        session = self.session()
        losses = self.collect(session, 'loss')
        probe = self.script(session)
        probe.join()
        until(lambda: len(session) == 1)
        probe.send_midi('90 3c 64')
        probe.sequence += 2
        probe.send_midi('90 3d 64')
        until(lambda: losses)
        self.assertEqual(losses, [(session[0], 2, False)])

    def test_problem(self):
        session = self.session()
        problems = self.collect(session, 'problem')
        probe = self.script(session)
        probe.join()
        until(lambda: len(session) == 1)
        probe.send_midi('f0 01 02 f0')
        probe.sequence += 1
        probe.send_midi('90 3d 64')
        until(lambda: problems)
        (peer, error), = problems
        self.assertEqual(peer, session[0])
        self.assert_rtp_error(error, RTP.BROKEN_SYSEX)

    def test_handler_closes(self):
        a, b = self.session('A'), self.session('B', False, reconnect=False)
        a.connect('event', lambda session, *_: session.close())
        removed = self.collect(b, 'peer-removed')
        self.connect(b, a)
        b.note_on(0, 60, 100)
        until(lambda: removed)
        self.assertTrue(a.is_closed())

    def test_properties(self):
        session = Session(name='Stage', ssrc=77)
        notified = []
        session.connect('notify', lambda _, pspec: notified.append(pspec.name))
        for name, old, new in (
                ('name', 'Stage', 'Studio'), ('discoverable', True, False),
                ('accept_invitations', True, False), ('max_peers', 32, 1),
                ('reconnect', True, False), ('journal', True, False),
                ('running_status', True, False), ('playout_delay', 0, 1000),
                ('max_packet_size', 1232, 508), ('receive_limit', 0, 31250),
                ('priority', GLib.PRIORITY_DEFAULT, GLib.PRIORITY_LOW)):
            with self.subTest(name):
                self.assertEqual(getattr(session, name), old)
                self.assertEqual(session.get_property(name.replace('_', '-')), old)
                setattr(session, name, new)
                self.assertEqual(getattr(session, name), new)
                self.assertEqual(notified.pop(), name.replace('_', '-'))
        for name, value in (('ssrc', 77), ('port', 0), ('published_name', None),
                            ('publish_problem', None), ('n_unverified', 0), ('n_malformed', 0),
                            ('n_unsent', 0)):
            self.assertEqual(getattr(session, name), value)
            self.assertEqual(session.get_property(name.replace('_', '-')), value)

    def test_error_domain(self):
        self.assertEqual(RTP.quark(), Seqgo.rtp_error_quark())

    def test_text(self):
        session = self.session()
        self.assertEqual(repr(session),
                         f"<Seqgo.RtpSession 'Stage' on port {session.port} with 0 peers>")
        self.assertTrue(session)
        with session:
            pass
        self.assertEqual(repr(session), "<Seqgo.RtpSession 'Stage' closed with 0 peers>")

    def test_model(self):
        session, other = self.session('A'), self.session('B', False)
        changes = self.collect(session, 'items-changed')
        peer = self.connect(other, session)[1]
        self.assertEqual((len(session), session[0], session.get_item(0), session.get_n_items(),
                          session.get_item_type()), (1, peer, peer, 1, Seqgo.RtpPeer.__gtype__))
        other.close()
        until(lambda: not len(session))
        self.assertEqual(changes, [(0, 0, 1), (0, 1, 0)])


class InviteTest(RtpTestCase):
    def test_errors(self):
        session = self.session(listens=False)
        silent = self.script()
        cancellable = Gio.Cancellable()
        results = self.begin_invite(session, '127.0.0.1', silent.port, cancellable)
        silent.expect(silent.control, b'IN')
        cancellable.cancel()
        until(lambda: results)
        self.assert_rtp_error(results[0], IO.CANCELLED)
        silent.drain(silent.control)

        results = self.begin_invite(session, '127.0.0.1', silent.port)
        silent.token = int.from_bytes(silent.expect(silent.control, b'IN')[8:12], 'big')
        silent.send_command(silent.control, b'NO')
        until(lambda: results)
        self.assert_rtp_error(results[0], RTP.REJECTED)

        results = self.begin_invite(session, 'no such host.invalid', 5004)
        until(lambda: results)
        self.assertTrue(results[0].matches(Gio.resolver_error_quark(),
                                           Gio.ResolverError.NOT_FOUND)
                        or results[0].domain == 'g-resolver-error-quark')

    def test_addresses(self):
        a, b = self.session('A', False), self.session('B')
        address = Gio.InetSocketAddress.new_from_string('127.0.0.1', b.port)
        results = []
        a.invite_addresses_async(
            [address], None, lambda _, result: results.append(a.invite_addresses_finish(result)))
        until(lambda: results)
        self.assertEqual(results, list(a))

    def test_blocking(self):
        """Without an event loop, invite() waits, and serves the session meanwhile."""
        other = self.session('B')
        ready = threading.Event()
        port = other.port
        results = []

        def run():
            # The session belongs to this thread.
            context = GLib.MainContext.new()
            context.push_thread_default()
            session = Session(name='A')
            results.append(session.invite('127.0.0.1', port, timeout=15).name)
            results.append([peer.name for peer in session])
            session.close()
            context.pop_thread_default()
            ready.set()

        thread = threading.Thread(target=run)
        thread.start()
        until(ready.is_set)
        thread.join()
        self.assertEqual(results, ['B', ['B']])

    def test_time_out(self):
        session = self.session(listens=False)
        silent = self.script()
        with self.assert_error(IO.TIMED_OUT) as caught:
            session.invite('127.0.0.1', silent.port, timeout=0.1)
        self.assertIn('127.0.0.1', caught.exception.message)
        with self.assertRaises(ValueError):
            session.invite('127.0.0.1', silent.port, timeout=-1)

    def test_process(self):
        """Any event loop serves a session through its descriptor."""
        sessions = [self.session('A', False), self.session('B')]
        results = self.begin_invite(sessions[0], '127.0.0.1', sessions[1].port)
        while not (len(sessions[0]) and len(sessions[1])):
            ready, _, _ = select.select([session.get_fd() for session in sessions], [], [], 10)
            self.assertTrue(ready)
            for session in sessions:
                session.process()
        until(lambda: results)


class AsyncioTest(RtpTestCase):
    def test_invite(self):
        async def main():
            with Session(name='A') as a, Session(name='B') as b:
                b.listen()
                with await a.invite('127.0.0.1', b.port) as peer:
                    self.assertEqual((peer.name, list(a)), ('B', [peer]))
                    received = b.events()
                    first = asyncio.ensure_future(anext(received))
                    await asyncio.sleep(0)
                    a.note_on(0, 60, 100)
                    sender, event = await asyncio.wait_for(first, 10)
                    self.assertEqual((sender.name, event.note), ('A', 60))
                    await received.aclose()
                self.assertTrue(peer.is_closed())

        asyncio.run(main())

    def test_events(self):
        async def main():
            a, b = Session(name='A'), Session(name='B')
            b.listen()
            address = Gio.InetSocketAddress.new_from_string('127.0.0.1', b.port)
            peer = await a.invite_addresses_async([address])
            peer.send(note_on(61))
            a.flush()
            notes = []
            async for _peer, event in b.events():
                if event.is_recovered():
                    continue   # the notes end with the session
                notes.append(event.note)
                if len(notes) == 1:
                    a.send_events([note_on(62), note_on(63)])
                elif len(notes) == 3:
                    b.close()
            a.close()
            return notes, [item async for item in b.events()]

        self.assertEqual(asyncio.run(main()), ([61, 62, 63], []))

    def test_errors(self):
        async def main():
            silent = self.script()
            with Session(name='A') as session:
                with self.assert_error(IO.TIMED_OUT):
                    await session.invite('127.0.0.1', silent.port, timeout=0.1)
                task = asyncio.ensure_future(session.invite_async('127.0.0.1', silent.port))
                await asyncio.sleep(0.1)
                task.cancel()
                with self.assertRaises(asyncio.CancelledError):
                    await task
                cancellable = Gio.Cancellable()
                task = asyncio.ensure_future(
                    session.invite('127.0.0.1', silent.port, cancellable=cancellable))
                await asyncio.sleep(0.1)
                cancellable.cancel()
                with self.assert_error(IO.CANCELLED):
                    await task

        asyncio.run(main())

    def test_other_loop(self):
        async def listen(session):
            session.listen()

        session = self.session(listens=False)
        asyncio.run(listen(session))
        asyncio.run(listen(session))


if __name__ == '__main__':
    tap.main()
