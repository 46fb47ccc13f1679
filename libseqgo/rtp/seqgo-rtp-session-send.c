/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How SeqgoRtpSession sends. */

#include "config.h"

#include <libseqgo/midi/seqgo-event-midi-private.h>
#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/midi/seqgo-event-short-private.h>
#include <libseqgo/midi/seqgo-midi-message-private.h>
#include <libseqgo/rtp/seqgo-rtp-session-private.h>

gboolean
seqgo_rtp_session_check_open (SeqgoRtpSession *self, const char *what, GError **error)
{
  if (!self->is_closed)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "Cannot %s: the session was closed", what);
  return FALSE;
}

/* A packet has whole messages only, and nothing but data inside of them. */
static gboolean
check_sysex (const guint8 *data, gsize size, GError **error)
{
  if (size < 2 || data[0] != SEQGO_MIDI_SYSEX_START || data[size - 1] != SEQGO_MIDI_SYSEX_END)
    {
      g_set_error_literal (
          error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
          "Cannot send a part of a SysEx message to the network: it has to go from "
          "F0 to F7; a SysexAssembler puts parts together");
      return FALSE;
    }
  for (gsize i = 1; i < size - 1; i++)
    {
      if (data[i] < SEQGO_MIDI_FIRST_STATUS)
        continue;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Cannot send this SysEx message: its byte %" G_GSIZE_FORMAT
                   " is %02X, which is no "
                   "data; data goes from 00 to 7F",
                   i, data[i]);
      return FALSE;
    }
  return TRUE;
}

static gboolean
send_record (SeqgoRtpSession        *self,
             SeqgoRtpRemote         *remote,
             const SeqgoEventRecord *record,
             const guint8           *payloads,
             gint64                  when,
             gint64                  now,
             GError                **error)
{
  g_byte_array_set_size (self->midi, 0);
  if (!seqgo_event_record_append_midi (record, payloads, self->midi, error))
    return FALSE;
  if (record->type == SEQGO_EVENT_TYPE_SYSEX)
    {
      if (!check_sysex (self->midi->data, self->midi->len, error))
        return FALSE;
      seqgo_rtp_engine_send (self->engine, remote, self->midi->data, self->midi->len, when, now);
      return TRUE;
    }

  for (gsize at = 0, size; at < self->midi->len; at += size)
    {
      size = 1 + seqgo_midi_message_find (self->midi->data[at])->n_data;
      seqgo_rtp_engine_send (self->engine, remote, self->midi->data + at, size, when, now);
    }
  return TRUE;
}

static gboolean
send_one (SeqgoRtpSession        *self,
          SeqgoRtpRemote         *remote,
          const SeqgoEventRecord *record,
          GBytes                 *payload,
          gint64                  when,
          GError                **error)
{
  const guint8 *data = payload != NULL ? g_bytes_get_data (payload, NULL) : NULL;

  if (!seqgo_rtp_session_check_open (self, "send", error)
      || !send_record (self, remote, record, data, when, g_get_monotonic_time (), error))
    return FALSE;
  seqgo_rtp_session_flush_soon (self);
  return TRUE;
}

gboolean
seqgo_rtp_session_send_event (SeqgoRtpSession *self,
                              SeqgoRtpRemote  *remote,
                              SeqgoEvent      *event,
                              gint64           when,
                              GError         **error)
{
  return send_one (self, remote, &event->record, event->payload, when, error);
}

gboolean
seqgo_rtp_session_send_events (SeqgoRtpSession *self,
                               SeqgoRtpRemote  *remote,
                               SeqgoEventBatch *batch,
                               GError         **error)
{
  guint                   n_records;
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (batch, &n_records);
  g_autoptr (GBytes) payloads = seqgo_event_batch_get_payloads (batch);
  const guint8 *data = g_bytes_get_data (payloads, NULL);
  gint64        now = g_get_monotonic_time ();

  if (!seqgo_rtp_session_check_open (self, "send", error))
    return FALSE;
  for (guint i = 0; i < n_records; i++)
    {
      if (send_record (self, remote, &records[i], data, 0, now, error))
        continue;
      g_prefix_error (error, "Event %u of %u: ", i + 1, n_records);
      seqgo_rtp_session_flush_soon (self);
      return FALSE;
    }
  seqgo_rtp_session_flush_soon (self);
  return TRUE;
}

