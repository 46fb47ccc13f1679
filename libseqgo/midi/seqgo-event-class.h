/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <libseqgo/midi/seqgo-event.h>

G_BEGIN_DECLS

/**
 * SeqgoEventClasses:
 * @SEQGO_EVENT_CLASS_RESULT: the result of a command
 * @SEQGO_EVENT_CLASS_NOTE: it has a note: notes and key pressure
 * @SEQGO_EVENT_CLASS_CONTROL: it has a value and perhaps a parameter: control changes, programs,
 *   pitch bend, the song position, signatures and the like
 * @SEQGO_EVENT_CLASS_CHANNEL: it has a MIDI channel
 * @SEQGO_EVENT_CLASS_QUEUE: it has a queue that it controls or tells of; starts, stops and the like
 *   of a MIDI clock are the same types
 * @SEQGO_EVENT_CLASS_SYSTEM: what the sequencer itself knows of: echoes and OSS events
 * @SEQGO_EVENT_CLASS_ANNOUNCEMENT: the announcement of a client, a port, a UMP endpoint or block
 * @SEQGO_EVENT_CLASS_CONNECTION: the announcement of a connection
 * @SEQGO_EVENT_CLASS_USER: what its users agree on
 * @SEQGO_EVENT_CLASS_MIDI: seqgo_event_to_midi() has bytes for it
 * @SEQGO_EVENT_CLASS_FIXED: it has the size that all events have
 * @SEQGO_EVENT_CLASS_VARIABLE: it carries bytes of any number
 *
 * What an event is like. An event can be of several classes.
 *
 * Since: 1.0
 */
typedef enum /*< flags,prefix=SEQGO_EVENT_CLASS >*/
{
  SEQGO_EVENT_CLASS_RESULT = (1 << 0),
  SEQGO_EVENT_CLASS_NOTE = (1 << 1),
  SEQGO_EVENT_CLASS_CONTROL = (1 << 2),
  SEQGO_EVENT_CLASS_CHANNEL = (1 << 3),
  SEQGO_EVENT_CLASS_QUEUE = (1 << 4),
  SEQGO_EVENT_CLASS_SYSTEM = (1 << 5),
  SEQGO_EVENT_CLASS_ANNOUNCEMENT = (1 << 6),
  SEQGO_EVENT_CLASS_CONNECTION = (1 << 7),
  SEQGO_EVENT_CLASS_USER = (1 << 8),
  SEQGO_EVENT_CLASS_MIDI = (1 << 9),
  SEQGO_EVENT_CLASS_FIXED = (1 << 10),
  SEQGO_EVENT_CLASS_VARIABLE = (1 << 11),
} SeqgoEventClasses;

