/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-bytes-private.h>
#include <libseqgo/rtp/seqgo-rtp-packet-private.h>
#include <libseqgo/rtp/seqgo-rtp-sender-private.h>

#include "rtp-hex.h"

#define SSRC 0xCAFEBABE
#define FIRST 0x1234
#define NO_LIMIT G_MAXSIZE

typedef struct
{
  SeqgoRtpSender *sender;
  guint8          data[SEQGO_RTP_MAX_PACKET_SIZE];
  gsize           size;
  gsize           n_midi;
  SeqgoRtpPacket  packet;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->sender = seqgo_rtp_sender_new (SSRC, FIRST, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  seqgo_rtp_sender_free (fixture->sender);
}

static void
queue (Fixture *fixture, const char *hex, gint64 ticks)
{
  g_autoptr (GBytes) message = rtp_bytes_from_hex (hex);

  seqgo_rtp_sender_queue (fixture->sender, g_bytes_get_data (message, NULL),
                          g_bytes_get_size (message), ticks);
}

static void
parse (Fixture *fixture)
{
  g_assert_true (seqgo_rtp_packet_parse (&fixture->packet, fixture->data, fixture->size));
  g_assert_false (fixture->packet.is_malformed);
}

static void
make (Fixture *fixture, gsize max_midi)
{
  fixture->size
      = seqgo_rtp_sender_make_packet (fixture->sender, max_midi, fixture->data, &fixture->n_midi);
  g_assert_cmpuint (fixture->size, >, 0);
  parse (fixture);
}

static void
guard (Fixture *fixture, gint64 ticks)
{
  fixture->size = seqgo_rtp_sender_make_guard (fixture->sender, ticks, fixture->data);
  parse (fixture);
}

/* Sends one message in one packet. */
static void
put (Fixture *fixture, const char *hex)
{
  queue (fixture, hex, 0);
  make (fixture, NO_LIMIT);
  g_assert_cmpuint (seqgo_rtp_sender_get_queued (fixture->sender), ==, 0);
}

static void
acknowledge (Fixture *fixture)
{
  guint16 sequence;

  g_assert_true (seqgo_rtp_sender_get_last_sequence (fixture->sender, &sequence));
  g_assert_true (seqgo_rtp_sender_acknowledge (fixture->sender, sequence));
}

static void
assert_bytes (const guint8 *data, gsize size, const char *expected)
{
  g_autofree char *hex = rtp_bytes_to_hex (data, size);

  g_assert_cmpstr (hex, ==, expected);
}

static void
assert_journal (Fixture *fixture, const char *expected)
{
  assert_bytes (fixture->packet.journal, fixture->packet.journal_size, expected);
}

/* The journal of what was sent, in the packet after the next one. */
static void
assert_told (Fixture *fixture, const char *expected)
{
  guard (fixture, 0);
  guard (fixture, 0);
  assert_journal (fixture, expected);
}

static void
test_first (Fixture *fixture, gconstpointer user_data)
{
  guint16 sequence;

  g_assert_false (seqgo_rtp_sender_get_last_sequence (fixture->sender, &sequence));
  g_assert_false (seqgo_rtp_sender_acknowledge (fixture->sender, FIRST));
  g_assert_false (seqgo_rtp_sender_needs_guard (fixture->sender));
  g_assert_cmpuint (
      seqgo_rtp_sender_make_packet (fixture->sender, NO_LIMIT, fixture->data, &fixture->n_midi), ==,
      0);
  g_assert_cmpuint (fixture->n_midi, ==, 0);

  queue (fixture, "90 3C 40", 5);
  queue (fixture, "80 3C 40", 205);
  g_assert_cmpuint (seqgo_rtp_sender_get_queued (fixture->sender), ==, 6);
  make (fixture, NO_LIMIT);
  assert_bytes (fixture->data, fixture->size,
                "80 61 12 34 00 00 00 05 CA FE BA BE 48 90 3C 40 81 48 80 3C 40 80 12 34");
  g_assert_cmpuint (fixture->n_midi, ==, 6);
  g_assert_true (seqgo_rtp_sender_get_last_sequence (fixture->sender, &sequence));
  g_assert_cmphex (sequence, ==, FIRST);
  g_assert_true (seqgo_rtp_sender_needs_guard (fixture->sender));
}

static void
test_recent (Fixture *fixture, gconstpointer user_data)
{
  put (fixture, "90 3C 40");
  put (fixture, "B0 07 64");
  assert_journal (fixture, "20 12 34 00 07 08 81 F0 3C C0");
  guard (fixture, 0);
  assert_journal (fixture, "20 12 34 00 0A 48 00 07 64 81 F0 BC C0");
  guard (fixture, 0);
  assert_journal (fixture, "A0 12 34 80 0A 48 80 87 64 81 F0 BC C0");
}

static void
test_acknowledge (Fixture *fixture, gconstpointer user_data)
{
  put (fixture, "90 3C 40");
  put (fixture, "B0 07 64");
  g_assert_true (seqgo_rtp_sender_acknowledge (fixture->sender, FIRST));
  g_assert_false (seqgo_rtp_sender_acknowledge (fixture->sender, FIRST));
  g_assert_false (seqgo_rtp_sender_acknowledge (fixture->sender, FIRST - 1));
  g_assert_false (seqgo_rtp_sender_acknowledge (fixture->sender, FIRST + 2));
  g_assert_false (seqgo_rtp_sender_acknowledge (fixture->sender, FIRST + 30000));
  g_assert_true (seqgo_rtp_sender_needs_guard (fixture->sender));
  guard (fixture, 0);
  assert_journal (fixture, "20 12 35 00 06 40 00 07 64");

  g_assert_true (seqgo_rtp_sender_acknowledge (fixture->sender, FIRST + 1));
  g_assert_false (seqgo_rtp_sender_needs_guard (fixture->sender));
  guard (fixture, 0);
  assert_journal (fixture, "80 12 36");
  acknowledge (fixture);
  guard (fixture, 0);
  assert_journal (fixture, "80 12 38");
}

/* What journals tell of messages, two packets after the last one. */
static const struct
{
  const char *messages;
  const char *journal;
} chapters[] = {
  { "C3 05", "A0 12 34 98 06 80 85 00 00" },
  { "B3 00 01,B3 20 03,C3 05", "A0 12 34 98 0B C0 85 81 03 81 80 01 A0 03" },
  /* Controller 32 before controller 0 is told of by itself. */
  { "B3 20 03,B3 00 01,C3 05", "A0 12 34 98 0B C0 85 81 00 81 80 01 A0 03" },
  { "B0 00 01,B0 79 00,C0 05", "A0 12 34 80 0B C0 85 81 80 81 80 01 F9 C1" },
  { "B0 07 64,B0 40 7F,B0 40 00,B0 40 50", "A0 12 34 80 0A 40 82 87 64 C0 50 C0 83" },
  { "B0 7B 00,B0 7B 00", "A0 12 34 80 06 40 80 FB C2" },
  { "B0 7E 04", "A0 12 34 80 08 40 81 FE C1 FE 04" },
  { "B0 7E 04,B0 7F 00", "A0 12 34 80 06 40 80 FF C1" },
  { "B0 01 05,B0 0B 05,B0 46 05,E0 00 10,D0 05,A0 3C 01,B0 79 00",
    "A0 12 34 80 08 40 81 C6 05 F9 C1" },
  { "B0 65 00,B0 64 00,B0 06 02,B0 26 00,B0 65 7F,B0 64 7F",
    "A0 12 34 80 09 20 94 06 80 C2 02 00" },
  { "B0 65 00,B0 64 01,B0 60 00,B0 60 00,B0 61 00", "A0 12 34 80 09 20 B4 06 81 22 00 01" },
  { "B0 63 01,B0 62 08,B0 06 03", "A0 12 34 80 09 20 A8 06 88 81 82 03" },
  { "B0 63 05", "A0 12 34 80 06 20 C0 03 85" },
  { "B0 64 01,B0 65 00,B0 06 05", "A0 12 34 80 08 20 B4 05 81 82 05" },
  { "B0 06 05,B0 60 00", "A0 12 34 80 08 40 81 86 05 E0 C1" },
  { "EF 12 50", "A0 12 34 F8 05 10 92 50" },
  { "99 3C 64,99 3E 50,89 24 40,89 28 40,99 30 00",
    "A0 12 34 C8 0C 08 82 46 BC E4 BE D0 08 80 80" },
  { "99 3C 64,89 24 20", "A0 12 34 C8 0B 0C 81 44 BC E4 08 80 A4 A0" },
  { "90 3C 64,90 3C 65", "A0 12 34 80 0A 0C 81 F0 BC E5 80 BC 02" },
  { "90 3C 64,90 3C 65,80 3C 40", "A0 12 34 80 09 0C 80 77 08 80 BC 01" },
  { "90 3C 64,B0 7B 00", "A0 12 34 80 06 40 80 FB C1" },
  { "D0 55", "A0 12 34 80 04 02 D5" },
  { "A0 40 40,B0 78 00,A0 3C 30", "A0 12 34 80 0B 41 80 F8 C1 81 C0 C0 BC 30" },
  { "FF,F6,F6,F3 07", "C0 12 34 C0 06 F0 81 82 87" },
  { "F9", "C0 12 34 C0 05 82 C2 01" },
  { "90 3C 64,FF", "C0 12 34 C0 04 C0 81" },
  { "FE,FE", "C0 12 34 A0 03 82" },
  { "F2 10 00,FB,F8", "C0 12 34 90 05 F0 00 60" },
  { "FA", "C0 12 34 90 03 C0" },
  { "F2 00 00,FB", "C0 12 34 90 05 D0 00 00" },
  { "FA,F8,FC", "C0 12 34 90 05 90 00 01" },
  { "F0 7F 7F 01 01 41 02 03 04 F7", "C0 12 34 88 07 C7 41 02 03 04" },
  { "F1 04,F1 13,F1 22", "C0 12 34 88 07 A2 43 20 00 00" },
  { "F1 04,F1 11,F1 23,F1 30,F1 42,F1 50,F1 61,F1 76", "C0 12 34 88 07 D7 61 30 20 16" },
  { "F1 76,F1 61,F1 50", "C0 12 34 88 07 AD 00 00 00 16" },
  { "F0 7E 7F 06 01 F7", "C0 12 34 84 08 AB 01 7E 7F 06 81" },
  { "F0 7D F7,F0 7D 01 F7", "C0 12 34 84 09 AB 01 FD AB 02 7D 81" },
  { "90 3C 64,F0 7E 7F 09 01 F7", "C0 12 34 84 08 AB 01 7E 7F 09 81" },
};

static void
test_chapters (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (chapters); i++)
    {
      g_auto (GStrv) messages = g_strsplit (chapters[i].messages, ",", -1);
      Fixture fixture = { .sender = seqgo_rtp_sender_new (SSRC, FIRST, NULL) };

      g_test_message ("%s", chapters[i].messages);
      for (guint j = 0; messages[j] != NULL; j++)
        put (&fixture, messages[j]);
      assert_told (&fixture, chapters[i].journal);
      tear_down (&fixture, NULL);
    }
}

