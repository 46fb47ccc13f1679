/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/core/seqgo-store-model-private.h>
#include <libseqgo/seqgo-enum-types.h>
#include <libseqgo/sequencer/seqgo-sequencer-registry-private.h>

/**
 * SECTION:seqgo-sequencer-registry-client
 * @title: SeqgoSequencerRegistryClient
 * @short_description: a client in a registry
 *
 * The items of a #SeqgoSequencerRegistry, and models of ports themselves:
 *
 * |[<!-- language="C" -->
 * guint n_clients = g_list_model_get_n_items (G_LIST_MODEL (registry));
 *
 * for (guint i = 0; i < n_clients; i++)
 *   {
 *     g_autoptr (SeqgoSequencerRegistryClient) client
 *         = g_list_model_get_item (G_LIST_MODEL (registry), i);
 *
 *     g_print ("%s has %u ports\n", seqgo_sequencer_registry_client_get_name (client),
 *              g_list_model_get_n_items (G_LIST_MODEL (client)));
 *   }
 * ]|
 */

/**
 * SeqgoSequencerRegistryClient:
 *
 * A client that a #SeqgoSequencerRegistry knows: a #GListModel of its ports, which are
 * #SeqgoSequencerPortInfo objects in the order of their numbers.
 *
 * As long as the client exists there is one object for it, and its properties notify when they
 * change. When the client has gone, its object is no longer in the registry, has no ports and stays
 * as it was.
 *
 * Since: 1.0
 */
struct _SeqgoSequencerRegistryClient
{
  GObject                   parent_instance;
  SeqgoSequencerClientInfo *info;
  GListStore               *ports;
};

G_DEFINE_FINAL_TYPE_WITH_CODE (SeqgoSequencerRegistryClient,
                               seqgo_sequencer_registry_client,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      seqgo_store_model_iface_init))

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_CLIENT_TYPE,
  PROP_CARD,
  PROP_PID,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
seqgo_sequencer_registry_client_finalize (GObject *object)
{
  SeqgoSequencerRegistryClient *self = SEQGO_SEQUENCER_REGISTRY_CLIENT (object);

  g_clear_object (&self->info);
  g_clear_object (&self->ports);
  G_OBJECT_CLASS (seqgo_sequencer_registry_client_parent_class)->finalize (object);
}

