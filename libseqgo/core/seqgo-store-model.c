/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/core/seqgo-store-model-private.h>

static G_DEFINE_QUARK (seqgo - store - model, store)

static GListModel *
get_store (GListModel *model)
{
  return g_object_get_qdata (G_OBJECT (model), store_quark ());
}

static GType
get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (get_store (model));
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (get_store (model));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (get_store (model), position);
}

void
seqgo_store_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

GListStore *
seqgo_store_model_new_store (gpointer model, GType item_type)
{
  GListStore *store = g_list_store_new (item_type);

  g_object_set_qdata (model, store_quark (), store);
  g_signal_connect_swapped (store, "items-changed", G_CALLBACK (g_list_model_items_changed), model);
  return store;
}
