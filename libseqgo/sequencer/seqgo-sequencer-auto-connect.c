/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <fnmatch.h>

#include <libseqgo/sequencer/seqgo-sequencer-port-list-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-registry-private.h>

/**
 * SECTION:seqgo-sequencer-auto-connect
 * @title: SeqgoSequencerAutoConnect
 * @short_description: keeps ports connected
 *
 * seqgo_sequencer_registry_auto_connect() makes one, which belongs to the registry:
 *
 * |[<!-- language="C" -->
 * SeqgoSequencerAutoConnect *auto_connect
 *     = seqgo_sequencer_registry_auto_connect (registry, "Launchkey*", "FluidSynth", &error);
 *
 * g_signal_connect (auto_connect, "failed", G_CALLBACK (failed_cb), NULL);
 * ]|
 */

/**
 * SeqgoSequencerAutoConnect:
 *
 * Connects the ports that fit two patterns whenever they appear, until it is stopped or its
 * registry is closed. seqgo_sequencer_registry_auto_connect() tells which ports fit, and which are
 * left alone.
 *
 * Its signals are emitted by the main loop of the registry, after what they tell of was done; so
 * there is time to connect handlers for what was done at the beginning.
 *
 * Since: 1.0
 */
struct _SeqgoSequencerAutoConnect
{
  GObject parent_instance;
  char   *source;
  char   *target;

  /* NULL when it is stopped. */
  SeqgoSequencerRegistry *registry;

  /* SeqgoConnectionKey to State, of what was tried. */
  GHashTable *states;

  /* What is to be told. */
  GQueue   reports;
  GSource *report_source;
};

G_DEFINE_FINAL_TYPE (SeqgoSequencerAutoConnect, seqgo_sequencer_auto_connect, G_TYPE_OBJECT)

typedef enum
{
  STATE_UNKNOWN,
  STATE_CONNECTED,
  /* By somebody else, who is respected. */
  STATE_ENDED,
} State;

typedef struct
{
  SeqgoSequencerPortInfo *sender;
  SeqgoSequencerPortInfo *receiver;
  GError                 *error;
} Report;

enum
{
  PROP_0,
  PROP_SOURCE,
  PROP_TARGET,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CONNECTED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
report_free (gpointer data)
{
  Report *report = data;

  g_object_unref (report->sender);
  g_object_unref (report->receiver);
  g_clear_error (&report->error);
  g_free (report);
}

static gboolean
report_cb (gpointer user_data)
{
  g_autoptr (SeqgoSequencerAutoConnect) self = g_object_ref (user_data);
  Report *report;

  g_clear_pointer (&self->report_source, g_source_unref);
  while ((report = g_queue_pop_head (&self->reports)) != NULL)
    {
      if (report->error == NULL)
        g_signal_emit (self, signals[CONNECTED], 0, report->sender, report->receiver);
      else
        g_signal_emit (self, signals[FAILED], 0, report->sender, report->receiver, report->error);
      report_free (report);
    }
  return G_SOURCE_REMOVE;
}

/* Takes the error. */
static void
add_report (SeqgoSequencerAutoConnect *self,
            SeqgoSequencerPortInfo    *sender,
            SeqgoSequencerPortInfo    *receiver,
            GError                    *error)
{
  Report *report = g_new (Report, 1);

  report->sender = g_object_ref (sender);
  report->receiver = g_object_ref (receiver);
  report->error = error;
  g_queue_push_tail (&self->reports, report);
  if (self->report_source != NULL)
    return;

  self->report_source = g_idle_source_new ();
  g_source_set_static_name (self->report_source, "[Seqgo] auto-connect");
  g_source_set_priority (self->report_source, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->report_source, report_cb, self, NULL);
  g_source_attach (self->report_source, self->registry->client->handle->context);
}

static gboolean
is_pattern (const char *text)
{
  return strpbrk (text, "*?[") != NULL;
}

static gboolean
fits_pattern (SeqgoSequencerPortInfo *port, const char *pattern)
{
  const char      *client_name = seqgo_sequencer_port_info_get_client_name (port);
  const char      *port_name = seqgo_sequencer_port_info_get_name (port);
  g_autofree char *full_name = g_strdup_printf ("%s:%s", client_name, port_name);

  return fnmatch (pattern, client_name, 0) == 0 || fnmatch (pattern, port_name, 0) == 0
         || fnmatch (pattern, full_name, 0) == 0;
}

static gboolean
fits (SeqgoSequencerPortInfo *port, const char *text, SeqgoPortListFlags direction)
{
  g_autoptr (SeqgoAddress) address = seqgo_address_parse (text, NULL);

  if (address != NULL)
    return seqgo_address_equal (seqgo_sequencer_port_info_get_address (port), address);
  if (!seqgo_sequencer_port_list_wants (
          direction | SEQGO_PORT_LIST_ANY_TYPE | SEQGO_PORT_LIST_NO_UNEXPORTED, port))
    return FALSE;
  return seqgo_sequencer_port_list_fits (port, text)
         || (is_pattern (text) && fits_pattern (port, text));
}

/* Whether events already find their way from one port to another through what rules connect. */
static gboolean
is_way (SeqgoSequencerRegistry *registry, SeqgoPortKey from, SeqgoPortKey to)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (SeqgoPortKey));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_array_append_val (keys, from);
  for (guint i = 0; i < keys->len; i++)
    {
      SeqgoPortKey key = g_array_index (keys, SeqgoPortKey, i);

      if (key == to)
        return TRUE;
      if (!g_hash_table_add (seen, GUINT_TO_POINTER (key)))
        continue;
      for (guint j = 0; j < registry->auto_connects->len; j++)
        seqgo_sequencer_auto_connect_add_receivers (g_ptr_array_index (registry->auto_connects, j),
                                                    key, keys);
    }
  return FALSE;
}

