/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <libseqgo/rtp/seqgo-rtp-command-private.h>
#include <libseqgo/rtp/seqgo-rtp-engine-private.h>
#include <libseqgo/rtp/seqgo-rtp-packet-private.h>

/* An engine in simulated time, with scripted peers: what they send is written down here, what they
 * get is told as text. */

#define MILLISECOND G_GINT64_CONSTANT (1000)
#define SECOND (1000 * MILLISECOND)

#define OWN_SSRC 0xDEAD0001
#define MAX_IDLE 2

typedef struct _Session Session;

typedef struct
{
  Session              *session;
  SeqgoRtpRemoteAddress control;
  SeqgoRtpRemoteAddress data;
  guint32               ssrc;
  guint32               token;
  guint16               sequence;
} Probe;

typedef struct
{
  gint64                time;
  SeqgoRtpChannel       channel;
  SeqgoRtpRemoteAddress to;
  guint8                data[SEQGO_RTP_MAX_PACKET_SIZE];
  gsize                 size;
} Sent;

typedef enum
{
  ACCEPT,
  REJECT,
  DEFER,
} Policy;

struct _Session
{
  SeqgoRtpEngine *engine;
  Policy          policy;
  gint64          now;
  /* What the times in the texts begin with. */
  gint64  start;
  GRand  *random;
  GArray *sent;
  /* Of what was not taken yet. */
  GString *notices;
  gboolean tells_changes;
  /* The one of the last notice, with a reference. */
  SeqgoRtpRemote *remote;
  /* They are connected, synchronize, and do nothing else. */
  Probe  idle[MAX_IDLE];
  guint  n_idle;
  gint64 idle_time;
};

/* With that many idle peers; the last must be ended in the end, if there are any. */
void session_init (Session *self, guint n_idle);
/* Sees that nobody did anything to the idle peers. */
void session_clear (Session *self);

/* Each is one test without others and one with two more that are connected. */
void add_test (const char *path, void (*test) (Session *session));

/* Lets time pass, and runs the engine whenever it is due. */
void session_advance (Session *self, gint64 microseconds);
/* What happens from now on is at 0. */
void session_mark (Session *self);
/* Takes the notices from the engine; session_take_notices() does so too. */
void session_look (Session *self);

/* Such as "invited probe, established probe, ended timeout, events 144:0:60:100@0". */
char *session_take_notices (Session *self);
/* What was sent to others than the idle peers: milliseconds, channel, and kind, such as
 * "0 control IN, 0 data CK0, 5 data MIDI 4". */
char *session_take_sent (Session *self);
/* The same where all is of one kind on one channel: only the times. */
char *session_take_times (Session *self, const char *kind);
void  session_forget_sent (Session *self);
/* The last datagram, which must be one to @probe. */
const Sent *session_get_last (Session *self, const Probe *probe);
void        session_get_last_command (Session *self, const Probe *probe, SeqgoRtpCommand *command);

SeqgoRtpRemoteInfo session_get_info (Session *self);

void set_address (SeqgoRtpRemoteAddress *address, guint8 host, guint16 port);

/* Who lives at 127.0.0.@host. */
void probe_init (Probe *self, Session *session, guint8 host, guint16 port, guint32 ssrc);
void probe_send (Probe *self, SeqgoRtpChannel channel, const guint8 *data, gsize size);
void probe_send_from (Probe                       *self,
                      SeqgoRtpChannel              channel,
                      const SeqgoRtpRemoteAddress *from,
                      const guint8                *data,
                      gsize                        size);
void probe_command (Probe *self, SeqgoRtpChannel channel, SeqgoRtpCommandType type);
void probe_write (Probe *self, SeqgoRtpCommandType type, SeqgoRtpCommand *command);
void probe_send_command (Probe *self, SeqgoRtpChannel channel, const SeqgoRtpCommand *command);
void probe_synchronize (Probe          *self,
                        SeqgoRtpChannel channel,
                        guint8          count,
                        guint64         first,
                        guint64         second,
                        guint64         third);
void probe_feedback (Probe *self, guint16 sequence);
/* A packet with a MIDI list and, unless that is NULL, a journal, both in hexadecimal. */
void  probe_midi (Probe *self, guint32 timestamp, const char *list, const char *journal);
gsize probe_write_midi (Probe      *self,
                        guint32     timestamp,
                        const char *list,
                        const char *journal,
                        guint8     *data);
/* Invites, and is accepted. */
void probe_connect (Probe *self, guint32 token);
/* Is invited, and accepts. */
void probe_be_invited (Probe *self);

#define assert_text(call, expected)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *actual = call;                                                                \
    g_assert_cmpstr (actual, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END
