/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Exchanges of synchronization: CK0 asks, CK1 answers, CK2 tells the result. */

#include "config.h"

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-engine-core-private.h>

/* Often at first, then rarely: the times between them in milliseconds. */
static const guint16 intervals[] = { 500, 500, 1500, 1500, 1500, 1500, 1500, 10000 };

#define MAX_UNANSWERED 5

/* What takes longer measures nothing. */
#define MAX_ROUND_TRIP (10 * SEQGO_RTP_SECOND)

static guint64
get_timestamp (gint64 time)
{
  return (guint64) (time / SEQGO_RTP_TICK);
}

static void
add_pending (SeqgoRtpPendingExchanges *self, guint64 timestamp, gint64 time)
{
  self->exchanges[self->next++ % SEQGO_RTP_MAX_PENDING_EXCHANGES]
      = (SeqgoRtpPendingExchange){ .is_open = TRUE, .timestamp = timestamp, .time = time };
}

/* Returns FALSE if there is none with that time. */
static gboolean
take_pending (SeqgoRtpPendingExchanges *self, guint64 timestamp, gint64 *time)
{
  for (guint i = 0; i < SEQGO_RTP_MAX_PENDING_EXCHANGES; i++)
    {
      SeqgoRtpPendingExchange *exchange = &self->exchanges[i];

      if (exchange->is_open && exchange->timestamp == timestamp)
        {
          exchange->is_open = FALSE;
          *time = exchange->time;
          return TRUE;
        }
    }
  return FALSE;
}

void
seqgo_rtp_engine_run_synchronization (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  SeqgoRtpCommand command = { .type = SEQGO_RTP_COMMAND_SYNCHRONIZATION,
                              .ssrc = remote->local_ssrc,
                              .timestamps = { get_timestamp (now) } };
  guint           interval = MIN (remote->n_synchronizations, G_N_ELEMENTS (intervals) - 1);

  /* Who sends music is there, though its answers may get lost. */
  if (remote->n_synchronizations == 0 || remote->was_heard)
    remote->n_unanswered = 0;
  else if (++remote->n_unanswered == MAX_UNANSWERED)
    {
      seqgo_rtp_engine_end_session (
          self, remote,
          remote->is_synchronized ? SEQGO_RTP_END_TIMEOUT : SEQGO_RTP_END_NO_SYNCHRONIZATION, now);
      return;
    }

  add_pending (&remote->sent_exchanges, command.timestamps[0], now);
  seqgo_rtp_engine_send_command (self, SEQGO_RTP_CHANNEL_DATA, &remote->data_address, &command);
  remote->n_synchronizations++;
  remote->was_heard = FALSE;
  remote->timers[SEQGO_RTP_TIMER_SYNCHRONIZATION]
      = now + intervals[interval] * SEQGO_RTP_MILLISECOND;
}

static void
add_exchange (SeqgoRtpEngine *self,
              SeqgoRtpRemote *remote,
              gint64          local,
              guint64         remote_time,
              gint64          round_trip)
{
  if (round_trip < 0 || round_trip > MAX_ROUND_TRIP)
    return;
  seqgo_rtp_clock_add (&remote->clock, local, remote_time, round_trip);
  remote->is_synchronized = TRUE;
  remote->n_failures = 0;
  seqgo_rtp_engine_add_change (self, remote);
}

void
seqgo_rtp_engine_receive_synchronization (SeqgoRtpEngine              *self,
                                          SeqgoRtpRemote              *remote,
                                          SeqgoRtpChannel              channel,
                                          const SeqgoRtpRemoteAddress *from,
                                          const SeqgoRtpCommand       *command,
                                          gint64                       now)
{
  const guint64  *timestamps = command->timestamps;
  SeqgoRtpCommand answer = { .type = SEQGO_RTP_COMMAND_SYNCHRONIZATION,
                             .ssrc = remote->local_ssrc,
                             .count = command->count + 1,
                             .timestamps = { timestamps[0] } };
  gint64          time, round_trip;

  switch (command->count)
    {
    case 0:
      answer.timestamps[1] = get_timestamp (now);
      seqgo_rtp_engine_send_command (self, channel, from, &answer);
      add_pending (&remote->answered_exchanges, timestamps[0], now);
      break;
    case 1:
      if (!take_pending (&remote->sent_exchanges, timestamps[0], &time))
        break;
      answer.timestamps[1] = timestamps[1];
      answer.timestamps[2] = get_timestamp (now);
      seqgo_rtp_engine_send_command (self, channel, from, &answer);
      add_exchange (self, remote, time + (now - time) / 2, timestamps[1], now - time);
      break;
    default:
      /* In their units, which are not those of all. */
      if (timestamps[2] - timestamps[0] > MAX_ROUND_TRIP / SEQGO_RTP_TICK
          || !take_pending (&remote->answered_exchanges, timestamps[0], &time)
          || timestamps[1] != get_timestamp (time))
        break;
      round_trip = (gint64) (timestamps[2] - timestamps[0]) * SEQGO_RTP_TICK;
      add_exchange (self, remote, time - round_trip / 2, timestamps[0], round_trip);
      break;
    }
  if (command->count < 2)
    seqgo_rtp_engine_resume_guard (self, remote, now);
}
