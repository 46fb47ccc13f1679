/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/core/seqgo-fd-source-private.h>
#include <libseqgo/core/seqgo-wait-private.h>
#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/seqgo-enum-types.h>
#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>

/**
 * SECTION:seqgo-sequencer-client
 * @title: SeqgoSequencerClient
 * @short_description: a program's place in the ALSA sequencer
 *
 * A program opens a client, gives it ports and connects them:
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoSequencerClient) client = seqgo_sequencer_client_open ("Piano", &error);
 * SeqgoSequencerPort *keys
 *     = seqgo_sequencer_client_create_port (client, "keys", SEQGO_PORT_PRESET_SOURCE, &error);
 *
 * seqgo_sequencer_port_connect_to (keys, "FluidSynth", &error);
 * seqgo_sequencer_port_note_on (keys, 0, 60, 100, &error);
 * ]|
 */

/**
 * SeqgoSequencerClient:
 *
 * A client of the ALSA sequencer, through which a program talks to synthesizers, keyboards and
 * other programs. It has ports, which send and receive, and queues, which send later.
 *
 * The client is open from its creation to seqgo_sequencer_client_close(), or until its last
 * reference is dropped. Its ports and queues live as long: to drop a #SeqgoSequencerPort deletes
 * nothing.
 *
 * There are two ways to receive. As long as a main loop runs in the thread-default context that
 * was current when the client was opened, events arrive as signals there:
 * #SeqgoSequencerClient::batch for all that came together, then #SeqgoSequencerPort::event of the
 * port and #SeqgoSequencerClient::event of the client for each. Programs that would rather ask call
 * seqgo_sequencer_client_read_batch() or seqgo_sequencer_client_read_batch_async(). From the first
 * such call on, events are taken from the kernel for a read only, so that nothing gets lost between
 * two of them, and the signals for events are silent.
 *
 * All functions can be called from any thread.
 *
 * Since: 1.0
 */
static void initable_iface_init (GInitableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SeqgoSequencerClient,
                               seqgo_sequencer_client,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_iface_init))

enum
{
  PROP_0,
  PROP_NAME,
  PROP_DIRECTION,
  PROP_MIDI_VERSION,
  PROP_PRIORITY,
  PROP_ID,
  PROP_N_OVERFLOWS,
  PROP_ERROR_BOUNCE,
  PROP_REASSEMBLE_SYSEX,
  PROP_SYSEX_ASSEMBLER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  BATCH,
  EVENT,
  OVERFLOW,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
deliver (SeqgoSequencerClient *self, SeqgoEventBatch *batch)
{
  if (seqgo_event_batch_get_n_events (batch) == 0)
    return;

  g_signal_emit (self, signals[BATCH], 0, batch);
  seqgo_sequencer_client_deliver_events (self, signals[EVENT], batch);
}

static void
stop_source (SeqgoSequencerClient *self)
{
  GSource *source;

  g_mutex_lock (&self->lock);
  source = g_steal_pointer (&self->source);
  g_mutex_unlock (&self->lock);

  if (source == NULL)
    return;
  g_source_destroy (source);
  g_source_unref (source);
}

typedef void (*EndFunc) (gpointer object, const GError *error, SeqgoEmission when);

static void
end_all (SeqgoSequencerClient *self,
         GPtrArray            *objects,
         EndFunc               end,
         const GError         *error,
         SeqgoEmission         when)
{
  g_autoptr (GPtrArray) copy = g_ptr_array_new_with_free_func (g_object_unref);

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < objects->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (objects, i)));
  g_mutex_unlock (&self->lock);

  for (guint i = 0; i < copy->len; i++)
    end (g_ptr_array_index (copy, i), error, when);
}

/* Returns whether this call closed it. */
static gboolean
close_client (SeqgoSequencerClient *self, const GError *error, SeqgoEmission when)
{
  if (!seqgo_sequencer_handle_close (self->handle))
    return FALSE;

  stop_source (self);
  seqgo_sequencer_client_end_reads (self);
  end_all (self, self->ports, seqgo_sequencer_port_end, error, when);
  end_all (self, self->queues, seqgo_sequencer_queue_end, error, when);
  return TRUE;
}

