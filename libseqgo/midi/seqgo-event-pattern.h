/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <glib-object.h>

#include <libseqgo/midi/seqgo-event.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_EVENT_PATTERN:
 *
 * The type of #SeqgoEventPattern.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_EVENT_PATTERN (seqgo_event_pattern_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoEventPattern, seqgo_event_pattern, SEQGO, EVENT_PATTERN, GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoEventPattern *seqgo_event_pattern_new (void);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_event_pattern_matches (SeqgoEventPattern *self, SeqgoEvent *event);

SEQGO_AVAILABLE_IN_1_0
int seqgo_event_pattern_get_event_type (SeqgoEventPattern *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_event_pattern_set_event_type (SeqgoEventPattern *self, int event_type);

SEQGO_AVAILABLE_IN_1_0
int seqgo_event_pattern_get_channel (SeqgoEventPattern *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_event_pattern_set_channel (SeqgoEventPattern *self, int channel);

SEQGO_AVAILABLE_IN_1_0
int seqgo_event_pattern_get_tag (SeqgoEventPattern *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_event_pattern_set_tag (SeqgoEventPattern *self, int tag);

SEQGO_AVAILABLE_IN_1_0
int seqgo_event_pattern_get_queue_id (SeqgoEventPattern *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_event_pattern_set_queue_id (SeqgoEventPattern *self, int queue_id);

SEQGO_AVAILABLE_IN_1_0
SeqgoAddress *seqgo_event_pattern_get_destination (SeqgoEventPattern *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_event_pattern_set_destination (SeqgoEventPattern *self, SeqgoAddress *destination);

SEQGO_AVAILABLE_IN_1_0
gint64 seqgo_event_pattern_get_from_tick (SeqgoEventPattern *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_event_pattern_set_from_tick (SeqgoEventPattern *self, gint64 from_tick);

SEQGO_AVAILABLE_IN_1_0
gint64 seqgo_event_pattern_get_before_tick (SeqgoEventPattern *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_event_pattern_set_before_tick (SeqgoEventPattern *self, gint64 before_tick);

SEQGO_AVAILABLE_IN_1_0
gint64 seqgo_event_pattern_get_from_time (SeqgoEventPattern *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_event_pattern_set_from_time (SeqgoEventPattern *self, gint64 from_time);

SEQGO_AVAILABLE_IN_1_0
gint64 seqgo_event_pattern_get_before_time (SeqgoEventPattern *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_event_pattern_set_before_time (SeqgoEventPattern *self, gint64 before_time);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_event_pattern_get_keep_note_offs (SeqgoEventPattern *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_event_pattern_set_keep_note_offs (SeqgoEventPattern *self, gboolean keep_note_offs);

G_END_DECLS
