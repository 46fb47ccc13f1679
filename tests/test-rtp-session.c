/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Sessions on real sockets: with each other, and with a peer that a script plays. */

#include <poll.h>
#include <string.h>

#include "rtp-hex.h"
#include "rtp-session-test.h"

static void
assert_closed (gboolean result, GError **error)
{
  g_assert_false (result);
  g_assert_error (*error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (error);
}

/* R-1 the answer to an invitation on the control port */
static void
test_control_answer (void)
{
  g_autoptr (TestSession) session = test_session_new_listening ("Stage");
  g_autoptr (RtpPeerScript) probe = rtp_peer_script_new (
      "127.0.0.1", (guint16) seqgo_rtp_session_get_port (session->session), 0xAABBCCDD);
  g_autofree char *answer = NULL;
  g_autofree char *expected = NULL;
  guint            ssrc = seqgo_rtp_session_get_ssrc (session->session);

  rtp_peer_script_send_command (probe, RTP_CONTROL, "IN", "probe");
  rtp_peer_script_expect (probe, RTP_CONTROL);
  answer = rtp_bytes_to_hex (probe->received, probe->size);
  expected = g_strdup_printf (
      "FF FF 4F 4B 00 00 00 02 12 34 56 78 %02X %02X %02X %02X 53 74 61 67 65 00", ssrc >> 24,
      ssrc >> 16 & 0xFF, ssrc >> 8 & 0xFF, ssrc & 0xFF);
  g_assert_cmpstr (answer, ==, expected);
  g_assert_cmpuint (session->lines->len, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (session->session)), ==, 0);
}

/* R-2 then on the data port: a peer */
static void
test_peer_joins (gconstpointer address)
{
  g_autoptr (TestSession) session = test_session_new_listening ("Stage");
  g_autoptr (RtpPeerScript) probe = rtp_peer_script_new (
      address, (guint16) seqgo_rtp_session_get_port (session->session), 0xAABBCCDD);
  g_autofree char *lines = NULL;
  SeqgoRtpPeer    *peer;
  guint32          control_ssrc;

  rtp_peer_script_send_command (probe, RTP_CONTROL, "IN", "probe");
  rtp_peer_script_expect_command (probe, RTP_CONTROL, "OK");
  control_ssrc = rtp_peer_script_get_number (probe, 12);
  rtp_peer_script_send_command (probe, RTP_DATA, "IN", "probe");
  rtp_peer_script_expect_command (probe, RTP_DATA, "OK");
  g_assert_cmphex (rtp_peer_script_get_number (probe, 12), ==, control_ssrc);
  g_assert_cmphex (control_ssrc, ==, seqgo_rtp_session_get_ssrc (session->session));

  test_session_wait_for_peers (session, 1);
  lines = test_session_get_lines (session);
  g_assert_cmpstr (lines, ==, "peer-added probe");
  peer = test_session_get_peer (session, 0);
  g_assert_cmpstr (seqgo_rtp_peer_get_name (peer), ==, "probe");
  g_assert_cmpstr (seqgo_rtp_peer_get_address (peer), ==, address);
  g_assert_cmpuint (seqgo_rtp_peer_get_port (peer), ==, probe->port);
  g_assert_cmphex (seqgo_rtp_peer_get_ssrc (peer), ==, 0xAABBCCDD);
  g_assert_false (seqgo_rtp_peer_get_invited (peer));
  g_assert_true (seqgo_rtp_peer_get_session (peer) == session->session);
}

/* R-7 an invitation that nobody answers */
static void
test_no_answer (void)
{
  g_autoptr (TestSession) session = test_session_new ("Stage");
  g_autoptr (RtpPeerScript) silent = rtp_peer_script_new ("127.0.0.1", 0, 1);
  TestInvite invite;
  gint64     last = 0;
  guint32    token = 0;
  guint      n = 0;

  test_invite (&invite, session->session, "127.0.0.1", silent->port, NULL);
  while (!invite.is_over)
    {
      test_iterate ();
      if (!rtp_peer_script_receive (silent, RTP_CONTROL))
        continue;
      g_assert_true (rtp_peer_script_is_command (silent, "IN"));
      if (n++ > 0)
        {
          g_assert_cmphex (rtp_peer_script_get_number (silent, 8), ==, token);
          g_assert_cmpint (g_get_monotonic_time () - last, >=, 950000);
          g_assert_cmpint (g_get_monotonic_time () - last, <=, 1050000);
        }
      token = rtp_peer_script_get_number (silent, 8);
      last = g_get_monotonic_time ();
    }
  g_assert_cmpuint (n, ==, 12);
  g_assert_cmpuint (rtp_peer_script_drain (silent, RTP_DATA), ==, 0);
  g_assert_error (invite.error, SEQGO_RTP_ERROR, SEQGO_RTP_ERROR_NO_ANSWER);
  g_assert_nonnull (strstr (invite.error->message, "127.0.0.1"));
  g_assert_cmpuint (session->lines->len, ==, 0);
  test_invite_clear (&invite);
}