/**
 * SeqgoEventFields:
 * @SEQGO_EVENT_FIELD_CHANNEL: seqgo_event_get_channel()
 * @SEQGO_EVENT_FIELD_NOTE: seqgo_event_get_note()
 * @SEQGO_EVENT_FIELD_VELOCITY: seqgo_event_get_velocity()
 * @SEQGO_EVENT_FIELD_OFF_VELOCITY: seqgo_event_get_off_velocity()
 * @SEQGO_EVENT_FIELD_DURATION: seqgo_event_get_duration()
 * @SEQGO_EVENT_FIELD_PARAM: seqgo_event_get_param()
 * @SEQGO_EVENT_FIELD_VALUE: seqgo_event_get_value()
 * @SEQGO_EVENT_FIELD_NUMERATOR: seqgo_event_get_numerator()
 * @SEQGO_EVENT_FIELD_DENOMINATOR: seqgo_event_get_denominator()
 * @SEQGO_EVENT_FIELD_CLOCKS_PER_CLICK: seqgo_event_get_clocks_per_click()
 * @SEQGO_EVENT_FIELD_THIRTY_SECONDS_PER_QUARTER: seqgo_event_get_thirty_seconds_per_quarter()
 * @SEQGO_EVENT_FIELD_SHARPS: seqgo_event_get_sharps()
 * @SEQGO_EVENT_FIELD_MINOR: seqgo_event_is_minor()
 * @SEQGO_EVENT_FIELD_CONTROL_QUEUE: seqgo_event_get_control_queue()
 * @SEQGO_EVENT_FIELD_POSITION_TIME: seqgo_event_get_position_time()
 * @SEQGO_EVENT_FIELD_SKEW: seqgo_event_get_skew()
 * @SEQGO_EVENT_FIELD_SKEW_BASE: seqgo_event_get_skew_base()
 * @SEQGO_EVENT_FIELD_ADDRESS: seqgo_event_get_address()
 * @SEQGO_EVENT_FIELD_SENDER: seqgo_event_get_sender()
 * @SEQGO_EVENT_FIELD_RECEIVER: seqgo_event_get_receiver()
 * @SEQGO_EVENT_FIELD_RESULT_EVENT: seqgo_event_get_result_event()
 * @SEQGO_EVENT_FIELD_RESULT_VALUE: seqgo_event_get_result_value()
 * @SEQGO_EVENT_FIELD_DATA: seqgo_event_get_data()
 *
 * What an event carries besides type, addresses, time stamp and tag, which all events have: the
 * accessors that mean something for it. The nick of a field is the name of its accessor, with
 * hyphens.
 *
 * Since: 1.0
 */
typedef enum /*< flags,prefix=SEQGO_EVENT_FIELD >*/
{
  SEQGO_EVENT_FIELD_CHANNEL = (1 << 0),
  SEQGO_EVENT_FIELD_NOTE = (1 << 1),
  SEQGO_EVENT_FIELD_VELOCITY = (1 << 2),
  SEQGO_EVENT_FIELD_OFF_VELOCITY = (1 << 3),
  SEQGO_EVENT_FIELD_DURATION = (1 << 4),
  SEQGO_EVENT_FIELD_PARAM = (1 << 5),
  SEQGO_EVENT_FIELD_VALUE = (1 << 6),
  SEQGO_EVENT_FIELD_NUMERATOR = (1 << 7),
  SEQGO_EVENT_FIELD_DENOMINATOR = (1 << 8),
  SEQGO_EVENT_FIELD_CLOCKS_PER_CLICK = (1 << 9),
  SEQGO_EVENT_FIELD_THIRTY_SECONDS_PER_QUARTER = (1 << 10),
  SEQGO_EVENT_FIELD_SHARPS = (1 << 11),
  SEQGO_EVENT_FIELD_MINOR = (1 << 12),
  SEQGO_EVENT_FIELD_CONTROL_QUEUE = (1 << 13),
  SEQGO_EVENT_FIELD_POSITION_TIME = (1 << 14),
  SEQGO_EVENT_FIELD_SKEW = (1 << 15),
  SEQGO_EVENT_FIELD_SKEW_BASE = (1 << 16),
  SEQGO_EVENT_FIELD_ADDRESS = (1 << 17),
  SEQGO_EVENT_FIELD_SENDER = (1 << 18),
  SEQGO_EVENT_FIELD_RECEIVER = (1 << 19),
  SEQGO_EVENT_FIELD_RESULT_EVENT = (1 << 20),
  SEQGO_EVENT_FIELD_RESULT_VALUE = (1 << 21),
  SEQGO_EVENT_FIELD_DATA = (1 << 22),
} SeqgoEventFields;

SEQGO_AVAILABLE_IN_1_0
SeqgoEventClasses seqgo_event_type_get_classes (SeqgoEventType type);

SEQGO_AVAILABLE_IN_1_0
SeqgoEventFields seqgo_event_type_get_fields (SeqgoEventType type);

SEQGO_AVAILABLE_IN_1_0
SeqgoEventClasses seqgo_event_get_classes (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoEventFields seqgo_event_get_fields (SeqgoEvent *self);

G_END_DECLS
