/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <gio/gio.h>

#include <libseqgo/core/seqgo-address.h>
#include <libseqgo/sequencer/seqgo-sequencer-auto-connect.h>
#include <libseqgo/sequencer/seqgo-sequencer-port-info.h>
#include <libseqgo/sequencer/seqgo-sequencer-registry-client.h>
#include <libseqgo/sequencer/seqgo-sequencer-types.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_SEQUENCER_REGISTRY:
 *
 * The type of #SeqgoSequencerRegistry.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_REGISTRY (seqgo_sequencer_registry_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoSequencerRegistry,
                      seqgo_sequencer_registry,
                      SEQGO,
                      SEQUENCER_REGISTRY,
                      GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerRegistry *seqgo_sequencer_registry_open (GError **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_registry_close (SeqgoSequencerRegistry *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_registry_is_closed (SeqgoSequencerRegistry *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_sequencer_registry_get_n_overflows (SeqgoSequencerRegistry *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerRegistryClient *seqgo_sequencer_registry_find_client (SeqgoSequencerRegistry *self,
                                                                    guint8                  id);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerPortInfo *seqgo_sequencer_registry_find_port (SeqgoSequencerRegistry *self,
                                                            SeqgoAddress           *address);

SEQGO_AVAILABLE_IN_1_0
GList *seqgo_sequencer_registry_list_ports (SeqgoSequencerRegistry *self, SeqgoPortListFlags flags);

SEQGO_AVAILABLE_IN_1_0
GList *seqgo_sequencer_registry_list_senders (SeqgoSequencerRegistry *self, SeqgoAddress *receiver);

SEQGO_AVAILABLE_IN_1_0
GList *seqgo_sequencer_registry_list_receivers (SeqgoSequencerRegistry *self, SeqgoAddress *sender);

SEQGO_AVAILABLE_IN_1_0
GListModel *seqgo_sequencer_registry_ports (SeqgoSequencerRegistry *self, SeqgoPortListFlags flags);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerAutoConnect *seqgo_sequencer_registry_auto_connect (SeqgoSequencerRegistry *self,
                                                                  const char             *source,
                                                                  const char             *target,
                                                                  GError                **error);

G_END_DECLS
