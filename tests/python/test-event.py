# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import struct

import tap
from seqgo_test import IO, GLib, Seqgo, TestCase

Address, Event, EventType = Seqgo.Address, Seqgo.Event, Seqgo.EventType
PORT, OTHER = Address.new(128, 1), Address.new(20, 3)

# What each constructor makes: a type, and the attributes that are not 0.
MADE = [
    (Event.new(EventType.CLOCK), EventType.CLOCK, {}),
    (Event.new_note(3, 60, 100, 96), EventType.NOTE,
     {'channel': 3, 'note': 60, 'velocity': 100, 'duration': 96}),
    (Event.new_note(3, 60, 100, duration=1 << 31), EventType.NOTE,
     {'channel': 3, 'note': 60, 'velocity': 100, 'duration': 1 << 31}),
    (Event.new_note_full(3, 60, 100, 33, 96), EventType.NOTE,
     {'channel': 3, 'note': 60, 'velocity': 100, 'off_velocity': 33, 'duration': 96}),
    (Event.new_note_on(1, 2, 3), EventType.NOTE_ON, {'channel': 1, 'note': 2, 'velocity': 3}),
    (Event.new_note_off(1, 2, 3), EventType.NOTE_OFF, {'channel': 1, 'note': 2, 'velocity': 3}),
    (Event.new_key_pressure(1, 2, 3), EventType.KEY_PRESSURE,
     {'channel': 1, 'note': 2, 'velocity': 3}),
    (Event.new_control_change(1, 7, 90), EventType.CONTROL_CHANGE,
     {'channel': 1, 'param': 7, 'value': 90}),
    (Event.new_program_change(1, 5), EventType.PROGRAM_CHANGE, {'channel': 1, 'value': 5}),
    (Event.new_channel_pressure(1, 5), EventType.CHANNEL_PRESSURE, {'channel': 1, 'value': 5}),
    (Event.new_pitch_bend(1, -8192), EventType.PITCH_BEND, {'channel': 1, 'value': -8192}),
    (Event.new_control(EventType.NRPN, 1, 16383, 1000), EventType.NRPN,
     {'channel': 1, 'param': 16383, 'value': 1000}),
    (Event.new_queue_control(EventType.TEMPO, 4, 500000), EventType.TEMPO,
     {'control_queue': 4, 'value': 500000}),
    (Event.new_set_position_time(4, 5_000_000_006), EventType.SET_POSITION_TIME,
     {'control_queue': 4, 'position_time': 5_000_000_006, 'value': 5}),
    (Event.new_queue_skew(4, 65537, 65536), EventType.QUEUE_SKEW,
     {'control_queue': 4, 'skew': 65537, 'skew_base': 65536, 'value': 65537}),
    (Event.new_announcement(EventType.PORT_START, PORT), EventType.PORT_START, {'address': PORT}),
    (Event.new_connection(EventType.PORT_SUBSCRIBED, PORT, OTHER), EventType.PORT_SUBSCRIBED,
     {'sender': PORT, 'receiver': OTHER}),
    (Event.new_result(EventType.RESULT, 6, -2), EventType.RESULT,
     {'result_event': 6, 'result_value': -2}),
    (Event.new_sysex(b'\xf0\x01\xf7'), EventType.SYSEX, {'data': b'\xf0\x01\xf7'}),
    (Event.new_data(EventType.ECHO, b'abc'), EventType.ECHO, {'data': b'abc' + bytes(9)}),
    (Event.new_data(EventType.USER_VAR0, b''), EventType.USER_VAR0, {'data': b''}),
]
EMPTY = {
    'source': Address.new(0, 0), 'destination': Address.new(254, 253), 'queue_id': 253, 'tick': 0,
    'time': 0, 'tag': 0, 'high_priority': False, 'channel': 0, 'note': 0, 'velocity': 0,
    'off_velocity': 0, 'duration': 0, 'param': 0, 'value': 0, 'control_queue': 0,
    'numerator': 0, 'denominator': 0, 'clocks_per_click': 0, 'thirty_seconds_per_quarter': 0,
    'sharps': 0,
    'position_time': 0, 'skew': 0, 'skew_base': 0, 'address': None, 'sender': None,
    'receiver': None, 'result_event': 0, 'result_value': 0, 'bounced_event': None,
    'bounced_receiver': None, 'data': None,
}


def get_original(event, name):
    """What the getter of C returns."""
    value = getattr(event, 'get_' + name)()
    return value.get_data() if isinstance(value, GLib.Bytes) else value


