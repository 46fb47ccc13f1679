/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The accessors of SeqgoEvent. */

#include "config.h"

#include <libseqgo/core/seqgo-time-private.h>
#include <libseqgo/midi/seqgo-event-private.h>

static gboolean
has_layout (SeqgoEvent *self, SeqgoEventLayout layout)
{
  return seqgo_event_record_get_layout (&self->record) == layout;
}

/**
 * seqgo_event_get_event_type:
 * @self: an event
 *
 * Returns what the event is.
 *
 * Returns: the type; a number that #SeqgoEventType does not list if a newer kernel sent it; 0,
 *   which means nothing, if seqgo_event_get_ump() says what the event is
 *
 * Since: 1.0
 */
SeqgoEventType
seqgo_event_get_event_type (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, SEQGO_EVENT_TYPE_NONE);

  return (SeqgoEventType) self->record.type;
}

/**
 * seqgo_event_get_source:
 * @self: an event
 *
 * Returns where the event comes from.
 *
 * Returns: (transfer full): the address of the port that sent it
 *
 * Since: 1.0
 */
SeqgoAddress *
seqgo_event_get_source (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return seqgo_address_new (self->record.source_client, self->record.source_port);
}

/**
 * seqgo_event_get_destination:
 * @self: an event
 *
 * Returns where the event goes to. The client %SEQGO_CLIENT_ID_SUBSCRIBERS stands for all ports
 * that are connected to the source.
 *
 * Returns: (transfer full): the address of the port that it goes to
 *
 * Since: 1.0
 */
SeqgoAddress *
seqgo_event_get_destination (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return seqgo_address_new (self->record.destination_client, self->record.destination_port);
}

/**
 * seqgo_event_get_queue_id:
 * @self: an event
 *
 * Returns the queue that delivers the event, or that stamped it.
 *
 * Returns: the number of the queue, or %SEQGO_QUEUE_ID_DIRECT
 *
 * Since: 1.0
 */
guint8
seqgo_event_get_queue_id (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, SEQGO_QUEUE_ID_DIRECT);

  return self->record.queue;
}

/**
 * seqgo_event_is_real_time:
 * @self: an event
 *
 * Tells whether the time stamp of the event is in nanoseconds.
 *
 * Returns: %TRUE if seqgo_event_get_time() has the time stamp, %FALSE if seqgo_event_get_tick()
 *   has it
 *
 * Since: 1.0
 */
gboolean
seqgo_event_is_real_time (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->record.flags & SEQGO_EVENT_FLAG_REAL_TIME) != 0;
}

/**
 * seqgo_event_is_relative:
 * @self: an event
 *
 * Tells whether the time stamp counts from the moment when the event is sent.
 *
 * Returns: %TRUE if the time stamp is relative
 *
 * Since: 1.0
 */
gboolean
seqgo_event_is_relative (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->record.flags & SEQGO_EVENT_FLAG_RELATIVE) != 0;
}

/**
 * seqgo_event_is_recovered:
 * @self: an event
 *
 * Tells whether the event was lost on its way through a network, and was made again from what the
 * sender repeats. It may be late then, and may stand for several that were lost: of a controller,
 * only the last value counts. A recorder or a display may want to tell it from the others; an
 * instrument plays it like these.
 *
 * Returns: %TRUE if it was recovered, %FALSE if it came as it was sent
 *
 * Since: 1.0
 */
gboolean
seqgo_event_is_recovered (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->record.flags & SEQGO_EVENT_FLAG_RECOVERED) != 0;
}

/**
 * seqgo_event_get_tick:
 * @self: an event
 *
 * Returns the time stamp in ticks.
 *
 * Returns: the ticks; 0 if the time stamp is in nanoseconds
 *
 * Since: 1.0
 */
guint32
seqgo_event_get_tick (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return seqgo_event_is_real_time (self) ? 0 : (guint32) self->record.time;
}

/**
 * seqgo_event_get_time:
 * @self: an event
 *
 * Returns the time stamp in nanoseconds.
 *
 * Returns: the nanoseconds; 0 if the time stamp is in ticks
 *
 * Since: 1.0
 */
