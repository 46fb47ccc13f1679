/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <string.h>

#include <libseqgo/midi/seqgo-midi-message-private.h>
#include <libseqgo/rtp/seqgo-rtp-journal-private.h>
#include <libseqgo/rtp/seqgo-rtp-list-private.h>
#include <libseqgo/rtp/seqgo-rtp-sender-private.h>

/* Numbers of packets have 64 bits here, and begin where one can subtract from them. */
#define FIRST_ROUND G_GUINT64_CONSTANT (0x10000)

#define MAX_SECTION_HEADER 2
/* So much later, in units of 100 microseconds, a note that was lost may begin. The first two
 * packets that are sent only for their journal come within this time. */
#define MAX_NOTE_DELAY 2500
/* Of the last packets, the time stamps are known. */
#define N_TIMES 128
/* Packets that one journal covers: their numbers must be compared with 16 bits. */
#define MAX_WINDOW 16384
/* What part of SysEx a packet has at least. */
#define MIN_SYSEX 16
/* Memory that is kept while nothing waits. */
#define MAX_IDLE_QUEUE 16384

/* What waits: messages, one after the other, each after its head. */
typedef struct
{
  gint64 ticks;
  gsize  size;
} QueueHead;

struct _SeqgoRtpSender
{
  guint32  ssrc;
  gboolean has_journal;
  gboolean has_running_status;
  gsize    max_packet_size;

  GByteArray *queue;
  gsize       queue_start;
  gsize       n_queued;
  gint64      last_ticks;
  /* Bytes of the first message that are sent already. */
  gsize n_sent;

  SeqgoRtpHistory *history;
  /* The number of the next packet, and the first that is not acknowledged. */
  guint64 next;
  guint64 first;
  guint64 first_unacknowledged;
  /* The last packet with commands, and whether there was one. */
  guint64  last_command;
  gboolean has_commands;

  guint32 times[N_TIMES];
  guint64 first_playable;
};

G_STATIC_ASSERT (SEQGO_RTP_DEFAULT_MAX_JOURNAL <= SEQGO_RTP_MAX_LENGTH);

SeqgoRtpSender *
seqgo_rtp_sender_new (guint32 ssrc, guint16 first_sequence, const SeqgoRtpHistory *past)
{
  SeqgoRtpSender *self = g_new0 (SeqgoRtpSender, 1);

  self->ssrc = ssrc;
  self->has_journal = self->has_running_status = TRUE;
  self->max_packet_size = SEQGO_RTP_DEFAULT_PACKET_SIZE;
  self->queue = g_byte_array_new ();
  self->last_ticks = G_MININT64;
  self->history = past != NULL ? seqgo_rtp_history_copy (past) : seqgo_rtp_history_new ();
  self->next = self->first = self->first_unacknowledged = FIRST_ROUND + first_sequence;
  self->first_playable = self->next;

  /* As if a packet before the first one had told all that. */
  seqgo_rtp_history_restamp (self->history, self->next - 1);
  if (!seqgo_rtp_history_is_empty (self->history))
    {
      self->last_command = --self->first_unacknowledged;
      self->has_commands = TRUE;
    }
  return self;
}

void
seqgo_rtp_sender_free (SeqgoRtpSender *self)
{
  seqgo_rtp_history_free (self->history);
  g_byte_array_unref (self->queue);
  g_free (self);
}

void
seqgo_rtp_sender_set_has_journal (SeqgoRtpSender *self, gboolean has_journal)
{
  self->has_journal = has_journal;
}

void
seqgo_rtp_sender_set_max_packet_size (SeqgoRtpSender *self, gsize size)
{
  self->max_packet_size = CLAMP (size, SEQGO_RTP_MIN_PACKET_SIZE, SEQGO_RTP_MAX_PACKET_SIZE);
}

void
seqgo_rtp_sender_set_running_status (SeqgoRtpSender *self, gboolean running_status)
{
  self->has_running_status = running_status;
}

/* Makes room without allocating, if what was sent leaves enough. */
static void
compact_queue (SeqgoRtpSender *self)
{
  gsize n_left = self->queue->len - self->queue_start;

  if (self->queue_start < n_left)
    return;
  memmove (self->queue->data, self->queue->data + self->queue_start, n_left);
  g_byte_array_set_size (self->queue, (guint) n_left);
  self->queue_start = 0;
}

void
seqgo_rtp_sender_queue (SeqgoRtpSender *self, const guint8 *message, gsize size, gint64 ticks)
{
  QueueHead head = { MAX (ticks, self->last_ticks), size };

  self->last_ticks = head.ticks;
  if (self->queue_start > 0)
    compact_queue (self);
  g_byte_array_append (self->queue, (const guint8 *) &head, sizeof head);
  g_byte_array_append (self->queue, message, (guint) size);
  self->n_queued += size;
}

