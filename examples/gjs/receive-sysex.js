#!/usr/bin/gjs -m
// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Waits for a SysEx message, however long, and writes it to a file.

import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

if (ARGV.length < 1 || ARGV.length > 2) {
    printerr('Usage: receive-sysex FILE [PORT]');
    System.exit(1);
}

try {
    const [path, ...senders] = ARGV;
    const loop = GLib.MainLoop.new(null, false);
    const client = Seqgo.SequencerClient.open('receive-sysex');
    const port = client.create_port('input', Seqgo.PortPreset.SINK);
    let data;

    client.sysex_assembler.connect('aborted', () => printerr('A message was broken off'));
    port.connect('event::sysex', (_port, event) => {
        data = event.data.toArray();
        loop.quit();
    });
    senders.forEach(sender => port.connect_from(sender));
    print(`listening at ${port.address}`);
    loop.run();
    client.close();
    GLib.file_set_contents(path, data);
    print(`received ${data.length} bytes`);
} catch (error) {
    printerr(error.message);
    System.exit(1);
}
