/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How SeqgoSequencerPort sends. */

#include "config.h"

#include <libseqgo/core/seqgo-wait-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-output-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-port-private.h>
#include <libseqgo/midi/seqgo-event-short-private.h>

/* How long to wait for room in the client's output pool, in microseconds. The kernel does not
 * always tell when there is some. */
#define ROOM_INTERVAL 5000

static gboolean
send_record (SeqgoSequencerPort     *self,
             const SeqgoEventRecord *record,
             GBytes                 *payload,
             GError                **error)
{
  const guint8 *data = payload != NULL ? g_bytes_get_data (payload, NULL) : NULL;
  guint         n_sent = 0;

  return seqgo_sequencer_port_check_open (self, error)
         && seqgo_sequencer_output (self->handle, seqgo_sequencer_port_get_id (self), record, 1,
                                    data, &n_sent, error);
}

/**
 * seqgo_sequencer_port_send:
 * @self: a port
 * @event: an event
 * @error: return location for a #GError
 *
 * Sends an event from this port: at once, or on a queue if it is one of seqgo_event_at_tick() and
 * its like; to all ports that are connected to this one, or to the one of
 * seqgo_event_with_destination().
 *
 * An event that was received can be sent on as it is: it goes to the connected ports at once, as if
 * it had neither been addressed to the port that received it nor come from a queue.
 *
 * To have no connection is no error. If one of several receivers cannot take the event, the others
 * have received it: do not send it again blindly. A receiver that was full loses all that waits for
 * it, see #SeqgoSequencerClient::overflow.
 *
 * Returns: %TRUE if it was sent, or %FALSE with %SEQGO_SEQUENCER_ERROR_RECEIVER_FULL,
 *   %SEQGO_SEQUENCER_ERROR_POOL_FULL, %SEQGO_SEQUENCER_ERROR_PAYLOAD_TOO_LARGE,
 *   %SEQGO_SEQUENCER_ERROR_UNDELIVERABLE, %SEQGO_SEQUENCER_ERROR_GONE,
 *   %SEQGO_SEQUENCER_ERROR_LOOP, %SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION,
 *   %G_IO_ERROR_PERMISSION_DENIED, %G_IO_ERROR_INVALID_ARGUMENT or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_send (SeqgoSequencerPort *self, SeqgoEvent *event, GError **error)
{
  SeqgoEventRecord record;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (event != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  record = event->record;
  seqgo_event_record_readdress (&record);
  return send_record (self, &record, event->payload, error);
}

/**
 * seqgo_sequencer_port_send_to:
 * @self: a port
 * @event: an event
 * @receiver: the address of the port that is to receive it
 * @error: return location for a #GError
 *
 * Sends an event from this port to one other, connected or not.
 *
 * Returns: %TRUE if it was sent, or %FALSE with an error as seqgo_sequencer_port_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_send_to (SeqgoSequencerPort *self,
                              SeqgoEvent         *event,
                              SeqgoAddress       *receiver,
                              GError            **error)
{
  SeqgoEventRecord record;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (event != NULL, FALSE);
  g_return_val_if_fail (receiver != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  record = event->record;
  seqgo_event_record_readdress (&record);
  record.destination_client = seqgo_address_get_client_id (receiver);
  record.destination_port = seqgo_address_get_port_id (receiver);
  return send_record (self, &record, event->payload, error);
}

gboolean
seqgo_sequencer_port_send_rest (SeqgoSequencerPort *self,
                                SeqgoEventBatch    *batch,
                                guint              *n_sent,
                                GError            **error)
{
  g_autoptr (SeqgoEventBatch) readdressed = seqgo_event_batch_readdress (batch);
  guint                   n_records;
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (readdressed, &n_records);
  g_autoptr (GBytes) payloads = seqgo_event_batch_get_payloads (readdressed);

  return seqgo_sequencer_port_check_open (self, error)
         && seqgo_sequencer_output (self->handle, seqgo_sequencer_port_get_id (self), records,
                                    n_records, g_bytes_get_data (payloads, NULL), n_sent, error);
}

/**
 * seqgo_sequencer_port_send_batch:
 * @self: a port
 * @batch: events
 * @error: return location for a #GError
 *
 * Sends many events from this port, in order and with as few system calls as possible: one for
 * about 2000 events, and one more for each that goes to several connected ports at once. Every
 * event goes where and when it says, as with seqgo_sequencer_port_send().
 *
 * After an error, the message tells which event it was: those before it were sent, those after it
 * were not, and it was sent only to those connected ports that could take it. A
 * #SeqgoSequencerBuffer knows it by itself and goes on from there.
 *
 * Returns: %TRUE if all were sent, or %FALSE with an error as seqgo_sequencer_port_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_send_batch (SeqgoSequencerPort *self, SeqgoEventBatch *batch, GError **error)
{
  guint n_sent = 0;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (batch != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return seqgo_sequencer_port_send_rest (self, batch, &n_sent, error);
}

typedef struct
{
  SeqgoEventBatch *batch;
  guint            n_sent;
} Sending;

static void
free_sending (gpointer data)
{
  Sending *sending = data;

  seqgo_event_batch_unref (sending->batch);
  g_free (sending);
}

static gint64
try_to_send (GTask *task)
{
  SeqgoSequencerPort *self = g_task_get_source_object (task);
  Sending            *sending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return -1;

  if (seqgo_sequencer_port_send_rest (self, sending->batch, &sending->n_sent, &error))
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_POOL_FULL))
    return ROOM_INTERVAL;
  else
    g_task_return_error (task, g_steal_pointer (&error));
  return -1;
}

/**
 * seqgo_sequencer_port_send_batch_async:
 * @self: a port
 * @batch: events
 * @priority: the priority of the sending and of the callback
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when all events were sent
 * @user_data: data for @callback
 *
 * Sends many events as seqgo_sequencer_port_send_batch() does, and waits, without blocking, as long
 * as too many events wait in queues. That is the way to put a whole piece of music on a queue.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_port_send_batch_async (SeqgoSequencerPort *self,
                                       SeqgoEventBatch    *batch,
                                       int                 priority,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Sending *sending;

  g_return_if_fail (SEQGO_IS_SEQUENCER_PORT (self));
  g_return_if_fail (batch != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  sending = g_new0 (Sending, 1);
  sending->batch = seqgo_event_batch_ref (batch);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, seqgo_sequencer_port_send_batch_async);
  g_task_set_name (task, "[Seqgo] send batch");
  g_task_set_priority (task, priority);
  g_task_set_task_data (task, sending, free_sending);
  seqgo_retry_async (task, self->handle->closed, try_to_send);
}

/**
 * seqgo_sequencer_port_send_batch_finish:
 * @self: a port
 * @result: the result that the callback got
 * @error: return location for a #GError
 *
 * Takes the result of seqgo_sequencer_port_send_batch_async().
 *
 * Returns: %TRUE if all were sent, or %FALSE with %G_IO_ERROR_CANCELLED or an error as
 *   seqgo_sequencer_port_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_send_batch_finish (SeqgoSequencerPort *self,
                                        GAsyncResult       *result,
                                        GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* @a_name may be NULL if there is no a. */
