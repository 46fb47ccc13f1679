/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include <alsa/asoundlib.h>
#include <gio/gio.h>

#include <libseqgo/seqgo.h>

#define MIDI2 SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE
#define STREAM SEQGO_UMP_MESSAGE_TYPE_STREAM
#define FLEX SEQGO_UMP_MESSAGE_TYPE_FLEX_DATA

static char *
words_to_string (SeqgoUmp *ump)
{
  gsize               n_words;
  g_autofree guint32 *words = seqgo_ump_get_words (ump, &n_words);
  GString            *text = g_string_new (NULL);

  for (gsize i = 0; i < n_words; i++)
    g_string_append_printf (text, "%s%08x", i > 0 ? " " : "", words[i]);
  return g_string_free (text, FALSE);
}

/* Takes @ump. */
static void
check (SeqgoUmp *ump, const char *expected_words, const char *expected_text)
{
  g_autofree char *words = words_to_string (ump);
  g_autofree char *text = seqgo_ump_to_string (ump);

  g_assert_cmpstr (words, ==, expected_words);
  g_assert_cmpstr (text, ==, expected_text);
  seqgo_ump_unref (ump);
}

static void
test_channel_voice (void)
{
  check (seqgo_ump_new_note_on (0, 0, 60, 0xFFFF), "40903c00 ffff0000",
         "group 0 channel 0 note-on note 60 velocity 65535");
  check (seqgo_ump_new_note_off (15, 14, 127, 0x8000), "4f8e7f00 80000000",
         "group 15 channel 14 note-off note 127 velocity 32768");
  check (seqgo_ump_new_note_on_at_pitch (1, 2, 60, 0x1234, 60.5), "41923c03 12347900",
         "group 1 channel 2 note-on note 60 velocity 4660 attribute-type 3 attribute 30976");
  check (seqgo_ump_new_note_full (SEQGO_UMP_VOICE_STATUS_NOTE_OFF, 1, 2, 60, 0x1234,
                                  SEQGO_UMP_ATTRIBUTE_TYPE_PROFILE, 0xABCD),
         "41823c02 1234abcd",
         "group 1 channel 2 note-off note 60 velocity 4660 attribute-type 2 attribute 43981");
  check (seqgo_ump_new_poly_pressure (0, 3, 61, G_MAXUINT32), "40a33d00 ffffffff",
         "group 0 channel 3 poly-pressure note 61 value 4294967295");
  check (seqgo_ump_new_registered_per_note (0, 3, 61, 200, 5), "40033dc8 00000005",
         "group 0 channel 3 registered-per-note note 61 controller 200 value 5");
  check (seqgo_ump_new_assignable_per_note (0, 3, 61, 255, 5), "40133dff 00000005",
         "group 0 channel 3 assignable-per-note note 61 controller 255 value 5");
  check (seqgo_ump_new_per_note_pitch_bend (0, 3, 61, 0x80000000), "40633d00 80000000",
         "group 0 channel 3 per-note-pitch-bend note 61 value 2147483648");
  check (seqgo_ump_new_per_note_management (0, 3, 61, SEQGO_UMP_PER_NOTE_FLAGS_DETACH),
         "40f33d02 00000000", "group 0 channel 3 per-note-management note 61 flags 2");
  check (seqgo_ump_new_control_change (2, 0, 74, 0xC9249249), "42b04a00 c9249249",
         "group 2 channel 0 control-change controller 74 value 3374617161");
  check (seqgo_ump_new_rpn (0, 1, 7 * 128 + 5, 1), "40210705 00000001",
         "group 0 channel 1 rpn parameter 901 value 1");
  check (seqgo_ump_new_nrpn (0, 1, 16383, 1), "40317f7f 00000001",
         "group 0 channel 1 nrpn parameter 16383 value 1");
  check (seqgo_ump_new_relative_rpn (0, 1, 0, -2), "40410000 fffffffe",
         "group 0 channel 1 relative-rpn parameter 0 value -2");
  check (seqgo_ump_new_relative_nrpn (0, 1, 1, G_MAXINT32), "40510001 7fffffff",
         "group 0 channel 1 relative-nrpn parameter 1 value 2147483647");
  check (seqgo_ump_new_program_change (0, 0, 5), "40c00000 05000000",
         "group 0 channel 0 program-change value 5");
  check (seqgo_ump_new_program_and_bank (0, 0, 5, 2 * 128 + 3), "40c00001 05000203",
         "group 0 channel 0 program-change value 5 has-bank 1 bank 259");
  check (seqgo_ump_new_channel_pressure (0, 9, 7), "40d90000 00000007",
         "group 0 channel 9 channel-pressure value 7");
  check (seqgo_ump_new_pitch_bend (0, 9, 0x80000000), "40e90000 80000000",
         "group 0 channel 9 pitch-bend value 2147483648");
}

