/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <gio/gio.h>

#include <libseqgo/rtp/seqgo-rtp-service.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_RTP_BROWSER:
 *
 * The type of #SeqgoRtpBrowser.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_RTP_BROWSER (seqgo_rtp_browser_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoRtpBrowser, seqgo_rtp_browser, SEQGO, RTP_BROWSER, GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoRtpBrowser *seqgo_rtp_browser_open (void);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_browser_close (SeqgoRtpBrowser *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_browser_is_closed (SeqgoRtpBrowser *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_browser_get_available (SeqgoRtpBrowser *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_rtp_browser_get_problem (SeqgoRtpBrowser *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoRtpService *seqgo_rtp_browser_find_service (SeqgoRtpBrowser *self, const char *name);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_browser_wait_for_async (SeqgoRtpBrowser    *self,
                                       const char         *name,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);

SEQGO_AVAILABLE_IN_1_0
SeqgoRtpService *
seqgo_rtp_browser_wait_for_finish (SeqgoRtpBrowser *self, GAsyncResult *result, GError **error);

G_END_DECLS
