#!/usr/bin/gjs -m
// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Prints the ports that there are, and then those that come and go, until it is interrupted.

import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

const loop = GLib.MainLoop.new(null, false);

try {
    const registry = Seqgo.SequencerRegistry.open();

    registry.list_ports().forEach(port => print(`+ ${port}`));
    registry.connect('port-added', (_registry, port) => print(`+ ${port}`));
    registry.connect('port-removed', (_registry, port) => print(`- ${port}`));
    loop.run();
} catch (error) {
    printerr(error.message);
    System.exit(1);
}
