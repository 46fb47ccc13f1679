/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The conditions of a SeqgoEventPattern. */

#include "config.h"

#include <libseqgo/midi/seqgo-event-pattern-private.h>

/**
 * seqgo_event_pattern_get_event_type:
 * @self: a pattern
 *
 * Returns #SeqgoEventPattern:event-type.
 *
 * Returns: the type, or -1
 *
 * Since: 1.0
 */
int
seqgo_event_pattern_get_event_type (SeqgoEventPattern *self)
{
  g_return_val_if_fail (SEQGO_IS_EVENT_PATTERN (self), SEQGO_EVENT_PATTERN_ANY);

  return self->event_type;
}

/**
 * seqgo_event_pattern_set_event_type:
 * @self: a pattern
 * @event_type: the type, or -1
 *
 * Sets #SeqgoEventPattern:event-type.
 *
 * Since: 1.0
 */
void
seqgo_event_pattern_set_event_type (SeqgoEventPattern *self, int event_type)
{
  g_return_if_fail (SEQGO_IS_EVENT_PATTERN (self));

  if (self->event_type == event_type)
    return;

  self->event_type = event_type;
  g_object_notify (G_OBJECT (self), "event-type");
}

/**
 * seqgo_event_pattern_get_channel:
 * @self: a pattern
 *
 * Returns #SeqgoEventPattern:channel.
 *
 * Returns: the channel, or -1
 *
 * Since: 1.0
 */
int
seqgo_event_pattern_get_channel (SeqgoEventPattern *self)
{
  g_return_val_if_fail (SEQGO_IS_EVENT_PATTERN (self), SEQGO_EVENT_PATTERN_ANY);

  return self->channel;
}

/**
 * seqgo_event_pattern_set_channel:
 * @self: a pattern
 * @channel: the channel, or -1
 *
 * Sets #SeqgoEventPattern:channel.
 *
 * Since: 1.0
 */
void
seqgo_event_pattern_set_channel (SeqgoEventPattern *self, int channel)
{
  g_return_if_fail (SEQGO_IS_EVENT_PATTERN (self));

  if (self->channel == channel)
    return;

  self->channel = channel;
  g_object_notify (G_OBJECT (self), "channel");
}

/**
 * seqgo_event_pattern_get_tag:
 * @self: a pattern
 *
 * Returns #SeqgoEventPattern:tag.
 *
 * Returns: the tag, or -1
 *
 * Since: 1.0
 */
int
seqgo_event_pattern_get_tag (SeqgoEventPattern *self)
{
  g_return_val_if_fail (SEQGO_IS_EVENT_PATTERN (self), SEQGO_EVENT_PATTERN_ANY);

  return self->tag;
}

/**
 * seqgo_event_pattern_set_tag:
 * @self: a pattern
 * @tag: the tag, or -1
 *
 * Sets #SeqgoEventPattern:tag.
 *
 * Since: 1.0
 */
void
seqgo_event_pattern_set_tag (SeqgoEventPattern *self, int tag)
{
  g_return_if_fail (SEQGO_IS_EVENT_PATTERN (self));

  if (self->tag == tag)
    return;

  self->tag = tag;
  g_object_notify (G_OBJECT (self), "tag");
}

/**
 * seqgo_event_pattern_get_queue_id:
 * @self: a pattern
 *
 * Returns #SeqgoEventPattern:queue-id.
 *
 * Returns: the number of the queue, or -1
 *
 * Since: 1.0
 */
int
seqgo_event_pattern_get_queue_id (SeqgoEventPattern *self)
{
  g_return_val_if_fail (SEQGO_IS_EVENT_PATTERN (self), SEQGO_EVENT_PATTERN_ANY);

  return self->queue_id;
}

/**
 * seqgo_event_pattern_set_queue_id:
 * @self: a pattern
 * @queue_id: the number of the queue, or -1
 *
 * Sets #SeqgoEventPattern:queue-id.
 *
 * Since: 1.0
 */
void
seqgo_event_pattern_set_queue_id (SeqgoEventPattern *self, int queue_id)
{
  g_return_if_fail (SEQGO_IS_EVENT_PATTERN (self));

  if (self->queue_id == queue_id)
    return;

  self->queue_id = queue_id;
  g_object_notify (G_OBJECT (self), "queue-id");
}

/**
 * seqgo_event_pattern_get_destination:
 * @self: a pattern
 *
 * Returns #SeqgoEventPattern:destination.
 *
 * Returns: (transfer none) (nullable): the port, or %NULL
 *
 * Since: 1.0
 */
SeqgoAddress *
seqgo_event_pattern_get_destination (SeqgoEventPattern *self)
{
  g_return_val_if_fail (SEQGO_IS_EVENT_PATTERN (self), NULL);

  return self->destination;
}

/**
 * seqgo_event_pattern_set_destination:
 * @self: a pattern
 * @destination: (nullable): the port, or %NULL
 *
 * Sets #SeqgoEventPattern:destination.
 *
 * Since: 1.0
 */
void
seqgo_event_pattern_set_destination (SeqgoEventPattern *self, SeqgoAddress *destination)
{
  g_return_if_fail (SEQGO_IS_EVENT_PATTERN (self));

  if (self->destination == destination
      || (destination != NULL && self->destination != NULL
          && seqgo_address_equal (self->destination, destination)))
    return;

  g_clear_pointer (&self->destination, seqgo_address_unref);
  self->destination = destination != NULL ? seqgo_address_ref (destination) : NULL;
  g_object_notify (G_OBJECT (self), "destination");
}

