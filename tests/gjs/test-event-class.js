// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

/* Events of every type, from a table: how they are made, what they are like, what they carry. */

import Gio from 'gi://Gio';
import Seqgo from 'gi://Seqgo?version=1.0';

import {equal, run, test, throws} from './tap.js';

const {Address, Event, EventBatch, EventClasses, EventFields, EventType} = Seqgo;
const folder = Gio.File.new_for_uri(import.meta.url).get_parent();
const [, text] = folder.resolve_relative_path('../data/events.json').load_contents(null);
const rows = JSON.parse(new TextDecoder().decode(text));

const toName = nick => nick.toUpperCase().replaceAll('-', '_');
const fromNick = nick => EventType[toName(nick)];
const fromHex = hex => Uint8Array.from(hex.match(/../g), byte => parseInt(byte, 16));
const toHex = bytes => Array.from(bytes.toArray(), n => n.toString(16).padStart(2, '0')).join('');

function toArgument(value) {
    if (value.type !== undefined)
        return fromNick(value.type);
    if (value.hex !== undefined)
        return fromHex(value.hex);
    return value.address !== undefined ? Address.parse(value.address) : value;
}

function makeEvent({new: [method, ...args]}) {
    return Event[method](...args.map(toArgument));
}

function getField(event, name) {
    if (name === 'minor')
        return event.is_minor();
    if (name === 'data')
        return toHex(event.data);
    return event[name] instanceof Address ? event[name].to_string() : event[name];
}

test('event class: fields', () => {
    for (const row of rows) {
        const event = makeEvent(row);
        const names = Object.entries(EventFields).filter(([, bit]) =>
            Number.isInteger(bit) && event.fields & bit).map(([name]) => name.toLowerCase());

        equal(event.type, fromNick(row.type));
        equal(Object.fromEntries(names.map(name => [name, getField(event, name)]).sort()),
            Object.fromEntries(Object.entries(row.fields).sort()), row.type);
        equal(EventType.get_fields(event.type), event.get_fields());
        equal(Seqgo.event_type_get_fields(event.type), event.get_fields());
    }
});

test('event class: classes', () => {
    for (const row of rows) {
        const event = makeEvent(row);

        equal(event.classes, row.classes.reduce((sum, name) => sum | EventClasses[toName(name)], 0),
            row.type);
        for (const getClasses of [EventType.get_classes, Seqgo.event_type_get_classes]) {
            equal(getClasses(event.type) | EventClasses.FIXED,
                event.get_classes() | EventClasses.FIXED);
        }
    }
});

test('event class: MIDI', () => {
    for (const row of rows) {
        const event = makeEvent(row);

        if (row.midi === null)
            throws(() => event.to_midi(), Gio.IOErrorEnum, Gio.IOErrorEnum.NOT_SUPPORTED);
        else
            equal(toHex(event.to_midi()), row.midi);
    }
});

test('event class: records', () => {
    const events = rows.map(makeEvent);
    const batch = EventBatch.new(events);

    equal([...EventBatch.new_from_records(batch.records, batch.payloads)].map(
        (event, i) => event.equal(events[i])), events.map(() => true));
});

test('event class: signatures', () => {
    const time = Event.new_time_signature_full(6, 8, 36, 8);
    const key = Event.new_key_signature(-3, true);

    equal([time.numerator, time.denominator, time.clocksPerClick, time.thirtySecondsPerQuarter],
        [6, 8, 36, 8]);
    equal([time.get_numerator(), time.get_denominator(), time.get_clocks_per_click(),
        time.get_thirty_seconds_per_quarter()], [6, 8, 36, 8]);
    equal([key.sharps, key.get_sharps(), key.is_minor()], [-3, -3, true]);
    equal(`${Event.new_time_signature(3, 4)}`, 'time-signature 3/4');
});

run(import.meta.url);