static void
seqgo_sequencer_registry_client_get_property (GObject    *object,
                                              guint       property_id,
                                              GValue     *value,
                                              GParamSpec *pspec)
{
  SeqgoSequencerRegistryClient *self = SEQGO_SEQUENCER_REGISTRY_CLIENT (object);

  switch (property_id)
    {
    case PROP_ID:
      g_value_set_uint (value, seqgo_sequencer_client_info_get_id (self->info));
      break;
    case PROP_NAME:
      g_value_set_string (value, seqgo_sequencer_client_info_get_name (self->info));
      break;
    case PROP_CLIENT_TYPE:
      g_value_set_enum (value, (int) seqgo_sequencer_client_info_get_client_type (self->info));
      break;
    case PROP_CARD:
      g_value_set_int (value, seqgo_sequencer_client_info_get_card (self->info));
      break;
    case PROP_PID:
      g_value_set_int (value, seqgo_sequencer_client_info_get_pid (self->info));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_sequencer_registry_client_class_init (SeqgoSequencerRegistryClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = seqgo_sequencer_registry_client_finalize;
  object_class->get_property = seqgo_sequencer_registry_client_get_property;

  /**
   * SeqgoSequencerRegistryClient:id:
   *
   * The number of the client. It never changes.
   *
   * Since: 1.0
   */
  properties[PROP_ID] = g_param_spec_uint ("id", NULL, NULL, 0, G_MAXUINT8, 0,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerRegistryClient:name:
   *
   * The name of the client.
   *
   * Since: 1.0
   */
  properties[PROP_NAME]
      = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerRegistryClient:client-type:
   *
   * What the client is.
   *
   * Since: 1.0
   */
  properties[PROP_CLIENT_TYPE]
      = g_param_spec_enum ("client-type", NULL, NULL, SEQGO_TYPE_CLIENT_TYPE,
                           SEQGO_CLIENT_TYPE_UNKNOWN, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerRegistryClient:card:
   *
   * The number of the sound card that the client is on, or -1.
   *
   * Since: 1.0
   */
  properties[PROP_CARD] = g_param_spec_int ("card", NULL, NULL, -1, G_MAXINT, -1,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerRegistryClient:pid:
   *
   * The process that the client belongs to, or -1.
   *
   * Since: 1.0
   */
  properties[PROP_PID] = g_param_spec_int ("pid", NULL, NULL, -1, G_MAXINT, -1,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_sequencer_registry_client_init (SeqgoSequencerRegistryClient *self)
{
  self->ports = seqgo_store_model_new_store (self, SEQGO_TYPE_SEQUENCER_PORT_INFO);
}

SeqgoSequencerRegistryClient *
seqgo_sequencer_registry_client_new (SeqgoSequencerClientInfo *info)
{
  SeqgoSequencerRegistryClient *self = g_object_new (SEQGO_TYPE_SEQUENCER_REGISTRY_CLIENT, NULL);

  self->info = g_object_ref (info);
  return self;
}

gboolean
seqgo_sequencer_registry_client_update (SeqgoSequencerRegistryClient *self,
                                        SeqgoSequencerClientInfo     *info)
{
  g_autoptr (SeqgoSequencerClientInfo) old = self->info;
  const gboolean has_changed[N_PROPS] = {
    [PROP_NAME] = !g_str_equal (seqgo_sequencer_client_info_get_name (old),
                                seqgo_sequencer_client_info_get_name (info)),
    [PROP_CARD]
    = seqgo_sequencer_client_info_get_card (old) != seqgo_sequencer_client_info_get_card (info),
    [PROP_PID]
    = seqgo_sequencer_client_info_get_pid (old) != seqgo_sequencer_client_info_get_pid (info),
  };
  gboolean is_other = FALSE;

  self->info = g_object_ref (info);
  for (guint i = 1; i < N_PROPS; i++)
    if (has_changed[i])
      {
        is_other = TRUE;
        g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
      }
  return is_other;
}

GListStore *
seqgo_sequencer_registry_client_get_ports (SeqgoSequencerRegistryClient *self)
{
  return self->ports;
}

/**
 * seqgo_sequencer_registry_client_get_id:
 * @self: a client of a registry
 *
 * Returns #SeqgoSequencerRegistryClient:id.
 *
 * Returns: the number of the client
 *
 * Since: 1.0
 */
guint8
seqgo_sequencer_registry_client_get_id (SeqgoSequencerRegistryClient *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_REGISTRY_CLIENT (self), 0);

  return seqgo_sequencer_client_info_get_id (self->info);
}

/**
 * seqgo_sequencer_registry_client_get_name:
 * @self: a client of a registry
 *
 * Returns #SeqgoSequencerRegistryClient:name.
 *
 * Returns: (transfer none): the name of the client
 *
 * Since: 1.0
 */
const char *
seqgo_sequencer_registry_client_get_name (SeqgoSequencerRegistryClient *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_REGISTRY_CLIENT (self), NULL);

  return seqgo_sequencer_client_info_get_name (self->info);
}

/**
 * seqgo_sequencer_registry_client_get_client_type:
 * @self: a client of a registry
 *
 * Returns #SeqgoSequencerRegistryClient:client-type.
 *
 * Returns: what the client is
 *
 * Since: 1.0
 */
SeqgoClientType
seqgo_sequencer_registry_client_get_client_type (SeqgoSequencerRegistryClient *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_REGISTRY_CLIENT (self), SEQGO_CLIENT_TYPE_UNKNOWN);

  return seqgo_sequencer_client_info_get_client_type (self->info);
}

/**
 * seqgo_sequencer_registry_client_get_card:
 * @self: a client of a registry
 *
 * Returns #SeqgoSequencerRegistryClient:card.
 *
 * Returns: the number of the sound card, or -1
 *
 * Since: 1.0
 */
int
seqgo_sequencer_registry_client_get_card (SeqgoSequencerRegistryClient *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_REGISTRY_CLIENT (self), -1);

  return seqgo_sequencer_client_info_get_card (self->info);
}

/**
 * seqgo_sequencer_registry_client_get_pid:
 * @self: a client of a registry
 *
 * Returns #SeqgoSequencerRegistryClient:pid.
 *
 * Returns: the process, or -1
 *
 * Since: 1.0
 */
int
seqgo_sequencer_registry_client_get_pid (SeqgoSequencerRegistryClient *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_REGISTRY_CLIENT (self), -1);

  return seqgo_sequencer_client_info_get_pid (self->info);
}

/**
 * seqgo_sequencer_registry_client_to_string:
 * @self: a client of a registry
 *
 * Describes the client for people.
 *
 * Returns: (transfer full): a line such as "128 FluidSynth"
 *
 * Since: 1.0
 */
char *
seqgo_sequencer_registry_client_to_string (SeqgoSequencerRegistryClient *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_REGISTRY_CLIENT (self), NULL);

  return seqgo_sequencer_client_info_to_string (self->info);
}
