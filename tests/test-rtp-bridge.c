/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include "seqgo-test.h"

/* A bridge, two sessions that may join it, and a program that may be connected to its ports. */
typedef struct
{
  SeqgoRtpBridge  *bridge;
  SeqgoRtpSession *ipad, *mac;
  TestPeer        *program;
  /* What the sessions and the bridge told. */
  GString *ipad_log, *mac_log, *log;
  guint    n_lost;
} Stage;

static void
append_event (GString *log, SeqgoEvent *event)
{
  g_autoptr (GBytes) midi = seqgo_event_to_midi (event, NULL);
  gsize         size = 0;
  const guint8 *bytes = midi != NULL ? g_bytes_get_data (midi, &size) : NULL;

  for (gsize i = 0; i < MIN (size, 3); i++)
    g_string_append_printf (log, "%02X", bytes[i]);
  if (size > 3)
    g_string_append_printf (log, "…%" G_GSIZE_FORMAT, size);
  g_string_append_c (log, ' ');
}

static void
event_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, SeqgoEvent *event, GString *log)
{
  append_event (log, event);
}

static void
port_added_cb (SeqgoRtpBridge *bridge, SeqgoRtpPeer *peer, SeqgoSequencerPort *port, GString *log)
{
  g_string_append_printf (log, "+%s:%u:%s ", seqgo_rtp_peer_get_name (peer),
                          seqgo_sequencer_port_get_id (port), seqgo_sequencer_port_get_name (port));
}

static void
port_removed_cb (SeqgoRtpBridge *bridge, SeqgoRtpPeer *peer, SeqgoSequencerPort *port, GString *log)
{
  g_assert_true (seqgo_sequencer_port_is_closed (port));
  g_string_append_printf (log, "-%s ", seqgo_rtp_peer_get_name (peer));
}

static void
failed_cb (SeqgoRtpBridge *bridge, SeqgoRtpPeer *peer, GError *error, GString *log)
{
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_TOO_MANY_PORTS);
  g_string_append_printf (log, "!%s ", seqgo_rtp_peer_get_name (peer));
}

static void
closed_cb (SeqgoRtpBridge *bridge, GError *error, GString *log)
{
  g_string_append (log, "closed ");
}

static void
lost_cb (SeqgoRtpBridge *bridge, SeqgoSequencerPort *port, guint n_events, Stage *self)
{
  self->n_lost += n_events;
}

static SeqgoRtpSession *
new_session (const char *name, GString *log)
{
  SeqgoRtpSession *session = seqgo_rtp_session_new (name);

  seqgo_rtp_session_set_discoverable (session, FALSE);
  g_signal_connect (session, "event", G_CALLBACK (event_cb), log);
  return session;
}

static Stage *
stage_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoRtpSession) session = NULL;
  Stage *self = g_new0 (Stage, 1);

  self->log = g_string_new (NULL);
  self->ipad_log = g_string_new (NULL);
  self->mac_log = g_string_new (NULL);
  self->ipad = new_session ("iPad", self->ipad_log);
  self->mac = new_session ("Mac", self->mac_log);
  self->program = test_peer_new ("program");

  session = seqgo_rtp_session_new ("Stage");
  seqgo_rtp_session_set_discoverable (session, FALSE);
  self->bridge = seqgo_rtp_bridge_open_with_session (session, &error);
  g_assert_no_error (error);
  seqgo_rtp_session_listen (session, 0, &error);
  g_assert_no_error (error);
  g_signal_connect (self->bridge, "port-added", G_CALLBACK (port_added_cb), self->log);
  g_signal_connect (self->bridge, "port-removed", G_CALLBACK (port_removed_cb), self->log);
  g_signal_connect (self->bridge, "failed", G_CALLBACK (failed_cb), self->log);
  g_signal_connect (self->bridge, "closed", G_CALLBACK (closed_cb), self->log);
  g_signal_connect (self->bridge, "lost", G_CALLBACK (lost_cb), self);
  return self;
}

