/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <gio/gio.h>

#include <libseqgo/rtp/seqgo-rtp-engine-private.h>

G_BEGIN_DECLS

#define SEQGO_RTP_N_CHANNELS 2

/* The highest port for control, as the next one is for data. */
#define SEQGO_RTP_MAX_PORT (G_MAXUINT16 - 1)

/* Two UDP sockets with ports in a row. They are for IPv6 and IPv4, or for IPv4 only if the kernel
 * has nothing else or an address of it is asked for. */
typedef struct _SeqgoRtpSocket SeqgoRtpSocket;

typedef void (*SeqgoRtpSocketFunc) (gpointer                     user_data,
                                    SeqgoRtpChannel              channel,
                                    const SeqgoRtpRemoteAddress *from,
                                    const guint8                *data,
                                    gsize                        size);

/* @address is a literal, or NULL for all. If @port is 0, it is a usual one or any that is free. */
SeqgoRtpSocket *seqgo_rtp_socket_open (const char *address, guint16 port, GError **error);

void seqgo_rtp_socket_close (SeqgoRtpSocket *self);

/* That of the control channel. */
guint16 seqgo_rtp_socket_get_port (SeqgoRtpSocket *self);

int seqgo_rtp_socket_get_fd (SeqgoRtpSocket *self, SeqgoRtpChannel channel);

/* Takes one lot of what waits, and returns whether that may be not all. @func must not close the
 * socket. */
gboolean seqgo_rtp_socket_receive (SeqgoRtpSocket    *self,
                                   SeqgoRtpChannel    channel,
                                   SeqgoRtpSocketFunc func,
                                   gpointer           user_data);

/* Queues a datagram; a full queue is sent. */
void seqgo_rtp_socket_queue (SeqgoRtpSocket              *self,
                             SeqgoRtpChannel              channel,
                             const SeqgoRtpRemoteAddress *to,
                             const guint8                *data,
                             gsize                        size);

/* Sends what is queued. What the kernel does not take now stays queued: then returns FALSE, and
 * wants to be called again when the socket of @channel is writable. */
gboolean seqgo_rtp_socket_send (SeqgoRtpSocket *self, SeqgoRtpChannel channel);

/* Datagrams that were too long to be anything, and those that could not be sent. */
guint64 seqgo_rtp_socket_get_n_too_long (SeqgoRtpSocket *self);
guint64 seqgo_rtp_socket_get_n_unsent (SeqgoRtpSocket *self);

/* Whether there is a way to the address, as far as this machine knows. */
gboolean seqgo_rtp_socket_can_reach (SeqgoRtpSocket              *self,
                                     const SeqgoRtpRemoteAddress *address,
                                     GError                     **error);

/* Returns FALSE if the address is neither of IPv6 nor of IPv4. */
gboolean seqgo_rtp_remote_address_from_socket_address (SeqgoRtpRemoteAddress *self,
                                                       GSocketAddress        *address);

/* The host as text, in the usual form of IPv4 or IPv6; with the interface if it is link-local. */
char *seqgo_rtp_remote_address_to_string (const SeqgoRtpRemoteAddress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoRtpSocket, seqgo_rtp_socket_close)

G_END_DECLS
