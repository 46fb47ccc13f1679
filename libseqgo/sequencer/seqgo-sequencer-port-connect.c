/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How a SeqgoSequencerPort is connected. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-port-private.h>

static gboolean
connect_port (SeqgoSequencerPort  *self,
              SeqgoDirection       direction,
              SeqgoAddress        *other,
              SeqgoConnectionFlags flags,
              SeqgoSequencerQueue *queue,
              GError             **error)
{
  gboolean sends = direction == SEQGO_DIRECTION_OUTPUT;

  return seqgo_sequencer_port_check_open (self, error)
         && seqgo_sequencer_handle_connect_ports (self->handle, sends ? self->address : other,
                                                  sends ? other : self->address, flags, queue,
                                                  error);
}

static gboolean
connect_simply (SeqgoSequencerPort *self,
                SeqgoDirection      direction,
                SeqgoAddress       *other,
                GError            **error)
{
  return connect_port (self, direction, other, SEQGO_CONNECTION_DEFAULT, NULL, error);
}

static gboolean
disconnect_port (SeqgoSequencerPort *self,
                 SeqgoDirection      direction,
                 SeqgoAddress       *other,
                 GError            **error)
{
  gboolean sends = direction == SEQGO_DIRECTION_OUTPUT;

  return seqgo_sequencer_port_check_open (self, error)
         && seqgo_sequencer_handle_disconnect_ports (self->handle, sends ? self->address : other,
                                                     sends ? other : self->address, error);
}

typedef gboolean (*ChangeFunc) (SeqgoSequencerPort *self,
                                SeqgoDirection      direction,
                                SeqgoAddress       *other,
                                GError            **error);

static gboolean
change_named_connection (SeqgoSequencerPort *self,
                         ChangeFunc          change,
                         SeqgoDirection      direction,
                         const char         *name,
                         GError            **error)
{
  g_autoptr (SeqgoAddress) other = NULL;

  if (!seqgo_sequencer_port_check_open (self, error))
    return FALSE;
  other = seqgo_sequencer_handle_find_address (self->handle, name, direction, error);
  return other != NULL && change (self, direction, other, error);
}

