/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-list-private.h>

#include "rtp-hex.h"

#define HEADER "80 61 12 34 00 01 00 00 CA FE BA BE "

typedef struct
{
  const char *name;
  const char *section;
  const char *expected;
} Vector;

/* Each was decoded by tshark 4.0.17, too, with the same result, save that it swaps the bytes of the
 * song position. */
static const Vector vectors[] = {
  { "running-status", "0A 90 3C 40 00 3D 41 81 48 3E 42",
    "0: 90 3C 40, 0: 90 3D 41, 200: 90 3E 42" },
  { "first-delta", "24 05 90 3C 40", "5: 90 3C 40" },
  { "only-delta", "22 81 48", "200: none" },
  { "trailing-delta", "04 90 3C 40 0A", "0: 90 3C 40, 10: none" },
  { "sysex", "06 F0 7E 7F 06 01 F7", "0: sysex 7E 7F 06 01" },
  { "sysex-first", "04 F0 01 02 F0", "0: first 01 02" },
  { "sysex-middle", "04 F7 03 04 F0", "0: middle 03 04" },
  { "sysex-last", "04 F7 05 06 F7", "0: last 05 06" },
  { "sysex-cancel", "02 F7 F4", "0: cancel " },
  { "sysex-last-empty", "02 F7 F7", "0: last " },
  { "sysex-dropped", "09 F0 01 02 03 F5 00 90 3C 40", "0: sysex(dropped) 01 02 03, 0: 90 3C 40" },
  { "clock-in-sysex", "0B F0 01 02 F0 00 F8 00 F7 03 04 F7",
    "0: first 01 02, 0: F8, 0: last 03 04" },
  { "long-header", "80 10 90 3C 40 00 3D 40 00 3E 40 00 3F 40 00 40 40 00",
    "0: 90 3C 40, 0: 90 3D 40, 0: 90 3E 40, 0: 90 3F 40, 0: 90 40 40, 0: none" },
  { "running-status-and-clock", "08 90 3C 40 00 F8 00 3D 40", "0: 90 3C 40, 0: F8, 0: 90 3D 40" },
  { "system", "0B F1 23 00 F2 01 02 00 F3 05 00 F6", "0: F1 23, 0: F2 01 02, 0: F3 05, 0: F6" },
  { "phantom-status", "13 90 3C 40", "0: 90 3C 40" },
  { "empty", "00", "" },
  { "longest-delta", "27 FF FF FF 7F 90 3C 40", "268435455: 90 3C 40" },
};

/* What macOS sent. */
static const Vector captured[] = {
  { "two-notes", "06 90 3E 31 0A 40 3B", "0: 90 3E 31, 10: 90 40 3B" },
  { "longer-encoding", "27 80 80 80 00 90 3C 40", "0: 90 3C 40" },
  { "one-byte-messages", "05 C3 07 00 D3 08", "0: C3 07, 0: D3 08" },
  { "undefined-real-time", "05 F9 00 FD 00 FF", "0: F9, 0: FD, 0: FF" },
};

static const Vector malformed[] = {
  { "data-first", "02 3C 40", "malformed" },
  { "end-of-sysex-alone", "01 F7", "malformed" },
  { "end-of-sysex-alone-after", "08 90 3C 40 00 F7 00 3D 40", "0: 90 3C 40, malformed" },
  { "five-byte-delta", "28 80 80 80 80 00 90 3C 40", "malformed" },
  { "five-byte-delta-later", "0B 90 3C 40 FF FF FF FF 7F 3D 40 00", "0: 90 3C 40, malformed" },
  { "endless-delta", "05 90 3C 40 81 81", "0: 90 3C 40, malformed" },
  { "status-in-message", "03 90 3C C0", "malformed" },
  { "real-time-in-message", "04 90 F8 3C 40", "malformed" },
  { "status-in-message-later", "07 B0 07 64 00 90 80 40", "0: B0 07 64, malformed" },
  { "cut", "05 90 3C 40 00 3D", "0: 90 3C 40, malformed" },
  { "only-status", "01 90", "malformed" },
  { "no-end-of-sysex", "03 F0 01 02", "malformed" },
  { "real-time-in-sysex", "05 F0 01 F8 02 F7", "malformed" },
  { "cancel-of-nothing", "02 F0 F4", "malformed" },
  { "running-status-after-system", "08 90 3C 40 00 F6 00 3D 40", "0: 90 3C 40, 0: F6, malformed" },
  { "running-status-after-sysex", "09 90 3C 40 00 F0 F7 00 3D 40",
    "0: 90 3C 40, 0: sysex , malformed" },
  { "undefined-F4", "05 F4 00 90 3C 40", "malformed" },
  { "undefined-F5", "05 F5 00 90 3C 40", "malformed" },
};