/* R-13 a peer that is not heard of any more */
static void
test_silence (void)
{
  g_autoptr (TestSession) session = test_session_new_listening ("Stage");
  g_autoptr (RtpPeerScript) probe = rtp_peer_script_new (
      "127.0.0.1", (guint16) seqgo_rtp_session_get_port (session->session), 7);
  g_autofree char *events = NULL;
  gint64           start;

  rtp_peer_script_join (probe, "probe");
  rtp_peer_script_send_midi (probe, "90 3C 64 00 40 64 00 B0 40 7F");
  start = g_get_monotonic_time ();
  test_session_wait_for_events (session, 3);
  test_session_forget (session);
  rtp_peer_script_drain (probe, RTP_CONTROL);

  test_session_wait_for_line (session, "peer-removed probe");
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 59 * G_USEC_PER_SEC);
  g_assert_cmpint (g_get_monotonic_time () - start, <=, 61 * G_USEC_PER_SEC);
  g_assert_error (session->last_error, SEQGO_RTP_ERROR, SEQGO_RTP_ERROR_LOST);
  events = test_session_get_events (session);
  g_assert_cmpstr (events, ==, "80 3C 40*, 80 40 40*, B0 40 00*");
  rtp_peer_script_expect_command (probe, RTP_CONTROL, "BY");
  g_assert_cmpint (seqgo_rtp_peer_get_state (session->last_peer), ==, SEQGO_RTP_PEER_STATE_CLOSED);
}

static void
wait_for_other_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, GError *error, TestSession *self)
{
  if (g_str_equal (seqgo_rtp_peer_get_name (peer), "first"))
    test_session_wait_for_line (self, "peer-removed second");
}

/* A handler that a timer brought about runs a main loop until the next timer. */
static void
test_nested_timers (void)
{
  g_autoptr (TestSession) session = test_session_new_listening ("Stage");
  guint16 port = (guint16) seqgo_rtp_session_get_port (session->session);
  g_autoptr (RtpPeerScript) first = rtp_peer_script_new ("127.0.0.1", port, 1);
  g_autoptr (RtpPeerScript) second = rtp_peer_script_new ("127.0.0.1", port, 2);
  gint64 start = g_get_monotonic_time ();

  g_signal_connect (session->session, "peer-removed", G_CALLBACK (wait_for_other_cb), session);
  rtp_peer_script_join (first, "first");
  test_run_for (10000);
  rtp_peer_script_join (second, "second");
  test_session_wait_for_line (session, "peer-removed first");
  g_assert_cmpuint (session->lines->len, ==, 4);
  g_assert_cmpint (g_get_monotonic_time () - start, <=, 71 * G_USEC_PER_SEC);
}

