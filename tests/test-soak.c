/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* A day in the life of two programs, for the virtual time of the lab: whatever happens, in the end
 * everything is as it was in the morning. What happens follows from the seed, see --seed. */

#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "seqgo-test.h"

#define MINUTE (60 * G_USEC_PER_SEC)
#define MINUTES_TO_WARM_UP 120
#define MINUTES_OF_A_DAY (24 * 60)

#define POOL_SIZE 200
#define MAX_SYSEX_SIZE ((POOL_SIZE - 1) * 28)

#define ACTIONS_OF_A_MINUTE 2

/* Whoever loses 16 bytes now and then loses more in a day. */
#define MAX_HEAP_GROWTH 8192
#define MAX_RESIDENT_GROWTH (1024 * 1024)

typedef struct
{
  TestPeer *sender;
  TestPeer *receiver;
} Soak;

/* What has to be the same again. */
typedef struct
{
  char *clients;
  char *queues;
  guint n_fds;
  gsize heap;
  gsize resident;
} Snapshot;

static char *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Clients, ports and connections, without the numbers that only grow. */
static char *
read_clients (void)
{
  g_autofree char *text = read_file ("/proc/asound/seq/clients");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *kept = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_regex_match_simple ("^(Client|  Port|    Connect|    Cells in use)", lines[i], 0, 0))
        g_string_append_printf (kept, "%s\n", lines[i]);
    }
  return g_string_free (kept, FALSE);
}

static gsize
count_resident_bytes (void)
{
  g_autofree char *text = read_file ("/proc/self/statm");
  unsigned long    n_pages = 0;

  g_assert_cmpint (sscanf (text, "%*u %lu", &n_pages), ==, 1);
  return n_pages * (gsize) sysconf (_SC_PAGESIZE);
}

static void
snapshot_take (Snapshot *self)
{
  malloc_trim (0);
  self->heap = mallinfo2 ().uordblks;
  self->resident = count_resident_bytes ();
  self->n_fds = test_count_fds ();
  self->clients = read_clients ();
  self->queues = read_file ("/proc/asound/seq/queues");
}

static void
snapshot_clear (Snapshot *self)
{
  g_free (self->clients);
  g_free (self->queues);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Snapshot, snapshot_clear)

static guint
random_of (guint low, guint high)
{
  return (guint) g_test_rand_int_range ((gint32) low, (gint32) high + 1);
}

static SeqgoSequencerPort *
create_port (SeqgoSequencerClient *client, const char *name, SeqgoPortPreset preset)
{
  g_autoptr (GError) error = NULL;
  SeqgoSequencerPort *port = seqgo_sequencer_client_create_port (client, name, preset, &error);

  g_assert_no_error (error);
  return port;
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
forget (TestPeer *peer)
{
  g_ptr_array_set_size (peer->events, 0);
}

static void
check_notes (TestPeer *peer, guint n_events)
{
  test_wait_until (peer->events->len >= n_events);
  g_assert_cmpuint (peer->events->len, ==, n_events);
  for (guint i = 0; i < n_events; i++)
    g_assert_cmpuint (seqgo_event_get_note (test_peer_get_event (peer, i)), ==, i % 128);
  forget (peer);
}

/* Another program comes, makes connections, and goes without a word about some of them. */
static void
have_visitor (Soak *soak)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerClient) client = seqgo_sequencer_client_open ("visitor", &error);
  guint n_ports = random_of (1, 8);

  g_assert_no_error (error);
  for (guint i = 0; i < n_ports; i++)
    {
      SeqgoSequencerPort *port = create_port (client, "port", SEQGO_PORT_PRESET_DUPLEX);

      seqgo_sequencer_port_connect_to (port, "receiver", &error);
      seqgo_sequencer_port_connect_from_address (
          port, seqgo_sequencer_port_get_address (soak->sender->output), &error);
      seqgo_sequencer_port_note_on (port, 0, 0, 1, &error);
      if (random_of (0, 1))
        seqgo_sequencer_port_disconnect_to (port, "receiver", &error);
      if (random_of (0, 1))
        seqgo_sequencer_port_close (port);
      g_assert_no_error (error);
    }
  g_list_free_full (seqgo_sequencer_client_list_ports (client, SEQGO_PORT_LIST_DEFAULT, &error),
                    g_object_unref);
  g_assert_no_error (error);
  if (random_of (0, 1))
    seqgo_sequencer_client_close (client);
  g_clear_object (&client);
  /* To each port belong its connection, its note and its disconnection. */
  test_wait_until (soak->receiver->events->len == 3 * n_ports);
  forget (soak->receiver);
}