static void
stage_free (Stage *self)
{
  g_signal_handlers_disconnect_by_data (self->bridge, self);
  g_signal_handlers_disconnect_by_data (self->bridge, self->log);
  seqgo_rtp_session_close (self->ipad);
  seqgo_rtp_session_close (self->mac);
  seqgo_rtp_bridge_close (self->bridge);
  test_peer_free (self->program);
  g_assert_finalize_object (self->bridge);
  g_assert_finalize_object (self->ipad);
  g_assert_finalize_object (self->mac);
  g_string_free (self->log, TRUE);
  g_string_free (self->ipad_log, TRUE);
  g_string_free (self->mac_log, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)

static void
result_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static SeqgoRtpPeer *
try_to_invite (SeqgoRtpSession *session, SeqgoRtpSession *other, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  seqgo_rtp_session_invite_async (
      session, "127.0.0.1", (guint16) seqgo_rtp_session_get_port (other), NULL, result_cb, &result);
  test_wait_until (result != NULL);
  return seqgo_rtp_session_invite_finish (session, result, error);
}

static SeqgoRtpPeer *
invite (SeqgoRtpSession *session, SeqgoRtpSession *other)
{
  g_autoptr (GError) error = NULL;
  SeqgoRtpPeer *peer = try_to_invite (session, other, &error);

  g_assert_no_error (error);
  return peer;
}

/* Lets a session join that of the bridge. Returns its port. */
static SeqgoSequencerPort *
stage_join (Stage *self, SeqgoRtpSession *session)
{
  GListModel *peers = G_LIST_MODEL (seqgo_rtp_bridge_get_session (self->bridge));
  guint       n_before = g_list_model_get_n_items (peers);
  g_autoptr (SeqgoRtpPeer) there = invite (session, seqgo_rtp_bridge_get_session (self->bridge));
  g_autoptr (SeqgoRtpPeer) here = NULL;

  test_wait_until (g_list_model_get_n_items (peers) > n_before);
  here = g_list_model_get_item (peers, n_before);
  return seqgo_rtp_bridge_find_port (self->bridge, here);
}

/* Connects the program's output to @port, and @port to its input. */
static void
stage_connect (Stage *self, SeqgoSequencerPort *port)
{
  g_autoptr (GError) error = NULL;

  seqgo_sequencer_port_connect_to_address (self->program->output,
                                           seqgo_sequencer_port_get_address (port), &error);
  g_assert_no_error (error);
  seqgo_sequencer_port_connect_from_address (self->program->input,
                                             seqgo_sequencer_port_get_address (port), &error);
  g_assert_no_error (error);
}

static void
send_note (SeqgoRtpSession *session, guint8 note)
{
  g_autoptr (GError) error = NULL;

  seqgo_rtp_session_note_on (session, 0, note, 100, &error);
  g_assert_no_error (error);
}

static void
play_note (Stage *self, guint8 note)
{
  g_autoptr (GError) error = NULL;

  seqgo_sequencer_port_note_on (self->program->output, 0, note, 100, &error);
  g_assert_no_error (error);
}

/* What the program heard. */
static char *
stage_get_heard (Stage *self)
{
  GString *log = g_string_new (NULL);

  for (guint i = 0; i < self->program->events->len; i++)
    append_event (log, test_peer_get_event (self->program, i));
  return g_string_free (log, FALSE);
}

static void
stage_assert_heard (Stage *self, guint n_events, const char *expected)
{
  g_autofree char *heard = NULL;

  test_wait_until (self->program->events->len >= n_events);
  heard = stage_get_heard (self);
  g_assert_cmpstr (heard, ==, expected);
  g_ptr_array_set_size (self->program->events, 0);
}

static void
assert_log (GString *log, const char *expected)
{
  test_wait_until (log->len >= strlen (expected));
  g_assert_cmpstr (log->str, ==, expected);
  g_string_truncate (log, 0);
}

static void
test_ports (void)
{
  g_autoptr (Stage) stage = stage_new ();
  SeqgoSequencerPort *port, *all = seqgo_rtp_bridge_get_port (stage->bridge);
  SeqgoRtpPeer       *peer;
  g_autofree char    *proc = NULL, *proc_after = NULL;

  port = stage_join (stage, stage->ipad);
  assert_log (stage->log, "+iPad:1:iPad ");
  stage_join (stage, stage->mac);
  assert_log (stage->log, "+Mac:2:Mac ");

  peer = seqgo_rtp_bridge_find_peer (stage->bridge, port);
  g_assert_cmpstr (seqgo_rtp_peer_get_name (peer), ==, "iPad");
  g_assert_true (seqgo_rtp_bridge_find_port (stage->bridge, peer) == port);
  g_assert_null (seqgo_rtp_bridge_find_peer (stage->bridge, all));
  g_assert_true (seqgo_sequencer_port_get_id (all) == 0);

  proc = test_read_proc_client ("Stage");
  g_assert_nonnull (strstr (proc, "Port   0 : \"Stage\" (RWeX)"));
  g_assert_nonnull (strstr (proc, "Port   1 : \"iPad\" (RWeX)"));
  g_assert_nonnull (strstr (proc, "Port   2 : \"Mac\" (RWeX)"));

  seqgo_rtp_session_close (stage->ipad);
  assert_log (stage->log, "-iPad ");
  g_assert_null (seqgo_rtp_bridge_find_peer (stage->bridge, port));
  proc_after = test_read_proc_client ("Stage");
  g_assert_null (strstr (proc_after, "iPad"));
  g_assert_nonnull (strstr (proc_after, "Mac"));
}

static void
test_same_name (void)
{
  g_autoptr (Stage) stage = stage_new ();

  seqgo_rtp_session_set_name (stage->mac, "iPad");
  stage_join (stage, stage->ipad);
  stage_join (stage, stage->mac);
  assert_log (stage->log, "+iPad:1:iPad +iPad:2:iPad (2) ");
}

static void
test_to_network (void)
{
  g_autoptr (Stage) stage = stage_new ();
  SeqgoSequencerPort *ipad = stage_join (stage, stage->ipad);
  SeqgoSequencerPort *all = seqgo_rtp_bridge_get_port (stage->bridge);

  stage_join (stage, stage->mac);
  stage_connect (stage, ipad);
  play_note (stage, 60);
  assert_log (stage->ipad_log, "903C64 ");
  g_assert_cmpstr (stage->mac_log->str, ==, "");

  stage_connect (stage, all);
  play_note (stage, 61);
  assert_log (stage->mac_log, "903D64 ");
  /* By both ports. */
  assert_log (stage->ipad_log, "903D64 903D64 ");
}

static void
test_from_network (void)
{
  g_autoptr (Stage) stage = stage_new ();
  SeqgoSequencerPort *ipad = stage_join (stage, stage->ipad);
  SeqgoSequencerPort *mac = stage_join (stage, stage->mac);
  SeqgoEvent         *event;

  stage_connect (stage, ipad);
  send_note (stage->ipad, 60);
  send_note (stage->mac, 61);
  stage_assert_heard (stage, 1, "903C64 ");

  stage_connect (stage, seqgo_rtp_bridge_get_port (stage->bridge));
  send_note (stage->mac, 62);
  test_wait_until (stage->program->events->len > 0);
  event = test_peer_get_event (stage->program, stage->program->events->len - 1);
  g_assert_cmpuint (seqgo_event_get_note (event), ==, 62);
  g_assert_cmpuint (seqgo_event_get_tag (event), ==, seqgo_sequencer_port_get_id (mac));
  g_assert_cmpuint (seqgo_event_get_queue_id (event), ==, SEQGO_QUEUE_ID_DIRECT);
}

/* What comes from a peer does not go back to it. */
static void
test_loops (void)
{
  g_autoptr (Stage) stage = stage_new ();
  g_autoptr (GError) error = NULL;
  SeqgoSequencerPort *ipad = stage_join (stage, stage->ipad);
  SeqgoSequencerPort *mac = stage_join (stage, stage->mac);
  SeqgoSequencerPort *all = seqgo_rtp_bridge_get_port (stage->bridge);

  /* From the iPad to the Mac and itself. */
  seqgo_sequencer_port_connect_to_address (ipad, seqgo_sequencer_port_get_address (mac), &error);
  g_assert_no_error (error);
  seqgo_sequencer_port_connect_to_address (ipad, seqgo_sequencer_port_get_address (ipad), &error);
  g_assert_no_error (error);
  send_note (stage->ipad, 60);
  assert_log (stage->mac_log, "903C64 ");
  test_wait_until (seqgo_rtp_bridge_get_n_ignored (stage->bridge) == 1);

  /* From everybody to everybody else. */
  seqgo_sequencer_port_disconnect_to_address (ipad, seqgo_sequencer_port_get_address (mac), &error);
  g_assert_no_error (error);
  seqgo_sequencer_port_connect_to_address (all, seqgo_sequencer_port_get_address (all), &error);
  g_assert_no_error (error);
  send_note (stage->ipad, 61);
  send_note (stage->mac, 62);
  assert_log (stage->mac_log, "903D64 ");
  assert_log (stage->ipad_log, "903E64 ");
  g_assert_cmpuint (stage->n_lost, ==, 0);
}

static void
test_sysex (void)
{
  g_autoptr (Stage) stage = stage_new ();
  SeqgoSequencerPort *ipad = stage_join (stage, stage->ipad);
  g_autoptr (GBytes) small = test_make_sysex (6);
  g_autoptr (GBytes) large = test_make_sysex (40000);
  g_autoptr (GBytes) heard = NULL;
  g_autoptr (GError) error = NULL;

  stage_connect (stage, ipad);
  seqgo_rtp_session_sysex (stage->ipad, large, &error);
  g_assert_no_error (error);
  seqgo_rtp_session_sysex (stage->ipad, small, &error);
  g_assert_no_error (error);
  send_note (stage->ipad, 60);
  test_wait_until (stage->program->events->len >= 3);
  heard = seqgo_event_get_data (test_peer_get_event (stage->program, 0));
  g_assert_true (g_bytes_equal (heard, large));
  stage_assert_heard (stage, 3, "F0070E…40000 F0070E…6 903C64 ");

  seqgo_sequencer_port_sysex (stage->program->output, large, &error);
  g_assert_no_error (error);
  seqgo_sequencer_port_sysex (stage->program->output, small, &error);
  g_assert_no_error (error);
  assert_log (stage->ipad_log, "F0070E…40000 F0070E…6 ");
  g_assert_cmpuint (stage->n_lost, ==, 0);
}

static void
test_not_midi (void)
{
  g_autoptr (Stage) stage = stage_new ();
  SeqgoSequencerPort   *ipad = stage_join (stage, stage->ipad);
  SeqgoSequencerClient *client = seqgo_rtp_bridge_get_client (stage->bridge);
  g_autoptr (SeqgoEvent) no_midi = seqgo_event_new (SEQGO_EVENT_TYPE_USER0);
  g_autoptr (GBytes) part = g_bytes_new_static ("\xf0\x01", 2);
  g_autoptr (GError) error = NULL;

  stage_connect (stage, ipad);
  g_assert_cmpuint (seqgo_rtp_bridge_get_n_ignored (stage->bridge), ==, 0);
  seqgo_sequencer_port_send (stage->program->output, no_midi, &error);
  g_assert_no_error (error);
  /* Only whole SysEx is. */
  seqgo_sequencer_client_set_reassemble_sysex (client, FALSE);
  seqgo_sequencer_port_sysex (stage->program->output, part, &error);
  g_assert_no_error (error);
  play_note (stage, 60);
  assert_log (stage->ipad_log, "903C64 ");
  g_assert_cmpuint (seqgo_rtp_bridge_get_n_ignored (stage->bridge), ==, 2);
  g_assert_cmpuint (stage->n_lost, ==, 0);
}

/* The program heard so many notes in their order. */
static void
assert_notes (Stage *self, guint n_notes)
{
  for (guint i = 0; i < n_notes; i++)
    g_assert_cmpuint (seqgo_event_get_note (test_peer_get_event (self->program, i)), ==, i % 128);
}

/* One that never reads holds up neither the session nor those who read. */
static void
test_slow_receiver (void)
{
  g_autoptr (Stage) stage = stage_new ();
  SeqgoSequencerPort *ipad = stage_join (stage, stage->ipad);
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (SeqgoSequencerClient) sleeper = NULL;
  g_autoptr (GError) error = NULL;
  SeqgoSequencerPort *port;
  const guint         n_notes = 6000;

  stage_connect (stage, ipad);
  g_main_context_push_thread_default (context);
  sleeper = seqgo_sequencer_client_open ("sleeper", &error);
  g_main_context_pop_thread_default (context);
  g_assert_no_error (error);
  port = test_create_port (sleeper);
  seqgo_sequencer_port_connect_from_address (port, seqgo_sequencer_port_get_address (ipad), &error);
  g_assert_no_error (error);

  for (guint i = 0; i < n_notes; i++)
    send_note (stage->ipad, (guint8) (i % 128));
  test_wait_until (stage->program->events->len >= n_notes);
  assert_notes (stage, n_notes);
  g_assert_cmpuint (stage->n_lost, >, 0);
  g_assert_cmpuint (seqgo_rtp_bridge_get_n_lost (stage->bridge), ==, stage->n_lost);

  /* It goes on as if nothing had been. */
  g_ptr_array_set_size (stage->program->events, 0);
  seqgo_sequencer_client_close (sleeper);
  stage->n_lost = 0;
  send_note (stage->ipad, 60);
  stage_assert_heard (stage, 1, "903C64 ");
  g_assert_cmpuint (stage->n_lost, ==, 0);
}

static void
test_burst (void)
{
  g_autoptr (Stage) stage = stage_new ();
  SeqgoSequencerPort *ipad = stage_join (stage, stage->ipad);
  const guint         n_notes = 3000;

  stage_connect (stage, ipad);
  for (guint i = 0; i < n_notes; i++)
    send_note (stage->ipad, (guint8) (i % 128));
  test_wait_until (stage->program->events->len >= n_notes);
  assert_notes (stage, n_notes);
  g_assert_cmpuint (stage->n_lost, ==, 0);
  g_assert_cmpuint (stage->program->n_overflows, ==, 0);
}

/* Who is invited again has the same port meanwhile, with its connections. */
static void
test_reconnecting (void)
{
  g_autoptr (Stage) stage = stage_new ();
  g_autoptr (SeqgoRtpPeer) peer = NULL;
  g_autoptr (SeqgoRtpSession) again = NULL;
  g_autoptr (GError) error = NULL;
  SeqgoSequencerPort *port;
  guint               network_port;

  seqgo_rtp_session_listen (stage->ipad, 0, &error);
  g_assert_no_error (error);
  network_port = seqgo_rtp_session_get_port (stage->ipad);
  peer = invite (seqgo_rtp_bridge_get_session (stage->bridge), stage->ipad);
  port = seqgo_rtp_bridge_find_port (stage->bridge, peer);
  stage_connect (stage, port);
  assert_log (stage->log, "+iPad:1:iPad ");

  seqgo_rtp_session_close (stage->ipad);
  test_wait_until (seqgo_rtp_peer_get_state (peer) == SEQGO_RTP_PEER_STATE_RECONNECTING);
  play_note (stage, 59);
  test_wait_until (stage->n_lost == 1);

  again = new_session ("iPad", stage->ipad_log);
  seqgo_rtp_session_listen (again, (guint16) network_port, &error);
  g_assert_no_error (error);
  test_wait_until (seqgo_rtp_peer_get_state (peer) == SEQGO_RTP_PEER_STATE_CONNECTED);
  g_assert_true (seqgo_rtp_bridge_find_port (stage->bridge, peer) == port);
  play_note (stage, 60);
  assert_log (stage->ipad_log, "903C64 ");
  send_note (again, 61);
  stage_assert_heard (stage, 1, "903D64 ");
  g_assert_cmpstr (stage->log->str, ==, "");

  seqgo_rtp_peer_close (peer);
  assert_log (stage->log, "-iPad ");
  seqgo_rtp_session_close (again);
}

static void
test_too_many_ports (void)
{
  g_autoptr (Stage) stage = stage_new ();
  SeqgoSequencerClient *client = seqgo_rtp_bridge_get_client (stage->bridge);
  SeqgoSequencerPort   *other = NULL;
  g_autoptr (GError) error = NULL;

  while (error == NULL)
    {
      SeqgoSequencerPort *port
          = seqgo_sequencer_client_create_port (client, "other", SEQGO_PORT_PRESET_SINK, &error);

      other = port != NULL ? port : other;
    }
  g_assert_null (stage_join (stage, stage->ipad));
  assert_log (stage->log, "!iPad ");

  /* The port for all is still there for it. */
  stage_connect (stage, seqgo_rtp_bridge_get_port (stage->bridge));
  send_note (stage->ipad, 60);
  stage_assert_heard (stage, 1, "903C64 ");
  play_note (stage, 61);
  assert_log (stage->ipad_log, "903D64 ");
  g_assert_null (seqgo_rtp_bridge_find_peer (stage->bridge, other));
}

static void
test_close (void)
{
  g_autoptr (Stage) stage = stage_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *proc = NULL;

  stage_connect (stage, stage_join (stage, stage->ipad));
  send_note (stage->ipad, 60);
  stage_assert_heard (stage, 1, "903C64 ");
  g_assert_false (seqgo_rtp_bridge_is_closed (stage->bridge));

  for (guint i = 0; i < 2; i++)
    seqgo_rtp_bridge_close (stage->bridge);
  assert_log (stage->log, "+iPad:1:iPad -iPad closed ");
  g_assert_true (seqgo_rtp_bridge_is_closed (stage->bridge));
  g_assert_true (seqgo_rtp_session_is_closed (seqgo_rtp_bridge_get_session (stage->bridge)));
  g_assert_true (seqgo_sequencer_client_is_closed (seqgo_rtp_bridge_get_client (stage->bridge)));
  proc = test_read_proc_client ("Stage");
  g_assert_null (proc);
  /* What sounded ended. */
  test_wait_until (stage->program->events->len > 0);
  g_assert_cmpint (seqgo_event_get_event_type (test_peer_get_event (stage->program, 0)), ==,
                   SEQGO_EVENT_TYPE_NOTE_OFF);
  test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (stage->ipad)) == 0);

  g_assert_null (
      seqgo_rtp_bridge_open_with_session (seqgo_rtp_bridge_get_session (stage->bridge), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

/* What ends one of them ends both. */
static void
test_close_parts (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (Stage) stage = stage_new ();

      stage_join (stage, stage->ipad);
      if (i == 0)
        seqgo_rtp_session_close (seqgo_rtp_bridge_get_session (stage->bridge));
      else
        seqgo_sequencer_client_close (seqgo_rtp_bridge_get_client (stage->bridge));
      assert_log (stage->log, "+iPad:1:iPad -iPad closed ");
      test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (stage->ipad)) == 0);
    }
}