/* The seconds until the next invitation comes. */
static double
wait_for_invitation (RtpPeerScript *script)
{
  gint64 start = g_get_monotonic_time ();

  rtp_peer_script_expect_command (script, RTP_CONTROL, "IN");
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

/* R-16 who was invited and is lost is invited again */
static void
test_reconnect (void)
{
  g_autoptr (TestSession) session = test_session_new ("Stage");
  g_autoptr (RtpPeerScript) studio = rtp_peer_script_new ("127.0.0.1", 0, 9);
  g_autoptr (SeqgoRtpPeer) peer = NULL;
  TestInvite invite;
  guint32    token;

  test_invite (&invite, session->session, "127.0.0.1", studio->port, NULL);
  rtp_peer_script_accept (studio, "studio");
  test_invite_wait (&invite);
  g_assert_no_error (invite.error);
  peer = g_steal_pointer (&invite.peer);
  token = studio->token;

  rtp_peer_script_send_command (studio, RTP_CONTROL, "BY", NULL);
  test_session_wait_for_line (session, "peer-removed studio");
  g_assert_error (session->last_error, SEQGO_RTP_ERROR, SEQGO_RTP_ERROR_ENDED_BY_PEER);
  g_assert_cmpint (seqgo_rtp_peer_get_state (peer), ==, SEQGO_RTP_PEER_STATE_RECONNECTING);
  g_assert_false (seqgo_rtp_peer_is_closed (peer));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (session->session)), ==, 0);

  g_assert_cmpfloat_with_epsilon (wait_for_invitation (studio), 1.0, 0.1);
  g_assert_cmphex (rtp_peer_script_get_number (studio, 8), !=, token);
  test_session_forget (session);
  rtp_peer_script_accept (studio, "studio");
  test_session_wait_for_line (session, "peer-added studio");
  g_assert_true (test_session_get_peer (session, 0) == peer);
  g_assert_cmpint (seqgo_rtp_peer_get_state (peer), ==, SEQGO_RTP_PEER_STATE_CONNECTED);

  rtp_peer_script_send_command (studio, RTP_CONTROL, "BY", NULL);
  test_session_wait_for_peers (session, 0);
  seqgo_rtp_peer_close (peer);
  g_assert_cmpint (seqgo_rtp_peer_get_state (peer), ==, SEQGO_RTP_PEER_STATE_CLOSED);
  rtp_peer_script_drain (studio, RTP_CONTROL);
  test_run_for (40000);
  g_assert_cmpuint (rtp_peer_script_drain (studio, RTP_CONTROL), ==, 0);
}

/* R-17 the end, with three peers */
static void
test_close (void)
{
  g_autoptr (TestSession) session = NULL;
  RtpPeerScript *probes[3];
  guint          n_fds = test_count_fds ();
  guint          n_lines, port;

  session = test_session_new_listening ("Stage");
  port = seqgo_rtp_session_get_port (session->session);
  for (guint i = 0; i < G_N_ELEMENTS (probes); i++)
    {
      probes[i] = rtp_peer_script_new ("127.0.0.1", (guint16) port, 100 + i);
      rtp_peer_script_join (probes[i], "probe");
    }
  test_session_wait_for_peers (session, 3);

  seqgo_rtp_session_close (session->session);
  for (guint i = 0; i < G_N_ELEMENTS (probes); i++)
    rtp_peer_script_expect_command (probes[i], RTP_CONTROL, "BY");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (session->session)), ==, 0);
  g_assert_cmpuint (test_session_count (session, "peer-removed probe"), ==, 3);
  g_assert_cmpuint (test_session_count (session, "closed"), ==, 1);
  g_assert_null (session->last_error);
  g_assert_cmpuint (seqgo_rtp_session_get_port (session->session), ==, 0);

  n_lines = session->lines->len;
  for (guint i = 0; i < G_N_ELEMENTS (probes); i++)
    {
      rtp_peer_script_send_midi (probes[i], "90 3C 64");
      rtp_peer_script_free (probes[i]);
    }
  test_run_for (100);
  seqgo_rtp_session_close (session->session);
  g_assert_cmpuint (session->lines->len, ==, n_lines);
  g_assert_cmpuint (session->events->len, ==, 0);
  /* A thread of the library may still be asking whether there is a bus. */
  test_wait_until (test_count_fds () == n_fds);
}

/* R-17 the last reference is dropped while three peers are connected */
static void
test_finalize (void)
{
  TestSession   *session = test_session_new_listening ("Stage");
  RtpPeerScript *probes[3];
  guint          port = seqgo_rtp_session_get_port (session->session);
  g_autoptr (SeqgoRtpPeer) peer = NULL;
  SeqgoRtpSession *gone = session->session;

  for (guint i = 0; i < G_N_ELEMENTS (probes); i++)
    {
      probes[i] = rtp_peer_script_new ("127.0.0.1", (guint16) port, 100 + i);
      rtp_peer_script_join (probes[i], "probe");
    }
  test_session_wait_for_peers (session, 3);
  peer = g_object_ref (test_session_get_peer (session, 0));

  g_object_add_weak_pointer (G_OBJECT (gone), (gpointer *) &gone);
  g_clear_object (&session->session);
  g_assert_null (gone);
  for (guint i = 0; i < G_N_ELEMENTS (probes); i++)
    {
      rtp_peer_script_expect_command (probes[i], RTP_CONTROL, "BY");
      rtp_peer_script_free (probes[i]);
    }
  g_assert_cmpuint (test_session_count (session, "peer-removed probe"), ==, 0);
  g_assert_true (seqgo_rtp_peer_is_closed (peer));
  g_assert_null (seqgo_rtp_peer_get_session (peer));
  test_session_free (session);
}

