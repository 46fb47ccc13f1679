/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <poll.h>
#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-announcer-private.h>

#include "discovery-test.h"

/* Waits without a main loop until the announcer says something. */
static void
take (SeqgoRtpAnnouncer *announcer, char **name, char **problem)
{
  struct pollfd fd = { seqgo_rtp_announcer_get_fd (announcer), POLLIN, 0 };

  g_clear_pointer (name, g_free);
  g_clear_pointer (problem, g_free);
  g_assert_cmpint (poll (&fd, 1, 30000), ==, 1);
  seqgo_rtp_announcer_take (announcer, name, problem);
}

static void
test_names (void)
{
  g_autoptr (SeqgoRtpAnnouncer) announcer = seqgo_rtp_announcer_new ("Stage", NULL, 5004);
  g_autofree char *name = NULL;
  g_autofree char *problem = NULL;
  g_autofree char *found = NULL;

  take (announcer, &name, &problem);
  g_assert_cmpstr (name, ==, "Stage");
  g_assert_null (problem);

  seqgo_rtp_announcer_set_name (announcer, "Studio");
  do
    take (announcer, &name, &problem);
  while (name == NULL);
  g_assert_cmpstr (name, ==, "Studio");
  found = discovery_browse_for (";Studio;");

  g_clear_pointer (&announcer, seqgo_rtp_announcer_free);
  discovery_browse_without (";Studio;");
}

static void
test_problem (void)
{
  g_autoptr (SeqgoRtpAnnouncer) announcer = seqgo_rtp_announcer_new ("Stage", NULL, 5004);
  g_autofree char *name = NULL;
  g_autofree char *problem = NULL;

  take (announcer, &name, &problem);
  discovery_control_avahi ("--stop");
  take (announcer, &name, &problem);
  g_assert_null (name);
  g_assert_nonnull (strstr (problem, "avahi-daemon"));

  discovery_control_avahi ("--start");
  do
    take (announcer, &name, &problem);
  while (name == NULL);
  g_assert_null (problem);
}

/* At any moment of its life; the thread may not have begun with it. */
static void
test_free (void)
{
  for (guint i = 0; i < 50; i++)
    {
      SeqgoRtpAnnouncer *announcer = seqgo_rtp_announcer_new ("Stage", NULL, 5004);

      seqgo_rtp_announcer_set_name (announcer, "Studio");
      if (i % 2 == 0)
        discovery_run_for (i);
      seqgo_rtp_announcer_free (announcer);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  discovery_add_test ("/rtp-announcer/R-20/names", test_names);
  discovery_add_test ("/rtp-announcer/problem", test_problem);
  discovery_add_test ("/rtp-announcer/free", test_free);

  return g_test_run ();
}
