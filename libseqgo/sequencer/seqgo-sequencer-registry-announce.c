/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What the kernel announces to a SeqgoSequencerRegistry, and what it could not announce.
 *
 * Announcements are handled one after the other, even if a handler of a signal runs the main loop.
 * What the kernel says when it is asked may be newer than the announcement: whoever has gone is
 * not asked for, since the number may be that of another one. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-registry-private.h>

/* Of the exit of a client or port, the SeqgoPortKey. */
static gboolean
get_exit (const SeqgoAnnouncement *announcement, gpointer *key)
{
  *key = GUINT_TO_POINTER (announcement->port);
  return announcement->type == SEQGO_EVENT_TYPE_CLIENT_EXIT
         || announcement->type == SEQGO_EVENT_TYPE_PORT_EXIT;
}

static void
count_exit (SeqgoSequencerRegistry *self, const SeqgoAnnouncement *announcement, int change)
{
  gpointer key;
  int      n_exits;

  if (!get_exit (announcement, &key))
    return;

  n_exits = GPOINTER_TO_INT (g_hash_table_lookup (self->n_exits, key)) + change;
  if (n_exits > 0)
    g_hash_table_insert (self->n_exits, key, GINT_TO_POINTER (n_exits));
  else
    g_hash_table_remove (self->n_exits, key);
}

gboolean
seqgo_sequencer_registry_has_gone (SeqgoSequencerRegistry *self, SeqgoPortKey key)
{
  SeqgoPortKey client = SEQGO_PORT_KEY (SEQGO_PORT_KEY_CLIENT (key), SEQGO_REGISTRY_ANY_PORT);

  return g_hash_table_contains (self->n_exits, GUINT_TO_POINTER (key))
         || g_hash_table_contains (self->n_exits, GUINT_TO_POINTER (client));
}

static void
handle (SeqgoSequencerRegistry *self, const SeqgoAnnouncement *announcement)
{
  guint8             id = SEQGO_PORT_KEY_CLIENT (announcement->port);
  SeqgoConnectionKey connection = SEQGO_CONNECTION_KEY (announcement->port, announcement->receiver);

  switch (announcement->type)
    {
    case SEQGO_EVENT_TYPE_CLIENT_START:
    case SEQGO_EVENT_TYPE_CLIENT_CHANGE:
      seqgo_sequencer_registry_refresh_client (self, id, FALSE);
      break;
    case SEQGO_EVENT_TYPE_CLIENT_EXIT:
      seqgo_sequencer_registry_remove_client (self, id);
      break;
    case SEQGO_EVENT_TYPE_PORT_START:
    case SEQGO_EVENT_TYPE_PORT_CHANGE:
      /* Old kernels do not announce that a client changed its name. */
      seqgo_sequencer_registry_refresh_client (self, id, TRUE);
      seqgo_sequencer_registry_refresh_port (self, announcement->port);
      break;
    case SEQGO_EVENT_TYPE_PORT_EXIT:
      seqgo_sequencer_registry_remove_port (self, announcement->port);
      break;
    case SEQGO_EVENT_TYPE_PORT_SUBSCRIBED:
      seqgo_sequencer_registry_add_connection (self, connection);
      break;
    case SEQGO_EVENT_TYPE_PORT_UNSUBSCRIBED:
      seqgo_sequencer_registry_remove_connection (self, connection, FALSE);
      break;
    default:
      break;
    }
}

static void
handle_all (SeqgoSequencerRegistry *self)
{
  /* Otherwise whoever changes a model goes on afterwards. */
  while (self->n_changes == 0 && !seqgo_sequencer_registry_is_closed (self))
    {
      g_autofree SeqgoAnnouncement *announcement = g_queue_pop_head (&self->announcements);

      if (announcement == NULL)
        break;
      count_exit (self, announcement, -1);
      if (announcement->is_overflow)
        seqgo_sequencer_registry_resync (self);
      else
        handle (self, announcement);
    }
}

static void
take_announcement (SeqgoSequencerRegistry *self, SeqgoAnnouncement announcement)
{
  g_queue_push_tail (&self->announcements, g_memdup2 (&announcement, sizeof announcement));
  count_exit (self, &announcement, 1);
}

void
seqgo_sequencer_registry_take_announcements (SeqgoSequencerRegistry *self, SeqgoEventBatch *batch)
{
  gsize                   n_events = seqgo_event_batch_get_n_events (batch);
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (batch, NULL);

  for (gsize i = 0; i < n_events; i++)
    {
      SeqgoAnnouncement announcement = { .type = records[i].type };

      /* Any program can send to the port, which it finds by trying. */
      if (records[i].source_client != SEQGO_CLIENT_ID_SYSTEM)
        continue;
      switch (announcement.type)
        {
        case SEQGO_EVENT_TYPE_CLIENT_START:
        case SEQGO_EVENT_TYPE_CLIENT_CHANGE:
        case SEQGO_EVENT_TYPE_CLIENT_EXIT:
          announcement.port = SEQGO_PORT_KEY (records[i].a, SEQGO_REGISTRY_ANY_PORT);
          break;
        case SEQGO_EVENT_TYPE_PORT_SUBSCRIBED:
        case SEQGO_EVENT_TYPE_PORT_UNSUBSCRIBED:
          announcement.port = (SeqgoPortKey) records[i].a;
          announcement.receiver = (SeqgoPortKey) records[i].b;
          break;
        default:
          announcement.port = SEQGO_PORT_KEY (records[i].a, records[i].b);
        }
      take_announcement (self, announcement);
    }
  handle_all (self);
}

