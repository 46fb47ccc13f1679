/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How a SeqgoRtpBridge carries events between the network and the sequencer. */

#include "config.h"

#include <libseqgo/bridge/seqgo-rtp-bridge-private.h>
#include <libseqgo/midi/seqgo-event-midi-private.h>
#include <libseqgo/midi/seqgo-midi-message-private.h>

static guint8
get_port_id (SeqgoRtpBridge *self)
{
  return seqgo_sequencer_port_get_id (seqgo_rtp_bridge_output_get_port (self->output));
}

static void
session_batch_cb (SeqgoRtpSession *session,
                  SeqgoRtpPeer    *peer,
                  SeqgoEventBatch *batch,
                  SeqgoRtpBridge  *self)
{
  guint                   n_records;
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (batch, &n_records);
  g_autoptr (GBytes) payloads = seqgo_event_batch_get_payloads (batch);
  const guint8       *data = g_bytes_get_data (payloads, NULL);
  SeqgoRtpBridgeLink *link = seqgo_rtp_bridge_find_link_of_peer (self, peer);
  g_autoptr (SeqgoRtpBridge) kept = g_object_ref (self);
  g_autoptr (SeqgoRtpBridgeOutput) output = link != NULL ? g_object_ref (link->output) : NULL;
  guint8 tag
      = link != NULL ? seqgo_sequencer_port_get_id (seqgo_rtp_bridge_link_get_port (link)) : 0;

  if (output != NULL)
    seqgo_rtp_bridge_output_send (output, records, n_records, data, 0);
  /* Who was told of a loss may have closed the bridge. */
  if (!self->is_closed)
    seqgo_rtp_bridge_output_send (self->output, records, n_records, data, tag);
}

static gboolean
announces_connection (const SeqgoEventRecord *record)
{
  return record->type == SEQGO_EVENT_TYPE_PORT_SUBSCRIBED
         || record->type == SEQGO_EVENT_TYPE_PORT_UNSUBSCRIBED;
}

/* Whether an event came out of the port for all. */
static gboolean
is_from_all (SeqgoRtpBridge *self, const SeqgoEventRecord *record)
{
  return record->source_client == seqgo_sequencer_client_get_id (self->client)
         && record->source_port == get_port_id (self);
}

/* The link of the peer that an event came from, if it came out of a port of the bridge. */
static const SeqgoRtpBridgeLink *
find_origin (SeqgoRtpBridge *self, const SeqgoEventRecord *record)
{
  if (is_from_all (self, record))
    return seqgo_rtp_bridge_find_link_of_port (self, record->tag);
  if (record->source_client == seqgo_sequencer_client_get_id (self->client))
    return seqgo_rtp_bridge_find_link_of_port (self, record->source_port);
  return NULL;
}

/* Whether it is MIDI, and SysEx that is whole. */
static gboolean
is_midi (SeqgoRtpBridge *self, const SeqgoEventRecord *record, const guint8 *payloads)
{
  const GByteArray *midi = self->midi;

  g_byte_array_set_size (self->midi, 0);
  if (!seqgo_event_record_append_midi (record, payloads, self->midi, NULL))
    return FALSE;
  if (record->type != SEQGO_EVENT_TYPE_SYSEX)
    return TRUE;

  for (guint i = 1; i + 1 < midi->len; i++)
    if (midi->data[i] >= SEQGO_MIDI_FIRST_STATUS)
      return FALSE;
  return midi->len >= 2 && midi->data[0] == SEQGO_MIDI_SYSEX_START
         && midi->data[midi->len - 1] == SEQGO_MIDI_SYSEX_END;
}

/* The records that go to the network. Adds to @n_ignored how many do not, because they are no MIDI,
 * or are for nobody but who they came from, or because that is not known. */
static SeqgoEventBatch *
make_batch (SeqgoRtpBridge           *self,
            const SeqgoEventRecord   *records,
            guint                     n_records,
            const guint8             *payloads,
            const SeqgoRtpBridgeLink *target,
            guint                    *n_ignored)
{
  const SeqgoRtpBridgeLink *origin = find_origin (self, &records[0]);
  gboolean goes_back = origin != NULL ? target == origin : is_from_all (self, &records[0]);
  g_autoptr (GArray) chosen = g_array_sized_new (FALSE, FALSE, sizeof *records, n_records);
  g_autoptr (GByteArray) data = g_byte_array_new ();

  for (guint i = 0; i < n_records; i++)
    {
      SeqgoEventRecord copy = records[i];

      if (announces_connection (&copy))
        continue;
      if (goes_back || !is_midi (self, &copy, payloads))
        {
          (*n_ignored)++;
          continue;
        }

      copy.flags &= SEQGO_EVENT_FLAG_LENGTH_MASK;
      copy.time = 0;
      copy.queue = SEQGO_QUEUE_ID_DIRECT;
      if (seqgo_event_record_has_payload (&copy))
        {
          copy.a = (gint32) data->len;
          g_byte_array_append (data, payloads + records[i].a, (guint) copy.b);
        }
      g_array_append_val (chosen, copy);
    }

  if (chosen->len == 0)
    return NULL;
  return seqgo_event_batch_new_take (g_steal_pointer (&chosen), g_steal_pointer (&data));
}

