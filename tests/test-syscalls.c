/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How many system calls things take, counted by functions that the libraries find before those of
 * the C library. */

#define _GNU_SOURCE

#include <dlfcn.h>
#include <poll.h>
#include <stdarg.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "seqgo-test.h"

#define EXPORTED __attribute__ ((visibility ("default")))

static int   seq_fd = -1;
static guint n_reads;
static guint n_writes;
static guint n_polls;
static guint n_ioctls;

/* Between two looks at the clock so many microseconds pass, if not 0, and to wait takes no time. */
static gint64   hurry;
static gboolean waits_for_ever;

EXPORTED ssize_t
read (int fd, void *buffer, size_t size)
{
  static ssize_t (*real_read) (int fd, void *buffer, size_t size);

  if (real_read == NULL)
    real_read = dlsym (RTLD_NEXT, "read");
  n_reads += fd == seq_fd;
  return real_read (fd, buffer, size);
}

EXPORTED ssize_t
write (int fd, const void *buffer, size_t size)
{
  static ssize_t (*real_write) (int fd, const void *buffer, size_t size);

  if (real_write == NULL)
    real_write = dlsym (RTLD_NEXT, "write");
  n_writes += fd == seq_fd;
  return real_write (fd, buffer, size);
}

EXPORTED int
poll (struct pollfd *fds, nfds_t n_fds, int timeout)
{
  static int (*real_poll) (struct pollfd * fds, nfds_t n_fds, int timeout);

  if (real_poll == NULL)
    real_poll = dlsym (RTLD_NEXT, "poll");
  n_polls++;
  waits_for_ever |= timeout < 0;
  return real_poll (fds, n_fds, hurry > 0 ? 0 : timeout);
}

EXPORTED gint64
g_get_monotonic_time (void)
{
  static gint64 (*real_time) (void);
  static gint64 passed;

  if (real_time == NULL)
    real_time = dlsym (RTLD_NEXT, "g_get_monotonic_time");
  passed += hurry;
  return real_time () + passed;
}

EXPORTED int
ioctl (int fd, unsigned long request, ...)
{
  static int (*real_ioctl) (int fd, unsigned long request, void *argument);
  va_list arguments;
  void   *argument;

  if (real_ioctl == NULL)
    real_ioctl = dlsym (RTLD_NEXT, "ioctl");
  va_start (arguments, request);
  argument = va_arg (arguments, void *);
  va_end (arguments);
  n_ioctls++;
  return real_ioctl (fd, request, argument);
}

static void
count_for (SeqgoSequencerClient *client)
{
  seq_fd = seqgo_sequencer_client_get_fd (client);
  n_reads = n_writes = n_polls = 0;
}

static SeqgoEventBatch *
make_batch (guint n_events)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);

  for (guint i = 0; i < n_events; i++)
    g_ptr_array_add (events, seqgo_event_new_note_on (0, (guint8) (i % 128), 1));
  return seqgo_event_batch_new ((SeqgoEvent **) events->pdata, events->len);
}

static void
test_one_read (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEventBatch) batch = make_batch (2000);

  seqgo_sequencer_client_set_input_pool (b->client, 2000, &error);
  test_peer_connect (a, b);
  seqgo_sequencer_port_send_batch (a->output, batch, &error);
  g_assert_no_error (error);
  count_for (b->client);
  test_wait_until (b->events->len == 2000);
  g_assert_cmpuint (n_reads, ==, 1);
  g_assert_cmpuint (b->n_batches, ==, 1);
}

static void
test_one_write (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEventBatch) batch = make_batch (2000);

  seqgo_sequencer_client_set_input_pool (b->client, 2000, &error);
  test_peer_connect (a, b);
  count_for (a->client);
  seqgo_sequencer_port_send_batch (a->output, batch, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_writes, ==, 1);
  seqgo_sequencer_port_note_on (a->output, 0, 60, 1, NULL);
  g_assert_cmpuint (n_writes, ==, 2);
}

