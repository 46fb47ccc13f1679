#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Joins the session at a host and plays the scale of C major there."""

import asyncio
import sys

import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo

SCALE = 60, 62, 64, 65, 67, 69, 71, 72
INTERVAL = 0.25


async def play(host):
    with Seqgo.RtpSession.new('Pianist') as session:
        peer = await session.invite(host, 5004)
        print('playing for', peer.name, flush=True)
        for note in SCALE:
            session.note_on(0, note, 100)
            await asyncio.sleep(INTERVAL)
            session.note_off(0, note, 64)


if len(sys.argv) != 2:
    sys.exit('Usage: rtp-join HOST')

try:
    asyncio.run(play(sys.argv[1]))
except GLib.Error as error:
    sys.exit(error.message)