static gboolean
send_short (SeqgoSequencerPort *self,
            SeqgoEventType      type,
            guint8              channel,
            const char         *a_name,
            guint8              a,
            const char         *b_name,
            guint8              b,
            GError            **error)
{
  SeqgoEventRecord record;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return seqgo_event_record_make_short (&record, type, channel, a_name, a, b_name, b, error)
         && send_record (self, &record, NULL, error);
}

/**
 * seqgo_sequencer_port_note_on:
 * @self: a port
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127; 60 is the middle C
 * @velocity: a velocity, from 0 to 127; 0 ends the note
 * @error: return location for a #GError
 *
 * Sends a note on to the connected ports, at once.
 *
 * Returns: %TRUE if it was sent, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out
 *   of its range, or another error as seqgo_sequencer_port_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_note_on (SeqgoSequencerPort *self,
                              guint8              channel,
                              guint8              note,
                              guint8              velocity,
                              GError            **error)
{
  return send_short (self, SEQGO_EVENT_TYPE_NOTE_ON, channel, "note", note, "velocity", velocity,
                     error);
}

/**
 * seqgo_sequencer_port_note_off:
 * @self: a port
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127; 60 is the middle C
 * @velocity: a release velocity, from 0 to 127
 * @error: return location for a #GError
 *
 * Sends a note off to the connected ports, at once.
 *
 * Returns: %TRUE if it was sent, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out
 *   of its range, or another error as seqgo_sequencer_port_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_note_off (SeqgoSequencerPort *self,
                               guint8              channel,
                               guint8              note,
                               guint8              velocity,
                               GError            **error)
{
  return send_short (self, SEQGO_EVENT_TYPE_NOTE_OFF, channel, "note", note, "velocity", velocity,
                     error);
}

/**
 * seqgo_sequencer_port_key_pressure:
 * @self: a port
 * @channel: a channel, from 0 to 15
 * @note: a note, from 0 to 127
 * @pressure: the pressure on its key, from 0 to 127
 * @error: return location for a #GError
 *
 * Sends a polyphonic key pressure to the connected ports, at once.
 *
 * Returns: %TRUE if it was sent, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out
 *   of its range, or another error as seqgo_sequencer_port_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_key_pressure (SeqgoSequencerPort *self,
                                   guint8              channel,
                                   guint8              note,
                                   guint8              pressure,
                                   GError            **error)
{
  return send_short (self, SEQGO_EVENT_TYPE_KEY_PRESSURE, channel, "note", note, "pressure",
                     pressure, error);
}

/**
 * seqgo_sequencer_port_control_change:
 * @self: a port
 * @channel: a channel, from 0 to 15
 * @param: a controller, from 0 to 127
 * @value: its value, from 0 to 127
 * @error: return location for a #GError
 *
 * Sends a control change to the connected ports, at once.
 *
 * Returns: %TRUE if it was sent, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out
 *   of its range, or another error as seqgo_sequencer_port_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_control_change (SeqgoSequencerPort *self,
                                     guint8              channel,
                                     guint8              param,
                                     guint8              value,
                                     GError            **error)
{
  return send_short (self, SEQGO_EVENT_TYPE_CONTROL_CHANGE, channel, "param", param, "value", value,
                     error);
}

/**
 * seqgo_sequencer_port_program_change:
 * @self: a port
 * @channel: a channel, from 0 to 15
 * @program: a program, from 0 to 127
 * @error: return location for a #GError
 *
 * Sends a program change to the connected ports, at once.
 *
 * Returns: %TRUE if it was sent, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out
 *   of its range, or another error as seqgo_sequencer_port_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_program_change (SeqgoSequencerPort *self,
                                     guint8              channel,
                                     guint8              program,
                                     GError            **error)
{
  return send_short (self, SEQGO_EVENT_TYPE_PROGRAM_CHANGE, channel, NULL, 0, "program", program,
                     error);
}

/**
 * seqgo_sequencer_port_channel_pressure:
 * @self: a port
 * @channel: a channel, from 0 to 15
 * @pressure: the pressure on the channel's keys, from 0 to 127
 * @error: return location for a #GError
 *
 * Sends a channel pressure to the connected ports, at once.
 *
 * Returns: %TRUE if it was sent, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out
 *   of its range, or another error as seqgo_sequencer_port_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_channel_pressure (SeqgoSequencerPort *self,
                                       guint8              channel,
                                       guint8              pressure,
                                       GError            **error)
{
  return send_short (self, SEQGO_EVENT_TYPE_CHANNEL_PRESSURE, channel, NULL, 0, "pressure",
                     pressure, error);
}

/**
 * seqgo_sequencer_port_pitch_bend:
 * @self: a port
 * @channel: a channel, from 0 to 15
 * @value: the bend, from -8192 to 8191; 0 is none
 * @error: return location for a #GError
 *
 * Sends a pitch bend to the connected ports, at once.
 *
 * Returns: %TRUE if it was sent, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if something is out
 *   of its range, or another error as seqgo_sequencer_port_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_pitch_bend (SeqgoSequencerPort *self,
                                 guint8              channel,
                                 gint16              value,
                                 GError            **error)
{
  SeqgoEventRecord record;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return seqgo_event_record_make_pitch_bend (&record, channel, value, error)
         && send_record (self, &record, NULL, error);
}

/**
 * seqgo_sequencer_port_sysex:
 * @self: a port
 * @data: the message, from F0 to F7, or a part of it
 * @error: return location for a #GError
 *
 * Sends system exclusive data to the connected ports, at once. A receiver that changed nothing
 * takes 5572 bytes in one piece; one that enlarged its input pool up to 55972. A driver takes what
 * its buffer, of 4096 bytes, has room for, and drops the rest without telling.
 * #SeqgoSequencerTransfer sends larger messages, and slower.
 *
 * Returns: %TRUE if it was sent, or %FALSE with %SEQGO_SEQUENCER_ERROR_PAYLOAD_TOO_LARGE if a
 *   receiver cannot take so much, in which case none has received it, or another error as
 *   seqgo_sequencer_port_send() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_sysex (SeqgoSequencerPort *self, GBytes *data, GError **error)
{
  g_autoptr (SeqgoEvent) event = NULL;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (data != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  event = seqgo_event_new_sysex (data);
  return send_record (self, &event->record, event->payload, error);
}
