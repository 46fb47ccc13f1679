/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include "seqgo-test.h"

#define MILLISECOND G_GINT64_CONSTANT (1000000)

static SeqgoSequencerQueue *
make_queue (TestPeer *peer, const char *name)
{
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (peer->client, name, &error);

  g_assert_no_error (error);
  return queue;
}

static void
assert_status (SeqgoSequencerQueue *queue,
               gboolean             is_running,
               guint32              tick,
               gint64               time,
               guint                n_events)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerQueueStatus) status = seqgo_sequencer_queue_get_status (queue, &error);

  g_assert_no_error (error);
  g_assert_cmpint (seqgo_sequencer_queue_status_is_running (status), ==, is_running);
  g_assert_cmpuint (seqgo_sequencer_queue_status_get_tick (status), ==, tick);
  g_assert_cmpint (seqgo_sequencer_queue_status_get_time (status), ==, time);
  g_assert_cmpuint (seqgo_sequencer_queue_status_get_n_events (status), ==, n_events);
}

static guint32
get_tick (SeqgoSequencerQueue *queue)
{
  g_autoptr (SeqgoSequencerQueueStatus) status = seqgo_sequencer_queue_get_status (queue, NULL);

  return seqgo_sequencer_queue_status_get_tick (status);
}

static guint
get_n_events (SeqgoSequencerQueue *queue)
{
  g_autoptr (SeqgoSequencerQueueStatus) status = seqgo_sequencer_queue_get_status (queue, NULL);

  return seqgo_sequencer_queue_status_get_n_events (status);
}

static void
send_at_ticks (TestPeer *peer, SeqgoSequencerQueue *queue, guint n, guint32 first, guint32 step)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, (guint8) i, 1);
      g_autoptr (SeqgoEvent) scheduled
          = seqgo_event_at_tick (event, seqgo_sequencer_queue_get_id (queue), first + i * step);

      seqgo_sequencer_port_send (peer->output, scheduled, &error);
      g_assert_no_error (error);
    }
}

static void
test_new (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("Q");
  SeqgoSequencerQueue *queue = make_queue (peer, "song");
  g_autofree char     *name = NULL, *proc = NULL;
  guint                id, tempo, ppq;
  double               bpm;

  g_object_get (queue, "id", &id, "name", &name, "tempo", &tempo, "ppq", &ppq, "bpm", &bpm, NULL);
  g_assert_cmpuint (id, ==, seqgo_sequencer_queue_get_id (queue));
  g_assert_cmpstr (name, ==, "song");
  g_assert_cmpstr (seqgo_sequencer_queue_get_name (queue), ==, "song");
  g_assert_cmpuint (tempo, ==, 500000);
  g_assert_cmpuint (ppq, ==, 96);
  g_assert_cmpfloat (bpm, ==, 120);
  assert_status (queue, FALSE, 0, 0, 0);
  g_assert_true (g_file_get_contents ("/proc/asound/seq/queues", &proc, NULL, NULL));
  g_assert_nonnull (strstr (proc, "song"));
  seqgo_sequencer_queue_close (queue);
  seqgo_sequencer_queue_close (queue);
  g_assert_true (seqgo_sequencer_queue_is_closed (queue));
  g_clear_pointer (&proc, g_free);
  g_assert_true (g_file_get_contents ("/proc/asound/seq/queues", &proc, NULL, NULL));
  g_assert_null (strstr (proc, "song"));
}

static void
test_too_many (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("Q");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue, *last = NULL;
  guint                n_queues = 0;

  while ((queue = seqgo_sequencer_client_create_queue (peer->client, NULL, &error)) != NULL)
    {
      last = queue;
      n_queues++;
    }
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_TOO_MANY_QUEUES);
  g_assert_cmpuint (n_queues, ==, 32);
  g_clear_error (&error);
  seqgo_sequencer_queue_close (last);
  make_queue (peer, NULL);
}

