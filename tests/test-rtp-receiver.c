/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-receiver-private.h>

#include "rtp-hex.h"
#include "rtp-receiver-test.h"

/* Numbers of packets in these tests; the vectors of journals begin with 0x122A. */
#define FIRST 0x1229

static void
test_first (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, FIRST, "90 40 40", "A0 12 20 80 07 08 81 F0 BC E4", "90 3C 64! 90 40 40");
  g_assert_cmpint (test->arrival, ==, SEQGO_RTP_ARRIVAL_IN_ORDER);
  assert_counts (test, "n_events 2 n_recovered 1 n_lost 0");
}

static void
test_off_lost (RtpReceiverTest *test, gconstpointer user_data)
{
  const char *journal = user_data;

  assert_events (test, 1, "90 30 40", NULL, "90 30 40");
  assert_events (test, 3, "B0 07 01", journal, "80 30 40! B0 07 01");
  g_assert_cmpint (test->arrival, ==, SEQGO_RTP_ARRIVAL_REPAIRED);
  assert_events (test, 5, "", journal, "");
  assert_counts (test, "n_lost 2 n_unrecoverable 0 n_recovered 1");
}

static void
test_on_lost (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, 1, "", "80 00 01", "");
  assert_events (test, 3, "", "A0 00 02 80 07 08 81 F0 BC E4", "90 3C 64!");
  assert_events (test, 5, "", "A0 00 02 80 07 08 81 F0 BC E4", "");
  assert_events (test, 6, "80 3C 40", NULL, "80 3C 40");

  /* It is too late for this one: it is held, but does not sound. */
  assert_events (test, 8, "", "A0 00 07 80 07 08 81 F0 BE 64", "");
  assert_events (test, 9, "80 3E 40", NULL, "80 3E 40");
  assert_events (test, 11, "", "A0 00 0A 80 07 08 81 F0 BE 64", "");
  assert_events (test, 13, "", "A0 00 0A 80 06 08 80 77 02", "");
  assert_events (test, 15, "", "A0 00 0A 80 06 08 80 77 02", "");
}

/* A note ended and began again. */
static void
test_pair_lost (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, 1, "90 3C 40 00 3D 40", "80 00 01", "90 3C 40 90 3D 40");
  /* It is the same one. */
  assert_events (test, 3, "", "A0 00 01 80 07 08 81 F0 BC C0", "");
  /* With another velocity. */
  assert_events (test, 5, "", "A0 00 01 80 07 08 81 F0 BC D0", "80 3C 40! 90 3C 50!");
  /* It began after this checkpoint. */
  assert_events (test, 7, "", "A0 00 06 80 07 08 81 F0 BC D0", "80 3C 40! 90 3C 50!");
  assert_events (test, 9, "", "A0 00 08 80 07 08 81 F0 BC 50", "80 3C 40!");
  /* It would be old by now. */
  test->timestamp = 20000;
  assert_events (test, 11, "", "A0 00 01 80 07 08 81 F0 BD C0", "80 3D 40! 90 3D 40!");
}

/* What is on more often than once is ended as often. */
static void
test_counts (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, 1, "90 3C 40 00 3C 40 00 3C 40", "80 00 01", "90 3C 40 90 3C 40 90 3C 40");
  assert_events (test, 3, "", "A0 00 01 80 0B 0C 80 77 08 81 BC A0 BC 01", "80 3C 20! 80 3C 20!");
  assert_events (test, 5, "", "A0 00 01 80 06 08 80 77 08", "80 3C 40!");
  /* What is recovered is on once, whatever the journal says. */
  assert_events (test, 7, "", "A0 00 06 80 0A 0C 81 F0 BD C0 80 BD 7F", "90 3D 40!");
  assert_events (test, 9, "", "A0 00 06 80 06 08 80 77 04", "80 3D 40!");
}

