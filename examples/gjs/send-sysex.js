#!/usr/bin/gjs -m
// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Sends a file of SysEx to a port, in parts and no faster than it is taken.

import Gio from 'gi://Gio';
import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

if (ARGV.length !== 2) {
    printerr('Usage: send-sysex FILE PORT');
    System.exit(1);
}

try {
    const [path, receiver] = ARGV;
    const [data] = Gio.File.new_for_commandline_arg(path).load_bytes(null);
    const client = Seqgo.SequencerClient.open('send-sysex');
    const port = client.create_port('output', Seqgo.PortPreset.SOURCE);

    port.connect_to(receiver);
    port.send_sysex(data, {progress: count => print(`${count} of ${data.get_size()} bytes`)});
    client.close();
} catch (error) {
    printerr(error.message);
    System.exit(1);
}
