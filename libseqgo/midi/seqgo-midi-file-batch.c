/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* SeqgoMidiFile as events that can be sent. */

#include "config.h"

#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/midi/seqgo-midi-file-private.h>

/* A tempo is for the queue itself. With SMPTE time, it would change what must not. */
static gboolean
address_tempo (SeqgoMidiFile *self, SeqgoEventRecord *record, guint8 queue_id)
{
  if (queue_id == SEQGO_QUEUE_ID_DIRECT)
    return TRUE;
  record->channel = queue_id;
  record->destination_client = SEQGO_CLIENT_ID_SYSTEM;
  record->destination_port = SEQGO_PORT_ID_TIMER;
  return self->frame_rate == 0;
}

static SeqgoEventBatch *
new_batch (SeqgoMidiFile *self, const SeqgoMidiFileTrack *track, guint8 queue_id)
{
  GArray *records = g_array_sized_new (FALSE, FALSE, sizeof (SeqgoEventRecord), track->items->len);
  GByteArray *payloads = g_byte_array_new ();

  for (guint i = 0; i < track->items->len; i++)
    {
      const SeqgoMidiFileItem *item = &g_array_index (track->items, SeqgoMidiFileItem, i);
      SeqgoEventRecord         record;
      g_autoptr (GBytes) payload = NULL;

      if (!seqgo_midi_file_item_get_record (item, &record, &payload))
        continue;
      record.time = item->tick;
      record.queue = queue_id;
      if (record.type == SEQGO_EVENT_TYPE_TEMPO && !address_tempo (self, &record, queue_id))
        continue;
      if (payload != NULL)
        {
          record.a = (gint32) payloads->len;
          g_byte_array_append (payloads, g_bytes_get_data (payload, NULL), (guint) record.b);
        }
      g_array_append_val (records, record);
    }
  return seqgo_event_batch_new_take (records, payloads);
}

/**
 * seqgo_midi_file_to_batch:
 * @self: a file
 * @queue_id: the queue that is to play them, or %SEQGO_QUEUE_ID_DIRECT
 *
 * Returns what can be sent of all tracks, in the order of time: the events that
 * seqgo_midi_file_event_get_event() gives, with their ticks as time stamps.
 *
 * With a queue, the changes of tempo go to that queue and all else to the ports that are connected
 * to the one that sends the batch. The queue plays them right if its ticks a beat are
 * #SeqgoMidiFile:ppq, its tempo at the start is seqgo_midi_file_tempo_at() 0 and it starts at tick
 * 0. The changes of tempo in a file with SMPTE time change nothing, and a queue does not get them.
 *
 * Returns: (transfer full): the events
 *
 * Since: 1.0
 */
SeqgoEventBatch *
seqgo_midi_file_to_batch (SeqgoMidiFile *self, guint8 queue_id)
{
  g_autoptr (SeqgoMidiFileTrack) merged = NULL;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), NULL);

  merged = seqgo_midi_file_merge (self);
  return new_batch (self, merged, queue_id);
}

/**
 * seqgo_midi_file_track_to_batch:
 * @self: a file
 * @track: the number of a track
 * @queue_id: the queue that is to play them, or %SEQGO_QUEUE_ID_DIRECT
 *
 * Returns what can be sent of one track, as seqgo_midi_file_to_batch() does of all.
 *
 * Returns: (transfer full): the events; none if there is no such track
 *
 * Since: 1.0
 */
SeqgoEventBatch *
seqgo_midi_file_track_to_batch (SeqgoMidiFile *self, guint track, guint8 queue_id)
{
  g_autoptr (SeqgoMidiFileTrack) none = NULL;
  SeqgoMidiFileTrack *found;

  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (self), NULL);

  found = seqgo_midi_file_peek_track (self, track);
  if (found == NULL)
    found = none = seqgo_midi_file_track_new ();
  return new_batch (self, found, queue_id);
}
