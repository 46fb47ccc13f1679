// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';

import {assert, equal, run, throws, until} from './tap.js';
import {
    Address, CLOSED, Event, EventBatch, EventType, INVALID_ARGUMENT, NOT_FOUND, PortPreset,
    SequencerError, collect, labTest, makeSysex, noteOn, openPair, readKernelClient, spawn,
} from './lab.js';

const {PortCaps, PortType} = Seqgo;

const SIGTERM = 15;
const SCALE = [60, 62, 64, 65, 67, 69, 71, 72];

labTest('port: properties', open => {
    const client = open();
    const port = client.create_port('name', PortPreset.SOURCE);
    const {MIDI_GENERIC, SOFTWARE, APPLICATION} = PortType;

    assert(port.client === client && port.get_client() === client, 'its client');
    equal([port.id, port.get_id()], [0, 0]);
    equal([port.name, port.get_name()], ['name', 'name']);
    equal([port.address, port.get_address()], [`${client.id}:0`, `${client.id}:0`]);
    equal([port.caps, port.get_caps()], [PortCaps.READ | PortCaps.SUBS_READ, port.caps]);
    equal([port.port_type, port.portType],
        [MIDI_GENERIC | SOFTWARE | APPLICATION, port.get_port_type()]);
});

labTest('port: is for both directions unless told otherwise', open => {
    const client = open();
    const {READ, WRITE, DUPLEX} = PortCaps;
    const can = port => port.caps & (READ | WRITE | DUPLEX);

    equal(can(client.create_port('port')), READ | WRITE | DUPLEX);
    equal(can(client.create_port('port', PortPreset.SINK)), WRITE);
    equal(can(client.create_port_full('port', READ, PortType.SPECIFIC)), READ);
    equal(client.create_port_full('port', READ, PortType.SPECIFIC, 17).id, 17);
    throws(() => client.create_port_full('port', READ, PortType.SPECIFIC, 17),
        SequencerError, SequencerError.PORT_IN_USE);
});

labTest('port: close', open => {
    const client = open();
    const port = client.create_port('port');

    port.close();
    port.close();
    equal(port.is_closed(), true);
    assert(!readKernelClient(client.id).includes('"port"'));
    throws(() => port.note_on(0, 60, 100), Gio.IOErrorEnum, CLOSED);
    throws(() => port.send_to(noteOn(60), port), Gio.IOErrorEnum, CLOSED);
});

labTest('port: connects to anything', open => {
    const port = open('one').create_port('out');
    const other = open('other');
    const sink = other.create_port('in');
    const info = other.list_ports().find(one => one.name === 'in');
    const readConnections = () => readKernelClient(port.address.client_id);

    for (const receiver of ['other', 'other:in', `${sink.address}`, sink, sink.address, info]) {
        equal(port.connect_to(receiver), true);
        assert(readConnections().includes(`Connecting To: ${sink.address}`));
        equal(port.disconnect_to(receiver), true);
        equal(port.connect_from(receiver), true);
        assert(readConnections().includes(`Connected From: ${sink.address}`));
        equal(port.disconnect_from(receiver), true);
    }
    equal(port.connect_to_address(sink.address), true);
    equal(port.disconnect_to_address(sink.address), true);
    equal(port.connect_from_address(sink.address), true);
    equal(port.disconnect_from_address(sink.address), true);
    assert(!readConnections().includes('Connect'));
    throws(() => port.connect_to('nobody'), Gio.IOErrorEnum, NOT_FOUND);
    throws(() => port.connect_to(Address.new(199, 0)), SequencerError, SequencerError.GONE);
    throws(() => port.connect_to(14), Error);
});

labTest('port: S-11 connecting twice, disconnecting twice', open => {
    const port = open().create_port('out');
    const other = open().create_port('in');

    port.connect_to(other);
    throws(() => port.connect_to(other), SequencerError, SequencerError.ALREADY_CONNECTED);
    port.disconnect_to(other);
    throws(() => port.disconnect_to(other), SequencerError, SequencerError.NOT_CONNECTED);
});

