/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include "seqgo-tool.h"

static int   wait_time;
static char *sysex_path;
static int   chunk_size;

static const GOptionEntry options[] = {
  { "wait", 'w', 0, G_OPTION_ARG_INT, &wait_time, "Wait between messages", "MILLISECONDS" },
  { "sysex", 's', 0, G_OPTION_ARG_FILENAME, &sysex_path, "Send SysEx messages of any size",
    "FILE" },
  { "chunk-size", 'c', 0, G_OPTION_ARG_INT, &chunk_size, "Send SysEx in parts of that size",
    "BYTES" },
  { NULL },
};

static gboolean
check_arguments (char **arguments, GError **error)
{
  if (wait_time < 0)
    seqgo_tool_set_usage_error (error, "Cannot wait for %d milliseconds", wait_time);
  else if (chunk_size < 0 || (chunk_size > 0 && sysex_path == NULL))
    seqgo_tool_set_usage_error (error, sysex_path == NULL ? "“--chunk-size” goes with “--sysex”"
                                                          : "A part has at least one byte");
  else if (sysex_path == NULL && arguments[1] == NULL)
    seqgo_tool_set_usage_error (error, "Too few arguments for “seqgo send”: which message?");
  else if (sysex_path != NULL && arguments[1] != NULL)
    seqgo_tool_set_usage_error (error, "Either messages or a file of them");
  else
    return TRUE;
  return FALSE;
}

/* The name “-” is that of the standard input. */
static GBytes *
load_file (const char *path, GError **error)
{
  g_autoptr (GFile) file
      = g_file_new_for_commandline_arg (g_str_equal (path, "-") ? "/dev/stdin" : path);

  return g_file_load_bytes (file, NULL, NULL, error);
}

static gboolean
send_data (SeqgoSequencerPort *port, GBytes *data, GError **error)
{
  g_autoptr (SeqgoSequencerTransfer) transfer = seqgo_sequencer_transfer_new (port, data, error);

  if (transfer == NULL)
    {
      g_prefix_error (error, "Cannot send “%s”: ", sysex_path);
      return FALSE;
    }
  seqgo_sequencer_transfer_set_chunk_size (transfer, (guint) chunk_size);
  if (wait_time > 0)
    seqgo_sequencer_transfer_set_interval (transfer, (gint64) wait_time * 1000);
  return seqgo_sequencer_transfer_run (transfer, -1, NULL, error);
}

static gboolean
send_events (SeqgoSequencerPort *port, GPtrArray *events, GError **error)
{
  for (guint i = 0; i < events->len; i++)
    {
      if (i > 0)
        g_usleep ((gulong) wait_time * 1000);
      if (!seqgo_sequencer_port_send (port, events->pdata[i], error))
        {
          g_prefix_error (error, "Message %u of %u: ", i + 1, events->len);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
run (char **arguments, GError **error)
{
  g_autoptr (SeqgoSequencerClient) client = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GBytes) data = NULL;
  SeqgoSequencerPort *port;

  if (!check_arguments (arguments, error))
    return FALSE;
  if (sysex_path != NULL)
    data = load_file (sysex_path, error);
  else
    events = seqgo_tool_parse_messages (arguments + 1, error);
  if (data == NULL && events == NULL)
    return FALSE;

  client = seqgo_sequencer_client_open_with_direction ("seqgo send", SEQGO_DIRECTION_OUTPUT, error);
  if (client == NULL)
    return FALSE;
  port = seqgo_sequencer_client_create_port (client, "output", SEQGO_PORT_PRESET_SOURCE, error);
  /* Only a connection makes drivers open their device. */
  if (port == NULL || !seqgo_sequencer_port_connect_to (port, arguments[0], error))
    return FALSE;
  return data != NULL ? send_data (port, data, error) : send_events (port, events, error);
}

const SeqgoToolCommand seqgo_tool_send = {
  .name = "send",
  .arguments = "PORT [MESSAGE [, MESSAGE]…]",
  .summary = "Send MIDI messages to a port",
  .description = SEQGO_TOOL_MESSAGES_HELP
  "With --sysex, no MESSAGE is given. The FILE, “-” for the standard input, has SysEx\n"
  "messages; they are sent in parts, no faster than they are taken.\n\n" SEQGO_TOOL_PORTS_HELP
  "Example:\n  seqgo send --wait 500 FluidSynth note-on 0 C4 100 , note-off 0 C4 64",
  .options = options,
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .has_free_arguments = TRUE,
  .run = run,
};
