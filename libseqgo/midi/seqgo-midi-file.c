/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/midi/seqgo-midi-file-private.h>

/**
 * SECTION:seqgo-midi-file
 * @title: SeqgoMidiFile
 * @short_description: MIDI files
 *
 * To print what is in a file:
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoMidiFile) song = seqgo_midi_file_load ("song.mid", &error);
 *
 * for (guint track = 0; song != NULL && track < seqgo_midi_file_get_n_tracks (song); track++)
 *   {
 *     GList *events = seqgo_midi_file_list_events (song, track);
 *
 *     for (GList *l = events; l != NULL; l = l->next)
 *       {
 *         g_autofree char *text = seqgo_midi_file_event_to_string (l->data);
 *
 *         g_print ("%s\n", text);
 *       }
 *     g_list_free_full (events, (GDestroyNotify) seqgo_midi_file_event_unref);
 *   }
 * ]|
 *
 * To write one:
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoMidiFile) song = seqgo_midi_file_new (96);
 * g_autoptr (SeqgoEvent) note = seqgo_event_new_note (0, 60, 100, 96);
 * guint piano = seqgo_midi_file_add_track (song, "Piano");
 *
 * if (!seqgo_midi_file_add_bpm (song, 0, 90, &error)
 *     || !seqgo_midi_file_add_event (song, piano, 0, note, &error)
 *     || !seqgo_midi_file_save (song, "song.mid", &error))
 *   g_printerr ("%s\n", error->message);
 * ]|
 */

/**
 * SeqgoMidiFile:
 *
 * A Standard MIDI File in memory. It can be read, changed and written, by one thread at a time.
 *
 * It has tracks, which are numbered from 0, and these have events in the order of time. Positions
 * are in ticks; seqgo_midi_file_tick_to_time() knows how long these take. The end of a track is no
 * event: see seqgo_midi_file_get_track_end().
 *
 * Of the three formats, 0 has one track, and the tracks of 1 are to be played together. Those of 2
 * are pieces of their own, which a program plays one at a time, with
 * seqgo_midi_file_track_to_batch(); what is said here of the whole file counts for these as if
 * they were played together.
 *
 * Files follow the Standard MIDI Files 1.0 specification, RP-001. What is unknown is kept, with the
 * exceptions that #SeqgoMidiFile:warnings tells.
 *
 * Since: 1.0
 */

#define DEFAULT_PPQ 96
#define MAX_FORMAT 2
#define MAX_TICKS_PER_FRAME 255

enum
{
  PROP_FORMAT = 1,
  PROP_PPQ,
  PROP_FRAME_RATE,
  PROP_TICKS_PER_FRAME,
  PROP_N_TRACKS,
  PROP_N_TICKS,
  PROP_DURATION,
  PROP_WARNINGS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SeqgoMidiFile, seqgo_midi_file, G_TYPE_OBJECT)

static void
clear_item (gpointer data)
{
  SeqgoMidiFileItem *item = data;

  g_clear_pointer (&item->data, g_bytes_unref);
}

SeqgoMidiFileTrack *
seqgo_midi_file_track_new (void)
{
  SeqgoMidiFileTrack *track = g_new0 (SeqgoMidiFileTrack, 1);

  track->items = g_array_new (FALSE, FALSE, sizeof (SeqgoMidiFileItem));
  g_array_set_clear_func (track->items, clear_item);
  return track;
}

void
seqgo_midi_file_track_free (SeqgoMidiFileTrack *track)
{
  g_array_unref (track->items);
  g_free (track);
}

static SeqgoMidiFileItem *
get_items (const SeqgoMidiFileTrack *track)
{
  return (SeqgoMidiFileItem *) (void *) track->items->data;
}

/* The first item at @tick or later. */
static guint
find_tick (const SeqgoMidiFileTrack *track, guint64 tick)
{
  const SeqgoMidiFileItem *items = get_items (track);
  guint                    first = 0, end = track->items->len;

  /* Most are added at the end. */
  if (end == 0 || items[end - 1].tick < tick)
    return end;
  while (first < end)
    {
      guint middle = first + (end - first) / 2;

      if (items[middle].tick < tick)
        first = middle + 1;
      else
        end = middle;
    }
  return first;
}

