/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How SeqgoSequencerPort sends no faster than the receivers read. */

#include "config.h"

#include <libseqgo/core/seqgo-wait-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-output-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-port-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-room-private.h>

typedef struct
{
  SeqgoEventBatch *batch;
  guint            n_sent;
  gint64           interval;
} Sending;

static void
free_sending (gpointer data)
{
  Sending *sending = data;

  seqgo_event_batch_unref (sending->batch);
  g_free (sending);
}

/* Sends as many events as there is room for. Returns 0 if all are sent, otherwise how many
 * microseconds to wait, or -1 with an error. */
static gint64
send_some (SeqgoSequencerPort *self, Sending *sending, GError **error)
{
  guint                   n_records, n_fitting, n_before = sending->n_sent;
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (sending->batch, &n_records);
  guint8                  port_id = seqgo_sequencer_port_get_id (self);
  g_autoptr (GBytes) payloads = seqgo_event_batch_get_payloads (sending->batch);
  g_autoptr (GError) output_error = NULL;

  if (!seqgo_sequencer_port_check_open (self, error)
      || !seqgo_sequencer_room_count (self->handle, port_id, records + n_before,
                                      n_records - n_before, &n_fitting, error))
    return -1;

  if (!seqgo_sequencer_output (self->handle, port_id, records, n_before + n_fitting,
                               g_bytes_get_data (payloads, NULL), &sending->n_sent, &output_error)
      && !g_error_matches (output_error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_POOL_FULL))
    {
      g_propagate_error (error, g_steal_pointer (&output_error));
      return -1;
    }

  if (sending->n_sent == n_records)
    return 0;
  sending->interval = sending->n_sent > n_before
                          ? SEQGO_MIN_ROOM_INTERVAL
                          : MIN (2 * sending->interval, SEQGO_MAX_ROOM_INTERVAL);
  return sending->interval;
}

static void
prefix_error (const Sending *sending, GError **error)
{
  g_prefix_error (error, "Sent %u of %u events: ", sending->n_sent,
                  seqgo_event_batch_get_n_events (sending->batch));
}

/**
 * seqgo_sequencer_port_send_batch_wait:
 * @self: a port
 * @batch: events
 * @timeout: how long to wait at the most, in microseconds; 0 sends what there is room for, -1 waits
 *   for ever
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Sends many events as seqgo_sequencer_port_send_batch() does, but no faster than they are taken:
 * it waits while a receiver has too little room in its input pool, and while too many events wait
 * in queues. So it is the way to send much to a program that is slow at times.
 *
 * It looks for room before it sends, so that no receiver gets an event twice or loses one. To wait
 * takes next to no processor time. A part of the room is left to other senders; only if these fill
 * the pool in the same moment, it fails with %SEQGO_SEQUENCER_ERROR_RECEIVER_FULL.
 *
 * Drivers have no pool, and cannot tell how much they can take: a USB or serial device drops what
 * its buffer of 4096 bytes cannot hold. #SeqgoSequencerTransfer is slow enough for them.
 *
 * After an error the message tells how many events were sent.
 *
 * Returns: %TRUE if all were sent, or %FALSE with %G_IO_ERROR_TIMED_OUT, %G_IO_ERROR_CANCELLED or
 *   an error as seqgo_sequencer_port_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_send_batch_wait (SeqgoSequencerPort *self,
                                      SeqgoEventBatch    *batch,
                                      gint64              timeout,
                                      GCancellable       *cancellable,
                                      GError            **error)
{
  g_autoptr (SeqgoEventBatch) readdressed = NULL;
  Sending sending = { .interval = SEQGO_MIN_ROOM_INTERVAL };
  gint64  deadline, interval;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (batch != NULL, FALSE);
  g_return_val_if_fail (timeout >= -1, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  sending.batch = readdressed = seqgo_event_batch_readdress (batch);
  deadline = seqgo_deadline_new (timeout);
  while ((interval = send_some (self, &sending, error)) > 0)
    if (!seqgo_wait_interval (interval, deadline, self->handle->closed, cancellable, error))
      {
        prefix_error (&sending, error);
        return FALSE;
      }
  return interval == 0;
}

static gint64
try_to_send (GTask *task)
{
  Sending *sending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gint64 interval;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      prefix_error (sending, &error);
      g_task_return_error (task, g_steal_pointer (&error));
      return -1;
    }

  interval = send_some (g_task_get_source_object (task), sending, &error);
  if (interval > 0)
    return interval;

  if (interval == 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
  return -1;
}

/**
 * seqgo_sequencer_port_send_batch_wait_async:
 * @self: a port
 * @batch: events
 * @priority: the priority of the sending and of the callback
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when all events were sent
 * @user_data: data for @callback
 *
 * Sends many events as seqgo_sequencer_port_send_batch_wait() does, without blocking.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_port_send_batch_wait_async (SeqgoSequencerPort *self,
                                            SeqgoEventBatch    *batch,
                                            int                 priority,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Sending *sending;

  g_return_if_fail (SEQGO_IS_SEQUENCER_PORT (self));
  g_return_if_fail (batch != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  sending = g_new0 (Sending, 1);
  sending->batch = seqgo_event_batch_readdress (batch);
  sending->interval = SEQGO_MIN_ROOM_INTERVAL;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, seqgo_sequencer_port_send_batch_wait_async);
  g_task_set_name (task, "[Seqgo] send batch, wait");
  g_task_set_priority (task, priority);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, sending, free_sending);
  seqgo_retry_async (task, self->handle->closed, try_to_send);
}

/**
 * seqgo_sequencer_port_send_batch_wait_finish:
 * @self: a port
 * @result: the result that the callback got
 * @error: return location for a #GError
 *
 * Takes the result of seqgo_sequencer_port_send_batch_wait_async().
 *
 * Returns: %TRUE if all were sent, or %FALSE with %G_IO_ERROR_CANCELLED or an error as
 *   seqgo_sequencer_port_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_send_batch_wait_finish (SeqgoSequencerPort *self,
                                             GAsyncResult       *result,
                                             GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
