/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-codec-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-output-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-pool-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-queued-private.h>

/* What goes through one call of seqgo_sequencer_output(), with the handle locked. */
typedef struct
{
  SeqgoSequencerHandle   *handle;
  guint8                  source_port;
  const SeqgoEventRecord *records;
  guint                   n_records;
  const guint8           *payloads;
  /* Looked up when it matters first. */
  gboolean knows_subscribers;
  gboolean has_several_subscribers;
} Output;

static gboolean
is_for_subscribers (const SeqgoEventRecord *record)
{
  return record->destination_client == SEQGO_CLIENT_ID_SUBSCRIBERS;
}

static gboolean
is_queued (const SeqgoEventRecord *record)
{
  return record->queue != SEQGO_QUEUE_ID_DIRECT;
}

static gboolean
port_exists (snd_seq_t *seq, guint8 client_id, guint8 port_id)
{
  snd_seq_port_info_t *info;

  snd_seq_port_info_alloca (&info);
  return snd_seq_get_any_port_info (seq, client_id, port_id, info) >= 0;
}

static char *
describe (const SeqgoEventRecord *record, guint index, guint n_records)
{
  const char      *nick = g_quark_to_string (seqgo_event_record_get_quark (record));
  g_autofree char *type
      = nick != NULL ? g_strdup (nick) : g_strdup_printf ("type %u", record->type);
  g_autofree char *receiver
      = is_for_subscribers (record)
            ? g_strdup ("the connected ports")
            : g_strdup_printf ("%u:%u", record->destination_client, record->destination_port);

  if (n_records == 1)
    return g_strdup_printf ("Cannot send %s to %s", type, receiver);
  return g_strdup_printf ("Cannot send event %u of %u, %s to %s", index + 1, n_records, type,
                          receiver);
}

static const char *
explain_invalid (const SeqgoEventRecord *record)
{
  if (record->type == SEQGO_EVENT_TYPE_NOTE && !is_queued (record))
    return "a note with a duration needs a queue, which ends it; see Event.at_tick()";
  if (is_queued (record))
    return "the kernel refuses it; is there such a queue, and does the client use it?";
  return "the kernel refuses it; is the type one that can be sent, and is the port open?";
}

/* What the negative errno @result of a write means for the record that it stopped at. */
static void
set_send_error (const Output *output, guint index, int result, GError **error)
{
  static const SeqgoSequencerCause direct_causes[] = {
    { EAGAIN, SEQGO_SEQUENCER_ERROR_RECEIVER_FULL,
      "a receiver does not read its events, and its pool is full" },
    { ENOMEM, SEQGO_SEQUENCER_ERROR_PAYLOAD_TOO_LARGE, "it is larger than the pool of a receiver" },
    { EMLINK, SEQGO_SEQUENCER_ERROR_LOOP, "the ports are connected in a circle" },
    { ENOENT, SEQGO_SEQUENCER_ERROR_UNDELIVERABLE,
      "a receiver filters such events, or has just gone; others may have received it" },
    { 0 },
  };
  static const SeqgoSequencerCause queued_causes[] = {
    { EAGAIN, SEQGO_SEQUENCER_ERROR_POOL_FULL,
      "too many events wait in queues; wait, or enlarge the client's output pool" },
    { ENOMEM, SEQGO_SEQUENCER_ERROR_PAYLOAD_TOO_LARGE,
      "it is larger than the client's output pool" },
    { 0 },
  };
  const SeqgoEventRecord *record = &output->records[index];
  g_autofree char        *operation = describe (record, index, output->n_records);

  if (result == -EINVAL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s: %s", operation,
                 explain_invalid (record));
  else if (result == -ENOENT && !is_for_subscribers (record)
           && !port_exists (output->handle->seq, record->destination_client,
                            record->destination_port))
    g_set_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE,
                 "%s: there is no such port; it may have gone", operation);
  else
    seqgo_sequencer_set_error (error, result, is_queued (record) ? queued_causes : direct_causes,
                               "%s", operation);
}

/* A message that does not fit into the pool of its receiver would be lost there together with
 * the next one, so it must not even be tried. */
static gboolean
check_receiver (const Output *output, guint index, guint8 client_id, GError **error)
{
  SeqgoSequencerPool pool;
  guint              size = (guint) output->records[index].b;
  guint              max_size;

  if (!seqgo_sequencer_pool_read (&pool, output->handle->fd, client_id) || pool.input_size == 0)
    return TRUE;

  max_size = (pool.input_size - 1) * SEQGO_EVENT_CELL_SIZE;
  if (size <= max_size)
    return TRUE;

  g_set_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_PAYLOAD_TOO_LARGE,
               "Cannot send %u bytes to client %u: its input pool takes %u bytes at the most; "
               "enlarge that pool, or send smaller parts",
               size, client_id, max_size);
  return FALSE;
}

static gboolean
check_subscribers (const Output *output, guint index, GError **error)
{
  guint8 client_id;

  for (guint i = 0;
       seqgo_sequencer_handle_get_subscriber (output->handle, output->source_port, i, &client_id);
       i++)
    if (!check_receiver (output, index, client_id, error))
      return FALSE;
  return TRUE;
}

