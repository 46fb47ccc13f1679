/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* SeqgoEvent as MIDI 1.0 bytes. */

#include "config.h"

#include <gio/gio.h>

#include <libseqgo/midi/seqgo-event-midi-private.h>
#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/midi/seqgo-midi-message-private.h>

#define CONTROL_CHANGE 0xB0
#define MAX_MESSAGE_SIZE 12

/* Controllers: "Controller Numbers", table III of the MIDI 1.0 Detailed Specification. */
#define DATA_ENTRY_MSB 6
#define LSB_OF_CONTROLLER 32
#define NRPN_LSB 98
#define RPN_LSB 100

#define PITCH_BEND_CENTER 8192

typedef enum
{
  FORM_NONE,
  FORM_STATUS,
  FORM_VALUE,
  FORM_PARAM_VALUE,
  FORM_VALUE_14,
  FORM_CONTROL_14,
  FORM_PARAMETER,
} Form;

/* How the events of a type are written, and from where to where their fields may go. */
typedef struct
{
  Form        form;
  guint8      status;
  const char *param_name;
  guint32     max_param;
  const char *value_name;
  gint32      min_value;
  gint32      max_value;
} Rule;

static const Rule rules[] = {
  [SEQGO_EVENT_TYPE_NOTE_ON] = { FORM_PARAM_VALUE, 0x90, "note", 127, "velocity", 0, 127 },
  [SEQGO_EVENT_TYPE_NOTE_OFF] = { FORM_PARAM_VALUE, 0x80, "note", 127, "velocity", 0, 127 },
  [SEQGO_EVENT_TYPE_KEY_PRESSURE] = { FORM_PARAM_VALUE, 0xA0, "note", 127, "pressure", 0, 127 },
  [SEQGO_EVENT_TYPE_CONTROL_CHANGE]
  = { FORM_PARAM_VALUE, CONTROL_CHANGE, "controller", 127, "value", 0, 127 },
  [SEQGO_EVENT_TYPE_PROGRAM_CHANGE] = { FORM_VALUE, 0xC0, NULL, 0, "program", 0, 127 },
  [SEQGO_EVENT_TYPE_CHANNEL_PRESSURE] = { FORM_VALUE, 0xD0, NULL, 0, "pressure", 0, 127 },
  [SEQGO_EVENT_TYPE_PITCH_BEND] = { FORM_VALUE_14, 0xE0, NULL, 0, "value", -8192, 8191 },
  [SEQGO_EVENT_TYPE_CONTROL_14]
  = { FORM_CONTROL_14, CONTROL_CHANGE, "controller", 31, "value", 0, 16383 },
  [SEQGO_EVENT_TYPE_NRPN]
  = { FORM_PARAMETER, CONTROL_CHANGE, "parameter", 16383, "value", 0, 16383 },
  [SEQGO_EVENT_TYPE_RPN]
  = { FORM_PARAMETER, CONTROL_CHANGE, "parameter", 16383, "value", 0, 16383 },
  [SEQGO_EVENT_TYPE_QUARTER_FRAME] = { FORM_VALUE, 0xF1, NULL, 0, "value", 0, 127 },
  [SEQGO_EVENT_TYPE_SONG_POSITION] = { FORM_VALUE_14, 0xF2, NULL, 0, "position", 0, 16383 },
  [SEQGO_EVENT_TYPE_SONG_SELECT] = { FORM_VALUE, 0xF3, NULL, 0, "song", 0, 127 },
  [SEQGO_EVENT_TYPE_TUNE_REQUEST] = { FORM_STATUS, 0xF6 },
  [SEQGO_EVENT_TYPE_CLOCK] = { FORM_STATUS, 0xF8 },
  [SEQGO_EVENT_TYPE_START] = { FORM_STATUS, 0xFA },
  [SEQGO_EVENT_TYPE_CONTINUE] = { FORM_STATUS, 0xFB },
  [SEQGO_EVENT_TYPE_STOP] = { FORM_STATUS, 0xFC },
  [SEQGO_EVENT_TYPE_ACTIVE_SENSING] = { FORM_STATUS, 0xFE },
  [SEQGO_EVENT_TYPE_RESET] = { FORM_STATUS, 0xFF },
};

