/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include "seqgo-test.h"

static SeqgoAddress *
get_input (TestPeer *peer)
{
  return seqgo_sequencer_port_get_address (peer->input);
}

static void
test_properties (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("P");
  g_autoptr (SeqgoSequencerClient) client = NULL;
  g_autoptr (SeqgoAddress) address = NULL;
  g_autofree char *name = NULL;
  guint            id, caps, port_type;

  g_object_get (peer->input, "client", &client, "name", &name, "id", &id, "address", &address,
                "caps", &caps, "port-type", &port_type, NULL);
  g_assert_true (client == peer->client);
  g_assert_cmpstr (name, ==, "input");
  g_assert_cmpstr (seqgo_sequencer_port_get_name (peer->input), ==, "input");
  g_assert_cmpuint (id, ==, 1);
  g_assert_cmpuint (seqgo_address_get_client_id (address), ==,
                    seqgo_sequencer_client_get_id (peer->client));
  g_assert_cmpuint (caps, ==, SEQGO_PORT_CAPS_WRITE | SEQGO_PORT_CAPS_SUBS_WRITE);
  g_assert_cmpuint (caps, ==, seqgo_sequencer_port_get_caps (peer->input));
  g_assert_true (port_type & SEQGO_PORT_TYPE_MIDI_GENERIC);
  g_assert_cmpuint (port_type, ==, seqgo_sequencer_port_get_port_type (peer->input));
}

static void
test_info (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autolist (SeqgoSequencerPortInfo) ports = NULL;
  SeqgoSequencerPortInfo *info;
  g_autoptr (SeqgoAddress) address = NULL;
  g_autofree char *name = NULL, *client_name = NULL;
  guint            caps, type, n_readers, n_writers;

  test_peer_connect (a, b);
  ports = seqgo_sequencer_client_list_ports (a->client, SEQGO_PORT_LIST_UNSORTED, &error);
  g_assert_no_error (error);
  info = g_list_last (ports)->data;
  g_object_get (info, "address", &address, "name", &name, "client-name", &client_name, "caps",
                &caps, "port-type", &type, "n-readers", &n_readers, "n-writers", &n_writers, NULL);
  g_assert_true (seqgo_address_equal (address, get_input (b)));
  g_assert_cmpstr (name, ==, "input");
  g_assert_cmpstr (client_name, ==, "B");
  g_assert_cmpuint (n_readers, ==, 0);
  g_assert_cmpuint (n_writers, ==, 1);
  g_assert_cmpuint (n_readers, ==, seqgo_sequencer_port_info_get_n_readers (info));
  g_assert_cmpuint (n_writers, ==, seqgo_sequencer_port_info_get_n_writers (info));
  g_assert_cmpuint (caps, ==, seqgo_sequencer_port_info_get_caps (info));
  g_assert_cmpuint (type, ==, seqgo_sequencer_port_info_get_port_type (info));
  g_assert_cmpstr (seqgo_sequencer_port_info_get_name (info), ==, name);
  g_assert_cmpstr (seqgo_sequencer_port_info_get_client_name (info), ==, client_name);
}

