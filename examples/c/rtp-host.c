/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Hosts a network session and prints what others send, until it is interrupted. */

#include <glib-unix.h>
#include <libseqgo/seqgo.h>
#include <locale.h>
#include <signal.h>

static void
event_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, SeqgoEvent *event, gpointer user_data)
{
  g_autofree char *text = seqgo_event_to_string (event);

  g_print ("%s: %s\n", seqgo_rtp_peer_get_name (peer), text);
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
  g_autoptr (SeqgoRtpSession) session = seqgo_rtp_session_new ("Stage");
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  g_signal_connect (session, "event", G_CALLBACK (event_cb), NULL);
  if (!seqgo_rtp_session_listen (session, 5004, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  g_print ("listening at port %u\n", seqgo_rtp_session_get_port (session));
  g_unix_signal_add (SIGINT, interrupted_cb, loop);
  g_unix_signal_add (SIGTERM, interrupted_cb, loop);
  g_main_loop_run (loop);
  seqgo_rtp_session_close (session);
  return 0;
}