static gboolean
make_connection (SeqgoSequencerAutoConnect *self,
                 SeqgoSequencerPortInfo    *sender,
                 SeqgoSequencerPortInfo    *receiver,
                 GError                   **error)
{
  SeqgoPortKey from = seqgo_sequencer_port_info_get_key (sender);
  SeqgoPortKey to = seqgo_sequencer_port_info_get_key (receiver);

  if (is_way (self->registry, to, from))
    {
      g_autofree char *one = seqgo_sequencer_port_info_to_string (sender);
      g_autofree char *other = seqgo_sequencer_port_info_to_string (receiver);

      g_set_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_LOOP,
                   "Cannot connect %s and %s: events would go in a circle; choose other patterns",
                   one, other);
      return FALSE;
    }
  return seqgo_sequencer_handle_connect_ports (
      self->registry->client->handle, seqgo_sequencer_port_info_get_address (sender),
      seqgo_sequencer_port_info_get_address (receiver), SEQGO_CONNECTION_DEFAULT, NULL, error);
}

static gboolean
is_connected (SeqgoSequencerRegistry *registry, SeqgoPortKey from, SeqgoPortKey to)
{
  SeqgoConnectionKey key = SEQGO_CONNECTION_KEY (from, to);
  g_autoptr (GArray) connections = NULL;

  if (g_hash_table_contains (registry->connections, GUINT_TO_POINTER (key)))
    return TRUE;
  connections
      = seqgo_sequencer_query_connections (registry->client->handle, from, SEQGO_DIRECTION_OUTPUT);
  for (guint i = 0; i < connections->len; i++)
    if (g_array_index (connections, SeqgoConnectionKey, i) == key)
      return TRUE;
  return FALSE;
}

static void
set_state (SeqgoSequencerAutoConnect *self, SeqgoConnectionKey key, State state)
{
  g_hash_table_insert (self->states, GUINT_TO_POINTER (key), GUINT_TO_POINTER (state));
}

static State
get_state (SeqgoSequencerAutoConnect *self, SeqgoConnectionKey key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->states, GUINT_TO_POINTER (key)));
}

static void
try_to_connect (SeqgoSequencerAutoConnect *self,
                SeqgoSequencerPortInfo    *sender,
                SeqgoSequencerPortInfo    *receiver)
{
  SeqgoPortKey       from = seqgo_sequencer_port_info_get_key (sender);
  SeqgoPortKey       to = seqgo_sequencer_port_info_get_key (receiver);
  SeqgoConnectionKey key = SEQGO_CONNECTION_KEY (from, to);
  GError            *error = NULL;

  if (from == to || get_state (self, key) != STATE_UNKNOWN)
    return;
  if (SEQGO_PORT_KEY_CLIENT (from) == SEQGO_PORT_KEY_CLIENT (to)
      && (is_pattern (self->source) || is_pattern (self->target)))
    return;

  if (g_hash_table_contains (self->registry->connections, GUINT_TO_POINTER (key)))
    {
      set_state (self, key, STATE_CONNECTED);
      return;
    }
  if (make_connection (self, sender, receiver, &error))
    {
      set_state (self, key, STATE_CONNECTED);
      add_report (self, sender, receiver, NULL);
    }
  else if (g_error_matches (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_ALREADY_CONNECTED)
           && is_connected (self->registry, from, to))
    {
      set_state (self, key, STATE_CONNECTED);
      g_error_free (error);
    }
  /* Of a port that has gone, it will be told that it has. */
  else if (g_error_matches (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE))
    {
      g_error_free (error);
    }
  else
    {
      add_report (self, sender, receiver, error);
    }
}

