/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/rtp/seqgo-rtp-clock-private.h>
#include <libseqgo/rtp/seqgo-rtp-command-private.h>
#include <libseqgo/rtp/seqgo-rtp-engine-private.h>
#include <libseqgo/rtp/seqgo-rtp-sender-private.h>

G_BEGIN_DECLS

/* What the files of the engine share. */

#define SEQGO_RTP_TICK 100
#define SEQGO_RTP_MILLISECOND 1000
#define SEQGO_RTP_SECOND (1000 * SEQGO_RTP_MILLISECOND)

/* What may become due for a remote. */
typedef enum
{
  /* The next invitation, or the end of the wait for an answer to the last one. */
  SEQGO_RTP_TIMER_INVITATION,
  /* The other side had its time. */
  SEQGO_RTP_TIMER_EXPIRY,
  SEQGO_RTP_TIMER_SYNCHRONIZATION,
  SEQGO_RTP_TIMER_FEEDBACK,
  SEQGO_RTP_TIMER_GUARD,
  SEQGO_RTP_TIMER_OUTPUT,
  SEQGO_RTP_TIMER_LIMIT,
  SEQGO_RTP_N_TIMERS,
} SeqgoRtpTimer;

/* How many exchanges of synchronization may be under way at once. */
#define SEQGO_RTP_MAX_PENDING_EXCHANGES 4

/* Of CK0 that was sent, or that was answered: its first time, and when that was. */
typedef struct
{
  gboolean is_open;
  guint64  timestamp;
  gint64   time;
} SeqgoRtpPendingExchange;

typedef struct
{
  SeqgoRtpPendingExchange exchanges[SEQGO_RTP_MAX_PENDING_EXCHANGES];
  guint                   next;
} SeqgoRtpPendingExchanges;

struct _SeqgoRtpRemote
{
  SeqgoRtpRemoteState state;
  /* By seqgo_rtp_engine_invite(), though the session in use may be one that it invited us to. */
  gboolean was_invited;
  gboolean is_initiator;
  gboolean was_established;

  /* Of the handshake. */
  guint32 local_ssrc;
  guint32 ssrc;
  /* That of the control channel is another one with pymidi. */
  guint32 control_ssrc;
  guint32 token;
  /* Of an invitation by who we invite, which we do not follow; 0 if there is none. */
  guint32                ignored_token;
  char                   name[SEQGO_RTP_MAX_NAME + 1];
  SeqgoRtpRemoteAddress  control_address;
  SeqgoRtpRemoteAddress  data_address;
  SeqgoRtpRemoteAddress *candidates;
  guint                  n_candidates;
  guint                  n_invitations;
  guint                  n_collisions;
  guint                  n_failures;

  gint64 timers[SEQGO_RTP_N_TIMERS];
  gint64 last_heard;

  SeqgoRtpClock            clock;
  SeqgoRtpPendingExchanges sent_exchanges;
  SeqgoRtpPendingExchanges answered_exchanges;
  gboolean                 is_synchronized;
  guint                    n_synchronizations;
  guint                    n_unanswered;
  gboolean                 was_heard;

  /* The streams, from when the session is established; the receiver remains for its counts. */
  SeqgoRtpSender   *sender;
  SeqgoRtpReceiver *receiver;
  gint64            last_event;
  guint             n_unacknowledged;
  gint64            last_feedback;
  guint             n_guards;
  guint32           bit_rate_limit;
  guint32           told_limit;
  /* Until then the receiver is busy with what it got. */
  gint64 busy_until;
  /* What the sender was told last. */
  gsize    max_packet_size;
  gboolean has_running_status;
  gboolean sends_journal;
  gboolean has_journal;
  gboolean is_journal_set;

  guint64  n_packets_sent;
  guint64  n_bytes_sent;
  guint64  n_events_sent;
  guint64  n_packets_left_out;
  gboolean has_change_notice;
};

struct _SeqgoRtpEngine
{
  SeqgoRtpEngineIo       io;
  gpointer               user_data;
  char                   name[SEQGO_RTP_MAX_NAME + 1];
  guint32                ssrc;
  SeqgoRtpEngineSettings settings;
  gboolean               is_closed;
  GPtrArray             *remotes;
  gboolean               has_ended_remotes;
  GArray                *notices;
  guint                  n_notices_taken;
  GPtrArray             *spare_records;
  GPtrArray             *spare_payloads;
  SeqgoRtpHistory       *history;
  GArray                *scheduled;
  guint64                n_scheduled;
  GArray                *farewells;
  guint64                n_unverified;
  guint64                n_malformed;
};

