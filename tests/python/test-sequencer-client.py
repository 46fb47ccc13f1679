# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import gc
import os
import signal
import time

import tap
from seqgo_test import (IO, SEQUENCER, TIMEOUT, Gio, GLib, Seqgo, SequencerTestCase, get_clients,
                        get_descriptors, get_notes, get_queues, get_types, note_on, until)

Caps, Direction, Flags, Preset = (Seqgo.PortCaps, Seqgo.Direction, Seqgo.PortListFlags,
                                  Seqgo.PortPreset)


class OpenTest(SequencerTestCase):
    def test_open_and_close(self):
        """S-02 a client is there from open() to close(), which may be called twice"""
        client = Seqgo.SequencerClient.open('x')
        self.assertIn(client.id, range(128, 192))
        self.assertEqual(get_clients()[client.id][0], 'x')
        port, queue = client.create_port('p'), client.create_queue('q')
        self.assertEqual(get_clients()[client.id][1][port.id]['name'], 'p')
        self.assertEqual(get_queues()[queue.id], 'q')
        closed = []
        client.connect('closed', lambda client, error: closed.append(error))
        client.close()
        client.close()
        self.assertEqual(closed, [None])
        self.assertTrue(client.is_closed() and port.is_closed() and queue.is_closed())
        self.assertEqual(get_clients().keys(), {*self.clients_before, self.a.id, self.b.id})
        self.assertEqual(get_queues(), {})
        self.assertEqual(client.get_fd(), -1)
        event, address = note_on(60), Seqgo.Address.new(14, 0)
        for call in [
                lambda: client.create_port('p'), lambda: client.create_queue('q'),
                client.list_clients, client.list_ports, client.read_batch,
                lambda: client.find_address('Midi', Direction.OUTPUT),
                lambda: client.connect_ports(address, address),
                lambda: client.set_input_pool(100), lambda: client.set_output_pool(100),
                lambda: client.set_output_room(100), client.drop_input, client.drop_output,
                client.get_pool, client.get_client_info, client.get_system_info,
                lambda: client.get_port_info(address), lambda: client.set_name('y'),
                lambda: client.set_event_filter([]), lambda: client.set_error_bounce(True),
                lambda: port.send(event), lambda: port.send_to(event, 'Midi Through'),
                lambda: port.connect_to('14:0'), lambda: port.connect_to(address),
                lambda: port.note_on(0, 60, 100), lambda: port.send_events([event]),
                queue.start, queue.sync, queue.get_status, lambda: queue.set_bpm(90)]:
            with self.assert_error(IO.CLOSED):
                call()
        self.assertEqual((client.name, port.name, queue.name), ('x', 'p', 'q'))

    def test_ids_are_reused(self):
        """S-03 the next client gets the number of a closed one at once"""
        client_id = self.b.id
        self.b.close()
        self.assertEqual(self.open('C').id, client_id)

    def test_directions(self):
        """S-09 what a client was not opened for is an error"""
        reader, writer = self.open('r', Direction.INPUT), self.open('w', Direction.OUTPUT)
        both = Seqgo.SequencerClient.open_with_direction('both', Direction.DUPLEX)
        self.addCleanup(both.close)
        self.assertEqual([c.direction for c in (reader, writer, both, self.a)],
                         [Direction.INPUT, Direction.OUTPUT, Direction.DUPLEX, Direction.DUPLEX])
        with self.assert_error(SEQUENCER.WRONG_DIRECTION):
            reader.create_port('p').note_on(0, 60, 100)
        with self.assert_error(SEQUENCER.WRONG_DIRECTION):
            writer.read_batch(0)
        with self.assert_error(IO.INVALID_ARGUMENT):
            Seqgo.SequencerClient.open('none', Direction(0))

    def test_nothing_leaks(self):
        """S-10 descriptors, clients and queues are as before after 1000 clients"""
        before = get_descriptors(), get_clients()
        for _ in range(1000):
            with Seqgo.SequencerClient.open('x') as client:
                client.create_queue()
                client.create_port('p').connect_to('14:0')
        self.assertEqual((get_descriptors(), get_clients()), before)
        self.assertEqual(get_queues(), {})

    def test_with(self):
        with Seqgo.SequencerClient.open('x') as client:
            with client.create_port('p') as port, client.create_queue() as queue:
                self.assertFalse(client.is_closed() or port.is_closed() or queue.is_closed())
            self.assertTrue(port.is_closed() and queue.is_closed())
            self.assertEqual(get_clients()[client.id], ('x', {}))
            with self.assertRaises(ZeroDivisionError), client:
                1 / 0
            self.assertTrue(client.is_closed())

    def test_dropped_wrappers(self):
        client = Seqgo.SequencerClient.open('x')
        client_id = client.id
        client.create_port('kept')
        gc.collect()
        self.assertEqual(get_clients()[client_id][1][0]['name'], 'kept')
        del client
        gc.collect()
        self.assertNotIn(client_id, get_clients())

    def test_attributes(self):
        client = self.a
        changes = []
        client.connect('notify::priority', lambda *_: changes.append(client.priority))
        client.priority = GLib.PRIORITY_HIGH
        client.set_priority(GLib.PRIORITY_HIGH)
        self.assertEqual(changes, [GLib.PRIORITY_HIGH])
        for pspec in client.list_properties():
            name = pspec.name.replace('-', '_')
            self.assertEqual(getattr(client, name), client.get_property(pspec.name))
            self.assertEqual(getattr(client, name), getattr(client, 'get_' + name)())
        self.assertEqual(repr(client), f'<Seqgo.SequencerClient {client.id} \'A\'>')
        client.close()
        self.assertEqual(repr(client), f'<Seqgo.SequencerClient {client.id} \'A\' closed>')


