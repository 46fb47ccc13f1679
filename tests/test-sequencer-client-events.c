/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How a client receives, sends from several threads and is closed meanwhile. */

#include "seqgo-test.h"

static void
test_overflow (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  gint64 cpu_time;

  test_peer_connect (a, b);
  for (guint i = 0; i < 200; i++)
    {
      seqgo_sequencer_port_note_on (a->output, 0, 60, (guint8) (i % 128), &error);
      g_assert_no_error (error);
    }
  g_assert_false (seqgo_sequencer_port_note_on (a->output, 0, 60, 1, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_RECEIVER_FULL);
  g_clear_error (&error);

  test_wait_until (b->n_overflows > 0);
  cpu_time = test_get_cpu_time ();
  test_run_for (200);
  g_assert_cmpint (test_get_cpu_time () - cpu_time, <, 150000);
  g_assert_cmpuint (b->n_overflows, ==, 1);
  g_assert_cmpuint (b->events->len, ==, 0);
  g_assert_cmpuint (seqgo_sequencer_client_get_n_overflows (b->client), ==, 1);

  seqgo_sequencer_port_note_on (a->output, 0, 61, 1, &error);
  g_assert_no_error (error);
  test_wait_until (b->events->len == 1);
  g_assert_cmpuint (seqgo_event_get_note (test_peer_get_event (b, 0)), ==, 61);
}

static void
slow_cb (SeqgoSequencerClient *client, SeqgoEventBatch *batch, guint *max_size)
{
  *max_size = MAX (*max_size, seqgo_event_batch_get_n_events (batch));
  g_usleep (20000);
}

/* A handler slower than the stream gets larger batches, and nothing is lost. */
static void
test_slow_handler (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  guint max_size = 0;

  test_peer_connect (a, b);
  g_signal_connect (b->client, "batch", G_CALLBACK (slow_cb), &max_size);
  for (guint i = 0; i < 500; i++)
    {
      seqgo_sequencer_port_control_change (a->output, 0, 7, (guint8) (i % 128), &error);
      g_assert_no_error (error);
      if (i % 50 == 49)
        g_main_context_iteration (NULL, FALSE);
    }
  test_wait_until (b->events->len == 500);
  for (guint i = 0; i < 500; i++)
    g_assert_cmpint (seqgo_event_get_value (test_peer_get_event (b, i)), ==, i % 128);
  g_assert_cmpuint (b->n_overflows, ==, 0);
  g_assert_cmpuint (max_size, >=, 50);
  g_assert_cmpuint (b->n_batches, <=, 11);
}

static void
keep_batch_cb (SeqgoSequencerClient *client, SeqgoEventBatch *batch, GPtrArray *kept)
{
  g_ptr_array_add (kept, seqgo_event_batch_ref (batch));
}

static void
test_kept_batch (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GPtrArray) kept
      = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_batch_unref);
  g_autoptr (GBytes) sysex = test_make_sysex (100), payload = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEvent) event = NULL;

  test_peer_connect (a, b);
  g_signal_connect (b->client, "batch", G_CALLBACK (keep_batch_cb), kept);
  for (guint i = 0; i < 20; i++)
    {
      seqgo_sequencer_port_sysex (a->output, sysex, &error);
      g_assert_no_error (error);
      test_wait_until (kept->len == i + 1);
    }
  g_clear_pointer (&b, test_peer_free);
  event = seqgo_event_batch_get_event (g_ptr_array_index (kept, 0), 0);
  payload = seqgo_event_get_data (event);
  g_assert_true (g_bytes_equal (payload, sysex));
}

typedef struct
{
  TestPeer *peer;
  TestPeer *sender;
  guint     n_calls;
  guint     n_nested;
} Nesting;

static void
nest_cb (SeqgoSequencerClient *client, SeqgoEvent *event, Nesting *nesting)
{
  g_autoptr (GError) error = NULL;

  if (nesting->n_calls++ > 0)
    {
      nesting->n_nested++;
      return;
    }
  seqgo_sequencer_port_note_on (nesting->sender->output, 0, 99, 1, &error);
  test_wait_until (nesting->n_nested > 0);
}

