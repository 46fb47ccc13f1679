#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Plays a MIDI file on a port."""

import asyncio
import sys

import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo


async def play_file(path, receiver):
    song = Seqgo.MidiFile.load(path)
    with Seqgo.SequencerClient.open('play-file') as client:
        port = client.create_port('output', Seqgo.PortPreset.SOURCE)
        port.connect_to(receiver)
        with Seqgo.SequencerPlayer.new(port, song) as player:
            print(f'playing {path}, {player.duration / 1e9:.1f} s')
            await player.play_async()


if len(sys.argv) != 3:
    sys.exit('Usage: play-file FILE RECEIVER')
try:
    asyncio.run(play_file(*sys.argv[1:]))
except GLib.Error as error:
    sys.exit(error.message)
