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

/* The session commands of AppleMIDI; the numbers are their two letters. */
typedef enum
{
  SEQGO_RTP_COMMAND_INVITATION = 0x494E,
  SEQGO_RTP_COMMAND_ACCEPTED = 0x4F4B,
  SEQGO_RTP_COMMAND_REJECTED = 0x4E4F,
  SEQGO_RTP_COMMAND_END = 0x4259,
  SEQGO_RTP_COMMAND_SYNCHRONIZATION = 0x434B,
  SEQGO_RTP_COMMAND_FEEDBACK = 0x5253,
  SEQGO_RTP_COMMAND_BIT_RATE_LIMIT = 0x524C,
} SeqgoRtpCommandType;

#define SEQGO_RTP_PROTOCOL_VERSION 2
#define SEQGO_RTP_MAX_NAME 255
#define SEQGO_RTP_MAX_COMMAND (16 + SEQGO_RTP_MAX_NAME + 1)

/* A session command. What a type does not have is 0; the name is UTF-8. */
typedef struct
{
  SeqgoRtpCommandType type;
  guint32             ssrc;
  /* Invitations, their answers, and the end. */
  guint32 version;
  guint32 token;
  char    name[SEQGO_RTP_MAX_NAME + 1];
  /* Synchronization, in units of 100 microseconds. */
  guint8  count;
  guint64 timestamps[3];
  /* Feedback: the highest number that was received. */
  guint16 sequence;
  /* In bits per second. */
  guint32 bit_rate;
} SeqgoRtpCommand;

/* Whether a datagram is meant to be a session command, whole or not. */
gboolean seqgo_rtp_is_command (const guint8 *data, gsize size);

/* Returns FALSE if it is no command that is known, or not whole. */
gboolean seqgo_rtp_command_parse (SeqgoRtpCommand *self, const guint8 *data, gsize size);

/* Writes at most SEQGO_RTP_MAX_COMMAND bytes; returns how many. */
gsize seqgo_rtp_command_write (const SeqgoRtpCommand *self, guint8 *data);

G_END_DECLS
