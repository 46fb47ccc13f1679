/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "midi-file-test.h"

static void
test_division (void)
{
  static const struct
  {
    const char *division;
    guint       frame_rate, ticks_per_frame, ppq, tempo;
  } divisions[] = {
    { "0001", 0, 0, 1, 500000 },        { "7fff", 0, 0, 32767, 500000 },
    { "e850", 24, 80, 1920, 1000000 },  { "e728", 25, 40, 1000, 1000000 },
    { "e364", 29, 100, 3000, 1001000 }, { "e2ff", 30, 255, 7650, 1000000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (divisions); i++)
    {
      g_autofree char *text
          = g_strdup_printf ("4d546864 00000006 0001 0000 %s", divisions[i].division);
      g_autoptr (SeqgoMidiFile) file = midi_file_test_read (text);
      g_autoptr (GBytes) expected = midi_file_test_from_hex (text),
                         bytes = seqgo_midi_file_to_bytes (file, NULL);

      g_assert_cmpuint (seqgo_midi_file_get_frame_rate (file), ==, divisions[i].frame_rate);
      g_assert_cmpuint (seqgo_midi_file_get_ticks_per_frame (file), ==,
                        divisions[i].ticks_per_frame);
      g_assert_cmpuint (seqgo_midi_file_get_ppq (file), ==, divisions[i].ppq);
      g_assert_cmpuint (seqgo_midi_file_tempo_at (file, 0), ==, divisions[i].tempo);
      g_assert_true (g_bytes_equal (bytes, expected));
    }
}

static void
test_smpte (void)
{
  g_autoptr (SeqgoMidiFile) file = seqgo_midi_file_new_smpte (25, 40);
  g_autoptr (SeqgoMidiFile) drop = seqgo_midi_file_new_smpte (29, 1);
  g_autoptr (SeqgoEventBatch) batch = NULL;

  g_assert_true (seqgo_midi_file_add_bpm (file, 0, 60, NULL));
  g_assert_true (seqgo_midi_file_add_tempo (file, 500, 1, NULL));
  g_assert_cmpint (seqgo_midi_file_tick_to_time (file, 1500), ==, 1500000000);
  g_assert_cmpuint (seqgo_midi_file_time_to_tick (file, 1500000000), ==, 1500);
  /* 29.97 frames a second. */
  g_assert_cmpint (seqgo_midi_file_tick_to_time (drop, 30000), ==,
                   G_GINT64_CONSTANT (1001000000000));

  batch = seqgo_midi_file_to_batch (file, 3);
  g_assert_cmpuint (seqgo_event_batch_get_n_events (batch), ==, 0);
}

static SeqgoMidiFile *
new_with_tempos (void)
{
  SeqgoMidiFile *file = seqgo_midi_file_new (96);

  seqgo_midi_file_add_track (file, NULL);
  seqgo_midi_file_add_track (file, NULL);
  g_assert_true (seqgo_midi_file_add_tempo (file, 96, 1000000, NULL));
  g_assert_true (seqgo_midi_file_add_tempo (file, 192, 9, NULL));
  /* The last one of those at a tick counts. */
  g_assert_true (seqgo_midi_file_add_tempo (file, 192, 250000, NULL));
  g_assert_true (seqgo_midi_file_set_track_end (file, 1, 288, NULL));
  return file;
}

static void
test_tempo (void)
{
  g_autoptr (SeqgoMidiFile) file = new_with_tempos ();
  g_autoptr (GBytes) zero = midi_file_test_from_hex ("000000");

  g_assert_cmpuint (seqgo_midi_file_tempo_at (file, 0), ==, 500000);
  g_assert_cmpuint (seqgo_midi_file_tempo_at (file, 95), ==, 500000);
  g_assert_cmpuint (seqgo_midi_file_tempo_at (file, 96), ==, 1000000);
  g_assert_cmpuint (seqgo_midi_file_tempo_at (file, 192), ==, 250000);
  g_assert_cmpuint (seqgo_midi_file_tempo_at (file, G_MAXUINT32), ==, 250000);

  g_assert_cmpint (seqgo_midi_file_tick_to_time (file, 0), ==, 0);
  g_assert_cmpint (seqgo_midi_file_tick_to_time (file, 1), ==, 5208333);
  g_assert_cmpint (seqgo_midi_file_tick_to_time (file, 48), ==, 250000000);
  g_assert_cmpint (seqgo_midi_file_tick_to_time (file, 96), ==, 500000000);
  g_assert_cmpint (seqgo_midi_file_tick_to_time (file, 192), ==, 1500000000);
  g_assert_cmpint (seqgo_midi_file_tick_to_time (file, 288), ==, 1750000000);
  g_assert_cmpint (seqgo_midi_file_get_duration (file), ==, 1750000000);
  g_assert_cmpuint (seqgo_midi_file_get_n_ticks (file), ==, 288);

  g_assert_cmpuint (seqgo_midi_file_time_to_tick (file, -1), ==, 0);
  g_assert_cmpuint (seqgo_midi_file_time_to_tick (file, 5208332), ==, 0);
  for (guint32 tick = 0; tick < 400; tick++)
    g_assert_cmpuint (
        seqgo_midi_file_time_to_tick (file, seqgo_midi_file_tick_to_time (file, tick)), ==, tick);
  g_assert_cmpuint (seqgo_midi_file_time_to_tick (file, G_MAXINT64), ==, G_MAXUINT32);

  /* A tempo of 0 has no effect, and another track has tempos, too. */
  g_assert_true (seqgo_midi_file_add_meta (file, 0, 0, SEQGO_MIDI_META_TEMPO, zero, NULL));
  g_assert_cmpuint (seqgo_midi_file_tempo_at (file, 0), ==, 500000);
  g_assert_true (seqgo_midi_file_remove_event (file, 0, 3, NULL));
  g_assert_cmpuint (seqgo_midi_file_tempo_at (file, 192), ==, 9);
  g_assert_true (seqgo_midi_file_remove_track (file, 0, NULL));
  g_assert_cmpuint (seqgo_midi_file_tempo_at (file, 192), ==, 500000);
}

static void
test_longest (void)
{
  g_autoptr (SeqgoMidiFile) file = seqgo_midi_file_new (1);
  g_autoptr (GError) error = NULL;

  g_assert_true (seqgo_midi_file_add_tempo (file, 0, 16777215, NULL));
  g_assert_true (seqgo_midi_file_set_track_end (file, 0, G_MAXUINT32, NULL));
  g_assert_cmpint (seqgo_midi_file_get_duration (file), ==, G_MAXINT64);
  g_assert_cmpint (seqgo_midi_file_tick_to_time (file, 549755846), ==,
                   G_GINT64_CONSTANT (9223372025848890000));
  g_assert_cmpuint (seqgo_midi_file_time_to_tick (file, G_MAXINT64 - 1), ==, 549755846);

  g_assert_null (seqgo_midi_file_to_bytes (file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_bpm (void)
{
  g_autoptr (SeqgoMidiFile) file = seqgo_midi_file_new (96);
  const double good[] = { 3.58, 120, 60000000 }, bad[] = { 3.57, 0, -120, NAN, INFINITY, 1.3e8 };
  const guint  tempos[] = { 16759777, 500000, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (seqgo_midi_file_add_bpm (file, i, good[i], NULL));
      g_assert_cmpuint (seqgo_midi_file_tempo_at (file, i), ==, tempos[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (seqgo_midi_file_add_bpm (file, 0, bad[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (seqgo_midi_file_add_tempo (file, 0, i * 16777216, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

static void
add (SeqgoMidiFile *file, guint track, guint32 tick, SeqgoEvent *event)
{
  g_autoptr (GError) error = NULL;

  seqgo_midi_file_add_event (file, track, tick, event, &error);
  g_assert_no_error (error);
  seqgo_event_unref (event);
}

static void
test_add (void)
{
  g_autoptr (SeqgoMidiFile) file = seqgo_midi_file_new (96);
  g_autoptr (GBytes) whole = midi_file_test_from_hex ("f0 01 f7"),
                     part = midi_file_test_from_hex ("02 f7");
  guint track = seqgo_midi_file_add_track (file, NULL);

  add (file, track, 96, seqgo_event_new_note_on (1, 60, 100));
  add (file, track, 0, seqgo_event_new_program_change (1, 5));
  add (file, track, 96, seqgo_event_new_pitch_bend (1, 0));
  add (file, track, 48, seqgo_event_new_control (SEQGO_EVENT_TYPE_CONTROL_14, 1, 7, 129));
  add (file, track, 49, seqgo_event_new_sysex (whole));
  add (file, track, 50, seqgo_event_new_sysex (part));
  add (file, track, 51, seqgo_event_new (SEQGO_EVENT_TYPE_CLOCK));
  add (file, track, 52, seqgo_event_new_queue_control (SEQGO_EVENT_TYPE_TEMPO, 3, 500000));
  add (file, track, 53,
       seqgo_event_new_control (SEQGO_EVENT_TYPE_TIME_SIGNATURE, 0, 0, 0x06031808));
  add (file, track, 54, seqgo_event_new_control (SEQGO_EVENT_TYPE_KEY_SIGNATURE, 0, 0, 0xFD01));
  midi_file_test_assert (file, "0 c1 5,48 b1 7 1,48 b1 39 1,49 f0 01f7,50 f7 02f7,51 f7 f8,"
                               "52 meta 81 07a120,53 meta 88 06031808,54 meta 89 fd01,"
                               "96 91 60 100,96 e1 0 64;96");
}

/* SysEx that is none is kept as it is, whatever it looks like. */
static void
test_add_any_bytes (void)
{
  static const char *const all[] = { "", "90", "903c", "903c64", "f8", "f7", "01", "b0ffff", "ff" };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (SeqgoMidiFile) file = seqgo_midi_file_new (96);
      g_autoptr (GBytes) bytes = midi_file_test_from_hex (all[i]);
      g_autofree char *expected = g_strdup_printf ("0 f7 %s;0", all[i]);

      add (file, seqgo_midi_file_add_track (file, NULL), 0, seqgo_event_new_sysex (bytes));
      midi_file_test_assert (file, expected);
    }
}

static void
test_add_note (void)
{
  g_autoptr (SeqgoMidiFile) file = seqgo_midi_file_new (96);
  guint track = seqgo_midi_file_add_track (file, NULL);

  /* Whatever the order, one note does not end the other. */
  add (file, track, 96, seqgo_event_new_note (1, 60, 100, 96));
  add (file, track, 0, seqgo_event_new_note_full (1, 60, 90, 33, 96));
  add (file, track, 300, seqgo_event_new_note (1, 60, 80, 0));
  midi_file_test_assert (file, "0 91 60 90,96 81 60 33,96 91 60 100,192 81 60 0,300 91 60 80,"
                               "300 81 60 0;300");
}

static void
test_add_meta (void)
{
  g_autoptr (SeqgoMidiFile) file = seqgo_midi_file_new (96);
  g_autoptr (SeqgoMidiFileEvent) event = NULL;
  g_autoptr (GBytes) data = midi_file_test_from_hex ("01 ff");
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL, *no_name = NULL;

  g_assert_cmpuint (seqgo_midi_file_add_track (file, "Piano"), ==, 0);
  g_assert_cmpuint (seqgo_midi_file_add_track (file, NULL), ==, 1);
  name = seqgo_midi_file_get_track_name (file, 0);
  no_name = seqgo_midi_file_get_track_name (file, 1);
  g_assert_cmpstr (name, ==, "Piano");
  g_assert_null (no_name);
  g_assert_null (seqgo_midi_file_get_track_name (file, 2));

  g_assert_true (seqgo_midi_file_add_text (file, 1, 9, SEQGO_MIDI_META_LYRIC, "glück", &error));
  g_assert_true (
      seqgo_midi_file_add_meta (file, 1, 9, SEQGO_MIDI_META_SEQUENCER_SPECIFIC, data, &error));
  event = seqgo_midi_file_get_event (file, 1, 0);
  g_assert_true (seqgo_midi_file_add_copy (file, 0, event, &error));
  midi_file_test_assert (file,
                         "0 meta 3 “Piano”,9 meta 5 “glück”;9|9 meta 5 “glück”,9 meta 127 01ff;9");

  g_assert_false (
      seqgo_midi_file_add_meta (file, 0, 0, SEQGO_MIDI_META_END_OF_TRACK, data, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_add_batch (void)
{
  g_autoptr (SeqgoMidiFile) file = seqgo_midi_file_new (96);
  g_autoptr (SeqgoEvent) one = seqgo_event_new_note_on (0, 60, 100),
                         one_later = seqgo_event_at_tick (one, 1, 10),
                         other = seqgo_event_new_note_off (0, 60, 64),
                         other_later = seqgo_event_at_time (other, 1, 500000000),
                         tempo = seqgo_event_new_queue_control (SEQGO_EVENT_TYPE_TEMPO, 0, 1),
                         wrong = seqgo_event_new (SEQGO_EVENT_TYPE_ECHO);
  SeqgoEvent *good[] = { other_later, one_later, tempo }, *bad[] = { one_later, wrong };
  g_autoptr (SeqgoEventBatch) batch = seqgo_event_batch_new (good, G_N_ELEMENTS (good)),
                              bad_batch = seqgo_event_batch_new (bad, G_N_ELEMENTS (bad));
  g_autoptr (GError) error = NULL;
  guint track = seqgo_midi_file_add_track (file, NULL);

  g_assert_true (seqgo_midi_file_add_batch (file, track, batch, &error));
  g_assert_no_error (error);
  midi_file_test_assert (file, "0 meta 81 000001,10 90 60 100,96 80 60 64;96");
  g_assert_cmpuint (seqgo_midi_file_tempo_at (file, 0), ==, 1);

  g_assert_false (seqgo_midi_file_add_batch (file, track, bad_batch, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_true (g_str_has_prefix (error->message, "Event 1: "));
  g_assert_cmpuint (seqgo_midi_file_get_n_events (file, track), ==, 3);
}

/* A note lasts ticks or milliseconds, as its time stamp is. */
static void
test_add_batch_of_notes (void)
{
  g_autoptr (SeqgoMidiFile) file = seqgo_midi_file_new (96);
  g_autoptr (SeqgoEvent) note = seqgo_event_new_note (0, 60, 100, 250);
  SeqgoEvent *notes[]
      = { seqgo_event_at_tick (note, 1, 10), seqgo_event_at_time (note, 1, 500000000),
          seqgo_event_at_time (note, 1, G_MAXINT64) };
  g_autoptr (SeqgoEventBatch) batch = seqgo_event_batch_new (notes, G_N_ELEMENTS (notes));

  g_assert_true (
      seqgo_midi_file_add_batch (file, seqgo_midi_file_add_track (file, NULL), batch, NULL));
  midi_file_test_assert (file, "10 90 60 100,96 90 60 100,144 80 60 0,260 80 60 0,"
                               "4294967295 90 60 100,4294967295 80 60 0;4294967295");
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    seqgo_event_unref (notes[i]);
}

static void
test_add_wrong (void)
{
  g_autoptr (SeqgoMidiFile) file = seqgo_midi_file_new (96);
  const struct
  {
    guint       track;
    guint32     tick;
    SeqgoEvent *event;
    gint        code;
  } wrong[] = {
    { 1, 0, seqgo_event_new_note_on (0, 60, 100), G_IO_ERROR_INVALID_ARGUMENT },
    { 0, 0, seqgo_event_new_note_on (16, 60, 100), G_IO_ERROR_INVALID_ARGUMENT },
    { 0, 0, seqgo_event_new_note (0, 128, 100, 1), G_IO_ERROR_INVALID_ARGUMENT },
    { 0, 2, seqgo_event_new_note (0, 60, 100, G_MAXUINT32 - 1), G_IO_ERROR_INVALID_ARGUMENT },
    { 0, 0, seqgo_event_new_queue_control (SEQGO_EVENT_TYPE_TEMPO, 0, 0),
      G_IO_ERROR_INVALID_ARGUMENT },
    { 0, 0, seqgo_event_new (SEQGO_EVENT_TYPE_ECHO), G_IO_ERROR_NOT_SUPPORTED },
    { 0, 0, seqgo_event_new (SEQGO_EVENT_TYPE_PORT_START), G_IO_ERROR_NOT_SUPPORTED },
  };

  seqgo_midi_file_add_track (file, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (
          seqgo_midi_file_add_event (file, wrong[i].track, wrong[i].tick, wrong[i].event, &error));
      g_assert_error (error, G_IO_ERROR, wrong[i].code);
      seqgo_event_unref (wrong[i].event);
    }
  g_assert_cmpuint (seqgo_midi_file_get_n_events (file, 0), ==, 0);
}

static void
test_no_such_track (void)
{
  g_autoptr (SeqgoMidiFile) file = seqgo_midi_file_new (96);
  g_autoptr (SeqgoEventBatch) batch = seqgo_midi_file_track_to_batch (file, 0, 1);
  g_autoptr (GBytes) data = midi_file_test_from_hex ("");
  g_autoptr (SeqgoMidiFile) other = midi_file_test_read (HEADER_1 BEGIN NOTE END);
  g_autoptr (SeqgoMidiFileEvent) event = seqgo_midi_file_get_event (other, 0, 0);
  GError *errors[7] = { NULL };

  g_assert_cmpuint (seqgo_event_batch_get_n_events (batch), ==, 0);
  g_assert_cmpuint (seqgo_midi_file_get_n_events (file, 0), ==, 0);
  g_assert_cmpuint (seqgo_midi_file_get_track_end (file, 0), ==, 0);
  g_assert_null (seqgo_midi_file_get_event (file, 0, 0));
  g_assert_null (seqgo_midi_file_get_event (other, 0, 2));
  g_assert_null (seqgo_midi_file_list_events (file, 0));

  g_assert_false (seqgo_midi_file_remove_track (file, 0, &errors[0]));
  g_assert_false (seqgo_midi_file_set_track_end (file, 0, 1, &errors[1]));
  g_assert_false (seqgo_midi_file_set_track_end (other, 0, 47, &errors[2]));
  g_assert_false (seqgo_midi_file_add_meta (file, 0, 0, 1, data, &errors[3]));
  g_assert_false (seqgo_midi_file_add_copy (file, 0, event, &errors[4]));
  g_assert_false (seqgo_midi_file_remove_event (file, 0, 0, &errors[5]));
  g_assert_false (seqgo_midi_file_remove_event (other, 0, 2, &errors[6]));
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_assert_error (errors[i], G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_clear_error (&errors[i]);
    }
}

static void
test_write_format_0 (void)
{
  g_autoptr (SeqgoMidiFile) file = seqgo_midi_file_new (96), again = NULL;
  g_autoptr (GBytes) bytes = NULL;

  seqgo_midi_file_add_track (file, NULL);
  seqgo_midi_file_add_track (file, NULL);
  add (file, 0, 5, seqgo_event_new_program_change (0, 1));
  add (file, 1, 5, seqgo_event_new_program_change (1, 2));
  add (file, 1, 0, seqgo_event_new_program_change (1, 3));
  add (file, 0, 9, seqgo_event_new_program_change (0, 4));
  seqgo_midi_file_set_format (file, 0);
  bytes = seqgo_midi_file_to_bytes (file, NULL);
  again = seqgo_midi_file_new_from_bytes (bytes, NULL);
  midi_file_test_assert (again, "0 c1 3,5 c0 1,5 c1 2,9 c0 4;9");
  g_assert_cmpuint (seqgo_midi_file_get_format (again), ==, 0);
  g_assert_cmpuint (seqgo_midi_file_get_n_tracks (file), ==, 2);
}

static void
test_batch (void)
{
  g_autoptr (SeqgoMidiFile) file
      = midi_file_test_read (HEADER ("0001", "0002", "0060") BEGIN
                             "00 ff51 03 07a120 60 f0 03 0102f7 "
                             "00 ff58 04 04021808 " END BEGIN "00 ff03 01 78 60 c001 00 "
                             "f7 02 f305 " END);
  static const char *const expected[] = {
    "tempo queue 3 500000 µs a beat at tick 0 of queue 3",
    "sysex 4 bytes F0 01 02 F7 at tick 96 of queue 3",
    NULL,
    "program-change channel 0 program 1 at tick 96 of queue 3",
    "song-select 5 at tick 96 of queue 3",
  };
  g_autoptr (SeqgoEventBatch) batch = seqgo_midi_file_to_batch (file, 3),
                              direct = seqgo_midi_file_to_batch (file, SEQGO_QUEUE_ID_DIRECT),
                              track = seqgo_midi_file_track_to_batch (file, 1, 3);
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (batch, NULL);

  g_assert_cmpuint (seqgo_event_batch_get_n_events (batch), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_batch_get_event (batch, i);
      g_autofree char *text = seqgo_event_to_string (event);

      if (expected[i] != NULL)
        g_assert_cmpstr (text, ==, expected[i]);
    }
  g_assert_cmpuint (records[0].destination_client, ==, SEQGO_CLIENT_ID_SYSTEM);
  g_assert_cmpuint (records[0].destination_port, ==, SEQGO_PORT_ID_TIMER);
  g_assert_cmpuint (records[1].destination_client, ==, SEQGO_CLIENT_ID_SUBSCRIBERS);
  g_assert_cmpuint (records[2].type, ==, SEQGO_EVENT_TYPE_TIME_SIGNATURE);
  g_assert_cmpint (records[2].b, ==, 0x04021808);
  g_assert_cmpuint (seqgo_event_batch_get_n_events (track), ==, 2);

  records = seqgo_event_batch_peek_records (direct, NULL);
  g_assert_cmpuint (records[0].type, ==, SEQGO_EVENT_TYPE_TEMPO);
  g_assert_cmpuint (records[0].destination_client, ==, SEQGO_CLIENT_ID_SUBSCRIBERS);
  g_assert_cmpint (records[1].time, ==, 96);
}

static void
test_escape_as_event (void)
{
  static const struct
  {
    const char *bytes;
    const char *text;
  } escapes[] = {
    { "f8", "clock" },
    { "f27f7f", "song-position 16383" },
    { "903c64", "note-on channel 0 note 60 velocity 100" },
    { "f6f6", "sysex 2 bytes F6 F6" },
    { "f4", "sysex 1 bytes F4" },
    { "f7", "sysex 1 bytes F7" },
    { "f0f7", "sysex 2 bytes F0 F7" },
    { "90ff64", "sysex 3 bytes 90 FF 64" },
    { "90", "sysex 1 bytes 90" },
    { "0102", "sysex 2 bytes 01 02" },
    { "", "sysex 0 bytes" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (escapes); i++)
    {
      g_autofree char *hex = g_strdup_printf (HEADER_1 BEGIN "07 f7 %02zx %s" END,
                                              strlen (escapes[i].bytes) / 2, escapes[i].bytes);
      g_autoptr (SeqgoMidiFile) file = midi_file_test_read (hex);
      g_autoptr (SeqgoMidiFileEvent) event = seqgo_midi_file_get_event (file, 0, 0);
      g_autofree char *text = seqgo_midi_file_event_to_string (event);

      g_assert_true (g_str_has_prefix (text, "7 "));
      g_assert_true (g_str_has_prefix (text + 2, escapes[i].text));
    }
}

static void
test_event_to_string (void)
{
  g_autoptr (SeqgoMidiFile) file
      = midi_file_test_read (HEADER_1 BEGIN "00 ff03 01 78 00 ff51 03 07a120 00 ff51 03 000000 "
                                            "00 ff60 02 ff01 00 903c64 " END);
  static const char *const expected[]
      = { "0 track-name “x”", "0 tempo 500000 µs a beat", "0 tempo 00 00 00", "0 meta-96 FF 01",
          "0 note-on channel 0 note 60 velocity 100" };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (SeqgoMidiFileEvent) event = seqgo_midi_file_get_event (file, 0, i);
      g_autofree char *text = seqgo_midi_file_event_to_string (event);

      g_assert_cmpstr (text, ==, expected[i]);
    }
}

static void
test_event_equal (void)
{
  g_autoptr (SeqgoMidiFile) file = midi_file_test_read (
      HEADER_1 BEGIN "00 c001 00 c001 00 c101 00 ff0101 61 00 ff0201 61 " END);

  for (guint i = 0; i < 5; i++)
    for (guint j = 0; j < 5; j++)
      {
        g_autoptr (SeqgoMidiFileEvent) one = seqgo_midi_file_get_event (file, 0, i);
        g_autoptr (SeqgoMidiFileEvent) other = seqgo_midi_file_get_event (file, 0, j);

        g_assert_true (seqgo_midi_file_event_equal (one, other) == (i == j || i + j == 1));
      }
}

/* An event outlives its file. */
static void
test_event_ref (void)
{
  SeqgoMidiFile      *file = midi_file_test_read (HEADER_1 BEGIN "00 ff0101 61 " END);
  SeqgoMidiFileEvent *event = seqgo_midi_file_get_event (file, 0, 0);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *text = NULL;

  g_assert_finalize_object (file);
  g_assert_true (seqgo_midi_file_event_ref (event) == event);
  seqgo_midi_file_event_unref (event);
  g_value_init (&value, SEQGO_TYPE_MIDI_FILE_EVENT);
  g_value_take_boxed (&value, event);
  text = seqgo_midi_file_event_get_text (g_value_get_boxed (&value));
  g_assert_cmpstr (text, ==, "a");
}

static void
notify_cb (SeqgoMidiFile *file, GParamSpec *pspec, GString *names)
{
  g_string_append_printf (names, "%s ", pspec->name);
}

static void
assert_notified (GString *names, const char *expected)
{
  g_assert_cmpstr (names->str, ==, expected);
  g_string_truncate (names, 0);
}

static void
test_properties (void)
{
  g_autoptr (SeqgoMidiFile) file = seqgo_midi_file_new (96);
  g_autoptr (GString) names = g_string_new (NULL);
  g_auto (GStrv) warnings = NULL;
  guint  format, ppq, frame_rate, ticks_per_frame, n_tracks, n_ticks;
  gint64 duration;

  g_signal_connect (file, "notify", G_CALLBACK (notify_cb), names);
  seqgo_midi_file_add_track (file, "x");
  assert_notified (names, "n-tracks ");
  add (file, 0, 96, seqgo_event_new_note_on (0, 60, 1));
  assert_notified (names, "n-ticks duration ");
  add (file, 0, 48, seqgo_event_new_note_on (0, 60, 1));
  assert_notified (names, "");
  g_assert_true (seqgo_midi_file_add_bpm (file, 0, 60, NULL));
  assert_notified (names, "duration ");
  g_object_set (file, "format", 0, NULL);
  seqgo_midi_file_set_format (file, 0);
  assert_notified (names, "format ");

  g_object_get (file, "format", &format, "ppq", &ppq, "frame-rate", &frame_rate, "ticks-per-frame",
                &ticks_per_frame, "n-tracks", &n_tracks, "n-ticks", &n_ticks, "duration", &duration,
                "warnings", &warnings, NULL);
  g_assert_cmpuint (format, ==, 0);
  g_assert_cmpuint (ppq, ==, 96);
  g_assert_cmpuint (frame_rate, ==, 0);
  g_assert_cmpuint (ticks_per_frame, ==, 0);
  g_assert_cmpuint (n_tracks, ==, 1);
  g_assert_cmpuint (n_ticks, ==, 96);
  g_assert_cmpint (duration, ==, 1000000000);
  g_assert_cmpuint (g_strv_length (warnings), ==, 0);
}

static void
test_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *song = g_test_build_filename (G_TEST_DIST, "data", "c_major.mid", NULL);
  g_autofree char *folder = g_dir_make_tmp ("seqgo-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "copy.mid", NULL);
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = NULL, expected = NULL;
  g_autoptr (GFile) other = g_file_new_for_path (folder);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SeqgoMidiFile) file = seqgo_midi_file_load (song, &error), copy = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_midi_file_get_n_events (file, 0), ==, 18);
  g_assert_cmpint (seqgo_midi_file_get_duration (file), ==, 500000000);
  name = seqgo_midi_file_get_track_name (file, 0);
  g_assert_cmpstr (name, ==, "C major");
  g_assert_true (seqgo_midi_file_save (file, path, &error));
  g_assert_no_error (error);
  copy = seqgo_midi_file_load (path, &error);
  g_assert_no_error (error);
  bytes = seqgo_midi_file_to_bytes (copy, &error);
  expected = seqgo_midi_file_to_bytes (file, &error);
  g_assert_true (g_bytes_equal (bytes, expected));

  g_cancellable_cancel (cancellable);
  g_assert_null (seqgo_midi_file_load_file (other, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (seqgo_midi_file_save_file (file, other, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "MThd", -1, NULL));
  g_assert_null (seqgo_midi_file_load (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, "copy.mid"));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_clear_error (&error);
  g_assert_null (seqgo_midi_file_load (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/midi-file/division", test_division);
  g_test_add_func ("/midi-file/smpte", test_smpte);
  g_test_add_func ("/midi-file/tempo", test_tempo);
  g_test_add_func ("/midi-file/longest", test_longest);
  g_test_add_func ("/midi-file/bpm", test_bpm);
  g_test_add_func ("/midi-file/add", test_add);
  g_test_add_func ("/midi-file/add-any-bytes", test_add_any_bytes);
  g_test_add_func ("/midi-file/add-note", test_add_note);
  g_test_add_func ("/midi-file/add-batch-of-notes", test_add_batch_of_notes);
  g_test_add_func ("/midi-file/add-meta", test_add_meta);
  g_test_add_func ("/midi-file/add-batch", test_add_batch);
  g_test_add_func ("/midi-file/add-wrong", test_add_wrong);
  g_test_add_func ("/midi-file/no-such-track", test_no_such_track);
  g_test_add_func ("/midi-file/write-format-0", test_write_format_0);
  g_test_add_func ("/midi-file/batch", test_batch);
  g_test_add_func ("/midi-file/escape-as-event", test_escape_as_event);
  g_test_add_func ("/midi-file/event/to-string", test_event_to_string);
  g_test_add_func ("/midi-file/event/equal", test_event_equal);
  g_test_add_func ("/midi-file/event/ref", test_event_ref);
  g_test_add_func ("/midi-file/properties", test_properties);
  g_test_add_func ("/midi-file/files", test_files);

  return g_test_run ();
}
