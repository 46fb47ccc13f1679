# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later

import tap
from rtp_test import RtpTestCase
from seqgo_test import until


class InvitationTest(RtpTestCase):
    def setUp(self):
        self.stage = self.session()
        self.probe = self.script(self.stage)
        self.invitations = []

    def decide(self, decision):
        def invited(_session, invitation):
            self.invitations.append(invitation)
            decision(invitation)

        self.stage.connect('invited', invited)

    def test_what_it_says(self):
        self.decide(lambda invitation: None)
        self.probe.join()
        invitation, = self.invitations
        for name, value in (('name', 'probe'), ('address', '127.0.0.1'),
                            ('port', self.probe.port), ('ssrc', 0xAABBCCDD)):
            self.assertEqual(getattr(invitation, name), value)
            self.assertEqual(invitation.get_property(name), value)
        self.assertEqual(str(invitation), f'probe (127.0.0.1, port {self.probe.port})')
        self.assertEqual(repr(invitation), f'<Seqgo.RtpInvitation {invitation}>')

    def test_accept(self):
        self.stage.accept_invitations = False
        self.decide(lambda invitation: invitation.accept())
        self.probe.join()
        until(lambda: len(self.stage) == 1)

    def test_reject(self):
        self.decide(lambda invitation: invitation.reject())
        self.probe.send_command(self.probe.control, b'IN', 'probe')
        self.assertEqual(self.probe.expect(self.probe.control)[:4], b'\xff\xffNO')

    def test_defer(self):
        self.decide(lambda invitation: invitation.defer())
        self.probe.send_command(self.probe.control, b'IN', 'probe')
        invitation, = until(lambda: self.invitations)
        self.assertEqual(self.probe.drain(self.probe.control), 0)
        invitation.accept()
        self.probe.join()
        until(lambda: len(self.stage) == 1)

    def test_withdrawn(self):
        self.decide(lambda invitation: invitation.defer())
        self.probe.send_command(self.probe.control, b'IN', 'probe')
        invitation, = until(lambda: self.invitations)
        withdrawn = self.collect(invitation, 'withdrawn')
        # It ends its attempt.
        self.probe.send_command(self.probe.control, b'BY')
        until(lambda: withdrawn)
        invitation.accept()
        self.assertEqual(list(self.stage), [])


if __name__ == '__main__':
    tap.main()
