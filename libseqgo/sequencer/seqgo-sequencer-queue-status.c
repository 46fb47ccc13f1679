/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-queue-private.h>

/**
 * SECTION:seqgo-sequencer-queue-status
 * @title: SeqgoSequencerQueueStatus
 * @short_description: where a queue is
 *
 * A queue runs on while a program looks at it. A status holds the tick, the time and the number of
 * events of one moment.
 */

G_DEFINE_BOXED_TYPE (SeqgoSequencerQueueStatus,
                     seqgo_sequencer_queue_status,
                     seqgo_sequencer_queue_status_ref,
                     seqgo_sequencer_queue_status_unref)

/**
 * seqgo_sequencer_queue_status_ref:
 * @self: a status
 *
 * Adds a reference.
 *
 * Returns: (transfer full): @self
 *
 * Since: 1.0
 */
SeqgoSequencerQueueStatus *
seqgo_sequencer_queue_status_ref (SeqgoSequencerQueueStatus *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * seqgo_sequencer_queue_status_unref:
 * @self: (transfer full): a status
 *
 * Drops a reference; with the last one the status is freed.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_queue_status_unref (SeqgoSequencerQueueStatus *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

/**
 * seqgo_sequencer_queue_status_is_running:
 * @self: a status
 *
 * Tells whether the queue was running.
 *
 * Returns: %TRUE if it was running
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_status_is_running (SeqgoSequencerQueueStatus *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->is_running;
}

/**
 * seqgo_sequencer_queue_status_get_tick:
 * @self: a status
 *
 * Returns the position in ticks.
 *
 * Returns: the ticks since the queue was started
 *
 * Since: 1.0
 */
guint32
seqgo_sequencer_queue_status_get_tick (SeqgoSequencerQueueStatus *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->tick;
}

/**
 * seqgo_sequencer_queue_status_get_time:
 * @self: a status
 *
 * Returns the position in time.
 *
 * Returns: the nanoseconds since the queue was started
 *
 * Since: 1.0
 */
gint64
seqgo_sequencer_queue_status_get_time (SeqgoSequencerQueueStatus *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->time;
}

/**
 * seqgo_sequencer_queue_status_get_n_events:
 * @self: a status
 *
 * Returns how many events, of all clients, waited in the queue.
 *
 * Returns: the number of events
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_queue_status_get_n_events (SeqgoSequencerQueueStatus *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_events;
}
