/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include "seqgo-test.h"

#define FIRST_TICK 100000

typedef struct
{
  TestPeer            *peer;
  TestPeer            *other;
  SeqgoSequencerQueue *queue;
  SeqgoEventPattern   *pattern;
} Fixture;

static void
send_at_tick (TestPeer            *peer,
              SeqgoSequencerQueue *queue,
              SeqgoEvent          *event,
              guint32              tick,
              SeqgoAddress        *receiver)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEvent) scheduled
      = seqgo_event_at_tick (event, seqgo_sequencer_queue_get_id (queue), tick);

  if (receiver != NULL)
    seqgo_sequencer_port_send_to (peer->output, scheduled, receiver, &error);
  else
    seqgo_sequencer_port_send (peer->output, scheduled, &error);
  g_assert_no_error (error);
}

/* Ten events from tick 100000 on: five notes on and off, six of them on channel 0 and four on
 * channel 1, one with the tag 3. */
static void
send_ten (TestPeer *peer, SeqgoSequencerQueue *queue, SeqgoAddress *receiver)
{
  for (guint8 i = 0; i < 10; i++)
    {
      guint8 channel = i >= 6;
      g_autoptr (SeqgoEvent) event = i % 2 == 0 ? seqgo_event_new_note_on (channel, i, 1)
                                                : seqgo_event_new_note_off (channel, i, 1);
      g_autoptr (SeqgoEvent) tagged = seqgo_event_with_tag (event, i == 4 ? 3 : 0);

      send_at_tick (peer, queue, tagged, FIRST_TICK + i, receiver);
    }
}

static guint
get_n_events (SeqgoSequencerQueue *queue)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerQueueStatus) status = seqgo_sequencer_queue_get_status (queue, &error);

  g_assert_no_error (error);
  return seqgo_sequencer_queue_status_get_n_events (status);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->peer = test_peer_new ("A");
  fixture->other = test_peer_new ("B");
  fixture->queue = seqgo_sequencer_client_create_queue (fixture->peer->client, NULL, NULL);
  g_assert_nonnull (fixture->queue);
  fixture->pattern = seqgo_event_pattern_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->pattern);
  test_peer_free (fixture->other);
  test_peer_free (fixture->peer);
}

static void
remove_events (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
      seqgo_sequencer_client_remove_events (fixture->peer->client, fixture->pattern, &error));
  g_assert_no_error (error);
}

/* How many of ten events are left after those of the pattern are removed. */
static void
assert_left (Fixture *fixture, guint expected)
{
  send_ten (fixture->peer, fixture->queue, NULL);
  remove_events (fixture);
  g_assert_cmpuint (get_n_events (fixture->queue), ==, expected);
  seqgo_sequencer_client_remove_events (fixture->peer->client, NULL, NULL);
  g_assert_cmpuint (get_n_events (fixture->queue), ==, 0);
  g_clear_object (&fixture->pattern);
  fixture->pattern = seqgo_event_pattern_new ();
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  seqgo_event_pattern_set_tag (fixture->pattern, 3);
  assert_left (fixture, 9);
  seqgo_event_pattern_set_keep_note_offs (fixture->pattern, TRUE);
  assert_left (fixture, 5);
  seqgo_event_pattern_set_event_type (fixture->pattern, SEQGO_EVENT_TYPE_NOTE_OFF);
  assert_left (fixture, 5);
  seqgo_event_pattern_set_channel (fixture->pattern, 1);
  assert_left (fixture, 6);
  seqgo_event_pattern_set_channel (fixture->pattern, 1);
  seqgo_event_pattern_set_event_type (fixture->pattern, SEQGO_EVENT_TYPE_NOTE_ON);
  assert_left (fixture, 8);
  assert_left (fixture, 0);
}

static void
test_ticks (Fixture *fixture, gconstpointer data)
{
  seqgo_event_pattern_set_from_tick (fixture->pattern, FIRST_TICK + 5);
  assert_left (fixture, 5);
  seqgo_event_pattern_set_before_tick (fixture->pattern, FIRST_TICK + 3);
  assert_left (fixture, 7);
  seqgo_event_pattern_set_before_tick (fixture->pattern, FIRST_TICK);
  assert_left (fixture, 10);
  seqgo_event_pattern_set_from_tick (fixture->pattern, 0);
  seqgo_event_pattern_set_tag (fixture->pattern, 3);
  assert_left (fixture, 9);
}

