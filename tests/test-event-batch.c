/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include <gio/gio.h>

#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/seqgo.h>

/* Numbers that no two fields share. */
static const SeqgoEventRecord sample = {
  .time = G_GINT64_CONSTANT (0x0102030405060708),
  .type = SEQGO_EVENT_TYPE_NOTE,
  .flags = SEQGO_EVENT_FLAG_REAL_TIME | SEQGO_EVENT_FLAG_HIGH_PRIORITY,
  .tag = 0x11,
  .queue = 0x12,
  .source_client = 0x13,
  .source_port = 0x14,
  .destination_client = 0x15,
  .destination_port = 0x16,
  .channel = 0x17,
  .off_velocity = 0x18,
  .a = 0x21,
  .b = 0x31,
  .c = 0x41424344,
};

static SeqgoEvent *
new_sysex (const char *bytes, gsize size)
{
  g_autoptr (GBytes) data = g_bytes_new (bytes, size);

  return seqgo_event_new_sysex (data);
}

static void
assert_sample (SeqgoEvent *event)
{
  g_autoptr (SeqgoAddress) source = seqgo_event_get_source (event);
  g_autoptr (SeqgoAddress) destination = seqgo_event_get_destination (event);

  g_assert_cmpint (seqgo_event_get_time (event), ==, G_GINT64_CONSTANT (0x0102030405060708));
  g_assert_cmpuint (seqgo_event_get_event_type (event), ==, SEQGO_EVENT_TYPE_NOTE);
  g_assert_true (seqgo_event_is_real_time (event));
  g_assert_false (seqgo_event_is_relative (event));
  g_assert_true (seqgo_event_get_high_priority (event));
  g_assert_cmpuint (seqgo_event_get_tag (event), ==, 0x11);
  g_assert_cmpuint (seqgo_event_get_queue_id (event), ==, 0x12);
  g_assert_cmpuint (seqgo_address_hash (source), ==, 0x1314);
  g_assert_cmpuint (seqgo_address_hash (destination), ==, 0x1516);
  g_assert_cmpuint (seqgo_event_get_channel (event), ==, 0x17);
  g_assert_cmpuint (seqgo_event_get_off_velocity (event), ==, 0x18);
  g_assert_cmpuint (seqgo_event_get_note (event), ==, 0x21);
  g_assert_cmpuint (seqgo_event_get_velocity (event), ==, 0x31);
  g_assert_cmpuint (seqgo_event_get_duration (event), ==, 0x41424344);
}

/* Writes a record as a program in another language does: by the documented offsets. */
static void
test_layout_in (void)
{
  const gint64  time = G_GINT64_CONSTANT (0x0102030405060708);
  const gint32  a = 0x21, b = 0x31;
  const guint32 c = 0x41424344;
  guint8        bytes[32] = {
           [8] = SEQGO_EVENT_TYPE_NOTE,
           [9] = 1 << 0 | 1 << 4,
           [10] = 0x11,
           [11] = 0x12,
           [12] = 0x13,
           [13] = 0x14,
           [14] = 0x15,
           [15] = 0x16,
           [16] = 0x17,
           [17] = 0x18,
  };
  g_autoptr (GBytes) records = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEventBatch) batch = NULL;
  g_autoptr (SeqgoEvent) event = NULL;

  memcpy (bytes, &time, sizeof time);
  memcpy (bytes + 20, &a, sizeof a);
  memcpy (bytes + 24, &b, sizeof b);
  memcpy (bytes + 28, &c, sizeof c);

  records = g_bytes_new (bytes, sizeof bytes);
  batch = seqgo_event_batch_new_from_records (records, NULL, &error);
  g_assert_no_error (error);
  event = seqgo_event_batch_get_event (batch, 0);
  assert_sample (event);
}

