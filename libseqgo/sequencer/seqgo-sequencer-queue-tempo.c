/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How fast a SeqgoSequencerQueue runs. */

#include "config.h"

#include <math.h>

#include <libseqgo/sequencer/seqgo-sequencer-queue-private.h>

#define NANOSECONDS_A_MINUTE 60e9
#define DEFAULT_TEMPO_BASE 1000
#define FINE_TEMPO_BASE 10

/* The kernel knows no other base of the skew. More would overflow in it. */
#define SKEW_BASE 65536
#define MAX_SPEED 256

/* What to change; 0 leaves it as it is. */
typedef struct
{
  guint tempo;
  guint ppq;
  guint skew;
  guint tempo_base;
} Change;

static gboolean
has_tempo_base (snd_seq_t *seq)
{
#if SND_LIB_VERSION >= 0x01020d
  return snd_seq_has_queue_tempo_base (seq);
#else
  return FALSE;
#endif
}

static guint
read_tempo_base (const snd_seq_queue_tempo_t *info)
{
  guint base = 0;

#if SND_LIB_VERSION >= 0x01020d
  base = snd_seq_queue_tempo_get_tempo_base (info);
#endif
  return base > 0 ? base : DEFAULT_TEMPO_BASE;
}

static void
write_tempo_base (snd_seq_queue_tempo_t *info, guint base)
{
#if SND_LIB_VERSION >= 0x01020d
  snd_seq_queue_tempo_set_tempo_base (info, base);
#endif
}

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
      self->skew = snd_seq_queue_tempo_get_skew (info);
      self->tempo_base = read_tempo_base (info);
    }
  seqgo_sequencer_handle_unlock (self->handle);
}

double
seqgo_sequencer_queue_get_nanoseconds_a_tick (SeqgoSequencerQueue *self)
{
  return self->ppq > 0 ? (double) self->tempo * self->tempo_base / self->ppq : 0;
}

double
seqgo_sequencer_queue_get_last_speed (SeqgoSequencerQueue *self)
{
  return (double) self->skew / SKEW_BASE;
}

/**
 * seqgo_sequencer_queue_get_tempo:
 * @self: a queue
 *
 * Returns #SeqgoSequencerQueue:tempo.
 *
 * Returns: the tempo in microseconds a beat, unless there is another
 * #SeqgoSequencerQueue:tempo-base; the last one if the queue is closed
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
  double beat;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), 0);

  seqgo_sequencer_queue_refresh (self);
  beat = (double) self->tempo * self->tempo_base;
  return beat > 0 ? NANOSECONDS_A_MINUTE / beat : 0;
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

static gboolean
change (SeqgoSequencerQueue *self, const Change *values, const char *what, GError **error)
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
      if (values->tempo > 0)
        snd_seq_queue_tempo_set_tempo (info, values->tempo);
      if (values->ppq > 0)
        snd_seq_queue_tempo_set_ppq (info, (int) values->ppq);
      if (values->skew > 0)
        {
          snd_seq_queue_tempo_set_skew (info, values->skew);
          snd_seq_queue_tempo_set_skew_base (info, SKEW_BASE);
        }
      if (values->tempo_base > 0)
        write_tempo_base (info, values->tempo_base);
      result = snd_seq_set_queue_tempo (seq, self->id, info);
    }
  seqgo_sequencer_handle_unlock (self->handle);

  if (result >= 0)
    return TRUE;

  seqgo_sequencer_set_error (error, result, seqgo_sequencer_queue_causes,
                             "Cannot set the %s of queue %u", what, self->id);
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
 * @tempo: the tempo in microseconds a beat, or in units of #SeqgoSequencerQueue:tempo-base; at
 *   least 1
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

  if (!check_positive ("tempo", tempo, G_MAXINT, error)
      || !change (self, &(Change){ .tempo = tempo }, "tempo", error))
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
 * Sets the tempo as seqgo_sequencer_queue_set_tempo() does, to the next whole
 * microsecond a beat, or unit of #SeqgoSequencerQueue:tempo-base.
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

  seqgo_sequencer_queue_refresh (self);
  tempo = NANOSECONDS_A_MINUTE / MAX (self->tempo_base, 1);
  if (!check_positive ("tempo in beats a minute", bpm, tempo, error))
    return FALSE;

  tempo = MIN (round (tempo / bpm), (double) G_MAXINT);
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

  if (!check_positive ("resolution", ppq, G_MAXINT, error)
      || !change (self, &(Change){ .ppq = ppq }, "resolution", error))
    return FALSE;

  g_object_notify (G_OBJECT (self), "ppq");
  return TRUE;
}

/**
 * seqgo_sequencer_queue_get_tempo_base:
 * @self: a queue
 *
 * Returns #SeqgoSequencerQueue:tempo-base.
 *
 * Returns: the unit of the tempo in nanoseconds; the last one if the queue is closed
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_queue_get_tempo_base (SeqgoSequencerQueue *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), 0);

  seqgo_sequencer_queue_refresh (self);
  return self->tempo_base;
}

static gboolean
check_has_tempo_base (SeqgoSequencerQueue *self, GError **error)
{
  snd_seq_t *seq = seqgo_sequencer_queue_lock (self, error);
  gboolean   has_it;

  if (seq == NULL)
    return FALSE;

  has_it = has_tempo_base (seq);
  seqgo_sequencer_handle_unlock (self->handle);
  if (!has_it)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 "Cannot set the unit of the tempo of queue %u: that needs alsa-lib 1.2.13, and "
                 "Linux 6.11 or newer",
                 self->id);
  return has_it;
}

/**
 * seqgo_sequencer_queue_set_tempo_base:
 * @self: a queue
 * @tempo_base: the unit of the tempo in nanoseconds, 1000 or 10
 * @error: return location for a #GError
 *
 * Sets the unit of the tempo. The queue stays as fast as it is, so that the number that is its
 * tempo changes.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_NOT_SUPPORTED if alsa-lib is older than
 *   1.2.13 or Linux than 6.11, %G_IO_ERROR_INVALID_ARGUMENT, %SEQGO_SEQUENCER_ERROR_NOT_OWNER,
 *   %SEQGO_SEQUENCER_ERROR_GONE or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_set_tempo_base (SeqgoSequencerQueue *self, guint tempo_base, GError **error)
{
  Change values = { .tempo_base = tempo_base };
  double tempo;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (tempo_base != DEFAULT_TEMPO_BASE && tempo_base != FINE_TEMPO_BASE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Cannot set a unit of the tempo of %u ns: it is %u or %u", tempo_base,
                   DEFAULT_TEMPO_BASE, FINE_TEMPO_BASE);
      return FALSE;
    }
  if (!check_has_tempo_base (self, error))
    return FALSE;

  seqgo_sequencer_queue_refresh (self);
  tempo = MAX (round ((double) self->tempo * self->tempo_base / tempo_base), 1);
  if (!check_positive ("tempo", tempo, G_MAXINT, error))
    return FALSE;

  values.tempo = (guint) tempo;
  if (!change (self, &values, "unit of the tempo", error))
    return FALSE;

  g_object_notify (G_OBJECT (self), "tempo-base");
  g_object_notify (G_OBJECT (self), "tempo");
  return TRUE;
}

/**
 * seqgo_sequencer_queue_get_speed:
 * @self: a queue
 *
 * Returns #SeqgoSequencerQueue:speed.
 *
 * Returns: the speed, 1 if nobody has changed it; the last one if the queue is closed
 *
 * Since: 1.0
 */
