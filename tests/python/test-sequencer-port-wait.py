# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Ports that send no faster than others read."""

import asyncio
import threading

import tap
from seqgo_test import (IO, SEQUENCER, TIMEOUT, Gio, GLib, Seqgo, SequencerTestCase, get_notes,
                        note_on, until)

POOL, MARGIN = 200, 25


def make_batch(count):
    return Seqgo.EventBatch.new([note_on(number % 128) for number in range(count)])


class WaitTest(SequencerTestCase):
    def setUp(self):
        super().setUp()
        self.source, self.sink = self.connect()

    def read_all(self, count):
        events = []
        while len(events) < count:
            events.extend(self.b.read_batch(TIMEOUT))
        return events

    def test_two_receivers(self):
        """S-26 to wait for a full receiver gives no copies to the others, to retry blindly does"""
        full = self.open('full').create_port('in', Seqgo.PortPreset.SINK)
        for _ in range(POOL):
            self.source.send_to(note_on(1), full)
        self.source.connect_to(full)
        for _ in range(3):
            with self.assert_error(IO.TIMED_OUT):
                self.source.send_batch_wait(make_batch(1), timeout=0)
        with self.assert_error(IO.TIMED_OUT):
            self.b.read_batch(0)
        for _ in range(3):
            with self.assert_error(SEQUENCER.RECEIVER_FULL):
                self.source.send(note_on(60))
        self.assertEqual(get_notes(self.b.read_batch(0)), [60] * 3)

    def test_full_within_batch(self):
        """S-26 the event at which a batch fails comes to the others once"""
        full = self.open('full').create_port('in', Seqgo.PortPreset.SINK)
        # One cell more is for being told of the connection.
        for _ in range(POOL - 3):
            self.source.send_to(note_on(1), full)
        self.source.connect_to(full)
        with self.assert_error(SEQUENCER.RECEIVER_FULL):
            self.source.send_events(map(note_on, range(4)))
        self.assertEqual(get_notes(self.b.read_batch(0)), [0, 1, 2])

    def test_come_and_go(self):
        """S-27 to send never fails because receivers come and go"""
        def come_and_go():
            for _ in range(100):
                with Seqgo.SequencerClient.open('guest') as guest:
                    guest.set_input_pool(2000)
                    guest.create_port('in', Seqgo.PortPreset.SINK).connect_from(self.source)

        self.b.close()
        thread = threading.Thread(target=come_and_go)
        thread.start()
        while thread.is_alive():
            for number in range(40):
                self.source.note_on(0, number, 100)
        thread.join()

    def test_margin(self):
        """S-34 a pool is not filled to the brim, and nothing is lost"""
        with self.assert_error(IO.TIMED_OUT) as caught:
            self.source.send_batch_wait(make_batch(1000), timeout=0)
        self.assertIn('Sent 175 of 1000 events', caught.exception.message)
        for _ in range(MARGIN):
            self.source.send(note_on(60))
        self.assertEqual(len(self.b.read_batch(0)), POOL)

    def test_slow_receiver(self):
        """S-34 what does not fit into the pool arrives whole"""
        thread = threading.Thread(target=self.source.send_batch_wait, args=[make_batch(1000)])
        thread.start()
        self.assertEqual(get_notes(self.read_all(1000)), [number % 128 for number in range(1000)])
        thread.join()

    def test_own_pool(self):
        """S-39 sending waits while too many events wait in queues"""
        queue = self.a.create_queue()
        batch = Seqgo.EventBatch.new([note_on(number % 128).at_time(queue.id, number * 1000000)
                                      for number in range(1, 601)])
        with self.assert_error(SEQUENCER.POOL_FULL):
            self.source.send_batch(batch)
        queue.start()
        self.source.send_batch_wait(batch)
        self.assertEqual(get_notes(self.read_all(600)), [n % 128 for n in range(1, 601)])

    def test_async(self):
        """S-77 an asynchronous sending ends by itself when the receiver reads"""
        async def run():
            task = asyncio.ensure_future(self.source.send_batch_wait_async(make_batch(600)))
            await asyncio.sleep(0.05)
            self.assertFalse(task.done())
            events = []
            async for event in self.sink:
                events.append(event)
                if len(events) == 600:
                    break
            self.assertTrue(await task)
            return events

        self.assertEqual(len(asyncio.run(run())), 600)

    def test_callback(self):
        results = []
        self.source.send_batch_wait_async(
            make_batch(1), GLib.PRIORITY_DEFAULT, None,
            lambda port, result: results.append(port.send_batch_wait_finish(result)))
        until(lambda: results)
        self.assertEqual(results, [True])

    def test_stopped(self):
        with self.assert_error(IO.TIMED_OUT) as caught:
            self.source.send_batch_wait(make_batch(1000), timeout=0.05)
        self.assertEqual(caught.exception.message, 'Sent 175 of 1000 events: The time is up')
        cancellable = Gio.Cancellable()
        self.call_soon(cancellable.cancel)
        with self.assert_error(IO.CANCELLED) as caught:
            self.source.send_batch_wait(make_batch(1000), None, cancellable)
        self.assertIn('Sent 0 of 1000 events', caught.exception.message)
        self.call_soon(self.a.close)
        with self.assert_error(IO.CLOSED):
            self.source.send_batch_wait(make_batch(1000))


if __name__ == '__main__':
    tap.main()