/* Takes the event. */
static void
check_layout (SeqgoEvent *event, guint channel, gint64 a, gint64 b, gint64 c)
{
  g_autoptr (SeqgoEventBatch) batch = seqgo_event_batch_new (&event, 1);
  g_autoptr (GBytes) records = seqgo_event_batch_get_records (batch);
  const guint8 *bytes = g_bytes_get_data (records, NULL);
  gint64        time;
  gint32        words[3];

  g_assert_cmpuint (g_bytes_get_size (records), ==, 32);
  memcpy (&time, bytes, sizeof time);
  memcpy (words, bytes + 20, sizeof words);
  g_assert_cmpint (time, ==, 0);
  g_assert_cmpuint (bytes[8], ==, seqgo_event_get_event_type (event));
  g_assert_cmpuint (bytes[11], ==, 253);
  g_assert_cmpuint (bytes[14], ==, 254);
  g_assert_cmpuint (bytes[15], ==, 253);
  g_assert_cmpuint (bytes[16], ==, channel);
  g_assert_cmpuint (bytes[18] | bytes[19], ==, 0);
  g_assert_cmpint (words[0], ==, (gint32) a);
  g_assert_cmpint (words[1], ==, (gint32) b);
  g_assert_cmpint (words[2], ==, (gint32) c);
  seqgo_event_unref (event);
}

static void
test_layout_out (void)
{
  g_autoptr (SeqgoAddress) one = seqgo_address_new (129, 3);
  g_autoptr (SeqgoAddress) other = seqgo_address_new (255, 254);
  g_autoptr (GBytes) words = g_bytes_new_static ("\1\1\1\1\2\2\2\2\3\3\3\3", 12);

  check_layout (seqgo_event_new_note_on (1, 60, 100), 1, 60, 100, 0);
  check_layout (seqgo_event_new_note_full (1, 60, 100, 5, G_MAXUINT32), 1, 60, 100, G_MAXUINT32);
  check_layout (seqgo_event_new_control_change (2, 7, 8), 2, 7, 8, 0);
  check_layout (seqgo_event_new_program_change (2, 7), 2, 0, 7, 0);
  check_layout (seqgo_event_new_pitch_bend (2, -7), 2, 0, -7, 0);
  check_layout (seqgo_event_new_queue_control (SEQGO_EVENT_TYPE_TEMPO, 3, 500000), 3, 500000, 0, 0);
  check_layout (seqgo_event_new_set_position_time (3, G_GINT64_CONSTANT (2000000005)), 3, 2, 5, 0);
  check_layout (seqgo_event_new_queue_skew (3, 9, 65536), 3, 9, 65536, 0);
  check_layout (seqgo_event_new_announcement (SEQGO_EVENT_TYPE_PORT_START, one), 0, 129, 3, 0);
  check_layout (seqgo_event_new_connection (SEQGO_EVENT_TYPE_PORT_SUBSCRIBED, one, other), 0,
                129 * 256 + 3, 255 * 256 + 254, 0);
  check_layout (seqgo_event_new_result (SEQGO_EVENT_TYPE_RESULT, 6, -22), 0, 6, -22, 0);
  check_layout (new_sysex ("\xF0\x01\xF7", 3), 0, 0, 3, 0);
  check_layout (seqgo_event_new_data (SEQGO_EVENT_TYPE_ECHO, words), 0, 0x01010101, 0x02020202,
                0x03030303);
}

static void
test_constants (void)
{
  g_assert_cmpuint (SEQGO_EVENT_RECORD_SIZE, ==, sizeof (SeqgoEventRecord));
  g_assert_cmpuint (G_STRUCT_OFFSET (SeqgoEventRecord, channel), ==, 16);
  g_assert_cmpuint (G_STRUCT_OFFSET (SeqgoEventRecord, a), ==, 20);
  /* 8 bytes, ten single ones, two of padding, three times 4. */
  g_assert_cmpstr (SEQGO_EVENT_RECORD_FORMAT, ==, "=qBBBBBBBBBBxxiiI");
}

