# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Network sessions as ports of the sequencer, with the programs of alsa-utils as others."""

import contextlib
import glob
import os
import re
import socket
import subprocess
import time

import tap
from seqgo_test import IO, SEQUENCER, Dump, Seqgo, TestCase, get_clients, note_on, until

State = Seqgo.RtpPeerState
SONG = os.path.join(os.path.dirname(os.path.realpath(__file__)), '..', 'data', 'c_major.mid')
SCALE = [60, 62, 64, 65, 67, 69, 71, 72]


def invite(session, port):
    """Invites a session of this process, and waits for the peer."""
    peers = []
    session.invite_async('127.0.0.1', port, None,
                         lambda _, result: peers.append(session.invite_finish(result)))
    return until(lambda: peers)[0]


class BridgeTestCase(TestCase):
    def setUp(self):
        self.clients_before = get_clients()
        self.told = []
        self.bridge = self.open(Seqgo.RtpBridge.open('Stage'))
        self.port = self.bridge.session.port
        for name in 'port-added', 'port-removed', 'failed', 'lost', 'closed':
            self.bridge.connect(name, lambda _, *what, name=name: self.told.append((name, *what)))

    def tearDown(self):
        self.doCleanups()
        until(lambda: get_clients() == self.clients_before, 'the end of all clients')

    def open(self, closeable):
        self.addCleanup(closeable.close)
        return closeable

    def join(self, name):
        """A session that has joined, what it hears, and its port."""
        session = self.open(Seqgo.RtpSession.new(name))
        heard = []
        session.connect('event', lambda _session, _peer, event: heard.append(event))
        invite(session, self.port)
        added = until(lambda: [what for what in self.told if what[0] == 'port-added'
                               and what[1].name == name])
        return session, heard, added[0][2]

    def dump(self, port):
        dump = Dump(port.address)
        self.addCleanup(dump.stop)
        return dump


class Ports(BridgeTestCase):
    def test_kernel_sees_them(self):
        client = self.bridge.client
        ipad, _, port = self.join('iPad')
        self.join('Mac')
        name, ports = get_clients()[client.id]
        self.assertEqual((name, {number: port['name'] for number, port in ports.items()}),
                         ('Stage', {0: 'Stage', 1: 'iPad', 2: 'Mac'}))
        self.assertEqual((self.bridge.port.id, self.bridge.get_port().name), (0, 'Stage'))

        peer = self.bridge.find_peer(port)
        self.assertEqual((peer.name, self.bridge.find_port(peer)), ('iPad', port))
        self.assertIsNone(self.bridge.find_peer(self.bridge.port))
        ipad.close()
        until(lambda: ('port-removed', peer, port) in self.told)
        self.assertIsNone(self.bridge.find_port(peer))
        self.assertEqual(list(get_clients()[client.id][1]), [0, 2])
        self.assertIn("'Stage' of client", repr(self.bridge))

    def test_parts(self):
        self.assertIs(self.bridge.get_session(), self.bridge.session)
        self.assertIs(self.bridge.get_client(), self.bridge.client)
        self.assertEqual(self.bridge.client.name, self.bridge.session.name)
        for name in 'session', 'client', 'port', 'n-lost', 'n-ignored':
            self.assertEqual(self.bridge.get_property(name),
                             getattr(self.bridge, name.replace('-', '_')))
        with self.assert_error(IO.ADDRESS_IN_USE):
            Seqgo.RtpBridge.open('Other', self.port)

    def test_session_of_ones_own(self):
        session = Seqgo.RtpSession.new('Own')
        with Seqgo.RtpBridge.open_with_session(session) as bridge:
            self.assertEqual((bridge.session, bridge.client.name), (session, 'Own'))
            self.assertFalse(bridge.is_closed())
        self.assertTrue(bridge.is_closed() and session.is_closed() and bridge.client.is_closed())
        self.assertIn('closed', repr(bridge))
        with self.assert_error(IO.CLOSED):
            Seqgo.RtpBridge.open_with_session(session)

    def test_too_many(self):
        with self.assert_error(SEQUENCER.TOO_MANY_PORTS):
            while True:
                self.bridge.client.create_port('other')
        session = self.open(Seqgo.RtpSession.new('iPad'))
        invite(session, self.port)
        (_, peer, error), = until(lambda: [what for what in self.told if what[0] == 'failed'])
        self.assertEqual(peer.name, 'iPad')
        self.assertTrue(error.matches(Seqgo.sequencer_error_quark(), SEQUENCER.TOO_MANY_PORTS))


