/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include <alsa/asoundlib.h>

#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/seqgo.h>

typedef struct
{
  const char *path;
  /* In hexadecimal; "|" separates the pieces in which it is fed. */
  const char *stream;
  /* The events as describe() writes them; "|" separates what the pieces give. */
  const char *events;
  guint       n_skipped;
} Case;

#define ON "note-on 0 64 1"

static const Case cases[] = {
  { "S-84/running-status", "90 40 7f 41 7f", "note-on 0 64 127,note-on 0 65 127", 0 },
  { "S-84/in-two-pieces", "90 40|7f", "|note-on 0 64 127", 0 },
  { "S-84/clock-keeps-running-status", "90 40 01 f8 41 01", ON ",clock,note-on 0 65 1", 0 },
  { "S-84/running-status-across-pieces", "90 40 01|40|01", ON "||" ON, 0 },
  { "S-84/running-status-of-one-data-byte", "c3 01 02|d4 03 04",
    "program-change 3 0 1,program-change 3 0 2|channel-pressure 4 0 3,channel-pressure 4 0 4", 0 },
  { "S-84/new-status", "90 40 01 b0 07 64 40 01 80 40 00",
    ON ",control-change 0 7 100,control-change 0 64 1,note-off 0 64 0", 0 },
  { "S-85/song-select", "90 40 01 f3 05 41 01", ON ",song-select 0 0 5", 2 },
  { "S-85/quarter-frame", "90 40 01 f1 05 41 01", ON ",quarter-frame 0 0 5", 2 },
  { "S-85/song-position", "90 40 01 f2 68 07 41 01", ON ",song-position 0 0 1000", 2 },
  { "S-85/tune-request", "90 40 01 f6 41 01", ON ",tune-request", 2 },
  { "S-85/sysex", "90 40 01 f0 f7 41 01", ON ",sysex f0f7", 2 },
  { "S-85/no-running-status-of-system-common", "f3 05 06|f1 01 02|f2 01 02 03 04",
    "song-select 0 0 5|quarter-frame 0 0 1|song-position 0 0 257", 4 },
  { "S-87/clock-in-sysex", "f0 01 02 f8 03 f7", "clock,sysex f0010203f7", 0 },
  { "S-87/clock-in-note", "90 40 f8 7f", "clock,note-on 0 64 127", 0 },
  { "S-87/everywhere", "f8 90 f8 40 f8 01 f8", "clock,clock,clock," ON ",clock", 0 },
  { "S-87/all-kinds", "f0 fa 01 fb fc fe ff f7",
    "start,continue,stop,active-sensing,reset,sysex f001f7", 0 },
  { "S-87/at-once", "f0 01|f8|02|90|f8|40 01", "|clock|||clock|" ON, 3 },
  { "S-88/f4", "f4 90 40 01", ON, 1 },
  { "S-88/f5", "f5 90 40 01", ON, 1 },
  { "S-88/f9", "f9 90 40 01", ON, 1 },
  { "S-88/fd", "fd 90 40 01", ON, 1 },
  { "S-88/data-bytes", "00 40 7f 90 40 01", ON, 3 },
  { "S-88/stray-end-of-sysex", "f7 90 40 01", ON, 1 },
  { "S-88/all", "f4 01 02 f5 03 f9 fd f7 f7 04 90 40 01", ON, 10 },
  { "S-88/f4-ends-running-status", "90 40 01 f4 41 01", ON, 3 },
  { "S-88/f5-ends-running-status", "90 40 01 f5 41 01", ON, 3 },
  { "S-88/f7-ends-running-status", "90 40 01 f7 41 01", ON, 3 },
  { "S-88/f9-keeps-running-status", "90 40 01 f9 40 fd 01", ON "," ON, 2 },
  { "S-88/f9-in-sysex", "f0 01 f9 02 fd f7", "sysex f00102f7", 2 },
  { "S-93/velocity-0", "90 40 00", "note-on 0 64 0", 0 },
  { "unfinished/status", "90 90 40 01", ON, 1 },
  { "unfinished/note", "91 40 90 40 01", ON, 2 },
  { "unfinished/running-status", "90 40 01 41 90 40 01", ON "," ON, 1 },
  { "unfinished/across-pieces", "91|40|90 40 01", "||" ON, 2 },
  { "unfinished/song-position", "f2 01 90 40 01", ON, 2 },
  { "unfinished/cut-by-f4", "90 40 f4 01", "", 4 },
  { "unfinished/cut-by-f7", "90 40 f7 01", "", 4 },
  { "unfinished/cut-by-sysex", "90 40 f0 01 f7", "sysex f001f7", 2 },
  { "unfinished/sysex-at-the-end", "f0 f7 f0 01", "sysex f0f7", 0 },
  { "sysex/two", "f0 01 f7 f0 02 f7|f0 03 f7", "sysex f001f7,sysex f002f7|sysex f003f7", 0 },
  { "sysex/pieces", "f0|01|02 03|f7", "|||sysex f0010203f7", 0 },
  { "sysex/after-another", "f0 01 f7 f0 02|03|f7 f0 04 f7",
    "sysex f001f7||sysex f00203f7,sysex f004f7", 0 },
  { "sysex/cut-by-note", "f0 01 02 90 40 01", ON, 3 },
  { "sysex/cut-by-sysex", "f0 01 02 f0 03 f7", "sysex f003f7", 3 },
  { "sysex/cut-by-tune-request", "f0 01 02 f6", "tune-request", 3 },
  { "sysex/cut-by-f4", "f0 01 02 f4 03 f7", "", 6 },
  { "sysex/cut-in-a-later-piece", "f0 01 f7 f0 02|03|90 40 01", "sysex f001f7||" ON, 3 },
  { "sysex/cut-at-once", "f0 f0 f0 90 40 01", ON, 3 },
  { "message/note-off", "8f 00 7f", "note-off 15 0 127", 0 },
  { "message/note-on", "95 7f 7f", "note-on 5 127 127", 0 },
  { "message/key-pressure", "a1 3c 40", "key-pressure 1 60 64", 0 },
  { "message/control-change", "be 7b 00", "control-change 14 123 0", 0 },
  { "message/rpn-stays-control-changes", "b0 65 00 64 00 06 02 26 00",
    "control-change 0 101 0,control-change 0 100 0,control-change 0 6 2,control-change 0 38 0", 0 },
  { "message/program-change", "c9 7f", "program-change 9 0 127", 0 },
  { "message/channel-pressure", "d2 01", "channel-pressure 2 0 1", 0 },
  { "message/pitch-bend", "e0 00 00 00 40 7f 7f 68 47",
    "pitch-bend 0 0 -8192,pitch-bend 0 0 0,pitch-bend 0 0 8191,pitch-bend 0 0 1000", 0 },
  { "message/quarter-frame", "f1 7f", "quarter-frame 0 0 127", 0 },
  { "message/song-position", "f2 7f 7f f2 00 00", "song-position 0 0 16383,song-position 0 0 0",
    0 },
  { "message/song-select", "f3 7f", "song-select 0 0 127", 0 },
  { "nothing", "||", "||", 0 },
};

