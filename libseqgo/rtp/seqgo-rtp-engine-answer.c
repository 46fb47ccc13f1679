/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Somebody invites us: first on the control port, then, with the same token, on the data port. */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-engine-core-private.h>

/* How long the answer may take, and how long somebody may take to go on after it. */
#define MAX_ASKING (60 * SEQGO_RTP_SECOND)
#define MAX_HALF_OPEN (10 * SEQGO_RTP_SECOND)

/* Who invites us is remembered; that costs memory before anything is known of them. */
#define MAX_PENDING 32

static gboolean
is_pending (const SeqgoRtpRemote *remote)
{
  return remote->state == SEQGO_RTP_REMOTE_ASKING || remote->state == SEQGO_RTP_REMOTE_HALF_OPEN;
}

static gboolean
is_known (const SeqgoRtpRemote *remote)
{
  return is_pending (remote) || remote->state == SEQGO_RTP_REMOTE_ESTABLISHED;
}

static void
reject (SeqgoRtpEngine              *self,
        SeqgoRtpChannel              channel,
        const SeqgoRtpRemoteAddress *to,
        guint32                      token)
{
  seqgo_rtp_engine_send_handshake (self, channel, to, SEQGO_RTP_COMMAND_REJECTED, token,
                                   self->ssrc);
}

static void
accept_on_control (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  remote->state = SEQGO_RTP_REMOTE_HALF_OPEN;
  remote->is_initiator = FALSE;
  seqgo_rtp_remote_clear_timers (remote);
  remote->timers[SEQGO_RTP_TIMER_EXPIRY] = now + MAX_HALF_OPEN;
  seqgo_rtp_engine_forget_farewells (self, &remote->control_address);
  seqgo_rtp_engine_send_handshake (self, SEQGO_RTP_CHANNEL_CONTROL, &remote->control_address,
                                   SEQGO_RTP_COMMAND_ACCEPTED, remote->token, remote->local_ssrc);
}

void
seqgo_rtp_engine_cancel_pending (SeqgoRtpEngine  *self,
                                 SeqgoRtpRemote  *remote,
                                 SeqgoRtpEndCause cause,
                                 gint64           now)
{
  if (remote->state == SEQGO_RTP_REMOTE_ASKING
      && (cause == SEQGO_RTP_END_LOCAL || cause == SEQGO_RTP_END_NO_ANSWER))
    reject (self, SEQGO_RTP_CHANNEL_CONTROL, &remote->control_address, remote->token);
  if (remote->state == SEQGO_RTP_REMOTE_HALF_OPEN && cause == SEQGO_RTP_END_LOCAL)
    seqgo_rtp_engine_send_farewell (self, remote, now);

  /* Who was invited by us, and invited us at the same time. */
  if (remote->was_invited)
    {
      seqgo_rtp_engine_fail (self, remote, cause, now);
      return;
    }
  seqgo_rtp_engine_add_notice (self, SEQGO_RTP_NOTICE_WITHDRAWN, remote)->cause = cause;
  seqgo_rtp_engine_remove_remote (self, remote);
}

/* How many of one host are pending. */
static guint
count_pending (SeqgoRtpEngine *self, const SeqgoRtpRemoteAddress *address)
{
  guint n = 0;

  for (guint i = 0; i < self->remotes->len; i++)
    {
      const SeqgoRtpRemote *remote = g_ptr_array_index (self->remotes, i);

      n += is_pending (remote)
           && seqgo_rtp_remote_address_same_host (&remote->control_address, address);
    }
  return n;
}

/* Returns FALSE if there is no place for one more. First to go are those of the host that has the
 * most, so that it cannot keep out others. */
static gboolean
make_place (SeqgoRtpEngine *self, gint64 now)
{
  SeqgoRtpRemote *victim = NULL;
  guint           n = 0, most = 0;

  for (guint i = 0; i < self->remotes->len; i++)
    {
      SeqgoRtpRemote *remote = g_ptr_array_index (self->remotes, i);
      guint           n_same;

      if (!is_pending (remote) || remote->was_invited)
        continue;
      n++;
      n_same = count_pending (self, &remote->control_address);
      /* Somebody was asked about it. */
      if (remote->state == SEQGO_RTP_REMOTE_ASKING && n_same == 1)
        continue;
      if (n_same > most || (n_same == most && remote->last_heard < victim->last_heard))
        {
          victim = remote;
          most = n_same;
        }
    }
  if (n < MAX_PENDING)
    return TRUE;
  if (victim == NULL)
    return FALSE;
  seqgo_rtp_engine_cancel_pending (self, victim, SEQGO_RTP_END_TIMEOUT, now);
  return TRUE;
}

