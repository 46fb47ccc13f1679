/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The chapters of the system: RFC 6295 appendix B. */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-bytes-private.h>
#include <libseqgo/rtp/seqgo-rtp-journal-private.h>

#define UNDEFINED_COUNT 0x40
#define UNDEFINED_SIZE 2
#define FIRST_MAX_SIZE 4
#define MAX_FIRST 0x0FFFFFFF

static void
write_count (SeqgoRtpJournalWriter *self, const SeqgoRtpMark *mark, guint8 value)
{
  if (mark->is_listed)
    seqgo_rtp_journal_put (self, seqgo_rtp_journal_get_s (self, mark->sequence)
                                     | (value & SEQGO_RTP_VALUE_MASK));
}

static void
write_undefined (SeqgoRtpJournalWriter *self, const SeqgoRtpMark *mark, guint8 count)
{
  if (!mark->is_listed)
    return;
  seqgo_rtp_journal_put (self, seqgo_rtp_journal_get_s (self, mark->sequence) | UNDEFINED_COUNT
                                   | UNDEFINED_SIZE);
  seqgo_rtp_journal_put (self, count);
}

static gboolean
write_simple (SeqgoRtpJournalWriter *self, const SeqgoRtpHistory *history)
{
  guint8 logs = (history->reset_mark.is_listed ? SEQGO_RTP_D_RESET : 0)
                | (history->tune_mark.is_listed ? SEQGO_RTP_D_TUNE : 0)
                | (history->song_mark.is_listed ? SEQGO_RTP_D_SONG : 0)
                | (history->f9_mark.is_listed ? SEQGO_RTP_D_F9 : 0)
                | (history->fd_mark.is_listed ? SEQGO_RTP_D_FD : 0);
  gboolean was_recent;
  guint8  *header;

  if (logs == 0)
    return FALSE;
  header = seqgo_rtp_journal_begin (self, 1, &was_recent);
  write_count (self, &history->reset_mark, history->n_resets);
  write_count (self, &history->tune_mark, history->n_tunes);
  write_count (self, &history->song_mark, history->song);
  write_undefined (self, &history->f9_mark, history->n_f9);
  write_undefined (self, &history->fd_mark, history->n_fd);
  header[0] = seqgo_rtp_journal_end (self, was_recent) | logs;
  return TRUE;
}

static gboolean
write_position (SeqgoRtpJournalWriter *self, const SeqgoRtpHistory *history)
{
  const SeqgoRtpPosition *position = &history->position;
  guint32                 clock = (position->next - position->is_played) & SEQGO_RTP_POSITION_MASK;
  guint8                  head = 0;

  if (!history->position_mark.is_listed)
    return FALSE;

  if (position->is_running)
    head |= SEQGO_RTP_Q_RUNNING;
  if (position->is_played)
    head |= SEQGO_RTP_Q_PLAYED;
  if (clock > 0 || position->is_played || (position->is_running && !position->is_start))
    head |= SEQGO_RTP_Q_CLOCK | (guint8) (clock >> 16);
  seqgo_rtp_journal_put (self,
                         seqgo_rtp_journal_get_s (self, history->position_mark.sequence) | head);
  if ((head & SEQGO_RTP_Q_CLOCK) != 0)
    {
      seqgo_rtp_journal_put (self, (guint8) (clock >> 8));
      seqgo_rtp_journal_put (self, (guint8) clock);
    }
  return TRUE;
}

/* Either the complete time, as it was sent, or as the pieces of quarter frames. */
static void
put_complete (SeqgoRtpJournalWriter *self, const SeqgoRtpTimeCode *time_code)
{
  for (guint i = 0; i < 4; i++)
    {
      guint8 byte = time_code->complete[time_code->is_quarter ? 3 - i : i];

      if (time_code->is_quarter)
        byte = (guint8) (byte << 4 | byte >> 4);
      seqgo_rtp_journal_put (self, byte);
    }
}

static void
put_pieces (SeqgoRtpJournalWriter *self, const SeqgoRtpTimeCode *time_code)
{
  guint8 pieces[8] = { 0 };

  for (guint i = 0; i < time_code->n_pieces; i++)
    {
      guint8 type = seqgo_rtp_time_code_get_type (time_code, i);

      pieces[type] = time_code->pieces[type];
    }
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i += 2)
    seqgo_rtp_journal_put (self, (guint8) (pieces[i] << 4 | pieces[i + 1]));
}

