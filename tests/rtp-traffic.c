/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "rtp-traffic.h"

#include <string.h>

#include <libseqgo/midi/seqgo-midi-message-private.h>

#define N_VOICES 5
#define NO_NOTE 0xFF
#define BEND_CENTER 8192

typedef struct
{
  guint8 channel;
  guint8 note;
} Voice;

struct _RtpTraffic
{
  guint32 random;
  Voice   voices[N_VOICES];
  /* What belongs together and is not sent yet. */
  guint8 waiting[12][3];
  guint  n_waiting;
  guint  next_waiting;
};

RtpTraffic *
rtp_traffic_new (guint32 seed)
{
  static const guint8 channels[N_VOICES] = { 0, 0, 3, 9, 9 };
  RtpTraffic         *self = g_new0 (RtpTraffic, 1);

  self->random = seed * 2654435761U + 1;
  for (guint i = 0; i < N_VOICES; i++)
    self->voices[i] = (Voice){ channels[i], NO_NOTE };
  return self;
}

void
rtp_traffic_free (RtpTraffic *self)
{
  g_free (self);
}

guint
rtp_traffic_random (RtpTraffic *self, guint limit)
{
  self->random ^= self->random << 13;
  self->random ^= self->random >> 17;
  self->random ^= self->random << 5;
  return (self->random >> 8) % limit;
}

static void
put (RtpTraffic *self, guint8 status, guint8 first, guint8 second)
{
  guint8 message[] = { status, first, second };

  memcpy (self->waiting[self->n_waiting++], message, sizeof message);
}

static guint8
pick (RtpTraffic *self, const guint8 *values, guint n)
{
  return values[rtp_traffic_random (self, n)];
}

static guint8
any (RtpTraffic *self)
{
  return (guint8) rtp_traffic_random (self, 128);
}

static void
play (RtpTraffic *self, Voice *voice)
{
  if (voice->note != NO_NOTE)
    {
      if (rtp_traffic_random (self, 2) == 0)
        put (self, 0x80 | voice->channel, voice->note, any (self));
      else
        put (self, 0x90 | voice->channel, voice->note, 0);
      voice->note = NO_NOTE;
      return;
    }
  voice->note = (guint8) (48 + rtp_traffic_random (self, 24));
  put (self, 0x90 | voice->channel, voice->note, (guint8) (1 + rtp_traffic_random (self, 127)));
}

static void
enter_parameter (RtpTraffic *self, guint8 status)
{
  guint8 upper = rtp_traffic_random (self, 2) == 0 ? 101 : 99;

  put (self, status, upper, (guint8) rtp_traffic_random (self, 2));
  put (self, status, upper - 1, (guint8) rtp_traffic_random (self, 3));
  put (self, status, 6, any (self));
  if (rtp_traffic_random (self, 2) == 0)
    put (self, status, 38, any (self));
  if (rtp_traffic_random (self, 3) > 0)
    {
      put (self, status, 101, 127);
      put (self, status, 100, 127);
    }
}

/* Some send the two halves of the bank the other way round, or a bank without a program. */
static void
select_program (RtpTraffic *self, guint8 channel)
{
  guint8 first = rtp_traffic_random (self, 4) == 0 ? 32 : 0;

  if (rtp_traffic_random (self, 2) == 0)
    {
      put (self, 0xB0 | channel, first, (guint8) rtp_traffic_random (self, 3));
      put (self, 0xB0 | channel, 32 - first, (guint8) rtp_traffic_random (self, 3));
    }
  if (rtp_traffic_random (self, 4) > 0)
    put (self, 0xC0 | channel, (guint8) rtp_traffic_random (self, 4), 0);
  else
    put (self, 0xB0 | channel, 0, (guint8) rtp_traffic_random (self, 3));
}

static void
end_all (RtpTraffic *self, guint8 channel)
{
  static const guint8 modes[] = { 120, 123, 123, 124, 125, 126, 127 };

  for (guint i = 0; i < N_VOICES; i++)
    if (self->voices[i].channel == channel)
      self->voices[i].note = NO_NOTE;
  put (self, 0xB0 | channel, pick (self, modes, G_N_ELEMENTS (modes)), 0);
}

