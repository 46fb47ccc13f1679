/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Opens a registry where 60 clients have 20 ports each, and lets ports come and go. */

#include <libseqgo/seqgo.h>

#define N_CLIENTS 60
#define N_PORTS 20
#define N_TURNS 5
#define N_CHANGES 500

static SeqgoSequencerClient *
open_client (void)
{
  g_autoptr (GError) error = NULL;
  SeqgoSequencerClient *client = seqgo_sequencer_client_open ("client", &error);

  for (guint i = 0; i < N_PORTS && error == NULL; i++)
    seqgo_sequencer_client_create_port (client, "port", SEQGO_PORT_PRESET_DUPLEX, &error);
  if (error != NULL)
    g_error ("%s", error->message);
  return client;
}

/* The registry that was opened at last. */
static SeqgoSequencerRegistry *
bench_open (void)
{
  SeqgoSequencerRegistry *registry = NULL;
  gint64                  best = G_MAXINT64;

  for (guint turn = 0; turn < N_TURNS; turn++)
    {
      gint64 start = g_get_monotonic_time (), elapsed;

      g_clear_object (&registry);
      registry = seqgo_sequencer_registry_open (NULL);
      elapsed = g_get_monotonic_time () - start;
      best = MIN (best, elapsed);
    }
  g_print ("open with %d ports: %.1f ms\n", N_CLIENTS * N_PORTS, (double) best / 1000);
  return registry;
}

static void
bench_changes (SeqgoSequencerRegistry *registry, SeqgoSequencerClient *client)
{
  g_autoptr (GListModel) outputs
      = seqgo_sequencer_registry_ports (registry, SEQGO_PORT_LIST_OUTPUT);
  gint64 start;

  for (guint i = 0; i < N_CHANGES; i++)
    seqgo_sequencer_port_close (
        seqgo_sequencer_client_create_port (client, "port", SEQGO_PORT_PRESET_DUPLEX, NULL));
  /* Of ports that have gone, nothing is added; these stay. */
  for (guint i = 0; i < N_CHANGES / 4; i++)
    seqgo_sequencer_client_create_port (client, "port", SEQGO_PORT_PRESET_DUPLEX, NULL);

  start = g_get_monotonic_time ();
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_print ("%d announcements: %.1f ms\n", 2 * N_CHANGES + N_CHANGES / 4,
           (double) (g_get_monotonic_time () - start) / 1000);
}

int
main (void)
{
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SeqgoSequencerRegistry) registry = NULL;

  for (guint i = 0; i < N_CLIENTS; i++)
    g_ptr_array_add (clients, open_client ());
  registry = bench_open ();
  bench_changes (registry, g_ptr_array_index (clients, 0));
  return 0;
}
