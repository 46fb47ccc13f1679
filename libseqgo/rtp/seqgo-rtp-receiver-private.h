/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/rtp/seqgo-rtp-packet-private.h>

G_BEGIN_DECLS

/* The stream of RTP packets from one peer: what it leaves sounding, what is missing of it, and the
 * repair by its journal (RFC 6295 section 4). */
typedef struct _SeqgoRtpReceiver SeqgoRtpReceiver;

/* What is longer is not put together. */
#define SEQGO_RTP_DEFAULT_MAX_SYSEX 65536

typedef struct
{
  guint64 n_packets;
  guint64 n_bytes;
  /* Events that were delivered, those that were repaired among them. */
  guint64 n_events;
  guint64 n_recovered;
  /* Packets that did not come in time. */
  guint64 n_lost;
  /* Of these, those after which the journal did not tell enough. */
  guint64 n_unrecoverable;
  guint64 n_duplicates;
  guint64 n_late;
  guint64 n_malformed;
  /* SysEx that never became whole, or was too long. */
  guint64 n_broken_sysex;
} SeqgoRtpReceiverCounts;

/* What became of a packet. */
typedef enum
{
  /* It was the next one, or the first. */
  SEQGO_RTP_ARRIVAL_IN_ORDER,
  /* There was a loss before it, which the journal repaired. */
  SEQGO_RTP_ARRIVAL_REPAIRED,
  /* There was a loss before it, and not all of it is repaired. */
  SEQGO_RTP_ARRIVAL_UNREPAIRED,
  /* It was ignored: a copy, late, or out of all order. */
  SEQGO_RTP_ARRIVAL_IGNORED,
} SeqgoRtpArrival;

SeqgoRtpReceiver *seqgo_rtp_receiver_new (void);

void seqgo_rtp_receiver_free (SeqgoRtpReceiver *self);

void seqgo_rtp_receiver_set_max_sysex (SeqgoRtpReceiver *self, gsize size);

/* Appends to @records what the packet makes of the stream, and to @payloads the bytes of SysEx, to
 * which the records refer by offset. The time of each is how much after the packet's time stamp it
 * is, in units of 100 microseconds; what was repaired has 0 and SEQGO_EVENT_FLAG_RECOVERED. All are
 * marked as received and in real time. */
SeqgoRtpArrival seqgo_rtp_receiver_receive (SeqgoRtpReceiver     *self,
                                            const SeqgoRtpPacket *packet,
                                            GArray               *records,
                                            GByteArray           *payloads);

/* The stream has ended: appends what ends the notes that sound, in the order in which they began,
 * and releases the pedals; all as recovered. */
void seqgo_rtp_receiver_release (SeqgoRtpReceiver *self, GArray *records);

/* The highest number up to which everything is there or repaired; FALSE before the first packet. */
gboolean seqgo_rtp_receiver_get_sequence (const SeqgoRtpReceiver *self, guint16 *sequence);

const SeqgoRtpReceiverCounts *seqgo_rtp_receiver_get_counts (const SeqgoRtpReceiver *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoRtpReceiver, seqgo_rtp_receiver_free)

G_END_DECLS
