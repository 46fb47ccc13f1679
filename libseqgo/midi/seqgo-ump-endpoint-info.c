/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/midi/seqgo-ump-endpoint-info.h>
#include <libseqgo/seqgo-enum-types.h>

/**
 * SECTION:seqgo-ump-endpoint-info
 * @title: SeqgoUmpEndpointInfo
 * @short_description: what a UMP endpoint can do
 *
 * An endpoint is what MIDI 2.0 has in place of a port with its two cables: up to 16 groups of 16
 * channels, in both directions. A program shows itself as one:
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoUmpEndpointInfo) info = seqgo_ump_endpoint_info_new (
 *     "Synth", SEQGO_UMP_PROTOCOLS_MIDI1 | SEQGO_UMP_PROTOCOLS_MIDI2);
 * ]|
 */

/**
 * SeqgoUmpEndpointInfo:
 *
 * What is known of a UMP endpoint: a client of the sequencer with MIDI 2.0, or one that a program
 * is about to create.
 *
 * Since: 1.0
 */
struct _SeqgoUmpEndpointInfo
{
  GObject           parent_instance;
  char             *name;
  char             *product_id;
  SeqgoUmpProtocols protocols;
  SeqgoUmpProtocols protocol;
  guint             n_blocks;
  gboolean          static_blocks;
  guint             version;
  guint             manufacturer_id;
  guint             family_id;
  guint             model_id;
  guint             software_revision;
};

