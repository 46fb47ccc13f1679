// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

import {assert, equal, run, test, throws} from './tap.js';

const {Event, MidiVersion, Ump, UmpProtocols, UmpVoiceStatus} = Seqgo;
const INVALID = [Gio.IOErrorEnum, Gio.IOErrorEnum.INVALID_ARGUMENT];

/* What each constructor makes: the words, and the name. */
const made = () => [
    [Ump.new_note_on(0, 1, 60, 0xFFFF), [0x40913C00, 0xFFFF0000], 'note-on'],
    [Ump.new_note_off(0, 1, 60, 0x8000), [0x40813C00, 0x80000000], 'note-off'],
    [Ump.new_note_on_at_pitch(0, 1, 60, 2, 60.5), [0x40913C03, 0x00027900], 'note-on'],
    [Ump.new_note_full(UmpVoiceStatus.NOTE_OFF, 0, 1, 60, 2, Seqgo.UmpAttributeType.PROFILE, 5),
        [0x40813C02, 0x00020005], 'note-off'],
    [Ump.new_poly_pressure(0, 1, 60, 7), [0x40A13C00, 7], 'poly-pressure'],
    [Ump.new_registered_per_note(0, 1, 60, 200, 7), [0x40013CC8, 7], 'registered-per-note'],
    [Ump.new_assignable_per_note(0, 1, 60, 200, 7), [0x40113CC8, 7], 'assignable-per-note'],
    [Ump.new_per_note_pitch_bend(0, 1, 60, 7), [0x40613C00, 7], 'per-note-pitch-bend'],
    [Ump.new_per_note_management(0, 1, 60, Seqgo.UmpPerNoteFlags.RESET), [0x40F13C01, 0],
        'per-note-management'],
    [Ump.new_control_change(0, 1, 74, 7), [0x40B14A00, 7], 'control-change'],
    [Ump.new_rpn(0, 1, 129, 7), [0x40210101, 7], 'rpn'],
    [Ump.new_nrpn(0, 1, 129, 7), [0x40310101, 7], 'nrpn'],
    [Ump.new_relative_rpn(0, 1, 129, -1), [0x40410101, 0xFFFFFFFF], 'relative-rpn'],
    [Ump.new_relative_nrpn(0, 1, 129, 7), [0x40510101, 7], 'relative-nrpn'],
    [Ump.new_program_change(0, 1, 5), [0x40C10000, 0x05000000], 'program-change'],
    [Ump.new_program_and_bank(0, 1, 5, 129), [0x40C10001, 0x05000101], 'program-change'],
    [Ump.new_channel_pressure(0, 1, 7), [0x40D10000, 7], 'channel-pressure'],
    [Ump.new_pitch_bend(0, 1, 2 ** 31), [0x40E10000, 2 ** 31], 'pitch-bend'],
    [Ump.new_midi1(UmpVoiceStatus.NOTE_ON, 0, 1, 60, 100), [0x20913C64], 'midi1-note-on'],
    [Ump.new_system(Seqgo.UmpSystemStatus.SONG_POSITION, 0, 300), [0x10F22C02], 'song-position'],
    [Ump.new_utility(Seqgo.UmpUtilityStatus.JR_CLOCK, 7), [0x00100007], 'jr-clock'],
    [Ump.new_tempo(0, 50000000), [0xD0100000, 50000000, 0, 0], 'tempo'],
    [Ump.new_time_signature(0, 6, 8), [0xD0100001, 0x06030800, 0, 0], 'time-signature'],
    [Ump.new_metronome(0, 24, 4, 0, 0, 2, 0), [0xD0100002, 0x18040000, 0x02000000, 0],
        'metronome'],
    [Ump.new_key_signature(0, -1, -3, 5), [0xD0100005, 0xD5000000, 0, 0], 'key-signature'],
    [Ump.new_chord_name(0, 1, 1, 2, 7, 0x17000000, -8, 0, 0, 0),
        [0xD0010006, 0x12071700, 0, 0x80000000], 'chord-name'],
    [Ump.new_endpoint_discovery(Seqgo.UmpDiscovery.NAME), [0xF0000101, 4, 0, 0],
        'endpoint-discovery'],
    [Ump.new_endpoint_info(2, true, UmpProtocols.MIDI2), [0xF0010101, 0x82000200, 0, 0],
        'endpoint-info'],
    [Ump.new_device_info(0x7D, 1, 2, 3), [0xF0020000, 0x7D, 0x00010002, 3], 'device-info'],
    [Ump.new_config_request(UmpProtocols.MIDI2), [0xF0050200, 0, 0, 0], 'config-request'],
    [Ump.new_config(UmpProtocols.MIDI1), [0xF0060100, 0, 0, 0], 'config'],
    [Ump.new_block_discovery(-1, Seqgo.UmpBlockDiscovery.INFO), [0xF010FF01, 0, 0, 0],
        'block-discovery'],
    [Ump.new_block_info(1, true, Seqgo.UmpDirection.OUTPUT, 2, 1, Seqgo.UmpBlockFlags.MIDI1,
        Seqgo.UmpUiHint.SENDER, 1, 0), [0xF0118126, 0x02010100, 0, 0], 'block-info'],
    [Ump.new_start_of_clip(), [0xF0200000, 0, 0, 0], 'start-of-clip'],
    [Ump.new_end_of_clip(), [0xF0210000, 0, 0, 0], 'end-of-clip'],
];

