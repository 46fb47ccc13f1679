/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/seqgo-enum-types.h>
#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>

/**
 * SECTION:seqgo-sequencer-client-info
 * @title: SeqgoSequencerClientInfo
 * @short_description: an entry in a list of clients
 *
 * seqgo_sequencer_client_list_clients() returns a list of these:
 *
 * |[<!-- language="C" -->
 * g_autolist (SeqgoSequencerClientInfo) clients
 *     = seqgo_sequencer_client_list_clients (client, &error);
 *
 * for (GList *link = clients; link != NULL; link = link->next)
 *   g_print ("%s\n", seqgo_sequencer_client_info_get_name (link->data));
 * ]|
 */

/**
 * SeqgoSequencerClientInfo:
 *
 * A client of the sequencer, this one or another, as it was when
 * seqgo_sequencer_client_list_clients() listed it.
 *
 * Since: 1.0
 */
struct _SeqgoSequencerClientInfo
{
  GObject         parent_instance;
  guint8          id;
  char           *name;
  SeqgoClientType client_type;
  guint           n_ports;
  int             card;
  int             pid;
};

G_DEFINE_FINAL_TYPE (SeqgoSequencerClientInfo, seqgo_sequencer_client_info, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_CLIENT_TYPE,
  PROP_N_PORTS,
  PROP_CARD,
  PROP_PID,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
seqgo_sequencer_client_info_finalize (GObject *object)
{
  SeqgoSequencerClientInfo *self = SEQGO_SEQUENCER_CLIENT_INFO (object);

  g_free (self->name);
  G_OBJECT_CLASS (seqgo_sequencer_client_info_parent_class)->finalize (object);
}

static void
seqgo_sequencer_client_info_get_property (GObject    *object,
                                          guint       property_id,
                                          GValue     *value,
                                          GParamSpec *pspec)
{
  SeqgoSequencerClientInfo *self = SEQGO_SEQUENCER_CLIENT_INFO (object);

  switch (property_id)
    {
    case PROP_ID:
      g_value_set_uint (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_CLIENT_TYPE:
      g_value_set_enum (value, self->client_type);
      break;
    case PROP_N_PORTS:
      g_value_set_uint (value, self->n_ports);
      break;
    case PROP_CARD:
      g_value_set_int (value, self->card);
      break;
    case PROP_PID:
      g_value_set_int (value, self->pid);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_sequencer_client_info_class_init (SeqgoSequencerClientInfoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = seqgo_sequencer_client_info_finalize;
  object_class->get_property = seqgo_sequencer_client_info_get_property;

  /**
   * SeqgoSequencerClientInfo:id:
   *
   * The number of the client.
   *
   * Since: 1.0
   */
  properties[PROP_ID] = g_param_spec_uint ("id", NULL, NULL, 0, G_MAXUINT8, 0,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClientInfo:name:
   *
   * The name of the client.
   *
   * Since: 1.0
   */
  properties[PROP_NAME]
      = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClientInfo:client-type:
   *
   * Whether it is a program or a driver.
   *
   * Since: 1.0
   */
  properties[PROP_CLIENT_TYPE]
      = g_param_spec_enum ("client-type", NULL, NULL, SEQGO_TYPE_CLIENT_TYPE, 0,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClientInfo:n-ports:
   *
   * The number of its ports.
   *
   * Since: 1.0
   */
  properties[PROP_N_PORTS] = g_param_spec_uint ("n-ports", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClientInfo:card:
   *
   * The number of its sound card, or -1.
   *
   * Since: 1.0
   */
  properties[PROP_CARD] = g_param_spec_int ("card", NULL, NULL, -1, G_MAXINT, -1,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClientInfo:pid:
   *
   * The number of its process, or -1.
   *
   * Since: 1.0
   */
  properties[PROP_PID] = g_param_spec_int ("pid", NULL, NULL, -1, G_MAXINT, -1,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_sequencer_client_info_init (SeqgoSequencerClientInfo *self)
{
}

SeqgoSequencerClientInfo *
seqgo_sequencer_client_info_new (snd_seq_client_info_t *info)
{
  SeqgoSequencerClientInfo *self = g_object_new (SEQGO_TYPE_SEQUENCER_CLIENT_INFO, NULL);

  self->id = (guint8) snd_seq_client_info_get_client (info);
  self->name = g_utf8_make_valid (snd_seq_client_info_get_name (info), -1);
  switch (snd_seq_client_info_get_type (info))
    {
    case SND_SEQ_USER_CLIENT:
      self->client_type = SEQGO_CLIENT_TYPE_USER;
      break;
    case SND_SEQ_KERNEL_CLIENT:
      self->client_type = SEQGO_CLIENT_TYPE_KERNEL;
      break;
    default:
      self->client_type = SEQGO_CLIENT_TYPE_UNKNOWN;
    }
  self->n_ports = (guint) snd_seq_client_info_get_num_ports (info);
  self->card = snd_seq_client_info_get_card (info);
  self->pid = snd_seq_client_info_get_pid (info);
  return self;
}

/**
 * seqgo_sequencer_client_info_get_id:
 * @self: an entry
 *
 * Returns #SeqgoSequencerClientInfo:id.
 *
 * Returns: the number of the client
 *
 * Since: 1.0
 */
guint8
seqgo_sequencer_client_info_get_id (SeqgoSequencerClientInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT_INFO (self), 0);

  return self->id;
}

/**
 * seqgo_sequencer_client_info_get_name:
 * @self: an entry
 *
 * Returns #SeqgoSequencerClientInfo:name.
 *
 * Returns: (transfer none): the name of the client
 *
 * Since: 1.0
 */
const char *
seqgo_sequencer_client_info_get_name (SeqgoSequencerClientInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT_INFO (self), NULL);

  return self->name;
}

/**
 * seqgo_sequencer_client_info_get_client_type:
 * @self: an entry
 *
 * Returns #SeqgoSequencerClientInfo:client-type.
 *
 * Returns: whether it is a program or a driver
 *
 * Since: 1.0
 */
SeqgoClientType
seqgo_sequencer_client_info_get_client_type (SeqgoSequencerClientInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT_INFO (self), 0);

  return self->client_type;
}

/**
 * seqgo_sequencer_client_info_get_n_ports:
 * @self: an entry
 *
 * Returns #SeqgoSequencerClientInfo:n-ports.
 *
 * Returns: the number of its ports
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_client_info_get_n_ports (SeqgoSequencerClientInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT_INFO (self), 0);

  return self->n_ports;
}

/**
 * seqgo_sequencer_client_info_get_card:
 * @self: an entry
 *
 * Returns #SeqgoSequencerClientInfo:card.
 *
 * Returns: the number of its sound card, or -1
 *
 * Since: 1.0
 */
int
seqgo_sequencer_client_info_get_card (SeqgoSequencerClientInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT_INFO (self), 0);

  return self->card;
}

/**
 * seqgo_sequencer_client_info_get_pid:
 * @self: an entry
 *
 * Returns #SeqgoSequencerClientInfo:pid.
 *
 * Returns: the number of its process, or -1
 *
 * Since: 1.0
 */
int
seqgo_sequencer_client_info_get_pid (SeqgoSequencerClientInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT_INFO (self), 0);

  return self->pid;
}

/**
 * seqgo_sequencer_client_info_to_string:
 * @self: an entry
 *
 * Describes the client for people.
 *
 * Returns: (transfer full): a line such as "128 FluidSynth"
 *
 * Since: 1.0
 */
char *
seqgo_sequencer_client_info_to_string (SeqgoSequencerClientInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT_INFO (self), NULL);

  return g_strdup_printf ("%u %s", self->id, self->name);
}