gint64
seqgo_event_get_time (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return seqgo_event_is_real_time (self) ? self->record.time : 0;
}

/**
 * seqgo_event_get_tag:
 * @self: an event
 *
 * Returns the tag that the sender gave it.
 *
 * Returns: the tag
 *
 * Since: 1.0
 */
guint8
seqgo_event_get_tag (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->record.tag;
}

/**
 * seqgo_event_get_high_priority:
 * @self: an event
 *
 * Tells whether a queue delivers the event before others of the same time.
 *
 * Returns: %TRUE if it goes before others
 *
 * Since: 1.0
 */
gboolean
seqgo_event_get_high_priority (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->record.flags & SEQGO_EVENT_FLAG_HIGH_PRIORITY) != 0;
}

/**
 * seqgo_event_get_channel:
 * @self: an event
 *
 * Returns the channel of a note, a control change and the like.
 *
 * Returns: the channel, from 0; 0 if the event has none
 *
 * Since: 1.0
 */
guint8
seqgo_event_get_channel (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return has_layout (self, SEQGO_EVENT_LAYOUT_NOTE) || has_layout (self, SEQGO_EVENT_LAYOUT_CONTROL)
             ? self->record.channel
             : 0;
}

/**
 * seqgo_event_get_note:
 * @self: an event
 *
 * Returns the note of a note, note on, note off or key pressure.
 *
 * Returns: the note; 0 if the event has none
 *
 * Since: 1.0
 */
guint8
seqgo_event_get_note (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return has_layout (self, SEQGO_EVENT_LAYOUT_NOTE) ? (guint8) self->record.a : 0;
}

/**
 * seqgo_event_get_velocity:
 * @self: an event
 *
 * Returns the velocity of a note, note on or note off, or the pressure of a key pressure.
 *
 * Returns: the velocity; 0 if the event has none
 *
 * Since: 1.0
 */
guint8
seqgo_event_get_velocity (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return has_layout (self, SEQGO_EVENT_LAYOUT_NOTE) ? (guint8) self->record.b : 0;
}

/**
 * seqgo_event_get_off_velocity:
 * @self: an event
 *
 * Returns the velocity of the note off that ends a note.
 *
 * Returns: the velocity; 0 if the event has none
 *
 * Since: 1.0
 */
guint8
seqgo_event_get_off_velocity (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return has_layout (self, SEQGO_EVENT_LAYOUT_NOTE) ? self->record.off_velocity : 0;
}

/**
 * seqgo_event_get_duration:
 * @self: an event
 *
 * Returns how long a note lasts, in ticks or, if seqgo_event_is_real_time(), in milliseconds.
 *
 * Returns: the duration; 0 if the event has none
 *
 * Since: 1.0
 */
guint32
seqgo_event_get_duration (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return has_layout (self, SEQGO_EVENT_LAYOUT_NOTE) ? self->record.c : 0;
}

/**
 * seqgo_event_get_param:
 * @self: an event
 *
 * Returns the controller of a control change, or the number of a registered or non-registered
 * parameter.
 *
 * Returns: the parameter; 0 if the event has none
 *
 * Since: 1.0
 */
guint32
seqgo_event_get_param (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return has_layout (self, SEQGO_EVENT_LAYOUT_CONTROL) ? (guint32) self->record.a : 0;
}

/**
 * seqgo_event_get_value:
 * @self: an event
 *
 * Returns the value of a control change, the program, the pressure of a channel, the pitch bend,
 * the song position and the like; of events that control a queue, the tempo in microseconds a
 * beat or the position in ticks.
 *
 * Returns: the value; 0 if the event has none
 *
 * Since: 1.0
 */
gint32
seqgo_event_get_value (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (has_layout (self, SEQGO_EVENT_LAYOUT_CONTROL))
    return self->record.b;
  return has_layout (self, SEQGO_EVENT_LAYOUT_QUEUE) ? self->record.a : 0;
}

/**
 * seqgo_event_get_control_queue:
 * @self: an event
 *
 * Returns the queue that an event controls, or tells of.
 *
 * Returns: the number of the queue; 0 if the event has none
 *
 * Since: 1.0
 */
