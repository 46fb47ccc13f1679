/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <glib-object.h>

#include <libseqgo/seqgo-version.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_SEQUENCER_AUTO_CONNECT:
 *
 * The type of #SeqgoSequencerAutoConnect.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_AUTO_CONNECT (seqgo_sequencer_auto_connect_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoSequencerAutoConnect,
                      seqgo_sequencer_auto_connect,
                      SEQGO,
                      SEQUENCER_AUTO_CONNECT,
                      GObject)

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_auto_connect_stop (SeqgoSequencerAutoConnect *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_auto_connect_is_stopped (SeqgoSequencerAutoConnect *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_sequencer_auto_connect_get_source (SeqgoSequencerAutoConnect *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_sequencer_auto_connect_get_target (SeqgoSequencerAutoConnect *self);

G_END_DECLS