/**
 * seqgo_rtp_session_send:
 * @self: a session
 * @event: an event
 * @error: return location for a #GError
 *
 * Sends an event to all peers, at once: whatever time or address it has does not matter. An event
 * that was received can be sent on as it is.
 *
 * Everything that is a MIDI 1.0 message can be sent, see seqgo_event_to_midi(); SysEx must be
 * whole, from F0 to F7, and of any size. To have no peer is no error.
 *
 * Returns: %TRUE if it was sent, or %FALSE with %G_IO_ERROR_NOT_SUPPORTED if MIDI 1.0 has no
 * message for it, %G_IO_ERROR_INVALID_ARGUMENT if something is out of its range, which the message
 * names, or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_send (SeqgoRtpSession *self, SeqgoEvent *event, GError **error)
{
  return seqgo_rtp_session_send_at (self, event, 0, error);
}

/**
 * seqgo_rtp_session_send_at:
 * @self: a session
 * @event: an event
 * @time: when, in microseconds of the clock of g_get_monotonic_time()
 * @error: return location for a #GError
 *
 * Sends an event to all peers at a certain time, which the event then has. If that has passed, it
 * is sent at once.
 *
 * Returns: %TRUE if it will be sent, or %FALSE with an error as seqgo_rtp_session_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_send_at (SeqgoRtpSession *self, SeqgoEvent *event, gint64 time, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), FALSE);
  g_return_val_if_fail (event != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return seqgo_rtp_session_send_event (self, NULL, event, time, error);
}

/**
 * seqgo_rtp_session_send_batch:
 * @self: a session
 * @batch: events
 * @error: return location for a #GError
 *
 * Sends many events to all peers, at once and in order, in as few packets as possible.
 *
 * After an error, the message tells which event it was: those before it were sent, it and those
 * after it were not.
 *
 * Returns: %TRUE if all were sent, or %FALSE with an error as seqgo_rtp_session_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_send_batch (SeqgoRtpSession *self, SeqgoEventBatch *batch, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), FALSE);
  g_return_val_if_fail (batch != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return seqgo_rtp_session_send_events (self, NULL, batch, error);
}

/**
 * seqgo_rtp_session_send_midi:
 * @self: a session
 * @bytes: the next bytes of a stream of MIDI 1.0, at most 1 GiB
 * @error: return location for a #GError
 *
 * Sends the messages that @bytes complete to all peers, at once. The session remembers a message
 * that goes on in the next call, and running status. What is no MIDI is skipped, see
 * #SeqgoMidiParser.
 *
 * Returns: %TRUE if all complete messages were sent, or %FALSE with an error as
 *   seqgo_rtp_session_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_send_midi (SeqgoRtpSession *self, GBytes *bytes, GError **error)
{
  g_autoptr (SeqgoEventBatch) batch = NULL;

  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  batch = seqgo_midi_parser_feed (self->midi_parser, bytes);
  return seqgo_rtp_session_send_events (self, NULL, batch, error);
}

/**
 * seqgo_rtp_session_reset_midi:
 * @self: a session
 *
 * Forgets the message that the last seqgo_rtp_session_send_midi() left unfinished, and running
 * status: another stream begins.
 *
 * Since: 1.0
 */
void
seqgo_rtp_session_reset_midi (SeqgoRtpSession *self)
{
  g_return_if_fail (SEQGO_IS_RTP_SESSION (self));

  seqgo_midi_parser_reset (self->midi_parser);
}

/* @a_name may be NULL if there is no a. */
static gboolean
send_short (SeqgoRtpSession *self,
            SeqgoEventType   type,
            guint8           channel,
            const char      *a_name,
            guint8           a,
            const char      *b_name,
            guint8           b,
            GError         **error)
{
  SeqgoEventRecord record;

  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return seqgo_event_record_make_short (&record, type, channel, a_name, a, b_name, b, error)
         && send_one (self, NULL, &record, NULL, 0, error);
}

