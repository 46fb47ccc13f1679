// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

/* Network sessions as ports of the sequencer. */

import Gio from 'gi://Gio';
import Seqgo from 'gi://Seqgo?version=1.0';

import {assert, equal, run, throws, until} from './tap.js';
import {
    CLOSED, Event, EventType, PortPreset, SequencerClient, SequencerError, collect, labTest,
    makeSysex, noteOn, readKernelClient, spawn,
} from './lab.js';

const {RtpBridge, RtpPeerState, RtpSession} = Seqgo;

/* A test whose body gets an open bridge, and a function that lets a session join it. */
function bridgeTest(name, body) {
    labTest(name, async open => {
        const bridge = RtpBridge.open('Stage');
        const sessions = [];
        const join = async sessionName => {
            const session = RtpSession.new(sessionName);
            const heard = [];
            const added = collect(bridge, 'port-added');

            sessions.push(session);
            session.connect('event', (_session, _peer, event) => heard.push(event));
            await session.invite('127.0.0.1', bridge.session.port);
            await until(() => added.length > 0);
            return {session, heard, peer: added[0], port: bridge.find_port(added[0])};
        };

        try {
            await body(bridge, join, open);
        } finally {
            sessions.forEach(session => session.close());
            bridge.close();
        }
    });
}

/* A port of a program that is connected to this one and from it, and what it hears. */
function connectProgram(open, port) {
    const client = open('program');
    const program = client.create_port('both', PortPreset.DUPLEX);
    const events = collect(program);

    program.connect_to(port);
    program.connect_from(port);
    return {program, events};
}

bridgeTest('bridge: peers are ports', async (bridge, join) => {
    const removed = collect(bridge, 'port-removed');
    const {session, peer, port} = await join('iPad');

    equal([port.id, port.name], [1, 'iPad']);
    assert(readKernelClient(bridge.client.id).includes('Port   1 : "iPad" (RWeX)'));
    equal([bridge.port.id, bridge.get_port().name], [0, 'Stage']);
    assert(bridge.get_client() === bridge.client && bridge.get_session() === bridge.session);
    assert(bridge.find_peer(port) === peer);
    session.close();
    await until(() => removed.length > 0);
    assert(removed[0] === peer && bridge.find_port(peer) === null);
    assert(!readKernelClient(bridge.client.id).includes('iPad'));
});

bridgeTest('bridge: events go both ways', async (bridge, join, open) => {
    const {session, heard, port} = await join('iPad');
    const {program, events} = connectProgram(open, port);

    program.note_on(0, 60, 100);
    program.sysex(makeSysex(20000));
    session.note_on(0, 61, 100);
    session.sysex(makeSysex(20000));
    await until(() => heard.length === 2 && events.length === 2);
    equal([heard[0].note, events[0].note], [60, 61]);
    equal([heard[1].data.toArray(), events[1].data.toArray()],
        [makeSysex(20000), makeSysex(20000)]);
});

bridgeTest('bridge: aseqdump hears all peers', async (bridge, join) => {
    const [ipad, mac] = [await join('iPad'), await join('Mac')];
    const {process, lines} = spawn(['stdbuf', '-oL', 'aseqdump', '-p', `${bridge.port.address}`]);

    await until(() => lines.length === 2);
    ipad.session.note_on(0, 60, 100);
    await until(() => lines.length === 3);
    mac.session.note_on(0, 61, 100);
    await until(() => lines.length === 4);
    process.send_signal(15);
    equal(lines.slice(2).map(line => line.replace(/ +/g, ' ').trim()), [60, 61].map(
        note => `${bridge.port.address} Note on 0, note ${note}, velocity 100`));
});

bridgeTest('bridge: what is no MIDI is ignored', async (bridge, join, open) => {
    const {heard, port} = await join('iPad');
    const {program} = connectProgram(open, port);

    program.send(Event.new(EventType.USER0));
    program.send(noteOn(60));
    await until(() => heard.length > 0);
    equal([bridge.n_ignored, bridge.get_n_ignored(), bridge.n_lost, bridge.get_n_lost()],
        [1, 1, 0, 0]);
});

bridgeTest('bridge: what nobody can hear is lost', async (bridge, _join, open) => {
    const session = RtpSession.new('iPad');
    const lost = collect(bridge, 'lost');

    session.listen();
    const peer = await bridge.session.invite('127.0.0.1', session.port);
    const {program} = connectProgram(open, bridge.find_port(peer));
    session.close();
    await until(() => peer.state === RtpPeerState.RECONNECTING);
    program.note_on(0, 60, 100);
    await until(() => lost.length > 0);
    assert(lost[0] === bridge.find_port(peer));
    equal(bridge.n_lost, 1);
});

bridgeTest('bridge: too many ports', async (bridge, _join) => {
    const failed = collect(bridge, 'failed');
    const session = RtpSession.new('iPad');

    throws(() => {
        for (;;)
            bridge.client.create_port('other');
    }, SequencerError, SequencerError.TOO_MANY_PORTS);
    await session.invite('127.0.0.1', bridge.session.port);
    await until(() => failed.length > 0);
    equal(failed[0].name, 'iPad');
    session.close();
});

bridgeTest('bridge: close', async (bridge, join) => {
    let nClosed = 0;
    const {session} = await join('iPad');

    bridge.connect('closed', () => nClosed++);
    assert(!bridge.is_closed());
    bridge.close();
    bridge.close();
    equal(nClosed, 1);
    assert(bridge.is_closed() && bridge.session.is_closed() && bridge.client.is_closed());
    await until(() => session.get_n_items() === 0);
    throws(() => RtpBridge.open_with_session(bridge.session), Gio.IOErrorEnum, CLOSED);
});

bridgeTest('bridge: a session of one\'s own', async () => {
    const session = RtpSession.new('Own');
    const bridge = RtpBridge.open_with_session(session);

    assert(bridge.session === session);
    assert(bridge.client instanceof SequencerClient);
    equal(bridge.client.name, 'Own');
    await until(() => true);
    bridge.close();
});

run(import.meta.url);
