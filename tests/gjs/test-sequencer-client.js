// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

import {assert, equal, run, throws, until} from './tap.js';
import {
    Address, CLOSED, EventBatch, EventType, INVALID_ARGUMENT, NOT_FOUND, PortPreset,
    SequencerClient, SequencerError, collect, labTest, noteOn, readFile, readKernelClient,
} from './lab.js';

const {ClientType, Direction, PortCaps, PortListFlags, PortType} = Seqgo;

function countDescriptors() {
    const folder = Gio.File.new_for_path('/proc/self/fd');
    const children = folder.enumerate_children('standard::name', Gio.FileQueryInfoFlags.NONE, null);
    let n = 0;

    while (children.next_file(null) !== null)
        n++;
    children.close(null);
    return n;
}

labTest('client: S-02 is open from birth to close()', () => {
    const client = SequencerClient.open('S-02');
    const {id} = client;

    assert(id >= 128 && id <= 191);
    assert(readKernelClient(id).includes('"S-02"'));
    equal(client.is_closed(), false);
    assert(client.get_fd() >= 0);

    client.close();
    equal(readKernelClient(id), null);
    equal(client.is_closed(), true);
    equal(client.get_fd(), -1);
    client.close();
});

labTest('client: S-02 everything fails with CLOSED afterwards', open => {
    const client = open();
    const port = client.create_port('port');
    const queue = client.create_queue('queue');
    const address = Address.new(14, 0);

    client.close();
    equal([port.is_closed(), queue.is_closed()], [true, true]);
    for (const call of [
        () => client.create_port('late'),
        () => client.create_queue('late'),
        () => client.list_clients(),
        () => client.list_ports(),
        () => client.find_address('Midi Through', Direction.OUTPUT),
        () => client.connect_ports(address, address),
        () => client.disconnect_ports('Midi Through', 'Midi Through'),
        () => client.set_input_pool(100),
        () => client.set_output_pool(100),
        () => client.read_batch(0),
        () => port.connect_to('Midi Through'),
        () => port.connect_from(address),
        () => port.note_on(0, 60, 100),
        () => port.send(noteOn(60)),
        () => port.send(noteOn(60), {to: 'Midi Through'}),
        () => port.send_events([noteOn(60)]),
        () => queue.start(),
        () => queue.sync(),
        () => queue.get_status(),
    ])
        throws(call, Gio.IOErrorEnum, CLOSED);
    port.close();
    queue.close();
});

labTest('client: tells that it was closed', open => {
    const client = open();
    const reasons = collect(client, 'closed');

    client.close();
    equal(reasons, [null]);
});

labTest('client: properties', open => {
    const client = open('properties', Direction.INPUT);
    let nNotified = 0;

    equal([client.name, client.direction], ['properties', Direction.INPUT]);
    equal([client.get_name(), client.get_direction()], ['properties', Direction.INPUT]);
    equal(client.get_id(), client.id);
    equal([client.n_overflows, client.nOverflows, client.get_n_overflows()], [0, 0, 0]);

    client.connect('notify::priority', () => nNotified++);
    equal(client.priority, GLib.PRIORITY_DEFAULT);
    client.priority = GLib.PRIORITY_HIGH;
    equal(client.get_priority(), GLib.PRIORITY_HIGH);
    client.set_priority(GLib.PRIORITY_LOW);
    equal(client.priority, GLib.PRIORITY_LOW);
    equal(nNotified, 2);
});

labTest('client: S-09 what it was not opened for is WRONG_DIRECTION', open => {
    const receiver = open('receiver', Direction.INPUT);
    const sender = open('sender', Direction.OUTPUT);

    throws(() => receiver.create_port('port').send(noteOn(60)),
        SequencerError, SequencerError.WRONG_DIRECTION);
    throws(() => receiver.create_queue().start(), SequencerError, SequencerError.WRONG_DIRECTION);
    throws(() => sender.read_batch(0), SequencerError, SequencerError.WRONG_DIRECTION);
    assert(!readKernelClient(sender.id).includes('Input pool'));
});

