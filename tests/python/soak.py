#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Hours of everything that scripts do with a sequencer, for the virtual time of the lab."""

import asyncio
import gc
import random

import tap
from seqgo_test import (IO, SEQUENCER, Gio, GLib, Seqgo, SequencerTestCase, get_clients,
                        get_descriptors, get_notes, get_queues, note_on, until)

MINUTES_TO_WARM_UP = 60
MINUTES = 5 * 60
# PyGObject keeps some bytes of each asynchronous call for ever.
MAX_RESIDENT_GROWTH = 1024 * 1024


def count_resident_bytes():
    with open('/proc/self/statm', encoding='ascii') as file:
        return int(file.read().split()[1]) * 4096


class SoakTest(SequencerTestCase):
    def setUp(self):
        super().setUp()
        self.source = self.a.create_port('out', Seqgo.PortPreset.SOURCE)
        self.sink = self.b.create_port('in', Seqgo.PortPreset.SINK)
        self.source.connect_to(self.sink)
        self.random = random.Random(self.id())
        self.events = []
        self.b.connect('event', lambda _client, event: self.events.append(event))
        self.take(1)

    def take(self, count):
        """Waits for so many events, and forgets them."""
        until(lambda: len(self.events) >= count)
        self.assertEqual(len(self.events), count)
        events = self.events[:]
        self.events.clear()
        return events

    def visit(self):
        """Another client comes and goes."""
        count = self.random.randint(1, 5)
        with Seqgo.SequencerClient.open('visitor') as client:
            for _ in range(count):
                port = client.create_port('port')
                port.connect_to(self.sink)
                port.note_on(0, 60, 100)
                if self.random.random() < 0.5:
                    port.disconnect_to(self.sink)
            self.assertTrue(client.list_ports())
        self.take(3 * count)

    def send(self):
        notes = [self.random.randrange(128) for _ in range(self.random.randint(1, 200))]
        self.source.send_events(map(note_on, notes))
        self.assertEqual(get_notes(self.take(len(notes))), notes)

    def overflow(self):
        before = self.b.n_overflows
        with self.assert_error(SEQUENCER.RECEIVER_FULL):
            self.source.send_events([note_on(1)] * 250)
        until(lambda: self.b.n_overflows > before)
        self.source.note_on(0, 3, 100)
        until(lambda: get_notes(self.events[-1:]) == [3])
        self.events.clear()

    def send_sysex(self):
        data = b'\xf0' + self.random.randbytes(self.random.randrange(5000)) + b'\xf7'
        self.source.sysex(data)
        self.assertEqual(self.take(1)[0].data, data)

    def play(self):
        with self.a.create_queue('song', bpm=self.random.randint(300, 900), ppq=96) as queue:
            queue.start()
            for tick in range(1, 20):
                self.source.send(note_on(tick), queue=queue, tick=96 * tick)
            queue.stop()
            queue.bpm = 600
            queue.continue_()
            queue.sync(60)
        self.take(19)

    def watch(self):
        """A registry sees a client that comes and goes."""
        with Seqgo.SequencerRegistry.open() as registry:
            with Seqgo.SequencerClient.open('visitor') as client:
                address = client.create_port('port').address
                until(lambda: registry.find_port(address))
            until(lambda: not registry.find_port(address))

    def wait(self):
        async def read(client):
            with self.assertRaises(asyncio.TimeoutError):
                await asyncio.wait_for(client.read_batch_async(), self.random.random())

        with Seqgo.SequencerClient.open('waits') as client:
            with self.assert_error(IO.TIMED_OUT):
                client.read_batch(60 * self.random.random())
            asyncio.run(read(client))
            cancellable = Gio.Cancellable()
            cancellable.cancel()
            with self.assert_error(IO.CANCELLED):
                client.read_batch(cancellable=cancellable)

    def live(self, minutes):
        actions = (self.visit, self.send, self.overflow, self.send_sysex, self.play, self.watch,
                   self.wait)
        loop = GLib.MainLoop()
        for _ in range(minutes):
            self.random.choice(actions)()
            self.assertEqual(self.events, [])
            GLib.timeout_add_seconds(60, loop.quit)
            loop.run()
        gc.collect()
        return (get_descriptors(), get_clients(), get_queues()), count_resident_bytes()

    def test_hours(self):
        before, memory_before = self.live(MINUTES_TO_WARM_UP)
        after, memory_after = self.live(MINUTES)
        self.assertEqual(after, before)
        self.assertLess(memory_after, memory_before + MAX_RESIDENT_GROWTH)
        print(f'# resident {memory_before} -> {memory_after}')


if __name__ == '__main__':
    tap.main()