class Events(BridgeTestCase):
    def test_aplaymidi_plays_to_a_peer(self):
        _, heard, port = self.join('iPad')
        _, elsewhere, _ = self.join('Mac')
        player = subprocess.Popen(['aplaymidi', '-d', '0', '-p', str(port.address), SONG])
        until(lambda: len(heard) >= 2 * len(SCALE))
        self.assertEqual(player.wait(), 0)
        self.assertEqual([event.note for event in heard if event.type == Seqgo.EventType.NOTE_ON],
                         SCALE)
        self.assertEqual(elsewhere, [])

    def test_aplaymidi_plays_to_all(self):
        heard = [self.join(name)[1] for name in ('iPad', 'Mac')]
        player = subprocess.Popen(['aplaymidi', '-d', '0', '-p', str(self.bridge.port.address),
                                   SONG])
        until(lambda: all(len(events) >= 2 * len(SCALE) for events in heard))
        self.assertEqual(player.wait(), 0)

    def test_aseqdump_hears_a_peer(self):
        ipad, _, port = self.join('iPad')
        mac, _, _ = self.join('Mac')
        one, all_ = self.dump(port), self.dump(self.bridge.port)
        ipad.note_on(0, 60, 100)
        ipad.pitch_bend(1, -8192)
        ipad.sysex(b'\xf0\x7e\x7f\x09\x01\xf7')
        until(lambda: len(one.lines) >= 3 and len(all_.lines) >= 3)
        number = self.bridge.client.id
        texts = ['Note on 0, note 60, velocity 100', 'Pitch bend 1, value -8192',
                 'System exclusive F0 7E 7F 09 01 F7']
        self.assertEqual(one.lines, [f'{number}:1 {text}' for text in texts])
        mac.note_off(2, 61, 64)
        until(lambda: len(all_.lines) >= 4)
        texts.append('Note off 2, note 61, velocity 64')
        self.assertEqual(all_.lines, [f'{number}:0 {text}' for text in texts])
        self.assertEqual(len(one.lines), 3)

    def test_sysex_is_whole(self):
        ipad, heard, port = self.join('iPad')
        data = b'\xf0' + bytes(i % 128 for i in range(30000)) + b'\xf7'
        client = self.open(Seqgo.SequencerClient.open('program'))
        program = client.create_port('both')
        received = []
        program.connect('event::sysex', lambda _, event: received.append(event.data))
        program.connect_to(port)
        program.connect_from(port)
        program.sysex(data)
        ipad.sysex(data)
        until(lambda: heard and received)
        self.assertEqual((heard[0].data, received), (data, [data]))

    def test_sysex_for_a_device(self):
        """A device that takes no more than a MIDI cable carries gets all of it."""
        ipad, _, port = self.join('iPad')
        data = b'\xf0' + bytes(i % 128 for i in range(6000)) + b'\xf7'
        path = sorted(glob.glob('/dev/snd/midiC*D*'))[0]
        device = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        self.addCleanup(os.close, device)
        received = b''

        def is_whole():
            nonlocal received
            with contextlib.suppress(BlockingIOError):
                received += os.read(device, 1 << 12)
            return len(received) >= len(data)

        is_whole()
        card, number = re.search(r'C(\d+)D(\d+)', path).groups()
        port.connect_to(f'VirMIDI {card}-{number}')
        ipad.sysex(data)
        until(is_whole)
        self.assertEqual(received, data)
        self.assertEqual(self.bridge.n_lost, 0)

    def test_tag_tells_who_it_was(self):
        mac, _, _ = self.join('Mac')
        ipad, _, port = self.join('iPad')
        client = self.open(Seqgo.SequencerClient.open('program'))
        program = client.create_port('in', Seqgo.PortPreset.SINK)
        heard = []
        program.connect('event::note-on', lambda _, event: heard.append((event.note, event.tag)))
        program.connect_from(self.bridge.port)
        ipad.note_on(0, 60, 100)
        until(lambda: heard)
        mac.note_on(0, 61, 100)
        until(lambda: len(heard) >= 2)
        self.assertEqual(heard, [(60, port.id), (61, 1)])

    def test_nothing_goes_back(self):
        ipad, ipad_heard, _ = self.join('iPad')
        mac, mac_heard, _ = self.join('Mac')
        self.bridge.port.connect_to(self.bridge.port)
        ipad.note_on(0, 60, 100)
        until(lambda: mac_heard)
        mac.note_on(0, 61, 100)
        until(lambda: ipad_heard)
        self.assertEqual([[event.note for event in events] for events in (ipad_heard, mac_heard)],
                         [[61], [60]])

    def test_what_is_no_midi(self):
        _, heard, port = self.join('iPad')
        client = self.open(Seqgo.SequencerClient.open('program'))
        program = client.create_port('out', Seqgo.PortPreset.SOURCE)
        program.connect_to(port)
        notified = []
        self.bridge.connect('notify::n-ignored', lambda *_: notified.append(True))
        program.send(Seqgo.Event.new(Seqgo.EventType.USER0))
        program.send(note_on(60))
        until(lambda: heard)
        self.assertEqual((self.bridge.n_ignored, self.bridge.get_n_ignored(), len(notified)),
                         (1, 1, 1))
        self.assertEqual((self.bridge.n_lost, self.bridge.get_n_lost()), (0, 0))


