/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Repair by a recovery journal, and by its chapters of channels: RFC 6295 section 5 and appendix A.
 * What it tells is compared with what is known here: the bits that tell what was in the packet
 * before are not needed, and not all senders set them right. */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-bytes-private.h>
#include <libseqgo/rtp/seqgo-rtp-repair-private.h>

#define LENGTH_MASK 0x03FF
#define N_CHANNELS_MASK 0x0F
#define CHANNEL_SHIFT 3
#define CHANNEL_H 0x04
#define SWITCH_ON 64
#define ON_VALUE 127
#define HAS_BANK 0x80

static guint8
get_value (guint8 byte)
{
  return byte & SEQGO_RTP_VALUE_MASK;
}

/* 0 may mean that it was never sent. */
static gboolean
is_same_fine (guint8 own, guint8 told)
{
  return own == told || (own == SEQGO_RTP_UNKNOWN && told == 0);
}

/* Chapter P: appendix A.2. */
static gsize
repair_program (SeqgoRtpRepair *repair, guint number, const guint8 *data, gsize size)
{
  SeqgoRtpReceiver        *receiver = repair->receiver;
  SeqgoRtpReceiverChannel *channel = seqgo_rtp_receiver_get_channel (receiver, number);
  guint8                   control = 0xB0 | (guint8) number;
  guint8                   bank, bank_fine;
  gboolean                 has_bank;

  if (size < 3)
    return 0;
  has_bank = (data[1] & HAS_BANK) != 0;
  bank = get_value (data[1]);
  bank_fine = get_value (data[2]);

  if (channel->program == get_value (data[0])
      && (!has_bank
          || (channel->bank == bank
              && (is_same_fine (channel->bank_fine, bank_fine)
                  || is_same_fine (channel->told_bank_fine, bank_fine)))))
    return 3;

  if (has_bank && channel->controls[SEQGO_RTP_CONTROL_BANK] != bank)
    seqgo_rtp_receiver_emit (receiver, control, SEQGO_RTP_CONTROL_BANK, bank);
  if (has_bank && channel->controls[SEQGO_RTP_CONTROL_BANK_FINE] != bank_fine
      && (channel->controls[SEQGO_RTP_CONTROL_BANK_FINE] != SEQGO_RTP_UNKNOWN || bank_fine != 0))
    seqgo_rtp_receiver_emit (receiver, control, SEQGO_RTP_CONTROL_BANK_FINE, bank_fine);
  seqgo_rtp_receiver_emit (receiver, 0xC0 | (guint8) number, get_value (data[0]), 0);
  return 3;
}

/* What the logs of one controller tell. */
typedef struct
{
  guint8   control;
  gboolean has_count;
  gboolean has_value;
  gboolean has_toggle;
  guint8   count;
  guint8   value;
  guint8   toggle;
} Control;

/* Reads the logs that follow each other and are of one controller. Returns the number of the next
 * log. */
static guint
read_control (Control *control, const guint8 *logs, guint i, guint n)
{
  *control = (Control){ .control = get_value (logs[2 * i]) };
  while (i < n && get_value (logs[2 * i]) == control->control)
    {
      guint8 tool = logs[2 * i + 1];

      if ((tool & SEQGO_RTP_TOOL_TOGGLE) == 0)
        {
          control->has_value = TRUE;
          control->value = tool;
        }
      else if ((tool & SEQGO_RTP_TOOL_MASK) == SEQGO_RTP_TOOL_COUNT)
        {
          control->has_count = TRUE;
          control->count = tool & SEQGO_RTP_TOOL_COUNT_MASK;
        }
      else
        {
          control->has_toggle = TRUE;
          control->toggle = tool & SEQGO_RTP_TOOL_COUNT_MASK;
        }
      i++;
    }
  return i;
}

/* A switch that was off and on again must go off and on, although nothing seems to have changed. Of
 * other controllers, and of what was before the first packet, it is not known how often they
 * changed: then the log tells only whether they are on. */
static void
repair_switch (SeqgoRtpRepair          *repair,
               guint                    number,
               SeqgoRtpReceiverChannel *channel,
               const Control           *control)
{
  guint8   status = 0xB0 | (guint8) number;
  guint8   i = control->control;
  guint8   current = channel->controls[i];
  gboolean is_counted = !repair->is_first && seqgo_rtp_control_is_switch (i);
  gboolean was_on = current != SEQGO_RTP_UNKNOWN && current >= SWITCH_ON;
  gboolean is_on = was_on;
  guint8 n_changes = (control->toggle - channel->counts_of_controls[i]) & SEQGO_RTP_TOOL_COUNT_MASK;
  guint8 value = current;

  if (control->has_value)
    is_on = control->value >= SWITCH_ON;
  else if (is_counted)
    is_on = was_on != (n_changes % 2 != 0);
  else
    is_on = control->toggle % 2 != 0;

  if (control->has_value)
    value = control->value;
  else if (is_on != was_on)
    value = is_on ? ON_VALUE : 0;

  if (is_on == was_on && n_changes != 0 && is_counted)
    {
      seqgo_rtp_receiver_emit (repair->receiver, status, i, is_on ? 0 : ON_VALUE);
      seqgo_rtp_receiver_emit (repair->receiver, status, i, value != SEQGO_RTP_UNKNOWN ? value : 0);
    }
  else if (value != current)
    seqgo_rtp_receiver_emit (repair->receiver, status, i, value);
  if (seqgo_rtp_control_is_switch (i))
    channel->counts_of_controls[i] = control->toggle;
}