/* R-18 sessions find pairs of ports for themselves */
static void
test_ports (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TestSession) first = test_session_new_listening ("A");
  g_autoptr (TestSession) second = test_session_new_listening ("B");
  g_autoptr (TestSession) third = test_session_new ("C");
  guint port = seqgo_rtp_session_get_port (first->session);

  g_assert_cmpuint (port, ==, SEQGO_RTP_DEFAULT_PORT);
  g_assert_cmpuint (seqgo_rtp_session_get_port (second->session), !=, 0);
  g_assert_cmpuint (ABS ((int) seqgo_rtp_session_get_port (second->session) - (int) port), >=, 2);

  for (int offset = -1; offset <= 1; offset++)
    {
      g_assert_false (
          seqgo_rtp_session_listen (third->session, (guint16) ((int) port + offset), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
      g_clear_error (&error);
      g_assert_cmpuint (seqgo_rtp_session_get_port (third->session), ==, 0);
      g_assert_false (seqgo_rtp_session_is_listening (third->session));
    }
  g_assert_false (seqgo_rtp_session_listen (third->session, G_MAXUINT16, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  seqgo_rtp_session_close (first->session);
  seqgo_rtp_session_listen (third->session, (guint16) port, &error);
  g_assert_no_error (error);
  g_assert_true (seqgo_rtp_session_is_listening (third->session));
  seqgo_rtp_session_listen (third->session, 0, &error);
  g_assert_no_error (error);
  g_assert_false (seqgo_rtp_session_listen (third->session, 7000, &error));
  g_assert_error (error, SEQGO_RTP_ERROR, SEQGO_RTP_ERROR_ALREADY_OPEN);
}

/* R-18 the data port is taken */
static void
test_taken_data_port (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) any = g_inet_address_new_any (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) name = g_inet_socket_address_new (any, SEQGO_RTP_DEFAULT_PORT + 1);
  g_autoptr (GSocket) other
      = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
  g_autoptr (TestSession) session = test_session_new ("A");

  g_socket_bind (other, name, FALSE, &error);
  g_assert_no_error (error);
  g_assert_false (seqgo_rtp_session_listen (session->session, SEQGO_RTP_DEFAULT_PORT, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_assert_nonnull (strstr (error->message, "5005"));
  g_clear_error (&error);

  seqgo_rtp_session_listen (session->session, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_rtp_session_get_port (session->session), >, SEQGO_RTP_DEFAULT_PORT);
}

static void
test_closed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TestSession) session = test_session_new_listening ("A");
  g_autoptr (GBytes) bytes = rtp_bytes_from_hex ("F0 F7");
  g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, 60, 100);
  g_autoptr (SeqgoEventBatch) batch = seqgo_event_batch_new (&event, 1);
  SeqgoRtpSession *self = session->session;
  TestInvite       invite;

  seqgo_rtp_session_close (self);
  g_assert_true (seqgo_rtp_session_is_closed (self));
  g_assert_false (seqgo_rtp_session_is_listening (self));
  g_assert_cmpint (seqgo_rtp_session_get_fd (self), ==, -1);
  assert_closed (seqgo_rtp_session_listen (self, 0, &error), &error);
  assert_closed (seqgo_rtp_session_listen_on (self, "127.0.0.1", 0, &error), &error);
  assert_closed (seqgo_rtp_session_send (self, event, &error), &error);
  assert_closed (seqgo_rtp_session_send_at (self, event, 0, &error), &error);
  assert_closed (seqgo_rtp_session_send_batch (self, batch, &error), &error);
  assert_closed (seqgo_rtp_session_send_midi (self, bytes, &error), &error);
  assert_closed (seqgo_rtp_session_note_on (self, 0, 60, 1, &error), &error);
  assert_closed (seqgo_rtp_session_note_off (self, 0, 60, 1, &error), &error);
  assert_closed (seqgo_rtp_session_key_pressure (self, 0, 60, 1, &error), &error);
  assert_closed (seqgo_rtp_session_control_change (self, 0, 60, 1, &error), &error);
  assert_closed (seqgo_rtp_session_program_change (self, 0, 60, &error), &error);
  assert_closed (seqgo_rtp_session_channel_pressure (self, 0, 60, &error), &error);
  assert_closed (seqgo_rtp_session_pitch_bend (self, 0, 60, &error), &error);
  assert_closed (seqgo_rtp_session_sysex (self, bytes, &error), &error);
  seqgo_rtp_session_flush (self);
  seqgo_rtp_session_process (self);
  seqgo_rtp_session_reset_midi (self);
  seqgo_rtp_session_set_priority (self, 10);
  seqgo_rtp_session_set_playout_delay (self, 1000);
  seqgo_rtp_session_set_name (self, "B");

  test_invite (&invite, self, "127.0.0.1", 5004, NULL);
  test_invite_wait (&invite);
  g_assert_error (invite.error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  test_invite_clear (&invite);
}

static void
process (SeqgoRtpSession *a, SeqgoRtpSession *b)
{
  struct pollfd fds[] = { { seqgo_rtp_session_get_fd (a), POLLIN, 0 },
                          { seqgo_rtp_session_get_fd (b), POLLIN, 0 } };

  g_assert_cmpint (poll (fds, 2, 10000), >, 0);
  if (fds[0].revents != 0)
    seqgo_rtp_session_process (a);
  if (fds[1].revents != 0)
    seqgo_rtp_session_process (b);
}

/* Another event loop than that of GLib serves both sessions. */
static void
test_process (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (TestSession) a = NULL;
  g_autoptr (TestSession) b = NULL;
  TestInvite invite;
  guint      n_fds = test_count_fds ();

  g_main_context_push_thread_default (context);
  a = test_session_new ("A");
  b = test_session_new_listening ("B");
  g_main_context_pop_thread_default (context);
  g_assert_cmpint (seqgo_rtp_session_get_fd (a->session), >=, 0);

  test_invite (&invite, a->session, "127.0.0.1", seqgo_rtp_session_get_port (b->session), NULL);
  while (a->lines->len == 0 || b->lines->len == 0)
    process (a->session, b->session);
  seqgo_rtp_session_note_on (a->session, 0, 60, 100, NULL);
  while (b->events->len == 0)
    process (a->session, b->session);
  test_invite_wait (&invite);
  g_assert_no_error (invite.error);
  test_invite_clear (&invite);

  seqgo_rtp_session_close (b->session);
  while (test_session_count (a, "peer-removed B") == 0)
    process (a->session, b->session);
  seqgo_rtp_session_close (a->session);
  g_assert_cmpuint (test_count_fds (), <=, n_fds + 1);
}

static void
close_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, SeqgoEvent *event, gpointer data)
{
  seqgo_rtp_session_close (session);
}

static void
drop_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, SeqgoEvent *event, TestSession *self)
{
  g_clear_object (&self->session);
}

