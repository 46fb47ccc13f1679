/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* SysEx of any size: sent in parts, and put together by the receiver. */

#include <string.h>

#include "seqgo-test.h"

#define AUTOMATIC_SIZE 1372

static SeqgoSequencerTransfer *
new_transfer (TestPeer *peer, GBytes *data)
{
  g_autoptr (GError) error = NULL;
  SeqgoSequencerTransfer *transfer = seqgo_sequencer_transfer_new (peer->output, data, &error);

  g_assert_no_error (error);
  return transfer;
}

static void
assert_run_fails (SeqgoSequencerTransfer *transfer,
                  gint64                  timeout,
                  GCancellable           *cancellable,
                  GQuark                  domain,
                  int                     code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (seqgo_sequencer_transfer_run (transfer, timeout, cancellable, &error));
  g_assert_error (error, domain, code);
}

static void
assert_data (TestPeer *peer, guint index, GBytes *expected)
{
  g_autoptr (GBytes) data = seqgo_event_get_data (test_peer_get_event (peer, index));

  g_assert_true (g_bytes_equal (data, expected));
}

static void
finished_cb (GObject *transfer, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  seqgo_sequencer_transfer_run_finish (SEQGO_SEQUENCER_TRANSFER (transfer), result, &error);
  *(GError **) user_data
      = error != NULL ? g_steal_pointer (&error) : g_error_new (G_IO_ERROR, -1, "none");
}

static void
notify_cb (GObject *transfer, GParamSpec *pspec, GArray *sizes)
{
  guint n_sent = seqgo_sequencer_transfer_get_n_sent (SEQGO_SEQUENCER_TRANSFER (transfer));

  g_array_append_val (sizes, n_sent);
}

/* The receiver, in the same main loop, gets one message. */
static void
test_whole (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GBytes) data = test_make_sysex (100000);
  g_autoptr (SeqgoSequencerTransfer) transfer = new_transfer (a, data);
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GError) result = NULL;

  test_peer_connect (a, b);
  g_signal_connect (transfer, "notify::n-sent", G_CALLBACK (notify_cb), sizes);
  seqgo_sequencer_transfer_run_async (transfer, 0, NULL, finished_cb, &result);
  test_wait_until (result != NULL && b->events->len > 0);
  g_assert_error (result, G_IO_ERROR, -1);
  g_assert_cmpuint (b->events->len, ==, 1);
  assert_data (b, 0, data);
  g_assert_cmpuint (b->n_overflows, ==, 0);

  g_assert_cmpuint (sizes->len, >=, 100000 / AUTOMATIC_SIZE / 3);
  for (guint i = 1; i < sizes->len; i++)
    g_assert_cmpuint (g_array_index (sizes, guint, i), >, g_array_index (sizes, guint, i - 1));
  g_assert_cmpuint (g_array_index (sizes, guint, sizes->len - 1), ==, 100000);
}

/* Only the first part begins with F0, only the last one ends with F7. */
static void
assert_parts (TestPeer *peer, GBytes *expected, gsize max_size)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GBytes) all_bytes = NULL;

  for (guint i = 0; i < peer->events->len; i++)
    {
      g_autoptr (GBytes) part = seqgo_event_get_data (test_peer_get_event (peer, i));
      gsize         size;
      const guint8 *bytes = g_bytes_get_data (part, &size);

      g_assert_cmpuint (size, <=, max_size);
      g_assert_true ((bytes[0] == 0xF0) == (i == 0));
      g_assert_true ((bytes[size - 1] == 0xF7) == (i == peer->events->len - 1));
      g_byte_array_append (all, bytes, (guint) size);
    }
  all_bytes = g_byte_array_free_to_bytes (g_steal_pointer (&all));
  g_assert_true (g_bytes_equal (all_bytes, expected));
}

