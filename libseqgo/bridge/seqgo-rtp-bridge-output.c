/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/bridge/seqgo-rtp-bridge-output-private.h>
#include <libseqgo/core/seqgo-timer-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-output-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-port-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-room-private.h>

/* How long to wait for a receiver that has no room, in microseconds. */
#define PATIENCE 500000

/* How much goes out at once when one receiver does not read, so that its room says nothing of that
 * of the others. */
#define MAX_AT_ONCE 32

/* A MIDI cable carries 3125 bytes a second. */
#define CABLE_BYTE_TIME 320

/* SysEx up to this size goes in one piece to whoever takes MIDI at all. */
#define SMALL_SYSEX 256

/* When so much waits, a receiver reads too slowly, and is not waited for any longer. */
#define MUCH_WAITING 4096

/* What may wait. */
#define MAX_WAITING 65536
#define MAX_WAITING_BYTES (4 * 1024 * 1024)

/* What is done is kept until it is so much, or nothing waits. */
#define MANY_DONE 1024

struct _SeqgoRtpBridgeOutput
{
  GObject             parent_instance;
  SeqgoSequencerPort *port;
  GSource            *timer;

  /* What waits, from the record @n_done on. SysEx in parts is one record for each of them, whose
   * reserved field is 1 in all but the last one. */
  GArray     *records;
  GByteArray *payloads;
  guint       n_done;

  gboolean has_driver;
  /* Since when there is no room; -1 if there is. */
  gint64 full_since;
  gint64 interval;
  /* A receiver does not read. */
  gboolean is_stuck;
  /* That the message whose parts go out is lost for somebody was counted. */
  gboolean is_counted;
  guint    n_lost;
};

G_DEFINE_FINAL_TYPE (SeqgoRtpBridgeOutput, seqgo_rtp_bridge_output, G_TYPE_OBJECT)

enum
{
  LOST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const SeqgoEventRecord *
get_record (SeqgoRtpBridgeOutput *self, guint index)
{
  return &g_array_index (self->records, SeqgoEventRecord, index);
}

static guint
get_n_waiting (SeqgoRtpBridgeOutput *self)
{
  return self->records->len - self->n_done;
}

/* The records up to @end went out, or were lost if @is_lost. */
static void
finish_records (SeqgoRtpBridgeOutput *self, guint end, gboolean is_lost)
{
  for (; self->n_done < end; self->n_done++)
    {
      gboolean is_last = get_record (self, self->n_done)->reserved == 0;

      if (is_lost && !self->is_counted)
        self->n_lost++;
      self->is_counted = !is_last && (self->is_counted || is_lost);
    }
}

/* Where the payloads begin that still wait. */
static guint
get_first_offset (SeqgoRtpBridgeOutput *self)
{
  for (guint i = self->n_done; i < self->records->len; i++)
    if (seqgo_event_record_has_payload (get_record (self, i)))
      return (guint) get_record (self, i)->a;
  return self->payloads->len;
}

static void
forget_done (SeqgoRtpBridgeOutput *self)
{
  guint offset;

  if (self->n_done == 0 || (self->n_done < MANY_DONE && get_n_waiting (self) > 0))
    return;

  offset = get_first_offset (self);
  for (guint i = self->n_done; i < self->records->len; i++)
    {
      SeqgoEventRecord *record = &g_array_index (self->records, SeqgoEventRecord, i);

      if (seqgo_event_record_has_payload (record))
        record->a -= (gint32) offset;
    }
  g_byte_array_remove_range (self->payloads, 0, offset);
  g_array_remove_range (self->records, 0, self->n_done);
  self->n_done = 0;
}

static void
tell_lost (SeqgoRtpBridgeOutput *self)
{
  guint n_lost = self->n_lost;

  self->n_lost = 0;
  if (n_lost > 0)
    g_signal_emit (self, signals[LOST], 0, n_lost);
}

/* How many records from the next one on may go out together: no pause is between them. */
static guint
count_together (SeqgoRtpBridgeOutput *self)
{
  guint max_records = get_n_waiting (self);
  guint n_records = 0;

  if (!self->has_driver && !self->is_stuck)
    return max_records;

  if (self->is_stuck)
    max_records = MIN (max_records, MAX_AT_ONCE);
  while (n_records < max_records)
    if (get_record (self, self->n_done + n_records++)->reserved != 0)
      break;
  return n_records;
}

/* How many of the next @n_records the receivers have room for. Who does not read does not count. */
static guint
count_fitting (SeqgoRtpBridgeOutput *self, guint n_records)
{
  guint n_fitting = 0;
  g_autoptr (GError) error = NULL;

  if (!seqgo_sequencer_room_count (self->port->handle, seqgo_sequencer_port_get_id (self->port),
                                   get_record (self, self->n_done), n_records, &n_fitting, &error))
    {
      finish_records (self, self->n_done + 1, TRUE);
      return 0;
    }
  if (n_fitting > 0)
    self->is_stuck = FALSE;
  return self->is_stuck ? n_records : n_fitting;
}

/* Goes on behind what cannot be sent. */
static void
output (SeqgoRtpBridgeOutput *self, guint n_records)
{
  guint end = self->n_done + n_records;

  while (self->n_done < end)
    {
      guint    n_sent = self->n_done;
      gboolean is_sent
          = seqgo_sequencer_output (self->port->handle, seqgo_sequencer_port_get_id (self->port),
                                    get_record (self, 0), end, self->payloads->data, &n_sent, NULL);

      finish_records (self, n_sent, FALSE);
      if (!is_sent)
        finish_records (self, n_sent + 1, TRUE);
    }
}

/* There is no room. Returns how long to wait, or 0 if that takes too long. */
static gint64
wait_for_room (SeqgoRtpBridgeOutput *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->full_since < 0)
    {
      self->full_since = now;
      self->interval = SEQGO_MIN_ROOM_INTERVAL;
      return self->interval;
    }
  if (now - self->full_since >= PATIENCE)
    {
      self->is_stuck = TRUE;
      return 0;
    }
  self->interval = MIN (2 * self->interval, SEQGO_MAX_ROOM_INTERVAL);
  return self->interval;
}

