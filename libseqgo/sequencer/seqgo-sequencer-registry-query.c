/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What the kernel says of ports and connections. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-registry-private.h>

SeqgoSequencerPortInfo *
seqgo_sequencer_query_port (SeqgoSequencerHandle *handle, SeqgoPortKey key, const char *client_name)
{
  SeqgoSequencerPortInfo *port = NULL;
  snd_seq_port_info_t    *info;
  snd_seq_t              *seq = seqgo_sequencer_handle_lock (handle, NULL);

  if (seq == NULL)
    return NULL;

  snd_seq_port_info_alloca (&info);
  if (snd_seq_get_any_port_info (seq, SEQGO_PORT_KEY_CLIENT (key), (guint8) key, info) >= 0)
    port = seqgo_sequencer_port_info_new (info, client_name);
  seqgo_sequencer_handle_unlock (handle);
  return port;
}

GPtrArray *
seqgo_sequencer_query_ports (SeqgoSequencerHandle *handle, guint8 id, const char *client_name)
{
  GPtrArray           *ports = g_ptr_array_new_with_free_func (g_object_unref);
  snd_seq_port_info_t *info;
  snd_seq_t           *seq = seqgo_sequencer_handle_lock (handle, NULL);

  if (seq == NULL)
    return ports;

  snd_seq_port_info_alloca (&info);
  snd_seq_port_info_set_client (info, id);
  snd_seq_port_info_set_port (info, -1);
  while (snd_seq_query_next_port (seq, info) >= 0)
    g_ptr_array_add (ports, seqgo_sequencer_port_info_new (info, client_name));
  seqgo_sequencer_handle_unlock (handle);
  return ports;
}

GArray *
seqgo_sequencer_query_connections (SeqgoSequencerHandle *handle,
                                   SeqgoPortKey          key,
                                   SeqgoDirection        direction)
{
  GArray                    *connections = g_array_new (FALSE, FALSE, sizeof (SeqgoConnectionKey));
  const snd_seq_addr_t       root = { SEQGO_PORT_KEY_CLIENT (key), (guint8) key };
  snd_seq_query_subscribe_t *query;
  snd_seq_t                 *seq = seqgo_sequencer_handle_lock (handle, NULL);

  if (seq == NULL)
    return connections;

  snd_seq_query_subscribe_alloca (&query);
  snd_seq_query_subscribe_set_root (query, &root);
  snd_seq_query_subscribe_set_type (query, direction == SEQGO_DIRECTION_OUTPUT
                                               ? SND_SEQ_QUERY_SUBS_READ
                                               : SND_SEQ_QUERY_SUBS_WRITE);
  for (int i = 0;; i++)
    {
      const snd_seq_addr_t *peer;
      SeqgoPortKey          peer_key;
      SeqgoConnectionKey    connection;

      snd_seq_query_subscribe_set_index (query, i);
      if (snd_seq_query_port_subscribers (seq, query) < 0)
        break;
      peer = snd_seq_query_subscribe_get_addr (query);
      peer_key = SEQGO_PORT_KEY (peer->client, peer->port);
      connection = direction == SEQGO_DIRECTION_OUTPUT ? SEQGO_CONNECTION_KEY (key, peer_key)
                                                       : SEQGO_CONNECTION_KEY (peer_key, key);
      g_array_append_val (connections, connection);
    }
  seqgo_sequencer_handle_unlock (handle);
  return connections;
}
