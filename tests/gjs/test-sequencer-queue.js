// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';

import {assert, equal, run, throws, until} from './tap.js';
import {
    CLOSED, INVALID_ARGUMENT, SequencerError, collect, labTest, noteOn, readFile,
} from './lab.js';

const SECOND = 1000000000;

/* A port that is connected to itself, and what it receives. */
function openLoop(open) {
    const client = open();
    const port = client.create_port('port');
    const events = collect(port);

    port.connect_to(port);
    return {client, port, events};
}

labTest('queue: S-50 a new queue', open => {
    const queue = open().create_queue('queue');
    const status = queue.get_status();

    equal([queue.name, queue.get_name()], ['queue', 'queue']);
    equal([queue.tempo, queue.get_tempo()], [500000, 500000]);
    equal([queue.bpm, queue.get_bpm()], [120, 120]);
    equal([queue.ppq, queue.get_ppq()], [96, 96]);
    equal(queue.id, queue.get_id());
    equal([status.is_running(), status.tick, status.time, status.n_events], [false, 0, 0, 0]);
    equal([status.get_tick(), status.get_time(), status.get_n_events()], [0, 0, 0]);
    equal(status.ref().nEvents, 0);
    status.ref().unref();

    const text = readFile('/proc/asound/seq/queues');
    assert(text.includes(`queue ${queue.id}: [queue]`));
    assert(/lock status +: Locked/.test(text));
});

labTest('queue: settings of a new queue', open => {
    const client = open();
    const nobody = client.create_queue();

    equal(nobody.name, `Queue-${nobody.id}`);
    equal(client.create_queue('fast', {bpm: 240}).tempo, 250000);
    equal(client.create_queue('slow', {tempo: 1000000, ppq: 480}).bpm, 60);
    equal(client.create_queue(null, {ppq: 480}).ppq, 480);

    const countQueues = () => readFile('/proc/asound/seq/queues').match(/^queue/mg).length;
    const before = countQueues();
    throws(() => client.create_queue('wrong', {bpm: 0}), Gio.IOErrorEnum, INVALID_ARGUMENT);
    equal(countQueues(), before);
});

labTest('queue: tempo', open => {
    const queue = open().create_queue('queue');
    const notified = [];

    queue.connect('notify', (_queue, property) => notified.push(property.name));
    queue.set_tempo(400000);
    equal([queue.tempo, queue.bpm], [400000, 150]);
    queue.set_bpm(60);
    equal(queue.tempo, 1000000);
    queue.set_ppq(480);
    equal(queue.ppq, 480);
    equal(notified, ['tempo', 'bpm', 'tempo', 'bpm', 'ppq']);
    Object.assign(queue, {bpm: 120, ppq: 96});
    equal([queue.tempo, queue.ppq], [500000, 96]);
    queue.tempo = 1000000;
    equal(queue.bpm, 60);

    throws(() => queue.set_tempo(0), Gio.IOErrorEnum, INVALID_ARGUMENT);
    throws(() => queue.set_bpm(-1), Gio.IOErrorEnum, INVALID_ARGUMENT);
    queue.start();
    throws(() => queue.set_ppq(48), SequencerError, SequencerError.QUEUE_RUNNING);
});

labTest('queue: S-56 speed', open => {
    const queue = open().create_queue('queue');

    equal([queue.speed, queue.get_speed(), queue.get_skew()], [1, 1, 65536]);
    queue.speed = 0.5;
    equal([queue.speed, queue.get_skew()], [0.5, 32768]);
    queue.set_skew(131072, 65536);
    equal(queue.speed, 2);
    queue.set_speed(1);
    throws(() => queue.set_skew(1000, 1000), Gio.IOErrorEnum, INVALID_ARGUMENT);
    equal([queue.tempoBase, queue.get_tempo_base()], [1000, 1000]);
    throws(() => queue.set_tempo_base(100), Gio.IOErrorEnum, INVALID_ARGUMENT);
});

labTest('queue: S-51 start what was scheduled', async open => {
    const {client, port, events} = openLoop(open);
    const queue = client.create_queue('queue', {bpm: 600});

    for (let i = 1; i < 5; i++)
        port.send(noteOn(i), {queue, tick: i * 10});
    queue.start_scheduled();
    await until(() => events.length === 4);
    equal(events.map(event => event.note), [1, 2, 3, 4]);
});

