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
 * SEQGO_TYPE_SEQUENCER_CONNECTION:
 *
 * The type of #SeqgoSequencerConnection.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_CONNECTION (seqgo_sequencer_connection_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoSequencerConnection,
                      seqgo_sequencer_connection,
                      SEQGO,
                      SEQUENCER_CONNECTION,
                      GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoAddress *seqgo_sequencer_connection_get_sender (SeqgoSequencerConnection *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoAddress *seqgo_sequencer_connection_get_receiver (SeqgoSequencerConnection *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_connection_get_exclusive (SeqgoSequencerConnection *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_connection_get_time_stamping (SeqgoSequencerConnection *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_connection_get_real_time (SeqgoSequencerConnection *self);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_sequencer_connection_get_queue_id (SeqgoSequencerConnection *self);

SEQGO_AVAILABLE_IN_1_0
char *seqgo_sequencer_connection_to_string (SeqgoSequencerConnection *self);

G_END_DECLS
