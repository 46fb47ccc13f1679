/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How a SeqgoSequencerClient connects ports, its own and others. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue-private.h>

/* How often to walk through a list that others change meanwhile. */
#define MAX_WALKS 16

#define NO_SUCH_PORT "there is no such port; it may have gone"

static void
set_ends (snd_seq_port_subscribe_t *info, SeqgoAddress *sender, SeqgoAddress *receiver)
{
  snd_seq_addr_t from
      = { seqgo_address_get_client_id (sender), seqgo_address_get_port_id (sender) };
  snd_seq_addr_t to
      = { seqgo_address_get_client_id (receiver), seqgo_address_get_port_id (receiver) };

  snd_seq_port_subscribe_set_sender (info, &from);
  snd_seq_port_subscribe_set_dest (info, &to);
}

typedef int (*SubscribeFunc) (snd_seq_t *seq, snd_seq_port_subscribe_t *info);

/* Does something with the connection that @info describes. */
static gboolean
use_connection (SeqgoSequencerHandle      *handle,
                SubscribeFunc              use,
                snd_seq_port_subscribe_t  *info,
                const SeqgoSequencerCause *causes,
                const char                *verb,
                GError                   **error)
{
  const snd_seq_addr_t *from = snd_seq_port_subscribe_get_sender (info);
  const snd_seq_addr_t *to = snd_seq_port_subscribe_get_dest (info);
  snd_seq_t            *seq = seqgo_sequencer_handle_lock (handle, error);
  int                   result;

  if (seq == NULL)
    return FALSE;

  result = use (seq, info);
  seqgo_sequencer_handle_unlock (handle);
  if (result >= 0)
    return TRUE;

  if (result == -EPERM)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                 "Cannot %s %u:%u and %u:%u: one of the ports does not allow it", verb,
                 from->client, from->port, to->client, to->port);
  else
    seqgo_sequencer_set_error (error, result, causes, "Cannot %s %u:%u and %u:%u", verb,
                               from->client, from->port, to->client, to->port);
  return FALSE;
}

/* What does not concern the sequencer: whether the options make sense. */
static gboolean
set_options (snd_seq_port_subscribe_t *info,
             SeqgoConnectionFlags      flags,
             SeqgoSequencerQueue      *queue,
             GError                  **error)
{
  if (flags & SEQGO_CONNECTION_EXCLUSIVE)
    snd_seq_port_subscribe_set_exclusive (info, TRUE);
  if (queue == NULL)
    {
      if ((flags & SEQGO_CONNECTION_REAL_TIME) == 0)
        return TRUE;
      g_set_error_literal (
          error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
          "Cannot connect with times for stamps: that needs a queue, which stamps");
      return FALSE;
    }

  /* With a queue that there is not, the kernel just does not stamp. */
  if (!seqgo_sequencer_queue_check_exists (queue, error))
    return FALSE;
  snd_seq_port_subscribe_set_queue (info, seqgo_sequencer_queue_get_id (queue));
  snd_seq_port_subscribe_set_time_update (info, TRUE);
  snd_seq_port_subscribe_set_time_real (info, (flags & SEQGO_CONNECTION_REAL_TIME) != 0);
  return TRUE;
}

gboolean
seqgo_sequencer_handle_connect_ports (SeqgoSequencerHandle *handle,
                                      SeqgoAddress         *sender,
                                      SeqgoAddress         *receiver,
                                      SeqgoConnectionFlags  flags,
                                      SeqgoSequencerQueue  *queue,
                                      GError              **error)
{
  static const SeqgoSequencerCause causes[] = {
    { EBUSY, SEQGO_SEQUENCER_ERROR_ALREADY_CONNECTED,
      "they are connected already, or one of them has an exclusive connection or, for an exclusive "
      "one, any" },
    { EINVAL, SEQGO_SEQUENCER_ERROR_GONE, NO_SUCH_PORT },
    { ENXIO, SEQGO_SEQUENCER_ERROR_GONE, NO_SUCH_PORT },
    { ENOENT, SEQGO_SEQUENCER_ERROR_GONE, NO_SUCH_PORT },
    { 0 },
  };
  snd_seq_port_subscribe_t *info;

  snd_seq_port_subscribe_alloca (&info);
  set_ends (info, sender, receiver);
  return set_options (info, flags, queue, error)
         && use_connection (handle, snd_seq_subscribe_port, info, causes, "connect", error);
}

