# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""MIDI bytes to ports and back."""

import os
import subprocess

import tap
from seqgo_test import IO, SEQUENCER, Seqgo, SequencerTestCase, get_types

Event, EventType = Seqgo.Event, Seqgo.EventType
C_MAJOR = os.path.join(os.path.dirname(os.path.realpath(__file__)), '..', 'data', 'c_major.mid')


class MidiTest(SequencerTestCase):
    def setUp(self):
        super().setUp()
        self.source, self.sink = self.connect()

    def receive(self):
        """What waits, as bytes."""
        return b''.join(batch.to_midi() for batch in self.b.batches(timeout=0)).hex(' ')

    def assert_sent(self, *pairs):
        for sent, received in pairs:
            self.source.send_midi(bytes.fromhex(sent))
            self.assertEqual(self.receive(), received)

    def test_running_status(self):
        """S-84 a port keeps running status and what is unfinished"""
        self.assert_sent(('90 40 7f 41 7f', '90 40 7f 90 41 7f'), ('90 40', ''), ('7f', '90 40 7f'),
                         ('90 40 01 f8 41 01', '90 40 01 f8 90 41 01'))

    def test_system_common(self):
        """S-85 a system common message ends running status"""
        self.assert_sent(('90 40 01 f3 05 41 01', '90 40 01 f3 05'))

    def test_two_ports(self):
        """S-86 every port has a stream of its own, and reset_midi() drops what is unfinished"""
        other = self.a.create_port('other')
        other.connect_to(self.sink)
        self.source.send_midi(b'\x90\x40')
        other.send_midi(b'\xb0\x07\x64')
        self.assertEqual(self.receive(), 'b0 07 64')
        self.assert_sent(('7f', '90 40 7f'), ('f0 01', ''))
        self.source.reset_midi()
        self.assert_sent(('02 f7 90 41 01', '90 41 01'))
        self.assertEqual(self.source.midi_parser.n_skipped, 4)

    def test_clock(self):
        """S-87 a clock within a message comes first"""
        self.assert_sent(('f0 01 02 f8 03 f7', 'f8 f0 01 02 03 f7'), ('90 40 f8 7f', 'f8 90 40 7f'))

    def test_junk(self):
        """S-88 junk is skipped and no error"""
        for junk in 'f4', 'f5', 'f9', 'fd', '01', 'f7':
            self.assert_sent((junk + ' 90 40 01', '90 40 01'))

    def test_14_bits(self):
        """S-90 controls of 14 bits become several control changes"""
        def to_midi(type, param, value):
            return bytes(Event.new_control(type, 1, param, value)).hex(' ')

        self.assertEqual(to_midi(EventType.CONTROL_14, 7, 1000), 'b1 07 07 b1 27 68')
        self.assertEqual(to_midi(EventType.NRPN, 7, 1000), 'b1 63 00 b1 62 07 b1 06 07 b1 26 68')
        self.assertEqual(to_midi(EventType.RPN, 7, 1000), 'b1 65 00 b1 64 07 b1 06 07 b1 26 68')
        self.assertEqual(to_midi(EventType.PITCH_BEND, 0, 1000), 'e1 68 47')
        with self.assert_error(IO.INVALID_ARGUMENT):
            to_midi(EventType.CONTROL_14, 40, 1000)

    def test_no_byte_form(self):
        """S-91 an event without a byte form is an error, and left out of a batch"""
        for event in Event.new_note(0, 60, 100, 10), Event.new(EventType.ECHO):
            with self.assert_error(IO.NOT_SUPPORTED):
                event.to_midi()
            batch = Seqgo.EventBatch.new([event, Event.new_note_on(0, 60, 0)])
            self.assertEqual(bytes(batch), b'\x90\x3c\x00')
        wrong = Seqgo.EventBatch.new([Event.new_control(EventType.CONTROL_CHANGE, 0, 200, 0)])
        with self.assert_error(IO.INVALID_ARGUMENT) as caught:
            wrong.to_midi()
        self.assertIn('Event 1 of 1', caught.exception.message)

    def test_one_port(self):
        other = self.b.create_port('other')
        self.source.send_to(Event.new_note_on(0, 60, 1), self.sink)
        self.source.send_to(Event.new_note_on(0, 61, 1), other)
        batch = self.b.read_batch(0)
        self.assertEqual(batch.to_midi().hex(), '903c01903d01')
        for port in other, other.address, str(other.address):
            self.assertEqual(batch.to_midi(port).hex(), '903d01')

    def test_sysex(self):
        """S-92 SysEx becomes one event"""
        data = b'\xf0' + bytes(2998) + b'\xf7'
        self.source.send_midi(data)
        event, = self.b.read_batch(0)
        self.assertEqual(event.data, data)
        with self.assert_error(SEQUENCER.PAYLOAD_TOO_LARGE):
            self.source.send_midi(b'\xf0' + bytes(5571) + b'\xf7')

    def test_a_file(self):
        """S-93 a file played by aplaymidi is 16 messages of three bytes"""
        subprocess.run(['aplaymidi', '-d', '0', '-p', str(self.sink.address), C_MAJOR], check=True)
        events = [event for batch in self.b.batches(timeout=0) for event in batch]
        self.assertEqual(len(events), 18)
        self.assertEqual(get_types(events)[::17], ['port-subscribed', 'port-unsubscribed'])
        scale = 60, 62, 64, 65, 67, 69, 71, 72
        self.assertEqual(bytes(Seqgo.EventBatch.new(events)), b''.join(
            bytes([0x90, note, 100, 0x80, note, 64]) for note in scale))


if __name__ == '__main__':
    tap.main()