static void
send_storm (Soak *soak)
{
  g_autoptr (GError) error = NULL;
  guint n_storms = random_of (1, 3);

  for (guint i = 0; i < n_storms; i++)
    {
      guint n_events = random_of (1, POOL_SIZE);
      g_autoptr (SeqgoEventBatch) batch = make_batch (n_events);

      seqgo_sequencer_port_send_batch (soak->sender->output, batch, &error);
      g_assert_no_error (error);
      check_notes (soak->receiver, n_events);
    }
}

static void
let_overflow (Soak *soak)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEventBatch) batch = make_batch (POOL_SIZE + random_of (1, 100));
  guint n_overflows = soak->receiver->n_overflows;

  g_assert_false (seqgo_sequencer_port_send_batch (soak->sender->output, batch, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_RECEIVER_FULL);
  g_clear_error (&error);
  test_wait_until (soak->receiver->n_overflows > n_overflows);
  g_assert_cmpuint (soak->receiver->n_overflows, ==, n_overflows + 1);
  forget (soak->receiver);
  seqgo_sequencer_port_note_on (soak->sender->output, 0, 0, 1, &error);
  g_assert_no_error (error);
  check_notes (soak->receiver, 1);
}

static void
send_sysex (Soak *soak)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GBytes) data = test_make_sysex (random_of (2, MAX_SYSEX_SIZE));
      g_autoptr (GBytes) received = NULL;

      seqgo_sequencer_port_sysex (soak->sender->output, data, &error);
      g_assert_no_error (error);
      test_wait_until (soak->receiver->events->len > 0);
      received = seqgo_event_get_data (test_peer_get_event (soak->receiver, 0));
      g_assert_true (g_bytes_equal (data, received));
      forget (soak->receiver);
    }
}

/* The receiver puts the parts together. */
static void
send_sysex_in_parts (Soak *soak)
{
  g_autoptr (GError) error = NULL;
  gsize size = random_of (2, MAX_SYSEX_SIZE / 2);
  g_autoptr (GBytes) data = test_make_sysex (size);
  g_autoptr (GBytes) received = NULL;

  for (gsize start = 0, length; start < size; start += length)
    {
      g_autoptr (GBytes) part = NULL;
      g_autoptr (SeqgoEvent) event = NULL;

      length = random_of (100, 1000);
      length = MIN (length, size - start);
      part = g_bytes_new_from_bytes (data, start, length);
      event = seqgo_event_new_sysex (part);
      seqgo_sequencer_port_send (soak->sender->output, event, &error);
      g_assert_no_error (error);
    }
  test_wait_until (soak->receiver->events->len > 0);
  received = seqgo_event_get_data (test_peer_get_event (soak->receiver, 0));
  g_assert_true (g_bytes_equal (data, received));
  forget (soak->receiver);
}

