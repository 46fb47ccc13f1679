/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include <libseqgo/seqgo.h>

/* Streams are texts: "a:f001" are SysEx bytes from the port a, "a>" a note on, "a!" a clock, "a?"
 * an echo, "a/" the end of the connection; "|" ends a batch, "=" resets. A result is the same
 * text, and fragments are in braces. */

static SeqgoAddress *
new_source (char name)
{
  return seqgo_address_new (128, (guint8) (name - 'a'));
}

static GBytes *
parse_hex (const char *hex)
{
  GByteArray *bytes = g_byte_array_new ();

  for (; hex[0] != '\0' && hex[1] != '\0'; hex += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (hex[0]) * 16 + g_ascii_xdigit_value (hex[1]));

      g_byte_array_append (bytes, &byte, 1);
    }
  return g_byte_array_free_to_bytes (bytes);
}

static SeqgoEvent *
parse_event (const char *word)
{
  g_autoptr (SeqgoAddress) source = new_source (word[0]);
  g_autoptr (SeqgoAddress) destination = seqgo_address_new (129, 0);
  g_autoptr (SeqgoAddress) system = seqgo_address_new (0, 1);
  g_autoptr (GBytes) data = parse_hex (word + 2);
  g_autoptr (SeqgoEvent) event = NULL, with_source = NULL;

  if (word[1] == ':')
    event = seqgo_event_new_sysex (data);
  else if (word[1] == '>')
    event = seqgo_event_new_note_on (0, 60, 1);
  else if (word[1] == '!')
    event = seqgo_event_new (SEQGO_EVENT_TYPE_CLOCK);
  else if (word[1] == '?')
    event = seqgo_event_new (SEQGO_EVENT_TYPE_ECHO);
  else
    event = seqgo_event_new_connection (SEQGO_EVENT_TYPE_PORT_UNSUBSCRIBED, source, destination);
  with_source = seqgo_event_with_source (event, word[1] == '/' ? system : source);
  return seqgo_event_with_destination (with_source, destination);
}

static void
append_word (GString *text, SeqgoEvent *event)
{
  g_autoptr (SeqgoAddress) source = seqgo_event_get_source (event);
  g_autoptr (SeqgoAddress) sender = seqgo_event_get_sender (event);
  g_autoptr (GBytes) data = seqgo_event_get_data (event);

  g_string_append_printf (text, "%s%c", text->len > 0 ? " " : "",
                          'a' + seqgo_address_get_port_id (sender != NULL ? sender : source));
  switch ((guint) seqgo_event_get_event_type (event))
    {
    case SEQGO_EVENT_TYPE_SYSEX:
      g_string_append_c (text, ':');
      for (gsize i = 0; i < g_bytes_get_size (data); i++)
        g_string_append_printf (text, "%02x", ((const guint8 *) g_bytes_get_data (data, NULL))[i]);
      break;
    case SEQGO_EVENT_TYPE_NOTE_ON:
      g_string_append_c (text, '>');
      break;
    case SEQGO_EVENT_TYPE_CLOCK:
      g_string_append_c (text, '!');
      break;
    case SEQGO_EVENT_TYPE_ECHO:
      g_string_append_c (text, '?');
      break;
    default:
      g_string_append_c (text, '/');
    }
}

static void
aborted_cb (SeqgoSysexAssembler *assembler, SeqgoEvent *fragment, GString *text)
{
  g_autoptr (GString) word = g_string_new (NULL);

  append_word (word, fragment);
  g_string_append_printf (text, "%s{%s}", text->len > 0 ? " " : "", word->str);
}

static void
feed_words (SeqgoSysexAssembler *assembler, const char *line, GString *text)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);
  g_autoptr (SeqgoEventBatch) batch = NULL, whole = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] == '=')
      seqgo_sysex_assembler_reset (assembler);
    else if (*words[i] != '\0')
      g_ptr_array_add (events, parse_event (words[i]));
  batch = seqgo_event_batch_new ((SeqgoEvent **) events->pdata, events->len);
  whole = seqgo_sysex_assembler_feed (assembler, batch);
  for (guint i = 0; i < seqgo_event_batch_get_n_events (whole); i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_batch_get_event (whole, i);

      append_word (text, event);
    }
}

typedef struct
{
  const char *path;
  const char *stream;
  const char *result;
  guint       n_aborted;
  guint       max_size;
} Case;

