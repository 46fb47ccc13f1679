/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <glib.h>

#include <libseqgo/seqgo-version.h>

G_BEGIN_DECLS

/**
 * SEQGO_RTP_ERROR:
 *
 * The error domain of network sessions. Causes that GIO has a word for are in %G_IO_ERROR or
 * %G_RESOLVER_ERROR instead.
 *
 * Since: 1.0
 */
#define SEQGO_RTP_ERROR (seqgo_rtp_error_quark ())

/**
 * SeqgoRtpError:
 * @SEQGO_RTP_ERROR_FAILED: something else; the message says what
 * @SEQGO_RTP_ERROR_NO_ANSWER: nobody answered the invitation
 * @SEQGO_RTP_ERROR_REJECTED: the other side does not want the session: it has as many as it can, or
 *   its user decided so
 * @SEQGO_RTP_ERROR_NOT_SYNCHRONIZED: the other side accepted, but did not answer what measures its
 *   clock
 * @SEQGO_RTP_ERROR_COLLISION: the other side has the same number (SSRC) as this session, or as
 *   another peer of it
 * @SEQGO_RTP_ERROR_ENDED_BY_PEER: the other side ended the session
 * @SEQGO_RTP_ERROR_RESTARTED: the other side began anew, as a program does that was started again
 * @SEQGO_RTP_ERROR_LOST: nothing was heard of the other side for too long
 * @SEQGO_RTP_ERROR_TOO_MANY_PEERS: the session has as many peers as it may
 * @SEQGO_RTP_ERROR_ALREADY_OPEN: the session has other ports already
 * @SEQGO_RTP_ERROR_OVERFLOW: more was sent than the other side takes, and some of it was left out
 * @SEQGO_RTP_ERROR_BROKEN_SYSEX: a SysEx message was too long, or its end never came
 *
 * Why something about a network session failed or ended, where GIO has no word for it.
 *
 * Since: 1.0
 */
typedef enum /*< prefix=SEQGO_RTP_ERROR >*/
{
  SEQGO_RTP_ERROR_FAILED,
  SEQGO_RTP_ERROR_NO_ANSWER,
  SEQGO_RTP_ERROR_REJECTED,
  SEQGO_RTP_ERROR_NOT_SYNCHRONIZED,
  SEQGO_RTP_ERROR_COLLISION,
  SEQGO_RTP_ERROR_ENDED_BY_PEER,
  SEQGO_RTP_ERROR_RESTARTED,
  SEQGO_RTP_ERROR_LOST,
  SEQGO_RTP_ERROR_TOO_MANY_PEERS,
  SEQGO_RTP_ERROR_ALREADY_OPEN,
  SEQGO_RTP_ERROR_OVERFLOW,
  SEQGO_RTP_ERROR_BROKEN_SYSEX,
} SeqgoRtpError;

SEQGO_AVAILABLE_IN_1_0
GQuark seqgo_rtp_error_quark (void);

G_END_DECLS