static void
close_cb (SeqgoRtpBridge *bridge)
{
  seqgo_rtp_bridge_close (bridge);
}

/* A handler may close the bridge. */
static void
test_close_in_handlers (void)
{
  const char *const names[] = { "port-added", "port-removed", "notify::n-ignored" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (Stage) stage = stage_new ();
      g_autoptr (SeqgoEvent) no_midi = seqgo_event_new (SEQGO_EVENT_TYPE_USER0);
      g_autoptr (SeqgoEvent) note = seqgo_event_new_note_on (0, 60, 100);
      g_autoptr (SeqgoEventBatch) batch
          = seqgo_event_batch_new ((SeqgoEvent *[]){ no_midi, note }, 2);
      SeqgoRtpSession *session = seqgo_rtp_bridge_get_session (stage->bridge);
      g_autoptr (SeqgoRtpPeer) peer = NULL;

      g_signal_connect (stage->bridge, names[i], G_CALLBACK (close_cb), NULL);
      peer = try_to_invite (stage->ipad, session, NULL);
      test_wait_until (stage->log->len > 0);
      if (i == 1)
        seqgo_rtp_session_close (stage->ipad);
      else if (i == 2)
        {
          g_autoptr (SeqgoRtpPeer) here = g_list_model_get_item (G_LIST_MODEL (session), 0);

          stage_connect (stage, seqgo_rtp_bridge_find_port (stage->bridge, here));
          seqgo_sequencer_port_send_batch (stage->program->output, batch, NULL);
        }
      test_wait_until (seqgo_rtp_bridge_is_closed (stage->bridge));
      g_assert_true (g_str_has_suffix (stage->log->str, "closed "));
    }
}

