/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include "seqgo-test.h"

static SeqgoSequencerQueue *
make_queue (TestPeer *peer, const char *name)
{
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (peer->client, name, &error);

  g_assert_no_error (error);
  return queue;
}

static SeqgoSequencerQueue *
open_queue (TestPeer *peer, SeqgoSequencerQueue *queue)
{
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *opened = seqgo_sequencer_client_open_queue (
      peer->client, seqgo_sequencer_queue_get_id (queue), &error);

  g_assert_no_error (error);
  return opened;
}

static gboolean
send_at_tick (TestPeer *peer, SeqgoSequencerQueue *queue, guint8 note, guint32 tick, GError **error)
{
  g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, note, 1);
  g_autoptr (SeqgoEvent) scheduled
      = seqgo_event_at_tick (event, seqgo_sequencer_queue_get_id (queue), tick);

  return seqgo_sequencer_port_send (peer->output, scheduled, error);
}

static guint
get_n_events (SeqgoSequencerQueue *queue)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerQueueStatus) status = seqgo_sequencer_queue_get_status (queue, &error);

  g_assert_no_error (error);
  return seqgo_sequencer_queue_status_get_n_events (status);
}

/* What the kernel says of a queue, or NULL. */
static char *
read_proc_queue (SeqgoSequencerQueue *queue)
{
  g_autofree char *text = NULL;
  g_autofree char *start = g_strdup_printf ("queue %u: ", seqgo_sequencer_queue_get_id (queue));
  g_auto (GStrv) blocks = NULL;

  g_assert_true (g_file_get_contents ("/proc/asound/seq/queues", &text, NULL, NULL));
  blocks = g_strsplit (text, "\n\n", -1);
  for (guint i = 0; blocks[i] != NULL; i++)
    if (g_str_has_prefix (blocks[i], start))
      return g_strdup (blocks[i]);
  return NULL;
}

static void
assert_proc_queue (SeqgoSequencerQueue *queue, const char *what)
{
  g_autofree char *text = read_proc_queue (queue);

  if (text == NULL || strstr (text, what) == NULL)
    g_error ("“%s” is not in: %s", what, text);
}

