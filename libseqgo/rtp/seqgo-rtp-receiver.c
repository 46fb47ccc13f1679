/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <string.h>

#include <libseqgo/midi/seqgo-midi-message-private.h>
#include <libseqgo/rtp/seqgo-rtp-bytes-private.h>
#include <libseqgo/rtp/seqgo-rtp-list-private.h>
#include <libseqgo/rtp/seqgo-rtp-repair-private.h>

/* How far behind a packet may be that is only late. */
#define MAX_LATENESS 100
#define FIRST_ROUND 0x10000U
#define RECEIVED (SEQGO_EVENT_FLAG_RECEIVED | SEQGO_EVENT_FLAG_REAL_TIME)
#define LONG_LIST 15

SeqgoRtpReceiver *
seqgo_rtp_receiver_new (void)
{
  SeqgoRtpReceiver *self = g_new0 (SeqgoRtpReceiver, 1);

  self->max_sysex = SEQGO_RTP_DEFAULT_MAX_SYSEX;
  self->sysex = g_byte_array_new ();
  self->song = SEQGO_RTP_UNKNOWN;
  return self;
}

void
seqgo_rtp_receiver_free (SeqgoRtpReceiver *self)
{
  for (guint i = 0; i < SEQGO_RTP_N_CHANNELS; i++)
    if (self->channels[i] != NULL)
      {
        g_free (self->channels[i]->parameters);
        g_free (self->channels[i]->key_pressures);
        g_free (self->channels[i]);
      }
  g_byte_array_unref (self->sysex);
  g_free (self);
}

void
seqgo_rtp_receiver_set_max_sysex (SeqgoRtpReceiver *self, gsize size)
{
  self->max_sysex = size;
}

/* What no event can carry is left out. */
static void
deliver (SeqgoRtpReceiver *self, const guint8 *message)
{
  SeqgoEventRecord record;

  if (seqgo_midi_message_find (message[0])->type == 0)
    return;
  seqgo_event_record_init_message (&record, message[0], message + 1);
  record.flags = self->flags;
  record.time = self->ticks;
  g_array_append_val (self->records, record);
  self->counts.n_events++;
  if ((self->flags & SEQGO_EVENT_FLAG_RECOVERED) != 0)
    self->counts.n_recovered++;
}

void
seqgo_rtp_receiver_emit (SeqgoRtpReceiver *self, guint8 status, guint8 first, guint8 second)
{
  guint8 message[] = { status, first, second };

  seqgo_rtp_receiver_apply (self, message);
  deliver (self, message);
}

typedef struct
{
  guint32 stamp;
  guint8  channel;
  guint8  note;
} Sounding;

static int
compare_sounding (gconstpointer a, gconstpointer b)
{
  const Sounding *one = a, *other = b;

  if (one->stamp == other->stamp)
    return 0;
  return seqgo_rtp_is_before (one->stamp, other->stamp) ? -1 : 1;
}

/* Those that @spared, if it is not %NULL, does not tell to be on; in the order in which they began.
 */
static void
end_notes (SeqgoRtpReceiver *self, const SeqgoRtpRepair *spared)
{
  g_autoptr (GArray) notes = g_array_new (FALSE, FALSE, sizeof (Sounding));

  for (guint8 i = 0; i < SEQGO_RTP_N_CHANNELS; i++)
    for (guint8 note = 0; self->channels[i] != NULL && note < SEQGO_RTP_N_NOTES; note++)
      {
        Sounding sounding = { self->channels[i]->stamps[note], i, note };

        if (spared != NULL && (spared->notes_on[i][note / 32] & 1U << note % 32) != 0)
          continue;
        self->channels[i]->counts[note] &= (guint8) ~SEQGO_RTP_SILENT;
        if (self->channels[i]->counts[note] > 0)
          g_array_append_val (notes, sounding);
      }
  g_array_sort (notes, compare_sounding);

  for (guint i = 0; i < notes->len; i++)
    {
      const Sounding *sounding = &g_array_index (notes, Sounding, i);

      while (self->channels[sounding->channel]->counts[sounding->note] > 0)
        seqgo_rtp_receiver_emit (self, 0x80 | sounding->channel, sounding->note,
                                 SEQGO_RTP_DEFAULT_OFF_VELOCITY);
    }
}

