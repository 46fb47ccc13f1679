/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-command-private.h>

#include "rtp-hex.h"

#define TOKEN 0x11223344
#define SSRC 0xCAFEBABE
#define PEER 0xDEAD0001

typedef struct
{
  const char     *name;
  const char     *hex;
  SeqgoRtpCommand command;
} Vector;

static const Vector vectors[] = {
  { "invitation",
    "FF FF 49 4E 00 00 00 02 11 22 33 44 CA FE BA BE 73 65 71 67 6F 00",
    { SEQGO_RTP_COMMAND_INVITATION, .version = 2, .token = TOKEN, .ssrc = SSRC, .name = "seqgo" } },
  { "accepted",
    "FF FF 4F 4B 00 00 00 02 11 22 33 44 DE AD 00 01 70 65 65 72 00",
    { SEQGO_RTP_COMMAND_ACCEPTED, .version = 2, .token = TOKEN, .ssrc = PEER, .name = "peer" } },
  { "rejected",
    "FF FF 4E 4F 00 00 00 02 11 22 33 44 DE AD 00 01",
    { SEQGO_RTP_COMMAND_REJECTED, .version = 2, .token = TOKEN, .ssrc = PEER } },
  { "end-of-macos",
    "FF FF 42 59 00 00 00 02 00 00 00 00 DE AD 00 01",
    { SEQGO_RTP_COMMAND_END, .version = 2, .token = 0, .ssrc = PEER } },
  { "synchronization",
    "FF FF 43 4B CA FE BA BE 00 00 00 00 00 00 00 00 00 00 27 10"
    "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
    { SEQGO_RTP_COMMAND_SYNCHRONIZATION, .ssrc = SSRC, .count = 0, .timestamps = { 10000 } } },
  { "synchronization-2",
    "FF FF 43 4B CA FE BA BE 02 00 00 00 00 00 00 00 00 00 27 10"
    "FF FF FF FF FF FF FF FF 00 00 00 01 00 00 00 02",
    { SEQGO_RTP_COMMAND_SYNCHRONIZATION, .ssrc = SSRC, .count = 2,
      .timestamps = { 10000, G_MAXUINT64, G_GUINT64_CONSTANT (0x100000002) } } },
  { "feedback",
    "FF FF 52 53 CA FE BA BE 12 34 00 00",
    { SEQGO_RTP_COMMAND_FEEDBACK, .ssrc = SSRC, .sequence = 0x1234 } },
  { "feedback-0",
    "FF FF 52 53 CA FE BA BE 00 00 00 00",
    { SEQGO_RTP_COMMAND_FEEDBACK, .ssrc = SSRC, .sequence = 0 } },
  { "bit-rate-limit",
    "FF FF 52 4C CA FE BA BE 00 00 7A 12",
    { SEQGO_RTP_COMMAND_BIT_RATE_LIMIT, .ssrc = SSRC, .bit_rate = 31250 } },
};

/* What others send otherwise than it is written here. */
static const Vector others[] = {
  { "invitation-of-another-version",
    "FF FF 49 4E 00 00 00 03 11 22 33 44 CA FE BA BE 00",
    { SEQGO_RTP_COMMAND_INVITATION, .version = 3, .token = TOKEN, .ssrc = SSRC } },
  { "rejected-with-name",
    "FF FF 4E 4F 00 00 00 02 11 22 33 44 DE AD 00 01 61 00",
    { SEQGO_RTP_COMMAND_REJECTED, .version = 2, .token = TOKEN, .ssrc = PEER, .name = "a" } },
  { "synchronization-of-macos",
    "FF FF 43 4B CA FE BA BE 00 66 5F 6D 00 00 00 00 00 00 27 10"
    "00 00 7F FF 12 34 56 78 00 00 00 00 00 00 00 01",
    { SEQGO_RTP_COMMAND_SYNCHRONIZATION, .ssrc = SSRC, .count = 0,
      .timestamps = { 10000, G_GUINT64_CONSTANT (0x7FFF12345678), 1 } } },
  { "feedback-with-more",
    "FF FF 52 53 CA FE BA BE 12 34 56 78 9A",
    { SEQGO_RTP_COMMAND_FEEDBACK, .ssrc = SSRC, .sequence = 0x1234 } },
};

