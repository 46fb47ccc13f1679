#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tests “seqgo watch” and “seqgo connect --auto”."""

import json
import os
import signal
import sys

import programs
from programs import SEQGO, TestCase, get_receivers, run

sys.path.insert(0, os.path.join(programs.SOURCE, 'tests', 'python'))
import tap   # noqa: E402

THROUGH = '14:0 Midi Through:Midi Through Port-0'
CHANGING_CLIENT = os.path.join(programs.SOURCE, 'tests', 'changing-client.py')


class WatchCase(TestCase):
    def start_watch(self, *words):
        watch = self.start(SEQGO, 'watch', *words)
        watch.wait_for(lambda lines: any('VirMIDI 2-3' in line for line in lines))
        self.n_first = len(watch.lines)
        return watch

    def assert_tells(self, watch, lines):
        watch.wait_for_lines(self.n_first + len(lines))
        self.assertEqual([' '.join(line.split()) for line in watch.lines[self.n_first:]], lines)


class Watch(WatchCase):
    def test_ports_and_connections(self):
        watch = self.start_watch()
        self.assertIn(f'there        {THROUGH}', watch.lines)
        dump = self.start_dump()
        port = f'{dump.address} aseqdump:aseqdump'
        self.assert_tells(watch, [f'added {port}'])
        self.assertEqual(run('aconnect', '14:0', dump.address).returncode, 0)
        self.assert_tells(watch, [f'added {port}', f'connected {THROUGH} > {port}'])
        self.assertEqual(dump.finish(signal.SIGINT)[1], '')
        self.assert_tells(watch, [f'added {port}', f'connected {THROUGH} > {port}',
                                  f'disconnected {THROUGH} > {port}', f'removed {port}'])
        self.assert_ends(watch)

    def test_changes(self):
        watch = self.start_watch('--input')
        client = self.start(os.environ.get('SEQGO_PYTHON', sys.executable), CHANGING_CLIENT)
        lines = []
        for line in ['added 129:0 before:port before', 'changed 129:0 after:port before',
                     'changed 129:0 after:port after', 'removed 129:0 after:port after']:
            lines.append(line)
            self.assert_tells(watch, lines)
            if client.process.poll() is None:
                client.send_signal(signal.SIGUSR1)
        self.assert_ends(watch, signal.SIGINT)

    def test_options_choose_ports(self):
        inputs = self.start_watch('--input')
        self.assertFalse(any('System' in line for line in inputs.lines))
        every = self.start_watch('--all')
        self.assertTrue(any('System' in line for line in every.lines))
        dump = self.start_dump()
        # A port that is gone before it was looked at is not told of.
        every.wait_for(lambda lines: 'added' in lines[-1])
        self.assertEqual(dump.finish(signal.SIGINT)[1], '')
        every.wait_for(lambda lines: 'removed' in lines[-1])
        # It only receives.
        self.assertEqual(inputs.finish(signal.SIGTERM), (0, ''))
        self.assertFalse(any('aseqdump' in line for line in inputs.lines))

    def test_json(self):
        watch = self.start_watch('--json')
        self.start_dump('14:0')
        watch.wait_for_lines(self.n_first + 2)
        port = {'address': '129:0', 'client': 'aseqdump', 'name': 'aseqdump'}
        first, *_ = map(json.loads, watch.lines)
        self.assertEqual(first['event'], 'there')
        added, connected = map(json.loads, watch.lines[self.n_first:])
        self.assertEqual(added, {'event': 'added', **port})
        self.assertEqual(connected, {
            'event': 'connected', 'sender_address': '14:0', 'sender_client': 'Midi Through',
            'sender_name': 'Midi Through Port-0',
            **{f'receiver_{key}': value for key, value in port.items()}})
        self.assert_ends(watch)

    def test_nobody_reads(self):
        watch = self.start_watch()
        watch.process.stdout.close()
        self.assertEqual(watch.process.wait(programs.TIMEOUT), 0)
        watch.process.stdout = open(os.devnull, 'rb')


class AutoConnect(TestCase):
    def test_connects_whoever_comes(self):
        connect = self.start(SEQGO, 'connect', '--auto', 'Midi*', 'aseqdump')
        for count in 1, 2:
            dump = self.start_dump()
            self.assertEqual(connect.wait_for_lines(count)[-1],
                             f'connected {THROUGH} to {dump.address} aseqdump:aseqdump')
            self.assertEqual(get_receivers('14:0'), [dump.address])
            self.assertEqual(dump.finish(signal.SIGINT)[1], '')
        self.assert_ends(connect)

    def test_tells_of_failures(self):
        connect = self.start(SEQGO, 'connect', '-a', '14:0', '0:1')
        self.assertRegex(connect.process.stderr.readline().decode(),
                         'Cannot connect 14:0 and 0:1: .* does not allow it')
        self.assert_ends(connect)

    def test_bad_arguments(self):
        self.assert_fails(run(SEQGO, 'connect', '--auto', '', '14:0'), 1, 'without a name')
        self.assert_fails(run(SEQGO, 'connect', '--auto', '14:0'), 2, 'Too few arguments')


if __name__ == '__main__':
    tap.main()
