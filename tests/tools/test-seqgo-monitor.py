#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tests “seqgo monitor”."""

import json
import os
import re
import signal
import sys
import time

import gi

gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo   # noqa: E402

import programs   # noqa: E402
from programs import SEQGO, TestCase, run   # noqa: E402

sys.path.insert(0, os.path.join(programs.SOURCE, 'tests', 'python'))
import tap   # noqa: E402

Event, Type = Seqgo.Event, Seqgo.EventType

TWELVE_BYTES = bytes(range(1, 13))
ADDRESS, OTHER_ADDRESS = Seqgo.Address.new(24, 0), Seqgo.Address.new(25, 3)

# Events, and what is told of them besides what all have.
EVENTS = [
    (Event.new_note_on(1, 60, 100), {'type': 'note-on', 'channel': 1, 'note': 60, 'velocity': 100}),
    (Event.new_note_off(0, 60, 64), {'type': 'note-off', 'channel': 0, 'note': 60, 'velocity': 64}),
    (Event.new_key_pressure(0, 60, 1),
     {'type': 'key-pressure', 'channel': 0, 'note': 60, 'velocity': 1}),
    (Event.new_control_change(2, 7, 100),
     {'type': 'control-change', 'channel': 2, 'param': 7, 'value': 100}),
    (Event.new_program_change(3, 5), {'type': 'program-change', 'channel': 3, 'value': 5}),
    (Event.new_channel_pressure(4, 6), {'type': 'channel-pressure', 'channel': 4, 'value': 6}),
    (Event.new_pitch_bend(15, -8192), {'type': 'pitch-bend', 'channel': 15, 'value': -8192}),
    (Event.new_control(Type.RPN, 0, 16383, 16383),
     {'type': 'rpn', 'channel': 0, 'param': 16383, 'value': 16383}),
    (Event.new_control(Type.SONG_POSITION, 0, 0, 300), {'type': 'song-position', 'value': 300}),
    (Event.new_time_signature(6, 8),
     {'type': 'time-signature', 'value': 0x06031808, 'numerator': 6, 'denominator': 8,
      'clocks_per_click': 24, 'thirty_seconds_per_quarter': 8}),
    (Event.new_key_signature(-3, True),
     {'type': 'key-signature', 'value': 0xFD01, 'sharps': -3, 'minor': True}),
    (Event.new_queue_control(Type.START, 3, 0), {'type': 'start', 'control_queue': 3}),
    (Event.new_queue_control(Type.TEMPO, 3, 500000),
     {'type': 'tempo', 'control_queue': 3, 'value': 500000}),
    (Event.new_set_position_time(3, 4294967295999999999),
     {'type': 'set-position-time', 'control_queue': 3, 'position_time': 4294967295999999999}),
    (Event.new_queue_skew(3, 70000, 65536),
     {'type': 'queue-skew', 'control_queue': 3, 'skew': 70000, 'skew_base': 65536}),
    (Event.new(Type.TUNE_REQUEST), {'type': 'tune-request'}),
    (Event.new_announcement(Type.CLIENT_CHANGE, ADDRESS),
     {'type': 'client-change', 'client': 24, 'name': 'Virtual Raw MIDI 2-0'}),
    (Event.new_announcement(Type.PORT_CHANGE, ADDRESS),
     {'type': 'port-change', 'address': '24:0', 'name': 'Virtual Raw MIDI 2-0:VirMIDI 2-0'}),
    (Event.new_announcement(Type.PORT_EXIT, OTHER_ADDRESS),
     {'type': 'port-exit', 'address': '25:3', 'name': None}),
    (Event.new_connection(Type.PORT_SUBSCRIBED, ADDRESS, OTHER_ADDRESS),
     {'type': 'port-subscribed', 'sender': '24:0',
      'sender_name': 'Virtual Raw MIDI 2-0:VirMIDI 2-0', 'receiver': '25:3',
      'receiver_name': None}),
    (Event.new_result(Type.RESULT, 6, -3),
     {'type': 'result', 'result_event': 6, 'result_value': -3}),
    (Event.new_data(Type.ECHO, TWELVE_BYTES), {'type': 'echo', 'data': '0102030405060708090A0B0C'}),
    (Event.new_data(Type.USER_VAR0, b'\x00\xff'), {'type': 'user-var0', 'data': '00FF'}),
    (Event.new_sysex(b'\xf0\x7e\x7f\x09\x01\xf7'), {'type': 'sysex', 'data': 'F07E7F0901F7'}),
    (Event.new_sysex(b'\xf0' + bytes(1000)), {'type': 'sysex', 'data': 'F0' + '00' * 1000}),
    (Event.new_note_on(0, 1, 2).with_tag(200).with_high_priority(True),
     {'type': 'note-on', 'channel': 0, 'note': 1, 'velocity': 2, 'tag': 200,
      'high_priority': True}),
]