static const Vector refused[] = {
  { .name = "nothing", .hex = "" },
  { .name = "only-signature", .hex = "FF FF" },
  { .name = "no-signature", .hex = "FF FE 52 4C CA FE BA BE 00 00 7A 12" },
  { .name = "unknown", .hex = "FF FF 5A 5A CA FE BA BE 00 00 7A 12 00 00 00 00 00 00 00 00" },
  { .name = "count",
    .hex = "FF FF 43 4B CA FE BA BE 03 00 00 00 00 00 00 00 00 00 27 10"
           "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00" },
  { .name = "feedback-in-low-half", .hex = "FF FF 52 53 CA FE BA BE 00 00 12 34" },
};

static void
assert_command (const SeqgoRtpCommand *command, const SeqgoRtpCommand *expected)
{
  g_assert_cmphex (command->type, ==, expected->type);
  g_assert_cmphex (command->ssrc, ==, expected->ssrc);
  g_assert_cmphex (command->version, ==, expected->version);
  g_assert_cmphex (command->token, ==, expected->token);
  g_assert_cmpstr (command->name, ==, expected->name);
  g_assert_cmpuint (command->count, ==, expected->count);
  for (guint i = 0; i < G_N_ELEMENTS (command->timestamps); i++)
    g_assert_cmpuint (command->timestamps[i], ==, expected->timestamps[i]);
  g_assert_cmpuint (command->sequence, ==, expected->sequence);
  g_assert_cmpuint (command->bit_rate, ==, expected->bit_rate);
}

static void
test_read (gconstpointer user_data)
{
  const Vector *vector = user_data;
  g_autoptr (GBytes) bytes = rtp_bytes_from_hex (vector->hex);
  SeqgoRtpCommand command;
  gsize           size;
  const guint8   *data = g_bytes_get_data (bytes, &size);

  g_assert_true (seqgo_rtp_is_command (data, size));
  g_assert_true (seqgo_rtp_command_parse (&command, data, size));
  assert_command (&command, &vector->command);
}

static void
test_write (gconstpointer user_data)
{
  const Vector *vector = user_data;
  g_autoptr (GBytes) expected = rtp_bytes_from_hex (vector->hex);
  g_autoptr (GBytes) bytes = NULL;
  guint8 data[SEQGO_RTP_MAX_COMMAND];
  gsize  size;

  memset (data, 0xAA, sizeof data);
  size = seqgo_rtp_command_write (&vector->command, data);
  bytes = g_bytes_new (data, size);
  g_assert_true (g_bytes_equal (bytes, expected));
}

static void
test_refused (gconstpointer user_data)
{
  const Vector *vector = user_data;
  g_autoptr (GBytes) bytes = rtp_bytes_from_hex (vector->hex);
  SeqgoRtpCommand command;
  gsize           size;
  const guint8   *data = g_bytes_get_data (bytes, &size);

  g_assert_false (seqgo_rtp_command_parse (&command, data, size));
}

/* Names may be cut anywhere; what is fixed may not. */
static void
test_prefixes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GBytes) bytes = rtp_bytes_from_hex (vectors[i].hex);
      gboolean has_name = vectors[i].command.name[0] != '\0';

      for (gsize size = 0; size < g_bytes_get_size (bytes); size++)
        {
          g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
          SeqgoRtpCommand    command;

          g_assert_cmpint (seqgo_rtp_command_parse (&command, data, size), ==,
                           has_name && size >= 16);
          g_assert_cmpint (seqgo_rtp_is_command (data, size), ==, size >= 2);
        }
    }
}

/* GLib does the same, with memory of its own and without a limit. */
static void
assert_name (const guint8 *name, gsize size)
{
  gsize              whole_size = 16 + size;
  g_autofree guint8 *data = g_malloc0 (whole_size);
  const guint8      *nul = size > 0 ? memchr (name, 0, size) : NULL;
  g_autofree char   *expected
      = g_utf8_make_valid ((const char *) name, nul != NULL ? nul - name : (gssize) size);
  SeqgoRtpCommand command;

  memcpy (data, "\xFF\xFFIN\0\0\0\2", 8);
  if (size > 0)
    memcpy (data + 16, name, size);
  if (strlen (expected) > SEQGO_RTP_MAX_NAME)
    {
      const char *end = expected + SEQGO_RTP_MAX_NAME + 1;

      *(char *) g_utf8_find_prev_char (expected, end) = '\0';
    }

  g_assert_true (seqgo_rtp_command_parse (&command, data, whole_size));
  g_assert_cmpstr (command.name, ==, expected);
  g_assert_true (g_utf8_validate (command.name, -1, NULL));
}