void
seqgo_sequencer_client_count_overflow (SeqgoSequencerClient *self)
{
  g_mutex_lock (&self->lock);
  self->n_overflows++;
  g_mutex_unlock (&self->lock);
}

static void
report_overflow (SeqgoSequencerClient *self)
{
  seqgo_sequencer_client_count_overflow (self);
  g_signal_emit (self, signals[OVERFLOW], 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_OVERFLOWS]);
}

static void
readable_cb (gpointer owner, GIOCondition condition)
{
  SeqgoSequencerClient *self = owner;
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEventBatch) batch = NULL;
  gboolean is_read_from;

  g_mutex_lock (&self->lock);
  is_read_from = self->is_read_from;
  g_mutex_unlock (&self->lock);
  if (is_read_from)
    {
      seqgo_sequencer_client_serve_read (self);
      return;
    }

  batch = seqgo_sequencer_client_receive (self, &error);
  seqgo_sequencer_client_tell_aborted (self);
  if (batch != NULL)
    deliver (self, batch);
  else if (g_error_matches (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_OVERFLOW))
    report_overflow (self);
  else if (close_client (self, error, SEQGO_EMIT_SOON))
    g_signal_emit (self, signals[CLOSED], 0, error);
}

/* The kernel has a name for what has none. */
static void
read_name (SeqgoSequencerClient *self)
{
  g_autoptr (SeqgoSequencerClientInfo) info
      = seqgo_sequencer_client_get_client_info (self, self->handle->client_id, NULL);

  if (info != NULL)
    self->name = seqgo_sequencer_handle_keep_name (self->handle, self->names,
                                                   seqgo_sequencer_client_info_get_name (info));
}

static gboolean
seqgo_sequencer_client_initable_init (GInitable    *initable,
                                      GCancellable *cancellable,
                                      GError      **error)
{
  SeqgoSequencerClient *self = SEQGO_SEQUENCER_CLIENT (initable);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if ((self->direction & SEQGO_DIRECTION_DUPLEX) == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           "A sequencer client needs a direction: input, output or both");
      return FALSE;
    }

  if (!seqgo_sequencer_handle_open (self->handle, self->name, self->direction, self->midi_version,
                                    error))
    return FALSE;
  if (self->name[0] == '\0')
    read_name (self);

  if (self->direction & SEQGO_DIRECTION_INPUT)
    self->source = seqgo_fd_source_attach (G_OBJECT (self), self->handle->fd, G_IO_IN,
                                           self->priority, "[Seqgo] sequencer", readable_cb);
  return TRUE;
}

static void
initable_iface_init (GInitableIface *iface)
{
  iface->init = seqgo_sequencer_client_initable_init;
}

static void
seqgo_sequencer_client_dispose (GObject *object)
{
  /* A language may be collecting garbage, when it cannot be called. */
  close_client (SEQGO_SEQUENCER_CLIENT (object), NULL, SEQGO_EMIT_LATER);
  G_OBJECT_CLASS (seqgo_sequencer_client_parent_class)->dispose (object);
}

static void
seqgo_sequencer_client_finalize (GObject *object)
{
  SeqgoSequencerClient *self = SEQGO_SEQUENCER_CLIENT (object);

  g_assert (self->source == NULL);
  g_clear_pointer (&self->handle, seqgo_sequencer_handle_unref);
  g_ptr_array_unref (self->ports);
  g_ptr_array_unref (self->queues);
  g_clear_pointer (&self->event_filter, g_bytes_unref);
  g_string_chunk_free (self->names);
  g_object_unref (self->sysex_assembler);
  g_mutex_clear (&self->input_lock);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (seqgo_sequencer_client_parent_class)->finalize (object);
}

