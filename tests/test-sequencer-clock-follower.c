/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <math.h>

#include "seqgo-test.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

/* A sends a clock, which B follows; what the follower told is in @signals. */
typedef struct
{
  TestPeer                    *a;
  TestPeer                    *b;
  SeqgoSequencerQueue         *queue;
  SeqgoSequencerClockSender   *clock;
  SeqgoSequencerClockFollower *follower;
  GString                     *signals;
  GArray                      *bpms;
} Fixture;

static void
note_signal (Fixture *fixture, const char *name)
{
  if (fixture->signals->len > 0)
    g_string_append_c (fixture->signals, ' ');
  g_string_append (fixture->signals, name);
}

static void
started_cb (SeqgoSequencerClockFollower *follower, Fixture *fixture)
{
  note_signal (fixture, "started");
}

static void
stopped_cb (SeqgoSequencerClockFollower *follower, Fixture *fixture)
{
  note_signal (fixture, "stopped");
}

static void
continued_cb (SeqgoSequencerClockFollower *follower, Fixture *fixture)
{
  note_signal (fixture, "continued");
}

static void
lost_cb (SeqgoSequencerClockFollower *follower, Fixture *fixture)
{
  note_signal (fixture, "lost");
}

static void
position_changed_cb (SeqgoSequencerClockFollower *follower, guint position, Fixture *fixture)
{
  g_autofree char *text = g_strdup_printf ("%u", position);

  note_signal (fixture, text);
}

static void
failed_cb (SeqgoSequencerClockFollower *follower, GError *error, Fixture *fixture)
{
  note_signal (fixture, error->message);
}

