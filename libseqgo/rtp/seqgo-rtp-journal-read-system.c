/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Repair by the chapters of the system: RFC 6295 appendix B. */

#include "config.h"

#include <string.h>

#include <libseqgo/midi/seqgo-midi-message-private.h>
#include <libseqgo/rtp/seqgo-rtp-bytes-private.h>
#include <libseqgo/rtp/seqgo-rtp-repair-private.h>

#define CLOCKS_PER_BEAT 6
#define MAX_BEATS 0x3FFF
/* Clocks that are sent after the others; a gap that is longer needs a new position. */
#define MAX_LATE_CLOCKS 24
#define LONG_LENGTH_MASK 0x03FF
#define SHORT_LENGTH_MASK 0x1F
#define TIME_TOOLS_SIZE 3
#define N_PIECES 8

/* Returns the size of what is at @data, or 0 if it is not whole. */
typedef gsize (*RepairFunc) (SeqgoRtpRepair *repair, const guint8 *data, gsize size);

static void
emit (SeqgoRtpRepair *repair, guint8 status, guint8 first, guint8 second)
{
  seqgo_rtp_receiver_emit (repair->receiver, status, first, second);
}

/* Of commands that are not defined, or cannot be events, only the place is known. Returns FALSE if
 * it is none. */
static gboolean
skip_undefined (const guint8 **position, const guint8 *end, gboolean is_long)
{
  gsize size = 0;

  if (is_long && end - *position >= 2)
    size = seqgo_rtp_get_16 (*position) & LONG_LENGTH_MASK;
  else if (!is_long && *position < end)
    size = **position & SHORT_LENGTH_MASK;
  if (size < (is_long ? 2 : 1) || size > (gsize) (end - *position))
    return FALSE;
  *position += size;
  return TRUE;
}

