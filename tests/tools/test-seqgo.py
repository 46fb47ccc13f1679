#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tests the commands of seqgo that end by themselves."""

import json
import os
import re
import sys
import tempfile

import gi

gi.require_version('Seqgo', '1.0')
from gi.repository import Seqgo   # noqa: E402

import programs   # noqa: E402
from programs import SEQGO, TestCase, get_clients, get_receivers, run   # noqa: E402

sys.path.insert(0, os.path.join(programs.SOURCE, 'tests', 'python'))
import tap   # noqa: E402

COMMANDS = ['list', 'watch', 'monitor', 'connect', 'disconnect', 'send', 'play', 'record',
            'rtp serve', 'rtp connect', 'rtp bridge', 'rtp browse']

Caps = Seqgo.PortCaps


def seqgo(*words, **options):
    return run(SEQGO, *words, **options)


def open_client(test, name):
    client = Seqgo.SequencerClient.open(name)
    test.addCleanup(client.close)
    return client


class Help(TestCase):
    def test_names_all_commands(self):
        text = self.assert_fine(seqgo('--help'))
        self.assertEqual(re.findall(r'^  (\w[\w ]*\w)  +[A-Z]', text, re.M), [*COMMANDS, 'help'])
        for words in ['-h'], ['help'], ['help', 'help']:
            self.assertEqual(self.assert_fine(seqgo(*words)), text)

    def test_of_a_command(self):
        for command in COMMANDS:
            with self.subTest(command):
                words = command.split()
                text = self.assert_fine(seqgo('help', *words))
                self.assertTrue(text.startswith(f'Usage:\n  seqgo {command} '), text)
                self.assertIn(f'Example:\n  seqgo {command} ', text)
                self.assertLessEqual(max(map(len, text.splitlines())), 86)
                for option in '--help', '-h':
                    self.assertEqual(self.assert_fine(seqgo(*words, option)), text)

    def test_man_page_tells_of_all_of_it(self):
        page = os.path.join(programs.SOURCE, 'tools', 'seqgo.1')
        result = run('man', '--warnings', '-l', page, env={**os.environ, 'MANWIDTH': '500'})
        text = self.assert_fine(result)
        for command in COMMANDS:
            self.assertIn(f'seqgo {command}', text)
            for option in re.findall(r'--\w+', seqgo('help', *command.split()).stdout):
                self.assertIn(option, text)
        help_text = seqgo('help', 'send').stdout
        for message in {message.split()[0] for message, _ in MESSAGES + EVENTS}:
            self.assertRegex(help_text, rf' {message}\s')
            self.assertRegex(text, rf' {message}\s')

    def test_version(self):
        self.assertEqual(self.assert_fine(seqgo('--version')), f'seqgo {Seqgo.VERSION_S}\n')


