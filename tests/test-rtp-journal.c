/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Journals whose bytes are given, and what they tell. */

#include "rtp-hex.h"
#include "rtp-receiver-test.h"

#define FIRST 0x1229
#define SEQUENCE 0x1234
#define LIST "90 40 7F"

typedef struct
{
  const char *name;
  const char *journal;
  /* What is recovered with it when packets before it were lost. */
  const char *recovered;
} Vector;

static const Vector vectors[] = {
  { "empty", "80 12 2A", "" },
  { "program", "A0 12 2A 90 06 80 85 81 03", "B2 00 01! B2 20 03! C2 05! " },
  { "controls", "A0 12 2A 80 0A 40 82 87 64 C0 83 FB C1", "B0 07 64! B0 40 7F! B0 7B 00! " },
  { "parameter", "A0 12 2A 80 09 20 94 06 80 C2 02 00",
    "B0 65 00! B0 64 00! B0 06 02! B0 26 00! B0 65 7F! B0 64 7F! " },
  { "parameters-and-bend", "A0 12 2A 80 0F 30 94 0A 80 C2 02 00 81 C2 40 00 92 50",
    "B0 65 00! B0 64 00! B0 06 02! B0 26 00! B0 65 00! B0 64 01! B0 06 40! B0 26 00! "
    "B0 65 7F! B0 64 7F! E0 12 50! " },
  { "parameter-pending", "A0 12 2A 80 06 20 C0 03 85", "B0 63 05! " },
  { "parameter-count", "A0 12 2A 80 09 20 A0 06 88 81 0C 02", "B0 63 01! B0 62 08! " },
  { "parameter-buttons", "A0 12 2A 80 0C 20 A0 09 81 00 32 80 03 00 01",
    "B0 65 00! B0 64 01! B0 61 00! B0 61 00! B0 61 00! " },
  { "bend", "A0 12 2A F8 05 10 92 50", "EF 12 50! " },
  { "notes", "A0 12 2A C8 0C 08 82 46 BC E4 BE 50 08 80 80", "99 3C 64! " },
  { "notes-without-bits", "A0 12 2A 80 07 08 81 F0 BC E4", "90 3C 64! " },
  { "extras", "A0 12 2A 80 11 0C 82 46 BC E4 BE 50 08 80 80 81 A4 A0 BC 02", "90 3C 64! " },
  { "pressure", "A0 12 2A 80 04 02 D5", "D0 55! " },
  { "key-pressure", "A0 12 2A 80 08 01 81 BC 30 C0 C0", "A0 3C 30! A0 40 40! " },
  { "all-chapters",
    "A1 12 2A 80 29 FF 85 81 03 82 87 64 C0 83 FB C1 94 06 80 C2 02 00 92 50 82 46 BC E4 BE 50 08 "
    "80 80 81 A4 A0 BC 02 D5 81 BC 30 C0 C0 C8 07 08 81 F0 A4 E4",
    "B0 00 01! B0 20 03! C0 05! B0 07 64! B0 40 7F! B0 7B 00! B0 65 00! B0 64 00! B0 06 02! "
    "B0 26 00! B0 65 7F! B0 64 7F! E0 12 50! 90 3C 64! D0 55! A0 3C 30! A0 40 40! 99 24 64! " },
  { "junk", "A1 12 2A 80 09 40 80 87 40 00 00 00 98 05 10 92 50", "B0 07 40! E3 12 50! " },
  { "simple", "C0 12 2A C0 06 F0 81 82 87", "FF! F6! F3 07! " },
  { "undefined", "C0 12 2A C0 08 8A C0 03 04 C2 05", "" },
  { "sensing", "C0 12 2A A0 03 85", "" },
  { "running", "C0 12 2A 90 05 F0 00 60", "F2 10 00! FB! F8! " },
  { "running-and-bend", "60 12 2A 10 05 70 00 60 80 05 10 92 50", "F2 10 00! FB! F8! E0 12 50! " },
  { "stopped-and-bend", "60 12 2A 10 03 00 80 05 10 92 50", "E0 12 50! " },
  { "full-frame", "C0 12 2A 88 07 C7 41 02 03 04", "F0 7F 7F 01 01 41 02 03 04 F7! " },
  { "quarter-frames", "C0 12 2A 88 07 A2 43 20 00 00", "F1 04! F1 13! F1 22! " },
  { "sysex", "C0 12 2A 84 08 AB 01 7E 7F 06 81", "F0 7E 7F 06 01 F7! " },
  { "sysex-cancelled", "E0 12 2A 84 04 A1 03 80 05 10 92 50", "E0 12 50! " },
  { "sysex-unfinished", "C0 12 2A 84 08 9C 81 48 01 02 83", "" },
  { "sysex-two", "C0 12 2A 84 0C AB 01 7E 7F 06 81 AB 02 7D 81",
    "F0 7E 7F 06 01 F7! F0 7D 01 F7! " },
};

