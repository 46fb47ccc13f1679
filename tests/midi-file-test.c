/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include "midi-file-test.h"

GBytes *
midi_file_test_from_hex (const char *text)
{
  GByteArray *bytes = g_byte_array_new ();
  guint       start = 0;

  for (; *text != '\0'; text++)
    if (*text == '(')
      {
        g_byte_array_set_size (bytes, bytes->len + 4);
        start = bytes->len;
      }
    else if (*text == ')')
      {
        guint32 size = GUINT32_TO_BE (bytes->len - start);

        memcpy (bytes->data + start - 4, &size, 4);
      }
    else if (*text != ' ')
      {
        guint8 byte
            = (guint8) (g_ascii_xdigit_value (text[0]) << 4 | g_ascii_xdigit_value (text[1]));

        g_byte_array_append (bytes, &byte, 1);
        text++;
      }
  return g_byte_array_free_to_bytes (bytes);
}

SeqgoMidiFile *
midi_file_test_read (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = midi_file_test_from_hex (text);
  SeqgoMidiFile *file = seqgo_midi_file_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return file;
}

static void
describe_event (GString *string, SeqgoMidiFileEvent *event)
{
  g_autoptr (GBytes) data = seqgo_midi_file_event_get_data (event);
  g_autoptr (SeqgoEvent) midi = seqgo_midi_file_event_get_event (event);
  g_autofree char *text = seqgo_midi_file_event_get_text (event);
  guint8           status = seqgo_midi_file_event_get_status (event);

  g_string_append_printf (string, "%u ", seqgo_midi_file_event_get_tick (event));
  if (status == 0xFF)
    g_string_append_printf (string, "meta %d ", seqgo_midi_file_event_get_meta (event));
  else
    {
      g_string_append_printf (string, "%02x ", status);
      g_assert_cmpint (seqgo_midi_file_event_get_meta (event), ==, SEQGO_MIDI_META_NONE);
    }

  if (text != NULL)
    g_string_append_printf (string, "“%s”", text);
  else if (data != NULL)
    {
      const guint8 *bytes = g_bytes_get_data (data, NULL);

      for (gsize i = 0; i < g_bytes_get_size (data); i++)
        g_string_append_printf (string, "%02x", bytes[i]);
    }
  else
    {
      g_autoptr (GBytes) message = seqgo_event_to_midi (midi, NULL);
      const guint8 *bytes = g_bytes_get_data (message, NULL);

      for (gsize i = 1; i < g_bytes_get_size (message); i++)
        g_string_append_printf (string, i == 1 ? "%u" : " %u", bytes[i]);
    }
}

static char *
describe (SeqgoMidiFile *file)
{
  GString *string = g_string_new (NULL);

  for (guint track = 0; track < seqgo_midi_file_get_n_tracks (file); track++)
    {
      GList *events = seqgo_midi_file_list_events (file, track);

      g_assert_cmpuint (g_list_length (events), ==, seqgo_midi_file_get_n_events (file, track));
      g_string_append (string, track > 0 ? "|" : "");
      for (GList *l = events; l != NULL; l = l->next)
        {
          g_string_append (string, l != events ? "," : "");
          describe_event (string, l->data);
        }
      g_string_append_printf (string, ";%u", seqgo_midi_file_get_track_end (file, track));
      g_list_free_full (events, (GDestroyNotify) seqgo_midi_file_event_unref);
    }
  return g_string_free (string, FALSE);
}

void
midi_file_test_assert (SeqgoMidiFile *file, const char *expected)
{
  g_autofree char *text = describe (file);

  g_assert_cmpstr (text, ==, expected);
}
