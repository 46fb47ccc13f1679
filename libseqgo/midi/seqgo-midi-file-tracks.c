/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* SeqgoMidiFile: tracks and what is in them. */

#include "config.h"

#include <libseqgo/midi/seqgo-midi-file-private.h>

SeqgoMidiFileTrack *
seqgo_midi_file_find_track (SeqgoMidiFile *self, guint track, GError **error)
{
  SeqgoMidiFileTrack *found = seqgo_midi_file_peek_track (self, track);

  if (found == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "There is no track %u: the file has %u, which are numbered from 0; "
                 "seqgo_midi_file_add_track() adds one",
                 track, self->tracks->len);
  return found;
}

/**
 * seqgo_midi_file_add_track:
 * @self: a file
 * @name: (nullable): the name of the track, which becomes its first event, or %NULL
 *
 * Adds a track after the others. A file has at most 65535, which seqgo_midi_file_to_bytes()
 * enforces.
 *
 * Returns: the number of the track
 *
 * Since: 1.0
 */
guint
seqgo_midi_file_add_track (SeqgoMidiFile *self, const char *name)
{
  guint track;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), 0);

  track = self->tracks->len;
  seqgo_midi_file_append_track (self);
  if (name != NULL)
    seqgo_midi_file_add_text (self, track, 0, SEQGO_MIDI_META_TRACK_NAME, name, NULL);
  seqgo_midi_file_notify_n_tracks (self);
  return track;
}

/**
 * seqgo_midi_file_remove_track:
 * @self: a file
 * @track: the number of a track
 * @error: return location for a #GError
 *
 * Removes a track and what is in it. The numbers of the tracks after it change.
 *
 * Returns: %TRUE on success, %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if there is no such track
 *
 * Since: 1.0
 */
gboolean
seqgo_midi_file_remove_track (SeqgoMidiFile *self, guint track, GError **error)
{
  guint32 n_ticks;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (seqgo_midi_file_find_track (self, track, error) == NULL)
    return FALSE;
  n_ticks = seqgo_midi_file_get_n_ticks (self);
  g_ptr_array_remove_index (self->tracks, track);
  seqgo_midi_file_end_edit (self, n_ticks, TRUE);
  seqgo_midi_file_notify_n_tracks (self);
  return TRUE;
}

/**
 * seqgo_midi_file_get_track_name:
 * @self: a file
 * @track: the number of a track
 *
 * Returns the first name that a track has in it.
 *
 * Returns: (transfer full) (nullable): the name, or %NULL if the track has none or is not there
 *
 * Since: 1.0
 */
char *
seqgo_midi_file_get_track_name (SeqgoMidiFile *self, guint track)
{
  SeqgoMidiFileTrack *found;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), NULL);

  found = seqgo_midi_file_peek_track (self, track);
  for (guint i = 0; found != NULL && i < found->items->len; i++)
    {
      const SeqgoMidiFileItem *item = &g_array_index (found->items, SeqgoMidiFileItem, i);

      if (item->status == SEQGO_MIDI_STATUS_META && item->meta == SEQGO_MIDI_META_TRACK_NAME)
        {
          g_autoptr (SeqgoMidiFileEvent) event = seqgo_midi_file_event_new_from_item (item);

          return seqgo_midi_file_event_get_text (event);
        }
    }
  return NULL;
}

/**
 * seqgo_midi_file_get_track_end:
 * @self: a file
 * @track: the number of a track
 *
 * Returns where a track ends: at its last event or later.
 *
 * Returns: the position in ticks; 0 if there is no such track
 *
 * Since: 1.0
 */
guint32
seqgo_midi_file_get_track_end (SeqgoMidiFile *self, guint track)
{
  SeqgoMidiFileTrack *found;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), 0);

  found = seqgo_midi_file_peek_track (self, track);
  return found != NULL ? found->end : 0;
}