gboolean
seqgo_sequencer_handle_disconnect_ports (SeqgoSequencerHandle *handle,
                                         SeqgoAddress         *sender,
                                         SeqgoAddress         *receiver,
                                         GError              **error)
{
  static const SeqgoSequencerCause causes[] = {
    { ENOENT, SEQGO_SEQUENCER_ERROR_NOT_CONNECTED, "they are not connected" },
    { EINVAL, SEQGO_SEQUENCER_ERROR_GONE, NO_SUCH_PORT },
    { ENXIO, SEQGO_SEQUENCER_ERROR_GONE, NO_SUCH_PORT },
    { 0 },
  };
  snd_seq_port_subscribe_t *info;

  snd_seq_port_subscribe_alloca (&info);
  set_ends (info, sender, receiver);
  return use_connection (handle, snd_seq_unsubscribe_port, info, causes, "disconnect", error);
}

/**
 * seqgo_sequencer_client_connect_ports:
 * @self: a client
 * @sender: the address of the port that sends
 * @receiver: the address of the port that receives
 * @error: return location for a #GError
 *
 * Connects two ports of any clients.
 *
 * Returns: %TRUE if they are connected, or %FALSE with %SEQGO_SEQUENCER_ERROR_ALREADY_CONNECTED,
 *   %SEQGO_SEQUENCER_ERROR_GONE, %G_IO_ERROR_PERMISSION_DENIED or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_connect_ports (SeqgoSequencerClient *self,
                                      SeqgoAddress         *sender,
                                      SeqgoAddress         *receiver,
                                      GError              **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), FALSE);
  g_return_val_if_fail (sender != NULL && receiver != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return seqgo_sequencer_handle_connect_ports (self->handle, sender, receiver,
                                               SEQGO_CONNECTION_DEFAULT, NULL, error);
}

/**
 * seqgo_sequencer_client_connect_ports_full:
 * @self: a client
 * @sender: the address of the port that sends
 * @receiver: the address of the port that receives
 * @flags: how to connect them
 * @queue: (nullable): the queue that stamps what comes through the connection, of any client, or
 *   %NULL
 * @error: return location for a #GError
 *
 * Connects two ports of any clients.
 *
 * With a queue, everything that comes through the connection is stamped with the position that the
 * queue has then, in ticks or, with %SEQGO_CONNECTION_REAL_TIME, as a time. If the receiver has a
 * queue of its own, from seqgo_sequencer_port_set_time_stamping(), that one stamps.
 *
 * Returns: %TRUE if they are connected, or %FALSE with an error as
 *   seqgo_sequencer_client_connect_ports() has them, %SEQGO_SEQUENCER_ERROR_GONE also if the queue
 *   was deleted, or %G_IO_ERROR_INVALID_ARGUMENT if times are to be stamped without a queue
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_connect_ports_full (SeqgoSequencerClient *self,
                                           SeqgoAddress         *sender,
                                           SeqgoAddress         *receiver,
                                           SeqgoConnectionFlags  flags,
                                           SeqgoSequencerQueue  *queue,
                                           GError              **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), FALSE);
  g_return_val_if_fail (sender != NULL && receiver != NULL, FALSE);
  g_return_val_if_fail (queue == NULL || SEQGO_IS_SEQUENCER_QUEUE (queue), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return seqgo_sequencer_handle_connect_ports (self->handle, sender, receiver, flags, queue, error);
}

/**
 * seqgo_sequencer_client_disconnect_ports:
 * @self: a client
 * @sender: the address of the port that sends
 * @receiver: the address of the port that receives
 * @error: return location for a #GError
 *
 * Ends the connection of two ports of any clients.
 *
 * Returns: %TRUE if they are not connected any more, or %FALSE with
 *   %SEQGO_SEQUENCER_ERROR_NOT_CONNECTED, %SEQGO_SEQUENCER_ERROR_GONE,
 *   %G_IO_ERROR_PERMISSION_DENIED or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_disconnect_ports (SeqgoSequencerClient *self,
                                         SeqgoAddress         *sender,
                                         SeqgoAddress         *receiver,
                                         GError              **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), FALSE);
  g_return_val_if_fail (sender != NULL && receiver != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return seqgo_sequencer_handle_disconnect_ports (self->handle, sender, receiver, error);
}

/**
 * seqgo_sequencer_client_find_connection:
 * @self: a client
 * @sender: the address of a port
 * @receiver: the address of another
 * @error: return location for a #GError
 *
 * Asks for what is known of the connection of two ports of any clients.
 *
 * Returns: (transfer full): the connection, or %NULL with %SEQGO_SEQUENCER_ERROR_NOT_CONNECTED,
 *   %SEQGO_SEQUENCER_ERROR_GONE or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoSequencerConnection *
seqgo_sequencer_client_find_connection (SeqgoSequencerClient *self,
                                        SeqgoAddress         *sender,
                                        SeqgoAddress         *receiver,
                                        GError              **error)
{
  static const SeqgoSequencerCause causes[] = {
    { ENOENT, SEQGO_SEQUENCER_ERROR_NOT_CONNECTED, "there is none" },
    { EINVAL, SEQGO_SEQUENCER_ERROR_GONE, NO_SUCH_PORT },
    { ENXIO, SEQGO_SEQUENCER_ERROR_GONE, NO_SUCH_PORT },
    { 0 },
  };
  snd_seq_port_subscribe_t *info;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);
  g_return_val_if_fail (sender != NULL && receiver != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  snd_seq_port_subscribe_alloca (&info);
  set_ends (info, sender, receiver);
  if (!use_connection (self->handle, snd_seq_get_port_subscription, info, causes,
                       "find the connection of", error))
    return NULL;
  return seqgo_sequencer_connection_new (info);
}

/* One of the lists of a port: of those that receive from it, or of those that send to it. */
typedef struct
{
  snd_seq_addr_t            port;
  snd_seq_query_subs_type_t type;
  GList                    *list;
} Walk;

