/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The list models of a SeqgoSequencerRegistry, which nothing else changes, and its lists. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-port-list-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-registry-private.h>

/* What seqgo_sequencer_registry_ports() returned, as long as somebody has it. */
typedef struct
{
  GWeakRef           store;
  SeqgoPortListFlags flags;
} SeqgoPortModel;

static void
model_free (gpointer data)
{
  SeqgoPortModel *model = data;

  g_weak_ref_clear (&model->store);
  g_free (model);
}

GPtrArray *
seqgo_sequencer_registry_new_models (void)
{
  return g_ptr_array_new_with_free_func (model_free);
}

/* The models that are left; forgets the others. */
static GPtrArray *
get_stores (SeqgoSequencerRegistry *self, GArray *all_flags)
{
  GPtrArray *stores = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = self->models->len; i-- > 0;)
    {
      SeqgoPortModel *model = g_ptr_array_index (self->models, i);
      GListStore     *store = g_weak_ref_get (&model->store);

      if (store == NULL)
        {
          g_ptr_array_remove_index_fast (self->models, i);
          continue;
        }
      g_ptr_array_add (stores, store);
      g_array_append_val (all_flags, model->flags);
    }
  return stores;
}

static void
insert (GListStore *store, SeqgoSequencerPortInfo *port, SeqgoPortListFlags flags)
{
  g_list_store_insert_sorted (store, port, seqgo_sequencer_port_list_compare,
                              GUINT_TO_POINTER (flags));
}

/* Whether the port at @position is in order with its neighbours. */
static gboolean
is_in_order (GListModel *model, guint position, SeqgoPortListFlags flags)
{
  g_autoptr (SeqgoSequencerPortInfo) before
      = position > 0 ? g_list_model_get_item (model, position - 1) : NULL;
  g_autoptr (SeqgoSequencerPortInfo) port = g_list_model_get_item (model, position);
  g_autoptr (SeqgoSequencerPortInfo) after = g_list_model_get_item (model, position + 1);
  gpointer data = GUINT_TO_POINTER (flags);

  return (before == NULL || seqgo_sequencer_port_list_compare (before, port, data) < 0)
         && (after == NULL || seqgo_sequencer_port_list_compare (port, after, data) < 0);
}

/* Puts the port where it belongs, or nowhere if it is not wanted. */
static void
place (GListStore             *store,
       SeqgoSequencerPortInfo *port,
       SeqgoPortListFlags      flags,
       gboolean                is_wanted)
{
  guint    position;
  gboolean is_there = g_list_store_find (store, port, &position);

  if (is_there && is_wanted && is_in_order (G_LIST_MODEL (store), position, flags))
    return;
  if (is_there)
    g_list_store_remove (store, position);
  if (is_wanted)
    insert (store, port, flags);
}

static void
place_everywhere (SeqgoSequencerRegistry *self, SeqgoSequencerPortInfo *port, gboolean exists)
{
  g_autoptr (GArray) flags = g_array_new (FALSE, FALSE, sizeof (SeqgoPortListFlags));
  g_autoptr (GPtrArray) stores = get_stores (self, flags);

  for (guint i = 0; i < stores->len; i++)
    {
      SeqgoPortListFlags wanted = g_array_index (flags, SeqgoPortListFlags, i);

      place (g_ptr_array_index (stores, i), port, wanted,
             exists && seqgo_sequencer_port_list_wants (wanted, port));
    }
}

static int
compare_clients (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return seqgo_sequencer_registry_client_get_id ((gpointer) a)
         - seqgo_sequencer_registry_client_get_id ((gpointer) b);
}

void
seqgo_sequencer_registry_insert_client (SeqgoSequencerRegistry       *self,
                                        SeqgoSequencerRegistryClient *client)
{
  self->n_changes++;
  g_list_store_insert_sorted (self->clients, client, compare_clients, NULL);
  self->n_changes--;
}

void
seqgo_sequencer_registry_insert_port (SeqgoSequencerRegistry       *self,
                                      SeqgoSequencerRegistryClient *client,
                                      SeqgoSequencerPortInfo       *port)
{
  self->n_changes++;
  insert (seqgo_sequencer_registry_client_get_ports (client), port, SEQGO_PORT_LIST_UNSORTED);
  place_everywhere (self, port, TRUE);
  self->n_changes--;
}

void
seqgo_sequencer_registry_move_port (SeqgoSequencerRegistry *self, SeqgoSequencerPortInfo *port)
{
  self->n_changes++;
  place_everywhere (self, port, TRUE);
  self->n_changes--;
}

static void
take (GListStore *store, gpointer item)
{
  guint position;

  if (g_list_store_find (store, item, &position))
    g_list_store_remove (store, position);
}

void
seqgo_sequencer_registry_take_port (SeqgoSequencerRegistry       *self,
                                    SeqgoSequencerRegistryClient *client,
                                    SeqgoSequencerPortInfo       *port)
{
  self->n_changes++;
  take (seqgo_sequencer_registry_client_get_ports (client), port);
  place_everywhere (self, port, FALSE);
  self->n_changes--;
}

void
seqgo_sequencer_registry_take_client (SeqgoSequencerRegistry       *self,
                                      SeqgoSequencerRegistryClient *client)
{
  self->n_changes++;
  take (self->clients, client);
  self->n_changes--;
}