class ListTest(SequencerTestCase):
    def test_clients(self):
        infos = self.a.list_clients()
        self.assertEqual({info.id: info.name for info in infos},
                         {number: name for number, (name, _) in get_clients().items()})
        mine, = [info for info in infos if info.id == self.a.id]
        self.assertEqual((mine.client_type, mine.pid, mine.n_ports, mine.card),
                         (Seqgo.ClientType.USER, os.getpid(), 0, -1))
        self.assertEqual(str(mine), mine.to_string())
        self.assertEqual(repr(mine), f'<Seqgo.SequencerClientInfo {mine}>')
        for pspec in mine.list_properties():
            getter = getattr(mine, 'get_' + pspec.name.replace('-', '_'))
            self.assertEqual(mine.get_property(pspec.name), getter())

    def test_ports(self):
        """S-19 list_ports() chooses among ports of all kinds, and orders them"""
        source, sink = Caps.READ | Caps.SUBS_READ, Caps.WRITE | Caps.SUBS_WRITE
        generic, specific = Seqgo.PortType.MIDI_GENERIC, Seqgo.PortType.SPECIFIC
        for name, caps, kind in [
                ('source', source, generic), ('sink', sink, generic),
                ('both', source | sink, generic), ('specific', source | sink, specific),
                ('read', Caps.READ, generic), ('write', Caps.WRITE, generic),
                ('closed', Caps.READ | Caps.WRITE, generic),
                ('private', source | sink | Caps.NO_EXPORT, generic)]:
            self.a.create_port(name, caps=caps, type=kind)

        def get_names(*flags, **options):
            return [port.name for port in self.a.list_ports(*flags, **options)
                    if port.address.client_id == self.a.id]

        self.assertEqual(get_names(input=True), ['source', 'both', 'private'])
        self.assertEqual(get_names(output=True), ['sink', 'both', 'private'])
        self.assertEqual(get_names(input=True, output=True), ['both', 'private'])
        self.assertEqual(get_names(), ['source', 'sink', 'both', 'private'])
        self.assertEqual(get_names(Flags.INPUT), get_names(input=True))
        self.assertEqual(get_names(Flags.INPUT | Flags.NO_UNEXPORTED), ['source', 'both'])
        self.assertEqual(get_names(input=True, unexported=False), ['source', 'both'])
        self.assertEqual(get_names(unconnectable=True, unexported=False),
                         ['source', 'sink', 'both', 'read', 'write', 'closed'])
        self.assertEqual(set(get_names(any_type=True)) - set(get_names()), {'specific'})
        addresses = [str(port.address) for port in self.a.list_ports(system=True)]
        self.assertTrue({'0:0', '0:1'} <= set(addresses))
        self.assertEqual(addresses[-1], '14:0')
        self.assertNotIn('0:1', [str(port.address) for port in self.a.list_ports()])
        self.assertNotIn('14:0', [str(port.address) for port in self.a.list_ports(through=False)])
        unsorted = [port.address for port in self.a.list_ports(sort=False)]
        self.assertEqual(unsorted, sorted(unsorted))

    def test_port_infos(self):
        source = self.a.create_port('out', Preset.SOURCE)
        source.connect_to(self.b.create_port('in', Preset.SINK))
        info, = [info for info in self.b.list_ports() if info.address == source.address]
        self.assertEqual((info.name, info.client_name, info.caps, info.port_type, info.n_readers,
                          info.n_writers), ('out', 'A', source.caps, source.port_type, 1, 0))
        self.assertEqual(str(info), info.to_string())
        self.assertEqual(repr(info), f'<Seqgo.SequencerPortInfo {info}>')
        for pspec in info.list_properties():
            getter = getattr(info, 'get_' + pspec.name.replace('-', '_'))
            self.assertEqual(info.get_property(pspec.name), getter())

    def test_presets(self):
        for preset in Preset.SOURCE, Preset.SINK, Preset.DUPLEX:
            plain, numbered = self.a.create_port('x', preset), self.a.create_port(
                'y', preset, port_id=100 + preset)
            self.assertEqual((numbered.caps, numbered.port_type), (plain.caps, plain.port_type))
            self.assertEqual(numbered.id, 100 + preset)
        self.assertEqual(self.a.create_port('default').caps, plain.caps)
        with self.assert_error(SEQUENCER.PORT_IN_USE):
            self.a.create_port('z', port_id=100)
        full = self.a.create_port_full('full', Caps.READ, Seqgo.PortType.SYNTH, -1)
        self.assertEqual((full.caps, full.port_type), (Caps.READ, Seqgo.PortType.SYNTH))

    def test_find_address(self):
        sink = self.b.create_port('in', Preset.SINK)
        for name in 'B', 'B:in', 'B:0', 'in', str(sink.address):
            self.assertEqual(self.a.find_address(name, Direction.OUTPUT), sink.address)
        with self.assert_error(IO.NOT_FOUND):
            self.a.find_address('B', Direction.INPUT)
        self.open('B2').create_port('x', Preset.SINK)
        self.open('B3').create_port('x', Preset.SINK)
        with self.assert_error(SEQUENCER.AMBIGUOUS):
            self.a.find_address('x', Direction.OUTPUT)


