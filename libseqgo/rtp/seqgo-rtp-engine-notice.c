/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-engine-core-private.h>

/* The arrays that wait for the next events, and what they may hold. */
#define MAX_SPARE 4
#define MAX_SPARE_SIZE 65536

SeqgoRtpNotice *
seqgo_rtp_engine_add_notice (SeqgoRtpEngine *self, SeqgoRtpNoticeType type, SeqgoRtpRemote *remote)
{
  SeqgoRtpNotice notice = { .type = type, .remote = seqgo_rtp_remote_ref (remote) };

  g_array_append_val (self->notices, notice);
  return &g_array_index (self->notices, SeqgoRtpNotice, self->notices->len - 1);
}

void
seqgo_rtp_engine_add_change (SeqgoRtpEngine *self, SeqgoRtpRemote *remote)
{
  if (remote->has_change_notice)
    return;
  remote->has_change_notice = TRUE;
  seqgo_rtp_engine_add_notice (self, SEQGO_RTP_NOTICE_CHANGED, remote);
}

static SeqgoRtpNotice *
get_last (SeqgoRtpEngine *self)
{
  if (self->notices->len == self->n_notices_taken)
    return NULL;
  return &g_array_index (self->notices, SeqgoRtpNotice, self->notices->len - 1);
}

void
seqgo_rtp_engine_add_overflow (SeqgoRtpEngine *self, SeqgoRtpRemote *remote, guint n_packets)
{
  SeqgoRtpNotice *notice = get_last (self);

  if (notice == NULL || notice->type != SEQGO_RTP_NOTICE_OVERFLOW || notice->remote != remote)
    notice = seqgo_rtp_engine_add_notice (self, SEQGO_RTP_NOTICE_OVERFLOW, remote);
  notice->n_lost += n_packets;
}

SeqgoRtpNotice *
seqgo_rtp_engine_begin_events (SeqgoRtpEngine *self, SeqgoRtpRemote *remote)
{
  SeqgoRtpNotice *notice = get_last (self);

  if (notice != NULL && notice->type == SEQGO_RTP_NOTICE_EVENTS && notice->remote == remote)
    return notice;

  notice = seqgo_rtp_engine_add_notice (self, SEQGO_RTP_NOTICE_EVENTS, remote);
  notice->records = self->spare_records->len > 0
                        ? g_ptr_array_steal_index_fast (self->spare_records, 0)
                        : g_array_new (FALSE, FALSE, sizeof (SeqgoEventRecord));
  notice->payloads = self->spare_payloads->len > 0
                         ? g_ptr_array_steal_index_fast (self->spare_payloads, 0)
                         : g_byte_array_new ();
  return notice;
}

void
seqgo_rtp_engine_end_events (SeqgoRtpEngine *self)
{
  SeqgoRtpNotice *notice = get_last (self);

  if (notice->records->len == 0)
    {
      seqgo_rtp_engine_give_back (self, notice);
      g_array_set_size (self->notices, self->notices->len - 1);
    }
}

gboolean
seqgo_rtp_engine_take_notice (SeqgoRtpEngine *self, SeqgoRtpNotice *notice)
{
  if (self->n_notices_taken == self->notices->len)
    return FALSE;

  *notice = g_array_index (self->notices, SeqgoRtpNotice, self->n_notices_taken);
  if (notice->type == SEQGO_RTP_NOTICE_CHANGED)
    notice->remote->has_change_notice = FALSE;
  self->n_notices_taken++;
  if (self->n_notices_taken == self->notices->len)
    {
      g_array_set_size (self->notices, 0);
      self->n_notices_taken = 0;
    }
  return TRUE;
}

void
seqgo_rtp_notice_clear (SeqgoRtpNotice *notice)
{
  g_clear_pointer (&notice->remote, seqgo_rtp_remote_unref);
  g_clear_pointer (&notice->records, g_array_unref);
  g_clear_pointer (&notice->payloads, g_byte_array_unref);
}

void
seqgo_rtp_engine_give_back (SeqgoRtpEngine *self, SeqgoRtpNotice *notice)
{
  if (notice->records != NULL && self->spare_records->len < MAX_SPARE
      && notice->records->len <= MAX_SPARE_SIZE / sizeof (SeqgoEventRecord))
    {
      g_array_set_size (notice->records, 0);
      g_ptr_array_add (self->spare_records, g_steal_pointer (&notice->records));
    }
  if (notice->payloads != NULL && self->spare_payloads->len < MAX_SPARE
      && notice->payloads->len <= MAX_SPARE_SIZE)
    {
      g_byte_array_set_size (notice->payloads, 0);
      g_ptr_array_add (self->spare_payloads, g_steal_pointer (&notice->payloads));
    }
  seqgo_rtp_notice_clear (notice);
}

void
seqgo_rtp_engine_free_notices (SeqgoRtpEngine *self)
{
  SeqgoRtpNotice notice;

  while (seqgo_rtp_engine_take_notice (self, &notice))
    seqgo_rtp_notice_clear (&notice);
  g_array_unref (self->notices);
  g_ptr_array_unref (self->spare_records);
  g_ptr_array_unref (self->spare_payloads);
}
