/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <alsa/asoundlib.h>

#include "seqgo-test.h"
#include "test-registry.h"

static void
test_open (void)
{
  guint n_clients = test_count_clients ();
  guint n_fds;
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerRegistry) registry = NULL;
  GListModel *model;
  g_autoptr (SeqgoSequencerRegistryClient) first = NULL;
  g_autofree char *text = NULL;

  /* The first one may load things that stay. */
  registry = seqgo_sequencer_registry_open (&error);
  g_clear_object (&registry);
  n_fds = test_count_fds ();

  registry = seqgo_sequencer_registry_open (&error);
  g_assert_no_error (error);
  model = G_LIST_MODEL (registry);
  g_assert_cmpuint (test_count_clients (), ==, n_clients + 1);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, n_clients);
  g_assert_true (g_list_model_get_item_type (model) == SEQGO_TYPE_SEQUENCER_REGISTRY_CLIENT);
  test_assert_true_to_proc (registry);

  first = g_list_model_get_item (model, 0);
  g_assert_true (seqgo_sequencer_registry_find_client (registry, 0) == first);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (first))
                 == SEQGO_TYPE_SEQUENCER_PORT_INFO);
  g_assert_cmpint (seqgo_sequencer_registry_client_get_client_type (first), ==,
                   SEQGO_CLIENT_TYPE_KERNEL);
  g_assert_cmpint (seqgo_sequencer_registry_client_get_pid (first), ==, -1);
  text = seqgo_sequencer_registry_client_to_string (first);
  g_assert_cmpstr (text, ==, "0 System");

  g_assert_false (seqgo_sequencer_registry_is_closed (registry));
  seqgo_sequencer_registry_close (registry);
  seqgo_sequencer_registry_close (registry);
  g_assert_true (seqgo_sequencer_registry_is_closed (registry));
  g_assert_cmpuint (test_count_clients (), ==, n_clients);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, n_clients);
  g_clear_object (&registry);
  g_assert_cmpuint (test_count_fds (), ==, n_fds);
}

/* What the kernel announces of a client arrives in order, and once. */
static void
test_all_signals (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("A");
  g_autoptr (TestRegistry) test = test_registry_new ();
  g_autoptr (GError) error = NULL;
  SeqgoAddress         *sender = seqgo_sequencer_port_get_address (peer->output);
  SeqgoSequencerClient *client = seqgo_sequencer_client_open ("B", &error);
  SeqgoSequencerPort   *port
      = seqgo_sequencer_client_create_port (client, "in", SEQGO_PORT_PRESET_SINK, &error);

  seqgo_sequencer_port_connect_from_address (port, sender, &error);
  test_registry_settle (test);
  seqgo_sequencer_port_disconnect_from_address (port, sender, &error);
  seqgo_sequencer_port_close (port);
  test_registry_settle (test);
  g_object_unref (client);
  test_registry_settle (test);
  g_assert_no_error (error);
  g_assert_cmpstr (test->log->str, ==,
                   "client-added B, port-added in, connected output in, disconnected output in, "
                   "port-removed in, client-removed B, ");
}

/* What the kernel announces, which is all that the registry knows. */
static void
test_announcements (void)
{
  g_autoptr (TestPeer) ear = test_peer_new ("hears announcements");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerClient *client;
  SeqgoSequencerPort   *port;
  g_autofree char      *types = NULL;

  seqgo_sequencer_port_connect_from (ear->input, "0:1", &error);
  g_assert_no_error (error);
  test_wait_until (ear->events->len > 0);
  test_run_for (10);
  g_ptr_array_set_size (ear->events, 0);

  client = seqgo_sequencer_client_open ("C", &error);
  port = seqgo_sequencer_client_create_port (client, "port", SEQGO_PORT_PRESET_SOURCE, &error);
  seqgo_sequencer_port_connect_to (port, "14:0", &error);
  seqgo_sequencer_port_disconnect_to (port, "14:0", &error);
  seqgo_sequencer_port_connect_to (port, "14:0", &error);
  g_assert_no_error (error);
  g_object_unref (client);
  test_wait_until (ear->events->len >= 8);
  test_run_for (10);
  types = test_peer_get_types (ear);
  g_assert_cmpstr (types, ==,
                   "client-start client-change port-start port-subscribed port-unsubscribed "
                   "port-subscribed port-exit client-exit");
}

