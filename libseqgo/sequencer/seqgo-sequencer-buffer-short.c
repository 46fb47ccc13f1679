/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Short MIDI messages for a SeqgoSequencerBuffer, with one call each. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-buffer.h>
#include <libseqgo/midi/seqgo-event-short-private.h>

static void
add_record (SeqgoSequencerBuffer *self, const SeqgoEventRecord *record)
{
  g_autoptr (SeqgoEvent) event = seqgo_event_new_from_record (record, NULL);

  seqgo_sequencer_buffer_add (self, event);
}

/* @a_name may be NULL if there is no a. */
static gboolean
add_short (SeqgoSequencerBuffer *self,
           SeqgoEventType        type,
           guint8                channel,
           const char           *a_name,
           guint8                a,
           const char           *b_name,
           guint8                b,
           GError              **error)
{
  SeqgoEventRecord record;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_BUFFER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!seqgo_event_record_make_short (&record, type, channel, a_name, a, b_name, b, error))
    return FALSE;
  add_record (self, &record);
  return TRUE;
}

/**
 * seqgo_sequencer_buffer_note_on:
 * @self: a buffer
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127; 60 is the middle C
 * @velocity: a velocity, from 0 to 127; 0 ends the note
 * @error: return location for a #GError
 *
 * Puts a note on behind the other events, for the connected ports.
 *
 * Returns: %TRUE if it was added, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out
 *   of its range
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_buffer_note_on (SeqgoSequencerBuffer *self,
                                guint8                channel,
                                guint8                note,
                                guint8                velocity,
                                GError              **error)
{
  return add_short (self, SEQGO_EVENT_TYPE_NOTE_ON, channel, "note", note, "velocity", velocity,
                    error);
}

/**
 * seqgo_sequencer_buffer_note_off:
 * @self: a buffer
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127; 60 is the middle C
 * @velocity: a release velocity, from 0 to 127
 * @error: return location for a #GError
 *
 * Puts a note off behind the other events, for the connected ports.
 *
 * Returns: %TRUE if it was added, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out
 *   of its range
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_buffer_note_off (SeqgoSequencerBuffer *self,
                                 guint8                channel,
                                 guint8                note,
                                 guint8                velocity,
                                 GError              **error)
{
  return add_short (self, SEQGO_EVENT_TYPE_NOTE_OFF, channel, "note", note, "velocity", velocity,
                    error);
}

/**
 * seqgo_sequencer_buffer_key_pressure:
 * @self: a buffer
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127; 60 is the middle C
 * @pressure: a pressure, from 0 to 127
 * @error: return location for a #GError
 *
 * Puts a key pressure, the aftertouch of one note, behind the other events, for the connected
 * ports.
 *
 * Returns: %TRUE if it was added, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out
 *   of its range
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_buffer_key_pressure (SeqgoSequencerBuffer *self,
                                     guint8                channel,
                                     guint8                note,
                                     guint8                pressure,
                                     GError              **error)
{
  return add_short (self, SEQGO_EVENT_TYPE_KEY_PRESSURE, channel, "note", note, "pressure",
                    pressure, error);
}

/**
 * seqgo_sequencer_buffer_control_change:
 * @self: a buffer
 * @channel: a channel, from 0 to 15
 * @param: a controller, from 0 to 127
 * @value: its value, from 0 to 127
 * @error: return location for a #GError
 *
 * Puts a control change behind the other events, for the connected ports.
 *
 * Returns: %TRUE if it was added, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out
 *   of its range
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_buffer_control_change (SeqgoSequencerBuffer *self,
                                       guint8                channel,
                                       guint8                param,
                                       guint8                value,
                                       GError              **error)
{
  return add_short (self, SEQGO_EVENT_TYPE_CONTROL_CHANGE, channel, "param", param, "value", value,
                    error);
}

/**
 * seqgo_sequencer_buffer_program_change:
 * @self: a buffer
 * @channel: a channel, from 0 to 15
 * @program: a program, from 0 to 127
 * @error: return location for a #GError
 *
 * Puts a program change behind the other events, for the connected ports.
 *
 * Returns: %TRUE if it was added, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out
 *   of its range
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_buffer_program_change (SeqgoSequencerBuffer *self,
                                       guint8                channel,
                                       guint8                program,
                                       GError              **error)
{
  return add_short (self, SEQGO_EVENT_TYPE_PROGRAM_CHANGE, channel, NULL, 0, "program", program,
                    error);
}

/**
 * seqgo_sequencer_buffer_channel_pressure:
 * @self: a buffer
 * @channel: a channel, from 0 to 15
 * @pressure: a pressure, from 0 to 127
 * @error: return location for a #GError
 *
 * Puts a channel pressure, the aftertouch of all notes, behind the other events, for the connected
 * ports.
 *
 * Returns: %TRUE if it was added, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out
 *   of its range
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_buffer_channel_pressure (SeqgoSequencerBuffer *self,
                                         guint8                channel,
                                         guint8                pressure,
                                         GError              **error)
{
  return add_short (self, SEQGO_EVENT_TYPE_CHANNEL_PRESSURE, channel, NULL, 0, "pressure", pressure,
                    error);
}

/**
 * seqgo_sequencer_buffer_pitch_bend:
 * @self: a buffer
 * @channel: a channel, from 0 to 15
 * @value: the bend, from -8192 to 8191; 0 is none
 * @error: return location for a #GError
 *
 * Puts a pitch bend behind the other events, for the connected ports.
 *
 * Returns: %TRUE if it was added, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out
 *   of its range
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_buffer_pitch_bend (SeqgoSequencerBuffer *self,
                                   guint8                channel,
                                   gint16                value,
                                   GError              **error)
{
  SeqgoEventRecord record;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_BUFFER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!seqgo_event_record_make_pitch_bend (&record, channel, value, error))
    return FALSE;
  add_record (self, &record);
  return TRUE;
}
