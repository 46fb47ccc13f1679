/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Controllers, and the parameters that some of them select and enter, as both ends of a stream
 * understand them. */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-parameter-private.h>

#define NULL_HALF 0x7F

void
seqgo_rtp_selection_init (SeqgoRtpSelection *self)
{
  *self = (SeqgoRtpSelection){ .coarse = NULL_HALF, .fine = NULL_HALF };
}

void
seqgo_rtp_selection_set (SeqgoRtpSelection *self, guint8 control, guint8 value)
{
  guint8 is_nrpn = control <= SEQGO_RTP_CONTROL_NRPN ? 1 : 0;

  if (self->is_nrpn != is_nrpn)
    {
      seqgo_rtp_selection_init (self);
      self->is_nrpn = is_nrpn;
    }
  self->is_pending = control == SEQGO_RTP_CONTROL_NRPN || control == SEQGO_RTP_CONTROL_RPN;
  if (self->is_pending)
    self->coarse = value;
  else
    self->fine = value;
}

guint16
seqgo_rtp_selection_get (const SeqgoRtpSelection *self)
{
  /* Some send the lower half of the number first: then it is none yet. */
  if (self->coarse == NULL_HALF)
    return SEQGO_RTP_NO_PARAMETER;
  return (guint16) (self->coarse << 7 | self->fine | (self->is_nrpn ? SEQGO_RTP_NRPN : 0));
}

void
seqgo_rtp_parameter_init (SeqgoRtpParameter *self, guint16 number)
{
  *self = (SeqgoRtpParameter){
    .number = number,
    .coarse = SEQGO_RTP_NOT_ENTERED,
    .fine = SEQGO_RTP_NOT_ENTERED,
  };
}

static gint16
press (gint16 buttons, guint8 control)
{
  int pressed = buttons + (control == SEQGO_RTP_CONTROL_INCREMENT ? 1 : -1);

  return (gint16) CLAMP (pressed, -SEQGO_RTP_MAX_BUTTONS, SEQGO_RTP_MAX_BUTTONS);
}

void
seqgo_rtp_parameter_enter (SeqgoRtpParameter *self, guint8 control, guint8 value)
{
  switch (control)
    {
    case SEQGO_RTP_CONTROL_DATA:
      self->coarse = value;
      self->fine = SEQGO_RTP_NOT_ENTERED;
      self->buttons = self->late_buttons = 0;
      break;
    case SEQGO_RTP_CONTROL_DATA_FINE:
      self->fine = value;
      self->buttons = self->late_buttons = 0;
      break;
    default:
      self->buttons = press (self->buttons, control);
      self->late_buttons = press (self->late_buttons, control);
      break;
    }
  self->is_old = FALSE;
}

void
seqgo_rtp_parameter_age (SeqgoRtpParameter *self)
{
  self->is_old = TRUE;
  self->late_buttons = 0;
}
