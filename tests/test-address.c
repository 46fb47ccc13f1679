/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <gio/gio.h>

#include <libseqgo/seqgo.h>

static void
test_new (void)
{
  for (guint client = 0; client < 256; client++)
    for (guint port = 0; port < 256; port++)
      {
        g_autoptr (SeqgoAddress) address = seqgo_address_new ((guint8) client, (guint8) port);

        g_assert_cmpuint (seqgo_address_get_client_id (address), ==, client);
        g_assert_cmpuint (seqgo_address_get_port_id (address), ==, port);
      }
}

static void
test_parse_good (void)
{
  static const struct
  {
    const char *text;
    guint8      client_id;
    guint8      port_id;
  } cases[] = {
    { "128:0", 128, 0 },     { "0:0", 0, 0 },     { "0:1", 0, 1 },
    { "255:255", 255, 255 }, { "14.3", 14, 3 },   { "20", 20, 0 },
    { "0", 0, 0 },           { "007:08", 7, 8 },  { "000000000000128:0", 128, 0 },
    { "254:253", 254, 253 }, { "1.255", 1, 255 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SeqgoAddress) address = seqgo_address_parse (cases[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (seqgo_address_get_client_id (address), ==, cases[i].client_id);
      g_assert_cmpuint (seqgo_address_get_port_id (address), ==, cases[i].port_id);
    }
}

static void
test_parse_bad (void)
{
  static const char *const cases[] = {
    "",
    ":",
    ".",
    "128:",
    ":0",
    "256",
    "256:0",
    "0:256",
    "-1:0",
    "+1:0",
    "1:-1",
    "1:+1",
    "1:0:0",
    "1:0 ",
    " 1:0",
    "1 :0",
    "1: 0",
    "1;0",
    "1:0x",
    "0x10:0",
    "a",
    "a:0",
    "Midi Through",
    "1:a",
    "1..0",
    "1:.0",
    "1:0\n",
    "٣:٠",
    "1e1:0",
    "65536:0",
    "4294967296:0",
    "1:4294967296",
    "18446744073709551616:0",
    "99999999999999999999999999999999:0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SeqgoAddress) address = seqgo_address_parse (cases[i], &error);

      g_assert_null (address);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_nonnull (strstr (error->message, cases[i]));
      g_assert_null (seqgo_address_parse (cases[i], NULL));
    }
}

static void
test_to_string (void)
{
  g_autoptr (SeqgoAddress) address = seqgo_address_new (128, 7);
  g_autofree char *text = seqgo_address_to_string (address);

  g_assert_cmpstr (text, ==, "128:7");

  for (guint i = 0; i < 0x10000; i += 251)
    {
      g_autoptr (SeqgoAddress) one = seqgo_address_new ((guint8) (i >> 8), (guint8) i);
      g_autofree char *written = seqgo_address_to_string (one);
      g_autoptr (SeqgoAddress) other = seqgo_address_parse (written, NULL);

      g_assert_true (seqgo_address_equal (one, other));
    }
}

static int
sign (int number)
{
  return (number > 0) - (number < 0);
}

static void
test_order (void)
{
  /* In their order. */
  static const guint8 numbers[][2] = { { 0, 0 }, { 0, 1 },   { 0, 255 },   { 1, 0 },
                                       { 1, 1 }, { 128, 0 }, { 255, 254 }, { 255, 255 } };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    for (guint j = 0; j < G_N_ELEMENTS (numbers); j++)
      {
        g_autoptr (SeqgoAddress) one = seqgo_address_new (numbers[i][0], numbers[i][1]);
        g_autoptr (SeqgoAddress) other = seqgo_address_new (numbers[j][0], numbers[j][1]);

        g_assert_cmpint (sign (seqgo_address_compare (one, other)), ==, sign ((int) i - (int) j));
        g_assert_cmpint (seqgo_address_equal (one, other), ==, i == j);
        g_assert_cmpint (seqgo_address_hash (one) == seqgo_address_hash (other), ==, i == j);
      }
}

static void
test_hash_table (void)
{
  g_autoptr (GHashTable) table = g_hash_table_new_full (seqgo_address_hash, seqgo_address_equal,
                                                        (GDestroyNotify) seqgo_address_unref, NULL);
  g_autoptr (SeqgoAddress) key = seqgo_address_new (20, 1);
  g_autoptr (SeqgoAddress) other = seqgo_address_new (1, 20);

  g_hash_table_add (table, seqgo_address_new (20, 1));
  g_assert_false (g_hash_table_add (table, seqgo_address_new (20, 1)));
  g_assert_true (g_hash_table_contains (table, key));
  g_assert_false (g_hash_table_contains (table, other));
}

static void
test_ref (void)
{
  SeqgoAddress *address = seqgo_address_new (1, 2);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (SeqgoAddress) copy = NULL;

  g_assert_true (seqgo_address_ref (address) == address);
  seqgo_address_unref (address);

  g_value_init (&value, SEQGO_TYPE_ADDRESS);
  g_value_take_boxed (&value, address);
  copy = g_value_dup_boxed (&value);
  g_assert_true (copy == address);
  g_value_reset (&value);
  g_assert_cmpuint (seqgo_address_get_client_id (copy), ==, 1);
  g_assert_cmpuint (seqgo_address_get_port_id (copy), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/address/new", test_new);
  g_test_add_func ("/address/parse/good", test_parse_good);
  g_test_add_func ("/address/parse/bad", test_parse_bad);
  g_test_add_func ("/address/to-string", test_to_string);
  g_test_add_func ("/address/order", test_order);
  g_test_add_func ("/address/hash-table", test_hash_table);
  g_test_add_func ("/address/ref", test_ref);

  return g_test_run ();
}
