# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import asyncio
import functools
import gc
import selectors
import threading
import time

import tap
from seqgo_test import (IO, SEQUENCER, TIMEOUT, Gio, GLib, Seqgo, SequencerTestCase,
                        get_descriptors, get_notes, note_on)

try:
    from gi.events import GLibEventLoopPolicy
except ImportError:
    GLibEventLoopPolicy = None


def in_event_loop(test):
    @functools.wraps(test)
    def run(self):
        self.run_in_event_loop(asyncio.wait_for(test(self), 3 * TIMEOUT))
    return run


async def take(iterator, count):
    """The notes of the next events, so many of them."""
    return [(await asyncio.wait_for(iterator.__anext__(), TIMEOUT)).note for _ in range(count)]


async def until(condition):
    deadline = time.monotonic() + TIMEOUT
    while not condition():
        assert time.monotonic() < deadline
        await asyncio.sleep(0)


class AsyncTest:
    """The tests, for any kind of event loop."""

    def setUp(self):
        super().setUp()
        self.source, self.sink = self.connect()

    @in_event_loop
    async def test_events_of_a_port(self):
        other = self.b.create_port('other')
        events = aiter(self.sink)
        self.source.send_events(note_on(number) for number in range(100))
        self.source.send(note_on(1), to=other)
        self.source.note_on(0, 100, 100)
        notes = []
        async for event in events:
            self.assertEqual(event.destination, self.sink.address)
            notes.append(event.note)
            if event.note == 100:
                break
        self.assertEqual(notes, list(range(101)))

    @in_event_loop
    async def test_everybody_gets_everything(self):
        other = self.b.create_port('other')
        iterators = [aiter(self.b), aiter(self.b), aiter(self.sink), aiter(other)]
        batches = aiter(self.b.batches())
        for number in range(10):
            self.source.note_on(0, number, 100)
            self.source.send(note_on(100 + number), to=other)
        mine, others = list(range(10)), list(range(100, 110))
        both = [note for pair in zip(mine, others) for note in pair]
        self.assertEqual([await take(iterator, count) for iterator, count in
                          zip(iterators, (20, 20, 10, 10))], [both, both, mine, others])
        notes = []
        while len(notes) < 20:
            notes += get_notes(await batches.__anext__())
        self.assertEqual(notes, both)

    @in_event_loop
    async def test_cancelled_wait(self):
        """S-75 the wait after a cancelled one gets the event"""
        events = aiter(self.sink)
        for number in range(20):
            with self.assertRaises(asyncio.TimeoutError):
                await asyncio.wait_for(events.__anext__(), 0.01)
            self.source.note_on(0, number, 100)
            self.assertEqual(await take(events, 1), [number])

    @in_event_loop
    async def test_cancelled_just_then(self):
        """S-75 an event that comes as the wait is cancelled is not lost"""
        events = aiter(self.sink)
        for number in range(50):
            task = asyncio.ensure_future(events.__anext__())
            await asyncio.sleep(0)
            self.source.note_on(0, number, 100)
            for _ in range(number % 5):
                await asyncio.sleep(0)
            task.cancel()
            try:
                self.assertEqual((await task).note, number)
            except asyncio.CancelledError:
                self.assertEqual(await take(events, 1), [number])

    @in_event_loop
    async def test_what_is_left(self):
        """S-75 what a loop leaves is there for the next one, and for others who read"""
        self.source.send_events(map(note_on, range(10)))
        async for event in self.sink:
            break
        self.assertEqual(event.note, 0)
        self.assertEqual(await take(aiter(self.sink), 2), [1, 2])
        self.assertEqual(await take(aiter(self.b), 1), [3])
        self.source.note_on(0, 10, 100)
        self.assertEqual(get_notes(await self.b.read_batch_async()), [4, 5, 6, 7, 8, 9])
        self.assertEqual(get_notes(self.b.read_batch(TIMEOUT)), [10])
        self.source.send_events(map(note_on, range(3)))
        events = aiter(self.sink)
        self.assertEqual(await take(events, 1), [0])
        await events.aclose()
        self.assertEqual([get_notes(batch) for batch in self.b.batches(0)], [[1, 2]])
        with self.assertRaises(StopAsyncIteration):
            await events.__anext__()
        self.source.send_events(map(note_on, range(3)))
        self.assertEqual(await take(aiter(self.sink), 1), [0])
        self.b.drop_input()
        self.assertEqual(list(self.b.batches(0)), [])

    @in_event_loop
    async def test_nothing_stays_behind(self):
        before = get_descriptors()

        async def listen(source):
            async for event in source:
                if event.note == 1:
                    return
                if event.note == 2:
                    1 / 0

        for end in 'return', 'raise', 'cancel', 'drop':
            if end == 'drop':
                iterator = aiter(self.sink)
                iterator.itself = iterator
                del iterator
                gc.collect()
            else:
                task = asyncio.ensure_future(listen(self.sink))
                await asyncio.sleep(0)
                if end == 'cancel':
                    task.cancel()
                else:
                    self.source.note_on(0, 1 if end == 'return' else 2, 100)
                await asyncio.wait([task], timeout=TIMEOUT)
                self.assertTrue(task.cancelled() or end == 'return' or task.exception())
                del task
            await until(lambda: get_descriptors() == before)

    @in_event_loop
    async def test_overflow(self):
        """S-34 overflow is raised in its place, and the iteration goes on"""
        events, batches = aiter(self.sink), aiter(self.b.batches())
        self.source.send_events(map(note_on, range(10)))
        self.assertEqual(await take(events, 9), list(range(9)))
        self.assertEqual(get_notes(await batches.__anext__()), list(range(10)))
        self.source.send_events([note_on(1)] * 200)
        with self.assert_error(SEQUENCER.RECEIVER_FULL):
            self.source.note_on(0, 2, 100)
        self.assertEqual(await take(events, 1), [9])
        for iterator in events, batches:
            with self.assert_error(SEQUENCER.OVERFLOW):
                await asyncio.wait_for(iterator.__anext__(), TIMEOUT)
        self.source.note_on(0, 3, 100)
        self.assertEqual(await take(events, 1), [3])
        self.assertEqual(get_notes(await batches.__anext__()), [3])

    @in_event_loop
    async def test_bursts(self):
        """S-82 a slow loop loses nothing as long as the event loop runs"""
        events = aiter(self.sink)
        for _ in range(20):
            self.source.send_events([note_on(60)] * 150)
            await asyncio.sleep(0.02)
        self.assertEqual(await take(events, 3000), [60] * 3000)

    @in_event_loop
    async def test_end_of_client(self):
        """S-78 iteration ends when the client is closed, also by another thread"""
        iterators = [aiter(self.sink), aiter(self.b), aiter(self.b.batches())]
        self.source.note_on(0, 60, 100)
        tasks = [asyncio.ensure_future(self.collect(iterator)) for iterator in iterators]
        self.call_soon(self.b.close)
        events, more_events, batches = await asyncio.gather(*tasks)
        self.assertEqual([get_notes(events), get_notes(more_events), get_notes(batches[0])],
                         [[60]] * 3)
        for source in self.sink, self.b, self.b.batches():
            self.assertEqual(await self.collect(source), [])

    @staticmethod
    async def collect(source):
        return [item async for item in source]

    @in_event_loop
    async def test_end_of_port(self):
        events = aiter(self.b)
        task = asyncio.ensure_future(self.collect(self.sink))
        await asyncio.sleep(0)
        self.source.note_on(0, 60, 100)
        self.assertEqual(await take(events, 1), [60])
        self.sink.close()
        self.assertEqual(get_notes(await task), [60])
        self.assertEqual(await self.collect(self.sink), [])
        self.source.send(note_on(61), to=self.b.create_port('other'))
        await until(lambda: not events.queue.empty())
        self.assertFalse(self.b.is_closed())

    @in_event_loop
    async def test_end_of_time(self):
        batches = []
        self.source.note_on(0, 60, 100)
        start = time.monotonic()
        async for batch in self.b.batches(timeout=0.1):
            batches.append(batch)
        self.assertGreaterEqual(time.monotonic() - start, 0.1)
        self.assertEqual([get_notes(batch) for batch in batches], [[60]])

    @in_event_loop
    async def test_wrong_direction(self):
        writer = self.open('w', Seqgo.Direction.OUTPUT)
        for source in writer, writer.create_port('p'):
            with self.assert_error(SEQUENCER.WRONG_DIRECTION):
                await self.collect(source)
        with self.assert_error(SEQUENCER.WRONG_DIRECTION):
            await writer.read_batch_async()

    @in_event_loop
    async def test_reads_in_turn(self):
        tasks = [asyncio.ensure_future(self.b.read_batch_async()) for _ in range(3)]
        for number in range(3):
            await asyncio.sleep(0.01)
            self.source.note_on(0, number, 100)
            await asyncio.wait([tasks[number]], timeout=TIMEOUT)
        self.assertEqual([get_notes(await task) for task in tasks], [[0], [1], [2]])

    @in_event_loop
    async def test_cancelled_reads(self):
        task = asyncio.ensure_future(self.b.read_batch_async())
        await asyncio.sleep(0.01)
        task.cancel()
        with self.assertRaises(asyncio.CancelledError):
            await task
        cancellable = Gio.Cancellable()
        self.call_soon(cancellable.cancel)
        for _ in range(2):
            with self.assert_error(IO.CANCELLED):
                await self.b.read_batch_async(cancellable=cancellable)
        self.source.note_on(0, 60, 100)
        self.assertEqual(get_notes(await self.b.read_batch_async()), [60])

    @in_event_loop
    async def test_send_more_than_fits(self):
        """S-77 sending more than the pool holds completes by itself"""
        self.b.set_input_pool(2000)
        self.a.set_output_pool(100)
        with self.a.create_queue() as queue:
            queue.start()
            batch = Seqgo.EventBatch.new([
                note_on(number % 128).at_time(queue.id, number * 1_000_000)
                for number in range(600)])
            with self.assert_error(SEQUENCER.POOL_FULL):
                self.source.send_events([note_on(0).at_tick(queue.id, 1_000_000)] * 101)
            queue.start()
            self.assertIs(await self.source.send_batch_async(batch), True)
            await queue.sync_async()
            notes = [note for batch in self.b.batches(0) for note in get_notes(batch)]
            self.assertEqual(notes, [number % 128 for number in range(600)])

    @in_event_loop
    async def test_operations(self):
        batch = Seqgo.EventBatch.new([note_on(60)])
        await self.source.send_batch_async(batch)
        self.assertEqual(get_notes(self.b.read_batch(TIMEOUT)), [60])
        with self.a.create_queue(bpm=600) as queue:
            self.assertIs(await queue.sync_async(), True)
            queue.start()
            self.source.send(note_on(61), queue=queue, tick=96)
            await queue.sync_async()
            self.assertEqual(get_notes(self.b.read_batch(0)), [61])
            with self.assert_error(SEQUENCER.GONE):
                await self.source.send_batch_async(Seqgo.EventBatch.new(
                    [note_on(60).with_destination(Seqgo.Address.new(190, 0))]))
            await self.check_cancelled_sync(queue)

    async def check_cancelled_sync(self, queue):
        queue.stop()
        self.source.send(note_on(62), queue=queue, tick=100_000)
        with self.assertRaises(asyncio.TimeoutError):
            await asyncio.wait_for(queue.sync_async(), 0.05)
        cancellable = Gio.Cancellable()
        self.call_soon(cancellable.cancel)
        for _ in range(2):
            with self.assert_error(IO.CANCELLED):
                await queue.sync_async(GLib.PRIORITY_DEFAULT, cancellable)

    @in_event_loop
    async def test_close_ends_whatever_waits(self):
        """S-78 a read, a sending and a sync end when another thread closes the client"""
        self.a.set_output_pool(100)
        queue = self.a.create_queue()
        later = Seqgo.EventBatch.new([note_on(1).at_tick(queue.id, 1_000_000)] * 200)
        waiting = [self.a.read_batch_async(), self.source.send_batch_async(later),
                   queue.sync_async()]
        tasks = [asyncio.ensure_future(coroutine) for coroutine in waiting]
        self.call_soon(self.a.close)
        for task in tasks:
            with self.assert_error(IO.CLOSED):
                await task

    @in_event_loop
    async def test_callbacks(self):
        results = []
        self.b.read_batch_async(callback=lambda *result: results.append(result))
        self.source.note_on(0, 60, 100)
        while not results:
            self.iterate_main_context()
            await asyncio.sleep(0)
        client, result = results[0]
        self.assertEqual(get_notes(client.read_batch_finish(result)), [60])


