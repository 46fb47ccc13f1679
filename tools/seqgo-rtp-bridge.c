/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <stdio.h>

#include "seqgo-rtp.h"

/* When to invite a host again that did not answer. */
#define RETRY_SECONDS 10

static int statistics_interval;

static const GOptionEntry options[] = {
  SEQGO_RTP_NAME_OPTION,
  SEQGO_RTP_PORT_OPTION,
  SEQGO_RTP_HIDDEN_OPTION,
  { "statistics", 's', 0, G_OPTION_ARG_INT, &statistics_interval,
    "Show what went both ways, a line for each peer", "SECONDS" },
  SEQGO_RTP_JSON_OPTION,
  SEQGO_RTP_TIME_OPTION,
  { NULL },
};

/* A machine that is to be in the session. */
typedef struct
{
  SeqgoRtpSession *session;
  GNetworkAddress *address;
  /* What it failed with last. */
  char *problem;
} Host;

static void
free_host (gpointer data)
{
  Host *host = data;

  g_object_unref (host->session);
  g_object_unref (host->address);
  g_free (host->problem);
  g_free (host);
}

static void invite (Host *host);

static gboolean
retry_cb (gpointer user_data)
{
  invite (user_data);
  return G_SOURCE_REMOVE;
}

static void
invited_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Host *host = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoRtpPeer) peer
      = seqgo_rtp_session_invite_finish (SEQGO_RTP_SESSION (object), result, &error);

  if (peer != NULL || seqgo_rtp_session_is_closed (host->session))
    return;

  if (g_strcmp0 (host->problem, error->message) != 0)
    {
      g_free (host->problem);
      host->problem = g_strdup (error->message);
      seqgo_rtp_display_text ("not-invited", "%s; trying again", error->message);
    }
  g_timeout_add_seconds (RETRY_SECONDS, retry_cb, host);
}

static void
invite (Host *host)
{
  seqgo_rtp_session_invite_async (host->session, g_network_address_get_hostname (host->address),
                                  g_network_address_get_port (host->address), NULL, invited_cb,
                                  host);
}

/* The machines, which are invited when the main loop runs, or NULL. */
static GPtrArray *
parse_hosts (char **arguments, SeqgoRtpSession *session, GError **error)
{
  g_autoptr (GPtrArray) hosts = g_ptr_array_new_with_free_func (free_host);

  for (; *arguments != NULL; arguments++)
    {
      GNetworkAddress *address = seqgo_rtp_parse_host (*arguments, error);
      Host            *host;

      if (address == NULL)
        return NULL;

      host = g_new0 (Host, 1);
      host->session = g_object_ref (session);
      host->address = address;
      g_ptr_array_add (hosts, host);
    }
  return g_steal_pointer (&hosts);
}

static gboolean
statistics_cb (gpointer user_data)
{
  GListModel *peers = user_data;

  for (guint i = 0; i < g_list_model_get_n_items (peers); i++)
    {
      g_autoptr (SeqgoRtpPeer) peer = g_list_model_get_item (peers, i);

      seqgo_rtp_display_statistics (peer);
    }
  return G_SOURCE_CONTINUE;
}

static void
print_client (SeqgoRtpBridge *bridge)
{
  SeqgoSequencerPort *port = seqgo_rtp_bridge_get_port (bridge);
  g_autofree char    *address = seqgo_address_to_string (seqgo_sequencer_port_get_address (port));

  if (seqgo_rtp_options.wants_json)
    printf ("{\"bridging\":\"%s\"}\n", address);
  else
    printf ("bridging to %s\n", address);
}

static gboolean
run (char **arguments, GError **error)
{
  g_autoptr (SeqgoRtpSession) session = NULL;
  g_autoptr (SeqgoRtpBridge) bridge = NULL;
  g_autoptr (GPtrArray) hosts = NULL;
  guint    timeout = 0;
  gboolean is_fine;

  if (statistics_interval < 0)
    seqgo_tool_set_usage_error (error, "Cannot show statistics every %d seconds",
                                statistics_interval);
  if (statistics_interval < 0 || !seqgo_rtp_check_options (error))
    return FALSE;

  session = seqgo_rtp_new_session ();
  hosts = parse_hosts (arguments, session, error);
  if (hosts == NULL)
    return FALSE;
  bridge = seqgo_rtp_bridge_open_with_session (session, error);
  if (bridge == NULL)
    return FALSE;
  seqgo_rtp_display (session, bridge, FALSE);
  if (!seqgo_rtp_listen (session, error))
    return FALSE;

  print_client (bridge);
  for (guint i = 0; i < hosts->len; i++)
    invite (hosts->pdata[i]);
  if (statistics_interval > 0)
    timeout = g_timeout_add_seconds ((guint) statistics_interval, statistics_cb, session);
  is_fine = seqgo_rtp_run (session, error);
  if (timeout > 0)
    g_source_remove (timeout);
  return is_fine;
}

const SeqgoToolCommand seqgo_tool_rtp_bridge = {
  .name = "rtp bridge",
  .arguments = "[HOST[:PORT]…]",
  .summary = "Make peers of a network session ports of the sequencer",
  .description
  = "Each peer is a port named after it; one more port, the first one, is for all of them.\n"
    "Each HOST is invited, again and again until it answers; others can "
    "join.\n\n" SEQGO_RTP_HOSTS_HELP "Example:\n  seqgo rtp bridge --name Stage studio.local",
  .options = options,
  .max_arguments = G_MAXUINT,
  .run = run,
};
