/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <gio/gio.h>

#include <libseqgo/midi/seqgo-event-private.h>

G_BEGIN_DECLS

/* Makes the event of a short MIDI message whose values are checked, with
 * G_IO_ERROR_INVALID_ARGUMENT. @a_name may be NULL if there is no a. */
gboolean seqgo_event_record_make_short (SeqgoEventRecord *record,
                                        SeqgoEventType    type,
                                        guint8            channel,
                                        const char       *a_name,
                                        guint8            a,
                                        const char       *b_name,
                                        guint8            b,
                                        GError          **error);

gboolean seqgo_event_record_make_pitch_bend (SeqgoEventRecord *record,
                                             guint8            channel,
                                             gint16            value,
                                             GError          **error);

G_END_DECLS