static char *
with_list (const char *recovered)
{
  return g_strconcat (recovered, LIST, NULL);
}

static void
set_up (RtpReceiverTest *test)
{
  rtp_receiver_test_set_up (test, NULL);
  receive (test, FIRST, "", "80 12 29");
}

static void
test_lost (gconstpointer user_data)
{
  const Vector    *vector = user_data;
  RtpReceiverTest  test = { 0 };
  g_autofree char *expected = with_list (vector->recovered);

  set_up (&test);
  assert_events (&test, SEQUENCE, LIST, vector->journal, expected);
  assert_counts (&test, "n_malformed 0 n_lost 10");
  /* Once is enough. */
  assert_events (&test, SEQUENCE + 2, "", vector->journal, "");
  rtp_receiver_test_tear_down (&test, NULL);
}

/* The first packet is treated as the end of a loss. */
static void
test_first (gconstpointer user_data)
{
  const Vector    *vector = user_data;
  RtpReceiverTest  test = { 0 };
  g_autofree char *expected = with_list (vector->recovered);

  rtp_receiver_test_set_up (&test, NULL);
  assert_events (&test, SEQUENCE, LIST, vector->journal, expected);
  rtp_receiver_test_tear_down (&test, NULL);
}

static void
test_not_lost (gconstpointer user_data)
{
  const Vector   *vector = user_data;
  RtpReceiverTest test = { 0 };

  set_up (&test);
  for (guint16 sequence = FIRST + 1; sequence < SEQUENCE + 2; sequence++)
    assert_events (&test, sequence, LIST, vector->journal, LIST);
  assert_counts (&test, "n_malformed 0 n_recovered 0");
  rtp_receiver_test_tear_down (&test, NULL);
}

/* Whatever is cut off, nothing is read beyond it, and the list is delivered. */
static void
test_cut (gconstpointer user_data)
{
  const Vector *vector = user_data;
  gsize         size = (strlen (vector->journal) + 1) / 3;

  for (gsize cut = 3; cut < size; cut++)
    {
      g_autofree char *journal = g_strndup (vector->journal, 3 * cut - 1);
      RtpReceiverTest  test = { 0 };

      set_up (&test);
      receive (&test, SEQUENCE, LIST, journal);
      g_assert_cmpuint (test.records->len, >, 0);
      g_assert_cmpuint (g_array_index (test.records, SeqgoEventRecord, test.records->len - 1).type,
                        ==, SEQGO_EVENT_TYPE_NOTE_ON);
      g_assert_cmpint (test.arrival, ==, SEQGO_RTP_ARRIVAL_UNREPAIRED);
      assert_counts (&test, "n_malformed 1");
      rtp_receiver_test_tear_down (&test, NULL);
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char   *path;
    GTestDataFunc function;
  } tests[] = {
    { "lost", test_lost },
    { "first", test_first },
    { "R-29/not-lost", test_not_lost },
    { "cut", test_cut },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    for (guint j = 0; j < G_N_ELEMENTS (vectors); j++)
      {
        g_autofree char *path
            = g_strdup_printf ("/rtp-journal/%s/%s", tests[i].path, vectors[j].name);

        g_test_add_data_func (path, &vectors[j], tests[i].function);
      }
  return g_test_run ();
}
