/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-packet-private.h>

#include "rtp-hex.h"

#define NUMBERS " 12 34 00 01 00 00 CA FE BA BE "
#define HEADER "80 61" NUMBERS
#define NOTE "90 3C 40"
#define NO_JOURNAL -1

typedef struct
{
  const char *name;
  const char *hex;
  /* Where the list is, and how long it is. */
  gsize offset;
  gsize size;
  /* Of the journal; NO_JOURNAL is none. */
  gssize   journal_size;
  gboolean is_malformed;
} Packet;

static const Packet packets[] = {
  { "list", HEADER "03" NOTE, 13, 3, NO_JOURNAL, FALSE },
  { "empty", HEADER "00", 13, 0, NO_JOURNAL, FALSE },
  { "marker", "80 E1" NUMBERS "03" NOTE, 13, 3, NO_JOURNAL, FALSE },
  { "journal", HEADER "43" NOTE "80 12 2A", 13, 3, 3, FALSE },
  { "journal-only", HEADER "40 80 12 2A", 13, 0, 3, FALSE },
  { "long-journal", HEADER "C0 03" NOTE "80 12 2A 01 02", 14, 3, 5, FALSE },
  { "more-than-told", HEADER "03" NOTE "80 12 2A", 13, 3, NO_JOURNAL, FALSE },
  { "sources", "82 61" NUMBERS "01 01 01 01 02 02 02 02 03" NOTE, 21, 3, NO_JOURNAL, FALSE },
  { "extension", "90 61" NUMBERS "00 00 00 01 11 11 11 11 03" NOTE, 21, 3, NO_JOURNAL, FALSE },
  { "empty-extension", "90 61" NUMBERS "00 00 00 00 03" NOTE, 17, 3, NO_JOURNAL, FALSE },
  { "padding", "A0 61" NUMBERS "03" NOTE "00 00 03", 13, 3, NO_JOURNAL, FALSE },
  { "padding-and-journal", "A0 61" NUMBERS "43" NOTE "80 12 2A 01", 13, 3, 3, FALSE },
  { "everything", "B1 E1" NUMBERS "01 01 01 01 00 00 00 01 11 11 11 11 C0 03" NOTE "80 12 2A 01",
    26, 3, 3, FALSE },
};

static const Packet lying_packets[] = {
  { "list", HEADER "0F" NOTE, 13, 3, NO_JOURNAL, TRUE },
  { "long-list", HEADER "8F FF" NOTE, 14, 3, NO_JOURNAL, TRUE },
  { "list-and-journal", HEADER "46" NOTE "80 12", 13, 5, NO_JOURNAL, TRUE },
  { "nothing", HEADER "01", 13, 0, NO_JOURNAL, TRUE },
  { "journal-0", HEADER "43" NOTE, 13, 3, NO_JOURNAL, TRUE },
  { "journal-1", HEADER "43" NOTE "80", 13, 3, NO_JOURNAL, TRUE },
  { "journal-2", HEADER "43" NOTE "80 12", 13, 3, NO_JOURNAL, TRUE },
  { "list-in-padding", "A0 61" NUMBERS "05" NOTE "00 02", 13, 3, NO_JOURNAL, TRUE },
  { "journal-in-padding", "A0 61" NUMBERS "43" NOTE "80 12 02", 13, 3, NO_JOURNAL, TRUE },
};

static const Packet refused_packets[] = {
  { .name = "nothing", .hex = "" },
  { .name = "short", .hex = "80 61 12 34 00 01 00 00 CA FE BA" },
  { .name = "no-section", .hex = HEADER },
  { .name = "half-section", .hex = HEADER "80" },
  { .name = "version-1", .hex = "40 61" NUMBERS "03" NOTE },
  { .name = "version-3", .hex = "C0 61" NUMBERS "03" NOTE },
  { .name = "type-96", .hex = "80 60" NUMBERS "03" NOTE },
  { .name = "command", .hex = "FF FF 43 4B CA FE BA BE 00 00 00 00 00" },
  { .name = "sources", .hex = "8F 61" NUMBERS "03" NOTE },
  { .name = "sources-and-no-section", .hex = "81 61" NUMBERS "03" NOTE },
  { .name = "no-extension", .hex = "90 61" NUMBERS "00 00 00" },
  { .name = "extension", .hex = "90 61" NUMBERS "00 00 FF FF 03" NOTE },
  { .name = "extension-and-no-section", .hex = "90 61" NUMBERS "00 00 00 01 11 11 11 11" },
  { .name = "padding-0", .hex = "A0 61" NUMBERS "03" NOTE "00" },
  { .name = "padding-of-everything", .hex = "A0 61" NUMBERS "03" NOTE "05" },
  { .name = "padding", .hex = "A0 61" NUMBERS "03" NOTE "FF" },
  { .name = "padding-in-header", .hex = "A0 61 12 34 00 01 00 00 CA FE BA 01" },
};

