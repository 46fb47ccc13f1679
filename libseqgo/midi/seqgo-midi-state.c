/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <string.h>

#include <libseqgo/midi/seqgo-midi-state-private.h>

#define UNKNOWN SEQGO_MIDI_UNKNOWN
#define NO_PARAMETER -1
#define NRPN (1 << 14)
#define NULL_PARAMETER 0x3FFF

enum
{
  BANK_SELECT = 0,
  MODULATION = 1,
  DATA_ENTRY = 6,
  VOLUME = 7,
  PAN = 10,
  BANK_SELECT_FINE = 32,
  DATA_ENTRY_FINE = 38,
  SUSTAIN = 64,
  SOSTENUTO = 66,
  SOFT = 67,
  DATA_INCREMENT = 96,
  DATA_DECREMENT = 97,
  NRPN_FINE = 98,
  NRPN_COARSE = 99,
  RPN_FINE = 100,
  RPN_COARSE = 101,
  ALL_SOUND_OFF = 120,
  RESET_CONTROLLERS = 121,
  ALL_NOTES_OFF = 123,
  LAST_MODE = 127,
};

static void
init_channel (SeqgoMidiChannel *channel)
{
  memset (channel->notes, 0, sizeof channel->notes);
  for (guint i = 0; i < G_N_ELEMENTS (channel->controls); i++)
    channel->controls[i] = UNKNOWN;
  channel->program = channel->bend = channel->pressure = UNKNOWN;
  channel->selected = NO_PARAMETER;
  channel->n_parameters = 0;
}

void
seqgo_midi_state_init (SeqgoMidiState *self)
{
  for (guint i = 0; i < SEQGO_N_CHANNELS; i++)
    init_channel (&self->channels[i]);
}

/* NULL if it is none, or one too many. */
static SeqgoMidiParameter *
get_parameter (SeqgoMidiChannel *channel, gint32 number)
{
  SeqgoMidiParameter *parameter;

  if (number == NO_PARAMETER || (number & ~NRPN) == NULL_PARAMETER)
    return NULL;

  for (guint i = 0; i < channel->n_parameters; i++)
    if (channel->parameters[i].number == number)
      return &channel->parameters[i];
  if (channel->n_parameters == SEQGO_N_PARAMETERS)
    return NULL;

  parameter = &channel->parameters[channel->n_parameters++];
  *parameter = (SeqgoMidiParameter){ number, UNKNOWN, UNKNOWN };
  return parameter;
}

static void
select_parameter (SeqgoMidiChannel *channel, gint32 control, gint32 value)
{
  gint32 number = channel->selected == NO_PARAMETER ? NULL_PARAMETER : channel->selected & ~NRPN;

  if (control == NRPN_COARSE || control == RPN_COARSE)
    number = value << 7 | (number & 0x7F);
  else
    number = (number & ~0x7F) | value;
  channel->selected = number | (control <= NRPN_COARSE ? NRPN : 0);
}

static void
enter_data (SeqgoMidiChannel *channel, gint32 control, gint32 value)
{
  SeqgoMidiParameter *parameter = get_parameter (channel, channel->selected);

  if (parameter == NULL)
    return;
  if (control == DATA_ENTRY)
    parameter->coarse = (gint16) value;
  else
    parameter->fine = (gint16) value;
}

/* As recommended practice RP-015 says, programs, banks, volume and pan stay. */
static void
reset_controllers (SeqgoMidiChannel *channel)
{
  for (guint i = 0; i < ALL_SOUND_OFF; i++)
    if (i != BANK_SELECT && i != BANK_SELECT_FINE && i != VOLUME && i != PAN)
      channel->controls[i] = UNKNOWN;
  channel->bend = channel->pressure = UNKNOWN;
  channel->selected = NO_PARAMETER;
}

static void
apply_control (SeqgoMidiChannel *channel, gint32 control, gint32 value)
{
  switch (control)
    {
    case NRPN_FINE:
    case NRPN_COARSE:
    case RPN_FINE:
    case RPN_COARSE:
      select_parameter (channel, control, value);
      break;
    case DATA_ENTRY:
    case DATA_ENTRY_FINE:
      enter_data (channel, control, value);
      break;
    case DATA_INCREMENT:
    case DATA_DECREMENT:
      break;
    case RESET_CONTROLLERS:
      reset_controllers (channel);
      break;
    default:
      if (control == ALL_SOUND_OFF || (control >= ALL_NOTES_OFF && control <= LAST_MODE))
        memset (channel->notes, 0, sizeof channel->notes);
      else if (control >= 0 && control < ALL_SOUND_OFF)
        channel->controls[control] = (gint16) value;
    }
}

static void
apply_note (SeqgoMidiChannel *channel, gint32 note, gboolean is_on)
{
  if (note < 0 || note > 127)
    return;
  if (is_on)
    channel->notes[note]++;
  else if (channel->notes[note] > 0)
    channel->notes[note]--;
}

void
seqgo_midi_state_apply (SeqgoMidiState *self, const SeqgoEventRecord *record)
{
  SeqgoMidiChannel *channel = &self->channels[record->channel % SEQGO_N_CHANNELS];

  switch (record->type)
    {
    case SEQGO_EVENT_TYPE_NOTE_ON:
      apply_note (channel, record->a, record->b > 0);
      break;
    case SEQGO_EVENT_TYPE_NOTE_OFF:
      apply_note (channel, record->a, FALSE);
      break;
    case SEQGO_EVENT_TYPE_CONTROL_CHANGE:
      apply_control (channel, record->a, record->b);
      break;
    case SEQGO_EVENT_TYPE_PROGRAM_CHANGE:
      channel->program = (gint16) record->b;
      break;
    case SEQGO_EVENT_TYPE_CHANNEL_PRESSURE:
      channel->pressure = (gint16) record->b;
      break;
    case SEQGO_EVENT_TYPE_PITCH_BEND:
      channel->bend = (gint16) record->b;
      break;
    default:
      break;
    }
}

