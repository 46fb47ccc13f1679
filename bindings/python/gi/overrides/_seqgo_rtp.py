# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How the overrides of Seqgo speak MIDI over the network, in any event loop."""

import asyncio
import functools
import select
import time

from gi.module import get_introspection_module
from gi.overrides import _seqgo_waiting as waiting
from gi.overrides._seqgo_extending import (WithText, add_attributes, extends, get_originals,
                                           to_bytes)
from gi.repository import Gio, GLib

Seqgo = get_introspection_module('Seqgo')
Bridge, Invitation = Seqgo.RtpBridge, Seqgo.RtpInvitation
Peer, Session = Seqgo.RtpPeer, Seqgo.RtpSession
Statistics = Seqgo.RtpStatistics
DEFAULT_PORT = Seqgo.RTP_DEFAULT_PORT

c_peer, c_session = map(get_originals, (Peer, Session))
c_open_bridge = Bridge.open

for cls in Bridge, Invitation, Peer, Session, Statistics:
    add_attributes(cls)
extends(Invitation, Peer, Statistics)(WithText)


def join_event_loop(session):
    """Lets the event loop of asyncio that runs, if any, serve the session until it is closed."""
    if not waiting.has_event_loop() or session.is_closed():
        return
    loop = asyncio.get_running_loop()
    if session._loop is loop:
        return
    if session._loop is not None and not session._loop.is_closed():
        raise RuntimeError(f'{session!r} is used in another event loop')
    fd = session.get_fd()
    loop.add_reader(fd, session.process)
    session._loop = loop

    def leave(_session):
        if not loop.is_closed():
            loop.remove_reader(fd)

    session.connect('closed', leave)


def check_time(deadline, host):
    if time.monotonic() >= deadline:
        raise GLib.Error.new_literal(Gio.io_error_quark(),
                                     f'Cannot invite {host}: It did not answer in the given time',
                                     Gio.IOErrorEnum.TIMED_OUT)


def wait_for_work(session):
    fd = session.get_fd()
    if fd >= 0:
        # In contrast to poll(), this is woken by signals such as that of Ctrl+C.
        select.select([fd], [], [], waiting.INTERVAL)
        session.process()


def run(session, host, start, finish, timeout, cancellable):
    deadline = waiting.get_deadline(timeout)
    with waiting.operation(start, cancellable) as get_result:
        while (result := get_result()) is None:
            check_time(deadline, host)
            wait_for_work(session)
        return finish(result)


async def wait(host, start, finish, timeout, cancellable):
    deadline = waiting.get_deadline(timeout)
    with waiting.operation(start, cancellable) as get_result:
        while (result := get_result()) is None:
            check_time(deadline, host)
            await asyncio.sleep(waiting.INTERVAL)
        return finish(result)


@extends(Session)
class SessionMethods:
    _loop = None

    def __bool__(self):
        return True

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __repr__(self):
        where = f' on port {self.port}' if self.port else ''
        state = ' closed' if self.is_closed() else where
        return f'<Seqgo.RtpSession {self.name!r}{state} with {len(self)} peers>'

    def listen(self, port=0, address=None):
        """Lets others find and invite the session: on this port, or on any.

        In a coroutine, its event loop serves the session from then on, and keeps it until it is
        closed.
        """
        if address is None:
            c_session.listen(self, port)
        else:
            c_session.listen_on(self, address, port)
        join_event_loop(self)

    def listen_on(self, address, port=0):
        """Listens on one address of this machine only."""
        self.listen(port, address)

    def invite(self, host, port=DEFAULT_PORT, *, timeout=None, cancellable=None):
        """Invites a session by its host and port, or as the service of a browser.

        In a coroutine, this is awaited for the peer. Elsewhere it waits, at most so many seconds,
        and serves nothing but this session meanwhile: another session of the same thread cannot
        answer it. For that, and for programs with a main loop, there is invite_async(). Without
        one, flush() sends what was sent, and process() has to be called again and again.
        """
        if isinstance(host, str):
            start = functools.partial(c_session.invite_async, self, host, port)
            finish = self.invite_finish
        else:
            start = functools.partial(c_session.invite_addresses_async, self,
                                      host.list_addresses())
            finish = self.invite_addresses_finish
        if waiting.has_event_loop():
            join_event_loop(self)
            return wait(host, start, finish, timeout, cancellable)
        return run(self, host, start, finish, timeout, cancellable)

    def invite_async(self, host, port=DEFAULT_PORT, cancellable=None, callback=None, *user_data):
        """In a coroutine, awaits the peer; with a callback, works as in C."""
        if callback is None and waiting.has_event_loop():
            return self.invite(host, port, cancellable=cancellable)
        return c_session.invite_async(self, host, port, cancellable, callback, *user_data)

    def invite_addresses_async(self, addresses, cancellable=None, callback=None, *user_data):
        """In a coroutine, awaits the peer; with a callback, works as in C."""
        start = functools.partial(c_session.invite_addresses_async, self, addresses)
        if callback is None and waiting.has_event_loop():
            join_event_loop(self)
            return wait(addresses, start, self.invite_addresses_finish, None, cancellable)
        return start(cancellable, callback, *user_data)

    def send_midi(self, data):
        """Sends what bytes of MIDI complete to all peers."""
        return c_session.send_midi(self, to_bytes(data))

    def sysex(self, data):
        """Sends a whole SysEx message, given as bytes, to all peers."""
        return c_session.sysex(self, to_bytes(data))

    def send_events(self, events):
        """Sends several events to all peers, in as few packets as possible."""
        return self.send_batch(Seqgo.EventBatch.new(list(events)))

    async def events(self):
        """Iterates over (peer, event) of all that is received, until the session is closed."""
        if self.is_closed():
            return
        join_event_loop(self)
        queue = asyncio.Queue()
        handlers = [
            self.connect('batch', lambda _session, *item: queue.put_nowait(item)),
            self.connect('closed', lambda _session: queue.put_nowait(None)),
        ]
        try:
            while (item := await queue.get()) is not None:
                peer, batch = item
                for event in batch:
                    yield peer, event
        finally:
            for handler in handlers:
                self.disconnect(handler)


@extends(Peer)
class PeerMethods:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def send_midi(self, data):
        """Sends what bytes of MIDI complete to this peer."""
        return c_peer.send_midi(self, to_bytes(data))


@extends(Bridge)
class BridgeMethods:
    def __repr__(self):
        state = ' closed' if self.is_closed() else f' of client {self.client.id}'
        return f'<Seqgo.RtpBridge {self.session.name!r}{state} with {len(self.session)} peers>'

    @staticmethod
    def open(name, port=0):
        """Opens a client of the sequencer and a session, which listens on this port, or on any.

        A main loop of GLib carries the events between them; that of asyncio does not.
        """
        return c_open_bridge(name, port)
