/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The other side of a session. */

#include <string.h>

#include "rtp-hex.h"
#include "rtp-session-test.h"

typedef struct
{
  TestSession   *session;
  RtpPeerScript *probe;
  SeqgoRtpPeer  *peer;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->session = test_session_new_listening ("Stage");
  fixture->probe = rtp_peer_script_new (
      "127.0.0.1", (guint16) seqgo_rtp_session_get_port (fixture->session->session), 0xAABBCCDD);
  rtp_peer_script_join (fixture->probe, "probe");
  test_session_wait_for_peers (fixture->session, 1);
  fixture->peer = g_object_ref (test_session_get_peer (fixture->session, 0));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->peer);
  rtp_peer_script_free (fixture->probe);
  test_session_free (fixture->session);
}

static void
test_what_it_says (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SeqgoRtpSession) session = NULL;
  g_autofree char  *name = NULL;
  g_autofree char  *address = NULL;
  g_autofree char  *text = NULL;
  guint             port, ssrc, limit;
  gboolean          invited, synchronized, journal;
  gint64            latency, offset;
  double            drift;
  SeqgoRtpPeerState state;

  g_object_get (fixture->peer, "session", &session, "name", &name, "address", &address, "port",
                &port, "ssrc", &ssrc, "state", &state, "invited", &invited, "synchronized",
                &synchronized, "journal", &journal, "latency", &latency, "clock-offset", &offset,
                "clock-drift", &drift, "bit-rate-limit", &limit, NULL);
  g_assert_true (session == fixture->session->session);
  g_assert_cmpstr (name, ==, "probe");
  g_assert_cmpstr (address, ==, "127.0.0.1");
  g_assert_cmpuint (port, ==, fixture->probe->port);
  g_assert_cmphex (ssrc, ==, 0xAABBCCDD);
  g_assert_cmpint (state, ==, SEQGO_RTP_PEER_STATE_CONNECTED);
  g_assert_false (invited);
  g_assert_false (synchronized);
  g_assert_true (journal);
  g_assert_cmpint (latency, ==, -1);
  g_assert_cmpint (offset, ==, 0);
  g_assert_cmpfloat (drift, ==, 0);
  g_assert_cmpuint (limit, ==, 0);
  text = seqgo_rtp_peer_to_string (fixture->peer);
  g_assert_true (g_str_has_prefix (text, "probe (127.0.0.1, port "));
}

static void
test_no_name (void)
{
  g_autoptr (TestSession) session = test_session_new_listening ("Stage");
  g_autoptr (RtpPeerScript) probe
      = rtp_peer_script_new ("::1", (guint16) seqgo_rtp_session_get_port (session->session), 1);

  rtp_peer_script_join (probe, NULL);
  test_session_wait_for_line (session, "peer-added ::1");
}

static void
count_cb (GObject *object, GParamSpec *pspec, guint *n_notified)
{
  (*n_notified)++;
}

/* What the peer says of its limit and its clock is told. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  guint n_limits = 0, n_latencies = 0;

  g_signal_connect (fixture->peer, "notify::bit-rate-limit", G_CALLBACK (count_cb), &n_limits);
  g_signal_connect (fixture->peer, "notify::latency", G_CALLBACK (count_cb), &n_latencies);
  rtp_peer_script_send_hex (fixture->probe, RTP_CONTROL, "FF FF 52 4C AA BB CC DD 00 00 7A 12");
  test_wait_until (n_limits == 1);
  g_assert_cmpuint (seqgo_rtp_peer_get_bit_rate_limit (fixture->peer), ==, 31250);

  rtp_peer_script_send_hex (fixture->probe, RTP_DATA,
                            "FF FF 43 4B AA BB CC DD 00 00 00 00 00 00 00 00 00 00 27 10"
                            "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00");
  rtp_peer_script_expect_command (fixture->probe, RTP_DATA, "CK");
  g_assert_cmpuint (fixture->probe->size, ==, 36);
  g_assert_cmpuint (fixture->probe->received[8], ==, 1);
  /* Its third time says that the way there and back took 4 ms. */
  memcpy (fixture->probe->received + 4, "\xAA\xBB\xCC\xDD\x02", 5);
  memcpy (fixture->probe->received + 28, "\0\0\0\0\0\0\x27\x38", 8);
  rtp_peer_script_send (fixture->probe, RTP_DATA, fixture->probe->received, 36);
  test_wait_until (n_latencies == 1);
  g_assert_true (seqgo_rtp_peer_get_synchronized (fixture->peer));
  g_assert_cmpint (seqgo_rtp_peer_get_latency (fixture->peer), ==, 2000);
  g_assert_cmpint (seqgo_rtp_peer_get_clock_offset (fixture->peer), !=, 0);
  g_assert_cmpfloat (seqgo_rtp_peer_get_clock_drift (fixture->peer), ==, 0);
}