/* Sends the next records. Returns how long to wait before the others. */
static gint64
send_some (SeqgoRtpBridgeOutput *self)
{
  guint                   n_before = self->n_done;
  guint                   n_records = count_together (self);
  guint                   n_fitting = count_fitting (self, n_records);
  const SeqgoEventRecord *last;

  if (n_fitting == 0)
    return self->n_done > n_before ? 0 : wait_for_room (self);

  output (self, n_fitting);
  self->full_since = -1;
  last = get_record (self, self->n_done - 1);
  if (last->reserved != 0 && (self->has_driver || self->is_stuck))
    return (gint64) last->b * CABLE_BYTE_TIME;
  return self->is_stuck ? SEQGO_MIN_ROOM_INTERVAL : 0;
}

static void
send_waiting (SeqgoRtpBridgeOutput *self)
{
  gint64 pause = 0;

  if (seqgo_sequencer_port_is_closed (self->port))
    finish_records (self, self->records->len, TRUE);
  while (get_n_waiting (self) > 0 && pause == 0)
    pause = send_some (self);

  forget_done (self);
  seqgo_timer_set (self->timer, pause > 0 ? pause : -1);
  tell_lost (self);
}

static void
timer_cb (gpointer user_data)
{
  send_waiting (user_data);
}

static void
append (SeqgoRtpBridgeOutput   *self,
        const SeqgoEventRecord *record,
        const guint8           *payloads,
        guint8                  tag,
        guint                   part_size)
{
  SeqgoEventRecord copy = *record;
  guint            size = (guint) record->b, offset = 0;

  copy.flags &= SEQGO_EVENT_FLAG_LENGTH_MASK;
  copy.time = 0;
  copy.tag = tag;
  copy.queue = SEQGO_QUEUE_ID_DIRECT;
  copy.destination_client = SEQGO_CLIENT_ID_SUBSCRIBERS;
  copy.destination_port = 0;
  copy.reserved = 0;
  if (!seqgo_event_record_has_payload (record))
    {
      g_array_append_val (self->records, copy);
      return;
    }

  for (; offset < size; offset += (guint) copy.b)
    {
      copy.a = (gint32) (self->payloads->len + offset);
      copy.b = (gint32) MIN (part_size, size - offset);
      copy.reserved = offset + (guint) copy.b < size;
      g_array_append_val (self->records, copy);
    }
  g_byte_array_append (self->payloads, payloads + record->a, size);
}

