# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import os
import struct
import subprocess

import tap
from seqgo_test import (IO, SEQUENCER, TIMEOUT, Dump, GLib, Seqgo, SequencerTestCase, get_clients,
                        get_notes, get_types, note_on, until)

C_MAJOR = os.path.join(os.path.dirname(os.path.realpath(__file__)), '..', 'data', 'c_major.mid')
Event, EventType, Preset = Seqgo.Event, Seqgo.EventType, Seqgo.PortPreset


def record_batch(type, flags=0):
    """A batch of one record, made of its fields."""
    return Seqgo.EventBatch.new_from_records(struct.pack(
        Seqgo.EVENT_RECORD_FORMAT, 0, type, flags, 0, Seqgo.QUEUE_ID_DIRECT, 0, 0, 254, 253, 0, 0,
        0, 0, 0))


class ConnectionTest(SequencerTestCase):
    def get_receivers(self, port):
        return get_clients()[port.address.client_id][1][port.id]['to']

    def test_twice(self):
        """S-11 to connect or disconnect twice is an error"""
        source, sink = self.a.create_port('out'), self.b.create_port('in')
        source.connect_to(sink)
        self.assertEqual(self.get_receivers(source), [str(sink.address)])
        with self.assert_error(SEQUENCER.ALREADY_CONNECTED):
            source.connect_to(sink)
        source.disconnect_to(sink)
        self.assertEqual(self.get_receivers(source), [])
        with self.assert_error(SEQUENCER.NOT_CONNECTED):
            source.disconnect_to(sink)

    def test_only_the_other_side_is_told(self):
        """S-17 the other side is told of a connection and of its end"""
        source, sink = self.a.create_port('out'), self.b.create_port('in')
        source.connect_to(sink)
        source.disconnect_to(sink)
        source.connect_to(sink)
        ends = source.address, sink.address
        self.a.close()
        events = list(self.b.read_batch(TIMEOUT))
        self.assertEqual(get_types(events), ['port-subscribed', 'port-unsubscribed'] * 2)
        for event in events:
            self.assertEqual((event.sender, event.receiver), ends)
            self.assertEqual((str(event.source), event.destination), ('0:1', sink.address))

        client = self.open('C')
        port = client.create_port('p')
        self.assertIs(port.client, client)
        port.connect_to(sink)
        with self.assert_error(IO.TIMED_OUT):
            client.read_batch(0)

    def test_whatever_names_a_port(self):
        source, sink = self.a.create_port('out'), self.b.create_port('in')
        infos = {str(info.address): info for info in self.a.list_ports()}
        for port, other, connect, disconnect in [
                (source, sink, source.connect_to, source.disconnect_to),
                (sink, source, sink.connect_from, sink.disconnect_from)]:
            client_name = 'B' if other is sink else 'A'
            for name in (other, other.address, str(other.address), infos[str(other.address)],
                         client_name, other.name, f'{client_name}:{other.name}'):
                with self.subTest(name=name):
                    connect(name)
                    self.assertEqual(self.get_receivers(source), [str(sink.address)])
                    disconnect(name)
                    self.assertEqual(self.get_receivers(source), [])
        for name in (sink, sink.address, 'B'):
            third = self.open('third')
            third.connect_ports('A', name)
            self.assertEqual(self.get_receivers(source), [str(sink.address)])
            third.disconnect_ports(source, name)
            self.assertEqual(self.get_receivers(source), [])

    def test_addresses(self):
        source, sink = self.a.create_port('out'), self.b.create_port('in')
        for connect, disconnect, other in [
                (source.connect_to_address, source.disconnect_to_address, sink),
                (sink.connect_from_address, sink.disconnect_from_address, source)]:
            connect(other.address)
            self.assertEqual(self.get_receivers(source), [str(sink.address)])
            disconnect(other.address)
            self.assertEqual(self.get_receivers(source), [])

    def test_what_names_no_port(self):
        port = self.a.create_port('out')
        for other in 128, None, self.b, b'128:0':
            for function in (port.connect_to, port.disconnect_from,
                             lambda other: port.send_to(note_on(60), other),
                             lambda other: self.a.connect_ports(port, other)):
                with self.assertRaises(TypeError):
                    function(other)
        with self.assert_error(IO.NOT_FOUND):
            port.connect_to('no such port')
        with self.assert_error(SEQUENCER.GONE):
            port.connect_to('190:0')

    def test_attributes(self):
        port = self.a.create_port('out')
        for pspec in port.list_properties():
            name = pspec.name.replace('-', '_')
            self.assertEqual(getattr(port, name), getattr(port, 'get_' + name)())
            self.assertEqual(getattr(port, name), port.get_property(pspec.name))
        self.assertEqual(repr(port), f"<Seqgo.SequencerPort {self.a.id}:0 'out'>")
        port.close()
        port.close()
        self.assertEqual(repr(port), f"<Seqgo.SequencerPort {self.a.id}:0 'out' closed>")
        self.assertEqual(get_clients()[self.a.id][1], {})