static gboolean
check_field (const SeqgoEventRecord *record,
             const char             *name,
             gint64                  value,
             gint32                  min,
             gint32                  max,
             GError                **error)
{
  if (value >= min && value <= max)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "This %s event cannot be written as MIDI: its %s is %" G_GINT64_FORMAT
               ", not from %d to %d",
               seqgo_event_type_get_nick (record->type), name, value, min, max);
  return FALSE;
}

static gboolean
check_fields (const SeqgoEventRecord *record, const Rule *rule, GError **error)
{
  if (rule->status < SEQGO_MIDI_FIRST_SYSTEM_STATUS
      && !check_field (record, "channel", record->channel, 0, 15, error))
    return FALSE;
  if (rule->param_name != NULL
      && !check_field (record, rule->param_name, (guint32) record->a, 0, (gint32) rule->max_param,
                       error))
    return FALSE;
  return rule->value_name == NULL
         || check_field (record, rule->value_name, record->b, rule->min_value, rule->max_value,
                         error);
}

static guint8
low_bits (gint32 value)
{
  return value & 0x7F;
}

static guint8
high_bits (gint32 value)
{
  return (value >> 7) & 0x7F;
}

static guint
put_control (guint8 *out, guint8 status, gint32 controller, guint8 value)
{
  out[0] = status;
  out[1] = low_bits (controller);
  out[2] = value;
  return 3;
}

/* Two control changes, the one with the more significant bits first. */
static guint
put_control_pair (guint8 *out, guint8 status, gint32 msb, gint32 lsb, gint32 value)
{
  guint size = put_control (out, status, msb, high_bits (value));

  return size + put_control (out + size, status, lsb, low_bits (value));
}

static guint
put_message (guint8 *out, const SeqgoEventRecord *record, const Rule *rule)
{
  gint32 offset = rule->min_value < 0 ? PITCH_BEND_CENTER : 0;
  gint32 selector = record->type == SEQGO_EVENT_TYPE_RPN ? RPN_LSB : NRPN_LSB;
  guint8 status = rule->status;
  guint  size;

  if (status < SEQGO_MIDI_FIRST_SYSTEM_STATUS)
    status |= record->channel;
  out[0] = status;

  switch (rule->form)
    {
    case FORM_VALUE:
      out[1] = low_bits (record->b);
      return 2;
    case FORM_PARAM_VALUE:
      return put_control (out, status, record->a, low_bits (record->b));
    case FORM_VALUE_14:
      out[1] = low_bits (record->b + offset);
      out[2] = high_bits (record->b + offset);
      return 3;
    case FORM_CONTROL_14:
      return put_control_pair (out, status, record->a, record->a + LSB_OF_CONTROLLER, record->b);
    case FORM_PARAMETER:
      size = put_control_pair (out, status, selector + 1, selector, record->a);
      return size
             + put_control_pair (out + size, status, DATA_ENTRY_MSB,
                                 DATA_ENTRY_MSB + LSB_OF_CONTROLLER, record->b);
    case FORM_STATUS:
    case FORM_NONE:
    default:
      return 1;
    }
}

static const char *
why_not_supported (guint8 type)
{
  switch (type)
    {
    case SEQGO_EVENT_TYPE_NOTE:
      return "a queue makes a note on and a note off of it; send these";
    case SEQGO_EVENT_TYPE_TICK:
      return "MIDI 1.0 defines no tick";
    case SEQGO_EVENT_TYPE_TIME_SIGNATURE:
    case SEQGO_EVENT_TYPE_KEY_SIGNATURE:
      return "it is found in MIDI files only";
    case SEQGO_EVENT_TYPE_NONE:
      return "it stands for nothing";
    default:
      break;
    }

  switch ((SeqgoEventLayout) seqgo_event_layouts[type])
    {
    case SEQGO_EVENT_LAYOUT_QUEUE:
      return "it is about a queue of the sequencer";
    case SEQGO_EVENT_LAYOUT_ADDRESS:
    case SEQGO_EVENT_LAYOUT_CONNECTION:
    case SEQGO_EVENT_LAYOUT_RESULT:
      return "it is news of the sequencer";
    case SEQGO_EVENT_LAYOUT_RAW:
    case SEQGO_EVENT_LAYOUT_EMPTY:
    case SEQGO_EVENT_LAYOUT_NOTE:
    case SEQGO_EVENT_LAYOUT_CONTROL:
    case SEQGO_EVENT_LAYOUT_PAYLOAD:
    case SEQGO_EVENT_LAYOUT_UMP:
    default:
      return "what it means is known to programs of the sequencer only";
    }
}

