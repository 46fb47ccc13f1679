/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Events that carry Universal MIDI Packets, and conversions of their values. */

#include <string.h>

#include <gio/gio.h>

#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/seqgo.h>

#define GROUP 1

static void
test_event (void)
{
  g_autoptr (SeqgoUmp) ump = seqgo_ump_new_note_on (0, 2, 60, 0x8000);
  g_autoptr (SeqgoEvent) event = seqgo_event_new_ump (ump);
  g_autoptr (SeqgoEvent) later = seqgo_event_at_tick (event, 1, 96);
  g_autoptr (SeqgoEvent) note = seqgo_event_new_note_on (0, 60, 100);
  g_autoptr (SeqgoUmp) again = seqgo_event_get_ump (later);
  g_autofree char *text = seqgo_event_to_string (later);
  g_autoptr (GError) error = NULL;

  g_assert_true (seqgo_ump_equal (ump, again));
  g_assert_null (seqgo_event_get_ump (note));
  g_assert_cmpstr (text, ==,
                   "ump group 0 channel 2 note-on note 60 velocity 32768 at tick 96 of queue 1");
  g_assert_cmpint (seqgo_event_get_event_type (event), ==, 0);
  g_assert_cmpuint (seqgo_event_get_tick (later), ==, 96);

  /* What would be other fields are words. */
  g_assert_cmpuint (seqgo_event_get_channel (event), ==, 0);
  g_assert_cmpuint (seqgo_event_get_note (event), ==, 0);
  g_assert_cmpint (seqgo_event_get_value (event), ==, 0);
  g_assert_cmpint (seqgo_event_get_result_event (event), ==, 0);
  g_assert_null (seqgo_event_get_data (event));
  g_assert_cmpint (seqgo_event_get_classes (event), ==, SEQGO_EVENT_CLASS_FIXED);
  g_assert_cmpint (seqgo_event_get_fields (event), ==, 0);
  g_assert_null (seqgo_event_to_midi (event, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static void
test_records (void)
{
  guint8        record[SEQGO_EVENT_RECORD_SIZE] = { [9] = 1 << 5, [11] = 253 };
  const guint32 words[4] = { 0xD0100000, 1, 2, 3 };
  g_autoptr (GError) error = NULL;

  memcpy (record + 16, words, sizeof words);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (SeqgoEventBatch) batch = NULL;
      g_autoptr (SeqgoEvent) event = NULL;
      g_autoptr (SeqgoEventBatch) copy = NULL;
      g_autoptr (GBytes) copied = NULL;
      g_autoptr (SeqgoUmp) ump = NULL;
      g_autofree guint32 *got = NULL;
      gsize               n_words;

      /* A type or a payload does not go with a packet. */
      record[8] = i == 1 ? SEQGO_EVENT_TYPE_NOTE_ON : 0;
      record[9] = (guint8) (1 << 5 | (i == 2 ? 1 << 2 : 0));
      bytes = g_bytes_new (record, sizeof record);
      batch = seqgo_event_batch_new_from_records (bytes, NULL, &error);
      if (i > 0)
        {
          g_assert_null (batch);
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
          g_clear_error (&error);
          continue;
        }

      g_assert_no_error (error);
      event = seqgo_event_batch_get_event (batch, 0);
      ump = seqgo_event_get_ump (event);
      got = seqgo_ump_get_words (ump, &n_words);
      g_assert_cmpmem (got, (int) (n_words * sizeof *got), words, sizeof words);
      copy = seqgo_event_batch_new (&event, 1);
      copied = seqgo_event_batch_get_records (copy);
      g_assert_true (g_bytes_equal (bytes, copied));
    }
}

static void
test_endpoint_announcements (void)
{
  g_autoptr (SeqgoAddress) address = seqgo_address_new (128, 3);
  g_autoptr (SeqgoEvent) endpoint
      = seqgo_event_new_announcement (SEQGO_EVENT_TYPE_UMP_ENDPOINT_CHANGE, address);
  g_autoptr (SeqgoEvent) block
      = seqgo_event_new_announcement (SEQGO_EVENT_TYPE_UMP_BLOCK_CHANGE, address);
  g_autofree char *endpoint_text = seqgo_event_to_string (endpoint);
  g_autofree char *block_text = seqgo_event_to_string (block);
  g_autoptr (SeqgoAddress) got = seqgo_event_get_address (block);

  g_assert_cmpstr (endpoint_text, ==, "ump-endpoint-change 128");
  g_assert_cmpstr (block_text, ==, "ump-block-change 128:3");
  g_assert_true (seqgo_address_equal (address, got));
}

static void
test_scaling (void)
{
  static const struct
  {
    guint32 value;
    guint   from, to;
    guint32 expected;
  } cases[] = {
    { 0, 7, 16, 0 },
    { 1, 7, 16, 0x0200 },
    { 64, 7, 16, 0x8000 },
    { 127, 7, 16, 0xFFFF },
    { 100, 7, 32, 0xC9249249 },
    { 64, 7, 32, 0x80000000 },
    { 127, 7, 32, 0xFFFFFFFF },
    { 8192, 14, 32, 0x80000000 },
    { 16383, 14, 32, 0xFFFFFFFF },
    { 8193, 14, 32, 0x80040020 },
    { 0xFFFF, 16, 32, 0xFFFFFFFF },
    { 5, 7, 7, 5 },
    { 0xFFFFFFFF, 32, 32, 0xFFFFFFFF },
    { 3, 2, 32, 0xFFFFFFFF },
    { 65, 7, 8, 130 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint32 scaled = seqgo_ump_scale_up (cases[i].value, cases[i].from, cases[i].to);

      g_assert_cmphex (scaled, ==, cases[i].expected);
      g_assert_cmphex (seqgo_ump_scale_down (scaled, cases[i].to, cases[i].from), ==,
                       cases[i].value);
    }
  for (guint32 value = 0; value < 1 << 14; value++)
    {
      guint32 scaled = seqgo_ump_scale_up (value, 14, 32);

      g_assert_cmphex (seqgo_ump_scale_down (scaled, 32, 14), ==, value);
      if (value > 0)
        g_assert_cmphex (scaled, >, seqgo_ump_scale_up (value - 1, 14, 32));
    }
}

/* Takes @event. What it is in both protocols, as hexadecimal words. */
static void
check (SeqgoEvent *event, const char *in_midi1, const char *in_midi2)
{
  const char *const expected[] = { in_midi1, in_midi2 };
  g_autoptr (SeqgoEvent) sent = seqgo_event_at_tick (event, 3, 77);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SeqgoEventBatch) batch
          = seqgo_event_to_ump (sent, GROUP, SEQGO_MIDI_VERSION_UMP_1_0 + i, &error);
      g_autoptr (GString) text = g_string_new (NULL);

      g_assert_no_error (error);
      for (guint j = 0; j < seqgo_event_batch_get_n_events (batch); j++)
        {
          g_autoptr (SeqgoEvent) one = seqgo_event_batch_get_event (batch, j);
          g_autoptr (SeqgoUmp) ump = seqgo_event_get_ump (one);
          gsize               n_words;
          g_autofree guint32 *words = seqgo_ump_get_words (ump, &n_words);

          g_assert_cmpuint (seqgo_event_get_tick (one), ==, 77);
          g_assert_cmpuint (seqgo_event_get_queue_id (one), ==, 3);
          for (gsize k = 0; k < n_words; k++)
            g_string_append_printf (text, "%s%08x", k > 0 ? " " : j > 0 ? ", " : "", words[k]);
        }
      g_assert_cmpstr (text->str, ==, expected[i]);
    }
  seqgo_event_unref (event);
}

static void
test_to_ump (void)
{
  g_autoptr (GBytes) sysex = g_bytes_new_static ("\xF0\1\2\3\4\5\6\7\xF7", 9);
  g_autoptr (GBytes) start = g_bytes_new_static ("\xF0\1\2", 3);
  g_autoptr (GBytes) middle = g_bytes_new_static ("\1\2\3\4\5\6\7", 7);
  g_autoptr (GBytes) end = g_bytes_new_static ("\1\xF7", 2);

  check (seqgo_event_new_note_on (0, 60, 64), "21903c40", "41903c00 80000000");
  check (seqgo_event_new_note_on (0, 60, 127), "21903c7f", "41903c00 ffff0000");
  check (seqgo_event_new_note_on (0, 60, 0), "21803c00", "41803c00 00000000");
  check (seqgo_event_new_note_off (15, 60, 1), "218f3c01", "418f3c00 02000000");
  check (seqgo_event_new_key_pressure (0, 60, 64), "21a03c40", "41a03c00 80000000");
  check (seqgo_event_new_control_change (0, 7, 100), "21b00764", "41b00700 c9249249");
  check (seqgo_event_new_program_change (0, 5), "21c00500", "41c00000 05000000");
  check (seqgo_event_new_channel_pressure (0, 127), "21d07f00", "41d00000 ffffffff");
  check (seqgo_event_new_pitch_bend (0, 0), "21e00040", "41e00000 80000000");
  check (seqgo_event_new_pitch_bend (0, 8191), "21e07f7f", "41e00000 ffffffff");
  check (seqgo_event_new_control (SEQGO_EVENT_TYPE_CONTROL_14, 1, 7, 64 * 128 + 64),
         "21b10740, 21b12740", "41b10700 80000000, 41b12700 80000000");
  check (seqgo_event_new_control (SEQGO_EVENT_TYPE_RPN, 0, 1, 8192),
         "21b06500, 21b06401, 21b00640, 21b02600", "41200001 80000000");
  check (seqgo_event_new_control (SEQGO_EVENT_TYPE_NRPN, 0, 300, 16383),
         "21b06302, 21b0622c, 21b0067f, 21b0267f", "4130022c ffffffff");
  check (seqgo_event_new_control (SEQGO_EVENT_TYPE_SONG_POSITION, 0, 0, 300), "11f22c02",
         "11f22c02");
  check (seqgo_event_new_control (SEQGO_EVENT_TYPE_SONG_SELECT, 0, 0, 7), "11f30700", "11f30700");
  check (seqgo_event_new (SEQGO_EVENT_TYPE_CLOCK), "11f80000", "11f80000");
  check (seqgo_event_new_sysex (sysex), "31160102 03040506, 31310700 00000000",
         "31160102 03040506, 31310700 00000000");
  check (seqgo_event_new_sysex (start), "31120102 00000000", "31120102 00000000");
  check (seqgo_event_new_sysex (middle), "31260102 03040506, 31210700 00000000",
         "31260102 03040506, 31210700 00000000");
  check (seqgo_event_new_sysex (end), "31310100 00000000", "31310100 00000000");
}

/* The text of the events of MIDI 1.0 that say the same as these words. */
static char *
to_legacy (guint32 first, guint32 second, GError **error)
{
  const guint32 words[] = { first, second };
  gsize         n_words = first >> 28 == 3 || first >> 28 == 4 ? 2 : 1;
  g_autoptr (SeqgoUmp) ump = seqgo_ump_new (words, n_words, NULL);
  g_autoptr (SeqgoEvent) event = seqgo_event_new_ump (ump);
  g_autoptr (SeqgoAddress) source = seqgo_address_new (20, 0);
  g_autoptr (SeqgoEvent) tagged = seqgo_event_with_tag (event, 5);
  g_autoptr (SeqgoEvent) sent = seqgo_event_with_source (tagged, source);
  g_autoptr (SeqgoEventBatch) batch = seqgo_event_to_legacy (sent, error);
  GString *text;

  if (batch == NULL)
    return NULL;

  text = g_string_new (NULL);
  for (guint i = 0; i < seqgo_event_batch_get_n_events (batch); i++)
    {
      g_autoptr (SeqgoEvent) one = seqgo_event_batch_get_event (batch, i);
      g_autofree char *words_of_one = seqgo_event_to_string (one);

      g_assert_cmpuint (seqgo_event_get_tag (one), ==, 5);
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", words_of_one + strlen ("20:0 "));
    }
  return g_string_free (text, FALSE);
}

static void
test_to_legacy (void)
{
  static const struct
  {
    guint32     words[2];
    const char *text;
  } cases[] = {
    { { 0x41903C00, 0x80000000 }, "note-on channel 0 note 60 velocity 64" },
    { { 0x41903C03, 0x01FF7900 }, "note-on channel 0 note 60 velocity 1" },
    { { 0x21903C00 }, "note-on channel 0 note 60 velocity 0" },
    { { 0x41853C00, 0x00000000 }, "note-off channel 5 note 60 velocity 0" },
    { { 0x218F3C07 }, "note-off channel 15 note 60 velocity 7" },
    { { 0x41A03C00, 0xFFFFFFFF }, "key-pressure channel 0 note 60 pressure 127" },
    { { 0x21A03C07 }, "key-pressure channel 0 note 60 pressure 7" },
    { { 0x41B04A00, 0xC9249249 }, "control-change channel 0 controller 74 value 100" },
    { { 0x21B04A64 }, "control-change channel 0 controller 74 value 100" },
    { { 0x41C00000, 0x05000000 }, "program-change channel 0 program 5" },
    { { 0x41C00001, 0x05000203 },
      "control-14 channel 0 controller 0 value 259, program-change channel 0 program 5" },
    { { 0x21C00500 }, "program-change channel 0 program 5" },
    { { 0x41D00000, 0x80000000 }, "channel-pressure channel 0 pressure 64" },
    { { 0x21D00500 }, "channel-pressure channel 0 pressure 5" },
    { { 0x41E00000, 0x80000000 }, "pitch-bend channel 0 0" },
    { { 0x21E07F7F }, "pitch-bend channel 0 8191" },
    { { 0x41200001, 0x80000000 }, "rpn channel 0 parameter 1 value 8192" },
    { { 0x4130022C, 0xFFFFFFFF }, "nrpn channel 0 parameter 300 value 16383" },
    { { 0x11F17100 }, "quarter-frame 113" },
    { { 0x11F22C02 }, "song-position 300" },
    { { 0x11F30700 }, "song-select 7" },
    { { 0x11F60000 }, "tune-request" },
    { { 0x11F80000 }, "clock" },
    { { 0x11FA0000 }, "start" },
    { { 0x11FB0000 }, "continue" },
    { { 0x11FC0000 }, "stop" },
    { { 0x11FE0000 }, "active-sensing" },
    { { 0x11FF0000 }, "reset" },
    { { 0x31040102, 0x03840000 }, "sysex 6 bytes F0 01 02 03 04 F7" },
    { { 0x31160102, 0x03040506 }, "sysex 7 bytes F0 01 02 03 04 05 06" },
    { { 0x31210100, 0 }, "sysex 1 bytes 01" },
    { { 0x31310100, 0 }, "sysex 2 bytes 01 F7" },
  };
  static const guint32 without[] = { 0x40003C01, 0x40400000, 0x40603C00, 0x40F03C00, 0x00000000,
                                     0x20F00000, 0x10F40000, 0x60000000, 0x30400000 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = to_legacy (cases[i].words[0], cases[i].words[1], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (without); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (to_legacy (without[i], 0, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
    }
}

static void
test_nothing_to_convert (void)
{
  g_autoptr (SeqgoEvent) note = seqgo_event_new_note_on (0, 60, 64);
  g_autoptr (SeqgoUmp) ump = seqgo_ump_new_note_on (0, 0, 60, 64);
  g_autoptr (SeqgoEvent) packet = seqgo_event_new_ump (ump);
  g_autoptr (SeqgoEvent) bad = seqgo_event_new_note_on (0, 60, 128);
  g_autoptr (SeqgoEvent) duration = seqgo_event_new_note (0, 60, 100, 96);
  g_autoptr (SeqgoEventBatch) batch = seqgo_event_to_legacy (note, NULL);
  g_autoptr (SeqgoEvent) same = seqgo_event_batch_get_event (batch, 0);
  g_autoptr (SeqgoEventBatch) packets
      = seqgo_event_to_ump (packet, GROUP, SEQGO_MIDI_VERSION_UMP_1_0, NULL);
  g_autoptr (SeqgoEvent) same_packet = seqgo_event_batch_get_event (packets, 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (seqgo_event_equal (note, same));
  g_assert_true (seqgo_event_equal (packet, same_packet));
  g_assert_null (seqgo_event_to_ump (bad, GROUP, SEQGO_MIDI_VERSION_UMP_2_0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_null (seqgo_event_to_ump (duration, GROUP, SEQGO_MIDI_VERSION_UMP_2_0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ump-event/event", test_event);
  g_test_add_func ("/ump-event/records", test_records);
  g_test_add_func ("/ump-event/endpoint-announcements", test_endpoint_announcements);
  g_test_add_func ("/ump-event/scaling", test_scaling);
  g_test_add_func ("/ump-event/to-ump", test_to_ump);
  g_test_add_func ("/ump-event/to-legacy", test_to_legacy);
  g_test_add_func ("/ump-event/nothing-to-convert", test_nothing_to_convert);

  return g_test_run ();
}
