#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Hosts a network session and prints what others send, until it is interrupted."""

import contextlib

import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo

with contextlib.suppress(KeyboardInterrupt), Seqgo.RtpSession.new('Stage') as session:
    session.connect('event', lambda _, peer, event: print(f'{peer.name}: {event}', flush=True))
    session.listen(5004)
    print('listening at port', session.port, flush=True)
    GLib.MainLoop().run()
