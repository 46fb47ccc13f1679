// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

/* Measures what bench-sequencer.py does, which runs this program and compares. Prints lines of
 * microseconds an event and how it was received. The argument is the number of events. */

import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

const POOL = 2000;
/* How long, in microseconds, nothing is measured: the engine compiles what it runs often. */
const WARM_UP = 3000000;
const NOTE_ON = Seqgo.EventType.NOTE_ON;
const nEvents = Number(System.programArgs[0] ?? 200000);

const isNote = (type, channel, note, velocity) =>
    type === NOTE_ON && channel === 0 && note !== 0 && velocity !== 0;

/* What receives POOL events and returns how many of them are notes on, under the name that it has
 * in Python. */
const receivers = {
    'read_batch(), looking at nothing': client => () => client.read_batch().n_events,

    'read_batch() and iter_unpack()': client => () => {
        let notes = 0;
        for (const [, type, channel, note, velocity] of client.read_batch().unpack())
            notes += isNote(type, channel, note, velocity);
        return notes;
    },

    'read_batch() and a for loop over the events': client => () => {
        let notes = 0;
        for (const event of client.read_batch())
            notes += isNote(event.type, event.channel, event.note, event.velocity);
        return notes;
    },

    '::event': (client, port) => bySignal(port,
        event => isNote(event.type, event.channel, event.note, event.velocity)),

    '::event and unpack()': (client, port) => bySignal(port, event => {
        const [, type, channel, note, velocity] = event.unpack();
        return isNote(type, channel, note, velocity);
    }),
};

function bySignal(port, look) {
    const context = GLib.MainContext.default();
    let notes = 0;

    port.connect('event', (_port, event) => {
        notes += look(event);
    });
    return () => {
        notes = 0;
        while (notes < POOL)
            context.iteration(true);
        return notes;
    };
}

function measure(makeReceiver) {
    const client = Seqgo.SequencerClient.open('receiver');
    const sender = Seqgo.SequencerClient.open('sender');
    client.set_input_pool(POOL);
    const port = client.create_port('in', Seqgo.PortPreset.SINK);
    const out = sender.create_port('out', Seqgo.PortPreset.SOURCE);
    const note = Seqgo.Event.new_note_on(0, 60, 100).with_destination(port.address);
    const batch = Seqgo.EventBatch.new(Array(POOL).fill(note));
    const receive = makeReceiver(client, port);
    const begin = GLib.get_monotonic_time();
    let duration = 0;
    let nMeasured = 0;

    while (nMeasured < nEvents) {
        out.send_batch(batch);
        /* gjs 1.74 blocks all callbacks, for good, while it collects the garbage of so many events
         * step by step. */
        System.gc();
        const start = GLib.get_monotonic_time();
        const received = receive();
        if (received !== POOL)
            throw new Error(`received ${received} events of ${POOL}`);
        if (start >= begin + WARM_UP) {
            duration += GLib.get_monotonic_time() - start;
            nMeasured += POOL;
        }
    }
    sender.close();
    client.close();
    return duration / nMeasured;
}

for (const [name, makeReceiver] of Object.entries(receivers))
    print(`${measure(makeReceiver).toFixed(3)}\t${name}`);
