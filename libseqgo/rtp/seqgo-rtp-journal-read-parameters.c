/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Repair of parameters by chapter M: RFC 6295 appendix A.4. */

#include "config.h"

#include <stdlib.h>

#include <libseqgo/rtp/seqgo-rtp-bytes-private.h>
#include <libseqgo/rtp/seqgo-rtp-repair-private.h>

#define HEADER_SIZE 2
#define LENGTH_MASK 0x03FF
#define NRPN_BIT 0x80
#define IS_NEGATIVE 0x8000
#define AMOUNT_MASK 0x3FFF
#define NULL_HALF 0x7F
#define COUNT_MASK 0x7F
/* Increments and decrements that one journal brings back: a few bytes may ask for thousands. */
#define MAX_PRESSES 1024

typedef struct
{
  guint16 number;
  guint8  flags;
  guint8  coarse;
  guint8  fine;
  guint8  count;
  gint    buttons;
} Log;

static guint8
get_byte (const guint8 **position)
{
  return *(*position)++;
}

static gint
get_buttons (const guint8 **position)
{
  guint16 value = seqgo_rtp_get_16 (*position);
  gint    amount = value & AMOUNT_MASK;

  *position += 2;
  return (value & IS_NEGATIVE) != 0 ? -amount : amount;
}

static gsize
get_fields_size (guint8 flags)
{
  return ((flags & SEQGO_RTP_M_COARSE) != 0 ? 1 : 0) + ((flags & SEQGO_RTP_M_FINE) != 0 ? 1 : 0)
         + ((flags & SEQGO_RTP_M_BUTTONS) != 0 ? 2 : 0)
         + ((flags & SEQGO_RTP_M_LATE_BUTTONS) != 0 ? 2 : 0)
         + ((flags & SEQGO_RTP_M_COUNT) != 0 ? 1 : 0);
}

/* Returns FALSE if it is not whole. */
static gboolean
read_log (Log *log, guint8 common, const guint8 **position, const guint8 *end)
{
  gboolean is_short = (common & SEQGO_RTP_M_SHORT) != 0
                      && (common & (SEQGO_RTP_M_RPN_ONLY | SEQGO_RTP_M_NRPN_ONLY)) != 0;
  guint8 upper = (common & SEQGO_RTP_M_NRPN_ONLY) != 0 ? NRPN_BIT : 0;

  if (end - *position < (is_short ? 2 : 3))
    return FALSE;
  *log = (Log){ .number = get_byte (position) & SEQGO_RTP_VALUE_MASK };
  if (!is_short)
    upper = get_byte (position);
  log->number |= (guint16) ((upper & SEQGO_RTP_VALUE_MASK) << 7
                            | ((upper & NRPN_BIT) != 0 ? SEQGO_RTP_NRPN : 0));
  log->flags = get_byte (position);
  if ((gsize) (end - *position) < get_fields_size (log->flags))
    return FALSE;

  if ((log->flags & SEQGO_RTP_M_COARSE) != 0)
    log->coarse = get_byte (position) & SEQGO_RTP_VALUE_MASK;
  if ((log->flags & SEQGO_RTP_M_FINE) != 0)
    log->fine = get_byte (position) & SEQGO_RTP_VALUE_MASK;
  if ((log->flags & SEQGO_RTP_M_BUTTONS) != 0)
    log->buttons = get_buttons (position);
  if ((log->flags & SEQGO_RTP_M_LATE_BUTTONS) != 0)
    get_buttons (position);
  if ((log->flags & SEQGO_RTP_M_COUNT) != 0)
    log->count = get_byte (position) & COUNT_MASK;
  return TRUE;
}

static void
emit_control (SeqgoRtpRepair *repair, guint channel, guint8 control, guint8 value)
{
  seqgo_rtp_receiver_emit (repair->receiver, 0xB0 | (guint8) channel, control, value);
}

static void
emit_selection (SeqgoRtpRepair *repair, guint number, guint16 parameter)
{
  const SeqgoRtpReceiverChannel *channel
      = seqgo_rtp_receiver_get_channel (repair->receiver, number);
  gboolean is_nrpn = (parameter & SEQGO_RTP_NRPN) != 0;

  if (!channel->selection.is_pending && seqgo_rtp_selection_get (&channel->selection) == parameter)
    return;
  emit_control (repair, number, is_nrpn ? SEQGO_RTP_CONTROL_NRPN : SEQGO_RTP_CONTROL_RPN,
                parameter >> 7 & SEQGO_RTP_VALUE_MASK);
  emit_control (repair, number, is_nrpn ? SEQGO_RTP_CONTROL_NRPN_FINE : SEQGO_RTP_CONTROL_RPN_FINE,
                parameter & SEQGO_RTP_VALUE_MASK);
}

