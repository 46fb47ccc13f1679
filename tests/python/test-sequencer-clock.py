# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import tap
from seqgo_test import IO, SEQUENCER, Dump, GLib, Seqgo, SequencerTestCase, get_queues, until


class ClockTest(SequencerTestCase):
    def setUp(self):
        super().setUp()
        self.source = self.a.create_port('out', Seqgo.PortPreset.SOURCE)
        self.sink = self.b.create_port('in', Seqgo.PortPreset.SINK)
        self.source.connect_to(self.sink)
        self.queue = self.a.create_queue('song', bpm=300)
        self.clock = Seqgo.SequencerClockSender.new(self.source, self.queue)
        self.addCleanup(self.clock.close)

    def follow(self):
        follower = Seqgo.SequencerClockFollower.new(self.sink)
        self.addCleanup(follower.close)
        return follower

    def test_sender(self):
        """start, stop, song position and continue, as aseqdump sees them"""
        dump = Dump(self.source.address)
        self.addCleanup(dump.stop)
        self.assertIs(self.clock.port, self.source)
        self.assertIs(self.clock.get_queue(), self.queue)
        self.clock.start()
        self.assertTrue(self.clock.running)
        until(lambda: self.clock.position >= 4)
        self.clock.stop()
        self.assertFalse(self.clock.get_running())
        with self.assert_error(IO.INVALID_ARGUMENT):
            self.clock.position = 16384
        self.clock.position = 64
        self.assertEqual(self.clock.get_position(), 64)
        self.clock.continue_()
        with self.assert_error(SEQUENCER.QUEUE_RUNNING):
            self.clock.set_position(0)
        until(lambda: self.clock.position >= 66)
        with self.clock:
            pass
        self.assertTrue(self.clock.is_closed())
        until(lambda: len([line for line in dump.lines if line.endswith('Stop')]) == 2)
        kinds = [line.partition(' ')[2] for line in dump.lines]
        changes = [kind for kind, last in zip(kinds, [None] + kinds) if kind != last]
        self.assertEqual(changes, ['Start', 'Clock', 'Stop', 'Song position pointer value 64',
                                   'Continue', 'Clock', 'Stop'])
        self.assertGreaterEqual(kinds.count('Clock'), 36)
        for pspec in self.clock.list_properties():
            self.assertEqual(self.clock.get_property(pspec.name), getattr(self.clock, pspec.name))
        with self.assert_error(IO.CLOSED):
            self.clock.start()

    def test_sender_fails(self):
        errors = []
        self.clock.connect('failed', lambda clock, error: errors.append(error))
        self.clock.start()
        self.queue.close()
        until(lambda: errors)
        self.assertTrue(self.clock.is_closed())
        self.assertFalse(self.clock.running)
        with self.assert_error(IO.INVALID_ARGUMENT):
            Seqgo.SequencerClockSender.new(self.source, self.b.create_queue())

    def test_follower(self):
        """started, stopped, position-changed, continued and lost"""
        follower = self.follow()
        told = []
        for name in ('started', 'stopped', 'continued', 'lost', 'position-changed'):
            follower.connect(name, lambda follower, *data, name=name: told.append((name, *data)))
        notified = set()
        follower.connect('notify', lambda follower, pspec: notified.add(pspec.name))
        self.assertEqual((follower.bpm, follower.running, follower.position, follower.clock),
                         (0, False, 0, 0))
        self.assertIs(follower.get_port(), self.sink)
        self.clock.start()
        until(lambda: follower.get_clock() > 12)
        self.assertTrue(follower.get_running())
        self.assertGreater(follower.get_bpm(), 0)
        self.assertGreaterEqual(follower.get_position(), 2)
        self.clock.stop()
        self.clock.set_position(8)
        until(lambda: ('position-changed', 8) in told)
        self.assertFalse(follower.running)
        self.assertEqual(follower.position, 8)
        self.clock.continue_()
        until(lambda: follower.position == 9)
        self.queue.stop()
        until(lambda: ('lost',) in told)
        self.assertEqual(told, [('started',), ('stopped',), ('position-changed', 8),
                                ('continued',), ('lost',)])
        self.assertEqual(notified, {'bpm', 'running', 'position'})
        self.assertEqual(follower.bpm, 0)
        for pspec in follower.list_properties():
            self.assertEqual(follower.get_property(pspec.name), getattr(follower, pspec.name))
        self.assertEqual(sorted(get_queues().values()), ['clock follower', 'song'])
        follower.close()
        self.assertTrue(follower.is_closed())
        self.assertEqual(list(get_queues().values()), ['song'])

    def test_led_queue(self):
        """a queue starts, stops and fails with the clock"""
        follower, led = self.follow(), self.b.create_queue('led')
        errors = []
        follower.connect('failed', lambda follower, error: errors.append(error))
        follower.queue = led
        self.assertIs(follower.get_queue(), led)
        self.clock.start()
        until(lambda: led.get_status().tick > 48)
        self.clock.stop()
        until(lambda: not led.get_status().is_running())
        led.close()
        self.clock.continue_()
        until(lambda: errors)
        self.assertTrue(errors[0].matches(GLib.quark_from_string('g-io-error-quark'), IO.CLOSED))
        self.assertIsNone(follower.queue)


if __name__ == '__main__':
    tap.main()
