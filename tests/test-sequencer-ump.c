/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* MIDI 2.0 through the kernel. With an alsa-lib that has none, all of it says so. */

#include <string.h>

#include <alsa/asoundlib.h>

#include "seqgo-test.h"

#define TIMEOUT (10 * G_USEC_PER_SEC)
#define HAVE_UMP (SND_LIB_VERSION >= 0x1020a)

#if HAVE_UMP

static SeqgoEvent *
new_packet (SeqgoUmp *ump)
{
  g_autoptr (SeqgoUmp) taken = ump;

  return seqgo_event_new_ump (taken);
}

/* All that is there: words of packets, other events without their sources. */
static char *
receive (SeqgoSequencerClient *client)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEventBatch) batch = seqgo_sequencer_client_read_batch (client, 0, NULL, &error);
  GString *text = g_string_new (NULL);

  if (batch == NULL)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
      return g_string_free (text, FALSE);
    }
  for (guint i = 0; i < seqgo_event_batch_get_n_events (batch); i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_batch_get_event (batch, i);
      g_autoptr (SeqgoUmp) ump = seqgo_event_get_ump (event);
      g_autofree char *words_of_event = seqgo_event_to_string (event);

      if (i > 0)
        g_string_append (text, ", ");
      if (ump == NULL)
        {
          g_string_append (text, strchr (words_of_event, ' ') + 1);
        }
      else
        {
          gsize               n_words;
          g_autofree guint32 *words = seqgo_ump_get_words (ump, &n_words);

          for (gsize j = 0; j < n_words; j++)
            g_string_append_printf (text, "%s%08x", j > 0 ? " " : "", words[j]);
        }
    }
  return g_string_free (text, FALSE);
}

/* Two clients with a port each. Events go from A to B. */
typedef struct
{
  SeqgoSequencerClient *a, *b;
  SeqgoSequencerPort   *from, *to;
} Pair;

static Pair
open_pair (SeqgoMidiVersion version_a, SeqgoMidiVersion version_b)
{
  Pair pair = { test_open_client ("A", version_a), test_open_client ("B", version_b), NULL, NULL };

  pair.from = test_create_port (pair.a);
  pair.to = test_create_port (pair.b);
  return pair;
}

static void
close_pair (Pair *pair)
{
  g_object_unref (pair->a);
  g_object_unref (pair->b);
}

/* Takes @event. The kernel converts it as the library does, unless told otherwise. */
static void
check_pair (Pair *pair, SeqgoEvent *event, const char *expected)
{
  SeqgoMidiVersion version = seqgo_sequencer_client_get_midi_version (pair->b);
  g_autoptr (SeqgoEventBatch) converted = version == SEQGO_MIDI_VERSION_LEGACY
                                              ? seqgo_event_to_legacy (event, NULL)
                                              : seqgo_event_to_ump (event, 0, version, NULL);
  g_autofree char *received = NULL, *again = NULL;
  g_autoptr (GError) error = NULL;

  test_send_to (pair->from, event, pair->to);
  received = receive (pair->b);
  g_assert_cmpstr (received, ==, expected);

  if (converted == NULL)
    return;
  for (guint i = 0; i < seqgo_event_batch_get_n_events (converted); i++)
    {
      g_autoptr (SeqgoEvent) part = seqgo_event_batch_get_event (converted, i);

      test_send_to (pair->to, g_steal_pointer (&part), pair->to);
    }
  again = receive (pair->b);
  g_assert_cmpstr (again, ==, expected);
}

static void
test_versions (void)
{
  for (guint i = 0; i <= SEQGO_MIDI_VERSION_UMP_2_0; i++)
    {
      static const char *const kinds[]
          = { "[User Legacy]", "[User UMP MIDI1]", "[User UMP MIDI2]" };
      g_autoptr (SeqgoSequencerClient) client = test_open_client ("versions", i);
      g_autofree char *lines = test_read_proc_client ("versions");
      SeqgoMidiVersion version;

      g_object_get (client, "midi-version", &version, NULL);
      g_assert_cmpint (version, ==, i);
      g_assert_nonnull (strstr (lines, kinds[i]));
    }
}

