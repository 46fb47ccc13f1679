/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <libseqgo/core/seqgo-address.h>
#include <libseqgo/sequencer/seqgo-sequencer-types.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_SEQUENCER_PORT_INFO:
 *
 * The type of #SeqgoSequencerPortInfo.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_PORT_INFO (seqgo_sequencer_port_info_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoSequencerPortInfo,
                      seqgo_sequencer_port_info,
                      SEQGO,
                      SEQUENCER_PORT_INFO,
                      GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoAddress *seqgo_sequencer_port_info_get_address (SeqgoSequencerPortInfo *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_sequencer_port_info_get_name (SeqgoSequencerPortInfo *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_sequencer_port_info_get_client_name (SeqgoSequencerPortInfo *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoPortCaps seqgo_sequencer_port_info_get_caps (SeqgoSequencerPortInfo *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoPortType seqgo_sequencer_port_info_get_port_type (SeqgoSequencerPortInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_port_info_get_n_readers (SeqgoSequencerPortInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_port_info_get_n_writers (SeqgoSequencerPortInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_port_info_get_midi_channels (SeqgoSequencerPortInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_port_info_get_midi_voices (SeqgoSequencerPortInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_port_info_get_synth_voices (SeqgoSequencerPortInfo *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_info_get_time_stamping (SeqgoSequencerPortInfo *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_info_get_real_time (SeqgoSequencerPortInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_sequencer_port_info_get_queue_id (SeqgoSequencerPortInfo *self);

SEQGO_AVAILABLE_IN_1_0
char *seqgo_sequencer_port_info_to_string (SeqgoSequencerPortInfo *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoDirection seqgo_sequencer_port_info_get_direction (SeqgoSequencerPortInfo *self);

SEQGO_AVAILABLE_IN_1_0
int seqgo_sequencer_port_info_get_ump_group (SeqgoSequencerPortInfo *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_info_get_is_midi1 (SeqgoSequencerPortInfo *self);

G_END_DECLS
