/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How others find a SeqgoRtpSession. */

#include "config.h"

#include <sys/epoll.h>

#include <libseqgo/core/seqgo-fd-source-private.h>
#include <libseqgo/rtp/seqgo-rtp-session-private.h>

/* Takes the texts. */
static void
set_texts (SeqgoRtpSession *self, char *published_name, char *problem)
{
  g_autofree char *old_name = g_steal_pointer (&self->published_name);
  g_autofree char *old_problem = g_steal_pointer (&self->publish_problem);

  self->published_name = published_name;
  self->publish_problem = problem;
  g_object_freeze_notify (G_OBJECT (self));
  if (g_strcmp0 (old_name, published_name) != 0)
    g_object_notify (G_OBJECT (self), "published-name");
  if (g_strcmp0 (old_problem, problem) != 0)
    g_object_notify (G_OBJECT (self), "publish-problem");
  g_object_thaw_notify (G_OBJECT (self));
}

void
seqgo_rtp_session_follow_announcer (SeqgoRtpSession *self)
{
  char *published_name;
  char *problem;

  if (self->announcer == NULL)
    return;
  seqgo_rtp_announcer_take (self->announcer, &published_name, &problem);
  set_texts (self, published_name, problem);
}

static void
announcer_cb (gpointer owner, GIOCondition condition)
{
  seqgo_rtp_session_follow_announcer (owner);
}

void
seqgo_rtp_session_watch_announcer (SeqgoRtpSession *self)
{
  struct epoll_event event = { .events = EPOLLIN };

  if (self->epoll_fd >= 0 && self->announcer != NULL)
    epoll_ctl (self->epoll_fd, EPOLL_CTL_ADD, seqgo_rtp_announcer_get_fd (self->announcer), &event);
}

static gboolean
is_on_loopback (SeqgoRtpSession *self)
{
  g_autoptr (GInetAddress) address
      = self->address != NULL ? g_inet_address_new_from_string (self->address) : NULL;

  return address != NULL && g_inet_address_get_is_loopback (address);
}

static void
start (SeqgoRtpSession *self)
{
  self->announcer = seqgo_rtp_announcer_new (self->name, self->address,
                                             (guint16) seqgo_rtp_session_get_port (self));
  g_main_context_push_thread_default (self->context);
  self->announcer_source = seqgo_fd_source_attach (
      G_OBJECT (self), seqgo_rtp_announcer_get_fd (self->announcer), G_IO_IN, G_PRIORITY_DEFAULT,
      "[Seqgo] network session announcer", announcer_cb);
  g_main_context_pop_thread_default (self->context);
  seqgo_rtp_session_watch_announcer (self);
}

static void
stop (SeqgoRtpSession *self)
{
  g_source_destroy (self->announcer_source);
  g_clear_pointer (&self->announcer_source, g_source_unref);
  g_clear_pointer (&self->announcer, seqgo_rtp_announcer_free);
}

void
seqgo_rtp_session_publish (SeqgoRtpSession *self)
{
  gboolean wanted = self->is_listening && self->discoverable && !self->is_closed;
  char    *problem = NULL;

  if (wanted && is_on_loopback (self))
    {
      wanted = FALSE;
      problem = g_strdup ("The session listens on an address that other computers cannot reach");
    }
  if (wanted == (self->announcer != NULL))
    {
      if (!wanted)
        set_texts (self, NULL, problem);
      return;
    }
  if (wanted)
    {
      start (self);
    }
  else
    {
      stop (self);
      set_texts (self, NULL, problem);
    }
}

/**
 * seqgo_rtp_session_get_discoverable:
 * @self: a session
 *
 * Returns #SeqgoRtpSession:discoverable.
 *
 * Returns: whether others find the session
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_get_discoverable (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), FALSE);

  return self->discoverable;
}

/**
 * seqgo_rtp_session_set_discoverable:
 * @self: a session
 * @discoverable: whether others find the session
 *
 * Sets #SeqgoRtpSession:discoverable.
 *
 * Since: 1.0
 */
void
seqgo_rtp_session_set_discoverable (SeqgoRtpSession *self, gboolean discoverable)
{
  g_return_if_fail (SEQGO_IS_RTP_SESSION (self));

  if (self->discoverable == (discoverable != FALSE))
    return;
  self->discoverable = discoverable != FALSE;
  seqgo_rtp_session_publish (self);
  g_object_notify (G_OBJECT (self), "discoverable");
}

/**
 * seqgo_rtp_session_get_published_name:
 * @self: a session
 *
 * Returns #SeqgoRtpSession:published-name.
 *
 * Returns: (nullable): the name under which others find the session, or %NULL
 *
 * Since: 1.0
 */
const char *
seqgo_rtp_session_get_published_name (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), NULL);

  return self->published_name;
}

/**
 * seqgo_rtp_session_get_publish_problem:
 * @self: a session
 *
 * Returns #SeqgoRtpSession:publish-problem.
 *
 * Returns: (nullable): why others cannot find the session, or %NULL
 *
 * Since: 1.0
 */
const char *
seqgo_rtp_session_get_publish_problem (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), NULL);

  return self->publish_problem;
}