class Usage(TestCase):
    def test_errors(self):
        for words, pattern in [
                ([], 'Which command?'),
                (['lsit'], '“lsit”; did you mean “list”?'),
                (['conect', '1', '2'], 'did you mean “connect”?'),
                (['help', 'sned'], 'did you mean “send”?'),
                (['xyzzy'], 'no command “xyzzy”\n'),
                (['rtp'], '“rtp” needs one more word, as in “rtp serve”'),
                (['rtp', '--help'], '“rtp” needs one more word'),
                (['help', 'rtp'], '“rtp” needs one more word'),
                (['rtp', 'browes'], '“rtp browes”; did you mean “rtp browse”?'),
                (['rtp', 'serve', 'what'], 'Too many arguments for “seqgo rtp serve”'),
                (['--verbose'], 'no command “--verbose”\n'),
                (['list', 'what'], 'Too many arguments for “seqgo list”'),
                (['list', '--what'], 'Unknown option --what'),
                (['connect', '24:0'], 'Too few arguments for “seqgo connect SENDER RECEIVER”'),
                (['disconnect', '1', '2', '3'], 'Too many arguments'),
                (['monitor', '--count', '0'], 'Cannot end after 0 events'),
                (['monitor', '--count=many'], '“many”'),
                (['send', '14:0'], 'Too few arguments for “seqgo send'),
                (['send', '--wait', '-1', '14:0', 'clock'], 'Cannot wait for -1'),
                (['send', '--wait', 'x', '14:0', 'clock'], '“x”')]:
            with self.subTest(words):
                result = seqgo(*words)
                self.assert_fails(result, 2, re.escape(pattern))
                self.assertRegex(result.stderr, r'^seqgo.*\nTry “seqgo.* --help”\.\n$')

    def test_output_that_cannot_be_written(self):
        for words in ['list'], ['list', '--json'], ['--help'], ['monitor']:
            with self.subTest(words), open('/dev/full', 'w', encoding='utf-8') as full:
                result = seqgo(*words, stdout=full)
                self.assertEqual(result.returncode, 1)
                self.assertRegex(result.stderr, 'Cannot write the output: No space left')

    def test_output_that_nobody_reads(self):
        for words in ['list'], ['list', '--json'], ['--help'], ['monitor']:
            with self.subTest(words):
                reader, writer = os.pipe()
                os.close(reader)
                result = seqgo(*words, stdout=writer)
                os.close(writer)
                self.assertEqual((result.returncode, result.stderr), (0, ''))

    def test_no_sequencer(self):
        for words in ['list'], ['monitor'], ['connect', '1', '2'], ['send', '14:0', 'clock']:
            with self.subTest(words):
                result = run('unshare', '-m', 'sh', '-c',
                             'mount -t tmpfs none /dev/snd && exec "$@"', 'sh', SEQGO, *words)
                self.assert_fails(result, 1, 'there is no /dev/snd/seq')