static void
set_invitation (SeqgoRtpRemote              *remote,
                const SeqgoRtpRemoteAddress *from,
                const SeqgoRtpCommand       *command)
{
  remote->control_address = *from;
  remote->ssrc = remote->control_ssrc = command->ssrc;
  remote->token = command->token;
  g_strlcpy (remote->name, command->name, sizeof remote->name);
}

static void
ask (SeqgoRtpEngine              *self,
     const SeqgoRtpRemoteAddress *from,
     const SeqgoRtpCommand       *command,
     gint64                       now)
{
  SeqgoRtpRemote *remote;

  if (seqgo_rtp_engine_is_full (self) || !make_place (self, now))
    {
      reject (self, SEQGO_RTP_CHANNEL_CONTROL, from, command->token);
      return;
    }
  remote = seqgo_rtp_engine_add_remote (self);
  set_invitation (remote, from, command);
  remote->state = SEQGO_RTP_REMOTE_ASKING;
  remote->last_heard = now;
  remote->timers[SEQGO_RTP_TIMER_EXPIRY] = now + MAX_ASKING;
  seqgo_rtp_engine_add_notice (self, SEQGO_RTP_NOTICE_INVITED, remote);
}

void
seqgo_rtp_engine_answer (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gboolean accept, gint64 now)
{
  if (remote->state != SEQGO_RTP_REMOTE_ASKING)
    return;
  if (accept && !seqgo_rtp_engine_is_full (self))
    {
      accept_on_control (self, remote, now);
      return;
    }
  reject (self, SEQGO_RTP_CHANNEL_CONTROL, &remote->control_address, remote->token);
  seqgo_rtp_engine_remove_remote (self, remote);
}

/* Who we are inviting invites us. Of two that do so, who has the lower SSRC goes on, and the other
 * follows at once: it wants the session anyway. */
static void
meet (SeqgoRtpEngine              *self,
      SeqgoRtpRemote              *remote,
      const SeqgoRtpRemoteAddress *from,
      const SeqgoRtpCommand       *command,
      gint64                       now)
{
  if (remote->state == SEQGO_RTP_REMOTE_INVITING_DATA
      || (remote->state == SEQGO_RTP_REMOTE_INVITING_CONTROL && remote->local_ssrc < command->ssrc))
    {
      remote->ignored_token = command->token;
      return;
    }
  set_invitation (remote, from, command);
  accept_on_control (self, remote, now);
}

gboolean
seqgo_rtp_engine_follow (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  for (guint i = 0; i < self->remotes->len; i++)
    {
      SeqgoRtpRemote *other = g_ptr_array_index (self->remotes, i);

      if (!is_pending (other) || other->was_invited || other->ssrc != remote->ssrc
          || remote->local_ssrc < remote->ssrc)
        continue;
      remote->control_address = other->control_address;
      remote->token = other->token;
      seqgo_rtp_engine_cancel_pending (self, other, SEQGO_RTP_END_RESTARTED, now);
      accept_on_control (self, remote, now);
      return TRUE;
    }
  return FALSE;
}

/* Somebody who is known invites us. */
static void
receive_again (SeqgoRtpEngine              *self,
               SeqgoRtpRemote              *remote,
               const SeqgoRtpRemoteAddress *from,
               const SeqgoRtpCommand       *command,
               gint64                       now)
{
  gboolean is_same_host = seqgo_rtp_remote_address_same_host (&remote->control_address, from);
  gboolean is_same = remote->token == command->token && !remote->is_initiator;

  if (is_pending (remote) && (is_same || is_same_host))
    {
      set_invitation (remote, from, command);
      if (remote->state == SEQGO_RTP_REMOTE_HALF_OPEN)
        accept_on_control (self, remote, now);
    }
  else if (!is_same_host || (remote->is_initiator && command->token == remote->ignored_token))
    reject (self, SEQGO_RTP_CHANNEL_CONTROL, from, command->token);
  else if (is_same)
    seqgo_rtp_engine_send_handshake (self, SEQGO_RTP_CHANNEL_CONTROL, from,
                                     SEQGO_RTP_COMMAND_ACCEPTED, remote->token, remote->local_ssrc);
  else
    {
      seqgo_rtp_engine_end_session (self, remote, SEQGO_RTP_END_RESTARTED, now);
      ask (self, from, command, now);
    }
}

