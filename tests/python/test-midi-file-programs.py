# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""MIDI files against the programs of alsa-utils."""

import os
import re
import signal
import subprocess
import tempfile

import tap
from seqgo_test import TIMEOUT, Seqgo, SequencerTestCase, get_clients, until

Event, Meta, MidiFile = Seqgo.Event, Seqgo.MidiMeta, Seqgo.MidiFile
C_MAJOR = os.path.join(os.path.dirname(os.path.realpath(__file__)), '..', 'data', 'c_major.mid')


def make_song():
    """Two tracks with a bit of everything that is sent, 0.1 s long."""
    song = MidiFile.new(480)
    song.add_track('tempo')
    song.add_bpm(0, 1200)
    song.add_bpm(480, 2400)
    song.add_event(0, 0, Event.new_time_signature(3, 4))
    song.add_text(0, 240, Meta.MARKER, 'here')
    song.add_event(0, 0, Event.new_sysex(b'\xf0\x7e\x7f\x09\x01\xf7'))
    track = song.add_track('Piano')
    for tick, event in [
            (0, Event.new_program_change(1, 5)), (0, Event.new_control_change(1, 7, 90)),
            (0, Event.new_note(1, 60, 100, 480)), (240, Event.new_pitch_bend(1, -100)),
            (240, Event.new_key_pressure(1, 60, 7)), (300, Event.new_channel_pressure(1, 9)),
            (480, Event.new_note(1, 60, 100, 1000)), (480, Event.new_note(2, 62, 1, 1))]:
        song.add_event(track, tick, event)
    return song


def get_content(events):
    """What is sent, without times and addresses."""
    return [bytes(event) for event in events
            if event.classes & Seqgo.EventClasses.MIDI]


class MidiFileProgramsTest(SequencerTestCase):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, 'song.mid')

    def receive(self, expected):
        events = []
        while len(events) < len(expected):
            events += get_content(self.b.read_batch(TIMEOUT))
        self.assertEqual(events, expected)

    def test_aplaymidi_plays_what_was_written(self):
        song = make_song()
        for format in 0, 1:
            song.format = format
            song.save(self.path)
            sink = self.b.create_port('in', Seqgo.PortPreset.SINK)
            subprocess.run(['aplaymidi', '-d', '0', '-p', str(sink.address), self.path],
                           check=True, timeout=TIMEOUT)
            self.receive(get_content(song.to_batch()))
            sink.close()

    def test_a_queue_plays_what_was_read(self):
        source, _ = self.connect()
        for song in make_song(), MidiFile.load(C_MAJOR):
            with self.a.create_queue('song', ppq=song.ppq, tempo=song.tempo_at(0)) as queue:
                queue.start()
                source.send_batch(song.to_batch(queue))
                queue.sync(TIMEOUT)
                self.assertEqual(queue.tempo, song.tempo_at(song.n_ticks))
            self.receive(get_content(song.to_batch()))

    def test_arecordmidi_writes_what_is_read(self):
        song = make_song()
        source = self.a.create_port('out', Seqgo.PortPreset.SOURCE)
        recorder = subprocess.Popen(['arecordmidi', '-b', '120', '-t', '96', '-p',
                                     str(source.address), self.path])
        try:
            number, = until(lambda: [number for number, (name, ports) in get_clients().items()
                                     if 'arecordmidi' in name
                                     and str(source.address) in ports.get(0, {}).get('from', [])])
            events = [event.at_tick(Seqgo.QUEUE_ID_DIRECT, 0) for event in song.to_batch()
                      if event.classes & Seqgo.EventClasses.MIDI]
            source.send_events(events)
            until(lambda: self.has_read_all(number))
        finally:
            recorder.send_signal(signal.SIGINT)
            recorder.wait(TIMEOUT)
        recorded = MidiFile.load(self.path)
        self.assertEqual(recorded.warnings, [])
        self.assertEqual(recorded.ppq, 96)
        self.assertEqual(recorded.tempo_at(0), 500_000)
        self.assertEqual(get_content(recorded.to_batch()), get_content(events))

    def has_read_all(self, number):
        """Whether nothing waits for a client any more."""
        with open('/proc/asound/seq/clients', encoding='utf-8') as file:
            client, = re.findall(rf'^Client +{number} :.*?(?=^Client|\Z)', file.read(), re.M | re.S)
        match = re.search(r'Input pool :\n +Pool size +: \d+\n +Cells in use +: (\d+)', client)
        return match is not None and match[1] == '0'


if __name__ == '__main__':
    tap.main()