static void
test_midi1 (void)
{
  check (seqgo_ump_new_midi1 (SEQGO_UMP_VOICE_STATUS_NOTE_ON, 3, 4, 60, 100), "23943c64",
         "group 3 channel 4 midi1-note-on note 60 velocity 100");
  check (seqgo_ump_new_midi1 (SEQGO_UMP_VOICE_STATUS_NOTE_OFF, 3, 4, 60, 0), "23843c00",
         "group 3 channel 4 midi1-note-off note 60 velocity 0");
  check (seqgo_ump_new_midi1 (SEQGO_UMP_VOICE_STATUS_POLY_PRESSURE, 0, 0, 60, 1), "20a03c01",
         "group 0 channel 0 midi1-poly-pressure note 60 value 1");
  check (seqgo_ump_new_midi1 (SEQGO_UMP_VOICE_STATUS_CONTROL_CHANGE, 0, 0, 7, 127), "20b0077f",
         "group 0 channel 0 midi1-control-change controller 7 value 127");
  check (seqgo_ump_new_midi1 (SEQGO_UMP_VOICE_STATUS_PROGRAM_CHANGE, 0, 0, 7, 0), "20c00700",
         "group 0 channel 0 midi1-program-change value 7");
  check (seqgo_ump_new_midi1 (SEQGO_UMP_VOICE_STATUS_CHANNEL_PRESSURE, 0, 0, 7, 0), "20d00700",
         "group 0 channel 0 midi1-channel-pressure value 7");
  check (seqgo_ump_new_midi1 (SEQGO_UMP_VOICE_STATUS_PITCH_BEND, 0, 0, 1, 64), "20e00140",
         "group 0 channel 0 midi1-pitch-bend value 8193");
}

static void
test_system_and_utility (void)
{
  check (seqgo_ump_new_system (SEQGO_UMP_SYSTEM_STATUS_TIME_CODE, 0, 0x71), "10f17100",
         "group 0 time-code value 113");
  check (seqgo_ump_new_system (SEQGO_UMP_SYSTEM_STATUS_SONG_POSITION, 1, 300), "11f22c02",
         "group 1 song-position value 300");
  check (seqgo_ump_new_system (SEQGO_UMP_SYSTEM_STATUS_SONG_SELECT, 0, 7), "10f30700",
         "group 0 song-select value 7");
  check (seqgo_ump_new_system (SEQGO_UMP_SYSTEM_STATUS_TUNE_REQUEST, 0, 0), "10f60000",
         "group 0 tune-request");
  check (seqgo_ump_new_system (SEQGO_UMP_SYSTEM_STATUS_RESET, 15, 0), "1fff0000", "group 15 reset");
  check (seqgo_ump_new_utility (SEQGO_UMP_UTILITY_STATUS_NOOP, 0), "00000000", "noop");
  check (seqgo_ump_new_utility (SEQGO_UMP_UTILITY_STATUS_JR_CLOCK, 65535), "0010ffff",
         "jr-clock value 65535");
  check (seqgo_ump_new_utility (SEQGO_UMP_UTILITY_STATUS_JR_TIMESTAMP, 1), "00200001",
         "jr-timestamp value 1");
  check (seqgo_ump_new_utility (SEQGO_UMP_UTILITY_STATUS_TICKS_PER_QUARTER_NOTE, 96), "00300060",
         "ticks-per-quarter-note value 96");
  check (seqgo_ump_new_utility (SEQGO_UMP_UTILITY_STATUS_DELTA_CLOCKSTAMP, 0xFFFFF), "004fffff",
         "delta-clockstamp value 1048575");
}