/* A client that goes takes its ports and connections along. */
static void
test_exit_of_connected (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (TestRegistry) test = NULL;
  SeqgoSequencerPortInfo *input;

  test_peer_connect (a, b);
  test = test_registry_new ();
  input = seqgo_sequencer_registry_find_port (test->registry,
                                              seqgo_sequencer_port_get_address (b->input));
  g_assert_cmpuint (seqgo_sequencer_port_info_get_n_writers (input), ==, 1);
  seqgo_sequencer_client_close (a->client);
  test_registry_settle (test);
  g_assert_cmpstr (test->log->str, ==,
                   "disconnected output input, port-removed output, port-removed input, "
                   "client-removed A, ");
  g_assert_cmpuint (seqgo_sequencer_port_info_get_n_writers (input), ==, 0);
}

static void
query_everything_cb (SeqgoSequencerRegistry *registry,
                     gpointer                object,
                     SeqgoSequencerClient   *client)
{
  g_autoptr (GError) error = NULL;

  g_list_free_full (seqgo_sequencer_client_list_clients (client, &error), g_object_unref);
  g_list_free_full (seqgo_sequencer_client_list_ports (client, 0, &error), g_object_unref);
  g_list_free_full (seqgo_sequencer_registry_list_ports (registry, 0), g_object_unref);
  g_assert_no_error (error);
}

static guint
count_announcements (gboolean with_queries)
{
  g_autoptr (TestPeer) peer = test_peer_new ("hears announcements");
  g_autoptr (TestRegistry) test = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerClient) client = NULL;

  seqgo_sequencer_port_connect_from (peer->input, "0:1", &error);
  g_assert_no_error (error);
  test = test_registry_new ();
  test_registry_settle (test);
  if (with_queries)
    {
      g_signal_connect (test->registry, "client-added", G_CALLBACK (query_everything_cb),
                        peer->client);
      g_signal_connect (test->registry, "port-added", G_CALLBACK (query_everything_cb),
                        peer->client);
      g_signal_connect (test->registry, "client-removed", G_CALLBACK (query_everything_cb),
                        peer->client);
    }
  g_ptr_array_set_size (peer->events, 0);
  client = seqgo_sequencer_client_open ("B", &error);
  seqgo_sequencer_client_create_port (client, "port", SEQGO_PORT_PRESET_DUPLEX, &error);
  g_assert_no_error (error);
  test_registry_settle (test);
  seqgo_sequencer_client_close (client);
  test_registry_settle (test);
  test_run_for (20);
  return peer->events->len;
}

static void
test_queries (void)
{
  guint n_announcements = count_announcements (FALSE);

  g_assert_cmpuint (n_announcements, >=, 4);
  g_assert_cmpuint (count_announcements (TRUE), ==, n_announcements);
}

/* A client that bare alsa-lib opens; it has no name at first. */
static snd_seq_t *
open_nameless (void)
{
  snd_seq_t *seq = NULL;

  g_assert_cmpint (snd_seq_open (&seq, "default", SND_SEQ_OPEN_DUPLEX, SND_SEQ_NONBLOCK), ==, 0);
  return seq;
}

static void
create_bare_port (snd_seq_t *seq, const char *name)
{
  g_assert_cmpint (snd_seq_create_simple_port (seq, name,
                                               SND_SEQ_PORT_CAP_READ | SND_SEQ_PORT_CAP_SUBS_READ,
                                               SND_SEQ_PORT_TYPE_MIDI_GENERIC),
                   >=, 0);
}

static void
test_final_names (void)
{
  g_autoptr (TestRegistry) test = test_registry_new ();
  snd_seq_t       *seq = open_nameless ();
  g_autofree char *given = g_strdup_printf ("client-added Client-%d, ", snd_seq_client_id (seq));

  /* Nothing yet: it may get a name. */
  test_iterate ();
  g_assert_cmpstr (test->log->str, ==, "");
  snd_seq_set_client_name (seq, "named");
  test_registry_settle (test);
  g_assert_cmpstr (test->log->str, ==, "client-added named, ");
  g_string_truncate (test->log, 0);
  snd_seq_close (seq);

  /* A port is as good as a name. */
  seq = open_nameless ();
  test_iterate ();
  create_bare_port (seq, "port");
  test_registry_settle (test);
  g_assert_true (g_str_has_prefix (strstr (test->log->str, "client-added"), given));
  g_assert_true (g_str_has_suffix (test->log->str, "port-added port, "));
  snd_seq_close (seq);

  /* Who never gets any is not waited for for ever. */
  seq = open_nameless ();
  test_registry_settle (test);
  g_assert_true (g_str_has_suffix (test->log->str, given));
  snd_seq_close (seq);

  /* Or has gone meanwhile. */
  test_registry_settle (test);
  g_string_truncate (test->log, 0);
  seq = open_nameless ();
  test_iterate ();
  snd_seq_close (seq);
  test_run_for (150);
  g_assert_cmpstr (test->log->str, ==, "");
}

