/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/core/seqgo-timer-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-clock-follower-private.h>

/**
 * SECTION:seqgo-sequencer-clock-follower
 * @title: SeqgoSequencerClockFollower
 * @short_description: follows a MIDI clock that comes in
 *
 * A queue plays along with a drum machine:
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoSequencerClockFollower) follower
 *     = seqgo_sequencer_clock_follower_new (port, &error);
 *
 * seqgo_sequencer_port_connect_from (port, "Drum machine", &error);
 * seqgo_sequencer_clock_follower_set_queue (follower, queue);
 * g_signal_connect (follower, "started", G_CALLBACK (started_cb), queue);
 * g_signal_connect (follower, "notify::bpm", G_CALLBACK (bpm_cb), NULL);
 * ]|
 */

/**
 * SeqgoSequencerClockFollower:
 *
 * Listens to the MIDI clock that arrives at a port: its tempo, its start, stop and continue, and
 * where in the song it is.
 *
 * The tempo is measured by the times at which the kernel received the clocks, so that a busy
 * program does not disturb it. It is the slope of a line of least squares through the clocks of the
 * last sixteen beats: a jitter of a millisecond averages out to less than a tenth of a beat a
 * minute within two beats. When the latest clocks leave the line by more than jitter explains,
 * which a jump of the tempo does within a sixteenth note and a small change within two beats, the
 * line begins anew.
 *
 * For that the port stamps what it receives with the time of a queue of the follower's own, from
 * seqgo_sequencer_clock_follower_new() to seqgo_sequencer_clock_follower_close(). Events reach the
 * follower as they reach the handlers of #SeqgoSequencerPort::event, so not when the client is read
 * from.
 *
 * A queue, #SeqgoSequencerClockFollower:queue, can be led by the clock: it starts, stops and goes
 * on with it, and its tempo follows, in a way that keeps it at the beat and not only at the speed.
 *
 * The follower is used in the thread of its client. It belongs to the program, which keeps it as
 * long as it is needed.
 *
 * Since: 1.0
 */

