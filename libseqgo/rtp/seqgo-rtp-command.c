/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The session commands are those of Apple's note "MIDI Network Driver Protocol". What the note
 * leaves open, and where others differ from it, was seen on the wire. */

#include "config.h"

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-bytes-private.h>
#include <libseqgo/rtp/seqgo-rtp-command-private.h>

#define SIGNATURE 0xFFFF
#define SIGNATURE_SIZE 2
#define REPLACEMENT "\xEF\xBF\xBD"

/* Offsets of what the commands have. Invitations, their answers, and the end: */
enum
{
  TYPE = 2,
  VERSION = 4,
  TOKEN = 8,
  PARTY_SSRC = 12,
  NAME = 16,
};

/* The others have the SSRC where these have the version. */
enum
{
  SSRC = 4,
  COUNT = 8,
  TIMESTAMPS = 12,
  SYNCHRONIZATION_SIZE = 36,
  SEQUENCE = 8,
  UNUSED_SEQUENCE = 10,
  BIT_RATE = 8,
  SHORT_SIZE = 12,
};

static gsize
get_min_size (guint16 type)
{
  switch (type)
    {
    case SEQGO_RTP_COMMAND_INVITATION:
    case SEQGO_RTP_COMMAND_ACCEPTED:
    case SEQGO_RTP_COMMAND_REJECTED:
    case SEQGO_RTP_COMMAND_END:
      return NAME;
    case SEQGO_RTP_COMMAND_SYNCHRONIZATION:
      return SYNCHRONIZATION_SIZE;
    case SEQGO_RTP_COMMAND_FEEDBACK:
    case SEQGO_RTP_COMMAND_BIT_RATE_LIMIT:
      return SHORT_SIZE;
    default:
      return G_MAXSIZE;
    }
}

/* Up to a NUL, if there is one, and as many whole characters as there is room for. Each byte that
 * is no UTF-8 becomes U+FFFD, as g_utf8_make_valid() does it. */
static void
read_name (char *name, const guint8 *data, gsize size)
{
  const char *position = (const char *) data;
  const char *end = position + size;
  gsize       n_written = 0;

  while (position < end && *position != '\0')
    {
      gunichar    character = g_utf8_get_char_validated (position, end - position);
      gboolean    is_valid = character != (gunichar) -1 && character != (gunichar) -2;
      const char *bytes = is_valid ? position : REPLACEMENT;
      gsize       n_bytes
          = is_valid ? (gsize) g_unichar_to_utf8 (character, NULL) : sizeof REPLACEMENT - 1;

      if (n_written + n_bytes > SEQGO_RTP_MAX_NAME)
        break;
      memcpy (name + n_written, bytes, n_bytes);
      n_written += n_bytes;
      position += is_valid ? n_bytes : 1;
    }
  name[n_written] = '\0';
}

gboolean
seqgo_rtp_is_command (const guint8 *data, gsize size)
{
  /* A packet of RTP cannot begin so: its version would be 3. */
  return size >= SIGNATURE_SIZE && seqgo_rtp_get_16 (data) == SIGNATURE;
}

static gboolean
parse_synchronization (SeqgoRtpCommand *self, const guint8 *data)
{
  self->ssrc = seqgo_rtp_get_32 (data + SSRC);
  self->count = data[COUNT];
  for (guint i = 0; i < G_N_ELEMENTS (self->timestamps); i++)
    self->timestamps[i] = seqgo_rtp_get_64 (data + TIMESTAMPS + 8 * i);
  return self->count < G_N_ELEMENTS (self->timestamps);
}

/* Some send what they count otherwise in the unused half, and 0 as the number. */
static gboolean
parse_feedback (SeqgoRtpCommand *self, const guint8 *data)
{
  self->ssrc = seqgo_rtp_get_32 (data + SSRC);
  self->sequence = seqgo_rtp_get_16 (data + SEQUENCE);
  return self->sequence != 0 || seqgo_rtp_get_16 (data + UNUSED_SEQUENCE) == 0;
}