/**
 * seqgo_sequencer_port_connect_to:
 * @self: a port
 * @receiver: the name or the address of the port that is to receive
 * @error: return location for a #GError
 *
 * Connects the port to another one, which from then on receives what this one sends. Names are
 * looked up as seqgo_sequencer_client_find_address() does.
 *
 * Returns: %TRUE if they are connected, or %FALSE with an error as
 *   seqgo_sequencer_port_connect_to_address() or seqgo_sequencer_client_find_address() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_connect_to (SeqgoSequencerPort *self, const char *receiver, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (receiver != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return change_named_connection (self, connect_simply, SEQGO_DIRECTION_OUTPUT, receiver, error);
}

/**
 * seqgo_sequencer_port_connect_to_address:
 * @self: a port
 * @receiver: the address of the port that is to receive
 * @error: return location for a #GError
 *
 * Connects the port to another one, which from then on receives what this one sends.
 *
 * Returns: %TRUE if they are connected, or %FALSE with %SEQGO_SEQUENCER_ERROR_ALREADY_CONNECTED,
 *   %SEQGO_SEQUENCER_ERROR_GONE, %G_IO_ERROR_PERMISSION_DENIED or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_connect_to_address (SeqgoSequencerPort *self,
                                         SeqgoAddress       *receiver,
                                         GError            **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (receiver != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return connect_simply (self, SEQGO_DIRECTION_OUTPUT, receiver, error);
}

/**
 * seqgo_sequencer_port_connect_to_full:
 * @self: a port
 * @receiver: the address of the port that is to receive
 * @flags: how to connect them
 * @queue: (nullable): the queue that stamps what comes through the connection, of any client, or
 *   %NULL
 * @error: return location for a #GError
 *
 * Connects the port to another one as seqgo_sequencer_client_connect_ports_full() does.
 *
 * Returns: %TRUE if they are connected, or %FALSE with an error as
 *   seqgo_sequencer_client_connect_ports_full() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_connect_to_full (SeqgoSequencerPort  *self,
                                      SeqgoAddress        *receiver,
                                      SeqgoConnectionFlags flags,
                                      SeqgoSequencerQueue *queue,
                                      GError             **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (receiver != NULL, FALSE);
  g_return_val_if_fail (queue == NULL || SEQGO_IS_SEQUENCER_QUEUE (queue), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return connect_port (self, SEQGO_DIRECTION_OUTPUT, receiver, flags, queue, error);
}

/**
 * seqgo_sequencer_port_connect_from:
 * @self: a port
 * @sender: the name or the address of the port that is to send
 * @error: return location for a #GError
 *
 * Connects the port from another one, so that it receives what that one sends. Names are looked up
 * as seqgo_sequencer_client_find_address() does.
 *
 * Returns: %TRUE if they are connected, or %FALSE with an error as
 *   seqgo_sequencer_port_connect_from_address() or seqgo_sequencer_client_find_address() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_connect_from (SeqgoSequencerPort *self, const char *sender, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (sender != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return change_named_connection (self, connect_simply, SEQGO_DIRECTION_INPUT, sender, error);
}

/**
 * seqgo_sequencer_port_connect_from_address:
 * @self: a port
 * @sender: the address of the port that is to send
 * @error: return location for a #GError
 *
 * Connects the port from another one, so that it receives what that one sends.
 *
 * Returns: %TRUE if they are connected, or %FALSE with %SEQGO_SEQUENCER_ERROR_ALREADY_CONNECTED,
 *   %SEQGO_SEQUENCER_ERROR_GONE, %G_IO_ERROR_PERMISSION_DENIED or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_connect_from_address (SeqgoSequencerPort *self,
                                           SeqgoAddress       *sender,
                                           GError            **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (sender != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return connect_simply (self, SEQGO_DIRECTION_INPUT, sender, error);
}

/**
 * seqgo_sequencer_port_connect_from_full:
 * @self: a port
 * @sender: the address of the port that is to send
 * @flags: how to connect them
 * @queue: (nullable): the queue that stamps what comes through the connection, of any client, or
 *   %NULL
 * @error: return location for a #GError
 *
 * Connects the port from another one as seqgo_sequencer_client_connect_ports_full() does.
 *
 * Returns: %TRUE if they are connected, or %FALSE with an error as
 *   seqgo_sequencer_client_connect_ports_full() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_connect_from_full (SeqgoSequencerPort  *self,
                                        SeqgoAddress        *sender,
                                        SeqgoConnectionFlags flags,
                                        SeqgoSequencerQueue *queue,
                                        GError             **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (sender != NULL, FALSE);
  g_return_val_if_fail (queue == NULL || SEQGO_IS_SEQUENCER_QUEUE (queue), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return connect_port (self, SEQGO_DIRECTION_INPUT, sender, flags, queue, error);
}

/**
 * seqgo_sequencer_port_disconnect_to:
 * @self: a port
 * @receiver: the name or the address of the port that receives
 * @error: return location for a #GError
 *
 * Ends the connection to another port. Names are looked up as seqgo_sequencer_client_find_address()
 * does.
 *
 * Returns: %TRUE if they are not connected any more, or %FALSE with an error as
 *   seqgo_sequencer_port_disconnect_to_address() or seqgo_sequencer_client_find_address() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_disconnect_to (SeqgoSequencerPort *self, const char *receiver, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (receiver != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return change_named_connection (self, disconnect_port, SEQGO_DIRECTION_OUTPUT, receiver, error);
}

/**
 * seqgo_sequencer_port_disconnect_to_address:
 * @self: a port
 * @receiver: the address of the port that receives
 * @error: return location for a #GError
 *
 * Ends the connection to another port.
 *
 * Returns: %TRUE if they are not connected any more, or %FALSE with
 * %SEQGO_SEQUENCER_ERROR_NOT_CONNECTED, %SEQGO_SEQUENCER_ERROR_GONE or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_disconnect_to_address (SeqgoSequencerPort *self,
                                            SeqgoAddress       *receiver,
                                            GError            **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (receiver != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return disconnect_port (self, SEQGO_DIRECTION_OUTPUT, receiver, error);
}

/**
 * seqgo_sequencer_port_disconnect_from:
 * @self: a port
 * @sender: the name or the address of the port that sends
 * @error: return location for a #GError
 *
 * Ends the connection from another port. Names are looked up as
 * seqgo_sequencer_client_find_address() does.
 *
 * Returns: %TRUE if they are not connected any more, or %FALSE with an error as
 *   seqgo_sequencer_port_disconnect_from_address() or seqgo_sequencer_client_find_address() has
 * them
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_disconnect_from (SeqgoSequencerPort *self, const char *sender, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (sender != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return change_named_connection (self, disconnect_port, SEQGO_DIRECTION_INPUT, sender, error);
}

/**
 * seqgo_sequencer_port_disconnect_from_address:
 * @self: a port
 * @sender: the address of the port that sends
 * @error: return location for a #GError
 *
 * Ends the connection from another port.
 *
 * Returns: %TRUE if they are not connected any more, or %FALSE with
 * %SEQGO_SEQUENCER_ERROR_NOT_CONNECTED, %SEQGO_SEQUENCER_ERROR_GONE or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_port_disconnect_from_address (SeqgoSequencerPort *self,
                                              SeqgoAddress       *sender,
                                              GError            **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), FALSE);
  g_return_val_if_fail (sender != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return disconnect_port (self, SEQGO_DIRECTION_INPUT, sender, error);
}

/**
 * seqgo_sequencer_port_list_connections:
 * @self: a port
 * @direction: %SEQGO_DIRECTION_OUTPUT for connections through which the port sends,
 *   %SEQGO_DIRECTION_INPUT for those through which it receives, or both
 * @error: return location for a #GError
 *
 * Lists the connections of the port, those through which it sends first.
 *
 * Returns: (transfer full) (element-type SeqgoSequencerConnection): the connections, or %NULL if
 *   there are none or with %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
GList *
seqgo_sequencer_port_list_connections (SeqgoSequencerPort *self,
                                       SeqgoDirection      direction,
                                       GError            **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!seqgo_sequencer_port_check_open (self, error))
    return NULL;
  return seqgo_sequencer_handle_list_connections (self->handle, self->address, direction, error);
}
