/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* SysEx that takes many packets, of which some are lost. */

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-bytes-private.h>
#include <libseqgo/rtp/seqgo-rtp-receiver-private.h>

#include "rtp-lossy.h"
#include "rtp-receiver-test.h"

#define FIRST 0xFFF8
#define DUMP_SIZE 4104
#define MIN_SIZE 259
#define NO_LIMIT G_MAXSIZE

typedef struct
{
  SeqgoRtpSender   *sender;
  SeqgoRtpReceiver *receiver;
  GArray           *records;
  GByteArray       *payloads;
} Line;

static void
line_init (Line *self)
{
  self->sender = seqgo_rtp_sender_new (1, FIRST, NULL);
  self->receiver = seqgo_rtp_receiver_new ();
  self->records = g_array_new (FALSE, FALSE, sizeof (SeqgoEventRecord));
  self->payloads = g_byte_array_new ();
}

static void
line_clear (Line *self)
{
  seqgo_rtp_sender_free (self->sender);
  seqgo_rtp_receiver_free (self->receiver);
  g_array_unref (self->records);
  g_byte_array_unref (self->payloads);
}

static const SeqgoRtpReceiverCounts *
get_counts (const Line *self)
{
  return seqgo_rtp_receiver_get_counts (self->receiver);
}

static SeqgoRtpArrival
receive_packet (Line *self, const RtpTestPacket *packet)
{
  SeqgoRtpPacket parsed;

  g_assert_true (seqgo_rtp_packet_parse (&parsed, packet->data, packet->size));
  g_assert_false (parsed.is_malformed);
  return seqgo_rtp_receiver_receive (self->receiver, &parsed, self->records, self->payloads);
}

static gboolean
make_packet (Line *self, gsize max_midi, RtpTestPacket *packet)
{
  gsize n_midi;

  packet->size = seqgo_rtp_sender_make_packet (self->sender, max_midi, packet->data, &n_midi);
  return packet->size > 0;
}

static void
make_guard (Line *self, RtpTestPacket *packet)
{
  packet->size = seqgo_rtp_sender_make_guard (self->sender, 0, packet->data);
}

/* What the receiver has, it says. */
static void
acknowledge (Line *self)
{
  guint16 sequence;

  g_assert_true (seqgo_rtp_receiver_get_sequence (self->receiver, &sequence));
  seqgo_rtp_sender_acknowledge (self->sender, sequence);
}

static guint8 *
make_dump (guint number, gsize size)
{
  guint8 *dump = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    dump[i] = (number + 7 * i + i / 128) & 0x7F;
  dump[0] = 0xF0;
  dump[1] = number & 0x7F;
  dump[size - 1] = 0xF7;
  return dump;
}

static void
queue_note (Line *self, guint8 note)
{
  const guint8 message[] = { 0x90, note, 100 };

  seqgo_rtp_sender_queue (self->sender, message, sizeof message, 0);
}

static void
assert_note (const Line *self, guint i, guint8 note)
{
  const SeqgoEventRecord *record = &g_array_index (self->records, SeqgoEventRecord, i);

  g_assert_cmpuint (record->type, ==, SEQGO_EVENT_TYPE_NOTE_ON);
  g_assert_cmpint (record->a, ==, note);
}

static void
assert_dump (const Line *self, guint i, const guint8 *dump, gsize size)
{
  const SeqgoEventRecord *record = &g_array_index (self->records, SeqgoEventRecord, i);

  g_assert_cmpuint (record->type, ==, SEQGO_EVENT_TYPE_SYSEX);
  g_assert_cmpuint ((gsize) record->b, ==, size);
  g_assert_true (memcmp (self->payloads->data + record->a, dump, size) == 0);
}

typedef struct
{
  gsize    size;
  gsize    max_packet_size;
  gsize    max_midi;
  gboolean has_feedback;
  guint    lost;
  guint    n_lost;
  guint8   note;
} Way;

/* Sends a note, SysEx and a note, and loses what it is told to. Returns of how many packets. */
static guint
send_dump (Line *line, const Way *way, const guint8 *dump)
{
  RtpTestPacket packet;
  guint         n = 0;

  seqgo_rtp_sender_set_max_packet_size (line->sender, way->max_packet_size);
  make_guard (line, &packet);
  receive_packet (line, &packet);

  queue_note (line, way->note);
  seqgo_rtp_sender_queue (line->sender, dump, way->size, 0);
  queue_note (line, way->note + 1);
  for (; make_packet (line, way->max_midi, &packet); n++)
    if (n < way->lost || n >= way->lost + way->n_lost)
      {
        receive_packet (line, &packet);
        if (way->has_feedback)
          acknowledge (line);
      }
  make_guard (line, &packet);
  receive_packet (line, &packet);
  return n;
}

