/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The properties of a SeqgoRtpSession. */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-session-private.h>

static void
notify (SeqgoRtpSession *self, const char *name)
{
  g_object_notify (G_OBJECT (self), name);
}

static void
set_boolean (SeqgoRtpSession *self, gboolean *field, gboolean value, const char *name)
{
  if (*field == (value != FALSE))
    return;
  *field = value != FALSE;
  notify (self, name);
}

static SeqgoRtpEngineSettings *
get_settings (SeqgoRtpSession *self)
{
  return seqgo_rtp_engine_get_settings (self->engine);
}

/**
 * seqgo_rtp_session_set_name:
 * @self: a session
 * @name: the name that others see
 *
 * Sets #SeqgoRtpSession:name.
 *
 * Since: 1.0
 */
void
seqgo_rtp_session_set_name (SeqgoRtpSession *self, const char *name)
{
  g_return_if_fail (SEQGO_IS_RTP_SESSION (self));
  g_return_if_fail (name != NULL);

  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  if (self->engine != NULL)
    seqgo_rtp_engine_set_name (self->engine, name);
  if (self->announcer != NULL)
    seqgo_rtp_announcer_set_name (self->announcer, name);
  notify (self, "name");
}

/**
 * seqgo_rtp_session_get_name:
 * @self: a session
 *
 * Returns #SeqgoRtpSession:name.
 *
 * Returns: the name
 *
 * Since: 1.0
 */
const char *
seqgo_rtp_session_get_name (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), NULL);

  return self->name;
}

/**
 * seqgo_rtp_session_get_ssrc:
 * @self: a session
 *
 * Returns #SeqgoRtpSession:ssrc.
 *
 * Returns: the number of the session
 *
 * Since: 1.0
 */
guint
seqgo_rtp_session_get_ssrc (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), 0);

  return self->ssrc;
}

/**
 * seqgo_rtp_session_get_port:
 * @self: a session
 *
 * Returns #SeqgoRtpSession:port.
 *
 * Returns: the UDP port for control, or 0
 *
 * Since: 1.0
 */
guint
seqgo_rtp_session_get_port (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), 0);

  return self->socket != NULL ? seqgo_rtp_socket_get_port (self->socket) : 0;
}

/**
 * seqgo_rtp_session_get_accept_invitations:
 * @self: a session
 *
 * Returns #SeqgoRtpSession:accept-invitations.
 *
 * Returns: whether invitations are accepted
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_get_accept_invitations (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), FALSE);

  return self->accept_invitations;
}

/**
 * seqgo_rtp_session_set_accept_invitations:
 * @self: a session
 * @accept_invitations: whether invitations are accepted
 *
 * Sets #SeqgoRtpSession:accept-invitations.
 *
 * Since: 1.0
 */
void
seqgo_rtp_session_set_accept_invitations (SeqgoRtpSession *self, gboolean accept_invitations)
{
  g_return_if_fail (SEQGO_IS_RTP_SESSION (self));

  set_boolean (self, &self->accept_invitations, accept_invitations, "accept-invitations");
}

/**
 * seqgo_rtp_session_get_max_peers:
 * @self: a session
 *
 * Returns #SeqgoRtpSession:max-peers.
 *
 * Returns: how many peers the session has at the most
 *
 * Since: 1.0
 */
guint
seqgo_rtp_session_get_max_peers (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), 0);

  return get_settings (self)->max_remotes;
}

/**
 * seqgo_rtp_session_set_max_peers:
 * @self: a session
 * @max_peers: how many peers the session has at the most, at most 1024
 *
 * Sets #SeqgoRtpSession:max-peers.
 *
 * Since: 1.0
 */
void
seqgo_rtp_session_set_max_peers (SeqgoRtpSession *self, guint max_peers)
{
  g_return_if_fail (SEQGO_IS_RTP_SESSION (self));
  g_return_if_fail (max_peers <= 1024);

  if (get_settings (self)->max_remotes == max_peers)
    return;
  get_settings (self)->max_remotes = max_peers;
  notify (self, "max-peers");
}