static void
bpm_cb (SeqgoSequencerClockFollower *follower, GParamSpec *pspec, Fixture *fixture)
{
  double bpm = seqgo_sequencer_clock_follower_get_bpm (follower);

  g_array_append_val (fixture->bpms, bpm);
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GObject *follower;

  fixture->signals = g_string_new (NULL);
  fixture->bpms = g_array_new (FALSE, FALSE, sizeof (double));
  fixture->a = test_peer_new ("A");
  fixture->b = test_peer_new ("B");
  test_peer_connect (fixture->a, fixture->b);
  fixture->queue = seqgo_sequencer_client_create_queue (fixture->a->client, "song", &error);
  g_assert_no_error (error);
  fixture->clock = seqgo_sequencer_clock_sender_new (fixture->a->output, fixture->queue, &error);
  g_assert_no_error (error);
  fixture->follower = seqgo_sequencer_clock_follower_new (fixture->b->input, &error);
  g_assert_no_error (error);

  follower = G_OBJECT (fixture->follower);
  g_signal_connect (follower, "started", G_CALLBACK (started_cb), fixture);
  g_signal_connect (follower, "stopped", G_CALLBACK (stopped_cb), fixture);
  g_signal_connect (follower, "continued", G_CALLBACK (continued_cb), fixture);
  g_signal_connect (follower, "lost", G_CALLBACK (lost_cb), fixture);
  g_signal_connect (follower, "position-changed", G_CALLBACK (position_changed_cb), fixture);
  g_signal_connect (follower, "failed", G_CALLBACK (failed_cb), fixture);
  g_signal_connect (follower, "notify::bpm", G_CALLBACK (bpm_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_clear_object (&fixture->clock);
  g_clear_object (&fixture->follower);
  test_peer_free (fixture->a);
  test_peer_free (fixture->b);
  g_string_free (fixture->signals, TRUE);
  g_array_unref (fixture->bpms);
}

static void
start (Fixture *fixture, double bpm)
{
  g_autoptr (GError) error = NULL;

  seqgo_sequencer_queue_set_bpm (fixture->queue, bpm, &error);
  g_assert_no_error (error);
  seqgo_sequencer_clock_sender_start (fixture->clock, &error);
  g_assert_no_error (error);
}

static guint64
get_clock (Fixture *fixture)
{
  return seqgo_sequencer_clock_follower_get_clock (fixture->follower);
}

static guint32
get_tick (SeqgoSequencerQueue *queue)
{
  g_autoptr (SeqgoSequencerQueueStatus) status = seqgo_sequencer_queue_get_status (queue, NULL);

  return seqgo_sequencer_queue_status_get_tick (status);
}

static void
test_transport (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SeqgoSequencerPort) port = NULL;
  g_autoptr (SeqgoSequencerQueue) queue = NULL;
  gboolean running = TRUE;
  guint    position = 1;
  guint64  clock = 1;
  double   bpm = 1;

  g_object_get (fixture->follower, "port", &port, "queue", &queue, "running", &running, "position",
                &position, "clock", &clock, "bpm", &bpm, NULL);
  g_assert_true (port == fixture->b->input);
  g_assert_true (seqgo_sequencer_clock_follower_get_port (fixture->follower) == port);
  g_assert_null (queue);
  g_assert_null (seqgo_sequencer_clock_follower_get_queue (fixture->follower));
  g_assert_false (running);
  g_assert_cmpuint (position, ==, 0);
  g_assert_cmpuint (clock, ==, 0);
  g_assert_cmpfloat (bpm, ==, 0);

  start (fixture, 300);
  test_wait_until (get_clock (fixture) >= 24);
  g_assert_true (seqgo_sequencer_clock_follower_get_running (fixture->follower));
  g_assert_cmpuint (seqgo_sequencer_clock_follower_get_position (fixture->follower), >=, 4);
  seqgo_sequencer_clock_sender_stop (fixture->clock, NULL);
  test_wait_until (!seqgo_sequencer_clock_follower_get_running (fixture->follower));
  seqgo_sequencer_clock_sender_set_position (fixture->clock, 100, NULL);
  test_wait_until (seqgo_sequencer_clock_follower_get_position (fixture->follower) == 100);
  seqgo_sequencer_clock_sender_continue (fixture->clock, NULL);
  test_wait_until (get_clock (fixture) >= 606);
  seqgo_sequencer_clock_sender_start (fixture->clock, NULL);
  test_wait_until (get_clock (fixture) >= 6 && get_clock (fixture) < 600);
  g_assert_cmpstr (fixture->signals->str, ==, "started stopped 100 continued started");
}

/* A clock that was stopped may cease, another one may not. */
static void
test_lost (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  start (fixture, 300);
  test_wait_until (fixture->bpms->len > 0);
  seqgo_sequencer_clock_sender_stop (fixture->clock, NULL);
  test_run_for (1000);
  g_assert_cmpstr (fixture->signals->str, ==, "started stopped");
  g_assert_cmpfloat (seqgo_sequencer_clock_follower_get_bpm (fixture->follower), >, 0);

  start (fixture, 300);
  test_wait_until (get_clock (fixture) > 12);
  seqgo_sequencer_queue_stop (fixture->queue, &error);
  test_wait_until (g_str_has_suffix (fixture->signals->str, "lost"));
  g_assert_cmpstr (fixture->signals->str, ==, "started stopped started lost");
  g_assert_false (seqgo_sequencer_clock_follower_get_running (fixture->follower));
  g_assert_cmpfloat (seqgo_sequencer_clock_follower_get_bpm (fixture->follower), ==, 0);
}

/* A clock that nobody started has a tempo, too. */
static void
test_clock_alone (Fixture *fixture, gconstpointer user_data)
{
  guint8 id = seqgo_sequencer_queue_get_id (fixture->queue);
  g_autoptr (SeqgoEvent) clock = seqgo_event_new (SEQGO_EVENT_TYPE_CLOCK);

  seqgo_sequencer_queue_start (fixture->queue, NULL);
  for (guint i = 0; i < 24; i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_at_tick (clock, id, i * 4);

      g_assert_true (seqgo_sequencer_port_send (fixture->a->output, event, NULL));
    }
  test_wait_until (seqgo_sequencer_clock_follower_get_bpm (fixture->follower) > 0);
  g_assert_cmpuint (get_clock (fixture), ==, 0);
  g_assert_false (seqgo_sequencer_clock_follower_get_running (fixture->follower));
  test_wait_until (fixture->signals->len > 0);
  g_assert_cmpstr (fixture->signals->str, ==, "lost");
}

static void
test_queue (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerQueueStatus) status = NULL;
  SeqgoSequencerQueue *led
      = seqgo_sequencer_client_create_queue (fixture->b->client, "led", &error);

  g_object_set (fixture->follower, "queue", led, NULL);
  g_assert_true (seqgo_sequencer_clock_follower_get_queue (fixture->follower) == led);
  start (fixture, 300);
  test_wait_until (get_tick (led) > 96);
  seqgo_sequencer_clock_sender_stop (fixture->clock, NULL);
  test_wait_until (!seqgo_sequencer_clock_follower_get_running (fixture->follower));
  status = seqgo_sequencer_queue_get_status (led, &error);
  g_assert_no_error (error);
  g_assert_false (seqgo_sequencer_queue_status_is_running (status));
  seqgo_sequencer_clock_sender_set_position (fixture->clock, 100, NULL);
  seqgo_sequencer_clock_sender_continue (fixture->clock, NULL);
  test_wait_until (get_tick (led) > 2400);
  seqgo_sequencer_queue_close (led);
  test_wait_until (g_str_has_suffix (fixture->signals->str, "The queue is closed"));
  g_assert_null (seqgo_sequencer_clock_follower_get_queue (fixture->follower));
  test_wait_until (get_clock (fixture) > 650);
}

