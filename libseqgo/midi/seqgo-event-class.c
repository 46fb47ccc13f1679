/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/midi/seqgo-event-class.h>
#include <libseqgo/midi/seqgo-event-midi-private.h>
#include <libseqgo/midi/seqgo-event-private.h>

/**
 * SECTION:seqgo-event-class
 * @title: Classes and fields of events
 * @short_description: what events of a type are like and what they carry
 *
 * A program that handles events in general asks what they are like, and what they have:
 *
 * |[<!-- language="C" -->
 * if (seqgo_event_get_classes (event) & SEQGO_EVENT_CLASS_CHANNEL)
 *   event = transpose_channel (event);
 * ]|
 */

#define NOTE (SEQGO_EVENT_FIELD_CHANNEL | SEQGO_EVENT_FIELD_NOTE | SEQGO_EVENT_FIELD_VELOCITY)
#define CONTROL (SEQGO_EVENT_FIELD_CHANNEL | SEQGO_EVENT_FIELD_VALUE)
#define QUEUE SEQGO_EVENT_FIELD_CONTROL_QUEUE

static SeqgoEventClasses
get_layout_classes (SeqgoEventLayout layout)
{
  switch (layout)
    {
    case SEQGO_EVENT_LAYOUT_NOTE:
      return SEQGO_EVENT_CLASS_NOTE | SEQGO_EVENT_CLASS_CHANNEL | SEQGO_EVENT_CLASS_FIXED;
    case SEQGO_EVENT_LAYOUT_CONTROL:
      return SEQGO_EVENT_CLASS_CONTROL | SEQGO_EVENT_CLASS_FIXED;
    case SEQGO_EVENT_LAYOUT_QUEUE:
      return SEQGO_EVENT_CLASS_QUEUE | SEQGO_EVENT_CLASS_FIXED;
    case SEQGO_EVENT_LAYOUT_ADDRESS:
      return SEQGO_EVENT_CLASS_ANNOUNCEMENT | SEQGO_EVENT_CLASS_FIXED;
    case SEQGO_EVENT_LAYOUT_CONNECTION:
      return SEQGO_EVENT_CLASS_CONNECTION | SEQGO_EVENT_CLASS_FIXED;
    case SEQGO_EVENT_LAYOUT_RESULT:
      return SEQGO_EVENT_CLASS_RESULT | SEQGO_EVENT_CLASS_FIXED;
    case SEQGO_EVENT_LAYOUT_PAYLOAD:
      return SEQGO_EVENT_CLASS_VARIABLE;
    case SEQGO_EVENT_LAYOUT_EMPTY:
    case SEQGO_EVENT_LAYOUT_UMP:
      return SEQGO_EVENT_CLASS_FIXED;
    case SEQGO_EVENT_LAYOUT_RAW:
    default:
      return 0;
    }
}

/**
 * seqgo_event_type_get_classes:
 * @type: a type of events
 *
 * Returns what events of a type are like.
 *
 * These are the classes for which alsa-lib has tests such as snd_seq_ev_is_note_type(), with some
 * differences: %SEQGO_EVENT_CLASS_CHANNEL is for events that have a channel only, and
 * alsa-lib does not know the classes of the song position and selection, quarter frames and
 * signatures.
 *
 * Returns: the classes; none if the type is not known
 *
 * Since: 1.0
 */
SeqgoEventClasses
seqgo_event_type_get_classes (SeqgoEventType type)
{
  guint8            number = (guint8) type;
  SeqgoEventClasses classes = get_layout_classes (seqgo_event_layouts[number]);

  if (number >= SEQGO_EVENT_TYPE_CONTROL_CHANGE && number <= SEQGO_EVENT_TYPE_RPN)
    classes |= SEQGO_EVENT_CLASS_CHANNEL;
  if (number == SEQGO_EVENT_TYPE_ECHO || number == SEQGO_EVENT_TYPE_OSS)
    classes |= SEQGO_EVENT_CLASS_SYSTEM | SEQGO_EVENT_CLASS_FIXED;
  if (number >= SEQGO_EVENT_TYPE_USER0 && number <= SEQGO_EVENT_TYPE_USER9)
    classes |= SEQGO_EVENT_CLASS_USER | SEQGO_EVENT_CLASS_FIXED;
  if (number >= SEQGO_EVENT_TYPE_USER_VAR0 && number <= SEQGO_EVENT_TYPE_USER_VAR4)
    classes |= SEQGO_EVENT_CLASS_USER;
  if (seqgo_event_type_has_midi (number))
    classes |= SEQGO_EVENT_CLASS_MIDI;
  return classes;
}