class List(TestCase):
    def list_json(self, *words):
        text = self.assert_fine(seqgo('list', '--json', *words))
        self.assertEqual(text.count('\n'), 1)
        document = json.loads(text)
        self.assertEqual(list(document), ['clients'])
        return document['clients']

    def list_addresses(self, *words):
        return [port['address'] for client in self.list_json(*words) for port in client['ports']]

    def test_agrees_with_the_kernel(self):
        listed = {client['id']: (client['name'], [
            (port['name'], self.get_flags(port['caps'])) for port in client['ports']])
            for client in self.list_json('--all')}
        self.assertEqual(listed, {number: (name, [port[:2] for port in ports])
                                  for number, (name, ports) in get_clients().items()})

    @staticmethod
    def get_flags(caps):
        """As in /proc/asound/seq/clients."""
        def letter(way, sign):
            return sign.upper() if f'subs-{way}' in caps else sign if way in caps else '-'
        return (letter('read', 'r') + letter('write', 'w')
                + ('-' if 'no-export' in caps else 'e') + ('X' if 'duplex' in caps else '-'))

    def test_json_has_all_fields(self):
        client = open_client(self, 'Test "\\\n\t äöü')
        port = client.create_port('“port”', Seqgo.PortPreset.DUPLEX)
        for _ in range(2):
            open_client(self, 'other').create_port('in', Seqgo.PortPreset.SINK).connect_from(port)
        self.assertEqual(self.list_json()[-3], {
            'id': client.id, 'name': 'Test "\\\n\t äöü', 'type': 'user', 'card': None,
            'pid': os.getpid(), 'midi_version': 'legacy', 'ports': [{
                'address': f'{client.id}:0', 'name': '“port”', 'input': True, 'output': True,
                'caps': ['read', 'write', 'duplex', 'subs-read', 'subs-write'],
                'type': ['midi-generic', 'software', 'application'], 'readers': 2, 'writers': 0}]})
        kernel = self.list_json()[1]
        self.assertEqual(kernel['type'], 'kernel')
        self.assertIsInstance(kernel['card'], int)
        self.assertIsNone(kernel['pid'])

    def create_ports(self):
        """A port of each kind. Returns their addresses by name."""
        client = open_client(self, 'ports')
        both = Caps.READ | Caps.WRITE | Caps.SUBS_READ | Caps.SUBS_WRITE
        ports = {}
        for name, caps, port_type in [
                ('source', Caps.READ | Caps.SUBS_READ, Seqgo.PortType.MIDI_GENERIC),
                ('sink', Caps.WRITE | Caps.SUBS_WRITE, Seqgo.PortType.MIDI_GENERIC),
                ('both', both, Seqgo.PortType.MIDI_GENERIC),
                ('special', both, Seqgo.PortType.SPECIFIC),
                ('closed', Caps.READ | Caps.WRITE, Seqgo.PortType.MIDI_GENERIC),
                ('own', both | Caps.NO_EXPORT, Seqgo.PortType.MIDI_GENERIC)]:
            port = client.create_port_full(name, caps, port_type, -1)
            ports[name] = port.address.to_string()
        return ports

    def test_options_choose_ports(self):
        ports = self.create_ports()
        for words, names in [
                ([], ['source', 'sink', 'both', 'special']),
                (['--input'], ['source', 'both', 'special']),
                (['-o'], ['sink', 'both', 'special']),
                (['-io'], ['both', 'special']),
                (['--all'], list(ports)),
                (['-ao'], ['sink', 'both', 'special', 'closed', 'own'])]:
            with self.subTest(words):
                listed = [address for address in self.list_addresses(*words)
                          if address in ports.values()]
                self.assertEqual(listed, [ports[name] for name in names])
        self.assertNotIn('0:1', self.list_addresses())
        self.assertIn('0:1', self.list_addresses('--all'))

    def test_clients_without_ports(self):
        open_client(self, 'nothing')
        self.assertNotIn('nothing', [client['name'] for client in self.list_json()])
        self.assertEqual(self.list_json('--all')[-1]['name'], 'nothing')

    def test_text(self):
        ports = self.create_ports()
        self.start_dump(ports['both'])
        lines = self.assert_fine(seqgo('list', '--all')).splitlines()
        start = next(i for i, line in enumerate(lines) if re.match(r'\d+ ports \(process', line))
        rows = [line.split() for line in lines[start + 1:start + 1 + len(ports)]]
        self.assertEqual(rows, [
            [ports['source'], 'source', 'sends'],
            [ports['sink'], 'sink', 'receives'],
            [ports['both'], 'both', 'sends', 'receives', '1', 'reader'],
            [ports['special'], 'special', 'sends', 'receives'],
            [ports['closed'], 'closed', '(sends)', '(receives)'],
            [ports['own'], 'own', '(sends)', '(receives)']])
        self.assertRegex(lines[-1], r'^ +\d+:0  aseqdump +receives +1 writer$')
        # The colons of a client's addresses, and all names, are below each other.
        self.assertEqual({re.match(r' +\d+:\d+ +', line).end() for line in lines
                          if line.startswith('    ')}, {13})

    def connect_ports(self):
        """Two ports with a connection that has options, and its queue."""
        client = open_client(self, 'Source')
        source, queue = client.create_port('out', Seqgo.PortPreset.SOURCE), client.create_queue()
        sink = open_client(self, 'Sink').create_port('in', Seqgo.PortPreset.SINK)
        source.connect_to(sink, exclusive=True, queue=queue, real_time=True)
        return source.address, sink.address, queue.id

    def test_connections(self):
        source, sink, queue = self.connect_ports()
        lines = self.assert_fine(seqgo('list', '-c')).splitlines()
        options = f', exclusive, time of queue {queue}'
        self.assertEqual([line.strip() for line in lines if options in line],
                         [f'to {sink} Sink:in{options}', f'from {source} Source:out{options}'])
        self.assertNotIn(options, self.assert_fine(seqgo('list')))

    def test_connections_as_json(self):
        source, sink, queue = self.connect_ports()
        connections = {port['address']: port['connections']
                       for client in self.list_json('--connections') for port in client['ports']}
        self.assertEqual(connections[str(source)], [
            {'receiver': str(sink), 'exclusive': True, 'queue': queue, 'real_time': True}])
        self.assertEqual(connections[str(sink)], [])

    def test_names(self):
        self.create_ports()
        lines = self.assert_fine(seqgo('list', '--names', '--output')).splitlines()
        self.assertEqual(lines[0], 'Midi Through:Midi Through Port-0')
        self.assertEqual(lines[-3:], ['ports:sink', 'ports:both', 'ports:special'])


