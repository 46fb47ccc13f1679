/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <gio/gio.h>

G_BEGIN_DECLS

#define SEQGO_RTP_SERVICE_TYPE "_apple-midi._udp"

/* What Avahi means by all interfaces, by both protocols, and by those of the Internet. */
#define SEQGO_RTP_AVAHI_ANY (-1)
#define SEQGO_RTP_AVAHI_IPV4 0
#define SEQGO_RTP_AVAHI_IPV6 1

/* A connection of its own to Avahi on the system bus, in the thread-default context of its
 * creation. It waits for a bus and an Avahi that are not there yet, or not any more. */
typedef struct _SeqgoRtpAvahi SeqgoRtpAvahi;

/* Something that Avahi made for us, such as a browser. When Avahi goes it is of no use any more,
 * and has to be freed nevertheless. */
typedef struct _SeqgoRtpAvahiObject SeqgoRtpAvahiObject;

typedef void (*SeqgoRtpAvahiChangedFunc) (gpointer user_data);

/* A signal of Avahi. "Failure" has a text, and tells also that the object could not be made. The
 * function may free anything. */
typedef void (*SeqgoRtpAvahiSignalFunc) (const char *signal,
                                         GVariant   *parameters,
                                         gpointer    user_data);

/* The answer to a call, or NULL with an error. It does not come if the object is freed before. */
typedef void (*SeqgoRtpAvahiReplyFunc) (GVariant *reply, GError *error, gpointer user_data);

/* Calls @changed later, when what the next two functions return is not what it was. */
SeqgoRtpAvahi *seqgo_rtp_avahi_new (SeqgoRtpAvahiChangedFunc changed, gpointer user_data);

/* The context that everything happens in. */
GMainContext *seqgo_rtp_avahi_get_context (SeqgoRtpAvahi *self);

gboolean seqgo_rtp_avahi_is_running (SeqgoRtpAvahi *self);

/* Why it does not run and what to do about it; NULL if it does, or if that is not known yet. */
const char *seqgo_rtp_avahi_get_problem (SeqgoRtpAvahi *self);

/* The objects should be freed before. */
void seqgo_rtp_avahi_free (SeqgoRtpAvahi *self);

/* The server itself; of all @type only this has no New method. */
SeqgoRtpAvahiObject *
seqgo_rtp_avahi_get_server (SeqgoRtpAvahi *self, SeqgoRtpAvahiSignalFunc func, gpointer user_data);

/* Makes an object by the server's method @type "New"; takes floating @parameters. What the object
 * says before that method returns is not lost. Avahi must be running. */
SeqgoRtpAvahiObject *seqgo_rtp_avahi_create (SeqgoRtpAvahi          *self,
                                             const char             *type,
                                             GVariant               *parameters,
                                             SeqgoRtpAvahiSignalFunc func,
                                             gpointer                user_data);

/* Calls a method of the object, as soon as it exists. Takes floating @parameters. */
void seqgo_rtp_avahi_object_call (SeqgoRtpAvahiObject   *self,
                                  const char            *method,
                                  GVariant              *parameters,
                                  SeqgoRtpAvahiReplyFunc func);

void seqgo_rtp_avahi_object_free (SeqgoRtpAvahiObject *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoRtpAvahi, seqgo_rtp_avahi_free)

G_END_DECLS
