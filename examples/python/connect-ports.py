#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Connects two ports of other programs."""

import sys

import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo

if len(sys.argv) != 3:
    sys.exit('Usage: connect-ports SENDER RECEIVER')

try:
    with Seqgo.SequencerClient.open('connect-ports') as client:
        sender, receiver = sys.argv[1:]
        client.connect_ports(sender, receiver)
        print('connected', sender, 'to', receiver)
except GLib.Error as error:
    sys.exit(error.message)
