/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include <glib/gstdio.h>

#include "discovery-test.h"

static gboolean
wake_up_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
discovery_run_for (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, wake_up_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static char *
run (const char *program, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  char    *output = NULL;
  int      status;
  va_list  arguments;
  gpointer argument = (gpointer) program;

  va_start (arguments, program);
  for (; argument != NULL; argument = va_arg (arguments, gpointer))
    g_ptr_array_add (argv, argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);

  g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  return output;
}

void
discovery_control_avahi (const char *option)
{
  g_autofree char *program = g_test_build_filename (G_TEST_DIST, "lab", "avahi", NULL);
  g_autofree char *output = run (program, option, NULL);
}

void
discovery_plug (gboolean in)
{
  g_autofree char *set = run ("ip", "link", "set", "wired", in ? "up" : "down", NULL);
  g_autofree char *add = NULL;

  /* In contrast to that of IPv4, it went with the link. */
  if (in)
    add = run ("ip", "address", "add", "2001:db8::1/64", "dev", "wired", "nodad", NULL);
}

void
discovery_rename_host (const char *name)
{
  g_autofree char *argument = g_strconcat ("string:", name, NULL);
  g_autofree char *output
      = run ("dbus-send", "--system", "--print-reply", "--dest=org.freedesktop.Avahi", "/",
             "org.freedesktop.Avahi.Server.SetHostName", argument, NULL);
}

GSubprocess *
discovery_publish (const char *name, guint16 port)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *number = g_strdup_printf ("%u", port);
  GSubprocess     *process = g_subprocess_new (
          G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
          "avahi-publish", "--service", name, "_apple-midi._udp", number, NULL);

  g_assert_no_error (error);
  return process;
}

void
discovery_unpublish (GSubprocess *process)
{
  g_autoptr (GSubprocess) owned = process;
  g_autoptr (GError) error = NULL;

  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
}

/* Seldom it does not end. */
char *
discovery_browse (void)
{
  return run ("sh", "-c",
              "for i in 1 2 3; do"
              " if found=$(timeout 10 avahi-browse --resolve --parsable --terminate"
              "            --no-db-lookup _apple-midi._udp); then"
              "  [ -z \"$found\" ] || printf '%s\\n' \"$found\"; exit;"
              " fi;"
              "done; exit 1",
              NULL);
}

static char *
browse_until (const char *part, gboolean is_there)
{
  gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  char  *found = discovery_browse ();

  while ((strstr (found, part) != NULL) != is_there)
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("avahi-browse %s \"%s\": %s", is_there ? "does not find" : "still finds", part,
                 found);
      g_free (found);
      found = discovery_browse ();
    }
  return found;
}

char *
discovery_browse_for (const char *part)
{
  return browse_until (part, TRUE);
}

void
discovery_browse_without (const char *part)
{
  g_free (browse_until (part, FALSE));
}

static gboolean
is_quiet (void)
{
  g_autofree char *found = discovery_browse ();

  return *found == '\0';
}

static void
run_alone (gconstpointer data)
{
  GTestFunc const *test = data;

  while (!is_quiet ())
    discovery_run_for (250);
  (*test) ();
}

void
discovery_add_test (const char *path, GTestFunc test)
{
  g_test_add_data_func_full (path, g_memdup2 (&test, sizeof test), run_alone, g_free);
}

void
discovery_hide_bus (gboolean hide)
{
  const char      *path = g_getenv ("DBUS_SYSTEM_BUS_ADDRESS") + strlen ("unix:path=");
  g_autofree char *hidden = g_strconcat (path, ".hidden", NULL);

  g_assert_cmpint (hide ? g_rename (path, hidden) : g_rename (hidden, path), ==, 0);
}
