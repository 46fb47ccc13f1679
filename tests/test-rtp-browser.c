/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include <libseqgo/seqgo.h>

#include "discovery-test.h"

/* A browser, and what it tells: "+name" and "-name". */
typedef struct
{
  SeqgoRtpBrowser *browser;
  GString         *log;
} Test;

static void
added_cb (SeqgoRtpBrowser *browser, SeqgoRtpService *service, Test *test)
{
  g_assert_true (seqgo_rtp_browser_find_service (browser, seqgo_rtp_service_get_name (service))
                 != NULL);
  g_assert_nonnull (seqgo_rtp_service_get_addresses (service)[0]);
  g_string_append_printf (test->log, "+%s ", seqgo_rtp_service_get_name (service));
}

static void
removed_cb (SeqgoRtpBrowser *browser, SeqgoRtpService *service, Test *test)
{
  g_string_append_printf (test->log, "-%s ", seqgo_rtp_service_get_name (service));
}

static Test *
test_new (void)
{
  Test *test = g_new0 (Test, 1);

  test->browser = seqgo_rtp_browser_open ();
  test->log = g_string_new (NULL);
  g_signal_connect (test->browser, "service-added", G_CALLBACK (added_cb), test);
  g_signal_connect (test->browser, "service-removed", G_CALLBACK (removed_cb), test);
  return test;
}

static void
test_free (Test *test)
{
  seqgo_rtp_browser_close (test->browser);
  g_assert_finalize_object (test->browser);
  g_string_free (test->log, TRUE);
  g_free (test);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Test, test_free)

static guint
get_n_services (Test *test)
{
  return g_list_model_get_n_items (G_LIST_MODEL (test->browser));
}

static SeqgoRtpService *
find (Test *test, const char *name)
{
  return seqgo_rtp_browser_find_service (test->browser, name);
}

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_open (void)
{
  SeqgoRtpBrowser *browser = seqgo_rtp_browser_open ();

  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (browser)) == SEQGO_TYPE_RTP_SERVICE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (browser)), ==, 0);
  g_assert_false (seqgo_rtp_browser_get_available (browser));
  g_assert_null (seqgo_rtp_browser_get_problem (browser));
  g_assert_false (seqgo_rtp_browser_is_closed (browser));
  discovery_wait_until (seqgo_rtp_browser_get_available (browser));
  g_assert_null (seqgo_rtp_browser_get_problem (browser));

  seqgo_rtp_browser_close (browser);
  g_assert_true (seqgo_rtp_browser_is_closed (browser));
  g_assert_false (seqgo_rtp_browser_get_available (browser));
  seqgo_rtp_browser_close (browser);
  g_assert_finalize_object (browser);

  browser = seqgo_rtp_browser_open ();
  g_assert_finalize_object (browser);
}

/* It is seen on two interfaces, and with both protocols. */
static void
test_one_entry (void)
{
  g_autoptr (Test) test = test_new ();
  GSubprocess *process = discovery_publish ("Stage", 6004);
  g_autoptr (SeqgoRtpService) service = NULL;
  g_autofree char *addresses = NULL;

  discovery_wait_until (get_n_services (test) > 0);
  discovery_run_for (3000);
  g_assert_cmpstr (test->log->str, ==, "+Stage ");
  g_assert_cmpuint (get_n_services (test), ==, 1);

  service = g_list_model_get_item (G_LIST_MODEL (test->browser), 0);
  g_assert_true (find (test, "stage") == service);
  g_assert_null (find (test, "Stag"));
  addresses = g_strjoinv (" ", (GStrv) seqgo_rtp_service_get_addresses (service));
  g_assert_cmpstr (addresses, ==, "192.0.2.1 2001:db8::1 127.0.0.1 ::1");

  discovery_unpublish (process);
  discovery_wait_until (get_n_services (test) == 0);
  discovery_run_for (3000);
  g_assert_cmpstr (test->log->str, ==, "+Stage -Stage ");
  g_assert_cmpstr (seqgo_rtp_service_get_name (service), ==, "Stage");
  g_assert_cmpuint (seqgo_rtp_service_get_port (service), ==, 6004);
}

