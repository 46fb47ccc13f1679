// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';
import Seqgo from 'gi://Seqgo?version=1.0';

import {assert, equal, run, throws, until} from './tap.js';
import {collect, connectPair, rtpTest} from './rtp.js';

const {Event, EventBatch, RtpPeerState} = Seqgo;

rtpTest('rtp peer: says who it is', async make => {
    const {a, b, peerOfA, peerOfB} = await connectPair(make);

    for (const [name, value] of [
        ['session', b], ['name', 'A'], ['address', '127.0.0.1'], ['port', a.port],
        ['ssrc', a.ssrc], ['state', RtpPeerState.CONNECTED], ['invited', true],
        ['bit_rate_limit', 0], ['journal', true],
    ])
        equal([peerOfB[name], peerOfB[`get_${name}`]()], [value, value], name);
    equal(`${peerOfB}`, `A (127.0.0.1, port ${a.port})`);
    equal(peerOfB.to_string(), `${peerOfB}`);
    equal(peerOfA.invited, false);

    await until(() => peerOfB.synchronized);
    equal([peerOfB.get_synchronized(), peerOfB.get_latency()], [true, peerOfB.latency]);
    assert(peerOfB.latency >= 0, 'the latency is known');
    equal([peerOfB.get_clock_offset(), peerOfB.get_clock_drift()],
        [peerOfB.clock_offset, peerOfB.clock_drift]);
});

rtpTest('rtp peer: is sent to alone', async make => {
    const {b, a, peerOfA} = await connectPair(make);
    const events = collect(b, 'event');
    const note = Event.new_note_on(0, 60, 100);

    peerOfA.send(note);
    peerOfA.send_at(note, 0);
    peerOfA.send_batch(EventBatch.new([note]));
    peerOfA.send_midi(Uint8Array.of(0x90, 61));
    peerOfA.send_midi(Uint8Array.of(1));
    await until(() => events.length === 4);
    equal(events.map(([, event]) => event.note), [60, 60, 60, 61]);

    const {statistics} = peerOfA;
    equal([statistics.events_sent, statistics.lost], [4, 0]);
    for (const name of [
        'packets_received', 'bytes_received', 'events_received', 'lost', 'unrecoverable',
        'recovered', 'duplicate', 'late', 'malformed', 'broken_sysex', 'packets_sent',
        'bytes_sent', 'events_sent', 'left_out',
    ])
        equal(statistics[name], statistics[`get_${name}`](), name);
    equal(`${statistics}`, statistics.to_string());
    equal(peerOfA.get_statistics().events_sent, 4);
    statistics.ref();
    statistics.unref();
    a.flush();
});

rtpTest('rtp peer: can do without a journal', async make => {
    const {peerOfA} = await connectPair(make);
    const changes = collect(peerOfA, 'notify::journal');

    peerOfA.journal = false;
    peerOfA.set_journal(false);
    equal([peerOfA.journal, changes.length], [false, 1]);
});

rtpTest('rtp peer: closes', async make => {
    const {a, peerOfA} = await connectPair(make);
    const removed = collect(a, 'peer-removed');

    equal(peerOfA.is_closed(), false);
    peerOfA.close();
    equal([peerOfA.is_closed(), peerOfA.state], [true, RtpPeerState.CLOSED]);
    equal([removed.length, removed[0][1]], [1, null]);
    throws(() => peerOfA.send(Event.new_note_on(0, 60, 1)), Gio.IOErrorEnum,
        Gio.IOErrorEnum.CLOSED);
});

run(import.meta.url);