static void
decide (RtpTraffic *self)
{
  static const guint8 controls[] = { 1, 7, 10, 11, 74, 91, 122 }, pedals[] = { 64, 66, 67 };
  Voice              *voice = &self->voices[rtp_traffic_random (self, N_VOICES)];
  guint8              channel = voice->channel;
  guint               kind = rtp_traffic_random (self, 200);

  self->n_waiting = self->next_waiting = 0;
  if (kind < 90)
    play (self, voice);
  else if (kind < 120)
    put (self, 0xB0 | channel, pick (self, controls, G_N_ELEMENTS (controls)), any (self));
  else if (kind < 135)
    put (self, 0xB0 | channel, pick (self, pedals, G_N_ELEMENTS (pedals)), any (self));
  else if (kind < 155)
    put (self, 0xE0 | channel, any (self), any (self));
  else if (kind < 165)
    put (self, 0xD0 | channel, any (self), 0);
  else if (kind < 175)
    put (self, 0xA0 | channel, voice->note != NO_NOTE ? voice->note : 60, any (self));
  else if (kind < 185)
    select_program (self, channel);
  else if (kind < 195)
    enter_parameter (self, 0xB0 | channel);
  else if (kind < 198)
    put (self, 0xB0 | channel, 121, 0);
  else
    end_all (self, channel);
}

static gsize
take (RtpTraffic *self, guint8 *message)
{
  memcpy (message, self->waiting[self->next_waiting++], 3);
  return 1 + (gsize) seqgo_midi_message_find (message[0])->n_data;
}

gsize
rtp_traffic_next (RtpTraffic *self, guint8 *message)
{
  if (self->next_waiting == self->n_waiting)
    decide (self);
  return take (self, message);
}

gsize
rtp_traffic_end (RtpTraffic *self, guint8 *message)
{
  if (self->next_waiting < self->n_waiting)
    return take (self, message);
  for (guint i = 0; i < N_VOICES; i++)
    if (self->voices[i].note != NO_NOTE)
      {
        self->n_waiting = self->next_waiting = 0;
        play (self, &self->voices[i]);
        return take (self, message);
      }
  return 0;
}

static void
reset_controllers (RtpChannelState *channel)
{
  static const guint8 controls[] = { 1, 11, 64, 65, 66, 67 };

  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    channel->controls[controls[i]] = 0;
  channel->bend = 0;
  channel->pressure = 0;
  memset (channel->key_pressures, 0, sizeof channel->key_pressures);
  channel->selected[0] = channel->selected[1] = 127;
}

static void
apply_control (RtpChannelState *channel, guint8 control, guint8 value)
{
  guint number = (channel->selected[0] & 1) << 6 | (channel->selected[1] & 0x3F)
                 | (channel->is_nrpn != 0 ? 128U : 0U);

  switch (control)
    {
    case 98:
    case 99:
    case 100:
    case 101:
      channel->is_nrpn = control < 100;
      channel->selected[control % 2 == 0 ? 1 : 0] = value;
      break;
    case 6:
      channel->parameters[number][0] = value;
      channel->parameters[number][1] = 0;
      break;
    case 38:
      channel->parameters[number][1] = value;
      break;
    case 121:
      reset_controllers (channel);
      break;
    case 122:
      channel->controls[control] = value;
      break;
    default:
      if (control < 120)
        channel->controls[control] = value;
      else
        memset (channel->notes, 0, sizeof channel->notes);
    }
}

static void
end_note (RtpChannelState *channel, guint8 note)
{
  if (channel->notes[note] > 0)
    channel->notes[note]--;
}