class Times(BridgeTestCase):
    def test_playout_delay(self):
        self.bridge.session.playout_delay = 100_000
        ipad, _, port = self.join('iPad')
        until(lambda: self.bridge.find_peer(port).synchronized)
        dump = self.dump(port)
        start = time.monotonic()
        ipad.note_on(0, 60, 100)
        until(lambda: dump.lines)
        # The clocks are compared to a tenth of a millisecond.
        self.assertGreaterEqual(time.monotonic() - start, 0.099)


class Loss(BridgeTestCase):
    def exchange(self, data, channel):
        """Sends a datagram to the control or the data port; returns what comes back."""
        self.sockets[channel].sendto(data, ('127.0.0.1', self.port + channel))
        return until(lambda: self.receive(self.sockets[channel]))

    @staticmethod
    def receive(receiver):
        try:
            return receiver.recv(1 << 11)
        except BlockingIOError:
            return None

    def send_packet(self, sequence, section):
        header = bytes.fromhex('8061') + sequence.to_bytes(2, 'big') + bytes(4) + b'\0\0\0\7'
        self.sockets[1].sendto(header + bytes.fromhex(section), ('127.0.0.1', self.port + 1))

    def test_recovered_events_come_out(self):
        """R-30 a note off that was lost comes out of the port, before what came after it"""
        self.sockets = [self.open(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
                        for _ in range(2)]
        invitation = bytes.fromhex('ffff 494e 00000002 00000001 00000007') + b'raw\0'
        for number, sender in enumerate(self.sockets):
            sender.setblocking(False)
            self.assertEqual(self.exchange(invitation, number)[2:4], b'OK')
        (_, _, port), = until(lambda: [what for what in self.told if what[0] == 'port-added'])
        dump = self.dump(port)

        self.send_packet(100, '03 903064')
        # The packet 101 is lost; the journal of the next one has its note off.
        self.send_packet(102, '43 b00764 200064 000608 006680')
        until(lambda: len(dump.lines) >= 3)
        number = self.bridge.client.id
        self.assertEqual(dump.lines, [f'{number}:1 {text}' for text in (
            'Note on 0, note 48, velocity 100', 'Note off 0, note 48, velocity 64',
            'Control change 0, controller 7, value 100')])


class Ends(BridgeTestCase):
    def test_close_ends_notes(self):
        ipad, _, port = self.join('iPad')
        dump = self.dump(port)
        ipad.note_on(0, 60, 100)
        until(lambda: len(dump.lines) >= 1)
        self.bridge.close()
        self.bridge.close()
        until(lambda: any('Note off 0, note 60' in line for line in dump.lines))
        self.assertEqual([what[0] for what in self.told], ['port-added', 'port-removed', 'closed'])
        until(lambda: len(ipad) == 0)

    def test_handler_may_close(self):
        ipad, _, _ = self.join('iPad')
        self.bridge.connect('port-removed', lambda bridge, *_: bridge.close())
        ipad.close()
        until(self.bridge.is_closed)

    def test_reconnecting(self):
        ipad = self.open(Seqgo.RtpSession.new('iPad'))
        ipad.listen()
        peer = invite(self.bridge.session, ipad.port)
        port = self.bridge.find_port(peer)
        dump = self.dump(port)
        network_port = ipad.port
        ipad.close()
        until(lambda: peer.state == State.RECONNECTING)
        self.assertIs(self.bridge.find_port(peer), port)

        # Nobody is there who could hear that.
        client = self.open(Seqgo.SequencerClient.open('program'))
        program = client.create_port('out', Seqgo.PortPreset.SOURCE)
        program.connect_to(port)
        program.note_on(0, 60, 100)
        until(lambda: ('lost', port, 1) in self.told)
        self.assertEqual(self.bridge.n_lost, 1)

        again = self.open(Seqgo.RtpSession.new('iPad'))
        again.listen(network_port)
        until(lambda: peer.state == State.CONNECTED)
        again.note_on(0, 61, 100)
        until(lambda: any('note 61' in line for line in dump.lines))
        self.assertEqual([what[0] for what in self.told], ['port-added', 'lost'])


if __name__ == '__main__':
    tap.main()
