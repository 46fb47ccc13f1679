/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <math.h>

#include <glib.h>

#include <libseqgo/midi/seqgo-clock-estimate-private.h>

#define CLOCKS_A_BEAT 24

/* A clock whose exact times are known, and a generator for what they are off. */
typedef struct
{
  SeqgoClockEstimate estimate;
  GRand             *rand;
  double             time;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  seqgo_clock_estimate_reset (&fixture->estimate);
  fixture->rand = g_rand_new_with_seed (1);
  fixture->time = 1e9;
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_rand_free (fixture->rand);
}

static double
get_bpm (Fixture *fixture)
{
  double period = seqgo_clock_estimate_get_period (&fixture->estimate);

  return period > 0 ? 60e9 / (CLOCKS_A_BEAT * period) : 0;
}

/* Clocks that come up to @jitter ns too early or late. */
static void
add (Fixture *fixture, guint n_clocks, double bpm, double jitter)
{
  for (guint i = 0; i < n_clocks; i++)
    {
      double off = jitter > 0 ? g_rand_double_range (fixture->rand, -jitter, jitter) : 0;

      seqgo_clock_estimate_add (&fixture->estimate, llround (fixture->time + off));
      fixture->time += 60e9 / (CLOCKS_A_BEAT * bpm);
    }
}

static void
test_exact (Fixture *fixture, gconstpointer user_data)
{
  add (fixture, 6, 120, 0);
  g_assert_cmpfloat (get_bpm (fixture), ==, 0);
  add (fixture, 1, 120, 0);
  g_assert_cmpfloat_with_epsilon (get_bpm (fixture), 120, 1e-4);
  add (fixture, 1000, 120, 0);
  g_assert_cmpfloat_with_epsilon (get_bpm (fixture), 120, 1e-6);
  seqgo_clock_estimate_reset (&fixture->estimate);
  g_assert_cmpfloat (get_bpm (fixture), ==, 0);
}

/* Within two beats, and from then on. */
static void
test_jitter (Fixture *fixture, gconstpointer user_data)
{
  static const double tempos[] = { 40, 90, 120, 133.33, 200 };

  for (guint i = 0; i < G_N_ELEMENTS (tempos); i++)
    {
      seqgo_clock_estimate_reset (&fixture->estimate);
      add (fixture, 2 * CLOCKS_A_BEAT, tempos[i], 1e6);
      for (guint j = 0; j < 2000; j++)
        {
          add (fixture, 1, tempos[i], 1e6);
          g_assert_cmpfloat_with_epsilon (get_bpm (fixture), tempos[i],
                                          tempos[i] < 150 ? 0.1 : 0.3);
        }
      g_assert_cmpuint (fixture->estimate.n, ==, SEQGO_CLOCK_ESTIMATE_MAX);
    }
}

/* As a timer delivers them. If the clocks are nearly as even as its period, one is late by it now
 * and then, which shows. */
static void
test_timer (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    double bpm, timer_period, tolerance;
  } tests[] = {
    { 60, 1e6, 0.005 },  { 120, 1e6, 0.005 },    { 119.05, 1e6, 0.03 }, { 174, 1e6, 0.005 },
    { 240, 1e6, 0.005 }, { 60, 10e6, 0.01 },     { 100, 10e6, 0.01 },   { 120, 10e6, 0.01 },
    { 90, 10e6, 0.01 },  { 133.33, 10e6, 0.05 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      double period = tests[i].timer_period;

      seqgo_clock_estimate_reset (&fixture->estimate);
      for (guint j = 0; j < 3000; j++)
        {
          seqgo_clock_estimate_add (&fixture->estimate,
                                    (gint64) (ceil (fixture->time / period) * period));
          fixture->time += 60e9 / (CLOCKS_A_BEAT * tests[i].bpm);
          if (j >= SEQGO_CLOCK_ESTIMATE_MAX)
            g_assert_cmpfloat_with_epsilon (get_bpm (fixture), tests[i].bpm, tests[i].tolerance);
        }
    }
}

static void
test_change (Fixture *fixture, gconstpointer user_data)
{
  add (fixture, 500, 120, 1e6);
  add (fixture, CLOCKS_A_BEAT, 60, 0);
  g_assert_cmpfloat_with_epsilon (get_bpm (fixture), 60, 0.1);
  add (fixture, 500, 120, 1e6);
  add (fixture, 3 * CLOCKS_A_BEAT, 125, 1e6);
  g_assert_cmpfloat_with_epsilon (get_bpm (fixture), 125, 0.1);
  /* Too little to be told from jitter: the old clocks only have to go. */
  add (fixture, SEQGO_CLOCK_ESTIMATE_MAX, 125.2, 1e6);
  g_assert_cmpfloat_with_epsilon (get_bpm (fixture), 125.2, 0.1);
}

/* The tempo of a musician never stays. */
static void
test_ramp (Fixture *fixture, gconstpointer user_data)
{
  double bpm = 100;

  add (fixture, 200, bpm, 0);
  for (; bpm < 140; bpm += 0.05)
    {
      add (fixture, 1, bpm, 0);
      g_assert_cmpfloat_with_epsilon (get_bpm (fixture), bpm, 2.5);
    }
}

/* What came before a gap, or out of order, is no part of the line. */
static void
test_gap (Fixture *fixture, gconstpointer user_data)
{
  add (fixture, 100, 120, 0);
  fixture->time += 5e9;
  add (fixture, 1, 90, 0);
  g_assert_cmpuint (fixture->estimate.n, ==, 1);
  g_assert_cmpfloat_with_epsilon (get_bpm (fixture), 120, 1e-4);
  add (fixture, 100, 90, 0);
  g_assert_cmpfloat_with_epsilon (get_bpm (fixture), 90, 1e-4);
  fixture->time = 0;
  add (fixture, 100, 100, 0);
  g_assert_cmpfloat_with_epsilon (get_bpm (fixture), 100, 1e-4);
  fixture->time -= 2 * 60e9 / (CLOCKS_A_BEAT * 100);
  add (fixture, 1, 100, 0);
  g_assert_cmpuint (fixture->estimate.n, ==, 1);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer user_data);
  } tests[] = {
    { "/clock-estimate/exact", test_exact }, { "/clock-estimate/jitter", test_jitter },
    { "/clock-estimate/timer", test_timer }, { "/clock-estimate/change", test_change },
    { "/clock-estimate/ramp", test_ramp },   { "/clock-estimate/gap", test_gap },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
