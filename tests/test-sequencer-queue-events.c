/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What queues do with events of different kinds and different times. */

#include <string.h>

#include "seqgo-test.h"

#define MILLISECOND G_GINT64_CONSTANT (1000000)
#define TICKS_A_BEAT 96

typedef struct
{
  TestPeer            *peer;
  SeqgoSequencerQueue *queue;
  guint8               id;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->peer = test_peer_new ("A");
  fixture->queue = seqgo_sequencer_client_create_queue (fixture->peer->client, NULL, NULL);
  g_assert_nonnull (fixture->queue);
  fixture->id = seqgo_sequencer_queue_get_id (fixture->queue);
  test_peer_connect (fixture->peer, fixture->peer);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_peer_free (fixture->peer);
}

static void
send (Fixture *fixture, SeqgoEvent *event)
{
  g_autoptr (GError) error = NULL;

  seqgo_sequencer_port_send (fixture->peer->output, event, &error);
  g_assert_no_error (error);
}

static void
send_at_tick (Fixture *fixture, SeqgoEvent *event, guint32 tick)
{
  g_autoptr (SeqgoEvent) scheduled = seqgo_event_at_tick (event, fixture->id, tick);

  send (fixture, scheduled);
}

static void
send_note_at_tick (Fixture *fixture, guint8 note, guint32 tick)
{
  g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, note, 1);

  send_at_tick (fixture, event, tick);
}

static void
start (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  seqgo_sequencer_queue_start (fixture->queue, &error);
  g_assert_no_error (error);
}

static void
sync_queue (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  seqgo_sequencer_queue_sync (fixture->queue, 10 * G_USEC_PER_SEC, NULL, &error);
  g_assert_no_error (error);
}

static gint64
get_time (Fixture *fixture)
{
  g_autoptr (SeqgoSequencerQueueStatus) status
      = seqgo_sequencer_queue_get_status (fixture->queue, NULL);

  return seqgo_sequencer_queue_status_get_time (status);
}

/* The notes that have arrived, with blanks between them. */
static char *
get_notes (Fixture *fixture)
{
  GString *notes = g_string_new (NULL);

  for (guint i = 0; i < fixture->peer->events->len; i++)
    g_string_append_printf (notes, "%s%u", i > 0 ? " " : "",
                            seqgo_event_get_note (test_peer_get_event (fixture->peer, i)));
  return g_string_free (notes, FALSE);
}

static void
assert_notes (Fixture *fixture, guint n_notes, const char *expected)
{
  g_autofree char *notes = NULL;

  test_wait_until (fixture->peer->events->len >= n_notes);
  notes = get_notes (fixture);
  g_assert_cmpstr (notes, ==, expected);
}

/* Everybody who is connected to the timer of the system hears what happens to a queue. */
static void
test_listen_to_control (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestPeer) listener = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoAddress) timer = seqgo_address_new (SEQGO_CLIENT_ID_SYSTEM, SEQGO_PORT_ID_TIMER);
  g_autoptr (SeqgoEvent) tempo
      = seqgo_event_new_queue_control (SEQGO_EVENT_TYPE_TEMPO, fixture->id, 250000);
  g_autofree char *types = NULL;

  seqgo_sequencer_port_connect_from_address (listener->input, timer, &error);
  g_assert_no_error (error);
  start (fixture);
  seqgo_sequencer_port_send_to (fixture->peer->output, tempo, timer, &error);
  seqgo_sequencer_queue_stop (fixture->queue, &error);
  g_assert_no_error (error);
  test_wait_until (listener->events->len == 3);
  types = test_peer_get_types (listener);
  g_assert_cmpstr (types, ==, "start tempo stop");
  for (guint i = 0; i < 3; i++)
    {
      SeqgoEvent *event = test_peer_get_event (listener, i);
      g_autoptr (SeqgoAddress) source = seqgo_event_get_source (event);

      g_assert_true (seqgo_address_equal (source, timer));
      g_assert_cmpuint (seqgo_event_get_control_queue (event), ==, fixture->id);
    }
  g_assert_cmpint (seqgo_event_get_value (test_peer_get_event (listener, 1)), ==, 250000);
  g_assert_cmpuint (seqgo_sequencer_queue_get_tempo (fixture->queue), ==, 250000);
}