/* The peer is told how much this side takes. */
static void
test_receive_limit (Fixture *fixture, gconstpointer data)
{
  seqgo_rtp_session_set_receive_limit (fixture->session->session, 31250);
  rtp_peer_script_expect_command (fixture->probe, RTP_CONTROL, "RL");
  g_assert_cmpuint (rtp_peer_script_get_number (fixture->probe, 8), ==, 31250);
}

static void
test_send (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtpPeerScript) other = rtp_peer_script_new (
      "127.0.0.1", (guint16) seqgo_rtp_session_get_port (fixture->session->session), 2);
  g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, 60, 100);
  g_autoptr (SeqgoEventBatch) batch = seqgo_event_batch_new (&event, 1);
  g_autoptr (GBytes) start = rtp_bytes_from_hex ("90 3D");
  g_autoptr (GBytes) rest = rtp_bytes_from_hex ("01");
  g_autofree char *text = NULL;
  const guint8    *list;
  gsize            size;

  rtp_peer_script_join (other, "other");
  test_session_wait_for_peers (fixture->session, 2);
  g_assert_true (seqgo_rtp_peer_send (fixture->peer, event, &error));
  g_assert_true (seqgo_rtp_peer_send_at (fixture->peer, event, 0, &error));
  g_assert_true (seqgo_rtp_peer_send_batch (fixture->peer, batch, &error));
  g_assert_true (seqgo_rtp_peer_send_midi (fixture->peer, start, &error));
  g_assert_true (seqgo_rtp_peer_send_midi (fixture->peer, rest, &error));
  list = rtp_peer_script_expect_midi (fixture->probe, &size);
  text = rtp_bytes_to_hex (list, size);
  /* There are times between them. */
  g_assert_true (g_pattern_match_simple ("90 3C 64 * 3C 64 * 3C 64 * 3D 01", text));

  seqgo_rtp_session_note_on (fixture->session->session, 0, 1, 1, NULL);
  list = rtp_peer_script_expect_midi (other, &size);
  g_assert_cmpuint (size, ==, 3);
  g_assert_cmphex (list[1], ==, 1);
}

