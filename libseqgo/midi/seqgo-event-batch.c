/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include <libseqgo/midi/seqgo-event-midi-private.h>
#include <libseqgo/midi/seqgo-event-private.h>

/**
 * SECTION:seqgo-event-batch
 * @title: SeqgoEventBatch
 * @short_description: many events at once
 *
 * To take events one by one is convenient; to take them as a batch is fast. A program in C goes
 * through the records:
 *
 * |[<!-- language="C" -->
 * guint                   n_records;
 * const SeqgoEventRecord *records = seqgo_event_batch_peek_records (batch, &n_records);
 *
 * for (guint i = 0; i < n_records; i++)
 *   if (records[i].type == SEQGO_EVENT_TYPE_NOTE_ON)
 *     g_print ("note %d velocity %d\n", records[i].a, records[i].b);
 * ]|
 *
 * Other languages get the same records as bytes, from seqgo_event_batch_get_records(). Python
 * unpacks them with its struct module, or looks at them with NumPy, and JavaScript with a DataView.
 */

struct _SeqgoEventBatch
{
  gatomicrefcount ref_count;
  GBytes         *records;
  /* NULL if no record has one. */
  GBytes *payloads;
};

G_STATIC_ASSERT (sizeof (SeqgoEventRecord) == SEQGO_EVENT_RECORD_SIZE);

G_DEFINE_BOXED_TYPE (SeqgoEventBatch,
                     seqgo_event_batch,
                     seqgo_event_batch_ref,
                     seqgo_event_batch_unref)

/* Takes both; @payloads may be NULL. */
static SeqgoEventBatch *
new_from_bytes (GBytes *records, GBytes *payloads)
{
  SeqgoEventBatch *self = g_new (SeqgoEventBatch, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->records = records;
  self->payloads = payloads;
  return self;
}

SeqgoEventBatch *
seqgo_event_batch_new_take_records (SeqgoEventRecord *records,
                                    gsize             n_records,
                                    GByteArray       *payloads)
{
  return new_from_bytes (g_bytes_new_take (records, n_records * sizeof *records),
                         payloads != NULL ? g_byte_array_free_to_bytes (payloads) : NULL);
}

SeqgoEventBatch *
seqgo_event_batch_new_take (GArray *records, GByteArray *payloads)
{
  gsize n_records = records->len;

  return seqgo_event_batch_new_take_records (
      (SeqgoEventRecord *) (void *) g_array_free (records, FALSE), n_records, payloads);
}

static void
append_event (GArray *records, GByteArray *payloads, SeqgoEvent *event)
{
  SeqgoEventRecord record = event->record;

  if (event->payload != NULL)
    {
      gsize         size;
      gconstpointer data = g_bytes_get_data (event->payload, &size);

      record.a = (gint32) payloads->len;
      g_byte_array_append (payloads, data, (guint) size);
    }
  g_array_append_val (records, record);
}

/**
 * seqgo_event_batch_new: (constructor)
 * @events: (array length=n_events): events
 * @n_events: the number of @events
 *
 * Makes a batch of events.
 *
 * Returns: (transfer full): the batch
 *
 * Since: 1.0
 */
SeqgoEventBatch *
seqgo_event_batch_new (SeqgoEvent **events, gsize n_events)
{
  GArray     *records;
  GByteArray *payloads;

  g_return_val_if_fail (events != NULL || n_events == 0, NULL);

  records = g_array_sized_new (FALSE, FALSE, sizeof (SeqgoEventRecord), (guint) n_events);
  payloads = g_byte_array_new ();
  for (gsize i = 0; i < n_events; i++)
    append_event (records, payloads, events[i]);
  return seqgo_event_batch_new_take (records, payloads);
}

static gboolean
check_time (const SeqgoEventRecord *record, gsize index, GError **error)
{
  gboolean is_real_time = (record->flags & SEQGO_EVENT_FLAG_REAL_TIME) != 0;

  if (record->time >= 0 && (is_real_time || record->time <= G_MAXUINT32))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "Record %zu: its time stamp, %" G_GINT64_FORMAT ", is not %s", index, record->time,
               is_real_time ? "at least 0" : "from 0 to 4294967295 ticks");
  return FALSE;
}

