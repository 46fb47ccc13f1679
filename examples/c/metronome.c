/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Clicks for so many bars (4), to a port if it is given one; a second one joins in on its beat. */

#include <libseqgo/seqgo.h>
#include <locale.h>

#define NAME "metronome"
#define DRUMS 9
#define HIGH_WOOD_BLOCK 76
#define LOW_WOOD_BLOCK 77
#define BEATS 4

/* The queue of the metronome that clicks already, or a new one. */
static SeqgoSequencerQueue *
get_queue (SeqgoSequencerClient *client, gboolean *is_new, GError **error)
{
  g_autolist (SeqgoSequencerQueueInfo) queues = seqgo_sequencer_client_list_queues (client, NULL);
  SeqgoSequencerQueue *queue;

  *is_new = FALSE;
  for (GList *link = queues; link != NULL; link = link->next)
    if (g_str_equal (seqgo_sequencer_queue_info_get_name (link->data), NAME))
      return seqgo_sequencer_client_open_queue (
          client, seqgo_sequencer_queue_info_get_id (link->data), error);

  *is_new = TRUE;
  queue = seqgo_sequencer_client_create_queue (client, NAME, error);
  if (queue == NULL || !seqgo_sequencer_queue_set_bpm (queue, 120, error)
      || !seqgo_sequencer_queue_start (queue, error))
    return NULL;
  return queue;
}

static gboolean
find_next_bar (SeqgoSequencerQueue *queue, guint32 *tick, GError **error)
{
  guint32 bar = BEATS * seqgo_sequencer_queue_get_ppq (queue);
  g_autoptr (SeqgoSequencerQueueStatus) status = seqgo_sequencer_queue_get_status (queue, error);

  if (status == NULL)
    return FALSE;

  *tick = (seqgo_sequencer_queue_status_get_tick (status) / bar + 1) * bar;
  return TRUE;
}

static gboolean
click (SeqgoSequencerPort  *port,
       SeqgoSequencerQueue *queue,
       guint8               note,
       guint                n_beats,
       guint32              first,
       GError             **error)
{
  g_autoptr (SeqgoSequencerBuffer) buffer = seqgo_sequencer_buffer_new (port);
  guint8 id = seqgo_sequencer_queue_get_id (queue);
  guint  ppq = seqgo_sequencer_queue_get_ppq (queue);

  for (guint beat = 0; beat < n_beats; beat++)
    {
      g_autoptr (SeqgoEvent) event
          = seqgo_event_new_note (DRUMS, note, beat % BEATS == 0 ? 100 : 60, ppq / 4);
      g_autoptr (SeqgoEvent) scheduled = seqgo_event_at_tick (event, id, first + beat * ppq);

      seqgo_sequencer_buffer_add (buffer, scheduled);
    }
  return seqgo_sequencer_buffer_flush (buffer, error)
         && seqgo_sequencer_queue_sync (queue, -1, NULL, error);
}

static gboolean
run (SeqgoSequencerClient *client, guint n_bars, const char *target, GError **error)
{
  SeqgoSequencerPort *port
      = seqgo_sequencer_client_create_port (client, "output", SEQGO_PORT_PRESET_SOURCE, error);
  SeqgoSequencerQueue *queue;
  g_autofree char     *address = NULL;
  gboolean             is_new;
  guint32              first = 0;

  if (port == NULL || (target != NULL && !seqgo_sequencer_port_connect_to (port, target, error)))
    return FALSE;
  queue = get_queue (client, &is_new, error);
  if (queue == NULL)
    return FALSE;

  address = seqgo_address_to_string (seqgo_sequencer_port_get_address (port));
  g_print ("%s queue %u from %s\n", is_new ? "leading" : "following",
           seqgo_sequencer_queue_get_id (queue), address);
  return (is_new || find_next_bar (queue, &first, error))
         && click (port, queue, is_new ? HIGH_WOOD_BLOCK : LOW_WOOD_BLOCK, n_bars * BEATS, first,
                   error);
}

int
main (int argc, char **argv)
{
  g_autoptr (SeqgoSequencerClient) client = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  client = seqgo_sequencer_client_open (NAME, &error);
  if (client == NULL
      || !run (client, argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 4,
               argc > 2 ? argv[2] : NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
