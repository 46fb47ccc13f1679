#!/usr/bin/gjs -m
// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Records what a port sends into a MIDI file, for some seconds.

import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

if (ARGV.length !== 3) {
    printerr('Usage: record-file FILE SECONDS SENDER');
    System.exit(1);
}

try {
    const [path, seconds, sender] = ARGV;
    const loop = GLib.MainLoop.new(null, false);
    const client = Seqgo.SequencerClient.open('record-file');
    const port = client.create_port('input', Seqgo.PortPreset.SINK);

    port.connect_from(sender);
    const recorder = Seqgo.SequencerRecorder.new(port);
    recorder.start();
    print(`recording ${sender}`);
    GLib.timeout_add(GLib.PRIORITY_DEFAULT, seconds * 1000, () => loop.quit());
    loop.run();
    recorder.stop().save(path);
    print(`recorded ${recorder.n_events} events`);
} catch (error) {
    printerr(error.message);
    System.exit(1);
}