test('ump: constructors', () => {
    for (const [ump, words, name] of made()) {
        equal(ump.words, words, name);
        equal(ump.get_words(), words, name);
        equal(ump.name, name);
        equal(ump.message_type, words[0] >>> 28, name);
        assert(Ump.new(words).equal(ump), name);
    }
});

test('ump: attributes', () => {
    const ump = Ump.new_note_on_at_pitch(1, 2, 60, 3, 60.5);
    const expected = {
        message_type: Seqgo.UmpMessageType.MIDI2_CHANNEL_VOICE, status: UmpVoiceStatus.NOTE_ON,
        name: 'note-on', group: 1, channel: 2, note: 60, velocity: 3, pitch: 60.5, param: 0,
        value: 0, data: null,
    };

    for (const [name, value] of Object.entries(expected)) {
        equal(ump[name], value, name);
        equal(ump[`get_${name}`](), value, name);
    }
    equal(ump.fields, {'note': 60, 'velocity': 3, 'attribute-type': 3, 'attribute': 30976});
    equal(ump.list_fields(), ['note', 'velocity', 'attribute-type', 'attribute']);
    equal(ump.get_field('velocity'), [true, 3]);
    equal(ump.get_field('value'), [false, 0]);
    equal(Ump.new_relative_rpn(0, 0, 5, -7).value, -7);
    equal([Ump.new_start_of_clip().group, Ump.new_tempo(0, 5).channel], [-1, -1]);
});

test('ump: words', () => {
    equal(`${Ump.new([0x61234567])}`, 'group 1 type 6 status 0 61234567');
    equal(Ump.new([0x61234567]).message_type, Seqgo.UmpMessageType.RESERVED_6);
    for (const words of [[], [0x40903C00], [0x20903C64, 0]])
        throws(() => Ump.new(words), ...INVALID);
});

test('ump: text', () => {
    const [[ump]] = made();

    equal(ump.to_string(), 'group 0 channel 1 note-on note 60 velocity 65535');
    equal(`${ump}`, ump.to_string());
});

