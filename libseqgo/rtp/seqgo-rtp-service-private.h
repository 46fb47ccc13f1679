/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/rtp/seqgo-rtp-service.h>
#include <libseqgo/rtp/seqgo-rtp-sighting-private.h>

G_BEGIN_DECLS

/* A service that has not been seen yet. */
SeqgoRtpService *seqgo_rtp_service_new (const char *name, const char *host);

/* It is seen so, too, or there is something new about that. */
void seqgo_rtp_service_add_sighting (SeqgoRtpService *self, SeqgoRtpSighting *sighting);

/* What the last one said stays. Does nothing if it is not one. */
void seqgo_rtp_service_remove_sighting (SeqgoRtpService *self, SeqgoRtpSighting *sighting);

/* There is nobody who could see it. It is kept until it is seen again. */
void seqgo_rtp_service_keep (SeqgoRtpService *self);

gboolean seqgo_rtp_service_is_kept (SeqgoRtpService *self);

gboolean seqgo_rtp_service_is_seen (SeqgoRtpService *self);

gboolean seqgo_rtp_service_is_on (SeqgoRtpService *self, const char *name, const char *host);

/* The order in lists, by name. */
int seqgo_rtp_service_compare (gconstpointer a, gconstpointer b, gpointer user_data);

G_END_DECLS
