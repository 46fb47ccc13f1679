/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/seqgo-enum-types.h>
#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-port-info-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-ump-private.h>

/**
 * SECTION:seqgo-sequencer-port-info
 * @title: SeqgoSequencerPortInfo
 * @short_description: what is known of a port
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
 * A port of the sequencer, of this client or another.
 *
 * What seqgo_sequencer_client_list_ports() and seqgo_sequencer_client_get_port_info() return tells
 * how the port was at that moment. What comes from a #SeqgoSequencerRegistry is kept up to date: as
 * long as the port exists there is one object for it, the properties of which notify when they
 * change. When the port has gone, its object is no longer in the registry and stays as it was; a
 * port that has its address later is another object.
 *
 * Since: 1.0
 */

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
  PROP_MIDI_CHANNELS,
  PROP_MIDI_VOICES,
  PROP_SYNTH_VOICES,
  PROP_TIME_STAMPING,
  PROP_REAL_TIME,
  PROP_QUEUE_ID,
  PROP_DIRECTION,
  PROP_UMP_GROUP,
  PROP_IS_MIDI1,
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
    case PROP_MIDI_CHANNELS:
      g_value_set_uint (value, self->midi_channels);
      break;
    case PROP_MIDI_VOICES:
      g_value_set_uint (value, self->midi_voices);
      break;
    case PROP_SYNTH_VOICES:
      g_value_set_uint (value, self->synth_voices);
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
    case PROP_DIRECTION:
      g_value_set_flags (value, self->direction);
      break;
    case PROP_UMP_GROUP:
      g_value_set_int (value, self->ump_group);
      break;
    case PROP_IS_MIDI1:
      g_value_set_boolean (value, self->is_midi1);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
