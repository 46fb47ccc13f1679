# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import gc
import threading

import tap
from seqgo_test import (IO, SEQUENCER, TIMEOUT, Seqgo, SequencerTestCase, get_clients, get_notes,
                        get_queues, get_types, note_on, until)

Event, EventType, Preset = Seqgo.Event, Seqgo.EventType, Seqgo.PortPreset


class ClientTest(SequencerTestCase):
    def test_name(self):
        """S-07 a client can be renamed, and names are cut between characters"""
        names = []
        self.a.connect('notify::name', lambda client, _: names.append(client.name))
        self.a.name = 'other'
        self.a.set_name('other')
        self.assertEqual(get_clients()[self.a.id][0], 'other')
        self.a.name = 'n' * 62 + 'äöü'
        self.assertEqual(get_clients()[self.a.id][0], 'n' * 62)
        self.assertEqual(names, ['other', 'n' * 62])
        with self.assert_error(IO.INVALID_ARGUMENT):
            self.a.name = ''

    def test_filter(self):
        """S-24 who sends what a receiver filters is told, although others received it"""
        source, sink = self.connect()
        other = self.open('C')
        source.connect_to(other.create_port('in', Preset.SINK))
        other.read_batch(TIMEOUT)
        self.assertEqual(self.b.get_event_filter(), [])
        self.b.set_event_filter([EventType.PROGRAM_CHANGE, EventType.CONTROL_CHANGE, 200])
        wanted = [EventType.CONTROL_CHANGE, EventType.PROGRAM_CHANGE, 200]
        self.assertEqual(self.b.get_event_filter(), wanted)
        self.assertEqual(self.a.get_client_info(self.b.id).get_event_filter(), wanted)
        with self.assert_error(SEQUENCER.UNDELIVERABLE):
            source.note_on(0, 60, 100)
        source.control_change(0, 7, 90)
        self.b.set_event_filter(None)
        self.assertEqual(self.b.get_event_filter(), [])
        self.assertEqual(self.b.get_client_info().get_event_filter(), [])
        source.note_on(0, 62, 100)
        self.assertEqual(get_types(self.b.read_batch(TIMEOUT)), ['control-change', 'note-on'])
        self.assertEqual(get_types(other.read_batch(TIMEOUT)),
                         ['note-on', 'control-change', 'note-on'])

    def test_bounce(self):
        """S-36 who wants to know is told of every event that was lost in a queue"""
        source = self.a.create_port('out')
        sink = self.b.create_port('in', Preset.SINK)
        source.connect_to(sink)
        self.b.read_batch(TIMEOUT)
        changes = []
        self.a.connect('notify::error-bounce', lambda *_: changes.append(self.a.error_bounce))
        self.a.error_bounce = True
        self.assertEqual(changes, [True])
        self.assertTrue(self.b.get_client_info(self.a.id).error_bounce)
        self.assertFalse(self.a.get_client_info(self.b.id).error_bounce)
        queue = self.a.create_queue()
        queue.start()
        source.send_events(note_on(i % 128).at_tick(queue.id, 10) for i in range(300))
        queue.sync(TIMEOUT)
        events = [event for batch in self.a.batches(timeout=0) for event in batch]
        self.assertEqual(len(events), 100)
        for i, event in enumerate(events):
            self.assertEqual((str(event.source), event.bounced_receiver), ('0:1', sink.address))
            # Older kernels give nothing back.
            if event.type != EventType.KERNEL_ERROR:
                self.assertEqual(event.type, EventType.BOUNCE)
                self.assertEqual(event.bounced_event.note, (200 + i) % 128)
        with self.assert_error(SEQUENCER.OVERFLOW):
            self.b.read_batch(0)

    def test_gone(self):
        """S-31 to ask about what has gone is one error, whatever it is"""
        port = self.b.create_port('in')
        address, client_id = port.address, self.b.id
        self.assertEqual(self.a.get_client_info(client_id).name, 'B')
        for name in port, address, str(address), 'B', 'B:in':
            info = self.a.get_port_info(name)
            self.assertEqual((info.address, info.name, info.client_name), (address, 'in', 'B'))
        port.close()
        with self.assert_error(SEQUENCER.GONE):
            self.a.get_port_info(address)
        self.b.close()
        for ask in (lambda: self.a.get_port_info(address),
                    lambda: self.a.get_client_info(client_id),
                    lambda: self.a.get_pool(client_id)):
            with self.assert_error(SEQUENCER.GONE):
                ask()

    def test_system_info(self):
        self.a.create_queue()
        info = self.a.get_system_info()
        self.assertEqual((info.max_queues, info.max_clients, info.max_ports, info.max_channels),
                         (32, 192, 254, 256))
        self.assertEqual((info.n_queues, info.n_clients), (len(get_queues()), len(get_clients())))
        self.assertEqual(info.ref().n_queues, 1)

    def test_questions(self):
        """S-04 questions open no clients"""
        before = get_clients()
        for _ in range(1000):
            self.a.get_client_info(14)
            self.a.get_port_info('14:0')
            self.a.get_pool(14)
            self.a.get_system_info()
        self.assertEqual(get_clients(), before)