static void
append (GArray *records, SeqgoEventType type, guint channel, gint32 a, gint32 b)
{
  SeqgoEventRecord record;

  seqgo_event_record_init (&record, type);
  record.channel = (guint8) channel;
  record.a = a;
  record.b = b;
  g_array_append_val (records, record);
}

static void
append_control (GArray *records, guint channel, gint32 control, gint32 value)
{
  append (records, SEQGO_EVENT_TYPE_CONTROL_CHANGE, channel, control, value);
}

static void
release_channel (SeqgoMidiChannel *channel, guint number, GArray *records)
{
  static const guint8 pedals[] = { SUSTAIN, SOSTENUTO };

  for (gint32 note = 0; note < 128; note++)
    for (; channel->notes[note] > 0; channel->notes[note]--)
      append (records, SEQGO_EVENT_TYPE_NOTE_OFF, number, note, 64);
  for (guint i = 0; i < G_N_ELEMENTS (pedals); i++)
    if (channel->controls[pedals[i]] > 0)
      {
        append_control (records, number, pedals[i], 0);
        channel->controls[pedals[i]] = 0;
      }
}

void
seqgo_midi_state_release (SeqgoMidiState *self, GArray *records)
{
  for (guint i = 0; i < SEQGO_N_CHANNELS; i++)
    release_channel (&self->channels[i], i, records);
}

/* What to send to get from @old to @value, or UNKNOWN. */
static gint16
get_change (gint16 value, gint16 old, gboolean has_default, gboolean is_full)
{
  if (value == UNKNOWN && old != UNKNOWN && has_default)
    return old != 0 ? 0 : UNKNOWN;
  return is_full || value != old ? value : UNKNOWN;
}

static void
append_control_change (const SeqgoMidiChannel *channel,
                       const SeqgoMidiChannel *old,
                       guint                   number,
                       guint8                  control,
                       gboolean                is_full,
                       GArray                 *records)
{
  gboolean has_default
      = control == MODULATION || control == SUSTAIN || control == SOSTENUTO || control == SOFT;
  gint16 value
      = get_change (channel->controls[control], old->controls[control], has_default, is_full);

  if (value != UNKNOWN)
    append_control (records, number, control, value);
}

static void
append_selection (GArray *records, guint channel, gint32 number)
{
  gboolean is_nrpn = (number & NRPN) != 0;

  append_control (records, channel, is_nrpn ? NRPN_COARSE : RPN_COARSE, (number & ~NRPN) >> 7);
  append_control (records, channel, is_nrpn ? NRPN_FINE : RPN_FINE, number & 0x7F);
}

static void
append_parameters (const SeqgoMidiChannel *channel, guint number, GArray *records)
{
  for (guint i = 0; i < channel->n_parameters; i++)
    {
      const SeqgoMidiParameter *parameter = &channel->parameters[i];

      append_selection (records, number, parameter->number);
      if (parameter->coarse != UNKNOWN)
        append_control (records, number, DATA_ENTRY, parameter->coarse);
      if (parameter->fine != UNKNOWN)
        append_control (records, number, DATA_ENTRY_FINE, parameter->fine);
    }
  if (channel->selected != NO_PARAMETER)
    append_selection (records, number, channel->selected);
}

static gboolean
has_same_parameters (const SeqgoMidiChannel *channel, const SeqgoMidiChannel *other)
{
  return channel->selected == other->selected && channel->n_parameters == other->n_parameters
         && memcmp (channel->parameters, other->parameters,
                    channel->n_parameters * sizeof channel->parameters[0])
                == 0;
}

static void
chase_channel (const SeqgoMidiChannel *channel,
               const SeqgoMidiChannel *old,
               guint                   number,
               gboolean                is_full,
               GArray                 *records)
{
  gint16   pressure = get_change (channel->pressure, old->pressure, TRUE, is_full);
  gint16   bend = get_change (channel->bend, old->bend, TRUE, is_full);
  gboolean has_new_bank = channel->controls[BANK_SELECT] != old->controls[BANK_SELECT]
                          || channel->controls[BANK_SELECT_FINE] != old->controls[BANK_SELECT_FINE];
  gint16 program = get_change (channel->program, old->program, FALSE, is_full || has_new_bank);

  /* A bank counts only together with the program that follows it. */
  append_control_change (channel, old, number, BANK_SELECT, is_full, records);
  append_control_change (channel, old, number, BANK_SELECT_FINE, is_full, records);
  if (program != UNKNOWN)
    append (records, SEQGO_EVENT_TYPE_PROGRAM_CHANGE, number, 0, program);
  for (guint8 control = 0; control < ALL_SOUND_OFF; control++)
    if (control != BANK_SELECT && control != BANK_SELECT_FINE)
      append_control_change (channel, old, number, control, is_full, records);
  if (is_full || !has_same_parameters (channel, old))
    append_parameters (channel, number, records);
  if (pressure != UNKNOWN)
    append (records, SEQGO_EVENT_TYPE_CHANNEL_PRESSURE, number, 0, pressure);
  if (bend != UNKNOWN)
    append (records, SEQGO_EVENT_TYPE_PITCH_BEND, number, 0, bend);
}

void
seqgo_midi_state_chase (const SeqgoMidiState *self,
                        const SeqgoMidiState *old,
                        gboolean              is_full,
                        GArray               *records)
{
  for (guint i = 0; i < SEQGO_N_CHANNELS; i++)
    chase_channel (&self->channels[i], &old->channels[i], i, is_full, records);
}