static void
describe_item (GString *text, const SeqgoRtpItem *item)
{
  static const char *const kinds[] = {
    [SEQGO_RTP_ITEM_NONE] = "none",           [SEQGO_RTP_ITEM_MESSAGE] = "",
    [SEQGO_RTP_ITEM_SYSEX] = "sysex",         [SEQGO_RTP_ITEM_SYSEX_FIRST] = "first",
    [SEQGO_RTP_ITEM_SYSEX_MIDDLE] = "middle", [SEQGO_RTP_ITEM_SYSEX_LAST] = "last",
    [SEQGO_RTP_ITEM_SYSEX_CANCEL] = "cancel",
  };
  gboolean         is_sysex = item->type >= SEQGO_RTP_ITEM_SYSEX;
  g_autofree char *bytes = is_sysex ? rtp_bytes_to_hex (item->data, item->size)
                                    : rtp_bytes_to_hex (item->bytes, item->n_bytes);

  g_assert_cmpint (item->n_bytes > 0, ==, item->type == SEQGO_RTP_ITEM_MESSAGE);
  g_string_append_printf (text, "%s%u: %s%s%s%s", text->len > 0 ? ", " : "", item->ticks,
                          kinds[item->type], item->is_dropped ? "(dropped)" : "",
                          is_sysex ? " " : "", bytes);
}

static char *
describe_list (const SeqgoRtpPacket *packet)
{
  GString           *text = g_string_new (NULL);
  SeqgoRtpListReader reader;
  SeqgoRtpItem       item;

  seqgo_rtp_list_reader_init (&reader, packet);
  while (seqgo_rtp_list_reader_next (&reader, &item))
    describe_item (text, &item);
  if (reader.is_malformed)
    g_string_append_printf (text, "%smalformed", text->len > 0 ? ", " : "");
  g_assert_false (seqgo_rtp_list_reader_next (&reader, &item));
  return g_string_free (text, FALSE);
}

static void
assert_vector (const Vector *vector)
{
  g_autofree char *hex = g_strconcat (HEADER, vector->section, NULL);
  g_autoptr (GBytes) bytes = rtp_bytes_from_hex (hex);
  g_autofree char *text = NULL;
  SeqgoRtpPacket   packet;
  gsize            size;
  const guint8    *data = g_bytes_get_data (bytes, &size);

  g_assert_true (seqgo_rtp_packet_parse (&packet, data, size));
  g_assert_false (packet.is_malformed);
  g_assert_true (packet.list + packet.list_size == data + size);
  text = describe_list (&packet);
  g_assert_cmpstr (text, ==, vector->expected);
}

static void
test_vector (gconstpointer user_data)
{
  assert_vector (user_data);
}

/* What is cut is read up to the cut, and not beyond it. */
static void
test_prefixes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *hex = g_strconcat (HEADER, vectors[i].section, NULL);
      g_autoptr (GBytes) bytes = rtp_bytes_from_hex (hex);

      for (gsize size = SEQGO_RTP_HEADER_SIZE + 1; size < g_bytes_get_size (bytes); size++)
        {
          g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
          g_autofree char   *text = NULL;
          SeqgoRtpPacket     packet;

          if (!seqgo_rtp_packet_parse (&packet, data, size))
            continue;
          g_assert_true (packet.is_malformed);
          text = describe_list (&packet);
          if (g_str_has_suffix (text, "malformed"))
            text[strlen (text) - strlen ("malformed")] = '\0';
          if (!g_str_has_suffix (text, "none"))
            g_assert_true (g_str_has_prefix (vectors[i].expected, text));
        }
    }
}

