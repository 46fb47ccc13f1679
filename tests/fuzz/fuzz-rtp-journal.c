/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The input is a packet of RTP, whose version and type are made good. It goes to a receiver several
 * times: as the first packet, as the next one, after losses, and cut. Whatever it is, notes do not
 * sound any more when the stream has ended, and what is delivered is limited. */

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-position-private.h>
#include <libseqgo/rtp/seqgo-rtp-receiver-private.h>

#define MAX_COUNT 127
/* What one packet may deliver for each of its bytes, and in any case. */
#define MAX_RECORDS_OF_BYTE 128
#define MAX_RECORDS 8192

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct
{
  SeqgoRtpReceiver *receiver;
  GArray           *records;
  GByteArray       *payloads;
  guint             n_records;
  guint8            notes[16][128];
} Stream;

static void
apply (Stream *stream, const SeqgoEventRecord *record)
{
  guint8       *notes = stream->notes[record->channel & 0x0F];
  const guint8 *sysex;

  switch (record->type)
    {
    case SEQGO_EVENT_TYPE_NOTE_ON:
    case SEQGO_EVENT_TYPE_NOTE_OFF:
      g_assert (record->a >= 0 && record->a < 128);
      if (record->type == SEQGO_EVENT_TYPE_NOTE_ON && record->b > 0)
        notes[record->a] = MIN (notes[record->a] + 1, MAX_COUNT);
      else if (notes[record->a] > 0)
        notes[record->a]--;
      break;
    case SEQGO_EVENT_TYPE_CONTROL_CHANGE:
      if (record->a == 120 || record->a >= 123)
        memset (notes, 0, sizeof stream->notes[0]);
      break;
    case SEQGO_EVENT_TYPE_RESET:
      memset (stream->notes, 0, sizeof stream->notes);
      break;
    case SEQGO_EVENT_TYPE_SYSEX:
      g_assert (record->a >= 0 && record->b >= 2);
      g_assert ((guint) record->a + (guint) record->b <= stream->payloads->len);
      sysex = stream->payloads->data + record->a;
      g_assert (sysex[0] == 0xF0 && sysex[record->b - 1] == 0xF7);
      if (seqgo_rtp_is_reset_sysex (sysex, (gsize) record->b))
        memset (stream->notes, 0, sizeof stream->notes);
      break;
    default:
      break;
    }
}

static void
apply_all (Stream *stream)
{
  for (guint i = 0; i < stream->records->len; i++)
    apply (stream, &g_array_index (stream->records, SeqgoEventRecord, i));
  stream->n_records += stream->records->len;
  g_array_set_size (stream->records, 0);
}

static void
receive (Stream *stream, const guint8 *data, gsize size, guint16 sequence)
{
  SeqgoRtpPacket packet;

  if (!seqgo_rtp_packet_parse (&packet, data, size))
    return;
  packet.sequence = (guint16) (packet.sequence + sequence);
  seqgo_rtp_receiver_receive (stream->receiver, &packet, stream->records, stream->payloads);
  g_assert (stream->records->len <= MAX_RECORDS + MAX_RECORDS_OF_BYTE * size);
  apply_all (stream);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const guint16 sequences[] = { 0, 1, 3, 3, 2, 10, 200, 30000, 30001, 65000, 65001, 65003 };
  g_autoptr (SeqgoRtpReceiver) receiver = seqgo_rtp_receiver_new ();
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (SeqgoEventRecord));
  g_autoptr (GByteArray) payloads = g_byte_array_new ();
  g_autofree guint8 *packet = g_memdup2 (data, size);
  Stream             stream = { .receiver = receiver, .records = records, .payloads = payloads };

  if (size < SEQGO_RTP_HEADER_SIZE)
    return 0;
  packet[0] = 0x80 | (packet[0] & 0x3F);
  packet[1] = SEQGO_RTP_PAYLOAD_TYPE;
  for (guint i = 0; i < G_N_ELEMENTS (sequences); i++)
    {
      g_autofree guint8 *cut = g_memdup2 (packet, size - size / 8);

      receive (&stream, packet, size, sequences[i]);
      receive (&stream, cut, size - size / 8, sequences[i] + 4);
    }

  seqgo_rtp_receiver_release (receiver, records);
  apply_all (&stream);
  for (guint i = 0; i < 16; i++)
    for (guint note = 0; note < 128; note++)
      g_assert (stream.notes[i][note] == 0);
  seqgo_rtp_receiver_release (receiver, records);
  g_assert (records->len == 0);
  g_assert (seqgo_rtp_receiver_get_counts (receiver)->n_events == stream.n_records);
  return 0;
}