/* A parser and what it gave. */
typedef struct
{
  SeqgoMidiParser *parser;
  GString         *events;
  GByteArray      *skipped;
  guint            n_runs;
  guint            n_notifications;
} Fixture;

static void
skipped_cb (SeqgoMidiParser *parser, GBytes *bytes, Fixture *fixture)
{
  gsize         size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  g_assert_cmpuint (size, >, 0);
  g_byte_array_append (fixture->skipped, data, (guint) size);
  fixture->n_runs++;
}

static void
notify_cb (SeqgoMidiParser *parser, GParamSpec *pspec, Fixture *fixture)
{
  fixture->n_notifications++;
}

static void
fixture_init (Fixture *fixture)
{
  *fixture = (Fixture){ seqgo_midi_parser_new (), g_string_new (NULL), g_byte_array_new (), 0, 0 };
  g_signal_connect (fixture->parser, "skipped", G_CALLBACK (skipped_cb), fixture);
  g_signal_connect (fixture->parser, "notify::n-skipped", G_CALLBACK (notify_cb), fixture);
}

static void
fixture_clear (Fixture *fixture)
{
  g_assert_cmpuint (seqgo_midi_parser_get_n_skipped (fixture->parser), ==, fixture->skipped->len);
  g_assert_finalize_object (fixture->parser);
  g_string_free (fixture->events, TRUE);
  g_byte_array_unref (fixture->skipped);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static void
describe (GString *text, SeqgoEventBatch *batch)
{
  guint                   n_records;
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (batch, &n_records);
  g_autoptr (GBytes) payloads = seqgo_event_batch_get_payloads (batch);
  gsize n_payload_bytes = 0;

  for (guint i = 0; i < n_records; i++)
    {
      const SeqgoEventRecord *record = &records[i];

      g_string_append_printf (text, "%s%s", i == 0 ? "" : ",",
                              seqgo_event_type_get_nick (record->type));
      if (record->type == SEQGO_EVENT_TYPE_SYSEX)
        {
          g_autoptr (SeqgoEvent) event = seqgo_event_batch_get_event (batch, i);
          g_autoptr (GBytes) data = seqgo_event_get_data (event);

          n_payload_bytes += g_bytes_get_size (data);
          g_string_append_c (text, ' ');
          for (gsize j = 0; j < g_bytes_get_size (data); j++)
            g_string_append_printf (text, "%02x", ((guint8 *) g_bytes_get_data (data, NULL))[j]);
        }
      else if (seqgo_event_layouts[record->type] == SEQGO_EVENT_LAYOUT_NOTE
               || seqgo_event_layouts[record->type] == SEQGO_EVENT_LAYOUT_CONTROL)
        g_string_append_printf (text, " %u %d %d", record->channel, record->a, record->b);

      g_assert_cmpuint (record->queue, ==, SEQGO_QUEUE_ID_DIRECT);
      g_assert_cmpuint (record->destination_client, ==, SEQGO_CLIENT_ID_SUBSCRIBERS);
      g_assert_cmpint (record->time, ==, 0);
    }
  g_assert_cmpuint (g_bytes_get_size (payloads), ==, n_payload_bytes);
}

static void
feed (Fixture *fixture, const guint8 *bytes, gsize size)
{
  g_autoptr (GBytes) piece = g_bytes_new (bytes, size);
  g_autoptr (SeqgoEventBatch) batch = seqgo_midi_parser_feed (fixture->parser, piece);

  if (fixture->events->len > 0 && seqgo_event_batch_get_n_events (batch) > 0)
    g_string_append_c (fixture->events, ',');
  describe (fixture->events, batch);
}

static GByteArray *
from_hex (const char *hex)
{
  GByteArray *bytes = g_byte_array_new ();

  for (const char *digit = hex; *digit != '\0'; digit++)
    if (g_ascii_isxdigit (digit[0]))
      {
        guint8 byte
            = (guint8) (g_ascii_xdigit_value (digit[0]) << 4 | g_ascii_xdigit_value (digit[1]));

        g_byte_array_append (bytes, &byte, 1);
        digit++;
      }
  return bytes;
}

static void
feed_hex (Fixture *fixture, const char *hex)
{
  g_autoptr (GByteArray) bytes = from_hex (hex);

  feed (fixture, bytes->data, bytes->len);
}

static void
test_case (gconstpointer data)
{
  const Case *test_case = data;
  g_auto (GStrv) pieces = g_strsplit (test_case->stream, "|", -1);
  g_auto (GStrv) expected = g_strsplit (test_case->events, "|", -1);
  g_auto (Fixture) fixture;

  fixture_init (&fixture);
  for (guint i = 0; pieces[i] != NULL; i++)
    {
      g_string_truncate (fixture.events, 0);
      feed_hex (&fixture, pieces[i]);
      g_assert_cmpstr (fixture.events->str, ==, expected[i] != NULL ? expected[i] : "");
    }
  g_assert_cmpuint (seqgo_midi_parser_get_n_skipped (fixture.parser), ==, test_case->n_skipped);
}

static void
assert_same (Fixture *one, Fixture *other)
{
  g_assert_cmpstr (one->events->str, ==, other->events->str);
  g_assert_cmpmem (one->skipped->data, one->skipped->len, other->skipped->data,
                   other->skipped->len);
}

/* Feeds in pieces of the given sizes, the last of which is used for the rest. */
static void
check_split (GByteArray *stream, const guint *sizes, guint n_sizes)
{
  g_auto (Fixture) whole, split;
  guint offset = 0;

  fixture_init (&whole);
  fixture_init (&split);
  feed (&whole, stream->data, stream->len);
  for (guint i = 0; offset < stream->len; i++)
    {
      guint size = MIN (sizes[MIN (i, n_sizes - 1)], stream->len - offset);

      feed (&split, stream->data + offset, size);
      offset += size;
    }

  /* The unfinished message must be the same too. */
  seqgo_midi_parser_reset (whole.parser);
  seqgo_midi_parser_reset (split.parser);
  assert_same (&whole, &split);
}

static void
check_all_splits (GByteArray *stream)
{
  for (guint first = 0; first <= stream->len; first++)
    for (guint second = 0; second <= stream->len - first; second++)
      {
        const guint sizes[] = { first, second, G_MAXUINT };

        check_split (stream, sizes, G_N_ELEMENTS (sizes));
      }
}

static void
test_splits_of_cases (void)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  const guint one = 1;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) stream = from_hex (cases[i].stream);

      check_all_splits (stream);
      g_byte_array_append (all, stream->data, stream->len);
    }

  check_split (all, &one, 1);
}

