/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

/* The bytes that @text tells of in hexadecimal digits, two for each, with any spaces. They are in
 * memory of just their size, so that a sanitizer sees what is read beyond it. */
static inline GBytes *
rtp_bytes_from_hex (const char *text)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  while (*text != '\0')
    {
      guint8 byte;

      if (*text == ' ')
        {
          text++;
          continue;
        }
      g_assert (g_ascii_isxdigit (text[0]) && g_ascii_isxdigit (text[1]));
      byte = (guint8) (g_ascii_xdigit_value (text[0]) << 4 | g_ascii_xdigit_value (text[1]));
      g_byte_array_append (bytes, &byte, 1);
      text += 2;
    }
  return g_bytes_new (bytes->data, bytes->len);
}

static inline char *
rtp_bytes_to_hex (const guint8 *data, gsize size)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, "%s%02X", i > 0 ? " " : "", data[i]);
  return g_string_free (text, FALSE);
}
