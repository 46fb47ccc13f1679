#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tests seqgo play and seqgo record, against aplaymidi, arecordmidi and aseqdump."""

import os
import pty
import re
import signal
import sys
import tempfile

import gi

gi.require_version('Seqgo', '1.0')
from gi.repository import Seqgo   # noqa: E402

import programs   # noqa: E402
from programs import SEQGO, TestCase, get_clients, run   # noqa: E402

sys.path.insert(0, os.path.join(programs.SOURCE, 'tests', 'python'))
import tap   # noqa: E402

SCALE = os.path.join(programs.SOURCE, 'tests', 'data', 'c_major.mid')
THROUGH = '14:0'


def make_song(path, n_notes=40, step=24):
    song = Seqgo.MidiFile.new(96)
    song.add_track('notes')
    song.add_event(0, 0, Seqgo.Event.new_program_change(1, 40))
    song.add_event(0, 0, Seqgo.Event.new_sysex(b'\xf0\x7e\x7f\x09\x01\xf7'))
    for number in range(n_notes):
        song.add_event(0, number * step, Seqgo.Event.new_note(1, 30 + number, 100, step))
        song.add_event(0, number * step + 5, Seqgo.Event.new_pitch_bend(1, number * 10))
    song.add_bpm(0, 240)
    song.save(path)


def read_events(path):
    """The events of a file and the times at which they are, in milliseconds."""
    song = Seqgo.MidiFile.load(path)
    items = [item for track in range(song.n_tracks) for item in song.list_events(track)
             if item.meta < 0]
    return [(str(item.event), song.tick_to_time(item.tick) / 1e6)
            for item in items]


