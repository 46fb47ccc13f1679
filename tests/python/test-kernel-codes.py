# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The numbers of the library are those of the kernel."""

import re

import tap
from seqgo_test import Seqgo, TestCase, note_on

HEADER = '/usr/include/sound/asequencer.h'

# Where the library has another name than the kernel.
NAMES = {
    'NOTEON': 'NOTE_ON', 'NOTEOFF': 'NOTE_OFF', 'KEYPRESS': 'KEY_PRESSURE',
    'CONTROLLER': 'CONTROL_CHANGE', 'PGMCHANGE': 'PROGRAM_CHANGE',
    'CHANPRESS': 'CHANNEL_PRESSURE', 'PITCHBEND': 'PITCH_BEND', 'CONTROL14': 'CONTROL_14',
    'NONREGPARAM': 'NRPN', 'REGPARAM': 'RPN', 'SONGPOS': 'SONG_POSITION',
    'SONGSEL': 'SONG_SELECT', 'QFRAME': 'QUARTER_FRAME', 'TIMESIGN': 'TIME_SIGNATURE',
    'KEYSIGN': 'KEY_SIGNATURE', 'SETPOS_TICK': 'SET_POSITION_TICK',
    'SETPOS_TIME': 'SET_POSITION_TIME', 'SENSING': 'ACTIVE_SENSING',
    'UMP_EP_CHANGE': 'UMP_ENDPOINT_CHANGE',
}

# What newer headers have.
NEWER = {
    'EVENT_UMP_EP_CHANGE': 68, 'EVENT_UMP_BLOCK_CHANGE': 69, 'PORT_CAP_INACTIVE': 1 << 8,
    'PORT_CAP_UMP_ENDPOINT': 1 << 9, 'PORT_TYPE_MIDI_UMP': 1 << 7,
}

# Those of SNDRV_SEQ_EVENT_ that are no types, but flags of events.
NO_TYPES = re.compile('LENGTH_|UMP$')


def read_codes():
    with open(HEADER, encoding='utf-8') as file:
        text = file.read()
    codes = dict(NEWER)
    for name, value in re.findall(r'^#define\s+SNDRV_SEQ_(\w+)\s+(\(?\d[^/\n]*)', text, re.M):
        number, *shift = value.strip().strip('()').split('<<')
        codes[name] = int(number.strip().rstrip('uU'), 0) << int(shift[0] if shift else 0)
    return codes


class KernelCodesTest(TestCase):
    def setUp(self):
        self.codes = read_codes()

    def get_codes(self, prefix):
        return {name[len(prefix):]: value for name, value in self.codes.items()
                if name.startswith(prefix)}

    def test_event_types(self):
        """S-105 every type of events of the kernel is there, with its number"""
        codes = {name: value for name, value in self.get_codes('EVENT_').items()
                 if not NO_TYPES.match(name)}
        self.assertGreater(len(codes), 50)
        for name, value in codes.items():
            ours = NAMES.get(name, re.sub(r'^USR(?=[_\d])', 'USER', name))
            self.assertEqual(int(getattr(Seqgo.EventType, ours)), value, name)

    def test_ports(self):
        """S-105 every capability and type of ports of the kernel is there, with its number"""
        for prefix, flags in ('PORT_CAP_', Seqgo.PortCaps), ('PORT_TYPE_', Seqgo.PortType):
            codes = self.get_codes(prefix)
            self.assertGreaterEqual(len(codes), 10)
            for name, value in codes.items():
                self.assertEqual(int(getattr(flags, name)), value, name)

    def test_numbers(self):
        """S-105 the clients, ports and queues that the kernel reserves have their numbers"""
        for ours, name in [
                (Seqgo.CLIENT_ID_SYSTEM, 'CLIENT_SYSTEM'),
                (Seqgo.CLIENT_ID_SUBSCRIBERS, 'ADDRESS_SUBSCRIBERS'),
                (Seqgo.PORT_ID_TIMER, 'PORT_SYSTEM_TIMER'),
                (Seqgo.PORT_ID_ANNOUNCE, 'PORT_SYSTEM_ANNOUNCE'),
                (Seqgo.QUEUE_ID_DIRECT, 'QUEUE_DIRECT')]:
            self.assertEqual(ours, self.codes[name], name)

    def test_flags_of_records(self):
        """S-105 the flags of a record are those of the kernel"""
        note = note_on(60)
        for event, names in [
                (note.at_tick(0, 1), ['TIME_STAMP_TICK', 'TIME_MODE_ABS']),
                (note.at_time(0, 1), ['TIME_STAMP_REAL', 'TIME_MODE_ABS']),
                (note.after_ticks(0, 1), ['TIME_STAMP_TICK', 'TIME_MODE_REL']),
                (note.with_high_priority(True), ['PRIORITY_HIGH', 'EVENT_LENGTH_FIXED']),
                (Seqgo.Event.new_sysex(b'\xf0\xf7'), ['EVENT_LENGTH_VARIABLE'])]:
            flags = Seqgo.EventBatch.new([event]).records[9]
            self.assertEqual(flags, sum(self.codes[name] for name in names), names)


if __name__ == '__main__':
    tap.main()
