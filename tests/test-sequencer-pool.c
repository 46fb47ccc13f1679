/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "seqgo-test.h"

static SeqgoSequencerPool *
get_pool (TestPeer *peer)
{
  g_autoptr (GError) error = NULL;
  SeqgoSequencerPool *pool = seqgo_sequencer_client_get_pool (
      peer->client, seqgo_sequencer_client_get_id (peer->client), &error);

  g_assert_no_error (error);
  return pool;
}

#define assert_pool(peer, part, wanted)                                                            \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (SeqgoSequencerPool) test_pool = get_pool (peer);                                    \
    g_assert_cmpuint (seqgo_sequencer_pool_get_##part (test_pool), ==, wanted);                    \
  }                                                                                                \
  G_STMT_END

#define assert_invalid(call)                                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_false (call);                                                                         \
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);                               \
    g_clear_error (&error);                                                                        \
  }                                                                                                \
  G_STMT_END

/* Puts @n_events on a queue that stands still. */
static gboolean
fill (TestPeer *peer, SeqgoSequencerQueue *queue, guint n_events, GError **error)
{
  g_autoptr (SeqgoEvent) note = seqgo_event_new_note_on (0, 60, 100);
  g_autoptr (SeqgoEvent) later
      = seqgo_event_at_tick (note, seqgo_sequencer_queue_get_id (queue), 100000);

  for (guint i = 0; i < n_events; i++)
    if (!seqgo_sequencer_port_send (peer->output, later, error))
      return FALSE;
  return TRUE;
}

static void
test_defaults (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("pools");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerPool) pool = get_pool (peer), system = NULL, copy = NULL;

  g_assert_cmpuint (seqgo_sequencer_pool_get_output_size (pool), ==, 500);
  g_assert_cmpuint (seqgo_sequencer_pool_get_output_free (pool), ==, 0);
  g_assert_cmpuint (seqgo_sequencer_pool_get_output_room (pool), ==, 0);
  g_assert_cmpuint (seqgo_sequencer_pool_get_input_size (pool), ==, 200);
  g_assert_cmpuint (seqgo_sequencer_pool_get_input_free (pool), ==, 200);
  copy = g_boxed_copy (SEQGO_TYPE_SEQUENCER_POOL, pool);
  g_assert_true (copy == pool);

  system = seqgo_sequencer_client_get_pool (peer->client, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_sequencer_pool_get_input_size (system), ==, 0);
}

static void
test_sizes (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("pools");
  SeqgoSequencerClient *client = peer->client;
  g_autoptr (GError) error = NULL;

  assert_invalid (seqgo_sequencer_client_set_input_pool (client, 0, &error));
  assert_invalid (seqgo_sequencer_client_set_input_pool (client, 2001, &error));
  assert_invalid (seqgo_sequencer_client_set_output_pool (client, 0, &error));
  assert_invalid (seqgo_sequencer_client_set_output_pool (client, 2001, &error));
  assert_pool (peer, input_size, 200);
  assert_pool (peer, output_size, 500);
  g_assert_true (seqgo_sequencer_client_set_input_pool (client, 2000, &error));
  g_assert_true (seqgo_sequencer_client_set_output_pool (client, 2000, &error));
  assert_pool (peer, input_size, 2000);
  assert_pool (peer, output_size, 2000);
  g_assert_true (seqgo_sequencer_client_set_input_pool (client, 1, &error));
  assert_pool (peer, input_size, 1);
  g_assert_no_error (error);
}

