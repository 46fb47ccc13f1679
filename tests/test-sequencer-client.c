/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "seqgo-test.h"

#define DEVICE "/dev/snd/seq"
#define HIDDEN_DEVICE "/dev/snd/seq.hidden"

static void
test_no_device (void)
{
  g_autoptr (GError) error = NULL;
  guint n_fds = test_count_fds ();

  g_assert_cmpint (rename (DEVICE, HIDDEN_DEVICE), ==, 0);
  for (guint i = 0; i < 10; i++)
    {
      g_clear_error (&error);
      g_assert_null (seqgo_sequencer_client_open ("nobody", &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
    }
  g_assert_cmpint (rename (HIDDEN_DEVICE, DEVICE), ==, 0);
  g_assert_cmpuint (test_count_fds (), ==, n_fds);
}

static void
test_no_permission (void)
{
  g_autoptr (GError) error = NULL;
  SeqgoSequencerClient *client;

  /* Root may open everything. */
  if (g_test_subprocess ())
    {
      g_assert_cmpint (setuid (65534), ==, 0);
      client = seqgo_sequencer_client_open ("nobody", &error);
      g_assert_null (client);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
      return;
    }
  g_assert_cmpint (chmod (DEVICE, 0600), ==, 0);
  g_test_trap_subprocess (NULL, 0, 0);
  g_assert_cmpint (chmod (DEVICE, 0666), ==, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr_unmatched ("*ALSA*");
}

static void
test_open_close (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerClient) client = seqgo_sequencer_client_open ("x-open", &error);
  g_autofree char *before = NULL, *after = NULL, *name = NULL;
  guint8           id;
  int              priority;
  guint            direction, own_id;
  guint64          n_overflows;

  g_assert_no_error (error);
  id = seqgo_sequencer_client_get_id (client);
  g_assert_cmpuint (id, >=, 128);
  g_assert_cmpuint (id, <=, 191);
  before = test_read_proc_client ("x-open");
  g_assert_nonnull (before);
  g_assert_cmpint (seqgo_sequencer_client_get_fd (client), >=, 0);
  g_assert_cmpuint (seqgo_sequencer_client_get_direction (client), ==, SEQGO_DIRECTION_DUPLEX);
  g_assert_cmpstr (seqgo_sequencer_client_get_name (client), ==, "x-open");
  seqgo_sequencer_client_set_priority (client, G_PRIORITY_HIGH);
  g_object_get (client, "name", &name, "id", &own_id, "direction", &direction, "priority",
                &priority, "n-overflows", &n_overflows, NULL);
  g_assert_cmpstr (name, ==, "x-open");
  g_assert_cmpuint (own_id, ==, id);
  g_assert_cmpuint (direction, ==, SEQGO_DIRECTION_DUPLEX);
  g_assert_cmpint (priority, ==, G_PRIORITY_HIGH);
  g_assert_cmpuint (n_overflows, ==, 0);

  g_assert_false (seqgo_sequencer_client_is_closed (client));
  seqgo_sequencer_client_close (client);
  g_assert_true (seqgo_sequencer_client_is_closed (client));
  after = test_read_proc_client ("x-open");
  g_assert_null (after);
  seqgo_sequencer_client_close (client);
  g_assert_cmpint (seqgo_sequencer_client_get_fd (client), ==, -1);
}

/* Every function of a closed client, port and queue says so. */
static void
test_closed (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("closed");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (peer->client, "queue", &error);
  g_autoptr (SeqgoAddress) address = seqgo_address_new (0, 1);
  g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, 60, 100);
  g_autoptr (SeqgoEventBatch) batch = seqgo_event_batch_new (&event, 1);
  g_autoptr (GBytes) sysex = test_make_sysex (10);
  SeqgoSequencerClient *client = peer->client;
  SeqgoSequencerPort   *port = peer->output;

  g_assert_no_error (error);
  seqgo_sequencer_client_close (client);
  g_assert_cmpuint (peer->n_closed, ==, 1);
  g_assert_true (seqgo_sequencer_port_is_closed (port));
  g_assert_true (seqgo_sequencer_queue_is_closed (queue));

#define assert_closed(call)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_false (call);                                                                         \
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);                                         \
    g_clear_error (&error);                                                                        \
  }                                                                                                \
  G_STMT_END

  assert_closed (seqgo_sequencer_client_create_port (client, "x", SEQGO_PORT_PRESET_SINK, &error));
  assert_closed (seqgo_sequencer_client_create_queue (client, "x", &error));
  assert_closed (seqgo_sequencer_client_list_clients (client, &error));
  assert_closed (seqgo_sequencer_client_list_ports (client, 0, &error));
  assert_closed (seqgo_sequencer_client_find_address (client, "x", 0, &error));
  assert_closed (seqgo_sequencer_client_connect_ports (client, address, address, &error));
  assert_closed (seqgo_sequencer_client_disconnect_ports (client, address, address, &error));
  assert_closed (seqgo_sequencer_client_set_input_pool (client, 100, &error));
  assert_closed (seqgo_sequencer_client_set_output_pool (client, 100, &error));
  assert_closed (seqgo_sequencer_client_set_output_room (client, 100, &error));
  assert_closed (seqgo_sequencer_client_get_pool (client, 0, &error));
  assert_closed (seqgo_sequencer_client_drop_input (client, &error));
  assert_closed (seqgo_sequencer_client_drop_output (client, &error));
  assert_closed (seqgo_sequencer_client_set_name (client, "x", &error));
  assert_closed (seqgo_sequencer_client_set_event_filter (client, NULL, 0, &error));
  assert_closed (seqgo_sequencer_client_set_error_bounce (client, TRUE, &error));
  assert_closed (seqgo_sequencer_client_get_client_info (client, 0, &error));
  assert_closed (seqgo_sequencer_client_get_port_info (client, address, &error));
  assert_closed (seqgo_sequencer_client_get_system_info (client, &error));
  assert_closed (seqgo_sequencer_client_read_batch (client, -1, NULL, &error));
  assert_closed (seqgo_sequencer_port_connect_to (port, "0:1", &error));
  assert_closed (seqgo_sequencer_port_connect_from (port, "0:1", &error));
  assert_closed (seqgo_sequencer_port_disconnect_to_address (port, address, &error));
  assert_closed (seqgo_sequencer_port_disconnect_from_address (port, address, &error));
  assert_closed (seqgo_sequencer_port_send (port, event, &error));
  assert_closed (seqgo_sequencer_port_send_to (port, event, address, &error));
  assert_closed (seqgo_sequencer_port_send_batch (port, batch, &error));
  assert_closed (seqgo_sequencer_port_note_on (port, 0, 60, 100, &error));
  assert_closed (seqgo_sequencer_port_pitch_bend (port, 0, 60, &error));
  assert_closed (seqgo_sequencer_port_sysex (port, sysex, &error));
  assert_closed (seqgo_sequencer_queue_start (queue, &error));
  assert_closed (seqgo_sequencer_queue_stop (queue, &error));
  assert_closed (seqgo_sequencer_queue_continue (queue, &error));
  assert_closed (seqgo_sequencer_queue_set_bpm (queue, 100, &error));
  assert_closed (seqgo_sequencer_queue_set_ppq (queue, 100, &error));
  assert_closed (seqgo_sequencer_queue_set_tick (queue, 100, &error));
  assert_closed (seqgo_sequencer_queue_set_time (queue, 100, &error));
  assert_closed (seqgo_sequencer_queue_get_status (queue, &error));
  assert_closed (seqgo_sequencer_queue_sync (queue, -1, NULL, &error));
