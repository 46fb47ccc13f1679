#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints what it receives from the ports that it is given, and from others that are connected to
it, until it is interrupted."""

import signal
import sys

import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo


def print_event(_port, event):
    print(event, flush=True)


def main():
    loop = GLib.MainLoop()
    for number in signal.SIGINT, signal.SIGTERM:
        GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, number, loop.quit)

    with Seqgo.SequencerClient.open('dump-events') as client:
        port = client.create_port('input', Seqgo.PortPreset.SINK)
        for source in sys.argv[1:]:
            port.connect_from(source)
        port.connect('event', print_event)
        print('listening at', port.address, flush=True)
        loop.run()


try:
    main()
except GLib.Error as error:
    sys.exit(error.message)