static void
test_flex_data (void)
{
  check (seqgo_ump_new_tempo (0, 50000000), "d0100000 02faf080 00000000 00000000",
         "group 0 tempo value 50000000");
  check (seqgo_ump_new_time_signature (2, 6, 8), "d2100001 06030800 00000000 00000000",
         "group 2 time-signature numerator 6 denominator-power 3 thirty-seconds 8");
  check (seqgo_ump_new_metronome (0, 24, 4, 3, 2, 1, 5), "d0100002 18040302 01050000 00000000",
         "group 0 metronome clocks 24 accent-1 4 accent-2 3 accent-3 2 subdivision-1 1 "
         "subdivision-2 5");
  check (seqgo_ump_new_key_signature (0, 3, -3, 5), "d0030005 d5000000 00000000 00000000",
         "group 0 channel 3 key-signature sharps -3 tonic 5");
  check (seqgo_ump_new_key_signature (0, -1, 7, 3), "d0100005 73000000 00000000 00000000",
         "group 0 key-signature sharps 7 tonic 3");
  check (seqgo_ump_new_chord_name (0, 1, -1, 2, 7, 0x17250000, 1, 6, 1, 0x1905),
         "d0010006 f2071725 00000000 16011905",
         "group 0 channel 1 chord-name sharps -1 tonic 2 chord 7 alteration-1 23 alteration-2 37 "
         "bass-sharps 1 bass-tonic 6 bass-chord 1 bass-alteration-1 25 bass-alteration-2 5");
}

static void
test_stream (void)
{
  check (seqgo_ump_new_endpoint_discovery (SEQGO_UMP_DISCOVERY_INFO | SEQGO_UMP_DISCOVERY_CONFIG),
         "f0000101 00000011 00000000 00000000",
         "endpoint-discovery version-major 1 version-minor 1 filter 17");
  check (seqgo_ump_new_endpoint_info (3, TRUE,
                                      SEQGO_UMP_PROTOCOLS_MIDI2 | SEQGO_UMP_PROTOCOLS_MIDI1
                                          | SEQGO_UMP_PROTOCOLS_JR_RECEIVE),
         "f0010101 83000302 00000000 00000000",
         "endpoint-info version-major 1 version-minor 1 static-blocks 1 n-blocks 3 protocols 770");
  check (seqgo_ump_new_device_info (0x00201F, 0x0102, 0x0304, 0x01020304),
         "f0020000 0000201f 01020304 01020304",
         "device-info manufacturer 8223 family 258 model 772 revision 16909060");
  check (seqgo_ump_new_config_request (SEQGO_UMP_PROTOCOLS_MIDI2 | SEQGO_UMP_PROTOCOLS_JR_RECEIVE),
         "f0050202 00000000 00000000 00000000",
         "config-request protocol 2 jr-receive 1 jr-transmit 0");
  check (seqgo_ump_new_config (SEQGO_UMP_PROTOCOLS_MIDI1 | SEQGO_UMP_PROTOCOLS_JR_TRANSMIT),
         "f0060101 00000000 00000000 00000000", "config protocol 1 jr-receive 0 jr-transmit 1");
  check (seqgo_ump_new_block_discovery (-1, SEQGO_UMP_BLOCK_DISCOVERY_INFO),
         "f010ff01 00000000 00000000 00000000", "block-discovery block 255 filter 1");
  check (seqgo_ump_new_block_discovery (2, SEQGO_UMP_BLOCK_DISCOVERY_NAME),
         "f0100202 00000000 00000000 00000000", "block-discovery block 2 filter 2");
  check (seqgo_ump_new_block_info (1, TRUE, SEQGO_UMP_DIRECTION_BIDIRECTIONAL, 2, 4,
                                   SEQGO_UMP_BLOCK_FLAGS_LOW_SPEED, SEQGO_UMP_UI_HINT_SENDER, 1, 9),
         "f011812b 02040109 00000000 00000000",
         "block-info block 1 active 1 ui-hint 2 midi1 2 direction 3 first-group 2 n-groups 4 "
         "ci-version 1 n-sysex8-streams 9");
  check (seqgo_ump_new_block_info (0, FALSE, SEQGO_UMP_DIRECTION_INPUT, 0, 1,
                                   SEQGO_UMP_BLOCK_FLAGS_MIDI1, SEQGO_UMP_UI_HINT_RECEIVER, 0, 0),
         "f0110015 00010000 00000000 00000000",
         "block-info block 0 active 0 ui-hint 1 midi1 1 direction 1 first-group 0 n-groups 1 "
         "ci-version 0 n-sysex8-streams 0");
  check (seqgo_ump_new_start_of_clip (), "f0200000 00000000 00000000 00000000", "start-of-clip");
  check (seqgo_ump_new_end_of_clip (), "f0210000 00000000 00000000 00000000", "end-of-clip");
}

