#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Sends a file of SysEx to a port, in parts and no faster than it is taken."""

import pathlib
import sys

import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo

if len(sys.argv) != 3:
    sys.exit('Usage: send-sysex FILE PORT')

try:
    data = pathlib.Path(sys.argv[1]).read_bytes()
    with Seqgo.SequencerClient.open('send-sysex') as client:
        port = client.create_port('output', Seqgo.PortPreset.SOURCE)
        port.connect_to(sys.argv[2])
        port.send_sysex(data, progress=lambda count: print(
            f'\r{count} of {len(data)} bytes', end='', flush=True))
        print()
except GLib.Error as error:
    sys.exit(error.message)
except OSError as error:
    sys.exit(str(error))
