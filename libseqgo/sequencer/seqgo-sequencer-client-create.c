/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How a SeqgoSequencerClient makes ports and queues. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue-private.h>

/* Keeps what was created, and drops what was closed since the last time. */
static void
keep (SeqgoSequencerClient *self,
      GPtrArray            *objects,
      gpointer              object,
      gboolean (*is_closed) (gpointer object))
{
  g_mutex_lock (&self->lock);
  for (guint i = objects->len; i > 0; i--)
    if (is_closed (g_ptr_array_index (objects, i - 1)))
      g_ptr_array_remove_index_fast (objects, i - 1);
  g_ptr_array_add (objects, object);
  g_mutex_unlock (&self->lock);
}

static gboolean
is_port_closed (gpointer port)
{
  return seqgo_sequencer_port_is_closed (port);
}

/* A queue that went without being closed is still the program's to close. */
static gboolean
is_queue_closed (gpointer queue)
{
  return g_atomic_int_get (&SEQGO_SEQUENCER_QUEUE (queue)->is_closed);
}

static SeqgoSequencerQueue *
keep_queue (SeqgoSequencerClient *self, SeqgoSequencerQueue *queue)
{
  if (queue != NULL)
    keep (self, self->queues, queue, is_queue_closed);
  return queue;
}

static SeqgoPortCaps
get_preset_caps (SeqgoPortPreset preset)
{
  static const SeqgoPortCaps source = SEQGO_PORT_CAPS_READ | SEQGO_PORT_CAPS_SUBS_READ;
  static const SeqgoPortCaps sink = SEQGO_PORT_CAPS_WRITE | SEQGO_PORT_CAPS_SUBS_WRITE;

  switch (preset)
    {
    case SEQGO_PORT_PRESET_SOURCE:
      return source;
    case SEQGO_PORT_PRESET_SINK:
      return sink;
    case SEQGO_PORT_PRESET_DUPLEX:
    default:
      return source | sink | SEQGO_PORT_CAPS_DUPLEX;
    }
}

