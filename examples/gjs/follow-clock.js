#!/usr/bin/gjs -m
// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Follows the MIDI clock of the ports that it is given, or of others that are connected to it, and
// prints its tempo, until it is interrupted.

import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

const loop = GLib.MainLoop.new(null, false);
let lastBpm = 0;

try {
    const client = Seqgo.SequencerClient.open('follow-clock');
    const port = client.create_port('input', Seqgo.PortPreset.SINK);

    ARGV.forEach(sender => port.connect_from(sender));
    const follower = Seqgo.SequencerClockFollower.new(port);
    for (const name of ['started', 'stopped', 'continued', 'lost'])
        follower.connect(name, () => print(name));
    follower.connect('notify::bpm', () => {
        const bpm = Math.round(follower.bpm);

        if (bpm !== lastBpm)
            print(`${bpm} beats a minute`);
        lastBpm = bpm;
    });
    print(`listening at ${port.address}`);
    loop.run();
} catch (error) {
    printerr(error.message);
    System.exit(1);
}
