/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The pools of clients. Those of other clients alsa-lib has no call for. Its headers and the
 * kernel's cannot be included together. */

#include "config.h"

#include <sys/ioctl.h>

#include <sound/asequencer.h>

#include <libseqgo/sequencer/seqgo-sequencer-pool-private.h>

/**
 * SECTION:seqgo-sequencer-pool
 * @title: SeqgoSequencerPool
 * @short_description: how much room a client has for events
 *
 * The kernel keeps what a client has put on queues in its output pool, and what waits until the
 * client receives it in its input pool:
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoSequencerPool) pool = seqgo_sequencer_client_get_pool (
 *     client, seqgo_sequencer_client_get_id (client), &error);
 *
 * g_print ("%u events more\n", seqgo_sequencer_pool_get_output_free (pool));
 * ]|
 *
 * An event takes one cell of 28 bytes; one with a payload, such as SysEx, as many more as the
 * payload needs. Drivers have no pools: all their sizes are 0.
 */

G_DEFINE_BOXED_TYPE (SeqgoSequencerPool,
                     seqgo_sequencer_pool,
                     seqgo_sequencer_pool_ref,
                     seqgo_sequencer_pool_unref)

gboolean
seqgo_sequencer_pool_read (SeqgoSequencerPool *self, int fd, guint8 client_id)
{
  struct snd_seq_client_pool info = { .client = client_id };

  if (ioctl (fd, SNDRV_SEQ_IOCTL_GET_CLIENT_POOL, &info) < 0)
    return FALSE;

  self->output_size = (guint) info.output_pool;
  self->output_free = (guint) info.output_free;
  self->output_room = (guint) info.output_room;
  self->input_size = (guint) info.input_pool;
  self->input_free = (guint) info.input_free;
  return TRUE;
}

/**
 * seqgo_sequencer_pool_ref:
 * @self: a pool
 *
 * Adds a reference.
 *
 * Returns: (transfer full): @self
 *
 * Since: 1.0
 */
SeqgoSequencerPool *
seqgo_sequencer_pool_ref (SeqgoSequencerPool *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * seqgo_sequencer_pool_unref:
 * @self: (transfer full): a pool
 *
 * Drops a reference; with the last one it is freed.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_pool_unref (SeqgoSequencerPool *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

/**
 * seqgo_sequencer_pool_get_output_size:
 * @self: a pool
 *
 * Returns how many events of the client can wait in queues.
 *
 * Returns: the size of the output pool, in events of 28 bytes
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_pool_get_output_size (SeqgoSequencerPool *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->output_size;
}

/**
 * seqgo_sequencer_pool_get_output_free:
 * @self: a pool
 *
 * Returns how many more events of the client can wait in queues. The kernel makes the output pool
 * when the client first sends; until then this is 0.
 *
 * Returns: how many events are free in the output pool
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_pool_get_output_free (SeqgoSequencerPool *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->output_free;
}

/**
 * seqgo_sequencer_pool_get_output_room:
 * @self: a pool
 *
 * Returns how many events have to be free in the output pool before the client is told that it can
 * send again; see seqgo_sequencer_client_set_output_room().
 *
 * Returns: the number of events
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_pool_get_output_room (SeqgoSequencerPool *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->output_room;
}

/**
 * seqgo_sequencer_pool_get_input_size:
 * @self: a pool
 *
 * Returns how many events can wait until the client receives them.
 *
 * Returns: the size of the input pool, in events of 28 bytes
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_pool_get_input_size (SeqgoSequencerPool *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->input_size;
}

/**
 * seqgo_sequencer_pool_get_input_free:
 * @self: a pool
 *
 * Returns how many more events can wait until the client receives them.
 *
 * Returns: how many events are free in the input pool
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_pool_get_input_free (SeqgoSequencerPool *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->input_free;
}
