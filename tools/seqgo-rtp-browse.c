/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <stdio.h>

#include "seqgo-rtp.h"

static const GOptionEntry options[] = {
  SEQGO_RTP_JSON_OPTION,
  { NULL },
};

static void
flush (void)
{
  GError *error = NULL;

  if (!seqgo_tool_flush (&error))
    seqgo_tool_end_loop (error);
}

static void
print_json (const char *event, SeqgoRtpService *service)
{
  const char *const *addresses = seqgo_rtp_service_get_addresses (service);
  g_autoptr (GString) json = g_string_new (NULL);

  seqgo_json_begin (json, NULL, '{');
  seqgo_json_add_string (json, "event", event);
  seqgo_json_add_string (json, "name", seqgo_rtp_service_get_name (service));
  seqgo_json_add_string (json, "host", seqgo_rtp_service_get_host (service));
  seqgo_json_add_integer (json, "port", seqgo_rtp_service_get_port (service));
  seqgo_json_begin (json, "addresses", '[');
  for (; *addresses != NULL; addresses++)
    seqgo_json_add_string (json, NULL, *addresses);
  seqgo_json_end (json, ']');
  seqgo_json_add_boolean (json, "local", seqgo_rtp_service_get_is_local (service));
  seqgo_json_end (json, '}');
  puts (json->str);
}

static void
print_service (gboolean is_added, SeqgoRtpService *service)
{
  if (seqgo_rtp_options.wants_json)
    print_json (is_added ? "added" : "removed", service);
  else
    printf ("%s %s  %s:%u\n", is_added ? "+" : "-", seqgo_rtp_service_get_name (service),
            seqgo_rtp_service_get_host (service), seqgo_rtp_service_get_port (service));
  flush ();
}

static void
service_added_cb (SeqgoRtpBrowser *browser, SeqgoRtpService *service, gpointer user_data)
{
  print_service (TRUE, service);
}

static void
service_removed_cb (SeqgoRtpBrowser *browser, SeqgoRtpService *service, gpointer user_data)
{
  print_service (FALSE, service);
}

/* It goes on: what is missing may come. */
static void
problem_cb (SeqgoRtpBrowser *browser, GParamSpec *pspec, gpointer user_data)
{
  const char *problem = seqgo_rtp_browser_get_problem (browser);
  g_autoptr (GString) json = g_string_new (NULL);

  if (problem == NULL)
    return;
  if (seqgo_rtp_options.wants_json)
    {
      seqgo_json_begin (json, NULL, '{');
      seqgo_json_add_string (json, "problem", problem);
      seqgo_json_end (json, '}');
      puts (json->str);
    }
  else
    {
      puts (problem);
    }
  flush ();
}

static gboolean
run (char **arguments, GError **error)
{
  g_autoptr (SeqgoRtpBrowser) browser = seqgo_rtp_browser_open ();
  gboolean is_fine;

  g_signal_connect (browser, "service-added", G_CALLBACK (service_added_cb), NULL);
  g_signal_connect (browser, "service-removed", G_CALLBACK (service_removed_cb), NULL);
  g_signal_connect (browser, "notify::problem", G_CALLBACK (problem_cb), NULL);
  problem_cb (browser, NULL, NULL);
  is_fine = seqgo_tool_run_loop (error);
  seqgo_rtp_browser_close (browser);
  return is_fine;
}

const SeqgoToolCommand seqgo_tool_rtp_browse = {
  .name = "rtp browse",
  .summary = "Tell of network sessions as they come and go",
  .description
  = "It shows those that Macs, iPads, other machines and this one announce, each with\n"
    "the host and port to join it at. It needs Avahi.\n\n"
    "Example:\n  seqgo rtp browse --json",
  .options = options,
  .run = run,
};
