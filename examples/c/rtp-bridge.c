/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Makes a network session ports of the sequencer, until it is interrupted. It invites the hosts
 * that it is given; others can join. */

#include <glib-unix.h>
#include <libseqgo/seqgo.h>
#include <locale.h>
#include <signal.h>

static void
print_port (const char *sign, SeqgoSequencerPort *port)
{
  g_autofree char *address = seqgo_address_to_string (seqgo_sequencer_port_get_address (port));

  g_print ("%s %s %s\n", sign, address, seqgo_sequencer_port_get_name (port));
}

static void
port_added_cb (SeqgoRtpBridge     *bridge,
               SeqgoRtpPeer       *peer,
               SeqgoSequencerPort *port,
               gpointer            user_data)
{
  print_port ("+", port);
}

static void
port_removed_cb (SeqgoRtpBridge     *bridge,
                 SeqgoRtpPeer       *peer,
                 SeqgoSequencerPort *port,
                 gpointer            user_data)
{
  print_port ("-", port);
}

static void
invited_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoRtpPeer) peer
      = seqgo_rtp_session_invite_finish (SEQGO_RTP_SESSION (session), result, &error);

  if (peer == NULL)
    g_printerr ("%s\n", error->message);
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
  g_autoptr (SeqgoRtpBridge) bridge = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  bridge = seqgo_rtp_bridge_open ("Stage", 0, &error);
  if (bridge == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  g_signal_connect (bridge, "port-added", G_CALLBACK (port_added_cb), NULL);
  g_signal_connect (bridge, "port-removed", G_CALLBACK (port_removed_cb), NULL);
  print_port ("+", seqgo_rtp_bridge_get_port (bridge));
  for (int i = 1; i < argc; i++)
    seqgo_rtp_session_invite_async (seqgo_rtp_bridge_get_session (bridge), argv[i], 5004, NULL,
                                    invited_cb, NULL);
  g_unix_signal_add (SIGINT, interrupted_cb, loop);
  g_unix_signal_add (SIGTERM, interrupted_cb, loop);
  g_main_loop_run (loop);
  seqgo_rtp_bridge_close (bridge);
  return 0;
}
