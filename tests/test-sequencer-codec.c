/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Events of every type as those of alsa-lib, and back. */

#include <string.h>

#include <libseqgo/sequencer/seqgo-sequencer-codec-private.h>
#include <libseqgo/seqgo.h>

#define FIXED_SIZE 28
#define SECOND G_GINT64_CONSTANT (1000000000)

static const guint8 payload[] = { 0xF0, 1, 2, 3, 4, 5, 0xF7 };

static void
encode (SeqgoEvent *event, snd_seq_event_t *encoded)
{
  SeqgoSequencerPacket packet;

  seqgo_sequencer_encode (&event->record, payload, &packet);
  *encoded = packet.event;
}

/* Takes the event. Checks that it is the same after it was one of alsa-lib, too. */
static snd_seq_event_t
check (SeqgoEvent *event)
{
  g_autoptr (GByteArray) payloads = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SeqgoEvent) decoded = NULL;
  SeqgoEventRecord record;
  snd_seq_event_t  encoded;
  guint            n_cells;

  encode (event, &encoded);
  n_cells = seqgo_sequencer_decode (&encoded, FIXED_SIZE, &record, payloads);
  bytes = g_bytes_new (payloads->data, payloads->len);
  decoded = seqgo_event_new_from_record (&record,
                                         seqgo_event_record_has_payload (&record) ? bytes : NULL);

  g_assert_true (seqgo_event_equal (decoded, event));
  g_assert_cmpuint (encoded.type, ==, event->record.type);
  g_assert_cmpint (snd_seq_event_length (&encoded), ==, FIXED_SIZE + (gint) payloads->len);
  g_assert_cmpuint (n_cells, ==, 1 + (payloads->len + FIXED_SIZE - 1) / FIXED_SIZE);
  seqgo_event_unref (event);
  return encoded;
}

static void
test_notes (void)
{
  snd_seq_event_t encoded = check (seqgo_event_new_note_full (1, 60, 100, 64, G_MAXUINT32));

  g_assert_true (snd_seq_ev_is_note_type (&encoded));
  g_assert_cmpuint (encoded.data.note.channel, ==, 1);
  g_assert_cmpuint (encoded.data.note.note, ==, 60);
  g_assert_cmpuint (encoded.data.note.velocity, ==, 100);
  g_assert_cmpuint (encoded.data.note.off_velocity, ==, 64);
  g_assert_cmpuint (encoded.data.note.duration, ==, G_MAXUINT32);
  check (seqgo_event_new_note_on (15, 127, 0));
  check (seqgo_event_new_note_off (15, 127, 127));
  check (seqgo_event_new_key_pressure (0, 0, 1));
}

static void
test_controls (void)
{
  snd_seq_event_t encoded = check (seqgo_event_new_pitch_bend (3, -8192));

  g_assert_cmpuint (encoded.data.control.channel, ==, 3);
  g_assert_cmpint (encoded.data.control.value, ==, -8192);
  for (guint type = 0; type < 256; type++)
    if (seqgo_event_layouts[type] == SEQGO_EVENT_LAYOUT_CONTROL)
      {
        encoded = check (seqgo_event_new_control ((SeqgoEventType) type, 5, 16383, -2));
        g_assert_cmpuint (encoded.data.control.channel, ==, 5);
        g_assert_cmpuint (encoded.data.control.param, ==, 16383);
        g_assert_cmpint (encoded.data.control.value, ==, -2);
      }
}

static void
test_queue_controls (void)
{
  snd_seq_event_t encoded;

  for (guint type = 0; type < 256; type++)
    if (seqgo_event_layouts[type] == SEQGO_EVENT_LAYOUT_QUEUE)
      {
        encoded = check (seqgo_event_new_queue_control ((SeqgoEventType) type, 7, 500000));
        g_assert_true (snd_seq_ev_is_queue_type (&encoded));
        g_assert_cmpuint (encoded.data.queue.queue, ==, 7);
        g_assert_cmpint (encoded.data.queue.param.value, ==, 500000);
      }

  encoded = check (seqgo_event_new_set_position_time (7, 5 * SECOND + 6));
  g_assert_cmpuint (encoded.data.queue.param.time.time.tv_sec, ==, 5);
  g_assert_cmpuint (encoded.data.queue.param.time.time.tv_nsec, ==, 6);
  encoded = check (seqgo_event_new_queue_skew (7, 65537, 65536));
  g_assert_cmpuint (encoded.data.queue.param.skew.value, ==, 65537);
  g_assert_cmpuint (encoded.data.queue.param.skew.base, ==, 65536);
}

