// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';
import Seqgo from 'gi://Seqgo?version=1.0';

import {equal, run, throws, until} from './tap.js';
import {
    Event, EventBatch, EventType, INVALID_ARGUMENT, SequencerError, collect, labTest, noteOn,
} from './lab.js';

function openLoop(open) {
    const client = open('loop');
    const port = client.create_port('port');
    const events = collect(port);

    port.connect_to(port);
    return {client, port, events};
}

const getNotes = events => [...events].map(event => event.note);

labTest('buffer: collects and flushes', async open => {
    const {client, port, events} = openLoop(open);
    const buffer = port.buffered();
    const queue = client.create_queue('queue', {bpm: 600});

    buffer.add(noteOn(60));
    buffer.add_batch(EventBatch.new([noteOn(61), noteOn(62)]));
    equal(getNotes(buffer), [60, 61, 62]);
    equal(buffer.take_first().note, 60);
    equal([buffer.n_events, buffer.get_n_events(), buffer.get_event(0).note], [2, 2, 61]);
    equal([buffer.port, buffer.get_port()], [port, port]);
    buffer.add(noteOn(63), {queue, tick: 1, to: port});
    queue.start();
    equal(buffer.flush(), true);
    equal([buffer.n_sent, buffer.get_n_sent(), buffer.n_events], [3, 3, 0]);
    await until(() => events.length === 3);
    equal(getNotes(events), [61, 62, 63]);
});

labTest('buffer: short messages', open => {
    const {port} = openLoop(open);
    const buffer = port.buffered();
    const added = [];

    for (const [name, ...values] of [
        ['note_on', 1, 60, 100], ['note_off', 1, 60, 64], ['key_pressure', 2, 61, 3],
        ['control_change', 15, 7, 127], ['program_change', 3, 5], ['channel_pressure', 4, 6],
        ['pitch_bend', 5, -8192],
    ]) {
        equal(buffer[name](...values), true);
        throws(() => buffer[name](16, ...values.slice(1)), Gio.IOErrorEnum, INVALID_ARGUMENT);
        added.push(Event[`new_${name}`](...values));
    }
    equal([...buffer].map(String), added.map(String));
});

labTest('buffer: S-25 names what cannot be sent, and goes on', async open => {
    const {port, events} = openLoop(open);
    const buffer = Seqgo.SequencerBuffer.new(port);

    for (let i = 0; i < 5; i++)
        buffer.add(noteOn(i), i === 2 ? {to: '190:0'} : {});
    throws(() => buffer.flush(), SequencerError, SequencerError.GONE);
    equal([buffer.n_sent, buffer.failed_event.note, buffer.get_failed_event().note], [2, 2, 2]);
    buffer.flush();
    equal(buffer.failed_event, null);
    await until(() => events.length === 4);
    equal(getNotes(events), [0, 1, 3, 4]);
});

labTest('buffer: S-73 remove', open => {
    const {port} = openLoop(open);
    const buffer = port.buffered();

    for (let i = 0; i < 6; i++)
        buffer.add(noteOn(i).with_tag(i % 2));
    equal(buffer.remove_events({tag: 1}), 3);
    equal(getNotes(buffer), [0, 2, 4]);
    equal(buffer.remove_events(new Seqgo.EventPattern({tag: 1})), 0);
    equal(buffer.remove_events(), 3);
});

labTest('remove: S-69 S-70 S-71 from queues', open => {
    const {client, port} = openLoop(open);
    const queue = client.create_queue('queue');
    const other = client.create_queue('other');
    const count = () => queue.get_status().n_events;

    for (let i = 0; i < 10; i++) {
        const event = i % 2 ? Event.new_note_off(0, i, 1) : noteOn(i);
        port.send(event.with_tag(i === 4 ? 3 : 0), {queue, tick: 100000 + i});
    }
    port.send(noteOn(60), {queue: other, tick: 100000});
    client.remove_events({tag: 3});
    equal(count(), 9);
    client.remove_events({from_tick: 100008});
    equal(count(), 7);
    client.remove_events({queue, keep_note_offs: true});
    equal([count(), other.get_status().n_events], [4, 1]);
    client.remove_events({queue, to: port});
    equal(count(), 4);
    client.remove_events({type: EventType.NOTE_OFF});
    equal(count(), 0);
    client.remove_events(new Seqgo.EventPattern({queue_id: other.id}));
    equal(other.get_status().n_events, 0);
    client.remove_events();
    throws(() => client.remove_events({channel: 16}), Gio.IOErrorEnum, INVALID_ARGUMENT);
});

run(import.meta.url);
