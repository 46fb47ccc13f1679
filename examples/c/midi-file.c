/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Shows what is in a MIDI file, or writes one with the scale of C major. */

#include <libseqgo/seqgo.h>
#include <locale.h>

static const guint8 scale[] = { 60, 62, 64, 65, 67, 69, 71, 72 };

static void
show_tempos (SeqgoMidiFile *song)
{
  g_autoptr (SeqgoEventBatch) batch = seqgo_midi_file_to_batch (song, SEQGO_QUEUE_ID_DIRECT);
  guint                   n_records;
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (batch, &n_records);

  for (guint i = 0; i < n_records; i++)
    if (records[i].type == SEQGO_EVENT_TYPE_TEMPO)
      g_print ("tick %" G_GINT64_FORMAT ": %d µs a beat\n", records[i].time, records[i].a);
}

static gboolean
show (const char *path, GError **error)
{
  g_autoptr (SeqgoMidiFile) song = seqgo_midi_file_load (path, error);

  if (song == NULL)
    return FALSE;
  g_print ("format %u, %u ticks a beat, %" G_GINT64_FORMAT " ms\n",
           seqgo_midi_file_get_format (song), seqgo_midi_file_get_ppq (song),
           seqgo_midi_file_get_duration (song) / 1000000);
  show_tempos (song);
  for (guint track = 0; track < seqgo_midi_file_get_n_tracks (song); track++)
    {
      g_autofree char *name = seqgo_midi_file_get_track_name (song, track);

      g_print ("track %u “%s”: %u events until tick %u\n", track, name != NULL ? name : "",
               seqgo_midi_file_get_n_events (song, track),
               seqgo_midi_file_get_track_end (song, track));
    }
  return TRUE;
}

static gboolean
write_scale (const char *path, GError **error)
{
  g_autoptr (SeqgoMidiFile) song = seqgo_midi_file_new (96);
  guint track = seqgo_midi_file_add_track (song, "C major");

  if (!seqgo_midi_file_add_bpm (song, 0, 240, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (scale); i++)
    {
      g_autoptr (SeqgoEvent) note = seqgo_event_new_note (0, scale[i], 100, 96);

      if (!seqgo_midi_file_add_event (song, track, i * 96, note, error))
        return FALSE;
    }
  return seqgo_midi_file_save (song, path, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  gboolean wants_to_write = argc == 3 && g_str_equal (argv[1], "write");

  setlocale (LC_ALL, "");
  if (argc != 3)
    {
      g_printerr ("Usage: midi-file show|write FILE\n");
      return 1;
    }
  if (!(wants_to_write ? write_scale (argv[2], &error) : show (argv[2], &error)))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