static guint
check_whole (const Way *way)
{
  g_autofree guint8 *dump = make_dump (1, way->size);
  Line               line;
  guint              n;

  line_init (&line);
  n = send_dump (&line, way, dump);
  g_assert_cmpuint (line.records->len, ==, 3);
  assert_note (&line, 0, way->note);
  assert_dump (&line, 1, dump, way->size);
  assert_note (&line, 2, way->note + 1);
  g_assert_cmpuint (get_counts (&line)->n_broken_sysex, ==, 0);
  g_assert_cmpuint (get_counts (&line)->n_unrecoverable, ==, 0);
  g_assert_cmpuint (get_counts (&line)->n_malformed, ==, 0);
  g_assert_cmpuint (get_counts (&line)->n_lost, ==, MIN (way->n_lost, n - way->lost));
  line_clear (&line);
  return n;
}

/* Wherever so many packets in a row are lost. */
static void
check_everywhere (Way way, guint n_lost)
{
  guint n;

  way.n_lost = 0;
  n = check_whole (&way);
  way.n_lost = n_lost;
  for (way.lost = 0; way.lost < n; way.lost++)
    check_whole (&way);
}

static void
test_lost (gconstpointer user_data)
{
  static const gsize max_packet_sizes[] = { 160, 508, 1232 };

  for (guint i = 0; i < G_N_ELEMENTS (max_packet_sizes); i++)
    for (guint has_feedback = 0; has_feedback < 2; has_feedback++)
      {
        Way way = { .size = DUMP_SIZE,
                    .max_packet_size = max_packet_sizes[i],
                    .max_midi = NO_LIMIT,
                    .has_feedback = has_feedback != 0 };

        /* In the smallest there is no room for more. */
        if (i == 0 && GPOINTER_TO_UINT (user_data) > 1)
          continue;
        check_everywhere (way, GPOINTER_TO_UINT (user_data));
      }
}

/* However the parts come out, such as one that is nothing but the end. */
static void
test_sizes (void)
{
  Way way = { .max_packet_size = 1232, .max_midi = NO_LIMIT };

  for (way.size = MIN_SIZE; way.size < 700; way.size++)
    {
      way.has_feedback = way.size % 2 != 0;
      check_everywhere (way, 1);
    }
}

/* As many bytes at once as a cable takes in 20 milliseconds. */
static void
test_slow (void)
{
  check_everywhere (
      (Way){ .size = DUMP_SIZE, .max_packet_size = 1232, .max_midi = 62, .has_feedback = TRUE }, 5);
}

/* More is lost than a journal repeats: that is told once, and what comes next is whole. */
static void
test_unrepaired (void)
{
  g_autofree guint8 *dump = make_dump (1, DUMP_SIZE), *next = make_dump (2, DUMP_SIZE);
  Way                way = { .size = DUMP_SIZE,
                             .max_packet_size = 1232,
                             .max_midi = NO_LIMIT,
                             .has_feedback = TRUE,
                             .n_lost = 5 };

  for (way.lost = 0; way.lost < 20; way.lost++)
    {
      Line line;

      line_init (&line);
      send_dump (&line, &way, dump);
      g_assert_cmpuint (line.records->len, ==, 2);
      assert_note (&line, 0, way.note);
      assert_note (&line, 1, way.note + 1);
      g_assert_cmpuint (get_counts (&line)->n_broken_sysex, ==, 1);
      g_assert_cmpuint (get_counts (&line)->n_unrecoverable, ==, way.n_lost);

      g_array_set_size (line.records, 0);
      way.n_lost = 2;
      way.note = 2;
      send_dump (&line, &way, next);
      assert_dump (&line, 1, next, DUMP_SIZE);
      g_assert_cmpuint (line.records->len, ==, 3);
      g_assert_cmpuint (get_counts (&line)->n_broken_sysex, ==, 1);
      way.n_lost = 5;
      way.note = 0;
      line_clear (&line);
    }
}