/* A handler that runs the main loop still receives, and its own batch goes on afterwards. */
static void
test_nested_loop (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  Nesting nesting = { b, a, 0, 0 };
  g_autoptr (GError) error = NULL;

  test_peer_connect (a, b);
  g_signal_connect (b->client, "event", G_CALLBACK (nest_cb), &nesting);
  seqgo_sequencer_port_note_on (a->output, 0, 1, 1, &error);
  seqgo_sequencer_port_note_on (a->output, 0, 2, 1, &error);
  g_assert_no_error (error);
  test_wait_until (nesting.n_calls == 3);
  g_assert_cmpuint (b->events->len, ==, 3);
}

static void
disconnect_cb (SeqgoSequencerClient *client, SeqgoEvent *event, guint *n_calls)
{
  (*n_calls)++;
  g_signal_handlers_disconnect_by_data (client, n_calls);
}

static void
test_disconnect_in_handler (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  guint n_calls = 0;

  test_peer_connect (a, b);
  g_signal_connect (b->client, "event", G_CALLBACK (disconnect_cb), &n_calls);
  for (guint i = 0; i < 3; i++)
    seqgo_sequencer_port_note_on (a->output, 0, 1, 1, &error);
  g_assert_no_error (error);
  test_wait_until (b->events->len == 3);
  g_assert_cmpuint (n_calls, ==, 1);
}

static void
close_cb (SeqgoSequencerClient *client, SeqgoEvent *event, guint *n_calls)
{
  (*n_calls)++;
  seqgo_sequencer_client_close (client);
}

static void
test_close_in_handler (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  guint n_calls = 0;

  test_peer_connect (a, b);
  g_signal_connect (b->client, "event", G_CALLBACK (close_cb), &n_calls);
  for (guint i = 0; i < 5; i++)
    seqgo_sequencer_port_note_on (a->output, 0, 1, 1, &error);
  g_assert_no_error (error);
  test_wait_until (n_calls > 0);
  test_run_for (20);
  g_assert_cmpuint (n_calls, ==, 1);
  g_assert_cmpuint (b->n_closed, ==, 1);
}

static void
count_cb (gpointer instance, SeqgoEvent *event, guint *count)
{
  (*count)++;
}

static void
test_details (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  guint n_all = 0, n_notes = 0, n_port_notes = 0, n_port_all = 0, n_other_port = 0;

  test_peer_connect (a, b);
  g_signal_connect (b->client, "event", G_CALLBACK (count_cb), &n_all);
  g_signal_connect (b->client, "event::note-on", G_CALLBACK (count_cb), &n_notes);
  g_signal_connect (b->input, "event::note-on", G_CALLBACK (count_cb), &n_port_notes);
  g_signal_connect (b->input, "event", G_CALLBACK (count_cb), &n_port_all);
  g_signal_connect (b->output, "event", G_CALLBACK (count_cb), &n_other_port);
  seqgo_sequencer_port_note_on (a->output, 0, 60, 1, &error);
  seqgo_sequencer_port_note_off (a->output, 0, 60, 1, &error);
  seqgo_sequencer_port_program_change (a->output, 0, 5, &error);
  g_assert_no_error (error);
  test_wait_until (b->events->len == 3);
  g_assert_cmpuint (n_all, ==, 3);
  g_assert_cmpuint (n_notes, ==, 1);
  g_assert_cmpuint (n_port_notes, ==, 1);
  g_assert_cmpuint (n_port_all, ==, 3);
  g_assert_cmpuint (n_other_port, ==, 0);
}

