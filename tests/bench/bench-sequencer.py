#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Measures what an event costs a Python program that receives it and looks at four of its fields,
and then what a note costs one that sends it.

Events are sent 2000 at a time, as many as the kernel keeps for a client; first only the receiving
is measured, then only the sending. Compare the rows of one run with each other, not with those of
other machines. The last rows are those of python-alsa-midi, if it can be imported: give its folder
with --rival. The last column is what gjs needs for the same, if it is installed."""

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import time

import gi

gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo   # noqa: E402

POOL = 2000


class Receiver:
    """Receives `count` events with receive(), and counts the notes on."""

    def __init__(self):
        self.client = Seqgo.SequencerClient.open(type(self).__name__)
        self.client.set_input_pool(POOL)
        self.port = self.client.create_port('in', Seqgo.PortPreset.SINK)
        self.address = self.port.address

    def close(self):
        self.client.close()


class ReadBatch(Receiver):
    """read_batch(), looking at nothing"""

    def receive(self, count):
        return len(self.client.read_batch())


class Records(Receiver):
    """read_batch() and iter_unpack()"""

    def receive(self, count):
        notes = 0
        for _, kind, channel, note, velocity in self.client.read_batch().iter_unpack():
            if kind == 6 and channel == 0 and note and velocity:
                notes += 1
        return notes


class Array(Receiver):
    """read_batch() and array"""

    def receive(self, count):
        array = self.client.read_batch().array
        return int(((array['type'] == 6) & (array['channel'] == 0) & (array['a'] != 0)
                    & (array['b'] != 0)).sum())


class Events(Receiver):
    """read_batch() and a for loop over the events"""

    def receive(self, count):
        notes = 0
        for event in self.client.read_batch():
            if event.type == 6 and event.channel == 0 and event.note and event.velocity:
                notes += 1
        return notes


class Signal(Receiver):
    """::event"""

    def __init__(self):
        super().__init__()
        self.notes = 0
        self.port.connect('event', self.event_cb)

    def event_cb(self, port, event):
        if event.type == 6 and event.channel == 0 and event.note and event.velocity:
            self.notes += 1

    def receive(self, count):
        self.notes = 0
        context = GLib.MainContext.default()
        while self.notes < count:
            context.iteration(True)
        return self.notes


class SignalUnpack(Signal):
    """::event and unpack()"""

    def event_cb(self, port, event):
        _, kind, channel, note, velocity = event.unpack()
        if kind == 6 and channel == 0 and note and velocity:
            self.notes += 1


class AsyncFor(Receiver):
    """async for event in port"""

    def __init__(self):
        super().__init__()
        self.loop = asyncio.new_event_loop()

    async def listen(self, count):
        notes = 0
        async for event in self.port:
            if event.type == 6 and event.channel == 0 and event.note and event.velocity:
                notes += 1
                if notes == count:
                    return notes

    def receive(self, count):
        return self.loop.run_until_complete(self.listen(count))


class Rival:
    """python-alsa-midi's event_input()"""

    def __init__(self):
        import alsa_midi
        self.note_on = alsa_midi.EventType.NOTEON
        self.client = alsa_midi.SequencerClient('rival')
        self.client.set_client_pool_input(POOL)
        self.port = self.client.create_port('in', alsa_midi.WRITE_PORT)
        self.address = Seqgo.Address.new(self.client.client_id, self.port.port_id)

    def receive(self, count):
        notes = 0
        while notes < count:
            event = self.client.event_input()
            if (event.type == self.note_on and event.channel == 0 and event.note
                    and event.velocity):
                notes += 1
        return notes

    def close(self):
        self.client.close()


class Sender:
    """Sends `count` notes to a client with send()."""

    def __init__(self, address):
        self.client = Seqgo.SequencerClient.open(type(self).__name__)
        self.port = self.client.create_port('out', Seqgo.PortPreset.SOURCE)
        self.port.connect_to(address)


class BufferNoteOn(Sender):
    """buffer.note_on() and flush()"""

    def send(self, count):
        with self.port.buffered() as buffer:
            for _ in range(count):
                buffer.note_on(0, 60, 100)


class BufferAdd(Sender):
    """buffer.add() of events, and flush()"""

    def send(self, count):
        with self.port.buffered() as buffer:
            for _ in range(count):
                buffer.add(Seqgo.Event.new_note_on(0, 60, 100))


class SendEvents(Sender):
    """send_events()"""

    def send(self, count):
        self.port.send_events(Seqgo.Event.new_note_on(0, 60, 100) for _ in range(count))


class NoteOn(Sender):
    """port.note_on(), a system call each"""

    def send(self, count):
        for _ in range(count):
            self.port.note_on(0, 60, 100)


