# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How the overrides of Seqgo look for sessions in the network."""

import asyncio
import contextlib
import time

from gi.module import get_introspection_module
from gi.overrides import _seqgo_waiting as waiting
from gi.overrides._seqgo_extending import WithText, add_attributes, extends, get_originals
from gi.repository import Gio, GLib

Seqgo = get_introspection_module('Seqgo')
Browser, Service = Seqgo.RtpBrowser, Seqgo.RtpService
c_browser = get_originals(Browser)

# How often a main context is iterated that may never be done.
MANY = 1000

for cls in (Browser, Service):
    add_attributes(cls)
extends(Service)(WithText)


@contextlib.contextmanager
def looking(browser, name, timeout):
    """Gives a function that returns what wait_for_async() did, and until then None."""
    deadline = waiting.get_deadline(timeout)
    # The override of PyGObject 3.50 would tie an event loop to the context.
    iterate = super(GLib.MainContext, browser._context).iteration
    cancellable = Gio.Cancellable()
    results = []

    def get_result():
        iterate(False)
        if not results and time.monotonic() >= deadline:
            raise GLib.Error.new_literal(
                Gio.io_error_quark(), f'Cannot look for the session “{name}”: The time is up',
                Gio.IOErrorEnum.TIMED_OUT)
        return next(iter(results), None)

    # What came and went while nobody iterated the context.
    for _ in range(MANY):
        if not iterate(False):
            break
    c_browser.wait_for_async(browser, name, cancellable, lambda _, result: results.append(result))
    try:
        yield get_result
    finally:
        cancellable.cancel()


def wait(browser, name, timeout):
    with looking(browser, name, timeout) as get_result:
        while (result := get_result()) is None:
            time.sleep(waiting.INTERVAL)
        return browser.wait_for_finish(result)


async def await_service(browser, name, timeout):
    with looking(browser, name, timeout) as get_result:
        while (result := get_result()) is None:
            await asyncio.sleep(waiting.INTERVAL)
        return browser.wait_for_finish(result)


@extends(Browser)
class BrowserMethods:
    _context = None

    def __bool__(self):
        return True

    @staticmethod
    def open():
        """Begins to look for sessions in the local network."""
        browser = c_browser.open()
        browser._context = GLib.MainContext.get_thread_default() or GLib.MainContext.default()
        return browser

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def wait_for(self, name, *, timeout=None):
        """Waits for the service of that name, at most so many seconds.

        In a coroutine, this is awaited. A GLib main loop need not run: this iterates the main
        context of the browser.
        """
        if waiting.has_event_loop():
            return await_service(self, name, timeout)
        return wait(self, name, timeout)