/* To wait is one poll, whatever the time-out. */
static void
test_few_polls (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("waits");
  g_autoptr (GError) error = NULL;

  count_for (peer->client);
  g_assert_null (seqgo_sequencer_client_read_batch (peer->client, 200000, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpuint (n_polls, <=, 2);
}

/* To wait a second for a receiver takes few looks at it, and sends nothing. */
static void
test_few_looks (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) data = test_make_sysex (10000);
  g_autoptr (SeqgoSequencerTransfer) transfer
      = seqgo_sequencer_transfer_new (a->output, data, &error);

  test_peer_connect (a, b);
  g_assert_false (seqgo_sequencer_transfer_run (transfer, 0, NULL, &error));
  g_clear_error (&error);
  count_for (a->client);
  g_assert_false (seqgo_sequencer_transfer_run (transfer, G_USEC_PER_SEC, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpuint (n_polls, <=, 40);
  g_assert_cmpuint (n_writes, ==, 0);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEventBatch) batch
      = seqgo_sequencer_client_read_batch_finish (SEQGO_SEQUENCER_CLIENT (object), result, &error);

  *(gboolean *) user_data = TRUE;
}

/* Between two reads events wait in the kernel, and nothing spins. */
static void
test_idle_between_reads (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gboolean done = FALSE;

  test_peer_connect (a, b);
  seqgo_sequencer_client_read_batch_async (b->client, 0, cancellable, read_cb, &done);
  g_cancellable_cancel (cancellable);
  test_wait_until (done);
  seqgo_sequencer_port_note_on (a->output, 0, 60, 1, &error);
  g_assert_no_error (error);
  count_for (b->client);
  test_run_for (200);
  g_assert_cmpuint (n_reads, ==, 0);
  g_assert_cmpuint (n_polls, <=, 4);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* How many questions a new port costs with a registry, when there are so many other clients. */
static guint
count_ioctls_for_port (guint n_clients)
{
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SeqgoSequencerRegistry) registry = NULL;
  g_autoptr (GError) error = NULL;
  guint n_added = 0;

  for (guint i = 0; i < n_clients; i++)
    {
      g_ptr_array_add (clients, seqgo_sequencer_client_open ("one of many", &error));
      for (guint j = 0; j < 10; j++)
        seqgo_sequencer_client_create_port (g_ptr_array_index (clients, i), "port",
                                            SEQGO_PORT_PRESET_DUPLEX, &error);
      g_assert_no_error (error);
    }
  registry = seqgo_sequencer_registry_open (&error);
  g_assert_no_error (error);
  g_signal_connect_swapped (registry, "port-added", G_CALLBACK (count_cb), &n_added);
  seqgo_sequencer_client_create_port (g_ptr_array_index (clients, 0), "port",
                                      SEQGO_PORT_PRESET_DUPLEX, &error);
  n_ioctls = 0;
  test_wait_until (n_added == 1);
  return n_ioctls;
}

static void
test_registry (void)
{
  guint n_for_few = count_ioctls_for_port (2);

  g_assert_cmpuint (n_for_few, >=, 1);
  g_assert_cmpuint (n_for_few, <=, 4);
  g_assert_cmpuint (count_ioctls_for_port (30), ==, n_for_few);
}

/* However slow the program is, what has a time-out never waits without one. */
static void
test_late_polls (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("late");
  g_autoptr (GError) error = NULL;

  waits_for_ever = FALSE;
  for (hurry = 100000; hurry < 2000000; hurry += 100000)
    {
      g_assert_null (seqgo_sequencer_client_read_batch (peer->client, 1000000, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
      g_clear_error (&error);
    }
  hurry = 0;
  g_assert_false (waits_for_ever);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/syscalls/one-read", test_one_read);
  g_test_add_func ("/syscalls/one-write", test_one_write);
  g_test_add_func ("/syscalls/S-49/few-looks", test_few_looks);
  g_test_add_func ("/syscalls/S-74/few-polls", test_few_polls);
  g_test_add_func ("/syscalls/S-74/late-polls", test_late_polls);
  g_test_add_func ("/syscalls/S-75/idle-between-reads", test_idle_between_reads);
  g_test_add_func ("/syscalls/registry", test_registry);

  return g_test_run ();
}
