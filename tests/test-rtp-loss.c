/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* A sender and a receiver with a network between them that loses, copies and exchanges packets. */

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-position-private.h>
#include <libseqgo/rtp/seqgo-rtp-receiver-private.h>

#include "rtp-lossy.h"

#define N_SEEDS 20
#define N_COMMANDS 4000
#define N_GUARDS 10
#define FEEDBACK_INTERVAL 20

typedef struct
{
  RtpLossy          lossy;
  gboolean          allows_unrepaired;
  gboolean          is_deaf;
  RtpTraffic       *traffic;
  SeqgoRtpSender   *sender;
  SeqgoRtpReceiver *receiver;
  GArray           *records;
  GByteArray       *payloads;
  RtpState          sent;
  RtpState          received;
  GByteArray       *sent_bytes;
  GByteArray       *received_bytes;
  gint64            ticks;
  guint             n_since_feedback;
} Network;

static void
network_init (Network *self, guint seed, guint loss, gboolean has_journal)
{
  memset (self, 0, sizeof *self);
  self->allows_unrepaired = !has_journal;
  self->traffic = rtp_traffic_new (seed);
  self->lossy.random = self->traffic;
  self->lossy.loss = loss;
  self->lossy.copies = self->lossy.exchanges = loss > 0 ? 2 : 0;
  self->sender = seqgo_rtp_sender_new (1, (guint16) (65000 + 17 * seed), NULL);
  seqgo_rtp_sender_set_has_journal (self->sender, has_journal);
  self->receiver = seqgo_rtp_receiver_new ();
  self->records = g_array_new (FALSE, FALSE, sizeof (SeqgoEventRecord));
  self->payloads = g_byte_array_new ();
  self->sent_bytes = g_byte_array_new ();
  self->received_bytes = g_byte_array_new ();
}

static void
network_clear (Network *self)
{
  rtp_traffic_free (self->traffic);
  seqgo_rtp_sender_free (self->sender);
  seqgo_rtp_receiver_free (self->receiver);
  g_array_unref (self->records);
  g_byte_array_unref (self->payloads);
  g_byte_array_unref (self->sent_bytes);
  g_byte_array_unref (self->received_bytes);
}

static void
receive_cb (gpointer user_data, const RtpTestPacket *packet)
{
  Network        *self = user_data;
  SeqgoRtpPacket  parsed;
  SeqgoRtpArrival arrival;
  guint16         sequence;
  guint           n_old = self->records->len;

  g_assert_true (seqgo_rtp_packet_parse (&parsed, packet->data, packet->size));
  g_assert_false (parsed.is_malformed);
  arrival = seqgo_rtp_receiver_receive (self->receiver, &parsed, self->records, self->payloads);
  g_assert_true (self->allows_unrepaired || arrival != SEQGO_RTP_ARRIVAL_UNREPAIRED);
  for (guint i = n_old; i < self->records->len; i++)
    {
      const SeqgoEventRecord *record = &g_array_index (self->records, SeqgoEventRecord, i);
      guint8                  message[3];
      gsize                   size;

      if (seqgo_event_record_has_payload (record))
        continue;
      size = rtp_record_get_message (record, message);
      rtp_state_apply (&self->received, message);
      g_byte_array_append (self->received_bytes, message, (guint) size);
    }

  if (++self->n_since_feedback < FEEDBACK_INTERVAL && arrival != SEQGO_RTP_ARRIVAL_REPAIRED)
    return;
  self->n_since_feedback = 0;
  g_assert_true (seqgo_rtp_receiver_get_sequence (self->receiver, &sequence));
  if (!self->is_deaf && !rtp_lossy_happens (&self->lossy, self->lossy.loss))
    seqgo_rtp_sender_acknowledge (self->sender, sequence);
}

static void
transmit (Network *self, const RtpTestPacket *packet)
{
  rtp_lossy_transmit (&self->lossy, packet, receive_cb, self);
}

static void
flush (Network *self)
{
  RtpTestPacket packet;
  gsize         n_midi;

  while (
      (packet.size = seqgo_rtp_sender_make_packet (self->sender, G_MAXSIZE, packet.data, &n_midi))
      > 0)
    transmit (self, &packet);
}

