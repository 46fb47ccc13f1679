/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What a SeqgoSequencerPort tells the kernel of itself, which takes all of it at once. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-port-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue-private.h>

typedef void (*ChangeFunc) (snd_seq_port_info_t *info, gconstpointer value);

/* Returns a negative errno. */
static int
change_locked (SeqgoSequencerPort *self, snd_seq_t *seq, ChangeFunc change, gconstpointer value)
{
  guint8               id = seqgo_sequencer_port_get_id (self);
  snd_seq_port_info_t *info;
  int                  result;

  snd_seq_port_info_alloca (&info);
  result = snd_seq_get_port_info (seq, id, info);
  if (result < 0)
    return result;

  change (info, value);
  return snd_seq_set_port_info (seq, id, info);
}

static gboolean
change_info (SeqgoSequencerPort *self,
             ChangeFunc          change,
             gconstpointer       value,
             const char         *what,
             GError            **error)
{
  snd_seq_t *seq;
  int        result;

  if (!seqgo_sequencer_port_check_open (self, error))
    return FALSE;
  seq = seqgo_sequencer_handle_lock (self->handle, error);
  if (seq == NULL)
    return FALSE;

  result = change_locked (self, seq, change, value);
  seqgo_sequencer_handle_unlock (self->handle);
  if (result < 0)
    seqgo_sequencer_set_error (error, result, NULL, "Cannot set the %s of port %u", what,
                               seqgo_sequencer_port_get_id (self));
  return result >= 0;
}

/* Changes one of the numbers of a port, @field, and its property. */
static gboolean
change_number (SeqgoSequencerPort *self,
               ChangeFunc          change,
               guint               value,
               guint              *field,
               const char         *property,
               GError            **error)
{
  if (!change_info (self, change, &value, property, error))
    return FALSE;

  if ((guint) g_atomic_int_get (field) != value)
    {
      g_atomic_int_set (field, value);
      g_object_notify (G_OBJECT (self), property);
    }
  return TRUE;
}

static void
change_name (snd_seq_port_info_t *info, gconstpointer value)
{
  snd_seq_port_info_set_name (info, value);
}

