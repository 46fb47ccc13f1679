/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>

/**
 * SECTION:seqgo-sequencer-system-info
 * @title: SeqgoSequencerSystemInfo
 * @short_description: the limits of the sequencer
 *
 * Clients, ports and queues are limited, clients of programs to 64 of all clients:
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoSequencerSystemInfo) info
 *     = seqgo_sequencer_client_get_system_info (client, &error);
 *
 * g_print ("%u of %u queues\n", seqgo_sequencer_system_info_get_n_queues (info),
 *          seqgo_sequencer_system_info_get_max_queues (info));
 * ]|
 */

struct _SeqgoSequencerSystemInfo
{
  gatomicrefcount ref_count;
  guint           max_queues;
  guint           max_clients;
  guint           max_ports;
  guint           max_channels;
  guint           n_queues;
  guint           n_clients;
};

G_DEFINE_BOXED_TYPE (SeqgoSequencerSystemInfo,
                     seqgo_sequencer_system_info,
                     seqgo_sequencer_system_info_ref,
                     seqgo_sequencer_system_info_unref)

SeqgoSequencerSystemInfo *
seqgo_sequencer_system_info_new (snd_seq_system_info_t *info)
{
  SeqgoSequencerSystemInfo *self = g_new0 (SeqgoSequencerSystemInfo, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->max_queues = (guint) snd_seq_system_info_get_queues (info);
  self->max_clients = (guint) snd_seq_system_info_get_clients (info);
  self->max_ports = (guint) snd_seq_system_info_get_ports (info);
  self->max_channels = (guint) snd_seq_system_info_get_channels (info);
  self->n_queues = (guint) snd_seq_system_info_get_cur_queues (info);
  self->n_clients = (guint) snd_seq_system_info_get_cur_clients (info);
  return self;
}

/**
 * seqgo_sequencer_system_info_ref:
 * @self: the limits
 *
 * Adds a reference.
 *
 * Returns: (transfer full): @self
 *
 * Since: 1.0
 */
SeqgoSequencerSystemInfo *
seqgo_sequencer_system_info_ref (SeqgoSequencerSystemInfo *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * seqgo_sequencer_system_info_unref:
 * @self: (transfer full): the limits
 *
 * Drops a reference; with the last one it is freed.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_system_info_unref (SeqgoSequencerSystemInfo *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

/**
 * seqgo_sequencer_system_info_get_max_queues:
 * @self: the limits
 *
 * Returns how many queues the sequencer can have.
 *
 * Returns: the number of queues
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_system_info_get_max_queues (SeqgoSequencerSystemInfo *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->max_queues;
}

/**
 * seqgo_sequencer_system_info_get_max_clients:
 * @self: the limits
 *
 * Returns how many clients the sequencer can have, drivers among them.
 *
 * Returns: the number of clients
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_system_info_get_max_clients (SeqgoSequencerSystemInfo *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->max_clients;
}

/**
 * seqgo_sequencer_system_info_get_max_ports:
 * @self: the limits
 *
 * Returns how many ports a client can have.
 *
 * Returns: the number of ports
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_system_info_get_max_ports (SeqgoSequencerSystemInfo *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->max_ports;
}

/**
 * seqgo_sequencer_system_info_get_max_channels:
 * @self: the limits
 *
 * Returns how many channels a port can have.
 *
 * Returns: the number of channels
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_system_info_get_max_channels (SeqgoSequencerSystemInfo *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->max_channels;
}

/**
 * seqgo_sequencer_system_info_get_n_queues:
 * @self: the limits
 *
 * Returns how many queues there were.
 *
 * Returns: the number of queues
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_system_info_get_n_queues (SeqgoSequencerSystemInfo *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_queues;
}

/**
 * seqgo_sequencer_system_info_get_n_clients:
 * @self: the limits
 *
 * Returns how many clients there were, drivers among them.
 *
 * Returns: the number of clients
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_system_info_get_n_clients (SeqgoSequencerSystemInfo *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_clients;
}
