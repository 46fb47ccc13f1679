/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <gio/gio.h>

#include <libseqgo/sequencer/seqgo-sequencer-types.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_SEQUENCER_REGISTRY_CLIENT:
 *
 * The type of #SeqgoSequencerRegistryClient.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_REGISTRY_CLIENT (seqgo_sequencer_registry_client_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoSequencerRegistryClient,
                      seqgo_sequencer_registry_client,
                      SEQGO,
                      SEQUENCER_REGISTRY_CLIENT,
                      GObject)

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_sequencer_registry_client_get_id (SeqgoSequencerRegistryClient *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_sequencer_registry_client_get_name (SeqgoSequencerRegistryClient *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoClientType
seqgo_sequencer_registry_client_get_client_type (SeqgoSequencerRegistryClient *self);

SEQGO_AVAILABLE_IN_1_0
int seqgo_sequencer_registry_client_get_card (SeqgoSequencerRegistryClient *self);

SEQGO_AVAILABLE_IN_1_0
int seqgo_sequencer_registry_client_get_pid (SeqgoSequencerRegistryClient *self);

SEQGO_AVAILABLE_IN_1_0
char *seqgo_sequencer_registry_client_to_string (SeqgoSequencerRegistryClient *self);

G_END_DECLS