static void
test_random_bytes (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (53);

  for (guint i = 0; i < 65 * 200; i++)
    {
      gsize              size = i % 65;
      g_autofree guint8 *data = g_malloc (size);
      g_autofree char   *text = NULL;
      SeqgoRtpPacket     packet = { .list = data, .list_size = size, .has_first_delta = i & 1 };

      for (gsize j = 0; j < size; j++)
        data[j] = (guint8) g_rand_int (random) & (g_rand_boolean (random) ? 0x7F : 0xFF);
      if (size > 0)
        text = describe_list (&packet);
    }
}

/* A writer with memory of just its capacity, so that a sanitizer sees what is written beyond it. */
typedef struct
{
  SeqgoRtpListWriter writer;
  guint8            *memory;
} Writing;

static void
writing_init (Writing *writing, gsize capacity, gint64 ticks)
{
  writing->memory = g_malloc (capacity);
  seqgo_rtp_list_writer_init (&writing->writer, writing->memory, capacity, ticks);
}

static void
writing_clear (Writing *writing)
{
  g_free (writing->memory);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writing, writing_clear)

static gboolean
add (Writing *writing, const char *message, gint64 ticks)
{
  g_autoptr (GBytes) bytes = rtp_bytes_from_hex (message);

  return seqgo_rtp_list_writer_add (&writing->writer, g_bytes_get_data (bytes, NULL),
                                    g_bytes_get_size (bytes), ticks);
}

static gsize
add_sysex (Writing *writing, const char *message, gsize offset, gint64 ticks)
{
  g_autoptr (GBytes) bytes = rtp_bytes_from_hex (message);

  return seqgo_rtp_list_writer_add_sysex (&writing->writer, g_bytes_get_data (bytes, NULL),
                                          g_bytes_get_size (bytes), offset, ticks);
}

static void
assert_written (const Writing *writing, gboolean has_first_delta, const char *expected)
{
  g_autofree char *text = rtp_bytes_to_hex (writing->memory, writing->writer.size);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (seqgo_rtp_list_writer_has_first_delta (&writing->writer), ==, has_first_delta);
}

static void
test_write_deltas (void)
{
  g_auto (Writing) writing;

  writing_init (&writing, 100, 1000);
  assert_written (&writing, FALSE, "");
  g_assert_true (add (&writing, "90 3C 40", 1000));
  g_assert_true (add (&writing, "80 3C 00", 1200));
  assert_written (&writing, FALSE, "90 3C 40 81 48 80 3C 00");
  /* Nothing was before what is in the list already. */
  g_assert_true (add (&writing, "F8", 900));
  g_assert_true (add (&writing, "F8", 1200 + 127));
  g_assert_true (add (&writing, "F8", 1200 + 127 + 128));
  assert_written (&writing, FALSE, "90 3C 40 81 48 80 3C 00 00 F8 7F F8 81 00 F8");
}

static void
test_write_first_delta (void)
{
  g_auto (Writing) later, earlier;

  writing_init (&later, 100, 1000);
  g_assert_true (add (&later, "90 3C 40", 1005));
  g_assert_true (add (&later, "90 3C 00", 1005));
  assert_written (&later, TRUE, "05 90 3C 40 00 3C 00");

  writing_init (&earlier, 100, 1000);
  g_assert_true (add (&earlier, "90 3C 40", -1));
  assert_written (&earlier, FALSE, "90 3C 40");
}

/* A delta time has at most four bytes. */
static void
test_write_late (void)
{
  g_auto (Writing) writing, alone;

  writing_init (&writing, 100, 0);
  g_assert_true (add (&writing, "F8", 0));
  g_assert_false (add (&writing, "F8", 0x10000000));
  g_assert_cmpuint (add_sysex (&writing, "F0 01 F7", 0, G_MAXINT64), ==, 0);
  assert_written (&writing, FALSE, "F8");
  g_assert_true (add (&writing, "F8", 0x0FFFFFFF));
  assert_written (&writing, FALSE, "F8 FF FF FF 7F F8");

  writing_init (&alone, 100, G_MININT64);
  g_assert_true (add (&alone, "F8", G_MAXINT64));
  assert_written (&alone, TRUE, "FF FF FF 7F F8");
}

