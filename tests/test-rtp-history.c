/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <libseqgo/rtp/seqgo-rtp-journal-private.h>

#include "rtp-hex.h"

static void
add (SeqgoRtpHistory *history, const char *hex, guint64 sequence)
{
  g_autoptr (GBytes) message = rtp_bytes_from_hex (hex);

  seqgo_rtp_history_add (history, g_bytes_get_data (message, NULL), g_bytes_get_size (message),
                         sequence);
}

static void
assert_journal (const SeqgoRtpHistory *history, guint64 sequence, const char *expected)
{
  SeqgoRtpJournalFrame frame = { .sequence = sequence, .checkpoint = 1 };
  guint8               data[2048];
  gsize                size = seqgo_rtp_journal_write (history, &frame, data, sizeof data);
  g_autofree char     *hex = rtp_bytes_to_hex (data, size);

  g_assert_cmpstr (hex, ==, expected);
  /* There must be room for all of it. */
  g_assert_cmpuint (seqgo_rtp_journal_write (history, &frame, data, size - 1), ==, 0);
}

static void
test_copy (void)
{
  g_autoptr (SeqgoRtpHistory) history = seqgo_rtp_history_new ();
  g_autoptr (SeqgoRtpHistory) copy = NULL;

  g_assert_true (seqgo_rtp_history_is_empty (history));
  add (history, "90 3C 40", 1);
  add (history, "A0 3C 40", 1);
  add (history, "B0 65 00", 1);
  add (history, "B0 64 00", 1);
  add (history, "B0 06 02", 1);
  add (history, "F0 7D 01 F7", 1);
  copy = seqgo_rtp_history_copy (history);
  g_clear_pointer (&history, seqgo_rtp_history_free);

  assert_journal (copy, 3,
                  "E0 00 01 84 06 AB 01 7D 81 80 0F 29 B4 05 80 82 02 81 F0 BC C0 80 BC 40");
  add (copy, "80 3C 40", 3);
  add (copy, "B0 06 03", 3);
  assert_journal (copy, 4, "60 00 01 84 06 AB 01 7D 81 00 0E 29 34 05 00 82 03 00 77 08 80 BC 40");
}

static void
test_trim (void)
{
  g_autoptr (SeqgoRtpHistory) history = seqgo_rtp_history_new ();

  add (history, "B0 07 01", 0xFFFFFFFF);
  add (history, "B0 0A 02", G_GUINT64_CONSTANT (0x100000000));
  add (history, "B0 07 03", G_GUINT64_CONSTANT (0x100000001));
  assert_journal (history, G_GUINT64_CONSTANT (0x100000003), "A0 00 01 80 08 40 81 8A 02 87 03");
  seqgo_rtp_history_trim (history, G_GUINT64_CONSTANT (0x100000001));
  assert_journal (history, G_GUINT64_CONSTANT (0x100000003), "A0 00 01 80 06 40 80 87 03");
  g_assert_false (seqgo_rtp_history_is_empty (history));
  seqgo_rtp_history_trim (history, G_GUINT64_CONSTANT (0x100000002));
  assert_journal (history, G_GUINT64_CONSTANT (0x100000003), "80 00 01");
  g_assert_true (seqgo_rtp_history_is_empty (history));

  /* What was forgotten is not forgotten for good. */
  add (history, "B0 40 7F", 5);
  seqgo_rtp_history_trim (history, 6);
  add (history, "B0 40 00", 7);
  assert_journal (history, 9, "A0 00 01 80 08 40 81 C0 00 C0 82");
}

/* For who joins, it is as if all had been sent now. What only happened is not told. */
static void
test_restamp (void)
{
  g_autoptr (SeqgoRtpHistory) history = seqgo_rtp_history_new ();

  add (history, "90 3C 40", 0);
  add (history, "90 3D 40", 0);
  add (history, "80 3D 40", 0);
  add (history, "B0 40 7F", 0);
  add (history, "B0 40 00", 0);
  add (history, "B0 40 50", 0);
  add (history, "B0 78 00", 0);
  add (history, "B0 7E 01", 0);
  add (history, "90 3C 40", 0);
  add (history, "B1 7B 00", 0);
  add (history, "FF", 0);
  add (history, "90 3C 40", 0);
  add (history, "B0 40 50", 0);
  add (history, "B0 79 00", 0);
  add (history, "B0 42 50", 0);
  add (history, "B0 7D 00", 0);
  add (history, "91 3E 40", 0);
  add (history, "81 3E 40", 0);
  add (history, "F3 05", 0);
  add (history, "F6", 0);
  add (history, "FE", 0);
  add (history, "FA", 0);
  add (history, "F0 7D 01 F7", 0);
  seqgo_rtp_history_restamp (history, 99);
  assert_journal (history, 100, "60 00 01 50 05 10 05 40 00 0A 40 02 42 50 42 81 7D C1");
  assert_journal (history, 101, "E0 00 01 D0 05 90 85 C0 80 0A 40 82 C2 50 C2 81 FD C1");
  seqgo_rtp_history_trim (history, 100);
  g_assert_true (seqgo_rtp_history_is_empty (history));
}

/* What is kept of the past of a session is limited, and SysEx does not push out the rest. */
static void
test_session (void)
{
  g_autoptr (SeqgoRtpHistory) history = seqgo_rtp_history_new ();

  add (history, "B0 07 05", 0);
  add (history, "90 3C 40", 0);
  for (guint i = 0; i < 1000; i++)
    {
      guint8 number[][3]
          = { { 0xB1, 99, (guint8) (i / 10) }, { 0xB1, 98, (guint8) (i % 10) }, { 0xB1, 6, 1 } };

      add (history, "F0 7D 01 F7", 0);
      for (guint j = 0; j < G_N_ELEMENTS (number); j++)
        seqgo_rtp_history_add (history, number[j], sizeof number[j], 0);
    }
  g_assert_cmpuint (history->channels[1]->parameters->n_parameters, ==, SEQGO_RTP_N_PARAMETERS);
  g_assert_false (history->has_floor);
  g_assert_true (seqgo_rtp_element_is_listed (&history->channels[0]->controls[7]));
  g_assert_true (seqgo_rtp_element_is_listed (&history->channels[0]->notes[60]));
}

/* The oldest goes first, and with it what began notes in the same packet; what ended notes goes
 * last. */
static void
test_drop (void)
{
  g_autoptr (SeqgoRtpHistory) history = seqgo_rtp_history_new ();

  add (history, "80 3C 40", 1);
  add (history, "B0 07 05", 2);
  add (history, "90 3D 40", 2);
  add (history, "E0 00 01", 2);
  add (history, "90 3E 40", 3);
  seqgo_rtp_history_drop (history);
  g_assert_true (history->has_floor);
  g_assert_cmpuint (history->floor, ==, 3);
  assert_journal (history, 5, "A0 00 01 80 0A 18 80 01 81 77 BE C0 08");
  seqgo_rtp_history_drop (history);
  g_assert_cmpuint (history->floor, ==, 4);
  assert_journal (history, 5, "A0 00 01 80 06 08 80 77 08");
  seqgo_rtp_history_drop (history);
  assert_journal (history, 5, "80 00 01");
  seqgo_rtp_history_drop (history);
  assert_journal (history, 5, "80 00 01");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rtp-history/copy", test_copy);
  g_test_add_func ("/rtp-history/trim", test_trim);
  g_test_add_func ("/rtp-history/R-46/restamp", test_restamp);
  g_test_add_func ("/rtp-history/R-46/session", test_session);
  g_test_add_func ("/rtp-history/R-47/drop", test_drop);
  return g_test_run ();
}