static gboolean
set_not_supported (guint8 type, GError **error)
{
  const char *nick = seqgo_event_type_get_nick (type);
  char        number[] = "type-255";

  if (nick == NULL)
    g_snprintf (number, sizeof number, "type-%u", type);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               "This %s event cannot be written as MIDI: %s", nick != NULL ? nick : number,
               why_not_supported (type));
  return FALSE;
}

gboolean
seqgo_event_type_has_midi (guint8 type)
{
  return type == SEQGO_EVENT_TYPE_SYSEX
         || (type < G_N_ELEMENTS (rules) && rules[type].form != FORM_NONE);
}

gboolean
seqgo_event_record_append_midi (const SeqgoEventRecord *record,
                                const guint8           *payloads,
                                GByteArray             *bytes,
                                GError                **error)
{
  gboolean is_sysex = record->type == SEQGO_EVENT_TYPE_SYSEX;
  guint8   message[MAX_MESSAGE_SIZE];

  if (seqgo_event_record_is_ump (record))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           "This Universal MIDI Packet cannot be written as MIDI 1.0; what "
                           "Event.to_legacy() makes of it can");
      return FALSE;
    }
  if (!seqgo_event_type_has_midi (record->type))
    return set_not_supported (record->type, error);

  if (is_sysex != seqgo_event_record_has_payload (record))
    {
      g_set_error (
          error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
          "This %s event cannot be written as MIDI: its flags are 0x%02x, those of an event "
          "%s a payload",
          seqgo_event_type_get_nick (record->type), record->flags, is_sysex ? "without" : "with");
      return FALSE;
    }
  if (is_sysex)
    {
      if (record->b > 0)
        g_byte_array_append (bytes, payloads + record->a, (guint) record->b);
      return TRUE;
    }

  if (!check_fields (record, &rules[record->type], error))
    return FALSE;
  g_byte_array_append (bytes, message, put_message (message, record, &rules[record->type]));
  return TRUE;
}

/**
 * seqgo_event_to_midi:
 * @self: an event
 * @error: return location for a #GError
 *
 * Writes the event as the MIDI 1.0 messages that stand for it, each with its status byte: there is
 * no running status, so that the bytes can follow any others.
 *
 * Most events are one message. These are more, control changes of the same channel:
 *
 * - %SEQGO_EVENT_TYPE_CONTROL_14: the controller, from 0 to 31, with the upper seven bits of the
 *   value, then the controller + 32 with the lower seven bits
 * - %SEQGO_EVENT_TYPE_NRPN: 99 and 98 with the upper and lower bits of the parameter, then 6 and
 *   38 with those of the value
 * - %SEQGO_EVENT_TYPE_RPN: the same with 101 and 100
 *
 * A %SEQGO_EVENT_TYPE_SYSEX is its bytes as they are, so a part of a message stays one. Addresses,
 * time stamp, tag and priority are not part of MIDI and are left out, and so is the queue that a
 * start, continue, stop or clock controls.
 *
 * Nothing is cut to fit. A value outside of its MIDI range is refused; so is a
 * %SEQGO_EVENT_TYPE_CONTROL_14 of a controller above 31, because MIDI has no controller for its
 * lower bits.
 *
 * The bytes are those of tables I to VII of the MIDI 1.0 Detailed Specification, version 4.2.
 * #SeqgoMidiParser reads them back.
 *
 * Returns: (transfer full): the bytes, or %NULL: with %G_IO_ERROR_NOT_SUPPORTED if MIDI has no
 *   message for the type (notes with a duration, ticks, time and key signatures, tempo and
 *   position of queues, announcements, echo, user-defined and unknown events); with
 *   %G_IO_ERROR_INVALID_ARGUMENT if a channel, note, velocity, controller, parameter or value is
 *   out of range, which the message names
 *
 * Since: 1.0
 */
GBytes *
seqgo_event_to_midi (SeqgoEvent *self, GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;
  const guint8 *payload;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  payload = self->payload != NULL ? g_bytes_get_data (self->payload, NULL) : NULL;
  bytes = g_byte_array_new ();
  if (!seqgo_event_record_append_midi (&self->record, payload, bytes, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
