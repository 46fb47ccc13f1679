/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The ports that a SeqgoRtpBridge has for its peers. */

#include "config.h"

#include <libseqgo/bridge/seqgo-rtp-bridge-private.h>
#include <libseqgo/core/seqgo-timer-private.h>

/* How long a port waits for a peer that was started again. It has invited us already. */
#define VACANCY (10 * G_USEC_PER_SEC)

SeqgoSequencerPort *
seqgo_rtp_bridge_link_get_port (const SeqgoRtpBridgeLink *link)
{
  return seqgo_rtp_bridge_output_get_port (link->output);
}

SeqgoRtpBridgeLink *
seqgo_rtp_bridge_find_link_of_peer (SeqgoRtpBridge *self, SeqgoRtpPeer *peer)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      SeqgoRtpBridgeLink *link = g_ptr_array_index (self->links, i);

      if (link->peer == peer)
        return link;
    }
  return NULL;
}

SeqgoRtpBridgeLink *
seqgo_rtp_bridge_find_link_of_port (SeqgoRtpBridge *self, guint8 port_id)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      SeqgoRtpBridgeLink *link = g_ptr_array_index (self->links, i);

      if (seqgo_sequencer_port_get_id (seqgo_rtp_bridge_link_get_port (link)) == port_id)
        return link;
    }
  return NULL;
}

static void
lost_cb (SeqgoRtpBridgeOutput *output, guint n_events, SeqgoRtpBridge *self)
{
  seqgo_rtp_bridge_count_lost (self, seqgo_rtp_bridge_output_get_port (output), n_events);
}

SeqgoRtpBridgeOutput *
seqgo_rtp_bridge_add_output (SeqgoRtpBridge *self, const char *name, GError **error)
{
  SeqgoSequencerPort *port
      = seqgo_sequencer_client_create_port (self->client, name, SEQGO_PORT_PRESET_DUPLEX, error);
  SeqgoRtpBridgeOutput *output;

  if (port == NULL)
    return NULL;

  output = seqgo_rtp_bridge_output_new (port);
  g_signal_connect_object (output, "lost", G_CALLBACK (lost_cb), self, 0);
  return output;
}

static gboolean
is_name_taken (SeqgoRtpBridge *self, const SeqgoRtpBridgeLink *except, const char *name)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      const SeqgoRtpBridgeLink *link = g_ptr_array_index (self->links, i);

      if (link != except
          && g_str_equal (seqgo_sequencer_port_get_name (seqgo_rtp_bridge_link_get_port (link)),
                          name))
        return TRUE;
    }
  return FALSE;
}

/* Peers may have the same name, or none. */
static char *
make_port_name (SeqgoRtpBridge *self, const SeqgoRtpBridgeLink *link, SeqgoRtpPeer *peer)
{
  const char *peer_name = seqgo_rtp_peer_get_name (peer);
  const char *base = *peer_name != '\0' ? peer_name : seqgo_rtp_peer_get_address (peer);
  char       *name = g_strdup (base);

  for (guint number = 2; is_name_taken (self, link, name); number++)
    {
      g_free (name);
      name = g_strdup_printf ("%s (%u)", base, number);
    }
  return name;
}

static void
name_cb (SeqgoRtpPeer *peer, GParamSpec *pspec, SeqgoRtpBridge *self)
{
  const SeqgoRtpBridgeLink *link = seqgo_rtp_bridge_find_link_of_peer (self, peer);
  g_autofree char          *name = make_port_name (self, link, peer);

  seqgo_sequencer_port_set_name (seqgo_rtp_bridge_link_get_port (link), name, NULL);
}

static void
free_link (gpointer data)
{
  SeqgoRtpBridgeLink *link = data;

  g_object_unref (link->peer);
  g_object_unref (link->output);
  g_free (link);
}

GPtrArray *
seqgo_rtp_bridge_new_links (void)
{
  return g_ptr_array_new_with_free_func (free_link);
}

void
seqgo_rtp_bridge_remove_peer (SeqgoRtpBridge *self, SeqgoRtpPeer *peer)
{
  SeqgoRtpBridgeLink *link = seqgo_rtp_bridge_find_link_of_peer (self, peer);
  guint               index;

  if (link == NULL || !g_ptr_array_find (self->links, link, &index))
    return;

  g_ptr_array_steal_index (self->links, index);
  g_signal_handlers_disconnect_by_data (peer, self);
  seqgo_rtp_bridge_output_close (link->output);
  seqgo_rtp_bridge_tell_port (self, FALSE, peer, seqgo_rtp_bridge_link_get_port (link));
  free_link (link);
}

static gboolean
is_in_session (SeqgoRtpBridge *self, SeqgoRtpPeer *peer)
{
  GListModel *peers = G_LIST_MODEL (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (peers); i++)
    {
      g_autoptr (SeqgoRtpPeer) each = g_list_model_get_item (peers, i);

      if (each == peer)
        return TRUE;
    }
  return FALSE;
}

