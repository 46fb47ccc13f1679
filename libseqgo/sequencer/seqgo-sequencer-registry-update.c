/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How a SeqgoSequencerRegistry changes. Handlers of signals may run the main loop and change it
 * further, so everything is looked up anew after a signal. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-registry-private.h>

/* How long a client is waited for that has no name yet. */
#define NAME_MILLISECONDS 100

typedef struct
{
  SeqgoSequencerRegistry *self;
  guint8                  id;
} NamelessClient;

static gboolean
is_own (SeqgoSequencerRegistry *self, guint8 id)
{
  return id == seqgo_sequencer_client_get_id (self->client);
}

/* Whether it is the name that the kernel gave it. */
static gboolean
is_nameless (SeqgoSequencerClientInfo *info)
{
  char name[32];

  g_snprintf (name, sizeof name, "Client-%u", seqgo_sequencer_client_info_get_id (info));
  return g_str_equal (name, seqgo_sequencer_client_info_get_name (info));
}

static gboolean
name_timeout_cb (gpointer user_data)
{
  NamelessClient *client = user_data;
  g_autoptr (SeqgoSequencerRegistry) self = g_object_ref (client->self);

  if (self->n_changes > 0)
    return G_SOURCE_CONTINUE;
  seqgo_sequencer_registry_refresh_client (self, client->id, TRUE);
  return G_SOURCE_REMOVE;
}

static void
wait_for_name (SeqgoSequencerRegistry *self, guint8 id)
{
  NamelessClient *client;
  GSource        *source;

  if (g_hash_table_contains (self->nameless, GUINT_TO_POINTER (id)))
    return;

  client = g_new (NamelessClient, 1);
  client->self = self;
  client->id = id;
  source = g_timeout_source_new (NAME_MILLISECONDS);
  g_source_set_static_name (source, "[Seqgo] name of a client");
  g_source_set_callback (source, name_timeout_cb, client, g_free);
  g_source_attach (source, self->client->handle->context);
  g_hash_table_insert (self->nameless, GUINT_TO_POINTER (id), source);
}

