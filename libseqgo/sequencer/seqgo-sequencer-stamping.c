/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-stamping-private.h>

static int
set_stamps (snd_seq_t          *seq,
            SeqgoSequencerPort *port,
            gboolean            stamps,
            gboolean            real_time,
            int                 queue)
{
  snd_seq_port_info_t *info;
  int                  id = seqgo_sequencer_port_get_id (port), result;

  snd_seq_port_info_alloca (&info);
  result = snd_seq_get_port_info (seq, id, info);
  if (result < 0)
    return result;

  snd_seq_port_info_set_timestamping (info, stamps);
  snd_seq_port_info_set_timestamp_real (info, real_time);
  snd_seq_port_info_set_timestamp_queue (info, queue);
  return snd_seq_set_port_info (seq, id, info);
}

static int
change_port (SeqgoSequencerStamping *self, snd_seq_t *seq, SeqgoSequencerPort *port)
{
  snd_seq_port_info_t *info;
  int                  result;

  snd_seq_port_info_alloca (&info);
  result = snd_seq_get_port_info (seq, seqgo_sequencer_port_get_id (port), info);
  if (result < 0)
    return result;

  self->had_stamps = snd_seq_port_info_get_timestamping (info);
  self->had_real_time = snd_seq_port_info_get_timestamp_real (info);
  self->had_queue = snd_seq_port_info_get_timestamp_queue (info);
  return set_stamps (seq, port, TRUE, TRUE, self->queue->id);
}

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
      result = change_port (self, seq, port);
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
      set_stamps (seq, port, self->had_stamps, self->had_real_time, self->had_queue);
      seqgo_sequencer_handle_unlock (port->handle);
    }
  seqgo_sequencer_queue_close (self->queue);
  g_clear_object (&self->queue);
}