class Connect(TestCase):
    def test_names_and_addresses(self):
        source = open_client(self, 'Source').create_port('out', Seqgo.PortPreset.SOURCE)
        sink = open_client(self, 'Sink').create_port('in', Seqgo.PortPreset.SINK)
        sender, receiver = source.address.to_string(), sink.address.to_string()
        for words in [sender, receiver], ['Source', 'Sink'], ['Source:out', receiver], ['So', 'in']:
            with self.subTest(words):
                self.assertEqual(self.assert_fine(seqgo('connect', *words)), '')
                self.assertEqual(get_receivers(sender), [receiver])
                self.assert_fails(seqgo('connect', *words), 1,
                                  f'Cannot connect {sender} and {receiver}: they are connected')
                self.assertEqual(self.assert_fine(seqgo('disconnect', *words)), '')
                self.assertEqual(get_receivers(sender), [])
                self.assert_fails(seqgo('disconnect', *words), 1, 'they are not connected')

    def test_options(self):
        client = open_client(self, 'Source')
        source, queue = client.create_port('out', Seqgo.PortPreset.SOURCE), client.create_queue('q')
        sink = open_client(self, 'Sink').create_port('in', Seqgo.PortPreset.SINK)
        for words, text in [
                (['--exclusive'], ', exclusive'), (['-q', 'q'], f', ticks of queue {queue.id}'),
                ([f'--queue={queue.id}', '--real-time'], f', time of queue {queue.id}')]:
            with self.subTest(words):
                self.assertEqual(self.assert_fine(seqgo('connect', *words, 'Source', 'Sink')), '')
                self.assertEqual(str(client.find_connection(source, sink)),
                                 f'{source.address} to {sink.address}{text}')
                source.disconnect_to(sink)
        self.assert_fails(seqgo('connect', '-r', 'Source', 'Sink'), 2, '--real-time needs --queue')
        self.assert_fails(seqgo('connect', '-ae', 'Source', 'Sink'), 2, 'goes with no other option')
        self.assert_fails(seqgo('connect', '-q', 'x', 'Source', 'Sink'), 1, 'no queue of that name')
        self.assert_fails(seqgo('connect', '-q', '31', 'Source', 'Sink'), 1, 'no such queue|31')

    def test_errors(self):
        client = open_client(self, 'Alone')
        client.create_port_full('shy', Caps.WRITE, Seqgo.PortType.MIDI_GENERIC, -1)
        for command in 'connect', 'disconnect':
            for words, pattern in [
                    (['nothing', '14:0'], 'There is no port “nothing”'),
                    (['14:0', 'nothing'], 'There is no port “nothing”'),
                    (['Virtual', '14:0'], '“Virtual” fits several ports'),
                    (['14:0', '99:0'], 'there is no such port'),
                    (['14:9', '14:0'], 'there is no such port|they are not connected'),
                    (['14:0', f'{client.id}:0'], 'does not allow it|they are not connected')]:
                with self.subTest([command, *words]):
                    self.assert_fails(seqgo(command, *words), 1, pattern)


