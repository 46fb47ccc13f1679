# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the tests have in common."""

import contextlib
import os
import re
import subprocess
import threading
import time
import unittest

import gi

gi.require_version('Seqgo', '1.0')
from gi.repository import Gio, GLib, Seqgo   # noqa: E402

TIMEOUT = 20
IO = Gio.IOErrorEnum
SEQUENCER = Seqgo.SequencerError


def until(condition, what='what the test waits for'):
    """Runs the main context until the condition holds, and returns what it returned."""
    context = GLib.MainContext.default()
    deadline = time.monotonic() + TIMEOUT
    # Something has to end the wait for a condition that no source brings about.
    tick = GLib.timeout_add(2, lambda: GLib.SOURCE_CONTINUE)
    try:
        while not (result := condition()):
            if time.monotonic() > deadline:
                raise AssertionError(f'{what} did not come within {TIMEOUT} s')
            context.iteration(True)
        return result
    finally:
        GLib.source_remove(tick)


def get_clients():
    """What the kernel says of clients: numbers and names, with the numbers and names of ports."""
    clients = {}
    with open('/proc/asound/seq/clients', encoding='utf-8', errors='replace') as file:
        for line in file:
            if match := re.match(r'Client +(\d+) : "(.*)" \[', line):
                name, ports = match[2], {}
                clients[int(match[1])] = name, ports
            elif match := re.match(r'  Port +(\d+) : "(.*)" \(', line):
                port = ports[int(match[1])] = {'name': match[2], 'to': [], 'from': []}
            elif match := re.match(r'    Connect(ing To|ed From): (.*)', line):
                port['to' if match[1] == 'ing To' else 'from'] += re.findall(r'\d+:\d+', match[2])
    return clients


def get_queues():
    """The numbers and names of the queues that the kernel has."""
    with open('/proc/asound/seq/queues', encoding='utf-8') as file:
        return {int(match[1]): match[2]
                for match in re.finditer(r'^queue (\d+): \[(.*)\]', file.read(), re.M)}


def get_descriptors():
    return sorted(os.listdir('/proc/self/fd'))


class Dump:
    """aseqdump, connected from a port; `lines` are what it printed of events."""

    def __init__(self, address):
        self.lines = []
        self.process = subprocess.Popen(
            ['stdbuf', '-oL', 'aseqdump', '-p', str(address)], stdout=subprocess.PIPE, text=True)
        self.process.stdout.readline()
        self.process.stdout.readline()
        self.thread = threading.Thread(target=self.read)
        self.thread.start()

    def read(self):
        for line in self.process.stdout:
            self.lines.append(' '.join(line.split()))

    def stop(self):
        self.process.terminate()
        self.thread.join()
        self.process.stdout.close()
        self.process.wait()


class TestCase(unittest.TestCase):
    @contextlib.contextmanager
    def assert_error(self, code):
        """Expects a GLib.Error of that IOErrorEnum or SequencerError."""
        domain = Gio.io_error_quark() if isinstance(code, IO) else Seqgo.sequencer_error_quark()
        with self.assertRaises(GLib.Error) as caught:
            yield caught
        self.assertTrue(caught.exception.matches(domain, code),
                        f'{caught.exception!r} is not {code}')
        self.assertTrue(caught.exception.message)


class SequencerTestCase(TestCase):
    """Has two clients: A, which sends, and B, which receives."""

    def setUp(self):
        self.clients_before = get_clients()
        self.a = self.open('A')
        self.b = self.open('B')

    def tearDown(self):
        self.doCleanups()
        self.assertEqual(get_clients(), self.clients_before, 'the test left something behind')

    def open(self, name, direction=None):
        client = Seqgo.SequencerClient.open(name, direction)
        self.addCleanup(client.close)
        return client

    def call_soon(self, function, *arguments):
        """Calls a function in another thread, when this one waits."""
        timer = threading.Timer(0.1, function, arguments)
        timer.start()
        self.addCleanup(timer.join)

    def connect(self):
        """Connects a new port of A to one of B, which then has nothing to read."""
        source = self.a.create_port('out', Seqgo.PortPreset.SOURCE)
        sink = self.b.create_port('in', Seqgo.PortPreset.SINK)
        source.connect_to(sink)
        self.assertEqual(get_types(self.b.read_batch(TIMEOUT)), ['port-subscribed'])
        return source, sink


def get_types(events):
    return [event.type.value_nick for event in events]


def note_on(note, velocity=100):
    return Seqgo.Event.new_note_on(0, note, velocity)


def get_notes(events):
    return [event.note for event in events if event.type == Seqgo.EventType.NOTE_ON]
