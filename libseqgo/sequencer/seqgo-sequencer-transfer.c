/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <string.h>

#include <libseqgo/core/seqgo-wait-private.h>
#include <libseqgo/midi/seqgo-midi-message-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-output-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-port-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-room-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-transfer.h>

#define MAX_DATA_SIZE (1024 * 1024 * 1024)
#define AUTOMATIC -1

/* A MIDI cable carries 3125 bytes a second. */
#define CABLE_BYTE_TIME 320

/* How many parts go out at once if there is room for them. */
#define MAX_PARTS 64

/**
 * SECTION:seqgo-sequencer-transfer
 * @title: SeqgoSequencerTransfer
 * @short_description: SysEx of any size, no faster than it is taken
 *
 * A dump for a synthesizer, from a file to a port:
 *
 * |[<!-- language="C" -->
 * g_autoptr (GBytes) data = g_file_load_bytes (file, NULL, NULL, &error);
 * g_autoptr (SeqgoSequencerTransfer) transfer
 *     = seqgo_sequencer_transfer_new (port, data, &error);
 *
 * g_object_bind_property_full (transfer, "n-sent", progress_bar, "fraction", 0, to_fraction, NULL,
 *                              data, NULL);
 * seqgo_sequencer_transfer_run_async (transfer, G_PRIORITY_DEFAULT, NULL, sent_cb, NULL);
 * ]|
 */

/**
 * SeqgoSequencerTransfer:
 *
 * Sends SysEx messages of any size to the ports that a #SeqgoSequencerPort is connected to. What
 * is too large for one event is sent in parts: only the first part of a message begins with F0,
 * and only the last one ends with F7. A receiver that uses this library gets it as one event, see
 * #SeqgoSequencerClient:reassemble-sysex.
 *
 * As seqgo_sequencer_port_send_batch_wait(), it waits while a receiver has no room, so that nothing
 * is lost however slow a program reads. Drivers do not tell how much room they have, and drop what
 * they cannot take. So they get #SeqgoSequencerTransfer:interval between the parts, by default as
 * much as a MIDI cable needs. Many devices need more than that.
 *
 * A transfer that was cancelled or failed can be run again, and goes on where it stopped;
 * #SeqgoSequencerTransfer:n-sent tells where that is. Nothing else must be sent from the port
 * meanwhile, except real-time messages: it would end the message at the receiver.
 *
 * A transfer may be used by one thread at a time.
 *
 * Since: 1.0
 */
struct _SeqgoSequencerTransfer
{
  GObject             parent_instance;
  SeqgoSequencerPort *port;
  GBytes             *data;
  guint               chunk_size;
  gint64              interval;
  guint               n_sent;
  gint64              waiting_interval;
  gboolean            is_running;
};

G_DEFINE_FINAL_TYPE (SeqgoSequencerTransfer, seqgo_sequencer_transfer, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PORT,
  PROP_DATA,
  PROP_CHUNK_SIZE,
  PROP_INTERVAL,
  PROP_N_SENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint
get_size (SeqgoSequencerTransfer *self)
{
  return (guint) g_bytes_get_size (self->data);
}

/* The next parts, but not more than @max_parts. Returns how many there are. */
static guint
make_parts (SeqgoSequencerTransfer *self,
            guint                   chunk_size,
            SeqgoEventRecord       *records,
            guint                   max_parts)
{
  const guint8 *data = g_bytes_get_data (self->data, NULL);
  guint         size = get_size (self), offset = self->n_sent, n_parts;

  for (n_parts = 0; n_parts < max_parts && offset < size; n_parts++)
    {
      guint         rest = MIN (chunk_size, size - offset);
      const guint8 *end = memchr (data + offset, SEQGO_MIDI_SYSEX_END, rest);
      guint         part_size = end != NULL ? (guint) (end - (data + offset)) + 1 : rest;

      seqgo_event_record_init (&records[n_parts], SEQGO_EVENT_TYPE_SYSEX);
      records[n_parts].flags = SEQGO_EVENT_FLAG_VARIABLE;
      records[n_parts].a = (gint32) offset;
      records[n_parts].b = (gint32) part_size;
      offset += part_size;
    }
  return n_parts;
}

static void
count_sent (SeqgoSequencerTransfer *self, const SeqgoEventRecord *records, guint n_records)
{
  for (guint i = 0; i < n_records; i++)
    self->n_sent += (guint) records[i].b;
  if (n_records > 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SENT]);
}

static gint64
get_pause (SeqgoSequencerTransfer *self, gboolean has_driver, guint n_bytes)
{
  if (self->interval != AUTOMATIC)
    return MAX (self->interval, SEQGO_MIN_ROOM_INTERVAL);
  return has_driver ? (gint64) n_bytes * CABLE_BYTE_TIME : SEQGO_MIN_ROOM_INTERVAL;
}

