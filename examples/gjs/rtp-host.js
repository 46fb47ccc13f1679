#!/usr/bin/gjs -m
// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Hosts a network session and prints what others send, until it is interrupted.

import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

const loop = GLib.MainLoop.new(null, false);

try {
    const session = Seqgo.RtpSession.new('Stage');

    session.connect('event', (_session, peer, event) => print(`${peer.name}: ${event}`));
    session.listen(5004);
    print(`listening at port ${session.port}`);
    loop.run();
} catch (error) {
    printerr(error.message);
    System.exit(1);
}
