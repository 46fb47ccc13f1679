# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What takes network sessions long. This is for a lab where to wait takes no time."""

import time

import tap
from rtp_test import RTP, RtpTestCase
from seqgo_test import GLib, until


def wait_until(condition, seconds):
    """Runs the main context until the condition holds, for so long at the most."""
    deadline = time.monotonic() + seconds
    tick = GLib.timeout_add(5, lambda: GLib.SOURCE_CONTINUE)
    while not (result := condition()) and time.monotonic() < deadline:
        GLib.MainContext.default().iteration(True)
    GLib.source_remove(tick)
    return result


class TimeTest(RtpTestCase):
    def test_no_answer(self):
        """R-7 an invitation that nobody answers"""
        session, silent = self.session(listens=False), self.script()
        results = self.begin_invite(session, '127.0.0.1', silent.port)
        times, tokens = [], set()

        def is_over():
            data = silent.receive(silent.control)
            if data:
                times.append(time.monotonic())
                tokens.add(data[8:12])
            return results

        self.assertTrue(wait_until(is_over, 20))
        self.assertEqual((len(times), len(tokens)), (12, 1))
        for before, after in zip(times, times[1:]):
            self.assertAlmostEqual(after - before, 1, delta=0.05)
        self.assertEqual(silent.drain(silent.data), 0)
        self.assert_rtp_error(results[0], RTP.NO_ANSWER)

    def test_silence(self):
        """R-13 a peer that is not heard of any more"""
        session = self.session()
        probe = self.script(session)
        events, removed = (self.collect(session, name) for name in ('event', 'peer-removed'))
        probe.join()
        probe.send_midi('90 3c 64')
        start = time.monotonic()
        until(lambda: events)
        self.assertTrue(wait_until(lambda: removed, 70))
        self.assertAlmostEqual(time.monotonic() - start, 60, delta=1)
        self.assert_rtp_error(removed[0][1], RTP.LOST)
        self.assertEqual([(event.type.value_nick, event.note) for _, event in events],
                         [('note-on', 60), ('note-off', 60)])
        probe.expect(probe.control, b'BY')

    def test_reconnect(self):
        """R-16 who was invited and is lost is invited again, later and later"""
        session, studio = self.session(listens=False), self.script()
        removed = self.collect(session, 'peer-removed')
        results = self.begin_invite(session, '127.0.0.1', studio.port)
        studio.accept()
        until(lambda: results)
        studio.send_command(studio.control, b'BY')
        until(lambda: removed)
        waits = []
        for _ in range(3):
            start = time.monotonic()
            self.assertTrue(wait_until(lambda: studio.receive(studio.control), 40))
            waits.append(round(time.monotonic() - start))
            # It is rejected, and comes again.
            studio.token = int.from_bytes(studio.capture[-1][3][8:12], 'big')
            studio.send_command(studio.control, b'NO')
        self.assertEqual(waits, [1, 2, 4])
        results[0].close()
        # It says good-bye twice.
        wait_until(lambda: False, 1)
        studio.drain(studio.control)
        self.assertFalse(wait_until(lambda: studio.receive(studio.control), 40))


if __name__ == '__main__':
    tap.main()