labTest('client: S-10 100 lives leave nothing behind', () => {
    const count = () => [
        countDescriptors(),
        readFile('/proc/asound/seq/queues'),
        readFile('/proc/asound/seq/clients').match(/cur +clients : \d+/)[0],
    ];
    let before = null;

    for (let i = 0; i <= 100; i++) {
        const client = SequencerClient.open('S-10');

        client.create_port('port').connect_to('14:0');
        client.create_queue('queue');
        client.close();
        before ??= count();
    }
    equal(count(), before);
});

labTest('client: S-19 lists ports', open => {
    const client = open('S-19');
    const {READ, WRITE, SUBS_READ, SUBS_WRITE, NO_EXPORT} = PortCaps;
    const all = READ | WRITE | SUBS_READ | SUBS_WRITE;
    const generic = PortType.MIDI_GENERIC;
    const ports = [
        [READ | SUBS_READ, generic], [WRITE | SUBS_WRITE, generic], [all, generic],
        [all, PortType.SPECIFIC], [READ, generic], [WRITE, generic], [READ | WRITE, generic],
        [all | NO_EXPORT, generic],
    ].map(([caps, type], i) => client.create_port_full(`${i + 1}`, caps, type));
    const list = flags => client.list_ports(flags).filter(port => port.client_name === 'S-19')
        .map(port => port.name).join('');
    const {
        ANY_TYPE, INPUT, NO_THROUGH, NO_UNEXPORTED, OUTPUT, UNCONNECTABLE, UNSORTED, WITH_SYSTEM,
    } = PortListFlags;
    const names = flags => client.list_ports(flags).map(port => port.client_name);

    equal(ports[2].address, `${client.id}:2`);
    equal(list(), '1238');
    equal(list(INPUT), '138');
    equal(list(OUTPUT), '238');
    equal(list(INPUT | OUTPUT), '38');
    equal(list(INPUT | NO_UNEXPORTED), '13');
    equal(list(UNCONNECTABLE), '1235678');
    equal(list(ANY_TYPE | UNSORTED), '12348');
    equal(names().at(-1), 'Midi Through');
    assert(!names(NO_THROUGH).includes('Midi Through'));
    assert(!names().includes('System'));
    assert(names(WITH_SYSTEM).includes('System'));
});

labTest('client: what is known of ports', open => {
    const client = open('known');
    const source = client.create_port('out', PortPreset.SOURCE);
    const sink = client.create_port('in', PortPreset.SINK);
    const find = port => client.list_ports().find(info => info.address.equal(port.address));
    const {MIDI_GENERIC, SOFTWARE, APPLICATION} = PortType;

    source.connect_to(sink);
    const [out, into] = [find(source), find(sink)];
    equal(out.get_address(), source.address);
    equal([out.name, out.get_name()], ['out', 'out']);
    equal([out.client_name, out.get_client_name()], ['known', 'known']);
    equal([out.caps, out.get_caps()], [source.caps, PortCaps.READ | PortCaps.SUBS_READ]);
    equal([out.port_type, out.get_port_type()],
        [source.port_type, MIDI_GENERIC | SOFTWARE | APPLICATION]);
    equal([out.n_readers, out.n_writers], [1, 0]);
    equal([into.get_n_readers(), into.get_n_writers()], [0, 1]);
    assert(out.to_string().includes('known'));
    equal(`${out}`, out.to_string());
});

labTest('client: lists clients', open => {
    const client = open('listed');
    client.create_port('port');
    const [system, ...others] = client.list_clients();
    const info = others.find(one => one.id === client.id);

    equal([system.id, system.name, system.client_type], [0, 'System', ClientType.KERNEL]);
    equal([info.get_id(), info.name, info.get_name()], [client.id, 'listed', 'listed']);
    equal([info.client_type, info.get_client_type()], [ClientType.USER, ClientType.USER]);
    equal([info.n_ports, info.get_n_ports()], [1, 1]);
    equal([info.card, info.get_card()], [-1, -1]);
    equal([info.pid, info.get_pid()], [new Gio.Credentials().get_unix_pid(), info.pid]);
    assert(info.to_string().includes('listed'));
    equal(`${info}`, info.to_string());
});

