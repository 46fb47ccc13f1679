#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tests the commands of seqgo for network sessions, with each other and with alsa-utils."""

import os
import re
import signal
import socket
import sys

import programs
from programs import SEQGO, TestCase, get_clients, parse_events, run

sys.path.insert(0, os.path.join(programs.SOURCE, 'tests', 'python'))
import tap   # noqa: E402

SONG = os.path.join(programs.SOURCE, 'tests', 'data', 'c_major.mid')
PORT = 5010


def rtp(*words, **options):
    return run(SEQGO, 'rtp', *words, **options)


def get_texts(program):
    """The lines without the times, and without the addresses of peers, which are in parentheses."""
    return [re.sub(r' \([\d.]+, port \d+\)', '', re.sub(r'^ *[\d.:]+  ', '', line))
            for line in program.lines]


class RtpCase(TestCase):
    def start_serve(self, *words, port=PORT):
        program = self.start(SEQGO, 'rtp', 'serve', '--hidden', '--name', 'Stage',
                             '--port', str(port), *words)
        program.wait_for_lines(1)
        return program

    def start_connect(self, *words):
        program = self.start(SEQGO, 'rtp', 'connect', '--name', 'iPad', f'127.0.0.1:{PORT}', *words)
        program.wait_for_lines(1)
        return program

    def send(self, messages):
        self.assert_fine(rtp('connect', '--name', 'iPad', f'127.0.0.1:{PORT}', '--send', messages,
                             '--leave'))

    def wait_for_text(self, program, text):
        program.wait_for(lambda _: text in get_texts(program))


class Serve(RtpCase):
    def test_text(self):
        serve = self.start_serve()
        self.send('note-on 0 C4 100, sysex F0 01 02 F7, pitch-bend 1 -8192')
        self.wait_for_text(serve, '- The session with iPad ended: it ended the session')
        self.assertEqual(get_texts(serve), [
            f'listening at port {PORT} as “Stage”', '+ iPad',
            'iPad: note-on channel 0 note 60 velocity 100', 'iPad: sysex 4 bytes F0 01 02 F7',
            'iPad: pitch-bend channel 1 -8192', 'iPad: note-off channel 0 note 60 velocity 64',
            '- The session with iPad ended: it ended the session'])
        self.assertRegex(serve.lines[2], r'^ +\d+\.\d{6}  iPad: note-on ')
        self.assert_ends(serve)

    def test_json(self):
        serve = self.start_serve('--json')
        self.send('note-on 0 C4 100, sysex F0 01 02 F7')
        serve.wait_for(lambda lines: 'peer-removed' in lines[-1])
        told = parse_events(serve.lines)
        for line in told[1:]:
            self.assertGreater(line.pop('arrival'), 0)
        self.assertIsInstance(told[1].pop('port'), int)
        self.assertIn('it ended the session', told[-1].pop('reason'))
        self.assertEqual(told, [
            {'listening': PORT, 'name': 'Stage'},
            {'event': 'peer-added', 'peer': 'iPad', 'address': '127.0.0.1'},
            {'peer': 'iPad', 'type': 'note-on', 'channel': 0, 'note': 60, 'velocity': 100,
             'recovered': False},
            {'peer': 'iPad', 'type': 'sysex', 'data': 'F00102F7', 'recovered': False},
            {'peer': 'iPad', 'type': 'note-off', 'channel': 0, 'note': 60, 'velocity': 64,
             'recovered': True},
            {'event': 'peer-removed', 'peer': 'iPad'}])

    def test_time_of_day(self):
        serve = self.start_serve('--time')
        self.send('tune-request')
        self.wait_for_text(serve, 'iPad: tune-request')
        self.assertRegex(serve.lines[2], r'^\d\d:\d\d:\d\d\.\d{6}  iPad: tune-request$')

    def test_count(self):
        serve = self.start_serve('--count', '2')
        self.send('tune-request, tune-request, tune-request')
        self.assertEqual(serve.finish(), (0, ''))
        self.assertEqual(get_texts(serve)[2:], ['iPad: tune-request'] * 2)

    def test_name_and_port_without_options(self):
        serve = self.start(SEQGO, 'rtp', 'serve', '--hidden')
        self.assertEqual(serve.wait_for_lines(1),
                         [f'listening at port 5004 as “{socket.gethostname()}”'])
        other = self.start(SEQGO, 'rtp', 'serve', '--hidden')
        self.assertRegex(other.wait_for_lines(1)[0], r'^listening at port (?!5004)\d+ ')

    def test_bridge(self):
        serve = self.start_serve('--bridge')
        connect = self.start_connect()
        self.assertRegex(serve.wait_for_lines(2)[1], r' \+ iPad \(.*\) at \d+:1$')
        number = next(number for number, (name, _) in get_clients().items() if name == 'Stage')
        self.assert_fine(run(SEQGO, 'send', f'{number}:0', 'tune-request'))
        self.wait_for_text(connect, 'Stage: tune-request')

    def test_interrupted(self):
        for number in signal.SIGINT, signal.SIGTERM:
            serve = self.start_serve()
            connect = self.start_connect()
            serve.wait_for_lines(2)
            self.assert_ends(serve, number)
            self.wait_for_text(connect, '- The session with Stage ended: it ended the session')
            connect.kill()

    def test_errors(self):
        self.start_serve()
        self.assert_fails(rtp('serve', '--hidden', '--port', str(PORT)), 1, 'in use')
        for words in (['--port', '65535'], ['--port', '-1']):
            self.assert_fails(rtp('serve', *words), 2, 'There is no port')
        self.assert_fails(rtp('serve', '--count', '0'), 2, 'at least one')


