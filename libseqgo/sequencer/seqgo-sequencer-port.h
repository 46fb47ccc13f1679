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
#include <libseqgo/sequencer/seqgo-sequencer-queue.h>
#include <libseqgo/sequencer/seqgo-sequencer-types.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_SEQUENCER_PORT:
 *
 * The type of #SeqgoSequencerPort.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_PORT (seqgo_sequencer_port_get_type ())

#ifndef __GTK_DOC_IGNORE__
typedef struct _SeqgoSequencerClient SeqgoSequencerClient;
#endif

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoSequencerPort, seqgo_sequencer_port, SEQGO, SEQUENCER_PORT, GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerClient *seqgo_sequencer_port_get_client (SeqgoSequencerPort *self);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_sequencer_port_get_id (SeqgoSequencerPort *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_sequencer_port_get_name (SeqgoSequencerPort *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoAddress *seqgo_sequencer_port_get_address (SeqgoSequencerPort *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoPortCaps seqgo_sequencer_port_get_caps (SeqgoSequencerPort *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoPortType seqgo_sequencer_port_get_port_type (SeqgoSequencerPort *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_port_get_midi_channels (SeqgoSequencerPort *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_port_get_midi_voices (SeqgoSequencerPort *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_port_get_synth_voices (SeqgoSequencerPort *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_set_name (SeqgoSequencerPort *self, const char *name, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_sequencer_port_set_caps (SeqgoSequencerPort *self, SeqgoPortCaps caps, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_set_port_type (SeqgoSequencerPort *self,
                                             SeqgoPortType       port_type,
                                             GError            **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_set_midi_channels (SeqgoSequencerPort *self,
                                                 guint               midi_channels,
                                                 GError            **error);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_sequencer_port_set_midi_voices (SeqgoSequencerPort *self, guint midi_voices, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_set_synth_voices (SeqgoSequencerPort *self,
                                                guint               synth_voices,
                                                GError            **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_set_time_stamping (SeqgoSequencerPort  *self,
                                                 SeqgoSequencerQueue *queue,
                                                 gboolean             real_time,
                                                 GError             **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_port_close (SeqgoSequencerPort *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_is_closed (SeqgoSequencerPort *self);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_sequencer_port_connect_to (SeqgoSequencerPort *self, const char *receiver, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_connect_to_address (SeqgoSequencerPort *self,
                                                  SeqgoAddress       *receiver,
                                                  GError            **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_connect_to_full (SeqgoSequencerPort  *self,
                                               SeqgoAddress        *receiver,
                                               SeqgoConnectionFlags flags,
                                               SeqgoSequencerQueue *queue,
                                               GError             **error);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_sequencer_port_connect_from (SeqgoSequencerPort *self, const char *sender, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_connect_from_address (SeqgoSequencerPort *self,
                                                    SeqgoAddress       *sender,
                                                    GError            **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_connect_from_full (SeqgoSequencerPort  *self,
                                                 SeqgoAddress        *sender,
                                                 SeqgoConnectionFlags flags,
                                                 SeqgoSequencerQueue *queue,
                                                 GError             **error);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_sequencer_port_disconnect_to (SeqgoSequencerPort *self, const char *receiver, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_disconnect_to_address (SeqgoSequencerPort *self,
                                                     SeqgoAddress       *receiver,
                                                     GError            **error);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_sequencer_port_disconnect_from (SeqgoSequencerPort *self, const char *sender, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_disconnect_from_address (SeqgoSequencerPort *self,
                                                       SeqgoAddress       *sender,
                                                       GError            **error);

SEQGO_AVAILABLE_IN_1_0
GList *seqgo_sequencer_port_list_connections (SeqgoSequencerPort *self,
                                              SeqgoDirection      direction,
                                              GError            **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_send (SeqgoSequencerPort *self, SeqgoEvent *event, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_send_to (SeqgoSequencerPort *self,
                                       SeqgoEvent         *event,
                                       SeqgoAddress       *receiver,
                                       GError            **error);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_sequencer_port_send_batch (SeqgoSequencerPort *self, SeqgoEventBatch *batch, GError **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_port_send_batch_async (SeqgoSequencerPort *self,
                                            SeqgoEventBatch    *batch,
                                            int                 priority,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_send_batch_finish (SeqgoSequencerPort *self,
                                                 GAsyncResult       *result,
                                                 GError            **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_send_batch_wait (SeqgoSequencerPort *self,
                                               SeqgoEventBatch    *batch,
                                               gint64              timeout,
                                               GCancellable       *cancellable,
                                               GError            **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_port_send_batch_wait_async (SeqgoSequencerPort *self,
                                                 SeqgoEventBatch    *batch,
                                                 int                 priority,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_send_batch_wait_finish (SeqgoSequencerPort *self,
                                                      GAsyncResult       *result,
                                                      GError            **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_send_midi (SeqgoSequencerPort *self, GBytes *bytes, GError **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_port_reset_midi (SeqgoSequencerPort *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoMidiParser *seqgo_sequencer_port_get_midi_parser (SeqgoSequencerPort *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_note_on (SeqgoSequencerPort *self,
                                       guint8              channel,
                                       guint8              note,
                                       guint8              velocity,
                                       GError            **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_note_off (SeqgoSequencerPort *self,
                                        guint8              channel,
                                        guint8              note,
                                        guint8              velocity,
                                        GError            **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_key_pressure (SeqgoSequencerPort *self,
                                            guint8              channel,
                                            guint8              note,
                                            guint8              pressure,
                                            GError            **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_control_change (SeqgoSequencerPort *self,
                                              guint8              channel,
                                              guint8              param,
                                              guint8              value,
                                              GError            **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_program_change (SeqgoSequencerPort *self,
                                              guint8              channel,
                                              guint8              program,
                                              GError            **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_channel_pressure (SeqgoSequencerPort *self,
                                                guint8              channel,
                                                guint8              pressure,
                                                GError            **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_pitch_bend (SeqgoSequencerPort *self,
                                          guint8              channel,
                                          gint16              value,
                                          GError            **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_port_sysex (SeqgoSequencerPort *self, GBytes *data, GError **error);

G_END_DECLS
