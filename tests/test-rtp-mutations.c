/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* A million of datagrams that are almost those of the vectors, the same each time. */

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-bytes-private.h>
#include <libseqgo/rtp/seqgo-rtp-command-private.h>
#include <libseqgo/rtp/seqgo-rtp-engine-private.h>

#include "fuzz/fuzz-mutation.h"

#define N_PACKETS 1000000
#define N_DATAGRAMS 1000000
/* Of one stream, or one engine. */
#define N_TOGETHER 1000
#define SEED 63
#define N_CHANNELS 16
#define N_NOTES 128
#define OUR_SSRC 0x5E0605E0
#define PEER_SSRC 0xCAFEBABE
#define TOKEN 0x11223344
#define PEER_PORT 5004

static void
add_corpus (GPtrArray *corpus, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", name, NULL);
  g_autoptr (GPtrArray) files = fuzz_read_corpus (path);

  g_assert_cmpuint (files->len, >, 0);
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (corpus, g_byte_array_ref (g_ptr_array_index (files, i)));
}

static GPtrArray *
make_corpus (void)
{
  GPtrArray *corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);

  add_corpus (corpus, "rtp-command");
  add_corpus (corpus, "rtp-journal");
  add_corpus (corpus, "rtp-list");
  return corpus;
}

/* Where numbers are in a packet. */
enum
{
  SEQUENCE = 2,
  SSRC = 8,
};

/* Which notes are heard, by nothing but the events. */
typedef struct
{
  gboolean sounds[N_CHANNELS][N_NOTES];
} Notes;

static gboolean
ends_all_notes (const SeqgoEventRecord *record)
{
  return record->type == SEQGO_EVENT_TYPE_CONTROL_CHANGE && (record->a == 120 || record->a >= 123);
}

static void
hear (Notes *notes, const SeqgoEventRecord *record)
{
  /* That the state is reset may have been told by SysEx. */
  if (record->type == SEQGO_EVENT_TYPE_RESET || record->type == SEQGO_EVENT_TYPE_SYSEX)
    memset (notes, 0, sizeof *notes);
  else if (ends_all_notes (record))
    memset (notes->sounds[record->channel], 0, sizeof notes->sounds[record->channel]);
  else if (record->type == SEQGO_EVENT_TYPE_NOTE_ON || record->type == SEQGO_EVENT_TYPE_NOTE_OFF)
    notes->sounds[record->channel][record->a]
        = record->type == SEQGO_EVENT_TYPE_NOTE_ON && record->b > 0;
}

static void
check_record (const SeqgoEventRecord *record, const GByteArray *payloads)
{
  g_assert_cmpuint (record->channel, <, N_CHANNELS);
  g_assert_true ((record->flags & SEQGO_EVENT_FLAG_RECEIVED) != 0);
  if (seqgo_event_record_has_payload (record))
    {
      g_assert_true (record->type == SEQGO_EVENT_TYPE_SYSEX);
      g_assert_true (record->a >= 0 && record->b >= 0);
      g_assert_cmpuint ((guint) record->a + (guint) record->b, <=, payloads->len);
      return;
    }
  if (seqgo_event_layouts[record->type] == SEQGO_EVENT_LAYOUT_NOTE)
    g_assert_true (record->a >= 0 && record->a < N_NOTES && record->b >= 0 && record->b < 128);
}

static void
check_records (GArray *records, const GByteArray *payloads, Notes *notes)
{
  for (guint i = 0; i < records->len; i++)
    {
      const SeqgoEventRecord *record = &g_array_index (records, SeqgoEventRecord, i);

      check_record (record, payloads);
      if (notes != NULL)
        hear (notes, record);
    }
}

