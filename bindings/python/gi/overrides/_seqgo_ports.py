# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How the overrides of Seqgo name ports, list them and tell which there are."""

from gi.module import get_introspection_module

Seqgo = get_introspection_module('Seqgo')
Address, Port, PortInfo = Seqgo.Address, Seqgo.SequencerPort, Seqgo.SequencerPortInfo
Flags, Registry = Seqgo.PortListFlags, Seqgo.SequencerRegistry

c_list_ports, c_ports, c_find_port = Registry.list_ports, Registry.ports, Registry.find_port
c_list_senders, c_list_receivers = Registry.list_senders, Registry.list_receivers
c_auto_connect = Registry.auto_connect


def to_address(other, find):
    """The address of whatever names a port; `find` looks up names."""
    if isinstance(other, Address):
        return other
    if isinstance(other, str):
        return find(other)
    if isinstance(other, (Port, PortInfo)):
        return other.get_address()
    raise TypeError(f'a port is a name, an address, a port or a port info, not {other!r}')


def to_pattern(port):
    return port if isinstance(port, str) else str(to_address(port, None))


def get_list_flags(flags, *, input=False, output=False, system=False, through=True,
                   unexported=True, unconnectable=False, any_type=False, sort=True):
    """The PortListFlags that the options mean."""
    for wanted, flag in (
            (input, Flags.INPUT), (output, Flags.OUTPUT), (system, Flags.WITH_SYSTEM),
            (not through, Flags.NO_THROUGH), (not unexported, Flags.NO_UNEXPORTED),
            (unconnectable, Flags.UNCONNECTABLE), (any_type, Flags.ANY_TYPE),
            (not sort, Flags.UNSORTED)):
        if wanted:
            flags |= flag
    return flags


class RegistryMethods:
    def __bool__(self):
        return True

    def __repr__(self):
        state = ' closed' if self.is_closed() else ''
        return f'<Seqgo.SequencerRegistry of {len(self)} clients{state}>'

    def list_ports(self, flags=Flags.DEFAULT, **options):
        """Lists the ports that there are, with the options of list_ports() of a client."""
        return c_list_ports(self, get_list_flags(flags, **options))

    def ports(self, flags=Flags.DEFAULT, **options):
        """A model of the ports that list_ports() lists, which is kept up to date."""
        return c_ports(self, get_list_flags(flags, **options))

    def find_port(self, address):
        """The port that has an address, given as such, as a text or by a port, or None."""
        return c_find_port(self, to_address(address, Address.parse))

    def list_senders(self, receiver):
        """The ports that are connected to a port and send to it."""
        return c_list_senders(self, to_address(receiver, Address.parse))

    def list_receivers(self, sender):
        """The ports that a port is connected to and sends to."""
        return c_list_receivers(self, to_address(sender, Address.parse))

    def auto_connect(self, source, target):
        """Connects ports whenever they appear: names, patterns, addresses or ports.

        It stops when a port that was given is closed.
        """
        rule = c_auto_connect(self, to_pattern(source), to_pattern(target))
        for port in source, target:
            if isinstance(port, Port):
                port.connect('closed', lambda *_: rule.stop())
        return rule


class RegistryClientMethods:
    def __bool__(self):
        return True


class AutoConnectMethods:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def __repr__(self):
        state = ' stopped' if self.is_stopped() else ''
        return f'<Seqgo.SequencerAutoConnect {self.source!r} to {self.target!r}{state}>'
