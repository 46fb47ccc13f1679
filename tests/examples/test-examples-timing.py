#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tests in virtual time that “play-scale” and “metronome” are in time in every language.

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

    def test_metronomes_click_together(self):
        monitor = self.start(programs.SEQGO, 'monitor', '--json', '14:0')
        address = monitor.wait_for_address()
        leader = self.start(*programs.get_example(self.language, 'metronome'), '3', address)
        leader.wait_for_lines(1)
        follower = run(*programs.get_example(self.language, 'metronome'), '1', address)
        self.assertEqual((follower.returncode, follower.stderr), (0, ''))
        self.assertEqual(leader.finish(), (0, ''))
        self.assertRegex(leader.lines[0], r'^leading queue 0 from \d+:0$')
        self.assertRegex(follower.stdout, r'^following queue 0 from \d+:0\n$')
        self.assert_ends(monitor)

        clicks = [event for event in programs.parse_events(monitor.lines[1:])
                  if event['type'] == 'note-on']
        high = [event['tick'] for event in clicks if event['note'] == 76]
        low = [event['tick'] for event in clicks if event['note'] == 77]
        self.assertEqual(high, [beat * 2 * TICKS for beat in range(12)])
        self.assertEqual(low, [low[0] + beat * 2 * TICKS for beat in range(4)])
        self.assertEqual((low[0] % (8 * TICKS), low[0] > 0), (0, True))
        self.assertEqual({event['velocity'] for event in clicks if event['tick'] == low[0]}, {100})
        self.assertEqual(clicks, sorted(clicks, key=lambda event: event['arrival']))


for language in LANGUAGES:
    globals()[language] = type(language, (TimingCase,), {'language': language})
del TimingCase

if __name__ == '__main__':
    tap.main()
