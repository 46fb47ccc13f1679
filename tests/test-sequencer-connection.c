/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include "seqgo-test.h"

#define assert_sequencer_error(call, wanted)                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (GError) test_error = NULL;                                                          \
    GError **to_test_error = &test_error;                                                          \
    g_assert_false (call);                                                                         \
    g_assert_error (test_error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_##wanted);            \
  }                                                                                                \
  G_STMT_END

static SeqgoAddress *
get_output (TestPeer *peer)
{
  return seqgo_sequencer_port_get_address (peer->output);
}

static SeqgoAddress *
get_input (TestPeer *peer)
{
  return seqgo_sequencer_port_get_address (peer->input);
}

static SeqgoSequencerQueue *
create_queue (TestPeer *peer)
{
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (peer->client, NULL, &error);

  g_assert_no_error (error);
  return queue;
}

/* Twice, and to what there is not. */
static void
test_errors (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (SeqgoAddress) nobody = seqgo_address_new (190, 0);

  test_peer_connect (a, b);
  assert_sequencer_error (seqgo_sequencer_client_connect_ports (a->client, get_output (a),
                                                                get_input (b), to_test_error),
                          ALREADY_CONNECTED);
  assert_sequencer_error (
      seqgo_sequencer_client_connect_ports (a->client, get_output (a), nobody, to_test_error),
      GONE);
  assert_sequencer_error (
      seqgo_sequencer_client_connect_ports (a->client, nobody, get_input (b), to_test_error), GONE);
  assert_sequencer_error (
      seqgo_sequencer_client_disconnect_ports (a->client, get_output (a), nobody, to_test_error),
      GONE);
  assert_sequencer_error (
      seqgo_sequencer_client_disconnect_ports (a->client, nobody, get_input (b), to_test_error),
      GONE);
  assert_sequencer_error (seqgo_sequencer_client_disconnect_ports (a->client, get_output (b),
                                                                   get_input (a), to_test_error),
                          NOT_CONNECTED);
}

static void
test_exclusive (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (TestPeer) c = test_peer_new ("C");
  g_autoptr (GError) error = NULL;

  test_peer_connect (a, b);
  assert_sequencer_error (seqgo_sequencer_port_connect_to_full (a->output, get_input (c),
                                                                SEQGO_CONNECTION_EXCLUSIVE, NULL,
                                                                to_test_error),
                          ALREADY_CONNECTED);
  seqgo_sequencer_port_disconnect_to_address (a->output, get_input (b), &error);
  g_assert_true (seqgo_sequencer_port_connect_to_full (a->output, get_input (c),
                                                       SEQGO_CONNECTION_EXCLUSIVE, NULL, &error));
  g_assert_no_error (error);
  assert_sequencer_error (seqgo_sequencer_client_connect_ports (a->client, get_output (a),
                                                                get_input (b), to_test_error),
                          ALREADY_CONNECTED);
  assert_sequencer_error (seqgo_sequencer_port_connect_from_full (c->input, get_output (b),
                                                                  SEQGO_CONNECTION_DEFAULT, NULL,
                                                                  to_test_error),
                          ALREADY_CONNECTED);
}

static void
test_stamps (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = create_queue (b);
  SeqgoEvent          *event;
  guint8               queue_id = seqgo_sequencer_queue_get_id (queue);

  seqgo_sequencer_queue_set_tick (queue, 960, &error);
  g_assert_true (seqgo_sequencer_port_connect_from_full (b->input, get_output (a),
                                                         SEQGO_CONNECTION_DEFAULT, queue, &error));
  seqgo_sequencer_port_note_on (a->output, 0, 60, 100, &error);
  g_assert_no_error (error);
  test_wait_until (b->events->len == 1);
  event = test_peer_get_event (b, 0);
  g_assert_cmpuint (seqgo_event_get_queue_id (event), ==, queue_id);
  g_assert_false (seqgo_event_is_real_time (event));
  g_assert_cmpuint (seqgo_event_get_tick (event), ==, 960);

  seqgo_sequencer_port_disconnect_from_address (b->input, get_output (a), &error);
  g_assert_true (seqgo_sequencer_client_connect_ports_full (
      a->client, get_output (a), get_input (b), SEQGO_CONNECTION_REAL_TIME, queue, &error));
  seqgo_sequencer_queue_set_time (queue, 5000000000, &error);
  seqgo_sequencer_port_note_on (a->output, 0, 60, 100, &error);
  g_assert_no_error (error);
  test_wait_until (b->events->len == 3);
  event = test_peer_get_event (b, 2);
  g_assert_cmpuint (seqgo_event_get_queue_id (event), ==, queue_id);
  g_assert_true (seqgo_event_is_real_time (event));
  g_assert_cmpint (seqgo_event_get_time (event), ==, 5000000000);
}

