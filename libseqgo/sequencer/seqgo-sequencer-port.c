/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/seqgo-enum-types.h>
#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-port-private.h>

/**
 * SECTION:seqgo-sequencer-port
 * @title: SeqgoSequencerPort
 * @short_description: where a client sends and receives
 *
 * A port that listens to a keyboard:
 *
 * |[<!-- language="C" -->
 * SeqgoSequencerPort *pad
 *     = seqgo_sequencer_client_create_port (client, "pad", SEQGO_PORT_PRESET_SINK, &error);
 *
 * seqgo_sequencer_port_connect_from (pad, "Launchkey", &error);
 * g_signal_connect (pad, "event::note-on", G_CALLBACK (note_on_cb), NULL);
 * ]|
 *
 * Other ports may come and connect themselves, if that is allowed; see #SeqgoPortPreset.
 */

/**
 * SeqgoSequencerPort:
 *
 * A port of a #SeqgoSequencerClient. It is connected to ports of other clients, sends events to
 * all of them, or to one, and emits #SeqgoSequencerPort::event for every event that comes.
 *
 * Sending sends: an event without a queue has arrived when the call returns.
 *
 * A port belongs to its client and lives until seqgo_sequencer_port_close() or the end of the
 * client.
 *
 * Since: 1.0
 */

#define N_MIDI_CHANNELS 16

