/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* SeqgoMidiFile: writing. */

#include "config.h"

#include <libseqgo/midi/seqgo-midi-file-private.h>
#include <libseqgo/midi/seqgo-midi-message-private.h>

#define MAX_LENGTH_BYTES 4

static void
put_number (GByteArray *bytes, guint32 number, guint n_bytes)
{
  for (guint i = n_bytes; i > 0; i--)
    {
      guint8 byte = (guint8) (number >> (8 * (i - 1)));

      g_byte_array_append (bytes, &byte, 1);
    }
}

static void
put_chunk (GByteArray *bytes, const char *id, guint32 size)
{
  g_byte_array_append (bytes, (const guint8 *) id, 4);
  put_number (bytes, size, 4);
}

/* Seven bits a byte, all but the last one with the eighth bit set. */
static void
put_length (GByteArray *bytes, guint32 length)
{
  guint8 out[MAX_LENGTH_BYTES];
  guint  first = MAX_LENGTH_BYTES - 1;

  out[first] = length & 0x7F;
  while ((length >>= 7) > 0)
    out[--first] = (length & 0x7F) | 0x80;
  g_byte_array_append (bytes, out + first, MAX_LENGTH_BYTES - first);
}

static void
put_item (GByteArray *bytes, const SeqgoMidiFileItem *item, guint8 *running_status)
{
  gsize         size;
  gconstpointer data;

  if (item->status < SEQGO_MIDI_FIRST_SYSTEM_STATUS)
    {
      if (item->status != *running_status)
        put_number (bytes, item->status, 1);
      *running_status = item->status;
      g_byte_array_append (bytes, item->bytes, seqgo_midi_message_find (item->status)->n_data);
      return;
    }

  *running_status = 0;
  put_number (bytes, item->status, 1);
  if (item->status == SEQGO_MIDI_STATUS_META)
    put_number (bytes, item->meta, 1);
  data = g_bytes_get_data (item->data, &size);
  put_length (bytes, (guint32) size);
  if (size > 0)
    g_byte_array_append (bytes, data, (guint) size);
}

static gboolean
put_delta (GByteArray *bytes, guint32 *tick, guint32 next, guint track, GError **error)
{
  guint32 delta = next - *tick;

  if (delta > SEQGO_MIDI_FILE_MAX_LENGTH)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Track %u cannot be written: nothing is in it between the ticks %u and %u, and "
                   "a MIDI file has at most %d ticks from one event to the next; add some text",
                   track, *tick, next, SEQGO_MIDI_FILE_MAX_LENGTH);
      return FALSE;
    }
  put_length (bytes, delta);
  *tick = next;
  return TRUE;
}

static gboolean
put_track (GByteArray *bytes, const SeqgoMidiFileTrack *track, guint number, GError **error)
{
  static const guint8 end_of_track[] = { SEQGO_MIDI_STATUS_META, SEQGO_MIDI_META_END_OF_TRACK, 0 };
  g_autoptr (GByteArray) content = g_byte_array_new ();
  guint32 tick = 0;
  guint8  running_status = 0;

  for (guint i = 0; i < track->items->len; i++)
    {
      const SeqgoMidiFileItem *item = &g_array_index (track->items, SeqgoMidiFileItem, i);

      if (!put_delta (content, &tick, item->tick, number, error))
        return FALSE;
      put_item (content, item, &running_status);
    }
  if (!put_delta (content, &tick, track->end, number, error))
    return FALSE;
  g_byte_array_append (content, end_of_track, sizeof end_of_track);

  put_chunk (bytes, "MTrk", content->len);
  g_byte_array_append (bytes, content->data, content->len);
  return TRUE;
}

/**
 * seqgo_midi_file_to_bytes:
 * @self: a file
 * @error: return location for a #GError
 *
 * Writes the file as bytes, with running status. In format 0 all tracks become one.
 *
 * What was read from bytes and not changed becomes a file of the same events. Its bytes may be
 * others where the format allows more than one form.
 *
 * Returns: (transfer full): the bytes, or %NULL with %G_IO_ERROR_INVALID_ARGUMENT if there are more
 *   than 65535 tracks, or more than 268435455 ticks between two events of a track
 *
 * Since: 1.0
 */
GBytes *
seqgo_midi_file_to_bytes (SeqgoMidiFile *self, GError **error)
{
  g_autoptr (SeqgoMidiFileTrack) merged = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  guint32 division;
  guint   n_tracks;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  n_tracks = self->format == 0 ? 1 : self->tracks->len;
  if (n_tracks > SEQGO_MIDI_FILE_MAX_TRACKS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "%u tracks cannot be written: a MIDI file has at most %d", n_tracks,
                   SEQGO_MIDI_FILE_MAX_TRACKS);
      return NULL;
    }

  bytes = g_byte_array_new ();
  division
      = self->frame_rate > 0 ? (0x100 - self->frame_rate) << 8 | self->ticks_per_frame : self->ppq;
  put_chunk (bytes, "MThd", 6);
  put_number (bytes, self->format, 2);
  put_number (bytes, n_tracks, 2);
  put_number (bytes, division, 2);
  if (self->format == 0)
    merged = seqgo_midi_file_merge (self);
  for (guint i = 0; i < n_tracks; i++)
    if (!put_track (bytes, merged != NULL ? merged : seqgo_midi_file_peek_track (self, i), i,
                    error))
      return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * seqgo_midi_file_save:
 * @self: a file
 * @path: (type filename): where to write it
 * @error: return location for a #GError
 *
 * Writes the file, in the place of one that is there.
 *
 * Returns: %TRUE on success, %FALSE with the errors of seqgo_midi_file_to_bytes() or a
 *   #GIOErrorEnum of GIO if it cannot be written
 *
 * Since: 1.0
 */
gboolean
seqgo_midi_file_save (SeqgoMidiFile *self, const char *path, GError **error)
{
  g_autoptr (GFile) file = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  file = g_file_new_for_path (path);
  return seqgo_midi_file_save_file (self, file, NULL, error);
}

/**
 * seqgo_midi_file_save_file:
 * @self: a file
 * @file: where to write it
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Writes the file, in the place of one that is there.
 *
 * Returns: %TRUE on success, %FALSE with the errors of seqgo_midi_file_save()
 *
 * Since: 1.0
 */
gboolean
seqgo_midi_file_save_file (SeqgoMidiFile *self,
                           GFile         *file,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr (GBytes) bytes = NULL;
  gconstpointer data;
  gsize         size;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  bytes = seqgo_midi_file_to_bytes (self, error);
  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  return g_file_replace_contents (file, data, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                  cancellable, error);
}
