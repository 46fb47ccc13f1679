#!/usr/bin/gjs -m
// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Connects two ports of other programs.

import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

if (ARGV.length !== 2) {
    printerr('Usage: connect-ports SENDER RECEIVER');
    System.exit(1);
}

try {
    const client = Seqgo.SequencerClient.open('connect-ports');
    const [sender, receiver] = ARGV;

    client.connect_ports(sender, receiver);
    print(`connected ${sender} to ${receiver}`);
    client.close();
} catch (error) {
    printerr(error.message);
    System.exit(1);
}
