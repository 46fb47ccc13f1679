/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* SysEx that comes in parts: RFC 6295 section 3.2. */

#include "config.h"

#include <libseqgo/midi/seqgo-midi-message-private.h>
#include <libseqgo/rtp/seqgo-rtp-repair-private.h>

/* What is kept for the next one. */
#define MAX_IDLE_BUFFER 4096

static void
clear (SeqgoRtpReceiver *self, SeqgoRtpSysexState state)
{
  if (self->sysex->len > MAX_IDLE_BUFFER)
    {
      g_byte_array_unref (self->sysex);
      self->sysex = g_byte_array_new ();
    }
  g_byte_array_set_size (self->sysex, 0);
  self->sysex_state = state;
}

void
seqgo_rtp_receiver_break_sysex (SeqgoRtpReceiver *self, gboolean is_ended)
{
  if (self->sysex_state == SEQGO_RTP_SYSEX_OPEN)
    self->counts.n_broken_sysex++;
  clear (self, is_ended ? SEQGO_RTP_SYSEX_CLOSED : SEQGO_RTP_SYSEX_SKIPPED);
}

void
seqgo_rtp_receiver_cancel_sysex (SeqgoRtpReceiver *self)
{
  clear (self, SEQGO_RTP_SYSEX_CLOSED);
}

void
seqgo_rtp_receiver_begin_sysex (SeqgoRtpReceiver *self, const guint8 *data, gsize size)
{
  guint8 start = SEQGO_MIDI_SYSEX_START;

  seqgo_rtp_receiver_break_sysex (self, TRUE);
  self->sysex_state = SEQGO_RTP_SYSEX_OPEN;
  self->n_sysex++;
  g_byte_array_append (self->sysex, &start, 1);
  seqgo_rtp_receiver_continue_sysex (self, data, size);
}

void
seqgo_rtp_receiver_continue_sysex (SeqgoRtpReceiver *self, const guint8 *data, gsize size)
{
  if (self->sysex_state == SEQGO_RTP_SYSEX_CLOSED)
    {
      /* How it began is lost. */
      self->counts.n_broken_sysex++;
      self->n_sysex++;
      self->sysex_state = SEQGO_RTP_SYSEX_SKIPPED;
    }
  if (self->sysex_state == SEQGO_RTP_SYSEX_SKIPPED)
    return;

  if (self->sysex->len - 1 + size > self->max_sysex)
    seqgo_rtp_receiver_break_sysex (self, FALSE);
  else
    g_byte_array_append (self->sysex, data, (guint) size);
}

void
seqgo_rtp_receiver_end_sysex (SeqgoRtpReceiver *self)
{
  guint8 end = SEQGO_MIDI_SYSEX_END;

  if (self->sysex_state == SEQGO_RTP_SYSEX_OPEN)
    {
      g_byte_array_append (self->sysex, &end, 1);
      /* They are not counted: they have a chapter of their own. */
      if (seqgo_rtp_is_full_frame (self->sysex->data, self->sysex->len))
        self->n_sysex--;
      seqgo_rtp_receiver_emit_sysex (self, self->sysex->data, self->sysex->len);
    }
  clear (self, SEQGO_RTP_SYSEX_CLOSED);
}

/* FNV-1a; never 0. */
static guint32
hash (const guint8 *message, gsize size)
{
  guint32 value = 0x811C9DC5;

  for (gsize i = 0; i < size; i++)
    value = (value ^ message[i]) * 0x01000193;
  return value != 0 ? value : 1;
}

gboolean
seqgo_rtp_receiver_has_seen_sysex (SeqgoRtpReceiver *self, const guint8 *message, gsize size)
{
  guint32 value = hash (message, size);

  for (guint i = 0; i < SEQGO_RTP_N_RECENT_SYSEX; i++)
    if (self->recent_sysex[i] == value)
      return TRUE;
  return FALSE;
}

void
seqgo_rtp_receiver_emit_sysex (SeqgoRtpReceiver *self, const guint8 *message, gsize size)
{
  SeqgoEventRecord record;

  seqgo_rtp_receiver_apply_sysex (self, message, size);
  /* A journal can tell of it. */
  if (size <= SEQGO_RTP_MAX_LENGTH)
    self->recent_sysex[self->n_recent_sysex++ % SEQGO_RTP_N_RECENT_SYSEX] = hash (message, size);

  seqgo_event_record_init (&record, SEQGO_EVENT_TYPE_SYSEX);
  record.flags = self->flags | SEQGO_EVENT_FLAG_VARIABLE;
  record.time = self->ticks;
  record.a = (gint32) self->payloads->len;
  record.b = (gint32) size;
  g_byte_array_append (self->payloads, message, (guint) size);
  g_array_append_val (self->records, record);
  self->counts.n_events++;
  if ((self->flags & SEQGO_EVENT_FLAG_RECOVERED) != 0)
    self->counts.n_recovered++;
}
