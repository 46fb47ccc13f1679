/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Full receivers and full queues: what plain sending tells, and how sending waits for them. */

#include <string.h>

#include "seqgo-test.h"

#define INPUT_POOL 200
/* Of it, what is left to other senders. */
#define MARGIN 25

static SeqgoEventBatch *
make_notes (guint n_notes)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);

  for (guint i = 0; i < n_notes; i++)
    g_ptr_array_add (events, seqgo_event_new_note_on ((guint8) (i / 128 % 16), (guint8) (i % 128),
                                                      (guint8) (i / 2048 % 128)));
  return seqgo_event_batch_new ((SeqgoEvent **) events->pdata, events->len);
}

/* All notes of make_notes(), in order and once each. */
static void
assert_notes (TestPeer *peer, guint n_notes)
{
  g_assert_cmpuint (peer->n_overflows, ==, 0);
  g_assert_cmpuint (peer->events->len, ==, n_notes);
  for (guint i = 0; i < n_notes; i++)
    {
      SeqgoEvent *event = test_peer_get_event (peer, i);

      g_assert_cmpuint (seqgo_event_get_note (event), ==, i % 128);
      g_assert_cmpuint (seqgo_event_get_channel (event), ==, i / 128 % 16);
    }
}

/* As seqgo_sequencer_port_send_batch_wait(), with the error expected. */
static void
assert_wait_fails (TestPeer *peer, SeqgoEventBatch *batch, gint64 timeout, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      seqgo_sequencer_port_send_batch_wait (peer->output, batch, timeout, NULL, &error));
  g_assert_error (error, domain, code);
}

/* Two receivers of which one does not read. To retry blindly gives copies to the other one, to
 * wait does not. */
