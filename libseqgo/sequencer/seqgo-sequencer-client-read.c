/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How SeqgoSequencerClient is read from, instead of emitting signals. */

#include "config.h"

#include <libseqgo/core/seqgo-fd-source-private.h>
#include <libseqgo/core/seqgo-wait-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>

/* Waiting reads are served by the source, which looks at the sequencer only as long as there are
 * some. To be called with the lock held. */
static void
update_source (SeqgoSequencerClient *self)
{
  if (self->source != NULL && self->is_read_from)
    seqgo_fd_source_set_condition (self->source, g_queue_is_empty (&self->reads) ? 0 : G_IO_IN);
}

/* The read is over: it need not be cancelled any more. */
static void
end_read (GTask *task)
{
  g_task_set_task_data (task, NULL, NULL);
  g_object_unref (task);
}

static void
count_if_overflow (SeqgoSequencerClient *self, const GError *error)
{
  if (g_error_matches (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_OVERFLOW))
    seqgo_sequencer_client_count_overflow (self);
}

void
seqgo_sequencer_client_serve_read (SeqgoSequencerClient *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEventBatch) batch = NULL;
  GTask *task = NULL;

  g_mutex_lock (&self->lock);
  if (!g_queue_is_empty (&self->reads))
    {
      batch = seqgo_sequencer_client_receive (self, &error);
      if (batch == NULL || seqgo_event_batch_get_n_events (batch) > 0)
        task = g_queue_pop_head (&self->reads);
    }
  update_source (self);
  g_mutex_unlock (&self->lock);

  seqgo_sequencer_client_tell_aborted (self);
  count_if_overflow (self, error);
  if (task == NULL)
    return;
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&batch),
                           (GDestroyNotify) seqgo_event_batch_unref);
  end_read (task);
}

static gboolean
read_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask                *task = user_data;
  SeqgoSequencerClient *self = g_task_get_source_object (task);
  gboolean              was_waiting;

  g_mutex_lock (&self->lock);
  was_waiting = g_queue_remove (&self->reads, task);
  update_source (self);
  g_mutex_unlock (&self->lock);

  if (was_waiting)
    {
      g_task_return_error_if_cancelled (task);
      end_read (task);
    }
  return G_SOURCE_REMOVE;
}

static void
destroy_source (gpointer source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static void
cancel_read_with (GTask *task, GCancellable *cancellable)
{
  GSource *source = g_cancellable_source_new (cancellable);

  g_source_set_static_name (source, "[Seqgo] read cancelled");
  g_source_set_callback (source, G_SOURCE_FUNC (read_cancelled_cb), g_object_ref (task),
                         g_object_unref);
  g_task_set_task_data (task, source, destroy_source);
  g_source_attach (source, g_task_get_context (task));
}

void
seqgo_sequencer_client_end_reads (SeqgoSequencerClient *self)
{
  GQueue reads;
  GTask *task;

  g_mutex_lock (&self->lock);
  reads = self->reads;
  g_queue_init (&self->reads);
  g_mutex_unlock (&self->lock);

  while ((task = g_queue_pop_head (&reads)) != NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED,
                               "The sequencer client was closed");
      end_read (task);
    }
}

/* From now on events wait for reads. Fails if the client is closed. */
static gboolean
start_reading (SeqgoSequencerClient *self, GTask *task, GError **error)
{
  gboolean can_read;

  g_mutex_lock (&self->lock);
  can_read = seqgo_sequencer_handle_check_direction (self->handle, SEQGO_DIRECTION_INPUT, error);
  if (can_read)
    {
      self->is_read_from = TRUE;
      if (task != NULL)
        g_queue_push_tail (&self->reads, g_object_ref (task));
      update_source (self);
    }
  g_mutex_unlock (&self->lock);
  return can_read;
}

