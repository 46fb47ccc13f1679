# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""MIDI 2.0 through the kernel or, with an alsa-lib that has none, the errors that say so."""

import os
import subprocess

import tap
from seqgo_test import IO, SEQUENCER, TIMEOUT, Seqgo, SequencerTestCase, TestCase, until

Event, Ump, Version = Seqgo.Event, Seqgo.Ump, Seqgo.MidiVersion
BlockInfo, EndpointInfo = Seqgo.UmpBlockInfo, Seqgo.UmpEndpointInfo
Direction, Protocols = Seqgo.UmpDirection, Seqgo.UmpProtocols
USB = os.path.join(os.environ['SEQGO_SOURCE_ROOT'], 'tests', 'lab', 'usb-midi2')
HAVE_UMP = os.environ['SEQGO_HAVE_UMP'] == 'yes'


def plug_in(*words):
    """Plugs a device in or out; returns the numbers of its two ends."""
    output = subprocess.run(['sh', USB, *words], stdout=subprocess.PIPE, text=True, check=True)
    return [int(number) for number in output.stdout.split()]


def get_words(batch):
    return [event.ump.words if event.ump else event.type.value_nick for event in batch]


class InfoTest(TestCase):
    """Descriptions exist without MIDI 2.0, too."""

    def test_endpoint(self):
        info = EndpointInfo(
            name='Synth', product_id='7', protocols=Protocols.MIDI1 | Protocols.MIDI2,
            protocol=Protocols.MIDI1, static_blocks=True, n_blocks=2, version=0x0102,
            manufacturer_id=1, family_id=2, model_id=3, software_revision=4)
        self.assertEqual(
            {name: getattr(info, name) for name in (
                'name', 'product_id', 'protocols', 'protocol', 'static_blocks', 'n_blocks',
                'version', 'manufacturer_id', 'family_id', 'model_id', 'software_revision')},
            {pspec.name.replace('-', '_'): info.get_property(pspec.name)
             for pspec in info.list_properties()})
        self.assertEqual((info.name, info.software_revision), ('Synth', 4))
        self.assertEqual(repr(info), '<Seqgo.UmpEndpointInfo Synth, MIDI 1.0, 2 blocks>')
        self.assertEqual(EndpointInfo.new('x', Protocols.MIDI2).version, 0x0101)

    def test_block(self):
        info = BlockInfo(
            id=3, name='Keys', active=False, direction=Direction.OUTPUT, first_group=2, n_groups=2,
            flags=Seqgo.UmpBlockFlags.MIDI1, ui_hint=Seqgo.UmpUiHint.SENDER, ci_version=2,
            n_sysex8_streams=1)
        self.assertEqual(
            {name: getattr(info, name) for name in (
                'id', 'name', 'active', 'direction', 'first_group', 'n_groups', 'flags', 'ui_hint',
                'ci_version', 'n_sysex8_streams')},
            {pspec.name.replace('-', '_'): info.get_property(pspec.name)
             for pspec in info.list_properties()})
        self.assertEqual(str(info), 'Keys, output, groups 2 to 3')
        self.assertEqual(str(BlockInfo.new('x', Direction.INPUT, 4, 1)), 'x, input, group 4')


class MissingTest(SequencerTestCase):
    def test_errors(self):
        for call in (
                lambda: Seqgo.SequencerClient.open('C', midi_version=Version.UMP_2_0),
                lambda: self.a.set_ump_conversion(False),
                lambda: self.a.set_ump_groups(1, True),
                lambda: self.a.get_ump_endpoint_info(self.a.id),
                lambda: self.a.get_ump_block_info(self.a.id, 0),
                lambda: self.a.create_ump_endpoint(EndpointInfo.new('x', Protocols.MIDI2),
                                                   [BlockInfo.new('y', Direction.INPUT, 0, 1)])):
            with self.assert_error(IO.NOT_SUPPORTED) as caught:
                call()
            self.assertIn('1.2.10', caught.exception.message)

    def test_legacy(self):
        client = Seqgo.SequencerClient.open('C', midi_version=Version.LEGACY)
        self.addCleanup(client.close)
        self.assertEqual(client.get_midi_version(), Version.LEGACY)
        self.assertEqual(client.midi_version, client.get_property('midi-version'))
        info, = (info for info in client.list_clients() if info.id == client.id)
        self.assertEqual((info.midi_version, info.ump_groups), (Version.LEGACY, 0xffff))
        source, _ = self.connect()
        with self.assert_error(IO.INVALID_ARGUMENT):
            source.send(Event.new_ump(Ump.new_note_on(0, 0, 60, 1)))


