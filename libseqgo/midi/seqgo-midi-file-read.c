/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* SeqgoMidiFile: reading. */

#include "config.h"

#include <string.h>

#include <libseqgo/midi/seqgo-midi-file-private.h>
#include <libseqgo/midi/seqgo-midi-message-private.h>

/* Keeps the payloads of a batch within a gint32. */
#define MAX_SIZE (1024 * 1024 * 1024)
#define MAX_WARNINGS 100
#define MAX_LENGTH_BYTES 4

#define CHUNK_HEADER_SIZE 8
#define HEADER_SIZE 6
#define RIFF_HEADER_SIZE 12

#define NO_STATUS 0
#define MAX_DATA 127

typedef struct
{
  SeqgoMidiFile *file;
  GBytes        *bytes;
  const guint8  *data;
  gsize          offset;
  /* That of the file or of the chunk that is read. */
  gsize      end;
  GPtrArray *warnings;

  /* Of the track that is read. */
  guint    track;
  guint64  tick;
  guint8   running_status;
  gboolean is_status_interrupted;
  gboolean has_interrupted_status;
  /* Whether the file ends before the track. */
  gboolean is_cut;
} Reader;

typedef enum
{
  READ_EVENT,
  READ_END_OF_TRACK,
  READ_TOO_SHORT,
  READ_ERROR,
} Result;

