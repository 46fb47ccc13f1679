#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Plays a MIDI file from one client to another, and draws what that one hears.

usage: demo-play.py FILE
"""

import sys

import gi

gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo

NAMES = ('C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B')
LOWEST_NOTE = 55


class Listener:
    def __init__(self, port):
        self.start = GLib.get_monotonic_time()
        self.notes_on = []
        self.notes_off = []
        port.connect('event::note-on', self.hear_note_on)
        port.connect('event::note-off', lambda _port, event: self.notes_off.append(event.note))
        port.connect('event::port-subscribed', lambda _port, event: print(f'  {event}'))

    def hear_note_on(self, _port, event):
        seconds = (GLib.get_monotonic_time() - self.start) / 1e6
        self.notes_on.append(event.note)
        name = f'{NAMES[event.note % 12]}{event.note // 12 - 1}'
        bar = ' ' * max(event.note - LOWEST_NOTE, 0) + '█' * 4
        print(f'  {seconds:5.2f} s  {name:<4} {bar:<24}  {event}', flush=True)


def main():
    song = Seqgo.MidiFile.load(sys.argv[1])
    with Seqgo.SequencerClient.open('libseqgo player') as a, \
            Seqgo.SequencerClient.open('libseqgo listener') as b:
        voice = a.create_port('voice', Seqgo.PortPreset.SOURCE)
        ear = b.create_port('ear', Seqgo.PortPreset.SINK)
        listener = Listener(ear)
        voice.connect_to(ear)
        print(f'{voice.address} plays {sys.argv[1]}, {song.duration / 1e9:.2f} s, to {ear.address}')

        loop = GLib.MainLoop()
        with Seqgo.SequencerPlayer.new(voice, song) as player:
            player.connect('finished', lambda _player: GLib.idle_add(loop.quit))
            player.connect('failed', lambda _player, error: (print(error.message), loop.quit()))
            player.play()
            loop.run()

    if not listener.notes_on or sorted(listener.notes_on) != sorted(listener.notes_off):
        print('The file was not heard as it should be.')
        return 1
    print(f'Heard {len(listener.notes_on)} notes, each with its end, through the typelib.')
    return 0


sys.exit(main())