/* The second beat takes half as long as the first. */
static void
test_tempo_at_tick (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoAddress) timer = seqgo_address_new (SEQGO_CLIENT_ID_SYSTEM, SEQGO_PORT_ID_TIMER);
  g_autoptr (SeqgoEvent) tempo
      = seqgo_event_new_queue_control (SEQGO_EVENT_TYPE_TEMPO, fixture->id, 250000);
  g_autoptr (SeqgoEvent) later = seqgo_event_at_tick (tempo, fixture->id, TICKS_A_BEAT);

  seqgo_sequencer_port_send_to (fixture->peer->output, later, timer, &error);
  g_assert_no_error (error);
  send_note_at_tick (fixture, 60, 2 * TICKS_A_BEAT);
  g_assert_cmpuint (seqgo_sequencer_queue_get_tempo (fixture->queue), ==, 500000);
  seqgo_sequencer_queue_start_scheduled (fixture->queue, &error);
  g_assert_no_error (error);
  sync_queue (fixture);
  g_assert_cmpuint (seqgo_sequencer_queue_get_tempo (fixture->queue), ==, 250000);
  g_assert_cmpint (get_time (fixture), >=, 740 * MILLISECOND);
  assert_notes (fixture, 1, "60");
}

static void
test_start_scheduled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint8 i = 0; i < 5; i++)
    send_note_at_tick (fixture, i, i * 10);
  /* What is due already does not wait. */
  assert_notes (fixture, 1, "0");
  g_assert_true (seqgo_sequencer_queue_start_scheduled (fixture->queue, &error));
  g_assert_no_error (error);
  sync_queue (fixture);
  assert_notes (fixture, 5, "0 1 2 3 4");

  /* Again, with a queue that runs and is somewhere else. */
  send_note_at_tick (fixture, 5, 1000000);
  seqgo_sequencer_queue_set_tick (fixture->queue, 999900, &error);
  g_assert_true (seqgo_sequencer_queue_start_scheduled (fixture->queue, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_time (fixture), <, 999900 * MILLISECOND);
  seqgo_sequencer_queue_set_tick (fixture->queue, 999999, &error);
  g_assert_no_error (error);
  assert_notes (fixture, 6, "0 1 2 3 4 5");
}

static void
test_late (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SeqgoEvent *event;

  seqgo_sequencer_queue_set_tick (fixture->queue, 57, &error);
  g_assert_no_error (error);
  send_note_at_tick (fixture, 60, 1);
  assert_notes (fixture, 1, "60");
  event = test_peer_get_event (fixture->peer, 0);
  g_assert_cmpuint (seqgo_event_get_tick (event), ==, 1);
  g_assert_cmpuint (seqgo_event_get_queue_id (event), ==, fixture->id);
}

/* In real time, the duration of a note is in milliseconds. */
static void
test_note_in_real_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SeqgoEvent) note = seqgo_event_new_note_full (0, 60, 64, 33, 250);
  g_autoptr (SeqgoEvent) scheduled = seqgo_event_at_time (note, fixture->id, 10 * MILLISECOND);
  SeqgoEvent *on, *off;

  start (fixture);
  send (fixture, scheduled);
  sync_queue (fixture);
  assert_notes (fixture, 2, "60 60");
  on = test_peer_get_event (fixture->peer, 0);
  off = test_peer_get_event (fixture->peer, 1);
  g_assert_cmpint (seqgo_event_get_event_type (on), ==, SEQGO_EVENT_TYPE_NOTE_ON);
  g_assert_cmpint (seqgo_event_get_time (on), ==, 10 * MILLISECOND);
  g_assert_false (seqgo_event_get_high_priority (on));
  g_assert_cmpint (seqgo_event_get_event_type (off), ==, SEQGO_EVENT_TYPE_NOTE_OFF);
  g_assert_cmpint (seqgo_event_get_time (off), ==, 260 * MILLISECOND);
  g_assert_cmpuint (seqgo_event_get_velocity (off), ==, 33);
  g_assert_true (seqgo_event_get_high_priority (off));
}

