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

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_SEQUENCER_RECORDER:
 *
 * The type of #SeqgoSequencerRecorder.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_RECORDER (seqgo_sequencer_recorder_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoSequencerRecorder,
                      seqgo_sequencer_recorder,
                      SEQGO,
                      SEQUENCER_RECORDER,
                      GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerRecorder *
seqgo_sequencer_recorder_new (SeqgoSequencerPort *port, guint ppq, double bpm, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerPort *seqgo_sequencer_recorder_get_port (SeqgoSequencerRecorder *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_recorder_get_ppq (SeqgoSequencerRecorder *self);

SEQGO_AVAILABLE_IN_1_0
double seqgo_sequencer_recorder_get_bpm (SeqgoSequencerRecorder *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_recorder_get_recording (SeqgoSequencerRecorder *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_recorder_get_n_events (SeqgoSequencerRecorder *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_recorder_get_n_overflows (SeqgoSequencerRecorder *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_recorder_start (SeqgoSequencerRecorder *self, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoMidiFile *seqgo_sequencer_recorder_stop (SeqgoSequencerRecorder *self, GError **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_recorder_close (SeqgoSequencerRecorder *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_recorder_is_closed (SeqgoSequencerRecorder *self);

G_END_DECLS
