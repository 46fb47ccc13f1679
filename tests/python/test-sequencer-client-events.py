#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tests handlers that do what one should not do, threads, and clients that are forgotten."""

import gc
import threading

import tap
from seqgo_test import (GLib, Seqgo, SequencerTestCase, get_clients, get_descriptors, get_notes,
                        get_queues, note_on, until)


class HandlerTest(SequencerTestCase):
    def setUp(self):
        super().setUp()
        self.source = self.a.create_port('out', Seqgo.PortPreset.SOURCE)
        self.sink = self.b.create_port('in', Seqgo.PortPreset.SINK)
        self.source.connect_to(self.sink)
        self.notes = []

    def send(self, *notes):
        self.source.send_events(map(note_on, notes))

    def test_handler_that_disconnects_itself(self):
        """S-79 a handler may disconnect itself and others"""
        others = []

        def listen(_client, event):
            self.notes.append(event.note)
            self.b.disconnect(handler)
            self.sink.disconnect(other)

        handler = self.b.connect('event::note-on', listen)
        other = self.sink.connect('event::note-on', lambda _port, event: others.append(event.note))
        last = self.b.connect('event::note-on', lambda _client, event: others.append(-event.note))
        self.send(1, 2, 3)
        until(lambda: -3 in others)
        self.b.disconnect(last)
        self.assertEqual(self.notes, [1])
        self.assertEqual([note for note in others if note < 0], [-1, -2, -3])
        self.assertNotIn(2, others)

    def test_handler_that_closes(self):
        """S-79 a handler may close the client, and is not called again"""
        kept = []

        def listen(client, event):
            kept.append(event)
            client.close()

        self.b.connect('event::note-on', listen)
        self.send(*range(1, 100))
        until(lambda: self.b.is_closed())
        while GLib.MainContext.default().iteration(False):
            pass
        self.assertEqual(get_notes(kept), [1])

    def test_handler_that_runs_the_loop(self):
        """S-79 a handler may run the main loop, in which later events arrive; its batch stays"""
        depths, batches = [], []

        def listen(_client, batch):
            notes = get_notes(batch)
            if not notes:
                return
            depths.append(len(batches))
            batches.append(batch)
            if len(batches) < 10:
                self.send(*(note + 1 for note in notes))
                until(lambda: len(batches) == 10)
            self.notes.append(get_notes(batch))

        self.b.connect('batch', listen)
        self.send(10, 20, 30)
        until(lambda: len(self.notes) == 10)
        self.assertEqual(depths, list(range(10)))
        self.assertEqual(self.notes, [[10 + i, 20 + i, 30 + i] for i in reversed(range(10))])


class ThreadTest(SequencerTestCase):
    def test_threads(self):
        """S-80 what four threads send through one client arrives whole, in the order of each"""
        count, room = 250, threading.Semaphore(150)
        source = self.a.create_port('out', Seqgo.PortPreset.SOURCE)
        sink = self.b.create_port('in', Seqgo.PortPreset.SINK)
        source.connect_to(sink)
        received = []
        problems = []

        def listen(_client, event):
            received.append((event.channel, event.value))
            room.release()

        def send(channel):
            try:
                for value in range(count):
                    # What is not read yet has to fit into the receiver's pool.
                    room.acquire()
                    source.pitch_bend(channel, value)
            except GLib.Error as error:
                problems.append(error)

        self.b.connect('event::pitch-bend', listen)
        threads = [threading.Thread(target=send, args=[channel]) for channel in range(4)]
        for thread in threads:
            thread.start()
        until(lambda: problems or len(received) == 4 * count)
        for thread in threads:
            thread.join()
        self.assertEqual(problems, [])
        for channel in range(4):
            self.assertEqual([value for sender, value in received if sender == channel],
                             list(range(count)))


class DroppedTest(SequencerTestCase):
    def test_dropped(self):
        """S-83 a client that nobody holds is closed, with its ports and queues"""
        descriptors, clients, queues = get_descriptors(), get_clients(), get_queues()
        client = Seqgo.SequencerClient.open('forgotten')
        client.create_port('p').connect_from(self.a.create_port('out'))
        client.create_queue('q').start()
        client.connect('event', lambda _client, event: None)
        until(lambda: not GLib.MainContext.default().pending())
        self.assertNotEqual(get_queues(), queues)
        self.assertEqual(get_clients()[client.id][0], 'forgotten')
        del client
        gc.collect()
        self.assertEqual(get_descriptors(), descriptors)
        self.assertEqual(set(get_clients()), set(clients))
        self.assertEqual(get_queues(), queues)


if __name__ == '__main__':
    tap.main()
