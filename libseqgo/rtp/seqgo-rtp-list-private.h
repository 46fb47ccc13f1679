/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/rtp/seqgo-rtp-packet-private.h>

G_BEGIN_DECLS

/* What one entry of a MIDI list is (RFC 6295 section 3.2). */
typedef enum
{
  /* A delta time without a command. */
  SEQGO_RTP_ITEM_NONE,
  /* A message of one to three bytes in SeqgoRtpItem.bytes, with its status byte. */
  SEQGO_RTP_ITEM_MESSAGE,
  /* SysEx: SeqgoRtpItem.data is what lies between the first and the last byte. */
  SEQGO_RTP_ITEM_SYSEX,
  SEQGO_RTP_ITEM_SYSEX_FIRST,
  SEQGO_RTP_ITEM_SYSEX_MIDDLE,
  SEQGO_RTP_ITEM_SYSEX_LAST,
  SEQGO_RTP_ITEM_SYSEX_CANCEL,
} SeqgoRtpItemType;

typedef struct
{
  SeqgoRtpItemType type;
  /* After the time stamp of the packet, in units of 100 microseconds. */
  guint32       ticks;
  guint8        bytes[3];
  guint8        n_bytes;
  const guint8 *data;
  gsize         size;
  /* The end of SysEx was lost before it came here: it ended with F5. */
  gboolean is_dropped;
} SeqgoRtpItem;

typedef struct
{
  const guint8 *position;
  const guint8 *end;
  guint32       ticks;
  guint8        running_status;
  gboolean      has_delta;
  gboolean      is_malformed;
} SeqgoRtpListReader;

void seqgo_rtp_list_reader_init (SeqgoRtpListReader *self, const SeqgoRtpPacket *packet);

/* Returns FALSE at the end, or where the rest makes no sense: then is_malformed is set. */
gboolean seqgo_rtp_list_reader_next (SeqgoRtpListReader *self, SeqgoRtpItem *item);

/* Writes a list into memory of the caller, with running status. */
typedef struct
{
  guint8  *data;
  gsize    size;
  gsize    capacity;
  gint64   ticks;
  guint8   running_status;
  gboolean has_running_status;
  gboolean is_begun;
  gboolean has_first_delta;
} SeqgoRtpListWriter;

/* @ticks is the time stamp of the packet. The first command has a delta time only if it is later:
 * then has_first_delta must be set in the section. */
void
seqgo_rtp_list_writer_init (SeqgoRtpListWriter *self, guint8 *data, gsize capacity, gint64 ticks);

/* Some receivers understand no running status. */
void seqgo_rtp_list_writer_set_running_status (SeqgoRtpListWriter *self, gboolean running_status);

/* @message is a whole MIDI message that is no SysEx, at @ticks or when the one before was, whatever
 * is later. Returns FALSE, having written nothing, if there is no room. */
gboolean seqgo_rtp_list_writer_add (SeqgoRtpListWriter *self,
                                    const guint8       *message,
                                    gsize               size,
                                    gint64              ticks);

/* @message is whole SysEx, from F0 to F7, of which @offset bytes are written already: 0, or what
 * the call before returned. Returns how many bytes of it then are written: @offset if there is no
 * room. */
gsize seqgo_rtp_list_writer_add_sysex (SeqgoRtpListWriter *self,
                                       const guint8       *message,
                                       gsize               size,
                                       gsize               offset,
                                       gint64              ticks);

/* Whether a delta time precedes the first command. */
gboolean seqgo_rtp_list_writer_has_first_delta (const SeqgoRtpListWriter *self);

G_END_DECLS
