/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What the commands that came leave behind. */

#include "config.h"

#include <string.h>

#include <libseqgo/midi/seqgo-midi-message-private.h>
#include <libseqgo/rtp/seqgo-rtp-repair-private.h>

#define SWITCH_ON 64
#define MAX_COUNT 0x7F
#define MAX_NOTE_OF_PACKET ((1 << SEQGO_RTP_STAMP_BITS) - 1)

static void
clear_key_pressures (SeqgoRtpReceiverChannel *channel)
{
  if (channel->key_pressures != NULL)
    memset (channel->key_pressures, SEQGO_RTP_UNKNOWN, SEQGO_RTP_N_NOTES);
}

guint8 *
seqgo_rtp_receiver_get_key_pressures (SeqgoRtpReceiverChannel *channel)
{
  if (channel->key_pressures == NULL)
    {
      channel->key_pressures = g_malloc (SEQGO_RTP_N_NOTES);
      clear_key_pressures (channel);
    }
  return channel->key_pressures;
}

static void
init_channel (SeqgoRtpReceiverChannel *channel)
{
  SeqgoRtpParameter *parameters = channel->parameters;
  guint8            *key_pressures = channel->key_pressures;

  *channel = (SeqgoRtpReceiverChannel){
    .program = SEQGO_RTP_UNKNOWN,
    .bank = SEQGO_RTP_UNKNOWN,
    .bank_fine = SEQGO_RTP_UNKNOWN,
    .told_bank_fine = SEQGO_RTP_UNKNOWN,
    .next_told_bank_fine = SEQGO_RTP_UNKNOWN,
    .bend = { SEQGO_RTP_UNKNOWN, SEQGO_RTP_UNKNOWN },
    .pressure = SEQGO_RTP_UNKNOWN,
    .parameters = parameters,
    .key_pressures = key_pressures,
  };
  memset (channel->controls, SEQGO_RTP_UNKNOWN, sizeof channel->controls);
  clear_key_pressures (channel);
  seqgo_rtp_selection_init (&channel->selection);
}

SeqgoRtpReceiverChannel *
seqgo_rtp_receiver_get_channel (SeqgoRtpReceiver *self, guint number)
{
  if (self->channels[number] == NULL)
    {
      self->channels[number] = g_new0 (SeqgoRtpReceiverChannel, 1);
      init_channel (self->channels[number]);
    }
  return self->channels[number];
}

static void
reset_channels (SeqgoRtpReceiver *self)
{
  for (guint i = 0; i < SEQGO_RTP_N_CHANNELS; i++)
    if (self->channels[i] != NULL)
      init_channel (self->channels[i]);
}

/* What was used last is first, and what was not used for the longest time gives its place to what
 * has none: a journal tells of those that were used last. */
SeqgoRtpParameter *
seqgo_rtp_receiver_get_parameter (SeqgoRtpReceiverChannel *channel, guint16 number)
{
  SeqgoRtpParameter parameter;
  guint             i = 0;

  while (i < channel->n_parameters && channel->parameters[i].number != number)
    i++;
  if (i < channel->n_parameters)
    parameter = channel->parameters[i];
  else
    {
      if (channel->parameters == NULL)
        channel->parameters = g_new (SeqgoRtpParameter, SEQGO_RTP_N_PARAMETERS);
      if (channel->n_parameters < SEQGO_RTP_N_PARAMETERS)
        channel->n_parameters++;
      i = channel->n_parameters - 1U;
      seqgo_rtp_parameter_init (&parameter, number);
    }
  memmove (channel->parameters + 1, channel->parameters, i * sizeof parameter);
  channel->parameters[0] = parameter;
  return channel->parameters;
}

static void
apply_note_on (SeqgoRtpReceiver        *self,
               SeqgoRtpReceiverChannel *channel,
               guint8                   note,
               guint8                   velocity)
{
  guint8  count = channel->counts[note] & (guint8) ~SEQGO_RTP_SILENT;
  guint32 sequence = self->sequence;

  /* What is recovered was in one of the packets before. */
  if ((self->flags & SEQGO_EVENT_FLAG_RECOVERED) != 0)
    sequence--;
  channel->counts[note] = MIN (count + 1, MAX_COUNT);
  channel->velocities[note] = velocity;
  channel->stamps[note]
      = sequence << SEQGO_RTP_STAMP_BITS | MIN (self->n_notes, MAX_NOTE_OF_PACKET);
  channel->times[note] = seqgo_rtp_receiver_get_time (self);
  self->n_notes++;
}

static void
apply_note_off (SeqgoRtpReceiverChannel *channel, guint8 note)
{
  guint8 count = channel->counts[note] & (guint8) ~SEQGO_RTP_SILENT;

  channel->counts[note] = count > 0 ? count - 1 : 0;
}