static void
receive_on_control (SeqgoRtpEngine              *self,
                    const SeqgoRtpRemoteAddress *from,
                    const SeqgoRtpCommand       *command,
                    gint64                       now)
{
  for (guint i = 0; i < self->remotes->len; i++)
    {
      SeqgoRtpRemote *remote = g_ptr_array_index (self->remotes, i);

      if (is_known (remote))
        {
          if (remote->ssrc == command->ssrc)
            {
              receive_again (self, remote, from, command, now);
              return;
            }
        }
      else if (remote->state != SEQGO_RTP_REMOTE_ENDED
               && (seqgo_rtp_remote_has_candidate (remote, from)
                   || (remote->ssrc == command->ssrc
                       && seqgo_rtp_remote_address_same_host (&remote->control_address, from))))
        {
          meet (self, remote, from, command, now);
          return;
        }
    }
  ask (self, from, command, now);
}

/* Whether an invitation on the data port goes on with that of @remote, or repeats it. */
static gboolean
goes_on (const SeqgoRtpRemote        *remote,
         const SeqgoRtpRemoteAddress *from,
         const SeqgoRtpCommand       *command)
{
  if (remote->ssrc != command->ssrc || remote->token != command->token || remote->is_initiator)
    return FALSE;
  if (remote->state == SEQGO_RTP_REMOTE_HALF_OPEN)
    return seqgo_rtp_remote_address_same_host (&remote->control_address, from);
  return remote->state == SEQGO_RTP_REMOTE_ESTABLISHED
         && seqgo_rtp_remote_address_equal (&remote->data_address, from);
}

/* Only who was accepted on the control port goes on here. */
static void
receive_on_data (SeqgoRtpEngine              *self,
                 const SeqgoRtpRemoteAddress *from,
                 const SeqgoRtpCommand       *command,
                 gint64                       now)
{
  SeqgoRtpRemote *remote = NULL;
  gboolean        is_new;

  for (guint i = 0; i < self->remotes->len && remote == NULL; i++)
    if (goes_on (g_ptr_array_index (self->remotes, i), from, command))
      remote = g_ptr_array_index (self->remotes, i);
  is_new = remote != NULL && remote->state == SEQGO_RTP_REMOTE_HALF_OPEN;
  if (remote == NULL || (is_new && !remote->was_invited && seqgo_rtp_engine_is_full (self)))
    {
      self->n_unverified++;
      reject (self, SEQGO_RTP_CHANNEL_DATA, from, command->token);
      return;
    }
  if (is_new && !seqgo_rtp_engine_replace (self, remote, now))
    {
      reject (self, SEQGO_RTP_CHANNEL_DATA, from, command->token);
      seqgo_rtp_engine_cancel_pending (self, remote, SEQGO_RTP_END_RESTARTED, now);
      return;
    }

  remote->data_address = *from;
  seqgo_rtp_engine_send_handshake (self, SEQGO_RTP_CHANNEL_DATA, from, SEQGO_RTP_COMMAND_ACCEPTED,
                                   remote->token, remote->local_ssrc);
  if (is_new)
    seqgo_rtp_engine_establish (self, remote, now);
}

void
seqgo_rtp_engine_receive_invitation (SeqgoRtpEngine              *self,
                                     SeqgoRtpChannel              channel,
                                     const SeqgoRtpRemoteAddress *from,
                                     const SeqgoRtpCommand       *command,
                                     gint64                       now)
{
  if (command->version != SEQGO_RTP_PROTOCOL_VERSION || command->ssrc == self->ssrc)
    {
      reject (self, channel, from, command->token);
      if (command->ssrc == self->ssrc)
        seqgo_rtp_engine_change_ssrc (self);
    }
  else if (channel == SEQGO_RTP_CHANNEL_CONTROL)
    receive_on_control (self, from, command, now);
  else
    receive_on_data (self, from, command, now);
}
