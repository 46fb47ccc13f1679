/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The properties of SeqgoRtpPeer. */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-peer-private.h>
#include <libseqgo/rtp/seqgo-rtp-session-private.h>

/**
 * seqgo_rtp_peer_get_session:
 * @self: a peer
 *
 * Returns #SeqgoRtpPeer:session.
 *
 * Returns: (transfer none) (nullable): the session, or %NULL if nobody has it any more
 *
 * Since: 1.0
 */
SeqgoRtpSession *
seqgo_rtp_peer_get_session (SeqgoRtpPeer *self)
{
  g_autoptr (SeqgoRtpSession) session = NULL;

  g_return_val_if_fail (SEQGO_IS_RTP_PEER (self), NULL);

  session = g_weak_ref_get (&self->session);
  return session;
}

/**
 * seqgo_rtp_peer_get_name:
 * @self: a peer
 *
 * Returns #SeqgoRtpPeer:name.
 *
 * Returns: the name
 *
 * Since: 1.0
 */
const char *
seqgo_rtp_peer_get_name (SeqgoRtpPeer *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_PEER (self), NULL);

  return self->name;
}

/**
 * seqgo_rtp_peer_get_address:
 * @self: a peer
 *
 * Returns #SeqgoRtpPeer:address.
 *
 * Returns: the IP address
 *
 * Since: 1.0
 */
const char *
seqgo_rtp_peer_get_address (SeqgoRtpPeer *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_PEER (self), NULL);

  return self->address;
}

/**
 * seqgo_rtp_peer_get_port:
 * @self: a peer
 *
 * Returns #SeqgoRtpPeer:port.
 *
 * Returns: the UDP port
 *
 * Since: 1.0
 */
guint
seqgo_rtp_peer_get_port (SeqgoRtpPeer *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_PEER (self), 0);

  return self->port;
}

/**
 * seqgo_rtp_peer_get_ssrc:
 * @self: a peer
 *
 * Returns #SeqgoRtpPeer:ssrc.
 *
 * Returns: the number of the peer
 *
 * Since: 1.0
 */
guint
seqgo_rtp_peer_get_ssrc (SeqgoRtpPeer *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_PEER (self), 0);

  return self->ssrc;
}

/**
 * seqgo_rtp_peer_get_state:
 * @self: a peer
 *
 * Returns #SeqgoRtpPeer:state.
 *
 * Returns: the state
 *
 * Since: 1.0
 */
SeqgoRtpPeerState
seqgo_rtp_peer_get_state (SeqgoRtpPeer *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_PEER (self), SEQGO_RTP_PEER_STATE_CLOSED);

  return self->state;
}

/**
 * seqgo_rtp_peer_get_invited:
 * @self: a peer
 *
 * Returns #SeqgoRtpPeer:invited.
 *
 * Returns: %TRUE if this side invited the peer
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_peer_get_invited (SeqgoRtpPeer *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_PEER (self), FALSE);

  return self->was_invited;
}

/**
 * seqgo_rtp_peer_get_synchronized:
 * @self: a peer
 *
 * Returns #SeqgoRtpPeer:synchronized.
 *
 * Returns: %TRUE if the clock of the peer is known
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_peer_get_synchronized (SeqgoRtpPeer *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_PEER (self), FALSE);

  return self->is_synchronized;
}

/**
 * seqgo_rtp_peer_get_latency:
 * @self: a peer
 *
 * Returns #SeqgoRtpPeer:latency.
 *
 * Returns: how long a packet takes, in microseconds, or -1
 *
 * Since: 1.0
 */
gint64
seqgo_rtp_peer_get_latency (SeqgoRtpPeer *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_PEER (self), -1);

  return self->latency;
}

/**
 * seqgo_rtp_peer_get_clock_offset:
 * @self: a peer
 *
 * Returns #SeqgoRtpPeer:clock-offset.
 *
 * Returns: how much the clock of the peer is ahead, in microseconds
 *
 * Since: 1.0
 */
gint64
seqgo_rtp_peer_get_clock_offset (SeqgoRtpPeer *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_PEER (self), 0);

  return self->clock_offset;
}

/**
 * seqgo_rtp_peer_get_clock_drift:
 * @self: a peer
 *
 * Returns #SeqgoRtpPeer:clock-drift.
 *
 * Returns: how much faster it is, in parts of a million
 *
 * Since: 1.0
 */
double
seqgo_rtp_peer_get_clock_drift (SeqgoRtpPeer *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_PEER (self), 0);

  return self->clock_drift;
}

/**
 * seqgo_rtp_peer_get_bit_rate_limit:
 * @self: a peer
 *
 * Returns #SeqgoRtpPeer:bit-rate-limit.
 *
 * Returns: the limit, in bits per second, or 0
 *
 * Since: 1.0
 */
guint
seqgo_rtp_peer_get_bit_rate_limit (SeqgoRtpPeer *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_PEER (self), 0);

  return self->bit_rate_limit;
}

/**
 * seqgo_rtp_peer_get_journal:
 * @self: a peer
 *
 * Returns #SeqgoRtpPeer:journal.
 *
 * Returns: whether packets to the peer tell what was sent before
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_peer_get_journal (SeqgoRtpPeer *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_PEER (self), FALSE);

  return self->has_journal;
}
