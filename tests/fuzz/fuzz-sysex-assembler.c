/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Any events go through an assembler. The first byte of the input is the limit, 0 for none. Each
 * event begins with a byte: its lower two bits are the route, the next three the kind, the upper
 * three the number of bytes that follow as its data. */

#include <libseqgo/seqgo.h>

#define N_ROUTES 4

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct
{
  GPtrArray *events;
  GPtrArray *fragments;
} Result;

static void
result_init (Result *result)
{
  result->events = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);
  result->fragments = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);
}

static void
result_clear (Result *result)
{
  g_ptr_array_unref (result->events);
  g_ptr_array_unref (result->fragments);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

static SeqgoEvent *
make_event (guint8 head, const guint8 *data, gsize size)
{
  g_autoptr (SeqgoAddress) source = seqgo_address_new (128, head & 1);
  g_autoptr (SeqgoAddress) destination = seqgo_address_new (129, head >> 1 & 1);
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (SeqgoEvent) event = NULL, with_source = NULL;

  switch (head >> 2 & 7)
    {
    case 0:
      event = seqgo_event_new_note_on (0, 60, 1);
      break;
    case 1:
      event = seqgo_event_new (SEQGO_EVENT_TYPE_CLOCK);
      break;
    case 2:
      event = seqgo_event_new_connection (SEQGO_EVENT_TYPE_PORT_UNSUBSCRIBED, source, destination);
      break;
    default:
      event = seqgo_event_new_sysex (bytes);
    }
  with_source = seqgo_event_with_source (event, source);
  return seqgo_event_with_destination (with_source, destination);
}

static GPtrArray *
make_events (const guint8 *data, gsize size)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);

  for (gsize i = 0; i < size;)
    {
      guint8 head = data[i++];
      gsize  n_data = MIN ((gsize) (head >> 5), size - i);

      g_ptr_array_add (events, make_event (head, data + i, n_data));
      i += n_data;
    }
  return events;
}

static void
aborted_cb (SeqgoSysexAssembler *assembler, SeqgoEvent *fragment, Result *result)
{
  g_ptr_array_add (result->fragments, seqgo_event_ref (fragment));
}

static void
assemble (guint8 limit, GPtrArray *events, guint batch_size, Result *result)
{
  g_autoptr (SeqgoSysexAssembler) assembler = seqgo_sysex_assembler_new ();

  if (limit > 0)
    seqgo_sysex_assembler_set_max_size (assembler, limit);
  g_signal_connect (assembler, "aborted", G_CALLBACK (aborted_cb), result);
  for (guint i = 0; i < events->len; i += batch_size)
    {
      g_autoptr (SeqgoEventBatch) batch = seqgo_event_batch_new ((SeqgoEvent **) events->pdata + i,
                                                                 MIN (batch_size, events->len - i));
      g_autoptr (SeqgoEventBatch) whole = seqgo_sysex_assembler_feed (assembler, batch);

      for (guint j = 0; j < seqgo_event_batch_get_n_events (whole); j++)
        g_ptr_array_add (result->events, seqgo_event_batch_get_event (whole, j));
    }
  seqgo_sysex_assembler_reset (assembler);
  g_assert (seqgo_sysex_assembler_get_n_aborted (assembler) <= result->fragments->len);
}

static gboolean
is_sysex (SeqgoEvent *event)
{
  return seqgo_event_get_event_type (event) == SEQGO_EVENT_TYPE_SYSEX;
}

static guint
get_route (SeqgoEvent *event)
{
  g_autoptr (SeqgoAddress) source = seqgo_event_get_source (event);
  g_autoptr (SeqgoAddress) destination = seqgo_event_get_destination (event);

  return seqgo_address_get_port_id (source) | (guint) seqgo_address_get_port_id (destination) << 1;
}

/* Adds @sign for each byte of SysEx of each route, and counts the other events. */
static void
count (GPtrArray *events, gssize sign, gssize *n_bytes, gssize *n_others)
{
  for (guint i = 0; i < events->len; i++)
    {
      SeqgoEvent *event = g_ptr_array_index (events, i);
      g_autoptr (GBytes) data = is_sysex (event) ? seqgo_event_get_data (event) : NULL;

      if (data != NULL)
        n_bytes[get_route (event)] += sign * (gssize) g_bytes_get_size (data);
      else
        *n_others += sign;
    }
}

static void
assert_whole (GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      SeqgoEvent *event = g_ptr_array_index (events, i);
      g_autoptr (GBytes) data = is_sysex (event) ? seqgo_event_get_data (event) : NULL;
      const guint8 *bytes;
      gsize         size;

      if (data == NULL)
        continue;
      bytes = g_bytes_get_data (data, &size);
      g_assert (size == 0 || bytes[0] != 0xF0 || bytes[size - 1] == 0xF7);
    }
}

/* After a reset the order of the fragments of different routes is open. */
static void
assert_same (GPtrArray *one, GPtrArray *other)
{
  g_assert (one->len == other->len);
  for (guint route = 0; route < N_ROUTES; route++)
    for (guint i = 0, j = 0; i < one->len && j < other->len; i++, j++)
      {
        while (i < one->len && get_route (g_ptr_array_index (one, i)) != route)
          i++;
        while (j < other->len && get_route (g_ptr_array_index (other, j)) != route)
          j++;
        g_assert ((i < one->len) == (j < other->len));
        if (i < one->len)
          g_assert (seqgo_event_equal (g_ptr_array_index (one, i), g_ptr_array_index (other, j)));
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
  g_autoptr (GPtrArray) events = NULL;
  g_auto (Result) all, single;
  gssize n_bytes[N_ROUTES] = { 0 }, n_others = 0;

  result_init (&all);
  result_init (&single);
  if (size == 0)
    return 0;

  events = make_events (data + 1, size - 1);
  assemble (data[0], events, MAX (events->len, 1), &all);
  assemble (data[0], events, 1, &single);
  assert_same (all.events, single.events);
  assert_same (all.fragments, single.fragments);
  assert_whole (all.events);

  count (events, 1, n_bytes, &n_others);
  count (all.events, -1, n_bytes, &n_others);
  count (all.fragments, -1, n_bytes, &n_others);
  g_assert (n_others == 0);
  for (guint i = 0; i < N_ROUTES; i++)
    g_assert (n_bytes[i] == 0);
  return 0;
}
