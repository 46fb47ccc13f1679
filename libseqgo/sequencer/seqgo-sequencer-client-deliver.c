/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How SeqgoSequencerClient emits a signal for each event, but only where somebody listens. */

#include "config.h"

#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>

/* Universal MIDI Packets have no type, but count as one more. */
#define N_TYPES (256 + 1)

/* The state of one delivery. Whether somebody listens to a type of event is asked once for a
 * batch and the port that its events go to; 0 means not asked yet. */
typedef struct
{
  SeqgoSequencerPort *port;
  int                 port_id;
  gint8               client_wants[N_TYPES];
  gint8               port_wants[N_TYPES];
} Delivery;

/* g_signal_has_handler_pending() with a detail finds only handlers that were connected with it. */
static gboolean
has_handler (gpointer instance, guint signal_id, GQuark detail)
{
  return g_signal_has_handler_pending (instance, signal_id, 0, TRUE)
         || (detail != 0 && g_signal_has_handler_pending (instance, signal_id, detail, TRUE));
}

static gboolean
wants (gint8 *wanted, gpointer instance, guint signal_id, const SeqgoEventRecord *record)
{
  guint type = seqgo_event_record_is_ump (record) ? N_TYPES - 1 : record->type;

  if (wanted[type] == 0)
    wanted[type]
        = has_handler (instance, signal_id, seqgo_event_record_get_quark (record)) ? 1 : -1;
  return wanted[type] > 0;
}

static SeqgoSequencerPort *
dup_port (SeqgoSequencerClient *self, guint8 port_id)
{
  SeqgoSequencerPort *found = NULL;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->ports->len && found == NULL; i++)
    {
      SeqgoSequencerPort *port = g_ptr_array_index (self->ports, i);

      if (seqgo_sequencer_port_get_id (port) == port_id && !seqgo_sequencer_port_is_closed (port))
        found = g_object_ref (port);
    }
  g_mutex_unlock (&self->lock);
  return found;
}

static void
set_delivery_port (SeqgoSequencerClient *self, Delivery *delivery, guint8 port_id)
{
  g_clear_object (&delivery->port);
  delivery->port = dup_port (self, port_id);
  delivery->port_id = port_id;
  memset (delivery->port_wants, 0, sizeof delivery->port_wants);
}

static void
deliver_event (SeqgoSequencerClient   *self,
               SeqgoEventBatch        *batch,
               guint                   index,
               const SeqgoEventRecord *record,
               guint                   client_signal,
               Delivery               *delivery)
{
  guint    port_signal = seqgo_sequencer_port_get_event_signal ();
  GQuark   detail = seqgo_event_record_get_quark (record);
  gboolean client_wants, port_wants;
  g_autoptr (SeqgoEvent) event = NULL;

  if (delivery->port_id != record->destination_port)
    set_delivery_port (self, delivery, record->destination_port);

  client_wants = wants (delivery->client_wants, self, client_signal, record);
  port_wants
      = delivery->port != NULL && wants (delivery->port_wants, delivery->port, port_signal, record);
  if (!client_wants && !port_wants)
    return;

  event = seqgo_event_batch_get_event (batch, index);
  if (port_wants)
    g_signal_emit (delivery->port, port_signal, detail, event);
  if (client_wants)
    g_signal_emit (self, client_signal, detail, event);
}

void
seqgo_sequencer_client_deliver_events (SeqgoSequencerClient *self,
                                       guint                 client_signal,
                                       SeqgoEventBatch      *batch)
{
  Delivery                delivery = { .port_id = -1 };
  guint                   n_records;
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (batch, &n_records);

  for (guint i = 0; i < n_records && !seqgo_sequencer_client_is_closed (self); i++)
    deliver_event (self, batch, i, &records[i], client_signal, &delivery);
  g_clear_object (&delivery.port);
}
