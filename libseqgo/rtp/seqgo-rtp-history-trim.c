/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What of a history is still to be told. */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-journal-private.h>

typedef struct
{
  void (*list) (SeqgoRtpElementList *list, SeqgoRtpElement *elements, gpointer user_data);
  void (*mark) (SeqgoRtpMark *mark, gpointer user_data);
} Visitor;

static void
visit_channel (SeqgoRtpChannelHistory *channel, const Visitor *visitor, gpointer user_data)
{
  if (channel->pressures != NULL)
    visitor->list (&channel->pressure_list, channel->pressures, user_data);
  visitor->list (&channel->control_list, channel->controls, user_data);
  if (channel->parameters != NULL)
    {
      visitor->list (&channel->parameters->list, channel->parameters->elements, user_data);
      visitor->mark (&channel->parameters->selected, user_data);
    }
  visitor->mark (&channel->pressure_mark, user_data);
  visitor->mark (&channel->bend_mark, user_data);
  visitor->mark (&channel->program_mark, user_data);
  visitor->list (&channel->on_list, channel->notes, user_data);
}

/* Everything but the notes that ended. */
static void
visit (SeqgoRtpHistory *self, const Visitor *visitor, gpointer user_data)
{
  SeqgoRtpMark *marks[]
      = { &self->sensing_mark, &self->f9_mark,   &self->fd_mark,       &self->time_code_mark,
          &self->tune_mark,    &self->song_mark, &self->position_mark, &self->reset_mark };

  for (guint i = 0; i < SEQGO_RTP_N_SYSEX; i++)
    visitor->mark (&self->sysex[i].mark, user_data);
  for (guint i = 0; i < SEQGO_RTP_N_CHANNELS; i++)
    if ((self->live_channels & 1 << i) != 0)
      visit_channel (self->channels[i], visitor, user_data);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    visitor->mark (marks[i], user_data);
}

static void
visit_off_lists (SeqgoRtpHistory *self, const Visitor *visitor, gpointer user_data)
{
  for (guint i = 0; i < SEQGO_RTP_N_CHANNELS; i++)
    if ((self->live_channels & 1 << i) != 0)
      visitor->list (&self->channels[i]->off_list, self->channels[i]->notes, user_data);
}

static void
trim_list (SeqgoRtpElementList *list, SeqgoRtpElement *elements, gpointer user_data)
{
  seqgo_rtp_element_list_trim (list, elements, *(guint32 *) user_data);
}

static void
trim_mark (SeqgoRtpMark *mark, gpointer user_data)
{
  seqgo_rtp_mark_trim (mark, *(guint32 *) user_data);
}

static const Visitor trimmer = { trim_list, trim_mark };

static void
trim_parts (SeqgoRtpSysexHistory *sysex, guint32 first)
{
  while (sysex->n_parts > 0 && seqgo_rtp_is_before (sysex->parts[0].sequence, first))
    seqgo_rtp_sysex_history_drop_part (sysex);
}

static gboolean
is_channel_empty (const SeqgoRtpChannelHistory *channel)
{
  return seqgo_rtp_element_list_is_empty (&channel->on_list)
         && seqgo_rtp_element_list_is_empty (&channel->off_list)
         && seqgo_rtp_element_list_is_empty (&channel->control_list)
         && seqgo_rtp_element_list_is_empty (&channel->pressure_list)
         && !channel->program_mark.is_listed && !channel->bend_mark.is_listed
         && !channel->pressure_mark.is_listed
         && (channel->parameters == NULL
             || (seqgo_rtp_element_list_is_empty (&channel->parameters->list)
                 && !channel->parameters->selected.is_listed));
}

static void
update_live_channels (SeqgoRtpHistory *self)
{
  for (guint i = 0; i < SEQGO_RTP_N_CHANNELS; i++)
    if ((self->live_channels & 1 << i) != 0 && is_channel_empty (self->channels[i]))
      self->live_channels &= (guint16) ~(1 << i);
}

