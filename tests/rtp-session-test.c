/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "rtp-session-test.h"

#define PATIENCE (120 * G_USEC_PER_SEC)

static void
add_line (TestSession *self, const char *what, SeqgoRtpPeer *peer, const GError *error)
{
  g_ptr_array_add (self->lines,
                   g_strdup_printf ("%s%s%s", what, peer != NULL ? " " : "",
                                    peer != NULL ? seqgo_rtp_peer_get_name (peer) : ""));
  g_clear_error (&self->last_error);
  if (error != NULL)
    self->last_error = g_error_copy (error);
}

static void
peer_added_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, TestSession *self)
{
  add_line (self, "peer-added", peer, NULL);
}

static void
peer_removed_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, GError *error, TestSession *self)
{
  add_line (self, "peer-removed", peer, error);
  g_set_object (&self->last_peer, peer);
}

static void
event_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, SeqgoEvent *event, TestSession *self)
{
  g_ptr_array_add (self->events, seqgo_event_ref (event));
}

static void
batch_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, SeqgoEventBatch *batch, TestSession *self)
{
  self->n_batches++;
}

static void
loss_cb (SeqgoRtpSession *session,
         SeqgoRtpPeer    *peer,
         guint            n_packets,
         gboolean         repaired,
         TestSession     *self)
{
  g_autofree char *what = g_strdup_printf ("loss %u%s", n_packets, repaired ? " repaired" : "");

  add_line (self, what, peer, NULL);
}

static void
problem_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, GError *error, TestSession *self)
{
  add_line (self, "problem", peer, error);
}

static void
closed_cb (SeqgoRtpSession *session, TestSession *self)
{
  add_line (self, "closed", NULL, NULL);
}

TestSession *
test_session_new (const char *name)
{
  TestSession *self = g_new0 (TestSession, 1);

  self->session = seqgo_rtp_session_new (name);
  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);
  g_signal_connect (self->session, "peer-added", G_CALLBACK (peer_added_cb), self);
  g_signal_connect (self->session, "peer-removed", G_CALLBACK (peer_removed_cb), self);
  g_signal_connect (self->session, "batch", G_CALLBACK (batch_cb), self);
  g_signal_connect (self->session, "event", G_CALLBACK (event_cb), self);
  g_signal_connect (self->session, "loss", G_CALLBACK (loss_cb), self);
  g_signal_connect (self->session, "problem", G_CALLBACK (problem_cb), self);
  g_signal_connect (self->session, "closed", G_CALLBACK (closed_cb), self);
  return self;
}

TestSession *
test_session_new_listening (const char *name)
{
  g_autoptr (GError) error = NULL;
  TestSession *self = test_session_new (name);

  seqgo_rtp_session_listen (self->session, 0, &error);
  g_assert_no_error (error);
  return self;
}

void
test_session_free (TestSession *self)
{
  if (self->session != NULL)
    {
      seqgo_rtp_session_close (self->session);
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_object_unref (self->session);
    }
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->events);
  g_clear_object (&self->last_peer);
  g_clear_error (&self->last_error);
  g_free (self);
}

guint
test_session_count (TestSession *self, const char *line)
{
  guint n = 0;

  for (guint i = 0; i < self->lines->len; i++)
    n += g_str_equal (g_ptr_array_index (self->lines, i), line);
  return n;
}

void
test_session_forget (TestSession *self)
{
  g_ptr_array_set_size (self->lines, 0);
  g_ptr_array_set_size (self->events, 0);
  self->n_batches = 0;
}

char *
test_session_get_lines (TestSession *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (self->lines, i));
  return g_string_free (text, FALSE);
}

static void
append_event (GString *text, SeqgoEvent *event)
{
  g_autoptr (GBytes) bytes = seqgo_event_to_midi (event, NULL);
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (text->len > 0)
    g_string_append (text, ", ");
  for (gsize i = 0; i < size && i < 4; i++)
    g_string_append_printf (text, "%s%02X", i > 0 ? " " : "", data[i]);
  if (seqgo_event_is_recovered (event))
    g_string_append_c (text, '*');
}

char *
test_session_get_events (TestSession *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->events->len; i++)
    append_event (text, g_ptr_array_index (self->events, i));
  return g_string_free (text, FALSE);
}

#define WAIT_UNTIL(self, condition)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 deadline = g_get_monotonic_time () + PATIENCE;                                          \
    while (!(condition))                                                                           \
      {                                                                                            \
        if (g_get_monotonic_time () > deadline)                                                    \
          g_error ("still not %s; there was: %s; %s", #condition, test_session_get_lines (self),   \
                   test_session_get_events (self));                                                \
        test_iterate ();                                                                           \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

void
test_session_wait_for_peers (TestSession *self, guint n_peers)
{
  WAIT_UNTIL (self, g_list_model_get_n_items (G_LIST_MODEL (self->session)) == n_peers);
}

void
test_session_wait_for_events (TestSession *self, guint n_events)
{
  WAIT_UNTIL (self, self->events->len >= n_events);
}

void
test_session_wait_for_line (TestSession *self, const char *line)
{
  WAIT_UNTIL (self, test_session_count (self, line) > 0);
}

SeqgoRtpPeer *
test_session_get_peer (TestSession *self, guint position)
{
  g_autoptr (SeqgoRtpPeer) peer = g_list_model_get_item (G_LIST_MODEL (self->session), position);

  g_assert_nonnull (peer);
  return peer;
}

static void
invited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TestInvite *invite = user_data;

  g_assert_false (invite->is_over);
  invite->is_over = TRUE;
  invite->peer
      = seqgo_rtp_session_invite_finish (SEQGO_RTP_SESSION (source), result, &invite->error);
  g_assert_true ((invite->peer == NULL) == (invite->error != NULL));
}

void
test_invite (TestInvite      *invite,
             SeqgoRtpSession *session,
             const char      *host,
             guint            port,
             GCancellable    *cancellable)
{
  *invite = (TestInvite){ NULL };
  seqgo_rtp_session_invite_async (session, host, (guint16) port, cancellable, invited_cb, invite);
}

void
test_invite_wait (TestInvite *invite)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (!invite->is_over)
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("the invitation is not over");
      test_iterate ();
    }
}

void
test_invite_clear (TestInvite *invite)
{
  g_clear_object (&invite->peer);
  g_clear_error (&invite->error);
}

void
test_session_connect (TestSession *a, TestSession *b, const char *address)
{
  TestInvite invite;

  test_invite (&invite, a->session, address, seqgo_rtp_session_get_port (b->session), NULL);
  test_invite_wait (&invite);
  g_assert_no_error (invite.error);
  test_session_wait_for_peers (b, 1);
  test_invite_clear (&invite);
}
