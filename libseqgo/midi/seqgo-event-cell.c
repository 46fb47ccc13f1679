/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The records of the kernel: cells of 28 bytes, whatever reads them. Its header cannot be included
 * together with that of alsa-lib. */

#include "config.h"

#include <glib.h>
#include <sound/asequencer.h>

#include <libseqgo/core/seqgo-time-private.h>
#include <libseqgo/midi/seqgo-event-private.h>

G_STATIC_ASSERT (sizeof (struct snd_seq_event) == SEQGO_EVENT_CELL_SIZE);

G_STATIC_ASSERT (SEQGO_EVENT_FLAG_REAL_TIME == SNDRV_SEQ_TIME_STAMP_REAL);
G_STATIC_ASSERT (SEQGO_EVENT_FLAG_RELATIVE == SNDRV_SEQ_TIME_MODE_REL);
G_STATIC_ASSERT (SEQGO_EVENT_FLAG_VARIABLE == SNDRV_SEQ_EVENT_LENGTH_VARIABLE);
G_STATIC_ASSERT (SEQGO_EVENT_FLAG_HIGH_PRIORITY == SNDRV_SEQ_PRIORITY_HIGH);

static void
decode_data (const struct snd_seq_event *cell, SeqgoEventRecord *record)
{
  switch (seqgo_event_record_get_layout (record))
    {
    case SEQGO_EVENT_LAYOUT_NOTE:
      record->channel = cell->data.note.channel;
      record->off_velocity = cell->data.note.off_velocity;
      record->a = cell->data.note.note;
      record->b = cell->data.note.velocity;
      record->c = cell->data.note.duration;
      break;
    case SEQGO_EVENT_LAYOUT_CONTROL:
      record->channel = cell->data.control.channel;
      record->a = (gint32) cell->data.control.param;
      record->b = cell->data.control.value;
      break;
    case SEQGO_EVENT_LAYOUT_QUEUE:
      record->channel = cell->data.queue.queue;
      record->a = (gint32) cell->data.queue.param.d32[0];
      record->b = (gint32) cell->data.queue.param.d32[1];
      break;
    case SEQGO_EVENT_LAYOUT_ADDRESS:
      record->a = cell->data.addr.client;
      record->b = cell->data.addr.port;
      break;
    case SEQGO_EVENT_LAYOUT_CONNECTION:
      record->a = cell->data.connect.sender.client << 8 | cell->data.connect.sender.port;
      record->b = cell->data.connect.dest.client << 8 | cell->data.connect.dest.port;
      break;
    case SEQGO_EVENT_LAYOUT_RESULT:
      record->a = cell->data.result.event;
      record->b = cell->data.result.result;
      break;
    case SEQGO_EVENT_LAYOUT_EMPTY:
      record->a = record->b = 0;
      break;
    case SEQGO_EVENT_LAYOUT_RAW:
    case SEQGO_EVENT_LAYOUT_PAYLOAD:
      record->a = (gint32) cell->data.raw32.d[0];
      record->b = (gint32) cell->data.raw32.d[1];
      record->c = cell->data.raw32.d[2];
      break;
    case SEQGO_EVENT_LAYOUT_UMP:
      /* The fourth word, if there is one, is beyond the cell. */
      seqgo_event_record_set_words (record, &cell->data, sizeof cell->data);
      break;
    }
}

void
seqgo_event_record_init_from_cell (SeqgoEventRecord *record, gconstpointer data)
{
  const struct snd_seq_event *cell = data;

  record->type = cell->type;
  record->flags = cell->flags;
  record->tag = (guint8) cell->tag;
  record->queue = cell->queue;
  record->source_client = cell->source.client;
  record->source_port = cell->source.port;
  record->destination_client = cell->dest.client;
  record->destination_port = cell->dest.port;
  record->channel = 0;
  record->off_velocity = 0;
  record->reserved = 0;
  record->c = 0;

  if (cell->flags & SEQGO_EVENT_FLAG_REAL_TIME)
    record->time = cell->time.time.tv_sec * SEQGO_NSEC_PER_SEC + cell->time.time.tv_nsec;
  else
    record->time = cell->time.tick;

  if (seqgo_event_record_has_payload (record))
    record->a = record->b = 0;
  else
    decode_data (cell, record);
}