class SignalTest(SequencerTestCase):
    def connect(self):
        """As in the base class, without reading: that would silence the signals."""
        source = self.a.create_port('out', Preset.SOURCE)
        sink = self.b.create_port('in', Preset.SINK)
        source.connect_to(sink)
        return source, sink

    def test_signals(self):
        source, sink = self.connect()
        log = []
        self.b.connect('batch', lambda client, batch: log.append(('batch', get_types(batch))))
        self.b.connect('event', lambda client, event: log.append(('client', *get_types([event]))))
        self.b.connect('event::note-on', lambda client, event: log.append(('note', event.note)))
        sink.connect('event::note-on', lambda port, event: log.append((port.name, event.velocity)))
        source.note_on(0, 60, 100)
        until(lambda: len(log) == 5)
        self.assertEqual(log, [
            ('batch', ['port-subscribed', 'note-on']), ('client', 'port-subscribed'), ('in', 100),
            ('client', 'note-on'), ('note', 60)])

    def test_announcements(self):
        """S-28 what others do is announced in its order"""
        sink = self.b.create_port('in', Preset.SINK)
        sink.connect_from('0:1')
        log = []
        self.b.connect('event', lambda client, event: log.append(event))
        other = Seqgo.SequencerClient.open('C')
        client_id = other.id
        port = other.create_port('p', Preset.SOURCE)
        port.connect_to('14:0')
        port.disconnect_to('14:0')
        port.close()
        other.close()

        def is_over():
            return log and log[-1].type == Seqgo.EventType.CLIENT_EXIT

        until(is_over)
        about = [event for event in log if client_id in (
            event.address and event.address.client_id, event.sender and event.sender.client_id)]
        self.assertEqual([name for name in get_types(about) if name != 'client-change'],
                         ['client-start', 'port-start', 'port-subscribed', 'port-unsubscribed',
                          'port-exit', 'client-exit'])
        connection, = [event for event in about
                       if event.type == Seqgo.EventType.PORT_SUBSCRIBED]
        self.assertEqual((connection.sender, str(connection.receiver)), (port.address, '14:0'))
        self.assertEqual({str(event.source) for event in log}, {'0:1'})

    def test_questions_announce_nothing(self):
        """S-29 to ask for clients and ports in a handler causes no announcements"""
        sink = self.b.create_port('in', Preset.SINK)
        sink.connect_from('System:Announce')
        log = []

        def ask(client, event):
            log.append(event)
            client.list_clients()
            client.list_ports()
            client.find_address('Midi Through', Direction.OUTPUT)

        self.b.connect('event', ask)
        Seqgo.SequencerClient.open('C').close()
        until(lambda: 'client-exit' in get_types(log))
        # An announcement of what ask() did would be there by now.
        self.a.create_port('last')
        until(lambda: log[-1].type == Seqgo.EventType.PORT_START)
        self.assertEqual([name for name in get_types(log) if name != 'client-change'],
                         ['port-subscribed', 'client-start', 'client-exit', 'port-start'])

    def test_overflow(self):
        """S-34 overflow is signalled once and counted, and later events arrive"""
        source, sink = self.connect()
        log = []
        self.b.connect('overflow', lambda client: log.append('overflow'))
        self.b.connect('notify::n-overflows', lambda client, _: log.append(client.n_overflows))
        self.b.connect('batch', lambda client, batch: log.extend(get_notes(batch)))
        until(lambda: not GLib.MainContext.default().pending())
        for round_ in 1, 2:
            source.send_events([note_on(1)] * 200)
            with self.assert_error(SEQUENCER.RECEIVER_FULL):
                source.note_on(0, 2, 100)
            until(lambda: log)
            source.note_on(0, 3, 100)
            until(lambda: log[-1] == 3)
            self.assertEqual(log, ['overflow', round_, 3])
            log.clear()
        self.assertEqual(self.b.n_overflows, 2)
        self.assertEqual(self.b.get_n_overflows(), 2)

    def test_batches_grow(self):
        """S-82 what comes while a handler is busy comes as one batch, and all of it comes"""
        source, sink = self.connect()
        sizes = []

        def be_slow(client, batch):
            sizes.append(len(batch))
            for _ in range(150 if len(sizes) < 4 else 0):
                source.note_on(0, 60, 100)

        self.b.connect('batch', be_slow)
        until(lambda: sum(sizes) == 1 + 3 * 150)
        self.assertEqual(sizes, [1, 150, 150, 150])

    def test_kept_batches(self):
        """S-104 batches and events outlive their handler and their client"""
        source, sink = self.connect()
        batches, events = [], []
        self.b.connect('batch', lambda client, batch: batches.append(batch))
        sink.connect('event::sysex', lambda port, event: events.append(event))
        for number in range(50):
            message = b'\xf0' + bytes([number]) * 50 + b'\xf7'
            source.sysex(message)
            until(lambda: len(events) == number + 1)
        self.b.close()
        gc.collect()
        messages = [b'\xf0' + bytes([number]) * 50 + b'\xf7' for number in range(50)]
        self.assertEqual([event.data for event in events], messages)
        self.assertEqual([event.data for batch in batches for event in batch if event.data],
                         messages)

    def test_context(self):
        context = GLib.MainContext.new()
        context.push_thread_default()
        try:
            client = self.open('C')
        finally:
            context.pop_thread_default()
        source, sink = self.a.create_port('out'), client.create_port('in')
        source.connect_to(sink)
        events = []
        client.connect('event::note-on', lambda client, event: events.append(event))
        source.note_on(0, 60, 100)
        while GLib.MainContext.default().iteration(False):
            pass
        self.assertEqual(events, [])
        while not events:
            context.iteration(True)
        self.assertEqual(get_notes(events), [60])


