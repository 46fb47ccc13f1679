// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';
import Seqgo from 'gi://Seqgo?version=1.0';

import {assert, equal, run, throws, until} from './tap.js';
import {
    INVALID_ARGUMENT, PortPreset, SequencerError, collect, labTest, readKernelClient,
} from './lab.js';

const {ConnectionFlags, Direction, PortCaps, PortType} = Seqgo;

function openPorts(open) {
    const client = open('sender');
    const sender = client.create_port('out', PortPreset.SOURCE);
    const other = open('receiver');
    const receiver = other.create_port('in', PortPreset.SINK);

    return {client, sender, other, receiver, events: collect(receiver, 'event::note-on')};
}

labTest('connection: S-14 an exclusive connection is the only one', open => {
    const {client, sender, receiver} = openPorts(open);
    const third = open('third').create_port('in', PortPreset.SINK);

    sender.connect_to(receiver);
    for (const connect of [
        () => sender.connect_to(third, {exclusive: true}),
        () => sender.connect_to('third', {exclusive: true}),
        () => client.connect_ports('sender', third, {exclusive: true}),
        () => sender.connect_to_full(third.address, ConnectionFlags.EXCLUSIVE, null),
    ])
        throws(connect, SequencerError, SequencerError.ALREADY_CONNECTED);
    sender.disconnect_to(receiver);
    third.connect_from(sender, {exclusive: true});
    equal(client.find_connection(sender, third).exclusive, true);
});

labTest('connection: a queue stamps what comes through it', async open => {
    const {client, sender, other, receiver, events} = openPorts(open);
    const queue = client.create_queue();

    queue.set_tick(960);
    sender.connect_to(receiver, {queue});
    sender.note_on(0, 60, 100);
    await until(() => events.length === 1);
    equal([events[0].queue_id, events[0].tick], [queue.id, 960]);
    sender.disconnect_to(receiver);

    queue.set_time(5000000000);
    other.connect_ports('sender', receiver, {queue, realTime: true});
    sender.note_on(0, 60, 100);
    await until(() => events.length === 2);
    equal([events[1].is_real_time(), events[1].time], [true, 5000000000]);
    throws(() => sender.connect_to(receiver, {realTime: true}),
        Gio.IOErrorEnum, INVALID_ARGUMENT);
});

labTest('connection: S-18 connections are listed and found', open => {
    const {client, sender, other, receiver} = openPorts(open);
    const queue = client.create_queue();

    equal(sender.list_connections(), []);
    sender.connect_to(receiver, {exclusive: true, queue, realTime: true});
    const [connection] = sender.list_connections();

    for (const [name, value] of Object.entries({
        sender: sender.address, receiver: receiver.address, exclusive: true, time_stamping: true,
        real_time: true, queue_id: queue.id,
    })) {
        equal(connection[name], value);
        equal(connection[`get_${name}`](), value);
    }
    const text = `${sender.address} to ${receiver.address}, exclusive, time of queue ${queue.id}`;
    equal([`${connection}`, connection.to_string()], [text, text]);

    const texts = list => list.map(one => `${one}`);
    equal(texts(client.list_connections()), [text]);
    equal(texts(other.list_connections('sender')), [text]);
    equal(texts(other.list_connections(sender, Direction.INPUT)), []);
    equal(texts(receiver.list_connections(Direction.INPUT)), [text]);
    equal(`${other.find_connection('sender', receiver)}`, text);
    throws(() => client.list_connections('190:0'), SequencerError, SequencerError.GONE);
    sender.disconnect_to('receiver');
    throws(() => client.find_connection(sender, receiver),
        SequencerError, SequencerError.NOT_CONNECTED);
});

labTest('connection: S-63 a port has a queue stamp what it receives', async open => {
    const {client, sender, receiver, events} = openPorts(open);
    const queue = client.create_queue();

    sender.connect_to(receiver);
    queue.set_tick(960);
    receiver.set_time_stamping(queue);
    sender.note_on(0, 60, 100);
    await until(() => events.length === 1);
    equal([events[0].queue_id, events[0].tick], [queue.id, 960]);
    receiver.set_time_stamping(queue, true);
    const info = client.get_port_info(receiver);
    equal([info.time_stamping, info.real_time, info.queue_id], [true, true, queue.id]);
    receiver.set_time_stamping(null);
    equal(client.get_port_info(receiver).time_stamping, false);
});

labTest('connection: S-64 the queue of the port wins', async open => {
    const {client, sender, receiver, events} = openPorts(open);
    const [ofConnection, ofPort] = [client.create_queue(), client.create_queue()];

    receiver.connect_from(sender, {queue: ofConnection});
    receiver.set_time_stamping(ofPort);
    sender.note_on(0, 60, 100);
    await until(() => events.length === 1);
    equal(events[0].queue_id, ofPort.id);
});

labTest('connection: ports can be changed', open => {
    const client = open();
    const port = client.create_port('before');
    const changes = [];
    const values = {
        name: 'after', caps: PortCaps.WRITE, port_type: PortType.SYNTHESIZER, midi_channels: 8,
        midi_voices: 64, synth_voices: 32,
    };

    port.connect('notify', (_port, pspec) => changes.push(pspec.name));
    for (const [name, value] of Object.entries(values)) {
        port[name] = value;
        equal(port[`set_${name}`](value), true);
        equal([port[name], port[`get_${name}`](), client.get_port_info(port)[name]],
            [value, value, value]);
    }
    equal(changes, Object.keys(values).map(name => name.replace('_', '-')));
    assert(readKernelClient(client.id).includes('"after" (-we-)'));
});

run(import.meta.url);
