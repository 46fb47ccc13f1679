// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Seqgo from 'gi://Seqgo?version=1.0';

import {equal, run, test} from './tap.js';

const {Address, Event, EventPattern, EventType} = Seqgo;

test('event pattern: matches', () => {
    const event = Event.new_note_on(0, 60, 100).with_tag(3).at_tick(1, 96);

    equal(EventPattern.new().matches(event), true);
    for (const [conditions, expected] of [
        [{event_type: EventType.NOTE_ON}, true],
        [{event_type: EventType.NOTE_OFF}, false],
        [{tag: 3, channel: 0, queue_id: 1}, true],
        [{fromTick: 96}, true],
        [{beforeTick: 96}, false],
        [{fromTime: 0}, false],
        [{destination: Address.new(128, 0)}, false],
    ])
        equal(new EventPattern(conditions).matches(event), expected);
});

test('event pattern: properties', () => {
    const pattern = new EventPattern();
    const address = Address.new(128, 1);
    const values = {
        event_type: EventType.NOTE_ON, channel: 1, tag: 2, queue_id: 3, destination: address,
        from_tick: 2 ** 32 - 1, before_tick: 5, from_time: 2 ** 40, before_time: 7,
        keep_note_offs: true,
    };

    for (const [name, value] of Object.entries(values)) {
        const read = () => [pattern[name], pattern[`get_${name}`]()].map(String);

        pattern[name] = value;
        equal(read(), [String(value), String(value)]);
        pattern[`set_${name}`](name === 'destination' ? null : value);
    }
    equal(pattern.destination, null);
});

run(import.meta.url);