static void
release_pedals (SeqgoRtpReceiver *self)
{
  static const guint8 pedals[] = { SEQGO_RTP_CONTROL_SUSTAIN, SEQGO_RTP_CONTROL_SOSTENUTO,
                                   SEQGO_RTP_CONTROL_SOFT, SEQGO_RTP_CONTROL_HOLD };

  for (guint8 i = 0; i < SEQGO_RTP_N_CHANNELS; i++)
    for (guint j = 0; self->channels[i] != NULL && j < G_N_ELEMENTS (pedals); j++)
      {
        guint8 value = self->channels[i]->controls[pedals[j]];

        if (value != SEQGO_RTP_UNKNOWN && value > 0)
          seqgo_rtp_receiver_emit (self, 0xB0 | i, pedals[j], 0);
      }
}

void
seqgo_rtp_receiver_release (SeqgoRtpReceiver *self, GArray *records)
{
  self->records = records;
  self->ticks = 0;
  self->flags = RECEIVED | SEQGO_EVENT_FLAG_RECOVERED;
  end_notes (self, NULL);
  release_pedals (self);
  seqgo_rtp_receiver_break_sysex (self, TRUE);
  self->records = NULL;
}

static void
receive_sysex (SeqgoRtpReceiver *self, const SeqgoRtpItem *item)
{
  switch (item->type)
    {
    case SEQGO_RTP_ITEM_SYSEX:
      seqgo_rtp_receiver_begin_sysex (self, item->data, item->size);
      seqgo_rtp_receiver_end_sysex (self);
      break;
    case SEQGO_RTP_ITEM_SYSEX_FIRST:
      seqgo_rtp_receiver_begin_sysex (self, item->data, item->size);
      break;
    case SEQGO_RTP_ITEM_SYSEX_MIDDLE:
      seqgo_rtp_receiver_continue_sysex (self, item->data, item->size);
      break;
    case SEQGO_RTP_ITEM_SYSEX_LAST:
      seqgo_rtp_receiver_continue_sysex (self, item->data, item->size);
      seqgo_rtp_receiver_end_sysex (self);
      break;
    case SEQGO_RTP_ITEM_SYSEX_CANCEL:
      seqgo_rtp_receiver_cancel_sysex (self);
      break;
    case SEQGO_RTP_ITEM_NONE:
    case SEQGO_RTP_ITEM_MESSAGE:
      break;
    }
}

static gboolean
is_real_time (const SeqgoRtpItem *item)
{
  return item->type == SEQGO_RTP_ITEM_NONE
         || (item->type == SEQGO_RTP_ITEM_MESSAGE && item->bytes[0] >= 0xF8);
}

/* Another position than the one that is not reached makes them needless. */
static void
deliver_missing_clocks (SeqgoRtpReceiver *self, guint8 status)
{
  if (status != 0xF2 && status != 0xFA && status != 0xFB && status != 0xFF)
    return;
  self->flags |= SEQGO_EVENT_FLAG_RECOVERED;
  for (; status == 0xFB && self->n_missing_clocks > 0; self->n_missing_clocks--)
    seqgo_rtp_receiver_emit (self, 0xF8, 0, 0);
  self->flags &= (guint8) ~SEQGO_EVENT_FLAG_RECOVERED;
  self->n_missing_clocks = 0;
}

