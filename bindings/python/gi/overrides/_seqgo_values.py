# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Events, packets, batches and MIDI files in Python."""

import functools
import os
import struct

from gi.module import get_introspection_module
from gi.overrides._seqgo_extending import (WithEquality, WithText, add_attributes, extends,
                                           get_originals, to_bytes)
from gi.overrides._seqgo_ports import to_address
from gi.repository import Gio

Seqgo = get_introspection_module('Seqgo')
Address, Event, EventBatch, Ump = Seqgo.Address, Seqgo.Event, Seqgo.EventBatch, Seqgo.Ump
MidiFile, MidiFileEvent, MidiParser = Seqgo.MidiFile, Seqgo.MidiFileEvent, Seqgo.MidiParser

# Of a record: time, type, channel, a, b. EVENT_RECORD_FORMAT has all.
SHORT_RECORD = struct.Struct('=qB7xB3xii4x')

c_batch, c_event, c_file = map(get_originals, (EventBatch, Event, MidiFile))
c_parser, c_ump = map(get_originals, (MidiParser, Ump))

for cls in (Address, Event, EventBatch, MidiFile, MidiFileEvent, MidiParser, Seqgo.EventPattern,
            Seqgo.SysexAssembler, Seqgo.UmpBlockInfo, Seqgo.UmpEndpointInfo, Ump):
    add_attributes(cls)
Event.type = Event.event_type

extends(Address, Event, MidiFileEvent, Seqgo.UmpBlockInfo, Seqgo.UmpEndpointInfo, Ump)(WithText)
extends(Address, Event, MidiFileEvent, Ump)(WithEquality)


def to_queue_id(queue):
    if queue is None:
        return Seqgo.QUEUE_ID_DIRECT
    return queue.id if isinstance(queue, Seqgo.SequencerQueue) else queue


@extends(Address)
@functools.total_ordering
class AddressMethods:
    def __lt__(self, other):
        return self.compare(other) < 0 if isinstance(other, Address) else NotImplemented


@extends(Event)
class EventMethods:
    def __bytes__(self):
        """The event as MIDI bytes."""
        return self.to_midi().get_data()

    @staticmethod
    def new_sysex(data):
        """Creates system exclusive data of bytes, from F0 to F7 or a part of that."""
        return c_event.new_sysex(to_bytes(data))

    @staticmethod
    def new_data(type, data):
        """Creates an event that carries bytes."""
        return c_event.new_data(type, to_bytes(data))


@extends(Ump)
class UmpMethods:
    @staticmethod
    def new_sysex7(group, data):
        """Creates the messages for a SysEx message, given as bytes."""
        return c_ump.new_sysex7(group, to_bytes(data))

    @staticmethod
    def new_sysex8(group, stream, data):
        """Creates the messages for data of 8 bits, given as bytes."""
        return c_ump.new_sysex8(group, stream, to_bytes(data))

    @staticmethod
    def join(umps):
        """Puts together messages that share out SysEx, a text or a name; returns bytes."""
        return c_ump.join(list(umps)).get_data()

    @property
    def words(self):
        """The words of the message, a list of integers."""
        return self.get_words()

    @property
    def fields(self):
        """What the message says besides its type, status, group and channel, by name."""
        return {name: self.get_field(name).value for name in self.list_fields()}


@extends(EventBatch)
class BatchMethods:
    @staticmethod
    def new_from_records(records, payloads=None):
        """Makes a batch of bytes; EVENT_RECORD_FORMAT is their format."""
        payloads = None if payloads is None else to_bytes(payloads)
        return c_batch.new_from_records(to_bytes(records), payloads)

    def __len__(self):
        return self.get_n_events()

    def __iter__(self):
        return map(self.get_event, range(len(self)))

    def __getitem__(self, index):
        """An event or, of a slice, a batch."""
        chosen = range(len(self))[index]
        if isinstance(index, slice):
            return EventBatch.new(list(map(self.get_event, chosen)))
        return self.get_event(chosen)

    def __repr__(self):
        return f'<Seqgo.EventBatch of {len(self)}>'

    def iter_unpack(self):
        """Iterates over (time, type, channel, a, b), without making an Event of each.

        Of a note, `a` is the note and `b` the velocity; of a control change, they are controller
        and value; of an event with a payload, that is `batch.payloads[a:a + b]`. For more there is
        `struct.iter_unpack(Seqgo.EVENT_RECORD_FORMAT, batch.records)`.
        """
        return SHORT_RECORD.iter_unpack(self.records)

    def to_midi(self, port=None):
        """The events as MIDI bytes, or those that came to one port, given by its address or itself.

        Events that MIDI has no message for are left out.
        """
        address = None if port is None else to_address(port, Address.parse)
        return c_batch.to_midi(self, address).get_data()

    def __bytes__(self):
        """All events as MIDI bytes."""
        return self.to_midi()

    def payload(self, index):
        """The bytes that an event carries, or None."""
        return self[index].data

    @property
    def array(self):
        """The events as a structured array of numpy, read-only."""
        try:
            import numpy
        except ImportError as error:
            message = 'EventBatch.array needs numpy; iter_unpack() and records do without'
            raise ImportError(message, name='numpy') from error
        return numpy.frombuffer(self.records, [
            ('time', 'i8'), ('type', 'u1'), ('flags', 'u1'), ('tag', 'u1'), ('queue', 'u1'),
            ('source_client', 'u1'), ('source_port', 'u1'), ('destination_client', 'u1'),
            ('destination_port', 'u1'), ('channel', 'u1'), ('off_velocity', 'u1'),
            ('reserved', 'u2'), ('a', 'i4'), ('b', 'i4'), ('c', 'u4')])


@extends(MidiParser)
class ParserMethods:
    def feed(self, data):
        """Parses bytes, and returns the batch of events that they complete."""
        return c_parser.feed(self, to_bytes(data))


@extends(MidiFile)
class FileMethods:
    @staticmethod
    def load(path):
        """Reads a file, given by its path or as a Gio.File."""
        if isinstance(path, Gio.File):
            return MidiFile.load_file(path, None)
        return c_file.load(os.fspath(path))

    def save(self, path):
        """Writes the file to a path or a Gio.File."""
        if isinstance(path, Gio.File):
            return self.save_file(path, None)
        return c_file.save(self, os.fspath(path))

    @staticmethod
    def new_from_bytes(data):
        """Reads a file that is bytes."""
        return c_file.new_from_bytes(to_bytes(data))

    def __bytes__(self):
        """The file as bytes."""
        return self.to_bytes().get_data()

    def __repr__(self):
        return (f'<Seqgo.MidiFile of format {self.format} with {self.n_tracks} tracks, '
                f'{self.duration / 1e9:.3f} s>')

    def add_meta(self, track, tick, meta, data=b''):
        """Adds a meta event of any kind, with bytes."""
        return c_file.add_meta(self, track, tick, meta, to_bytes(data))

    def to_batch(self, queue=None):
        """Returns what can be sent of all tracks, for a queue, its number, or without one."""
        return c_file.to_batch(self, to_queue_id(queue))

    def track_to_batch(self, track, queue=None):
        """Returns what can be sent of one track, as to_batch() does of all."""
        return c_file.track_to_batch(self, track, to_queue_id(queue))
