#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Plays the scale of C major, to a port if it is given one."""

import sys

import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo

SCALE = 60, 62, 64, 65, 67, 69, 71, 72

try:
    with Seqgo.SequencerClient.open('play-scale') as client:
        port = client.create_port('output', Seqgo.PortPreset.SOURCE)
        for target in sys.argv[1:2]:
            port.connect_to(target)

        queue = client.create_queue('scale', bpm=120)
        half_beat = queue.ppq // 2
        queue.start()
        print('playing C major from', port.address, flush=True)
        for i, note in enumerate(SCALE):
            event = Seqgo.Event.new_note(0, note, 100, half_beat)
            port.send(event, queue=queue, tick=i * half_beat)
        queue.sync()
except GLib.Error as error:
    sys.exit(error.message)
