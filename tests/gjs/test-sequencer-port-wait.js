// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

/* Ports that send no faster than others read. */

import Gio from 'gi://Gio';

import {assert, equal, rejects, run, throws, until} from './tap.js';
import {EventBatch, PortPreset, labTest, noteOn, openPair} from './lab.js';

const POOL = 200;
const {CANCELLED, TIMED_OUT} = Gio.IOErrorEnum;

function makeBatch(length) {
    return EventBatch.new(Array.from({length}, (_, i) => noteOn(i % 128)));
}

labTest('wait: S-26 a healthy receiver gets no copies', async open => {
    const {sender, events} = await openPair(open);
    const fullClient = open('full');
    const full = fullClient.create_port('in', PortPreset.SINK);

    /* From now on nothing reads for it. */
    throws(() => fullClient.read_batch(0), Gio.IOErrorEnum, TIMED_OUT);
    sender.connect_to(full);
    for (let i = 1; i < POOL; i++)
        sender.send_to(noteOn(1), full);
    for (let i = 0; i < 3; i++)
        throws(() => sender.send_batch_wait(makeBatch(1), 0), Gio.IOErrorEnum, TIMED_OUT);
    equal(fullClient.read_batch(0).n_events, POOL);
    equal(sender.send_batch_wait(makeBatch(1)), true);
    await until(() => events.length > 0);
    equal(events.map(event => event.note), [0]);
});

labTest('wait: S-34 more than the pool holds arrives whole', async open => {
    const {sender, client, events} = await openPair(open);

    assert(await sender.send_batch_wait_async(makeBatch(1000)));
    await until(() => events.length === 1000);
    assert(events.every((event, i) => event.note === i % 128));
    equal(client.n_overflows, 0);
});

labTest('wait: it can be cancelled', async open => {
    const {sender, client} = await openPair(open);
    const cancellable = new Gio.Cancellable();

    throws(() => client.read_batch(0), Gio.IOErrorEnum, TIMED_OUT);
    const sent = sender.send_batch_wait_async(makeBatch(1000), 0, cancellable);
    cancellable.cancel();
    await rejects(sent, Gio.IOErrorEnum, CANCELLED);
    equal(client.read_batch(0).n_events, 175);
});

run(import.meta.url);