static void
notify_cb (GObject *object, GParamSpec *pspec, guint *n_changes)
{
  (*n_changes)++;
}

static char *
get_addresses (SeqgoRtpService *service)
{
  return g_strjoinv (" ", (GStrv) seqgo_rtp_service_get_addresses (service));
}

/* It goes when no interface sees it any more. */
static void
test_interface (void)
{
  g_autoptr (Test) test = test_new ();
  GSubprocess     *process = discovery_publish ("Plug", 6004);
  SeqgoRtpService *service;
  g_autofree char *rest = NULL;
  g_autofree char *all = NULL;
  guint            n_changes = 0;

  discovery_wait_until (find (test, "Plug") != NULL);
  discovery_run_for (2000);
  service = find (test, "Plug");
  g_string_truncate (test->log, 0);
  g_signal_connect (service, "notify::addresses", G_CALLBACK (notify_cb), &n_changes);

  discovery_plug (FALSE);
  discovery_wait_until (n_changes > 0);
  discovery_run_for (2000);
  rest = get_addresses (service);
  g_assert_cmpstr (rest, ==, "127.0.0.1 ::1");

  discovery_plug (TRUE);
  discovery_run_for (5000);
  all = get_addresses (service);
  g_assert_cmpstr (all, ==, "192.0.2.1 2001:db8::1 127.0.0.1 ::1");
  g_assert_cmpstr (test->log->str, ==, "");
  discovery_unpublish (process);
}

