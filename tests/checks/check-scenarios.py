#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks that every acceptance case of scenarios.txt has its tests. The result is TAP.

In C the path of a test has the number of its case, as "/sequencer-port/S-11/connect" or
"/sequencer-port/s-11-connect"; in Python the docstring of a test begins with it.
"""

import pathlib
import re

from tap import report

TESTS = pathlib.Path(__file__).resolve().parents[1]
LIST = pathlib.Path(__file__).with_name('scenarios.txt')

# The files of a language, and what in them has the numbers: a path, or the docstring of a test.
LANGUAGES = {
    'C': ('test-*.c', re.compile(r'"/?[^"\s]*\b[sS]-\d+[/-][^"\s]+"')),
    'Python': ('python/*.py', re.compile(r'def test_\w+\(.*\):\s+"""(?:S-\d+(?:,| and)? )+')),
}
NUMBER = re.compile(r'\b[sS]-(\d+)\b')

SCENARIO = re.compile(r'S-(?P<number>\d+) [^|]+(?:\| no (?P<language>\w+): .+)?')


def read_scenarios():
    """The numbers, and the language in which there is no test of each."""
    text = re.sub(r'\n +', ' ', LIST.read_text(encoding='utf-8'))
    for line in text.splitlines():
        if line and not line.startswith('#'):
            match = SCENARIO.fullmatch(line)
            if not match or match['language'] not in (None, *LANGUAGES):
                raise ValueError(f'{LIST.name}: not a scenario: {line}')
            yield int(match['number']), match['language']


def find_tested(language):
    files, pattern = LANGUAGES[language]
    return {int(number) for path in TESTS.glob(files)
            for name in pattern.findall(path.read_text(encoding='utf-8'))
            for number in NUMBER.findall(name)}


def check_language(language, scenarios):
    tested = find_tested(language)
    for number, without in scenarios.items():
        if without == language and number in tested:
            yield f'S-{number:02} has a test, in spite of the reason against it'
        elif without != language and number not in tested:
            yield f'S-{number:02} has no test'
    yield from (f'S-{number:02} is not in {LIST.name}'
                for number in sorted(tested - scenarios.keys()))


def main():
    scenarios = dict(read_scenarios())
    report([(f'every scenario has a test in {language}',
             lambda language=language: check_language(language, scenarios))
            for language in LANGUAGES])


main()