MESSAGES = [
    ('note-on 0 60 100', '90 3C 64'),
    ('note-on 15 C4 127', '9F 3C 7F'),
    ('note-on 1 C-1 1', '91 00 01'),
    ('note-on 1 G9 1', '91 7F 01'),
    ('note-on 1 F#3 0', '91 36 00'),
    ('note-on 1 Bb-1 0', '91 0A 00'),
    ('note-on 1 bb3 0', '91 3A 00'),
    ('note-on 1 b3 0', '91 3B 00'),
    ('note-on 1 Cb4 0', '91 3B 00'),
    ('note-on 1 B#3 0', '91 3C 00'),
    ('note-off 0 60 64', '80 3C 40'),
    ('key-pressure 2 60 5', 'A2 3C 05'),
    ('control-change 3 7 100', 'B3 07 64'),
    ('program-change 4 127', 'C4 7F'),
    ('channel-pressure 5 1', 'D5 01'),
    ('pitch-bend 6 0', 'E6 00 40'),
    ('pitch-bend 6 -8192', 'E6 00 00'),
    ('pitch-bend 6 8191', 'E6 7F 7F'),
    ('song-position 300', 'F2 2C 02'),
    ('song-select 127', 'F3 7F'),
    ('quarter-frame 17', 'F1 11'),
    ('start', 'FA'),
    ('stop', 'FC'),
    ('continue', 'FB'),
    ('clock', 'F8'),
    ('tune-request', 'F6'),
    ('active-sensing', 'FE'),
    ('reset', 'FF'),
    ('sysex F0 7E 7F 09 01 F7', 'F0 7E 7F 09 01 F7'),
    ('sysex F07E7f 0901f7', 'F0 7E 7F 09 01 F7'),
    ('sysex F0F7', 'F0 F7'),
    ('bytes 90 3C 64', '90 3C 64'),
    ('bytes 903C64 3E64', '90 3C 64 90 3E 64'),
    ('bytes F0 01 F8 02 F7', 'F8 F0 01 02 F7'),
]

# Drivers of raw MIDI pass these on as several messages, or not at all.
EVENTS = [
    ('control-14 1 7 1000', {'type': 'control-14', 'channel': 1, 'param': 7, 'value': 1000}),
    ('rpn 2 0 256', {'type': 'rpn', 'channel': 2, 'param': 0, 'value': 256}),
    ('nrpn 3 16383 16383', {'type': 'nrpn', 'channel': 3, 'param': 16383, 'value': 16383}),
]

BAD_MESSAGES = [
    ('note_on 0 60 100', 'no message “note_on”; did you mean “note-on”?'),
    ('xyzzy', 'no message “xyzzy”\n'),
    ('note-on 0 60', '“note-on” takes channel, note, velocity: 3 words, not 2'),
    ('note-on 0 60 100 1', '3 words, not 4'),
    ('clock 1', '“clock” takes nothing: 0 words, not 1'),
    ('note-on 16 60 100', '“16” is no channel: it goes from 0 to 15'),
    ('note-on -1 60 100', '“-1” is no channel'),
    ('note-on 0 128 100', '“128” is no note: it goes from 0 to 127, or from C-1 to G9'),
    ('note-on 0 H4 100', '“H4” is no note'),
    ('note-on 0 G#9 100', '“G#9” is no note'),
    ('note-on 0 Cb-1 100', '“Cb-1” is no note'),
    ('note-on 0 C-2 100', '“C-2” is no note'),
    ('note-on 0 C10 100', '“C10” is no note'),
    ('note-on 0 C 100', '“C” is no note'),
    ('note-on 0 C##4 100', '“C##4” is no note'),
    ('note-on 0 60 C4', '“C4” is no velocity: it goes from 0 to 127'),
    ('note-on 0 60 0x40', '“0x40” is no velocity'),
    ('program-change 0 128', '“128” is no program'),
    ('pitch-bend 0 8192', '“8192” is no bend: it goes from -8192 to 8191'),
    ('song-position 16384', '“16384” is no position'),
    ('sysex', 'A SysEx message begins with F0 and ends with F7'),
    ('sysex F0 01', 'A SysEx message begins with F0 and ends with F7'),
    ('sysex 01 F7', 'A SysEx message begins with F0 and ends with F7'),
    ('sysex F0 80 F7', '80 cannot be inside of a SysEx message'),
    ('sysex F0 1 F7', '“1” is no hexadecimal bytes'),
    ('bytes', '“bytes” takes hexadecimal bytes'),
    ('bytes 90 3C', 'These bytes belong to no complete MIDI message: 90 3C\n'),
    ('bytes 12 90 3C 64', 'These bytes belong to no complete MIDI message: 12\n'),
    ('bytes F0 01 90 3C 64', 'These bytes belong to no complete MIDI message: F0 01\n'),
    ('bytes 9g', '“9g” is no hexadecimal bytes'),
    (',', 'There is no message before or after a comma'),
    ('clock ,', 'There is no message before or after a comma'),
    ('clock , , clock', 'There is no message before or after a comma'),
    ('clock --wait 5', '“clock” takes nothing'),
]


