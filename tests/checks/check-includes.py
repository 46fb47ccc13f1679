#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks who includes whom in libseqgo/. The result is TAP.

A folder includes its own headers and those below it: midi/ is above core/, every subsystem is
above both, and bridge/ and monitor/ are above all subsystems.
"""

import pathlib
import re

from tap import report

LIBRARY = pathlib.Path(__file__).resolve().parents[2] / 'libseqgo'

SUBSYSTEM = {'core', 'midi'}
BELOW = {'core': set(), 'midi': {'core'}}
ABOVE_SUBSYSTEMS = {'bridge', 'monitor'}

UMBRELLA = 'seqgo.h'
# It names things of all folders.
ENUM_TYPES = 'seqgo-enum-types.h'

GUARD = '''\
#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif
'''


def read(name):
    return (LIBRARY / name).read_text(encoding='utf-8')


def list_sources():
    return sorted(path.relative_to(LIBRARY).as_posix()
                  for path in LIBRARY.glob('*/*') if path.suffix in ('.c', '.h'))


def is_private(name):
    return name.endswith(('.c', '-private.h'))


def folder_of(name):
    return name.rpartition('/')[0]


def generated_headers():
    """The headers in the build folder, and the folder of what they are made from."""
    for path in LIBRARY.glob('*/*'):
        if path.suffix == '.codes':
            yield path.stem + '.h', path.parent.name
        elif path.name.endswith('.h.in'):
            yield path.stem, path.parent.name


def includes(name):
    """What a file includes, as it is written: <libseqgo/seqgo.h> or "config.h"."""
    return re.findall(r'^[ \t]*#[ \t]*include[ \t]+([<"][^>"]+[>"])', read(name), re.MULTILINE)


def own_includes(name):
    """The headers of the library that a file includes, by their names within libseqgo/."""
    for include in includes(name):
        if include.startswith('<libseqgo/'):
            yield include[len('<libseqgo/'):-1]


def check_paths(sources, generated):
    for name in sources:
        for include in includes(name):
            if include != '"config.h"' and (include[0] == '"' or include.startswith('<seqgo')):
                yield f'{name}: {include} is not written <libseqgo/folder/file.h>'
        for other in own_includes(name):
            if other not in generated and other != ENUM_TYPES and not (LIBRARY / other).exists():
                yield f'{name}: there is no libseqgo/{other}'


def check_folders(sources, generated):
    subsystems = {folder_of(name) for name in sources} - ABOVE_SUBSYSTEMS
    for name in sources:
        folder = folder_of(name)
        below = subsystems if folder in ABOVE_SUBSYSTEMS else BELOW.get(folder, SUBSYSTEM)
        for other in own_includes(name):
            other_folder = generated.get(other, folder_of(other))
            if other_folder not in below | {folder} and other != ENUM_TYPES:
                yield f'{name}: {folder}/ may not include {other}'


def check_private(public):
    for name in public:
        for other in own_includes(name):
            if is_private(other):
                yield f'{name} is public, but includes {other}'


def check_umbrella(public, generated):
    included = set(own_includes(UMBRELLA))
    expected = {*public, *generated, ENUM_TYPES}
    yield from (f'{UMBRELLA} does not include {name}' for name in sorted(expected - included))
    yield from (f'{UMBRELLA} includes {name}' for name in sorted(included - expected))


def check_guards(public):
    for name in public:
        if '#pragma once\n' not in read(name):
            yield f'{name} has no #pragma once'
        if GUARD not in read(name):
            yield f'{name} can be included directly'


def main():
    sources = list_sources()
    public = [name for name in sources if not is_private(name)]
    generated = dict(generated_headers())
    report([
        ('include paths are written <libseqgo/folder/file.h>',
         lambda: check_paths(sources, generated)),
        ('folders include what is below them', lambda: check_folders(sources, generated)),
        ('public headers include no private ones', lambda: check_private(public)),
        ('seqgo.h includes the public headers', lambda: check_umbrella(public, generated)),
        ('public headers cannot be included directly', lambda: check_guards(public)),
    ])


main()
