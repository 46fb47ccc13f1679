/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "seqgo-test.h"

/* A client with a clock, and another one that receives it. */
typedef struct
{
  TestPeer                  *a;
  TestPeer                  *b;
  SeqgoSequencerQueue       *queue;
  SeqgoSequencerClockSender *clock;
  guint                      n_failed;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  fixture->a = test_peer_new ("A");
  fixture->b = test_peer_new ("B");
  test_peer_connect (fixture->a, fixture->b);
  fixture->queue = seqgo_sequencer_client_create_queue (fixture->a->client, "song", &error);
  g_assert_no_error (error);
  g_assert_true (seqgo_sequencer_queue_set_bpm (fixture->queue, 300, &error));
  fixture->clock = seqgo_sequencer_clock_sender_new (fixture->a->output, fixture->queue, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_clear_object (&fixture->clock);
  test_peer_free (fixture->a);
  test_peer_free (fixture->b);
}

static SeqgoEventType
get_type (Fixture *fixture, guint index)
{
  return seqgo_event_get_event_type (test_peer_get_event (fixture->b, index));
}

/* Checks that the events from @index to @end are clocks at every fourth tick from @tick on. */
static void
check_clocks (Fixture *fixture, guint index, guint end, guint32 tick)
{
  for (; index < end; index++, tick += 4)
    {
      g_assert_cmpint (get_type (fixture, index), ==, SEQGO_EVENT_TYPE_CLOCK);
      g_assert_cmpuint (seqgo_event_get_tick (test_peer_get_event (fixture->b, index)), ==, tick);
    }
}

static guint
get_n_waiting (Fixture *fixture)
{
  g_autoptr (SeqgoSequencerQueueStatus) status
      = seqgo_sequencer_queue_get_status (fixture->queue, NULL);

  return seqgo_sequencer_queue_status_get_n_events (status);
}

static void
test_properties (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SeqgoSequencerPort) port = NULL;
  g_autoptr (SeqgoSequencerQueue) queue = NULL;
  gboolean running = TRUE;
  guint    position = 1;

  g_object_get (fixture->clock, "port", &port, "queue", &queue, "running", &running, "position",
                &position, NULL);
  g_assert_true (port == fixture->a->output);
  g_assert_true (queue == fixture->queue);
  g_assert_true (seqgo_sequencer_clock_sender_get_port (fixture->clock) == port);
  g_assert_true (seqgo_sequencer_clock_sender_get_queue (fixture->clock) == queue);
  g_assert_false (running);
  g_assert_cmpuint (position, ==, 0);
  g_assert_false (seqgo_sequencer_clock_sender_is_closed (fixture->clock));
}

