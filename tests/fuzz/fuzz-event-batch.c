/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Records and payloads of any bytes are refused or make events of which everything can be asked.
 * The first byte of the input says what is made of the others, the second how many of them are
 * payloads; the rest are records. */

#include <string.h>

#include <gio/gio.h>

#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/seqgo.h>

#define HEADER_SIZE 2
#define OFFSET_MASK 7
#define MAKE_TIMES_GOOD (1 << 3)
#define MAKE_FLAGS_GOOD (1 << 4)
#define CUT_TO_WHOLE_RECORDS (1 << 5)

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Most random records would be refused for these. */
static void
make_good (SeqgoEventRecord *record, guint8 mode)
{
  gboolean is_ump = seqgo_event_record_is_ump (record);
  gboolean has_payload = !is_ump && seqgo_event_layouts[record->type] == SEQGO_EVENT_LAYOUT_PAYLOAD;

  if (mode & MAKE_TIMES_GOOD)
    record->time &= G_MAXUINT32;
  if (mode & MAKE_FLAGS_GOOD)
    {
      record->flags &= (guint8) ~SEQGO_EVENT_FLAG_LENGTH_MASK;
      record->flags |= has_payload ? SEQGO_EVENT_FLAG_VARIABLE : 0;
      if (is_ump)
        {
          record->type = 0;
          return;
        }
      record->a &= has_payload ? 127 : G_MAXINT32;
      record->b &= has_payload ? 127 : G_MAXINT32;
    }
}

static void
ask_address (SeqgoAddress *address, gboolean expected)
{
  g_assert ((address != NULL) == expected);
  if (address != NULL)
    {
      g_autofree char *text = seqgo_address_to_string (address);
      g_autoptr (SeqgoAddress) parsed = seqgo_address_parse (text, NULL);

      g_assert (seqgo_address_equal (address, parsed));
      seqgo_address_unref (address);
    }
}

static void
ask_everything (SeqgoEvent *event)
{
  g_autoptr (SeqgoUmp) ump = seqgo_event_get_ump (event);
  SeqgoEventLayout layout
      = ump != NULL ? SEQGO_EVENT_LAYOUT_UMP
                    : (SeqgoEventLayout) seqgo_event_layouts[seqgo_event_get_event_type (event)];
  g_autoptr (GBytes) data = seqgo_event_get_data (event);
  g_autofree char *text = seqgo_event_to_string (event);

  g_assert (g_utf8_validate (text, -1, NULL));
  g_assert ((data != NULL)
            == (layout == SEQGO_EVENT_LAYOUT_RAW || layout == SEQGO_EVENT_LAYOUT_PAYLOAD));
  ask_address (seqgo_event_get_source (event), TRUE);
  ask_address (seqgo_event_get_destination (event), TRUE);
  ask_address (seqgo_event_get_address (event), layout == SEQGO_EVENT_LAYOUT_ADDRESS);
  ask_address (seqgo_event_get_sender (event), layout == SEQGO_EVENT_LAYOUT_CONNECTION);
  ask_address (seqgo_event_get_receiver (event), layout == SEQGO_EVENT_LAYOUT_CONNECTION);
  g_assert (seqgo_event_get_time (event) >= 0);
  g_assert (seqgo_event_get_position_time (event) >= 0);
  seqgo_event_get_queue_id (event);
  seqgo_event_is_relative (event);
  seqgo_event_get_tick (event);
  seqgo_event_get_tag (event);
  seqgo_event_get_high_priority (event);
  seqgo_event_get_channel (event);
  seqgo_event_get_note (event);
  seqgo_event_get_velocity (event);
  seqgo_event_get_off_velocity (event);
  seqgo_event_get_duration (event);
  seqgo_event_get_param (event);
  seqgo_event_get_value (event);
  seqgo_event_get_control_queue (event);
  seqgo_event_get_skew (event);
  seqgo_event_get_skew_base (event);
  seqgo_event_get_result_event (event);
  seqgo_event_get_result_value (event);
}

static guint
count_messages (SeqgoEventType type)
{
  if (type == SEQGO_EVENT_TYPE_NRPN || type == SEQGO_EVENT_TYPE_RPN)
    return 4;
  return type == SEQGO_EVENT_TYPE_CONTROL_14 ? 2 : 1;
}