/* A payload needs a type that carries one, or one that is not known. */
static gboolean
check_payload (const SeqgoEventRecord *record, gsize index, gsize available, GError **error)
{
  SeqgoEventLayout layout = seqgo_event_record_get_layout (record);

  if (!seqgo_event_record_has_payload (record)
      || (layout != SEQGO_EVENT_LAYOUT_PAYLOAD && layout != SEQGO_EVENT_LAYOUT_RAW))
    {
      if ((record->flags & SEQGO_EVENT_FLAG_LENGTH_MASK) == 0
          && layout != SEQGO_EVENT_LAYOUT_PAYLOAD
          && (layout != SEQGO_EVENT_LAYOUT_UMP || record->type == 0))
        return TRUE;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Record %zu: type %u and flags 0x%02x do not go together", index, record->type,
                   record->flags);
      return FALSE;
    }

  if (record->a >= 0 && record->b >= 0 && (gsize) record->a <= available
      && (gsize) record->b <= available - (gsize) record->a)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "Record %zu: its payload, %d bytes from %d, is not within the %zu bytes of payloads",
               index, record->b, record->a, available);
  return FALSE;
}

/**
 * seqgo_event_batch_new_from_records: (constructor)
 * @records: records, one after the other, see #SeqgoEventRecord
 * @payloads: (nullable): the payloads that they refer to, or %NULL if they refer to none
 * @error: return location for a #GError
 *
 * Makes a batch of records that a program wrote itself, say with Python's struct module. Nothing
 * is copied, unless @records is a slice that is not aligned as a #SeqgoEventRecord.
 *
 * Notes, controllers and values are taken as they are; seqgo_event_to_midi() checks them.
 *
 * Returns: (transfer full): the batch, or %NULL with %G_IO_ERROR_INVALID_ARGUMENT when @records
 *   is not a whole number of records, or one of them refers to a payload that is not there, has
 *   flags that do not go with its type, or a time stamp that is negative or no number of ticks
 *
 * Since: 1.0
 */
SeqgoEventBatch *
seqgo_event_batch_new_from_records (GBytes *records, GBytes *payloads, GError **error)
{
  const SeqgoEventRecord *record;
  gsize                   size, available;

  g_return_val_if_fail (records != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  record = g_bytes_get_data (records, &size);
  available = payloads != NULL ? g_bytes_get_size (payloads) : 0;
  if (size % sizeof *record != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "%zu bytes are not a whole number of records of %zu bytes", size,
                   sizeof *record);
      return NULL;
    }

  /* Slices of other memory need not be aligned. */
  if ((guintptr) record % G_ALIGNOF (SeqgoEventRecord) != 0)
    {
      g_autoptr (GBytes) copy = g_bytes_new (record, size);

      return seqgo_event_batch_new_from_records (copy, payloads, error);
    }

  for (gsize i = 0; i < size / sizeof *record; i++)
    if (!check_time (&record[i], i, error) || !check_payload (&record[i], i, available, error))
      return NULL;

  return new_from_bytes (g_bytes_ref (records), payloads != NULL ? g_bytes_ref (payloads) : NULL);
}

/**
 * seqgo_event_batch_ref:
 * @self: a batch
 *
 * Adds a reference.
 *
 * Returns: (transfer full): @self
 *
 * Since: 1.0
 */
