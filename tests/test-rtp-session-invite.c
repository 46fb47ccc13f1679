/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include "rtp-session-test.h"

/* Returns the message. */
static char *
fail_to_invite (TestSession *session, const char *host, guint port, GQuark domain, int code)
{
  TestInvite invite;
  char      *message;

  test_invite (&invite, session->session, host, port, NULL);
  test_invite_wait (&invite);
  g_assert_error (invite.error, domain, code);
  message = g_strdup (invite.error->message);
  test_invite_clear (&invite);
  return message;
}

/* As many as there may be, those that we invite included. */
static void
test_too_many_peers (void)
{
  g_autoptr (TestSession) session = test_session_new ("A");
  g_autoptr (RtpPeerScript) studio = rtp_peer_script_new ("127.0.0.1", 0, 1);
  g_autofree char *message = NULL;
  TestInvite       first, second;

  seqgo_rtp_session_set_max_peers (session->session, 1);
  test_invite (&first, session->session, "127.0.0.1", studio->port, NULL);
  message = fail_to_invite (session, "127.0.0.1", 6004, SEQGO_RTP_ERROR,
                            SEQGO_RTP_ERROR_TOO_MANY_PEERS);
  g_assert_nonnull (strstr (message, "max-peers"));

  rtp_peer_script_accept (studio, "studio");
  test_invite_wait (&first);
  g_assert_no_error (first.error);
  g_free (message);
  message = fail_to_invite (session, "127.0.0.1", 6004, SEQGO_RTP_ERROR,
                            SEQGO_RTP_ERROR_TOO_MANY_PEERS);

  seqgo_rtp_peer_close (first.peer);
  test_invite_clear (&first);
  test_invite (&second, session->session, "127.0.0.1", studio->port, NULL);
  rtp_peer_script_accept (studio, "studio");
  test_invite_wait (&second);
  g_assert_no_error (second.error);
  test_invite_clear (&second);
}

/* A session that does not listen has the port 0. */
static void
test_bad_port (void)
{
  static const guint ports[] = { 0, 65535 };
  g_autoptr (TestSession) session = test_session_new ("A");

  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    {
      g_autofree char *message = fail_to_invite (session, "127.0.0.1", ports[i], G_IO_ERROR,
                                                 G_IO_ERROR_INVALID_ARGUMENT);

      g_assert_true (g_str_has_prefix (message, "Cannot invite 127.0.0.1"));
      g_assert_nonnull (strstr (message, "from 1 to 65534"));
    }
}

static void
result_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_no_addresses (void)
{
  g_autoptr (TestSession) session = test_session_new ("A");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  seqgo_rtp_session_invite_addresses_async (session->session, NULL, NULL, result_cb, &result);
  test_wait_until (result != NULL);
  g_assert_null (seqgo_rtp_session_invite_addresses_finish (session->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_link_local (void)
{
  g_autoptr (TestSession) session = test_session_new ("A");
  g_autoptr (SeqgoRtpSession) other = seqgo_rtp_session_new ("B");
  g_autoptr (GError) error = NULL;
  g_autofree char *message
      = fail_to_invite (session, "fe80::1", 5004, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);

  g_assert_nonnull (strstr (message, "fe80::1%eth0"));
  g_assert_false (seqgo_rtp_session_listen_on (other, "fe80::1", 6004, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "needs its interface"));
}

static void
expect_advice (TestSession *session, const char *host, const char *advice)
{
  TestInvite invite;

  test_invite (&invite, session->session, host, 5004, NULL);
  test_invite_wait (&invite);
  g_assert_cmpuint (invite.error->domain, ==, G_RESOLVER_ERROR);
  g_assert_nonnull (strstr (invite.error->message, advice));
  test_invite_clear (&invite);
}

static void
test_unknown_names (void)
{
  g_autoptr (TestSession) session = test_session_new ("A");

  expect_advice (session, "no-such-studio.local", "libnss-mdns");
  expect_advice (session, "no-such-studio", "studio.local");
}

/* A program invites itself. */
static void
test_itself (void)
{
  g_autoptr (TestSession) session = test_session_new_listening ("A");
  g_autofree char *message
      = fail_to_invite (session, "127.0.0.1", seqgo_rtp_session_get_port (session->session),
                        SEQGO_RTP_ERROR, SEQGO_RTP_ERROR_COLLISION);

  g_assert_nonnull (strstr (message, "this session itself"));
}

/* Who only invites does not take the port on which another program is to listen. */
static void
test_usual_port (void)
{
  g_autoptr (TestSession) guest = test_session_new ("A");
  g_autoptr (TestSession) host = test_session_new ("B");
  g_autoptr (RtpPeerScript) studio = rtp_peer_script_new ("127.0.0.1", 0, 1);
  g_autoptr (GError) error = NULL;
  TestInvite invite;

  test_invite (&invite, guest->session, "127.0.0.1", studio->port, NULL);
  rtp_peer_script_accept (studio, "studio");
  test_invite_wait (&invite);
  g_assert_no_error (invite.error);
  test_invite_clear (&invite);
  seqgo_rtp_session_listen (host->session, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_rtp_session_get_port (host->session), ==, SEQGO_RTP_DEFAULT_PORT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rtp-session-invite/too-many-peers", test_too_many_peers);
  g_test_add_func ("/rtp-session-invite/bad-port", test_bad_port);
  g_test_add_func ("/rtp-session-invite/no-addresses", test_no_addresses);
  g_test_add_func ("/rtp-session-invite/link-local", test_link_local);
  g_test_add_func ("/rtp-session-invite/unknown-names", test_unknown_names);
  g_test_add_func ("/rtp-session-invite/itself", test_itself);
  g_test_add_func ("/rtp-session-invite/usual-port", test_usual_port);

  return g_test_run ();
}
