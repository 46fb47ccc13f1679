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

/* Announces a session in the local network as long as it exists, in the thread-default context of
 * its creation. It waits for an Avahi that is not there yet, or not any more. */
typedef struct _SeqgoRtpPublisher SeqgoRtpPublisher;

typedef void (*SeqgoRtpPublisherChangedFunc) (gpointer user_data);

/* @port is the control port. The session has to listen on it with IPv4 and IPv6, or, if @address is
 * not NULL, on that one; then it is announced on its interface only. Of a @name that is too long,
 * the beginning is announced. Calls @changed later, when what the next two functions return is not
 * what it was. It may free the publisher. */
SeqgoRtpPublisher *seqgo_rtp_publisher_new (const char                  *name,
                                            const char                  *address,
                                            guint16                      port,
                                            SeqgoRtpPublisherChangedFunc changed,
                                            gpointer                     user_data);

/* The name that others see: if somebody else has @name, Avahi made another one of it, such as
 * "Stage #2". NULL as long as the session is not announced. */
const char *seqgo_rtp_publisher_get_published_name (SeqgoRtpPublisher *self);

/* Why it is not announced and what to do about it; NULL if it is, or if that is not known yet. */
const char *seqgo_rtp_publisher_get_problem (SeqgoRtpPublisher *self);

/* Others see the new name instead. */
void seqgo_rtp_publisher_set_name (SeqgoRtpPublisher *self, const char *name);

void seqgo_rtp_publisher_free (SeqgoRtpPublisher *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoRtpPublisher, seqgo_rtp_publisher_free)

G_END_DECLS
