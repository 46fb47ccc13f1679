#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks how the files of the project are written. The result is TAP."""

import os
import pathlib
import re
import shutil
import subprocess

from tap import Skip, report

ROOT = pathlib.Path(__file__).resolve().parents[2]

MAX_LINE = 100
MAX_FILE = 700
MAX_FUNCTION = 80
CLANG_FORMAT = '14'

SPDX = ('SPDX-FileCopyrightText: ', 'SPDX-License-Identifier: LGPL-2.1-or-later')
SPDX_LINES = 10

# These macros look at the clock twice, and what they compare is not what they return.
CLOCK_IN_MACRO = re.compile(r'\b(?:ABS|CLAMP|MAX|MIN) \((?:[^()]|\([^()]*\))*_time \(\)')

# By the ending, or, of programs without one, by the interpreter of their first line.
LANGUAGES = {
    '.c': 'C', '.h': 'C', '.h.in': 'C',
    '.py': 'Python', '.js': 'JavaScript', '.vala': 'Vala', '.sh': 'shell',
    'meson.build': 'meson', 'meson_options.txt': 'meson',
    '.codes': 'list', '.template': 'template', '.xml': 'XML',
}
INTERPRETERS = {'python3': 'Python', 'sh': 'shell', 'bash': 'shell', 'gjs': 'JavaScript'}

# What tests read is as it is.
DATA = ('tests/data/', 'tests/fuzz/corpus/')

# Paths of a machine, not of the project.
MACHINE_PATH = re.compile(r'(?<![\w./-])/(?:work|root|home)/\w')
# Their names are in pieces here, so that the check does not find itself.
REGISTRIES = re.compile(r'\b(?:{})\b'.format('|'.join(
    re.escape('.'.join(parts)) for parts in (
        ('pypi', 'org'), ('files', 'pythonhosted', 'org'), ('npmjs', 'org'), ('npmjs', 'com'),
        ('crates', 'io'), ('proxy', 'golang', 'org'), ('rubygems', 'org'),
        ('deb', 'debian', 'org'), ('security', 'debian', 'org'), ('ftp', 'debian', 'org'),
        ('archive', 'ubuntu', 'com'), ('docker', 'io'), ('ghcr', 'io'), ('quay', 'io')))))


class File:
    def __init__(self, path):
        self.path = path
        self.name = path.relative_to(ROOT)
        self.text = path.read_text(encoding='utf-8')
        self.lines = self.text.splitlines()
        self.language = self.find_language()

    def find_language(self):
        for ending, language in LANGUAGES.items():
            if self.path.name.endswith(ending):
                return language
        match = re.match(r'#!\S*/(?:env )?(\w+)', self.text)
        return INTERPRETERS.get(match[1]) if match else None


def list_names():
    if (ROOT / '.git').exists() and shutil.which('git'):
        git = ['git', '-c', 'safe.directory=*', '-C', ROOT]
        output = subprocess.run([*git, 'ls-files', '-z', '--cached', '--others',
                                 '--exclude-standard'], stdout=subprocess.PIPE, check=True).stdout
        yield from (os.fsdecode(name) for name in output.split(b'\0') if name)
        return

    # The files of a release, perhaps with build folders among them.
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in ('.git', '__pycache__')
                      and not os.path.exists(os.path.join(folder, name, 'meson-private'))]
        yield from (os.path.relpath(os.path.join(folder, name), ROOT) for name in names)


def list_files():
    paths = (ROOT / name for name in list_names() if not name.startswith(DATA))
    return [File(path) for path in sorted(paths)
            if path.is_file() and not path.is_symlink() and b'\0' not in path.read_bytes()]


def find_clang_format():
    for program in (f'clang-format-{CLANG_FORMAT}', 'clang-format'):
        if shutil.which(program):
            version = subprocess.run([program, '--version'], stdout=subprocess.PIPE, text=True,
                                     check=True).stdout
            if re.search(rf'version {CLANG_FORMAT}\.', version):
                return program
    raise Skip(f'clang-format {CLANG_FORMAT} is not installed; other versions format differently')


def check_format(files):
    program = find_clang_format()
    names = [file.name for file in files if file.path.suffix in ('.c', '.h')]
    result = subprocess.run([program, '--dry-run', '--Werror', *names], cwd=ROOT, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return re.findall(r'^.*: error: .*$', result.stdout, re.MULTILINE)


def check_shell(files):
    if not shutil.which('shellcheck'):
        raise Skip('shellcheck is not installed')
    names = [file.name for file in files if file.language == 'shell']
    if not names:
        return []
    result = subprocess.run(['shellcheck', '--format=gcc', *names], cwd=ROOT, text=True,
                            stdout=subprocess.PIPE, check=False)
    return result.stdout.splitlines()


def check_spdx(files):
    for file in files:
        start = '\n'.join(file.lines[:SPDX_LINES])
        if file.language and not all(tag in start for tag in SPDX):
            yield f'{file.name}: has no SPDX header'


def check_blanks(files):
    for file in files:
        for number, line in enumerate(file.lines, 1):
            if line != line.rstrip():
                yield f'{file.name}:{number}: blanks at the end'
        if file.text and not file.text.endswith('\n'):
            yield f'{file.name}: the last line has no end'


def check_line_length(files):
    for file in files:
        for number, line in enumerate(file.lines, 1):
            if file.language in ('C', 'Python', 'JavaScript') and len(line) > MAX_LINE:
                yield f'{file.name}:{number}: {len(line)} characters'


def check_pattern(files, pattern):
    for file in files:
        for number, line in enumerate(file.lines, 1):
            for match in pattern.finditer(line):
                yield f'{file.name}:{number}: {match[0]}'


def check_file_length(files):
    for file in files:
        if file.language and len(file.lines) > MAX_FILE:
            yield f'{file.name}: {len(file.lines)} lines'


def check_function_length(files):
    for file in files:
        if file.language != 'C':
            continue
        # GNU style: the braces of a function are at the beginning of a line.
        for match in re.finditer(r'\)\n\{\n(.*?)^\}$', file.text, re.MULTILINE | re.DOTALL):
            length = match[1].count('\n')
            if length > MAX_FUNCTION:
                number = file.text.count('\n', 0, match.start()) + 1
                yield f'{file.name}:{number}: a function of {length} lines'


def main():
    files = list_files()
    report([
        ('clang-format would change nothing', lambda: check_format(files)),
        ('shellcheck finds nothing', lambda: check_shell(files)),
        ('every source has an SPDX header', lambda: check_spdx(files)),
        ('no line ends in blanks', lambda: check_blanks(files)),
        (f'no line is longer than {MAX_LINE}', lambda: check_line_length(files)),
        ('no path of a machine', lambda: check_pattern(files, MACHINE_PATH)),
        ('no host of a package registry', lambda: check_pattern(files, REGISTRIES)),
        ('no macro looks at the clock twice', lambda: check_pattern(files, CLOCK_IN_MACRO)),
        (f'no file has more than {MAX_FILE} lines', lambda: check_file_length(files)),
        (f'no function has more than {MAX_FUNCTION} lines', lambda: check_function_length(files)),
    ])


main()
