/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How a SeqgoSequencerPlayer plays, pauses, jumps and changes ports. */

#include "config.h"

#include <libseqgo/core/seqgo-timer-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-player-private.h>

gboolean
seqgo_sequencer_player_check_open (SeqgoSequencerPlayer *self, GError **error)
{
  if (!seqgo_sequencer_player_is_closed (self))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The player is closed");
  return FALSE;
}

static void
notify_position (SeqgoSequencerPlayer *self)
{
  g_object_notify (G_OBJECT (self), "tick");
  g_object_notify (G_OBJECT (self), "position");
}

/* Takes the task away first: its callback may play again. */
static void
end_task (SeqgoSequencerPlayer *self, const GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (task == NULL)
    return;
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
halt (SeqgoSequencerPlayer *self)
{
  g_clear_pointer (&self->timer, seqgo_timer_free);
  seqgo_sequencer_player_halt (self);
}

static void
finish (SeqgoSequencerPlayer *self)
{
  halt (self);
  self->tick = seqgo_sequencer_player_get_end (self);
  self->resume_tick = 0;
  notify_position (self);
  g_object_notify (G_OBJECT (self), "playing");
  g_signal_emit_by_name (self, "finished");
  if (self->timer == NULL)
    end_task (self, NULL);
}

static void
fail (SeqgoSequencerPlayer *self, const GError *error)
{
  halt (self);
  g_object_notify (G_OBJECT (self), "playing");
  g_signal_emit_by_name (self, "failed", error);
  end_task (self, error);
}

static void
refill_cb (gpointer owner)
{
  SeqgoSequencerPlayer *self = owner;
  g_autoptr (GError) error = NULL;
  gint64 interval;

  if (g_cancellable_is_cancelled (self->task != NULL ? g_task_get_cancellable (self->task) : NULL))
    {
      seqgo_sequencer_player_pause (self);
      return;
    }

  interval = seqgo_sequencer_player_refill (self, &error);
  if (interval < 0)
    {
      fail (self, error);
    }
  else if (interval == 0)
    {
      finish (self);
    }
  else
    {
      seqgo_timer_set (self->timer, interval);
      notify_position (self);
    }
}

static gboolean
begin (SeqgoSequencerPlayer *self, GError **error)
{
  /* Whoever waits for the end runs that context. */
  GMainContext *context = self->task != NULL ? g_task_get_context (self->task) : NULL;

  if (!seqgo_sequencer_player_begin (self, error))
    {
      seqgo_sequencer_player_halt (self);
      return FALSE;
    }

  self->timer = seqgo_timer_attach (G_OBJECT (self), context, "[Seqgo] player", refill_cb);
  seqgo_timer_set (self->timer, 0);
  return TRUE;
}

/**
 * seqgo_sequencer_player_play:
 * @self: a player
 * @error: return location for a #GError
 *
 * Plays from where it is: from the beginning, from where it was paused, or from where
 * seqgo_sequencer_player_seek() went. Programs, controllers and the like are sent first as they
 * are at that place; notes that began before it are not. If it plays already, it does nothing.
 *
 * From now on the main context that is current in this thread refills the queue, or that of
 * seqgo_sequencer_player_play_async() if its end is awaited.
 *
 * Returns: %TRUE if it plays, or %FALSE with %G_IO_ERROR_CLOSED or an error as
 *   seqgo_sequencer_port_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_player_play (SeqgoSequencerPlayer *self, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!seqgo_sequencer_player_check_open (self, error))
    return FALSE;
  if (self->timer != NULL)
    return TRUE;
  if (!begin (self, error))
    return FALSE;

  g_object_notify (G_OBJECT (self), "playing");
  return TRUE;
}

/**
 * seqgo_sequencer_player_play_async:
 * @self: a player
 * @priority: the priority of the callback
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when the end was reached, or when it is clear that it will not
 * @user_data: data for @callback
 *
 * Plays as seqgo_sequencer_player_play() does, up to the end. Meanwhile it can be paused, played
 * again and told all else. To cancel it pauses it.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_player_play_async (SeqgoSequencerPlayer *self,
                                   int                   priority,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, seqgo_sequencer_player_play_async);
  g_task_set_name (task, "[Seqgo] play");
  g_task_set_priority (task, priority);

  if (self->task != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING,
                             "Another call waits for the end of what is played");
  else if (g_task_return_error_if_cancelled (task))
    return;
  else if (!seqgo_sequencer_player_play (self, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    self->task = g_steal_pointer (&task);
}

/**
 * seqgo_sequencer_player_play_finish:
 * @self: a player
 * @result: the result that the callback got
 * @error: return location for a #GError
 *
 * Takes the result of seqgo_sequencer_player_play_async().
 *
 * Returns: %TRUE if the end was reached, or %FALSE with %G_IO_ERROR_CANCELLED,
 *   %G_IO_ERROR_CLOSED, %G_IO_ERROR_PENDING if another call waits, or an error as
 *   seqgo_sequencer_player_play() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_player_play_finish (SeqgoSequencerPlayer *self,
                                    GAsyncResult         *result,
                                    GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * seqgo_sequencer_player_pause:
 * @self: a player
 *
 * Stops where it is. What sounds is ended, note by note, and pedals are released; nothing that
 * waited is sent any more. If it does not play, it does nothing.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_player_pause (SeqgoSequencerPlayer *self)
{
  g_return_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self));

  if (self->timer == NULL)
    return;

  halt (self);
  notify_position (self);
  g_object_notify (G_OBJECT (self), "playing");
  if (self->task != NULL && g_cancellable_is_cancelled (g_task_get_cancellable (self->task)))
    end_task (self, NULL);
}

/* Stops for a moment, and goes on if it played. */
static void
hold (SeqgoSequencerPlayer *self)
{
  self->is_held = self->timer != NULL;
  if (self->is_held)
    halt (self);
}

static gboolean
go_on (SeqgoSequencerPlayer *self, GError **error)
{
  if (!self->is_held || begin (self, error))
    return TRUE;

  g_object_notify (G_OBJECT (self), "playing");
  return FALSE;
}

/**
 * seqgo_sequencer_player_seek_tick:
 * @self: a player
 * @tick: a position in ticks; one after the end is the end
 * @error: return location for a #GError
 *
 * Goes to another place, playing or not. Programs, controllers, pitch bends and the like become
 * what they are there; system exclusive messages in between are not sent.
 *
 * Returns: %TRUE if it is there, or %FALSE with %G_IO_ERROR_CLOSED, or an error as
 *   seqgo_sequencer_player_play() has them if it cannot go on playing
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_player_seek_tick (SeqgoSequencerPlayer *self, guint32 tick, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!seqgo_sequencer_player_check_open (self, error))
    return FALSE;

  hold (self);
  self->tick = self->resume_tick = MIN (tick, seqgo_sequencer_player_get_end (self));
  notify_position (self);
  return go_on (self, error);
}

/**
 * seqgo_sequencer_player_seek:
 * @self: a player
 * @position: a position in nanoseconds since the beginning; one after the end is the end
 * @error: return location for a #GError
 *
 * Goes to the tick at another place as seqgo_sequencer_player_seek_tick() does.
 *
 * Returns: %TRUE if it is there, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if @position is
 *   negative, %G_IO_ERROR_CLOSED, or an error as seqgo_sequencer_player_play() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_player_seek (SeqgoSequencerPlayer *self, gint64 position, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (position < 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Cannot go to %" G_GINT64_FORMAT " ns: a position is not negative", position);
      return FALSE;
    }
  return seqgo_sequencer_player_seek_tick (
      self, seqgo_midi_file_time_to_tick (self->file, position), error);
}

/* NULL with an error, if there is one. */
static SeqgoPlayerOutput *
find_output (SeqgoSequencerPlayer *self, SeqgoSequencerPort *port, GError **error)
{
  if (!seqgo_sequencer_player_check_open (self, error)
      || !seqgo_sequencer_port_check_open (port, error))
    return NULL;
  if (port->handle != self->queue->handle)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           "Cannot play on a port of another client");
      return NULL;
    }
  return seqgo_sequencer_player_add_output (self, port);
}

