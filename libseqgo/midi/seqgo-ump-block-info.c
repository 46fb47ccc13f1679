/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/midi/seqgo-ump-block-info.h>
#include <libseqgo/seqgo-enum-types.h>

/**
 * SECTION:seqgo-ump-block-info
 * @title: SeqgoUmpBlockInfo
 * @short_description: what a function block of a UMP endpoint is
 *
 * An endpoint is divided into function blocks, such as the keys and the synthesizer of a keyboard:
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoUmpBlockInfo) keys
 *     = seqgo_ump_block_info_new ("Keys", SEQGO_UMP_DIRECTION_OUTPUT, 0, 1);
 * ]|
 */

/**
 * SeqgoUmpBlockInfo:
 *
 * What is known of a function block of a UMP endpoint, or of one that a program is about to create.
 * Blocks may share groups.
 *
 * Since: 1.0
 */
struct _SeqgoUmpBlockInfo
{
  GObject            parent_instance;
  guint              id;
  char              *name;
  gboolean           active;
  SeqgoUmpDirection  direction;
  guint              first_group;
  guint              n_groups;
  SeqgoUmpBlockFlags flags;
  SeqgoUmpUiHint     ui_hint;
  guint              ci_version;
  guint              n_sysex8_streams;
};

G_DEFINE_FINAL_TYPE (SeqgoUmpBlockInfo, seqgo_ump_block_info, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_ACTIVE,
  PROP_DIRECTION,
  PROP_FIRST_GROUP,
  PROP_N_GROUPS,
  PROP_FLAGS,
  PROP_UI_HINT,
  PROP_CI_VERSION,
  PROP_N_SYSEX8_STREAMS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
seqgo_ump_block_info_finalize (GObject *object)
{
  SeqgoUmpBlockInfo *self = SEQGO_UMP_BLOCK_INFO (object);

  g_free (self->name);
  G_OBJECT_CLASS (seqgo_ump_block_info_parent_class)->finalize (object);
}

static void
seqgo_ump_block_info_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  SeqgoUmpBlockInfo *self = SEQGO_UMP_BLOCK_INFO (object);

  switch (property_id)
    {
    case PROP_ID:
      g_value_set_uint (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;
    case PROP_DIRECTION:
      g_value_set_enum (value, self->direction);
      break;
    case PROP_FIRST_GROUP:
      g_value_set_uint (value, self->first_group);
      break;
    case PROP_N_GROUPS:
      g_value_set_uint (value, self->n_groups);
      break;
    case PROP_FLAGS:
      g_value_set_flags (value, self->flags);
      break;
    case PROP_UI_HINT:
      g_value_set_enum (value, self->ui_hint);
      break;
    case PROP_CI_VERSION:
      g_value_set_uint (value, self->ci_version);
      break;
    case PROP_N_SYSEX8_STREAMS:
      g_value_set_uint (value, self->n_sysex8_streams);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_ump_block_info_set_property (GObject      *object,
                                   guint         property_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  SeqgoUmpBlockInfo *self = SEQGO_UMP_BLOCK_INFO (object);

  switch (property_id)
    {
    case PROP_ID:
      self->id = g_value_get_uint (value);
      break;
    case PROP_NAME:
      self->name = g_value_dup_string (value);
      break;
    case PROP_ACTIVE:
      self->active = g_value_get_boolean (value);
      break;
    case PROP_DIRECTION:
      self->direction = g_value_get_enum (value);
      break;
    case PROP_FIRST_GROUP:
      self->first_group = g_value_get_uint (value);
      break;
    case PROP_N_GROUPS:
      self->n_groups = g_value_get_uint (value);
      break;
    case PROP_FLAGS:
      self->flags = g_value_get_flags (value);
      break;
    case PROP_UI_HINT:
      self->ui_hint = g_value_get_enum (value);
      break;
    case PROP_CI_VERSION:
      self->ci_version = g_value_get_uint (value);
      break;
    case PROP_N_SYSEX8_STREAMS:
      self->n_sysex8_streams = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
install_details (GParamFlags flags)
{
  /**
   * SeqgoUmpBlockInfo:first-group:
   *
   * The first of its groups.
   *
   * Since: 1.0
   */
  properties[PROP_FIRST_GROUP] = g_param_spec_uint ("first-group", NULL, NULL, 0, 15, 0, flags);

  /**
   * SeqgoUmpBlockInfo:n-groups:
   *
   * How many groups it has.
   *
   * Since: 1.0
   */
  properties[PROP_N_GROUPS] = g_param_spec_uint ("n-groups", NULL, NULL, 0, 16, 1, flags);

  /**
   * SeqgoUmpBlockInfo:flags:
   *
   * What is behind it.
   *
   * Since: 1.0
   */
  properties[PROP_FLAGS]
      = g_param_spec_flags ("flags", NULL, NULL, SEQGO_TYPE_UMP_BLOCK_FLAGS, 0, flags);

  /**
   * SeqgoUmpBlockInfo:ui-hint:
   *
   * What users should take it for.
   *
   * Since: 1.0
   */
  properties[PROP_UI_HINT] = g_param_spec_enum ("ui-hint", NULL, NULL, SEQGO_TYPE_UMP_UI_HINT,
                                                SEQGO_UMP_UI_HINT_UNKNOWN, flags);

  /**
   * SeqgoUmpBlockInfo:ci-version:
   *
   * The version of MIDI-CI that it knows.
   *
   * Since: 1.0
   */
  properties[PROP_CI_VERSION]
      = g_param_spec_uint ("ci-version", NULL, NULL, 0, G_MAXUINT8, 1, flags);

  /**
   * SeqgoUmpBlockInfo:n-sysex8-streams:
   *
   * How many streams of 8-bit data there can be at the same time.
   *
   * Since: 1.0
   */
  properties[PROP_N_SYSEX8_STREAMS]
      = g_param_spec_uint ("n-sysex8-streams", NULL, NULL, 0, G_MAXUINT8, 0, flags);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  /**
   * SeqgoUmpBlockInfo:id:
   *
   * The number of the block in its endpoint. That of a new one is its place in the list.
   *
   * Since: 1.0
   */
  properties[PROP_ID] = g_param_spec_uint ("id", NULL, NULL, 0, 31, 0, flags);

  /**
   * SeqgoUmpBlockInfo:name:
   *
   * The name of the block.
   *
   * Since: 1.0
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);

  /**
   * SeqgoUmpBlockInfo:active:
   *
   * Whether it is in use. A new one is.
   *
   * Since: 1.0
   */
  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, TRUE, flags);

  /**
   * SeqgoUmpBlockInfo:direction:
   *
   * Which way its messages go.
   *
   * Since: 1.0
   */
  properties[PROP_DIRECTION] = g_param_spec_enum ("direction", NULL, NULL, SEQGO_TYPE_UMP_DIRECTION,
                                                  SEQGO_UMP_DIRECTION_BIDIRECTIONAL, flags);

  install_details (flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_ump_block_info_class_init (SeqgoUmpBlockInfoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = seqgo_ump_block_info_finalize;
  object_class->get_property = seqgo_ump_block_info_get_property;
  object_class->set_property = seqgo_ump_block_info_set_property;
  install_properties (object_class);
}

static void
seqgo_ump_block_info_init (SeqgoUmpBlockInfo *self)
{
}

/**
 * seqgo_ump_block_info_new: (constructor)
 * @name: a name
 * @direction: which way its messages go
 * @first_group: its first group, from 0 to 15
 * @n_groups: how many groups it has, from 1 to 16
 *
 * Describes a function block that is to be created. Other properties are set with g_object_new().
 *
 * Returns: (transfer full): what is to be known
 *
 * Since: 1.0
 */
SeqgoUmpBlockInfo *
seqgo_ump_block_info_new (const char       *name,
                          SeqgoUmpDirection direction,
                          guint8            first_group,
                          guint8            n_groups)
{
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (first_group < 16 && n_groups >= 1 && n_groups <= 16, NULL);

  return g_object_new (SEQGO_TYPE_UMP_BLOCK_INFO, "name", name, "direction", direction,
                       "first-group", (guint) first_group, "n-groups", (guint) n_groups, NULL);
}

/**
 * seqgo_ump_block_info_get_id:
 * @self: what is known
 *
 * Returns #SeqgoUmpBlockInfo:id.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
seqgo_ump_block_info_get_id (SeqgoUmpBlockInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_BLOCK_INFO (self), 0);

  return self->id;
}

/**
 * seqgo_ump_block_info_get_name:
 * @self: what is known
 *
 * Returns #SeqgoUmpBlockInfo:name.
 *
 * Returns: (transfer none): the name
 *
 * Since: 1.0
 */
const char *
seqgo_ump_block_info_get_name (SeqgoUmpBlockInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_BLOCK_INFO (self), NULL);

  return self->name;
}

/**
 * seqgo_ump_block_info_get_active:
 * @self: what is known
 *
 * Returns #SeqgoUmpBlockInfo:active.
 *
 * Returns: whether it is in use
 *
 * Since: 1.0
 */
gboolean
seqgo_ump_block_info_get_active (SeqgoUmpBlockInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_BLOCK_INFO (self), FALSE);

  return self->active;
}

/**
 * seqgo_ump_block_info_get_direction:
 * @self: what is known
 *
 * Returns #SeqgoUmpBlockInfo:direction.
 *
 * Returns: which way its messages go
 *
 * Since: 1.0
 */
SeqgoUmpDirection
seqgo_ump_block_info_get_direction (SeqgoUmpBlockInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_BLOCK_INFO (self), 0);

  return self->direction;
}

/**
 * seqgo_ump_block_info_get_first_group:
 * @self: what is known
 *
 * Returns #SeqgoUmpBlockInfo:first-group.
 *
 * Returns: the first group
 *
 * Since: 1.0
 */
guint
seqgo_ump_block_info_get_first_group (SeqgoUmpBlockInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_BLOCK_INFO (self), 0);

  return self->first_group;
}

/**
 * seqgo_ump_block_info_get_n_groups:
 * @self: what is known
 *
 * Returns #SeqgoUmpBlockInfo:n-groups.
 *
 * Returns: how many groups it has
 *
 * Since: 1.0
 */
guint
seqgo_ump_block_info_get_n_groups (SeqgoUmpBlockInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_BLOCK_INFO (self), 0);

  return self->n_groups;
}

/**
 * seqgo_ump_block_info_get_flags:
 * @self: what is known
 *
 * Returns #SeqgoUmpBlockInfo:flags.
 *
 * Returns: what is behind it
 *
 * Since: 1.0
 */
SeqgoUmpBlockFlags
seqgo_ump_block_info_get_flags (SeqgoUmpBlockInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_BLOCK_INFO (self), 0);

  return self->flags;
}

