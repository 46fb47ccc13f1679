#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Clicks for so many bars (4), to a port if it is given one; a second one joins in on its beat."""

import sys

import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo

NAME = 'metronome'
DRUMS = 9
HIGH_WOOD_BLOCK, LOW_WOOD_BLOCK = 76, 77
BEATS = 4


def get_queue(client):
    """The queue of the metronome that clicks already, or a new one, and whether it is new."""
    for info in client.list_queues():
        if info.name == NAME:
            return client.open_queue(info), False
    queue = client.create_queue(NAME, bpm=120)
    queue.start()
    return queue, True


bars = int(sys.argv[1]) if len(sys.argv) > 1 else 4
try:
    with Seqgo.SequencerClient.open(NAME) as client:
        port = client.create_port('output', Seqgo.PortPreset.SOURCE)
        for target in sys.argv[2:3]:
            port.connect_to(target)

        queue, is_new = get_queue(client)
        print('leading' if is_new else 'following', 'queue', queue.id, 'from', port.address,
              flush=True)
        bar = BEATS * queue.ppq
        first = 0 if is_new else (queue.get_status().tick // bar + 1) * bar
        note = HIGH_WOOD_BLOCK if is_new else LOW_WOOD_BLOCK
        with port.buffered() as buffer:
            for beat in range(bars * BEATS):
                velocity = 100 if beat % BEATS == 0 else 60
                buffer.add(Seqgo.Event.new_note(DRUMS, note, velocity, queue.ppq // 4),
                           queue=queue, tick=first + beat * queue.ppq)
        queue.sync()
except GLib.Error as error:
    sys.exit(error.message)
