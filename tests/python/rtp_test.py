# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the tests of network sessions have in common."""

from rtp_peer_script import PeerScript
from seqgo_test import Gio, GLib, IO, Seqgo, TestCase, until

RTP = Seqgo.RtpError


class RtpTestCase(TestCase):
    """Makes sessions and peers that a script plays, which end with the test."""

    def session(self, name='Stage', listens=True, **options):
        session = Seqgo.RtpSession(name=name, discoverable=False, **options)
        if listens:
            session.listen()
        self.addCleanup(session.close)
        return session

    def script(self, session=None, **options):
        script = PeerScript(session.port if session else 0, **options)
        self.addCleanup(script.close)
        return script

    def begin_invite(self, session, host, port, cancellable=None):
        """Invites as programs with a main loop do; returns a list that gets the peer or error."""
        results = []

        def finish(_session, result):
            try:
                results.append(session.invite_finish(result))
            except GLib.Error as error:
                results.append(error)

        session.invite_async(host, port, cancellable, finish)
        return results

    def connect(self, session, other, host='127.0.0.1'):
        """Has a session invite another one; returns the peers of both."""
        results = self.begin_invite(session, host, other.port)
        until(lambda: results)
        if isinstance(results[0], GLib.Error):
            raise results[0]
        return results[0], until(lambda: list(other))[0]

    def collect(self, session, signal):
        items = []
        session.connect(signal, lambda _, *arguments: items.append(arguments))
        return items

    def assert_rtp_error(self, error, code):
        is_io_error = isinstance(code, IO)
        domain = Gio.io_error_quark() if is_io_error else Seqgo.rtp_error_quark()
        self.assertTrue(error.matches(domain, code), f'{error!r} is not {code}')
        self.assertTrue(error.message)
