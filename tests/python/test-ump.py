# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import struct

import tap
from seqgo_test import IO, GLib, Seqgo, TestCase

Event, Ump, Version = Seqgo.Event, Seqgo.Ump, Seqgo.MidiVersion
Protocols, Voice = Seqgo.UmpProtocols, Seqgo.UmpVoiceStatus

# What each constructor makes: the words, and the name.
MADE = [
    (Ump.new_note_on(0, 1, 60, 0xffff), [0x40913c00, 0xffff0000], 'note-on'),
    (Ump.new_note_off(0, 1, 60, 0x8000), [0x40813c00, 0x80000000], 'note-off'),
    (Ump.new_note_on_at_pitch(0, 1, 60, 2, 60.5), [0x40913c03, 0x00027900], 'note-on'),
    (Ump.new_note_full(Voice.NOTE_OFF, 0, 1, 60, 2, Seqgo.UmpAttributeType.PROFILE, 5),
     [0x40813c02, 0x00020005], 'note-off'),
    (Ump.new_poly_pressure(0, 1, 60, 7), [0x40a13c00, 7], 'poly-pressure'),
    (Ump.new_registered_per_note(0, 1, 60, 200, 7), [0x40013cc8, 7], 'registered-per-note'),
    (Ump.new_assignable_per_note(0, 1, 60, 200, 7), [0x40113cc8, 7], 'assignable-per-note'),
    (Ump.new_per_note_pitch_bend(0, 1, 60, 7), [0x40613c00, 7], 'per-note-pitch-bend'),
    (Ump.new_per_note_management(0, 1, 60, Seqgo.UmpPerNoteFlags.RESET), [0x40f13c01, 0],
     'per-note-management'),
    (Ump.new_control_change(0, 1, 74, 7), [0x40b14a00, 7], 'control-change'),
    (Ump.new_rpn(0, 1, 129, 7), [0x40210101, 7], 'rpn'),
    (Ump.new_nrpn(0, 1, 129, 7), [0x40310101, 7], 'nrpn'),
    (Ump.new_relative_rpn(0, 1, 129, -1), [0x40410101, 0xffffffff], 'relative-rpn'),
    (Ump.new_relative_nrpn(0, 1, 129, 7), [0x40510101, 7], 'relative-nrpn'),
    (Ump.new_program_change(0, 1, 5), [0x40c10000, 0x05000000], 'program-change'),
    (Ump.new_program_and_bank(0, 1, 5, 129), [0x40c10001, 0x05000101], 'program-change'),
    (Ump.new_channel_pressure(0, 1, 7), [0x40d10000, 7], 'channel-pressure'),
    (Ump.new_pitch_bend(0, 1, 1 << 31), [0x40e10000, 1 << 31], 'pitch-bend'),
    (Ump.new_midi1(Voice.NOTE_ON, 0, 1, 60, 100), [0x20913c64], 'midi1-note-on'),
    (Ump.new_system(Seqgo.UmpSystemStatus.SONG_POSITION, 0, 300), [0x10f22c02], 'song-position'),
    (Ump.new_utility(Seqgo.UmpUtilityStatus.JR_CLOCK, 7), [0x00100007], 'jr-clock'),
    (Ump.new_tempo(0, 50_000_000), [0xd0100000, 50_000_000, 0, 0], 'tempo'),
    (Ump.new_time_signature(0, 6, 8), [0xd0100001, 0x06030800, 0, 0], 'time-signature'),
    (Ump.new_metronome(0, 24, 4, 0, 0, 2, 0), [0xd0100002, 0x18040000, 0x02000000, 0],
     'metronome'),
    (Ump.new_key_signature(0, -1, -3, 5), [0xd0100005, 0xd5000000, 0, 0], 'key-signature'),
    (Ump.new_chord_name(0, 1, 1, 2, 7, 0x17000000, -8, 0, 0, 0),
     [0xd0010006, 0x12071700, 0, 0x80000000], 'chord-name'),
    (Ump.new_endpoint_discovery(Seqgo.UmpDiscovery.NAME), [0xf0000101, 4, 0, 0],
     'endpoint-discovery'),
    (Ump.new_endpoint_info(2, True, Protocols.MIDI2), [0xf0010101, 0x82000200, 0, 0],
     'endpoint-info'),
    (Ump.new_device_info(0x7d, 1, 2, 3), [0xf0020000, 0x7d, 0x00010002, 3], 'device-info'),
    (Ump.new_config_request(Protocols.MIDI2), [0xf0050200, 0, 0, 0], 'config-request'),
    (Ump.new_config(Protocols.MIDI1), [0xf0060100, 0, 0, 0], 'config'),
    (Ump.new_block_discovery(-1, Seqgo.UmpBlockDiscovery.INFO), [0xf010ff01, 0, 0, 0],
     'block-discovery'),
    (Ump.new_block_info(1, True, Seqgo.UmpDirection.OUTPUT, 2, 1, Seqgo.UmpBlockFlags.MIDI1,
                        Seqgo.UmpUiHint.SENDER, 1, 0), [0xf0118126, 0x02010100, 0, 0],
     'block-info'),
    (Ump.new_start_of_clip(), [0xf0200000, 0, 0, 0], 'start-of-clip'),
    (Ump.new_end_of_clip(), [0xf0210000, 0, 0, 0], 'end-of-clip'),
]