static void
test_times (Fixture *fixture, gconstpointer data)
{
  for (gint64 i = 0; i < 10; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, (guint8) i, 1);
      g_autoptr (SeqgoEvent) scheduled
          = seqgo_event_at_time (event, seqgo_sequencer_queue_get_id (fixture->queue),
                                 G_GINT64_CONSTANT (1000000000) * 1000 + i);

      seqgo_sequencer_port_send (fixture->peer->output, scheduled, &error);
      g_assert_no_error (error);
    }
  seqgo_event_pattern_set_from_time (fixture->pattern, G_GINT64_CONSTANT (1000000000) * 1000 + 7);
  remove_events (fixture);
  g_assert_cmpuint (get_n_events (fixture->queue), ==, 7);
  seqgo_event_pattern_set_from_time (fixture->pattern, -1);
  seqgo_event_pattern_set_before_time (fixture->pattern, G_GINT64_CONSTANT (1000000000) * 1000 + 2);
  remove_events (fixture);
  g_assert_cmpuint (get_n_events (fixture->queue), ==, 5);
}

static void
test_queues_and_destinations (Fixture *fixture, gconstpointer data)
{
  SeqgoSequencerQueue *other
      = seqgo_sequencer_client_create_queue (fixture->peer->client, NULL, NULL);
  SeqgoAddress *here = seqgo_sequencer_port_get_address (fixture->peer->input);
  SeqgoAddress *there = seqgo_sequencer_port_get_address (fixture->other->input);

  send_ten (fixture->peer, fixture->queue, NULL);
  send_ten (fixture->peer, fixture->queue, here);
  send_ten (fixture->peer, fixture->queue, there);
  send_ten (fixture->peer, other, there);
  g_assert_cmpuint (get_n_events (fixture->queue), ==, 30);

  /* One event to one port on one queue. */
  seqgo_event_pattern_set_queue_id (fixture->pattern, seqgo_sequencer_queue_get_id (other));
  seqgo_event_pattern_set_destination (fixture->pattern, there);
  seqgo_event_pattern_set_tag (fixture->pattern, 3);
  remove_events (fixture);
  g_assert_cmpuint (get_n_events (fixture->queue), ==, 30);
  g_assert_cmpuint (get_n_events (other), ==, 9);

  /* One port on all queues. */
  seqgo_event_pattern_set_queue_id (fixture->pattern, -1);
  seqgo_event_pattern_set_tag (fixture->pattern, -1);
  seqgo_event_pattern_set_keep_note_offs (fixture->pattern, TRUE);
  remove_events (fixture);
  g_assert_cmpuint (get_n_events (fixture->queue), ==, 25);
  g_assert_cmpuint (get_n_events (other), ==, 5);

  /* All ports on one queue. */
  seqgo_event_pattern_set_queue_id (fixture->pattern,
                                    seqgo_sequencer_queue_get_id (fixture->queue));
  seqgo_event_pattern_set_destination (fixture->pattern, NULL);
  remove_events (fixture);
  g_assert_cmpuint (get_n_events (fixture->queue), ==, 15);
  seqgo_event_pattern_set_keep_note_offs (fixture->pattern, FALSE);
  remove_events (fixture);
  g_assert_cmpuint (get_n_events (fixture->queue), ==, 0);
  g_assert_cmpuint (get_n_events (other), ==, 5);

  /* After that, nothing has to be waited for. */
  g_assert_true (seqgo_sequencer_queue_sync (fixture->queue, 0, NULL, NULL));
  g_assert_false (seqgo_sequencer_queue_sync (other, 0, NULL, NULL));
}

/* Only those of the client itself. */
static void
test_of_others (Fixture *fixture, gconstpointer data)
{
  SeqgoSequencerQueue *shared = seqgo_sequencer_client_open_queue (
      fixture->other->client, seqgo_sequencer_queue_get_id (fixture->queue), NULL);

  send_ten (fixture->peer, fixture->queue, NULL);
  send_ten (fixture->other, shared, NULL);
  remove_events (fixture);
  g_assert_cmpuint (get_n_events (fixture->queue), ==, 10);
}

