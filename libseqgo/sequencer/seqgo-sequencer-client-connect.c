/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How a SeqgoSequencerClient connects ports, its own and others. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>

typedef int (*SubscribeFunc) (snd_seq_t *seq, snd_seq_port_subscribe_t *info);

static gboolean
change_connection (SeqgoSequencerHandle      *handle,
                   SubscribeFunc              change,
                   SeqgoAddress              *sender,
                   SeqgoAddress              *receiver,
                   const SeqgoSequencerCause *causes,
                   const char                *verb,
                   GError                   **error)
{
  snd_seq_port_subscribe_t *info;
  snd_seq_addr_t            from
      = { seqgo_address_get_client_id (sender), seqgo_address_get_port_id (sender) };
  snd_seq_addr_t to
      = { seqgo_address_get_client_id (receiver), seqgo_address_get_port_id (receiver) };
  snd_seq_t *seq = seqgo_sequencer_handle_lock (handle, error);
  int        result;

  if (seq == NULL)
    return FALSE;

  snd_seq_port_subscribe_alloca (&info);
  snd_seq_port_subscribe_set_sender (info, &from);
  snd_seq_port_subscribe_set_dest (info, &to);
  result = change (seq, info);
  seqgo_sequencer_handle_unlock (handle);
  if (result >= 0)
    return TRUE;

  if (result == -EPERM)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                 "Cannot %s %u:%u and %u:%u: one of the ports does not allow it", verb, from.client,
                 from.port, to.client, to.port);
  else
    seqgo_sequencer_set_error (error, result, causes, "Cannot %s %u:%u and %u:%u", verb,
                               from.client, from.port, to.client, to.port);
  return FALSE;
}

gboolean
seqgo_sequencer_handle_connect_ports (SeqgoSequencerHandle *handle,
                                      SeqgoAddress         *sender,
                                      SeqgoAddress         *receiver,
                                      GError              **error)
{
  static const SeqgoSequencerCause causes[] = {
    { EBUSY, SEQGO_SEQUENCER_ERROR_ALREADY_CONNECTED,
      "they are connected already, or one of them has an exclusive connection" },
    { EINVAL, SEQGO_SEQUENCER_ERROR_GONE, "there is no such port; it may have gone" },
    { ENXIO, SEQGO_SEQUENCER_ERROR_GONE, "there is no such port; it may have gone" },
    { ENOENT, SEQGO_SEQUENCER_ERROR_GONE, "there is no such port; it may have gone" },
    { 0 },
  };

  return change_connection (handle, snd_seq_subscribe_port, sender, receiver, causes, "connect",
                            error);
}

gboolean
seqgo_sequencer_handle_disconnect_ports (SeqgoSequencerHandle *handle,
                                         SeqgoAddress         *sender,
                                         SeqgoAddress         *receiver,
                                         GError              **error)
{
  static const SeqgoSequencerCause causes[] = {
    { ENOENT, SEQGO_SEQUENCER_ERROR_NOT_CONNECTED, "they are not connected" },
    { EINVAL, SEQGO_SEQUENCER_ERROR_GONE, "there is no such port; it may have gone" },
    { ENXIO, SEQGO_SEQUENCER_ERROR_GONE, "there is no such port; it may have gone" },
    { 0 },
  };

  return change_connection (handle, snd_seq_unsubscribe_port, sender, receiver, causes,
                            "disconnect", error);
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

  return seqgo_sequencer_handle_connect_ports (self->handle, sender, receiver, error);
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
