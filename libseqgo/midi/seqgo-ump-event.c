/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Events that carry Universal MIDI Packets, and what they are in MIDI 1.0. */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include <libseqgo/midi/seqgo-event-midi-private.h>
#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/midi/seqgo-midi-message-private.h>
#include <libseqgo/midi/seqgo-ump-private.h>

#define PITCH_BEND_CENTER 8192
#define BANK_SELECT 0

/* The resolutions of values. */
#define MIDI1_BITS 7
#define MIDI1_PAIR_BITS 14
#define VELOCITY_BITS 16
#define VALUE_BITS 32

/**
 * seqgo_ump_scale_up:
 * @value: a value
 * @from_bits: its resolution, at least 2 bits
 * @to_bits: the resolution that is wanted, from @from_bits to 32 bits
 *
 * Gives a value more bits, so that the least, the centre and the greatest remain what they are:
 * 64 of 127 becomes 0x8000 of 0xffff, and 127 becomes 0xffff. It is the min-center-max scaling of
 * M2-115-U, “MIDI 2.0 Bit Scaling and Resolution”, which the kernel uses, too.
 *
 * Returns: the value with @to_bits bits
 *
 * Since: 1.0
 */
guint32
seqgo_ump_scale_up (guint32 value, guint from_bits, guint to_bits)
{
  guint   n_bits = from_bits - 1;
  guint64 scaled, repeated;

  g_return_val_if_fail (from_bits >= 2 && from_bits <= to_bits && to_bits <= 32, 0);
  g_return_val_if_fail (value >> n_bits <= 1, 0);

  scaled = (guint64) value << (to_bits - from_bits);
  if (value <= 1u << n_bits)
    return (guint32) scaled;

  /* Above the centre, the bits that are new repeat those below the first one. */
  repeated = (guint64) (value & ((1u << n_bits) - 1)) << (to_bits - from_bits);
  while ((repeated >>= n_bits) != 0)
    scaled |= repeated;
  return (guint32) scaled;
}

/**
 * seqgo_ump_scale_down:
 * @value: a value
 * @from_bits: its resolution, at most 32 bits
 * @to_bits: the resolution that is wanted, from 1 bit to @from_bits
 *
 * Gives a value fewer bits, which undoes seqgo_ump_scale_up().
 *
 * Returns: the value with @to_bits bits
 *
 * Since: 1.0
 */
guint32
seqgo_ump_scale_down (guint32 value, guint from_bits, guint to_bits)
{
  g_return_val_if_fail (to_bits >= 1 && to_bits <= from_bits && from_bits <= 32, 0);
  g_return_val_if_fail ((guint64) value >> from_bits == 0, 0);

  return value >> (from_bits - to_bits);
}

void
seqgo_event_record_set_words (SeqgoEventRecord *record, gconstpointer words, gsize size)
{
  guint32 copy[SEQGO_UMP_MAX_WORDS] = { 0 };
  guint   n_words;

  memcpy (copy, words, MIN (size, sizeof copy));
  n_words = seqgo_ump_count_words (copy[0]);
  memset (copy + n_words, 0, (SEQGO_UMP_MAX_WORDS - n_words) * sizeof *copy);

  record->type = 0;
  record->flags &= (guint8) ~SEQGO_EVENT_FLAG_LENGTH_MASK;
  record->flags |= SEQGO_EVENT_FLAG_UMP;
  memcpy (seqgo_event_record_get_words (record), copy, sizeof copy);
}

static void
set_ump (SeqgoEventRecord *record, SeqgoUmp *ump)
{
  seqgo_event_record_set_words (record, ump->words, sizeof ump->words);
}

/**
 * seqgo_event_new_ump: (constructor)
 * @ump: a message
 *
 * Creates an event that carries a Universal MIDI Packet. To send it, a client needs a
 * #SeqgoSequencerClient:midi-version other than %SEQGO_MIDI_VERSION_LEGACY.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_ump (SeqgoUmp *ump)
{
  SeqgoEventRecord record;

  g_return_val_if_fail (ump != NULL, NULL);

  seqgo_event_record_init (&record, SEQGO_EVENT_TYPE_SYSTEM);
  set_ump (&record, ump);
  return seqgo_event_new_from_record (&record, NULL);
}

/**
 * seqgo_event_get_ump:
 * @self: an event
 *
 * Returns the Universal MIDI Packet that the event carries.
 *
 * Returns: (transfer full) (nullable): the message, or %NULL if the event is not one
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_event_get_ump (SeqgoEvent *self)
{
  guint32 words[SEQGO_UMP_MAX_WORDS];

  g_return_val_if_fail (self != NULL, NULL);

  if (!seqgo_event_record_is_ump (&self->record))
    return NULL;
  memcpy (words, seqgo_event_record_get_words (&self->record), sizeof words);
  return seqgo_ump_new_from_words (words);
}

static SeqgoEventBatch *
new_batch_of (SeqgoEvent *event)
{
  return seqgo_event_batch_new (&event, 1);
}

/* Takes @ump. */
static void
append_ump (GArray *records, SeqgoEvent *event, SeqgoUmp *ump)
{
  SeqgoEventRecord record = event->record;

  set_ump (&record, ump);
  g_array_append_val (records, record);
  seqgo_ump_unref (ump);
}

