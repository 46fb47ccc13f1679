/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What sessions send and receive, on real sockets. */

#include <string.h>

#include "rtp-hex.h"
#include "rtp-session-test.h"

/* R-22 two notes of different times in one packet */
static void
test_delta_times (void)
{
  g_autoptr (TestSession) session = test_session_new_listening ("Stage");
  g_autoptr (RtpPeerScript) probe = rtp_peer_script_new (
      "127.0.0.1", (guint16) seqgo_rtp_session_get_port (session->session), 7);
  g_autoptr (SeqgoEvent) on = seqgo_event_new_note_on (0, 60, 64);
  g_autoptr (SeqgoEvent) off = seqgo_event_new_note_off (0, 60, 0);
  g_autofree char *text = NULL;
  gint64           now = g_get_monotonic_time ();
  const guint8    *list;
  gsize            size;

  rtp_peer_script_join (probe, "probe");
  test_session_wait_for_peers (session, 1);
  /* Both are in the past when they go, 20 ms apart. */
  seqgo_rtp_session_send_at (session->session, on, now - 30000, NULL);
  seqgo_rtp_session_send_at (session->session, off, now - 10000, NULL);
  seqgo_rtp_session_flush (session->session);
  list = rtp_peer_script_expect_midi (probe, &size);
  text = rtp_bytes_to_hex (list, size);
  g_assert_cmpstr (text, ==, "90 3C 40 81 48 80 3C 00");
  g_assert_cmphex (probe->received[1], ==, 97);
}

/* R-23 200 controllers in one turn of the main loop */
static void
test_many_at_once (gconstpointer data)
{
  guint max_size = GPOINTER_TO_UINT (data);
  g_autoptr (TestSession) session = test_session_new_listening ("Stage");
  g_autoptr (RtpPeerScript) probe = rtp_peer_script_new (
      "127.0.0.1", (guint16) seqgo_rtp_session_get_port (session->session), 7);
  guint n_received = 0, n_packets = 0;
  guint sequence = 0;

  seqgo_rtp_session_set_max_packet_size (session->session, max_size);
  rtp_peer_script_join (probe, "probe");
  test_session_wait_for_peers (session, 1);
  for (guint8 i = 0; i < 200; i++)
    g_assert_true (seqgo_rtp_session_control_change (session->session, i % 16, i % 100, 1, NULL));

  while (n_received < 200)
    {
      gsize         size;
      const guint8 *list = rtp_peer_script_expect_midi (probe, &size);
      guint         number = probe->received[2] << 8 | probe->received[3];

      g_assert_cmpuint (probe->size, <=, max_size);
      if (n_packets++ > 0)
        g_assert_cmpuint (number, ==, (sequence + 1) & 0xFFFF);
      sequence = number;
      /* Each is on another channel than the one before, so none has running status. */
      for (gsize at = 0; at < size; at += 3)
        {
          /* The time after the one before. */
          while (at > 0 && list[at++] & 0x80)
            continue;
          g_assert_cmphex (list[at], ==, 0xB0 | n_received % 16);
          g_assert_cmpuint (list[at + 1], ==, n_received % 100);
          n_received++;
        }
    }
  g_assert_cmpuint (n_received, ==, 200);
  g_assert_cmpuint (n_packets, <=, 4 * 200 / (max_size / 2) + 1);
}

/* R-41 what sounds when the session ends */
static void
test_release (void)
{
  g_autoptr (TestSession) a = test_session_new_listening ("A");
  g_autoptr (TestSession) b = test_session_new ("B");
  g_autofree char *events = NULL;

  test_session_connect (b, a, "127.0.0.1");
  seqgo_rtp_session_note_on (b->session, 0, 64, 100, NULL);
  seqgo_rtp_session_note_on (b->session, 0, 60, 100, NULL);
  seqgo_rtp_session_control_change (b->session, 0, 64, 127, NULL);
  test_session_wait_for_events (a, 3);
  test_session_forget (a);

  seqgo_rtp_session_close (b->session);
  test_session_wait_for_line (a, "peer-removed B");
  g_assert_error (a->last_error, SEQGO_RTP_ERROR, SEQGO_RTP_ERROR_ENDED_BY_PEER);
  events = test_session_get_events (a);
  g_assert_cmpstr (events, ==, "80 40 40*, 80 3C 40*, B0 40 00*");
}

