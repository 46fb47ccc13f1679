/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What is to be sent later: a binary heap of messages, the first one on top. */

#include "config.h"

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-engine-core-private.h>

#define MAX_SHORT 4

typedef struct
{
  gint64 time;
  /* What has the same time keeps its order. */
  guint64 order;
  /* A reference; NULL for all. */
  SeqgoRtpRemote *remote;
  gsize           size;
  guint8          bytes[MAX_SHORT];
  /* What is longer. */
  guint8 *data;
} Scheduled;

static Scheduled *
get (SeqgoRtpEngine *self, guint i)
{
  return &g_array_index (self->scheduled, Scheduled, i);
}

static void
clear (gpointer data)
{
  Scheduled *self = data;

  g_clear_pointer (&self->remote, seqgo_rtp_remote_unref);
  g_clear_pointer (&self->data, g_free);
}

static gboolean
is_before (SeqgoRtpEngine *self, guint first, guint second)
{
  const Scheduled *a = get (self, first), *b = get (self, second);

  return a->time < b->time || (a->time == b->time && a->order < b->order);
}

static void
swap (SeqgoRtpEngine *self, guint first, guint second)
{
  Scheduled *a = get (self, first), *b = get (self, second), copy = *a;

  *a = *b;
  *b = copy;
}

static void
add (SeqgoRtpEngine *self, const Scheduled *scheduled)
{
  guint i = self->scheduled->len;

  g_array_append_vals (self->scheduled, scheduled, 1);
  for (; i > 0 && is_before (self, i, (i - 1) / 2); i = (i - 1) / 2)
    swap (self, i, (i - 1) / 2);
}

static void
take_first (SeqgoRtpEngine *self, Scheduled *first)
{
  guint n = self->scheduled->len - 1;

  *first = *get (self, 0);
  swap (self, 0, n);
  /* What it refers to is taken. */
  memset (get (self, n), 0, sizeof *first);
  g_array_set_size (self->scheduled, n);
  for (guint i = 0, next; (next = 2 * i + 1) < n; i = next)
    {
      if (next + 1 < n && is_before (self, next + 1, next))
        next++;
      if (!is_before (self, next, i))
        break;
      swap (self, i, next);
    }
}

void
seqgo_rtp_engine_send (SeqgoRtpEngine *self,
                       SeqgoRtpRemote *remote,
                       const guint8   *message,
                       gsize           size,
                       gint64          when,
                       gint64          now)
{
  Scheduled scheduled = { .time = when, .order = self->n_scheduled, .size = size };

  if (self->is_closed || size == 0)
    return;
  seqgo_rtp_engine_run_schedule (self, now);
  if (when <= now)
    {
      seqgo_rtp_engine_send_now (self, remote, message, size, when, now);
      return;
    }

  self->n_scheduled++;
  if (remote != NULL)
    scheduled.remote = seqgo_rtp_remote_ref (remote);
  if (size <= MAX_SHORT)
    memcpy (scheduled.bytes, message, size);
  else
    scheduled.data = g_memdup2 (message, size);
  add (self, &scheduled);
}

void
seqgo_rtp_engine_run_schedule (SeqgoRtpEngine *self, gint64 now)
{
  Scheduled scheduled;

  while (self->scheduled->len > 0 && get (self, 0)->time <= now)
    {
      take_first (self, &scheduled);
      seqgo_rtp_engine_send_now (self, scheduled.remote,
                                 scheduled.data != NULL ? scheduled.data : scheduled.bytes,
                                 scheduled.size, scheduled.time, now);
      clear (&scheduled);
    }
}

void
seqgo_rtp_engine_init_schedule (SeqgoRtpEngine *self)
{
  self->scheduled = g_array_new (FALSE, FALSE, sizeof (Scheduled));
  g_array_set_clear_func (self->scheduled, clear);
}

void
seqgo_rtp_engine_free_schedule (SeqgoRtpEngine *self)
{
  g_array_unref (self->scheduled);
}

gint64
seqgo_rtp_engine_get_schedule_deadline (SeqgoRtpEngine *self)
{
  return self->scheduled->len > 0 ? get (self, 0)->time : -1;
}
