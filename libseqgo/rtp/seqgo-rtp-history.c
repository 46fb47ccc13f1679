/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <string.h>

#include <libseqgo/midi/seqgo-midi-message-private.h>
#include <libseqgo/rtp/seqgo-rtp-journal-private.h>

#define SWITCH_ON 64
#define MAX_COUNT 0x7F

#define FOR_EACH_CHANNEL(self, channel)                                                            \
  for (guint number = 0; number < SEQGO_RTP_N_CHANNELS; number++)                                  \
    for (SeqgoRtpChannelHistory *channel = (self)->channels[number]; channel != NULL;              \
         channel = NULL)

static void
init_elements (SeqgoRtpElement *elements, guint n)
{
  for (guint i = 0; i < n; i++)
    elements[i] = (SeqgoRtpElement){ .next = SEQGO_RTP_NOT_LISTED };
}

/* Keeps the memory of what is there. */
static void
init_channel (SeqgoRtpChannelHistory *self)
{
  SeqgoRtpElement          *pressures = self->pressures;
  SeqgoRtpParameterHistory *parameters = self->parameters;

  *self = (SeqgoRtpChannelHistory){ .pressures = pressures, .parameters = parameters };
  init_elements (self->controls, G_N_ELEMENTS (self->controls));
  init_elements (self->notes, G_N_ELEMENTS (self->notes));
  seqgo_rtp_element_list_init (&self->control_list);
  seqgo_rtp_element_list_init (&self->on_list);
  seqgo_rtp_element_list_init (&self->off_list);
  seqgo_rtp_element_list_init (&self->pressure_list);
  if (pressures != NULL)
    init_elements (pressures, SEQGO_RTP_N_NOTES);
  if (parameters != NULL)
    {
      *parameters = (SeqgoRtpParameterHistory){ 0 };
      seqgo_rtp_selection_init (&parameters->selection);
      seqgo_rtp_element_list_init (&parameters->list);
      init_elements (parameters->elements, SEQGO_RTP_N_PARAMETERS);
    }
}

static SeqgoRtpChannelHistory *
get_channel (SeqgoRtpHistory *self, guint number)
{
  if (self->channels[number] == NULL)
    {
      self->channels[number] = g_new0 (SeqgoRtpChannelHistory, 1);
      init_channel (self->channels[number]);
    }
  return self->channels[number];
}

static SeqgoRtpElement *
get_pressures (SeqgoRtpChannelHistory *channel)
{
  if (channel->pressures == NULL)
    {
      channel->pressures = g_new (SeqgoRtpElement, SEQGO_RTP_N_NOTES);
      init_elements (channel->pressures, SEQGO_RTP_N_NOTES);
    }
  return channel->pressures;
}

static SeqgoRtpParameterHistory *
get_parameters (SeqgoRtpChannelHistory *channel)
{
  if (channel->parameters == NULL)
    {
      channel->parameters = g_new0 (SeqgoRtpParameterHistory, 1);
      seqgo_rtp_selection_init (&channel->parameters->selection);
      seqgo_rtp_element_list_init (&channel->parameters->list);
      init_elements (channel->parameters->elements, SEQGO_RTP_N_PARAMETERS);
    }
  return channel->parameters;
}

SeqgoRtpHistory *
seqgo_rtp_history_new (void)
{
  return g_new0 (SeqgoRtpHistory, 1);
}

SeqgoRtpHistory *
seqgo_rtp_history_copy (const SeqgoRtpHistory *self)
{
  SeqgoRtpHistory *copy = g_memdup2 (self, sizeof *self);

  for (guint i = 0; i < SEQGO_RTP_N_CHANNELS; i++)
    copy->channels[i] = g_memdup2 (self->channels[i], sizeof *self->channels[i]);
  FOR_EACH_CHANNEL (copy, channel)
  {
    channel->pressures
        = g_memdup2 (channel->pressures, SEQGO_RTP_N_NOTES * sizeof *channel->pressures);
    channel->parameters = g_memdup2 (channel->parameters, sizeof *channel->parameters);
  }
  for (guint i = 0; i < SEQGO_RTP_N_SYSEX; i++)
    if (self->sysex[i].data != NULL)
      {
        copy->sysex[i].data = g_byte_array_sized_new (self->sysex[i].data->len);
        g_byte_array_append (copy->sysex[i].data, self->sysex[i].data->data,
                             self->sysex[i].data->len);
      }
  return copy;
}