gboolean
seqgo_rtp_command_parse (SeqgoRtpCommand *self, const guint8 *data, gsize size)
{
  guint16 type;

  memset (self, 0, sizeof *self);
  if (!seqgo_rtp_is_command (data, size) || size < VERSION)
    return FALSE;
  type = seqgo_rtp_get_16 (data + TYPE);
  if (size < get_min_size (type))
    return FALSE;

  self->type = (SeqgoRtpCommandType) type;
  switch (self->type)
    {
    case SEQGO_RTP_COMMAND_SYNCHRONIZATION:
      return parse_synchronization (self, data);
    case SEQGO_RTP_COMMAND_FEEDBACK:
      return parse_feedback (self, data);
    case SEQGO_RTP_COMMAND_BIT_RATE_LIMIT:
      self->ssrc = seqgo_rtp_get_32 (data + SSRC);
      self->bit_rate = seqgo_rtp_get_32 (data + BIT_RATE);
      return TRUE;
    case SEQGO_RTP_COMMAND_INVITATION:
    case SEQGO_RTP_COMMAND_ACCEPTED:
    case SEQGO_RTP_COMMAND_REJECTED:
    case SEQGO_RTP_COMMAND_END:
    default:
      self->version = seqgo_rtp_get_32 (data + VERSION);
      self->token = seqgo_rtp_get_32 (data + TOKEN);
      self->ssrc = seqgo_rtp_get_32 (data + PARTY_SSRC);
      read_name (self->name, data + NAME, size - NAME);
      return TRUE;
    }
}

/* Only an invitation and its acceptance have a name. */
static gsize
write_party (const SeqgoRtpCommand *self, guint8 *data)
{
  gsize name_size;

  seqgo_rtp_set_32 (data + VERSION, self->version);
  seqgo_rtp_set_32 (data + TOKEN, self->token);
  seqgo_rtp_set_32 (data + PARTY_SSRC, self->ssrc);
  if (self->type != SEQGO_RTP_COMMAND_INVITATION && self->type != SEQGO_RTP_COMMAND_ACCEPTED)
    return NAME;

  name_size = strnlen (self->name, SEQGO_RTP_MAX_NAME);
  memcpy (data + NAME, self->name, name_size);
  data[NAME + name_size] = '\0';
  return NAME + name_size + 1;
}

gsize
seqgo_rtp_command_write (const SeqgoRtpCommand *self, guint8 *data)
{
  seqgo_rtp_set_16 (data, SIGNATURE);
  seqgo_rtp_set_16 (data + TYPE, (guint16) self->type);
  switch (self->type)
    {
    case SEQGO_RTP_COMMAND_SYNCHRONIZATION:
      seqgo_rtp_set_32 (data + SSRC, self->ssrc);
      /* The count, and three unused bytes. */
      seqgo_rtp_set_32 (data + COUNT, (guint32) self->count << 24);
      for (guint i = 0; i < G_N_ELEMENTS (self->timestamps); i++)
        seqgo_rtp_set_64 (data + TIMESTAMPS + 8 * i, self->timestamps[i]);
      return SYNCHRONIZATION_SIZE;
    case SEQGO_RTP_COMMAND_FEEDBACK:
      seqgo_rtp_set_32 (data + SSRC, self->ssrc);
      seqgo_rtp_set_16 (data + SEQUENCE, self->sequence);
      seqgo_rtp_set_16 (data + UNUSED_SEQUENCE, 0);
      return SHORT_SIZE;
    case SEQGO_RTP_COMMAND_BIT_RATE_LIMIT:
      seqgo_rtp_set_32 (data + SSRC, self->ssrc);
      seqgo_rtp_set_32 (data + BIT_RATE, self->bit_rate);
      return SHORT_SIZE;
    case SEQGO_RTP_COMMAND_INVITATION:
    case SEQGO_RTP_COMMAND_ACCEPTED:
    case SEQGO_RTP_COMMAND_REJECTED:
    case SEQGO_RTP_COMMAND_END:
    default:
      return write_party (self, data);
    }
}
