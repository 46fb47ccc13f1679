# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import tap
from seqgo_test import (IO, SEQUENCER, TIMEOUT, Seqgo, SequencerTestCase, get_clients, note_on)

Caps, Direction, Preset = Seqgo.PortCaps, Seqgo.Direction, Seqgo.PortPreset


class ConnectTest(SequencerTestCase):
    def setUp(self):
        super().setUp()
        self.source = self.a.create_port('out', Preset.SOURCE)
        self.sink = self.b.create_port('in', Preset.SINK)

    def receive_note(self):
        """The next note that B receives."""
        self.source.note_on(0, 60, 100)
        while True:
            for event in self.b.read_batch(TIMEOUT):
                if event.type == Seqgo.EventType.NOTE_ON:
                    return event

    def test_gone(self):
        """S-12 to connect or disconnect what there is not is an error"""
        for change in self.source.connect_to, self.source.disconnect_to, self.source.connect_from:
            with self.assert_error(SEQUENCER.GONE):
                change('190:0')

    def test_exclusive(self):
        """S-14 an exclusive connection is the only one"""
        other = self.open('C').create_port('in', Preset.SINK)
        self.source.connect_to(self.sink)
        for connect in (lambda: self.source.connect_to(other, exclusive=True),
                        lambda: self.source.connect_to('C', exclusive=True),
                        lambda: self.a.connect_ports('A', other, exclusive=True)):
            with self.assert_error(SEQUENCER.ALREADY_CONNECTED):
                connect()
        self.source.disconnect_to(self.sink)
        self.source.connect_to('C:in', exclusive=True)
        self.assertTrue(self.a.find_connection(self.source, other).exclusive)
        with self.assert_error(SEQUENCER.ALREADY_CONNECTED):
            self.source.connect_to(self.sink)

    def test_permissions(self):
        """S-15 a port that others may not connect is connected by its owner"""
        closed = self.b.create_port('closed', caps=Caps.WRITE)
        with self.assert_error(IO.PERMISSION_DENIED):
            self.source.connect_to(closed)
        closed.connect_from(self.source)
        self.assertEqual(get_clients()[self.a.id][1][self.source.id]['to'], [str(closed.address)])

    def test_no_export(self):
        """S-16 a port that is not exported is not connected by a third client"""
        hidden = self.b.create_port('hidden', caps=self.sink.caps | Caps.NO_EXPORT)
        third = self.open('C')
        with self.assert_error(IO.PERMISSION_DENIED):
            third.connect_ports(self.source, hidden)
        self.a.connect_ports(self.source, hidden)

    def test_loop(self):
        """S-20 to send into a loop is an error"""
        self.a.connect_ports('14:0', '14:0')
        self.addCleanup(self.a.disconnect_ports, '14:0', '14:0')
        with self.assert_error(SEQUENCER.LOOP):
            self.source.send(note_on(60), to='14:0')

    def test_list(self):
        """S-18 connections are listed, those through which a port sends first"""
        both, other = self.a.create_port('both'), self.open('C').create_port('both')
        queue = self.a.create_queue()
        both.connect_to(self.sink)
        both.connect_to(other, queue=queue)
        both.connect_from(other, queue=queue, real_time=True)
        first, second, third = both.list_connections()
        self.assertEqual((first.sender, first.receiver), (both.address, self.sink.address))
        self.assertEqual((first.exclusive, first.time_stamping), (False, False))
        self.assertEqual((second.time_stamping, second.real_time, second.queue_id),
                         (True, False, queue.id))
        self.assertEqual((third.sender, third.receiver), (other.address, both.address))
        self.assertEqual((third.time_stamping, third.real_time), (True, True))
        self.assertEqual(str(third), f'{other.address} to {both.address}, time of queue {queue.id}')
        self.assertEqual(repr(third), f'<Seqgo.SequencerConnection {third}>')
        for pspec in third.list_properties():
            getter = getattr(third, 'get_' + pspec.name.replace('-', '_'))
            self.assertEqual(third.get_property(pspec.name), getter())

        for direction, expected in (Direction.OUTPUT, 2), (Direction.INPUT, 1):
            self.assertEqual(len(both.list_connections(direction)), expected)
            for name in both, both.address, 'A:both':
                self.assertEqual(len(self.b.list_connections(name, direction)), expected)
        self.assertEqual([str(one) for one in self.b.list_connections()],
                         [str(first), str(second), str(third)])
        self.assertEqual(self.source.list_connections(), [])
        for name in '190:0', '14:9':
            with self.assert_error(SEQUENCER.GONE):
                self.a.list_connections(name)

    def test_find(self):
        queue = self.a.create_queue()
        self.source.connect_to(self.sink, exclusive=True, queue=queue, real_time=True)
        text = (f'{self.source.address} to {self.sink.address}, exclusive, '
                f'time of queue {queue.id}')
        for ends in (self.source, self.sink), ('A', 'B'), (self.source.address, 'B:in'):
            self.assertEqual(str(self.b.find_connection(*ends)), text)
        self.source.disconnect_to(self.sink)
        with self.assert_error(SEQUENCER.NOT_CONNECTED):
            self.a.find_connection(self.source, self.sink)
        with self.assert_error(SEQUENCER.GONE):
            self.a.find_connection('190:0', self.sink)

    def test_wrong_options(self):
        queue = self.a.create_queue()
        queue.close()
        with self.assert_error(IO.INVALID_ARGUMENT):
            self.source.connect_to(self.sink, real_time=True)
        with self.assert_error(IO.CLOSED):
            self.source.connect_to(self.sink, queue=queue)
        with self.assertRaises(TypeError):
            self.source.connect_to(self.sink, queue=3)

    def test_stamps_of_ports(self):
        """S-63 a port has a queue stamp what it receives, if the queue is there"""
        queue = self.b.create_queue()
        self.source.connect_to(self.sink)
        self.sink.set_time_stamping(queue, real_time=True)
        info = self.a.get_port_info(self.sink)
        self.assertEqual((info.time_stamping, info.real_time, info.queue_id),
                         (True, True, queue.id))
        event = self.receive_note()
        self.assertEqual((event.queue_id, event.is_real_time(), event.time), (queue.id, True, 0))
        queue.set_tick(960)
        self.sink.set_time_stamping(queue)
        event = self.receive_note()
        self.assertEqual((event.queue_id, event.is_real_time(), event.tick), (queue.id, False, 960))
        self.sink.set_time_stamping(None)
        self.assertEqual(self.receive_note().queue_id, Seqgo.QUEUE_ID_DIRECT)
        queue.close()
        with self.assert_error(IO.CLOSED):
            self.sink.set_time_stamping(queue)
        self.assertFalse(self.a.get_port_info(self.sink).time_stamping)

    def test_stamps_of_port_win(self):
        """S-64 the queue of the port stamps rather than that of the connection"""
        of_connection, of_port = self.a.create_queue(), self.b.create_queue()
        self.source.connect_to(self.sink, queue=of_connection)
        self.assertEqual(self.receive_note().queue_id, of_connection.id)
        self.sink.set_time_stamping(of_port)
        self.assertEqual(self.receive_note().queue_id, of_port.id)

    def test_port_attributes(self):
        port = self.sink
        changes = []
        port.connect('notify', lambda port, pspec: changes.append(pspec.name))
        values = {'name': 'renamed', 'caps': port.caps | Caps.NO_EXPORT,
                  'port_type': Seqgo.PortType.SYNTHESIZER, 'midi_channels': 8, 'midi_voices': 64,
                  'synth_voices': 32}
        for name, value in values.items():
            setattr(port, name, value)
            getattr(port, 'set_' + name)(value)
        info = self.a.get_port_info(port)
        for name, value in values.items():
            self.assertEqual((getattr(port, name), getattr(info, name)), (value, value))
        self.assertEqual(changes, [name.replace('_', '-') for name in values])