void
seqgo_rtp_history_trim (SeqgoRtpHistory *self, guint64 sequence)
{
  guint32 first = (guint32) sequence;

  visit (self, &trimmer, &first);
  visit_off_lists (self, &trimmer, &first);
  for (guint i = 0; i < SEQGO_RTP_N_SYSEX; i++)
    trim_parts (&self->sysex[i], first);
  update_live_channels (self);
  if (self->has_floor && seqgo_rtp_is_before (self->floor, first))
    self->has_floor = FALSE;
}

static void
set_floor (SeqgoRtpHistory *self, guint32 floor)
{
  if (!self->has_floor || seqgo_rtp_is_before (self->floor, floor))
    self->floor = floor;
  self->has_floor = TRUE;
}

void
seqgo_rtp_history_drop_before (SeqgoRtpHistory *self, guint64 sequence)
{
  guint32 floor = (guint32) sequence;

  visit (self, &trimmer, &floor);
  update_live_channels (self);
  set_floor (self, floor);
}

typedef struct
{
  guint32              sequence;
  SeqgoRtpMark        *mark;
  SeqgoRtpElementList *list;
  SeqgoRtpElement     *elements;
} Oldest;

static void
compare_mark (SeqgoRtpMark *mark, gpointer user_data)
{
  Oldest *oldest = user_data;

  if (mark->is_listed
      && ((oldest->mark == NULL && oldest->list == NULL)
          || seqgo_rtp_is_before (mark->sequence, oldest->sequence)))
    *oldest = (Oldest){ .sequence = mark->sequence, .mark = mark };
}

static void
compare_list (SeqgoRtpElementList *list, SeqgoRtpElement *elements, gpointer user_data)
{
  Oldest *oldest = user_data;
  guint32 sequence;

  if (seqgo_rtp_element_list_is_empty (list))
    return;
  sequence = elements[list->first].sequence;
  if ((oldest->mark == NULL && oldest->list == NULL)
      || seqgo_rtp_is_before (sequence, oldest->sequence))
    *oldest = (Oldest){ .sequence = sequence, .list = list, .elements = elements };
}

static const Visitor comparer = { compare_list, compare_mark };

static void
raise_list (SeqgoRtpElementList *list, SeqgoRtpElement *elements, gpointer user_data)
{
  guint32 floor = *(guint32 *) user_data;

  for (guint8 i = list->first;
       i != SEQGO_RTP_NO_ELEMENT && seqgo_rtp_is_before (elements[i].sequence, floor);
       i = elements[i].next)
    elements[i].sequence = floor;
}

static void
raise_mark (SeqgoRtpMark *mark, gpointer user_data)
{
  if (seqgo_rtp_is_before (mark->sequence, *(guint32 *) user_data))
    mark->sequence = *(guint32 *) user_data;
}

/* What was in the same packet as something that is dropped counts as sent in the next one: the
 * journal still tells of it, and begins there. */
static const Visitor raiser = { raise_list, raise_mark };

/* Of a note it matters when it began: a receiver who has it would take it for another one. */
static void
trim_notes_on (SeqgoRtpHistory *self, guint32 floor)
{
  for (guint i = 0; i < SEQGO_RTP_N_CHANNELS; i++)
    if ((self->live_channels & 1 << i) != 0)
      trim_list (&self->channels[i]->on_list, self->channels[i]->notes, &floor);
}

/* The oldest part of long SysEx. The journal still covers its packet: that the part is missing,
 * the receiver sees by the number of the first byte that is told. */
static gboolean
drop_part (SeqgoRtpHistory *self)
{
  for (guint i = 0; i < SEQGO_RTP_N_SYSEX; i++)
    {
      SeqgoRtpSysexHistory *sysex = &self->sysex[(self->next_sysex + i) % SEQGO_RTP_N_SYSEX];

      if (sysex->mark.is_listed && sysex->n_parts > 0)
        {
          seqgo_rtp_sysex_history_drop_part (sysex);
          return TRUE;
        }
    }
  return FALSE;
}