static void
test_splits_of_junk (void)
{
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GByteArray) stream = g_byte_array_new ();
      guint sizes[64];

      g_byte_array_set_size (stream, (guint) g_test_rand_int_range (1, 512));
      for (guint i = 0; i < stream->len; i++)
        {
          stream->data[i] = (guint8) g_test_rand_int ();
          if (g_test_rand_bit ())
            stream->data[i] &= 0x7F;
        }
      for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
        sizes[i] = (guint) g_test_rand_int_range (0, 16);
      sizes[G_N_ELEMENTS (sizes) - 1] = 16;
      check_split (stream, sizes, G_N_ELEMENTS (sizes));
    }
}

static void
append_random_message (GByteArray *stream, guint8 *running_status)
{
  static const guint8 real_time[] = { 0xF8, 0xFA, 0xFB, 0xFC, 0xFE, 0xFF };
  static const guint8 statuses[]
      = { 0x80, 0x90, 0xA0, 0xB0, 0xC0, 0xD0, 0xE0, 0xF0, 0xF1, 0xF2, 0xF3, 0xF6, 0xF8 };
  guint8 status = statuses[g_test_rand_int_range (0, G_N_ELEMENTS (statuses))];
  guint8 message[300];
  guint  size = 3;

  if (status == 0xF8)
    {
      status = real_time[g_test_rand_int_range (0, G_N_ELEMENTS (real_time))];
      g_byte_array_append (stream, &status, 1);
      return;
    }
  if (status < 0xF0)
    status |= (guint8) g_test_rand_int_range (0, 16);
  if (status == 0xF6)
    size = 1;
  else if ((status & 0xE0) == 0xC0 || status == 0xF1 || status == 0xF3)
    size = 2;
  else if (status == 0xF0)
    size = (guint) g_test_rand_int_range (2, sizeof message);

  message[0] = status;
  for (guint i = 1; i < size; i++)
    message[i] = (guint8) g_test_rand_int_range (0, 128);
  if (status == 0xF0)
    message[size - 1] = 0xF7;

  for (guint i = status == *running_status && g_test_rand_bit () ? 1 : 0; i < size; i++)
    {
      if (g_test_rand_int_range (0, 8) == 0)
        g_byte_array_append (stream,
                             &real_time[g_test_rand_int_range (0, G_N_ELEMENTS (real_time))], 1);
      g_byte_array_append (stream, &message[i], 1);
    }
  *running_status = status < 0xF0 ? status : 0;
}