G_DEFINE_FINAL_TYPE (SeqgoSequencerPort, seqgo_sequencer_port, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CLIENT,
  PROP_ID,
  PROP_NAME,
  PROP_ADDRESS,
  PROP_CAPS,
  PROP_PORT_TYPE,
  PROP_MIDI_CHANNELS,
  PROP_MIDI_VOICES,
  PROP_SYNTH_VOICES,
  PROP_MIDI_PARSER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  EVENT,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
seqgo_sequencer_port_finalize (GObject *object)
{
  SeqgoSequencerPort *self = SEQGO_SEQUENCER_PORT (object);

  g_weak_ref_clear (&self->client);
  g_clear_pointer (&self->handle, seqgo_sequencer_handle_unref);
  g_clear_pointer (&self->address, seqgo_address_unref);
  g_string_chunk_free (self->names);
  g_clear_object (&self->midi_parser);
  g_rec_mutex_clear (&self->midi_lock);
  G_OBJECT_CLASS (seqgo_sequencer_port_parent_class)->finalize (object);
}

static void
seqgo_sequencer_port_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  SeqgoSequencerPort *self = SEQGO_SEQUENCER_PORT (object);

  switch (property_id)
    {
    case PROP_CLIENT:
      g_value_take_object (value, g_weak_ref_get (&self->client));
      break;
    case PROP_ID:
      g_value_set_uint (value, seqgo_sequencer_port_get_id (self));
      break;
    case PROP_NAME:
      g_value_set_string (value, seqgo_sequencer_port_get_name (self));
      break;
    case PROP_ADDRESS:
      g_value_set_boxed (value, self->address);
      break;
    case PROP_CAPS:
      g_value_set_flags (value, seqgo_sequencer_port_get_caps (self));
      break;
    case PROP_PORT_TYPE:
      g_value_set_flags (value, seqgo_sequencer_port_get_port_type (self));
      break;
    case PROP_MIDI_CHANNELS:
      g_value_set_uint (value, seqgo_sequencer_port_get_midi_channels (self));
      break;
    case PROP_MIDI_VOICES:
      g_value_set_uint (value, seqgo_sequencer_port_get_midi_voices (self));
      break;
    case PROP_SYNTH_VOICES:
      g_value_set_uint (value, seqgo_sequencer_port_get_synth_voices (self));
      break;
    case PROP_MIDI_PARSER:
      g_value_set_object (value, self->midi_parser);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
add_voice_properties (void)
{
  /**
   * SeqgoSequencerPort:midi-channels:
   *
   * The number of its MIDI channels, as it tells others.
   *
   * Since: 1.0
   */
  properties[PROP_MIDI_CHANNELS]
      = g_param_spec_uint ("midi-channels", NULL, NULL, 0, G_MAXUINT, 16,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPort:midi-voices:
   *
   * How many notes it can play at a time through MIDI, as it tells others; 0 if not known.
   *
   * Since: 1.0
   */
  properties[PROP_MIDI_VOICES]
      = g_param_spec_uint ("midi-voices", NULL, NULL, 0, G_MAXUINT, 0,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPort:synth-voices:
   *
   * How many notes its synthesizer can play at a time, as it tells others; 0 if not known.
   *
   * Since: 1.0
   */
  properties[PROP_SYNTH_VOICES]
      = g_param_spec_uint ("synth-voices", NULL, NULL, 0, G_MAXUINT, 0,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static void
install_properties (GObjectClass *object_class)
{
  /**
   * SeqgoSequencerPort:client:
   *
   * The client that the port belongs to, or %NULL if it was freed. The port does not keep it.
   *
   * Since: 1.0
   */
  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, SEQGO_TYPE_SEQUENCER_CLIENT,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPort:id:
   *
   * The number of the port within its client.
   *
   * Since: 1.0
   */
  properties[PROP_ID] = g_param_spec_uint ("id", NULL, NULL, 0, G_MAXUINT8, 0,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPort:name:
   *
   * The name that others see. The kernel keeps 63 bytes of it.
   *
   * Since: 1.0
   */
  properties[PROP_NAME]
      = g_param_spec_string ("name", NULL, NULL, NULL,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPort:address:
   *
   * The address of the port.
   *
   * Since: 1.0
   */
  properties[PROP_ADDRESS] = g_param_spec_boxed ("address", NULL, NULL, SEQGO_TYPE_ADDRESS,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPort:caps:
   *
   * What can be done with the port.
   *
   * Since: 1.0
   */
  properties[PROP_CAPS]
      = g_param_spec_flags ("caps", NULL, NULL, SEQGO_TYPE_PORT_CAPS, 0,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPort:port-type:
   *
   * What the port is.
   *
   * Since: 1.0
   */
  properties[PROP_PORT_TYPE]
      = g_param_spec_flags ("port-type", NULL, NULL, SEQGO_TYPE_PORT_TYPE, 0,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPort:midi-parser:
   *
   * What makes events of the bytes of seqgo_sequencer_port_send_midi(): to set how long a SysEx
   * message may be, or to hear what is skipped. It is used by the thread that sends.
   *
   * Since: 1.0
   */
  properties[PROP_MIDI_PARSER] = g_param_spec_object (
      "midi-parser", NULL, NULL, SEQGO_TYPE_MIDI_PARSER, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  add_voice_properties ();
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_sequencer_port_class_init (SeqgoSequencerPortClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = seqgo_sequencer_port_finalize;
  object_class->get_property = seqgo_sequencer_port_get_property;

  install_properties (object_class);

  /**
   * SeqgoSequencerPort::event:
   * @self: the port
   * @event: what was received
   *
   * The port received an event. The detail is its type, as in “event::note-on”.
   *
   * It is emitted in the context of the client, before #SeqgoSequencerClient::event of the client.
   *
   * Since: 1.0
   */
  signals[EVENT]
      = g_signal_new ("event", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0,
                      NULL, NULL, NULL, G_TYPE_NONE, 1, SEQGO_TYPE_EVENT);

  /**
   * SeqgoSequencerPort::closed:
   * @self: the port
   * @error: (nullable): why, or %NULL if the program closed it
   *
   * The port was closed, or its client was. It is emitted in the context of the client, once.
   *
   * Since: 1.0
   */
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
seqgo_sequencer_port_init (SeqgoSequencerPort *self)
{
  g_weak_ref_init (&self->client, NULL);
  self->handle = seqgo_sequencer_handle_new ();
  self->address = seqgo_address_new (0, 0);
  self->names = g_string_chunk_new (SEQGO_SEQUENCER_NAME_SIZE);
  self->is_closed = TRUE;
  g_rec_mutex_init (&self->midi_lock);
  self->midi_parser = seqgo_midi_parser_new ();
}

guint
seqgo_sequencer_port_get_event_signal (void)
{
  return signals[EVENT];
}

/* Linux 6.1 gives two ports the same number if asked to. */
static gboolean
check_port_id (snd_seq_t *seq, int port_id, GError **error)
{
  snd_seq_port_info_t *info;

  if (port_id < 0)
    return TRUE;

  if (port_id > SEQGO_MAX_PORT_ID)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Cannot create port %d: port numbers go from 0 to %d", port_id,
                   SEQGO_MAX_PORT_ID);
      return FALSE;
    }

  snd_seq_port_info_alloca (&info);
  if (snd_seq_get_port_info (seq, port_id, info) >= 0)
    {
      g_set_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_PORT_IN_USE,
                   "Cannot create port %d: the client has a port of that number", port_id);
      return FALSE;
    }
  return TRUE;
}

static int
create_port (snd_seq_t *seq, const char *name, guint caps, guint type, int port_id)
{
  snd_seq_port_info_t *info;
  int                  result;

  snd_seq_port_info_alloca (&info);
  snd_seq_port_info_set_name (info, name);
  snd_seq_port_info_set_capability (info, caps);
  snd_seq_port_info_set_type (info, type);
  snd_seq_port_info_set_midi_channels (info, N_MIDI_CHANNELS);
  if (port_id >= 0)
    {
      snd_seq_port_info_set_port (info, port_id);
      snd_seq_port_info_set_port_specified (info, 1);
    }
  result = snd_seq_create_port (seq, info);
  return result < 0 ? result : snd_seq_port_info_get_port (info);
}

/* The kernel has a name for what has none. */
static void
read_name (SeqgoSequencerPort *self, SeqgoSequencerClient *client)
{
  g_autoptr (SeqgoSequencerPortInfo) info
      = seqgo_sequencer_client_get_port_info (client, self->address, NULL);

  if (info != NULL)
    self->name = seqgo_sequencer_handle_keep_name (self->handle, self->names,
                                                   seqgo_sequencer_port_info_get_name (info));
}

static SeqgoSequencerPort *
new_open (SeqgoSequencerClient *client, int port_id, const char *name, guint caps, guint type)
{
  SeqgoSequencerHandle *handle = client->handle;
  SeqgoSequencerPort   *self = g_object_new (SEQGO_TYPE_SEQUENCER_PORT, NULL);

  g_weak_ref_set (&self->client, client);
  seqgo_sequencer_handle_unref (self->handle);
  self->handle = seqgo_sequencer_handle_ref (handle);
  seqgo_address_unref (self->address);
  self->address = seqgo_address_new (handle->client_id, (guint8) port_id);
  self->name = seqgo_sequencer_handle_keep_name (handle, self->names, name);
  self->caps = caps;
  self->port_type = type;
  self->midi_channels = N_MIDI_CHANNELS;
  self->is_closed = FALSE;
  if (self->name[0] == '\0')
    read_name (self, client);
  return self;
}

SeqgoSequencerPort *
seqgo_sequencer_port_new (SeqgoSequencerClient *client,
                          const char           *name,
                          SeqgoPortCaps         caps,
                          SeqgoPortType         type,
                          int                   port_id,
                          GError              **error)
{
  /* The errno depends on the kernel's version. */
  static const SeqgoSequencerCause causes[] = {
    { EINVAL, SEQGO_SEQUENCER_ERROR_TOO_MANY_PORTS, "the client has 254 ports already" },
    { ENOMEM, SEQGO_SEQUENCER_ERROR_TOO_MANY_PORTS, "the client has 254 ports already" },
    { EBUSY, SEQGO_SEQUENCER_ERROR_PORT_IN_USE, "the client has a port of that number" },
    { 0 },
  };
  SeqgoSequencerHandle *handle = client->handle;
  g_autofree char      *short_name = seqgo_sequencer_cut_name (name);
  snd_seq_t            *seq = seqgo_sequencer_handle_lock (handle, error);
  int                   result;

  if (seq == NULL)
    return NULL;

  if (!check_port_id (seq, port_id, error))
    {
      seqgo_sequencer_handle_unlock (handle);
      return NULL;
    }
  result = create_port (seq, short_name, caps, type, port_id);
  seqgo_sequencer_handle_unlock (handle);
  if (result < 0)
    {
      seqgo_sequencer_set_error (error, result, causes, "Cannot create port “%s”", name);
      return NULL;
    }

  return new_open (client, result, short_name, caps, type);
}

SeqgoSequencerPort *
seqgo_sequencer_port_new_existing (SeqgoSequencerClient *client, guint8 port_id, GError **error)
{
  SeqgoSequencerHandle *handle = client->handle;
  snd_seq_t            *seq = seqgo_sequencer_handle_lock (handle, error);
  snd_seq_port_info_t  *info;
  int                   result;

  if (seq == NULL)
    return NULL;

  snd_seq_port_info_alloca (&info);
  result = snd_seq_get_port_info (seq, port_id, info);
  seqgo_sequencer_handle_unlock (handle);
  if (result < 0)
    {
      seqgo_sequencer_set_error (error, result, NULL, "Cannot ask about port %u", port_id);
      return NULL;
    }
  return new_open (client, port_id, snd_seq_port_info_get_name (info),
                   snd_seq_port_info_get_capability (info), snd_seq_port_info_get_type (info));
}

gboolean
seqgo_sequencer_port_check_open (SeqgoSequencerPort *self, GError **error)
{
  if (!seqgo_sequencer_port_is_closed (self))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The port is closed");
  return FALSE;
}

/**
 * seqgo_sequencer_port_get_client:
 * @self: a port
 *
 * Returns #SeqgoSequencerPort:client.
 *
 * Returns: (transfer full) (nullable): the client, or %NULL if it was freed
 *
 * Since: 1.0
 */
SeqgoSequencerClient *
seqgo_sequencer_port_get_client (SeqgoSequencerPort *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), NULL);

  return g_weak_ref_get (&self->client);
}

/**
 * seqgo_sequencer_port_get_id:
 * @self: a port
 *
 * Returns #SeqgoSequencerPort:id.
 *
 * Returns: the number of the port
 *
 * Since: 1.0
 */
guint8
seqgo_sequencer_port_get_id (SeqgoSequencerPort *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), 0);

  return seqgo_address_get_port_id (self->address);
}

/**
 * seqgo_sequencer_port_get_name:
 * @self: a port
 *
 * Returns #SeqgoSequencerPort:name.
 *
 * Returns: (transfer none): the name, which stays valid as long as the port even if it gets another
 *   one
 *
 * Since: 1.0
 */
const char *
seqgo_sequencer_port_get_name (SeqgoSequencerPort *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), NULL);

  return g_atomic_pointer_get (&self->name);
}

/**
 * seqgo_sequencer_port_get_address:
 * @self: a port
 *
 * Returns #SeqgoSequencerPort:address.
 *
 * Returns: (transfer none): the address
 *
 * Since: 1.0
 */
SeqgoAddress *
seqgo_sequencer_port_get_address (SeqgoSequencerPort *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), NULL);

  return self->address;
}

/**
 * seqgo_sequencer_port_get_caps:
 * @self: a port
 *
 * Returns #SeqgoSequencerPort:caps.
 *
 * Returns: what can be done with the port
 *
 * Since: 1.0
 */
SeqgoPortCaps
seqgo_sequencer_port_get_caps (SeqgoSequencerPort *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), 0);

  return g_atomic_int_get (&self->caps);
}

/**
 * seqgo_sequencer_port_get_port_type:
 * @self: a port
 *
 * Returns #SeqgoSequencerPort:port-type.
 *
 * Returns: what the port is
 *
 * Since: 1.0
 */
SeqgoPortType
seqgo_sequencer_port_get_port_type (SeqgoSequencerPort *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), 0);

  return g_atomic_int_get (&self->port_type);
}