void
seqgo_sequencer_auto_connect_consider (SeqgoSequencerAutoConnect *self,
                                       SeqgoSequencerPortInfo    *port)
{
  gboolean is_source, is_target;
  g_autolist (SeqgoSequencerPortInfo) ports = NULL;

  if (self->registry == NULL)
    return;
  is_source = fits (port, self->source, SEQGO_PORT_LIST_INPUT);
  is_target = fits (port, self->target, SEQGO_PORT_LIST_OUTPUT);
  if (!is_source && !is_target)
    return;

  ports = seqgo_sequencer_registry_list_ports (self->registry, SEQGO_REGISTRY_ALL_PORTS);
  for (GList *link = ports; link != NULL; link = link->next)
    {
      if (is_source && fits (link->data, self->target, SEQGO_PORT_LIST_OUTPUT))
        try_to_connect (self, port, link->data);
      if (is_target && fits (link->data, self->source, SEQGO_PORT_LIST_INPUT))
        try_to_connect (self, link->data, port);
    }
}

void
seqgo_sequencer_auto_connect_consider_all (SeqgoSequencerAutoConnect *self)
{
  g_autolist (SeqgoSequencerPortInfo) ports = NULL;
  g_autoptr (GPtrArray) targets = g_ptr_array_new ();

  if (self->registry == NULL)
    return;

  ports = seqgo_sequencer_registry_list_ports (self->registry, SEQGO_REGISTRY_ALL_PORTS);
  for (GList *link = ports; link != NULL; link = link->next)
    if (fits (link->data, self->target, SEQGO_PORT_LIST_OUTPUT))
      g_ptr_array_add (targets, link->data);
  for (GList *link = ports; link != NULL; link = link->next)
    if (fits (link->data, self->source, SEQGO_PORT_LIST_INPUT))
      for (guint i = 0; i < targets->len; i++)
        try_to_connect (self, link->data, g_ptr_array_index (targets, i));
}

void
seqgo_sequencer_auto_connect_forget_port (SeqgoSequencerAutoConnect *self, SeqgoPortKey key)
{
  GHashTableIter iter;
  gpointer       data;

  g_hash_table_iter_init (&iter, self->states);
  while (g_hash_table_iter_next (&iter, &data, NULL))
    if (SEQGO_CONNECTION_KEY_SENDER (GPOINTER_TO_UINT (data)) == key
        || SEQGO_CONNECTION_KEY_RECEIVER (GPOINTER_TO_UINT (data)) == key)
      g_hash_table_iter_remove (&iter);
}

void
seqgo_sequencer_auto_connect_forget_connection (SeqgoSequencerAutoConnect *self,
                                                SeqgoConnectionKey         key,
                                                gboolean                   by_accident)
{
  if (by_accident)
    g_hash_table_remove (self->states, GUINT_TO_POINTER (key));
  else if (get_state (self, key) == STATE_CONNECTED)
    set_state (self, key, STATE_ENDED);
}

void
seqgo_sequencer_auto_connect_add_receivers (SeqgoSequencerAutoConnect *self,
                                            SeqgoPortKey               sender,
                                            GArray                    *receivers)
{
  GHashTableIter iter;
  gpointer       data, state;

  g_hash_table_iter_init (&iter, self->states);
  while (g_hash_table_iter_next (&iter, &data, &state))
    {
      SeqgoPortKey receiver = SEQGO_CONNECTION_KEY_RECEIVER (GPOINTER_TO_UINT (data));

      if (GPOINTER_TO_UINT (state) == STATE_CONNECTED
          && SEQGO_CONNECTION_KEY_SENDER (GPOINTER_TO_UINT (data)) == sender)
        g_array_append_val (receivers, receiver);
    }
}

static void
seqgo_sequencer_auto_connect_finalize (GObject *object)
{
  SeqgoSequencerAutoConnect *self = SEQGO_SEQUENCER_AUTO_CONNECT (object);

  seqgo_sequencer_auto_connect_stop (self);
  g_hash_table_unref (self->states);
  g_free (self->source);
  g_free (self->target);
  G_OBJECT_CLASS (seqgo_sequencer_auto_connect_parent_class)->finalize (object);
}

