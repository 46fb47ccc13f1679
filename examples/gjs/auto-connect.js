#!/usr/bin/gjs -m
// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Keeps ports connected that fit two names or patterns, until it is interrupted.

import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

const loop = GLib.MainLoop.new(null, false);

if (ARGV.length !== 2) {
    printerr('Usage: auto-connect SENDER RECEIVER');
    System.exit(1);
}

try {
    const registry = Seqgo.SequencerRegistry.open();
    const autoConnect = registry.auto_connect(ARGV[0], ARGV[1]);

    autoConnect.connect('connected', (_autoConnect, sender, receiver) =>
        print(`connected ${sender} to ${receiver}`));
    autoConnect.connect('failed', (_autoConnect, _sender, _receiver, error) =>
        printerr(error.message));
    print(`connecting ${autoConnect.source} to ${autoConnect.target}`);
    loop.run();
} catch (error) {
    printerr(error.message);
    System.exit(1);
}