/* Numbers go around. */
static void
test_wrap (void)
{
  Fixture fixture = { .sender = seqgo_rtp_sender_new (SSRC, 0xFFFE, NULL) };

  put (&fixture, "90 3C 40");
  put (&fixture, "90 3D 40");
  put (&fixture, "90 3E 40");
  g_assert_cmphex (fixture.packet.sequence, ==, 0);
  g_assert_true (seqgo_rtp_sender_acknowledge (fixture.sender, 0xFFFF));
  g_assert_false (seqgo_rtp_sender_acknowledge (fixture.sender, 0xFFFE));
  guard (&fixture, 0);
  assert_journal (&fixture, "20 00 00 00 07 08 81 F0 3E C0");
  g_assert_true (seqgo_rtp_sender_acknowledge (fixture.sender, 0));
  tear_down (&fixture, NULL);
}

static void
test_joiner (void)
{
  g_autoptr (SeqgoRtpHistory) past = seqgo_rtp_history_new ();
  const char *const messages[]
      = { "B0 07 5A", "C0 03",    "90 3C 40", "90 3D 40", "80 3D 40",   "B0 40 7F",
          "B0 40 00", "B0 40 7F", "B0 7B 00", "90 3C 40", "F0 7D 01 F7" };
  Fixture fixture = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autoptr (GBytes) message = rtp_bytes_from_hex (messages[i]);

      seqgo_rtp_history_add (past, g_bytes_get_data (message, NULL), g_bytes_get_size (message), 0);
    }
  fixture.sender = seqgo_rtp_sender_new (SSRC, FIRST, past);
  g_assert_true (seqgo_rtp_sender_needs_guard (fixture.sender));
  g_assert_false (seqgo_rtp_sender_acknowledge (fixture.sender, FIRST - 1));
  guard (&fixture, 0);
  assert_journal (&fixture, "20 12 33 00 11 C8 03 00 00 02 07 5A 40 7F 40 81 81 F0 3C 40");
  g_assert_true (seqgo_rtp_sender_needs_guard (fixture.sender));
  acknowledge (&fixture);
  g_assert_false (seqgo_rtp_sender_needs_guard (fixture.sender));
  guard (&fixture, 0);
  assert_journal (&fixture, "80 12 35");
  tear_down (&fixture, NULL);
}