class UmpTest(SequencerTestCase):
    def open_ump(self, version=Version.UMP_2_0, direction=None):
        client = Seqgo.SequencerClient.open('C', direction, midi_version=version)
        self.addCleanup(client.close)
        return client

    def test_version(self):
        """S-94 a client gets the version that it asks for, and no other"""
        for version in Version.LEGACY, Version.UMP_1_0, Version.UMP_2_0:
            client = self.open_ump(version)
            self.assertEqual(client.get_midi_version(), version)
            self.assertEqual(client.midi_version, client.get_property('midi-version'))
            info, = (info for info in self.a.list_clients() if info.id == client.id)
            self.assertEqual(info.midi_version, version)
            for name in 'midi_version', 'ump_groups', 'ump_groupless', 'ump_conversion':
                self.assertEqual(getattr(info, name), getattr(info, 'get_' + name)())
                self.assertEqual(getattr(info, name), info.get_property(name))
        sender = self.open_ump(direction=Seqgo.Direction.OUTPUT)
        self.assertEqual(sender.direction, Seqgo.Direction.OUTPUT)

    def test_notes(self):
        """S-95 the kernel converts notes to the version of the receiver"""
        port = self.a.create_port('out', Seqgo.PortPreset.SOURCE)
        for version, expected in [(Version.UMP_1_0, [0x20903c40]),
                                  (Version.UMP_2_0, [0x40903c00, 0x80000000])]:
            client = self.open_ump(version)
            sink = client.create_port('in', Seqgo.PortPreset.SINK)
            port.send(Event.new_note_on(0, 60, 64), to=sink)
            self.assertEqual(get_words(client.read_batch(TIMEOUT)), [expected])

    def test_controls(self):
        """S-96 the kernel converts controllers, and waits for the last one of a parameter"""
        client = self.open_ump()
        sink = client.create_port('in', Seqgo.PortPreset.SINK)
        port = self.a.create_port('out', Seqgo.PortPreset.SOURCE)
        for event in (Event.new_control_change(0, 7, 100), Event.new_pitch_bend(0, 0),
                      Event.new_program_change(0, 5), Event.new_control_change(0, 101, 0),
                      Event.new_control_change(0, 100, 1), Event.new_control_change(0, 6, 64),
                      Event.new_control_change(0, 38, 0)):
            port.send(event, to=sink)
        self.assertEqual(get_words(client.read_batch(TIMEOUT)), [
            [0x40b00700, 0xc9249249], [0x40e00000, 0x80000000], [0x40c00000, 0x05000000],
            [0x40200001, 0x80000000]])

    def test_refused(self):
        """S-99 a client of MIDI 1.0 cannot send packets, and need not receive them converted"""
        source, sink = self.connect()
        packet = Event.new_ump(Ump.new_note_on(0, 0, 60, 1))
        with self.assert_error(IO.INVALID_ARGUMENT):
            source.send(packet)
        port = self.open_ump().create_port('out', Seqgo.PortPreset.SOURCE)
        self.b.set_ump_conversion(False)
        port.send(packet, to=sink)
        self.b.set_ump_conversion(True)
        port.send(packet, to=sink)
        self.assertEqual(len(self.b.read_batch(TIMEOUT)), 1)

    def test_groups(self):
        client = self.open_ump()
        port = client.create_port('both')
        client.set_ump_groups(1 << 3, False)
        port.send_events(Event.new_ump(ump).with_destination(port.address) for ump in (
            Ump.new_note_on(2, 0, 60, 1), Ump.new_note_on(3, 0, 60, 1), Ump.new_start_of_clip()))
        self.assertEqual(get_words(client.read_batch(TIMEOUT)), [[0x43903c00, 0x00010000]])

    def test_endpoint(self):
        """S-100 a client becomes an endpoint with a port for each group, but only once"""
        client = Seqgo.SequencerClient.open('C')
        self.addCleanup(client.close)
        info = EndpointInfo(name='Synth', protocols=Protocols.MIDI1 | Protocols.MIDI2)
        blocks = [BlockInfo(name='Keys', direction=Direction.OUTPUT),
                  BlockInfo(name='Sound', direction=Direction.INPUT, first_group=1)]
        ports = client.create_ump_endpoint(info, blocks)
        self.assertEqual([(port.id, port.name) for port in ports],
                         [(0, 'MIDI 2.0'), (1, 'Group 1 (Keys)'), (2, 'Group 2 (Sound)')])
        self.assertEqual((client.name, client.midi_version), ('Synth', Version.UMP_2_0))
        known = self.a.get_ump_endpoint_info(client.id)
        self.assertEqual((known.name, known.n_blocks), ('Synth', 2))
        self.assertEqual([str(self.a.get_ump_block_info(client.id, i)) for i in range(2)],
                         ['Keys, output, group 0', 'Sound, input, group 1'])
        found = {str(port.address): port for port in self.a.list_ports(any_type=True)}
        groups = [found[str(port.address)] for port in ports]
        self.assertEqual([port.ump_group for port in groups], [-1, 0, 1])
        for name in 'ump_group', 'direction', 'is_midi1':
            for port in groups:
                self.assertEqual(getattr(port, name), getattr(port, 'get_' + name)())
                self.assertEqual(getattr(port, name), port.get_property(name))
        self.assertEqual(groups[1].direction, Seqgo.Direction.INPUT)
        self.assertFalse(groups[1].is_midi1)
        self.a.create_port('out').send(Event.new_note_on(0, 60, 64), to=ports[2])
        self.assertEqual(get_words(client.read_batch(TIMEOUT)), [[0x41903c00, 0x80000000]])
        with self.assert_error(IO.EXISTS):
            client.create_ump_endpoint(info, blocks)

    def test_no_endpoint(self):
        """S-101 who is no endpoint is not known as one"""
        for client in self.a, self.open_ump():
            with self.assert_error(IO.NOT_FOUND):
                self.a.get_ump_endpoint_info(client.id)
            with self.assert_error(IO.NOT_FOUND):
                self.a.get_ump_block_info(client.id, 0)
        with self.assert_error(SEQUENCER.GONE):
            self.a.get_ump_endpoint_info(191)

    def test_announcement(self):
        """S-102 announcements to a client of MIDI 2.0 are what they are elsewhere"""
        client = self.open_ump()
        sink = client.create_port('in', Seqgo.PortPreset.SINK)
        source = self.a.create_port('out', Seqgo.PortPreset.SOURCE)
        source.connect_to(sink)
        event, = client.read_batch(TIMEOUT)
        self.assertEqual((event.type.value_nick, event.ump), ('port-subscribed', None))
        self.assertEqual((event.sender, event.receiver), (source.address, sink.address))

    def test_usb(self):
        device, host = plug_in('2')
        self.addCleanup(plug_in, '--unplug')
        client = self.open_ump()
        port, heard = client.create_port('both'), []
        port.connect('event::ump', lambda _, event: heard.append(event.ump))
        port.connect_from(Seqgo.Address.new(host, 0))
        port.connect_to(Seqgo.Address.new(device, 0))
        self.assertEqual(client.get_ump_endpoint_info(device).name, 'Lab endpoint')
        sent = [Ump.new_note_on_at_pitch(1, 2, 60, 0xabcd, 60.25), *Ump.new_sysex8(0, 1, bytes(20))]
        for ump in sent:
            port.send(Event.new_ump(ump))
        until(lambda: len(heard) == len(sent), 'what went through the cable')
        # Groups are of their own; within each there is an order.
        self.assertEqual(sorted(heard, key=lambda ump: -ump.group), sent)
        client.close()


if HAVE_UMP:
    del MissingTest
else:
    del UmpTest

if __name__ == '__main__':
    tap.main()
