// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';
import Seqgo from 'gi://Seqgo?version=1.0';

import {
    CLOSED, INVALID_ARGUMENT, PortPreset, SequencerError, labTest,
} from './lab.js';
import {assert, equal, run, throws, until} from './tap.js';

function openClock(open) {
    const [a, b] = [open('A'), open('B')];
    const port = a.create_port('out', PortPreset.SOURCE);
    const sink = b.create_port('in', PortPreset.SINK);
    const queue = a.create_queue('song', {bpm: 300});

    port.connect_to(sink);
    return {a, b, port, sink, queue, clock: Seqgo.SequencerClockSender.new(port, queue)};
}

labTest('clock sender: start, stop, song position and continue', async open => {
    const {port, sink, queue, clock} = openClock(open);
    const types = [];

    sink.connect('event', (_sink, {type}) => types.at(-1) === type || types.push(type));
    equal([clock.port === port, clock.queue === queue], [true, true]);
    equal([clock.get_port() === port, clock.get_queue() === queue], [true, true]);
    equal([clock.running, clock.position], [false, 0]);
    clock.start();
    equal([clock.running, clock.get_running()], [true, true]);
    await until(() => clock.get_position() >= 2);
    throws(() => clock.set_position(0), SequencerError, SequencerError.QUEUE_RUNNING);
    clock.stop();
    throws(() => clock.set_position(16384), Gio.IOErrorEnum, INVALID_ARGUMENT);
    clock.position = 16;
    clock.continue();
    await until(() => clock.position >= 18);
    clock.close();
    clock.close();
    equal(clock.is_closed(), true);
    await until(() => types.length === 8);
    equal(types.slice(1), ['START', 'CLOCK', 'STOP', 'SONG_POSITION', 'CONTINUE', 'CLOCK', 'STOP']
        .map(name => Seqgo.EventType[name]));
    throws(() => clock.start(), Gio.IOErrorEnum, CLOSED);
});

labTest('clock sender: failed', async open => {
    const {b, port, queue, clock} = openClock(open);
    const errors = [];

    clock.connect('failed', (_clock, error) => errors.push(error));
    clock.start();
    queue.close();
    await until(() => errors.length > 0);
    assert(errors[0].matches(Gio.IOErrorEnum, CLOSED));
    throws(() => Seqgo.SequencerClockSender.new(port, b.create_queue()), Gio.IOErrorEnum,
        INVALID_ARGUMENT);
});

labTest('clock follower: follows', async open => {
    const {sink, queue, clock} = openClock(open);
    const follower = Seqgo.SequencerClockFollower.new(sink);
    const told = [];

    for (const name of ['started', 'stopped', 'continued', 'lost', 'position-changed'])
        follower.connect(name, () => told.push(name));
    equal([follower.bpm, follower.running, follower.position, follower.clock], [0, false, 0, 0]);
    equal([follower.port === sink, follower.get_port() === sink], [true, true]);
    clock.start();
    await until(() => follower.get_clock() > 12);
    equal(follower.get_running(), true);
    assert(follower.get_bpm() > 0);
    clock.stop();
    clock.position = 8;
    await until(() => follower.get_position() === 8);
    clock.continue();
    await until(() => follower.position === 9);
    queue.stop();
    await until(() => told.length === 5);
    equal(told, ['started', 'stopped', 'position-changed', 'continued', 'lost']);
    follower.close();
    equal(follower.is_closed(), true);
});

labTest('clock follower: leads a queue', async open => {
    const {b, sink, clock} = openClock(open);
    const follower = Seqgo.SequencerClockFollower.new(sink);
    const [led, other] = [b.create_queue('led'), b.create_queue('other')];
    const errors = [];

    follower.connect('failed', (_follower, error) => errors.push(error));
    follower.queue = other;
    follower.set_queue(led);
    equal([follower.queue === led, follower.get_queue() === led], [true, true]);
    clock.start();
    await until(() => led.get_status().tick > 24);
    led.close();
    await until(() => errors.length > 0);
    equal(follower.queue, null);
    follower.close();
});

run(import.meta.url);