class RivalOutput:
    """python-alsa-midi's event_output() and drain_output()"""

    def __init__(self, address):
        import alsa_midi
        self.event_class = alsa_midi.NoteOnEvent
        self.client = alsa_midi.SequencerClient('rival')
        self.port = self.client.create_port('out', alsa_midi.READ_PORT)
        self.port.connect_to((address.client_id, address.port_id))

    def send(self, count):
        for _ in range(count):
            self.client.event_output(self.event_class(60, 0, 100), port=self.port)
        self.client.drain_output()


def measure_sending(sender_class, n_events):
    """The microseconds that a note costs."""
    duration = 0
    with Seqgo.SequencerClient.open('receiver') as receiver:
        receiver.set_input_pool(POOL)
        sender = sender_class(receiver.create_port('in', Seqgo.PortPreset.SINK).address)
        receiver.read_batch()   # that it is connected
        for round_ in range(1 + n_events // POOL):
            start = time.perf_counter()
            sender.send(POOL)
            if round_ > 0:   # the first one loads and allocates
                duration += time.perf_counter() - start
            received = len(receiver.read_batch())
            if received != POOL:
                sys.exit(f'{sender_class.__name__} sent {received} notes of {POOL}')
        sender.client.close()
    return duration / n_events * 1e6


def measure(receiver_class, n_events):
    """The microseconds that an event costs."""
    duration = 0
    receiver = receiver_class()
    note = Seqgo.Event.new_note_on(0, 60, 100).with_destination(receiver.address)
    batch = Seqgo.EventBatch.new([note] * POOL)
    with Seqgo.SequencerClient.open('sender') as sender:
        port = sender.create_port('out', Seqgo.PortPreset.SOURCE)
        for round_ in range(1 + n_events // POOL):
            port.send_batch(batch)
            start = time.perf_counter()
            received = receiver.receive(POOL)
            if round_ > 0:   # the first one loads and allocates
                duration += time.perf_counter() - start
            if received != POOL:
                sys.exit(f'{receiver_class.__name__} received {received} events of {POOL}')
    receiver.close()
    return duration / n_events * 1e6


def measure_gjs(n_events):
    """The microseconds that an event costs in gjs, by the name of what receives it."""
    if not shutil.which('gjs'):
        return {}
    program = os.path.join(os.path.dirname(os.path.realpath(__file__)), 'bench-sequencer.js')
    output = subprocess.run(['gjs', '-m', program, str(n_events)], check=True, text=True,
                            stdout=subprocess.PIPE).stdout
    rows = [line.split('\t') for line in output.splitlines()]
    return {name: float(cost) for cost, name in rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--events', type=int, default=200_000, help='[%(default)s]')
    parser.add_argument('--rival', metavar='FOLDER',
                        help='where python-alsa-midi is, compiled: in pure Python it is slower')
    arguments = parser.parse_args()
    if arguments.rival:
        sys.path.insert(0, arguments.rival)

    print_receiving(arguments.events)
    print_sending(arguments.events)


def measure_all(classes, measure_one, n_events):
    costs = {}
    for cls in classes:
        try:
            costs[cls] = measure_one(cls, n_events)
        except ImportError as error:
            print(f'not measured: {cls.__doc__} ({error})')
    return costs


def print_receiving(n_events):
    costs = measure_all(
        (ReadBatch, Records, Array, Events, Signal, SignalUnpack, AsyncFor, Rival), measure,
        n_events)
    in_gjs = measure_gjs(n_events)
    print('µs an event     over reading' + '  x rival' * (Rival in costs) + '      gjs (x Python)')
    for receiver_class, cost in costs.items():
        line = f'{cost:11.3f} {cost - costs[ReadBatch]:16.3f}'
        if Rival in costs:
            line += f' {costs[Rival] / cost:8.1f}'
        gjs_cost = in_gjs.get(receiver_class.__doc__)
        line += f' {gjs_cost:8.3f} ({gjs_cost / cost:8.1f})' if gjs_cost else ' ' * 20
        print(f'{line}  {receiver_class.__doc__}')


def print_sending(n_events):
    costs = measure_all((BufferNoteOn, BufferAdd, SendEvents, NoteOn, RivalOutput),
                        measure_sending, n_events)
    print('µs a note sent' + '  x rival' * (RivalOutput in costs))
    for sender_class, cost in costs.items():
        line = f'{cost:14.3f}'
        if RivalOutput in costs:
            line += f' {costs[RivalOutput] / cost:8.1f}'
        print(f'{line}  {sender_class.__doc__}')


if __name__ == '__main__':
    main()
