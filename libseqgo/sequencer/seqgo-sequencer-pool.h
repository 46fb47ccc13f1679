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
 * SEQGO_TYPE_SEQUENCER_POOL:
 *
 * The type of #SeqgoSequencerPool.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_POOL (seqgo_sequencer_pool_get_type ())

/**
 * SeqgoSequencerPool:
 *
 * How large the pools of a client are, in events, and how full they were when
 * seqgo_sequencer_client_get_pool() asked. It is immutable and can be shared between threads.
 *
 * Since: 1.0
 */
typedef struct _SeqgoSequencerPool SeqgoSequencerPool;

SEQGO_AVAILABLE_IN_1_0
GType seqgo_sequencer_pool_get_type (void);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerPool *seqgo_sequencer_pool_ref (SeqgoSequencerPool *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_pool_unref (SeqgoSequencerPool *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_pool_get_output_size (SeqgoSequencerPool *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_pool_get_output_free (SeqgoSequencerPool *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_pool_get_output_room (SeqgoSequencerPool *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_pool_get_input_size (SeqgoSequencerPool *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_pool_get_input_free (SeqgoSequencerPool *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoSequencerPool, seqgo_sequencer_pool_unref)

G_END_DECLS
