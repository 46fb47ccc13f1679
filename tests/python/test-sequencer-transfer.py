# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""SysEx of any size: sent in parts, and put together by the receiver."""

import asyncio
import glob
import os
import re
import threading
import time

import tap
from seqgo_test import (IO, SEQUENCER, TIMEOUT, Gio, GLib, Seqgo, SequencerTestCase, get_clients,
                        get_types, note_on, until)


def make_sysex(size):
    return b'\xf0' + bytes(i * 7 % 128 for i in range(size - 2)) + b'\xf7'


class Receiving(threading.Thread):
    """Reads from a client, in another thread, until so many bytes of SysEx have come.

    It can sleep again and again.
    """

    def __init__(self, client, size, pause=0):
        super().__init__()
        self.client, self.size, self.pause, self.events = client, size, pause, []
        self.start()

    def run(self):
        deadline = time.monotonic() + 5 * TIMEOUT
        while sum(len(event.data) for event in self.events) < self.size:
            try:
                self.events.extend(self.client.read_batch(0.005 if self.pause else TIMEOUT))
            except GLib.Error as error:
                if not error.matches(Gio.io_error_quark(), IO.TIMED_OUT):
                    raise
                if time.monotonic() > deadline:
                    return
                time.sleep(self.pause)

    def get(self):
        self.join()
        return [event.data for event in self.events]


