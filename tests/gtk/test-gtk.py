#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tests that the models of a registry are good for GTK 4, on a display that nobody sees."""

import importlib.util
import os
import subprocess
import sys

SOURCE = os.environ['SEQGO_SOURCE_ROOT']
sys.path.insert(0, os.path.join(SOURCE, 'tests', 'python'))

read_end, write_end = os.pipe()
SERVER = subprocess.Popen(['Xvfb', '-displayfd', str(write_end), '-screen', '0', '800x600x24'],
                          pass_fds=[write_end], stderr=subprocess.DEVNULL)
os.close(write_end)
with open(read_end, encoding='ascii') as display_number:
    os.environ.update(DISPLAY=':' + display_number.readline().strip(), GDK_BACKEND='x11',
                      GSK_RENDERER='cairo', GTK_A11Y='none')

import gi   # noqa: E402

gi.require_version('Gtk', '4.0')
gi.require_version('Seqgo', '1.0')
from gi.repository import GObject, Gtk, Seqgo   # noqa: E402

import tap   # noqa: E402
from seqgo_test import SequencerTestCase, until   # noqa: E402

Preset = Seqgo.PortPreset


def load_example(name):
    path = os.path.join(SOURCE, 'examples', 'python', name + '.py')
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def get_children(widget):
    child = widget.get_first_child()
    while child:
        yield child
        child = child.get_next_sibling()


def create_factory(name):
    """Shows a property of the items, and what it changes to."""
    factory = Gtk.SignalListItemFactory()
    factory.connect('setup', lambda _, item: item.set_child(Gtk.Label()))
    factory.connect('bind', lambda _, item: item.get_item().bind_property(
        name, item.get_child(), 'label', GObject.BindingFlags.SYNC_CREATE))
    return factory


class ViewTest(SequencerTestCase):
    def setUp(self):
        super().setUp()
        self.registry = Seqgo.SequencerRegistry.open()
        self.addCleanup(self.registry.close)

    def show(self, model, name='name'):
        """A list view of a model; returns a function for the texts that it shows."""
        view = Gtk.ListView(model=Gtk.NoSelection(model=model), factory=create_factory(name))
        window = Gtk.Window(child=view, default_width=300, default_height=500)
        self.addCleanup(window.destroy)
        window.present()
        return lambda: [row.get_first_child().get_label() for row in get_children(view)]

    def test_list_view(self):
        get_texts = self.show(self.registry.ports(output=True))
        virtual = [f'VirMIDI 2-{number}' for number in range(4)]
        through = 'Midi Through Port-0'
        until(lambda: get_texts() == [*virtual, through])
        port = self.a.create_port('in', Preset.SINK)
        self.a.create_port('out', Preset.SOURCE)
        until(lambda: get_texts() == [*virtual, 'in', through])
        port.close()
        until(lambda: get_texts() == [*virtual, through])

    def test_bindings(self):
        get_clients = self.show(self.registry)
        get_client_names = self.show(self.registry.ports(), 'client-name')
        self.a.create_port('port')
        until(lambda: get_client_names()[-2] == 'A')
        self.a.set_name('renamed')
        until(lambda: get_client_names()[-2] == 'renamed' and 'renamed' in get_clients())
        self.assertNotIn('A', get_clients())

    def test_models_of_gtk(self):
        flat = Gtk.FlattenListModel(model=self.registry)
        named = Gtk.FilterListModel(
            model=flat, filter=Gtk.CustomFilter.new(lambda port: 'x' in port.name))
        ordered = Gtk.SortListModel(model=named, sorter=Gtk.CustomSorter.new(
            lambda one, other, _: (one.name > other.name) - (one.name < other.name)))
        get_texts = self.show(ordered)
        self.a.create_port('x 2')
        port = self.b.create_port('x 1')
        self.b.create_port('y')
        until(lambda: get_texts() == ['x 1', 'x 2'])
        self.assertEqual([item.name for item in ordered], ['x 1', 'x 2'])
        port.close()
        until(lambda: get_texts() == ['x 2'])
        self.a.close()
        until(lambda: get_texts() == [])

    def test_storm(self):
        get_texts = self.show(Gtk.FlattenListModel(model=self.registry))
        ports = [self.a.create_port(f'port {number}') for number in range(100)]
        for port in ports[::2]:
            port.close()
        self.a.create_port('last', port_id=200)
        until(lambda: 'last' in get_texts())
        self.assertEqual([text for text in get_texts() if text.startswith('port')],
                         [f'port {number}' for number in range(1, 100, 2)])


class PatchBayTest(SequencerTestCase):
    def test_connects(self):
        window = load_example('patch-bay').PatchBay()
        window.present()
        sender = self.a.create_port('out', Preset.SOURCE)
        receiver = self.b.create_port('in', Preset.SINK)

        def choose(selection, port):
            until(lambda: window.registry.find_port(port) in list(selection.get_model()))
            selection.set_selected(
                list(selection.get_model()).index(window.registry.find_port(port)))

        choose(window.senders, sender)
        choose(window.receivers, receiver)
        self.assertEqual(window.button.get_label(), 'Connect →')
        window.button.emit('clicked')
        until(lambda: window.button.get_label() == 'Disconnect')
        self.assertEqual(window.registry.list_receivers(sender),
                         [window.registry.find_port(receiver)])
        window.button.emit('clicked')
        until(lambda: window.button.get_label() == 'Connect →')
        self.assertEqual(window.message.get_label(), '')

        choose(window.senders, sender)
        choose(window.receivers, receiver)
        receiver.close()
        until(lambda: window.registry.find_port(receiver) is None)
        self.assertEqual(window.button.get_label(), 'Connect →')
        window.close()


if __name__ == '__main__':
    try:
        tap.main()
    finally:
        SERVER.terminate()
        SERVER.wait()
