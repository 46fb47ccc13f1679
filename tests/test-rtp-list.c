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
  return g_test_run ();
}
