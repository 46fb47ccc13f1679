/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Follows the MIDI clock of the ports that it is given, or of others that are connected to it, and
 * prints its tempo, until it is interrupted. */

#include <glib-unix.h>
#include <libseqgo/seqgo.h>
#include <locale.h>
#include <math.h>
#include <signal.h>

static void
told_cb (SeqgoSequencerClockFollower *follower, gpointer what)
{
  g_print ("%s\n", (const char *) what);
}

static void
bpm_cb (SeqgoSequencerClockFollower *follower, GParamSpec *pspec, double *last)
{
  double bpm = round (seqgo_sequencer_clock_follower_get_bpm (follower));

  if (bpm != *last)
    g_print ("%.0f beats a minute\n", bpm);
  *last = bpm;
}

static gboolean
interrupted_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

static SeqgoSequencerPort *
open_port (SeqgoSequencerClient *client, char **senders, GError **error)
{
  SeqgoSequencerPort *port
      = seqgo_sequencer_client_create_port (client, "input", SEQGO_PORT_PRESET_SINK, error);

  for (; port != NULL && *senders != NULL; senders++)
    if (!seqgo_sequencer_port_connect_from (port, *senders, error))
      return NULL;
  return port;
}

static void
listen_to (SeqgoSequencerClockFollower *follower, double *bpm)
{
  static const char *const signals[] = { "started", "stopped", "continued", "lost" };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect (follower, signals[i], G_CALLBACK (told_cb), (gpointer) signals[i]);
  g_signal_connect (follower, "notify::bpm", G_CALLBACK (bpm_cb), bpm);
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SeqgoSequencerClient) client = NULL;
  g_autoptr (SeqgoSequencerClockFollower) follower = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;
  SeqgoSequencerPort *port = NULL;
  double              bpm = 0;

  setlocale (LC_ALL, "");
  client = seqgo_sequencer_client_open ("follow-clock", &error);
  if (client != NULL)
    port = open_port (client, argv + 1, &error);
  if (port != NULL)
    follower = seqgo_sequencer_clock_follower_new (port, &error);
  if (follower == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  listen_to (follower, &bpm);
  g_unix_signal_add (SIGINT, interrupted_cb, loop);
  g_unix_signal_add (SIGTERM, interrupted_cb, loop);
  address = seqgo_address_to_string (seqgo_sequencer_port_get_address (port));
  g_print ("listening at %s\n", address);
  g_main_loop_run (loop);
  return 0;
}