/* A channel voice message of MIDI 1.0 in the MIDI 2.0 protocol. */
static SeqgoUmp *
scale_voice (guint8 group, guint8 status, guint8 data1, guint8 data2)
{
  guint8  channel = status & 15;
  guint32 value = seqgo_ump_scale_up (data2, MIDI1_BITS, VALUE_BITS);
  guint16 velocity = (guint16) seqgo_ump_scale_up (data2, MIDI1_BITS, VELOCITY_BITS);

  switch (status >> 4)
    {
    case SEQGO_UMP_VOICE_STATUS_NOTE_OFF:
      return seqgo_ump_new_note_off (group, channel, data1, velocity);
    case SEQGO_UMP_VOICE_STATUS_NOTE_ON:
      return seqgo_ump_new_note_on (group, channel, data1, velocity);
    case SEQGO_UMP_VOICE_STATUS_POLY_PRESSURE:
      return seqgo_ump_new_poly_pressure (group, channel, data1, value);
    case SEQGO_UMP_VOICE_STATUS_CONTROL_CHANGE:
      return seqgo_ump_new_control_change (group, channel, data1, value);
    case SEQGO_UMP_VOICE_STATUS_PROGRAM_CHANGE:
      return seqgo_ump_new_program_change (group, channel, data1);
    case SEQGO_UMP_VOICE_STATUS_CHANNEL_PRESSURE:
      return seqgo_ump_new_channel_pressure (group, channel,
                                             seqgo_ump_scale_up (data1, MIDI1_BITS, VALUE_BITS));
    default:
      return seqgo_ump_new_pitch_bend (
          group, channel,
          seqgo_ump_scale_up ((guint32) data2 << MIDI1_BITS | data1, MIDI1_PAIR_BITS, VALUE_BITS));
    }
}

/* Returns how many bytes it took. */
static guint
append_message (GArray          *records,
                SeqgoEvent      *event,
                guint8           group,
                SeqgoMidiVersion version,
                const guint8    *bytes,
                gsize            n_bytes)
{
  guint8 status = bytes[0];
  guint8 kind = status >> 4;
  guint  size = kind == SEQGO_UMP_VOICE_STATUS_PROGRAM_CHANGE
                       || kind == SEQGO_UMP_VOICE_STATUS_CHANNEL_PRESSURE
                    ? 2
                    : (guint) MIN (n_bytes, 3);
  guint8 data1 = size > 1 ? bytes[1] : 0;
  guint8 data2 = size > 2 ? bytes[2] : 0;

  if (status >= SEQGO_MIDI_SYSEX_START)
    append_ump (
        records, event,
        seqgo_ump_new_system (status, group, (guint16) (data1 | (guint16) data2 << MIDI1_BITS)));
  else
    {
      /* What was an end of a note in MIDI 1.0 must not become a start. */
      if (kind == SEQGO_UMP_VOICE_STATUS_NOTE_ON && data2 == 0)
        status = (guint8) (SEQGO_UMP_VOICE_STATUS_NOTE_OFF << 4 | (status & 15));
      append_ump (records, event,
                  version == SEQGO_MIDI_VERSION_UMP_2_0
                      ? scale_voice (group, status, data1, data2)
                      : seqgo_ump_new_midi1 (status >> 4, group, status & 15, data1, data2));
    }
  return size;
}

/* The pieces of a SysEx message can be events of their own: then its start or its end is in
 * another one. */
