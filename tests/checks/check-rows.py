#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks that the symbols and tests exist that the rows for docs/rows.py name. The result is TAP.

usage: check-rows.py GIR ROWS
"""

import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

from tap import report

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / 'docs'))
from rows import read_rows  # noqa: E402

GIR = '{http://www.gtk.org/introspection/core/1.0}'
C = '{http://www.gtk.org/introspection/c/1.0}'
GLIB = '{http://www.gtk.org/introspection/glib/1.0}'

SYMBOL = re.compile(r'\bseqgo_\w+\(\)|#Seqgo\w+(?:::?[\w-]+)?|%SEQGO_\w+')
CODE = re.compile(r'`([^`]*)`')
PYTHON_NAME = re.compile(r'\bSeqgo(?:\.\w+)+')


def read_symbols(path):
    """What a GIR file has, as gtk-doc and, of Python, as programs write it."""
    for element in ElementTree.parse(path).getroot().find(GIR + 'namespace'):
        name = f'Seqgo.{element.get("name")}'
        type_name = f'#{element.get(C + "type")}'
        yield from (name, type_name)
        if element.tag == GIR + 'constant':
            yield f'%{element.get(C + "type")}'
        for part in element.iter():
            if part.get(C + 'identifier'):
                yield f'{part.get(C + "identifier")}()'
                yield f'%{part.get(C + "identifier")}'
            if part.tag == GLIB + 'signal':
                yield f'{type_name}::{part.get("name")}'
            elif part.tag == GIR + 'property':
                yield f'{type_name}:{part.get("name")}'
            elif part.tag == GIR + 'member':
                yield f'{name}.{part.get("name").upper()}'
            elif part is not element and part.get(C + 'identifier'):
                yield f'{name}.{part.get("name")}'


def check_symbols(rows, symbols):
    for row in rows:
        named = SYMBOL.findall(row.ours)
        named += [name for code in CODE.findall(row.ours) for name in PYTHON_NAME.findall(code)]
        yield from (f'line {row.number}: there is no {name}' for name in named
                    if name not in symbols)


def check_tests(rows):
    for row in rows:
        for file, test in row.tests:
            path = ROOT / 'tests' / file
            if not path.is_file():
                yield f'line {row.number}: there is no tests/{file}'
            elif not test or test not in path.read_text(encoding='utf-8'):
                yield f'line {row.number}: tests/{file} has no {test!r}'


def main():
    gir, path = sys.argv[1:]
    rows = list(read_rows(path))
    symbols = set(read_symbols(gir))
    report([
        ('the symbols exist', lambda: check_symbols(rows, symbols)),
        ('the tests exist', lambda: check_tests(rows)),
    ])


main()
