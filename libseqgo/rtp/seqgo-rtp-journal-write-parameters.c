/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Chapter M: RFC 6295 appendix A.4. */

#include "config.h"

#include <stdlib.h>

#include <libseqgo/rtp/seqgo-rtp-bytes-private.h>
#include <libseqgo/rtp/seqgo-rtp-journal-private.h>

#define HEADER_SIZE 2
#define OLD 0x80
#define IS_NEGATIVE 0x80
#define IS_OLD_BUTTON 0x40
#define NRPN_BIT 0x80

/* What all logs have in common, which makes them shorter. */
static guint8
get_common (const SeqgoRtpParameterHistory *history)
{
  guint8 common = SEQGO_RTP_M_RPN_ONLY | SEQGO_RTP_M_NRPN_ONLY | SEQGO_RTP_M_SHORT;

  if (seqgo_rtp_element_list_is_empty (&history->list))
    return 0;
  for (guint8 i = history->list.first; i != SEQGO_RTP_NO_ELEMENT; i = history->elements[i].next)
    {
      guint16 number = history->parameters[i].number;

      common &= (guint8) ~((number & SEQGO_RTP_NRPN) != 0 ? SEQGO_RTP_M_RPN_ONLY
                                                          : SEQGO_RTP_M_NRPN_ONLY);
      if ((number & ~SEQGO_RTP_NRPN) >> 7 != 0)
        common &= (guint8) ~SEQGO_RTP_M_SHORT;
    }
  return common;
}

static gboolean
is_short (guint8 common)
{
  return (common & SEQGO_RTP_M_SHORT) != 0
         && (common & (SEQGO_RTP_M_RPN_ONLY | SEQGO_RTP_M_NRPN_ONLY)) != 0;
}

static void
put_buttons (SeqgoRtpJournalWriter *self, gint16 buttons, gboolean is_old)
{
  guint amount = (guint) abs (buttons);

  seqgo_rtp_journal_put (self, (guint8) ((buttons < 0 ? IS_NEGATIVE : 0)
                                         | (is_old ? IS_OLD_BUTTON : 0) | (guint8) (amount >> 8)));
  seqgo_rtp_journal_put (self, (guint8) amount);
}

static void
write_parameter (SeqgoRtpJournalWriter   *self,
                 const SeqgoRtpParameter *parameter,
                 guint32                  sequence,
                 guint8                   common)
{
  guint16 number = parameter->number & (guint16) ~SEQGO_RTP_NRPN;
  guint   nrpn = (parameter->number & SEQGO_RTP_NRPN) != 0 ? NRPN_BIT : 0;
  guint8  old = parameter->is_old ? OLD : 0;
  guint8  flags = SEQGO_RTP_M_HAS_VALUE;

  if (parameter->coarse != SEQGO_RTP_NOT_ENTERED)
    flags |= SEQGO_RTP_M_COARSE;
  if (parameter->fine != SEQGO_RTP_NOT_ENTERED)
    flags |= SEQGO_RTP_M_FINE;
  if (parameter->buttons != 0)
    flags |= SEQGO_RTP_M_BUTTONS;
  if (parameter->buttons != parameter->late_buttons && !parameter->is_old)
    flags |= SEQGO_RTP_M_LATE_BUTTONS;

  seqgo_rtp_journal_put (self, seqgo_rtp_journal_get_s (self, sequence) | (guint8) (number & 0x7F));
  if (!is_short (common))
    seqgo_rtp_journal_put (self, (guint8) (number >> 7 | nrpn));
  seqgo_rtp_journal_put (self, flags);
  if ((flags & SEQGO_RTP_M_COARSE) != 0)
    seqgo_rtp_journal_put (self, old | parameter->coarse);
  if ((flags & SEQGO_RTP_M_FINE) != 0)
    seqgo_rtp_journal_put (self, old | parameter->fine);
  if ((flags & SEQGO_RTP_M_BUTTONS) != 0)
    put_buttons (self, parameter->buttons, parameter->is_old);
  if ((flags & SEQGO_RTP_M_LATE_BUTTONS) != 0)
    put_buttons (self, parameter->late_buttons, FALSE);
}

/* What was selected last is the last log, if it is told of at all. */
static gboolean
is_open (const SeqgoRtpParameterHistory *history)
{
  return !history->selection.is_pending && !seqgo_rtp_element_list_is_empty (&history->list)
         && history->parameters[history->list.last].number
                == seqgo_rtp_selection_get (&history->selection);
}

void
seqgo_rtp_journal_write_parameters (SeqgoRtpJournalWriter          *self,
                                    const SeqgoRtpParameterHistory *history)
{
  guint8   common = get_common (history);
  gboolean was_recent;
  guint8  *header = seqgo_rtp_journal_begin (self, HEADER_SIZE, &was_recent);

  header[0] = common;
  if (history->selection.is_pending)
    {
      header[0] |= SEQGO_RTP_M_PENDING;
      seqgo_rtp_journal_put (self, history->selection.coarse
                                       | (history->selection.is_nrpn ? NRPN_BIT : 0));
    }
  else if (is_open (history))
    header[0] |= SEQGO_RTP_M_OPEN;

  for (guint8 i = history->list.first; i != SEQGO_RTP_NO_ELEMENT; i = history->elements[i].next)
    write_parameter (self, &history->parameters[i], history->elements[i].sequence, common);
  if (history->selected.is_listed)
    seqgo_rtp_journal_get_s (self, history->selected.sequence);
  header[0] |= seqgo_rtp_journal_end (self, was_recent);
  seqgo_rtp_journal_put_length (self, header);
}
