/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* A sender and a receiver with a network between them that loses, copies and exchanges packets. */

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-receiver-private.h>
#include <libseqgo/rtp/seqgo-rtp-sender-private.h>

#include "rtp-traffic.h"

#define N_SEEDS 20
#define N_COMMANDS 4000
#define N_GUARDS 10
#define FEEDBACK_INTERVAL 20

typedef struct
{
  guint8 data[SEQGO_RTP_MAX_PACKET_SIZE];
  gsize  size;
} Packet;

typedef struct
{
  /* Of a hundred packets. */
  guint             loss;
  guint             copies;
  guint             exchanges;
  gboolean          has_journal;
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
  /* What comes after the next one. */
  Packet   held;
  gboolean has_held;
  guint    n_since_feedback;
} Network;

static void
network_init (Network *self, guint seed, guint loss, gboolean has_journal)
{
  memset (self, 0, sizeof *self);
  self->has_journal = has_journal;
  self->loss = loss;
  self->copies = self->exchanges = loss > 0 ? 2 : 0;
  self->traffic = rtp_traffic_new (seed);
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

static gboolean
happens (Network *self, guint percent)
{
  return rtp_traffic_random (self->traffic, 100) < percent;
}

static void
receive (Network *self, const Packet *packet)
{
  SeqgoRtpPacket  parsed;
  SeqgoRtpArrival arrival;
  guint16         sequence;

  g_assert_true (seqgo_rtp_packet_parse (&parsed, packet->data, packet->size));
  g_assert_false (parsed.is_malformed);
  g_array_set_size (self->records, 0);
  arrival = seqgo_rtp_receiver_receive (self->receiver, &parsed, self->records, self->payloads);
  g_assert_true (!self->has_journal || arrival != SEQGO_RTP_ARRIVAL_UNREPAIRED);
  for (guint i = 0; i < self->records->len; i++)
    {
      const SeqgoEventRecord *record = &g_array_index (self->records, SeqgoEventRecord, i);
      guint8                  message[3];
      gsize                   size = rtp_record_get_message (record, message);

      rtp_state_apply (&self->received, message);
      g_byte_array_append (self->received_bytes, message, (guint) size);
    }

  if (++self->n_since_feedback < FEEDBACK_INTERVAL && arrival != SEQGO_RTP_ARRIVAL_REPAIRED)
    return;
  self->n_since_feedback = 0;
  g_assert_true (seqgo_rtp_receiver_get_sequence (self->receiver, &sequence));
  if (!happens (self, self->loss))
    seqgo_rtp_sender_acknowledge (self->sender, sequence);
}

static void
transmit (Network *self, const Packet *packet)
{
  guint n = 1;

  if (happens (self, self->loss))
    n = 0;
  else if (happens (self, self->copies))
    n = 2;
  if (n > 0 && !self->has_held && happens (self, self->exchanges))
    {
      self->held = *packet;
      self->has_held = TRUE;
      return;
    }

  for (guint i = 0; i < n; i++)
    receive (self, packet);
  if (self->has_held)
    {
      self->has_held = FALSE;
      receive (self, &self->held);
    }
}

static void
flush (Network *self)
{
  Packet packet;
  gsize  n_midi;

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
  guint8 message[3];
  gsize  size;
  Packet packet;

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/rtp-loss/percent-10", GUINT_TO_POINTER (10), test_loss);
  g_test_add_data_func ("/rtp-loss/percent-30", GUINT_TO_POINTER (30), test_loss);
  g_test_add_data_func ("/rtp-loss/percent-50", GUINT_TO_POINTER (50), test_loss);
  g_test_add_func ("/rtp-loss/no-journal", test_no_journal);
  g_test_add_func ("/rtp-loss/none", test_no_loss);
  return g_test_run ();
}
