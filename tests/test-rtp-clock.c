/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <math.h>

#include <libseqgo/rtp/seqgo-rtp-clock-private.h>

#define SECOND G_GINT64_CONSTANT (1000000)
#define MILLISECOND (SECOND / 1000)

/* A remote with a clock of its own. */
typedef struct
{
  SeqgoRtpClock clock;
  gint64        now;
  /* Of the remote's clock, in microseconds, at time 0. */
  guint64 offset;
  double  drift;
  gint64  latency;
  gint64  jitter;
  GRand  *random;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  seqgo_rtp_clock_reset (&fixture->clock);
  fixture->now = 1000 * SECOND;
  fixture->offset = (guint64) (500000 * SECOND);
  fixture->latency = 1 * MILLISECOND;
  fixture->random = g_rand_new_with_seed (5);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_rand_free (fixture->random);
}

/* What the remote's clock shows, in microseconds and in its units. */
static guint64
get_remote (Fixture *fixture, gint64 time)
{
  return fixture->offset + (guint64) time + (guint64) llround (fixture->drift * (double) time);
}

static guint64
get_ticks (Fixture *fixture, gint64 time)
{
  return get_remote (fixture, time) / 100;
}

static gint64
get_delay (Fixture *fixture)
{
  return fixture->latency
         + (fixture->jitter > 0 ? g_rand_int_range (fixture->random, 0, (gint32) fixture->jitter)
                                : 0);
}

/* One exchange, as who asks sees it. */
static void
exchange (Fixture *fixture)
{
  gint64  there = get_delay (fixture), back = get_delay (fixture);
  guint64 ticks = get_ticks (fixture, fixture->now + there);

  fixture->now += there + back;
  seqgo_rtp_clock_add (&fixture->clock, fixture->now - (there + back) / 2, ticks, there + back);
}

/* What a packet sent at @time, and received @delay later, is timed by. */
static gint64
map (Fixture *fixture, gint64 time, gint64 delay)
{
  return seqgo_rtp_clock_map (&fixture->clock, (guint32) get_ticks (fixture, time), time + delay);
}

#define assert_near(a, b, limit) g_assert_cmpint (ABS ((a) - (b)), <=, limit)

static void
test_unknown (Fixture *fixture, gconstpointer user_data)
{
  g_assert_false (seqgo_rtp_clock_is_set (&fixture->clock));
  g_assert_cmpint (seqgo_rtp_clock_get_latency (&fixture->clock), ==, -1);
  g_assert_cmpint (seqgo_rtp_clock_get_offset (&fixture->clock), ==, 0);
  g_assert_cmpint (map (fixture, fixture->now, 5), ==, fixture->now + 5);
}

static void
test_one (Fixture *fixture, gconstpointer user_data)
{
  exchange (fixture);
  g_assert_true (seqgo_rtp_clock_is_set (&fixture->clock));
  g_assert_cmpint (seqgo_rtp_clock_get_latency (&fixture->clock), ==, MILLISECOND);
  g_assert_cmpint (seqgo_rtp_clock_get_offset (&fixture->clock), ==, fixture->offset);
  g_assert_cmpint (map (fixture, fixture->now, 3 * MILLISECOND), ==, fixture->now);
  /* To be played later. */
  g_assert_cmpint (map (fixture, fixture->now + SECOND, -SECOND), ==, fixture->now + SECOND);
}

/* Both clocks may show anything. */
static void
test_epochs (Fixture *fixture, gconstpointer user_data)
{
  static const guint64 offsets[] = { 0, G_MAXUINT32 * G_GUINT64_CONSTANT (100) - 1000000001,
                                     G_MAXUINT64 - 1000000000 * 2, G_MAXINT64 };

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      fixture->now = 1000 * SECOND;
      fixture->offset = offsets[i];
      seqgo_rtp_clock_reset (&fixture->clock);
      for (guint j = 0; j < 40; j++)
        {
          exchange (fixture);
          fixture->now += 10 * SECOND;
          /* Resolution, and that the times are not rounded. */
          assert_near (map (fixture, fixture->now, MILLISECOND), fixture->now, 200);
        }
    }
}

static void
test_jitter (Fixture *fixture, gconstpointer user_data)
{
  fixture->jitter = 20 * MILLISECOND;
  for (guint i = 0; i < 100; i++)
    {
      exchange (fixture);
      fixture->now += 10 * SECOND;
      if (i > 16)
        assert_near (map (fixture, fixture->now, 0), fixture->now, 10 * MILLISECOND);
    }
}

static void
test_drift (Fixture *fixture, gconstpointer user_data)
{
  gint64 last = 0;

  fixture->drift = 80e-6;
  fixture->jitter = MILLISECOND / 2;
  for (guint i = 0; i < 100; i++)
    {
      exchange (fixture);
      for (guint j = 0; j < 100; j++)
        {
          gint64 time = map (fixture, fixture->now += SECOND / 10, MILLISECOND);

          g_assert_cmpint (time, >, last);
          last = time;
          if (i > 10)
            assert_near (time, fixture->now, MILLISECOND);
        }
      if (i > 10)
        g_assert_cmpfloat (fabs (seqgo_rtp_clock_get_drift (&fixture->clock) - 80), <, 8);
    }
}