void
seqgo_rtp_history_free (SeqgoRtpHistory *self)
{
  FOR_EACH_CHANNEL (self, channel)
  {
    g_free (channel->pressures);
    g_free (channel->parameters);
    g_free (channel);
  }
  for (guint i = 0; i < SEQGO_RTP_N_SYSEX; i++)
    g_clear_pointer (&self->sysex[i].data, g_byte_array_unref);
  g_free (self);
}

static void
add_note (SeqgoRtpChannelHistory *channel,
          guint8                  note,
          guint8                  velocity,
          gboolean                is_on,
          guint32                 sequence)
{
  SeqgoRtpElement *element = &channel->notes[note];
  gboolean         was_on = (element->value & SEQGO_RTP_NOTE_OFF) == 0;

  seqgo_rtp_element_list_remove (was_on ? &channel->on_list : &channel->off_list, channel->notes,
                                 note);
  if (is_on)
    {
      element->value = velocity;
      element->count = MIN (element->count + 1, MAX_COUNT);
    }
  else
    {
      element->value = SEQGO_RTP_NOTE_OFF | velocity;
      element->count = element->count > 0 ? element->count - 1 : 0;
    }
  seqgo_rtp_element_list_append (is_on ? &channel->on_list : &channel->off_list, channel->notes,
                                 note, sequence);
}

static void
end_notes (SeqgoRtpChannelHistory *channel)
{
  seqgo_rtp_element_list_clear (&channel->on_list, channel->notes);
  seqgo_rtp_element_list_clear (&channel->off_list, channel->notes);
  for (guint i = 0; i < SEQGO_RTP_N_NOTES; i++)
    channel->notes[i].count = 0;
  for (guint8 i = channel->pressure_list.first; i != SEQGO_RTP_NO_ELEMENT;
       i = channel->pressures[i].next)
    channel->pressures[i].count = 1;
}

static void
remove_control (SeqgoRtpChannelHistory *channel, guint8 control)
{
  seqgo_rtp_element_list_remove (&channel->control_list, channel->controls, control);
}

/* What is reset must not be told any more: it would be set anew. */
static void
reset_controllers (SeqgoRtpChannelHistory *channel)
{
  for (guint8 i = 0; i < SEQGO_RTP_CONTROL_SOUND_OFF; i++)
    if (seqgo_rtp_control_is_reset (i))
      {
        remove_control (channel, i);
        if (seqgo_rtp_control_is_switch (i) && channel->controls[i].value >= SWITCH_ON)
          channel->controls[i].count++;
        channel->controls[i].value = 0;
      }
  channel->bend_mark.is_listed = channel->pressure_mark.is_listed = FALSE;
  if (channel->pressures != NULL)
    seqgo_rtp_element_list_clear (&channel->pressure_list, channel->pressures);
  channel->is_bank_old = TRUE;

  if (channel->parameters != NULL)
    {
      seqgo_rtp_selection_init (&channel->parameters->selection);
      channel->parameters->selected.is_listed = FALSE;
      for (guint i = 0; i < channel->parameters->n_parameters; i++)
        seqgo_rtp_parameter_age (&channel->parameters->parameters[i]);
    }
}

/* The count is of changes from off to on and back, if it is a switch. */
static void
set_control (SeqgoRtpChannelHistory *channel, guint8 control, guint8 value, guint32 sequence)
{
  SeqgoRtpElement *element = &channel->controls[control];

  if (!seqgo_rtp_control_is_switch (control)
      || (element->value >= SWITCH_ON) != (value >= SWITCH_ON))
    element->count++;
  element->value = value;
  seqgo_rtp_element_list_append (&channel->control_list, channel->controls, control, sequence);
}

