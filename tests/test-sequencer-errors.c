/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What the failures of the kernel become, made by functions that the libraries find before those of
 * the C library. */

#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "seqgo-test.h"

#define EXPORTED __attribute__ ((visibility ("default")))

/* The descriptor of which everything fails, and why. */
static int   failing_fd = -1;
static int   failure;
static guint n_failures;

static gboolean
fails (int fd)
{
  if (fd != failing_fd)
    return FALSE;
  n_failures++;
  errno = failure;
  return TRUE;
}

EXPORTED int
ioctl (int fd, unsigned long request, ...)
{
  static int (*real_ioctl) (int fd, unsigned long request, ...);
  va_list arguments;
  void   *argument;

  va_start (arguments, request);
  argument = va_arg (arguments, void *);
  va_end (arguments);
  if (real_ioctl == NULL)
    real_ioctl = dlsym (RTLD_NEXT, "ioctl");
  return fails (fd) ? -1 : real_ioctl (fd, request, argument);
}

EXPORTED ssize_t
read (int fd, void *buffer, size_t size)
{
  static ssize_t (*real_read) (int fd, void *buffer, size_t size);

  if (real_read == NULL)
    real_read = dlsym (RTLD_NEXT, "read");
  return fails (fd) ? -1 : real_read (fd, buffer, size);
}

EXPORTED ssize_t
write (int fd, const void *buffer, size_t size)
{
  static ssize_t (*real_write) (int fd, const void *buffer, size_t size);

  if (real_write == NULL)
    real_write = dlsym (RTLD_NEXT, "write");
  return fails (fd) ? -1 : real_write (fd, buffer, size);
}

/* What the operations use. */
typedef struct
{
  TestPeer            *peer;
  SeqgoSequencerQueue *queue;
  SeqgoAddress        *address;
  SeqgoEvent          *event;
  SeqgoEvent          *queued_event;
} Things;

static gboolean
create_port (Things *things, GError **error)
{
  return seqgo_sequencer_client_create_port (things->peer->client, "p", SEQGO_PORT_PRESET_SINK,
                                             error)
         != NULL;
}

static gboolean
create_queue (Things *things, GError **error)
{
  return seqgo_sequencer_client_create_queue (things->peer->client, NULL, error) != NULL;
}

static gboolean
connect_ports (Things *things, GError **error)
{
  return seqgo_sequencer_client_connect_ports (things->peer->client, things->address,
                                               things->address, error);
}

static gboolean
disconnect_ports (Things *things, GError **error)
{
  return seqgo_sequencer_client_disconnect_ports (things->peer->client, things->address,
                                                  things->address, error);
}

static gboolean
find_connection (Things *things, GError **error)
{
  g_autoptr (SeqgoSequencerConnection) connection = seqgo_sequencer_client_find_connection (
      things->peer->client, things->address, things->address, error);

  return connection != NULL;
}

static gboolean
list_connections (Things *things, GError **error)
{
  g_autolist (SeqgoSequencerConnection) list = seqgo_sequencer_client_list_connections (
      things->peer->client, things->address, SEQGO_DIRECTION_DUPLEX, error);

  return list != NULL;
}

static gboolean
get_client_info (Things *things, GError **error)
{
  g_autoptr (SeqgoSequencerClientInfo) info
      = seqgo_sequencer_client_get_client_info (things->peer->client, 14, error);

  return info != NULL;
}

static gboolean
get_port_info (Things *things, GError **error)
{
  g_autoptr (SeqgoSequencerPortInfo) info
      = seqgo_sequencer_client_get_port_info (things->peer->client, things->address, error);

  return info != NULL;
}

static gboolean
get_system_info (Things *things, GError **error)
{
  g_autoptr (SeqgoSequencerSystemInfo) info
      = seqgo_sequencer_client_get_system_info (things->peer->client, error);

  return info != NULL;
}

static gboolean
get_pool (Things *things, GError **error)
{
  g_autoptr (SeqgoSequencerPool) pool
      = seqgo_sequencer_client_get_pool (things->peer->client, 14, error);

  return pool != NULL;
}

static gboolean
set_pool (Things *things, GError **error)
{
  return seqgo_sequencer_client_set_output_pool (things->peer->client, 100, error);
}

static gboolean
drop_output (Things *things, GError **error)
{
  return seqgo_sequencer_client_drop_output (things->peer->client, error);
}

static gboolean
set_client_name (Things *things, GError **error)
{
  return seqgo_sequencer_client_set_name (things->peer->client, "x", error);
}

static gboolean
set_event_filter (Things *things, GError **error)
{
  return seqgo_sequencer_client_set_event_filter (things->peer->client, NULL, 0, error);
}

static gboolean
set_caps (Things *things, GError **error)
{
  return seqgo_sequencer_port_set_caps (things->peer->input, 0, error);
}

static gboolean
set_tempo (Things *things, GError **error)
{
  return seqgo_sequencer_queue_set_tempo (things->queue, 400000, error);
}

static gboolean
send_directly (Things *things, GError **error)
{
  return seqgo_sequencer_port_send (things->peer->output, things->event, error);
}

static gboolean
send_queued (Things *things, GError **error)
{
  return seqgo_sequencer_port_send (things->peer->output, things->queued_event, error);
}

static gboolean
receive (Things *things, GError **error)
{
  g_autoptr (SeqgoEventBatch) batch
      = seqgo_sequencer_client_read_batch (things->peer->client, 0, NULL, error);

  return batch != NULL;
}

typedef struct
{
  const char *name;
  gboolean (*call) (Things *things, GError **error);

  /* Pairs of an errno and the SeqgoSequencerError that it means here. */
  struct
  {
    int                 code;
    SeqgoSequencerError error;
  } causes[4];
} Operation;

