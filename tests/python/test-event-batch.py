# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import struct
import sys
import unittest.mock

import tap
from seqgo_test import IO, GLib, Seqgo, TestCase, note_on

Event, EventBatch, EventType = Seqgo.Event, Seqgo.EventBatch, Seqgo.EventType
RECORD = struct.Struct(Seqgo.EVENT_RECORD_FORMAT)
SYSEX = b'\xf0\x01\x02\xf7'
EVENTS = [
    note_on(60).at_tick(3, 96).with_tag(9).with_source(Seqgo.Address.new(128, 1)),
    Event.new_sysex(SYSEX),
    Event.new_control_change(2, 7, 90).at_time(3, 5_000_000_000),
    Event.new_sysex(b'\xf0\xf7'),
]


class EventBatchTest(TestCase):
    def setUp(self):
        self.batch = EventBatch.new(EVENTS)

    def test_sequence(self):
        batch = self.batch
        self.assertEqual((len(batch), batch.n_events, batch.get_n_events()), (4, 4, 4))
        self.assertEqual(list(batch), EVENTS)
        self.assertEqual([batch[i] for i in range(-4, 4)], EVENTS * 2)
        self.assertEqual(list(reversed(batch)), EVENTS[::-1])
        self.assertEqual(batch.get_event(1), EVENTS[1])
        self.assertIsNone(batch.get_event(4))
        self.assertIn(note_on(1), EventBatch.new([note_on(1)]))
        for index in 4, -5:
            with self.assertRaises(IndexError):
                batch[index]
        with self.assertRaises(TypeError):
            batch['0']

    def test_slices_are_batches(self):
        for chosen in (slice(1, 3), slice(None), slice(None, None, -1), slice(-1, None),
                       slice(5, 9)):
            self.assertIsInstance(self.batch[chosen], EventBatch)
            self.assertEqual(list(self.batch[chosen]), EVENTS[chosen])

    def test_empty(self):
        batch = EventBatch.new([])
        self.assertEqual((len(batch), list(batch), list(batch.iter_unpack())), (0, [], []))
        self.assertEqual((batch.records, batch.payloads), (b'', b''))
        self.assertFalse(batch)

    def test_records(self):
        records, payloads = self.batch.records, self.batch.payloads
        self.assertEqual(len(records), 4 * Seqgo.EVENT_RECORD_SIZE)
        self.assertEqual(RECORD.size, Seqgo.EVENT_RECORD_SIZE)
        self.assertEqual(records, self.batch.get_records().get_data())
        self.assertEqual(payloads, self.batch.get_payloads().get_data())
        self.assertEqual(payloads, SYSEX + b'\xf0\xf7')
        self.assertEqual(next(RECORD.iter_unpack(memoryview(records))),
                         (96, EventType.NOTE_ON, 0, 9, 3, 128, 1, 254, 253, 0, 0, 60, 100, 0))

    def test_iter_unpack(self):
        unpacked = list(self.batch.iter_unpack())
        self.assertEqual(unpacked[0], (96, EventType.NOTE_ON, 0, 60, 100))
        self.assertEqual(unpacked[2], (5_000_000_000, EventType.CONTROL_CHANGE, 2, 7, 90))
        _, kind, _, offset, size = unpacked[3]
        self.assertEqual(kind, EventType.SYSEX)
        self.assertEqual(self.batch.payloads[offset:offset + size], b'\xf0\xf7')

    def test_payload(self):
        self.assertEqual([self.batch.payload(i) for i in range(4)],
                         [None, SYSEX, None, b'\xf0\xf7'])
        self.assertEqual(self.batch.payload(-1), b'\xf0\xf7')

    def test_new_from_records(self):
        one = EventBatch.new_from_records(self.batch.records, self.batch.payloads)
        other = EventBatch.new_from_records(self.batch.get_records(), self.batch.get_payloads())
        self.assertEqual(list(one), EVENTS)
        self.assertEqual(list(other), EVENTS)
        record = RECORD.pack(0, EventType.NOTE_ON, 0, 0, 253, 0, 0, 254, 253, 0, 0, 60, 100, 0)
        self.assertEqual(list(EventBatch.new_from_records(bytearray(record) * 2)),
                         [note_on(60)] * 2)

    def test_recovered(self):
        came, lost = EventBatch.new_from_records(b''.join(
            RECORD.pack(0, EventType.NOTE_ON, flags, 0, 253, 0, 0, 254, 253, 0, 0, 60, 100, 0)
            for flags in (0, 1 << 6)))
        self.assertEqual((came.is_recovered(), lost.is_recovered()), (False, True))
        self.assertEqual(came, lost)
        self.assertTrue(lost.with_tag(3).is_recovered())

    def test_new_from_wrong_records(self):
        with self.assert_error(IO.INVALID_ARGUMENT):
            EventBatch.new_from_records(self.batch.records[:-1])
        with self.assert_error(IO.INVALID_ARGUMENT):
            EventBatch.new_from_records(self.batch.records, SYSEX)
        with self.assertRaises(TypeError):
            EventBatch.new_from_records('records')

    def test_array(self):
        try:
            import numpy
        except ImportError:
            self.skipTest('numpy is not installed')
        array = self.batch.array
        self.assertEqual(array.dtype.itemsize, Seqgo.EVENT_RECORD_SIZE)
        self.assertEqual(array['time'].tolist(), [96, 0, 5_000_000_000, 0])
        self.assertEqual(array[array['type'] == EventType.NOTE_ON]['a'].tolist(), [60])
        self.assertEqual([tuple(row)[:10] + tuple(row)[11:] for row in array.tolist()],
                         list(RECORD.iter_unpack(self.batch.records)))
        self.assertFalse(array.flags.writeable)
        self.assertEqual(numpy.unique(array['queue']).tolist(), [3, 253])

    def test_array_without_numpy(self):
        with unittest.mock.patch.dict(sys.modules, numpy=None):
            with self.assertRaisesRegex(ImportError, 'EventBatch.array needs numpy'):
                self.batch.array

    def test_text(self):
        self.assertEqual(repr(self.batch), '<Seqgo.EventBatch of 4>')

    def test_what_is_kept_outlives_the_batch(self):
        event, records, bytes_ = self.batch[1], memoryview(self.batch.records), self.batch.records
        reference = self.batch.ref()
        del self.batch
        self.assertEqual(event.data, SYSEX)
        self.assertEqual(records, bytes_)
        self.assertEqual(list(reference), EVENTS)

    def test_a_large_batch(self):
        count = 100_000
        batch = EventBatch.new_from_records(EventBatch.new([note_on(5)]).records * count)
        self.assertEqual(sum(note for _, _, _, note, _ in batch.iter_unpack()), 5 * count)
        self.assertIsInstance(batch.get_records(), GLib.Bytes)


if __name__ == '__main__':
    tap.main()
