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

/* A SeqgoRtpPublisher in a thread of the library, so that others find a session whatever event loop
 * its program runs. */
typedef struct _SeqgoRtpAnnouncer SeqgoRtpAnnouncer;

/* The arguments are as seqgo_rtp_publisher_new() has them. */
SeqgoRtpAnnouncer *seqgo_rtp_announcer_new (const char *name, const char *address, guint16 port);

/* Becomes readable when there is something to take. */
int seqgo_rtp_announcer_get_fd (SeqgoRtpAnnouncer *self);

/* The name that others see, and why there is none; either may be NULL. */
void seqgo_rtp_announcer_take (SeqgoRtpAnnouncer *self, char **published_name, char **problem);

void seqgo_rtp_announcer_set_name (SeqgoRtpAnnouncer *self, const char *name);

void seqgo_rtp_announcer_free (SeqgoRtpAnnouncer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoRtpAnnouncer, seqgo_rtp_announcer_free)

G_END_DECLS
