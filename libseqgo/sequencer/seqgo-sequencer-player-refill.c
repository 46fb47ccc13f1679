/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How a SeqgoSequencerPlayer keeps its queue filled.
 *
 * The queue has the resolution of the file and counts the ticks of the file, until a loop jumps
 * back, and follows its tempo by events that it plays itself. */

#include "config.h"

#include <string.h>

#include <libseqgo/sequencer/seqgo-sequencer-output-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-player-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-pool-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-queued-private.h>

#define MILLISECOND G_GINT64_CONSTANT (1000000)

/* How far ahead the queue is filled, and how often. */
#define AHEAD (1000 * MILLISECOND)
#define REFILL_INTERVAL 100000
#define MIN_REFILL_INTERVAL 2000

/* What the player leaves of the client's pool to others. */
#define RESERVED_CELLS 100

/* A longer payload is sent in parts, with time for the receiver to take them. Half the pool of a
 * receiver holds one. */
#define MAX_PAYLOAD 2800
#define PAYLOAD_INTERVAL (10 * MILLISECOND)

static gint
compare_events (gconstpointer a, gconstpointer b, gpointer data)
{
  const SeqgoPlayerEvent *one = a, *other = b;

  return one->record.time < other->record.time ? -1 : one->record.time > other->record.time;
}

static gboolean
is_played (const SeqgoEventRecord *record)
{
  return record->type != SEQGO_EVENT_TYPE_TIME_SIGNATURE
         && record->type != SEQGO_EVENT_TYPE_KEY_SIGNATURE;
}

static void
read_track (SeqgoSequencerPlayer *self, guint track)
{
  g_autoptr (SeqgoEventBatch) batch
      = seqgo_midi_file_track_to_batch (self->file, track, self->queue->id);
  g_autoptr (GBytes) payloads = seqgo_event_batch_get_payloads (batch);
  guint                   n_records, offset = self->payloads->len;
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (batch, &n_records);

  if (payloads != NULL && g_bytes_get_size (payloads) > 0)
    g_byte_array_append (self->payloads, g_bytes_get_data (payloads, NULL),
                         (guint) g_bytes_get_size (payloads));
  for (guint i = 0; i < n_records; i++)
    {
      SeqgoPlayerEvent event = { records[i], track };

      if (!is_played (&event.record))
        continue;
      if (seqgo_event_record_has_payload (&event.record))
        event.record.a += (gint32) offset;
      g_array_append_val (self->events, event);
    }
}

void
seqgo_sequencer_player_read_file (SeqgoSequencerPlayer *self)
{
  guint n_tracks = seqgo_midi_file_get_n_tracks (self->file);

  for (guint track = 0; track < n_tracks; track++)
    read_track (self, track);
  /* It keeps the order of what is at the same tick. */
  g_qsort_with_data (self->events->data, (gint) self->events->len, sizeof (SeqgoPlayerEvent),
                     compare_events, NULL);
}

static const SeqgoPlayerEvent *
get_event (SeqgoSequencerPlayer *self, guint index)
{
  return &g_array_index (self->events, SeqgoPlayerEvent, index);
}

/* The first event at @tick or later. */
static guint
find_event (SeqgoSequencerPlayer *self, guint32 tick)
{
  guint first = 0, end = self->events->len;

  while (first < end)
    {
      guint middle = first + (end - first) / 2;

      if (get_event (self, middle)->record.time < tick)
        first = middle + 1;
      else
        end = middle;
    }
  return first;
}

static gboolean
is_tempo (const SeqgoEventRecord *record)
{
  return record->type == SEQGO_EVENT_TYPE_TEMPO;
}

static SeqgoPlayerOutput *
get_main_output (SeqgoSequencerPlayer *self)
{
  return g_ptr_array_index (self->outputs, 0);
}

SeqgoPlayerOutput *
seqgo_sequencer_player_get_output (SeqgoSequencerPlayer *self, const SeqgoPlayerEvent *event)
{
  const SeqgoEventRecord *record = &event->record;
  SeqgoPlayerOutput      *output = NULL;

  if (is_tempo (record))
    return get_main_output (self);
  if (!seqgo_event_record_has_payload (record))
    output = self->channel_outputs[record->channel % SEQGO_N_CHANNELS];
  if (output == NULL)
    output = g_hash_table_lookup (self->track_outputs, GUINT_TO_POINTER (event->track));
  return output != NULL ? output : get_main_output (self);
}