static void
assert_refused (Fixture *fixture, const char *reason)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      seqgo_sequencer_client_remove_events (fixture->peer->client, fixture->pattern, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  if (strstr (error->message, reason) == NULL)
    g_error ("“%s” is not in: %s", reason, error->message);
  g_clear_object (&fixture->pattern);
  fixture->pattern = seqgo_event_pattern_new ();
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  seqgo_event_pattern_set_channel (fixture->pattern, 16);
  assert_refused (fixture, "the channel 16: it goes from 0 to 15");
  seqgo_event_pattern_set_tag (fixture->pattern, 256);
  assert_refused (fixture, "the tag 256");
  seqgo_event_pattern_set_event_type (fixture->pattern, -2);
  assert_refused (fixture, "the type -2");
  seqgo_event_pattern_set_queue_id (fixture->pattern, 32);
  assert_refused (fixture, "the queue 32");
  seqgo_event_pattern_set_from_tick (fixture->pattern, G_GINT64_CONSTANT (1) << 32);
  assert_refused (fixture, "from-tick 4294967296");
  seqgo_event_pattern_set_before_time (fixture->pattern, G_MAXINT64);
  assert_refused (fixture, "before-time");
  seqgo_event_pattern_set_from_tick (fixture->pattern, 1);
  seqgo_event_pattern_set_before_tick (fixture->pattern, 2);
  assert_refused (fixture, "from one position to another");

  seqgo_sequencer_client_close (fixture->peer->client);
  g_assert_false (seqgo_sequencer_client_remove_events (fixture->peer->client, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

/* Ticks cannot be told from seconds. */
static void
test_both_stamps (Fixture *fixture, gconstpointer data)
{
  SeqgoSequencerQueue *other
      = seqgo_sequencer_client_create_queue (fixture->peer->client, NULL, NULL);
  guint8 id = seqgo_sequencer_queue_get_id (fixture->queue);
  g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, 60, 1);
  g_autoptr (SeqgoEvent) timed = seqgo_event_at_time (event, id, 5000000);

  send_ten (fixture->peer, fixture->queue, NULL);
  send_ten (fixture->peer, other, NULL);
  seqgo_sequencer_port_send (fixture->peer->output, timed, NULL);
  g_assert_cmpuint (get_n_events (fixture->queue), ==, 11);
  seqgo_event_pattern_set_from_tick (fixture->pattern, 0);
  assert_refused (fixture, "due at a time wait in queue");
  seqgo_event_pattern_set_from_time (fixture->pattern, 0);
  assert_refused (fixture, "due at a tick wait in queue");
  g_assert_cmpuint (get_n_events (fixture->queue), ==, 11);

  /* Another queue is not concerned, nor is one that is past them. */
  seqgo_event_pattern_set_from_tick (fixture->pattern, 0);
  seqgo_event_pattern_set_queue_id (fixture->pattern, seqgo_sequencer_queue_get_id (other));
  remove_events (fixture);
  g_assert_cmpuint (get_n_events (other), ==, 0);
  seqgo_sequencer_queue_continue (fixture->queue, NULL);
  test_wait_until (get_n_events (fixture->queue) == 10);
  seqgo_event_pattern_set_queue_id (fixture->pattern, id);
  remove_events (fixture);
  g_assert_cmpuint (get_n_events (fixture->queue), ==, 0);
}

/* Room that removed events leave is used, although the kernel does not say that there is some. */
static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
      seqgo_sequencer_port_send_batch_finish (SEQGO_SEQUENCER_PORT (object), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static SeqgoEventBatch *
make_batch (SeqgoSequencerQueue *queue, guint n_events, guint8 tag)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);

  for (guint i = 0; i < n_events; i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, 60, 1);
      g_autoptr (SeqgoEvent) tagged = seqgo_event_with_tag (event, tag);

      g_ptr_array_add (
          events, seqgo_event_at_tick (tagged, seqgo_sequencer_queue_get_id (queue), FIRST_TICK));
    }
  return seqgo_event_batch_new ((SeqgoEvent **) events->pdata, events->len);
}

static void
test_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEventBatch) most = make_batch (fixture->queue, 400, 0);
  g_autoptr (SeqgoEventBatch) some = make_batch (fixture->queue, 100, 1);
  gboolean sent = FALSE;

  seqgo_sequencer_port_send_batch (fixture->peer->output, most, &error);
  seqgo_sequencer_port_send_batch (fixture->peer->output, some, &error);
  g_assert_no_error (error);
  g_assert_false (seqgo_sequencer_port_send_batch (fixture->peer->output, some, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_POOL_FULL);
  g_clear_error (&error);

  seqgo_sequencer_port_send_batch_async (fixture->peer->output, some, 0, NULL, sent_cb, &sent);
  test_run_for (20);
  g_assert_false (sent);
  seqgo_event_pattern_set_tag (fixture->pattern, 1);
  remove_events (fixture);
  g_assert_cmpuint (get_n_events (fixture->queue), ==, 400);
  test_wait_until (sent);
  g_assert_cmpuint (get_n_events (fixture->queue), ==, 500);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/sequencer-remove/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("S-69/values", test_values);
  ADD ("S-70/ticks", test_ticks);
  ADD ("S-70/times", test_times);
  ADD ("S-71/queues-and-destinations", test_queues_and_destinations);
  ADD ("of-others", test_of_others);
  ADD ("refused", test_refused);
  ADD ("both-stamps", test_both_stamps);
  ADD ("S-38/room", test_room);
#undef ADD

  return g_test_run ();
}