static void
repair_control (SeqgoRtpRepair *repair, guint number, const Control *control)
{
  SeqgoRtpReceiverChannel *channel = seqgo_rtp_receiver_get_channel (repair->receiver, number);
  guint8                   i = control->control;
  guint8                   count = channel->counts_of_controls[i] & SEQGO_RTP_TOOL_COUNT_MASK;
  gboolean                 has_count = control->has_count && !seqgo_rtp_control_is_switch (i);
  guint8                   told_bank_fine = channel->next_told_bank_fine;

  if (control->has_toggle)
    repair_switch (repair, number, channel, control);
  else if ((control->has_value && channel->controls[i] != control->value)
           || (has_count && count != control->count))
    seqgo_rtp_receiver_emit (repair->receiver, 0xB0 | (guint8) number, i,
                             control->has_value ? control->value : 0);
  if (has_count)
    channel->counts_of_controls[i] = control->count;
  /* Whether it came after controller 0 is not known. */
  if (i == SEQGO_RTP_CONTROL_BANK_FINE)
    channel->next_told_bank_fine = told_bank_fine;
}

static gboolean
has_later_log (const guint8 *logs, guint i, guint n, guint8 control)
{
  while (i < n && get_value (logs[2 * i]) != control)
    i++;
  return i < n;
}

gsize
seqgo_rtp_repair_controls (SeqgoRtpRepair *repair,
                           guint           channel,
                           gboolean        is_enhanced,
                           const guint8   *data,
                           gsize           size)
{
  guint         n = get_value (data[0]) + 1U;
  const guint8 *logs = data + 1;
  guint         reset = n;
  Control       control;

  if (size < 1 + 2 * (gsize) n)
    return 0;
  while (reset > 0 && get_value (logs[2 * (reset - 1)]) != SEQGO_RTP_CONTROL_RESET)
    reset--;

  for (guint i = 0; i < n;)
    {
      guint next = read_control (&control, logs, i, n);

      /* What was reset later must not be set again. */
      if (!(i < reset && seqgo_rtp_control_is_reset (control.control))
          && !(is_enhanced && has_later_log (logs, next, n, control.control)))
        repair_control (repair, channel, &control);
      i = next;
    }
  return 1 + 2 * (gsize) n;
}

/* Chapter W: appendix A.5. */
static gsize
repair_bend (SeqgoRtpRepair *repair, guint number, const guint8 *data, gsize size)
{
  SeqgoRtpReceiverChannel *channel = seqgo_rtp_receiver_get_channel (repair->receiver, number);

  if (size < 2)
    return 0;
  if (channel->bend[0] != get_value (data[0]) || channel->bend[1] != get_value (data[1]))
    seqgo_rtp_receiver_emit (repair->receiver, 0xE0 | (guint8) number, get_value (data[0]),
                             get_value (data[1]));
  return 2;
}

/* Chapter T: appendix A.8. */
static gsize
repair_pressure (SeqgoRtpRepair *repair, guint number, const guint8 *data, gsize size)
{
  SeqgoRtpReceiverChannel *channel = seqgo_rtp_receiver_get_channel (repair->receiver, number);

  if (channel->pressure != get_value (data[0]))
    seqgo_rtp_receiver_emit (repair->receiver, 0xD0 | (guint8) number, get_value (data[0]), 0);
  return 1;
}

/* Chapter A: appendix A.9. */
static gsize
repair_key_pressures (SeqgoRtpRepair *repair, guint number, const guint8 *data, gsize size)
{
  SeqgoRtpReceiverChannel *channel = seqgo_rtp_receiver_get_channel (repair->receiver, number);
  const guint8            *key_pressures = seqgo_rtp_receiver_get_key_pressures (channel);
  guint                    n = get_value (data[0]) + 1U;

  if (size < 1 + 2 * (gsize) n)
    return 0;
  for (guint i = 0; i < n; i++)
    {
      guint8 note = get_value (data[1 + 2 * i]), pressure = get_value (data[2 + 2 * i]);

      if (key_pressures[note] != pressure)
        seqgo_rtp_receiver_emit (repair->receiver, 0xA0 | (guint8) number, note, pressure);
    }
  return 1 + 2 * (gsize) n;
}

/* Chapter E, at @data, tells more of the notes that chapter N, of @notes_size bytes before it,
 * ended. Returns the size of both. */
