#!/usr/bin/gjs -m
// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Clicks for so many bars (4), to a port if it is given one; a second one joins in on its beat.

import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

const NAME = 'metronome';
const DRUMS = 9;
const [HIGH_WOOD_BLOCK, LOW_WOOD_BLOCK] = [76, 77];
const BEATS = 4;

/* The queue of the metronome that clicks already, or a new one, and whether it is new. */
function getQueue(client) {
    const info = client.list_queues().find(({name}) => name === NAME);

    if (info)
        return [client.open_queue(info), false];

    const queue = client.create_queue(NAME, {bpm: 120});
    queue.start();
    return [queue, true];
}

const [bars = '4', ...targets] = ARGV;

try {
    const client = Seqgo.SequencerClient.open(NAME);
    const port = client.create_port('output', Seqgo.PortPreset.SOURCE);

    targets.slice(0, 1).forEach(target => port.connect_to(target));

    const [queue, isNew] = getQueue(client);
    print(`${isNew ? 'leading' : 'following'} queue ${queue.id} from ${port.address}`);

    const {ppq} = queue;
    const bar = BEATS * ppq;
    const first = isNew ? 0 : (Math.floor(queue.get_status().tick / bar) + 1) * bar;
    const note = isNew ? HIGH_WOOD_BLOCK : LOW_WOOD_BLOCK;
    const buffer = port.buffered();

    for (let beat = 0; beat < bars * BEATS; beat++) {
        const velocity = beat % BEATS === 0 ? 100 : 60;

        buffer.add(Seqgo.Event.new_note(DRUMS, note, velocity, ppq / 4),
            {queue, tick: first + beat * ppq});
    }
    buffer.flush();
    queue.sync();
    client.close();
} catch (error) {
    printerr(error.message);
    System.exit(1);
}
