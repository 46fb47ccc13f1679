/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Recovery journals, and their chapters of channels: RFC 6295 section 5 and appendix A. */

#include "config.h"

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-bytes-private.h>
#include <libseqgo/rtp/seqgo-rtp-journal-private.h>

/* Logs of a list of controllers. */
#define MAX_CONTROL_LOGS 128
#define MAX_EXTRAS 128
/* Octets of bits of notes that ended. */
#define N_OFF_BITS 16
#define CHANNEL_SHIFT 3

guint8 *
seqgo_rtp_journal_begin (SeqgoRtpJournalWriter *self, gsize size, gboolean *was_recent)
{
  guint8 *header = self->position;

  *was_recent = self->is_recent;
  self->is_recent = FALSE;
  if ((gsize) (self->end - self->position) < size)
    {
      self->is_full = TRUE;
      self->position = self->end;
      return self->scratch;
    }
  memset (header, 0, size);
  self->position += size;
  return header;
}

guint8
seqgo_rtp_journal_end (SeqgoRtpJournalWriter *self, gboolean was_recent)
{
  guint8 s = self->is_recent ? 0 : SEQGO_RTP_S;

  self->is_recent = self->is_recent || was_recent;
  return s;
}

void
seqgo_rtp_journal_put_length (SeqgoRtpJournalWriter *self, guint8 *header)
{
  gsize length;

  if (self->is_full)
    return;
  length = (gsize) (self->position - header);
  if (length > SEQGO_RTP_MAX_LENGTH)
    self->is_full = TRUE;
  header[0] |= (guint8) (length >> 8 & 0x03);
  header[1] |= (guint8) length;
}

static void
write_program (SeqgoRtpJournalWriter *self, const SeqgoRtpChannelHistory *channel)
{
  seqgo_rtp_journal_put (self, seqgo_rtp_journal_get_s (self, channel->program_mark.sequence)
                                   | channel->program[0]);
  seqgo_rtp_journal_put (self, channel->program[1]);
  seqgo_rtp_journal_put (self, channel->program[2]);
}

/* A command may be told of in several ways: count, value, toggle. Returns how many. */
static guint
write_control (SeqgoRtpJournalWriter *self, guint8 control, const SeqgoRtpElement *element)
{
  guint8 head = seqgo_rtp_journal_get_s (self, element->sequence) | control;
  guint8 count = element->count & SEQGO_RTP_TOOL_COUNT_MASK;
  guint  n = 0;

  switch (control)
    {
    case SEQGO_RTP_CONTROL_INCREMENT:
    case SEQGO_RTP_CONTROL_DECREMENT:
    case SEQGO_RTP_CONTROL_SOUND_OFF:
    case SEQGO_RTP_CONTROL_RESET:
    case SEQGO_RTP_CONTROL_NOTES_OFF:
    case SEQGO_RTP_CONTROL_OMNI_OFF:
    case SEQGO_RTP_CONTROL_OMNI_ON:
    case SEQGO_RTP_CONTROL_POLY:
      seqgo_rtp_journal_put (self, head);
      seqgo_rtp_journal_put (self, SEQGO_RTP_TOOL_COUNT | count);
      return 1;
    case SEQGO_RTP_CONTROL_MONO:
      seqgo_rtp_journal_put (self, head);
      seqgo_rtp_journal_put (self, SEQGO_RTP_TOOL_COUNT | count);
      n++;
      break;
    }
  seqgo_rtp_journal_put (self, head);
  seqgo_rtp_journal_put (self, element->value);
  n++;
  if (seqgo_rtp_control_is_switch (control))
    {
      seqgo_rtp_journal_put (self, head);
      seqgo_rtp_journal_put (self, SEQGO_RTP_TOOL_TOGGLE | count);
      n++;
    }
  return n;
}

static void
write_controls (SeqgoRtpJournalWriter *self, const SeqgoRtpChannelHistory *channel)
{
  gboolean was_recent;
  guint8  *header = seqgo_rtp_journal_begin (self, 1, &was_recent);
  guint    n_logs = 0;

  for (guint8 i = channel->control_list.first; i != SEQGO_RTP_NO_ELEMENT;
       i = channel->controls[i].next)
    n_logs += write_control (self, i, &channel->controls[i]);
  if (n_logs > MAX_CONTROL_LOGS)
    self->is_full = TRUE;
  header[0] = seqgo_rtp_journal_end (self, was_recent) | (guint8) (n_logs - 1);
}

