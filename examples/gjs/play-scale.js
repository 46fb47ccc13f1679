#!/usr/bin/gjs -m
// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Plays the scale of C major, to a port if it is given one.

import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

const SCALE = [60, 62, 64, 65, 67, 69, 71, 72];

try {
    const client = Seqgo.SequencerClient.open('play-scale');
    const port = client.create_port('output', Seqgo.PortPreset.SOURCE);

    ARGV.slice(0, 1).forEach(target => port.connect_to(target));

    const queue = client.create_queue('scale', {bpm: 120});
    const halfBeat = queue.ppq / 2;

    queue.start();
    print(`playing C major from ${port.address}`);
    SCALE.forEach((note, i) => {
        const event = Seqgo.Event.new_note(0, note, 100, halfBeat);

        port.send(event, {queue, tick: i * halfBeat});
    });
    queue.sync();
    client.close();
} catch (error) {
    printerr(error.message);
    System.exit(1);
}
