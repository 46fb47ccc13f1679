/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <gio/gio.h>

G_BEGIN_DECLS

/* One try at a task. Returns how many microseconds to wait before the next one, or -1 when it has
 * returned the task's result. */
typedef gint64 (*SeqgoTryFunc) (GTask *task);

/* Calls @try now and again in the context of @task, after the time that it asks for or when
 * @closed or the task's own cancellable is cancelled. */
void seqgo_retry_async (GTask *task, GCancellable *closed, SeqgoTryFunc try);

/* Waits until @fd is readable (if it is not negative), until @closed or @cancellable is cancelled
 * or until @timeout microseconds have passed (if it is not negative). Returns FALSE with
 * G_IO_ERROR_CLOSED, G_IO_ERROR_CANCELLED or G_IO_ERROR_TIMED_OUT. */
gboolean seqgo_wait (int           fd,
                     gint64        timeout,
                     GCancellable *closed,
                     GCancellable *cancellable,
                     GError      **error);

/* Waits for @interval microseconds, but not beyond @deadline. Returns FALSE with an error as
 * seqgo_wait() has them; with G_IO_ERROR_TIMED_OUT if the deadline has come. */
gboolean seqgo_wait_interval (gint64        interval,
                              gint64        deadline,
                              GCancellable *closed,
                              GCancellable *cancellable,
                              GError      **error);

/* When @timeout microseconds from now will have passed; -1 stays -1, never. */
gint64 seqgo_deadline_new (gint64 timeout);

/* The microseconds that are left, at least 0; -1 if the deadline is never. */
gint64 seqgo_deadline_get_rest (gint64 deadline);

G_END_DECLS
