// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';
import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

import {assert, equal, run, test, throws} from './tap.js';

const {Event, EventBatch, EventType} = Seqgo;
const isLittle = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

const EVENTS = [
    Event.new_note_on(1, 60, 100).at_time(2, 3 * 2 ** 32 + 5),
    Event.new_pitch_bend(2, -8192).at_tick(2, 2 ** 32 - 1),
    Event.new_sysex(Uint8Array.of(0xF0, 1, 0xF7)),
    Event.new_sysex(Uint8Array.of(0xF0, 2, 3, 0xF7)),
];

/* One record, as bytes. */
function pack({time = 0, type, flags = 0, channel = 0, a = 0, b = 0, c = 0}) {
    const view = new DataView(new ArrayBuffer(Seqgo.EVENT_RECORD_SIZE));

    view.setBigInt64(0, BigInt(time), isLittle);
    view.setUint8(8, type);
    view.setUint8(9, flags);
    view.setUint8(11, Seqgo.QUEUE_ID_DIRECT);
    view.setUint8(16, channel);
    view.setInt32(20, a, isLittle);
    view.setInt32(24, b, isLittle);
    view.setUint32(28, c, isLittle);
    return new Uint8Array(view.buffer);
}

test('batch: of events', () => {
    const batch = EventBatch.new(EVENTS);

    equal(batch.n_events, 4);
    equal(batch.nEvents, batch.get_n_events());
    EVENTS.forEach((event, i) => assert(batch.get_event(i).equal(event)));
    equal(batch.get_event(4), null);
    equal(EventBatch.new([]).n_events, 0);
});

test('batch: is iterable', () => {
    const batch = EventBatch.new(EVENTS);

    equal([...batch], EVENTS);
    const [first, , ...others] = batch;
    equal(first, EVENTS[0]);
    equal(others.length, 2);
    equal([...EventBatch.new([])], []);
});

test('batch: unpacks', () => {
    equal([...EventBatch.new(EVENTS).unpack()], [
        [3 * 2 ** 32 + 5, EventType.NOTE_ON, 1, 60, 100],
        [2 ** 32 - 1, EventType.PITCH_BEND, 2, 0, -8192],
        [0, EventType.SYSEX, 0, 0, 3],
        [0, EventType.SYSEX, 0, 3, 4],
    ]);
    equal([...EventBatch.new([]).unpack()], []);
});

test('batch: records and payloads', () => {
    const batch = EventBatch.new(EVENTS);

    equal(batch.records.get_size(), EVENTS.length * Seqgo.EVENT_RECORD_SIZE);
    equal(batch.payloads.toArray(), [0xF0, 1, 0xF7, 0xF0, 2, 3, 0xF7]);
    equal(batch.get_records().get_size(), batch.records.get_size());
    equal(batch.get_payloads().get_size(), 7);
    equal(Seqgo.EVENT_RECORD_FORMAT, '=qBBBBBBBBBBxxiiI');
});

test('batch: of records', () => {
    const record = pack({type: EventType.NOTE_ON, channel: 3, a: 60, b: 100});
    const {records, payloads} = EventBatch.new(EVENTS);

    equal([...EventBatch.new_from_records(record)],
        [Event.new_note_on(3, 60, 100).with_destination(Seqgo.Address.new(0, 0))]);
    equal([...EventBatch.new_from_records(records, payloads)], EVENTS);
});

test('batch: what was lost and recovered', () => {
    const [came, lost] = [0, 1 << 6].map(flags =>
        [...EventBatch.new_from_records(pack({type: EventType.NOTE_ON, flags, a: 60, b: 100}))][0]);

    equal([came.is_recovered(), lost.is_recovered()], [false, true]);
    assert(came.equal(lost));
});

test('batch: refuses records that are none', () => {
    const refuses = (...args) => throws(() => EventBatch.new_from_records(...args),
        Gio.IOErrorEnum, Gio.IOErrorEnum.INVALID_ARGUMENT);

    refuses(new Uint8Array(Seqgo.EVENT_RECORD_SIZE - 1));
    refuses(pack({type: EventType.SYSEX, flags: 4, a: 0, b: 4}), Uint8Array.of(1, 2, 3));
    refuses(pack({type: EventType.CLOCK, time: -1}));
});

test('batch: S-106 an event of an unknown type is a number and 12 bytes', () => {
    const record = pack({type: 250, a: 0x01010101, b: -1, c: 0x02020202});
    const [event] = EventBatch.new_from_records(record);

    equal(event.type, 250);
    equal(event.data.toArray(), [1, 1, 1, 1, 255, 255, 255, 255, 2, 2, 2, 2]);
    assert(event.to_string().includes('type-250'));
});

test('batch: S-104 its events, bytes and copies outlive it', () => {
    const parts = [];

    for (let i = 0; i < 1000; i++) {
        const batch = EventBatch.new([Event.new_sysex(Uint8Array.of(0xF0, i & 0x7F, 0xF7))]);
        parts.push([batch.get_event(0), batch.payloads, batch.ref()]);
        batch.ref().unref();
    }
    System.gc();
    parts.forEach(([event, payloads, batch], i) => {
        equal(event.data.toArray()[1], i & 0x7F);
        equal(payloads.toArray()[1], i & 0x7F);
        equal(batch.n_events, 1);
    });
});

run(import.meta.url);
