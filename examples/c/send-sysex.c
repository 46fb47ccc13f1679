/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Sends a file of SysEx to a port, in parts and no faster than it is taken. */

#include <libseqgo/seqgo.h>
#include <locale.h>

static void
show_progress_cb (SeqgoSequencerTransfer *transfer, GParamSpec *pspec, gpointer user_data)
{
  GBytes *data = seqgo_sequencer_transfer_get_data (transfer);

  g_print ("\r%u of %zu bytes", seqgo_sequencer_transfer_get_n_sent (transfer),
           g_bytes_get_size (data));
}

static gboolean
send_file (const char *path, const char *receiver, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GBytes) data = g_file_load_bytes (file, NULL, NULL, error);
  g_autoptr (SeqgoSequencerClient) client = NULL;
  g_autoptr (SeqgoSequencerTransfer) transfer = NULL;
  SeqgoSequencerPort *port;

  if (data == NULL)
    return FALSE;
  client = seqgo_sequencer_client_open ("send-sysex", error);
  if (client == NULL)
    return FALSE;
  port = seqgo_sequencer_client_create_port (client, "output", SEQGO_PORT_PRESET_SOURCE, error);
  if (port == NULL || !seqgo_sequencer_port_connect_to (port, receiver, error))
    return FALSE;
  transfer = seqgo_sequencer_transfer_new (port, data, error);
  if (transfer == NULL)
    return FALSE;

  g_signal_connect (transfer, "notify::n-sent", G_CALLBACK (show_progress_cb), NULL);
  if (!seqgo_sequencer_transfer_run (transfer, -1, NULL, error))
    return FALSE;
  g_print ("\n");
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (argc != 3)
    {
      g_printerr ("Usage: send-sysex FILE PORT\n");
      return 1;
    }
  if (!send_file (argv[1], argv[2], &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