class PlayCase(TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.song = os.path.join(folder.name, 'song.mid')
        self.recorded = os.path.join(folder.name, 'recorded.mid')
        make_song(self.song)

    def wait_for_client(self, name):
        """The first port of a client, when it is there."""
        find = [f'{number}:0' for number, (client, ports) in get_clients().items()
                if client == name and ports]
        return find[0] if find else self.wait_for_client(name)


class Play(PlayCase):
    def test_same_as_aplaymidi(self):
        dumps = []
        for words in ['aplaymidi', '-d', '0', '-p', THROUGH, self.song], \
                     [SEQGO, 'play', '--speed', '2', self.song, THROUGH]:
            dump = self.start_dump(THROUGH)
            self.assert_fine(run(*words))
            dumps.append(dump.wait_for_events(122))
            dump.kill()
        # What arrives at the same tick has no order, nor has a note off the velocity of another.
        self.assertEqual(*map(sorted, dumps))
        self.assertEqual(len(dumps[0]), 122)

    def test_recorded_by_arecordmidi(self):
        recorder = self.start('arecordmidi', '-p', THROUGH, '-b', '120', '-t', '480', self.recorded)
        self.wait_for_client('arecordmidi')
        self.assert_fine(run(SEQGO, 'play', self.song, THROUGH))
        recorder.finish(signal.SIGINT)
        expected, recorded = read_events(self.song), read_events(self.recorded)
        self.assertEqual([text for text, _ in recorded], [text for text, _ in expected])

    def test_waits_for_who_connects(self):
        player = self.start(SEQGO, 'play', SCALE)
        address = player.wait_for_address()
        self.assertEqual(player.lines, [f'waiting at {address}'])
        dump = self.start_dump()
        self.assert_fine(run('aconnect', address, dump.address))
        self.assertEqual(len(dump.wait_for_events(16)), 16)
        self.assertEqual(player.finish(), (0, ''))

    def test_info(self):
        self.assertEqual(self.assert_fine(run(SEQGO, 'play', '--info', SCALE)),
                         'format 0, 96 ticks a beat, 480.00 beats a minute, 0.500 s\n'
                         'track 0 “C major”: 18 events\n')

    def test_interrupted(self):
        """Whatever ends it: nothing goes on sounding."""
        for number in signal.SIGINT, signal.SIGTERM:
            dump = self.start_dump(THROUGH)
            player = self.start(SEQGO, 'play', '--loop', '--from', '1', self.song, THROUGH)
            dump.wait_for_events(8)
            self.assert_ends(player, number)
            sounding = set()

            def is_silent(_, dump=dump, sounding=sounding):
                for event in dump.get_events():
                    if match := re.match(r'Note (on|off) 1, note (\d+)', event):
                        (sounding.add if match[1] == 'on' else sounding.discard)(match[2])
                return not sounding

            dump.wait_for(is_silent)
            events = dump.get_events()
            self.assertEqual(events[0], 'Program change 1, program 40')
            self.assertRegex(events[1], 'Pitch bend')
            dump.kill()

    def test_progress_on_a_terminal(self):
        parent, child = pty.openpty()
        result = run(SEQGO, 'play', '--tempo', '960', self.song, THROUGH, stdout=child)
        os.close(child)
        shown = os.read(parent, 1 << 16).decode()
        os.close(parent)
        self.assertEqual(result.returncode, 0)
        self.assertRegex(shown, r'^playing from \d+:0\r\n(\r0:0\d of 0:02)+\r\n$')

    def test_errors(self):
        for words, status, pattern in [
                (['/nowhere.mid', THROUGH], 1, 'No such file'),
                (['/etc/passwd', THROUGH], 1, 'no MIDI file'),
                ([SCALE, 'nothing'], 1, 'There is no port “nothing”'),
                (['--speed', '0', SCALE], 2, 'Cannot play at a speed of 0'),
                (['--tempo', '-1', SCALE], 2, 'Cannot play at a tempo of -1'),
                (['--tempo', '9999', SCALE, THROUGH], 1, 'Cannot play at a speed of 20'),
                (['--from', '-1', SCALE], 2, 'Cannot begin at second -1'),
                ([], 2, 'Too few arguments')]:
            with self.subTest(words):
                self.assert_fails(run(SEQGO, 'play', *words), status, pattern)


class Record(PlayCase):
    def record(self, *words):
        recorder = self.start(SEQGO, 'record', *words, self.recorded)
        return recorder, recorder.wait_for_address()

    def test_what_aplaymidi_plays(self):
        """The same events, at the same times."""
        recorder, address = self.record('--tempo', '90', '--ppq', '960')
        self.assertEqual(recorder.lines, [f'recording at {address}'])
        self.assert_fine(run('aplaymidi', '-p', address, self.song))
        self.assertEqual(recorder.finish(signal.SIGINT), (0, ''))
        self.assertRegex(recorder.lines[1], r'^recorded 122 events in \d+\.\d{3} s$')
        expected, recorded = read_events(self.song), read_events(self.recorded)
        self.assertEqual(sorted(text for text, _ in recorded),
                         sorted(text for text, _ in expected))
        # From note to note; how exactly depends on the timer of the kernel.
        notes = [[time for text, time in events if text.startswith('note-on')]
                 for events in (expected, recorded)]
        distances = [(b - a) - (d - c) for a, b, c, d
                     in zip(notes[0], notes[0][1:], notes[1], notes[1][1:])]
        self.assertLess(sorted(map(abs, distances))[len(distances) // 2], 5)
        song = Seqgo.MidiFile.load(self.recorded)
        self.assertEqual((song.ppq, round(song.tempo_at(0))), (960, 666667))
        self.assert_fine(run('aplaymidi', '-d', '0', '-p', THROUGH, self.recorded))

    def test_duration(self):
        result = run(SEQGO, 'record', '--duration', '0.3', self.recorded, THROUGH)
        self.assertRegex(self.assert_fine(result), r'\nrecorded 0 events in 0\.[3-9]\d\d s\n$')

    def test_held_note(self):
        recorder, address = self.record()
        self.assert_fine(run(SEQGO, 'send', address, 'note-on', '0', 'C4', '100'))
        self.assert_ends(recorder)
        texts = [text for text, _ in read_events(self.recorded)]
        self.assertEqual([text.split()[0] for text in texts], ['note-on', 'note-off'])

    def test_errors(self):
        for words, status, pattern in [
                (['/nowhere/song.mid'], 1, 'No such file'),
                ([self.recorded, 'nothing'], 1, 'There is no port “nothing”'),
                (['--ppq', '0', self.recorded], 2, 'Cannot record 0 ticks a beat'),
                (['--tempo', '1', self.recorded], 2, 'Cannot record at a tempo of 1'),
                (['--duration', '-1', self.recorded], 2, 'Cannot record for -1 seconds'),
                ([], 2, 'Too few arguments')]:
            with self.subTest(words):
                self.assert_fails(run(SEQGO, 'record', *words), status, pattern)
        self.assertFalse(os.path.exists(self.recorded))


if __name__ == '__main__':
    tap.main()
