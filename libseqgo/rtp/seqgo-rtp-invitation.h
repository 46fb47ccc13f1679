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
 * SEQGO_TYPE_RTP_INVITATION:
 *
 * The type of #SeqgoRtpInvitation.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_RTP_INVITATION (seqgo_rtp_invitation_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoRtpInvitation, seqgo_rtp_invitation, SEQGO, RTP_INVITATION, GObject)

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_rtp_invitation_get_name (SeqgoRtpInvitation *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_rtp_invitation_get_address (SeqgoRtpInvitation *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_rtp_invitation_get_port (SeqgoRtpInvitation *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_rtp_invitation_get_ssrc (SeqgoRtpInvitation *self);

SEQGO_AVAILABLE_IN_1_0
char *seqgo_rtp_invitation_to_string (SeqgoRtpInvitation *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_invitation_accept (SeqgoRtpInvitation *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_invitation_reject (SeqgoRtpInvitation *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_invitation_defer (SeqgoRtpInvitation *self);

G_END_DECLS