static void
test_close (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("closes ports");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerPort) port = NULL;
  g_autofree char *with = NULL, *without = NULL;

  port = g_object_ref (
      seqgo_sequencer_client_create_port (peer->client, "third", SEQGO_PORT_PRESET_DUPLEX, &error));
  g_assert_no_error (error);
  with = test_read_proc_client ("closes ports");
  g_assert_nonnull (strstr (with, "\"third\""));
  g_assert_false (seqgo_sequencer_port_is_closed (port));
  seqgo_sequencer_port_close (port);
  seqgo_sequencer_port_close (port);
  g_assert_true (seqgo_sequencer_port_is_closed (port));
  without = test_read_proc_client ("closes ports");
  g_assert_null (strstr (without, "\"third\""));
  g_assert_false (seqgo_sequencer_port_note_on (port, 0, 60, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

/* A port whose wrapper nobody keeps lives on. */
static void
test_dropped_wrapper (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("drops");
  g_autoptr (GError) error = NULL;
  g_autofree char *proc = NULL;

  g_object_unref (g_object_ref (
      seqgo_sequencer_client_create_port (peer->client, "kept", SEQGO_PORT_PRESET_DUPLEX, &error)));
  g_assert_no_error (error);
  proc = test_read_proc_client ("drops");
  g_assert_nonnull (strstr (proc, "\"kept\""));
}

static void
test_numbers (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerClient) client = seqgo_sequencer_client_open ("S-05", &error);
  SeqgoSequencerPort *port;
  guint               n_ports = 1;

  port = seqgo_sequencer_client_create_port_full (client, "five", 0, 0, 5, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_sequencer_port_get_id (port), ==, 5);
  g_assert_null (seqgo_sequencer_client_create_port_full (client, "five", 0, 0, 5, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_PORT_IN_USE);
  g_clear_error (&error);
  g_assert_null (seqgo_sequencer_client_create_port_full (client, "x", 0, 0, 253, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  port = seqgo_sequencer_client_create_port_full (client, "zero", 0, 0, -1, &error);
  g_assert_cmpuint (seqgo_sequencer_port_get_id (port), ==, 0);
  for (n_ports = 2; seqgo_sequencer_client_create_port_full (client, "n", 0, 0, -1, &error);)
    n_ports++;
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_TOO_MANY_PORTS);
  g_assert_cmpuint (n_ports, ==, 254);
}

static void
test_connect (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A client");
  g_autoptr (TestPeer) b = test_peer_new ("B client");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoAddress) nobody = seqgo_address_new (190, 3);

  g_assert_true (seqgo_sequencer_port_connect_to (a->output, "B client", &error));
  g_assert_false (seqgo_sequencer_port_connect_to_address (a->output, get_input (b), &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_ALREADY_CONNECTED);
  g_clear_error (&error);
  g_assert_true (seqgo_sequencer_port_disconnect_to (a->output, "B client:input", &error));
  g_assert_false (seqgo_sequencer_port_disconnect_to_address (a->output, get_input (b), &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_NOT_CONNECTED);
  g_clear_error (&error);

  g_assert_true (seqgo_sequencer_port_connect_from (b->input, "A client", &error));
  g_assert_true (seqgo_sequencer_port_disconnect_from (b->input, "A client", &error));
  g_assert_true (seqgo_sequencer_port_connect_from_address (
      b->input, seqgo_sequencer_port_get_address (a->output), &error));
  g_assert_true (seqgo_sequencer_port_disconnect_from_address (
      b->input, seqgo_sequencer_port_get_address (a->output), &error));
  g_assert_no_error (error);

  g_assert_false (seqgo_sequencer_port_connect_to_address (a->output, nobody, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE);
  g_clear_error (&error);
  g_assert_false (seqgo_sequencer_port_disconnect_to_address (a->output, nobody, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE);
  g_clear_error (&error);
  g_assert_false (seqgo_sequencer_port_connect_to (a->output, "nobody of that name", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* It was listed, and goes before it is connected. */
static void
test_connect_gone (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoAddress) address
      = seqgo_sequencer_client_find_address (a->client, "B", SEQGO_DIRECTION_OUTPUT, &error);

  g_assert_no_error (error);
  g_clear_pointer (&b, test_peer_free);
  g_assert_false (seqgo_sequencer_port_connect_to_address (a->output, address, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE);
}

static void
test_connect_permissions (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (TestPeer) c = test_peer_new ("C");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerPort *closed_port = seqgo_sequencer_client_create_port_full (
      b->client, "closed", SEQGO_PORT_CAPS_WRITE, SEQGO_PORT_TYPE_MIDI_GENERIC, -1, &error);
  SeqgoSequencerPort *hidden_port = seqgo_sequencer_client_create_port_full (
      b->client, "hidden",
      SEQGO_PORT_CAPS_WRITE | SEQGO_PORT_CAPS_SUBS_WRITE | SEQGO_PORT_CAPS_NO_EXPORT,
      SEQGO_PORT_TYPE_MIDI_GENERIC, -1, &error);
  SeqgoAddress *source = seqgo_sequencer_port_get_address (a->output);
  SeqgoAddress *closed = seqgo_sequencer_port_get_address (closed_port);
  SeqgoAddress *hidden = seqgo_sequencer_port_get_address (hidden_port);

  g_assert_false (seqgo_sequencer_port_connect_to_address (a->output, closed, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_clear_error (&error);
  g_assert_true (seqgo_sequencer_port_connect_from_address (closed_port, source, &error));
  g_assert_no_error (error);
  g_assert_false (seqgo_sequencer_client_connect_ports (c->client, source, hidden, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_clear_error (&error);
  g_assert_true (seqgo_sequencer_port_connect_to_address (a->output, hidden, &error));
  g_assert_true (seqgo_sequencer_client_connect_ports (c->client, source, get_input (b), &error));
  g_assert_true (
      seqgo_sequencer_client_disconnect_ports (c->client, source, get_input (b), &error));
  g_assert_no_error (error);
}

/* Only the other side is told. */
static void
test_subscribed (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoAddress) sender = NULL, receiver = NULL, source = NULL;
  SeqgoEvent *event;

  seqgo_sequencer_port_connect_to_address (a->output, get_input (b), &error);
  g_assert_no_error (error);
  test_wait_until (b->events->len == 1);
  event = test_peer_get_event (b, 0);
  g_assert_cmpint (seqgo_event_get_event_type (event), ==, SEQGO_EVENT_TYPE_PORT_SUBSCRIBED);
  source = seqgo_event_get_source (event);
  sender = seqgo_event_get_sender (event);
  receiver = seqgo_event_get_receiver (event);
  g_assert_cmpuint (seqgo_address_hash (source), ==, 0 << 8 | 1);
  g_assert_true (seqgo_address_equal (sender, seqgo_sequencer_port_get_address (a->output)));
  g_assert_true (seqgo_address_equal (receiver, get_input (b)));
  g_assert_cmpuint (a->events->len, ==, 0);

  seqgo_sequencer_client_close (a->client);
  test_wait_until (b->events->len == 2);
  g_assert_cmpint (seqgo_event_get_event_type (test_peer_get_event (b, 1)), ==,
                   SEQGO_EVENT_TYPE_PORT_UNSUBSCRIBED);
}

/* It has arrived before the call returns. */
static void
test_direct (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (3, 60, 100), received = NULL;
  g_autoptr (SeqgoEventBatch) batch = NULL;

  g_assert_true (seqgo_sequencer_port_send_to (a->output, event, get_input (b), &error));
  g_assert_no_error (error);
  batch = seqgo_sequencer_client_read_batch (b->client, 0, NULL, &error);
  g_assert_no_error (error);
  received = seqgo_event_batch_get_event (batch, 0);
  g_assert_cmpuint (seqgo_event_get_queue_id (received), ==, SEQGO_QUEUE_ID_DIRECT);
  g_assert_cmpuint (seqgo_event_get_tick (received), ==, 0);
  g_assert_cmpuint (seqgo_event_get_channel (received), ==, 3);
}

static void
test_scalars (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  static const char *wanted[] = {
    "note-on channel 0 note 60 velocity 100",
    "note-off channel 1 note 61 velocity 64",
    "key-pressure channel 2 note 62 pressure 9",
    "control-change channel 3 controller 7 value 127",
    "program-change channel 4 program 5",
    "channel-pressure channel 5 pressure 6",
    "pitch-bend channel 6 -8192",
  };

  test_peer_connect (a, b);
  g_assert_true (seqgo_sequencer_port_note_on (a->output, 0, 60, 100, &error));
  g_assert_true (seqgo_sequencer_port_note_off (a->output, 1, 61, 64, &error));
  g_assert_true (seqgo_sequencer_port_key_pressure (a->output, 2, 62, 9, &error));
  g_assert_true (seqgo_sequencer_port_control_change (a->output, 3, 7, 127, &error));
  g_assert_true (seqgo_sequencer_port_program_change (a->output, 4, 5, &error));
  g_assert_true (seqgo_sequencer_port_channel_pressure (a->output, 5, 6, &error));
  g_assert_true (seqgo_sequencer_port_pitch_bend (a->output, 6, -8192, &error));
  g_assert_no_error (error);
  test_wait_until (b->events->len == G_N_ELEMENTS (wanted));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autofree char *text = seqgo_event_to_string (test_peer_get_event (b, i));

      g_assert_true (g_str_has_suffix (text, wanted[i]));
    }
}

static void
test_scalars_refused (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");

#define assert_refused(call)                                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (GError) error = NULL;                                                               \
    g_assert_false (call);                                                                         \
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);                               \
  }                                                                                                \
  G_STMT_END

  assert_refused (seqgo_sequencer_port_note_on (a->output, 16, 60, 100, &error));
  assert_refused (seqgo_sequencer_port_note_on (a->output, 0, 128, 100, &error));
  assert_refused (seqgo_sequencer_port_note_off (a->output, 0, 60, 128, &error));
  assert_refused (seqgo_sequencer_port_key_pressure (a->output, 0, 60, 128, &error));
  assert_refused (seqgo_sequencer_port_control_change (a->output, 0, 128, 0, &error));
  assert_refused (seqgo_sequencer_port_program_change (a->output, 0, 128, &error));
  assert_refused (seqgo_sequencer_port_channel_pressure (a->output, 255, 0, &error));
  assert_refused (seqgo_sequencer_port_pitch_bend (a->output, 0, 8192, &error));
#undef assert_refused
}

static void
assert_send_fails (TestPeer *peer, SeqgoEvent *event, SeqgoAddress *to, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;
  gboolean sent;

  if (to != NULL)
    sent = seqgo_sequencer_port_send_to (peer->output, event, to, &error);
  else
    sent = seqgo_sequencer_port_send (peer->output, event, &error);
  g_assert_false (sent);
  g_assert_error (error, domain, code);
}

static void
test_refused (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEvent) note = seqgo_event_new_note (0, 60, 100, 10);
  g_autoptr (SeqgoEvent) reserved = seqgo_event_new (200);
  g_autoptr (SeqgoEvent) none = seqgo_event_new (SEQGO_EVENT_TYPE_NONE);
  const SeqgoEventRecord  variable_note = { .type = SEQGO_EVENT_TYPE_NOTE_ON, .flags = 1 << 2 };
  const SeqgoEventRecord  fixed_sysex = { .type = SEQGO_EVENT_TYPE_SYSEX };
  const SeqgoEventRecord *wrong[] = { &variable_note, &fixed_sysex };

  assert_send_fails (a, note, NULL, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  assert_send_fails (a, reserved, NULL, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_true (seqgo_sequencer_port_send (a->output, none, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GBytes) records = g_bytes_new_static (wrong[i], sizeof *wrong[i]);

      g_assert_null (seqgo_event_batch_new_from_records (records, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_clear_error (&error);
    }
}

static void
test_undeliverable (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEvent) on = seqgo_event_new_note_on (0, 60, 100);
  g_autoptr (SeqgoEvent) queued = seqgo_event_at_tick (on, 7, 1);
  g_autoptr (SeqgoAddress) nobody = seqgo_address_new (190, 0);
  g_autoptr (SeqgoAddress) no_port = seqgo_address_new (14, 9);
  g_autoptr (SeqgoAddress) announce = seqgo_address_new (0, 1);
  g_autoptr (SeqgoAddress) everybody = seqgo_address_new (255, 0);

  assert_send_fails (a, on, nobody, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE);
  assert_send_fails (a, on, no_port, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE);
  assert_send_fails (a, on, everybody, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE);
  assert_send_fails (a, on, announce, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  assert_send_fails (a, queued, NULL, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_true (seqgo_sequencer_port_send (a->output, on, &error));
  g_assert_no_error (error);
  seqgo_sequencer_port_close (a->output);
  assert_send_fails (a, on, NULL, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
test_loop (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (SeqgoEvent) on = seqgo_event_new_note_on (0, 60, 100);
  g_autoptr (SeqgoAddress) through = seqgo_address_new (14, 0);
  g_autoptr (GError) error = NULL;

  seqgo_sequencer_client_connect_ports (a->client, through, through, &error);
  g_assert_no_error (error);
  assert_send_fails (a, on, through, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_LOOP);
  seqgo_sequencer_client_disconnect_ports (a->client, through, through, &error);
  g_assert_no_error (error);
}

/* The third of five goes to nobody; the message tells, and the two before it arrived. */
static void
test_batch_error (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoAddress) nobody = seqgo_address_new (190, 0);
  g_autoptr (SeqgoEvent) on = seqgo_event_new_note_on (0, 60, 100);
  g_autoptr (SeqgoEvent) lost = seqgo_event_with_destination (on, nobody);
  SeqgoEvent *events[] = { on, on, lost, on, on };
  g_autoptr (SeqgoEventBatch) batch = seqgo_event_batch_new (events, G_N_ELEMENTS (events));

  test_peer_connect (a, b);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (seqgo_sequencer_port_send_batch (a->output, batch, &error));
      g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE);
      g_assert_nonnull (strstr (error->message, "event 3 of 5"));
      g_clear_error (&error);
    }
  test_wait_until (b->events->len == 4);
  g_assert_true (seqgo_sequencer_port_send (a->output, on, &error));
  test_wait_until (b->events->len == 5);
}

static void
test_batch (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);
  g_autoptr (SeqgoEventBatch) batch = NULL, empty = seqgo_event_batch_new (NULL, 0);

  seqgo_sequencer_client_set_input_pool (b->client, 2000, &error);
  test_peer_connect (a, b);
  for (guint i = 0; i < 1900; i++)
    {
      g_autoptr (GBytes) sysex = test_make_sysex (5);

      g_ptr_array_add (events, i % 100 ? seqgo_event_new_note_on (0, (guint8) (i % 128), 1)
                                       : seqgo_event_new_sysex (sysex));
    }
  batch = seqgo_event_batch_new ((SeqgoEvent **) events->pdata, events->len);
  g_assert_true (seqgo_sequencer_port_send_batch (a->output, batch, &error));
  g_assert_true (seqgo_sequencer_port_send_batch (a->output, empty, &error));
  g_assert_no_error (error);
  test_wait_until (b->events->len == events->len);
  for (guint i = 1; i < events->len; i++)
    if (i % 100)
      g_assert_cmpuint (seqgo_event_get_note (test_peer_get_event (b, i)), ==, i % 128);
}

static void
test_sysex (void)
{
  static const gsize sizes[] = { 0, 1, 28, 100, 4000, 4068, 4096, 5572 };
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;

  test_peer_connect (a, b);
  /* One of them begins a message and does not end it. */
  seqgo_sequencer_client_set_reassemble_sysex (b->client, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) data = test_make_sysex (sizes[i]), received = NULL;

      g_assert_true (seqgo_sequencer_port_sysex (a->output, data, &error));
      g_assert_no_error (error);
      test_wait_until (b->events->len == i + 1);
      received = seqgo_event_get_data (test_peer_get_event (b, i));
      g_assert_true (g_bytes_equal (data, received));
    }
}

/* What is too large is refused before it does any harm. */
static void
test_sysex_too_large (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) data = test_make_sysex (5573);
  g_autoptr (SeqgoEvent) event = seqgo_event_new_sysex (data);

  test_peer_connect (a, b);
  g_assert_false (seqgo_sequencer_port_sysex (a->output, data, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_PAYLOAD_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "5572"));
  g_clear_error (&error);
  assert_send_fails (a, event, get_input (b), SEQGO_SEQUENCER_ERROR,
                     SEQGO_SEQUENCER_ERROR_PAYLOAD_TOO_LARGE);
  seqgo_sequencer_port_note_on (a->output, 0, 60, 1, &error);
  g_assert_no_error (error);
  test_wait_until (b->events->len == 1);
  g_assert_cmpuint (b->n_overflows, ==, 0);
}

static void
test_sysex_largest (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) data = test_make_sysex (55972), larger = test_make_sysex (55973);
  g_autoptr (GBytes) received = NULL;

  seqgo_sequencer_client_set_input_pool (b->client, 2000, &error);
  test_peer_connect (a, b);
  g_assert_true (seqgo_sequencer_port_sysex (a->output, data, &error));
  g_assert_no_error (error);
  test_wait_until (b->events->len == 1);
  received = seqgo_event_get_data (test_peer_get_event (b, 0));
  g_assert_true (g_bytes_equal (data, received));
  g_assert_false (seqgo_sequencer_port_sysex (a->output, larger, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_PAYLOAD_TOO_LARGE);
}

/* Every type that can be sent arrives as it was. */
static void
test_round_trip (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoAddress) one = seqgo_address_new (1, 2), other = seqgo_address_new (3, 4);
  g_autoptr (GBytes) twelve = g_bytes_new_static ("abcdefghijkl", 12);
  g_autoptr (GBytes) data = g_bytes_new_static ("some data", 9);
  SeqgoEvent *events[] = {
    seqgo_event_new_result (SEQGO_EVENT_TYPE_SYSTEM, 1, -2),
    seqgo_event_new_result (SEQGO_EVENT_TYPE_RESULT, 1, -2),
    seqgo_event_new_key_pressure (1, 2, 3),
    seqgo_event_new_control (SEQGO_EVENT_TYPE_CONTROL_14, 1, 7, 16383),
    seqgo_event_new_control (SEQGO_EVENT_TYPE_NRPN, 1, 16383, 16383),
    seqgo_event_new_control (SEQGO_EVENT_TYPE_SONG_POSITION, 0, 0, 99),
    seqgo_event_new_control (SEQGO_EVENT_TYPE_TIME_SIGNATURE, 0, 0, -1),
    seqgo_event_new_queue_control (SEQGO_EVENT_TYPE_TEMPO, 3, 400000),
    seqgo_event_new_set_position_time (3, 5000000007),
    seqgo_event_new_queue_skew (3, 70000, 65536),
    seqgo_event_new (SEQGO_EVENT_TYPE_CLOCK),
    seqgo_event_new (SEQGO_EVENT_TYPE_RESET),
    seqgo_event_new_announcement (SEQGO_EVENT_TYPE_PORT_START, one),
    seqgo_event_new_connection (SEQGO_EVENT_TYPE_PORT_SUBSCRIBED, one, other),
    seqgo_event_new_data (SEQGO_EVENT_TYPE_ECHO, twelve),
    seqgo_event_new_data (SEQGO_EVENT_TYPE_USER9, twelve),
    seqgo_event_new_data (SEQGO_EVENT_TYPE_SYSEX, data),
    seqgo_event_new_data (SEQGO_EVENT_TYPE_USER_VAR4, data),
  };

  test_peer_connect (a, b);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autoptr (SeqgoEvent) from
          = seqgo_event_with_source (events[i], seqgo_sequencer_port_get_address (a->output));
      g_autoptr (SeqgoEvent) wanted = seqgo_event_with_destination (from, get_input (b));

      seqgo_sequencer_port_send (a->output, events[i], &error);
      g_assert_no_error (error);
      test_wait_until (b->events->len == i + 1);
      g_assert_true (seqgo_event_equal (test_peer_get_event (b, i), wanted));
      seqgo_event_unref (events[i]);
    }
}

/* What was received is sent on as it is, in whatever way, and does not come back to its receiver.
 */
static void
test_send_on (void)
{
  g_autoptr (TestPeer) one = test_peer_new ("A"), two = test_peer_new ("B");
  g_autoptr (TestPeer) three = test_peer_new ("C");
  g_autoptr (SeqgoSequencerBuffer) buffer = seqgo_sequencer_buffer_new (two->output);
  g_autoptr (SeqgoEventBatch) batch = NULL;
  g_autoptr (SeqgoEvent) scheduled = NULL, addressed = NULL;
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue;
  SeqgoEvent          *event;
  SeqgoAddress        *to_three = seqgo_sequencer_port_get_address (three->input);

  test_peer_connect (one, two);
  test_peer_connect (two, three);
  queue = seqgo_sequencer_client_create_queue (one->client, NULL, &error);
  g_assert_no_error (error);
  seqgo_sequencer_queue_start (queue, NULL);
  scheduled = seqgo_event_new_note_on (0, 60, 100);
  event = seqgo_event_at_tick (scheduled, seqgo_sequencer_queue_get_id (queue), 1);
  seqgo_sequencer_port_send (one->output, event, &error);
  g_assert_no_error (error);
  seqgo_event_unref (event);
  test_wait_until (two->events->len == 1);

  event = test_peer_get_event (two, 0);
  g_assert_cmpuint (seqgo_event_get_queue_id (event), ==, seqgo_sequencer_queue_get_id (queue));
  seqgo_sequencer_port_send (two->output, event, &error);
  g_assert_no_error (error);
  seqgo_sequencer_port_send_to (two->output, event, to_three, &error);
  g_assert_no_error (error);
  addressed = seqgo_event_with_destination (event, to_three);
  seqgo_sequencer_port_send (two->output, addressed, &error);
  g_assert_no_error (error);
  batch = seqgo_event_batch_new (&event, 1);
  seqgo_sequencer_port_send_batch (two->output, batch, &error);
  g_assert_no_error (error);
  seqgo_sequencer_port_send_batch_wait (two->output, batch, -1, NULL, &error);
  g_assert_no_error (error);
  seqgo_sequencer_buffer_add (buffer, event);
  seqgo_sequencer_buffer_flush (buffer, &error);
  g_assert_no_error (error);
  test_wait_until (three->events->len == 6);
  for (guint i = 0; i < 6; i++)
    {
      SeqgoEvent *arrived = test_peer_get_event (three, i);
      g_autoptr (SeqgoAddress) source = seqgo_event_get_source (arrived);

      g_assert_cmpuint (seqgo_event_get_queue_id (arrived), ==, SEQGO_QUEUE_ID_DIRECT);
      g_assert_true (seqgo_address_equal (source, seqgo_sequencer_port_get_address (two->output)));
      g_assert_cmpuint (seqgo_event_get_note (arrived), ==, 60);
    }
  g_assert_cmpuint (two->events->len, ==, 1);
}

/* When a program says when, it is the queue that it says. */
static void
test_send_on_later (void)
{
  g_autoptr (TestPeer) one = test_peer_new ("A"), two = test_peer_new ("B");
  g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, 60, 100), later = NULL;
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue;

  test_peer_connect (one, two);
  test_peer_connect (two, one);
  queue = seqgo_sequencer_client_create_queue (two->client, NULL, &error);
  g_assert_no_error (error);
  seqgo_sequencer_queue_start (queue, NULL);
  seqgo_sequencer_port_send (one->output, event, &error);
  g_assert_no_error (error);
  test_wait_until (two->events->len == 1);

  later
      = seqgo_event_at_tick (test_peer_get_event (two, 0), seqgo_sequencer_queue_get_id (queue), 5);
  seqgo_sequencer_port_send (two->output, later, &error);
  g_assert_no_error (error);
  test_wait_until (one->events->len == 1);
  g_assert_cmpuint (seqgo_event_get_tick (test_peer_get_event (one, 0)), ==, 5);
  g_assert_cmpuint (two->events->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sequencer-port/properties", test_properties);
  g_test_add_func ("/sequencer-port/info", test_info);
  g_test_add_func ("/sequencer-port/close", test_close);
  g_test_add_func ("/sequencer-port/dropped-wrapper", test_dropped_wrapper);
  g_test_add_func ("/sequencer-port/S-05/numbers", test_numbers);
  g_test_add_func ("/sequencer-port/S-11/connect", test_connect);
  g_test_add_func ("/sequencer-port/S-12/gone", test_connect_gone);
  g_test_add_func ("/sequencer-port/S-15/S-16/permissions", test_connect_permissions);
  g_test_add_func ("/sequencer-port/S-17/subscribed", test_subscribed);
  g_test_add_func ("/sequencer-port/S-20/loop", test_loop);
  g_test_add_func ("/sequencer-port/S-21/direct", test_direct);
  g_test_add_func ("/sequencer-port/S-22/refused", test_refused);
  g_test_add_func ("/sequencer-port/S-23/undeliverable", test_undeliverable);
  g_test_add_func ("/sequencer-port/S-25/batch-error", test_batch_error);
  g_test_add_func ("/sequencer-port/scalars", test_scalars);
  g_test_add_func ("/sequencer-port/scalars-refused", test_scalars_refused);
  g_test_add_func ("/sequencer-port/batch", test_batch);
  g_test_add_func ("/sequencer-port/round-trip", test_round_trip);
  g_test_add_func ("/sequencer-port/send-on", test_send_on);
  g_test_add_func ("/sequencer-port/send-on-later", test_send_on_later);
  g_test_add_func ("/sequencer-port/S-43/sysex", test_sysex);
  g_test_add_func ("/sequencer-port/S-44/sysex-too-large", test_sysex_too_large);
  g_test_add_func ("/sequencer-port/S-45/sysex-largest", test_sysex_largest);

  return g_test_run ();
}