class PoolTest(SequencerTestCase):
    def fill(self, queue, n_events):
        port = self.a.create_port('out')
        port.send_events(note_on(60).at_tick(queue.id, 100000) for _ in range(n_events))

    def test_sizes(self):
        """S-40 pools are sized within their limits, and what the kernel ignores is an error"""
        self.assertEqual((self.a.get_pool().input_size, self.a.get_pool().output_size), (200, 500))
        for setter in self.a.set_input_pool, self.a.set_output_pool:
            for size in 0, 2001:
                with self.assert_error(IO.INVALID_ARGUMENT):
                    setter(size)
        self.a.set_input_pool(2000)
        self.a.set_output_pool(1000)
        pool = self.b.get_pool(self.a.id)
        self.assertEqual((pool.input_size, pool.output_size), (2000, 1000))
        self.assertEqual(pool.ref().input_free, 2000)
        self.fill(self.a.create_queue(), 1)
        with self.assert_error(IO.BUSY):
            self.a.set_output_pool(500)

    def test_room(self):
        """S-38 room in a pool is from 1 to its size"""
        for room in 0, 501:
            with self.assert_error(IO.INVALID_ARGUMENT):
                self.a.set_output_room(room)
        self.a.set_output_room(500)
        self.assertEqual(self.a.get_pool().output_room, 500)
        self.a.set_output_pool(100)
        self.assertEqual(self.a.get_pool().output_room, 50)

    def test_full(self):
        """S-37 a full pool is an error at once"""
        queue = self.a.create_queue()
        self.assertEqual(self.a.get_pool().output_free, 0)
        self.fill(queue, 500)
        with self.assert_error(SEQUENCER.POOL_FULL):
            self.fill(queue, 1)

    def test_full_for_one(self):
        """S-41 a full pool is that of one client"""
        self.fill(self.a.create_queue(), 500)
        queue = self.b.create_queue()
        self.b.create_port('out').send(note_on(60), queue=queue, tick=100000)
        self.assertEqual(self.b.get_pool().output_free, 499)

    def test_drop_output(self):
        """S-42 what waits in queues can be thrown away"""
        queue = self.a.create_queue()
        self.fill(queue, 50)
        self.assertEqual((self.a.get_pool().output_free, queue.get_status().n_events), (450, 50))
        self.a.drop_output()
        self.assertEqual((self.a.get_pool().output_free, queue.get_status().n_events), (500, 0))
        queue.sync(0)

    def test_drop_input(self):
        source, _sink = self.connect()
        source.send_events(note_on(note) for note in range(50))
        self.assertEqual(self.b.get_pool().input_free, 150)
        self.b.drop_input()
        self.assertEqual(self.b.get_pool().input_free, 200)
        source.send(note_on(99))
        self.assertEqual(get_notes(self.b.read_batch(TIMEOUT)), [99])


class ClosedTest(SequencerTestCase):
    def collect(self, *objects):
        closed = []
        for thing in objects:
            thing.connect('closed', lambda thing, error: closed.append((thing, error)))
        return closed

    def test_one_by_one(self):
        port, queue = self.a.create_port('p'), self.a.create_queue()
        closed = self.collect(port, queue)
        port.close()
        port.close()
        self.assertEqual(closed, [(port, None)])
        queue.close()
        self.a.close()
        self.assertEqual(closed, [(port, None), (queue, None)])

    def test_all(self):
        port, queue = self.a.create_port('p'), self.a.create_queue()
        closed = self.collect(self.a, queue, port)
        thread = threading.Thread(target=self.a.close)
        thread.start()
        thread.join()
        self.assertEqual(closed, [])
        until(lambda: len(closed) == 3)
        self.assertEqual(closed, [(port, None), (queue, None), (self.a, None)])

    def test_dropped_client(self):
        client = Seqgo.SequencerClient.open('dropped')
        port = client.create_port('p')
        closed = self.collect(port)
        del client
        gc.collect()
        until(lambda: closed)
        self.assertEqual(closed, [(port, None)])


if __name__ == '__main__':
    tap.main()