static void
close_peer_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, SeqgoEvent *event, gpointer data)
{
  seqgo_rtp_peer_close (peer);
}

/* Runs a main loop until the next event has come. */
static void
nest_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, SeqgoEvent *event, TestSession *self)
{
  guint n_events = self->events->len;

  if (seqgo_event_get_note (event) != 61)
    return;
  seqgo_rtp_session_note_on (g_object_get_data (G_OBJECT (session), "other"), 0, 62, 100, NULL);
  test_wait_until (self->events->len > n_events);
}

/* Handlers do what they like. */
static void
test_handlers (void)
{
  const GCallback handlers[]
      = { G_CALLBACK (close_cb), G_CALLBACK (drop_cb), G_CALLBACK (close_peer_cb) };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    {
      g_autoptr (TestSession) a = test_session_new_listening ("A");
      g_autoptr (TestSession) b = test_session_new ("B");

      seqgo_rtp_session_set_reconnect (b->session, FALSE);
      test_session_connect (b, a, "127.0.0.1");
      g_signal_connect (a->session, "event::note-on", handlers[i], a);
      seqgo_rtp_session_note_on (b->session, 0, 60, 100, NULL);
      seqgo_rtp_session_note_on (b->session, 0, 61, 100, NULL);
      test_session_wait_for_line (b, "peer-removed A");
      g_assert_error (b->last_error, SEQGO_RTP_ERROR, SEQGO_RTP_ERROR_ENDED_BY_PEER);
    }
}

