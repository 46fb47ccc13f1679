#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tests what bash makes of a command line for seqgo when somebody presses the tabulator key."""

import os
import pty
import re
import select
import sys
import tempfile
import time

import programs
from programs import TestCase

sys.path.insert(0, os.path.join(programs.SOURCE, 'tests', 'python'))
import tap   # noqa: E402

PROMPT = 'ready> '
# Control characters to type: one that deletes the line, and one that prints it as it is.
DELETE_LINE, PRINT_LINE = '\x15', '\x14'

SET_UP = rf'''
PS1='{PROMPT}'
bind 'set bell-style none'
bind 'set enable-bracketed-paste off'
bind 'set completion-query-items 0'
bind 'set page-completions off'
bind -x '"\C-t": printf "\nLINE{{%s}}\n" "$READLINE_LINE"'
. "{programs.SOURCE}/tools/seqgo.bash"
'''


class Shell:
    """A bash at a terminal, with the completion."""

    def __init__(self):
        with tempfile.NamedTemporaryFile('w') as file:
            file.write(SET_UP)
            file.flush()
            self.pid, self.terminal = pty.fork()
            if self.pid == 0:
                folder = os.path.dirname(programs.SEQGO)
                os.environ.update(PATH=f'{folder}:{os.environ["PATH"]}', TERM='dumb')
                os.execvp('bash', ['bash', '--rcfile', file.name, '-i'])
            self.read_until(PROMPT)

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.pid, 0)

    def read_until(self, pattern):
        shown = ''
        deadline = time.monotonic() + programs.TIMEOUT
        while not (match := re.search(pattern, shown)):
            left = max(deadline - time.monotonic(), 0)
            if not select.select([self.terminal], [], [], left)[0]:
                raise AssertionError(f'bash shows only {shown!r}')
            shown += os.read(self.terminal, 1 << 12).decode()
        return match

    def press(self, keys):
        """Returns what is on the line after that, and all that the terminal showed before."""
        os.write(self.terminal, (DELETE_LINE + keys + PRINT_LINE).encode())
        match = self.read_until(r'(?s)(.*)LINE\{([^\n]*)\}\r?\n.*' + PROMPT)
        return match[2], match[1]