class TransferTest(SequencerTestCase):
    def setUp(self):
        super().setUp()
        self.source, self.sink = self.connect()

    def test_whole(self):
        """S-46 SysEx of 100000 bytes is sent in parts, and received as one event"""
        data, progress = make_sysex(100000), []
        receiving = Receiving(self.b, len(data))
        self.source.send_sysex(data, progress=progress.append)
        self.assertEqual(receiving.get(), [data])
        self.assertEqual(progress, sorted(progress))
        self.assertEqual(progress[-1], len(data))
        self.assertEqual(self.b.n_overflows, 0)

    def test_parts(self):
        """S-46 without reassembly, the parts are received as they were sent"""
        self.b.reassemble_sysex = False
        data = make_sysex(10000)
        for size in 1372, 500:
            receiving = Receiving(self.b, len(data))
            self.source.send_sysex(data, chunk_size=0 if size == 1372 else size)
            parts = receiving.get()
            self.assertEqual(b''.join(parts), data)
            self.assertEqual({len(part) for part in parts[:-1]}, {size})
            self.assertEqual(len(parts), -(-len(data) // size))

    def test_async(self):
        """S-46 a coroutine awaits the end of a transfer"""
        async def run():
            data = make_sysex(30000)
            task = asyncio.ensure_future(self.source.send_sysex_async(data, interval=0.001))
            async for event in self.sink:
                self.assertEqual(event.data, data)
                break
            self.assertTrue(await task)

        asyncio.run(run())

    def test_interval(self):
        """S-46 there is a pause between the parts if one is wanted"""
        start = time.monotonic()
        self.source.send_sysex(make_sysex(500), chunk_size=100, interval=0.02)
        self.assertGreaterEqual(time.monotonic() - start, 4 * 0.02)

    def test_reassembly(self):
        """S-47 a clock passes a SysEx message, a note aborts it, and that is told"""
        aborted = []
        self.b.sysex_assembler.connect('aborted', lambda _, event: aborted.append(event))
        self.source.sysex(b'\xf0\x01\x02')
        self.source.send(Seqgo.Event.new(Seqgo.EventType.CLOCK))
        self.source.sysex(b'\x03\xf7')
        clock, whole = self.b.read_batch(0)
        self.assertEqual(get_types([clock]), ['clock'])
        self.assertEqual(whole.data, b'\xf0\x01\x02\x03\xf7')
        self.assertEqual(self.b.sysex_assembler.n_aborted, 0)

        self.source.sysex(b'\xf0\x04')
        self.source.send(note_on(60))
        self.source.sysex(b'\x05\xf7')
        self.assertEqual(get_types(self.b.read_batch(0)), ['note-on'])
        self.assertEqual([event.data for event in aborted], [b'\xf0\x04', b'\x05\xf7'])
        self.assertEqual({event.source for event in aborted}, {self.source.address})
        self.assertEqual(self.b.sysex_assembler.n_aborted, 1)

    def test_overflow_aborts(self):
        """S-47 what overflows aborts what is unfinished"""
        self.source.sysex(b'\xf0\x04')
        with self.assert_error(IO.TIMED_OUT):
            self.b.read_batch(0)
        with self.assert_error(SEQUENCER.RECEIVER_FULL):
            for _ in range(201):
                self.source.send(note_on(60))
        with self.assert_error(SEQUENCER.OVERFLOW):
            self.b.read_batch(0)
        self.assertEqual(self.b.sysex_assembler.n_aborted, 1)

    def test_much(self):
        """S-49 a megabyte arrives whole although the receiver is slow"""
        data = make_sysex(1000000)
        receiving = Receiving(self.b, len(data), pause=0.01)
        self.source.send_sysex(data)
        self.assertEqual(receiving.get(), [data])
        self.assertEqual(self.b.n_overflows, 0)

    def test_stopped(self):
        data = make_sysex(20000)
        transfer = Seqgo.SequencerTransfer.new(self.source, data)
        for timeout in 0, 0.02:
            with self.assert_error(IO.TIMED_OUT) as caught:
                transfer.run(timeout)
            self.assertIn('Sent 4116 of 20000 bytes', caught.exception.message)
        self.assertEqual(transfer.n_sent, 4116)
        cancellable = Gio.Cancellable()
        self.call_soon(cancellable.cancel)
        with self.assert_error(IO.CANCELLED):
            transfer.run(cancellable=cancellable)
        receiving = Receiving(self.b, len(data))
        transfer.run()
        self.assertEqual(receiving.get(), [data])

    def test_callback(self):
        results = []
        transfer = Seqgo.SequencerTransfer.new(self.source, make_sysex(100))
        transfer.run_async(GLib.PRIORITY_DEFAULT, None, lambda transfer, result:
                           results.append(transfer.run_finish(result)))
        until(lambda: results)
        self.assertEqual(results, [True])

    def test_attributes(self):
        data = make_sysex(100)
        transfer = Seqgo.SequencerTransfer.new(self.source, data)
        self.assertEqual((transfer.port, transfer.data, transfer.n_sent, transfer.chunk_size),
                         (self.source, data, 0, 0))
        self.assertIsNone(transfer.interval)
        transfer.interval, transfer.chunk_size = 0.5, 10
        self.assertEqual((transfer.interval, transfer.chunk_size), (0.5, 10))
        for name, value in [('interval', 500000), ('chunk-size', 10), ('n-sent', 0),
                            ('port', self.source)]:
            self.assertEqual(transfer.get_property(name), value)
        self.assertEqual(transfer.get_property('data').get_data(), data)
        for wrong in b'', b'\x90\x40\x01', b'\xf0\x01', b'\xf0\xf0\xf7':
            with self.assert_error(IO.INVALID_ARGUMENT):
                Seqgo.SequencerTransfer.new(self.source, wrong)
        self.assertTrue(self.b.reassemble_sysex)
        self.assertTrue(self.b.get_property('reassemble-sysex'))
        self.assertIs(self.b.get_property('sysex-assembler'), self.b.sysex_assembler)
        self.assertIs(self.source.get_property('midi-parser'), self.source.midi_parser)

    def test_device(self):
        """S-49 a driver gets no more than a cable carries, and loses nothing"""
        path = sorted(glob.glob('/dev/snd/midiC*D*'))[0]
        name = 'VirMIDI {}-{}'.format(*re.search(r'C(\d+)D(\d+)', path).groups())
        client, = [number for number, (_, ports) in get_clients().items()
                   if ports and ports[0]['name'] == name]
        data, received = make_sysex(3000), b''
        device = os.open(path, os.O_RDONLY)
        self.addCleanup(os.close, device)
        self.source.connect_to(f'{client}:0')
        # Only the first read makes the driver take input.
        reader = threading.Thread(target=lambda: chunks.append(os.read(device, 1)))
        chunks = []
        reader.start()
        until(lambda: chunks or self.source.sysex(b'\xf0\x11\xf7'))
        reader.join()
        self.b.close()
        sender = threading.Thread(target=self.source.send_sysex, args=[data])
        sender.start()
        while not received.endswith(data):
            received += os.read(device, 4096)
        sender.join()


class AssemblerTest(SequencerTestCase):
    def feed(self, assembler, *parts):
        return assembler.feed(Seqgo.EventBatch.new(
            [Seqgo.Event.new_sysex(part) for part in parts]))

    def test_assembler(self):
        """S-47 parts become whole messages, and reset() aborts what is unfinished"""
        assembler = Seqgo.SysexAssembler.new()
        aborted = []
        assembler.connect('aborted', lambda _, event: aborted.append(event.data))
        event, = self.feed(assembler, b'\xf0\x01', b'\x02\xf7')
        self.assertEqual(event.data, b'\xf0\x01\x02\xf7')
        self.assertEqual(len(self.feed(assembler, b'\xf0\x03')), 0)
        assembler.reset()
        self.assertEqual(aborted, [b'\xf0\x03'])
        assembler.max_size = 3
        self.feed(assembler, b'\xf0\x01\x02\x03')
        self.assertEqual((assembler.n_aborted, assembler.get_property('n-aborted')), (2, 2))
        self.assertEqual((assembler.max_size, assembler.get_property('max-size')), (3, 3))


if __name__ == '__main__':
    tap.main()
