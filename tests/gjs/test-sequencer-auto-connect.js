// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';
import Seqgo from 'gi://Seqgo?version=1.0';

import {assert, equal, run, throws, until} from './tap.js';
import {CLOSED, INVALID_ARGUMENT, PortPreset, labTest} from './lab.js';

const {PortCaps, PortType, SequencerError, SequencerRegistry} = Seqgo;

function autoConnectTest(name, body) {
    labTest(name, async open => {
        const registry = SequencerRegistry.open();

        try {
            await body(registry, open);
        } finally {
            registry.close();
        }
    });
}

autoConnectTest('auto-connect: s-03 connects who comes and comes back', async (registry, open) => {
    const pad = open('pad').create_port('in', PortPreset.SINK);
    const autoConnect = registry.auto_connect('Launchkey*', pad);
    const connected = [];

    autoConnect.connect('connected', (_autoConnect, sender, receiver) =>
        connected.push(`${sender.name} to ${receiver.name}`));
    equal([autoConnect.source, autoConnect.get_source()], ['Launchkey*', 'Launchkey*']);
    equal([autoConnect.target, autoConnect.get_target()], [`${pad.address}`, `${pad.address}`]);
    for (let i = 1; i <= 2; i++) {
        const client = open('Launchkey MK3');
        client.create_port('MIDI 1', PortPreset.SOURCE);
        await until(() => connected.length === i);
        client.close();
    }
    equal(connected, ['MIDI 1 to in', 'MIDI 1 to in']);

    assert(!autoConnect.is_stopped(), 'it goes on');
    autoConnect.stop();
    autoConnect.stop();
    assert(autoConnect.is_stopped(), 'it is stopped');
});

autoConnectTest('auto-connect: tells of failures', async (registry, open) => {
    const errors = [];
    const client = open('A');
    const from = client.create_port('out', PortPreset.SOURCE);
    const to = client.create_port_full('in', PortCaps.WRITE, PortType.MIDI_GENERIC);

    await until(() => registry.find_port(to));
    registry.auto_connect(from, to.address).connect('failed',
        (_autoConnect, _sender, _receiver, error) => errors.push(error));
    registry.auto_connect('A:out', 'Midi Through');
    await until(() => errors.length > 0);
    assert(errors[0].matches(Gio.IOErrorEnum, Gio.IOErrorEnum.PERMISSION_DENIED), `${errors[0]}`);
});

autoConnectTest('auto-connect: makes no circle', async (registry, open) => {
    const errors = [];
    const port = open('A').create_port('both');

    await until(() => registry.find_port(port));
    registry.auto_connect('Midi Through', port);
    registry.auto_connect(port, 'Midi Through').connect('failed',
        (_autoConnect, _sender, _receiver, error) => errors.push(error));
    await until(() => errors.length > 0);
    assert(errors[0].matches(SequencerError, SequencerError.LOOP), `${errors[0]}`);
});

autoConnectTest('auto-connect: stops with a port that was given', (registry, open) => {
    const port = open('A').create_port('out', PortPreset.SOURCE);
    const autoConnect = registry.auto_connect(port, 'B');

    port.close();
    assert(autoConnect.is_stopped(), 'it is stopped');
});

autoConnectTest('auto-connect: bad arguments', registry => {
    throws(() => registry.auto_connect('', 'A'), Gio.IOErrorEnum, INVALID_ARGUMENT);
    registry.close();
    throws(() => registry.auto_connect('A', 'B'), Gio.IOErrorEnum, CLOSED);
});

run(import.meta.url);