static gboolean
append_sysex (GArray *records, SeqgoEvent *event, guint8 group, GError **error)
{
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (event->payload, &size);
  gboolean      has_start = size > 0 && bytes[0] == SEQGO_MIDI_SYSEX_START;
  gboolean      has_end = size > 0 && bytes[size - 1] == SEQGO_MIDI_SYSEX_END;
  GList        *umps = seqgo_ump_new_sysex7 (group, event->payload, error);

  for (GList *link = umps; link != NULL; link = link->next)
    {
      gboolean starts = has_start && link == umps, ends = has_end && link->next == NULL;
      guint    part = starts && ends ? SEQGO_UMP_DATA_STATUS_SINGLE
                      : starts       ? SEQGO_UMP_DATA_STATUS_START
                      : ends         ? SEQGO_UMP_DATA_STATUS_END
                                     : SEQGO_UMP_DATA_STATUS_CONTINUE;

      seqgo_ump_set_bits (link->data, 8, 4, part);
      append_ump (records, event, link->data);
    }
  g_list_free (umps);
  return umps != NULL;
}

/**
 * seqgo_event_to_ump:
 * @self: an event
 * @group: the group that the messages are for, from 0 to 15
 * @version: %SEQGO_MIDI_VERSION_UMP_1_0 or %SEQGO_MIDI_VERSION_UMP_2_0
 * @error: return location for a #GError
 *
 * Says the same with Universal MIDI Packets. The kernel does so, too, when an event gets from a
 * client that is not of MIDI 2.0 to one that is. Time stamp, addresses and the like stay as they
 * are. An event that carries a packet is left as it is.
 *
 * Values of MIDI 1.0 are scaled as seqgo_ump_scale_up() does it, and a note on of velocity 0
 * becomes a note off. %SEQGO_EVENT_TYPE_CONTROL_14 becomes two messages, and in the MIDI 1.0
 * protocol a %SEQGO_EVENT_TYPE_RPN or %SEQGO_EVENT_TYPE_NRPN becomes four; SysEx becomes as many
 * as it needs. There is no memory of events before: controllers that choose a bank or a parameter
 * remain control changes.
 *
 * Returns: (transfer full): events that carry messages, or %NULL with an error as
 *   seqgo_event_to_midi() has them
 *
 * Since: 1.0
 */