static void
test_two_receivers (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (TestPeer) full = test_peer_new ("full");
  g_autoptr (SeqgoEventBatch) fill = make_notes (INPUT_POOL), one = make_notes (1), batch = NULL;
  g_autoptr (GError) error = NULL;

  test_peer_connect (a, b);
  test_peer_connect (a, full);
  for (guint i = 0; i < INPUT_POOL; i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_batch_get_event (fill, i);

      seqgo_sequencer_port_send_to (a->output, event,
                                    seqgo_sequencer_port_get_address (full->input), &error);
      g_assert_no_error (error);
    }

  for (guint i = 0; i < 3; i++)
    assert_wait_fails (a, one, 0, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_null (seqgo_sequencer_client_read_batch (b->client, 0, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_clear_error (&error);
  batch = seqgo_sequencer_client_read_batch (full->client, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_event_batch_get_n_events (batch), ==, INPUT_POOL);
  g_clear_pointer (&batch, seqgo_event_batch_unref);
  g_assert_true (seqgo_sequencer_port_send_batch_wait (a->output, one, 0, NULL, &error));
  batch = seqgo_sequencer_client_read_batch (b->client, 0, NULL, &error);
  g_assert_cmpuint (seqgo_event_batch_get_n_events (batch), ==, 1);
}

static void
test_blind_retry (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (TestPeer) full = test_peer_new ("full");
  g_autoptr (SeqgoEventBatch) batch = NULL;
  g_autoptr (GError) error = NULL;

  test_peer_connect (a, full);
  for (guint i = 0; i < INPUT_POOL; i++)
    g_assert_true (seqgo_sequencer_port_note_on (a->output, 0, 60, 1, &error));
  seqgo_sequencer_port_connect_to_address (a->output, seqgo_sequencer_port_get_address (b->input),
                                           &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_false (seqgo_sequencer_port_note_on (a->output, 0, 61, 1, &error));
      g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_RECEIVER_FULL);
      g_clear_error (&error);
    }
  batch = seqgo_sequencer_client_read_batch (b->client, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_event_batch_get_n_events (batch), ==, 1 + 3);
}

/* Of two receivers one has room for two of four events. The other one gets the third one, at which
 * the batch fails, once. */
static void
test_full_within_batch (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (TestPeer) full = test_peer_new ("full");
  g_autoptr (SeqgoEventBatch) notes = make_notes (4);
  g_autoptr (SeqgoEventBatch) batch = NULL;
  g_autoptr (GError) error = NULL;

  test_peer_connect (a, full);
  for (guint i = 0; i < INPUT_POOL - 2; i++)
    g_assert_true (seqgo_sequencer_port_note_on (a->output, 0, 60, 1, &error));
  seqgo_sequencer_port_connect_to_address (a->output, seqgo_sequencer_port_get_address (b->input),
                                           &error);
  g_assert_no_error (error);
  g_assert_false (seqgo_sequencer_port_send_batch (a->output, notes, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_RECEIVER_FULL);
  g_assert_nonnull (strstr (error->message, "event 3 of 4"));
  g_clear_error (&error);
  batch = seqgo_sequencer_client_read_batch (b->client, 0, NULL, &error);
  g_assert_no_error (error);
  /* The connection is told, too. */
  g_assert_cmpuint (seqgo_event_batch_get_n_events (batch), ==, 1 + 3);
}

static gpointer
come_and_go (gpointer address)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (TestPeer) peer = test_peer_new ("guest");
      g_autoptr (GError) error = NULL;

      seqgo_sequencer_client_set_input_pool (peer->client, 2000, &error);
      g_assert_no_error (error);
      seqgo_sequencer_port_connect_from_address (peer->input, address, &error);
      g_assert_no_error (error);
      g_thread_yield ();
    }
  return NULL;
}

/* To send never fails because receivers come and go. */
static void
test_come_and_go (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (SeqgoEventBatch) batch = make_notes (40);
  g_autoptr (GError) error = NULL;
  GThread *thread
      = g_thread_new ("guests", come_and_go, seqgo_sequencer_port_get_address (a->output));

  for (guint i = 0; i < 100; i++)
    {
      for (guint j = 0; j < 40; j++)
        {
          seqgo_sequencer_port_note_on (a->output, 0, (guint8) j, 1, &error);
          g_assert_no_error (error);
        }
      seqgo_sequencer_port_send_batch_wait (a->output, batch, -1, NULL, &error);
      g_assert_no_error (error);
    }
  g_thread_join (thread);
}

/* A pool is never filled to the brim, so that another sender does not overflow it. */
static void
test_margin (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (SeqgoEventBatch) batch = make_notes (1000);
  g_autoptr (GError) error = NULL;

  test_peer_connect (a, b);
  g_assert_false (seqgo_sequencer_port_send_batch_wait (a->output, batch, 0, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_nonnull (strstr (error->message, "Sent 175 of 1000 events"));
  g_clear_error (&error);
  for (guint i = 0; i < MARGIN; i++)
    seqgo_sequencer_port_note_on (a->output, 0, 60, 1, &error);
  g_assert_no_error (error);
  test_wait_until (b->events->len == INPUT_POOL);
  g_assert_cmpuint (b->n_overflows, ==, 0);
}

static gpointer
send_all (gpointer user_data)
{
  TestPeer *peer = user_data;
  g_autoptr (SeqgoEventBatch) batch = make_notes (5000);
  g_autoptr (GError) error = NULL;

  seqgo_sequencer_port_send_batch_wait (peer->output, batch, -1, NULL, &error);
  g_assert_no_error (error);
  return NULL;
}

/* What does not fit into the pool arrives nevertheless, whole and without overflow. */
static void
test_no_overflow (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  GThread *thread;

  test_peer_connect (a, b);
  thread = g_thread_new ("send", send_all, a);
  test_wait_until (b->events->len >= 5000);
  g_thread_join (thread);
  assert_notes (b, 5000);
}

static void
sent_cb (GObject *port, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  seqgo_sequencer_port_send_batch_wait_finish (SEQGO_SEQUENCER_PORT (port), result, &error);
  *(GError **) user_data
      = error != NULL ? g_steal_pointer (&error) : g_error_new (G_IO_ERROR, -1, "none");
}

static void
test_async (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (SeqgoEventBatch) batch = make_notes (1000);
  g_autoptr (GError) result = NULL;

  test_peer_connect (a, b);
  seqgo_sequencer_port_send_batch_wait_async (a->output, batch, 0, NULL, sent_cb, &result);
  test_wait_until (result != NULL);
  g_assert_error (result, G_IO_ERROR, -1);
  test_wait_until (b->events->len == 1000);
  assert_notes (b, 1000);
}

static void
test_async_stopped (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (SeqgoEventBatch) batch = make_notes (1000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) cancelled = NULL, closed = NULL, error = NULL;

  test_peer_connect (a, b);
  /* From now on nothing reads for B. */
  seqgo_sequencer_client_read_batch (b->client, 0, NULL, &error);
  seqgo_sequencer_port_send_batch_wait_async (a->output, batch, 0, cancellable, sent_cb,
                                              &cancelled);
  test_run_for (30);
  g_assert_no_error (cancelled);
  g_cancellable_cancel (cancellable);
  test_wait_until (cancelled != NULL);
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_nonnull (strstr (cancelled->message, "Sent 175 of 1000 events"));

  seqgo_sequencer_port_send_batch_wait_async (a->output, batch, 0, NULL, sent_cb, &closed);
  seqgo_sequencer_client_close (a->client);
  test_wait_until (closed != NULL);
  g_assert_error (closed, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static gpointer
close_later (gpointer client)
{
  g_usleep (30000);
  seqgo_sequencer_client_close (client);
  return NULL;
}

static void
test_stopped (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (SeqgoEventBatch) batch = make_notes (1000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread;

  test_peer_connect (a, b);
  assert_wait_fails (a, batch, 20000, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);

  thread = g_thread_new ("cancel", test_cancel_later, cancellable);
  g_assert_false (seqgo_sequencer_port_send_batch_wait (a->output, batch, -1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_nonnull (strstr (error->message, "Sent 0 of 1000 events"));
  g_clear_error (&error);
  g_thread_join (thread);

  thread = g_thread_new ("close", close_later, a->client);
  assert_wait_fails (a, batch, -1, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_thread_join (thread);
}

/* A receiver that is connected with two ports gets everything twice. */
static void
test_two_ports (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (SeqgoEventBatch) batch = make_notes (1000), large = NULL, too_large = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) data = test_make_sysex (2000), more_data = test_make_sysex (3000);
  SeqgoEvent         *sysex = seqgo_event_new_sysex (data);
  SeqgoEvent         *larger_sysex = seqgo_event_new_sysex (more_data);
  SeqgoSequencerPort *other
      = seqgo_sequencer_client_create_port (b->client, "other", SEQGO_PORT_PRESET_SINK, &error);

  test_peer_connect (a, b);
  seqgo_sequencer_port_connect_from_address (other, seqgo_sequencer_port_get_address (a->output),
                                             &error);
  g_assert_no_error (error);

  g_assert_false (seqgo_sequencer_port_send_batch_wait (a->output, batch, 0, NULL, &error));
  g_assert_nonnull (strstr (error->message, "Sent 87 of 1000 events"));
  g_clear_error (&error);
  test_wait_until (b->events->len == 2 * 87);
  large = seqgo_event_batch_new (&sysex, 1);
  seqgo_sequencer_port_send_batch_wait (a->output, large, -1, NULL, &error);
  g_assert_no_error (error);
  test_wait_until (b->events->len == 2 * 87 + 2);

  too_large = seqgo_event_batch_new (&larger_sysex, 1);
  assert_wait_fails (a, too_large, -1, SEQGO_SEQUENCER_ERROR,
                     SEQGO_SEQUENCER_ERROR_PAYLOAD_TOO_LARGE);
  g_assert_cmpuint (b->n_overflows, ==, 0);
  seqgo_event_unref (sysex);
  seqgo_event_unref (larger_sysex);
}

/* What is as large as the whole pool waits until that is empty. */
static void
test_largest (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) data = test_make_sysex (5572), larger = test_make_sysex (5573);
  SeqgoEvent *sysex = seqgo_event_new_sysex (data), *too_large = seqgo_event_new_sysex (larger);
  g_autoptr (SeqgoEventBatch) batch = seqgo_event_batch_new (&sysex, 1);
  g_autoptr (SeqgoEventBatch) bad_batch = seqgo_event_batch_new (&too_large, 1);

  test_peer_connect (a, b);
  seqgo_sequencer_port_note_on (a->output, 0, 60, 1, &error);
  assert_wait_fails (a, batch, 0, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  test_wait_until (b->events->len == 1);
  g_assert_true (seqgo_sequencer_port_send_batch_wait (a->output, batch, 0, NULL, &error));
  assert_wait_fails (a, bad_batch, -1, SEQGO_SEQUENCER_ERROR,
                     SEQGO_SEQUENCER_ERROR_PAYLOAD_TOO_LARGE);
  test_wait_until (b->events->len == 2);
  seqgo_event_unref (sysex);
  seqgo_event_unref (too_large);
}

/* Without receivers, or only drivers, there is nothing to wait for. */
static void
test_no_pool (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (SeqgoEventBatch) batch = make_notes (3000), empty = make_notes (0);
  g_autoptr (GError) error = NULL;

  g_assert_true (seqgo_sequencer_port_send_batch_wait (a->output, batch, 0, NULL, &error));
  g_assert_true (seqgo_sequencer_port_connect_to (a->output, "Midi Through", &error));
  g_assert_true (seqgo_sequencer_port_send_batch_wait (a->output, batch, 0, NULL, &error));
  g_assert_true (seqgo_sequencer_port_send_batch_wait (a->output, empty, 0, NULL, &error));
  g_assert_no_error (error);
}

/* 600 events in the client's own pool of 500, which a queue empties one by one. */
static void
test_own_pool (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);
  g_autoptr (SeqgoEventBatch) batch = NULL;
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (a->client, "q", &error);

  test_peer_connect (a, b);
  for (guint i = 0; i < 600; i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, (guint8) (i % 128), 1);

      g_ptr_array_add (events, seqgo_event_at_time (event, seqgo_sequencer_queue_get_id (queue),
                                                    (gint64) (i + 1) * 1000000));
    }
  batch = seqgo_event_batch_new ((SeqgoEvent **) events->pdata, events->len);
  g_assert_false (seqgo_sequencer_port_send_batch (a->output, batch, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_POOL_FULL);
  g_assert_nonnull (strstr (error->message, "event 501 of 600"));
  g_clear_error (&error);

  /* To start the queue throws away what waits. */
  seqgo_sequencer_queue_start (queue, &error);
  g_assert_no_error (error);
  g_assert_true (seqgo_sequencer_port_send_batch_wait (a->output, batch, 60000000, NULL, &error));
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sequencer-port-wait/S-26/two-receivers", test_two_receivers);
  g_test_add_func ("/sequencer-port-wait/S-26/blind-retry", test_blind_retry);
  g_test_add_func ("/sequencer-port-wait/S-26/full-within-batch", test_full_within_batch);
  g_test_add_func ("/sequencer-port-wait/S-27/come-and-go", test_come_and_go);
  g_test_add_func ("/sequencer-port-wait/S-34/margin", test_margin);
  g_test_add_func ("/sequencer-port-wait/S-34/no-overflow", test_no_overflow);
  g_test_add_func ("/sequencer-port-wait/S-39/own-pool", test_own_pool);
  g_test_add_func ("/sequencer-port-wait/S-77/async", test_async);
  g_test_add_func ("/sequencer-port-wait/async-stopped", test_async_stopped);
  g_test_add_func ("/sequencer-port-wait/stopped", test_stopped);
  g_test_add_func ("/sequencer-port-wait/two-ports", test_two_ports);
  g_test_add_func ("/sequencer-port-wait/largest", test_largest);
  g_test_add_func ("/sequencer-port-wait/no-pool", test_no_pool);

  return g_test_run ();
}
