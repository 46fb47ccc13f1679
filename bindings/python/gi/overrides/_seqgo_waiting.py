# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How the overrides of Seqgo wait: in any thread, and in any event loop of asyncio.

No main context of GLib is iterated that others might iterate, too, and none has to be.
"""

import asyncio
import collections
import contextlib
import math
import select
import threading
import time
import weakref

from gi.module import get_introspection_module
from gi.repository import Gio, GLib, GObject

Seqgo = get_introspection_module('Seqgo')
IO, OVERFLOW = Gio.IOErrorEnum, Seqgo.SequencerError.OVERFLOW
read_now = Seqgo.SequencerClient.read_batch

# How often to look, in seconds: whether a client that is read from was closed,
PATIENCE = 0.1
# and after an operation that has no descriptor to wait for.
INTERVAL = 0.005


def is_error(error, code):
    """Whether an error is that IOErrorEnum or that SequencerError."""
    is_io_error = isinstance(code, IO)
    return error.matches(Gio.io_error_quark() if is_io_error else type(code).quark(), code)


def get_deadline(timeout):
    if timeout is not None and timeout < 0:
        raise ValueError('a time to wait cannot be negative; None is for ever')
    return math.inf if timeout is None else time.monotonic() + timeout


# Python handles signals, such as that of Ctrl+C, between its own instructions only, and loses what
# a handler raises while a GLib.Error is being made. So C is not left to wait, nor asked again and
# again whether the time is up.

def wait_for_input(client, deadline, cancellable):
    # In contrast to poll(), this does not keep open what another thread closes.
    with select.epoll() as epoll:
        with contextlib.suppress(OSError, ValueError):   # if it is closed
            epoll.register(client.get_fd(), select.EPOLLIN)
        while not epoll.poll(max(0, min(PATIENCE, deadline - time.monotonic()))):
            if (client.is_closed() or time.monotonic() >= deadline
                    or cancellable is not None and cancellable.is_cancelled()):
                return


def read(client, timeout, cancellable):
    deadline = get_deadline(timeout)
    if client._unread:
        item = client._unread.popleft()
        if isinstance(item, GLib.Error):
            raise item
        return item
    while True:
        try:
            return read_now(client, 0, cancellable)
        except GLib.Error as error:
            if not is_error(error, IO.TIMED_OUT) or time.monotonic() >= deadline:
                raise
        wait_for_input(client, deadline, cancellable)


def has_event_loop():
    try:
        return asyncio.get_running_loop() is not None
    except RuntimeError:
        return False


@contextlib.contextmanager
def when_cancelled(cancellable, function):
    """Calls a function, perhaps in another thread, when the Gio.Cancellable is cancelled."""
    if cancellable is None:
        yield
        return
    # Gio.Cancellable has a connect() of its own, which calls with a lock held.
    handler = GObject.Object.connect(cancellable, 'cancelled', lambda _: function())
    try:
        if cancellable.is_cancelled():
            function()
        yield
    finally:
        GObject.Object.disconnect(cancellable, handler)


class PerThread(threading.local):
    context = None


per_thread = PerThread()


def get_context():
    """The main context of this thread for operations.

    It lives as long as the thread. Whoever closes a client in another thread wakes up the context
    of those that wait, and GLib does that without a reference: it may be over already.
    """
    if per_thread.context is None:
        per_thread.context = GLib.MainContext.new()
    return per_thread.context


@contextlib.contextmanager
def operation(start, cancellable):
    """Runs an operation of C in a main context of its own, and cancels it at the end."""
    context = get_context()
    # The override of PyGObject 3.50 would tie an event loop to the context.
    iterate = super(GLib.MainContext, context).iteration
    own_cancellable = Gio.Cancellable()
    results = {}

    def get_result():
        iterate(False)
        return next(iter(results.values()), None)

    with when_cancelled(cancellable, own_cancellable.cancel):
        context.push_thread_default()
        try:
            # No handler of a signal can interrupt this callback, as it is no code of Python.
            start(own_cancellable, results.__setitem__)
        finally:
            context.pop_thread_default()
        try:
            yield get_result
        finally:
            if not results:
                own_cancellable.cancel()
            while not results:
                iterate(True)


def run(start, timeout, cancellable):
    """Waits for an operation. Returns its result, or None if the time is up."""
    deadline = get_deadline(timeout)
    with operation(start, cancellable) as get_result:
        while (result := get_result()) is None and time.monotonic() < deadline:
            time.sleep(INTERVAL)
        return result


def run_to_end(start, finish, timeout, cancellable):
    """Waits for an operation that goes on from where it was if it is not stopped for good."""
    deadline = get_deadline(timeout)
    with operation(start, cancellable) as get_result:
        while get_result() is None and time.monotonic() < deadline:
            time.sleep(INTERVAL)
    try:
        return finish(get_result())
    except GLib.Error as error:
        if is_error(error, IO.CANCELLED) and not (cancellable and cancellable.is_cancelled()):
            text = error.message.rpartition(': ')[0]
            raise GLib.Error.new_literal(Gio.io_error_quark(), f'{text}: The time is up',
                                         IO.TIMED_OUT) from None
        raise


async def await_result(start, finish, cancellable):
    with operation(start, cancellable) as get_result:
        while (result := get_result()) is None:
            await asyncio.sleep(INTERVAL)
        return finish(result)


def begin(start, finish, cancellable, callback, user_data):
    """Starts an operation as in C or, in a coroutine and without a callback, returns another."""
    if callback is None and has_event_loop():
        return await_result(start, finish, cancellable)
    return start(cancellable, callback, *user_data)


END = object()


class Stream:
    """Reads from a client in an event loop, for all the asynchronous iterators that there are."""

    def __init__(self, client, loop):
        self.client = client
        self.loop = loop
        self.iterators = weakref.WeakSet()
        # When another thread closes the client, the number of its descriptor may soon be that of
        # something else. The number that the event loop knows is closed here.
        self.epoll = select.epoll()
        self.epoll.register(client.get_fd(), select.EPOLLIN)
        loop.add_reader(self.epoll.fileno(), self.read)
        client._stream = self

    def stop(self):
        if self.client._stream is not self:
            return
        self.client._stream = None
        if not self.loop.is_closed():
            self.loop.remove_reader(self.epoll.fileno())
        self.epoll.close()

    def stop_if_unused(self):
        if not self.iterators:
            self.stop()

    def call_soon(self, function, *arguments):
        """Calls a function in the event loop, from any thread."""
        with contextlib.suppress(RuntimeError):   # if it is closed
            self.loop.call_soon_threadsafe(function, *arguments)

    def read(self):
        if not self.iterators:
            return
        try:
            self.hand_out(read_now(self.client, 0, None))
        except GLib.Error as error:
            if is_error(error, OVERFLOW):
                self.hand_out(error)
            elif not is_error(error, IO.TIMED_OUT):
                self.end(None if is_error(error, IO.CLOSED) else error)

    def hand_out(self, item, port=None):
        for iterator in list(self.iterators):
            if port is None or iterator.port is port:
                iterator.queue.put_nowait(item)

    def end(self, error=None):
        if error is not None:
            self.hand_out(error)
        self.hand_out(END)
        self.stop()

    def end_soon(self, port=None):
        """Tells that the client, or one of its ports, was closed, in whatever thread."""
        if port is None:
            self.call_soon(self.end)
        else:
            self.call_soon(self.hand_out, END, port)


class Received:
    """Iterates over all that a client or a port receives from now on, until it is closed.

    What comes waits in memory. Every iterator gets everything; what the last one leaves is there
    for the next one and for `read_batch()`. That events were lost is an error
    SequencerError.OVERFLOW in their place, after which this iterator, or another, goes on.
    """

    stream = None

    def __init__(self, client, unpack, port=None, timeout=None):
        self.unpack = unpack
        self.port = port
        self.timeout = timeout
        self.items = collections.deque()
        self.queue = asyncio.Queue()
        loop = asyncio.get_running_loop()
        if client is None or port is not None and port.is_closed():
            self.queue.put_nowait(END)
        else:
            self.join(client, loop)

    def join(self, client, loop):
        stream = client._stream
        if stream is not None and stream.loop is not loop:
            if not stream.loop.is_closed():
                raise RuntimeError(f'{client!r} is read from in another event loop')
            stream.stop()
            stream = None
        for item in client._unread:
            self.queue.put_nowait(item)
        client._unread = ()
        if client.is_closed():
            self.queue.put_nowait(END)
            return
        self.stream = stream or Stream(client, loop)
        self.stream.iterators.add(self)
        if stream is None:
            self.stream.read()

    def leave(self):
        stream, self.stream = self.stream, None
        if stream is None:
            return
        stream.iterators.discard(self)
        if stream.iterators or stream.client._stream is not stream:
            return
        rest = [Seqgo.EventBatch.new(list(self.items))] if self.items else []
        while not self.queue.empty():
            rest.append(self.queue.get_nowait())
        stream.client._unread = collections.deque(item for item in rest if item is not END)
        if stream.loop.is_closed():
            stream.stop()
        else:
            # This may be a finaliser, in the midst of anything.
            stream.call_soon(stream.stop_if_unused)

    __del__ = leave

    async def aclose(self):
        """Ends the iteration, and lets others have what is left."""
        self.leave()
        self.items.clear()
        self.queue.put_nowait(END)

    def __aiter__(self):
        return self

    async def __anext__(self):
        while not self.items:
            item = await self.get()
            if item is END:
                self.leave()
                self.queue.put_nowait(END)
                raise StopAsyncIteration
            if isinstance(item, GLib.Error):
                raise item
            self.items.extend(self.unpack(item))
        return self.items.popleft()

    async def get(self):
        if self.timeout is None or not self.queue.empty():
            return await self.queue.get()
        try:
            return await asyncio.wait_for(self.queue.get(), self.timeout)
        except asyncio.TimeoutError:
            return END


class Batches:
    """Iterates over the batches that a client receives, in `for` or `async for`."""

    def __init__(self, client, timeout):
        self.client = client
        self.timeout = timeout

    def __iter__(self):
        return self

    def __next__(self):
        try:
            return self.client.read_batch(self.timeout)
        except GLib.Error as error:
            if is_error(error, IO.TIMED_OUT) or is_error(error, IO.CLOSED):
                raise StopIteration from None
            raise

    def __aiter__(self):
        return Received(self.client, lambda batch: (batch,), timeout=self.timeout)


async def read_once(client, cancellable):
    """Awaits a batch. If several do so, the first one gets the first batch."""
    reads = client._reads and client._reads()
    if reads is None:
        reads = aiter(client.batches())
        client._reads = weakref.ref(reads)
    loop = asyncio.get_running_loop()
    task = loop.create_task(reads.__anext__())
    with when_cancelled(cancellable, lambda: loop.call_soon_threadsafe(task.cancel)):
        try:
            return await task
        except StopAsyncIteration:
            return read_now(client, 0, None)   # which raises the error
        except asyncio.CancelledError:
            if cancellable is not None:
                cancellable.set_error_if_cancelled()
            raise