static GPtrArray *
new_objects (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static GPtrArray *
get_ports (SeqgoSequencerRegistryClient *client)
{
  GPtrArray *ports = new_objects ();
  guint      n_ports = g_list_model_get_n_items (G_LIST_MODEL (client));

  for (guint i = 0; i < n_ports; i++)
    g_ptr_array_add (ports, g_list_model_get_item (G_LIST_MODEL (client), i));
  return ports;
}

static void
rename_ports (SeqgoSequencerRegistry *self, SeqgoSequencerRegistryClient *client)
{
  g_autoptr (GPtrArray) ports = get_ports (client);

  for (guint i = 0; i < ports->len; i++)
    seqgo_sequencer_registry_refresh_port (
        self, seqgo_sequencer_port_info_get_key (g_ptr_array_index (ports, i)));
}

static void
update_client (SeqgoSequencerRegistry       *self,
               SeqgoSequencerRegistryClient *known,
               SeqgoSequencerClientInfo     *info)
{
  g_autoptr (SeqgoSequencerRegistryClient) client = g_object_ref (known);
  gboolean is_renamed = !g_str_equal (seqgo_sequencer_registry_client_get_name (client),
                                      seqgo_sequencer_client_info_get_name (info));

  if (!seqgo_sequencer_registry_client_update (client, info))
    return;
  seqgo_sequencer_registry_emit (self, SEQGO_REGISTRY_CLIENT_CHANGED, client, NULL);
  if (is_renamed)
    rename_ports (self, client);
}

void
seqgo_sequencer_registry_refresh_client (SeqgoSequencerRegistry *self, guint8 id, gboolean is_final)
{
  SeqgoSequencerRegistryClient *known = seqgo_sequencer_registry_find_client (self, id);
  g_autoptr (SeqgoSequencerRegistryClient) client = NULL;
  g_autoptr (SeqgoSequencerClientInfo) info = NULL;

  if (is_own (self, id)
      || seqgo_sequencer_registry_has_gone (self, SEQGO_PORT_KEY (id, SEQGO_REGISTRY_ANY_PORT)))
    return;
  info = seqgo_sequencer_client_get_client_info (self->client, id, NULL);
  if (info == NULL)
    return;
  if (known != NULL)
    {
      update_client (self, known, info);
      return;
    }
  if (!is_final && is_nameless (info))
    {
      wait_for_name (self, id);
      return;
    }

  g_hash_table_remove (self->nameless, GUINT_TO_POINTER (id));
  client = seqgo_sequencer_registry_client_new (info);
  seqgo_sequencer_registry_insert_client (self, client);
  seqgo_sequencer_registry_emit (self, SEQGO_REGISTRY_CLIENT_ADDED, client, NULL);
}

static gboolean
exists (SeqgoSequencerRegistry *self, SeqgoSequencerPortInfo *port)
{
  SeqgoPortKey key = seqgo_sequencer_port_info_get_key (port);

  return port == seqgo_sequencer_registry_find_port_by_key (self, key);
}

/* An array, because handlers may change it. */
static GPtrArray *
get_auto_connects (SeqgoSequencerRegistry *self)
{
  GPtrArray *auto_connects = new_objects ();

  for (guint i = 0; i < self->auto_connects->len; i++)
    g_ptr_array_add (auto_connects, g_object_ref (g_ptr_array_index (self->auto_connects, i)));
  return auto_connects;
}

static void
consider (SeqgoSequencerRegistry *self, SeqgoSequencerPortInfo *port)
{
  g_autoptr (GPtrArray) auto_connects = get_auto_connects (self);

  for (guint i = 0; i < auto_connects->len && exists (self, port); i++)
    seqgo_sequencer_auto_connect_consider (g_ptr_array_index (auto_connects, i), port);
}

static void
update_port (SeqgoSequencerRegistry *self,
             SeqgoSequencerPortInfo *known,
             SeqgoSequencerPortInfo *info)
{
  g_autoptr (SeqgoSequencerPortInfo) port = g_object_ref (known);

  if (!seqgo_sequencer_port_info_update (port, info) || !exists (self, port))
    return;
  seqgo_sequencer_registry_move_port (self, port);
  seqgo_sequencer_registry_emit (self, SEQGO_REGISTRY_PORT_CHANGED, port, NULL);
  consider (self, port);
}

static void
add_connections (SeqgoSequencerRegistry *self, SeqgoPortKey key, SeqgoDirection direction)
{
  g_autoptr (GArray) connections
      = seqgo_sequencer_query_connections (self->client->handle, key, direction);

  for (guint i = 0; i < connections->len; i++)
    seqgo_sequencer_registry_add_connection (self,
                                             g_array_index (connections, SeqgoConnectionKey, i));
}

static void
add_port (SeqgoSequencerRegistry       *self,
          SeqgoSequencerRegistryClient *client,
          SeqgoSequencerPortInfo       *info)
{
  g_autoptr (SeqgoSequencerPortInfo) port = g_object_ref (info);
  SeqgoPortKey key = seqgo_sequencer_port_info_get_key (port);
  guint        n_readers = seqgo_sequencer_port_info_get_n_readers (port);
  guint        n_writers = seqgo_sequencer_port_info_get_n_writers (port);

  seqgo_sequencer_registry_insert_port (self, client, port);
  seqgo_sequencer_registry_emit (self, SEQGO_REGISTRY_PORT_ADDED, port, NULL);
  if (n_readers > 0 && exists (self, port))
    add_connections (self, key, SEQGO_DIRECTION_OUTPUT);
  if (n_writers > 0 && exists (self, port))
    add_connections (self, key, SEQGO_DIRECTION_INPUT);
  consider (self, port);
}

void
seqgo_sequencer_registry_apply_port (SeqgoSequencerRegistry *self, SeqgoSequencerPortInfo *info)
{
  SeqgoPortKey                  key = seqgo_sequencer_port_info_get_key (info);
  SeqgoSequencerRegistryClient *client
      = seqgo_sequencer_registry_find_client (self, SEQGO_PORT_KEY_CLIENT (key));
  SeqgoSequencerPortInfo *port = seqgo_sequencer_registry_find_port_by_key (self, key);

  if (port != NULL)
    update_port (self, port, info);
  else if (client != NULL)
    add_port (self, client, info);
}

void
seqgo_sequencer_registry_refresh_port (SeqgoSequencerRegistry *self, SeqgoPortKey key)
{
  SeqgoSequencerRegistryClient *client
      = seqgo_sequencer_registry_find_client (self, SEQGO_PORT_KEY_CLIENT (key));
  g_autoptr (SeqgoSequencerPortInfo) info = NULL;

  if (client == NULL || seqgo_sequencer_registry_has_gone (self, key))
    return;

  info = seqgo_sequencer_query_port (self->client->handle, key,
                                     seqgo_sequencer_registry_client_get_name (client));
  if (info != NULL)
    seqgo_sequencer_registry_apply_port (self, info);
}

void
seqgo_sequencer_registry_add_connection (SeqgoSequencerRegistry *self, SeqgoConnectionKey key)
{
  SeqgoPortKey            from = SEQGO_CONNECTION_KEY_SENDER (key);
  SeqgoPortKey            to = SEQGO_CONNECTION_KEY_RECEIVER (key);
  SeqgoSequencerPortInfo *known_sender = seqgo_sequencer_registry_find_port_by_key (self, from);
  SeqgoSequencerPortInfo *known_receiver = seqgo_sequencer_registry_find_port_by_key (self, to);
  g_autoptr (SeqgoSequencerPortInfo) sender = NULL;
  g_autoptr (SeqgoSequencerPortInfo) receiver = NULL;

  /* With a port that is not known yet, it is found when that is. */
  if (known_sender == NULL || known_receiver == NULL
      || !g_hash_table_add (self->connections, GUINT_TO_POINTER (key)))
    return;

  sender = g_object_ref (known_sender);
  receiver = g_object_ref (known_receiver);
  seqgo_sequencer_registry_refresh_port (self, from);
  seqgo_sequencer_registry_refresh_port (self, to);
  if (exists (self, sender) && exists (self, receiver))
    seqgo_sequencer_registry_emit (self, SEQGO_REGISTRY_CONNECTED, sender, receiver);
}

void
seqgo_sequencer_registry_remove_connection (SeqgoSequencerRegistry *self,
                                            SeqgoConnectionKey      key,
                                            gboolean                by_accident)
{
  SeqgoPortKey from = SEQGO_CONNECTION_KEY_SENDER (key), to = SEQGO_CONNECTION_KEY_RECEIVER (key);
  g_autoptr (SeqgoSequencerPortInfo) sender = NULL;
  g_autoptr (SeqgoSequencerPortInfo) receiver = NULL;
  g_autoptr (GPtrArray) auto_connects = get_auto_connects (self);

  if (!g_hash_table_remove (self->connections, GUINT_TO_POINTER (key)))
    return;

  for (guint i = 0; i < auto_connects->len; i++)
    seqgo_sequencer_auto_connect_forget_connection (g_ptr_array_index (auto_connects, i), key,
                                                    by_accident);
  sender = g_object_ref (seqgo_sequencer_registry_find_port_by_key (self, from));
  receiver = g_object_ref (seqgo_sequencer_registry_find_port_by_key (self, to));
  seqgo_sequencer_registry_refresh_port (self, from);
  seqgo_sequencer_registry_refresh_port (self, to);
  seqgo_sequencer_registry_emit (self, SEQGO_REGISTRY_DISCONNECTED, sender, receiver);
}

/* The ports at the other ends of a port's connections. */
typedef struct
{
  GPtrArray *senders;
  GPtrArray *receivers;
} Peers;

/* Removes the connections of a port. */
static Peers
take_connections (SeqgoSequencerRegistry *self, SeqgoPortKey port)
{
  Peers          peers = { new_objects (), new_objects () };
  GHashTableIter iter;
  gpointer       data;

  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, &data, NULL))
    {
      SeqgoPortKey            from = SEQGO_CONNECTION_KEY_SENDER (GPOINTER_TO_UINT (data));
      SeqgoPortKey            to = SEQGO_CONNECTION_KEY_RECEIVER (GPOINTER_TO_UINT (data));
      SeqgoSequencerPortInfo *peer;

      if (from != port && to != port)
        continue;
      g_hash_table_iter_remove (&iter);
      peer = seqgo_sequencer_registry_find_port_by_key (self, from == port ? to : from);
      g_ptr_array_add (from == port ? peers.receivers : peers.senders, g_object_ref (peer));
    }
  return peers;
}

