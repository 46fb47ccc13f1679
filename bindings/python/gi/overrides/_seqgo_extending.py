# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How the overrides of Seqgo extend classes of C."""

import types

from gi.repository import GLib, GObject


def get_originals(cls):
    """The methods of a class as they are in C."""
    names = [info.__name__ for info in cls.__info__.get_methods()]
    return types.SimpleNamespace(**{name: getattr(cls, name) for name in names})


def extends(*classes):
    """Copies what the decorated class has into classes of C."""
    def extend(extension):
        for name, value in vars(extension).items():
            if callable(value) or not name.startswith('__'):
                for cls in classes:
                    setattr(cls, name, value)
        return extension
    return extend


def to_bytes(data):
    return data if isinstance(data, GLib.Bytes) else GLib.Bytes.new(bytes(memoryview(data)))


def from_bytes(getter):
    return lambda self: None if (data := getter(self)) is None else data.get_data()


def add_attributes(cls):
    """One for every property of an object, and for every getter of a record."""
    if issubclass(cls, GObject.Object):
        names = [pspec.get_name().replace('-', '_') for pspec in cls.__info__.get_properties()]
    else:
        names = [info.__name__[len('get_'):] for info in cls.__info__.get_methods()
                 if info.__name__.startswith('get_') and not info.get_arguments()]
    for name in names:
        getter = getattr(cls, 'get_' + name)
        if name in ('data', 'payloads', 'records'):
            getter = from_bytes(getter)
        setattr(cls, name, property(getter, getattr(cls, 'set_' + name, None)))


class WithText:
    def __str__(self):
        return self.to_string()

    def __repr__(self):
        return f'<Seqgo.{type(self).__name__} {self}>'


class WithEquality:
    def __eq__(self, other):
        return self.equal(other) if type(other) is type(self) else NotImplemented

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(self.to_string())