static void
add_connection (Walk *walk, snd_seq_t *seq, snd_seq_query_subscribe_t *query)
{
  const snd_seq_addr_t     *peer = snd_seq_query_subscribe_get_addr (query);
  gboolean                  sends = walk->type == SND_SEQ_QUERY_SUBS_READ;
  snd_seq_port_subscribe_t *info;

  snd_seq_port_subscribe_alloca (&info);
  snd_seq_port_subscribe_set_sender (info, sends ? &walk->port : peer);
  snd_seq_port_subscribe_set_dest (info, sends ? peer : &walk->port);
  snd_seq_port_subscribe_set_queue (info, snd_seq_query_subscribe_get_queue (query));
  snd_seq_port_subscribe_set_exclusive (info, snd_seq_query_subscribe_get_exclusive (query));

  /* Of a query, alsa-lib takes ticks for times. */
  if (snd_seq_query_subscribe_get_time_update (query)
      && snd_seq_get_port_subscription (seq, info) < 0)
    return;
  walk->list = g_list_prepend (walk->list, seqgo_sequencer_connection_new (info));
}

/* Returns 0 at the end of the list, 1 if it changed meanwhile, or a negative errno. */
static int
walk_once (Walk *walk, snd_seq_t *seq)
{
  snd_seq_query_subscribe_t *query;
  int                        n_connections = 0;

  snd_seq_query_subscribe_alloca (&query);
  snd_seq_query_subscribe_set_root (query, &walk->port);
  snd_seq_query_subscribe_set_type (query, walk->type);
  for (int i = 0;; i++)
    {
      int result;

      snd_seq_query_subscribe_set_index (query, i);
      result = snd_seq_query_port_subscribers (seq, query);
      if (result == -ENOENT)
        return i < n_connections;
      if (result < 0)
        return result;
      if (i > 0 && snd_seq_query_subscribe_get_num_subs (query) != n_connections)
        return 1;

      n_connections = snd_seq_query_subscribe_get_num_subs (query);
      add_connection (walk, seq, query);
    }
}

/* Adds to the reversed @list, with the sequencer locked. Returns a negative errno. */
static int
add_connections (snd_seq_t                *seq,
                 SeqgoAddress             *address,
                 snd_seq_query_subs_type_t type,
                 GList                   **list)
{
  Walk walk = { .type = type };
  int  result = 1;

  walk.port.client = seqgo_address_get_client_id (address);
  walk.port.port = seqgo_address_get_port_id (address);

  /* When a connection ends meanwhile, others move up and would be missed. */
  for (guint i = 0; i < MAX_WALKS && result > 0; i++)
    {
      g_list_free_full (g_steal_pointer (&walk.list), g_object_unref);
      result = walk_once (&walk, seq);
    }
  *list = g_list_concat (walk.list, *list);
  return MIN (result, 0);
}