static void
test_write_running_status (void)
{
  static const char *const messages[] = { "90 3C 40", "90 3D 40", "F8",    "90 3E 40", "91 3E 40",
                                          "F6",       "91 3F 40", "C1 05", "C1 06" };
  g_auto (Writing) with, without;

  writing_init (&with, 100, 0);
  writing_init (&without, 100, 0);
  seqgo_rtp_list_writer_set_running_status (&without.writer, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_assert_true (add (&with, messages[i], 0));
      g_assert_true (add (&without, messages[i], 0));
    }
  g_assert_cmpuint (add_sysex (&with, "F0 01 F7", 0, 0), ==, 3);
  g_assert_true (add (&with, "C1 07", 0));
  assert_written (&with, FALSE,
                  "90 3C 40 00 3D 40 00 F8 00 3E 40 00 91 3E 40 00 F6 00 91 3F 40 00 C1 05 00 06 "
                  "00 F0 01 F7 00 C1 07");
  assert_written (&without, FALSE,
                  "90 3C 40 00 90 3D 40 00 F8 00 90 3E 40 00 91 3E 40 00 F6 00 91 3F 40 00 C1 05 "
                  "00 C1 06");
}

static void
test_write_capacity (void)
{
  g_auto (Writing) exact, nothing, short_by_one;
  g_autofree guint8 *memory = g_malloc (SEQGO_RTP_MAX_LIST + 1);
  SeqgoRtpListWriter longest;

  writing_init (&exact, 10, 0);
  g_assert_true (add (&exact, "90 3C 40", 0));
  g_assert_true (add (&exact, "90 3D 40", 0));
  g_assert_false (add (&exact, "80 3D 40", 200));
  g_assert_false (add (&exact, "F2 00 00", 200));
  g_assert_true (add (&exact, "90 3E 40", 200));
  g_assert_false (add (&exact, "F8", 200));
  assert_written (&exact, FALSE, "90 3C 40 00 3D 40 81 48 3E 40");

  writing_init (&nothing, 0, 0);
  g_assert_false (add (&nothing, "F8", 0));
  g_assert_cmpuint (add_sysex (&nothing, "F0 F7", 0, 0), ==, 0);

  writing_init (&short_by_one, 3, 0);
  g_assert_false (add (&short_by_one, "90 3C 40", 1));
  g_assert_true (add (&short_by_one, "90 3C 40", 0));
  assert_written (&short_by_one, FALSE, "90 3C 40");

  seqgo_rtp_list_writer_init (&longest, memory, SEQGO_RTP_MAX_LIST + 1, 0);
  while (seqgo_rtp_list_writer_add (&longest, (const guint8 *) "\xF8", 1, 0))
    continue;
  g_assert_cmpuint (longest.size, ==, SEQGO_RTP_MAX_LIST);
}

/* The lists that are needed for @message, each of @capacity, with "|" between them. */
static char *
write_in_parts (const char *message, gsize capacity)
{
  g_autoptr (GBytes) bytes = rtp_bytes_from_hex (message);
  GString *text = g_string_new (NULL);
  gsize    offset = 0;

  while (offset < g_bytes_get_size (bytes))
    {
      g_auto (Writing) writing;
      g_autofree char *part = NULL;
      gsize            old_offset = offset;

      writing_init (&writing, capacity, 0);
      offset = add_sysex (&writing, message, offset, 0);
      part = rtp_bytes_to_hex (writing.memory, writing.writer.size);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " | " : "", part);
      if (offset == old_offset)
        break;
    }
  return g_string_free (text, FALSE);
}

