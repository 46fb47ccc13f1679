#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints the notes that somebody plays, until that one goes away."""

import asyncio
import sys

import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo


async def main():
    with Seqgo.SequencerClient.open('receive-notes') as client:
        port = client.create_port('input', Seqgo.PortPreset.SINK)
        print('listening at', port.address, flush=True)
        async for event in port:
            if event.type == Seqgo.EventType.NOTE_ON and event.velocity > 0:
                print('note', event.note, 'velocity', event.velocity, flush=True)
            elif event.type == Seqgo.EventType.PORT_UNSUBSCRIBED:
                break


try:
    asyncio.run(main())
except KeyboardInterrupt:
    pass
except GLib.Error as error:
    sys.exit(error.message)
