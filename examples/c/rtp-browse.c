/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Prints the network sessions that there are, and then those that come and go, until it is
 * interrupted. */

#include <glib-unix.h>
#include <libseqgo/seqgo.h>
#include <locale.h>
#include <signal.h>

static void
service_added_cb (SeqgoRtpBrowser *browser, SeqgoRtpService *service, gpointer user_data)
{
  g_autofree char *text = seqgo_rtp_service_to_string (service);

  g_print ("+ %s\n", text);
}

static void
service_removed_cb (SeqgoRtpBrowser *browser, SeqgoRtpService *service, gpointer user_data)
{
  g_autofree char *text = seqgo_rtp_service_to_string (service);

  g_print ("- %s\n", text);
}

static gboolean
interrupted_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SeqgoRtpBrowser) browser = seqgo_rtp_browser_open ();

  setlocale (LC_ALL, "");
  g_signal_connect (browser, "service-added", G_CALLBACK (service_added_cb), NULL);
  g_signal_connect (browser, "service-removed", G_CALLBACK (service_removed_cb), NULL);
  g_unix_signal_add (SIGINT, interrupted_cb, loop);
  g_unix_signal_add (SIGTERM, interrupted_cb, loop);
  g_main_loop_run (loop);
  return 0;
}
