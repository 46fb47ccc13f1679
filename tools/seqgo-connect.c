/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include "seqgo-tool.h"

typedef gboolean (*ChangeFunc) (SeqgoSequencerClient *client,
                                SeqgoAddress         *sender,
                                SeqgoAddress         *receiver,
                                GError              **error);

static gboolean
change_connection (char **names, ChangeFunc change, GError **error)
{
  g_autoptr (SeqgoSequencerClient) client = NULL;
  g_autoptr (SeqgoAddress) sender = NULL;
  g_autoptr (SeqgoAddress) receiver = NULL;

  client = seqgo_sequencer_client_open ("seqgo connect", error);
  if (client == NULL)
    return FALSE;

  sender = seqgo_sequencer_client_find_address (client, names[0], SEQGO_DIRECTION_INPUT, error);
  if (sender == NULL)
    return FALSE;
  receiver = seqgo_sequencer_client_find_address (client, names[1], SEQGO_DIRECTION_OUTPUT, error);
  if (receiver == NULL)
    return FALSE;
  return change (client, sender, receiver, error);
}

static gboolean
run_connect (char **arguments, GError **error)
{
  return change_connection (arguments, seqgo_sequencer_client_connect_ports, error);
}

static gboolean
run_disconnect (char **arguments, GError **error)
{
  return change_connection (arguments, seqgo_sequencer_client_disconnect_ports, error);
}

const SeqgoToolCommand seqgo_tool_connect = {
  .name = "connect",
  .arguments = "SENDER RECEIVER",
  .summary = "Connect two ports",
  .description = SEQGO_TOOL_PORTS_HELP "Example:\n  seqgo connect \"Launchkey\" \"FluidSynth\"",
  .min_arguments = 2,
  .max_arguments = 2,
  .run = run_connect,
};

const SeqgoToolCommand seqgo_tool_disconnect = {
  .name = "disconnect",
  .arguments = "SENDER RECEIVER",
  .summary = "End the connection of two ports",
  .description = SEQGO_TOOL_PORTS_HELP "Example:\n  seqgo disconnect 24:0 128:0",
  .min_arguments = 2,
  .max_arguments = 2,
  .run = run_disconnect,
};