/**
 * seqgo_sequencer_client_create_port:
 * @self: a client
 * @name: the name that others see; the kernel keeps 63 bytes of it
 * @preset: what the port is for
 * @error: return location for a #GError
 *
 * Creates a port that understands MIDI and belongs to an application, so that patch bays show it.
 *
 * Returns: (transfer none): the port, which belongs to the client, or %NULL with
 *   %SEQGO_SEQUENCER_ERROR_TOO_MANY_PORTS or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoSequencerPort *
seqgo_sequencer_client_create_port (SeqgoSequencerClient *self,
                                    const char           *name,
                                    SeqgoPortPreset       preset,
                                    GError              **error)
{
  return seqgo_sequencer_client_create_port_full (
      self, name, get_preset_caps (preset),
      SEQGO_PORT_TYPE_MIDI_GENERIC | SEQGO_PORT_TYPE_SOFTWARE | SEQGO_PORT_TYPE_APPLICATION, -1,
      error);
}

/**
 * seqgo_sequencer_client_create_port_full:
 * @self: a client
 * @name: the name that others see; the kernel keeps 63 bytes of it
 * @caps: what can be done with the port
 * @type: what the port is
 * @port_id: the number that it is to have, from 0 to 252, or -1 for the lowest free one
 * @error: return location for a #GError
 *
 * Creates a port of any kind.
 *
 * Returns: (transfer none): the port, which belongs to the client, or %NULL with
 *   %SEQGO_SEQUENCER_ERROR_TOO_MANY_PORTS, %SEQGO_SEQUENCER_ERROR_PORT_IN_USE,
 *   %G_IO_ERROR_INVALID_ARGUMENT or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoSequencerPort *
seqgo_sequencer_client_create_port_full (SeqgoSequencerClient *self,
                                         const char           *name,
                                         SeqgoPortCaps         caps,
                                         SeqgoPortType         type,
                                         int                   port_id,
                                         GError              **error)
{
  SeqgoSequencerPort *port;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  port = seqgo_sequencer_port_new (self, name, caps, type, port_id, error);
  if (port == NULL)
    return NULL;

  keep (self, self->ports, port, is_port_closed);
  return port;
}

SeqgoSequencerPort *
seqgo_sequencer_client_adopt_port (SeqgoSequencerClient *self, guint8 port_id, GError **error)
{
  SeqgoSequencerPort *port = seqgo_sequencer_port_new_existing (self, port_id, error);

  if (port != NULL)
    keep (self, self->ports, port, is_port_closed);
  return port;
}

/**
 * seqgo_sequencer_client_create_queue:
 * @self: a client
 * @name: (nullable): the name that others see, or %NULL; the kernel keeps 63 bytes of it
 * @error: return location for a #GError
 *
 * Creates a queue of 120 beats a minute and 96 ticks a beat, stopped and locked: only this client
 * may control it, see seqgo_sequencer_queue_set_locked().
 *
 * Returns: (transfer none): the queue, which belongs to the client, or %NULL with
 *   %SEQGO_SEQUENCER_ERROR_TOO_MANY_QUEUES or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoSequencerQueue *
seqgo_sequencer_client_create_queue (SeqgoSequencerClient *self, const char *name, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return keep_queue (self, seqgo_sequencer_queue_new (self->handle, name, error));
}

/**
 * seqgo_sequencer_client_open_queue:
 * @self: a client
 * @queue_id: the number of a queue
 * @error: return location for a #GError
 *
 * Opens a queue of any client, which this client may then put events on. Whether it may also
 * control the queue depends on #SeqgoSequencerQueue:locked.
 *
 * Every call returns another #SeqgoSequencerQueue. The client uses the queue until all of them are
 * closed.
 *
 * Returns: (transfer none): the queue, which belongs to the client, or %NULL with
 *   %G_IO_ERROR_NOT_FOUND or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoSequencerQueue *
seqgo_sequencer_client_open_queue (SeqgoSequencerClient *self, guint8 queue_id, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return keep_queue (self, seqgo_sequencer_queue_open (self->handle, queue_id, error));
}

/**
 * seqgo_sequencer_client_find_queue:
 * @self: a client
 * @name: the name of a queue
 * @error: return location for a #GError
 *
 * Opens a queue of any client as seqgo_sequencer_client_open_queue() does, by its name. If several
 * queues have that name, it is the one with the lowest number.
 *
 * Returns: (transfer none): the queue, which belongs to the client, or %NULL with
 *   %G_IO_ERROR_NOT_FOUND or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoSequencerQueue *
seqgo_sequencer_client_find_queue (SeqgoSequencerClient *self, const char *name, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return keep_queue (self, seqgo_sequencer_queue_find (self->handle, name, error));
}

/**
 * seqgo_sequencer_client_list_queues:
 * @self: a client
 * @error: return location for a #GError
 *
 * Lists the queues of all clients, in the order of their numbers.
 *
 * Returns: (element-type SeqgoSequencerQueueInfo) (transfer full): the queues, or %NULL if there
 *   are none, or with %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
GList *
seqgo_sequencer_client_list_queues (SeqgoSequencerClient *self, GError **error)
{
  snd_seq_queue_info_t *info;
  GList                *queues = NULL;
  snd_seq_t            *seq;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  seq = seqgo_sequencer_handle_lock (self->handle, error);
  if (seq == NULL)
    return NULL;

  snd_seq_queue_info_alloca (&info);
  for (int id = 0; id < SEQGO_N_QUEUES; id++)
    if (snd_seq_get_queue_info (seq, id, info) >= 0)
      queues = g_list_prepend (queues, seqgo_sequencer_queue_info_new (info));
  seqgo_sequencer_handle_unlock (self->handle);
  return g_list_reverse (queues);
}
