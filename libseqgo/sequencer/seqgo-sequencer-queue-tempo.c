/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How fast a SeqgoSequencerQueue runs. */

#include "config.h"

#include <math.h>

#include <libseqgo/sequencer/seqgo-sequencer-queue-private.h>

#define MICROSECONDS_A_MINUTE 60000000.0

/* What the kernel says now, if it can be asked. */
void
seqgo_sequencer_queue_refresh (SeqgoSequencerQueue *self)
{
  snd_seq_queue_tempo_t *info;
  snd_seq_t             *seq = seqgo_sequencer_queue_lock (self, NULL);

  if (seq == NULL)
    return;

  snd_seq_queue_tempo_alloca (&info);
  if (snd_seq_get_queue_tempo (seq, self->id, info) >= 0)
    {
      self->tempo = snd_seq_queue_tempo_get_tempo (info);
      self->ppq = (guint) snd_seq_queue_tempo_get_ppq (info);
    }
  seqgo_sequencer_handle_unlock (self->handle);
}

/**
 * seqgo_sequencer_queue_get_tempo:
 * @self: a queue
 *
 * Returns #SeqgoSequencerQueue:tempo.
 *
 * Returns: the tempo in microseconds a beat; the last one if the queue is closed
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_queue_get_tempo (SeqgoSequencerQueue *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), 0);

  seqgo_sequencer_queue_refresh (self);
  return self->tempo;
}

/**
 * seqgo_sequencer_queue_get_bpm:
 * @self: a queue
 *
 * Returns #SeqgoSequencerQueue:bpm.
 *
 * Returns: the tempo in beats a minute; the last one if the queue is closed
 *
 * Since: 1.0
 */
double
seqgo_sequencer_queue_get_bpm (SeqgoSequencerQueue *self)
{
  guint tempo;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), 0);

  tempo = seqgo_sequencer_queue_get_tempo (self);
  return tempo > 0 ? MICROSECONDS_A_MINUTE / tempo : 0;
}

/**
 * seqgo_sequencer_queue_get_ppq:
 * @self: a queue
 *
 * Returns #SeqgoSequencerQueue:ppq.
 *
 * Returns: the resolution in ticks a beat; the last one if the queue is closed
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_queue_get_ppq (SeqgoSequencerQueue *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), 0);

  seqgo_sequencer_queue_refresh (self);
  return self->ppq;
}

/* 0 leaves the tempo or the resolution as it is. */
static gboolean
change_tempo (SeqgoSequencerQueue *self, guint tempo, guint ppq, GError **error)
{
  snd_seq_queue_tempo_t *info;
  snd_seq_t             *seq = seqgo_sequencer_queue_lock (self, error);
  int                    result;

  if (seq == NULL)
    return FALSE;

  snd_seq_queue_tempo_alloca (&info);
  result = snd_seq_get_queue_tempo (seq, self->id, info);
  if (result >= 0)
    {
      if (tempo > 0)
        snd_seq_queue_tempo_set_tempo (info, tempo);
      if (ppq > 0)
        snd_seq_queue_tempo_set_ppq (info, (int) ppq);
      result = snd_seq_set_queue_tempo (seq, self->id, info);
    }
  seqgo_sequencer_handle_unlock (self->handle);

  if (result >= 0)
    return TRUE;

  seqgo_sequencer_set_error (error, result, seqgo_sequencer_queue_causes,
                             "Cannot set the %s of queue %u", tempo > 0 ? "tempo" : "resolution",
                             self->id);
  return FALSE;
}

static gboolean
check_positive (const char *name, double value, double max, GError **error)
{
  if (value > 0 && value <= max)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "Cannot set a %s of %g: it goes from above 0 to %.0f", name, value, max);
  return FALSE;
}

/**
 * seqgo_sequencer_queue_set_tempo:
 * @self: a queue
 * @tempo: the tempo in microseconds a beat, at least 1
 * @error: return location for a #GError
 *
 * Sets the tempo. A running queue goes on from where it is.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT,
 *   %SEQGO_SEQUENCER_ERROR_NOT_OWNER or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_set_tempo (SeqgoSequencerQueue *self, guint tempo, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!check_positive ("tempo", tempo, G_MAXINT, error) || !change_tempo (self, tempo, 0, error))
    return FALSE;

  g_object_notify (G_OBJECT (self), "tempo");
  g_object_notify (G_OBJECT (self), "bpm");
  return TRUE;
}

/**
 * seqgo_sequencer_queue_set_bpm:
 * @self: a queue
 * @bpm: the tempo in beats a minute, above 0
 * @error: return location for a #GError
 *
 * Sets the tempo as seqgo_sequencer_queue_set_tempo() does, to the next whole microsecond a beat.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT,
 *   %SEQGO_SEQUENCER_ERROR_NOT_OWNER or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_set_bpm (SeqgoSequencerQueue *self, double bpm, GError **error)
{
  double tempo;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!check_positive ("tempo in beats a minute", bpm, MICROSECONDS_A_MINUTE, error))
    return FALSE;

  tempo = MIN (round (MICROSECONDS_A_MINUTE / bpm), (double) G_MAXINT);
  return seqgo_sequencer_queue_set_tempo (self, (guint) tempo, error);
}

/**
 * seqgo_sequencer_queue_set_ppq:
 * @self: a queue
 * @ppq: the resolution in ticks a beat, at least 1
 * @error: return location for a #GError
 *
 * Sets the resolution, which only a stopped queue can change.
 *
 * Returns: %TRUE if it was set, or %FALSE with %SEQGO_SEQUENCER_ERROR_QUEUE_RUNNING,
 *   %G_IO_ERROR_INVALID_ARGUMENT, %SEQGO_SEQUENCER_ERROR_NOT_OWNER or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_set_ppq (SeqgoSequencerQueue *self, guint ppq, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!check_positive ("resolution", ppq, G_MAXINT, error) || !change_tempo (self, 0, ppq, error))
    return FALSE;

  g_object_notify (G_OBJECT (self), "ppq");
  return TRUE;
}
