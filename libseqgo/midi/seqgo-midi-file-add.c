/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* SeqgoMidiFile: what can be added to a track. */

#include "config.h"

#include <string.h>

#include <libseqgo/midi/seqgo-event-midi-private.h>
#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/midi/seqgo-midi-file-private.h>
#include <libseqgo/midi/seqgo-midi-message-private.h>

#define USEC_PER_MINUTE 60000000.0
#define MAX_TEMPO 0xFFFFFF
#define NSEC_PER_MSEC G_GINT64_CONSTANT (1000000)

static gboolean
take_data (SeqgoMidiFileTrack *track,
           guint32             tick,
           guint8              status,
           guint8              meta,
           const guint8       *data,
           gsize               size)
{
  SeqgoMidiFileItem item = { tick, status, meta, { 0 }, g_bytes_new (data, size) };

  seqgo_midi_file_track_take (track, &item, FALSE);
  return TRUE;
}

static void
take_channel_message (SeqgoMidiFileTrack *track,
                      guint32             tick,
                      const guint8       *bytes,
                      gboolean            is_first)
{
  SeqgoMidiFileItem item = { tick, bytes[0], 0, { 0 }, NULL };

  memcpy (item.bytes, bytes + 1, seqgo_midi_message_find (bytes[0])->n_data);
  seqgo_midi_file_track_take (track, &item, is_first);
}

/* The MIDI bytes of an event. SysEx that does not begin with F0 may be any bytes. */
static void
take_bytes (SeqgoMidiFileTrack *track, guint32 tick, guint8 type, const guint8 *bytes, gsize size)
{
  gboolean is_sysex = type == SEQGO_EVENT_TYPE_SYSEX;

  if (is_sysex && size > 0 && bytes[0] == SEQGO_MIDI_STATUS_SYSEX)
    take_data (track, tick, SEQGO_MIDI_STATUS_SYSEX, 0, bytes + 1, size - 1);
  else if (is_sysex || bytes[0] >= SEQGO_MIDI_FIRST_SYSTEM_STATUS)
    take_data (track, tick, SEQGO_MIDI_STATUS_ESCAPE, 0, bytes, size);
  else
    for (gsize i = 0; i < size; i += seqgo_midi_message_find (bytes[i])->n_data + 1U)
      take_channel_message (track, tick, bytes + i, FALSE);
}

static gboolean
check_size (gsize size, GError **error)
{
  if (size < SEQGO_MIDI_FILE_MAX_LENGTH)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "%zu bytes are too many for one event of a MIDI file, which has less than %d", size,
               SEQGO_MIDI_FILE_MAX_LENGTH);
  return FALSE;
}

/* The note off goes first among what is at its tick, so that it does not end the next note. */
static gboolean
take_note (SeqgoMidiFileTrack *track, guint32 tick, const SeqgoEventRecord *record, GError **error)
{
  SeqgoEventRecord on = *record, off = *record;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  on.type = SEQGO_EVENT_TYPE_NOTE_ON;
  off.type = SEQGO_EVENT_TYPE_NOTE_OFF;
  off.b = record->off_velocity;
  if (!seqgo_event_record_append_midi (&on, NULL, bytes, error)
      || !seqgo_event_record_append_midi (&off, NULL, bytes, error))
    return FALSE;
  if (record->c > G_MAXUINT32 - tick)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "The note at tick %u lasts %u ticks, longer than a file can be", tick,
                   record->c);
      return FALSE;
    }

  take_channel_message (track, tick, bytes->data, FALSE);
  take_channel_message (track, tick + record->c, bytes->data + 3, record->c > 0);
  return TRUE;
}

static gboolean
check_tempo (gint64 tempo, GError **error)
{
  if (tempo >= 1 && tempo <= MAX_TEMPO)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "A tempo of %" G_GINT64_FORMAT " µs a beat cannot be written: a MIDI file has "
               "from 1 to %d",
               tempo, MAX_TEMPO);
  return FALSE;
}

