/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How SeqgoSequencerClient emits a signal for each event, but only where somebody listens. */

#include "config.h"

#include <libseqgo/midi/seqgo-event-listeners-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>

/* The state of one delivery. Who listens is asked once for a batch and the port that its events go
 * to. */
typedef struct
{
  SeqgoSequencerPort *port;
  int                 port_id;
  SeqgoEventListeners client_listeners;
  SeqgoEventListeners port_listeners;
} Delivery;

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
  memset (&delivery->port_listeners, 0, sizeof delivery->port_listeners);
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

  client_wants
      = seqgo_event_listeners_want (&delivery->client_listeners, self, client_signal, record);
  port_wants = delivery->port != NULL
               && seqgo_event_listeners_want (&delivery->port_listeners, delivery->port,
                                              port_signal, record);
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
