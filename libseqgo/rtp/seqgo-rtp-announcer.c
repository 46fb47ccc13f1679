/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <libseqgo/rtp/seqgo-rtp-announcer-private.h>
#include <libseqgo/rtp/seqgo-rtp-publisher-private.h>

struct _SeqgoRtpAnnouncer
{
  char   *address;
  guint16 port;

  /* The thread's own. */
  SeqgoRtpPublisher *publisher;

  /* What the publisher said last, and the descriptor that tells of it; -1 when nobody asks any
   * more. */
  GMutex lock;
  int    fd;
  char  *published_name;
  char  *problem;
};

/* Something that the thread does. */
typedef struct
{
  SeqgoRtpAnnouncer *announcer;
  char              *name;
} Order;

static gpointer
run (gpointer context)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);

  g_main_context_push_thread_default (context);
  g_main_loop_run (loop);
  return NULL;
}

/* The thread does not end: what GDBus answers late has to find it. */
static gpointer
start_thread (gpointer data)
{
  GMainContext *context = g_main_context_new ();

  g_thread_unref (g_thread_new ("seqgo-announcer", run, context));
  return context;
}

static void
clear (gpointer data)
{
  SeqgoRtpAnnouncer *self = data;

  g_mutex_clear (&self->lock);
  g_free (self->address);
  g_free (self->published_name);
  g_free (self->problem);
}

static void
order_free (gpointer data)
{
  Order *order = data;

  g_atomic_rc_box_release_full (order->announcer, clear);
  g_free (order->name);
  g_free (order);
}

/* The thread carries out one after the other. */
static void
give_order (SeqgoRtpAnnouncer *self, GSourceFunc func, const char *name)
{
  static GOnce once = G_ONCE_INIT;
  g_autoptr (GSource) source = g_idle_source_new ();
  Order *order = g_new0 (Order, 1);

  order->announcer = g_atomic_rc_box_acquire (self);
  order->name = g_strdup (name);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[Seqgo] network announcer");
  g_source_set_callback (source, func, order, order_free);
  g_source_attach (source, g_once (&once, start_thread, NULL));
}

static void
changed_cb (gpointer user_data)
{
  SeqgoRtpAnnouncer *self = user_data;

  g_mutex_lock (&self->lock);
  g_free (self->published_name);
  g_free (self->problem);
  self->published_name = g_strdup (seqgo_rtp_publisher_get_published_name (self->publisher));
  self->problem = g_strdup (seqgo_rtp_publisher_get_problem (self->publisher));
  if (self->fd >= 0)
    eventfd_write (self->fd, 1);
  g_mutex_unlock (&self->lock);
}

static gboolean
start_cb (gpointer user_data)
{
  Order             *order = user_data;
  SeqgoRtpAnnouncer *self = order->announcer;

  self->publisher
      = seqgo_rtp_publisher_new (order->name, self->address, self->port, changed_cb, self);
  return G_SOURCE_REMOVE;
}

static gboolean
set_name_cb (gpointer user_data)
{
  Order *order = user_data;

  seqgo_rtp_publisher_set_name (order->announcer->publisher, order->name);
  return G_SOURCE_REMOVE;
}

static gboolean
stop_cb (gpointer user_data)
{
  Order *order = user_data;

  g_clear_pointer (&order->announcer->publisher, seqgo_rtp_publisher_free);
  return G_SOURCE_REMOVE;
}

SeqgoRtpAnnouncer *
seqgo_rtp_announcer_new (const char *name, const char *address, guint16 port)
{
  SeqgoRtpAnnouncer *self = g_atomic_rc_box_new0 (SeqgoRtpAnnouncer);

  self->address = g_strdup (address);
  self->port = port;
  self->fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  g_mutex_init (&self->lock);
  give_order (self, start_cb, name);
  return self;
}

int
seqgo_rtp_announcer_get_fd (SeqgoRtpAnnouncer *self)
{
  return self->fd;
}

void
seqgo_rtp_announcer_take (SeqgoRtpAnnouncer *self, char **published_name, char **problem)
{
  eventfd_t count;

  eventfd_read (self->fd, &count);
  g_mutex_lock (&self->lock);
  *published_name = g_strdup (self->published_name);
  *problem = g_strdup (self->problem);
  g_mutex_unlock (&self->lock);
}

void
seqgo_rtp_announcer_set_name (SeqgoRtpAnnouncer *self, const char *name)
{
  give_order (self, set_name_cb, name);
}

void
seqgo_rtp_announcer_free (SeqgoRtpAnnouncer *self)
{
  g_mutex_lock (&self->lock);
  close (self->fd);
  self->fd = -1;
  g_mutex_unlock (&self->lock);
  give_order (self, stop_cb, NULL);
  g_atomic_rc_box_release_full (self, clear);
}