static gboolean
is_known (const SeqgoRtpParameter *parameter, const Log *log)
{
  gboolean has_coarse = (log->flags & SEQGO_RTP_M_COARSE) != 0;
  gboolean has_fine = (log->flags & SEQGO_RTP_M_FINE) != 0;

  if ((log->flags & SEQGO_RTP_M_HAS_VALUE) == 0)
    return (log->flags & SEQGO_RTP_M_COUNT) == 0
           || (parameter->n_selections & COUNT_MASK) == log->count;
  return (!has_coarse || parameter->coarse == log->coarse)
         && (!has_fine || parameter->fine == log->fine)
         /* A fine value is left out where a coarse one came after it. */
         && !(has_coarse && !has_fine && parameter->fine != SEQGO_RTP_NOT_ENTERED)
         && parameter->buttons == log->buttons;
}

static void
repair_parameter (SeqgoRtpRepair *repair, guint number, const Log *log)
{
  SeqgoRtpReceiverChannel *channel = seqgo_rtp_receiver_get_channel (repair->receiver, number);
  SeqgoRtpParameter       *parameter = seqgo_rtp_receiver_get_parameter (channel, log->number);
  gint                     presses = log->buttons;

  if ((log->number & ~SEQGO_RTP_NRPN) == (NULL_HALF << 7 | NULL_HALF))
    return;
  if (!is_known (parameter, log))
    {
      emit_selection (repair, number, log->number);
      if ((log->flags & (SEQGO_RTP_M_COARSE | SEQGO_RTP_M_FINE)) == 0)
        presses -= parameter->buttons;
      if ((log->flags & SEQGO_RTP_M_COARSE) != 0)
        emit_control (repair, number, SEQGO_RTP_CONTROL_DATA, log->coarse);
      if ((log->flags & SEQGO_RTP_M_FINE) != 0)
        emit_control (repair, number, SEQGO_RTP_CONTROL_DATA_FINE, log->fine);
      for (gint i = abs (presses); i > 0 && repair->n_presses < MAX_PRESSES; i--)
        {
          emit_control (repair, number,
                        presses > 0 ? SEQGO_RTP_CONTROL_INCREMENT : SEQGO_RTP_CONTROL_DECREMENT, 0);
          repair->n_presses++;
        }
    }
  if ((log->flags & SEQGO_RTP_M_COUNT) != 0)
    parameter->n_selections = log->count;
}

/* What follows must find the same parameter selected. */
static void
restore_selection (SeqgoRtpRepair *repair,
                   guint           number,
                   guint8          flags,
                   guint8          pending,
                   const Log      *last)
{
  const SeqgoRtpSelection *selection
      = &seqgo_rtp_receiver_get_channel (repair->receiver, number)->selection;
  gboolean is_nrpn = (pending & NRPN_BIT) != 0;

  if ((flags & SEQGO_RTP_M_PENDING) != 0)
    {
      pending &= SEQGO_RTP_VALUE_MASK;
      if (!selection->is_pending || selection->is_nrpn != is_nrpn || selection->coarse != pending)
        emit_control (repair, number, is_nrpn ? SEQGO_RTP_CONTROL_NRPN : SEQGO_RTP_CONTROL_RPN,
                      pending);
    }
  else if ((flags & SEQGO_RTP_M_OPEN) != 0)
    {
      if (last != NULL)
        emit_selection (repair, number, last->number);
    }
  else if (selection->is_pending || seqgo_rtp_selection_get (selection) != SEQGO_RTP_NO_PARAMETER)
    {
      emit_control (repair, number, SEQGO_RTP_CONTROL_RPN, NULL_HALF);
      emit_control (repair, number, SEQGO_RTP_CONTROL_RPN_FINE, NULL_HALF);
    }
}

gsize
seqgo_rtp_repair_parameters (SeqgoRtpRepair *repair, guint channel, const guint8 *data, gsize size)
{
  gsize         length = size < HEADER_SIZE ? 0 : seqgo_rtp_get_16 (data) & LENGTH_MASK;
  gboolean      is_pending = (data[0] & SEQGO_RTP_M_PENDING) != 0;
  const guint8 *position, *end;
  guint8        pending = 0;
  gboolean      has_log = FALSE;
  Log           log;

  if (length < HEADER_SIZE + (is_pending ? 1U : 0U) || length > size)
    return 0;
  position = data + HEADER_SIZE;
  end = data + length;
  if (is_pending)
    pending = get_byte (&position);

  while (position < end)
    {
      if (!read_log (&log, data[0], &position, end))
        return 0;
      repair_parameter (repair, channel, &log);
      has_log = TRUE;
    }
  restore_selection (repair, channel, data[0], pending, has_log ? &log : NULL);
  return length;
}