static char *
list_to_string (GList *umps)
{
  GString *text = g_string_new (NULL);

  for (GList *link = umps; link != NULL; link = link->next)
    {
      g_autofree char *words = words_to_string (link->data);

      g_string_append_printf (text, "%s%s", link != umps ? ", " : "", words);
    }
  return g_string_free (text, FALSE);
}

static GBytes *
join (GList *umps, GError **error)
{
  g_autoptr (GPtrArray) array = g_ptr_array_new ();

  for (GList *link = umps; link != NULL; link = link->next)
    g_ptr_array_add (array, link->data);
  return seqgo_ump_join ((SeqgoUmp **) array->pdata, array->len, error);
}

/* Takes @umps, which say @size bytes. */
static void
check_list (GList *umps, const char *expected_words, const void *expected, gsize size)
{
  g_autolist (SeqgoUmp) list = umps;
  g_autofree char *words = list_to_string (list);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = join (list, &error);

  g_assert_no_error (error);
  if (expected_words != NULL)
    g_assert_cmpstr (words, ==, expected_words);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes), expected,
                   (int) size);
}

static GList *
new_sysex7 (const char *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  GList *umps = seqgo_ump_new_sysex7 (2, bytes, &error);

  g_assert_no_error (error);
  return umps;
}

static GList *
new_sysex8 (const char *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  return seqgo_ump_new_sysex8 (1, 9, bytes);
}

static void
test_long (void)
{
  char data[100];

  check_list (new_sysex7 ("\xF0\x7E\x7F\x09\x01\xF7", 6), "32047e7f 09010000",
              "\xF0\x7E\x7F\x09\x01\xF7", 6);
  check_list (new_sysex7 ("\x7E\x7F", 2), "32027e7f 00000000", "\xF0\x7E\x7F\xF7", 4);
  check_list (new_sysex7 ("", 0), "32000000 00000000", "\xF0\xF7", 2);
  check_list (new_sysex7 ("\xF0\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0A\x0B\x0C\x0D\xF7", 15),
              "32160102 03040506, 32260708 090a0b0c, 32310d00 00000000",
              "\xF0\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0A\x0B\x0C\x0D\xF7", 15);
  check_list (new_sysex7 ("\1\2\3\4\5\6\7\10\11\12\13\14", 12),
              "32160102 03040506, 32360708 090a0b0c", "\xF0\1\2\3\4\5\6\7\10\11\12\13\14\xF7", 14);

  check_list (new_sysex8 ("\xFF\x00", 2), "510309ff 00000000 00000000 00000000", "\xFF\x00", 2);
  check_list (new_sysex8 ("\1\2\3\4\5\6\7\10\11\12\13\14\15\16", 14),
              "511e0901 02030405 06070809 0a0b0c0d, 5132090e 00000000 00000000 00000000",
              "\1\2\3\4\5\6\7\10\11\12\13\14\15\16", 14);

  check_list (seqgo_ump_new_text (SEQGO_UMP_FLEX_STATUS_LYRICS, 0, 1, "La"),
              "d0010201 4c610000 00000000 00000000", "La", 2);
  check_list (seqgo_ump_new_text (SEQGO_UMP_FLEX_STATUS_SONG_NAME, 0, -1, "Hello, world!"),
              "d0500102 48656c6c 6f2c2077 6f726c64, d0d00102 21000000 00000000 00000000",
              "Hello, world!", 13);
  check_list (seqgo_ump_new_endpoint_name ("Synth"), "f0035379 6e746800 00000000 00000000", "Synth",
              5);
  check_list (seqgo_ump_new_product_id ("123456789012345"),
              "f4043132 33343536 37383930 31323334, fc043500 00000000 00000000 00000000",
              "123456789012345", 15);
  check_list (seqgo_ump_new_block_name (3, "Keys"), "f012034b 65797300 00000000 00000000", "Keys",
              4);

  for (gsize size = 0; size <= sizeof data; size++)
    {
      g_autofree char *framed = g_strdup_printf ("\xF0%.*s\xF7", (int) size, data);

      memset (data, 'x', sizeof data);
      check_list (new_sysex8 (data, size), NULL, data, size);
      if (size > 0)
        {
          memset (framed + 1, 'x', size);
          check_list (new_sysex7 (data, size), NULL, framed, size + 2);
        }
    }
}

