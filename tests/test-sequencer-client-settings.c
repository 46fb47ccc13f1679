/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include "seqgo-test.h"

static void
count_cb (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
test_name (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("before");
  g_autoptr (GError) error = NULL;
  g_autofree char *letters = g_strnfill (62, 'n');
  g_autofree char *name = g_strconcat (letters, "äöü", NULL);
  g_autofree char *before = NULL, *after = NULL, *cut = NULL;
  const char      *old_name = seqgo_sequencer_client_get_name (peer->client);
  guint            n_notified = 0;

  g_signal_connect (peer->client, "notify::name", G_CALLBACK (count_cb), &n_notified);
  g_assert_true (seqgo_sequencer_client_set_name (peer->client, "after", &error));
  g_assert_true (seqgo_sequencer_client_set_name (peer->client, "after", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpstr (seqgo_sequencer_client_get_name (peer->client), ==, "after");
  g_assert_cmpstr (old_name, ==, "before");
  before = test_read_proc_client ("before");
  g_assert_null (before);
  after = test_read_proc_client ("after");
  g_assert_nonnull (after);

  g_assert_true (seqgo_sequencer_client_set_name (peer->client, name, &error));
  g_assert_cmpstr (seqgo_sequencer_client_get_name (peer->client), ==, letters);
  cut = test_read_proc_client (letters);
  g_assert_nonnull (cut);

  g_assert_false (seqgo_sequencer_client_set_name (peer->client, "", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_no_name (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerClient) client = seqgo_sequencer_client_open ("", &error);
  SeqgoSequencerPort *port
      = seqgo_sequencer_client_create_port (client, "", SEQGO_PORT_PRESET_SINK, &error);
  g_autofree char *proc = NULL, *line = NULL;

  g_assert_no_error (error);
  proc = test_read_proc_client (seqgo_sequencer_client_get_name (client));
  g_assert_nonnull (proc);
  line = g_strdup_printf ("Port   0 : \"%s\"", seqgo_sequencer_port_get_name (port));
  g_assert_nonnull (strstr (proc, line));
  g_assert_cmpuint (strlen (seqgo_sequencer_port_get_name (port)), >, 0);
}

/* Others are told of the name. */
static void
test_name_is_announced (void)
{
  g_autoptr (TestPeer) watcher = test_peer_new ("watcher");
  g_autoptr (TestPeer) peer = test_peer_new ("before");
  g_autoptr (GError) error = NULL;
  g_autofree char *types = NULL;

  seqgo_sequencer_port_connect_from (watcher->input, "0:1", &error);
  test_wait_until (watcher->events->len == 1);
  g_ptr_array_set_size (watcher->events, 0);
  seqgo_sequencer_client_set_name (peer->client, "after", &error);
  g_assert_no_error (error);
  test_wait_until (watcher->events->len == 1);
  types = test_peer_get_types (watcher);
  g_assert_cmpstr (types, ==, "client-change");
}

static void
assert_event_filter (TestPeer *peer, const guint8 *wanted, gsize n_wanted)
{
  g_autoptr (GError) error = NULL;
  gsize              n_types, n_info_types;
  g_autofree guint8 *types = seqgo_sequencer_client_get_event_filter (peer->client, &n_types);
  g_autoptr (SeqgoSequencerClientInfo) info = seqgo_sequencer_client_get_client_info (
      peer->client, seqgo_sequencer_client_get_id (peer->client), &error);
  const guint8 *info_types;

  g_assert_no_error (error);
  info_types = seqgo_sequencer_client_info_get_event_filter (info, &n_info_types);
  g_assert_cmpmem (types, (int) n_types, wanted, (int) n_wanted);
  g_assert_cmpmem (info_types, (int) n_info_types, wanted, (int) n_wanted);
  g_assert_true ((info_types != NULL) == (n_wanted > 0));
}

static void
test_event_filter (void)
{
  static const guint8 types[] = { 255, SEQGO_EVENT_TYPE_CONTROL_CHANGE, 0, 255 };
  static const guint8 sorted[] = { 0, SEQGO_EVENT_TYPE_CONTROL_CHANGE, 255 };
  g_autoptr (TestPeer) peer = test_peer_new ("filters");
  g_autoptr (GError) error = NULL;

  assert_event_filter (peer, NULL, 0);
  g_assert_true (
      seqgo_sequencer_client_set_event_filter (peer->client, types, G_N_ELEMENTS (types), &error));
  assert_event_filter (peer, sorted, G_N_ELEMENTS (sorted));
  g_assert_true (seqgo_sequencer_client_set_event_filter (peer->client, sorted, 1, &error));
  assert_event_filter (peer, sorted, 1);
  /* Other settings leave it alone. */
  g_assert_true (seqgo_sequencer_client_set_name (peer->client, "still filters", &error));
  g_assert_true (seqgo_sequencer_client_set_error_bounce (peer->client, TRUE, &error));
  assert_event_filter (peer, sorted, 1);
  g_assert_true (seqgo_sequencer_client_set_event_filter (peer->client, NULL, 0, &error));
  g_assert_no_error (error);
  assert_event_filter (peer, NULL, 0);
}

/* Who sends what B filters is told, although C received it. */
static void
test_filtered_send (void)
{
  static const guint8 types[] = { SEQGO_EVENT_TYPE_CONTROL_CHANGE };
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (TestPeer) c = test_peer_new ("C");
  g_autoptr (GError) error = NULL;
  g_autofree char *types_of_b = NULL, *types_of_c = NULL;

  test_peer_connect (a, b);
  test_peer_connect (a, c);
  g_assert_true (seqgo_sequencer_client_set_event_filter (b->client, types, 1, &error));
  g_assert_false (seqgo_sequencer_port_note_on (a->output, 0, 60, 100, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_UNDELIVERABLE);
  g_clear_error (&error);
  g_assert_true (seqgo_sequencer_port_control_change (a->output, 0, 7, 100, &error));
  g_assert_true (seqgo_sequencer_client_set_event_filter (b->client, NULL, 0, &error));
  g_assert_true (seqgo_sequencer_port_note_on (a->output, 0, 62, 100, &error));
  g_assert_no_error (error);

  test_wait_until (b->events->len == 2 && c->events->len == 3);
  types_of_b = test_peer_get_types (b);
  types_of_c = test_peer_get_types (c);
  g_assert_cmpstr (types_of_b, ==, "control-change note-on");
  g_assert_cmpstr (types_of_c, ==, "note-on control-change note-on");
}

static void
test_error_bounce (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("bounces");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerClientInfo) info = NULL;
  gboolean property, info_property;
  guint    n_lost, n_notified = 0;

  g_assert_false (seqgo_sequencer_client_get_error_bounce (peer->client));
  g_signal_connect (peer->client, "notify::error-bounce", G_CALLBACK (count_cb), &n_notified);
  g_assert_true (seqgo_sequencer_client_set_error_bounce (peer->client, 7, &error));
  g_assert_true (seqgo_sequencer_client_set_error_bounce (peer->client, TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_notified, ==, 1);
  g_object_get (peer->client, "error-bounce", &property, NULL);
  g_assert_true (property);
  info = seqgo_sequencer_client_get_client_info (
      peer->client, seqgo_sequencer_client_get_id (peer->client), &error);
  g_assert_true (seqgo_sequencer_client_info_get_error_bounce (info));
  g_object_get (info, "error-bounce", &info_property, "n-lost-events", &n_lost, NULL);
  g_assert_true (info_property);
  g_assert_cmpuint (n_lost, ==, 0);
  g_assert_cmpuint (seqgo_sequencer_client_info_get_n_lost_events (info), ==, 0);

  g_clear_object (&info);
  g_assert_true (seqgo_sequencer_client_set_error_bounce (peer->client, FALSE, &error));
  g_assert_cmpuint (n_notified, ==, 2);
  info = seqgo_sequencer_client_get_client_info (
      peer->client, seqgo_sequencer_client_get_id (peer->client), &error);
  g_assert_false (seqgo_sequencer_client_info_get_error_bounce (info));
}

/* 300 events for the same tick and a pool of 200: the rest comes back, if that is wanted. */
static void
test_bounced (gconstpointer user_data)
{
  gboolean error_bounce = GPOINTER_TO_INT (user_data);
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);
  g_autoptr (SeqgoEventBatch) batch = NULL, received = NULL;
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (a->client, NULL, &error);
  guint8               queue_id = seqgo_sequencer_queue_get_id (queue);
  SeqgoSequencerPort  *port
      = seqgo_sequencer_client_create_port (a->client, "both", SEQGO_PORT_PRESET_DUPLEX, &error);

  seqgo_sequencer_port_connect_to_address (port, seqgo_sequencer_port_get_address (b->input),
                                           &error);
  g_assert_no_error (error);
  test_wait_until (b->events->len == 1);
  g_ptr_array_set_size (b->events, 0);
  seqgo_sequencer_client_set_error_bounce (a->client, error_bounce, &error);
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (SeqgoEvent) note = seqgo_event_new_note_on (3, (guint8) (i % 128), 100);

      g_ptr_array_add (events, seqgo_event_at_tick (note, queue_id, 10));
    }
  batch = seqgo_event_batch_new ((SeqgoEvent **) events->pdata, events->len);
  seqgo_sequencer_queue_start (queue, &error);
  g_assert_no_error (error);
  g_assert_true (seqgo_sequencer_port_send_batch (port, batch, &error));
  g_assert_no_error (error);
  /* B must not read meanwhile. */
  g_assert_true (seqgo_sequencer_queue_sync (queue, 10 * G_USEC_PER_SEC, NULL, &error));
  test_wait_until (b->n_overflows == 1);
  test_run_for (20);
  g_assert_cmpuint (a->events->len, ==, error_bounce ? 100 : 0);
  g_assert_cmpuint (b->events->len, ==, 0);

  for (guint i = 0; i < a->events->len; i++)
    {
      SeqgoEvent *event = test_peer_get_event (a, i);
      g_autoptr (SeqgoEvent) original = seqgo_event_get_bounced_event (event);
      g_autoptr (SeqgoAddress) source = seqgo_event_get_source (event);
      g_autoptr (SeqgoAddress) receiver = seqgo_event_get_bounced_receiver (event);
      g_autoptr (SeqgoAddress) original_source = NULL;

      g_assert_cmpuint (seqgo_address_hash (source), ==, 0 << 8 | 1);
      g_assert_true (seqgo_address_equal (receiver, seqgo_sequencer_port_get_address (b->input)));
      if (seqgo_event_get_event_type (event) == SEQGO_EVENT_TYPE_KERNEL_ERROR)
        {
          g_assert_null (original);
          continue;
        }
      g_assert_cmpint (seqgo_event_get_event_type (event), ==, SEQGO_EVENT_TYPE_BOUNCE);
      g_assert_cmpint (seqgo_event_get_event_type (original), ==, SEQGO_EVENT_TYPE_NOTE_ON);
      g_assert_cmpuint (seqgo_event_get_channel (original), ==, 3);
      g_assert_cmpuint (seqgo_event_get_note (original), ==, (200 + i) % 128);
      g_assert_cmpuint (seqgo_event_get_queue_id (original), ==, queue_id);
      g_assert_cmpuint (seqgo_event_get_tick (original), ==, 10);
      original_source = seqgo_event_get_source (original);
      g_assert_true (
          seqgo_address_equal (original_source, seqgo_sequencer_port_get_address (port)));
    }
}

/* Whatever has gone, the error is the same. */
static void
test_gone (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("asks");
  g_autoptr (TestPeer) other = test_peer_new ("goes");
  g_autoptr (GError) error = NULL;
  guint8 id = seqgo_sequencer_client_get_id (other->client);
  g_autoptr (SeqgoAddress) address = seqgo_address_new (id, 1);
  g_autoptr (SeqgoSequencerClientInfo) client_info
      = seqgo_sequencer_client_get_client_info (peer->client, id, &error);
  g_autoptr (SeqgoSequencerPortInfo) port_info
      = seqgo_sequencer_client_get_port_info (peer->client, address, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (seqgo_sequencer_client_info_get_name (client_info), ==, "goes");
  g_assert_cmpuint (seqgo_sequencer_client_info_get_n_ports (client_info), ==, 2);
  g_assert_cmpstr (seqgo_sequencer_port_info_get_name (port_info), ==, "input");
  g_assert_cmpstr (seqgo_sequencer_port_info_get_client_name (port_info), ==, "goes");

  seqgo_sequencer_port_close (other->input);
  g_assert_null (seqgo_sequencer_client_get_port_info (peer->client, address, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE);
  g_clear_error (&error);
  seqgo_sequencer_client_close (other->client);
  g_assert_null (seqgo_sequencer_client_get_port_info (peer->client, address, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE);
  g_clear_error (&error);
  g_assert_null (seqgo_sequencer_client_get_client_info (peer->client, id, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE);
  g_clear_error (&error);
  g_assert_null (seqgo_sequencer_client_get_pool (peer->client, id, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE);
}

static void
test_system_info (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("asks");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerSystemInfo) info = NULL, other = NULL;

  seqgo_sequencer_client_create_queue (peer->client, NULL, &error);
  info = seqgo_sequencer_client_get_system_info (peer->client, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_sequencer_system_info_get_max_queues (info), ==, 32);
  g_assert_cmpuint (seqgo_sequencer_system_info_get_max_clients (info), ==, 192);
  g_assert_cmpuint (seqgo_sequencer_system_info_get_max_ports (info), ==, 254);
  g_assert_cmpuint (seqgo_sequencer_system_info_get_max_channels (info), ==, 256);
  g_assert_cmpuint (seqgo_sequencer_system_info_get_n_queues (info), ==, 1);
  g_assert_cmpuint (seqgo_sequencer_system_info_get_n_clients (info), ==, test_count_clients ());
  other = g_boxed_copy (SEQGO_TYPE_SEQUENCER_SYSTEM_INFO, info);
  g_assert_true (other == info);
}

/* Questions open no clients, so nobody sees them and no limit is reached. */
static void
test_questions (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("asks");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoAddress) address = seqgo_address_new (14, 0);
  guint n_clients = test_count_clients (), n_fds = test_count_fds ();

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (SeqgoSequencerClientInfo) client_info
          = seqgo_sequencer_client_get_client_info (peer->client, 14, &error);
      g_autoptr (SeqgoSequencerPortInfo) port_info
          = seqgo_sequencer_client_get_port_info (peer->client, address, &error);
      g_autoptr (SeqgoSequencerPool) pool
          = seqgo_sequencer_client_get_pool (peer->client, 14, &error);
      g_autoptr (SeqgoSequencerSystemInfo) info
          = seqgo_sequencer_client_get_system_info (peer->client, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (seqgo_sequencer_system_info_get_n_clients (info), ==, n_clients);
    }
  g_assert_cmpuint (test_count_clients (), ==, n_clients);
  g_assert_cmpuint (test_count_fds (), ==, n_fds);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sequencer-client-settings/S-07/name", test_name);
  g_test_add_func ("/sequencer-client-settings/no-name", test_no_name);
  g_test_add_func ("/sequencer-client-settings/name-is-announced", test_name_is_announced);
  g_test_add_func ("/sequencer-client-settings/event-filter", test_event_filter);
  g_test_add_func ("/sequencer-client-settings/S-24/filtered-send", test_filtered_send);
  g_test_add_func ("/sequencer-client-settings/error-bounce", test_error_bounce);
  g_test_add_data_func ("/sequencer-client-settings/S-36/bounced", GINT_TO_POINTER (TRUE),
                        test_bounced);
  g_test_add_data_func ("/sequencer-client-settings/S-36/not-bounced", GINT_TO_POINTER (FALSE),
                        test_bounced);
  g_test_add_func ("/sequencer-client-settings/S-31/gone", test_gone);
  g_test_add_func ("/sequencer-client-settings/system-info", test_system_info);
  g_test_add_func ("/sequencer-client-settings/S-04/questions", test_questions);

  return g_test_run ();
}
