#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tests "seqgo rtp browse", and that others find what "seqgo rtp serve" announces. It needs Avahi,
see tests/lab/avahi."""

import os
import signal
import subprocess
import sys

import programs
from programs import SEQGO, TestCase, parse_events, run

sys.path.insert(0, os.path.join(programs.SOURCE, 'tests', 'python'))
import tap   # noqa: E402

AVAHI = os.path.join(programs.SOURCE, 'tests', 'lab', 'avahi')


class Browse(TestCase):
    def start_browse(self, *words):
        return self.start(SEQGO, 'rtp', 'browse', *words)

    def test_text(self):
        browse = self.start_browse()
        serve = self.start(SEQGO, 'rtp', 'serve', '--name', 'Stage', '--port', '5020')
        browse.wait_for(lambda lines: any(line.startswith('+ Stage  ') for line in lines))
        self.assert_ends(serve)
        browse.wait_for(lambda lines: any(line.startswith('- Stage  ') for line in lines))
        # Those of other tests may still be about to go.
        added, removed = (line for line in browse.lines if 'Stage' in line)
        self.assertRegex(added, r'^\+ Stage  \S+:5020$')
        self.assertEqual(removed, added.replace('+', '-'))
        self.assert_ends(browse, signal.SIGINT)

    def test_json(self):
        publish = self.start('avahi-publish', '-s', 'Studio', '_apple-midi._udp', '6004')
        browse = self.start_browse('--json')
        browse.wait_for(lambda lines: any('Studio' in line for line in lines))
        told = next(line for line in parse_events(browse.lines) if line['name'] == 'Studio')
        self.assertEqual(list(told), ['event', 'name', 'host', 'port', 'addresses', 'local'])
        self.assertEqual((told['event'], told['name'], told['port'], told['local']),
                         ('added', 'Studio', 6004, True))
        # Avahi tells of one address after the other.
        self.assertTrue(told['addresses'])
        publish.kill()
        browse.wait_for(lambda lines: any('"removed","name":"Studio"' in line for line in lines))
        self.assert_ends(browse)

    def test_hidden(self):
        browse = self.start_browse()
        self.start(SEQGO, 'rtp', 'serve', '--hidden', '--name', 'Secret').wait_for_lines(1)
        self.start(SEQGO, 'rtp', 'serve', '--name', 'Public').wait_for_lines(1)
        browse.wait_for(lambda lines: any('Public' in line for line in lines))
        self.assertNotIn('Secret', ''.join(browse.lines))

    def test_connect(self):
        connect = self.start(SEQGO, 'rtp', 'connect', '--service', 'Hall', '--name', 'iPad',
                             '--send', 'tune-request')
        serve = self.start(SEQGO, 'rtp', 'serve', '--name', 'Hall', '--port', '5040')
        serve.wait_for(lambda lines: any('iPad: tune-request' in line for line in lines))
        self.assert_ends(connect, signal.SIGINT)
        self.assert_ends(serve)

    def test_connect_is_interrupted(self):
        connect = self.start(SEQGO, 'rtp', 'connect', '--service', 'nobody')
        browse = self.start_browse()
        self.start(SEQGO, 'rtp', 'serve', '--name', 'Door')
        browse.wait_for(lambda lines: any('+ Door ' in line for line in lines))
        self.assert_ends(connect, signal.SIGINT)

    def test_without_avahi(self):
        subprocess.run([AVAHI, '--stop'], check=True)
        try:
            texts = self.start_browse(), self.start_browse('--json')
            for browse in texts:
                self.assertIn('Avahi', browse.wait_for_lines(1)[0])
            self.assertEqual(list(parse_events(texts[1].lines)[0]), ['problem'])
            self.assert_fails(run(SEQGO, 'rtp', 'connect', '--service', 'Late'), 1, 'avahi-daemon')
            serve = self.start(SEQGO, 'rtp', 'serve', '--name', 'Late', '--port', '5030')
            serve.wait_for(lambda lines: any('nobody finds the session: ' in line
                                             for line in lines))
        finally:
            subprocess.run([AVAHI, '--start'], check=True)
        texts[0].wait_for(lambda lines: any(line.startswith('+ Late ') for line in lines))


if __name__ == '__main__':
    tap.main()
