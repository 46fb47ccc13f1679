// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';

import {assert, equal, run, throws, until} from './tap.js';
import {INVALID_ARGUMENT, PortPreset, labTest, spawn} from './lab.js';

const SIGUSR1 = 10;
const {ClientType, PortListFlags, SequencerRegistry} = Seqgo;

/* Calls the body with a registry, which is closed afterwards. */
function registryTest(name, body) {
    labTest(name, async open => {
        const registry = SequencerRegistry.open();

        try {
            await body(registry, open);
        } finally {
            registry.close();
        }
    });
}

function log(registry) {
    const lines = [];

    for (const what of ['client', 'port']) {
        for (const change of ['added', 'removed', 'changed']) {
            registry.connect(`${what}-${change}`, (_registry, item) =>
                lines.push(`${what} ${item.name} ${change}`));
        }
    }
    for (const change of ['connected', 'disconnected']) {
        registry.connect(change, (_registry, sender, receiver) =>
            lines.push(`${sender.name} to ${receiver.name} ${change}`));
    }
    return lines;
}

registryTest('registry: is a model of models', registry => {
    const [system, through] = [...registry];
    const [timer, announce] = [...system];

    equal([system.id, system.get_id()], [0, 0]);
    equal([system.name, system.get_name()], ['System', 'System']);
    equal([system.client_type, system.get_client_type()], [ClientType.KERNEL, ClientType.KERNEL]);
    equal([system.card, system.get_card(), system.pid, system.get_pid()], [-1, -1, -1, -1]);
    equal(`${system}`, '0 System');
    equal([timer.name, announce.name], ['Timer', 'Announce']);
    equal(through.name, 'Midi Through');
    assert(registry.find_client(14) === through, 'the same object');
    assert(registry.find_client(13) === null, 'there is no such client');
    for (const address of ['0:1', announce.address, announce])
        assert(registry.find_port(address) === announce, `${address} is found`);
    assert(registry.find_port('190:0') === null, 'there is no such port');
    throws(() => registry.find_port('Midi Through'), Gio.IOErrorEnum, INVALID_ARGUMENT);
});

registryTest('registry: s-28 tells what comes and goes', async (registry, open) => {
    const lines = log(registry);
    const client = open('A');
    const sender = client.create_port('out', PortPreset.SOURCE);
    const receiver = client.create_port('in', PortPreset.SINK);

    sender.connect_to(receiver);
    await until(() => lines.includes('out to in connected'));
    equal(registry.list_receivers(sender).map(port => port.name), ['in']);
    equal(registry.list_senders(receiver.address).map(port => port.name), ['out']);
    client.close();
    await until(() => lines.includes('client A removed'));
    equal(lines, [
        'client A added', 'port out added', 'port in added', 'out to in connected',
        'out to in disconnected', 'port out removed', 'port in removed', 'client A removed',
    ]);
});

registryTest('registry: s-30 clients have their final name', async (registry, open) => {
    const names = [];

    registry.connect('client-added', (_registry, client) => names.push(client.name));
    open('the name');
    await until(() => names.length > 0);
    equal(names, ['the name']);
});

registryTest('registry: s-03 who has the number of another one is new', async (registry, open) => {
    const first = open('A');
    await until(() => registry.find_client(first.id));
    const old = registry.find_client(first.id);

    first.close();
    const second = open('A');
    equal(second.id, first.id);
    await until(() => ![...registry].includes(old));
    await until(() => registry.find_client(first.id));
    assert(registry.find_client(first.id) !== old, 'a new object');
});

registryTest('registry: s-32 makes up for lost announcements', async (registry, open) => {
    const client = open('A');

    equal([registry.n_overflows, registry.get_n_overflows()], [0, 0]);
    for (let i = 0; i < 1100; i++)
        client.create_port('port').close();
    client.create_port('stays');
    await until(() => registry.n_overflows === 1);
    equal([...registry.find_client(client.id)].map(port => port.name), ['stays']);
});

registryTest('registry: models of ports', async (registry, open) => {
    const outputs = registry.ports(PortListFlags.OUTPUT);
    const nBefore = outputs.get_n_items();
    const client = open('A');

    assert(outputs instanceof Gio.ListStore, 'gjs iterates it');
    client.create_port('out', PortPreset.SOURCE);
    const port = client.create_port('in', PortPreset.SINK);
    await until(() => registry.find_port(port));
    equal(outputs.get_n_items(), nBefore + 1);
    equal([...outputs], registry.list_ports(PortListFlags.OUTPUT));
    equal([...registry.ports()], registry.list_ports());
    port.close();
    await until(() => outputs.get_n_items() === nBefore);
});

registryTest('registry: tells of changes', async registry => {
    const lines = log(registry);
    const {process} = spawn([GLib.getenv('SEQGO_PYTHON'),
        `${GLib.getenv('SEQGO_SOURCE_ROOT')}/tests/changing-client.py`]);
    const change = async line => {
        process.send_signal(SIGUSR1);
        await until(() => lines.includes(line));
    };

    await until(() => lines.includes('port port before added'));
    const [port] = registry.list_ports().filter(one => one.client_name === 'before');
    const names = [];
    port.connect('notify::name', () => names.push(port.name));
    port.connect('notify::client-name', () => names.push(port.client_name));
    await change('client after changed');
    await change('port port after changed');
    equal(names, ['after', 'port after']);
    process.send_signal(SIGUSR1);
    await until(() => lines.includes('client after removed'));
});

registryTest('registry: numbers of connections are no change of a port', async (registry, open) => {
    const lines = log(registry);
    const through = registry.find_port('14:0');
    const counts = [];

    through.connect('notify::n-writers', () => counts.push(through.n_writers));
    const port = open('A').create_port('out', PortPreset.SOURCE);
    port.connect_to('14:0');
    await until(() => counts.length === 1);
    port.disconnect_to('14:0');
    await until(() => counts.length === 2);
    equal(counts, [1, 0]);
    assert(!lines.some(line => line.endsWith('changed')), 'no change');
});

registryTest('registry: close', registry => {
    const errors = [];
    const n = registry.get_n_items();

    registry.connect('closed', (_registry, error) => errors.push(error));
    assert(!registry.is_closed(), 'it is open');
    registry.close();
    registry.close();
    assert(registry.is_closed(), 'it is closed');
    equal(errors, [null]);
    equal(registry.get_n_items(), n);
});

run(import.meta.url);
