/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <gio/gio.h>

#include <libseqgo/midi/seqgo-event-batch.h>
#include <libseqgo/midi/seqgo-midi-parser.h>
#include <libseqgo/rtp/seqgo-rtp-error.h>
#include <libseqgo/rtp/seqgo-rtp-invitation.h>
#include <libseqgo/rtp/seqgo-rtp-peer.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_RTP_SESSION:
 *
 * The type of #SeqgoRtpSession.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_RTP_SESSION (seqgo_rtp_session_get_type ())

/**
 * SEQGO_RTP_DEFAULT_PORT:
 *
 * The port that network sessions of MIDI usually have for control. The one for data is the next.
 *
 * Since: 1.0
 */
#define SEQGO_RTP_DEFAULT_PORT 5004

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoRtpSession, seqgo_rtp_session, SEQGO, RTP_SESSION, GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoRtpSession *seqgo_rtp_session_new (const char *name);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_session_listen (SeqgoRtpSession *self, guint16 port, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_session_listen_on (SeqgoRtpSession *self,
                                      const char      *address,
                                      guint16          port,
                                      GError         **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_session_invite_async (SeqgoRtpSession    *self,
                                     const char         *host,
                                     guint16             port,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);

SEQGO_AVAILABLE_IN_1_0
SeqgoRtpPeer *
seqgo_rtp_session_invite_finish (SeqgoRtpSession *self, GAsyncResult *result, GError **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_session_invite_addresses_async (SeqgoRtpSession    *self,
                                               GList              *addresses,
                                               GCancellable       *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);

SEQGO_AVAILABLE_IN_1_0
SeqgoRtpPeer *seqgo_rtp_session_invite_addresses_finish (SeqgoRtpSession *self,
                                                         GAsyncResult    *result,
                                                         GError         **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_session_close (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_session_is_closed (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_session_is_listening (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
int seqgo_rtp_session_get_fd (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_session_process (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_session_send (SeqgoRtpSession *self, SeqgoEvent *event, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_rtp_session_send_at (SeqgoRtpSession *self, SeqgoEvent *event, gint64 time, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_rtp_session_send_batch (SeqgoRtpSession *self, SeqgoEventBatch *batch, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_session_send_midi (SeqgoRtpSession *self, GBytes *bytes, GError **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_session_reset_midi (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_session_note_on (SeqgoRtpSession *self,
                                    guint8           channel,
                                    guint8           note,
                                    guint8           velocity,
                                    GError         **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_session_note_off (SeqgoRtpSession *self,
                                     guint8           channel,
                                     guint8           note,
                                     guint8           velocity,
                                     GError         **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_session_key_pressure (SeqgoRtpSession *self,
                                         guint8           channel,
                                         guint8           note,
                                         guint8           pressure,
                                         GError         **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_session_control_change (SeqgoRtpSession *self,
                                           guint8           channel,
                                           guint8           param,
                                           guint8           value,
                                           GError         **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_session_program_change (SeqgoRtpSession *self,
                                           guint8           channel,
                                           guint8           program,
                                           GError         **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_session_channel_pressure (SeqgoRtpSession *self,
                                             guint8           channel,
                                             guint8           pressure,
                                             GError         **error);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_rtp_session_pitch_bend (SeqgoRtpSession *self, guint8 channel, gint16 value, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_session_sysex (SeqgoRtpSession *self, GBytes *data, GError **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_session_flush (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_rtp_session_get_name (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_session_set_name (SeqgoRtpSession *self, const char *name);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_rtp_session_get_ssrc (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_rtp_session_get_port (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_session_get_discoverable (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_session_set_discoverable (SeqgoRtpSession *self, gboolean discoverable);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_rtp_session_get_published_name (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_rtp_session_get_publish_problem (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_session_get_accept_invitations (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_session_set_accept_invitations (SeqgoRtpSession *self, gboolean accept_invitations);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_rtp_session_get_max_peers (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_session_set_max_peers (SeqgoRtpSession *self, guint max_peers);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_session_get_reconnect (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_session_set_reconnect (SeqgoRtpSession *self, gboolean reconnect);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_session_get_journal (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_session_set_journal (SeqgoRtpSession *self, gboolean journal);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_rtp_session_get_running_status (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_session_set_running_status (SeqgoRtpSession *self, gboolean running_status);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_rtp_session_get_playout_delay (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_session_set_playout_delay (SeqgoRtpSession *self, guint playout_delay);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_rtp_session_get_max_packet_size (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_session_set_max_packet_size (SeqgoRtpSession *self, guint max_packet_size);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_rtp_session_get_receive_limit (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_session_set_receive_limit (SeqgoRtpSession *self, guint receive_limit);

SEQGO_AVAILABLE_IN_1_0
int seqgo_rtp_session_get_priority (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_rtp_session_set_priority (SeqgoRtpSession *self, int priority);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_rtp_session_get_n_unverified (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_rtp_session_get_n_malformed (SeqgoRtpSession *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_rtp_session_get_n_unsent (SeqgoRtpSession *self);

G_END_DECLS
