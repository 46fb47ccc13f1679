/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <libseqgo/midi/seqgo-event-batch.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_MIDI_PARSER:
 *
 * The type of #SeqgoMidiParser.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_MIDI_PARSER (seqgo_midi_parser_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoMidiParser, seqgo_midi_parser, SEQGO, MIDI_PARSER, GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoMidiParser *seqgo_midi_parser_new (void);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_midi_parser_get_max_sysex_size (SeqgoMidiParser *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_midi_parser_set_max_sysex_size (SeqgoMidiParser *self, guint max_sysex_size);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_midi_parser_get_n_skipped (SeqgoMidiParser *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoEventBatch *seqgo_midi_parser_feed (SeqgoMidiParser *self, GBytes *bytes);

SEQGO_AVAILABLE_IN_1_0
void seqgo_midi_parser_reset (SeqgoMidiParser *self);

G_END_DECLS