SeqgoEventBatch *
seqgo_event_batch_ref (SeqgoEventBatch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * seqgo_event_batch_unref:
 * @self: (transfer full): a batch
 *
 * Drops a reference; with the last one the batch is freed.
 *
 * Since: 1.0
 */
void
seqgo_event_batch_unref (SeqgoEventBatch *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    {
      g_bytes_unref (self->records);
      g_clear_pointer (&self->payloads, g_bytes_unref);
      g_free (self);
    }
}

SeqgoEventBatch *
seqgo_event_batch_readdress (SeqgoEventBatch *self)
{
  guint                   n_records, n_received = 0;
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (self, &n_records);
  SeqgoEventRecord       *readdressed;

  while (n_received < n_records && !(records[n_received].flags & SEQGO_EVENT_FLAG_RECEIVED))
    n_received++;
  if (n_received == n_records)
    return seqgo_event_batch_ref (self);

  readdressed = g_memdup2 (records, n_records * sizeof *records);
  for (guint i = 0; i < n_records; i++)
    seqgo_event_record_readdress (&readdressed[i]);
  return new_from_bytes (g_bytes_new_take (readdressed, n_records * sizeof *readdressed),
                         self->payloads != NULL ? g_bytes_ref (self->payloads) : NULL);
}

/**
 * seqgo_event_batch_get_n_events:
 * @self: a batch
 *
 * Returns how many events the batch has.
 *
 * Returns: the number of events
 *
 * Since: 1.0
 */
guint
seqgo_event_batch_get_n_events (SeqgoEventBatch *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (guint) (g_bytes_get_size (self->records) / sizeof (SeqgoEventRecord));
}

/**
 * seqgo_event_batch_get_event:
 * @self: a batch
 * @index: which event, from 0
 *
 * Returns one event of the batch.
 *
 * Returns: (transfer full) (nullable): the event, or %NULL if there is none at @index
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_batch_get_event (SeqgoEventBatch *self, guint index)
{
  const SeqgoEventRecord *record;
  g_autoptr (GBytes) payload = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (index >= seqgo_event_batch_get_n_events (self))
    return NULL;

  record = (const SeqgoEventRecord *) g_bytes_get_data (self->records, NULL) + index;
  if (seqgo_event_record_has_payload (record))
    payload = g_bytes_new_from_bytes (self->payloads, (gsize) record->a, (gsize) record->b);
  return seqgo_event_new_from_record (record, payload);
}

/**
 * seqgo_event_batch_get_records:
 * @self: a batch
 *
 * Returns the events as records, one after the other. Nothing is copied.
 *
 * Returns: (transfer full): records of %SEQGO_EVENT_RECORD_SIZE bytes, see #SeqgoEventRecord
 *
 * Since: 1.0
 */
GBytes *
seqgo_event_batch_get_records (SeqgoEventBatch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_bytes_ref (self->records);
}

/**
 * seqgo_event_batch_get_payloads:
 * @self: a batch
 *
 * Returns the payloads that the records refer to, one after the other. Nothing is copied.
 *
 * Returns: (transfer full): the payloads
 *
 * Since: 1.0
 */
GBytes *
seqgo_event_batch_get_payloads (SeqgoEventBatch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->payloads != NULL ? g_bytes_ref (self->payloads) : g_bytes_new_static ("", 0);
}

/**
 * seqgo_event_batch_peek_records: (skip)
 * @self: a batch
 * @n_records: (out) (optional): return location for the number of records
 *
 * Returns the events as an array of records, for C.
 *
 * Returns: (transfer none) (nullable): the records, perhaps %NULL if there are none; they live as
 *   long as the batch
 *
 * Since: 1.0
 */
const SeqgoEventRecord *
seqgo_event_batch_peek_records (SeqgoEventBatch *self, guint *n_records)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (n_records != NULL)
    *n_records = seqgo_event_batch_get_n_events (self);
  return g_bytes_get_data (self->records, NULL);
}

/**
 * seqgo_event_batch_to_midi:
 * @self: a batch
 * @destination: (nullable): the address of a port that received, or %NULL for all events
 * @error: return location for a #GError
 *
 * Writes the events of the batch, or only those that came to one port, as the MIDI 1.0 messages
 * that stand for them, one after the other. Each is written as by seqgo_event_to_midi(): with its
 * status byte, and so that nothing is cut to fit.
 *
 * Events that MIDI has no message for, such as announcements and notes with a duration, are left
 * out.
 *
 * Returns: (transfer full): the bytes, perhaps none, or %NULL with %G_IO_ERROR_INVALID_ARGUMENT if
 *   a value of an event is out of its range; the message tells which
 *
 * Since: 1.0
 */
GBytes *
seqgo_event_batch_to_midi (SeqgoEventBatch *self, SeqgoAddress *destination, GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;
  const SeqgoEventRecord *records;
  const guint8           *payloads;
  guint                   n_records;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  bytes = g_byte_array_new ();
  records = seqgo_event_batch_peek_records (self, &n_records);
  payloads = self->payloads != NULL ? g_bytes_get_data (self->payloads, NULL) : NULL;
  for (guint i = 0; i < n_records; i++)
    {
      g_autoptr (GError) record_error = NULL;

      if (destination != NULL
          && (records[i].destination_client != seqgo_address_get_client_id (destination)
              || records[i].destination_port != seqgo_address_get_port_id (destination)))
        continue;
      if (!seqgo_event_record_append_midi (&records[i], payloads, bytes, &record_error)
          && !g_error_matches (record_error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
        {
          g_propagate_prefixed_error (error, g_steal_pointer (&record_error),
                                      "Event %u of %u: ", i + 1, n_records);
          return NULL;
        }
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
