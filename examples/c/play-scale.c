/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Plays the scale of C major, to a port if it is given one. */

#include <libseqgo/seqgo.h>
#include <locale.h>

static const guint8 scale[] = { 60, 62, 64, 65, 67, 69, 71, 72 };

static SeqgoSequencerPort *
open_port (SeqgoSequencerClient *client, const char *target, GError **error)
{
  SeqgoSequencerPort *port
      = seqgo_sequencer_client_create_port (client, "output", SEQGO_PORT_PRESET_SOURCE, error);

  if (port == NULL || (target != NULL && !seqgo_sequencer_port_connect_to (port, target, error)))
    return NULL;
  return port;
}

static gboolean
play (SeqgoSequencerPort *port, SeqgoSequencerQueue *queue, GError **error)
{
  guint half_beat = seqgo_sequencer_queue_get_ppq (queue) / 2;

  if (!seqgo_sequencer_queue_set_bpm (queue, 120, error)
      || !seqgo_sequencer_queue_start (queue, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (scale); i++)
    {
      g_autoptr (SeqgoEvent) note = seqgo_event_new_note (0, scale[i], 100, half_beat);
      g_autoptr (SeqgoEvent) event
          = seqgo_event_at_tick (note, seqgo_sequencer_queue_get_id (queue), i * half_beat);

      if (!seqgo_sequencer_port_send (port, event, error))
        return FALSE;
    }
  return seqgo_sequencer_queue_sync (queue, -1, NULL, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (SeqgoSequencerClient) client = NULL;
  SeqgoSequencerPort  *port = NULL;
  SeqgoSequencerQueue *queue = NULL;
  g_autofree char     *address = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  client = seqgo_sequencer_client_open ("play-scale", &error);
  if (client != NULL)
    port = open_port (client, argv[1], &error);
  if (port != NULL)
    queue = seqgo_sequencer_client_create_queue (client, "scale", &error);
  if (queue != NULL)
    {
      address = seqgo_address_to_string (seqgo_sequencer_port_get_address (port));
      g_print ("playing C major from %s\n", address);
      play (port, queue, &error);
    }

  if (error != NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