#define CAUSE(code, error)                                                                         \
  {                                                                                                \
    code, SEQGO_SEQUENCER_ERROR_##error                                                            \
  }

static const Operation operations[] = {
  { "create port",
    create_port,
    { CAUSE (ENOMEM, TOO_MANY_PORTS), CAUSE (EINVAL, TOO_MANY_PORTS),
      CAUSE (EBUSY, PORT_IN_USE) } },
  { "create queue", create_queue, { CAUSE (ENOMEM, TOO_MANY_QUEUES) } },
  { "connect",
    connect_ports,
    { CAUSE (EBUSY, ALREADY_CONNECTED), CAUSE (EINVAL, GONE), CAUSE (ENXIO, GONE),
      CAUSE (ENOENT, GONE) } },
  { "disconnect",
    disconnect_ports,
    { CAUSE (ENOENT, NOT_CONNECTED), CAUSE (EINVAL, GONE), CAUSE (ENXIO, GONE) } },
  { "find connection",
    find_connection,
    { CAUSE (ENOENT, NOT_CONNECTED), CAUSE (EINVAL, GONE), CAUSE (ENXIO, GONE) } },
  { "list connections", list_connections, { CAUSE (ENXIO, GONE), CAUSE (EINVAL, GONE) } },
  { "get client info",
    get_client_info,
    { CAUSE (ENOENT, GONE), CAUSE (ENXIO, GONE), CAUSE (EINVAL, GONE) } },
  { "get port info",
    get_port_info,
    { CAUSE (ENOENT, GONE), CAUSE (ENXIO, GONE), CAUSE (EINVAL, GONE) } },
  { "get system info", get_system_info, { { 0 } } },
  { "get pool", get_pool, { CAUSE (ENOENT, GONE) } },
  { "set pool", set_pool, { { 0 } } },
  { "drop output", drop_output, { { 0 } } },
  { "set name", set_client_name, { { 0 } } },
  { "set event filter", set_event_filter, { { 0 } } },
  { "set caps", set_caps, { { 0 } } },
  { "send",
    send_directly,
    { CAUSE (EAGAIN, RECEIVER_FULL), CAUSE (ENOMEM, PAYLOAD_TOO_LARGE), CAUSE (EMLINK, LOOP),
      CAUSE (ENOENT, UNDELIVERABLE) } },
  { "send queued", send_queued, { CAUSE (EAGAIN, POOL_FULL), CAUSE (ENOMEM, PAYLOAD_TOO_LARGE) } },
  { "receive", receive, { CAUSE (ENOSPC, OVERFLOW) } },
};

/* Those that are something else here than in general. */
static gboolean
is_special (const Operation *operation, int code)
{
  /* Nothing has come. */
  if (operation->call == receive && code == EAGAIN)
    return TRUE;
  /* The end of the list. */
  return operation->call == list_connections && code == ENOENT;
}

static void
assert_operation (const Operation *operation, Things *things, int code)
{
  g_autoptr (GError) error = NULL;

  failing_fd = seqgo_sequencer_client_get_fd (things->peer->client);
  failure = code;
  n_failures = 0;
  g_test_message ("%s: %s", operation->name, g_strerror (code));
  g_assert_false (operation->call (things, &error));
  failing_fd = -1;
  g_assert_cmpuint (n_failures, >, 0);
  g_assert_nonnull (error);
  g_assert_cmpuint (strlen (error->message), >, 20);

  for (guint i = 0; i < G_N_ELEMENTS (operation->causes); i++)
    if (operation->causes[i].code == code)
      {
        g_assert_error (error, SEQGO_SEQUENCER_ERROR, (int) operation->causes[i].error);
        return;
      }
  g_assert_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code));
}

static void
test_every_errno (gconstpointer user_data)
{
  static const int codes[] = { EPERM,  EBUSY,  ENOENT, ENXIO, EINVAL, ENOMEM,
                               EAGAIN, ENOSPC, EMLINK, EBADF, ENODEV, EBADFD };
  const Operation *operation = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (TestPeer) peer = test_peer_new ("fails");
      g_autoptr (SeqgoAddress) address = seqgo_address_new (14, 0);
      g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, 60, 100);
      g_autoptr (SeqgoEvent) queued_event = seqgo_event_at_tick (event, 0, 1000);
      Things things = { peer, NULL, address, event, queued_event };

      things.queue = seqgo_sequencer_client_create_queue (peer->client, NULL, NULL);
      g_assert_true (send_queued (&things, NULL));
      if (!is_special (operation, codes[i]))
        assert_operation (operation, &things, codes[i]);
    }
}

/* alsa-lib would print some of it. */
static void
test_nothing_is_printed (void)
{
  if (g_test_subprocess ())
    {
      for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
        test_every_errno (&operations[i]);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr_unmatched ("*ALSA*");
}

/* A queue asks first whether there is one. */
static void
test_queue (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("fails");
  Things things = { peer };
  g_autoptr (GError) error = NULL;

  things.queue = seqgo_sequencer_client_create_queue (peer->client, NULL, NULL);
  failing_fd = seqgo_sequencer_client_get_fd (peer->client);
  failure = EINVAL;
  g_assert_false (set_tempo (&things, &error));
  failing_fd = -1;
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sequencer-errors/S-107/%s", operations[i].name);

      g_strdelimit (path, " ", '-');
      g_test_add_data_func (path, &operations[i], test_every_errno);
    }
  g_test_add_func ("/sequencer-errors/S-107/queue", test_queue);
  g_test_add_func ("/sequencer-errors/nothing-is-printed", test_nothing_is_printed);

  return g_test_run ();
}
