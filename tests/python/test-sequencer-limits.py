# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import os
import subprocess
import sys

import tap
from seqgo_test import (IO, SEQUENCER, TIMEOUT, Seqgo, SequencerTestCase, get_descriptors,
                        get_queues, get_types, note_on)

DEVICE = '/dev/snd/seq'

# In a process of its own, as there is no way back from another user.
OPEN_AS_NOBODY = """
import os
import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import Gio, GLib, Seqgo
os.setuid(65534)
try:
    Seqgo.SequencerClient.open('x')
except GLib.Error as error:
    assert error.matches(Gio.io_error_quark(), Gio.IOErrorEnum.PERMISSION_DENIED), error
else:
    raise AssertionError('opened')
"""


class LimitTest(SequencerTestCase):
    def test_no_device(self):
        """S-01 without a sequencer, or leave to use it, a client cannot be opened"""
        descriptors = get_descriptors()
        os.rename(DEVICE, DEVICE + '.hidden')
        try:
            with self.assert_error(IO.NOT_FOUND):
                self.open('x')
        finally:
            os.rename(DEVICE + '.hidden', DEVICE)
        os.chmod(DEVICE, 0o600)
        try:
            result = subprocess.run([sys.executable, '-c', OPEN_AS_NOBODY], stderr=subprocess.PIPE,
                                    check=False)
        finally:
            os.chmod(DEVICE, 0o666)
        self.assertEqual((result.returncode, result.stderr), (0, b''))
        self.assertEqual(get_descriptors(), descriptors)
        self.open('again')

    def test_clients(self):
        """S-04 a 65th client of programs is an error that says so"""
        with self.assert_error(SEQUENCER.TOO_MANY_CLIENTS) as caught:
            for _ in range(65):
                self.open('one of many')
        self.assertIn('64', caught.exception.message)

    def test_ports(self):
        """S-05 port numbers are unique and up to 252, and ports up to 254"""
        five = self.a.create_port('five', port_id=5)
        self.assertEqual(five.id, 5)
        with self.assert_error(SEQUENCER.PORT_IN_USE):
            self.a.create_port('again', port_id=5)
        with self.assert_error(IO.INVALID_ARGUMENT):
            self.a.create_port('x', port_id=253)
        self.assertEqual(self.a.create_port('lowest').id, 0)
        with self.assert_error(SEQUENCER.TOO_MANY_PORTS):
            for _ in range(253):
                self.a.create_port('one of many')
        self.assertEqual(self.a.get_client_info().n_ports, 254)

    def test_queues(self):
        """S-06 a 33rd queue is an error, until one is deleted"""
        queues = [self.a.create_queue() for _ in range(32)]
        with self.assert_error(SEQUENCER.TOO_MANY_QUEUES):
            self.b.create_queue()
        queues[3].close()
        self.assertEqual(self.b.create_queue().id, queues[3].id)

    def test_pending(self):
        """S-65 what a client has put on queues goes when it closes, on those of others too"""
        source, sink = self.connect()
        queue = self.b.create_queue()
        queue.locked = False
        source.send(note_on(60), queue=self.a.open_queue(queue.id), tick=1000)
        source.send(note_on(61), to=sink)
        self.assertEqual(queue.get_status().n_events, 1)
        self.a.close()
        self.assertEqual(queue.get_status().n_events, 0)
        self.assertEqual(get_types(self.b.read_batch(TIMEOUT)), ['note-on', 'port-unsubscribed'])
        self.assertEqual(list(get_queues()), [queue.id])

    def test_errors(self):
        """S-107 every failure is an error with a code of its own"""
        source, sink = self.connect()
        queue = self.a.create_queue()
        locked = self.b.open_queue(queue.id)
        third = self.open('C')
        reader = self.open('reader', Seqgo.Direction.INPUT)
        hidden = self.b.create_port('hidden', caps=Seqgo.PortCaps.WRITE)
        queue.start()
        closed = self.open('closed')
        closed.close()
        for code, call in [
                (IO.CLOSED, closed.list_clients),
                (IO.PERMISSION_DENIED, lambda: third.connect_ports(source, hidden)),
                (IO.INVALID_ARGUMENT, lambda: self.a.set_input_pool(2001)),
                (IO.INVALID_ARGUMENT, lambda: source.send(Seqgo.Event.new_note(0, 60, 100, 1))),
                (IO.NOT_FOUND, lambda: source.connect_to('nobody')),
                (IO.TIMED_OUT, lambda: self.a.read_batch(0)),
                (SEQUENCER.ALREADY_CONNECTED, lambda: source.connect_to(sink)),
                (SEQUENCER.NOT_CONNECTED, lambda: source.disconnect_to('14:0')),
                (SEQUENCER.GONE, lambda: source.connect_to('190:0')),
                (SEQUENCER.GONE, lambda: source.send(note_on(60), to='190:0')),
                (SEQUENCER.GONE, lambda: self.a.get_client_info(190)),
                (SEQUENCER.GONE, lambda: self.a.get_port_info('14:9')),
                (SEQUENCER.NOT_OWNER, lambda: locked.set_bpm(90)),
                (SEQUENCER.QUEUE_RUNNING, lambda: queue.set_ppq(48)),
                (SEQUENCER.WRONG_DIRECTION, lambda: reader.create_queue().start()),
                (SEQUENCER.PAYLOAD_TOO_LARGE, lambda: source.sysex(bytes(6000))),
                (SEQUENCER.RECEIVER_FULL,
                 lambda: source.send_events(note_on(60) for _ in range(201))),
                (SEQUENCER.OVERFLOW, lambda: self.b.read_batch(0))]:
            with self.subTest(code=code), self.assert_error(code):
                call()


if __name__ == '__main__':
    tap.main()