void
seqgo_midi_file_track_take (SeqgoMidiFileTrack      *track,
                            const SeqgoMidiFileItem *item,
                            gboolean                 is_first)
{
  guint index = find_tick (track, (guint64) item->tick + (is_first ? 0 : 1));

  g_array_insert_vals (track->items, index, item, 1);
  track->end = MAX (track->end, item->tick);
}

SeqgoMidiFileTrack *
seqgo_midi_file_peek_track (SeqgoMidiFile *self, guint track)
{
  return track < self->tracks->len ? g_ptr_array_index (self->tracks, track) : NULL;
}

SeqgoMidiFileTrack *
seqgo_midi_file_append_track (SeqgoMidiFile *self)
{
  SeqgoMidiFileTrack *track = seqgo_midi_file_track_new ();

  g_ptr_array_add (self->tracks, track);
  return track;
}

static gint
compare_items (gconstpointer a, gconstpointer b, gpointer data)
{
  const SeqgoMidiFileItem *one = a, *other = b;

  return one->tick < other->tick ? -1 : one->tick > other->tick;
}

SeqgoMidiFileTrack *
seqgo_midi_file_merge (SeqgoMidiFile *self)
{
  SeqgoMidiFileTrack *merged = seqgo_midi_file_track_new ();
  SeqgoMidiFileItem  *items;

  for (guint i = 0; i < self->tracks->len; i++)
    {
      const SeqgoMidiFileTrack *track = g_ptr_array_index (self->tracks, i);

      if (track->items->len > 0)
        g_array_append_vals (merged->items, track->items->data, track->items->len);
      merged->end = MAX (merged->end, track->end);
    }

  items = get_items (merged);
  for (guint i = 0; i < merged->items->len; i++)
    if (items[i].data != NULL)
      g_bytes_ref (items[i].data);
  /* It keeps the order of what is at the same tick. */
  if (self->tracks->len > 1)
    g_qsort_with_data (items, (gint) merged->items->len, sizeof *items, compare_items, NULL);
  return merged;
}

void
seqgo_midi_file_notify_n_tracks (SeqgoMidiFile *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_TRACKS]);
}

void
seqgo_midi_file_end_edit (SeqgoMidiFile *self, guint32 old_n_ticks, gboolean has_new_tempo)
{
  gboolean has_new_end = seqgo_midi_file_get_n_ticks (self) != old_n_ticks;

  if (has_new_tempo)
    g_clear_pointer (&self->tempo_map, g_array_unref);
  if (has_new_end)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_TICKS]);
  if (has_new_end || has_new_tempo)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DURATION]);
}

static void
seqgo_midi_file_finalize (GObject *object)
{
  SeqgoMidiFile *self = SEQGO_MIDI_FILE (object);

  g_ptr_array_unref (self->tracks);
  g_clear_pointer (&self->tempo_map, g_array_unref);
  g_strfreev (self->warnings);

  G_OBJECT_CLASS (seqgo_midi_file_parent_class)->finalize (object);
}