/* An hour with a clock that is as wrong as clocks may be. At first it seems to be set anew; once
 * its drift is known, nothing jumps any more. */
static void
test_strong_drift (Fixture *fixture, gconstpointer user_data)
{
  static const double drifts[] = { 400e-6, 500e-6, -500e-6 };

  fixture->jitter = MILLISECOND / 2;
  for (guint i = 0; i < G_N_ELEMENTS (drifts); i++)
    {
      fixture->now = 1000 * SECOND;
      fixture->drift = drifts[i];
      seqgo_rtp_clock_reset (&fixture->clock);
      for (guint j = 0; j < 360; j++)
        {
          exchange (fixture);
          for (guint k = 0; k < 100; k++)
            {
              gint64 time = map (fixture, fixture->now += SECOND / 10, MILLISECOND);

              if (j > 10)
                assert_near (time, fixture->now, MILLISECOND);
            }
        }
      g_assert_cmpfloat (fabs (seqgo_rtp_clock_get_drift (&fixture->clock) - drifts[i] * 1e6), <,
                         8);
    }
}

/* One that took very long, and one that tells nonsense. */
static void
test_outliers (Fixture *fixture, gconstpointer user_data)
{
  for (guint i = 0; i < 30; i++)
    {
      if (i % 5 == 4)
        seqgo_rtp_clock_add (&fixture->clock, fixture->now,
                             get_ticks (fixture, fixture->now + 300 * MILLISECOND),
                             900 * MILLISECOND);
      else if (i % 5 == 3)
        seqgo_rtp_clock_add (&fixture->clock, fixture->now, 77, 2 * MILLISECOND);
      else
        exchange (fixture);
      fixture->now += 10 * SECOND;
      assert_near (map (fixture, fixture->now, MILLISECOND), fixture->now, 200);
      g_assert_cmpint (seqgo_rtp_clock_get_latency (&fixture->clock), ==, MILLISECOND);
    }
}

/* A clock that was set anew is followed at the third exchange, not before. */
static void
test_step (Fixture *fixture, gconstpointer user_data)
{
  static const gint64 steps[]
      = { 20 * MILLISECOND, -300 * MILLISECOND, 3600 * SECOND, G_GINT64_CONSTANT (1) << 62 };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      fixture->now = 1000 * SECOND;
      seqgo_rtp_clock_reset (&fixture->clock);
      for (guint j = 0; j < 16; j++)
        {
          exchange (fixture);
          fixture->now += 10 * SECOND;
        }
      fixture->offset += (guint64) steps[i];
      exchange (fixture);
      exchange (fixture);
      if (ABS (steps[i]) < SECOND)
        assert_near (map (fixture, fixture->now, 0), fixture->now + steps[i], 200);
      else
        g_assert_cmpint (map (fixture, fixture->now, 0), ==, fixture->now);
      exchange (fixture);
      assert_near (map (fixture, fixture->now, MILLISECOND), fixture->now, 200);
    }
}

/* What is followed goes slowly to a better estimate. */
static void
test_slew (Fixture *fixture, gconstpointer user_data)
{
  gint64 begin;

  /* The first exchange was 5 ms longer on one way. */
  seqgo_rtp_clock_add (&fixture->clock, fixture->now, get_ticks (fixture, fixture->now) + 50,
                       12 * MILLISECOND);
  begin = fixture->now;
  assert_near (map (fixture, fixture->now, 0), fixture->now - 5 * MILLISECOND, 100);
  for (guint i = 0; i < 8; i++)
    {
      exchange (fixture);
      assert_near (map (fixture, fixture->now, 0),
                   fixture->now - 5 * MILLISECOND + (fixture->now - begin) / 2000, 100);
      fixture->now += SECOND;
    }
  fixture->now += 2 * SECOND;
  map (fixture, fixture->now, 0);
  assert_near (map (fixture, fixture->now, 0), fixture->now, 200);
}

/* The clock of the packets is not that of the exchanges. */
static void
test_other_clock (Fixture *fixture, gconstpointer user_data)
{
  for (guint i = 0; i < 20; i++)
    {
      seqgo_rtp_clock_add (&fixture->clock, fixture->now, get_remote (fixture, fixture->now) / 10,
                           2 * MILLISECOND);
      fixture->now += 5 * SECOND;
      g_assert_cmpint (map (fixture, fixture->now, 1), ==, fixture->now + 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/rtp-clock/unknown", test_unknown);
  ADD ("/rtp-clock/one", test_one);
  ADD ("/rtp-clock/epochs", test_epochs);
  ADD ("/rtp-clock/jitter", test_jitter);
  ADD ("/rtp-clock/drift", test_drift);
  ADD ("/rtp-clock/strong-drift", test_strong_drift);
  ADD ("/rtp-clock/outliers", test_outliers);
  ADD ("/rtp-clock/step", test_step);
  ADD ("/rtp-clock/slew", test_slew);
  ADD ("/rtp-clock/other-clock", test_other_clock);
#undef ADD
  return g_test_run ();
}
