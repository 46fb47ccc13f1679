# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How the overrides of Seqgo look for sessions in the network."""

import asyncio

from gi.module import get_introspection_module
from gi.overrides import _seqgo_waiting as waiting
from gi.overrides._seqgo_extending import WithText, add_attributes, extends, get_originals
from gi.repository import Gio, GLib

Seqgo = get_introspection_module('Seqgo')
Browser, Service = Seqgo.RtpBrowser, Seqgo.RtpService
c_browser = get_originals(Browser)

for cls in (Browser, Service):
    add_attributes(cls)
extends(Service)(WithText)


@extends(Browser)
class BrowserMethods:
    _context = None

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

    async def wait_for(self, name):
        """Awaits the service of that name, as wait_for_async() of C does.

        A GLib main loop need not run: this iterates the main context of the browser.
        """
        # The override of PyGObject 3.50 would tie an event loop to the context.
        iterate = super(GLib.MainContext, self._context).iteration
        cancellable = Gio.Cancellable()
        results = []
        c_browser.wait_for_async(self, name, cancellable, lambda _, result: results.append(result))
        try:
            while not results:
                iterate(False)
                await asyncio.sleep(waiting.INTERVAL)
        finally:
            if not results:
                cancellable.cancel()
        return self.wait_for_finish(results[0])