static void
assert_data (GBytes *bytes, gconstpointer data, gsize size)
{
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, size);
  g_assert_true (memcmp (g_bytes_get_data (bytes, NULL), data, size) == 0);
}

static void
assert_same_as_alsa (const SeqgoEventRecord *record, SeqgoEvent *event, const snd_seq_event_t *alsa)
{
  g_assert_cmpuint (record->type, ==, alsa->type);
  switch (seqgo_event_layouts[record->type])
    {
    case SEQGO_EVENT_LAYOUT_NOTE:
      g_assert_cmpuint (record->channel, ==, alsa->data.note.channel);
      g_assert_cmpint (record->a, ==, alsa->data.note.note);
      g_assert_cmpint (record->b, ==, alsa->data.note.velocity);
      break;
    case SEQGO_EVENT_LAYOUT_CONTROL:
      if (record->type <= SEQGO_EVENT_TYPE_RPN)
        g_assert_cmpuint (record->channel, ==, alsa->data.control.channel);
      if (record->type == SEQGO_EVENT_TYPE_CONTROL_CHANGE)
        g_assert_cmpint (record->a, ==, (int) alsa->data.control.param);
      g_assert_cmpint (record->b, ==, alsa->data.control.value);
      break;
    case SEQGO_EVENT_LAYOUT_PAYLOAD:
      {
        g_autoptr (GBytes) data = seqgo_event_get_data (event);

        assert_data (data, alsa->data.ext.ptr, alsa->data.ext.len);
        break;
      }
    default:
      break;
    }
}

