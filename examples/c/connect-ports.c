/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Connects two ports of other programs. */

#include <libseqgo/seqgo.h>
#include <locale.h>

static gboolean
connect_ports (const char *sender_name, const char *receiver_name, GError **error)
{
  g_autoptr (SeqgoSequencerClient) client = NULL;
  g_autoptr (SeqgoAddress) sender = NULL;
  g_autoptr (SeqgoAddress) receiver = NULL;

  client = seqgo_sequencer_client_open ("connect-ports", error);
  if (client == NULL)
    return FALSE;

  sender = seqgo_sequencer_client_find_address (client, sender_name, SEQGO_DIRECTION_INPUT, error);
  if (sender == NULL)
    return FALSE;
  receiver
      = seqgo_sequencer_client_find_address (client, receiver_name, SEQGO_DIRECTION_OUTPUT, error);
  if (receiver == NULL)
    return FALSE;
  return seqgo_sequencer_client_connect_ports (client, sender, receiver, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (argc != 3)
    {
      g_printerr ("Usage: connect-ports SENDER RECEIVER\n");
      return 1;
    }
  if (!connect_ports (argv[1], argv[2], &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_print ("connected %s to %s\n", argv[1], argv[2]);
  return 0;
}
