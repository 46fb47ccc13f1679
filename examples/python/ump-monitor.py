#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints the messages of MIDI 2.0 that it receives from the ports that it is given, and from others
that are connected to it, until it is interrupted."""

import signal
import sys

import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo


def print_message(_port, event):
    print(event.ump, flush=True)


def main():
    loop = GLib.MainLoop()
    for number in signal.SIGINT, signal.SIGTERM:
        GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, number, loop.quit)

    version = Seqgo.MidiVersion.UMP_2_0
    with Seqgo.SequencerClient.open('ump-monitor', midi_version=version) as client:
        port = client.create_port('input', Seqgo.PortPreset.SINK)
        for source in sys.argv[1:]:
            port.connect_from(source)
        port.connect('event::ump', print_message)
        print('listening at', port.address, flush=True)
        loop.run()


try:
    main()
except GLib.Error as error:
    sys.exit(error.message)