test('ump: SysEx, texts and names', () => {
    const message = Uint8Array.of(0xF0, ...Array(100).keys(), 0xF7);
    const eightBits = Uint8Array.from(Array(256).keys());
    const text = 'Tränen, so süß wie Wein';
    const bytes = string => new TextEncoder().encode(string);

    for (const [umps, expected] of [
        [Ump.new_sysex7(2, message), message],
        [Ump.new_sysex8(2, 9, eightBits), eightBits],
        [Ump.new_text(Seqgo.UmpFlexStatus.LYRICS, 0, 1, text), bytes(text)],
        [Ump.new_endpoint_name('a rather long name'), bytes('a rather long name')],
        [Ump.new_product_id('1'), bytes('1')],
        [Ump.new_block_name(3, 'keys'), bytes('keys')],
    ]) {
        equal(Ump.join(umps).toArray(), expected);
        if (umps.length > 1)
            throws(() => Ump.join(umps.slice(1)), ...INVALID);
    }
    equal(Ump.new_block_name(3, 'keys')[0].data.toArray(), bytes('keys'));
    throws(() => Ump.new_sysex7(0, Uint8Array.of(0xF0, 0x80, 0xF7)), ...INVALID);
});

test('ump: functions of the namespace', () => {
    const data = Uint8Array.of(1, 2, 3);
    const words = result => Array.isArray(result) ? result.map(ump => ump.words) : result;

    for (const [name, ...args] of [
        ['scale_up', 64, 7, 16], ['scale_down', 0x8000, 16, 7], ['new_sysex7', 0, data],
        ['new_sysex8', 0, 1, data], ['new_text', Seqgo.UmpFlexStatus.LYRICS, 0, 1, 'La'],
        ['new_endpoint_name', 'a'], ['new_product_id', 'b'], ['new_block_name', 3, 'c'],
    ])
        equal(words(Seqgo[`ump_${name}`](...args)), words(Ump[name](...args)), name);
    equal(Seqgo.ump_join(Ump.new_sysex8(0, 1, data)).toArray(), data);
});

test('ump: lives as long as something refers to it', () => {
    const umps = [];

    for (let i = 0; i < 1000; i++) {
        umps.push(Ump.new_sysex8(0, 0, GLib.Bytes.new(new Uint8Array(100)))[1].ref());
        Ump.new_tempo(0, 1).ref().unref();
    }
    System.gc();
    assert(umps.every(ump => ump.status === Seqgo.UmpDataStatus.CONTINUE));
});

test('ump: scale', () => {
    for (const [value, expected] of [[1, 0x200], [64, 0x8000], [127, 0xFFFF]]) {
        equal(Ump.scale_up(value, 7, 16), expected);
        equal(Ump.scale_down(expected, 16, 7), value);
    }
});

test('ump: events', () => {
    const ump = Ump.new_note_on(0, 1, 60, 0x8000);
    const event = Event.new_ump(ump).at_tick(3, 96);
    const batch = Seqgo.EventBatch.new([event, Event.new_note_on(0, 60, 1)]);

    equal(`${event}`, `ump ${ump} at tick 96 of queue 3`);
    equal([event.ump.words, event.get_ump().words, event.note, event.type],
        [ump.words, ump.words, 0, 0]);
    equal([...batch].map(one => one.ump?.words), [ump.words, undefined]);
    throws(() => event.to_midi(), Gio.IOErrorEnum, Gio.IOErrorEnum.NOT_SUPPORTED);
});

test('ump: conversion', () => {
    const note = Event.new_note_on(0, 60, 64).at_tick(3, 96);

    for (const [version, words] of [
        [MidiVersion.UMP_1_0, [0x21903C40]], [MidiVersion.UMP_2_0, [0x41903C00, 0x80000000]],
    ]) {
        const [event] = note.to_ump(1, version);

        equal([event.ump.words, event.tick], [words, 96]);
        equal([...event.to_legacy()], [note]);
    }
    throws(() => Event.new_ump(Ump.new_tempo(0, 1)).to_legacy(),
        Gio.IOErrorEnum, Gio.IOErrorEnum.NOT_SUPPORTED);
    throws(() => Event.new_note_on(0, 128, 1).to_ump(0, MidiVersion.UMP_2_0), ...INVALID);
});

run(import.meta.url);
