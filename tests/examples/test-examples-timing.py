#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tests in virtual time that “play-scale” is in time in every language.

SEQGO_EXAMPLE_LANGUAGES chooses the languages."""

import os
import sys

SOURCE = os.environ['SEQGO_SOURCE_ROOT']
sys.path += [os.path.join(SOURCE, 'tests', folder) for folder in ('tools', 'python')]
import programs   # noqa: E402
from programs import TestCase, run   # noqa: E402
import tap   # noqa: E402

LANGUAGES = os.environ.get('SEQGO_EXAMPLE_LANGUAGES', 'c gjs python vala').split()
SCALE = [60, 62, 64, 65, 67, 69, 71, 72]

# 120 beats a minute, 96 ticks a beat
TICKS, SECONDS = 48, 0.25
# The clock of a queue and that of a program differ by some microseconds.
TOLERANCE = 20e-6


class TimingCase(TestCase):
    language = None

    def play(self):
        """What a monitor hears."""
        monitor = self.start(programs.SEQGO, 'monitor', '--json', '14:0')
        address = monitor.wait_for_address()
        self.assert_fine(run(*programs.get_example(self.language, 'play-scale'), address))
        self.assert_ends(monitor)
        events = programs.parse_events(monitor.lines[1:])
        return [event for event in events if event['type'].startswith('note-')]

    def test_notes_are_in_time(self):
        events = self.play()
        self.assertEqual([(event['type'], event['note'], event['tick']) for event in events],
                         [told for i, note in enumerate(SCALE) for told in (
                             ('note-on', note, i * TICKS), ('note-off', note, (i + 1) * TICKS))])
        start = events[0]['arrival']
        for event in events:
            self.assertAlmostEqual(event['arrival'] - start, event['tick'] * SECONDS / TICKS,
                                   delta=TOLERANCE)


for language in LANGUAGES:
    globals()[language] = type(language, (TimingCase,), {'language': language})
del TimingCase

if __name__ == '__main__':
    tap.main()