static gboolean
has_large_sysex (const SeqgoEventRecord *records, guint n_records)
{
  for (guint i = 0; i < n_records; i++)
    if (seqgo_event_record_has_payload (&records[i]) && records[i].b > SMALL_SYSEX)
      return TRUE;
  return FALSE;
}

static guint
get_part_size (SeqgoRtpBridgeOutput *self, const SeqgoEventRecord *records, guint n_records)
{
  guint size = SMALL_SYSEX;

  if (has_large_sysex (records, n_records)
      && !seqgo_sequencer_room_get_part_size (self->port->handle,
                                              seqgo_sequencer_port_get_id (self->port), &size,
                                              &self->has_driver, NULL))
    return SMALL_SYSEX;
  return size;
}

static void
seqgo_rtp_bridge_output_dispose (GObject *object)
{
  SeqgoRtpBridgeOutput *self = SEQGO_RTP_BRIDGE_OUTPUT (object);

  g_clear_pointer (&self->timer, seqgo_timer_free);
  G_OBJECT_CLASS (seqgo_rtp_bridge_output_parent_class)->dispose (object);
}

static void
seqgo_rtp_bridge_output_finalize (GObject *object)
{
  SeqgoRtpBridgeOutput *self = SEQGO_RTP_BRIDGE_OUTPUT (object);

  g_clear_object (&self->port);
  g_array_unref (self->records);
  g_byte_array_unref (self->payloads);
  G_OBJECT_CLASS (seqgo_rtp_bridge_output_parent_class)->finalize (object);
}

static void
seqgo_rtp_bridge_output_class_init (SeqgoRtpBridgeOutputClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = seqgo_rtp_bridge_output_dispose;
  object_class->finalize = seqgo_rtp_bridge_output_finalize;

  signals[LOST] = g_signal_new ("lost", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
seqgo_rtp_bridge_output_init (SeqgoRtpBridgeOutput *self)
{
  self->records = g_array_new (FALSE, FALSE, sizeof (SeqgoEventRecord));
  self->payloads = g_byte_array_new ();
  self->full_since = -1;
  self->timer
      = seqgo_timer_attach (G_OBJECT (self), NULL, "[Seqgo] bridge to the sequencer", timer_cb);
}

SeqgoRtpBridgeOutput *
seqgo_rtp_bridge_output_new (SeqgoSequencerPort *port)
{
  SeqgoRtpBridgeOutput *self = g_object_new (SEQGO_TYPE_RTP_BRIDGE_OUTPUT, NULL);

  self->port = g_object_ref (port);
  return self;
}

SeqgoSequencerPort *
seqgo_rtp_bridge_output_get_port (SeqgoRtpBridgeOutput *self)
{
  return self->port;
}

void
seqgo_rtp_bridge_output_send (SeqgoRtpBridgeOutput   *self,
                              const SeqgoEventRecord *records,
                              guint                   n_records,
                              const guint8           *payloads,
                              guint8                  tag)
{
  gboolean was_idle = get_n_waiting (self) == 0;
  guint    part_size;

  if (get_n_waiting (self) + n_records > MAX_WAITING || self->payloads->len > MAX_WAITING_BYTES)
    {
      self->n_lost += n_records;
      tell_lost (self);
      return;
    }

  part_size = get_part_size (self, records, n_records);
  for (guint i = 0; i < n_records; i++)
    append (self, &records[i], payloads, tag, part_size);
  if (get_n_waiting (self) > MUCH_WAITING)
    self->is_stuck = TRUE;
  if (was_idle)
    send_waiting (self);
}

void
seqgo_rtp_bridge_output_close (SeqgoRtpBridgeOutput *self)
{
  if (!seqgo_sequencer_port_is_closed (self->port))
    output (self, get_n_waiting (self));
  forget_done (self);
  tell_lost (self);
  g_clear_pointer (&self->timer, seqgo_timer_free);
  seqgo_sequencer_port_close (self->port);
}
