/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Keeps ports connected that fit two names or patterns, until it is interrupted. */

#include <glib-unix.h>
#include <libseqgo/seqgo.h>
#include <locale.h>
#include <signal.h>

static void
connected_cb (SeqgoSequencerAutoConnect *auto_connect,
              SeqgoSequencerPortInfo    *sender,
              SeqgoSequencerPortInfo    *receiver,
              gpointer                   user_data)
{
  g_autofree char *from = seqgo_sequencer_port_info_to_string (sender);
  g_autofree char *to = seqgo_sequencer_port_info_to_string (receiver);

  g_print ("connected %s to %s\n", from, to);
}

static void
failed_cb (SeqgoSequencerAutoConnect *auto_connect,
           SeqgoSequencerPortInfo    *sender,
           SeqgoSequencerPortInfo    *receiver,
           GError                    *error,
           gpointer                   user_data)
{
  g_printerr ("%s\n", error->message);
}

static gboolean
interrupted_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SeqgoSequencerRegistry) registry = NULL;
  SeqgoSequencerAutoConnect *auto_connect = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (argc != 3)
    {
      g_printerr ("Usage: auto-connect SENDER RECEIVER\n");
      return 1;
    }
  registry = seqgo_sequencer_registry_open (&error);
  if (registry != NULL)
    auto_connect = seqgo_sequencer_registry_auto_connect (registry, argv[1], argv[2], &error);
  if (auto_connect == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  g_signal_connect (auto_connect, "connected", G_CALLBACK (connected_cb), NULL);
  g_signal_connect (auto_connect, "failed", G_CALLBACK (failed_cb), NULL);
  g_unix_signal_add (SIGINT, interrupted_cb, loop);
  g_unix_signal_add (SIGTERM, interrupted_cb, loop);
  g_print ("connecting %s to %s\n", argv[1], argv[2]);
  g_main_loop_run (loop);
  return 0;
}