static void
test_write_sysex (void)
{
  static const char *const parts[] = {
    [2] = "",
    [3] = "F0 01 F0 | F7 02 F0 | F7 03 F0 | F7 04 F0 | F7 05 F0 | F7 06 F7",
    [4] = "F0 01 02 F0 | F7 03 04 F0 | F7 05 06 F7",
    [5] = "F0 01 02 03 F0 | F7 04 05 06 F7",
    [6] = "F0 01 02 03 04 F0 | F7 05 06 F7",
    [7] = "F0 01 02 03 04 05 F0 | F7 06 F7",
    [8] = "F0 01 02 03 04 05 06 F7",
  };
  g_autofree char *empty = write_in_parts ("F0 F7", 2);
  g_autofree char *no_room = write_in_parts ("F0 F7", 1);

  for (gsize i = 2; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *text = write_in_parts ("F0 01 02 03 04 05 06 F7", i);

      g_assert_cmpstr (text, ==, parts[i]);
    }
  g_assert_cmpstr (empty, ==, "F0 F7");
  g_assert_cmpstr (no_room, ==, "");
}

static void
test_write_sysex_among_others (void)
{
  g_auto (Writing) writing;

  writing_init (&writing, 13, 0);
  g_assert_true (add (&writing, "90 3C 40", 0));
  g_assert_cmpuint (add_sysex (&writing, "F0 01 02 03 F7", 0, 5), ==, 5);
  assert_written (&writing, FALSE, "90 3C 40 05 F0 01 02 03 F7");
  g_assert_cmpuint (add_sysex (&writing, "F0 01 02 03 F7", 0, 5), ==, 2);
  assert_written (&writing, FALSE, "90 3C 40 05 F0 01 02 03 F7 00 F0 01 F0");
  g_assert_cmpuint (add_sysex (&writing, "F0 01 02 03 F7", 2, 5), ==, 2);
}

static GBytes *
make_message (GRand *random)
{
  static const guint8 statuses[]
      = { 0x90, 0x90, 0x80, 0x91, 0xB0, 0xC0, 0xD0, 0xEF, 0xF1, 0xF2, 0xF6, 0xF8, 0xFE, 0xF0 };
  static const guint8 n_data[] = { 2, 2, 2, 2, 2, 1, 1, 2, 1, 2, 0, 0, 0 };
  guint               kind = (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (statuses));
  guint8              bytes[60];
  gsize               size;

  size = kind < G_N_ELEMENTS (n_data) ? (gsize) 1 + n_data[kind]
                                      : (gsize) g_rand_int_range (random, 1, sizeof bytes);
  bytes[0] = statuses[kind];
  for (gsize i = 1; i < size; i++)
    bytes[i] = (guint8) g_rand_int_range (random, 0, 128);
  if (bytes[0] == 0xF0)
    bytes[size++] = 0xF7;
  return g_bytes_new (bytes, size);
}

static void
describe_message (GString *text, gint64 ticks, GBytes *bytes)
{
  g_autofree char *hex
      = rtp_bytes_to_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_string_append_printf (text, "%" G_GINT64_FORMAT ": %s\n", ticks, hex);
}

/* Appends what a list has, putting SysEx together. */
static void
read_back (GString *text, GByteArray *sysex, const Writing *writing, gint64 ticks)
{
  SeqgoRtpPacket packet
      = { .list = writing->memory,
          .list_size = writing->writer.size,
          .has_first_delta = seqgo_rtp_list_writer_has_first_delta (&writing->writer) };
  SeqgoRtpListReader reader;
  SeqgoRtpItem       item;

  seqgo_rtp_list_reader_init (&reader, &packet);
  while (seqgo_rtp_list_reader_next (&reader, &item))
    {
      g_autoptr (GBytes) bytes = NULL;

      g_assert_cmpint (sysex->len > 0, ==,
                       item.type == SEQGO_RTP_ITEM_SYSEX_MIDDLE
                           || item.type == SEQGO_RTP_ITEM_SYSEX_LAST);
      if (item.type == SEQGO_RTP_ITEM_MESSAGE)
        bytes = g_bytes_new (item.bytes, item.n_bytes);
      else
        {
          g_assert_true (item.type == SEQGO_RTP_ITEM_SYSEX || item.size > 0);
          if (sysex->len == 0)
            g_byte_array_append (sysex, (const guint8 *) "\xF0", 1);
          g_byte_array_append (sysex, item.data, (guint) item.size);
        }
      if (item.type == SEQGO_RTP_ITEM_SYSEX || item.type == SEQGO_RTP_ITEM_SYSEX_LAST)
        {
          g_byte_array_append (sysex, (const guint8 *) "\xF7", 1);
          bytes = g_bytes_new (sysex->data, sysex->len);
          g_byte_array_set_size (sysex, 0);
        }
      if (bytes != NULL)
        describe_message (text, ticks + item.ticks, bytes);
    }
  g_assert_false (reader.is_malformed);
}