/* Nothing is repeated, and the parts are as large as packets. */
static void
test_no_journal (void)
{
  g_autofree guint8 *dump = make_dump (1, DUMP_SIZE);
  Line               line;
  Way way = { .size = DUMP_SIZE, .max_packet_size = 1232, .max_midi = NO_LIMIT, .n_lost = 1 };

  line_init (&line);
  seqgo_rtp_sender_set_has_journal (line.sender, FALSE);
  g_assert_cmpuint (send_dump (&line, &way, dump), ==, 4);
  g_assert_cmpuint (line.records->len, ==, 1);
  g_assert_cmpuint (get_counts (&line)->n_broken_sysex, ==, 1);
  line_clear (&line);
}

/* What is short stays in the journals, and their beginning where it is. */
static void
test_state (void)
{
  g_autofree guint8 *dump = make_dump (1, DUMP_SIZE);
  Line               line;
  RtpTestPacket      packet;
  SeqgoRtpPacket     parsed;

  line_init (&line);
  for (guint8 i = 0; i < 128; i++)
    {
      const guint8 message[] = { 0xB0 | i % 16, 7 + i / 16, i };

      seqgo_rtp_sender_queue (line.sender, message, sizeof message, 0);
    }
  seqgo_rtp_sender_queue (line.sender, dump, DUMP_SIZE, 0);
  while (make_packet (&line, NO_LIMIT, &packet))
    {
      g_assert_true (seqgo_rtp_packet_parse (&parsed, packet.data, packet.size));
      g_assert_cmphex (seqgo_rtp_get_16 (parsed.journal + 1), ==, FIRST);
      g_assert_cmpuint (parsed.journal_size, <=, SEQGO_RTP_DEFAULT_MAX_JOURNAL);
    }
  line_clear (&line);
}

/* A clock between the parts, of which one is lost, and another after SysEx that was cancelled. */
static void
test_interleaved (void)
{
  RtpReceiverTest test = { 0 };

  rtp_receiver_test_set_up (&test, NULL);
  assert_events (&test, 0x10, "F0 01 02 F0 00 F8", NULL, "F8");
  assert_events (&test, 0x12, "F8 00 F7 05 06 F0 00 F8", "40 00 11 04 07 38 01 02 03 84", "F8 F8");
  assert_events (&test, 0x14, "F8 00 F7 09 F7", "40 00 12 04 09 38 01 04 05 06 07 88",
                 "F8 F0 01 02 03 04 05 06 07 08 09 F7");
  assert_events (&test, 0x15, "F0 01 02 F0 00 F7 F4 00 F0 03 04 F0", NULL, "");
  assert_events (&test, 0x17, "F7 06 F7", "40 00 16 04 06 38 03 02 85", "F0 03 04 05 06 F7");
  assert_counts (&test, "n_broken_sysex 0 n_unrecoverable 0 n_malformed 0");
  rtp_receiver_test_tear_down (&test, NULL);
}

/* The journal begins after what is lost, and tells of something long that is here. */
static void
test_seen (void)
{
  RtpReceiverTest test = { 0 };
  g_autoptr (GString) list = g_string_new ("F0"), journal = g_string_new ("40 00 12 05 06 2B 01");

  for (guint i = 0; i < 257; i++)
    {
      g_string_append (list, " 01");
      g_string_append (journal, " 01");
    }
  g_string_append (list, " 01 F7");
  g_string_append (journal, " 81");

  rtp_receiver_test_set_up (&test, NULL);
  assert_events (&test, 0x10, list->str, NULL, list->str);
  assert_events (&test, 0x13, "", journal->str, "");
  assert_counts (&test, "n_lost 2 n_malformed 0 n_broken_sysex 0");
  rtp_receiver_test_tear_down (&test, NULL);
}

/* More is lost than the count can tell, with the beginning of what comes next: it is counted once,
 * so that the one after it can be repaired. */
static void
test_outage (void)
{
  RtpReceiverTest test = { 0 };

  rtp_receiver_test_set_up (&test, NULL);
  assert_events (&test, 0x10, "F0 01 F7", NULL, "F0 01 F7");
  assert_events (&test, 0x20, "F7 05 F7", "40 00 1F 04 07 38 C9 02 03 84", "");
  assert_events (&test, 0x22, "", "40 00 21 04 05 2B CA FD", "F0 7D F7!");
  rtp_receiver_test_tear_down (&test, NULL);
}

/* Of a hundred packets. */
#define COPIES 2
#define EXCHANGES 2
#define N_SEEDS 20
#define N_DUMPS 20
#define FEEDBACK_INTERVAL 20

