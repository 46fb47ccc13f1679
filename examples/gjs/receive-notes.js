#!/usr/bin/gjs -m
// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Prints the notes that somebody plays, until that one goes away.

import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

async function receive() {
    const client = Seqgo.SequencerClient.open('receive-notes');
    const port = client.create_port('input', Seqgo.PortPreset.SINK);

    print(`listening at ${port.address}`);
    for await (const event of port) {
        if (event.type === Seqgo.EventType.NOTE_ON && event.velocity > 0)
            print(`note ${event.note} velocity ${event.velocity}`);
        else if (event.type === Seqgo.EventType.PORT_UNSUBSCRIBED)
            break;
    }
    client.close();
}

// To await it at the top level would keep the processor busy.
const loop = GLib.MainLoop.new(null, false);
let status = 0;

receive().catch(error => {
    printerr(error.message);
    status = 1;
}).finally(() => loop.quit());
loop.run();
System.exit(status);
