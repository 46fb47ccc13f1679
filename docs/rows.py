#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes the tables of a page that compares libseqgo with another library.

usage: rows.py ROWS TEMPLATE RESULT

ROWS is called from-LIBRARY.rows. It has a line "their name | ours | tests" for each row and
"= title" where a table begins; a line that is indented continues the one before it. "ours" is text
with the marks of gtk-doc; what is in `backquotes` is code there, and in "their name", which is code
as a whole if it has none. "tests" are "file: test", separated by semicolons, with files in tests/;
check-rows.py looks whether all that is named exists. The tables take the place of @TABLES@ in
TEMPLATE.
"""

import pathlib
import re
import sys
from typing import NamedTuple
from xml.sax.saxutils import escape


class Row(NamedTuple):
    number: int
    title: str
    theirs: str
    ours: str
    tests: tuple


def read_lines(path):
    """The lines, each with its number, together with those that continue it."""
    number, line = 0, ''
    for next_number, text in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
        if text.startswith(' '):
            line += ' ' + text.strip()
            continue
        if line:
            yield number, line
        number, line = next_number, '' if text.startswith('#') else text.strip()
    if line:
        yield number, line


def read_rows(path):
    title = ''
    for number, line in read_lines(pathlib.Path(path)):
        if line.startswith('= '):
            title = line[2:]
            continue
        cells = [cell.strip() for cell in line.split('|')]
        if len(cells) != 3 or not all(cells) or not title:
            sys.exit(f'{path}:{number}: a row is "their name | ours | tests", below a "= title"')
        tests = tuple(tuple(map(str.strip, test.partition(':')[::2])) for test in
                      cells[2].split(';'))
        yield Row(number, title, cells[0], cells[1], tests)


def to_xml(text):
    """DocBook of text with code in backquotes."""
    return re.sub('`([^`]*)`', r'<literal>\1</literal>', escape(text))


def write_table(name, title, rows):
    # Each section would become a page.
    yield f'  <bridgehead renderas="sect1">{escape(title)}</bridgehead>'
    yield '  <informaltable><tgroup cols="2">'
    yield f'    <thead><row><entry>{name}</entry><entry>libseqgo</entry></row></thead>'
    yield '    <tbody>'
    for row in rows:
        theirs = row.theirs if '`' in row.theirs else f'`{row.theirs}`'
        yield f'      <row><entry>{to_xml(theirs)}</entry><entry>{to_xml(row.ours)}</entry></row>'
    yield '    </tbody>'
    yield '  </tgroup></informaltable>'


def main():
    rows_path, template, result = sys.argv[1:]
    name = pathlib.Path(rows_path).stem.removeprefix('from-')
    titles = {}
    for row in read_rows(rows_path):
        titles.setdefault(row.title, []).append(row)
    lines = [line for title, rows in titles.items() for line in write_table(name, title, rows)]
    text = pathlib.Path(template).read_text(encoding='utf-8')
    pathlib.Path(result).write_text(text.replace('@TABLES@', '\n'.join(lines)), encoding='utf-8')


if __name__ == '__main__':
    main()
