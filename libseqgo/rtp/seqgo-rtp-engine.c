/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-engine-core-private.h>

#define DEFAULT_MAX_REMOTES 32

static void
free_remote (gpointer data)
{
  SeqgoRtpRemote *self = data;

  g_free (self->candidates);
  g_clear_pointer (&self->sender, seqgo_rtp_sender_free);
  g_clear_pointer (&self->receiver, seqgo_rtp_receiver_free);
}

SeqgoRtpRemote *
seqgo_rtp_remote_ref (SeqgoRtpRemote *remote)
{
  return g_rc_box_acquire (remote);
}

void
seqgo_rtp_remote_unref (SeqgoRtpRemote *remote)
{
  g_rc_box_release_full (remote, free_remote);
}

SeqgoRtpRemote *
seqgo_rtp_engine_add_remote (SeqgoRtpEngine *self)
{
  SeqgoRtpRemote *remote = g_rc_box_new0 (SeqgoRtpRemote);

  remote->local_ssrc = self->ssrc;
  remote->has_journal = TRUE;
  seqgo_rtp_remote_clear_timers (remote);
  g_ptr_array_add (self->remotes, remote);
  return remote;
}

void
seqgo_rtp_engine_remove_remote (SeqgoRtpEngine *self, SeqgoRtpRemote *remote)
{
  remote->state = SEQGO_RTP_REMOTE_ENDED;
  seqgo_rtp_remote_clear_timers (remote);
  self->has_ended_remotes = TRUE;
}

/* The remotes that have ended stay in the list until nobody looks at it. */
static void
forget_ended_remotes (SeqgoRtpEngine *self)
{
  if (!self->has_ended_remotes)
    return;
  self->has_ended_remotes = FALSE;
  for (guint i = self->remotes->len; i-- > 0;)
    {
      SeqgoRtpRemote *remote = g_ptr_array_index (self->remotes, i);

      if (remote->state == SEQGO_RTP_REMOTE_ENDED)
        g_ptr_array_remove_index_fast (self->remotes, i);
    }
}

guint32
seqgo_rtp_engine_random (SeqgoRtpEngine *self)
{
  guint32 number = self->io.random (self->user_data);

  /* 0 stands for none, and for a token that is not told. */
  return number != 0 ? number : 1;
}

void
seqgo_rtp_engine_change_ssrc (SeqgoRtpEngine *self)
{
  self->ssrc = seqgo_rtp_engine_random (self);
}

gboolean
seqgo_rtp_engine_is_full (SeqgoRtpEngine *self)
{
  guint n = 0;

  for (guint i = 0; i < self->remotes->len; i++)
    {
      const SeqgoRtpRemote *remote = g_ptr_array_index (self->remotes, i);

      /* Who says no more than that it would like to come takes nobody's place. */
      if (remote->was_invited ? remote->state != SEQGO_RTP_REMOTE_ENDED
                              : remote->state == SEQGO_RTP_REMOTE_ESTABLISHED)
        n++;
    }
  return n >= self->settings.max_remotes;
}

void
seqgo_rtp_engine_send_command (SeqgoRtpEngine              *self,
                               SeqgoRtpChannel              channel,
                               const SeqgoRtpRemoteAddress *to,
                               const SeqgoRtpCommand       *command)
{
  guint8 data[SEQGO_RTP_MAX_COMMAND];
  gsize  size = seqgo_rtp_command_write (command, data);

  self->io.send (self->user_data, channel, to, data, size);
}

void
seqgo_rtp_engine_send_handshake (SeqgoRtpEngine              *self,
                                 SeqgoRtpChannel              channel,
                                 const SeqgoRtpRemoteAddress *to,
                                 SeqgoRtpCommandType          type,
                                 guint32                      token,
                                 guint32                      ssrc)
{
  SeqgoRtpCommand command
      = { .type = type, .version = SEQGO_RTP_PROTOCOL_VERSION, .token = token, .ssrc = ssrc };

  if (type == SEQGO_RTP_COMMAND_INVITATION || type == SEQGO_RTP_COMMAND_ACCEPTED)
    g_strlcpy (command.name, self->name, sizeof command.name);
  seqgo_rtp_engine_send_command (self, channel, to, &command);
}