/* How many notes of the first channel the journal says to have ended; it tells nothing else. */
static guint
count_ends (const SeqgoRtpPacket *packet)
{
  const guint8 *channel = packet->journal + 3;
  const guint8 *notes = channel + 3;
  guint         n = 0, n_logs, low, high;

  g_assert_cmphex (packet->journal[0] & 0x60, ==, 0x20);
  g_assert_cmphex (channel[0] & 0x78, ==, 0);
  g_assert_cmphex (channel[2], ==, 0x08);
  n_logs = notes[0] & 0x7F;
  low = notes[1] >> 4;
  high = notes[1] & 0x0F;
  for (guint i = low; i <= high; i++)
    for (guint8 bits = notes[2 + 2 * n_logs + i - low]; bits != 0; bits &= (guint8) (bits - 1))
      n++;
  return n;
}

/* Somebody never acknowledges. What ended notes is told of to the last. */
static void
test_limit (Fixture *fixture, gconstpointer user_data)
{
  gsize          max_size = GPOINTER_TO_SIZE (user_data);
  gsize          max_journal = MIN (SEQGO_RTP_DEFAULT_MAX_JOURNAL, (max_size - 14) / 2);
  const guint    n_ends = max_size > 100 ? 100 : 20;
  guint16        checkpoint = FIRST;
  SeqgoRtpPacket first;

  seqgo_rtp_sender_set_max_packet_size (fixture->sender, max_size);
  for (guint i = 0; i < n_ends; i++)
    {
      guint8 message[] = { 0x80, (guint8) i, 64 };

      seqgo_rtp_sender_queue (fixture->sender, message, sizeof message, 0);
      while (seqgo_rtp_sender_get_queued (fixture->sender) > 0)
        make (fixture, NO_LIMIT);
    }
  first = fixture->packet;
  for (guint i = 0; i < 40000; i++)
    {
      guint8 channel = (guint8) (1 + i % 15), number = (guint8) (i / 16 % 120);
      guint8 messages[][3] = { { 0xA0 | channel, number, 1 },
                               { 0xB0 | channel, number, 1 },
                               { 0x90 | channel, 110, 1 },
                               { 0xE0 | channel, number, 1 } };

      seqgo_rtp_sender_queue (fixture->sender, messages[i / 16 % 4], 3, i);
      make (fixture, NO_LIMIT);
      g_assert_cmpuint (fixture->size, <=, max_size);
      g_assert_cmpuint (fixture->packet.journal_size, <=, max_journal);
      /* It never goes back. */
      g_assert_cmpint ((gint16) (seqgo_rtp_get_16 (fixture->packet.journal + 1) - checkpoint), >=,
                       0);
      checkpoint = seqgo_rtp_get_16 (fixture->packet.journal + 1);
    }
  g_assert_cmpint ((gint16) (checkpoint - first.sequence), !=, 0);
  g_assert_cmpuint (count_ends (&fixture->packet), ==, n_ends);

  /* What it acknowledges now is left out, and there is room again. */
  acknowledge (fixture);
  guard (fixture, 40000);
  g_assert_cmpuint (fixture->packet.journal_size, ==, 3);
}