class ReadTest(SequencerTestCase):
    def test_timeouts(self):
        """S-74 reading waits as long as it is told to"""
        start = time.monotonic()
        with self.assert_error(IO.TIMED_OUT):
            self.b.read_batch(0)
        # That is generous: nobody knows what else the machine does.
        self.assertLess(time.monotonic() - start, 5)
        for timeout in 0.2, 0.5:
            start = time.monotonic()
            with self.assert_error(IO.TIMED_OUT):
                self.b.read_batch(timeout)
            self.assertGreaterEqual(time.monotonic() - start, timeout)
        source, _ = self.connect()
        self.call_soon(source.note_on, 0, 60, 100)
        self.assertEqual(get_notes(self.b.read_batch()), [60])
        with self.assertRaises(ValueError):
            self.b.read_batch(-1)

    def test_overflow(self):
        """S-34 overflow is told once to who reads, and later events arrive"""
        source, _ = self.connect()
        source.send_events([note_on(1)] * 200)
        with self.assert_error(SEQUENCER.RECEIVER_FULL):
            source.note_on(0, 2, 100)
        with self.assert_error(SEQUENCER.OVERFLOW):
            self.b.read_batch(0)
        with self.assert_error(IO.TIMED_OUT):
            self.b.read_batch(0)
        source.note_on(0, 3, 100)
        self.assertEqual(get_notes(self.b.read_batch(TIMEOUT)), [3])

    def test_batches(self):
        source, _ = self.connect()
        source.send_events(map(note_on, range(100)))
        start = time.monotonic()
        batches = list(self.b.batches(timeout=0.1))
        self.assertGreaterEqual(time.monotonic() - start, 0.1)
        self.assertEqual([get_notes(batch) for batch in batches], [list(range(100))])
        self.assertEqual(list(self.b.batches(timeout=0)), [])

    def test_batches_after_overflow(self):
        source, _ = self.connect()
        source.send_events([note_on(1)] * 200)
        with self.assert_error(SEQUENCER.RECEIVER_FULL):
            source.note_on(0, 2, 100)
        batches = self.b.batches(timeout=0)
        with self.assert_error(SEQUENCER.OVERFLOW):
            list(batches)
        source.note_on(0, 3, 100)
        self.assertEqual([get_notes(batch) for batch in batches], [[3]])

    def test_batches_end_with_the_client(self):
        source, _ = self.connect()
        source.note_on(0, 60, 100)
        self.call_soon(self.b.close)
        self.assertEqual([get_notes(batch) for batch in self.b.batches()], [[60]])

    def test_closed_while_reading(self):
        """S-78 a read ends when another thread closes the client"""
        self.call_soon(self.b.close)
        with self.assert_error(IO.CLOSED):
            self.b.read_batch()

    def test_cancelled(self):
        cancellable = Gio.Cancellable()
        self.call_soon(cancellable.cancel)
        with self.assert_error(IO.CANCELLED):
            self.b.read_batch(cancellable=cancellable)

    def test_signals_of_the_system(self):
        def handle(*_):
            raise InterruptedError

        old = signal.signal(signal.SIGALRM, handle)
        self.addCleanup(signal.signal, signal.SIGALRM, old)
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with self.assertRaises(InterruptedError):
            self.b.read_batch()

    def test_callback(self):
        source, _ = self.connect()
        results = []

        def read(client, result, *data):
            results.append((get_notes(client.read_batch_finish(result)), data))

        self.b.read_batch_async(GLib.PRIORITY_DEFAULT, None, read, 'data')
        self.b.read_batch_async(callback=read)
        source.note_on(0, 60, 100)
        until(lambda: results)
        source.note_on(0, 61, 100)
        until(lambda: len(results) == 2)
        self.assertEqual(results, [([60], ('data',)), ([61], ())])

    def test_callback_of_cancelled_read(self):
        """S-75 the read after a cancelled one gets the event"""
        source, _ = self.connect()
        results = []
        cancellable = Gio.Cancellable()
        self.b.read_batch_async(GLib.PRIORITY_DEFAULT, cancellable,
                                lambda client, result: results.append(result))
        cancellable.cancel()
        until(lambda: results)
        with self.assert_error(IO.CANCELLED):
            self.b.read_batch_finish(results[0])
        source.note_on(0, 60, 100)
        self.assertEqual(get_notes(self.b.read_batch(TIMEOUT)), [60])

    def test_pools(self):
        source, _ = self.connect()
        self.b.set_input_pool(2000)
        source.send_events([note_on(60)] * 2000)
        self.assertEqual(len(self.b.read_batch(TIMEOUT)), 2000)
        self.a.set_output_pool(1000)
        for count in 0, 2001:
            with self.assert_error(IO.INVALID_ARGUMENT):
                self.b.set_input_pool(count)
            with self.assert_error(IO.INVALID_ARGUMENT):
                self.a.set_output_pool(count)

    def test_descriptor(self):
        source, _ = self.connect()
        self.assertEqual(os.readlink(f'/proc/self/fd/{self.b.get_fd()}'), '/dev/snd/seq')


if __name__ == '__main__':
    tap.main()
