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
#include <libseqgo/midi/seqgo-event-pattern.h>
#include <libseqgo/midi/seqgo-sysex-assembler.h>
#include <libseqgo/midi/seqgo-ump-block-info.h>
#include <libseqgo/midi/seqgo-ump-endpoint-info.h>
#include <libseqgo/sequencer/seqgo-sequencer-client-info.h>
#include <libseqgo/sequencer/seqgo-sequencer-connection.h>
#include <libseqgo/sequencer/seqgo-sequencer-pool.h>
#include <libseqgo/sequencer/seqgo-sequencer-port-info.h>
#include <libseqgo/sequencer/seqgo-sequencer-port.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue-info.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue.h>
#include <libseqgo/sequencer/seqgo-sequencer-system-info.h>
#include <libseqgo/sequencer/seqgo-sequencer-types.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_SEQUENCER_CLIENT:
 *
 * The type of #SeqgoSequencerClient.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_CLIENT (seqgo_sequencer_client_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoSequencerClient,
                      seqgo_sequencer_client,
                      SEQGO,
                      SEQUENCER_CLIENT,
                      GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerClient *seqgo_sequencer_client_open (const char *name, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerClient *seqgo_sequencer_client_open_full (const char      *name,
                                                        SeqgoDirection   direction,
                                                        SeqgoMidiVersion midi_version,
                                                        GError         **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerClient *seqgo_sequencer_client_open_with_direction (const char    *name,
                                                                  SeqgoDirection direction,
                                                                  GError       **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_client_close (SeqgoSequencerClient *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_client_is_closed (SeqgoSequencerClient *self);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_sequencer_client_get_id (SeqgoSequencerClient *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_sequencer_client_get_name (SeqgoSequencerClient *self);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_sequencer_client_set_name (SeqgoSequencerClient *self, const char *name, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoDirection seqgo_sequencer_client_get_direction (SeqgoSequencerClient *self);

SEQGO_AVAILABLE_IN_1_0
int seqgo_sequencer_client_get_priority (SeqgoSequencerClient *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_client_set_priority (SeqgoSequencerClient *self, int priority);

SEQGO_AVAILABLE_IN_1_0
int seqgo_sequencer_client_get_fd (SeqgoSequencerClient *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_sequencer_client_get_n_overflows (SeqgoSequencerClient *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_client_get_error_bounce (SeqgoSequencerClient *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_client_set_error_bounce (SeqgoSequencerClient *self,
                                                  gboolean              error_bounce,
                                                  GError              **error);

SEQGO_AVAILABLE_IN_1_0
guint8 *seqgo_sequencer_client_get_event_filter (SeqgoSequencerClient *self, gsize *n_types);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_client_set_event_filter (SeqgoSequencerClient *self,
                                                  const guint8         *types,
                                                  gsize                 n_types,
                                                  GError              **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_client_get_reassemble_sysex (SeqgoSequencerClient *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_client_set_reassemble_sysex (SeqgoSequencerClient *self,
                                                  gboolean              reassemble_sysex);

SEQGO_AVAILABLE_IN_1_0
SeqgoSysexAssembler *seqgo_sequencer_client_get_sysex_assembler (SeqgoSequencerClient *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerPort *seqgo_sequencer_client_create_port (SeqgoSequencerClient *self,
                                                        const char           *name,
                                                        SeqgoPortPreset       preset,
                                                        GError              **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerPort *seqgo_sequencer_client_create_port_full (SeqgoSequencerClient *self,
                                                             const char           *name,
                                                             SeqgoPortCaps         caps,
                                                             SeqgoPortType         type,
                                                             int                   port_id,
                                                             GError              **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerQueue *
seqgo_sequencer_client_create_queue (SeqgoSequencerClient *self, const char *name, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerQueue *
seqgo_sequencer_client_open_queue (SeqgoSequencerClient *self, guint8 queue_id, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerQueue *
seqgo_sequencer_client_find_queue (SeqgoSequencerClient *self, const char *name, GError **error);

SEQGO_AVAILABLE_IN_1_0
GList *seqgo_sequencer_client_list_queues (SeqgoSequencerClient *self, GError **error);

SEQGO_AVAILABLE_IN_1_0
GList *seqgo_sequencer_client_list_clients (SeqgoSequencerClient *self, GError **error);

SEQGO_AVAILABLE_IN_1_0
GList *seqgo_sequencer_client_list_ports (SeqgoSequencerClient *self,
                                          SeqgoPortListFlags    flags,
                                          GError              **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerClientInfo *seqgo_sequencer_client_get_client_info (SeqgoSequencerClient *self,
                                                                  guint8                client_id,
                                                                  GError              **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerPortInfo *seqgo_sequencer_client_get_port_info (SeqgoSequencerClient *self,
                                                              SeqgoAddress         *address,
                                                              GError              **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerSystemInfo *seqgo_sequencer_client_get_system_info (SeqgoSequencerClient *self,
                                                                  GError              **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoAddress *seqgo_sequencer_client_find_address (SeqgoSequencerClient *self,
                                                   const char           *name,
                                                   SeqgoDirection        direction,
                                                   GError              **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_client_connect_ports (SeqgoSequencerClient *self,
                                               SeqgoAddress         *sender,
                                               SeqgoAddress         *receiver,
                                               GError              **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_client_connect_ports_full (SeqgoSequencerClient *self,
                                                    SeqgoAddress         *sender,
                                                    SeqgoAddress         *receiver,
                                                    SeqgoConnectionFlags  flags,
                                                    SeqgoSequencerQueue  *queue,
                                                    GError              **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_client_disconnect_ports (SeqgoSequencerClient *self,
                                                  SeqgoAddress         *sender,
                                                  SeqgoAddress         *receiver,
                                                  GError              **error);

SEQGO_AVAILABLE_IN_1_0
GList *seqgo_sequencer_client_list_connections (SeqgoSequencerClient *self,
                                                SeqgoAddress         *address,
                                                SeqgoDirection        direction,
                                                GError              **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerConnection *seqgo_sequencer_client_find_connection (SeqgoSequencerClient *self,
                                                                  SeqgoAddress         *sender,
                                                                  SeqgoAddress         *receiver,
                                                                  GError              **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerPool *
seqgo_sequencer_client_get_pool (SeqgoSequencerClient *self, guint8 client_id, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_sequencer_client_set_input_pool (SeqgoSequencerClient *self, guint n_events, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_sequencer_client_set_output_pool (SeqgoSequencerClient *self, guint n_events, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_sequencer_client_set_output_room (SeqgoSequencerClient *self, guint n_events, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_client_remove_events (SeqgoSequencerClient *self,
                                               SeqgoEventPattern    *pattern,
                                               GError              **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_client_drop_input (SeqgoSequencerClient *self, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_client_drop_output (SeqgoSequencerClient *self, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoEventBatch *seqgo_sequencer_client_read_batch (SeqgoSequencerClient *self,
                                                    gint64                timeout,
                                                    GCancellable         *cancellable,
                                                    GError              **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_client_read_batch_async (SeqgoSequencerClient *self,
                                              int                   priority,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);

SEQGO_AVAILABLE_IN_1_0
SeqgoEventBatch *seqgo_sequencer_client_read_batch_finish (SeqgoSequencerClient *self,
                                                           GAsyncResult         *result,
                                                           GError              **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoMidiVersion seqgo_sequencer_client_get_midi_version (SeqgoSequencerClient *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_client_set_ump_conversion (SeqgoSequencerClient *self,
                                                    gboolean              converts,
                                                    GError              **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_client_set_ump_groups (SeqgoSequencerClient *self,
                                                guint                 groups,
                                                gboolean              groupless,
                                                GError              **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmpEndpointInfo *seqgo_sequencer_client_get_ump_endpoint_info (SeqgoSequencerClient *self,
                                                                    guint8                client_id,
                                                                    GError              **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmpBlockInfo *seqgo_sequencer_client_get_ump_block_info (SeqgoSequencerClient *self,
                                                              guint8                client_id,
                                                              guint                 block,
                                                              GError              **error);

SEQGO_AVAILABLE_IN_1_0
GList *seqgo_sequencer_client_create_ump_endpoint (SeqgoSequencerClient *self,
                                                   SeqgoUmpEndpointInfo *info,
                                                   GList                *blocks,
                                                   GError              **error);

G_END_DECLS
