/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <errno.h>

#include <libseqgo/core/seqgo-wait-private.h>

typedef struct
{
  GSource       source;
  GTask        *task;
  SeqgoTryFunc  try;
  GCancellable *closed;
  gulong        closed_handler;
} RetrySource;

static gboolean
retry_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  RetrySource *self = (RetrySource *) source;
  gint64       delay = self->try (self->task);

  if (delay < 0)
    return G_SOURCE_REMOVE;

  g_source_set_ready_time (source, g_get_monotonic_time () + delay);
  return G_SOURCE_CONTINUE;
}

static void
retry_finalize (GSource *source)
{
  RetrySource *self = (RetrySource *) source;

  /* Waits for a thread that is just waking the source up: its context may be freed after this. A
   * cancellable source would not wait. */
  g_cancellable_disconnect (self->closed, self->closed_handler);
  g_object_unref (self->closed);
  g_object_unref (self->task);
}

static GSourceFuncs retry_funcs = {
  .dispatch = retry_dispatch,
  .finalize = retry_finalize,
};

static void
closed_cb (GCancellable *closed, gpointer source)
{
  g_source_set_ready_time (source, 0);
}

static void
wake_when_cancelled (GSource *source, GCancellable *cancellable)
{
  g_autoptr (GSource) child = NULL;

  if (cancellable == NULL)
    return;

  child = g_cancellable_source_new (cancellable);
  g_source_set_dummy_callback (child);
  g_source_add_child_source (source, child);
}

void
seqgo_retry_async (GTask *task, GCancellable *closed, SeqgoTryFunc try)
{
  g_autoptr (GSource) source = NULL;
  RetrySource *self;
  gint64       delay = try (task);

  if (delay < 0)
    return;

  source = g_source_new (&retry_funcs, sizeof (RetrySource));
  self = (RetrySource *) source;
  self->task = g_object_ref (task);
  self->try = try;
  self->closed = g_object_ref (closed);
  g_source_set_static_name (source, "[Seqgo] retry");
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_ready_time (source, g_get_monotonic_time () + delay);
  self->closed_handler = g_cancellable_connect (closed, G_CALLBACK (closed_cb), source, NULL);
  wake_when_cancelled (source, g_task_get_cancellable (task));
  g_source_attach (source, g_task_get_context (task));
}

gint64
seqgo_deadline_new (gint64 timeout)
{
  if (timeout < 0)
    return -1;
  return MIN (timeout, G_MAXINT64 / 2) + g_get_monotonic_time ();
}

gint64
seqgo_deadline_get_rest (gint64 deadline)
{
  gint64 now = g_get_monotonic_time ();

  if (deadline < 0)
    return -1;
  return MAX (deadline - now, 0);
}

static gboolean
set_error_if_closed (GCancellable *closed, GError **error)
{
  if (!g_cancellable_is_cancelled (closed))
    return FALSE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "It is closed already");
  return TRUE;
}

static int
to_milliseconds (gint64 timeout)
{
  if (timeout < 0)
    return -1;
  return (int) MIN ((timeout + 999) / 1000, G_MAXINT);
}

/* A cancellable that has no descriptor left cannot be polled. */
static gboolean
poll_cancellable (GCancellable *cancellable, GPollFD *fd, GError **error)
{
  if (cancellable == NULL || g_cancellable_make_pollfd (cancellable, fd))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES,
                       "Cannot wait: the process has too many open files");
  return FALSE;
}

gboolean
seqgo_wait (int fd, gint64 timeout, GCancellable *closed, GCancellable *cancellable, GError **error)
{
  GPollFD  fds[3] = { { fd, G_IO_IN, 0 }, { -1, 0, 0 }, { -1, 0, 0 } };
  gint64   deadline = seqgo_deadline_new (timeout);
  gboolean can_poll;
  int      result = 0;

  can_poll = poll_cancellable (closed, &fds[1], error);
  if (can_poll && !poll_cancellable (cancellable, &fds[2], error))
    {
      g_cancellable_release_fd (closed);
      return FALSE;
    }
  if (!can_poll)
    return FALSE;

  do
    result = g_poll (fds, G_N_ELEMENTS (fds), to_milliseconds (seqgo_deadline_get_rest (deadline)));
  while (result < 0 && errno == EINTR);

  g_cancellable_release_fd (closed);
  if (cancellable != NULL)
    g_cancellable_release_fd (cancellable);

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || set_error_if_closed (closed, error))
    return FALSE;
  if (result == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The time is up");
      return FALSE;
    }
  return TRUE;
}

gboolean
seqgo_wait_interval (gint64        interval,
                     gint64        deadline,
                     GCancellable *closed,
                     GCancellable *cancellable,
                     GError      **error)
{
  g_autoptr (GError) wait_error = NULL;
  gint64 rest = seqgo_deadline_get_rest (deadline);

  if (seqgo_wait (-1, rest < 0 ? interval : MIN (interval, rest), closed, cancellable, &wait_error)
      || (rest != 0 && g_error_matches (wait_error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&wait_error));
  return FALSE;
}