static void
test_both_ways (gconstpointer address)
{
  const guint n_notes = 2000;
  g_autoptr (TestSession) a = test_session_new_listening ("A");
  g_autoptr (TestSession) b = test_session_new ("B");
  g_autoptr (SeqgoRtpStatistics) statistics = NULL;

  test_session_connect (b, a, address);
  for (guint i = 0; i < n_notes; i++)
    {
      guint8 note = (guint8) (i % 128);

      g_assert_true (seqgo_rtp_session_note_on (a->session, 1, note, 100, NULL));
      g_assert_true (seqgo_rtp_session_note_on (b->session, 2, note, 100, NULL));
      if (i % 16 == 0)
        test_iterate ();
    }
  test_session_wait_for_events (a, n_notes);
  test_session_wait_for_events (b, n_notes);
  test_run_for (50);
  g_assert_cmpuint (a->events->len, ==, n_notes);
  g_assert_cmpuint (b->events->len, ==, n_notes);
  for (guint i = 0; i < n_notes; i++)
    {
      g_assert_cmpuint (seqgo_event_get_note (g_ptr_array_index (a->events, i)), ==, i % 128);
      g_assert_cmpuint (seqgo_event_get_channel (g_ptr_array_index (a->events, i)), ==, 2);
      g_assert_cmpuint (seqgo_event_get_note (g_ptr_array_index (b->events, i)), ==, i % 128);
      g_assert_cmpuint (seqgo_event_get_channel (g_ptr_array_index (b->events, i)), ==, 1);
    }
  statistics = seqgo_rtp_peer_get_statistics (test_session_get_peer (a, 0));
  g_assert_cmpuint (seqgo_rtp_statistics_get_lost (statistics), ==, 0);
  g_assert_cmpuint (seqgo_rtp_statistics_get_recovered (statistics), ==, 0);
  g_assert_cmpuint (seqgo_rtp_statistics_get_events_received (statistics), ==, n_notes);
  g_assert_cmpuint (seqgo_rtp_statistics_get_events_sent (statistics), ==, n_notes);
  g_assert_cmpuint (seqgo_rtp_session_get_n_unverified (a->session), ==, 0);
  g_assert_cmpuint (seqgo_rtp_session_get_n_malformed (a->session), ==, 0);
  g_assert_cmpuint (seqgo_rtp_session_get_n_unsent (a->session), ==, 0);
}

/* R-62 a flood from nobody who is known */
static void
test_flood (void)
{
  const guint n_packets = 20000;
  g_autoptr (TestSession) a = test_session_new_listening ("A");
  g_autoptr (TestSession) b = test_session_new ("B");
  g_autoptr (RtpPeerScript) flooder
      = rtp_peer_script_new ("127.0.0.1", (guint16) seqgo_rtp_session_get_port (a->session), 0x666);
  guint n_sent = 0;

  test_session_connect (b, a, "127.0.0.1");
  for (guint i = 0; i < n_packets; i++)
    {
      rtp_peer_script_send_midi (flooder, "90 3C 64");
      if (i % 100 != 0)
        continue;
      seqgo_rtp_session_note_on (b->session, 0, (guint8) (n_sent++ % 128), 1, NULL);
      test_session_wait_for_events (a, n_sent);
    }
  g_assert_cmpuint (a->events->len, ==, n_sent);
  for (guint i = 0; i < n_sent; i++)
    g_assert_cmpuint (seqgo_event_get_note (g_ptr_array_index (a->events, i)), ==, i % 128);
  g_assert_cmpuint (seqgo_rtp_session_get_n_unverified (a->session), >, n_packets / 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (a->session)), ==, 1);
}