/**
 * seqgo_sequencer_player_set_track_port:
 * @self: a player
 * @track: the number of a track
 * @port: (nullable): a port of the same client, or %NULL for that of the player
 * @error: return location for a #GError
 *
 * Plays a track on another port. If it plays, what sounds is ended.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if the port belongs to
 *   another client, %G_IO_ERROR_CLOSED, or an error as seqgo_sequencer_player_play() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_player_set_track_port (SeqgoSequencerPlayer *self,
                                       guint                 track,
                                       SeqgoSequencerPort   *port,
                                       GError              **error)
{
  SeqgoPlayerOutput *output = NULL;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self), FALSE);
  g_return_val_if_fail (port == NULL || SEQGO_IS_SEQUENCER_PORT (port), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (port != NULL && (output = find_output (self, port, error)) == NULL)
    return FALSE;

  hold (self);
  g_hash_table_insert (self->track_outputs, GUINT_TO_POINTER (track), output);
  return go_on (self, error);
}

/**
 * seqgo_sequencer_player_set_channel_port:
 * @self: a player
 * @channel: a channel, from 0 to 15
 * @port: (nullable): a port of the same client, or %NULL for that of the track or the player
 * @error: return location for a #GError
 *
 * Plays a channel on another port, whatever track it is in. System exclusive messages belong to no
 * channel. If it plays, what sounds is ended.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if there is no such
 *   channel or the port belongs to another client, %G_IO_ERROR_CLOSED, or an error as
 *   seqgo_sequencer_player_play() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_player_set_channel_port (SeqgoSequencerPlayer *self,
                                         guint8                channel,
                                         SeqgoSequencerPort   *port,
                                         GError              **error)
{
  SeqgoPlayerOutput *output = NULL;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self), FALSE);
  g_return_val_if_fail (port == NULL || SEQGO_IS_SEQUENCER_PORT (port), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (channel >= SEQGO_N_CHANNELS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "There is no channel %u: they go from 0 to 15", channel);
      return FALSE;
    }
  if (port != NULL && (output = find_output (self, port, error)) == NULL)
    return FALSE;

  hold (self);
  self->channel_outputs[channel] = output;
  return go_on (self, error);
}

/**
 * seqgo_sequencer_player_close:
 * @self: a player
 *
 * Stops as seqgo_sequencer_player_pause() does, and closes the queue. Every later call ends with
 * %G_IO_ERROR_CLOSED. The ports stay as they are.
 *
 * To close a closed player does nothing.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_player_close (SeqgoSequencerPlayer *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self));

  if (self->is_closed)
    return;

  seqgo_sequencer_player_pause (self);
  self->is_closed = TRUE;
  seqgo_sequencer_queue_close (self->queue);
  seqgo_sequencer_player_check_open (self, &error);
  end_task (self, error);
}

/**
 * seqgo_sequencer_player_is_closed:
 * @self: a player
 *
 * Tells whether the player, or its port or queue, was closed.
 *
 * Returns: %TRUE if it was closed
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_player_is_closed (SeqgoSequencerPlayer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self), TRUE);

  return self->is_closed || seqgo_sequencer_queue_is_closed (self->queue)
         || seqgo_sequencer_port_is_closed (seqgo_sequencer_player_get_port (self));
}