/**
 * seqgo_sequencer_port_set_name:
 * @self: a port
 * @name: the name that others see; the kernel keeps 63 bytes of it
 * @error: return location for a #GError
 *
 * Gives the port another name, which others are told.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if it is empty, or
 *   %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_set_name (SeqgoSequencerPort *self, const char *name, GError **error)
{
  const char *short_name;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!seqgo_sequencer_check_name (name, error))
    return FALSE;
  short_name = seqgo_sequencer_handle_keep_name (self->handle, self->names, name);
  if (!change_info (self, change_name, short_name, "name", error))
    return FALSE;

  if (!g_str_equal (seqgo_sequencer_port_get_name (self), short_name))
    {
      g_atomic_pointer_set (&self->name, short_name);
      g_object_notify (G_OBJECT (self), "name");
    }
  return TRUE;
}

static void
change_caps (snd_seq_port_info_t *info, gconstpointer value)
{
  snd_seq_port_info_set_capability (info, *(const guint *) value);
}

/**
 * seqgo_sequencer_port_set_caps:
 * @self: a port
 * @caps: what can be done with the port
 * @error: return location for a #GError
 *
 * Sets #SeqgoSequencerPort:caps. Connections that there are stay as they are.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_set_caps (SeqgoSequencerPort *self, SeqgoPortCaps caps, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return change_number (self, change_caps, caps, &self->caps, "caps", error);
}

static void
change_port_type (snd_seq_port_info_t *info, gconstpointer value)
{
  snd_seq_port_info_set_type (info, *(const guint *) value);
}

/**
 * seqgo_sequencer_port_set_port_type:
 * @self: a port
 * @port_type: what the port is
 * @error: return location for a #GError
 *
 * Sets #SeqgoSequencerPort:port-type.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_set_port_type (SeqgoSequencerPort *self,
                                    SeqgoPortType       port_type,
                                    GError            **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return change_number (self, change_port_type, port_type, &self->port_type, "port-type", error);
}

static void
change_midi_channels (snd_seq_port_info_t *info, gconstpointer value)
{
  snd_seq_port_info_set_midi_channels (info, (int) *(const guint *) value);
}

/**
 * seqgo_sequencer_port_set_midi_channels:
 * @self: a port
 * @midi_channels: the number of channels
 * @error: return location for a #GError
 *
 * Sets #SeqgoSequencerPort:midi-channels.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_set_midi_channels (SeqgoSequencerPort *self,
                                        guint               midi_channels,
                                        GError            **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (midi_channels > G_MAXINT)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Cannot set the midi-channels of a port to %u: it goes up to %d", midi_channels,
                   G_MAXINT);
      return FALSE;
    }
  return change_number (self, change_midi_channels, midi_channels, &self->midi_channels,
                        "midi-channels", error);
}

/**
 * seqgo_sequencer_port_get_midi_channels:
 * @self: a port
 *
 * Returns #SeqgoSequencerPort:midi-channels.
 *
 * Returns: the number of channels
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_port_get_midi_channels (SeqgoSequencerPort *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), 0);

  return (guint) g_atomic_int_get (&self->midi_channels);
}

static void
change_midi_voices (snd_seq_port_info_t *info, gconstpointer value)
{
  snd_seq_port_info_set_midi_voices (info, (int) *(const guint *) value);
}

/**
 * seqgo_sequencer_port_set_midi_voices:
 * @self: a port
 * @midi_voices: the number of notes
 * @error: return location for a #GError
 *
 * Sets #SeqgoSequencerPort:midi-voices.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_set_midi_voices (SeqgoSequencerPort *self, guint midi_voices, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (midi_voices > G_MAXINT)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Cannot set the midi-voices of a port to %u: it goes up to %d", midi_voices,
                   G_MAXINT);
      return FALSE;
    }
  return change_number (self, change_midi_voices, midi_voices, &self->midi_voices, "midi-voices",
                        error);
}

/**
 * seqgo_sequencer_port_get_midi_voices:
 * @self: a port
 *
 * Returns #SeqgoSequencerPort:midi-voices.
 *
 * Returns: the number of notes
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_port_get_midi_voices (SeqgoSequencerPort *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), 0);

  return (guint) g_atomic_int_get (&self->midi_voices);
}

static void
change_synth_voices (snd_seq_port_info_t *info, gconstpointer value)
{
  snd_seq_port_info_set_synth_voices (info, (int) *(const guint *) value);
}

/**
 * seqgo_sequencer_port_set_synth_voices:
 * @self: a port
 * @synth_voices: the number of notes
 * @error: return location for a #GError
 *
 * Sets #SeqgoSequencerPort:synth-voices.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_set_synth_voices (SeqgoSequencerPort *self, guint synth_voices, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (synth_voices > G_MAXINT)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Cannot set the synth-voices of a port to %u: it goes up to %d", synth_voices,
                   G_MAXINT);
      return FALSE;
    }
  return change_number (self, change_synth_voices, synth_voices, &self->synth_voices,
                        "synth-voices", error);
}

/**
 * seqgo_sequencer_port_get_synth_voices:
 * @self: a port
 *
 * Returns #SeqgoSequencerPort:synth-voices.
 *
 * Returns: the number of notes
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_port_get_synth_voices (SeqgoSequencerPort *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), 0);

  return (guint) g_atomic_int_get (&self->synth_voices);
}

static void
change_stamping (snd_seq_port_info_t *info, gconstpointer value)
{
  const SeqgoPortStamping *stamping = value;

  snd_seq_port_info_set_timestamping (info, stamping->is_on);
  snd_seq_port_info_set_timestamp_real (info, stamping->is_real_time);
  snd_seq_port_info_set_timestamp_queue (info, stamping->queue_id);
}

int
seqgo_sequencer_port_exchange_stamping (SeqgoSequencerPort *self,
                                        snd_seq_t          *seq,
                                        SeqgoPortStamping  *stamping)
{
  const SeqgoPortStamping wanted = *stamping;
  snd_seq_port_info_t    *info;
  int                     result;

  snd_seq_port_info_alloca (&info);
  result = snd_seq_get_port_info (seq, seqgo_sequencer_port_get_id (self), info);
  if (result < 0)
    return result;

  stamping->is_on = snd_seq_port_info_get_timestamping (info);
  stamping->is_real_time = snd_seq_port_info_get_timestamp_real (info);
  stamping->queue_id = snd_seq_port_info_get_timestamp_queue (info);
  return change_locked (self, seq, change_stamping, &wanted);
}

/**
 * seqgo_sequencer_port_set_time_stamping:
 * @self: a port
 * @queue: (nullable): the queue that stamps, of any client, or %NULL
 * @real_time: whether stamps are times rather than ticks
 * @error: return location for a #GError
 *
 * Has what the port receives stamped with the position that @queue has then, or no longer stamped
 * if @queue is %NULL. A queue that stands still stamps as well; a queue that is deleted does not.
 *
 * Events that come through a connection with a queue of its own get the stamp of the port's queue.
 * What tells of it is #SeqgoSequencerPortInfo:time-stamping.
 *
 * Returns: %TRUE if it was set, or %FALSE with %SEQGO_SEQUENCER_ERROR_GONE if the queue was deleted
 *   or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_set_time_stamping (SeqgoSequencerPort  *self,
                                        SeqgoSequencerQueue *queue,
                                        gboolean             real_time,
                                        GError             **error)
{
  SeqgoPortStamping stamping = { 0 };

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (queue == NULL || SEQGO_IS_SEQUENCER_QUEUE (queue), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (queue != NULL)
    {
      if (!seqgo_sequencer_queue_check_exists (queue, error))
        return FALSE;
      stamping.is_on = TRUE;
      stamping.is_real_time = real_time != FALSE;
      stamping.queue_id = seqgo_sequencer_queue_get_id (queue);
    }
  return change_info (self, change_stamping, &stamping, "time stamping", error);
}
