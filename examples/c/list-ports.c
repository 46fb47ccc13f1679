/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Lists the ports that can be connected. */

#include <libseqgo/seqgo.h>
#include <locale.h>

int
main (void)
{
  g_autoptr (SeqgoSequencerClient) client = NULL;
  g_autolist (SeqgoSequencerPortInfo) ports = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  client = seqgo_sequencer_client_open ("list-ports", &error);
  if (client != NULL)
    ports = seqgo_sequencer_client_list_ports (client, SEQGO_PORT_LIST_DEFAULT, &error);
  if (error != NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  for (GList *link = ports; link != NULL; link = link->next)
    {
      g_autofree char *text = seqgo_sequencer_port_info_to_string (link->data);

      g_print ("%s\n", text);
    }
  return 0;
}
