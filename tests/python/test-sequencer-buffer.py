# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import tap
from seqgo_test import IO, SEQUENCER, TIMEOUT, Seqgo, SequencerTestCase, get_notes, note_on


class BufferTest(SequencerTestCase):
    def setUp(self):
        super().setUp()
        self.source, self.sink = self.connect()

    def receive(self):
        return get_notes(self.b.read_batch(TIMEOUT))

    def test_with(self):
        with self.source.buffered() as buffer:
            for note in 60, 64, 67:
                buffer.add(note_on(note))
            with self.assert_error(IO.TIMED_OUT):
                self.b.read_batch(0)
            self.assertEqual(repr(buffer), '<Seqgo.SequencerBuffer of 3>')
        self.assertEqual(self.receive(), [60, 64, 67])
        self.assertEqual((buffer.n_sent, buffer.n_events, buffer.failed_event), (3, 0, None))

        with self.assertRaises(ZeroDivisionError), buffer:
            buffer.add(note_on(60))
            1 / 0
        self.assertEqual(len(buffer), 0)
        with self.assert_error(IO.TIMED_OUT):
            self.b.read_batch(0)

    def test_as_a_sequence(self):
        buffer = Seqgo.SequencerBuffer.new(self.source)
        self.assertTrue(buffer)
        buffer.add_batch(Seqgo.EventBatch.new([note_on(0), note_on(1), note_on(2)]))
        self.assertEqual(get_notes(buffer), [0, 1, 2])
        self.assertEqual((buffer[0].note, buffer[-1].note, get_notes(buffer[1:])), (0, 2, [1, 2]))
        with self.assertRaises(IndexError):
            buffer[3]
        self.assertEqual(buffer.take_first().note, 0)
        self.assertEqual((buffer.get_event(0).note, buffer.get_event(2)), (1, None))
        self.assertIs(buffer.get_port(), self.source)
        for pspec in buffer.list_properties():
            getter = getattr(buffer, 'get_' + pspec.name.replace('-', '_'))
            self.assertEqual(buffer.get_property(pspec.name), getter())

    def test_short_messages(self):
        buffer = self.source.buffered()
        added = []
        for name, arguments in [
                ('note_on', (1, 60, 100)), ('note_off', (1, 60, 64)), ('key_pressure', (2, 61, 3)),
                ('control_change', (15, 7, 127)), ('program_change', (3, 5)),
                ('channel_pressure', (4, 6)), ('pitch_bend', (5, -8192))]:
            add = getattr(buffer, name)
            add(*arguments)
            added.append(getattr(Seqgo.Event, 'new_' + name)(*arguments))
            self.assertEqual(list(buffer), added)
            too_much = 8192 if name == 'pitch_bend' else 128
            for wrong in (16, *arguments[1:]), (*arguments[:-1], too_much):
                with self.assert_error(IO.INVALID_ARGUMENT):
                    add(*wrong)
        buffer.flush()
        received = self.b.read_batch(TIMEOUT)
        self.assertEqual([bytes(event) for event in received], [bytes(event) for event in added])

    def test_when_and_where(self):
        queue = self.a.create_queue(bpm=600)
        with self.source.buffered() as buffer:
            buffer.add(note_on(1), queue=queue, tick=20)
            buffer.add(note_on(0), queue=queue, tick=10, to='B:in')
            buffer.add(note_on(2), queue=queue, time=0.05, relative=True, to=self.sink)
        queue.start_scheduled()
        queue.sync(TIMEOUT)
        self.assertEqual(self.receive(), [0, 1, 2])

    def test_undeliverable(self):
        """S-25 an event that cannot be sent is named, taken out, and does not block the others"""
        buffer = self.source.buffered()
        for number in range(5):
            buffer.add(note_on(number), to='190:0' if number == 2 else None)
        with self.assert_error(SEQUENCER.GONE):
            buffer.flush()
        self.assertEqual((buffer.n_sent, buffer.failed_event.note, get_notes(buffer)),
                         (2, 2, [3, 4]))
        buffer.flush()
        self.assertEqual(self.receive(), [0, 1, 3, 4])

    def test_full_receiver(self):
        """S-35 what a full receiver could not take waits until it can"""
        buffer = self.source.buffered()
        for number in range(400):
            buffer.add(note_on(number % 128))
        with self.assert_error(SEQUENCER.RECEIVER_FULL):
            buffer.flush()
        self.assertEqual((buffer.n_sent, len(buffer), buffer.failed_event), (200, 200, buffer[0]))
        with self.assert_error(SEQUENCER.OVERFLOW):
            self.b.read_batch(TIMEOUT)
        buffer.flush()
        notes = []
        while len(notes) < 200:
            notes += self.receive()
        self.assertEqual(notes, [number % 128 for number in range(200, 400)])

    def test_full_pool(self):
        """S-38 what does not fit into the pool waits, too"""
        queue = self.a.create_queue()
        buffer = self.source.buffered()
        for number in range(600):
            buffer.add(note_on(0), queue=queue, tick=100000)
        with self.assert_error(SEQUENCER.POOL_FULL):
            buffer.flush()
        self.assertEqual((buffer.n_sent, len(buffer)), (500, 100))
        self.a.remove_events()
        buffer.flush()
        self.assertEqual(queue.get_status().n_events, 100)

    def test_remove(self):
        """S-73 events are removed from a buffer as from a queue"""
        queue = self.a.create_queue()
        with self.source.buffered() as buffer:
            for number in range(6):
                buffer.add(note_on(number).with_tag(number % 2), queue=queue, tick=100000)
            self.assertEqual(buffer.remove_events(tag=1), 3)
            self.assertEqual(get_notes(buffer), [0, 2, 4])
            self.assertEqual(buffer.remove_events(Seqgo.EventPattern(tag=1)), 0)
        self.assertEqual(queue.get_status().n_events, 3)
        buffer.add(note_on(0))
        self.assertEqual(buffer.remove_events(), 1)

    def test_closed(self):
        buffer = self.source.buffered()
        buffer.add(note_on(0))
        self.source.close()
        with self.assert_error(IO.CLOSED):
            buffer.flush()
        self.assertEqual((len(buffer), buffer.failed_event), (1, None))
        with self.assert_error(IO.CLOSED):
            Seqgo.SequencerBuffer().flush()


if __name__ == '__main__':
    tap.main()
