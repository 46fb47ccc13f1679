/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The streams to the remotes: what waits for them, how fast it goes, and what is done until it is
 * acknowledged. */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-engine-core-private.h>

/* What should have gone longer ago than that is no longer interesting for the time it had. */
#define MAX_AGE (1 * SEQGO_RTP_SECOND)

/* Without a limit, so much may wait for the next flush, and so many packets go at once; what is
 * left goes after the others had their turn. */
#define MAX_UNFLUSHED (16 * 1024)
#define MAX_BURST 32
#define BURST_INTERVAL (1 * SEQGO_RTP_MILLISECOND)

/* With a limit, so much waits at most: the longest SysEx that is put together, and half as much. */
#define MAX_WAITING (96 * 1024)

/* The bits that a byte takes on a MIDI cable. */
#define BITS_PER_BYTE 10

/* A slow receiver gets what it can take in this time, and not more because we were late. */
#define PACKETS_PER_SECOND 50
#define MAX_LATE (SEQGO_RTP_SECOND / PACKETS_PER_SECOND)

/* RFC 4696 section 4.2: these intervals double. */
#define GUARD_INTERVAL (100 * SEQGO_RTP_MILLISECOND)
#define MAX_GUARD_INTERVAL (1 * SEQGO_RTP_SECOND)
#define MAX_GUARDS 10

/* The limit is told again, as nothing acknowledges it. */
#define LIMIT_INTERVAL (10 * SEQGO_RTP_SECOND)

static void
configure (SeqgoRtpEngine *self, SeqgoRtpRemote *remote)
{
  const SeqgoRtpEngineSettings *settings = &self->settings;
  gsize                         size
      = CLAMP (settings->max_packet_size, SEQGO_RTP_MIN_PACKET_SIZE, SEQGO_RTP_MAX_PACKET_SIZE);
  gboolean sends_journal = settings->has_journal && remote->has_journal;

  if (remote->max_packet_size != size)
    {
      remote->max_packet_size = size;
      seqgo_rtp_sender_set_max_packet_size (remote->sender, size);
    }
  if (remote->has_running_status != settings->has_running_status)
    {
      remote->has_running_status = settings->has_running_status;
      seqgo_rtp_sender_set_running_status (remote->sender, remote->has_running_status);
    }
  if (remote->sends_journal != sends_journal)
    {
      remote->sends_journal = sends_journal;
      seqgo_rtp_sender_set_has_journal (remote->sender, sends_journal);
    }
}

static void
send_packet (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, const guint8 *data, gsize size)
{
  remote->n_packets_sent++;
  remote->n_bytes_sent += size;
  self->io.send (self->user_data, SEQGO_RTP_CHANNEL_DATA, &remote->data_address, data, size);
}

/* For how long a receiver with a limit is busy. */
static void
take_time (SeqgoRtpRemote *remote, gsize n_midi, gint64 now)
{
  remote->busy_until
      = MAX (remote->busy_until, now - MAX_LATE)
        + (gint64) n_midi * BITS_PER_BYTE * SEQGO_RTP_SECOND / remote->bit_rate_limit;
}

static void
output (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, guint max_packets, gint64 now)
{
  gsize  max_midi = SEQGO_RTP_MAX_LIST;
  gint64 next = now + BURST_INTERVAL;
  guint8 data[SEQGO_RTP_MAX_PACKET_SIZE];
  gsize  n_midi;
  guint  n = 0;

  configure (self, remote);
  if (remote->bit_rate_limit > 0)
    max_midi = MAX (remote->bit_rate_limit / BITS_PER_BYTE / PACKETS_PER_SECOND, 1);
  while (n < max_packets && seqgo_rtp_sender_get_queued (remote->sender) > 0)
    {
      if (remote->bit_rate_limit > 0 && remote->busy_until > now)
        {
          next = remote->busy_until;
          break;
        }
      send_packet (self, remote, data,
                   seqgo_rtp_sender_make_packet (remote->sender, max_midi, data, &n_midi));
      if (remote->bit_rate_limit > 0)
        take_time (remote, n_midi, now);
      n++;
    }

  remote->timers[SEQGO_RTP_TIMER_OUTPUT]
      = seqgo_rtp_sender_get_queued (remote->sender) > 0 ? next : -1;
  if (n > 0)
    {
      remote->n_guards = 0;
      remote->timers[SEQGO_RTP_TIMER_GUARD] = now + GUARD_INTERVAL;
    }
}

static gboolean
sends_guards (SeqgoRtpRemote *remote)
{
  return remote->sends_journal && seqgo_rtp_sender_needs_guard (remote->sender);
}

void
seqgo_rtp_engine_run_guard (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  guint8 data[SEQGO_RTP_MAX_PACKET_SIZE];
  gint64 interval = GUARD_INTERVAL << remote->n_guards;

  configure (self, remote);
  if (!sends_guards (remote))
    return;
  send_packet (self, remote, data,
               seqgo_rtp_sender_make_guard (remote->sender, now / SEQGO_RTP_TICK, data));
  if (++remote->n_guards < MAX_GUARDS)
    remote->timers[SEQGO_RTP_TIMER_GUARD] = now + MIN (interval, MAX_GUARD_INTERVAL);
}

void
seqgo_rtp_engine_resume_guard (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  if (remote->n_guards < MAX_GUARDS)
    return;
  remote->n_guards = MAX_GUARDS - 1;
  seqgo_rtp_engine_run_guard (self, remote, now);
}

