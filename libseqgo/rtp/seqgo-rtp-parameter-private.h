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

/* The controllers that are more than a value. */
enum
{
  SEQGO_RTP_CONTROL_BANK = 0,
  SEQGO_RTP_CONTROL_MODULATION = 1,
  SEQGO_RTP_CONTROL_DATA = 6,
  SEQGO_RTP_CONTROL_EXPRESSION = 11,
  SEQGO_RTP_CONTROL_BANK_FINE = 32,
  SEQGO_RTP_CONTROL_DATA_FINE = 38,
  SEQGO_RTP_CONTROL_SUSTAIN = 64,
  SEQGO_RTP_CONTROL_SOSTENUTO = 66,
  SEQGO_RTP_CONTROL_SOFT = 67,
  SEQGO_RTP_CONTROL_HOLD = 69,
  SEQGO_RTP_CONTROL_INCREMENT = 96,
  SEQGO_RTP_CONTROL_DECREMENT = 97,
  SEQGO_RTP_CONTROL_NRPN_FINE = 98,
  SEQGO_RTP_CONTROL_NRPN = 99,
  SEQGO_RTP_CONTROL_RPN_FINE = 100,
  SEQGO_RTP_CONTROL_RPN = 101,
  SEQGO_RTP_CONTROL_SOUND_OFF = 120,
  SEQGO_RTP_CONTROL_RESET = 121,
  SEQGO_RTP_CONTROL_NOTES_OFF = 123,
  SEQGO_RTP_CONTROL_OMNI_OFF = 124,
  SEQGO_RTP_CONTROL_OMNI_ON = 125,
  SEQGO_RTP_CONTROL_MONO = 126,
  SEQGO_RTP_CONTROL_POLY = 127,
};

/* On or off, from 64 on. */
static inline gboolean
seqgo_rtp_control_is_switch (guint8 control)
{
  return control >= SEQGO_RTP_CONTROL_SUSTAIN && control <= SEQGO_RTP_CONTROL_HOLD;
}

static inline gboolean
seqgo_rtp_control_ends_notes (guint8 control)
{
  return control == SEQGO_RTP_CONTROL_SOUND_OFF || control >= SEQGO_RTP_CONTROL_NOTES_OFF;
}

/* Of those that have values, what controller 121 resets as recommended practice RP-015 says. */
static inline gboolean
seqgo_rtp_control_is_reset (guint8 control)
{
  return control == SEQGO_RTP_CONTROL_MODULATION || control == SEQGO_RTP_CONTROL_EXPRESSION
         || (control >= SEQGO_RTP_CONTROL_SUSTAIN && control <= SEQGO_RTP_CONTROL_SOFT)
         || (control >= SEQGO_RTP_CONTROL_NRPN_FINE && control <= SEQGO_RTP_CONTROL_RPN);
}

/* More of one channel are forgotten. */
#define SEQGO_RTP_N_PARAMETERS 16
#define SEQGO_RTP_NRPN (1 << 14)
#define SEQGO_RTP_NO_PARAMETER 0xFFFF
#define SEQGO_RTP_MAX_BUTTONS 0x3FFF
/* A value that was not entered. */
#define SEQGO_RTP_NOT_ENTERED 0xFF

/* Which parameter is selected, and whether only the upper half of its number came yet: then it may
 * be another one soon (RFC 6295 appendix A.4). */
typedef struct
{
  guint8 coarse;
  guint8 fine;
  guint8 is_nrpn;
  guint8 is_pending;
} SeqgoRtpSelection;

/* What was entered for a parameter; the number has SEQGO_RTP_NRPN or not. */
typedef struct
{
  guint16 number;
  guint8  coarse;
  guint8  fine;
  /* Increments without decrements since a value was entered; and of these, since controller 121. */
  gint16 buttons;
  gint16 late_buttons;
  guint8 n_selections;
  /* Controller 121 came after it. */
  guint8 is_old;
} SeqgoRtpParameter;

void seqgo_rtp_selection_init (SeqgoRtpSelection *self);

/* One of the controllers 98 to 101. */
void seqgo_rtp_selection_set (SeqgoRtpSelection *self, guint8 control, guint8 value);

/* The parameter that is entered now, or SEQGO_RTP_NO_PARAMETER. */
guint16 seqgo_rtp_selection_get (const SeqgoRtpSelection *self);

void seqgo_rtp_parameter_init (SeqgoRtpParameter *self, guint16 number);

/* One of the controllers 6, 38, 96 and 97. */
void seqgo_rtp_parameter_enter (SeqgoRtpParameter *self, guint8 control, guint8 value);

/* Controller 121 came. */
void seqgo_rtp_parameter_age (SeqgoRtpParameter *self);

static inline gboolean
seqgo_rtp_control_selects (guint8 control)
{
  return control >= SEQGO_RTP_CONTROL_NRPN_FINE && control <= SEQGO_RTP_CONTROL_RPN;
}

static inline gboolean
seqgo_rtp_control_enters (guint8 control)
{
  return control == SEQGO_RTP_CONTROL_DATA || control == SEQGO_RTP_CONTROL_DATA_FINE
         || control == SEQGO_RTP_CONTROL_INCREMENT || control == SEQGO_RTP_CONTROL_DECREMENT;
}

G_END_DECLS
