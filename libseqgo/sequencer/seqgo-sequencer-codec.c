/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/core/seqgo-time-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-codec-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-pool-private.h>

/* The kernel keeps flags of its own in the upper bits of a length. */
#define LENGTH_MASK 0x3fffffffu

G_STATIC_ASSERT (sizeof (snd_seq_event_t) == SEQGO_SEQUENCER_CELL_SIZE);

G_STATIC_ASSERT (SEQGO_EVENT_FLAG_REAL_TIME == SND_SEQ_TIME_STAMP_REAL);
G_STATIC_ASSERT (SEQGO_EVENT_FLAG_RELATIVE == SND_SEQ_TIME_MODE_REL);
G_STATIC_ASSERT (SEQGO_EVENT_FLAG_VARIABLE == SND_SEQ_EVENT_LENGTH_VARIABLE);
G_STATIC_ASSERT (SEQGO_EVENT_FLAG_HIGH_PRIORITY == SND_SEQ_PRIORITY_HIGH);

static void
decode_data (const snd_seq_event_t *event, SeqgoEventRecord *record)
{
  switch ((SeqgoEventLayout) seqgo_event_layouts[event->type])
    {
    case SEQGO_EVENT_LAYOUT_NOTE:
      record->channel = event->data.note.channel;
      record->off_velocity = event->data.note.off_velocity;
      record->a = event->data.note.note;
      record->b = event->data.note.velocity;
      record->c = event->data.note.duration;
      break;
    case SEQGO_EVENT_LAYOUT_CONTROL:
      record->channel = event->data.control.channel;
      record->a = (gint32) event->data.control.param;
      record->b = event->data.control.value;
      break;
    case SEQGO_EVENT_LAYOUT_QUEUE:
      record->channel = event->data.queue.queue;
      record->a = (gint32) event->data.queue.param.d32[0];
      record->b = (gint32) event->data.queue.param.d32[1];
      break;
    case SEQGO_EVENT_LAYOUT_ADDRESS:
      record->a = event->data.addr.client;
      record->b = event->data.addr.port;
      break;
    case SEQGO_EVENT_LAYOUT_CONNECTION:
      record->a = event->data.connect.sender.client << 8 | event->data.connect.sender.port;
      record->b = event->data.connect.dest.client << 8 | event->data.connect.dest.port;
      break;
    case SEQGO_EVENT_LAYOUT_RESULT:
      record->a = event->data.result.event;
      record->b = event->data.result.result;
      break;
    case SEQGO_EVENT_LAYOUT_EMPTY:
      record->a = record->b = 0;
      break;
    case SEQGO_EVENT_LAYOUT_RAW:
    case SEQGO_EVENT_LAYOUT_PAYLOAD:
      record->a = (gint32) event->data.raw32.d[0];
      record->b = (gint32) event->data.raw32.d[1];
      record->c = event->data.raw32.d[2];
      break;
    }
}

guint
seqgo_sequencer_decode (const snd_seq_event_t *event,
                        SeqgoEventRecord      *record,
                        GByteArray            *payloads)
{
  guint size;

  record->type = event->type;
  record->flags = event->flags;
  record->tag = (guint8) event->tag;
  record->queue = event->queue;
  record->source_client = event->source.client;
  record->source_port = event->source.port;
  record->destination_client = event->dest.client;
  record->destination_port = event->dest.port;
  record->channel = 0;
  record->off_velocity = 0;
  record->reserved = 0;
  record->c = 0;

  if (event->flags & SEQGO_EVENT_FLAG_REAL_TIME)
    record->time = event->time.time.tv_sec * SEQGO_NSEC_PER_SEC + event->time.time.tv_nsec;
  else
    record->time = event->time.tick;

  if (!seqgo_event_record_has_payload (record))
    {
      decode_data (event, record);
      return 1;
    }

  size = event->data.ext.len & LENGTH_MASK;
  record->a = (gint32) payloads->len;
  record->b = (gint32) size;
  g_byte_array_append (payloads, event->data.ext.ptr, size);
  return 1 + (size + SEQGO_SEQUENCER_CELL_SIZE - 1) / SEQGO_SEQUENCER_CELL_SIZE;
}

static void
encode_data (const SeqgoEventRecord *record, snd_seq_event_t *event)
{
  switch ((SeqgoEventLayout) seqgo_event_layouts[record->type])
    {
    case SEQGO_EVENT_LAYOUT_NOTE:
      event->data.note.channel = record->channel;
      event->data.note.off_velocity = record->off_velocity;
      event->data.note.note = (guint8) record->a;
      event->data.note.velocity = (guint8) record->b;
      event->data.note.duration = record->c;
      break;
    case SEQGO_EVENT_LAYOUT_CONTROL:
      event->data.control.channel = record->channel;
      event->data.control.param = (guint) record->a;
      event->data.control.value = record->b;
      break;
    case SEQGO_EVENT_LAYOUT_QUEUE:
      event->data.queue.queue = record->channel;
      event->data.queue.param.d32[0] = (guint) record->a;
      event->data.queue.param.d32[1] = (guint) record->b;
      break;
    case SEQGO_EVENT_LAYOUT_ADDRESS:
      event->data.addr.client = (guint8) record->a;
      event->data.addr.port = (guint8) record->b;
      break;
    case SEQGO_EVENT_LAYOUT_CONNECTION:
      event->data.connect.sender.client = (guint8) (record->a >> 8);
      event->data.connect.sender.port = (guint8) record->a;
      event->data.connect.dest.client = (guint8) (record->b >> 8);
      event->data.connect.dest.port = (guint8) record->b;
      break;
    case SEQGO_EVENT_LAYOUT_RESULT:
      event->data.result.event = record->a;
      event->data.result.result = record->b;
      break;
    case SEQGO_EVENT_LAYOUT_EMPTY:
      break;
    case SEQGO_EVENT_LAYOUT_RAW:
    case SEQGO_EVENT_LAYOUT_PAYLOAD:
      event->data.raw32.d[0] = (guint) record->a;
      event->data.raw32.d[1] = (guint) record->b;
      event->data.raw32.d[2] = record->c;
      break;
    }
}

void
seqgo_sequencer_encode (const SeqgoEventRecord *record,
                        const guint8           *payloads,
                        snd_seq_event_t        *event)
{
  *event = (snd_seq_event_t){
    .type = record->type,
    .flags = record->flags,
    .tag = record->tag,
    .queue = record->queue,
    .source = { record->source_client, record->source_port },
    .dest = { record->destination_client, record->destination_port },
  };

  if (record->flags & SEQGO_EVENT_FLAG_REAL_TIME)
    {
      event->time.time.tv_sec = (guint) (record->time / SEQGO_NSEC_PER_SEC);
      event->time.time.tv_nsec = (guint) (record->time % SEQGO_NSEC_PER_SEC);
    }
  else
    {
      event->time.tick = (guint) record->time;
    }

  if (seqgo_event_record_has_payload (record))
    {
      event->data.ext.len = (guint) record->b;
      event->data.ext.ptr = (void *) (payloads + record->a);
    }
  else
    {
      encode_data (record, event);
    }
}