static void
test_news (void)
{
  g_autoptr (SeqgoAddress) one = seqgo_address_new (128, 1), other = seqgo_address_new (20, 255);

  for (guint type = 0; type < 256; type++)
    {
      SeqgoEventType  number = (SeqgoEventType) type;
      snd_seq_event_t encoded;

      if (seqgo_event_layouts[type] == SEQGO_EVENT_LAYOUT_ADDRESS)
        {
          encoded = check (seqgo_event_new_announcement (number, other));
          /* alsa-lib's table has no announcements of UMP endpoints. */
          g_assert_true (!snd_seq_ev_is_message_type (&encoded)
                         == (type > SEQGO_EVENT_TYPE_PORT_CHANGE));
          g_assert_cmpuint (encoded.data.addr.client, ==, 20);
          g_assert_cmpuint (encoded.data.addr.port, ==, 255);
        }
      else if (seqgo_event_layouts[type] == SEQGO_EVENT_LAYOUT_CONNECTION)
        {
          encoded = check (seqgo_event_new_connection (number, one, other));
          g_assert_true (snd_seq_ev_is_subscribe_type (&encoded));
          g_assert_cmpuint (encoded.data.connect.sender.client, ==, 128);
          g_assert_cmpuint (encoded.data.connect.sender.port, ==, 1);
          g_assert_cmpuint (encoded.data.connect.dest.client, ==, 20);
          g_assert_cmpuint (encoded.data.connect.dest.port, ==, 255);
        }
      else if (seqgo_event_layouts[type] == SEQGO_EVENT_LAYOUT_RESULT)
        {
          encoded = check (seqgo_event_new_result (number, 6, -22));
          g_assert_true (snd_seq_ev_is_result_type (&encoded));
          g_assert_cmpint (encoded.data.result.event, ==, 6);
          g_assert_cmpint (encoded.data.result.result, ==, -22);
        }
    }
}

static void
test_data (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (payload, sizeof payload);

  for (guint type = 0; type < 256; type++)
    {
      guint8          layout = seqgo_event_layouts[type];
      snd_seq_event_t encoded;

      if (layout != SEQGO_EVENT_LAYOUT_PAYLOAD && layout != SEQGO_EVENT_LAYOUT_RAW)
        continue;
      encoded = check (seqgo_event_new_data ((SeqgoEventType) type, bytes));
      if (layout == SEQGO_EVENT_LAYOUT_PAYLOAD)
        {
          g_assert_true (snd_seq_ev_is_variable (&encoded));
          g_assert_cmpmem (encoded.data.ext.ptr, encoded.data.ext.len, payload, sizeof payload);
        }
      else
        {
          g_assert_true (snd_seq_ev_is_fixed (&encoded));
          g_assert_cmpmem (encoded.data.raw8.d, sizeof payload, payload, sizeof payload);
        }
    }
}

static void
test_where_and_when (void)
{
  g_autoptr (SeqgoEvent) event = seqgo_event_new (SEQGO_EVENT_TYPE_CLOCK);
  g_autoptr (SeqgoAddress) one = seqgo_address_new (128, 1), other = seqgo_address_new (20, 255);
  snd_seq_event_t encoded = check (seqgo_event_at_tick (event, 3, G_MAXUINT32));

  g_assert_true (snd_seq_ev_is_tick (&encoded) && snd_seq_ev_is_abstime (&encoded));
  g_assert_cmpuint (encoded.time.tick, ==, G_MAXUINT32);
  g_assert_cmpuint (encoded.queue, ==, 3);

  encoded = check (seqgo_event_at_time (event, 3, G_MAXUINT32 * SECOND + SECOND - 1));
  g_assert_true (snd_seq_ev_is_real (&encoded) && snd_seq_ev_is_abstime (&encoded));
  g_assert_cmpuint (encoded.time.time.tv_sec, ==, G_MAXUINT32);
  g_assert_cmpuint (encoded.time.time.tv_nsec, ==, SECOND - 1);

  encoded = check (seqgo_event_after_ticks (event, 3, 5));
  g_assert_true (snd_seq_ev_is_tick (&encoded) && snd_seq_ev_is_reltime (&encoded));
  encoded = check (seqgo_event_after_time (event, 3, 5));
  g_assert_true (snd_seq_ev_is_real (&encoded) && snd_seq_ev_is_reltime (&encoded));

  encoded = check (seqgo_event_ref (event));
  g_assert_true (snd_seq_ev_is_direct (&encoded));
  g_assert_cmpuint (encoded.dest.client, ==, SND_SEQ_ADDRESS_SUBSCRIBERS);
  g_assert_cmpuint (encoded.dest.port, ==, SND_SEQ_ADDRESS_UNKNOWN);

  encoded = check (seqgo_event_with_source (event, one));
  g_assert_cmpuint (encoded.source.client, ==, 128);
  g_assert_cmpuint (encoded.source.port, ==, 1);
  encoded = check (seqgo_event_with_destination (event, other));
  g_assert_cmpuint (encoded.dest.client, ==, 20);
  g_assert_cmpuint (encoded.dest.port, ==, 255);
  encoded = check (seqgo_event_with_tag (event, 200));
  g_assert_cmpuint (encoded.tag, ==, 200);
  encoded = check (seqgo_event_with_high_priority (event, TRUE));
  g_assert_true (snd_seq_ev_is_prior (&encoded));
}