static void
count_cb (gpointer count)
{
  (*(guint *) count)++;
}

/* Objects stay the same and notify what changes. */
static void
test_changes (void)
{
  g_autoptr (TestRegistry) test = test_registry_new ();
  snd_seq_t                    *seq = open_nameless ();
  snd_seq_port_info_t          *info;
  SeqgoSequencerRegistryClient *client;
  g_autoptr (SeqgoSequencerPortInfo) port = NULL;
  g_autoptr (GListModel) inputs = NULL;
  guint n_renamed = 0, n_port_renamed = 0, n_client_renamed = 0, n_caps = 0;

  inputs = seqgo_sequencer_registry_ports (test->registry, SEQGO_PORT_LIST_INPUT);
  snd_seq_set_client_name (seq, "old");
  create_bare_port (seq, "port");
  test_registry_settle (test);
  client = seqgo_sequencer_registry_find_client (test->registry, (guint8) snd_seq_client_id (seq));
  port = g_list_model_get_item (G_LIST_MODEL (client), 0);
  g_assert_true (test_model_has (inputs, port));
  g_signal_connect_swapped (client, "notify::name", G_CALLBACK (count_cb), &n_renamed);
  g_signal_connect_swapped (port, "notify::name", G_CALLBACK (count_cb), &n_port_renamed);
  g_signal_connect_swapped (port, "notify::client-name", G_CALLBACK (count_cb), &n_client_renamed);
  g_signal_connect_swapped (port, "notify::caps", G_CALLBACK (count_cb), &n_caps);

  g_string_truncate (test->log, 0);
  snd_seq_set_client_name (seq, "new");
  test_registry_settle (test);
  g_assert_cmpstr (test->log->str, ==, "client-changed new, port-changed port, ");
  g_assert_cmpuint (n_renamed, ==, 1);
  g_assert_cmpuint (n_client_renamed, ==, 1);
  g_assert_cmpstr (seqgo_sequencer_port_info_get_client_name (port), ==, "new");

  snd_seq_port_info_alloca (&info);
  snd_seq_get_port_info (seq, 0, info);
  snd_seq_port_info_set_name (info, "renamed");
  snd_seq_port_info_set_capability (info, SND_SEQ_PORT_CAP_WRITE | SND_SEQ_PORT_CAP_SUBS_WRITE);
  g_assert_cmpint (snd_seq_set_port_info (seq, 0, info), ==, 0);
  test_registry_settle (test);
  g_assert_cmpstr (seqgo_sequencer_port_info_get_name (port), ==, "renamed");
  g_assert_cmpuint (n_port_renamed, ==, 1);
  g_assert_cmpuint (n_caps, ==, 1);
  g_assert_false (test_model_has (inputs, port));
  g_assert_true (test_model_has (G_LIST_MODEL (client), port));
  snd_seq_close (seq);
}

/* The number is the same; the objects are not. */
static void
test_reused_id (void)
{
  g_autoptr (TestRegistry) test = test_registry_new ();
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (SeqgoSequencerRegistryClient) client = NULL;
  g_autoptr (SeqgoSequencerPortInfo) port = NULL;
  guint8 id = seqgo_sequencer_client_get_id (a->client);

  test_registry_settle (test);
  client = g_object_ref (seqgo_sequencer_registry_find_client (test->registry, id));
  port = g_list_model_get_item (G_LIST_MODEL (client), 0);
  g_string_truncate (test->log, 0);
  seqgo_sequencer_client_close (a->client);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (TestPeer) b = test_peer_new (i < 2 ? "gone at once" : "B");

      g_assert_cmpuint (seqgo_sequencer_client_get_id (b->client), ==, id);
      if (i < 2)
        continue;
      test_registry_settle (test);
      g_assert_true (seqgo_sequencer_registry_find_client (test->registry, id) != client);
      g_assert_true (seqgo_sequencer_registry_find_port (
                         test->registry, seqgo_sequencer_port_info_get_address (port))
                     != port);
      g_assert_cmpstr (test->log->str, ==,
                       "port-removed output, port-removed input, client-removed A, "
                       "client-added B, port-added output, port-added input, ");
    }
  /* Who has the old ones may use them. */
  g_assert_cmpstr (seqgo_sequencer_registry_client_get_name (client), ==, "A");
  g_assert_cmpstr (seqgo_sequencer_port_info_get_name (port), ==, "output");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (client)), ==, 0);
}

