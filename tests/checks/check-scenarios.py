#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks that every acceptance case of scenarios.txt has its tests. The result is TAP.

In C the path of a test has the number of its case, as "/sequencer-port/S-11/connect" or
"/sequencer-port/s-11-connect"; in Python the docstring of a test begins with it. The cases of the
sequencer (S) need a test in each language, those of network sessions (R), most of which are about
single bytes and exact times, in one of them.
"""

import pathlib
import re

from tap import report

TESTS = pathlib.Path(__file__).resolve().parents[1]
LIST = pathlib.Path(__file__).with_name('scenarios.txt')

# The files of a language, and what in them has the numbers: a path, or the docstring of a test.
LANGUAGES = {
    'C': ('test-*.c', re.compile(r'"/?[^"\s]*\b[sSrR]-\d+[/-][^"\s]*"')),
    'Python': ('*/*.py', re.compile(r'def test_\w+\(.*\):\s+"""(?:[SR]-\d+(?:,| and)? )+')),
}
CASE = re.compile(r'\b([sSrR])-(\d+)\b')

SCENARIO = re.compile(r'(?P<case>[SR]-\d+) [^|]+(?:\| no (?P<language>\w+): .+)?')


def normalise(letter, number):
    return f'{letter.upper()}-{int(number):02}'


def read_scenarios():
    """The cases, and the language in which there is no test of each."""
    text = re.sub(r'\n +', ' ', LIST.read_text(encoding='utf-8'))
    for line in text.splitlines():
        if line and not line.startswith('#'):
            match = SCENARIO.fullmatch(line)
            if not match or match['language'] not in (None, *LANGUAGES):
                raise ValueError(f'{LIST.name}: not a scenario: {line}')
            yield match['case'], match['language']


def find_tested(language):
    files, pattern = LANGUAGES[language]
    return {normalise(*case) for path in TESTS.glob(files)
            for name in pattern.findall(path.read_text(encoding='utf-8'))
            for case in CASE.findall(name)}


def check_language(language, scenarios):
    tested = find_tested(language)
    for case, without in scenarios.items():
        if case.startswith('R'):
            continue
        if without == language and case in tested:
            yield f'{case} has a test, in spite of the reason against it'
        elif without != language and case not in tested:
            yield f'{case} has no test'
    yield from (f'{case} is not in {LIST.name}' for case in sorted(tested - scenarios.keys()))


def check_sessions(scenarios):
    tested = set().union(*map(find_tested, LANGUAGES))
    yield from (f'{case} has no test' for case in scenarios
                if case.startswith('R') and case not in tested)


def main():
    scenarios = dict(read_scenarios())
    report([(f'every scenario has a test in {language}',
             lambda language=language: check_language(language, scenarios))
            for language in LANGUAGES]
           + [('every case of network sessions has a test', lambda: check_sessions(scenarios))])


main()
