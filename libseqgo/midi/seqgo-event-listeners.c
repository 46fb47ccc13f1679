/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/midi/seqgo-event-listeners-private.h>

/* g_signal_has_handler_pending() with a detail finds only handlers that were connected with it. */
static gboolean
has_handler (gpointer instance, guint signal, GQuark detail)
{
  return g_signal_has_handler_pending (instance, signal, 0, TRUE)
         || (detail != 0 && g_signal_has_handler_pending (instance, signal, detail, TRUE));
}

gboolean
seqgo_event_listeners_want (SeqgoEventListeners    *self,
                            gpointer                instance,
                            guint                   signal,
                            const SeqgoEventRecord *record)
{
  guint type
      = seqgo_event_record_is_ump (record) ? SEQGO_EVENT_LISTENERS_N_TYPES - 1 : record->type;

  if (self->wants[type] == 0)
    self->wants[type]
        = has_handler (instance, signal, seqgo_event_record_get_quark (record)) ? 1 : -1;
  return self->wants[type] > 0;
}

gboolean
seqgo_event_listeners_exist (gpointer instance, guint signal)
{
  GSignalMatchType match = G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_UNBLOCKED;

  return g_signal_handler_find (instance, match, signal, 0, NULL, NULL, NULL) != 0;
}