guint32
seqgo_sequencer_player_get_end (SeqgoSequencerPlayer *self)
{
  return seqgo_midi_file_get_n_ticks (self->file);
}

static gboolean
has_loop (SeqgoSequencerPlayer *self)
{
  return self->is_looping && self->loop_end > self->loop_start;
}

/* What the receivers are in before @tick, if playing began at @start: without notes from before. If
 * @is_cut, playing ended at @tick itself, and what may sound counts: notes begin, but do not end
 * there. */
static void
get_states (SeqgoSequencerPlayer *self,
            guint32               start,
            gint64                tick,
            gboolean              is_cut,
            SeqgoMidiState       *states)
{
  for (guint i = 0; i < self->outputs->len; i++)
    seqgo_midi_state_init (&states[i]);

  for (guint i = 0; i < self->events->len; i++)
    {
      const SeqgoPlayerEvent *event = get_event (self, i);
      const SeqgoEventRecord *record = &event->record;
      SeqgoPlayerOutput      *output = seqgo_sequencer_player_get_output (self, event);
      guint                   index = 0;
      gboolean                is_off = record->type == SEQGO_EVENT_TYPE_NOTE_OFF
                        || (record->type == SEQGO_EVENT_TYPE_NOTE_ON && record->b == 0);
      gboolean is_note = is_off || record->type == SEQGO_EVENT_TYPE_NOTE_ON;

      if (record->time > tick || (record->time == tick && !is_cut))
        break;
      if ((is_note && record->time < start) || (is_off && record->time == tick))
        continue;
      g_ptr_array_find (self->outputs, output, &index);
      seqgo_midi_state_apply (&states[index], record);
    }
}

static gint64
get_elapsed (SeqgoSequencerPlayer *self, const SeqgoPlayerPass *pass, guint32 tick)
{
  return pass->elapsed + seqgo_midi_file_tick_to_time (self->file, tick)
         - seqgo_midi_file_tick_to_time (self->file, pass->tick);
}

static SeqgoPlayerPass *
push_pass (SeqgoSequencerPlayer *self, gint64 queue_tick, guint32 tick, gint64 elapsed)
{
  SeqgoPlayerPass *pass = g_new (SeqgoPlayerPass, 1);

  *pass = (SeqgoPlayerPass){ queue_tick, tick, elapsed };
  g_queue_push_tail (&self->passes, pass);
  self->next = find_event (self, tick);
  self->n_payload = 0;
  return pass;
}

/* Where in the file, or after it, the queue is. */
static gint64
get_tick (const SeqgoPlayerPass *pass, guint32 queue_tick)
{
  return pass->tick + MAX (queue_tick - pass->queue_tick, 0);
}

/* Forgets the passes that are over, and finds out where it is. */
static const SeqgoPlayerPass *
update_position (SeqgoSequencerPlayer *self, guint32 queue_tick)
{
  SeqgoPlayerPass *pass = g_queue_peek_head (&self->passes);
  GList           *second;

  while ((second = g_queue_peek_nth_link (&self->passes, 1)) != NULL
         && ((SeqgoPlayerPass *) second->data)->queue_tick <= queue_tick)
    {
      g_free (g_queue_pop_head (&self->passes));
      pass = second->data;
    }

  self->tick = (guint32) MIN (get_tick (pass, queue_tick), seqgo_sequencer_player_get_end (self));
  return pass;
}

void
seqgo_sequencer_player_update (SeqgoSequencerPlayer *self)
{
  g_autoptr (SeqgoSequencerQueueStatus) status
      = seqgo_sequencer_queue_get_status (self->queue, NULL);

  if (status != NULL)
    update_position (self, status->tick);
}

/* The cells of the pool that can be used. */
static gint64
get_room (SeqgoSequencerPlayer *self)
{
  SeqgoSequencerHandle *handle = self->queue->handle;
  SeqgoSequencerPool    pool = { 0 };
  gint64                room = 0;

  if (seqgo_sequencer_handle_lock (handle, NULL) == NULL)
    return 0;
  if (seqgo_sequencer_pool_read (&pool, handle->fd, handle->client_id))
    room = (gint64) pool.output_free - MIN (RESERVED_CELLS, pool.output_size / 2);
  seqgo_sequencer_handle_unlock (handle);
  return room;
}

static gint64
count_cells (const SeqgoEventRecord *record)
{
  if (!seqgo_event_record_has_payload (record))
    return 1;
  return 1 + (record->b + SEQGO_EVENT_CELL_SIZE - 1) / SEQGO_EVENT_CELL_SIZE;
}

