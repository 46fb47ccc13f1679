# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import gc
import signal
import time

import tap
from seqgo_test import (IO, SEQUENCER, TIMEOUT, Gio, GLib, Seqgo, SequencerTestCase, get_notes,
                        get_queues, note_on, until)


class QueueTest(SequencerTestCase):
    def setUp(self):
        super().setUp()
        self.source, self.sink = self.connect()

    def create_queue(self, *arguments, **options):
        queue = self.a.create_queue(*arguments, **options)
        self.addCleanup(queue.close)
        return queue

    def receive(self, count):
        """So many events. There may be more."""
        events = []
        while len(events) < count:
            events.extend(self.b.read_batch(TIMEOUT))
        return events

    def test_new(self):
        """S-50 a new queue has 120 beats a minute of 96 ticks, and stands at the beginning"""
        queue = self.create_queue()
        self.assertEqual((queue.tempo, queue.bpm, queue.ppq, queue.name),
                         (500000, 120, 96, f'Queue-{queue.id}'))
        status = queue.get_status()
        self.assertEqual((status.tick, status.time, status.n_events, status.is_running()),
                         (0, 0, 0, False))
        self.assertEqual((status.get_tick(), status.get_time(), status.get_n_events()), (0, 0, 0))
        self.assertEqual(repr(status), '<Seqgo.SequencerQueueStatus stopped at tick 0, '
                                       '0.000000000 s, with 0 events>')
        reference = status.ref()
        del status
        self.assertEqual(reference.tick, 0)

    def test_new_with_options(self):
        for options, expected in [({'bpm': 90}, (666667, 96)), ({'tempo': 250000}, (250000, 96)),
                                  ({'ppq': 480, 'bpm': 60}, (1000000, 480))]:
            with self.a.create_queue('song', **options) as queue:
                self.assertEqual((queue.tempo, queue.ppq), expected)
                self.assertEqual(get_queues(), {queue.id: 'song'})
        with self.assert_error(IO.INVALID_ARGUMENT):
            self.a.create_queue(bpm=0)
        self.assertEqual(get_queues(), {})

    def test_dropped_wrapper(self):
        self.a.create_queue('kept')
        gc.collect()
        self.assertEqual(list(get_queues().values()), ['kept'])

    def test_attributes(self):
        queue = self.create_queue('song')
        changes = []
        queue.connect('notify', lambda queue, pspec: changes.append(pspec.name))
        queue.bpm = 60
        self.assertEqual((queue.tempo, queue.get_bpm()), (1000000, 60))
        queue.tempo = 500000
        queue.ppq = 480
        queue.set_tempo(250000)
        queue.set_ppq(96)
        queue.set_bpm(120)
        self.assertEqual(set(changes), {'tempo', 'bpm', 'ppq'})
        for pspec in queue.list_properties():
            getter = getattr(queue, 'get_' + pspec.name)
            self.assertEqual(getattr(queue, pspec.name), getter())
            self.assertEqual(queue.get_property(pspec.name), getter())
        with self.assert_error(IO.INVALID_ARGUMENT):
            queue.bpm = 0
        queue.start()
        with self.assert_error(SEQUENCER.QUEUE_RUNNING):
            queue.ppq = 480
        self.assertEqual(repr(queue), f"<Seqgo.SequencerQueue {queue.id} 'song'>")

    def test_start_discards(self):
        """S-51 to start a queue delivers and discards what was sent before"""
        queue = self.create_queue()
        for number in range(10):
            self.source.send(note_on(number), queue=queue, tick=number * 10)
        self.assertEqual(get_notes(self.receive(1)), [0])
        self.assertEqual(queue.get_status().n_events, 9)
        queue.start()
        self.assertEqual(queue.get_status().n_events, 0)
        with self.assert_error(IO.TIMED_OUT):
            self.b.read_batch(0.2)

    def test_stop_and_continue(self):
        """S-52 a stopped queue keeps its place and its events"""
        queue = self.create_queue()
        queue.start()
        for number in range(10):
            self.source.send(note_on(number), queue=queue, tick=number * 10)
        notes = get_notes(self.receive(2))
        queue.stop()
        status = queue.get_status()
        self.assertFalse(status.is_running())
        notes += [note for batch in self.b.batches(0) for note in get_notes(batch)]
        self.assertEqual(queue.get_status().n_events, 10 - len(notes))
        again = queue.get_status()
        self.assertEqual((again.tick, again.time), (status.tick, status.time))
        queue.continue_()
        queue.continue_()
        self.assertTrue(queue.get_status().is_running())
        if len(notes) < 10:
            notes += get_notes(self.receive(10 - len(notes)))
        self.assertEqual(notes, list(range(10)))
        tick = queue.get_status().tick
        queue.start()
        self.assertLess(queue.get_status().tick, tick)

    def test_position(self):
        """S-58 a position in ticks leaves the time as it is, and the other way round"""
        queue = self.create_queue()
        queue.set_tick(960)
        self.assertEqual((queue.get_status().tick, queue.get_status().time), (960, 0))
        queue.set_time(5_000_000_006)
        self.assertEqual((queue.get_status().tick, queue.get_status().time), (960, 5_000_000_006))

    def test_time(self):
        """S-61 events arrive in order, with exact stamps and not before their time"""
        queue = self.create_queue()
        events = [note_on(number).at_time(queue.id, number * 5_000_000) for number in range(100)]
        early, arrived = [], []

        def check(batch):
            now = queue.get_status().time
            arrived.extend(batch)
            # A queue may be ahead by one period of its timer, of 1 ms or of the kernel.
            early.extend(event for event in batch if event.time > now + 10_000_000)

        queue.start()
        self.source.send_events(events)
        while len(arrived) < 100:
            check(self.b.read_batch(TIMEOUT))
        self.assertEqual(get_notes(arrived), list(range(100)))
        self.assertEqual([event.time for event in arrived], [event.time for event in events])
        self.assertEqual(early, [])

    def test_ways_to_say_when(self):
        queue = self.create_queue(ppq=480)
        queue.start()
        for number, options in enumerate([
                {'tick': 5}, {'tick': 5.4}, {'time': 0.0125}, {'time': 1 / 64}, {'time': 0}]):
            self.source.send(note_on(number), queue=queue, **options)
        self.source.send(note_on(5), queue=queue.id, tick=6, to=self.sink)
        events = {event.note: event for event in self.receive(6)}
        self.assertEqual([events[number].tick for number in (0, 1, 5)], [5, 5, 6])
        self.assertEqual([events[number].time for number in (2, 3, 4)],
                         [12_500_000, 15_625_000, 0])
        self.assertEqual({event.queue_id for event in events.values()}, {queue.id})
        for options in {'tick': 48}, {'time': 0.05}:
            before = queue.get_status()
            self.source.send(note_on(60), queue=queue, relative=True, **options)
            event, = self.receive(1)
            self.assertGreaterEqual(event.tick, options.get('tick', -before.tick) + before.tick)
            self.assertGreaterEqual(queue.get_status().time - before.time, 40_000_000)

    def test_note_with_duration(self):
        queue = self.create_queue(bpm=600)
        queue.start()
        self.source.send(Seqgo.Event.new_note(0, 60, 100, duration=24), queue=queue, tick=10)
        on, off = self.receive(2)
        self.assertEqual((on.type.value_nick, on.tick), ('note-on', 10))
        self.assertEqual((off.type.value_nick, off.tick), ('note-off', 34))

    def test_sync(self):
        queue = self.create_queue(bpm=600)
        queue.sync()
        queue.start()
        for beat in range(3):
            self.source.send(note_on(beat), queue=queue, tick=beat * queue.ppq)
        queue.sync(TIMEOUT)
        self.assertEqual(get_notes(self.b.read_batch(0)), [0, 1, 2])
        queue.stop()
        self.source.send(note_on(60), queue=queue, tick=1_000_000)
        start = time.monotonic()
        with self.assert_error(IO.TIMED_OUT):
            queue.sync(0.2)
        self.assertGreaterEqual(time.monotonic() - start, 0.2)
        with self.assertRaises(ValueError):
            queue.sync(-1)
        cancellable = Gio.Cancellable()
        self.call_soon(cancellable.cancel)
        with self.assert_error(IO.CANCELLED):
            queue.sync(cancellable=cancellable)

    def test_sync_and_signals_of_the_system(self):
        queue = self.create_queue()
        self.source.send(note_on(60), queue=queue, tick=1000)

        def handle(*_):
            raise InterruptedError

        old = signal.signal(signal.SIGALRM, handle)
        self.addCleanup(signal.signal, signal.SIGALRM, old)
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with self.assertRaises(InterruptedError):
            queue.sync()

    def test_sync_of_closed(self):
        """S-78 sync ends when another thread closes the client, with and without a callback"""
        queue = self.create_queue()
        self.source.send(note_on(60), queue=queue, tick=1000)
        results = []
        queue.sync_async(GLib.PRIORITY_DEFAULT, None, lambda queue, result: results.append(result))
        self.call_soon(self.a.close)
        with self.assert_error(IO.CLOSED):
            queue.sync()
        until(lambda: results)
        with self.assert_error(IO.CLOSED):
            queue.sync_finish(results[0])

    def test_sync_with_a_callback(self):
        queue = self.create_queue(bpm=600)
        queue.start()
        self.source.send(note_on(60), queue=queue, tick=48)
        results = []
        queue.sync_async(callback=lambda queue, result: results.append(queue.sync_finish(result)))
        until(lambda: results)
        self.assertEqual(results, [True])
        self.assertEqual(get_notes(self.b.read_batch(0)), [60])


if __name__ == '__main__':
    tap.main()