/* alsa-lib reads every well-formed stream as the parser does. */
static void
test_alsa (void)
{
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SeqgoMidiParser) parser = seqgo_midi_parser_new ();
  g_autoptr (SeqgoEventBatch) batch = NULL;
  snd_midi_event_t *alsa;
  guint8            running_status = 0;
  guint             n_events = 0;

  for (guint i = 0; i < 50000; i++)
    append_random_message (stream, &running_status);
  bytes = g_bytes_new (stream->data, stream->len);
  batch = seqgo_midi_parser_feed (parser, bytes);

  g_assert_cmpint (snd_midi_event_new (4096, &alsa), ==, 0);
  for (guint i = 0; i < stream->len; i++)
    {
      snd_seq_event_t event;

      if (snd_midi_event_encode_byte (alsa, stream->data[i], &event) == 1)
        {
          g_autoptr (SeqgoEvent) ours = seqgo_event_batch_get_event (batch, n_events);

          g_assert_nonnull (ours);
          assert_same_as_alsa (&seqgo_event_batch_peek_records (batch, NULL)[n_events], ours,
                               &event);
          n_events++;
        }
    }
  snd_midi_event_free (alsa);

  g_assert_cmpuint (n_events, >=, 50000);
  g_assert_cmpuint (seqgo_event_batch_get_n_events (batch), ==, n_events);
  g_assert_cmpuint (seqgo_midi_parser_get_n_skipped (parser), ==, 0);
}