static void
test_packets (void)
{
  g_autoptr (GPtrArray) corpus = make_corpus ();
  g_autoptr (GByteArray) input = g_byte_array_new (), payloads = g_byte_array_new ();
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (SeqgoEventRecord));
  g_autoptr (SeqgoRtpReceiver) receiver = NULL;
  Notes   notes;
  guint   n_packets = 0, n_arrivals[4] = { 0 };
  guint64 n_records = 0;

  fuzz_seed (SEED);
  for (guint i = 0; i < N_PACKETS; i++)
    {
      g_autofree guint8 *data = NULL;
      SeqgoRtpPacket     packet;
      SeqgoRtpCommand    command;

      if (i % N_TOGETHER == 0)
        {
          memset (&notes, 0, sizeof notes);
          g_clear_pointer (&receiver, seqgo_rtp_receiver_free);
          receiver = seqgo_rtp_receiver_new ();
        }
      g_array_set_size (records, 0);
      g_byte_array_set_size (payloads, 0);

      fuzz_mutate (input, corpus);
      data = g_memdup2 (input->data, input->len);
      if (!seqgo_rtp_command_parse (&command, data, input->len)
          && seqgo_rtp_packet_parse (&packet, data, input->len))
        {
          /* Most would be ignored for the order of their numbers. */
          if (fuzz_random_below (8) != 0)
            packet.sequence = (guint16) (i + fuzz_random_below (3));
          n_arrivals[seqgo_rtp_receiver_receive (receiver, &packet, records, payloads)]++;
          n_packets++;
        }
      if ((i + 1) % N_TOGETHER == 0)
        seqgo_rtp_receiver_release (receiver, records);

      n_records += records->len;
      check_records (records, payloads, &notes);
      if ((i + 1) % N_TOGETHER == 0)
        g_assert_true (memcmp (&notes, &(Notes){ 0 }, sizeof notes) == 0);
    }

  g_test_message (
      "%u packets: %u in order, %u after a loss that was repaired, %u after another, %u "
      "ignored; %" G_GUINT64_FORMAT " events",
      n_packets, n_arrivals[SEQGO_RTP_ARRIVAL_IN_ORDER], n_arrivals[SEQGO_RTP_ARRIVAL_REPAIRED],
      n_arrivals[SEQGO_RTP_ARRIVAL_UNREPAIRED], n_arrivals[SEQGO_RTP_ARRIVAL_IGNORED], n_records);
  for (guint i = 0; i < G_N_ELEMENTS (n_arrivals); i++)
    g_assert_cmpuint (n_arrivals[i], >, N_PACKETS / 100);
  g_assert_cmpuint (n_records, >, N_PACKETS / 10);
}

/* An engine, what it sent, and the time. */
typedef struct
{
  SeqgoRtpEngine *engine;
  gint64          now;
  guint16         sequence;
  guint           n_established;
  guint           n_ended;
  guint           n_sent;
  guint64         n_records;
} Machine;

static void
send_cb (gpointer                     user_data,
         SeqgoRtpChannel              channel,
         const SeqgoRtpRemoteAddress *to,
         const guint8                *data,
         gsize                        size)
{
  Machine *machine = user_data;

  g_assert_cmpuint (size, >, 0);
  g_assert_cmpuint (size, <=, SEQGO_RTP_MAX_PACKET_SIZE);
  machine->n_sent++;
}

static guint32
random_cb (gpointer user_data)
{
  return fuzz_random_below (G_MAXUINT32);
}

static SeqgoRtpRemoteAddress
make_address (guint host, SeqgoRtpChannel channel)
{
  SeqgoRtpRemoteAddress address = { .host = { [10] = 0xFF, [11] = 0xFF, [12] = 127, [15] = 1 } };

  address.host[14] = (guint8) host;
  address.port = PEER_PORT + (channel == SEQGO_RTP_CHANNEL_DATA ? 1 : 0);
  return address;
}

static void
receive (Machine *machine, guint host, SeqgoRtpChannel channel, const guint8 *data, gsize size)
{
  SeqgoRtpRemoteAddress from = make_address (host, channel);

  seqgo_rtp_engine_receive (machine->engine, channel, &from, data, size, machine->now);
}

static void
shake_hands (Machine *machine)
{
  SeqgoRtpCommand command = { .type = SEQGO_RTP_COMMAND_INVITATION,
                              .version = SEQGO_RTP_PROTOCOL_VERSION,
                              .token = TOKEN,
                              .ssrc = PEER_SSRC,
                              .name = "peer" };
  guint8          data[SEQGO_RTP_MAX_COMMAND];
  gsize           size = seqgo_rtp_command_write (&command, data);

  receive (machine, 0, SEQGO_RTP_CHANNEL_CONTROL, data, size);
  receive (machine, 0, SEQGO_RTP_CHANNEL_DATA, data, size);
}

