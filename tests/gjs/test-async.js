// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

/* Promises, cancelling and "for await". */

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import System from 'system';

import {assert, equal, rejects, run, throws, until} from './tap.js';
import {
    CLOSED, EventBatch, EventType, SequencerClient, SequencerError, collect, labTest, noteOn,
} from './lab.js';

const {CANCELLED, TIMED_OUT} = Gio.IOErrorEnum;
const MILLISECOND = 1000;

/* A port that is connected to itself. */
function openLoop(open) {
    const client = open();
    const port = client.create_port('port');

    port.connect_to(port);
    return {client, port};
}

/* Fills the input pool of a port's client until it takes no more. */
function overflow(port) {
    throws(() => {
        for (;;)
            port.note_on(0, 0, 1);
    }, SequencerError, SequencerError.RECEIVER_FULL);
}

/* Whether a promise is settled already, as far as the main loop has got. */
async function isPending(promise) {
    const pending = {};

    return await Promise.race([promise, Promise.resolve(pending)]) === pending;
}

labTest('async: S-74 a read takes as long as it may', open => {
    const {client, port} = openLoop(open);

    throws(() => client.read_batch(0), Gio.IOErrorEnum, TIMED_OUT);
    const start = GLib.get_monotonic_time();
    throws(() => client.read_batch(200 * MILLISECOND, null), Gio.IOErrorEnum, TIMED_OUT);
    assert(GLib.get_monotonic_time() - start >= 200 * MILLISECOND);
    port.note_on(0, 60, 100);
    equal(client.read_batch().n_events, 1);
});

labTest('async: S-74 a read without a limit waits', async open => {
    const {client, port} = openLoop(open);
    const read = client.read_batch_async();

    assert(await isPending(read));
    port.note_on(0, 60, 100);
    equal((await read).n_events, 1);
});

labTest('async: reads one after the other', async open => {
    const {client, port} = openLoop(open);
    const reads = [client.read_batch_async(), client.read_batch_async(GLib.PRIORITY_HIGH)];

    port.note_on(0, 1, 100);
    equal([...await reads[0]].map(event => event.note), [1]);
    port.note_on(0, 2, 100);
    equal([...await reads[1]].map(event => event.note), [2]);
});

labTest('async: callbacks work too', async open => {
    const {client, port} = openLoop(open);
    const queue = client.create_queue();
    const results = [];

    client.read_batch_async(GLib.PRIORITY_DEFAULT, null,
        (source, result) => results.push(source.read_batch_finish(result).n_events));
    port.send_batch_async(EventBatch.new([noteOn(60)]), GLib.PRIORITY_DEFAULT, null,
        (source, result) => results.push(source.send_batch_finish(result)));
    queue.sync_async(GLib.PRIORITY_DEFAULT, null,
        (source, result) => results.push(source.sync_finish(result)));
    await until(() => results.length === 3);
    equal(results.sort(), [1, true, true]);
});

labTest('async: S-75 a cancelled read takes nothing', async open => {
    const {client, port} = openLoop(open);
    const cancellable = new Gio.Cancellable();
    const read = client.read_batch_async(GLib.PRIORITY_DEFAULT, cancellable);

    cancellable.cancel();
    await rejects(read, Gio.IOErrorEnum, CANCELLED);
    await rejects(client.read_batch_async(GLib.PRIORITY_DEFAULT, cancellable),
        Gio.IOErrorEnum, CANCELLED);
    throws(() => client.read_batch(-1, cancellable), Gio.IOErrorEnum, CANCELLED);
    port.note_on(0, 60, 100);
    equal([...await client.read_batch_async()].map(event => event.note), [60]);
});

labTest('async: S-77 sending waits until the pool has room', async open => {
    const client = open();
    const port = client.create_port('port');
    const queue = client.create_queue('queue', {ppq: 1000, tempo: 1000000});
    const events = Array.from({length: 1200},
        (_, i) => noteOn(i & 0x7F).at_tick(queue.id, 100 + i / 4));

    queue.start();
    throws(() => port.send_events(events), SequencerError, SequencerError.POOL_FULL);
    queue.start();
    equal(await port.send_batch_async(EventBatch.new(events)), true);
    assert(queue.get_status().tick >= 100);
    equal(await queue.sync_async(), true);
    assert(queue.get_status().tick >= events.at(-1).tick);
    equal(queue.get_status().n_events, 0);
});

labTest('async: sending and syncing are cancelled', async open => {
    const client = open();
    const port = client.create_port('port');
    const queue = client.create_queue();
    const cancellable = new Gio.Cancellable();
    const events = Array.from({length: 600}, () => noteOn(60).at_tick(queue.id, 100));
    const waiting = [
        port.send_batch_async(EventBatch.new(events), GLib.PRIORITY_DEFAULT, cancellable),
        queue.sync_async(GLib.PRIORITY_DEFAULT, cancellable),
    ];

    await until(() => queue.get_status().n_events === 500);
    cancellable.cancel();
    await Promise.all(waiting.map(promise => rejects(promise, Gio.IOErrorEnum, CANCELLED)));
});

