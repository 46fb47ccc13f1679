// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

/* MIDI 2.0 through the kernel or, with an alsa-lib that has none, the errors that say so. */

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';

import {equal, run, test, throws, until} from './tap.js';

const {Direction, Event, MidiVersion, SequencerClient, Ump, UmpBlockInfo, UmpDirection,
    UmpEndpointInfo, UmpProtocols} = Seqgo;
const haveUmp = GLib.getenv('SEQGO_HAVE_UMP') === 'yes';

/* Opens clients for a test and closes them. */
function withClients(versions, body) {
    const clients = versions.map((version, i) => version === MidiVersion.LEGACY
        ? SequencerClient.open(`client ${i}`)
        : SequencerClient.open_full(`client ${i}`, Direction.DUPLEX, version));

    try {
        return body(...clients);
    } finally {
        clients.forEach(client => client.close());
    }
}

/* Each property is also a getter. */
function hasProperties(object, expected) {
    for (const [name, value] of Object.entries(expected)) {
        equal(object[name], value, name);
        equal(object[`get_${name}`](), value, `get_${name}`);
    }
}

/* Plugs a device in or out; returns the numbers of its two ends. */
function plugIn(...words) {
    const script = GLib.build_filenamev(
        [GLib.getenv('SEQGO_SOURCE_ROOT'), 'tests', 'lab', 'usb-midi2']);
    const process = Gio.Subprocess.new(['sh', script, ...words], Gio.SubprocessFlags.STDOUT_PIPE);
    const [, output] = process.communicate_utf8(null, null);

    return output.trim().split(' ').map(Number);
}

function getWords(batch) {
    return [...batch].map(event => event.ump?.words ?? event.type);
}

test('ump: what is known of an endpoint', () => {
    hasProperties(new UmpEndpointInfo({
        name: 'Synth', product_id: '7', protocols: UmpProtocols.MIDI1 | UmpProtocols.MIDI2,
        protocol: UmpProtocols.MIDI1, static_blocks: true, n_blocks: 2, version: 0x0102,
        manufacturer_id: 1, family_id: 2, model_id: 3, software_revision: 4,
    }), {
        name: 'Synth', product_id: '7', protocols: UmpProtocols.MIDI1 | UmpProtocols.MIDI2,
        protocol: UmpProtocols.MIDI1, static_blocks: true, n_blocks: 2, version: 0x0102,
        manufacturer_id: 1, family_id: 2, model_id: 3, software_revision: 4,
    });
    equal(UmpEndpointInfo.new('x', UmpProtocols.MIDI2).to_string(), 'x, MIDI 1.0, 0 blocks');
});

test('ump: what is known of a block', () => {
    const values = {
        id: 3, name: 'Keys', active: false, direction: UmpDirection.OUTPUT, first_group: 2,
        n_groups: 2, flags: Seqgo.UmpBlockFlags.MIDI1, ui_hint: Seqgo.UmpUiHint.SENDER,
        ci_version: 2, n_sysex8_streams: 1,
    };

    hasProperties(new UmpBlockInfo(values), values);
    equal(`${UmpBlockInfo.new('x', UmpDirection.INPUT, 4, 1)}`, 'x, input, group 4');
});

function testErrors() {
    withClients([MidiVersion.LEGACY], client => {
        const {id} = client;
        const info = UmpEndpointInfo.new('x', UmpProtocols.MIDI2);
        const blocks = [UmpBlockInfo.new('y', UmpDirection.INPUT, 0, 1)];

        for (const call of [
            () => SequencerClient.open_full('x', Direction.DUPLEX, MidiVersion.UMP_2_0),
            () => client.set_ump_conversion(false),
            () => client.set_ump_groups(1, true),
            () => client.get_ump_endpoint_info(id),
            () => client.get_ump_block_info(id, 0),
            () => client.create_ump_endpoint(info, blocks),
        ])
            throws(call, Gio.IOErrorEnum, Gio.IOErrorEnum.NOT_SUPPORTED);
    });
}

