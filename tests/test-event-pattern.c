/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <libseqgo/seqgo.h>

#define QUEUE 3

typedef struct
{
  SeqgoEventPattern *pattern;
  SeqgoEvent        *note_on;
  SeqgoEvent        *note_off;
  SeqgoEvent        *timed;
  SeqgoEvent        *direct;
} Fixture;

static SeqgoEvent *
at_tick (SeqgoEvent *event, guint32 tick)
{
  g_autoptr (SeqgoEvent) owned = event;

  return seqgo_event_at_tick (owned, QUEUE, tick);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SeqgoEvent) note = seqgo_event_new_note_on (2, 60, 100);
  g_autoptr (SeqgoEvent) tagged = seqgo_event_with_tag (note, 7);
  g_autoptr (SeqgoAddress) address = seqgo_address_new (128, 1);
  g_autoptr (SeqgoEvent) addressed = seqgo_event_with_destination (tagged, address);

  fixture->pattern = seqgo_event_pattern_new ();
  fixture->note_on = seqgo_event_at_tick (addressed, QUEUE, 96);
  fixture->note_off = at_tick (seqgo_event_new_note_off (2, 60, 0), 192);
  fixture->timed = seqgo_event_at_time (note, QUEUE, 2000);
  fixture->direct = seqgo_event_ref (note);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->pattern);
  seqgo_event_unref (fixture->note_on);
  seqgo_event_unref (fixture->note_off);
  seqgo_event_unref (fixture->timed);
  seqgo_event_unref (fixture->direct);
}

/* Which events match: n for the note on, o for the note off, t for the timed one, d for the direct
 * one. */
static void
assert_matches (Fixture *fixture, const char *expected)
{
  GString *matching = g_string_new (NULL);

  if (seqgo_event_pattern_matches (fixture->pattern, fixture->note_on))
    g_string_append_c (matching, 'n');
  if (seqgo_event_pattern_matches (fixture->pattern, fixture->note_off))
    g_string_append_c (matching, 'o');
  if (seqgo_event_pattern_matches (fixture->pattern, fixture->timed))
    g_string_append_c (matching, 't');
  if (seqgo_event_pattern_matches (fixture->pattern, fixture->direct))
    g_string_append_c (matching, 'd');
  g_assert_cmpstr (matching->str, ==, expected);
  g_string_free (matching, TRUE);
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  SeqgoEventPattern *pattern = fixture->pattern;
  g_autoptr (SeqgoEvent) position = NULL;

  assert_matches (fixture, "notd");
  seqgo_event_pattern_set_event_type (pattern, SEQGO_EVENT_TYPE_NOTE_ON);
  assert_matches (fixture, "ntd");
  seqgo_event_pattern_set_queue_id (pattern, QUEUE);
  assert_matches (fixture, "nt");
  seqgo_event_pattern_set_tag (pattern, 7);
  assert_matches (fixture, "n");
  seqgo_event_pattern_set_event_type (pattern, -1);
  seqgo_event_pattern_set_tag (pattern, 0);
  assert_matches (fixture, "ot");
  seqgo_event_pattern_set_keep_note_offs (pattern, TRUE);
  assert_matches (fixture, "t");
  seqgo_event_pattern_set_queue_id (pattern, 1000);
  assert_matches (fixture, "");

  g_clear_object (&fixture->pattern);
  fixture->pattern = pattern = seqgo_event_pattern_new ();
  seqgo_event_pattern_set_channel (pattern, 2);
  assert_matches (fixture, "notd");
  seqgo_event_pattern_set_channel (pattern, 0);
  assert_matches (fixture, "");
  /* This has no channel. */
  position = seqgo_event_new_control (SEQGO_EVENT_TYPE_SONG_POSITION, 0, 0, 5);
  g_assert_false (seqgo_event_pattern_matches (pattern, position));
}

static void
test_destination (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SeqgoAddress) right = seqgo_address_new (128, 1);
  g_autoptr (SeqgoAddress) wrong = seqgo_address_new (128, 2);

  seqgo_event_pattern_set_destination (fixture->pattern, right);
  assert_matches (fixture, "n");
  seqgo_event_pattern_set_destination (fixture->pattern, wrong);
  assert_matches (fixture, "");
  seqgo_event_pattern_set_destination (fixture->pattern, NULL);
  assert_matches (fixture, "notd");
}