static void
test_empty (void)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static (NULL, 0);
  SeqgoEventBatch *batches[] = {
    seqgo_event_batch_new (NULL, 0),
    seqgo_event_batch_new_from_records (nothing, NULL, NULL),
    seqgo_event_batch_new_from_records (nothing, nothing, NULL),
    seqgo_event_batch_new_take (g_array_new (FALSE, FALSE, sizeof (SeqgoEventRecord)), NULL),
    seqgo_event_batch_new_take (g_array_new (FALSE, FALSE, sizeof (SeqgoEventRecord)),
                                g_byte_array_new ()),
  };

  for (guint i = 0; i < G_N_ELEMENTS (batches); i++)
    {
      g_autoptr (SeqgoEventBatch) batch = batches[i];
      g_autoptr (GBytes) records = seqgo_event_batch_get_records (batch);
      g_autoptr (GBytes) payloads = seqgo_event_batch_get_payloads (batch);
      guint n_records = 9;

      g_assert_cmpuint (seqgo_event_batch_get_n_events (batch), ==, 0);
      g_assert_null (seqgo_event_batch_get_event (batch, 0));
      g_assert_null (seqgo_event_batch_get_event (batch, G_MAXUINT));
      seqgo_event_batch_peek_records (batch, &n_records);
      g_assert_cmpuint (n_records, ==, 0);
      g_assert_cmpuint (g_bytes_get_size (records), ==, 0);
      g_assert_cmpuint (g_bytes_get_size (payloads), ==, 0);
    }
}

static void
test_payloads (void)
{
  SeqgoEvent *events[] = {
    seqgo_event_new_note_on (1, 60, 100),
    new_sysex ("\xF0\x01\xF7", 3),
    new_sysex ("", 0),
    seqgo_event_new (SEQGO_EVENT_TYPE_CLOCK),
    new_sysex ("\xF0\x02\x03\xF7", 4),
    seqgo_event_new (SEQGO_EVENT_TYPE_USER_VAR4),
  };
  static const gint32 places[][2]
      = { { 60, 100 }, { 0, 3 }, { 3, 0 }, { 0, 0 }, { 3, 4 }, { 7, 0 } };
  g_autoptr (SeqgoEventBatch) batch = seqgo_event_batch_new (events, G_N_ELEMENTS (events));
  g_autoptr (GBytes) payloads = seqgo_event_batch_get_payloads (batch);
  guint                   n_records;
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (batch, &n_records);

  g_assert_cmpuint (n_records, ==, G_N_ELEMENTS (events));
  g_assert_cmpuint (seqgo_event_batch_get_n_events (batch), ==, G_N_ELEMENTS (events));
  g_assert_cmpuint (g_bytes_get_size (payloads), ==, 7);
  g_assert_true (memcmp (g_bytes_get_data (payloads, NULL), "\xF0\x01\xF7\xF0\x02\x03\xF7", 7)
                 == 0);

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_batch_get_event (batch, i);

      g_assert_cmpint (records[i].a, ==, places[i][0]);
      g_assert_cmpint (records[i].b, ==, places[i][1]);
      g_assert_true (seqgo_event_equal (event, events[i]));
      seqgo_event_unref (events[i]);
    }
  g_assert_null (seqgo_event_batch_get_event (batch, G_N_ELEMENTS (events)));
}

static void
test_from_records (void)
{
  g_autoptr (GBytes) payloads = g_bytes_new_static ("abcdef", 6);
  SeqgoEventRecord records[4];
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEventBatch) batch = NULL;
  g_autoptr (GBytes) same_bytes = NULL;
  g_autoptr (GBytes) same_payloads = NULL;

  /* Payloads may overlap, leave gaps and be in any order. */
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      seqgo_event_record_init (&records[i], SEQGO_EVENT_TYPE_USER_VAR0);
      records[i].flags = SEQGO_EVENT_FLAG_VARIABLE;
      records[i].a = (gint32) (3 - i);
      records[i].b = (gint32) i;
    }
  records[3].a = 6;
  records[3].b = 0;

  bytes = g_bytes_new (records, sizeof records);
  batch = seqgo_event_batch_new_from_records (bytes, payloads, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_batch_get_event (batch, i);
      g_autoptr (GBytes) data = seqgo_event_get_data (event);

      g_assert_cmpuint (g_bytes_get_size (data), ==, (gsize) records[i].b);
      if (records[i].b > 0)
        g_assert_true (
            memcmp (g_bytes_get_data (data, NULL), &"abcdef"[records[i].a], (gsize) records[i].b)
            == 0);
    }

  same_bytes = seqgo_event_batch_get_records (batch);
  same_payloads = seqgo_event_batch_get_payloads (batch);
  g_assert_true (same_bytes == bytes);
  g_assert_true (same_payloads == payloads);
}