static void
send (Network *self, const guint8 *message, gsize size)
{
  rtp_state_apply (&self->sent, message);
  g_byte_array_append (self->sent_bytes, message, (guint) size);
  seqgo_rtp_sender_queue (self->sender, message, size, self->ticks);
}

static void
run (Network *self, guint n_commands)
{
  guint8        message[3];
  gsize         size;
  RtpTestPacket packet;

  for (guint i = 0; i < n_commands; i++)
    {
      size = rtp_traffic_next (self->traffic, message);
      send (self, message, size);
      if (rtp_traffic_random (self->traffic, 3) > 0)
        flush (self);
      self->ticks += rtp_traffic_random (self->traffic, 800);
    }
  while ((size = rtp_traffic_end (self->traffic, message)) > 0)
    send (self, message, size);
  flush (self);

  for (guint i = 0; i < N_GUARDS && seqgo_rtp_sender_needs_guard (self->sender); i++)
    {
      self->ticks += 1000;
      packet.size = seqgo_rtp_sender_make_guard (self->sender, self->ticks, packet.data);
      transmit (self, &packet);
    }
}

static void
test_loss (gconstpointer user_data)
{
  for (guint seed = 0; seed < N_SEEDS; seed++)
    {
      const SeqgoRtpReceiverCounts *counts;
      Network                       network;
      g_autofree char              *difference = NULL;

      network_init (&network, seed, GPOINTER_TO_UINT (user_data), TRUE);
      run (&network, N_COMMANDS);
      counts = seqgo_rtp_receiver_get_counts (network.receiver);
      g_test_message ("seed %u: %" G_GUINT64_FORMAT " lost, %" G_GUINT64_FORMAT " recovered", seed,
                      counts->n_lost, counts->n_recovered);
      g_assert_cmpuint (counts->n_lost, >, 0);
      g_assert_cmpuint (counts->n_recovered, >, 0);
      g_assert_cmpuint (counts->n_malformed, ==, 0);
      difference = rtp_state_compare (&network.received, &network.sent);
      g_assert_cmpstr (difference, ==, NULL);
      network_clear (&network);
    }
}

/* What is lost brings back the program and the bank that the receiver had before. */
static void
test_bank (void)
{
  static const guint8 program[] = { 0xC0, 5 }, banks[][3] = { { 0xB0, 0, 1 }, { 0xB0, 0, 2 } };
  Network             network;
  g_autofree char    *difference = NULL;

  network_init (&network, 1, 0, TRUE);
  for (guint i = 0; i < 2; i++)
    {
      network.lossy.loss = i == 0 ? 0 : 100;
      send (&network, banks[0], sizeof banks[0]);
      send (&network, program, sizeof program);
      flush (&network);
      network.lossy.loss = 0;
      if (i == 0)
        send (&network, banks[1], sizeof banks[1]);
      flush (&network);
    }
  send (&network, program, sizeof program);
  flush (&network);
  difference = rtp_state_compare (&network.received, &network.sent);
  g_assert_cmpstr (difference, ==, NULL);
  network_clear (&network);
}

/* Of more parameters than are kept, those that were used last are not entered anew. */
static void
test_many_parameters (void)
{
  static const guint8 numbers[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 16 };
  const guint8        note[] = { 0x90, 60, 100 };
  Network             network;

  network_init (&network, 1, 0, TRUE);
  network.is_deaf = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const guint8 messages[][3]
          = { { 0xB0, 99, 1 }, { 0xB0, 98, numbers[i] }, { 0xB0, 96, 0 }, { 0xB0, 96, 0 } };

      for (guint j = 0; j < G_N_ELEMENTS (messages); j++)
        send (&network, messages[j], sizeof messages[j]);
      flush (&network);
    }
  for (guint i = 0; i < 2; i++)
    {
      network.lossy.loss = i == 0 ? 100 : 0;
      send (&network, note, sizeof note);
      flush (&network);
    }
  g_assert_cmpuint (seqgo_rtp_receiver_get_counts (network.receiver)->n_recovered, ==, 1);
  network_clear (&network);
}

