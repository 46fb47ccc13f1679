/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What the commands share. */

#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib-unix.h>

#include "seqgo-tool.h"

/* How many letters have to be added, removed or replaced to make @b of @a. */
static guint
get_distance (const char *a, const char *b)
{
  gsize             size = strlen (b);
  g_autofree guint *row = g_new (guint, size + 1);

  for (guint i = 0; i <= size; i++)
    row[i] = i;
  for (; *a != '\0'; a++)
    {
      guint diagonal = row[0]++;

      for (gsize i = 0; i < size; i++)
        {
          guint replaced = diagonal + (*a != b[i]);

          diagonal = row[i + 1];
          row[i + 1] = MIN (replaced, MIN (row[i], diagonal) + 1);
        }
    }
  return row[size];
}

const char *
seqgo_tool_find_nearest (const char *word, const char *const *candidates)
{
  const char *nearest = NULL;
  guint       least = G_MAXUINT;

  for (; *candidates != NULL; candidates++)
    {
      guint distance = get_distance (word, *candidates);

      if (distance < least)
        {
          nearest = *candidates;
          least = distance;
        }
    }
  /* With more than half of it wrong, it is another word. */
  return nearest != NULL && least <= strlen (nearest) / 2 ? nearest : NULL;
}

void
seqgo_tool_set_usage_error (GError **error, const char *format, ...)
{
  va_list          arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
}

gboolean
seqgo_tool_flush (GError **error)
{
  int code;

  errno = 0;
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;

  code = errno != 0 ? errno : EIO;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "Cannot write the output: %s",
               g_strerror (code));
  return FALSE;
}

static GMainLoop *loop;
static GError    *loop_error;

void
seqgo_tool_end_loop (GError *error)
{
  if (loop == NULL || loop_error != NULL)
    g_clear_error (&error);
  else
    loop_error = error;
  if (loop != NULL)
    g_main_loop_quit (loop);
}

static gboolean
signal_cb (gpointer user_data)
{
  seqgo_tool_end_loop (NULL);
  return G_SOURCE_CONTINUE;
}

static gboolean
output_cb (int fd, GIOCondition condition, gpointer user_data)
{
  seqgo_tool_end_loop (NULL);
  return G_SOURCE_REMOVE;
}

gboolean
seqgo_tool_run_loop (GError **error)
{
  loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGINT, signal_cb, NULL);
  g_unix_signal_add (SIGTERM, signal_cb, NULL);
  g_unix_fd_add (STDOUT_FILENO, G_IO_ERR, output_cb, NULL);
  if (seqgo_tool_flush (&loop_error))
    g_main_loop_run (loop);
  g_clear_pointer (&loop, g_main_loop_unref);

  if (loop_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&loop_error));
  return FALSE;
}

SeqgoPortListFlags
seqgo_tool_get_list_flags (gboolean input, gboolean output, gboolean all)
{
  SeqgoPortListFlags flags = SEQGO_PORT_LIST_UNSORTED | SEQGO_PORT_LIST_ANY_TYPE;

  if (input)
    flags |= SEQGO_PORT_LIST_INPUT;
  if (output)
    flags |= SEQGO_PORT_LIST_OUTPUT;
  if (all)
    flags |= SEQGO_PORT_LIST_WITH_SYSTEM | SEQGO_PORT_LIST_UNCONNECTABLE;
  else
    flags |= SEQGO_PORT_LIST_NO_UNEXPORTED;
  return flags;
}

static void
append_quoted (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"' || *text == '\\')
        g_string_append_c (json, '\\');
      if (g_ascii_iscntrl (*text))
        g_string_append_printf (json, "\\u%04x", *text);
      else
        g_string_append_c (json, *text);
    }
  g_string_append_c (json, '"');
}

static void
append_key (GString *json, const char *key)
{
  if (json->len > 0 && strchr ("{[", json->str[json->len - 1]) == NULL)
    g_string_append_c (json, ',');
  if (key != NULL)
    {
      append_quoted (json, key);
      g_string_append_c (json, ':');
    }
}

void
seqgo_json_begin (GString *json, const char *key, char bracket)
{
  append_key (json, key);
  g_string_append_c (json, bracket);
}

void
seqgo_json_end (GString *json, char bracket)
{
  g_string_append_c (json, bracket);
}

void
seqgo_json_add_string (GString *json, const char *key, const char *value)
{
  append_key (json, key);
  append_quoted (json, value);
}

void
seqgo_json_add_name (GString *json, const char *key, const char *name)
{
  if (name != NULL)
    seqgo_json_add_string (json, key, name);
  else
    seqgo_json_add_null (json, key);
}

void
seqgo_json_add_integer (GString *json, const char *key, gint64 value)
{
  append_key (json, key);
  g_string_append_printf (json, "%" G_GINT64_FORMAT, value);
}

void
seqgo_json_add_boolean (GString *json, const char *key, gboolean value)
{
  append_key (json, key);
  g_string_append (json, value ? "true" : "false");
}

void
seqgo_json_add_null (GString *json, const char *key)
{
  append_key (json, key);
  g_string_append (json, "null");
}

void
seqgo_json_add_microseconds (GString *json, const char *key, gint64 value)
{
  append_key (json, key);
  g_string_append_printf (json, "%" G_GINT64_FORMAT ".%06" G_GINT64_FORMAT, value / G_USEC_PER_SEC,
                          value % G_USEC_PER_SEC);
}
