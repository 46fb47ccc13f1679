#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Keeps ports connected that fit two names or patterns, until it is interrupted."""

import signal
import sys

import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo


def print_connected(_rule, sender, receiver):
    print('connected', sender, 'to', receiver, flush=True)


def print_failed(_rule, _sender, _receiver, error):
    print(error.message, file=sys.stderr)


def main(source, target):
    loop = GLib.MainLoop()
    for number in signal.SIGINT, signal.SIGTERM:
        GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, number, loop.quit)

    with Seqgo.SequencerRegistry.open() as registry:
        rule = registry.auto_connect(source, target)
        rule.connect('connected', print_connected)
        rule.connect('failed', print_failed)
        print('connecting', source, 'to', target, flush=True)
        loop.run()


if len(sys.argv) != 3:
    sys.exit('Usage: auto-connect SENDER RECEIVER')
try:
    main(*sys.argv[1:])
except GLib.Error as error:
    sys.exit(error.message)
