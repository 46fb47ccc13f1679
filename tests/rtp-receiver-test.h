/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <libseqgo/rtp/seqgo-rtp-receiver-private.h>

G_BEGIN_DECLS

/* A receiver, and what it made of the last packet. */
typedef struct
{
  SeqgoRtpReceiver *receiver;
  GArray           *records;
  GByteArray       *payloads;
  SeqgoRtpArrival   arrival;
  guint32           timestamp;
} RtpReceiverTest;

void rtp_receiver_test_set_up (RtpReceiverTest *self, gconstpointer user_data);

void rtp_receiver_test_tear_down (RtpReceiverTest *self, gconstpointer user_data);

/* A packet with this list, and this journal unless that is %NULL, both in hexadecimal digits. */
void receive (RtpReceiverTest *self, guint16 sequence, const char *list, const char *journal);

/* What the records are: messages in hexadecimal digits, with a mark for what was recovered. */
void assert_records (RtpReceiverTest *self, const char *expected);

void assert_events (RtpReceiverTest *self,
                    guint16          sequence,
                    const char      *list,
                    const char      *journal,
                    const char      *expected);

/* @expected are names of counts, each with its value. */
void assert_counts (RtpReceiverTest *self, const char *expected);

G_END_DECLS