labTest('port: S-17 only the other side is told of a connection', async open => {
    const client = open('sender');
    const [sender, receiver] = [client.create_port('out'), open('receiver').create_port('in')];
    const [told, untold] = [collect(receiver), collect(client)];
    const {PORT_SUBSCRIBED, PORT_UNSUBSCRIBED} = EventType;
    const expected = type => Event.new_connection(type, sender.address, receiver.address)
        .with_source(Address.new(0, 1)).with_destination(receiver.address);

    sender.connect_to(receiver);
    sender.disconnect_to(receiver);
    sender.connect_to(receiver);
    client.close();
    await until(() => told.length === 4);
    equal(told.map(event => event.type),
        [PORT_SUBSCRIBED, PORT_UNSUBSCRIBED, PORT_SUBSCRIBED, PORT_UNSUBSCRIBED]);
    for (const event of told)
        equal(event, expected(event.type));
    equal(untold, []);
});

labTest('port: S-21 what is sent has arrived', async open => {
    const {sender, client, events} = await openPair(open);

    sender.note_on(3, 60, 100);
    assert(/Cells in use +: 1\n/.test(readKernelClient(client.id)));
    await until(() => events.length > 0);
    equal(events[0].source, sender.address);
    equal([events[0].channel, events[0].note, events[0].velocity], [3, 60, 100]);
    equal([events[0].queue_id, events[0].tick, events[0].time], [Seqgo.QUEUE_ID_DIRECT, 0, 0]);
});

labTest('port: sends everything that a keyboard does', async open => {
    const {sender, receiver, events} = await openPair(open);
    const sysex = makeSysex(5);

    for (const sent of [
        sender.note_on(1, 60, 100), sender.note_off(1, 60, 64), sender.key_pressure(1, 60, 5),
        sender.control_change(1, 7, 127), sender.program_change(1, 4),
        sender.channel_pressure(1, 3), sender.pitch_bend(1, -8192), sender.sysex(sysex),
        sender.sysex(GLib.Bytes.new(sysex)),
    ])
        equal(sent, true);
    await until(() => events.length === 9);
    equal(events, [
        Event.new_note_on(1, 60, 100), Event.new_note_off(1, 60, 64),
        Event.new_key_pressure(1, 60, 5), Event.new_control_change(1, 7, 127),
        Event.new_program_change(1, 4), Event.new_channel_pressure(1, 3),
        Event.new_pitch_bend(1, -8192), Event.new_sysex(sysex), Event.new_sysex(sysex),
    ].map(event => event.with_source(sender.address).with_destination(receiver.address)));
});

labTest('port: refuses what MIDI does not have', open => {
    const port = open().create_port('port');

    throws(() => port.note_on(16, 60, 100), Gio.IOErrorEnum, INVALID_ARGUMENT);
    throws(() => port.note_on(0, 128, 100), Gio.IOErrorEnum, INVALID_ARGUMENT);
    throws(() => port.note_on(0, 256, 100), Error);
    throws(() => port.send(Event.new_note(0, 60, 100, 96)), Gio.IOErrorEnum, INVALID_ARGUMENT);
});

labTest('port: sends to anything', async open => {
    const client = open('sender');
    const port = client.create_port('out');
    const other = open('other');
    const sink = other.create_port('in');
    const events = collect(sink);
    const info = other.list_ports().find(one => one.name === 'in');

    for (const receiver of ['other', 'other:in', `${sink.address}`, sink, sink.address, info]) {
        equal(port.send_to(noteOn(60), receiver), true);
        equal(port.send(noteOn(61), {to: receiver}), true);
    }
    equal(port.send(noteOn(62).with_destination(sink.address)), true);
    await until(() => events.length === 13);
    throws(() => port.send_to(noteOn(60), 'nobody'), Gio.IOErrorEnum, NOT_FOUND);
    throws(() => port.send_to(noteOn(60), '199:0'), SequencerError, SequencerError.GONE);
    throws(() => port.send_to(noteOn(60), 14), Error);
});

labTest('port: sends when it is told to', async open => {
    const {sender, senderClient, events} = await openPair(open);
    const queue = senderClient.create_queue('queue', {ppq: 1000, tempo: 1000});
    const when = [
        {queue, tick: 3}, {queue: queue.id, tick: 1.4}, {queue, time: 2000000},
        {queue, tick: 4, relative: true}, {queue, time: 5000000, relative: true},
    ];

    queue.start();
    when.forEach((options, i) => sender.send(noteOn(i), options));
    await until(() => events.length === when.length);
    equal(events.map(event => event.queue_id), when.map(() => queue.id));
    equal(events.map(event => event.is_real_time()),
        events.map(event => [2, 4].includes(event.note)));
    equal([0, 1].map(note => events.find(event => event.note === note).tick), [3, 1]);
    const both = {queue, tick: 1, time: 1};
    for (const wrong of [{tick: 1}, {time: 1}, {relative: true}, {queue}, both])
        throws(() => sender.send(noteOn(60), wrong), TypeError);
    throws(() => sender.send(noteOn(60), {queue, time: -1}), RangeError);
    throws(() => sender.send(noteOn(60), {queue, tick: -1}), Error);
});