/**
 * seqgo_event_pattern_get_from_tick:
 * @self: a pattern
 *
 * Returns #SeqgoEventPattern:from-tick.
 *
 * Returns: the tick, or -1
 *
 * Since: 1.0
 */
gint64
seqgo_event_pattern_get_from_tick (SeqgoEventPattern *self)
{
  g_return_val_if_fail (SEQGO_IS_EVENT_PATTERN (self), SEQGO_EVENT_PATTERN_ANY);

  return self->from_tick;
}

/**
 * seqgo_event_pattern_set_from_tick:
 * @self: a pattern
 * @from_tick: the tick, or -1
 *
 * Sets #SeqgoEventPattern:from-tick.
 *
 * Since: 1.0
 */
void
seqgo_event_pattern_set_from_tick (SeqgoEventPattern *self, gint64 from_tick)
{
  g_return_if_fail (SEQGO_IS_EVENT_PATTERN (self));

  if (self->from_tick == from_tick)
    return;

  self->from_tick = from_tick;
  g_object_notify (G_OBJECT (self), "from-tick");
}

/**
 * seqgo_event_pattern_get_before_tick:
 * @self: a pattern
 *
 * Returns #SeqgoEventPattern:before-tick.
 *
 * Returns: the tick, or -1
 *
 * Since: 1.0
 */
gint64
seqgo_event_pattern_get_before_tick (SeqgoEventPattern *self)
{
  g_return_val_if_fail (SEQGO_IS_EVENT_PATTERN (self), SEQGO_EVENT_PATTERN_ANY);

  return self->before_tick;
}

/**
 * seqgo_event_pattern_set_before_tick:
 * @self: a pattern
 * @before_tick: the tick, or -1
 *
 * Sets #SeqgoEventPattern:before-tick.
 *
 * Since: 1.0
 */
void
seqgo_event_pattern_set_before_tick (SeqgoEventPattern *self, gint64 before_tick)
{
  g_return_if_fail (SEQGO_IS_EVENT_PATTERN (self));

  if (self->before_tick == before_tick)
    return;

  self->before_tick = before_tick;
  g_object_notify (G_OBJECT (self), "before-tick");
}

/**
 * seqgo_event_pattern_get_from_time:
 * @self: a pattern
 *
 * Returns #SeqgoEventPattern:from-time.
 *
 * Returns: the time in nanoseconds, or -1
 *
 * Since: 1.0
 */
gint64
seqgo_event_pattern_get_from_time (SeqgoEventPattern *self)
{
  g_return_val_if_fail (SEQGO_IS_EVENT_PATTERN (self), SEQGO_EVENT_PATTERN_ANY);

  return self->from_time;
}

/**
 * seqgo_event_pattern_set_from_time:
 * @self: a pattern
 * @from_time: the time in nanoseconds, or -1
 *
 * Sets #SeqgoEventPattern:from-time.
 *
 * Since: 1.0
 */
void
seqgo_event_pattern_set_from_time (SeqgoEventPattern *self, gint64 from_time)
{
  g_return_if_fail (SEQGO_IS_EVENT_PATTERN (self));

  if (self->from_time == from_time)
    return;

  self->from_time = from_time;
  g_object_notify (G_OBJECT (self), "from-time");
}

/**
 * seqgo_event_pattern_get_before_time:
 * @self: a pattern
 *
 * Returns #SeqgoEventPattern:before-time.
 *
 * Returns: the time in nanoseconds, or -1
 *
 * Since: 1.0
 */
gint64
seqgo_event_pattern_get_before_time (SeqgoEventPattern *self)
{
  g_return_val_if_fail (SEQGO_IS_EVENT_PATTERN (self), SEQGO_EVENT_PATTERN_ANY);

  return self->before_time;
}

/**
 * seqgo_event_pattern_set_before_time:
 * @self: a pattern
 * @before_time: the time in nanoseconds, or -1
 *
 * Sets #SeqgoEventPattern:before-time.
 *
 * Since: 1.0
 */
void
seqgo_event_pattern_set_before_time (SeqgoEventPattern *self, gint64 before_time)
{
  g_return_if_fail (SEQGO_IS_EVENT_PATTERN (self));

  if (self->before_time == before_time)
    return;

  self->before_time = before_time;
  g_object_notify (G_OBJECT (self), "before-time");
}

/**
 * seqgo_event_pattern_get_keep_note_offs:
 * @self: a pattern
 *
 * Returns #SeqgoEventPattern:keep-note-offs.
 *
 * Returns: %TRUE if note offs never match
 *
 * Since: 1.0
 */
gboolean
seqgo_event_pattern_get_keep_note_offs (SeqgoEventPattern *self)
{
  g_return_val_if_fail (SEQGO_IS_EVENT_PATTERN (self), FALSE);

  return self->keep_note_offs;
}

/**
 * seqgo_event_pattern_set_keep_note_offs:
 * @self: a pattern
 * @keep_note_offs: whether note offs never match
 *
 * Sets #SeqgoEventPattern:keep-note-offs.
 *
 * Since: 1.0
 */
void
seqgo_event_pattern_set_keep_note_offs (SeqgoEventPattern *self, gboolean keep_note_offs)
{
  g_return_if_fail (SEQGO_IS_EVENT_PATTERN (self));

  keep_note_offs = keep_note_offs != FALSE;
  if (self->keep_note_offs == keep_note_offs)
    return;

  self->keep_note_offs = keep_note_offs;
  g_object_notify (G_OBJECT (self), "keep-note-offs");
}
