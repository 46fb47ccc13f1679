# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What another program reads in the packets of a session."""

import subprocess
import tempfile

import tap
from rtp_test import RtpTestCase
from seqgo_test import GLib, Seqgo, until

Event = Seqgo.Event


class TsharkTest(RtpTestCase):
    def test_commands(self):
        """R-22 tshark decodes what is sent"""
        session = self.session()
        probe = self.script(session)
        probe.join()
        until(lambda: len(session) == 1)
        now = GLib.get_monotonic_time()
        session.send_at(Event.new_note_on(0, 60, 64), now - 30_000)
        session.send_at(Event.new_note_off(0, 60, 0), now - 10_000)
        session.flush()
        self.assertEqual(probe.expect_midi().hex(' '), '90 3c 40 81 48 80 3c 00')
        session.control_change(3, 7, 90)
        self.assertEqual(probe.expect_midi().hex(' '), 'b3 07 5a')
        with tempfile.NamedTemporaryFile(suffix='.pcap') as file:
            probe.write_capture(file.name)
            text = subprocess.run(
                ['tshark', '-r', file.name, '-d', f'udp.port=={probe.port + 1},rtp', '-d',
                 'rtp.pt==97,rtpmidi', '-O', 'rtpmidi,applemidi'],
                check=True, capture_output=True, text=True).stdout
        self.assertNotIn('Malformed', text)
        self.assertIn('Note On (c=1, n=C4, v=64)', text)
        self.assertIn('Note Off (c=1, n=C4, v=0)', text)
        self.assertIn('Control Change (c=4, ctrl=Channel Volume (msb), v=90)', text)
        self.assertIn('Invitation Accepted', text)
        self.assertIn('Name: Stage', text)


if __name__ == '__main__':
    tap.main()