gsize
seqgo_rtp_sender_get_queued (const SeqgoRtpSender *self)
{
  return self->n_queued;
}

static gboolean
peek (const SeqgoRtpSender *self, QueueHead *head, const guint8 **message)
{
  if (self->queue_start == self->queue->len)
    return FALSE;
  memcpy (head, self->queue->data + self->queue_start, sizeof *head);
  *message = self->queue->data + self->queue_start + sizeof *head;
  return TRUE;
}

static void
pop (SeqgoRtpSender *self, const QueueHead *head)
{
  self->queue_start += sizeof *head + head->size;
  self->n_sent = 0;
  if (self->queue_start < self->queue->len)
    return;

  if (self->queue->len > MAX_IDLE_QUEUE)
    {
      g_byte_array_unref (self->queue);
      self->queue = g_byte_array_new ();
    }
  g_byte_array_set_size (self->queue, 0);
  self->queue_start = 0;
}

static guint64
get_checkpoint (const SeqgoRtpSender *self)
{
  guint64 checkpoint = self->first_unacknowledged;

  if (self->history->has_floor && seqgo_rtp_is_before ((guint32) checkpoint, self->history->floor))
    checkpoint += self->history->floor - (guint32) checkpoint;
  return checkpoint;
}

static void
update_first_playable (SeqgoRtpSender *self, guint32 timestamp)
{
  if (self->next > self->first_playable + N_TIMES)
    self->first_playable = self->next - N_TIMES;
  while (self->first_playable < self->next
         && (gint32) (timestamp - self->times[self->first_playable % N_TIMES]) > MAX_NOTE_DELAY)
    self->first_playable++;
  self->times[self->next % N_TIMES] = timestamp;
}

/* Makes the journal of the next packet. If it becomes too long, what is oldest is not repeated any
 * more: the receiver can then not repair all of a long loss, and sees that. */
static gsize
make_journal (SeqgoRtpSender *self, guint32 timestamp, guint8 *journal, gsize capacity)
{
  SeqgoRtpJournalFrame frame = { .sequence = self->next };
  gsize                size;

  update_first_playable (self, timestamp);
  if (!self->has_journal)
    return 0;

  if (self->next - get_checkpoint (self) > MAX_WINDOW)
    seqgo_rtp_history_drop_before (self->history, self->next - MAX_WINDOW);
  frame.first_playable = self->first_playable;
  frame.checkpoint = get_checkpoint (self);
  while ((size = seqgo_rtp_journal_write (self->history, &frame, journal, capacity)) == 0)
    {
      seqgo_rtp_history_drop (self->history);
      frame.checkpoint = get_checkpoint (self);
    }
  return size;
}

/* Puts together what belongs before and after a list that is written at the place behind the
 * longest header. */
static gsize
finish_packet (SeqgoRtpSender *self,
               guint8         *data,
               gsize           list_size,
               gboolean        has_first_delta,
               guint32         timestamp,
               const guint8   *journal,
               gsize           journal_size)
{
  guint8 *section = data + SEQGO_RTP_HEADER_SIZE;
  gsize   header_size;

  seqgo_rtp_packet_write_header (data, (guint16) self->next, timestamp, self->ssrc);
  header_size
      = seqgo_rtp_packet_write_section (section, list_size, self->has_journal, has_first_delta);
  if (header_size < MAX_SECTION_HEADER)
    memmove (section + header_size, section + MAX_SECTION_HEADER, list_size);
  memcpy (section + header_size + list_size, journal, journal_size);
  self->next++;
  return SEQGO_RTP_HEADER_SIZE + header_size + list_size + journal_size;
}

static gsize
get_max_journal (const SeqgoRtpSender *self)
{
  gsize half = (self->max_packet_size - SEQGO_RTP_HEADER_SIZE - MAX_SECTION_HEADER) / 2;

  return MIN (half, SEQGO_RTP_DEFAULT_MAX_JOURNAL);
}

/* How much of one SysEx message a packet has at most: of what is long, so little that a journal has
 * room for three parts, and some more. */
static gsize
get_max_part (const SeqgoRtpSender *self, gsize size)
{
  if (!self->has_journal || size <= SEQGO_RTP_MAX_JOURNAL_SYSEX + 2)
    return G_MAXSIZE;
  return MAX (get_max_journal (self) * 5 / 16, MIN_SYSEX);
}

