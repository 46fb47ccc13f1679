/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The stream from a remote. */

#include "config.h"

#include <libseqgo/core/seqgo-time-private.h>
#include <libseqgo/rtp/seqgo-rtp-engine-core-private.h>

/* Feedback comes that long after the first packet that it acknowledges, or after so many of them.
 */
#define FEEDBACK_DELAY (1 * SEQGO_RTP_SECOND)
#define MAX_UNACKNOWLEDGED 32

/* What is to be acknowledged at once waits so long at most, so that a bad network gets no worse. */
#define MIN_FEEDBACK_INTERVAL (10 * SEQGO_RTP_MILLISECOND)

/* Events are no later than that. */
#define MAX_AHEAD (1 * SEQGO_RTP_SECOND)

#define NSEC_PER_USEC (SEQGO_NSEC_PER_SEC / G_USEC_PER_SEC)

/* Ticks after the time stamp become nanoseconds of our clock, which go never back. */
static void
set_times (SeqgoRtpRemote *remote, GArray *records, guint first, gint64 base, gint64 now)
{
  for (guint i = first; i < records->len; i++)
    {
      SeqgoEventRecord *record = &g_array_index (records, SeqgoEventRecord, i);
      gint64            time = MIN (base + record->time * SEQGO_RTP_TICK, now + MAX_AHEAD);

      remote->last_event = MAX (remote->last_event, time);
      record->time = remote->last_event * NSEC_PER_USEC;
    }
}

static void
request_feedback (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gboolean is_urgent, gint64 now)
{
  gint64 *timer = &remote->timers[SEQGO_RTP_TIMER_FEEDBACK];
  gint64  time
      = is_urgent ? MAX (now, remote->last_feedback + MIN_FEEDBACK_INTERVAL) : now + FEEDBACK_DELAY;

  if (time <= now)
    seqgo_rtp_engine_run_feedback (self, remote, now);
  else if (*timer < 0 || time < *timer)
    *timer = time;
}

void
seqgo_rtp_engine_run_feedback (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  SeqgoRtpCommand command = { .type = SEQGO_RTP_COMMAND_FEEDBACK, .ssrc = remote->local_ssrc };

  remote->timers[SEQGO_RTP_TIMER_FEEDBACK] = -1;
  remote->n_unacknowledged = 0;
  remote->last_feedback = now;
  /* Before the first packet it would crash a driver of Apple. */
  if (seqgo_rtp_receiver_get_sequence (remote->receiver, &command.sequence))
    seqgo_rtp_engine_send_command (self, SEQGO_RTP_CHANNEL_CONTROL, &remote->control_address,
                                   &command);
}

static void
add_problems (SeqgoRtpEngine               *self,
              SeqgoRtpRemote               *remote,
              const SeqgoRtpReceiverCounts *old,
              SeqgoRtpArrival               arrival)
{
  const SeqgoRtpReceiverCounts *counts = seqgo_rtp_receiver_get_counts (remote->receiver);

  if (counts->n_lost > old->n_lost)
    {
      SeqgoRtpNotice *notice = seqgo_rtp_engine_add_notice (self, SEQGO_RTP_NOTICE_LOSS, remote);

      notice->n_lost = (guint) (counts->n_lost - old->n_lost);
      notice->is_repaired = arrival == SEQGO_RTP_ARRIVAL_REPAIRED;
    }
  if (counts->n_broken_sysex > old->n_broken_sysex)
    seqgo_rtp_engine_add_notice (self, SEQGO_RTP_NOTICE_BROKEN_SYSEX, remote);
}

void
seqgo_rtp_engine_receive_packet (SeqgoRtpEngine              *self,
                                 const SeqgoRtpRemoteAddress *from,
                                 const SeqgoRtpPacket        *packet,
                                 gint64                       now)
{
  SeqgoRtpRemote        *remote = seqgo_rtp_engine_verify (self, from, packet->ssrc, now);
  SeqgoRtpReceiverCounts old;
  SeqgoRtpArrival        arrival;
  SeqgoRtpNotice        *notice;
  guint                  n_events;

  if (remote == NULL)
    return;
  if (!seqgo_rtp_remote_address_equal (&remote->data_address, from))
    {
      self->n_unverified++;
      return;
    }
  old = *seqgo_rtp_receiver_get_counts (remote->receiver);
  notice = seqgo_rtp_engine_begin_events (self, remote);
  n_events = notice->records->len;
  arrival
      = seqgo_rtp_receiver_receive (remote->receiver, packet, notice->records, notice->payloads);
  set_times (remote, notice->records, n_events,
             seqgo_rtp_clock_map (&remote->clock, packet->timestamp, now), now);
  seqgo_rtp_engine_end_events (self);
  add_problems (self, remote, &old, arrival);

  if (arrival == SEQGO_RTP_ARRIVAL_IGNORED)
    return;
  /* Who sends an empty packet waits for feedback. */
  request_feedback (self, remote,
                    arrival != SEQGO_RTP_ARRIVAL_IN_ORDER || packet->list_size == 0
                        || ++remote->n_unacknowledged >= MAX_UNACKNOWLEDGED,
                    now);
}

void
seqgo_rtp_engine_release (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, gint64 now)
{
  SeqgoRtpNotice *notice = seqgo_rtp_engine_begin_events (self, remote);
  guint           n_events = notice->records->len;

  seqgo_rtp_receiver_release (remote->receiver, notice->records);
  set_times (remote, notice->records, n_events, now, now);
  seqgo_rtp_engine_end_events (self);
}
