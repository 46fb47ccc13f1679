#!/usr/bin/gjs -m
// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Lists the ports that can be connected.

import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

try {
    const client = Seqgo.SequencerClient.open('list-ports');

    client.list_ports().forEach(port => print(port));
    client.close();
} catch (error) {
    printerr(error.message);
    System.exit(1);
}
