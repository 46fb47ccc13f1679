/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-clock-private.h>

#define TICK 100
#define MILLISECOND 1000
#define SECOND (1000 * MILLISECOND)

/* An exchange that took longer than this and twice the shortest was delayed on one way. */
#define MAX_EXTRA_ROUND_TRIP (1 * MILLISECOND)

/* Over less than that, the resolution of the times says nothing about the drift. */
#define MIN_DRIFT_SPAN (60 * SECOND)

/* What is followed comes nearer to the estimate by so much of the time that passes. */
#define MAX_SLEW 500e-6

/* So many exchanges that are off by more than that tell that a clock was set anew. */
#define MIN_STEP (10 * MILLISECOND)
#define MIN_STEP_EXCHANGES 3

/* Over less than that, exchanges after a step say nothing about the drift. */
#define MIN_STEP_SPAN (10 * SECOND)

/* Packets that claim to be older or newer have another clock than the exchanges. */
#define MAX_DEVIATION (1 * SECOND)

/* A century, which leaves room for arithmetic. */
#define MAX_TIME (G_GINT64_CONSTANT (3000000000) * SECOND)

void
seqgo_rtp_clock_reset (SeqgoRtpClock *self)
{
  memset (self, 0, sizeof *self);
}

static gboolean
is_delayed (const SeqgoRtpClock *self, gint64 round_trip)
{
  gint64 shortest = round_trip;

  for (guint i = 0; i < self->n; i++)
    shortest = MIN (shortest, self->exchanges[i].round_trip);
  return round_trip > 2 * shortest + MAX_EXTRA_ROUND_TRIP;
}

/* The slope of the line of least squares through the offsets. */
static double
fit_drift (const SeqgoRtpExchange *exchanges, guint n)
{
  double mean_local = 0, mean_offset = 0, product = 0, square = 0;

  for (guint i = 0; i < n; i++)
    {
      mean_local += (double) exchanges[i].local / n;
      mean_offset += (double) exchanges[i].offset / n;
    }
  for (guint i = 0; i < n; i++)
    {
      double local = (double) exchanges[i].local - mean_local;

      product += local * ((double) exchanges[i].offset - mean_offset);
      square += local * local;
    }
  return product / square;
}