static void
test_channel (RtpReceiverTest *test, gconstpointer user_data)
{
  const char *journal = "A0 00 01 80 11 D3 85 81 03 80 87 64 92 50 D5 81 BC 30 C0 40";

  assert_events (test, 1, "", "80 00 01", "");
  assert_events (test, 3, "90 40 40", journal,
                 "B0 00 01! B0 20 03! C0 05! B0 07 64! E0 12 50! D0 55! A0 3C 30! A0 40 40! "
                 "90 40 40");
  assert_events (test, 4, "", journal, "");
  assert_events (test, 6, "", journal, "");
}

/* Controller 32 came before controller 0: the journal does not tell of it with the program. */
static void
test_bank_backward (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, 1, "B0 20 3C 00 00 01 00 C0 07", "80 00 01", "B0 20 3C B0 00 01 C0 07");
  assert_events (test, 3, "", "A0 00 01 80 06 80 87 81 00", "");
  assert_events (test, 5, "", "A0 00 01 80 0B C0 87 81 00 81 A0 3C 80 01", "");
  assert_events (test, 7, "", "A0 00 01 80 06 80 88 81 3C", "C0 08!");

  /* It is repaired after controller 0, and yet came before. */
  assert_events (test, 9, "", "A0 00 08 88 09 C0 87 81 00 80 A0 3C", "B1 00 01! C1 07! B1 20 3C!");
  assert_events (test, 10, "C1 08", "80 00 08", "C1 08");
  assert_events (test, 12, "", "A0 00 08 88 06 80 88 81 00", "");
}

/* What is older than controller 121 is not set again. */
static void
test_reset (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, 1, "B0 01 32 00 79 00", NULL, "B0 01 32 B0 79 00");
  assert_events (test, 3, "", "A0 00 01 80 08 40 81 81 32 F9 C1", "");
  assert_events (test, 5, "", "A0 00 01 80 0A 40 82 81 32 F9 C2 81 20", "B0 79 00! B0 01 20!");
}

static void
test_mode (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, 1, "90 3C 40", "80 00 01", "90 3C 40");
  assert_events (test, 3, "", "A0 00 02 80 0A 48 80 FB C1 81 F0 BE D0", "B0 7B 00! 90 3E 50!");
  g_array_set_size (test->records, 0);
  seqgo_rtp_receiver_release (test->receiver, test->records);
  assert_records (test, "80 3E 40!");
}

static void
test_switch (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, 1, "B0 40 60", "80 00 01", "B0 40 60");
  assert_events (test, 3, "", "A0 00 01 80 06 40 80 C0 81", "");
  /* Off and on again. */
  assert_events (test, 5, "", "A0 00 01 80 06 40 80 C0 83", "B0 40 00! B0 40 60!");
  assert_events (test, 7, "", "A0 00 01 80 08 40 81 C0 50 C0 85", "B0 40 00! B0 40 50!");
  assert_events (test, 9, "", "A0 00 01 80 06 40 80 C0 86", "B0 40 00!");
  assert_events (test, 11, "", "A0 00 01 80 06 40 80 C0 88", "B0 40 7F! B0 40 00!");
  assert_events (test, 13, "", "A0 00 01 80 06 40 80 C0 88", "");
}

/* Of several logs of one controller, the last one counts. */
static void
test_enhanced (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, 1, "", "B0 00 01 84 0A 40 82 87 01 8A 02 87 03", "B0 0A 02! B0 07 03!");
}

