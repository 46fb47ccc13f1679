/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Lists of MIDI commands: RFC 6295 section 3. */

#include "config.h"

#include <string.h>

#include <libseqgo/midi/seqgo-midi-message-private.h>
#include <libseqgo/rtp/seqgo-rtp-list-private.h>

#define FIRST_REAL_TIME 0xF8
#define MORE_FOLLOWS 0x80
#define DELTA_MASK 0x7F
#define MAX_DELTA_SIZE 4
#define MAX_DELTA 0x0FFFFFFF

/* What begins and ends the parts of SysEx (section 3.2, figure 6). */
enum
{
  SYSEX_START = 0xF0,
  SYSEX_CANCEL = 0xF4,
  /* As F7, but the source did not send that. */
  SYSEX_DROPPED = 0xF5,
  SYSEX_END = 0xF7,
};

void
seqgo_rtp_list_reader_init (SeqgoRtpListReader *self, const SeqgoRtpPacket *packet)
{
  *self = (SeqgoRtpListReader){
    .position = packet->list,
    .end = packet->list + packet->list_size,
    .has_delta = packet->has_first_delta,
  };
}

static gboolean
read_delta (SeqgoRtpListReader *self)
{
  guint32 delta = 0;

  for (guint i = 0; i < MAX_DELTA_SIZE && self->position < self->end; i++)
    {
      guint8 byte = *self->position++;

      delta = delta << 7 | (byte & DELTA_MASK);
      if ((byte & MORE_FOLLOWS) == 0)
        {
          self->ticks += delta;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
read_message (SeqgoRtpListReader *self, guint8 status, guint n_data, SeqgoRtpItem *item)
{
  if ((gsize) (self->end - self->position) < n_data)
    return FALSE;

  item->type = SEQGO_RTP_ITEM_MESSAGE;
  item->bytes[0] = status;
  item->n_bytes = 1;
  while (item->n_bytes <= n_data)
    {
      if (*self->position >= SEQGO_MIDI_FIRST_STATUS)
        return FALSE;
      item->bytes[item->n_bytes++] = *self->position++;
    }
  return TRUE;
}

/* @first is what it began with. Parts that carry nothing, which nobody should send, do no harm. */
static gboolean
read_sysex (SeqgoRtpListReader *self, guint8 first, SeqgoRtpItem *item)
{
  gboolean is_begin = first == SYSEX_START;

  item->data = self->position;
  while (self->position < self->end && *self->position < SEQGO_MIDI_FIRST_STATUS)
    self->position++;
  if (self->position == self->end)
    return FALSE;

  item->size = (gsize) (self->position - item->data);
  switch (*self->position++)
    {
    case SYSEX_START:
      item->type = is_begin ? SEQGO_RTP_ITEM_SYSEX_FIRST : SEQGO_RTP_ITEM_SYSEX_MIDDLE;
      return TRUE;
    case SYSEX_DROPPED:
      item->is_dropped = TRUE;
      G_GNUC_FALLTHROUGH;
    case SYSEX_END:
      item->type = is_begin ? SEQGO_RTP_ITEM_SYSEX : SEQGO_RTP_ITEM_SYSEX_LAST;
      return TRUE;
    case SYSEX_CANCEL:
      item->type = SEQGO_RTP_ITEM_SYSEX_CANCEL;
      return !is_begin;
    default:
      return FALSE;
    }
}

static gboolean
read_system (SeqgoRtpListReader *self, guint8 status, SeqgoRtpItem *item)
{
  if (status < FIRST_REAL_TIME)
    self->running_status = 0;
  switch (status)
    {
    case SYSEX_START:
    case SYSEX_END:
      return read_sysex (self, status, item);
    /* How much follows them is not defined. */
    case SYSEX_CANCEL:
    case SYSEX_DROPPED:
      return FALSE;
    default:
      return read_message (self, status, seqgo_midi_message_find (status)->n_data, item);
    }
}

static gboolean
read_command (SeqgoRtpListReader *self, SeqgoRtpItem *item)
{
  guint8 status = *self->position;

  if (status >= SEQGO_MIDI_FIRST_STATUS)
    self->position++;
  else
    status = self->running_status;

  if (status >= SEQGO_MIDI_FIRST_SYSTEM_STATUS)
    return read_system (self, status, item);
  if (status == 0)
    return FALSE;
  self->running_status = status;
  return read_message (self, status, seqgo_midi_message_find (status)->n_data, item);
}

gboolean
seqgo_rtp_list_reader_next (SeqgoRtpListReader *self, SeqgoRtpItem *item)
{
  *item = (SeqgoRtpItem){ .type = SEQGO_RTP_ITEM_NONE };
  if (self->position == self->end)
    return FALSE;

  if ((self->has_delta && !read_delta (self))
      || (self->position < self->end && !read_command (self, item)))
    {
      self->is_malformed = TRUE;
      self->position = self->end;
      return FALSE;
    }
  self->has_delta = TRUE;
  item->ticks = self->ticks;
  return TRUE;
}

void
seqgo_rtp_list_writer_init (SeqgoRtpListWriter *self, guint8 *data, gsize capacity, gint64 ticks)
{
  *self = (SeqgoRtpListWriter){
    .data = data,
    .capacity = MIN (capacity, SEQGO_RTP_MAX_LIST),
    .ticks = ticks,
    .has_running_status = TRUE,
  };
}

void
seqgo_rtp_list_writer_set_running_status (SeqgoRtpListWriter *self, gboolean running_status)
{
  self->has_running_status = running_status;
}

/* Writes nothing yet: returns how many bytes the delta time of a command at @ticks has. Those that
 * are too late for this list find no room. */
static gboolean
make_delta (const SeqgoRtpListWriter *self, gint64 ticks, guint8 *delta, gsize *n_delta)
{
  guint64 difference = ticks > self->ticks ? (guint64) ticks - (guint64) self->ticks : 0;
  guint   n = 1;

  if (difference > MAX_DELTA && self->is_begun)
    return FALSE;
  difference = MIN (difference, MAX_DELTA);
  *n_delta = 0;
  if (difference == 0 && !self->is_begun)
    return TRUE;

  while (n < MAX_DELTA_SIZE && difference >> (7 * n) != 0)
    n++;
  while (n > 0)
    {
      n--;
      delta[(*n_delta)++]
          = (guint8) ((difference >> (7 * n) & DELTA_MASK) | (n > 0 ? MORE_FOLLOWS : 0));
    }
  return TRUE;
}

/* There is room for @n_delta and @size bytes. */
static void
begin (SeqgoRtpListWriter *self, const guint8 *delta, gsize n_delta, gint64 ticks)
{
  memcpy (self->data + self->size, delta, n_delta);
  self->size += n_delta;
  self->has_first_delta |= !self->is_begun && n_delta > 0;
  self->is_begun = TRUE;
  self->ticks = MAX (self->ticks, ticks);
}

static void
append (SeqgoRtpListWriter *self, const guint8 *bytes, gsize size)
{
  memcpy (self->data + self->size, bytes, size);
  self->size += size;
}

static void
append_byte (SeqgoRtpListWriter *self, guint8 byte)
{
  self->data[self->size++] = byte;
}

gboolean
seqgo_rtp_list_writer_add (SeqgoRtpListWriter *self,
                           const guint8       *message,
                           gsize               size,
                           gint64              ticks)
{
  guint8   status = message[0];
  gboolean is_repeated = self->has_running_status && status == self->running_status;
  guint8   delta[MAX_DELTA_SIZE];
  gsize    n_delta;

  if (is_repeated)
    {
      message++;
      size--;
    }
  if (!make_delta (self, ticks, delta, &n_delta) || self->capacity - self->size < n_delta + size)
    return FALSE;

  begin (self, delta, n_delta, ticks);
  append (self, message, size);
  if (status < FIRST_REAL_TIME)
    self->running_status = status < SEQGO_MIDI_FIRST_SYSTEM_STATUS ? status : 0;
  return TRUE;
}

gsize
seqgo_rtp_list_writer_add_sysex (SeqgoRtpListWriter *self,
                                 const guint8       *message,
                                 gsize               size,
                                 gsize               offset,
                                 gint64              ticks)
{
  /* A part that does not begin the message has F7 before it. */
  gsize  n_before = offset > 0 ? 1 : 0;
  gsize  n_bytes = size - offset;
  guint8 delta[MAX_DELTA_SIZE];
  gsize  n_delta, room;

  if (!make_delta (self, ticks, delta, &n_delta) || self->capacity - self->size < n_delta)
    return offset;
  room = self->capacity - self->size - n_delta;
  if (n_before + n_bytes > room)
    {
      /* F0 or F7, at least one byte of data, and F0, which says that more follows. */
      if (room < 3)
        return offset;
      n_bytes = room - n_before - 1;
    }

  begin (self, delta, n_delta, ticks);
  if (n_before > 0)
    append_byte (self, SYSEX_END);
  append (self, message + offset, n_bytes);
  if (offset + n_bytes < size)
    append_byte (self, SYSEX_START);
  self->running_status = 0;
  return offset + n_bytes;
}

gboolean
seqgo_rtp_list_writer_has_first_delta (const SeqgoRtpListWriter *self)
{
  return self->has_first_delta;
}
