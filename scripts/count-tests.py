#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Counts what the tests of some build folders reported, each TAP point as one.

usage: count-tests.py BUILD...

The last line says how many passed, failed and were skipped; the exit status is 0 if none failed.
"""

import json
import re
import sys
from pathlib import Path

POINT = re.compile(r'(?P<no>not )?ok\b[ \d]*(- )?(?P<name>.*?)'
                   r'(?P<directive>\s+#\s*(skip|todo)\b.*)?$', re.IGNORECASE)


def read_results(build):
    path = Path(build, 'meson-logs', 'testlog.json')
    if not path.exists():
        yield str(build), 'failed', 'it ran no tests'
        return
    for line in path.read_text(encoding='utf-8').splitlines():
        yield from read_test(json.loads(line))


def read_test(test):
    points = [match for match in map(POINT.match, (test.get('stdout') or '').splitlines()) if match]
    for point in points:
        directive = (point['directive'] or '').lower()
        if 'skip' in directive:
            yield test['name'], 'skipped', point['name'] + point['directive']
        elif point['no'] and 'todo' not in directive:
            yield test['name'], 'failed', point['name']
        else:
            yield test['name'], 'passed', point['name']

    # A program that ends badly has failed even if each of its points is fine.
    all_fine = not any(point['no'] for point in points)
    if test['result'] in ('OK', 'EXPECTEDFAIL'):
        if not points:
            yield test['name'], 'passed', ''
    elif test['result'] == 'SKIP':
        if not points:
            yield test['name'], 'skipped', ''
    elif all_fine:
        yield test['name'], 'failed', test['result'].lower()


def main():
    counts = {'passed': 0, 'failed': 0, 'skipped': 0}
    for build in sys.argv[1:]:
        build_counts = dict.fromkeys(counts, 0)
        for name, result, detail in read_results(build):
            build_counts[result] += 1
            if result != 'passed':
                print(f'{result}: {name}: {detail}')
        print(f'{build}: ' + ', '.join(f'{n} {result}' for result, n in build_counts.items()))
        for result, n in build_counts.items():
            counts[result] += n
    print(', '.join(f'{n} {result}' for result, n in counts.items()))
    return 1 if counts['failed'] or not counts['passed'] else 0


sys.exit(main())