SeqgoRtpEngine *
seqgo_rtp_engine_new (const char             *name,
                      guint32                 ssrc,
                      const SeqgoRtpEngineIo *io,
                      gpointer                user_data)
{
  SeqgoRtpEngine *self = g_new0 (SeqgoRtpEngine, 1);

  self->io = *io;
  self->user_data = user_data;
  self->ssrc = ssrc;
  self->settings.max_packet_size = SEQGO_RTP_DEFAULT_PACKET_SIZE;
  self->settings.max_remotes = DEFAULT_MAX_REMOTES;
  self->settings.has_journal = TRUE;
  self->settings.has_running_status = TRUE;
  self->settings.reconnects = TRUE;
  self->remotes = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_rtp_remote_unref);
  self->notices = g_array_new (FALSE, FALSE, sizeof (SeqgoRtpNotice));
  self->spare_records = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->spare_payloads = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  self->history = seqgo_rtp_history_new ();
  seqgo_rtp_engine_init_schedule (self);
  seqgo_rtp_engine_init_farewells (self);
  seqgo_rtp_engine_set_name (self, name);
  return self;
}

void
seqgo_rtp_engine_free (SeqgoRtpEngine *self)
{
  for (guint i = 0; i < self->remotes->len; i++)
    seqgo_rtp_engine_remove_remote (self, g_ptr_array_index (self->remotes, i));
  seqgo_rtp_engine_free_notices (self);
  seqgo_rtp_engine_free_schedule (self);
  g_ptr_array_unref (self->remotes);
  g_array_unref (self->farewells);
  seqgo_rtp_history_free (self->history);
  g_free (self);
}

void
seqgo_rtp_engine_close (SeqgoRtpEngine *self, gint64 now)
{
  if (self->is_closed)
    return;
  seqgo_rtp_engine_flush_packets (self, G_MAXUINT16, now);
  for (guint i = 0; i < self->remotes->len; i++)
    seqgo_rtp_engine_end (self, g_ptr_array_index (self->remotes, i), now);
  seqgo_rtp_engine_repeat_farewells (self, TRUE, now);
  forget_ended_remotes (self);
  self->is_closed = TRUE;
}

SeqgoRtpEngineSettings *
seqgo_rtp_engine_get_settings (SeqgoRtpEngine *self)
{
  return &self->settings;
}

void
seqgo_rtp_engine_set_name (SeqgoRtpEngine *self, const char *name)
{
  const char *end;

  g_strlcpy (self->name, name, sizeof self->name);
  /* A character may have been cut. */
  g_utf8_validate (self->name, -1, &end);
  self->name[end - self->name] = '\0';
}

guint32
seqgo_rtp_engine_get_ssrc (SeqgoRtpEngine *self)
{
  return self->ssrc;
}

guint64
seqgo_rtp_engine_get_n_unverified (SeqgoRtpEngine *self)
{
  return self->n_unverified;
}

guint64
seqgo_rtp_engine_get_n_malformed (SeqgoRtpEngine *self)
{
  return self->n_malformed;
}

/* What only who is established may say. */
static void
receive_from_established (SeqgoRtpEngine              *self,
                          SeqgoRtpChannel              channel,
                          const SeqgoRtpRemoteAddress *from,
                          const SeqgoRtpCommand       *command,
                          gboolean                     is_right,
                          gint64                       now)
{
  SeqgoRtpRemote *remote = seqgo_rtp_engine_verify (self, from, command->ssrc, now);

  if (remote == NULL)
    return;
  if (command->type == SEQGO_RTP_COMMAND_SYNCHRONIZATION)
    seqgo_rtp_engine_receive_synchronization (self, remote, channel, from, command, now);
  else if (command->type == SEQGO_RTP_COMMAND_BIT_RATE_LIMIT)
    seqgo_rtp_engine_receive_limit (self, remote, command->bit_rate, now);
  else if (is_right)
    seqgo_rtp_engine_receive_feedback (remote, command->sequence);
  else
    seqgo_rtp_engine_receive_wrong_feedback (self, remote);
}

