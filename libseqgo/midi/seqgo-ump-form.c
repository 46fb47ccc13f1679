/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The layout of every kind of Universal MIDI Packet, of which constructors, accessors and texts are
 * made. It is that of M2-104-UM, as alsa-lib's ump_msg.h has it, too. */

#include "config.h"

#include <libseqgo/midi/seqgo-ump-private.h>

#define SIGNED SEQGO_UMP_FIELD_SIGNED
#define OPTIONAL SEQGO_UMP_FIELD_OPTIONAL
#define LSB_MSB SEQGO_UMP_FIELD_LSB_MSB
#define MSB_LSB SEQGO_UMP_FIELD_MSB_LSB

/* clang-format off */
static const SeqgoUmpForm utility_forms[] = {
  { SEQGO_UMP_MESSAGE_TYPE_UTILITY, SEQGO_UMP_UTILITY_STATUS_NOOP, "noop", 0, 0, { { 0 } } },
  { SEQGO_UMP_MESSAGE_TYPE_UTILITY, SEQGO_UMP_UTILITY_STATUS_JR_CLOCK, "jr-clock", 0, 0,
    { { "value", 16, 16 } } },
  { SEQGO_UMP_MESSAGE_TYPE_UTILITY, SEQGO_UMP_UTILITY_STATUS_JR_TIMESTAMP, "jr-timestamp", 0, 0,
    { { "value", 16, 16 } } },
  { SEQGO_UMP_MESSAGE_TYPE_UTILITY, SEQGO_UMP_UTILITY_STATUS_TICKS_PER_QUARTER_NOTE,
    "ticks-per-quarter-note", 0, 0, { { "value", 16, 16 } } },
  { SEQGO_UMP_MESSAGE_TYPE_UTILITY, SEQGO_UMP_UTILITY_STATUS_DELTA_CLOCKSTAMP,
    "delta-clockstamp", 0, 0, { { "value", 12, 20 } } },
};

static const SeqgoUmpForm system_forms[] = {
  { SEQGO_UMP_MESSAGE_TYPE_SYSTEM, SEQGO_UMP_SYSTEM_STATUS_TIME_CODE, "time-code", 0, 0,
    { { "value", 17, 7 } } },
  { SEQGO_UMP_MESSAGE_TYPE_SYSTEM, SEQGO_UMP_SYSTEM_STATUS_SONG_POSITION, "song-position", 0, 0,
    { { "value", 16, 16, LSB_MSB } } },
  { SEQGO_UMP_MESSAGE_TYPE_SYSTEM, SEQGO_UMP_SYSTEM_STATUS_SONG_SELECT, "song-select", 0, 0,
    { { "value", 17, 7 } } },
  { SEQGO_UMP_MESSAGE_TYPE_SYSTEM, SEQGO_UMP_SYSTEM_STATUS_TUNE_REQUEST, "tune-request" },
  { SEQGO_UMP_MESSAGE_TYPE_SYSTEM, SEQGO_UMP_SYSTEM_STATUS_CLOCK, "clock" },
  { SEQGO_UMP_MESSAGE_TYPE_SYSTEM, SEQGO_UMP_SYSTEM_STATUS_START, "start" },
  { SEQGO_UMP_MESSAGE_TYPE_SYSTEM, SEQGO_UMP_SYSTEM_STATUS_CONTINUE, "continue" },
  { SEQGO_UMP_MESSAGE_TYPE_SYSTEM, SEQGO_UMP_SYSTEM_STATUS_STOP, "stop" },
  { SEQGO_UMP_MESSAGE_TYPE_SYSTEM, SEQGO_UMP_SYSTEM_STATUS_ACTIVE_SENSING, "active-sensing" },
  { SEQGO_UMP_MESSAGE_TYPE_SYSTEM, SEQGO_UMP_SYSTEM_STATUS_RESET, "reset" },
};

