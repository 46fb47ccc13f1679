// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';
import Seqgo from 'gi://Seqgo?version=1.0';

import {assert, equal, run, throws, until} from './tap.js';
import {
    EventType, INVALID_ARGUMENT, PortPreset, SequencerError, collect, labTest, noteOn,
    readKernelClient,
} from './lab.js';

/* What the getters and the attributes of an object return, which must be the same. */
function getAll(object, ...names) {
    const values = names.map(name => object[`get_${name}`]());

    equal(names.map(name => object[name]), values);
    return values;
}

labTest('settings: S-07 a client can be renamed', open => {
    const client = open('before');
    const names = [];

    client.connect('notify::name', () => names.push(client.name));
    client.name = 'after';
    equal(client.set_name('last'), true);
    equal(names, ['after', 'last']);
    assert(readKernelClient(client.id).includes('"last"'));
    throws(() => client.set_name(''), Gio.IOErrorEnum, INVALID_ARGUMENT);
});

labTest('settings: S-24 who sends what a receiver filters is told', async open => {
    const source = open('sender').create_port('out', PortPreset.SOURCE);
    const client = open('receiver');
    const sink = client.create_port('in', PortPreset.SINK);
    const events = collect(sink);
    const wanted = [EventType.CONTROL_CHANGE, 200];

    source.connect_to(sink);
    await until(() => events.pop());
    equal([...client.get_event_filter()], []);
    client.set_event_filter([200, EventType.CONTROL_CHANGE]);
    equal([...client.get_event_filter()], wanted);
    equal([...client.get_client_info().get_event_filter()], wanted);
    throws(() => source.note_on(0, 60, 100), SequencerError, SequencerError.UNDELIVERABLE);
    client.set_event_filter(null);
    equal([...client.get_event_filter()], []);
    source.note_on(0, 61, 100);
    await until(() => events.length > 0);
    equal(events.map(event => event.note), [61]);
});

labTest('settings: S-36 who wants to know is told of every event that was lost', async open => {
    const client = open('sender');
    const source = client.create_port('out');
    const receiver = open('receiver', Seqgo.Direction.INPUT);
    const sink = receiver.create_port('in', PortPreset.SINK);
    const queue = client.create_queue();
    const events = collect(source);
    const changes = [];

    receiver.set_input_pool(1);
    client.connect('notify::error-bounce', () => changes.push(client.error_bounce));
    equal(client.get_error_bounce(), false);
    client.error_bounce = true;
    equal([changes, client.errorBounce], [[true], true]);
    const info = receiver.get_client_info(client.id);
    equal(getAll(info, 'error_bounce', 'n_lost_events'), [true, 0]);
    queue.start();
    for (const note of [1, 2, 3])
        source.send(noteOn(note), {queue, tick: 1, to: sink});
    await until(() => events.length >= 2);
    for (const event of events) {
        const [receiver, lost] = getAll(event, 'bounced_receiver', 'bounced_event');

        equal(receiver, sink.address);
        /* Older kernels give nothing back. */
        equal(lost === null, event.type === EventType.KERNEL_ERROR);
    }
});

labTest('settings: S-31 what has gone is GONE', open => {
    const client = open('asks');
    const other = open('other');
    const port = other.create_port('port');
    const {address} = port;
    const {id} = other;

    equal(client.get_client_info(id).name, 'other');
    for (const name of [port, address, `${address}`, 'other', 'other:port'])
        equal(client.get_port_info(name).name, 'port');

    const info = client.get_port_info(port);
    equal(getAll(info, 'midi_channels', 'midi_voices', 'synth_voices'), [16, 0, 0]);
    equal(getAll(info, 'time_stamping', 'real_time', 'queue_id'), [false, false, 0]);
    port.close();
    throws(() => client.get_port_info(address), SequencerError, SequencerError.GONE);
    other.close();
    throws(() => client.get_port_info(address), SequencerError, SequencerError.GONE);
    throws(() => client.get_client_info(id), SequencerError, SequencerError.GONE);
    throws(() => client.get_pool(id), SequencerError, SequencerError.GONE);
});

labTest('settings: the limits of the sequencer', open => {
    const client = open();

    client.create_queue();
    const info = client.get_system_info();
    equal(getAll(info, 'max_queues', 'max_clients', 'max_ports', 'max_channels'),
        [32, 192, 254, 256]);
    equal(getAll(info, 'n_queues', 'n_clients'), [1, client.list_clients().length]);
    info.ref().unref();
    equal(info.n_queues, 1);
});

labTest('settings: S-40 sizes of pools', open => {
    const client = open();
    const get = () => getAll(client.get_pool(), 'input_size', 'output_size', 'output_room');

    equal(get(), [200, 500, 0]);
    client.set_input_pool(2000);
    client.set_output_pool(1000);
    client.set_output_room(999);
    equal(get(), [2000, 1000, 999]);
    equal(getAll(client.get_pool(client.id), 'input_free', 'output_free'), [2000, 1000]);
    throws(() => client.set_input_pool(2001), Gio.IOErrorEnum, INVALID_ARGUMENT);
    throws(() => client.set_output_pool(0), Gio.IOErrorEnum, INVALID_ARGUMENT);
    throws(() => client.set_output_room(1001), Gio.IOErrorEnum, INVALID_ARGUMENT);
    const pool = client.get_pool();
    pool.ref().unref();
    equal(pool.input_size, 2000);
});

labTest('settings: S-42 what waits can be thrown away', open => {
    const client = open();
    const port = client.create_port('port');
    const queue = client.create_queue();

    for (let i = 0; i < 50; i++)
        port.send(noteOn(60), {queue, tick: 1000, to: port});
    equal(client.get_pool().output_free, 450);
    client.drop_output();
    equal([client.get_pool().output_free, queue.get_status().n_events], [500, 0]);

    port.send(noteOn(60), {to: port});
    equal(client.get_pool().input_free, 199);
    client.drop_input();
    equal(client.get_pool().input_free, 200);
});

labTest('settings: ports and queues tell that they were closed', open => {
    const client = open();
    const port = client.create_port('port');
    const other = client.create_port('other');
    const queue = client.create_queue();
    const reasons = [port, other, queue, client].map(one => collect(one, 'closed'));

    port.close();
    equal(reasons, [[null], [], [], []]);
    client.close();
    equal(reasons, [[null], [null], [null], [null]]);
});

run(import.meta.url);
