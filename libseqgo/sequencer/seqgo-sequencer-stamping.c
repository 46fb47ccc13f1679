/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-stamping-private.h>

gboolean
seqgo_sequencer_stamping_begin (SeqgoSequencerStamping *self,
                                SeqgoSequencerPort     *port,
                                const char             *queue_name,
                                GError                **error)
{
  g_autoptr (SeqgoSequencerClient) client = seqgo_sequencer_port_get_client (port);
  snd_seq_t *seq;
  int        result;

  if (!seqgo_sequencer_port_check_open (port, error))
    return FALSE;
  self->queue = seqgo_sequencer_client_create_queue (client, queue_name, error);
  if (self->queue == NULL)
    return FALSE;
  g_object_ref (self->queue);

  if (seqgo_sequencer_queue_start (self->queue, error)
      && (seq = seqgo_sequencer_handle_lock (port->handle, error)) != NULL)
    {
      self->before
          = (SeqgoPortStamping){ .is_on = TRUE, .is_real_time = TRUE, .queue_id = self->queue->id };
      result = seqgo_sequencer_port_exchange_stamping (port, seq, &self->before);
      seqgo_sequencer_handle_unlock (port->handle);
      if (result >= 0)
        return TRUE;
      seqgo_sequencer_set_error (error, result, NULL, "Cannot have port %u stamp its events",
                                 seqgo_sequencer_port_get_id (port));
    }
  seqgo_sequencer_queue_close (self->queue);
  g_clear_object (&self->queue);
  return FALSE;
}

void
seqgo_sequencer_stamping_end (SeqgoSequencerStamping *self, SeqgoSequencerPort *port)
{
  snd_seq_t *seq;

  if (self->queue == NULL)
    return;

  if (!seqgo_sequencer_port_is_closed (port)
      && (seq = seqgo_sequencer_handle_lock (port->handle, NULL)) != NULL)
    {
      seqgo_sequencer_port_exchange_stamping (port, seq, &self->before);
      seqgo_sequencer_handle_unlock (port->handle);
    }
  seqgo_sequencer_queue_close (self->queue);
  g_clear_object (&self->queue);
}
