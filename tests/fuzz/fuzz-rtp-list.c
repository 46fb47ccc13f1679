/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The input is a packet of RTP, whose version and type are made good. Nothing that is read of it is
 * outside of it. The messages of its list, written into lists of another size, are then read the
 * same; the fourth byte of the packet says how they are written. */

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-list-private.h>

#define MODE 3
#define MODE_CAPACITY 0x1F
#define MODE_RUNNING_STATUS (1 << 5)
#define MIN_CAPACITY 3
#define SYSEX_START 0xF0
#define SYSEX_END 0xF7

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct
{
  gint64  ticks;
  GBytes *bytes;
} Message;

/* The messages of a list or several; SysEx that was not finished yet. */
typedef struct
{
  GArray     *messages;
  GByteArray *sysex;
} Stream;

static void
message_clear (gpointer data)
{
  g_bytes_unref (((Message *) data)->bytes);
}

static void
stream_init (Stream *stream)
{
  stream->messages = g_array_new (FALSE, FALSE, sizeof (Message));
  g_array_set_clear_func (stream->messages, message_clear);
  stream->sysex = g_byte_array_new ();
}

static void
stream_clear (Stream *stream)
{
  g_array_unref (stream->messages);
  g_byte_array_unref (stream->sysex);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stream, stream_clear)

static void
add_message (Stream *stream, gint64 ticks, const guint8 *data, gsize size)
{
  Message message = { ticks, g_bytes_new (data, size) };

  g_array_append_val (stream->messages, message);
}

/* Parts without their beginning are left out, and so is what was begun anew. */
static void
add_sysex (Stream *stream, gint64 ticks, const SeqgoRtpItem *item)
{
  static const guint8 start = SYSEX_START, end = SYSEX_END;

  if (item->type == SEQGO_RTP_ITEM_SYSEX || item->type == SEQGO_RTP_ITEM_SYSEX_FIRST
      || item->type == SEQGO_RTP_ITEM_SYSEX_CANCEL)
    g_byte_array_set_size (stream->sysex, 0);
  if (item->type == SEQGO_RTP_ITEM_SYSEX || item->type == SEQGO_RTP_ITEM_SYSEX_FIRST)
    g_byte_array_append (stream->sysex, &start, 1);
  if (stream->sysex->len == 0)
    return;

  g_byte_array_append (stream->sysex, item->data, (guint) item->size);
  if (item->type == SEQGO_RTP_ITEM_SYSEX || item->type == SEQGO_RTP_ITEM_SYSEX_LAST)
    {
      g_byte_array_append (stream->sysex, &end, 1);
      add_message (stream, ticks, stream->sysex->data, stream->sysex->len);
      g_byte_array_set_size (stream->sysex, 0);
    }
}

static void
check_item (const SeqgoRtpItem *item, const SeqgoRtpPacket *packet)
{
  if (item->type == SEQGO_RTP_ITEM_MESSAGE)
    {
      g_assert (item->n_bytes >= 1 && item->n_bytes <= sizeof item->bytes);
      g_assert (item->bytes[0] >= 0x80);
      for (guint i = 1; i < item->n_bytes; i++)
        g_assert (item->bytes[i] < 0x80);
      return;
    }
  g_assert (item->n_bytes == 0);
  if (item->type == SEQGO_RTP_ITEM_NONE)
    return;
  g_assert (item->data >= packet->list);
  g_assert (item->data + item->size < packet->list + packet->list_size);
  for (gsize i = 0; i < item->size; i++)
    g_assert (item->data[i] < 0x80);
}

