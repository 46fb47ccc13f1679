/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* MIDI bytes to ports and back. */

#include <string.h>

#include "seqgo-test.h"

static GBytes *
make_bytes (const char *hex)
{
  g_auto (GStrv) words = g_strsplit (hex, " ", -1);
  GByteArray *bytes = g_byte_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint8 byte = (guint8) g_ascii_strtoull (words[i], NULL, 16);

      if (*words[i] != '\0')
        g_byte_array_append (bytes, &byte, 1);
    }
  return g_byte_array_free_to_bytes (bytes);
}

static void
send_hex (SeqgoSequencerPort *port, const char *hex)
{
  g_autoptr (GBytes) bytes = make_bytes (hex);
  g_autoptr (GError) error = NULL;

  g_assert_true (seqgo_sequencer_port_send_midi (port, bytes, &error));
  g_assert_no_error (error);
}

/* What waits for the peer, or to one of its ports, as bytes. */
static void
assert_received (TestPeer *peer, SeqgoAddress *port, const char *hex)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEventBatch) batch
      = seqgo_sequencer_client_read_batch (peer->client, 0, NULL, &error);
  g_autoptr (GBytes) bytes = NULL, expected = make_bytes (hex);

  if (*hex == '\0')
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
      return;
    }
  g_assert_no_error (error);
  bytes = seqgo_event_batch_to_midi (batch, port, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, expected));
}

typedef struct
{
  const char *path;
  const char *sent[3];
  const char *received[3];
} Stream;

static const Stream streams[] = {
  { "S-84/running-status",
    { "90 40 7f 41 7f", "90 40", "7f" },
    { "90 40 7f 90 41 7f", "", "90 40 7f" } },
  { "S-84/clock", { "90 40 01 f8 41 01" }, { "90 40 01 f8 90 41 01" } },
  { "S-85/song-select", { "90 40 01 f3 05 41 01" }, { "90 40 01 f3 05" } },
  { "S-87/clock-inside",
    { "f0 01 02 f8 03 f7", "90 40 f8 7f" },
    { "f8 f0 01 02 03 f7", "f8 90 40 7f" } },
  { "S-88/junk", { "f4 01 f5 f9 fd 02 f7 90 40 01" }, { "90 40 01" } },
};

static void
test_stream (gconstpointer user_data)
{
  const Stream *stream = user_data;
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");

  test_peer_connect (a, b);
  for (guint i = 0; i < 3 && stream->sent[i] != NULL; i++)
    {
      send_hex (a->output, stream->sent[i]);
      assert_received (b, NULL, stream->received[i]);
    }
}

/* Every port has a stream of its own. */
static void
test_two_ports (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerPort *other
      = seqgo_sequencer_client_create_port (a->client, "other", SEQGO_PORT_PRESET_SOURCE, &error);

  test_peer_connect (a, b);
  seqgo_sequencer_port_connect_to_address (other, seqgo_sequencer_port_get_address (b->input),
                                           &error);
  g_assert_no_error (error);
  send_hex (a->output, "90 40");
  send_hex (other, "b0 07 64");
  assert_received (b, NULL, "b0 07 64");
  send_hex (a->output, "7f");
  assert_received (b, NULL, "90 40 7f");

  send_hex (a->output, "f0 01");
  seqgo_sequencer_port_reset_midi (a->output);
  send_hex (a->output, "02 f7 90 41 01");
  assert_received (b, NULL, "90 41 01");
  g_assert_cmpuint (
      seqgo_midi_parser_get_n_skipped (seqgo_sequencer_port_get_midi_parser (a->output)), ==, 4);
}

static void
test_sysex (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (SeqgoMidiParser) parser = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) data = test_make_sysex (3000), too_large = test_make_sysex (5573);
  g_autoptr (GBytes) received = NULL;

  test_peer_connect (a, b);
  g_assert_true (seqgo_sequencer_port_send_midi (a->output, data, &error));
  g_assert_no_error (error);
  test_wait_until (b->events->len == 1);
  received = seqgo_event_get_data (test_peer_get_event (b, 0));
  g_assert_true (g_bytes_equal (received, data));

  g_assert_false (seqgo_sequencer_port_send_midi (a->output, too_large, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_PAYLOAD_TOO_LARGE);
  g_object_get (a->output, "midi-parser", &parser, NULL);
  seqgo_midi_parser_set_max_sysex_size (parser, 4);
  send_hex (a->output, "f0 01 02 03 f7 f0 01 02 f7");
  test_wait_until (b->events->len == 2);
  g_assert_cmpuint (seqgo_midi_parser_get_n_skipped (parser), ==, 5);
}