G_DEFINE_FINAL_TYPE (SeqgoSequencerClockFollower, seqgo_sequencer_clock_follower, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PORT,
  PROP_QUEUE,
  PROP_BPM,
  PROP_RUNNING,
  PROP_POSITION,
  PROP_CLOCK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  STARTED,
  STOPPED,
  CONTINUED,
  POSITION_CHANGED,
  LOST,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
seqgo_sequencer_clock_follower_dispose (GObject *object)
{
  SeqgoSequencerClockFollower *self = SEQGO_SEQUENCER_CLOCK_FOLLOWER (object);

  seqgo_sequencer_clock_follower_close (self);
  g_clear_object (&self->port);
  g_clear_object (&self->queue);
  G_OBJECT_CLASS (seqgo_sequencer_clock_follower_parent_class)->dispose (object);
}

static void
seqgo_sequencer_clock_follower_get_property (GObject    *object,
                                             guint       property_id,
                                             GValue     *value,
                                             GParamSpec *pspec)
{
  SeqgoSequencerClockFollower *self = SEQGO_SEQUENCER_CLOCK_FOLLOWER (object);

  switch (property_id)
    {
    case PROP_PORT:
      g_value_set_object (value, self->port);
      break;
    case PROP_QUEUE:
      g_value_set_object (value, self->queue);
      break;
    case PROP_BPM:
      g_value_set_double (value, self->bpm);
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, seqgo_sequencer_clock_follower_get_running (self));
      break;
    case PROP_POSITION:
      g_value_set_uint (value, seqgo_sequencer_clock_follower_get_position (self));
      break;
    case PROP_CLOCK:
      g_value_set_uint64 (value, self->clock);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_sequencer_clock_follower_set_property (GObject      *object,
                                             guint         property_id,
                                             const GValue *value,
                                             GParamSpec   *pspec)
{
  SeqgoSequencerClockFollower *self = SEQGO_SEQUENCER_CLOCK_FOLLOWER (object);

  switch (property_id)
    {
    case PROP_QUEUE:
      seqgo_sequencer_clock_follower_set_queue (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  /**
   * SeqgoSequencerClockFollower:port:
   *
   * The port at which the clock arrives.
   *
   * Since: 1.0
   */
  properties[PROP_PORT] = g_param_spec_object ("port", NULL, NULL, SEQGO_TYPE_SEQUENCER_PORT,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClockFollower:queue:
   *
   * The queue that the clock leads, or %NULL. A start sets it to tick 0 and throws away what waits
   * in it; the first clock after that lets it run. What is to be played is put on it in a handler
   * of #SeqgoSequencerClockFollower::started, or later.
   *
   * Since: 1.0
   */
  properties[PROP_QUEUE]
      = g_param_spec_object ("queue", NULL, NULL, SEQGO_TYPE_SEQUENCER_QUEUE,
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClockFollower:bpm:
   *
   * The measured tempo in beats a minute; 0 while it is not known. It is notified once a sixteenth
   * note at the most. When the clock has stopped, it is the last one.
   *
   * Since: 1.0
   */
  properties[PROP_BPM]
      = g_param_spec_double ("bpm", NULL, NULL, 0, G_MAXDOUBLE, 0,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClockFollower:running:
   *
   * Whether the sender was started, or continued, and not stopped. A clock alone does not say so.
   *
   * Since: 1.0
   */
  properties[PROP_RUNNING]
      = g_param_spec_boolean ("running", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClockFollower:position:
   *
   * Where the sender is, in sixteenth notes since the beginning of the song.
   *
   * Since: 1.0
   */
  properties[PROP_POSITION]
      = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClockFollower:clock:
   *
   * Where the sender is, in clocks, of which a beat has 24, since the beginning of the song. It is
   * notified only along with #SeqgoSequencerClockFollower:position.
   *
   * Since: 1.0
   */
  properties[PROP_CLOCK]
      = g_param_spec_uint64 ("clock", NULL, NULL, 0, G_MAXUINT64, 0,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (GType type)
{
  /**
   * SeqgoSequencerClockFollower::started:
   * @self: the follower
   *
   * The sender starts at the beginning of the song, with the next clock.
   *
   * Since: 1.0
   */
  signals[STARTED]
      = g_signal_new ("started", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SeqgoSequencerClockFollower::stopped:
   * @self: the follower
   *
   * The sender has stopped.
   *
   * Since: 1.0
   */
  signals[STOPPED]
      = g_signal_new ("stopped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SeqgoSequencerClockFollower::continued:
   * @self: the follower
   *
   * The sender goes on from #SeqgoSequencerClockFollower:position, with the next clock.
   *
   * Since: 1.0
   */
  signals[CONTINUED]
      = g_signal_new ("continued", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SeqgoSequencerClockFollower::position-changed:
   * @self: the follower
   * @position: the position in sixteenth notes
   *
   * A song position pointer came: the sender will go on from another place.
   *
   * Since: 1.0
   */
  signals[POSITION_CHANGED] = g_signal_new ("position-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * SeqgoSequencerClockFollower::lost:
   * @self: the follower
   *
   * No clock has come for half a second, or four clocks if these are longer, and no stop came
   * before. Its tempo is not known any more, and it does not run; the queue that it leads is
   * stopped.
   *
   * Since: 1.0
   */
  signals[LOST]
      = g_signal_new ("lost", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SeqgoSequencerClockFollower::failed:
   * @self: the follower
   * @error: why
   *
   * The queue cannot be led: it was closed, or another client has locked it. It is not
   * #SeqgoSequencerClockFollower:queue any more.
   *
   * Since: 1.0
   */
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
seqgo_sequencer_clock_follower_class_init (SeqgoSequencerClockFollowerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = seqgo_sequencer_clock_follower_dispose;
  object_class->get_property = seqgo_sequencer_clock_follower_get_property;
  object_class->set_property = seqgo_sequencer_clock_follower_set_property;

  install_properties (object_class);
  install_signals (G_TYPE_FROM_CLASS (klass));
}

static void
seqgo_sequencer_clock_follower_init (SeqgoSequencerClockFollower *self)
{
}

/**
 * seqgo_sequencer_clock_follower_new: (constructor)
 * @port: a port that receives
 * @error: return location for a #GError
 *
 * Creates a follower of the clock that arrives at @port. Connect the port to one sender only.
 *
 * Returns: (transfer full): the follower, or %NULL with %SEQGO_SEQUENCER_ERROR_TOO_MANY_QUEUES,
 *   %SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoSequencerClockFollower *
seqgo_sequencer_clock_follower_new (SeqgoSequencerPort *port, GError **error)
{
  g_autoptr (SeqgoSequencerClockFollower) self = NULL;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (port), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = g_object_new (SEQGO_TYPE_SEQUENCER_CLOCK_FOLLOWER, NULL);
  self->port = g_object_ref (port);
  if (!seqgo_sequencer_handle_check_direction (port->handle, SEQGO_DIRECTION_DUPLEX, error)
      || !seqgo_sequencer_stamping_begin (&self->stamping, port, "clock follower", error))
    return NULL;

  seqgo_sequencer_clock_follower_listen (self);
  return g_steal_pointer (&self);
}

/**
 * seqgo_sequencer_clock_follower_get_port:
 * @self: a follower
 *
 * Returns #SeqgoSequencerClockFollower:port.
 *
 * Returns: (transfer none): the port
 *
 * Since: 1.0
 */
SeqgoSequencerPort *
seqgo_sequencer_clock_follower_get_port (SeqgoSequencerClockFollower *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLOCK_FOLLOWER (self), NULL);

  return self->port;
}

/**
 * seqgo_sequencer_clock_follower_get_queue:
 * @self: a follower
 *
 * Returns #SeqgoSequencerClockFollower:queue.
 *
 * Returns: (transfer none) (nullable): the queue that the clock leads, or %NULL
 *
 * Since: 1.0
 */
SeqgoSequencerQueue *
seqgo_sequencer_clock_follower_get_queue (SeqgoSequencerClockFollower *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLOCK_FOLLOWER (self), NULL);

  return self->queue;
}

/**
 * seqgo_sequencer_clock_follower_set_queue:
 * @self: a follower
 * @queue: (nullable): the queue that the clock shall lead, or %NULL
 *
 * Sets #SeqgoSequencerClockFollower:queue. If the clock runs, the queue joins in with the next
 * clock. The queue that was led before stays as it is.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_clock_follower_set_queue (SeqgoSequencerClockFollower *self,
                                          SeqgoSequencerQueue         *queue)
{
  g_return_if_fail (SEQGO_IS_SEQUENCER_CLOCK_FOLLOWER (self));
  g_return_if_fail (queue == NULL || SEQGO_IS_SEQUENCER_QUEUE (queue));

  if (!g_set_object (&self->queue, queue))
    return;

  self->is_queue_waiting = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUEUE]);
}

/**
 * seqgo_sequencer_clock_follower_get_bpm:
 * @self: a follower
 *
 * Returns #SeqgoSequencerClockFollower:bpm.
 *
 * Returns: the measured tempo in beats a minute, or 0
 *
 * Since: 1.0
 */
double
seqgo_sequencer_clock_follower_get_bpm (SeqgoSequencerClockFollower *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLOCK_FOLLOWER (self), 0);

  return self->bpm;
}

/**
 * seqgo_sequencer_clock_follower_get_running:
 * @self: a follower
 *
 * Returns #SeqgoSequencerClockFollower:running.
 *
 * Returns: %TRUE if the sender was started and not stopped
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_clock_follower_get_running (SeqgoSequencerClockFollower *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLOCK_FOLLOWER (self), FALSE);

  return self->transport == SEQGO_TRANSPORT_RUNNING;
}

/**
 * seqgo_sequencer_clock_follower_get_position:
 * @self: a follower
 *
 * Returns #SeqgoSequencerClockFollower:position.
 *
 * Returns: the position in sixteenth notes
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_clock_follower_get_position (SeqgoSequencerClockFollower *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLOCK_FOLLOWER (self), 0);

  return (guint) (self->clock / SEQGO_CLOCKS_A_SIXTEENTH);
}

/**
 * seqgo_sequencer_clock_follower_get_clock:
 * @self: a follower
 *
 * Returns #SeqgoSequencerClockFollower:clock.
 *
 * Returns: the position in clocks
 *
 * Since: 1.0
 */
guint64
seqgo_sequencer_clock_follower_get_clock (SeqgoSequencerClockFollower *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLOCK_FOLLOWER (self), 0);

  return self->clock;
}

/**
 * seqgo_sequencer_clock_follower_close:
 * @self: a follower
 *
 * Ends to follow. The port stamps its events as before; the queue that was led stays as it is.
 *
 * To close a closed follower does nothing.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_clock_follower_close (SeqgoSequencerClockFollower *self)
{
  g_return_if_fail (SEQGO_IS_SEQUENCER_CLOCK_FOLLOWER (self));

  if (self->port != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->port, self);
      seqgo_sequencer_stamping_end (&self->stamping, self->port);
    }
  g_clear_pointer (&self->timer, seqgo_timer_free);
}

/**
 * seqgo_sequencer_clock_follower_is_closed:
 * @self: a follower
 *
 * Tells whether the follower, or its port, was closed.
 *
 * Returns: %TRUE if it was closed
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_clock_follower_is_closed (SeqgoSequencerClockFollower *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLOCK_FOLLOWER (self), TRUE);

  return self->timer == NULL || seqgo_sequencer_port_is_closed (self->port);
}