/* Writes as much of SysEx as there is room for and as may be sent now. Returns how much that is. */
static gsize
add_sysex (SeqgoRtpSender     *self,
           SeqgoRtpListWriter *writer,
           const guint8       *message,
           const QueueHead    *head,
           gsize               max_midi)
{
  gsize capacity = writer->capacity;
  gsize limit = MIN (MAX (max_midi, writer->size == 0 ? MIN_SYSEX : 0),
                     MIN (get_max_part (self, head->size), capacity));
  gsize n_before = self->n_sent;

  writer->capacity = MIN (capacity, writer->size + limit);
  self->n_sent
      = seqgo_rtp_list_writer_add_sysex (writer, message, head->size, self->n_sent, head->ticks);
  writer->capacity = capacity;
  if (self->n_sent > n_before)
    seqgo_rtp_history_add_sysex (self->history, message, head->size, self->n_sent, self->next);
  return self->n_sent - n_before;
}

/* Moves what waits into the list. Returns how many bytes of MIDI. */
static gsize
fill_list (SeqgoRtpSender *self, SeqgoRtpListWriter *writer, gsize max_midi)
{
  gsize         n_midi = 0;
  QueueHead     head;
  const guint8 *message;

  while (peek (self, &head, &message) && (n_midi == 0 || n_midi < max_midi))
    {
      gsize left = max_midi > n_midi ? max_midi - n_midi : 0;

      if (message[0] == SEQGO_MIDI_SYSEX_START)
        {
          n_midi += add_sysex (self, writer, message, &head, left);
          if (self->n_sent < head.size)
            break;
        }
      else
        {
          if ((n_midi > 0 && head.size > left)
              || !seqgo_rtp_list_writer_add (writer, message, head.size, head.ticks))
            break;
          seqgo_rtp_history_add (self->history, message, head.size, self->next);
          n_midi += head.size;
        }
      pop (self, &head);
    }
  self->n_queued -= n_midi;
  return n_midi;
}

gsize
seqgo_rtp_sender_make_packet (SeqgoRtpSender *self, gsize max_midi, guint8 *data, gsize *n_midi)
{
  gsize              begin = SEQGO_RTP_HEADER_SIZE + MAX_SECTION_HEADER;
  guint8             journal[SEQGO_RTP_DEFAULT_MAX_JOURNAL];
  gsize              journal_size;
  SeqgoRtpListWriter writer;
  QueueHead          head;
  const guint8      *message;

  *n_midi = 0;
  if (!peek (self, &head, &message))
    return 0;

  journal_size = make_journal (self, (guint32) head.ticks, journal, get_max_journal (self));
  seqgo_rtp_list_writer_init (&writer, data + begin, self->max_packet_size - begin - journal_size,
                              head.ticks);
  seqgo_rtp_list_writer_set_running_status (&writer, self->has_running_status);
  *n_midi = fill_list (self, &writer, max_midi);
  self->last_command = self->next;
  self->has_commands = TRUE;
  return finish_packet (self, data, writer.size, seqgo_rtp_list_writer_has_first_delta (&writer),
                        (guint32) head.ticks, journal, journal_size);
}

gsize
seqgo_rtp_sender_make_guard (SeqgoRtpSender *self, gint64 ticks, guint8 *data)
{
  guint8 journal[SEQGO_RTP_MAX_PACKET_SIZE];
  gsize  max_journal = self->max_packet_size - SEQGO_RTP_HEADER_SIZE - MAX_SECTION_HEADER;
  gsize  journal_size = make_journal (self, (guint32) ticks, journal, max_journal);

  return finish_packet (self, data, 0, FALSE, (guint32) ticks, journal, journal_size);
}

gboolean
seqgo_rtp_sender_acknowledge (SeqgoRtpSender *self, guint16 sequence)
{
  guint16 n_behind = (guint16) (self->next - 1 - sequence);
  guint64 acknowledged = self->next - 1 - n_behind;

  if (self->next == self->first || n_behind > G_MAXINT16 || acknowledged < self->first
      || acknowledged < self->first_unacknowledged)
    return FALSE;

  self->first_unacknowledged = acknowledged + 1;
  seqgo_rtp_history_trim (self->history, self->first_unacknowledged);
  return TRUE;
}

gboolean
seqgo_rtp_sender_needs_guard (const SeqgoRtpSender *self)
{
  return self->has_commands && self->last_command >= self->first_unacknowledged;
}

gboolean
seqgo_rtp_sender_get_last_sequence (const SeqgoRtpSender *self, guint16 *sequence)
{
  *sequence = (guint16) (self->next - 1);
  return self->next != self->first;
}
