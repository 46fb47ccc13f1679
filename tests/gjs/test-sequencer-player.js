// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';
import Seqgo from 'gi://Seqgo?version=1.0';

import {
    CLOSED, INVALID_ARGUMENT, PortPreset, SequencerError, collect, labTest,
} from './lab.js';
import {assert, equal, run, throws, until} from './tap.js';

const SECOND = 1000000000;

function makeSong(nNotes = 4) {
    const song = Seqgo.MidiFile.new(96);

    song.add_track('notes');
    for (let i = 0; i < nNotes; i++)
        song.add_event(0, i * 24, Seqgo.Event.new_note(0, (60 + i) % 128, 100, 12));
    return song;
}

function openPorts(open) {
    const port = open('A').create_port('out', PortPreset.SOURCE);
    const sink = open('B').create_port('in', PortPreset.SINK);

    port.connect_to(sink);
    return {port, sink};
}

labTest('player: await the end', async open => {
    const {port, sink} = openPorts(open);
    const player = Seqgo.SequencerPlayer.new(port, makeSong());
    const events = collect(sink, 'event');
    const finished = collect(player, 'finished');

    equal([player.port === port, player.get_port() === port], [true, true]);
    equal([player.file.ppq, player.get_file().ppq], [96, 96]);
    equal([player.queue.name, player.get_queue().ppq], ['player', 96]);
    equal([player.playing, player.loop, player.speed], [false, false, 1]);
    player.speed = 2;
    equal(player.get_speed(), 2);
    throws(() => player.set_speed(0), Gio.IOErrorEnum, INVALID_ARGUMENT);
    await player.play_async();
    equal(finished.length, 1);
    equal([player.tick, player.position], [player.get_tick(), player.get_position()]);
    equal(player.duration, player.get_duration());
    await until(() => events.length >= 8);
    equal(events.slice(-8).map(event => event.note), [60, 60, 61, 61, 62, 62, 63, 63]);
    player.close();
    equal(player.is_closed(), true);
    throws(() => player.play(), Gio.IOErrorEnum, CLOSED);
});

labTest('player: pause, seek and loop', async open => {
    const {port, sink} = openPorts(open);
    const player = Seqgo.SequencerPlayer.new(port, makeSong(100));
    const events = collect(sink, 'event');

    player.set_track_port(0, null);
    player.set_channel_port(0, null);
    player.set_loop_range(24, 48);
    player.set_loop(true);
    equal(player.get_loop(), true);
    player.play();
    equal(player.get_playing(), true);
    await until(() => events.filter(event => event.note === 61).length >= 6);
    player.pause();
    equal(player.playing, false);
    player.loop = false;
    player.seek(SECOND);
    equal([player.tick, player.position], [192, SECOND]);
    player.seek_tick(2390);
    player.play();
    await until(() => !player.playing);
    player.close();
});

labTest('player: failed', async open => {
    const {port} = openPorts(open);
    const player = Seqgo.SequencerPlayer.new(port, makeSong(100));
    const errors = collect(player, 'failed');

    player.play();
    port.close();
    await until(() => errors.length > 0);
    assert(errors[0].matches(Gio.IOErrorEnum, CLOSED));
});

labTest('recorder: records', async open => {
    const {port, sink} = openPorts(open);
    const recorder = Seqgo.SequencerRecorder.new(sink);
    const overflows = collect(recorder, 'overflow');

    equal([recorder.ppq, recorder.get_ppq(), recorder.bpm, recorder.get_bpm()],
        [480, 480, 120, 120]);
    equal([recorder.port === sink, recorder.get_port() === sink], [true, true]);
    throws(() => recorder.stop(), Gio.IOErrorEnum, Gio.IOErrorEnum.NOT_INITIALIZED);
    recorder.start();
    equal([recorder.recording, recorder.get_recording()], [true, true]);
    port.note_on(0, 60, 100);
    port.note_off(0, 60, 0);
    await until(() => recorder.n_events === 2);
    equal(recorder.get_n_events(), 2);
    equal(recorder.stop().get_n_events(0), 4);

    recorder.start();
    throws(() => {
        for (let i = 0; i < 300; i++)
            port.control_change(0, 1, i % 128);
    }, SequencerError, SequencerError.RECEIVER_FULL);
    await until(() => overflows.length > 0);
    equal([recorder.n_overflows, recorder.get_n_overflows()], [1, 1]);
    recorder.close();
    equal(recorder.is_closed(), true);
});

run(import.meta.url);
