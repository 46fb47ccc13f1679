/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/seqgo-enum-types.h>
#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-conversion-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-ump-private.h>

/**
 * SECTION:seqgo-sequencer-client-info
 * @title: SeqgoSequencerClientInfo
 * @short_description: what is known of a client
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
 * seqgo_sequencer_client_list_clients() listed it or seqgo_sequencer_client_get_client_info()
 * asked.
 *
 * Since: 1.0
 */
struct _SeqgoSequencerClientInfo
{
  GObject          parent_instance;
  guint8           id;
  char            *name;
  SeqgoClientType  client_type;
  guint            n_ports;
  int              card;
  int              pid;
  gboolean         error_bounce;
  guint            n_lost_events;
  guint8          *event_filter;
  gsize            n_types;
  SeqgoMidiVersion midi_version;
  guint            ump_groups;
  gboolean         ump_groupless;
  gboolean         ump_conversion;
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
  PROP_ERROR_BOUNCE,
  PROP_N_LOST_EVENTS,
  PROP_MIDI_VERSION,
  PROP_UMP_GROUPS,
  PROP_UMP_GROUPLESS,
  PROP_UMP_CONVERSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
seqgo_sequencer_client_info_finalize (GObject *object)
{
  SeqgoSequencerClientInfo *self = SEQGO_SEQUENCER_CLIENT_INFO (object);

  g_free (self->name);
  g_free (self->event_filter);
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
    case PROP_ERROR_BOUNCE:
      g_value_set_boolean (value, self->error_bounce);
      break;
    case PROP_N_LOST_EVENTS:
      g_value_set_uint (value, self->n_lost_events);
      break;
    case PROP_MIDI_VERSION:
      g_value_set_enum (value, self->midi_version);
      break;
    case PROP_UMP_GROUPS:
      g_value_set_uint (value, self->ump_groups);
      break;
    case PROP_UMP_GROUPLESS:
      g_value_set_boolean (value, self->ump_groupless);
      break;
    case PROP_UMP_CONVERSION:
      g_value_set_boolean (value, self->ump_conversion);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
add_event_properties (void)
{
  /**
   * SeqgoSequencerClientInfo:error-bounce:
   *
   * Whether events come back to it that it queued and that could not be delivered; see
   * seqgo_sequencer_client_set_error_bounce().
   *
   * Since: 1.0
   */
  properties[PROP_ERROR_BOUNCE] = g_param_spec_boolean ("error-bounce", NULL, NULL, FALSE,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClientInfo:n-lost-events:
   *
   * How many events it lost, as far as the kernel counts them: it does not count those that did
   * not fit into an input pool.
   *
   * Since: 1.0
   */
  properties[PROP_N_LOST_EVENTS] = g_param_spec_uint ("n-lost-events", NULL, NULL, 0, G_MAXUINT, 0,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
install_ump_properties (void)
{
  /**
   * SeqgoSequencerClientInfo:midi-version:
   *
   * Which events it sends and receives. With alsa-lib before 1.2.10, this and the like are not
   * known, and always what clients of MIDI 1.0 have.
   *
   * Since: 1.0
   */
  properties[PROP_MIDI_VERSION]
      = g_param_spec_enum ("midi-version", NULL, NULL, SEQGO_TYPE_MIDI_VERSION,
                           SEQGO_MIDI_VERSION_LEGACY, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClientInfo:ump-groups:
   *
   * Which groups it receives: bit 0 for group 0 to bit 15 for group 15.
   *
   * Since: 1.0
   */
  properties[PROP_UMP_GROUPS]
      = g_param_spec_uint ("ump-groups", NULL, NULL, 0, G_MAXUINT16, G_MAXUINT16,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClientInfo:ump-groupless:
   *
   * Whether it receives messages that are for no group, utility and stream messages.
   *
   * Since: 1.0
   */
  properties[PROP_UMP_GROUPLESS] = g_param_spec_boolean ("ump-groupless", NULL, NULL, TRUE,
                                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClientInfo:ump-conversion:
   *
   * Whether it receives events of clients of another version, which the kernel converts.
   *
   * Since: 1.0
   */
  properties[PROP_UMP_CONVERSION] = g_param_spec_boolean (
      "ump-conversion", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
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

  add_event_properties ();
  install_ump_properties ();
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_sequencer_client_info_init (SeqgoSequencerClientInfo *self)
{
}

/* Not NULL if there is a filter, even if it lets nothing pass. */
static guint8 *
get_event_filter (snd_seq_client_info_t *info, gsize *n_types)
{
  guint8 *types;

  if (snd_seq_client_info_get_event_filter (info) == NULL)
    return NULL;

  types = g_malloc (256);
  for (guint type = 0; type < 256; type++)
    if (snd_seq_client_info_event_filter_check (info, (int) type))
      types[(*n_types)++] = (guint8) type;
  return types;
}

SeqgoSequencerClientInfo *
seqgo_sequencer_client_info_new (int fd, snd_seq_client_info_t *info)
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
  self->midi_version = seqgo_sequencer_get_midi_version (info);
  self->ump_groups = seqgo_sequencer_get_ump_groups (info);
  self->ump_groupless = seqgo_sequencer_receives_groupless (info);
  self->ump_conversion = seqgo_sequencer_converts (fd, self->id);
  self->error_bounce = snd_seq_client_info_get_error_bounce (info) != 0;
  self->n_lost_events = (guint) snd_seq_client_info_get_event_lost (info);
  self->event_filter = get_event_filter (info, &self->n_types);
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
 * seqgo_sequencer_client_info_get_error_bounce:
 * @self: an entry
 *
 * Returns #SeqgoSequencerClientInfo:error-bounce.
 *
 * Returns: %TRUE if they come back
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_info_get_error_bounce (SeqgoSequencerClientInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT_INFO (self), FALSE);

  return self->error_bounce;
}

/**
 * seqgo_sequencer_client_info_get_n_lost_events:
 * @self: an entry
 *
 * Returns #SeqgoSequencerClientInfo:n-lost-events.
 *
 * Returns: the number of events
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_client_info_get_n_lost_events (SeqgoSequencerClientInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT_INFO (self), 0);

  return self->n_lost_events;
}

/**
 * seqgo_sequencer_client_info_get_event_filter:
 * @self: an entry
 * @n_types: (out): return location for the number of types
 *
 * Returns the types of events that the client receives; see
 * seqgo_sequencer_client_set_event_filter().
 *
 * Returns: (transfer none) (nullable) (array length=n_types): the numbers of #SeqgoEventType in
 *   ascending order, or %NULL if all types pass
 *
 * Since: 1.0
 */
const guint8 *
seqgo_sequencer_client_info_get_event_filter (SeqgoSequencerClientInfo *self, gsize *n_types)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT_INFO (self), NULL);
  g_return_val_if_fail (n_types != NULL, NULL);

  *n_types = self->n_types;
  return self->event_filter;
}

/**
 * seqgo_sequencer_client_info_get_midi_version:
 * @self: an entry
 *
 * Returns #SeqgoSequencerClientInfo:midi-version.
 *
 * Returns: which events it sends and receives
 *
 * Since: 1.0
 */
SeqgoMidiVersion
seqgo_sequencer_client_info_get_midi_version (SeqgoSequencerClientInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT_INFO (self), SEQGO_MIDI_VERSION_LEGACY);

  return self->midi_version;
}

/**
 * seqgo_sequencer_client_info_get_ump_groups:
 * @self: an entry
 *
 * Returns #SeqgoSequencerClientInfo:ump-groups.
 *
 * Returns: a bit for each group
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_client_info_get_ump_groups (SeqgoSequencerClientInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT_INFO (self), 0);

  return self->ump_groups;
}

/**
 * seqgo_sequencer_client_info_get_ump_groupless:
 * @self: an entry
 *
 * Returns #SeqgoSequencerClientInfo:ump-groupless.
 *
 * Returns: whether it receives them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_info_get_ump_groupless (SeqgoSequencerClientInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT_INFO (self), FALSE);

  return self->ump_groupless;
}

/**
 * seqgo_sequencer_client_info_get_ump_conversion:
 * @self: an entry
 *
 * Returns #SeqgoSequencerClientInfo:ump-conversion.
 *
 * Returns: whether events are converted
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_info_get_ump_conversion (SeqgoSequencerClientInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT_INFO (self), FALSE);

  return self->ump_conversion;
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
