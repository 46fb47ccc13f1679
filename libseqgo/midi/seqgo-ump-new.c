/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The constructors of channel voice, system and utility messages. */

#include "config.h"

#include <libseqgo/midi/seqgo-ump-private.h>
#include <libseqgo/seqgo-enum-types.h>

#define UNITS_PER_SEMITONE 512

static SeqgoUmp *
build_voice (SeqgoUmpVoiceStatus status,
             guint8              group,
             guint8              channel,
             const gint64       *values,
             guint               n_values)
{
  return seqgo_ump_build (SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE, status, group, channel,
                          values, n_values);
}

/**
 * seqgo_ump_new_note_on: (constructor)
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127
 * @velocity: a velocity of 16 bits
 *
 * Creates a note on. In the MIDI 2.0 protocol a velocity of 0 does not end a note.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_note_on (guint8 group, guint8 channel, guint8 note, guint16 velocity)
{
  const gint64 values[] = { note, velocity };

  return build_voice (SEQGO_UMP_VOICE_STATUS_NOTE_ON, group, channel, values,
                      G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_note_off: (constructor)
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127
 * @velocity: a velocity of 16 bits
 *
 * Creates a note off.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_note_off (guint8 group, guint8 channel, guint8 note, guint16 velocity)
{
  const gint64 values[] = { note, velocity };

  return build_voice (SEQGO_UMP_VOICE_STATUS_NOTE_OFF, group, channel, values,
                      G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_note_on_at_pitch: (constructor)
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127, by which other messages mean it
 * @velocity: a velocity of 16 bits
 * @pitch: the pitch in semitones, from 0 to less than 128; 60.5 is a quarter tone above the middle
 * C
 *
 * Creates a note on of any pitch. It is rounded to 1/512 of a semitone.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_note_on_at_pitch (guint8  group,
                                guint8  channel,
                                guint8  note,
                                guint16 velocity,
                                double  pitch)
{
  g_return_val_if_fail (pitch >= 0 && pitch < 128, NULL);

  return seqgo_ump_new_note_full (SEQGO_UMP_VOICE_STATUS_NOTE_ON, group, channel, note, velocity,
                                  SEQGO_UMP_ATTRIBUTE_TYPE_PITCH,
                                  (guint16) MIN (pitch * UNITS_PER_SEMITONE + 0.5, G_MAXUINT16));
}

/**
 * seqgo_ump_new_note_full: (constructor)
 * @status: %SEQGO_UMP_VOICE_STATUS_NOTE_ON or %SEQGO_UMP_VOICE_STATUS_NOTE_OFF
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127
 * @velocity: a velocity of 16 bits
 * @attribute_type: what the attribute says
 * @attribute: the attribute
 *
 * Creates a note on or note off with an attribute.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_note_full (SeqgoUmpVoiceStatus   status,
                         guint8                group,
                         guint8                channel,
                         guint8                note,
                         guint16               velocity,
                         SeqgoUmpAttributeType attribute_type,
                         guint16               attribute)
{
  const gint64 values[] = { note, velocity, attribute_type, attribute };

  g_return_val_if_fail (
      status == SEQGO_UMP_VOICE_STATUS_NOTE_ON || status == SEQGO_UMP_VOICE_STATUS_NOTE_OFF, NULL);

  return build_voice (status, group, channel, values, G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_poly_pressure: (constructor)
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127
 * @value: the pressure, of 32 bits
 *
 * Creates the pressure on a key.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_poly_pressure (guint8 group, guint8 channel, guint8 note, guint32 value)
{
  const gint64 values[] = { note, value };

  return build_voice (SEQGO_UMP_VOICE_STATUS_POLY_PRESSURE, group, channel, values,
                      G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_registered_per_note: (constructor)
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127
 * @controller: a controller, from 0 to 255
 * @value: the value, of 32 bits
 *
 * Sets a registered controller of one note.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_registered_per_note (guint8  group,
                                   guint8  channel,
                                   guint8  note,
                                   guint8  controller,
                                   guint32 value)
{
  const gint64 values[] = { note, controller, value };

  return build_voice (SEQGO_UMP_VOICE_STATUS_REGISTERED_PER_NOTE, group, channel, values,
                      G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_assignable_per_note: (constructor)
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127
 * @controller: a controller, from 0 to 255
 * @value: the value, of 32 bits
 *
 * Sets an assignable controller of one note.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_assignable_per_note (guint8  group,
                                   guint8  channel,
                                   guint8  note,
                                   guint8  controller,
                                   guint32 value)
{
  const gint64 values[] = { note, controller, value };

  return build_voice (SEQGO_UMP_VOICE_STATUS_ASSIGNABLE_PER_NOTE, group, channel, values,
                      G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_per_note_pitch_bend: (constructor)
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127
 * @value: the pitch bend: 0x80000000 is the centre
 *
 * Bends the pitch of one note.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_per_note_pitch_bend (guint8 group, guint8 channel, guint8 note, guint32 value)
{
  const gint64 values[] = { note, value };

  return build_voice (SEQGO_UMP_VOICE_STATUS_PER_NOTE_PITCH_BEND, group, channel, values,
                      G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_per_note_management: (constructor)
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127
 * @flags: what is to become of its controllers
 *
 * Manages the controllers of one note.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_per_note_management (guint8               group,
                                   guint8               channel,
                                   guint8               note,
                                   SeqgoUmpPerNoteFlags flags)
{
  const gint64 values[] = { note, flags };

  return build_voice (SEQGO_UMP_VOICE_STATUS_PER_NOTE_MANAGEMENT, group, channel, values,
                      G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_control_change: (constructor)
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15
 * @controller: a controller, from 0 to 127
 * @value: the value, of 32 bits
 *
 * Creates a control change. Banks, registered and assignable controllers have messages of their
 * own in MIDI 2.0.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_control_change (guint8 group, guint8 channel, guint8 controller, guint32 value)
{
  const gint64 values[] = { controller, value };

  return build_voice (SEQGO_UMP_VOICE_STATUS_CONTROL_CHANGE, group, channel, values,
                      G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_rpn: (constructor)
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15
 * @param: the controller: bank × 128 + index
 * @value: the value, of 32 bits
 *
 * Sets a registered controller, such as the pitch bend range 0.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_rpn (guint8 group, guint8 channel, guint16 param, guint32 value)
{
  const gint64 values[] = { param, value };

  return build_voice (SEQGO_UMP_VOICE_STATUS_RPN, group, channel, values, G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_nrpn: (constructor)
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15
 * @param: the controller: bank × 128 + index
 * @value: the value, of 32 bits
 *
 * Sets an assignable controller.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_nrpn (guint8 group, guint8 channel, guint16 param, guint32 value)
{
  const gint64 values[] = { param, value };

  return build_voice (SEQGO_UMP_VOICE_STATUS_NRPN, group, channel, values, G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_relative_rpn: (constructor)
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15
 * @param: the controller: bank × 128 + index
 * @value: by how much
 *
 * Changes a registered controller by something.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_relative_rpn (guint8 group, guint8 channel, guint16 param, gint32 value)
{
  const gint64 values[] = { param, value };

  return build_voice (SEQGO_UMP_VOICE_STATUS_RELATIVE_RPN, group, channel, values,
                      G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_relative_nrpn: (constructor)
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15
 * @param: the controller: bank × 128 + index
 * @value: by how much
 *
 * Changes an assignable controller by something.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_relative_nrpn (guint8 group, guint8 channel, guint16 param, gint32 value)
{
  const gint64 values[] = { param, value };

  return build_voice (SEQGO_UMP_VOICE_STATUS_RELATIVE_NRPN, group, channel, values,
                      G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_program_change: (constructor)
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15
 * @program: a program, from 0 to 127
 *
 * Creates a program change that leaves the bank as it is.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_program_change (guint8 group, guint8 channel, guint8 program)
{
  const gint64 values[] = { program };

  return build_voice (SEQGO_UMP_VOICE_STATUS_PROGRAM_CHANGE, group, channel, values,
                      G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_program_and_bank: (constructor)
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15
 * @program: a program, from 0 to 127
 * @bank: a bank, from 0 to 16383
 *
 * Creates a program change to another bank.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_program_and_bank (guint8 group, guint8 channel, guint8 program, guint16 bank)
{
  const gint64 values[] = { program, TRUE, bank };

  return build_voice (SEQGO_UMP_VOICE_STATUS_PROGRAM_CHANGE, group, channel, values,
                      G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_channel_pressure: (constructor)
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15
 * @value: the pressure, of 32 bits
 *
 * Creates the pressure on a channel.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_channel_pressure (guint8 group, guint8 channel, guint32 value)
{
  const gint64 values[] = { value };

  return build_voice (SEQGO_UMP_VOICE_STATUS_CHANNEL_PRESSURE, group, channel, values,
                      G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_pitch_bend: (constructor)
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15
 * @value: the pitch bend: 0x80000000 is the centre
 *
 * Bends the pitch of a channel.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_pitch_bend (guint8 group, guint8 channel, guint32 value)
{
  const gint64 values[] = { value };

  return build_voice (SEQGO_UMP_VOICE_STATUS_PITCH_BEND, group, channel, values,
                      G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_midi1: (constructor)
 * @status: what it is, from %SEQGO_UMP_VOICE_STATUS_NOTE_OFF to %SEQGO_UMP_VOICE_STATUS_PITCH_BEND
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15
 * @data1: the first byte, from 0 to 127
 * @data2: the second byte, from 0 to 127, or 0 if there is none
 *
 * Creates a channel voice message of the MIDI 1.0 protocol, of the bytes that follow the status in
 * MIDI 1.0. seqgo_event_to_ump() makes them of events.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_midi1 (SeqgoUmpVoiceStatus status,
                     guint8              group,
                     guint8              channel,
                     guint8              data1,
                     guint8              data2)
{
  SeqgoUmp *self;

  g_return_val_if_fail (status >= SEQGO_UMP_VOICE_STATUS_NOTE_OFF
                            && status <= SEQGO_UMP_VOICE_STATUS_PITCH_BEND,
                        NULL);
  g_return_val_if_fail (data1 < 128 && data2 < 128, NULL);

  self = seqgo_ump_build (SEQGO_UMP_MESSAGE_TYPE_MIDI1_CHANNEL_VOICE, status, group, channel, NULL,
                          0);
  if (self != NULL)
    seqgo_ump_set_bits (self, 16, 16, (guint32) data1 << 8 | data2);
  return self;
}

static gboolean
is_system_status (SeqgoUmpSystemStatus status)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (SEQGO_TYPE_UMP_SYSTEM_STATUS);

  return g_enum_get_value (klass, (int) status) != NULL;
}

/**
 * seqgo_ump_new_system: (constructor)
 * @status: what it is
 * @group: a group, from 0 to 15
 * @value: the value of a time code (7 bits), song position (14 bits) or song (7 bits), else 0
 *
 * Creates a system message.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_system (SeqgoUmpSystemStatus status, guint8 group, guint16 value)
{
  const gint64 values[] = { value };
  gboolean     has_value = status <= SEQGO_UMP_SYSTEM_STATUS_SONG_SELECT;

  g_return_val_if_fail (is_system_status (status), NULL);
  g_return_val_if_fail (has_value || value == 0, NULL);

  return seqgo_ump_build (SEQGO_UMP_MESSAGE_TYPE_SYSTEM, status, group, -1, values, has_value);
}

/**
 * seqgo_ump_new_utility: (constructor)
 * @status: what it is
 * @value: the time of a clock or time stamp in units of 32 µs (16 bits), the ticks of a quarter
 * note (16 bits) or since the last event (20 bits), else 0
 *
 * Creates a utility message.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_utility (SeqgoUmpUtilityStatus status, guint32 value)
{
  const gint64 values[] = { value };
  gboolean     has_value = status != SEQGO_UMP_UTILITY_STATUS_NOOP;

  g_return_val_if_fail (status <= SEQGO_UMP_UTILITY_STATUS_DELTA_CLOCKSTAMP, NULL);
  g_return_val_if_fail (has_value || value == 0, NULL);

  return seqgo_ump_build (SEQGO_UMP_MESSAGE_TYPE_UTILITY, status, -1, -1, values, has_value);
}
