/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Positions in a song and in time, as both ends of a stream understand them. */

#include "config.h"

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-position-private.h>

#define CLOCKS_PER_BEAT 6
#define N_PIECES 8
/* The time that quarter frames tell is the one of their first; forward, two frames have passed when
 * the last one comes. */
#define FRAMES_LATE 2

gboolean
seqgo_rtp_position_apply (SeqgoRtpPosition *self, const guint8 *message)
{
  SeqgoRtpPosition old = *self;

  switch (message[0])
    {
    case 0xF2:
      self->next = (guint32) (message[1] | message[2] << 7) * CLOCKS_PER_BEAT;
      self->is_played = self->is_start = FALSE;
      break;
    case 0xF8:
      if (!self->is_running)
        break;
      self->next = (self->next + 1) & SEQGO_RTP_POSITION_MASK;
      self->is_played = TRUE;
      self->is_start = FALSE;
      break;
    case 0xFA:
      *self = (SeqgoRtpPosition){ .is_running = TRUE, .is_start = TRUE };
      break;
    case 0xFB:
      self->is_running = TRUE;
      self->is_played = self->is_start = FALSE;
      break;
    case 0xFC:
      self->is_running = self->is_played = self->is_start = FALSE;
      break;
    }
  return memcmp (&old, self, sizeof old) != 0;
}

gboolean
seqgo_rtp_is_full_frame (const guint8 *message, gsize size)
{
  return size == SEQGO_RTP_FULL_FRAME_SIZE && message[1] == 0x7F && message[3] == 0x01
         && message[4] == 0x01;
}

gboolean
seqgo_rtp_is_reset_sysex (const guint8 *message, gsize size)
{
  if (size != 6 || message[1] != 0x7E)
    return FALSE;
  return (message[3] == 0x09 && message[4] >= 1 && message[4] <= 3)
         || (message[3] == 0x0A && (message[4] == 1 || message[4] == 2));
}

void
seqgo_rtp_time_code_set (SeqgoRtpTimeCode *self, const guint8 *time)
{
  memcpy (self->complete, time, sizeof self->complete);
  self->has_complete = TRUE;
  self->is_quarter = self->is_backward = FALSE;
  self->n_pieces = 0;
}

static void
add_frames (guint8 *time)
{
  static const guint8 rates[] = { 24, 25, 30, 30 };
  guint               rate = time[0] >> 5 & 3;

  time[3] = (guint8) (time[3] + FRAMES_LATE);
  if (time[3] < rates[rate])
    return;
  time[3] = (guint8) (time[3] - rates[rate]);
  if (++time[2] < 60)
    return;
  time[2] = 0;
  time[1] = (guint8) (time[1] + 1);
  /* Of the 30 frames of a second that are 29.97, two numbers are left out each minute but the
   * tenth. */
  if (rate == 2 && time[1] % 10 != 0)
    time[3] = (guint8) (time[3] + 2);
  if (time[1] < 60)
    return;
  time[1] = 0;
  time[0] = (guint8) ((time[0] & 0x60) | ((time[0] & 0x1F) + 1) % 24);
}

static void
finish (SeqgoRtpTimeCode *self)
{
  for (guint i = 0; i < 4; i++)
    self->complete[i] = (guint8) (self->pieces[6 - 2 * i] | self->pieces[7 - 2 * i] << 4);
  if (!self->is_backward)
    add_frames (self->complete);
  self->has_complete = self->is_quarter = TRUE;
  self->n_pieces = 0;
}

void
seqgo_rtp_time_code_add (SeqgoRtpTimeCode *self, guint8 data)
{
  guint8 type = data >> 4 & 7;

  if (self->n_pieces > 0 && type != seqgo_rtp_time_code_get_type (self, self->n_pieces))
    self->n_pieces = 0;
  if (self->n_pieces == 0)
    {
      if (type != 0 && type != N_PIECES - 1)
        return;
      self->is_backward = type != 0;
    }

  self->pieces[type] = data & 0x0F;
  if (++self->n_pieces == N_PIECES)
    finish (self);
}