/* @payloads are those that the record refers to. */
static gboolean
take_record (SeqgoMidiFileTrack     *track,
             guint32                 tick,
             const SeqgoEventRecord *record,
             const guint8           *payloads,
             GError                **error)
{
  guint32      value = (guint32) record->b;
  guint32      tempo = (guint32) record->a;
  const guint8 signature[]
      = { (guint8) (value >> 24), (guint8) (value >> 16), (guint8) (value >> 8), (guint8) value };
  const guint8 tempo_bytes[] = { (guint8) (tempo >> 16), (guint8) (tempo >> 8), (guint8) tempo };
  g_autoptr (GByteArray) bytes = NULL;

  switch (record->type)
    {
    case SEQGO_EVENT_TYPE_NOTE:
      return take_note (track, tick, record, error);
    case SEQGO_EVENT_TYPE_TEMPO:
      return check_tempo (record->a, error)
             && take_data (track, tick, SEQGO_MIDI_STATUS_META, SEQGO_MIDI_META_TEMPO, tempo_bytes,
                           sizeof tempo_bytes);
    case SEQGO_EVENT_TYPE_TIME_SIGNATURE:
      return take_data (track, tick, SEQGO_MIDI_STATUS_META, SEQGO_MIDI_META_TIME_SIGNATURE,
                        signature, sizeof signature);
    case SEQGO_EVENT_TYPE_KEY_SIGNATURE:
      return take_data (track, tick, SEQGO_MIDI_STATUS_META, SEQGO_MIDI_META_KEY_SIGNATURE,
                        signature + 2, 2);
    default:
      bytes = g_byte_array_new ();
      if (!seqgo_event_record_append_midi (record, payloads, bytes, error)
          || !check_size (bytes->len, error))
        return FALSE;
      take_bytes (track, tick, record->type, bytes->data, bytes->len);
      return TRUE;
    }
}

/**
 * seqgo_midi_file_add_event:
 * @self: a file
 * @track: the number of a track
 * @tick: where to put the event, in ticks; its own time stamp does not count
 * @event: an event
 * @error: return location for a #GError
 *
 * Adds an event to a track, after those at the same tick. What files can hold:
 *
 * - all that seqgo_event_to_midi() takes; real-time and system common messages are written as
 *   escapes, and so is a %SEQGO_EVENT_TYPE_SYSEX that does not begin with F0
 * - %SEQGO_EVENT_TYPE_NOTE, which becomes a note on and, as many ticks later as the note lasts, a
 *   note off
 * - %SEQGO_EVENT_TYPE_TEMPO, %SEQGO_EVENT_TYPE_TIME_SIGNATURE and
 *   %SEQGO_EVENT_TYPE_KEY_SIGNATURE, which become meta events. Those of the whole piece belong
 *   into its first track.
 *
 * Returns: %TRUE on success, %FALSE if nothing was added: with %G_IO_ERROR_NOT_SUPPORTED if files
 *   cannot hold such an event, or with %G_IO_ERROR_INVALID_ARGUMENT if there is no such track, or
 *   something in the event is out of range
 *
 * Since: 1.0
 */
gboolean
seqgo_midi_file_add_event (SeqgoMidiFile *self,
                           guint          track,
                           guint32        tick,
                           SeqgoEvent    *event,
                           GError       **error)
{
  SeqgoMidiFileTrack *found;
  const guint8       *payload;
  guint32             n_ticks;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), FALSE);
  g_return_val_if_fail (event != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  n_ticks = seqgo_midi_file_get_n_ticks (self);
  payload = event->payload != NULL ? g_bytes_get_data (event->payload, NULL) : NULL;
  found = seqgo_midi_file_find_track (self, track, error);
  if (found == NULL || !take_record (found, tick, &event->record, payload, error))
    return FALSE;
  seqgo_midi_file_end_edit (self, n_ticks, event->record.type == SEQGO_EVENT_TYPE_TEMPO);
  return TRUE;
}

/* Of a record in nanoseconds, a note lasts milliseconds. Returns where it is to go. */
static guint32
to_ticks (SeqgoMidiFile *self, SeqgoEventRecord *record)
{
  gint64  duration = record->c * NSEC_PER_MSEC;
  guint32 tick;

  if (!(record->flags & SEQGO_EVENT_FLAG_REAL_TIME))
    return (guint32) record->time;
  tick = seqgo_midi_file_time_to_tick (self, record->time);
  if (record->type == SEQGO_EVENT_TYPE_NOTE)
    record->c = seqgo_midi_file_time_to_tick (self, record->time
                                                        + MIN (duration, G_MAXINT64 - record->time))
                - tick;
  return tick;
}

