/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The other side of a session, which sends and receives just the datagrams that a test tells it to.
 * It waits in the main loop, in which the session runs, and fails when nothing comes. */
typedef enum
{
  RTP_CONTROL,
  RTP_DATA,
} RtpSide;

typedef struct
{
  GSocket *sockets[2];
  guint16  port;
  guint32  ssrc;
  guint32  token;
  guint16  sequence;
  guint32  timestamp;
  /* The other side. */
  GSocketAddress *targets[2];
  guint32         session_ssrc;
  /* The last datagram. */
  guint8 received[2048];
  gsize  size;
} RtpPeerScript;

/* On an address of this machine, with a session on @session_port; 0 if that is not known yet. */
RtpPeerScript *rtp_peer_script_new (const char *address, guint16 session_port, guint32 ssrc);

void rtp_peer_script_free (RtpPeerScript *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtpPeerScript, rtp_peer_script_free)

void rtp_peer_script_send (RtpPeerScript *self, RtpSide side, const guint8 *data, gsize size);

/* Bytes in hexadecimal digits. */
void rtp_peer_script_send_hex (RtpPeerScript *self, RtpSide side, const char *text);

/* Takes what is there; returns FALSE if there is nothing. */
gboolean rtp_peer_script_receive (RtpPeerScript *self, RtpSide side);

/* When the last datagram of a side came, in nanoseconds. The first call has the kernel note it for
 * those that come from then on. */
gint64 rtp_peer_script_get_time (RtpPeerScript *self, RtpSide side);

/* Waits, for a minute at most. */
void rtp_peer_script_expect (RtpPeerScript *self, RtpSide side);

/* Waits for a command of two letters, and passes over others. */
void rtp_peer_script_expect_command (RtpPeerScript *self, RtpSide side, const char *command);

/* Waits for a packet of MIDI, answers synchronization meanwhile, and passes over packets without
 * commands. Returns the list. */
const guint8 *rtp_peer_script_expect_midi (RtpPeerScript *self, gsize *size);

/* Takes what is there of a side and returns how many datagrams that were. */
guint rtp_peer_script_drain (RtpPeerScript *self, RtpSide side);

/* IN, OK, NO or BY with the token of @self. */
void rtp_peer_script_send_command (RtpPeerScript *self,
                                   RtpSide        side,
                                   const char    *command,
                                   const char    *name);

/* Whether the last datagram is such a command; the number at an offset of it. */
gboolean rtp_peer_script_is_command (RtpPeerScript *self, const char *command);
guint32  rtp_peer_script_get_number (RtpPeerScript *self, gsize offset);

/* Invites the session, which accepts. */
void rtp_peer_script_join (RtpPeerScript *self, const char *name);

/* Is invited by the session, and accepts. */
void rtp_peer_script_accept (RtpPeerScript *self, const char *name);

/* Answers what came of synchronization; returns whether the last datagram was that. */
gboolean rtp_peer_script_answer_synchronization (RtpPeerScript *self);

/* Sends a packet with a list of MIDI commands, in hexadecimal digits, and no journal. */
void rtp_peer_script_send_midi (RtpPeerScript *self, const char *list);

G_END_DECLS