/**
 * seqgo_ump_block_info_get_ui_hint:
 * @self: what is known
 *
 * Returns #SeqgoUmpBlockInfo:ui-hint.
 *
 * Returns: what users should take it for
 *
 * Since: 1.0
 */
SeqgoUmpUiHint
seqgo_ump_block_info_get_ui_hint (SeqgoUmpBlockInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_BLOCK_INFO (self), 0);

  return self->ui_hint;
}

/**
 * seqgo_ump_block_info_get_ci_version:
 * @self: what is known
 *
 * Returns #SeqgoUmpBlockInfo:ci-version.
 *
 * Returns: the version
 *
 * Since: 1.0
 */
guint
seqgo_ump_block_info_get_ci_version (SeqgoUmpBlockInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_BLOCK_INFO (self), 0);

  return self->ci_version;
}

/**
 * seqgo_ump_block_info_get_n_sysex8_streams:
 * @self: what is known
 *
 * Returns #SeqgoUmpBlockInfo:n-sysex8-streams.
 *
 * Returns: how many streams
 *
 * Since: 1.0
 */
guint
seqgo_ump_block_info_get_n_sysex8_streams (SeqgoUmpBlockInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_UMP_BLOCK_INFO (self), 0);

  return self->n_sysex8_streams;
}

/* Of a value that is not known, the number. */
static char *
get_nick (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value (klass, value);

  return found != NULL ? g_strdup (found->value_nick) : g_strdup_printf ("%d", value);
}

/**
 * seqgo_ump_block_info_to_string:
 * @self: what is known
 *
 * Describes the function block for people.
 *
 * Returns: (transfer full): a line such as "Keys, output, groups 0 to 1"
 *
 * Since: 1.0
 */
char *
seqgo_ump_block_info_to_string (SeqgoUmpBlockInfo *self)
{
  g_autofree char *direction = NULL;

  g_return_val_if_fail (SEQGO_IS_UMP_BLOCK_INFO (self), NULL);

  direction = get_nick (SEQGO_TYPE_UMP_DIRECTION, self->direction);
  if (self->n_groups == 1)
    return g_strdup_printf ("%s, %s, group %u", self->name, direction, self->first_group);
  return g_strdup_printf ("%s, %s, groups %u to %u", self->name, direction, self->first_group,
                          self->first_group + self->n_groups - 1);
}