static void
test_three_peers (void)
{
  g_autoptr (TestSession) session = test_session_new_listening ("Stage");
  TestSession *others[3];
  const char  *names[] = { "A", "B", "C" };
  guint        port = seqgo_rtp_session_get_port (session->session);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      others[i] = test_session_new (names[i]);
      if (i == 0)
        test_session_connect (others[i], session, "127.0.0.1");
      else
        {
          TestInvite invite;

          test_invite (&invite, others[i]->session, "::1", port, NULL);
          test_invite_wait (&invite);
          g_assert_no_error (invite.error);
          test_invite_clear (&invite);
        }
    }
  test_session_wait_for_peers (session, 3);
  seqgo_rtp_session_note_on (session->session, 0, 60, 100, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      test_session_wait_for_events (others[i], 1);
      seqgo_rtp_session_note_on (others[i]->session, (guint8) i, 70, 100, NULL);
    }
  test_session_wait_for_events (session, 3);
  /* What one sends is not passed on. */
  test_run_for (50);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_cmpuint (others[i]->events->len, ==, 1);
      test_session_free (others[i]);
    }
  test_session_wait_for_peers (session, 0);
}

static void
test_send (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TestSession) a = test_session_new_listening ("A");
  g_autoptr (TestSession) b = test_session_new ("B");
  g_autoptr (GBytes) sysex = rtp_bytes_from_hex ("F0 7E 7F 06 01 F7");
  g_autoptr (GBytes) start = rtp_bytes_from_hex ("90 3C");
  g_autoptr (GBytes) rest = rtp_bytes_from_hex ("40 3E 41");
  g_autoptr (SeqgoEvent) rpn = seqgo_event_new_control (SEQGO_EVENT_TYPE_RPN, 2, 0, 12 << 7);
  g_autofree char *events = NULL;

  /* To have no peer is no error. */
  g_assert_true (seqgo_rtp_session_note_on (a->session, 0, 1, 1, &error));
  test_session_connect (b, a, "127.0.0.1");
  test_run_for (50);
  test_session_forget (a);

  g_assert_true (seqgo_rtp_session_note_on (b->session, 0, 60, 100, &error));
  g_assert_true (seqgo_rtp_session_note_off (b->session, 0, 60, 1, &error));
  g_assert_true (seqgo_rtp_session_key_pressure (b->session, 0, 61, 2, &error));
  g_assert_true (seqgo_rtp_session_control_change (b->session, 0, 7, 3, &error));
  g_assert_true (seqgo_rtp_session_program_change (b->session, 0, 4, &error));
  g_assert_true (seqgo_rtp_session_channel_pressure (b->session, 0, 5, &error));
  g_assert_true (seqgo_rtp_session_pitch_bend (b->session, 0, -8192, &error));
  g_assert_true (seqgo_rtp_session_sysex (b->session, sysex, &error));
  g_assert_true (seqgo_rtp_session_send_midi (b->session, start, &error));
  g_assert_true (seqgo_rtp_session_send_midi (b->session, rest, &error));
  g_assert_true (seqgo_rtp_session_send (b->session, rpn, &error));
  test_session_wait_for_events (a, 14);
  events = test_session_get_events (a);
  g_assert_cmpstr (events, ==,
                   "90 3C 64, 80 3C 01, A0 3D 02, B0 07 03, C0 04, D0 05, E0 00 00, F0 7E 7F 06, "
                   "90 3C 40, 90 3E 41, B2 65 00, B2 64 00, B2 06 0C, B2 26 00");
}

