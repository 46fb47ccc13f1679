/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include <glib-unix.h>

#include "seqgo-tool.h"

#define MICROSECONDS_A_MINUTE 60e6
#define NSEC_PER_SEC 1e9

/* A port that can be written to is told who connects to it. */
#define PORT_CAPS (SEQGO_PORT_CAPS_READ | SEQGO_PORT_CAPS_SUBS_READ | SEQGO_PORT_CAPS_WRITE)
#define PORT_TYPE                                                                                  \
  (SEQGO_PORT_TYPE_MIDI_GENERIC | SEQGO_PORT_TYPE_SOFTWARE | SEQGO_PORT_TYPE_APPLICATION)

static double   speed = 1;
static double   bpm;
static double   from;
static gboolean loops;
static gboolean wants_info;

static const GOptionEntry options[] = {
  { "info", 0, 0, G_OPTION_ARG_NONE, &wants_info, "Only tell what is in the file", NULL },
  { "speed", 's', 0, G_OPTION_ARG_DOUBLE, &speed, "Play faster or slower, from 0.1 to 10",
    "FACTOR" },
  { "tempo", 't', 0, G_OPTION_ARG_DOUBLE, &bpm, "Begin with so many beats a minute", "BPM" },
  { "from", 'f', 0, G_OPTION_ARG_DOUBLE, &from, "Begin later", "SECONDS" },
  { "loop", 'l', 0, G_OPTION_ARG_NONE, &loops, "Play again and again", NULL },
  { NULL },
};

typedef struct
{
  SeqgoSequencerClient *client;
  SeqgoSequencerPort   *port;
  SeqgoSequencerPlayer *player;
  GMainLoop            *loop;
  GError               *error;
} Play;

static void
play_clear (Play *self)
{
  if (self->player != NULL)
    seqgo_sequencer_player_close (self->player);
  g_clear_object (&self->player);
  g_clear_object (&self->client);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Play, play_clear)

/* The first error counts. */
static void
end_with (Play *self, const GError *error)
{
  if (error != NULL && self->error == NULL)
    self->error = g_error_copy (error);
  g_main_loop_quit (self->loop);
}

static char *
format_time (gint64 time)
{
  gint64 seconds = time / (gint64) NSEC_PER_SEC;

  return g_strdup_printf ("%" G_GINT64_FORMAT ":%02" G_GINT64_FORMAT, seconds / 60, seconds % 60);
}

static double
get_bpm (SeqgoMidiFile *file, guint32 tick)
{
  return MICROSECONDS_A_MINUTE / seqgo_midi_file_tempo_at (file, tick);
}

static void
print_info (SeqgoMidiFile *file)
{
  printf ("format %u, %u ticks a beat, %.2f beats a minute, %.3f s\n",
          seqgo_midi_file_get_format (file), seqgo_midi_file_get_ppq (file), get_bpm (file, 0),
          (double) seqgo_midi_file_get_duration (file) / NSEC_PER_SEC);
  for (guint i = 0; i < seqgo_midi_file_get_n_tracks (file); i++)
    {
      g_autofree char *name = seqgo_midi_file_get_track_name (file, i);

      printf ("track %u “%s”: %u events\n", i, name != NULL ? name : "",
              seqgo_midi_file_get_n_events (file, i));
    }
}

/* On a terminal, in one line. */
static void
print_progress (Play *self, const char *end)
{
  g_autofree char *position = NULL, *duration = NULL;

  if (!isatty (STDOUT_FILENO))
    return;

  position = format_time (seqgo_sequencer_player_get_position (self->player));
  duration = format_time (seqgo_sequencer_player_get_duration (self->player));
  printf ("\r%s of %s%s", position, duration, end);
  fflush (stdout);
}

static void
progress_cb (SeqgoSequencerPlayer *player, GParamSpec *pspec, Play *self)
{
  print_progress (self, "");
}

static void
finished_cb (SeqgoSequencerPlayer *player, Play *self)
{
  end_with (self, NULL);
}

