/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Prints the messages of MIDI 2.0 that it receives from the ports that it is given, and from others
 * that are connected to it, until it is interrupted. */

#include <glib-unix.h>
#include <libseqgo/seqgo.h>
#include <locale.h>
#include <signal.h>

static void
event_cb (SeqgoSequencerPort *port, SeqgoEvent *event, gpointer user_data)
{
  g_autoptr (SeqgoUmp) ump = seqgo_event_get_ump (event);
  g_autofree char *text = seqgo_ump_to_string (ump);

  g_print ("%s\n", text);
}

static gboolean
interrupted_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static SeqgoSequencerPort *
open_port (SeqgoSequencerClient *client, char **sources, GError **error)
{
  SeqgoSequencerPort *port
      = seqgo_sequencer_client_create_port (client, "input", SEQGO_PORT_PRESET_SINK, error);

  if (port == NULL)
    return NULL;
  for (; *sources != NULL; sources++)
    if (!seqgo_sequencer_port_connect_from (port, *sources, error))
      return NULL;
  return port;
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SeqgoSequencerClient) client = NULL;
  SeqgoSequencerPort *port = NULL;
  g_autofree char    *address = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  client = seqgo_sequencer_client_open_full ("ump-monitor", SEQGO_DIRECTION_INPUT,
                                             SEQGO_MIDI_VERSION_UMP_2_0, &error);
  if (client != NULL)
    port = open_port (client, argv + 1, &error);
  if (port == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  g_signal_connect (port, "event::ump", G_CALLBACK (event_cb), NULL);
  g_unix_signal_add (SIGINT, interrupted_cb, loop);
  g_unix_signal_add (SIGTERM, interrupted_cb, loop);

  address = seqgo_address_to_string (seqgo_sequencer_port_get_address (port));
  g_print ("listening at %s\n", address);
  g_main_loop_run (loop);
  return 0;
}
