/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How a SeqgoSequencerQueue is started, stopped and positioned. */

#include "config.h"

#include <libseqgo/core/seqgo-time-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-output-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue-private.h>

#define MAX_CONTROLS 4

/* Sends events to the port of the kernel that controls queues, with one write. */
static gboolean
control_with (SeqgoSequencerQueue *self,
              SeqgoEvent         **events,
              guint                n_events,
              const char          *what,
              GError             **error)
{
  SeqgoEventRecord records[MAX_CONTROLS];
  guint            n_sent = 0;
  g_autoptr (GError) send_error = NULL;

  if (seqgo_sequencer_queue_lock (self, error) == NULL)
    return FALSE;
  seqgo_sequencer_handle_unlock (self->handle);

  for (guint i = 0; i < n_events; i++)
    {
      records[i] = events[i]->record;
      records[i].destination_client = SEQGO_CLIENT_ID_SYSTEM;
      records[i].destination_port = SEQGO_PORT_ID_TIMER;
    }
  if (seqgo_sequencer_output (self->handle, 0, records, n_events, NULL, &n_sent, &send_error))
    return TRUE;

  if (g_error_matches (send_error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    g_set_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_NOT_OWNER,
                 "Cannot %s queue %u: another client has locked it", what, self->id);
  else
    g_propagate_error (error, g_steal_pointer (&send_error));
  return FALSE;
}

static gboolean
control (SeqgoSequencerQueue *self, SeqgoEvent *event, const char *what, GError **error)
{
  return control_with (self, &event, 1, what, error);
}

static gboolean
control_simply (SeqgoSequencerQueue *self, SeqgoEventType type, const char *what, GError **error)
{
  g_autoptr (SeqgoEvent) event = seqgo_event_new_queue_control (type, self->id, 0);

  return control (self, event, what, error);
}

/**
 * seqgo_sequencer_queue_start:
 * @self: a queue
 * @error: return location for a #GError
 *
 * Starts the queue at tick 0. Events that wait in it are thrown away: start it first, then send. To
 * send first, see seqgo_sequencer_queue_start_scheduled().
 *
 * Returns: %TRUE if it was started, or %FALSE with %SEQGO_SEQUENCER_ERROR_NOT_OWNER,
 *   %SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_start (SeqgoSequencerQueue *self, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return control_simply (self, SEQGO_EVENT_TYPE_START, "start", error);
}

/**
 * seqgo_sequencer_queue_start_scheduled:
 * @self: a queue
 * @error: return location for a #GError
 *
 * Starts the queue at tick 0 as seqgo_sequencer_queue_start() does, but keeps the events that wait
 * in it and delivers them at their times.
 *
 * A stopped queue holds back what is due after its position, and delivers at once what is due
 * already. Before scheduling anew for a queue that has run, set its position to 0 with
 * seqgo_sequencer_queue_set_tick() and seqgo_sequencer_queue_set_time().
 *
 * Returns: %TRUE if it was started, or %FALSE with %SEQGO_SEQUENCER_ERROR_NOT_OWNER,
 *   %SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION, %SEQGO_SEQUENCER_ERROR_GONE or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_start_scheduled (SeqgoSequencerQueue *self, GError **error)
{
  g_autoptr (SeqgoEvent) stop = NULL;
  g_autoptr (SeqgoEvent) set_tick = NULL;
  g_autoptr (SeqgoEvent) set_time = NULL;
  g_autoptr (SeqgoEvent) go_on = NULL;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  stop = seqgo_event_new_queue_control (SEQGO_EVENT_TYPE_STOP, self->id, 0);
  set_tick = seqgo_event_new_queue_control (SEQGO_EVENT_TYPE_SET_POSITION_TICK, self->id, 0);
  set_time = seqgo_event_new_set_position_time (self->id, 0);
  go_on = seqgo_event_new_queue_control (SEQGO_EVENT_TYPE_CONTINUE, self->id, 0);
  return control_with (self, (SeqgoEvent *[]){ stop, set_tick, set_time, go_on }, MAX_CONTROLS,
                       "start", error);
}

/**
 * seqgo_sequencer_queue_stop:
 * @self: a queue
 * @error: return location for a #GError
 *
 * Stops the queue where it is. Events that wait in it go on waiting.
 *
 * Returns: %TRUE if it was stopped, or %FALSE with %SEQGO_SEQUENCER_ERROR_NOT_OWNER,
 *   %SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_stop (SeqgoSequencerQueue *self, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return control_simply (self, SEQGO_EVENT_TYPE_STOP, "stop", error);
}

/**
 * seqgo_sequencer_queue_continue:
 * @self: a queue
 * @error: return location for a #GError
 *
 * Lets a stopped queue go on from where it is.
 *
 * Returns: %TRUE if it goes on, or %FALSE with %SEQGO_SEQUENCER_ERROR_NOT_OWNER,
 *   %SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_continue (SeqgoSequencerQueue *self, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return control_simply (self, SEQGO_EVENT_TYPE_CONTINUE, "continue", error);
}

/**
 * seqgo_sequencer_queue_set_tick:
 * @self: a queue
 * @tick: a position in ticks
 * @error: return location for a #GError
 *
 * Sets the position of the queue in ticks. The position in time stays as it is.
 *
 * Returns: %TRUE if it was set, or %FALSE with %SEQGO_SEQUENCER_ERROR_NOT_OWNER,
 *   %SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_set_tick (SeqgoSequencerQueue *self, guint32 tick, GError **error)
{
  g_autoptr (SeqgoEvent) event = NULL;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  event
      = seqgo_event_new_queue_control (SEQGO_EVENT_TYPE_SET_POSITION_TICK, self->id, (gint32) tick);
  return control (self, event, "set the position of", error);
}

/**
 * seqgo_sequencer_queue_set_time:
 * @self: a queue
 * @time: a position in nanoseconds, at least 0
 * @error: return location for a #GError
 *
 * Sets the position of the queue in time. The position in ticks stays as it is.
 *
 * Returns: %TRUE if it was set, or %FALSE with %SEQGO_SEQUENCER_ERROR_NOT_OWNER,
 *   %SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION, %G_IO_ERROR_INVALID_ARGUMENT or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_set_time (SeqgoSequencerQueue *self, gint64 time, GError **error)
{
  g_autoptr (SeqgoEvent) event = NULL;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (time < 0 || time / SEQGO_NSEC_PER_SEC > G_MAXINT32)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Cannot set a position of %" G_GINT64_FORMAT " ns", time);
      return FALSE;
    }

  event = seqgo_event_new_set_position_time (self->id, time);
  return control (self, event, "set the position of", error);
}
