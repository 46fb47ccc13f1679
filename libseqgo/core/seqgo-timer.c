/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/core/seqgo-timer-private.h>

typedef struct
{
  GSource        source;
  GWeakRef       owner;
  SeqgoTimerFunc func;
  gboolean       is_due;
} Timer;

static gboolean
timer_prepare (GSource *source, int *timeout)
{
  *timeout = -1;
  return ((Timer *) source)->is_due;
}

static gboolean
timer_check (GSource *source)
{
  return ((Timer *) source)->is_due;
}

static gboolean
timer_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  Timer *self = (Timer *) source;
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);

  if (owner == NULL)
    return G_SOURCE_REMOVE;

  self->is_due = FALSE;
  g_source_set_ready_time (source, -1);
  self->func (owner);
  return G_SOURCE_CONTINUE;
}

static void
timer_finalize (GSource *source)
{
  g_weak_ref_clear (&((Timer *) source)->owner);
}

static GSourceFuncs timer_funcs = {
  .prepare = timer_prepare,
  .check = timer_check,
  .dispatch = timer_dispatch,
  .finalize = timer_finalize,
};

GSource *
seqgo_timer_attach (GObject       *owner,
                    GMainContext  *context,
                    const char    *static_name,
                    SeqgoTimerFunc func)
{
  GSource *source = g_source_new (&timer_funcs, sizeof (Timer));
  Timer   *self = (Timer *) source;

  g_weak_ref_init (&self->owner, owner);
  self->func = func;
  g_source_set_static_name (source, static_name);
  g_source_set_can_recurse (source, TRUE);
  g_source_attach (source, context != NULL ? context : g_main_context_get_thread_default ());
  return source;
}

void
seqgo_timer_set (GSource *timer, gint64 microseconds)
{
  g_source_set_ready_time (timer, microseconds < 0 ? -1 : g_get_monotonic_time () + microseconds);
}

void
seqgo_timer_set_now (GSource *timer)
{
  if (g_main_context_is_owner (g_source_get_context (timer)))
    ((Timer *) timer)->is_due = TRUE;
  else
    g_source_set_ready_time (timer, 0);
}

void
seqgo_timer_stop (GSource *timer)
{
  ((Timer *) timer)->is_due = FALSE;
  g_source_set_ready_time (timer, -1);
}

void
seqgo_timer_free (GSource *timer)
{
  g_source_destroy (timer);
  g_source_unref (timer);
}