class Send(TestCase):
    def setUp(self):
        path, self.address = programs.find_raw_device()
        self.device = programs.RawInput(path)
        self.addCleanup(self.device.close)

    def assert_received(self, data):
        data = bytes.fromhex(data)
        self.assertEqual(self.device.read(len(data)).hex(' '), data.hex(' '))

    def test_messages_of_several(self):
        monitor = self.start(SEQGO, 'monitor', '--json', '14:0')
        monitor.wait_for_address()
        for number, (message, fields) in enumerate(EVENTS):
            with self.subTest(message):
                self.assert_fine(seqgo('send', '14:0', *message.split()))
                event = json.loads(monitor.wait_for_lines(number + 2)[-1])
                self.assertEqual({**event, **fields}, event)

    def test_messages(self):
        for message, data in MESSAGES:
            with self.subTest(message):
                result = seqgo('send', self.address, *message.split())
                self.assertEqual(self.assert_fine(result), '')
                self.assert_received(data)

    def test_bad_messages(self):
        for message, pattern in BAD_MESSAGES:
            with self.subTest(message):
                self.assert_fails(seqgo('send', self.address, *message.split()), 2,
                                  re.escape(pattern))
        # Nor is what comes before it sent.
        self.assert_fails(seqgo('send', self.address, 'clock', ',', 'clack'), 2, 'clack')
        self.assert_fine(seqgo('send', self.address, 'start'))
        self.assert_received('FA')

    def test_commas(self):
        for words in [['start', ',', 'stop'], ['start,', 'stop'], ['start', ',stop'],
                      ['start,stop'], ['start , stop'], ['start,\n stop']]:
            with self.subTest(words):
                self.assert_fine(seqgo('send', self.address, *words))
                self.assert_received('FA FC')

    def test_all_messages_in_one_call(self):
        words = ' , '.join(message for message, _ in MESSAGES).split()
        self.assert_fine(seqgo('send', self.address, *words))
        self.assert_received(' '.join(data for _, data in MESSAGES))

    def test_aseqdump_agrees(self):
        dump = self.start_dump()
        self.assert_fine(seqgo('send', 'aseqdump', *(
            'note-on 0 C4 100, note-off 1 F#3 64, pitch-bend 2 -100, control-change 3 7 5,'
            'program-change 4 6, song-position 300, sysex F0 7E 09 F7, clock').split()))
        self.assertEqual(dump.wait_for_events(8), [
            'Note on 0, note 60, velocity 100', 'Note off 1, note 54, velocity 64',
            'Pitch bend 2, value -100', 'Control change 3, controller 7, value 5',
            'Program change 4, program 6', 'Song position pointer value 300',
            'System exclusive F0 7E 09 F7', 'Clock'])

    def test_wait(self):
        monitor = self.start(SEQGO, 'monitor', '--json', '--count', '3', '14:0')
        monitor.wait_for_address()
        self.assert_fine(seqgo('send', '--wait', '60', '14:0', *'clock, clock, clock'.split()))
        self.assertEqual(monitor.finish(), (0, ''))
        times = [event['arrival'] for event in programs.parse_events(monitor.lines[1:])]
        # The monitor may be late with what comes first.
        self.assertGreater(times[-1] - times[0], 0.06)

    def test_more_than_a_receiver_holds(self):
        # A receiver that changed nothing has room for 200 events. This one has time to read.
        dump = self.start_dump()
        numbers = [number % 128 for number in range(300)]
        self.assert_fine(seqgo('send', '--wait', '1', dump.address,
                               ','.join(f'song-select {number}' for number in numbers)))
        self.assertEqual(dump.wait_for_events(300),
                         [f'Song select value {number}' for number in numbers])

    def test_receiver_that_does_not_read(self):
        sink = open_client(self, 'Sleeper').create_port('in', Seqgo.PortPreset.SINK)
        # Its signals wait for a main loop that does not run.
        self.assert_fails(seqgo('send', sink.address.to_string(), ','.join(['clock'] * 300)), 1,
                          'Message 200 of 300: .*does not read')

    def write_file(self, data):
        with tempfile.NamedTemporaryFile(delete=False) as file:
            file.write(data)
        self.addCleanup(os.unlink, file.name)
        return file.name

    def test_sysex_file(self):
        """S-46 a file of SysEx is sent in parts, also to a device"""
        data = b'\xf0\x7e\xf7\xf0' + bytes(n % 128 for n in range(3000)) + b'\xf7'
        path = self.write_file(data)
        self.assert_fine(seqgo('send', '--sysex', path, self.address))
        self.assertEqual(self.device.read(len(data)), data)

        dump = self.start_dump()
        self.assert_fine(seqgo('send', '-s', path, '--chunk-size', '1000', dump.address))
        self.assertEqual([len(line.split()) - 2 for line in dump.wait_for_events(5)],
                         [3, 1000, 1000, 1000, 2])

    def test_sysex_of_the_standard_input(self):
        dump = self.start_dump()
        result = seqgo('send', '--sysex', '-', dump.address, stdin=None, text=False,
                       input=b'\xf0\x01\xf7\xf0\x02\xf7')
        self.assertEqual((result.returncode, result.stderr), (0, b''))
        self.assertEqual(dump.wait_for_events(2),
                         ['System exclusive F0 01 F7', 'System exclusive F0 02 F7'])

    def test_wrong_sysex(self):
        path = self.write_file(b'\x90\x40\x01')
        for words, status, pattern in [
                (['--sysex', path, '14:0'], 1, f'Cannot send “{path}”: .*no SysEx: byte 0 is 90'),
                (['--sysex', '/nothing', '14:0'], 1, '/nothing'),
                (['--sysex', path, '14:0', 'clock'], 2, 'Either messages or a file'),
                (['--chunk-size', '5', '14:0', 'clock'], 2, 'goes with “--sysex”'),
                (['--sysex', path, '--chunk-size', '-1', '14:0'], 2, 'at least one byte')]:
            with self.subTest(words):
                self.assert_fails(seqgo('send', *words), status, pattern)

    def test_errors(self):
        client = open_client(self, 'Shy')
        client.create_port_full('shy', Caps.WRITE, Seqgo.PortType.MIDI_GENERIC, -1)
        for address, pattern in [
                ('nothing', 'There is no port “nothing”'), ('Virtual', 'fits several ports'),
                ('99:0', 'there is no such port'), (f'{client.id}:0', 'does not allow it')]:
            with self.subTest(address):
                self.assert_fails(seqgo('send', address, 'clock'), 1, pattern)


if __name__ == '__main__':
    tap.main()