/* The numbers of what a journal covers can be told apart. */
static void
test_window (Fixture *fixture, gconstpointer user_data)
{
  put (fixture, "90 3C 40");
  put (fixture, "80 3D 40");
  for (guint i = 0; i < 70000; i++)
    {
      guard (fixture, 0);
      g_assert_cmpuint (
          (guint16) (fixture->packet.sequence - seqgo_rtp_get_16 (fixture->packet.journal + 1)), <=,
          16384);
    }
  g_assert_cmpuint (fixture->packet.journal_size, ==, 3 + 3 + 2 + 1);
  acknowledge (fixture);
  g_assert_false (seqgo_rtp_sender_needs_guard (fixture->sender));
}

static void
test_split (Fixture *fixture, gconstpointer user_data)
{
  gsize max_size = GPOINTER_TO_SIZE (user_data), n_bytes = 0;
  guint n_packets = 0;

  seqgo_rtp_sender_set_max_packet_size (fixture->sender, max_size);
  for (guint8 i = 0; i < 200; i++)
    {
      guint8 message[] = { 0xB0 | i % 16, 7, i & 0x7F };

      seqgo_rtp_sender_queue (fixture->sender, message, sizeof message, 0);
    }
  while (seqgo_rtp_sender_get_queued (fixture->sender) > 0)
    {
      make (fixture, NO_LIMIT);
      g_assert_cmpuint (fixture->size, <=, max_size);
      g_assert_cmphex (fixture->packet.sequence, ==, FIRST + n_packets);
      n_bytes += fixture->n_midi;
      n_packets++;
    }
  g_assert_cmpuint (n_bytes, ==, 600);
  g_assert_cmpuint (n_packets, ==, 800 / (max_size - 14 - 3) + 1);
}

