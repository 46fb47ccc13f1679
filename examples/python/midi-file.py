#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shows what is in a MIDI file, or writes one with the scale of C major."""

import sys

import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo

SCALE = 60, 62, 64, 65, 67, 69, 71, 72


def show(path):
    song = Seqgo.MidiFile.load(path)
    print(f'format {song.format}, {song.ppq} ticks a beat, {song.duration // 1_000_000} ms')
    for event in song.to_batch():
        if event.type == Seqgo.EventType.TEMPO:
            print(f'tick {event.tick}: {event.value} µs a beat')
    for track in range(song.n_tracks):
        print(f'track {track} “{song.get_track_name(track) or ""}”: {song.get_n_events(track)} '
              f'events until tick {song.get_track_end(track)}')


def write(path):
    song = Seqgo.MidiFile.new(96)
    track = song.add_track('C major')
    song.add_bpm(0, 240)
    for i, note in enumerate(SCALE):
        song.add_event(track, i * 96, Seqgo.Event.new_note(0, note, 100, 96))
    song.save(path)


if len(sys.argv) != 3:
    sys.exit('Usage: midi-file show|write FILE')

try:
    (write if sys.argv[1] == 'write' else show)(sys.argv[2])
except GLib.Error as error:
    sys.exit(error.message)