static gsize
repair_notes (SeqgoRtpRepair *repair, guint number, guint8 chapters, const guint8 *data, gsize size)
{
  const guint8 *extras = NULL;
  gsize         notes_size = 0, extras_size = 0;
  gboolean      is_whole = TRUE;

  if ((chapters & SEQGO_RTP_CHAPTER_N) != 0)
    {
      notes_size = seqgo_rtp_repair_get_notes_size (data, size);
      if (notes_size == 0)
        return 0;
    }
  if ((chapters & SEQGO_RTP_CHAPTER_E) != 0)
    {
      extras = data + notes_size;
      if (size > notes_size)
        extras_size = 1 + 2 * (gsize) (get_value (extras[0]) + 1);
      if (extras_size == 0 || size - notes_size < extras_size)
        {
          extras = NULL;
          is_whole = FALSE;
        }
    }
  if (notes_size > 0)
    seqgo_rtp_repair_notes (repair, number, data, extras);
  return is_whole ? notes_size + extras_size : 0;
}

typedef gsize (*RepairFunc) (SeqgoRtpRepair *repair, guint channel, const guint8 *data, gsize size);

/* Returns FALSE if the rest cannot be found. */
static gboolean
repair_chapter (SeqgoRtpRepair *repair,
                guint           channel,
                RepairFunc      function,
                const guint8  **data,
                const guint8   *end)
{
  gsize size = *data < end ? function (repair, channel, *data, (gsize) (end - *data)) : 0;

  *data += size;
  return size > 0;
}

static gsize
repair_enhanced_controls (SeqgoRtpRepair *repair, guint channel, const guint8 *data, gsize size)
{
  return seqgo_rtp_repair_controls (repair, channel, TRUE, data, size);
}

static gsize
repair_simple_controls (SeqgoRtpRepair *repair, guint channel, const guint8 *data, gsize size)
{
  return seqgo_rtp_repair_controls (repair, channel, FALSE, data, size);
}

/* Notes come after what ends all of them, which is among the controllers. Returns FALSE if it is
 * not whole; what was there before is used. */
static gboolean
repair_channel (SeqgoRtpRepair *repair, const guint8 *data, gsize size)
{
  guint      number = data[0] >> CHANNEL_SHIFT & N_CHANNELS_MASK;
  RepairFunc controls
      = (data[0] & CHANNEL_H) != 0 ? repair_enhanced_controls : repair_simple_controls;
  guint8        chapters = data[2];
  const guint8 *end = data + size;
  const guint8 *position = data + SEQGO_RTP_CHANNEL_HEADER_SIZE;
  gsize         notes_size;

  if ((chapters & SEQGO_RTP_CHAPTER_P) != 0
      && !repair_chapter (repair, number, repair_program, &position, end))
    return FALSE;
  if ((chapters & SEQGO_RTP_CHAPTER_C) != 0
      && !repair_chapter (repair, number, controls, &position, end))
    return FALSE;
  if ((chapters & SEQGO_RTP_CHAPTER_M) != 0
      && !repair_chapter (repair, number, seqgo_rtp_repair_parameters, &position, end))
    return FALSE;
  if ((chapters & SEQGO_RTP_CHAPTER_W) != 0
      && !repair_chapter (repair, number, repair_bend, &position, end))
    return FALSE;
  if ((chapters & (SEQGO_RTP_CHAPTER_N | SEQGO_RTP_CHAPTER_E)) != 0)
    {
      notes_size = repair_notes (repair, number, chapters, position, (gsize) (end - position));
      if (notes_size == 0)
        return FALSE;
      position += notes_size;
    }
  if ((chapters & SEQGO_RTP_CHAPTER_T) != 0
      && !repair_chapter (repair, number, repair_pressure, &position, end))
    return FALSE;
  return (chapters & SEQGO_RTP_CHAPTER_A) == 0
         || repair_chapter (repair, number, repair_key_pressures, &position, end);
}

void
seqgo_rtp_journal_repair (SeqgoRtpRepair *repair, const guint8 *journal, gsize size)
{
  const guint8 *position = journal + SEQGO_RTP_JOURNAL_HEADER_SIZE;
  const guint8 *end = journal + size;
  guint         n_channels = 0;
  gsize         length;

  if ((journal[0] & SEQGO_RTP_JOURNAL_A) != 0)
    n_channels = (journal[0] & N_CHANNELS_MASK) + 1U;
  if ((journal[0] & SEQGO_RTP_JOURNAL_Y) != 0)
    {
      length = end - position < SEQGO_RTP_SYSTEM_HEADER_SIZE
                   ? 0
                   : seqgo_rtp_get_16 (position) & LENGTH_MASK;
      if (length < SEQGO_RTP_SYSTEM_HEADER_SIZE || length > (gsize) (end - position))
        {
          repair->is_malformed = TRUE;
          return;
        }
      seqgo_rtp_repair_system (repair, position, length);
      position += length;
    }

  for (guint i = 0; i < n_channels; i++)
    {
      length = end - position < SEQGO_RTP_CHANNEL_HEADER_SIZE
                   ? 0
                   : seqgo_rtp_get_16 (position) & LENGTH_MASK;
      if (length < SEQGO_RTP_CHANNEL_HEADER_SIZE || length > (gsize) (end - position))
        {
          repair->is_malformed = TRUE;
          return;
        }
      if (!repair_channel (repair, position, length))
        repair->is_malformed = TRUE;
      position += length;
    }
}
