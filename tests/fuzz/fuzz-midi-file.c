/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Any bytes are a MIDI file, or there is an error. What was read is written and read again. */

#include <string.h>

#include <libseqgo/seqgo.h>

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
assert_same_tracks (SeqgoMidiFile *one, SeqgoMidiFile *other)
{
  g_assert (seqgo_midi_file_get_n_tracks (one) == seqgo_midi_file_get_n_tracks (other));
  for (guint track = 0; track < seqgo_midi_file_get_n_tracks (one); track++)
    {
      guint n_events = seqgo_midi_file_get_n_events (one, track);

      g_assert (n_events == seqgo_midi_file_get_n_events (other, track));
      g_assert (seqgo_midi_file_get_track_end (one, track)
                == seqgo_midi_file_get_track_end (other, track));
      for (guint i = 0; i < n_events; i++)
        {
          g_autoptr (SeqgoMidiFileEvent) event = seqgo_midi_file_get_event (one, track, i);
          g_autoptr (SeqgoMidiFileEvent) same = seqgo_midi_file_get_event (other, track, i);

          g_assert (seqgo_midi_file_event_equal (event, same));
        }
    }
}

/* In the order of time, and nothing is lost that is not a meta event. */
static void
check_tracks (SeqgoMidiFile *file)
{
  g_autoptr (SeqgoEventBatch) batch = seqgo_midi_file_to_batch (file, SEQGO_QUEUE_ID_DIRECT);
  guint                   n_records, n_expected = 0;
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (batch, &n_records);
  g_autoptr (GBytes) payloads = seqgo_event_batch_get_payloads (batch),
                     bytes = seqgo_event_batch_get_records (batch);
  g_autoptr (SeqgoEventBatch) checked = seqgo_event_batch_new_from_records (bytes, payloads, NULL);

  g_assert (checked != NULL);
  for (guint track = 0; track < seqgo_midi_file_get_n_tracks (file); track++)
    for (guint i = 0; i < seqgo_midi_file_get_n_events (file, track); i++)
      {
        g_autoptr (SeqgoMidiFileEvent) event = seqgo_midi_file_get_event (file, track, i);
        g_autoptr (SeqgoEvent) midi = seqgo_midi_file_event_get_event (event);
        g_autofree char *text = seqgo_midi_file_event_to_string (event);
        g_autofree char *words = seqgo_midi_file_event_get_text (event);

        g_assert (g_utf8_validate (text, -1, NULL));
        g_assert (words == NULL || g_utf8_validate (words, -1, NULL));
        g_assert (midi != NULL || seqgo_midi_file_event_get_status (event) == 0xFF);
        n_expected += midi != NULL;
      }
  g_assert (n_records == n_expected);
  for (guint i = 1; i < n_records; i++)
    g_assert (records[i - 1].time <= records[i].time);
}

/* What can be sent can be added again. */
static void
check_add (SeqgoMidiFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoMidiFile) copy = seqgo_midi_file_new (96);
  g_autoptr (SeqgoEventBatch) batch = seqgo_midi_file_to_batch (file, SEQGO_QUEUE_ID_DIRECT), again;
  g_autoptr (GBytes) records = seqgo_event_batch_get_records (batch), same_records;
  g_autoptr (GBytes) payloads = seqgo_event_batch_get_payloads (batch), same_payloads;

  seqgo_midi_file_add_batch (copy, seqgo_midi_file_add_track (copy, NULL), batch, &error);
  g_assert_no_error (error);
  again = seqgo_midi_file_to_batch (copy, SEQGO_QUEUE_ID_DIRECT);
  same_records = seqgo_event_batch_get_records (again);
  same_payloads = seqgo_event_batch_get_payloads (again);
  g_assert (g_bytes_equal (records, same_records));
  g_assert (g_bytes_equal (payloads, same_payloads));
}

static void
check_time (SeqgoMidiFile *file)
{
  guint32 end = seqgo_midi_file_get_n_ticks (file);
  gint64  last = 0;

  g_assert (seqgo_midi_file_get_duration (file) >= 0);
  for (guint i = 0; i <= 16; i++)
    {
      guint32 tick = (guint32) ((guint64) end * i / 16);
      gint64  time = seqgo_midi_file_tick_to_time (file, tick);
      guint32 same = seqgo_midi_file_time_to_tick (file, time);

      g_assert (time >= last);
      g_assert (same >= tick);
      g_assert (seqgo_midi_file_tick_to_time (file, same) == time);
      last = time;
    }
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size), written = NULL;
  g_autoptr (SeqgoMidiFile) file = seqgo_midi_file_new_from_bytes (bytes, &error), again = NULL;

  if (file == NULL)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  check_tracks (file);
  check_time (file);
  check_add (file);
  written = seqgo_midi_file_to_bytes (file, &error);
  if (written == NULL)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      return 0;
    }
  again = seqgo_midi_file_new_from_bytes (written, &error);
  g_assert_no_error (error);
  g_assert (seqgo_midi_file_get_warnings (again)[0] == NULL);
  if (seqgo_midi_file_get_format (file) != 0 || seqgo_midi_file_get_n_tracks (file) > 0)
    assert_same_tracks (file, again);
  return 0;
}