labTest('port: sends on what it received', async open => {
    const source = open('source').create_port('out');
    const middle = open('middle');
    const through = middle.create_port('in');
    const out = middle.create_port('out');
    const target = open('target').create_port('in');
    const events = collect(target);
    let nThrough = 0;

    source.connect_to(through);
    out.connect_to(target);
    through.connect('event::note-on', (_port, event) => {
        nThrough++;
        out.send(event);
    });
    source.note_on(0, 60, 100);
    await until(() => events.some(event => event.type === EventType.NOTE_ON));
    equal(nThrough, 1);
});

labTest('port: sends many at once', async open => {
    const {sender, events} = await openPair(open);
    const batch = EventBatch.new([noteOn(1), noteOn(2)]);

    equal(sender.send_batch(batch), true);
    equal(sender.send_events([noteOn(3), noteOn(4)]), true);
    equal(sender.send_events(batch), true);
    await until(() => events.length === 6);
    equal(events.map(event => event.note), [1, 2, 3, 4, 1, 2]);
});

labTest('port: S-43 SysEx of any size arrives as it is', async open => {
    const {sender, client, events} = await openPair(open);

    /* One of them begins a message and does not end it. */
    client.reassemble_sysex = false;
    for (const size of [0, 1, 28, 100, 4000, 4068, 4096, 5572]) {
        sender.sysex(makeSysex(size));
        await until(() => events.length > 0);
        equal(events.pop().data.toArray(), makeSysex(size));
    }
});

labTest('port: S-45 a larger pool takes larger SysEx', async open => {
    const {sender, client, events} = await openPair(open);
    const largest = makeSysex(55972);

    throws(() => sender.sysex(largest), SequencerError, SequencerError.PAYLOAD_TOO_LARGE);
    client.set_input_pool(2000);
    sender.sysex(largest);
    await until(() => events.length > 0);
    assert(events[0].data.equal(GLib.Bytes.new(largest)));
    throws(() => sender.sysex(makeSysex(55973)), SequencerError, SequencerError.PAYLOAD_TOO_LARGE);
    sender.note_on(0, 60, 100);
    await until(() => events.length > 1);
});

labTest('port: aseqdump reads what is sent', async open => {
    const client = open('source');
    const port = client.create_port('out', PortPreset.SOURCE);
    const {process, lines} = spawn(['aseqdump', '-p', `${port.address}`]);
    const words = line => line.trim().replace(/\s+/g, ' ');

    await until(() => client.list_ports().find(info => info.name === 'out').n_readers === 1);
    port.note_on(3, 60, 100);
    port.pitch_bend(4, -100);
    port.sysex(makeSysex(4));
    await until(() => lines.some(line => line.includes('System exclusive')));
    process.send_signal(SIGTERM);
    equal(lines.slice(-3).map(words), [
        `${port.address} Note on 3, note 60, velocity 100`,
        `${port.address} Pitch bend 4, value -100`,
        `${port.address} System exclusive F0 07 0E F7`,
    ]);
});

labTest('port: S-93 aplaymidi plays a scale', async open => {
    const port = open('player').create_port('in', PortPreset.SINK);
    const events = collect(port);
    const isOff = event => event.type === EventType.NOTE_OFF || event.velocity === 0;
    const folder = Gio.File.new_for_uri(import.meta.url).get_parent();
    const file = folder.resolve_relative_path('../data/c_major.mid');
    let status = -1;

    spawn(['aplaymidi', '-p', `${port.address}`, file.get_path()], result => {
        status = result;
    });
    await until(() => status >= 0 && events.length >= 18);
    equal(status, 0);
    equal(events.length, 18);
    equal([events.at(0).type, events.at(-1).type],
        [EventType.PORT_SUBSCRIBED, EventType.PORT_UNSUBSCRIBED]);

    const notes = events.slice(1, -1);
    equal(notes.filter(event => !isOff(event)).map(event => event.note), SCALE);
    equal(notes.filter(isOff).map(event => event.note), SCALE);
    for (const event of notes)
        equal(event.to_midi().get_size(), 3);
});

run(import.meta.url);
