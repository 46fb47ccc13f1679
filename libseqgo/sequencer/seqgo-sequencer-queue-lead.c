/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <math.h>

#include <libseqgo/sequencer/seqgo-sequencer-queue-lead-private.h>

#define CLOCKS_A_BEAT 24
#define MICROSECONDS_A_MINUTE 60e6

/* The queue makes up for what it is off within four beats. */
#define CATCH_UP_BEATS 4
#define MAX_CATCH_UP 0.25

static gint64
to_tick (SeqgoSequencerQueue *self, double clock)
{
  return llround (clock * seqgo_sequencer_queue_get_ppq (self) / CLOCKS_A_BEAT);
}

static gboolean
set_speed (SeqgoSequencerQueue *self, double bpm, GError **error)
{
  guint tempo;

  if (bpm <= 0)
    return TRUE;

  tempo = (guint) lround (MICROSECONDS_A_MINUTE / bpm);
  return tempo == seqgo_sequencer_queue_get_tempo (self)
         || seqgo_sequencer_queue_set_tempo (self, tempo, error);
}

gboolean
seqgo_sequencer_queue_rewind (SeqgoSequencerQueue *self, GError **error)
{
  return seqgo_sequencer_queue_start (self, error) && seqgo_sequencer_queue_stop (self, error)
         && seqgo_sequencer_queue_set_tick (self, 0, error);
}

gboolean
seqgo_sequencer_queue_join_clock (SeqgoSequencerQueue *self,
                                  double               clock,
                                  double               bpm,
                                  GError             **error)
{
  return set_speed (self, bpm, error)
         && seqgo_sequencer_queue_set_tick (self, (guint32) to_tick (self, clock), error)
         && seqgo_sequencer_queue_continue (self, error);
}

gboolean
seqgo_sequencer_queue_steer (SeqgoSequencerQueue *self, double clock, double bpm, GError **error)
{
  double ahead, correction = 0;
  g_autoptr (SeqgoSequencerQueueStatus) status = seqgo_sequencer_queue_get_status (self, error);

  if (status == NULL)
    return FALSE;

  /* One tick is what a rounded number can be off. */
  ahead = (double) ((gint64) status->tick - to_tick (self, clock));
  if (fabs (ahead) > 1)
    correction = ahead / (CATCH_UP_BEATS * (double) seqgo_sequencer_queue_get_ppq (self));
  return set_speed (self, bpm * (1 - CLAMP (correction, -MAX_CATCH_UP, MAX_CATCH_UP)), error);
}
