/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/core/seqgo-store-model-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-registry-private.h>

/**
 * SECTION:seqgo-sequencer-registry
 * @title: SeqgoSequencerRegistry
 * @short_description: what is in the sequencer, live
 *
 * A registry tells of keyboards that are plugged in, and keeps them connected:
 *
 * |[<!-- language="C" -->
 * static void
 * port_added_cb (SeqgoSequencerRegistry *registry, SeqgoSequencerPortInfo *port, gpointer data)
 * {
 *   g_print ("new: %s\n", seqgo_sequencer_port_info_get_name (port));
 * }
 *
 * g_autoptr (SeqgoSequencerRegistry) registry = seqgo_sequencer_registry_open (&error);
 *
 * g_signal_connect (registry, "port-added", G_CALLBACK (port_added_cb), NULL);
 * seqgo_sequencer_registry_auto_connect (registry, "Launchkey*", "FluidSynth", &error);
 * ]|
 */

/**
 * SeqgoSequencerRegistry:
 *
 * What is in the sequencer, kept up to date: a #GListModel of the clients, which are
 * #SeqgoSequencerRegistryClient objects in the order of their numbers and have their ports.
 * seqgo_sequencer_registry_ports() makes one list of ports of a kind.
 *
 * The registry is open from its creation to seqgo_sequencer_registry_close(), or until its last
 * reference is dropped. It then stays as it was. It has one client of its own in the sequencer, no
 * matter what it is asked, with one port that is not exported, and does not list it.
 *
 * It follows the kernel's announcements as long as a main loop runs in the thread-default context
 * that was current when it was opened, and emits its signals there. It may be used in the thread of
 * that context only, and so may its models and the objects in them.
 *
 * A program has no name yet when its client appears. The registry therefore adds a client that is
 * called “Client-” and its number when it gets a name or a port, or after 0.1 seconds. Old kernels,
 * such as Linux 6.1, do not announce names; the registry then learns of a new name when the client
 * creates or changes a port.
 *
 * If announcements come faster than the main loop runs, the kernel throws some away. The registry
 * then compares what it knows with what there is, and makes up for them. What came and went
 * meanwhile is not told of; #SeqgoSequencerRegistry:n-overflows notifies.
 *
 * Since: 1.0
 */
static void initable_iface_init (GInitableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SeqgoSequencerRegistry,
                               seqgo_sequencer_registry,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_iface_init)
                                   G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                          seqgo_store_model_iface_init))

/* Room for the announcements of a storm; it is the most that the kernel allows. */
#define INPUT_POOL 2000

enum
{
  PROP_0,
  PROP_N_OVERFLOWS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint signals[SEQGO_REGISTRY_N_SIGNALS];

void
seqgo_sequencer_registry_emit (SeqgoSequencerRegistry *self,
                               guint                   signal,
                               gpointer                object,
                               gpointer                other)
{
  if (!seqgo_sequencer_registry_is_closed (self))
    g_signal_emit (self, signals[signal], 0, object, other);
}

static void
batch_cb (SeqgoSequencerRegistry *self, SeqgoEventBatch *batch)
{
  seqgo_sequencer_registry_take_announcements (self, batch);
}

static void
overflow_cb (SeqgoSequencerRegistry *self)
{
  self->n_overflows++;
  seqgo_sequencer_registry_take_overflow (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_OVERFLOWS]);
}

/* Nothing comes any more; what waits for something ends. */
static void
end (SeqgoSequencerRegistry *self)
{
  g_hash_table_remove_all (self->nameless);
  for (guint i = 0; i < self->auto_connects->len; i++)
    seqgo_sequencer_auto_connect_stop (g_ptr_array_index (self->auto_connects, i));
}

static void
closed_cb (SeqgoSequencerRegistry *self, GError *error)
{
  end (self);
  g_signal_emit (self, signals[SEQGO_REGISTRY_CLOSED], 0, error);
}

static gboolean
subscribe (SeqgoSequencerRegistry *self, GError **error)
{
  g_autoptr (SeqgoAddress) announce
      = seqgo_address_new (SEQGO_CLIENT_ID_SYSTEM, SEQGO_PORT_ID_ANNOUNCE);
  SeqgoSequencerPort *port = seqgo_sequencer_client_create_port_full (
      self->client, "announcements", SEQGO_PORT_CAPS_WRITE | SEQGO_PORT_CAPS_NO_EXPORT,
      SEQGO_PORT_TYPE_SOFTWARE | SEQGO_PORT_TYPE_APPLICATION, -1, error);

  return port != NULL && seqgo_sequencer_client_set_input_pool (self->client, INPUT_POOL, error)
         && seqgo_sequencer_port_connect_from_address (port, announce, error);
}