/* How an event came here is no part of what it is, and is not sent on. */
static void
test_recovered (void)
{
  SeqgoEventRecord record;
  g_autoptr (SeqgoEvent) came = NULL, lost = NULL;

  seqgo_event_record_init (&record, SEQGO_EVENT_TYPE_CLOCK);
  came = seqgo_event_new_from_record (&record, NULL);
  record.flags |= SEQGO_EVENT_FLAG_ORIGIN_MASK;
  lost = seqgo_event_new_from_record (&record, NULL);
  g_assert_false (seqgo_event_is_recovered (came));
  g_assert_true (seqgo_event_is_recovered (lost));
  g_assert_true (seqgo_event_equal (came, lost));

  seqgo_event_record_readdress (&record);
  g_assert_cmphex (record.flags, ==, 0);
}

static void
test_bad_size (void)
{
  for (gsize size = 0; size <= 2 * sizeof sample; size++)
    {
      g_autofree guint8 *data = g_malloc0 (size);
      g_autoptr (GBytes) records = g_bytes_new (data, size);
      g_autoptr (GError) error = NULL;
      g_autoptr (SeqgoEventBatch) batch
          = seqgo_event_batch_new_from_records (records, NULL, &error);

      if (size % sizeof sample == 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_cmpint (batch == NULL, ==, error != NULL);
    }
}

static void
test_bad_records (void)
{
#define FIXED 0
#define VARIABLE SEQGO_EVENT_FLAG_VARIABLE
#define REAL_TIME SEQGO_EVENT_FLAG_REAL_TIME
  /* With 6 bytes of payloads. */
  static const struct
  {
    guint    type;
    guint    flags;
    gint32   a;
    gint32   b;
    gint64   time;
    gboolean good;
  } cases[] = {
    { SEQGO_EVENT_TYPE_SYSEX, VARIABLE, 0, 6, 0, TRUE },
    { SEQGO_EVENT_TYPE_SYSEX, VARIABLE, 6, 0, 0, TRUE },
    { SEQGO_EVENT_TYPE_SYSEX, VARIABLE, 5, 1, 0, TRUE },
    { SEQGO_EVENT_TYPE_SYSEX, VARIABLE, 0, 7, 0, FALSE },
    { SEQGO_EVENT_TYPE_SYSEX, VARIABLE, 7, 0, 0, FALSE },
    { SEQGO_EVENT_TYPE_SYSEX, VARIABLE, 5, 2, 0, FALSE },
    { SEQGO_EVENT_TYPE_SYSEX, VARIABLE, -1, 1, 0, FALSE },
    { SEQGO_EVENT_TYPE_SYSEX, VARIABLE, 1, -1, 0, FALSE },
    { SEQGO_EVENT_TYPE_SYSEX, VARIABLE, G_MAXINT32, G_MAXINT32, 0, FALSE },
    { SEQGO_EVENT_TYPE_SYSEX, VARIABLE, G_MININT32, G_MININT32, 0, FALSE },
    { SEQGO_EVENT_TYPE_SYSEX, VARIABLE, 1, G_MAXINT32, 0, FALSE },
    { SEQGO_EVENT_TYPE_SYSEX, FIXED, 0, 6, 0, FALSE },
    { SEQGO_EVENT_TYPE_SYSEX, 2 << 2, 0, 6, 0, FALSE },
    { SEQGO_EVENT_TYPE_SYSEX, 3 << 2, 0, 6, 0, FALSE },
    { SEQGO_EVENT_TYPE_BOUNCE, FIXED, 0, 6, 0, FALSE },
    { SEQGO_EVENT_TYPE_USER_VAR4, VARIABLE, 0, 6, 0, TRUE },
    { SEQGO_EVENT_TYPE_NOTE_ON, FIXED, 60, 100, 0, TRUE },
    { SEQGO_EVENT_TYPE_NOTE_ON, FIXED, G_MININT32, G_MAXINT32, 0, TRUE },
    { SEQGO_EVENT_TYPE_NOTE_ON, VARIABLE, 0, 6, 0, FALSE },
    { SEQGO_EVENT_TYPE_NOTE_ON, 2 << 2, 0, 6, 0, FALSE },
    { SEQGO_EVENT_TYPE_CLOCK, VARIABLE, 0, 6, 0, FALSE },
    { SEQGO_EVENT_TYPE_RESET, VARIABLE, 0, 6, 0, FALSE },
    { 250, FIXED, G_MININT32, G_MAXINT32, 0, TRUE },
    { 250, VARIABLE, 0, 6, 0, TRUE },
    { 250, VARIABLE, 0, 7, 0, FALSE },
    { 250, 2 << 2, 0, 6, 0, FALSE },
    { SEQGO_EVENT_TYPE_CLOCK, FIXED, 0, 0, G_MAXUINT32, TRUE },
    { SEQGO_EVENT_TYPE_CLOCK, FIXED, 0, 0, G_MAXUINT32 + 1LL, FALSE },
    { SEQGO_EVENT_TYPE_CLOCK, FIXED, 0, 0, -1, FALSE },
    { SEQGO_EVENT_TYPE_CLOCK, REAL_TIME, 0, 0, G_MAXINT64, TRUE },
    { SEQGO_EVENT_TYPE_CLOCK, REAL_TIME, 0, 0, -1, FALSE },
    { SEQGO_EVENT_TYPE_CLOCK, REAL_TIME, 0, 0, G_MININT64, FALSE },
  };
  g_autoptr (GBytes) payloads = g_bytes_new_static ("abcdef", 6);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SeqgoEventRecord records[3] = { sample, sample, sample };
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (SeqgoEventBatch) batch = NULL;

      g_test_message ("case %u", i);
      records[2].type = (guint8) cases[i].type;
      records[2].flags = (guint8) cases[i].flags;
      records[2].a = cases[i].a;
      records[2].b = cases[i].b;
      records[2].time = cases[i].time;
      bytes = g_bytes_new (records, sizeof records);
      batch = seqgo_event_batch_new_from_records (bytes, payloads, &error);

      g_assert_cmpint (batch != NULL, ==, cases[i].good);
      if (cases[i].good)
        g_assert_no_error (error);
      else
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
          g_assert_true (g_str_has_prefix (error->message, "Record 2: "));
          g_assert_null (seqgo_event_batch_new_from_records (bytes, payloads, NULL));
        }
    }