static void
skipped_cb (SeqgoMidiParser *parser, GBytes *bytes, gpointer port)
{
  send_hex (port, "fe");
}

static void
test_skipped (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");

  test_peer_connect (a, b);
  g_signal_connect (seqgo_sequencer_port_get_midi_parser (a->output), "skipped",
                    G_CALLBACK (skipped_cb), a->output);
  send_hex (a->output, "01 90 40 01");
  assert_received (b, NULL, "fe 90 40 01");
}

/* What has no byte form is left out; the events of one port can be chosen. */
static void
test_to_midi (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (SeqgoEvent) echo = seqgo_event_new (SEQGO_EVENT_TYPE_ECHO);
  g_autoptr (GError) error = NULL;
  SeqgoSequencerPort *other
      = seqgo_sequencer_client_create_port (b->client, "other", SEQGO_PORT_PRESET_SINK, &error);
  SeqgoAddress *addresses[]
      = { seqgo_sequencer_port_get_address (b->input), seqgo_sequencer_port_get_address (other) };

  for (guint i = 0; i < 3; i++)
    {
      for (guint j = 0; j < 2; j++)
        {
          g_autoptr (SeqgoEvent) on = seqgo_event_new_note_on ((guint8) j, 60, 0);

          seqgo_sequencer_port_send_to (a->output, on, addresses[j], &error);
          seqgo_sequencer_port_send_to (a->output, echo, addresses[j], &error);
          g_assert_no_error (error);
        }
      assert_received (b, i < 2 ? addresses[i] : NULL,
                       i < 2 ? (i == 0 ? "90 3c 00" : "91 3c 00") : "90 3c 00 91 3c 00");
    }
}

static void
test_closed (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = make_bytes ("90 40 01");

  seqgo_sequencer_port_close (a->output);
  g_assert_false (seqgo_sequencer_port_send_midi (a->output, bytes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

/* A file played by another program arrives as what is in it. */
static void
test_file (void)
{
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "c_major.mid", NULL);
  g_autofree char *address = seqgo_address_to_string (seqgo_sequencer_port_get_address (b->input));
  const char      *words[] = { "aplaymidi", "-d", "0", "-p", address, path, NULL };
  static const guint8 scale[] = { 60, 62, 64, 65, 67, 69, 71, 72 };
  g_autoptr (SeqgoEventBatch) batch = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *data;

  g_assert_true (g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, &error));
  g_assert_no_error (error);
  test_wait_until (b->events->len == 18);
  g_assert_cmpint (seqgo_event_get_event_type (test_peer_get_event (b, 0)), ==,
                   SEQGO_EVENT_TYPE_PORT_SUBSCRIBED);
  g_assert_cmpint (seqgo_event_get_event_type (test_peer_get_event (b, 17)), ==,
                   SEQGO_EVENT_TYPE_PORT_UNSUBSCRIBED);

  batch = seqgo_event_batch_new ((SeqgoEvent **) b->events->pdata, b->events->len);
  bytes = seqgo_event_batch_to_midi (batch, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 16 * 3);
  data = g_bytes_get_data (bytes, NULL);
  for (guint i = 0; i < 16; i++)
    {
      g_assert_true (data[3 * i] == (i % 2 == 0 ? 0x90 : 0x80));
      g_assert_cmpuint (data[3 * i + 1], ==, scale[i / 2]);
      g_assert_cmpuint (data[3 * i + 2], ==, i % 2 == 0 ? 100 : 64);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (streams); i++)
    {
      g_autofree char *path = g_strconcat ("/sequencer-port-midi/", streams[i].path, NULL);

      g_test_add_data_func (path, &streams[i], test_stream);
    }
  g_test_add_func ("/sequencer-port-midi/S-86/two-ports", test_two_ports);
  g_test_add_func ("/sequencer-port-midi/S-91/to-midi", test_to_midi);
  g_test_add_func ("/sequencer-port-midi/S-92/sysex", test_sysex);
  g_test_add_func ("/sequencer-port-midi/S-93/file", test_file);
  g_test_add_func ("/sequencer-port-midi/skipped", test_skipped);
  g_test_add_func ("/sequencer-port-midi/closed", test_closed);

  return g_test_run ();
}
