# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import tap
from seqgo_test import (IO, SEQUENCER, TIMEOUT, SequencerTestCase, get_notes, get_queues, note_on)


class QueueSharingTest(SequencerTestCase):
    def setUp(self):
        super().setUp()
        self.source, self.sink = self.connect()
        self.queue = self.a.create_queue('song')
        self.other_source = self.b.create_port('out')

    def test_list(self):
        unnamed = self.b.create_queue()
        unnamed.locked = False
        song, other = self.a.list_queues()
        self.assertEqual((song.id, song.name, song.owner, song.locked),
                         (self.queue.id, 'song', self.a.id, True))
        self.assertEqual((other.id, other.name, other.owner, other.locked),
                         (unnamed.id, f'Queue-{unnamed.id}', self.b.id, False))
        self.assertEqual(unnamed.name, other.name)
        self.assertEqual(str(song), f'{song.id} song, of client {self.a.id}, locked')
        self.assertEqual(repr(other), f'<Seqgo.SequencerQueueInfo {other.id} {other.name}, '
                                      f'of client {self.b.id}>')
        for pspec in song.list_properties():
            self.assertEqual(song.get_property(pspec.name), getattr(song, 'get_' + pspec.name)())
        self.queue.close()
        unnamed.close()
        self.assertEqual(self.a.list_queues(), [])

    def test_ways_to_open(self):
        info, = self.b.list_queues()
        for name in self.queue.id, 'song', info:
            with self.b.open_queue(name) as queue:
                self.assertEqual((queue.id, queue.name, queue.owner, queue.locked),
                                 (self.queue.id, 'song', self.a.id, True))
        self.assertEqual(get_queues(), {self.queue.id: 'song'})

    def test_of_same_name(self):
        """S-60 of two queues of the same name, the one with the lower number is found"""
        self.a.create_queue('song')
        self.assertEqual(self.b.find_queue('song').id, self.queue.id)
        self.assertEqual(self.b.open_queue('song').id, self.queue.id)
        with self.assert_error(IO.NOT_FOUND):
            self.b.find_queue('nobody')
        with self.assert_error(IO.NOT_FOUND):
            self.b.open_queue('nobody')
        for number in 31, 255:
            with self.assert_error(IO.NOT_FOUND):
                self.b.open_queue(number)

    def test_locked(self):
        """S-59 others may put events on a queue, and control it once it is unlocked"""
        with self.assert_error(IO.INVALID_ARGUMENT):
            self.other_source.send(note_on(60), queue=self.queue, tick=1000)
        shared = self.b.open_queue(self.queue.id)
        self.other_source.send(note_on(60), queue=shared, tick=1000)
        self.assertEqual(self.queue.get_status().n_events, 1)
        for refused in (shared.start, shared.stop, shared.continue_, lambda: shared.set_tempo(1),
                        lambda: shared.set_tick(1), lambda: shared.set_name('mine'),
                        lambda: shared.set_locked(True), lambda: shared.set_locked(False)):
            with self.assert_error(SEQUENCER.NOT_OWNER):
                refused()

        changes = []
        self.queue.connect('notify', lambda queue, pspec: changes.append(pspec.name))
        self.queue.locked = False
        self.queue.name = 'for all'
        self.assertEqual(changes, ['locked', 'owner', 'name'])
        self.assertEqual(get_queues(), {self.queue.id: 'for all'})
        shared.bpm = 60
        shared.start()
        self.assertEqual(self.queue.bpm, 60)
        self.assertTrue(self.queue.get_status().is_running())

        self.a.close()
        for gone in shared.start, shared.get_status, lambda: shared.set_bpm(60):
            with self.assert_error(SEQUENCER.GONE):
                gone()
        with self.assert_error(IO.INVALID_ARGUMENT):
            self.other_source.send(note_on(60), queue=shared, tick=1000)

    def test_take_over(self):
        shared = self.b.open_queue('song')
        self.queue.locked = False
        shared.locked = True
        self.assertEqual((self.queue.owner, self.queue.locked), (self.b.id, True))
        with self.assert_error(SEQUENCER.NOT_OWNER):
            self.queue.start()
        self.queue.close()
        shared.start()

    def test_open_twice(self):
        first, second = self.b.open_queue('song'), self.b.open_queue('song')
        first.close()
        self.assertEqual((first.is_closed(), second.is_closed()), (True, False))
        self.other_source.send(note_on(60), queue=second, tick=1000)
        self.a.open_queue('song').close()
        self.queue.start()
        self.source.send(note_on(60), queue=self.queue, tick=0)
        self.assertEqual(get_notes(self.b.read_batch(TIMEOUT)), [60])

    def test_sync(self):
        """S-67 each client waits for its own events"""
        other_queue = self.b.create_queue()
        shared = self.b.open_queue('song')
        self.queue.start()
        self.source.send(note_on(60), queue=self.queue, tick=1_000_000)
        self.other_source.send(note_on(60), queue=other_queue, tick=1_000_000)
        self.other_source.send(note_on(61), queue=shared, tick=20, to=self.sink)
        shared.sync(TIMEOUT)
        self.assertEqual(get_notes(self.b.read_batch(0)), [61])
        self.other_source.send(note_on(62), queue=shared, time=0.1, relative=True, to=self.sink)
        shared.sync(TIMEOUT)
        self.assertEqual(get_notes(self.b.read_batch(0)), [62])
        with self.assert_error(IO.TIMED_OUT):
            self.queue.sync(0.02)


if __name__ == '__main__':
    tap.main()
