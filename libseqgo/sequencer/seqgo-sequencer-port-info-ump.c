/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What SeqgoSequencerPortInfo knows of MIDI 2.0. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-port-info-private.h>

/**
 * seqgo_sequencer_port_info_get_direction:
 * @self: an entry
 *
 * Returns #SeqgoSequencerPortInfo:direction.
 *
 * Returns: whether others can receive from it, send to it or both; or 0
 *
 * Since: 1.0
 */
SeqgoDirection
seqgo_sequencer_port_info_get_direction (SeqgoSequencerPortInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT_INFO (self), 0);

  return self->direction;
}

/**
 * seqgo_sequencer_port_info_get_ump_group:
 * @self: an entry
 *
 * Returns #SeqgoSequencerPortInfo:ump-group.
 *
 * Returns: the group, or -1
 *
 * Since: 1.0
 */
int
seqgo_sequencer_port_info_get_ump_group (SeqgoSequencerPortInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT_INFO (self), -1);

  return self->ump_group;
}

/**
 * seqgo_sequencer_port_info_get_is_midi1:
 * @self: an entry
 *
 * Returns #SeqgoSequencerPortInfo:is-midi1.
 *
 * Returns: whether it is one
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_info_get_is_midi1 (SeqgoSequencerPortInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT_INFO (self), FALSE);

  return self->is_midi1;
}
