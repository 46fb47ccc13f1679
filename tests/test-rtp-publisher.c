/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-publisher-private.h>

#include "discovery-test.h"

static void
changed_cb (gpointer user_data)
{
  guint *n_changes = user_data;

  (*n_changes)++;
}

static SeqgoRtpPublisher *
publish_on (const char *name, guint16 port, guint *n_changes)
{
  SeqgoRtpPublisher *publisher = seqgo_rtp_publisher_new (name, NULL, port, changed_cb, n_changes);

  g_assert_null (seqgo_rtp_publisher_get_published_name (publisher));
  g_assert_null (seqgo_rtp_publisher_get_problem (publisher));
  g_assert_cmpuint (*n_changes, ==, 0);
  discovery_wait_until (seqgo_rtp_publisher_get_published_name (publisher) != NULL);
  g_assert_null (seqgo_rtp_publisher_get_problem (publisher));
  g_assert_cmpuint (*n_changes, ==, 1);
  return publisher;
}

static SeqgoRtpPublisher *
publish (const char *name, guint *n_changes)
{
  return publish_on (name, 5004, n_changes);
}

static guint
count (const char *text, const char *part)
{
  guint n_parts = 0;

  while ((text = strstr (text, part)) != NULL)
    {
      n_parts++;
      text += strlen (part);
    }
  return n_parts;
}

/* Others find it on both protocols, with its port. */
static void
test_published (void)
{
  guint n_changes = 0;
  g_autoptr (SeqgoRtpPublisher) publisher = publish ("Bühne; 1", &n_changes);
  g_autofree char *found = NULL;

  g_assert_cmpstr (seqgo_rtp_publisher_get_published_name (publisher), ==, "Bühne; 1");
  found = discovery_browse_for ("=;wired;IPv6;");
  g_assert_nonnull (strstr (found, "=;wired;IPv4;B\\195\\188hne\\059\\0321;_apple-midi._udp;local;"
                                   "lab.local;192.0.2.1;5004;"));
  g_assert_nonnull (strstr (found, "=;wired;IPv6;B\\195\\188hne\\059\\0321;_apple-midi._udp;local;"
                                   "lab.local;2001:db8::1;5004;"));

  g_clear_pointer (&publisher, seqgo_rtp_publisher_free);
  discovery_browse_without ("5004");
}

static void
test_collision (void)
{
  guint        n_changes = 0;
  guint        n_other_changes = 0;
  GSubprocess *other = discovery_publish ("Stage", 6000);
  g_autoptr (SeqgoRtpPublisher) publisher = NULL;
  g_autoptr (SeqgoRtpPublisher) own_other = NULL;
  g_autofree char *found = discovery_browse_for (";Stage;");

  publisher = publish ("Stage", &n_changes);
  g_assert_cmpstr (seqgo_rtp_publisher_get_published_name (publisher), ==, "Stage #2");
  own_other = publish_on ("Stage", 5006, &n_other_changes);
  g_assert_cmpstr (seqgo_rtp_publisher_get_published_name (own_other), ==, "Stage #3");
  discovery_unpublish (other);
}

static void
test_long_name (void)
{
  guint n_changes = 0;
  g_autoptr (SeqgoRtpPublisher) publisher
      = publish ("seventy octets: äöüäöüäöüäöüäöüäöüäöüäöüäöü", &n_changes);
  const char      *name = seqgo_rtp_publisher_get_published_name (publisher);
  g_autofree char *found = discovery_browse_for ("seventy\\032octets");

  g_assert_cmpstr (name, ==, "seventy octets: äöüäöüäöüäöüäöüäöüäöüäö");
  g_assert_cmpuint (strlen (name), ==, 62);
}

static void
test_broken_name (void)
{
  guint n_changes = 0;
  g_autoptr (SeqgoRtpPublisher) publisher = publish ("Stage\xFF", &n_changes);

  g_assert_cmpstr (seqgo_rtp_publisher_get_published_name (publisher), ==, "Stage\xEF\xBF\xBD");
}

static void
test_empty_name (void)
{
  guint n_changes = 0;
  g_autoptr (SeqgoRtpPublisher) publisher
      = seqgo_rtp_publisher_new ("", NULL, 5004, changed_cb, &n_changes);

  discovery_wait_until (n_changes > 0);
  g_assert_null (seqgo_rtp_publisher_get_published_name (publisher));
  g_assert_nonnull (strstr (seqgo_rtp_publisher_get_problem (publisher), "Invalid service name"));
}