/* The one that is not told, or else the oldest. */
static guint8
replace_parameter (SeqgoRtpHistory *self, SeqgoRtpParameterHistory *parameters, guint32 sequence)
{
  guint8 oldest = parameters->list.first;

  for (guint8 i = 0; i < parameters->n_parameters; i++)
    if (!seqgo_rtp_element_is_listed (&parameters->elements[i]))
      return i;
  if (parameters->elements[oldest].sequence != sequence)
    seqgo_rtp_history_drop_before (self, parameters->elements[oldest].sequence + 1);
  return oldest;
}

static guint8
find_parameter (SeqgoRtpHistory          *self,
                SeqgoRtpParameterHistory *parameters,
                guint16                   number,
                guint32                   sequence)
{
  guint8 index = 0;

  while (index < parameters->n_parameters && parameters->parameters[index].number != number)
    index++;
  if (index == parameters->n_parameters)
    {
      if (index < SEQGO_RTP_N_PARAMETERS)
        parameters->n_parameters++;
      else
        index = replace_parameter (self, parameters, sequence);
      seqgo_rtp_parameter_init (&parameters->parameters[index], number);
    }
  return index;
}

static void
select_parameter (SeqgoRtpHistory        *self,
                  SeqgoRtpChannelHistory *channel,
                  guint8                  control,
                  guint8                  value,
                  guint32                 sequence)
{
  SeqgoRtpParameterHistory *parameters = get_parameters (channel);
  guint16                   number;
  guint8                    index;

  seqgo_rtp_selection_set (&parameters->selection, control, value);
  seqgo_rtp_mark_set (&parameters->selected, sequence);
  number = seqgo_rtp_selection_get (&parameters->selection);
  if (parameters->selection.is_pending || number == SEQGO_RTP_NO_PARAMETER)
    return;

  index = find_parameter (self, parameters, number, sequence);
  parameters->parameters[index].n_selections++;
  seqgo_rtp_element_list_append (&parameters->list, parameters->elements, index, sequence);
}

/* Returns FALSE if no parameter is selected: then it is a controller like others. */
static gboolean
enter_data (SeqgoRtpHistory        *self,
            SeqgoRtpChannelHistory *channel,
            guint8                  control,
            guint8                  value,
            guint32                 sequence)
{
  SeqgoRtpParameterHistory *parameters = channel->parameters;
  guint16                   number;
  guint8                    index;

  if (parameters == NULL)
    return FALSE;
  number = seqgo_rtp_selection_get (&parameters->selection);
  if (number == SEQGO_RTP_NO_PARAMETER)
    return FALSE;

  /* Some send the upper half of the number last. */
  parameters->selection.is_pending = FALSE;
  index = find_parameter (self, parameters, number, sequence);
  seqgo_rtp_parameter_enter (&parameters->parameters[index], control, value);
  seqgo_rtp_element_list_append (&parameters->list, parameters->elements, index, sequence);
  return TRUE;
}

static void
add_control (SeqgoRtpHistory        *self,
             SeqgoRtpChannelHistory *channel,
             guint8                  control,
             guint8                  value,
             guint32                 sequence)
{
  if (seqgo_rtp_control_selects (control))
    {
      select_parameter (self, channel, control, value, sequence);
      return;
    }
  if (seqgo_rtp_control_enters (control) && enter_data (self, channel, control, value, sequence))
    return;

  if (control == SEQGO_RTP_CONTROL_BANK)
    {
      channel->has_bank = TRUE;
      channel->has_bank_fine = channel->is_bank_old = FALSE;
    }
  else if (control == SEQGO_RTP_CONTROL_BANK_FINE)
    channel->has_bank_fine = TRUE;
  else if (control == SEQGO_RTP_CONTROL_RESET)
    reset_controllers (channel);
  else if (seqgo_rtp_control_ends_notes (control))
    end_notes (channel);

  /* Of two that exclude each other, only the last one is told. */
  if (control >= SEQGO_RTP_CONTROL_OMNI_OFF)
    remove_control (channel, control ^ 1);
  set_control (channel, control, value, sequence);
}

/* The bank goes with the program, and remains among the controllers: who has this program already,
 * and another bank since, must learn that the bank is this one again. */