static void
test_parameters (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, 1, "", "80 00 01", "");
  assert_events (test, 3, "", "A0 00 01 80 09 20 94 06 80 C2 0C 00",
                 "B0 65 00! B0 64 00! B0 06 0C! B0 26 00! B0 65 7F! B0 64 7F!");
  assert_events (test, 5, "", "A0 00 01 80 09 20 94 06 80 C2 0C 00", "");
  /* One is open. */
  assert_events (test, 7, "", "A0 00 01 80 08 20 B4 05 80 82 0D", "B0 65 00! B0 64 00! B0 06 0D!");
  assert_events (test, 8, "B0 06 0E", NULL, "B0 06 0E");
  assert_events (test, 10, "", "A0 00 01 80 06 20 C0 03 85", "B0 63 05!");
  assert_events (test, 12, "", "A0 00 01 80 05 20 80 02", "B0 65 7F! B0 64 7F!");
  /* Many increments are no way to take all memory. */
  assert_events (test, 14, "", "A0 00 01 80 09 20 94 06 81 22 00 02",
                 "B0 65 00! B0 64 01! B0 60 00! B0 60 00! B0 65 7F! B0 64 7F!");
  receive (test, 16, "", "A0 00 01 80 09 20 94 06 81 22 3F FF");
  g_assert_cmpuint (test->records->len, <, 1100);
}

static void
test_system (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, 1, "FA 00 F8", "80 00 01", "FA F8");
  assert_events (test, 3, "", "C0 00 01 90 05 90 00 01", "FC!");
  assert_events (test, 5, "", "C0 00 01 C0 04 90 87", "F3 07!");
  assert_events (test, 7, "", "C0 00 01 88 07 C7 41 02 03 04", "F0 7F 7F 01 01 41 02 03 04 F7!");
  assert_events (test, 9, "", "C0 00 01 88 0B E2 41 02 03 04 43 20 00 00", "F1 04! F1 13! F1 22!");
  assert_events (test, 10, "F1 30", NULL, "F1 30");
  assert_events (test, 12, "", "C0 00 01 88 0B E4 41 02 03 04 43 20 50 00", "F1 45!");
  assert_events (test, 14, "", "C0 00 01 84 08 AB 01 7E 7F 06 81", "F0 7E 7F 06 01 F7!");
  assert_events (test, 16, "", "C0 00 01 84 08 AB 01 7E 7F 06 81", "");
  /* What is not in the journal is missed. */
  assert_events (test, 18, "", "C0 00 01 84 05 AB 03 FD", "F0 7D F7!");
  g_assert_cmpint (test->arrival, ==, SEQGO_RTP_ARRIVAL_UNREPAIRED);
  assert_counts (test, "n_broken_sysex 1");
}

/* Where a sequencer is. */
static void
test_position (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, 1, "", "80 00 01", "");
  assert_events (test, 3, "", "C0 00 01 90 03 C0", "FA!");
  assert_events (test, 4, "F8 00 F8", NULL, "F8 F8");
  assert_events (test, 6, "", "C0 00 01 90 05 F0 00 03", "F8! F8!");
  assert_events (test, 8, "", "C0 00 01 90 05 F0 00 60", "FC! F2 10 00! FB! F8!");
  assert_events (test, 10, "", "C0 00 01 90 05 90 00 61", "FC!");
  assert_events (test, 12, "", "C0 00 01 90 05 D0 00 61", "FB!");
  assert_events (test, 14, "", "C0 00 01 90 03 C0", "FC! FA!");
  assert_events (test, 16, "", "C0 00 01 90 05 90 0C 00", "FC! F2 00 04!");
  /* This is the start. */
  assert_events (test, 18, "", "C0 00 01 90 03 80", "F2 00 00!");
  /* Between two beats; nothing tells more until it goes on. */
  assert_events (test, 20, "", "C0 00 01 90 05 90 00 63", "F2 10 00!");
  assert_events (test, 22, "", "C0 00 01 90 05 90 00 63", "");
  assert_events (test, 23, "FB 00 F8", NULL, "FB F8! F8! F8! F8");
  assert_events (test, 25, "", "C0 00 01 90 05 F0 00 63", "");
  /* Further than any message can tell. */
  assert_events (test, 27, "", "C0 00 01 90 05 97 FF FF", "FC!");
  assert_events (test, 28, "FB 00 FC", NULL, "FB FC");
}