static void
test_max_midi (Fixture *fixture, gconstpointer user_data)
{
  queue (fixture, "90 3C 40", 0);
  queue (fixture, "C0 05", 0);
  queue (fixture, "90 3D 40", 0);
  make (fixture, 0);
  g_assert_cmpuint (fixture->n_midi, ==, 3);
  make (fixture, 4);
  g_assert_cmpuint (fixture->n_midi, ==, 2);
  make (fixture, 4);
  g_assert_cmpuint (fixture->n_midi, ==, 3);
  g_assert_cmpuint (seqgo_rtp_sender_get_queued (fixture->sender), ==, 0);
}

/* SysEx in parts; each of them is protected as long as it is short. */
static void
test_sysex (Fixture *fixture, gconstpointer user_data)
{
  queue (fixture, "F0 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 F7", 0);
  queue (fixture, "90 3C 40", 0);
  make (fixture, 10);
  assert_bytes (fixture->packet.list, fixture->packet.list_size,
                "F0 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E F0");
  g_assert_cmpuint (fixture->n_midi, ==, 15);
  g_assert_cmpuint (seqgo_rtp_sender_get_queued (fixture->sender), ==, 8);
  make (fixture, 100);
  assert_bytes (fixture->packet.list, fixture->packet.list_size, "F7 0F 10 11 12 F7 00 90 3C 40");
  assert_journal (fixture, "40 12 34 04 12 28 01 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 8E");
  g_assert_cmpuint (fixture->n_midi, ==, 8);
}

static void
queue_zeros (Fixture *fixture, gsize n_data)
{
  g_autofree guint8 *message = g_malloc0 (n_data + 2);

  message[0] = 0xF0;
  message[n_data + 1] = 0xF7;
  seqgo_rtp_sender_queue (fixture->sender, message, n_data + 2, 0);
}

/* The longest that goes in one packet and is repeated as long as any of it may be lost. */
static void
test_whole_sysex (Fixture *fixture, gconstpointer user_data)
{
  queue_zeros (fixture, 256);
  make (fixture, NO_LIMIT);
  g_assert_cmpuint (fixture->n_midi, ==, 258);
  g_assert_cmpuint (fixture->packet.list_size, ==, 258);
  guard (fixture, 0);
  g_assert_cmpuint (fixture->packet.journal_size, ==, 3 + 2 + 2 + 256);
}

/* What is longer goes in parts, and those that may be lost are repeated. */
static void
test_long_sysex (Fixture *fixture, gconstpointer user_data)
{
  queue_zeros (fixture, 158 + 97 + 2);
  make (fixture, NO_LIMIT);
  g_assert_cmpuint (fixture->packet.list_size, ==, 160);
  make (fixture, 100);
  g_assert_cmpuint (fixture->packet.list_size, ==, 1 + 98 + 1);
  g_assert_cmpuint (fixture->packet.journal_size, ==, 3 + 2 + 2 + 158);
  acknowledge (fixture);
  g_assert_false (seqgo_rtp_sender_needs_guard (fixture->sender));
  make (fixture, NO_LIMIT);
  g_assert_cmpuint (fixture->packet.journal_size, ==, 3);
  assert_bytes (fixture->packet.list, fixture->packet.list_size, "F7 00 F7");
  guard (fixture, 0);
  assert_journal (fixture, "40 12 36 04 07 3B 01 82 00 80");
  acknowledge (fixture);
  guard (fixture, 0);
  assert_journal (fixture, "80 12 38");
}

/* A part for which no journal has room is told of as cancelled. */
static void
test_large_part (Fixture *fixture, gconstpointer user_data)
{
  queue_zeros (fixture, 600);
  seqgo_rtp_sender_set_has_journal (fixture->sender, FALSE);
  make (fixture, NO_LIMIT);
  g_assert_cmpuint (fixture->n_midi, ==, 602);
  seqgo_rtp_sender_set_has_journal (fixture->sender, TRUE);
  guard (fixture, 0);
  assert_journal (fixture, "40 12 34 04 04 21 01");
}

