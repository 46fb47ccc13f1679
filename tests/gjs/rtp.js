// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

/* What the tests of network sessions share. */

import Gio from 'gi://Gio';
import Seqgo from 'gi://Seqgo?version=1.0';

import {test, until} from './tap.js';

/* A test whose body gets a function that makes sessions; they are closed when it ends. */
export function rtpTest(name, body) {
    test(name, async () => {
        const sessions = [];
        const make = (sessionName = 'Stage', options = {}) => {
            const session = new Seqgo.RtpSession({
                name: sessionName, discoverable: false, ...options,
            });

            sessions.push(session);
            return session;
        };

        try {
            await body(make);
        } finally {
            sessions.forEach(session => session.close());
        }
    });
}

/* What a signal brings from now on, as arrays without the emitter. */
export function collect(emitter, signal) {
    const items = [];

    emitter.connect(signal, (_emitter, ...args) => items.push(args));
    return items;
}

/* The other side of a session, which sends just the datagrams that a test tells it to. */
export class RawPeer {
    constructor(sessionPort) {
        const address = Gio.InetAddress.new_loopback(Gio.SocketFamily.IPV4);

        this.ssrc = [0xAA, 0xBB, 0xCC, 0xDD];
        this.sockets = [23000, 23001].map(port => {
            const socket = Gio.Socket.new(
                Gio.SocketFamily.IPV4, Gio.SocketType.DATAGRAM, Gio.SocketProtocol.UDP);

            socket.bind(Gio.InetSocketAddress.new(address, port), true);
            return socket;
        });
        this.targets = [0, 1].map(offset =>
            Gio.InetSocketAddress.new(address, sessionPort + offset));
    }

    send(side, bytes) {
        this.sockets[side].send_to(this.targets[side], Uint8Array.from(bytes), null);
    }

    /* Invites the session; the answers do not matter. */
    async join() {
        for (const side of [0, 1]) {
            this.send(side, [0xFF, 0xFF, 0x49, 0x4E, 0, 0, 0, 2, 1, 2, 3, 4, ...this.ssrc]);
            await until(() => this.sockets[side].get_available_bytes() > 0);
        }
    }

    sendMidi(sequence, list) {
        this.send(1, [0x80, 97, 0, sequence, 0, 0, 0, 0, ...this.ssrc, list.length, ...list]);
    }

    close() {
        this.sockets.forEach(socket => socket.close());
    }
}

/* Two sessions, of which the second invited the first, and the peers they have. */
export async function connectPair(make) {
    const [a, b] = [make('A'), make('B')];

    a.listen();
    const peerOfB = await b.invite('127.0.0.1', a.port);
    await until(() => a.get_n_items() === 1);
    return {a, b, peerOfA: a.get_item(0), peerOfB};
}