SeqgoEventBatch *
seqgo_event_to_ump (SeqgoEvent *self, guint8 group, SeqgoMidiVersion version, GError **error)
{
  g_autoptr (GArray) records = NULL;
  g_autoptr (GBytes) midi = NULL;
  const guint8 *bytes;
  gsize         size;
  guint8        type;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (group < 16, NULL);
  g_return_val_if_fail (
      version == SEQGO_MIDI_VERSION_UMP_1_0 || version == SEQGO_MIDI_VERSION_UMP_2_0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (seqgo_event_record_is_ump (&self->record))
    return new_batch_of (self);

  /* This checks all ranges, too. */
  midi = seqgo_event_to_midi (self, error);
  if (midi == NULL)
    return NULL;

  type = self->record.type;
  records = g_array_new (FALSE, FALSE, sizeof (SeqgoEventRecord));
  bytes = g_bytes_get_data (midi, &size);
  if (type == SEQGO_EVENT_TYPE_SYSEX)
    {
      if (!append_sysex (records, self, group, error))
        return NULL;
    }
  else if (version == SEQGO_MIDI_VERSION_UMP_2_0
           && (type == SEQGO_EVENT_TYPE_RPN || type == SEQGO_EVENT_TYPE_NRPN))
    {
      const gint64 values[] = { self->record.a, seqgo_ump_scale_up ((guint32) self->record.b,
                                                                    MIDI1_PAIR_BITS, VALUE_BITS) };

      append_ump (records, self,
                  seqgo_ump_build (SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE,
                                   type == SEQGO_EVENT_TYPE_RPN ? SEQGO_UMP_VOICE_STATUS_RPN
                                                                : SEQGO_UMP_VOICE_STATUS_NRPN,
                                   group, self->record.channel, values, G_N_ELEMENTS (values)));
    }
  else
    {
      for (gsize i = 0; i < size;)
        i += append_message (records, self, group, version, bytes + i, size - i);
    }
  return seqgo_event_batch_new_take (g_steal_pointer (&records), NULL);
}

static SeqgoEvent *
new_value_event (SeqgoEventType type, int channel, guint32 param, gint32 value)
{
  return seqgo_event_new_control (type, (guint8) channel, param, value);
}

/* Of a message of either protocol, whose values have their numbers of bits. */
static SeqgoEvent *
new_voice_event (SeqgoUmp *ump, guint value_bits, guint velocity_bits)
{
  guint8  channel = (guint8) seqgo_ump_get_channel (ump), note = seqgo_ump_get_note (ump);
  guint32 value = (guint32) seqgo_ump_get_value (ump);
  guint8  small = (guint8) (value >> (value_bits - MIN (value_bits, MIDI1_BITS)));
  guint8  velocity = (guint8) (seqgo_ump_get_velocity (ump) >> (velocity_bits - MIDI1_BITS));
  guint16 param = seqgo_ump_get_param (ump);
  guint   pair = value_bits == VALUE_BITS ? value >> (VALUE_BITS - MIDI1_PAIR_BITS) : value;

  switch (seqgo_ump_get_status (ump))
    {
    case SEQGO_UMP_VOICE_STATUS_NOTE_OFF:
      return seqgo_event_new_note_off (channel, note, velocity);
    case SEQGO_UMP_VOICE_STATUS_NOTE_ON:
      /* A velocity of 0 is a start in MIDI 2.0, but an end in MIDI 1.0. */
      return seqgo_event_new_note_on (
          channel, note, velocity_bits == VELOCITY_BITS ? MAX (velocity, 1) : velocity);
    case SEQGO_UMP_VOICE_STATUS_POLY_PRESSURE:
      return seqgo_event_new_key_pressure (channel, note, small);
    case SEQGO_UMP_VOICE_STATUS_CONTROL_CHANGE:
      return seqgo_event_new_control_change (channel, (guint8) param, small);
    case SEQGO_UMP_VOICE_STATUS_PROGRAM_CHANGE:
      return seqgo_event_new_program_change (channel, (guint8) value);
    case SEQGO_UMP_VOICE_STATUS_CHANNEL_PRESSURE:
      return seqgo_event_new_channel_pressure (channel, small);
    case SEQGO_UMP_VOICE_STATUS_PITCH_BEND:
      return seqgo_event_new_pitch_bend (channel, (gint16) ((int) pair - PITCH_BEND_CENTER));
    case SEQGO_UMP_VOICE_STATUS_RPN:
      return new_value_event (SEQGO_EVENT_TYPE_RPN, channel, param, (gint32) pair);
    case SEQGO_UMP_VOICE_STATUS_NRPN:
      return new_value_event (SEQGO_EVENT_TYPE_NRPN, channel, param, (gint32) pair);
    default:
      return NULL;
    }
}

static SeqgoEvent *
new_system_event (SeqgoUmp *ump)
{
  gint32 value = (gint32) seqgo_ump_get_value (ump);

  switch (seqgo_ump_get_status (ump))
    {
    case SEQGO_UMP_SYSTEM_STATUS_TIME_CODE:
      return new_value_event (SEQGO_EVENT_TYPE_QUARTER_FRAME, 0, 0, value);
    case SEQGO_UMP_SYSTEM_STATUS_SONG_POSITION:
      return new_value_event (SEQGO_EVENT_TYPE_SONG_POSITION, 0, 0, value);
    case SEQGO_UMP_SYSTEM_STATUS_SONG_SELECT:
      return new_value_event (SEQGO_EVENT_TYPE_SONG_SELECT, 0, 0, value);
    case SEQGO_UMP_SYSTEM_STATUS_TUNE_REQUEST:
      return seqgo_event_new (SEQGO_EVENT_TYPE_TUNE_REQUEST);
    case SEQGO_UMP_SYSTEM_STATUS_CLOCK:
      return seqgo_event_new (SEQGO_EVENT_TYPE_CLOCK);
    case SEQGO_UMP_SYSTEM_STATUS_START:
      return seqgo_event_new (SEQGO_EVENT_TYPE_START);
    case SEQGO_UMP_SYSTEM_STATUS_CONTINUE:
      return seqgo_event_new (SEQGO_EVENT_TYPE_CONTINUE);
    case SEQGO_UMP_SYSTEM_STATUS_STOP:
      return seqgo_event_new (SEQGO_EVENT_TYPE_STOP);
    case SEQGO_UMP_SYSTEM_STATUS_ACTIVE_SENSING:
      return seqgo_event_new (SEQGO_EVENT_TYPE_ACTIVE_SENSING);
    case SEQGO_UMP_SYSTEM_STATUS_RESET:
      return seqgo_event_new (SEQGO_EVENT_TYPE_RESET);
    default:
      return NULL;
    }
}

static SeqgoEvent *
new_sysex_event (SeqgoUmp *ump)
{
  static const guint8 start = SEQGO_MIDI_SYSEX_START, end = SEQGO_MIDI_SYSEX_END;
  int                 part = seqgo_ump_get_part (ump);
  gsize               size;
  g_autofree guint8  *data = seqgo_ump_read_data (ump, &size);
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GBytes) payload = NULL;

  if (data == NULL)
    return NULL;

  bytes = g_byte_array_new ();
  if (part == SEQGO_UMP_DATA_STATUS_SINGLE || part == SEQGO_UMP_DATA_STATUS_START)
    g_byte_array_append (bytes, &start, 1);
  for (gsize i = 0; i < size; i++)
    data[i] &= 0x7F;
  g_byte_array_append (bytes, data, (guint) size);
  if (part == SEQGO_UMP_DATA_STATUS_SINGLE || part == SEQGO_UMP_DATA_STATUS_END)
    g_byte_array_append (bytes, &end, 1);
  payload = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  return seqgo_event_new_sysex (payload);
}

