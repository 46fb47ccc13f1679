// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';

import {equal, run, throws, until} from './tap.js';
import {INVALID_ARGUMENT, NOT_FOUND, SequencerError, collect, labTest, noteOn} from './lab.js';

labTest('queue sharing: what there is', open => {
    const client = open('A');
    const queue = client.create_queue('song');
    const unnamed = client.create_queue();

    unnamed.locked = false;
    const [info, other] = client.list_queues();
    equal([info.id, info.name, info.owner, info.locked], [queue.id, 'song', client.id, true]);
    equal([info.get_id(), info.get_name(), info.get_owner(), info.get_locked()],
        [queue.id, 'song', client.id, true]);
    equal([other.name, other.locked], [`Queue-${unnamed.id}`, false]);
    equal(`${info}`, `${queue.id} song, of client ${client.id}, locked`);
});

labTest('queue sharing: S-60 by number, by name, by what is listed', open => {
    const queue = open('A').create_queue('song');
    const client = open('B');
    const [info] = client.list_queues();

    for (const name of [queue.id, 'song', info])
        equal(client.open_queue(name).id, queue.id);
    equal(client.find_queue('song').id, queue.id);
    throws(() => client.find_queue('nobody'), Gio.IOErrorEnum, NOT_FOUND);
    throws(() => client.open_queue('nobody'), Gio.IOErrorEnum, NOT_FOUND);
    throws(() => client.open_queue(31), Gio.IOErrorEnum, NOT_FOUND);
});

labTest('queue sharing: S-59 who may do what', async open => {
    const a = open('A');
    const b = open('B');
    const queue = a.create_queue('song');
    const port = b.create_port('port');
    const events = collect(port);

    throws(() => port.send(noteOn(60), {queue, tick: 1}), Gio.IOErrorEnum, INVALID_ARGUMENT);
    const shared = b.open_queue('song');
    equal([shared.owner, shared.get_owner()], [a.id, a.id]);
    equal([shared.locked, shared.get_locked()], [true, true]);
    throws(() => shared.start(), SequencerError, SequencerError.NOT_OWNER);
    throws(() => shared.set_name('mine'), SequencerError, SequencerError.NOT_OWNER);
    throws(() => shared.set_locked(false), SequencerError, SequencerError.NOT_OWNER);

    queue.locked = false;
    queue.name = 'for all';
    equal([shared.locked, b.list_queues()[0].name], [false, 'for all']);
    shared.start();
    port.send(noteOn(60), {queue: shared, tick: 1, to: port});
    equal(await shared.sync_async(), true);
    await until(() => events.length > 0);

    a.close();
    throws(() => shared.start(), SequencerError, SequencerError.GONE);
});

run(import.meta.url);
