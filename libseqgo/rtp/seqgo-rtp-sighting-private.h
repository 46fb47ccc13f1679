/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/rtp/seqgo-rtp-avahi-private.h>

G_BEGIN_DECLS

/* A service as it is seen on one interface with one protocol. */
typedef struct _SeqgoRtpSighting SeqgoRtpSighting;

typedef void (*SeqgoRtpSightingChangedFunc) (SeqgoRtpSighting *sighting, gpointer user_data);

/* Calls @changed later, when it is known where the service is, and when that changes. */
SeqgoRtpSighting *seqgo_rtp_sighting_new (SeqgoRtpAvahi              *avahi,
                                          int                         interface,
                                          int                         protocol,
                                          const char                 *name,
                                          const char                 *domain,
                                          gboolean                    is_local,
                                          SeqgoRtpSightingChangedFunc changed,
                                          gpointer                    user_data);

const char *seqgo_rtp_sighting_get_name (SeqgoRtpSighting *self);

/* Whether this computer announces the service. */
gboolean seqgo_rtp_sighting_is_local (SeqgoRtpSighting *self);

/* Whether what follows is known. */
gboolean seqgo_rtp_sighting_is_resolved (SeqgoRtpSighting *self);

const char *seqgo_rtp_sighting_get_host (SeqgoRtpSighting *self);

guint16 seqgo_rtp_sighting_get_port (SeqgoRtpSighting *self);

/* GInetSocketAddress, with the scope of those that are link-local; at least one. */
GPtrArray *seqgo_rtp_sighting_get_addresses (SeqgoRtpSighting *self);

void seqgo_rtp_sighting_free (SeqgoRtpSighting *self);

G_END_DECLS
