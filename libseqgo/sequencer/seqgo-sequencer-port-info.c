/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/seqgo-enum-types.h>
#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>

/**
 * SECTION:seqgo-sequencer-port-info
 * @title: SeqgoSequencerPortInfo
 * @short_description: an entry in a list of ports
 *
 * seqgo_sequencer_client_list_ports() returns a list of these:
 *
 * |[<!-- language="C" -->
 * g_autolist (SeqgoSequencerPortInfo) ports
 *     = seqgo_sequencer_client_list_ports (client, SEQGO_PORT_LIST_OUTPUT, &error);
 *
 * for (GList *link = ports; link != NULL; link = link->next)
 *   g_print ("%s\n", seqgo_sequencer_port_info_get_name (link->data));
 * ]|
 */

/**
 * SECTION:seqgo-port-flags
 * @title: Capabilities and types of ports
 * @short_description: what can be done with a port, and what it is
 *
 * Few programs need them: seqgo_sequencer_client_create_port() makes a port of a #SeqgoPortPreset,
 * and #SeqgoPortListFlags choose from the ports that there are.
 */

/**
 * SeqgoSequencerPortInfo:
 *
 * A port of the sequencer, of this client or another, as it was when
 * seqgo_sequencer_client_list_ports() listed it.
 *
 * Since: 1.0
 */
struct _SeqgoSequencerPortInfo
{
  GObject       parent_instance;
  SeqgoAddress *address;
  char         *name;
  char         *client_name;
  SeqgoPortCaps caps;
  SeqgoPortType port_type;
  guint         n_readers;
  guint         n_writers;
};

