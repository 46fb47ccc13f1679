/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What tests share that tests/lab/avahi runs. */

/* Runs the main loop until @condition holds; fails after thirty seconds. */
#define discovery_wait_until(condition)                                                            \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 discovery_deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;                     \
    while (!(condition))                                                                           \
      {                                                                                            \
        if (g_get_monotonic_time () > discovery_deadline)                                          \
          g_error ("%s:%d: still not %s", __FILE__, __LINE__, #condition);                         \
        discovery_run_for (10);                                                                    \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

/* Runs the main loop for some time, for what must not happen meanwhile. */
void discovery_run_for (guint milliseconds);

/* "--start" or "--stop". */
void discovery_control_avahi (const char *option);

/* Plugs the interface "wired" in or out. */
void discovery_plug (gboolean in);

/* Gives the computer another name in the network, without ".local". */
void discovery_rename_host (const char *name);

/* Has another program announce a session. It ends when the process is freed. */
GSubprocess *discovery_publish (const char *name, guint16 port);

void discovery_unpublish (GSubprocess *process);

/* What avahi-browse finds: lines that end with "name;port", each service and interface once. */
char *discovery_browse (void);

/* The same once @part is among it: who has just been published is not found at once. */
char *discovery_browse_for (const char *part);

/* Waits until avahi-browse does not find @part any more. */
void discovery_browse_without (const char *part);

/* Adds a test that begins when nothing is announced any more. */
void discovery_add_test (const char *path, GTestFunc test);

/* Keeps the program from finding the system bus, or lets it do so again. */
void discovery_hide_bus (gboolean hide);

G_END_DECLS
