/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How clients share a SeqgoSequencerQueue: its owner, its lock and its name. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-queue-private.h>

static gboolean
read_info (SeqgoSequencerQueue *self, snd_seq_queue_info_t *info, GError **error)
{
  snd_seq_t *seq = seqgo_sequencer_queue_lock (self, error);
  int        result;

  if (seq == NULL)
    return FALSE;

  result = snd_seq_get_queue_info (seq, self->id, info);
  seqgo_sequencer_handle_unlock (self->handle);
  if (result >= 0)
    return TRUE;

  seqgo_sequencer_set_error (error, result, seqgo_sequencer_queue_causes,
                             "Cannot ask whose queue %u is", self->id);
  return FALSE;
}

/* Makes this client the owner, if nobody has locked the queue. */
static gboolean
write_info (SeqgoSequencerQueue  *self,
            snd_seq_queue_info_t *info,
            const char           *operation,
            GError              **error)
{
  snd_seq_t *seq = seqgo_sequencer_queue_lock (self, error);
  int        result;

  if (seq == NULL)
    return FALSE;

  snd_seq_queue_info_set_owner (info, self->handle->client_id);
  result = snd_seq_set_queue_info (seq, self->id, info);
  seqgo_sequencer_handle_unlock (self->handle);
  if (result >= 0)
    return TRUE;

  seqgo_sequencer_set_error (error, result, seqgo_sequencer_queue_causes, "Cannot %s queue %u",
                             operation, self->id);
  return FALSE;
}

static gboolean
is_owner (SeqgoSequencerQueue *self, snd_seq_queue_info_t *info)
{
  return snd_seq_queue_info_get_owner (info) == self->handle->client_id;
}

/**
 * seqgo_sequencer_queue_get_owner:
 * @self: a queue
 *
 * Returns #SeqgoSequencerQueue:owner.
 *
 * Returns: the number of the client that the queue belongs to; the last one if the queue is closed
 *
 * Since: 1.0
 */
guint8
seqgo_sequencer_queue_get_owner (SeqgoSequencerQueue *self)
{
  snd_seq_queue_info_t *info;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), 0);

  snd_seq_queue_info_alloca (&info);
  if (read_info (self, info, NULL))
    self->owner = (guint8) snd_seq_queue_info_get_owner (info);
  return self->owner;
}

/**
 * seqgo_sequencer_queue_get_locked:
 * @self: a queue
 *
 * Returns #SeqgoSequencerQueue:locked.
 *
 * Returns: %TRUE if only its owner may control the queue; what was last known if the queue is
 *   closed
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_get_locked (SeqgoSequencerQueue *self)
{
  snd_seq_queue_info_t *info;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), FALSE);

  snd_seq_queue_info_alloca (&info);
  if (read_info (self, info, NULL))
    self->locked = snd_seq_queue_info_get_locked (info) != 0;
  return self->locked;
}

/**
 * seqgo_sequencer_queue_set_locked:
 * @self: a queue
 * @locked: whether only this client may control the queue
 * @error: return location for a #GError
 *
 * Locks the queue, or lets every client control it: start and stop it, set its tempo, its position
 * and its timer. All clients may put events on a queue that is locked, too.
 *
 * To lock a queue that another client has left unlocked makes this client its owner. To unlock one
 * that is not locked changes nothing.
 *
 * Returns: %TRUE if it was set, or %FALSE with %SEQGO_SEQUENCER_ERROR_NOT_OWNER,
 *   %SEQGO_SEQUENCER_ERROR_GONE or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_set_locked (SeqgoSequencerQueue *self, gboolean locked, GError **error)
{
  snd_seq_queue_info_t *info;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  snd_seq_queue_info_alloca (&info);
  if (!read_info (self, info, error))
    return FALSE;
  if (!snd_seq_queue_info_get_locked (info) == !locked && (!locked || is_owner (self, info)))
    return TRUE;

  snd_seq_queue_info_set_locked (info, locked);
  if (!write_info (self, info, locked ? "lock" : "unlock", error))
    return FALSE;

  g_object_notify (G_OBJECT (self), "locked");
  g_object_notify (G_OBJECT (self), "owner");
  return TRUE;
}

/**
 * seqgo_sequencer_queue_set_name:
 * @self: a queue
 * @name: the name that others see; the kernel keeps 63 bytes of it
 * @error: return location for a #GError
 *
 * Renames the queue, which only its owner can do.
 *
 * Returns: %TRUE if it was renamed, or %FALSE with %SEQGO_SEQUENCER_ERROR_NOT_OWNER,
 *   %SEQGO_SEQUENCER_ERROR_GONE or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_queue_set_name (SeqgoSequencerQueue *self, const char *name, GError **error)
{
  g_autofree char      *short_name = NULL;
  snd_seq_queue_info_t *info;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_QUEUE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  snd_seq_queue_info_alloca (&info);
  if (!read_info (self, info, error))
    return FALSE;

  /* The kernel would make this client the owner. */
  if (!is_owner (self, info))
    {
      g_set_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_NOT_OWNER,
                   "Cannot rename queue %u: it belongs to client %d", self->id,
                   snd_seq_queue_info_get_owner (info));
      return FALSE;
    }

  short_name = seqgo_sequencer_cut_name (name);
  snd_seq_queue_info_set_name (info, short_name);
  if (!write_info (self, info, "rename", error))
    return FALSE;

  if (g_strcmp0 (self->name, short_name) == 0)
    return TRUE;

  g_free (self->name);
  self->name = g_steal_pointer (&short_name);
  g_object_notify (G_OBJECT (self), "name");
  return TRUE;
}
