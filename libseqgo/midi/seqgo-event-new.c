/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The constructors of SeqgoEvent. */

#include "config.h"

#include <string.h>

#include <libseqgo/core/seqgo-time-private.h>
#include <libseqgo/midi/seqgo-event-private.h>

/* The address that stands for all ports connected to the source. */
#define SUBSCRIBERS_PORT 253

void
seqgo_event_record_init (SeqgoEventRecord *record, SeqgoEventType type)
{
  *record = (SeqgoEventRecord){
    .type = (guint8) type,
    .queue = SEQGO_QUEUE_ID_DIRECT,
    .destination_client = SEQGO_CLIENT_ID_SUBSCRIBERS,
    .destination_port = SUBSCRIBERS_PORT,
  };
}

void
seqgo_event_record_readdress (SeqgoEventRecord *record)
{
  if ((record->flags & SEQGO_EVENT_FLAG_RECEIVED) == 0)
    return;

  record->flags &= (guint8) ~(SEQGO_EVENT_FLAG_ORIGIN_MASK | SEQGO_EVENT_FLAG_REAL_TIME
                              | SEQGO_EVENT_FLAG_RELATIVE);
  record->time = 0;
  record->queue = SEQGO_QUEUE_ID_DIRECT;
  record->destination_client = SEQGO_CLIENT_ID_SUBSCRIBERS;
  record->destination_port = SUBSCRIBERS_PORT;
}

