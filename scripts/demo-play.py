#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Listens to a MIDI file that aplaymidi plays, and draws what it hears.

usage: demo-play.py FILE
"""

import sys

import gi

gi.require_version('Seqgo', '1.0')
from gi.repository import Gio, GLib, Seqgo

NAMES = ('C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B')
LOWEST_NOTE = 55


class Listener:
    def __init__(self, port):
        self.start = None
        self.notes_on = []
        self.notes_off = []
        port.connect('event::note-on', self.hear_note_on)
        port.connect('event::note-off', self.hear_note_off)
        port.connect('event::port-subscribed', self.hear_connection)

    def hear_connection(self, _port, event):
        print(f'  {event}')

    def hear_note_on(self, port, event):
        if event.velocity == 0:
            self.hear_note_off(port, event)
            return
        now = GLib.get_monotonic_time()
        self.start = self.start or now
        self.notes_on.append(event.note)
        name = f'{NAMES[event.note % 12]}{event.note // 12 - 1}'
        bar = ' ' * max(event.note - LOWEST_NOTE, 0) + '█' * 4
        print(f'  {(now - self.start) / 1e6:5.2f} s  {name:<4} {bar:<24}  {event}', flush=True)

    def hear_note_off(self, _port, event):
        self.notes_off.append(event.note)


def main():
    path = sys.argv[1]
    with Seqgo.SequencerClient.open('libseqgo demo') as client:
        ear = client.create_port('ear', Seqgo.PortPreset.SINK)
        listener = Listener(ear)
        print(f'aplaymidi plays {path} into {client.name}:{ear.name}, {ear.address}')

        loop = GLib.MainLoop()
        player = Gio.Subprocess.new(['aplaymidi', '-p', str(ear.address), path],
                                    Gio.SubprocessFlags.NONE)
        player.wait_async(None, lambda *_: loop.quit())
        loop.run()

    played = bool(listener.notes_on) and sorted(listener.notes_on) == sorted(listener.notes_off)
    if not player.get_successful() or not played:
        print('The file was not heard as it should be.')
        return 1
    print(f'Heard {len(listener.notes_on)} notes, each with its end, through the typelib.')
    return 0


sys.exit(main())
