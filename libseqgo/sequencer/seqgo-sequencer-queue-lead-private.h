/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/sequencer/seqgo-sequencer-queue-private.h>

G_BEGIN_DECLS

/* How a queue is led by a MIDI clock. @clock is where in the song the clock is now, in clocks, of
 * which a beat has 24; @bpm is its tempo, or 0 if that is not known. */

/* At the beginning, without what waited in it, and standing. */
gboolean seqgo_sequencer_queue_rewind (SeqgoSequencerQueue *self, GError **error);

/* Sets it to its place and lets it go on. */
gboolean seqgo_sequencer_queue_join_clock (SeqgoSequencerQueue *self,
                                           double               clock,
                                           double               bpm,
                                           GError             **error);

/* Has it run as fast as the clock, and a little faster or slower if it is late or early. */
gboolean
seqgo_sequencer_queue_steer (SeqgoSequencerQueue *self, double clock, double bpm, GError **error);

G_END_DECLS