static void
seqgo_sequencer_auto_connect_get_property (GObject    *object,
                                           guint       property_id,
                                           GValue     *value,
                                           GParamSpec *pspec)
{
  SeqgoSequencerAutoConnect *self = SEQGO_SEQUENCER_AUTO_CONNECT (object);

  switch (property_id)
    {
    case PROP_SOURCE:
      g_value_set_string (value, self->source);
      break;
    case PROP_TARGET:
      g_value_set_string (value, self->target);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_sequencer_auto_connect_class_init (SeqgoSequencerAutoConnectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = seqgo_sequencer_auto_connect_finalize;
  object_class->get_property = seqgo_sequencer_auto_connect_get_property;

  /**
   * SeqgoSequencerAutoConnect:source:
   *
   * Which ports send.
   *
   * Since: 1.0
   */
  properties[PROP_SOURCE]
      = g_param_spec_string ("source", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerAutoConnect:target:
   *
   * Which ports receive.
   *
   * Since: 1.0
   */
  properties[PROP_TARGET]
      = g_param_spec_string ("target", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SeqgoSequencerAutoConnect::connected:
   * @self: what connects ports
   * @sender: the port that sends
   * @receiver: the port that receives
   *
   * It connected two ports. Of those that were connected already, nothing is told.
   *
   * Since: 1.0
   */
  signals[CONNECTED] = g_signal_new (
      "connected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
      2, SEQGO_TYPE_SEQUENCER_PORT_INFO, SEQGO_TYPE_SEQUENCER_PORT_INFO);

  /**
   * SeqgoSequencerAutoConnect::failed:
   * @self: what connects ports
   * @sender: the port that sends
   * @receiver: the port that receives
   * @error: why
   *
   * It could not connect two ports: %SEQGO_SEQUENCER_ERROR_LOOP if that would close a circle,
   * %SEQGO_SEQUENCER_ERROR_ALREADY_CONNECTED if one of them has an exclusive connection, or
   * %G_IO_ERROR_PERMISSION_DENIED. It tries again when one of the ports changes or comes back.
   *
   * Since: 1.0
   */
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 3, SEQGO_TYPE_SEQUENCER_PORT_INFO,
                                  SEQGO_TYPE_SEQUENCER_PORT_INFO, G_TYPE_ERROR);
}

static void
seqgo_sequencer_auto_connect_init (SeqgoSequencerAutoConnect *self)
{
  self->states = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->reports);
}

SeqgoSequencerAutoConnect *
seqgo_sequencer_auto_connect_new (SeqgoSequencerRegistry *registry,
                                  const char             *source,
                                  const char             *target)
{
  SeqgoSequencerAutoConnect *self = g_object_new (SEQGO_TYPE_SEQUENCER_AUTO_CONNECT, NULL);

  self->registry = registry;
  self->source = g_strdup (source);
  self->target = g_strdup (target);
  return self;
}

/**
 * seqgo_sequencer_auto_connect_stop:
 * @self: what connects ports
 *
 * Stops it. Connections stay as they are; nothing is told any more.
 *
 * To stop it twice does nothing.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_auto_connect_stop (SeqgoSequencerAutoConnect *self)
{
  g_return_if_fail (SEQGO_IS_SEQUENCER_AUTO_CONNECT (self));

  self->registry = NULL;
  g_queue_clear_full (&self->reports, report_free);
  if (self->report_source != NULL)
    g_source_destroy (self->report_source);
  g_clear_pointer (&self->report_source, g_source_unref);
}

/**
 * seqgo_sequencer_auto_connect_is_stopped:
 * @self: what connects ports
 *
 * Tells whether it was stopped, or its registry closed.
 *
 * Returns: %TRUE if it connects nothing any more
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_auto_connect_is_stopped (SeqgoSequencerAutoConnect *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_AUTO_CONNECT (self), TRUE);

  return self->registry == NULL;
}

/**
 * seqgo_sequencer_auto_connect_get_source:
 * @self: what connects ports
 *
 * Returns #SeqgoSequencerAutoConnect:source.
 *
 * Returns: (transfer none): which ports send
 *
 * Since: 1.0
 */
const char *
seqgo_sequencer_auto_connect_get_source (SeqgoSequencerAutoConnect *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_AUTO_CONNECT (self), NULL);

  return self->source;
}

/**
 * seqgo_sequencer_auto_connect_get_target:
 * @self: what connects ports
 *
 * Returns #SeqgoSequencerAutoConnect:target.
 *
 * Returns: (transfer none): which ports receive
 *
 * Since: 1.0
 */
const char *
seqgo_sequencer_auto_connect_get_target (SeqgoSequencerAutoConnect *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_AUTO_CONNECT (self), NULL);

  return self->target;
}
