/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/sequencer/seqgo-sequencer-port-info.h>

G_BEGIN_DECLS

/* Which ports lists of ports have, in which order, and which of them a name means. */

gboolean seqgo_sequencer_port_list_wants (SeqgoPortListFlags flags, SeqgoSequencerPortInfo *port);

/* A #GCompareDataFunc of SeqgoSequencerPortInfo; @user_data are the flags. */
int seqgo_sequencer_port_list_compare (gconstpointer a, gconstpointer b, gpointer user_data);

/* How well a port fits a name, the less the better; -1 if it does not. */
int seqgo_sequencer_port_list_match (SeqgoSequencerPortInfo *port, const char *name);

/* Whether a port may be meant by a name that stands for all that fit: “Keys:output” is not said of
 * “Keys 2:output”, although it would do to look that up. */
gboolean seqgo_sequencer_port_list_fits (SeqgoSequencerPortInfo *port, const char *name);

G_END_DECLS