/* What the journal is for. */
static void
test_no_journal (void)
{
  for (guint seed = 0; seed < N_SEEDS; seed++)
    {
      Network          network;
      g_autofree char *difference = NULL;

      network_init (&network, seed, 10, FALSE);
      run (&network, N_COMMANDS);
      difference = rtp_state_compare (&network.received, &network.sent);
      g_assert_nonnull (difference);
      network_clear (&network);
    }
}

/* Nobody acknowledges, and the journals are short: not all can be repaired. But no note sounds at
 * the end, and the receiver knows of it. */
static void
test_no_feedback (void)
{
  for (guint seed = 0; seed < N_SEEDS; seed++)
    {
      Network network;

      network_init (&network, seed, 30, TRUE);
      network.allows_unrepaired = TRUE;
      network.is_deaf = TRUE;
      seqgo_rtp_sender_set_max_packet_size (network.sender, 160);
      run (&network, N_COMMANDS);
      g_assert_cmpuint (seqgo_rtp_receiver_get_counts (network.receiver)->n_unrecoverable, >, 0);
      for (guint i = 0; i < G_N_ELEMENTS (network.received.channels); i++)
        for (guint note = 0; note < 128; note++)
          g_assert_cmpuint (network.received.channels[i].notes[note], ==, 0);
      network_clear (&network);
    }
}

/* Somebody joins in the middle, and is told the state by a journal. Notes that are held are too
 * late for him. */
static void
test_joiner (void)
{
  for (guint seed = 0; seed < N_SEEDS; seed++)
    {
      Network          network;
      guint8           message[3];
      g_autofree char *difference = NULL;
      g_autoptr (SeqgoRtpHistory) past = seqgo_rtp_history_new ();

      network_init (&network, seed, 20, TRUE);
      for (guint i = 0; i < N_COMMANDS; i++)
        {
          gsize size = rtp_traffic_next (network.traffic, message);

          rtp_state_apply (&network.sent, message);
          seqgo_rtp_history_add (past, message, size, 0);
        }
      g_clear_pointer (&network.sender, seqgo_rtp_sender_free);
      network.sender = seqgo_rtp_sender_new (1, (guint16) seed, past);
      run (&network, N_COMMANDS / 10);
      difference = rtp_state_compare (&network.received, &network.sent);
      g_assert_cmpstr (difference, ==, NULL);
      network_clear (&network);
    }
}

/* All channels are in use: that is more than the journal of a packet with commands holds. */
static void
test_large_state (void)
{
  static const guint8 controls[] = { 0, 32, 1, 7, 10, 11, 64, 71, 72, 73, 74, 91, 93 };
  Network             network;
  RtpTestPacket       packet;
  g_autofree char    *difference = NULL;
  g_autoptr (SeqgoRtpHistory) past = seqgo_rtp_history_new ();

  network_init (&network, 1, 0, TRUE);
  for (guint8 channel = 0; channel < 16; channel++)
    {
      const guint8 program[] = { 0xC0 | channel, channel + 1 }, bend[] = { 0xE0 | channel, 1, 70 };

      for (guint8 i = 0; i < G_N_ELEMENTS (controls); i++)
        {
          const guint8 message[] = { 0xB0 | channel, controls[i], channel + 1 };

          rtp_state_apply (&network.sent, message);
          seqgo_rtp_history_add (past, message, sizeof message, 0);
        }
      rtp_state_apply (&network.sent, program);
      seqgo_rtp_history_add (past, program, sizeof program, 0);
      rtp_state_apply (&network.sent, bend);
      seqgo_rtp_history_add (past, bend, sizeof bend, 0);
    }
  g_clear_pointer (&network.sender, seqgo_rtp_sender_free);
  network.sender = seqgo_rtp_sender_new (1, 1, past);
  packet.size = seqgo_rtp_sender_make_guard (network.sender, 0, packet.data);
  transmit (&network, &packet);
  difference = rtp_state_compare (&network.received, &network.sent);
  g_assert_cmpstr (difference, ==, NULL);
  network_clear (&network);
}