static gboolean
has_tempo (const SeqgoMidiFileTrack *track)
{
  for (guint i = 0; i < track->items->len; i++)
    if (seqgo_midi_file_item_get_tempo (&g_array_index (track->items, SeqgoMidiFileItem, i)) > 0)
      return TRUE;
  return FALSE;
}

/* Stops at the first event that cannot be added. */
static gboolean
take_batch (SeqgoMidiFile *self, SeqgoMidiFileTrack *track, SeqgoEventBatch *batch, GError **error)
{
  g_autoptr (GBytes) bytes = seqgo_event_batch_get_payloads (batch);
  const guint8           *payloads = g_bytes_get_data (bytes, NULL);
  guint                   n_records;
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (batch, &n_records);

  for (guint i = 0; i < n_records; i++)
    {
      SeqgoEventRecord record = records[i];
      guint32          tick = to_ticks (self, &record);

      if (!take_record (track, tick, &record, payloads, error))
        {
          g_prefix_error (error, "Event %u: ", i);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * seqgo_midi_file_add_batch:
 * @self: a file
 * @track: the number of a track
 * @batch: events with time stamps
 * @error: return location for a #GError
 *
 * Adds all events of a batch to a track where their time stamps say: those in ticks at these,
 * those in nanoseconds at the ticks that seqgo_midi_file_time_to_tick() gives before anything is
 * added; the ends of notes with a duration, too.
 *
 * Events need no order. What can be added is as for seqgo_midi_file_add_event(); a batch that has
 * anything else is not added at all.
 *
 * Returns: %TRUE on success, %FALSE if nothing was added, with the errors of
 *   seqgo_midi_file_add_event()
 *
 * Since: 1.0
 */
gboolean
seqgo_midi_file_add_batch (SeqgoMidiFile *self, guint track, SeqgoEventBatch *batch, GError **error)
{
  SeqgoMidiFileTrack *found;
  g_autoptr (SeqgoMidiFileTrack) trial = NULL;
  guint32 n_ticks;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), FALSE);
  g_return_val_if_fail (batch != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  n_ticks = seqgo_midi_file_get_n_ticks (self);
  found = seqgo_midi_file_find_track (self, track, error);
  if (found == NULL)
    return FALSE;
  trial = seqgo_midi_file_track_new ();
  if (!take_batch (self, trial, batch, error))
    return FALSE;
  take_batch (self, found, batch, NULL);
  seqgo_midi_file_end_edit (self, n_ticks, has_tempo (trial));
  return TRUE;
}

/**
 * seqgo_midi_file_add_meta:
 * @self: a file
 * @track: the number of a track
 * @tick: where to put the event, in ticks
 * @meta: a #SeqgoMidiMeta or another number, but no %SEQGO_MIDI_META_END_OF_TRACK
 * @data: the bytes of the event
 * @error: return location for a #GError
 *
 * Adds a meta event of any kind. Whether the bytes make sense is not checked.
 *
 * Returns: %TRUE on success, %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if there is no such track,
 *   the kind is the end of a track, for which there is seqgo_midi_file_set_track_end(), or @data is
 *   not less than 256 MiB
 *
 * Since: 1.0
 */
gboolean
seqgo_midi_file_add_meta (SeqgoMidiFile *self,
                          guint          track,
                          guint32        tick,
                          guint8         meta,
                          GBytes        *data,
                          GError       **error)
{
  SeqgoMidiFileTrack *found;
  SeqgoMidiFileItem   item = { tick, SEQGO_MIDI_STATUS_META, meta, { 0 }, data };
  guint32             n_ticks;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), FALSE);
  g_return_val_if_fail (data != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  n_ticks = seqgo_midi_file_get_n_ticks (self);
  found = seqgo_midi_file_find_track (self, track, error);
  if (found == NULL || !check_size (g_bytes_get_size (data), error))
    return FALSE;
  if (meta == SEQGO_MIDI_META_END_OF_TRACK)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "The end of track %u cannot be added: it has one, which "
                   "seqgo_midi_file_set_track_end() moves",
                   track);
      return FALSE;
    }

  g_bytes_ref (data);
  seqgo_midi_file_track_take (found, &item, FALSE);
  seqgo_midi_file_end_edit (self, n_ticks, meta == SEQGO_MIDI_META_TEMPO);
  return TRUE;
}