class MonitorCase(TestCase):
    def start_monitor(self, *words):
        monitor = self.start(SEQGO, 'monitor', *words)
        self.assertIn('listening', monitor.wait_for_lines(1)[0])
        monitor.address = monitor.wait_for_address()
        return monitor

    def open_port(self, name='Sender'):
        """A port that sends, and its client, which is closed after the test."""
        self.client = Seqgo.SequencerClient.open(name)
        self.addCleanup(self.client.close)
        return self.client.create_port('out', Seqgo.PortPreset.SOURCE)


class Output(MonitorCase):
    def test_json_has_all_fields(self):
        monitor = self.start_monitor('--json', '14:0')
        self.assertEqual(json.loads(monitor.lines[0]), {'listening': monitor.address})
        port = self.open_port()
        receiver = Seqgo.Address.parse(monitor.address)
        for event, _ in EVENTS:
            port.send_to(event, receiver)
        lines = monitor.wait_for_lines(1 + len(EVENTS))[1:]
        for (event, fields), line in zip(EVENTS, lines):
            with self.subTest(event.to_string()):
                told = json.loads(line)
                self.assertRegex(line, r'^\{"arrival":\d+\.\d{6},')
                self.assertLess(told.pop('arrival'), 1000)
                self.assertEqual(told, {
                    'source': port.get_address().to_string(), 'destination': monitor.address,
                    'queue': None, 'tag': 0, 'high_priority': False, **fields})
        self.assert_ends(monitor)

    def test_json_has_the_times_of_queues(self):
        monitor = self.start_monitor('--json', '14:0')
        port = self.open_port()
        queue = self.client.create_queue('test')
        queue.start()
        event, receiver = Event.new(Type.CLOCK), Seqgo.Address.parse(monitor.address)
        port.send_to(event.at_tick(queue.get_id(), 3), receiver)
        port.send_to(event.at_time(queue.get_id(), 40_000_001), receiver)
        told = programs.parse_events(monitor.wait_for_lines(3)[1:])
        self.assertEqual([{name: event[name] for name in ('queue', 'tick', 'time', 'relative')
                           if name in event} for event in told],
                         [{'queue': queue.get_id(), 'tick': 3, 'relative': False},
                          {'queue': queue.get_id(), 'time': 40_000_001, 'relative': False}])

    def test_text_is_that_of_events(self):
        monitor = self.start_monitor('14:0')
        self.assertEqual(monitor.lines, [f'listening at {monitor.address}'])
        port = self.open_port()
        source, receiver = port.get_address(), Seqgo.Address.parse(monitor.address)
        events = [event.with_source(source) for event, fields in EVENTS if 'name' not in fields]
        for event in events:
            port.send_to(event, receiver)
        for event, line in zip(events, monitor.wait_for_lines(1 + len(events))[1:]):
            self.assertRegex(line, r'^ +\d+\.\d{6}  ' + re.escape(event.to_string()))
        self.assert_ends(monitor)

    def test_time_of_day(self):
        before = time.time()
        text, document = (self.start_monitor('--time', '-n', '1', *words, '14:0')
                          for words in ([], ['--json']))
        self.assert_fine(run(SEQGO, 'send', '14:0', 'clock'))
        for monitor in text, document:
            self.assertEqual(monitor.finish(), (0, ''))
        self.assertRegex(text.lines[1], r'^\d\d:\d\d:\d\d\.\d{6}  14:0 clock')
        self.assertTrue(before <= json.loads(document.lines[1])['arrival'] <= time.time())

    def test_several_ports(self):
        monitor = self.start_monitor('--json', 'Midi Through', '0:1', 'Virtual Raw MIDI 2-1')
        self.assert_fine(run(SEQGO, 'send', '14:0', 'tune-request'))
        monitor.wait_for(lambda lines: 'tune-request' in ''.join(lines))
        monitor.wait_for(lambda lines: 'client-exit' in lines[-1])
        self.assertNotIn(f'"receiver":"{monitor.address}"', ''.join(monitor.lines))
        self.assertIn('Connecting To: ' + monitor.address, run('aconnect', '-l').stdout)

    def test_ump(self):
        if not programs.HAVE_UMP:
            self.assert_fails(run(SEQGO, 'monitor', '--ump'), 1, 'alsa-lib 1.2.10')
            return
        for words in [], ['--json']:
            monitor = self.start_monitor('--ump', *words, '14:0')
            self.assert_fine(run(SEQGO, 'send', '14:0', 'note-on', '2', '60', '64'))
            monitor.wait_for(lambda lines: len(lines) >= 2)
            if not words:
                self.assertRegex(monitor.lines[1], r'^ *[\d.]+  14:0 ump group 0 channel 2 note-on '
                                                   r'note 60 velocity 32768$')
                continue
            event = json.loads(monitor.lines[1])
            expected = {'type': 'ump', 'words': '40923C0080000000', 'message': 'note-on',
                        'group': 0, 'channel': 2, 'note': 60, 'velocity': 32768, 'attribute': 0}
            self.assertEqual({name: event[name] for name in expected}, expected)
            self.assert_lists_ump(words)

    def assert_lists_ump(self, words):
        listed = self.assert_fine(run(SEQGO, 'list', *words))
        clients = json.loads(listed)['clients']
        versions = {client['name']: client['midi_version'] for client in clients}
        self.assertEqual((versions['seqgo monitor'], versions['Midi Through']),
                         ('ump-2-0', 'legacy'))
        self.assertRegex(self.assert_fine(run(SEQGO, 'list')),
                         r'(?m)^\d+ seqgo monitor \(process \d+\) \(MIDI 2\.0\)$')

    def test_errors(self):
        for words, pattern in [
                (['nothing'], 'There is no port “nothing”'),
                (['Virtual'], 'fits several ports'),
                (['14:0', '99:0'], 'there is no such port'),
                (['14:0', 'Midi Through'], 'connected already')]:
            for options in [], ['--json']:
                with self.subTest(words):
                    self.assert_fails(run(SEQGO, 'monitor', *options, *words), 1, pattern)