static void warn (Reader *self, gsize offset, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
warn (Reader *self, gsize offset, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          arguments;

  if (self->warnings->len > MAX_WARNINGS)
    return;
  if (self->warnings->len == MAX_WARNINGS)
    {
      g_ptr_array_add (self->warnings,
                       g_strdup_printf ("Offset %zu and later: there is more", offset));
      return;
    }
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (self->warnings, g_strdup_printf ("Offset %zu: %s", offset, text));
}

static gboolean fail (GError **error, gsize offset, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (GError **error, gsize offset, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "This is no MIDI file that can be read: offset %zu: %s", offset, text);
  return FALSE;
}

static guint32
get_number (const guint8 *data, guint n_bytes)
{
  guint32 number = 0;

  for (guint i = 0; i < n_bytes; i++)
    number = number << 8 | data[i];
  return number;
}

/* Seven bits a byte; all but the last one have the eighth bit set. */
static Result
read_length (Reader *self, guint32 *length, GError **error)
{
  *length = 0;
  for (guint i = 0; i < MAX_LENGTH_BYTES; i++)
    {
      guint8 byte;

      if (self->offset == self->end)
        return READ_TOO_SHORT;
      byte = self->data[self->offset++];
      *length = *length << 7 | (byte & 0x7F);
      if (byte < 0x80)
        return READ_EVENT;
    }
  fail (error, self->offset - MAX_LENGTH_BYTES, "track %u has a number of more than %d bytes",
        self->track, MAX_LENGTH_BYTES);
  return READ_ERROR;
}

static Result
read_data (Reader *self, SeqgoMidiFileItem *item, GError **error)
{
  guint32 length;
  Result  result = read_length (self, &length, error);

  if (result != READ_EVENT)
    return result;
  if (length > self->end - self->offset)
    return READ_TOO_SHORT;
  item->data = g_bytes_new_from_bytes (self->bytes, self->offset, length);
  self->offset += length;
  return READ_EVENT;
}

static Result
read_meta (Reader *self, SeqgoMidiFileItem *item, GError **error)
{
  if (self->offset == self->end)
    return READ_TOO_SHORT;
  item->meta = self->data[self->offset++];
  if (item->meta == SEQGO_MIDI_META_END_OF_TRACK)
    {
      guint32 length;
      Result  result = read_length (self, &length, error);

      return result == READ_EVENT ? READ_END_OF_TRACK : result;
    }
  return read_data (self, item, error);
}

static Result
read_message (Reader *self, SeqgoMidiFileItem *item)
{
  guint n_data = seqgo_midi_message_find (item->status)->n_data;

  if (n_data > self->end - self->offset)
    return READ_TOO_SHORT;
  for (guint i = 0; i < n_data; i++)
    {
      guint8 byte = self->data[self->offset++];

      if (byte > MAX_DATA)
        warn (self, self->offset - 1, "track %u has the value %u, taken for 127", self->track,
              byte);
      item->bytes[i] = MIN (byte, MAX_DATA);
    }
  return READ_EVENT;
}

/* The specification ends running status with SysEx and meta events; players do not. */
static void
use_running_status (Reader *self)
{
  if (self->is_status_interrupted && !self->has_interrupted_status)
    {
      warn (self, self->offset,
            "track %u has running status across a SysEx or meta event; it was taken to go on",
            self->track);
      self->has_interrupted_status = TRUE;
    }
}

static Result
read_status (Reader *self, SeqgoMidiFileItem *item, GError **error)
{
  if (self->offset == self->end)
    return READ_TOO_SHORT;
  item->status = self->data[self->offset];
  if (item->status < SEQGO_MIDI_FIRST_STATUS)
    {
      if (self->running_status == NO_STATUS)
        {
          fail (error, self->offset, "track %u has the byte 0x%02x where an event has to begin",
                self->track, item->status);
          return READ_ERROR;
        }
      use_running_status (self);
      item->status = self->running_status;
      return READ_EVENT;
    }

  self->offset++;
  self->is_status_interrupted = item->status >= SEQGO_MIDI_FIRST_SYSTEM_STATUS;
  if (!self->is_status_interrupted)
    self->running_status = item->status;
  return READ_EVENT;
}

static Result
read_event (Reader *self, SeqgoMidiFileItem *item, GError **error)
{
  gsize   offset = self->offset;
  guint32 delta;
  Result  result = read_length (self, &delta, error);

  if (result != READ_EVENT)
    return result;
  if (self->tick + delta > G_MAXUINT32)
    {
      fail (error, offset, "track %u has more than %u ticks", self->track, G_MAXUINT32);
      return READ_ERROR;
    }
  self->tick += delta;

  *item = (SeqgoMidiFileItem){ .tick = (guint32) self->tick };
  result = read_status (self, item, error);
  if (result != READ_EVENT)
    return result;

  switch (item->status)
    {
    case SEQGO_MIDI_STATUS_META:
      return read_meta (self, item, error);
    case SEQGO_MIDI_STATUS_SYSEX:
    case SEQGO_MIDI_STATUS_ESCAPE:
      return read_data (self, item, error);
    default:
      if (item->status < SEQGO_MIDI_FIRST_SYSTEM_STATUS)
        return read_message (self, item);
      fail (error, self->offset - 1, "track %u has the status byte 0x%02x, which files cannot have",
            self->track, item->status);
      return READ_ERROR;
    }
}

static gboolean
read_track_events (Reader *self, SeqgoMidiFileTrack *track, GError **error)
{
  while (self->offset < self->end)
    {
      gsize             offset = self->offset;
      SeqgoMidiFileItem item;

      switch (read_event (self, &item, error))
        {
        case READ_EVENT:
          g_array_append_val (track->items, item);
          track->end = item.tick;
          break;
        case READ_END_OF_TRACK:
          track->end = (guint32) self->tick;
          if (self->offset < self->end)
            warn (self, self->offset, "track %u has %zu bytes after its end, which were left out",
                  self->track, self->end - self->offset);
          return TRUE;
        case READ_TOO_SHORT:
          if (!self->is_cut)
            return fail (error, offset, "track %u ends at offset %zu within an event", self->track,
                         self->end);
          warn (self, offset, "track %u is cut off within an event, which was left out",
                self->track);
          return TRUE;
        case READ_ERROR:
        default:
          return FALSE;
        }
    }
  warn (self, self->end, "track %u has no end; it was taken to end with its last event",
        self->track);
  return TRUE;
}

/* The chunk has @size bytes, of which the file may have fewer. */
static gboolean
read_track (Reader *self, guint32 size, GError **error)
{
  gsize    file_end = self->end;
  gboolean is_good;

  self->track = self->file->tracks->len;
  if (self->track == SEQGO_MIDI_FILE_MAX_TRACKS)
    return fail (error, self->offset - CHUNK_HEADER_SIZE, "there are more than %d tracks",
                 SEQGO_MIDI_FILE_MAX_TRACKS);
  self->tick = 0;
  self->running_status = NO_STATUS;
  self->is_status_interrupted = FALSE;
  self->has_interrupted_status = FALSE;
  self->is_cut = size > file_end - self->offset;
  if (self->is_cut)
    warn (self, self->offset - CHUNK_HEADER_SIZE,
          "track %u should have %u bytes, but the file ends after %zu of them", self->track, size,
          file_end - self->offset);
  else
    self->end = self->offset + size;

  is_good = read_track_events (self, seqgo_midi_file_append_track (self->file), error);
  self->offset = self->end;
  self->end = file_end;
  return is_good;
}

static gboolean
is_name (const guint8 *data)
{
  for (guint i = 0; i < 4; i++)
    if (!g_ascii_isprint ((char) data[i]))
      return FALSE;
  return TRUE;
}

static gboolean
read_chunks (Reader *self, GError **error)
{
  while (self->offset < self->end)
    {
      const guint8 *header = self->data + self->offset;
      gsize         rest = self->end - self->offset;
      guint32       size;

      if (rest < CHUNK_HEADER_SIZE || !is_name (header))
        {
          warn (self, self->offset,
                "the last %zu bytes are no part of the file; they were left out", rest);
          return TRUE;
        }
      size = get_number (header + 4, 4);
      self->offset += CHUNK_HEADER_SIZE;
      if (memcmp (header, "MTrk", 4) == 0)
        {
          if (!read_track (self, size, error))
            return FALSE;
          continue;
        }
      warn (self, self->offset - CHUNK_HEADER_SIZE, "a “%.4s” of %u bytes was left out",
            (const char *) header, size);
      self->offset += MIN (size, self->end - self->offset);
    }
  return TRUE;
}

static gboolean
read_division (Reader *self, gsize offset, GError **error)
{
  SeqgoMidiFile *file = self->file;
  guint          division = get_number (self->data + offset, 2);

  if (division < 0x8000)
    {
      file->ppq = division;
      return division > 0 || fail (error, offset, "a quarter note has no ticks");
    }

  file->frame_rate = 0x100 - (division >> 8);
  file->ticks_per_frame = division & 0xFF;
  file->ppq = (file->frame_rate == 29 ? 30 : file->frame_rate) * file->ticks_per_frame;
  if (file->frame_rate != 24 && file->frame_rate != 25 && file->frame_rate != 29
      && file->frame_rate != 30)
    return fail (error, offset, "there are %u frames a second, not 24, 25, 29 or 30",
                 file->frame_rate);
  return file->ppq > 0 || fail (error, offset + 1, "a frame has no ticks");
}

/* A RIFF file of the kind RMID has the MIDI file in a chunk. Its numbers begin with the last byte.
 */
static gboolean
enter_riff (Reader *self, GError **error)
{
  if (self->end - self->offset < RIFF_HEADER_SIZE || memcmp (self->data, "RIFF", 4) != 0
      || memcmp (self->data + 8, "RMID", 4) != 0)
    return TRUE;

  self->offset = RIFF_HEADER_SIZE;
  while (self->end - self->offset >= CHUNK_HEADER_SIZE)
    {
      const guint8 *header = self->data + self->offset;
      guint32       size = GUINT32_SWAP_LE_BE (get_number (header + 4, 4));
      gsize         rest;

      self->offset += CHUNK_HEADER_SIZE;
      rest = self->end - self->offset;
      if (memcmp (header, "data", 4) == 0)
        {
          self->end = self->offset + MIN (size, rest);
          return TRUE;
        }
      /* Chunks begin at even offsets. */
      self->offset += MIN ((gsize) size + (size & 1), rest);
    }
  return fail (error, self->end, "the RIFF file ends without a chunk “data”");
}

static gboolean
read_file (Reader *self, GError **error)
{
  const guint8 *header;
  guint32       size;
  gsize         start;
  guint         n_tracks;

  if (!enter_riff (self, error))
    return FALSE;
  start = self->offset;
  header = self->data + start;
  if (self->end - start < 4 || memcmp (header, "MThd", 4) != 0)
    return fail (error, start, "there is no “MThd”");
  if (self->end - start < CHUNK_HEADER_SIZE + HEADER_SIZE)
    return fail (error, self->end, "the file ends within its header");
  size = get_number (header + 4, 4);
  if (size < HEADER_SIZE)
    return fail (error, start + 4, "the header has %u bytes, less than 6", size);

  self->file->format = get_number (header + CHUNK_HEADER_SIZE, 2);
  n_tracks = get_number (header + CHUNK_HEADER_SIZE + 2, 2);
  if (self->file->format > 2)
    return fail (error, start + CHUNK_HEADER_SIZE, "format %u is not known", self->file->format);
  if (!read_division (self, start + CHUNK_HEADER_SIZE + 4, error))
    return FALSE;

  self->offset = start + CHUNK_HEADER_SIZE + MIN (size, self->end - start - CHUNK_HEADER_SIZE);
  if (!read_chunks (self, error))
    return FALSE;
  if (self->file->tracks->len != n_tracks)
    warn (self, start + CHUNK_HEADER_SIZE + 2, "the header tells of %u tracks; there are %u",
          n_tracks, self->file->tracks->len);
  if (self->file->format == 0 && self->file->tracks->len > 1)
    {
      warn (self, start + CHUNK_HEADER_SIZE, "format 0 has one track only; format 1 was taken");
      self->file->format = 1;
    }
  return TRUE;
}

/**
 * seqgo_midi_file_new_from_bytes: (constructor)
 * @bytes: a MIDI file, at most 1 GiB
 * @error: return location for a #GError
 *
 * Reads a MIDI file of format 0, 1 or 2, or a RIFF file of the kind RMID that has one in it. @bytes
 * are kept as long as events of the file refer to them.
 *
 * What is wrong, but can only mean one thing, is read as players read it, and
 * #SeqgoMidiFile:warnings tells of it:
 *
 * - a track without an end ends with its last event
 * - a file that ends within a track has what there is of it
 * - what comes after the end of a track, chunks that are no tracks, a longer header and bytes after
 *   the last chunk are left out
 * - there may be more or fewer tracks than the header tells; if there are more than one in a file
 * of format 0, it becomes one of format 1
 * - running status goes on after SysEx and meta events
 * - a value of more than 127 in a channel message becomes 127
 *
 * A meta event that has not the size it should have, and a tempo of 0, are kept, but have no
 * effect.
 *
 * Returns: (transfer full): the file, or %NULL with %G_IO_ERROR_INVALID_DATA if it is no MIDI file
 *   or cannot be understood; the message tells where and why
 *
 * Since: 1.0
 */
SeqgoMidiFile *
seqgo_midi_file_new_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (SeqgoMidiFile) file = NULL;
  g_autoptr (GPtrArray) warnings = NULL;
  Reader reader;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  file = g_object_new (SEQGO_TYPE_MIDI_FILE, NULL);
  warnings = g_ptr_array_new_with_free_func (g_free);
  reader = (Reader){ .file = file, .bytes = bytes, .warnings = warnings };
  reader.data = g_bytes_get_data (bytes, &reader.end);
  if (reader.end > MAX_SIZE)
    {
      fail (error, MAX_SIZE, "it has %zu bytes, more than %d", reader.end, MAX_SIZE);
      return NULL;
    }
  if (!read_file (&reader, error))
    return NULL;

  g_ptr_array_add (warnings, NULL);
  g_strfreev (file->warnings);
  file->warnings = (char **) g_ptr_array_free (g_steal_pointer (&warnings), FALSE);
  return g_steal_pointer (&file);
}