/* Returns whether the list was whole. */
static gboolean
read_list (Stream *stream, gint64 ticks, const SeqgoRtpPacket *packet)
{
  SeqgoRtpListReader reader;
  SeqgoRtpItem       item;

  seqgo_rtp_list_reader_init (&reader, packet);
  while (seqgo_rtp_list_reader_next (&reader, &item))
    {
      check_item (&item, packet);
      if (item.type == SEQGO_RTP_ITEM_MESSAGE)
        add_message (stream, ticks + item.ticks, item.bytes, item.n_bytes);
      else if (item.type != SEQGO_RTP_ITEM_NONE)
        add_sysex (stream, ticks + item.ticks, &item);
    }
  g_assert (!seqgo_rtp_list_reader_next (&reader, &item));
  return !reader.is_malformed;
}

static gboolean
write_some (SeqgoRtpListWriter *writer, const Message *message, gsize *offset)
{
  gsize         size, old_offset = *offset;
  const guint8 *data = g_bytes_get_data (message->bytes, &size);

  if (data[0] == SYSEX_START)
    *offset = seqgo_rtp_list_writer_add_sysex (writer, data, size, *offset, message->ticks);
  else if (seqgo_rtp_list_writer_add (writer, data, size, message->ticks))
    *offset = size;
  return *offset > old_offset;
}

static void
write_and_read (const Stream *stream, Stream *again, gsize capacity, gboolean running_status)
{
  gsize offset = 0;

  for (guint i = 0; i < stream->messages->len;)
    {
      g_autofree guint8 *memory = g_malloc (capacity);
      gint64             ticks = g_array_index (stream->messages, Message, i).ticks;
      SeqgoRtpPacket     packet = { .list = memory };
      SeqgoRtpListWriter writer;

      seqgo_rtp_list_writer_init (&writer, memory, capacity, ticks);
      seqgo_rtp_list_writer_set_running_status (&writer, running_status);
      while (i < stream->messages->len)
        {
          const Message *message = &g_array_index (stream->messages, Message, i);

          if (!write_some (&writer, message, &offset))
            break;
          if (offset < g_bytes_get_size (message->bytes))
            continue;
          offset = 0;
          i++;
        }
      g_assert (writer.size > 0 && writer.size <= capacity);
      packet.list_size = writer.size;
      packet.has_first_delta = seqgo_rtp_list_writer_has_first_delta (&writer);
      g_assert (read_list (again, ticks, &packet));
    }
}

/* A time before that of the message before it became that. */
static void
assert_same (const Stream *stream, const Stream *again)
{
  gint64 ticks = G_MININT64;

  g_assert (again->messages->len == stream->messages->len);
  for (guint i = 0; i < stream->messages->len; i++)
    {
      const Message *message = &g_array_index (stream->messages, Message, i);
      const Message *other = &g_array_index (again->messages, Message, i);

      ticks = MAX (ticks, message->ticks);
      g_assert (other->ticks == ticks);
      g_assert (g_bytes_equal (other->bytes, message->bytes));
    }
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
  g_autofree guint8 *copy = NULL;
  g_auto (Stream) stream, again;
  SeqgoRtpPacket packet;

  stream_init (&stream);
  stream_init (&again);
  if (size < SEQGO_RTP_HEADER_SIZE)
    {
      g_assert (!seqgo_rtp_packet_parse (&packet, data, size));
      return 0;
    }

  copy = g_memdup2 (data, size);
  copy[0] = 0x80 | (copy[0] & 0x3F);
  copy[1] = (copy[1] & 0x80) | SEQGO_RTP_PAYLOAD_TYPE;
  if (!seqgo_rtp_packet_parse (&packet, copy, size))
    return 0;
  g_assert (packet.list >= copy + SEQGO_RTP_HEADER_SIZE);
  g_assert (packet.list + packet.list_size <= copy + size);
  g_assert (packet.journal == NULL || packet.journal == packet.list + packet.list_size);
  g_assert (packet.list + packet.list_size + packet.journal_size <= copy + size);

  read_list (&stream, 0, &packet);
  write_and_read (&stream, &again, MIN_CAPACITY + (data[MODE] & MODE_CAPACITY),
                  (data[MODE] & MODE_RUNNING_STATUS) != 0);
  assert_same (&stream, &again);
  return 0;
}