/* At the same instant, ticks come before times. */
static void
test_ticks_before_times (Fixture *fixture, gconstpointer data)
{
  for (guint8 i = 0; i < 3; i++)
    {
      g_autoptr (SeqgoEvent) note = seqgo_event_new_note_on (0, 20 + i, 1);
      g_autoptr (SeqgoEvent) timed = seqgo_event_at_time (note, fixture->id, 250 * MILLISECOND);

      send (fixture, timed);
      send_note_at_tick (fixture, 10 + i, TICKS_A_BEAT / 2);
    }
  seqgo_sequencer_queue_start_scheduled (fixture->queue, NULL);
  sync_queue (fixture);
  assert_notes (fixture, 6, "10 11 12 20 21 22");
}

/* At the same tick, events of high priority come before others, the last one first. */
static void
test_priority (Fixture *fixture, gconstpointer data)
{
  for (guint8 i = 0; i < 6; i++)
    {
      g_autoptr (SeqgoEvent) note = seqgo_event_new_note_on (0, i, 1);
      g_autoptr (SeqgoEvent) urgent = seqgo_event_with_high_priority (note, i % 2);

      send_at_tick (fixture, urgent, 10);
    }
  seqgo_sequencer_queue_start_scheduled (fixture->queue, NULL);
  sync_queue (fixture);
  assert_notes (fixture, 6, "5 3 1 0 2 4");
  g_assert_true (seqgo_event_get_high_priority (test_peer_get_event (fixture->peer, 0)));
  g_assert_false (seqgo_event_get_high_priority (test_peer_get_event (fixture->peer, 3)));
}

static void
test_echo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) payload = g_bytes_new_static ("twelve bytes", 12);
  g_autoptr (SeqgoEvent) echo = seqgo_event_new_data (SEQGO_EVENT_TYPE_ECHO, payload);
  g_autoptr (SeqgoEvent) to_self = seqgo_event_with_destination (
      echo, seqgo_sequencer_port_get_address (fixture->peer->input));
  g_autoptr (GBytes) received = NULL;
  g_autoptr (SeqgoAddress) source = NULL;
  SeqgoEvent *event;

  start (fixture);
  send_at_tick (fixture, to_self, 20);
  test_wait_until (fixture->peer->events->len == 1);
  g_assert_cmpint (get_time (fixture), >=, 104 * MILLISECOND - MILLISECOND);
  event = test_peer_get_event (fixture->peer, 0);
  g_assert_cmpint (seqgo_event_get_event_type (event), ==, SEQGO_EVENT_TYPE_ECHO);
  g_assert_cmpuint (seqgo_event_get_tick (event), ==, 20);
  received = seqgo_event_get_data (event);
  g_assert_true (g_bytes_equal (received, payload));
  source = seqgo_event_get_source (event);
  g_assert_true (
      seqgo_address_equal (source, seqgo_sequencer_port_get_address (fixture->peer->output)));
}