class Connect(RtpCase):
    def test_hears_and_sends(self):
        connect_to = self.start_serve('--bridge')
        connect = self.start_connect('--send', 'note-on 0 60 100, note-off 0 60 64', '--wait', '10')
        self.wait_for_text(connect_to, 'iPad: note-off channel 0 note 60 velocity 64')
        number = next(number for number, (name, _) in get_clients().items() if name == 'Stage')
        self.assert_fine(run('aplaymidi', '-d', '0', '-p', f'{number}:1', SONG))
        connect.wait_for(lambda lines: sum('note-o' in line for line in lines) == 16)
        self.assertEqual(get_texts(connect)[1], 'Stage: note-on channel 0 note 60 velocity 100')
        self.assert_ends(connect, signal.SIGINT)
        self.wait_for_text(connect_to, '- The session with iPad ended: it ended the session')

    def test_joins_again(self):
        serve = self.start_serve()
        connect = self.start_connect()
        self.assert_ends(serve)
        self.wait_for_text(connect, '- The session with Stage ended: it ended the session')
        serve = self.start_serve()
        connect.wait_for(lambda _: get_texts(connect).count('+ Stage') == 2)
        self.assert_ends(connect)

    def test_nobody_answers(self):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
            silent.bind(('127.0.0.1', PORT))
            self.assert_fails(rtp('connect', f'127.0.0.1:{PORT}'), 1, 'nobody answered')

    def test_errors(self):
        for words, pattern in [
                ([], 'Either a HOST or a “--service”'), (['a', 'b'], 'Too many arguments'),
                (['a', '--service', 'b'], 'Either a HOST or a “--service”'),
                (['host:x'], '“host:x” is no HOST'),
                (['host', '--leave'], '“--leave” goes with “--send”'),
                (['host', '--wait', '1'], '“--wait” goes with “--send”'),
                (['host', '--send', 'clock', '--wait', '-1'], 'Cannot wait for -1'),
                (['host', '--send', 'note-on 0 60'], '3 words, not 2'),
                (['host', '--send', 'clcok'], 'did you mean “clock”?')]:
            with self.subTest(words):
                self.assert_fails(rtp('connect', *words), 2, re.escape(pattern))


class Bridge(RtpCase):
    def start_bridge(self, *words):
        program = self.start(SEQGO, 'rtp', 'bridge', '--hidden', '--name', 'Bridge', *words)
        program.wait_for_lines(2)
        return program

    def test_invites(self):
        serve = self.start_serve()
        bridge = self.start_bridge(f'127.0.0.1:{PORT}')
        bridge.wait_for_lines(3)
        number = next(number for number, (name, _) in get_clients().items() if name == 'Bridge')
        self.assertEqual(get_texts(bridge), ['listening at port 5004 as “Bridge”',
                                             f'bridging to {number}:0', f'+ Stage at {number}:1'])
        self.assertEqual([port[0] for port in get_clients()[number][1]], ['Bridge', 'Stage'])
        self.assert_fine(run('aplaymidi', '-d', '0', '-p', f'{number}:1', SONG))
        serve.wait_for(lambda lines: sum('note-o' in line for line in lines) == 16)
        self.assert_ends(bridge, signal.SIGINT)
        self.wait_for_text(serve, '- The session with Bridge ended: it ended the session')

    def test_statistics(self):
        self.start_serve()
        text = self.start_bridge('--statistics', '1', f'127.0.0.1:{PORT}')
        text.wait_for(lambda lines: 'Stage: received 0 events' in lines[-1])
        self.assert_ends(text)

        bridge = self.start_bridge('--json', '--statistics', '1', f'127.0.0.1:{PORT}')
        added = parse_events(bridge.wait_for_lines(3))[2]
        self.assert_fine(run(SEQGO, 'send', added['sequencer'], 'clock, clock'))
        count = len(bridge.lines) + 2
        told = parse_events(bridge.wait_for_lines(count))[-1]
        self.assertEqual((told['event'], told['peer'], told['events_sent'], told['lost']),
                         ('statistics', 'Stage', 2, 0))
        self.assertGreater(told['bytes_sent'], 0)
        self.assertLess(told['latency'], 1)

    def test_overflow(self):
        bridge = self.start_bridge()
        number = next(number for number, (name, _) in get_clients().items() if name == 'Bridge')
        bridge.send_signal(signal.SIGSTOP)
        # More than there is room for.
        messages = ','.join(['clock'] * 2500)
        self.assertEqual(run(SEQGO, 'send', f'{number}:0', messages).returncode, 1)
        bridge.send_signal(signal.SIGCONT)
        self.wait_for_text(bridge, 'overflow: events of the sequencer were lost')
        self.assert_ends(bridge)

    def test_invites_until_somebody_answers(self):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
            silent.bind(('127.0.0.1', PORT))
            bridge = self.start_bridge(f'127.0.0.1:{PORT}')
            bridge.wait_for(lambda lines: 'trying again' in lines[-1])
        self.start_serve()
        bridge.wait_for(lambda lines: '+ Stage' in lines[-1])

    def test_errors(self):
        self.assert_fails(rtp('bridge', '--statistics', '-1'), 2, 'every -1 seconds')
        self.assert_fails(rtp('bridge', 'host:x'), 2, 'is no HOST')
        result = run('unshare', '-m', 'sh', '-c', 'mount -t tmpfs none /dev/snd && exec "$@"', 'sh',
                     SEQGO, 'rtp', 'bridge')
        self.assert_fails(result, 1, 'there is no /dev/snd/seq')


if __name__ == '__main__':
    tap.main()
