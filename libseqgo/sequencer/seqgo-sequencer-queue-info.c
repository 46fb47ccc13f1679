/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-queue-private.h>

/**
 * SECTION:seqgo-sequencer-queue-info
 * @title: SeqgoSequencerQueueInfo
 * @short_description: an entry in a list of queues
 *
 * seqgo_sequencer_client_list_queues() returns a list of these:
 *
 * |[<!-- language="C" -->
 * g_autolist (SeqgoSequencerQueueInfo) queues
 *     = seqgo_sequencer_client_list_queues (client, &error);
 *
 * for (GList *link = queues; link != NULL; link = link->next)
 *   g_print ("%s\n", seqgo_sequencer_queue_info_get_name (link->data));
 * ]|
 */

/**
 * SeqgoSequencerQueueInfo:
 *
 * A queue of any client, as it was when seqgo_sequencer_client_list_queues() listed it. To use it,
 * open it with seqgo_sequencer_client_open_queue().
 *
 * Since: 1.0
 */
struct _SeqgoSequencerQueueInfo
{
  GObject  parent_instance;
  guint8   id;
  char    *name;
  guint8   owner;
  gboolean locked;
};

G_DEFINE_FINAL_TYPE (SeqgoSequencerQueueInfo, seqgo_sequencer_queue_info, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_OWNER,
  PROP_LOCKED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
seqgo_sequencer_queue_info_finalize (GObject *object)
{
  SeqgoSequencerQueueInfo *self = SEQGO_SEQUENCER_QUEUE_INFO (object);

  g_free (self->name);
  G_OBJECT_CLASS (seqgo_sequencer_queue_info_parent_class)->finalize (object);
}

static void
seqgo_sequencer_queue_info_get_property (GObject    *object,
                                         guint       property_id,
                                         GValue     *value,
                                         GParamSpec *pspec)
{
  SeqgoSequencerQueueInfo *self = SEQGO_SEQUENCER_QUEUE_INFO (object);

  switch (property_id)
    {
    case PROP_ID:
      g_value_set_uint (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_OWNER:
      g_value_set_uint (value, self->owner);
      break;
    case PROP_LOCKED:
      g_value_set_boolean (value, self->locked);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_sequencer_queue_info_class_init (SeqgoSequencerQueueInfoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = seqgo_sequencer_queue_info_finalize;
  object_class->get_property = seqgo_sequencer_queue_info_get_property;

  /**
   * SeqgoSequencerQueueInfo:id:
   *
   * The number of the queue, from 0 to 31.
   *
   * Since: 1.0
   */
  properties[PROP_ID] = g_param_spec_uint ("id", NULL, NULL, 0, G_MAXUINT8, 0,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerQueueInfo:name:
   *
   * The name of the queue.
   *
   * Since: 1.0
   */
  properties[PROP_NAME]
      = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerQueueInfo:owner:
   *
   * The number of the client that the queue belongs to.
   *
   * Since: 1.0
   */
  properties[PROP_OWNER] = g_param_spec_uint ("owner", NULL, NULL, 0, G_MAXUINT8, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerQueueInfo:locked:
   *
   * Whether only its owner may control the queue.
   *
   * Since: 1.0
   */
  properties[PROP_LOCKED] = g_param_spec_boolean ("locked", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_sequencer_queue_info_init (SeqgoSequencerQueueInfo *self)
{
}

SeqgoSequencerQueueInfo *
seqgo_sequencer_queue_info_new (snd_seq_queue_info_t *info)
{
  SeqgoSequencerQueueInfo *self = g_object_new (SEQGO_TYPE_SEQUENCER_QUEUE_INFO, NULL);

  self->id = (guint8) snd_seq_queue_info_get_queue (info);
  self->name = g_utf8_make_valid (snd_seq_queue_info_get_name (info), -1);
  self->owner = (guint8) snd_seq_queue_info_get_owner (info);
  self->locked = snd_seq_queue_info_get_locked (info) != 0;
  return self;
}

/**
 * seqgo_sequencer_queue_info_get_id:
 * @self: an entry
 *
 * Returns #SeqgoSequencerQueueInfo:id.
 *
 * Returns: the number of the queue
 *
 * Since: 1.0
 */
guint8
seqgo_sequencer_queue_info_get_id (SeqgoSequencerQueueInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE_INFO (self), 0);

  return self->id;
}

/**
 * seqgo_sequencer_queue_info_get_name:
 * @self: an entry
 *
 * Returns #SeqgoSequencerQueueInfo:name.
 *
 * Returns: (transfer none): the name of the queue
 *
 * Since: 1.0
 */
const char *
seqgo_sequencer_queue_info_get_name (SeqgoSequencerQueueInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE_INFO (self), NULL);

  return self->name;
}

/**
 * seqgo_sequencer_queue_info_get_owner:
 * @self: an entry
 *
 * Returns #SeqgoSequencerQueueInfo:owner.
 *
 * Returns: the number of the client that the queue belongs to
 *
 * Since: 1.0
 */
guint8
seqgo_sequencer_queue_info_get_owner (SeqgoSequencerQueueInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE_INFO (self), 0);

  return self->owner;
}

/**
 * seqgo_sequencer_queue_info_get_locked:
 * @self: an entry
 *
 * Returns #SeqgoSequencerQueueInfo:locked.
 *
 * Returns: %TRUE if only its owner may control the queue
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_info_get_locked (SeqgoSequencerQueueInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE_INFO (self), FALSE);

  return self->locked;
}

/**
 * seqgo_sequencer_queue_info_to_string:
 * @self: an entry
 *
 * Describes the queue for people.
 *
 * Returns: (transfer full): a line such as "0 song, of client 128, locked"
 *
 * Since: 1.0
 */
char *
seqgo_sequencer_queue_info_to_string (SeqgoSequencerQueueInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE_INFO (self), NULL);

  return g_strdup_printf ("%u %s, of client %u%s", self->id, self->name, self->owner,
                          self->locked ? ", locked" : "");
}