static void
tell_disconnected (SeqgoSequencerRegistry *self, SeqgoSequencerPortInfo *port, Peers peers)
{
  for (guint i = 0; i < peers.senders->len; i++)
    {
      SeqgoSequencerPortInfo *sender = g_ptr_array_index (peers.senders, i);

      seqgo_sequencer_registry_refresh_port (self, seqgo_sequencer_port_info_get_key (sender));
      seqgo_sequencer_registry_emit (self, SEQGO_REGISTRY_DISCONNECTED, sender, port);
    }
  for (guint i = 0; i < peers.receivers->len; i++)
    {
      SeqgoSequencerPortInfo *receiver = g_ptr_array_index (peers.receivers, i);

      seqgo_sequencer_registry_refresh_port (self, seqgo_sequencer_port_info_get_key (receiver));
      seqgo_sequencer_registry_emit (self, SEQGO_REGISTRY_DISCONNECTED, port, receiver);
    }
  g_ptr_array_unref (peers.senders);
  g_ptr_array_unref (peers.receivers);
}

/* It is out of the models before anybody is told, so that what a handler lets in is not taken for
 * it. */
static void
remove_port (SeqgoSequencerRegistry       *self,
             SeqgoSequencerRegistryClient *client,
             SeqgoSequencerPortInfo       *port,
             Peers                         peers)
{
  SeqgoPortKey key = seqgo_sequencer_port_info_get_key (port);
  g_autoptr (GPtrArray) auto_connects = get_auto_connects (self);

  seqgo_sequencer_registry_take_port (self, client, port);
  for (guint i = 0; i < auto_connects->len; i++)
    seqgo_sequencer_auto_connect_forget_port (g_ptr_array_index (auto_connects, i), key);
  tell_disconnected (self, port, peers);
  seqgo_sequencer_registry_emit (self, SEQGO_REGISTRY_PORT_REMOVED, port, NULL);
}