class SendTest(SequencerTestCase):
    def setUp(self):
        super().setUp()
        self.source, self.sink = self.connect()

    def receive(self):
        return self.b.read_batch(TIMEOUT)

    def test_on(self):
        """What was received is sent on as it is, and does not come back."""
        through = self.b.create_port('through', Preset.SOURCE)
        target = self.open('C')
        through.connect_to(target.create_port('in', Preset.SINK))
        self.source.send_events([note_on(60), Event.new_sysex(b'\xf0\x01\xf7')])
        batch = self.b.read_batch(TIMEOUT)
        through.send_batch(batch)
        for event in batch:
            through.send(event)
        received = target.read_batch(TIMEOUT)
        self.assertEqual(get_types(received),
                         ['port-subscribed', 'note-on', 'sysex', 'note-on', 'sysex'])
        self.assertEqual({event.source for event in received[1:]}, {through.address})
        with self.assert_error(IO.TIMED_OUT):
            self.b.read_batch(0)

    def test_direct(self):
        """S-21 an event has arrived when the call that sends it returns"""
        self.source.send(note_on(60))
        event, = self.b.read_batch(0)
        self.assertEqual(event, note_on(60).with_source(self.source.address).with_destination(
            self.sink.address))
        self.assertEqual((event.queue_id, event.tick), (Seqgo.QUEUE_ID_DIRECT, 0))

    def test_short_messages(self):
        source = self.source
        for send, data in [
                (lambda: source.note_on(1, 60, 100), '91 3c 64'),
                (lambda: source.note_on(1, 60, 0), '91 3c 00'),
                (lambda: source.note_off(1, 60, 64), '81 3c 40'),
                (lambda: source.key_pressure(1, 60, 5), 'a1 3c 05'),
                (lambda: source.control_change(1, 7, 90), 'b1 07 5a'),
                (lambda: source.program_change(1, 5), 'c1 05'),
                (lambda: source.channel_pressure(1, 9), 'd1 09'),
                (lambda: source.pitch_bend(1, -8192), 'e1 00 00'),
                (lambda: source.sysex(bytes.fromhex('f0 01 f7')), 'f0 01 f7'),
                (lambda: source.sysex(GLib.Bytes.new(b'\xf0\xf7')), 'f0 f7')]:
            send()
            event, = self.receive()
            self.assertEqual(bytes(event).hex(' '), data)
        for send in (lambda: source.note_on(16, 60, 100), lambda: source.note_on(0, 128, 100),
                     lambda: source.pitch_bend(0, 8192)):
            with self.assert_error(IO.INVALID_ARGUMENT):
                send()

    def test_timers_send_once(self):
        sent = []
        for function, *arguments in [
                (self.source.note_off, 0, 60, 64), (self.source.send, note_on(60)),
                (self.source.sysex, b'\xf0\xf7')]:
            source_id = GLib.timeout_add(1, function, *arguments)
            until(lambda: GLib.MainContext.default().find_source_by_id(source_id) is None)
            sent.extend(self.b.read_batch(TIMEOUT))
        self.assertEqual(get_types(sent), ['note-off', 'note-on', 'sysex'])

    def test_as_others_see_it(self):
        dump = Dump(self.source.address)
        self.addCleanup(dump.stop)
        # The sequencer connects aseqdump before it prints the two lines that Dump has read.
        self.source.note_on(2, 60, 100)
        self.source.control_change(2, 7, 90)
        self.source.pitch_bend(2, -5)
        address = str(self.source.address)
        lines = until(lambda: len(dump.lines) >= 3 and dump.lines)
        self.assertEqual([line.lower() for line in lines], [
            f'{address} note on 2, note 60, velocity 100',
            f'{address} control change 2, controller 7, value 90',
            f'{address} pitch bend 2, value -5'])

    def test_to_one(self):
        other = self.b.create_port('other')
        for to in other, other.address, str(other.address), 'B:other', 'other':
            self.source.send(note_on(60), to=to)
            self.source.send_to(note_on(61), to)
            events = self.receive()
            self.assertEqual(get_notes(events), [60, 61])
            self.assertEqual({event.destination for event in events}, {other.address})
        with self.assert_error(SEQUENCER.GONE):
            self.source.send(note_on(60), to='190:0')
        self.source.send(note_on(62).with_destination(other.address))
        self.assertEqual(get_notes(self.receive()), [62])

    def test_many(self):
        self.source.send_events(note_on(number) for number in range(128))
        self.source.send_batch(Seqgo.EventBatch.new([note_on(1), note_on(2)]))
        self.source.send_events([])
        self.assertEqual(get_notes(self.receive()), [*range(128), 1, 2])

    def test_many_with_a_wrong_one(self):
        events = [note_on(1), note_on(2), note_on(3).with_destination(Seqgo.Address.new(190, 0)),
                  note_on(4)]
        with self.assert_error(SEQUENCER.GONE) as caught:
            self.source.send_events(events)
        self.assertIn('event 3 of 4', caught.exception.message)
        self.assertEqual(get_notes(self.receive()), [1, 2])

    def test_refused(self):
        """S-22 what the kernel refuses is an invalid argument, an event of no type is dropped"""
        with self.assert_error(IO.INVALID_ARGUMENT):
            self.source.send(Event.new_note(0, 60, 100, 10))
        with self.assert_error(IO.INVALID_ARGUMENT):
            self.source.send_batch(record_batch(type=200))
        for wrong in {'type': int(EventType.NOTE_ON), 'flags': 4}, {'type': int(EventType.SYSEX)}:
            with self.assert_error(IO.INVALID_ARGUMENT):
                record_batch(**wrong)
        self.source.send(Event.new(EventType.NONE))
        with self.assert_error(IO.TIMED_OUT):
            self.b.read_batch(0)

    def test_undeliverable(self):
        """S-23 what cannot be delivered is told by what is wrong with its receiver"""
        for address, code in [('190:0', SEQUENCER.GONE), (f'{self.b.id}:77', SEQUENCER.GONE),
                              ('0:1', IO.PERMISSION_DENIED), ('255:0', SEQUENCER.GONE)]:
            with self.assert_error(code):
                self.source.send(note_on(60), to=address)
        with self.assert_error(IO.INVALID_ARGUMENT):
            self.source.send(note_on(60), queue=7, tick=1)
        self.a.create_port('alone').send(note_on(60))
        self.source.close()
        with self.assert_error(IO.CLOSED):
            self.source.send(note_on(60))

    def test_many_with_a_callback(self):
        results = []
        batch = Seqgo.EventBatch.new([note_on(1)])
        self.source.send_batch_async(batch, GLib.PRIORITY_DEFAULT, None, lambda port, result, data:
                                     results.append((port.send_batch_finish(result), data)), 'x')
        until(lambda: results)
        self.assertEqual(results, [(True, 'x')])
        self.assertEqual(get_notes(self.receive()), [1])
        self.source.send_batch_async(batch)
        self.assertEqual(get_notes(self.receive()), [1])

    def test_sysex_sizes(self):
        """S-43 SysEx of every size up to that of the default pool arrives as one event"""
        self.b.reassemble_sysex = False   # The bytes may be the beginning of a message.
        for size in 0, 1, 28, 100, 4000, 4068, 4096, 5572:
            data = os.urandom(size)
            self.source.sysex(data)
            event, = self.receive()
            self.assertEqual((event.type, event.data), (EventType.SYSEX, data))

    def test_sysex_too_large(self):
        """S-44 SysEx that the receiver's pool cannot take is refused, and nothing else is lost"""
        with self.assert_error(SEQUENCER.PAYLOAD_TOO_LARGE):
            self.source.sysex(bytes(5573))
        self.source.note_on(0, 60, 100)
        self.assertEqual(get_notes(self.receive()), [60])

    def test_sysex_into_a_large_pool(self):
        """S-45 SysEx of 55972 bytes arrives in a pool of 2000, and no more does"""
        self.b.set_input_pool(2000)
        data = b'\xf0' + os.urandom(55970) + b'\xf7'
        self.source.sysex(data)
        event, = self.receive()
        self.assertEqual(event.data, data)
        with self.assert_error(SEQUENCER.PAYLOAD_TOO_LARGE):
            self.source.sysex(bytes(55973))

    def test_options(self):
        queue = self.a.create_queue()
        event = note_on(60)
        for options in ({'queue': queue}, {'tick': 3}, {'time': 3}, {'relative': True},
                        {'queue': queue, 'tick': 1, 'time': 1}):
            with self.assertRaises(TypeError):
                self.source.send(event, **options)
        with self.assertRaises(ValueError):
            self.source.send(event, queue=queue, time=-1)
        with self.assertRaises(TypeError):
            self.source.send(event, 'B')

    def test_a_file(self):
        """S-93 a file played by aplaymidi arrives as exactly what is in it"""
        client = self.open('C')
        port = client.create_port('in', Preset.SINK)
        subprocess.run(['aplaymidi', '-d', '0', '-p', str(port.address), C_MAJOR], check=True)
        events = [event for batch in client.batches(timeout=0) for event in batch]
        scale = (60, 62, 64, 65, 67, 69, 71, 72)
        self.assertEqual(get_types(events), ['port-subscribed', *['note-on', 'note-off'] * 8,
                                             'port-unsubscribed'])
        self.assertEqual([bytes(event) for event in events[1:-1]],
                         [bytes(message) for note in scale
                          for message in ((0x90, note, 100), (0x80, note, 64))])


if __name__ == '__main__':
    tap.main()
