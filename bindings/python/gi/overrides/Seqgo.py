# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What C cannot say: Seqgo for Python.

All else is as in the C documentation; `GLib.Error` is raised where it speaks of errors.

- Properties and getters are attributes: `port.name`, `queue.bpm = 90`, `event.note`. Bytes are
  `bytes`.
- `with` closes clients, ports, queues and the like.
- Whatever names a port will do: "FluidSynth", "128:0", an address, a port, what `list_ports()`
  returned.
- Times to wait are in seconds, and None is for ever.
- A batch is a sequence of events. Clients and ports are asynchronous iterators of what they
  receive, in any asyncio event loop and whether a GLib main loop runs or not.

Network sessions are iterables of their peers. In a coroutine they are served by its event loop,
`await session.invite('studio.local')` waits for the peer, and `session.events()` iterates over what
is received.

To iterate over a client or a port is to read, as with `read_batch()`: the signals for events of
that client fall silent.
"""

import functools

from gi.module import get_introspection_module
from gi.overrides import _seqgo_browsing  # noqa: F401, it extends browsers
from gi.overrides import _seqgo_ports as ports
from gi.overrides import _seqgo_rtp  # noqa: F401, it extends network sessions
from gi.overrides import _seqgo_sending as sending
from gi.overrides import _seqgo_values  # noqa: F401, it extends events and files
from gi.overrides import _seqgo_waiting as waiting
from gi.overrides._seqgo_extending import (WithText, add_attributes, extends, get_originals,
                                           to_bytes)
from gi.overrides._seqgo_ports import to_address
from gi.repository import GLib

Seqgo = get_introspection_module('Seqgo')
Address, Event, EventBatch = Seqgo.Address, Seqgo.Event, Seqgo.EventBatch
EventType = Seqgo.EventType
Client, Port, Queue = Seqgo.SequencerClient, Seqgo.SequencerPort, Seqgo.SequencerQueue
ClientInfo, PortInfo = Seqgo.SequencerClientInfo, Seqgo.SequencerPortInfo
QueueInfo, QueueStatus = Seqgo.SequencerQueueInfo, Seqgo.SequencerQueueStatus
Buffer, EventPattern, Transfer = Seqgo.SequencerBuffer, Seqgo.EventPattern, Seqgo.SequencerTransfer
Connection, Pool, Timer = Seqgo.SequencerConnection, Seqgo.SequencerPool, Seqgo.SequencerTimer
SystemInfo, How = Seqgo.SequencerSystemInfo, Seqgo.ConnectionFlags
Caps, Type, Flags = Seqgo.PortCaps, Seqgo.PortType, Seqgo.PortListFlags
INPUT, OUTPUT = Seqgo.Direction.INPUT, Seqgo.Direction.OUTPUT
DUPLEX = INPUT | OUTPUT
NORMAL = GLib.PRIORITY_DEFAULT

# What programs name for every event. PyGObject looks up all else in the typelib, each time.
__all__ = ['Address', 'Event', 'EventBatch', 'EventType']

DESTINATION_PORT_OFFSET = 15

# What create_port() of C knows, for those who want something else in part.
SOURCE, SINK = Caps.READ | Caps.SUBS_READ, Caps.WRITE | Caps.SUBS_WRITE
PRESET_CAPS = {
    Seqgo.PortPreset.SOURCE: SOURCE,
    Seqgo.PortPreset.SINK: SINK,
    Seqgo.PortPreset.DUPLEX: SOURCE | SINK | Caps.DUPLEX,
}
PRESET_TYPE = Type.MIDI_GENERIC | Type.SOFTWARE | Type.APPLICATION

c_buffer, c_client, c_port, c_queue = map(get_originals, (Buffer, Client, Port, Queue))
c_client_info = get_originals(ClientInfo)

for cls in (Buffer, Client, ClientInfo, Connection, Pool, Port, PortInfo, Queue, QueueInfo,
            QueueStatus, SystemInfo, Timer, Transfer):
    add_attributes(cls)
extends(ClientInfo, Connection, PortInfo, QueueInfo, Timer)(WithText)


def to_types(numbers):
    """EventType of numbers; those that it does not know stay what they are."""
    def to_type(number):
        try:
            return Seqgo.EventType(number)
        except ValueError:
            return number

    return [to_type(number) for number in numbers or ()]


@extends(ClientInfo)
class ClientInfoMethods:
    def get_event_filter(self):
        """The types of events that pass, or none if all do."""
        return to_types(c_client_info.get_event_filter(self))


@extends(QueueStatus)
class StatusMethods:
    def __repr__(self):
        state = 'running' if self.is_running() else 'stopped'
        return (f'<Seqgo.SequencerQueueStatus {state} at tick {self.tick}, '
                f'{self.time / 1e9:.9f} s, with {self.n_events} events>')


def to_pattern(pattern, find, *, type=None, channel=None, tag=None, queue=None, to=None,
               from_tick=None, before_tick=None, from_time=None, before_time=None,
               keep_note_offs=False):
    """The pattern that is given, or one of these conditions."""
    times = [None if time is None else round(time * 1_000_000_000)
             for time in (from_time, before_time)]
    conditions = {
        'event_type': type, 'channel': channel, 'tag': tag,
        'queue_id': queue.id if isinstance(queue, Queue) else queue,
        'destination': None if to is None else to_address(to, find),
        'from_tick': from_tick, 'before_tick': before_tick,
        'from_time': times[0], 'before_time': times[1], 'keep_note_offs': keep_note_offs or None,
    }
    given = {name: value for name, value in conditions.items() if value is not None}
    if pattern is not None and given:
        raise TypeError('a pattern has its own conditions')
    return EventPattern(**given) if given else pattern


@extends(Client, Port, Queue)
class Closeable:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


@extends(Client, Port, Queue)
class WithState:
    def __repr__(self):
        number = self.address if isinstance(self, Port) else self.id
        state = ' closed' if self.is_closed() else ''
        return f'<Seqgo.{type(self).__name__} {number} {self.name!r}{state}>'


@extends(Client)
class ClientMethods:
    _stream = None
    _reads = None
    _unread = ()

    @staticmethod
    def open(name, direction=None, *, midi_version=None):
        """Opens a client that can send, receive or, by default, both.

        With a `midi_version` of MidiVersion.UMP_2_0, its events carry packets of MIDI 2.0.
        """
        if midi_version is not None:
            direction = Seqgo.Direction.DUPLEX if direction is None else direction
            return c_client.open_full(name, direction, midi_version)
        if direction is None:
            return c_client.open(name)
        return c_client.open_with_direction(name, direction)

    def close(self):
        """Closes the client, its ports and queues; whatever waits ends."""
        c_client.close(self)
        stream = self._stream
        if stream is not None:
            stream.end_soon()

    def create_port(self, name, preset=Seqgo.PortPreset.DUPLEX, *, caps=None, type=None,
                    port_id=None):
        """Creates a port. What it can do and what it is follow from the preset if not given."""
        if caps is None and type is None and port_id is None:
            return c_client.create_port(self, name, preset)
        return self.create_port_full(name, PRESET_CAPS[preset] if caps is None else caps,
                                     PRESET_TYPE if type is None else type,
                                     -1 if port_id is None else port_id)

    def create_queue(self, name=None, *, bpm=None, tempo=None, ppq=None):
        """Creates a queue: of so many beats a minute or microseconds a beat, and ticks a beat."""
        queue = c_client.create_queue(self, name)
        options = (queue.set_ppq, ppq), (queue.set_tempo, tempo), (queue.set_bpm, bpm)
        try:
            for setter, value in options:
                if value is not None:
                    setter(value)
        except GLib.Error:
            queue.close()
            raise
        return queue

    def open_queue(self, queue):
        """Opens a queue of any client, given by its number, its name or what list_queues() told."""
        if isinstance(queue, str):
            return self.find_queue(queue)
        return c_client.open_queue(self, queue.id if isinstance(queue, QueueInfo) else queue)

    def list_ports(self, flags=Flags.DEFAULT, **options):
        """Lists ports, the best first: those to read from (input), to write to (output), or both.

        The other options add some or leave some out, as do the PortListFlags, which can be given
        instead: system=False, through=True, unexported=True, unconnectable=False, any_type=False,
        sort=True.
        """
        return c_client.list_ports(self, ports.get_list_flags(flags, **options))

    def set_event_filter(self, types):
        """Lets only events of some types pass, given as EventType, or all again (None)."""
        return c_client.set_event_filter(self, None if types is None else bytes(types))

    def get_event_filter(self):
        """The types of events that pass, or none if all do."""
        return to_types(c_client.get_event_filter(self))

    def get_client_info(self, client_id=None):
        """Asks about a client, or itself."""
        return c_client.get_client_info(self, self.id if client_id is None else client_id)

    def get_port_info(self, port):
        """Asks about a port, given by its name, its address or itself."""
        return c_client.get_port_info(self, to_address(port, self._find))

    def get_pool(self, client_id=None):
        """Asks for the pools of a client, or its own."""
        return c_client.get_pool(self, self.id if client_id is None else client_id)

    def _find(self, name):
        return self.find_address(name, Seqgo.Direction(0))

    def connect_ports(self, sender, receiver, *, exclusive=False, queue=None, real_time=False):
        """Connects two ports, given by names, addresses or themselves.

        An exclusive connection lets the ports have no other. A queue stamps what comes through it,
        in ticks or in real time.
        """
        ends = self._get_ends(sender, receiver)
        flags = get_connection_flags(exclusive, real_time)
        if queue is None and not flags:
            return c_client.connect_ports(self, *ends)
        return self.connect_ports_full(*ends, flags, queue)

    def find_connection(self, sender, receiver):
        """Asks about the connection of two ports, given by names, addresses or themselves."""
        return c_client.find_connection(self, *self._get_ends(sender, receiver))

    def list_connections(self, port=None, direction=DUPLEX):
        """Lists the connections of a port or, by default, of all ports."""
        address = None if port is None else to_address(port, self._find)
        return c_client.list_connections(self, address, direction)

    def disconnect_ports(self, sender, receiver):
        """Ends the connection of two ports, given by names, addresses or themselves."""
        return c_client.disconnect_ports(self, *self._get_ends(sender, receiver))

    def remove_events(self, pattern=None, **conditions):
        """Takes events out of queues: all, those of a pattern, or those of the conditions given.

        These are `type`, `channel`, `tag`, `queue`, `to`, one of `from_tick`, `before_tick` and, in
        seconds, `from_time` and `before_time`; and `keep_note_offs`.
        """
        find = functools.partial(self.find_address, direction=OUTPUT)
        c_client.remove_events(self, to_pattern(pattern, find, **conditions))

    def _get_ends(self, sender, receiver):
        return (to_address(sender, lambda name: self.find_address(name, INPUT)),
                to_address(receiver, lambda name: self.find_address(name, OUTPUT)))

    def drop_input(self):
        """Throws away all that waits until the client receives it."""
        c_client.drop_input(self)
        self._unread = ()

    def read_batch(self, timeout=None, cancellable=None):
        """Waits for events, at most so many seconds, and takes all that there are."""
        return waiting.read(self, timeout, cancellable)

    def read_batch_async(self, priority=NORMAL, cancellable=None, callback=None, *user_data):
        """In a coroutine, awaits the next batch; with a callback, does what it does in C."""
        if callback is None and waiting.has_event_loop():
            return waiting.read_once(self, cancellable)
        return c_client.read_batch_async(self, priority, cancellable, callback, *user_data)

    def batches(self, timeout=None):
        """Iterates over batches, in `for` or `async for`, until nothing came for so many seconds.

        It also ends when the client is closed. An error ends the loop, such as
        SequencerError.OVERFLOW when events were lost; another loop goes on from there.
        """
        return waiting.Batches(self, timeout)

    def __aiter__(self):
        """Iterates over the events that all ports receive, until the client is closed."""
        return waiting.Received(self, iter)


# What belongs to the program, with methods and properties as in C.

Player, Recorder = Seqgo.SequencerPlayer, Seqgo.SequencerRecorder
for cls in (Seqgo.SequencerClockFollower, Seqgo.SequencerClockSender, Player, Recorder):
    add_attributes(cls)
    cls.__enter__ = Closeable.__enter__
    cls.__exit__ = Closeable.__exit__


c_player, c_recorder = map(get_originals, (Player, Recorder))


@extends(Player)
class PlayerMethods:
    def run(self, cancellable=None):
        """Plays to the end, and returns then. No main loop has to run."""
        start = functools.partial(c_player.play_async, self, NORMAL)
        return self.play_finish(waiting.run(start, None, cancellable))

    def play_async(self, priority=NORMAL, cancellable=None, callback=None, *user_data):
        """In a coroutine, awaits the end of what is played; with a callback, works as in C."""
        start = functools.partial(c_player.play_async, self, priority)
        return waiting.begin(start, self.play_finish, cancellable, callback, user_data)


@extends(Recorder)
class RecorderMethods:
    @staticmethod
    def new(port, ppq=480, bpm=120):
        """Creates a recorder of what a port receives."""
        return c_recorder.new(port, ppq, bpm)


def get_connection_flags(exclusive, real_time):
    return How(exclusive and How.EXCLUSIVE) | How(real_time and How.REAL_TIME)


def get_changer(name):
    by_name, by_address = getattr(c_port, name), getattr(c_port, name + '_address')

    def change(self, other):
        if isinstance(other, str):
            return by_name(self, other)
        return by_address(self, to_address(other, None))

    change.__name__ = change.__qualname__ = name
    change.__doc__ = f'As {name}_address(), with a name, an address, a port or a port info.'
    return change


def get_connector(name, direction):
    connect_simply, connect_fully = get_changer(name), getattr(c_port, name + '_full')

    def connect(self, other, *, exclusive=False, queue=None, real_time=False):
        flags = get_connection_flags(exclusive, real_time)
        if queue is None and not flags:
            return connect_simply(self, other)
        address = to_address(other, lambda name: self._find(name, direction))
        return connect_fully(self, address, flags, queue)

    connect.__name__ = connect.__qualname__ = name
    connect.__doc__ = connect_simply.__doc__ + ' Options are those of connect_ports().'
    return connect


def get_sender(name):
    in_c = getattr(c_port, name)

    def send(self, *arguments, **options):
        in_c(self, *arguments, **options)

    send.__name__ = send.__qualname__ = name
    send.__doc__ = in_c.__doc__.partition(' -> ')[0]
    return send


def schedule(event, queue, tick, time, relative):
    if not relative and (queue, tick, time) == (None, None, None):
        return event
    if queue is None or (tick is None) == (time is None):
        raise TypeError('a queue goes with either tick= or time=, and these with a queue')
    queue_id = queue.id if isinstance(queue, Queue) else queue
    if tick is not None:
        return (event.after_ticks if relative else event.at_tick)(queue_id, round(tick))
    if time < 0:
        raise ValueError(f'a time on a queue cannot be negative: {time}')
    return (event.after_time if relative else event.at_time)(queue_id, round(time * 1_000_000_000))


# What sends returns nothing, in contrast to C, so that GLib.timeout_add() calls it but once.

@extends(Port)
class PortMethods:
    note_on = get_sender('note_on')
    note_off = get_sender('note_off')
    key_pressure = get_sender('key_pressure')
    control_change = get_sender('control_change')
    program_change = get_sender('program_change')
    channel_pressure = get_sender('channel_pressure')
    pitch_bend = get_sender('pitch_bend')

    connect_to = get_connector('connect_to', OUTPUT)
    connect_from = get_connector('connect_from', INPUT)
    disconnect_to = get_changer('disconnect_to')
    disconnect_from = get_changer('disconnect_from')

    def list_connections(self, direction=DUPLEX):
        """Lists the connections of the port, those through which it sends first."""
        return c_port.list_connections(self, direction)

    def set_time_stamping(self, queue, real_time=False):
        """Has a queue stamp what the port receives, in ticks or in real time; None ends that."""
        return c_port.set_time_stamping(self, queue, real_time)

    def send(self, event, *, to=None, queue=None, tick=None, time=None, relative=False):
        """Sends an event to all connected ports or to one, at once or later.

        `queue`, a queue or its number, goes with a position in ticks or a time in seconds, since
        the queue started or, if relative, since now.
        """
        event = schedule(event, queue, tick, time, relative)
        if to is None:
            c_port.send(self, event)
        else:
            self.send_to(event, to)

    def send_to(self, event, receiver):
        """Sends an event to one port, which need not be connected."""
        c_port.send_to(self, event, to_address(receiver, self._find))

    def _find(self, name, direction=OUTPUT):
        client = self.client
        # Without a client the port is closed, whatever it is to do.
        return self.address if client is None else client.find_address(name, direction)

    def send_events(self, events):
        """Sends many events, with as few system calls as possible."""
        self.send_batch(EventBatch.new(list(events)))

    def buffered(self):
        """Makes a buffer for what is to leave the port; at the end of `with` it is flushed."""
        return Buffer.new(self)

    def send_batch_async(self, batch, priority=NORMAL, cancellable=None, callback=None,
                         *user_data):
        """In a coroutine, awaits that all is sent; with a callback, does what it does in C."""
        start = functools.partial(c_port.send_batch_async, self, batch, priority)
        return waiting.begin(start, self.send_batch_finish, cancellable, callback, user_data)

    def send_midi(self, data):
        """Sends the MIDI messages that these bytes complete to the connected ports."""
        c_port.send_midi(self, to_bytes(data))

    def sysex(self, data):
        """Sends system exclusive data, given as bytes, to the connected ports."""
        c_port.sysex(self, to_bytes(data))

    def close(self):
        """Deletes the port and its connections."""
        c_port.close(self)
        stream = getattr(self.client, '_stream', None)
        if stream is not None:
            stream.end_soon(self)

    def _unpack(self, batch):
        mine = self.id
        ports = batch.records[DESTINATION_PORT_OFFSET::Seqgo.EVENT_RECORD_SIZE]
        return [batch.get_event(i) for i, port_id in enumerate(ports) if port_id == mine]

    def __aiter__(self):
        """Iterates over the events that the port receives, until it is closed."""
        return waiting.Received(self.client, self._unpack, port=self)


@extends(Buffer)
class BufferMethods:
    def __enter__(self):
        return self

    def __exit__(self, error_type, *_):
        """Sends what the buffer has, or throws it away if there was an error."""
        if error_type is None:
            self.flush()
        else:
            self.remove_events()

    def __len__(self):
        return self.get_n_events()

    def __bool__(self):
        return True

    def __iter__(self):
        return map(self.get_event, range(len(self)))

    def __getitem__(self, index):
        chosen = range(len(self))[index]
        if isinstance(index, slice):
            return list(map(self.get_event, chosen))
        return self.get_event(chosen)

    def __repr__(self):
        return f'<Seqgo.SequencerBuffer of {len(self)}>'

    def add(self, event, *, to=None, queue=None, tick=None, time=None, relative=False):
        """Puts an event behind the others, with the options of `port.send()`."""
        event = schedule(event, queue, tick, time, relative)
        if to is not None:
            event = event.with_destination(to_address(to, self.port._find))
        c_buffer.add(self, event)

    def remove_events(self, pattern=None, **conditions):
        """Throws events away as `client.remove_events()` does, and returns how many."""
        return c_buffer.remove_events(self, to_pattern(pattern, self.port._find, **conditions))


@extends(Queue)
class QueueMethods:
    def set_timer(self, timer, frequency=0):
        """Lets the queue run on another timer, at the usual frequency or at so many Hz."""
        return c_queue.set_timer(self, timer, frequency)

    def sync(self, timeout=None, cancellable=None):
        """Waits, at most so many seconds, until the queue has delivered what this client sent."""
        start = functools.partial(c_queue.sync_async, self, NORMAL)
        result = waiting.run(start, timeout, cancellable)
        return c_queue.sync(self, 0, cancellable) if result is None else self.sync_finish(result)

    def sync_async(self, priority=NORMAL, cancellable=None, callback=None, *user_data):
        """In a coroutine, awaits what sync() waits for; with a callback, works as in C."""
        start = functools.partial(c_queue.sync_async, self, priority)
        return waiting.begin(start, self.sync_finish, cancellable, callback, user_data)


for cls in Seqgo.SequencerAutoConnect, Seqgo.SequencerRegistry, Seqgo.SequencerRegistryClient:
    add_attributes(cls)
extends(Seqgo.SequencerAutoConnect)(ports.AutoConnectMethods)
extends(Seqgo.SequencerRegistry)(Closeable)
extends(Seqgo.SequencerRegistry)(ports.RegistryMethods)
extends(Seqgo.SequencerRegistryClient)(WithText)
extends(Seqgo.SequencerRegistryClient)(ports.RegistryClientMethods)
extends(Port)(sending.PortMethods)
extends(Seqgo.RtpBridge)(Closeable)
extends(Transfer)(sending.TransferMethods)
