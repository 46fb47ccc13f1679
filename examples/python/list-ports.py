#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Lists the ports that can be connected."""

import sys

import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo

try:
    with Seqgo.SequencerClient.open('list-ports') as client:
        for port in client.list_ports():
            print(port)
except GLib.Error as error:
    sys.exit(error.message)
