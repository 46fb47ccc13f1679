# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import tap
from seqgo_test import GLib, Seqgo, TestCase, get_types


class MidiParserTest(TestCase):
    def setUp(self):
        self.parser = Seqgo.MidiParser.new()

    def feed(self, text):
        """Parses bytes given in hexadecimal; returns them as the events have them."""
        return [bytes(event).hex(' ') for event in self.parser.feed(bytes.fromhex(text))]

    def test_running_status(self):
        """S-84 a status counts for the next messages, across pieces and clocks"""
        self.assertEqual(self.feed('90 40 7f 41 7f'), ['90 40 7f', '90 41 7f'])
        self.parser.reset()
        self.assertEqual(self.feed('90 40'), [])
        self.assertEqual(self.feed('7f'), ['90 40 7f'])
        self.assertEqual(self.feed('90 40 01 f8 41 01'), ['90 40 01', 'f8', '90 41 01'])

    def test_system_common_ends_running_status(self):
        """S-85 a system common message ends running status"""
        batch = self.parser.feed(bytes.fromhex('90 40 01 f3 05 41 01'))
        self.assertEqual(get_types(batch), ['note-on', 'song-select'])
        self.assertEqual(self.parser.n_skipped, 2)

    def test_streams_are_apart(self):
        """S-86 every parser has a stream of its own, and reset() drops what is unfinished"""
        other = Seqgo.MidiParser.new()
        self.assertEqual(self.feed('90 40'), [])
        self.assertEqual([bytes(event) for event in other.feed(b'\x80\x41\x01')],
                         [b'\x80\x41\x01'])
        self.parser.reset()
        self.assertEqual(self.feed('7f 91 01 02'), ['91 01 02'])

    def test_real_time_within_messages(self):
        """S-87 a clock within a message comes first and does not hurt the message"""
        self.assertEqual(self.feed('f0 01 02 f8 03 f7'), ['f8', 'f0 01 02 03 f7'])
        self.assertEqual(self.feed('90 40 f8 7f'), ['f8', '90 40 7f'])

    def test_junk(self):
        """S-88 junk is skipped, counted and told, and no error"""
        skipped = []
        self.parser.connect('skipped', lambda _, data: skipped.append(data.get_data()))
        for junk in 'f4', 'f5', 'f9', 'fd', '01 02', 'f7':
            before = self.parser.n_skipped
            self.assertEqual(self.feed(junk + ' 90 40 01'), ['90 40 01'])
            self.assertEqual(skipped.pop(), bytes.fromhex(junk))
            self.assertEqual(self.parser.n_skipped - before, len(bytes.fromhex(junk)))
            self.parser.reset()

    def test_bytes_of_any_kind(self):
        message = b'\xf8'
        for data in message, bytearray(message), memoryview(message), GLib.Bytes.new(message):
            self.assertEqual(len(self.parser.feed(data)), 1)
        self.assertEqual(len(self.parser.feed(b'')), 0)
        for data in 'f8', 0xf8, None:
            with self.assertRaises(TypeError):
                self.parser.feed(data)

    def test_long_sysex(self):
        message = b'\xf0' + bytes(100_000) + b'\xf7'
        event, = self.parser.feed(message)
        self.assertEqual(event.data, message)

    def test_max_sysex_size(self):
        changes = []
        self.parser.connect('notify::max-sysex-size', lambda *_: changes.append(1))
        self.parser.max_sysex_size = 4
        self.assertEqual(self.parser.get_max_sysex_size(), 4)
        self.assertEqual(self.parser.get_property('max-sysex-size'), 4)
        self.parser.set_max_sysex_size(4)
        self.assertEqual(changes, [1])
        self.assertEqual(self.feed('f0 01 02 f7'), ['f0 01 02 f7'])
        self.assertEqual(self.feed('f0 01 02 03 f7 f8'), ['f8'])
        self.assertEqual(self.parser.get_n_skipped(), 5)
        self.assertEqual(self.parser.get_property('n-skipped'), 5)


if __name__ == '__main__':
    tap.main()
