/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-remote-address-private.h>

gboolean
seqgo_rtp_remote_address_equal (const SeqgoRtpRemoteAddress *a, const SeqgoRtpRemoteAddress *b)
{
  return a->port == b->port && seqgo_rtp_remote_address_same_host (a, b);
}

gboolean
seqgo_rtp_remote_address_same_host (const SeqgoRtpRemoteAddress *a, const SeqgoRtpRemoteAddress *b)
{
  return a->scope_id == b->scope_id && memcmp (a->host, b->host, sizeof a->host) == 0;
}
