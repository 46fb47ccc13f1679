/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <libseqgo/midi/seqgo-clock-estimate-private.h>

#define MILLISECOND 1e6

/* A sixteenth note has to be over before there is a period at all. */
#define MIN_CLOCKS 7

/* What timers and cables do to a clock at the least, as a standard deviation. A line through few
 * clocks that all come in one period of a timer has no residuals, and yet is not exact. */
#define MIN_JITTER (0.5 * MILLISECOND)

/* After so many periods, and that, without a clock those before it are no part of the line. */
#define MAX_MISSING 3
#define MIN_GAP (20 * MILLISECOND)

/* So many standard deviations are no chance, not even if a timer has the clocks of half a window
 * come a millisecond later. */
#define SIGNIFICANT 6.5

/* The slope of the line of least squares through the last @n times. With @is_tapered the first and
 * the last of them weigh little: then the pattern that the period of a timer makes does not show,
 * but ordinary jitter shows a little more. */
static double
fit (const SeqgoClockEstimate *self, guint n, gboolean is_tapered)
{
  const gint64 *times = self->times + self->n - n;
  double        middle = (n - 1) / 2.0;
  double        product = 0, square = 0;

  for (guint i = 0; i < n; i++)
    {
      double weight = is_tapered ? (i + 1.0) * (n - i) : 1;

      product += weight * (i - middle) * (double) (times[i] - times[0]);
      square += weight * (i - middle) * (i - middle);
    }
  return product / square;
}

/* The standard deviation of the jitter. A change of tempo hardly shows in the differences of the
 * intervals, in contrast to the residuals of a line. */
static double
measure_jitter (const SeqgoClockEstimate *self)
{
  const gint64 *times = self->times;
  double        sum = 0;

  for (guint i = 2; i < self->n; i++)
    {
      double difference = (double) (times[i] - 2 * times[i - 1] + times[i - 2]);

      sum += difference * difference / 6;
    }
  return MAX (sqrt (sum / (self->n - 2)), MIN_JITTER);
}

static void
keep_last (SeqgoClockEstimate *self, guint n)
{
  memmove (self->times, self->times + self->n - n, n * sizeof *self->times);
  self->n = n;
}

static gboolean
is_expected (const SeqgoClockEstimate *self, gint64 time)
{
  double interval = (double) (time - self->times[self->n - 1]);
  double period;

  if (self->n < 2)
    return interval >= 0;

  period = (double) (self->times[self->n - 1] - self->times[0]) / (self->n - 1);
  return interval >= 0 && interval <= MAX_MISSING * period + MIN_GAP;
}

/* Forgets what was before a change of tempo. */
static void
find_change (SeqgoClockEstimate *self)
{
  static const guint recent[] = { 6, 12, 24, 48 };
  double             jitter = measure_jitter (self);
  double             slope = fit (self, self->n, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (recent) && recent[i] < self->n; i++)
    {
      double difference = fit (self, recent[i], FALSE) - slope;
      double variance = 12 * jitter * jitter * (1 / pow (recent[i], 3) + 1 / pow (self->n, 3));

      if (fabs (difference) > SIGNIFICANT * sqrt (variance))
        {
          /* Some of them were still before it. */
          keep_last (self, recent[i] / 2);
          return;
        }
    }
}

void
seqgo_clock_estimate_reset (SeqgoClockEstimate *self)
{
  self->n = 0;
  self->period = 0;
}

void
seqgo_clock_estimate_add (SeqgoClockEstimate *self, gint64 time)
{
  if (self->n > 0 && !is_expected (self, time))
    self->n = 0;
  if (self->n == SEQGO_CLOCK_ESTIMATE_MAX)
    keep_last (self, SEQGO_CLOCK_ESTIMATE_MAX - 1);
  self->times[self->n++] = time;

  if (self->n >= MIN_CLOCKS)
    {
      find_change (self);
      if (self->n >= MIN_CLOCKS)
        self->period = fit (self, self->n, TRUE);
    }
}

double
seqgo_clock_estimate_get_period (const SeqgoClockEstimate *self)
{
  return self->period;
}