/* Returns FALSE if it is not in order. */
static gboolean
receive_list (SeqgoRtpReceiver *self, const SeqgoRtpPacket *packet)
{
  SeqgoRtpListReader reader;
  SeqgoRtpItem       item;

  seqgo_rtp_list_reader_init (&reader, packet);
  while (seqgo_rtp_list_reader_next (&reader, &item))
    {
      self->ticks = item.ticks;
      if (item.type == SEQGO_RTP_ITEM_MESSAGE)
        {
          /* Only real time may be between the parts of SysEx. */
          if (self->sysex_state != SEQGO_RTP_SYSEX_CLOSED && !is_real_time (&item))
            seqgo_rtp_receiver_break_sysex (self, TRUE);
          seqgo_rtp_receiver_apply (self, item.bytes);
          deliver (self, item.bytes);
          if (self->n_missing_clocks > 0)
            deliver_missing_clocks (self, item.bytes[0]);
        }
      else
        receive_sysex (self, &item);
    }
  return !reader.is_malformed;
}

static gboolean
has_arrived (const SeqgoRtpReceiver *self, guint behind)
{
  return (self->arrived[behind / 64] >> behind % 64 & 1) != 0;
}

/* Makes @sequence the newest one. */
static void
advance (SeqgoRtpReceiver *self, guint32 sequence)
{
  guint32 n = sequence - self->highest;

  if (!self->has_highest || n >= 128)
    self->arrived[0] = self->arrived[1] = 0;
  else if (n >= 64)
    {
      self->arrived[1] = self->arrived[0] << (n - 64);
      self->arrived[0] = 0;
    }
  else
    {
      self->arrived[1] = self->arrived[1] << n | self->arrived[0] >> (64 - n);
      self->arrived[0] <<= n;
    }
  self->arrived[0] |= 1;
  self->highest = self->sequence = sequence;
  self->has_highest = TRUE;
  self->has_strange = FALSE;
}

/* The checkpoint may be so old that 16 bits do not tell it from a new one: while it stays the same,
 * it is the old one. */
static void
update_checkpoint (SeqgoRtpReceiver *self, const SeqgoRtpPacket *packet)
{
  guint16 checkpoint = seqgo_rtp_get_16 (packet->journal + 1);

  if (!self->has_checkpoint || (guint16) self->checkpoint != checkpoint)
    self->checkpoint = self->sequence - (guint16) (packet->sequence - checkpoint);
  self->has_checkpoint = TRUE;
}

/* @first_lost is the first packet that is missing. */
static SeqgoRtpArrival
repair (SeqgoRtpReceiver *self, const SeqgoRtpPacket *packet, guint32 first_lost, gboolean is_first)
{
  gboolean is_covered
      = packet->journal != NULL && !seqgo_rtp_is_before (first_lost, self->checkpoint);
  SeqgoRtpRepair context = { .receiver = self, .is_first = is_first, .is_too_short = !is_covered };

  self->flags |= SEQGO_EVENT_FLAG_RECOVERED;
  self->ticks = 0;
  if (packet->journal != NULL)
    seqgo_rtp_journal_repair (&context, packet->journal, packet->journal_size);
  if (context.is_malformed)
    self->counts.n_malformed++;
  if (!is_covered || context.is_malformed)
    end_notes (self, &context);
  /* A part of it may be lost. */
  if (self->sysex_state == SEQGO_RTP_SYSEX_OPEN && !context.has_open_sysex)
    {
      seqgo_rtp_receiver_break_sysex (self, FALSE);
      context.is_incomplete = TRUE;
    }
  self->flags &= (guint8) ~SEQGO_EVENT_FLAG_RECOVERED;
  return is_covered && !context.is_malformed && !context.is_incomplete
             ? SEQGO_RTP_ARRIVAL_REPAIRED
             : SEQGO_RTP_ARRIVAL_UNREPAIRED;
}

