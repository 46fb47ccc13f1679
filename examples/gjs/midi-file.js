#!/usr/bin/gjs -m
// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Shows what is in a MIDI file, or writes one with the scale of C major.

import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

const SCALE = [60, 62, 64, 65, 67, 69, 71, 72];

function show(path) {
    const song = Seqgo.MidiFile.load(path);

    print(`format ${song.format}, ${song.ppq} ticks a beat, ${Math.floor(song.duration / 1e6)} ms`);
    for (const event of song.to_batch()) {
        if (event.type === Seqgo.EventType.TEMPO)
            print(`tick ${event.tick}: ${event.value} µs a beat`);
    }
    for (let track = 0; track < song.n_tracks; track++) {
        print(`track ${track} “${song.get_track_name(track) ?? ''}”: ${
            song.get_n_events(track)} events until tick ${song.get_track_end(track)}`);
    }
}

function write(path) {
    const song = Seqgo.MidiFile.new(96);
    const track = song.add_track('C major');

    song.add_bpm(0, 240);
    SCALE.forEach((note, i) => {
        song.add_event(track, i * 96, Seqgo.Event.new_note(0, note, 100, 96));
    });
    song.save(path);
}

if (ARGV.length !== 2) {
    printerr('Usage: midi-file show|write FILE');
    System.exit(1);
}
try {
    (ARGV[0] === 'write' ? write : show)(ARGV[1]);
} catch (error) {
    printerr(error.message);
    System.exit(1);
}