static void
notify_cb (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
test_tempo (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("Q");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = make_queue (peer, NULL);
  guint                n_notified = 0;

  g_signal_connect (queue, "notify::bpm", G_CALLBACK (notify_cb), &n_notified);
  g_assert_true (seqgo_sequencer_queue_set_bpm (queue, 100, &error));
  g_assert_cmpuint (seqgo_sequencer_queue_get_tempo (queue), ==, 600000);
  g_assert_true (seqgo_sequencer_queue_set_tempo (queue, 400000, &error));
  g_assert_cmpfloat (seqgo_sequencer_queue_get_bpm (queue), ==, 150);
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_true (seqgo_sequencer_queue_set_ppq (queue, 480, &error));
  g_assert_cmpuint (seqgo_sequencer_queue_get_ppq (queue), ==, 480);
  g_assert_cmpuint (seqgo_sequencer_queue_get_tempo (queue), ==, 400000);

  seqgo_sequencer_queue_start (queue, &error);
  g_assert_no_error (error);
  g_assert_false (seqgo_sequencer_queue_set_ppq (queue, 96, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_QUEUE_RUNNING);
  g_clear_error (&error);
  g_assert_true (seqgo_sequencer_queue_set_bpm (queue, 60, &error));
  g_assert_no_error (error);

  g_assert_false (seqgo_sequencer_queue_set_tempo (queue, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (seqgo_sequencer_queue_set_bpm (queue, -1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (seqgo_sequencer_queue_set_bpm (queue, 0.0 / 0.0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (seqgo_sequencer_queue_set_ppq (queue, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
assert_invalid (GError **error)
{
  g_assert_error (*error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (error);
}

static void
test_speed (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("Q");
  g_autoptr (GError) error = NULL;
  g_autofree char     *proc = NULL;
  SeqgoSequencerQueue *queue = make_queue (peer, NULL);
  guint                n_notified = 0;
  double               speed;

  g_signal_connect (queue, "notify::speed", G_CALLBACK (notify_cb), &n_notified);
  g_assert_cmpfloat (seqgo_sequencer_queue_get_speed (queue), ==, 1);
  g_assert_cmpuint (seqgo_sequencer_queue_get_skew (queue), ==, 65536);
  g_assert_true (seqgo_sequencer_queue_set_speed (queue, 2.5, &error));
  g_assert_no_error (error);
  g_object_get (queue, "speed", &speed, NULL);
  g_assert_cmpfloat (speed, ==, 2.5);
  g_assert_cmpuint (seqgo_sequencer_queue_get_skew (queue), ==, 163840);
  g_assert_true (g_file_get_contents ("/proc/asound/seq/timer", &proc, NULL, NULL));
  g_assert_nonnull (strstr (proc, "Skew : 163840 / 65536"));
  g_assert_true (seqgo_sequencer_queue_set_skew (queue, 6553600, 65536, &error));
  g_assert_cmpfloat (seqgo_sequencer_queue_get_speed (queue), ==, 100);
  g_assert_cmpuint (n_notified, ==, 2);
  /* The tempo is another matter. */
  g_assert_true (seqgo_sequencer_queue_set_bpm (queue, 60, &error));
  g_assert_cmpfloat (seqgo_sequencer_queue_get_speed (queue), ==, 100);

  seqgo_sequencer_queue_start (queue, &error);
  send_at_ticks (peer, queue, 1, 100 * 96, 0);
  g_assert_true (seqgo_sequencer_queue_sync (queue, 9 * G_USEC_PER_SEC, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (get_tick (queue), >=, 100 * 96);

  g_assert_false (seqgo_sequencer_queue_set_skew (queue, 1000, 1000, &error));
  assert_invalid (&error);
  g_assert_false (seqgo_sequencer_queue_set_skew (queue, 0, 65536, &error));
  assert_invalid (&error);
  g_assert_false (seqgo_sequencer_queue_set_speed (queue, 0, &error));
  assert_invalid (&error);
  g_assert_false (seqgo_sequencer_queue_set_speed (queue, 256.1, &error));
  assert_invalid (&error);
  g_assert_cmpfloat (seqgo_sequencer_queue_get_speed (queue), ==, 100);
}

/* Where there is no finer tempo, that is said. */
static void
test_tempo_base (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("Q");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = make_queue (peer, NULL);

  g_assert_cmpuint (seqgo_sequencer_queue_get_tempo_base (queue), ==, 1000);
  g_assert_false (seqgo_sequencer_queue_set_tempo_base (queue, 100, &error));
  assert_invalid (&error);
  if (!seqgo_sequencer_queue_set_tempo_base (queue, 10, &error))
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
      g_assert_nonnull (strstr (error->message, "alsa-lib 1.2.13"));
      g_assert_cmpuint (seqgo_sequencer_queue_get_tempo_base (queue), ==, 1000);
      return;
    }

  g_assert_cmpuint (seqgo_sequencer_queue_get_tempo_base (queue), ==, 10);
  g_assert_cmpuint (seqgo_sequencer_queue_get_tempo (queue), ==, 50000000);
  g_assert_cmpfloat (seqgo_sequencer_queue_get_bpm (queue), ==, 120);
  g_assert_true (seqgo_sequencer_queue_set_bpm (queue, 123.456, &error));
  g_assert_cmpuint (seqgo_sequencer_queue_get_tempo (queue), ==, 48600311);
  g_assert_cmpfloat_with_epsilon (seqgo_sequencer_queue_get_bpm (queue), 123.456, 1e-5);
  seqgo_sequencer_queue_start (queue, &error);
  send_at_ticks (peer, queue, 1, 10, 0);
  g_assert_true (seqgo_sequencer_queue_sync (queue, 5 * G_USEC_PER_SEC, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (seqgo_sequencer_queue_set_tempo_base (queue, 1000, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_sequencer_queue_get_tempo (queue), ==, 486003);
}

/* What is sent to a queue before it starts is thrown away, but for what is due at once. */
static void
test_start_discards (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("Q");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = make_queue (peer, NULL);

  test_peer_connect (peer, peer);
  send_at_ticks (peer, queue, 10, 0, 10);
  test_wait_until (peer->events->len == 1);
  g_assert_cmpuint (get_n_events (queue), ==, 9);
  seqgo_sequencer_queue_start (queue, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (get_n_events (queue), ==, 0);
  test_wait_until (get_tick (queue) > 100);
  g_assert_cmpuint (peer->events->len, ==, 1);
}

static void
test_stop_continue (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("Q");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = make_queue (peer, NULL);
  guint                n_delivered;
  guint32              tick;

  test_peer_connect (peer, peer);
  seqgo_sequencer_queue_start (queue, &error);
  send_at_ticks (peer, queue, 10, 0, 10);
  test_wait_until (peer->events->len >= 2);
  seqgo_sequencer_queue_stop (queue, &error);
  g_assert_no_error (error);
  tick = get_tick (queue);
  test_run_for (50);
  n_delivered = peer->events->len;
  g_assert_cmpuint (get_tick (queue), ==, tick);
  g_assert_cmpuint (n_delivered, <, 10);
  g_assert_cmpuint (get_n_events (queue), ==, 10 - n_delivered);

  seqgo_sequencer_queue_continue (queue, &error);
  g_assert_no_error (error);
  test_wait_until (peer->events->len == 10);
  for (guint i = 0; i < 10; i++)
    g_assert_cmpuint (seqgo_event_get_note (test_peer_get_event (peer, i)), ==, i);
  tick = get_tick (queue);
  seqgo_sequencer_queue_continue (queue, &error);
  g_assert_cmpuint (get_tick (queue), >=, tick);
  seqgo_sequencer_queue_start (queue, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (get_tick (queue), <, tick);
}

static void
test_position (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("Q");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = make_queue (peer, NULL);

  g_assert_true (seqgo_sequencer_queue_set_tick (queue, 960, &error));
  assert_status (queue, FALSE, 960, 0, 0);
  g_assert_true (seqgo_sequencer_queue_set_time (queue, 1500 * MILLISECOND, &error));
  g_assert_no_error (error);
  assert_status (queue, FALSE, 960, 1500 * MILLISECOND, 0);
  g_assert_false (seqgo_sequencer_queue_set_time (queue, -1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_note (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("Q");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = make_queue (peer, NULL);
  g_autoptr (SeqgoEvent) note = seqgo_event_new_note_full (0, 60, 64, 33, 48);
  g_autoptr (SeqgoEvent) scheduled
      = seqgo_event_at_tick (note, seqgo_sequencer_queue_get_id (queue), 10);
  SeqgoEvent *on, *off;

  test_peer_connect (peer, peer);
  seqgo_sequencer_queue_start (queue, &error);
  seqgo_sequencer_port_send (peer->output, scheduled, &error);
  g_assert_no_error (error);
  test_wait_until (peer->events->len == 2);
  on = test_peer_get_event (peer, 0);
  off = test_peer_get_event (peer, 1);
  g_assert_cmpint (seqgo_event_get_event_type (on), ==, SEQGO_EVENT_TYPE_NOTE_ON);
  g_assert_cmpuint (seqgo_event_get_velocity (on), ==, 64);
  g_assert_cmpuint (seqgo_event_get_tick (on), ==, 10);
  g_assert_cmpint (seqgo_event_get_event_type (off), ==, SEQGO_EVENT_TYPE_NOTE_OFF);
  g_assert_cmpuint (seqgo_event_get_velocity (off), ==, 33);
  g_assert_cmpuint (seqgo_event_get_tick (off), ==, 58);
  g_assert_true (seqgo_event_get_high_priority (off));
}

/* 100 notes 5 ms apart: in order, stamped exactly, none before its time. */
static void
test_real_time (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("Q");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = make_queue (peer, NULL);
  guint                n_checked = 0;

  test_peer_connect (peer, peer);
  seqgo_sequencer_queue_start (queue, &error);
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, (guint8) i, 1);
      g_autoptr (SeqgoEvent) scheduled = seqgo_event_at_time (
          event, seqgo_sequencer_queue_get_id (queue), (gint64) (i + 1) * 5 * MILLISECOND);

      seqgo_sequencer_port_send (peer->output, scheduled, &error);
      g_assert_no_error (error);
    }
  while (n_checked < 100)
    {
      g_autoptr (SeqgoSequencerQueueStatus) status = NULL;

      test_wait_until (peer->events->len > n_checked);
      status = seqgo_sequencer_queue_get_status (queue, &error);
      g_assert_no_error (error);
      for (; n_checked < peer->events->len; n_checked++)
        {
          SeqgoEvent *event = test_peer_get_event (peer, n_checked);

          g_assert_cmpuint (seqgo_event_get_note (event), ==, n_checked);
          g_assert_true (seqgo_event_is_real_time (event));
          g_assert_cmpint (seqgo_event_get_time (event), ==,
                           (gint64) (n_checked + 1) * 5 * MILLISECOND);
          /* One period of the timer early, at the most. */
          g_assert_cmpint (seqgo_sequencer_queue_status_get_time (status) + MILLISECOND, >=,
                           seqgo_event_get_time (event));
        }
    }
}

static void
test_relative (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("Q");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = make_queue (peer, NULL);
  guint8               id = seqgo_sequencer_queue_get_id (queue);
  g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, 60, 1);
  g_autoptr (SeqgoEvent) after_ticks = seqgo_event_after_ticks (event, id, 10);
  g_autoptr (SeqgoEvent) after_time = seqgo_event_after_time (event, id, 100 * MILLISECOND);
  guint32 tick;

  test_peer_connect (peer, peer);
  seqgo_sequencer_queue_start (queue, &error);
  test_wait_until (get_tick (queue) > 5);
  tick = get_tick (queue);
  seqgo_sequencer_port_send (peer->output, after_ticks, &error);
  seqgo_sequencer_port_send (peer->output, after_time, &error);
  g_assert_no_error (error);
  g_assert_true (seqgo_sequencer_queue_sync (queue, 5 * G_USEC_PER_SEC, NULL, &error));
  g_assert_no_error (error);
  test_wait_until (peer->events->len == 2);
  g_assert_cmpuint (get_tick (queue), >=, tick + 10);
}

static void
test_owner (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = make_queue (a, NULL);
  g_autoptr (SeqgoAddress) timer = seqgo_address_new (0, 0);
  g_autoptr (SeqgoEvent) start = seqgo_event_new_queue_control (
      SEQGO_EVENT_TYPE_START, seqgo_sequencer_queue_get_id (queue), 0);

  g_assert_false (seqgo_sequencer_port_send_to (b->output, start, timer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_clear_error (&error);
  g_assert_true (seqgo_sequencer_port_send_to (a->output, start, timer, &error));
  g_assert_no_error (error);
}

static void
sync_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(int *) user_data
      = seqgo_sequencer_queue_sync_finish (SEQGO_SEQUENCER_QUEUE (object), result, &error) ? 1 : -1;
}

static void
test_sync (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("Q");
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  SeqgoSequencerQueue *queue = make_queue (peer, NULL);
  SeqgoSequencerQueue *far = make_queue (peer, NULL);
  GThread             *thread;
  int                  synced = 0;

  test_peer_connect (peer, peer);
  g_assert_true (seqgo_sequencer_queue_sync (queue, 0, NULL, &error));
  seqgo_sequencer_queue_start (queue, &error);
  /* What waits in another queue does not matter. */
  send_at_ticks (peer, far, 3, 100000, 1);
  send_at_ticks (peer, queue, 3, 10, 5);
  g_assert_true (seqgo_sequencer_queue_sync (queue, -1, NULL, &error));
  g_assert_no_error (error);
  test_wait_until (peer->events->len == 3);
  g_assert_cmpuint (get_tick (queue), >=, 20);

  send_at_ticks (peer, queue, 1, 100000, 1);
  g_assert_false (seqgo_sequencer_queue_sync (queue, 20000, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_clear_error (&error);
  thread = g_thread_new ("cancel", test_cancel_later, cancellable);
  g_assert_false (seqgo_sequencer_queue_sync (queue, -1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);

  seqgo_sequencer_queue_sync_async (queue, 0, NULL, sync_cb, &synced);
  test_run_for (20);
  g_assert_cmpint (synced, ==, 0);
  seqgo_sequencer_queue_set_tick (queue, 99999, NULL);
  test_wait_until (synced != 0);
  g_assert_cmpint (synced, ==, 1);
}

/* Starts that throw away what waits leave nothing to wait for. */
static void
test_sync_after_start (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("Q");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = make_queue (peer, NULL);

  send_at_ticks (peer, queue, 5, 100000, 1);
  seqgo_sequencer_queue_start (queue, &error);
  g_assert_true (seqgo_sequencer_queue_sync (queue, 5 * G_USEC_PER_SEC, NULL, &error));
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sequencer-queue/S-50/new", test_new);
  g_test_add_func ("/sequencer-queue/S-06/too-many", test_too_many);
  g_test_add_func ("/sequencer-queue/S-56/tempo", test_tempo);
  g_test_add_func ("/sequencer-queue/S-56/speed", test_speed);
  g_test_add_func ("/sequencer-queue/tempo-base", test_tempo_base);
  g_test_add_func ("/sequencer-queue/S-51/start-discards", test_start_discards);
  g_test_add_func ("/sequencer-queue/S-52/stop-continue", test_stop_continue);
  g_test_add_func ("/sequencer-queue/S-55/note", test_note);
  g_test_add_func ("/sequencer-queue/S-58/position", test_position);
  g_test_add_func ("/sequencer-queue/S-59/owner", test_owner);
  g_test_add_func ("/sequencer-queue/S-61/real-time", test_real_time);
  g_test_add_func ("/sequencer-queue/relative", test_relative);
  g_test_add_func ("/sequencer-queue/S-67/sync", test_sync);
  g_test_add_func ("/sequencer-queue/sync-after-start", test_sync_after_start);

  return g_test_run ();
}
