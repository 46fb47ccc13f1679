/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <glib-object.h>

#include <libseqgo/rtp/seqgo-rtp-session.h>
#include <libseqgo/sequencer/seqgo-sequencer-client.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_RTP_BRIDGE:
 *
 * The type of #SeqgoRtpBridge.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_RTP_BRIDGE (seqgo_rtp_bridge_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoRtpBridge, seqgo_rtp_bridge, SEQGO, RTP_BRIDGE, GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoRtpBridge *seqgo_rtp_bridge_open (const char *name, guint16 port, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoRtpBridge *seqgo_rtp_bridge_open_with_session (SeqgoRtpSession *session, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoRtpSession *seqgo_rtp_bridge_get_session (SeqgoRtpBridge *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerClient *seqgo_rtp_bridge_get_client (SeqgoRtpBridge *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerPort *seqgo_rtp_bridge_get_port (SeqgoRtpBridge *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerPort *seqgo_rtp_bridge_find_port (SeqgoRtpBridge *self, SeqgoRtpPeer *peer);

SEQGO_AVAILABLE_IN_1_0
SeqgoRtpPeer *seqgo_rtp_bridge_find_peer (SeqgoRtpBridge *self, SeqgoSequencerPort *port);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_rtp_bridge_get_n_lost (SeqgoRtpBridge *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_rtp_bridge_get_n_ignored (SeqgoRtpBridge *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_bridge_close (SeqgoRtpBridge *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_bridge_is_closed (SeqgoRtpBridge *self);

G_END_DECLS
