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

#define SEQGO_RTP_HEADER_SIZE 12
#define SEQGO_RTP_PAYLOAD_TYPE 97
/* Of the UDP payload: what passes every network, and what is worth a packet. */
#define SEQGO_RTP_DEFAULT_PACKET_SIZE 1232
#define SEQGO_RTP_MIN_PACKET_SIZE 64
#define SEQGO_RTP_MAX_PACKET_SIZE 1472
/* Most that 12 bits count. */
#define SEQGO_RTP_MAX_LIST 4095

/* A received packet; the list and the journal are parts of the datagram. */
typedef struct
{
  guint16       sequence;
  guint32       timestamp;
  guint32       ssrc;
  gboolean      has_first_delta;
  const guint8 *list;
  gsize         list_size;
  /* NULL if there is none. */
  const guint8 *journal;
  gsize         journal_size;
  /* The list is longer than the datagram, or a journal was promised that is not there. What is
   * there of the list can be read. */
  gboolean is_malformed;
} SeqgoRtpPacket;

/* Returns FALSE if the datagram is no packet of MIDI: nothing of it is to be used. */
gboolean seqgo_rtp_packet_parse (SeqgoRtpPacket *self, const guint8 *data, gsize size);

/* Writes the 12 bytes of the header. */
void
seqgo_rtp_packet_write_header (guint8 *data, guint16 sequence, guint32 timestamp, guint32 ssrc);

/* The header of the MIDI section, of one or two bytes: returns how many. */
gsize seqgo_rtp_packet_write_section (guint8  *data,
                                      gsize    list_size,
                                      gboolean has_journal,
                                      gboolean has_first_delta);

G_END_DECLS
