/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/core/seqgo-timer-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-clock-sender.h>
#include <libseqgo/sequencer/seqgo-sequencer-output-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-port-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue-private.h>

/**
 * SECTION:seqgo-sequencer-clock-sender
 * @title: SeqgoSequencerClockSender
 * @short_description: sends the MIDI clock of a queue
 *
 * A drum machine plays along with a queue:
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoSequencerClockSender) clock
 *     = seqgo_sequencer_clock_sender_new (port, queue, &error);
 *
 * seqgo_sequencer_port_connect_to (port, "Drum machine", &error);
 * seqgo_sequencer_queue_set_bpm (queue, 96, &error);
 * seqgo_sequencer_clock_sender_start (clock, &error);
 * ]|
 */

/**
 * SeqgoSequencerClockSender:
 *
 * The transport of a #SeqgoSequencerQueue for other devices and programs: it starts and stops the
 * queue, and sends what MIDI has for that, with 24 clocks a beat in between. Receivers follow the
 * tempo of the queue, however and by whomever it is changed.
 *
 * The clocks wait in the queue itself, up to four beats ahead, so that a program that is busy for
 * a moment does not delay them. They take up to 96 events of the client's output pool. They are
 * exact if the resolution of the queue is a multiple of 24; with others, such as 100, they fall on
 * the next tick.
 *
 * The sender is used in the thread that created it, whose main context refills the queue. It
 * belongs to the program, which keeps it as long as it is needed: without it the clock stops.
 *
 * Since: 1.0
 */

#define CLOCKS_A_BEAT 24
#define SIXTEENTHS_A_BEAT 4
#define CLOCKS_A_SIXTEENTH (CLOCKS_A_BEAT / SIXTEENTHS_A_BEAT)
#define MAX_POSITION 16383

/* Refilled often enough for 2400 beats a minute. */
#define CLOCKS_AHEAD (4 * CLOCKS_A_BEAT)
#define REFILL_INTERVAL 100000

struct _SeqgoSequencerClockSender
{
  GObject              parent_instance;
  SeqgoSequencerPort  *port;
  SeqgoSequencerQueue *queue;
  GSource             *timer;
  guint64              next_clock;
  gboolean             is_running;
};

G_DEFINE_FINAL_TYPE (SeqgoSequencerClockSender, seqgo_sequencer_clock_sender, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PORT,
  PROP_QUEUE,
  PROP_RUNNING,
  PROP_POSITION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_running (SeqgoSequencerClockSender *self, gboolean is_running)
{
  if (self->is_running == is_running)
    return;

  self->is_running = is_running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static gboolean
check_open (SeqgoSequencerClockSender *self, GError **error)
{
  if (self->timer != NULL)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The clock sender is closed");
  return FALSE;
}

static gboolean
send_now (SeqgoSequencerClockSender *self, SeqgoEventType type, guint value, GError **error)
{
  SeqgoEventRecord record;
  guint            n_sent = 0;

  seqgo_event_record_init (&record, type);
  record.b = (gint32) value;
  return seqgo_sequencer_port_check_open (self->port, error)
         && seqgo_sequencer_output (self->port->handle, seqgo_sequencer_port_get_id (self->port),
                                    &record, 1, NULL, &n_sent, error);
}

static gboolean
read_tick (SeqgoSequencerClockSender *self, guint32 *tick, GError **error)
{
  g_autoptr (SeqgoSequencerQueueStatus) status
      = seqgo_sequencer_queue_get_status (self->queue, error);

  if (status == NULL)
    return FALSE;
  *tick = status->tick;
  return TRUE;
}

/* Puts clocks on the queue as far as they have to reach. */
static gboolean
refill (SeqgoSequencerClockSender *self, GError **error)
{
  SeqgoEventRecord records[CLOCKS_AHEAD + 1];
  guint            ppq = seqgo_sequencer_queue_get_ppq (self->queue);
  guint            n_records = 0, n_sent = 0;
  guint32          tick;
  gboolean         is_sent;
  g_autoptr (GError) send_error = NULL;

  if (!read_tick (self, &tick, error))
    return FALSE;

  while (n_records < G_N_ELEMENTS (records))
    {
      guint64 clock = self->next_clock + n_records;

      if (clock > (guint64) tick * CLOCKS_A_BEAT / ppq + CLOCKS_AHEAD)
        break;
      seqgo_event_record_init (&records[n_records], SEQGO_EVENT_TYPE_CLOCK);
      records[n_records].queue = self->queue->id;
      records[n_records].time = (gint64) ((clock * ppq + CLOCKS_A_BEAT - 1) / CLOCKS_A_BEAT);
      n_records++;
    }

  is_sent = seqgo_sequencer_output (self->port->handle, seqgo_sequencer_port_get_id (self->port),
                                    records, n_records, NULL, &n_sent, &send_error);
  self->next_clock += n_sent;
  /* There will be room when the queue goes on. */
  if (is_sent
      || g_error_matches (send_error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_POOL_FULL))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&send_error));
  return FALSE;
}

