/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <poll.h>
#include <string.h>

#include <libseqgo/seqgo.h>

#include "discovery-test.h"

static SeqgoRtpSession *
listen_as (const char *name)
{
  g_autoptr (GError) error = NULL;
  SeqgoRtpSession *session = seqgo_rtp_session_new (name);

  seqgo_rtp_session_listen (session, 0, &error);
  g_assert_no_error (error);
  return session;
}

static void
close_session (SeqgoRtpSession *session)
{
  seqgo_rtp_session_close (session);
  g_assert_null (seqgo_rtp_session_get_published_name (session));
  g_assert_null (seqgo_rtp_session_get_publish_problem (session));
  g_assert_finalize_object (session);
}

static gboolean
is_found (const char *name)
{
  g_autofree char *part = g_strdup_printf (";%s;", name);
  g_autofree char *found = discovery_browse ();

  return strstr (found, part) != NULL;
}

static void
notify_cb (GObject *object, GParamSpec *pspec, GString *log)
{
  g_string_append_printf (log, "%s ", pspec->name);
}

static void
test_discoverable (void)
{
  SeqgoRtpSession *session = seqgo_rtp_session_new ("Stage");
  g_autofree char *found = NULL;
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_signal_connect (session, "notify::published-name", G_CALLBACK (notify_cb), log);
  g_signal_connect (session, "notify::discoverable", G_CALLBACK (notify_cb), log);
  seqgo_rtp_session_set_discoverable (session, FALSE);
  seqgo_rtp_session_listen (session, 0, &error);
  g_assert_no_error (error);
  discovery_run_for (3000);
  g_assert_null (seqgo_rtp_session_get_published_name (session));
  g_assert_cmpstr (log->str, ==, "discoverable ");

  seqgo_rtp_session_set_discoverable (session, TRUE);
  discovery_wait_until (seqgo_rtp_session_get_published_name (session) != NULL);
  g_assert_cmpstr (log->str, ==, "discoverable discoverable published-name ");
  found = discovery_browse_for (";Stage;");

  seqgo_rtp_session_set_discoverable (session, FALSE);
  g_assert_null (seqgo_rtp_session_get_published_name (session));
  discovery_run_for (2000);
  g_assert_false (is_found ("Stage"));
  close_session (session);
}

/* Whoever only invites is not announced. */
static void
test_not_listening (void)
{
  SeqgoRtpSession *session = seqgo_rtp_session_new ("Guest");
  g_autoptr (GError) error = NULL;

  discovery_run_for (3000);
  g_assert_false (is_found ("Guest"));
  close_session (session);
}

static void
test_loopback (void)
{
  SeqgoRtpSession *session = seqgo_rtp_session_new ("Hermit");
  g_autoptr (GError) error = NULL;

  seqgo_rtp_session_listen_on (session, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  g_assert_nonnull (seqgo_rtp_session_get_publish_problem (session));
  discovery_run_for (3000);
  g_assert_false (is_found ("Hermit"));
  close_session (session);
}

/* It is announced where it can be reached, and nowhere else. */
static void
listen_on_one_address (const char *address)
{
  gboolean         is_ipv4 = strchr (address, '.') != NULL;
  SeqgoRtpSession *session = seqgo_rtp_session_new ("Local stage");
  g_autoptr (SeqgoRtpBrowser) browser = seqgo_rtp_browser_open ();
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;
  const char *const *addresses;

  seqgo_rtp_session_listen_on (session, address, 0, &error);
  g_assert_no_error (error);
  /* That it listens already changes nothing. */
  seqgo_rtp_session_listen (session, 0, &error);
  g_assert_no_error (error);
  discovery_wait_until (seqgo_rtp_browser_find_service (browser, "Local stage") != NULL);
  discovery_run_for (3000);
  addresses
      = seqgo_rtp_service_get_addresses (seqgo_rtp_browser_find_service (browser, "Local stage"));
  g_assert_cmpstr (addresses[0], ==, address);
  g_assert_false (g_strv_contains (addresses, is_ipv4 ? "127.0.0.1" : "::1"));

  found = discovery_browse_for (is_ipv4 ? "=;wired;IPv4;Local" : "=;wired;IPv6;Local");
  g_assert_null (strstr (found, "=;lo;"));
  g_assert_null (strstr (found, is_ipv4 ? "=;wired;IPv6;Local" : "=;wired;IPv4;Local"));
  close_session (session);
}

static void
test_one_ipv4_address (void)
{
  listen_on_one_address ("192.0.2.1");
}

static void
test_one_ipv6_address (void)
{
  listen_on_one_address ("2001:db8::1");
}

static void
test_new_name (void)
{
  SeqgoRtpSession *session = listen_as ("Stage");
  g_autofree char *found = NULL;

  discovery_wait_until (seqgo_rtp_session_get_published_name (session) != NULL);
  seqgo_rtp_session_set_name (session, "Hall");
  discovery_wait_until (g_strcmp0 (seqgo_rtp_session_get_published_name (session), "Hall") == 0);
  found = discovery_browse_for (";Hall;");
  close_session (session);
}

static gboolean
is_on (SeqgoRtpBrowser *browser, const char *name, const char *host)
{
  SeqgoRtpService *service = seqgo_rtp_browser_find_service (browser, name);

  return service != NULL && g_str_equal (seqgo_rtp_service_get_host (service), host);
}

/* It is announced again, and found there. */
static void
test_new_host_name (void)
{
  g_autoptr (SeqgoRtpBrowser) browser = seqgo_rtp_browser_open ();
  SeqgoRtpSession *session = listen_as ("Mover");

  discovery_wait_until (is_on (browser, "Mover", "lab.local"));
  discovery_rename_host ("hall");
  discovery_wait_until (is_on (browser, "Mover", "hall.local"));
  discovery_wait_until (seqgo_rtp_session_get_published_name (session) != NULL);
  discovery_run_for (3000);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (browser)), ==, 1);
  g_assert_cmpstr (seqgo_rtp_session_get_published_name (session), ==, "Mover");
  close_session (session);
  discovery_rename_host ("lab");
}