static void
close_cb (SeqgoSequencerRegistry *registry)
{
  seqgo_sequencer_registry_close (registry);
}

/* What one finds out about a port is the same everywhere. */
static void
test_lists (void)
{
  static const SeqgoPortCaps caps[] = {
    SEQGO_PORT_CAPS_READ | SEQGO_PORT_CAPS_SUBS_READ,
    SEQGO_PORT_CAPS_WRITE | SEQGO_PORT_CAPS_SUBS_WRITE,
    SEQGO_PORT_CAPS_READ | SEQGO_PORT_CAPS_SUBS_READ | SEQGO_PORT_CAPS_WRITE
        | SEQGO_PORT_CAPS_SUBS_WRITE | SEQGO_PORT_CAPS_NO_EXPORT,
    SEQGO_PORT_CAPS_READ | SEQGO_PORT_CAPS_WRITE,
    0,
  };
  static const SeqgoPortType types[] = {
    SEQGO_PORT_TYPE_MIDI_GENERIC,
    SEQGO_PORT_TYPE_MIDI_GENERIC | SEQGO_PORT_TYPE_SYNTHESIZER,
    SEQGO_PORT_TYPE_SPECIFIC,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TestPeer) peer = test_peer_new ("A");
  g_autoptr (TestRegistry) test = test_registry_new ();

  for (guint i = 0; i < G_N_ELEMENTS (caps) * G_N_ELEMENTS (types); i++)
    seqgo_sequencer_client_create_port_full (peer->client, "port", caps[i % G_N_ELEMENTS (caps)],
                                             types[i / G_N_ELEMENTS (caps)], -1, &error);
  g_assert_no_error (error);
  test_registry_settle (test);
  for (SeqgoPortListFlags flags = 0; flags < 2 * SEQGO_PORT_LIST_UNSORTED; flags++)
    {
      g_autofree char *asked
          = test_describe_ports (seqgo_sequencer_client_list_ports (peer->client, flags, &error));
      g_autofree char *known
          = test_describe_ports (seqgo_sequencer_registry_list_ports (test->registry, flags));
      g_autoptr (GListModel) model = seqgo_sequencer_registry_ports (test->registry, flags);
      g_autofree char *shown = test_describe_ports (test_model_to_list (model));

      g_assert_no_error (error);
      g_assert_cmpstr (known, ==, asked);
      g_assert_cmpstr (shown, ==, asked);
    }
}

static void
test_connected_ports (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (TestPeer) c = test_peer_new ("C");
  g_autoptr (TestRegistry) test = test_registry_new ();
  SeqgoAddress    *sender = seqgo_sequencer_port_get_address (a->output);
  SeqgoAddress    *receiver = seqgo_sequencer_port_get_address (c->input);
  g_autofree char *receivers = NULL, *senders = NULL, *nobody = NULL;

  test_peer_connect (a, c);
  test_peer_connect (a, b);
  test_peer_connect (b, c);
  test_registry_settle (test);
  receivers
      = test_describe_ports (seqgo_sequencer_registry_list_receivers (test->registry, sender));
  senders = test_describe_ports (seqgo_sequencer_registry_list_senders (test->registry, receiver));
  nobody = test_describe_ports (seqgo_sequencer_registry_list_senders (test->registry, sender));
  g_assert_cmpstr (receivers, ==, "B:input C:input ");
  g_assert_cmpstr (senders, ==, "A:output B:output ");
  g_assert_cmpstr (nobody, ==, "");
}

/* A model is all that somebody needs to keep. */
static void
test_model_keeps_registry (void)
{
  g_autoptr (GError) error = NULL;
  guint                   n_clients = test_count_clients ();
  SeqgoSequencerRegistry *registry = seqgo_sequencer_registry_open (&error);
  GListModel             *model = seqgo_sequencer_registry_ports (registry, 0);
  guint                   n_ports = g_list_model_get_n_items (model);
  g_autoptr (TestPeer) peer = NULL;

  g_assert_no_error (error);
  g_object_unref (registry);
  peer = test_peer_new ("A");
  test_wait_until (g_list_model_get_n_items (model) == n_ports + 2);
  g_object_unref (model);
  g_assert_cmpuint (test_count_clients (), ==, n_clients + 1);
}