function testInfos() {
    withClients([haveUmp ? MidiVersion.UMP_2_0 : MidiVersion.LEGACY], client => {
        const version = haveUmp ? MidiVersion.UMP_2_0 : MidiVersion.LEGACY;
        const info = client.list_clients().find(({id}) => id === client.id);
        const port = client.create_port('port');
        const portInfo = client.list_ports(Seqgo.PortListFlags.ANY_TYPE)
            .find(({address}) => address.equal(port.address));

        hasProperties(client, {midi_version: version});
        hasProperties(info,
            {midi_version: version, ump_groups: 0xFFFF, ump_groupless: true, ump_conversion: true});
        hasProperties(portInfo,
            {direction: haveUmp ? Direction.DUPLEX : 0, ump_group: -1, is_midi1: false});
    });
}

function testConversion() {
    withClients([MidiVersion.LEGACY, MidiVersion.UMP_2_0], (legacy, client) => {
        const source = legacy.create_port('out');
        const sink = client.create_port('in');

        source.send(Event.new_note_on(0, 60, 64), {to: sink});
        equal(getWords(client.read_batch()), [[0x40903C00, 0x80000000]]);
        sink.send(Event.new_ump(Ump.new_note_on(0, 1, 60, 0x8000)), {to: source});
        equal([...legacy.read_batch()].map(({note, velocity}) => [note, velocity]), [[60, 64]]);
        throws(() => source.send(Event.new_ump(Ump.new_tempo(0, 1))),
            Gio.IOErrorEnum, Gio.IOErrorEnum.INVALID_ARGUMENT);

        client.set_ump_conversion(false);
        source.send(Event.new_note_on(0, 61, 64), {to: sink});
        client.set_ump_conversion(true);
        client.set_ump_groups(1 << 3, false);
        for (const group of [2, 3])
            sink.send(Event.new_ump(Ump.new_note_on(group, 0, 60, 1)), {to: sink});
        equal(getWords(client.read_batch()),
            [Seqgo.EventType.NOTE_ON, [0x43903C00, 0x00010000]]);
    });
}

function testEndpoint() {
    withClients([MidiVersion.LEGACY, MidiVersion.LEGACY], (client, other) => {
        const info = new UmpEndpointInfo({name: 'Synth', protocols: UmpProtocols.MIDI2});
        const blocks = [new UmpBlockInfo({name: 'Keys', first_group: 0, n_groups: 2})];
        const ports = client.create_ump_endpoint(info, blocks);

        equal(ports.map(port => port.name), ['MIDI 2.0', 'Group 1 (Keys)', 'Group 2 (Keys)']);
        equal(client.midi_version, MidiVersion.UMP_2_0);
        equal(`${other.get_ump_endpoint_info(client.id)}`, 'Synth, MIDI 2.0, 1 block');
        equal(`${other.get_ump_block_info(client.id, 0)}`,
            'Keys, bidirectional, groups 0 to 1');
        throws(() => other.get_ump_endpoint_info(other.id),
            Gio.IOErrorEnum, Gio.IOErrorEnum.NOT_FOUND);
        throws(() => client.create_ump_endpoint(info, blocks),
            Gio.IOErrorEnum, Gio.IOErrorEnum.EXISTS);
    });
}

async function testUsb() {
    const [device, host] = plugIn('2');
    const client = SequencerClient.open_full('usb', Direction.DUPLEX, MidiVersion.UMP_2_0);

    try {
        const port = client.create_port('both');
        const heard = [];
        const ump = Ump.new_note_on_at_pitch(1, 2, 60, 0xABCD, 60.25);

        port.connect('event::ump', (_port, event) => heard.push(event.ump.words));
        port.connect_from(Seqgo.Address.new(host, 0));
        port.connect_to(Seqgo.Address.new(device, 0));
        port.send(Event.new_ump(ump));
        await until(() => heard.length === 1);
        equal(heard, [ump.words]);
    } finally {
        client.close();
        plugIn('--unplug');
    }
}

test('ump: what is known of clients and ports', testInfos);
if (haveUmp) {
    test('S-95 the kernel converts to the version of the receiver', testConversion);
    test('S-100 a client becomes an endpoint, but only once', testEndpoint);
    test('ump: over USB', testUsb);
} else {
    test('ump: is not supported', testErrors);
}

run(import.meta.url);