/* Returns 0 if all is sent, otherwise how many microseconds to wait, or -1 with an error. */
static gint64
send_some (SeqgoSequencerTransfer *self, GError **error)
{
  SeqgoSequencerHandle *handle = self->port->handle;
  guint8                port_id = seqgo_sequencer_port_get_id (self->port);
  SeqgoEventRecord      records[MAX_PARTS];
  guint                 chunk_size, n_parts, n_fitting, n_records = 0, n_before = self->n_sent;
  gboolean              has_driver, is_paced, sent;

  if (!seqgo_sequencer_port_check_open (self->port, error)
      || !seqgo_sequencer_room_get_part_size (handle, port_id, &chunk_size, &has_driver, error))
    return -1;

  if (self->chunk_size > 0)
    chunk_size = self->chunk_size;
  is_paced = self->interval > 0 || (self->interval == AUTOMATIC && has_driver);
  n_parts = make_parts (self, chunk_size, records, is_paced ? 1 : MAX_PARTS);
  if (!seqgo_sequencer_room_count (handle, port_id, records, n_parts, &n_fitting, error))
    return -1;

  sent = seqgo_sequencer_output (handle, port_id, records, n_fitting,
                                 g_bytes_get_data (self->data, NULL), &n_records, error);
  count_sent (self, records, n_records);
  if (!sent)
    return -1;
  if (self->n_sent == get_size (self))
    return 0;

  if (self->n_sent > n_before)
    {
      self->waiting_interval = SEQGO_MIN_ROOM_INTERVAL;
      return get_pause (self, has_driver, self->n_sent - n_before);
    }
  self->waiting_interval = MIN (2 * self->waiting_interval, SEQGO_MAX_ROOM_INTERVAL);
  return self->waiting_interval;
}

static void
prefix_error (SeqgoSequencerTransfer *self, GError **error)
{
  g_prefix_error (error, "Sent %u of %u bytes: ", self->n_sent, get_size (self));
}

static gboolean
start (SeqgoSequencerTransfer *self, GError **error)
{
  if (self->port == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The transfer has no port");
      return FALSE;
    }
  if (self->is_running)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PENDING, "The transfer runs already");
      return FALSE;
    }

  self->is_running = TRUE;
  self->waiting_interval = SEQGO_MIN_ROOM_INTERVAL;
  return TRUE;
}

