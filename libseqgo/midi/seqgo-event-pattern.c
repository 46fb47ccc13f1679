/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/midi/seqgo-event-pattern-private.h>

/**
 * SECTION:seqgo-event-pattern
 * @title: SeqgoEventPattern
 * @short_description: some events among many
 *
 * What is to be removed from queues, with seqgo_sequencer_client_remove_events(), or from a
 * #SeqgoSequencerBuffer. This takes everything that comes from beat 16 on out of a queue:
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoEventPattern) pattern = seqgo_event_pattern_new ();
 *
 * seqgo_event_pattern_set_queue_id (pattern, seqgo_sequencer_queue_get_id (queue));
 * seqgo_event_pattern_set_from_tick (pattern, 16 * seqgo_sequencer_queue_get_ppq (queue));
 * seqgo_event_pattern_set_keep_note_offs (pattern, TRUE);
 * seqgo_sequencer_client_remove_events (client, pattern, &error);
 * ]|
 */

/**
 * SeqgoEventPattern:
 *
 * Conditions for events. An event matches if all that are set hold; a new pattern has none and
 * matches every event.
 *
 * Since: 1.0
 */

G_DEFINE_FINAL_TYPE (SeqgoEventPattern, seqgo_event_pattern, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_EVENT_TYPE,
  PROP_CHANNEL,
  PROP_TAG,
  PROP_QUEUE_ID,
  PROP_DESTINATION,
  PROP_FROM_TICK,
  PROP_BEFORE_TICK,
  PROP_FROM_TIME,
  PROP_BEFORE_TIME,
  PROP_KEEP_NOTE_OFFS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_within (gint64 value, gint64 from, gint64 before)
{
  return (from == SEQGO_EVENT_PATTERN_ANY || value >= from)
         && (before == SEQGO_EVENT_PATTERN_ANY || value < before);
}

/* Whether a stamp fits. A pattern for the one kind of stamps matches none of the other, nor any
 * that is to be counted from now. */
static gboolean
matches_time (SeqgoEventPattern *self, const SeqgoEventRecord *record)
{
  gboolean is_real_time = (record->flags & SEQGO_EVENT_FLAG_REAL_TIME) != 0;

  if (!seqgo_event_pattern_has_ticks (self) && !seqgo_event_pattern_has_times (self))
    return TRUE;
  if (record->queue == SEQGO_QUEUE_ID_DIRECT || (record->flags & SEQGO_EVENT_FLAG_RELATIVE)
      || (is_real_time ? seqgo_event_pattern_has_ticks (self)
                       : seqgo_event_pattern_has_times (self)))
    return FALSE;
  return is_real_time ? is_within (record->time, self->from_time, self->before_time)
                      : is_within (record->time, self->from_tick, self->before_tick);
}

static gboolean
matches_channel (SeqgoEventPattern *self, const SeqgoEventRecord *record)
{
  return self->channel == SEQGO_EVENT_PATTERN_ANY
         || (record->channel == self->channel && record->type >= SEQGO_EVENT_TYPE_NOTE
             && record->type <= SEQGO_EVENT_TYPE_RPN);
}

static gboolean
matches_destination (SeqgoEventPattern *self, const SeqgoEventRecord *record)
{
  return self->destination == NULL
         || (record->destination_client == seqgo_address_get_client_id (self->destination)
             && record->destination_port == seqgo_address_get_port_id (self->destination));
}

static gboolean
fits (int condition, int value)
{
  return condition == SEQGO_EVENT_PATTERN_ANY || condition == value;
}

gboolean
seqgo_event_pattern_has_ticks (SeqgoEventPattern *self)
{
  return self->from_tick != SEQGO_EVENT_PATTERN_ANY || self->before_tick != SEQGO_EVENT_PATTERN_ANY;
}

gboolean
seqgo_event_pattern_has_times (SeqgoEventPattern *self)
{
  return self->from_time != SEQGO_EVENT_PATTERN_ANY || self->before_time != SEQGO_EVENT_PATTERN_ANY;
}

static void
seqgo_event_pattern_finalize (GObject *object)
{
  SeqgoEventPattern *self = SEQGO_EVENT_PATTERN (object);

  g_clear_pointer (&self->destination, seqgo_address_unref);
  G_OBJECT_CLASS (seqgo_event_pattern_parent_class)->finalize (object);
}

static void
seqgo_event_pattern_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  SeqgoEventPattern *self = SEQGO_EVENT_PATTERN (object);

  switch (property_id)
    {
    case PROP_EVENT_TYPE:
      g_value_set_int (value, self->event_type);
      break;
    case PROP_CHANNEL:
      g_value_set_int (value, self->channel);
      break;
    case PROP_TAG:
      g_value_set_int (value, self->tag);
      break;
    case PROP_QUEUE_ID:
      g_value_set_int (value, self->queue_id);
      break;
    case PROP_DESTINATION:
      g_value_set_boxed (value, self->destination);
      break;
    case PROP_FROM_TICK:
      g_value_set_int64 (value, self->from_tick);
      break;
    case PROP_BEFORE_TICK:
      g_value_set_int64 (value, self->before_tick);
      break;
    case PROP_FROM_TIME:
      g_value_set_int64 (value, self->from_time);
      break;
    case PROP_BEFORE_TIME:
      g_value_set_int64 (value, self->before_time);
      break;
    case PROP_KEEP_NOTE_OFFS:
      g_value_set_boolean (value, self->keep_note_offs);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_event_pattern_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  SeqgoEventPattern *self = SEQGO_EVENT_PATTERN (object);

  switch (property_id)
    {
    case PROP_EVENT_TYPE:
      seqgo_event_pattern_set_event_type (self, g_value_get_int (value));
      break;
    case PROP_CHANNEL:
      seqgo_event_pattern_set_channel (self, g_value_get_int (value));
      break;
    case PROP_TAG:
      seqgo_event_pattern_set_tag (self, g_value_get_int (value));
      break;
    case PROP_QUEUE_ID:
      seqgo_event_pattern_set_queue_id (self, g_value_get_int (value));
      break;
    case PROP_DESTINATION:
      seqgo_event_pattern_set_destination (self, g_value_get_boxed (value));
      break;
    case PROP_FROM_TICK:
      seqgo_event_pattern_set_from_tick (self, g_value_get_int64 (value));
      break;
    case PROP_BEFORE_TICK:
      seqgo_event_pattern_set_before_tick (self, g_value_get_int64 (value));
      break;
    case PROP_FROM_TIME:
      seqgo_event_pattern_set_from_time (self, g_value_get_int64 (value));
      break;
    case PROP_BEFORE_TIME:
      seqgo_event_pattern_set_before_time (self, g_value_get_int64 (value));
      break;
    case PROP_KEEP_NOTE_OFFS:
      seqgo_event_pattern_set_keep_note_offs (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
add_time_properties (void)
{
  /**
   * SeqgoEventPattern:from-tick:
   *
   * The first tick that matches, or -1. Events that are not due at a tick do not match it.
   *
   * Since: 1.0
   */
  properties[PROP_FROM_TICK] = g_param_spec_int64 (
      "from-tick", NULL, NULL, G_MININT64, G_MAXINT64, SEQGO_EVENT_PATTERN_ANY,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoEventPattern:before-tick:
   *
   * The first tick that does not match any more, or -1. Events that are not due at a tick do
   * not match it.
   *
   * Since: 1.0
   */
  properties[PROP_BEFORE_TICK] = g_param_spec_int64 (
      "before-tick", NULL, NULL, G_MININT64, G_MAXINT64, SEQGO_EVENT_PATTERN_ANY,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoEventPattern:from-time:
   *
   * The first time that matches, in nanoseconds, or -1. Events that are not due at a time do
   * not match it.
   *
   * Since: 1.0
   */
  properties[PROP_FROM_TIME] = g_param_spec_int64 (
      "from-time", NULL, NULL, G_MININT64, G_MAXINT64, SEQGO_EVENT_PATTERN_ANY,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoEventPattern:before-time:
   *
   * The first time that does not match any more, in nanoseconds, or -1. Events that are not
   * due at a time do not match it.
   *
   * Since: 1.0
   */
  properties[PROP_BEFORE_TIME] = g_param_spec_int64 (
      "before-time", NULL, NULL, G_MININT64, G_MAXINT64, SEQGO_EVENT_PATTERN_ANY,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static void
seqgo_event_pattern_class_init (SeqgoEventPatternClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = seqgo_event_pattern_finalize;
  object_class->get_property = seqgo_event_pattern_get_property;
  object_class->set_property = seqgo_event_pattern_set_property;

  /**
   * SeqgoEventPattern:event-type:
   *
   * The type, a #SeqgoEventType, or -1 for any.
   *
   * Since: 1.0
   */
  properties[PROP_EVENT_TYPE]
      = g_param_spec_int ("event-type", NULL, NULL, G_MININT, G_MAXINT, SEQGO_EVENT_PATTERN_ANY,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoEventPattern:channel:
   *
   * The channel, from 0 to 15, or -1 for any. Events that have no channel do not match a
   * channel.
   *
   * Since: 1.0
   */
  properties[PROP_CHANNEL]
      = g_param_spec_int ("channel", NULL, NULL, G_MININT, G_MAXINT, SEQGO_EVENT_PATTERN_ANY,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoEventPattern:tag:
   *
   * The tag, from 0 to 255, or -1 for any.
   *
   * Since: 1.0
   */
  properties[PROP_TAG]
      = g_param_spec_int ("tag", NULL, NULL, G_MININT, G_MAXINT, SEQGO_EVENT_PATTERN_ANY,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoEventPattern:queue-id:
   *
   * The number of the queue, or -1 for any.
   *
   * Since: 1.0
   */
  properties[PROP_QUEUE_ID]
      = g_param_spec_int ("queue-id", NULL, NULL, G_MININT, G_MAXINT, SEQGO_EVENT_PATTERN_ANY,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoEventPattern:destination:
   *
   * The port that the event goes to, or %NULL for any.
   *
   * Since: 1.0
   */
  properties[PROP_DESTINATION]
      = g_param_spec_boxed ("destination", NULL, NULL, SEQGO_TYPE_ADDRESS,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoEventPattern:keep-note-offs:
   *
   * Whether note offs never match, so that what is removed leaves no note without an end.
   *
   * Since: 1.0
   */
  properties[PROP_KEEP_NOTE_OFFS]
      = g_param_spec_boolean ("keep-note-offs", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  add_time_properties ();
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_event_pattern_init (SeqgoEventPattern *self)
{
  self->event_type = self->channel = self->tag = self->queue_id = SEQGO_EVENT_PATTERN_ANY;
  self->from_tick = self->before_tick = SEQGO_EVENT_PATTERN_ANY;
  self->from_time = self->before_time = SEQGO_EVENT_PATTERN_ANY;
}

/**
 * seqgo_event_pattern_new:
 *
 * Makes a pattern that matches every event.
 *
 * Returns: (transfer full): the pattern
 *
 * Since: 1.0
 */
SeqgoEventPattern *
seqgo_event_pattern_new (void)
{
  return g_object_new (SEQGO_TYPE_EVENT_PATTERN, NULL);
}

/**
 * seqgo_event_pattern_matches:
 * @self: a pattern
 * @event: an event
 *
 * Tells whether an event fulfils all conditions.
 *
 * Returns: %TRUE if it does
 *
 * Since: 1.0
 */
gboolean
seqgo_event_pattern_matches (SeqgoEventPattern *self, SeqgoEvent *event)
{
  const SeqgoEventRecord *record;

  g_return_val_if_fail (SEQGO_IS_EVENT_PATTERN (self), FALSE);
  g_return_val_if_fail (event != NULL, FALSE);

  record = &event->record;
  return fits (self->event_type, record->type) && fits (self->tag, record->tag)
         && fits (self->queue_id, record->queue) && matches_channel (self, record)
         && matches_destination (self, record) && matches_time (self, record)
         && !(self->keep_note_offs && record->type == SEQGO_EVENT_TYPE_NOTE_OFF);
}