static void
refill_cb (gpointer owner)
{
  SeqgoSequencerClockSender *self = owner;
  g_autoptr (GError) error = NULL;

  if (refill (self, &error))
    {
      seqgo_timer_set (self->timer, REFILL_INTERVAL);
      return;
    }

  set_running (self, FALSE);
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
remove_clocks (SeqgoSequencerClockSender *self)
{
  snd_seq_remove_events_t *filter;
  snd_seq_addr_t           subscribers = { SND_SEQ_ADDRESS_SUBSCRIBERS, SND_SEQ_ADDRESS_UNKNOWN };
  snd_seq_t               *seq = seqgo_sequencer_handle_lock (self->port->handle, NULL);

  if (seq == NULL)
    return;

  /* The kernel looks at the queue only together with the destination. */
  snd_seq_remove_events_alloca (&filter);
  snd_seq_remove_events_set_condition (filter, SND_SEQ_REMOVE_OUTPUT | SND_SEQ_REMOVE_DEST
                                                   | SND_SEQ_REMOVE_EVENT_TYPE);
  snd_seq_remove_events_set_queue (filter, self->queue->id);
  snd_seq_remove_events_set_dest (filter, &subscribers);
  snd_seq_remove_events_set_event_type (filter, SND_SEQ_EVENT_CLOCK);
  snd_seq_remove_events (seq, filter);
  seqgo_sequencer_handle_unlock (self->port->handle);
}

/* The clocks go on from where the queue is, and are refilled from now on. */
static gboolean
begin (SeqgoSequencerClockSender *self, GError **error)
{
  if (!refill (self, error))
    return FALSE;

  seqgo_timer_set (self->timer, REFILL_INTERVAL);
  set_running (self, TRUE);
  return TRUE;
}

static void
seqgo_sequencer_clock_sender_dispose (GObject *object)
{
  SeqgoSequencerClockSender *self = SEQGO_SEQUENCER_CLOCK_SENDER (object);

  seqgo_sequencer_clock_sender_close (self);
  g_clear_object (&self->port);
  g_clear_object (&self->queue);
  G_OBJECT_CLASS (seqgo_sequencer_clock_sender_parent_class)->dispose (object);
}

static void
seqgo_sequencer_clock_sender_get_property (GObject    *object,
                                           guint       property_id,
                                           GValue     *value,
                                           GParamSpec *pspec)
{
  SeqgoSequencerClockSender *self = SEQGO_SEQUENCER_CLOCK_SENDER (object);

  switch (property_id)
    {
    case PROP_PORT:
      g_value_set_object (value, self->port);
      break;
    case PROP_QUEUE:
      g_value_set_object (value, self->queue);
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, self->is_running);
      break;
    case PROP_POSITION:
      g_value_set_uint (value, seqgo_sequencer_clock_sender_get_position (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_sequencer_clock_sender_class_init (SeqgoSequencerClockSenderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = seqgo_sequencer_clock_sender_dispose;
  object_class->get_property = seqgo_sequencer_clock_sender_get_property;

  /**
   * SeqgoSequencerClockSender:port:
   *
   * The port that the clock is sent from.
   *
   * Since: 1.0
   */
  properties[PROP_PORT] = g_param_spec_object ("port", NULL, NULL, SEQGO_TYPE_SEQUENCER_PORT,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClockSender:queue:
   *
   * The queue whose clock it is.
   *
   * Since: 1.0
   */
  properties[PROP_QUEUE] = g_param_spec_object ("queue", NULL, NULL, SEQGO_TYPE_SEQUENCER_QUEUE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClockSender:running:
   *
   * Whether it was started, or continued, and not stopped.
   *
   * Since: 1.0
   */
  properties[PROP_RUNNING]
      = g_param_spec_boolean ("running", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClockSender:position:
   *
   * Where the queue is, in sixteenth notes since the beginning of the song. It is not notified
   * while the queue runs.
   *
   * Since: 1.0
   */
  properties[PROP_POSITION]
      = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SeqgoSequencerClockSender::failed:
   * @self: the sender
   * @error: why
   *
   * No more clocks can be sent: the queue, the port or the client was closed, or a receiver is
   * gone. The clock does not run any more.
   *
   * Since: 1.0
   */
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
seqgo_sequencer_clock_sender_init (SeqgoSequencerClockSender *self)
{
}

/**
 * seqgo_sequencer_clock_sender_new: (constructor)
 * @port: the port to send from
 * @queue: a queue of the same client
 * @error: return location for a #GError
 *
 * Creates a sender. Nothing is sent before seqgo_sequencer_clock_sender_start().
 *
 * Returns: (transfer full): the sender, or %NULL with %G_IO_ERROR_INVALID_ARGUMENT if port and
 *   queue belong to different clients, or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoSequencerClockSender *
seqgo_sequencer_clock_sender_new (SeqgoSequencerPort  *port,
                                  SeqgoSequencerQueue *queue,
                                  GError             **error)
{
  SeqgoSequencerClockSender *self;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (port), NULL);
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (queue), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!seqgo_sequencer_port_check_open (port, error))
    return NULL;
  if (seqgo_sequencer_queue_is_closed (queue))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The queue is closed");
      return NULL;
    }
  if (port->handle != queue->handle)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Cannot send the clock of queue %u: it belongs to another client than the port",
                   queue->id);
      return NULL;
    }

  self = g_object_new (SEQGO_TYPE_SEQUENCER_CLOCK_SENDER, NULL);
  self->port = g_object_ref (port);
  self->queue = g_object_ref (queue);
  self->timer = seqgo_timer_attach (G_OBJECT (self), NULL, "[Seqgo] clock sender", refill_cb);
  return self;
}

/**
 * seqgo_sequencer_clock_sender_get_port:
 * @self: a sender
 *
 * Returns #SeqgoSequencerClockSender:port.
 *
 * Returns: (transfer none): the port
 *
 * Since: 1.0
 */
SeqgoSequencerPort *
seqgo_sequencer_clock_sender_get_port (SeqgoSequencerClockSender *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLOCK_SENDER (self), NULL);

  return self->port;
}

/**
 * seqgo_sequencer_clock_sender_get_queue:
 * @self: a sender
 *
 * Returns #SeqgoSequencerClockSender:queue.
 *
 * Returns: (transfer none): the queue
 *
 * Since: 1.0
 */
SeqgoSequencerQueue *
seqgo_sequencer_clock_sender_get_queue (SeqgoSequencerClockSender *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLOCK_SENDER (self), NULL);

  return self->queue;
}

/**
 * seqgo_sequencer_clock_sender_get_running:
 * @self: a sender
 *
 * Returns #SeqgoSequencerClockSender:running.
 *
 * Returns: %TRUE if it was started and not stopped
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_clock_sender_get_running (SeqgoSequencerClockSender *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLOCK_SENDER (self), FALSE);

  return self->is_running;
}

/**
 * seqgo_sequencer_clock_sender_get_position:
 * @self: a sender
 *
 * Returns #SeqgoSequencerClockSender:position.
 *
 * Returns: the position in sixteenth notes; 0 if the queue is closed
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_clock_sender_get_position (SeqgoSequencerClockSender *self)
{
  guint32 tick;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLOCK_SENDER (self), 0);

  if (self->queue == NULL || !read_tick (self, &tick, NULL))
    return 0;
  return (guint) ((guint64) tick * SIXTEENTHS_A_BEAT / seqgo_sequencer_queue_get_ppq (self->queue));
}

/**
 * seqgo_sequencer_clock_sender_set_position:
 * @self: a sender that does not run
 * @position: a position in sixteenth notes, from 0 to 16383
 * @error: return location for a #GError
 *
 * Sends a song position pointer, and sets the queue to there. The position of the queue in time
 * stays as it is. seqgo_sequencer_clock_sender_continue() goes on from there.
 *
 * Returns: %TRUE if it was sent and set, or %FALSE with %SEQGO_SEQUENCER_ERROR_QUEUE_RUNNING,
 *   %G_IO_ERROR_INVALID_ARGUMENT, %G_IO_ERROR_CLOSED, or an error as seqgo_sequencer_port_send()
 *   and seqgo_sequencer_queue_set_tick() have them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_clock_sender_set_position (SeqgoSequencerClockSender *self,
                                           guint                      position,
                                           GError                   **error)
{
  guint64 tick;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLOCK_SENDER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!check_open (self, error))
    return FALSE;
  if (position > MAX_POSITION)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Cannot send a song position of %u: it goes from 0 to %d", position,
                   MAX_POSITION);
      return FALSE;
    }
  if (self->is_running)
    {
      g_set_error_literal (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_QUEUE_RUNNING,
                           "Cannot send a song position while the clock runs: stop it first");
      return FALSE;
    }

  tick = (guint64) position * seqgo_sequencer_queue_get_ppq (self->queue) / SIXTEENTHS_A_BEAT;
  remove_clocks (self);
  if (!seqgo_sequencer_queue_set_tick (self->queue, (guint32) tick, error))
    return FALSE;
  self->next_clock = (guint64) position * CLOCKS_A_SIXTEENTH;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
  return send_now (self, SEQGO_EVENT_TYPE_SONG_POSITION, position, error);
}

/**
 * seqgo_sequencer_clock_sender_start:
 * @self: a sender
 * @error: return location for a #GError
 *
 * Starts the queue at tick 0, as seqgo_sequencer_queue_start() does, sends a start and then the
 * clocks. What goes along with them is put on the queue after this.
 *
 * Returns: %TRUE if it runs, or %FALSE with %G_IO_ERROR_CLOSED, or an error as
 *   seqgo_sequencer_queue_start() and seqgo_sequencer_port_send() have them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_clock_sender_start (SeqgoSequencerClockSender *self, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLOCK_SENDER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!check_open (self, error) || !seqgo_sequencer_queue_start (self->queue, error))
    return FALSE;

  self->next_clock = 0;
  if (send_now (self, SEQGO_EVENT_TYPE_START, 0, error) && begin (self, error))
    return TRUE;

  seqgo_sequencer_queue_stop (self->queue, NULL);
  set_running (self, FALSE);
  return FALSE;
}

/**
 * seqgo_sequencer_clock_sender_stop:
 * @self: a sender
 * @error: return location for a #GError
 *
 * Stops the queue where it is, and sends a stop. No clocks are sent until it goes on.
 *
 * Returns: %TRUE if it was stopped, or %FALSE with %G_IO_ERROR_CLOSED, or an error as
 *   seqgo_sequencer_queue_stop() and seqgo_sequencer_port_send() have them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_clock_sender_stop (SeqgoSequencerClockSender *self, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLOCK_SENDER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!check_open (self, error) || !seqgo_sequencer_queue_stop (self->queue, error))
    return FALSE;

  seqgo_timer_set (self->timer, -1);
  set_running (self, FALSE);
  return send_now (self, SEQGO_EVENT_TYPE_STOP, 0, error);
}

/**
 * seqgo_sequencer_clock_sender_continue:
 * @self: a sender
 * @error: return location for a #GError
 *
 * Sends a continue, lets the queue go on from where it is, and sends clocks again. If it runs
 * already, it does nothing.
 *
 * Returns: %TRUE if it runs, or %FALSE with %G_IO_ERROR_CLOSED, or an error as
 *   seqgo_sequencer_queue_continue() and seqgo_sequencer_port_send() have them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_clock_sender_continue (SeqgoSequencerClockSender *self, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLOCK_SENDER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!check_open (self, error))
    return FALSE;
  if (self->is_running)
    return TRUE;

  /* What is due is delivered as soon as the queue runs, so that it has to be told before. */
  return send_now (self, SEQGO_EVENT_TYPE_CONTINUE, 0, error)
         && seqgo_sequencer_queue_continue (self->queue, error) && begin (self, error);
}

/**
 * seqgo_sequencer_clock_sender_close:
 * @self: a sender
 *
 * Ends the clock: a stop is sent if it runs, and no clock after it. The queue goes on as it is.
 * Every later call ends with %G_IO_ERROR_CLOSED.
 *
 * To close a closed sender does nothing.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_clock_sender_close (SeqgoSequencerClockSender *self)
{
  g_return_if_fail (SEQGO_IS_SEQUENCER_CLOCK_SENDER (self));

  if (self->timer == NULL)
    return;

  g_clear_pointer (&self->timer, seqgo_timer_free);
  remove_clocks (self);
  if (self->is_running)
    send_now (self, SEQGO_EVENT_TYPE_STOP, 0, NULL);
  set_running (self, FALSE);
}

/**
 * seqgo_sequencer_clock_sender_is_closed:
 * @self: a sender
 *
 * Tells whether the sender, or its port or queue, was closed.
 *
 * Returns: %TRUE if it was closed
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_clock_sender_is_closed (SeqgoSequencerClockSender *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLOCK_SENDER (self), TRUE);

  return self->timer == NULL || seqgo_sequencer_port_is_closed (self->port)
         || seqgo_sequencer_queue_is_closed (self->queue);
}