static void
test_sorted (void)
{
  static const char *const names[] = { "Stage", "Bühne", "stage door" };
  static const char *const sorted[] = { "Bühne", "Stage", "stage door" };
  g_autoptr (Test) test = test_new ();
  GSubprocess *processes[G_N_ELEMENTS (names)];

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      processes[i] = discovery_publish (names[i], (guint16) (6000 + 2 * i));
      discovery_wait_until (get_n_services (test) == i + 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    {
      g_autoptr (SeqgoRtpService) service = g_list_model_get_item (G_LIST_MODEL (test->browser), i);

      g_assert_cmpstr (seqgo_rtp_service_get_name (service), ==, sorted[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    discovery_unpublish (processes[i]);
}

/* Who restarts is back before it has gone. */
static void
test_other_port (void)
{
  g_autoptr (Test) test = test_new ();
  GSubprocess     *process = discovery_publish ("Stage", 6004);
  SeqgoRtpService *service;
  guint            n_changes = 0;

  discovery_wait_until (get_n_services (test) > 0);
  service = find (test, "Stage");
  discovery_run_for (2000);
  g_signal_connect (service, "notify::port", G_CALLBACK (notify_cb), &n_changes);
  discovery_unpublish (process);
  process = discovery_publish ("Stage", 6006);
  discovery_wait_until (n_changes > 0);
  discovery_run_for (3000);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (seqgo_rtp_service_get_port (service), ==, 6006);
  g_assert_cmpstr (test->log->str, ==, "+Stage ");
  discovery_unpublish (process);
}

/* What Avahi still sees when it is back did not go. */
static void
test_restart (void)
{
  g_autoptr (Test) test = test_new ();
  GSubprocess     *stage = discovery_publish ("Stage", 6004);
  GSubprocess     *studio = discovery_publish ("Studio", 6006);
  SeqgoRtpService *service;
  guint            n_changes = 0;

  discovery_wait_until (get_n_services (test) == 2);
  g_signal_connect (test->browser, "notify", G_CALLBACK (notify_cb), &n_changes);
  service = find (test, "Stage");
  g_string_truncate (test->log, 0);
  discovery_control_avahi ("--stop");
  discovery_wait_until (!seqgo_rtp_browser_get_available (test->browser));
  g_assert_nonnull (strstr (seqgo_rtp_browser_get_problem (test->browser), "avahi-daemon"));
  discovery_unpublish (stage);
  discovery_unpublish (studio);
  discovery_run_for (10000);
  g_assert_cmpuint (get_n_services (test), ==, 2);
  g_assert_cmpuint (n_changes, ==, 2);

  discovery_control_avahi ("--start");
  discovery_wait_until (seqgo_rtp_browser_get_available (test->browser));
  g_assert_null (seqgo_rtp_browser_get_problem (test->browser));
  stage = discovery_publish ("Stage", 7004);
  discovery_wait_until (get_n_services (test) == 1);
  discovery_run_for (3000);
  g_assert_cmpstr (test->log->str, ==, "-Studio ");
  g_assert_true (find (test, "Stage") == service);
  g_assert_cmpuint (seqgo_rtp_service_get_port (service), ==, 7004);

  discovery_unpublish (stage);
  discovery_wait_until (get_n_services (test) == 0);
  g_assert_cmpstr (test->log->str, ==, "-Studio -Stage ");
}

static void
test_later (void)
{
  g_autoptr (Test) test = NULL;
  GSubprocess *process = discovery_publish ("Stage", 6004);

  discovery_hide_bus (TRUE);
  test = test_new ();
  discovery_wait_until (seqgo_rtp_browser_get_problem (test->browser) != NULL);
  g_assert_nonnull (strstr (seqgo_rtp_browser_get_problem (test->browser), "system bus"));
  g_assert_nonnull (strstr (seqgo_rtp_browser_get_problem (test->browser), "avahi-daemon"));
  g_assert_false (seqgo_rtp_browser_get_available (test->browser));
  discovery_run_for (25000);

  discovery_hide_bus (FALSE);
  discovery_wait_until (get_n_services (test) == 1);
  g_assert_null (seqgo_rtp_browser_get_problem (test->browser));
  discovery_unpublish (process);
}

/* Returns how the wait ended. */
static SeqgoRtpService *
finish (Test *test, GAsyncResult **result, GError **error)
{
  g_autoptr (GAsyncResult) owned = NULL;

  discovery_wait_until (*result != NULL);
  owned = g_steal_pointer (result);
  return seqgo_rtp_browser_wait_for_finish (test->browser, owned, error);
}

static void
test_wait_for (void)
{
  g_autoptr (Test) test = test_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SeqgoRtpService) service = NULL;
  g_autoptr (SeqgoRtpService) same = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *found = NULL;
  GAsyncResult *cancelled = NULL;
  GSubprocess  *process;

  seqgo_rtp_browser_wait_for_async (test->browser, "stage", NULL, take_result_cb, &found);
  seqgo_rtp_browser_wait_for_async (test->browser, "Studio", cancellable, take_result_cb,
                                    &cancelled);
  process = discovery_publish ("Stage", 6004);
  service = finish (test, &found, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (seqgo_rtp_service_get_name (service), ==, "Stage");

  seqgo_rtp_browser_wait_for_async (test->browser, "Stage", NULL, take_result_cb, &found);
  same = finish (test, &found, &error);
  g_assert_no_error (error);
  g_assert_true (service == same);

  g_assert_null (cancelled);
  g_cancellable_cancel (cancellable);
  g_assert_null (finish (test, &cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  discovery_unpublish (process);
}

static void
test_wait_in_vain (void)
{
  g_autoptr (Test) test = test_new ();
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  seqgo_rtp_browser_wait_for_async (test->browser, "Nobody", NULL, take_result_cb, &result);
  discovery_run_for (1000);
  discovery_control_avahi ("--stop");
  g_assert_null (finish (test, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_nonnull (strstr (error->message, "“Nobody”"));
  g_assert_nonnull (strstr (error->message, "avahi-daemon"));
  g_clear_error (&error);

  seqgo_rtp_browser_wait_for_async (test->browser, "Nobody", NULL, take_result_cb, &result);
  g_assert_null (finish (test, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);

  discovery_control_avahi ("--start");
  discovery_wait_until (seqgo_rtp_browser_get_available (test->browser));
  seqgo_rtp_browser_wait_for_async (test->browser, "Nobody", NULL, take_result_cb, &result);
  seqgo_rtp_browser_close (test->browser);
  g_assert_null (finish (test, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);

  seqgo_rtp_browser_wait_for_async (test->browser, "Nobody", NULL, take_result_cb, &result);
  g_assert_null (finish (test, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
close_cb (SeqgoRtpBrowser *browser)
{
  seqgo_rtp_browser_close (browser);
}

static void
test_close_in_handler (void)
{
  static const char *const names[]
      = { "items-changed", "service-added", "service-removed", "notify::problem" };
  GSubprocess *process = discovery_publish ("Stage", 6004);

  discovery_run_for (2000);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (Test) test = test_new ();

      if (i >= 2)
        discovery_wait_until (get_n_services (test) == 1);
      g_signal_connect (test->browser, names[i], G_CALLBACK (close_cb), NULL);
      if (i == 2)
        {
          discovery_unpublish (process);
          process = NULL;
        }
      if (i == 3)
        discovery_control_avahi ("--stop");
      discovery_wait_until (seqgo_rtp_browser_is_closed (test->browser));
      discovery_run_for (3000);
      if (i == 2)
        {
          process = discovery_publish ("Stage", 6004);
          discovery_run_for (2000);
        }
    }
  discovery_unpublish (process);
  discovery_control_avahi ("--start");
}

static void
nest_cb (SeqgoRtpBrowser *browser)
{
  discovery_run_for (3000);
}

/* Handlers may run the main loop. */
static void
test_nested (void)
{
  g_autoptr (Test) test = test_new ();
  GSubprocess *first = discovery_publish ("first", 6004);
  GSubprocess *second = discovery_publish ("second", 6006);

  g_signal_connect (test->browser, "service-added", G_CALLBACK (nest_cb), NULL);
  g_signal_connect (test->browser, "service-removed", G_CALLBACK (nest_cb), NULL);
  discovery_wait_until (get_n_services (test) == 2);
  discovery_run_for (5000);
  discovery_unpublish (first);
  discovery_unpublish (second);
  discovery_wait_until (get_n_services (test) == 0);
  discovery_run_for (5000);
  g_assert_cmpuint (test->log->len, ==, strlen ("+first +second -first -second "));
}

static gpointer
browse_in_thread (gpointer user_data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (Test) test = NULL;

  g_main_context_push_thread_default (context);
  test = test_new ();
  g_main_context_pop_thread_default (context);
  /* The context need not be the default one when it is run. */
  while (get_n_services (test) == 0)
    g_main_context_iteration (context, TRUE);
  g_assert_cmpstr (test->log->str, ==, "+Stage ");
  return NULL;
}

static void
test_other_context (void)
{
  GSubprocess *process = discovery_publish ("Stage", 6004);
  GThread     *thread = g_thread_new ("browser", browse_in_thread, NULL);

  g_thread_join (thread);
  discovery_unpublish (process);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  discovery_add_test ("/rtp-browser/open", test_open);
  discovery_add_test ("/rtp-browser/R-20/one-entry", test_one_entry);
  discovery_add_test ("/rtp-browser/R-20/interface", test_interface);
  discovery_add_test ("/rtp-browser/sorted", test_sorted);
  discovery_add_test ("/rtp-browser/R-20/other-port", test_other_port);
  discovery_add_test ("/rtp-browser/R-20/restart", test_restart);
  discovery_add_test ("/rtp-browser/later", test_later);
  discovery_add_test ("/rtp-browser/wait-for", test_wait_for);
  discovery_add_test ("/rtp-browser/wait-in-vain", test_wait_in_vain);
  discovery_add_test ("/rtp-browser/close-in-handler", test_close_in_handler);
  discovery_add_test ("/rtp-browser/nested", test_nested);
  discovery_add_test ("/rtp-browser/other-context", test_other_context);

  return g_test_run ();
}
