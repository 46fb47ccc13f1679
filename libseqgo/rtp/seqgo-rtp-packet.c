/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-bytes-private.h>
#include <libseqgo/rtp/seqgo-rtp-packet-private.h>

/* The header of RTP: RFC 3550 section 5.1. */
#define VERSION 2
#define VERSION_SHIFT 6
#define HAS_PADDING (1 << 5)
#define HAS_EXTENSION (1 << 4)
#define N_SOURCES_MASK 0x0F
#define SOURCE_SIZE 4
#define TYPE_MASK 0x7F
#define EXTENSION_HEADER_SIZE 4
#define EXTENSION_LENGTH 2
#define SEQUENCE 2
#define TIMESTAMP 4
#define SSRC 8

/* The header of the MIDI section: RFC 6295 section 3. */
#define IS_LONG (1 << 7)
#define HAS_JOURNAL (1 << 6)
#define HAS_FIRST_DELTA (1 << 5)
#define LENGTH_MASK 0x0F
#define MAX_SHORT_LENGTH 15

#define JOURNAL_HEADER_SIZE 3

/* Finds what lies between the header of RTP, with all that may follow it, and the padding. */
static gboolean
find_payload (const guint8 **data, gsize *size)
{
  guint8 head = **data;
  gsize  skipped = SEQGO_RTP_HEADER_SIZE + SOURCE_SIZE * (gsize) (head & N_SOURCES_MASK);
  guint8 padding = (head & HAS_PADDING) != 0 ? (*data)[*size - 1] : 0;

  if ((head & HAS_EXTENSION) != 0)
    {
      if (*size < skipped + EXTENSION_HEADER_SIZE)
        return FALSE;
      skipped += EXTENSION_HEADER_SIZE
                 + 4 * (gsize) seqgo_rtp_get_16 (*data + skipped + EXTENSION_LENGTH);
    }
  if (((head & HAS_PADDING) != 0 && padding == 0) || *size < skipped + padding)
    return FALSE;

  *data += skipped;
  *size -= skipped + padding;
  return TRUE;
}

static gboolean
parse_section (SeqgoRtpPacket *self, const guint8 *data, gsize size)
{
  guint8 head;
  gsize  header_size, length, rest;

  if (size == 0)
    return FALSE;
  head = data[0];
  header_size = (head & IS_LONG) != 0 ? 2 : 1;
  if (size < header_size)
    return FALSE;

  length = head & LENGTH_MASK;
  if ((head & IS_LONG) != 0)
    length = length << 8 | data[1];
  rest = size - header_size;

  self->has_first_delta = (head & HAS_FIRST_DELTA) != 0;
  self->list = data + header_size;
  self->list_size = MIN (length, rest);
  self->is_malformed = length > rest;
  if ((head & HAS_JOURNAL) == 0 || self->is_malformed)
    return TRUE;

  if (rest - length < JOURNAL_HEADER_SIZE)
    {
      self->is_malformed = TRUE;
      return TRUE;
    }
  self->journal = self->list + length;
  self->journal_size = rest - length;
  return TRUE;
}

gboolean
seqgo_rtp_packet_parse (SeqgoRtpPacket *self, const guint8 *data, gsize size)
{
  *self = (SeqgoRtpPacket){ 0 };
  /* The marker bit, which is above the type, tells nothing: RFC 6295 section 2.1 sets it where
   * there are commands, and nobody does. */
  if (size < SEQGO_RTP_HEADER_SIZE || data[0] >> VERSION_SHIFT != VERSION
      || (data[1] & TYPE_MASK) != SEQGO_RTP_PAYLOAD_TYPE)
    return FALSE;

  self->sequence = seqgo_rtp_get_16 (data + SEQUENCE);
  self->timestamp = seqgo_rtp_get_32 (data + TIMESTAMP);
  self->ssrc = seqgo_rtp_get_32 (data + SSRC);
  return find_payload (&data, &size) && parse_section (self, data, size);
}

void
seqgo_rtp_packet_write_header (guint8 *data, guint16 sequence, guint32 timestamp, guint32 ssrc)
{
  data[0] = VERSION << VERSION_SHIFT;
  /* Without the marker bit: macOS and rtpMIDI of Windows ignore the commands where it is set. */
  data[1] = SEQGO_RTP_PAYLOAD_TYPE;
  seqgo_rtp_set_16 (data + SEQUENCE, sequence);
  seqgo_rtp_set_32 (data + TIMESTAMP, timestamp);
  seqgo_rtp_set_32 (data + SSRC, ssrc);
}

gsize
seqgo_rtp_packet_write_section (guint8  *data,
                                gsize    list_size,
                                gboolean has_journal,
                                gboolean has_first_delta)
{
  guint8 flags = (has_journal ? HAS_JOURNAL : 0) | (has_first_delta ? HAS_FIRST_DELTA : 0);

  g_assert (list_size <= SEQGO_RTP_MAX_LIST);

  if (list_size <= MAX_SHORT_LENGTH)
    {
      data[0] = flags | (guint8) list_size;
      return 1;
    }
  data[0] = IS_LONG | flags | (guint8) (list_size >> 8);
  data[1] = (guint8) list_size;
  return 2;
}