void
seqgo_rtp_history_drop (SeqgoRtpHistory *self)
{
  Oldest  oldest = { 0 };
  guint32 floor;

  if (drop_part (self))
    return;
  visit (self, &comparer, &oldest);
  if (oldest.mark == NULL && oldest.list == NULL)
    visit_off_lists (self, &comparer, &oldest);
  if (oldest.list != NULL)
    seqgo_rtp_element_list_remove (oldest.list, oldest.elements, oldest.list->first);
  else if (oldest.mark != NULL)
    oldest.mark->is_listed = FALSE;
  else
    return;

  floor = oldest.sequence + 1;
  trim_notes_on (self, floor);
  visit (self, &raiser, &floor);
  update_live_channels (self);
  set_floor (self, floor);
}

static void
restamp_list (SeqgoRtpElementList *list, SeqgoRtpElement *elements, gpointer user_data)
{
  for (guint8 i = list->first; i != SEQGO_RTP_NO_ELEMENT; i = elements[i].next)
    elements[i].sequence = *(guint32 *) user_data;
}

static void
restamp_mark (SeqgoRtpMark *mark, gpointer user_data)
{
  mark->sequence = *(guint32 *) user_data;
}

static const Visitor restamper = { restamp_list, restamp_mark };

/* What only happened is of no use for who was not there; what is counted begins anew. */
static void
forget_past (SeqgoRtpHistory *self)
{
  self->reset_mark.is_listed = self->tune_mark.is_listed = FALSE;
  self->f9_mark.is_listed = self->fd_mark.is_listed = FALSE;
  self->sensing_mark.is_listed = self->time_code_mark.is_listed = FALSE;
  self->n_resets = self->n_tunes = self->n_f9 = self->n_fd = self->n_sensings = 0;
  self->time_code.n_pieces = 0;
  for (guint i = 0; i < SEQGO_RTP_N_SYSEX; i++)
    self->sysex[i].mark.is_listed = FALSE;
  self->n_sysex = 0;
  self->has_floor = FALSE;
}

static void
forget_past_of_channel (SeqgoRtpChannelHistory *channel)
{
  seqgo_rtp_element_list_clear (&channel->off_list, channel->notes);
  for (guint8 i = 0; i < G_N_ELEMENTS (channel->controls); i++)
    {
      SeqgoRtpElement *control = &channel->controls[i];

      if (i == SEQGO_RTP_CONTROL_SOUND_OFF || i == SEQGO_RTP_CONTROL_RESET
          || i == SEQGO_RTP_CONTROL_NOTES_OFF || i == SEQGO_RTP_CONTROL_INCREMENT
          || i == SEQGO_RTP_CONTROL_DECREMENT)
        seqgo_rtp_element_list_remove (&channel->control_list, channel->controls, i);
      if (seqgo_rtp_control_is_switch (i))
        control->count = control->value >= 64 ? 1 : 0;
      else
        control->count = seqgo_rtp_element_is_listed (control) ? 1 : 0;
    }
  if (channel->parameters != NULL)
    for (guint i = 0; i < channel->parameters->n_parameters; i++)
      channel->parameters->parameters[i].n_selections = 1;
}

void
seqgo_rtp_history_restamp (SeqgoRtpHistory *self, guint64 sequence)
{
  guint32 number = (guint32) sequence;

  forget_past (self);
  for (guint i = 0; i < SEQGO_RTP_N_CHANNELS; i++)
    if (self->channels[i] != NULL)
      forget_past_of_channel (self->channels[i]);
  update_live_channels (self);
  visit (self, &restamper, &number);
}

gboolean
seqgo_rtp_history_is_empty (const SeqgoRtpHistory *self)
{
  Oldest oldest = { 0 };

  visit ((SeqgoRtpHistory *) self, &comparer, &oldest);
  return self->live_channels == 0 && oldest.mark == NULL;
}
