/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What a packet of MIDI costs without the network: to make it with its journal, and to receive it.
 */

#include <malloc.h>

#include <libseqgo/rtp/seqgo-rtp-receiver-private.h>
#include <libseqgo/rtp/seqgo-rtp-sender-private.h>

#define N_PACKETS 1000000
#define N_TURNS 5
/* Notes and controllers that are not acknowledged. */
#define N_LIVE 32
#define NSEC_PER_USEC 1000

static void
report (const char *what, gint64 time)
{
  double each = (double) time * NSEC_PER_USEC / N_PACKETS;

  g_print ("%s: %.0f ns per packet, %.2f million packets/s\n", what, each, 1e3 / each);
}

static gsize
make (SeqgoRtpSender *sender, guint i, guint8 *data)
{
  /* Of the notes, one ends when another begins. */
  guint8 note = (guint8) (40 + i / 2 % (N_LIVE / 2));
  guint8 message[][3] = { { i % 4 == 0 ? 0x90 : 0x80, note, 64 },
                          { 0xB0, (guint8) (70 + i / 2 % (N_LIVE / 2)), i & 0x7F } };
  gsize  n_midi;

  seqgo_rtp_sender_queue (sender, message[i % 2], sizeof message[0], i);
  return seqgo_rtp_sender_make_packet (sender, G_MAXSIZE, data, &n_midi);
}

/* With @n_live elements in the journal of each packet. */
static void
bench_make (const char *what, guint n_live)
{
  guint8 data[SEQGO_RTP_MAX_PACKET_SIZE];
  gint64 best = G_MAXINT64;

  for (guint turn = 0; turn < N_TURNS; turn++)
    {
      g_autoptr (SeqgoRtpSender) sender = seqgo_rtp_sender_new (1, 0, NULL);
      gint64 start = g_get_monotonic_time (), elapsed;

      for (guint i = 0; i < N_PACKETS; i++)
        {
          make (sender, i, data);
          if (i >= n_live)
            seqgo_rtp_sender_acknowledge (sender, (guint16) (i - n_live));
        }
      elapsed = g_get_monotonic_time () - start;
      best = MIN (best, elapsed);
    }
  report (what, best);
}

/* The packets go around; all of them have one command and a journal. With @lost, every second one
 * does not come. */
static void
bench_receive (const char *what, gboolean lost)
{
  static guint8 data[1024][SEQGO_RTP_MAX_PACKET_SIZE];
  gsize         sizes[G_N_ELEMENTS (data)];
  g_autoptr (SeqgoRtpSender) sender = seqgo_rtp_sender_new (1, 0, NULL);
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (SeqgoEventRecord));
  g_autoptr (GByteArray) payloads = g_byte_array_new ();
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < G_N_ELEMENTS (data); i++)
    {
      sizes[i] = make (sender, i, data[i]);
      if (i >= N_LIVE)
        seqgo_rtp_sender_acknowledge (sender, (guint16) (i - N_LIVE));
    }

  for (guint turn = 0; turn < N_TURNS; turn++)
    {
      g_autoptr (SeqgoRtpReceiver) receiver = seqgo_rtp_receiver_new ();
      gint64 start = g_get_monotonic_time (), elapsed;

      for (guint i = 0; i < N_PACKETS; i++)
        {
          SeqgoRtpPacket packet;

          seqgo_rtp_packet_parse (&packet, data[i % G_N_ELEMENTS (data)],
                                  sizes[i % G_N_ELEMENTS (data)]);
          packet.sequence = (guint16) (lost ? 2 * i : i);
          g_array_set_size (records, 0);
          seqgo_rtp_receiver_receive (receiver, &packet, records, payloads);
        }
      elapsed = g_get_monotonic_time () - start;
      best = MIN (best, elapsed);
    }
  report (what, best);
}

/* What a peer needs who plays all notes and many controllers on so many channels. */
static void
measure_memory (guint n_channels)
{
  guint8 data[SEQGO_RTP_MAX_PACKET_SIZE];
  g_autoptr (GArray) records = g_array_sized_new (FALSE, FALSE, sizeof (SeqgoEventRecord), 16);
  g_autoptr (GByteArray) payloads = g_byte_array_new ();
  gsize             before = mallinfo2 ().uordblks;
  SeqgoRtpSender   *sender = seqgo_rtp_sender_new (1, 0, NULL);
  SeqgoRtpReceiver *receiver = seqgo_rtp_receiver_new ();

  for (guint i = 0; i < n_channels * 128; i++)
    {
      guint8         channel = (guint8) (i / 128), number = i % 128;
      guint8         messages[][3] = { { 0x90 | channel, number, 64 },
                                       { 0xB0 | channel, number, 64 },
                                       { 0x80 | channel, number, 64 } };
      SeqgoRtpPacket packet;
      gsize          n_midi, size;

      for (guint j = 0; j < G_N_ELEMENTS (messages); j++)
        seqgo_rtp_sender_queue (sender, messages[j], sizeof messages[j], 0);
      size = seqgo_rtp_sender_make_packet (sender, G_MAXSIZE, data, &n_midi);
      seqgo_rtp_packet_parse (&packet, data, size);
      g_array_set_size (records, 0);
      seqgo_rtp_receiver_receive (receiver, &packet, records, payloads);
    }
  g_print ("memory of a sender and a receiver, %u channels: %zu bytes\n", n_channels,
           mallinfo2 ().uordblks - before);
  seqgo_rtp_sender_free (sender);
  seqgo_rtp_receiver_free (receiver);
}

int
main (void)
{
  measure_memory (1);
  measure_memory (16);
  bench_make ("make, all acknowledged", 0);
  bench_make ("make, journal of 32", N_LIVE);
  bench_receive ("receive", FALSE);
  bench_receive ("receive and repair", TRUE);
  return 0;
}
