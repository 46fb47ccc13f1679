# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""TAP for checks that look for faults."""

import sys


class Skip(Exception):
    """Why a check cannot be done here."""


def report(checks):
    """Prints what (name, function that returns faults) pairs find; ends with 1 if they find any."""
    print(f'1..{len(checks)}')
    failed = False
    for number, (name, check) in enumerate(checks, 1):
        try:
            faults = list(check())
        except Skip as reason:
            print(f'ok {number} - {name} # SKIP {reason}')
            continue
        print(f'{"not ok" if faults else "ok"} {number} - {name}')
        for fault in faults:
            print(f'# {fault}')
        failed = failed or bool(faults)
    sys.exit(failed)