static void
test_list (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue     *song = make_queue (a, "song");
  SeqgoSequencerQueue     *unnamed = make_queue (b, NULL);
  SeqgoSequencerQueueInfo *info;
  g_autofree char         *expected_name = NULL, *text = NULL, *expected_text = NULL, *name = NULL;
  guint                    id, owner;
  gboolean                 locked;
  GList                   *queues;

  g_assert_true (seqgo_sequencer_queue_set_locked (unnamed, FALSE, &error));
  queues = seqgo_sequencer_client_list_queues (a->client, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (queues), ==, 2);

  info = queues->data;
  g_object_get (info, "id", &id, "name", &name, "owner", &owner, "locked", &locked, NULL);
  g_assert_cmpuint (id, ==, seqgo_sequencer_queue_get_id (song));
  g_assert_cmpstr (name, ==, "song");
  g_assert_cmpuint (owner, ==, seqgo_sequencer_client_get_id (a->client));
  g_assert_true (locked);
  text = seqgo_sequencer_queue_info_to_string (info);
  expected_text = g_strdup_printf ("%u song, of client %u, locked", id, owner);
  g_assert_cmpstr (text, ==, expected_text);

  info = queues->next->data;
  expected_name = g_strdup_printf ("Queue-%u", seqgo_sequencer_queue_get_id (unnamed));
  g_assert_cmpuint (seqgo_sequencer_queue_info_get_id (info), ==,
                    seqgo_sequencer_queue_get_id (unnamed));
  g_assert_cmpstr (seqgo_sequencer_queue_info_get_name (info), ==, expected_name);
  g_assert_cmpstr (seqgo_sequencer_queue_get_name (unnamed), ==, expected_name);
  g_assert_cmpuint (seqgo_sequencer_queue_info_get_owner (info), ==,
                    seqgo_sequencer_client_get_id (b->client));
  g_assert_false (seqgo_sequencer_queue_info_get_locked (info));
  g_list_free_full (queues, g_object_unref);

  seqgo_sequencer_queue_close (song);
  seqgo_sequencer_queue_close (unnamed);
  g_assert_null (seqgo_sequencer_client_list_queues (a->client, &error));
  g_assert_no_error (error);
  seqgo_sequencer_client_close (a->client);
  g_assert_null (seqgo_sequencer_client_list_queues (a->client, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

/* Everything that only the owner of a locked queue may do. */
static void
assert_not_owner (SeqgoSequencerQueue *queue)
{
  g_autoptr (GError) error = NULL;

#define ASSERT_REFUSED(call)                                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_false (call);                                                                         \
    g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_NOT_OWNER);                \
    g_clear_error (&error);                                                                        \
  }                                                                                                \
  G_STMT_END

  ASSERT_REFUSED (seqgo_sequencer_queue_start (queue, &error));
  ASSERT_REFUSED (seqgo_sequencer_queue_stop (queue, &error));
  ASSERT_REFUSED (seqgo_sequencer_queue_continue (queue, &error));
  ASSERT_REFUSED (seqgo_sequencer_queue_set_tick (queue, 1, &error));
  ASSERT_REFUSED (seqgo_sequencer_queue_set_time (queue, 1, &error));
  ASSERT_REFUSED (seqgo_sequencer_queue_set_tempo (queue, 1, &error));
  ASSERT_REFUSED (seqgo_sequencer_queue_set_bpm (queue, 60, &error));
  ASSERT_REFUSED (seqgo_sequencer_queue_set_ppq (queue, 48, &error));
  ASSERT_REFUSED (seqgo_sequencer_queue_set_name (queue, "mine", &error));
  ASSERT_REFUSED (seqgo_sequencer_queue_set_locked (queue, TRUE, &error));
  ASSERT_REFUSED (seqgo_sequencer_queue_set_locked (queue, FALSE, &error));
#undef ASSERT_REFUSED
}

static void
test_locked (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = make_queue (a, "song");
  SeqgoSequencerQueue *shared;

  /* Who does not use it cannot put events on it. */
  g_assert_false (send_at_tick (b, queue, 60, 1000, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  shared = open_queue (b, queue);
  g_assert_cmpstr (seqgo_sequencer_queue_get_name (shared), ==, "song");
  g_assert_cmpuint (seqgo_sequencer_queue_get_id (shared), ==,
                    seqgo_sequencer_queue_get_id (queue));
  g_assert_cmpuint (seqgo_sequencer_queue_get_owner (shared), ==,
                    seqgo_sequencer_client_get_id (a->client));
  g_assert_true (seqgo_sequencer_queue_get_locked (shared));
  assert_not_owner (shared);
  g_assert_true (send_at_tick (b, shared, 60, 1000, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (get_n_events (queue), ==, 1);

  g_assert_true (seqgo_sequencer_queue_set_locked (queue, FALSE, &error));
  assert_proc_queue (queue, "Free");
  g_assert_false (seqgo_sequencer_queue_get_locked (shared));
  g_assert_true (seqgo_sequencer_queue_set_bpm (shared, 60, &error));
  g_assert_true (seqgo_sequencer_queue_start (shared, &error));
  g_assert_true (seqgo_sequencer_queue_stop (shared, &error));
  g_assert_true (seqgo_sequencer_queue_set_locked (shared, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (seqgo_sequencer_queue_get_bpm (queue), ==, 60);
  g_assert_cmpuint (seqgo_sequencer_queue_get_owner (queue), ==,
                    seqgo_sequencer_client_get_id (a->client));

  /* With the client of its creator the queue is gone for all, and what waits in it. */
  g_assert_true (send_at_tick (b, shared, 60, 1000, &error));
  seqgo_sequencer_client_close (a->client);
  g_assert_false (seqgo_sequencer_queue_start (shared, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE);
  g_clear_error (&error);
  g_assert_null (seqgo_sequencer_queue_get_status (shared, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE);
  g_clear_error (&error);
  g_assert_false (seqgo_sequencer_queue_set_bpm (shared, 60, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE);
  g_clear_error (&error);
  g_assert_false (send_at_tick (b, shared, 60, 1000, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  seqgo_sequencer_queue_close (shared);
}

/* A number that is used again does not bring back the queue that had it. */
static void
test_reused_id (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *old = make_queue (a, "old");
  SeqgoSequencerQueue *shared = open_queue (b, old);
  SeqgoSequencerQueue *opened = open_queue (a, old);
  SeqgoSequencerQueue *young;

  seqgo_sequencer_queue_close (old);
  g_assert_true (seqgo_sequencer_queue_is_closed (opened));
  g_assert_false (seqgo_sequencer_queue_start (opened, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);

  young = make_queue (a, "young");
  g_assert_cmpuint (seqgo_sequencer_queue_get_id (young), ==,
                    seqgo_sequencer_queue_get_id (shared));
  g_assert_true (seqgo_sequencer_queue_is_closed (opened));
  g_assert_true (seqgo_sequencer_queue_set_locked (young, FALSE, &error));
  g_assert_false (seqgo_sequencer_queue_start (shared, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE);
  g_clear_error (&error);

  /* To open the new one does not revive what was opened of the old one. */
  g_assert_true (seqgo_sequencer_queue_start (open_queue (b, young), &error));
  g_assert_true (seqgo_sequencer_queue_is_closed (shared));
  seqgo_sequencer_queue_close (shared);
  g_assert_true (send_at_tick (b, young, 60, 100000, &error));
  g_assert_no_error (error);
}

static void
test_take_over (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = make_queue (a, "song");
  SeqgoSequencerQueue *shared = open_queue (b, queue);

  seqgo_sequencer_queue_set_locked (queue, FALSE, &error);
  /* To rename takes nothing over. */
  g_assert_false (seqgo_sequencer_queue_set_name (shared, "mine", &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_NOT_OWNER);
  g_clear_error (&error);

  g_assert_true (seqgo_sequencer_queue_set_locked (shared, TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_sequencer_queue_get_owner (queue), ==,
                    seqgo_sequencer_client_get_id (b->client));
  assert_not_owner (queue);
  g_assert_true (seqgo_sequencer_queue_set_name (shared, "mine", &error));
  g_assert_cmpstr (seqgo_sequencer_queue_get_name (shared), ==, "mine");
  assert_proc_queue (shared, "[mine]");

  /* Its creator only ceases to use it. */
  seqgo_sequencer_queue_close (queue);
  assert_proc_queue (shared, "[mine]");
  g_assert_false (send_at_tick (a, shared, 60, 1000, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_true (seqgo_sequencer_queue_start (shared, &error));
  g_assert_no_error (error);
}

static void
test_open_twice (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = make_queue (a, "song");
  SeqgoSequencerQueue *first = open_queue (b, queue);
  SeqgoSequencerQueue *second = open_queue (b, queue);
  SeqgoSequencerQueue *own = open_queue (a, queue);

  g_assert_true (first != second);
  seqgo_sequencer_queue_close (first);
  seqgo_sequencer_queue_close (first);
  g_assert_true (seqgo_sequencer_queue_is_closed (first));
  g_assert_false (seqgo_sequencer_queue_is_closed (second));
  g_assert_true (send_at_tick (b, second, 60, 1000, &error));
  g_assert_no_error (error);
  seqgo_sequencer_queue_close (second);
  g_assert_false (send_at_tick (b, queue, 60, 1000, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  /* What it has put on the queue stays. */
  g_assert_cmpuint (get_n_events (queue), ==, 1);

  seqgo_sequencer_queue_close (own);
  g_assert_true (send_at_tick (a, queue, 60, 1000, &error));
  g_assert_true (seqgo_sequencer_queue_start (queue, &error));
  g_assert_no_error (error);
}

static void
test_find (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *first = make_queue (a, "q");
  SeqgoSequencerQueue *second = make_queue (a, "q");
  SeqgoSequencerQueue *found = seqgo_sequencer_client_find_queue (b->client, "q", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (
      seqgo_sequencer_queue_get_id (found), ==,
      MIN (seqgo_sequencer_queue_get_id (first), seqgo_sequencer_queue_get_id (second)));
  g_assert_true (send_at_tick (b, found, 60, 1000, &error));
  g_assert_no_error (error);

  g_assert_null (seqgo_sequencer_client_find_queue (b->client, "nobody", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "nobody"));
  g_clear_error (&error);
  g_assert_null (seqgo_sequencer_client_open_queue (b->client, 31, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (seqgo_sequencer_client_open_queue (b->client, 255, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  seqgo_sequencer_client_close (b->client);
  g_assert_true (seqgo_sequencer_queue_is_closed (found));
  g_assert_null (seqgo_sequencer_client_find_queue (b->client, "q", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_null (seqgo_sequencer_client_open_queue (b->client, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

/* Each client waits for its own events, however many others have put there. */
static void
test_sync (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = make_queue (a, NULL);
  SeqgoSequencerQueue *elsewhere = make_queue (b, NULL);
  SeqgoSequencerQueue *shared = open_queue (b, queue);
  g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, 72, 1);
  g_autoptr (SeqgoEvent) relative
      = seqgo_event_after_ticks (event, seqgo_sequencer_queue_get_id (shared), 20);

  test_peer_connect (b, a);
  g_assert_true (seqgo_sequencer_queue_start (queue, &error));
  send_at_tick (a, queue, 60, 1000000, &error);
  send_at_tick (b, elsewhere, 61, 1000000, &error);
  g_assert_no_error (error);

  g_assert_true (seqgo_sequencer_queue_sync (shared, 5 * G_USEC_PER_SEC, NULL, &error));
  send_at_tick (b, shared, 62, 30, &error);
  g_assert_true (seqgo_sequencer_queue_sync (shared, 5 * G_USEC_PER_SEC, NULL, &error));
  g_assert_no_error (error);
  test_wait_until (a->events->len == 1);

  seqgo_sequencer_port_send (b->output, relative, &error);
  g_assert_true (seqgo_sequencer_queue_sync (shared, 5 * G_USEC_PER_SEC, NULL, &error));
  g_assert_no_error (error);
  test_wait_until (a->events->len == 2);

  g_assert_false (seqgo_sequencer_queue_sync (queue, 20000, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

/* What a client has put on a queue of that number before does not count. */
static void
test_sync_of_reused_id (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = make_queue (a, NULL);
  SeqgoSequencerQueue *elsewhere = make_queue (b, NULL);
  SeqgoSequencerQueue *shared = open_queue (b, queue);

  send_at_tick (b, elsewhere, 60, 1000000, &error);
  send_at_tick (b, shared, 60, 1000000, &error);
  seqgo_sequencer_queue_close (queue);
  queue = make_queue (a, NULL);
  shared = open_queue (b, queue);
  send_at_tick (a, queue, 60, 1000000, &error);
  seqgo_sequencer_queue_start (queue, &error);
  send_at_tick (a, queue, 60, 1000000, &error);
  g_assert_true (seqgo_sequencer_queue_sync (shared, 5 * G_USEC_PER_SEC, NULL, &error));
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sequencer-queue-sharing/list", test_list);
  g_test_add_func ("/sequencer-queue-sharing/S-59/locked", test_locked);
  g_test_add_func ("/sequencer-queue-sharing/S-59/reused-id", test_reused_id);
  g_test_add_func ("/sequencer-queue-sharing/take-over", test_take_over);
  g_test_add_func ("/sequencer-queue-sharing/open-twice", test_open_twice);
  g_test_add_func ("/sequencer-queue-sharing/S-60/find", test_find);
  g_test_add_func ("/sequencer-queue-sharing/S-67/sync", test_sync);
  g_test_add_func ("/sequencer-queue-sharing/sync-of-reused-id", test_sync_of_reused_id);

  return g_test_run ();
}