static void
take_notices (Machine *machine)
{
  SeqgoRtpNotice notice;

  while (seqgo_rtp_engine_take_notice (machine->engine, &notice))
    {
      if (notice.type == SEQGO_RTP_NOTICE_INVITED)
        seqgo_rtp_engine_answer (machine->engine, notice.remote, TRUE, machine->now);
      else if (notice.type == SEQGO_RTP_NOTICE_ESTABLISHED)
        machine->n_established++;
      else if (notice.type == SEQGO_RTP_NOTICE_ENDED)
        machine->n_ended++;
      else if (notice.type == SEQGO_RTP_NOTICE_EVENTS)
        {
          machine->n_records += notice.records->len;
          check_records (notice.records, notice.payloads, NULL);
        }
      seqgo_rtp_engine_give_back (machine->engine, &notice);
    }
}

/* What is due is done once: a deadline is never in the past. */
static void
pass_time (Machine *machine)
{
  machine->now += fuzz_random_below (20000);
  if (fuzz_random_below (4) == 0)
    seqgo_rtp_engine_send (machine->engine, NULL, (const guint8 *) "\x90\x3C\x40", 3, machine->now,
                           machine->now);
  seqgo_rtp_engine_flush (machine->engine, machine->now);
  seqgo_rtp_engine_run (machine->engine, machine->now);
  take_notices (machine);
  if (seqgo_rtp_engine_get_deadline (machine->engine) >= 0)
    g_assert_cmpint (seqgo_rtp_engine_get_deadline (machine->engine), >, machine->now);
}

/* Most would be ignored: half of the packets are of our peer, and in order. */
static void
make_believable (Machine *machine, guint8 *data, gsize size)
{
  if (size < SEQGO_RTP_HEADER_SIZE || fuzz_random_below (2) == 0)
    return;
  if (seqgo_rtp_is_command (data, size))
    {
      seqgo_rtp_set_32 (data + (data[2] == 'I' || data[2] == 'O' || data[2] == 'B' ? SSRC : 4),
                        PEER_SSRC);
      return;
    }
  machine->sequence += (guint16) fuzz_random_below (3);
  seqgo_rtp_set_16 (data + SEQUENCE, machine->sequence);
  seqgo_rtp_set_32 (data + SSRC, PEER_SSRC);
}

static void
test_datagrams (void)
{
  static const SeqgoRtpEngineIo io = { .send = send_cb, .random = random_cb };
  g_autoptr (GPtrArray) corpus = make_corpus ();
  g_autoptr (GByteArray) input = g_byte_array_new ();
  Machine machine = { .now = G_USEC_PER_SEC };
  guint64 n_malformed = 0, n_unverified = 0;

  fuzz_seed (SEED);
  for (guint i = 0; i < N_DATAGRAMS; i++)
    {
      SeqgoRtpChannel channel
          = fuzz_random_below (4) == 0 ? SEQGO_RTP_CHANNEL_CONTROL : SEQGO_RTP_CHANNEL_DATA;
      g_autofree guint8 *data = NULL;

      if (machine.engine == NULL)
        machine.engine = seqgo_rtp_engine_new ("fuzz", OUR_SSRC, &io, &machine);
      if (i % 50 == 0)
        shake_hands (&machine);
      fuzz_mutate (input, corpus);
      data = g_memdup2 (input->data, input->len);
      make_believable (&machine, data, input->len);
      receive (&machine, fuzz_random_below (8) == 0, channel, data, input->len);
      if (fuzz_random_below (4) == 0)
        pass_time (&machine);

      if ((i + 1) % N_TOGETHER == 0)
        {
          n_malformed += seqgo_rtp_engine_get_n_malformed (machine.engine);
          n_unverified += seqgo_rtp_engine_get_n_unverified (machine.engine);
          seqgo_rtp_engine_close (machine.engine, machine.now);
          take_notices (&machine);
          g_clear_pointer (&machine.engine, seqgo_rtp_engine_free);
        }
    }

  g_test_message ("%u sessions began, %u ended; %" G_GUINT64_FORMAT " events; %u datagrams sent; "
                  "%" G_GUINT64_FORMAT " malformed, %" G_GUINT64_FORMAT " unverified",
                  machine.n_established, machine.n_ended, machine.n_records, machine.n_sent,
                  n_malformed, n_unverified);
  g_assert_cmpuint (machine.n_established, >, 0);
  g_assert_cmpuint (machine.n_ended, ==, machine.n_established);
  g_assert_cmpuint (machine.n_records, >, N_DATAGRAMS / 20);
  g_assert_cmpuint (n_malformed, >, 0);
  g_assert_cmpuint (n_unverified, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rtp-mutations/R-63/packets", test_packets);
  g_test_add_func ("/rtp-mutations/R-63/datagrams", test_datagrams);
  return g_test_run ();
}
