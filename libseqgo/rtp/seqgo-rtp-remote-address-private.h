/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <glib.h>

G_BEGIN_DECLS

/* Where a datagram comes from or goes to: an address of IPv6, or of IPv4 in the form
 * ::ffff:a.b.c.d. The scope is 0 unless the address is link-local. A machine has several addresses,
 * and who sends to one of them takes no answer from another: @local is the one of ours that is to
 * be used, or zeros for any. */
typedef struct
{
  guint8  host[16];
  guint8  local[16];
  guint32 scope_id;
  guint16 port;
} SeqgoRtpRemoteAddress;

/* The same host and port, whatever the address of ours. */
gboolean seqgo_rtp_remote_address_equal (const SeqgoRtpRemoteAddress *a,
                                         const SeqgoRtpRemoteAddress *b);

/* The same host, whatever the ports. */
gboolean seqgo_rtp_remote_address_same_host (const SeqgoRtpRemoteAddress *a,
                                             const SeqgoRtpRemoteAddress *b);

G_END_DECLS