void
seqgo_rtp_engine_begin_output (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  g_clear_pointer (&remote->sender, seqgo_rtp_sender_free);
  remote->sender = seqgo_rtp_sender_new (remote->local_ssrc,
                                         (guint16) seqgo_rtp_engine_random (self), self->history);
  remote->n_guards = 0;
  remote->bit_rate_limit = 0;
  remote->busy_until = now;
  remote->max_packet_size = SEQGO_RTP_DEFAULT_PACKET_SIZE;
  remote->has_running_status = TRUE;
  remote->sends_journal = TRUE;
  remote->n_packets_sent = 0;
  remote->n_bytes_sent = 0;
  remote->n_events_sent = 0;
  remote->n_packets_left_out = 0;
  /* What was before it came. */
  seqgo_rtp_engine_run_guard (self, remote, now);
}

/* A packet that is not sent is, for who has a journal, like one that was lost: with the next one it
 * learns what remains of it. */
static void
leave_out (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gsize size)
{
  guint8 data[SEQGO_RTP_MAX_PACKET_SIZE];
  gsize  n_midi;
  guint  n = 0;

  configure (self, remote);
  for (; seqgo_rtp_sender_get_queued (remote->sender) + size > MAX_WAITING
         && seqgo_rtp_sender_make_packet (remote->sender, SEQGO_RTP_MAX_LIST, data, &n_midi) > 0;
       n++)
    ;
  remote->n_packets_left_out += n;
  if (n > 0)
    seqgo_rtp_engine_add_overflow (self, remote, n);
}

static void
queue (SeqgoRtpEngine *self,
       SeqgoRtpRemote *remote,
       const guint8   *message,
       gsize           size,
       gint64          when,
       gint64          now)
{
  if (remote->state != SEQGO_RTP_REMOTE_ESTABLISHED)
    return;
  if (remote->bit_rate_limit > 0)
    leave_out (self, remote, size);
  else if (seqgo_rtp_sender_get_queued (remote->sender) > MAX_UNFLUSHED)
    output (self, remote, MAX_BURST, now);
  seqgo_rtp_sender_queue (remote->sender, message, size, when / SEQGO_RTP_TICK);
  remote->n_events_sent++;
}

void
seqgo_rtp_engine_send_now (SeqgoRtpEngine *self,
                           SeqgoRtpRemote *remote,
                           const guint8   *message,
                           gsize           size,
                           gint64          when,
                           gint64          now)
{
  if (when < now - MAX_AGE)
    when = now;
  if (remote != NULL)
    {
      queue (self, remote, message, size, when, now);
      return;
    }

  seqgo_rtp_history_add (self->history, message, size, 0);
  for (guint i = 0; i < self->remotes->len; i++)
    queue (self, g_ptr_array_index (self->remotes, i), message, size, when, now);
}

void
seqgo_rtp_engine_flush_packets (SeqgoRtpEngine *self, guint max_packets, gint64 now)
{
  seqgo_rtp_engine_run_schedule (self, now);
  for (guint i = 0; i < self->remotes->len; i++)
    {
      SeqgoRtpRemote *remote = g_ptr_array_index (self->remotes, i);

      if (remote->state != SEQGO_RTP_REMOTE_ESTABLISHED)
        continue;
      if (seqgo_rtp_sender_get_queued (remote->sender) > 0)
        output (self, remote, max_packets, now);
      if (remote->told_limit != self->settings.receive_limit)
        seqgo_rtp_engine_run_limit (self, remote, now);
    }
}

void
seqgo_rtp_engine_flush (SeqgoRtpEngine *self, gint64 now)
{
  if (!self->is_closed)
    seqgo_rtp_engine_flush_packets (self, MAX_BURST, now);
}

void
seqgo_rtp_engine_receive_feedback (SeqgoRtpRemote *remote, guint16 sequence)
{
  if (seqgo_rtp_sender_acknowledge (remote->sender, sequence) && !sends_guards (remote))
    remote->timers[SEQGO_RTP_TIMER_GUARD] = -1;
}

void
seqgo_rtp_engine_receive_wrong_feedback (SeqgoRtpEngine *self, SeqgoRtpRemote *remote)
{
  if (remote->is_journal_set || !remote->has_journal)
    return;
  remote->has_journal = FALSE;
  seqgo_rtp_engine_add_change (self, remote);
}

void
seqgo_rtp_engine_set_remote_journal (SeqgoRtpEngine *self,
                                     SeqgoRtpRemote *remote,
                                     gboolean        has_journal)
{
  remote->is_journal_set = TRUE;
  remote->has_journal = has_journal;
}

void
seqgo_rtp_engine_receive_limit (SeqgoRtpEngine *self,
                                SeqgoRtpRemote *remote,
                                guint32         bit_rate,
                                gint64          now)
{
  if (remote->bit_rate_limit == bit_rate)
    return;
  remote->bit_rate_limit = bit_rate;
  remote->busy_until = now;
  if (remote->timers[SEQGO_RTP_TIMER_OUTPUT] >= 0)
    remote->timers[SEQGO_RTP_TIMER_OUTPUT] = now;
  seqgo_rtp_engine_add_change (self, remote);
}

void
seqgo_rtp_engine_run_limit (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  SeqgoRtpCommand command = { .type = SEQGO_RTP_COMMAND_BIT_RATE_LIMIT,
                              .ssrc = remote->local_ssrc,
                              .bit_rate = self->settings.receive_limit };

  if (command.bit_rate != 0 || remote->told_limit != 0)
    seqgo_rtp_engine_send_command (self, SEQGO_RTP_CHANNEL_CONTROL, &remote->control_address,
                                   &command);
  remote->told_limit = command.bit_rate;
  remote->timers[SEQGO_RTP_TIMER_LIMIT] = command.bit_rate != 0 ? now + LIMIT_INTERVAL : -1;
}
