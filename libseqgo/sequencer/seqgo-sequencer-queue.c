/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <math.h>

#include <libseqgo/core/seqgo-time-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue-private.h>

/**
 * SECTION:seqgo-sequencer-queue
 * @title: SeqgoSequencerQueue
 * @short_description: a clock that delivers events in time
 *
 * Start the queue, send events that say when they are due, and wait until all have been delivered:
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoEvent) note = seqgo_event_new_note (0, 60, 100, 96);
 * g_autoptr (SeqgoEvent) later
 *     = seqgo_event_at_tick (note, seqgo_sequencer_queue_get_id (queue), 192);
 *
 * seqgo_sequencer_queue_set_bpm (queue, 120, &error);
 * seqgo_sequencer_queue_start (queue, &error);
 * seqgo_sequencer_port_send (keys, later, &error);
 * seqgo_sequencer_queue_sync (queue, -1, NULL, &error);
 * ]|
 */

/**
 * SeqgoSequencerQueue:
 *
 * A clock inside the kernel, which counts ticks and nanoseconds and delivers events when it gets
 * to their time, however busy the program is.
 *
 * What controls the queue takes effect at once. Start it first, then send: to start a queue throws
 * away what waits in it.
 *
 * A queue belongs to its client and lives until seqgo_sequencer_queue_close() or the end of the
 * client.
 *
 * Since: 1.0
 */
#define MICROSECONDS_A_MINUTE 60000000.0