static void
receive_command (SeqgoRtpEngine              *self,
                 SeqgoRtpChannel              channel,
                 const SeqgoRtpRemoteAddress *from,
                 const SeqgoRtpCommand       *command,
                 gint64                       now)
{
  switch (command->type)
    {
    case SEQGO_RTP_COMMAND_INVITATION:
      seqgo_rtp_engine_receive_invitation (self, channel, from, command, now);
      break;
    case SEQGO_RTP_COMMAND_ACCEPTED:
    case SEQGO_RTP_COMMAND_REJECTED:
      seqgo_rtp_engine_receive_answer (self, channel, from, command, now);
      break;
    case SEQGO_RTP_COMMAND_END:
      seqgo_rtp_engine_receive_end (self, from, command, now);
      break;
    case SEQGO_RTP_COMMAND_SYNCHRONIZATION:
    case SEQGO_RTP_COMMAND_FEEDBACK:
    case SEQGO_RTP_COMMAND_BIT_RATE_LIMIT:
    default:
      receive_from_established (self, channel, from, command, TRUE, now);
      break;
    }
}

void
seqgo_rtp_engine_receive (SeqgoRtpEngine              *self,
                          SeqgoRtpChannel              channel,
                          const SeqgoRtpRemoteAddress *from,
                          const guint8                *data,
                          gsize                        size,
                          gint64                       now)
{
  SeqgoRtpCommand command;
  SeqgoRtpPacket  packet;

  if (self->is_closed)
    return;
  if (channel == SEQGO_RTP_CHANNEL_DATA && seqgo_rtp_packet_parse (&packet, data, size))
    seqgo_rtp_engine_receive_packet (self, from, &packet, now);
  else if (seqgo_rtp_command_parse (&command, data, size))
    receive_command (self, channel, from, &command, now);
  else if (command.type == SEQGO_RTP_COMMAND_FEEDBACK)
    receive_from_established (self, channel, from, &command, FALSE, now);
  else
    self->n_malformed++;
  forget_ended_remotes (self);
}

gint64
seqgo_rtp_engine_get_deadline (SeqgoRtpEngine *self)
{
  gint64 deadline = G_MAXINT64;
  gint64 others[] = { seqgo_rtp_engine_get_schedule_deadline (self),
                      seqgo_rtp_engine_get_farewell_deadline (self) };

  if (self->is_closed)
    return -1;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i] >= 0)
      deadline = MIN (deadline, others[i]);
  for (guint i = 0; i < self->remotes->len; i++)
    {
      const SeqgoRtpRemote *remote = g_ptr_array_index (self->remotes, i);

      for (guint j = 0; j < SEQGO_RTP_N_TIMERS; j++)
        if (remote->timers[j] >= 0)
          deadline = MIN (deadline, remote->timers[j]);
    }
  return deadline < G_MAXINT64 ? deadline : -1;
}

