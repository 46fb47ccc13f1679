/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <glib.h>

G_BEGIN_DECLS

/* The state in which the commands of a session leave a receiver, and which of them were sent when:
 * what recovery journals are made of (RFC 6295, appendix A.1). */
typedef struct _SeqgoRtpHistory SeqgoRtpHistory;

SeqgoRtpHistory *seqgo_rtp_history_new (void);

SeqgoRtpHistory *seqgo_rtp_history_copy (const SeqgoRtpHistory *self);

void seqgo_rtp_history_free (SeqgoRtpHistory *self);

/* @message, a whole MIDI message with its status byte, was sent in the packet with that extended
 * number. Memory is bounded; nothing is allocated for what has been seen before. */
void
seqgo_rtp_history_add (SeqgoRtpHistory *self, const guint8 *message, gsize size, guint64 sequence);

/* All that the history has counts as sent in the packet with that number: for a receiver who joins
 * after it (appendix C.2.2.2). What is no state but only happened, such as SysEx or the end of a
 * note, is forgotten. */
void seqgo_rtp_history_restamp (SeqgoRtpHistory *self, guint64 sequence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoRtpHistory, seqgo_rtp_history_free)

G_END_DECLS
