/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Any bytes are a MIDI stream. The first one of the input may set a limit to SysEx, the next three
 * are the sizes of the pieces, less one, the others are the stream. */

#include <string.h>

#include <libseqgo/seqgo.h>

#define HEADER_SIZE 4
#define FIRST_SYSTEM_STATUS 0xF0

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct
{
  GPtrArray  *events;
  GByteArray *skipped;
} Result;

static void
result_init (Result *result)
{
  result->events = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);
  result->skipped = g_byte_array_new ();
}

static void
result_clear (Result *result)
{
  g_ptr_array_unref (result->events);
  g_byte_array_unref (result->skipped);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

static void
skipped_cb (SeqgoMidiParser *parser, GBytes *bytes, Result *result)
{
  g_assert (g_bytes_get_size (bytes) > 0);
  g_byte_array_append (result->skipped, g_bytes_get_data (bytes, NULL),
                       (guint) g_bytes_get_size (bytes));
}

static void
feed (SeqgoMidiParser *parser, const guint8 *data, gsize size, Result *result)
{
  g_autoptr (GBytes) piece = g_bytes_new (data, size);
  g_autoptr (SeqgoEventBatch) batch = seqgo_midi_parser_feed (parser, piece);

  for (guint i = 0; i < seqgo_event_batch_get_n_events (batch); i++)
    g_ptr_array_add (result->events, seqgo_event_batch_get_event (batch, i));
}

/* Feeds in one piece if there are no sizes. */
static void
parse (guint8 limit, const guint8 *sizes, const guint8 *stream, gsize size, Result *result)
{
  g_autoptr (SeqgoMidiParser) parser = seqgo_midi_parser_new ();
  gsize offset = 0;

  if (limit >= 128)
    seqgo_midi_parser_set_max_sysex_size (parser, limit - 128U);
  g_signal_connect (parser, "skipped", G_CALLBACK (skipped_cb), result);

  if (sizes == NULL)
    feed (parser, stream, size, result);
  else
    for (guint i = 0; offset < size; i++)
      {
        gsize piece = MIN (sizes[i % (HEADER_SIZE - 1)] + 1U, size - offset);

        feed (parser, stream + offset, piece, result);
        offset += piece;
      }
  seqgo_midi_parser_reset (parser);
  g_assert (seqgo_midi_parser_get_n_skipped (parser) == result->skipped->len);
}

static void
assert_same_events (GPtrArray *one, GPtrArray *other)
{
  g_assert (one->len == other->len);
  for (guint i = 0; i < one->len; i++)
    g_assert (seqgo_event_equal (g_ptr_array_index (one, i), g_ptr_array_index (other, i)));
}

/* Every byte is part of an event or skipped; a channel message may lack its status. */
static void
assert_nothing_lost (const Result *result, GByteArray *written, guint n_statuses, gsize size)
{
  gsize accounted = (gsize) result->skipped->len + written->len;

  g_assert (size <= accounted);
  g_assert (accounted <= size + n_statuses);
}

static void
assert_real_time_kept (const Result *result, const guint8 *stream, gsize size)
{
  guint balance[8] = { 0 };

  for (gsize i = 0; i < size; i++)
    if (stream[i] >= 0xF8)
      balance[stream[i] - 0xF8]++;
  for (guint i = 0; i < result->events->len; i++)
    {
      g_autoptr (GBytes) bytes = seqgo_event_to_midi (g_ptr_array_index (result->events, i), NULL);
      guint8 status = ((const guint8 *) g_bytes_get_data (bytes, NULL))[0];

      if (status >= 0xF8)
        balance[status - 0xF8]--;
    }
  for (guint i = 0; i < result->skipped->len; i++)
    if (result->skipped->data[i] >= 0xF8)
      balance[result->skipped->data[i] - 0xF8]--;
  for (guint i = 0; i < G_N_ELEMENTS (balance); i++)
    g_assert (balance[i] == 0);
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
  g_autoptr (GByteArray) written = g_byte_array_new ();
  g_auto (Result) whole, split, again;
  guint n_statuses = 0;

  result_init (&whole);
  result_init (&split);
  result_init (&again);
  if (size < HEADER_SIZE)
    return 0;

  parse (data[0], NULL, data + HEADER_SIZE, size - HEADER_SIZE, &whole);
  parse (data[0], data + 1, data + HEADER_SIZE, size - HEADER_SIZE, &split);
  assert_same_events (whole.events, split.events);
  g_assert (whole.skipped->len == split.skipped->len);
  g_assert (whole.skipped->len == 0
            || memcmp (whole.skipped->data, split.skipped->data, whole.skipped->len) == 0);

  for (guint i = 0; i < whole.events->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = seqgo_event_to_midi (g_ptr_array_index (whole.events, i), &error);
      const guint8 *message;

      g_assert_no_error (error);
      message = g_bytes_get_data (bytes, NULL);
      n_statuses += message[0] < FIRST_SYSTEM_STATUS;
      g_byte_array_append (written, message, (guint) g_bytes_get_size (bytes));
    }
  assert_nothing_lost (&whole, written, n_statuses, size - HEADER_SIZE);
  assert_real_time_kept (&whole, data + HEADER_SIZE, size - HEADER_SIZE);

  parse (0, NULL, written->data, written->len, &again);
  assert_same_events (whole.events, again.events);
  g_assert (again.skipped->len == 0);
  return 0;
}
