/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What a SeqgoSequencerClockFollower does with the events that arrive. */

#include "config.h"

#include <math.h>

#include <libseqgo/core/seqgo-timer-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-clock-follower-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue-lead-private.h>

#define NSEC_A_MINUTE 60e9

/* The clock has ceased when so many clocks, or microseconds, have passed without one. */
#define LOST_CLOCKS 4
#define LOST_TIME 500000

/* What is too little to be told. */
#define MIN_BPM_CHANGE 0.001

static void
set_bpm (SeqgoSequencerClockFollower *self, double bpm)
{
  if (fabs (bpm - self->bpm) < MIN_BPM_CHANGE)
    return;

  self->bpm = bpm;
  g_object_notify (G_OBJECT (self), "bpm");
}

static void
set_transport (SeqgoSequencerClockFollower *self, SeqgoTransport transport)
{
  gboolean was_running = self->transport == SEQGO_TRANSPORT_RUNNING;

  self->transport = transport;
  if (was_running != (transport == SEQGO_TRANSPORT_RUNNING))
    g_object_notify (G_OBJECT (self), "running");
}

static void
set_clock (SeqgoSequencerClockFollower *self, guint64 clock)
{
  guint64 old_clock = self->clock;

  self->clock = clock;
  if (clock / SEQGO_CLOCKS_A_SIXTEENTH != old_clock / SEQGO_CLOCKS_A_SIXTEENTH)
    g_object_notify (G_OBJECT (self), "position");
}

/* Gives up the queue if @is_done is FALSE, which sets the error. */
static void
check_queue (SeqgoSequencerClockFollower *self, gboolean is_done, GError **error)
{
  if (is_done)
    return;

  seqgo_sequencer_clock_follower_set_queue (self, NULL);
  g_signal_emit_by_name (self, "failed", *error);
}

/* The event's time in nanoseconds. Nobody has to stamp events; then it is the time of arrival here.
 */
static gint64
get_event_time (SeqgoEvent *event)
{
  return seqgo_event_is_real_time (event) ? seqgo_event_get_time (event)
                                          : g_get_monotonic_time () * 1000;
}

/* How much later than the time of the event it is now. */
static gint64
get_delay (SeqgoSequencerClockFollower *self, SeqgoEvent *event)
{
  g_autoptr (SeqgoSequencerQueueStatus) status = NULL;

  if (!seqgo_event_is_real_time (event) || self->stamping.queue == NULL
      || seqgo_event_get_queue_id (event) != self->stamping.queue->id)
    return 0;

  status = seqgo_sequencer_queue_get_status (self->stamping.queue, NULL);
  return status != NULL ? MAX (status->time - seqgo_event_get_time (event), 0) : 0;
}

/* Where in the song the clock is now, in clocks. */
static double
get_clock_now (SeqgoSequencerClockFollower *self, SeqgoEvent *event)
{
  double period = seqgo_clock_estimate_get_period (&self->estimate);
  double since = period > 0 ? (double) get_delay (self, event) / period : 0;

  return (double) self->clock + since;
}

static void
lead_queue (SeqgoSequencerClockFollower *self, SeqgoEvent *event)
{
  g_autoptr (GError) error = NULL;

  if (self->queue == NULL || self->transport != SEQGO_TRANSPORT_RUNNING)
    return;

  if (self->is_queue_waiting)
    {
      self->is_queue_waiting = FALSE;
      check_queue (self,
                   seqgo_sequencer_queue_join_clock (self->queue, get_clock_now (self, event),
                                                     self->bpm, &error),
                   &error);
    }
  else if (self->clock % SEQGO_CLOCKS_A_SIXTEENTH == 0)
    {
      check_queue (
          self,
          seqgo_sequencer_queue_steer (self->queue, get_clock_now (self, event), self->bpm, &error),
          &error);
    }
}

static void
rewind_queue (SeqgoSequencerClockFollower *self)
{
  g_autoptr (GError) error = NULL;

  if (self->queue != NULL)
    check_queue (self, seqgo_sequencer_queue_rewind (self->queue, &error), &error);
}

