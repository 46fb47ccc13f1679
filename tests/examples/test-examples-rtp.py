#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tests that the examples for network sessions do the same in every language, with each other, with
the command and with the programs of alsa-utils.

SEQGO_EXAMPLE_LANGUAGES chooses the languages."""

import os
import re
import signal
import socket
import sys

SOURCE = os.environ['SEQGO_SOURCE_ROOT']
sys.path += [os.path.join(SOURCE, 'tests', folder) for folder in ('tools', 'python')]
import programs   # noqa: E402
from programs import SEQGO, TestCase, get_clients, run   # noqa: E402
import tap   # noqa: E402

LANGUAGES = os.environ.get('SEQGO_EXAMPLE_LANGUAGES', 'c gjs python vala').split()
SCALE = [60, 62, 64, 65, 67, 69, 71, 72]


class RtpExamplesCase(TestCase):
    language = None

    def start_example(self, name, *words):
        return self.start(*programs.get_example(self.language, name), *words)

    def run_example(self, name, *words):
        return run(*programs.get_example(self.language, name), *words)

    def assert_interrupted(self, program, number=signal.SIGINT):
        """The example in JavaScript leaves it to the system to end it: gjs has no function for
        signals that is the same in every version."""
        status = -number if self.language == 'gjs' else 0
        self.assertEqual(program.finish(number), (status, ''))

    def test_host(self):
        host = self.start_example('rtp-host')
        self.assertEqual(host.wait_for_lines(1), ['listening at port 5004'])
        self.assert_fine(run(SEQGO, 'rtp', 'connect', 'localhost', '--name', 'iPad', '--leave',
                             '--send', 'note-on 0 C4 100, control-change 1 7 127'))
        host.wait_for_lines(3)
        self.assertEqual([re.sub(r'\d+:\d+ ', '', line) for line in host.lines[1:3]], [
            'iPad: note-on channel 0 note 60 velocity 100',
            'iPad: control-change channel 1 controller 7 value 127'])
        self.assert_interrupted(host)

    def test_join(self):
        host = self.start(SEQGO, 'rtp', 'serve', '--hidden', '--name', 'Studio')
        host.wait_for_lines(1)
        self.assertEqual(self.assert_fine(self.run_example('rtp-join', 'localhost')),
                         'playing for Studio\n')
        host.wait_for(lambda lines: any('- The session with Pianist' in line for line in lines))
        notes = [re.search(r'Pianist: .*(note-o\w+) channel 0 note (\d+)', line)
                 for line in host.lines if 'note-o' in line]
        self.assertEqual([(note[1], int(note[2])) for note in notes],
                         [(kind, note) for note in SCALE for kind in ('note-on', 'note-off')])
        self.assert_ends(host)

    def test_join_where_nobody_is(self):
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as silent:
            silent.bind(('::', 5004))
            self.assert_fails(self.run_example('rtp-join', '127.0.0.1'), 1, 'nobody answered')
        self.assert_fails(self.run_example('rtp-join'), 1, 'Usage: rtp-join HOST')

    def test_bridge(self):
        host = self.start(SEQGO, 'rtp', 'serve', '--hidden', '--name', 'Studio', '--port', '5004')
        host.wait_for_lines(1)
        bridge = self.start_example('rtp-bridge', '127.0.0.1')
        bridge.wait_for_lines(2)
        number = next(number for number, (name, _) in get_clients().items() if name == 'Stage')
        self.assertEqual(bridge.lines, [f'+ {number}:0 Stage', f'+ {number}:1 Studio'])
        self.assert_fine(run('aplaymidi', '-d', '0', '-p', f'{number}:1',
                             os.path.join(SOURCE, 'tests', 'data', 'c_major.mid')))
        host.wait_for(lambda lines: sum('Stage: ' in line for line in lines) == 2 * len(SCALE))
        self.assert_interrupted(bridge)
        self.assert_ends(host)


for language in LANGUAGES:
    globals()[language] = type(language, (RtpExamplesCase,), {'language': language})
del RtpExamplesCase

if __name__ == '__main__':
    tap.main()
