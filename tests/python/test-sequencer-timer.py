# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import re

import tap
from seqgo_test import IO, SEQUENCER, Seqgo, SequencerTestCase

GLOBAL, CARD, PCM = Seqgo.TimerClass.GLOBAL, Seqgo.TimerClass.CARD, Seqgo.TimerClass.PCM


def get_timers():
    """What the kernel says: the numbers of queues, and the names of their timers."""
    with open('/proc/asound/seq/timer', encoding='utf-8') as file:
        return {int(match[1]): match[2]
                for match in re.finditer(r'^Timer for queue (\d+) : (.*)$', file.read(), re.M)}


class TimerTest(SequencerTestCase):
    def test_list(self):
        timers = {timer.name: timer for timer in Seqgo.SequencerTimer.list()}
        best = timers['HR timer']
        self.assertEqual((best.timer_class, best.subclass, best.card, best.device, best.subdevice,
                          best.slave), (GLOBAL, 0, -1, 3, 0, False))
        self.assertGreater(best.resolution, 0)
        self.assertEqual((str(best), repr(best)), ('HR timer', '<Seqgo.SequencerTimer HR timer>'))
        stream = timers['PCM Capture 0-0-1']
        self.assertEqual((stream.timer_class, stream.card, stream.subdevice, stream.slave),
                         (PCM, 0, 1, True))
        for pspec in best.list_properties():
            getter = getattr(best, 'get_' + pspec.name.replace('-', '_'))
            self.assertEqual(best.get_property(pspec.name), getter())

    def test_set(self):
        """S-56 a queue runs on another timer, unless that is absent"""
        queue = self.a.create_queue()
        self.assertEqual((queue.get_timer().name, queue.get_timer_frequency()), ('HR timer', 0))
        system = Seqgo.SequencerTimer.new(GLOBAL, -1, 0, 0)
        self.assertIsNone(system.name)
        queue.set_timer(system, 100)
        self.assertEqual((queue.get_timer().name, queue.get_timer_frequency()),
                         ('system timer', 100))
        self.assertEqual(get_timers(), {queue.id: 'system timer'})
        queue.set_timer(Seqgo.SequencerTimer(device=3))
        self.assertEqual(get_timers(), {queue.id: 'HR timer'})

        with self.assert_error(IO.NOT_FOUND) as caught:
            queue.set_timer(Seqgo.SequencerTimer.new(CARD, 7, 0, 0))
        self.assertIn('class 2, card 7', caught.exception.message)
        for frequency in 9, 6251:
            with self.assert_error(IO.INVALID_ARGUMENT):
                queue.set_timer(system, frequency)
        self.assertEqual(get_timers(), {queue.id: 'HR timer'})
        queue.start()
        with self.assert_error(SEQUENCER.QUEUE_RUNNING):
            queue.set_timer(system)
        shared = self.b.open_queue(queue.id)
        queue.stop()
        with self.assert_error(SEQUENCER.NOT_OWNER):
            shared.set_timer(system)


if __name__ == '__main__':
    tap.main()
