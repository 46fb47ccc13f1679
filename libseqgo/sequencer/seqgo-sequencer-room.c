/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How much room the receivers have, looked up before anything is sent. To send and see is no way:
 * a receiver that was full loses all that waits for it, and the others have got the event, so that
 * to send it again would double it. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-pool-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-room-private.h>

#define N_CLIENTS 256

/* The part of a pool that is left to other senders. */
#define MARGIN_DIVISOR 8

/* How many parts of a message go into a pool. Several, so that the receiver has something to read
 * while the sender waits, and that the margin is left. */
#define PARTS_IN_POOL 4

/* The largest pool there is. */
#define MAX_POOL_SIZE 2000

/* The buffer of a driver has 4096 bytes, and others write to it. */
#define DRIVER_PART_SIZE 256

typedef struct
{
  gboolean is_known;
  /* In cells; the size of a driver's pool is 0. */
  guint size;
  guint free;
  guint used;
  /* How many of its ports are connected to the sending one. */
  guint n_subscribers;
} Receiver;

typedef struct
{
  SeqgoSequencerHandle *handle;
  guint8                source_port;
  gboolean              knows_subscribers;
  Receiver              receivers[N_CLIENTS];
} Room;

static void
find_subscribers (Room *room)
{
  guint8 client_id;

  for (guint i = 0;
       seqgo_sequencer_handle_get_subscriber (room->handle, room->source_port, i, &client_id); i++)
    room->receivers[client_id].n_subscribers++;
  room->knows_subscribers = TRUE;
}

static Receiver *
get_receiver (Room *room, guint client_id)
{
  Receiver          *receiver = &room->receivers[client_id];
  SeqgoSequencerPool pool;

  if (!receiver->is_known
      && seqgo_sequencer_pool_read (&pool, room->handle->fd, (guint8) client_id))
    {
      receiver->size = pool.input_size;
      receiver->free = pool.input_free;
    }
  receiver->is_known = TRUE;
  return receiver;
}

static guint
count_cells (const SeqgoEventRecord *record)
{
  if (!seqgo_event_record_has_payload (record))
    return 1;
  return 1 + ((guint) record->b + SEQGO_EVENT_CELL_SIZE - 1) / SEQGO_EVENT_CELL_SIZE;
}

/* What is larger than the whole pool is left to seqgo_sequencer_output(), which refuses it. */
static gboolean
has_room (const Receiver *receiver, guint n_cells, guint n_copies)
{
  guint margin = receiver->size / MARGIN_DIVISOR;
  guint needed = receiver->used + n_cells * n_copies;

  if (receiver->size == 0 || n_cells > receiver->size || needed + margin <= receiver->free)
    return TRUE;
  return receiver->free == receiver->size && receiver->used == 0 && needed <= receiver->size;
}

static gboolean
can_ever_have_room (const Receiver *receiver,
                    guint           client_id,
                    guint           n_cells,
                    guint           n_copies,
                    GError        **error)
{
  if (receiver->size == 0 || n_cells > receiver->size || n_cells * n_copies <= receiver->size)
    return TRUE;

  g_set_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_PAYLOAD_TOO_LARGE,
               "Cannot send %u times %u bytes to client %u, once for each of its ports that are "
               "connected: its input pool holds %u bytes; enlarge that pool, or send smaller parts",
               n_copies, (n_cells - 1) * SEQGO_EVENT_CELL_SIZE, client_id,
               receiver->size * SEQGO_EVENT_CELL_SIZE);
  return FALSE;
}

/* Puts a record where there is room for it. Sets @fits if there is. */
static gboolean
put (Room *room, const SeqgoEventRecord *record, gboolean *fits, GError **error)
{
  gboolean for_all = record->destination_client == SEQGO_CLIENT_ID_SUBSCRIBERS;
  guint    first = for_all ? 0 : record->destination_client;
  guint    last = for_all ? N_CLIENTS - 1 : record->destination_client;
  guint    n_cells = count_cells (record);

  if (for_all && !room->knows_subscribers)
    find_subscribers (room);

  *fits = TRUE;
  for (guint pass = 0; pass < 2 && *fits; pass++)
    for (guint id = first; id <= last && *fits; id++)
      {
        guint     n_copies = for_all ? room->receivers[id].n_subscribers : 1;
        Receiver *receiver;

        if (n_copies == 0)
          continue;
        receiver = get_receiver (room, id);
        if (pass == 1)
          receiver->used += n_cells * n_copies;
        else if (!can_ever_have_room (receiver, id, n_cells, n_copies, error))
          return FALSE;
        else
          *fits = has_room (receiver, n_cells, n_copies);
      }
  return TRUE;
}

gboolean
seqgo_sequencer_room_count (SeqgoSequencerHandle   *handle,
                            guint8                  source_port,
                            const SeqgoEventRecord *records,
                            guint                   n_records,
                            guint                  *n_fitting,
                            GError                **error)
{
  g_autofree Room *room = g_new0 (Room, 1);
  gboolean         fits = TRUE, result = TRUE;

  *n_fitting = 0;
  if (seqgo_sequencer_handle_lock (handle, error) == NULL)
    return FALSE;

  room->handle = handle;
  room->source_port = source_port;
  while (*n_fitting < n_records && fits)
    {
      g_autoptr (GError) put_error = NULL;
      const SeqgoEventRecord *record = &records[*n_fitting];

      if (record->queue == SEQGO_QUEUE_ID_DIRECT && !put (room, record, &fits, &put_error))
        {
          /* What comes before it goes out first. */
          result = *n_fitting > 0;
          if (!result)
            g_propagate_error (error, g_steal_pointer (&put_error));
          break;
        }
      *n_fitting += fits ? 1 : 0;
    }
  seqgo_sequencer_handle_unlock (handle);
  return result;
}

gboolean
seqgo_sequencer_room_get_part_size (SeqgoSequencerHandle *handle,
                                    guint8                source_port,
                                    guint                *size,
                                    gboolean             *has_driver,
                                    GError              **error)
{
  g_autofree Room *room = g_new0 (Room, 1);
  guint            n_cells = MAX_POOL_SIZE / PARTS_IN_POOL;

  if (seqgo_sequencer_handle_lock (handle, error) == NULL)
    return FALSE;

  room->handle = handle;
  room->source_port = source_port;
  *has_driver = FALSE;
  find_subscribers (room);
  for (guint id = 0; id < N_CLIENTS; id++)
    if (room->receivers[id].n_subscribers > 0)
      {
        Receiver *receiver = get_receiver (room, id);

        if (receiver->size > 0)
          n_cells = MIN (n_cells, receiver->size / PARTS_IN_POOL / receiver->n_subscribers);
        else
          *has_driver = TRUE;
      }
  seqgo_sequencer_handle_unlock (handle);

  *size = MAX (n_cells, 2) - 1;
  *size *= SEQGO_EVENT_CELL_SIZE;
  if (*has_driver)
    *size = MIN (*size, DRIVER_PART_SIZE);
  return TRUE;
}
