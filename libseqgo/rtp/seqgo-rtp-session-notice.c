/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What the engine of a SeqgoRtpSession notices, as objects and signals. */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-peer-private.h>
#include <libseqgo/rtp/seqgo-rtp-session-private.h>

static gboolean
has_handler (SeqgoRtpSession *self, guint signal)
{
  return g_signal_has_handler_pending (self, seqgo_rtp_session_signals[signal], 0, TRUE);
}

static void
emit (SeqgoRtpSession *self, guint signal, gpointer object, gpointer other)
{
  g_signal_emit (self, seqgo_rtp_session_signals[signal], 0, object, other);
}

static SeqgoRtpPeer *
dup_peer (SeqgoRtpSession *self, SeqgoRtpRemote *remote)
{
  SeqgoRtpPeer *peer = g_hash_table_lookup (self->peers_by_remote, remote);

  return peer != NULL ? g_object_ref (peer) : NULL;
}

static void
answer (SeqgoRtpSession *self, SeqgoRtpRemote *remote, gboolean accept)
{
  seqgo_rtp_engine_answer (self->engine, remote, accept, g_get_monotonic_time ());
}

static void
take_invitation (SeqgoRtpSession *self, SeqgoRtpRemote *remote)
{
  g_autoptr (SeqgoRtpInvitation) invitation = NULL;

  if (!self->is_listening || !has_handler (self, SEQGO_RTP_SESSION_INVITED))
    {
      answer (self, remote, self->is_listening && self->accept_invitations);
      return;
    }

  invitation = seqgo_rtp_invitation_new (self, remote);
  g_hash_table_insert (self->invitations, seqgo_rtp_remote_ref (remote), g_object_ref (invitation));
  emit (self, SEQGO_RTP_SESSION_INVITED, invitation, NULL);
  if (seqgo_rtp_invitation_is_decided (invitation))
    return;
  if (self->accept_invitations)
    seqgo_rtp_invitation_accept (invitation);
  else
    seqgo_rtp_invitation_reject (invitation);
}

static void
withdraw_invitation (SeqgoRtpSession *self, SeqgoRtpRemote *remote)
{
  SeqgoRtpInvitation *invitation = g_hash_table_lookup (self->invitations, remote);

  if (invitation == NULL)
    return;
  g_object_ref (invitation);
  g_hash_table_remove (self->invitations, remote);
  seqgo_rtp_invitation_withdraw (invitation);
  g_object_unref (invitation);
}

static void
add_peer (SeqgoRtpSession *self, SeqgoRtpRemote *remote)
{
  g_autoptr (SeqgoRtpPeer) peer = dup_peer (self, remote);

  g_hash_table_remove (self->invitations, remote);
  if (peer == NULL)
    {
      peer = seqgo_rtp_peer_new (self, remote);
      g_hash_table_insert (self->peers_by_remote, seqgo_rtp_remote_ref (remote),
                           g_object_ref (peer));
    }
  seqgo_rtp_peer_refresh (peer);
  seqgo_rtp_peer_set_state (peer, SEQGO_RTP_PEER_STATE_CONNECTED);
  g_list_store_append (self->peers, peer);
  /* A handler of the model may have closed it. */
  if (seqgo_rtp_peer_get_state (peer) == SEQGO_RTP_PEER_STATE_CONNECTED)
    emit (self, SEQGO_RTP_SESSION_PEER_ADDED, peer, NULL);
  seqgo_rtp_session_end_invitation (self, remote, peer, NULL);
}

