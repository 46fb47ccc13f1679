/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/rtp/seqgo-rtp-announcer-private.h>
#include <libseqgo/rtp/seqgo-rtp-engine-private.h>
#include <libseqgo/rtp/seqgo-rtp-session.h>
#include <libseqgo/rtp/seqgo-rtp-socket-private.h>

G_BEGIN_DECLS

#define SEQGO_RTP_SESSION_MAX_PEERS 32
/* In microseconds. */
#define SEQGO_RTP_SESSION_MAX_PLAYOUT_DELAY 10000000

enum
{
  SEQGO_RTP_SESSION_BATCH,
  SEQGO_RTP_SESSION_EVENT,
  SEQGO_RTP_SESSION_INVITED,
  SEQGO_RTP_SESSION_PEER_ADDED,
  SEQGO_RTP_SESSION_PEER_REMOVED,
  SEQGO_RTP_SESSION_LOSS,
  SEQGO_RTP_SESSION_PROBLEM,
  SEQGO_RTP_SESSION_CLOSED,
  SEQGO_RTP_SESSION_N_SIGNALS
};

extern guint seqgo_rtp_session_signals[SEQGO_RTP_SESSION_N_SIGNALS];

struct _SeqgoRtpSession
{
  GObject parent_instance;

  char           *name;
  guint32         ssrc;
  int             priority;
  GMainContext   *context;
  GListStore     *peers;
  gboolean        discoverable;
  gboolean        accept_invitations;
  gboolean        is_listening;
  gboolean        is_closed;
  SeqgoRtpEngine *engine;

  /* By SeqgoRtpRemote: the peers that are connected or invited again, the invitations by others
   * that are not over, and the tasks that wait for the answer to one of ours. */
  GHashTable *peers_by_remote;
  GHashTable *invitations;
  GHashTable *tasks;
  /* The tasks that wait for the addresses of a host. */
  GPtrArray *resolving;

  /* NULL until the session is open, and after it was closed; and its address, NULL for all. */
  SeqgoRtpSocket *socket;
  char           *address;
  GSource        *sources[SEQGO_RTP_N_CHANNELS];
  /* What is to be done at some time; what was sent is to go out. */
  GSource *timer;
  GSource *flusher;
  gint64   deadline;
  gboolean is_flush_due;
  /* For other event loops than that of GLib; -1 until somebody asks. */
  int      epoll_fd;
  int      timer_fd;
  gboolean is_blocked[SEQGO_RTP_N_CHANNELS];
  guint64  n_unsent;
  guint64  n_too_long;
  /* As a lot of datagrams is received. */
  gint64 now;

  /* NULL unless others shall find the session, and what it said last. */
  SeqgoRtpAnnouncer *announcer;
  GSource           *announcer_source;
  char              *published_name;
  char              *publish_problem;

  SeqgoMidiParser *midi_parser;
  GByteArray      *midi;

  guint  playout_delay;
  GQueue playouts;
};

/* seqgo-rtp-session-socket.c */

void seqgo_rtp_session_set_up (SeqgoRtpSession *self);

/* Opens a pair of ports, of all addresses if @address is NULL, unless there is one. */
gboolean seqgo_rtp_session_open_socket (SeqgoRtpSession *self,
                                        const char      *address,
                                        guint16          port,
                                        GError         **error);

/* The engine was used: sends what it has to send at once, delivers its notices, and waits for what
 * it has to do next. */
void seqgo_rtp_session_follow_up (SeqgoRtpSession *self);

/* Something was queued: it goes out at the end of this turn of the main loop. */
void seqgo_rtp_session_flush_soon (SeqgoRtpSession *self);

/* The priority was set. */
void seqgo_rtp_session_prioritize (SeqgoRtpSession *self);

void seqgo_rtp_session_shut_down (SeqgoRtpSession *self, gboolean tells);

/* seqgo-rtp-session-publish.c */

/* Lets others find the session, or not any more, as it is to be by now. */
void seqgo_rtp_session_publish (SeqgoRtpSession *self);

/* Takes what the announcer says. */
void seqgo_rtp_session_follow_announcer (SeqgoRtpSession *self);

/* The descriptor for other event loops shall tell of the announcer, too. */
void seqgo_rtp_session_watch_announcer (SeqgoRtpSession *self);

/* seqgo-rtp-session-notice.c */

/* Emits the signals of what the engine has noticed. */
void seqgo_rtp_session_deliver_notices (SeqgoRtpSession *self);

/* Ends all peers and invitations. */
void seqgo_rtp_session_end_all (SeqgoRtpSession *self, gboolean tells);

/* seqgo-rtp-session-deliver.c */

void seqgo_rtp_session_install_event_signals (GType type);

/* May take the arrays of the notice. */
void seqgo_rtp_session_deliver_events (SeqgoRtpSession *self,
                                       SeqgoRtpPeer    *peer,
                                       SeqgoRtpNotice  *notice);

/* Delivers what has waited long enough; of @peer, if it is not NULL, all that waits. */
void seqgo_rtp_session_play_out (SeqgoRtpSession *self, SeqgoRtpPeer *peer, gint64 now);

/* When the next event is to be delivered; -1 is never. */
gint64 seqgo_rtp_session_get_playout_time (SeqgoRtpSession *self);

void seqgo_rtp_session_clear_playouts (SeqgoRtpSession *self);

/* seqgo-rtp-session-send.c */

/* Fails with G_IO_ERROR_CLOSED. */
gboolean seqgo_rtp_session_check_open (SeqgoRtpSession *self, const char *what, GError **error);

gboolean seqgo_rtp_session_send_event (SeqgoRtpSession *self,
                                       SeqgoRtpRemote  *remote,
                                       SeqgoEvent      *event,
                                       gint64           when,
                                       GError         **error);

gboolean seqgo_rtp_session_send_events (SeqgoRtpSession *self,
                                        SeqgoRtpRemote  *remote,
                                        SeqgoEventBatch *batch,
                                        GError         **error);

/* seqgo-rtp-session-invite.c */

/* The invitation of @remote ended: with a peer, or with an error, which is taken. */
void seqgo_rtp_session_end_invitation (SeqgoRtpSession *self,
                                       SeqgoRtpRemote  *remote,
                                       SeqgoRtpPeer    *peer,
                                       GError          *error);

void seqgo_rtp_session_end_invitations (SeqgoRtpSession *self);

/* Invitations. */

SeqgoRtpInvitation *seqgo_rtp_invitation_new (SeqgoRtpSession *session, SeqgoRtpRemote *remote);

/* Who invited does not wait any longer. */
void seqgo_rtp_invitation_withdraw (SeqgoRtpInvitation *self);

/* Whether a handler accepted, rejected or deferred it. */
gboolean seqgo_rtp_invitation_is_decided (SeqgoRtpInvitation *self);

G_END_DECLS