static void
test_two_parsers (void)
{
  g_auto (Fixture) one, other;

  fixture_init (&one);
  fixture_init (&other);
  feed_hex (&one, "90 40");
  feed_hex (&other, "91 41 02");
  feed_hex (&one, "01");
  g_assert_cmpstr (other.events->str, ==, "note-on 1 65 2");
  g_assert_cmpstr (one.events->str, ==, ON);
}

static void
test_reset (void)
{
  static const struct
  {
    const char *before;
    guint       n_skipped;
  } resets[] = {
    { "", 0 },   { "90 40 01", 0 }, { "90", 1 },          { "90 40", 2 },
    { "f0", 1 }, { "f0 01 02", 3 }, { "90 40 01 41", 1 }, { "f0 01 f7 f0 02", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (resets); i++)
    {
      g_auto (Fixture) fixture;

      fixture_init (&fixture);
      feed_hex (&fixture, resets[i].before);
      g_string_truncate (fixture.events, 0);
      seqgo_midi_parser_reset (fixture.parser);
      g_assert_cmpuint (seqgo_midi_parser_get_n_skipped (fixture.parser), ==, resets[i].n_skipped);
      g_assert_cmpuint (fixture.n_runs, ==, resets[i].n_skipped > 0);
      g_assert_cmpuint (fixture.n_notifications, ==, resets[i].n_skipped > 0);

      /* Nothing of the message or the running status is left. */
      seqgo_midi_parser_reset (fixture.parser);
      feed_hex (&fixture, "42 f7 90 40 01");
      g_assert_cmpstr (fixture.events->str, ==, ON);
      g_assert_cmpuint (seqgo_midi_parser_get_n_skipped (fixture.parser), ==,
                        resets[i].n_skipped + 2);
    }
}

static void
test_max_sysex_size (void)
{
  static const struct
  {
    guint       max_size;
    const char *stream;
    const char *events;
    guint       n_skipped;
  } limits[] = {
    { 4, "f0 01 02 f7 90 40 01", "sysex f00102f7," ON, 0 },
    { 4, "f0 01 02 03 f7 90 40 01", ON, 5 },
    { 4, "f0 01 02 03 04 05 06 f7 f0 01 f7", "sysex f001f7", 8 },
    { 4, "f0 01 02 03 04 f8 05 f7", "clock", 7 },
    { 4, "f0 01 02 03 04 05 90 40 01", ON, 6 },
    { 4, "f0 01 02 03 04 05 f0 f7", "sysex f0f7", 6 },
    { 4, "f0 01 02 03 04 05 f9 06 f4 07", "", 10 },
    { 2, "f0 f7 f0 01 f7 f0 f7", "sysex f0f7,sysex f0f7", 3 },
    { 1, "f0 f7 90 40 01", ON, 2 },
    { 0, "f0 01 f7 90 40 01", ON, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr (GByteArray) stream = from_hex (limits[i].stream);

      for (guint first = 0; first <= stream->len; first++)
        {
          g_auto (Fixture) fixture;

          fixture_init (&fixture);
          seqgo_midi_parser_set_max_sysex_size (fixture.parser, limits[i].max_size);
          feed (&fixture, stream->data, first);
          feed (&fixture, stream->data + first, stream->len - first);
          g_assert_cmpstr (fixture.events->str, ==, limits[i].events);
          g_assert_cmpuint (seqgo_midi_parser_get_n_skipped (fixture.parser), ==,
                            limits[i].n_skipped);
        }
    }
}

static void
test_lower_max_sysex_size (void)
{
  g_auto (Fixture) fixture;

  fixture_init (&fixture);
  feed_hex (&fixture, "f0 01 02 03");
  seqgo_midi_parser_set_max_sysex_size (fixture.parser, 3);
  g_assert_cmpuint (fixture.n_runs, ==, 0);
  feed_hex (&fixture, "f7 90 40 01");
  g_assert_cmpstr (fixture.events->str, ==, ON);
  g_assert_cmpuint (seqgo_midi_parser_get_n_skipped (fixture.parser), ==, 5);
}

static void
test_long_sysex (void)
{
  static const gsize piece_sizes[] = { 1024 * 1024, 4096, 1000, 1 };
  g_autofree guint8 *message = g_malloc (piece_sizes[0]);

  message[0] = 0xF0;
  for (gsize i = 1; i < piece_sizes[0] - 1; i++)
    message[i] = (guint8) g_test_rand_int_range (0, 128);
  message[piece_sizes[0] - 1] = 0xF7;

  for (guint i = 0; i < G_N_ELEMENTS (piece_sizes); i++)
    {
      g_autoptr (SeqgoMidiParser) parser = seqgo_midi_parser_new ();
      g_autoptr (GBytes) whole = g_bytes_new_static (message, piece_sizes[0]);
      guint n_events = 0;

      for (gsize offset = 0; offset < piece_sizes[0]; offset += piece_sizes[i])
        {
          g_autoptr (GBytes) piece = g_bytes_new_static (
              message + offset, MIN (piece_sizes[i], piece_sizes[0] - offset));
          g_autoptr (SeqgoEventBatch) batch = seqgo_midi_parser_feed (parser, piece);
          g_autoptr (SeqgoEvent) event = seqgo_event_batch_get_event (batch, 0);
          g_autoptr (GBytes) data = event != NULL ? seqgo_event_get_data (event) : NULL;

          if (data != NULL)
            assert_data (data, message, piece_sizes[0]);
          n_events += seqgo_event_batch_get_n_events (batch);
        }
      g_assert_cmpuint (n_events, ==, 1);
      g_assert_cmpuint (seqgo_midi_parser_get_n_skipped (parser), ==, 0);

      seqgo_midi_parser_set_max_sysex_size (parser, (guint) piece_sizes[0] - 1);
      seqgo_event_batch_unref (seqgo_midi_parser_feed (parser, whole));
      g_assert_cmpuint (seqgo_midi_parser_get_n_skipped (parser), ==, piece_sizes[0]);
    }
}

static void
test_skipped (void)
{
  g_autoptr (GByteArray) expected = from_hex ("40 41 42 43 f4 f0 01 f7 44");
  g_auto (Fixture) fixture;

  fixture_init (&fixture);
  feed_hex (&fixture, "40 f8 41");
  g_assert_cmpuint (fixture.n_runs, ==, 1);
  feed_hex (&fixture, "42 90 40 01 41 01 f6 43 f4 90 40 01");
  g_assert_cmpuint (fixture.n_runs, ==, 3);
  g_assert_cmpuint (fixture.n_notifications, ==, 2);
  feed_hex (&fixture, "f0 01");
  g_assert_cmpuint (fixture.n_notifications, ==, 2);
  feed_hex (&fixture, "90 40 01 f7 f0 f7 44");
  g_assert_cmpuint (fixture.n_runs, ==, 6);
  g_assert_cmpuint (fixture.n_notifications, ==, 3);
  g_assert_cmpmem (fixture.skipped->data, fixture.skipped->len, expected->data, expected->len);
}

static void
feed_again_cb (SeqgoMidiParser *parser, GBytes *bytes, GString *events)
{
  static const guint8 rest[] = { 0x02, 0xF7 };
  g_autoptr (GBytes) piece = g_bytes_new_static (rest, sizeof rest);
  g_autoptr (SeqgoEventBatch) batch = NULL;

  g_signal_handlers_disconnect_by_func (parser, feed_again_cb, events);
  batch = seqgo_midi_parser_feed (parser, piece);
  describe (events, batch);
  g_assert_cmpuint (seqgo_midi_parser_get_n_skipped (parser), ==, 1);
}

/* A handler finds the parser as it is after the piece. */
static void
test_handler_feeds (void)
{
  g_autoptr (GString) events = g_string_new (NULL);
  g_auto (Fixture) fixture;

  fixture_init (&fixture);
  g_signal_connect (fixture.parser, "skipped", G_CALLBACK (feed_again_cb), events);
  feed_hex (&fixture, "40 90 40 01 f0 01");
  g_assert_cmpstr (fixture.events->str, ==, ON);
  g_assert_cmpstr (events->str, ==, "sysex f00102f7");
}

static void
unref_cb (SeqgoMidiParser *parser, GBytes *bytes, SeqgoMidiParser **owned)
{
  g_clear_object (owned);
}

static void
test_handler_unrefs (void)
{
  static const guint8 junk[] = { 0x01, 0x90, 0x40, 0x01, 0xF4 };
  g_autoptr (GBytes) piece = g_bytes_new_static (junk, sizeof junk);
  g_autoptr (SeqgoEventBatch) batch = NULL;
  SeqgoMidiParser *parser = seqgo_midi_parser_new ();

  g_signal_connect (parser, "skipped", G_CALLBACK (unref_cb), &parser);
  batch = seqgo_midi_parser_feed (parser, piece);
  g_assert_null (parser);
  g_assert_cmpuint (seqgo_event_batch_get_n_events (batch), ==, 1);
}

static void
test_properties (void)
{
  g_auto (Fixture) fixture;
  guint   max_sysex_size;
  guint64 n_skipped;

  fixture_init (&fixture);
  g_object_get (fixture.parser, "max-sysex-size", &max_sysex_size, "n-skipped", &n_skipped, NULL);
  g_assert_cmpuint (max_sysex_size, ==, 16 * 1024 * 1024);
  g_assert_cmpuint (n_skipped, ==, 0);

  g_signal_connect (fixture.parser, "notify::max-sysex-size", G_CALLBACK (notify_cb), &fixture);
  g_object_set (fixture.parser, "max-sysex-size", 100, NULL);
  g_assert_cmpuint (seqgo_midi_parser_get_max_sysex_size (fixture.parser), ==, 100);
  g_assert_cmpuint (fixture.n_notifications, ==, 1);
  g_object_set (fixture.parser, "max-sysex-size", 100, NULL);
  g_assert_cmpuint (fixture.n_notifications, ==, 1);

  feed_hex (&fixture, "01 02");
  g_object_get (fixture.parser, "n-skipped", &n_skipped, NULL);
  g_assert_cmpuint (n_skipped, ==, 2);
}

static void
test_too_large_piece (void)
{
  g_autoptr (SeqgoMidiParser) parser = seqgo_midi_parser_new ();
  g_autoptr (GBytes) piece = g_bytes_new_static ("", 1024 * 1024 * 1024 + 1);

  g_test_expect_message ("Seqgo", G_LOG_LEVEL_CRITICAL, "*assertion*MAX_SIZE*");
  g_assert_null (seqgo_midi_parser_feed (parser, piece));
  g_test_assert_expected_messages ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/midi-parser/", cases[i].path, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/midi-parser/S-86/two-parsers", test_two_parsers);
  g_test_add_func ("/midi-parser/S-86/reset", test_reset);
  g_test_add_func ("/midi-parser/splits/cases", test_splits_of_cases);
  g_test_add_func ("/midi-parser/splits/junk", test_splits_of_junk);
  g_test_add_func ("/midi-parser/alsa", test_alsa);
  g_test_add_func ("/midi-parser/max-sysex-size", test_max_sysex_size);
  g_test_add_func ("/midi-parser/max-sysex-size/lower", test_lower_max_sysex_size);
  g_test_add_func ("/midi-parser/long-sysex", test_long_sysex);
  g_test_add_func ("/midi-parser/skipped", test_skipped);
  g_test_add_func ("/midi-parser/handler/feeds", test_handler_feeds);
  g_test_add_func ("/midi-parser/handler/unrefs", test_handler_unrefs);
  g_test_add_func ("/midi-parser/properties", test_properties);
  g_test_add_func ("/midi-parser/too-large-piece", test_too_large_piece);

  return g_test_run ();
}
