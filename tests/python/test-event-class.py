# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Events of every type, from a table: how they are made, what they are like and what they carry."""

import json
import os

import tap
from seqgo_test import IO, Seqgo, TestCase

Event, EventBatch, EventType = Seqgo.Event, Seqgo.EventBatch, Seqgo.EventType
Classes, Fields = Seqgo.EventClasses, Seqgo.EventFields
TABLE = os.path.join(os.path.dirname(os.path.realpath(__file__)), '..', 'data', 'events.json')


def from_nick(nick):
    return getattr(EventType, nick.upper().replace('-', '_'))


def to_argument(value):
    if not isinstance(value, dict):
        return value
    (kind, text), = value.items()
    return {'type': from_nick, 'hex': bytes.fromhex,
            'address': lambda address: Seqgo.Address.new(*map(int, address.split(':')))}[kind](text)


def from_field(event, name):
    value = event.is_minor() if name == 'minor' else getattr(event, name)
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, Seqgo.Address) else value


class EventClassTest(TestCase):
    def setUp(self):
        with open(TABLE, encoding='utf-8') as file:
            self.rows = json.load(file)
        self.events = [getattr(Event, method)(*map(to_argument, arguments))
                       for method, *arguments in (row['new'] for row in self.rows)]

    def test_every_type_is_in_the_table(self):
        self.assertEqual({row['type'] for row in self.rows},
                         {value.value_nick for value in EventType.__enum_values__.values()})

    def test_fields(self):
        for row, event in zip(self.rows, self.events):
            with self.subTest(type=row['type']):
                self.assertEqual(event.type, from_nick(row['type']))
                names = [nick.replace('-', '_') for nick in event.fields.value_nicks]
                self.assertEqual({name: from_field(event, name) for name in names}, row['fields'])
                self.assertEqual(event.fields, EventType.get_fields(event.type))
                self.assertEqual(event.fields, event.get_fields())
                self.assertEqual(event.fields, Seqgo.event_type_get_fields(event.type))

    def test_fields_have_the_names_of_accessors(self):
        for value in Fields.__flags_values__.values():
            name = value.first_value_nick.replace('-', '_')
            self.assertTrue(name == 'minor' or hasattr(Event, 'get_' + name), name)

    def test_classes(self):
        for row, event in zip(self.rows, self.events):
            with self.subTest(type=row['type']):
                self.assertEqual(set(event.classes.value_nicks), set(row['classes']))
                self.assertEqual(event.classes, event.get_classes())
                for get_classes in EventType.get_classes, Seqgo.event_type_get_classes:
                    self.assertEqual(get_classes(event.type) | Classes.FIXED,
                                     event.classes | Classes.FIXED)

    def test_midi(self):
        for row, event in zip(self.rows, self.events):
            with self.subTest(type=row['type']):
                if row['midi'] is not None:
                    self.assertEqual(bytes(event).hex(), row['midi'])
                else:
                    with self.assert_error(IO.NOT_SUPPORTED):
                        bytes(event)

    def test_records(self):
        """An event is the same after it was written as a record, alone or with others."""
        for events in [self.events, *([event] for event in self.events)]:
            batch = EventBatch.new(events)
            again = EventBatch.new_from_records(batch.records, batch.payloads)
            self.assertEqual(list(again), events)
            self.assertEqual(list(again), [event.at_tick(3, 96).with_tag(1).at_tick(253, 0)
                                           .with_tag(0) for event in events])

    def test_text_begins_with_the_type(self):
        for row, event in zip(self.rows, self.events):
            self.assertEqual(str(event).split()[0], row['type'])

    def test_signatures(self):
        for event, text in [
                (Event.new_time_signature(6, 8), '6/8'),
                (Event.new_time_signature(4, 1), '4/1'),
                (Event.new_key_signature(-3, True), '3 flats minor'),
                (Event.new_key_signature(2, False), '2 sharps major'),
                (Event.new_control(EventType.TIME_SIGNATURE, 0, 0, 4), '4'),
                (Event.new_control(EventType.KEY_SIGNATURE, 0, 0, -1), '-1')]:
            self.assertEqual(str(event).split(' ', 1)[1], text)
        self.assertEqual(Event.new_control(EventType.TIME_SIGNATURE, 0, 0, 0xFF << 16).denominator,
                         0)

    def test_unknown_type(self):
        """S-106 nothing is said of a type from a newer kernel but that it carries bytes"""
        record = bytearray(EventBatch.new([Event.new_data(EventType.USER0, b'x')]).records)
        record[8] = 250
        event, = EventBatch.new_from_records(record)
        self.assertEqual((event.classes, event.fields), (Classes.FIXED, Fields.DATA))


if __name__ == '__main__':
    tap.main()
