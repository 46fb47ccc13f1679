/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <signal.h>
#include <stdio.h>

#include <glib-unix.h>

#include "seqgo-tool.h"

#define NSEC_PER_SEC 1e9
/* The most that the kernel allows. */
#define INPUT_POOL 2000

static double duration;
static double bpm = 120;
static int    ppq = 480;

static const GOptionEntry options[] = {
  { "duration", 'd', 0, G_OPTION_ARG_DOUBLE, &duration, "End after that time", "SECONDS" },
  { "tempo", 't', 0, G_OPTION_ARG_DOUBLE, &bpm, "Beats a minute of the file [120]", "BPM" },
  { "ppq", 'p', 0, G_OPTION_ARG_INT, &ppq, "Ticks a beat of the file [480]", "TICKS" },
  { NULL },
};

typedef struct
{
  SeqgoSequencerClient   *client;
  SeqgoSequencerPort     *port;
  SeqgoSequencerRecorder *recorder;
  GMainLoop              *loop;
} Record;

static void
record_clear (Record *self)
{
  g_clear_object (&self->recorder);
  g_clear_object (&self->client);
  g_clear_pointer (&self->loop, g_main_loop_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Record, record_clear)

static gboolean
end_cb (gpointer user_data)
{
  g_main_loop_quit (((Record *) user_data)->loop);
  return G_SOURCE_CONTINUE;
}

static void
closed_cb (SeqgoSequencerClient *client, GError *error, Record *self)
{
  g_main_loop_quit (self->loop);
}

static void
overflow_cb (SeqgoSequencerRecorder *recorder, Record *self)
{
  fprintf (stderr, "seqgo: Events came faster than they could be recorded, and some were lost\n");
}

static gboolean
open_recorder (Record *self, char **senders, GError **error)
{
  self->client = seqgo_sequencer_client_open ("seqgo record", error);
  if (self->client == NULL
      || !seqgo_sequencer_client_set_input_pool (self->client, INPUT_POOL, error))
    return FALSE;
  self->port
      = seqgo_sequencer_client_create_port (self->client, "input", SEQGO_PORT_PRESET_SINK, error);
  if (self->port == NULL)
    return FALSE;

  self->recorder = seqgo_sequencer_recorder_new (self->port, (guint) ppq, bpm, error);
  if (self->recorder == NULL)
    return FALSE;
  for (; *senders != NULL; senders++)
    if (!seqgo_sequencer_port_connect_from (self->port, *senders, error))
      return FALSE;
  return TRUE;
}

/* Whether the file can be written shows now, and not after an hour of music. */
static gboolean
try_to_save (const char *path, GError **error)
{
  g_autoptr (SeqgoMidiFile) file = seqgo_midi_file_new ((guint) ppq);

  seqgo_midi_file_add_track (file, NULL);
  return seqgo_midi_file_save (file, path, error);
}

static gboolean
check_options (GError **error)
{
  if (!(duration >= 0 && duration <= 1e6))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "Cannot record for %g seconds",
                 duration);
  else if (!(bpm >= 4 && bpm <= 10000))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 "Cannot record at a tempo of %g: it goes from 4 to 10000", bpm);
  else if (ppq < 1 || ppq > 32767)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 "Cannot record %d ticks a beat: they go from 1 to 32767", ppq);
  else
    return TRUE;
  return FALSE;
}

static gboolean
run (char **arguments, GError **error)
{
  g_auto (Record) self = { NULL };
  g_autoptr (SeqgoMidiFile) file = NULL;
  g_autofree char *address = NULL;

  if (!check_options (error) || !open_recorder (&self, arguments + 1, error)
      || !try_to_save (arguments[0], error))
    return FALSE;

  self.loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect (self.client, "closed", G_CALLBACK (closed_cb), &self);
  g_signal_connect (self.recorder, "overflow", G_CALLBACK (overflow_cb), &self);
  g_unix_signal_add (SIGINT, end_cb, &self);
  g_unix_signal_add (SIGTERM, end_cb, &self);
  if (!seqgo_sequencer_recorder_start (self.recorder, error))
    return FALSE;
  if (duration > 0)
    g_timeout_add ((guint) (duration * 1000), end_cb, &self);

  address = seqgo_address_to_string (seqgo_sequencer_port_get_address (self.port));
  printf ("recording at %s\n", address);
  if (!seqgo_tool_flush (error))
    return FALSE;
  g_main_loop_run (self.loop);

  file = seqgo_sequencer_recorder_stop (self.recorder, error);
  if (file == NULL || !seqgo_midi_file_save (file, arguments[0], error))
    return FALSE;
  printf ("recorded %u events in %.3f s\n", seqgo_sequencer_recorder_get_n_events (self.recorder),
          (double) seqgo_midi_file_get_duration (file) / NSEC_PER_SEC);
  return TRUE;
}

const SeqgoToolCommand seqgo_tool_record = {
  .name = "record",
  .arguments = "FILE [PORT…]",
  .summary = "Record a MIDI file",
  .description = "It records until it is interrupted, with Ctrl+C. Without a PORT it records what\n"
                 "is sent by ports that others connect to it.\n\n" SEQGO_TOOL_PORTS_HELP
                 "Example:\n  seqgo record song.mid Launchkey",
  .options = options,
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .run = run,
};