/* Plays on a queue whose tempo changes, stops in the midst of it, and goes on or gives up. */
static void
play (Soak *soak)
{
  g_autoptr (GError) error = NULL;
  SeqgoSequencerPort  *output = soak->sender->output;
  SeqgoSequencerQueue *queue
      = seqgo_sequencer_client_create_queue (soak->sender->client, "song", &error);
  guint ppq = random_of (24, 960);
  guint n_notes = random_of (2, 100);

  g_assert_no_error (error);
  seqgo_sequencer_queue_set_ppq (queue, ppq, &error);
  seqgo_sequencer_queue_set_bpm (queue, random_of (300, 1200), &error);
  seqgo_sequencer_queue_start (queue, &error);
  for (guint i = 0; i < n_notes; i++)
    {
      g_autoptr (SeqgoEvent) note = seqgo_event_new_note_on (0, (guint8) i, 1);
      g_autoptr (SeqgoEvent) event
          = seqgo_event_at_tick (note, seqgo_sequencer_queue_get_id (queue), 1 + i * ppq / 4);

      seqgo_sequencer_port_send (output, event, &error);
    }
  g_assert_no_error (error);
  test_run_for (random_of (1, 1000));
  seqgo_sequencer_queue_stop (queue, &error);
  seqgo_sequencer_queue_set_bpm (queue, random_of (300, 1200), &error);
  g_assert_no_error (error);
  if (random_of (0, 1))
    {
      seqgo_sequencer_queue_continue (queue, &error);
      seqgo_sequencer_queue_sync (queue, MINUTE, NULL, &error);
      g_assert_no_error (error);
      check_notes (soak->receiver, n_notes);
    }
  seqgo_sequencer_queue_close (queue);
  test_run_for (1);
  forget (soak->receiver);
}

static void
finished_cb (SeqgoSequencerPlayer *player, gboolean *finished)
{
  *finished = TRUE;
}

/* Plays a file, to its end or not. */
static void
play_file (Soak *soak)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "c_major.mid", NULL);
  g_autoptr (SeqgoMidiFile) file = seqgo_midi_file_load (path, &error);
  g_autoptr (SeqgoSequencerPlayer) player
      = seqgo_sequencer_player_new (soak->sender->output, file, &error);
  gboolean finished = FALSE;

  g_assert_no_error (error);
  g_signal_connect (player, "finished", G_CALLBACK (finished_cb), &finished);
  seqgo_sequencer_player_play (player, &error);
  g_assert_no_error (error);
  if (random_of (0, 1))
    {
      test_wait_until (finished);
      /* Eight notes, on and off. */
      test_wait_until (soak->receiver->events->len >= 16);
    }
  else
    {
      test_run_for (random_of (1, 3000));
    }
  seqgo_sequencer_player_close (player);
  test_run_for (1);
  forget (soak->receiver);
}

/* Another program puts events on this one's queue for later, and goes before that. */
static void
share_queue (Soak *soak)
{
  g_autoptr (GError) error = NULL;
  SeqgoSequencerClient *owner = soak->sender->client;
  SeqgoSequencerQueue  *queue = seqgo_sequencer_client_create_queue (owner, "shared", &error);
  guint8                queue_id = seqgo_sequencer_queue_get_id (queue);
  g_autoptr (SeqgoSequencerClient) guest = seqgo_sequencer_client_open ("guest", &error);
  SeqgoSequencerPort *port = create_port (guest, "port", SEQGO_PORT_PRESET_SOURCE);

  seqgo_sequencer_queue_set_locked (queue, random_of (0, 1), &error);
  seqgo_sequencer_client_open_queue (guest, queue_id, &error);
  seqgo_sequencer_port_connect_to (port, "receiver", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (SeqgoEvent) note = seqgo_event_new_note_on (0, 60, 1);
      g_autoptr (SeqgoEvent) event = seqgo_event_at_tick (note, queue_id, 1000 + i);

      seqgo_sequencer_port_send (port, event, &error);
      g_assert_no_error (error);
    }
  if (random_of (0, 1))
    seqgo_sequencer_client_drop_output (guest, &error);
  if (random_of (0, 1))
    seqgo_sequencer_client_close (guest);
  g_clear_object (&guest);
  seqgo_sequencer_queue_close (queue);
  g_assert_no_error (error);
  /* Nothing but the connection and its end. */
  test_wait_until (soak->receiver->events->len == 2);
  forget (soak->receiver);
}

