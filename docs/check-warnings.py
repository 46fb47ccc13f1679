#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Fails if gtk-doc warned about this library. The result is TAP.

usage: check-warnings.py LOG...
"""

import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / 'tests' / 'checks'))
from tap import report  # noqa: E402

logs = [pathlib.Path(name) for name in sys.argv[1:]]
report([(f'{log.stem} does not warn',
         lambda log=log: log.read_text(encoding='utf-8').splitlines()) for log in logs])
