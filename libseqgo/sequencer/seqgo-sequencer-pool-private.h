/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/sequencer/seqgo-sequencer-pool.h>

G_BEGIN_DECLS

/* Sizes in cells. A driver has no pools: all are 0. */
struct _SeqgoSequencerPool
{
  gatomicrefcount ref_count;
  guint           output_size;
  guint           output_free;
  guint           output_room;
  guint           input_size;
  guint           input_free;
};

/* Asks for the pools of any client; FALSE, with errno set, if there is no such client. */
gboolean seqgo_sequencer_pool_read (SeqgoSequencerPool *self, int fd, guint8 client_id);

G_END_DECLS