static void
add_program (SeqgoRtpChannelHistory *channel, guint8 program, guint32 sequence)
{
  SeqgoRtpElement *fine = &channel->controls[SEQGO_RTP_CONTROL_BANK_FINE];

  channel->program[0] = program;
  channel->program[1] = channel->program[2] = 0;
  if (channel->has_bank)
    {
      channel->program[1] = 0x80 | channel->controls[SEQGO_RTP_CONTROL_BANK].value;
      channel->program[2]
          = (channel->is_bank_old ? 0x80 : 0) | (channel->has_bank_fine ? fine->value : 0);
      /* The chapter says 0 of what came before controller 0: this makes it good. */
      if (!channel->has_bank_fine && fine->count > 0)
        seqgo_rtp_element_list_append (&channel->control_list, channel->controls,
                                       SEQGO_RTP_CONTROL_BANK_FINE, sequence);
    }
  seqgo_rtp_mark_set (&channel->program_mark, sequence);
}

static void
add_channel_message (SeqgoRtpHistory *self, const guint8 *message, guint32 sequence)
{
  guint                   number = message[0] & 0x0F;
  SeqgoRtpChannelHistory *channel = get_channel (self, number);

  switch (message[0] >> 4)
    {
    case 0x8:
      add_note (channel, message[1], message[2], FALSE, sequence);
      break;
    case 0x9:
      if (message[2] > 0)
        add_note (channel, message[1], message[2], TRUE, sequence);
      else
        add_note (channel, message[1], SEQGO_RTP_DEFAULT_OFF_VELOCITY, FALSE, sequence);
      break;
    case 0xA:
      get_pressures (channel)[message[1]].value = message[2];
      channel->pressures[message[1]].count = 0;
      seqgo_rtp_element_list_append (&channel->pressure_list, channel->pressures, message[1],
                                     sequence);
      break;
    case 0xB:
      add_control (self, channel, message[1], message[2], sequence);
      break;
    case 0xC:
      add_program (channel, message[1], sequence);
      break;
    case 0xD:
      channel->pressure = message[1];
      seqgo_rtp_mark_set (&channel->pressure_mark, sequence);
      break;
    case 0xE:
      memcpy (channel->bend, message + 1, sizeof channel->bend);
      seqgo_rtp_mark_set (&channel->bend_mark, sequence);
      break;
    }
  self->live_channels |= (guint16) (1 << number);
}

/* Of what came before, nothing counts any more. */
static void
reset (SeqgoRtpHistory *self)
{
  FOR_EACH_CHANNEL (self, channel)
  init_channel (channel);
  self->live_channels = 0;
  self->position = (SeqgoRtpPosition){ 0 };
  self->time_code = (SeqgoRtpTimeCode){ 0 };
  self->position_mark.is_listed = self->time_code_mark.is_listed = FALSE;
}

static void
count (guint8 *counter, SeqgoRtpMark *mark, guint32 sequence)
{
  (*counter)++;
  seqgo_rtp_mark_set (mark, sequence);
}

static void
add_system_message (SeqgoRtpHistory *self, const guint8 *message, guint32 sequence)
{
  switch (message[0])
    {
    case 0xF1:
      seqgo_rtp_time_code_add (&self->time_code, message[1]);
      seqgo_rtp_mark_set (&self->time_code_mark, sequence);
      break;
    case 0xF3:
      self->song = message[1];
      seqgo_rtp_mark_set (&self->song_mark, sequence);
      break;
    case 0xF6:
      count (&self->n_tunes, &self->tune_mark, sequence);
      break;
    case 0xF2:
    case 0xF8:
    case 0xFA:
    case 0xFB:
    case 0xFC:
      if (seqgo_rtp_position_apply (&self->position, message))
        seqgo_rtp_mark_set (&self->position_mark, sequence);
      break;
    case 0xF9:
      count (&self->n_f9, &self->f9_mark, sequence);
      break;
    case 0xFD:
      count (&self->n_fd, &self->fd_mark, sequence);
      break;
    case 0xFE:
      count (&self->n_sensings, &self->sensing_mark, sequence);
      break;
    case 0xFF:
      reset (self);
      count (&self->n_resets, &self->reset_mark, sequence);
      break;
    }
}

