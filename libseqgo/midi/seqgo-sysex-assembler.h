/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <glib-object.h>

#include <libseqgo/midi/seqgo-event-batch.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_SYSEX_ASSEMBLER:
 *
 * The type of #SeqgoSysexAssembler.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SYSEX_ASSEMBLER (seqgo_sysex_assembler_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoSysexAssembler, seqgo_sysex_assembler, SEQGO, SYSEX_ASSEMBLER, GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoSysexAssembler *seqgo_sysex_assembler_new (void);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sysex_assembler_get_max_size (SeqgoSysexAssembler *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sysex_assembler_set_max_size (SeqgoSysexAssembler *self, guint max_size);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_sysex_assembler_get_n_aborted (SeqgoSysexAssembler *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoEventBatch *seqgo_sysex_assembler_feed (SeqgoSysexAssembler *self, SeqgoEventBatch *batch);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sysex_assembler_reset (SeqgoSysexAssembler *self);

G_END_DECLS
