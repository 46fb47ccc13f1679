/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Joins the session at a host and plays the scale of C major there. */

#include <libseqgo/seqgo.h>
#include <locale.h>

#define INTERVAL 250

static const guint8 scale[] = { 60, 62, 64, 65, 67, 69, 71, 72 };

typedef struct
{
  GMainLoop       *loop;
  SeqgoRtpSession *session;
  guint            n_played;
  GError          *error;
} Player;

static gboolean
play_cb (gpointer user_data)
{
  Player  *self = user_data;
  gboolean is_fine = TRUE;

  if (self->n_played > 0)
    is_fine = seqgo_rtp_session_note_off (self->session, 0, scale[self->n_played - 1], 64,
                                          &self->error);
  if (is_fine && self->n_played < G_N_ELEMENTS (scale))
    is_fine
        = seqgo_rtp_session_note_on (self->session, 0, scale[self->n_played], 100, &self->error);
  if (is_fine && self->n_played++ < G_N_ELEMENTS (scale))
    return G_SOURCE_CONTINUE;

  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

static void
invited_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  Player *self = user_data;
  g_autoptr (SeqgoRtpPeer) peer
      = seqgo_rtp_session_invite_finish (SEQGO_RTP_SESSION (session), result, &self->error);

  if (peer == NULL)
    {
      g_main_loop_quit (self->loop);
      return;
    }
  g_print ("playing for %s\n", seqgo_rtp_peer_get_name (peer));
  if (play_cb (self))
    g_timeout_add (INTERVAL, play_cb, self);
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SeqgoRtpSession) session = seqgo_rtp_session_new ("Pianist");
  Player player = { loop, session, 0, NULL };
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (argc != 2)
    {
      g_printerr ("Usage: rtp-join HOST\n");
      return 1;
    }

  seqgo_rtp_session_invite_async (session, argv[1], 5004, NULL, invited_cb, &player);
  g_main_loop_run (loop);
  seqgo_rtp_session_close (session);
  error = player.error;
  if (error != NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
