/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-buffer.h>
#include <libseqgo/sequencer/seqgo-sequencer-output-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-port-private.h>

/**
 * SECTION:seqgo-sequencer-buffer
 * @title: SeqgoSequencerBuffer
 * @short_description: events that are sent together, later
 *
 * Collect events, then send them with one system call:
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoSequencerBuffer) buffer = seqgo_sequencer_buffer_new (keys);
 *
 * for (guint i = 0; i < G_N_ELEMENTS (chord); i++)
 *   {
 *     g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, chord[i], 100);
 *
 *     seqgo_sequencer_buffer_add (buffer, event);
 *   }
 * if (!seqgo_sequencer_buffer_flush (buffer, &error))
 *   g_print ("%u were sent: %s\n", seqgo_sequencer_buffer_get_n_sent (buffer), error->message);
 * ]|
 */

/**
 * SeqgoSequencerBuffer:
 *
 * Events that are to leave a port together. To send nothing is buffered without one.
 *
 * When seqgo_sequencer_buffer_flush() stops at an event, that event is named, and all that come
 * after it stay in the buffer: another flush goes on with them. Nothing is lost or sent twice,
 * unless one of several receivers of an event was full, see seqgo_sequencer_port_send().
 *
 * A buffer is for one thread at a time.
 *
 * Since: 1.0
 */
struct _SeqgoSequencerBuffer
{
  GObject             parent_instance;
  SeqgoSequencerPort *port;
  GPtrArray          *events;
  guint               n_sent;
  SeqgoEvent         *failed_event;
};

G_DEFINE_FINAL_TYPE (SeqgoSequencerBuffer, seqgo_sequencer_buffer, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PORT,
  PROP_N_EVENTS,
  PROP_N_SENT,
  PROP_FAILED_EVENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
drop_first (SeqgoSequencerBuffer *self, guint n_events)
{
  if (n_events == 0)
    return;

  g_ptr_array_remove_range (self->events, 0, n_events);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_EVENTS]);
}

static void
set_result (SeqgoSequencerBuffer *self, guint n_sent, SeqgoEvent *failed_event)
{
  if (self->n_sent != n_sent)
    {
      self->n_sent = n_sent;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SENT]);
    }
  if (self->failed_event != failed_event)
    {
      g_clear_pointer (&self->failed_event, seqgo_event_unref);
      self->failed_event = failed_event != NULL ? seqgo_event_ref (failed_event) : NULL;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILED_EVENT]);
    }
}

/* What may go well with the same event later. */
static gboolean
is_temporary (const GError *error)
{
  return g_error_matches (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_POOL_FULL)
         || g_error_matches (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_RECEIVER_FULL);
}

/* What no event is to blame for. */
static gboolean
is_general (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED)
         || g_error_matches (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION);
}

static void
seqgo_sequencer_buffer_finalize (GObject *object)
{
  SeqgoSequencerBuffer *self = SEQGO_SEQUENCER_BUFFER (object);

  g_clear_object (&self->port);
  g_ptr_array_unref (self->events);
  g_clear_pointer (&self->failed_event, seqgo_event_unref);
  G_OBJECT_CLASS (seqgo_sequencer_buffer_parent_class)->finalize (object);
}

