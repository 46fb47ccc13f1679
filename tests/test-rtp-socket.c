/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* A system that does not take packets. Functions of this program stand in for those of the C
 * library. */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <dlfcn.h>
#include <errno.h>
#include <sys/socket.h>

#include "rtp-session-test.h"

typedef int (*SendFunc) (int fd, struct mmsghdr *headers, unsigned int n, int flags);
typedef int (*ReceiveFunc) (int              fd,
                            struct mmsghdr  *headers,
                            unsigned int     n,
                            int              flags,
                            struct timespec *timeout);

static int   send_errors[64];
static guint n_send_errors;
static guint n_sends;
static int   receive_error;
static guint n_receive_errors;

/* The next calls fail. */
static void
fail_to_send (int error_number, guint n)
{
  for (guint i = 0; i < n; i++)
    send_errors[n_send_errors++] = error_number;
}

int
sendmmsg (int fd, struct mmsghdr *headers, unsigned int n, int flags)
{
  SendFunc next = (SendFunc) dlsym (RTLD_NEXT, "sendmmsg");

  n_sends++;
  if (n_send_errors == 0)
    return next (fd, headers, n, flags);
  errno = send_errors[--n_send_errors];
  return -1;
}

int
recvmmsg (int fd, struct mmsghdr *headers, unsigned int n, int flags, struct timespec *timeout)
{
  ReceiveFunc next = (ReceiveFunc) dlsym (RTLD_NEXT, "recvmmsg");

  if (n_receive_errors == 0)
    return next (fd, headers, n, flags, timeout);
  n_receive_errors--;
  errno = receive_error;
  return -1;
}

typedef struct
{
  TestSession *a;
  TestSession *b;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->a = test_session_new_listening ("A");
  fixture->b = test_session_new ("B");
  test_session_connect (fixture->b, fixture->a, "127.0.0.1");
  test_run_for (50);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  n_send_errors = 0;
  n_receive_errors = 0;
  test_session_free (fixture->b);
  test_session_free (fixture->a);
}

/* The buffer is full for a while: what waits is not lost. */
static void
test_busy (Fixture *fixture, gconstpointer data)
{
  fail_to_send (EAGAIN, 3);
  for (guint8 i = 0; i < 10; i++)
    {
      seqgo_rtp_session_note_on (fixture->b->session, 0, i, 100, NULL);
      seqgo_rtp_session_flush (fixture->b->session);
    }
  test_session_wait_for_events (fixture->a, 10);
  test_run_for (20);
  g_assert_cmpuint (fixture->a->events->len, ==, 10);
  for (guint i = 0; i < 10; i++)
    {
      SeqgoEvent *event = g_ptr_array_index (fixture->a->events, i);

      g_assert_cmpuint (seqgo_event_get_note (event), ==, i);
      g_assert_false (seqgo_event_is_recovered (event));
    }
  g_assert_cmpuint (seqgo_rtp_session_get_n_unsent (fixture->b->session), ==, 0);
  g_assert_cmpuint (n_send_errors, ==, 0);
}

/* Packets that it never takes are counted, and made up for. */
static void
test_never (Fixture *fixture, gconstpointer data)
{
  const int error_number = GPOINTER_TO_INT (data);
  guint     n;

  seqgo_rtp_session_note_on (fixture->b->session, 0, 59, 100, NULL);
  test_session_wait_for_events (fixture->a, 1);
  fail_to_send (error_number, 2);
  n = n_sends;
  seqgo_rtp_session_control_change (fixture->b->session, 0, 7, 100, NULL);
  seqgo_rtp_session_flush (fixture->b->session);
  g_assert_cmpuint (n_sends, <=, n + 3);
  seqgo_rtp_session_note_on (fixture->b->session, 0, 60, 100, NULL);
  test_session_wait_for_events (fixture->a, 3);
  g_assert_cmpuint (seqgo_rtp_session_get_n_unsent (fixture->b->session), ==, 1);
  g_assert_true (seqgo_event_is_recovered (g_ptr_array_index (fixture->a->events, 1)));
  g_assert_cmpuint (test_session_count (fixture->a, "loss 1 repaired B"), ==, 1);
}

/* The host of a peer says that nobody has the port. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  receive_error = ECONNREFUSED;
  n_receive_errors = 5;
  seqgo_rtp_session_note_on (fixture->b->session, 0, 60, 100, NULL);
  test_session_wait_for_events (fixture->a, 1);
  test_wait_until (n_receive_errors == 0);
  seqgo_rtp_session_note_on (fixture->a->session, 0, 60, 100, NULL);
  test_session_wait_for_events (fixture->b, 1);
  g_assert_cmpuint (seqgo_rtp_session_get_n_unsent (fixture->a->session)
                        + seqgo_rtp_session_get_n_unsent (fixture->b->session),
                    ==, 5);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->a->session)), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function)                                                                  \
  g_test_add ("/rtp-socket/" path, Fixture, data, set_up, function, tear_down)
  ADD ("busy", NULL, test_busy);
  ADD ("no-memory", GINT_TO_POINTER (ENOBUFS), test_never);
  ADD ("unreachable", GINT_TO_POINTER (ENETUNREACH), test_never);
  ADD ("refused", NULL, test_refused);

  return g_test_run ();
}
