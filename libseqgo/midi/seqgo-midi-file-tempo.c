/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* SeqgoMidiFile: ticks and time. */

#include "config.h"

#include <libseqgo/midi/seqgo-midi-file-private.h>

#define DEFAULT_TEMPO 500000
#define SMPTE_TEMPO 1000000
/* 30 frames of 29.97 in a second. */
#define SMPTE_29_TEMPO 1001000
#define NSEC_PER_USEC 1000

/* From @tick on, a beat takes @tempo microseconds. @elapsed is what the ticks until then took, in
 * microseconds × ppq: all ticks at the slowest tempo are less than 2⁵⁶. */
typedef struct
{
  guint32 tick;
  guint   tempo;
  guint64 elapsed;
} Segment;

static gint
compare_segments (gconstpointer a, gconstpointer b, gpointer data)
{
  const Segment *one = a, *other = b;

  return one->tick < other->tick ? -1 : one->tick > other->tick;
}

static void
append_changes (SeqgoMidiFile *self, GArray *map)
{
  for (guint i = 0; i < self->tracks->len; i++)
    {
      GArray *items = seqgo_midi_file_peek_track (self, i)->items;

      for (guint j = 0; j < items->len; j++)
        {
          const SeqgoMidiFileItem *item = &g_array_index (items, SeqgoMidiFileItem, j);
          Segment                  change = { item->tick, 0, 0 };

          if (item->status != SEQGO_MIDI_STATUS_META)
            continue;
          change.tempo = seqgo_midi_file_item_get_tempo (item);
          if (change.tempo > 0)
            g_array_append_val (map, change);
        }
    }
}

/* Of changes at the same tick, the last one counts; the others last for no tick. */
static GArray *
get_map (SeqgoMidiFile *self)
{
  Segment first = { 0, DEFAULT_TEMPO, 0 };

  if (self->tempo_map != NULL)
    return self->tempo_map;

  self->tempo_map = g_array_new (FALSE, FALSE, sizeof (Segment));
  if (self->frame_rate > 0)
    first.tempo = self->frame_rate == 29 ? SMPTE_29_TEMPO : SMPTE_TEMPO;
  g_array_append_val (self->tempo_map, first);
  if (self->frame_rate == 0)
    append_changes (self, self->tempo_map);

  /* It keeps the order of what is at the same tick. */
  g_qsort_with_data (self->tempo_map->data, (gint) self->tempo_map->len, sizeof (Segment),
                     compare_segments, NULL);
  for (guint i = 1; i < self->tempo_map->len; i++)
    {
      const Segment *previous = &g_array_index (self->tempo_map, Segment, i - 1);
      Segment       *segment = &g_array_index (self->tempo_map, Segment, i);

      segment->elapsed
          = previous->elapsed + (guint64) (segment->tick - previous->tick) * previous->tempo;
    }
  return self->tempo_map;
}

static gint64
to_nanoseconds (SeqgoMidiFile *self, guint64 elapsed)
{
  guint64 whole = elapsed / self->ppq, rest = elapsed % self->ppq;

  if (whole >= G_MAXINT64 / NSEC_PER_USEC)
    return G_MAXINT64;
  return (gint64) (whole * NSEC_PER_USEC + rest * NSEC_PER_USEC / self->ppq);
}

static gint64
get_time (SeqgoMidiFile *self, const Segment *segment, guint32 tick)
{
  return to_nanoseconds (self,
                         segment->elapsed + (guint64) (tick - segment->tick) * segment->tempo);
}

/* The last segment that begins at @tick or before or, if that is not given, at @time or before. */
static const Segment *
find_segment (SeqgoMidiFile *self, const guint32 *tick, gint64 time)
{
  const GArray  *map = get_map (self);
  const Segment *segments = (const Segment *) (void *) map->data;
  guint          first = 0, end = map->len;

  while (end - first > 1)
    {
      guint    middle = first + (end - first) / 2;
      gboolean is_after = tick != NULL
                              ? segments[middle].tick > *tick
                              : get_time (self, &segments[middle], segments[middle].tick) > time;

      if (is_after)
        end = middle;
      else
        first = middle;
    }
  return &segments[first];
}

/**
 * seqgo_midi_file_tempo_at:
 * @self: a file
 * @tick: a position in ticks
 *
 * Returns the tempo at a position: that of the last change at or before it, in any track, or
 * 500000 if there was none. Changes to 0 do not count. In files with SMPTE time it is always
 * 1000000, or 1001000 if there are 29.97 frames a second.
 *
 * Returns: the tempo in microseconds a beat, which is #SeqgoMidiFile:ppq ticks
 *
 * Since: 1.0
 */
guint
seqgo_midi_file_tempo_at (SeqgoMidiFile *self, guint32 tick)
{
  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), DEFAULT_TEMPO);

  return find_segment (self, &tick, 0)->tempo;
}

/**
 * seqgo_midi_file_tick_to_time:
 * @self: a file
 * @tick: a position in ticks
 *
 * Returns the time when a tick is reached, with all changes of tempo until then.
 *
 * Returns: the time in nanoseconds since the beginning, rounded down; G_MAXINT64 if it is later
 *
 * Since: 1.0
 */
gint64
seqgo_midi_file_tick_to_time (SeqgoMidiFile *self, guint32 tick)
{
  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), 0);

  return get_time (self, find_segment (self, &tick, 0), tick);
}

/**
 * seqgo_midi_file_time_to_tick:
 * @self: a file
 * @time: a time in nanoseconds since the beginning
 *
 * Returns the last tick that is reached by a time: of what seqgo_midi_file_tick_to_time() returns,
 * the same tick, unless ticks are shorter than a nanosecond.
 *
 * Returns: the position in ticks; 0 if @time is negative; 4294967295 if it is later
 *
 * Since: 1.0
 */
guint32
seqgo_midi_file_time_to_tick (SeqgoMidiFile *self, gint64 time)
{
  const Segment *segment;
  guint64        low, high;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), 0);

  segment = find_segment (self, NULL, time);
  low = segment->tick;
  high = (guint64) G_MAXUINT32 + 1;
  while (high - low > 1)
    {
      guint64 middle = low + (high - low) / 2;

      if (get_time (self, segment, (guint32) middle) > time)
        high = middle;
      else
        low = middle;
    }
  return (guint32) low;
}