/**
 * seqgo_sequencer_client_read_batch:
 * @self: a client
 * @timeout: how long to wait at the most, in microseconds; 0 takes what is there, -1 waits for ever
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Waits for events and takes all that there are. See #SeqgoSequencerClient for what reading means
 * for the signals.
 *
 * Returns: (transfer full): the events, at least one, or %NULL with %G_IO_ERROR_TIMED_OUT,
 *   %G_IO_ERROR_CANCELLED, %G_IO_ERROR_CLOSED, %SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION or, once
 *   for every time that events were lost, %SEQGO_SEQUENCER_ERROR_OVERFLOW
 *
 * Since: 1.0
 */
SeqgoEventBatch *
seqgo_sequencer_client_read_batch (SeqgoSequencerClient *self,
                                   gint64                timeout,
                                   GCancellable         *cancellable,
                                   GError              **error)
{
  gint64 deadline;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);
  g_return_val_if_fail (timeout >= -1, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  deadline = seqgo_deadline_new (timeout);
  if (!start_reading (self, NULL, error))
    return NULL;
  for (;;)
    {
      g_autoptr (GError) input_error = NULL;
      g_autoptr (SeqgoEventBatch) batch = seqgo_sequencer_client_receive (self, &input_error);

      seqgo_sequencer_client_tell_aborted (self);
      if (batch == NULL)
        {
          count_if_overflow (self, input_error);
          g_propagate_error (error, g_steal_pointer (&input_error));
          return NULL;
        }
      if (seqgo_event_batch_get_n_events (batch) > 0)
        return g_steal_pointer (&batch);
      if (!seqgo_wait (self->handle->fd, seqgo_deadline_get_rest (deadline), self->handle->closed,
                       cancellable, error))
        return NULL;
    }
}

/**
 * seqgo_sequencer_client_read_batch_async:
 * @self: a client
 * @priority: the priority of the callback
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when events have come
 * @user_data: data for @callback
 *
 * Waits for events without blocking. Several reads may wait; the first one gets the next batch.
 * The main context in which the client was opened must run.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_client_read_batch_async (SeqgoSequencerClient *self,
                                         int                   priority,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, seqgo_sequencer_client_read_batch_async);
  g_task_set_name (task, "[Seqgo] read batch");
  g_task_set_priority (task, priority);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (cancellable != NULL)
    cancel_read_with (task, cancellable);
  if (!start_reading (self, task, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_task_set_task_data (task, NULL, NULL);
    }
}

/**
 * seqgo_sequencer_client_read_batch_finish:
 * @self: a client
 * @result: the result that the callback got
 * @error: return location for a #GError
 *
 * Takes the result of seqgo_sequencer_client_read_batch_async().
 *
 * Returns: (transfer full): the events, at least one, or %NULL with an error as
 *   seqgo_sequencer_client_read_batch() has them
 *
 * Since: 1.0
 */
SeqgoEventBatch *
seqgo_sequencer_client_read_batch_finish (SeqgoSequencerClient *self,
                                          GAsyncResult         *result,
                                          GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * seqgo_sequencer_client_get_fd:
 * @self: a client
 *
 * Returns the descriptor that becomes readable when events wait, for event loops other than
 * GLib's. Only wait for it: to read from it would take events away.
 *
 * Returns: the descriptor, or -1 if the client is closed
 *
 * Since: 1.0
 */
int
seqgo_sequencer_client_get_fd (SeqgoSequencerClient *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), -1);

  return seqgo_sequencer_client_is_closed (self) ? -1 : self->handle->fd;
}

/**
 * seqgo_sequencer_client_get_n_overflows:
 * @self: a client
 *
 * Returns #SeqgoSequencerClient:n-overflows.
 *
 * Returns: how often events were lost
 *
 * Since: 1.0
 */
guint64
seqgo_sequencer_client_get_n_overflows (SeqgoSequencerClient *self)
{
  guint64 n_overflows;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), 0);

  g_mutex_lock (&self->lock);
  n_overflows = self->n_overflows;
  g_mutex_unlock (&self->lock);
  return n_overflows;
}