G_DEFINE_FINAL_TYPE (SeqgoSequencerPortInfo, seqgo_sequencer_port_info, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ADDRESS,
  PROP_NAME,
  PROP_CLIENT_NAME,
  PROP_CAPS,
  PROP_PORT_TYPE,
  PROP_N_READERS,
  PROP_N_WRITERS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
seqgo_sequencer_port_info_finalize (GObject *object)
{
  SeqgoSequencerPortInfo *self = SEQGO_SEQUENCER_PORT_INFO (object);

  g_clear_pointer (&self->address, seqgo_address_unref);
  g_free (self->name);
  g_free (self->client_name);
  G_OBJECT_CLASS (seqgo_sequencer_port_info_parent_class)->finalize (object);
}

static void
seqgo_sequencer_port_info_get_property (GObject    *object,
                                        guint       property_id,
                                        GValue     *value,
                                        GParamSpec *pspec)
{
  SeqgoSequencerPortInfo *self = SEQGO_SEQUENCER_PORT_INFO (object);

  switch (property_id)
    {
    case PROP_ADDRESS:
      g_value_set_boxed (value, self->address);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_CLIENT_NAME:
      g_value_set_string (value, self->client_name);
      break;
    case PROP_CAPS:
      g_value_set_flags (value, self->caps);
      break;
    case PROP_PORT_TYPE:
      g_value_set_flags (value, self->port_type);
      break;
    case PROP_N_READERS:
      g_value_set_uint (value, self->n_readers);
      break;
    case PROP_N_WRITERS:
      g_value_set_uint (value, self->n_writers);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_sequencer_port_info_class_init (SeqgoSequencerPortInfoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = seqgo_sequencer_port_info_finalize;
  object_class->get_property = seqgo_sequencer_port_info_get_property;

  /**
   * SeqgoSequencerPortInfo:address:
   *
   * The address of the port.
   *
   * Since: 1.0
   */
  properties[PROP_ADDRESS] = g_param_spec_boxed ("address", NULL, NULL, SEQGO_TYPE_ADDRESS,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPortInfo:name:
   *
   * The name of the port.
   *
   * Since: 1.0
   */
  properties[PROP_NAME]
      = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPortInfo:client-name:
   *
   * The name of its client.
   *
   * Since: 1.0
   */
  properties[PROP_CLIENT_NAME] = g_param_spec_string ("client-name", NULL, NULL, NULL,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPortInfo:caps:
   *
   * What can be done with the port.
   *
   * Since: 1.0
   */
  properties[PROP_CAPS] = g_param_spec_flags ("caps", NULL, NULL, SEQGO_TYPE_PORT_CAPS, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPortInfo:port-type:
   *
   * What the port is.
   *
   * Since: 1.0
   */
  properties[PROP_PORT_TYPE] = g_param_spec_flags ("port-type", NULL, NULL, SEQGO_TYPE_PORT_TYPE, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPortInfo:n-readers:
   *
   * The number of ports that receive from it.
   *
   * Since: 1.0
   */
  properties[PROP_N_READERS] = g_param_spec_uint ("n-readers", NULL, NULL, 0, G_MAXUINT, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPortInfo:n-writers:
   *
   * The number of ports that send to it.
   *
   * Since: 1.0
   */
  properties[PROP_N_WRITERS] = g_param_spec_uint ("n-writers", NULL, NULL, 0, G_MAXUINT, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_sequencer_port_info_init (SeqgoSequencerPortInfo *self)
{
}

SeqgoSequencerPortInfo *
seqgo_sequencer_port_info_new (snd_seq_port_info_t *info, const char *client_name)
{
  SeqgoSequencerPortInfo *self = g_object_new (SEQGO_TYPE_SEQUENCER_PORT_INFO, NULL);

  self->address = seqgo_address_new ((guint8) snd_seq_port_info_get_client (info),
                                     (guint8) snd_seq_port_info_get_port (info));
  self->name = g_utf8_make_valid (snd_seq_port_info_get_name (info), -1);
  self->client_name = g_strdup (client_name);
  self->caps = snd_seq_port_info_get_capability (info);
  self->port_type = snd_seq_port_info_get_type (info);
  self->n_readers = (guint) snd_seq_port_info_get_read_use (info);
  self->n_writers = (guint) snd_seq_port_info_get_write_use (info);
  return self;
}

/**
 * seqgo_sequencer_port_info_get_address:
 * @self: an entry
 *
 * Returns #SeqgoSequencerPortInfo:address.
 *
 * Returns: (transfer none): the address of the port
 *
 * Since: 1.0
 */
SeqgoAddress *
seqgo_sequencer_port_info_get_address (SeqgoSequencerPortInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT_INFO (self), NULL);

  return self->address;
}

/**
 * seqgo_sequencer_port_info_get_name:
 * @self: an entry
 *
 * Returns #SeqgoSequencerPortInfo:name.
 *
 * Returns: (transfer none): the name of the port
 *
 * Since: 1.0
 */
const char *
seqgo_sequencer_port_info_get_name (SeqgoSequencerPortInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT_INFO (self), NULL);

  return self->name;
}

/**
 * seqgo_sequencer_port_info_get_client_name:
 * @self: an entry
 *
 * Returns #SeqgoSequencerPortInfo:client-name.
 *
 * Returns: (transfer none): the name of its client
 *
 * Since: 1.0
 */
const char *
seqgo_sequencer_port_info_get_client_name (SeqgoSequencerPortInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT_INFO (self), NULL);

  return self->client_name;
}

/**
 * seqgo_sequencer_port_info_get_caps:
 * @self: an entry
 *
 * Returns #SeqgoSequencerPortInfo:caps.
 *
 * Returns: what can be done with the port
 *
 * Since: 1.0
 */
SeqgoPortCaps
seqgo_sequencer_port_info_get_caps (SeqgoSequencerPortInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT_INFO (self), 0);

  return self->caps;
}

/**
 * seqgo_sequencer_port_info_get_port_type:
 * @self: an entry
 *
 * Returns #SeqgoSequencerPortInfo:port-type.
 *
 * Returns: what the port is
 *
 * Since: 1.0
 */
SeqgoPortType
seqgo_sequencer_port_info_get_port_type (SeqgoSequencerPortInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT_INFO (self), 0);

  return self->port_type;
}

/**
 * seqgo_sequencer_port_info_get_n_readers:
 * @self: an entry
 *
 * Returns #SeqgoSequencerPortInfo:n-readers.
 *
 * Returns: the number of ports that receive from it
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_port_info_get_n_readers (SeqgoSequencerPortInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT_INFO (self), 0);

  return self->n_readers;
}

/**
 * seqgo_sequencer_port_info_get_n_writers:
 * @self: an entry
 *
 * Returns #SeqgoSequencerPortInfo:n-writers.
 *
 * Returns: the number of ports that send to it
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_port_info_get_n_writers (SeqgoSequencerPortInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT_INFO (self), 0);

  return self->n_writers;
}

/**
 * seqgo_sequencer_port_info_to_string:
 * @self: an entry
 *
 * Describes the port for people.
 *
 * Returns: (transfer full): a line such as "128:0 FluidSynth:Synth input port"
 *
 * Since: 1.0
 */
char *
seqgo_sequencer_port_info_to_string (SeqgoSequencerPortInfo *self)
{
  g_autofree char *address = NULL;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT_INFO (self), NULL);

  address = seqgo_address_to_string (self->address);
  return g_strdup_printf ("%s %s:%s", address, self->client_name, self->name);
}