static void
test_time (Fixture *fixture, gconstpointer data)
{
  SeqgoEventPattern *pattern = fixture->pattern;
  g_autoptr (SeqgoEvent) relative = seqgo_event_after_ticks (fixture->direct, QUEUE, 100);

  seqgo_event_pattern_set_from_tick (pattern, 97);
  assert_matches (fixture, "o");
  g_assert_false (seqgo_event_pattern_matches (pattern, relative));
  seqgo_event_pattern_set_from_tick (pattern, 96);
  assert_matches (fixture, "no");
  seqgo_event_pattern_set_before_tick (pattern, 192);
  assert_matches (fixture, "n");
  seqgo_event_pattern_set_from_time (pattern, 2000);
  assert_matches (fixture, "");
  seqgo_event_pattern_set_from_tick (pattern, -1);
  seqgo_event_pattern_set_before_tick (pattern, -1);
  assert_matches (fixture, "t");
  seqgo_event_pattern_set_before_time (pattern, 2000);
  assert_matches (fixture, "");
  seqgo_event_pattern_set_from_time (pattern, -1);
  seqgo_event_pattern_set_before_time (pattern, 2001);
  assert_matches (fixture, "t");
}

static void
notify_cb (GObject *object, GParamSpec *pspec, guint *n_notified)
{
  (*n_notified)++;
}

static void
test_properties (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SeqgoAddress) address = seqgo_address_new (1, 2);
  g_autoptr (SeqgoAddress) same = seqgo_address_new (1, 2);
  g_autoptr (SeqgoAddress) destination = NULL;
  g_autoptr (SeqgoEventPattern) pattern
      = g_object_new (SEQGO_TYPE_EVENT_PATTERN, "event-type", 6, "channel", 1, "tag", 2, "queue-id",
                      3, "destination", address, "from-tick", G_GINT64_CONSTANT (4), "before-tick",
                      G_GINT64_CONSTANT (5), "from-time", G_GINT64_CONSTANT (6), "before-time",
                      G_GINT64_CONSTANT (7), "keep-note-offs", TRUE, NULL);
  int      event_type, channel, tag, queue_id;
  gint64   from_tick, before_tick, from_time, before_time;
  gboolean keep_note_offs;
  guint    n_notified = 0;

  g_object_get (pattern, "event-type", &event_type, "channel", &channel, "tag", &tag, "queue-id",
                &queue_id, "destination", &destination, "from-tick", &from_tick, "before-tick",
                &before_tick, "from-time", &from_time, "before-time", &before_time,
                "keep-note-offs", &keep_note_offs, NULL);
  g_assert_cmpint (event_type, ==, seqgo_event_pattern_get_event_type (pattern));
  g_assert_cmpint (event_type, ==, 6);
  g_assert_cmpint (channel, ==, seqgo_event_pattern_get_channel (pattern));
  g_assert_cmpint (channel, ==, 1);
  g_assert_cmpint (tag, ==, seqgo_event_pattern_get_tag (pattern));
  g_assert_cmpint (tag, ==, 2);
  g_assert_cmpint (queue_id, ==, seqgo_event_pattern_get_queue_id (pattern));
  g_assert_cmpint (queue_id, ==, 3);
  g_assert_true (seqgo_address_equal (destination, address));
  g_assert_true (seqgo_address_equal (seqgo_event_pattern_get_destination (pattern), address));
  g_assert_cmpint (from_tick, ==, seqgo_event_pattern_get_from_tick (pattern));
  g_assert_cmpint (from_tick, ==, 4);
  g_assert_cmpint (before_tick, ==, seqgo_event_pattern_get_before_tick (pattern));
  g_assert_cmpint (before_tick, ==, 5);
  g_assert_cmpint (from_time, ==, seqgo_event_pattern_get_from_time (pattern));
  g_assert_cmpint (from_time, ==, 6);
  g_assert_cmpint (before_time, ==, seqgo_event_pattern_get_before_time (pattern));
  g_assert_cmpint (before_time, ==, 7);
  g_assert_true (keep_note_offs);
  g_assert_true (seqgo_event_pattern_get_keep_note_offs (pattern));

  g_signal_connect (pattern, "notify", G_CALLBACK (notify_cb), &n_notified);
  seqgo_event_pattern_set_channel (pattern, 1);
  seqgo_event_pattern_set_destination (pattern, same);
  seqgo_event_pattern_set_keep_note_offs (pattern, 2);
  g_assert_cmpuint (n_notified, ==, 0);
  seqgo_event_pattern_set_channel (pattern, 2);
  seqgo_event_pattern_set_destination (pattern, NULL);
  seqgo_event_pattern_set_keep_note_offs (pattern, FALSE);
  g_assert_cmpuint (n_notified, ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/event-pattern/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("values", test_values);
  ADD ("destination", test_destination);
  ADD ("time", test_time);
  ADD ("properties", test_properties);
#undef ADD

  return g_test_run ();
}