static void
test_no_such_version (void)
{
  g_autoptr (GError) error = NULL;
  guint n_clients = test_count_clients ();

  g_assert_null (
      seqgo_sequencer_client_open_full ("A", SEQGO_DIRECTION_DUPLEX, (SeqgoMidiVersion) 3, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_cmpuint (test_count_clients (), ==, n_clients);
}

static void
test_notes_to_ump (void)
{
  static const struct
  {
    guint8      velocity;
    const char *in_midi1, *in_midi2;
  } cases[] = {
    { 64, "20903c40", "40903c00 80000000" },
    { 127, "20903c7f", "40903c00 ffff0000" },
    { 1, "20903c01", "40903c00 02000000" },
    { 0, "20803c00", "40803c00 00000000" },
  };

  for (guint version = SEQGO_MIDI_VERSION_UMP_1_0; version <= SEQGO_MIDI_VERSION_UMP_2_0; version++)
    {
      Pair pair = open_pair (SEQGO_MIDI_VERSION_LEGACY, version);

      for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
        check_pair (&pair, seqgo_event_new_note_on (0, 60, cases[i].velocity),
                    version == SEQGO_MIDI_VERSION_UMP_1_0 ? cases[i].in_midi1 : cases[i].in_midi2);
      close_pair (&pair);
    }
}

static void
test_controls_to_ump (void)
{
  Pair pair = open_pair (SEQGO_MIDI_VERSION_LEGACY, SEQGO_MIDI_VERSION_UMP_2_0);
  static const struct
  {
    guint8      controller, value;
    const char *expected;
  } steps[] = { { 101, 0, "" }, { 100, 1, "" }, { 6, 64, "" }, { 38, 0, "40200001 80000000" } };

  check_pair (&pair, seqgo_event_new_control_change (0, 7, 100), "40b00700 c9249249");
  check_pair (&pair, seqgo_event_new_pitch_bend (0, 0), "40e00000 80000000");
  check_pair (&pair, seqgo_event_new_program_change (0, 5), "40c00000 05000000");
  check_pair (&pair, seqgo_event_new_control (SEQGO_EVENT_TYPE_CONTROL_14, 0, 7, 64 * 129),
              "40b00700 80000000, 40b02700 80000000");
  check_pair (&pair, seqgo_event_new_control (SEQGO_EVENT_TYPE_RPN, 0, 1, 8192),
              "40200001 80000000");
  check_pair (&pair, seqgo_event_new_channel_pressure (0, 127), "40d00000 ffffffff");
  check_pair (&pair, seqgo_event_new_key_pressure (0, 60, 64), "40a03c00 80000000");
  check_pair (&pair, seqgo_event_new_control (SEQGO_EVENT_TYPE_SONG_POSITION, 0, 0, 300),
              "10f22c02");

  /* The kernel remembers what chooses a parameter. */
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *received = NULL;

      test_send_to (pair.from,
                    seqgo_event_new_control_change (0, steps[i].controller, steps[i].value),
                    pair.to);
      received = receive (pair.b);
      g_assert_cmpstr (received, ==, steps[i].expected);
    }
  close_pair (&pair);
}

static void
test_sysex_to_ump (void)
{
  Pair pair = open_pair (SEQGO_MIDI_VERSION_LEGACY, SEQGO_MIDI_VERSION_UMP_2_0);
  g_autoptr (GBytes) data = g_bytes_new_static ("\xF0\1\2\3\4\5\6\7\xF7", 9);

  check_pair (&pair, seqgo_event_new_sysex (data), "30160102 03040506, 30310700 00000000");
  close_pair (&pair);
}

static void
test_ump_to_legacy (void)
{
  Pair pair = open_pair (SEQGO_MIDI_VERSION_UMP_2_0, SEQGO_MIDI_VERSION_LEGACY);

  check_pair (&pair, new_packet (seqgo_ump_new_note_on (0, 1, 60, 0x8000)),
              "note-on channel 1 note 60 velocity 64");
  check_pair (&pair, new_packet (seqgo_ump_new_note_on (0, 1, 60, 1)),
              "note-on channel 1 note 60 velocity 1");
  check_pair (&pair, new_packet (seqgo_ump_new_program_and_bank (0, 0, 5, 259)),
              "control-14 channel 0 controller 0 value 259, program-change channel 0 program 5");
  check_pair (&pair, new_packet (seqgo_ump_new_nrpn (0, 0, 300, 0x80000000)),
              "nrpn channel 0 parameter 300 value 8192");
  check_pair (&pair, new_packet (seqgo_ump_new_pitch_bend (0, 0, 0)), "pitch-bend channel 0 -8192");
  check_pair (&pair, new_packet (seqgo_ump_new_tempo (0, 1)), "");
  close_pair (&pair);
}

static void
test_between_versions (void)
{
  Pair             pair = open_pair (SEQGO_MIDI_VERSION_UMP_2_0, SEQGO_MIDI_VERSION_UMP_1_0);
  g_autofree char *received = NULL, *whole = NULL;
  g_autoptr (SeqgoUmp) note = seqgo_ump_new_note_on (5, 0, 60, 0x8000);
  g_autoptr (SeqgoUmp) tempo = seqgo_ump_new_tempo (1, 2);

  test_send_to (pair.from, seqgo_event_new_ump (note), pair.to);
  received = receive (pair.b);
  g_assert_cmpstr (received, ==, "25903c40");
  test_send_to (pair.from, seqgo_event_new_ump (tempo), pair.to);
  whole = receive (pair.b);
  g_assert_cmpstr (whole, ==, "d1100000 00000002 00000000 00000000");
  close_pair (&pair);
}

/* More than one read and one write, of packets and other events by turns. */
static void
test_many (void)
{
  Pair pair = open_pair (SEQGO_MIDI_VERSION_UMP_2_0, SEQGO_MIDI_VERSION_UMP_2_0);
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);
  g_autoptr (SeqgoEventBatch) batch = NULL;
  g_autoptr (SeqgoEventBatch) received = NULL;
  g_autoptr (GBytes) data = g_bytes_new_static ("abcd", 4);
  g_autoptr (GError) error = NULL;
  const guint n = 1500;

  g_assert_true (seqgo_sequencer_client_set_input_pool (pair.b, 2000, NULL));
  g_assert_true (seqgo_sequencer_port_connect_to_address (
      pair.from, seqgo_sequencer_port_get_address (pair.to), NULL));
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (events, i % 2 == 0 ? new_packet (seqgo_ump_new_tempo (1, i))
                                        : seqgo_event_new_data (SEQGO_EVENT_TYPE_USER0, data));
  batch = seqgo_event_batch_new ((SeqgoEvent **) events->pdata, n);
  seqgo_sequencer_port_send_batch (pair.from, batch, &error);
  g_assert_no_error (error);

  received = seqgo_sequencer_client_read_batch (pair.b, TIMEOUT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_event_batch_get_n_events (received), ==, n + 1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_batch_get_event (received, i + 1);
      g_autoptr (SeqgoUmp) ump = seqgo_event_get_ump (event);

      if (i % 2 == 0)
        g_assert_cmpint (seqgo_ump_get_value (ump), ==, i);
      else
        g_assert_cmpint (seqgo_event_get_event_type (event), ==, SEQGO_EVENT_TYPE_USER0);
    }
  close_pair (&pair);
}

