# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import asyncio

import tap
from seqgo_test import IO, SEQUENCER, Gio, Seqgo, SequencerTestCase, get_queues, until

MILLISECOND = 1_000_000


def make_song(n_notes=8, step=24):
    song = Seqgo.MidiFile.new(96)
    song.add_track('notes')
    for number in range(n_notes):
        note = Seqgo.Event.new_note(0, (60 + number) % 128, 100, step // 2)
        song.add_event(0, number * step, note)
    return song


class PlayerTest(SequencerTestCase):
    def setUp(self):
        super().setUp()
        self.source = self.a.create_port('out', Seqgo.PortPreset.SOURCE)
        self.sink = self.b.create_port('in', Seqgo.PortPreset.SINK)
        self.source.connect_to(self.sink)
        self.b.read_batch(1)

    def create(self, song=None):
        player = Seqgo.SequencerPlayer.new(self.source, song or make_song())
        self.addCleanup(player.close)
        return player

    def read(self):
        return [event for batch in self.b.batches(0.05) for event in batch]

    def test_run(self):
        """play to the end, without a main loop"""
        player = self.create()
        self.assertEqual(list(get_queues().values()), ['player'])
        player.run()
        events = self.read()
        self.assertEqual([(event.note, event.tick) for event in events],
                         [(60 + i // 2, i * 12) for i in range(16)])
        self.assertEqual(player.tick, player.file.n_ticks)
        self.assertEqual(player.position, player.duration)
        with player:
            pass
        self.assertEqual(get_queues(), {})
        with self.assert_error(IO.CLOSED):
            player.run()

    def test_signals(self):
        """play with a main loop: properties are notified, and the end is told"""
        player = self.create()
        notified, finished = set(), []
        player.connect('notify', lambda player, pspec: notified.add(pspec.name))
        player.connect('finished', finished.append)
        player.set_speed(4)
        self.assertEqual(player.get_speed(), 4)
        player.play()
        self.assertTrue(player.get_playing())
        until(lambda: finished)
        self.assertEqual(notified, {'speed', 'playing', 'tick', 'position'})
        for pspec in player.list_properties():
            getter = getattr(player, 'get_' + pspec.name)
            self.assertEqual(player.get_property(pspec.name), getter())
            self.assertEqual(getattr(player, pspec.name), getter())
        with self.assert_error(IO.INVALID_ARGUMENT):
            player.speed = 11
        self.assertEqual(len(self.read()), 16)

    def test_pause_and_seek(self):
        """what is paused is silent, what is sought goes on there"""
        player = self.create(make_song(20))
        player.play()
        until(lambda: player.tick > 50)
        player.pause()
        self.assertFalse(player.playing)
        sounding = set()
        for event in self.read():
            (sounding.add if event.type == Seqgo.EventType.NOTE_ON
             else sounding.discard)(event.note)
        self.assertEqual(sounding, set())
        player.seek(1000 * MILLISECOND)
        self.assertEqual((player.tick, player.get_position()), (192, 1000 * MILLISECOND))
        player.seek_tick(456)
        self.assertEqual(player.get_tick(), 456)
        player.run()
        self.assertEqual({event.note for event in self.read()}, {79})
        with self.assert_error(IO.INVALID_ARGUMENT):
            player.seek(-1)

    def test_loop(self):
        """a range is played again and again"""
        player = self.create()
        player.set_loop_range(24, 48)
        player.loop = True
        self.assertTrue(player.get_loop())
        player.play()
        notes = []

        def read_notes():
            notes.extend(event.note for event in self.read()
                         if event.type == Seqgo.EventType.NOTE_ON)
            return len(notes) >= 10

        until(read_notes)
        self.assertEqual(notes[:10], [60] + [61] * 9)
        player.set_loop(False)
        with self.assert_error(IO.INVALID_ARGUMENT):
            player.set_loop_range(1, 1)

    def test_ports(self):
        """tracks and channels have ports of their own"""
        song = make_song(2)
        song.add_track('bass')
        song.add_event(1, 0, Seqgo.Event.new_note(1, 30, 100, 10))
        player = self.create(song)
        ports = [self.a.create_port(name, Seqgo.PortPreset.SOURCE) for name in ('1', '2')]
        for port in ports:
            port.connect_to(self.sink)
        player.set_track_port(1, ports[0])
        player.set_channel_port(0, ports[1])
        self.read()
        player.run()
        sources = {event.note: event.source for event in self.read()}
        self.assertEqual(sources, {30: ports[0].address, 60: ports[1].address,
                                   61: ports[1].address})
        player.set_channel_port(0, None)
        self.assertIs(player.get_port(), self.source)

    def test_failed(self):
        player = self.create(make_song(100))
        errors = []
        player.connect('failed', lambda player, error: errors.append(error))
        player.play()
        self.source.close()
        until(lambda: errors)
        self.assertTrue(errors[0].matches(Gio.io_error_quark(), IO.CLOSED))
        self.assertTrue(player.is_closed())

    def test_await(self):
        """await the end, in plain asyncio; cancel"""
        player = self.create()

        async def play():
            await player.play_async()
            task = asyncio.create_task(player.play_async())
            await asyncio.sleep(0.1)
            self.assertTrue(player.playing)
            player.pause()
            player.play()
            task.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await task

        asyncio.run(play())
        self.assertFalse(player.playing)
        self.assertEqual(self.read()[0].note, 60)


class RecorderTest(SequencerTestCase):
    def test_record(self):
        """record what a player plays: the same comes out"""
        source = self.a.create_port('out', Seqgo.PortPreset.SOURCE)
        sink = self.b.create_port('in', Seqgo.PortPreset.SINK)
        source.connect_to(sink)
        recorder = Seqgo.SequencerRecorder.new(sink, bpm=100)
        self.addCleanup(recorder.close)
        self.assertIs(recorder.get_port(), sink)
        self.assertEqual((recorder.get_ppq(), recorder.get_bpm(), recorder.get_recording()),
                         (480, 100, False))
        with self.assert_error(IO.NOT_INITIALIZED):
            recorder.stop()
        song = make_song()
        player = Seqgo.SequencerPlayer.new(source, song)
        self.addCleanup(player.close)
        recorder.start()
        player.play()
        until(lambda: recorder.n_events == 16)
        for pspec in recorder.list_properties():
            name = pspec.name.replace('-', '_')
            getter = getattr(recorder, 'get_' + name)
            self.assertEqual(recorder.get_property(pspec.name), getter())
            self.assertEqual(getattr(recorder, name), getter())
        recorded = recorder.stop()
        self.assertFalse(recorder.recording)
        self.assertEqual(
            [str(event.event) for event in recorded.list_events(0) if event.meta < 0],
            [str(event.event) for event in song.list_events(0) if event.meta < 0])
        self.assertEqual(recorded.tempo_at(0), 600000)
        with recorder:
            recorder.start()
        self.assertTrue(recorder.is_closed())

    def test_overflow(self):
        source = self.a.create_port('out', Seqgo.PortPreset.SOURCE)
        sink = self.b.create_port('in', Seqgo.PortPreset.SINK)
        source.connect_to(sink)
        recorder = Seqgo.SequencerRecorder.new(sink)
        told = []
        recorder.connect('overflow', told.append)
        recorder.start()
        with self.assert_error(SEQUENCER.RECEIVER_FULL):
            for number in range(300):
                source.control_change(0, 1, number % 128)
        until(lambda: told)
        self.assertEqual(recorder.get_n_overflows(), 1)
        texts = [event.text for event in recorder.stop().list_events(0)]
        self.assertIn('Events were lost before this', texts)


if __name__ == '__main__':
    tap.main()