static void
test_statistics (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SeqgoRtpStatistics) before = NULL;
  g_autoptr (SeqgoRtpStatistics) after = NULL;
  g_autoptr (SeqgoRtpStatistics) copy = NULL;
  g_autofree char *text = NULL;

  rtp_peer_script_send_midi (fixture->probe, "90 3C 64 00 40 64");
  test_session_wait_for_events (fixture->session, 2);
  before = seqgo_rtp_peer_get_statistics (fixture->peer);
  g_assert_cmpuint (seqgo_rtp_statistics_get_packets_received (before), ==, 1);
  g_assert_cmpuint (seqgo_rtp_statistics_get_events_received (before), ==, 2);
  g_assert_cmpuint (seqgo_rtp_statistics_get_bytes_received (before), ==, 19);
  g_assert_cmpuint (seqgo_rtp_statistics_get_lost (before), ==, 0);

  /* One is lost, which ends the notes as there is no journal, and one comes twice. */
  fixture->probe->sequence++;
  rtp_peer_script_send_midi (fixture->probe, "B0 07 64");
  fixture->probe->sequence--;
  rtp_peer_script_send_midi (fixture->probe, "B0 07 64");
  test_session_wait_for_line (fixture->session, "loss 1 probe");
  test_run_for (20);
  g_object_get (fixture->peer, "statistics", &after, NULL);
  g_assert_cmpuint (seqgo_rtp_statistics_get_packets_received (before), ==, 1);
  g_assert_cmpuint (seqgo_rtp_statistics_get_packets_received (after), ==, 3);
  g_assert_cmpuint (seqgo_rtp_statistics_get_lost (after), ==, 1);
  g_assert_cmpuint (seqgo_rtp_statistics_get_unrecoverable (after), ==, 1);
  g_assert_cmpuint (seqgo_rtp_statistics_get_duplicate (after), ==, 1);
  g_assert_cmpuint (seqgo_rtp_statistics_get_late (after), ==, 0);
  g_assert_cmpuint (seqgo_rtp_statistics_get_malformed (after), ==, 0);
  g_assert_cmpuint (seqgo_rtp_statistics_get_recovered (after), ==, 2);
  g_assert_cmpuint (seqgo_rtp_statistics_get_broken_sysex (after), ==, 0);
  g_assert_cmpuint (seqgo_rtp_statistics_get_left_out (after), ==, 0);

  seqgo_rtp_session_note_on (fixture->session->session, 0, 60, 100, NULL);
  seqgo_rtp_session_flush (fixture->session->session);
  copy = seqgo_rtp_peer_get_statistics (fixture->peer);
  g_assert_cmpuint (seqgo_rtp_statistics_get_events_sent (copy), ==, 1);
  g_assert_cmpuint (seqgo_rtp_statistics_get_packets_sent (copy), >=, 1);
  g_assert_cmpuint (seqgo_rtp_statistics_get_bytes_sent (copy), >=, 16);
  text = seqgo_rtp_statistics_to_string (after);
  g_assert_true (g_str_has_prefix (text, "received 5 events in 3 packets, 1 lost, "));
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, 60, 100);
  g_autoptr (SeqgoRtpStatistics) statistics = NULL;
  g_autofree char *events = NULL;
  guint            n_states = 0;

  rtp_peer_script_send_midi (fixture->probe, "90 3C 64");
  test_session_wait_for_events (fixture->session, 1);
  test_session_forget (fixture->session);
  g_signal_connect (fixture->peer, "notify::state", G_CALLBACK (count_cb), &n_states);
  g_assert_false (seqgo_rtp_peer_is_closed (fixture->peer));
  seqgo_rtp_peer_close (fixture->peer);
  seqgo_rtp_peer_close (fixture->peer);
  g_assert_true (seqgo_rtp_peer_is_closed (fixture->peer));
  g_assert_cmpint (seqgo_rtp_peer_get_state (fixture->peer), ==, SEQGO_RTP_PEER_STATE_CLOSED);
  g_assert_cmpuint (n_states, ==, 1);
  events = test_session_get_events (fixture->session);
  g_assert_cmpstr (events, ==, "80 3C 40*");
  g_assert_cmpuint (test_session_count (fixture->session, "peer-removed probe"), ==, 1);
  g_assert_null (fixture->session->last_error);
  rtp_peer_script_expect_command (fixture->probe, RTP_CONTROL, "BY");

  g_assert_false (seqgo_rtp_peer_send (fixture->peer, event, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  statistics = seqgo_rtp_peer_get_statistics (fixture->peer);
  g_assert_cmpuint (seqgo_rtp_statistics_get_packets_received (statistics), ==, 1);
  g_assert_cmpstr (seqgo_rtp_peer_get_name (fixture->peer), ==, "probe");
  g_assert_false (seqgo_rtp_session_is_closed (fixture->session->session));
}

/* Who began anew is another peer. */
static void
test_restart (Fixture *fixture, gconstpointer data)
{
  fixture->probe->token++;
  rtp_peer_script_join (fixture->probe, "probe");
  test_session_wait_for_line (fixture->session, "peer-removed probe");
  test_wait_until (test_session_count (fixture->session, "peer-added probe") == 2);
  g_assert_true (seqgo_rtp_peer_is_closed (fixture->peer));
  g_assert_true (test_session_get_peer (fixture->session, 0) != fixture->peer);
}

/* Without a journal the packets say so. */
static void
test_journal (Fixture *fixture, gconstpointer data)
{
  guint n_notified = 0;
  gsize size;

  seqgo_rtp_session_note_on (fixture->session->session, 0, 60, 100, NULL);
  rtp_peer_script_expect_midi (fixture->probe, &size);
  g_assert_cmphex (fixture->probe->received[12] & 0x40, ==, 0x40);

  g_signal_connect (fixture->peer, "notify::journal", G_CALLBACK (count_cb), &n_notified);
  seqgo_rtp_peer_set_journal (fixture->peer, FALSE);
  g_assert_false (seqgo_rtp_peer_get_journal (fixture->peer));
  g_assert_cmpuint (n_notified, ==, 1);
  seqgo_rtp_session_note_off (fixture->session->session, 0, 60, 100, NULL);
  rtp_peer_script_expect_midi (fixture->probe, &size);
  g_assert_cmphex (fixture->probe->received[12] & 0x40, ==, 0);
}

static void
test_lost (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TestSession) session = test_session_new ("Stage");
  g_autoptr (RtpPeerScript) studio = rtp_peer_script_new ("127.0.0.1", 0, 9);
  g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, 60, 100);
  g_autoptr (SeqgoRtpPeer) peer = NULL;
  TestInvite invite;

  test_invite (&invite, session->session, "127.0.0.1", studio->port, NULL);
  rtp_peer_script_accept (studio, "studio");
  test_invite_wait (&invite);
  g_assert_no_error (invite.error);
  peer = g_steal_pointer (&invite.peer);
  g_assert_true (seqgo_rtp_peer_get_invited (peer));
  rtp_peer_script_send_command (studio, RTP_CONTROL, "BY", NULL);
  test_session_wait_for_line (session, "peer-removed studio");
  g_assert_false (seqgo_rtp_peer_send (peer, event, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function)                                                                        \
  g_test_add ("/rtp-peer/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("what-it-says", test_what_it_says);
  g_test_add_func ("/rtp-peer/no-name", test_no_name);
  ADD ("changes", test_changes);
  ADD ("receive-limit", test_receive_limit);
  ADD ("send", test_send);
  ADD ("statistics", test_statistics);
  ADD ("close", test_close);
  ADD ("restart", test_restart);
  ADD ("journal", test_journal);
  g_test_add_func ("/rtp-peer/lost", test_lost);

  return g_test_run ();
}
