#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints the ports that there are, and then those that come and go, until it is interrupted."""

import signal
import sys

import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo


def main():
    loop = GLib.MainLoop()
    for number in signal.SIGINT, signal.SIGTERM:
        GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, number, loop.quit)

    with Seqgo.SequencerRegistry.open() as registry:
        for port in registry.list_ports():
            print('+', port, flush=True)
        registry.connect('port-added', lambda _, port: print('+', port, flush=True))
        registry.connect('port-removed', lambda _, port: print('-', port, flush=True))
        loop.run()


try:
    main()
except GLib.Error as error:
    sys.exit(error.message)
