/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <libseqgo/sequencer/seqgo-sequencer-port.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_SEQUENCER_CLOCK_FOLLOWER:
 *
 * The type of #SeqgoSequencerClockFollower.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_CLOCK_FOLLOWER (seqgo_sequencer_clock_follower_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoSequencerClockFollower,
                      seqgo_sequencer_clock_follower,
                      SEQGO,
                      SEQUENCER_CLOCK_FOLLOWER,
                      GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerClockFollower *seqgo_sequencer_clock_follower_new (SeqgoSequencerPort *port,
                                                                 GError            **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerPort *seqgo_sequencer_clock_follower_get_port (SeqgoSequencerClockFollower *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerQueue *seqgo_sequencer_clock_follower_get_queue (SeqgoSequencerClockFollower *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_clock_follower_set_queue (SeqgoSequencerClockFollower *self,
                                               SeqgoSequencerQueue         *queue);

SEQGO_AVAILABLE_IN_1_0
double seqgo_sequencer_clock_follower_get_bpm (SeqgoSequencerClockFollower *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_clock_follower_get_running (SeqgoSequencerClockFollower *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_clock_follower_get_position (SeqgoSequencerClockFollower *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_sequencer_clock_follower_get_clock (SeqgoSequencerClockFollower *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_clock_follower_close (SeqgoSequencerClockFollower *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_clock_follower_is_closed (SeqgoSequencerClockFollower *self);

G_END_DECLS
