/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <string.h>

#include <libseqgo/midi/seqgo-event-private.h>

/**
 * SECTION:seqgo-event
 * @title: SeqgoEvent
 * @short_description: one MIDI or sequencer event
 *
 * There is a constructor for every kind of event, and an accessor for everything that an event can
 * carry. What a new event is and where and when it goes are three questions. It goes to all ports
 * that are connected to the one that sends it, at once, unless it is told otherwise:
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoEvent) note = seqgo_event_new_note (0, 60, 100, 96);
 * g_autoptr (SeqgoEvent) later
 *     = seqgo_event_at_tick (note, seqgo_sequencer_queue_get_id (queue), 192);
 *
 * seqgo_sequencer_port_send (port, later, &error);
 * ]|
 */

/**
 * SECTION:seqgo-event-type
 * @title: SeqgoEventType
 * @short_description: what an event is
 *
 * The nick of a type is its name in small letters, such as “note-on”. seqgo_event_to_string()
 * writes it, and it is the detail of the signals #SeqgoSequencerClient::event of clients and
 * #SeqgoSequencerPort::event of ports. The detail of events that carry a #SeqgoUmp is “ump”.
 */

G_DEFINE_BOXED_TYPE (SeqgoEvent, seqgo_event, seqgo_event_ref, seqgo_event_unref)

/* Types that are not listed carry 12 bytes of which nothing is known: SEQGO_EVENT_LAYOUT_RAW. */
const guint8 seqgo_event_layouts[256] = {
  [SEQGO_EVENT_TYPE_SYSTEM... SEQGO_EVENT_TYPE_RESULT] = SEQGO_EVENT_LAYOUT_RESULT,
  [SEQGO_EVENT_TYPE_NOTE... SEQGO_EVENT_TYPE_KEY_PRESSURE] = SEQGO_EVENT_LAYOUT_NOTE,
  [SEQGO_EVENT_TYPE_CONTROL_CHANGE... SEQGO_EVENT_TYPE_RPN] = SEQGO_EVENT_LAYOUT_CONTROL,
  [SEQGO_EVENT_TYPE_SONG_POSITION... SEQGO_EVENT_TYPE_KEY_SIGNATURE] = SEQGO_EVENT_LAYOUT_CONTROL,
  [SEQGO_EVENT_TYPE_START... SEQGO_EVENT_TYPE_SYNC_POSITION] = SEQGO_EVENT_LAYOUT_QUEUE,
  [SEQGO_EVENT_TYPE_TUNE_REQUEST... SEQGO_EVENT_TYPE_ACTIVE_SENSING] = SEQGO_EVENT_LAYOUT_EMPTY,
  [SEQGO_EVENT_TYPE_CLIENT_START... SEQGO_EVENT_TYPE_PORT_CHANGE] = SEQGO_EVENT_LAYOUT_ADDRESS,
  [SEQGO_EVENT_TYPE_PORT_SUBSCRIBED... SEQGO_EVENT_TYPE_PORT_UNSUBSCRIBED]
  = SEQGO_EVENT_LAYOUT_CONNECTION,
  [SEQGO_EVENT_TYPE_UMP_ENDPOINT_CHANGE... SEQGO_EVENT_TYPE_UMP_BLOCK_CHANGE]
  = SEQGO_EVENT_LAYOUT_ADDRESS,
  [SEQGO_EVENT_TYPE_SYSEX... SEQGO_EVENT_TYPE_BOUNCE] = SEQGO_EVENT_LAYOUT_PAYLOAD,
  [SEQGO_EVENT_TYPE_USER_VAR0... SEQGO_EVENT_TYPE_USER_VAR4] = SEQGO_EVENT_LAYOUT_PAYLOAD,
  [SEQGO_EVENT_TYPE_NONE] = SEQGO_EVENT_LAYOUT_EMPTY,
};

/**
 * seqgo_event_ref:
 * @self: an event
 *
 * Adds a reference.
 *
 * Returns: (transfer full): @self
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_ref (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * seqgo_event_unref:
 * @self: (transfer full): an event
 *
 * Drops a reference; with the last one the event is freed.
 *
 * Since: 1.0
 */
void
seqgo_event_unref (SeqgoEvent *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    {
      g_clear_pointer (&self->payload, g_bytes_unref);
      g_free (self);
    }
}

static SeqgoEvent *
copy_event (SeqgoEvent *self)
{
  return seqgo_event_new_from_record (&self->record, self->payload);
}

static SeqgoEvent *
copy_on_queue (SeqgoEvent *self, guint8 queue_id, guint8 mode, gint64 time)
{
  SeqgoEvent *copy = copy_event (self);

  seqgo_event_record_readdress (&copy->record);
  copy->record.flags &= (guint8) ~(SEQGO_EVENT_FLAG_REAL_TIME | SEQGO_EVENT_FLAG_RELATIVE);
  copy->record.flags |= mode;
  copy->record.queue = queue_id;
  copy->record.time = time;
  return copy;
}