void
seqgo_sequencer_registry_remove_port (SeqgoSequencerRegistry *self, SeqgoPortKey key)
{
  SeqgoSequencerRegistryClient *client
      = seqgo_sequencer_registry_find_client (self, SEQGO_PORT_KEY_CLIENT (key));
  SeqgoSequencerPortInfo *known = seqgo_sequencer_registry_find_port_by_key (self, key);
  g_autoptr (SeqgoSequencerPortInfo) port = NULL;

  if (known == NULL)
    return;
  port = g_object_ref (known);
  remove_port (self, client, port, take_connections (self, key));
}

void
seqgo_sequencer_registry_remove_client (SeqgoSequencerRegistry *self, guint8 id)
{
  SeqgoSequencerRegistryClient *known = seqgo_sequencer_registry_find_client (self, id);
  g_autoptr (SeqgoSequencerRegistryClient) client = NULL;
  g_autoptr (GPtrArray) ports = NULL;
  g_autofree Peers *peers = NULL;

  g_hash_table_remove (self->nameless, GUINT_TO_POINTER (id));
  if (known == NULL)
    return;

  client = g_object_ref (known);
  ports = get_ports (client);
  peers = g_new (Peers, ports->len);
  for (guint i = 0; i < ports->len; i++)
    peers[i]
        = take_connections (self, seqgo_sequencer_port_info_get_key (g_ptr_array_index (ports, i)));
  seqgo_sequencer_registry_take_client (self, client);
  for (guint i = 0; i < ports->len; i++)
    remove_port (self, client, g_ptr_array_index (ports, i), peers[i]);
  seqgo_sequencer_registry_emit (self, SEQGO_REGISTRY_CLIENT_REMOVED, client, NULL);
}

void
seqgo_sequencer_registry_consider_all (SeqgoSequencerRegistry *self)
{
  g_autoptr (GPtrArray) auto_connects = get_auto_connects (self);

  for (guint i = 0; i < auto_connects->len; i++)
    seqgo_sequencer_auto_connect_consider_all (g_ptr_array_index (auto_connects, i));
}