G_DEFINE_FINAL_TYPE (SeqgoSequencerQueue, seqgo_sequencer_queue, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_TEMPO,
  PROP_BPM,
  PROP_PPQ,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const SeqgoSequencerCause causes[] = {
  { EPERM, SEQGO_SEQUENCER_ERROR_NOT_OWNER, "another client has locked the queue" },
  { EBUSY, SEQGO_SEQUENCER_ERROR_QUEUE_RUNNING, "stop the queue first" },
  { 0 },
};

static void
seqgo_sequencer_queue_finalize (GObject *object)
{
  SeqgoSequencerQueue *self = SEQGO_SEQUENCER_QUEUE (object);

  g_clear_pointer (&self->handle, seqgo_sequencer_handle_unref);
  g_free (self->name);
  G_OBJECT_CLASS (seqgo_sequencer_queue_parent_class)->finalize (object);
}

static void
seqgo_sequencer_queue_get_property (GObject    *object,
                                    guint       property_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  SeqgoSequencerQueue *self = SEQGO_SEQUENCER_QUEUE (object);

  switch (property_id)
    {
    case PROP_ID:
      g_value_set_uint (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_TEMPO:
      g_value_set_uint (value, seqgo_sequencer_queue_get_tempo (self));
      break;
    case PROP_BPM:
      g_value_set_double (value, seqgo_sequencer_queue_get_bpm (self));
      break;
    case PROP_PPQ:
      g_value_set_uint (value, seqgo_sequencer_queue_get_ppq (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_sequencer_queue_class_init (SeqgoSequencerQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = seqgo_sequencer_queue_finalize;
  object_class->get_property = seqgo_sequencer_queue_get_property;

  /**
   * SeqgoSequencerQueue:id:
   *
   * The number of the queue, from 0 to 31.
   *
   * Since: 1.0
   */
  properties[PROP_ID] = g_param_spec_uint ("id", NULL, NULL, 0, G_MAXUINT8, 0,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerQueue:name:
   *
   * The name that others see, or %NULL. The kernel keeps 63 bytes of it.
   *
   * Since: 1.0
   */
  properties[PROP_NAME]
      = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerQueue:tempo:
   *
   * The tempo in microseconds a beat.
   *
   * Since: 1.0
   */
  properties[PROP_TEMPO]
      = g_param_spec_uint ("tempo", NULL, NULL, 0, G_MAXUINT, 500000,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerQueue:bpm:
   *
   * The tempo in beats a minute.
   *
   * Since: 1.0
   */
  properties[PROP_BPM]
      = g_param_spec_double ("bpm", NULL, NULL, 0, G_MAXDOUBLE, 120,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerQueue:ppq:
   *
   * The resolution in ticks a beat (pulses per quarter note).
   *
   * Since: 1.0
   */
  properties[PROP_PPQ]
      = g_param_spec_uint ("ppq", NULL, NULL, 0, G_MAXUINT, 96,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_sequencer_queue_init (SeqgoSequencerQueue *self)
{
  self->handle = seqgo_sequencer_handle_new ();
  self->is_closed = TRUE;
}

SeqgoSequencerQueue *
seqgo_sequencer_queue_new (SeqgoSequencerHandle *handle, const char *name, GError **error)
{
  static const SeqgoSequencerCause create_causes[] = {
    { ENOMEM, SEQGO_SEQUENCER_ERROR_TOO_MANY_QUEUES, "the system has 32 queues already" },
    { 0 },
  };
  g_autofree char     *short_name = name != NULL ? seqgo_sequencer_cut_name (name) : NULL;
  SeqgoSequencerQueue *self;
  snd_seq_t           *seq = seqgo_sequencer_handle_lock (handle, error);
  int                  result;

  if (seq == NULL)
    return NULL;

  result = snd_seq_alloc_named_queue (seq, short_name);
  if (result >= 0 && result < SEQGO_N_QUEUES)
    handle->reach[result] = (SeqgoQueueReach){ 0 };
  seqgo_sequencer_handle_unlock (handle);
  if (result < 0)
    {
      seqgo_sequencer_set_error (error, result, create_causes, "Cannot create a queue");
      return NULL;
    }

  self = g_object_new (SEQGO_TYPE_SEQUENCER_QUEUE, NULL);
  seqgo_sequencer_handle_unref (self->handle);
  self->handle = seqgo_sequencer_handle_ref (handle);
  self->name = g_steal_pointer (&short_name);
  self->id = (guint8) result;
  self->is_closed = FALSE;
  return self;
}

gboolean
seqgo_sequencer_queue_check_open (SeqgoSequencerQueue *self, GError **error)
{
  if (!seqgo_sequencer_queue_is_closed (self))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The queue is closed");
  return FALSE;
}

snd_seq_t *
seqgo_sequencer_queue_lock (SeqgoSequencerQueue *self, GError **error)
{
  if (!seqgo_sequencer_queue_check_open (self, error))
    return NULL;
  return seqgo_sequencer_handle_lock (self->handle, error);
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
    }
  seqgo_sequencer_handle_unlock (self->handle);
}

/**
 * seqgo_sequencer_queue_get_id:
 * @self: a queue
 *
 * Returns #SeqgoSequencerQueue:id.
 *
 * Returns: the number of the queue
 *
 * Since: 1.0
 */
guint8
seqgo_sequencer_queue_get_id (SeqgoSequencerQueue *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), 0);

  return self->id;
}

/**
 * seqgo_sequencer_queue_get_name:
 * @self: a queue
 *
 * Returns #SeqgoSequencerQueue:name.
 *
 * Returns: (transfer none) (nullable): the name, or %NULL
 *
 * Since: 1.0
 */
const char *
seqgo_sequencer_queue_get_name (SeqgoSequencerQueue *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), NULL);

  return self->name;
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

  seqgo_sequencer_set_error (error, result, causes, "Cannot set the %s of queue %u",
                             tempo > 0 ? "tempo" : "resolution", self->id);
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

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEMPO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BPM]);
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

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PPQ]);
  return TRUE;
}

int
seqgo_sequencer_queue_read_status (SeqgoSequencerQueue       *self,
                                   snd_seq_t                 *seq,
                                   SeqgoSequencerQueueStatus *status)
{
  snd_seq_queue_status_t    *info;
  const snd_seq_real_time_t *time;
  int                        result;

  snd_seq_queue_status_alloca (&info);
  result = snd_seq_get_queue_status (seq, self->id, info);
  if (result < 0)
    return result;

  time = snd_seq_queue_status_get_real_time (info);
  status->is_running = snd_seq_queue_status_get_status (info) != 0;
  status->tick = snd_seq_queue_status_get_tick_time (info);
  status->time = time->tv_sec * SEQGO_NSEC_PER_SEC + time->tv_nsec;
  status->n_events = (guint) snd_seq_queue_status_get_events (info);
  return 0;
}

/**
 * seqgo_sequencer_queue_get_status:
 * @self: a queue
 * @error: return location for a #GError
 *
 * Asks where the queue is.
 *
 * Returns: (transfer full): the status, or %NULL with %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoSequencerQueueStatus *
seqgo_sequencer_queue_get_status (SeqgoSequencerQueue *self, GError **error)
{
  g_autoptr (SeqgoSequencerQueueStatus) status = NULL;
  snd_seq_t *seq;
  int        result;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  seq = seqgo_sequencer_queue_lock (self, error);
  if (seq == NULL)
    return NULL;

  status = g_new0 (SeqgoSequencerQueueStatus, 1);
  g_atomic_ref_count_init (&status->ref_count);
  result = seqgo_sequencer_queue_read_status (self, seq, status);
  seqgo_sequencer_handle_unlock (self->handle);
  if (result >= 0)
    return g_steal_pointer (&status);

  seqgo_sequencer_set_error (error, result, causes, "Cannot ask where queue %u is", self->id);
  return NULL;
}

/**
 * seqgo_sequencer_queue_close:
 * @self: a queue
 *
 * Deletes the queue and throws away what waits in it. Every later call ends with
 * %G_IO_ERROR_CLOSED. The client drops its reference when it creates the next queue, or when it is
 * freed.
 *
 * To close a closed queue does nothing.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_queue_close (SeqgoSequencerQueue *self)
{
  snd_seq_t *seq;

  g_return_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self));

  if (!g_atomic_int_compare_and_exchange (&self->is_closed, FALSE, TRUE))
    return;

  seq = seqgo_sequencer_handle_lock (self->handle, NULL);
  if (seq == NULL)
    return;

  snd_seq_free_queue (seq, self->id);
  seqgo_sequencer_handle_unlock (self->handle);
}

/**
 * seqgo_sequencer_queue_is_closed:
 * @self: a queue
 *
 * Tells whether the queue, or its client, was closed.
 *
 * Returns: %TRUE if it was closed
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_is_closed (SeqgoSequencerQueue *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), TRUE);

  return g_atomic_int_get (&self->is_closed) || !seqgo_sequencer_handle_is_open (self->handle);
}
