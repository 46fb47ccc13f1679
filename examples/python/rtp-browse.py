#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints the network sessions that there are, and then those that come and go, until it is
interrupted."""

import signal

import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo

loop = GLib.MainLoop()
for number in signal.SIGINT, signal.SIGTERM:
    GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, number, loop.quit)

with Seqgo.RtpBrowser.open() as browser:
    browser.connect('service-added', lambda _, service: print('+', service, flush=True))
    browser.connect('service-removed', lambda _, service: print('-', service, flush=True))
    loop.run()