static gboolean
seqgo_sequencer_registry_initable_init (GInitable    *initable,
                                        GCancellable *cancellable,
                                        GError      **error)
{
  SeqgoSequencerRegistry *self = SEQGO_SEQUENCER_REGISTRY (initable);
  const char             *program = g_get_prgname ();
  g_autofree char        *base = program != NULL ? g_path_get_basename (program) : NULL;
  g_autofree char *name = g_strdup_printf ("%s (registry)", base != NULL ? base : "libseqgo");

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  self->client = seqgo_sequencer_client_open (name, error);
  if (self->client == NULL || !subscribe (self, error))
    return FALSE;

  g_signal_connect_object (self->client, "batch", G_CALLBACK (batch_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->client, "overflow", G_CALLBACK (overflow_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->client, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  seqgo_sequencer_registry_resync (self);
  return TRUE;
}

static void
initable_iface_init (GInitableIface *iface)
{
  iface->init = seqgo_sequencer_registry_initable_init;
}

static void
seqgo_sequencer_registry_dispose (GObject *object)
{
  SeqgoSequencerRegistry *self = SEQGO_SEQUENCER_REGISTRY (object);

  if (self->client != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->client, self);
      seqgo_sequencer_client_close (self->client);
    }
  end (self);
  G_OBJECT_CLASS (seqgo_sequencer_registry_parent_class)->dispose (object);
}

static void
seqgo_sequencer_registry_finalize (GObject *object)
{
  SeqgoSequencerRegistry *self = SEQGO_SEQUENCER_REGISTRY (object);

  g_clear_object (&self->client);
  g_object_unref (self->clients);
  g_hash_table_unref (self->connections);
  g_queue_clear_full (&self->announcements, g_free);
  g_hash_table_unref (self->n_exits);
  g_hash_table_unref (self->nameless);
  g_ptr_array_unref (self->models);
  g_ptr_array_unref (self->auto_connects);
  G_OBJECT_CLASS (seqgo_sequencer_registry_parent_class)->finalize (object);
}

static void
seqgo_sequencer_registry_get_property (GObject    *object,
                                       guint       property_id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  SeqgoSequencerRegistry *self = SEQGO_SEQUENCER_REGISTRY (object);

  switch (property_id)
    {
    case PROP_N_OVERFLOWS:
      g_value_set_uint64 (value, self->n_overflows);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static guint
new_signal (const char *name, guint n_params, GType type)
{
  return g_signal_new (name, SEQGO_TYPE_SEQUENCER_REGISTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n_params, type, type);
}

static void
install_client_signals (void)
{
  /**
   * SeqgoSequencerRegistry::client-added:
   * @self: the registry
   * @client: the client
   *
   * A client appeared. It has its name, as described above.
   *
   * Since: 1.0
   */
  signals[SEQGO_REGISTRY_CLIENT_ADDED]
      = new_signal ("client-added", 1, SEQGO_TYPE_SEQUENCER_REGISTRY_CLIENT);

  /**
   * SeqgoSequencerRegistry::client-removed:
   * @self: the registry
   * @client: the client
   *
   * A client has gone, after its ports. Its number may be that of another one by now.
   *
   * Since: 1.0
   */
  signals[SEQGO_REGISTRY_CLIENT_REMOVED]
      = new_signal ("client-removed", 1, SEQGO_TYPE_SEQUENCER_REGISTRY_CLIENT);

  /**
   * SeqgoSequencerRegistry::client-changed:
   * @self: the registry
   * @client: the client
   *
   * A property of a client changed, such as its name.
   *
   * Since: 1.0
   */
  signals[SEQGO_REGISTRY_CLIENT_CHANGED]
      = new_signal ("client-changed", 1, SEQGO_TYPE_SEQUENCER_REGISTRY_CLIENT);
}

static void
install_port_signals (void)
{
  /**
   * SeqgoSequencerRegistry::port-added:
   * @self: the registry
   * @port: the port
   *
   * A port appeared, after its client.
   *
   * Since: 1.0
   */
  signals[SEQGO_REGISTRY_PORT_ADDED] = new_signal ("port-added", 1, SEQGO_TYPE_SEQUENCER_PORT_INFO);

  /**
   * SeqgoSequencerRegistry::port-removed:
   * @self: the registry
   * @port: the port
   *
   * A port has gone, after its connections.
   *
   * Since: 1.0
   */
  signals[SEQGO_REGISTRY_PORT_REMOVED]
      = new_signal ("port-removed", 1, SEQGO_TYPE_SEQUENCER_PORT_INFO);

  /**
   * SeqgoSequencerRegistry::port-changed:
   * @self: the registry
   * @port: the port
   *
   * A property of a port changed, such as its name or that of its client. What only changes the
   * numbers of connections is told by #SeqgoSequencerRegistry::connected and
   * #SeqgoSequencerRegistry::disconnected instead.
   *
   * Since: 1.0
   */
  signals[SEQGO_REGISTRY_PORT_CHANGED]
      = new_signal ("port-changed", 1, SEQGO_TYPE_SEQUENCER_PORT_INFO);

  /**
   * SeqgoSequencerRegistry::connected:
   * @self: the registry
   * @sender: the port that sends
   * @receiver: the port that receives
   *
   * Two ports were connected, by whatever program.
   *
   * Since: 1.0
   */
  signals[SEQGO_REGISTRY_CONNECTED] = new_signal ("connected", 2, SEQGO_TYPE_SEQUENCER_PORT_INFO);

  /**
   * SeqgoSequencerRegistry::disconnected:
   * @self: the registry
   * @sender: the port that sent
   * @receiver: the port that received
   *
   * A connection ended. If that is because a port went, #SeqgoSequencerRegistry::port-removed
   * follows.
   *
   * Since: 1.0
   */
  signals[SEQGO_REGISTRY_DISCONNECTED]
      = new_signal ("disconnected", 2, SEQGO_TYPE_SEQUENCER_PORT_INFO);
}

static void
seqgo_sequencer_registry_class_init (SeqgoSequencerRegistryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = seqgo_sequencer_registry_dispose;
  object_class->finalize = seqgo_sequencer_registry_finalize;
  object_class->get_property = seqgo_sequencer_registry_get_property;

  /**
   * SeqgoSequencerRegistry:n-overflows:
   *
   * How often announcements were lost and the registry had to compare what it knows with what
   * there is.
   *
   * Since: 1.0
   */
  properties[PROP_N_OVERFLOWS]
      = g_param_spec_uint64 ("n-overflows", NULL, NULL, 0, G_MAXUINT64, 0,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  install_client_signals ();
  install_port_signals ();

  /**
   * SeqgoSequencerRegistry::closed:
   * @self: the registry
   * @error: (nullable): why, or %NULL if the program closed it
   *
   * The registry was closed. It stays as it is.
   *
   * Since: 1.0
   */
  signals[SEQGO_REGISTRY_CLOSED]
      = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
end_source (gpointer source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static void
seqgo_sequencer_registry_init (SeqgoSequencerRegistry *self)
{
  self->clients = seqgo_store_model_new_store (self, SEQGO_TYPE_SEQUENCER_REGISTRY_CLIENT);
  self->connections = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->announcements);
  self->n_exits = g_hash_table_new (NULL, NULL);
  self->nameless = g_hash_table_new_full (NULL, NULL, NULL, end_source);
  self->models = seqgo_sequencer_registry_new_models ();
  self->auto_connects = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * seqgo_sequencer_registry_open: (constructor)
 * @error: return location for a #GError
 *
 * Opens a registry, which then knows all that there is.
 *
 * Returns: (transfer full): the registry, or %NULL with an error as seqgo_sequencer_client_open()
 *   has them
 *
 * Since: 1.0
 */
SeqgoSequencerRegistry *
seqgo_sequencer_registry_open (GError **error)
{
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return g_initable_new (SEQGO_TYPE_SEQUENCER_REGISTRY, NULL, error, NULL);
}

/**
 * seqgo_sequencer_registry_close:
 * @self: a registry
 *
 * Closes the registry, which then emits no more signals but #SeqgoSequencerRegistry::closed and
 * stays as it is. It stops what seqgo_sequencer_registry_auto_connect() began; connections stay.
 *
 * To close a closed registry does nothing.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_registry_close (SeqgoSequencerRegistry *self)
{
  g_return_if_fail (SEQGO_IS_SEQUENCER_REGISTRY (self));

  seqgo_sequencer_client_close (self->client);
}

/**
 * seqgo_sequencer_registry_is_closed:
 * @self: a registry
 *
 * Tells whether the registry was closed.
 *
 * Returns: %TRUE if it was closed
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_registry_is_closed (SeqgoSequencerRegistry *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_REGISTRY (self), TRUE);

  return seqgo_sequencer_client_is_closed (self->client);
}

/**
 * seqgo_sequencer_registry_get_n_overflows:
 * @self: a registry
 *
 * Returns #SeqgoSequencerRegistry:n-overflows.
 *
 * Returns: how often announcements were lost
 *
 * Since: 1.0
 */
guint64
seqgo_sequencer_registry_get_n_overflows (SeqgoSequencerRegistry *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_REGISTRY (self), 0);

  return self->n_overflows;
}

/**
 * seqgo_sequencer_registry_find_client:
 * @self: a registry
 * @id: the number of a client
 *
 * Finds a client by its number.
 *
 * Returns: (transfer none) (nullable): the client that has the number now, or %NULL
 *
 * Since: 1.0
 */
SeqgoSequencerRegistryClient *
seqgo_sequencer_registry_find_client (SeqgoSequencerRegistry *self, guint8 id)
{
  guint n_clients;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_REGISTRY (self), NULL);

  n_clients = g_list_model_get_n_items (G_LIST_MODEL (self->clients));
  for (guint i = 0; i < n_clients; i++)
    {
      g_autoptr (SeqgoSequencerRegistryClient) client
          = g_list_model_get_item (G_LIST_MODEL (self->clients), i);

      /* The registry has it, too. */
      if (seqgo_sequencer_registry_client_get_id (client) == id)
        return client;
    }
  return NULL;
}

SeqgoPortKey
seqgo_sequencer_port_info_get_key (SeqgoSequencerPortInfo *port)
{
  SeqgoAddress *address = seqgo_sequencer_port_info_get_address (port);

  return SEQGO_PORT_KEY (seqgo_address_get_client_id (address),
                         seqgo_address_get_port_id (address));
}

SeqgoSequencerPortInfo *
seqgo_sequencer_registry_find_port_by_key (SeqgoSequencerRegistry *self, SeqgoPortKey key)
{
  SeqgoSequencerRegistryClient *client
      = seqgo_sequencer_registry_find_client (self, SEQGO_PORT_KEY_CLIENT (key));
  guint n_ports = client != NULL ? g_list_model_get_n_items (G_LIST_MODEL (client)) : 0;

  for (guint i = 0; i < n_ports; i++)
    {
      g_autoptr (SeqgoSequencerPortInfo) port = g_list_model_get_item (G_LIST_MODEL (client), i);

      if (seqgo_sequencer_port_info_get_key (port) == key)
        return port;
    }
  return NULL;
}

/**
 * seqgo_sequencer_registry_find_port:
 * @self: a registry
 * @address: the address of a port
 *
 * Finds a port by its address.
 *
 * Returns: (transfer none) (nullable): the port that has the address now, or %NULL
 *
 * Since: 1.0
 */
SeqgoSequencerPortInfo *
seqgo_sequencer_registry_find_port (SeqgoSequencerRegistry *self, SeqgoAddress *address)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_REGISTRY (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  return seqgo_sequencer_registry_find_port_by_key (
      self,
      SEQGO_PORT_KEY (seqgo_address_get_client_id (address), seqgo_address_get_port_id (address)));
}

/**
 * seqgo_sequencer_registry_auto_connect:
 * @self: a registry
 * @source: the port that sends, as a name, a pattern or an address
 * @target: the port that receives, as a name, a pattern or an address
 * @error: return location for a #GError
 *
 * Connects every port that fits @source to every port that fits @target: those that there are at
 * once, others when they appear, and once more those that went and came back.
 *
 * A name fits as in seqgo_sequencer_client_find_address(), but here it means all ports that it
 * fits. In a pattern, “*” stands for any text, “?” for any character and “[abc]” for one of those;
 * it may be one of client, port or “CLIENT:PORT”. Ports that other programs may not connect and
 * those of the system do not fit a name or a pattern. An address such as “128:0” means whatever
 * port has it.
 *
 * A port is not connected to itself, a pattern does not connect ports of one client with each
 * other, and nothing is connected that would close a circle of such connections. Who ends a
 * connection is respected: it is not made again until one of the ports has gone and come back.
 *
 * Returns: (transfer none): what connects them, which belongs to the registry, or %NULL with
 *   %G_IO_ERROR_INVALID_ARGUMENT if a text is empty or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoSequencerAutoConnect *
seqgo_sequencer_registry_auto_connect (SeqgoSequencerRegistry *self,
                                       const char             *source,
                                       const char             *target,
                                       GError                **error)
{
  SeqgoSequencerAutoConnect *auto_connect;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_REGISTRY (self), NULL);
  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (target != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (source[0] == '\0' || target[0] == '\0')
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           "Cannot connect ports without a name; “*” means all");
      return NULL;
    }
  if (seqgo_sequencer_registry_is_closed (self))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The registry is closed");
      return NULL;
    }

  auto_connect = seqgo_sequencer_auto_connect_new (self, source, target);
  g_ptr_array_add (self->auto_connects, auto_connect);
  seqgo_sequencer_auto_connect_consider_all (auto_connect);
  return auto_connect;
}
