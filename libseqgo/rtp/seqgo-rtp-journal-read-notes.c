/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Repair of notes by the chapters N and E: RFC 6295 appendices A.6 and A.7. */

#include "config.h"

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-repair-private.h>

#define HEADER_SIZE 2
#define MAX_LOGS 127
/* Limits of the bits where there are none. */
#define NO_BITS 0xF0
#define NO_BITS_EITHER 0xF1
#define IS_PLAYABLE 0x80
#define IS_VELOCITY 0x80
/* A note that began so long ago, a second in units of the times that are kept, is no note that may
 * still begin. */
#define OLD_NOTE (10000 >> SEQGO_RTP_TIME_SHIFT)
#define NO_COUNT 0xFF

static guint
get_n_logs (const guint8 *data)
{
  guint n = data[0] & SEQGO_RTP_VALUE_MASK;

  return n == MAX_LOGS && data[1] == NO_BITS ? MAX_LOGS + 1 : n;
}

gsize
seqgo_rtp_repair_get_notes_size (const guint8 *data, gsize size)
{
  guint low, high;
  gsize notes_size;

  if (size < HEADER_SIZE)
    return 0;
  low = data[1] >> 4;
  high = data[1] & 0x0F;
  notes_size = HEADER_SIZE + 2 * (gsize) get_n_logs (data);
  if (low <= high)
    notes_size += high - low + 1;
  else if (data[1] != NO_BITS && data[1] != NO_BITS_EITHER)
    return 0;
  return notes_size <= size ? notes_size : 0;
}

/* What chapter E tells. */
typedef struct
{
  guint8 off_velocities[SEQGO_RTP_N_NOTES];
  guint8 counts[SEQGO_RTP_N_NOTES];
} Extras;

static void
read_extras (Extras *self, const guint8 *data)
{
  guint n = data != NULL ? (data[0] & SEQGO_RTP_VALUE_MASK) + 1U : 0;

  memset (self->off_velocities, SEQGO_RTP_DEFAULT_OFF_VELOCITY, sizeof self->off_velocities);
  memset (self->counts, NO_COUNT, sizeof self->counts);
  for (guint i = 0; i < n; i++)
    {
      guint8 note = data[1 + 2 * i] & SEQGO_RTP_VALUE_MASK, value = data[2 + 2 * i];

      if ((value & IS_VELOCITY) != 0)
        self->off_velocities[note] = value & SEQGO_RTP_VALUE_MASK;
      else
        self->counts[note] = value;
    }
}

static void
end_note (SeqgoRtpRepair *repair, guint number, guint8 note, guint8 velocity, guint8 left)
{
  SeqgoRtpReceiverChannel *channel = seqgo_rtp_receiver_get_channel (repair->receiver, number);

  channel->counts[note] &= (guint8) ~SEQGO_RTP_SILENT;
  while (channel->counts[note] > left)
    seqgo_rtp_receiver_emit (repair->receiver, 0x80 | (guint8) number, note, velocity);
}

/* Whether the note that sounds here is not the one that the journal tells of, but ended. */
static gboolean
is_another (const SeqgoRtpReceiver *receiver, guint number, guint8 note, guint8 log)
{
  const SeqgoRtpReceiverChannel *channel = receiver->channels[number];
  guint16 age = (guint16) (seqgo_rtp_receiver_get_time (receiver) - channel->times[note]);

  return channel->velocities[note] != (log & SEQGO_RTP_VALUE_MASK)
         || seqgo_rtp_is_before (channel->stamps[note],
                                 receiver->checkpoint << SEQGO_RTP_STAMP_BITS)
         || ((log & IS_PLAYABLE) != 0 && age > OLD_NOTE);
}

static void
repair_note_on (SeqgoRtpRepair *repair, guint number, guint8 note, guint8 log, const Extras *extras)
{
  SeqgoRtpReceiverChannel *channel = seqgo_rtp_receiver_get_channel (repair->receiver, number);
  guint8                   velocity = log & SEQGO_RTP_VALUE_MASK;

  repair->notes_on[number][note / 32] |= 1U << note % 32;
  if ((channel->counts[note] & SEQGO_RTP_VALUE_MASK) > 0)
    {
      if (!is_another (repair->receiver, number, note, log))
        return;
      end_note (repair, number, note, extras->off_velocities[note], 0);
    }

  /* What is too late is not played, but it is remembered that it is held. */
  if ((log & IS_PLAYABLE) == 0)
    {
      channel->counts[note] = SEQGO_RTP_SILENT;
      return;
    }
  /* It is played once, however often the sender began it, so that it is ended once. */
  seqgo_rtp_receiver_emit (repair->receiver, 0x90 | (guint8) number, note, velocity);
}

void
seqgo_rtp_repair_notes (SeqgoRtpRepair *repair,
                        guint           channel,
                        const guint8   *notes,
                        const guint8   *extras_data)
{
  guint         low = notes[1] >> 4, high = notes[1] & 0x0F;
  guint         n = get_n_logs (notes);
  const guint8 *logs = notes + HEADER_SIZE;
  const guint8 *bits = logs + 2 * n;
  Extras        extras;

  read_extras (&extras, extras_data);
  for (guint8 note = (guint8) (8 * low); note < 8 * (high + 1) && low <= high; note++)
    if ((bits[note / 8 - low] & 0x80 >> note % 8) != 0)
      end_note (repair, channel, note, extras.off_velocities[note],
                extras.counts[note] != NO_COUNT ? extras.counts[note] : 0);

  for (guint i = 0; i < n; i++)
    {
      guint8   note = logs[2 * i] & SEQGO_RTP_VALUE_MASK;
      gboolean is_off
          = note / 8 >= low && note / 8 <= high && (bits[note / 8 - low] & 0x80 >> note % 8) != 0;

      /* Some senders tell both of a note: that it ended is the safe thing. */
      if (!is_off && (logs[2 * i + 1] & SEQGO_RTP_VALUE_MASK) != 0)
        repair_note_on (repair, channel, note, logs[2 * i + 1], &extras);
    }
}