static void
test_send_errors (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TestSession) session = test_session_new ("A");
  g_autoptr (GBytes) part = rtp_bytes_from_hex ("F0 7E 7F");
  g_autoptr (GBytes) nonsense = rtp_bytes_from_hex ("F0 7E 90 F7");
  g_autoptr (SeqgoEvent) echo = seqgo_event_new (SEQGO_EVENT_TYPE_ECHO);
  g_autoptr (SeqgoEvent) note = seqgo_event_new_note_on (0, 60, 100);
  SeqgoEvent *events[] = { note, echo };
  g_autoptr (SeqgoEventBatch) batch = seqgo_event_batch_new (events, 2);
  g_autoptr (SeqgoEventBatch) umps = seqgo_event_to_ump (note, 0, SEQGO_MIDI_VERSION_UMP_2_0, NULL);

  g_assert_false (seqgo_rtp_session_note_on (session->session, 16, 60, 100, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (seqgo_rtp_session_pitch_bend (session->session, 0, 8192, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (seqgo_rtp_session_sysex (session->session, part, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (seqgo_rtp_session_sysex (session->session, nonsense, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "byte 2 is 90"));
  g_clear_error (&error);
  g_assert_false (seqgo_rtp_session_send (session->session, echo, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_false (seqgo_rtp_session_send_batch (session->session, batch, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_true (g_str_has_prefix (error->message, "Event 2 of 2: "));
  g_clear_error (&error);
  g_assert_false (seqgo_rtp_session_send_batch (session->session, umps, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

/* What is sent in one turn of the main loop goes out in one packet, and without a main loop with
 * flush(). */
static void
test_coalescing (void)
{
  g_autoptr (TestSession) session = test_session_new_listening ("Stage");
  g_autoptr (RtpPeerScript) probe = rtp_peer_script_new (
      "127.0.0.1", (guint16) seqgo_rtp_session_get_port (session->session), 7);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  const guint8    *list;
  gsize            size;

  rtp_peer_script_join (probe, "probe");
  test_session_wait_for_peers (session, 1);
  seqgo_rtp_session_note_on (session->session, 0, 60, 100, NULL);
  seqgo_rtp_session_note_on (session->session, 0, 64, 100, NULL);
  rtp_peer_script_drain (probe, RTP_DATA);
  list = rtp_peer_script_expect_midi (probe, &size);
  first = rtp_bytes_to_hex (list, size);
  /* There is a time between them. */
  g_assert_true (g_pattern_match_simple ("90 3C 64 * 40 64", first));

  seqgo_rtp_session_note_off (session->session, 0, 60, 0, NULL);
  seqgo_rtp_session_flush (session->session);
  g_assert_true (rtp_peer_script_receive (probe, RTP_DATA));
  second = rtp_bytes_to_hex (probe->received + 13, 3);
  g_assert_cmpstr (second, ==, "80 3C 00");
}

static void
count_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, SeqgoEvent *event, guint *n_events)
{
  (*n_events)++;
}

static void
test_details (void)
{
  g_autoptr (TestSession) a = test_session_new_listening ("A");
  g_autoptr (TestSession) b = test_session_new ("B");
  guint n_note_ons = 0, n_controls = 0;

  test_session_connect (b, a, "127.0.0.1");
  g_signal_connect (a->session, "event::note-on", G_CALLBACK (count_cb), &n_note_ons);
  g_signal_connect (a->session, "event::control-change", G_CALLBACK (count_cb), &n_controls);
  seqgo_rtp_session_note_on (b->session, 0, 60, 100, NULL);
  seqgo_rtp_session_note_off (b->session, 0, 60, 100, NULL);
  seqgo_rtp_session_control_change (b->session, 0, 1, 2, NULL);
  test_session_wait_for_events (a, 3);
  g_assert_cmpuint (a->n_batches, ==, 1);
  g_assert_cmpuint (n_note_ons, ==, 1);
  g_assert_cmpuint (n_controls, ==, 1);
}

/* Events come when they are due, not when the packet comes. */
static void
test_playout (void)
{
  g_autoptr (TestSession) a = test_session_new_listening ("A");
  g_autoptr (TestSession) b = test_session_new ("B");
  gint64 sent, last = 0;

  seqgo_rtp_session_set_playout_delay (a->session, 100000);
  test_session_connect (b, a, "127.0.0.1");
  test_run_for (5000);
  g_assert_true (seqgo_rtp_peer_get_synchronized (test_session_get_peer (a, 0)));
  for (guint8 i = 0; i < 3; i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, 60 + i, 100);
      SeqgoEvent *received;

      sent = g_get_monotonic_time ();
      g_assert_true (seqgo_rtp_session_send (b->session, event, NULL));
      test_session_wait_for_events (a, i + 1);
      g_assert_cmpint (g_get_monotonic_time () - sent, >=, 99000);
      g_assert_cmpint (g_get_monotonic_time () - sent, <=, 111000);
      received = g_ptr_array_index (a->events, i);
      g_assert_true (seqgo_event_is_real_time (received));
      g_assert_cmpint (ABS (seqgo_event_get_time (received) / 1000 - sent), <=, 1000);
      g_assert_cmpint (seqgo_event_get_time (received), >=, last);
      last = seqgo_event_get_time (received);
    }

  /* What waits comes when it need not any more, in order. */
  test_session_forget (a);
  seqgo_rtp_session_note_on (b->session, 0, 69, 100, NULL);
  test_run_for (20);
  g_assert_cmpuint (a->events->len, ==, 0);
  seqgo_rtp_session_set_playout_delay (a->session, 90000);
  g_assert_cmpuint (a->events->len, ==, 1);

  /* What still waits comes before the end. */
  test_session_forget (a);
  seqgo_rtp_session_note_on (b->session, 0, 70, 100, NULL);
  test_run_for (20);
  g_assert_cmpuint (a->events->len, ==, 0);
  seqgo_rtp_session_close (b->session);
  test_session_wait_for_line (a, "peer-removed B");
  g_assert_cmpuint (a->events->len, ==, 6);
  g_assert_cmpuint (seqgo_event_get_note (g_ptr_array_index (a->events, 0)), ==, 70);
}

/* An event is sent when its time has come, and has that time. */
static void
test_send_at (void)
{
  g_autoptr (TestSession) a = test_session_new_listening ("A");
  g_autoptr (TestSession) b = test_session_new ("B");
  g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, 60, 100);
  gint64 when;

  test_session_connect (b, a, "127.0.0.1");
  test_run_for (5000);
  when = g_get_monotonic_time () + 250000;
  g_assert_true (seqgo_rtp_session_send_at (b->session, event, when, NULL));
  test_session_wait_for_events (a, 1);
  g_assert_cmpint (g_get_monotonic_time (), >=, when);
  g_assert_cmpint (g_get_monotonic_time (), <=, when + 20000);
  g_assert_cmpint (ABS (seqgo_event_get_time (g_ptr_array_index (a->events, 0)) / 1000 - when), <=,
                   1000);
}

/* R-17 what was sent just before the end comes before it */
static void
test_last_note (void)
{
  g_autoptr (TestSession) session = test_session_new_listening ("Stage");
  guint16 port = (guint16) seqgo_rtp_session_get_port (session->session);
  g_autoptr (RtpPeerScript) probe = rtp_peer_script_new ("127.0.0.1", port, 100);
  g_autoptr (GError) error = NULL;
  gsize size;

  rtp_peer_script_get_time (probe, RTP_CONTROL);
  rtp_peer_script_get_time (probe, RTP_DATA);
  rtp_peer_script_join (probe, "probe");
  test_session_wait_for_peers (session, 1);
  seqgo_rtp_session_note_on (session->session, 0, 60, 100, &error);
  g_assert_no_error (error);
  seqgo_rtp_session_close (session->session);
  rtp_peer_script_expect_command (probe, RTP_CONTROL, "BY");
  rtp_peer_script_expect_midi (probe, &size);
  g_assert_cmpint (rtp_peer_script_get_time (probe, RTP_DATA), >, 0);
  g_assert_cmpint (rtp_peer_script_get_time (probe, RTP_DATA), <=,
                   rtp_peer_script_get_time (probe, RTP_CONTROL));
}

/* R-17 the same when a timer is due while both wait */
static void
test_late_end (void)
{
  g_autoptr (TestSession) session = test_session_new_listening ("Stage");
  guint16 port = (guint16) seqgo_rtp_session_get_port (session->session);
  g_autoptr (RtpPeerScript) probe = rtp_peer_script_new ("127.0.0.1", port, 100);

  rtp_peer_script_join (probe, "probe");
  test_session_wait_for_peers (session, 1);
  rtp_peer_script_send_midi (probe, "90 3C 64");
  test_session_wait_for_events (session, 1);
  /* Feedback is due after a second. */
  g_usleep (2 * G_USEC_PER_SEC);
  rtp_peer_script_send_midi (probe, "90 3D 64");
  rtp_peer_script_send_command (probe, RTP_CONTROL, "BY", NULL);
  test_session_wait_for_peers (session, 0);
  g_assert_cmpint (seqgo_event_get_note (g_ptr_array_index (session->events, 1)), ==, 61);
}

static void
send_garbage (const char *to, guint16 port)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (to, port);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket
      = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, &error);

  g_assert_no_error (error);
  g_socket_send_to (socket, address, "garbage", 7, NULL, &error);
  g_assert_no_error (error);
}

/* What others on the host of a peer send to another address of ours changes nothing for the peer.
 */
static void
test_strangers_address (void)
{
  g_autoptr (TestSession) session = test_session_new_listening ("Stage");
  guint16 port = (guint16) seqgo_rtp_session_get_port (session->session);
  g_autoptr (RtpPeerScript) probe = rtp_peer_script_new ("127.0.0.1", port, 100);
  GInetAddress    *from;
  g_autofree char *text = NULL;
  gsize            size;

  rtp_peer_script_join (probe, "probe");
  test_session_wait_for_peers (session, 1);
  send_garbage ("127.0.0.9", port);
  send_garbage ("127.0.0.9", port + 1);
  rtp_peer_script_send_midi (probe, "90 3C 64");
  test_session_wait_for_events (session, 1);
  seqgo_rtp_session_note_on (session->session, 0, 60, 100, NULL);
  rtp_peer_script_expect_midi (probe, &size);
  from = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (probe->targets[RTP_DATA]));
  text = g_inet_address_to_string (from);
  g_assert_cmpstr (text, ==, "127.0.0.1");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rtp-session-send/order/R-17-last-note", test_last_note);
  g_test_add_func ("/rtp-session-send/order/R-22-delta-times", test_delta_times);
  g_test_add_data_func ("/rtp-session-send/order/R-23-large-packets", GUINT_TO_POINTER (1232),
                        test_many_at_once);
  g_test_add_data_func ("/rtp-session-send/order/R-23-small-packets", GUINT_TO_POINTER (508),
                        test_many_at_once);
  g_test_add_func ("/rtp-session-send/order/R-41-release", test_release);
  g_test_add_data_func ("/rtp-session-send/order/both-ways-ipv4", "127.0.0.1", test_both_ways);
  g_test_add_data_func ("/rtp-session-send/order/both-ways-ipv6", "::1", test_both_ways);
  g_test_add_func ("/rtp-session-send/order/R-62-flood", test_flood);
  g_test_add_func ("/rtp-session-send/order/strangers-address", test_strangers_address);
  g_test_add_func ("/rtp-session-send/order/three-peers", test_three_peers);
  g_test_add_func ("/rtp-session-send/order/send", test_send);
  g_test_add_func ("/rtp-session-send/order/send-errors", test_send_errors);
  g_test_add_func ("/rtp-session-send/order/coalescing", test_coalescing);
  g_test_add_func ("/rtp-session-send/order/details", test_details);
  g_test_add_func ("/rtp-session-send/time/R-17-late-end", test_late_end);
  g_test_add_func ("/rtp-session-send/time/playout", test_playout);
  g_test_add_func ("/rtp-session-send/time/send-at", test_send_at);

  return g_test_run ();
}