class EventTest(TestCase):
    def test_constructors_and_attributes(self):
        for event, event_type, values in MADE:
            with self.subTest(event=str(event)):
                self.assertEqual(event.event_type, event_type)
                self.assertEqual(event.type, event_type)
                self.assertEqual(event.get_event_type(), event_type)
                expected = {**EMPTY, **values}
                self.assertEqual({name: getattr(event, name) for name in EMPTY}, expected)
                self.assertEqual({name: get_original(event, name) for name in EMPTY}, expected)
                self.assertFalse(event.is_real_time())
                self.assertFalse(event.is_relative())
                self.assertFalse(event.is_recovered())

    def test_every_getter_is_an_attribute(self):
        getters = {info.__name__[4:] for info in Event.__info__.get_methods()
                   if info.__name__.startswith('get_')}
        self.assertEqual(getters, EMPTY.keys() | {'event_type', 'ump', 'classes', 'fields'})
        self.assertTrue(callable(MADE[0][0].is_relative))

    def test_bytes_of_any_kind(self):
        message = b'\xf0\x7e\xf7'
        for data in message, bytearray(message), memoryview(message), GLib.Bytes.new(message):
            self.assertEqual(Event.new_sysex(data).data, message)
            self.assertEqual(Event.new_data(EventType.SYSEX, data), Event.new_sysex(message))
        for data in 'F0 F7', 3, None, [0xf0, 0xf7]:
            with self.assertRaises(TypeError):
                Event.new_sysex(data)

    def test_when(self):
        note = Event.new_note_on(0, 60, 100)
        for event, time, flags in [
                (note.at_tick(3, 96), ('tick', 96), (False, False)),
                (note.after_ticks(3, 96), ('tick', 96), (False, True)),
                (note.at_time(3, 1 << 40), ('time', 1 << 40), (True, False)),
                (note.after_time(3, 5), ('time', 5), (True, True))]:
            self.assertEqual(event.queue_id, 3)
            self.assertEqual(getattr(event, time[0]), time[1])
            self.assertEqual(event.tick + event.time, time[1])
            self.assertEqual((event.is_real_time(), event.is_relative()), flags)
            self.assertEqual(event.note, 60)
        self.assertEqual(note, Event.new_note_on(0, 60, 100))

    def test_with(self):
        note = Event.new_note_on(0, 60, 100)
        event = note.with_source(PORT).with_destination(OTHER).with_tag(7).with_high_priority(True)
        self.assertEqual((event.source, event.destination, event.tag, event.high_priority),
                         (PORT, OTHER, 7, True))
        self.assertFalse(event.with_high_priority(False).high_priority)
        self.assertEqual(event.note, 60)

    def test_equality(self):
        for event, _, _ in MADE:
            same = event.with_tag(1).with_tag(0)
            self.assertTrue(event == same and event.equal(same) and not event != same)
            self.assertEqual(hash(event), hash(same))
            self.assertNotEqual(event, event.with_tag(1))
        self.assertEqual(len({event for event, _, _ in MADE}), len(MADE))
        self.assertNotEqual(Event.new_sysex(b'\xf0\xf7'), Event.new_sysex(b'\xf1\xf7'))
        self.assertNotEqual(MADE[0][0], 'clock')

    def test_text(self):
        event = Event.new_note_on(0, 60, 100).with_source(PORT)
        self.assertEqual(str(event), '128:1 note-on channel 0 note 60 velocity 100')
        self.assertEqual(event.to_string(), str(event))
        self.assertEqual(repr(event), f'<Seqgo.Event {event}>')

    def test_midi(self):
        for event, data in [
                (Event.new_note_on(1, 2, 3), b'\x91\x02\x03'),
                (Event.new_pitch_bend(0, 0), b'\xe0\x00\x40'),
                (Event.new(EventType.CLOCK), b'\xf8'),
                (Event.new_sysex(b'\xf0\x01\xf7'), b'\xf0\x01\xf7')]:
            self.assertEqual(bytes(event), data)
            self.assertEqual(event.to_midi().get_data(), data)
        for event in Event.new_note(0, 60, 100, 96), Event.new_note_on(16, 0, 0):
            with self.assertRaises(GLib.Error):
                bytes(event)

    def test_unpack(self):
        note = Event.new_note_on(3, 60, 100).at_time(1, 5_000_000_000)
        self.assertEqual(tuple(note.unpack()), (5_000_000_000, 6, 3, 60, 100))
        for event, _, _ in MADE:
            if event.type not in (EventType.SYSEX, EventType.USER_VAR1):
                in_batch, = Seqgo.EventBatch.new([event]).iter_unpack()
                self.assertEqual(tuple(event.unpack()), in_batch)

    def test_names_are_found_fast(self):
        for name in 'Address', 'Event', 'EventBatch', 'EventType':
            self.assertIn(name, vars(Seqgo))

    def test_unknown_type(self):
        """S-106 an event of a type from a newer kernel is an event with a number and 12 bytes"""
        record = struct.pack(Seqgo.EVENT_RECORD_FORMAT, 5, 250, 0, 0, 253, 0, 1, 128, 0, 0, 0,
                             *struct.unpack('=iiI', b'twelve bytes'))
        event, = Seqgo.EventBatch.new_from_records(record)
        self.assertEqual(event.type, 250)
        self.assertEqual(event.unpack()[1], 250)
        self.assertEqual(int(event.event_type), 250)
        self.assertEqual(event.data, b'twelve bytes')
        self.assertEqual((event.source, event.tick), (Address.new(0, 1), 5))
        self.assertIn('type-250', str(event))
        with self.assert_error(IO.NOT_SUPPORTED):
            event.to_midi()

    def test_reference(self):
        event = Event.new_sysex(b'\xf0\xf7')
        reference = event.ref()
        del event
        self.assertEqual(reference.data, b'\xf0\xf7')


if __name__ == '__main__':
    tap.main()
