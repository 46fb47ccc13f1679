/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/core/seqgo-fd-source-private.h>

typedef struct
{
  GSource     source;
  GWeakRef    owner;
  gpointer    tag;
  SeqgoFdFunc func;
} FdSource;

static gboolean
fd_source_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  FdSource *self = (FdSource *) source;
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);

  if (owner == NULL)
    return G_SOURCE_REMOVE;

  self->func (owner, g_source_query_unix_fd (source, self->tag));
  return G_SOURCE_CONTINUE;
}

static void
fd_source_finalize (GSource *source)
{
  g_weak_ref_clear (&((FdSource *) source)->owner);
}

static GSourceFuncs fd_source_funcs = {
  .dispatch = fd_source_dispatch,
  .finalize = fd_source_finalize,
};

GSource *
seqgo_fd_source_attach (GObject     *owner,
                        int          fd,
                        GIOCondition condition,
                        int          priority,
                        const char  *static_name,
                        SeqgoFdFunc  func)
{
  GSource  *source = g_source_new (&fd_source_funcs, sizeof (FdSource));
  FdSource *self = (FdSource *) source;

  g_weak_ref_init (&self->owner, owner);
  self->func = func;
  self->tag = g_source_add_unix_fd (source, fd, condition);
  g_source_set_static_name (source, static_name);
  g_source_set_priority (source, priority);
  /* A handler may run a nested main loop and still receive. */
  g_source_set_can_recurse (source, TRUE);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

void
seqgo_fd_source_set_condition (GSource *source, GIOCondition condition)
{
  g_source_modify_unix_fd (source, ((FdSource *) source)->tag, condition);
}
