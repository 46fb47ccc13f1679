# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The programs that tests run, and what others say of the sequencer."""

import contextlib
import glob
import json
import os
import re
import select
import signal
import subprocess
import sys
import time
import unittest

TIMEOUT = 20
BUILD = os.environ['SEQGO_BUILD_ROOT']
SOURCE = os.environ['SEQGO_SOURCE_ROOT']
SEQGO = os.path.join(BUILD, 'tools', 'seqgo')
HAVE_UMP = os.environ.get('SEQGO_HAVE_UMP') == 'yes'


def run(*words, **options):
    """Runs a program to its end. Its output is text."""
    options = {'stdin': subprocess.DEVNULL, 'stdout': subprocess.PIPE, 'stderr': subprocess.PIPE,
               'text': True, 'timeout': TIMEOUT, 'check': False, **options}
    return subprocess.run(words, **options)


def get_example(language, name):
    """The command that runs an example."""
    folder = os.path.join(SOURCE, 'examples', language)
    if language == 'python':
        return os.environ.get('SEQGO_PYTHON', sys.executable), os.path.join(folder, name + '.py')
    if language == 'gjs':
        return 'gjs', '-m', os.path.join(folder, name + '.js')
    return (os.path.join(BUILD, 'examples', f'{language}-{name}'),)


class Program:
    """A program that runs beside the test. `lines` are those that were read of its output."""

    def __init__(self, *words):
        self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, bufsize=0)
        self.lines = []
        self.rest = b''

    def read(self, deadline):
        """Reads what there is; False if there is no more."""
        left = max(deadline - time.monotonic(), 0)
        if not select.select([self.process.stdout], [], [], left)[0]:
            raise AssertionError(f'{self.process.args} has printed only … {self.lines[-9:]}')
        data = self.process.stdout.read(1 << 16)
        *lines, self.rest = (self.rest + data).split(b'\n')
        self.lines += [line.decode() for line in lines]
        return bool(data)

    def wait_for(self, condition):
        """Reads until the condition holds for the lines."""
        deadline = time.monotonic() + TIMEOUT
        while not condition(self.lines):
            if not self.read(deadline):
                raise AssertionError(f'{self.process.args} ended with {self.finish()}, '
                                     f'having printed … {self.lines[-9:]}')

    def wait_for_lines(self, count):
        self.wait_for(lambda lines: len(lines) >= count)
        return self.lines

    def wait_for_address(self):
        """The address in the first line."""
        return re.search(r'\d+:\d+', self.wait_for_lines(1)[0])[0]

    def send_signal(self, number):
        self.process.send_signal(number)

    def finish(self, number=None):
        """Waits for the end, after a signal if there is one; returns exit status and errors."""
        if number is not None:
            self.process.send_signal(number)
        deadline = time.monotonic() + TIMEOUT
        while self.read(deadline):
            pass
        errors = self.process.communicate(timeout=TIMEOUT)[1]
        return self.process.returncode, errors.decode()

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.process.stderr.close()


class Dump(Program):
    """aseqdump, which listens to a port or, at its address, to what is connected to it."""

    N_HEADER_LINES = 2

    def __init__(self, sender=None):
        super().__init__('stdbuf', '-oL', 'aseqdump', *(['-p', sender] if sender else []))
        self.address = None if sender else self.wait_for_address()
        self.wait_for_lines(self.N_HEADER_LINES)

    def get_events(self):
        """The events so far, without their sources, and without connections."""
        lines = [line.split() for line in self.lines[self.N_HEADER_LINES:]]
        return [' '.join(words[1:]) for words in lines if words[1] != 'Port']

    def wait_for_events(self, count):
        self.wait_for(lambda _: len(self.get_events()) >= count)
        return self.get_events()

    def wait_for_event(self, text):
        self.wait_for(lambda _: text in self.get_events())
        return self.get_events()


def get_clients():
    """What the kernel says: clients by number, as names and lists of (name, flags, receivers)."""
    clients = {}
    with open('/proc/asound/seq/clients', encoding='utf-8') as file:
        for line in file:
            if match := re.match(r'Client +(\d+) : "(.*)" \[', line):
                ports = []
                clients[int(match[1])] = match[2], ports
            elif match := re.match(r'  Port +\d+ : "(.*)" \((....)\)', line):
                receivers = []
                ports.append((match[1], match[2], receivers))
            elif match := re.match(r'    Connecting To: (.*)', line):
                receivers += re.findall(r'\d+:\d+', match[1])
    return clients


def get_receivers(address):
    """The ports that a port is connected to."""
    client, port = map(int, address.split(':'))
    return get_clients()[client][1][port][2]


def find_raw_device():
    """A virtual raw MIDI device, and the address of its port."""
    path = sorted(glob.glob('/dev/snd/midiC*D*'))[0]
    card, device = re.search(r'C(\d+)D(\d+)', path).groups()
    for client, (_, ports) in get_clients().items():
        if ports and ports[0][0] == f'VirMIDI {card}-{device}':
            return path, f'{client}:0'
    raise AssertionError(f'{path} belongs to no port')


class RawInput:
    """A raw MIDI device. Messages get the status bytes that devices may leave out."""

    def __init__(self, path):
        self.device = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        self.status = 0
        self.n_left = 0
        # Only the first read makes the driver take input.
        with contextlib.suppress(BlockingIOError):
            os.read(self.device, 1)

    def close(self):
        os.close(self.device)

    def start_message(self, status):
        self.status = status
        self.n_left = 1 if 0xC0 <= status < 0xE0 else 2

    def expand(self, byte):
        if byte < 0x80 and self.status:
            repeated = not self.n_left
            if repeated:
                self.start_message(self.status)
            self.n_left -= 1
            return [self.status, byte] if repeated else [byte]
        if byte < 0xF8:
            self.start_message(byte if 0x80 <= byte < 0xF0 else 0)
        return [byte]

    def read(self, count):
        """The next bytes, at least so many."""
        data = []
        deadline = time.monotonic() + TIMEOUT
        while len(data) < count:
            left = max(deadline - time.monotonic(), 0)
            if not select.select([self.device], [], [], left)[0]:
                raise AssertionError(f'the device got only {bytes(data).hex(" ")}')
            for byte in os.read(self.device, 1 << 12):
                data += self.expand(byte)
        return bytes(data)


class TestCase(unittest.TestCase):
    maxDiff = None

    def start(self, *words):
        program = Program(*words)
        self.addCleanup(program.kill)
        return program

    def start_dump(self, sender=None):
        dump = Dump(sender)
        self.addCleanup(dump.kill)
        return dump

    def assert_fine(self, result):
        """It worked, and said nothing of errors. Returns its output."""
        self.assertEqual((result.returncode, result.stderr), (0, ''))
        return result.stdout

    def assert_fails(self, result, status, pattern):
        """It failed so, with that message and no output."""
        self.assertEqual((result.returncode, result.stdout), (status, ''), result.stderr)
        self.assertRegex(result.stderr, pattern)

    def assert_ends(self, program, number=signal.SIGTERM):
        """A program ends well after a signal."""
        self.assertEqual(program.finish(number), (0, ''))


def parse_events(lines):
    return [json.loads(line) for line in lines]