/* A part of SysEx that was lost. */
static void
test_part_lost (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, 1, "F0 01 02 F0", "80 00 01", "");
  assert_events (test, 3, "F7 05 06 F7", "C0 00 01 84 08 A8 01 01 02 03 84",
                 "F0 01 02 03 04 05 06 F7");
  /* The last one. */
  assert_events (test, 4, "F0 07 F0", NULL, "");
  assert_events (test, 6, "", "C0 00 01 84 06 AB 02 07 88", "F0 07 08 F7!");
  /* The first one, and only what came after it is told. */
  assert_events (test, 8, "F7 03 F7", "C0 00 01 84 06 A8 03 01 82", "F0 01 02 03 F7");
  assert_events (test, 9, "F0 01 02 F0", NULL, "");
  assert_events (test, 11, "F7 04 F7", "C0 00 01 84 07 B8 04 01 12 93", "F0 01 12 13 04 F7");
  assert_counts (test, "n_broken_sysex 0 n_unrecoverable 0");

  /* Nothing is told: what is left of it is of no use. */
  assert_events (test, 12, "F0 01 02 F0", NULL, "");
  assert_events (test, 14, "F7 03 F0", "80 00 01", "");
  g_assert_cmpint (test->arrival, ==, SEQGO_RTP_ARRIVAL_UNREPAIRED);
  assert_events (test, 15, "F7 04 F7 00 90 3C 40", NULL, "90 3C 40");
  assert_counts (test, "n_broken_sysex 1 n_unrecoverable 1");
}

static void
test_length (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, 1, "", "A1 00 01 80 09 40 80 87 40 00 00 00 98 05 10 92 50",
                 "B0 07 40! E3 12 50!");
  assert_counts (test, "n_malformed 0");
}

static void
test_end (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, 1, "90 3C 40 00 91 10 40 00 90 30 40 00 B1 40 7F 00 45 40 00 43 00", NULL,
                 "90 3C 40 91 10 40 90 30 40 B1 40 7F B1 45 40 B1 43 00");
  assert_events (test, 2, "90 20 40 00 20 40 00 3C 00", NULL, "90 20 40 90 20 40 90 3C 00");
  g_array_set_size (test->records, 0);
  seqgo_rtp_receiver_release (test->receiver, test->records);
  assert_records (test, "81 10 40! 80 30 40! 80 20 40! 80 20 40! B1 40 00! B1 45 00!");
  g_array_set_size (test->records, 0);
  seqgo_rtp_receiver_release (test->receiver, test->records);
  assert_records (test, "");
}

static void
test_sysex (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, 1, "F0 01 02 F0 00 F8 00 F7 03 F0", NULL, "F8");
  assert_events (test, 2, "F8", NULL, "F8");
  assert_events (test, 3, "F7 04 F7 00 90 3C 40", NULL, "F0 01 02 03 04 F7 90 3C 40");
  assert_events (test, 4, "F0 01 02 F0", NULL, "");
  assert_events (test, 5, "F7 F4 00 C0 05", NULL, "C0 05");
  assert_events (test, 6, "F0 01 02 03 F5", NULL, "F0 01 02 03 F7");
  assert_events (test, 7, "F0 F7", NULL, "F0 F7");
  assert_counts (test, "n_broken_sysex 0");

  /* These do not fit together. */
  assert_events (test, 8, "F0 01 F0 00 F0 02 F0 00 F7 03 F7", NULL, "F0 02 03 F7");
  assert_events (test, 9, "F7 03 F0 00 F7 04 F7 00 F0 05 F7", NULL, "F0 05 F7");
  assert_events (test, 10, "F0 01 F0 00 90 3C 40 00 F7 02 F7", NULL, "90 3C 40");
  assert_counts (test, "n_broken_sysex 4");
}