static void
assert_packet (const Packet *expected, const guint8 *data, gsize size)
{
  SeqgoRtpPacket packet;

  g_assert_true (seqgo_rtp_packet_parse (&packet, data, size));
  g_assert_cmphex (packet.sequence, ==, 0x1234);
  g_assert_cmphex (packet.timestamp, ==, 0x00010000);
  g_assert_cmphex (packet.ssrc, ==, 0xCAFEBABE);
  g_assert_false (packet.has_first_delta);
  g_assert_true (packet.list == data + expected->offset);
  g_assert_cmpuint (packet.list_size, ==, expected->size);
  g_assert_cmpint (packet.is_malformed, ==, expected->is_malformed);
  if (expected->journal_size == NO_JOURNAL)
    {
      g_assert_null (packet.journal);
      g_assert_cmpuint (packet.journal_size, ==, 0);
      return;
    }
  g_assert_true (packet.journal == packet.list + packet.list_size);
  g_assert_cmpint ((gssize) packet.journal_size, ==, expected->journal_size);
}

static void
test_packet (gconstpointer user_data)
{
  const Packet *packet = user_data;
  g_autoptr (GBytes) bytes = rtp_bytes_from_hex (packet->hex);
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  assert_packet (packet, data, size);
}

static void
test_refused (gconstpointer user_data)
{
  const Packet *expected = user_data;
  g_autoptr (GBytes) bytes = rtp_bytes_from_hex (expected->hex);
  gsize          size;
  const guint8  *data = g_bytes_get_data (bytes, &size);
  SeqgoRtpPacket packet;

  g_assert_false (seqgo_rtp_packet_parse (&packet, data, size));
}

/* Whatever is left of a packet that was cut stays within it. */
static void
test_prefixes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (packets); i++)
    {
      g_autoptr (GBytes) bytes = rtp_bytes_from_hex (packets[i].hex);

      for (gsize size = 0; size < g_bytes_get_size (bytes); size++)
        {
          g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
          SeqgoRtpPacket     packet;

          if (!seqgo_rtp_packet_parse (&packet, data, size))
            continue;
          g_assert_true (packet.list >= data + SEQGO_RTP_HEADER_SIZE);
          g_assert_true (packet.list + packet.list_size <= data + size);
          if (packet.journal != NULL)
            g_assert_true (packet.journal + packet.journal_size <= data + size);
        }
    }
}

static void
test_first_delta (void)
{
  g_autoptr (GBytes) bytes = rtp_bytes_from_hex (HEADER "24 05" NOTE);
  SeqgoRtpPacket packet;
  gsize          size;
  const guint8  *data = g_bytes_get_data (bytes, &size);

  g_assert_true (seqgo_rtp_packet_parse (&packet, data, size));
  g_assert_true (packet.has_first_delta);
}

static void
test_write_header (void)
{
  g_autofree char *text = NULL;
  guint8           data[SEQGO_RTP_HEADER_SIZE];

  seqgo_rtp_packet_write_header (data, 0x1234, 0x00010000, 0xCAFEBABE);
  text = rtp_bytes_to_hex (data, sizeof data);
  g_assert_cmpstr (text, ==, "80 61 12 34 00 01 00 00 CA FE BA BE");
}

static void
assert_section (gsize list_size, gboolean has_journal, gboolean has_first_delta, const char *hex)
{
  guint8 data[2];
  gsize  size = seqgo_rtp_packet_write_section (data, list_size, has_journal, has_first_delta);
  g_autofree char *text = rtp_bytes_to_hex (data, size);

  g_assert_cmpstr (text, ==, hex);
}

static void
test_write_section (void)
{
  assert_section (0, FALSE, FALSE, "00");
  assert_section (15, FALSE, FALSE, "0F");
  assert_section (16, FALSE, FALSE, "80 10");
  assert_section (3, TRUE, FALSE, "43");
  assert_section (3, FALSE, TRUE, "23");
  assert_section (0x123, TRUE, TRUE, "E1 23");
  assert_section (SEQGO_RTP_MAX_LIST, FALSE, FALSE, "8F FF");
}

static void
add_packets (const char *path, const Packet *tests, gsize n_tests, GTestDataFunc function)
{
  for (gsize i = 0; i < n_tests; i++)
    {
      g_autofree char *name = g_strconcat (path, tests[i].name, NULL);

      g_test_add_data_func (name, &tests[i], function);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_packets ("/rtp-packet/", packets, G_N_ELEMENTS (packets), test_packet);
  add_packets ("/rtp-packet/R-54/", lying_packets, G_N_ELEMENTS (lying_packets), test_packet);
  add_packets ("/rtp-packet/refused/", refused_packets, G_N_ELEMENTS (refused_packets),
               test_refused);
  g_test_add_func ("/rtp-packet/R-53/prefixes", test_prefixes);
  g_test_add_func ("/rtp-packet/first-delta", test_first_delta);
  g_test_add_func ("/rtp-packet/write-header", test_write_header);
  g_test_add_func ("/rtp-packet/write-section", test_write_section);
  return g_test_run ();
}
