# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import contextlib
import os
import pathlib
import struct
import tempfile

import tap
from seqgo_test import IO, Gio, GLib, Seqgo, TestCase, note_on

Event, EventType, Meta, MidiFile = Seqgo.Event, Seqgo.EventType, Seqgo.MidiMeta, Seqgo.MidiFile
SONG = os.path.join(os.path.dirname(os.path.realpath(__file__)), '..', 'data', 'c_major.mid')


def chunk(name, data):
    return struct.pack('>4sI', name, len(data)) + data


def midi(*tracks, format=1, division=96):
    return b''.join([chunk(b'MThd', struct.pack('>HHH', format, len(tracks), division)),
                     *(chunk(b'MTrk', track + b'\0\xff\x2f\0') for track in tracks)])


def read_number(data, at):
    number = 0
    while True:
        number = number << 7 | data[at] & 127
        at += 1
        if data[at - 1] < 128:
            return number, at


def parse(data):
    """An independent reader, of good files: the tracks, lists of (tick, bytes of the event)."""
    tracks, at = [], 14
    while at < len(data):
        size = struct.unpack_from('>I', data, at + 4)[0]
        at, end = at + 8, at + 8 + size
        events, tick, status = [], 0, None
        while at < end:
            delta, at = read_number(data, at)
            tick += delta
            if data[at] >= 128:
                status, at = data[at], at + 1
            head = bytes([status])
            if status < 0xF0:
                size = 1 if status >> 4 in (12, 13) else 2
            else:
                if status == 0xFF:
                    head, at = head + data[at:at + 1], at + 1
                size, at = read_number(data, at)
            events.append((tick, head + data[at:at + size]))
            at += size
        tracks.append(events)
    return tracks


def flatten(song, track):
    """The same of a MidiFile."""
    events = []
    for event in song.list_events(track):
        head = bytes([event.status])
        if event.meta != Meta.NONE:
            head += bytes([event.meta])
        body = bytes(event.event)[1:] if event.data is None else event.data
        events.append((event.tick, head + body))
    return events + [(song.get_track_end(track), b'\xff\x2f')]


