/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* We invite: first on the control port, then, with the same token, on the data port. */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-engine-core-private.h>

#define INVITATION_INTERVAL (1 * SEQGO_RTP_SECOND)
#define MAX_INVITATIONS 12

/* Of several addresses, one is tried so often before the next one gets its turn. */
#define INVITATIONS_PER_TURN 3

/* Who is lost is invited again after 1, 2, 4 … seconds. */
#define MAX_BACK_OFF 30

/* Somebody who always has the SSRC that we choose is our own echo. */
#define MAX_COLLISIONS 3

static void
send_invitation (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  SeqgoRtpChannel channel = SEQGO_RTP_CHANNEL_DATA;

  if (remote->state == SEQGO_RTP_REMOTE_INVITING_CONTROL)
    {
      guint turn = remote->n_invitations / INVITATIONS_PER_TURN;

      channel = SEQGO_RTP_CHANNEL_CONTROL;
      remote->control_address = remote->candidates[turn % remote->n_candidates];
    }
  seqgo_rtp_engine_send_handshake (self, channel,
                                   channel == SEQGO_RTP_CHANNEL_CONTROL ? &remote->control_address
                                                                        : &remote->data_address,
                                   SEQGO_RTP_COMMAND_INVITATION, remote->token, remote->local_ssrc);
  remote->n_invitations++;
  remote->timers[SEQGO_RTP_TIMER_INVITATION] = now + INVITATION_INTERVAL;
}

static void
begin_invitation (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  seqgo_rtp_remote_clear_timers (remote);
  remote->state = SEQGO_RTP_REMOTE_INVITING_CONTROL;
  remote->is_initiator = TRUE;
  remote->local_ssrc = self->ssrc;
  remote->token = seqgo_rtp_engine_random (self);
  remote->ignored_token = 0;
  remote->n_invitations = 0;
  for (guint i = 0; i < remote->n_candidates; i++)
    seqgo_rtp_engine_forget_farewells (self, &remote->candidates[i]);
  send_invitation (self, remote, now);
}

SeqgoRtpRemote *
seqgo_rtp_engine_invite (SeqgoRtpEngine              *self,
                         const SeqgoRtpRemoteAddress *addresses,
                         gsize                        n_addresses,
                         gint64                       now)
{
  SeqgoRtpRemote *remote;

  g_return_val_if_fail (n_addresses > 0 && !self->is_closed, NULL);

  remote = seqgo_rtp_engine_add_remote (self);
  remote->was_invited = TRUE;
  remote->candidates = g_memdup2 (addresses, n_addresses * sizeof *addresses);
  remote->n_candidates = (guint) n_addresses;
  begin_invitation (self, remote, now);
  return seqgo_rtp_remote_ref (remote);
}

gboolean
seqgo_rtp_remote_has_candidate (const SeqgoRtpRemote *self, const SeqgoRtpRemoteAddress *from)
{
  for (guint i = 0; i < self->n_candidates; i++)
    if (seqgo_rtp_remote_address_equal (&self->candidates[i], from))
      return TRUE;
  return FALSE;
}

void
seqgo_rtp_engine_invite_again_later (SeqgoRtpRemote *remote, gint64 now)
{
  gint64 seconds = MIN (1 << MIN (remote->n_failures, 5), MAX_BACK_OFF);

  remote->n_failures++;
  remote->state = SEQGO_RTP_REMOTE_WAITING;
  seqgo_rtp_remote_clear_timers (remote);
  remote->timers[SEQGO_RTP_TIMER_INVITATION] = now + seconds * SEQGO_RTP_SECOND;
}

void
seqgo_rtp_engine_fail (SeqgoRtpEngine  *self,
                       SeqgoRtpRemote  *remote,
                       SeqgoRtpEndCause cause,
                       gint64           now)
{
  /* It holds a place for us, or asks somebody whether it should. */
  if ((remote->state == SEQGO_RTP_REMOTE_INVITING_DATA && cause != SEQGO_RTP_END_BY_PEER
       && cause != SEQGO_RTP_END_RESTARTED)
      || (remote->state == SEQGO_RTP_REMOTE_INVITING_CONTROL && cause == SEQGO_RTP_END_LOCAL))
    seqgo_rtp_engine_send_farewell (self, remote, now);

  if (remote->was_established && self->settings.reconnects && cause != SEQGO_RTP_END_LOCAL
      && cause != SEQGO_RTP_END_RESTARTED)
    {
      seqgo_rtp_engine_invite_again_later (remote, now);
      return;
    }
  seqgo_rtp_engine_add_notice (self, SEQGO_RTP_NOTICE_FAILED, remote)->cause = cause;
  seqgo_rtp_engine_remove_remote (self, remote);
}

void
seqgo_rtp_engine_run_invitation (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  guint n_addresses = remote->state == SEQGO_RTP_REMOTE_INVITING_CONTROL ? remote->n_candidates : 1;

  if (remote->state == SEQGO_RTP_REMOTE_WAITING)
    {
      if (self->settings.reconnects)
        begin_invitation (self, remote, now);
      else
        seqgo_rtp_engine_fail (self, remote, SEQGO_RTP_END_TIMEOUT, now);
    }
  else if (remote->n_invitations < MAX_INVITATIONS * n_addresses)
    send_invitation (self, remote, now);
  else
    seqgo_rtp_engine_fail (self, remote, SEQGO_RTP_END_NO_ANSWER, now);
}

/* Who has our SSRC. */
static void
resolve_collision (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  if (remote->local_ssrc == self->ssrc)
    seqgo_rtp_engine_change_ssrc (self);
  if (++remote->n_collisions < MAX_COLLISIONS)
    begin_invitation (self, remote, now);
  else
    seqgo_rtp_engine_fail (self, remote, SEQGO_RTP_END_COLLISION, now);
}