class Completion(TestCase):
    def setUp(self):
        self.shell = Shell()
        self.addCleanup(self.shell.close)

    def assert_completed(self, *cases):
        for keys, line in cases:
            with self.subTest(keys):
                self.assertEqual(self.shell.press(keys + '\t')[0], line)

    def assert_offered(self, keys, words):
        """The words are shown to choose from."""
        shown = self.shell.press(keys + '\t\t')[1].split('\n', 1)[1]
        for word in words:
            self.assertRegex(shown, rf'(?m)(^|\s){re.escape(word)}\s')

    def test_commands(self):
        self.assert_completed(
            ('seqgo l', 'seqgo list '),
            ('seqgo --v', 'seqgo --version '),
            ('seqgo help mo', 'seqgo help monitor '),
            ('seqgo help list x', 'seqgo help list x'),
            ('seqgo rt', 'seqgo rtp '),
            ('seqgo rtp se', 'seqgo rtp serve '),
            ('seqgo help rtp con', 'seqgo help rtp connect '),
            ('seqgo help list con', 'seqgo help list con'),
            ('seqgo nothing x', 'seqgo nothing x'))
        self.assert_offered('seqgo ', ['list', 'watch', 'monitor', 'connect', 'disconnect',
                                        'send', 'play', 'record', 'rtp', 'help'])
        self.assert_offered('seqgo rtp ', ['serve', 'connect', 'bridge', 'browse'])

    def test_options(self):
        for command in ('list', 'watch', 'monitor', 'connect', 'send', 'play', 'record',
                        'rtp serve', 'rtp connect', 'rtp bridge'):
            with self.subTest(command):
                text = programs.run(programs.SEQGO, 'help', *command.split()).stdout
                options = re.findall(r'^  .*?(--[\w-]+)', text.split('Options:')[1], re.M)
                self.assert_offered(f'seqgo {command} --', options)
        self.assert_completed(
            ('seqgo connect --a', 'seqgo connect --auto '),
            ('seqgo connect --e', 'seqgo connect --exclusive '),
            ('seqgo disconnect 24:0 -', 'seqgo disconnect 24:0 --help '),
            ('seqgo rtp browse --j', 'seqgo rtp browse --json '),
            ('seqgo send 14:0 --w', 'seqgo send 14:0 --w'))

    def test_ports(self):
        through = r'Midi\ Through:Midi\ Through\ Port-0 '
        self.assert_completed(
            ('seqgo monitor Mi', f'seqgo monitor {through}'),
            ('seqgo monitor --count 3 Mi', f'seqgo monitor --count 3 {through}'),
            ('seqgo monitor 14:0 Mi', f'seqgo monitor 14:0 {through}'),
            ('seqgo connect Mi', f'seqgo connect {through}'),
            ('seqgo connect 24:0 Mi', f'seqgo connect 24:0 {through}'),
            ('seqgo connect -q 1 24:0 Mi', f'seqgo connect -q 1 24:0 {through}'),
            ('seqgo connect 24:0 25:0 Mi', 'seqgo connect 24:0 25:0 Mi'),
            (r'seqgo connect Midi\ Through:', f'seqgo connect {through}'),
            (r'seqgo connect Midi\ Through:Mi', f'seqgo connect {through}'),
            ('seqgo connect "Midi T', 'seqgo connect "Midi Through:Midi Through Port-0" '),
            ("seqgo connect 'Midi Through:M", "seqgo connect 'Midi Through:Midi Through Port-0' "),
            ('seqgo connect Vir', r'seqgo connect Virtual\ Raw\ MIDI\ 2-'),
            ('seqgo connect Nothing', 'seqgo connect Nothing'),
            ('seqgo send -w 5 Mi', f'seqgo send -w 5 {through}'),
            ('seqgo play /etc/protoc', 'seqgo play /etc/protocols '),
            ('seqgo play --speed 2 song.mid Mi', f'seqgo play --speed 2 song.mid {through}'),
            ('seqgo record song.mid Mi', f'seqgo record song.mid {through}'))

    def test_only_ports_of_that_direction(self):
        self.start_dump()
        self.assert_completed(
            ('seqgo connect aseq', 'seqgo connect aseq'),
            ('seqgo connect 24:0 aseq', 'seqgo connect 24:0 aseqdump:aseqdump '),
            ('seqgo send aseq', 'seqgo send aseqdump:aseqdump '),
            ('seqgo monitor aseq', 'seqgo monitor aseq'))

    def test_hosts(self):
        self.assert_completed(
            ('seqgo rtp connect localh', 'seqgo rtp connect localhost '),
            ('seqgo rtp connect --name iPad localh', 'seqgo rtp connect --name iPad localhost '),
            ('seqgo rtp connect localhost localh', 'seqgo rtp connect localhost localh'),
            ('seqgo rtp bridge localhost localh', 'seqgo rtp bridge localhost localhost '),
            ('seqgo rtp serve localh', 'seqgo rtp serve localh'))

    def test_messages(self):
        self.assert_completed(
            ('seqgo send 14:0 pitch', 'seqgo send 14:0 pitch-bend '),
            ('seqgo send "Midi Through" clo', 'seqgo send "Midi Through" clock '),
            ('seqgo send 14:0 clock, res', 'seqgo send 14:0 clock, reset '),
            ('seqgo send 14:0 note-on 0 C4 100 , note-of',
             'seqgo send 14:0 note-on 0 C4 100 , note-off '),
            ('seqgo send 14:0 note-on res', 'seqgo send 14:0 note-on res'))
        text = programs.run(programs.SEQGO, 'help', 'send').stdout
        text = re.search(r'Messages:\n(.*)  sysex', text, re.S)[1]
        self.assert_offered('seqgo send 14:0 ', re.findall(r'[a-z][a-z0-9-]+', text))
        self.assert_offered('seqgo send 14:0 clock , ', ['sysex', 'bytes'])


if __name__ == '__main__':
    tap.main()
