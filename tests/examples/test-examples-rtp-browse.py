#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tests that the examples that find network sessions do the same in every language. It needs
Avahi, see tests/lab/avahi.

SEQGO_EXAMPLE_LANGUAGES chooses the languages."""

import os
import signal
import sys

SOURCE = os.environ['SEQGO_SOURCE_ROOT']
sys.path += [os.path.join(SOURCE, 'tests', folder) for folder in ('tools', 'python')]
import programs   # noqa: E402
from programs import TestCase   # noqa: E402
import tap   # noqa: E402

LANGUAGES = os.environ.get('SEQGO_EXAMPLE_LANGUAGES', 'c gjs python vala').split()


class BrowseCase(TestCase):
    language = None

    def test_browse(self):
        browse = self.start(*programs.get_example(self.language, 'rtp-browse'))
        name = f'Stage in {self.language}'
        publish = self.start('avahi-publish', '-s', name, '_apple-midi._udp', '6004')
        browse.wait_for(lambda lines: any(line.startswith(f'+ {name} ') for line in lines))
        publish.kill()
        browse.wait_for(lambda lines: any(line.startswith(f'- {name} ') for line in lines))
        # gjs has no function for signals that is the same in every version.
        status = -signal.SIGTERM if self.language == 'gjs' else 0
        self.assertEqual(browse.finish(signal.SIGTERM), (status, ''))


for language in LANGUAGES:
    globals()[language] = type(language, (BrowseCase,), {'language': language})
del BrowseCase

if __name__ == '__main__':
    tap.main()
