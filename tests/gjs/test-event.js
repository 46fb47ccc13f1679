// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

import {assert, equal, run, test, throws} from './tap.js';

const {Address, Event, EventType} = Seqgo;

/* Checks the type, and attributes and methods: {note: 60} is event.note and event.get_note (). */
function has(event, type, expected) {
    for (const [name, value] of Object.entries({event_type: type, ...expected})) {
        const camelName = name.replace(/_(.)/g, (_match, letter) => letter.toUpperCase());

        equal(event[name], value, name);
        equal(event[camelName], value, camelName);
        equal(event[`get_${name}`](), value, `get_${name}`);
    }
}

test('event: notes', () => {
    const {KEY_PRESSURE, NOTE, NOTE_OFF, NOTE_ON} = EventType;
    const long = 2 ** 32 - 1;

    has(Event.new_note_on(1, 60, 100), NOTE_ON, {channel: 1, note: 60, velocity: 100});
    has(Event.new_note_off(2, 61, 0), NOTE_OFF, {channel: 2, note: 61, velocity: 0});
    has(Event.new_key_pressure(3, 62, 7), KEY_PRESSURE, {channel: 3, note: 62, velocity: 7});
    has(Event.new_note(4, 63, 8, 96), NOTE, {note: 63, velocity: 8, duration: 96});
    has(Event.new_note_full(4, 63, 8, 9, long), NOTE, {off_velocity: 9, duration: long});
});

test('event: controls', () => {
    const {CHANNEL_PRESSURE, CONTROL_CHANGE, NRPN, PITCH_BEND, PROGRAM_CHANGE} = EventType;

    has(Event.new_control_change(1, 7, 127), CONTROL_CHANGE, {channel: 1, param: 7, value: 127});
    has(Event.new_program_change(15, 5), PROGRAM_CHANGE, {channel: 15, value: 5});
    has(Event.new_channel_pressure(0, 64), CHANNEL_PRESSURE, {value: 64});
    has(Event.new_pitch_bend(0, -8192), PITCH_BEND, {value: -8192});
    has(Event.new_control(NRPN, 2, 1000, 16383), NRPN, {param: 1000, value: 16383});
});

test('event: queue control', () => {
    const {QUEUE_SKEW, SET_POSITION_TIME, TEMPO} = EventType;

    has(Event.new_queue_control(TEMPO, 3, 500000), TEMPO, {control_queue: 3, value: 500000});
    has(Event.new_set_position_time(3, 1500000000), SET_POSITION_TIME, {position_time: 1500000000});
    has(Event.new_queue_skew(3, 70000, 65536), QUEUE_SKEW, {skew: 70000, skew_base: 65536});
});

test('event: news', () => {
    const {NOTE_ON, PORT_START, PORT_SUBSCRIBED, RESULT} = EventType;
    const [address, other] = [Address.new(128, 1), Address.new(129, 0)];

    has(Event.new_announcement(PORT_START, address), PORT_START, {address, sender: null});
    has(Event.new_connection(PORT_SUBSCRIBED, address, other), PORT_SUBSCRIBED,
        {address: null, sender: address, receiver: other});
    has(Event.new_result(RESULT, NOTE_ON, -5), RESULT, {result_event: NOTE_ON, result_value: -5});
});

test('event: of a type only', () => {
    has(Event.new(EventType.CLOCK), EventType.CLOCK, {channel: 0, note: 0, data: null});
    equal(new Event(EventType.CLOCK).type, EventType.CLOCK);
});

test('event: bytes, as Uint8Array and as GLib.Bytes', () => {
    const bytes = Uint8Array.of(0xF0, 1, 2, 0xF7);

    equal(Event.new_sysex(bytes).data.toArray(), bytes);
    equal(Event.new_sysex(GLib.Bytes.new(bytes)).data.toArray(), bytes);
    equal(Event.new_sysex(new Uint8Array(0)).data.toArray(), []);
    equal(Event.new_data(EventType.USER_VAR1, bytes).data.toArray(), bytes);
    equal(Event.new_data(EventType.ECHO, bytes).data.toArray(), [...bytes, 0, 0, 0, 0, 0, 0, 0, 0]);
});

