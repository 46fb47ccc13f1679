/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <libseqgo/rtp/seqgo-rtp-sender-private.h>

#include "rtp-traffic.h"

G_BEGIN_DECLS

typedef struct
{
  guint8 data[SEQGO_RTP_MAX_PACKET_SIZE];
  gsize  size;
} RtpTestPacket;

/* A network that loses, copies and exchanges packets, so many of a hundred. */
typedef struct
{
  RtpTraffic *random;
  guint       loss;
  guint       copies;
  guint       exchanges;
  /* What comes after the next one. */
  RtpTestPacket held;
  gboolean      has_held;
} RtpLossy;

typedef void (*RtpLossyFunc) (gpointer user_data, const RtpTestPacket *packet);

/* Whether that happens which happens so many times of a hundred. */
gboolean rtp_lossy_happens (RtpLossy *self, guint percent);

/* Calls @receive for what arrives. Returns FALSE if the packet waits for the next one. */
gboolean rtp_lossy_transmit (RtpLossy            *self,
                             const RtpTestPacket *packet,
                             RtpLossyFunc         receive,
                             gpointer             user_data);

G_END_DECLS
