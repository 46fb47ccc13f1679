// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';

import {assert, equal, rejects, run, throws, until} from './tap.js';
import {RawPeer, collect, connectPair, rtpTest} from './rtp.js';

const {Event, EventBatch, EventType, RtpError, RtpSession} = Seqgo;
const {ADDRESS_IN_USE, CANCELLED, CLOSED, INVALID_ARGUMENT} = Gio.IOErrorEnum;

rtpTest('rtp session: listens on a pair of ports', make => {
    const [first, second, third] = [make(), make(), make()];
    const changes = collect(first, 'notify::port');

    equal([first.port, first.get_port(), first.is_listening()], [0, 0, false]);
    first.listen();
    second.listen(0);
    equal([first.port, first.is_listening(), changes.length], [5004, true, 1]);
    assert(Math.abs(second.port - first.port) >= 2, 'they have different ports');
    throws(() => third.listen(first.port), Gio.IOErrorEnum, ADDRESS_IN_USE);
    throws(() => third.listen_on('studio.local'), Gio.IOErrorEnum, INVALID_ARGUMENT);
    third.listen_on('127.0.0.2', 7000);
    equal(third.port, 7000);
    throws(() => third.listen(7002), RtpError, RtpError.ALREADY_OPEN);
});

rtpTest('rtp session: invites, sends and receives', async make => {
    const {a, b, peerOfA, peerOfB} = await connectPair(make);
    const batches = collect(a, 'batch');
    const events = collect(a, 'event');
    const notes = collect(a, 'event::note-on');

    equal([peerOfA.name, peerOfB.name], ['B', 'A']);
    equal([...a].map(peer => peer.name), ['B']);
    assert(a.get_item(0) === peerOfA, 'the same object');
    equal(a.get_item_type(), Seqgo.RtpPeer.$gtype);

    b.note_on(0, 60, 100);
    b.note_off(0, 60, 1);
    b.key_pressure(0, 61, 2);
    b.control_change(0, 7, 3);
    b.program_change(0, 4);
    b.channel_pressure(0, 5);
    b.pitch_bend(0, -8192);
    b.sysex(Uint8Array.of(0xF0, 1, 0xF7));
    b.send_midi(Uint8Array.of(0x90, 61));
    b.reset_midi();
    b.send_midi(Uint8Array.of(0x90, 62, 1));
    b.send(Event.new_note_on(0, 63, 1));
    b.send_at(Event.new_note_on(0, 64, 1), GLib.get_monotonic_time());
    b.send_batch(EventBatch.new([Event.new_note_on(0, 65, 1)]));
    b.send_events([Event.new_note_on(0, 66, 1)]);
    b.flush();
    await until(() => events.length === 13);
    equal(events.map(([, event]) => event.to_midi().toArray()), [
        [0x90, 60, 100], [0x80, 60, 1], [0xA0, 61, 2], [0xB0, 7, 3], [0xC0, 4], [0xD0, 5],
        [0xE0, 0, 0], [0xF0, 1, 0xF7], [0x90, 62, 1], [0x90, 63, 1], [0x90, 64, 1], [0x90, 65, 1],
        [0x90, 66, 1],
    ]);
    assert(events.every(([peer]) => peer === peerOfA), 'they are of the peer');
    equal(notes.length, 6);
    assert(batches.length >= 1, 'they came in batches');
    throws(() => b.note_on(16, 60, 1), Gio.IOErrorEnum, INVALID_ARGUMENT);
    throws(() => b.send(Event.new(EventType.ECHO)), Gio.IOErrorEnum,
        Gio.IOErrorEnum.NOT_SUPPORTED);
});

rtpTest('rtp session: r-41 what sounds when the session ends', async make => {
    const {a, b, peerOfA} = await connectPair(make);
    const events = collect(a, 'event');
    const removed = collect(a, 'peer-removed');

    b.note_on(0, 60, 100);
    await until(() => events.length === 1);
    b.close();
    await until(() => removed.length === 1);
    equal(events.map(([, event]) => [event.to_midi().toArray()[0], event.is_recovered()]),
        [[0x90, false], [0x80, true]]);
    assert(removed[0][0] === peerOfA, 'the peer');
    assert(removed[0][1].matches(RtpError, RtpError.ENDED_BY_PEER), 'the reason');
    equal(a.get_n_items(), 0);
});

rtpTest('rtp session: r-17 closes', async make => {
    const {a, b} = await connectPair(make);
    const closed = collect(b, 'closed');
    const [fd] = [b.get_fd()];

    assert(fd >= 0, 'there is a descriptor for other event loops');
    b.process();
    b.close();
    b.close();
    equal([closed.length, b.is_closed(), b.get_fd(), [...b].length], [1, true, -1, 0]);
    throws(() => b.note_on(0, 60, 1), Gio.IOErrorEnum, CLOSED);
    await rejects(b.invite('127.0.0.1', a.port), Gio.IOErrorEnum, CLOSED);
});