static void
test_no_loss (void)
{
  const SeqgoRtpReceiverCounts *counts;
  Network                       network;

  network_init (&network, 1, 0, TRUE);
  run (&network, 25 * N_COMMANDS);
  counts = seqgo_rtp_receiver_get_counts (network.receiver);
  g_assert_cmpmem (network.received_bytes->data, network.received_bytes->len,
                   network.sent_bytes->data, network.sent_bytes->len);
  g_assert_cmpuint (counts->n_recovered, ==, 0);
  g_assert_cmpuint (counts->n_lost, ==, 0);
  network_clear (&network);
}

#define MAX_SYSEX 300
/* A journal repeats what is not longer whole; of the others, the last parts. */
#define MAX_REPEATED 256
#define N_SYSEX 1000

/* Its data begins with its number. */
static gsize
make_sysex (Network *self, guint number, guint8 *message)
{
  gsize n_data = 2 + rtp_traffic_random (self->traffic, 20);

  /* Not so much that journals reach their limit. */
  if (rtp_traffic_random (self->traffic, 20) == 0)
    n_data = 2 + rtp_traffic_random (self->traffic, 100);
  else if (rtp_traffic_random (self->traffic, 20) == 0)
    n_data = MAX_REPEATED + 1 + rtp_traffic_random (self->traffic, MAX_SYSEX - MAX_REPEATED);
  message[0] = 0xF0;
  message[1] = number >> 7 & 0x7F;
  message[2] = number & 0x7F;
  for (gsize i = 2; i < n_data; i++)
    message[1 + i] = (number + i) & 0x7F;
  message[1 + n_data] = 0xF7;
  return n_data + 2;
}

/* Checks that those which came since are whole, came once and in order, and that of those which are
 * missing none could have been repeated. */
static void
check_sysex (Network *self, const gsize *sizes, guint *next)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      const SeqgoEventRecord *record = &g_array_index (self->records, SeqgoEventRecord, i);
      const guint8           *message = self->payloads->data + record->a;
      guint                   number;

      if (record->type != SEQGO_EVENT_TYPE_SYSEX)
        continue;
      number = (guint) message[1] << 7 | message[2];
      g_assert_cmpuint (number, >=, *next);
      for (; *next < number; (*next)++)
        g_assert_cmpuint (sizes[*next], >, MAX_REPEATED + 2);
      g_assert_cmpuint ((guint) record->b, ==, sizes[number]);
      for (gsize j = 3; j < sizes[number] - 1; j++)
        g_assert_cmpuint (message[j], ==, (number + j - 1) & 0x7F);
      *next = number + 1;
    }
}

/* Sends a packet, perhaps without anything new, of which the receiver tells if it comes. */
static void
send_part (Network *self, const gsize *sizes, guint *next)
{
  RtpTestPacket packet;
  gsize         n_midi;

  packet.size = seqgo_rtp_sender_make_packet (
      self->sender, 20 + rtp_traffic_random (self->traffic, 200), packet.data, &n_midi);
  if (packet.size == 0)
    packet.size = seqgo_rtp_sender_make_guard (self->sender, self->ticks, packet.data);
  self->n_since_feedback = FEEDBACK_INTERVAL;
  g_array_set_size (self->records, 0);
  transmit (self, &packet);
  check_sysex (self, sizes, next);
}

