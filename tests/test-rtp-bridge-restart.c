/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The ports of peers that are started again. */

#include <string.h>

#include "rtp-peer-script.h"
#include "seqgo-test.h"

typedef struct
{
  SeqgoRtpBridge  *bridge;
  SeqgoRtpSession *session;
  TestPeer        *program;
  RtpPeerScript   *ipad;
  GString         *log;
} Stage;

static void
port_added_cb (SeqgoRtpBridge *bridge, SeqgoRtpPeer *peer, SeqgoSequencerPort *port, GString *log)
{
  g_string_append_printf (log, "+%s ", seqgo_sequencer_port_get_name (port));
}

static void
port_removed_cb (SeqgoRtpBridge *bridge, SeqgoRtpPeer *peer, SeqgoSequencerPort *port, GString *log)
{
  g_string_append_printf (log, "-%s ", seqgo_sequencer_port_get_name (port));
}

static GListModel *
stage_get_peers (Stage *self)
{
  return G_LIST_MODEL (self->session);
}

/* A bridge with an iPad whose port a program hears. */
static Stage *
stage_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoRtpPeer) peer = NULL;
  SeqgoAddress *address;
  Stage        *self = g_new0 (Stage, 1);

  self->log = g_string_new (NULL);
  self->program = test_peer_new ("program");
  self->session = seqgo_rtp_session_new ("Stage");
  seqgo_rtp_session_set_discoverable (self->session, FALSE);
  self->bridge = seqgo_rtp_bridge_open_with_session (self->session, &error);
  g_assert_no_error (error);
  seqgo_rtp_session_listen (self->session, 0, &error);
  g_assert_no_error (error);
  g_signal_connect (self->bridge, "port-added", G_CALLBACK (port_added_cb), self->log);
  g_signal_connect (self->bridge, "port-removed", G_CALLBACK (port_removed_cb), self->log);

  self->ipad
      = rtp_peer_script_new ("127.0.0.1", (guint16) seqgo_rtp_session_get_port (self->session), 1);
  rtp_peer_script_join (self->ipad, "iPad");
  test_wait_until (g_list_model_get_n_items (stage_get_peers (self)) == 1);
  peer = g_list_model_get_item (stage_get_peers (self), 0);
  address = seqgo_sequencer_port_get_address (seqgo_rtp_bridge_find_port (self->bridge, peer));
  seqgo_sequencer_port_connect_from_address (self->program->input, address, &error);
  g_assert_no_error (error);
  return self;
}

static void
stage_free (Stage *self)
{
  g_signal_handlers_disconnect_by_data (self->bridge, self->log);
  seqgo_rtp_bridge_close (self->bridge);
  rtp_peer_script_free (self->ipad);
  test_peer_free (self->program);
  g_assert_finalize_object (self->bridge);
  g_assert_finalize_object (self->session);
  g_string_free (self->log, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)

/* What it plays is heard where its port was connected to. */
static void
expect_note (Stage *self)
{
  rtp_peer_script_send_midi (self->ipad, "90 3C 64");
  test_wait_until (self->program->events->len == 1);
}

/* As another session from the same ports. */
static void
test_new_number (void)
{
  g_autoptr (Stage) stage = stage_new ();
  g_autoptr (SeqgoRtpPeer) before = g_list_model_get_item (stage_get_peers (stage), 0);
  g_autoptr (SeqgoRtpPeer) after = NULL;
  SeqgoSequencerPort *port = seqgo_rtp_bridge_find_port (stage->bridge, before);

  stage->ipad->ssrc++;
  stage->ipad->token++;
  rtp_peer_script_join (stage->ipad, "iPad");
  test_wait_until (seqgo_rtp_peer_is_closed (before));
  test_wait_until (g_list_model_get_n_items (stage_get_peers (stage)) == 1);
  after = g_list_model_get_item (stage_get_peers (stage), 0);
  g_assert_true (after != before);
  g_assert_true (seqgo_rtp_bridge_find_port (stage->bridge, after) == port);
  g_assert_true (seqgo_rtp_bridge_find_peer (stage->bridge, port) == after);
  g_assert_null (seqgo_rtp_bridge_find_port (stage->bridge, before));
  expect_note (stage);
  g_assert_cmpstr (stage->log->str, ==, "+iPad ");

  rtp_peer_script_send_command (stage->ipad, RTP_CONTROL, "BY", NULL);
  test_wait_until (strcmp (stage->log->str, "+iPad -iPad ") == 0);
}

/* With the number that it had. */
static void
test_same_number (void)
{
  g_autoptr (Stage) stage = stage_new ();

  stage->ipad->token++;
  rtp_peer_script_join (stage->ipad, "iPad");
  test_wait_until (g_list_model_get_n_items (stage_get_peers (stage)) == 1);
  expect_note (stage);
  g_assert_cmpstr (stage->log->str, ==, "+iPad ");
}

static void
test_close (void)
{
  g_autoptr (Stage) stage = stage_new ();

  stage->ipad->token++;
  rtp_peer_script_send_command (stage->ipad, RTP_CONTROL, "IN", "iPad");
  test_wait_until (g_list_model_get_n_items (stage_get_peers (stage)) == 0);
  g_assert_cmpstr (stage->log->str, ==, "+iPad ");
  seqgo_rtp_bridge_close (stage->bridge);
  g_assert_cmpstr (stage->log->str, ==, "+iPad -iPad ");
}

/* Somebody else at its place has a port of its own; the old one goes. */
static void
test_other_name (void)
{
  g_autoptr (Stage) stage = stage_new ();

  stage->ipad->token++;
  rtp_peer_script_join (stage->ipad, "Mac");
  test_wait_until (strcmp (stage->log->str, "+iPad +Mac ") == 0);
  test_wait_until (strcmp (stage->log->str, "+iPad +Mac -iPad ") == 0);
  g_assert_cmpuint (g_list_model_get_n_items (stage_get_peers (stage)), ==, 1);
}

/* It begins to join, and does not go on. */
static void
test_gone (void)
{
  g_autoptr (Stage) stage = stage_new ();

  stage->ipad->token++;
  rtp_peer_script_send_command (stage->ipad, RTP_CONTROL, "IN", "iPad");
  test_wait_until (g_list_model_get_n_items (stage_get_peers (stage)) == 0);
  test_run_for (9000);
  g_assert_cmpstr (stage->log->str, ==, "+iPad ");
  test_run_for (2000);
  g_assert_cmpstr (stage->log->str, ==, "+iPad -iPad ");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rtp-bridge-restart/order/new-number", test_new_number);
  g_test_add_func ("/rtp-bridge-restart/order/same-number", test_same_number);
  g_test_add_func ("/rtp-bridge-restart/order/close", test_close);
  g_test_add_func ("/rtp-bridge-restart/time/other-name", test_other_name);
  g_test_add_func ("/rtp-bridge-restart/time/gone", test_gone);

  return g_test_run ();
}
