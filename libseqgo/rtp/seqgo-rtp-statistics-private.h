/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/rtp/seqgo-rtp-engine-private.h>
#include <libseqgo/rtp/seqgo-rtp-statistics.h>

G_BEGIN_DECLS

SeqgoRtpStatistics *seqgo_rtp_statistics_new (const SeqgoRtpRemoteInfo *info);

G_END_DECLS
