/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How a SeqgoSequencerClient takes back what it has sent. */

#include "config.h"

#include <libseqgo/core/seqgo-time-private.h>
#include <libseqgo/midi/seqgo-event-pattern-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-queued-private.h>

/* A pattern as the kernel wants it. */
typedef struct
{
  guint                    conditions;
  snd_seq_remove_events_t *info;
} Removal;

static gboolean
check_condition (const char *name, gint64 value, gint64 max, GError **error)
{
  if (value == SEQGO_EVENT_PATTERN_ANY || (value >= 0 && value <= max))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "Cannot remove events with %s %" G_GINT64_FORMAT
               ": it goes from 0 to %" G_GINT64_FORMAT,
               name, value, max);
  return FALSE;
}

static gboolean
check_pattern (const SeqgoEventPattern *pattern, GError **error)
{
  gint64 max_time = G_MAXUINT32 * SEQGO_NSEC_PER_SEC + SEQGO_NSEC_PER_SEC - 1;
  guint  n_bounds = 0;

  if (!check_condition ("the type", pattern->event_type, G_MAXUINT8, error)
      || !check_condition ("the channel", pattern->channel, 15, error)
      || !check_condition ("the tag", pattern->tag, G_MAXUINT8, error)
      || !check_condition ("the queue", pattern->queue_id, SEQGO_N_QUEUES - 1, error)
      || !check_condition ("from-tick", pattern->from_tick, G_MAXUINT32, error)
      || !check_condition ("before-tick", pattern->before_tick, G_MAXUINT32, error)
      || !check_condition ("from-time", pattern->from_time, max_time, error)
      || !check_condition ("before-time", pattern->before_time, max_time, error))
    return FALSE;

  n_bounds += pattern->from_tick != SEQGO_EVENT_PATTERN_ANY;
  n_bounds += pattern->before_tick != SEQGO_EVENT_PATTERN_ANY;
  n_bounds += pattern->from_time != SEQGO_EVENT_PATTERN_ANY;
  n_bounds += pattern->before_time != SEQGO_EVENT_PATTERN_ANY;
  if (n_bounds <= 1)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       "Cannot remove events from one position to another: the kernel compares "
                       "them with a single one; set only one of from-tick, before-tick, from-time "
                       "and before-time");
  return FALSE;
}

/* The kernel would take the seconds of the one kind for the ticks of the other. */
static gboolean
check_stamps (SeqgoSequencerHandle *handle, SeqgoEventPattern *pattern, GError **error)
{
  gboolean has_ticks = seqgo_event_pattern_has_ticks (pattern);

  if (!has_ticks && !seqgo_event_pattern_has_times (pattern))
    return TRUE;

  for (guint8 queue = 0; queue < SEQGO_N_QUEUES; queue++)
    if ((pattern->queue_id == SEQGO_EVENT_PATTERN_ANY || pattern->queue_id == queue)
        && seqgo_sequencer_may_have_queued (handle, queue, has_ticks))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                     "Cannot remove events by their %s: events that are due at a %s wait in queue "
                     "%u, too, and the kernel does not tell them apart",
                     has_ticks ? "ticks" : "times", has_ticks ? "time" : "tick", queue);
        return FALSE;
      }
  return TRUE;
}

static void
set_time (Removal *removal, guint condition, gint64 time)
{
  snd_seq_timestamp_t stamp = { 0 };

  if (time == SEQGO_EVENT_PATTERN_ANY)
    return;

  removal->conditions |= condition;
  if (condition & SND_SEQ_REMOVE_TIME_TICK)
    {
      stamp.tick = (guint) time;
    }
  else
    {
      stamp.time.tv_sec = (guint) (time / SEQGO_NSEC_PER_SEC);
      stamp.time.tv_nsec = (guint) (time % SEQGO_NSEC_PER_SEC);
    }
  snd_seq_remove_events_set_time (removal->info, &stamp);
}

/* All but the queue and the destination. */
static void
set_conditions (Removal *removal, const SeqgoEventPattern *pattern)
{
  if (pattern->event_type != SEQGO_EVENT_PATTERN_ANY)
    {
      removal->conditions |= SND_SEQ_REMOVE_EVENT_TYPE;
      snd_seq_remove_events_set_event_type (removal->info, pattern->event_type);
    }
  if (pattern->channel != SEQGO_EVENT_PATTERN_ANY)
    {
      removal->conditions |= SND_SEQ_REMOVE_DEST_CHANNEL;
      snd_seq_remove_events_set_channel (removal->info, pattern->channel);
    }
  if (pattern->tag != SEQGO_EVENT_PATTERN_ANY)
    {
      removal->conditions |= SND_SEQ_REMOVE_TAG_MATCH;
      snd_seq_remove_events_set_tag (removal->info, pattern->tag);
    }
  if (pattern->keep_note_offs)
    removal->conditions |= SND_SEQ_REMOVE_IGNORE_OFF;

  set_time (removal, SND_SEQ_REMOVE_TIME_AFTER | SND_SEQ_REMOVE_TIME_TICK, pattern->from_tick);
  set_time (removal, SND_SEQ_REMOVE_TIME_BEFORE | SND_SEQ_REMOVE_TIME_TICK, pattern->before_tick);
  set_time (removal, SND_SEQ_REMOVE_TIME_AFTER, pattern->from_time);
  set_time (removal, SND_SEQ_REMOVE_TIME_BEFORE, pattern->before_time);
}