/* The parts of seqgo_rtp_engine_receive() and seqgo_rtp_engine_run(), by file. */

/* seqgo-rtp-engine.c */
SeqgoRtpRemote *seqgo_rtp_engine_add_remote (SeqgoRtpEngine *self);
void            seqgo_rtp_engine_remove_remote (SeqgoRtpEngine *self, SeqgoRtpRemote *remote);
guint32         seqgo_rtp_engine_random (SeqgoRtpEngine *self);
void            seqgo_rtp_engine_change_ssrc (SeqgoRtpEngine *self);
void            seqgo_rtp_engine_send_command (SeqgoRtpEngine              *self,
                                               SeqgoRtpChannel              channel,
                                               const SeqgoRtpRemoteAddress *to,
                                               const SeqgoRtpCommand       *command);
/* An invitation, an answer, or the end. */
void seqgo_rtp_engine_send_handshake (SeqgoRtpEngine              *self,
                                      SeqgoRtpChannel              channel,
                                      const SeqgoRtpRemoteAddress *to,
                                      SeqgoRtpCommandType          type,
                                      guint32                      token,
                                      guint32                      ssrc);

static inline void
seqgo_rtp_remote_clear_timers (SeqgoRtpRemote *self)
{
  for (guint i = 0; i < SEQGO_RTP_N_TIMERS; i++)
    self->timers[i] = -1;
}

/* seqgo-rtp-engine-notice.c */
SeqgoRtpNotice *
seqgo_rtp_engine_add_notice (SeqgoRtpEngine *self, SeqgoRtpNoticeType type, SeqgoRtpRemote *remote);
void seqgo_rtp_engine_add_overflow (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, guint n_packets);
void seqgo_rtp_engine_add_change (SeqgoRtpEngine *self, SeqgoRtpRemote *remote);
/* The notice to whose arrays the next events of @remote are appended, valid until there is another
 * notice. */
SeqgoRtpNotice *seqgo_rtp_engine_begin_events (SeqgoRtpEngine *self, SeqgoRtpRemote *remote);
/* Nothing was appended after all, perhaps. */
void seqgo_rtp_engine_end_events (SeqgoRtpEngine *self);
void seqgo_rtp_engine_free_notices (SeqgoRtpEngine *self);

/* seqgo-rtp-engine-invite.c */
void seqgo_rtp_engine_invite_again_later (SeqgoRtpRemote *remote, gint64 now);
/* An invitation fails, or the next attempt after a loss. */
void seqgo_rtp_engine_fail (SeqgoRtpEngine  *self,
                            SeqgoRtpRemote  *remote,
                            SeqgoRtpEndCause cause,
                            gint64           now);
void seqgo_rtp_engine_run_invitation (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now);
void seqgo_rtp_engine_receive_answer (SeqgoRtpEngine              *self,
                                      SeqgoRtpChannel              channel,
                                      const SeqgoRtpRemoteAddress *from,
                                      const SeqgoRtpCommand       *command,
                                      gint64                       now);
/* Whether @from is where @remote was invited. */
gboolean seqgo_rtp_remote_has_candidate (const SeqgoRtpRemote        *self,
                                         const SeqgoRtpRemoteAddress *from);

/* seqgo-rtp-engine-answer.c */
void seqgo_rtp_engine_receive_invitation (SeqgoRtpEngine              *self,
                                          SeqgoRtpChannel              channel,
                                          const SeqgoRtpRemoteAddress *from,
                                          const SeqgoRtpCommand       *command,
                                          gint64                       now);
/* Who accepts the invitation of @remote may have invited us from another address. Returns whether
 * @remote goes on with that. */
gboolean seqgo_rtp_engine_follow (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now);
/* Who invited us and is not established yet is forgotten. */
void seqgo_rtp_engine_cancel_pending (SeqgoRtpEngine  *self,
                                      SeqgoRtpRemote  *remote,
                                      SeqgoRtpEndCause cause,
                                      gint64           now);

/* seqgo-rtp-engine-session.c */
/* Ends other sessions with the SSRC of @remote, which is about to be established. Returns FALSE if
 * there is one that remains. */