static void
open_and_drop (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (SeqgoRtpSession) ipad = new_session ("iPad", log);
  g_autoptr (SeqgoRtpBridge) bridge = seqgo_rtp_bridge_open ("Stage", 0, &error);
  SeqgoRtpSession *session;
  g_autoptr (SeqgoRtpPeer) peer = NULL;

  g_assert_no_error (error);
  session = seqgo_rtp_bridge_get_session (bridge);
  peer = invite (ipad, session);
  test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (session)) == 1);
  g_assert_finalize_object (g_steal_pointer (&bridge));
  seqgo_rtp_session_close (ipad);
}

/* Nobody has it any more: nothing is left of it. */
static void
test_drop (void)
{
  guint n_clients = test_count_clients ();
  guint n_fds;

  /* GLib keeps something of the first time. */
  open_and_drop ();
  n_fds = test_count_fds ();
  open_and_drop ();
  g_assert_cmpuint (test_count_clients (), ==, n_clients);
  /* A thread of the library may still be asking whether there is a bus. */
  test_wait_until (test_count_fds () == n_fds);
}

/* A session that has peers already. */
static void
test_peers_before (void)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (SeqgoRtpSession) ipad = new_session ("iPad", log);
  g_autoptr (SeqgoRtpSession) session = new_session ("Late", log);
  g_autoptr (SeqgoRtpPeer) peer = NULL;
  g_autoptr (SeqgoRtpBridge) bridge = NULL;
  g_autoptr (GError) error = NULL;

  seqgo_rtp_session_listen (ipad, 0, &error);
  g_assert_no_error (error);
  peer = invite (session, ipad);
  bridge = seqgo_rtp_bridge_open_with_session (session, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (seqgo_sequencer_port_get_name (seqgo_rtp_bridge_find_port (bridge, peer)), ==,
                   "iPad");
  g_assert_cmpstr (seqgo_sequencer_client_get_name (seqgo_rtp_bridge_get_client (bridge)), ==,
                   "Late");
  seqgo_rtp_bridge_close (bridge);
  seqgo_rtp_session_close (ipad);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rtp-bridge/ports", test_ports);
  g_test_add_func ("/rtp-bridge/same-name", test_same_name);
  g_test_add_func ("/rtp-bridge/to-network", test_to_network);
  g_test_add_func ("/rtp-bridge/from-network", test_from_network);
  g_test_add_func ("/rtp-bridge/loops", test_loops);
  g_test_add_func ("/rtp-bridge/sysex", test_sysex);
  g_test_add_func ("/rtp-bridge/not-midi", test_not_midi);
  g_test_add_func ("/rtp-bridge/slow-receiver", test_slow_receiver);
  g_test_add_func ("/rtp-bridge/burst", test_burst);
  g_test_add_func ("/rtp-bridge/reconnecting", test_reconnecting);
  g_test_add_func ("/rtp-bridge/too-many-ports", test_too_many_ports);
  g_test_add_func ("/rtp-bridge/close", test_close);
  g_test_add_func ("/rtp-bridge/close-parts", test_close_parts);
  g_test_add_func ("/rtp-bridge/close-in-handlers", test_close_in_handlers);
  g_test_add_func ("/rtp-bridge/drop", test_drop);
  g_test_add_func ("/rtp-bridge/peers-before", test_peers_before);
  return g_test_run ();
}
