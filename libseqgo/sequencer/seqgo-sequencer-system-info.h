/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <glib-object.h>

#include <libseqgo/seqgo-version.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_SEQUENCER_SYSTEM_INFO:
 *
 * The type of #SeqgoSequencerSystemInfo.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_SYSTEM_INFO (seqgo_sequencer_system_info_get_type ())

/**
 * SeqgoSequencerSystemInfo:
 *
 * What the sequencer can have, and what it had when seqgo_sequencer_client_get_system_info() asked.
 * It is immutable and can be shared between threads.
 *
 * Since: 1.0
 */
typedef struct _SeqgoSequencerSystemInfo SeqgoSequencerSystemInfo;

SEQGO_AVAILABLE_IN_1_0
GType seqgo_sequencer_system_info_get_type (void);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerSystemInfo *seqgo_sequencer_system_info_ref (SeqgoSequencerSystemInfo *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_system_info_unref (SeqgoSequencerSystemInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_system_info_get_max_queues (SeqgoSequencerSystemInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_system_info_get_max_clients (SeqgoSequencerSystemInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_system_info_get_max_ports (SeqgoSequencerSystemInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_system_info_get_max_channels (SeqgoSequencerSystemInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_system_info_get_n_queues (SeqgoSequencerSystemInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_system_info_get_n_clients (SeqgoSequencerSystemInfo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoSequencerSystemInfo, seqgo_sequencer_system_info_unref)

G_END_DECLS
