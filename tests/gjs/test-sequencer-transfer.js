// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

/* SysEx of any size: sent in parts, and put together by the receiver. */

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';

import {assert, equal, rejects, run, throws, until} from './tap.js';
import {
    Event, EventBatch, INVALID_ARGUMENT, collect, labTest, makeSysex, noteOn, openPair,
} from './lab.js';

const {SequencerTransfer, SysexAssembler} = Seqgo;
const {CANCELLED, TIMED_OUT} = Gio.IOErrorEnum;

labTest('transfer: S-46 arrives as one event', async open => {
    const {sender, events} = await openPair(open);
    const progress = [];

    assert(await sender.send_sysex_async(makeSysex(100000), {progress: n => progress.push(n)}));
    await until(() => events.length > 0);
    assert(events[0].data.equal(GLib.Bytes.new(makeSysex(100000))));
    equal(progress.at(-1), 100000);
    assert(progress.length > 10);
});

labTest('transfer: S-46 arrives in parts if that is wanted', async open => {
    const {sender, client, events} = await openPair(open);

    client.reassemble_sysex = false;
    equal([client.reassemble_sysex, client.get_reassemble_sysex()], [false, false]);
    equal(sender.send_sysex(makeSysex(1000), {chunkSize: 300, interval: 1000}), true);
    await until(() => events.length === 4);
    equal(events.map(event => event.data.get_size()), [300, 300, 300, 100]);
    client.set_reassemble_sysex(true);
});

labTest('transfer: S-47 a note aborts SysEx', async open => {
    const {sender, client, events} = await openPair(open);
    const aborted = collect(client.sysex_assembler, 'aborted');

    assert(client.get_sysex_assembler() === client.sysexAssembler);
    sender.sysex(Uint8Array.of(0xF0, 0x01));
    sender.send(noteOn(60));
    await until(() => aborted.length > 0 && events.length > 0);
    equal(aborted[0].data.toArray(), [0xF0, 0x01]);
    equal(client.sysex_assembler.n_aborted, 1);
});

labTest('transfer: goes on where it stopped', async open => {
    const {sender, events} = await openPair(open);
    const transfer = SequencerTransfer.new(sender, makeSysex(20000));
    const cancellable = new Gio.Cancellable();

    throws(() => transfer.run(10000), Gio.IOErrorEnum, TIMED_OUT);
    equal([transfer.n_sent, transfer.get_n_sent()], [4116, 4116]);
    cancellable.cancel();
    await rejects(transfer.run_async(0, cancellable), Gio.IOErrorEnum, CANCELLED);
    assert(await transfer.run_async());
    await until(() => events.length > 0);
    assert(events[0].data.equal(transfer.data));
});

labTest('transfer: properties', async open => {
    const {sender} = await openPair(open);
    const transfer = SequencerTransfer.new(sender, makeSysex(10));

    assert(transfer.port === sender && transfer.get_port() === sender);
    equal(transfer.get_data().toArray(), makeSysex(10));
    equal([transfer.interval, transfer.get_interval()], [-1, -1]);
    equal([transfer.chunk_size, transfer.get_chunk_size()], [0, 0]);
    transfer.set_interval(5);
    transfer.set_chunk_size(7);
    equal([transfer.interval, transfer.chunkSize], [5, 7]);
    throws(() => SequencerTransfer.new(sender, Uint8Array.of(0x90)),
        Gio.IOErrorEnum, INVALID_ARGUMENT);
});

labTest('assembler: S-47 puts parts together', () => {
    const assembler = SysexAssembler.new();
    const aborted = collect(assembler, 'aborted');
    const makeEvent = part => Event.new_sysex(Uint8Array.from(part));
    const feed = (...parts) => [...assembler.feed(EventBatch.new(parts.map(makeEvent)))]
        .map(event => event.data.toArray());

    equal(feed([0xF0, 1], [2, 0xF7]), [Uint8Array.of(0xF0, 1, 2, 0xF7)]);
    equal(feed([0xF0, 3]), []);
    assembler.reset();
    equal(aborted.map(event => event.data.toArray()), [Uint8Array.of(0xF0, 3)]);
    assembler.max_size = 1;
    assembler.set_max_size(2);
    equal([assembler.max_size, assembler.get_max_size()], [2, 2]);
    equal([assembler.n_aborted, assembler.get_n_aborted()], [1, 1]);
});

run(import.meta.url);