labTest('client: finds addresses', open => {
    const client = open('finder');
    const port = client.create_port('needle');
    const {AMBIGUOUS} = SequencerError;

    for (const name of ['finder', 'finder:needle', 'finder:0', 'needle', 'nee', `${client.id}:0`])
        equal(client.find_address(name, Direction.OUTPUT), port.address, name);
    throws(() => client.find_address('haystack', Direction.OUTPUT), Gio.IOErrorEnum, NOT_FOUND);
    open('find me').create_port('port');
    throws(() => client.find_address('find', Direction.INPUT), SequencerError, AMBIGUOUS);
});

labTest('client: errors are of their domain', open => {
    const error = throws(() => open().create_port('port').connect_to('199:0'),
        SequencerError, SequencerError.GONE);

    assert(error instanceof GLib.Error);
    equal([error.domain, error.code], [SequencerError.quark(), SequencerError.GONE]);
    equal(Seqgo.sequencer_error_quark(), SequencerError.quark());
    assert(error.message.includes('199:0'));
});

labTest('client: connects any ports, by anything', open => {
    const client = open('third');
    const source = open('one').create_port('out');
    const sink = open('other').create_port('in');
    const findSink = () => client.list_ports().find(port => port.name === 'in');
    const info = findSink();

    for (const [sender, receiver] of [
        ['one', 'other:in'], [source, sink], [source.address, sink.address], [source, info],
    ]) {
        equal(client.connect_ports(sender, receiver), true);
        equal(findSink().n_writers, 1);
        equal(client.disconnect_ports(sender, receiver), true);
        equal(findSink().n_writers, 0);
    }
    throws(() => client.connect_ports(source, 'nobody'), Gio.IOErrorEnum, NOT_FOUND);
    throws(() => client.connect_ports(source, 14), Error);
});

/* What a watcher of all news gets while another client lives; onEvent is called for each. */
async function watchLife(open, onEvent = () => {}) {
    const watcher = open('watcher');
    const pad = watcher.create_port('news', PortPreset.SINK);
    const news = collect(pad);
    const isLast = event => event.type === EventType.CLIENT_EXIT;

    pad.connect('event', (_port, event) => onEvent(watcher, event));
    pad.connect_from('System:Announce');

    const client = open('announced');
    const port = client.create_port('port');
    port.connect_to('14:0');
    port.disconnect_to('14:0');
    port.connect_to('14:0');
    client.close();
    await until(() => news.some(isLast));
    watcher.close();
    return {news: news.filter(event => !event.receiver?.equal(pad.address)), client, port};
}

labTest('client: S-28 the kernel announces what comes and goes', async open => {
    const {news, client, port} = await watchLife(open);
    const isChange = event => event.type === EventType.CLIENT_CHANGE;

    equal(news.filter(event => !isChange(event)).map(event => event.type), [
        EventType.CLIENT_START, EventType.PORT_START, EventType.PORT_SUBSCRIBED,
        EventType.PORT_UNSUBSCRIBED, EventType.PORT_SUBSCRIBED, EventType.PORT_EXIT,
        EventType.CLIENT_EXIT,
    ]);
    equal(news[0].source, '0:1');
    equal(news[0].address.client_id, client.id);
    const connection = news.find(event => event.type === EventType.PORT_SUBSCRIBED);
    equal([connection.sender, connection.receiver], [port.address, '14:0']);
});

labTest('client: S-29 to ask about what is announced announces nothing', async open => {
    const {news} = await watchLife(open);
    const again = await watchLife(open, (watcher, event) => {
        watcher.list_clients();
        watcher.list_ports(PortListFlags.UNCONNECTABLE);
        if (event.type === EventType.PORT_START)
            watcher.find_address(event.address.to_string(), Direction.INPUT);
    });

    equal(again.news.map(event => event.type), news.map(event => event.type));
});