rtpTest('rtp session: for await takes what is received', async make => {
    const {a, b} = await connectPair(make);
    const notes = [];

    setTimeout(() => b.send_events([60, 61].map(note => Event.new_note_on(0, note, 100))), 10);
    for await (const [peer, event] of a.events()) {
        equal(peer.name, 'B');
        notes.push(event.note);
        if (notes.length === 2)
            break;
    }
    equal(notes, [60, 61]);

    b.note_off(0, 60, 0);
    setTimeout(() => a.close(), 50);
    for await (const [, event] of a.events())
        notes.push(event.note);
    equal(notes.slice(0, 3), [60, 61, 60]);
});

rtpTest('rtp session: an invitation can fail', async make => {
    const [session, other] = [make(), make('other')];
    const cancellable = new Gio.Cancellable();

    other.listen();
    other.accept_invitations = false;
    await rejects(session.invite_async('127.0.0.1', other.port), RtpError, RtpError.REJECTED);
    await rejects(session.invite('no such host.invalid'), Gio.ResolverError,
        Gio.ResolverError.NOT_FOUND).catch(() => null);
    setTimeout(() => cancellable.cancel(), 20);
    await rejects(session.invite('127.0.0.1', 9, {cancellable}), Gio.IOErrorEnum, CANCELLED);
    await rejects(session.invite('127.0.0.1', {cancellable}), Gio.IOErrorEnum, CANCELLED);

    const service = {list_addresses: () => [Gio.InetSocketAddress.new_from_string('127.0.0.1', 9)]};

    await rejects(session.invite(service, {cancellable}), Gio.IOErrorEnum, CANCELLED);
    await rejects(session.invite('127.0.0.1', 0), Gio.IOErrorEnum,
        Gio.IOErrorEnum.INVALID_ARGUMENT);
    other.accept_invitations = true;

    const address = Gio.InetSocketAddress.new_from_string('127.0.0.1', other.port);
    const peer = await session.invite_addresses_async([address]);
    equal(peer.name, 'other');
});

rtpTest('rtp session: has properties', () => {
    const session = new RtpSession({name: 'Stage', ssrc: 77});
    const notified = collect(session, 'notify');

    for (const [name, before, after] of [
        ['name', 'Stage', 'Studio'], ['discoverable', true, false],
        ['accept_invitations', true, false], ['max_peers', 32, 1], ['reconnect', true, false],
        ['journal', true, false], ['running_status', true, false], ['playout_delay', 0, 1000],
        ['max_packet_size', 1232, 508], ['receive_limit', 0, 31250],
        ['priority', GLib.PRIORITY_DEFAULT, GLib.PRIORITY_LOW],
    ]) {
        equal([session[name], session[`get_${name}`]()], [before, before], name);
        session[`set_${name}`](after);
        equal([session[name], session[`get_${name}`]()], [after, after], name);
        session[name] = before;
    }
    equal(notified.length, 22);
    for (const [name, value] of [
        ['ssrc', 77], ['published_name', null], ['publish_problem', null], ['n_unverified', 0],
        ['n_malformed', 0], ['n_unsent', 0],
    ])
        equal([session[name], session[`get_${name}`]()], [value, value], name);
    assert(RtpSession.new('Stage').ssrc !== 0, 'a random number');
    equal(Seqgo.RTP_DEFAULT_PORT, 5004);
    equal(RtpError.quark(), Seqgo.rtp_error_quark());
});

rtpTest('rtp session: tells of losses and problems', async make => {
    const session = make();
    const added = collect(session, 'peer-added');
    const losses = collect(session, 'loss');
    const problems = collect(session, 'problem');

    session.listen();
    const raw = new RawPeer(session.port);
    try {
        await raw.join();
        await until(() => added.length === 1);
        const [[peer]] = added;
        equal(peer.name, '127.0.0.1');
        raw.sendMidi(1, [0x90, 60, 100]);
        raw.sendMidi(4, [0xF0, 1, 2, 0xF0]);
        await until(() => losses.length === 1);
        equal(losses[0].slice(1), [2, false]);
        assert(losses[0][0] === peer, 'the peer');

        raw.sendMidi(6, [0x90, 61, 100]);
        await until(() => problems.length === 1);
        assert(problems[0][1].matches(RtpError, RtpError.BROKEN_SYSEX), 'the problem');
    } finally {
        raw.close();
    }
});

run(import.meta.url);