add_usage_properties (void)
{
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

  /**
   * SeqgoSequencerPortInfo:midi-channels:
   *
   * The number of its MIDI channels.
   *
   * Since: 1.0
   */
  properties[PROP_MIDI_CHANNELS] = g_param_spec_uint ("midi-channels", NULL, NULL, 0, G_MAXUINT, 0,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPortInfo:midi-voices:
   *
   * How many notes it can play at a time through MIDI; 0 if not known.
   *
   * Since: 1.0
   */
  properties[PROP_MIDI_VOICES] = g_param_spec_uint ("midi-voices", NULL, NULL, 0, G_MAXUINT, 0,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPortInfo:synth-voices:
   *
   * How many notes its synthesizer can play at a time; 0 if not known.
   *
   * Since: 1.0
   */
  properties[PROP_SYNTH_VOICES] = g_param_spec_uint ("synth-voices", NULL, NULL, 0, G_MAXUINT, 0,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPortInfo:time-stamping:
   *
   * Whether what it receives is stamped with the position of a queue.
   *
   * Since: 1.0
   */
  properties[PROP_TIME_STAMPING] = g_param_spec_boolean ("time-stamping", NULL, NULL, FALSE,
                                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPortInfo:real-time:
   *
   * Whether stamps are times rather than ticks.
   *
   * Since: 1.0
   */
  properties[PROP_REAL_TIME] = g_param_spec_boolean ("real-time", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPortInfo:queue-id:
   *
   * The number of the queue that stamps what it receives, if
   * #SeqgoSequencerPortInfo:time-stamping is %TRUE.
   *
   * Since: 1.0
   */
  properties[PROP_QUEUE_ID] = g_param_spec_uint ("queue-id", NULL, NULL, 0, G_MAXUINT8, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
install_ump_properties (void)
{
  /**
   * SeqgoSequencerPortInfo:direction:
   *
   * Whether others can receive from it, send to it or both, as its client says. It is 0 with
   * alsa-lib before 1.2.10.
   *
   * Since: 1.0
   */
  properties[PROP_DIRECTION] = g_param_spec_flags ("direction", NULL, NULL, SEQGO_TYPE_DIRECTION, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPortInfo:ump-group:
   *
   * The group of a UMP endpoint that it stands for, or -1.
   *
   * Since: 1.0
   */
  properties[PROP_UMP_GROUP] = g_param_spec_int ("ump-group", NULL, NULL, -1, 15, -1,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPortInfo:is-midi1:
   *
   * Whether it is a port of MIDI 1.0 although its client is one of MIDI 2.0.
   *
   * Since: 1.0
   */
  properties[PROP_IS_MIDI1] = g_param_spec_boolean ("is-midi1", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
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

  add_usage_properties ();
  install_ump_properties ();
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_sequencer_port_info_init (SeqgoSequencerPortInfo *self)
{
}

static void
swap_changeable (SeqgoSequencerPortInfo *one, SeqgoSequencerPortInfo *other)
{
  const gsize begin = G_STRUCT_OFFSET (SeqgoSequencerPortInfo, name);
  const gsize size = sizeof (SeqgoSequencerPortInfo) - begin;
  guint8      old[sizeof (SeqgoSequencerPortInfo)];

  memcpy (old, (guint8 *) one + begin, size);
  memcpy ((guint8 *) one + begin, (guint8 *) other + begin, size);
  memcpy ((guint8 *) other + begin, old, size);
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
  self->midi_channels = (guint) snd_seq_port_info_get_midi_channels (info);
  self->midi_voices = (guint) snd_seq_port_info_get_midi_voices (info);
  self->synth_voices = (guint) snd_seq_port_info_get_synth_voices (info);
  self->time_stamping = snd_seq_port_info_get_timestamping (info) != 0;
  self->real_time = snd_seq_port_info_get_timestamp_real (info) != 0;
  self->queue_id = (guint8) snd_seq_port_info_get_timestamp_queue (info);
  self->direction = seqgo_sequencer_get_port_direction (info);
  self->ump_group = seqgo_sequencer_get_port_group (info);
  self->is_midi1 = seqgo_sequencer_is_midi1_port (info);
  return self;
}

gboolean
seqgo_sequencer_port_info_update (SeqgoSequencerPortInfo *self, SeqgoSequencerPortInfo *fresh)
{
  gboolean has_changed[N_PROPS] = { FALSE };
  gboolean is_other = FALSE;

  for (guint i = 1; i < N_PROPS; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      g_auto (GValue) fresh_value = G_VALUE_INIT;

      if (i == PROP_ADDRESS)
        continue;
      g_object_get_property (G_OBJECT (self), properties[i]->name, &value);
      g_object_get_property (G_OBJECT (fresh), properties[i]->name, &fresh_value);
      has_changed[i] = g_param_values_cmp (properties[i], &value, &fresh_value) != 0;
      is_other |= has_changed[i] && i != PROP_N_READERS && i != PROP_N_WRITERS;
    }

  swap_changeable (self, fresh);
  for (guint i = 1; i < N_PROPS; i++)
    if (has_changed[i])
      g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  return is_other;
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
 * seqgo_sequencer_port_info_get_midi_channels:
 * @self: an entry
 *
 * Returns #SeqgoSequencerPortInfo:midi-channels.
 *
 * Returns: the number of its MIDI channels
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_port_info_get_midi_channels (SeqgoSequencerPortInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT_INFO (self), 0);

  return self->midi_channels;
}

/**
 * seqgo_sequencer_port_info_get_midi_voices:
 * @self: an entry
 *
 * Returns #SeqgoSequencerPortInfo:midi-voices.
 *
 * Returns: the number of its MIDI voices
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_port_info_get_midi_voices (SeqgoSequencerPortInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT_INFO (self), 0);

  return self->midi_voices;
}

/**
 * seqgo_sequencer_port_info_get_synth_voices:
 * @self: an entry
 *
 * Returns #SeqgoSequencerPortInfo:synth-voices.
 *
 * Returns: the number of its synthesizer voices
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_port_info_get_synth_voices (SeqgoSequencerPortInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT_INFO (self), 0);

  return self->synth_voices;
}

/**
 * seqgo_sequencer_port_info_get_time_stamping:
 * @self: an entry
 *
 * Returns #SeqgoSequencerPortInfo:time-stamping.
 *
 * Returns: %TRUE if events are stamped
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_info_get_time_stamping (SeqgoSequencerPortInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT_INFO (self), FALSE);

  return self->time_stamping;
}

/**
 * seqgo_sequencer_port_info_get_real_time:
 * @self: an entry
 *
 * Returns #SeqgoSequencerPortInfo:real-time.
 *
 * Returns: %TRUE if stamps are times
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_info_get_real_time (SeqgoSequencerPortInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT_INFO (self), FALSE);

  return self->real_time;
}

/**
 * seqgo_sequencer_port_info_get_queue_id:
 * @self: an entry
 *
 * Returns #SeqgoSequencerPortInfo:queue-id.
 *
 * Returns: the number of the queue
 *
 * Since: 1.0
 */
guint8
seqgo_sequencer_port_info_get_queue_id (SeqgoSequencerPortInfo *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT_INFO (self), 0);

  return self->queue_id;
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
