/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Plays a MIDI file on a port. */

#include <libseqgo/seqgo.h>
#include <locale.h>

typedef struct
{
  GMainLoop *loop;
  GError    *error;
} Play;

static void
played_cb (GObject *player, GAsyncResult *result, gpointer user_data)
{
  Play *play = user_data;

  seqgo_sequencer_player_play_finish (SEQGO_SEQUENCER_PLAYER (player), result, &play->error);
  g_main_loop_quit (play->loop);
}

static gboolean
play_file (const char *path, const char *receiver, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SeqgoMidiFile) song = NULL;
  g_autoptr (SeqgoSequencerClient) client = NULL;
  g_autoptr (SeqgoSequencerPlayer) player = NULL;
  SeqgoSequencerPort *port;
  Play                play = { loop, NULL };

  song = seqgo_midi_file_load (path, error);
  if (song == NULL)
    return FALSE;
  client = seqgo_sequencer_client_open ("play-file", error);
  if (client == NULL)
    return FALSE;
  port = seqgo_sequencer_client_create_port (client, "output", SEQGO_PORT_PRESET_SOURCE, error);
  if (port == NULL || !seqgo_sequencer_port_connect_to (port, receiver, error))
    return FALSE;
  player = seqgo_sequencer_player_new (port, song, error);
  if (player == NULL)
    return FALSE;

  g_print ("playing %s, %.1f s\n", path,
           (double) seqgo_sequencer_player_get_duration (player) / 1e9);
  seqgo_sequencer_player_play_async (player, G_PRIORITY_DEFAULT, NULL, played_cb, &play);
  g_main_loop_run (loop);
  if (play.error == NULL)
    return TRUE;
  g_propagate_error (error, play.error);
  return FALSE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (argc != 3)
    {
      g_printerr ("Usage: play-file FILE RECEIVER\n");
      return 1;
    }
  if (!play_file (argv[1], argv[2], &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