static void
failed_cb (SeqgoSequencerPlayer *player, GError *error, Play *self)
{
  end_with (self, error);
}

static gboolean
signal_cb (gpointer user_data)
{
  end_with (user_data, NULL);
  return G_SOURCE_CONTINUE;
}

/* The first one who connects is waited for. */
static void
subscribed_cb (SeqgoSequencerPort *port, SeqgoEvent *event, Play *self)
{
  g_autoptr (GError) error = NULL;

  if (!seqgo_sequencer_player_play (self->player, &error))
    end_with (self, error);
}

static void
set_value_error (GError **error, const char *what, double value)
{
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "Cannot %s %g", what, value);
}

static gboolean
check_options (GError **error)
{
  if (!(speed >= 0.1 && speed <= 10))
    set_value_error (error, "play at a speed of", speed);
  else if (!(bpm >= 0 && bpm <= 100000))
    set_value_error (error, "play at a tempo of", bpm);
  else if (!(from >= 0 && from <= 1e9))
    set_value_error (error, "begin at second", from);
  else
    return TRUE;
  return FALSE;
}

static gboolean
open_player (Play *self, SeqgoMidiFile *file, char **receivers, GError **error)
{
  self->client = seqgo_sequencer_client_open ("seqgo play", error);
  if (self->client == NULL)
    return FALSE;
  self->port = seqgo_sequencer_client_create_port_full (self->client, "output", PORT_CAPS,
                                                        PORT_TYPE, -1, error);
  if (self->port == NULL)
    return FALSE;
  for (; *receivers != NULL; receivers++)
    if (!seqgo_sequencer_port_connect_to (self->port, *receivers, error))
      return FALSE;

  if (bpm > 0)
    speed *= bpm / get_bpm (file, 0);
  self->player = seqgo_sequencer_player_new (self->port, file, error);
  if (self->player == NULL || !seqgo_sequencer_player_set_speed (self->player, speed, error)
      || !seqgo_sequencer_player_seek (self->player, (gint64) (from * NSEC_PER_SEC), error))
    return FALSE;
  seqgo_sequencer_player_set_loop (self->player, loops);
  return TRUE;
}

static gboolean
run (char **arguments, GError **error)
{
  g_auto (Play) self = { NULL };
  g_autoptr (SeqgoMidiFile) file = NULL;
  g_autofree char *address = NULL;

  if (!check_options (error))
    return FALSE;
  file = seqgo_midi_file_load (arguments[0], error);
  if (file == NULL)
    return FALSE;
  if (wants_info)
    {
      print_info (file);
      return TRUE;
    }
  if (!open_player (&self, file, arguments + 1, error))
    return FALSE;

  self.loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect (self.player, "finished", G_CALLBACK (finished_cb), &self);
  g_signal_connect (self.player, "failed", G_CALLBACK (failed_cb), &self);
  g_signal_connect (self.player, "notify::tick", G_CALLBACK (progress_cb), &self);
  g_unix_signal_add (SIGINT, signal_cb, &self);
  g_unix_signal_add (SIGTERM, signal_cb, &self);

  address = seqgo_address_to_string (seqgo_sequencer_port_get_address (self.port));
  if (arguments[1] == NULL)
    {
      g_signal_connect (self.port, "event::port-subscribed", G_CALLBACK (subscribed_cb), &self);
      printf ("waiting at %s\n", address);
    }
  else
    {
      printf ("playing from %s\n", address);
      if (!seqgo_sequencer_player_play (self.player, error))
        return FALSE;
    }
  if (!seqgo_tool_flush (error))
    return FALSE;
  g_main_loop_run (self.loop);
  print_progress (&self, "\n");

  if (self.error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self.error));
  return FALSE;
}

const SeqgoToolCommand seqgo_tool_play = {
  .name = "play",
  .arguments = "FILE [PORT…]",
  .summary = "Play a MIDI file",
  .description = "Without a PORT it waits until somebody connects to it.\n\n" SEQGO_TOOL_PORTS_HELP
                 "Example:\n  seqgo play song.mid FluidSynth",
  .options = options,
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .run = run,
};
