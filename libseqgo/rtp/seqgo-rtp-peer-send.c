/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How SeqgoRtpPeer sends. */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-peer-private.h>
#include <libseqgo/rtp/seqgo-rtp-session-private.h>

/* The session, if it can send to the peer. */
static SeqgoRtpSession *
dup_session_to_send (SeqgoRtpPeer *self, GError **error)
{
  SeqgoRtpSession *session = seqgo_rtp_peer_dup_live_session (self);

  if (session != NULL && self->state == SEQGO_RTP_PEER_STATE_CONNECTED)
    return session;
  if (session == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED,
                 "Cannot send to %s: the session with it is over", self->name);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED,
                 "Cannot send to %s: it is lost; it is invited until it is back", self->name);
  g_clear_object (&session);
  return NULL;
}

/**
 * seqgo_rtp_peer_send:
 * @self: a peer
 * @event: an event
 * @error: return location for a #GError
 *
 * Sends an event to this peer only, as seqgo_rtp_session_send() does to all.
 *
 * Returns: %TRUE if it was sent, or %FALSE with %G_IO_ERROR_NOT_CONNECTED if the peer is lost, or
 *   another error as seqgo_rtp_session_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_peer_send (SeqgoRtpPeer *self, SeqgoEvent *event, GError **error)
{
  return seqgo_rtp_peer_send_at (self, event, 0, error);
}

/**
 * seqgo_rtp_peer_send_at:
 * @self: a peer
 * @event: an event
 * @time: when, in microseconds of the clock of g_get_monotonic_time()
 * @error: return location for a #GError
 *
 * Sends an event to this peer only at a certain time, as seqgo_rtp_session_send_at() does to all.
 *
 * Returns: %TRUE if it will be sent, or %FALSE with an error as seqgo_rtp_peer_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_peer_send_at (SeqgoRtpPeer *self, SeqgoEvent *event, gint64 time, GError **error)
{
  g_autoptr (SeqgoRtpSession) session = NULL;

  g_return_val_if_fail (SEQGO_IS_RTP_PEER (self), FALSE);
  g_return_val_if_fail (event != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  session = dup_session_to_send (self, error);
  return session != NULL
         && seqgo_rtp_session_send_event (session, self->remote, event, time, error);
}

/**
 * seqgo_rtp_peer_send_batch:
 * @self: a peer
 * @batch: events
 * @error: return location for a #GError
 *
 * Sends many events to this peer only, as seqgo_rtp_session_send_batch() does to all.
 *
 * Returns: %TRUE if all were sent, or %FALSE with an error as seqgo_rtp_peer_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_peer_send_batch (SeqgoRtpPeer *self, SeqgoEventBatch *batch, GError **error)
{
  g_autoptr (SeqgoRtpSession) session = NULL;

  g_return_val_if_fail (SEQGO_IS_RTP_PEER (self), FALSE);
  g_return_val_if_fail (batch != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  session = dup_session_to_send (self, error);
  return session != NULL && seqgo_rtp_session_send_events (session, self->remote, batch, error);
}

/**
 * seqgo_rtp_peer_send_midi:
 * @self: a peer
 * @bytes: the next bytes of a stream of MIDI 1.0, at most 1 GiB
 * @error: return location for a #GError
 *
 * Sends the messages that @bytes complete to this peer only, as seqgo_rtp_session_send_midi() does
 * to all. Every peer has a stream of its own.
 *
 * Returns: %TRUE if all complete messages were sent, or %FALSE with an error as
 *   seqgo_rtp_peer_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_peer_send_midi (SeqgoRtpPeer *self, GBytes *bytes, GError **error)
{
  g_autoptr (SeqgoEventBatch) batch = NULL;

  g_return_val_if_fail (SEQGO_IS_RTP_PEER (self), FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (self->midi_parser == NULL)
    self->midi_parser = seqgo_midi_parser_new ();
  batch = seqgo_midi_parser_feed (self->midi_parser, bytes);
  return seqgo_rtp_peer_send_batch (self, batch, error);
}
