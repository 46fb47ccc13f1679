/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Who is let into a session. */

#include "rtp-session-test.h"

typedef struct
{
  TestSession        *session;
  RtpPeerScript      *probe;
  SeqgoRtpInvitation *invitation;
  guint               n_invited;
  guint               n_withdrawn;
  void (*decide) (SeqgoRtpInvitation *invitation);
} Fixture;

static void
withdrawn_cb (SeqgoRtpInvitation *invitation, Fixture *fixture)
{
  fixture->n_withdrawn++;
}

static void
invited_cb (SeqgoRtpSession *session, SeqgoRtpInvitation *invitation, Fixture *fixture)
{
  fixture->n_invited++;
  g_set_object (&fixture->invitation, invitation);
  g_signal_connect (invitation, "withdrawn", G_CALLBACK (withdrawn_cb), fixture);
  if (fixture->decide != NULL)
    fixture->decide (invitation);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->session = test_session_new_listening ("Stage");
  fixture->probe = rtp_peer_script_new (
      "127.0.0.1", (guint16) seqgo_rtp_session_get_port (fixture->session->session), 0xAABBCCDD);
  g_signal_connect (fixture->session->session, "invited", G_CALLBACK (invited_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (fixture->session->session, fixture);
  if (fixture->invitation != NULL)
    g_signal_handlers_disconnect_by_data (fixture->invitation, fixture);
  g_clear_object (&fixture->invitation);
  rtp_peer_script_free (fixture->probe);
  test_session_free (fixture->session);
}

static void
test_what_it_says (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *name = NULL;
  g_autofree char *address = NULL;
  guint            port, ssrc;

  rtp_peer_script_join (fixture->probe, "probe");
  g_assert_cmpuint (fixture->n_invited, ==, 1);
  g_assert_cmpstr (seqgo_rtp_invitation_get_name (fixture->invitation), ==, "probe");
  g_assert_cmpstr (seqgo_rtp_invitation_get_address (fixture->invitation), ==, "127.0.0.1");
  g_assert_cmpuint (seqgo_rtp_invitation_get_port (fixture->invitation), ==, fixture->probe->port);
  g_assert_cmphex (seqgo_rtp_invitation_get_ssrc (fixture->invitation), ==, 0xAABBCCDD);
  g_object_get (fixture->invitation, "name", &name, "address", &address, "port", &port, "ssrc",
                &ssrc, NULL);
  g_assert_cmpstr (name, ==, "probe");
  g_assert_cmpstr (address, ==, "127.0.0.1");
  g_assert_cmpuint (port, ==, fixture->probe->port);
  g_assert_cmphex (ssrc, ==, 0xAABBCCDD);
  text = seqgo_rtp_invitation_to_string (fixture->invitation);
  expected = g_strdup_printf ("probe (127.0.0.1, port %u)", fixture->probe->port);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_accept (Fixture *fixture, gconstpointer data)
{
  seqgo_rtp_session_set_accept_invitations (fixture->session->session, FALSE);
  fixture->decide = seqgo_rtp_invitation_accept;
  rtp_peer_script_join (fixture->probe, "probe");
  test_session_wait_for_peers (fixture->session, 1);
  /* It is answered already. */
  seqgo_rtp_invitation_reject (fixture->invitation);
  test_run_for (50);
  test_session_wait_for_peers (fixture->session, 1);
}

static void
test_reject (Fixture *fixture, gconstpointer data)
{
  fixture->decide = seqgo_rtp_invitation_reject;
  rtp_peer_script_send_command (fixture->probe, RTP_CONTROL, "IN", "probe");
  rtp_peer_script_expect (fixture->probe, RTP_CONTROL);
  g_assert_true (rtp_peer_script_is_command (fixture->probe, "NO"));
  g_assert_cmphex (rtp_peer_script_get_number (fixture->probe, 8), ==, fixture->probe->token);
  seqgo_rtp_invitation_accept (fixture->invitation);
  test_run_for (50);
  g_assert_cmpuint (rtp_peer_script_drain (fixture->probe, RTP_CONTROL), ==, 0);
  /* Nobody keeps it. */
  g_assert_finalize_object (g_steal_pointer (&fixture->invitation));
}

static void
test_defaults (void)
{
  g_autoptr (TestSession) session = test_session_new_listening ("Stage");
  g_autoptr (RtpPeerScript) probe = rtp_peer_script_new (
      "127.0.0.1", (guint16) seqgo_rtp_session_get_port (session->session), 1);

  seqgo_rtp_session_set_accept_invitations (session->session, FALSE);
  rtp_peer_script_send_command (probe, RTP_CONTROL, "IN", "probe");
  rtp_peer_script_expect (probe, RTP_CONTROL);
  g_assert_true (rtp_peer_script_is_command (probe, "NO"));
  seqgo_rtp_session_set_accept_invitations (session->session, TRUE);
  probe->token++;
  rtp_peer_script_join (probe, "probe");
  test_session_wait_for_peers (session, 1);
}

static void
test_max_peers (void)
{
  g_autoptr (TestSession) session = test_session_new_listening ("Stage");
  guint16 port = (guint16) seqgo_rtp_session_get_port (session->session);
  g_autoptr (RtpPeerScript) first = rtp_peer_script_new ("127.0.0.1", port, 1);
  g_autoptr (RtpPeerScript) second = rtp_peer_script_new ("127.0.0.1", port, 2);

  seqgo_rtp_session_set_max_peers (session->session, 1);
  rtp_peer_script_join (first, "first");
  rtp_peer_script_send_command (second, RTP_CONTROL, "IN", "second");
  rtp_peer_script_expect (second, RTP_CONTROL);
  g_assert_true (rtp_peer_script_is_command (second, "NO"));
}

/* A session that only invites lets nobody in. */
static void
test_not_listening (void)
{
  g_autoptr (TestSession) session = test_session_new ("Stage");
  g_autoptr (RtpPeerScript) studio = rtp_peer_script_new ("127.0.0.1", 0, 1);
  g_autoptr (RtpPeerScript) probe = NULL;
  TestInvite invite;

  test_invite (&invite, session->session, "127.0.0.1", studio->port, NULL);
  rtp_peer_script_accept (studio, "studio");
  test_invite_wait (&invite);
  g_assert_no_error (invite.error);
  g_assert_false (seqgo_rtp_session_is_listening (session->session));

  probe = rtp_peer_script_new ("127.0.0.1", (guint16) seqgo_rtp_session_get_port (session->session),
                               2);
  rtp_peer_script_send_command (probe, RTP_CONTROL, "IN", "probe");
  rtp_peer_script_expect (probe, RTP_CONTROL);
  g_assert_true (rtp_peer_script_is_command (probe, "NO"));
  test_invite_clear (&invite);
}

static void
test_defer (Fixture *fixture, gconstpointer data)
{
  fixture->decide = seqgo_rtp_invitation_defer;
  rtp_peer_script_send_command (fixture->probe, RTP_CONTROL, "IN", "probe");
  test_wait_until (fixture->n_invited == 1);
  test_run_for (100);
  g_assert_cmpuint (rtp_peer_script_drain (fixture->probe, RTP_CONTROL), ==, 0);
  /* It is asked for again and again. */
  rtp_peer_script_send_command (fixture->probe, RTP_CONTROL, "IN", "probe");
  test_run_for (50);
  g_assert_cmpuint (fixture->n_invited, ==, 1);

  seqgo_rtp_invitation_accept (fixture->invitation);
  rtp_peer_script_join (fixture->probe, "probe");
  test_session_wait_for_peers (fixture->session, 1);
  g_assert_cmpuint (fixture->n_withdrawn, ==, 0);
}

/* Who invited does not wait for ever. */
static void
test_withdrawn (Fixture *fixture, gconstpointer data)
{
  gint64 start = g_get_monotonic_time ();

  fixture->decide = seqgo_rtp_invitation_defer;
  rtp_peer_script_send_command (fixture->probe, RTP_CONTROL, "IN", "probe");
  test_wait_until (fixture->n_invited == 1);
  while (fixture->n_withdrawn == 0)
    {
      g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
      test_iterate ();
    }
  rtp_peer_script_drain (fixture->probe, RTP_CONTROL);
  seqgo_rtp_invitation_accept (fixture->invitation);
  test_run_for (50);
  g_assert_cmpuint (rtp_peer_script_drain (fixture->probe, RTP_CONTROL), ==, 0);
  g_assert_cmpuint (fixture->session->lines->len, ==, 0);
}

/* The session has gone when the user decides. */
static void
test_after_close (Fixture *fixture, gconstpointer data)
{
  fixture->decide = seqgo_rtp_invitation_defer;
  rtp_peer_script_send_command (fixture->probe, RTP_CONTROL, "IN", "probe");
  test_wait_until (fixture->n_invited == 1);
  seqgo_rtp_session_close (fixture->session->session);
  seqgo_rtp_invitation_accept (fixture->invitation);
  test_session_free (fixture->session);
  fixture->session = test_session_new ("Other");
}

static void
close_cb (SeqgoRtpSession *session, SeqgoRtpInvitation *invitation, gpointer data)
{
  seqgo_rtp_session_close (session);
}

static void
test_close_in_handler (Fixture *fixture, gconstpointer data)
{
  g_signal_connect (fixture->session->session, "invited", G_CALLBACK (close_cb), NULL);
  rtp_peer_script_send_command (fixture->probe, RTP_CONTROL, "IN", "probe");
  test_session_wait_for_line (fixture->session, "closed");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function)                                                                        \
  g_test_add ("/rtp-invitation/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("order/what-it-says", test_what_it_says);
  ADD ("order/accept", test_accept);
  ADD ("order/reject", test_reject);
  g_test_add_func ("/rtp-invitation/order/defaults", test_defaults);
  g_test_add_func ("/rtp-invitation/order/max-peers", test_max_peers);
  g_test_add_func ("/rtp-invitation/order/not-listening", test_not_listening);
  ADD ("order/defer", test_defer);
  ADD ("time/withdrawn", test_withdrawn);
  ADD ("order/after-close", test_after_close);
  ADD ("order/close-in-handler", test_close_in_handler);

  return g_test_run ();
}