/* Events of one batch for several ports: each gets its own. */
static void
test_two_ports (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerPort *other
      = seqgo_sequencer_client_create_port (b->client, "other", SEQGO_PORT_PRESET_SINK, &error);
  g_autoptr (SeqgoEvent) on = seqgo_event_new_note_on (0, 60, 1);
  g_autoptr (SeqgoEvent) off = seqgo_event_new_note_off (0, 60, 1);
  guint n_input = 0, n_other = 0, n_other_off = 0;

  g_assert_no_error (error);
  g_signal_connect (b->input, "event::note-on", G_CALLBACK (count_cb), &n_input);
  g_signal_connect (other, "event", G_CALLBACK (count_cb), &n_other);
  g_signal_connect (other, "event::note-off", G_CALLBACK (count_cb), &n_other_off);
  for (guint i = 0; i < 10; i++)
    {
      seqgo_sequencer_port_send_to (a->output, i % 2 ? on : off,
                                    seqgo_sequencer_port_get_address (b->input), &error);
      seqgo_sequencer_port_send_to (a->output, i % 2 ? on : off,
                                    seqgo_sequencer_port_get_address (other), &error);
      seqgo_sequencer_port_send_to (a->output, off, seqgo_sequencer_port_get_address (other),
                                    &error);
      g_assert_no_error (error);
    }
  test_wait_until (b->events->len == 30);
  g_assert_cmpuint (b->n_batches, ==, 1);
  g_assert_cmpuint (n_input, ==, 5);
  g_assert_cmpuint (n_other, ==, 20);
  g_assert_cmpuint (n_other_off, ==, 15);
}

static gpointer
close_later (gpointer client)
{
  g_usleep (30000);
  seqgo_sequencer_client_close (client);
  return NULL;
}

static void
test_read (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEventBatch) batch = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread;
  gint64   start;

  test_peer_connect (a, b);
  g_assert_null (seqgo_sequencer_client_read_batch (b->client, 0, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_clear_error (&error);

  start = g_get_monotonic_time ();
  g_assert_null (seqgo_sequencer_client_read_batch (b->client, 200000, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_clear_error (&error);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 200000);

  thread = g_thread_new ("cancel", test_cancel_later, cancellable);
  g_assert_null (seqgo_sequencer_client_read_batch (b->client, -1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_thread_join (thread);

  for (guint i = 0; i < 10; i++)
    seqgo_sequencer_port_note_on (a->output, 0, (guint8) i, 1, &error);
  batch = seqgo_sequencer_client_read_batch (b->client, -1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_event_batch_get_n_events (batch), ==, 10);
  g_assert_cmpuint (b->events->len, ==, 0);
}

static void
test_read_overflow (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEventBatch) batch = NULL;

  test_peer_connect (a, b);
  while (seqgo_sequencer_port_note_on (a->output, 0, 60, 1, NULL))
    ;
  g_assert_null (seqgo_sequencer_client_read_batch (b->client, -1, NULL, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_OVERFLOW);
  g_clear_error (&error);
  g_assert_cmpuint (seqgo_sequencer_client_get_n_overflows (b->client), ==, 1);
  seqgo_sequencer_port_note_on (a->output, 0, 61, 1, &error);
  batch = seqgo_sequencer_client_read_batch (b->client, -1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_event_batch_get_n_events (batch), ==, 1);
}

typedef struct
{
  SeqgoEventBatch *batch;
  GError          *error;
  gboolean         done;
} ReadResult;

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ReadResult *read = user_data;

  read->batch = seqgo_sequencer_client_read_batch_finish (SEQGO_SEQUENCER_CLIENT (object), result,
                                                          &read->error);
  read->done = TRUE;
}

static void
clear_result (ReadResult *read)
{
  g_clear_pointer (&read->batch, seqgo_event_batch_unref);
  g_clear_error (&read->error);
  read->done = FALSE;
}

static void
test_read_async (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  ReadResult one = { 0 }, other = { 0 };
  gint64     cpu_time;

  test_peer_connect (a, b);
  seqgo_sequencer_client_read_batch_async (b->client, 0, cancellable, read_cb, &one);
  test_run_for (20);
  g_assert_false (one.done);
  g_cancellable_cancel (cancellable);
  test_wait_until (one.done);
  g_assert_error (one.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  clear_result (&one);

  /* It waits for the next read; nothing spins meanwhile. */
  seqgo_sequencer_port_note_on (a->output, 0, 60, 1, &error);
  cpu_time = test_get_cpu_time ();
  test_run_for (300);
  g_assert_cmpint (test_get_cpu_time () - cpu_time, <, 150000);
  g_assert_cmpuint (b->events->len, ==, 0);
  seqgo_sequencer_client_read_batch_async (b->client, 0, NULL, read_cb, &one);
  test_wait_until (one.done);
  g_assert_no_error (one.error);
  g_assert_cmpuint (seqgo_event_batch_get_n_events (one.batch), ==, 1);
  clear_result (&one);

  /* Two wait, each gets one. */
  seqgo_sequencer_client_read_batch_async (b->client, 0, NULL, read_cb, &one);
  seqgo_sequencer_client_read_batch_async (b->client, 0, NULL, read_cb, &other);
  seqgo_sequencer_port_note_on (a->output, 0, 60, 1, &error);
  test_wait_until (one.done);
  g_assert_false (other.done);
  seqgo_sequencer_port_note_on (a->output, 0, 61, 1, &error);
  test_wait_until (other.done);
  g_assert_no_error (other.error);
  clear_result (&one);
  clear_result (&other);
}

static void
sync_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ReadResult *read = user_data;

  seqgo_sequencer_queue_sync_finish (SEQGO_SEQUENCER_QUEUE (object), result, &read->error);
  read->done = TRUE;
}

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ReadResult *read = user_data;

  seqgo_sequencer_port_send_batch_finish (SEQGO_SEQUENCER_PORT (object), result, &read->error);
  read->done = TRUE;
}

static SeqgoEventBatch *
make_scheduled (guint8 queue_id, guint n_events, guint32 first_tick, guint32 step)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);

  for (guint i = 0; i < n_events; i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_new_control_change (0, 7, (guint8) (i % 128));

      g_ptr_array_add (events, seqgo_event_at_tick (event, queue_id, first_tick + i * step));
    }
  return seqgo_event_batch_new ((SeqgoEvent **) events->pdata, events->len);
}