/* A registry connects others that come, and sees them go. */
static void
keep_registry (Soak *soak)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerRegistry) registry = seqgo_sequencer_registry_open (&error);
  g_autoptr (GListModel) ports = seqgo_sequencer_registry_ports (registry, SEQGO_PORT_LIST_DEFAULT);
  guint n_ports = g_list_model_get_n_items (ports);
  guint n_visits = random_of (1, 3);

  seqgo_sequencer_registry_auto_connect (registry, "visitor", "receiver", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n_visits; i++)
    {
      g_autoptr (SeqgoSequencerClient) visitor = seqgo_sequencer_client_open ("visitor", &error);

      create_port (visitor, "port", SEQGO_PORT_PRESET_SOURCE);
      test_wait_until (g_list_model_get_n_items (ports) == n_ports + 1);
      test_wait_until (soak->receiver->events->len == 1);
      seqgo_sequencer_client_close (visitor);
      test_wait_until (g_list_model_get_n_items (ports) == n_ports);
      test_wait_until (soak->receiver->events->len == 2);
      forget (soak->receiver);
    }
  if (random_of (0, 1))
    seqgo_sequencer_registry_close (registry);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Waits for what does not come, and gives up in every way that there is. */
static void
wait_in_vain (Soak *soak)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SeqgoSequencerClient) client = seqgo_sequencer_client_open ("waits", &error);
  int code = random_of (0, 1) ? G_IO_ERROR_CANCELLED : G_IO_ERROR_CLOSED;

  g_assert_no_error (error);
  create_port (client, "input", SEQGO_PORT_PRESET_SINK);
  g_assert_null (seqgo_sequencer_client_read_batch (client, random_of (0, MINUTE), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_clear_error (&error);

  seqgo_sequencer_client_read_batch_async (client, G_PRIORITY_DEFAULT, cancellable, read_cb,
                                           &result);
  test_run_for (random_of (0, 1000));
  if (code == G_IO_ERROR_CANCELLED)
    g_cancellable_cancel (cancellable);
  else
    seqgo_sequencer_client_close (client);
  test_wait_until (result != NULL);
  g_assert_null (seqgo_sequencer_client_read_batch_finish (client, result, &error));
  g_assert_error (error, G_IO_ERROR, code);
}

static void (*const ACTIONS[]) (Soak *soak) = {
  have_visitor, send_storm, let_overflow, send_sysex,    send_sysex_in_parts,
  play,         play_file,  share_queue,  keep_registry, wait_in_vain,
};

/* Some things happen in each minute. */
static void
live (Soak *soak, guint n_minutes)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 1; i <= n_minutes; i++)
    {
      gint64 left;

      for (guint j = 0; j < ACTIONS_OF_A_MINUTE; j++)
        {
          ACTIONS[random_of (0, G_N_ELEMENTS (ACTIONS) - 1)](soak);
          g_assert_cmpuint (soak->receiver->events->len, ==, 0);
          g_assert_cmpuint (soak->sender->events->len, ==, 0);
        }
      left = start + i * MINUTE - g_get_monotonic_time ();
      if (left > 0)
        test_run_for ((guint) (left / 1000));
    }
}

static void
test_day (void)
{
  Soak soak = { test_peer_new ("sender"), test_peer_new ("receiver") };
  g_auto (Snapshot) morning = { NULL };
  g_auto (Snapshot) evening = { NULL };

  test_peer_connect (soak.sender, soak.receiver);
  live (&soak, MINUTES_TO_WARM_UP);
  snapshot_take (&morning);
  live (&soak, MINUTES_OF_A_DAY);
  snapshot_take (&evening);
  g_test_message ("heap %" G_GSIZE_FORMAT " -> %" G_GSIZE_FORMAT ", resident %" G_GSIZE_FORMAT
                  " -> %" G_GSIZE_FORMAT,
                  morning.heap, evening.heap, morning.resident, evening.resident);

  g_assert_cmpstr (evening.clients, ==, morning.clients);
  g_assert_cmpstr (evening.queues, ==, morning.queues);
  g_assert_cmpuint (evening.n_fds, ==, morning.n_fds);
  g_assert_cmpuint (evening.heap, <, morning.heap + MAX_HEAP_GROWTH);
  g_assert_cmpuint (evening.resident, <, morning.resident + MAX_RESIDENT_GROWTH);
  test_peer_free (soak.sender);
  test_peer_free (soak.receiver);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/soak/day", test_day);
  return g_test_run ();
}
