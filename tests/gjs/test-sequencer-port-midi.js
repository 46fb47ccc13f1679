// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

/* MIDI bytes to ports and back. */

import Gio from 'gi://Gio';
import Seqgo from 'gi://Seqgo?version=1.0';

import {equal, run, throws} from './tap.js';
import {
    Event, EventBatch, EventType, INVALID_ARGUMENT, PortPreset, labTest, noteOn, openPair,
} from './lab.js';

labTest('midi: S-84 S-86 every port has a stream of its own', async open => {
    const {sender, senderClient, receiver, client} = await openPair(open);
    const other = senderClient.create_port('other', PortPreset.SOURCE);
    const receive = () => client.read_batch(0).to_midi().toArray();

    throws(() => client.read_batch(0), Gio.IOErrorEnum, Gio.IOErrorEnum.TIMED_OUT);
    other.connect_to(receiver);
    client.read_batch();
    sender.send_midi(Uint8Array.of(0x90, 0x40));
    other.send_midi(Uint8Array.of(0xB0, 0x07, 0x64));
    equal(receive(), [0xB0, 0x07, 0x64]);
    sender.send_midi(Uint8Array.of(0x7F, 0x41));
    equal(receive(), [0x90, 0x40, 0x7F]);
    sender.reset_midi();
    sender.send_midi(Uint8Array.of(0x01, 0x90, 0x42, 0x01));
    equal(receive(), [0x90, 0x42, 0x01]);
    equal([sender.midi_parser.n_skipped, sender.get_midi_parser().n_skipped], [2, 2]);
});

labTest('midi: S-91 what has no byte form is left out of a batch', async open => {
    const {sender, receiver, client} = await openPair(open);
    const other = client.create_port('other', PortPreset.SINK);
    const wrong = Event.new_control(EventType.CONTROL_CHANGE, 0, 200, 0);

    throws(() => client.read_batch(0), Gio.IOErrorEnum, Gio.IOErrorEnum.TIMED_OUT);
    sender.send_to(noteOn(60), receiver);
    sender.send_to(Event.new(Seqgo.EventType.ECHO), receiver);
    sender.send_to(noteOn(61), other);
    const batch = client.read_batch();
    equal(batch.to_midi().toArray(), [0x90, 60, 100, 0x90, 61, 100]);
    equal(batch.to_midi(other.address).toArray(), [0x90, 61, 100]);
    throws(() => EventBatch.new([wrong]).to_midi(), Gio.IOErrorEnum, INVALID_ARGUMENT);
});

run(import.meta.url);
