#!/usr/bin/gjs -m
// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Makes a network session ports of the sequencer, until it is interrupted. It invites the hosts
// that it is given; others can join.

import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

function printPort(sign, port) {
    print(`${sign} ${port.address} ${port.name}`);
}

try {
    const bridge = Seqgo.RtpBridge.open('Stage');

    bridge.connect('port-added', (_bridge, _peer, port) => printPort('+', port));
    bridge.connect('port-removed', (_bridge, _peer, port) => printPort('-', port));
    printPort('+', bridge.port);
    for (const host of ARGV) {
        bridge.session.invite_async(host, 5004, null)
            .catch(error => printerr(error.message));
    }
    GLib.MainLoop.new(null, false).run();
} catch (error) {
    printerr(error.message);
    System.exit(1);
}
