/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How a SeqgoSequencerQueue waits for its events. alsa-lib's own way changes the client's pool and
 * knows no time-out. */

#include "config.h"

#include <math.h>

#include <libseqgo/core/seqgo-wait-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-pool-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue-private.h>

/* How often to look whether a queue has delivered its events, in microseconds. */
#define MIN_SYNC_INTERVAL 1000
#define MAX_SYNC_INTERVAL 50000

/* How many microseconds to wait until the queue may be past what the client has put on it; 0 if it
 * is past it, -1 if that cannot be told. */
static gint64
estimate_rest (SeqgoSequencerQueue *self, const SeqgoSequencerQueueStatus *status)
{
  const SeqgoQueueReach *reach;
  double                 ticks, time, speed = seqgo_sequencer_queue_get_last_speed (self);

  if (!status->is_running || speed <= 0)
    return -1;

  reach = &self->handle->reach[self->id];
  ticks = (double) MAX (reach->last_tick + 1 - status->tick, 0);
  time = (double) MAX (reach->last_time + 1 - status->time, 0);
  time = MAX (time, ticks * seqgo_sequencer_queue_get_nanoseconds_a_tick (self)) / speed;
  return (gint64) ceil (MIN (time / 1000, MAX_SYNC_INTERVAL));
}

/* Returns 0 if all that the client has put on the queue was delivered, otherwise how many
 * microseconds to wait until asking again, or -1 with an error. */
static gint64
check_delivered (SeqgoSequencerQueue *self, GError **error)
{
  SeqgoSequencerQueueStatus status;
  SeqgoSequencerPool        pool;
  gint64                    rest;
  gboolean                  is_empty;
  int                       result;
  snd_seq_t                *seq;

  seqgo_sequencer_queue_refresh (self);
  seq = seqgo_sequencer_queue_lock (self, error);
  if (seq == NULL)
    return -1;

  result = seqgo_sequencer_queue_read_status (self, seq, &status);
  is_empty = !self->handle->has_queued || (result >= 0 && status.n_events == 0)
             || (seqgo_sequencer_pool_read (&pool, self->handle->fd, self->handle->client_id)
                 && pool.output_free == pool.output_size);
  rest = result >= 0 ? estimate_rest (self, &status) : 0;
  seqgo_sequencer_handle_unlock (self->handle);

  if (result < 0)
    {
      seqgo_sequencer_set_error (error, result, NULL, "Cannot ask where queue %u is", self->id);
      return -1;
    }
  if (is_empty || rest == 0)
    return 0;
  return CLAMP (rest, MIN_SYNC_INTERVAL, MAX_SYNC_INTERVAL);
}

/**
 * seqgo_sequencer_queue_sync:
 * @self: a queue
 * @timeout: how long to wait at the most, in microseconds; -1 waits for ever
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Waits until the queue has delivered all events that this client has put on it. If nothing
 * waits, it returns at once; if the queue is stopped, somebody must start it again.
 *
 * Returns: %TRUE if all were delivered, or %FALSE with %G_IO_ERROR_TIMED_OUT,
 *   %G_IO_ERROR_CANCELLED or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_sync (SeqgoSequencerQueue *self,
                            gint64               timeout,
                            GCancellable        *cancellable,
                            GError             **error)
{
  gint64 deadline, interval;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), FALSE);
  g_return_val_if_fail (timeout >= -1, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  deadline = seqgo_deadline_new (timeout);
  while ((interval = check_delivered (self, error)) > 0)
    if (!seqgo_wait_interval (interval, deadline, self->handle->closed, cancellable, error))
      return FALSE;
  return interval == 0;
}

static gint64
try_to_sync (GTask *task)
{
  g_autoptr (GError) error = NULL;
  gint64 interval;

  if (g_task_return_error_if_cancelled (task))
    return -1;

  interval = check_delivered (g_task_get_source_object (task), &error);
  if (interval > 0)
    return interval;

  if (interval == 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
  return -1;
}

/**
 * seqgo_sequencer_queue_sync_async:
 * @self: a queue
 * @priority: the priority of the callback
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when all events were delivered
 * @user_data: data for @callback
 *
 * Waits as seqgo_sequencer_queue_sync() does, without blocking.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_queue_sync_async (SeqgoSequencerQueue *self,
                                  int                  priority,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, seqgo_sequencer_queue_sync_async);
  g_task_set_name (task, "[Seqgo] sync queue");
  g_task_set_priority (task, priority);
  seqgo_retry_async (task, self->handle->closed, try_to_sync);
}

/**
 * seqgo_sequencer_queue_sync_finish:
 * @self: a queue
 * @result: the result that the callback got
 * @error: return location for a #GError
 *
 * Takes the result of seqgo_sequencer_queue_sync_async().
 *
 * Returns: %TRUE if all were delivered, or %FALSE with %G_IO_ERROR_CANCELLED or
 *   %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_sync_finish (SeqgoSequencerQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
