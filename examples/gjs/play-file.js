#!/usr/bin/gjs -m
// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Plays a MIDI file on a port.

import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

async function playFile(path, receiver) {
    const song = Seqgo.MidiFile.load(path);
    const client = Seqgo.SequencerClient.open('play-file');
    const port = client.create_port('output', Seqgo.PortPreset.SOURCE);

    port.connect_to(receiver);
    const player = Seqgo.SequencerPlayer.new(port, song);
    print(`playing ${path}, ${(player.duration / 1e9).toFixed(1)} s`);
    await player.play_async();
    client.close();
}

if (ARGV.length !== 2) {
    printerr('Usage: play-file FILE RECEIVER');
    System.exit(1);
}

// To await it at the top level would keep the processor busy.
const loop = GLib.MainLoop.new(null, false);
let status = 0;

playFile(...ARGV).catch(error => {
    printerr(error.message);
    status = 1;
}).finally(() => loop.quit());
loop.run();
System.exit(status);