static const char *
describe_cause (SeqgoRtpEndCause cause, int *code)
{
  switch (cause)
    {
    case SEQGO_RTP_END_BY_PEER:
      *code = SEQGO_RTP_ERROR_ENDED_BY_PEER;
      return "it ended the session";
    case SEQGO_RTP_END_RESTARTED:
      *code = SEQGO_RTP_ERROR_RESTARTED;
      return "it was started again";
    case SEQGO_RTP_END_TIMEOUT:
      *code = SEQGO_RTP_ERROR_LOST;
      return "nothing was heard of it any more; is it on, and the network up?";
    case SEQGO_RTP_END_REJECTED:
      *code = SEQGO_RTP_ERROR_REJECTED;
      return "it rejected the invitation; its user may have to allow it, or it has as many "
             "sessions as it can, or one with this program already";
    case SEQGO_RTP_END_NO_ANSWER:
      *code = SEQGO_RTP_ERROR_NO_ANSWER;
      return "nobody answered; does it have a session on this port, and does a firewall let UDP "
             "pass?";
    case SEQGO_RTP_END_NO_SYNCHRONIZATION:
      *code = SEQGO_RTP_ERROR_NOT_SYNCHRONIZED;
      return "it accepted, but did not answer what measures its clock; does a firewall let UDP "
             "pass on the next port, too?";
    case SEQGO_RTP_END_COLLISION:
      *code = SEQGO_RTP_ERROR_COLLISION;
      return "it is this session itself, as no other has the port; or it has the same number as "
             "this session or another peer: start one of them again";
    case SEQGO_RTP_END_NONE:
    case SEQGO_RTP_END_LOCAL:
    default:
      *code = SEQGO_RTP_ERROR_FAILED;
      return "the program closed it";
    }
}

/* @text may be NULL. */
static GError *
make_error (const char *text, SeqgoRtpEndCause cause)
{
  int         code;
  const char *why = describe_cause (cause, &code);

  return text != NULL ? g_error_new (SEQGO_RTP_ERROR, code, "%s: %s", text, why)
                      : g_error_new_literal (SEQGO_RTP_ERROR, code, why);
}

static void
take_from_model (SeqgoRtpSession *self, SeqgoRtpPeer *peer)
{
  guint position;

  if (g_list_store_find (self->peers, peer, &position))
    g_list_store_remove (self->peers, position);
}

/* The peer is not connected any more, or will never be again. */
static void
remove_peer (SeqgoRtpSession *self, SeqgoRtpRemote *remote, SeqgoRtpEndCause cause)
{
  g_autoptr (SeqgoRtpPeer) peer = dup_peer (self, remote);
  g_autoptr (GError) error = NULL;
  SeqgoRtpRemoteInfo info = { 0 };
  gboolean           was_connected;

  if (peer == NULL)
    return;
  was_connected = seqgo_rtp_peer_get_state (peer) == SEQGO_RTP_PEER_STATE_CONNECTED;
  if (cause != SEQGO_RTP_END_LOCAL)
    {
      g_autofree char *name = seqgo_rtp_peer_to_string (peer);
      g_autofree char *text = g_strconcat ("The session with ", name, " ended", NULL);

      error = make_error (text, cause);
    }

  seqgo_rtp_session_play_out (self, peer, G_MAXINT64);
  seqgo_rtp_engine_get_info (self->engine, remote, &info);
  if (info.state == SEQGO_RTP_REMOTE_WAITING)
    {
      seqgo_rtp_peer_set_state (peer, SEQGO_RTP_PEER_STATE_RECONNECTING);
    }
  else
    {
      g_hash_table_remove (self->peers_by_remote, remote);
      seqgo_rtp_peer_set_state (peer, SEQGO_RTP_PEER_STATE_CLOSED);
    }
  take_from_model (self, peer);
  if (was_connected)
    emit (self, SEQGO_RTP_SESSION_PEER_REMOVED, peer, error);
}

static void
take_failure (SeqgoRtpSession *self, SeqgoRtpRemote *remote, SeqgoRtpEndCause cause)
{
  SeqgoRtpRemoteInfo info = { 0 };

  if (g_hash_table_contains (self->tasks, remote))
    {
      seqgo_rtp_session_end_invitation (self, remote, NULL, make_error (NULL, cause));
      return;
    }
  /* Somebody who was lost. */
  seqgo_rtp_engine_get_info (self->engine, remote, &info);
  if (info.state != SEQGO_RTP_REMOTE_WAITING)
    remove_peer (self, remote, cause);
}

static void
take_events (SeqgoRtpSession *self, SeqgoRtpNotice *notice)
{
  g_autoptr (SeqgoRtpPeer) peer = dup_peer (self, notice->remote);

  if (peer != NULL)
    seqgo_rtp_session_deliver_events (self, peer, notice);
}

