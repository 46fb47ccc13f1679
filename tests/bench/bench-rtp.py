#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What bench-rtp sends to, in Python: bench-rtp.py WAY PORT. The ways differ in what is done with
the notes that come."""

import sys

import gi

gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo   # noqa: E402

NOTE_ON = 6
NOTE_ECHO = 126
NOTE_COUNT = 127

n_notes = 0


def receive(note):
    global n_notes
    n_notes += 1
    if note == NOTE_ECHO:
        session.note_on(0, NOTE_ECHO, 64)
    if note == NOTE_COUNT:
        print(n_notes, flush=True)


def received_batch(session, peer, batch):
    for _, kind, _, note, _ in batch.iter_unpack():
        if kind == NOTE_ON:
            receive(note)


def received_event(session, peer, event):
    receive(event.note)


session = Seqgo.RtpSession.new('bench')
session.discoverable = False
if sys.argv[1] == 'batch':
    session.connect('batch', received_batch)
else:
    session.connect('event::note-on', received_event)
session.listen(int(sys.argv[2]))
print('ready', flush=True)
GLib.MainLoop().run()