static void
test_resize_input (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;

  test_peer_connect (a, b);
  g_assert_true (seqgo_sequencer_port_note_on (a->output, 0, 60, 100, &error));
  assert_pool (b, input_free, 199);
  g_assert_true (seqgo_sequencer_client_set_input_pool (b->client, 100, &error));
  assert_pool (b, input_free, 100);
  g_assert_null (seqgo_sequencer_client_read_batch (b->client, 0, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

static void
test_resize_output (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("pools");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (peer->client, NULL, &error);

  g_assert_true (fill (peer, queue, 1, &error));
  g_assert_no_error (error);
  g_assert_false (seqgo_sequencer_client_set_output_pool (peer->client, 100, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  assert_pool (peer, output_size, 500);
}

static void
test_room (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("pools");
  SeqgoSequencerClient *client = peer->client;
  g_autoptr (GError) error = NULL;

  assert_invalid (seqgo_sequencer_client_set_output_room (client, 0, &error));
  assert_invalid (seqgo_sequencer_client_set_output_room (client, 501, &error));
  assert_pool (peer, output_room, 0);
  g_assert_true (seqgo_sequencer_client_set_output_room (client, 500, &error));
  assert_pool (peer, output_room, 500);
  g_assert_true (seqgo_sequencer_client_set_output_room (client, 1, &error));
  assert_pool (peer, output_room, 1);

  /* More room than there can be would be there never. */
  g_assert_true (seqgo_sequencer_client_set_output_room (client, 400, &error));
  g_assert_true (seqgo_sequencer_client_set_output_pool (client, 101, &error));
  assert_pool (peer, output_room, 51);
  assert_invalid (seqgo_sequencer_client_set_output_room (client, 102, &error));
  g_assert_no_error (error);
}

static void
test_full (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) c = test_peer_new ("C");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (a->client, NULL, &error);
  SeqgoSequencerQueue *other_queue = seqgo_sequencer_client_create_queue (c->client, NULL, &error);

  assert_pool (a, output_free, 0);
  g_assert_true (fill (a, queue, 1, &error));
  assert_pool (a, output_free, 499);
  assert_pool (a, output_room, 250);
  g_assert_true (fill (a, queue, 499, &error));
  g_assert_no_error (error);
  assert_pool (a, output_free, 0);
  g_assert_false (fill (a, queue, 1, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_POOL_FULL);
  g_clear_error (&error);

  /* Others have pools of their own. */
  g_assert_true (fill (c, other_queue, 500, &error));
  test_peer_connect (c, a);
  g_assert_true (seqgo_sequencer_port_note_on (c->output, 0, 60, 100, &error));
  g_assert_no_error (error);
}

/* What a client has put on queues goes with it, on queues of others, too. */
static void
test_pending (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (b->client, NULL, &error);
  SeqgoSequencerQueue *opened;
  g_autoptr (SeqgoSequencerQueueStatus) before = NULL, after = NULL;
  g_autofree char *types = NULL;

  seqgo_sequencer_queue_set_locked (queue, FALSE, &error);
  opened
      = seqgo_sequencer_client_open_queue (a->client, seqgo_sequencer_queue_get_id (queue), &error);
  g_assert_no_error (error);
  test_peer_connect (a, b);
  g_assert_true (fill (a, opened, 3, &error));
  before = seqgo_sequencer_queue_get_status (queue, &error);
  g_assert_cmpuint (seqgo_sequencer_queue_status_get_n_events (before), ==, 3);
  seqgo_sequencer_client_close (a->client);
  after = seqgo_sequencer_queue_get_status (queue, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_sequencer_queue_status_get_n_events (after), ==, 0);
  test_wait_until (b->events->len == 1);
  types = test_peer_get_types (b);
  g_assert_cmpstr (types, ==, "port-unsubscribed");
}

static void
test_drop_output (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("drops");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (peer->client, NULL, &error);
  g_autoptr (SeqgoSequencerQueueStatus) before = NULL, after = NULL;

  g_assert_true (fill (peer, queue, 50, &error));
  assert_pool (peer, output_free, 450);
  before = seqgo_sequencer_queue_get_status (queue, &error);
  g_assert_cmpuint (seqgo_sequencer_queue_status_get_n_events (before), ==, 50);
  g_assert_true (seqgo_sequencer_client_drop_output (peer->client, &error));
  g_assert_no_error (error);
  assert_pool (peer, output_free, 500);
  after = seqgo_sequencer_queue_get_status (queue, &error);
  g_assert_cmpuint (seqgo_sequencer_queue_status_get_n_events (after), ==, 0);
  g_assert_true (seqgo_sequencer_queue_sync (queue, 0, NULL, &error));
  g_assert_no_error (error);
}

static void
test_drop_input (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;

  test_peer_connect (a, b);
  for (guint i = 0; i < 50; i++)
    g_assert_true (seqgo_sequencer_port_note_on (a->output, 0, 60, 100, &error));
  assert_pool (b, input_free, 150);
  g_assert_true (seqgo_sequencer_client_drop_input (b->client, &error));
  g_assert_no_error (error);
  assert_pool (b, input_free, 200);
  g_assert_true (seqgo_sequencer_port_note_on (a->output, 0, 61, 100, &error));
  test_wait_until (b->events->len == 1);
  g_assert_cmpuint (seqgo_event_get_note (test_peer_get_event (b, 0)), ==, 61);
}

/* A client for one direction has no pool for the other. */
static void
test_directions (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerClient) sender
      = seqgo_sequencer_client_open_with_direction ("sender", SEQGO_DIRECTION_OUTPUT, &error);
  g_autoptr (SeqgoSequencerClient) receiver
      = seqgo_sequencer_client_open_with_direction ("receiver", SEQGO_DIRECTION_INPUT, &error);
  g_autoptr (SeqgoSequencerPool) pool
      = seqgo_sequencer_client_get_pool (sender, seqgo_sequencer_client_get_id (sender), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_sequencer_pool_get_input_size (pool), ==, 0);

#define assert_wrong(call)                                                                         \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_false (call);                                                                         \
    g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION);          \
    g_clear_error (&error);                                                                        \
  }                                                                                                \
  G_STMT_END

  assert_wrong (seqgo_sequencer_client_set_input_pool (sender, 100, &error));
  assert_wrong (seqgo_sequencer_client_drop_input (sender, &error));
  assert_wrong (seqgo_sequencer_client_set_output_pool (receiver, 100, &error));
  assert_wrong (seqgo_sequencer_client_set_output_room (receiver, 100, &error));
  assert_wrong (seqgo_sequencer_client_drop_output (receiver, &error));
#undef assert_wrong
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sequencer-pool/S-40/defaults", test_defaults);
  g_test_add_func ("/sequencer-pool/S-40/sizes", test_sizes);
  g_test_add_func ("/sequencer-pool/S-40/resize-input", test_resize_input);
  g_test_add_func ("/sequencer-pool/S-40/resize-output", test_resize_output);
  g_test_add_func ("/sequencer-pool/S-38/room", test_room);
  g_test_add_func ("/sequencer-pool/S-37/S-41/full", test_full);
  g_test_add_func ("/sequencer-pool/S-65/pending", test_pending);
  g_test_add_func ("/sequencer-pool/S-42/drop-output", test_drop_output);
  g_test_add_func ("/sequencer-pool/drop-input", test_drop_input);
  g_test_add_func ("/sequencer-pool/S-09/directions", test_directions);

  return g_test_run ();
}
