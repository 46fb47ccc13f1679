/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/rtp/seqgo-rtp-history-private.h>
#include <libseqgo/rtp/seqgo-rtp-receiver-private.h>
#include <libseqgo/rtp/seqgo-rtp-remote-address-private.h>

G_BEGIN_DECLS

/* A session of AppleMIDI without sockets and without a clock: datagrams and the time go in,
 * datagrams and notices come out. All times are microseconds of one monotonic clock. The functions
 * never call back into who uses them except to send, and what they send is not kept. After each of
 * them that takes the time there may be notices and another deadline. */
typedef struct _SeqgoRtpEngine SeqgoRtpEngine;

/* Somebody else, from the first invitation to the end; counted references of g_rc_box. A reference
 * may be kept for longer than the engine lives. */
typedef struct _SeqgoRtpRemote SeqgoRtpRemote;

typedef enum
{
  SEQGO_RTP_CHANNEL_CONTROL,
  SEQGO_RTP_CHANNEL_DATA,
} SeqgoRtpChannel;

/* @send takes a datagram, whose bytes it must not keep; neither may call the engine. */
typedef struct
{
  void (*send) (gpointer                     user_data,
                SeqgoRtpChannel              channel,
                const SeqgoRtpRemoteAddress *to,
                const guint8                *data,
                gsize                        size);
  guint32 (*random) (gpointer user_data);
} SeqgoRtpEngineIo;

typedef enum
{
  SEQGO_RTP_REMOTE_IDLE,
  SEQGO_RTP_REMOTE_INVITING_CONTROL,
  SEQGO_RTP_REMOTE_INVITING_DATA,
  /* It invited us: the answer is not decided yet. */
  SEQGO_RTP_REMOTE_ASKING,
  /* It was accepted on the control channel only. */
  SEQGO_RTP_REMOTE_HALF_OPEN,
  SEQGO_RTP_REMOTE_ESTABLISHED,
  /* Lost, and invited again later. */
  SEQGO_RTP_REMOTE_WAITING,
  SEQGO_RTP_REMOTE_ENDED,
} SeqgoRtpRemoteState;

/* Why an invitation failed or a session with a peer ended. */
typedef enum
{
  SEQGO_RTP_END_NONE,
  SEQGO_RTP_END_LOCAL,
  SEQGO_RTP_END_BY_PEER,
  SEQGO_RTP_END_RESTARTED,
  SEQGO_RTP_END_TIMEOUT,
  SEQGO_RTP_END_REJECTED,
  SEQGO_RTP_END_NO_ANSWER,
  SEQGO_RTP_END_NO_SYNCHRONIZATION,
  SEQGO_RTP_END_COLLISION,
} SeqgoRtpEndCause;

typedef enum
{
  /* Somebody invites us: answer with seqgo_rtp_engine_answer(), now or later. */
  SEQGO_RTP_NOTICE_INVITED,
  SEQGO_RTP_NOTICE_ESTABLISHED,
  /* The invitation of seqgo_rtp_engine_invite() failed, for SeqgoRtpNotice.cause; or who is
   * invited again after a loss will not be any more. */
  SEQGO_RTP_NOTICE_FAILED,
  /* An established session ended. What ends its notes was in a notice of events before. Unless the
   * state is SEQGO_RTP_REMOTE_WAITING, nothing more comes from this remote; otherwise it is
   * established again or fails. */
  SEQGO_RTP_NOTICE_ENDED,
  /* The state, name, latency or another thing of the remote changed. */
  SEQGO_RTP_NOTICE_CHANGED,
  /* Events came. */
  SEQGO_RTP_NOTICE_EVENTS,
  /* Packets were lost; SeqgoRtpNotice.n_lost, is_repaired. What repaired them was in the notice of
   * events before. */
  SEQGO_RTP_NOTICE_LOSS,
  /* SysEx was too long or never became whole. */
  SEQGO_RTP_NOTICE_BROKEN_SYSEX,
  /* Who invited us does not wait for the answer any longer, or did not go on after it. */
  SEQGO_RTP_NOTICE_WITHDRAWN,
  /* The receiver takes less than it is sent: SeqgoRtpNotice.n_lost packets were left out. */
  SEQGO_RTP_NOTICE_OVERFLOW,
} SeqgoRtpNoticeType;

typedef struct
{
  SeqgoRtpNoticeType type;
  /* A reference. */
  SeqgoRtpRemote  *remote;
  SeqgoRtpEndCause cause;
  guint            n_lost;
  gboolean         is_repaired;
  /* Of events, whose times are nanoseconds of the monotonic clock; %NULL otherwise. Events of one
   * remote that follow each other are one notice. */
  GArray     *records;
  GByteArray *payloads;
} SeqgoRtpNotice;

/* What can be set at any time; seqgo_rtp_engine_flush() sees what is to be told to others. */
typedef struct
{
  gsize    max_packet_size;
  guint    max_remotes;
  gboolean has_journal;
  gboolean has_running_status;
  /* Invites again who was invited and is lost. */
  gboolean reconnects;
  /* What others are asked for, in bits per second; 0 is no limit. */
  guint32 receive_limit;
} SeqgoRtpEngineSettings;

