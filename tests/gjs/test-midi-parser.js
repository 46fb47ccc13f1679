// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';

import {equal, run, test} from './tap.js';

const {Event, EventType, MidiParser} = Seqgo;

/* Bytes of hexadecimal numbers. */
function hex(text) {
    return Uint8Array.from(text.split(' ').filter(Boolean), byte => parseInt(byte, 16));
}

function feed(parser, text) {
    return [...parser.feed(hex(text))];
}

/* Each piece of the stream makes its list of events. */
function parses(...cases) {
    const parser = MidiParser.new();

    for (const [text, ...events] of cases)
        equal(feed(parser, text), events, text);
    return parser;
}

const noteOn = (note, velocity) => Event.new_note_on(0, note, velocity);
const clock = Event.new(EventType.CLOCK);

test('parser: S-84 running status', () => {
    parses(['90 40 7f 41 7f', noteOn(0x40, 0x7F), noteOn(0x41, 0x7F)]);
    parses(['90 40'], ['7f', noteOn(0x40, 0x7F)]);
    parses(['90 40 01 f8 41 01', noteOn(0x40, 1), clock, noteOn(0x41, 1)]);
});

test('parser: S-85 system common ends running status', () => {
    const parser = parses(['90 40 01 f3 05 41 01',
        noteOn(0x40, 1), Event.new_control(EventType.SONG_SELECT, 0, 0, 5)]);

    equal(parser.n_skipped, 2);
});

test('parser: S-86 streams do not mix, and reset forgets', () => {
    const [one, other] = [MidiParser.new(), new MidiParser()];

    equal(feed(one, '90 40'), []);
    equal(feed(other, '91 41 01'), [Event.new_note_on(1, 0x41, 1)]);
    equal(feed(one, '7f'), [noteOn(0x40, 0x7F)]);

    feed(one, '90 40');
    one.reset();
    equal(feed(one, '7f'), []);
    equal(one.n_skipped, 3);
    equal(other.n_skipped, 0);
});

test('parser: S-87 real-time messages are anywhere', () => {
    parses(['f0 01 02 f8 03 f7', clock, Event.new_sysex(hex('f0 01 02 03 f7'))]);
    parses(['90 40 f8 7f', clock, noteOn(0x40, 0x7F)]);
});

test('parser: S-88 what is no MIDI is skipped', () => {
    for (const junk of ['f4', 'f5', 'f9', 'fd', '01 02', 'f7']) {
        const parser = parses([`${junk} 90 40 01`, noteOn(0x40, 1)]);

        equal(parser.get_n_skipped(), hex(junk).length);
    }
});

test('parser: tells what it skips', () => {
    const parser = MidiParser.new();
    const skipped = [];
    let nNotified = 0;

    parser.connect('skipped', (_parser, bytes) => skipped.push(bytes.toArray()));
    parser.connect('notify::n-skipped', () => nNotified++);
    feed(parser, '01 90 40 01 f4');
    equal(skipped, [hex('01'), hex('f4')]);
    equal(nNotified, 1);
});

test('parser: long SysEx', () => {
    const parser = MidiParser.new();
    let nNotified = 0;

    parser.connect('notify::max-sysex-size', () => nNotified++);
    parser.max_sysex_size = 4;
    equal(parser.get_max_sysex_size(), 4);
    parser.set_max_sysex_size(5);
    equal(parser.maxSysexSize, 5);
    equal(nNotified, 2);
    equal(feed(parser, 'f0 01 02 03 f7'), [Event.new_sysex(hex('f0 01 02 03 f7'))]);
    equal(feed(parser, 'f0 01 02 03 04 f7 f8'), [clock]);
});

test('parser: takes GLib.Bytes too', () => {
    equal([...MidiParser.new().feed(GLib.Bytes.new(hex('90 40 01')))], [noteOn(0x40, 1)]);
});

run(import.meta.url);