/* Another stream of the same sender: what it counts begins anew. */
static void
restart (SeqgoRtpReceiver *self)
{
  self->flags |= SEQGO_EVENT_FLAG_RECOVERED;
  self->ticks = 0;
  end_notes (self, NULL);
  seqgo_rtp_receiver_break_sysex (self, TRUE);
  self->flags &= (guint8) ~SEQGO_EVENT_FLAG_RECOVERED;

  for (guint i = 0; i < SEQGO_RTP_N_CHANNELS; i++)
    if (self->channels[i] != NULL)
      {
        memset (self->channels[i]->counts_of_controls, 0,
                sizeof self->channels[i]->counts_of_controls);
      }
  self->n_resets = self->n_tunes = self->n_sysex = 0;
  self->has_highest = self->has_checkpoint = FALSE;
}

static SeqgoRtpArrival
ignore (SeqgoRtpReceiver *self, guint64 *counter)
{
  (*counter)++;
  return SEQGO_RTP_ARRIVAL_IGNORED;
}

/* Takes the packet into the order of the stream, and repairs what was lost before it. */
static SeqgoRtpArrival
arrange (SeqgoRtpReceiver *self, const SeqgoRtpPacket *packet)
{
  gint            distance = (gint16) (packet->sequence - (guint16) self->highest);
  gboolean        is_first = !self->has_highest;
  gboolean        is_restart = FALSE;
  guint32         n_lost = 0;
  SeqgoRtpArrival arrival = SEQGO_RTP_ARRIVAL_IN_ORDER;

  if (!is_first && distance <= 0 && distance >= -MAX_LATENESS)
    return ignore (self, has_arrived (self, (guint) -distance) ? &self->counts.n_duplicates
                                                               : &self->counts.n_late);
  if (!is_first && distance < 0)
    {
      is_restart = self->has_strange && packet->sequence == (guint16) (self->strange + 1);
      self->has_strange = TRUE;
      self->strange = packet->sequence;
      if (!is_restart)
        return ignore (self, &self->counts.n_late);
      restart (self);
      is_first = TRUE;
      n_lost = 1;
    }
  else if (!is_first)
    n_lost = (guint32) distance - 1;

  advance (self, is_first ? FIRST_ROUND + packet->sequence : self->highest + (guint32) distance);
  if (packet->journal != NULL)
    update_checkpoint (self, packet);
  if (is_first || n_lost > 0)
    arrival = repair (self, packet, self->highest - n_lost, is_first);
  if (is_first && !is_restart)
    return SEQGO_RTP_ARRIVAL_IN_ORDER;

  self->counts.n_lost += n_lost;
  if (arrival == SEQGO_RTP_ARRIVAL_UNREPAIRED)
    self->counts.n_unrecoverable += n_lost;
  return arrival;
}

SeqgoRtpArrival
seqgo_rtp_receiver_receive (SeqgoRtpReceiver     *self,
                            const SeqgoRtpPacket *packet,
                            GArray               *records,
                            GByteArray           *payloads)
{
  SeqgoRtpArrival arrival;
  gboolean        is_in_order;

  self->counts.n_packets++;
  self->counts.n_bytes += SEQGO_RTP_HEADER_SIZE + (packet->list_size > LONG_LIST ? 2 : 1)
                          + packet->list_size + packet->journal_size;
  self->records = records;
  self->payloads = payloads;
  self->timestamp = packet->timestamp;
  self->flags = RECEIVED;
  self->n_notes = 0;

  arrival = arrange (self, packet);
  if (arrival != SEQGO_RTP_ARRIVAL_IGNORED)
    {
      is_in_order = receive_list (self, packet);
      if (!is_in_order || packet->is_malformed)
        self->counts.n_malformed++;
    }
  self->records = NULL;
  self->payloads = NULL;
  return arrival;
}

gboolean
seqgo_rtp_receiver_get_sequence (const SeqgoRtpReceiver *self, guint16 *sequence)
{
  *sequence = (guint16) self->highest;
  return self->has_highest;
}

const SeqgoRtpReceiverCounts *
seqgo_rtp_receiver_get_counts (const SeqgoRtpReceiver *self)
{
  return &self->counts;
}
