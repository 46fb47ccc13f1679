/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/midi/seqgo-event-pattern.h>
#include <libseqgo/midi/seqgo-event-private.h>

G_BEGIN_DECLS

/* A condition that is not set. */
#define SEQGO_EVENT_PATTERN_ANY (-1)

struct _SeqgoEventPattern
{
  GObject       parent_instance;
  int           event_type;
  int           channel;
  int           tag;
  int           queue_id;
  SeqgoAddress *destination;
  gint64        from_tick;
  gint64        before_tick;
  gint64        from_time;
  gint64        before_time;
  gboolean      keep_note_offs;
};

/* Whether there is a condition for events that are due at a tick, or for those that are due at a
 * time. */
gboolean seqgo_event_pattern_has_ticks (SeqgoEventPattern *self);

gboolean seqgo_event_pattern_has_times (SeqgoEventPattern *self);

G_END_DECLS
