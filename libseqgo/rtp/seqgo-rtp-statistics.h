/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <glib-object.h>

#include <libseqgo/seqgo-version.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_RTP_STATISTICS:
 *
 * The type of #SeqgoRtpStatistics.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_RTP_STATISTICS (seqgo_rtp_statistics_get_type ())

/**
 * SeqgoRtpStatistics:
 *
 * What went between a session and one #SeqgoRtpPeer up to some moment. It is immutable; ask again
 * for newer numbers. They begin anew when a peer that was lost is back.
 *
 * Since: 1.0
 */
typedef struct _SeqgoRtpStatistics SeqgoRtpStatistics;

SEQGO_AVAILABLE_IN_1_0
GType seqgo_rtp_statistics_get_type (void);

SEQGO_AVAILABLE_IN_1_0
SeqgoRtpStatistics *seqgo_rtp_statistics_ref (SeqgoRtpStatistics *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_statistics_unref (SeqgoRtpStatistics *self);

SEQGO_AVAILABLE_IN_1_0
char *seqgo_rtp_statistics_to_string (SeqgoRtpStatistics *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_rtp_statistics_get_packets_received (SeqgoRtpStatistics *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_rtp_statistics_get_bytes_received (SeqgoRtpStatistics *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_rtp_statistics_get_events_received (SeqgoRtpStatistics *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_rtp_statistics_get_lost (SeqgoRtpStatistics *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_rtp_statistics_get_unrecoverable (SeqgoRtpStatistics *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_rtp_statistics_get_recovered (SeqgoRtpStatistics *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_rtp_statistics_get_duplicate (SeqgoRtpStatistics *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_rtp_statistics_get_late (SeqgoRtpStatistics *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_rtp_statistics_get_malformed (SeqgoRtpStatistics *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_rtp_statistics_get_broken_sysex (SeqgoRtpStatistics *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_rtp_statistics_get_packets_sent (SeqgoRtpStatistics *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_rtp_statistics_get_bytes_sent (SeqgoRtpStatistics *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_rtp_statistics_get_events_sent (SeqgoRtpStatistics *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_rtp_statistics_get_left_out (SeqgoRtpStatistics *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoRtpStatistics, seqgo_rtp_statistics_unref)

G_END_DECLS