static void
test_queue (void)
{
  Pair pair = open_pair (SEQGO_MIDI_VERSION_UMP_2_0, SEQGO_MIDI_VERSION_UMP_2_0);
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (pair.a, NULL, &error);
  g_autoptr (SeqgoEvent) event = new_packet (seqgo_ump_new_note_on (0, 0, 60, 7));
  g_autofree char *received = NULL;

  g_assert_no_error (error);
  g_assert_true (seqgo_sequencer_queue_start (queue, &error));
  test_send_to (pair.from, seqgo_event_at_tick (event, seqgo_sequencer_queue_get_id (queue), 10),
                pair.to);
  g_assert_true (seqgo_sequencer_queue_sync (queue, TIMEOUT, NULL, &error));
  received = receive (pair.b);
  g_assert_cmpstr (received, ==, "40903c00 00070000");
  close_pair (&pair);
}

static void
test_refused (void)
{
  Pair pair = open_pair (SEQGO_MIDI_VERSION_LEGACY, SEQGO_MIDI_VERSION_LEGACY);
  g_autoptr (SeqgoEvent) packet = new_packet (seqgo_ump_new_note_on (0, 0, 60, 7));
  g_autoptr (GError) error = NULL;

  g_assert_false (seqgo_sequencer_port_send_to (
      pair.from, packet, seqgo_sequencer_port_get_address (pair.to), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  close_pair (&pair);
}

static SeqgoSequencerClientInfo *
find_info (SeqgoSequencerClient *client)
{
  g_autolist (SeqgoSequencerClientInfo) list = seqgo_sequencer_client_list_clients (client, NULL);

  for (GList *link = list; link != NULL; link = link->next)
    if (seqgo_sequencer_client_info_get_id (link->data) == seqgo_sequencer_client_get_id (client))
      return g_object_ref (link->data);
  g_assert_not_reached ();
}

static void
test_no_conversion (void)
{
  Pair pair = open_pair (SEQGO_MIDI_VERSION_UMP_2_0, SEQGO_MIDI_VERSION_LEGACY);
  g_autoptr (GError) error = NULL;

  for (guint converts = 0; converts < 2; converts++)
    {
      g_autoptr (SeqgoSequencerClientInfo) info = NULL;
      g_autofree char *received = NULL;

      seqgo_sequencer_client_set_ump_conversion (pair.b, converts, &error);
      g_assert_no_error (error);
      info = find_info (pair.b);
      g_assert_cmpint (seqgo_sequencer_client_info_get_ump_conversion (info), ==, converts);
      test_send_to (pair.from, new_packet (seqgo_ump_new_note_on (0, 0, 60, 0x8000)), pair.to);
      received = receive (pair.b);
      g_assert_cmpstr (received, ==, converts ? "note-on channel 0 note 60 velocity 64" : "");
    }
  close_pair (&pair);
}

static void
test_groups (void)
{
  Pair pair = open_pair (SEQGO_MIDI_VERSION_UMP_2_0, SEQGO_MIDI_VERSION_UMP_2_0);
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerClientInfo) before = find_info (pair.b);
  g_autoptr (SeqgoSequencerClientInfo) info = NULL;
  g_autofree char *received = NULL;

  g_assert_cmpuint (seqgo_sequencer_client_info_get_ump_groups (before), ==, 0xFFFF);
  g_assert_true (seqgo_sequencer_client_info_get_ump_groupless (before));
  g_assert_cmpint (seqgo_sequencer_client_info_get_midi_version (before), ==,
                   SEQGO_MIDI_VERSION_UMP_2_0);

  seqgo_sequencer_client_set_ump_groups (pair.b, 1 << 3 | 1 << 15, FALSE, &error);
  g_assert_no_error (error);
  info = find_info (pair.b);
  g_assert_cmpuint (seqgo_sequencer_client_info_get_ump_groups (info), ==, 1 << 3 | 1 << 15);
  g_assert_false (seqgo_sequencer_client_info_get_ump_groupless (info));
  for (guint8 group = 0; group < 16; group++)
    test_send_to (pair.from, new_packet (seqgo_ump_new_note_on (group, 0, 60, 1)), pair.to);
  test_send_to (pair.from, new_packet (seqgo_ump_new_start_of_clip ()), pair.to);
  received = receive (pair.b);
  g_assert_cmpstr (received, ==, "43903c00 00010000, 4f903c00 00010000");
  close_pair (&pair);
}

static void
test_announcement (void)
{
  Pair          pair = open_pair (SEQGO_MIDI_VERSION_LEGACY, SEQGO_MIDI_VERSION_UMP_2_0);
  SeqgoAddress *sender = seqgo_sequencer_port_get_address (pair.from);
  SeqgoAddress *receiver = seqgo_sequencer_port_get_address (pair.to);
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEventBatch) batch = NULL;
  g_autoptr (SeqgoEvent) event = NULL;
  g_autoptr (SeqgoAddress) from = NULL;
  g_autoptr (SeqgoAddress) to = NULL;

  g_assert_true (seqgo_sequencer_port_connect_to_address (pair.from, receiver, &error));
  batch = seqgo_sequencer_client_read_batch (pair.b, TIMEOUT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_event_batch_get_n_events (batch), ==, 1);
  event = seqgo_event_batch_get_event (batch, 0);
  g_assert_cmpint (seqgo_event_get_event_type (event), ==, SEQGO_EVENT_TYPE_PORT_SUBSCRIBED);
  g_assert_null (seqgo_event_get_ump (event));
  from = seqgo_event_get_sender (event);
  to = seqgo_event_get_receiver (event);
  g_assert_true (seqgo_address_equal (from, sender));
  g_assert_true (seqgo_address_equal (to, receiver));
  close_pair (&pair);
}