class Announcements(MonitorCase):
    def test_text_has_names(self):
        monitor = self.start_monitor()
        number = self.open_port('“Source”').get_address().get_client_id()
        monitor.wait_for_lines(4)
        self.client.close()
        lines = monitor.wait_for_lines(6)[1:]
        # The name that a client begins with may be another one.
        self.assertRegex(lines[0], rf' 0:1 client-start {number} \(.*\)$')
        for line, text in zip(lines[1:], [
                f'client-change {number} (“Source”)', f'port-start {number}:0 (“Source”:out)',
                f'port-exit {number}:0 (“Source”:out)', f'client-exit {number} (“Source”)']):
            self.assertRegex(line, r'^ +\d+\.\d{6}  0:1 ' + re.escape(text) + '$')

    def test_json_has_names(self):
        monitor = self.start_monitor('--json')
        self.open_port('“Sink”')
        sink = self.client.create_port('in', Seqgo.PortPreset.SINK)
        sink.connect_from('24:0')
        monitor.wait_for(lambda lines: 'port-subscribed' in lines[-1])
        sink.disconnect_from('24:0')
        self.client.close()
        monitor.wait_for(lambda lines: 'client-exit' in lines[-1])
        number = self.client.get_id()
        sender = {'sender': '24:0', 'sender_name': 'Virtual Raw MIDI 2-0:VirMIDI 2-0',
                  'receiver': f'{number}:1', 'receiver_name': '“Sink”:in'}
        told = programs.parse_events(monitor.lines[2:])
        common = {'source', 'destination', 'arrival', 'queue', 'tag', 'high_priority'}
        self.assertEqual([{name: event[name] for name in event if name not in common}
                          for event in told], [
            {'type': 'client-change', 'client': number, 'name': '“Sink”'},
            {'type': 'port-start', 'address': f'{number}:0', 'name': '“Sink”:out'},
            {'type': 'port-start', 'address': f'{number}:1', 'name': '“Sink”:in'},
            {'type': 'port-subscribed', **sender},
            {'type': 'port-unsubscribed', **sender},
            {'type': 'port-exit', 'address': f'{number}:0', 'name': '“Sink”:out'},
            {'type': 'port-exit', 'address': f'{number}:1', 'name': '“Sink”:in'},
            {'type': 'client-exit', 'client': number, 'name': '“Sink”'}])

    def test_own_connections_are_told_once(self):
        monitor = self.start_monitor()
        for _ in range(2):
            self.assert_fine(run('aconnect', '24:0', monitor.address))
            self.assert_fine(run('aconnect', '-d', '24:0', monitor.address))
        monitor.wait_for(lambda lines: sum('client-exit' in line for line in lines) == 4)
        told = [line.split()[2] for line in monitor.lines if f'> {monitor.address}' in line]
        self.assertEqual(told, ['port-subscribed', 'port-unsubscribed'] * 2)


