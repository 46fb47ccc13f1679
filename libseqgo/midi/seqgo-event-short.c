/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/midi/seqgo-event-short-private.h>

static gboolean
check_range (const char *name, int value, int min, int max, GError **error)
{
  if (value >= min && value <= max)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "Cannot send %s %d: it goes from %d to %d", name, value, min, max);
  return FALSE;
}

gboolean
seqgo_event_record_make_short (SeqgoEventRecord *record,
                               SeqgoEventType    type,
                               guint8            channel,
                               const char       *a_name,
                               guint8            a,
                               const char       *b_name,
                               guint8            b,
                               GError          **error)
{
  if (!check_range ("channel", channel, 0, 15, error) || !check_range (a_name, a, 0, 127, error)
      || !check_range (b_name, b, 0, 127, error))
    return FALSE;

  seqgo_event_record_init (record, type);
  record->channel = channel;
  record->a = a;
  record->b = b;
  return TRUE;
}

gboolean
seqgo_event_record_make_pitch_bend (SeqgoEventRecord *record,
                                    guint8            channel,
                                    gint16            value,
                                    GError          **error)
{
  if (!check_range ("channel", channel, 0, 15, error)
      || !check_range ("pitch bend", value, -8192, 8191, error))
    return FALSE;

  seqgo_event_record_init (record, SEQGO_EVENT_TYPE_PITCH_BEND);
  record->channel = channel;
  record->b = value;
  return TRUE;
}
