// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Seqgo from 'gi://Seqgo?version=1.0';

import {equal, rejects, run, until} from './tap.js';
import {collect, rtpTest} from './rtp.js';

const {RtpError} = Seqgo;

rtpTest('rtp invitation: is accepted', async make => {
    const [a, b] = [make('A', {accept_invitations: false}), make('B')];
    const texts = [];

    a.listen();
    a.connect('invited', (_session, invitation) => {
        equal([invitation.name, invitation.get_name()], ['B', 'B']);
        equal([invitation.address, invitation.get_address()], ['127.0.0.1', '127.0.0.1']);
        equal([invitation.port, invitation.get_port()], [b.port, b.port]);
        equal([invitation.ssrc, invitation.get_ssrc()], [b.ssrc, b.ssrc]);
        texts.push(`${invitation}`, invitation.to_string());
        invitation.accept();
    });
    equal((await b.invite('127.0.0.1', a.port)).name, 'A');
    equal(texts, [`B (127.0.0.1, port ${b.port})`, `B (127.0.0.1, port ${b.port})`]);
});

rtpTest('rtp invitation: is rejected', async make => {
    const [a, b] = [make('A'), make('B')];

    a.listen();
    a.connect('invited', (_session, invitation) => invitation.reject());
    await rejects(b.invite('127.0.0.1', a.port), RtpError, RtpError.REJECTED);
});

rtpTest('rtp invitation: is decided later', async make => {
    const [a, b] = [make('A'), make('B')];
    const invitations = [];

    a.listen();
    a.connect('invited', (_session, invitation) => {
        invitation.defer();
        invitations.push(invitation);
    });
    const promise = b.invite('127.0.0.1', a.port);
    await until(() => invitations.length === 1);
    equal(a.get_n_items(), 0);
    invitations[0].accept();
    equal((await promise).name, 'A');
});

rtpTest('rtp invitation: is withdrawn', async make => {
    const [a, b] = [make('A'), make('B')];
    const withdrawn = [];

    a.listen();
    a.connect('invited', (_session, invitation) => {
        invitation.defer();
        withdrawn.push(collect(invitation, 'withdrawn'));
    });
    const promise = b.invite('127.0.0.1', a.port);
    await until(() => withdrawn.length === 1);
    b.close();
    await promise.catch(() => null);
    await until(() => withdrawn[0].length === 1);
    equal(a.get_n_items(), 0);
});

run(import.meta.url);
