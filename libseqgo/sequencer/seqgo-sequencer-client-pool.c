/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The pools of a SeqgoSequencerClient and what is in them. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-pool-private.h>

/* What a client can give its pools, in events. */
#define MAX_POOL_SIZE 2000

/**
 * seqgo_sequencer_client_get_pool:
 * @self: a client
 * @client_id: the number of a client, this one or another
 * @error: return location for a #GError
 *
 * Asks for the pools of a client.
 *
 * Returns: (transfer full): the pools, or %NULL with %SEQGO_SEQUENCER_ERROR_GONE or
 *   %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoSequencerPool *
seqgo_sequencer_client_get_pool (SeqgoSequencerClient *self, guint8 client_id, GError **error)
{
  static const SeqgoSequencerCause causes[] = {
    { ENOENT, SEQGO_SEQUENCER_ERROR_GONE, "there is none of that number; it may have gone" },
    { 0 },
  };
  g_autoptr (SeqgoSequencerPool) pool = NULL;
  int result;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (seqgo_sequencer_handle_lock (self->handle, error) == NULL)
    return NULL;

  pool = g_new0 (SeqgoSequencerPool, 1);
  g_atomic_ref_count_init (&pool->ref_count);
  result = seqgo_sequencer_pool_read (pool, self->handle->fd, client_id) ? 0 : -errno;
  seqgo_sequencer_handle_unlock (self->handle);
  if (result >= 0)
    return g_steal_pointer (&pool);

  seqgo_sequencer_set_error (error, result, causes, "Cannot ask for the pools of client %u",
                             client_id);
  return NULL;
}

/* One of the numbers of a pool. */
typedef struct
{
  const char    *name;
  SeqgoDirection direction;
  size_t (*get) (const snd_seq_client_pool_t *info);
  void (*set) (snd_seq_client_pool_t *info, size_t size);
} PoolPart;

static const PoolPart input_size = {
  "input pool",
  SEQGO_DIRECTION_INPUT,
  snd_seq_client_pool_get_input_pool,
  snd_seq_client_pool_set_input_pool,
};

static const PoolPart output_size = {
  "output pool",
  SEQGO_DIRECTION_OUTPUT,
  snd_seq_client_pool_get_output_pool,
  snd_seq_client_pool_set_output_pool,
};

static const PoolPart output_room = {
  "room in the output pool",
  SEQGO_DIRECTION_OUTPUT,
  snd_seq_client_pool_get_output_room,
  snd_seq_client_pool_set_output_room,
};

/* With the sequencer locked. Returns a negative errno, that of ERANGE if @n_events is more than
 * @max becomes. */
static int
change_part (snd_seq_t *seq, const PoolPart *part, guint n_events, guint *max)
{
  snd_seq_client_pool_t *info;
  int                    result;

  snd_seq_client_pool_alloca (&info);
  result = snd_seq_get_client_pool (seq, info);
  if (result < 0)
    return result;

  *max = part == &output_room ? (guint) output_size.get (info) : MAX_POOL_SIZE;
  if (n_events < 1 || n_events > *max)
    return -ERANGE;

  part->set (info, n_events);
  /* Else the client would never again be told that it can send. */
  if (output_room.get (info) > output_size.get (info))
    output_room.set (info, (output_size.get (info) + 1) / 2);
  result = snd_seq_set_client_pool (seq, info);
  if (result < 0)
    return result;

  /* The kernel ignores what it does not like, and says nothing. */
  result = snd_seq_get_client_pool (seq, info);
  return result >= 0 && part->get (info) != n_events ? -EINVAL : result;
}

static gboolean
set_part (SeqgoSequencerClient *self, const PoolPart *part, guint n_events, GError **error)
{
  SeqgoSequencerHandle *handle = self->handle;
  guint                 max = 0;
  snd_seq_t            *seq;
  int                   result;

  if (!seqgo_sequencer_handle_check_direction (handle, part->direction, error))
    return FALSE;
  seq = seqgo_sequencer_handle_lock (handle, error);
  if (seq == NULL)
    return FALSE;

  result = change_part (seq, part, n_events, &max);
  seqgo_sequencer_handle_unlock (handle);
  if (result == -ERANGE)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "Cannot set the %s to %u events: it goes from 1 to %u", part->name, n_events, max);
  else if (result == -EBUSY)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                 "Cannot set the %s while events of the client wait in queues", part->name);
  else if (result < 0)
    seqgo_sequencer_set_error (error, result, NULL, "Cannot set the %s", part->name);
  return result >= 0;
}

/**
 * seqgo_sequencer_client_set_input_pool:
 * @self: a client
 * @n_events: the size, from 1 to 2000 events of 28 bytes; 200 unless set
 * @error: return location for a #GError
 *
 * Sets how many events can wait until the client receives them. A SysEx message that is received
 * needs room for its bytes and one event more. What waits at the moment is thrown away.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT,
 *   %SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_set_input_pool (SeqgoSequencerClient *self, guint n_events, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return set_part (self, &input_size, n_events, error);
}

/**
 * seqgo_sequencer_client_set_output_pool:
 * @self: a client
 * @n_events: the size, from 1 to 2000 events of 28 bytes; 500 unless set
 * @error: return location for a #GError
 *
 * Sets how many events of the client can wait in queues. If the room of
 * seqgo_sequencer_client_set_output_room() is larger than that, it becomes half of it.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_BUSY if events wait in queues,
 *   %G_IO_ERROR_INVALID_ARGUMENT, %SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_set_output_pool (SeqgoSequencerClient *self, guint n_events, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return set_part (self, &output_size, n_events, error);
}

/**
 * seqgo_sequencer_client_set_output_room:
 * @self: a client
 * @n_events: the room, from 1 to the size of the output pool; 250 unless set
 * @error: return location for a #GError
 *
 * Sets how many events have to be free in the output pool before a full pool counts as one that can
 * take events again. A client that waits with a large room is woken up less often.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT,
 *   %SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_set_output_room (SeqgoSequencerClient *self, guint n_events, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return set_part (self, &output_room, n_events, error);
}

/**
 * seqgo_sequencer_client_drop_input:
 * @self: a client
 * @error: return location for a #GError
 *
 * Throws away all events that wait until the client receives them.
 *
 * Returns: %TRUE if nothing waits any more, or %FALSE with
 *   %SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_drop_input (SeqgoSequencerClient *self, GError **error)
{
  snd_seq_t *seq;
  int        result;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!seqgo_sequencer_handle_check_direction (self->handle, SEQGO_DIRECTION_INPUT, error))
    return FALSE;
  seq = seqgo_sequencer_handle_lock (self->handle, error);
  if (seq == NULL)
    return FALSE;

  result = snd_seq_drop_input (seq);
  seqgo_sequencer_handle_unlock (self->handle);
  if (result < 0)
    seqgo_sequencer_set_error (error, result, NULL, "Cannot drop what waits to be received");
  return result >= 0;
}

/**
 * seqgo_sequencer_client_drop_output:
 * @self: a client
 * @error: return location for a #GError
 *
 * Throws away all events of the client that wait in queues, its own and others: what was a note on
 * may lack its note off then. seqgo_sequencer_client_remove_events() does the same with some of
 * them.
 *
 * Returns: %TRUE if nothing waits any more, or %FALSE with
 *   %SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_drop_output (SeqgoSequencerClient *self, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return seqgo_sequencer_client_remove_events (self, NULL, error);
}
