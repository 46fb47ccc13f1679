/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What a SeqgoSequencerClient tells the kernel of itself, which takes all of it at once. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>

typedef void (*ChangeFunc) (snd_seq_client_info_t *info, gconstpointer value);

static gboolean
change_info (SeqgoSequencerClient *self,
             ChangeFunc            change,
             gconstpointer         value,
             const char           *what,
             GError              **error)
{
  snd_seq_client_info_t *info;
  snd_seq_t             *seq = seqgo_sequencer_handle_lock (self->handle, error);
  int                    result;

  if (seq == NULL)
    return FALSE;

  snd_seq_client_info_alloca (&info);
  result = snd_seq_get_client_info (seq, info);
  if (result >= 0)
    {
      change (info, value);
      result = snd_seq_set_client_info (seq, info);
    }
  seqgo_sequencer_handle_unlock (self->handle);
  if (result < 0)
    seqgo_sequencer_set_error (error, result, NULL, "Cannot set the %s of the client", what);
  return result >= 0;
}

static void
change_name (snd_seq_client_info_t *info, gconstpointer value)
{
  snd_seq_client_info_set_name (info, value);
}

/**
 * seqgo_sequencer_client_set_name:
 * @self: a client
 * @name: the name that others see; the kernel keeps 63 bytes of it
 * @error: return location for a #GError
 *
 * Gives the client another name, which others are told.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if it is empty, or
 *   %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_set_name (SeqgoSequencerClient *self, const char *name, GError **error)
{
  const char *short_name;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!seqgo_sequencer_check_name (name, error))
    return FALSE;
  short_name = seqgo_sequencer_handle_keep_name (self->handle, self->names, name);
  if (!change_info (self, change_name, short_name, "name", error))
    return FALSE;

  if (!g_str_equal (seqgo_sequencer_client_get_name (self), short_name))
    {
      g_atomic_pointer_set (&self->name, short_name);
      g_object_notify (G_OBJECT (self), "name");
    }
  return TRUE;
}

static void
change_error_bounce (snd_seq_client_info_t *info, gconstpointer value)
{
  snd_seq_client_info_set_error_bounce (info, *(const gboolean *) value);
}

/**
 * seqgo_sequencer_client_set_error_bounce:
 * @self: a client
 * @error_bounce: whether events are to come back
 * @error: return location for a #GError
 *
 * Sets whether the client is told of events that it put on a queue and that could not be delivered
 * when they were due, as the receiver was full, for example. An event of the type
 * %SEQGO_EVENT_TYPE_BOUNCE, or of %SEQGO_EVENT_TYPE_KERNEL_ERROR if the kernel is older, then comes
 * for each; see seqgo_event_get_bounced_receiver() and seqgo_event_get_bounced_event(). It comes to
 * the port that had sent the event, which must be able to receive: one of
 * %SEQGO_PORT_PRESET_DUPLEX is. Unless this is set, which it is not at the beginning, nobody is
 * told of such a loss.
 *
 * An event without a queue does not come back: to send it is an error.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_set_error_bounce (SeqgoSequencerClient *self,
                                         gboolean              error_bounce,
                                         GError              **error)
{
  gboolean is_change;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  error_bounce = error_bounce != FALSE;
  if (!change_info (self, change_error_bounce, &error_bounce, "error bounce", error))
    return FALSE;

  g_mutex_lock (&self->lock);
  is_change = self->error_bounce != error_bounce;
  self->error_bounce = error_bounce;
  g_mutex_unlock (&self->lock);
  if (is_change)
    g_object_notify (G_OBJECT (self), "error-bounce");
  return TRUE;
}

/**
 * seqgo_sequencer_client_get_error_bounce:
 * @self: a client
 *
 * Returns #SeqgoSequencerClient:error-bounce.
 *
 * Returns: %TRUE if events come back
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_get_error_bounce (SeqgoSequencerClient *self)
{
  gboolean error_bounce;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), FALSE);

  g_mutex_lock (&self->lock);
  error_bounce = self->error_bounce;
  g_mutex_unlock (&self->lock);
  return error_bounce;
}

/* The types in ascending order, each once. */
static GBytes *
sort_types (const guint8 *types, gsize n_types)
{
  gboolean has_type[256] = { FALSE };
  guint8   sorted[256];
  gsize    n_sorted = 0;

  for (gsize i = 0; i < n_types; i++)
    has_type[types[i]] = TRUE;
  for (guint type = 0; type < G_N_ELEMENTS (has_type); type++)
    if (has_type[type])
      sorted[n_sorted++] = (guint8) type;
  return g_bytes_new (sorted, n_sorted);
}

static void
change_event_filter (snd_seq_client_info_t *info, gconstpointer value)
{
  gsize         n_types;
  const guint8 *types = g_bytes_get_data ((GBytes *) value, &n_types);

  snd_seq_client_info_event_filter_clear (info);
  snd_seq_client_info_set_event_filter (info, NULL);
  for (gsize i = 0; i < n_types; i++)
    snd_seq_client_info_event_filter_add (info, types[i]);
}

/**
 * seqgo_sequencer_client_set_event_filter:
 * @self: a client
 * @types: (nullable) (array length=n_types): the numbers of the #SeqgoEventType that are to pass,
 *   or %NULL
 * @n_types: the number of types; 0 lets all pass again
 * @error: return location for a #GError
 *
 * Lets the client receive events of some types only. The kernel drops all others before they take
 * room in the input pool.
 *
 * Who sends such an event directly is told: to send it is then
 * %SEQGO_SEQUENCER_ERROR_UNDELIVERABLE, even if others have received it. To ignore events without
 * troubling their senders, receive them and do nothing.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_set_event_filter (SeqgoSequencerClient *self,
                                         const guint8         *types,
                                         gsize                 n_types,
                                         GError              **error)
{
  g_autoptr (GBytes) sorted = NULL;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), FALSE);
  g_return_val_if_fail (types != NULL || n_types == 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  sorted = sort_types (types, n_types);
  if (!change_info (self, change_event_filter, sorted, "event filter", error))
    return FALSE;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->event_filter, g_bytes_unref);
  self->event_filter = g_steal_pointer (&sorted);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

/**
 * seqgo_sequencer_client_get_event_filter:
 * @self: a client
 * @n_types: (out): return location for the number of types
 *
 * Returns what seqgo_sequencer_client_set_event_filter() has set.
 *
 * Returns: (transfer full) (array length=n_types): the numbers of the #SeqgoEventType that pass, in
 *   ascending order; none if all types pass
 *
 * Since: 1.0
 */
guint8 *
seqgo_sequencer_client_get_event_filter (SeqgoSequencerClient *self, gsize *n_types)
{
  guint8 *types = NULL;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);
  g_return_val_if_fail (n_types != NULL, NULL);

  *n_types = 0;
  g_mutex_lock (&self->lock);
  if (self->event_filter != NULL)
    types = g_memdup2 (g_bytes_get_data (self->event_filter, n_types),
                       g_bytes_get_size (self->event_filter));
  g_mutex_unlock (&self->lock);
  return types;
}