static void
run_timer (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, SeqgoRtpTimer timer, gint64 now)
{
  switch (timer)
    {
    case SEQGO_RTP_TIMER_INVITATION:
      seqgo_rtp_engine_run_invitation (self, remote, now);
      break;
    case SEQGO_RTP_TIMER_EXPIRY:
      if (remote->state == SEQGO_RTP_REMOTE_ESTABLISHED)
        seqgo_rtp_engine_run_liveness (self, remote, now);
      else
        seqgo_rtp_engine_cancel_pending (self, remote, SEQGO_RTP_END_NO_ANSWER, now);
      break;
    case SEQGO_RTP_TIMER_SYNCHRONIZATION:
      seqgo_rtp_engine_run_synchronization (self, remote, now);
      break;
    case SEQGO_RTP_TIMER_FEEDBACK:
      seqgo_rtp_engine_run_feedback (self, remote, now);
      break;
    case SEQGO_RTP_TIMER_GUARD:
      seqgo_rtp_engine_run_guard (self, remote, now);
      break;
    case SEQGO_RTP_TIMER_LIMIT:
      seqgo_rtp_engine_run_limit (self, remote, now);
      break;
    case SEQGO_RTP_TIMER_OUTPUT:
    case SEQGO_RTP_N_TIMERS:
    default:
      /* What waits was flushed before. */
      break;
    }
}

void
seqgo_rtp_engine_run (SeqgoRtpEngine *self, gint64 now)
{
  guint n_remotes = self->remotes->len;

  if (self->is_closed)
    return;
  seqgo_rtp_engine_flush (self, now);
  seqgo_rtp_engine_repeat_farewells (self, FALSE, now);
  /* Each timer is due at most once, so that nobody keeps the others waiting. */
  for (guint i = 0; i < n_remotes; i++)
    {
      SeqgoRtpRemote *remote = g_ptr_array_index (self->remotes, i);

      for (guint timer = 0; timer < SEQGO_RTP_N_TIMERS; timer++)
        if (remote->timers[timer] >= 0 && remote->timers[timer] <= now)
          {
            remote->timers[timer] = -1;
            run_timer (self, remote, timer, now);
          }
    }
  forget_ended_remotes (self);
}

void
seqgo_rtp_engine_end (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  switch (remote->state)
    {
    case SEQGO_RTP_REMOTE_ESTABLISHED:
      seqgo_rtp_engine_end_session (self, remote, SEQGO_RTP_END_LOCAL, now);
      break;
    case SEQGO_RTP_REMOTE_INVITING_CONTROL:
    case SEQGO_RTP_REMOTE_INVITING_DATA:
    case SEQGO_RTP_REMOTE_WAITING:
      seqgo_rtp_engine_fail (self, remote, SEQGO_RTP_END_LOCAL, now);
      break;
    case SEQGO_RTP_REMOTE_ASKING:
    case SEQGO_RTP_REMOTE_HALF_OPEN:
      seqgo_rtp_engine_cancel_pending (self, remote, SEQGO_RTP_END_LOCAL, now);
      break;
    case SEQGO_RTP_REMOTE_IDLE:
    case SEQGO_RTP_REMOTE_ENDED:
    default:
      break;
    }
}

void
seqgo_rtp_engine_get_info (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, SeqgoRtpRemoteInfo *info)
{
  static const SeqgoRtpReceiverCounts no_counts;

  *info = (SeqgoRtpRemoteInfo){
    .state = remote->state,
    .was_invited = remote->was_invited,
    .ssrc = remote->ssrc,
    .name = remote->name,
    .control_address = remote->control_address,
    .data_address = remote->data_address,
    .is_synchronized = remote->is_synchronized,
    .latency = seqgo_rtp_clock_get_latency (&remote->clock),
    .clock_offset = seqgo_rtp_clock_get_offset (&remote->clock),
    .clock_drift = seqgo_rtp_clock_get_drift (&remote->clock),
    .bit_rate_limit = remote->bit_rate_limit,
    .has_journal = remote->has_journal && self->settings.has_journal,
    .received
    = remote->receiver != NULL ? seqgo_rtp_receiver_get_counts (remote->receiver) : &no_counts,
    .n_packets_sent = remote->n_packets_sent,
    .n_bytes_sent = remote->n_bytes_sent,
    .n_events_sent = remote->n_events_sent,
    .n_packets_left_out = remote->n_packets_left_out,
  };
}
