# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import tap
from seqgo_test import IO, Seqgo, SequencerTestCase, note_on

FIRST_TICK = 100000


class RemoveTest(SequencerTestCase):
    def setUp(self):
        super().setUp()
        self.source, self.sink = self.connect()
        self.queue = self.a.create_queue()

    def send_ten(self, **options):
        """Five notes on and off, six on channel 0 and four on channel 1, one with the tag 3."""
        for number in range(10):
            make = Seqgo.Event.new_note_off if number % 2 else Seqgo.Event.new_note_on
            event = make(int(number >= 6), number, 1).with_tag(3 if number == 4 else 0)
            self.source.send(event, queue=self.queue, tick=FIRST_TICK + number, **options)

    def assert_left(self, expected, *arguments, **conditions):
        self.send_ten()
        self.a.remove_events(*arguments, **conditions)
        self.assertEqual(self.queue.get_status().n_events, expected)
        self.a.remove_events()
        self.assertEqual(self.queue.get_status().n_events, 0)

    def test_values(self):
        """S-69 by the tag, the type, the channel, and all but the notes off"""
        self.assert_left(9, tag=3)
        self.assert_left(5, keep_note_offs=True)
        self.assert_left(5, type=Seqgo.EventType.NOTE_OFF)
        self.assert_left(6, channel=1)
        self.assert_left(8, channel=1, type=Seqgo.EventType.NOTE_ON)
        self.assert_left(9, Seqgo.EventPattern(tag=3))

    def test_position(self):
        """S-70 from a position on, and before one"""
        self.assert_left(5, from_tick=FIRST_TICK + 5)
        self.assert_left(7, before_tick=FIRST_TICK + 3)
        for number in range(10):
            self.source.send(note_on(number), queue=self.queue, time=1000 + number)
        self.a.remove_events(from_time=1006)
        self.a.remove_events(before_time=1002.5)
        self.assertEqual(self.queue.get_status().n_events, 3)

    def test_queues_and_destinations(self):
        """S-71 from one queue, and to one port"""
        other = self.a.create_queue()
        self.source.send(note_on(1), queue=other, tick=FIRST_TICK)
        self.send_ten()
        self.send_ten(to=self.sink)
        self.a.remove_events(to=self.sink, queue=self.queue, tag=3)
        self.assertEqual(self.queue.get_status().n_events, 19)
        self.a.remove_events(to='B:in')
        self.assertEqual(self.queue.get_status().n_events, 10)
        self.a.remove_events(queue=self.queue)
        self.assertEqual(self.queue.get_status().n_events, 0)
        self.assertEqual(other.get_status().n_events, 1)

    def test_refused(self):
        for conditions in ({'channel': 16}, {'tag': 256}, {'queue': 32}, {'type': -2},
                           {'from_tick': 2 ** 32}, {'from_tick': 1, 'before_tick': 2}):
            with self.subTest(conditions), self.assert_error(IO.INVALID_ARGUMENT):
                self.a.remove_events(**conditions)
        self.send_ten()
        with self.assert_error(IO.INVALID_ARGUMENT):
            self.a.remove_events(from_time=0)
        with self.assertRaises(TypeError):
            self.a.remove_events(Seqgo.EventPattern(), tag=3)
        with self.assertRaises(TypeError):
            self.a.remove_events(color='red')
        self.assertEqual(self.queue.get_status().n_events, 10)


if __name__ == '__main__':
    tap.main()
