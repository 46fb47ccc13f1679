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

/* Takes what waits for the client, with one read. Returns an empty batch if nothing waits and
 * NULL with SEQGO_SEQUENCER_ERROR_OVERFLOW if events were lost. */
SeqgoEventBatch *seqgo_sequencer_input (SeqgoSequencerHandle *handle, GError **error);

G_END_DECLS
