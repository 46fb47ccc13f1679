# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import os
import random
import signal
import subprocess
import sys
import threading

import tap
from seqgo_test import (IO, Gio, GLib, Seqgo, SequencerTestCase, get_clients, get_types, until)

Flags, Preset, Registry = Seqgo.PortListFlags, Seqgo.PortPreset, Seqgo.SequencerRegistry
CHANGING_CLIENT = os.path.join(os.path.dirname(os.path.realpath(__file__)), '..',
                               'changing-client.py')
OWN_NAME_END = '(registry)'
SIGNALS = ('client-added', 'client-removed', 'client-changed', 'port-added', 'port-removed',
           'port-changed', 'connected', 'disconnected')


class RegistryTestCase(SequencerTestCase):
    def setUp(self):
        super().setUp()
        self.registry = Registry.open()
        self.addCleanup(self.registry.close)

    def log(self):
        """What the registry tells from now on."""
        lines = []
        for name in SIGNALS:
            self.registry.connect(name, lambda _, *items, name=name: lines.append(
                ' '.join([name, *(item.name for item in items)])))
        return lines

    def describe(self):
        """What the registry says, in the form of get_clients()."""
        return {
            client.id: (client.name, {
                port.address.port_id: [port.name] + sorted(
                    str(other.address) for other in self.registry.list_receivers(port)
                    if not other.client_name.endswith(OWN_NAME_END))
                for port in client})
            for client in self.registry if not client.name.endswith(OWN_NAME_END)}

    def is_true(self):
        clients = get_clients()
        own = {str(id) for id, (name, _) in clients.items() if name.endswith(OWN_NAME_END)}
        return self.describe() == {
            id: (name, {
                number: [port['name']] + sorted(
                    address for address in port['to'] if address.split(':')[0] not in own)
                for number, port in ports.items()})
            for id, (name, ports) in clients.items() if str(id) not in own}

    def settle(self):
        until(lambda: not GLib.MainContext.default().pending() and self.is_true())