/**
 * seqgo_event_at_tick:
 * @self: an event
 * @queue_id: the number of a queue, see #SeqgoSequencerQueue:id
 * @tick: a position in ticks
 *
 * Returns the same event, to be delivered when the queue gets to @tick. If it is past it, the
 * event is delivered at once.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_at_tick (SeqgoEvent *self, guint8 queue_id, guint32 tick)
{
  g_return_val_if_fail (self != NULL, NULL);

  return copy_on_queue (self, queue_id, 0, tick);
}

/**
 * seqgo_event_at_time:
 * @self: an event
 * @queue_id: the number of a queue, see #SeqgoSequencerQueue:id
 * @time: a time in nanoseconds since the queue started, at least 0
 *
 * Returns the same event, to be delivered when the queue gets to @time. If it is past it, the
 * event is delivered at once.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_at_time (SeqgoEvent *self, guint8 queue_id, gint64 time)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (time >= 0, NULL);

  return copy_on_queue (self, queue_id, SEQGO_EVENT_FLAG_REAL_TIME, time);
}

/**
 * seqgo_event_after_ticks:
 * @self: an event
 * @queue_id: the number of a queue, see #SeqgoSequencerQueue:id
 * @ticks: a number of ticks
 *
 * Returns the same event, to be delivered @ticks after the queue's position at the moment when it
 * is sent.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_after_ticks (SeqgoEvent *self, guint8 queue_id, guint32 ticks)
{
  g_return_val_if_fail (self != NULL, NULL);

  return copy_on_queue (self, queue_id, SEQGO_EVENT_FLAG_RELATIVE, ticks);
}

/**
 * seqgo_event_after_time:
 * @self: an event
 * @queue_id: the number of a queue, see #SeqgoSequencerQueue:id
 * @time: a time in nanoseconds, at least 0
 *
 * Returns the same event, to be delivered @time after the queue's position at the moment when it
 * is sent.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_after_time (SeqgoEvent *self, guint8 queue_id, gint64 time)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (time >= 0, NULL);

  return copy_on_queue (self, queue_id, SEQGO_EVENT_FLAG_REAL_TIME | SEQGO_EVENT_FLAG_RELATIVE,
                        time);
}

/**
 * seqgo_event_with_source:
 * @self: an event
 * @source: an address
 *
 * Returns the same event from another source. A port that sends an event makes itself its source.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_with_source (SeqgoEvent *self, SeqgoAddress *source)
{
  SeqgoEvent *copy;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (source != NULL, NULL);

  copy = copy_event (self);
  copy->record.source_client = seqgo_address_get_client_id (source);
  copy->record.source_port = seqgo_address_get_port_id (source);
  return copy;
}

/**
 * seqgo_event_with_destination:
 * @self: an event
 * @destination: an address
 *
 * Returns the same event for one port, connected or not, instead of all connected ones.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_with_destination (SeqgoEvent *self, SeqgoAddress *destination)
{
  SeqgoEvent *copy;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (destination != NULL, NULL);

  copy = copy_event (self);
  seqgo_event_record_readdress (&copy->record);
  copy->record.destination_client = seqgo_address_get_client_id (destination);
  copy->record.destination_port = seqgo_address_get_port_id (destination);
  return copy;
}

/**
 * seqgo_event_with_tag:
 * @self: an event
 * @tag: a number of the program's choice
 *
 * Returns the same event with a tag, by which events that wait in a queue can be told apart.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_with_tag (SeqgoEvent *self, guint8 tag)
{
  SeqgoEvent *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = copy_event (self);
  copy->record.tag = tag;
  return copy;
}

/**
 * seqgo_event_with_high_priority:
 * @self: an event
 * @high_priority: whether it goes before others
 *
 * Returns the same event, which a queue delivers before or after others of the same tick or time.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_with_high_priority (SeqgoEvent *self, gboolean high_priority)
{
  SeqgoEvent *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = copy_event (self);
  copy->record.flags &= (guint8) ~SEQGO_EVENT_FLAG_HIGH_PRIORITY;
  if (high_priority)
    copy->record.flags |= SEQGO_EVENT_FLAG_HIGH_PRIORITY;
  return copy;
}

/**
 * seqgo_event_equal:
 * @a: (type SeqgoEvent): an event
 * @b: (type SeqgoEvent): another event
 *
 * Tells whether two events are the same in everything: type, addresses, time stamp, values and
 * payload.
 *
 * Returns: %TRUE if they are the same
 *
 * Since: 1.0
 */
gboolean
seqgo_event_equal (gconstpointer a, gconstpointer b)
{
  const SeqgoEvent *one = a, *other = b;
  SeqgoEventRecord  record;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  /* How it came here is not part of an event. */
  record = one->record;
  record.flags ^= (record.flags ^ other->record.flags) & SEQGO_EVENT_FLAG_ORIGIN_MASK;
  return memcmp (&record, &other->record, sizeof record) == 0
         && (one->payload == other->payload
             || (one->payload != NULL && other->payload != NULL
                 && g_bytes_equal (one->payload, other->payload)));
}
