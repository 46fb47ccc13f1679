/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What makes a SeqgoSequencerQueue run. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-queue-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-timer-private.h>

/* The kernel makes do with the next of these. */
#define MIN_FREQUENCY 10
#define MAX_FREQUENCY 6250

static gboolean
read_timer (SeqgoSequencerQueue *self, snd_seq_queue_timer_t *info, GError **error)
{
  snd_seq_t *seq = seqgo_sequencer_queue_lock (self, error);
  int        result;

  if (seq == NULL)
    return FALSE;

  result = snd_seq_get_queue_timer (seq, self->id, info);
  seqgo_sequencer_handle_unlock (self->handle);
  if (result >= 0)
    return TRUE;

  seqgo_sequencer_set_error (error, result, seqgo_sequencer_queue_causes,
                             "Cannot ask for the timer of queue %u", self->id);
  return FALSE;
}

/**
 * seqgo_sequencer_queue_get_timer:
 * @self: a queue
 * @error: return location for a #GError
 *
 * Asks which timer the queue was given. If another program gave it one that does not exist, the
 * queue runs on the system timer, and this one has no name.
 *
 * Returns: (transfer full): the timer, or %NULL with %SEQGO_SEQUENCER_ERROR_GONE or
 *   %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoSequencerTimer *
seqgo_sequencer_queue_get_timer (SeqgoSequencerQueue *self, GError **error)
{
  snd_seq_queue_timer_t *info;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  snd_seq_queue_timer_alloca (&info);
  if (!read_timer (self, info, error))
    return NULL;
  return seqgo_sequencer_timer_look_up (snd_seq_queue_timer_get_id (info));
}

/**
 * seqgo_sequencer_queue_get_timer_frequency:
 * @self: a queue
 * @error: return location for a #GError
 *
 * Asks how often the timer of the queue is to tick.
 *
 * Returns: the frequency in Hz, or 0 for that of the kernel, which is 1000 Hz unless somebody has
 *   set it up differently; also 0 with %SEQGO_SEQUENCER_ERROR_GONE or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_queue_get_timer_frequency (SeqgoSequencerQueue *self, GError **error)
{
  snd_seq_queue_timer_t *info;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), 0);
  g_return_val_if_fail (error == NULL || *error == NULL, 0);

  snd_seq_queue_timer_alloca (&info);
  return read_timer (self, info, error) ? snd_seq_queue_timer_get_resolution (info) : 0;
}

static gboolean
check_frequency (SeqgoSequencerQueue *self, guint frequency, GError **error)
{
  if (frequency == 0 || (frequency >= MIN_FREQUENCY && frequency <= MAX_FREQUENCY))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "Cannot let queue %u run at %u Hz: it goes from %u to %u, and 0 is the usual",
               self->id, frequency, MIN_FREQUENCY, MAX_FREQUENCY);
  return FALSE;
}

/* Of a queue that runs, the new timer would not. */
static int
write_timer (SeqgoSequencerQueue *self, snd_seq_t *seq, snd_timer_id_t *id, guint frequency)
{
  SeqgoSequencerQueueStatus status;
  snd_seq_queue_timer_t    *info;
  int                       result = seqgo_sequencer_queue_read_status (self, seq, &status);

  if (result < 0)
    return result;
  if (status.is_running)
    return -EBUSY;

  snd_seq_queue_timer_alloca (&info);
  snd_seq_queue_timer_set_type (info, SND_SEQ_TIMER_ALSA);
  snd_seq_queue_timer_set_id (info, id);
  snd_seq_queue_timer_set_resolution (info, frequency);
  return snd_seq_set_queue_timer (seq, self->id, info);
}

/**
 * seqgo_sequencer_queue_set_timer:
 * @self: a queue
 * @timer: a timer
 * @frequency: how often it is to tick, from 10 to 6250 Hz; 0 for the frequency of the kernel,
 *   usually 1000 Hz
 * @error: return location for a #GError
 *
 * Lets the queue run on another timer, which only a stopped queue can change. The kernel would take
 * the system timer if there is no such timer, and would not say so; that is an error here.
 *
 * A queue on a timer that is a #SeqgoSequencerTimer:slave stands still while that does.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_NOT_FOUND if there is no such timer,
 *   %SEQGO_SEQUENCER_ERROR_QUEUE_RUNNING, %G_IO_ERROR_INVALID_ARGUMENT,
 *   %SEQGO_SEQUENCER_ERROR_NOT_OWNER, %SEQGO_SEQUENCER_ERROR_GONE or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_set_timer (SeqgoSequencerQueue *self,
                                 SeqgoSequencerTimer *timer,
                                 guint                frequency,
                                 GError             **error)
{
  snd_timer_id_t *id;
  snd_seq_t      *seq;
  int             result;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), FALSE);
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_TIMER (timer), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!check_frequency (self, frequency, error))
    return FALSE;
  if (!seqgo_sequencer_timer_check_exists (timer, error))
    {
      g_prefix_error (error, "Cannot set the timer of queue %u: ", self->id);
      return FALSE;
    }

  seq = seqgo_sequencer_queue_lock (self, error);
  if (seq == NULL)
    return FALSE;

  snd_timer_id_alloca (&id);
  seqgo_sequencer_timer_get_number (timer, id);
  result = write_timer (self, seq, id, frequency);
  seqgo_sequencer_handle_unlock (self->handle);
  if (result >= 0)
    return TRUE;

  seqgo_sequencer_set_error (error, result, seqgo_sequencer_queue_causes,
                             "Cannot set the timer of queue %u", self->id);
  return FALSE;
}