static void
test_two (void)
{
  g_autoptr (TestRegistry) one = test_registry_new ();
  g_autoptr (TestRegistry) other = test_registry_new ();
  g_autoptr (TestPeer) peer = test_peer_new ("A");

  test_registry_settle (one);
  test_registry_settle (other);
  g_assert_cmpstr (strstr (one->log->str, "client-added A"), ==,
                   "client-added A, port-added output, port-added input, ");
  g_assert_cmpstr (other->log->str, ==, "client-added A, port-added output, port-added input, ");
}

static gpointer
run_registry (gpointer context)
{
  TestRegistry *test;

  g_main_context_push_thread_default (context);
  test = test_registry_new ();
  test->context = context;
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (TestPeer) peer = test_peer_new ("thread");

      test_registry_settle (test);
    }
  test_registry_settle (test);
  g_assert_true (test->thread == g_thread_self ());
  test_registry_free (test);
  g_main_context_pop_thread_default (context);
  return NULL;
}

static void
test_other_context (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();

  g_thread_join (g_thread_new ("registry", run_registry, context));
}

static void
test_close_in_handler (void)
{
  static const char *const names[]
      = { "client-added", "port-added",     "connected",    "disconnected",
          "port-removed", "client-removed", "items-changed" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (TestPeer) a = test_peer_new ("A");
      g_autoptr (TestPeer) b = NULL;
      g_autoptr (TestRegistry) test = test_registry_new ();
      g_autofree char *log = NULL;

      g_signal_connect (test->registry, names[i], G_CALLBACK (close_cb), NULL);
      b = test_peer_new ("B");
      test_peer_connect (a, b);
      seqgo_sequencer_client_close (b->client);
      test_wait_until (seqgo_sequencer_registry_is_closed (test->registry));
      g_assert_cmpuint (test->n_closed, ==, 1);
      log = g_strdup (test->log->str);
      test_run_for (20);
      g_assert_cmpstr (test->log->str, ==, log);
    }
}

static void
nest_cb (SeqgoSequencerRegistry *registry, gpointer object, TestPeer **peers)
{
  static guint n_peers;

  if (n_peers < 4)
    peers[n_peers++] = test_peer_new ("nested");
  test_iterate ();
}

/* Handlers may open clients and run the main loop; all is told in order nevertheless. */
static void
test_nested (void)
{
  static const char *const names[] = { "client-added", "port-added", "port-removed" };
  TestPeer                *peers[4] = { NULL };
  g_autoptr (TestPeer) first = NULL;
  g_autoptr (TestRegistry) test = test_registry_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_signal_connect (test->registry, names[i], G_CALLBACK (nest_cb), peers);
  first = test_peer_new ("first");
  test_registry_settle (test);
  g_assert_nonnull (peers[3]);
  for (guint i = 0; i < G_N_ELEMENTS (peers); i++)
    test_peer_free (peers[i]);
  test_registry_settle (test);
  test_assert_models_agree (test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sequencer-registry/open", test_open);
  g_test_add_func ("/sequencer-registry/s-28-announcements", test_announcements);
  g_test_add_func ("/sequencer-registry/s-28-all-signals", test_all_signals);
  g_test_add_func ("/sequencer-registry/s-28-exit-of-connected", test_exit_of_connected);
  g_test_add_func ("/sequencer-registry/s-29-queries", test_queries);
  g_test_add_func ("/sequencer-registry/s-30-final-names", test_final_names);
  g_test_add_func ("/sequencer-registry/changes", test_changes);
  g_test_add_func ("/sequencer-registry/s-03-reused-id", test_reused_id);
  g_test_add_func ("/sequencer-registry/lists", test_lists);
  g_test_add_func ("/sequencer-registry/connected-ports", test_connected_ports);
  g_test_add_func ("/sequencer-registry/model-keeps-registry", test_model_keeps_registry);
  g_test_add_func ("/sequencer-registry/two", test_two);
  g_test_add_func ("/sequencer-registry/other-context", test_other_context);
  g_test_add_func ("/sequencer-registry/close-in-handler", test_close_in_handler);
  g_test_add_func ("/sequencer-registry/nested", test_nested);

  return g_test_run ();
}