/* alsa-lib would take the mark of a packet away and send its words as something else. */
static gboolean
check_ump (const Output *output, guint index, GError **error)
{
  g_autofree char *operation = NULL;

  if (!seqgo_event_record_is_ump (&output->records[index])
      || output->handle->midi_version != SEQGO_MIDI_VERSION_LEGACY)
    return TRUE;

  operation = describe (&output->records[index], index, output->n_records);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "%s: the client was not opened for MIDI 2.0; see SequencerClient.open_full()",
               operation);
  return FALSE;
}

static gboolean
check_payload (const Output *output, guint index, GError **error)
{
  const SeqgoEventRecord *record = &output->records[index];

  if (!check_ump (output, index, error))
    return FALSE;

  if (!seqgo_event_record_has_payload (record))
    return TRUE;
  if (is_for_subscribers (record))
    return check_subscribers (output, index, error);
  return check_receiver (output, index, record->destination_client, error);
}

static gsize
get_event_size (const SeqgoEventRecord *record)
{
  if (seqgo_event_record_is_ump (record))
    return sizeof (SeqgoSequencerPacket);
  return sizeof (snd_seq_event_t)
         + (seqgo_event_record_has_payload (record) ? (gsize) record->b : 0);
}

static int
append (const Output *output, guint index)
{
  SeqgoSequencerPacket packet;

  seqgo_sequencer_encode (&output->records[index], output->payloads, &packet);
  packet.event.source.port = output->source_port;
  return snd_seq_event_output_buffer (output->handle->seq, &packet.event);
}

/* For the few events that the buffer cannot hold. */
static int
send_directly (const Output *output, guint index)
{
  SeqgoSequencerPacket packet;
  int                  result;

  seqgo_sequencer_encode (&output->records[index], output->payloads, &packet);
  packet.event.source.port = output->source_port;
  result = snd_seq_event_output_direct (output->handle->seq, &packet.event);
  return MIN (result, 0);
}

/* Writes what is buffered, the records from @first up to @end. Returns how many of them were
 * written, and in @result why it stopped. */
static guint
drain (const Output *output, guint first, guint end, int *result)
{
  snd_seq_t *seq = output->handle->seq;
  gsize      rest;

  /* alsa-lib 1.2.15 returned the bytes that are left although it could go on. */
  do
    *result = snd_seq_drain_output (seq);
  while (*result > 0);

  rest = (gsize) snd_seq_event_output_pending (seq);
  snd_seq_drop_output_buffer (seq);
  while (rest > 0 && end > first)
    {
      gsize size = get_event_size (&output->records[--end]);

      rest -= MIN (rest, size);
    }
  return end - first;
}

/* A write stops in front of an event that a receiver has no room for, though the others have got
 * it. To learn why, the event is written once more: alone it is not. */
static gboolean
must_go_alone (Output *output, const SeqgoEventRecord *record)
{
  guint8 second;

  if (!is_for_subscribers (record) || is_queued (record))
    return FALSE;
  if (!output->knows_subscribers)
    output->has_several_subscribers
        = seqgo_sequencer_handle_get_subscriber (output->handle, output->source_port, 1, &second);
  output->knows_subscribers = TRUE;
  return output->has_several_subscribers;
}

/* Buffers and writes as many records as the buffer holds, at least one. */
static int
send_some (Output *output, guint *n_sent, GError **error)
{
  guint first = *n_sent, end = first;
  int   result = 0;

  for (; end < output->n_records; end++)
    {
      if (!check_payload (output, end, error))
        {
          if (end > first)
            {
              /* What comes before it goes out first. */
              g_clear_error (error);
              break;
            }
          return -EMSGSIZE;
        }
      if (must_go_alone (output, &output->records[end]))
        break;
      result = append (output, end);
      if (result < 0)
        break;
    }

  if (end == first)
    {
      result = send_directly (output, first);
      if (result >= 0)
        end++;
    }
  else
    {
      end = first + drain (output, first, end, &result);
    }

  seqgo_sequencer_note_queued (output->handle, &output->records[first], end - first);
  *n_sent = end;
  if (result < 0)
    set_send_error (output, end, result, error);
  return result;
}

gboolean
seqgo_sequencer_output (SeqgoSequencerHandle   *handle,
                        guint8                  source_port,
                        const SeqgoEventRecord *records,
                        guint                   n_records,
                        const guint8           *payloads,
                        guint                  *n_sent,
                        GError                **error)
{
  Output output = { handle, source_port, records, n_records, payloads };
  int    result = 0;

  if (!seqgo_sequencer_handle_check_direction (handle, SEQGO_DIRECTION_OUTPUT, error)
      || seqgo_sequencer_handle_lock (handle, error) == NULL)
    return FALSE;

  /* A single one goes alone anyway. */
  output.knows_subscribers = n_records - *n_sent <= 1;
  while (*n_sent < n_records && result >= 0)
    result = send_some (&output, n_sent, error);

  seqgo_sequencer_handle_unlock (handle);
  return result >= 0;
}
