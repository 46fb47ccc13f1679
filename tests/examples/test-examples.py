#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tests that the examples do the same in every language, against the programs of alsa-utils.

SEQGO_EXAMPLE_LANGUAGES chooses the languages."""

import os
import re
import signal
import sys
import tempfile

import gi

gi.require_version('Seqgo', '1.0')
from gi.repository import Seqgo   # noqa: E402

SOURCE = os.environ['SEQGO_SOURCE_ROOT']
sys.path += [os.path.join(SOURCE, 'tests', folder) for folder in ('tools', 'python')]
import programs   # noqa: E402
from programs import TestCase, find_raw_device, get_clients, get_receivers, run   # noqa: E402
import tap   # noqa: E402

LANGUAGES = os.environ.get('SEQGO_EXAMPLE_LANGUAGES', 'c gjs python vala').split()
SONG = os.path.join(SOURCE, 'tests', 'data', 'c_major.mid')
SCALE = [60, 62, 64, 65, 67, 69, 71, 72]

# What aseqdump and dump-events tell of the scale, as it is in the file and as play-scale plays it.
SONG_DUMP = [line for note in SCALE for line in (
    f'Note on 0, note {note}, velocity 100', f'Note off 0, note {note}, velocity 64')]
SONG_EVENTS = [text for note in SCALE for text in (
    f'note-on channel 0 note {note} velocity 100', f'note-off channel 0 note {note} velocity 64')]
SCALE_DUMP = [line.replace('velocity 64', 'velocity 0') for line in SONG_DUMP]

RAW_BYTES = bytes.fromhex('90 3C 64 3E 65 80 3C 40 B1 07 7F C2 05 D3 06 E4 00 00 A5 3C 07'
                          'F2 2C 02 F3 07 F6 F8 FA FB FC FE FF F0 7E 7F 09 01 F7 9F 7F 01')
RAW_EVENTS = [
    'note-on channel 0 note 60 velocity 100', 'note-on channel 0 note 62 velocity 101',
    'note-off channel 0 note 60 velocity 64', 'control-change channel 1 controller 7 value 127',
    'program-change channel 2 program 5', 'channel-pressure channel 3 pressure 6',
    'pitch-bend channel 4 -8192', 'key-pressure channel 5 note 60 pressure 7',
    'song-position 300', 'song-select 7', 'tune-request', 'clock', 'start', 'continue',
    'stop', 'active-sensing', 'reset',
    'sysex 6 bytes F0 7E 7F 09 01 F7', 'note-on channel 15 note 127 velocity 1',
]


def get_events(lines):
    """Events without their sources and without queues, and no connections."""
    events = [re.sub(r'( at tick \d+ of)? queue \d+$', '', line.split(' ', 1)[1])
              for line in lines]
    return [event for event in events if not event.startswith('port-')]


ERRORS = [
    ('auto-connect', ['24:0'], 'Usage: auto-connect SENDER RECEIVER'),
    ('auto-connect', ['24:0', ''], 'ports without a name'),
    ('connect-ports', [], 'Usage: connect-ports SENDER RECEIVER'),
    ('connect-ports', ['24:0'], 'Usage: connect-ports SENDER RECEIVER'),
    ('connect-ports', ['nothing', '14:0'], 'There is no port “nothing”'),
    ('connect-ports', ['14:0', '99:0'], 'there is no such port'),
    ('send-sysex', ['/nothing', '14:0'], '/nothing'),
    ('send-sysex', [SONG, '14:0'], 'This is no SysEx'),
    ('receive-sysex', [], 'Usage: receive-sysex FILE'),
    ('receive-sysex', ['/tmp/dump', 'nothing'], 'There is no port “nothing”'),
    ('dump-events', ['14:0', 'nothing'], 'There is no port “nothing”'),
    ('midi-file', [], 'Usage: midi-file show|write FILE'),
    ('midi-file', ['show', '/nowhere'], 'No such file'),
    ('midi-file', ['show', '/etc/passwd'], 'no MIDI file that can be read'),
    ('play-file', [], 'Usage: play-file FILE RECEIVER'),
    ('play-file', ['/nowhere', '14:0'], 'No such file'),
    ('play-file', [SONG, 'nothing'], 'There is no port “nothing”'),
    ('record-file', [], 'Usage: record-file FILE SECONDS SENDER'),
    ('record-file', ['/tmp/song.mid', '0', 'nothing'], 'There is no port “nothing”'),
    ('follow-clock', ['nothing'], 'There is no port “nothing”'),
    ('play-scale', ['Virtual'], '“Virtual” fits several ports'),
]


class ExamplesCase(TestCase):
    language = None

    def run_example(self, name, *words, **options):
        return run(*programs.get_example(self.language, name), *words, **options)

    def assert_interrupted(self, program, number=signal.SIGTERM):
        """The example in JavaScript leaves it to the system to end it: gjs has no function for
        signals that is the same in every version."""
        status = -number if self.language == 'gjs' else 0
        self.assertEqual(program.finish(number), (status, ''))

    def start_example(self, name, *words):
        """Starts an example that tells first where it listens."""
        program = self.start(*programs.get_example(self.language, name), *words)
        program.address = program.wait_for_address()
        self.assertEqual(program.lines, [f'listening at {program.address}'])
        return program

    def assert_dumps(self, program, events):
        program.wait_for(lambda lines: len(get_events(lines[1:])) >= len(events))
        self.assertEqual(get_events(program.lines[1:]), events)

    def test_list_ports(self):
        self.start_dump()
        ports = [f'{number}:{port} {client}:{name}'
                 for number, (client, ports) in get_clients().items() if number != 0
                 for port, (name, _, _) in enumerate(ports)]
        lines = self.assert_fine(self.run_example('list-ports')).splitlines()
        # “Midi Through” is the last of those that sound nowhere.
        self.assertEqual(lines, sorted(ports, key=lambda port: 'Midi Through' in port))

    def test_connect_ports(self):
        dump = self.start_dump()
        words = 'Midi Through', 'aseqdump'
        self.assertEqual(self.assert_fine(self.run_example('connect-ports', *words)),
                         'connected Midi Through to aseqdump\n')
        self.assertEqual(get_receivers('14:0'), [dump.address])
        self.assert_fails(self.run_example('connect-ports', *words), 1, 'connected already')

    def test_aplaymidi_plays_to_dump_events(self):
        program = self.start_example('dump-events')
        self.assert_fine(run('aplaymidi', '-d', '0', '-p', program.address, SONG))
        self.assert_dumps(program, SONG_EVENTS)
        self.assert_interrupted(program)

    def test_dump_events_hears_what_aseqdump_hears(self):
        dump = self.start_dump('14:0')
        program = self.start_example('dump-events', 'Midi Through')
        self.assert_fine(run('aplaymidi', '-d', '0', '-p', '14:0', SONG))
        self.assertEqual(dump.wait_for_events(len(SONG_DUMP)), SONG_DUMP)
        self.assert_dumps(program, SONG_EVENTS)
        self.assert_interrupted(program)

    def test_dump_events_hears_a_device(self):
        path, address = find_raw_device()
        program = self.start_example('dump-events', '14:0', address)
        with open(path, 'wb', buffering=0) as device:
            device.write(RAW_BYTES)
        self.assert_dumps(program, RAW_EVENTS)
        self.assert_interrupted(program, signal.SIGINT)

    def test_play_scale(self):
        dump = self.start_dump()
        text = self.assert_fine(self.run_example('play-scale', dump.address))
        self.assertRegex(text, r'^playing C major from \d+:0\n$')
        self.assertEqual(dump.wait_for_events(len(SCALE_DUMP)), SCALE_DUMP)

    def test_play_scale_to_who_connects(self):
        dump = self.start_dump()
        program = self.start(*programs.get_example(self.language, 'play-scale'))
        self.assert_fine(run('aconnect', program.wait_for_address(), dump.address))
        self.assertEqual(program.finish(), (0, ''))
        # Nobody knows how much was over before.
        heard = dump.wait_for_event(SCALE_DUMP[-1])
        self.assertEqual(heard, SCALE_DUMP[-len(heard):])

    def test_midi_file(self):
        self.assertEqual(self.assert_fine(self.run_example('midi-file', 'show', SONG)),
                         'format 0, 96 ticks a beat, 500 ms\ntick 0: 125000 µs a beat\n'
                         'track 0 “C major”: 18 events until tick 384\n')
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'scale.mid')
            self.assert_fine(self.run_example('midi-file', 'write', path))
            dump = self.start_dump()
            self.assert_fine(run('aplaymidi', '-d', '0', '-p', dump.address, path))
        self.assertEqual(dump.wait_for_events(len(SCALE_DUMP)), SCALE_DUMP)

    def test_watch_ports(self):
        program = self.start(*programs.get_example(self.language, 'watch-ports'))
        # “Midi Through” is the last of those that there are.
        program.wait_for(lambda lines: any('Midi Through' in line for line in lines))
        n_ports = len(program.lines)
        dump = self.start_dump()
        program.wait_for_lines(n_ports + 1)
        self.assertEqual(dump.finish(signal.SIGINT)[1], '')
        program.wait_for_lines(n_ports + 2)
        self.assertEqual(program.lines[n_ports:], [
            f'{sign} {dump.address} aseqdump:aseqdump' for sign in '+-'])
        self.assert_interrupted(program)

    def test_auto_connect(self):
        program = self.start(*programs.get_example(self.language, 'auto-connect'),
                             'Midi Through', 'aseq*')
        self.assertEqual(program.wait_for_lines(1), ['connecting Midi Through to aseq*'])
        for count in 2, 3:
            dump = self.start_dump()
            program.wait_for_lines(count)
            self.assertEqual(program.lines[-1], 'connected 14:0 Midi Through:Midi Through Port-0 '
                             f'to {dump.address} aseqdump:aseqdump')
            self.assertEqual(get_receivers('14:0'), [dump.address])
            self.assertEqual(dump.finish(signal.SIGINT)[1], '')
        self.assert_interrupted(program)

    def test_sysex(self):
        data = b'\xf0' + bytes(number % 128 for number in range(20000)) + b'\xf7'
        with tempfile.TemporaryDirectory() as folder:
            sent, received = (os.path.join(folder, name) for name in ('sent', 'received'))
            with open(sent, 'wb') as file:
                file.write(data)
            receiver = self.start_example('receive-sysex', received)
            text = self.assert_fine(self.run_example('send-sysex', sent, receiver.address))
            self.assertTrue(text.endswith('20002 of 20002 bytes\n'), text)
            self.assertEqual(receiver.finish(), (0, ''))
            self.assertEqual(receiver.lines[1:], ['received 20002 bytes'])
            with open(received, 'rb') as file:
                self.assertEqual(file.read(), data)

    def test_ump_monitor(self):
        if not programs.HAVE_UMP:
            self.assert_fails(self.run_example('ump-monitor'), 1, 'alsa-lib 1.2.10')
            return
        program = self.start_example('ump-monitor', '14:0')
        for receiver in program.address, '14:0':
            self.assert_fine(run(programs.SEQGO, 'send', receiver, 'note-on', '2', '60', '64'))
        note = 'group 0 channel 2 note-on note 60 velocity 32768'
        program.wait_for(lambda lines: len(lines) >= 3)
        self.assertEqual(program.lines[1:], [note, note])
        self.assert_interrupted(program)

    def test_play_file(self):
        dump = self.start_dump()
        text = self.assert_fine(self.run_example('play-file', SONG, dump.address))
        self.assertEqual(text, f'playing {SONG}, 0.5 s\n')
        self.assertEqual(dump.wait_for_events(len(SONG_DUMP)), SONG_DUMP)

    def test_record_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'recorded.mid')
            program = self.start(*programs.get_example(self.language, 'record-file'), path, '2',
                                 '14:0')
            self.assertEqual(program.wait_for_lines(1), ['recording 14:0'])
            self.assert_fine(run('aplaymidi', '-d', '0', '-p', '14:0', SONG))
            self.assertEqual(program.finish(), (0, ''))
            self.assertEqual(program.lines[1:], ['recorded 16 events'])
            dump = self.start_dump()
            self.assert_fine(run('aplaymidi', '-d', '0', '-p', dump.address, path))
            self.assertEqual(dump.wait_for_events(len(SONG_DUMP)), SONG_DUMP)

    def test_follow_clock(self):
        program = self.start_example('follow-clock')
        with Seqgo.SequencerClient.open('clock') as client:
            port = client.create_port('out', Seqgo.PortPreset.SOURCE)
            port.connect_to(program.address)
            queue = client.create_queue(bpm=150)
            clock = Seqgo.SequencerClockSender.new(port, queue)
            clock.start()
            program.wait_for(lambda lines: '150 beats a minute' in lines)
            clock.stop()
            program.wait_for(lambda lines: 'stopped' in lines)
        self.assertEqual(program.lines[1], 'started')
        self.assert_interrupted(program)

    def test_errors(self):
        errors = ERRORS
        if self.language in ('python', 'gjs'):
            # What is slow to start has one error of each example.
            errors = {row[0]: row for row in ERRORS}.values()
        for name, words, pattern in errors:
            with self.subTest([name, *words]):
                result = self.run_example(name, *words)
                self.assert_fails(result, 1, pattern)
                self.assertEqual(result.stderr.count('\n'), 1)

    def test_no_sequencer(self):
        for name in 'list-ports', 'dump-events', 'play-scale', 'watch-ports':
            with self.subTest(name):
                result = run('unshare', '-m', 'sh', '-c',
                             'mount -t tmpfs none /dev/snd && exec "$@"', 'sh',
                             *programs.get_example(self.language, name))
                self.assert_fails(result, 1, 'there is no /dev/snd/seq')


class ReceiveCase(ExamplesCase):
    """Of the languages in which programs wait for events in a loop."""

    def test_receive_notes(self):
        program = self.start_example('receive-notes')
        self.assert_fine(run('aplaymidi', '-d', '0', '-p', program.address, SONG))
        self.assertEqual(program.finish(), (0, ''))
        self.assertEqual(program.lines[1:], [f'note {note} velocity 100' for note in SCALE])


for language in LANGUAGES:
    case = ReceiveCase if language in ('gjs', 'python') else ExamplesCase
    globals()[language] = type(language, (case,), {'language': language})
del case, ExamplesCase, ReceiveCase

if __name__ == '__main__':
    tap.main()