test('event: type is short for event_type', () => {
    equal(Event.new_note_on(0, 60, 100).type, EventType.NOTE_ON);
});

test('event: unpack', () => {
    equal(Event.new_note_on(3, 60, 100).at_time(1, 5000000000).unpack(),
        [5000000000, EventType.NOTE_ON, 3, 60, 100]);
});

test('event: refuses numbers that do not fit', () => {
    throws(() => Event.new_note_on(0, 256, 100), Error);
    throws(() => Event.new_pitch_bend(0, 40000), Error);
    throws(() => Event.new_note_on(0, 60), TypeError);
});

test('event: when', () => {
    const event = Event.new_note_on(0, 60, 100);
    const cases = [
        [event, Seqgo.QUEUE_ID_DIRECT, 0, 0, false, false],
        [event.at_tick(3, 2 ** 32 - 1), 3, 2 ** 32 - 1, 0, false, false],
        [event.at_time(3, 1500000000), 3, 0, 1500000000, true, false],
        [event.after_ticks(3, 96), 3, 96, 0, false, true],
        [event.after_time(3, 2 ** 52), 3, 0, 2 ** 52, true, true],
    ];

    for (const [timed, queue, tick, time, isRealTime, isRelative] of cases) {
        has(timed, EventType.NOTE_ON, {queue_id: queue, tick, time, note: 60});
        equal([timed.is_real_time(), timed.is_relative()], [isRealTime, isRelative]);
    }
});

test('event: where, tag and priority', () => {
    const event = Event.new_note_on(0, 60, 100);
    const other = event.with_source(Address.new(128, 1)).with_destination(Address.new(129, 2))
        .with_tag(7).with_high_priority(true);

    has(event, EventType.NOTE_ON,
        {source: '0:0', destination: '254:253', tag: 0, high_priority: false});
    has(other, EventType.NOTE_ON,
        {source: '128:1', destination: '129:2', tag: 7, high_priority: true});
});

test('event: equal', () => {
    const event = Event.new_sysex(Uint8Array.of(0xF0, 0xF7));

    assert(event.equal(Event.new_sysex(Uint8Array.of(0xF0, 0xF7))));
    assert(!event.equal(Event.new_sysex(Uint8Array.of(0xF0, 1, 0xF7))));
    assert(!event.equal(event.with_tag(1)));
});

test('event: text', () => {
    equal(Event.new_note_on(1, 60, 100).to_string(), 'note-on channel 1 note 60 velocity 100');
    equal(`${Event.new_sysex(Uint8Array.of(0xF0, 0xF7))}`, 'sysex 2 bytes F0 F7');
});

test('event: MIDI', () => {
    const bytes = event => event.to_midi().toArray();

    equal(bytes(Event.new_note_on(1, 60, 100)), [0x91, 60, 100]);
    equal(bytes(Event.new_pitch_bend(1, 1000)), [0xE1, 0x68, 0x47]);
    throws(() => Event.new_note(0, 60, 100, 96).to_midi(),
        Gio.IOErrorEnum, Gio.IOErrorEnum.NOT_SUPPORTED);
    throws(() => Event.new_note_on(0, 128, 100).to_midi(),
        Gio.IOErrorEnum, Gio.IOErrorEnum.INVALID_ARGUMENT);
});

test('event: lives as long as something refers to it', () => {
    const events = [];

    for (let i = 0; i < 1000; i++) {
        const event = Event.new_sysex(Uint8Array.of(0xF0, i & 0x7F, 0xF7));
        events.push(event.ref());
        event.ref().unref();
    }
    System.gc();
    events.forEach((event, i) => equal(event.data.toArray()[1], i & 0x7F));
});

run(import.meta.url);