static void
write_bend (SeqgoRtpJournalWriter *self, const SeqgoRtpChannelHistory *channel)
{
  seqgo_rtp_journal_put (self, seqgo_rtp_journal_get_s (self, channel->bend_mark.sequence)
                                   | channel->bend[0]);
  seqgo_rtp_journal_put (self, channel->bend[1]);
}

/* What Chapter E tells of the notes of Chapter N. */
typedef struct
{
  guint  n;
  guint8 logs[2 * MAX_EXTRAS];
} Extras;

static void
add_extra (Extras *extras, guint8 head, guint8 value)
{
  if (extras->n == MAX_EXTRAS)
    return;
  extras->logs[2 * extras->n] = head;
  extras->logs[2 * extras->n + 1] = value;
  extras->n++;
}

/* Returns how many. */
static guint
write_notes_on (SeqgoRtpJournalWriter *self, const SeqgoRtpChannelHistory *channel, Extras *extras)
{
  guint n = 0;

  for (guint8 i = channel->on_list.first; i != SEQGO_RTP_NO_ELEMENT; i = channel->notes[i].next)
    {
      const SeqgoRtpElement *note = &channel->notes[i];
      guint8                 head = seqgo_rtp_journal_get_s (self, note->sequence) | i;
      gboolean is_playable = !seqgo_rtp_is_before (note->sequence, self->first_playable);

      seqgo_rtp_journal_put (self, head);
      seqgo_rtp_journal_put (self, note->value | (is_playable ? 0x80 : 0));
      if (note->count > 1)
        add_extra (extras, head, note->count);
      n++;
    }
  return n;
}

/* The first bit tells of the note 0. Returns SEQGO_RTP_S or 0. */
static guint8
collect_notes_off (SeqgoRtpJournalWriter        *self,
                   const SeqgoRtpChannelHistory *channel,
                   guint8                       *bits,
                   Extras                       *extras)
{
  guint8 s = SEQGO_RTP_S;

  for (guint8 i = channel->off_list.first; i != SEQGO_RTP_NO_ELEMENT; i = channel->notes[i].next)
    {
      const SeqgoRtpElement *note = &channel->notes[i];
      guint8                 note_s = seqgo_rtp_journal_get_s (self, note->sequence);
      guint8                 velocity = note->value & SEQGO_RTP_VALUE_MASK;

      s &= note_s;
      bits[i / 8] |= (guint8) (0x80 >> i % 8);
      if (velocity != SEQGO_RTP_DEFAULT_OFF_VELOCITY)
        add_extra (extras, note_s | i, 0x80 | velocity);
      if (note->count > 0)
        add_extra (extras, note_s | i, note->count);
    }
  return s;
}

static void
write_notes (SeqgoRtpJournalWriter *self, const SeqgoRtpChannelHistory *channel, Extras *extras)
{
  guint8   bits[N_OFF_BITS] = { 0 };
  gboolean was_recent;
  guint8  *header = seqgo_rtp_journal_begin (self, 2, &was_recent);
  guint    low = 0, high = N_OFF_BITS - 1;
  guint    n = write_notes_on (self, channel, extras);
  guint8   off_s = collect_notes_off (self, channel, bits, extras);

  while (low < N_OFF_BITS && bits[low] == 0)
    low++;
  while (high > low && bits[high] == 0)
    high--;

  seqgo_rtp_journal_end (self, was_recent);
  header[0] = off_s | (guint8) MIN (n, 127);
  /* Without bits, the count of 127 means 128, unless it says otherwise (appendix A.6). */
  if (low == N_OFF_BITS)
    {
      header[1] = n == 127 ? 0xF1 : 0xF0;
      return;
    }
  header[1] = (guint8) (low << 4 | high);
  for (guint i = low; i <= high; i++)
    seqgo_rtp_journal_put (self, bits[i]);
}

static void
write_extras (SeqgoRtpJournalWriter *self, const Extras *extras)
{
  guint8 s = SEQGO_RTP_S;

  for (guint i = 0; i < extras->n; i++)
    s &= extras->logs[2 * i];
  seqgo_rtp_journal_put (self, s | (guint8) (extras->n - 1));
  for (guint i = 0; i < 2 * extras->n; i++)
    seqgo_rtp_journal_put (self, extras->logs[i]);
}