/**
 * seqgo_rtp_session_note_on:
 * @self: a session
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127; 60 is the middle C
 * @velocity: a velocity, from 0 to 127; 0 ends the note
 * @error: return location for a #GError
 *
 * Sends a note on to all peers, at once.
 *
 * Returns: %TRUE if it was sent, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out of
 *   its range, or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_note_on (SeqgoRtpSession *self,
                           guint8           channel,
                           guint8           note,
                           guint8           velocity,
                           GError         **error)
{
  return send_short (self, SEQGO_EVENT_TYPE_NOTE_ON, channel, "note", note, "velocity", velocity,
                     error);
}

/**
 * seqgo_rtp_session_note_off:
 * @self: a session
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127; 60 is the middle C
 * @velocity: a release velocity, from 0 to 127
 * @error: return location for a #GError
 *
 * Sends a note off to all peers, at once.
 *
 * Returns: %TRUE if it was sent, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out of
 *   its range, or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_note_off (SeqgoRtpSession *self,
                            guint8           channel,
                            guint8           note,
                            guint8           velocity,
                            GError         **error)
{
  return send_short (self, SEQGO_EVENT_TYPE_NOTE_OFF, channel, "note", note, "velocity", velocity,
                     error);
}

/**
 * seqgo_rtp_session_key_pressure:
 * @self: a session
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127
 * @pressure: the pressure on its key, from 0 to 127
 * @error: return location for a #GError
 *
 * Sends a polyphonic key pressure to all peers, at once.
 *
 * Returns: %TRUE if it was sent, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out of
 *   its range, or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_key_pressure (SeqgoRtpSession *self,
                                guint8           channel,
                                guint8           note,
                                guint8           pressure,
                                GError         **error)
{
  return send_short (self, SEQGO_EVENT_TYPE_KEY_PRESSURE, channel, "note", note, "pressure",
                     pressure, error);
}

/**
 * seqgo_rtp_session_control_change:
 * @self: a session
 * @channel: a channel, from 0 to 15
 * @param: a controller, from 0 to 127
 * @value: its value, from 0 to 127
 * @error: return location for a #GError
 *
 * Sends a control change to all peers, at once.
 *
 * Returns: %TRUE if it was sent, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out of
 *   its range, or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_control_change (SeqgoRtpSession *self,
                                  guint8           channel,
                                  guint8           param,
                                  guint8           value,
                                  GError         **error)
{
  return send_short (self, SEQGO_EVENT_TYPE_CONTROL_CHANGE, channel, "param", param, "value", value,
                     error);
}

/**
 * seqgo_rtp_session_program_change:
 * @self: a session
 * @channel: a channel, from 0 to 15
 * @program: a program, from 0 to 127
 * @error: return location for a #GError
 *
 * Sends a program change to all peers, at once.
 *
 * Returns: %TRUE if it was sent, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out of
 *   its range, or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_program_change (SeqgoRtpSession *self,
                                  guint8           channel,
                                  guint8           program,
                                  GError         **error)
{
  return send_short (self, SEQGO_EVENT_TYPE_PROGRAM_CHANGE, channel, NULL, 0, "program", program,
                     error);
}

/**
 * seqgo_rtp_session_channel_pressure:
 * @self: a session
 * @channel: a channel, from 0 to 15
 * @pressure: the pressure on the channel's keys, from 0 to 127
 * @error: return location for a #GError
 *
 * Sends a channel pressure to all peers, at once.
 *
 * Returns: %TRUE if it was sent, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out of
 *   its range, or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_channel_pressure (SeqgoRtpSession *self,
                                    guint8           channel,
                                    guint8           pressure,
                                    GError         **error)
{
  return send_short (self, SEQGO_EVENT_TYPE_CHANNEL_PRESSURE, channel, NULL, 0, "pressure",
                     pressure, error);
}

/**
 * seqgo_rtp_session_pitch_bend:
 * @self: a session
 * @channel: a channel, from 0 to 15
 * @value: the bend, from -8192 to 8191; 0 is none
 * @error: return location for a #GError
 *
 * Sends a pitch bend to all peers, at once.
 *
 * Returns: %TRUE if it was sent, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out of
 *   its range, or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_pitch_bend (SeqgoRtpSession *self, guint8 channel, gint16 value, GError **error)
{
  SeqgoEventRecord record;

  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return seqgo_event_record_make_pitch_bend (&record, channel, value, error)
         && send_one (self, NULL, &record, NULL, 0, error);
}

/**
 * seqgo_rtp_session_sysex:
 * @self: a session
 * @data: a message, from F0 to F7
 * @error: return location for a #GError
 *
 * Sends a system exclusive message of any size to all peers, at once: in as many packets as it
 * takes.
 *
 * Returns: %TRUE if it was sent, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if it is no whole
 *   message, or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_sysex (SeqgoRtpSession *self, GBytes *data, GError **error)
{
  g_autoptr (SeqgoEvent) event = NULL;

  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), FALSE);
  g_return_val_if_fail (data != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  event = seqgo_event_new_sysex (data);
  return seqgo_rtp_session_send_event (self, NULL, event, 0, error);
}

/**
 * seqgo_rtp_session_flush:
 * @self: a session
 *
 * Sends at once what was sent and waits for the end of this turn of the main loop. That is for
 * programs without a main loop, and for those that do something long next.
 *
 * Since: 1.0
 */
void
seqgo_rtp_session_flush (SeqgoRtpSession *self)
{
  g_return_if_fail (SEQGO_IS_RTP_SESSION (self));

  if (self->is_closed)
    return;
  seqgo_rtp_engine_flush (self->engine, g_get_monotonic_time ());
  seqgo_rtp_session_follow_up (self);
}
