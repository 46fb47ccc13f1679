# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import struct

import tap
from rtp_test import RTP, RtpTestCase
from seqgo_test import IO, Seqgo, until

Event, State, Statistics = Seqgo.Event, Seqgo.RtpPeerState, Seqgo.RtpStatistics


class PeerTest(RtpTestCase):
    def setUp(self):
        self.stage = self.session()
        self.probe = self.script(self.stage)
        self.probe.join()
        self.peer = until(lambda: list(self.stage))[0]

    def test_what_it_says(self):
        for name, value in (
                ('session', self.stage), ('name', 'probe'), ('address', '127.0.0.1'),
                ('port', self.probe.port), ('ssrc', 0xAABBCCDD), ('state', State.CONNECTED),
                ('invited', False), ('synchronized', False), ('latency', -1),
                ('clock_offset', 0), ('clock_drift', 0), ('bit_rate_limit', 0),
                ('journal', True)):
            with self.subTest(name):
                self.assertEqual(getattr(self.peer, name), value)
                self.assertEqual(self.peer.get_property(name.replace('_', '-')), value)
        self.assertEqual(str(self.peer), f'probe (127.0.0.1, port {self.probe.port})')
        self.assertEqual(repr(self.peer), f'<Seqgo.RtpPeer {self.peer}>')

    def test_clock(self):
        notified = []
        self.peer.connect('notify', lambda _, pspec: notified.append(pspec.name))
        first = b'\xff\xffCK' + struct.pack('>IBxxxQQQ', 0xAABBCCDD, 0, 10000, 0, 0)
        self.probe.send(self.probe.data, first)
        second = self.probe.expect(self.probe.data, b'CK')
        self.assertEqual((second[8], second[12:20]), (1, first[12:20]))
        self.probe.send(self.probe.data, first[:8] + b'\2\0\0\0' + second[12:28]
                        + struct.pack('>Q', 10040))
        until(lambda: 'latency' in notified)
        self.assertEqual((self.peer.latency, self.peer.synchronized), (2000, True))
        self.assertIn('synchronized', notified)

    def test_limit(self):
        notified = self.collect(self.peer, 'notify::bit-rate-limit')
        self.probe.send(self.probe.control, b'\xff\xffRL' + struct.pack('>II', 0xAABBCCDD, 31250))
        until(lambda: notified)
        self.assertEqual(self.peer.bit_rate_limit, 31250)

    def test_send(self):
        note = Event.new_note_on(0, 60, 100)
        self.peer.send(note)
        self.peer.send_at(note, 0)
        self.peer.send_batch(Seqgo.EventBatch.new([note]))
        self.peer.send_midi(b'\x90\x3d')
        self.peer.send_midi(b'\x01')
        # There are times between them.
        self.assertRegex(self.probe.expect_midi().hex(' '),
                         '^90 3c 64 .+ 3c 64 .+ 3c 64 .+ 3d 01$')

    def test_statistics(self):
        events = self.collect(self.stage, 'event')
        self.probe.send_midi('90 3c 64 00 40 64')
        until(lambda: len(events) == 2)
        statistics = self.peer.statistics
        self.assertEqual(
            {name: getattr(statistics, name) for name in dir(Statistics)
             if isinstance(getattr(Statistics, name), property) and getattr(statistics, name)},
            {'packets_received': 1, 'events_received': 2, 'bytes_received': 19})
        for name in ('packets_received', 'bytes_received', 'events_received', 'lost',
                     'unrecoverable', 'recovered', 'duplicate', 'late', 'malformed',
                     'broken_sysex', 'packets_sent', 'bytes_sent', 'events_sent', 'left_out'):
            self.assertEqual(getattr(statistics, name), getattr(statistics, 'get_' + name)())
        self.assertEqual(str(statistics), 'received 2 events in 1 packets, 0 lost, 0 events '
                                          'recovered; sent 0 events in 0 packets')
        self.assertEqual(repr(statistics), f'<Seqgo.RtpStatistics {statistics}>')
        self.assertEqual(self.peer.get_property('statistics').events_received, 2)
        self.assertEqual(statistics.ref().lost, 0)

    def test_close(self):
        removed = self.collect(self.stage, 'peer-removed')
        with self.peer:
            self.assertFalse(self.peer.is_closed())
        self.assertTrue(self.peer.is_closed())
        self.assertEqual(removed, [(self.peer, None)])
        self.assertEqual(self.peer.state, State.CLOSED)
        self.probe.expect(self.probe.control, b'BY')
        with self.assert_error(IO.CLOSED):
            self.peer.send(Event.new_note_on(0, 60, 100))

    def test_journal(self):
        self.peer.journal = False
        self.assertFalse(self.peer.journal)
        self.stage.note_on(0, 60, 100)
        self.probe.expect_midi()
        self.assertEqual(self.probe.capture[-1][3][12] & 0x40, 0)

    def test_reconnect(self):
        """R-16 who was invited and is lost is invited again"""
        session, studio = self.session(listens=False), self.script()
        removed = self.collect(session, 'peer-removed')
        results = self.begin_invite(session, '127.0.0.1', studio.port)
        studio.accept()
        peer, = until(lambda: results)
        self.assertTrue(peer.invited)
        token = studio.token
        studio.send_command(studio.control, b'BY')
        until(lambda: removed)
        self.assert_rtp_error(removed[0][1], RTP.ENDED_BY_PEER)
        self.assertEqual((peer.state, list(session)), (State.RECONNECTING, []))
        with self.assert_error(IO.NOT_CONNECTED):
            peer.send(Event.new_note_on(0, 60, 100))
        studio.accept()
        self.assertNotEqual(studio.token, token)
        until(lambda: len(session) == 1)
        self.assertEqual((session[0], peer.state), (peer, State.CONNECTED))


if __name__ == '__main__':
    tap.main()