/* Closed in another thread while three things wait, and one blocks. */
static void
test_close_while_waiting (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("waits");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (peer->client, NULL, &error);
  g_autoptr (SeqgoEventBatch) batch
      = make_scheduled (seqgo_sequencer_queue_get_id (queue), 600, 100000, 1);
  ReadResult read = { 0 }, sync = { 0 }, sent = { 0 };
  GThread   *thread;
  gint64     start;

  seqgo_sequencer_client_read_batch_async (peer->client, 0, NULL, read_cb, &read);
  seqgo_sequencer_port_send_batch_async (peer->output, batch, 0, NULL, sent_cb, &sent);
  seqgo_sequencer_queue_sync_async (queue, 0, NULL, sync_cb, &sync);
  test_run_for (30);
  g_assert_false (read.done || sync.done || sent.done);

  thread = g_thread_new ("close", close_later, peer->client);
  start = g_get_monotonic_time ();
  g_assert_false (seqgo_sequencer_queue_sync (queue, -1, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  test_wait_until (read.done && sync.done && sent.done && peer->n_closed > 0);
  g_assert_true (peer->closed_thread == g_thread_self ());
  g_assert_cmpint (g_get_monotonic_time () - start, <, 1000000);
  g_thread_join (thread);
  g_assert_error (read.error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_error (sync.error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_error (sent.error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  clear_result (&read);
  clear_result (&sync);
  clear_result (&sent);
}

static void
test_close_while_reading (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("reads");
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("close", close_later, peer->client);

  g_assert_null (seqgo_sequencer_client_read_batch (peer->client, -1, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_thread_join (thread);
}

static gboolean
unblock_cb (gpointer queue)
{
  seqgo_sequencer_queue_close (queue);
  return G_SOURCE_REMOVE;
}

/* The client's own pool is full; what waits goes on by itself when there is room. */
static void
test_send_async_waits (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("full");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *blocked
      = seqgo_sequencer_client_create_queue (peer->client, "blocked", &error);
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (peer->client, "song", &error);
  g_autoptr (SeqgoEventBatch) filler
      = make_scheduled (seqgo_sequencer_queue_get_id (blocked), 500, 100000, 1);
  g_autoptr (SeqgoEventBatch) song
      = make_scheduled (seqgo_sequencer_queue_get_id (queue), 1200, 1, 0);
  ReadResult sent = { 0 };

  test_peer_connect (peer, peer);
  g_assert_true (seqgo_sequencer_port_send_batch (peer->output, filler, &error));
  seqgo_sequencer_queue_start (queue, &error);
  g_assert_no_error (error);
  g_assert_false (seqgo_sequencer_port_send_batch (peer->output, song, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_POOL_FULL);
  g_clear_error (&error);

  seqgo_sequencer_port_send_batch_async (peer->output, song, 0, NULL, sent_cb, &sent);
  test_run_for (30);
  g_assert_false (sent.done);
  g_timeout_add (100, unblock_cb, blocked);
  test_wait_until (sent.done);
  g_assert_no_error (sent.error);
}

#define N_THREADS 4
#define N_EVENTS_OF_A_THREAD 1000

/* What is sent, but not received yet, has to fit into the receiver's pool. */
typedef struct
{
  TestPeer *sender;
  GMutex    mutex;
  GCond     cond;
  guint     room;
  guint     n_threads;
} Threads;

static gpointer
send_many (gpointer user_data)
{
  Threads *threads = user_data;
  g_autoptr (GError) error = NULL;
  guint8 channel;

  g_mutex_lock (&threads->mutex);
  channel = (guint8) threads->n_threads++;
  g_mutex_unlock (&threads->mutex);
  for (gint16 i = 0; i < N_EVENTS_OF_A_THREAD; i++)
    {
      g_mutex_lock (&threads->mutex);
      while (threads->room == 0)
        g_cond_wait (&threads->cond, &threads->mutex);
      threads->room--;
      g_mutex_unlock (&threads->mutex);
      seqgo_sequencer_port_pitch_bend (threads->sender->output, channel, i, &error);
      g_assert_no_error (error);
    }
  return NULL;
}

static void
make_room_cb (SeqgoSequencerClient *client, SeqgoEventBatch *batch, Threads *threads)
{
  g_mutex_lock (&threads->mutex);
  threads->room += seqgo_event_batch_get_n_events (batch);
  g_cond_broadcast (&threads->cond);
  g_mutex_unlock (&threads->mutex);
}

/* What threads send through one client arrives whole, in the order of each. */
static void
test_threads (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  Threads  threads = { .sender = a, .room = 150 };
  GThread *ids[N_THREADS];
  int      next[N_THREADS] = { 0 };

  test_peer_connect (a, b);
  g_mutex_init (&threads.mutex);
  g_cond_init (&threads.cond);
  g_signal_connect (b->client, "batch", G_CALLBACK (make_room_cb), &threads);
  for (guint i = 0; i < N_THREADS; i++)
    ids[i] = g_thread_new ("sender", send_many, &threads);
  test_wait_until (b->events->len == N_THREADS * N_EVENTS_OF_A_THREAD);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (ids[i]);
  for (guint i = 0; i < b->events->len; i++)
    {
      SeqgoEvent *event = test_peer_get_event (b, i);

      g_assert_cmpint (seqgo_event_get_value (event), ==, next[seqgo_event_get_channel (event)]++);
    }
  g_assert_cmpuint (b->n_overflows, ==, 0);
  g_mutex_clear (&threads.mutex);
  g_cond_clear (&threads.cond);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sequencer-client-events/S-34/overflow", test_overflow);
  g_test_add_func ("/sequencer-client-events/S-34/overflow-read", test_read_overflow);
  g_test_add_func ("/sequencer-client-events/S-74/read", test_read);
  g_test_add_func ("/sequencer-client-events/S-75/read-async", test_read_async);
  g_test_add_func ("/sequencer-client-events/S-77/send-async", test_send_async_waits);
  g_test_add_func ("/sequencer-client-events/S-78/close-while-waiting", test_close_while_waiting);
  g_test_add_func ("/sequencer-client-events/S-78/close-while-reading", test_close_while_reading);
  g_test_add_func ("/sequencer-client-events/S-79/nested-loop", test_nested_loop);
  g_test_add_func ("/sequencer-client-events/S-79/close-in-handler", test_close_in_handler);
  g_test_add_func ("/sequencer-client-events/S-79/disconnect-in-handler",
                   test_disconnect_in_handler);
  g_test_add_func ("/sequencer-client-events/S-80/threads", test_threads);
  g_test_add_func ("/sequencer-client-events/S-82/slow-handler", test_slow_handler);
  g_test_add_func ("/sequencer-client-events/S-104/kept-batch", test_kept_batch);
  g_test_add_func ("/sequencer-client-events/details", test_details);
  g_test_add_func ("/sequencer-client-events/two-ports", test_two_ports);

  return g_test_run ();
}