class RegistryTest(RegistryTestCase):
    def test_models(self):
        registry = self.registry
        self.assertTrue(self.is_true())
        self.assertEqual(len(registry), len(list(registry)))
        system = registry[0]
        self.assertEqual((system.id, system.name, system.card, system.pid),
                         (0, 'System', -1, -1))
        self.assertEqual(system.client_type, Seqgo.ClientType.KERNEL)
        self.assertEqual([port.name for port in system], ['Timer', 'Announce'])
        self.assertEqual(system[1].address, Seqgo.Address.new(0, 1))
        self.assertEqual((str(system), repr(system)),
                         ('0 System', '<Seqgo.SequencerRegistryClient 0 System>'))
        for pspec in system.list_properties():
            name = pspec.name.replace('-', '_')
            self.assertEqual(getattr(system, name), system.get_property(pspec.name))
        self.assertIs(registry.find_client(0), system)
        self.assertIsNone(registry.find_client(13))
        client = registry.find_client(self.a.id)
        self.assertEqual((client.name, client.pid), ('A', os.getpid()))
        # It is there, without ports.
        self.assertTrue(client)
        self.assertEqual(len(client), 0)

    def test_find_port(self):
        port = self.a.create_port('port')
        info = until(lambda: self.registry.find_port(port))
        for other in info, info.address, str(info.address):
            self.assertIs(self.registry.find_port(other), info)
        self.assertIsNone(self.registry.find_port('190:0'))
        with self.assert_error(IO.INVALID_ARGUMENT):
            self.registry.find_port('A:port')

    def test_close(self):
        errors = []
        self.registry.connect('closed', lambda _, error: errors.append(error))
        n_clients = len(self.registry)
        self.assertFalse(self.registry.is_closed())
        self.assertEqual(repr(self.registry),
                         f'<Seqgo.SequencerRegistry of {n_clients} clients>')
        with self.registry:
            pass
        self.registry.close()
        self.assertTrue(self.registry.is_closed())
        self.assertEqual(errors, [None])
        self.assertIn('closed', repr(self.registry))
        self.assertEqual(len(self.registry), n_clients)

    def test_comings_and_goings(self):
        """S-28 all announcements become signals, in order"""
        lines = self.log()
        with Seqgo.SequencerClient.open('C') as client:
            port = client.create_port('port')
            port.connect_to('14:0')
            self.settle()
            self.assertEqual([str(other) for other in self.registry.list_receivers(port)],
                             ['14:0 Midi Through:Midi Through Port-0'])
            self.assertEqual([other.name for other in self.registry.list_senders('14:0')],
                             ['port'])
            port.disconnect_to('14:0')
            self.settle()
            port.connect_to('14:0')
            self.settle()
        self.settle()
        through = 'port Midi Through Port-0'
        self.assertEqual(lines, [
            'client-added C', 'port-added port', f'connected {through}', f'disconnected {through}',
            f'connected {through}', f'disconnected {through}', 'port-removed port',
            'client-removed C'])

    def test_queries(self):
        """S-29 to ask in a handler announces nothing"""
        def query(registry, port):
            self.a.list_ports()
            self.a.list_clients()
            registry.list_ports(output=True)

        ear = self.b.create_port('ear', Preset.SINK)
        ear.connect_from('0:1')
        self.settle()
        events = []
        self.b.connect('event', lambda _, event: events.append(event))
        self.registry.connect('port-added', query)
        port = self.a.create_port('port')
        self.settle()
        port.close()
        self.settle()
        until(lambda: 'port-exit' in get_types(events))
        self.assertEqual(get_types(events), ['port-start', 'port-exit'])

    def test_final_names(self):
        """S-30 a client is added with its final name"""
        names = []
        self.registry.connect('client-added', lambda _, client: names.append(client.name))
        self.open('the name')
        until(lambda: names)
        self.assertEqual(names, ['the name'])

    def test_changes(self):
        lines = self.log()
        with subprocess.Popen([sys.executable, CHANGING_CLIENT]) as process:
            until(lambda: 'port-added port before' in lines)
            client, = [one for one in self.registry if one.pid == process.pid]
            port = client[0]
            names = []
            for item in client, port:
                item.connect('notify', lambda item, pspec: names.append(
                    (pspec.name, item.get_property(pspec.name))))
            for line in 'client-changed after', 'port-changed port after', 'client-removed after':
                process.send_signal(signal.SIGUSR1)
                until(lambda: line in lines)
        self.assertEqual(names, [('name', 'after'), ('client-name', 'after'),
                                 ('name', 'port after')])

    def test_reused_number(self):
        """S-03 whoever gets the number of another client is another object"""
        first = self.open('C')
        port = first.create_port('port')
        self.settle()
        old, old_port = self.registry.find_client(first.id), self.registry.find_port(port)
        first.close()
        second = self.open('C')
        second.create_port('port')
        self.assertEqual(second.id, first.id)
        until(lambda: self.registry.find_port(port) not in (None, old_port))
        self.assertIsNot(self.registry.find_client(second.id), old)
        self.assertEqual((old.name, list(old), old_port.name), ('C', [], 'port'))

    def test_overflow(self):
        """S-32 what was lost of announcements is made up for"""
        kept = self.a.create_port('kept')
        self.settle()
        lines, port = self.log(), self.registry.find_port(kept)
        overflows = []
        self.registry.connect('notify::n-overflows', lambda registry, _: overflows.append(
            registry.get_property('n-overflows')))
        for _ in range(1100):
            self.b.create_port('x').close()
        kept.connect_to('14:0')
        until(lambda: overflows)
        self.settle()
        self.assertEqual((overflows, self.registry.n_overflows), ([1], 1))
        self.assertIs(self.registry.find_port(kept), port)
        self.assertEqual(lines, ['connected kept Midi Through Port-0'])

    def test_lists(self):
        """S-19 the registry lists what a client lists"""
        for preset in Preset.SOURCE, Preset.SINK, Preset.DUPLEX:
            self.a.create_port('port', preset)
        self.a.create_port('private', caps=Seqgo.PortCaps.READ)
        self.a.create_port('synth', Preset.SINK, type=Seqgo.PortType.MIDI_GENERIC
                           | Seqgo.PortType.SYNTHESIZER)
        self.settle()
        for options in [{}, {'input': True}, {'output': True}, {'system': True}, {'through': False},
                        {'any_type': True}, {'sort': False}, {'unexported': False},
                        {'output': True, 'input': True}]:
            with self.subTest(options):
                expected = [str(port) for port in self.a.list_ports(**options)]
                ports = self.registry.list_ports(**options)
                self.assertEqual([str(port) for port in ports], expected)
                self.assertEqual(list(self.registry.ports(**options)), ports)
        self.assertEqual(self.registry.list_ports(Flags.INPUT),
                         self.registry.list_ports(input=True))

    def test_thread(self):
        """The registry works in the main context of any thread."""
        names = []

        def run():
            context = GLib.MainContext.new()
            context.push_thread_default()
            with Registry.open() as registry:
                registry.connect('client-added', lambda _, client: names.append(
                    (client.name, threading.current_thread())))
                client = Seqgo.SequencerClient.open('C')
                while not names:
                    context.iteration(True)
                client.close()
            context.pop_thread_default()

        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
        self.assertEqual(names, [('C', thread)])

    def test_handler_that_opens_and_closes(self):
        def added(registry, port):
            if port.client_name == 'C':
                self.open('D').create_port('port')
            if port.client_name == 'D':
                registry.close()

        self.registry.connect('port-added', added)
        self.open('C').create_port('port')
        until(self.registry.is_closed)


