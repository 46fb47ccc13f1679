/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What a SeqgoSequencerClient can ask about one client or port, and about the limits. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>

/* Which of the three it is depends on what has gone. */
static const SeqgoSequencerCause causes[] = {
  { ENOENT, SEQGO_SEQUENCER_ERROR_GONE, "there is none of that number; it may have gone" },
  { ENXIO, SEQGO_SEQUENCER_ERROR_GONE, "there is none of that number; it may have gone" },
  { EINVAL, SEQGO_SEQUENCER_ERROR_GONE, "there is none of that number; it may have gone" },
  { 0 },
};

/**
 * seqgo_sequencer_client_get_client_info:
 * @self: a client
 * @client_id: the number of a client, this one or another
 * @error: return location for a #GError
 *
 * Asks for what is known of a client.
 *
 * Returns: (transfer full): the client, or %NULL with %SEQGO_SEQUENCER_ERROR_GONE or
 *   %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoSequencerClientInfo *
seqgo_sequencer_client_get_client_info (SeqgoSequencerClient *self,
                                        guint8                client_id,
                                        GError              **error)
{
  SeqgoSequencerClientInfo *found = NULL;
  snd_seq_client_info_t    *info;
  snd_seq_t                *seq;
  int                       result;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  seq = seqgo_sequencer_handle_lock (self->handle, error);
  if (seq == NULL)
    return NULL;

  snd_seq_client_info_alloca (&info);
  result = snd_seq_get_any_client_info (seq, client_id, info);
  if (result >= 0)
    found = seqgo_sequencer_client_info_new (self->handle->fd, info);
  seqgo_sequencer_handle_unlock (self->handle);
  if (result >= 0)
    return found;

  seqgo_sequencer_set_error (error, result, causes, "Cannot ask about client %u", client_id);
  return NULL;
}

/**
 * seqgo_sequencer_client_get_port_info:
 * @self: a client
 * @address: the address of a port, of this client or another
 * @error: return location for a #GError
 *
 * Asks for what is known of a port.
 *
 * Returns: (transfer full): the port, or %NULL with %SEQGO_SEQUENCER_ERROR_GONE or
 *   %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoSequencerPortInfo *
seqgo_sequencer_client_get_port_info (SeqgoSequencerClient *self,
                                      SeqgoAddress         *address,
                                      GError              **error)
{
  guint8                 client_id, port_id;
  snd_seq_client_info_t *client_info;
  snd_seq_port_info_t   *port_info;
  snd_seq_t             *seq;
  g_autofree char       *client_name = NULL;
  int                    result;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  seq = seqgo_sequencer_handle_lock (self->handle, error);
  if (seq == NULL)
    return NULL;

  client_id = seqgo_address_get_client_id (address);
  port_id = seqgo_address_get_port_id (address);
  snd_seq_client_info_alloca (&client_info);
  snd_seq_port_info_alloca (&port_info);
  result = snd_seq_get_any_client_info (seq, client_id, client_info);
  if (result >= 0)
    result = snd_seq_get_any_port_info (seq, client_id, port_id, port_info);
  seqgo_sequencer_handle_unlock (self->handle);
  if (result >= 0)
    {
      client_name = g_utf8_make_valid (snd_seq_client_info_get_name (client_info), -1);
      return seqgo_sequencer_port_info_new (port_info, client_name);
    }

  seqgo_sequencer_set_error (error, result, causes, "Cannot ask about port %u:%u", client_id,
                             port_id);
  return NULL;
}

/**
 * seqgo_sequencer_client_get_system_info:
 * @self: a client
 * @error: return location for a #GError
 *
 * Asks for the limits of the sequencer, and how many clients and queues it has.
 *
 * Returns: (transfer full): the limits, or %NULL with %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoSequencerSystemInfo *
seqgo_sequencer_client_get_system_info (SeqgoSequencerClient *self, GError **error)
{
  snd_seq_system_info_t *info;
  snd_seq_t             *seq;
  int                    result;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  seq = seqgo_sequencer_handle_lock (self->handle, error);
  if (seq == NULL)
    return NULL;

  snd_seq_system_info_alloca (&info);
  result = snd_seq_system_info (seq, info);
  seqgo_sequencer_handle_unlock (self->handle);
  if (result >= 0)
    return seqgo_sequencer_system_info_new (info);

  seqgo_sequencer_set_error (error, result, NULL, "Cannot ask for the limits of the sequencer");
  return NULL;
}
