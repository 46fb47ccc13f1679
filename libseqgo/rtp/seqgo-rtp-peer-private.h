/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/rtp/seqgo-rtp-engine-private.h>
#include <libseqgo/rtp/seqgo-rtp-session.h>

G_BEGIN_DECLS

struct _SeqgoRtpPeer
{
  GObject           parent_instance;
  GWeakRef          session;
  SeqgoRtpRemote   *remote;
  SeqgoRtpPeerState state;

  /* What was said last. */
  char               *name;
  char               *address;
  guint16             port;
  guint32             ssrc;
  gboolean            was_invited;
  gboolean            is_synchronized;
  gint64              latency;
  gint64              clock_offset;
  double              clock_drift;
  guint32             bit_rate_limit;
  gboolean            has_journal;
  SeqgoRtpStatistics *last_statistics;

  SeqgoMidiParser *midi_parser;
};

SeqgoRtpPeer *seqgo_rtp_peer_new (SeqgoRtpSession *session, SeqgoRtpRemote *remote);

/* The session, if its engine knows of the peer; else NULL. */
SeqgoRtpSession *seqgo_rtp_peer_dup_live_session (SeqgoRtpPeer *self);

/* Asks the engine, and notifies what has changed. */
void seqgo_rtp_peer_refresh (SeqgoRtpPeer *self);

/* The state as the program sees it, which the engine may be ahead of. */
void seqgo_rtp_peer_set_state (SeqgoRtpPeer *self, SeqgoRtpPeerState state);

/* The session, which has no references any more, ends with all its peers. */
void seqgo_rtp_peer_end_silently (SeqgoRtpPeer *self, SeqgoRtpSession *session);

G_END_DECLS