SeqgoEvent *
seqgo_event_new_from_record (const SeqgoEventRecord *record, GBytes *payload)
{
  SeqgoEvent *self = g_new (SeqgoEvent, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->record = *record;
  self->payload = payload != NULL ? g_bytes_ref (payload) : NULL;
  if (payload != NULL)
    {
      self->record.a = 0;
      self->record.b = (gint32) g_bytes_get_size (payload);
    }
  return self;
}

static SeqgoEvent *
new_note_like (SeqgoEventType type,
               guint8         channel,
               guint8         note,
               guint8         velocity,
               guint8         off_velocity,
               guint32        duration)
{
  SeqgoEventRecord record;

  seqgo_event_record_init (&record, type);
  record.channel = channel;
  record.off_velocity = off_velocity;
  record.a = note;
  record.b = velocity;
  record.c = duration;
  return seqgo_event_new_from_record (&record, NULL);
}

/**
 * seqgo_event_new: (constructor)
 * @type: a type
 *
 * Creates an event whose type says it all: start, stop, clock, tune request, reset, active
 * sensing and the like. An event of another type carries zeros.
 *
 * Like every new event it goes to the ports that are connected to the one that sends it, and at
 * once; seqgo_event_with_destination(), seqgo_event_at_tick() and their like make it another one.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new (SeqgoEventType type)
{
  SeqgoEventRecord record;
  g_autoptr (GBytes) nothing = NULL;

  seqgo_event_record_init (&record, type);
  if (seqgo_event_layouts[record.type] == SEQGO_EVENT_LAYOUT_PAYLOAD)
    {
      nothing = g_bytes_new_static ("", 0);
      record.flags = SEQGO_EVENT_FLAG_VARIABLE;
    }
  return seqgo_event_new_from_record (&record, nothing);
}

/**
 * seqgo_event_new_note: (constructor)
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127; 60 is the middle C
 * @velocity: a velocity, from 0 to 127
 * @duration: how long the note lasts: in ticks, or in milliseconds if the event is sent at a time
 *
 * Creates a note that ends by itself. Only a queue can send it: see seqgo_event_at_tick().
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_note (guint8 channel, guint8 note, guint8 velocity, guint32 duration)
{
  return new_note_like (SEQGO_EVENT_TYPE_NOTE, channel, note, velocity, 0, duration);
}

/**
 * seqgo_event_new_note_full: (constructor)
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127; 60 is the middle C
 * @velocity: a velocity, from 0 to 127
 * @off_velocity: the velocity of the note off, from 0 to 127
 * @duration: how long the note lasts: in ticks, or in milliseconds if the event is sent at a time
 *
 * Creates a note as seqgo_event_new_note() does, with a release velocity.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_note_full (guint8  channel,
                           guint8  note,
                           guint8  velocity,
                           guint8  off_velocity,
                           guint32 duration)
{
  return new_note_like (SEQGO_EVENT_TYPE_NOTE, channel, note, velocity, off_velocity, duration);
}

/**
 * seqgo_event_new_note_on: (constructor)
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127; 60 is the middle C
 * @velocity: a velocity, from 0 to 127; 0 ends the note
 *
 * Creates a note on.
 *
 * An event is a record of what somebody sent and takes what fits into its fields. The ranges are
 * those of MIDI: seqgo_event_to_midi() refuses what is outside of them.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_note_on (guint8 channel, guint8 note, guint8 velocity)
{
  return new_note_like (SEQGO_EVENT_TYPE_NOTE_ON, channel, note, velocity, 0, 0);
}

/**
 * seqgo_event_new_note_off: (constructor)
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127; 60 is the middle C
 * @velocity: a release velocity, from 0 to 127
 *
 * Creates a note off.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_note_off (guint8 channel, guint8 note, guint8 velocity)
{
  return new_note_like (SEQGO_EVENT_TYPE_NOTE_OFF, channel, note, velocity, 0, 0);
}

/**
 * seqgo_event_new_key_pressure: (constructor)
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127
 * @pressure: the pressure on its key, from 0 to 127
 *
 * Creates a polyphonic key pressure. seqgo_event_get_velocity() returns the pressure.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_key_pressure (guint8 channel, guint8 note, guint8 pressure)
{
  return new_note_like (SEQGO_EVENT_TYPE_KEY_PRESSURE, channel, note, pressure, 0, 0);
}

/**
 * seqgo_event_new_control: (constructor)
 * @type: a type that carries a channel, a parameter and a value
 * @channel: a channel, from 0 to 15; 0 if the type has none
 * @param: a parameter; 0 if the type has none
 * @value: a value
 *
 * Creates an event of the large family that carries a channel, a parameter and a value: those
 * with a constructor of their own and %SEQGO_EVENT_TYPE_CONTROL_14, %SEQGO_EVENT_TYPE_NRPN,
 * %SEQGO_EVENT_TYPE_RPN, %SEQGO_EVENT_TYPE_SONG_POSITION, %SEQGO_EVENT_TYPE_SONG_SELECT,
 * %SEQGO_EVENT_TYPE_QUARTER_FRAME, %SEQGO_EVENT_TYPE_TIME_SIGNATURE and
 * %SEQGO_EVENT_TYPE_KEY_SIGNATURE.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_control (SeqgoEventType type, guint8 channel, guint32 param, gint32 value)
{
  SeqgoEventRecord record;

  g_return_val_if_fail (seqgo_event_layouts[(guint8) type] == SEQGO_EVENT_LAYOUT_CONTROL, NULL);

  seqgo_event_record_init (&record, type);
  record.channel = channel;
  record.a = (gint32) param;
  record.b = value;
  return seqgo_event_new_from_record (&record, NULL);
}

/**
 * seqgo_event_new_control_change: (constructor)
 * @channel: a channel, from 0 to 15
 * @param: a controller, from 0 to 127
 * @value: its value, from 0 to 127
 *
 * Creates a control change.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_control_change (guint8 channel, guint8 param, guint8 value)
{
  return seqgo_event_new_control (SEQGO_EVENT_TYPE_CONTROL_CHANGE, channel, param, value);
}

/**
 * seqgo_event_new_program_change: (constructor)
 * @channel: a channel, from 0 to 15
 * @program: a program, from 0 to 127
 *
 * Creates a program change. seqgo_event_get_value() returns the program.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_program_change (guint8 channel, guint8 program)
{
  return seqgo_event_new_control (SEQGO_EVENT_TYPE_PROGRAM_CHANGE, channel, 0, program);
}

/**
 * seqgo_event_new_channel_pressure: (constructor)
 * @channel: a channel, from 0 to 15
 * @pressure: the pressure on the channel's keys, from 0 to 127
 *
 * Creates a channel pressure. seqgo_event_get_value() returns the pressure.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_channel_pressure (guint8 channel, guint8 pressure)
{
  return seqgo_event_new_control (SEQGO_EVENT_TYPE_CHANNEL_PRESSURE, channel, 0, pressure);
}

/**
 * seqgo_event_new_pitch_bend: (constructor)
 * @channel: a channel, from 0 to 15
 * @value: the bend, from -8192 to 8191; 0 is none
 *
 * Creates a pitch bend.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_pitch_bend (guint8 channel, gint16 value)
{
  return seqgo_event_new_control (SEQGO_EVENT_TYPE_PITCH_BEND, channel, 0, value);
}

static SeqgoEvent *
new_queue_event (SeqgoEventType type, guint8 control_queue, gint32 a, gint32 b)
{
  SeqgoEventRecord record;

  seqgo_event_record_init (&record, type);
  record.channel = control_queue;
  record.a = a;
  record.b = b;
  return seqgo_event_new_from_record (&record, NULL);
}

/**
 * seqgo_event_new_queue_control: (constructor)
 * @type: a type that controls a queue: start, continue, stop, tempo, set position in ticks
 * @control_queue: the queue that it controls
 * @value: the tempo in microseconds a beat or the position in ticks; 0 if the type has none
 *
 * Creates an event that controls a queue when it is sent to
 * %SEQGO_CLIENT_ID_SYSTEM:%SEQGO_PORT_ID_TIMER, perhaps by another queue and at a tick.
 *
 * To control a queue at once, call the functions of #SeqgoSequencerQueue.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_queue_control (SeqgoEventType type, guint8 control_queue, gint32 value)
{
  g_return_val_if_fail (seqgo_event_layouts[(guint8) type] == SEQGO_EVENT_LAYOUT_QUEUE, NULL);

  return new_queue_event (type, control_queue, value, 0);
}

/**
 * seqgo_event_new_set_position_time: (constructor)
 * @control_queue: the queue that it controls
 * @position: the position in nanoseconds, at least 0 and less than 2³² seconds
 *
 * Creates an event that sets the position of a queue in time; see
 * seqgo_event_new_queue_control().
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_set_position_time (guint8 control_queue, gint64 position)
{
  g_return_val_if_fail (position >= 0 && position / SEQGO_NSEC_PER_SEC <= G_MAXUINT32, NULL);

  return new_queue_event (SEQGO_EVENT_TYPE_SET_POSITION_TIME, control_queue,
                          (gint32) (position / SEQGO_NSEC_PER_SEC),
                          (gint32) (position % SEQGO_NSEC_PER_SEC));
}

/**
 * seqgo_event_new_queue_skew: (constructor)
 * @control_queue: the queue that it controls
 * @skew: the skew
 * @base: what @skew is a fraction of; the kernel takes 65536 only
 *
 * Creates an event that sets how much faster or slower than its tempo a queue runs: @skew / @base;
 * see seqgo_event_new_queue_control().
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_queue_skew (guint8 control_queue, guint32 skew, guint32 base)
{
  return new_queue_event (SEQGO_EVENT_TYPE_QUEUE_SKEW, control_queue, (gint32) skew, (gint32) base);
}

/**
 * seqgo_event_new_announcement: (constructor)
 * @type: a type that announces a client or a port
 * @address: the client or port
 *
 * Creates an announcement of a client or port.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_announcement (SeqgoEventType type, SeqgoAddress *address)
{
  SeqgoEventRecord record;

  g_return_val_if_fail (seqgo_event_layouts[(guint8) type] == SEQGO_EVENT_LAYOUT_ADDRESS, NULL);
  g_return_val_if_fail (address != NULL, NULL);

  seqgo_event_record_init (&record, type);
  record.a = seqgo_address_get_client_id (address);
  record.b = seqgo_address_get_port_id (address);
  return seqgo_event_new_from_record (&record, NULL);
}

/**
 * seqgo_event_new_connection: (constructor)
 * @type: %SEQGO_EVENT_TYPE_PORT_SUBSCRIBED or %SEQGO_EVENT_TYPE_PORT_UNSUBSCRIBED
 * @sender: the port that sends
 * @receiver: the port that receives
 *
 * Creates an announcement of a connection.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_connection (SeqgoEventType type, SeqgoAddress *sender, SeqgoAddress *receiver)
{
  SeqgoEventRecord record;

  g_return_val_if_fail (seqgo_event_layouts[(guint8) type] == SEQGO_EVENT_LAYOUT_CONNECTION, NULL);
  g_return_val_if_fail (sender != NULL && receiver != NULL, NULL);

  seqgo_event_record_init (&record, type);
  record.a = (gint32) seqgo_address_hash (sender);
  record.b = (gint32) seqgo_address_hash (receiver);
  return seqgo_event_new_from_record (&record, NULL);
}

/**
 * seqgo_event_new_result: (constructor)
 * @type: %SEQGO_EVENT_TYPE_SYSTEM or %SEQGO_EVENT_TYPE_RESULT
 * @result_event: the type of the event that it tells of
 * @result_value: what came of it
 *
 * Creates an event that tells the result of another.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_result (SeqgoEventType type, gint32 result_event, gint32 result_value)
{
  SeqgoEventRecord record;

  g_return_val_if_fail (seqgo_event_layouts[(guint8) type] == SEQGO_EVENT_LAYOUT_RESULT, NULL);

  seqgo_event_record_init (&record, type);
  record.a = result_event;
  record.b = result_value;
  return seqgo_event_new_from_record (&record, NULL);
}

/**
 * seqgo_event_new_sysex: (constructor)
 * @data: the message, from F0 to F7, or a part of it
 *
 * Creates system exclusive data.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_sysex (GBytes *data)
{
  return seqgo_event_new_data (SEQGO_EVENT_TYPE_SYSEX, data);
}

/**
 * seqgo_event_new_data: (constructor)
 * @type: a type that carries bytes
 * @data: the bytes: any number for %SEQGO_EVENT_TYPE_SYSEX, %SEQGO_EVENT_TYPE_BOUNCE and
 *   %SEQGO_EVENT_TYPE_USER_VAR0 to %SEQGO_EVENT_TYPE_USER_VAR4; at most 12, filled up with
 *   zeros, for %SEQGO_EVENT_TYPE_ECHO, %SEQGO_EVENT_TYPE_OSS, %SEQGO_EVENT_TYPE_USER0 to
 *   %SEQGO_EVENT_TYPE_USER9 and types that this library does not know
 *
 * Creates an event that carries bytes.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_data (SeqgoEventType type, GBytes *data)
{
  SeqgoEventRecord record;
  guint8           layout = seqgo_event_layouts[(guint8) type];
  guint32          words[3] = { 0 };

  g_return_val_if_fail (data != NULL, NULL);
  g_return_val_if_fail (g_bytes_get_size (data) <= G_MAXINT32, NULL);
  g_return_val_if_fail (layout == SEQGO_EVENT_LAYOUT_PAYLOAD || layout == SEQGO_EVENT_LAYOUT_RAW,
                        NULL);
  g_return_val_if_fail (
      layout == SEQGO_EVENT_LAYOUT_PAYLOAD || g_bytes_get_size (data) <= sizeof words, NULL);

  seqgo_event_record_init (&record, type);
  if (layout == SEQGO_EVENT_LAYOUT_PAYLOAD)
    {
      record.flags = SEQGO_EVENT_FLAG_VARIABLE;
      return seqgo_event_new_from_record (&record, data);
    }

  if (g_bytes_get_size (data) > 0)
    memcpy (words, g_bytes_get_data (data, NULL), g_bytes_get_size (data));
  record.a = (gint32) words[0];
  record.b = (gint32) words[1];
  record.c = words[2];
  return seqgo_event_new_from_record (&record, NULL);
}
