/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <stdio.h>

#include "seqgo-tool.h"

static gboolean keeps_connected, is_exclusive, is_real_time;
static char    *queue_name;

static const GOptionEntry options[] = {
  { "auto", 'a', 0, G_OPTION_ARG_NONE, &keeps_connected,
    "Keep connecting what fits names or patterns, until interrupted", NULL },
  { "exclusive", 'e', 0, G_OPTION_ARG_NONE, &is_exclusive, "Let neither port have another one",
    NULL },
  { "queue", 'q', 0, G_OPTION_ARG_STRING, &queue_name, "Stamp what comes with ticks of a queue",
    "QUEUE" },
  { "real-time", 'r', 0, G_OPTION_ARG_NONE, &is_real_time, "Stamp with times of the queue", NULL },
  { NULL },
};

/* Whether the options go together. */
static gboolean
check_options (GError **error)
{
  const char *problem = NULL;

  if (keeps_connected && (is_exclusive || queue_name != NULL || is_real_time))
    problem = "--auto goes with no other option";
  else if (is_real_time && queue_name == NULL)
    problem = "--real-time needs --queue";
  if (problem != NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, problem);
  return problem == NULL;
}

/* A queue by its number or its name. */
static SeqgoSequencerQueue *
open_queue (SeqgoSequencerClient *client, const char *name, GError **error)
{
  guint64 id;

  if (g_ascii_string_to_unsigned (name, 10, 0, G_MAXUINT8, &id, NULL))
    return seqgo_sequencer_client_open_queue (client, (guint8) id, error);
  return seqgo_sequencer_client_find_queue (client, name, error);
}

static gboolean
connect_ports (SeqgoSequencerClient *client,
               SeqgoAddress         *sender,
               SeqgoAddress         *receiver,
               GError              **error)
{
  SeqgoConnectionFlags flags = SEQGO_CONNECTION_DEFAULT;
  SeqgoSequencerQueue *queue = NULL;

  if (is_exclusive)
    flags |= SEQGO_CONNECTION_EXCLUSIVE;
  if (is_real_time)
    flags |= SEQGO_CONNECTION_REAL_TIME;
  if (queue_name != NULL)
    {
      queue = open_queue (client, queue_name, error);
      if (queue == NULL)
        return FALSE;
    }
  return seqgo_sequencer_client_connect_ports_full (client, sender, receiver, flags, queue, error);
}

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

static void
connected_cb (SeqgoSequencerAutoConnect *auto_connect,
              SeqgoSequencerPortInfo    *sender,
              SeqgoSequencerPortInfo    *receiver,
              gpointer                   user_data)
{
  g_autofree char *from = seqgo_sequencer_port_info_to_string (sender);
  g_autofree char *to = seqgo_sequencer_port_info_to_string (receiver);
  GError          *error = NULL;

  printf ("connected %s to %s\n", from, to);
  if (!seqgo_tool_flush (&error))
    seqgo_tool_end_loop (error);
}

static void
failed_cb (SeqgoSequencerAutoConnect *auto_connect,
           SeqgoSequencerPortInfo    *sender,
           SeqgoSequencerPortInfo    *receiver,
           GError                    *error,
           gpointer                   user_data)
{
  g_printerr ("%s: %s\n", g_get_prgname (), error->message);
}

static void
closed_cb (SeqgoSequencerRegistry *registry, GError *reason, gpointer user_data)
{
  seqgo_tool_end_loop (reason != NULL ? g_error_copy (reason) : NULL);
}

static gboolean
keep_connected (char **patterns, GError **error)
{
  g_autoptr (SeqgoSequencerRegistry) registry = seqgo_sequencer_registry_open (error);
  SeqgoSequencerAutoConnect *auto_connect;

  if (registry == NULL)
    return FALSE;
  auto_connect = seqgo_sequencer_registry_auto_connect (registry, patterns[0], patterns[1], error);
  if (auto_connect == NULL)
    return FALSE;

  g_signal_connect (registry, "closed", G_CALLBACK (closed_cb), NULL);
  g_signal_connect (auto_connect, "connected", G_CALLBACK (connected_cb), NULL);
  g_signal_connect (auto_connect, "failed", G_CALLBACK (failed_cb), NULL);
  return seqgo_tool_run_loop (error);
}

static gboolean
run_connect (char **arguments, GError **error)
{
  if (!check_options (error))
    return FALSE;
  if (keeps_connected)
    return keep_connected (arguments, error);
  return change_connection (arguments, connect_ports, error);
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
  .description = SEQGO_TOOL_PORTS_HELP
  "With --auto, a name means every port that it fits, and may have “*”, “?” and\n"
  "“[…]” as file names have. Ports are connected when they appear.\n\n"
  "Example:\n  seqgo connect \"Launchkey\" \"FluidSynth\"\n"
  "  seqgo connect --auto \"Launchkey*\" \"FluidSynth\"",
  .options = options,
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
