/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-handle-private.h>

G_BEGIN_DECLS

/* All with the handle locked. */

/* Keeps account of records that were just sent. */
void seqgo_sequencer_note_queued (SeqgoSequencerHandle   *handle,
                                  const SeqgoEventRecord *records,
                                  guint                   n_records);

/* Whether events of the client may wait in the queue that are due at a time, or at a tick. */
gboolean
seqgo_sequencer_may_have_queued (SeqgoSequencerHandle *handle, guint8 queue, gboolean is_real_time);

/* Nothing of the client waits in the queue any more. */
void seqgo_sequencer_forget_queued (SeqgoSequencerHandle *handle, guint8 queue);

G_END_DECLS
