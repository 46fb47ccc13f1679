/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <gio/gio.h>

#include <libseqgo/midi/seqgo-event-batch.h>
#include <libseqgo/midi/seqgo-midi-file-event.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_MIDI_FILE:
 *
 * The type of #SeqgoMidiFile.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_MIDI_FILE (seqgo_midi_file_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoMidiFile, seqgo_midi_file, SEQGO, MIDI_FILE, GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoMidiFile *seqgo_midi_file_new (guint ppq);

SEQGO_AVAILABLE_IN_1_0
SeqgoMidiFile *seqgo_midi_file_new_smpte (guint frame_rate, guint ticks_per_frame);

SEQGO_AVAILABLE_IN_1_0
SeqgoMidiFile *seqgo_midi_file_new_from_bytes (GBytes *bytes, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoMidiFile *seqgo_midi_file_load (const char *path, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoMidiFile *seqgo_midi_file_load_file (GFile *file, GCancellable *cancellable, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_midi_file_save (SeqgoMidiFile *self, const char *path, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_midi_file_save_file (SeqgoMidiFile *self,
                                    GFile         *file,
                                    GCancellable  *cancellable,
                                    GError       **error);

SEQGO_AVAILABLE_IN_1_0
GBytes *seqgo_midi_file_to_bytes (SeqgoMidiFile *self, GError **error);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_midi_file_get_format (SeqgoMidiFile *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_midi_file_set_format (SeqgoMidiFile *self, guint format);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_midi_file_get_ppq (SeqgoMidiFile *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_midi_file_get_frame_rate (SeqgoMidiFile *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_midi_file_get_ticks_per_frame (SeqgoMidiFile *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_midi_file_get_n_tracks (SeqgoMidiFile *self);

SEQGO_AVAILABLE_IN_1_0
guint32 seqgo_midi_file_get_n_ticks (SeqgoMidiFile *self);

SEQGO_AVAILABLE_IN_1_0
gint64 seqgo_midi_file_get_duration (SeqgoMidiFile *self);

SEQGO_AVAILABLE_IN_1_0
const char *const *seqgo_midi_file_get_warnings (SeqgoMidiFile *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_midi_file_tempo_at (SeqgoMidiFile *self, guint32 tick);

SEQGO_AVAILABLE_IN_1_0
gint64 seqgo_midi_file_tick_to_time (SeqgoMidiFile *self, guint32 tick);

SEQGO_AVAILABLE_IN_1_0
guint32 seqgo_midi_file_time_to_tick (SeqgoMidiFile *self, gint64 time);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_midi_file_add_track (SeqgoMidiFile *self, const char *name);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_midi_file_remove_track (SeqgoMidiFile *self, guint track, GError **error);

SEQGO_AVAILABLE_IN_1_0
char *seqgo_midi_file_get_track_name (SeqgoMidiFile *self, guint track);

SEQGO_AVAILABLE_IN_1_0
guint32 seqgo_midi_file_get_track_end (SeqgoMidiFile *self, guint track);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_midi_file_set_track_end (SeqgoMidiFile *self, guint track, guint32 tick, GError **error);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_midi_file_get_n_events (SeqgoMidiFile *self, guint track);

SEQGO_AVAILABLE_IN_1_0
SeqgoMidiFileEvent *seqgo_midi_file_get_event (SeqgoMidiFile *self, guint track, guint index);

SEQGO_AVAILABLE_IN_1_0
GList *seqgo_midi_file_list_events (SeqgoMidiFile *self, guint track);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_midi_file_add_event (SeqgoMidiFile *self,
                                    guint          track,
                                    guint32        tick,
                                    SeqgoEvent    *event,
                                    GError       **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_midi_file_add_batch (SeqgoMidiFile   *self,
                                    guint            track,
                                    SeqgoEventBatch *batch,
                                    GError         **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_midi_file_add_meta (SeqgoMidiFile *self,
                                   guint          track,
                                   guint32        tick,
                                   guint8         meta,
                                   GBytes        *data,
                                   GError       **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_midi_file_add_text (SeqgoMidiFile *self,
                                   guint          track,
                                   guint32        tick,
                                   guint8         meta,
                                   const char    *text,
                                   GError       **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_midi_file_add_tempo (SeqgoMidiFile *self, guint32 tick, guint tempo, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_midi_file_add_bpm (SeqgoMidiFile *self, guint32 tick, double bpm, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_midi_file_add_copy (SeqgoMidiFile      *self,
                                   guint               track,
                                   SeqgoMidiFileEvent *event,
                                   GError            **error);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_midi_file_remove_event (SeqgoMidiFile *self, guint track, guint index, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoEventBatch *seqgo_midi_file_to_batch (SeqgoMidiFile *self, guint8 queue_id);

SEQGO_AVAILABLE_IN_1_0
SeqgoEventBatch *seqgo_midi_file_track_to_batch (SeqgoMidiFile *self, guint track, guint8 queue_id);

G_END_DECLS
