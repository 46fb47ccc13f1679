/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/midi/seqgo-midi-file.h>
#include <libseqgo/midi/seqgo-midi-state-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-player.h>
#include <libseqgo/sequencer/seqgo-sequencer-port-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue-private.h>

G_BEGIN_DECLS

/* An event of the file; the payload of @record is in those of the player. */
typedef struct
{
  SeqgoEventRecord record;
  guint            track;
} SeqgoPlayerEvent;

/* A port that events are sent from, what its receivers are in, and what could not be sent yet. */
typedef struct
{
  SeqgoSequencerPort *port;
  SeqgoMidiState      state;
  GArray             *records;
} SeqgoPlayerOutput;

/* A piece of the file that is played without a jump: from @queue_tick on, the queue plays what is
 * in the file from @tick on. @elapsed is how much of the music, in nanoseconds, came before. */
typedef struct
{
  gint64  queue_tick;
  guint32 tick;
  gint64  elapsed;
} SeqgoPlayerPass;

struct _SeqgoSequencerPlayer
{
  GObject              parent_instance;
  SeqgoMidiFile       *file;
  SeqgoSequencerQueue *queue;
  gboolean             is_closed;
  double               speed;
  gboolean             is_looping;
  guint32              loop_start;
  guint32              loop_end;

  GArray     *events;
  GByteArray *payloads;
  /* The first output is that of the port of the player; NULL stands for it. */
  GPtrArray         *outputs;
  GHashTable        *track_outputs;
  SeqgoPlayerOutput *channel_outputs[SEQGO_N_CHANNELS];

  /* While it plays. @next is the first event that was not put on the queue, @n_payload how much of
   * it was, and @busy_until when the last part of a long one is sent. */
  GSource *timer;
  gboolean is_held;
  GQueue   passes;
  guint    next;
  guint    n_payload;
  gint64   busy_until;

  /* Where it is; while it does not play, @resume_tick is the first tick to play. */
  guint32 tick;
  guint32 resume_tick;
  GTask  *task;
};

/* The port that plays @event. */
SeqgoPlayerOutput *seqgo_sequencer_player_get_output (SeqgoSequencerPlayer   *self,
                                                      const SeqgoPlayerEvent *event);

/* The events of the file in the order of time. */
void seqgo_sequencer_player_read_file (SeqgoSequencerPlayer *self);

/* Begins at SeqgoSequencerPlayer.resume_tick. */
gboolean seqgo_sequencer_player_begin (SeqgoSequencerPlayer *self, GError **error);

/* Ends what sounds and throws away what waits. */
void seqgo_sequencer_player_halt (SeqgoSequencerPlayer *self);

/* Puts on the queue what is due soon. Returns when to do that again, in microseconds, 0 if the end
 * is reached, or -1 with an error. */
gint64 seqgo_sequencer_player_refill (SeqgoSequencerPlayer *self, GError **error);

/* Finds out where it is, while it plays. */
void seqgo_sequencer_player_update (SeqgoSequencerPlayer *self);

gboolean seqgo_sequencer_player_check_open (SeqgoSequencerPlayer *self, GError **error);

/* The output of a port, which is made if there is none. */
SeqgoPlayerOutput *seqgo_sequencer_player_add_output (SeqgoSequencerPlayer *self,
                                                      SeqgoSequencerPort   *port);

/* The end of what is played, without a loop. */
guint32 seqgo_sequencer_player_get_end (SeqgoSequencerPlayer *self);

G_END_DECLS
