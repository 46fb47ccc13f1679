/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/bridge/seqgo-rtp-bridge-output-private.h>
#include <libseqgo/bridge/seqgo-rtp-bridge.h>

G_BEGIN_DECLS

/* A peer and its port. */
typedef struct
{
  SeqgoRtpPeer         *peer;
  SeqgoRtpBridgeOutput *output;
  /* The peer was started again, and its successor may still take the port. */
  gboolean is_vacant;
} SeqgoRtpBridgeLink;

struct _SeqgoRtpBridge
{
  GObject               parent_instance;
  SeqgoRtpSession      *session;
  SeqgoSequencerClient *client;
  SeqgoRtpBridgeOutput *output;
  /* Of SeqgoRtpBridgeLink. */
  GPtrArray *links;
  /* When ports that nobody took go. */
  GSource *timer;
  guint64  n_lost;
  guint64  n_ignored;
  gboolean is_closing;
  gboolean is_closed;
  /* For what is to be forwarded. */
  GByteArray *midi;
};

GPtrArray *seqgo_rtp_bridge_new_links (void);

/* %NULL if there is none. */
SeqgoRtpBridgeLink *seqgo_rtp_bridge_find_link_of_peer (SeqgoRtpBridge *self, SeqgoRtpPeer *peer);
SeqgoRtpBridgeLink *seqgo_rtp_bridge_find_link_of_port (SeqgoRtpBridge *self, guint8 port_id);

SeqgoSequencerPort *seqgo_rtp_bridge_link_get_port (const SeqgoRtpBridgeLink *link);

/* Creates a port. */
SeqgoRtpBridgeOutput *
seqgo_rtp_bridge_add_output (SeqgoRtpBridge *self, const char *name, GError **error);

/* Makes ports for the peers that there are, and follows those that come and go. */
void seqgo_rtp_bridge_follow_peers (SeqgoRtpBridge *self);

void seqgo_rtp_bridge_remove_peer (SeqgoRtpBridge *self, SeqgoRtpPeer *peer);

/* Removes the ports that nobody took. */
void seqgo_rtp_bridge_remove_vacant (SeqgoRtpBridge *self);

/* Carries events, as long as it is not closed. */
void seqgo_rtp_bridge_forward (SeqgoRtpBridge *self);

/* What changed, and who is told. */
void seqgo_rtp_bridge_count_lost (SeqgoRtpBridge *self, SeqgoSequencerPort *port, guint n_events);
void seqgo_rtp_bridge_count_ignored (SeqgoRtpBridge *self, guint n_events);
void seqgo_rtp_bridge_tell_port (SeqgoRtpBridge     *self,
                                 gboolean            is_added,
                                 SeqgoRtpPeer       *peer,
                                 SeqgoSequencerPort *port);
void seqgo_rtp_bridge_tell_failed (SeqgoRtpBridge *self, SeqgoRtpPeer *peer, const GError *error);

G_END_DECLS