static void
test_sysex_too_long (RtpReceiverTest *test, gconstpointer user_data)
{
  g_autofree char *segment = g_strnfill (3 * 1000, ' ');
  g_autofree char *first = NULL, *middle = NULL;
  guint16          sequence = 1;

  for (guint i = 0; i < 1000; i++)
    memcpy (segment + 3 * i, "01 ", 3);
  first = g_strconcat ("F0 ", segment, "F0", NULL);
  middle = g_strconcat ("F7 ", segment, "F0", NULL);
  assert_events (test, sequence++, first, NULL, "");
  for (guint i = 0; i < 100; i++)
    assert_events (test, sequence++, middle, NULL, "");
  assert_counts (test, "n_broken_sysex 1");
  assert_events (test, sequence++, "F7 01 F7 00 90 3C 40", NULL, "90 3C 40");

  /* Of 65 of them, and 536 bytes, it would be one less. */
  assert_events (test, sequence++, first, NULL, "");
  for (guint i = 0; i < 64; i++)
    assert_events (test, sequence++, middle, NULL, "");
  segment[3 * 536] = '\0';
  g_free (middle);
  middle = g_strconcat ("F7 ", segment, "F7", NULL);
  receive (test, sequence++, middle, NULL);
  g_assert_cmpuint (test->payloads->len, ==, 65536 + 2);

  seqgo_rtp_receiver_set_max_sysex (test->receiver, 2);
  assert_events (test, sequence++, "F0 01 02 03 F7 00 F0 01 02 F7", NULL, "F0 01 02 F7");
  assert_counts (test, "n_broken_sysex 2 n_malformed 0");
}

static void
test_order (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, 0xFFFF, "90 3C 40", "80 FF FF", "90 3C 40");
  assert_events (test, 0xFFFF, "90 3D 40", NULL, "");
  g_assert_cmpint (test->arrival, ==, SEQGO_RTP_ARRIVAL_IGNORED);
  assert_events (test, 0, "90 3E 40", NULL, "90 3E 40");
  assert_events (test, 3, "", "80 00 00", "");
  for (guint16 i = 0; i < 50; i++)
    assert_events (test, (guint16) (3 - i), "90 3F 40", "A0 00 00 80 07 08 81 F0 A0 E4", "");
  assert_counts (test, "n_duplicates 4 n_late 47 n_lost 2 n_events 2");

  /* Far away: another stream if it goes on. */
  assert_events (test, 40000, "90 40 40", NULL, "");
  assert_events (test, 50000, "90 40 40", NULL, "");
  assert_events (test, 4, "90 41 40", NULL, "90 41 40");
  assert_events (test, 50001, "90 42 40", NULL, "");
  assert_events (test, 50002, "90 43 40", "80 C3 52", "80 3C 40! 80 3E 40! 80 41 40! 90 43 40");
  assert_events (test, 50003, "90 44 40", NULL, "90 44 40");
}

/* The journal is not there, or does not reach back. */
static void
test_uncovered (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, 1, "90 3C 40 00 3D 40 00 3E 40", NULL, "90 3C 40 90 3D 40 90 3E 40");
  assert_events (test, 4, "90 3F 40", "A0 00 03 80 07 08 81 F0 BD 40",
                 "80 3D 40! 80 3C 40! 80 3E 40! 90 3F 40");
  g_assert_cmpint (test->arrival, ==, SEQGO_RTP_ARRIVAL_UNREPAIRED);
  assert_counts (test, "n_lost 2 n_unrecoverable 2");
  assert_events (test, 6, "", NULL, "80 3F 40!");
  g_assert_cmpint (test->arrival, ==, SEQGO_RTP_ARRIVAL_UNREPAIRED);
}

/* Some never move the checkpoint; 16 bits cannot tell that from a new one. */
static void
test_old_checkpoint (RtpReceiverTest *test, gconstpointer user_data)
{
  guint32 sequence = 1;

  assert_events (test, 1, "90 3C 40", "80 00 01", "90 3C 40");
  while (sequence < 0x10005)
    receive (test, (guint16) ++sequence, "", "80 00 01");
  assert_events (test, (guint16) (sequence + 2), "", "A0 00 01 80 07 08 81 F0 BC C0", "");
  g_assert_cmpint (test->arrival, ==, SEQGO_RTP_ARRIVAL_REPAIRED);
}