double
seqgo_sequencer_queue_get_speed (SeqgoSequencerQueue *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), 0);

  seqgo_sequencer_queue_refresh (self);
  return seqgo_sequencer_queue_get_last_speed (self);
}

/**
 * seqgo_sequencer_queue_set_speed:
 * @self: a queue
 * @speed: the speed, from above 0 to 256; 1 is normal
 * @error: return location for a #GError
 *
 * Makes the clock of the queue run faster or slower, its ticks and its time alike. That is how a
 * queue follows another clock. It is set to the next 65536th, which is the skew of the kernel.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT,
 *   %SEQGO_SEQUENCER_ERROR_NOT_OWNER, %SEQGO_SEQUENCER_ERROR_GONE or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_set_speed (SeqgoSequencerQueue *self, double speed, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!check_positive ("speed", speed, MAX_SPEED, error))
    return FALSE;
  return seqgo_sequencer_queue_set_skew (self, (guint) MAX (round (speed * SKEW_BASE), 1),
                                         SKEW_BASE, error);
}

/**
 * seqgo_sequencer_queue_get_skew:
 * @self: a queue
 *
 * Returns #SeqgoSequencerQueue:speed as the kernel keeps it.
 *
 * Returns: the skew, in 65536ths; the last one if the queue is closed
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_queue_get_skew (SeqgoSequencerQueue *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), 0);

  seqgo_sequencer_queue_refresh (self);
  return self->skew;
}

/**
 * seqgo_sequencer_queue_set_skew:
 * @self: a queue
 * @skew: the skew, from 1 to 16777216
 * @base: 65536, the only base that the kernel has
 * @error: return location for a #GError
 *
 * Sets #SeqgoSequencerQueue:speed to @skew divided by @base, in the way of the kernel.
 * seqgo_sequencer_queue_set_speed() is easier to use.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT,
 *   %SEQGO_SEQUENCER_ERROR_NOT_OWNER, %SEQGO_SEQUENCER_ERROR_GONE or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_set_skew (SeqgoSequencerQueue *self, guint skew, guint base, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (base != SKEW_BASE)
    {
      g_set_error (
          error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
          "Cannot set a skew with a base of %u: the kernel has only %u; set a speed instead", base,
          SKEW_BASE);
      return FALSE;
    }
  if (!check_positive ("skew", skew, MAX_SPEED * SKEW_BASE, error)
      || !change (self, &(Change){ .skew = skew }, "speed", error))
    return FALSE;

  g_object_notify (G_OBJECT (self), "speed");
  return TRUE;
}