static void
keep_event (GObject *emitter, SeqgoEvent *event, GPtrArray *events)
{
  g_ptr_array_add (events, seqgo_event_ref (event));
}

static void
test_signal (void)
{
  Pair pair = open_pair (SEQGO_MIDI_VERSION_LEGACY, SEQGO_MIDI_VERSION_UMP_2_0);
  g_autoptr (GPtrArray) packets
      = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);
  g_autoptr (GPtrArray) others
      = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);

  g_signal_connect (pair.to, "event::ump", G_CALLBACK (keep_event), packets);
  g_signal_connect (pair.b, "event::port-subscribed", G_CALLBACK (keep_event), others);
  g_assert_true (seqgo_sequencer_port_connect_to_address (
      pair.from, seqgo_sequencer_port_get_address (pair.to), NULL));
  g_assert_true (seqgo_sequencer_port_note_on (pair.from, 0, 60, 64, NULL));
  test_wait_until (packets->len == 1 && others->len == 1);
  close_pair (&pair);
}

static char *
run_usb_midi2 (const char *argument)
{
  g_autofree char *program
      = g_build_filename (g_getenv ("SEQGO_SOURCE_ROOT"), "tests", "lab", "usb-midi2", NULL);
  const char *const words[] = { "/bin/sh", program, argument, NULL };
  char             *output = NULL;
  int               status;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return output;
}

