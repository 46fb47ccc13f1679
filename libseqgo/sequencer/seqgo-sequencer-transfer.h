/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <gio/gio.h>

#include <libseqgo/sequencer/seqgo-sequencer-port.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_SEQUENCER_TRANSFER:
 *
 * The type of #SeqgoSequencerTransfer.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_TRANSFER (seqgo_sequencer_transfer_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoSequencerTransfer,
                      seqgo_sequencer_transfer,
                      SEQGO,
                      SEQUENCER_TRANSFER,
                      GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerTransfer *
seqgo_sequencer_transfer_new (SeqgoSequencerPort *port, GBytes *data, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerPort *seqgo_sequencer_transfer_get_port (SeqgoSequencerTransfer *self);

SEQGO_AVAILABLE_IN_1_0
GBytes *seqgo_sequencer_transfer_get_data (SeqgoSequencerTransfer *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_transfer_get_chunk_size (SeqgoSequencerTransfer *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_transfer_set_chunk_size (SeqgoSequencerTransfer *self, guint chunk_size);

SEQGO_AVAILABLE_IN_1_0
gint64 seqgo_sequencer_transfer_get_interval (SeqgoSequencerTransfer *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_transfer_set_interval (SeqgoSequencerTransfer *self, gint64 interval);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_transfer_get_n_sent (SeqgoSequencerTransfer *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_transfer_run (SeqgoSequencerTransfer *self,
                                       gint64                  timeout,
                                       GCancellable           *cancellable,
                                       GError                **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_transfer_run_async (SeqgoSequencerTransfer *self,
                                         int                     priority,
                                         GCancellable           *cancellable,
                                         GAsyncReadyCallback     callback,
                                         gpointer                user_data);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_transfer_run_finish (SeqgoSequencerTransfer *self,
                                              GAsyncResult           *result,
                                              GError                **error);

G_END_DECLS