void
seqgo_sequencer_registry_take_overflow (SeqgoSequencerRegistry *self)
{
  take_announcement (self, (SeqgoAnnouncement){ .is_overflow = TRUE });
  handle_all (self);
}

static SeqgoSequencerClientInfo *
find_client (GList *clients, guint8 id)
{
  for (; clients != NULL; clients = clients->next)
    if (seqgo_sequencer_client_info_get_id (clients->data) == id)
      return clients->data;
  return NULL;
}

static gboolean
is_same_client (SeqgoSequencerRegistryClient *client, SeqgoSequencerClientInfo *info)
{
  return g_str_equal (seqgo_sequencer_registry_client_get_name (client),
                      seqgo_sequencer_client_info_get_name (info))
         && seqgo_sequencer_registry_client_get_pid (client)
                == seqgo_sequencer_client_info_get_pid (info)
         && seqgo_sequencer_registry_client_get_card (client)
                == seqgo_sequencer_client_info_get_card (info);
}

/* Removes the clients that have gone, or gave their number to another one. */
static void
resync_clients (SeqgoSequencerRegistry *self, GList *infos)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->clients)); i-- > 0;)
    {
      g_autoptr (SeqgoSequencerRegistryClient) client
          = g_list_model_get_item (G_LIST_MODEL (self->clients), i);
      guint8                    id = seqgo_sequencer_registry_client_get_id (client);
      SeqgoSequencerClientInfo *info = find_client (infos, id);

      if (info == NULL || !is_same_client (client, info))
        seqgo_sequencer_registry_remove_client (self, id);
    }
}

static SeqgoSequencerPortInfo *
find_port (GPtrArray *ports, SeqgoPortKey key)
{
  for (guint i = 0; i < ports->len; i++)
    if (seqgo_sequencer_port_info_get_key (g_ptr_array_index (ports, i)) == key)
      return g_ptr_array_index (ports, i);
  return NULL;
}

/* Removes and adds ports, and updates the others. */
static void
resync_ports (SeqgoSequencerRegistry *self, SeqgoSequencerRegistryClient *client)
{
  guint8 id = seqgo_sequencer_registry_client_get_id (client);
  g_autoptr (GPtrArray) infos = seqgo_sequencer_query_ports (
      self->client->handle, id, seqgo_sequencer_registry_client_get_name (client));

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (client)); i-- > 0;)
    {
      g_autoptr (SeqgoSequencerPortInfo) port = g_list_model_get_item (G_LIST_MODEL (client), i);
      SeqgoPortKey            key = seqgo_sequencer_port_info_get_key (port);
      SeqgoSequencerPortInfo *info = find_port (infos, key);

      if (info == NULL
          || !g_str_equal (seqgo_sequencer_port_info_get_name (info),
                           seqgo_sequencer_port_info_get_name (port)))
        seqgo_sequencer_registry_remove_port (self, key);
    }
  for (guint i = 0; i < infos->len; i++)
    seqgo_sequencer_registry_apply_port (self, g_ptr_array_index (infos, i));
}

static void
resync_connections (SeqgoSequencerRegistry *self)
{
  g_autolist (SeqgoSequencerPortInfo) ports
      = seqgo_sequencer_registry_list_ports (self, SEQGO_REGISTRY_ALL_PORTS);
  g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);
  g_autoptr (GList) known = g_hash_table_get_keys (self->connections);

  for (GList *link = ports; link != NULL; link = link->next)
    {
      g_autoptr (GArray) connections = NULL;

      if (seqgo_sequencer_port_info_get_n_readers (link->data) == 0)
        continue;
      connections = seqgo_sequencer_query_connections (
          self->client->handle, seqgo_sequencer_port_info_get_key (link->data),
          SEQGO_DIRECTION_OUTPUT);
      for (guint i = 0; i < connections->len; i++)
        g_hash_table_add (found,
                          GUINT_TO_POINTER (g_array_index (connections, SeqgoConnectionKey, i)));
    }

  for (GList *link = known; link != NULL; link = link->next)
    if (!g_hash_table_contains (found, link->data))
      seqgo_sequencer_registry_remove_connection (self, GPOINTER_TO_UINT (link->data), TRUE);
  g_clear_pointer (&known, g_list_free);
  known = g_hash_table_get_keys (found);
  for (GList *link = known; link != NULL; link = link->next)
    seqgo_sequencer_registry_add_connection (self, GPOINTER_TO_UINT (link->data));
}

void
seqgo_sequencer_registry_resync (SeqgoSequencerRegistry *self)
{
  g_autolist (SeqgoSequencerClientInfo) infos
      = seqgo_sequencer_client_list_clients (self->client, NULL);

  /* Handlers must not let newer announcements in. */
  self->n_changes++;
  resync_clients (self, infos);
  for (GList *link = infos; link != NULL && !seqgo_sequencer_registry_is_closed (self);
       link = link->next)
    {
      guint8                        id = seqgo_sequencer_client_info_get_id (link->data);
      SeqgoSequencerRegistryClient *client;

      seqgo_sequencer_registry_refresh_client (self, id, TRUE);
      client = seqgo_sequencer_registry_find_client (self, id);
      if (client != NULL && !seqgo_sequencer_registry_is_closed (self))
        resync_ports (self, client);
    }
  if (!seqgo_sequencer_registry_is_closed (self))
    resync_connections (self);
  seqgo_sequencer_registry_consider_all (self);
  self->n_changes--;
}
