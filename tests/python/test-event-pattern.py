# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import tap
from seqgo_test import Seqgo, TestCase, note_on


class EventPatternTest(TestCase):
    def test_matches(self):
        event = note_on(60).with_tag(3).at_tick(1, 96)
        everything = Seqgo.EventPattern.new()
        self.assertTrue(everything.matches(event))
        for conditions, expected in (
                ({'event_type': Seqgo.EventType.NOTE_ON}, True),
                ({'event_type': Seqgo.EventType.NOTE_OFF}, False),
                ({'tag': 3, 'channel': 0, 'queue_id': 1}, True), ({'queue_id': 2}, False),
                ({'from_tick': 96}, True), ({'before_tick': 96}, False), ({'from_time': 0}, False),
                ({'destination': Seqgo.Address.new(128, 0)}, False), ({'channel': 16}, False)):
            with self.subTest(conditions):
                self.assertEqual(Seqgo.EventPattern(**conditions).matches(event), expected)

    def test_properties(self):
        pattern = Seqgo.EventPattern()
        address = Seqgo.Address.new(128, 1)
        values = {'event_type': Seqgo.EventType.NOTE_ON, 'channel': 1, 'tag': 2, 'queue_id': 3,
                  'destination': address, 'from_tick': 2 ** 32 - 1, 'before_tick': 5,
                  'from_time': 2 ** 40, 'before_time': 7, 'keep_note_offs': True}
        for name, value in values.items():
            self.assertIn(getattr(pattern, name), (-1, None, False))
            setattr(pattern, name, value)
            self.assertEqual(getattr(pattern, name), value)
            self.assertEqual(getattr(pattern, 'get_' + name)(), value)
            self.assertEqual(pattern.get_property(name.replace('_', '-')), value)
        self.assertEqual({pspec.name.replace('-', '_') for pspec in pattern.list_properties()},
                         set(values))
        pattern.destination = None
        self.assertIsNone(pattern.destination)


if __name__ == '__main__':
    tap.main()