static void
test_close (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) bare = g_object_new (SEQGO_TYPE_SEQUENCER_CLOCK_FOLLOWER, NULL);
  g_autofree char *queues = NULL;

  g_assert_true (seqgo_sequencer_clock_follower_is_closed (SEQGO_SEQUENCER_CLOCK_FOLLOWER (bare)));
  start (fixture, 300);
  test_wait_until (fixture->signals->len > 0);
  g_assert_true (seqgo_event_is_real_time (test_peer_get_event (fixture->b, 0)));
  g_assert_false (seqgo_sequencer_clock_follower_is_closed (fixture->follower));
  seqgo_sequencer_clock_follower_close (fixture->follower);
  seqgo_sequencer_clock_follower_close (fixture->follower);
  g_assert_true (seqgo_sequencer_clock_follower_is_closed (fixture->follower));

  /* The port is as before. */
  test_run_for (50);
  g_ptr_array_set_size (fixture->b->events, 0);
  test_wait_until (fixture->b->events->len > 10);
  g_assert_false (seqgo_event_is_real_time (test_peer_get_event (fixture->b, 10)));
  g_assert_cmpstr (fixture->signals->str, ==, "started");
  g_assert_true (g_file_get_contents ("/proc/asound/seq/queues", &queues, NULL, NULL));
  g_assert_null (g_strstr_len (queues, -1, "clock follower"));

  seqgo_sequencer_port_close (fixture->b->input);
  g_assert_null (seqgo_sequencer_clock_follower_new (fixture->b->input, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
assert_bpm (Fixture *fixture, double bpm, double tolerance)
{
  double measured = seqgo_sequencer_clock_follower_get_bpm (fixture->follower);

  g_assert_cmpfloat_with_epsilon (measured, bpm, tolerance);
}

/* In virtual time: nothing but the timer of the kernel, with a period of 10 ms there, is between
 * the sender and the follower. */
static void
test_exact_tempo (Fixture *fixture, gconstpointer user_data)
{
  static const double tempos[] = { 60, 75, 96, 100, 120, 150 };

  start (fixture, 120);
  for (guint i = 0; i < G_N_ELEMENTS (tempos); i++)
    {
      seqgo_sequencer_queue_set_bpm (fixture->queue, tempos[i], NULL);
      test_run_for ((guint) (17 * 60000 / tempos[i]));
      for (guint j = 0; j < 20; j++)
        {
          assert_bpm (fixture, tempos[i], 0.01);
          test_run_for (213);
        }
    }
  g_assert_cmpstr (fixture->signals->str, ==, "started");
}

/* Clocks up to a millisecond too early or late. */
static void
test_jitter (Fixture *fixture, gconstpointer user_data)
{
  static const double bpm = 100;
  guint8              id = seqgo_sequencer_queue_get_id (fixture->queue);
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  g_autoptr (SeqgoEvent) clock = seqgo_event_new (SEQGO_EVENT_TYPE_CLOCK);

  seqgo_sequencer_queue_start (fixture->queue, NULL);
  for (guint beat = 0; beat < 60; beat++)
    {
      for (guint i = 0; i < 24; i++)
        {
          double time = (1 + (beat * 24 + i) * 60 / (bpm * 24)) * 1e9;
          double off = g_rand_double_range (rand, -1e6, 1e6);
          g_autoptr (SeqgoEvent) event = seqgo_event_at_time (clock, id, llround (time + off));

          g_assert_true (seqgo_sequencer_port_send (fixture->a->output, event, NULL));
        }
      test_run_for ((guint) (60000 / bpm));
      if (beat > 6)
        assert_bpm (fixture, bpm, 0.1);
    }
  g_assert_cmpfloat (fabs (g_array_index (fixture->bpms, double, 0) - bpm), <, 3);
}

/* The queue is at the beat, and not only at the tempo, also after the tempo has changed. */
static void
test_queue_phase (Fixture *fixture, gconstpointer user_data)
{
  static const double  tempos[] = { 120, 123, 90, 150 };
  SeqgoSequencerQueue *led = seqgo_sequencer_client_create_queue (fixture->b->client, "led", NULL);

  seqgo_sequencer_queue_set_ppq (led, 480, NULL);
  seqgo_sequencer_queue_set_ppq (fixture->queue, 480, NULL);
  seqgo_sequencer_clock_follower_set_queue (fixture->follower, led);
  start (fixture, tempos[0]);
  for (guint i = 0; i < G_N_ELEMENTS (tempos); i++)
    {
      seqgo_sequencer_queue_set_bpm (fixture->queue, tempos[i], NULL);
      test_run_for (20000);
      for (guint j = 0; j < 20; j++)
        {
          test_run_for (333);
          /* Two periods of the timer. */
          g_assert_cmpfloat_with_epsilon (get_tick (led), get_tick (fixture->queue),
                                          0.02 * 480 * tempos[i] / 60);
        }
      g_assert_cmpfloat_with_epsilon (seqgo_sequencer_queue_get_bpm (led), tempos[i], 3);
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer user_data);
  } tests[] = {
    { "/sequencer-clock-follower/order/transport", test_transport },
    { "/sequencer-clock-follower/order/lost", test_lost },
    { "/sequencer-clock-follower/order/clock-alone", test_clock_alone },
    { "/sequencer-clock-follower/order/queue", test_queue },
    { "/sequencer-clock-follower/order/close", test_close },
    { "/sequencer-clock-follower/time/exact-tempo", test_exact_tempo },
    { "/sequencer-clock-follower/time/jitter", test_jitter },
    { "/sequencer-clock-follower/time/queue-phase", test_queue_phase },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