static gboolean
write_time_code (SeqgoRtpJournalWriter *self, const SeqgoRtpHistory *history)
{
  const SeqgoRtpTimeCode *time_code = &history->time_code;
  guint                   last = time_code->n_pieces > 0 ? time_code->n_pieces - 1U : 7;
  guint8                  head = seqgo_rtp_time_code_get_type (time_code, last);

  if (!history->time_code_mark.is_listed)
    return FALSE;

  if (time_code->has_complete)
    head |= SEQGO_RTP_F_COMPLETE | (time_code->is_quarter ? SEQGO_RTP_F_QUARTER : 0);
  if (time_code->n_pieces > 0)
    head |= SEQGO_RTP_F_PARTIAL;
  if (time_code->is_backward)
    head |= SEQGO_RTP_F_BACKWARD;
  seqgo_rtp_journal_put (self,
                         seqgo_rtp_journal_get_s (self, history->time_code_mark.sequence) | head);
  if (time_code->has_complete)
    put_complete (self, time_code);
  if (time_code->n_pieces > 0)
    put_pieces (self, time_code);
  return TRUE;
}

/* How many bytes come before those that are told. */
static void
put_first (SeqgoRtpJournalWriter *self, gsize first)
{
  guint n = 1;

  while (n < FIRST_MAX_SIZE && first >> (7 * n) != 0)
    n++;
  while (n > 0)
    {
      n--;
      seqgo_rtp_journal_put (
          self, (guint8) ((first >> (7 * n) & SEQGO_RTP_VALUE_MASK) | (n > 0 ? 0x80 : 0)));
    }
}

/* Long SysEx of which nothing can be repeated goes as if it had been cancelled: so the counts of
 * both sides stay the same, and nobody waits for the rest of what is lost. */
static void
write_one_sysex (SeqgoRtpJournalWriter *self, const SeqgoRtpSysexHistory *sysex)
{
  guint    size = sysex->data->len;
  guint8   head = SEQGO_RTP_X_COUNT;
  gboolean is_cancelled = sysex->is_long && (sysex->n_parts == 0 || sysex->first > MAX_FIRST);
  gboolean has_first = !is_cancelled && sysex->first > 0;

  if (is_cancelled)
    {
      head |= SEQGO_RTP_X_CANCELLED;
      size = 0;
    }
  else
    head |= sysex->is_finished ? SEQGO_RTP_X_FINISHED : SEQGO_RTP_X_UNFINISHED;
  if (has_first)
    head |= SEQGO_RTP_X_FIRST;
  if (size > 0)
    head |= SEQGO_RTP_X_DATA;
  seqgo_rtp_journal_put (self, seqgo_rtp_journal_get_s (self, sysex->mark.sequence) | head);
  seqgo_rtp_journal_put (self, sysex->count);
  if (has_first)
    put_first (self, sysex->first);
  for (guint i = 0; i < size; i++)
    seqgo_rtp_journal_put (self, sysex->data->data[i] | (i == size - 1 ? 0x80 : 0));
}

static gboolean
write_sysex (SeqgoRtpJournalWriter *self, const SeqgoRtpHistory *history)
{
  gboolean has_any = FALSE;

  for (guint i = 0; i < SEQGO_RTP_N_SYSEX; i++)
    {
      const SeqgoRtpSysexHistory *sysex
          = &history->sysex[(history->next_sysex + i) % SEQGO_RTP_N_SYSEX];

      if (sysex->mark.is_listed)
        {
          write_one_sysex (self, sysex);
          has_any = TRUE;
        }
    }
  return has_any;
}

static guint8
write_chapters (SeqgoRtpJournalWriter *self, const SeqgoRtpHistory *history)
{
  guint8 chapters = 0;

  if (write_simple (self, history))
    chapters |= SEQGO_RTP_CHAPTER_D;
  if (history->sensing_mark.is_listed)
    {
      chapters |= SEQGO_RTP_CHAPTER_V;
      write_count (self, &history->sensing_mark, history->n_sensings);
    }
  if (write_position (self, history))
    chapters |= SEQGO_RTP_CHAPTER_Q;
  if (write_time_code (self, history))
    chapters |= SEQGO_RTP_CHAPTER_F;
  if (write_sysex (self, history))
    chapters |= SEQGO_RTP_CHAPTER_X;
  return chapters;
}

gboolean
seqgo_rtp_journal_write_system (SeqgoRtpJournalWriter *self, const SeqgoRtpHistory *history)
{
  gboolean was_recent;
  guint8  *header = seqgo_rtp_journal_begin (self, SEQGO_RTP_SYSTEM_HEADER_SIZE, &was_recent);
  guint8   chapters = write_chapters (self, history);

  if (chapters == 0 && !self->is_full)
    {
      self->position = header;
      seqgo_rtp_journal_end (self, was_recent);
      return FALSE;
    }
  header[0] = seqgo_rtp_journal_end (self, was_recent) | chapters;
  seqgo_rtp_journal_put_length (self, header);
  return TRUE;
}
