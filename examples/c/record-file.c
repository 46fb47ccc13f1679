/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Records what a port sends into a MIDI file, for some seconds. */

#include <libseqgo/seqgo.h>
#include <locale.h>

static gboolean
time_up_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static gboolean
record_file (const char *path, double seconds, const char *sender, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SeqgoSequencerClient) client = NULL;
  g_autoptr (SeqgoSequencerRecorder) recorder = NULL;
  g_autoptr (SeqgoMidiFile) song = NULL;
  SeqgoSequencerPort *port;

  client = seqgo_sequencer_client_open ("record-file", error);
  if (client == NULL)
    return FALSE;
  port = seqgo_sequencer_client_create_port (client, "input", SEQGO_PORT_PRESET_SINK, error);
  if (port == NULL || !seqgo_sequencer_port_connect_from (port, sender, error))
    return FALSE;
  recorder = seqgo_sequencer_recorder_new (port, 480, 120, error);
  if (recorder == NULL || !seqgo_sequencer_recorder_start (recorder, error))
    return FALSE;

  g_print ("recording %s\n", sender);
  g_timeout_add ((guint) (seconds * 1000), time_up_cb, loop);
  g_main_loop_run (loop);

  song = seqgo_sequencer_recorder_stop (recorder, error);
  if (song == NULL || !seqgo_midi_file_save (song, path, error))
    return FALSE;
  g_print ("recorded %u events\n", seqgo_sequencer_recorder_get_n_events (recorder));
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (argc != 4)
    {
      g_printerr ("Usage: record-file FILE SECONDS SENDER\n");
      return 1;
    }
  if (!record_file (argv[1], g_ascii_strtod (argv[2], NULL), argv[3], &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