/**
 * seqgo_midi_file_load: (constructor)
 * @path: (type filename): the path of a MIDI file
 * @error: return location for a #GError
 *
 * Reads a MIDI file as seqgo_midi_file_new_from_bytes() does.
 *
 * Returns: (transfer full): the file, or %NULL with the errors of
 *   seqgo_midi_file_new_from_bytes() or a #GIOErrorEnum of GIO if it cannot be read
 *
 * Since: 1.0
 */
SeqgoMidiFile *
seqgo_midi_file_load (const char *path, GError **error)
{
  g_autoptr (GFile) file = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  file = g_file_new_for_path (path);
  return seqgo_midi_file_load_file (file, NULL, error);
}

/**
 * seqgo_midi_file_load_file: (constructor)
 * @file: a MIDI file
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Reads a MIDI file as seqgo_midi_file_new_from_bytes() does.
 *
 * Returns: (transfer full): the file, or %NULL with the errors of seqgo_midi_file_load()
 *
 * Since: 1.0
 */
SeqgoMidiFile *
seqgo_midi_file_load_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  SeqgoMidiFile *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  bytes = g_file_load_bytes (file, cancellable, NULL, error);
  if (bytes == NULL)
    return NULL;
  self = seqgo_midi_file_new_from_bytes (bytes, error);
  if (self == NULL)
    {
      g_autofree char *name = g_file_get_parse_name (file);

      g_prefix_error (error, "%s: ", name);
    }
  return self;
}