typedef struct
{
  Line     line;
  RtpLossy lossy;
  guint    n_packets;
} Network;

static void
receive_cb (gpointer user_data, const RtpTestPacket *packet)
{
  receive_packet (user_data, packet);
}

static void
transmit (Network *self, const RtpTestPacket *packet)
{
  if (rtp_lossy_transmit (&self->lossy, packet, receive_cb, &self->line)
      && ++self->n_packets % FEEDBACK_INTERVAL == 0
      && !rtp_lossy_happens (&self->lossy, self->lossy.loss))
    acknowledge (&self->line);
}

/* Checks that those which came are whole, and came once and in order. */
static guint
check_dumps (const Line *line)
{
  guint n = 0, next = 0;

  for (guint i = 0; i < line->records->len; i++)
    {
      const SeqgoEventRecord *record = &g_array_index (line->records, SeqgoEventRecord, i);
      g_autofree guint8      *dump = NULL;
      guint                   number;

      if (record->type != SEQGO_EVENT_TYPE_SYSEX)
        continue;
      number = line->payloads->data[record->a + 1];
      g_assert_cmpuint (number, >=, next);
      dump = make_dump (number, DUMP_SIZE + number);
      assert_dump (line, i, dump, DUMP_SIZE + number);
      next = number + 1;
      n++;
    }
  return n;
}

static guint
run_random (guint seed, guint loss)
{
  Network network
      = { .lossy = { rtp_traffic_new (seed), loss, .copies = COPIES, .exchanges = EXCHANGES } };
  Line         *line = &network.line;
  RtpTestPacket packet;
  guint         n_whole;

  line_init (line);
  make_guard (line, &packet);
  receive_packet (line, &packet);
  for (guint8 i = 0; i < N_DUMPS; i++)
    {
      g_autofree guint8 *dump = make_dump (i, DUMP_SIZE + i);

      queue_note (line, i);
      seqgo_rtp_sender_queue (line->sender, dump, DUMP_SIZE + i, 0);
      while (make_packet (line, NO_LIMIT, &packet))
        transmit (&network, &packet);
    }
  do
    {
      make_guard (line, &packet);
      transmit (&network, &packet);
    }
  while (seqgo_rtp_sender_needs_guard (line->sender));

  n_whole = check_dumps (line);
  g_assert_cmpuint (line->records->len, ==, N_DUMPS + n_whole);
  g_assert_cmpuint (get_counts (line)->n_broken_sysex, ==, N_DUMPS - n_whole);
  g_assert_cmpuint (get_counts (line)->n_malformed, ==, 0);
  g_assert_cmpuint (get_counts (line)->n_lost, >, 0);
  line_clear (line);
  rtp_traffic_free (network.lossy.random);
  return n_whole;
}

/* Nearly all are whole, or of many losses most; of the others each is told of once. */
static void
test_random (gconstpointer user_data)
{
  guint loss = GPOINTER_TO_UINT (user_data);
  guint n_whole = 0;

  for (guint seed = 0; seed < N_SEEDS; seed++)
    n_whole += run_random (seed, loss);
  g_assert_cmpuint (n_whole, >=, N_SEEDS * N_DUMPS * (loss > 10 ? 75 : 98) / 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/rtp-large-sysex/lost-1", GUINT_TO_POINTER (1), test_lost);
  g_test_add_data_func ("/rtp-large-sysex/lost-2", GUINT_TO_POINTER (2), test_lost);
  g_test_add_data_func ("/rtp-large-sysex/lost-3", GUINT_TO_POINTER (3), test_lost);
  g_test_add_func ("/rtp-large-sysex/sizes", test_sizes);
  g_test_add_func ("/rtp-large-sysex/slow", test_slow);
  g_test_add_func ("/rtp-large-sysex/unrepaired", test_unrepaired);
  g_test_add_func ("/rtp-large-sysex/no-journal", test_no_journal);
  g_test_add_func ("/rtp-large-sysex/state", test_state);
  g_test_add_func ("/rtp-large-sysex/interleaved", test_interleaved);
  g_test_add_func ("/rtp-large-sysex/seen", test_seen);
  g_test_add_func ("/rtp-large-sysex/outage", test_outage);
  g_test_add_data_func ("/rtp-large-sysex/random-10", GUINT_TO_POINTER (10), test_random);
  g_test_add_data_func ("/rtp-large-sysex/random-30", GUINT_TO_POINTER (30), test_random);
  return g_test_run ();
}