/* Writes as much of @bytes as there is room for. */
static gboolean
write_some (Writing *writing, GBytes *bytes, gsize *offset, gint64 ticks)
{
  gsize         size, old_offset = *offset;
  const guint8 *message = g_bytes_get_data (bytes, &size);

  if (message[0] == 0xF0)
    *offset = seqgo_rtp_list_writer_add_sysex (&writing->writer, message, size, *offset, ticks);
  else if (seqgo_rtp_list_writer_add (&writing->writer, message, size, ticks))
    *offset = size;
  return *offset > old_offset;
}

static void
assert_round_trip (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GString) written = g_string_new (NULL);
  g_autoptr (GString) read = g_string_new (NULL);
  g_autoptr (GByteArray) sysex = g_byte_array_new ();
  g_autoptr (GBytes) message = make_message (random);
  gsize    offset = 0;
  gint64   ticks = g_rand_int_range (random, -1000, 1000);
  gboolean running_status = g_rand_boolean (random);
  gint     max_delta = 1 << g_rand_int_range (random, 0, 20);

  for (guint n_lists = 0; n_lists < 20; n_lists++)
    {
      gint64 start = ticks - (g_rand_boolean (random) ? g_rand_int_range (random, 0, 300) : 0);
      gsize  capacity = (gsize) g_rand_int_range (random, 8, 80);
      g_auto (Writing) writing;

      writing_init (&writing, capacity, start);
      seqgo_rtp_list_writer_set_running_status (&writing.writer, running_status);
      while (write_some (&writing, message, &offset, ticks))
        {
          if (offset < g_bytes_get_size (message))
            continue;
          describe_message (written, ticks, message);
          ticks += g_rand_boolean (random) ? g_rand_int_range (random, 0, max_delta) : 0;
          g_bytes_unref (message);
          message = make_message (random);
          offset = 0;
        }
      g_assert_cmpuint (writing.writer.size, >, 0);
      g_assert_cmpuint (writing.writer.size, <=, capacity);
      read_back (read, sysex, &writing, start);
    }
  g_assert_cmpstr (read->str, ==, written->str);
}

static void
test_round_trip (void)
{
  for (guint32 seed = 0; seed < 1000; seed++)
    assert_round_trip (seed);
}

static void
add_vectors (const char *path, const Vector *tests, gsize n_tests)
{
  for (gsize i = 0; i < n_tests; i++)
    {
      g_autofree char *name = g_strconcat (path, tests[i].name, NULL);

      g_test_add_data_func (name, &tests[i], test_vector);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_vectors ("/rtp-list/R-21/", vectors, G_N_ELEMENTS (vectors));
  add_vectors ("/rtp-list/captured/", captured, G_N_ELEMENTS (captured));
  add_vectors ("/rtp-list/R-55/", malformed, G_N_ELEMENTS (malformed));
  g_test_add_func ("/rtp-list/R-53/prefixes", test_prefixes);
  g_test_add_func ("/rtp-list/R-53/random-bytes", test_random_bytes);
  g_test_add_func ("/rtp-list/write/deltas", test_write_deltas);
  g_test_add_func ("/rtp-list/write/first-delta", test_write_first_delta);
  g_test_add_func ("/rtp-list/write/late", test_write_late);
  g_test_add_func ("/rtp-list/write/running-status", test_write_running_status);
  g_test_add_func ("/rtp-list/write/capacity", test_write_capacity);
  g_test_add_func ("/rtp-list/write/sysex", test_write_sysex);
  g_test_add_func ("/rtp-list/write/sysex-among-others", test_write_sysex_among_others);
  g_test_add_func ("/rtp-list/write/round-trip", test_round_trip);
  return g_test_run ();
}