/* Another session with its SSRC remains. Who was lost is there then, at another address. */
static void
give_way (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  seqgo_rtp_engine_fail (
      self, remote, remote->was_established ? SEQGO_RTP_END_RESTARTED : SEQGO_RTP_END_COLLISION,
      now);
}

/* Returns FALSE if somebody else has the SSRC of @remote. If it is itself, what was before is over
 * for it. */
static gboolean
replace_others (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  for (guint i = 0; i < self->remotes->len; i++)
    {
      SeqgoRtpRemote *other = g_ptr_array_index (self->remotes, i);

      if (other == remote || other->ssrc != remote->ssrc)
        continue;
      if (other->state == SEQGO_RTP_REMOTE_ESTABLISHED)
        {
          if (!seqgo_rtp_remote_address_same_host (&other->control_address,
                                                   &remote->control_address))
            return FALSE;
          seqgo_rtp_engine_end_session (self, other, SEQGO_RTP_END_RESTARTED, now);
        }
      else if (other->state == SEQGO_RTP_REMOTE_ASKING
               || other->state == SEQGO_RTP_REMOTE_HALF_OPEN)
        seqgo_rtp_engine_cancel_pending (self, other, SEQGO_RTP_END_RESTARTED, now);
    }
  return TRUE;
}

static void
receive_control_acceptance (SeqgoRtpEngine              *self,
                            SeqgoRtpRemote              *remote,
                            const SeqgoRtpRemoteAddress *from,
                            const SeqgoRtpCommand       *command,
                            gint64                       now)
{
  remote->control_address = *from;
  if (command->ssrc == remote->local_ssrc)
    {
      resolve_collision (self, remote, now);
      return;
    }

  remote->ssrc = remote->control_ssrc = command->ssrc;
  g_strlcpy (remote->name, command->name, sizeof remote->name);
  if (seqgo_rtp_engine_follow (self, remote, now))
    return;

  remote->data_address = *from;
  remote->data_address.port++;
  remote->state = SEQGO_RTP_REMOTE_INVITING_DATA;
  if (!replace_others (self, remote, now))
    {
      give_way (self, remote, now);
      return;
    }
  remote->n_invitations = 0;
  send_invitation (self, remote, now);
}

/* Streams have the SSRC of the data channel. Only pymidi has two; it also takes one bit of journals
 * for another, and with it most packets that have one for malformed. */
static void
receive_data_acceptance (SeqgoRtpEngine        *self,
                         SeqgoRtpRemote        *remote,
                         const SeqgoRtpCommand *command,
                         gint64                 now)
{
  if (command->ssrc != remote->ssrc)
    {
      remote->ssrc = command->ssrc;
      remote->has_journal &= remote->is_journal_set;
    }
  if (command->ssrc == remote->local_ssrc || !seqgo_rtp_engine_replace (self, remote, now))
    give_way (self, remote, now);
  else
    seqgo_rtp_engine_establish (self, remote, now);
}

/* Whom we invited so, and who may answer from there; NULL if there is none. */
static SeqgoRtpRemote *
find_invited (SeqgoRtpEngine              *self,
              SeqgoRtpChannel              channel,
              const SeqgoRtpRemoteAddress *from,
              guint32                      token)
{
  for (guint i = 0; i < self->remotes->len; i++)
    {
      SeqgoRtpRemote *remote = g_ptr_array_index (self->remotes, i);

      if (remote->token != token)
        continue;
      if (channel == SEQGO_RTP_CHANNEL_CONTROL
              ? remote->state == SEQGO_RTP_REMOTE_INVITING_CONTROL
                    && seqgo_rtp_remote_has_candidate (remote, from)
              : remote->state == SEQGO_RTP_REMOTE_INVITING_DATA
                    && seqgo_rtp_remote_address_equal (&remote->data_address, from))
        return remote;
    }
  return NULL;
}

static void
receive_rejection (SeqgoRtpEngine        *self,
                   SeqgoRtpRemote        *remote,
                   const SeqgoRtpCommand *command,
                   gint64                 now)
{
  SeqgoRtpEndCause cause = SEQGO_RTP_END_REJECTED;

  if (command->ssrc == remote->local_ssrc)
    cause = SEQGO_RTP_END_COLLISION;
  /* It was lost, and is there now from another address. */
  for (guint i = 0; i < self->remotes->len; i++)
    {
      const SeqgoRtpRemote *other = g_ptr_array_index (self->remotes, i);

      if (remote->was_established && other->ssrc == command->ssrc
          && other->state == SEQGO_RTP_REMOTE_ESTABLISHED)
        cause = SEQGO_RTP_END_RESTARTED;
    }
  seqgo_rtp_engine_fail (self, remote, cause, now);
}

void
seqgo_rtp_engine_receive_answer (SeqgoRtpEngine              *self,
                                 SeqgoRtpChannel              channel,
                                 const SeqgoRtpRemoteAddress *from,
                                 const SeqgoRtpCommand       *command,
                                 gint64                       now)
{
  SeqgoRtpRemote *remote = find_invited (self, channel, from, command->token);

  if (remote == NULL)
    self->n_unverified++;
  else if (command->type == SEQGO_RTP_COMMAND_REJECTED)
    receive_rejection (self, remote, command, now);
  else if (channel == SEQGO_RTP_CHANNEL_CONTROL)
    receive_control_acceptance (self, remote, from, command, now);
  else
    receive_data_acceptance (self, remote, command, now);
}