void
rtp_state_apply (RtpState *self, const guint8 *message)
{
  RtpChannelState *channel = &self->channels[message[0] & 0x0F];
  guint8           kind = message[0] >> 4;

  /* A note may be ended in another way than it was. */
  channel->touched[MAX (kind, 0x9) & 7][kind == 0xC || kind == 0xD || kind == 0xE ? 0 : message[1]]
      = 1;
  switch (kind)
    {
    case 0x8:
      end_note (channel, message[1]);
      break;
    case 0x9:
      if (message[2] > 0)
        channel->notes[message[1]]++;
      else
        end_note (channel, message[1]);
      break;
    case 0xA:
      channel->key_pressures[message[1]] = message[2];
      break;
    case 0xB:
      apply_control (channel, message[1], message[2]);
      break;
    case 0xC:
      channel->program = message[1];
      channel->bank = channel->controls[0];
      break;
    case 0xD:
      channel->pressure = message[1];
      break;
    case 0xE:
      channel->bend = 1U + (message[1] | (guint) message[2] << 7);
      break;
    }
  /* The halves of no number need not come with the same kind of controllers. */
  if (channel->selected[0] == 127 && channel->selected[1] == 127)
    channel->is_nrpn = 0;
}

static char *
compare_bytes (guint channel, const char *what, const guint8 *one, const guint8 *other, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (one[i] != other[i])
      return g_strdup_printf ("channel %u: %s %zu is %u, not %u", channel, what, i, one[i],
                              other[i]);
  return NULL;
}

static char *
compare_channels (guint number, const RtpChannelState *one, const RtpChannelState *other)
{
  const struct
  {
    const char   *what;
    const guint8 *one;
    const guint8 *other;
    gsize         n;
  } parts[] = {
    { "note", one->notes, other->notes, sizeof one->notes },
    { "controller", one->controls, other->controls, sizeof one->controls },
    { "key pressure", one->key_pressures, other->key_pressures, sizeof one->key_pressures },
    { "program", &one->program, &other->program, 1 },
    { "bank", &one->bank, &other->bank, 1 },
    { "pressure", &one->pressure, &other->pressure, 1 },
    { "bend", (const guint8 *) &one->bend, (const guint8 *) &other->bend, sizeof one->bend },
    { "selected parameter", one->selected, other->selected, 2 },
    { "kind of parameter", &one->is_nrpn, &other->is_nrpn, 1 },
    { "parameter", one->parameters[0], other->parameters[0], sizeof one->parameters },
  };
  char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts) && text == NULL; i++)
    text = compare_bytes (number, parts[i].what, parts[i].one, parts[i].other, parts[i].n);
  for (guint i = 0; i < sizeof one->touched && text == NULL; i++)
    if (one->touched[i / 128][i % 128] > other->touched[i / 128][i % 128])
      text = g_strdup_printf ("channel %u: message %X %u was never sent", number, 8 + i / 128,
                              i % 128);
  return text;
}

char *
rtp_state_compare (const RtpState *self, const RtpState *other)
{
  char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (self->channels) && text == NULL; i++)
    text = compare_channels (i, &self->channels[i], &other->channels[i]);
  return text;
}

gsize
rtp_record_get_message (const SeqgoEventRecord *record, guint8 *message)
{
  guint status = 0x80;
  guint value = (guint) record->b;

  while (status < 0x100 && seqgo_midi_message_find ((guint8) status)->type != record->type)
    status += status < SEQGO_MIDI_FIRST_SYSTEM_STATUS ? 0x10 : 1;
  g_assert_cmpuint (status, <, 0x100);

  message[0]
      = (guint8) (status < SEQGO_MIDI_FIRST_SYSTEM_STATUS ? status | record->channel : status);
  message[1] = (guint8) record->b;
  switch (seqgo_midi_message_find ((guint8) status)->form)
    {
    case SEQGO_MIDI_FORM_STATUS:
    case SEQGO_MIDI_FORM_VALUE:
      break;
    case SEQGO_MIDI_FORM_PARAM_VALUE:
      message[1] = (guint8) record->a;
      message[2] = (guint8) record->b;
      break;
    case SEQGO_MIDI_FORM_PITCH_BEND:
      value += BEND_CENTER;
      G_GNUC_FALLTHROUGH;
    case SEQGO_MIDI_FORM_VALUE_14:
      message[1] = value & 0x7F;
      message[2] = (guint8) (value >> 7);
      break;
    }
  return 1 + (gsize) seqgo_midi_message_find ((guint8) status)->n_data;
}
