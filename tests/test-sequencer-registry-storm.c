/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "test-registry.h"

/* More announcements than the registry has room for. */
#define STORM 2100

static void
count_cb (gpointer count)
{
  (*(guint *) count)++;
}

static void
close_cb (SeqgoSequencerRegistry *registry)
{
  seqgo_sequencer_registry_close (registry);
}

static void
make_storm (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerClient) client = seqgo_sequencer_client_open ("storm", &error);

  for (guint i = 0; i < STORM / 2; i++)
    seqgo_sequencer_port_close (
        seqgo_sequencer_client_create_port (client, "port", SEQGO_PORT_PRESET_SINK, &error));
  g_assert_no_error (error);
  seqgo_sequencer_client_close (client);
}

static void
test_overflow (void)
{
  g_autoptr (TestPeer) stays = test_peer_new ("stays");
  g_autoptr (TestPeer) goes = test_peer_new ("goes");
  g_autoptr (TestPeer) comes = NULL;
  g_autoptr (TestRegistry) test = NULL;
  g_autoptr (SeqgoSequencerRegistryClient) client = NULL;
  g_autoptr (SeqgoSequencerPortInfo) port = NULL;
  g_autoptr (GListModel) ports = NULL;
  guint   n_notified = 0;
  guint64 n_overflows;

  test_peer_connect (stays, goes);
  test = test_registry_new ();
  g_signal_connect_swapped (test->registry, "notify::n-overflows", G_CALLBACK (count_cb),
                            &n_notified);
  ports = seqgo_sequencer_registry_ports (test->registry, SEQGO_PORT_LIST_DEFAULT);
  client = g_object_ref (seqgo_sequencer_registry_find_client (
      test->registry, seqgo_sequencer_client_get_id (stays->client)));
  port = g_list_model_get_item (G_LIST_MODEL (client), 0);

  make_storm ();
  seqgo_sequencer_client_close (goes->client);
  comes = test_peer_new ("comes");
  test_peer_connect (comes, stays);
  test_registry_settle (test);
  g_object_get (test->registry, "n-overflows", &n_overflows, NULL);
  g_assert_cmpuint (n_overflows, ==, 1);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpuint (seqgo_sequencer_registry_get_n_overflows (test->registry), ==, 1);
  g_assert_true (seqgo_sequencer_registry_find_client (
                     test->registry, seqgo_sequencer_client_get_id (stays->client))
                 == client);
  g_assert_true (test_model_has (ports, port));
  g_assert_cmpstr (test->log->str, ==,
                   "port-removed output, disconnected output input, port-removed input, "
                   "client-removed goes, client-added comes, port-added output, "
                   "connected output input, port-added input, ");
  test_assert_models_agree (test);
}

/* A registry that is closed while it compares stays as it is. */
static void
test_close_after_overflow (void)
{
  static const char *const names[] = { "client-removed", "port-removed", "client-added",
                                       "port-added",     "connected",    "disconnected" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (TestPeer) goes = test_peer_new ("goes");
      g_autoptr (TestPeer) stays = test_peer_new ("stays");
      g_autoptr (TestPeer) comes = NULL;
      g_autoptr (TestRegistry) test = NULL;
      SeqgoSequencerRegistryClient *client;
      g_autofree char              *receivers = NULL;

      test_peer_connect (stays, stays);
      test_peer_connect (goes, stays);
      test = test_registry_new ();
      g_signal_connect (test->registry, names[i], G_CALLBACK (close_cb), NULL);
      make_storm ();
      seqgo_sequencer_client_close (goes->client);
      comes = test_peer_new ("comes");
      test_peer_connect (comes, stays);
      test_wait_until (seqgo_sequencer_registry_is_closed (test->registry));
      client = seqgo_sequencer_registry_find_client (test->registry,
                                                     seqgo_sequencer_client_get_id (stays->client));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (client)), ==, 2);
      receivers = test_describe_ports (seqgo_sequencer_registry_list_receivers (
          test->registry, seqgo_sequencer_port_get_address (stays->output)));
      g_assert_cmpstr (receivers, ==, "stays:input ");
    }
}