static void
take_problem (SeqgoRtpSession *self, SeqgoRtpNotice *notice)
{
  g_autoptr (SeqgoRtpPeer) peer = dup_peer (self, notice->remote);
  g_autoptr (GError) error = NULL;

  if (peer == NULL)
    return;
  if (notice->type == SEQGO_RTP_NOTICE_LOSS)
    {
      g_signal_emit (self, seqgo_rtp_session_signals[SEQGO_RTP_SESSION_LOSS], 0, peer,
                     notice->n_lost, notice->is_repaired);
      return;
    }
  if (!has_handler (self, SEQGO_RTP_SESSION_PROBLEM))
    return;
  if (notice->type == SEQGO_RTP_NOTICE_OVERFLOW)
    error = g_error_new (
        SEQGO_RTP_ERROR, SEQGO_RTP_ERROR_OVERFLOW,
        "More was sent to %s than the %u bits per second that it takes: %u packets "
        "were left out",
        seqgo_rtp_peer_get_name (peer), seqgo_rtp_peer_get_bit_rate_limit (peer), notice->n_lost);
  else
    error
        = g_error_new (SEQGO_RTP_ERROR, SEQGO_RTP_ERROR_BROKEN_SYSEX,
                       "A SysEx message of %s cannot be delivered: it is longer than %d bytes, or "
                       "a part of it never came",
                       seqgo_rtp_peer_get_name (peer), SEQGO_RTP_DEFAULT_MAX_SYSEX);
  emit (self, SEQGO_RTP_SESSION_PROBLEM, peer, error);
}

static void
take_notice (SeqgoRtpSession *self, SeqgoRtpNotice *notice)
{
  g_autoptr (SeqgoRtpPeer) peer = NULL;

  switch (notice->type)
    {
    case SEQGO_RTP_NOTICE_INVITED:
      take_invitation (self, notice->remote);
      break;
    case SEQGO_RTP_NOTICE_ESTABLISHED:
      add_peer (self, notice->remote);
      break;
    case SEQGO_RTP_NOTICE_FAILED:
      take_failure (self, notice->remote, notice->cause);
      break;
    case SEQGO_RTP_NOTICE_ENDED:
      remove_peer (self, notice->remote, notice->cause);
      break;
    case SEQGO_RTP_NOTICE_CHANGED:
      peer = dup_peer (self, notice->remote);
      if (peer != NULL)
        seqgo_rtp_peer_refresh (peer);
      break;
    case SEQGO_RTP_NOTICE_EVENTS:
      take_events (self, notice);
      break;
    case SEQGO_RTP_NOTICE_WITHDRAWN:
      withdraw_invitation (self, notice->remote);
      break;
    case SEQGO_RTP_NOTICE_LOSS:
    case SEQGO_RTP_NOTICE_OVERFLOW:
    case SEQGO_RTP_NOTICE_BROKEN_SYSEX:
    default:
      take_problem (self, notice);
      break;
    }
}

void
seqgo_rtp_session_deliver_notices (SeqgoRtpSession *self)
{
  SeqgoRtpNotice notice;

  while (seqgo_rtp_engine_take_notice (self->engine, &notice))
    {
      take_notice (self, &notice);
      seqgo_rtp_engine_give_back (self->engine, &notice);
    }
}

/* Nobody may be told anything: a language may be collecting garbage. */
static void
end_silently (SeqgoRtpSession *self)
{
  GHashTableIter iter;
  gpointer       peer;
  SeqgoRtpNotice notice;

  while (seqgo_rtp_engine_take_notice (self->engine, &notice))
    seqgo_rtp_notice_clear (&notice);
  g_hash_table_iter_init (&iter, self->peers_by_remote);
  while (g_hash_table_iter_next (&iter, NULL, &peer))
    seqgo_rtp_peer_end_silently (peer, self);
  g_hash_table_remove_all (self->peers_by_remote);
  g_hash_table_remove_all (self->invitations);
}

void
seqgo_rtp_session_end_all (SeqgoRtpSession *self, gboolean tells)
{
  seqgo_rtp_session_end_invitations (self);
  seqgo_rtp_engine_close (self->engine, g_get_monotonic_time ());
  if (tells)
    seqgo_rtp_session_deliver_notices (self);
  else
    end_silently (self);
  seqgo_rtp_session_clear_playouts (self);
}