/* The part of a payload that is sent next. */
static SeqgoEventRecord
get_part (SeqgoSequencerPlayer *self, const SeqgoEventRecord *record)
{
  SeqgoEventRecord part = *record;

  if (seqgo_event_record_has_payload (record))
    {
      part.a += (gint32) self->n_payload;
      part.b = MIN (record->b - (gint32) self->n_payload, MAX_PAYLOAD);
    }
  return part;
}

static gint64
get_payload_ticks (SeqgoSequencerPlayer *self, guint32 tick)
{
  guint tempo = seqgo_midi_file_tempo_at (self->file, tick);

  return PAYLOAD_INTERVAL * seqgo_midi_file_get_ppq (self->file) / (1000 * (gint64) tempo) + 1;
}

static void
append (SeqgoSequencerPlayer *self,
        SeqgoPlayerOutput    *output,
        SeqgoEventRecord      record,
        gint64                queue_tick)
{
  record.queue = self->queue->id;
  record.time = queue_tick;
  g_array_append_val (output->records, record);
}

/* Puts the next event, or a part of it, on the queue. */
static void
append_next (SeqgoSequencerPlayer *self, const SeqgoPlayerPass *pass)
{
  const SeqgoPlayerEvent *event = get_event (self, self->next);
  SeqgoEventRecord        part = get_part (self, &event->record);
  gint64                  queue_tick = pass->queue_tick + event->record.time - pass->tick;
  gboolean                is_whole = TRUE;

  /* Nothing may come between the parts of a message. */
  if (!is_tempo (&event->record))
    queue_tick = MAX (queue_tick, self->busy_until);
  append (self, seqgo_sequencer_player_get_output (self, event), part, queue_tick);

  if (seqgo_event_record_has_payload (&event->record))
    {
      self->n_payload += (guint) part.b;
      is_whole = self->n_payload >= (guint) event->record.b;
      if (!is_whole)
        self->busy_until = queue_tick + get_payload_ticks (self, (guint32) event->record.time);
    }
  if (is_whole)
    {
      self->next++;
      self->n_payload = 0;
    }
}

static void
append_tempo (SeqgoSequencerPlayer *self, guint32 tick, gint64 queue_tick)
{
  SeqgoEventRecord record;

  seqgo_event_record_init (&record, SEQGO_EVENT_TYPE_TEMPO);
  record.destination_client = SEQGO_CLIENT_ID_SYSTEM;
  record.destination_port = SEQGO_PORT_ID_TIMER;
  record.channel = self->queue->id;
  record.a = (gint32) seqgo_midi_file_tempo_at (self->file, tick);
  append (self, get_main_output (self), record, queue_tick);
}

/* From the end of the loop to its start: no note goes on sounding, and what was played since the
 * start has no effect. */
static void
append_jump (SeqgoSequencerPlayer *self, const SeqgoPlayerPass *pass, gint64 queue_tick)
{
  g_autofree SeqgoMidiState *before = g_new (SeqgoMidiState, self->outputs->len);
  g_autofree SeqgoMidiState *after = g_new (SeqgoMidiState, self->outputs->len);

  get_states (self, pass->tick, self->loop_end, FALSE, before);
  get_states (self, self->loop_start, self->loop_start, FALSE, after);
  for (guint i = 0; i < self->outputs->len; i++)
    {
      g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (SeqgoEventRecord));

      seqgo_midi_state_release (&before[i], records);
      seqgo_midi_state_chase (&after[i], &before[i], FALSE, records);
      for (guint j = 0; j < records->len; j++)
        append (self, g_ptr_array_index (self->outputs, i),
                g_array_index (records, SeqgoEventRecord, j), queue_tick);
    }
  append_tempo (self, self->loop_start, queue_tick);
}

static gboolean
send_output (SeqgoSequencerPlayer *self, SeqgoPlayerOutput *output, GError **error)
{
  g_autoptr (GError) send_error = NULL;
  guint    n_sent = 0;
  gboolean is_sent;

  if (output->records->len == 0)
    return TRUE;
  if (!seqgo_sequencer_port_check_open (output->port, error))
    return FALSE;

  is_sent
      = seqgo_sequencer_output (output->port->handle, seqgo_sequencer_port_get_id (output->port),
                                (const SeqgoEventRecord *) (void *) output->records->data,
                                output->records->len, self->payloads->data, &n_sent, &send_error);
  if (n_sent > 0)
    g_array_remove_range (output->records, 0, n_sent);
  /* Others of the client were faster; there will be room again. */
  if (is_sent
      || g_error_matches (send_error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_POOL_FULL))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&send_error));
  return FALSE;
}