static void
seqgo_midi_file_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SeqgoMidiFile *self = SEQGO_MIDI_FILE (object);

  switch (prop_id)
    {
    case PROP_FORMAT:
      g_value_set_uint (value, self->format);
      break;
    case PROP_PPQ:
      g_value_set_uint (value, self->ppq);
      break;
    case PROP_FRAME_RATE:
      g_value_set_uint (value, self->frame_rate);
      break;
    case PROP_TICKS_PER_FRAME:
      g_value_set_uint (value, self->ticks_per_frame);
      break;
    case PROP_N_TRACKS:
      g_value_set_uint (value, self->tracks->len);
      break;
    case PROP_N_TICKS:
      g_value_set_uint (value, seqgo_midi_file_get_n_ticks (self));
      break;
    case PROP_DURATION:
      g_value_set_int64 (value, seqgo_midi_file_get_duration (self));
      break;
    case PROP_WARNINGS:
      g_value_set_boxed (value, self->warnings);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
seqgo_midi_file_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SeqgoMidiFile *self = SEQGO_MIDI_FILE (object);

  switch (prop_id)
    {
    case PROP_FORMAT:
      seqgo_midi_file_set_format (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_division_properties (void)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * SeqgoMidiFile:ppq:
   *
   * How many ticks a beat has, at the tempo that seqgo_midi_file_tempo_at() tells. A beat is a
   * quarter note or, in files with SMPTE time, a second.
   *
   * Since: 1.0
   */
  properties[PROP_PPQ]
      = g_param_spec_uint ("ppq", "", "", 1, SEQGO_MIDI_FILE_MAX_PPQ, DEFAULT_PPQ, flags);

  /**
   * SeqgoMidiFile:frame-rate:
   *
   * How many frames a second has in files with SMPTE time: 24, 25, 29 (which stands for 29.97) or
   * 30. In others, which count quarter notes, it is 0.
   *
   * Since: 1.0
   */
  properties[PROP_FRAME_RATE] = g_param_spec_uint ("frame-rate", "", "", 0, 30, 0, flags);

  /**
   * SeqgoMidiFile:ticks-per-frame:
   *
   * How many ticks a frame has in files with SMPTE time, from 1 to 255; 0 in others.
   *
   * Since: 1.0
   */
  properties[PROP_TICKS_PER_FRAME]
      = g_param_spec_uint ("ticks-per-frame", "", "", 0, MAX_TICKS_PER_FRAME, 0, flags);
}

static void
seqgo_midi_file_class_init (SeqgoMidiFileClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = seqgo_midi_file_finalize;
  object_class->get_property = seqgo_midi_file_get_property;
  object_class->set_property = seqgo_midi_file_set_property;

  /**
   * SeqgoMidiFile:format:
   *
   * The format that the file had and will be written in: 0, 1 or 2. In format 0 all tracks are
   * written as one.
   *
   * Since: 1.0
   */
  properties[PROP_FORMAT]
      = g_param_spec_uint ("format", "", "", 0, MAX_FORMAT, 1, flags | G_PARAM_WRITABLE);

  install_division_properties ();

  /**
   * SeqgoMidiFile:n-tracks:
   *
   * The number of tracks.
   *
   * Since: 1.0
   */
  properties[PROP_N_TRACKS]
      = g_param_spec_uint ("n-tracks", "", "", 0, SEQGO_MIDI_FILE_MAX_TRACKS, 0, flags);

  /**
   * SeqgoMidiFile:n-ticks:
   *
   * How long the file is in ticks: where the last of its tracks ends.
   *
   * Since: 1.0
   */
  properties[PROP_N_TICKS] = g_param_spec_uint ("n-ticks", "", "", 0, G_MAXUINT32, 0, flags);

  /**
   * SeqgoMidiFile:duration:
   *
   * How long the file is in nanoseconds.
   *
   * Since: 1.0
   */
  properties[PROP_DURATION] = g_param_spec_int64 ("duration", "", "", 0, G_MAXINT64, 0, flags);

  /**
   * SeqgoMidiFile:warnings:
   *
   * What was wrong with the file, or was left out, when it was read: a sentence for each fault,
   * which begins with its place. See seqgo_midi_file_new_from_bytes().
   *
   * Since: 1.0
   */
  properties[PROP_WARNINGS] = g_param_spec_boxed ("warnings", "", "", G_TYPE_STRV, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_midi_file_init (SeqgoMidiFile *self)
{
  self->format = 1;
  self->ppq = DEFAULT_PPQ;
  self->tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_midi_file_track_free);
  self->warnings = g_new0 (char *, 1);
}

/**
 * seqgo_midi_file_new: (constructor)
 * @ppq: how many ticks a quarter note has, from 1 to 32767
 *
 * Creates a file of format 1 without tracks.
 *
 * Returns: (transfer full): the file
 *
 * Since: 1.0
 */
SeqgoMidiFile *
seqgo_midi_file_new (guint ppq)
{
  SeqgoMidiFile *self;

  g_return_val_if_fail (ppq >= 1 && ppq <= SEQGO_MIDI_FILE_MAX_PPQ, NULL);

  self = g_object_new (SEQGO_TYPE_MIDI_FILE, NULL);
  self->ppq = ppq;
  return self;
}

/**
 * seqgo_midi_file_new_smpte: (constructor)
 * @frame_rate: how many frames a second has: 24, 25, 29 (which stands for 29.97) or 30
 * @ticks_per_frame: how many ticks a frame has, from 1 to 255
 *
 * Creates a file of format 1 without tracks, whose ticks have a fixed length. A tempo in it changes
 * nothing.
 *
 * Returns: (transfer full): the file
 *
 * Since: 1.0
 */
SeqgoMidiFile *
seqgo_midi_file_new_smpte (guint frame_rate, guint ticks_per_frame)
{
  SeqgoMidiFile *self;

  g_return_val_if_fail (
      frame_rate == 24 || frame_rate == 25 || frame_rate == 29 || frame_rate == 30, NULL);
  g_return_val_if_fail (ticks_per_frame >= 1 && ticks_per_frame <= MAX_TICKS_PER_FRAME, NULL);

  self = g_object_new (SEQGO_TYPE_MIDI_FILE, NULL);
  self->frame_rate = frame_rate;
  self->ticks_per_frame = ticks_per_frame;
  self->ppq = (frame_rate == 29 ? 30 : frame_rate) * ticks_per_frame;
  return self;
}

/**
 * seqgo_midi_file_get_format:
 * @self: a file
 *
 * Returns #SeqgoMidiFile:format.
 *
 * Returns: the format, from 0 to 2
 *
 * Since: 1.0
 */
guint
seqgo_midi_file_get_format (SeqgoMidiFile *self)
{
  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), 0);

  return self->format;
}

/**
 * seqgo_midi_file_set_format:
 * @self: a file
 * @format: a format, from 0 to 2
 *
 * Sets #SeqgoMidiFile:format, in which the file will be written.
 *
 * Since: 1.0
 */
void
seqgo_midi_file_set_format (SeqgoMidiFile *self, guint format)
{
  g_return_if_fail (SEQGO_IS_MIDI_FILE (self));
  g_return_if_fail (format <= MAX_FORMAT);

  if (self->format == format)
    return;
  self->format = format;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FORMAT]);
}