labTest('client: signals, in order and by type', async open => {
    const client = open();
    const [one, other] = [client.create_port('one'), client.create_port('other')];
    const calls = [];

    client.connect('batch', (_client, batch) => calls.push(`batch ${batch.n_events}`));
    client.connect('event', (_client, event) => calls.push(`client ${event.note}`));
    client.connect('event::note-off', () => calls.push('client off'));
    one.connect('event::note-on', (port, event) => calls.push(`${port.name} ${event.note}`));
    other.connect('event', (port, event) => calls.push(`${port.name} ${event.note}`));
    one.send_events([
        noteOn(1).with_destination(one.address),
        noteOn(2).with_destination(other.address),
        Seqgo.Event.new_note_off(0, 3, 0).with_destination(one.address),
    ]);
    await until(() => calls.includes('client off'));
    equal(calls, ['batch 3', 'one 1', 'client 1', 'other 2', 'client 2', 'client 3', 'client off']);
});

labTest('client: S-34 overflow is told once, and what comes later arrives', async open => {
    const sender = open().create_port('out');
    const client = open('receiver');
    const port = client.create_port('in');
    const events = collect(port);
    const overflows = collect(client, 'overflow');
    let nNotified = 0;

    client.connect('notify::n-overflows', () => nNotified++);
    sender.connect_to(port);
    await until(() => events.pop());
    for (let i = 0; i < 200; i++)
        sender.note_on(0, 60, 100);
    throws(() => sender.note_on(0, 60, 100), SequencerError, SequencerError.RECEIVER_FULL);

    await until(() => overflows.length > 0);
    equal(events, []);
    sender.note_on(0, 61, 100);
    await until(() => events.length > 0);
    equal(events.map(event => event.note), [61]);
    equal([overflows.length, client.n_overflows, nNotified], [1, 1, 1]);
});

labTest('client: pools', open => {
    const client = open();
    const getPools = () => readKernelClient(client.id).match(/(?<=Pool size +: )\d+/g).map(Number);

    client.create_port('port').send_to(noteOn(60), '14:0');
    equal([client.set_input_pool(2000), client.set_output_pool(2000)], [true, true]);
    assert(getPools().includes(2000));
    for (const size of [0, 2001]) {
        throws(() => client.set_input_pool(size), Gio.IOErrorEnum, INVALID_ARGUMENT);
        throws(() => client.set_output_pool(size), Gio.IOErrorEnum, INVALID_ARGUMENT);
    }
});

labTest('client: S-82 what comes while a handler works comes in one batch', async open => {
    const client = open();
    const port = client.create_port('port');
    const sizes = [];

    client.connect('batch', (_client, batch) => {
        sizes.push(batch.n_events);
        if (sizes.length === 1) {
            for (let i = 0; i < 150; i++)
                port.send_to(noteOn(i & 0x7F), port);
        }
    });
    port.send_to(noteOn(60), port);
    await until(() => sizes.length > 1);
    equal(sizes, [1, 150]);
    equal(client.n_overflows, 0);
});

labTest('client: S-104 a batch may be kept', async open => {
    const client = open();
    const port = client.create_port('port');
    const batches = collect(client, 'batch');

    for (let i = 0; i < 20; i++) {
        port.send_to(noteOn(i), port);
        await until(() => batches.length === i + 1);
    }
    client.close();
    System.gc();
    equal(batches.map(([event]) => event.note), batches.map((_batch, i) => i));
    equal(EventBatch.new(batches.flatMap(batch => [...batch])).n_events, 20);
});

labTest('client: reading instead of signals', open => {
    const client = open();
    const port = client.create_port('port');
    const signalled = collect(port);

    port.send_events([1, 2, 3].map(note => noteOn(note).with_destination(port.address)));
    equal([...client.read_batch()].map(event => event.note), [1, 2, 3]);
    port.send_to(noteOn(4), port);
    equal(client.read_batch(0).n_events, 1);
    equal(signalled, []);
});

labTest('client: one that is forgotten is closed', async open => {
    const watcher = open('watcher');
    const isThere = () => watcher.list_clients().some(info => info.name === 'forgotten');
    const forget = () => {
        const client = SequencerClient.open('forgotten');

        client.connect('closed', () => {});
        client.create_port('port').connect('event', () => {});
    };

    forget();
    assert(isThere());
    await until(() => {
        System.gc();
        return !isThere();
    });
});

run(import.meta.url);