class End(MonitorCase):
    def test_signals(self):
        for number in signal.SIGINT, signal.SIGTERM:
            with self.subTest(number):
                self.assert_ends(self.start_monitor(), number)

    def test_count(self):
        monitor = self.start_monitor('--count', '3', '14:0')
        self.assert_fine(run(SEQGO, 'send', '14:0', ','.join(['clock'] * 5)))
        self.assertEqual(monitor.finish(), (0, ''))
        self.assertEqual(len(monitor.lines), 4)

    def test_nobody_reads(self):
        monitor = self.start_monitor()
        monitor.process.stdout.close()
        # Nothing is announced, so it does not find out by writing.
        self.assertEqual(monitor.process.wait(programs.TIMEOUT), 0)
        self.assertEqual(monitor.process.stderr.read(), b'')

    def test_pipe(self):
        result = run('bash', '-o', 'pipefail', '-c', f'{SEQGO} monitor | head -n 1')
        self.assertRegex(self.assert_fine(result), r'^listening at \d+:0\n$')


class Overflow(MonitorCase):
    def overflow(self, *words):
        """Sends more than the monitor has room for. Returns it, and a port that sends to it."""
        monitor = self.start_monitor(*words, '14:0')
        port = self.open_port()
        receiver = Seqgo.Address.parse(monitor.address)
        monitor.send_signal(signal.SIGSTOP)
        with self.assertRaises(GLib.Error) as caught:
            for _ in range(3000):
                port.send_to(Event.new(Type.CLOCK), receiver)
        self.assertTrue(caught.exception.matches(Seqgo.sequencer_error_quark(),
                                                 Seqgo.SequencerError.RECEIVER_FULL))
        monitor.send_signal(signal.SIGCONT)
        monitor.wait_for_lines(2)
        port.send_to(Event.new(Type.TUNE_REQUEST), receiver)
        monitor.wait_for_lines(3)
        return monitor

    def test_text(self):
        monitor = self.overflow()
        self.assertRegex(monitor.lines[1], r'^ +\d+\.\d{6}  overflow: events were lost$')
        self.assertIn('tune-request', monitor.lines[2])
        self.assert_ends(monitor)

    def test_json(self):
        monitor = self.overflow('--json')
        told = programs.parse_events(monitor.lines[1:])
        self.assertEqual(told[0]['overflow'], 1)
        self.assertEqual(told[1]['type'], 'tune-request')


if __name__ == '__main__':
    tap.main()