/**
 * seqgo_rtp_session_get_max_packet_size:
 * @self: a session
 *
 * Returns #SeqgoRtpSession:max-packet-size.
 *
 * Returns: how large packets are at the most, in bytes
 *
 * Since: 1.0
 */
guint
seqgo_rtp_session_get_max_packet_size (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), 0);

  return (guint) get_settings (self)->max_packet_size;
}

/**
 * seqgo_rtp_session_set_max_packet_size:
 * @self: a session
 * @max_packet_size: how large packets are at the most, in bytes, from 64 to 1472
 *
 * Sets #SeqgoRtpSession:max-packet-size.
 *
 * Since: 1.0
 */
void
seqgo_rtp_session_set_max_packet_size (SeqgoRtpSession *self, guint max_packet_size)
{
  g_return_if_fail (SEQGO_IS_RTP_SESSION (self));
  g_return_if_fail (max_packet_size >= SEQGO_RTP_MIN_PACKET_SIZE);
  g_return_if_fail (max_packet_size <= SEQGO_RTP_MAX_PACKET_SIZE);

  if (get_settings (self)->max_packet_size == max_packet_size)
    return;
  get_settings (self)->max_packet_size = max_packet_size;
  notify (self, "max-packet-size");
}

/**
 * seqgo_rtp_session_get_receive_limit:
 * @self: a session
 *
 * Returns #SeqgoRtpSession:receive-limit.
 *
 * Returns: how much peers are asked to send at the most, in bits per second
 *
 * Since: 1.0
 */
guint
seqgo_rtp_session_get_receive_limit (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), 0);

  return get_settings (self)->receive_limit;
}

/**
 * seqgo_rtp_session_set_receive_limit:
 * @self: a session
 * @receive_limit: how much peers are asked to send at the most, in bits per second; 0 is no limit
 *
 * Sets #SeqgoRtpSession:receive-limit.
 *
 * Since: 1.0
 */
void
seqgo_rtp_session_set_receive_limit (SeqgoRtpSession *self, guint receive_limit)
{
  g_return_if_fail (SEQGO_IS_RTP_SESSION (self));

  if (get_settings (self)->receive_limit == receive_limit)
    return;
  get_settings (self)->receive_limit = receive_limit;
  /* The peers are told with what is sent next. */
  if (self->flusher != NULL)
    seqgo_rtp_session_flush_soon (self);
  notify (self, "receive-limit");
}

/**
 * seqgo_rtp_session_get_reconnect:
 * @self: a session
 *
 * Returns #SeqgoRtpSession:reconnect.
 *
 * Returns: whether who was invited and is lost is invited again
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_get_reconnect (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), FALSE);

  return get_settings (self)->reconnects;
}

/**
 * seqgo_rtp_session_set_reconnect:
 * @self: a session
 * @reconnect: whether who was invited and is lost is invited again
 *
 * Sets #SeqgoRtpSession:reconnect.
 *
 * Since: 1.0
 */
void
seqgo_rtp_session_set_reconnect (SeqgoRtpSession *self, gboolean reconnect)
{
  g_return_if_fail (SEQGO_IS_RTP_SESSION (self));

  set_boolean (self, &get_settings (self)->reconnects, reconnect, "reconnect");
}

/**
 * seqgo_rtp_session_get_journal:
 * @self: a session
 *
 * Returns #SeqgoRtpSession:journal.
 *
 * Returns: whether packets tell what was sent before
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_get_journal (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), FALSE);

  return get_settings (self)->has_journal;
}

/**
 * seqgo_rtp_session_set_journal:
 * @self: a session
 * @journal: whether packets tell what was sent before
 *
 * Sets #SeqgoRtpSession:journal.
 *
 * Since: 1.0
 */
void
seqgo_rtp_session_set_journal (SeqgoRtpSession *self, gboolean journal)
{
  g_return_if_fail (SEQGO_IS_RTP_SESSION (self));

  set_boolean (self, &get_settings (self)->has_journal, journal, "journal");
}

/**
 * seqgo_rtp_session_get_running_status:
 * @self: a session
 *
 * Returns #SeqgoRtpSession:running-status.
 *
 * Returns: whether packets leave out repeated status bytes
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_get_running_status (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), FALSE);

  return get_settings (self)->has_running_status;
}

/**
 * seqgo_rtp_session_set_running_status:
 * @self: a session
 * @running_status: whether packets leave out repeated status bytes
 *
 * Sets #SeqgoRtpSession:running-status.
 *
 * Since: 1.0
 */
