/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How SeqgoSequencerPort sends MIDI bytes. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-port-private.h>

/**
 * seqgo_sequencer_port_send_midi:
 * @self: a port
 * @bytes: the next bytes of a stream of MIDI 1.0, at most 1 GiB
 * @error: return location for a #GError
 *
 * Sends the messages that @bytes complete to the connected ports, at once and in one batch. The
 * port remembers a message that goes on in the next call, and running status; every port has a
 * stream of its own. What is no MIDI is skipped, see #SeqgoMidiParser.
 *
 * A SysEx message becomes one event. #SeqgoSequencerTransfer sends larger ones than
 * seqgo_sequencer_port_sysex() can.
 *
 * After an error, the messages from the one on that the error tells of were not sent. They are not
 * kept for the next call.
 *
 * Returns: %TRUE if all complete messages were sent, or %FALSE with an error as
 *   seqgo_sequencer_port_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_send_midi (SeqgoSequencerPort *self, GBytes *bytes, GError **error)
{
  g_autoptr (SeqgoEventBatch) batch = NULL;
  gboolean sent;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  /* Sends with the lock held, so that the messages of several threads stay in the order of their
   * bytes. Handlers of SeqgoMidiParser::skipped may send, too. */
  g_rec_mutex_lock (&self->midi_lock);
  batch = seqgo_midi_parser_feed (self->midi_parser, bytes);
  sent = seqgo_sequencer_port_send_batch (self, batch, error);
  g_rec_mutex_unlock (&self->midi_lock);
  return sent;
}

/**
 * seqgo_sequencer_port_reset_midi:
 * @self: a port
 *
 * Forgets the message that the last seqgo_sequencer_port_send_midi() left unfinished, and running
 * status: another stream begins.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_port_reset_midi (SeqgoSequencerPort *self)
{
  g_return_if_fail (SEQGO_IS_SEQUENCER_PORT (self));

  g_rec_mutex_lock (&self->midi_lock);
  seqgo_midi_parser_reset (self->midi_parser);
  g_rec_mutex_unlock (&self->midi_lock);
}

/**
 * seqgo_sequencer_port_get_midi_parser:
 * @self: a port
 *
 * Returns #SeqgoSequencerPort:midi-parser.
 *
 * Returns: (transfer none): the parser
 *
 * Since: 1.0
 */
SeqgoMidiParser *
seqgo_sequencer_port_get_midi_parser (SeqgoSequencerPort *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), NULL);

  return self->midi_parser;
}