static void
send_to_peer (SeqgoRtpBridge *self, const SeqgoRtpBridgeLink *link, SeqgoEventBatch *batch)
{
  g_autoptr (SeqgoSequencerPort) port = g_object_ref (seqgo_rtp_bridge_link_get_port (link));

  if (seqgo_rtp_peer_get_state (link->peer) != SEQGO_RTP_PEER_STATE_CONNECTED
      || !seqgo_rtp_peer_send_batch (link->peer, batch, NULL))
    seqgo_rtp_bridge_count_lost (self, port, seqgo_event_batch_get_n_events (batch));
}

static void
send_to_others (SeqgoRtpBridge *self, const SeqgoRtpBridgeLink *origin, SeqgoEventBatch *batch)
{
  SeqgoRtpPeer *sender = origin->peer;

  for (guint i = 0; !self->is_closed && i < self->links->len; i++)
    {
      const SeqgoRtpBridgeLink *link = g_ptr_array_index (self->links, i);

      if (link->peer != sender
          && seqgo_rtp_peer_get_state (link->peer) == SEQGO_RTP_PEER_STATE_CONNECTED)
        send_to_peer (self, link, batch);
    }
}

static void
send_to_all (SeqgoRtpBridge *self, SeqgoEventBatch *batch)
{
  if (!seqgo_rtp_session_send_batch (self->session, batch, NULL))
    seqgo_rtp_bridge_count_lost (self, seqgo_rtp_bridge_output_get_port (self->output),
                                 seqgo_event_batch_get_n_events (batch));
}

/* How many records from the first one on go the same way. */
static guint
count_together (SeqgoRtpBridge *self, const SeqgoEventRecord *records, guint n_records)
{
  const SeqgoRtpBridgeLink *origin = find_origin (self, &records[0]);
  guint                     count = 1;

  while (count < n_records && records[count].destination_port == records[0].destination_port
         && find_origin (self, &records[count]) == origin)
    count++;
  return count;
}

static void
forward (SeqgoRtpBridge         *self,
         const SeqgoEventRecord *records,
         guint                   n_records,
         const guint8           *payloads)
{
  gboolean                  is_for_all = records[0].destination_port == get_port_id (self);
  const SeqgoRtpBridgeLink *target
      = is_for_all ? NULL : seqgo_rtp_bridge_find_link_of_port (self, records[0].destination_port);
  const SeqgoRtpBridgeLink *origin = find_origin (self, &records[0]);
  guint                     n_ignored = 0;
  g_autoptr (SeqgoEventBatch) batch = NULL;

  /* The port went while the events waited for the client. */
  if (target == NULL && !is_for_all)
    return;

  batch = make_batch (self, records, n_records, payloads, target, &n_ignored);
  if (batch != NULL && target != NULL)
    send_to_peer (self, target, batch);
  else if (batch != NULL && origin != NULL)
    send_to_others (self, origin, batch);
  else if (batch != NULL)
    send_to_all (self, batch);
  /* Who is told may close peers and the bridge, so this comes last. */
  seqgo_rtp_bridge_count_ignored (self, n_ignored);
}

static void
client_batch_cb (SeqgoSequencerClient *client, SeqgoEventBatch *batch, SeqgoRtpBridge *self)
{
  g_autoptr (SeqgoRtpBridge) kept = g_object_ref (self);
  guint                   n_records, count;
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (batch, &n_records);
  g_autoptr (GBytes) payloads = seqgo_event_batch_get_payloads (batch);

  for (guint i = 0; i < n_records && !self->is_closed; i += count)
    {
      count = count_together (self, records + i, n_records - i);
      forward (self, records + i, count, g_bytes_get_data (payloads, NULL));
    }
}

void
seqgo_rtp_bridge_forward (SeqgoRtpBridge *self)
{
  g_signal_connect (self->session, "batch", G_CALLBACK (session_batch_cb), self);
  g_signal_connect (self->client, "batch", G_CALLBACK (client_batch_cb), self);
}