G_DEFINE_FINAL_TYPE (SeqgoUmpEndpointInfo, seqgo_ump_endpoint_info, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_PRODUCT_ID,
  PROP_PROTOCOLS,
  PROP_PROTOCOL,
  PROP_N_BLOCKS,
  PROP_STATIC_BLOCKS,
  PROP_VERSION,
  PROP_MANUFACTURER_ID,
  PROP_FAMILY_ID,
  PROP_MODEL_ID,
  PROP_SOFTWARE_REVISION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
seqgo_ump_endpoint_info_finalize (GObject *object)
{
  SeqgoUmpEndpointInfo *self = SEQGO_UMP_ENDPOINT_INFO (object);

  g_free (self->name);
  g_free (self->product_id);
  G_OBJECT_CLASS (seqgo_ump_endpoint_info_parent_class)->finalize (object);
}

static void
seqgo_ump_endpoint_info_get_property (GObject    *object,
                                      guint       property_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  SeqgoUmpEndpointInfo *self = SEQGO_UMP_ENDPOINT_INFO (object);

  switch (property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_PRODUCT_ID:
      g_value_set_string (value, self->product_id);
      break;
    case PROP_PROTOCOLS:
      g_value_set_flags (value, self->protocols);
      break;
    case PROP_PROTOCOL:
      g_value_set_flags (value, self->protocol);
      break;
    case PROP_N_BLOCKS:
      g_value_set_uint (value, self->n_blocks);
      break;
    case PROP_STATIC_BLOCKS:
      g_value_set_boolean (value, self->static_blocks);
      break;
    case PROP_VERSION:
      g_value_set_uint (value, self->version);
      break;
    case PROP_MANUFACTURER_ID:
      g_value_set_uint (value, self->manufacturer_id);
      break;
    case PROP_FAMILY_ID:
      g_value_set_uint (value, self->family_id);
      break;
    case PROP_MODEL_ID:
      g_value_set_uint (value, self->model_id);
      break;
    case PROP_SOFTWARE_REVISION:
      g_value_set_uint (value, self->software_revision);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_ump_endpoint_info_set_property (GObject      *object,
                                      guint         property_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  SeqgoUmpEndpointInfo *self = SEQGO_UMP_ENDPOINT_INFO (object);

  switch (property_id)
    {
    case PROP_NAME:
      self->name = g_value_dup_string (value);
      break;
    case PROP_PRODUCT_ID:
      self->product_id = g_value_dup_string (value);
      break;
    case PROP_PROTOCOLS:
      self->protocols = g_value_get_flags (value);
      break;
    case PROP_PROTOCOL:
      self->protocol = g_value_get_flags (value);
      break;
    case PROP_N_BLOCKS:
      self->n_blocks = g_value_get_uint (value);
      break;
    case PROP_STATIC_BLOCKS:
      self->static_blocks = g_value_get_boolean (value);
      break;
    case PROP_VERSION:
      self->version = g_value_get_uint (value);
      break;
    case PROP_MANUFACTURER_ID:
      self->manufacturer_id = g_value_get_uint (value);
      break;
    case PROP_FAMILY_ID:
      self->family_id = g_value_get_uint (value);
      break;
    case PROP_MODEL_ID:
      self->model_id = g_value_get_uint (value);
      break;
    case PROP_SOFTWARE_REVISION:
      self->software_revision = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
install_details (GParamFlags flags)
{
  /**
   * SeqgoUmpEndpointInfo:static-blocks:
   *
   * Whether its function blocks stay as they are.
   *
   * Since: 1.0
   */
  properties[PROP_STATIC_BLOCKS] = g_param_spec_boolean ("static-blocks", NULL, NULL, FALSE, flags);

  /**
   * SeqgoUmpEndpointInfo:version:
   *
   * The version of the UMP format: the major version × 256 + the minor one.
   *
   * Since: 1.0
   */
  properties[PROP_VERSION]
      = g_param_spec_uint ("version", NULL, NULL, 0, G_MAXUINT16, 0x0101, flags);

  /**
   * SeqgoUmpEndpointInfo:manufacturer-id:
   *
   * The System Exclusive ID of the manufacturer, three bytes.
   *
   * Since: 1.0
   */
  properties[PROP_MANUFACTURER_ID]
      = g_param_spec_uint ("manufacturer-id", NULL, NULL, 0, 0xFFFFFF, 0, flags);

  /**
   * SeqgoUmpEndpointInfo:family-id:
   *
   * The family of devices.
   *
   * Since: 1.0
   */
  properties[PROP_FAMILY_ID]
      = g_param_spec_uint ("family-id", NULL, NULL, 0, G_MAXUINT16, 0, flags);

  /**
   * SeqgoUmpEndpointInfo:model-id:
   *
   * The model of the family.
   *
   * Since: 1.0
   */
  properties[PROP_MODEL_ID] = g_param_spec_uint ("model-id", NULL, NULL, 0, G_MAXUINT16, 0, flags);

  /**
   * SeqgoUmpEndpointInfo:software-revision:
   *
   * The version of the software in the device, four bytes.
   *
   * Since: 1.0
   */
  properties[PROP_SOFTWARE_REVISION]
      = g_param_spec_uint ("software-revision", NULL, NULL, 0, G_MAXUINT32, 0, flags);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  /**
   * SeqgoUmpEndpointInfo:name:
   *
   * The name of the endpoint.
   *
   * Since: 1.0
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);

  /**
   * SeqgoUmpEndpointInfo:product-id:
   *
   * What tells this device from others of its kind, such as a serial number.
   *
   * Since: 1.0
   */
  properties[PROP_PRODUCT_ID] = g_param_spec_string ("product-id", NULL, NULL, "", flags);

  /**
   * SeqgoUmpEndpointInfo:protocols:
   *
   * What it understands.
   *
   * Since: 1.0
   */
  properties[PROP_PROTOCOLS] = g_param_spec_flags (
      "protocols", NULL, NULL, SEQGO_TYPE_UMP_PROTOCOLS, SEQGO_UMP_PROTOCOLS_MIDI2, flags);

  /**
   * SeqgoUmpEndpointInfo:protocol:
   *
   * What it uses of that. If 0, a new endpoint uses the MIDI 2.0 protocol if it understands it,
   * else that of MIDI 1.0.
   *
   * Since: 1.0
   */
  properties[PROP_PROTOCOL]
      = g_param_spec_flags ("protocol", NULL, NULL, SEQGO_TYPE_UMP_PROTOCOLS, 0, flags);

  /**
   * SeqgoUmpEndpointInfo:n-blocks:
   *
   * How many function blocks it has. A new endpoint has those with which it is created.
   *
   * Since: 1.0
   */
  properties[PROP_N_BLOCKS] = g_param_spec_uint ("n-blocks", NULL, NULL, 0, 32, 0, flags);

  install_details (flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_ump_endpoint_info_class_init (SeqgoUmpEndpointInfoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = seqgo_ump_endpoint_info_finalize;
  object_class->get_property = seqgo_ump_endpoint_info_get_property;
  object_class->set_property = seqgo_ump_endpoint_info_set_property;
  install_properties (object_class);
}

static void
seqgo_ump_endpoint_info_init (SeqgoUmpEndpointInfo *self)
{
}

/**
 * seqgo_ump_endpoint_info_new: (constructor)
 * @name: a name
 * @protocols: the protocols that it understands
 *
 * Describes an endpoint that is to be created. It uses the MIDI 2.0 protocol if it can. Other
 * properties are set with g_object_new().
 *
 * Returns: (transfer full): what is to be known
 *
 * Since: 1.0
 */
SeqgoUmpEndpointInfo *
seqgo_ump_endpoint_info_new (const char *name, SeqgoUmpProtocols protocols)
{
  g_return_val_if_fail (name != NULL, NULL);

  return g_object_new (SEQGO_TYPE_UMP_ENDPOINT_INFO, "name", name, "protocols", protocols, NULL);
}

/**
 * seqgo_ump_endpoint_info_get_name:
 * @self: what is known
 *
 * Returns #SeqgoUmpEndpointInfo:name.
 *
 * Returns: (transfer none): the name
 *
 * Since: 1.0
 */
const char *
seqgo_ump_endpoint_info_get_name (SeqgoUmpEndpointInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_ENDPOINT_INFO (self), NULL);

  return self->name;
}

/**
 * seqgo_ump_endpoint_info_get_product_id:
 * @self: what is known
 *
 * Returns #SeqgoUmpEndpointInfo:product-id.
 *
 * Returns: (transfer none): the identifier, or an empty string
 *
 * Since: 1.0
 */
const char *
seqgo_ump_endpoint_info_get_product_id (SeqgoUmpEndpointInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_ENDPOINT_INFO (self), NULL);

  return self->product_id;
}

/**
 * seqgo_ump_endpoint_info_get_protocols:
 * @self: what is known
 *
 * Returns #SeqgoUmpEndpointInfo:protocols.
 *
 * Returns: what it understands
 *
 * Since: 1.0
 */
SeqgoUmpProtocols
seqgo_ump_endpoint_info_get_protocols (SeqgoUmpEndpointInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_ENDPOINT_INFO (self), 0);

  return self->protocols;
}

/**
 * seqgo_ump_endpoint_info_get_protocol:
 * @self: what is known
 *
 * Returns #SeqgoUmpEndpointInfo:protocol.
 *
 * Returns: what it uses
 *
 * Since: 1.0
 */
SeqgoUmpProtocols
seqgo_ump_endpoint_info_get_protocol (SeqgoUmpEndpointInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_ENDPOINT_INFO (self), 0);

  return self->protocol;
}

/**
 * seqgo_ump_endpoint_info_get_n_blocks:
 * @self: what is known
 *
 * Returns #SeqgoUmpEndpointInfo:n-blocks.
 *
 * Returns: how many function blocks it has
 *
 * Since: 1.0
 */
guint
seqgo_ump_endpoint_info_get_n_blocks (SeqgoUmpEndpointInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_ENDPOINT_INFO (self), 0);

  return self->n_blocks;
}

/**
 * seqgo_ump_endpoint_info_get_static_blocks:
 * @self: what is known
 *
 * Returns #SeqgoUmpEndpointInfo:static-blocks.
 *
 * Returns: whether they stay as they are
 *
 * Since: 1.0
 */
gboolean
seqgo_ump_endpoint_info_get_static_blocks (SeqgoUmpEndpointInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_ENDPOINT_INFO (self), FALSE);

  return self->static_blocks;
}

/**
 * seqgo_ump_endpoint_info_get_version:
 * @self: what is known
 *
 * Returns #SeqgoUmpEndpointInfo:version.
 *
 * Returns: the version
 *
 * Since: 1.0
 */
guint
seqgo_ump_endpoint_info_get_version (SeqgoUmpEndpointInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_ENDPOINT_INFO (self), 0);

  return self->version;
}