gboolean seqgo_rtp_engine_replace (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now);
void     seqgo_rtp_engine_establish (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now);
void     seqgo_rtp_engine_end_session (SeqgoRtpEngine  *self,
                                       SeqgoRtpRemote  *remote,
                                       SeqgoRtpEndCause cause,
                                       gint64           now);
void     seqgo_rtp_engine_run_liveness (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now);
void     seqgo_rtp_engine_receive_end (SeqgoRtpEngine              *self,
                                       const SeqgoRtpRemoteAddress *from,
                                       const SeqgoRtpCommand       *command,
                                       gint64                       now);
/* Who is established and sent something from there, or %NULL, which is counted. */
SeqgoRtpRemote *seqgo_rtp_engine_verify (SeqgoRtpEngine              *self,
                                         const SeqgoRtpRemoteAddress *from,
                                         guint32                      ssrc,
                                         gint64                       now);

/* seqgo-rtp-engine-farewell.c */
void seqgo_rtp_engine_init_farewells (SeqgoRtpEngine *self);
void
seqgo_rtp_engine_send_farewell (SeqgoRtpEngine *self, const SeqgoRtpRemote *remote, gint64 now);
/* Sends those again whose time has come, or all. */
void   seqgo_rtp_engine_repeat_farewells (SeqgoRtpEngine *self, gboolean all, gint64 now);
gint64 seqgo_rtp_engine_get_farewell_deadline (SeqgoRtpEngine *self);
/* Somebody comes back from there. */
void seqgo_rtp_engine_forget_farewells (SeqgoRtpEngine *self, const SeqgoRtpRemoteAddress *address);

/* seqgo-rtp-engine-synchronize.c */
void seqgo_rtp_engine_receive_synchronization (SeqgoRtpEngine              *self,
                                               SeqgoRtpRemote              *remote,
                                               SeqgoRtpChannel              channel,
                                               const SeqgoRtpRemoteAddress *from,
                                               const SeqgoRtpCommand       *command,
                                               gint64                       now);
void
seqgo_rtp_engine_run_synchronization (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now);

/* seqgo-rtp-engine-receive.c */
void seqgo_rtp_engine_receive_packet (SeqgoRtpEngine              *self,
                                      const SeqgoRtpRemoteAddress *from,
                                      const SeqgoRtpPacket        *packet,
                                      gint64                       now);
/* Ends what the stream from a remote leaves sounding. */
void seqgo_rtp_engine_release (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now);
void seqgo_rtp_engine_run_feedback (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now);

/* seqgo-rtp-engine-send.c */
/* The stream to a remote begins. */
void seqgo_rtp_engine_begin_output (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now);
/* Sends to each remote so many packets of what waits. */
void seqgo_rtp_engine_flush_packets (SeqgoRtpEngine *self, guint max_packets, gint64 now);
/* As seqgo_rtp_engine_send() what is not for later. */
void seqgo_rtp_engine_send_now (SeqgoRtpEngine *self,
                                SeqgoRtpRemote *remote,
                                const guint8   *message,
                                gsize           size,
                                gint64          when,
                                gint64          now);
void seqgo_rtp_engine_run_guard (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now);
/* It is heard: if there were enough guard packets, it may have missed all of them. */
void seqgo_rtp_engine_resume_guard (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now);
void seqgo_rtp_engine_receive_feedback (SeqgoRtpRemote *remote, guint16 sequence);
/* Feedback that acknowledges nothing, as of those who misunderstand journals. */
void seqgo_rtp_engine_receive_wrong_feedback (SeqgoRtpEngine *self, SeqgoRtpRemote *remote);
/* Tells a remote what we can take at most, if that changed. */
void seqgo_rtp_engine_run_limit (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now);
void seqgo_rtp_engine_receive_limit (SeqgoRtpEngine *self,
                                     SeqgoRtpRemote *remote,
                                     guint32         bit_rate,
                                     gint64          now);

/* seqgo-rtp-engine-schedule.c */
void   seqgo_rtp_engine_init_schedule (SeqgoRtpEngine *self);
void   seqgo_rtp_engine_run_schedule (SeqgoRtpEngine *self, gint64 now);
gint64 seqgo_rtp_engine_get_schedule_deadline (SeqgoRtpEngine *self);
void   seqgo_rtp_engine_free_schedule (SeqgoRtpEngine *self);

G_END_DECLS
