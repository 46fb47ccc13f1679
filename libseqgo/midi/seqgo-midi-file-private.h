/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/midi/seqgo-midi-file.h>

G_BEGIN_DECLS

#define SEQGO_MIDI_FILE_MAX_TRACKS 65535
#define SEQGO_MIDI_FILE_MAX_PPQ 32767
/* The largest number that four bytes of seven bits each hold. */
#define SEQGO_MIDI_FILE_MAX_LENGTH 0x0FFFFFFF

#define SEQGO_MIDI_STATUS_SYSEX 0xF0
#define SEQGO_MIDI_STATUS_ESCAPE 0xF7
#define SEQGO_MIDI_STATUS_META 0xFF

/* An event as it is in a file. Only channel messages have @bytes, only the others have @data. */
typedef struct
{
  guint32 tick;
  guint8  status;
  guint8  meta;
  guint8  bytes[2];
  GBytes *data;
} SeqgoMidiFileItem;

typedef struct
{
  GArray *items;
  guint32 end;
} SeqgoMidiFileTrack;

struct _SeqgoMidiFile
{
  GObject parent_instance;

  guint      format;
  guint      ppq;
  guint      frame_rate;
  guint      ticks_per_frame;
  GPtrArray *tracks;
  /* NULL if it has to be made anew. */
  GArray *tempo_map;
  GStrv   warnings;
};

SeqgoMidiFileEvent      *seqgo_midi_file_event_new_from_item (const SeqgoMidiFileItem *item);
const SeqgoMidiFileItem *seqgo_midi_file_event_get_item (SeqgoMidiFileEvent *self);

/* The event that can be sent, if there is one; @record then refers to @payload, a new reference or
 * NULL, which begins at its offset 0. */
gboolean seqgo_midi_file_item_get_record (const SeqgoMidiFileItem *item,
                                          SeqgoEventRecord        *record,
                                          GBytes                 **payload);

/* The tempo that the item sets, or 0 if it sets none. */
guint seqgo_midi_file_item_get_tempo (const SeqgoMidiFileItem *item);

/* NULL if there is no such track. */
SeqgoMidiFileTrack *seqgo_midi_file_peek_track (SeqgoMidiFile *self, guint track);

/* The same, with an error for that. */
SeqgoMidiFileTrack *seqgo_midi_file_find_track (SeqgoMidiFile *self, guint track, GError **error);

SeqgoMidiFileTrack *seqgo_midi_file_track_new (void);

SeqgoMidiFileTrack *seqgo_midi_file_append_track (SeqgoMidiFile *self);

/* Takes what the item has; puts it before or after what is at the same tick. */
void seqgo_midi_file_track_take (SeqgoMidiFileTrack      *track,
                                 const SeqgoMidiFileItem *item,
                                 gboolean                 is_first);

void seqgo_midi_file_notify_n_tracks (SeqgoMidiFile *self);

/* Tells of what changed. Every edit begins with remembering #SeqgoMidiFile:n-ticks. */
void seqgo_midi_file_end_edit (SeqgoMidiFile *self, guint32 old_n_ticks, gboolean has_new_tempo);

/* All tracks in one, in the order of time. */
SeqgoMidiFileTrack *seqgo_midi_file_merge (SeqgoMidiFile *self);

void seqgo_midi_file_track_free (SeqgoMidiFileTrack *track);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoMidiFileTrack, seqgo_midi_file_track_free)

G_END_DECLS
