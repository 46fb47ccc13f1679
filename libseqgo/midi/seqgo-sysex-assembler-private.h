/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/midi/seqgo-sysex-assembler.h>

G_BEGIN_DECLS

/* What is not public emits no signals; see seqgo_sysex_assembler_take_fragments(). */

SeqgoEventBatch *seqgo_sysex_assembler_feed_quietly (SeqgoSysexAssembler *self,
                                                     SeqgoEventBatch     *batch);

/* Something was lost: no message that is unfinished can become whole. */
void seqgo_sysex_assembler_break_quietly (SeqgoSysexAssembler *self);

void seqgo_sysex_assembler_reset_quietly (SeqgoSysexAssembler *self);

/* The fragments that are still to be told, an array of SeqgoEvent, or NULL if there are none. */
GPtrArray *seqgo_sysex_assembler_take_fragments (SeqgoSysexAssembler *self);

/* Emits the signals for them. */
void seqgo_sysex_assembler_tell (SeqgoSysexAssembler *self, GPtrArray *fragments);

G_END_DECLS
