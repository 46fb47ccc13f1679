#!/usr/bin/gjs -m
// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Prints the messages of MIDI 2.0 that it receives from the ports that it is given, and from others
// that are connected to it, until it is interrupted.

import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

const loop = GLib.MainLoop.new(null, false);

try {
    const client = Seqgo.SequencerClient.open_full(
        'ump-monitor', Seqgo.Direction.INPUT, Seqgo.MidiVersion.UMP_2_0);
    const port = client.create_port('input', Seqgo.PortPreset.SINK);

    ARGV.forEach(source => port.connect_from(source));
    port.connect('event::ump', (_port, event) => print(event.ump));
    print(`listening at ${port.address}`);
    loop.run();
} catch (error) {
    printerr(error.message);
    System.exit(1);
}
