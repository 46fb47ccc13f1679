/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/rtp/seqgo-rtp-history-private.h>
#include <libseqgo/rtp/seqgo-rtp-packet-private.h>

G_BEGIN_DECLS

/* The stream of RTP packets to one peer: what waits to be sent, its numbers, its journal. */
typedef struct _SeqgoRtpSender SeqgoRtpSender;

/* The octets of a journal in one packet with commands; in a small packet they are at most half of
 * it. Without commands it may fill the packet: who joins learns the whole state by it. */
#define SEQGO_RTP_DEFAULT_MAX_JOURNAL 512

/* @past is what was sent to others before; the journal tells of it until it is acknowledged. It is
 * copied. */
SeqgoRtpSender *
seqgo_rtp_sender_new (guint32 ssrc, guint16 first_sequence, const SeqgoRtpHistory *past);

void seqgo_rtp_sender_free (SeqgoRtpSender *self);

/* Without a journal, what is lost stays lost. */
void seqgo_rtp_sender_set_has_journal (SeqgoRtpSender *self, gboolean has_journal);

void seqgo_rtp_sender_set_max_packet_size (SeqgoRtpSender *self, gsize size);

/* Some receivers understand no running status. */
void seqgo_rtp_sender_set_running_status (SeqgoRtpSender *self, gboolean running_status);

/* @message is a whole MIDI message, SysEx from F0 to F7 included; @ticks its time on the session's
 * clock of 10 kHz. What is queued keeps its order; a time before that of the message before becomes
 * that. */
void seqgo_rtp_sender_queue (SeqgoRtpSender *self, const guint8 *message, gsize size, gint64 ticks);

/* The bytes of MIDI that wait. */
gsize seqgo_rtp_sender_get_queued (const SeqgoRtpSender *self);

/* Makes one packet of what waits, of at most @max_midi bytes of MIDI (at least one message that is
 * no SysEx, or a part of SysEx), and the journal. @data has room for SEQGO_RTP_MAX_PACKET_SIZE.
 * Returns its size, or 0 if nothing waits. The time stamp is that of its first message. @n_midi is
 * how many bytes of MIDI, as they would go through a cable, it has. */
gsize
seqgo_rtp_sender_make_packet (SeqgoRtpSender *self, gsize max_midi, guint8 *data, gsize *n_midi);

/* A packet without commands, at @ticks: its journal lets the receiver see that the one before was
 * lost (RFC 4696 section 4.2). */
gsize seqgo_rtp_sender_make_guard (SeqgoRtpSender *self, gint64 ticks, guint8 *data);

/* The receiver says that it has everything up to @sequence. Returns FALSE, having changed nothing,
 * if it said so before or it cannot be. */
gboolean seqgo_rtp_sender_acknowledge (SeqgoRtpSender *self, guint16 sequence);

/* Whether there are commands that were sent and are not acknowledged. */
gboolean seqgo_rtp_sender_needs_guard (const SeqgoRtpSender *self);

/* The number of the last packet, and whether there was one. */
gboolean seqgo_rtp_sender_get_last_sequence (const SeqgoRtpSender *self, guint16 *sequence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoRtpSender, seqgo_rtp_sender_free)

G_END_DECLS