static void
test_nested_loop (void)
{
  g_autoptr (TestSession) a = test_session_new_listening ("A");
  g_autoptr (TestSession) b = test_session_new ("B");

  test_session_connect (b, a, "127.0.0.1");
  g_object_set_data (G_OBJECT (a->session), "other", b->session);
  g_signal_connect (a->session, "event::note-on", G_CALLBACK (nest_cb), a);
  seqgo_rtp_session_note_on (b->session, 0, 60, 100, NULL);
  seqgo_rtp_session_note_on (b->session, 0, 61, 100, NULL);
  test_session_wait_for_events (a, 3);
}

static void
test_addresses (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TestSession) a = test_session_new ("A");
  g_autoptr (TestSession) b = test_session_new ("B");
  TestInvite invite;

  g_assert_false (seqgo_rtp_session_listen_on (a->session, "studio.local", 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (seqgo_rtp_session_listen_on (a->session, "192.0.2.1", 0, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (error->domain, ==, G_IO_ERROR);
  g_clear_error (&error);
  seqgo_rtp_session_listen_on (a->session, "127.0.0.2", 0, &error);
  g_assert_no_error (error);

  test_session_connect (b, a, "127.0.0.2");
  g_assert_cmpstr (seqgo_rtp_peer_get_address (test_session_get_peer (b, 0)), ==, "127.0.0.2");
  /* It does not listen there, and has no address of IPv6. */
  test_invite (&invite, a->session, "::1", 5004, NULL);
  test_invite_wait (&invite);
  g_assert_cmpuint (invite.error->domain, ==, G_IO_ERROR);
  test_invite_clear (&invite);
}

/* A machine with several addresses answers from the one that was asked. */
static void
test_several_addresses (void)
{
  g_autoptr (TestSession) a = test_session_new_listening ("A");
  g_autoptr (TestSession) b = test_session_new ("B");

  test_session_connect (b, a, "127.0.0.3");
  g_assert_cmpstr (seqgo_rtp_peer_get_address (test_session_get_peer (b, 0)), ==, "127.0.0.3");
  seqgo_rtp_session_note_on (a->session, 0, 60, 100, NULL);
  test_session_wait_for_events (b, 1);
}

static void
test_invite_errors (void)
{
  g_autoptr (TestSession) session = test_session_new ("A");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RtpPeerScript) silent = rtp_peer_script_new ("127.0.0.1", 0, 1);
  TestInvite invite;

  test_invite (&invite, session->session, "no such host.invalid", 5004, NULL);
  test_invite_wait (&invite);
  g_assert_cmpuint (invite.error->domain, ==, G_RESOLVER_ERROR);
  g_assert_true (g_str_has_prefix (invite.error->message, "Cannot invite no such host.invalid, "));
  test_invite_clear (&invite);

  test_invite (&invite, session->session, "127.0.0.1", silent->port, cancellable);
  rtp_peer_script_expect_command (silent, RTP_CONTROL, "IN");
  g_cancellable_cancel (cancellable);
  test_invite_wait (&invite);
  g_assert_error (invite.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  test_invite_clear (&invite);
  rtp_peer_script_drain (silent, RTP_CONTROL);

  test_invite (&invite, session->session, "127.0.0.1", silent->port, cancellable);
  test_invite_wait (&invite);
  g_assert_error (invite.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  test_invite_clear (&invite);

  test_invite (&invite, session->session, "127.0.0.1", silent->port, NULL);
  rtp_peer_script_expect_command (silent, RTP_CONTROL, "IN");
  silent->token = rtp_peer_script_get_number (silent, 8);
  rtp_peer_script_send_command (silent, RTP_CONTROL, "NO", NULL);
  test_invite_wait (&invite);
  g_assert_error (invite.error, SEQGO_RTP_ERROR, SEQGO_RTP_ERROR_REJECTED);
  test_invite_clear (&invite);

  test_invite (&invite, session->session, "127.0.0.1", silent->port, NULL);
  rtp_peer_script_expect_command (silent, RTP_CONTROL, "IN");
  seqgo_rtp_session_close (session->session);
  test_invite_wait (&invite);
  g_assert_error (invite.error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  test_invite_clear (&invite);
}

static void
set_loopback (gboolean is_up)
{
  g_autoptr (GError) error = NULL;
  const char *arguments[] = { "ip", "link", "set", "lo", is_up ? "up" : "down", NULL };
  int         status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* The network goes down and comes back: nothing spins, and what was not sent is counted. */
static void
test_interface_down (void)
{
  g_autoptr (TestSession) a = test_session_new_listening ("A");
  g_autoptr (TestSession) b = test_session_new ("B");
  g_autofree char *events = NULL;
  gint64           cpu_time;

  test_session_connect (b, a, "::1");
  set_loopback (FALSE);
  cpu_time = test_get_cpu_time ();
  seqgo_rtp_session_control_change (b->session, 0, 7, 100, NULL);
  test_run_for (200);
  g_assert_cmpint (test_get_cpu_time () - cpu_time, <, 150000);
  g_assert_cmpuint (seqgo_rtp_session_get_n_unsent (b->session), >, 0);
  set_loopback (TRUE);
  seqgo_rtp_session_note_on (b->session, 0, 61, 100, NULL);
  test_session_wait_for_events (a, 2);
  events = test_session_get_events (a);
  g_assert_cmpstr (events, ==, "B0 07 64*, 90 3D 64");
}

typedef struct
{
  const char *property;
  guint       value;
} Setting;

static void
count_notify_cb (GObject *object, GParamSpec *pspec, guint *n_notified)
{
  (*n_notified)++;
}

static void
test_properties (void)
{
  static const char *switches[]
      = { "discoverable", "accept-invitations", "reconnect", "journal", "running-status" };
  static const Setting settings[] = { { "max-peers", 1 },
                                      { "max-packet-size", 508 },
                                      { "receive-limit", 31250 },
                                      { "playout-delay", 5000 } };
  g_autoptr (SeqgoRtpSession) session
      = g_object_new (SEQGO_TYPE_RTP_SESSION, "name", "Stage", "ssrc", 0xABCDEF01, NULL);
  guint n_notified = 0;

  g_assert_cmphex (seqgo_rtp_session_get_ssrc (session), ==, 0xABCDEF01);
  g_signal_connect (session, "notify", G_CALLBACK (count_notify_cb), &n_notified);
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      gboolean value;

      g_object_get (session, switches[i], &value, NULL);
      g_assert_true (value);
      g_object_set (session, switches[i], FALSE, NULL);
      g_object_set (session, switches[i], FALSE, NULL);
      g_object_get (session, switches[i], &value, NULL);
      g_assert_false (value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      guint value;

      g_object_set (session, settings[i].property, settings[i].value, NULL);
      g_object_get (session, settings[i].property, &value, NULL);
      g_assert_cmpuint (value, ==, settings[i].value);
    }
  seqgo_rtp_session_set_priority (session, 100);
  seqgo_rtp_session_set_name (session, "Other");
  g_assert_cmpstr (seqgo_rtp_session_get_name (session), ==, "Other");
  g_assert_cmpuint (n_notified, ==, G_N_ELEMENTS (switches) + G_N_ELEMENTS (settings) + 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rtp-session/order/R-1-control-answer", test_control_answer);
  g_test_add_data_func ("/rtp-session/order/R-2-ipv4", "127.0.0.1", test_peer_joins);
  g_test_add_data_func ("/rtp-session/order/R-2-ipv6", "::1", test_peer_joins);
  g_test_add_func ("/rtp-session/time/R-7-no-answer", test_no_answer);
  g_test_add_func ("/rtp-session/time/R-13-silence", test_silence);
  g_test_add_func ("/rtp-session/time/nested-timers", test_nested_timers);
  g_test_add_func ("/rtp-session/time/R-16-reconnect", test_reconnect);
  g_test_add_func ("/rtp-session/order/R-17-close", test_close);
  g_test_add_func ("/rtp-session/order/R-17-finalize", test_finalize);
  g_test_add_func ("/rtp-session/order/R-18-ports", test_ports);
  g_test_add_func ("/rtp-session/order/R-18-taken-data-port", test_taken_data_port);
  g_test_add_func ("/rtp-session/order/closed", test_closed);
  g_test_add_func ("/rtp-session/order/process", test_process);
  g_test_add_func ("/rtp-session/order/handlers", test_handlers);
  g_test_add_func ("/rtp-session/order/nested-loop", test_nested_loop);
  g_test_add_func ("/rtp-session/order/addresses", test_addresses);
  g_test_add_func ("/rtp-session/order/several-addresses", test_several_addresses);
  g_test_add_func ("/rtp-session/order/invite-errors", test_invite_errors);
  g_test_add_func ("/rtp-session/order/interface-down", test_interface_down);
  g_test_add_func ("/rtp-session/order/properties", test_properties);

  return g_test_run ();
}