static void
test_new_name (void)
{
  guint n_changes = 0;
  g_autoptr (SeqgoRtpPublisher) publisher = publish ("Stage", &n_changes);
  g_autofree char *found = NULL;

  seqgo_rtp_publisher_set_name (publisher, "Stage");
  g_assert_cmpuint (n_changes, ==, 1);
  seqgo_rtp_publisher_set_name (publisher, "Studio");
  g_assert_null (seqgo_rtp_publisher_get_published_name (publisher));
  seqgo_rtp_publisher_set_name (publisher, "Hall");
  discovery_wait_until (seqgo_rtp_publisher_get_published_name (publisher) != NULL);
  g_assert_cmpstr (seqgo_rtp_publisher_get_published_name (publisher), ==, "Hall");
  discovery_run_for (1500);
  found = discovery_browse_for (";Hall;");
  g_assert_cmpuint (count (found, "=;wired;IPv4"), ==, 1);
}

/* When Avahi is back, it is told again; the name that is wanted may be free by then. */
static void
test_restart (void)
{
  guint        n_changes = 0;
  GSubprocess *other = discovery_publish ("Stage", 6000);
  g_autoptr (SeqgoRtpPublisher) publisher = NULL;

  discovery_run_for (2000);
  publisher = publish ("Stage", &n_changes);
  g_assert_cmpstr (seqgo_rtp_publisher_get_published_name (publisher), ==, "Stage #2");

  discovery_control_avahi ("--stop");
  discovery_wait_until (n_changes == 2);
  g_assert_null (seqgo_rtp_publisher_get_published_name (publisher));
  g_assert_nonnull (strstr (seqgo_rtp_publisher_get_problem (publisher), "avahi-daemon"));
  discovery_unpublish (other);

  discovery_control_avahi ("--start");
  discovery_wait_until (seqgo_rtp_publisher_get_published_name (publisher) != NULL);
  g_assert_cmpstr (seqgo_rtp_publisher_get_published_name (publisher), ==, "Stage");
  g_assert_null (seqgo_rtp_publisher_get_problem (publisher));
}

static void
test_later (void)
{
  guint n_changes = 0;
  g_autoptr (SeqgoRtpPublisher) publisher = NULL;

  discovery_hide_bus (TRUE);
  publisher = seqgo_rtp_publisher_new ("Stage", NULL, 5004, changed_cb, &n_changes);
  discovery_wait_until (n_changes == 1);
  g_assert_nonnull (strstr (seqgo_rtp_publisher_get_problem (publisher), "system bus"));
  seqgo_rtp_publisher_set_name (publisher, "Studio");
  discovery_run_for (25000);
  g_assert_cmpuint (n_changes, ==, 1);

  discovery_hide_bus (FALSE);
  discovery_wait_until (seqgo_rtp_publisher_get_published_name (publisher) != NULL);
  g_assert_cmpstr (seqgo_rtp_publisher_get_published_name (publisher), ==, "Studio");
}

static void
free_cb (gpointer user_data)
{
  SeqgoRtpPublisher **publisher = user_data;

  g_clear_pointer (publisher, seqgo_rtp_publisher_free);
}

static void
test_free (void)
{
  SeqgoRtpPublisher *publisher = NULL;

  publisher = seqgo_rtp_publisher_new ("Stage", NULL, 5004, free_cb, &publisher);
  discovery_wait_until (publisher == NULL);

  /* At any moment of its life. */
  for (guint i = 0; i < 100; i++)
    {
      guint n_changes = 0;

      publisher = seqgo_rtp_publisher_new ("Stage", NULL, 5004, changed_cb, &n_changes);
      for (guint j = 0; j < i; j++)
        g_main_context_iteration (NULL, FALSE);
      if (i % 7 == 3)
        discovery_run_for (i);
      g_clear_pointer (&publisher, seqgo_rtp_publisher_free);
      discovery_run_for (1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  discovery_add_test ("/rtp-publisher/R-20/published", test_published);
  discovery_add_test ("/rtp-publisher/R-20/collision", test_collision);
  discovery_add_test ("/rtp-publisher/long-name", test_long_name);
  discovery_add_test ("/rtp-publisher/broken-name", test_broken_name);
  discovery_add_test ("/rtp-publisher/empty-name", test_empty_name);
  discovery_add_test ("/rtp-publisher/new-name", test_new_name);
  discovery_add_test ("/rtp-publisher/restart", test_restart);
  discovery_add_test ("/rtp-publisher/later", test_later);
  discovery_add_test ("/rtp-publisher/free", test_free);

  return g_test_run ();
}