static void
seqgo_sequencer_client_get_property (GObject    *object,
                                     guint       property_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  SeqgoSequencerClient *self = SEQGO_SEQUENCER_CLIENT (object);

  switch (property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, seqgo_sequencer_client_get_name (self));
      break;
    case PROP_DIRECTION:
      g_value_set_flags (value, self->direction);
      break;
    case PROP_MIDI_VERSION:
      g_value_set_enum (value, seqgo_sequencer_client_get_midi_version (self));
      break;
    case PROP_PRIORITY:
      g_value_set_int (value, self->priority);
      break;
    case PROP_ID:
      g_value_set_uint (value, seqgo_sequencer_client_get_id (self));
      break;
    case PROP_N_OVERFLOWS:
      g_value_set_uint64 (value, seqgo_sequencer_client_get_n_overflows (self));
      break;
    case PROP_ERROR_BOUNCE:
      g_value_set_boolean (value, seqgo_sequencer_client_get_error_bounce (self));
      break;
    case PROP_REASSEMBLE_SYSEX:
      g_value_set_boolean (value, seqgo_sequencer_client_get_reassemble_sysex (self));
      break;
    case PROP_SYSEX_ASSEMBLER:
      g_value_set_object (value, self->sysex_assembler);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_sequencer_client_set_property (GObject      *object,
                                     guint         property_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  SeqgoSequencerClient *self = SEQGO_SEQUENCER_CLIENT (object);

  switch (property_id)
    {
    case PROP_NAME:
      self->name = seqgo_sequencer_handle_keep_name (self->handle, self->names,
                                                     g_value_get_string (value));
      break;
    case PROP_DIRECTION:
      self->direction = g_value_get_flags (value);
      break;
    case PROP_MIDI_VERSION:
      self->midi_version = g_value_get_enum (value);
      break;
    case PROP_PRIORITY:
      seqgo_sequencer_client_set_priority (self, g_value_get_int (value));
      break;
    case PROP_REASSEMBLE_SYSEX:
      seqgo_sequencer_client_set_reassemble_sysex (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
make_sysex_properties (void)
{
  /**
   * SeqgoSequencerClient:reassemble-sysex:
   *
   * Whether a SysEx message that comes in parts is received as one event, when its end has come.
   * That is so unless it is set to %FALSE; then each part is an event, as it was sent.
   *
   * Since: 1.0
   */
  properties[PROP_REASSEMBLE_SYSEX]
      = g_param_spec_boolean ("reassemble-sysex", NULL, NULL, TRUE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClient:sysex-assembler:
   *
   * What puts the SysEx messages together: to set how long they may be, or to hear of those that
   * never become whole, because something else came, because they were too long or because the
   * client did not receive in time. #SeqgoSysexAssembler::aborted is emitted where the signals of
   * the client are. Do not feed it.
   *
   * Since: 1.0
   */
  properties[PROP_SYSEX_ASSEMBLER]
      = g_param_spec_object ("sysex-assembler", NULL, NULL, SEQGO_TYPE_SYSEX_ASSEMBLER,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
install_midi_version (void)
{
  /**
   * SeqgoSequencerClient:midi-version:
   *
   * Which events the client sends and receives. The kernel converts those of clients of another
   * version; seqgo_event_to_ump() and seqgo_event_to_legacy() tell how.
   *
   * seqgo_sequencer_client_create_ump_endpoint() changes it to the protocol of the endpoint.
   *
   * Since: 1.0
   */
  properties[PROP_MIDI_VERSION] = g_param_spec_enum (
      "midi-version", NULL, NULL, SEQGO_TYPE_MIDI_VERSION, SEQGO_MIDI_VERSION_LEGACY,
      G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
}

static void
install_properties (GObjectClass *object_class)
{
  install_midi_version ();

  /**
   * SeqgoSequencerClient:name:
   *
   * The name that others see. The kernel keeps 63 bytes of it. An open client changes it with
   * seqgo_sequencer_client_set_name().
   *
   * Since: 1.0
   */
  properties[PROP_NAME]
      = g_param_spec_string ("name", NULL, NULL, "libseqgo",
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClient:direction:
   *
   * Whether the client can receive, send or both.
   *
   * Since: 1.0
   */
  properties[PROP_DIRECTION]
      = g_param_spec_flags ("direction", NULL, NULL, SEQGO_TYPE_DIRECTION, SEQGO_DIRECTION_DUPLEX,
                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClient:priority:
   *
   * The priority in the main loop at which events are received.
   *
   * Since: 1.0
   */
  properties[PROP_PRIORITY]
      = g_param_spec_int ("priority", NULL, NULL, G_MININT, G_MAXINT, G_PRIORITY_DEFAULT,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClient:id:
   *
   * The number of the client, from 128 to 191. The kernel gives the number of a closed client
   * to the next one.
   *
   * Since: 1.0
   */
  properties[PROP_ID] = g_param_spec_uint ("id", NULL, NULL, 0, G_MAXUINT8, 0,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClient:n-overflows:
   *
   * How often events were lost because they were not received in time. It is notified along with
   * #SeqgoSequencerClient::overflow, but not when a read fails for that reason.
   *
   * Since: 1.0
   */
  properties[PROP_N_OVERFLOWS]
      = g_param_spec_uint64 ("n-overflows", NULL, NULL, 0, G_MAXUINT64, 0,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerClient:error-bounce:
   *
   * Whether events come back that the client queued and that could not be delivered; see
   * seqgo_sequencer_client_set_error_bounce().
   *
   * Since: 1.0
   */
  properties[PROP_ERROR_BOUNCE]
      = g_param_spec_boolean ("error-bounce", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  make_sysex_properties ();
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (GType type)
{
  /**
   * SeqgoSequencerClient::batch:
   * @self: the client
   * @batch: what was received
   *
   * Events were received, all that waited. The batch may be kept.
   *
   * This and the other signals are emitted in the thread-default context that was current when
   * the client was opened.
   *
   * Since: 1.0
   */
  signals[BATCH] = g_signal_new ("batch", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, SEQGO_TYPE_EVENT_BATCH);

  /**
   * SeqgoSequencerClient::event:
   * @self: the client
   * @event: what was received
   *
   * An event was received by one of the ports. The detail is its type, as in “event::note-on”.
   *
   * Who gets an event is found out as its batch begins; a handler that another handler connects
   * may start with the next batch.
   *
   * Since: 1.0
   */
  signals[EVENT] = g_signal_new ("event", type, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, SEQGO_TYPE_EVENT);

  /**
   * SeqgoSequencerClient::overflow:
   * @self: the client
   *
   * More events came than the client's input pool holds, and the kernel threw away those that
   * waited. Later ones arrive as ever. What was a note on may lack its note off.
   *
   * Since: 1.0
   */
  signals[OVERFLOW]
      = g_signal_new ("overflow", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SeqgoSequencerClient::closed:
   * @self: the client
   * @error: (nullable): why, or %NULL if the program closed it
   *
   * The client was closed, and its ports and queues have told so. Nothing more is received. If
   * another thread closed it, that is told as soon as the main loop runs.
   *
   * Since: 1.0
   */
  signals[CLOSED] = g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
seqgo_sequencer_client_class_init (SeqgoSequencerClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = seqgo_sequencer_client_dispose;
  object_class->finalize = seqgo_sequencer_client_finalize;
  object_class->get_property = seqgo_sequencer_client_get_property;
  object_class->set_property = seqgo_sequencer_client_set_property;

  install_properties (object_class);
  install_signals (G_TYPE_FROM_CLASS (klass));
}

static void
seqgo_sequencer_client_init (SeqgoSequencerClient *self)
{
  self->handle = seqgo_sequencer_handle_new ();
  self->names = g_string_chunk_new (SEQGO_SEQUENCER_NAME_SIZE);
  g_mutex_init (&self->lock);
  g_mutex_init (&self->input_lock);
  self->reassemble_sysex = TRUE;
  self->sysex_assembler = seqgo_sysex_assembler_new ();
  g_queue_init (&self->reads);
  self->ports = g_ptr_array_new_with_free_func (g_object_unref);
  self->queues = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * seqgo_sequencer_client_open: (constructor)
 * @name: the name that others see
 * @error: return location for a #GError
 *
 * Opens a client that can send and receive.
 *
 * Returns: (transfer full): the client, or %NULL with %G_IO_ERROR_NOT_FOUND if the machine has no
 *   sequencer, %G_IO_ERROR_PERMISSION_DENIED if the user may not open it or
 *   %SEQGO_SEQUENCER_ERROR_TOO_MANY_CLIENTS
 *
 * Since: 1.0
 */
SeqgoSequencerClient *
seqgo_sequencer_client_open (const char *name, GError **error)
{
  return seqgo_sequencer_client_open_with_direction (name, SEQGO_DIRECTION_DUPLEX, error);
}

/**
 * seqgo_sequencer_client_close:
 * @self: a client
 *
 * Closes the client and with it its ports, connections and queues. Whatever waits, in this thread
 * or another, ends with %G_IO_ERROR_CLOSED, and so does every later call.
 *
 * To close a closed client does nothing.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_client_close (SeqgoSequencerClient *self)
{
  g_return_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self));

  if (close_client (self, NULL, SEQGO_EMIT_SOON))
    seqgo_sequencer_handle_emit_closed (self->handle, self, signals[CLOSED], NULL, SEQGO_EMIT_SOON);
}

/**
 * seqgo_sequencer_client_is_closed:
 * @self: a client
 *
 * Tells whether the client was closed.
 *
 * Returns: %TRUE if it was closed
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_is_closed (SeqgoSequencerClient *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), TRUE);

  return !seqgo_sequencer_handle_is_open (self->handle);
}

/**
 * seqgo_sequencer_client_get_id:
 * @self: a client
 *
 * Returns #SeqgoSequencerClient:id.
 *
 * Returns: the number of the client
 *
 * Since: 1.0
 */
guint8
seqgo_sequencer_client_get_id (SeqgoSequencerClient *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), 0);

  return self->handle->client_id;
}

/**
 * seqgo_sequencer_client_get_name:
 * @self: a client
 *
 * Returns #SeqgoSequencerClient:name.
 *
 * Returns: (transfer none): the name, which stays valid as long as the client even if it gets
 *   another one
 *
 * Since: 1.0
 */
const char *
seqgo_sequencer_client_get_name (SeqgoSequencerClient *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);

  return g_atomic_pointer_get (&self->name);
}

/**
 * seqgo_sequencer_client_get_direction:
 * @self: a client
 *
 * Returns #SeqgoSequencerClient:direction.
 *
 * Returns: whether the client can send, receive or both
 *
 * Since: 1.0
 */
SeqgoDirection
seqgo_sequencer_client_get_direction (SeqgoSequencerClient *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), 0);

  return self->direction;
}

/**
 * seqgo_sequencer_client_get_priority:
 * @self: a client
 *
 * Returns #SeqgoSequencerClient:priority.
 *
 * Returns: the priority
 *
 * Since: 1.0
 */
int
seqgo_sequencer_client_get_priority (SeqgoSequencerClient *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), 0);

  return self->priority;
}

/**
 * seqgo_sequencer_client_set_priority:
 * @self: a client
 * @priority: a priority, such as %G_PRIORITY_HIGH
 *
 * Sets #SeqgoSequencerClient:priority.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_client_set_priority (SeqgoSequencerClient *self, int priority)
{
  g_return_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self));

  if (self->priority == priority)
    return;

  g_mutex_lock (&self->lock);
  self->priority = priority;
  if (self->source != NULL)
    g_source_set_priority (self->source, priority);
  g_mutex_unlock (&self->lock);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRIORITY]);
}
