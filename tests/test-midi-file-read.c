/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include "midi-file-test.h"

typedef struct
{
  const char *path;
  /* In hexadecimal. */
  const char *bytes;
  /* The tracks as describe() writes them. */
  const char *tracks;
  /* The warnings, or what is in them, separated by "|". */
  const char *warnings;
} Case;

static const Case cases[] = {
  { "no-tracks", HEADER ("0001", "0000", "0060"), "", "" },
  { "note", HEADER_1 BEGIN NOTE END, "0 90 60 100,48 80 60 64;48", "" },
  { "end-later", HEADER_1 BEGIN NOTE "8100 ff2f00 )", "0 90 60 100,48 80 60 64;176", "" },
  { "channel-messages",
    HEADER_1 BEGIN "00 8f0102 00 9f0102 00 af0102 00 bf0102 00 cf01 00 df01 00 ef7f7f " END,
    "0 8f 1 2,0 9f 1 2,0 af 1 2,0 bf 1 2,0 cf 1,0 df 1,0 ef 127 127;0", "" },
  { "running-status", HEADER_1 BEGIN "00 903c64 30 3c00 00 c001 00 02 00 03 " END,
    "0 90 60 100,48 90 60 0,48 c0 1,48 c0 2,48 c0 3;48", "" },
  { "times", HEADER_1 BEGIN "7f c001 8100 c001 ff7f c001 818000 c001 ffffff7f c001 " END,
    "127 c0 1,255 c0 1,16638 c0 1,33022 c0 1,268468477 c0 1;268468477", "" },
  { "long-form-of-numbers", HEADER_1 BEGIN "80808000 c001 8000 c001 8000 ff2f00 )",
    "0 c0 1,0 c0 1;0", "" },
  { "sysex", HEADER_1 BEGIN "00 f0 04 010203f7 " END, "0 f0 010203f7;0", "" },
  { "sysex-in-parts", HEADER_1 BEGIN "00 f0 02 0102 60 f7 02 0304 60 f7 01 f7 " END,
    "0 f0 0102,96 f7 0304,192 f7 f7;192", "" },
  { "escapes", HEADER_1 BEGIN "00 f7 01 f8 00 f7 02 f305 00 f7 00 " END,
    "0 f7 f8,0 f7 f305,0 f7 ;0", "" },
  { "texts", HEADER_1 BEGIN "00 ff01 02 6869 00 ff03 02 c3bc 00 ff05 02 fc20 00 ff0f 01 7a " END,
    "0 meta 1 “hi”,0 meta 3 “ü”,0 meta 5 “ü ”,0 meta 15 “z”;0", "" },
  { "text-with-zeros", HEADER_1 BEGIN "00 ff01 04 61006200 " END,
    "0 meta 1 “a\xef\xbf\xbd"
    "b”;0",
    "" },
  { "all-meta-events",
    HEADER_1 BEGIN "00 ff00 02 0007 00 ff20 01 03 00 ff21 01 01 00 ff51 03 07a120 "
                   "00 ff54 05 6001020304 00 ff58 04 06031808 00 ff59 02 fd01 "
                   "00 ff7f 02 7d01 00 ff00 00 " END,
    "0 meta 0 0007,0 meta 32 03,0 meta 33 01,0 meta 81 07a120,0 meta 84 6001020304,"
    "0 meta 88 06031808,0 meta 89 fd01,0 meta 127 7d01,0 meta 0 ;0",
    "" },
  { "unknown-meta-events", HEADER_1 BEGIN "00 ff60 01 ff 00 fff0 00 " END,
    "0 meta 96 ff,0 meta 240 ;0", "" },
  { "meta-events-of-wrong-sizes", HEADER_1 BEGIN "00 ff51 02 07a1 00 ff58 00 00 ff59 01 00 " END,
    "0 meta 81 07a1,0 meta 88 ,0 meta 89 00;0", "" },
  { "two-tracks", HEADER ("0001", "0002", "0060") BEGIN END BEGIN "10 c001 " END, ";0|16 c0 1;16",
    "" },
  { "format-2", HEADER ("0002", "0002", "0060") BEGIN END BEGIN END, ";0|;0", "" },
  { "long-header", "4d546864 00000008 0001 0001 0060 0000" BEGIN END, ";0", "" },
  { "rmid",
    "52494646 26000000 524d4944 4c495354 03000000 616263 00 64617461 1a000000" HEADER_1 BEGIN END
    "ffff",
    ";0", "" },
  { "no-end", HEADER_1 TRACK ("08") NOTE, "0 90 60 100,48 80 60 64;48",
    "Offset 30: track 0 has no end" },
  { "empty-track", HEADER_1 TRACK ("00"), ";0", "Offset 22: track 0 has no end" },
  { "cut-between-events", HEADER_1 TRACK ("7f") NOTE, "0 90 60 100,48 80 60 64;48",
    "Offset 14: track 0 should have 127 bytes, but the file ends after 8|Offset 30: track 0 has "
    "no" },
  { "cut-within-event", HEADER_1 TRACK ("0c") "00 903c64 30 803c", "0 90 60 100;0",
    "Offset 14: track 0 should have 12 bytes|Offset 26: track 0 is cut off within an event" },
  { "cut-within-sysex", HEADER_1 TRACK ("7f") "00 f0 ffffff7f 0102", ";0",
    "Offset 14: track 0 should|Offset 22: track 0 is cut off within an event" },
  { "largest-track", HEADER_1 "4d54726b ffffffff " NOTE "00 ff2f00", "0 90 60 100,48 80 60 64;48",
    "Offset 14: track 0 should have 4294967295 bytes" },
  { "after-end-of-track", HEADER_1 TRACK ("08") "00 ff2f00 00 c001 00", ";0",
    "Offset 26: track 0 has 4 bytes after its end" },
  { "end-of-track-with-data", HEADER_1 TRACK ("06") "00 ff2f02 0102", ";0",
    "Offset 26: track 0 has 2 bytes after its end" },
  { "unknown-chunk", HEADER_1 "58464948 00000002 0000" BEGIN END, ";0",
    "Offset 14: a “XFIH” of 2 bytes was left out" },
  { "unknown-chunk-too-long", HEADER_1 BEGIN END "58464948 ffffffff 0000", ";0",
    "Offset 26: a “XFIH” of 4294967295 bytes was left out" },
  { "rest", HEADER_1 BEGIN END "0000000000000000000000", ";0",
    "Offset 26: the last 11 bytes are no part of the file" },
  { "short-rest", HEADER_1 BEGIN END "4d54726b", ";0",
    "Offset 26: the last 4 bytes are no part of the file" },
  { "fewer-tracks", HEADER ("0001", "0003", "0060") BEGIN END, ";0",
    "Offset 10: the header tells of 3 tracks; there are 1" },
  { "more-tracks", HEADER ("0001", "0000", "0060") BEGIN END, ";0",
    "Offset 10: the header tells of 0 tracks; there are 1" },
  { "format-0-of-two-tracks", HEADER ("0000", "0002", "0060") BEGIN END BEGIN END, ";0|;0",
    "Offset 8: format 0 has one track only; format 1 was taken" },
  { "status-across-meta", HEADER_1 BEGIN "00 903c64 00 ff0100 00 3d64 00 f000 00 3e64 " END,
    "0 90 60 100,0 meta 1 “”,0 90 61 100,0 f0 ,0 90 62 100;0",
    "Offset 31: track 0 has running status across a SysEx or meta event" },
  { "large-value", HEADER_1 BEGIN "00 903cff " END, "0 90 60 127;0",
    "Offset 25: track 0 has the value 255, taken for 127" },
};