class UmpTest(TestCase):
    def test_constructors(self):
        for ump, words, name in MADE:
            with self.subTest(ump=str(ump)):
                self.assertEqual(ump.words, words)
                self.assertEqual(ump.get_words(), words)
                self.assertEqual(ump.name, name)
                self.assertEqual(ump.message_type, words[0] >> 28)
                self.assertEqual(Ump.new(words), ump)

    def test_attributes(self):
        ump = Ump.new_note_on_at_pitch(1, 2, 60, 3, 60.5)
        for name, value in {
                'message_type': Seqgo.UmpMessageType.MIDI2_CHANNEL_VOICE, 'status': Voice.NOTE_ON,
                'name': 'note-on', 'group': 1, 'channel': 2, 'note': 60, 'velocity': 3,
                'pitch': 60.5, 'param': 0, 'value': 0, 'data': None}.items():
            self.assertEqual(getattr(ump, name), value, name)
            self.assertEqual(getattr(ump, 'get_' + name)(), value, name)
        self.assertEqual(ump.fields, {'note': 60, 'velocity': 3, 'attribute-type': 3,
                                      'attribute': 60 * 512 + 256})
        self.assertEqual(ump.list_fields(), list(ump.fields))
        self.assertEqual(tuple(ump.get_field('velocity')), (True, 3))
        self.assertEqual(tuple(ump.get_field('value')), (False, 0))
        self.assertEqual(Ump.new_relative_rpn(0, 0, 5, -7).value, -7)
        self.assertEqual(Ump.new_control_change(0, 0, 74, 1 << 31).param, 74)
        self.assertEqual((Ump.new_start_of_clip().group, Ump.new_tempo(0, 5).channel), (-1, -1))

    def test_words(self):
        self.assertEqual(Ump.new((0x20903c64,)).note, 60)
        self.assertEqual(str(Ump.new([0x61234567])), 'group 1 type 6 status 0 61234567')
        self.assertEqual(Ump.new([0x61234567]).message_type, Seqgo.UmpMessageType.RESERVED_6)
        for words in [], [0x40903c00], [0x20903c64, 0]:
            with self.assert_error(IO.INVALID_ARGUMENT):
                Ump.new(words)
        for words in None, [-1], [1 << 32], ['x']:
            with self.assertRaises((TypeError, OverflowError)):
                Ump.new(words)

    def test_text_and_equality(self):
        for ump, words, _ in MADE:
            same = Ump.new(words)
            self.assertTrue(ump == same and ump.equal(same) and not ump != same)
            self.assertEqual(hash(ump), hash(same))
            self.assertEqual(repr(ump), f'<Seqgo.Ump {ump.to_string()}>')
        self.assertEqual(len({ump for ump, _, _ in MADE}), len(MADE))
        self.assertNotEqual(MADE[0][0], 'note-on')
        self.assertEqual(str(MADE[0][0]), 'group 0 channel 1 note-on note 60 velocity 65535')

    def test_long(self):
        message = bytes([0xf0, *range(100), 0xf7])
        for make, data in [
                (lambda data: Ump.new_sysex7(2, data), message),
                (lambda data: Ump.new_sysex8(2, 9, data), bytes(range(256))),
                (lambda data: Ump.new_text(Seqgo.UmpFlexStatus.LYRICS, 0, 1, data.decode()),
                 'Tränen, so süß wie Wein'.encode()),
                (lambda data: Ump.new_endpoint_name(data.decode()), b'a rather long name'),
                (lambda data: Ump.new_product_id(data.decode()), b'1'),
                (lambda data: Ump.new_block_name(3, data.decode()), b'keys')]:
            umps = make(data)
            self.assertEqual(Ump.join(umps), data)
            self.assertEqual(Ump.join(iter(umps)), data)
            self.assertEqual(b''.join(ump.data for ump in umps), data.strip(b'\xf0\xf7')
                             if data == message else data)
            if len(umps) > 1:
                with self.assert_error(IO.INVALID_ARGUMENT):
                    Ump.join(umps[1:])
        self.assertEqual(Ump.join(Ump.new_sysex7(0, GLib.Bytes.new(b'\1\2'))), b'\xf0\1\2\xf7')
        with self.assert_error(IO.INVALID_ARGUMENT):
            Ump.new_sysex7(0, b'\xf0\x80\xf7')
        with self.assertRaises(TypeError):
            Ump.new_sysex7(0, 'text')

    def test_functions(self):
        """What is not a constructor is a function of the namespace, too."""
        data = GLib.Bytes.new(b'abc')
        for name, *arguments in [
                ('scale_up', 64, 7, 16), ('scale_down', 0x8000, 16, 7), ('new_sysex7', 0, data),
                ('new_sysex8', 0, 1, data), ('new_text', Seqgo.UmpFlexStatus.LYRICS, 0, 1, 'La'),
                ('new_endpoint_name', 'a'), ('new_product_id', 'b'), ('new_block_name', 3, 'c')]:
            self.assertEqual(getattr(Seqgo, 'ump_' + name)(*arguments),
                             getattr(Ump, name)(*arguments))
        self.assertEqual(Seqgo.ump_join(Ump.new_sysex8(0, 1, b'abc')).get_data(), b'abc')

    def test_lists_are_freed(self):
        for _ in range(1000):
            umps = Ump.new_sysex8(0, 0, bytes(100))
            first, last = umps[0], umps[-1]
            del umps
            self.assertEqual((first.status, last.status), (1, 3))
            same = first.ref()
            self.assertEqual(same, first)

    def test_scale(self):
        for value, expected in (1, 0x200), (64, 0x8000), (127, 0xffff):
            self.assertEqual(Ump.scale_up(value, 7, 16), expected)
            self.assertEqual(Ump.scale_down(expected, 16, 7), value)

    def test_events(self):
        ump = Ump.new_note_on(0, 1, 60, 0x8000)
        event = Event.new_ump(ump).at_tick(3, 96)
        self.assertEqual((event.ump, event.tick, event.note, event.data), (ump, 96, 0, None))
        self.assertEqual(
            str(event), f'ump {ump} at tick 96 of queue 3')
        self.assertIsNone(Event.new_note_on(0, 60, 1).ump)
        batch = Seqgo.EventBatch.new([event, Event.new_note_on(0, 60, 1)])
        self.assertEqual([one.ump for one in batch], [ump, None])
        self.assertEqual(list(struct.unpack_from('=4I', batch.records, 16)), ump.words + [0, 0])
        self.assertEqual(Seqgo.EventBatch.new_from_records(batch.records)[0], event)
        with self.assert_error(IO.NOT_SUPPORTED):
            event.to_midi()

    def test_conversion(self):
        note = Event.new_note_on(0, 60, 64).at_tick(3, 96)
        for version, words in [(Version.UMP_1_0, [0x21903c40]),
                               (Version.UMP_2_0, [0x41903c00, 0x80000000])]:
            event, = note.to_ump(1, version)
            self.assertEqual((event.ump.words, event.tick), (words, 96))
            self.assertEqual(list(event.to_legacy()), [note])
        with self.assert_error(IO.NOT_SUPPORTED):
            Event.new_ump(Ump.new_tempo(0, 1)).to_legacy()
        with self.assert_error(IO.INVALID_ARGUMENT):
            Event.new_note_on(0, 128, 1).to_ump(0, Version.UMP_2_0)


if __name__ == '__main__':
    tap.main()
