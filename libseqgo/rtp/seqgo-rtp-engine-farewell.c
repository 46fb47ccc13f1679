/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-engine-core-private.h>

/* The end is told twice, in case that one datagram is lost. */
#define FAREWELL_INTERVAL (20 * SEQGO_RTP_MILLISECOND)

typedef struct
{
  SeqgoRtpRemoteAddress address;
  guint32               token;
  guint32               ssrc;
  gint64                time;
} Farewell;

void
seqgo_rtp_engine_init_farewells (SeqgoRtpEngine *self)
{
  self->farewells = g_array_new (FALSE, FALSE, sizeof (Farewell));
}

static void
say_farewell (SeqgoRtpEngine *self, const Farewell *farewell)
{
  seqgo_rtp_engine_send_handshake (self, SEQGO_RTP_CHANNEL_CONTROL, &farewell->address,
                                   SEQGO_RTP_COMMAND_END, farewell->token, farewell->ssrc);
}

void
seqgo_rtp_engine_send_farewell (SeqgoRtpEngine *self, const SeqgoRtpRemote *remote, gint64 now)
{
  Farewell farewell = { .address = remote->control_address,
                        .token = remote->token,
                        .ssrc = remote->local_ssrc,
                        .time = now + FAREWELL_INTERVAL };

  say_farewell (self, &farewell);
  g_array_append_val (self->farewells, farewell);
}

void
seqgo_rtp_engine_repeat_farewells (SeqgoRtpEngine *self, gboolean all, gint64 now)
{
  guint n = 0;

  /* They are in the order of their times. */
  for (; n < self->farewells->len; n++)
    {
      const Farewell *farewell = &g_array_index (self->farewells, Farewell, n);

      if (!all && farewell->time > now)
        break;
      say_farewell (self, farewell);
    }
  if (n > 0)
    g_array_remove_range (self->farewells, 0, n);
}

gint64
seqgo_rtp_engine_get_farewell_deadline (SeqgoRtpEngine *self)
{
  return self->farewells->len > 0 ? g_array_index (self->farewells, Farewell, 0).time : -1;
}

void
seqgo_rtp_engine_forget_farewells (SeqgoRtpEngine *self, const SeqgoRtpRemoteAddress *address)
{
  for (guint i = self->farewells->len; i-- > 0;)
    if (seqgo_rtp_remote_address_equal (&g_array_index (self->farewells, Farewell, i).address,
                                        address))
      g_array_remove_index (self->farewells, i);
}