typedef struct
{
  const char *path;
  const char *bytes;
  const char *message;
} BadCase;

static const BadCase bad_cases[] = {
  { "nothing", "", "offset 0: there is no “MThd”" },
  { "text", "68656c6c6f", "offset 0: there is no “MThd”" },
  { "short-header", "4d546864 00000006 0001 0001 00",
    "offset 13: the file ends within its header" },
  { "small-header", "4d546864 00000005 0001 0001 0060", "offset 4: the header has 5 bytes" },
  { "format-3", HEADER ("0003", "0001", "0060"), "offset 8: format 3 is not known" },
  { "no-ppq", HEADER ("0001", "0001", "0000"), "offset 12: a quarter note has no ticks" },
  { "frame-rate", HEADER ("0001", "0001", "e528"), "offset 12: there are 27 frames a second" },
  { "ticks-per-frame", HEADER ("0001", "0001", "e700"), "offset 13: a frame has no ticks" },
  { "riff-without-data", "52494646 00000000 524d4944 4c495354 ffffffff",
    "offset 20: the RIFF file" },
  { "riff-with-something-else", "52494646 00000000 524d4944 64617461 02000000 0000",
    "offset 20: there is no “MThd”" },
  { "wave", "52494646 00000000 57415645 64617461 02000000 0000", "offset 0: there is no “MThd”" },
  { "no-status", HEADER_1 BEGIN "00 3c64 " END,
    "offset 23: track 0 has the byte 0x3c where an event has to begin" },
  { "system-common", HEADER_1 BEGIN "00 f305 " END, "offset 23: track 0 has the status byte 0xf3" },
  { "real-time", HEADER_1 BEGIN "00 f8 " END, "offset 23: track 0 has the status byte 0xf8" },
  { "long-number", HEADER_1 BEGIN "8080808000 c001 " END,
    "offset 22: track 0 has a number of more than 4 bytes" },
  { "long-length", HEADER_1 BEGIN "00 f0 ffffffff7f " END,
    "offset 24: track 0 has a number of more than 4 bytes" },
  { "event-over-end", HEADER_1 TRACK ("05") "00 f0 04 0102 0304",
    "offset 22: track 0 ends at offset 27 within an event" },
  { "message-over-end", HEADER_1 TRACK ("03") "00 903c 64",
    "offset 22: track 0 ends at offset 25 within an event" },
  { "time-over-end", HEADER_1 TRACK ("01") "81 00", "offset 22: track 0 ends at offset 23" },
  { "status-over-end", HEADER_1 TRACK ("01") "00 90", "offset 22: track 0 ends at offset 23" },
  { "meta-over-end", HEADER_1 TRACK ("02") "00 ff 01", "offset 22: track 0 ends at offset 24" },
  { "length-over-end", HEADER_1 TRACK ("03") "00 ff01 00", "offset 22: track 0 ends at offset 25" },
  { "second-track", HEADER ("0001", "0002", "0060") BEGIN END TRACK ("02") "00 f400",
    "offset 35: track 1 has the status byte 0xf4" },
  { "too-many-ticks",
    HEADER_1 BEGIN "ffffff7f c001 ffffff7f 01 ffffff7f 01 ffffff7f 01 ffffff7f 01 "
                   "ffffff7f 01 ffffff7f 01 ffffff7f 01 ffffff7f 01 ffffff7f 01 "
                   "ffffff7f 01 ffffff7f 01 ffffff7f 01 ffffff7f 01 ffffff7f 01 "
                   "ffffff7f 01 10 01 " END,
    "track 0 has more than 4294967295 ticks" },
};

