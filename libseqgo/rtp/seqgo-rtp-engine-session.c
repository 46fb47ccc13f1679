/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* From when a session is established until it ends. */

#include "config.h"

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-engine-core-private.h>

/* Who invited us is gone if nothing was heard for that long. */
#define MAX_SILENCE (60 * SEQGO_RTP_SECOND)

/* Of two sessions with one SSRC, from different hosts, the earlier one remains. If either side
 * began one, both must think the same: it is the one of who has the lower SSRC. */
static gboolean
prevails (const SeqgoRtpRemote *remote, const SeqgoRtpRemote *other)
{
  if (seqgo_rtp_remote_address_same_host (&remote->control_address, &other->control_address))
    return TRUE;
  return remote->is_initiator != other->is_initiator
         && remote->is_initiator == (remote->local_ssrc < remote->ssrc);
}

gboolean
seqgo_rtp_engine_replace (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  for (guint i = 0; i < self->remotes->len; i++)
    {
      SeqgoRtpRemote *other = g_ptr_array_index (self->remotes, i);

      if (other == remote || other->state != SEQGO_RTP_REMOTE_ESTABLISHED
          || other->ssrc != remote->ssrc)
        continue;
      if (!prevails (remote, other))
        return FALSE;
      seqgo_rtp_engine_end_session (self, other, SEQGO_RTP_END_RESTARTED, now);
    }
  return TRUE;
}

static gboolean
has_same_ports (const SeqgoRtpRemote *a, const SeqgoRtpRemote *b)
{
  return seqgo_rtp_remote_address_equal (&a->control_address, &b->control_address)
         && seqgo_rtp_remote_address_equal (&a->data_address, &b->data_address);
}

/* Who had these ports before is no longer there: a program that was started anew, perhaps. Who was
 * lost, and is there now from another address, need not be invited again. */
static void
end_predecessors (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  for (guint i = 0; i < self->remotes->len; i++)
    {
      SeqgoRtpRemote *other = g_ptr_array_index (self->remotes, i);

      if (other == remote)
        continue;
      if (other->state == SEQGO_RTP_REMOTE_ESTABLISHED && has_same_ports (other, remote))
        seqgo_rtp_engine_end_session (self, other, SEQGO_RTP_END_RESTARTED, now);
      else if (other->was_established && other->ssrc == remote->ssrc
               && (other->state == SEQGO_RTP_REMOTE_WAITING
                   || other->state == SEQGO_RTP_REMOTE_INVITING_CONTROL
                   || other->state == SEQGO_RTP_REMOTE_INVITING_DATA))
        seqgo_rtp_engine_fail (self, other, SEQGO_RTP_END_RESTARTED, now);
    }
}

void
seqgo_rtp_engine_establish (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  end_predecessors (self, remote, now);
  seqgo_rtp_remote_clear_timers (remote);
  remote->state = SEQGO_RTP_REMOTE_ESTABLISHED;
  remote->was_established = TRUE;
  remote->last_heard = now;
  remote->n_collisions = 0;
  remote->told_limit = 0;

  seqgo_rtp_clock_reset (&remote->clock);
  memset (&remote->sent_exchanges, 0, sizeof remote->sent_exchanges);
  memset (&remote->answered_exchanges, 0, sizeof remote->answered_exchanges);
  remote->is_synchronized = FALSE;
  remote->n_synchronizations = 0;
  remote->n_unanswered = 0;

  g_clear_pointer (&remote->receiver, seqgo_rtp_receiver_free);
  remote->receiver = seqgo_rtp_receiver_new ();
  remote->last_event = 0;
  remote->n_unacknowledged = 0;
  remote->last_feedback = 0;

  seqgo_rtp_engine_add_notice (self, SEQGO_RTP_NOTICE_ESTABLISHED, remote);
  if (remote->is_initiator)
    seqgo_rtp_engine_run_synchronization (self, remote, now);
  else
    {
      remote->n_failures = 0;
      remote->timers[SEQGO_RTP_TIMER_EXPIRY] = now + MAX_SILENCE;
    }
  seqgo_rtp_engine_run_limit (self, remote, now);
  seqgo_rtp_engine_begin_output (self, remote, now);
}

