/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/midi/seqgo-event-batch.h>

G_BEGIN_DECLS

/* Appends the MIDI 1.0 bytes of @record to @bytes, with a status byte in any case; appends nothing
 * if it fails, with the errors of seqgo_event_to_midi(). If the record has a payload, it is at its
 * place in @payloads. */
gboolean seqgo_event_record_append_midi (const SeqgoEventRecord *record,
                                         const guint8           *payloads,
                                         GByteArray             *bytes,
                                         GError                **error);

/* Whether there is MIDI for events of the type, if their fields are in range. */
gboolean seqgo_event_type_has_midi (guint8 type);

G_END_DECLS