static void
assert_warnings (SeqgoMidiFile *file, const char *expected)
{
  const char *const *warnings = seqgo_midi_file_get_warnings (file);
  g_auto (GStrv) starts = g_strsplit (expected, "|", -1);

  g_assert_cmpuint (g_strv_length ((char **) warnings), ==, g_strv_length (starts));
  for (guint i = 0; starts[i] != NULL; i++)
    if (!g_str_has_prefix (warnings[i], starts[i]))
      g_assert_cmpstr (warnings[i], ==, starts[i]);
}

static void
test_read (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (SeqgoMidiFile) file = midi_file_test_read (c->bytes), again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  midi_file_test_assert (file, c->tracks);
  assert_warnings (file, c->warnings);

  bytes = seqgo_midi_file_to_bytes (file, &error);
  g_assert_no_error (error);
  again = seqgo_midi_file_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  midi_file_test_assert (again, c->tracks);
  assert_warnings (again, "");
  g_assert_cmpuint (seqgo_midi_file_get_format (again), ==, seqgo_midi_file_get_format (file));
  g_assert_cmpuint (seqgo_midi_file_get_ppq (again), ==, 96);
}

static void
test_read_bad (gconstpointer data)
{
  const BadCase *c = data;
  g_autoptr (GBytes) bytes = midi_file_test_from_hex (c->bytes);
  g_autoptr (GError) error = NULL;

  g_assert_null (seqgo_midi_file_new_from_bytes (bytes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, c->message));
}

/* Many faults make no long list. */
static void
test_many_warnings (void)
{
  g_autoptr (GString) text = g_string_new (HEADER_1);
  g_autoptr (SeqgoMidiFile) file = NULL;
  const char *const *warnings;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "58464948 00000000");
  file = midi_file_test_read (text->str);
  warnings = seqgo_midi_file_get_warnings (file);
  g_assert_cmpuint (g_strv_length ((char **) warnings), ==, 101);
  g_assert_cmpstr (warnings[100], ==, "Offset 814 and later: there is more");
}

static void
add_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/midi-file/read/", cases[i].path, NULL);

      g_test_add_data_func (path, &cases[i], test_read);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/midi-file/refuse/", bad_cases[i].path, NULL);

      g_test_add_data_func (path, &bad_cases[i], test_read_bad);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_cases ();
  g_test_add_func ("/midi-file/many-warnings", test_many_warnings);

  return g_test_run ();
}
