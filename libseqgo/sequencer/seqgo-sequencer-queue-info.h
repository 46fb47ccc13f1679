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
 * SEQGO_TYPE_SEQUENCER_QUEUE_INFO:
 *
 * The type of #SeqgoSequencerQueueInfo.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_QUEUE_INFO (seqgo_sequencer_queue_info_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoSequencerQueueInfo,
                      seqgo_sequencer_queue_info,
                      SEQGO,
                      SEQUENCER_QUEUE_INFO,
                      GObject)

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_sequencer_queue_info_get_id (SeqgoSequencerQueueInfo *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_sequencer_queue_info_get_name (SeqgoSequencerQueueInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_sequencer_queue_info_get_owner (SeqgoSequencerQueueInfo *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_queue_info_get_locked (SeqgoSequencerQueueInfo *self);

SEQGO_AVAILABLE_IN_1_0
char *seqgo_sequencer_queue_info_to_string (SeqgoSequencerQueueInfo *self);

G_END_DECLS
