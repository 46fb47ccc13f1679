/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Prints the ports that there are, and then those that come and go, until it is interrupted. */

#include <glib-unix.h>
#include <libseqgo/seqgo.h>
#include <locale.h>
#include <signal.h>

static void
print_port (const char *sign, SeqgoSequencerPortInfo *port)
{
  g_autofree char *text = seqgo_sequencer_port_info_to_string (port);

  g_print ("%s %s\n", sign, text);
}

static void
port_added_cb (SeqgoSequencerRegistry *registry, SeqgoSequencerPortInfo *port, gpointer user_data)
{
  print_port ("+", port);
}

static void
port_removed_cb (SeqgoSequencerRegistry *registry, SeqgoSequencerPortInfo *port, gpointer user_data)
{
  print_port ("-", port);
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
  g_autolist (SeqgoSequencerPortInfo) ports = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  registry = seqgo_sequencer_registry_open (&error);
  if (registry == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  ports = seqgo_sequencer_registry_list_ports (registry, SEQGO_PORT_LIST_DEFAULT);
  for (GList *link = ports; link != NULL; link = link->next)
    print_port ("+", link->data);

  g_signal_connect (registry, "port-added", G_CALLBACK (port_added_cb), NULL);
  g_signal_connect (registry, "port-removed", G_CALLBACK (port_removed_cb), NULL);
  g_unix_signal_add (SIGINT, interrupted_cb, loop);
  g_unix_signal_add (SIGTERM, interrupted_cb, loop);
  g_main_loop_run (loop);
  return 0;
}