static void
seqgo_sequencer_buffer_get_property (GObject    *object,
                                     guint       property_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  SeqgoSequencerBuffer *self = SEQGO_SEQUENCER_BUFFER (object);

  switch (property_id)
    {
    case PROP_PORT:
      g_value_set_object (value, self->port);
      break;
    case PROP_N_EVENTS:
      g_value_set_uint (value, self->events->len);
      break;
    case PROP_N_SENT:
      g_value_set_uint (value, self->n_sent);
      break;
    case PROP_FAILED_EVENT:
      g_value_set_boxed (value, self->failed_event);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_sequencer_buffer_set_property (GObject      *object,
                                     guint         property_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  SeqgoSequencerBuffer *self = SEQGO_SEQUENCER_BUFFER (object);

  switch (property_id)
    {
    case PROP_PORT:
      self->port = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_sequencer_buffer_class_init (SeqgoSequencerBufferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = seqgo_sequencer_buffer_finalize;
  object_class->get_property = seqgo_sequencer_buffer_get_property;
  object_class->set_property = seqgo_sequencer_buffer_set_property;

  /**
   * SeqgoSequencerBuffer:port:
   *
   * The port that the events leave from.
   *
   * Since: 1.0
   */
  properties[PROP_PORT]
      = g_param_spec_object ("port", NULL, NULL, SEQGO_TYPE_SEQUENCER_PORT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerBuffer:n-events:
   *
   * The number of events that wait in the buffer.
   *
   * Since: 1.0
   */
  properties[PROP_N_EVENTS]
      = g_param_spec_uint ("n-events", NULL, NULL, 0, G_MAXUINT, 0,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerBuffer:n-sent:
   *
   * How many events the last flush has sent. If it failed, this is the index of the event that it
   * stopped at, among those that the buffer had.
   *
   * Since: 1.0
   */
  properties[PROP_N_SENT]
      = g_param_spec_uint ("n-sent", NULL, NULL, 0, G_MAXUINT, 0,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerBuffer:failed-event:
   *
   * The event that the last flush stopped at, or %NULL if it sent all or failed for another reason.
   *
   * Since: 1.0
   */
  properties[PROP_FAILED_EVENT]
      = g_param_spec_boxed ("failed-event", NULL, NULL, SEQGO_TYPE_EVENT,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_sequencer_buffer_init (SeqgoSequencerBuffer *self)
{
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);
}

/**
 * seqgo_sequencer_buffer_new:
 * @port: a port
 *
 * Makes an empty buffer for what is to leave a port.
 *
 * Returns: (transfer full): the buffer
 *
 * Since: 1.0
 */
SeqgoSequencerBuffer *
seqgo_sequencer_buffer_new (SeqgoSequencerPort *port)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (port), NULL);

  return g_object_new (SEQGO_TYPE_SEQUENCER_BUFFER, "port", port, NULL);
}

/**
 * seqgo_sequencer_buffer_get_port:
 * @self: a buffer
 *
 * Returns #SeqgoSequencerBuffer:port.
 *
 * Returns: (transfer none): the port that the events leave from
 *
 * Since: 1.0
 */
SeqgoSequencerPort *
seqgo_sequencer_buffer_get_port (SeqgoSequencerBuffer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_BUFFER (self), NULL);

  return self->port;
}

/**
 * seqgo_sequencer_buffer_add:
 * @self: a buffer
 * @event: an event, as for seqgo_sequencer_port_send()
 *
 * Puts an event behind the others.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_buffer_add (SeqgoSequencerBuffer *self, SeqgoEvent *event)
{
  g_return_if_fail (SEQGO_IS_SEQUENCER_BUFFER (self));
  g_return_if_fail (event != NULL);

  g_ptr_array_add (self->events, seqgo_event_ref (event));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_EVENTS]);
}

/**
 * seqgo_sequencer_buffer_add_batch:
 * @self: a buffer
 * @batch: events
 *
 * Puts all events of a batch behind the others. In contrast to seqgo_sequencer_port_send_batch(),
 * the buffer knows after an error which of them were sent.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_buffer_add_batch (SeqgoSequencerBuffer *self, SeqgoEventBatch *batch)
{
  guint n_events;

  g_return_if_fail (SEQGO_IS_SEQUENCER_BUFFER (self));
  g_return_if_fail (batch != NULL);

  n_events = seqgo_event_batch_get_n_events (batch);
  for (guint i = 0; i < n_events; i++)
    g_ptr_array_add (self->events, seqgo_event_batch_get_event (batch, i));
  if (n_events > 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_EVENTS]);
}

/**
 * seqgo_sequencer_buffer_get_n_events:
 * @self: a buffer
 *
 * Returns #SeqgoSequencerBuffer:n-events.
 *
 * Returns: the number of events that wait
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_buffer_get_n_events (SeqgoSequencerBuffer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_BUFFER (self), 0);

  return self->events->len;
}

/**
 * seqgo_sequencer_buffer_get_event:
 * @self: a buffer
 * @index: which event, from 0, the one that will be sent first
 *
 * Returns an event that waits, which stays in the buffer.
 *
 * Returns: (transfer full) (nullable): the event, or %NULL if there is none at @index
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_sequencer_buffer_get_event (SeqgoSequencerBuffer *self, guint index)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_BUFFER (self), NULL);

  if (index >= self->events->len)
    return NULL;
  return seqgo_event_ref (g_ptr_array_index (self->events, index));
}

/**
 * seqgo_sequencer_buffer_take_first:
 * @self: a buffer
 *
 * Takes the event out of the buffer that would be sent first.
 *
 * Returns: (transfer full) (nullable): the event, or %NULL if the buffer is empty
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_sequencer_buffer_take_first (SeqgoSequencerBuffer *self)
{
  SeqgoEvent *event = seqgo_sequencer_buffer_get_event (self, 0);

  if (event != NULL)
    drop_first (self, 1);
  return event;
}

/**
 * seqgo_sequencer_buffer_remove_events:
 * @self: a buffer
 * @pattern: (nullable): which events, or %NULL for all
 *
 * Throws away events that wait in the buffer. Those that were sent are where
 * seqgo_sequencer_client_remove_events() finds them.
 *
 * Returns: how many events were thrown away
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_buffer_remove_events (SeqgoSequencerBuffer *self, SeqgoEventPattern *pattern)
{
  guint n_before, n_kept = 0;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_BUFFER (self), 0);
  g_return_val_if_fail (pattern == NULL || SEQGO_IS_EVENT_PATTERN (pattern), 0);

  n_before = self->events->len;
  for (guint i = 0; i < n_before; i++)
    {
      gpointer *event = &g_ptr_array_index (self->events, i);
      gpointer *kept = &g_ptr_array_index (self->events, n_kept);

      if (pattern != NULL && !seqgo_event_pattern_matches (pattern, *event))
        {
          gpointer removed = *kept;

          *kept = *event;
          *event = removed;
          n_kept++;
        }
    }
  if (n_kept == n_before)
    return 0;

  g_ptr_array_set_size (self->events, (int) n_kept);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_EVENTS]);
  return n_before - n_kept;
}

/**
 * seqgo_sequencer_buffer_flush:
 * @self: a buffer
 * @error: return location for a #GError
 *
 * Sends the events in their order, with as few system calls as possible: one for about 2000 events.
 *
 * If one of them cannot be sent, those before it were, and those after it stay in the buffer. The
 * event itself stays, too, if it may go better later: with %SEQGO_SEQUENCER_ERROR_POOL_FULL, when
 * events have left the queues, and %SEQGO_SEQUENCER_ERROR_RECEIVER_FULL, when the receiver has
 * read. With any other error about an event it is taken out, so that another flush sends the rest.
 * #SeqgoSequencerBuffer:n-sent and #SeqgoSequencerBuffer:failed-event tell which one it is.
 *
 * Returns: %TRUE if all were sent, or %FALSE with an error as seqgo_sequencer_port_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_buffer_flush (SeqgoSequencerBuffer *self, GError **error)
{
  g_autoptr (SeqgoEventBatch) batch = NULL;
  g_autoptr (SeqgoEvent) failed_event = NULL;
  g_autoptr (GError) send_error = NULL;
  guint n_sent = 0;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_BUFFER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (self->port == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The buffer has no port");
      return FALSE;
    }

  batch = seqgo_event_batch_new ((SeqgoEvent **) self->events->pdata, self->events->len);
  if (!seqgo_sequencer_port_send_rest (self->port, batch, &n_sent, &send_error)
      && !is_general (send_error))
    failed_event = seqgo_sequencer_buffer_get_event (self, n_sent);

  drop_first (self, failed_event != NULL && !is_temporary (send_error) ? n_sent + 1 : n_sent);
  set_result (self, n_sent, failed_event);
  if (send_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&send_error));
  return FALSE;
}

/**
 * seqgo_sequencer_buffer_get_n_sent:
 * @self: a buffer
 *
 * Returns #SeqgoSequencerBuffer:n-sent.
 *
 * Returns: how many events the last flush has sent
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_buffer_get_n_sent (SeqgoSequencerBuffer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_BUFFER (self), 0);

  return self->n_sent;
}

/**
 * seqgo_sequencer_buffer_get_failed_event:
 * @self: a buffer
 *
 * Returns #SeqgoSequencerBuffer:failed-event.
 *
 * Returns: (transfer full) (nullable): the event that the last flush stopped at, or %NULL
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_sequencer_buffer_get_failed_event (SeqgoSequencerBuffer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_BUFFER (self), NULL);

  return self->failed_event != NULL ? seqgo_event_ref (self->failed_event) : NULL;
}