/* Chapter D: appendix B.1. */
static gsize
repair_simple (SeqgoRtpRepair *repair, const guint8 *data, gsize size)
{
  static const guint8 undefined[]
      = { SEQGO_RTP_D_F4, SEQGO_RTP_D_F5, SEQGO_RTP_D_F9, SEQGO_RTP_D_FD };
  static const guint8 simple[] = { SEQGO_RTP_D_RESET, SEQGO_RTP_D_TUNE, SEQGO_RTP_D_SONG };
  SeqgoRtpReceiver   *receiver = repair->receiver;
  const guint8       *position = data + 1, *end = data + size;

  for (guint i = 0; i < G_N_ELEMENTS (simple); i++)
    {
      guint8 value;

      if ((data[0] & simple[i]) == 0)
        continue;
      if (position == end)
        return 0;
      value = *position++ & SEQGO_RTP_VALUE_MASK;
      if (simple[i] == SEQGO_RTP_D_SONG && receiver->song != value)
        emit (repair, 0xF3, value, 0);
      if (simple[i] == SEQGO_RTP_D_TUNE)
        {
          if ((receiver->n_tunes & SEQGO_RTP_VALUE_MASK) != value)
            emit (repair, 0xF6, 0, 0);
          receiver->n_tunes = value;
        }
      if (simple[i] == SEQGO_RTP_D_RESET)
        {
          if ((receiver->n_resets & SEQGO_RTP_VALUE_MASK) != value)
            emit (repair, 0xFF, 0, 0);
          receiver->n_resets = value;
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (undefined); i++)
    if ((data[0] & undefined[i]) != 0
        && !skip_undefined (&position, end, undefined[i] >= SEQGO_RTP_D_F5))
      return 0;
  return (gsize) (position - data);
}

/* Chapter V: appendix B.2. There is nothing to repair. */
static gsize
repair_sensing (SeqgoRtpRepair *repair, const guint8 *data, gsize size)
{
  return 1;
}

static void
emit_clocks (SeqgoRtpRepair *repair, guint n)
{
  for (guint i = 0; i < n; i++)
    emit (repair, 0xF8, 0, 0);
}

static void
emit_position (SeqgoRtpRepair *repair, guint32 position)
{
  guint32 beats = position / CLOCKS_PER_BEAT;

  if (beats <= MAX_BEATS)
    emit (repair, 0xF2, beats & 0x7F, (guint8) (beats >> 7));
}

/* While it is stopped, no message tells more than the beat: clocks make up for the rest when it
 * goes on. */
static gboolean
is_same_beat (const SeqgoRtpPosition *own, const SeqgoRtpPosition *target)
{
  return own->next / CLOCKS_PER_BEAT == target->next / CLOCKS_PER_BEAT && own->next <= target->next;
}

/* Brings a sequencer to another position, or lets it begin. */
static void
locate (SeqgoRtpRepair *repair, const SeqgoRtpPosition *target)
{
  SeqgoRtpPosition *own = &repair->receiver->position;
  guint32           n_clocks = (target->next - own->next) & SEQGO_RTP_POSITION_MASK;

  if (own->is_running)
    emit (repair, 0xFC, 0, 0);
  if (!target->is_running)
    {
      if (!is_same_beat (own, target))
        emit_position (repair, target->next);
      return;
    }

  if (target->next < CLOCKS_PER_BEAT && (target->is_start || target->is_played))
    {
      emit (repair, 0xFA, 0, 0);
      emit_clocks (repair, target->next);
    }
  else if (n_clocks <= MAX_LATE_CLOCKS)
    {
      emit (repair, 0xFB, 0, 0);
      emit_clocks (repair, n_clocks);
    }
  else
    {
      emit_position (repair, target->next);
      emit (repair, 0xFB, 0, 0);
      emit_clocks (repair, target->next % CLOCKS_PER_BEAT);
    }
}

/* Chapter Q: appendix B.3. */
static gsize
repair_position (SeqgoRtpRepair *repair, const guint8 *data, gsize size)
{
  SeqgoRtpPosition *own = &repair->receiver->position;
  gboolean          has_clock = (data[0] & SEQGO_RTP_Q_CLOCK) != 0;
  gsize             length
      = 1 + (has_clock ? 2 : 0) + ((data[0] & SEQGO_RTP_Q_TIME) != 0 ? TIME_TOOLS_SIZE : 0);
  SeqgoRtpPosition target = { 0 };
  guint32          n_late;

  if (size < length)
    return 0;
  target.is_running = (data[0] & SEQGO_RTP_Q_RUNNING) != 0;
  target.is_played = (data[0] & SEQGO_RTP_Q_PLAYED) != 0;
  target.is_start = target.is_running && !target.is_played && !has_clock;
  if (has_clock)
    target.next = (guint32) (data[0] & SEQGO_RTP_Q_TOP_MASK) << 16 | seqgo_rtp_get_16 (data + 1);
  if (target.is_played)
    target.next = (target.next + 1) & SEQGO_RTP_POSITION_MASK;

  n_late = (target.next - own->next) & SEQGO_RTP_POSITION_MASK;
  if (own->is_running && !(target.is_start && n_late != 0) && n_late <= MAX_LATE_CLOCKS)
    emit_clocks (repair, n_late);
  if (own->is_running || target.is_running
          ? own->is_running != target.is_running || own->next != target.next
          : !is_same_beat (own, &target))
    locate (repair, &target);
  own->is_played = target.is_played;
  own->is_start = target.is_start;
  repair->receiver->n_missing_clocks
      = !own->is_running && is_same_beat (own, &target) ? target.next - own->next : 0;
  return length;
}

static void
emit_full_frame (SeqgoRtpRepair *repair, const guint8 *time)
{
  guint8 message[SEQGO_RTP_FULL_FRAME_SIZE]
      = { 0xF0, 0x7F, 0x7F, 0x01, 0x01, time[0], time[1], time[2], time[3], 0xF7 };

  seqgo_rtp_receiver_emit_sysex (repair->receiver, message, sizeof message);
}

static void
repair_complete (SeqgoRtpRepair *repair, const guint8 *data, gboolean is_quarter)
{
  SeqgoRtpTimeCode *own = &repair->receiver->time_code;
  guint8            time[4];

  for (guint i = 0; i < 4; i++)
    {
      guint8 byte = is_quarter ? data[3 - i] : data[i];

      if (is_quarter)
        byte = (guint8) (byte << 4 | byte >> 4);
      time[i] = byte & SEQGO_RTP_VALUE_MASK;
    }
  if (!own->has_complete || memcmp (own->complete, time, sizeof time) != 0)
    emit_full_frame (repair, time);
  own->is_quarter = is_quarter;
}

static void
repair_pieces (SeqgoRtpRepair *repair, const guint8 *data, guint n, gboolean is_backward)
{
  SeqgoRtpTimeCode *own = &repair->receiver->time_code;
  SeqgoRtpTimeCode  target = { .is_backward = is_backward, .n_pieces = (guint8) n };
  guint n_known = own->is_backward == is_backward && own->n_pieces <= n ? own->n_pieces : 0;

  for (guint i = 0; i < N_PIECES; i++)
    target.pieces[i] = i % 2 == 0 ? data[i / 2] >> 4 : data[i / 2] & 0x0F;
  for (guint i = 0; i < n_known; i++)
    {
      guint8 type = seqgo_rtp_time_code_get_type (&target, i);

      if (own->pieces[type] != target.pieces[type])
        n_known = 0;
    }
  for (guint i = n_known; i < n; i++)
    {
      guint8 type = seqgo_rtp_time_code_get_type (&target, i);

      emit (repair, 0xF1, (guint8) (type << 4 | target.pieces[type]), 0);
    }
}

/* Chapter F: appendix B.4. */
static gsize
repair_time_code (SeqgoRtpRepair *repair, const guint8 *data, gsize size)
{
  gboolean has_complete = (data[0] & SEQGO_RTP_F_COMPLETE) != 0;
  gboolean has_pieces = (data[0] & SEQGO_RTP_F_PARTIAL) != 0;
  gboolean is_backward = (data[0] & SEQGO_RTP_F_BACKWARD) != 0;
  guint    point = data[0] & SEQGO_RTP_F_POINT_MASK;
  gsize    length = 1 + (has_complete ? 4 : 0) + (has_pieces ? 4 : 0);

  if (size < length)
    return 0;
  if (has_complete)
    repair_complete (repair, data + 1, (data[0] & SEQGO_RTP_F_QUARTER) != 0);
  if (has_pieces)
    repair_pieces (repair, data + length - 4, is_backward ? N_PIECES - point : point + 1,
                   is_backward);
  return length;
}

typedef struct
{
  guint8        status;
  gboolean      has_count;
  guint8        count;
  gsize         first;
  const guint8 *data;
  gsize         size;
} SysexLog;

/* Returns FALSE if it is not whole. */
static gboolean
read_sysex_log (SysexLog *log, const guint8 **position, const guint8 *end)
{
  guint8 head = *(*position)++;
  guint8 byte = 0x80;

  *log = (SysexLog){ .status = head & SEQGO_RTP_X_STATUS_MASK };
  log->has_count = (head & SEQGO_RTP_X_COUNT) != 0;
  if ((gsize) (end - *position)
      < ((head & SEQGO_RTP_X_TYPE_COUNT) != 0 ? 1U : 0U) + (log->has_count ? 1U : 0U))
    return FALSE;
  if ((head & SEQGO_RTP_X_TYPE_COUNT) != 0)
    (*position)++;
  if (log->has_count)
    log->count = *(*position)++;

  for (guint i = 0; (head & SEQGO_RTP_X_FIRST) != 0 && i < 4 && (byte & 0x80) != 0; i++)
    {
      if (*position == end)
        return FALSE;
      byte = *(*position)++;
      log->first = log->first << 7 | (byte & SEQGO_RTP_VALUE_MASK);
    }
  if ((head & SEQGO_RTP_X_DATA) == 0)
    return TRUE;

  log->data = *position;
  while (*position < end && (**position & 0x80) == 0)
    (*position)++;
  if (*position == end)
    return FALSE;
  (*position)++;
  log->size = (gsize) (*position - log->data);
  return TRUE;
}

/* Puts what the log has behind what is there. Returns FALSE if there is a gap. */
static gboolean
splice (SeqgoRtpReceiver *receiver, const SysexLog *log)
{
  if (receiver->sysex_state != SEQGO_RTP_SYSEX_OPEN || receiver->sysex->len < 1 + log->first)
    return FALSE;
  g_byte_array_set_size (receiver->sysex, (guint) (1 + log->first));
  seqgo_rtp_receiver_continue_sysex (receiver, log->data, log->size);
  if (receiver->sysex_state != SEQGO_RTP_SYSEX_OPEN)
    return FALSE;
  if (log->size > 0)
    receiver->sysex->data[receiver->sysex->len - 1] &= SEQGO_RTP_VALUE_MASK;
  return TRUE;
}

/* SysEx of which nothing came here. */
static void
repair_new_sysex (SeqgoRtpRepair *repair, const SysexLog *log)
{
  SeqgoRtpReceiver *receiver = repair->receiver;

  if (log->status == SEQGO_RTP_X_CANCELLED || log->first > 0)
    {
      seqgo_rtp_receiver_break_sysex (receiver, FALSE);
      receiver->counts.n_broken_sysex++;
      repair->is_incomplete = TRUE;
      return;
    }
  seqgo_rtp_receiver_begin_sysex (receiver, NULL, 0);
  splice (receiver, log);
  if (log->status == SEQGO_RTP_X_UNFINISHED)
    repair->has_open_sysex = TRUE;
  else
    seqgo_rtp_receiver_end_sysex (receiver);
}

/* SysEx that began here, and perhaps ended. */
static void
repair_old_sysex (SeqgoRtpRepair *repair, const SysexLog *log)
{
  SeqgoRtpReceiver *receiver = repair->receiver;

  if (receiver->sysex_state == SEQGO_RTP_SYSEX_CLOSED)
    return;
  /* What was given up because a part of it is lost can be whole again. */
  if (receiver->sysex_state == SEQGO_RTP_SYSEX_SKIPPED && log->first == 0
      && log->status != SEQGO_RTP_X_CANCELLED)
    {
      seqgo_rtp_receiver_begin_sysex (receiver, NULL, 0);
      receiver->n_sysex--;
    }
  if (log->status == SEQGO_RTP_X_CANCELLED || !splice (receiver, log))
    {
      repair->is_incomplete |= receiver->sysex_state == SEQGO_RTP_SYSEX_OPEN;
      seqgo_rtp_receiver_break_sysex (receiver, FALSE);
    }
  else if (log->status == SEQGO_RTP_X_UNFINISHED)
    repair->has_open_sysex = TRUE;
  else
    seqgo_rtp_receiver_end_sysex (receiver);
}

/* How many came since, modulo 256. */
static guint8
count_new (const SeqgoRtpReceiver *receiver, const SysexLog *log)
{
  return log->has_count ? log->count - receiver->n_sysex : 1;
}

/* Without a count, or where more than it can tell may be lost, it is new if nothing like it came.
 */
static gboolean
is_new_sysex (const SeqgoRtpRepair *repair, const SysexLog *log)
{
  SeqgoRtpReceiver *receiver = repair->receiver;
  g_autoptr (GByteArray) message = NULL;
  guint8   start = SEQGO_MIDI_SYSEX_START, end = SEQGO_MIDI_SYSEX_END;
  gboolean is_counted_new = (gint8) count_new (receiver, log) > 0;

  if (log->has_count && (is_counted_new || !repair->is_too_short))
    return is_counted_new;
  if (receiver->sysex_state != SEQGO_RTP_SYSEX_CLOSED)
    return FALSE;
  if (log->status == SEQGO_RTP_X_UNFINISHED)
    return TRUE;
  if (log->first > 0)
    return FALSE;

  message = g_byte_array_new ();
  g_byte_array_append (message, &start, 1);
  g_byte_array_append (message, log->data, (guint) log->size);
  if (log->size > 0)
    message->data[message->len - 1] &= SEQGO_RTP_VALUE_MASK;
  g_byte_array_append (message, &end, 1);
  return !seqgo_rtp_receiver_has_seen_sysex (receiver, message->data, message->len);
}

static void
repair_sysex_log (SeqgoRtpRepair *repair, const SysexLog *log)
{
  SeqgoRtpReceiver *receiver = repair->receiver;
  guint8            n_new = count_new (receiver, log);

  if (repair->is_first || is_new_sysex (repair, log))
    {
      /* Others before it are lost for good. */
      if (!repair->is_first && n_new != 1)
        {
          receiver->counts.n_broken_sysex += (guint8) (n_new - 1);
          repair->is_incomplete = TRUE;
        }
      repair_new_sysex (repair, log);
    }
  else if (!log->has_count || n_new == 0)
    repair_old_sysex (repair, log);
  if (log->has_count && (repair->is_first || repair->is_too_short || (gint8) n_new > 0))
    receiver->n_sysex = log->count;
}

/* Chapter X, to the end: appendix B.5. */
static gsize
repair_sysex (SeqgoRtpRepair *repair, const guint8 *data, gsize size)
{
  const guint8 *position = data, *end = data + size;
  SysexLog      log;

  while (position < end)
    {
      if (!read_sysex_log (&log, &position, end))
        return 0;
      repair_sysex_log (repair, &log);
    }
  return size;
}

void
seqgo_rtp_repair_system (SeqgoRtpRepair *repair, const guint8 *data, gsize size)
{
  static const struct
  {
    guint8     chapter;
    RepairFunc repair;
  } chapters[] = {
    { SEQGO_RTP_CHAPTER_D, repair_simple },   { SEQGO_RTP_CHAPTER_V, repair_sensing },
    { SEQGO_RTP_CHAPTER_Q, repair_position }, { SEQGO_RTP_CHAPTER_F, repair_time_code },
    { SEQGO_RTP_CHAPTER_X, repair_sysex },
  };
  gsize position = SEQGO_RTP_SYSTEM_HEADER_SIZE;

  for (guint i = 0; i < G_N_ELEMENTS (chapters); i++)
    if ((data[0] & chapters[i].chapter) != 0)
      {
        gsize length
            = position < size ? chapters[i].repair (repair, data + position, size - position) : 0;

        if (length == 0)
          {
            repair->is_malformed = TRUE;
            return;
          }
        position += length;
      }
}