labTest('async: S-78 what waits ends when the client is closed', async open => {
    const {client, port} = openLoop(open);
    const queue = client.create_queue();
    const events = Array.from({length: 600}, () => noteOn(60).at_tick(queue.id, 100));
    const waiting = [
        client.read_batch_async(),
        port.send_batch_async(EventBatch.new(events)),
        queue.sync_async(),
    ];

    await until(() => queue.get_status().n_events === 500);
    client.close();
    await Promise.all(waiting.map(promise => rejects(promise, Gio.IOErrorEnum, CLOSED)));
    await rejects(client.read_batch_async(), Gio.IOErrorEnum, CLOSED);
    await rejects(queue.sync_async(), Gio.IOErrorEnum, CLOSED);
});

labTest('for await: events of a port', async open => {
    const {client, port} = openLoop(open);
    const other = client.create_port('other');
    const notes = [];

    GLib.idle_add(GLib.PRIORITY_DEFAULT, () => {
        port.send_events([noteOn(1), noteOn(2).with_destination(other.address), noteOn(3)]);
        return GLib.SOURCE_REMOVE;
    });
    for await (const event of port) {
        notes.push(event.note);
        if (notes.length === 2)
            break;
    }
    equal(notes, [1, 3]);
});

labTest('for await: nothing gets lost between two events', async open => {
    const {client, port} = openLoop(open);
    const events = client[Symbol.asyncIterator]();
    const seen = collect(port);
    const notes = [];

    port.send_events([noteOn(0), noteOn(1)]);
    await until(() => seen.length === 2);
    for await (const event of events) {
        notes.push(event.note);
        if (notes.length === 10)
            break;
        const n = seen.length;
        port.note_on(0, notes.length + 1, 100);
        await until(() => seen.length > n);
    }
    equal(notes, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

labTest('for await: batches', async open => {
    const {client, port} = openLoop(open);
    const batches = client.batches();

    port.send_events([noteOn(1), noteOn(2)]);
    for await (const batch of batches) {
        equal([...batch.unpack()].map(([, type, , note]) => [type, note]),
            [[EventType.NOTE_ON, 1], [EventType.NOTE_ON, 2]]);
        break;
    }
    equal((await batches.next()).done, true);
});

labTest('for await: ends when the client or the port is closed', async open => {
    for (const end of [(client, _port) => client.close(), (_client, port) => port.close()]) {
        const {client, port} = openLoop(open);
        const notes = [];
        let isWaiting = false;

        port.note_on(0, 1, 100);
        await Promise.all([
            (async () => {
                for await (const event of port) {
                    notes.push(event.note);
                    isWaiting = true;
                }
            })(),
            until(() => isWaiting).then(() => end(client, port)),
        ]);
        equal(notes, [1]);
        for await (const event of port)
            throw new Error(`${event} came from a closed port`);
    }
});

labTest('for await: what has come is still there when the client is closed', async open => {
    const {client, port} = openLoop(open);
    const events = port[Symbol.asyncIterator]();
    const seen = collect(port);
    const notes = [];

    port.send_events([noteOn(1), noteOn(2)]);
    await until(() => seen.length === 2);
    client.close();
    for await (const event of events)
        notes.push(event.note);
    equal(notes, [1, 2]);
});

labTest('for await: break lets go of the signal', async open => {
    const {client, port} = openLoop(open);
    const events = port[Symbol.asyncIterator]();
    const waiting = events.next();

    port.note_on(0, 1, 100);
    equal((await waiting).value.note, 1);
    const results = await Promise.all([events.next(), events.return(), events.next()]);
    equal(results.map(result => result.done), [true, true, true]);

    const seen = collect(client);
    port.note_on(0, 2, 100);
    await until(() => seen.length === 1);
    equal((await events.next()).done, true);
});

labTest('for await: overflow ends a loop once, and another one goes on', async open => {
    for (const start of [port => port, port => port[Symbol.asyncIterator]()]) {
        const {client, port} = openLoop(open);
        const events = start(port);
        const notes = [];
        const play = async () => {
            for await (const event of events) {
                notes.push(event.note);
                if (event.note === 3)
                    break;
                if (event.note === 1) {
                    overflow(port);
                    await until(() => client.n_overflows === 1);
                    port.note_on(0, 2, 100);
                    port.note_on(0, 3, 100);
                }
            }
        };

        GLib.idle_add(GLib.PRIORITY_DEFAULT, () => {
            port.note_on(0, 1, 100);
            return GLib.SOURCE_REMOVE;
        });
        await rejects(play(), SequencerError, SequencerError.OVERFLOW);
        equal(notes, [1]);
        await play();
        equal(notes, [1, 2, 3]);
    }
});

labTest('for await: what nobody takes is an overflow, not a leak', async open => {
    const {port} = openLoop(open);
    const events = port[Symbol.asyncIterator]();
    const event = noteOn(1);

    for (let i = 0; i <= 65536; i++)
        port.emit('event', event);
    await rejects(events.next(), SequencerError, SequencerError.OVERFLOW);
    const next = events.next();
    port.note_on(0, 2, 100);
    equal((await next).value.note, 2);
});

labTest('for await: holds what nothing else holds', async open => {
    const {port} = openLoop(open);
    const notes = [];
    const play = async () => {
        const client = SequencerClient.open('listener');

        client.create_port('in').connect_from(port);
        for await (const event of client) {
            if (event.type === EventType.NOTE_ON)
                notes.push(event.note);
            if (notes.length === 2)
                break;
        }
        client.close();
    };
    const done = play();

    for (const note of [1, 2]) {
        System.gc();
        port.note_on(0, note, 100);
        await until(() => notes.length === note);
    }
    await done;
});

run(import.meta.url);
