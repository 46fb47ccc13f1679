/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <glib-object.h>

G_BEGIN_DECLS

typedef void (*SeqgoTimerFunc) (gpointer owner);

/* A source in @context, or the thread-default one if that is NULL, that calls @func once, at the
 * time set last by seqgo_timer_set(). It does not keep @owner, which keeps it until it calls
 * seqgo_timer_free(). */
GSource *seqgo_timer_attach (GObject       *owner,
                             GMainContext  *context,
                             const char    *static_name,
                             SeqgoTimerFunc func);

/* In @microseconds; -1 is never. */
void seqgo_timer_set (GSource *timer, gint64 microseconds);

/* When the main loop goes on. Within what that calls it costs nothing; setting a time always wakes
 * the main loop up. */
void seqgo_timer_set_now (GSource *timer);

void seqgo_timer_stop (GSource *timer);

void seqgo_timer_free (GSource *timer);

G_END_DECLS
