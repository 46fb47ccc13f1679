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

/* Positions are MIDI clocks, 24 for a quarter note, and wrap around. */
#define SEQGO_RTP_POSITION_MASK 0x7FFFF

/* Where a sequencer is that follows the messages of MIDI (RFC 6295 appendix B.3). */
typedef struct
{
  guint32  next;
  gboolean is_running;
  /* A clock came since it runs: the position before the next one has been played. */
  gboolean is_played;
  /* It runs from the start, and nothing has been played. */
  gboolean is_start;
} SeqgoRtpPosition;

/* @message is F2, F8, FA, FB or FC. Returns whether that changed anything. */
gboolean seqgo_rtp_position_apply (SeqgoRtpPosition *self, const guint8 *message);

/* Time code, as full frames or as quarter frames, of which eight make it complete (appendix B.4).
 * The complete one is hours, with the rate, minutes, seconds and frames. */
typedef struct
{
  guint8   complete[4];
  gboolean has_complete;
  /* It was made of quarter frames. */
  gboolean is_quarter;
  gboolean is_backward;
  /* The next one, by the type of the piece, of which so many are there from the first one on. */
  guint8 pieces[8];
  guint8 n_pieces;
} SeqgoRtpTimeCode;

#define SEQGO_RTP_FULL_FRAME_SIZE 10

/* Whether a SysEx message, from F0 to F7, is a full frame: it has its time from byte 5 on. */
gboolean seqgo_rtp_is_full_frame (const guint8 *message, gsize size);

/* Whether it resets a receiver to a state that is defined: GM and DLS on or off. */
gboolean seqgo_rtp_is_reset_sysex (const guint8 *message, gsize size);

void seqgo_rtp_time_code_set (SeqgoRtpTimeCode *self, const guint8 *time);

/* @data is the data byte of a quarter frame. */
void seqgo_rtp_time_code_add (SeqgoRtpTimeCode *self, guint8 data);

/* The type of the piece that is number @index to come. */
static inline guint8
seqgo_rtp_time_code_get_type (const SeqgoRtpTimeCode *self, guint index)
{
  return (guint8) (self->is_backward ? 7 - index : index);
}

G_END_DECLS
