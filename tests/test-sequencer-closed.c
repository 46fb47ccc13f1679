/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How clients, ports and queues tell that they were closed. */

#include "seqgo-test.h"

/* What told that it was closed, and where. */
typedef struct
{
  GString *order;
  GThread *thread;
} Closed;

static void
closed_cb (GObject *object, GError *error, Closed *closed)
{
  g_assert_no_error (error);
  closed->thread = g_thread_self ();
  g_string_append (closed->order, SEQGO_IS_SEQUENCER_PORT (object)    ? "port "
                                  : SEQGO_IS_SEQUENCER_QUEUE (object) ? "queue "
                                                                      : "client ");
}

static gpointer
close_port (gpointer port)
{
  seqgo_sequencer_port_close (port);
  return NULL;
}

static gpointer
close_client (gpointer client)
{
  seqgo_sequencer_client_close (client);
  return NULL;
}

static void
test_closed_signals (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("closes");
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) order = g_string_new (NULL);
  Closed               closed = { order, NULL };
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (peer->client, NULL, &error);

  g_assert_no_error (error);
  g_signal_connect (peer->client, "closed", G_CALLBACK (closed_cb), &closed);
  g_signal_connect (peer->output, "closed", G_CALLBACK (closed_cb), &closed);
  g_signal_connect (peer->input, "closed", G_CALLBACK (closed_cb), &closed);
  g_signal_connect (queue, "closed", G_CALLBACK (closed_cb), &closed);

  seqgo_sequencer_port_close (peer->output);
  seqgo_sequencer_port_close (peer->output);
  g_assert_cmpstr (order->str, ==, "port ");
  g_thread_join (g_thread_new ("closer", close_port, peer->input));
  g_assert_true (seqgo_sequencer_port_is_closed (peer->input));
  g_assert_cmpstr (order->str, ==, "port ");
  test_wait_until (g_str_equal (order->str, "port port "));
  g_assert_true (closed.thread == g_thread_self ());
  seqgo_sequencer_queue_close (queue);
  seqgo_sequencer_client_close (peer->client);
  g_assert_cmpstr (order->str, ==, "port port queue client ");
}

/* Who closes the client closes its ports and queues. */
static void
test_closed_with_client (gconstpointer user_data)
{
  gboolean in_thread = GPOINTER_TO_INT (user_data);
  g_autoptr (TestPeer) peer = test_peer_new ("closes");
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) order = g_string_new (NULL);
  Closed               closed = { order, NULL };
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (peer->client, NULL, &error);

  g_assert_no_error (error);
  g_signal_connect (peer->client, "closed", G_CALLBACK (closed_cb), &closed);
  g_signal_connect (peer->output, "closed", G_CALLBACK (closed_cb), &closed);
  g_signal_connect (peer->input, "closed", G_CALLBACK (closed_cb), &closed);
  g_signal_connect (queue, "closed", G_CALLBACK (closed_cb), &closed);
  if (in_thread)
    {
      g_thread_join (g_thread_new ("closer", close_client, peer->client));
      g_assert_cmpstr (order->str, ==, "");
      test_wait_until (g_str_has_suffix (order->str, "client "));
      g_assert_true (closed.thread == g_thread_self ());
    }
  else
    {
      seqgo_sequencer_client_close (peer->client);
    }
  g_assert_cmpstr (order->str, ==, "port port queue client ");
  seqgo_sequencer_port_close (peer->output);
  test_run_for (20);
  g_assert_cmpstr (order->str, ==, "port port queue client ");
}

/* A client that is only dropped tells nobody, but its ports and queues do, soon. */
static void
test_closed_with_dropped_client (void)
{
  g_autoptr (GError) error = NULL;
  SeqgoSequencerClient *client = seqgo_sequencer_client_open ("dropped", &error);
  g_autoptr (SeqgoSequencerPort) port = g_object_ref (
      seqgo_sequencer_client_create_port (client, "p", SEQGO_PORT_PRESET_SINK, &error));
  g_autoptr (SeqgoSequencerQueue) queue
      = g_object_ref (seqgo_sequencer_client_create_queue (client, NULL, &error));
  g_autoptr (GString) order = g_string_new (NULL);
  Closed closed = { order, NULL };

  g_assert_no_error (error);
  g_signal_connect (port, "closed", G_CALLBACK (closed_cb), &closed);
  g_signal_connect (queue, "closed", G_CALLBACK (closed_cb), &closed);
  g_object_unref (client);
  g_assert_true (seqgo_sequencer_port_is_closed (port));
  g_assert_cmpstr (order->str, ==, "");
  test_wait_until (g_str_equal (order->str, "port queue "));
}

static void
synced_cb (GObject *queue, GAsyncResult *result, gpointer is_over)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      seqgo_sequencer_queue_sync_finish (SEQGO_SEQUENCER_QUEUE (queue), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  *(gboolean *) is_over = TRUE;
}

/* A context may go as soon as what waited in it is over, while a thread still closes the client. */
static void
test_closed_in_short_context (void)
{
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (TestPeer) peer = test_peer_new ("A");
      g_autoptr (GMainContext) context = g_main_context_new ();
      g_autoptr (SeqgoEvent) note = seqgo_event_new_note_on (0, 60, 100), later = NULL;
      SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (peer->client, NULL, NULL);
      gboolean             is_over = FALSE;
      GThread             *thread;

      later = seqgo_event_at_tick (note, seqgo_sequencer_queue_get_id (queue), 1000);
      g_assert_true (seqgo_sequencer_port_send (peer->output, later, NULL));
      g_main_context_push_thread_default (context);
      seqgo_sequencer_queue_sync_async (queue, G_PRIORITY_DEFAULT, NULL, synced_cb, &is_over);
      g_main_context_pop_thread_default (context);
      thread = g_thread_new ("close", close_client, peer->client);
      while (!is_over)
        g_main_context_iteration (context, FALSE);
      g_clear_pointer (&context, g_main_context_unref);
      g_thread_join (thread);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sequencer-closed/signals", test_closed_signals);
  g_test_add_data_func ("/sequencer-closed/with-client", GINT_TO_POINTER (FALSE),
                        test_closed_with_client);
  g_test_add_data_func ("/sequencer-closed/with-client-in-thread", GINT_TO_POINTER (TRUE),
                        test_closed_with_client);
  g_test_add_func ("/sequencer-closed/with-dropped-client", test_closed_with_dropped_client);
  g_test_add_func ("/sequencer-closed/in-short-context", test_closed_in_short_context);

  return g_test_run ();
}
