#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks that the library, its GIR and the committed list of symbols say the same.

usage: check-symbols.py [--update] LIBRARY GIR

With --update the list, libseqgo.symbols next to this script, is written anew from LIBRARY.
Otherwise the result is TAP.
"""

import argparse
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / 'tests' / 'checks'))
from tap import report  # noqa: E402

LIST = pathlib.Path(__file__).with_name('libseqgo.symbols')

# What only C can use; everything else is there for all languages.
ONLY_FOR_C = {
    'seqgo_event_batch_peek_records',
}

GIR = '{http://www.gtk.org/introspection/core/1.0}'
C = '{http://www.gtk.org/introspection/c/1.0}'
GLIB = '{http://www.gtk.org/introspection/glib/1.0}'

TYPES = {GIR + name for name in ('class', 'interface', 'record', 'union', 'enumeration',
                                 'bitfield', 'callback', 'constant', 'alias')}
CALLABLES = {GIR + name for name in ('function', 'method', 'constructor', 'callback',
                                     'virtual-method')} | {GLIB + 'signal'}
FUNCTIONS = {GIR + name for name in ('function', 'method', 'constructor')}
PARTS = {GIR + name for name in ('member', 'field')}


def read_library(path):
    output = subprocess.run(['nm', '-D', '--defined-only', path], check=True, text=True,
                            stdout=subprocess.PIPE).stdout
    return {line.split()[-1] for line in output.splitlines()}


def read_list():
    return LIST.read_text(encoding='utf-8').splitlines()


class Gir:
    """What a GIR file describes, each with the name that people know it by."""

    def __init__(self, path):
        namespace = ElementTree.parse(path).getroot().find(GIR + 'namespace')
        self.functions = {}
        self.described = []
        for element in namespace:
            self.add(element, namespace.get('name'))

    def add(self, element, owner):
        # The class structures of GObject hold nothing that users need.
        if element.get(GLIB + 'is-gtype-struct-for') or element.get('private') == '1':
            return
        name = f'{owner}.{element.get("name")}'
        if element.tag in TYPES | CALLABLES | PARTS | {GIR + 'property'}:
            self.described.append((name, element))
        if element.get(GLIB + 'get-type'):
            self.functions[element.get(GLIB + 'get-type')] = True
        if element.tag in FUNCTIONS:
            self.functions[element.get(C + 'identifier')] = element.get('introspectable') != '0'
        if element.tag not in CALLABLES:
            for child in element:
                self.add(child, name)


def values(element):
    """The parameters and the return value of a callable, and how to call them."""
    parameters = element.find(GIR + 'parameters')
    for parameter in parameters if parameters is not None else ():
        yield f'parameter {parameter.get("name")}', parameter
    result = element.find(GIR + 'return-value')
    if result is not None and result.find(f'{GIR}type[@name="none"]') is None:
        yield 'return value', result


def compare(names, others, fault):
    return [f'{name}: {fault}' for name in sorted(set(names) - set(others))]


def check_library(exported, listed):
    return (compare(exported, listed, 'is exported, but not in the list')
            + compare(listed, exported, 'is in the list, but not exported'))


def check_list(listed):
    return [] if listed == sorted(set(listed)) else ['the list is not sorted, or names one twice']


def check_functions(gir, listed):
    only_for_c = {name for name, introspectable in gir.functions.items() if not introspectable}
    return (compare(listed, gir.functions, 'is not in the GIR')
            + compare(gir.functions, listed, 'is in the GIR, but not in the list')
            + compare(only_for_c, ONLY_FOR_C, 'cannot be called from other languages')
            + compare(ONLY_FOR_C, only_for_c, 'is not only for C, or not there any more'))


def has_doc(element):
    doc = element.find(GIR + 'doc')
    return doc is not None and bool((doc.text or '').strip())


def check_docs(gir):
    for name, element in gir.described:
        if not has_doc(element):
            yield f'{name} has no documentation'
        if element.tag in CALLABLES:
            for what, value in values(element):
                if not has_doc(value):
                    yield f'{name}: its {what} has no documentation'


def check_versions(gir):
    for name, element in gir.described:
        if element.tag not in PARTS and not element.get('version'):
            yield f'{name} has no “Since:”'


def check_transfer(gir):
    for name, element in gir.described:
        for what, value in values(element) if element.tag in CALLABLES else ():
            if not value.get('transfer-ownership'):
                yield f'{name}: its {what} has no transfer annotation'


def check_types(gir):
    """What the bindings cannot use, or free."""
    records = {name.split('.', 1)[1] for name, element in gir.described
               if element.tag in (GIR + 'record', GIR + 'union')}
    for name, element in gir.described:
        if element.tag == GIR + 'property':
            if element.find(f'{GIR}type[@name="gpointer"]') is not None:
                yield f'{name} is a pointer'
        for what, value in values(element) if element.tag in CALLABLES else ():
            array = value.find(GIR + 'array')
            if array is None:
                continue
            item = array.find(GIR + 'type')
            if array.get('name') == 'GLib.PtrArray' and value.get('transfer-ownership') == 'full':
                yield f'{name}: its {what} is a GPtrArray (transfer full)'
            elif item is not None and item.get('name') in records \
                    and not item.get(C + 'type', '*').endswith('*'):
                yield f'{name}: its {what} is an array of structures, not of pointers to them'


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split('usage: ')[1].splitlines()[0])
    parser.add_argument('--update', action='store_true')
    parser.add_argument('library')
    parser.add_argument('gir')
    arguments = parser.parse_args()

    exported = read_library(arguments.library)
    if arguments.update:
        LIST.write_text(''.join(f'{name}\n' for name in sorted(exported)), encoding='utf-8')
        return

    listed = read_list()
    gir = Gir(arguments.gir)
    report([
        ('the list of symbols is sorted', lambda: check_list(listed)),
        ('the library exports the symbols of the list', lambda: check_library(exported, listed)),
        ('the GIR has the functions of the list', lambda: check_functions(gir, listed)),
        ('everything has documentation', lambda: check_docs(gir)),
        ('everything has a version', lambda: check_versions(gir)),
        ('all parameters and results say who owns them', lambda: check_transfer(gir)),
        ('no type is one that bindings cannot use', lambda: check_types(gir)),
    ])


main()
