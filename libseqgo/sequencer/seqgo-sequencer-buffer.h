/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <libseqgo/midi/seqgo-event-pattern.h>
#include <libseqgo/sequencer/seqgo-sequencer-port.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_SEQUENCER_BUFFER:
 *
 * The type of #SeqgoSequencerBuffer.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_BUFFER (seqgo_sequencer_buffer_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoSequencerBuffer,
                      seqgo_sequencer_buffer,
                      SEQGO,
                      SEQUENCER_BUFFER,
                      GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerBuffer *seqgo_sequencer_buffer_new (SeqgoSequencerPort *port);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerPort *seqgo_sequencer_buffer_get_port (SeqgoSequencerBuffer *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_buffer_add (SeqgoSequencerBuffer *self, SeqgoEvent *event);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_buffer_add_batch (SeqgoSequencerBuffer *self, SeqgoEventBatch *batch);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_buffer_note_on (SeqgoSequencerBuffer *self,
                                         guint8                channel,
                                         guint8                note,
                                         guint8                velocity,
                                         GError              **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_buffer_note_off (SeqgoSequencerBuffer *self,
                                          guint8                channel,
                                          guint8                note,
                                          guint8                velocity,
                                          GError              **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_buffer_key_pressure (SeqgoSequencerBuffer *self,
                                              guint8                channel,
                                              guint8                note,
                                              guint8                pressure,
                                              GError              **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_buffer_control_change (SeqgoSequencerBuffer *self,
                                                guint8                channel,
                                                guint8                param,
                                                guint8                value,
                                                GError              **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_buffer_program_change (SeqgoSequencerBuffer *self,
                                                guint8                channel,
                                                guint8                program,
                                                GError              **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_buffer_channel_pressure (SeqgoSequencerBuffer *self,
                                                  guint8                channel,
                                                  guint8                pressure,
                                                  GError              **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_buffer_pitch_bend (SeqgoSequencerBuffer *self,
                                            guint8                channel,
                                            gint16                value,
                                            GError              **error);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_buffer_get_n_events (SeqgoSequencerBuffer *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_sequencer_buffer_get_event (SeqgoSequencerBuffer *self, guint index);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_sequencer_buffer_take_first (SeqgoSequencerBuffer *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_buffer_remove_events (SeqgoSequencerBuffer *self, SeqgoEventPattern *pattern);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_buffer_flush (SeqgoSequencerBuffer *self, GError **error);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_buffer_get_n_sent (SeqgoSequencerBuffer *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_sequencer_buffer_get_failed_event (SeqgoSequencerBuffer *self);

G_END_DECLS
