/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-port-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue-private.h>

G_BEGIN_DECLS

/* Has the kernel stamp what arrives at a port with the time of a queue made for that, and how the
 * port was before. */
typedef struct
{
  SeqgoSequencerQueue *queue;
  SeqgoPortStamping    before;
} SeqgoSequencerStamping;

/* The queue runs, unless somebody stops it. */
gboolean seqgo_sequencer_stamping_begin (SeqgoSequencerStamping *self,
                                         SeqgoSequencerPort     *port,
                                         const char             *queue_name,
                                         GError                **error);

/* Does nothing if it was not begun. */
void seqgo_sequencer_stamping_end (SeqgoSequencerStamping *self, SeqgoSequencerPort *port);

G_END_DECLS