typedef struct
{
  GRand *random;
  gint   is_calm;
  gint   is_over;
} Storm;

/* Clients, ports and connections that come and go at random. */
static gpointer
storm (gpointer data)
{
  Storm                *self = data;
  SeqgoSequencerClient *clients[6] = { NULL };
  guint                 n_steps = 400;

  while (n_steps-- > 0)
    {
      guint                  i = g_rand_int_range (self->random, 0, G_N_ELEMENTS (clients));
      SeqgoSequencerClient **client = &clients[i];
      g_autoptr (SeqgoAddress) one
          = seqgo_address_new ((guint8) g_rand_int_range (self->random, 128, 140),
                               (guint8) g_rand_int_range (self->random, 0, 4));
      g_autoptr (SeqgoAddress) other
          = seqgo_address_new ((guint8) g_rand_int_range (self->random, 128, 140),
                               (guint8) g_rand_int_range (self->random, 0, 4));

      if (*client == NULL)
        {
          g_autofree char *name = g_strdup_printf ("storm %u", g_rand_int (self->random) % 4);

          *client = seqgo_sequencer_client_open (name, NULL);
          continue;
        }
      switch (g_rand_int_range (self->random, 0, 8))
        {
        case 0:
          g_clear_object (client);
          break;
        case 1:
        case 2:
        case 3:
          seqgo_sequencer_client_create_port (*client, i % 2 ? "odd" : "even",
                                              SEQGO_PORT_PRESET_DUPLEX, NULL);
          break;
        case 4:
          seqgo_sequencer_client_disconnect_ports (*client, one, other, NULL);
          break;
        default:
          seqgo_sequencer_client_connect_ports (*client, one, other, NULL);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    if (i % 2 == 0)
      g_clear_object (&clients[i]);
  /* The others stay until the registry was compared. */
  g_atomic_int_set (&self->is_calm, TRUE);
  while (!g_atomic_int_get (&self->is_over))
    g_usleep (1000);
  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    g_clear_object (&clients[i]);
  return NULL;
}

static void
test_random_storm (void)
{
  for (guint32 seed = 1; seed <= 4; seed++)
    {
      g_autoptr (TestRegistry) test = test_registry_new ();
      Storm    storms[2];
      GThread *threads[2];

      g_assert_nonnull (
          seqgo_sequencer_registry_auto_connect (test->registry, "storm 1", "storm 2", NULL));
      for (guint i = 0; i < G_N_ELEMENTS (storms); i++)
        {
          storms[i].random = g_rand_new_with_seed (seed * 100 + i);
          storms[i].is_calm = storms[i].is_over = FALSE;
          threads[i] = g_thread_new ("storm", storm, &storms[i]);
        }
      /* Sometimes the registry is slow, so that much of what it asks for is out of date. */
      while (!g_atomic_int_get (&storms[0].is_calm) || !g_atomic_int_get (&storms[1].is_calm))
        {
          if (seed % 2 == 0)
            g_usleep (20000);
          test_iterate ();
        }
      test_registry_settle (test);
      test_assert_models_agree (test);
      for (guint i = 0; i < G_N_ELEMENTS (storms); i++)
        {
          g_atomic_int_set (&storms[i].is_over, TRUE);
          g_thread_join (threads[i]);
          g_rand_free (storms[i].random);
        }
      test_registry_settle (test);
      test_assert_models_agree (test);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sequencer-registry-storm/s-32-overflow", test_overflow);
  g_test_add_func ("/sequencer-registry-storm/close-after-overflow", test_close_after_overflow);
  g_test_add_func ("/sequencer-registry-storm/random-storm", test_random_storm);

  return g_test_run ();
}