class MidiFileTest(TestCase):
    @contextlib.contextmanager
    def assert_says(self, code, text):
        with self.assert_error(code) as caught:
            yield
        self.assertIn(text, caught.exception.message)

    def test_load(self):
        for song in (MidiFile.load(SONG), MidiFile.load(pathlib.Path(SONG)),
                     MidiFile.load(Gio.File.new_for_path(SONG)),
                     MidiFile.load_file(Gio.File.new_for_path(SONG), None)):
            self.assertEqual((song.format, song.ppq, song.n_tracks), (0, 96, 1))
            self.assertEqual((song.duration, song.n_ticks), (500_000_000, 384))
            self.assertEqual((song.frame_rate, song.ticks_per_frame), (0, 0))
            self.assertEqual(song.warnings, [])
            self.assertEqual(song.get_track_name(0), 'C major')
            self.assertEqual(song.get_n_events(0), 18)
        self.assertEqual(repr(song), '<Seqgo.MidiFile of format 0 with 1 tracks, 0.500 s>')
        for name in 'format', 'ppq', 'n_tracks', 'duration', 'n_ticks', 'warnings':
            self.assertEqual(song.get_property(name.replace('_', '-')),
                             getattr(song, 'get_' + name)())

    def test_events(self):
        song = MidiFile.load(SONG)
        name, tempo, first, *_ = events = song.list_events(0)
        self.assertEqual((name.tick, name.status, name.meta, name.text, name.data, name.event),
                         (0, 0xFF, Meta.TRACK_NAME, 'C major', b'C major', None))
        self.assertEqual((tempo.meta, tempo.event.type, tempo.event.value, tempo.text),
                         (Meta.TEMPO, EventType.TEMPO, 125000, None))
        self.assertEqual((first.status, first.meta, first.data), (0x90, Meta.NONE, None))
        self.assertEqual(first.event, note_on(60))
        self.assertEqual(events[-1].tick, 384)
        self.assertEqual(events[-1].event.tick, 384)
        self.assertEqual(str(name), '0 track-name “C major”')
        self.assertEqual(repr(first), f'<Seqgo.MidiFileEvent {first.to_string()}>')
        self.assertEqual(song.get_event(0, 2), first)
        self.assertNotEqual(first, tempo)
        self.assertEqual(first.ref(), first)
        self.assertIsNone(song.get_event(0, 18))
        self.assertEqual(song.list_events(1), [])

    def test_what_a_meta_event_without_a_name_is(self):
        song = MidiFile.new_from_bytes(midi(b'\0\xff\x60\2ab'))
        event, = song.list_events(0)
        self.assertEqual((event.meta, event.data, str(event)), (0x60, b'ab', '0 meta-96 61 62'))

    def test_tempo(self):
        song = MidiFile.new(96)
        song.add_bpm(0, 60)
        song.add_tempo(96, 250_000)
        self.assertEqual([song.tempo_at(tick) for tick in (0, 95, 96)],
                         [1_000_000, 1_000_000, 250_000])
        self.assertEqual(song.tick_to_time(192), 1_250_000_000)
        self.assertEqual(song.time_to_tick(1_250_000_000), 192)
        with self.assert_error(IO.INVALID_ARGUMENT):
            song.add_bpm(0, 1)
        with self.assert_error(IO.INVALID_ARGUMENT):
            song.add_tempo(0, 0)

    def test_smpte(self):
        song = MidiFile.new_smpte(25, 40)
        self.assertEqual((song.frame_rate, song.ticks_per_frame, song.ppq), (25, 40, 1000))
        self.assertEqual((song.get_property('frame-rate'), song.get_property('ticks-per-frame')),
                         (25, 40))
        self.assertEqual((song.get_frame_rate(), song.get_ticks_per_frame()), (25, 40))
        self.assertEqual(song.tick_to_time(1500), 1_500_000_000)
        self.assertEqual(bytes(song)[12:14], b'\xe7\x28')

    def test_write(self):
        song = MidiFile.new(96)
        piano = song.add_track('Piano')
        song.add_bpm(0, 120)
        song.add_event(piano, 0, Event.new_note(0, 60, 100, 96))
        song.add_event(piano, 96, Event.new_sysex(b'\xf0\1\xf7'))
        song.add_text(piano, 48, Meta.LYRIC, 'la')
        song.add_meta(piano, 300, Meta.SEQUENCER_SPECIFIC, b'\x7d')
        song.add_meta(piano, 300, 0x60)
        song.add_copy(song.add_track(None), song.get_event(piano, 1))
        song.set_track_end(1, 400)
        self.assertEqual(parse(bytes(song)), [
            [(0, b'\xff\3Piano'), (0, b'\xff\x51\7\xa1\x20'), (0, b'\x90\x3c\x64'),
             (48, b'\xff\5la'), (96, b'\x80\x3c\0'), (96, b'\xf0\1\xf7'), (300, b'\xff\x7f\x7d'),
             (300, b'\xff\x60'), (300, b'\xff\x2f')],
            [(0, b'\xff\x51\7\xa1\x20'), (400, b'\xff\x2f')]])
        self.assertEqual(song.duration, 400 * 500_000_000 // 96)

        song.remove_event(0, 0)
        self.assertEqual(song.get_event(0, 0).meta, Meta.TEMPO)
        song.remove_track(0)
        self.assertEqual((song.n_tracks, song.get_track_end(0)), (1, 400))

    def test_write_as_format_0(self):
        song = MidiFile.new(96)
        for track in range(2):
            song.add_track(None)
            song.add_event(track, 5 - track, note_on(60 + track))
        song.format = 0
        self.assertEqual(parse(bytes(song)), [[(4, b'\x90\x3d\x64'), (5, b'\x90\x3c\x64'),
                                               (5, b'\xff\x2f')]])

    def test_save(self):
        song = MidiFile.load(SONG)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / 'ü.mid'
            for place in path, str(path), Gio.File.new_for_path(str(path)):
                song.save(place)
                self.assertEqual(path.read_bytes(), bytes(song))
                path.unlink()
            song.save_file(Gio.File.new_for_path(str(path)), None)
            self.assertEqual(MidiFile.load(path).list_events(0), song.list_events(0))
            with self.assert_error(IO.IS_DIRECTORY):
                song.save(folder)
            with self.assert_says(IO.NOT_FOUND, 'nowhere'):
                MidiFile.load(path.with_name('nowhere'))

    def test_round_trip(self):
        everything = midi(
            b'\0\xff\0\2\0\1' b'\0\xff\1\2hi' b'\0\xff\x20\1\1' b'\0\xff\x21\1\0'
            b'\0\xff\x51\3\7\xa1\x20' b'\0\xff\x54\5\x60\1\2\3\4' b'\0\xff\x58\4\6\3\x18\x08'
            b'\0\xff\x59\2\xfd\1' b'\0\xff\x7f\2\x7d\1' b'\0\xff\x60\1\xff',
            b'\x82\x00\x90\x3c\x64\x30\x3c\0' b'\0\xa1\1\2' b'\0\xb2\7\x64' b'\0\xc3\5'
            b'\0\xd4\6' b'\0\xe5\0\x40' b'\x81\x80\0\xf0\3\1\2\3' b'\x10\xf7\2\4\xf7'
            b'\0\xf7\1\xf8')
        for data in everything, midi(format=2), midi(b'', division=0xE250), bytes(
                MidiFile.load(SONG)):
            song = MidiFile.new_from_bytes(data)
            self.assertEqual(song.warnings, [])
            self.assertEqual(parse(bytes(song)), parse(data))
            self.assertEqual([flatten(song, i) for i in range(song.n_tracks)], parse(data))
            self.assertEqual(bytes(song)[:14], data[:14])

    def test_a_long_song(self):
        data = midi(*(b'\x10\x90\x3c\x64' + b'\x10\x3c\0\x10\x3c\x64' * 5000 for _ in range(4)))
        song = MidiFile.new_from_bytes(data)
        batch = song.to_batch()
        self.assertEqual(len(batch), 40004)
        times = [time for time, *_ in batch.iter_unpack()]
        self.assertEqual(times, sorted(times))
        self.assertEqual(bytes(song), data)

    def test_batch(self):
        song = MidiFile.new_from_bytes(midi(
            b'\0\xff\3\1x' b'\0\xff\x51\3\7\xa1\x20' b'\x60\xf0\2\1\xf7', b'\x20\xc0\5'))
        for queue, id in ((None, Seqgo.QUEUE_ID_DIRECT), (3, 3)):
            tempo, program, sysex = events = list(song.to_batch(queue))
            self.assertEqual([(event.type, event.tick, event.queue_id) for event in events],
                             [(EventType.TEMPO, 0, id), (EventType.PROGRAM_CHANGE, 32, id),
                              (EventType.SYSEX, 96, id)])
            self.assertEqual(sysex.data, b'\xf0\1\xf7')
            self.assertEqual(list(song.track_to_batch(1, queue)), [program])
        self.assertEqual((tempo.destination.to_string(), tempo.control_queue), ('0:0', 3))
        self.assertEqual(list(song.track_to_batch(0))[0].value, 500000)

    def test_add_batch(self):
        song = MidiFile.new(96)
        track = song.add_track(None)
        song.add_batch(track, Seqgo.EventBatch.new([
            note_on(62).at_time(0, 500_000_000), note_on(60).at_tick(0, 5)]))
        self.assertEqual([(event.tick, event.event.note) for event in song.list_events(track)],
                         [(5, 60), (96, 62)])
        with self.assert_says(IO.NOT_SUPPORTED, 'Event 1: '):
            song.add_batch(track, Seqgo.EventBatch.new([note_on(1), Event.new(EventType.ECHO)]))
        self.assertEqual(song.get_n_events(track), 2)

    def test_errors(self):
        song = MidiFile.new(96)
        for call in (lambda: song.add_event(0, 0, note_on(60)), lambda: song.remove_track(0),
                     lambda: song.add_text(0, 0, Meta.TEXT, ''), lambda: song.add_meta(0, 0, 1),
                     lambda: song.set_track_end(0, 0), lambda: song.remove_event(0, 0)):
            with self.assert_says(IO.INVALID_ARGUMENT, 'There is no track 0'):
                call()
        for data, place in ((b'', 'offset 0'), (SONG.encode(), 'offset 0'),
                            (midi(b'\0\x3c\x64'), 'offset 23'), (midi(b'\0\xf3\1'), 'offset 23')):
            with self.assert_says(IO.INVALID_DATA, place):
                MidiFile.new_from_bytes(data)
        with self.assertRaises(TypeError):
            MidiFile.new_from_bytes('text')

    def test_warnings(self):
        song = MidiFile.new_from_bytes(memoryview(midi(b'\0\xc0\1')[:-4]))
        self.assertEqual(len(song.warnings), 2)
        self.assertEqual(song.warnings[0], 'Offset 14: track 0 should have 7 bytes, but the file '
                                           'ends after 3 of them')
        self.assertEqual(len(song.list_events(0)), 1)

    def test_to_bytes_is_glib_bytes(self):
        song = MidiFile.new(96)
        self.assertIsInstance(song.to_bytes(), GLib.Bytes)
        song.set_format(2)
        self.assertEqual(song.get_format(), 2)

    def test_every_cut_of_a_file(self):
        """Nothing crashes, and what is read is what there was."""
        whole = bytes(MidiFile.load(SONG))
        events = MidiFile.load(SONG).list_events(0)
        for size in range(22, len(whole)):
            song = MidiFile.new_from_bytes(whole[:size])
            self.assertEqual(song.list_events(0), events[:song.get_n_events(0)])
            self.assertTrue(song.warnings)


if __name__ == '__main__':
    tap.main()