/**
 * seqgo_midi_file_add_text:
 * @self: a file
 * @track: the number of a track
 * @tick: where to put the event, in ticks
 * @meta: the kind of text, such as %SEQGO_MIDI_META_LYRIC
 * @text: a text; it is written in UTF-8
 * @error: return location for a #GError
 *
 * Adds a meta event that is a text.
 *
 * Returns: %TRUE on success, %FALSE with the errors of seqgo_midi_file_add_meta()
 *
 * Since: 1.0
 */
gboolean
seqgo_midi_file_add_text (SeqgoMidiFile *self,
                          guint          track,
                          guint32        tick,
                          guint8         meta,
                          const char    *text,
                          GError       **error)
{
  g_autoptr (GBytes) data = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  data = g_bytes_new (text, strlen (text));
  return seqgo_midi_file_add_meta (self, track, tick, meta, data, error);
}

/**
 * seqgo_midi_file_add_tempo:
 * @self: a file
 * @tick: where to put the event, in ticks
 * @tempo: a tempo in microseconds a quarter note, from 1 to 16777215
 * @error: return location for a #GError
 *
 * Adds a change of tempo to the first track, which is created if there is none.
 *
 * Returns: %TRUE on success, %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if the tempo is out of range
 *
 * Since: 1.0
 */
gboolean
seqgo_midi_file_add_tempo (SeqgoMidiFile *self, guint32 tick, guint tempo, GError **error)
{
  g_autoptr (SeqgoEvent) event = NULL;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!check_tempo (tempo, error))
    return FALSE;
  if (self->tracks->len == 0)
    seqgo_midi_file_add_track (self, NULL);
  event = seqgo_event_new_queue_control (SEQGO_EVENT_TYPE_TEMPO, 0, (gint32) tempo);
  return seqgo_midi_file_add_event (self, 0, tick, event, error);
}

/**
 * seqgo_midi_file_add_bpm:
 * @self: a file
 * @tick: where to put the event, in ticks
 * @bpm: a tempo in quarter notes a minute, from 3.58 to 60000000
 * @error: return location for a #GError
 *
 * Adds a change of tempo as seqgo_midi_file_add_tempo() does, rounded to microseconds a quarter
 * note.
 *
 * Returns: %TRUE on success, %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if the tempo is out of range
 *
 * Since: 1.0
 */
gboolean
seqgo_midi_file_add_bpm (SeqgoMidiFile *self, guint32 tick, double bpm, GError **error)
{
  double tempo;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  /* Not a number fails, too. */
  tempo = USEC_PER_MINUTE / bpm + 0.5;
  if (!(tempo >= 1 && tempo < MAX_TEMPO + 1.0))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "A tempo of %g beats a minute cannot be written: a MIDI file has from 3.58 to "
                   "60000000",
                   bpm);
      return FALSE;
    }
  return seqgo_midi_file_add_tempo (self, tick, (guint) tempo, error);
}

/**
 * seqgo_midi_file_add_copy:
 * @self: a file
 * @track: the number of a track
 * @event: an event of this or another file
 * @error: return location for a #GError
 *
 * Adds an event just as it is in another track, at its tick.
 *
 * Returns: %TRUE on success, %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if there is no such track
 *
 * Since: 1.0
 */
gboolean
seqgo_midi_file_add_copy (SeqgoMidiFile      *self,
                          guint               track,
                          SeqgoMidiFileEvent *event,
                          GError            **error)
{
  SeqgoMidiFileTrack      *found;
  const SeqgoMidiFileItem *item;
  guint32                  n_ticks;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), FALSE);
  g_return_val_if_fail (event != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  n_ticks = seqgo_midi_file_get_n_ticks (self);
  found = seqgo_midi_file_find_track (self, track, error);
  if (found == NULL)
    return FALSE;
  item = seqgo_midi_file_event_get_item (event);
  if (item->data != NULL)
    g_bytes_ref (item->data);
  seqgo_midi_file_track_take (found, item, FALSE);
  seqgo_midi_file_end_edit (self, n_ticks,
                            seqgo_midi_file_event_get_meta (event) == SEQGO_MIDI_META_TEMPO);
  return TRUE;
}