static void
stop_queue (SeqgoSequencerClockFollower *self)
{
  g_autoptr (GError) error = NULL;

  if (self->queue != NULL)
    check_queue (self, seqgo_sequencer_queue_stop (self->queue, &error), &error);
}

static void
clock_cb (SeqgoSequencerPort *port, SeqgoEvent *event, SeqgoSequencerClockFollower *self)
{
  double period;

  seqgo_clock_estimate_add (&self->estimate, get_event_time (event));
  period = seqgo_clock_estimate_get_period (&self->estimate);
  if (period > 0 && self->n_received++ % SEQGO_CLOCKS_A_SIXTEENTH == 0)
    set_bpm (self, NSEC_A_MINUTE / (period * SEQGO_CLOCKS_A_BEAT));

  if (self->transport == SEQGO_TRANSPORT_RUNNING)
    {
      set_clock (self, self->next_clock);
      self->next_clock++;
      lead_queue (self, event);
    }
  if (self->timer != NULL)
    seqgo_timer_set (self->timer, MAX (LOST_TIME, (gint64) (LOST_CLOCKS * period / 1000)));
}

static void
lost_cb (gpointer owner)
{
  SeqgoSequencerClockFollower *self = owner;
  gboolean                     is_expected = self->transport != SEQGO_TRANSPORT_STOPPED;

  seqgo_clock_estimate_reset (&self->estimate);
  self->n_received = 0;
  /* Many senders fall silent when they stop. */
  if (!is_expected)
    return;

  stop_queue (self);
  set_bpm (self, 0);
  set_transport (self, SEQGO_TRANSPORT_UNKNOWN);
  g_signal_emit_by_name (self, "lost");
}

static void
start_cb (SeqgoSequencerPort *port, SeqgoEvent *event, SeqgoSequencerClockFollower *self)
{
  self->next_clock = 0;
  self->is_queue_waiting = TRUE;
  rewind_queue (self);
  set_clock (self, 0);
  set_transport (self, SEQGO_TRANSPORT_RUNNING);
  g_signal_emit_by_name (self, "started");
}

static void
continue_cb (SeqgoSequencerPort *port, SeqgoEvent *event, SeqgoSequencerClockFollower *self)
{
  self->is_queue_waiting = TRUE;
  set_transport (self, SEQGO_TRANSPORT_RUNNING);
  g_signal_emit_by_name (self, "continued");
}

static void
stop_cb (SeqgoSequencerPort *port, SeqgoEvent *event, SeqgoSequencerClockFollower *self)
{
  stop_queue (self);
  set_transport (self, SEQGO_TRANSPORT_STOPPED);
  g_signal_emit_by_name (self, "stopped");
}

static void
song_position_cb (SeqgoSequencerPort *port, SeqgoEvent *event, SeqgoSequencerClockFollower *self)
{
  guint position = (guint) seqgo_event_get_value (event);

  self->next_clock = (guint64) position * SEQGO_CLOCKS_A_SIXTEENTH;
  self->is_queue_waiting = TRUE;
  set_clock (self, self->next_clock);
  g_signal_emit_by_name (self, "position-changed", position);
}

void
seqgo_sequencer_clock_follower_listen (SeqgoSequencerClockFollower *self)
{
  static const struct
  {
    const char *signal;
    GCallback   callback;
  } handlers[] = {
    { "event::clock", G_CALLBACK (clock_cb) },
    { "event::start", G_CALLBACK (start_cb) },
    { "event::stop", G_CALLBACK (stop_cb) },
    { "event::continue", G_CALLBACK (continue_cb) },
    { "event::song-position", G_CALLBACK (song_position_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (self->port, handlers[i].signal, handlers[i].callback, self, 0);
  self->timer = seqgo_timer_attach (G_OBJECT (self), NULL, "[Seqgo] clock follower", lost_cb);
}