static void
notify_cb (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

/* More clocks than wait in the queue at a time; none is missing, none comes twice. */
static void
test_transport (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  guint    n_notified = 0, n_events;
  GObject *clock = G_OBJECT (fixture->clock);

  g_signal_connect (clock, "notify::running", G_CALLBACK (notify_cb), &n_notified);
  g_assert_true (seqgo_sequencer_clock_sender_start (fixture->clock, &error));
  g_assert_true (seqgo_sequencer_clock_sender_get_running (fixture->clock));
  test_wait_until (fixture->b->events->len >= 150);
  g_assert_cmpuint (seqgo_sequencer_clock_sender_get_position (fixture->clock), >=, 149 / 6);
  g_assert_true (seqgo_sequencer_clock_sender_stop (fixture->clock, &error));
  g_assert_false (seqgo_sequencer_clock_sender_get_running (fixture->clock));
  test_run_for (50);
  n_events = fixture->b->events->len;
  g_assert_cmpint (get_type (fixture, 0), ==, SEQGO_EVENT_TYPE_START);
  check_clocks (fixture, 1, n_events - 1, 0);
  g_assert_cmpint (get_type (fixture, n_events - 1), ==, SEQGO_EVENT_TYPE_STOP);

  g_assert_true (seqgo_sequencer_clock_sender_continue (fixture->clock, &error));
  g_assert_true (seqgo_sequencer_clock_sender_continue (fixture->clock, &error));
  test_wait_until (fixture->b->events->len >= n_events + 50);
  g_assert_cmpint (get_type (fixture, n_events), ==, SEQGO_EVENT_TYPE_CONTINUE);
  check_clocks (fixture, n_events + 1, fixture->b->events->len, (n_events - 2) * 4);
  g_assert_cmpuint (n_notified, ==, 3);

  g_ptr_array_set_size (fixture->b->events, 0);
  g_assert_true (seqgo_sequencer_clock_sender_start (fixture->clock, &error));
  g_assert_no_error (error);
  test_wait_until (fixture->b->events->len > 20);
  n_events = 0;
  while (get_type (fixture, n_events) == SEQGO_EVENT_TYPE_CLOCK)
    n_events++;
  g_assert_cmpint (get_type (fixture, n_events), ==, SEQGO_EVENT_TYPE_START);
  check_clocks (fixture, n_events + 1, fixture->b->events->len, 0);
}

static void
test_position (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  guint position;

  g_assert_true (seqgo_sequencer_clock_sender_start (fixture->clock, &error));
  g_assert_false (seqgo_sequencer_clock_sender_set_position (fixture->clock, 0, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_QUEUE_RUNNING);
  g_clear_error (&error);
  g_assert_true (seqgo_sequencer_clock_sender_stop (fixture->clock, &error));
  g_assert_false (seqgo_sequencer_clock_sender_set_position (fixture->clock, 16384, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  test_wait_until (fixture->b->events->len > 0
                   && get_type (fixture, fixture->b->events->len - 1) == SEQGO_EVENT_TYPE_STOP);
  g_ptr_array_set_size (fixture->b->events, 0);

  g_assert_true (seqgo_sequencer_clock_sender_set_position (fixture->clock, 16383, &error));
  g_object_get (fixture->clock, "position", &position, NULL);
  g_assert_cmpuint (position, ==, 16383);
  g_assert_true (seqgo_sequencer_clock_sender_set_position (fixture->clock, 32, &error));
  g_assert_cmpuint (get_n_waiting (fixture), ==, 0);
  g_assert_true (seqgo_sequencer_clock_sender_continue (fixture->clock, &error));
  g_assert_no_error (error);
  test_wait_until (fixture->b->events->len >= 10);
  g_assert_cmpint (get_type (fixture, 0), ==, SEQGO_EVENT_TYPE_SONG_POSITION);
  g_assert_cmpint (seqgo_event_get_value (test_peer_get_event (fixture->b, 1)), ==, 32);
  g_assert_cmpint (get_type (fixture, 2), ==, SEQGO_EVENT_TYPE_CONTINUE);
  check_clocks (fixture, 3, fixture->b->events->len, 32 * 96 / 4);
}

/* A resolution that 24 does not divide. */
static void
test_resolution (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (seqgo_sequencer_queue_set_ppq (fixture->queue, 100, &error));
  g_assert_true (seqgo_sequencer_clock_sender_start (fixture->clock, &error));
  g_assert_no_error (error);
  test_wait_until (fixture->b->events->len > 48);
  for (guint i = 0; i < 48; i++)
    g_assert_cmpuint (seqgo_event_get_tick (test_peer_get_event (fixture->b, i + 1)), ==,
                      (i * 100 + 23) / 24);
}

/* Others need the pool, too; as soon as there is room the clock goes on. */
static void
test_full_pool (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, 60, 1);
  g_autoptr (SeqgoEvent) far
      = seqgo_event_at_tick (event, seqgo_sequencer_queue_get_id (fixture->queue), 1000000);

  g_assert_true (seqgo_sequencer_clock_sender_start (fixture->clock, &error));
  g_assert_no_error (error);
  while (seqgo_sequencer_port_send (fixture->a->output, far, &error))
    ;
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_POOL_FULL);
  test_wait_until (fixture->b->events->len > 300);
  check_clocks (fixture, 1, fixture->b->events->len, 0);
}

static void
test_close (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  guint n_events;

  g_assert_true (seqgo_sequencer_clock_sender_start (fixture->clock, &error));
  test_wait_until (fixture->b->events->len > 5);
  seqgo_sequencer_clock_sender_close (fixture->clock);
  seqgo_sequencer_clock_sender_close (fixture->clock);
  g_assert_true (seqgo_sequencer_clock_sender_is_closed (fixture->clock));
  g_assert_false (seqgo_sequencer_clock_sender_get_running (fixture->clock));
  g_assert_cmpuint (get_n_waiting (fixture), ==, 0);
  test_wait_until (get_type (fixture, fixture->b->events->len - 1) == SEQGO_EVENT_TYPE_STOP);
  n_events = fixture->b->events->len;
  test_run_for (50);
  g_assert_cmpuint (fixture->b->events->len, ==, n_events);

  g_assert_false (seqgo_sequencer_clock_sender_start (fixture->clock, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (seqgo_sequencer_clock_sender_stop (fixture->clock, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (seqgo_sequencer_clock_sender_continue (fixture->clock, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (seqgo_sequencer_clock_sender_set_position (fixture->clock, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
test_new_invalid (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) bare = g_object_new (SEQGO_TYPE_SEQUENCER_CLOCK_SENDER, NULL);

  g_assert_null (seqgo_sequencer_clock_sender_new (fixture->b->output, fixture->queue, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  seqgo_sequencer_queue_close (fixture->queue);
  g_assert_null (seqgo_sequencer_clock_sender_new (fixture->a->output, fixture->queue, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  seqgo_sequencer_port_close (fixture->a->output);
  g_assert_null (seqgo_sequencer_clock_sender_new (fixture->a->output, fixture->queue, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);

  g_assert_true (seqgo_sequencer_clock_sender_is_closed (SEQGO_SEQUENCER_CLOCK_SENDER (bare)));
  g_assert_false (seqgo_sequencer_clock_sender_start (SEQGO_SEQUENCER_CLOCK_SENDER (bare), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_cmpuint (seqgo_sequencer_clock_sender_get_position (SEQGO_SEQUENCER_CLOCK_SENDER (bare)),
                    ==, 0);
}

static void
failed_cb (SeqgoSequencerClockSender *clock, GError *error, Fixture *fixture)
{
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  fixture->n_failed++;
}

static void
test_failed (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_signal_connect (fixture->clock, "failed", G_CALLBACK (failed_cb), fixture);
  g_assert_true (seqgo_sequencer_clock_sender_start (fixture->clock, &error));
  seqgo_sequencer_queue_close (fixture->queue);
  g_assert_true (seqgo_sequencer_clock_sender_is_closed (fixture->clock));
  test_wait_until (fixture->n_failed > 0);
  g_assert_false (seqgo_sequencer_clock_sender_get_running (fixture->clock));
  test_run_for (250);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer user_data);
  } tests[] = {
    { "/sequencer-clock-sender/properties", test_properties },
    { "/sequencer-clock-sender/transport", test_transport },
    { "/sequencer-clock-sender/position", test_position },
    { "/sequencer-clock-sender/resolution", test_resolution },
    { "/sequencer-clock-sender/full-pool", test_full_pool },
    { "/sequencer-clock-sender/close", test_close },
    { "/sequencer-clock-sender/new-invalid", test_new_invalid },
    { "/sequencer-clock-sender/failed", test_failed },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