class PlainTest(AsyncTest, SequencerTestCase):
    @staticmethod
    def run_in_event_loop(coroutine):
        asyncio.run(coroutine)

    @staticmethod
    def iterate_main_context():
        GLib.MainContext.default().iteration(False)

    @in_event_loop
    async def test_main_loop_in_another_thread(self):
        loop = GLib.MainLoop.new(None, False)
        thread = threading.Thread(target=loop.run)
        thread.start()
        try:
            events = aiter(self.sink)
            for number in range(300):
                self.source.note_on(0, number % 128, 100)
                if number % 7 == 0:
                    await asyncio.sleep(0)
            self.assertEqual(await take(events, 300), [number % 128 for number in range(300)])
            with self.a.create_queue(bpm=600) as queue:
                queue.start()
                self.source.send(note_on(1), queue=queue, tick=48)
                await queue.sync_async()
                self.assertEqual(await take(events, 1), [1])
        finally:
            GLib.idle_add(loop.quit)
            thread.join()

    def test_idle(self):
        """S-75 whoever waits for events does nothing"""
        calls = []

        class Selector(selectors.DefaultSelector):
            def select(self, timeout=None):
                calls.append(timeout)
                return super().select(timeout)

        async def idle():
            waiting = [asyncio.ensure_future(source.__anext__()) for source in (
                aiter(self.sink), aiter(self.b), aiter(self.b.batches()))]
            waiting.append(asyncio.ensure_future(self.a.read_batch_async()))
            await asyncio.sleep(0.1)
            waiting[0].cancel()
            await asyncio.sleep(0.1)
            calls.clear()
            start = time.process_time()
            await asyncio.sleep(1)
            self.assertLess(time.process_time() - start, 0.2)
            self.assertLess(len(calls), 10)
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)

        loop = asyncio.SelectorEventLoop(Selector())
        loop.run_until_complete(idle())
        loop.close()

    def test_one_loop_after_another(self):
        async def start():
            iterator = aiter(self.sink)
            return iterator, await take(iterator, 1)

        for number in range(3):
            self.source.note_on(0, number, 100)
            iterator, notes = asyncio.run(start())
            self.assertEqual(notes, [number])
        del iterator
        self.source.note_on(0, 60, 100)
        self.assertEqual(get_notes(self.b.read_batch(TIMEOUT)), [60])

    @in_event_loop
    async def test_two_loops_at_once(self):
        async def start():
            aiter(self.sink)

        events = aiter(self.sink)
        with self.assertRaisesRegex(RuntimeError, 'another event loop'):
            await asyncio.get_running_loop().run_in_executor(None, asyncio.run, start())
        self.source.note_on(0, 60, 100)
        self.assertEqual(await take(events, 1), [60])


if GLibEventLoopPolicy is not None:
    class GLibTest(AsyncTest, SequencerTestCase):
        @staticmethod
        def iterate_main_context():
            pass   # the event loop does

        @staticmethod
        def run_in_event_loop(coroutine):
            policy = GLibEventLoopPolicy()
            asyncio.set_event_loop_policy(policy)
            try:
                loop = policy.get_event_loop()
                loop.run_until_complete(coroutine)
                loop.close()
            finally:
                asyncio.set_event_loop_policy(None)


if __name__ == '__main__':
    tap.main()
