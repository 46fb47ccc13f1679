#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Follows the MIDI clock of the ports that it is given, or of others that are connected to it, and
prints its tempo, until it is interrupted."""

import signal
import sys

import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo

last_bpm = 0


def show_bpm(follower, _pspec):
    global last_bpm
    if round(follower.bpm) != last_bpm:
        last_bpm = round(follower.bpm)
        print(last_bpm, 'beats a minute', flush=True)


def main():
    loop = GLib.MainLoop()
    for number in signal.SIGINT, signal.SIGTERM:
        GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, number, loop.quit)

    with Seqgo.SequencerClient.open('follow-clock') as client:
        port = client.create_port('input', Seqgo.PortPreset.SINK)
        for sender in sys.argv[1:]:
            port.connect_from(sender)
        follower = Seqgo.SequencerClockFollower.new(port)
        for name in 'started', 'stopped', 'continued', 'lost':
            follower.connect(name, lambda _follower, name: print(name, flush=True), name)
        follower.connect('notify::bpm', show_bpm)
        print('listening at', port.address, flush=True)
        loop.run()


try:
    main()
except GLib.Error as error:
    sys.exit(error.message)
