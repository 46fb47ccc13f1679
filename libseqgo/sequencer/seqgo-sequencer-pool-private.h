/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <glib.h>

G_BEGIN_DECLS

/* Sizes in cells of 28 bytes. A driver has no pools: all are 0. */
typedef struct
{
  guint output_size;
  guint output_free;
  guint input_size;
} SeqgoSequencerPool;

#define SEQGO_SEQUENCER_CELL_SIZE 28

/* The pools of any client; FALSE if there is no such client. */
gboolean seqgo_sequencer_get_pool (int fd, guint8 client_id, SeqgoSequencerPool *pool);

G_END_DECLS