/* What of a remote changes; the statistics of both directions. */
typedef struct
{
  SeqgoRtpRemoteState   state;
  gboolean              was_invited;
  guint32               ssrc;
  const char           *name;
  SeqgoRtpRemoteAddress control_address;
  SeqgoRtpRemoteAddress data_address;
  gboolean              is_synchronized;
  /* One way, in microseconds; -1 while it is not known. */
  gint64 latency;
  /* The remote's clock minus ours, in microseconds, and how much faster it is, in parts of a
   * million. */
  gint64   clock_offset;
  double   clock_drift;
  guint32  bit_rate_limit;
  gboolean has_journal;
  /* Of the last session, until the next one begins; never NULL. */
  const SeqgoRtpReceiverCounts *received;
  guint64                       n_packets_sent;
  guint64                       n_bytes_sent;
  guint64                       n_events_sent;
  /* What was left out because the receiver takes less than it is sent. */
  guint64 n_packets_left_out;
} SeqgoRtpRemoteInfo;

SeqgoRtpEngine *seqgo_rtp_engine_new (const char             *name,
                                      guint32                 ssrc,
                                      const SeqgoRtpEngineIo *io,
                                      gpointer                user_data);

/* Sends nothing. */
void seqgo_rtp_engine_free (SeqgoRtpEngine *self);

/* Ends all sessions and invitations, with their notices. All that is to be sent has been sent when
 * this returns, and nothing is received or sent any more. */
void seqgo_rtp_engine_close (SeqgoRtpEngine *self, gint64 now);

SeqgoRtpEngineSettings *seqgo_rtp_engine_get_settings (SeqgoRtpEngine *self);

void seqgo_rtp_engine_set_name (SeqgoRtpEngine *self, const char *name);

/* Changes for sessions to come when somebody else has the same. */
guint32 seqgo_rtp_engine_get_ssrc (SeqgoRtpEngine *self);

/* Packets from nobody who is known, or that made no sense. */
guint64 seqgo_rtp_engine_get_n_unverified (SeqgoRtpEngine *self);
guint64 seqgo_rtp_engine_get_n_malformed (SeqgoRtpEngine *self);

/* A datagram came, at @now. */
void seqgo_rtp_engine_receive (SeqgoRtpEngine              *self,
                               SeqgoRtpChannel              channel,
                               const SeqgoRtpRemoteAddress *from,
                               const guint8                *data,
                               gsize                        size,
                               gint64                       now);

/* When seqgo_rtp_engine_run() is to be called next; -1 is never. */
gint64 seqgo_rtp_engine_get_deadline (SeqgoRtpEngine *self);

/* Does what is due, after all datagrams that wait have been received: otherwise a program that was
 * busy for long would take them for silence. */
void seqgo_rtp_engine_run (SeqgoRtpEngine *self, gint64 now);

/* Takes the oldest notice; FALSE if there is none. */
gboolean seqgo_rtp_engine_take_notice (SeqgoRtpEngine *self, SeqgoRtpNotice *notice);

void seqgo_rtp_notice_clear (SeqgoRtpNotice *notice);

/* Clears @notice as seqgo_rtp_notice_clear() does, but keeps its arrays for the next events. Who
 * took an array away set it to %NULL. */
void seqgo_rtp_engine_give_back (SeqgoRtpEngine *self, SeqgoRtpNotice *notice);

/* Whether there are as many sessions as may be, those that we invite included. */
gboolean seqgo_rtp_engine_is_full (SeqgoRtpEngine *self);

/* The control ports of one party, tried in turn. Returns a reference. Who is invited twice is
 * connected anew: the session before ends as SEQGO_RTP_END_RESTARTED. */
SeqgoRtpRemote *seqgo_rtp_engine_invite (SeqgoRtpEngine              *self,
                                         const SeqgoRtpRemoteAddress *addresses,
                                         gsize                        n_addresses,
                                         gint64                       now);

void
seqgo_rtp_engine_answer (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gboolean accept, gint64 now);

/* Ends a session or an invitation, with its notices. Does nothing if it ended already. */
void seqgo_rtp_engine_end (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now);

/* Queues a whole MIDI message for @remote, or for all that are established if that is %NULL. It
 * goes with the next flush, or when @when has come if that is later, and has that time; what should
 * have gone more than a second ago is as if it were for @now. What is for all is part of what
 * somebody who joins later is told. */
void seqgo_rtp_engine_send (SeqgoRtpEngine *self,
                            SeqgoRtpRemote *remote,
                            const guint8   *message,
                            gsize           size,
                            gint64          when,
                            gint64          now);

/* Sends what waits, as far as the limits of the receivers let it. */
void seqgo_rtp_engine_flush (SeqgoRtpEngine *self, gint64 now);

void
seqgo_rtp_engine_get_info (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, SeqgoRtpRemoteInfo *info);

/* For this session and the next ones with @remote, whatever it seems to understand. */
void seqgo_rtp_engine_set_remote_journal (SeqgoRtpEngine *self,
                                          SeqgoRtpRemote *remote,
                                          gboolean        has_journal);

SeqgoRtpRemote *seqgo_rtp_remote_ref (SeqgoRtpRemote *remote);

void seqgo_rtp_remote_unref (SeqgoRtpRemote *remote);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoRtpEngine, seqgo_rtp_engine_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoRtpRemote, seqgo_rtp_remote_unref)

G_END_DECLS
