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
 * SEQGO_TYPE_SEQUENCER_QUEUE_STATUS:
 *
 * The type of #SeqgoSequencerQueueStatus.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_QUEUE_STATUS (seqgo_sequencer_queue_status_get_type ())

/**
 * SeqgoSequencerQueueStatus:
 *
 * Where a #SeqgoSequencerQueue was when seqgo_sequencer_queue_get_status() asked. It is immutable
 * and can be shared between threads.
 *
 * Since: 1.0
 */
typedef struct _SeqgoSequencerQueueStatus SeqgoSequencerQueueStatus;

SEQGO_AVAILABLE_IN_1_0
GType seqgo_sequencer_queue_status_get_type (void);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerQueueStatus *seqgo_sequencer_queue_status_ref (SeqgoSequencerQueueStatus *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_queue_status_unref (SeqgoSequencerQueueStatus *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_queue_status_is_running (SeqgoSequencerQueueStatus *self);

SEQGO_AVAILABLE_IN_1_0
guint32 seqgo_sequencer_queue_status_get_tick (SeqgoSequencerQueueStatus *self);

SEQGO_AVAILABLE_IN_1_0
gint64 seqgo_sequencer_queue_status_get_time (SeqgoSequencerQueueStatus *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_queue_status_get_n_events (SeqgoSequencerQueueStatus *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoSequencerQueueStatus, seqgo_sequencer_queue_status_unref)

G_END_DECLS
