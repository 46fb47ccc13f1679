#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Waits for a SysEx message, however long, and writes it to a file."""

import asyncio
import pathlib
import sys

import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo


async def receive(port):
    async for event in port:
        if event.type == Seqgo.EventType.SYSEX:
            return event.data


if len(sys.argv) not in (2, 3):
    sys.exit('Usage: receive-sysex FILE [PORT]')

try:
    with Seqgo.SequencerClient.open('receive-sysex') as client:
        client.sysex_assembler.connect(
            'aborted', lambda *_: print('A message was broken off', file=sys.stderr))
        port = client.create_port('input', Seqgo.PortPreset.SINK)
        for sender in sys.argv[2:]:
            port.connect_from(sender)
        print('listening at', port.address, flush=True)
        data = asyncio.run(receive(port))
    pathlib.Path(sys.argv[1]).write_bytes(data)
    print('received', len(data), 'bytes')
except GLib.Error as error:
    sys.exit(error.message)
except OSError as error:
    sys.exit(str(error))