void
seqgo_rtp_engine_end_session (SeqgoRtpEngine  *self,
                              SeqgoRtpRemote  *remote,
                              SeqgoRtpEndCause cause,
                              gint64           now)
{
  gboolean is_lost = cause == SEQGO_RTP_END_BY_PEER || cause == SEQGO_RTP_END_TIMEOUT
                     || cause == SEQGO_RTP_END_NO_SYNCHRONIZATION;

  if (cause != SEQGO_RTP_END_BY_PEER && cause != SEQGO_RTP_END_RESTARTED)
    seqgo_rtp_engine_send_farewell (self, remote, now);
  seqgo_rtp_engine_release (self, remote, now);
  g_clear_pointer (&remote->sender, seqgo_rtp_sender_free);
  seqgo_rtp_engine_add_notice (self, SEQGO_RTP_NOTICE_ENDED, remote)->cause = cause;

  if (is_lost && remote->was_invited && self->settings.reconnects)
    seqgo_rtp_engine_invite_again_later (remote, now);
  else
    seqgo_rtp_engine_remove_remote (self, remote);
}

void
seqgo_rtp_engine_run_liveness (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  gint64 end = remote->last_heard + MAX_SILENCE;

  if (now < end)
    remote->timers[SEQGO_RTP_TIMER_EXPIRY] = end;
  else
    seqgo_rtp_engine_end_session (self, remote, SEQGO_RTP_END_TIMEOUT, now);
}

SeqgoRtpRemote *
seqgo_rtp_engine_verify (SeqgoRtpEngine              *self,
                         const SeqgoRtpRemoteAddress *from,
                         guint32                      ssrc,
                         gint64                       now)
{
  for (guint i = 0; i < self->remotes->len; i++)
    {
      SeqgoRtpRemote *remote = g_ptr_array_index (self->remotes, i);

      if ((remote->ssrc == ssrc || remote->control_ssrc == ssrc)
          && remote->state == SEQGO_RTP_REMOTE_ESTABLISHED
          && (seqgo_rtp_remote_address_equal (&remote->data_address, from)
              || seqgo_rtp_remote_address_equal (&remote->control_address, from)))
        {
          remote->last_heard = now;
          remote->was_heard = TRUE;
          return remote;
        }
    }
  self->n_unverified++;
  return NULL;
}

/* The end of the session with this token; macOS does not tell which. */
static gboolean
is_end_of (const SeqgoRtpRemote        *remote,
           const SeqgoRtpRemoteAddress *from,
           const SeqgoRtpCommand       *command)
{
  if ((remote->ssrc != command->ssrc && remote->control_ssrc != command->ssrc)
      || (command->token != 0 && command->token != remote->token))
    return FALSE;
  if (seqgo_rtp_remote_address_equal (&remote->control_address, from))
    return TRUE;
  return remote->state == SEQGO_RTP_REMOTE_ESTABLISHED
         && seqgo_rtp_remote_address_equal (&remote->data_address, from);
}

void
seqgo_rtp_engine_receive_end (SeqgoRtpEngine              *self,
                              const SeqgoRtpRemoteAddress *from,
                              const SeqgoRtpCommand       *command,
                              gint64                       now)
{
  for (guint i = 0; i < self->remotes->len; i++)
    {
      SeqgoRtpRemote *remote = g_ptr_array_index (self->remotes, i);

      if (!is_end_of (remote, from, command))
        continue;
      switch (remote->state)
        {
        case SEQGO_RTP_REMOTE_ESTABLISHED:
          seqgo_rtp_engine_end_session (self, remote, SEQGO_RTP_END_BY_PEER, now);
          return;
        case SEQGO_RTP_REMOTE_INVITING_DATA:
          seqgo_rtp_engine_fail (self, remote, SEQGO_RTP_END_BY_PEER, now);
          return;
        case SEQGO_RTP_REMOTE_ASKING:
        case SEQGO_RTP_REMOTE_HALF_OPEN:
          seqgo_rtp_engine_cancel_pending (self, remote, SEQGO_RTP_END_BY_PEER, now);
          return;
        case SEQGO_RTP_REMOTE_IDLE:
        case SEQGO_RTP_REMOTE_INVITING_CONTROL:
        case SEQGO_RTP_REMOTE_WAITING:
        case SEQGO_RTP_REMOTE_ENDED:
        default:
          break;
        }
    }
  self->n_unverified++;
}