static const SeqgoUmpForm midi1_forms[] = {
  { SEQGO_UMP_MESSAGE_TYPE_MIDI1_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_NOTE_OFF,
    "midi1-note-off", 0, 0, { { "note", 17, 7 }, { "velocity", 25, 7 } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI1_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_NOTE_ON,
    "midi1-note-on", 0, 0, { { "note", 17, 7 }, { "velocity", 25, 7 } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI1_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_POLY_PRESSURE,
    "midi1-poly-pressure", 0, 0, { { "note", 17, 7 }, { "value", 25, 7 } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI1_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_CONTROL_CHANGE,
    "midi1-control-change", 0, 0, { { "controller", 17, 7 }, { "value", 25, 7 } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI1_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_PROGRAM_CHANGE,
    "midi1-program-change", 0, 0, { { "value", 17, 7 } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI1_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_CHANNEL_PRESSURE,
    "midi1-channel-pressure", 0, 0, { { "value", 17, 7 } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI1_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_PITCH_BEND,
    "midi1-pitch-bend", 0, 0, { { "value", 16, 16, LSB_MSB } } },
};

static const SeqgoUmpForm midi2_forms[] = {
  { SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_REGISTERED_PER_NOTE,
    "registered-per-note", 0, 0,
    { { "note", 17, 7 }, { "controller", 24, 8 }, { "value", 32, 32 } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_ASSIGNABLE_PER_NOTE,
    "assignable-per-note", 0, 0,
    { { "note", 17, 7 }, { "controller", 24, 8 }, { "value", 32, 32 } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_RPN, "rpn", 0, 0,
    { { "parameter", 16, 16, MSB_LSB }, { "value", 32, 32 } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_NRPN, "nrpn", 0, 0,
    { { "parameter", 16, 16, MSB_LSB }, { "value", 32, 32 } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_RELATIVE_RPN,
    "relative-rpn", 0, 0, { { "parameter", 16, 16, MSB_LSB }, { "value", 32, 32, SIGNED } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_RELATIVE_NRPN,
    "relative-nrpn", 0, 0, { { "parameter", 16, 16, MSB_LSB }, { "value", 32, 32, SIGNED } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_PER_NOTE_PITCH_BEND,
    "per-note-pitch-bend", 0, 0, { { "note", 17, 7 }, { "value", 32, 32 } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_NOTE_OFF,
    "note-off", 0, 0,
    { { "note", 17, 7 }, { "velocity", 32, 16 }, { "attribute-type", 24, 8, OPTIONAL },
      { "attribute", 48, 16, OPTIONAL } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_NOTE_ON,
    "note-on", 0, 0,
    { { "note", 17, 7 }, { "velocity", 32, 16 }, { "attribute-type", 24, 8, OPTIONAL },
      { "attribute", 48, 16, OPTIONAL } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_POLY_PRESSURE,
    "poly-pressure", 0, 0, { { "note", 17, 7 }, { "value", 32, 32 } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_CONTROL_CHANGE,
    "control-change", 0, 0, { { "controller", 17, 7 }, { "value", 32, 32 } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_PROGRAM_CHANGE,
    "program-change", 0, 0,
    { { "value", 33, 7 }, { "has-bank", 31, 1, OPTIONAL },
      { "bank", 48, 16, MSB_LSB | OPTIONAL } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_CHANNEL_PRESSURE,
    "channel-pressure", 0, 0, { { "value", 32, 32 } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_PITCH_BEND,
    "pitch-bend", 0, 0, { { "value", 32, 32 } } },
  { SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE, SEQGO_UMP_VOICE_STATUS_PER_NOTE_MANAGEMENT,
    "per-note-management", 0, 0, { { "note", 17, 7 }, { "flags", 24, 8 } } },
};

static const SeqgoUmpForm data_forms[] = {
  { SEQGO_UMP_MESSAGE_TYPE_DATA, SEQGO_UMP_DATA_STATUS_SINGLE, "sysex7", 2, 6, { { 0 } } },
};

static const SeqgoUmpForm extended_data_forms[] = {
  { SEQGO_UMP_MESSAGE_TYPE_EXTENDED_DATA, SEQGO_UMP_DATA_STATUS_SINGLE, "sysex8", 3, 13,
    { { "stream", 16, 8 } } },
  { SEQGO_UMP_MESSAGE_TYPE_EXTENDED_DATA, SEQGO_UMP_DATA_STATUS_MIXED_HEADER,
    "mixed-header", 0, 0,
    { { "set", 12, 4 }, { "size", 16, 16 }, { "n-chunks", 32, 16 }, { "chunk", 48, 16 },
      { "manufacturer", 64, 16 }, { "device", 80, 16 }, { "sub-id-1", 96, 16 },
      { "sub-id-2", 112, 16 } } },
  { SEQGO_UMP_MESSAGE_TYPE_EXTENDED_DATA, SEQGO_UMP_DATA_STATUS_MIXED_PAYLOAD,
    "mixed-payload", 2, 14, { { "set", 12, 4 } } },
};

static const SeqgoUmpForm flex_forms[] = {
  { SEQGO_UMP_MESSAGE_TYPE_FLEX_DATA, SEQGO_UMP_FLEX_STATUS_TEMPO, "tempo", 0, 0,
    { { "value", 32, 32 } } },
  { SEQGO_UMP_MESSAGE_TYPE_FLEX_DATA, SEQGO_UMP_FLEX_STATUS_TIME_SIGNATURE,
    "time-signature", 0, 0,
    { { "numerator", 32, 8 }, { "denominator-power", 40, 8 }, { "thirty-seconds", 48, 8 } } },
  { SEQGO_UMP_MESSAGE_TYPE_FLEX_DATA, SEQGO_UMP_FLEX_STATUS_METRONOME, "metronome", 0, 0,
    { { "clocks", 32, 8 }, { "accent-1", 40, 8, OPTIONAL }, { "accent-2", 48, 8, OPTIONAL },
      { "accent-3", 56, 8, OPTIONAL }, { "subdivision-1", 64, 8, OPTIONAL },
      { "subdivision-2", 72, 8, OPTIONAL } } },
  { SEQGO_UMP_MESSAGE_TYPE_FLEX_DATA, SEQGO_UMP_FLEX_STATUS_KEY_SIGNATURE,
    "key-signature", 0, 0, { { "sharps", 32, 4, SIGNED }, { "tonic", 36, 4 } } },
  { SEQGO_UMP_MESSAGE_TYPE_FLEX_DATA, SEQGO_UMP_FLEX_STATUS_CHORD_NAME, "chord-name", 0, 0,
    { { "sharps", 32, 4, SIGNED }, { "tonic", 36, 4 }, { "chord", 40, 8 },
      { "alteration-1", 48, 8, OPTIONAL }, { "alteration-2", 56, 8, OPTIONAL },
      { "alteration-3", 64, 8, OPTIONAL }, { "alteration-4", 72, 8, OPTIONAL },
      { "bass-sharps", 96, 4, SIGNED | OPTIONAL }, { "bass-tonic", 100, 4, OPTIONAL },
      { "bass-chord", 104, 8, OPTIONAL }, { "bass-alteration-1", 112, 8, OPTIONAL },
      { "bass-alteration-2", 120, 8, OPTIONAL } } },
};

static const SeqgoUmpForm text_form = {
  SEQGO_UMP_MESSAGE_TYPE_FLEX_DATA, SEQGO_UMP_FLEX_STATUS_TEXT, NULL, 4, 12,
  { { "format", 8, 2, OPTIONAL } }
};

static const SeqgoUmpForm stream_forms[] = {
  { SEQGO_UMP_MESSAGE_TYPE_STREAM, SEQGO_UMP_STREAM_STATUS_ENDPOINT_DISCOVERY,
    "endpoint-discovery", 0, 0,
    { { "version-major", 16, 8 }, { "version-minor", 24, 8 }, { "filter", 56, 8 } } },
  { SEQGO_UMP_MESSAGE_TYPE_STREAM, SEQGO_UMP_STREAM_STATUS_ENDPOINT_INFO,
    "endpoint-info", 0, 0,
    { { "version-major", 16, 8 }, { "version-minor", 24, 8 }, { "static-blocks", 32, 1 },
      { "n-blocks", 33, 7 }, { "protocols", 48, 16 } } },
  { SEQGO_UMP_MESSAGE_TYPE_STREAM, SEQGO_UMP_STREAM_STATUS_DEVICE_INFO, "device-info", 0, 0,
    { { "manufacturer", 40, 24 }, { "family", 64, 16 }, { "model", 80, 16 },
      { "revision", 96, 32 } } },
  { SEQGO_UMP_MESSAGE_TYPE_STREAM, SEQGO_UMP_STREAM_STATUS_ENDPOINT_NAME,
    "endpoint-name", 2, 14, { { "format", 4, 2, OPTIONAL } } },
  { SEQGO_UMP_MESSAGE_TYPE_STREAM, SEQGO_UMP_STREAM_STATUS_PRODUCT_ID,
    "product-id", 2, 14, { { "format", 4, 2, OPTIONAL } } },
  { SEQGO_UMP_MESSAGE_TYPE_STREAM, SEQGO_UMP_STREAM_STATUS_CONFIG_REQUEST,
    "config-request", 0, 0,
    { { "protocol", 16, 8 }, { "jr-receive", 30, 1 }, { "jr-transmit", 31, 1 } } },
  { SEQGO_UMP_MESSAGE_TYPE_STREAM, SEQGO_UMP_STREAM_STATUS_CONFIG, "config", 0, 0,
    { { "protocol", 16, 8 }, { "jr-receive", 30, 1 }, { "jr-transmit", 31, 1 } } },
  { SEQGO_UMP_MESSAGE_TYPE_STREAM, SEQGO_UMP_STREAM_STATUS_BLOCK_DISCOVERY,
    "block-discovery", 0, 0, { { "block", 16, 8 }, { "filter", 24, 8 } } },
  { SEQGO_UMP_MESSAGE_TYPE_STREAM, SEQGO_UMP_STREAM_STATUS_BLOCK_INFO, "block-info", 0, 0,
    { { "block", 17, 7 }, { "active", 16, 1 }, { "ui-hint", 26, 2 }, { "midi1", 28, 2 },
      { "direction", 30, 2 }, { "first-group", 32, 8 }, { "n-groups", 40, 8 },
      { "ci-version", 48, 8 }, { "n-sysex8-streams", 56, 8 } } },
  { SEQGO_UMP_MESSAGE_TYPE_STREAM, SEQGO_UMP_STREAM_STATUS_BLOCK_NAME, "block-name", 3, 13,
    { { "block", 16, 8 }, { "format", 4, 2, OPTIONAL } } },
  { SEQGO_UMP_MESSAGE_TYPE_STREAM, SEQGO_UMP_STREAM_STATUS_START_OF_CLIP, "start-of-clip" },
  { SEQGO_UMP_MESSAGE_TYPE_STREAM, SEQGO_UMP_STREAM_STATUS_END_OF_CLIP, "end-of-clip" },
};

#define FORMS(forms) { forms, G_N_ELEMENTS (forms) }
static const struct { const SeqgoUmpForm *forms; guint n_forms; } forms_by_type[16] = {
  [SEQGO_UMP_MESSAGE_TYPE_UTILITY] = FORMS (utility_forms),
  [SEQGO_UMP_MESSAGE_TYPE_SYSTEM] = FORMS (system_forms),
  [SEQGO_UMP_MESSAGE_TYPE_MIDI1_CHANNEL_VOICE] = FORMS (midi1_forms),
  [SEQGO_UMP_MESSAGE_TYPE_DATA] = FORMS (data_forms),
  [SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE] = FORMS (midi2_forms),
  [SEQGO_UMP_MESSAGE_TYPE_EXTENDED_DATA] = FORMS (extended_data_forms),
  [SEQGO_UMP_MESSAGE_TYPE_FLEX_DATA] = FORMS (flex_forms),
  [SEQGO_UMP_MESSAGE_TYPE_STREAM] = FORMS (stream_forms),
};
/* clang-format on */

static const SeqgoUmpForm *
find_form (SeqgoUmpMessageType type, guint status)
{
  gboolean is_data
      = type == SEQGO_UMP_MESSAGE_TYPE_DATA || type == SEQGO_UMP_MESSAGE_TYPE_EXTENDED_DATA;

  if (type == SEQGO_UMP_MESSAGE_TYPE_FLEX_DATA && status >= SEQGO_UMP_FLEX_STATUS_TEXT)
    return &text_form;
  if (is_data && status <= SEQGO_UMP_DATA_STATUS_END)
    status = SEQGO_UMP_DATA_STATUS_SINGLE;

  for (guint i = 0; i < forms_by_type[type].n_forms; i++)
    if (forms_by_type[type].forms[i].status == status)
      return &forms_by_type[type].forms[i];
  return NULL;
}

const SeqgoUmpForm *
seqgo_ump_get_form (SeqgoUmp *self)
{
  return find_form (seqgo_ump_get_message_type (self), seqgo_ump_get_status (self));
}

guint
seqgo_ump_get_bits (SeqgoUmp *self, guint first_bit, guint n_bits)
{
  guint32 word = self->words[first_bit / 32];

  return (word >> (32 - first_bit % 32 - n_bits)) & (G_MAXUINT32 >> (32 - n_bits));
}

void
seqgo_ump_set_bits (SeqgoUmp *self, guint first_bit, guint n_bits, guint32 value)
{
  guint   shift = 32 - first_bit % 32 - n_bits;
  guint32 mask = (G_MAXUINT32 >> (32 - n_bits)) << shift;

  self->words[first_bit / 32] = (self->words[first_bit / 32] & ~mask) | ((value << shift) & mask);
}

gint64
seqgo_ump_read_field (SeqgoUmp *self, const SeqgoUmpField *field)
{
  guint32 value = seqgo_ump_get_bits (self, field->first_bit, field->n_bits);
  gint64  sign = G_GINT64_CONSTANT (1) << (field->n_bits - 1);

  if (field->flags & SEQGO_UMP_FIELD_LSB_MSB)
    return (value & 0x7F) << 7 | ((value >> 8) & 0x7F);
  if (field->flags & SEQGO_UMP_FIELD_MSB_LSB)
    return ((value >> 8) & 0x7F) << 7 | (value & 0x7F);
  if ((field->flags & SEQGO_UMP_FIELD_SIGNED) && value >= sign)
    return (gint64) value - 2 * sign;
  return value;
}

/* Fails if the value does not fit. */
static gboolean
write_field (SeqgoUmp *self, const SeqgoUmpField *field, gint64 value)
{
  gboolean is_pair = (field->flags & (SEQGO_UMP_FIELD_LSB_MSB | SEQGO_UMP_FIELD_MSB_LSB)) != 0;
  gint64   end = G_GINT64_CONSTANT (1) << (is_pair ? 14 : field->n_bits);
  gint64   half = field->flags & SEQGO_UMP_FIELD_SIGNED ? end / 2 : 0;
  guint32  bits;

  if (value < -half || value >= end - half)
    {
      g_critical ("SeqgoUmp: %s is %" G_GINT64_FORMAT ", not from %" G_GINT64_FORMAT
                  " to %" G_GINT64_FORMAT,
                  field->name, value, -half, end - half - 1);
      return FALSE;
    }

  bits = (guint32) value;
  if (field->flags & SEQGO_UMP_FIELD_LSB_MSB)
    bits = (bits & 0x7F) << 8 | bits >> 7;
  else if (field->flags & SEQGO_UMP_FIELD_MSB_LSB)
    bits = bits >> 7 << 8 | (bits & 0x7F);
  seqgo_ump_set_bits (self, field->first_bit, field->n_bits, bits);
  return TRUE;
}

static void
write_status (SeqgoUmp *self, SeqgoUmpMessageType type, guint status)
{
  seqgo_ump_set_bits (self, 0, 4, (guint32) type);
  switch ((guint) type)
    {
    case SEQGO_UMP_MESSAGE_TYPE_SYSTEM:
      seqgo_ump_set_bits (self, 8, 8, status);
      break;
    case SEQGO_UMP_MESSAGE_TYPE_FLEX_DATA:
      seqgo_ump_set_bits (self, 16, 16, status);
      break;
    case SEQGO_UMP_MESSAGE_TYPE_STREAM:
      seqgo_ump_set_bits (self, 6, 10, status);
      break;
    default:
      seqgo_ump_set_bits (self, 8, 4, status);
      break;
    }
}

/* Where a message goes; a flex message without a channel is for its whole group. */
static gboolean
write_address (SeqgoUmp *self, SeqgoUmpMessageType type, int group, int channel)
{
  static const SeqgoUmpField group_field = { "group", 4, 4 };
  static const SeqgoUmpField channel_field = { "channel", 12, 4 };

  if (group >= 0 && !write_field (self, &group_field, group))
    return FALSE;
  if (type == SEQGO_UMP_MESSAGE_TYPE_FLEX_DATA && channel < 0)
    seqgo_ump_set_bits (self, 10, 2, 1);
  return channel < 0 || write_field (self, &channel_field, channel);
}

SeqgoUmp *
seqgo_ump_build (SeqgoUmpMessageType type,
                 guint               status,
                 int                 group,
                 int                 channel,
                 const gint64       *values,
                 guint               n_values)
{
  static const guint32 nothing[SEQGO_UMP_MAX_WORDS];
  const SeqgoUmpForm  *form = find_form (type, status);
  g_autoptr (SeqgoUmp) self = seqgo_ump_new_from_words (nothing);

  g_assert (form != NULL);
  write_status (self, type, status);
  if (!write_address (self, type, group, channel))
    return NULL;
  for (guint i = 0; i < n_values; i++)
    {
      g_assert (form->fields[i].name != NULL);
      if (!write_field (self, &form->fields[i], values[i]))
        return NULL;
    }
  return g_steal_pointer (&self);
}