class NameTest(SequencerTestCase):
    def test_names(self):
        for name, ports in ('Two words', ('in', 'other')), ('dots.and:colons', ('a.b',)):
            client = self.open(name)
            for port in ports:
                client.create_port(port)
        two, dots = (client.id for client in self.a.list_clients()[-2:])
        for name, address in [
                ('Two words', f'{two}:0'), ('Two w', f'{two}:0'), ('Two words:1', f'{two}:1'),
                ('Two words.1', f'{two}:1'), ('Two w:1', f'{two}:1'), ('Two w:other', f'{two}:1'),
                ('Two words:oth', f'{two}:1'), ('"Two words":1', f'{two}:1'),
                ("'Two words'", f'{two}:0'), ("'Two w'.1", f'{two}:1'), ('"Two words', f'{two}:0'),
                ('"Two words":oth', f'{two}:1'), (f'{two}:other', f'{two}:1'),
                ('other', f'{two}:1'), ('oth', f'{two}:1'), (f'{two}.1', f'{two}:1'),
                ('dots.and:colons:0', f'{dots}:0'), ('dots.and:colons.a.b', f'{dots}:0'),
                ('"dots.and:colons":0', f'{dots}:0'), ('dots.and', f'{dots}:0'),
                ("'dots.and:colons':a.b", f'{dots}:0')]:
            with self.subTest(name=name):
                self.assertEqual(str(self.a.find_address(name, Direction.INPUT)), address)
        for name in ('Two words:2', '"Two words"1', '"two words"', '""', '', ':0', '"Two w":oth',
                     'Two w:oth'):
            with self.subTest(name=name), self.assert_error(IO.NOT_FOUND):
                self.a.find_address(name, Direction.INPUT)


if __name__ == '__main__':
    tap.main()