/**
 * seqgo_midi_file_set_track_end:
 * @self: a file
 * @track: the number of a track
 * @tick: a position in ticks
 * @error: return location for a #GError
 *
 * Sets where a track ends. An event that is added later than that moves the end.
 *
 * Returns: %TRUE on success, %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if there is no such track, or
 *   it has events after @tick
 *
 * Since: 1.0
 */
gboolean
seqgo_midi_file_set_track_end (SeqgoMidiFile *self, guint track, guint32 tick, GError **error)
{
  SeqgoMidiFileTrack *found;
  guint32             n_ticks, last = 0;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  found = seqgo_midi_file_find_track (self, track, error);
  if (found == NULL)
    return FALSE;
  if (found->items->len > 0)
    last = g_array_index (found->items, SeqgoMidiFileItem, found->items->len - 1).tick;
  if (tick < last)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Track %u cannot end at tick %u: it has an event at tick %u", track, tick, last);
      return FALSE;
    }

  n_ticks = seqgo_midi_file_get_n_ticks (self);
  found->end = tick;
  seqgo_midi_file_end_edit (self, n_ticks, FALSE);
  return TRUE;
}

/**
 * seqgo_midi_file_get_n_events:
 * @self: a file
 * @track: the number of a track
 *
 * Returns how many events a track has. Its end is no event.
 *
 * Returns: the number of events; 0 if there is no such track
 *
 * Since: 1.0
 */
guint
seqgo_midi_file_get_n_events (SeqgoMidiFile *self, guint track)
{
  SeqgoMidiFileTrack *found;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), 0);

  found = seqgo_midi_file_peek_track (self, track);
  return found != NULL ? found->items->len : 0;
}

/**
 * seqgo_midi_file_get_event:
 * @self: a file
 * @track: the number of a track
 * @index: which event of the track, from 0
 *
 * Returns one event of a track.
 *
 * Returns: (transfer full) (nullable): the event, or %NULL if there is none
 *
 * Since: 1.0
 */
SeqgoMidiFileEvent *
seqgo_midi_file_get_event (SeqgoMidiFile *self, guint track, guint index)
{
  SeqgoMidiFileTrack *found;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), NULL);

  found = seqgo_midi_file_peek_track (self, track);
  if (found == NULL || index >= found->items->len)
    return NULL;
  return seqgo_midi_file_event_new_from_item (
      &g_array_index (found->items, SeqgoMidiFileItem, index));
}

/**
 * seqgo_midi_file_list_events:
 * @self: a file
 * @track: the number of a track
 *
 * Lists the events of a track in the order of time.
 *
 * Returns: (transfer full) (element-type SeqgoMidiFileEvent): the events; none if there is no such
 *   track
 *
 * Since: 1.0
 */
GList *
seqgo_midi_file_list_events (SeqgoMidiFile *self, guint track)
{
  GList *events = NULL;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), NULL);

  for (guint i = seqgo_midi_file_get_n_events (self, track); i > 0; i--)
    events = g_list_prepend (events, seqgo_midi_file_get_event (self, track, i - 1));
  return events;
}

/**
 * seqgo_midi_file_remove_event:
 * @self: a file
 * @track: the number of a track
 * @index: which event of the track, from 0
 * @error: return location for a #GError
 *
 * Removes one event of a track. The track still ends where it did.
 *
 * Returns: %TRUE on success, %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if there is no such event
 *
 * Since: 1.0
 */
gboolean
seqgo_midi_file_remove_event (SeqgoMidiFile *self, guint track, guint index, GError **error)
{
  SeqgoMidiFileTrack *found;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  found = seqgo_midi_file_find_track (self, track, error);
  if (found == NULL)
    return FALSE;
  if (index >= found->items->len)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Track %u has no event %u: it has %u, which are numbered from 0", track, index,
                   found->items->len);
      return FALSE;
    }
  g_array_remove_index (found->items, index);
  seqgo_midi_file_end_edit (self, seqgo_midi_file_get_n_ticks (self), TRUE);
  return TRUE;
}