static void
write_and_read (SeqgoEvent *event, GByteArray *midi)
{
  SeqgoEventType type = seqgo_event_get_event_type (event);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = seqgo_event_to_midi (event, &error);
  g_autoptr (SeqgoMidiParser) parser = NULL;
  g_autoptr (SeqgoEventBatch) batch = NULL;
  g_autoptr (SeqgoEvent) parsed = NULL;

  g_assert ((bytes == NULL) == (error != NULL));
  if (bytes == NULL)
    {
      g_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED)
                || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT));
      return;
    }
  g_byte_array_append (midi, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  if (type == SEQGO_EVENT_TYPE_SYSEX)
    {
      g_autoptr (GBytes) data = seqgo_event_get_data (event);

      g_assert (g_bytes_equal (bytes, data));
      return;
    }

  parser = seqgo_midi_parser_new ();
  batch = seqgo_midi_parser_feed (parser, bytes);
  g_assert (seqgo_midi_parser_get_n_skipped (parser) == 0);
  g_assert (seqgo_event_batch_get_n_events (batch) == count_messages (type));
  if (count_messages (type) > 1)
    return;

  parsed = seqgo_event_batch_get_event (batch, 0);
  g_assert (seqgo_event_get_event_type (parsed) == type);
  g_assert (seqgo_event_get_note (parsed) == seqgo_event_get_note (event));
  g_assert (seqgo_event_get_velocity (parsed) == seqgo_event_get_velocity (event));
  if (type <= SEQGO_EVENT_TYPE_RPN)
    g_assert (seqgo_event_get_channel (parsed) == seqgo_event_get_channel (event));
  if (type == SEQGO_EVENT_TYPE_CONTROL_CHANGE)
    g_assert (seqgo_event_get_param (parsed) == seqgo_event_get_param (event));
  if (seqgo_event_layouts[type] == SEQGO_EVENT_LAYOUT_CONTROL)
    g_assert (seqgo_event_get_value (parsed) == seqgo_event_get_value (event));
}

static void
check_batch (SeqgoEventBatch *batch)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);
  g_autoptr (SeqgoEventBatch) again = NULL;
  g_autoptr (GByteArray) midi = g_byte_array_new ();
  g_autoptr (GBytes) all_midi = seqgo_event_batch_to_midi (batch, NULL, NULL);
  guint n_events = seqgo_event_batch_get_n_events (batch);

  for (guint i = 0; i < n_events; i++)
    {
      SeqgoEvent *event = seqgo_event_batch_get_event (batch, i);
      g_autoptr (SeqgoEvent) other = seqgo_event_with_tag (event, 255);

      g_assert (seqgo_event_equal (event, other) == (seqgo_event_get_tag (event) == 255));
      ask_everything (event);
      write_and_read (event, midi);
      g_ptr_array_add (events, event);
    }
  g_assert (seqgo_event_batch_get_event (batch, n_events) == NULL);
  if (all_midi != NULL)
    {
      g_assert (g_bytes_get_size (all_midi) == midi->len);
      g_assert (midi->len == 0
                || memcmp (g_bytes_get_data (all_midi, NULL), midi->data, midi->len) == 0);
    }

  again = seqgo_event_batch_new ((SeqgoEvent **) events->pdata, n_events);
  g_assert (seqgo_event_batch_get_n_events (again) == n_events);
  for (guint i = 0; i < n_events; i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_batch_get_event (again, i);

      g_assert (seqgo_event_equal (event, g_ptr_array_index (events, i)));
    }
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) memory = NULL;
  g_autoptr (GBytes) records = NULL;
  g_autoptr (GBytes) payloads = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEventBatch) batch = NULL;
  gsize   n_payload_bytes, n_record_bytes, offset;
  guint8 *copy;

  if (size < HEADER_SIZE)
    return 0;

  n_payload_bytes = MIN (data[1], size - HEADER_SIZE);
  n_record_bytes = size - HEADER_SIZE - n_payload_bytes;
  if (data[0] & CUT_TO_WHOLE_RECORDS)
    n_record_bytes -= n_record_bytes % sizeof (SeqgoEventRecord);
  payloads = g_bytes_new (data + HEADER_SIZE, n_payload_bytes);

  /* A slice whose alignment is that of the input's choice. */
  offset = data[0] & OFFSET_MASK;
  copy = g_malloc0 (offset + n_record_bytes);
  for (gsize i = 0; i + sizeof (SeqgoEventRecord) <= n_record_bytes; i += sizeof (SeqgoEventRecord))
    {
      SeqgoEventRecord record;

      memcpy (&record, data + HEADER_SIZE + n_payload_bytes + i, sizeof record);
      make_good (&record, data[0]);
      memcpy (copy + offset + i, &record, sizeof record);
    }
  memory = g_bytes_new_take (copy, offset + n_record_bytes);
  records = g_bytes_new_from_bytes (memory, offset, n_record_bytes);

  batch = seqgo_event_batch_new_from_records (records, payloads, &error);
  g_assert ((batch == NULL) == (error != NULL));
  if (batch == NULL)
    g_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT));
  else
    check_batch (batch);
  return 0;
}
