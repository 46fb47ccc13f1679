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

/* Sends the records from @n_sent on, with @source_port as their source, and moves @n_sent on to
 * the first one that could not be sent. As few writes as possible. */
gboolean seqgo_sequencer_output (SeqgoSequencerHandle   *handle,
                                 guint8                  source_port,
                                 const SeqgoEventRecord *records,
                                 guint                   n_records,
                                 const guint8           *payloads,
                                 guint                  *n_sent,
                                 GError                **error);

G_END_DECLS