#undef FIXED
#undef VARIABLE
#undef REAL_TIME
}

static void
test_no_payloads (void)
{
  SeqgoEventRecord record;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  seqgo_event_record_init (&record, SEQGO_EVENT_TYPE_SYSEX);
  record.flags = SEQGO_EVENT_FLAG_VARIABLE;
  record.b = 1;
  bytes = g_bytes_new (&record, sizeof record);
  g_assert_null (seqgo_event_batch_new_from_records (bytes, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_misaligned (void)
{
  for (gsize offset = 0; offset < 8; offset++)
    {
      guint8 memory[2 * sizeof sample + 8] = { 0 };
      g_autoptr (GBytes) whole = NULL;
      g_autoptr (GBytes) slice = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (SeqgoEventBatch) batch = NULL;

      memcpy (memory + offset, &sample, sizeof sample);
      memcpy (memory + offset + sizeof sample, &sample, sizeof sample);
      whole = g_bytes_new (memory, sizeof memory);
      slice = g_bytes_new_from_bytes (whole, offset, 2 * sizeof sample);

      batch = seqgo_event_batch_new_from_records (slice, NULL, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < 2; i++)
        {
          g_autoptr (SeqgoEvent) event = seqgo_event_batch_get_event (batch, i);

          assert_sample (event);
        }
      g_assert_cmpuint ((guintptr) seqgo_event_batch_peek_records (batch, NULL)
                            % G_ALIGNOF (SeqgoEventRecord),
                        ==, 0);
    }
}

static void
freed_cb (gpointer data)
{
  (*(guint *) data)++;
}

/* A batch, its records and its events can be kept, each without the others. */
static void
test_kept (void)
{
  guint            n_freed = 0, n_payloads_freed = 0;
  SeqgoEventRecord records[2];
  GBytes          *bytes, *payloads, *kept_records;
  SeqgoEventBatch *batch, *kept;
  SeqgoEvent      *event;

  records[0] = sample;
  seqgo_event_record_init (&records[1], SEQGO_EVENT_TYPE_SYSEX);
  records[1].flags = SEQGO_EVENT_FLAG_VARIABLE;
  records[1].a = 1;
  records[1].b = 2;
  bytes = g_bytes_new_with_free_func (records, sizeof records, freed_cb, &n_freed);
  payloads = g_bytes_new_with_free_func ("abc", 3, freed_cb, &n_payloads_freed);
  batch = seqgo_event_batch_new_from_records (bytes, payloads, NULL);
  g_bytes_unref (bytes);
  g_bytes_unref (payloads);

  kept = g_boxed_copy (SEQGO_TYPE_EVENT_BATCH, batch);
  g_assert_true (kept == batch);
  seqgo_event_batch_unref (batch);
  g_assert_cmpuint (seqgo_event_batch_get_n_events (kept), ==, 2);

  event = seqgo_event_batch_get_event (kept, 1);
  kept_records = seqgo_event_batch_get_records (kept);
  g_boxed_free (SEQGO_TYPE_EVENT_BATCH, kept);
  g_assert_cmpuint (n_freed, ==, 0);
  g_assert_true (memcmp (g_bytes_get_data (kept_records, NULL), records, sizeof records) == 0);
  g_bytes_unref (kept_records);
  g_assert_cmpuint (n_freed, ==, 1);

  /* The event keeps the payloads, not the records. */
  g_assert_cmpuint (n_payloads_freed, ==, 0);
  {
    g_autoptr (GBytes) data = seqgo_event_get_data (event);

    g_assert_true (memcmp (g_bytes_get_data (data, NULL), "bc", 2) == 0);
  }
  seqgo_event_unref (event);
  g_assert_cmpuint (n_payloads_freed, ==, 1);
}

static void
test_round_trip (void)
{
  g_autoptr (GBytes) records = g_bytes_new_static (&sample, sizeof sample);
  g_autoptr (SeqgoEventBatch) batch = seqgo_event_batch_new_from_records (records, NULL, NULL);
  g_autoptr (SeqgoEvent) event = seqgo_event_batch_get_event (batch, 0);
  g_autoptr (SeqgoEventBatch) again = seqgo_event_batch_new (&event, 1);
  g_autoptr (GBytes) same = seqgo_event_batch_get_records (again);

  g_assert_true (g_bytes_equal (records, same));
}

/* A newer kernel has types that this library does not know. */
static void
test_unknown_type (void)
{
  SeqgoEventRecord records[2] = { sample, sample };
  g_autoptr (GBytes) payloads = g_bytes_new_static ("abcdef", 6);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SeqgoEventBatch) batch = NULL;
  g_autoptr (SeqgoEvent) fixed = NULL;
  g_autoptr (SeqgoEvent) variable = NULL;
  g_autoptr (GBytes) words = NULL;
  g_autoptr (GBytes) data = NULL;

  records[0].type = records[1].type = 250;
  memcpy (&records[0].a, "abcdefghijkl", 12);
  records[1].flags = SEQGO_EVENT_FLAG_VARIABLE;
  records[1].time = 0;
  records[1].a = 2;
  records[1].b = 3;
  bytes = g_bytes_new (records, sizeof records);
  batch = seqgo_event_batch_new_from_records (bytes, payloads, NULL);
  fixed = seqgo_event_batch_get_event (batch, 0);
  variable = seqgo_event_batch_get_event (batch, 1);

  g_assert_cmpuint (seqgo_event_get_event_type (fixed), ==, 250);
  g_assert_cmpuint (seqgo_event_get_event_type (variable), ==, 250);
  words = seqgo_event_get_data (fixed);
  data = seqgo_event_get_data (variable);
  g_assert_cmpuint (g_bytes_get_size (words), ==, 12);
  g_assert_true (memcmp (g_bytes_get_data (words, NULL), "abcdefghijkl", 12) == 0);
  g_assert_cmpuint (g_bytes_get_size (data), ==, 3);
  g_assert_true (memcmp (g_bytes_get_data (data, NULL), "cde", 3) == 0);
}

static void
test_to_midi (void)
{
  g_autoptr (GBytes) data = g_bytes_new_static ("\xf0\x01\xf7", 3), bytes = NULL;
  g_autoptr (SeqgoEventBatch) batch = NULL, wrong = NULL, empty = seqgo_event_batch_new (NULL, 0);
  g_autoptr (GBytes) nothing = NULL;
  g_autoptr (GError) error = NULL;
  SeqgoEvent *events[] = {
    seqgo_event_new_sysex (data),
    seqgo_event_new_note (0, 60, 100, 10),
    seqgo_event_new (SEQGO_EVENT_TYPE_ECHO),
    seqgo_event_new_sysex (data),
    seqgo_event_new_note_on (0, 60, 0),
    seqgo_event_new_control (SEQGO_EVENT_TYPE_CONTROL_CHANGE, 0, 128, 0),
  };

  batch = seqgo_event_batch_new (events, 5);
  bytes = seqgo_event_batch_to_midi (batch, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 9);
  g_assert_true (memcmp (g_bytes_get_data (bytes, NULL), "\xf0\x01\xf7\xf0\x01\xf7\x90\x3c\x00", 9)
                 == 0);

  wrong = seqgo_event_batch_new (events, 6);
  g_assert_null (seqgo_event_batch_to_midi (wrong, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "Event 6 of 6"));
  g_clear_error (&error);
  nothing = seqgo_event_batch_to_midi (empty, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (nothing), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    seqgo_event_unref (events[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/event-batch/layout/in", test_layout_in);
  g_test_add_func ("/event-batch/layout/out", test_layout_out);
  g_test_add_func ("/event-batch/layout/constants", test_constants);
  g_test_add_func ("/event-batch/layout/round-trip", test_round_trip);
  g_test_add_func ("/event-batch/empty", test_empty);
  g_test_add_func ("/event-batch/payloads", test_payloads);
  g_test_add_func ("/event-batch/from-records/good", test_from_records);
  g_test_add_func ("/event-batch/recovered", test_recovered);
  g_test_add_func ("/event-batch/from-records/bad-size", test_bad_size);
  g_test_add_func ("/event-batch/from-records/bad-records", test_bad_records);
  g_test_add_func ("/event-batch/from-records/no-payloads", test_no_payloads);
  g_test_add_func ("/event-batch/from-records/misaligned", test_misaligned);
  g_test_add_func ("/event-batch/S-91/to-midi", test_to_midi);
  g_test_add_func ("/event-batch/S-104/kept", test_kept);
  g_test_add_func ("/event-batch/S-106/unknown-type", test_unknown_type);

  return g_test_run ();
}
