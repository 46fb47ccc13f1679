# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Two computers with a network between them that loses 30 % of the packets in either direction.

They are namespaces with a bus and an Avahi each. One hosts a session, the other one finds and joins
it.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import unittest

FOLDER = os.path.dirname(os.path.realpath(__file__))
SOURCES = os.path.join(FOLDER, '..', '..')
AVAHI = os.path.join(FOLDER, '..', 'lab', 'avahi')
MUSICIAN = os.path.join(FOLDER, 'musician.py')
sys.path.insert(0, os.path.join(FOLDER, '..', 'python'))

import tap   # noqa: E402

# In seconds.
DEADLINE = 120
INTERVAL = 0.05
LOSS = '30%'


def run(*command):
    subprocess.run(command, check=True)


def get_host_of_readme():
    with open(os.path.join(SOURCES, 'README.md'), encoding='utf-8') as file:
        blocks = re.findall(r'```python\n(.*?)```', file.read(), re.S)
    return next(block for block in blocks if '.listen(' in block)


def get_state(lines):
    """The values of controllers and wheels of each channel, and the notes that sound."""
    state, sounding = {}, set()
    for line in lines:
        if match := re.search(r'note-(on|off) channel (\d+) note (\d+)', line):
            (sounding.add if match[1] == 'on' else sounding.discard)((match[2], match[3]))
        elif match := re.search(r'pitch-bend channel (\d+) (-?\d+)', line):
            state.setdefault(match[1], {})['bend'] = int(match[2])
        elif match := re.search(r'control-change channel (\d+) controller (\d+) value (\d+)', line):
            state.setdefault(match[1], {})[match[2]] = int(match[3])
    return state, sounding


class TwoComputersTest(unittest.TestCase):
    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        for computer, other in ('stage', 'hall'), ('hall', 'stage'):
            run('ip', 'netns', 'add', computer)
            self.addCleanup(run, 'ip', 'netns', 'delete', computer)
        run('ip', 'link', 'add', 'wire', 'netns', 'stage', 'type', 'veth', 'peer', 'wire', 'netns',
            'hall')

    def connect(self, addresses):
        """Connects the computers, which have these addresses besides those of IPv6 of the link."""
        for computer in 'stage', 'hall':
            at = ['ip', '-netns', computer]
            run(*at, 'link', 'set', 'lo', 'up')
            if computer in addresses:
                run(*at, 'address', 'add', addresses[computer], 'dev', 'wire')
            run(*at, 'link', 'set', 'wire', 'up')
            # Else the kernel gives the neighbour up now and then, and loses all for seconds.
            for table in 'arp_cache', 'ndisc_cache':
                run(*at, 'ntable', 'change', 'name', table, 'dev', 'wire', 'ucast_probes', '30',
                    'mcast_probes', '30', 'retrans', '100')
            run('tc', '-netns', computer, 'qdisc', 'add', 'dev', 'wire', 'root', 'netem', 'loss',
                LOSS)

    def start(self, computer, *arguments):
        """Starts a program in Python on a computer; returns a function that tells its lines."""
        path = os.path.join(self.folder, computer)
        with open(path, 'w', encoding='utf-8') as output:
            process = subprocess.Popen(
                ['ip', 'netns', 'exec', computer, AVAHI, '--host', computer, sys.executable, '-u',
                 *arguments], stdin=subprocess.PIPE, stdout=output)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        self.addCleanup(process.stdin.close)

        def get_lines():
            with open(path, encoding='utf-8') as file:
                return file.read().splitlines()

        return get_lines

    def until(self, condition, describe):
        deadline = time.monotonic() + DEADLINE
        while not (result := condition()):
            if time.monotonic() > deadline:
                self.fail(describe())
            time.sleep(INTERVAL)
        return result

    def check(self, get_played, get_heard):
        """Nothing has ended but the music: what does not come now never does."""
        played = self.until(lambda: [line for line in get_played() if line.startswith('{')],
                            get_played)
        expected = json.loads(played[0]), set()
        self.until(lambda: get_state(get_heard()) == expected,
                   lambda: f'{get_state(get_heard())} is not {expected}')
        notes = [line for line in get_heard() if 'note-on' in line]
        self.assertGreater(len(notes), 100, '\n'.join(get_played() + get_heard()))

    def test_guest_plays(self):
        """R-49 a host of the README hears a guest as it played, whatever is lost"""
        program = get_host_of_readme()
        self.assertLess(len(program.splitlines()), 10)
        self.connect({'stage': '192.0.2.1/24', 'hall': '192.0.2.2/24'})
        get_heard = self.start('stage', '-c', program)
        get_played = self.start('hall', MUSICIAN, 'guest')
        self.check(get_played, get_heard)

    def test_host_plays(self):
        """R-49 a guest hears a host, with nothing but IPv6 of the link"""
        self.connect({})
        get_played = self.start('hall', MUSICIAN, 'host')
        get_heard = self.start('stage', MUSICIAN, 'listener')
        self.check(get_played, get_heard)
        losses = [line for line in get_heard() if line.startswith('lost')]
        self.assertGreater(len(losses), 10)
        self.assertEqual([line for line in losses if 'in vain' in line], [])


if __name__ == '__main__':
    tap.main()
