#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs the tool of gtk-doc that this file is named after, and keeps its warnings.

Neither gtk-doc nor meson can make a warning an error. A copy of this script stands in for each
tool, and check-warnings.py reads what the copies kept.
"""

import pathlib
import re
import shutil
import subprocess
import sys

NOT_FAULTS = re.compile(
    # The manuals of GLib need not be installed.
    r'no link for: "(?!seqgo)'
    # It looks at the blurb only, which is NULL; libseqgo-doc-check finds what has no comment.
    r'|Property \S+ has no documentation', re.IGNORECASE)

self = pathlib.Path(sys.argv[0])
if self.name == 'gtkdoc-mkdb':
    # It leaves pages there of what the sources had before; libseqgo-doc-check would miss those.
    shutil.rmtree('xml', ignore_errors=True)
result = subprocess.run([shutil.which(self.name), *sys.argv[1:]], stdout=subprocess.PIPE,
                        stderr=subprocess.STDOUT, encoding='utf-8', check=False)
faults = ''.join(line for line in result.stdout.splitlines(keepends=True)
                 if line.strip() and not NOT_FAULTS.search(line))
self.with_suffix('.log').write_text(faults, encoding='utf-8')
print(faults if result.returncode == 0 else result.stdout, end='')
sys.exit(result.returncode)