static void
state_cb (SeqgoRtpPeer *peer, GParamSpec *pspec, SeqgoRtpBridge *self)
{
  g_autoptr (SeqgoRtpBridge) kept = g_object_ref (self);

  /* Who was connected is removed next, which tells why. */
  if (seqgo_rtp_peer_get_state (peer) == SEQGO_RTP_PEER_STATE_CLOSED && !is_in_session (self, peer))
    seqgo_rtp_bridge_remove_peer (self, peer);
}

static void
set_peer (SeqgoRtpBridge *self, SeqgoRtpBridgeLink *link, SeqgoRtpPeer *peer)
{
  g_set_object (&link->peer, peer);
  link->is_vacant = FALSE;
  g_signal_connect_object (peer, "notify::name", G_CALLBACK (name_cb), self, 0);
  g_signal_connect_object (peer, "notify::state", G_CALLBACK (state_cb), self, 0);
}

/* The port of who @peer was before it was started again; with NULL, of anybody. */
static SeqgoRtpBridgeLink *
find_vacant (SeqgoRtpBridge *self, SeqgoRtpPeer *peer)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      SeqgoRtpBridgeLink *link = g_ptr_array_index (self->links, i);

      if (link->is_vacant
          && (peer == NULL
              || (g_str_equal (seqgo_rtp_peer_get_name (link->peer), seqgo_rtp_peer_get_name (peer))
                  && g_str_equal (seqgo_rtp_peer_get_address (link->peer),
                                  seqgo_rtp_peer_get_address (peer)))))
        return link;
    }
  return NULL;
}

static void
vacate (SeqgoRtpBridge *self, SeqgoRtpBridgeLink *link)
{
  g_signal_handlers_disconnect_by_data (link->peer, self);
  /* Others that follow wait less long, so that nobody can go on with that for ever. */
  if (find_vacant (self, NULL) == NULL)
    seqgo_timer_set (self->timer, VACANCY);
  link->is_vacant = TRUE;
}

void
seqgo_rtp_bridge_remove_vacant (SeqgoRtpBridge *self)
{
  g_autoptr (SeqgoRtpBridge) kept = g_object_ref (self);
  const SeqgoRtpBridgeLink *link;

  while ((link = find_vacant (self, NULL)) != NULL)
    seqgo_rtp_bridge_remove_peer (self, link->peer);
}

static void
add_peer (SeqgoRtpBridge *self, SeqgoRtpPeer *peer)
{
  g_autofree char      *name = NULL;
  SeqgoRtpBridgeOutput *output;
  SeqgoRtpBridgeLink   *link;
  g_autoptr (GError) error = NULL;

  if (seqgo_rtp_bridge_find_link_of_peer (self, peer) != NULL)
    return;
  link = find_vacant (self, peer);
  if (link != NULL)
    {
      set_peer (self, link, peer);
      return;
    }

  name = make_port_name (self, NULL, peer);
  output = seqgo_rtp_bridge_add_output (self, name, &error);
  if (output == NULL)
    {
      seqgo_rtp_bridge_tell_failed (self, peer, error);
      return;
    }

  link = g_new0 (SeqgoRtpBridgeLink, 1);
  link->output = output;
  g_ptr_array_add (self->links, link);
  set_peer (self, link, peer);
  seqgo_rtp_bridge_tell_port (self, TRUE, peer, seqgo_rtp_bridge_output_get_port (output));
}

static void
peer_added_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, SeqgoRtpBridge *self)
{
  g_autoptr (SeqgoRtpBridge) kept = g_object_ref (self);

  add_peer (self, peer);
}

static void
peer_removed_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, GError *reason, SeqgoRtpBridge *self)
{
  g_autoptr (SeqgoRtpBridge) kept = g_object_ref (self);
  SeqgoRtpBridgeLink *link = seqgo_rtp_bridge_find_link_of_peer (self, peer);

  if (link == NULL || seqgo_rtp_peer_get_state (peer) != SEQGO_RTP_PEER_STATE_CLOSED)
    return;
  if (g_error_matches (reason, SEQGO_RTP_ERROR, SEQGO_RTP_ERROR_RESTARTED) && !self->is_closing)
    vacate (self, link);
  else
    seqgo_rtp_bridge_remove_peer (self, peer);
}

void
seqgo_rtp_bridge_follow_peers (SeqgoRtpBridge *self)
{
  GListModel *peers = G_LIST_MODEL (self->session);

  g_signal_connect (self->session, "peer-added", G_CALLBACK (peer_added_cb), self);
  g_signal_connect (self->session, "peer-removed", G_CALLBACK (peer_removed_cb), self);
  for (guint i = 0; i < g_list_model_get_n_items (peers); i++)
    {
      g_autoptr (SeqgoRtpPeer) peer = g_list_model_get_item (peers, i);

      add_peer (self, peer);
    }
}