guint8
seqgo_event_get_control_queue (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return has_layout (self, SEQGO_EVENT_LAYOUT_QUEUE) ? self->record.channel : 0;
}

/**
 * seqgo_event_get_position_time:
 * @self: an event
 *
 * Returns the position that a %SEQGO_EVENT_TYPE_SET_POSITION_TIME sets.
 *
 * Returns: the position in nanoseconds; 0 if the event has none
 *
 * Since: 1.0
 */
gint64
seqgo_event_get_position_time (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->record.type != SEQGO_EVENT_TYPE_SET_POSITION_TIME)
    return 0;
  return (guint32) self->record.a * SEQGO_NSEC_PER_SEC + (guint32) self->record.b;
}

/**
 * seqgo_event_get_skew:
 * @self: an event
 *
 * Returns the skew that a %SEQGO_EVENT_TYPE_QUEUE_SKEW sets.
 *
 * Returns: the skew, a fraction of seqgo_event_get_skew_base(); 0 if the event has none
 *
 * Since: 1.0
 */
guint32
seqgo_event_get_skew (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->record.type == SEQGO_EVENT_TYPE_QUEUE_SKEW ? (guint32) self->record.a : 0;
}

/**
 * seqgo_event_get_skew_base:
 * @self: an event
 *
 * Returns what the skew is a fraction of.
 *
 * Returns: the base; 0 if the event has none
 *
 * Since: 1.0
 */
guint32
seqgo_event_get_skew_base (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->record.type == SEQGO_EVENT_TYPE_QUEUE_SKEW ? (guint32) self->record.b : 0;
}

/**
 * seqgo_event_get_address:
 * @self: an event
 *
 * Returns the client or port that an announcement is about. The port number of a client's
 * announcement means nothing.
 *
 * Returns: (transfer full) (nullable): the address, or %NULL if the event announces no client or
 *   port
 *
 * Since: 1.0
 */
SeqgoAddress *
seqgo_event_get_address (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!has_layout (self, SEQGO_EVENT_LAYOUT_ADDRESS))
    return NULL;
  return seqgo_address_new ((guint8) self->record.a, (guint8) self->record.b);
}

static SeqgoAddress *
get_connection_end (SeqgoEvent *self, gint32 packed)
{
  if (!has_layout (self, SEQGO_EVENT_LAYOUT_CONNECTION))
    return NULL;
  return seqgo_address_new ((guint8) (packed >> 8), (guint8) packed);
}

/**
 * seqgo_event_get_sender:
 * @self: an event
 *
 * Returns the port that sends through a connection which is announced.
 *
 * Returns: (transfer full) (nullable): the address, or %NULL if the event announces no connection
 *
 * Since: 1.0
 */
SeqgoAddress *
seqgo_event_get_sender (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_connection_end (self, self->record.a);
}

/**
 * seqgo_event_get_receiver:
 * @self: an event
 *
 * Returns the port that receives through a connection which is announced.
 *
 * Returns: (transfer full) (nullable): the address, or %NULL if the event announces no connection
 *
 * Since: 1.0
 */
SeqgoAddress *
seqgo_event_get_receiver (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_connection_end (self, self->record.b);
}

/**
 * seqgo_event_get_result_event:
 * @self: an event
 *
 * Returns the type of the event that a %SEQGO_EVENT_TYPE_SYSTEM or %SEQGO_EVENT_TYPE_RESULT
 * tells of.
 *
 * Returns: the type; 0 if the event has none
 *
 * Since: 1.0
 */
gint32
seqgo_event_get_result_event (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return has_layout (self, SEQGO_EVENT_LAYOUT_RESULT) ? self->record.a : 0;
}

/**
 * seqgo_event_get_result_value:
 * @self: an event
 *
 * Returns the result that a %SEQGO_EVENT_TYPE_SYSTEM or %SEQGO_EVENT_TYPE_RESULT tells.
 *
 * Returns: the result; 0 if the event has none
 *
 * Since: 1.0
 */
gint32
seqgo_event_get_result_value (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return has_layout (self, SEQGO_EVENT_LAYOUT_RESULT) ? self->record.b : 0;
}