static void
test_data (void)
{
  static const struct
  {
    guint32     words[4];
    gsize       n_words;
    const char *text;
  } cases[] = {
    { { 0x32160102, 0x03040506 }, 2, "group 2 sysex7 start 6 bytes 01 02 03 04 05 06" },
    { { 0x32227F01, 0x03040506 }, 2, "group 2 sysex7 continue 2 bytes 7F 01" },
    { { 0x323F0102, 0x03040506 }, 2, "group 2 sysex7 end 6 bytes 01 02 03 04 05 06" },
    { { 0x50000102 }, 4, "group 0 sysex8 stream 1 0 bytes" },
    { { 0x50020102 }, 4, "group 0 sysex8 stream 1 1 bytes 02" },
    { { 0x50850010, 0x00020001, 0x00030004, 0x00050006 },
      4,
      "group 0 mixed-header set 5 size 16 n-chunks 2 chunk 1 manufacturer 3 device 4 sub-id-1 5 "
      "sub-id-2 6" },
    { { 0x50950102 },
      4,
      "group 0 mixed-payload set 5 14 bytes 01 02 00 00 00 00 00 00 00 00 00 00 00 00" },
    { { 0xD0000101, 0x610A62FF }, 4, "group 0 channel 0 project-name “a b\xEF\xBF\xBD”" },
    { { 0xD0C00304, 0x61000000 }, 4, "group 0 channel 0 type 13 status 772 format 3 “a”" },
    { { 0xD0100009, 1, 2, 3 }, 4, "group 0 type 13 status 9 d0100009 00000001 00000002 00000003" },
    { { 0xF3FF0000 }, 4, "type 15 status 1023 f3ff0000 00000000 00000000 00000000" },
    { { 0x61234567 }, 1, "group 1 type 6 status 0 61234567" },
    { { 0xC1234567, 8, 9 }, 3, "group 1 type 12 status 0 c1234567 00000008 00000009" },
    { { 0x20F00000 }, 1, "group 0 channel 0 type 2 status 15 20f00000" },
    { { 0x10F40000 }, 1, "group 0 type 1 status 244 10f40000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SeqgoUmp) ump = seqgo_ump_new (cases[i].words, cases[i].n_words, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = seqgo_ump_to_string (ump);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
assert_not_joined (const char *expected, GList *umps)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (join (umps, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_nonnull (strstr (error->message, expected));
}

static void
test_errors (void)
{
  static const guint32 words[5] = { 0x40903C00 };
  static const gsize   sizes[] = { 0, 1, 3, 5 };
  g_autoptr (GBytes) bad = g_bytes_new_static ("\xF0\x01\x80\xF7", 4);
  g_autoptr (GError) error = NULL;
  g_autolist (SeqgoUmp) parts = new_sysex7 ("abcdefghijklmnopqrstuvwxyz", 26);
  g_autolist (SeqgoUmp) others = new_sysex8 ("abcdefghijklmnopqrstuvwxyz", 26);
  g_autoptr (SeqgoUmp) note = seqgo_ump_new_note_on (0, 0, 1, 1);
  GList *list;

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_assert_null (seqgo_ump_new (words, sizes[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_clear_error (&error);
    }

  g_assert_null (seqgo_ump_new_sysex7 (0, bad, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);

  assert_not_joined ("number 1 ", NULL);
  assert_not_joined ("number 1 ", parts->next);
  list = g_list_append (NULL, parts->data);
  assert_not_joined ("number 1 ", list);
  list = g_list_append (list, parts->next->data);
  assert_not_joined ("number 2 ", list);
  list->next->data = others->next->data;
  assert_not_joined ("number 2 ", list);
  list->data = note;
  assert_not_joined ("number 1 ", list);
  g_list_free (list);
}

static void
test_accessors (void)
{
  g_autoptr (SeqgoUmp) note = seqgo_ump_new_note_on_at_pitch (1, 2, 60, 0x1234, 127.9999);
  g_autoptr (SeqgoUmp) plain = seqgo_ump_new_note_off (1, 2, 61, 1);
  g_autoptr (SeqgoUmp) rpn = seqgo_ump_new_relative_rpn (3, 4, 300, -5);
  g_autoptr (SeqgoUmp) clip = seqgo_ump_new_start_of_clip ();
  g_autoptr (SeqgoUmp) tempo = seqgo_ump_new_tempo (7, 8);
  g_autoptr (SeqgoUmp) same = seqgo_ump_new_tempo (7, 8);
  g_autoptr (SeqgoUmp) controller = seqgo_ump_new_registered_per_note (0, 0, 62, 200, 7);
  g_autolist (SeqgoUmp) name = seqgo_ump_new_endpoint_name ("a");
  g_autoptr (GBytes) data = seqgo_ump_get_data (name->data);
  g_auto (GStrv) fields = seqgo_ump_list_fields (note);
  g_auto (GStrv) no_fields = seqgo_ump_list_fields (clip);
  g_autofree char *joined = g_strjoinv (" ", fields);
  gint64           value;

  g_assert_cmpint (seqgo_ump_get_message_type (note), ==, MIDI2);
  g_assert_cmpuint (seqgo_ump_get_status (note), ==, SEQGO_UMP_VOICE_STATUS_NOTE_ON);
  g_assert_cmpint (seqgo_ump_get_group (note), ==, 1);
  g_assert_cmpint (seqgo_ump_get_channel (note), ==, 2);
  g_assert_cmpuint (seqgo_ump_get_note (note), ==, 60);
  g_assert_cmpuint (seqgo_ump_get_velocity (note), ==, 0x1234);
  g_assert_cmpfloat (seqgo_ump_get_pitch (note), ==, 65535.0 / 512);
  g_assert_cmpfloat (seqgo_ump_get_pitch (plain), ==, 61.0);
  g_assert_cmpuint (seqgo_ump_get_param (note), ==, 0);
  g_assert_cmpint (seqgo_ump_get_value (note), ==, 0);
  g_assert_null (seqgo_ump_get_data (note));
  g_assert_cmpstr (seqgo_ump_get_name (note), ==, "note-on");
  g_assert_cmpstr (joined, ==, "note velocity attribute-type attribute");
  g_assert_true (seqgo_ump_get_field (note, "attribute", &value));
  g_assert_cmpint (value, ==, 65535);
  g_assert_false (seqgo_ump_get_field (note, "value", &value));
  g_assert_cmpint (value, ==, 0);

  g_assert_cmpuint (seqgo_ump_get_param (rpn), ==, 300);
  g_assert_cmpint (seqgo_ump_get_value (rpn), ==, -5);
  g_assert_cmpuint (seqgo_ump_get_param (controller), ==, 200);
  g_assert_cmpuint (seqgo_ump_get_note (controller), ==, 62);
  g_assert_cmpint (seqgo_ump_get_group (clip), ==, -1);
  g_assert_cmpint (seqgo_ump_get_channel (clip), ==, -1);
  g_assert_cmpint (seqgo_ump_get_message_type (clip), ==, STREAM);
  g_assert_cmpuint (g_strv_length (no_fields), ==, 0);
  g_assert_cmpint (seqgo_ump_get_group (tempo), ==, 7);
  g_assert_cmpint (seqgo_ump_get_channel (tempo), ==, -1);
  g_assert_cmpint (seqgo_ump_get_message_type (tempo), ==, FLEX);
  g_assert_cmpmem (g_bytes_get_data (data, NULL), (int) g_bytes_get_size (data), "a", 1);
  g_assert_true (seqgo_ump_equal (tempo, same));
  g_assert_false (seqgo_ump_equal (tempo, clip));
}

/* A boxed value that is copied and freed as bindings do it. */
static void
test_boxed (void)
{
  SeqgoUmp *ump = seqgo_ump_new_note_on (0, 0, 60, 1);
  SeqgoUmp *copy = g_boxed_copy (SEQGO_TYPE_UMP, ump);

  g_assert_true (copy == ump);
  g_boxed_free (SEQGO_TYPE_UMP, copy);
  g_assert_cmpuint (seqgo_ump_get_note (ump), ==, 60);
  seqgo_ump_unref (ump);
}

static void
test_out_of_range (void)
{
  static const char *const expected[]
      = { "*channel is 16*", "*group is 16*", "*note is 128*",     "*sharps is 8*",
          "*pitch < 128*",   "*denominator*", "*value is 1048576*" };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_test_expect_message ("Seqgo", G_LOG_LEVEL_CRITICAL, expected[i]);
      switch (i)
        {
        case 0:
          g_assert_null (seqgo_ump_new_note_on (0, 16, 60, 1));
          break;
        case 1:
          g_assert_null (seqgo_ump_new_note_on (16, 0, 60, 1));
          break;
        case 2:
          g_assert_null (seqgo_ump_new_note_on (0, 0, 128, 1));
          break;
        case 3:
          g_assert_null (seqgo_ump_new_key_signature (0, 0, 8, 0));
          break;
        case 4:
          g_assert_null (seqgo_ump_new_note_on_at_pitch (0, 0, 60, 1, 128));
          break;
        case 5:
          g_assert_null (seqgo_ump_new_time_signature (0, 4, 3));
          break;
        default:
          g_assert_null (
              seqgo_ump_new_utility (SEQGO_UMP_UTILITY_STATUS_DELTA_CLOCKSTAMP, 1 << 20));
          break;
        }
      g_test_assert_expected_messages ();
    }
}

/* The codes are written down by hand; alsa-lib has them, too, since 1.2.13. */
static void
test_codes (void)
{
#if SND_LIB_VERSION >= 0x1020d
  g_assert_cmpint (SEQGO_UMP_MESSAGE_TYPE_FLEX_DATA, ==, SND_UMP_MSG_TYPE_FLEX_DATA);
  g_assert_cmpint (SEQGO_UMP_MESSAGE_TYPE_STREAM, ==, SND_UMP_MSG_TYPE_STREAM);
  g_assert_cmpint (SEQGO_UMP_MESSAGE_TYPE_EXTENDED_DATA, ==, SND_UMP_MSG_TYPE_EXTENDED_DATA);
  g_assert_cmpint (SEQGO_UMP_VOICE_STATUS_RELATIVE_NRPN, ==, SND_UMP_MSG_RELATIVE_NRPN);
  g_assert_cmpint (SEQGO_UMP_VOICE_STATUS_PER_NOTE_PITCH_BEND, ==, SND_UMP_MSG_PER_NOTE_PITCHBEND);
  g_assert_cmpint (SEQGO_UMP_VOICE_STATUS_PER_NOTE_MANAGEMENT, ==, SND_UMP_MSG_PER_NOTE_MGMT);
  g_assert_cmpint (SEQGO_UMP_SYSTEM_STATUS_TUNE_REQUEST, ==, SND_UMP_MSG_TUNE_REQUEST);
  g_assert_cmpint (SEQGO_UMP_DATA_STATUS_END, ==, SND_UMP_SYSEX_STATUS_END);
  g_assert_cmpint (SEQGO_UMP_DATA_STATUS_MIXED_PAYLOAD, ==, SND_UMP_MIXED_DATA_SET_STATUS_PAYLOAD);
  g_assert_cmpint (SEQGO_UMP_UTILITY_STATUS_DELTA_CLOCKSTAMP, ==, SND_UMP_UTILITY_MSG_STATUS_DC);
  g_assert_cmpint (SEQGO_UMP_STREAM_STATUS_BLOCK_NAME, ==, SND_UMP_STREAM_MSG_STATUS_FB_NAME);
  g_assert_cmpint (SEQGO_UMP_STREAM_STATUS_CONFIG, ==, SND_UMP_STREAM_MSG_STATUS_STREAM_CFG);
  g_assert_cmpint (SEQGO_UMP_STREAM_STATUS_END_OF_CLIP, ==, SND_UMP_STREAM_MSG_STATUS_END_CLIP);
  g_assert_cmpint (SEQGO_UMP_DISCOVERY_CONFIG, ==, SND_UMP_STREAM_MSG_REQUEST_STREAM_CFG);
  g_assert_cmpint (SEQGO_UMP_FLEX_STATUS_CHORD_NAME, ==,
                   SND_UMP_FLEX_DATA_MSG_STATUS_SET_CHORD_NAME);
  g_assert_cmpint (SEQGO_UMP_FLEX_STATUS_RECORDING_LOCATION, ==,
                   SND_UMP_FLEX_DATA_MSG_BANK_METADATA << 8
                       | SND_UMP_FLEX_DATA_MSG_STATUS_RECORDING_LOCATION);
  g_assert_cmpint (SEQGO_UMP_FLEX_STATUS_RUBY_LANGUAGE, ==,
                   SND_UMP_FLEX_DATA_MSG_BANK_PERF_TEXT << 8
                       | SND_UMP_FLEX_DATA_MSG_STATUS_RUBY_LANGUAGE);
  g_assert_cmpint (SEQGO_UMP_ATTRIBUTE_TYPE_PITCH, ==, SND_UMP_MIDI2_NOTE_ATTR_PITCH79);
  g_assert_cmpint (SEQGO_UMP_PER_NOTE_FLAGS_DETACH, ==, SND_UMP_MIDI2_PNMGMT_DETACH_CONTROLLERS);
  g_assert_cmpint (SEQGO_UMP_PROTOCOLS_JR_RECEIVE, ==, SND_UMP_EP_INFO_PROTO_JRTS_RX);
  g_assert_cmpint (SEQGO_UMP_PROTOCOLS_MIDI2, ==, SND_UMP_EP_INFO_PROTO_MIDI2);
  g_assert_cmpint (SEQGO_UMP_UI_HINT_BOTH, ==, SND_UMP_BLOCK_UI_HINT_BOTH);
#endif
  g_assert_cmpint (SEQGO_MIDI_VERSION_UMP_2_0, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ump/channel-voice", test_channel_voice);
  g_test_add_func ("/ump/midi1", test_midi1);
  g_test_add_func ("/ump/system-and-utility", test_system_and_utility);
  g_test_add_func ("/ump/flex-data", test_flex_data);
  g_test_add_func ("/ump/stream", test_stream);
  g_test_add_func ("/ump/long", test_long);
  g_test_add_func ("/ump/data", test_data);
  g_test_add_func ("/ump/errors", test_errors);
  g_test_add_func ("/ump/accessors", test_accessors);
  g_test_add_func ("/ump/boxed", test_boxed);
  g_test_add_func ("/ump/out-of-range", test_out_of_range);
  g_test_add_func ("/ump/codes", test_codes);

  return g_test_run ();
}