/* SysEx comes once, whole and in order, unless it is so long that not all of it is repeated. */
static void
test_sysex (gconstpointer user_data)
{
  for (guint seed = 0; seed < N_SEEDS; seed++)
    {
      const SeqgoRtpReceiverCounts *counts;
      Network                       network;
      gsize                         sizes[N_SYSEX];
      guint8                        message[MAX_SYSEX + 4];
      guint                         next = 0, n_missing;

      network_init (&network, seed, GPOINTER_TO_UINT (user_data), TRUE);
      network.allows_unrepaired = TRUE;
      network.lossy.exchanges = 0;
      for (guint i = 0; i < N_SYSEX; i++)
        {
          sizes[i] = make_sysex (&network, i, message);
          seqgo_rtp_sender_queue (network.sender, message, sizes[i], network.ticks);
          if (rtp_traffic_random (network.traffic, 3) > 0)
            send_part (&network, sizes, &next);
        }
      while (seqgo_rtp_sender_get_queued (network.sender) > 0
             || seqgo_rtp_sender_needs_guard (network.sender))
        send_part (&network, sizes, &next);
      for (; next < N_SYSEX; next++)
        g_assert_cmpuint (sizes[next], >, MAX_REPEATED + 2);

      counts = seqgo_rtp_receiver_get_counts (network.receiver);
      n_missing = N_SYSEX - (guint) counts->n_events;
      g_test_message ("seed %u: %u missing, %" G_GUINT64_FORMAT " recovered", seed, n_missing,
                      counts->n_recovered);
      g_assert_cmpuint (counts->n_broken_sysex, ==, n_missing);
      g_assert_cmpuint (counts->n_recovered > 0, ==, network.lossy.loss > 0);
      network_clear (&network);
    }
}

/* More SysEx is lost at once than the count in a journal can tell. What is lost later is repaired
 * as before. */
static void
test_sysex_outage (void)
{
  static const guint outages[] = { 100, 160, 240, 300 };
  const guint        n_before = 10, n_after = 100;

  for (guint i = 0; i < G_N_ELEMENTS (outages); i++)
    {
      guint   n = n_before + outages[i] + n_after;
      Network network;

      network_init (&network, i, 0, TRUE);
      network.allows_unrepaired = TRUE;
      for (guint number = 0; number < n; number++)
        {
          gboolean is_outage = number >= n_before && number < n_before + outages[i];
          guint8   message[] = { 0xF0, number >> 7 & 0x7F, number & 0x7F, 0xF7 };

          seqgo_rtp_sender_queue (network.sender, message, sizeof message, network.ticks);
          network.lossy.loss = is_outage || (number % 7 == 0 && number < n - 1) ? 100 : 0;
          flush (&network);
        }
      g_assert_cmpuint (network.records->len, >=, n_before + n_after);
      for (guint j = 0; j < n_after; j++)
        {
          const SeqgoEventRecord *record = &g_array_index (network.records, SeqgoEventRecord,
                                                           network.records->len - n_after + j);
          const guint8           *message = network.payloads->data + record->a;

          g_assert_cmpuint (message[1] << 7 | message[2], ==, n - n_after + j);
        }
      network_clear (&network);
    }
}

/* Where a sequencer is, and the time code. */
typedef struct
{
  SeqgoRtpPosition position;
  SeqgoRtpTimeCode time_code;
  guint8           song;
} Transport;

static void
apply_transport (Transport *self, const guint8 *message)
{
  if (message[0] == 0xF1)
    seqgo_rtp_time_code_add (&self->time_code, message[1]);
  else if (message[0] == 0xF3)
    self->song = message[1];
  else
    seqgo_rtp_position_apply (&self->position, message);
}

static void
apply_transport_records (Transport *self, GArray *records, GByteArray *payloads)
{
  for (guint i = 0; i < records->len; i++)
    {
      const SeqgoEventRecord *record = &g_array_index (records, SeqgoEventRecord, i);
      guint8                  message[3];

      if (seqgo_event_record_has_payload (record))
        {
          g_assert_true (seqgo_rtp_is_full_frame (payloads->data + record->a, (gsize) record->b));
          seqgo_rtp_time_code_set (&self->time_code, payloads->data + record->a + 5);
          continue;
        }
      rtp_record_get_message (record, message);
      apply_transport (self, message);
    }
}

