/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>

/**
 * SECTION:seqgo-sequencer-connection
 * @title: SeqgoSequencerConnection
 * @short_description: what is known of a connection
 *
 * seqgo_sequencer_port_list_connections() returns a list of these:
 *
 * |[<!-- language="C" -->
 * g_autolist (SeqgoSequencerConnection) connections
 *     = seqgo_sequencer_port_list_connections (keys, SEQGO_DIRECTION_OUTPUT, &error);
 *
 * for (GList *link = connections; link != NULL; link = link->next)
 *   {
 *     g_autofree char *text = seqgo_sequencer_connection_to_string (link->data);
 *
 *     g_print ("%s\n", text);
 *   }
 * ]|
 */

/**
 * SeqgoSequencerConnection:
 *
 * A connection of two ports, as it was when seqgo_sequencer_client_list_connections() listed it or
 * seqgo_sequencer_client_find_connection() found it.
 *
 * Since: 1.0
 */
struct _SeqgoSequencerConnection
{
  GObject       parent_instance;
  SeqgoAddress *sender;
  SeqgoAddress *receiver;
  gboolean      exclusive;
  gboolean      time_stamping;
  gboolean      real_time;
  guint8        queue_id;
};

G_DEFINE_FINAL_TYPE (SeqgoSequencerConnection, seqgo_sequencer_connection, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_SENDER,
  PROP_RECEIVER,
  PROP_EXCLUSIVE,
  PROP_TIME_STAMPING,
  PROP_REAL_TIME,
  PROP_QUEUE_ID,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
seqgo_sequencer_connection_finalize (GObject *object)
{
  SeqgoSequencerConnection *self = SEQGO_SEQUENCER_CONNECTION (object);

  g_clear_pointer (&self->sender, seqgo_address_unref);
  g_clear_pointer (&self->receiver, seqgo_address_unref);
  G_OBJECT_CLASS (seqgo_sequencer_connection_parent_class)->finalize (object);
}

static void
seqgo_sequencer_connection_get_property (GObject    *object,
                                         guint       property_id,
                                         GValue     *value,
                                         GParamSpec *pspec)
{
  SeqgoSequencerConnection *self = SEQGO_SEQUENCER_CONNECTION (object);

  switch (property_id)
    {
    case PROP_SENDER:
      g_value_set_boxed (value, self->sender);
      break;
    case PROP_RECEIVER:
      g_value_set_boxed (value, self->receiver);
      break;
    case PROP_EXCLUSIVE:
      g_value_set_boolean (value, self->exclusive);
      break;
    case PROP_TIME_STAMPING:
      g_value_set_boolean (value, self->time_stamping);
      break;
    case PROP_REAL_TIME:
      g_value_set_boolean (value, self->real_time);
      break;
    case PROP_QUEUE_ID:
      g_value_set_uint (value, self->queue_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_sequencer_connection_class_init (SeqgoSequencerConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = seqgo_sequencer_connection_finalize;
  object_class->get_property = seqgo_sequencer_connection_get_property;

  /**
   * SeqgoSequencerConnection:sender:
   *
   * The address of the port that sends.
   *
   * Since: 1.0
   */
  properties[PROP_SENDER] = g_param_spec_boxed ("sender", NULL, NULL, SEQGO_TYPE_ADDRESS,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerConnection:receiver:
   *
   * The address of the port that receives.
   *
   * Since: 1.0
   */
  properties[PROP_RECEIVER] = g_param_spec_boxed ("receiver", NULL, NULL, SEQGO_TYPE_ADDRESS,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerConnection:exclusive:
   *
   * Whether neither port may have other connections in that direction.
   *
   * Since: 1.0
   */
  properties[PROP_EXCLUSIVE] = g_param_spec_boolean ("exclusive", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerConnection:time-stamping:
   *
   * Whether what comes through it is stamped with the position of a queue.
   *
   * Since: 1.0
   */
  properties[PROP_TIME_STAMPING] = g_param_spec_boolean ("time-stamping", NULL, NULL, FALSE,
                                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerConnection:real-time:
   *
   * Whether stamps are times rather than ticks.
   *
   * Since: 1.0
   */
  properties[PROP_REAL_TIME] = g_param_spec_boolean ("real-time", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerConnection:queue-id:
   *
   * The number of the queue that stamps, if #SeqgoSequencerConnection:time-stamping is %TRUE.
   *
   * Since: 1.0
   */
  properties[PROP_QUEUE_ID] = g_param_spec_uint ("queue-id", NULL, NULL, 0, G_MAXUINT8, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_sequencer_connection_init (SeqgoSequencerConnection *self)
{
}

SeqgoSequencerConnection *
seqgo_sequencer_connection_new (const snd_seq_port_subscribe_t *info)
{
  const snd_seq_addr_t     *sender = snd_seq_port_subscribe_get_sender (info);
  const snd_seq_addr_t     *receiver = snd_seq_port_subscribe_get_dest (info);
  SeqgoSequencerConnection *self = g_object_new (SEQGO_TYPE_SEQUENCER_CONNECTION, NULL);

  self->sender = seqgo_address_new (sender->client, sender->port);
  self->receiver = seqgo_address_new (receiver->client, receiver->port);
  self->exclusive = snd_seq_port_subscribe_get_exclusive (info) != 0;
  self->time_stamping = snd_seq_port_subscribe_get_time_update (info) != 0;
  self->real_time = snd_seq_port_subscribe_get_time_real (info) != 0;
  self->queue_id = (guint8) snd_seq_port_subscribe_get_queue (info);
  return self;
}

/**
 * seqgo_sequencer_connection_get_sender:
 * @self: a connection
 *
 * Returns #SeqgoSequencerConnection:sender.
 *
 * Returns: (transfer none): the address
 *
 * Since: 1.0
 */
SeqgoAddress *
seqgo_sequencer_connection_get_sender (SeqgoSequencerConnection *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CONNECTION (self), NULL);

  return self->sender;
}

/**
 * seqgo_sequencer_connection_get_receiver:
 * @self: a connection
 *
 * Returns #SeqgoSequencerConnection:receiver.
 *
 * Returns: (transfer none): the address
 *
 * Since: 1.0
 */
SeqgoAddress *
seqgo_sequencer_connection_get_receiver (SeqgoSequencerConnection *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CONNECTION (self), NULL);

  return self->receiver;
}

/**
 * seqgo_sequencer_connection_get_exclusive:
 * @self: a connection
 *
 * Returns #SeqgoSequencerConnection:exclusive.
 *
 * Returns: %TRUE if the connection is exclusive
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_connection_get_exclusive (SeqgoSequencerConnection *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CONNECTION (self), FALSE);

  return self->exclusive;
}

/**
 * seqgo_sequencer_connection_get_time_stamping:
 * @self: a connection
 *
 * Returns #SeqgoSequencerConnection:time-stamping.
 *
 * Returns: %TRUE if events are stamped
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_connection_get_time_stamping (SeqgoSequencerConnection *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CONNECTION (self), FALSE);

  return self->time_stamping;
}

/**
 * seqgo_sequencer_connection_get_real_time:
 * @self: a connection
 *
 * Returns #SeqgoSequencerConnection:real-time.
 *
 * Returns: %TRUE if stamps are times
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_connection_get_real_time (SeqgoSequencerConnection *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CONNECTION (self), FALSE);

  return self->real_time;
}

/**
 * seqgo_sequencer_connection_get_queue_id:
 * @self: a connection
 *
 * Returns #SeqgoSequencerConnection:queue-id.
 *
 * Returns: the number of the queue
 *
 * Since: 1.0
 */
guint8
seqgo_sequencer_connection_get_queue_id (SeqgoSequencerConnection *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CONNECTION (self), 0);

  return self->queue_id;
}

/**
 * seqgo_sequencer_connection_to_string:
 * @self: a connection
 *
 * Describes the connection for people.
 *
 * Returns: (transfer full): a line such as "128:0 to 129:0, exclusive, time of queue 1"
 *
 * Since: 1.0
 */
char *
seqgo_sequencer_connection_to_string (SeqgoSequencerConnection *self)
{
  g_autofree char *sender = NULL, *receiver = NULL;
  GString         *text;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CONNECTION (self), NULL);

  sender = seqgo_address_to_string (self->sender);
  receiver = seqgo_address_to_string (self->receiver);
  text = g_string_new (NULL);
  g_string_append_printf (text, "%s to %s", sender, receiver);
  if (self->exclusive)
    g_string_append (text, ", exclusive");
  if (self->time_stamping)
    g_string_append_printf (text, ", %s of queue %u", self->real_time ? "time" : "ticks",
                            self->queue_id);
  return g_string_free (text, FALSE);
}
