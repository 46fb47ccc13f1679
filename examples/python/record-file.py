#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Records what a port sends into a MIDI file, for some seconds."""

import sys

import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo


def record_file(path, seconds, sender):
    with Seqgo.SequencerClient.open('record-file') as client:
        port = client.create_port('input', Seqgo.PortPreset.SINK)
        port.connect_from(sender)
        recorder = Seqgo.SequencerRecorder.new(port)
        recorder.start()
        print('recording', sender, flush=True)

        loop = GLib.MainLoop()
        GLib.timeout_add(round(seconds * 1000), loop.quit)
        loop.run()

        recorder.stop().save(path)
        print(f'recorded {recorder.n_events} events')


if len(sys.argv) != 4:
    sys.exit('Usage: record-file FILE SECONDS SENDER')
try:
    record_file(sys.argv[1], float(sys.argv[2]), sys.argv[3])
except GLib.Error as error:
    sys.exit(error.message)