labTest('queue: is its client\'s', open => {
    const queue = open().create_queue('queue');
    const port = open().create_port('port');

    throws(() => port.send(noteOn(60), {queue, tick: 1}), Gio.IOErrorEnum, INVALID_ARGUMENT);
});

labTest('queue: close', open => {
    const queue = open().create_queue('queue');

    queue.close();
    queue.close();
    equal(queue.is_closed(), true);
    for (const call of [
        () => queue.start(), () => queue.stop(), () => queue.continue(),
        () => queue.set_tick(0), () => queue.set_time(0), () => queue.set_bpm(60),
        () => queue.get_status(), () => queue.sync(),
    ])
        throws(call, Gio.IOErrorEnum, CLOSED);
});

labTest('queue: S-51 start throws away what waits', async open => {
    const {client, port, events} = openLoop(open);
    const queue = client.create_queue('queue');

    for (let i = 0; i < 10; i++)
        port.send(noteOn(i), {queue, tick: i * 10});
    equal(queue.get_status().n_events, 9);
    queue.start();
    equal(queue.get_status().n_events, 0);
    queue.sync();
    await until(() => events.length > 0);
    equal(events.map(event => event.note), [0]);
});

labTest('queue: S-52 stop, continue, start again', async open => {
    const {client, port, events} = openLoop(open);
    const queue = client.create_queue('queue');

    queue.start();
    for (let i = 0; i < 10; i++)
        port.send(noteOn(i), {queue, tick: i * 10});
    await until(() => events.length >= 3);
    queue.stop();
    const stopped = queue.get_status();
    equal(stopped.is_running(), false);
    equal(stopped.n_events, 10 - Math.floor(stopped.tick / 10) - 1);
    await until(() => events.length === 10 - stopped.n_events);
    equal(queue.get_status().tick, stopped.tick);

    queue.continue();
    queue.continue();
    equal(queue.get_status().is_running(), true);
    await until(() => events.length === 10);
    equal(events.map(event => event.note), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    equal(events.map(event => event.tick), [0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);

    queue.stop();
    queue.start();
    assert(queue.get_status().tick < 90);
});

labTest('queue: S-58 the position of a stopped queue', open => {
    const queue = open().create_queue('queue');

    queue.set_tick(960);
    equal([queue.get_status().tick, queue.get_status().time], [960, 0]);
    queue.set_time(5 * SECOND + 1);
    equal([queue.get_status().tick, queue.get_status().time], [960, 5 * SECOND + 1]);
    throws(() => queue.set_time(-1), Gio.IOErrorEnum, INVALID_ARGUMENT);
});

labTest('queue: S-61 100 notes in real time come in order and not early', async open => {
    const {client, port, events} = openLoop(open);
    const queue = client.create_queue('queue');
    const early = [];
    const period = SECOND / 1000;

    port.connect('event', (_port, event) => {
        if (queue.get_status().time < event.time - period)
            early.push(event);
    });
    queue.start();
    for (let i = 0; i < 100; i++)
        port.send(noteOn(i), {queue, time: i * 5 * period});
    await until(() => events.length === 100);
    equal(events.map(event => [event.note, event.time]),
        events.map((_event, i) => [i, i * 5 * period]));
    equal(early, []);
    assert(events.every(event => event.is_real_time()));
});

labTest('queue: sync waits for the last event', async open => {
    const {client, port, events} = openLoop(open);
    const queue = client.create_queue('queue', {tempo: 100000});

    equal(queue.sync(), true);
    equal(queue.sync(0, null), true);
    for (let i = 1; i <= 3; i++)
        port.send(noteOn(i), {queue, tick: i * 20});
    throws(() => queue.sync(0), Gio.IOErrorEnum, Gio.IOErrorEnum.TIMED_OUT);
    queue.continue();
    equal(queue.sync(), true);
    assert(queue.get_status().tick >= 60);
    equal(queue.get_status().n_events, 0);
    await until(() => events.length === 3);
});

run(import.meta.url);
