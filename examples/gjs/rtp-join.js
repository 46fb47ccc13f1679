#!/usr/bin/gjs -m
// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Joins the session at a host and plays the scale of C major there.

import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

const SCALE = [60, 62, 64, 65, 67, 69, 71, 72];
const INTERVAL = 250;

if (ARGV.length !== 1) {
    printerr('Usage: rtp-join HOST');
    System.exit(1);
}

function sleep(milliseconds) {
    return new Promise(resolve => GLib.timeout_add(GLib.PRIORITY_DEFAULT, milliseconds, () => {
        resolve();
        return GLib.SOURCE_REMOVE;
    }));
}

async function play(session, host) {
    const peer = await session.invite_async(host, 5004, null);

    print(`playing for ${peer.name}`);
    for (const note of SCALE) {
        session.note_on(0, note, 100);
        await sleep(INTERVAL);
        session.note_off(0, note, 64);
    }
}

// To await it at the top level would keep the processor busy.
const loop = GLib.MainLoop.new(null, false);
const session = Seqgo.RtpSession.new('Pianist');
let status = 0;

play(session, ARGV[0]).catch(error => {
    printerr(error.message);
    status = 1;
}).finally(() => loop.quit());
loop.run();
session.close();
System.exit(status);