void
seqgo_rtp_session_set_running_status (SeqgoRtpSession *self, gboolean running_status)
{
  g_return_if_fail (SEQGO_IS_RTP_SESSION (self));

  set_boolean (self, &get_settings (self)->has_running_status, running_status, "running-status");
}

/**
 * seqgo_rtp_session_get_playout_delay:
 * @self: a session
 *
 * Returns #SeqgoRtpSession:playout-delay.
 *
 * Returns: how long after their time events are delivered, in microseconds
 *
 * Since: 1.0
 */
guint
seqgo_rtp_session_get_playout_delay (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), 0);

  return self->playout_delay;
}

/**
 * seqgo_rtp_session_set_playout_delay:
 * @self: a session
 * @playout_delay: how long after their time events are delivered, in microseconds, at most 10
 * seconds
 *
 * Sets #SeqgoRtpSession:playout-delay. If it becomes shorter, what waits is delivered before this
 * returns, so that everything stays in order.
 *
 * Since: 1.0
 */
void
seqgo_rtp_session_set_playout_delay (SeqgoRtpSession *self, guint playout_delay)
{
  gboolean is_shorter;

  g_return_if_fail (SEQGO_IS_RTP_SESSION (self));
  g_return_if_fail (playout_delay <= SEQGO_RTP_SESSION_MAX_PLAYOUT_DELAY);

  if (self->playout_delay == playout_delay)
    return;
  is_shorter = playout_delay < self->playout_delay;
  self->playout_delay = playout_delay;
  if (is_shorter)
    seqgo_rtp_session_play_out (self, NULL, G_MAXINT64);
  notify (self, "playout-delay");
}

/**
 * seqgo_rtp_session_get_priority:
 * @self: a session
 *
 * Returns #SeqgoRtpSession:priority.
 *
 * Returns: the priority
 *
 * Since: 1.0
 */
int
seqgo_rtp_session_get_priority (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), 0);

  return self->priority;
}

/**
 * seqgo_rtp_session_set_priority:
 * @self: a session
 * @priority: a priority of the main loop
 *
 * Sets #SeqgoRtpSession:priority.
 *
 * Since: 1.0
 */
void
seqgo_rtp_session_set_priority (SeqgoRtpSession *self, int priority)
{
  g_return_if_fail (SEQGO_IS_RTP_SESSION (self));

  if (self->priority == priority)
    return;
  self->priority = priority;
  seqgo_rtp_session_prioritize (self);
  notify (self, "priority");
}

/**
 * seqgo_rtp_session_get_n_unverified:
 * @self: a session
 *
 * Returns #SeqgoRtpSession:n-unverified.
 *
 * Returns: how many packets were not from a peer
 *
 * Since: 1.0
 */
guint64
seqgo_rtp_session_get_n_unverified (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), 0);

  return seqgo_rtp_engine_get_n_unverified (self->engine);
}

/**
 * seqgo_rtp_session_get_n_malformed:
 * @self: a session
 *
 * Returns #SeqgoRtpSession:n-malformed.
 *
 * Returns: how many packets made no sense
 *
 * Since: 1.0
 */
guint64
seqgo_rtp_session_get_n_malformed (SeqgoRtpSession *self)
{
  guint64 n_too_long;

  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), 0);

  n_too_long
      = self->socket != NULL ? seqgo_rtp_socket_get_n_too_long (self->socket) : self->n_too_long;
  return seqgo_rtp_engine_get_n_malformed (self->engine) + n_too_long;
}

/**
 * seqgo_rtp_session_get_n_unsent:
 * @self: a session
 *
 * Returns #SeqgoRtpSession:n-unsent.
 *
 * Returns: how many packets the system did not take
 *
 * Since: 1.0
 */
guint64
seqgo_rtp_session_get_n_unsent (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), 0);

  return self->socket != NULL ? seqgo_rtp_socket_get_n_unsent (self->socket) : self->n_unsent;
}