static void
test_parts (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GBytes) data = test_make_sysex (100000), small = test_make_sysex (1000);
  g_autoptr (SeqgoSequencerTransfer) transfer = new_transfer (a, data), fine = NULL;
  g_autoptr (GError) result = NULL, other_result = NULL;

  test_peer_connect (a, b);
  seqgo_sequencer_client_set_reassemble_sysex (b->client, FALSE);
  seqgo_sequencer_transfer_run_async (transfer, 0, NULL, finished_cb, &result);
  test_wait_until (result != NULL);
  g_assert_error (result, G_IO_ERROR, -1);
  test_wait_until (b->events->len == (100000 + AUTOMATIC_SIZE - 1) / AUTOMATIC_SIZE);
  assert_parts (b, data, AUTOMATIC_SIZE);

  g_ptr_array_set_size (b->events, 0);
  fine = new_transfer (a, small);
  g_object_set (fine, "chunk-size", 7, NULL);
  seqgo_sequencer_transfer_run_async (fine, 0, NULL, finished_cb, &other_result);
  test_wait_until (other_result != NULL && b->events->len == (1000 + 6) / 7);
  assert_parts (b, small, 7);
}

/* Parts never have pieces of two messages. */
static void
test_messages (void)
{
  static const guint8 bytes[] = { 0xF0, 0xF7, 0xF0, 1, 2, 3, 4, 5, 6, 0xF7, 0xF0, 1, 0xF7 };
  static const guint  sizes[] = { 2, 4, 4, 3 };
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GBytes) data = g_bytes_new_static (bytes, sizeof bytes);
  g_autoptr (SeqgoSequencerTransfer) transfer = new_transfer (a, data);
  g_autoptr (GError) error = NULL;

  test_peer_connect (a, b);
  seqgo_sequencer_client_set_reassemble_sysex (b->client, FALSE);
  seqgo_sequencer_transfer_set_chunk_size (transfer, 4);
  g_assert_true (seqgo_sequencer_transfer_run (transfer, 0, NULL, &error));
  g_assert_no_error (error);
  test_wait_until (b->events->len == G_N_ELEMENTS (sizes));
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) part = seqgo_event_get_data (test_peer_get_event (b, i));

      g_assert_cmpuint (g_bytes_get_size (part), ==, sizes[i]);
    }
}