/* As a newer kernel could deliver it. */
static void
test_unknown_type (void)
{
  g_autoptr (GByteArray) payloads = g_byte_array_new ();
  g_autoptr (SeqgoEvent) event = NULL;
  g_autoptr (GBytes) data = NULL, expected = g_bytes_new_static ("twelve bytes", 12);
  SeqgoEventRecord record;
  snd_seq_event_t  delivered = { .type = 250, .source = { 0, 1 }, .queue = 253 };

  memcpy (delivered.data.raw8.d, "twelve bytes", 12);
  g_assert_cmpuint (seqgo_sequencer_decode (&delivered, FIXED_SIZE, &record, payloads), ==, 1);
  event = seqgo_event_new_from_record (&record, NULL);
  data = seqgo_event_get_data (event);
  g_assert_cmpuint (seqgo_event_get_event_type (event), ==, 250);
  g_assert_true (g_bytes_equal (data, expected));
  check (g_steal_pointer (&event));
}

/* A packet takes 32 bytes, and so does then whatever a client receives. */
static void
test_packets (void)
{
  g_autoptr (GByteArray) payloads = g_byte_array_new ();
  g_autoptr (SeqgoUmp) ump = seqgo_ump_new_tempo (3, 0x12345678);
  g_autoptr (SeqgoEvent) event = seqgo_event_new_ump (ump);
  g_autoptr (GBytes) bytes = g_bytes_new_static (payload, sizeof payload);
  g_autoptr (SeqgoEvent) sysex = seqgo_event_new_sysex (bytes);
  const guint32        words[] = { 0xD3100000, 0x12345678, 0, 0 };
  SeqgoSequencerPacket packet;
  SeqgoEventRecord     record;
  snd_seq_event_t      encoded;

  seqgo_sequencer_encode (&event->record, NULL, &packet);
  g_assert_cmpuint (packet.event.type, ==, 0);
  g_assert_cmpuint (packet.event.flags, ==, 1 << 5);
  g_assert_cmpmem (packet.bytes + 16, 16, words, sizeof words);

  /* The kernel leaves in the last words what was there before. */
  packet.event.type = SND_SEQ_EVENT_NOTEON;
  memset (packet.bytes + 16 + 4, 0xFF, 12);
  memcpy (packet.bytes + 16, &(const guint32){ 0x10F80000 }, sizeof (guint32));
  g_assert_cmpuint (seqgo_sequencer_decode (&packet.event, sizeof packet, &record, payloads), ==,
                    1);
  g_assert_cmpuint (record.type, ==, 0);
  g_assert_cmpint (record.a, ==, 0);
  g_assert_cmpuint (record.c, ==, 0);

  encode (sysex, &encoded);
  encoded.data.ext.len = sizeof payload;
  g_assert_cmpuint (seqgo_sequencer_decode (&encoded, sizeof packet, &record, payloads), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sequencer-codec/notes", test_notes);
  g_test_add_func ("/sequencer-codec/controls", test_controls);
  g_test_add_func ("/sequencer-codec/queue-controls", test_queue_controls);
  g_test_add_func ("/sequencer-codec/news", test_news);
  g_test_add_func ("/sequencer-codec/data", test_data);
  g_test_add_func ("/sequencer-codec/where-and-when", test_where_and_when);
  g_test_add_func ("/sequencer-codec/S-106/unknown-type", test_unknown_type);
  g_test_add_func ("/sequencer-codec/packets", test_packets);

  return g_test_run ();
}