static gboolean
list_of_port (SeqgoSequencerHandle *handle,
              SeqgoAddress         *address,
              SeqgoDirection        direction,
              GList               **list,
              GError              **error)
{
  static const SeqgoSequencerCause causes[] = {
    { ENXIO, SEQGO_SEQUENCER_ERROR_GONE, NO_SUCH_PORT },
    { EINVAL, SEQGO_SEQUENCER_ERROR_GONE, NO_SUCH_PORT },
    { 0 },
  };
  snd_seq_t *seq = seqgo_sequencer_handle_lock (handle, error);
  int        result = 0;

  if (seq == NULL)
    return FALSE;

  if (direction & SEQGO_DIRECTION_OUTPUT)
    result = add_connections (seq, address, SND_SEQ_QUERY_SUBS_READ, list);
  if (result >= 0 && (direction & SEQGO_DIRECTION_INPUT))
    result = add_connections (seq, address, SND_SEQ_QUERY_SUBS_WRITE, list);
  seqgo_sequencer_handle_unlock (handle);
  if (result >= 0)
    return TRUE;

  seqgo_sequencer_set_error (error, result, causes, "Cannot list the connections of %u:%u",
                             seqgo_address_get_client_id (address),
                             seqgo_address_get_port_id (address));
  return FALSE;
}

GList *
seqgo_sequencer_handle_list_connections (SeqgoSequencerHandle *handle,
                                         SeqgoAddress         *address,
                                         SeqgoDirection        direction,
                                         GError              **error)
{
  g_autolist (SeqgoSequencerConnection) list = NULL;

  if (!list_of_port (handle, address, direction, &list, error))
    return NULL;
  return g_list_reverse (g_steal_pointer (&list));
}

/* Those of all ports, each once, as the port that sends has it. */
static GList *
list_all (SeqgoSequencerClient *self, GError **error)
{
  g_autoptr (GError) list_error = NULL;
  g_autolist (SeqgoSequencerConnection) list = NULL;
  g_autolist (SeqgoSequencerPortInfo) ports = seqgo_sequencer_client_list_ports (
      self,
      SEQGO_PORT_LIST_ANY_TYPE | SEQGO_PORT_LIST_WITH_SYSTEM | SEQGO_PORT_LIST_UNCONNECTABLE
          | SEQGO_PORT_LIST_UNSORTED,
      &list_error);

  for (GList *link = ports; link != NULL && list_error == NULL; link = link->next)
    {
      SeqgoAddress *address = seqgo_sequencer_port_info_get_address (link->data);

      /* It may have gone since. */
      if (!list_of_port (self->handle, address, SEQGO_DIRECTION_OUTPUT, &list, &list_error)
          && g_error_matches (list_error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE))
        g_clear_error (&list_error);
    }
  if (list_error == NULL)
    return g_list_reverse (g_steal_pointer (&list));

  g_propagate_error (error, g_steal_pointer (&list_error));
  return NULL;
}

/**
 * seqgo_sequencer_client_list_connections:
 * @self: a client
 * @address: (nullable): the address of a port, of this client or another, or %NULL for all ports
 * @direction: %SEQGO_DIRECTION_OUTPUT for connections through which the port sends,
 *   %SEQGO_DIRECTION_INPUT for those through which it receives
 * @error: return location for a #GError
 *
 * Lists the connections of a port, those through which it sends first; or all connections that
 * there are, each once, for which @direction does not matter.
 *
 * Returns: (transfer full) (element-type SeqgoSequencerConnection): the connections, or %NULL if
 *   there are none or with %SEQGO_SEQUENCER_ERROR_GONE or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
GList *
seqgo_sequencer_client_list_connections (SeqgoSequencerClient *self,
                                         SeqgoAddress         *address,
                                         SeqgoDirection        direction,
                                         GError              **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (address == NULL)
    return list_all (self, error);
  return seqgo_sequencer_handle_list_connections (self->handle, address, direction, error);
}
