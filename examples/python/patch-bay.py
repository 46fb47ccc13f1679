#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A patch bay: choose a port that sends and one that receives, and connect them or end that."""

import signal
import sys

import gi
gi.require_version('Gtk', '4.0')
gi.require_version('Seqgo', '1.0')
from gi.repository import GLib, GObject, Gtk, Seqgo


def create_factory():
    """Shows a port by its client's name and its own, which follow when they change."""
    def set_up(_factory, item):
        item.client, item.name = Gtk.Label(xalign=0), Gtk.Label(xalign=0, css_classes=['dim-label'])
        row = Gtk.Box(spacing=6)
        row.append(item.client)
        row.append(item.name)
        item.set_child(row)

    def bind(_factory, item):
        port, flags = item.get_item(), GObject.BindingFlags.SYNC_CREATE
        item.bindings = [port.bind_property('client-name', item.client, 'label', flags),
                         port.bind_property('name', item.name, 'label', flags)]

    def unbind(_factory, item):
        for binding in item.bindings:
            binding.unbind()

    factory = Gtk.SignalListItemFactory()
    factory.connect('setup', set_up)
    factory.connect('bind', bind)
    factory.connect('unbind', unbind)
    return factory


class PatchBay(Gtk.Window):
    def __init__(self):
        super().__init__(title='Patch bay', default_width=700, default_height=400)
        self.client = Seqgo.SequencerClient.open('Patch bay')
        self.registry = Seqgo.SequencerRegistry.open()
        self.senders = Gtk.SingleSelection(model=self.registry.ports(input=True))
        self.receivers = Gtk.SingleSelection(model=self.registry.ports(output=True))
        self.button = Gtk.Button(valign=Gtk.Align.CENTER)
        self.message = Gtk.Label(wrap=True)

        lists = Gtk.Box(homogeneous=True, vexpand=True)
        for child in self.create_list(self.senders), self.button, self.create_list(self.receivers):
            lists.append(child)
        content = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
        content.append(lists)
        content.append(self.message)
        self.set_child(content)

        self.button.connect('clicked', self.change)
        for selection in self.senders, self.receivers:
            selection.connect('notify::selected-item', self.update)
        for name in 'connected', 'disconnected':
            self.registry.connect(name, self.update)
        self.connect('close-request', self.close_all)
        self.update()

    def create_list(self, selection):
        view = Gtk.ListView(model=selection, factory=create_factory())
        return Gtk.ScrolledWindow(child=view, hexpand=True)

    def are_connected(self):
        sender, receiver = self.senders.get_selected_item(), self.receivers.get_selected_item()
        return None not in (sender, receiver) and receiver in self.registry.list_receivers(sender)

    def update(self, *_):
        self.button.set_label('Disconnect' if self.are_connected() else 'Connect →')

    def change(self, _button):
        client = self.client
        change = client.disconnect_ports if self.are_connected() else client.connect_ports
        try:
            change(self.senders.get_selected_item(), self.receivers.get_selected_item())
            self.message.set_label('')
        except GLib.Error as error:
            self.message.set_label(error.message)

    def close_all(self, _window):
        self.registry.close()
        self.client.close()


def main():
    loop = GLib.MainLoop()
    window = PatchBay()
    window.connect('destroy', lambda _: loop.quit())
    for number in signal.SIGINT, signal.SIGTERM:
        GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, number, window.close)
    window.present()
    loop.run()


if __name__ == '__main__':
    if not Gtk.init_check():
        sys.exit('There is no display')
    try:
        main()
    except GLib.Error as error:
        sys.exit(error.message)