static int
remove_from (snd_seq_t *seq, Removal *removal, guint8 queue, guint receiver)
{
  snd_seq_addr_t address = { (guint8) (receiver >> 8), (guint8) receiver };

  snd_seq_remove_events_set_condition (removal->info, removal->conditions | SND_SEQ_REMOVE_DEST);
  snd_seq_remove_events_set_queue (removal->info, queue);
  snd_seq_remove_events_set_dest (removal->info, &address);
  return snd_seq_remove_events (seq, removal->info);
}

/* The kernel looks at the queue only if it is given a destination, and then always. So it is told
 * all that there are. */
static int
remove_from_queue (SeqgoSequencerHandle *handle,
                   Removal              *removal,
                   SeqgoAddress         *destination,
                   guint8                queue)
{
  SeqgoQueueReach *reach = &handle->reach[queue];
  GHashTableIter   iter;
  gpointer         receiver;
  int              result = 0;

  if (reach->receivers == NULL)
    return 0;
  if (destination != NULL)
    return remove_from (handle->seq, removal, queue,
                        seqgo_address_get_client_id (destination) << 8
                            | seqgo_address_get_port_id (destination));

  g_hash_table_iter_init (&iter, reach->receivers);
  while (result >= 0 && g_hash_table_iter_next (&iter, &receiver, NULL))
    result = remove_from (handle->seq, removal, queue, GPOINTER_TO_UINT (receiver));
  if (result >= 0 && removal->conditions == SND_SEQ_REMOVE_OUTPUT)
    seqgo_sequencer_forget_queued (handle, queue);
  return result;
}

static int
remove_matching (SeqgoSequencerHandle *handle, const SeqgoEventPattern *pattern)
{
  Removal removal = { SND_SEQ_REMOVE_OUTPUT, NULL };
  int     result = 0;

  snd_seq_remove_events_alloca (&removal.info);
  set_conditions (&removal, pattern);
  for (guint8 queue = 0; queue < SEQGO_N_QUEUES && result >= 0; queue++)
    if (pattern->queue_id == SEQGO_EVENT_PATTERN_ANY || pattern->queue_id == queue)
      result = remove_from_queue (handle, &removal, pattern->destination, queue);
  return result;
}

/**
 * seqgo_sequencer_client_remove_events:
 * @self: a client
 * @pattern: (nullable): which events, or %NULL for all
 * @error: return location for a #GError
 *
 * Takes events that this client has sent out of the queues that they wait in. Events of other
 * clients stay.
 *
 * A note off that is removed leaves a note that does not end; #SeqgoEventPattern:keep-note-offs
 * spares them. A note that is an event with a duration is whole until it begins, and a note off
 * from then on.
 *
 * A pattern may have only one of #SeqgoEventPattern:from-tick and its like, and only if no events
 * with stamps of the other kind wait in the same queues: the kernel could not tell them apart.
 *
 * Returns: %TRUE if all that match were removed, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT or
 *   %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_remove_events (SeqgoSequencerClient *self,
                                      SeqgoEventPattern    *pattern,
                                      GError              **error)
{
  g_autoptr (SeqgoEventPattern) all = NULL;
  SeqgoSequencerHandle *handle;
  int                   result;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), FALSE);
  g_return_val_if_fail (pattern == NULL || SEQGO_IS_EVENT_PATTERN (pattern), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (pattern == NULL)
    pattern = all = seqgo_event_pattern_new ();

  handle = self->handle;
  if (!check_pattern (pattern, error)
      || !seqgo_sequencer_handle_check_direction (handle, SEQGO_DIRECTION_OUTPUT, error)
      || seqgo_sequencer_handle_lock (handle, error) == NULL)
    return FALSE;

  if (!check_stamps (handle, pattern, error))
    {
      seqgo_sequencer_handle_unlock (handle);
      return FALSE;
    }
  result = remove_matching (handle, pattern);
  seqgo_sequencer_handle_unlock (handle);

  if (result < 0)
    seqgo_sequencer_set_error (error, result, NULL, "Cannot remove events");
  return result >= 0;
}
