/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <string.h>

#include <libseqgo/core/seqgo-time-private.h>
#include <libseqgo/midi/seqgo-ump-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-codec-private.h>

/* The kernel keeps flags of its own in the upper bits of a length. */
#define LENGTH_MASK 0x3fffffffu

G_STATIC_ASSERT (sizeof (snd_seq_event_t) == SEQGO_EVENT_CELL_SIZE);
G_STATIC_ASSERT (G_STRUCT_OFFSET (snd_seq_event_t, data)
                 == G_STRUCT_OFFSET (SeqgoEventRecord, channel));

guint
seqgo_sequencer_decode (const snd_seq_event_t *event,
                        gsize                  cell_size,
                        SeqgoEventRecord      *record,
                        GByteArray            *payloads)
{
  guint size;

  seqgo_event_record_init_from_cell (record, event);
  record->flags &= (guint8) ~SEQGO_EVENT_FLAG_ORIGIN_MASK;
  record->flags |= SEQGO_EVENT_FLAG_RECEIVED;
  if (seqgo_event_record_is_ump (record))
    seqgo_event_record_set_words (record, &event->data, SEQGO_UMP_MAX_WORDS * sizeof (guint32));
  if (!seqgo_event_record_has_payload (record))
    return 1;

  size = event->data.ext.len & LENGTH_MASK;
  record->a = (gint32) payloads->len;
  record->b = (gint32) size;
  g_byte_array_append (payloads, event->data.ext.ptr, size);
  return 1 + (guint) ((size + cell_size - 1) / cell_size);
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
    case SEQGO_EVENT_LAYOUT_UMP:
      event->data.raw32.d[0] = (guint) record->a;
      event->data.raw32.d[1] = (guint) record->b;
      event->data.raw32.d[2] = record->c;
      break;
    }
}

void
seqgo_sequencer_encode (const SeqgoEventRecord *record,
                        const guint8           *payloads,
                        SeqgoSequencerPacket   *packet)
{
  snd_seq_event_t *event = &packet->event;

  *event = (snd_seq_event_t){
    .type = record->type,
    .flags = (guint8) (record->flags & ~SEQGO_EVENT_FLAG_ORIGIN_MASK),
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

  if (seqgo_event_record_is_ump (record))
    {
      memcpy (packet->bytes + G_STRUCT_OFFSET (SeqgoEventRecord, channel),
              seqgo_event_record_get_words (record), SEQGO_UMP_MAX_WORDS * sizeof (guint32));
    }
  else if (seqgo_event_record_has_payload (record))
    {
      event->data.ext.len = (guint) record->b;
      event->data.ext.ptr = (void *) (payloads + record->a);
    }
  else
    {
      encode_data (record, event);
    }
}