static void
reset_controllers (SeqgoRtpReceiverChannel *channel)
{
  for (guint8 i = 0; i < SEQGO_RTP_CONTROL_SOUND_OFF; i++)
    if (seqgo_rtp_control_is_reset (i))
      {
        if (channel->controls[i] != SEQGO_RTP_UNKNOWN && channel->controls[i] >= SWITCH_ON)
          channel->counts_of_controls[i]++;
        channel->controls[i] = SEQGO_RTP_UNKNOWN;
      }
  channel->bend[0] = channel->bend[1] = channel->pressure = SEQGO_RTP_UNKNOWN;
  clear_key_pressures (channel);
  seqgo_rtp_selection_init (&channel->selection);
  for (guint i = 0; i < channel->n_parameters; i++)
    seqgo_rtp_parameter_age (&channel->parameters[i]);
}

/* Returns FALSE if it concerns no parameter. */
static gboolean
apply_parameter (SeqgoRtpReceiverChannel *channel, guint8 control, guint8 value)
{
  guint16 number;

  if (seqgo_rtp_control_selects (control))
    {
      seqgo_rtp_selection_set (&channel->selection, control, value);
      number = seqgo_rtp_selection_get (&channel->selection);
      if (number != SEQGO_RTP_NO_PARAMETER && !channel->selection.is_pending)
        seqgo_rtp_receiver_get_parameter (channel, number)->n_selections++;
      return TRUE;
    }

  number = seqgo_rtp_selection_get (&channel->selection);
  if (!seqgo_rtp_control_enters (control) || number == SEQGO_RTP_NO_PARAMETER)
    return FALSE;
  channel->selection.is_pending = FALSE;
  seqgo_rtp_parameter_enter (seqgo_rtp_receiver_get_parameter (channel, number), control, value);
  return TRUE;
}

static void
apply_control (SeqgoRtpReceiverChannel *channel, guint8 control, guint8 value)
{
  guint8 old = channel->controls[control];

  if (apply_parameter (channel, control, value))
    return;
  if (control == SEQGO_RTP_CONTROL_BANK)
    channel->next_told_bank_fine = SEQGO_RTP_UNKNOWN;
  else if (control == SEQGO_RTP_CONTROL_BANK_FINE)
    channel->next_told_bank_fine = value;
  else if (control == SEQGO_RTP_CONTROL_RESET)
    reset_controllers (channel);
  else if (seqgo_rtp_control_ends_notes (control))
    memset (channel->counts, 0, sizeof channel->counts);

  if (!seqgo_rtp_control_is_switch (control)
      || (old != SEQGO_RTP_UNKNOWN && old >= SWITCH_ON) != (value >= SWITCH_ON))
    channel->counts_of_controls[control]++;
  channel->controls[control] = value;
}

static void
apply_channel_message (SeqgoRtpReceiver *self, const guint8 *message)
{
  SeqgoRtpReceiverChannel *channel = seqgo_rtp_receiver_get_channel (self, message[0] & 0x0F);

  switch (message[0] >> 4)
    {
    case 0x8:
      apply_note_off (channel, message[1]);
      break;
    case 0x9:
      if (message[2] > 0)
        apply_note_on (self, channel, message[1], message[2]);
      else
        apply_note_off (channel, message[1]);
      break;
    case 0xA:
      seqgo_rtp_receiver_get_key_pressures (channel)[message[1]] = message[2];
      break;
    case 0xB:
      apply_control (channel, message[1], message[2]);
      break;
    case 0xC:
      channel->program = message[1];
      channel->bank = channel->controls[SEQGO_RTP_CONTROL_BANK];
      channel->bank_fine = channel->controls[SEQGO_RTP_CONTROL_BANK_FINE];
      channel->told_bank_fine = channel->next_told_bank_fine;
      break;
    case 0xD:
      channel->pressure = message[1];
      break;
    case 0xE:
      memcpy (channel->bend, message + 1, sizeof channel->bend);
      break;
    }
}

static void
reset (SeqgoRtpReceiver *self)
{
  reset_channels (self);
  self->position = (SeqgoRtpPosition){ 0 };
  self->time_code = (SeqgoRtpTimeCode){ 0 };
}

void
seqgo_rtp_receiver_apply (SeqgoRtpReceiver *self, const guint8 *message)
{
  switch (message[0])
    {
    case 0xF1:
      seqgo_rtp_time_code_add (&self->time_code, message[1]);
      break;
    case 0xF3:
      self->song = message[1];
      break;
    case 0xF6:
      self->n_tunes++;
      break;
    case 0xF2:
    case 0xF8:
    case 0xFA:
    case 0xFB:
    case 0xFC:
      seqgo_rtp_position_apply (&self->position, message);
      break;
    case 0xFF:
      reset (self);
      self->n_resets++;
      break;
    default:
      if (message[0] < SEQGO_MIDI_FIRST_SYSTEM_STATUS)
        apply_channel_message (self, message);
      break;
    }
}

void
seqgo_rtp_receiver_apply_sysex (SeqgoRtpReceiver *self, const guint8 *message, gsize size)
{
  if (seqgo_rtp_is_full_frame (message, size))
    seqgo_rtp_time_code_set (&self->time_code, message + 5);
  else if (seqgo_rtp_is_reset_sysex (message, size))
    reset (self);
}
