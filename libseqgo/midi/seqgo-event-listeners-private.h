/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/midi/seqgo-event-private.h>

G_BEGIN_DECLS

/* Universal MIDI Packets have no type, but count as one more. */
#define SEQGO_EVENT_LISTENERS_N_TYPES (256 + 1)

/* Whether somebody listens to a type of event of one object, which is asked once as a batch is
 * emitted; 0 means not asked yet. */
typedef struct
{
  gint8 wants[SEQGO_EVENT_LISTENERS_N_TYPES];
} SeqgoEventListeners;

/* @signal has the nicks of events as details. */
gboolean seqgo_event_listeners_want (SeqgoEventListeners    *self,
                                     gpointer                instance,
                                     guint                   signal,
                                     const SeqgoEventRecord *record);

/* Whether anybody listens to the signal with any detail, or with none. */
gboolean seqgo_event_listeners_exist (gpointer instance, guint signal);

G_END_DECLS