static SeqgoEventFields
get_layout_fields (guint8 type)
{
  switch ((SeqgoEventLayout) seqgo_event_layouts[type])
    {
    case SEQGO_EVENT_LAYOUT_NOTE:
      return NOTE;
    case SEQGO_EVENT_LAYOUT_CONTROL:
      return type <= SEQGO_EVENT_TYPE_RPN ? CONTROL : SEQGO_EVENT_FIELD_VALUE;
    case SEQGO_EVENT_LAYOUT_QUEUE:
      return QUEUE;
    case SEQGO_EVENT_LAYOUT_ADDRESS:
      return SEQGO_EVENT_FIELD_ADDRESS;
    case SEQGO_EVENT_LAYOUT_CONNECTION:
      return SEQGO_EVENT_FIELD_SENDER | SEQGO_EVENT_FIELD_RECEIVER;
    case SEQGO_EVENT_LAYOUT_RESULT:
      return SEQGO_EVENT_FIELD_RESULT_EVENT | SEQGO_EVENT_FIELD_RESULT_VALUE;
    case SEQGO_EVENT_LAYOUT_RAW:
    case SEQGO_EVENT_LAYOUT_PAYLOAD:
      return SEQGO_EVENT_FIELD_DATA;
    case SEQGO_EVENT_LAYOUT_EMPTY:
    case SEQGO_EVENT_LAYOUT_UMP:
    default:
      return 0;
    }
}

/**
 * seqgo_event_type_get_fields:
 * @type: a type of events
 *
 * Returns what events of a type carry.
 *
 * Returns: the fields; %SEQGO_EVENT_FIELD_DATA if the type is not known
 *
 * Since: 1.0
 */
SeqgoEventFields
seqgo_event_type_get_fields (SeqgoEventType type)
{
  SeqgoEventFields fields = get_layout_fields ((guint8) type);

  switch ((guint) type)
    {
    case SEQGO_EVENT_TYPE_NOTE:
      return fields | SEQGO_EVENT_FIELD_OFF_VELOCITY | SEQGO_EVENT_FIELD_DURATION;
    case SEQGO_EVENT_TYPE_CONTROL_CHANGE:
    case SEQGO_EVENT_TYPE_CONTROL_14:
    case SEQGO_EVENT_TYPE_NRPN:
    case SEQGO_EVENT_TYPE_RPN:
      return fields | SEQGO_EVENT_FIELD_PARAM;
    case SEQGO_EVENT_TYPE_TIME_SIGNATURE:
      return fields | SEQGO_EVENT_FIELD_NUMERATOR | SEQGO_EVENT_FIELD_DENOMINATOR
             | SEQGO_EVENT_FIELD_CLOCKS_PER_CLICK | SEQGO_EVENT_FIELD_THIRTY_SECONDS_PER_QUARTER;
    case SEQGO_EVENT_TYPE_KEY_SIGNATURE:
      return fields | SEQGO_EVENT_FIELD_SHARPS | SEQGO_EVENT_FIELD_MINOR;
    case SEQGO_EVENT_TYPE_TEMPO:
    case SEQGO_EVENT_TYPE_SET_POSITION_TICK:
    case SEQGO_EVENT_TYPE_SYNC_POSITION:
      return fields | SEQGO_EVENT_FIELD_VALUE;
    case SEQGO_EVENT_TYPE_SET_POSITION_TIME:
      return fields | SEQGO_EVENT_FIELD_POSITION_TIME;
    case SEQGO_EVENT_TYPE_QUEUE_SKEW:
      return fields | SEQGO_EVENT_FIELD_SKEW | SEQGO_EVENT_FIELD_SKEW_BASE;
    default:
      return fields;
    }
}

/**
 * seqgo_event_get_classes:
 * @self: an event
 *
 * Returns what the event is like: the classes of its type and, even if that is not known, whether
 * its size is fixed or variable.
 *
 * Returns: the classes; %SEQGO_EVENT_CLASS_FIXED of an event that carries a #SeqgoUmp
 *
 * Since: 1.0
 */
SeqgoEventClasses
seqgo_event_get_classes (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (seqgo_event_record_is_ump (&self->record))
    return SEQGO_EVENT_CLASS_FIXED;
  return seqgo_event_type_get_classes ((SeqgoEventType) self->record.type)
         | (seqgo_event_record_has_payload (&self->record) ? SEQGO_EVENT_CLASS_VARIABLE
                                                           : SEQGO_EVENT_CLASS_FIXED);
}

/**
 * seqgo_event_get_fields:
 * @self: an event
 *
 * Returns what the event carries, as seqgo_event_type_get_fields() does of its type.
 *
 * Returns: the fields; 0 of an event that carries a #SeqgoUmp
 *
 * Since: 1.0
 */
SeqgoEventFields
seqgo_event_get_fields (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (seqgo_event_record_is_ump (&self->record))
    return 0;
  return seqgo_event_type_get_fields ((SeqgoEventType) self->record.type);
}