static int
compare_round_trips (gconstpointer a, gconstpointer b)
{
  const SeqgoRtpExchange *first = a, *second = b;

  return (first->round_trip > second->round_trip) - (first->round_trip < second->round_trip);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/* What the offset of @exchange has become by the time of the last one. */
static double
project (const SeqgoRtpClock *self, const SeqgoRtpExchange *exchange)
{
  gint64 now = self->exchanges[self->n - 1].local;

  return (double) exchange->offset + self->drift * (double) (now - exchange->local);
}

static double
get_median (const SeqgoRtpClock *self, const SeqgoRtpExchange *exchanges, guint n)
{
  double offsets[SEQGO_RTP_CLOCK_MAX] = { 0 };

  for (guint i = 0; i < n; i++)
    offsets[i] = project (self, &exchanges[i]);
  qsort (offsets, n, sizeof *offsets, compare_doubles);
  return (offsets[(n - 1) / 2] + offsets[n / 2]) / 2;
}

/* The median of the slopes between any two exchanges, which nonsense does not change much, within
 * what clocks may have. */
static double
get_slope (const SeqgoRtpExchange *exchanges, guint n)
{
  double slopes[SEQGO_RTP_CLOCK_MAX * (SEQGO_RTP_CLOCK_MAX - 1) / 2] = { 0 };
  guint  n_slopes = 0;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      if (exchanges[i].local != exchanges[j].local)
        slopes[n_slopes++] = (double) (exchanges[i].offset - exchanges[j].offset)
                             / (double) (exchanges[i].local - exchanges[j].local);
  qsort (slopes, n_slopes, sizeof *slopes, compare_doubles);
  return CLAMP (slopes[n_slopes / 2], -MAX_SLEW, MAX_SLEW);
}

/* From those that are no nonsense. */
static void
estimate_drift (SeqgoRtpClock *self, const SeqgoRtpExchange *exchanges, guint n)
{
  SeqgoRtpExchange near[SEQGO_RTP_CLOCK_MAX] = { { 0 } };
  double           median;
  guint            n_near = 0;

  if (n > 0 && exchanges[n - 1].local - exchanges[0].local >= MIN_DRIFT_SPAN)
    self->drift = get_slope (exchanges, n);
  median = get_median (self, exchanges, n);
  for (guint i = 0; i < n; i++)
    if (fabs (project (self, &exchanges[i]) - median) <= MIN_STEP)
      near[n_near++] = exchanges[i];
  if (n_near > 0 && near[n_near - 1].local - near[0].local >= MIN_DRIFT_SPAN)
    self->drift = fit_drift (near, n_near);
}

/* The median of the better half of the exchanges, those that took the shortest. */
static void
estimate (SeqgoRtpClock *self)
{
  SeqgoRtpExchange good[SEQGO_RTP_CLOCK_MAX] = { { 0 } };
  guint            n = 0, n_best;

  for (guint i = 0; i < self->n; i++)
    if (!is_delayed (self, self->exchanges[i].round_trip))
      good[n++] = self->exchanges[i];
  estimate_drift (self, good, n);

  qsort (good, n, sizeof *good, compare_round_trips);
  for (n_best = (n + 1) / 2; n_best < n; n_best++)
    if (good[n_best].round_trip > good[n_best - 1].round_trip)
      break;
  self->offset = get_median (self, good, n_best);
  self->latency = good[n_best / 2].round_trip / 2;
}

/* @now is relative to the first exchange. */
static void
follow (SeqgoRtpClock *self, gint64 now)
{
  double elapsed = (double) MAX (now - self->followed_at, 0);
  double age = (double) (now - self->exchanges[self->n - 1].local);
  double difference = self->offset + self->drift * age - self->followed;

  self->followed += CLAMP (difference, -MAX_SLEW * elapsed, MAX_SLEW * elapsed);
  self->followed_at = MAX (now, self->followed_at);
}

static void
jump (SeqgoRtpClock *self)
{
  self->followed = self->offset;
  self->followed_at = self->exchanges[self->n - 1].local;
  self->n_off = 0;
}

static void
keep_last (SeqgoRtpClock *self, guint n)
{
  memmove (self->exchanges, self->exchanges + self->n - n, n * sizeof *self->exchanges);
  self->n = n;
}

/* A clock that is much faster or slower looks at first as if it was set anew each time: then the
 * last exchanges differ by more than what their resolution and the network can explain. */
static double
get_drift_after_step (const SeqgoRtpClock *self)
{
  const SeqgoRtpExchange *last = &self->exchanges[self->n - 1];

  if (last->local - self->exchanges[0].local < MIN_STEP_SPAN
      || ABS (last->offset - self->exchanges[0].offset) < MIN_STEP / 2)
    return 0;
  return get_slope (self->exchanges, self->n);
}

/* Whether @exchange, the last one, and those before it tell that a clock was set anew. */
static gboolean
is_step (SeqgoRtpClock *self, const SeqgoRtpExchange *exchange)
{
  double off = (double) exchange->offset - self->followed;

  if (is_delayed (self, exchange->round_trip))
    return FALSE;
  if (fabs (off) <= MIN_STEP)
    self->n_off = 0;
  else if (self->n_off > 0 && ABS (exchange->offset - self->last_off) > MIN_STEP)
    self->n_off = 1;
  else
    self->n_off++;
  self->last_off = exchange->offset;
  return self->n_off >= MIN_STEP_EXCHANGES;
}

/* Returns FALSE if the clocks are further apart than makes sense. */
static gboolean
make_exchange (const SeqgoRtpClock *self,
               SeqgoRtpExchange    *exchange,
               gint64               local,
               guint64              remote,
               gint64               trip)
{
  gint64 ticks = (gint64) (remote - self->first_remote);

  exchange->local = local - self->first_local;
  exchange->round_trip = trip;
  if (ticks < -MAX_TIME / TICK || ticks > MAX_TIME / TICK)
    return FALSE;
  exchange->offset = ticks * TICK - exchange->local;
  return TRUE;
}

void
seqgo_rtp_clock_add (SeqgoRtpClock *self, gint64 local, guint64 remote, gint64 round_trip)
{
  SeqgoRtpExchange exchange;

  if (self->n == 0)
    {
      self->first_remote = remote;
      self->first_local = local;
    }
  if (!make_exchange (self, &exchange, local, remote, round_trip))
    {
      if (++self->n_off < MIN_STEP_EXCHANGES)
        return;
      seqgo_rtp_clock_reset (self);
      seqgo_rtp_clock_add (self, local, remote, round_trip);
      return;
    }

  if (self->n > 0)
    follow (self, exchange.local);
  if (self->n == SEQGO_RTP_CLOCK_MAX)
    keep_last (self, SEQGO_RTP_CLOCK_MAX - 1);
  self->exchanges[self->n++] = exchange;
  if (self->n > 1 && is_step (self, &exchange))
    {
      keep_last (self, MIN_STEP_EXCHANGES);
      self->drift = get_drift_after_step (self);
      estimate (self);
      jump (self);
      return;
    }
  estimate (self);
  if (self->n == 1)
    jump (self);
}

gboolean
seqgo_rtp_clock_is_set (const SeqgoRtpClock *self)
{
  return self->n > 0;
}

gint64
seqgo_rtp_clock_get_latency (const SeqgoRtpClock *self)
{
  return self->n > 0 ? self->latency : -1;
}

gint64
seqgo_rtp_clock_get_offset (const SeqgoRtpClock *self)
{
  /* The epoch of a remote may be anything. */
  return (gint64) (self->first_remote * TICK - (guint64) self->first_local
                   + (guint64) llround (self->offset));
}

double
seqgo_rtp_clock_get_drift (const SeqgoRtpClock *self)
{
  return self->drift * 1e6;
}

gint64
seqgo_rtp_clock_map (SeqgoRtpClock *self, guint32 timestamp, gint64 arrival)
{
  gint64 remote, deviation;

  if (self->n == 0)
    return arrival;
  follow (self, arrival - self->first_local);
  remote = arrival - self->first_local + llround (self->followed);
  deviation
      = (gint64) (gint32) (timestamp - (guint32) (self->first_remote + (guint64) (remote / TICK)))
            * TICK
        - remote % TICK;
  return ABS (deviation) <= MAX_DEVIATION ? arrival + deviation : arrival;
}