static void
test_two (void)
{
  SeqgoRtpSession *first = listen_as ("Twin");
  SeqgoRtpSession *second;

  discovery_wait_until (seqgo_rtp_session_get_published_name (first) != NULL);
  second = listen_as ("Twin");
  discovery_wait_until (seqgo_rtp_session_get_published_name (second) != NULL);
  g_assert_cmpstr (seqgo_rtp_session_get_published_name (second), ==, "Twin #2");
  g_assert_cmpstr (seqgo_rtp_session_get_name (second), ==, "Twin");
  close_session (first);
  close_session (second);
}

/* Programs with another event loop are found, too. */
static void
test_descriptor (void)
{
  SeqgoRtpSession *session = listen_as ("Other loop");
  struct pollfd    fd = { seqgo_rtp_session_get_fd (session), POLLIN, 0 };

  while (seqgo_rtp_session_get_published_name (session) == NULL)
    {
      g_assert_cmpint (poll (&fd, 1, 30000), ==, 1);
      seqgo_rtp_session_process (session);
    }
  close_session (session);
}

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static SeqgoRtpPeer *
invite_service (SeqgoRtpSession *session, SeqgoRtpService *service)
{
  g_autolist (GInetSocketAddress) addresses = seqgo_rtp_service_list_addresses (service);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SeqgoRtpPeer *peer;

  seqgo_rtp_session_invite_addresses_async (session, addresses, NULL, take_result_cb, &result);
  discovery_wait_until (result != NULL);
  peer = seqgo_rtp_session_invite_addresses_finish (session, result, &error);
  g_assert_no_error (error);
  return peer;
}

static void
event_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, SeqgoEvent *event, guint *n_events)
{
  (*n_events)++;
}

/* What is announced, and whether it is, is nothing to those who are connected. */
static void
test_running_session (void)
{
  g_autoptr (SeqgoRtpBrowser) browser = seqgo_rtp_browser_open ();
  SeqgoRtpSession *host = listen_as ("Stage");
  SeqgoRtpSession *guest = seqgo_rtp_session_new ("Guest");
  g_autoptr (SeqgoRtpPeer) peer = NULL;
  g_autoptr (GError) error = NULL;
  guint n_events = 0;

  g_signal_connect (host, "event::note-on", G_CALLBACK (event_cb), &n_events);
  discovery_wait_until (seqgo_rtp_browser_find_service (browser, "Stage") != NULL);
  peer = invite_service (guest, seqgo_rtp_browser_find_service (browser, "Stage"));
  g_assert_cmpstr (seqgo_rtp_peer_get_name (peer), ==, "Stage");

  for (guint i = 0; i < 3; i++)
    {
      if (i == 1)
        {
          seqgo_rtp_session_set_discoverable (host, FALSE);
          discovery_wait_until (seqgo_rtp_browser_find_service (browser, "Stage") == NULL);
        }
      if (i == 2)
        discovery_control_avahi ("--stop");
      discovery_run_for (2000);
      seqgo_rtp_session_note_on (guest, 0, (guint8) (60 + i), 100, &error);
      g_assert_no_error (error);
      discovery_wait_until (n_events == i + 1);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (host)), ==, 1);
  close_session (host);
  close_session (guest);
  discovery_control_avahi ("--start");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  discovery_add_test ("/rtp-session-publish/R-20/discoverable", test_discoverable);
  discovery_add_test ("/rtp-session-publish/R-20/not-listening", test_not_listening);
  discovery_add_test ("/rtp-session-publish/loopback", test_loopback);
  discovery_add_test ("/rtp-session-publish/one-ipv4-address", test_one_ipv4_address);
  discovery_add_test ("/rtp-session-publish/one-ipv6-address", test_one_ipv6_address);
  discovery_add_test ("/rtp-session-publish/new-name", test_new_name);
  discovery_add_test ("/rtp-session-publish/new-host-name", test_new_host_name);
  discovery_add_test ("/rtp-session-publish/two", test_two);
  discovery_add_test ("/rtp-session-publish/descriptor", test_descriptor);
  discovery_add_test ("/rtp-session-publish/R-20/running-session", test_running_session);

  return g_test_run ();
}
