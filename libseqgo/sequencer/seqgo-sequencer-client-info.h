/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <glib-object.h>

#include <libseqgo/sequencer/seqgo-sequencer-types.h>
#include <libseqgo/seqgo-ump-codes.h>
#include <libseqgo/seqgo-version.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_SEQUENCER_CLIENT_INFO:
 *
 * The type of #SeqgoSequencerClientInfo.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_CLIENT_INFO (seqgo_sequencer_client_info_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoSequencerClientInfo,
                      seqgo_sequencer_client_info,
                      SEQGO,
                      SEQUENCER_CLIENT_INFO,
                      GObject)

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_sequencer_client_info_get_id (SeqgoSequencerClientInfo *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_sequencer_client_info_get_name (SeqgoSequencerClientInfo *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoClientType seqgo_sequencer_client_info_get_client_type (SeqgoSequencerClientInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_client_info_get_n_ports (SeqgoSequencerClientInfo *self);

SEQGO_AVAILABLE_IN_1_0
int seqgo_sequencer_client_info_get_card (SeqgoSequencerClientInfo *self);

SEQGO_AVAILABLE_IN_1_0
int seqgo_sequencer_client_info_get_pid (SeqgoSequencerClientInfo *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_client_info_get_error_bounce (SeqgoSequencerClientInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_client_info_get_n_lost_events (SeqgoSequencerClientInfo *self);

SEQGO_AVAILABLE_IN_1_0
const guint8 *seqgo_sequencer_client_info_get_event_filter (SeqgoSequencerClientInfo *self,
                                                            gsize                    *n_types);

SEQGO_AVAILABLE_IN_1_0
char *seqgo_sequencer_client_info_to_string (SeqgoSequencerClientInfo *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoMidiVersion seqgo_sequencer_client_info_get_midi_version (SeqgoSequencerClientInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_client_info_get_ump_groups (SeqgoSequencerClientInfo *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_client_info_get_ump_groupless (SeqgoSequencerClientInfo *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_client_info_get_ump_conversion (SeqgoSequencerClientInfo *self);

G_END_DECLS
