/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What a client has put on queues. The kernel tells only how many events of all clients wait. */

#include "config.h"

#include <libseqgo/core/seqgo-time-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-queued-private.h>

#define NSEC_PER_MSEC G_GINT64_CONSTANT (1000000)

/* Where a queue is, asked for once. */
typedef struct
{
  guint8 queue;
  gint64 tick;
  gint64 time;
} Position;

static void
ask_position (SeqgoSequencerHandle *handle, guint8 queue, Position *position)
{
  snd_seq_queue_status_t    *status;
  const snd_seq_real_time_t *time;

  if (position->queue == queue)
    return;

  position->queue = queue;
  position->tick = position->time = 0;
  snd_seq_queue_status_alloca (&status);
  if (snd_seq_get_queue_status (handle->seq, queue, status) < 0)
    return;

  time = snd_seq_queue_status_get_real_time (status);
  position->tick = snd_seq_queue_status_get_tick_time (status);
  position->time = time->tv_sec * SEQGO_NSEC_PER_SEC + time->tv_nsec;
}

static void
note_receiver (SeqgoQueueReach *reach, const SeqgoEventRecord *record)
{
  guint receiver = record->destination_client << 8 | record->destination_port;

  if (reach->receivers == NULL)
    reach->receivers = g_hash_table_new (NULL, NULL);
  else if (reach->last_receiver == receiver)
    return;

  reach->last_receiver = receiver;
  g_hash_table_add (reach->receivers, GUINT_TO_POINTER (receiver));
}

static void
note_one (SeqgoSequencerHandle *handle, const SeqgoEventRecord *record, Position *position)
{
  SeqgoQueueReach *reach = &handle->reach[record->queue];
  gint64           duration = record->type == SEQGO_EVENT_TYPE_NOTE ? record->c : 0;
  gint64           start_tick = 0, start_time = 0;

  note_receiver (reach, record);

  /* The kernel has counted from where the queue was then; it can only be further now. */
  if (record->flags & SEQGO_EVENT_FLAG_RELATIVE)
    {
      ask_position (handle, record->queue, position);
      start_tick = position->tick;
      start_time = position->time;
    }

  if (record->flags & SEQGO_EVENT_FLAG_REAL_TIME)
    reach->last_time = MAX (reach->last_time, start_time + record->time + duration * NSEC_PER_MSEC);
  else
    reach->last_tick = MAX (reach->last_tick, start_tick + record->time + duration);
}

void
seqgo_sequencer_note_queued (SeqgoSequencerHandle   *handle,
                             const SeqgoEventRecord *records,
                             guint                   n_records)
{
  Position position = { SEQGO_QUEUE_ID_DIRECT, 0, 0 };

  for (const SeqgoEventRecord *record = records; record < records + n_records; record++)
    {
      /* To start a queue throws away what waits in it. */
      if (record->queue == SEQGO_QUEUE_ID_DIRECT && record->type == SEQGO_EVENT_TYPE_START
          && record->destination_client == SEQGO_CLIENT_ID_SYSTEM
          && record->channel < SEQGO_N_QUEUES)
        seqgo_sequencer_forget_queued (handle, record->channel);

      if (record->queue < SEQGO_N_QUEUES)
        {
          handle->has_queued = TRUE;
          note_one (handle, record, &position);
        }
    }
}

void
seqgo_sequencer_forget_queued (SeqgoSequencerHandle *handle, guint8 queue)
{
  g_clear_pointer (&handle->reach[queue].receivers, g_hash_table_unref);
  handle->reach[queue] = (SeqgoQueueReach){ -1, -1, NULL, 0 };
}

gboolean
seqgo_sequencer_may_have_queued (SeqgoSequencerHandle *handle, guint8 queue, gboolean is_real_time)
{
  const SeqgoQueueReach *reach = &handle->reach[queue];
  Position               position = { SEQGO_QUEUE_ID_DIRECT, 0, 0 };

  if ((is_real_time ? reach->last_time : reach->last_tick) < 0)
    return FALSE;

  ask_position (handle, queue, &position);
  return is_real_time ? reach->last_time >= position.time : reach->last_tick >= position.tick;
}
