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
 * SEQGO_TYPE_SEQUENCER_CLOCK_SENDER:
 *
 * The type of #SeqgoSequencerClockSender.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_CLOCK_SENDER (seqgo_sequencer_clock_sender_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoSequencerClockSender,
                      seqgo_sequencer_clock_sender,
                      SEQGO,
                      SEQUENCER_CLOCK_SENDER,
                      GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerClockSender *seqgo_sequencer_clock_sender_new (SeqgoSequencerPort  *port,
                                                             SeqgoSequencerQueue *queue,
                                                             GError             **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerPort *seqgo_sequencer_clock_sender_get_port (SeqgoSequencerClockSender *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerQueue *seqgo_sequencer_clock_sender_get_queue (SeqgoSequencerClockSender *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_clock_sender_get_running (SeqgoSequencerClockSender *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_clock_sender_get_position (SeqgoSequencerClockSender *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_clock_sender_set_position (SeqgoSequencerClockSender *self,
                                                    guint                      position,
                                                    GError                   **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_clock_sender_start (SeqgoSequencerClockSender *self, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_clock_sender_stop (SeqgoSequencerClockSender *self, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_clock_sender_continue (SeqgoSequencerClockSender *self, GError **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_clock_sender_close (SeqgoSequencerClockSender *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_clock_sender_is_closed (SeqgoSequencerClockSender *self);

G_END_DECLS
