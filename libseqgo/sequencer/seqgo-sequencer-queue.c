/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/core/seqgo-time-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-queued-private.h>

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
 * client. Other clients can share it: they open it with seqgo_sequencer_client_open_queue() or
 * seqgo_sequencer_client_find_queue() and put their events on it. They may control it, too, after
 * seqgo_sequencer_queue_set_locked() has unlocked it.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (SeqgoSequencerQueue, seqgo_sequencer_queue, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_TEMPO,
  PROP_BPM,
  PROP_PPQ,
  PROP_SPEED,
  PROP_TEMPO_BASE,
  PROP_OWNER,
  PROP_LOCKED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

const SeqgoSequencerCause seqgo_sequencer_queue_causes[] = {
  { EPERM, SEQGO_SEQUENCER_ERROR_NOT_OWNER, "another client has locked it" },
  { EBUSY, SEQGO_SEQUENCER_ERROR_QUEUE_RUNNING, "stop the queue first" },
  { EINVAL, SEQGO_SEQUENCER_ERROR_GONE, "its owner has deleted it" },
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
    case PROP_SPEED:
      g_value_set_double (value, seqgo_sequencer_queue_get_speed (self));
      break;
    case PROP_TEMPO_BASE:
      g_value_set_uint (value, seqgo_sequencer_queue_get_tempo_base (self));
      break;
    case PROP_OWNER:
      g_value_set_uint (value, seqgo_sequencer_queue_get_owner (self));
      break;
    case PROP_LOCKED:
      g_value_set_boolean (value, seqgo_sequencer_queue_get_locked (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
add_tempo_properties (void)
{
  /**
   * SeqgoSequencerQueue:tempo:
   *
   * The tempo in microseconds a beat, or in units of #SeqgoSequencerQueue:tempo-base.
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

  /**
   * SeqgoSequencerQueue:speed:
   *
   * How fast the clock of the queue runs, its ticks and its time alike; 1 is normal.
   *
   * Since: 1.0
   */
  properties[PROP_SPEED]
      = g_param_spec_double ("speed", NULL, NULL, 0, G_MAXDOUBLE, 1,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerQueue:tempo-base:
   *
   * The unit of the tempo in nanoseconds: 1000 or, for finer tempos, 10. Events that set the tempo
   * have the same unit.
   *
   * Since: 1.0
   */
  properties[PROP_TEMPO_BASE]
      = g_param_spec_uint ("tempo-base", NULL, NULL, 0, G_MAXUINT, 1000,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
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
   * The name that others see. A queue that was created without one has one of the kernel, such as
   * "Queue-0".
   *
   * Since: 1.0
   */
  properties[PROP_NAME]
      = g_param_spec_string ("name", NULL, NULL, NULL,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerQueue:owner:
   *
   * The number of the client that the queue belongs to.
   *
   * Since: 1.0
   */
  properties[PROP_OWNER]
      = g_param_spec_uint ("owner", NULL, NULL, 0, G_MAXUINT8, 0,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerQueue:locked:
   *
   * Whether only its owner may control the queue.
   *
   * Since: 1.0
   */
  properties[PROP_LOCKED]
      = g_param_spec_boolean ("locked", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  add_tempo_properties ();
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SeqgoSequencerQueue::closed:
   * @self: the queue
   * @error: (nullable): why, or %NULL if the program closed it
   *
   * The queue was closed, or its client was. It is emitted in the context of the client, once. That
   * its owner has deleted an opened queue is not told.
   *
   * Since: 1.0
   */
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
seqgo_sequencer_queue_init (SeqgoSequencerQueue *self)
{
  self->handle = seqgo_sequencer_handle_new ();
  self->is_closed = TRUE;
  self->skew = 65536;
  self->tempo_base = 1000;
}

/* The client sees a queue of that number for the first time: if it still knows another one, that
 * has gone. */
static void
begin_generation (SeqgoSequencerHandle *handle, guint8 id)
{
  seqgo_sequencer_forget_queued (handle, id);
  handle->queue_users[id] = 0;
  g_atomic_int_inc (&handle->queue_generations[id]);
}

/* With the handle locked. */
static SeqgoSequencerQueue *
new_of_id (SeqgoSequencerHandle *handle, guint8 id, gboolean is_created, snd_seq_queue_info_t *info)
{
  SeqgoSequencerQueue *self = g_object_new (SEQGO_TYPE_SEQUENCER_QUEUE, NULL);

  seqgo_sequencer_handle_unref (self->handle);
  self->handle = seqgo_sequencer_handle_ref (handle);
  self->id = id;
  self->name = g_utf8_make_valid (snd_seq_queue_info_get_name (info), -1);
  self->owner = (guint8) snd_seq_queue_info_get_owner (info);
  self->locked = snd_seq_queue_info_get_locked (info) != 0;
  self->is_created = is_created;
  self->generation = handle->queue_generations[id];
  self->is_closed = FALSE;
  handle->queue_users[id]++;
  return self;
}

SeqgoSequencerQueue *
seqgo_sequencer_queue_new (SeqgoSequencerHandle *handle, const char *name, GError **error)
{
  static const SeqgoSequencerCause causes[] = {
    { ENOMEM, SEQGO_SEQUENCER_ERROR_TOO_MANY_QUEUES, "the system has 32 queues already" },
    { 0 },
  };
  g_autofree char      *short_name = name != NULL ? seqgo_sequencer_cut_name (name) : NULL;
  SeqgoSequencerQueue  *self = NULL;
  snd_seq_queue_info_t *info;
  snd_seq_t            *seq = seqgo_sequencer_handle_lock (handle, error);
  int                   result;

  if (seq == NULL)
    return NULL;

  snd_seq_queue_info_alloca (&info);
  snd_seq_queue_info_set_name (info, short_name != NULL ? short_name : "");
  snd_seq_queue_info_set_locked (info, TRUE);
  result = snd_seq_create_queue (seq, info);
  if (result >= 0)
    {
      begin_generation (handle, (guint8) result);
      self = new_of_id (handle, (guint8) result, TRUE, info);
    }
  seqgo_sequencer_handle_unlock (handle);

  if (self == NULL)
    seqgo_sequencer_set_error (error, result, causes, "Cannot create a queue");
  return self;
}

/* With the handle locked. Returns a negative errno if there is no such queue. */
static int
use (SeqgoSequencerHandle *handle, guint8 id, snd_seq_queue_info_t *info)
{
  int result = snd_seq_get_queue_usage (handle->seq, id);

  if (result == 0)
    {
      result = snd_seq_set_queue_usage (handle->seq, id, TRUE);
      if (result >= 0)
        begin_generation (handle, id);
    }
  return result < 0 ? result : snd_seq_get_queue_info (handle->seq, id, info);
}

SeqgoSequencerQueue *
seqgo_sequencer_queue_open (SeqgoSequencerHandle *handle, guint8 id, GError **error)
{
  SeqgoSequencerQueue  *self = NULL;
  snd_seq_queue_info_t *info;

  if (seqgo_sequencer_handle_lock (handle, error) == NULL)
    return NULL;

  snd_seq_queue_info_alloca (&info);
  if (id < SEQGO_N_QUEUES && use (handle, id, info) >= 0)
    self = new_of_id (handle, id, FALSE, info);
  seqgo_sequencer_handle_unlock (handle);

  if (self == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "Cannot open queue %u: there is no such queue", id);
  return self;
}

/* alsa-lib's own look-up hands uninitialised memory to the kernel. Returns a negative number if
 * there is no such queue. */
static int
find_id (snd_seq_t *seq, const char *name, snd_seq_queue_info_t *info)
{
  for (int id = 0; id < SEQGO_N_QUEUES; id++)
    if (snd_seq_get_queue_info (seq, id, info) >= 0
        && g_str_equal (snd_seq_queue_info_get_name (info), name))
      return id;
  return -1;
}

SeqgoSequencerQueue *
seqgo_sequencer_queue_find (SeqgoSequencerHandle *handle, const char *name, GError **error)
{
  g_autofree char      *short_name = seqgo_sequencer_cut_name (name);
  SeqgoSequencerQueue  *self = NULL;
  snd_seq_queue_info_t *info;
  snd_seq_t            *seq = seqgo_sequencer_handle_lock (handle, error);
  int                   id;

  if (seq == NULL)
    return NULL;

  snd_seq_queue_info_alloca (&info);
  id = find_id (seq, short_name, info);
  if (id >= 0 && use (handle, (guint8) id, info) >= 0)
    self = new_of_id (handle, (guint8) id, FALSE, info);
  seqgo_sequencer_handle_unlock (handle);

  if (self == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "Cannot open the queue “%s”: there is no queue of that name", name);
  return self;
}

snd_seq_t *
seqgo_sequencer_queue_lock (SeqgoSequencerQueue *self, GError **error)
{
  snd_seq_t *seq;

  if (seqgo_sequencer_queue_is_closed (self))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The queue is closed");
      return NULL;
    }

  seq = seqgo_sequencer_handle_lock (self->handle, error);
  if (seq == NULL || snd_seq_get_queue_usage (seq, self->id) > 0)
    return seq;

  /* There may be another of that number, which this client does not use. */
  seqgo_sequencer_handle_unlock (self->handle);
  g_set_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE,
               "Queue %u is gone: its owner has deleted it", self->id);
  return NULL;
}

gboolean
seqgo_sequencer_queue_check_exists (SeqgoSequencerQueue *self, GError **error)
{
  if (seqgo_sequencer_queue_lock (self, error) == NULL)
    return FALSE;

  seqgo_sequencer_handle_unlock (self->handle);
  return TRUE;
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
 * Returns: (transfer none): the name, until seqgo_sequencer_queue_set_name() is called
 *
 * Since: 1.0
 */
const char *
seqgo_sequencer_queue_get_name (SeqgoSequencerQueue *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), NULL);

  return self->name;
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

  seqgo_sequencer_set_error (error, result, seqgo_sequencer_queue_causes,
                             "Cannot ask where queue %u is", self->id);
  return NULL;
}

/* Only its owner can delete a queue; another client may have become that. */
static void
leave (SeqgoSequencerQueue *self, snd_seq_t *seq)
{
  SeqgoSequencerHandle *handle = self->handle;

  if (self->generation != handle->queue_generations[self->id])
    return;
  if (self->is_created && snd_seq_free_queue (seq, self->id) >= 0)
    begin_generation (handle, self->id);
  else if (--handle->queue_users[self->id] == 0)
    snd_seq_set_queue_usage (seq, self->id, FALSE);
}

/**
 * seqgo_sequencer_queue_close:
 * @self: a queue
 *
 * Deletes the queue and throws away what waits in it, if this is the queue that
 * seqgo_sequencer_client_create_queue() returned and the client still owns it. Otherwise the client
 * ceases to use the queue, but what it has put on it will be delivered.
 *
 * Every later call ends with %G_IO_ERROR_CLOSED. The client drops its reference when it creates or
 * opens the next queue, or when it is freed.
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
  if (seq != NULL)
    {
      leave (self, seq);
      seqgo_sequencer_handle_unlock (self->handle);
    }
  seqgo_sequencer_handle_emit_closed (self->handle, self, signals[CLOSED], NULL, SEQGO_EMIT_SOON);
}

void
seqgo_sequencer_queue_end (gpointer self, const GError *error, SeqgoEmission when)
{
  SeqgoSequencerQueue *queue = self;

  if (g_atomic_int_compare_and_exchange (&queue->is_closed, FALSE, TRUE))
    seqgo_sequencer_handle_emit_closed (queue->handle, queue, signals[CLOSED], error, when);
}

/**
 * seqgo_sequencer_queue_is_closed:
 * @self: a queue
 *
 * Tells whether the queue, or its client, was closed. When the client closes a queue that it has
 * created, this is also true of what it has opened of the same queue, without a signal.
 *
 * Returns: %TRUE if it was closed
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_is_closed (SeqgoSequencerQueue *self)
{
  SeqgoSequencerHandle *handle;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), TRUE);

  handle = self->handle;
  return g_atomic_int_get (&self->is_closed) || !seqgo_sequencer_handle_is_open (handle)
         || g_atomic_int_get (&handle->queue_generations[self->id]) != self->generation;
}