static void
write_key_pressures (SeqgoRtpJournalWriter *self, const SeqgoRtpChannelHistory *channel)
{
  gboolean was_recent;
  guint8  *header = seqgo_rtp_journal_begin (self, 1, &was_recent);
  guint    n = 0;

  for (guint8 i = channel->pressure_list.first; i != SEQGO_RTP_NO_ELEMENT;
       i = channel->pressures[i].next)
    {
      const SeqgoRtpElement *pressure = &channel->pressures[i];

      seqgo_rtp_journal_put (self, seqgo_rtp_journal_get_s (self, pressure->sequence) | i);
      seqgo_rtp_journal_put (self, pressure->value | (pressure->count > 0 ? 0x80 : 0));
      n++;
    }
  header[0] = seqgo_rtp_journal_end (self, was_recent) | (guint8) (n - 1);
}

static gboolean
has_parameters (const SeqgoRtpChannelHistory *channel)
{
  return channel->parameters != NULL
         && (channel->parameters->selected.is_listed
             || !seqgo_rtp_element_list_is_empty (&channel->parameters->list));
}

static guint8
write_chapters (SeqgoRtpJournalWriter *self, const SeqgoRtpChannelHistory *channel)
{
  guint8 chapters = 0;
  Extras extras;

  extras.n = 0;
  if (channel->program_mark.is_listed)
    {
      chapters |= SEQGO_RTP_CHAPTER_P;
      write_program (self, channel);
    }
  if (!seqgo_rtp_element_list_is_empty (&channel->control_list))
    {
      chapters |= SEQGO_RTP_CHAPTER_C;
      write_controls (self, channel);
    }
  if (has_parameters (channel))
    {
      chapters |= SEQGO_RTP_CHAPTER_M;
      seqgo_rtp_journal_write_parameters (self, channel->parameters);
    }
  if (channel->bend_mark.is_listed)
    {
      chapters |= SEQGO_RTP_CHAPTER_W;
      write_bend (self, channel);
    }
  if (!seqgo_rtp_element_list_is_empty (&channel->on_list)
      || !seqgo_rtp_element_list_is_empty (&channel->off_list))
    {
      chapters |= SEQGO_RTP_CHAPTER_N;
      write_notes (self, channel, &extras);
    }
  if (extras.n > 0)
    {
      chapters |= SEQGO_RTP_CHAPTER_E;
      write_extras (self, &extras);
    }
  if (channel->pressure_mark.is_listed)
    {
      chapters |= SEQGO_RTP_CHAPTER_T;
      seqgo_rtp_journal_put (self, seqgo_rtp_journal_get_s (self, channel->pressure_mark.sequence)
                                       | channel->pressure);
    }
  if (!seqgo_rtp_element_list_is_empty (&channel->pressure_list))
    {
      chapters |= SEQGO_RTP_CHAPTER_A;
      write_key_pressures (self, channel);
    }
  return chapters;
}

static void
write_channel (SeqgoRtpJournalWriter *self, guint number, const SeqgoRtpChannelHistory *channel)
{
  gboolean was_recent;
  guint8  *header = seqgo_rtp_journal_begin (self, SEQGO_RTP_CHANNEL_HEADER_SIZE, &was_recent);

  header[2] = write_chapters (self, channel);
  header[0] = seqgo_rtp_journal_end (self, was_recent) | (guint8) (number << CHANNEL_SHIFT);
  seqgo_rtp_journal_put_length (self, header);
}

gsize
seqgo_rtp_journal_write (const SeqgoRtpHistory      *self,
                         const SeqgoRtpJournalFrame *frame,
                         guint8                     *data,
                         gsize                       capacity)
{
  SeqgoRtpJournalWriter writer = {
    .position = data,
    .end = data + capacity,
    .previous = (guint32) (frame->sequence - 1),
    .first_playable = (guint32) frame->first_playable,
  };
  gboolean was_recent;
  guint8  *header = seqgo_rtp_journal_begin (&writer, SEQGO_RTP_JOURNAL_HEADER_SIZE, &was_recent);
  guint    n_channels = 0;
  guint8   flags = 0;

  if (seqgo_rtp_journal_write_system (&writer, self))
    flags |= SEQGO_RTP_JOURNAL_Y;
  for (guint i = 0; i < SEQGO_RTP_N_CHANNELS && !writer.is_full; i++)
    if ((self->live_channels & 1 << i) != 0)
      {
        write_channel (&writer, i, self->channels[i]);
        n_channels++;
      }
  if (writer.is_full)
    return 0;

  if (n_channels > 0)
    flags |= SEQGO_RTP_JOURNAL_A | (guint8) (n_channels - 1);
  header[0] = seqgo_rtp_journal_end (&writer, was_recent) | flags;
  seqgo_rtp_set_16 (header + 1, (guint16) frame->checkpoint);
  return (gsize) (writer.position - data);
}