/**
 * seqgo_sequencer_port_close:
 * @self: a port
 *
 * Deletes the port and its connections. Every later call ends with %G_IO_ERROR_CLOSED. The client
 * drops its reference when it creates the next port, or when it is freed.
 *
 * To close a closed port does nothing.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_port_close (SeqgoSequencerPort *self)
{
  snd_seq_t *seq;

  g_return_if_fail (SEQGO_IS_SEQUENCER_PORT (self));

  if (!g_atomic_int_compare_and_exchange (&self->is_closed, FALSE, TRUE))
    return;

  seq = seqgo_sequencer_handle_lock (self->handle, NULL);
  if (seq != NULL)
    {
      snd_seq_delete_port (seq, seqgo_sequencer_port_get_id (self));
      seqgo_sequencer_handle_unlock (self->handle);
    }
  seqgo_sequencer_handle_emit_closed (self->handle, self, signals[CLOSED], NULL, SEQGO_EMIT_SOON);
}

void
seqgo_sequencer_port_end (gpointer self, const GError *error, SeqgoEmission when)
{
  SeqgoSequencerPort *port = self;

  if (g_atomic_int_compare_and_exchange (&port->is_closed, FALSE, TRUE))
    seqgo_sequencer_handle_emit_closed (port->handle, port, signals[CLOSED], error, when);
}

/**
 * seqgo_sequencer_port_is_closed:
 * @self: a port
 *
 * Tells whether the port, or its client, was closed.
 *
 * Returns: %TRUE if it was closed
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_is_closed (SeqgoSequencerPort *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), TRUE);

  return g_atomic_int_get (&self->is_closed) || !seqgo_sequencer_handle_is_open (self->handle);
}
