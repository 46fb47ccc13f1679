/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Waits for a SysEx message, however long, and writes it to a file. */

#include <libseqgo/seqgo.h>
#include <locale.h>

typedef struct
{
  GMainLoop  *loop;
  const char *path;
  GError     *error;
} Receiver;

static void
sysex_cb (SeqgoSequencerPort *port, SeqgoEvent *event, Receiver *receiver)
{
  g_autoptr (GBytes) data = seqgo_event_get_data (event);
  gsize       size;
  const char *bytes = g_bytes_get_data (data, &size);

  if (g_file_set_contents (receiver->path, bytes, (gssize) size, &receiver->error))
    g_print ("received %zu bytes\n", size);
  g_main_loop_quit (receiver->loop);
}

static void
aborted_cb (SeqgoSysexAssembler *assembler, SeqgoEvent *fragment, gpointer user_data)
{
  g_printerr ("A message was broken off\n");
}

static SeqgoSequencerPort *
open_port (SeqgoSequencerClient *client, const char *sender, GError **error)
{
  SeqgoSequencerPort *port
      = seqgo_sequencer_client_create_port (client, "input", SEQGO_PORT_PRESET_SINK, error);

  if (port != NULL && sender != NULL && !seqgo_sequencer_port_connect_from (port, sender, error))
    return NULL;
  return port;
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SeqgoSequencerClient) client = NULL;
  SeqgoSequencerPort *port = NULL;
  Receiver            receiver = { .loop = loop };
  g_autofree char    *address = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (argc < 2 || argc > 3)
    {
      g_printerr ("Usage: receive-sysex FILE [PORT]\n");
      return 1;
    }

  receiver.path = argv[1];
  client = seqgo_sequencer_client_open ("receive-sysex", &error);
  if (client != NULL)
    port = open_port (client, argv[2], &error);
  if (port != NULL)
    {
      g_signal_connect (port, "event::sysex", G_CALLBACK (sysex_cb), &receiver);
      g_signal_connect (seqgo_sequencer_client_get_sysex_assembler (client), "aborted",
                        G_CALLBACK (aborted_cb), NULL);
      address = seqgo_address_to_string (seqgo_sequencer_port_get_address (port));
      g_print ("listening at %s\n", address);
      g_main_loop_run (loop);
      error = g_steal_pointer (&receiver.error);
    }
  if (error != NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