/**
 * seqgo_event_get_bounced_event:
 * @self: an event
 *
 * Returns the event that could not be delivered, of a %SEQGO_EVENT_TYPE_BOUNCE; see
 * seqgo_sequencer_client_set_error_bounce(). Its time, queue and addresses are those with which it
 * was sent. The data of one that carried some, such as SysEx, do not come back: they are empty.
 *
 * Returns: (transfer full) (nullable): the event, or %NULL if @self is no such event. Kernels that
 *   tell of the loss with %SEQGO_EVENT_TYPE_KERNEL_ERROR do not give the event back.
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_get_bounced_event (SeqgoEvent *self)
{
  g_autoptr (GBytes) payload = NULL;
  guint32          cell[SEQGO_EVENT_CELL_SIZE / sizeof (guint32)];
  SeqgoEventRecord record;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->record.type != SEQGO_EVENT_TYPE_BOUNCE || self->payload == NULL
      || g_bytes_get_size (self->payload) < sizeof cell)
    return NULL;

  /* Within a batch, data need not be aligned. */
  memcpy (cell, g_bytes_get_data (self->payload, NULL), sizeof cell);
  seqgo_event_record_init_from_cell (&record, cell);
  if (seqgo_event_record_has_payload (&record))
    payload = g_bytes_new_static (NULL, 0);
  return seqgo_event_new_from_record (&record, payload);
}

/**
 * seqgo_event_get_bounced_receiver:
 * @self: an event
 *
 * Returns the port that an event could not be delivered to, of a %SEQGO_EVENT_TYPE_BOUNCE or
 * %SEQGO_EVENT_TYPE_KERNEL_ERROR. Which of them tells of it depends on the kernel.
 *
 * Returns: (transfer full) (nullable): the address, or %NULL if nothing bounced
 *
 * Since: 1.0
 */
SeqgoAddress *
seqgo_event_get_bounced_receiver (SeqgoEvent *self)
{
  g_autoptr (SeqgoEvent) bounced = NULL;
  guint8 address[2];

  g_return_val_if_fail (self != NULL, NULL);

  if (self->record.type == SEQGO_EVENT_TYPE_KERNEL_ERROR && self->payload == NULL)
    {
      memcpy (address, &self->record.a, sizeof address);
      return seqgo_address_new (address[0], address[1]);
    }
  bounced = seqgo_event_get_bounced_event (self);
  return bounced != NULL ? seqgo_event_get_destination (bounced) : NULL;
}

/**
 * seqgo_event_get_data:
 * @self: an event
 *
 * Returns the bytes that a SysEx, bounced or user-defined event carries; of echo events and types
 * that this library does not know, their 12 bytes.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL if the event carries none
 *
 * Since: 1.0
 */
GBytes *
seqgo_event_get_data (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->payload != NULL)
    return g_bytes_ref (self->payload);
  if (has_layout (self, SEQGO_EVENT_LAYOUT_RAW))
    return g_bytes_new (&self->record.a, 3 * sizeof (guint32));
  return NULL;
}

/**
 * seqgo_event_unpack:
 * @self: an event
 * @time: (out) (optional): the time stamp: ticks, or nanoseconds if it is a real time
 * @type: (out) (optional): the type, a #SeqgoEventType; an unknown one as it is
 * @channel: (out) (optional): the channel; of events that control a queue, that queue
 * @a: (out) (optional): the note, the parameter or another first value
 * @b: (out) (optional): the velocity, the value or another second value
 *
 * Takes what programs want of most events, with one call instead of five, which is much faster in
 * Python and JavaScript. The values are those of #SeqgoEventRecord; of an event with a payload, @a
 * is 0 and @b its size.
 *
 * Since: 1.0
 */
void
seqgo_event_unpack (SeqgoEvent *self,
                    gint64     *time,
                    guint8     *type,
                    guint8     *channel,
                    gint32     *a,
                    gint32     *b)
{
  g_return_if_fail (self != NULL);

  if (time != NULL)
    *time = self->record.time;
  if (type != NULL)
    *type = self->record.type;
  if (channel != NULL)
    *channel = self->record.channel;
  if (a != NULL)
    *a = self->record.a;
  if (b != NULL)
    *b = self->record.b;
}