static const Case cases[] = {
  { "whole", "a:f001f7 a> b:f0f7", "a:f001f7 a> b:f0f7", 0, 0 },
  { "S-47/parts", "a:f00102 a! a:03f7", "a! a:f0010203f7", 0, 0 },
  { "S-47/batches", "a:f00102|a!|a:03f7|a>", "a! a:f0010203f7 a>", 0, 0 },
  { "S-47/note-aborts", "a:f001 a> a:02f7 a>", "{a:f001} {a:02f7} a> a>", 1, 0 },
  { "S-47/beginning-aborts", "a:f001 a:f002 a:03f7", "{a:f001} a:f00203f7", 1, 0 },
  { "S-47/whole-aborts", "a:f001 a:f002f7", "{a:f001} a:f002f7", 1, 0 },
  { "other-source", "a:f001 b> b:f002 a:03f7 b:04f7", "b> a:f00103f7 b:f00204f7", 0, 0 },
  { "no-midi-between", "a:f001 a? a:02f7", "a? a:f00102f7", 0, 0 },
  { "many-parts", "a:f0|a:01|a:02|a:|a:03|a:f7", "a:f0010203f7", 0, 0 },
  { "end-alone", "a:f00102 a:f7 a:f001f7", "a:f00102f7 a:f001f7", 0, 0 },
  { "no-beginning", "a:0102 a:03f7 a:", "a:0102 a:03f7 a:", 0, 0 },
  { "empty", "a: b:f0f7", "a: b:f0f7", 0, 0 },
  { "after-abort", "a:f001 a> a:02 a:03 a:f004f7 a:05", "{a:f001} {a:02} {a:03} a> a:f004f7 a:05",
    1, 0 },
  { "disconnected", "a:f001 b:f002 a/ a:03 b:04f7", "{a:f001} a/ a:03 b:f00204f7", 1, 0 },
  { "reset", "a:f001 b:f002|=|a:03f7", "{a:f001} {b:f002} a:03f7", 2, 0 },
  { "too-large", "a:f00102 a:030405 a:06 a:f7 a:f001f7", "{a:f00102030405} {a:06} {a:f7} a:f001f7",
    1, 5 },
  { "just-large-enough", "a:f00102 a:0304 a:f7", "a:f001020304f7", 0, 5 },
  { "too-large-together", "a:f00102 b:f00304 a:05f7 b:06f7", "{b:f00304} {b:06f7} a:f0010205f7", 1,
    5 },
};

static void
test_case (gconstpointer user_data)
{
  const Case *test = user_data;
  g_autoptr (SeqgoSysexAssembler) assembler = seqgo_sysex_assembler_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (test->stream, "|", -1);

  if (test->max_size > 0)
    seqgo_sysex_assembler_set_max_size (assembler, test->max_size);
  g_signal_connect (assembler, "aborted", G_CALLBACK (aborted_cb), text);
  for (guint i = 0; lines[i] != NULL; i++)
    feed_words (assembler, lines[i], text);
  g_assert_cmpstr (text->str, ==, test->result);
  g_assert_cmpuint (seqgo_sysex_assembler_get_n_aborted (assembler), ==, test->n_aborted);
}

/* Without parts, batches are not even copied. */
static void
test_same (void)
{
  g_autoptr (SeqgoSysexAssembler) assembler = seqgo_sysex_assembler_new ();
  SeqgoEvent *events[] = { parse_event ("a>"), parse_event ("a:f001f7"), parse_event ("a:01") };
  g_autoptr (SeqgoEventBatch) batch = seqgo_event_batch_new (events, G_N_ELEMENTS (events));
  g_autoptr (SeqgoEventBatch) whole = seqgo_sysex_assembler_feed (assembler, batch);

  g_assert_true (whole == batch);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    seqgo_event_unref (events[i]);
}

static void
notify_cb (GObject *assembler, GParamSpec *pspec, guint *n_notified)
{
  ++*n_notified;
}

static void
test_properties (void)
{
  g_autoptr (SeqgoSysexAssembler) assembler = seqgo_sysex_assembler_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  guint   max_size, n_notified = 0;
  guint64 n_aborted;

  g_signal_connect (assembler, "notify", G_CALLBACK (notify_cb), &n_notified);
  g_assert_cmpuint (seqgo_sysex_assembler_get_max_size (assembler), ==, 16 * 1024 * 1024);
  g_object_set (assembler, "max-size", 7, NULL);
  g_object_set (assembler, "max-size", 7, NULL);
  g_assert_cmpuint (n_notified, ==, 1);
  feed_words (assembler, "a:f0 a> a:f0 a>", text);
  g_assert_cmpuint (n_notified, ==, 2);
  g_object_get (assembler, "max-size", &max_size, "n-aborted", &n_aborted, NULL);
  g_assert_cmpuint (max_size, ==, 7);
  g_assert_cmpuint (n_aborted, ==, 2);
}

/* What is unfinished goes with the assembler. */
static void
test_unfinished (void)
{
  g_autoptr (SeqgoSysexAssembler) assembler = seqgo_sysex_assembler_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  feed_words (assembler, "a:f001 b:f002", text);
  g_assert_cmpstr (text->str, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sysex-assembler/", cases[i].path, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/sysex-assembler/same", test_same);
  g_test_add_func ("/sysex-assembler/properties", test_properties);
  g_test_add_func ("/sysex-assembler/unfinished", test_unfinished);

  return g_test_run ();
}
