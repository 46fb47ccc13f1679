/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <libseqgo/seqgo.h>

#include "discovery-test.h"

static SeqgoRtpService *
wait_for (SeqgoRtpBrowser *browser, const char *name)
{
  discovery_wait_until (seqgo_rtp_browser_find_service (browser, name) != NULL);
  /* Other interfaces show it, too. */
  discovery_run_for (2000);
  return g_object_ref (seqgo_rtp_browser_find_service (browser, name));
}

static void
test_properties (void)
{
  g_autoptr (SeqgoRtpBrowser) browser = seqgo_rtp_browser_open ();
  GSubprocess *process = discovery_publish ("Stage", 6004);
  g_autoptr (SeqgoRtpService) service = wait_for (browser, "Stage");
  g_autofree char *name = NULL;
  g_autofree char *host = NULL;
  g_auto (GStrv) addresses = NULL;
  g_autofree char *text = seqgo_rtp_service_to_string (service);
  guint            port;
  gboolean         is_local;

  g_object_get (service, "name", &name, "host", &host, "port", &port, "addresses", &addresses,
                "is-local", &is_local, NULL);
  g_assert_cmpstr (name, ==, "Stage");
  g_assert_cmpstr (host, ==, "lab.local");
  g_assert_cmpuint (port, ==, 6004);
  g_assert_true (is_local);
  g_assert_cmpstr (seqgo_rtp_service_get_name (service), ==, name);
  g_assert_cmpstr (seqgo_rtp_service_get_host (service), ==, host);
  g_assert_cmpuint (seqgo_rtp_service_get_port (service), ==, port);
  g_assert_true (seqgo_rtp_service_get_is_local (service));
  g_assert_cmpstrv (seqgo_rtp_service_get_addresses (service), addresses);
  g_assert_cmpstr (text, ==, "Stage on lab.local, port 6004");
  discovery_unpublish (process);
}

static void
test_addresses (void)
{
  static const char *const expected[] = { "192.0.2.1", "2001:db8::1", "127.0.0.1", "::1" };
  g_autoptr (SeqgoRtpBrowser) browser = seqgo_rtp_browser_open ();
  GSubprocess *process = discovery_publish ("Stage", 6004);
  g_autoptr (SeqgoRtpService) service = wait_for (browser, "Stage");
  g_autolist (GInetSocketAddress) addresses = seqgo_rtp_service_list_addresses (service);
  guint n_addresses = 0;

  for (GList *link = addresses; link != NULL; link = link->next, n_addresses++)
    {
      g_autofree char *text
          = g_inet_address_to_string (g_inet_socket_address_get_address (link->data));

      g_assert_cmpuint (n_addresses, <, G_N_ELEMENTS (expected));
      g_assert_cmpstr (text, ==, expected[n_addresses]);
      g_assert_cmpuint (g_inet_socket_address_get_port (link->data), ==, 6004);
    }
  g_assert_cmpuint (n_addresses, ==, G_N_ELEMENTS (expected));
  discovery_unpublish (process);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  discovery_add_test ("/rtp-service/R-20/properties", test_properties);
  discovery_add_test ("/rtp-service/R-20/addresses", test_addresses);

  return g_test_run ();
}