static gint64
try_to_send (GTask *task)
{
  SeqgoSequencerTransfer *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  gint64 pause = -1;

  if (!g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    pause = send_some (self, &error);
  if (pause > 0)
    return pause;

  self->is_running = FALSE;
  if (pause == 0)
    {
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      prefix_error (self, &error);
      g_task_return_error (task, g_steal_pointer (&error));
    }
  return -1;
}

static void
seqgo_sequencer_transfer_finalize (GObject *object)
{
  SeqgoSequencerTransfer *self = SEQGO_SEQUENCER_TRANSFER (object);

  g_clear_object (&self->port);
  g_bytes_unref (self->data);
  G_OBJECT_CLASS (seqgo_sequencer_transfer_parent_class)->finalize (object);
}

static void
seqgo_sequencer_transfer_get_property (GObject    *object,
                                       guint       property_id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  SeqgoSequencerTransfer *self = SEQGO_SEQUENCER_TRANSFER (object);

  switch (property_id)
    {
    case PROP_PORT:
      g_value_set_object (value, self->port);
      break;
    case PROP_DATA:
      g_value_set_boxed (value, self->data);
      break;
    case PROP_CHUNK_SIZE:
      g_value_set_uint (value, self->chunk_size);
      break;
    case PROP_INTERVAL:
      g_value_set_int64 (value, self->interval);
      break;
    case PROP_N_SENT:
      g_value_set_uint (value, self->n_sent);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_sequencer_transfer_set_property (GObject      *object,
                                       guint         property_id,
                                       const GValue *value,
                                       GParamSpec   *pspec)
{
  SeqgoSequencerTransfer *self = SEQGO_SEQUENCER_TRANSFER (object);

  switch (property_id)
    {
    case PROP_CHUNK_SIZE:
      seqgo_sequencer_transfer_set_chunk_size (self, g_value_get_uint (value));
      break;
    case PROP_INTERVAL:
      seqgo_sequencer_transfer_set_interval (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  /**
   * SeqgoSequencerTransfer:port:
   *
   * The port that sends.
   *
   * Since: 1.0
   */
  properties[PROP_PORT] = g_param_spec_object ("port", NULL, NULL, SEQGO_TYPE_SEQUENCER_PORT,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerTransfer:data:
   *
   * What is sent.
   *
   * Since: 1.0
   */
  properties[PROP_DATA] = g_param_spec_boxed ("data", NULL, NULL, G_TYPE_BYTES,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerTransfer:chunk-size:
   *
   * How many bytes to send in one event at the most, or 0 for what the receivers take well: a
   * quarter of the smallest input pool, which is 1372 bytes if nobody has changed that, and 256
   * bytes to drivers.
   *
   * Since: 1.0
   */
  properties[PROP_CHUNK_SIZE]
      = g_param_spec_uint ("chunk-size", NULL, NULL, 0, G_MAXUINT, 0,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerTransfer:interval:
   *
   * How long to wait after each event, in microseconds, at least; 0 waits for room only; -1 waits
   * for what the receivers need: nothing more for programs, and 320 microseconds a byte for
   * drivers, the time that a MIDI cable takes.
   *
   * Since: 1.0
   */
  properties[PROP_INTERVAL]
      = g_param_spec_int64 ("interval", NULL, NULL, -1, G_MAXINT64, AUTOMATIC,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerTransfer:n-sent:
   *
   * How many bytes were sent. It is notified after each event, or a few of them.
   *
   * Since: 1.0
   */
  properties[PROP_N_SENT]
      = g_param_spec_uint ("n-sent", NULL, NULL, 0, G_MAXUINT, 0,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_sequencer_transfer_class_init (SeqgoSequencerTransferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = seqgo_sequencer_transfer_finalize;
  object_class->get_property = seqgo_sequencer_transfer_get_property;
  object_class->set_property = seqgo_sequencer_transfer_set_property;
  install_properties (object_class);
}

static void
seqgo_sequencer_transfer_init (SeqgoSequencerTransfer *self)
{
  self->data = g_bytes_new_static ("", 0);
  self->interval = AUTOMATIC;
}

/* Whether it is SysEx messages and nothing else, each from F0 to F7. */
static gboolean
check_data (GBytes *data, GError **error)
{
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (data, &size);
  gboolean      is_inside = FALSE;

  if (size > MAX_DATA_SIZE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Cannot send %zu bytes of SysEx: 1 GiB is the most", size);
      return FALSE;
    }
  for (gsize i = 0; i < size; i++)
    {
      gboolean is_right
          = is_inside ? bytes[i] < SEQGO_MIDI_FIRST_STATUS || bytes[i] == SEQGO_MIDI_SYSEX_END
                      : bytes[i] == SEQGO_MIDI_SYSEX_START;

      if (!is_right)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       "This is no SysEx: byte %zu is %02X, %s", i, bytes[i],
                       is_inside ? "which cannot be inside of a message"
                                 : "and a message begins with F0");
          return FALSE;
        }
      is_inside = bytes[i] != SEQGO_MIDI_SYSEX_END;
    }
  if (size > 0 && !is_inside)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       size == 0 ? "There is no SysEx to send"
                                 : "The SysEx is incomplete: the last message has no F7");
  return FALSE;
}

/**
 * seqgo_sequencer_transfer_new:
 * @port: the port that is to send
 * @data: SysEx messages, one after the other, each from F0 to F7; at most 1 GiB
 * @error: return location for a #GError
 *
 * Prepares to send SysEx messages. Nothing is sent before the transfer is run.
 *
 * Returns: (transfer full): the transfer, or %NULL with %G_IO_ERROR_INVALID_ARGUMENT if @data is
 *   something else
 *
 * Since: 1.0
 */
SeqgoSequencerTransfer *
seqgo_sequencer_transfer_new (SeqgoSequencerPort *port, GBytes *data, GError **error)
{
  SeqgoSequencerTransfer *self;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (port), NULL);
  g_return_val_if_fail (data != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!check_data (data, error))
    return NULL;

  self = g_object_new (SEQGO_TYPE_SEQUENCER_TRANSFER, NULL);
  self->port = g_object_ref (port);
  g_bytes_unref (self->data);
  self->data = g_bytes_ref (data);
  return self;
}

/**
 * seqgo_sequencer_transfer_get_port:
 * @self: a transfer
 *
 * Returns #SeqgoSequencerTransfer:port.
 *
 * Returns: (transfer none): the port
 *
 * Since: 1.0
 */
SeqgoSequencerPort *
seqgo_sequencer_transfer_get_port (SeqgoSequencerTransfer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_TRANSFER (self), NULL);

  return self->port;
}

/**
 * seqgo_sequencer_transfer_get_data:
 * @self: a transfer
 *
 * Returns #SeqgoSequencerTransfer:data.
 *
 * Returns: (transfer none): the data
 *
 * Since: 1.0
 */
GBytes *
seqgo_sequencer_transfer_get_data (SeqgoSequencerTransfer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_TRANSFER (self), NULL);

  return self->data;
}

/**
 * seqgo_sequencer_transfer_get_chunk_size:
 * @self: a transfer
 *
 * Returns #SeqgoSequencerTransfer:chunk-size.
 *
 * Returns: the number of bytes, or 0
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_transfer_get_chunk_size (SeqgoSequencerTransfer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_TRANSFER (self), 0);

  return self->chunk_size;
}

/**
 * seqgo_sequencer_transfer_set_chunk_size:
 * @self: a transfer
 * @chunk_size: the number of bytes, or 0
 *
 * Sets #SeqgoSequencerTransfer:chunk-size, from the next event on.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_transfer_set_chunk_size (SeqgoSequencerTransfer *self, guint chunk_size)
{
  g_return_if_fail (SEQGO_IS_SEQUENCER_TRANSFER (self));

  if (self->chunk_size == chunk_size)
    return;

  self->chunk_size = chunk_size;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHUNK_SIZE]);
}

/**
 * seqgo_sequencer_transfer_get_interval:
 * @self: a transfer
 *
 * Returns #SeqgoSequencerTransfer:interval.
 *
 * Returns: the microseconds, or -1
 *
 * Since: 1.0
 */
gint64
seqgo_sequencer_transfer_get_interval (SeqgoSequencerTransfer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_TRANSFER (self), 0);

  return self->interval;
}

/**
 * seqgo_sequencer_transfer_set_interval:
 * @self: a transfer
 * @interval: the microseconds, or -1
 *
 * Sets #SeqgoSequencerTransfer:interval, from the next event on.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_transfer_set_interval (SeqgoSequencerTransfer *self, gint64 interval)
{
  g_return_if_fail (SEQGO_IS_SEQUENCER_TRANSFER (self));
  g_return_if_fail (interval >= -1);

  if (self->interval == interval)
    return;

  self->interval = interval;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INTERVAL]);
}

/**
 * seqgo_sequencer_transfer_get_n_sent:
 * @self: a transfer
 *
 * Returns #SeqgoSequencerTransfer:n-sent.
 *
 * Returns: the number of bytes
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_transfer_get_n_sent (SeqgoSequencerTransfer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_TRANSFER (self), 0);

  return self->n_sent;
}

/**
 * seqgo_sequencer_transfer_run:
 * @self: a transfer
 * @timeout: how long it may take at the most, in microseconds; -1 is for ever
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Sends the messages, or what is left of them, and waits until the last part is out.
 *
 * After an error, the message and #SeqgoSequencerTransfer:n-sent tell how much was sent.
 *
 * Returns: %TRUE if all is sent, or %FALSE with %G_IO_ERROR_TIMED_OUT, %G_IO_ERROR_CANCELLED,
 *   %G_IO_ERROR_PENDING if it runs already, or an error as seqgo_sequencer_port_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_transfer_run (SeqgoSequencerTransfer *self,
                              gint64                  timeout,
                              GCancellable           *cancellable,
                              GError                **error)
{
  gint64 deadline, pause = -1;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_TRANSFER (self), FALSE);
  g_return_val_if_fail (timeout >= -1, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!start (self, error))
    return FALSE;

  deadline = seqgo_deadline_new (timeout);
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    while ((pause = send_some (self, error)) > 0)
      if (!seqgo_wait_interval (pause, deadline, self->port->handle->closed, cancellable, error))
        break;

  self->is_running = FALSE;
  if (pause != 0)
    prefix_error (self, error);
  return pause == 0;
}

/**
 * seqgo_sequencer_transfer_run_async:
 * @self: a transfer
 * @priority: the priority of the sending and of the callback
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when all is sent
 * @user_data: data for @callback
 *
 * Sends the messages as seqgo_sequencer_transfer_run() does, without blocking.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_transfer_run_async (SeqgoSequencerTransfer *self,
                                    int                     priority,
                                    GCancellable           *cancellable,
                                    GAsyncReadyCallback     callback,
                                    gpointer                user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SEQGO_IS_SEQUENCER_TRANSFER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, seqgo_sequencer_transfer_run_async);
  g_task_set_name (task, "[Seqgo] transfer");
  g_task_set_priority (task, priority);
  g_task_set_check_cancellable (task, FALSE);
  if (start (self, &error))
    seqgo_retry_async (task, self->port->handle->closed, try_to_send);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * seqgo_sequencer_transfer_run_finish:
 * @self: a transfer
 * @result: the result that the callback got
 * @error: return location for a #GError
 *
 * Takes the result of seqgo_sequencer_transfer_run_async().
 *
 * Returns: %TRUE if all is sent, or %FALSE with an error as seqgo_sequencer_transfer_run() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_transfer_run_finish (SeqgoSequencerTransfer *self,
                                     GAsyncResult           *result,
                                     GError                **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
