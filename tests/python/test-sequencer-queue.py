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
            name = pspec.name.replace('-', '_')
            getter = getattr(queue, 'get_' + name)
            self.assertEqual(getattr(queue, name), getter())
            self.assertEqual(queue.get_property(pspec.name), getter())
        with self.assert_error(IO.INVALID_ARGUMENT):
            queue.bpm = 0
        queue.start()
        with self.assert_error(SEQUENCER.QUEUE_RUNNING):
            queue.ppq = 480
        self.assertEqual(repr(queue), f"<Seqgo.SequencerQueue {queue.id} 'song'>")

    def test_speed(self):
        """S-56 a queue runs faster or slower; the kernel knows one base of the skew"""
        queue = self.create_queue()
        self.assertEqual((queue.speed, queue.get_skew()), (1, 65536))
        queue.speed = 0.5
        self.assertEqual((queue.speed, queue.get_speed(), queue.get_skew()), (0.5, 0.5, 32768))
        queue.set_skew(65536 * 100, 65536)
        self.assertEqual((queue.speed, queue.bpm), (100, 120))
        queue.start()
        self.source.send(note_on(60), queue=queue, tick=100 * 96)
        queue.sync(TIMEOUT)
        for wrong in (lambda: queue.set_skew(1000, 1000), lambda: queue.set_skew(0, 65536),
                      lambda: queue.set_speed(0), lambda: queue.set_speed(300)):
            with self.assert_error(IO.INVALID_ARGUMENT):
                wrong()

    def test_tempo_base(self):
        queue = self.create_queue()
        self.assertEqual((queue.tempo_base, queue.get_tempo_base()), (1000, 1000))
        with self.assert_error(IO.INVALID_ARGUMENT):
            queue.set_tempo_base(100)
        try:
            queue.tempo_base = 10
        except GLib.Error as error:
            self.assertTrue(error.matches(Gio.io_error_quark(), IO.NOT_SUPPORTED))
            self.assertIn('alsa-lib 1.2.13', error.message)
        else:
            self.assertEqual((queue.tempo_base, queue.tempo, queue.bpm), (10, 50_000_000, 120))

    def test_start_scheduled(self):
        """S-51 what was sent before a queue starts need not be lost"""
        queue = self.create_queue(bpm=600)
        for number in range(1, 5):
            self.source.send(note_on(number), queue=queue, tick=number * 10)
        queue.start_scheduled()
        queue.sync(TIMEOUT)
        self.assertEqual(get_notes(self.receive(4)), [1, 2, 3, 4])

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

    def test_late(self):
        """S-54 what is due already is delivered at once, with its stamp"""
        queue = self.create_queue()
        queue.set_tick(57)
        self.source.send(note_on(60), queue=queue, tick=1)
        event, = self.receive(1)
        self.assertEqual((event.tick, event.queue_id), (1, queue.id))

    def test_ticks_before_times(self):
        """S-62 at the same instant, ticks come before times"""
        queue = self.create_queue()
        for number in range(3):
            self.source.send(note_on(20 + number), queue=queue, time=0.25)
            self.source.send(note_on(10 + number), queue=queue, tick=48)
        queue.start_scheduled()
        self.assertEqual(get_notes(self.receive(6)), [10, 11, 12, 20, 21, 22])

    def test_priority(self):
        queue = self.create_queue()
        for number in range(4):
            self.source.send(note_on(number).with_high_priority(number % 2 == 1),
                             queue=queue, tick=10)
        queue.start_scheduled()
        self.assertEqual(get_notes(self.receive(4)), [3, 1, 0, 2])

    def test_echo(self):
        """S-68 an echo comes back to the port that it is sent to, with its 12 bytes"""
        queue = self.create_queue()
        loop = self.b.create_port('loop')
        shared = self.b.open_queue(queue.id)
        queue.start()
        echo = Seqgo.Event.new_data(Seqgo.EventType.ECHO, b'twelve bytes')
        loop.send(echo, queue=shared, tick=20, to=loop)
        event, = self.receive(1)
        self.assertEqual((event.type, event.tick, event.data, event.source),
                         (Seqgo.EventType.ECHO, 20, b'twelve bytes', loop.address))
        self.assertGreaterEqual(queue.get_status().tick, 20)

    def test_user_events(self):
        queue = self.create_queue(bpm=600)
        queue.start()
        sent = [Seqgo.Event.new_data(getattr(Seqgo.EventType, f'USER{number}'), bytes(range(12)))
                for number in range(10)]
        sent += [Seqgo.Event.new_data(getattr(Seqgo.EventType, f'USER_VAR{number}'), bytes(100))
                 for number in range(5)]
        for tick, event in enumerate(sent):
            self.source.send(event, queue=queue, tick=tick)
        self.assertEqual([(event.type, event.data, event.tick) for event in self.receive(15)],
                         [(event.type, event.data, tick) for tick, event in enumerate(sent)])

    def test_listen_to_control(self):
        """S-33 who is connected to the timer of the system hears what happens to a queue"""
        queue = self.create_queue()
        self.sink.connect_from('0:0')
        queue.start()
        self.source.send_to(
            Seqgo.Event.new_queue_control(Seqgo.EventType.TEMPO, queue.id, 250000), '0:0')
        queue.stop()
        events = self.receive(3)
        self.assertEqual([(event.type.value_nick, str(event.source), event.control_queue)
                          for event in events],
                         [(nick, '0:0', queue.id) for nick in ('start', 'tempo', 'stop')])
        self.assertEqual((events[1].value, queue.tempo), (250000, 250000))

    def test_tempo_at_tick(self):
        queue = self.create_queue(bpm=600)
        queue.start()
        tempo = Seqgo.Event.new_queue_control(Seqgo.EventType.TEMPO, queue.id, 50000)
        self.source.send(tempo, to='0:0', queue=queue, tick=96)
        self.source.send(note_on(60), queue=queue, tick=192)
        queue.sync(TIMEOUT)
        self.assertEqual(queue.bpm, 1200)
        self.assertGreaterEqual(queue.get_status().time, 149_000_000)

    def test_more_than_fits(self):
        """S-39 more events than the pool has room for go to a queue as it gets emptier"""
        self.b.set_input_pool(2000)
        queue = self.create_queue()
        queue.start()
        batch = Seqgo.EventBatch.new([note_on(number % 128).at_time(queue.id, number * 1_000_000)
                                      for number in range(600)])
        results, notes = [], []
        self.source.send_batch_async(
            batch, callback=lambda source, result: results.append(
                source.send_batch_finish(result)))
        until(lambda: results)
        while len(notes) < 600:
            notes += get_notes(self.b.read_batch(TIMEOUT))
        self.assertEqual(notes, [number % 128 for number in range(600)])

    def test_real_time_note(self):
        """S-55 in real time, the duration of a note is in milliseconds"""
        queue = self.create_queue()
        queue.start()
        note = Seqgo.Event.new_note_full(0, 60, 64, 33, 250)
        self.source.send(note, queue=queue, time=0.01)
        on, off = self.receive(2)
        self.assertEqual((on.type.value_nick, on.time), ('note-on', 10_000_000))
        self.assertEqual((off.type.value_nick, off.time, off.velocity, off.high_priority),
                         ('note-off', 260_000_000, 33, True))

    def test_note_with_duration(self):
        queue = self.create_queue(bpm=600)
        queue.start()
        self.source.send(Seqgo.Event.new_note(0, 60, 100, duration=24), queue=queue, tick=10)
        on, off = self.receive(2)
        self.assertEqual((on.type.value_nick, on.tick), ('note-on', 10))
        self.assertEqual((off.type.value_nick, off.tick), ('note-off', 34))

    def test_sync(self):
        """S-67 to sync waits for the last event, or for a time-out"""
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