/* The same event with the contents of @other. */
static SeqgoEvent *
with_contents_of (SeqgoEvent *self, SeqgoEvent *other)
{
  SeqgoEventRecord record = self->record;

  record.type = other->record.type;
  record.flags &= (guint8) ~SEQGO_EVENT_FLAG_UMP;
  record.flags |= other->record.flags & SEQGO_EVENT_FLAG_LENGTH_MASK;
  memcpy (seqgo_event_record_get_words (&record), seqgo_event_record_get_words (&other->record),
          SEQGO_UMP_MAX_WORDS * sizeof (guint32));
  return seqgo_event_new_from_record (&record, other->payload);
}

/**
 * seqgo_event_to_legacy:
 * @self: an event
 * @error: return location for a #GError
 *
 * Says the same without Universal MIDI Packets. The kernel does so, too, when an event gets from a
 * client of MIDI 2.0 to one that is not. Time stamp, addresses and the like stay as they are. An
 * event that carries no packet is left as it is.
 *
 * Values lose what MIDI 1.0 has no bits for, notes lose their attributes, and the group gets lost.
 * A note on of velocity 0 gets the velocity 1. A change of program and bank becomes two events, the
 * first of which is a %SEQGO_EVENT_TYPE_CONTROL_14. SysEx becomes one event for each message: a
 * part of what seqgo_ump_join() would put together.
 *
 * Returns: (transfer full): one or two events, or %NULL with %G_IO_ERROR_NOT_SUPPORTED if there is
 *   no event for that: relative changes and what is about single notes, data of 8 bits, texts,
 *   utility and stream messages
 *
 * Since: 1.0
 */
SeqgoEventBatch *
seqgo_event_to_legacy (SeqgoEvent *self, GError **error)
{
  g_autoptr (SeqgoUmp) ump = NULL;
  g_autoptr (SeqgoEvent) event = NULL;
  g_autoptr (SeqgoEvent) bank = NULL;
  g_autofree char *text = NULL;
  gint64           has_bank = 0, bank_number;
  SeqgoEvent      *events[2];
  gsize            n_events = 0;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  ump = seqgo_event_get_ump (self);
  if (ump == NULL)
    return new_batch_of (self);

  if (seqgo_ump_get_message_type (ump) == SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE)
    event = new_voice_event (ump, VALUE_BITS, VELOCITY_BITS);
  else if (seqgo_ump_get_message_type (ump) == SEQGO_UMP_MESSAGE_TYPE_MIDI1_CHANNEL_VOICE)
    event = new_voice_event (ump, MIDI1_BITS, MIDI1_BITS);
  else if (seqgo_ump_get_message_type (ump) == SEQGO_UMP_MESSAGE_TYPE_SYSTEM)
    event = new_system_event (ump);
  else if (seqgo_ump_get_message_type (ump) == SEQGO_UMP_MESSAGE_TYPE_DATA)
    event = new_sysex_event (ump);
  if (event == NULL)
    {
      text = seqgo_ump_to_string (ump);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   "There is no event of MIDI 1.0 for “%s”", text);
      return NULL;
    }

  seqgo_ump_get_field (ump, "has-bank", &has_bank);
  if (has_bank)
    {
      seqgo_ump_get_field (ump, "bank", &bank_number);
      bank = new_value_event (SEQGO_EVENT_TYPE_CONTROL_14, seqgo_ump_get_channel (ump), BANK_SELECT,
                              (gint32) bank_number);
      events[n_events++] = with_contents_of (self, bank);
    }
  events[n_events++] = with_contents_of (self, event);
  {
    SeqgoEventBatch *batch = seqgo_event_batch_new (events, n_events);

    while (n_events > 0)
      seqgo_event_unref (events[--n_events]);
    return batch;
  }
}