static void
test_usb (void)
{
  g_autofree char *numbers = run_usb_midi2 ("2");
  g_autofree char *nothing = NULL;
  g_auto (GStrv) ids = g_strsplit_set (numbers, " \n", -1);
  guint8 device = (guint8) atoi (ids[0]), host = (guint8) atoi (ids[1]);
  g_autoptr (SeqgoSequencerClient) client = test_open_client ("A", SEQGO_MIDI_VERSION_UMP_2_0);
  SeqgoSequencerPort *port = test_create_port (client);
  g_autoptr (SeqgoAddress) to = seqgo_address_new (device, 0);
  g_autoptr (SeqgoAddress) from = seqgo_address_new (host, 0);
  g_autoptr (SeqgoUmpEndpointInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);

  info = seqgo_sequencer_client_get_ump_endpoint_info (client, host, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (seqgo_ump_endpoint_info_get_name (info), ==, "Lab endpoint");
  g_assert_cmpstr (seqgo_ump_endpoint_info_get_product_id (info), ==, "lab-1");

  g_signal_connect (port, "event::ump", G_CALLBACK (keep_event), events);
  g_assert_true (seqgo_sequencer_port_connect_from_address (port, from, &error));
  g_assert_true (seqgo_sequencer_port_connect_to_address (port, to, &error));
  for (guint8 group = 0; group < 2; group++)
    {
      g_autoptr (SeqgoEvent) event
          = new_packet (seqgo_ump_new_note_on_at_pitch (group, 3, 60, 0xABCD, 60.25));
      g_autoptr (SeqgoUmp) sent = seqgo_event_get_ump (event);
      g_autoptr (SeqgoUmp) received = NULL;

      g_assert_true (seqgo_sequencer_port_send (port, event, &error));
      test_wait_until (events->len == group + 1u);
      received = seqgo_event_get_ump (g_ptr_array_index (events, group));
      g_assert_true (seqgo_ump_equal (sent, received));
    }
  seqgo_sequencer_client_close (client);
  nothing = run_usb_midi2 ("--unplug");
}

#else

static void
assert_not_supported (gboolean result, GError **error)
{
  g_assert_false (result);
  g_assert_error (*error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_nonnull (strstr ((*error)->message, "1.2.10"));
  g_clear_error (error);
}

static void
test_not_supported (void)
{
  g_autoptr (SeqgoSequencerClient) client = seqgo_sequencer_client_open ("A", NULL);
  g_autoptr (SeqgoUmpEndpointInfo) info
      = seqgo_ump_endpoint_info_new ("x", SEQGO_UMP_PROTOCOLS_MIDI2);
  g_autolist (SeqgoUmpBlockInfo) blocks
      = g_list_append (NULL, seqgo_ump_block_info_new ("x", SEQGO_UMP_DIRECTION_INPUT, 0, 1));
  guint8  id = seqgo_sequencer_client_get_id (client);
  guint   n_clients = test_count_clients ();
  GError *error = NULL;

  assert_not_supported (seqgo_sequencer_client_open_full ("A", SEQGO_DIRECTION_DUPLEX,
                                                          SEQGO_MIDI_VERSION_UMP_2_0, &error)
                            != NULL,
                        &error);
  g_assert_cmpuint (test_count_clients (), ==, n_clients);
  assert_not_supported (seqgo_sequencer_client_set_ump_conversion (client, FALSE, &error), &error);
  assert_not_supported (seqgo_sequencer_client_set_ump_groups (client, 1, TRUE, &error), &error);
  assert_not_supported (seqgo_sequencer_client_get_ump_endpoint_info (client, id, &error) != NULL,
                        &error);
  assert_not_supported (seqgo_sequencer_client_get_ump_block_info (client, id, 0, &error) != NULL,
                        &error);
  assert_not_supported (
      seqgo_sequencer_client_create_ump_endpoint (client, info, blocks, &error) != NULL, &error);
}

static void
test_legacy (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerClient) client = seqgo_sequencer_client_open_full (
      "A", SEQGO_DIRECTION_DUPLEX, SEQGO_MIDI_VERSION_LEGACY, &error);
  SeqgoSequencerPort *port
      = seqgo_sequencer_client_create_port (client, "port", SEQGO_PORT_PRESET_SOURCE, NULL);
  g_autoptr (SeqgoUmp) ump = seqgo_ump_new_note_on (0, 0, 60, 7);
  g_autoptr (SeqgoEvent) event = seqgo_event_new_ump (ump);

  g_assert_no_error (error);
  g_assert_cmpint (seqgo_sequencer_client_get_midi_version (client), ==, SEQGO_MIDI_VERSION_LEGACY);
  g_assert_false (seqgo_sequencer_port_send (port, event, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

#endif

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#if HAVE_UMP
  g_test_add_func ("/sequencer-ump/S-94/versions", test_versions);
  g_test_add_func ("/sequencer-ump/S-94/no-such-version", test_no_such_version);
  g_test_add_func ("/sequencer-ump/S-95/notes-to-ump", test_notes_to_ump);
  g_test_add_func ("/sequencer-ump/S-96/controls-to-ump", test_controls_to_ump);
  g_test_add_func ("/sequencer-ump/sysex-to-ump", test_sysex_to_ump);
  g_test_add_func ("/sequencer-ump/ump-to-legacy", test_ump_to_legacy);
  g_test_add_func ("/sequencer-ump/between-versions", test_between_versions);
  g_test_add_func ("/sequencer-ump/many", test_many);
  g_test_add_func ("/sequencer-ump/queue", test_queue);
  g_test_add_func ("/sequencer-ump/S-99/refused", test_refused);
  g_test_add_func ("/sequencer-ump/S-99/no-conversion", test_no_conversion);
  g_test_add_func ("/sequencer-ump/groups", test_groups);
  g_test_add_func ("/sequencer-ump/S-102/announcement", test_announcement);
  g_test_add_func ("/sequencer-ump/signal", test_signal);
  g_test_add_func ("/sequencer-ump/usb", test_usb);
#else
  g_test_add_func ("/sequencer-ump/not-supported", test_not_supported);
  g_test_add_func ("/sequencer-ump/legacy", test_legacy);
#endif

  return g_test_run ();
}