/**
 * seqgo_sequencer_registry_list_ports:
 * @self: a registry
 * @flags: which ports, and in which order
 *
 * Lists ports as seqgo_sequencer_client_list_ports() does, without asking the kernel. The objects
 * are those of the registry, which are kept up to date.
 *
 * Returns: (transfer full) (element-type SeqgoSequencerPortInfo): the ports
 *
 * Since: 1.0
 */
GList *
seqgo_sequencer_registry_list_ports (SeqgoSequencerRegistry *self, SeqgoPortListFlags flags)
{
  GList *list = NULL;
  guint  n_clients;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_REGISTRY (self), NULL);

  n_clients = g_list_model_get_n_items (G_LIST_MODEL (self->clients));
  for (guint i = 0; i < n_clients; i++)
    {
      g_autoptr (GListModel) client = g_list_model_get_item (G_LIST_MODEL (self->clients), i);
      guint n_ports = g_list_model_get_n_items (client);

      for (guint j = 0; j < n_ports; j++)
        {
          g_autoptr (SeqgoSequencerPortInfo) port = g_list_model_get_item (client, j);

          if (seqgo_sequencer_port_list_wants (flags, port))
            list = g_list_prepend (list, g_steal_pointer (&port));
        }
    }
  return g_list_sort_with_data (list, seqgo_sequencer_port_list_compare, GUINT_TO_POINTER (flags));
}

/**
 * seqgo_sequencer_registry_ports:
 * @self: a registry
 * @flags: which ports, and in which order
 *
 * Makes a list model of the ports that seqgo_sequencer_registry_list_ports() would list, which
 * stays so: ports come and go in it, and move if what they are changes. A GtkListView can show it.
 *
 * As long as somebody has the model, the registry exists.
 *
 * Returns: (transfer full): a model of #SeqgoSequencerPortInfo; it is a #GListStore, which only the
 *   registry should change
 *
 * Since: 1.0
 */
GListModel *
seqgo_sequencer_registry_ports (SeqgoSequencerRegistry *self, SeqgoPortListFlags flags)
{
  g_autolist (SeqgoSequencerPortInfo) ports = NULL;
  SeqgoPortModel *model;
  GListStore     *store;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_REGISTRY (self), NULL);

  store = g_list_store_new (SEQGO_TYPE_SEQUENCER_PORT_INFO);
  ports = seqgo_sequencer_registry_list_ports (self, flags);
  for (GList *link = ports; link != NULL; link = link->next)
    g_list_store_append (store, link->data);
  g_object_set_data_full (G_OBJECT (store), "seqgo-registry", g_object_ref (self), g_object_unref);

  model = g_new0 (SeqgoPortModel, 1);
  g_weak_ref_init (&model->store, store);
  model->flags = flags;
  g_ptr_array_add (self->models, model);
  return G_LIST_MODEL (store);
}

static GList *
list_connected (SeqgoSequencerRegistry *self, SeqgoAddress *address, SeqgoDirection direction)
{
  SeqgoPortKey own
      = SEQGO_PORT_KEY (seqgo_address_get_client_id (address), seqgo_address_get_port_id (address));
  GList         *list = NULL;
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      SeqgoPortKey sender = SEQGO_CONNECTION_KEY_SENDER (GPOINTER_TO_UINT (key));
      SeqgoPortKey receiver = SEQGO_CONNECTION_KEY_RECEIVER (GPOINTER_TO_UINT (key));
      SeqgoPortKey peer = direction == SEQGO_DIRECTION_OUTPUT ? receiver : sender;

      if ((direction == SEQGO_DIRECTION_OUTPUT ? sender : receiver) == own)
        list = g_list_prepend (
            list, g_object_ref (seqgo_sequencer_registry_find_port_by_key (self, peer)));
    }
  return g_list_sort_with_data (list, seqgo_sequencer_port_list_compare,
                                GUINT_TO_POINTER (SEQGO_PORT_LIST_UNSORTED));
}

/**
 * seqgo_sequencer_registry_list_senders:
 * @self: a registry
 * @receiver: the address of a port
 *
 * Lists the ports that are connected to a port and send to it, without asking the kernel.
 *
 * Returns: (transfer full) (element-type SeqgoSequencerPortInfo): the ports, in the order of their
 *   addresses
 *
 * Since: 1.0
 */
GList *
seqgo_sequencer_registry_list_senders (SeqgoSequencerRegistry *self, SeqgoAddress *receiver)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_REGISTRY (self), NULL);
  g_return_val_if_fail (receiver != NULL, NULL);

  return list_connected (self, receiver, SEQGO_DIRECTION_INPUT);
}

/**
 * seqgo_sequencer_registry_list_receivers:
 * @self: a registry
 * @sender: the address of a port
 *
 * Lists the ports that a port is connected to and sends to, without asking the kernel.
 *
 * Returns: (transfer full) (element-type SeqgoSequencerPortInfo): the ports, in the order of their
 *   addresses
 *
 * Since: 1.0
 */
GList *
seqgo_sequencer_registry_list_receivers (SeqgoSequencerRegistry *self, SeqgoAddress *sender)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_REGISTRY (self), NULL);
  g_return_val_if_fail (sender != NULL, NULL);

  return list_connected (self, sender, SEQGO_DIRECTION_OUTPUT);
}
