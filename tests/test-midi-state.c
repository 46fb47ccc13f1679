/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <libseqgo/midi/seqgo-midi-state-private.h>

typedef struct
{
  SeqgoMidiState state;
  SeqgoMidiState old;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  seqgo_midi_state_init (&fixture->state);
  seqgo_midi_state_init (&fixture->old);
}

static void
apply (SeqgoMidiState *state, SeqgoEventType type, guint8 channel, gint32 a, gint32 b)
{
  SeqgoEventRecord record;

  seqgo_event_record_init (&record, type);
  record.channel = channel;
  record.a = a;
  record.b = b;
  seqgo_midi_state_apply (state, &record);
}

static void
control (SeqgoMidiState *state, gint32 number, gint32 value)
{
  apply (state, SEQGO_EVENT_TYPE_CONTROL_CHANGE, 0, number, value);
}

static char *
describe (GArray *records)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const SeqgoEventRecord *record = &g_array_index (records, SeqgoEventRecord, i);

      g_string_append_printf (text, "%s%u:%d:%d", i > 0 ? " " : "", record->type, record->a,
                              record->b);
    }
  g_array_unref (records);
  return g_string_free (text, FALSE);
}

static char *
release (SeqgoMidiState *state)
{
  GArray *records = g_array_new (FALSE, FALSE, sizeof (SeqgoEventRecord));

  seqgo_midi_state_release (state, records);
  return describe (records);
}

static char *
chase (Fixture *fixture, gboolean is_full)
{
  GArray *records = g_array_new (FALSE, FALSE, sizeof (SeqgoEventRecord));

  seqgo_midi_state_chase (&fixture->state, &fixture->old, is_full, records);
  return describe (records);
}

#define assert_text(call, expected)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *text = call;                                                                  \
    g_assert_cmpstr (text, ==, expected);                                                          \
  }                                                                                                \
  G_STMT_END

static void
test_release (Fixture *fixture, gconstpointer user_data)
{
  SeqgoMidiState *state = &fixture->state;

  assert_text (release (state), "");
  apply (state, SEQGO_EVENT_TYPE_NOTE_ON, 0, 60, 100);
  apply (state, SEQGO_EVENT_TYPE_NOTE_ON, 0, 60, 100);
  apply (state, SEQGO_EVENT_TYPE_NOTE_ON, 3, 61, 100);
  apply (state, SEQGO_EVENT_TYPE_NOTE_ON, 3, 61, 0);
  apply (state, SEQGO_EVENT_TYPE_NOTE_ON, 15, 127, 1);
  apply (state, SEQGO_EVENT_TYPE_NOTE_OFF, 4, 5, 1);
  apply (state, SEQGO_EVENT_TYPE_NOTE_ON, 0, 128, 1);
  control (state, 64, 127);
  assert_text (release (state), "7:60:64 7:60:64 10:64:0 7:127:64");
  assert_text (release (state), "");

  /* These end notes themselves. */
  apply (state, SEQGO_EVENT_TYPE_NOTE_ON, 0, 60, 100);
  control (state, 123, 0);
  assert_text (release (state), "");
}

static void
test_chase (Fixture *fixture, gconstpointer user_data)
{
  SeqgoMidiState *state = &fixture->state, *old = &fixture->old;

  apply (state, SEQGO_EVENT_TYPE_PROGRAM_CHANGE, 0, 0, 5);
  control (state, 7, 100);
  control (old, 7, 100);
  control (old, 64, 127);
  control (old, 10, 3);
  control (state, 0, 2);
  apply (old, SEQGO_EVENT_TYPE_PROGRAM_CHANGE, 0, 0, 5);
  apply (old, SEQGO_EVENT_TYPE_PITCH_BEND, 0, 0, -100);
  apply (state, SEQGO_EVENT_TYPE_CHANNEL_PRESSURE, 0, 0, 9);
  assert_text (chase (fixture, FALSE), "10:0:2 11:0:5 10:64:0 12:0:9 13:0:0");
  assert_text (chase (fixture, TRUE), "10:0:2 11:0:5 10:7:100 10:64:0 12:0:9 13:0:0");
  control (state, 121, 0);
  assert_text (chase (fixture, FALSE), "10:0:2 11:0:5 10:64:0 13:0:0");
}

static void
test_parameters (Fixture *fixture, gconstpointer user_data)
{
  SeqgoMidiState *state = &fixture->state;

  control (state, 101, 0);
  control (state, 100, 0);
  control (state, 6, 12);
  control (state, 38, 50);
  control (state, 99, 1);
  control (state, 98, 8);
  control (state, 6, 64);
  control (state, 96, 0);
  control (state, 101, 127);
  control (state, 100, 127);
  control (state, 6, 1);
  assert_text (chase (fixture, FALSE),
               "10:101:0 10:100:0 10:6:12 10:38:50 10:99:1 10:98:8 10:6:64 10:101:127 10:100:127");
  fixture->old = fixture->state;
  assert_text (chase (fixture, FALSE), "");

  /* There are not more than can be kept. */
  for (int i = 0; i < 100; i++)
    {
      control (state, 98, i);
      control (state, 6, i);
    }
  g_assert_cmpuint (state->channels[0].n_parameters, ==, SEQGO_N_PARAMETERS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/midi-state/release", Fixture, NULL, set_up, test_release, NULL);
  g_test_add ("/midi-state/chase", Fixture, NULL, set_up, test_chase, NULL);
  g_test_add ("/midi-state/parameters", Fixture, NULL, set_up, test_parameters, NULL);
  return g_test_run ();
}