#undef assert_closed

  seqgo_sequencer_port_close (port);
  seqgo_sequencer_queue_close (queue);
}

/* A binding can make an object without opening it. */
static void
test_never_opened (void)
{
  g_autoptr (SeqgoSequencerClient) client = g_object_new (SEQGO_TYPE_SEQUENCER_CLIENT, NULL);
  g_autoptr (SeqgoSequencerPort) port = g_object_new (SEQGO_TYPE_SEQUENCER_PORT, NULL);
  g_autoptr (SeqgoSequencerQueue) queue = g_object_new (SEQGO_TYPE_SEQUENCER_QUEUE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (seqgo_sequencer_client_is_closed (client));
  g_assert_cmpint (seqgo_sequencer_client_get_fd (client), ==, -1);
  g_assert_null (seqgo_sequencer_client_create_queue (client, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (seqgo_sequencer_port_note_on (port, 0, 0, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (seqgo_sequencer_queue_start (queue, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_cmpuint (seqgo_sequencer_queue_get_ppq (queue), ==, 0);
  seqgo_sequencer_client_close (client);
  seqgo_sequencer_port_close (port);
  seqgo_sequencer_queue_close (queue);
}

/* So whoever remembers a number must forget it. */
static void
test_numbers_are_reused (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  guint8 id = seqgo_sequencer_client_get_id (a->client);
  g_autoptr (TestPeer) b = NULL;

  seqgo_sequencer_client_close (a->client);
  b = test_peer_new ("B");
  g_assert_cmpuint (seqgo_sequencer_client_get_id (b->client), ==, id);
}

static void
test_too_many_clients (void)
{
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  SeqgoSequencerClient *client;

  while ((client = seqgo_sequencer_client_open ("one of many", &error)) != NULL)
    g_ptr_array_add (clients, client);
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_TOO_MANY_CLIENTS);
  g_assert_cmpuint (clients->len, ==, 64);
}

static void
test_directions (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerClient) receiver
      = seqgo_sequencer_client_open_with_direction ("receiver", SEQGO_DIRECTION_INPUT, &error);
  g_autoptr (SeqgoSequencerClient) sender
      = seqgo_sequencer_client_open_with_direction ("sender", SEQGO_DIRECTION_OUTPUT, &error);
  SeqgoSequencerPort *port
      = seqgo_sequencer_client_create_port (receiver, "x", SEQGO_PORT_PRESET_DUPLEX, &error);
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (receiver, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (seqgo_sequencer_port_note_on (port, 0, 60, 100, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION);
  g_clear_error (&error);
  g_assert_false (seqgo_sequencer_queue_start (queue, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION);
  g_clear_error (&error);
  g_assert_null (seqgo_sequencer_client_read_batch (sender, 0, NULL, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION);
  g_clear_error (&error);
  g_assert_null (seqgo_sequencer_client_open_with_direction ("none", 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_thousand_times (void)
{
  guint n_fds = test_count_fds (), n_clients = test_count_clients ();

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SeqgoSequencerClient) client = seqgo_sequencer_client_open ("again", &error);
      SeqgoSequencerPort *port
          = seqgo_sequencer_client_create_port (client, "p", SEQGO_PORT_PRESET_SINK, &error);

      seqgo_sequencer_client_create_queue (client, "q", &error);
      seqgo_sequencer_port_connect_from (port, "0:1", &error);
      g_assert_no_error (error);
      /* Every other client is only dropped. */
      if (i % 2)
        seqgo_sequencer_client_close (client);
    }
  g_assert_cmpuint (test_count_fds (), ==, n_fds);
  g_assert_cmpuint (test_count_clients (), ==, n_clients);
}

static void
test_dropped (void)
{
  g_autoptr (GError) error = NULL;
  SeqgoSequencerClient *client = seqgo_sequencer_client_open ("dropped", &error);
  g_autoptr (SeqgoSequencerPort) port = g_object_ref (
      seqgo_sequencer_client_create_port (client, "p", SEQGO_PORT_PRESET_SINK, &error));
  g_autofree char *proc = NULL;
  guint            n_fds = test_count_fds ();

  g_object_add_weak_pointer (G_OBJECT (client), (gpointer *) &client);
  g_object_unref (client);
  g_assert_null (client);
  g_assert_cmpuint (test_count_fds (), <, n_fds);
  proc = test_read_proc_client ("dropped");
  g_assert_null (proc);
  g_assert_true (seqgo_sequencer_port_is_closed (port));
  g_assert_null (seqgo_sequencer_port_get_client (port));
  test_run_for (20);
}

static void
test_long_names (void)
{
  /* 62 bytes, then a character of two: the name ends before it. */
  g_autofree char *letters = g_strnfill (62, 'n');
  g_autofree char *name = g_strconcat (letters, "äöü", NULL);
  g_autofree char *proc = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerClient) client = seqgo_sequencer_client_open (name, &error);

  g_assert_no_error (error);
  proc = test_read_proc_client (letters);
  g_assert_nonnull (proc);
  g_assert_cmpstr (seqgo_sequencer_client_get_name (client), ==, letters);
}

static const char *
get_name_of (GList *clients, guint8 id)
{
  for (; clients != NULL; clients = clients->next)
    if (seqgo_sequencer_client_info_get_id (clients->data) == id)
      return seqgo_sequencer_client_info_get_name (clients->data);
  return NULL;
}

static void
test_list_clients (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("list me");
  g_autoptr (GError) error = NULL;
  g_autolist (SeqgoSequencerClientInfo) clients
      = seqgo_sequencer_client_list_clients (peer->client, &error);
  SeqgoSequencerClientInfo *last = g_list_last (clients)->data;
  g_autofree char          *text = seqgo_sequencer_client_info_to_string (last);
  g_autofree char          *wanted
      = g_strdup_printf ("%u list me", seqgo_sequencer_client_get_id (peer->client));

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (clients), ==, test_count_clients ());
  g_assert_cmpstr (get_name_of (clients, 0), ==, "System");
  g_assert_cmpstr (get_name_of (clients, 14), ==, "Midi Through");
  g_assert_cmpstr (text, ==, wanted);
  g_assert_cmpuint (seqgo_sequencer_client_info_get_n_ports (last), ==, 2);
  g_assert_cmpint (seqgo_sequencer_client_info_get_pid (last), ==, getpid ());
  g_assert_cmpint (seqgo_sequencer_client_info_get_card (last), ==, -1);
  g_assert_cmpint (seqgo_sequencer_client_info_get_client_type (last), ==, SEQGO_CLIENT_TYPE_USER);
  g_assert_cmpint (seqgo_sequencer_client_info_get_client_type (clients->data), ==,
                   SEQGO_CLIENT_TYPE_KERNEL);
}

#define R SEQGO_PORT_CAPS_READ
#define W SEQGO_PORT_CAPS_WRITE
#define SR SEQGO_PORT_CAPS_SUBS_READ
#define SW SEQGO_PORT_CAPS_SUBS_WRITE

/* The numbers of the ports of one client among those that are listed. */
static char *
list_own_ports (SeqgoSequencerClient *client, SeqgoPortListFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autolist (SeqgoSequencerPortInfo) ports
      = seqgo_sequencer_client_list_ports (client, flags, &error);
  GString *ids = g_string_new (NULL);

  g_assert_no_error (error);
  for (GList *link = ports; link != NULL; link = link->next)
    {
      SeqgoAddress *address = seqgo_sequencer_port_info_get_address (link->data);

      if (seqgo_address_get_client_id (address) == seqgo_sequencer_client_get_id (client))
        g_string_append_printf (ids, "%u", seqgo_address_get_port_id (address));
    }
  return g_string_free (ids, FALSE);
}

static void
assert_own_ports (SeqgoSequencerClient *client, SeqgoPortListFlags flags, const char *wanted)
{
  g_autofree char *ids = list_own_ports (client, flags | SEQGO_PORT_LIST_UNSORTED);

  g_assert_cmpstr (ids, ==, wanted);
}

static void
test_list_ports (void)
{
  static const struct
  {
    guint caps;
    guint type;
  } kinds[] = {
    { R | SR, SEQGO_PORT_TYPE_MIDI_GENERIC },
    { W | SW, SEQGO_PORT_TYPE_MIDI_GENERIC },
    { R | SR | W | SW, SEQGO_PORT_TYPE_MIDI_GENERIC },
    { R | SR | W | SW, SEQGO_PORT_TYPE_SPECIFIC },
    { R, SEQGO_PORT_TYPE_MIDI_GENERIC },
    { W, SEQGO_PORT_TYPE_MIDI_GENERIC },
    { R | W, SEQGO_PORT_TYPE_MIDI_GENERIC },
    { R | SR | W | SW | SEQGO_PORT_CAPS_NO_EXPORT, SEQGO_PORT_TYPE_MIDI_GENERIC },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerClient) client = seqgo_sequencer_client_open ("S-19", &error);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      seqgo_sequencer_client_create_port_full (client, "p", kinds[i].caps, kinds[i].type, -1,
                                               &error);
      g_assert_no_error (error);
    }

  assert_own_ports (client, SEQGO_PORT_LIST_DEFAULT, "0127");
  assert_own_ports (client, SEQGO_PORT_LIST_INPUT, "027");
  assert_own_ports (client, SEQGO_PORT_LIST_OUTPUT, "127");
  assert_own_ports (client, SEQGO_PORT_LIST_INPUT | SEQGO_PORT_LIST_OUTPUT, "27");
  assert_own_ports (
      client, SEQGO_PORT_LIST_INPUT | SEQGO_PORT_LIST_OUTPUT | SEQGO_PORT_LIST_NO_UNEXPORTED, "2");
  assert_own_ports (client, SEQGO_PORT_LIST_UNCONNECTABLE, "0124567");
  assert_own_ports (client, SEQGO_PORT_LIST_ANY_TYPE, "01237");
}

static char *
get_end_of_list (SeqgoSequencerClient *client, SeqgoPortListFlags flags, gboolean first)
{
  g_autoptr (GError) error = NULL;
  g_autolist (SeqgoSequencerPortInfo) ports
      = seqgo_sequencer_client_list_ports (client, flags, &error);

  g_assert_no_error (error);
  return seqgo_sequencer_port_info_to_string (first ? ports->data : g_list_last (ports)->data);
}

static void
test_list_ports_order (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerClient) client = seqgo_sequencer_client_open ("S-19", &error);
  g_autofree char *last = NULL, *first = NULL, *system = NULL, *first_output = NULL, *wanted = NULL;

  seqgo_sequencer_client_create_port_full (
      client, "synth", W | SW, SEQGO_PORT_TYPE_MIDI_GENERIC | SEQGO_PORT_TYPE_SYNTHESIZER, -1,
      &error);
  g_assert_no_error (error);

  last = get_end_of_list (client, SEQGO_PORT_LIST_DEFAULT, FALSE);
  g_assert_true (g_str_has_prefix (last, "14:0 Midi Through"));
  first = get_end_of_list (client, SEQGO_PORT_LIST_UNSORTED, TRUE);
  g_assert_true (g_str_has_prefix (first, "14:0 "));
  system = get_end_of_list (client, SEQGO_PORT_LIST_WITH_SYSTEM | SEQGO_PORT_LIST_UNSORTED, TRUE);
  g_assert_true (g_str_has_prefix (system, "0:0 System"));
  first_output = get_end_of_list (client, SEQGO_PORT_LIST_OUTPUT, TRUE);
  wanted = g_strdup_printf ("%u:0 S-19:synth", seqgo_sequencer_client_get_id (client));
  g_assert_cmpstr (first_output, ==, wanted);
  g_free (last);
  last = get_end_of_list (client, SEQGO_PORT_LIST_NO_THROUGH, FALSE);
  g_assert_null (strstr (last, "Through"));
}

static void
assert_found (SeqgoSequencerClient *client,
              const char           *name,
              SeqgoDirection        direction,
              guint8                client_id,
              guint8                port_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoAddress) address
      = seqgo_sequencer_client_find_address (client, name, direction, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_address_get_client_id (address), ==, client_id);
  g_assert_cmpuint (seqgo_address_get_port_id (address), ==, port_id);
}

static void
test_find_address (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("Find Me");
  g_autoptr (TestPeer) other = test_peer_new ("Find Somebody");
  g_autoptr (GError) error = NULL;
  guint8 id = seqgo_sequencer_client_get_id (peer->client);

  assert_found (peer->client, "200:3", SEQGO_DIRECTION_OUTPUT, 200, 3);
  assert_found (peer->client, "Find Me", SEQGO_DIRECTION_INPUT, id, 0);
  assert_found (peer->client, "Find Me", SEQGO_DIRECTION_OUTPUT, id, 1);
  assert_found (peer->client, "Find Me:1", SEQGO_DIRECTION_OUTPUT, id, 1);
  assert_found (peer->client, "Find Me:output", SEQGO_DIRECTION_INPUT, id, 0);
  assert_found (peer->client, "Find M", SEQGO_DIRECTION_INPUT, id, 0);
  assert_found (peer->client, "Find Me.1", SEQGO_DIRECTION_OUTPUT, id, 1);
  assert_found (peer->client, "Find M:1", SEQGO_DIRECTION_OUTPUT, id, 1);
  assert_found (peer->client, "'Find Me'", SEQGO_DIRECTION_INPUT, id, 0);
  assert_found (peer->client, "\"Find Me\":1", SEQGO_DIRECTION_OUTPUT, id, 1);
  assert_found (peer->client, "'Find M'.input", SEQGO_DIRECTION_OUTPUT, id, 1);
  assert_found (peer->client, "Midi Through", SEQGO_DIRECTION_INPUT, 14, 0);
  assert_found (peer->client, "System:Announce", SEQGO_DIRECTION_INPUT, 0, 1);

  g_assert_null (
      seqgo_sequencer_client_find_address (peer->client, "Find", SEQGO_DIRECTION_INPUT, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_AMBIGUOUS);
  g_clear_error (&error);
  g_assert_null (seqgo_sequencer_client_find_address (peer->client, "Find Me:input",
                                                      SEQGO_DIRECTION_INPUT, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_announcements (gconstpointer user_data)
{
  gboolean with_queries = GPOINTER_TO_INT (user_data);
  g_autoptr (TestPeer) watcher = test_peer_new ("watcher");
  g_autoptr (GError) error = NULL;
  g_autofree char      *types = NULL;
  SeqgoSequencerClient *client;
  SeqgoSequencerPort   *port;

  seqgo_sequencer_port_connect_from (watcher->input, "System:Announce", &error);
  g_assert_no_error (error);
  test_wait_until (watcher->events->len >= 1);
  g_ptr_array_set_size (watcher->events, 0);

  client = seqgo_sequencer_client_open ("comes and goes", &error);
  port = seqgo_sequencer_client_create_port (client, "p", SEQGO_PORT_PRESET_SOURCE, &error);
  seqgo_sequencer_port_connect_to (port, "Midi Through", &error);
  seqgo_sequencer_port_disconnect_to (port, "Midi Through", &error);
  g_assert_no_error (error);
  if (with_queries)
    for (guint i = 0; i < 50; i++)
      {
        g_autolist (SeqgoSequencerClientInfo) clients
            = seqgo_sequencer_client_list_clients (watcher->client, &error);
        g_autolist (SeqgoSequencerPortInfo) ports
            = seqgo_sequencer_client_list_ports (watcher->client, 0, &error);

        g_assert_nonnull (clients);
        g_assert_nonnull (ports);
      }
  seqgo_sequencer_port_close (port);
  seqgo_sequencer_client_close (client);
  g_object_unref (client);

  test_wait_until (
      watcher->events->len > 0
      && seqgo_event_get_event_type (test_peer_get_event (watcher, watcher->events->len - 1))
             == SEQGO_EVENT_TYPE_CLIENT_EXIT);
  test_run_for (20);
  types = test_peer_get_types (watcher);
  g_assert_cmpstr (types, ==,
                   "client-start client-change port-start port-subscribed port-unsubscribed "
                   "port-exit client-exit");
}

static gboolean
answer_with_queries_cb (SeqgoSequencerClient *client, SeqgoEvent *event, guint *n_events)
{
  g_autoptr (GError) error = NULL;
  g_autolist (SeqgoSequencerPortInfo) ports
      = seqgo_sequencer_client_list_ports (client, SEQGO_PORT_LIST_ANY_TYPE, &error);

  g_assert_no_error (error);
  (*n_events)++;
  return TRUE;
}

static void
test_queries_in_handlers (void)
{
  g_autoptr (TestPeer) watcher = test_peer_new ("watcher");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerClient *client;
  guint                 n_events = 0;

  seqgo_sequencer_port_connect_from (watcher->input, "0:1", &error);
  test_wait_until (watcher->events->len >= 1);
  g_signal_connect (watcher->client, "event", G_CALLBACK (answer_with_queries_cb), &n_events);
  client = seqgo_sequencer_client_open ("comes", &error);
  g_assert_no_error (error);
  test_wait_until (n_events >= 2);
  test_run_for (200);
  /* Its start and its name; queries open no client that would be announced again. */
  g_assert_cmpuint (n_events, ==, 2);
  g_object_unref (client);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sequencer-client/S-01/no-device", test_no_device);
  g_test_add_func ("/sequencer-client/S-01/no-permission", test_no_permission);
  g_test_add_func ("/sequencer-client/S-02/open-close", test_open_close);
  g_test_add_func ("/sequencer-client/S-02/closed", test_closed);
  g_test_add_func ("/sequencer-client/never-opened", test_never_opened);
  g_test_add_func ("/sequencer-client/S-03/numbers-are-reused", test_numbers_are_reused);
  g_test_add_func ("/sequencer-client/S-04/too-many", test_too_many_clients);
  g_test_add_func ("/sequencer-client/S-07/long-names", test_long_names);
  g_test_add_func ("/sequencer-client/S-09/directions", test_directions);
  g_test_add_func ("/sequencer-client/S-10/thousand-times", test_thousand_times);
  g_test_add_func ("/sequencer-client/S-83/dropped", test_dropped);
  g_test_add_func ("/sequencer-client/list-clients", test_list_clients);
  g_test_add_func ("/sequencer-client/S-19/list-ports", test_list_ports);
  g_test_add_func ("/sequencer-client/S-19/order", test_list_ports_order);
  g_test_add_func ("/sequencer-client/find-address", test_find_address);
  g_test_add_data_func ("/sequencer-client/S-28/announcements", GINT_TO_POINTER (FALSE),
                        test_announcements);
  g_test_add_data_func ("/sequencer-client/S-29/queries", GINT_TO_POINTER (TRUE),
                        test_announcements);
  g_test_add_func ("/sequencer-client/S-29/queries-in-handlers", test_queries_in_handlers);

  return g_test_run ();
}
