/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-error.h>

/**
 * SECTION:seqgo-rtp-error
 * @title: SeqgoRtpError
 * @short_description: why something about a network session failed
 *
 * A function that fails returns %FALSE or %NULL and sets an error. Its message says what was tried,
 * why it failed and, where that is known, what to do.
 *
 * |[<!-- language="C" -->
 * if (g_error_matches (error, SEQGO_RTP_ERROR, SEQGO_RTP_ERROR_REJECTED))
 *   show_message ("The studio wants no session now.");
 * ]|
 */

/**
 * seqgo_rtp_error_quark:
 *
 * Returns what %SEQGO_RTP_ERROR stands for.
 *
 * Returns: the error domain
 *
 * Since: 1.0
 */
/* clang-format off */
G_DEFINE_QUARK (seqgo-rtp-error-quark, seqgo_rtp_error)
/* clang-format on */
