/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <gio/gio.h>

#include <libseqgo/seqgo-version.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_RTP_SERVICE:
 *
 * The type of #SeqgoRtpService.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_RTP_SERVICE (seqgo_rtp_service_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoRtpService, seqgo_rtp_service, SEQGO, RTP_SERVICE, GObject)

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_rtp_service_get_name (SeqgoRtpService *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_rtp_service_get_host (SeqgoRtpService *self);

SEQGO_AVAILABLE_IN_1_0
guint16 seqgo_rtp_service_get_port (SeqgoRtpService *self);

SEQGO_AVAILABLE_IN_1_0
const char *const *seqgo_rtp_service_get_addresses (SeqgoRtpService *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_service_get_is_local (SeqgoRtpService *self);

SEQGO_AVAILABLE_IN_1_0
GList *seqgo_rtp_service_list_addresses (SeqgoRtpService *self);

SEQGO_AVAILABLE_IN_1_0
char *seqgo_rtp_service_to_string (SeqgoRtpService *self);

G_END_DECLS