static gboolean
send_all (SeqgoSequencerPlayer *self, GError **error)
{
  for (guint i = 0; i < self->outputs->len; i++)
    if (!send_output (self, g_ptr_array_index (self->outputs, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
has_unsent (SeqgoSequencerPlayer *self)
{
  for (guint i = 0; i < self->outputs->len; i++)
    if (((SeqgoPlayerOutput *) g_ptr_array_index (self->outputs, i))->records->len > 0)
      return TRUE;
  return FALSE;
}

/* Puts events on the queue until @limit, in elapsed nanoseconds, or until there is no more room.
 * Returns how far it came. */
static gint64
fill (SeqgoSequencerPlayer *self, gint64 limit)
{
  gint64 room = has_unsent (self) ? 0 : get_room (self);

  for (;;)
    {
      const SeqgoPlayerPass  *pass = g_queue_peek_tail (&self->passes);
      const SeqgoPlayerEvent *event
          = self->next < self->events->len ? get_event (self, self->next) : NULL;
      gboolean is_loop_over = has_loop (self) && pass->tick < self->loop_end
                              && (event == NULL || event->record.time >= self->loop_end);
      guint32 tick;
      gint64  elapsed;

      if (event == NULL && !is_loop_over)
        return G_MAXINT64;

      tick = is_loop_over ? self->loop_end : (guint32) event->record.time;
      elapsed = get_elapsed (self, pass, tick);
      if (elapsed > limit)
        return limit;

      /* A jump is rare, and needs little room; the rest of it is reserved. */
      if (room <= 0)
        return elapsed;
      if (is_loop_over)
        {
          gint64 queue_tick = pass->queue_tick + self->loop_end - pass->tick;

          append_jump (self, pass, queue_tick);
          push_pass (self, queue_tick, self->loop_start, elapsed);
          room -= 1;
        }
      else
        {
          SeqgoEventRecord part = get_part (self, &event->record);

          room -= count_cells (&part);
          if (room < 0)
            return elapsed;
          append_next (self, pass);
        }
    }
}

gint64
seqgo_sequencer_player_refill (SeqgoSequencerPlayer *self, GError **error)
{
  g_autoptr (SeqgoSequencerQueueStatus) status
      = seqgo_sequencer_queue_get_status (self->queue, error);
  const SeqgoPlayerPass *pass;
  gint64                 now, reached, rest = G_MAXINT64;
  guint32                end;

  if (status == NULL)
    return -1;

  pass = update_position (self, status->tick);
  now = get_elapsed (self, pass, self->tick);
  reached = fill (self, now + (gint64) (AHEAD * self->speed));
  if (!send_all (self, error))
    return -1;

  end = seqgo_sequencer_player_get_end (self);
  if (reached == G_MAXINT64 && !has_unsent (self))
    {
      if (get_tick (pass, status->tick) > end && status->tick > self->busy_until)
        return 0;
      rest = MAX (get_elapsed (self, pass, end) - now, MILLISECOND);
    }
  else if (reached < now + (gint64) (AHEAD * self->speed))
    {
      rest = (reached - now) / 2;
    }
  return CLAMP ((gint64) ((double) rest / 1000 / self->speed), MIN_REFILL_INTERVAL,
                REFILL_INTERVAL);
}

/* The kernel looks at the queue only together with the destination. */
static void
remove_waiting (SeqgoSequencerPlayer *self)
{
  static const snd_seq_addr_t destinations[] = {
    { SND_SEQ_ADDRESS_SUBSCRIBERS, SND_SEQ_ADDRESS_UNKNOWN },
    { SND_SEQ_CLIENT_SYSTEM, SND_SEQ_PORT_SYSTEM_TIMER },
  };
  snd_seq_remove_events_t *filter;
  snd_seq_t               *seq = seqgo_sequencer_handle_lock (self->queue->handle, NULL);

  if (seq == NULL)
    return;

  snd_seq_remove_events_alloca (&filter);
  snd_seq_remove_events_set_condition (filter, SND_SEQ_REMOVE_OUTPUT | SND_SEQ_REMOVE_DEST);
  snd_seq_remove_events_set_queue (filter, self->queue->id);
  for (guint i = 0; i < G_N_ELEMENTS (destinations); i++)
    {
      snd_seq_remove_events_set_dest (filter, &destinations[i]);
      snd_seq_remove_events (seq, filter);
    }
  seqgo_sequencer_forget_queued (self->queue->handle, self->queue->id);
  seqgo_sequencer_handle_unlock (self->queue->handle);
}

/* At once, and as well as it can be done: a receiver may be full or gone. */
static void
send_now (SeqgoPlayerOutput *output, const GArray *records)
{
  for (guint n_sent = 0; n_sent < records->len; n_sent++)
    if (seqgo_sequencer_port_is_closed (output->port)
        || seqgo_sequencer_output (output->port->handle, seqgo_sequencer_port_get_id (output->port),
                                   (const SeqgoEventRecord *) (void *) records->data, records->len,
                                   NULL, &n_sent, NULL))
      return;
}

static void
chase (SeqgoSequencerPlayer *self, guint32 tick)
{
  g_autofree SeqgoMidiState *states = g_new (SeqgoMidiState, self->outputs->len);

  get_states (self, tick, tick, FALSE, states);
  for (guint i = 0; i < self->outputs->len; i++)
    {
      SeqgoPlayerOutput *output = g_ptr_array_index (self->outputs, i);
      g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (SeqgoEventRecord));

      seqgo_midi_state_chase (&states[i], &output->state, TRUE, records);
      send_now (output, records);
      output->state = states[i];
    }
}

gboolean
seqgo_sequencer_player_begin (SeqgoSequencerPlayer *self, GError **error)
{
  guint  tempo = seqgo_midi_file_tempo_at (self->file, self->resume_tick);
  gint64 time = seqgo_midi_file_tick_to_time (self->file, self->resume_tick);

  if (!seqgo_sequencer_queue_set_tick (self->queue, self->resume_tick, error)
      || !seqgo_sequencer_queue_set_time (self->queue, time, error)
      || !seqgo_sequencer_queue_set_tempo (self->queue, tempo, error))
    return FALSE;

  chase (self, self->resume_tick);
  self->busy_until = 0;
  push_pass (self, self->resume_tick, self->resume_tick, 0);
  /* A queue that stands delivers what is due at the first tick; all else waits. */
  if (seqgo_sequencer_player_refill (self, error) < 0)
    return FALSE;
  return seqgo_sequencer_queue_continue (self->queue, error);
}

/* Notes that may have begun since it was last known where the queue is. */
static void
add_begun_notes (SeqgoSequencerPlayer *self, SeqgoMidiState *states)
{
  for (guint i = find_event (self, self->tick); i < self->next; i++)
    {
      const SeqgoPlayerEvent *event = get_event (self, i);
      guint                   index = 0;

      if (event->record.type != SEQGO_EVENT_TYPE_NOTE_ON || event->record.b == 0)
        continue;
      g_ptr_array_find (self->outputs, seqgo_sequencer_player_get_output (self, event), &index);
      seqgo_midi_state_apply (&states[index], &event->record);
    }
}

/* Finds out where it was, and what the receivers are in. */
static void
get_last_states (SeqgoSequencerPlayer *self, SeqgoMidiState *states)
{
  g_autoptr (SeqgoSequencerQueueStatus) status
      = seqgo_sequencer_queue_get_status (self->queue, NULL);
  const SeqgoPlayerPass *pass = g_queue_peek_head (&self->passes);

  if (status != NULL)
    {
      pass = update_position (self, status->tick);
      get_states (self, pass->tick, get_tick (pass, status->tick), TRUE, states);
    }
  else
    {
      get_states (self, pass->tick, self->tick, TRUE, states);
      add_begun_notes (self, states);
    }
}

void
seqgo_sequencer_player_halt (SeqgoSequencerPlayer *self)
{
  g_autofree SeqgoMidiState *states = g_new (SeqgoMidiState, self->outputs->len);

  seqgo_sequencer_queue_stop (self->queue, NULL);
  /* It may not even have begun. */
  if (g_queue_is_empty (&self->passes))
    return;

  get_last_states (self, states);
  remove_waiting (self);
  self->resume_tick = self->tick + 1;
  for (guint i = 0; i < self->outputs->len; i++)
    {
      SeqgoPlayerOutput *output = g_ptr_array_index (self->outputs, i);
      g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (SeqgoEventRecord));

      g_array_set_size (output->records, 0);
      seqgo_midi_state_release (&states[i], records);
      send_now (output, records);
      output->state = states[i];
    }
  while (!g_queue_is_empty (&self->passes))
    g_free (g_queue_pop_head (&self->passes));
}
