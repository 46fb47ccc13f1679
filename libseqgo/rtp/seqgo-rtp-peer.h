/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <gio/gio.h>

#include <libseqgo/midi/seqgo-event-batch.h>
#include <libseqgo/rtp/seqgo-rtp-statistics.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_RTP_PEER:
 *
 * The type of #SeqgoRtpPeer.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_RTP_PEER (seqgo_rtp_peer_get_type ())

/**
 * SeqgoRtpPeerState:
 * @SEQGO_RTP_PEER_STATE_CONNECTED: events go both ways
 * @SEQGO_RTP_PEER_STATE_RECONNECTING: the peer is lost, and invited again and again
 * @SEQGO_RTP_PEER_STATE_CLOSED: the session with the peer is over
 *
 * How a session stands with a #SeqgoRtpPeer.
 *
 * Since: 1.0
 */
typedef enum /*< prefix=SEQGO_RTP_PEER_STATE >*/
{
  SEQGO_RTP_PEER_STATE_CONNECTED,
  SEQGO_RTP_PEER_STATE_RECONNECTING,
  SEQGO_RTP_PEER_STATE_CLOSED,
} SeqgoRtpPeerState;

#ifndef __GTK_DOC_IGNORE__
typedef struct _SeqgoRtpSession SeqgoRtpSession;
#endif

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoRtpPeer, seqgo_rtp_peer, SEQGO, RTP_PEER, GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoRtpSession *seqgo_rtp_peer_get_session (SeqgoRtpPeer *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_rtp_peer_get_name (SeqgoRtpPeer *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_rtp_peer_get_address (SeqgoRtpPeer *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_rtp_peer_get_port (SeqgoRtpPeer *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_rtp_peer_get_ssrc (SeqgoRtpPeer *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoRtpPeerState seqgo_rtp_peer_get_state (SeqgoRtpPeer *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_peer_get_invited (SeqgoRtpPeer *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_peer_get_synchronized (SeqgoRtpPeer *self);

SEQGO_AVAILABLE_IN_1_0
gint64 seqgo_rtp_peer_get_latency (SeqgoRtpPeer *self);

SEQGO_AVAILABLE_IN_1_0
gint64 seqgo_rtp_peer_get_clock_offset (SeqgoRtpPeer *self);

SEQGO_AVAILABLE_IN_1_0
double seqgo_rtp_peer_get_clock_drift (SeqgoRtpPeer *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_rtp_peer_get_bit_rate_limit (SeqgoRtpPeer *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_peer_get_journal (SeqgoRtpPeer *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_peer_set_journal (SeqgoRtpPeer *self, gboolean journal);

SEQGO_AVAILABLE_IN_1_0
SeqgoRtpStatistics *seqgo_rtp_peer_get_statistics (SeqgoRtpPeer *self);

SEQGO_AVAILABLE_IN_1_0
char *seqgo_rtp_peer_to_string (SeqgoRtpPeer *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_peer_send (SeqgoRtpPeer *self, SeqgoEvent *event, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_rtp_peer_send_at (SeqgoRtpPeer *self, SeqgoEvent *event, gint64 time, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_peer_send_batch (SeqgoRtpPeer *self, SeqgoEventBatch *batch, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_peer_send_midi (SeqgoRtpPeer *self, GBytes *bytes, GError **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_peer_close (SeqgoRtpPeer *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_peer_is_closed (SeqgoRtpPeer *self);

G_END_DECLS