static void
test_refused (void)
{
  static const char *wrong[] = { "",
                                 "\xf0",
                                 "\xf0\x01",
                                 "\x01\xf7",
                                 "\xf7",
                                 "\xf0\xf0\xf7",
                                 "\xf0\xf8\xf7",
                                 "\xf0\xf7\x01",
                                 "\x90\x40\x01",
                                 "\xf0\xf7\xf0" };
  g_autoptr (TestPeer) a = test_peer_new ("A");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GBytes) data = g_bytes_new_static (wrong[i], strlen (wrong[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (seqgo_sequencer_transfer_new (a->output, data, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

typedef struct
{
  SeqgoSequencerClient *client;
  SeqgoEventBatch      *batch;
} Reader;

/* Between two calls it sleeps, and the pool fills up. */
static gboolean
read_cb (gpointer user_data)
{
  Reader *reader = user_data;
  g_autoptr (GError) error = NULL;

  reader->batch = seqgo_sequencer_client_read_batch (reader->client, 0, NULL, &error);
  if (reader->batch != NULL)
    return G_SOURCE_REMOVE;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  return G_SOURCE_CONTINUE;
}

static void
test_much (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GBytes) data = test_make_sysex (10000000), received = NULL;
  g_autoptr (SeqgoSequencerTransfer) transfer = new_transfer (a, data);
  g_autoptr (SeqgoEvent) event = NULL;
  g_autoptr (GError) result = NULL;
  Reader reader = { .client = b->client };
  gint64 deadline = g_get_monotonic_time () + 100 * G_USEC_PER_SEC;

  seqgo_sequencer_client_set_input_pool (b->client, 2000, &result);
  g_assert_no_error (result);
  test_peer_connect (a, b);
  g_timeout_add (10, read_cb, &reader);
  seqgo_sequencer_transfer_run_async (transfer, 0, NULL, finished_cb, &result);
  while ((result == NULL || reader.batch == NULL) && g_get_monotonic_time () < deadline)
    test_iterate ();
  g_assert_error (result, G_IO_ERROR, -1);
  g_assert_nonnull (reader.batch);
  event = seqgo_event_batch_get_event (reader.batch, 0);
  received = seqgo_event_get_data (event);
  g_assert_true (g_bytes_equal (data, received));
  g_assert_cmpuint (seqgo_sequencer_client_get_n_overflows (b->client), ==, 0);
  seqgo_event_batch_unref (reader.batch);
}

/* It goes on where it stopped. */
static void
test_stopped (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GBytes) data = test_make_sysex (20000);
  g_autoptr (SeqgoSequencerTransfer) transfer = new_transfer (a, data);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL, pending = NULL, result = NULL;

  test_peer_connect (a, b);
  g_assert_false (seqgo_sequencer_transfer_run (transfer, 20000, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_nonnull (strstr (error->message, "Sent 4116 of 20000 bytes"));
  g_clear_error (&error);
  g_assert_cmpuint (seqgo_sequencer_transfer_get_n_sent (transfer), ==, 3 * AUTOMATIC_SIZE);
  g_cancellable_cancel (cancellable);
  assert_run_fails (transfer, -1, cancellable, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  seqgo_sequencer_transfer_run_async (transfer, 0, cancellable, finished_cb, &result);
  test_wait_until (result != NULL);
  g_assert_error (result, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&result);

  seqgo_sequencer_transfer_run_async (transfer, 0, NULL, finished_cb, &result);
  seqgo_sequencer_transfer_run_async (transfer, 0, NULL, finished_cb, &pending);
  assert_run_fails (transfer, -1, NULL, G_IO_ERROR, G_IO_ERROR_PENDING);
  test_wait_until (result != NULL && pending != NULL && b->events->len > 0);
  g_assert_error (pending, G_IO_ERROR, G_IO_ERROR_PENDING);
  g_assert_error (result, G_IO_ERROR, -1);
  assert_data (b, 0, data);

  /* There is nothing left. */
  g_assert_true (seqgo_sequencer_transfer_run (transfer, 0, NULL, &error));
}

static void
test_closed (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GBytes) data = test_make_sysex (20000);
  g_autoptr (SeqgoSequencerTransfer) transfer = new_transfer (a, data), none = NULL;
  g_autoptr (GError) result = NULL;

  test_peer_connect (a, b);
  seqgo_sequencer_transfer_run_async (transfer, 0, NULL, finished_cb, &result);
  seqgo_sequencer_client_close (a->client);
  test_wait_until (result != NULL);
  g_assert_error (result, G_IO_ERROR, G_IO_ERROR_CLOSED);
  assert_run_fails (transfer, -1, NULL, G_IO_ERROR, G_IO_ERROR_CLOSED);
  none = g_object_new (SEQGO_TYPE_SEQUENCER_TRANSFER, NULL);
  assert_run_fails (none, -1, NULL, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
test_chunk_too_large (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GBytes) data = test_make_sysex (20000);
  g_autoptr (SeqgoSequencerTransfer) transfer = new_transfer (a, data);

  test_peer_connect (a, b);
  seqgo_sequencer_transfer_set_chunk_size (transfer, 5573);
  assert_run_fails (transfer, -1, NULL, SEQGO_SEQUENCER_ERROR,
                    SEQGO_SEQUENCER_ERROR_PAYLOAD_TOO_LARGE);
  g_assert_cmpuint (seqgo_sequencer_transfer_get_n_sent (transfer), ==, 0);
}

static void
test_properties (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (GBytes) data = test_make_sysex (2), same = NULL;
  g_autoptr (SeqgoSequencerTransfer) transfer = new_transfer (a, data);
  g_autoptr (SeqgoSequencerPort) port = NULL;
  guint  chunk_size, n_sent;
  gint64 interval;

  g_assert_cmpint (seqgo_sequencer_transfer_get_interval (transfer), ==, -1);
  g_object_set (transfer, "interval", (gint64) 7, "chunk-size", 8, NULL);
  g_object_get (transfer, "port", &port, "data", &same, "interval", &interval, "chunk-size",
                &chunk_size, "n-sent", &n_sent, NULL);
  g_assert_true (port == a->output && port == seqgo_sequencer_transfer_get_port (transfer));
  g_assert_true (same == data && same == seqgo_sequencer_transfer_get_data (transfer));
  g_assert_cmpint (interval, ==, 7);
  g_assert_cmpuint (chunk_size, ==, 8);
  g_assert_cmpuint (n_sent, ==, 0);
}

static gint64
measure (SeqgoSequencerTransfer *transfer)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_true (seqgo_sequencer_transfer_run (transfer, -1, NULL, &error));
  g_assert_no_error (error);
  return g_get_monotonic_time () - start;
}

/* A program gets the parts as fast as it reads, a driver not faster than a cable carries them. */
static void
test_interval (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (GBytes) data = test_make_sysex (1000);
  g_autoptr (SeqgoSequencerTransfer) slow = new_transfer (a, data), cable = new_transfer (a, data);
  g_autoptr (GError) error = NULL;

  seqgo_sequencer_transfer_set_chunk_size (slow, 200);
  seqgo_sequencer_transfer_set_interval (slow, 20000);
  g_assert_cmpint (measure (slow), >=, 4 * 20000);

  seqgo_sequencer_port_connect_to (a->output, "Midi Through", &error);
  g_assert_no_error (error);
  g_assert_cmpint (measure (cable), >=, 3 * 256 * 320);
}

static void
send_data (SeqgoSequencerPort *port, const char *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;

  seqgo_sequencer_port_sysex (port, bytes, &error);
  g_assert_no_error (error);
}

static GThread *test_thread;

static void
aborted_cb (SeqgoSysexAssembler *assembler, SeqgoEvent *fragment, GPtrArray *fragments)
{
  g_assert_true (g_thread_self () == test_thread);
  g_ptr_array_add (fragments, seqgo_event_ref (fragment));
}

static GPtrArray *
collect_aborted (TestPeer *peer)
{
  GPtrArray *fragments = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);

  test_thread = g_thread_self ();
  g_signal_connect (seqgo_sequencer_client_get_sysex_assembler (peer->client), "aborted",
                    G_CALLBACK (aborted_cb), fragments);
  return fragments;
}

static void
test_reassembly (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (SeqgoEvent) clock = seqgo_event_new (SEQGO_EVENT_TYPE_CLOCK);
  g_autoptr (GBytes) whole = g_bytes_new_static ("\xf0\x01\x02\x03\xf7", 5);
  g_autoptr (GBytes) part = g_bytes_new_static ("\xf0\x04", 2), data = NULL;
  g_autoptr (GPtrArray) fragments = collect_aborted (b);
  g_autoptr (SeqgoAddress) source = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *types = NULL;

  test_peer_connect (a, b);
  send_data (a->output, "\xf0\x01\x02", 3);
  seqgo_sequencer_port_send (a->output, clock, &error);
  test_wait_until (b->events->len == 1);
  send_data (a->output, "\x03\xf7", 2);
  test_wait_until (b->events->len == 2);
  assert_data (b, 1, whole);

  send_data (a->output, "\xf0\x04", 2);
  seqgo_sequencer_port_note_on (a->output, 0, 60, 1, &error);
  g_assert_no_error (error);
  test_wait_until (b->events->len == 3 && fragments->len == 1);
  source = seqgo_event_get_source (fragments->pdata[0]);
  g_assert_true (seqgo_address_equal (source, seqgo_sequencer_port_get_address (a->output)));
  data = seqgo_event_get_data (fragments->pdata[0]);
  g_assert_true (g_bytes_equal (data, part));
  types = test_peer_get_types (b);
  g_assert_cmpstr (types, ==, "clock sysex note-on");
}

/* Of what a sender leaves behind, or loses, the receiver is told. */
static void
test_aborted (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GPtrArray) fragments = collect_aborted (b);
  SeqgoSysexAssembler *assembler = seqgo_sequencer_client_get_sysex_assembler (b->client);
  g_autoptr (GError) error = NULL;
  gboolean reassemble = TRUE;

  test_peer_connect (a, b);
  send_data (a->output, "\xf0\x01", 2);
  test_run_for (10);
  for (guint i = 0; i <= 200; i++)
    {
      g_clear_error (&error);
      seqgo_sequencer_port_note_on (a->output, 0, 60, 1, &error);
    }
  test_wait_until (b->n_overflows == 1 && fragments->len == 1);

  send_data (a->output, "\xf0\x02", 2);
  test_run_for (10);
  g_object_set (b->client, "reassemble-sysex", FALSE, NULL);
  g_object_get (b->client, "reassemble-sysex", &reassemble, NULL);
  g_assert_false (reassemble || seqgo_sequencer_client_get_reassemble_sysex (b->client));
  g_assert_cmpuint (fragments->len, ==, 2);
  g_assert_cmpuint (seqgo_sysex_assembler_get_n_aborted (assembler), ==, 2);

  seqgo_sequencer_client_set_reassemble_sysex (b->client, TRUE);
  send_data (a->output, "\xf0\x03", 2);
  test_run_for (10);
  g_clear_pointer (&a, test_peer_free);
  test_wait_until (fragments->len == 3);
}

static gpointer
read_note (gpointer client)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEventBatch) batch
      = seqgo_sequencer_client_read_batch (client, 10 * G_USEC_PER_SEC, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_event_batch_get_n_events (batch), ==, 1);
  return NULL;
}

/* Who reads, in whatever thread, gets whole messages too, and is told in the client's context. */
static void
test_read (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GPtrArray) fragments = collect_aborted (b);
  g_autoptr (GError) error = NULL;
  GThread *thread;

  test_peer_connect (a, b);
  g_assert_null (seqgo_sequencer_client_read_batch (b->client, 0, NULL, &error));
  g_clear_error (&error);
  send_data (a->output, "\xf0\x01", 2);
  g_assert_null (seqgo_sequencer_client_read_batch (b->client, 0, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_clear_error (&error);
  seqgo_sequencer_port_note_on (a->output, 0, 60, 1, &error);
  g_assert_no_error (error);
  thread = g_thread_new ("read", read_note, b->client);
  g_thread_join (thread);
  g_assert_cmpuint (fragments->len, ==, 0);
  test_wait_until (fragments->len == 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sequencer-transfer/S-46/whole", test_whole);
  g_test_add_func ("/sequencer-transfer/S-46/parts", test_parts);
  g_test_add_func ("/sequencer-transfer/S-46/messages", test_messages);
  g_test_add_func ("/sequencer-transfer/S-46/interval", test_interval);
  g_test_add_func ("/sequencer-transfer/S-47/reassembly", test_reassembly);
  g_test_add_func ("/sequencer-transfer/S-47/aborted", test_aborted);
  g_test_add_func ("/sequencer-transfer/S-47/read", test_read);
  g_test_add_func ("/sequencer-transfer/S-49/much", test_much);
  g_test_add_func ("/sequencer-transfer/refused", test_refused);
  g_test_add_func ("/sequencer-transfer/stopped", test_stopped);
  g_test_add_func ("/sequencer-transfer/closed", test_closed);
  g_test_add_func ("/sequencer-transfer/chunk-too-large", test_chunk_too_large);
  g_test_add_func ("/sequencer-transfer/properties", test_properties);

  return g_test_run ();
}
