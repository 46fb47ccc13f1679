/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <libseqgo/midi/seqgo-midi-file.h>
#include <libseqgo/sequencer/seqgo-sequencer-port.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_SEQUENCER_PLAYER:
 *
 * The type of #SeqgoSequencerPlayer.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_PLAYER (seqgo_sequencer_player_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoSequencerPlayer,
                      seqgo_sequencer_player,
                      SEQGO,
                      SEQUENCER_PLAYER,
                      GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerPlayer *
seqgo_sequencer_player_new (SeqgoSequencerPort *port, SeqgoMidiFile *file, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerPort *seqgo_sequencer_player_get_port (SeqgoSequencerPlayer *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoMidiFile *seqgo_sequencer_player_get_file (SeqgoSequencerPlayer *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerQueue *seqgo_sequencer_player_get_queue (SeqgoSequencerPlayer *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_player_get_playing (SeqgoSequencerPlayer *self);

SEQGO_AVAILABLE_IN_1_0
guint32 seqgo_sequencer_player_get_tick (SeqgoSequencerPlayer *self);

SEQGO_AVAILABLE_IN_1_0
gint64 seqgo_sequencer_player_get_position (SeqgoSequencerPlayer *self);

SEQGO_AVAILABLE_IN_1_0
gint64 seqgo_sequencer_player_get_duration (SeqgoSequencerPlayer *self);

SEQGO_AVAILABLE_IN_1_0
double seqgo_sequencer_player_get_speed (SeqgoSequencerPlayer *self);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_sequencer_player_set_speed (SeqgoSequencerPlayer *self, double speed, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_player_get_loop (SeqgoSequencerPlayer *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_player_set_loop (SeqgoSequencerPlayer *self, gboolean loop);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_player_set_loop_range (SeqgoSequencerPlayer *self,
                                                guint32               start,
                                                guint32               end,
                                                GError              **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_player_set_track_port (SeqgoSequencerPlayer *self,
                                                guint                 track,
                                                SeqgoSequencerPort   *port,
                                                GError              **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_player_set_channel_port (SeqgoSequencerPlayer *self,
                                                  guint8                channel,
                                                  SeqgoSequencerPort   *port,
                                                  GError              **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_player_play (SeqgoSequencerPlayer *self, GError **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_player_play_async (SeqgoSequencerPlayer *self,
                                        int                   priority,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_player_play_finish (SeqgoSequencerPlayer *self,
                                             GAsyncResult         *result,
                                             GError              **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_player_pause (SeqgoSequencerPlayer *self);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_sequencer_player_seek_tick (SeqgoSequencerPlayer *self, guint32 tick, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_player_seek (SeqgoSequencerPlayer *self, gint64 position, GError **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_player_close (SeqgoSequencerPlayer *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_player_is_closed (SeqgoSequencerPlayer *self);

G_END_DECLS
