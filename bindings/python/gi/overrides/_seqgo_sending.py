# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How the overrides of Seqgo send no faster than others receive, and SysEx of any size."""

import functools

from gi.module import get_introspection_module
from gi.overrides import _seqgo_waiting as waiting
from gi.overrides._seqgo_extending import to_bytes
from gi.repository import GLib

Seqgo = get_introspection_module('Seqgo')
Port, Transfer = Seqgo.SequencerPort, Seqgo.SequencerTransfer
NORMAL = GLib.PRIORITY_DEFAULT

send_batch_wait, send_batch_wait_async = Port.send_batch_wait, Port.send_batch_wait_async
new_transfer = Transfer.new
run_transfer, run_transfer_async = Transfer.run, Transfer.run_async


class TransferMethods:
    @staticmethod
    def new(port, data):
        """Prepares to send SysEx messages, given as bytes."""
        return new_transfer(port, to_bytes(data))

    def run(self, timeout=None, cancellable=None):
        """Sends the messages, or what is left of them, in at most so many seconds."""
        if timeout == 0:
            run_transfer(self, 0, cancellable)
        else:
            start = functools.partial(run_transfer_async, self, NORMAL)
            waiting.run_to_end(start, self.run_finish, timeout, cancellable)

    def run_async(self, priority=NORMAL, cancellable=None, callback=None, *user_data):
        """In a coroutine, awaits that all is sent; with a callback, works as in C."""
        start = functools.partial(run_transfer_async, self, priority)
        return waiting.begin(start, self.run_finish, cancellable, callback, user_data)

    @property
    def interval(self):
        """The seconds between the parts, or None for what the receivers need."""
        interval = self.get_interval()
        return None if interval < 0 else interval / 1_000_000

    @interval.setter
    def interval(self, interval):
        self.set_interval(-1 if interval is None else round(interval * 1_000_000))


def make_transfer(port, data, chunk_size=0, interval=None, progress=None):
    transfer = Transfer.new(port, data)
    transfer.chunk_size = chunk_size
    transfer.interval = interval
    if progress is not None:
        transfer.connect('notify::n-sent', lambda *_: progress(transfer.n_sent))
    return transfer


class PortMethods:
    def send_batch_wait(self, batch, timeout=None, cancellable=None):
        """Sends many events no faster than they are taken, and waits at most so many seconds."""
        start = functools.partial(send_batch_wait_async, self, batch, NORMAL)
        if timeout == 0:
            send_batch_wait(self, batch, 0, cancellable)
        else:
            waiting.run_to_end(start, self.send_batch_wait_finish, timeout, cancellable)

    def send_batch_wait_async(self, batch, priority=NORMAL, cancellable=None, callback=None,
                              *user_data):
        """In a coroutine, awaits that all is taken; with a callback, does what it does in C."""
        start = functools.partial(send_batch_wait_async, self, batch, priority)
        return waiting.begin(start, self.send_batch_wait_finish, cancellable, callback, user_data)

    def send_sysex(self, data, *, timeout=None, cancellable=None, **options):
        """Sends SysEx of any size, in parts and no faster than it is taken.

        `chunk_size` is the size of the parts; `interval` are the seconds between them; `progress`
        is called with the number of bytes that are sent.
        """
        make_transfer(self, data, **options).run(timeout, cancellable)

    async def send_sysex_async(self, data, *, cancellable=None, **options):
        """Awaits what send_sysex() waits for."""
        return await make_transfer(self, data, **options).run_async(cancellable=cancellable)