static void
test_malformed (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, 1, "90 3C 40 00 3D", NULL, "90 3C 40");
  assert_events (test, 2, "90 3E 40", NULL, "90 3E 40");
  assert_counts (test, "n_malformed 1");
  /* The journal promises more than there is. */
  assert_events (test, 4, "", "A0 00 01 80 0A 40 80 87 64", "80 3C 40! 80 3E 40!");
  assert_events (test, 6, "", "A0 00 01 80 06 C0 80 87 64", "B0 00 07! B0 20 64! C0 00!");
  assert_counts (test, "n_malformed 3 n_unrecoverable 2");
  /* What was whole is used. */
  assert_events (test, 8, "", "A0 00 01 80 07 50 80 87 64 92", "B0 07 64!");
  assert_events (test, 10, "", "E0 00 01 84 03 AB 80 08 0A 81 F0 BC E4 D5", "90 3C 64! D0 55!");
  assert_events (test, 12, "", "A0 00 01 80 08 0C 81 F0 BD E4 81", "90 3D 64! 80 3C 40!");
}

/* No event can carry these. */
static void
test_undefined (RtpReceiverTest *test, gconstpointer user_data)
{
  assert_events (test, 1, "F9 00 FD 00 FE 00 F6", NULL, "FE F6");
  assert_counts (test, "n_malformed 0 n_events 2");
}

static void
test_records (RtpReceiverTest *test, gconstpointer user_data)
{
  const SeqgoEventRecord *record;

  receive (test, 1, "90 3C 40 81 48 3D 41", "A0 00 01 80 05 10 92 50");
  record = &g_array_index (test->records, SeqgoEventRecord, 0);
  g_assert_cmphex (record->flags, ==,
                   SEQGO_EVENT_FLAG_RECEIVED | SEQGO_EVENT_FLAG_RECOVERED
                       | SEQGO_EVENT_FLAG_REAL_TIME);
  g_assert_cmpint (record[2].time, ==, 200);
  g_assert_cmphex (record[2].flags, ==, SEQGO_EVENT_FLAG_RECEIVED | SEQGO_EVENT_FLAG_REAL_TIME);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, function)                                                                  \
  g_test_add ("/rtp-receiver/" path, RtpReceiverTest, data, rtp_receiver_test_set_up, function,    \
              rtp_receiver_test_tear_down)
  ADD ("R-25/sysex", NULL, test_sysex);
  ADD ("R-26/sysex-too-long", NULL, test_sysex_too_long);
  ADD ("R-28/first", NULL, test_first);
  ADD ("R-30/off-lost", "20 00 01 00 06 08 00 66 80", test_off_lost);
  ADD ("R-30/off-lost-all-marked-old", "A0 00 01 80 06 08 80 66 80", test_off_lost);
  ADD ("R-31/on-lost", NULL, test_on_lost);
  ADD ("R-31/pair-lost", NULL, test_pair_lost);
  ADD ("R-31/counts", NULL, test_counts);
  ADD ("R-33/channel", NULL, test_channel);
  ADD ("R-33/bank-backward", NULL, test_bank_backward);
  ADD ("R-34/reset", NULL, test_reset);
  ADD ("R-35/mode", NULL, test_mode);
  ADD ("switch", NULL, test_switch);
  ADD ("enhanced", NULL, test_enhanced);
  ADD ("R-37/parameters", NULL, test_parameters);
  ADD ("R-38/system", NULL, test_system);
  ADD ("R-38/position", NULL, test_position);
  ADD ("R-38/part-lost", NULL, test_part_lost);
  ADD ("R-40/length", NULL, test_length);
  ADD ("R-41/end", NULL, test_end);
  ADD ("R-59/order", NULL, test_order);
  ADD ("uncovered", NULL, test_uncovered);
  ADD ("old-checkpoint", NULL, test_old_checkpoint);
  ADD ("malformed", NULL, test_malformed);
  ADD ("undefined", NULL, test_undefined);
  ADD ("records", NULL, test_records);
  return g_test_run ();
}