/* Those that programs define themselves go through a queue unchanged. */
static void
test_user_events (Fixture *fixture, gconstpointer data)
{
  guint8  bytes[300];
  guint32 tick = 0;

  for (guint i = 0; i < G_N_ELEMENTS (bytes); i++)
    bytes[i] = (guint8) (i * 7);

  start (fixture);
  for (guint type = SEQGO_EVENT_TYPE_USER0; type <= SEQGO_EVENT_TYPE_USER9; type++)
    {
      g_autoptr (GBytes) payload = g_bytes_new (bytes + type, 12);
      g_autoptr (SeqgoEvent) event = seqgo_event_new_data ((SeqgoEventType) type, payload);

      send_at_tick (fixture, event, tick++);
    }
  for (guint type = SEQGO_EVENT_TYPE_USER_VAR0; type <= SEQGO_EVENT_TYPE_USER_VAR4; type++)
    {
      g_autoptr (GBytes) payload = g_bytes_new (bytes, type);
      g_autoptr (SeqgoEvent) event = seqgo_event_new_data ((SeqgoEventType) type, payload);

      send_at_tick (fixture, event, tick++);
    }
  sync_queue (fixture);
  test_wait_until (fixture->peer->events->len == 15);
  for (guint i = 0; i < 15; i++)
    {
      SeqgoEvent *event = test_peer_get_event (fixture->peer, i);
      guint       type = (guint) seqgo_event_get_event_type (event);
      g_autoptr (GBytes) payload = seqgo_event_get_data (event);
      gsize         size;
      const guint8 *content = g_bytes_get_data (payload, &size);

      if (i < 10)
        g_assert_cmpuint (type, ==, SEQGO_EVENT_TYPE_USER0 + i);
      else
        g_assert_cmpuint (type, ==, SEQGO_EVENT_TYPE_USER_VAR0 + i - 10);
      g_assert_cmpmem (content, (int) size, i < 10 ? bytes + type : bytes,
                       i < 10 ? 12 : (int) type);
    }
}

/* 600 events, 1 ms apart, where the pool has room for 500. */
static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GError **error = user_data;

  if (!seqgo_sequencer_port_send_batch_finish (SEQGO_SEQUENCER_PORT (object), result, error))
    return;
  *error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_EXISTS, "sent");
}

static SeqgoEventBatch *
make_batch (Fixture *fixture, guint n_events, gint64 first)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);

  for (guint i = 0; i < n_events; i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, (guint8) (i % 128), 1);

      g_ptr_array_add (events, seqgo_event_at_time (event, fixture->id, (first + i) * MILLISECOND));
    }
  return seqgo_event_batch_new ((SeqgoEvent **) events->pdata, events->len);
}

static void
test_more_than_fits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SeqgoEventBatch) batch = make_batch (fixture, 600, 1);
  g_autoptr (SeqgoEventBatch) far = make_batch (fixture, 600, 1000000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) result = NULL;

  /* However long the program is held up, nothing is lost. */
  seqgo_sequencer_client_set_input_pool (fixture->peer->client, 2000, NULL);
  start (fixture);
  seqgo_sequencer_port_send_batch_async (fixture->peer->output, batch, 0, NULL, sent_cb, &result);
  test_wait_until (result != NULL);
  g_assert_error (result, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&result);
  test_wait_until (fixture->peer->events->len == 600);
  for (guint i = 0; i < 600; i++)
    g_assert_cmpuint (seqgo_event_get_note (test_peer_get_event (fixture->peer, i)), ==, i % 128);

  seqgo_sequencer_port_send_batch_async (fixture->peer->output, far, 0, cancellable, sent_cb,
                                         &result);
  test_run_for (20);
  g_assert_no_error (result);
  g_cancellable_cancel (cancellable);
  test_wait_until (result != NULL);
  g_assert_error (result, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/sequencer-queue-events/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("S-33/listen-to-control", test_listen_to_control);
  ADD ("tempo-at-tick", test_tempo_at_tick);
  ADD ("S-51/start-scheduled", test_start_scheduled);
  ADD ("S-54/late", test_late);
  ADD ("S-55/note-in-real-time", test_note_in_real_time);
  ADD ("S-62/ticks-before-times", test_ticks_before_times);
  ADD ("priority", test_priority);
  ADD ("S-68/echo", test_echo);
  ADD ("user-events", test_user_events);
  ADD ("S-39/more-than-fits", test_more_than_fits);
#undef ADD

  return g_test_run ();
}
