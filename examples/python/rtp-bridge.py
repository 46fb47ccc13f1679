#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes a network session ports of the sequencer, until it is interrupted. It invites the hosts
that it is given; others can join."""

import signal
import sys

import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo


def print_port(sign, port):
    print(sign, port.address, port.name, flush=True)


def invited(session, result):
    try:
        session.invite_finish(result)
    except GLib.Error as error:
        print(error.message, file=sys.stderr)


def main():
    loop = GLib.MainLoop()
    for number in signal.SIGINT, signal.SIGTERM:
        GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, number, loop.quit)

    with Seqgo.RtpBridge.open('Stage') as bridge:
        bridge.connect('port-added', lambda _, peer, port: print_port('+', port))
        bridge.connect('port-removed', lambda _, peer, port: print_port('-', port))
        print_port('+', bridge.port)
        for host in sys.argv[1:]:
            bridge.session.invite_async(host, 5004, None, invited)
        loop.run()


try:
    main()
except GLib.Error as error:
    sys.exit(error.message)
