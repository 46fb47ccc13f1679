/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-codec-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-input-private.h>

/* Decodes @event and all that alsa-lib has read along with it. */
static SeqgoEventBatch *
decode_all (SeqgoSequencerHandle *handle, snd_seq_event_t *event)
{
  snd_seq_t        *seq = handle->seq;
  gsize             cell_size = seqgo_sequencer_handle_get_cell_size (handle);
  guint             n_cells = (guint) snd_seq_event_input_pending (seq, 0);
  SeqgoEventRecord *records = g_new (SeqgoEventRecord, 1 + n_cells);
  GByteArray       *payloads = g_byte_array_new ();
  guint             n = 0;

  seqgo_sequencer_decode (event, cell_size, &records[n++], payloads);
  while (n_cells > 0 && snd_seq_event_input (seq, &event) >= 0)
    n_cells -= seqgo_sequencer_decode (event, cell_size, &records[n++], payloads);

  return seqgo_event_batch_new_take_records (records, n, payloads);
}

SeqgoEventBatch *
seqgo_sequencer_input (SeqgoSequencerHandle *handle, GError **error)
{
  static const SeqgoSequencerCause causes[] = {
    { ENOSPC, SEQGO_SEQUENCER_ERROR_OVERFLOW,
      "the client did not read in time, and the events that waited for it were lost" },
    { 0 },
  };
  snd_seq_t       *seq;
  snd_seq_event_t *event;
  SeqgoEventBatch *batch = NULL;
  int              result;

  if (!seqgo_sequencer_handle_check_direction (handle, SEQGO_DIRECTION_INPUT, error))
    return NULL;
  seq = seqgo_sequencer_handle_lock (handle, error);
  if (seq == NULL)
    return NULL;

  do
    result = snd_seq_event_input (seq, &event);
  while (result == -EINTR);

  if (result >= 0)
    batch = decode_all (handle, event);
  else if (result == -EAGAIN)
    batch = seqgo_event_batch_new (NULL, 0);
  else
    seqgo_sequencer_set_error (error, result, causes, "Cannot receive");

  seqgo_sequencer_handle_unlock (handle);
  return batch;
}