/* Quarter frames go on, forward or back; clocks are most frequent. */
static gsize
next_transport (RtpTraffic *traffic, guint *quarter, guint8 *message)
{
  guint kind = rtp_traffic_random (traffic, 100);

  message[1] = (guint8) rtp_traffic_random (traffic, 128);
  message[2] = (guint8) rtp_traffic_random (traffic, 2);
  if (kind < 40)
    message[0] = 0xF8;
  else if (kind < 80)
    {
      message[0] = 0xF1;
      message[1] = (guint8) (*quarter % 8 << 4 | (*quarter % 8 == 7 ? 6 : *quarter % 3));
      *quarter += *quarter / 500 % 2 == 0 ? 1 : 499;
    }
  else if (kind < 84)
    message[0] = 0xF2;
  else if (kind < 88)
    message[0] = 0xF3;
  else
    message[0] = kind < 92 ? 0xFA : kind < 96 ? 0xFB : 0xFC;
  return message[0] == 0xF2 ? 3 : message[0] == 0xF1 || message[0] == 0xF3 ? 2 : 1;
}

/* At the end it runs: where it stopped between two beats, no message can tell. */
static void
test_transport (gconstpointer user_data)
{
  for (guint seed = 0; seed < N_SEEDS; seed++)
    {
      Network   network;
      Transport sent = { 0 }, received = { 0 };
      guint     quarter = 0;

      network_init (&network, seed, GPOINTER_TO_UINT (user_data), TRUE);
      for (guint i = 0; i <= N_COMMANDS || seqgo_rtp_sender_needs_guard (network.sender); i++)
        {
          guint8        message[3] = { 0xFB };
          RtpTestPacket packet;
          gsize         n_midi, size = 1;

          if (i < N_COMMANDS)
            size = next_transport (network.traffic, &quarter, message);
          if (i <= N_COMMANDS)
            {
              apply_transport (&sent, message);
              seqgo_rtp_sender_queue (network.sender, message, size, network.ticks);
            }
          packet.size
              = seqgo_rtp_sender_make_packet (network.sender, G_MAXSIZE, packet.data, &n_midi);
          if (packet.size == 0)
            packet.size = seqgo_rtp_sender_make_guard (network.sender, 0, packet.data);
          g_array_set_size (network.records, 0);
          g_byte_array_set_size (network.payloads, 0);
          transmit (&network, &packet);
          apply_transport_records (&received, network.records, network.payloads);
        }

      g_assert_cmpint (received.position.is_running, ==, sent.position.is_running);
      g_assert_cmpuint (received.position.next, ==, sent.position.next);
      g_assert_cmpmem (received.time_code.complete, 4, sent.time_code.complete, 4);
      if (sent.time_code.n_pieces > 0)
        g_assert_cmpuint (received.time_code.n_pieces, ==, sent.time_code.n_pieces);
      g_assert_cmpuint (received.song, ==, sent.song);
      network_clear (&network);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/rtp-loss/percent-10", GUINT_TO_POINTER (10), test_loss);
  g_test_add_data_func ("/rtp-loss/percent-30", GUINT_TO_POINTER (30), test_loss);
  g_test_add_data_func ("/rtp-loss/percent-50", GUINT_TO_POINTER (50), test_loss);
  g_test_add_data_func ("/rtp-loss/sysex-0", GUINT_TO_POINTER (0), test_sysex);
  g_test_add_data_func ("/rtp-loss/sysex-10", GUINT_TO_POINTER (10), test_sysex);
  g_test_add_data_func ("/rtp-loss/sysex-30", GUINT_TO_POINTER (30), test_sysex);
  g_test_add_func ("/rtp-loss/sysex-outage", test_sysex_outage);
  g_test_add_data_func ("/rtp-loss/transport-10", GUINT_TO_POINTER (10), test_transport);
  g_test_add_data_func ("/rtp-loss/transport-50", GUINT_TO_POINTER (50), test_transport);
  g_test_add_func ("/rtp-loss/R-33/bank", test_bank);
  g_test_add_func ("/rtp-loss/R-37/many", test_many_parameters);
  g_test_add_func ("/rtp-loss/no-journal", test_no_journal);
  g_test_add_func ("/rtp-loss/R-47/no-feedback", test_no_feedback);
  g_test_add_func ("/rtp-loss/R-46/joiner", test_joiner);
  g_test_add_func ("/rtp-loss/R-46/large-state", test_large_state);
  g_test_add_func ("/rtp-loss/none", test_no_loss);
  return g_test_run ();
}