static void
test_names (void)
{
  static const char *const names[] = {
    "",
    "\xFF",
    "a\xFFz",
    "\xC3",
    "\xC3\xA9",
    "caf\xC3",
    "\xC0\x80",
    "\xED\xA0\x80",
    "\xF4\x90\x80\x80",
    "\xF0\x9F\x8E\xB9 Piano",
    "\xE2\x82",
    "\x80\x80\x80",
    "\xE2\x82\xE2\x82\xAC",
  };
  guint8 long_name[300];

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize size = strlen (names[i]);

      assert_name ((const guint8 *) names[i], size);
      /* With a NUL, and with what follows it. */
      assert_name ((const guint8 *) names[i], size + 1);
    }
  assert_name ((const guint8 *) "name\0more", 9);

  memset (long_name, 'x', sizeof long_name);
  for (gsize size = 253; size <= sizeof long_name; size++)
    assert_name (long_name, size);
  memset (long_name, 0xFF, sizeof long_name);
  assert_name (long_name, sizeof long_name);
  /* The limit is within a character. */
  for (guint i = 0; i < 4; i++)
    {
      memset (long_name, 'x', i);
      for (guint j = i; j + 1 < sizeof long_name; j += 2)
        memcpy (long_name + j, "\xC3\xA9", 2);
      assert_name (long_name, i + 2 * ((sizeof long_name - i) / 2));
    }
}

static void
test_random_names (void)
{
  static const guint8 telling[] = { 0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x8E, 0xB9, 0xFF };
  g_autoptr (GRand) random = g_rand_new_with_seed (19);
  guint8 name[300];

  for (guint i = 0; i < 2000; i++)
    {
      gsize size = (gsize) g_rand_int_range (random, 0, sizeof name + 1);

      for (gsize j = 0; j < size; j++)
        name[j] = telling[g_rand_int_range (random, 0, G_N_ELEMENTS (telling))];
      assert_name (name, size);
    }
}

static void
test_longest_name (void)
{
  SeqgoRtpCommand command = { SEQGO_RTP_COMMAND_INVITATION, .version = 2 }, read;
  guint8          data[SEQGO_RTP_MAX_COMMAND];

  memset (command.name, 'x', SEQGO_RTP_MAX_NAME);
  g_assert_cmpuint (seqgo_rtp_command_write (&command, data), ==, SEQGO_RTP_MAX_COMMAND);
  g_assert_true (seqgo_rtp_command_parse (&read, data, sizeof data));
  assert_command (&read, &command);
}

static void
test_random_bytes (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (53);

  for (guint i = 0; i < 65 * 100; i++)
    {
      gsize              size = i % 65;
      g_autofree guint8 *data = g_malloc (size);
      SeqgoRtpCommand    command;

      for (gsize j = 0; j < size; j++)
        data[j] = (guint8) g_rand_int (random);
      if (size > 2 && g_rand_boolean (random))
        memset (data, 0xFF, 2);
      if (seqgo_rtp_command_parse (&command, data, size))
        g_assert_true (seqgo_rtp_is_command (data, size));
    }
}

static void
add_vectors (const char *path, const Vector *tests, gsize n_tests, GTestDataFunc function)
{
  for (gsize i = 0; i < n_tests; i++)
    {
      g_autofree char *name = g_strconcat (path, tests[i].name, NULL);

      g_test_add_data_func (name, &tests[i], function);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_vectors ("/rtp-command/read/", vectors, G_N_ELEMENTS (vectors), test_read);
  add_vectors ("/rtp-command/read/", others, G_N_ELEMENTS (others), test_read);
  add_vectors ("/rtp-command/write/", vectors, G_N_ELEMENTS (vectors), test_write);
  add_vectors ("/rtp-command/refused/", refused, G_N_ELEMENTS (refused), test_refused);
  g_test_add_func ("/rtp-command/R-19/names", test_names);
  g_test_add_func ("/rtp-command/R-19/random-names", test_random_names);
  g_test_add_func ("/rtp-command/R-19/longest-name", test_longest_name);
  g_test_add_func ("/rtp-command/R-53/prefixes", test_prefixes);
  g_test_add_func ("/rtp-command/R-53/random-bytes", test_random_bytes);
  return g_test_run ();
}