static void
test_settings (Fixture *fixture, gconstpointer user_data)
{
  queue (fixture, "90 3C 40", 7);
  queue (fixture, "90 3D 40", 3);
  seqgo_rtp_sender_set_running_status (fixture->sender, FALSE);
  seqgo_rtp_sender_set_has_journal (fixture->sender, FALSE);
  make (fixture, NO_LIMIT);
  assert_bytes (fixture->data, fixture->size,
                "80 61 12 34 00 00 00 07 CA FE BA BE 07 90 3C 40 00 90 3D 40");
}

/* What is old must not be played any more. */
static void
test_playable (Fixture *fixture, gconstpointer user_data)
{
  queue (fixture, "90 3C 40", 0);
  make (fixture, NO_LIMIT);
  guard (fixture, 2500);
  assert_journal (fixture, "20 12 34 00 07 08 81 F0 3C C0");
  guard (fixture, 2501);
  assert_journal (fixture, "A0 12 34 80 07 08 81 F0 BC 40");
  /* Whatever the clock does, and however many packets there are. */
  for (guint i = 0; i < 1000; i++)
    guard (fixture, 0);
  assert_journal (fixture, "A0 12 34 80 07 08 81 F0 BC 40");
}

/* Notes that end in a packet whose oldest is dropped keep their numbers. */
static void
test_all_notes (Fixture *fixture, gconstpointer user_data)
{
  for (guint8 i = 0; i < 128; i++)
    {
      guint8 message[] = { 0x90, i, 100 };

      seqgo_rtp_sender_queue (fixture->sender, message, sizeof message, 0);
      if (i == 126)
        {
          make (fixture, NO_LIMIT);
          guard (fixture, 0);
          g_assert_cmphex (fixture->packet.journal[6], ==, 0xFF);
          g_assert_cmphex (fixture->packet.journal[7], ==, 0xF1);
        }
    }
  make (fixture, NO_LIMIT);
  guard (fixture, 0);
  g_assert_cmphex (fixture->packet.journal[6], ==, 0xFF);
  g_assert_cmphex (fixture->packet.journal[7], ==, 0xF0);
  g_assert_cmpuint (fixture->packet.journal_size, ==, 3 + 3 + 2 + 256);
}

/* One line of a script, as its head tells. */
static void
follow_script (Fixture *fixture, const char *line)
{
  const char *rest = line;
  gint64      ticks = 0;

  if (line[0] == '>' || line[0] == '+')
    ticks = g_ascii_strtoll (line + 1, (char **) &rest, 10);
  switch (line[0])
    {
    case '>':
      queue (fixture, rest, ticks);
      return;
    case '!':
      acknowledge (fixture);
      return;
    case '=':
      rest = line + 1;
      make (fixture, NO_LIMIT);
      break;
    case '+':
      guard (fixture, ticks);
      break;
    default:
      return;
    }
  assert_bytes (fixture->data, fixture->size, rest + 1);
}

static void
test_script (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "rtp-packets.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    follow_script (fixture, lines[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/rtp-sender/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("R-42/first", test_first);
  ADD ("R-43/recent", test_recent);
  ADD ("R-44/acknowledge", test_acknowledge);
#undef ADD
#define ADD(path, size, function)                                                                  \
  g_test_add ("/rtp-sender/" path, Fixture, GSIZE_TO_POINTER (size), set_up, function, tear_down)
  ADD ("R-47/limit", 1232, test_limit);
  ADD ("R-47/limit-small", 508, test_limit);
  ADD ("R-47/limit-smallest", 64, test_limit);
  ADD ("R-47/window", 0, test_window);
  ADD ("R-48/script", 0, test_script);
  ADD ("split", 1232, test_split);
  ADD ("split-small", 508, test_split);
  ADD ("max-midi", 0, test_max_midi);
  ADD ("sysex", 0, test_sysex);
  ADD ("sysex-whole", 0, test_whole_sysex);
  ADD ("sysex-long", 0, test_long_sysex);
  ADD ("sysex-large-part", 0, test_large_part);
  ADD ("settings", 0, test_settings);
  ADD ("playable", 0, test_playable);
  ADD ("all-notes", 0, test_all_notes);
  g_test_add_func ("/rtp-sender/chapters", test_chapters);
  g_test_add_func ("/rtp-sender/R-44/wrap", test_wrap);
  g_test_add_func ("/rtp-sender/R-46/joiner", test_joiner);
  return g_test_run ();
}
