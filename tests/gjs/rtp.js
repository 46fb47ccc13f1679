// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

/* What the tests of network sessions share. */

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

/* Two sessions, of which the second invited the first, and the peers they have. */
export async function connectPair(make) {
    const [a, b] = [make('A'), make('B')];

    a.listen();
    const peerOfB = await b.invite('127.0.0.1', a.port);
    await until(() => a.get_n_items() === 1);
    return {a, b, peerOfA: a.get_item(0), peerOfB};
}