/**
 * seqgo_ump_endpoint_info_get_manufacturer_id:
 * @self: what is known
 *
 * Returns #SeqgoUmpEndpointInfo:manufacturer-id.
 *
 * Returns: the three bytes
 *
 * Since: 1.0
 */
guint
seqgo_ump_endpoint_info_get_manufacturer_id (SeqgoUmpEndpointInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_ENDPOINT_INFO (self), 0);

  return self->manufacturer_id;
}

/**
 * seqgo_ump_endpoint_info_get_family_id:
 * @self: what is known
 *
 * Returns #SeqgoUmpEndpointInfo:family-id.
 *
 * Returns: the family
 *
 * Since: 1.0
 */
guint
seqgo_ump_endpoint_info_get_family_id (SeqgoUmpEndpointInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_ENDPOINT_INFO (self), 0);

  return self->family_id;
}

/**
 * seqgo_ump_endpoint_info_get_model_id:
 * @self: what is known
 *
 * Returns #SeqgoUmpEndpointInfo:model-id.
 *
 * Returns: the model
 *
 * Since: 1.0
 */
guint
seqgo_ump_endpoint_info_get_model_id (SeqgoUmpEndpointInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_ENDPOINT_INFO (self), 0);

  return self->model_id;
}

/**
 * seqgo_ump_endpoint_info_get_software_revision:
 * @self: what is known
 *
 * Returns #SeqgoUmpEndpointInfo:software-revision.
 *
 * Returns: the four bytes
 *
 * Since: 1.0
 */
guint
seqgo_ump_endpoint_info_get_software_revision (SeqgoUmpEndpointInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_ENDPOINT_INFO (self), 0);

  return self->software_revision;
}

/**
 * seqgo_ump_endpoint_info_to_string:
 * @self: what is known
 *
 * Describes the endpoint for people.
 *
 * Returns: (transfer full): a line such as "Synth, MIDI 2.0, 3 blocks"
 *
 * Since: 1.0
 */
char *
seqgo_ump_endpoint_info_to_string (SeqgoUmpEndpointInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_ENDPOINT_INFO (self), NULL);

  return g_strdup_printf ("%s, MIDI %s, %u %s", self->name,
                          self->protocol & SEQGO_UMP_PROTOCOLS_MIDI2 ? "2.0" : "1.0",
                          self->n_blocks, self->n_blocks == 1 ? "block" : "blocks");
}
