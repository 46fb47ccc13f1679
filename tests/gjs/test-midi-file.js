// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';

import {assert, equal, run, test, throws} from './tap.js';

const {Event, EventType, MidiFile, MidiMeta} = Seqgo;
const folder = Gio.File.new_for_uri(import.meta.url).get_parent();
const song = folder.resolve_relative_path('../data/c_major.mid');

function makeFile(...bytes) {
    const track = [...bytes, 0, 0xFF, 0x2F, 0];

    return Uint8Array.of(...[...'MThd'].map(c => c.charCodeAt()), 0, 0, 0, 6, 0, 1, 0, 1, 0, 96,
        ...[...'MTrk'].map(c => c.charCodeAt()), 0, 0, 0, track.length, ...track);
}

test('midi file: load', () => {
    const file = MidiFile.load(song.get_path());

    equal([file.format, file.ppq, file.n_tracks, file.n_ticks, file.duration],
        [0, 96, 1, 384, 500000000]);
    equal([file.get_format(), file.get_ppq(), file.get_n_tracks(), file.get_n_ticks(),
        file.get_duration()], [0, 96, 1, 384, 500000000]);
    equal([file.frameRate, file.ticksPerFrame], [0, 0]);
    equal(file.warnings, []);
    equal(file.get_warnings(), []);
    equal(file.get_track_name(0), 'C major');
    equal(file.get_n_events(0), 18);
    equal(MidiFile.load_file(song, null).list_events(0), file.list_events(0));
});

test('midi file: events', () => {
    const [name, tempo, note, ...others] = MidiFile.load(song.get_path()).list_events(0);

    equal([name.tick, name.status, name.meta, name.text, name.event],
        [0, 0xFF, MidiMeta.TRACK_NAME, 'C major', null]);
    equal(name.data.toArray(), [...'C major'].map(c => c.charCodeAt()));
    equal([tempo.meta, tempo.event.type, tempo.event.value],
        [MidiMeta.TEMPO, EventType.TEMPO, 125000]);
    equal([note.meta, note.data, note.text], [MidiMeta.NONE, null, null]);
    assert(note.event.equal(Event.new_note_on(0, 60, 100)));
    assert(!note.equal(tempo));
    equal(`${name}`, '0 track-name “C major”');
    equal(others.length, 15);
    equal(others[14].get_tick(), 384);
    note.ref().unref();
    equal([note.get_status(), note.get_meta(), note.get_data(), note.get_text()],
        [0x90, -1, null, null]);
    equal(note.get_event().tick, 0);
    equal(note.to_string(), note.toString());
});

test('midi file: an unknown meta event', () => {
    const file = MidiFile.new_from_bytes(makeFile(0, 0xFF, 0x60, 1, 5));

    equal(file.get_event(0, 0).meta, 0x60);
    equal(file.get_event(0, 0).data.toArray(), [5]);
    equal(file.get_event(0, 1), null);
});

test('midi file: write', () => {
    const file = MidiFile.new(96);
    const track = file.add_track('Piano');

    file.add_bpm(0, 60);
    file.add_tempo(96, 250000);
    file.add_event(track, 0, Event.new_note(0, 60, 100, 96));
    file.add_text(track, 48, MidiMeta.LYRIC, 'glück');
    file.add_meta(track, 48, MidiMeta.SEQUENCER_SPECIFIC, Uint8Array.of(1, 2));
    file.add_copy(file.add_track(null), file.get_event(track, 0));
    file.add_batch(1, Seqgo.EventBatch.new([Event.new_program_change(0, 1).at_tick(0, 7)]));
    file.set_track_end(1, 192);
    equal([file.tempo_at(95), file.tempo_at(96)], [1000000, 250000]);
    equal(file.tick_to_time(192), 1250000000);
    equal(file.time_to_tick(1250000000), 192);

    const again = MidiFile.new_from_bytes(file.to_bytes());
    for (const i of [0, 1]) {
        equal(again.list_events(i), file.list_events(i));
        equal(again.get_track_end(i), file.get_track_end(i));
    }
    equal(again.get_track_name(0), 'Piano');
    equal(again.list_events(1).map(String),
        ['0 track-name “Piano”', '7 program-change channel 0 program 1']);

    again.remove_event(0, 0);
    equal(again.get_track_name(0), null);
    again.remove_track(0);
    equal(again.n_tracks, 1);
    again.format = 0;
    again.set_format(1);
    equal(again.format, 1);
});

test('midi file: save', () => {
    const path = GLib.build_filenamev([GLib.dir_make_tmp('seqgo-XXXXXX'), 'a.mid']);
    const file = MidiFile.load(song.get_path());

    file.save(path);
    equal(MidiFile.load(path).to_bytes().toArray(), file.to_bytes().toArray());
    file.save_file(Gio.File.new_for_path(path), null);
    GLib.unlink(path);
    GLib.rmdir(GLib.path_get_dirname(path));
    throws(() => MidiFile.load(path), Gio.IOErrorEnum, Gio.IOErrorEnum.NOT_FOUND);
});

test('midi file: SMPTE time', () => {
    const file = MidiFile.new_smpte(29, 2);

    equal([file.frame_rate, file.ticks_per_frame, file.ppq, file.tempo_at(0)],
        [29, 2, 60, 1001000]);
    equal([file.get_frame_rate(), file.get_ticks_per_frame()], [29, 2]);
});

test('midi file: as a batch', () => {
    const file = MidiFile.load(song.get_path());

    equal(file.to_batch().n_events, 17);
    equal(file.to_batch().get_event(1).queue_id, Seqgo.QUEUE_ID_DIRECT);
    equal([...file.to_batch(2).unpack()][3], [48, EventType.NOTE_ON, 0, 62, 100]);
    equal(file.to_batch({id: 2}).get_event(0).destination.to_string(), '0:0');
    equal([...file.track_to_batch(0, 2)], [...file.to_batch(2)]);
    equal(file.track_to_batch(1).n_events, 0);
});

test('midi file: errors', () => {
    const file = MidiFile.new(96);

    throws(() => MidiFile.new_from_bytes(makeFile(0, 0xF4)), Gio.IOErrorEnum,
        Gio.IOErrorEnum.INVALID_DATA);
    throws(() => file.add_event(0, 0, Event.new(EventType.CLOCK)), Gio.IOErrorEnum,
        Gio.IOErrorEnum.INVALID_ARGUMENT);
    equal(MidiFile.new_from_bytes(makeFile(0, 0xC0, 0xFF)).warnings.length, 1);
});

run(import.meta.url);