/* A connection that cannot stamp is no connection. */
static void
test_wrong_options (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (TestPeer) c = test_peer_new ("C");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *closed = create_queue (a), *shared = create_queue (c), *opened;

  g_assert_false (seqgo_sequencer_port_connect_to_full (a->output, get_input (b),
                                                        SEQGO_CONNECTION_REAL_TIME, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  seqgo_sequencer_queue_close (closed);
  g_assert_false (
      seqgo_sequencer_port_connect_to_full (a->output, get_input (b), 0, closed, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);

  opened = seqgo_sequencer_client_open_queue (a->client, seqgo_sequencer_queue_get_id (shared),
                                              &error);
  g_assert_no_error (error);
  seqgo_sequencer_queue_close (shared);
  assert_sequencer_error (
      seqgo_sequencer_port_connect_to_full (a->output, get_input (b), 0, opened, to_test_error),
      GONE);
  assert_sequencer_error (seqgo_sequencer_client_find_connection (a->client, get_output (a),
                                                                  get_input (b), to_test_error),
                          NOT_CONNECTED);
}

static void
assert_connection (SeqgoSequencerConnection *connection,
                   SeqgoAddress             *sender,
                   SeqgoAddress             *receiver,
                   const char               *options)
{
  g_autofree char *text = seqgo_sequencer_connection_to_string (connection);
  g_autofree char *from = seqgo_address_to_string (sender);
  g_autofree char *to = seqgo_address_to_string (receiver);
  g_autofree char *wanted = g_strdup_printf ("%s to %s%s", from, to, options);

  g_assert_cmpstr (text, ==, wanted);
}

static void
test_find (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (TestPeer) third = test_peer_new ("third");
  g_autoptr (SeqgoAddress) nobody = seqgo_address_new (190, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerConnection) connection = NULL, plain = NULL;
  g_autoptr (SeqgoAddress) sender = NULL, receiver = NULL;
  SeqgoSequencerQueue *queue = create_queue (a);
  g_autofree char     *options = NULL;
  guint8               queue_id = seqgo_sequencer_queue_get_id (queue);
  gboolean             exclusive, time_stamping, real_time;
  guint                queue_property;

  seqgo_sequencer_port_connect_to_full (a->output, get_input (b),
                                        SEQGO_CONNECTION_EXCLUSIVE | SEQGO_CONNECTION_REAL_TIME,
                                        queue, &error);
  g_assert_no_error (error);
  connection = seqgo_sequencer_client_find_connection (third->client, get_output (a), get_input (b),
                                                       &error);
  g_assert_no_error (error);
  options = g_strdup_printf (", exclusive, time of queue %u", queue_id);
  assert_connection (connection, get_output (a), get_input (b), options);
  g_object_get (connection, "sender", &sender, "receiver", &receiver, "exclusive", &exclusive,
                "time-stamping", &time_stamping, "real-time", &real_time, "queue-id",
                &queue_property, NULL);
  g_assert_true (seqgo_address_equal (sender, get_output (a)));
  g_assert_true (seqgo_address_equal (receiver, get_input (b)));
  g_assert_true (seqgo_sequencer_connection_get_sender (connection) == sender);
  g_assert_true (seqgo_sequencer_connection_get_receiver (connection) == receiver);
  g_assert_true (exclusive && seqgo_sequencer_connection_get_exclusive (connection));
  g_assert_true (time_stamping && seqgo_sequencer_connection_get_time_stamping (connection));
  g_assert_true (real_time && seqgo_sequencer_connection_get_real_time (connection));
  g_assert_cmpuint (queue_property, ==, queue_id);
  g_assert_cmpuint (seqgo_sequencer_connection_get_queue_id (connection), ==, queue_id);

  seqgo_sequencer_port_disconnect_to_address (a->output, get_input (b), &error);
  seqgo_sequencer_port_connect_to_address (a->output, get_input (b), &error);
  plain = seqgo_sequencer_client_find_connection (a->client, get_output (a), get_input (b), &error);
  g_assert_no_error (error);
  assert_connection (plain, get_output (a), get_input (b), "");

  assert_sequencer_error (seqgo_sequencer_client_find_connection (a->client, get_output (b),
                                                                  get_input (a), to_test_error),
                          NOT_CONNECTED);
  assert_sequencer_error (
      seqgo_sequencer_client_find_connection (a->client, nobody, get_input (a), to_test_error),
      GONE);
}

/* A port with two readers and a writer. */
static void
test_list (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (TestPeer) c = test_peer_new ("C");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoAddress) nobody = seqgo_address_new (190, 0), no_port = seqgo_address_new (14, 9);
  SeqgoSequencerQueue *queue = create_queue (a);
  g_autofree char     *ticks
      = g_strdup_printf (", ticks of queue %u", seqgo_sequencer_queue_get_id (queue));
  SeqgoSequencerPort *port
      = seqgo_sequencer_client_create_port (a->client, "both", SEQGO_PORT_PRESET_DUPLEX, &error);
  SeqgoAddress *address = seqgo_sequencer_port_get_address (port);
  g_autolist (SeqgoSequencerConnection) readers = NULL, writers = NULL, both = NULL, none = NULL;

  seqgo_sequencer_port_connect_to_address (port, get_input (b), &error);
  seqgo_sequencer_port_connect_to_full (port, get_input (c), 0, queue, &error);
  seqgo_sequencer_port_connect_from_address (port, get_output (c), &error);
  g_assert_no_error (error);

  readers = seqgo_sequencer_client_list_connections (b->client, address, SEQGO_DIRECTION_OUTPUT,
                                                     &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (readers), ==, 2);
  assert_connection (readers->data, address, get_input (b), "");
  assert_connection (readers->next->data, address, get_input (c), ticks);
  writers
      = seqgo_sequencer_client_list_connections (b->client, address, SEQGO_DIRECTION_INPUT, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (writers), ==, 1);
  assert_connection (writers->data, get_output (c), address, "");
  both = seqgo_sequencer_port_list_connections (port, SEQGO_DIRECTION_DUPLEX, &error);
  g_assert_cmpuint (g_list_length (both), ==, 3);
  assert_connection (both->next->next->data, get_output (c), address, "");
  none = seqgo_sequencer_port_list_connections (a->output, SEQGO_DIRECTION_DUPLEX, &error);
  g_assert_no_error (error);
  g_assert_null (none);

  assert_sequencer_error (seqgo_sequencer_client_list_connections (
                              a->client, nobody, SEQGO_DIRECTION_DUPLEX, to_test_error),
                          GONE);
  assert_sequencer_error (seqgo_sequencer_client_list_connections (
                              a->client, no_port, SEQGO_DIRECTION_DUPLEX, to_test_error),
                          GONE);
  seqgo_sequencer_port_close (port);
  g_assert_null (seqgo_sequencer_port_list_connections (port, SEQGO_DIRECTION_DUPLEX, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
test_list_all (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoAddress) announce = seqgo_address_new (0, 1);
  g_autolist (SeqgoSequencerConnection) list = NULL;

  test_peer_connect (a, b);
  seqgo_sequencer_port_connect_from_address (b->input, announce, &error);
  list = seqgo_sequencer_client_list_connections (a->client, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (list), ==, 2);
  assert_connection (list->data, announce, get_input (b), "");
  assert_connection (list->next->data, get_output (a), get_input (b), "");
}

static gpointer
come_and_go (gpointer address)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SeqgoSequencerClient) client = seqgo_sequencer_client_open ("guest", &error);
      SeqgoSequencerPort *port
          = seqgo_sequencer_client_create_port (client, "p", SEQGO_PORT_PRESET_SINK, &error);

      g_assert_true (seqgo_sequencer_port_connect_from_address (port, address, &error));
      g_assert_no_error (error);
      seqgo_sequencer_client_close (client);
    }
  return NULL;
}

/* Those that stay are always there, whoever comes and goes meanwhile. */
static void
test_list_while_others_go (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (TestPeer) c = test_peer_new ("C");
  g_autoptr (GError) error = NULL;
  GThread *thread;

  thread = g_thread_new ("guests", come_and_go, get_output (a));
  test_peer_connect (a, b);
  test_peer_connect (a, c);
  for (guint i = 0; i < 300; i++)
    {
      g_autolist (SeqgoSequencerConnection) list
          = seqgo_sequencer_port_list_connections (a->output, SEQGO_DIRECTION_OUTPUT, &error);
      guint n_found = 0;

      g_assert_no_error (error);
      for (GList *link = list; link != NULL; link = link->next)
        {
          SeqgoAddress *receiver = seqgo_sequencer_connection_get_receiver (link->data);

          n_found += seqgo_address_equal (receiver, get_input (b))
                     || seqgo_address_equal (receiver, get_input (c));
        }
      g_assert_cmpuint (n_found, ==, 2);
    }
  g_thread_join (thread);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sequencer-connection/S-11/S-12/errors", test_errors);
  g_test_add_func ("/sequencer-connection/S-14/exclusive", test_exclusive);
  g_test_add_func ("/sequencer-connection/stamps", test_stamps);
  g_test_add_func ("/sequencer-connection/wrong-options", test_wrong_options);
  g_test_add_func ("/sequencer-connection/find", test_find);
  g_test_add_func ("/sequencer-connection/S-18/list", test_list);
  g_test_add_func ("/sequencer-connection/list-all", test_list_all);
  g_test_add_func ("/sequencer-connection/S-18/list-while-others-go", test_list_while_others_go);

  return g_test_run ();
}