STORM = '''
import random, sys
import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, Seqgo

chance = random.Random(int(sys.argv[1]))
clients = []
for _ in range(300):
    try:
        action = chance.random()
        if len(clients) < 3 or action < 0.1:
            clients.append(Seqgo.SequencerClient.open(chance.choice(['one', 'other'])))
        elif action < 0.2:
            clients.pop(chance.randrange(len(clients))).close()
        elif action < 0.6:
            chance.choice(clients).create_port('port')
        else:
            one, other = (Seqgo.Address.new(chance.choice(clients).id, chance.randrange(3))
                          for _ in range(2))
            connect = chance.choice([clients[0].connect_ports, clients[0].disconnect_ports])
            connect(one, other)
    except GLib.Error:
        pass
print('calm', flush=True)
sys.stdin.read()
'''


class StormTest(RegistryTestCase):
    def test_storm(self):
        """S-32 after a storm in other processes, the registry is right"""
        outputs = self.registry.ports(output=True)
        storms = [subprocess.Popen([sys.executable, '-c', STORM, str(seed)], text=True,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE)
                  for seed in (1, 2)]
        calm = []
        for storm in storms:
            GLib.io_add_watch(storm.stdout, GLib.PRIORITY_DEFAULT, GLib.IOCondition.IN,
                              lambda *_: calm.append(1))
        chance = random.Random(3)
        ports = []
        while len(calm) < len(storms):
            GLib.MainContext.default().iteration(True)
            # A client has 254 at most.
            if len(ports) < 50 and chance.random() < 0.5:
                ports.append(self.a.create_port('port'))
            elif ports:
                ports.pop(chance.randrange(len(ports))).close()
        self.settle()
        self.assertEqual(list(outputs), self.registry.list_ports(output=True))
        for storm in storms:
            storm.communicate()
        self.settle()
        self.assertEqual(list(outputs), self.registry.list_ports(output=True))


class ModelTest(RegistryTestCase):
    def test_live(self):
        outputs = self.registry.ports(output=True)
        self.assertIsInstance(outputs, Gio.ListModel)
        self.assertEqual(outputs.get_item_type(), Seqgo.SequencerPortInfo.__gtype__)
        n_ports = len(outputs)
        changes = []
        outputs.connect('items-changed', lambda _, *change: changes.append(change))
        self.a.create_port('out', Preset.SOURCE)
        port = self.a.create_port('in', Preset.SINK)
        self.settle()
        # In front of “Midi Through”.
        self.assertEqual(changes, [(n_ports - 1, 0, 1)])
        self.assertIs(outputs[n_ports - 1], self.registry.find_port(port))
        port.close()
        self.settle()
        self.assertEqual(changes[1:], [(n_ports - 1, 1, 0)])

    def test_clients_are_models(self):
        client = self.registry.find_client(self.a.id)
        changes = []
        client.connect('items-changed', lambda _, *change: changes.append(change))
        self.registry.connect('items-changed', lambda _, *change: changes.append(('all', *change)))
        self.a.create_port('0')
        self.a.create_port('2', port_id=2)
        self.a.create_port('1')
        self.settle()
        self.assertEqual(changes, [(0, 0, 1), (1, 0, 1), (1, 0, 1)])
        self.b.close()
        self.settle()
        self.assertEqual(changes[3:], [('all', len(self.registry), 1, 0)])


if __name__ == '__main__':
    tap.main()