/* The newest, or a new one if it does not go on. */
static SeqgoRtpSysexHistory *
get_sysex (SeqgoRtpHistory *self, guint32 sequence)
{
  SeqgoRtpSysexHistory *newest
      = &self->sysex[(self->next_sysex + SEQGO_RTP_N_SYSEX - 1) % SEQGO_RTP_N_SYSEX];
  SeqgoRtpSysexHistory *sysex = &self->sysex[self->next_sysex];

  if (!newest->is_finished && newest->data != NULL)
    return newest;

  if (sysex->mark.is_listed && sysex->mark.sequence != sequence)
    seqgo_rtp_history_drop_before (self, sysex->mark.sequence + 1);
  self->next_sysex = (self->next_sysex + 1) % SEQGO_RTP_N_SYSEX;
  if (sysex->data == NULL)
    sysex->data = g_byte_array_new ();
  g_byte_array_set_size (sysex->data, 0);
  sysex->first = 0;
  sysex->n_parts = 0;
  sysex->count = ++self->n_sysex;
  return sysex;
}

void
seqgo_rtp_sysex_history_drop_part (SeqgoRtpSysexHistory *self)
{
  guint size = self->parts[0].size;

  if (size > 0)
    g_byte_array_remove_range (self->data, 0, size);
  self->first += size;
  self->n_parts--;
  memmove (self->parts, self->parts + 1, self->n_parts * sizeof *self->parts);
}

/* What follows the parts before, up to the end of @n_data bytes at @data. A part that no journal
 * has room for is not kept, nor are those before it. */
static void
add_part (SeqgoRtpSysexHistory *self, const guint8 *data, gsize n_data, guint32 sequence)
{
  gsize start = self->first + self->data->len;
  gsize size = n_data - start;

  while (self->n_parts > 0
         && (self->n_parts == SEQGO_RTP_MAX_SYSEX_PARTS
             || self->data->len + size > SEQGO_RTP_MAX_SYSEX_WINDOW))
    seqgo_rtp_sysex_history_drop_part (self);
  if (size > SEQGO_RTP_MAX_SYSEX_WINDOW)
    {
      self->first += size;
      return;
    }
  g_byte_array_append (self->data, data + start, (guint) size);
  self->parts[self->n_parts++] = (SeqgoRtpSysexPart){ sequence, (guint) size };
}

void
seqgo_rtp_history_add_sysex (SeqgoRtpHistory *self,
                             const guint8    *message,
                             gsize            size,
                             gsize            n_sent,
                             guint64          sequence)
{
  gboolean              is_whole = n_sent == size;
  gsize                 n_data = n_sent - (is_whole ? 2 : 1);
  SeqgoRtpSysexHistory *sysex;

  /* Time code has a chapter of its own. */
  if (seqgo_rtp_is_full_frame (message, size))
    {
      if (is_whole)
        {
          seqgo_rtp_time_code_set (&self->time_code, message + 5);
          seqgo_rtp_mark_set (&self->time_code_mark, (guint32) sequence);
        }
      return;
    }
  if (is_whole && seqgo_rtp_is_reset_sysex (message, size))
    reset (self);

  sysex = get_sysex (self, (guint32) sequence);
  sysex->is_finished = is_whole ? 1 : 0;
  sysex->is_long = size > SEQGO_RTP_MAX_JOURNAL_SYSEX + 2;
  if (sysex->is_long)
    add_part (sysex, message + 1, n_data, (guint32) sequence);
  else
    {
      g_byte_array_set_size (sysex->data, 0);
      g_byte_array_append (sysex->data, message + 1, (guint) n_data);
    }
  seqgo_rtp_mark_set (&sysex->mark, (guint32) sequence);
}

void
seqgo_rtp_history_add (SeqgoRtpHistory *self, const guint8 *message, gsize size, guint64 sequence)
{
  if (message[0] < 0xF0)
    add_channel_message (self, message, (guint32) sequence);
  else if (message[0] == SEQGO_MIDI_SYSEX_START)
    seqgo_rtp_history_add_sysex (self, message, size, size, sequence);
  else
    add_system_message (self, message, (guint32) sequence);
}