/**
 * seqgo_midi_file_get_ppq:
 * @self: a file
 *
 * Returns #SeqgoMidiFile:ppq. A queue that has this value plays the ticks of the file.
 *
 * Returns: the ticks a beat, from 1 to 32767
 *
 * Since: 1.0
 */
guint
seqgo_midi_file_get_ppq (SeqgoMidiFile *self)
{
  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), 0);

  return self->ppq;
}

/**
 * seqgo_midi_file_get_frame_rate:
 * @self: a file
 *
 * Returns #SeqgoMidiFile:frame-rate.
 *
 * Returns: the frames a second, or 0 if the file has no SMPTE time
 *
 * Since: 1.0
 */
guint
seqgo_midi_file_get_frame_rate (SeqgoMidiFile *self)
{
  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), 0);

  return self->frame_rate;
}

/**
 * seqgo_midi_file_get_ticks_per_frame:
 * @self: a file
 *
 * Returns #SeqgoMidiFile:ticks-per-frame.
 *
 * Returns: the ticks a frame, or 0 if the file has no SMPTE time
 *
 * Since: 1.0
 */
guint
seqgo_midi_file_get_ticks_per_frame (SeqgoMidiFile *self)
{
  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), 0);

  return self->ticks_per_frame;
}

/**
 * seqgo_midi_file_get_n_tracks:
 * @self: a file
 *
 * Returns #SeqgoMidiFile:n-tracks.
 *
 * Returns: the number of tracks
 *
 * Since: 1.0
 */
guint
seqgo_midi_file_get_n_tracks (SeqgoMidiFile *self)
{
  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), 0);

  return self->tracks->len;
}

/**
 * seqgo_midi_file_get_n_ticks:
 * @self: a file
 *
 * Returns #SeqgoMidiFile:n-ticks.
 *
 * Returns: the length in ticks
 *
 * Since: 1.0
 */
guint32
seqgo_midi_file_get_n_ticks (SeqgoMidiFile *self)
{
  guint32 end = 0;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), 0);

  for (guint i = 0; i < self->tracks->len; i++)
    end = MAX (end, seqgo_midi_file_peek_track (self, i)->end);
  return end;
}

/**
 * seqgo_midi_file_get_duration:
 * @self: a file
 *
 * Returns #SeqgoMidiFile:duration.
 *
 * Returns: the length in nanoseconds
 *
 * Since: 1.0
 */
gint64
seqgo_midi_file_get_duration (SeqgoMidiFile *self)
{
  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), 0);

  return seqgo_midi_file_tick_to_time (self, seqgo_midi_file_get_n_ticks (self));
}

/**
 * seqgo_midi_file_get_warnings:
 * @self: a file
 *
 * Returns #SeqgoMidiFile:warnings.
 *
 * Returns: (transfer none) (array zero-terminated=1): the warnings, none if the file was faultless
 *
 * Since: 1.0
 */
const char *const *
seqgo_midi_file_get_warnings (SeqgoMidiFile *self)
{
  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), NULL);

  return (const char *const *) self->warnings;
}
