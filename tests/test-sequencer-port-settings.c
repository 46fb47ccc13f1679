/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include "seqgo-test.h"

static void
notify_cb (GObject *object, GParamSpec *pspec, GString *names)
{
  g_string_append_printf (names, "%s ", pspec->name);
}

static SeqgoSequencerPortInfo *
get_info (SeqgoSequencerPort *port)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerClient) client = seqgo_sequencer_port_get_client (port);
  SeqgoSequencerPortInfo *info = seqgo_sequencer_client_get_port_info (
      client, seqgo_sequencer_port_get_address (port), &error);

  g_assert_no_error (error);
  return info;
}

/* To change one leaves the others alone. */
static void
test_fields (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("P");
  SeqgoSequencerPort *port = peer->input;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerPortInfo) info = NULL;
  g_autofree char *proc = NULL;
  const char      *old_name = seqgo_sequencer_port_get_name (port);
  SeqgoPortCaps    caps = SEQGO_PORT_CAPS_WRITE | SEQGO_PORT_CAPS_NO_EXPORT;
  SeqgoPortType    type = SEQGO_PORT_TYPE_MIDI_GM | SEQGO_PORT_TYPE_SYNTHESIZER;
  guint            channels, midi_voices, synth_voices;

  g_signal_connect (port, "notify", G_CALLBACK (notify_cb), names);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (seqgo_sequencer_port_set_name (port, "renamed", &error));
      g_assert_true (seqgo_sequencer_port_set_caps (port, caps, &error));
      g_assert_true (seqgo_sequencer_port_set_port_type (port, type, &error));
      g_assert_true (seqgo_sequencer_port_set_midi_channels (port, 8, &error));
      g_assert_true (seqgo_sequencer_port_set_midi_voices (port, 64, &error));
      g_assert_true (seqgo_sequencer_port_set_synth_voices (port, 32, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpstr (names->str, ==, "name caps port-type midi-channels midi-voices synth-voices ");
  g_assert_cmpstr (old_name, ==, "input");
  g_assert_cmpstr (seqgo_sequencer_port_get_name (port), ==, "renamed");
  g_assert_cmpuint (seqgo_sequencer_port_get_caps (port), ==, caps);
  g_assert_cmpuint (seqgo_sequencer_port_get_port_type (port), ==, type);
  g_object_get (port, "midi-channels", &channels, "midi-voices", &midi_voices, "synth-voices",
                &synth_voices, NULL);
  g_assert_cmpuint (channels, ==, 8);
  g_assert_cmpuint (midi_voices, ==, 64);
  g_assert_cmpuint (synth_voices, ==, 32);
  g_assert_cmpuint (seqgo_sequencer_port_get_midi_channels (peer->output), ==, 16);
  g_assert_cmpuint (seqgo_sequencer_port_get_midi_voices (port), ==, 64);
  g_assert_cmpuint (seqgo_sequencer_port_get_synth_voices (port), ==, 32);

  info = get_info (port);
  g_assert_cmpstr (seqgo_sequencer_port_info_get_name (info), ==, "renamed");
  g_assert_cmpuint (seqgo_sequencer_port_info_get_caps (info), ==, caps);
  g_assert_cmpuint (seqgo_sequencer_port_info_get_port_type (info), ==, type);
  g_assert_cmpuint (seqgo_sequencer_port_info_get_midi_channels (info), ==, 8);
  g_assert_cmpuint (seqgo_sequencer_port_info_get_midi_voices (info), ==, 64);
  g_assert_cmpuint (seqgo_sequencer_port_info_get_synth_voices (info), ==, 32);
  proc = test_read_proc_client ("P");
  g_assert_nonnull (strstr (proc, "\"renamed\" (-w--)"));
}

static void
test_wrong (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("P");
  g_autoptr (GError) error = NULL;
  g_autofree char     *letters = g_strnfill (62, 'n');
  g_autofree char     *name = g_strconcat (letters, "äöü", NULL);
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (peer->client, NULL, &error);

  g_assert_true (seqgo_sequencer_port_set_name (peer->input, name, &error));
  g_assert_cmpstr (seqgo_sequencer_port_get_name (peer->input), ==, letters);

#define assert_fails(call, code)                                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_false (call);                                                                         \
    g_assert_error (error, G_IO_ERROR, code);                                                      \
    g_clear_error (&error);                                                                        \
  }                                                                                                \
  G_STMT_END

  assert_fails (seqgo_sequencer_port_set_name (peer->input, "", &error),
                G_IO_ERROR_INVALID_ARGUMENT);
  assert_fails (seqgo_sequencer_port_set_midi_voices (peer->input, G_MAXUINT, &error),
                G_IO_ERROR_INVALID_ARGUMENT);
  seqgo_sequencer_port_close (peer->input);
  assert_fails (seqgo_sequencer_port_set_name (peer->input, "x", &error), G_IO_ERROR_CLOSED);
  assert_fails (seqgo_sequencer_port_set_caps (peer->input, 0, &error), G_IO_ERROR_CLOSED);
  assert_fails (seqgo_sequencer_port_set_time_stamping (peer->input, queue, FALSE, &error),
                G_IO_ERROR_CLOSED);
#undef assert_fails
}

/* Sends a note to @b and returns it as it arrives. */
static SeqgoEvent *
send_note (TestPeer *a, TestPeer *b)
{
  g_autoptr (GError) error = NULL;

  g_ptr_array_set_size (b->events, 0);
  seqgo_sequencer_port_note_on (a->output, 0, 60, 100, &error);
  g_assert_no_error (error);
  test_wait_until (b->events->len == 1);
  return test_peer_get_event (b, 0);
}

static void
test_time_stamping (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerPortInfo) info = NULL, ticks_info = NULL, plain_info = NULL;
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (b->client, NULL, &error);
  guint8               queue_id = seqgo_sequencer_queue_get_id (queue);
  g_autoptr (SeqgoSequencerQueueStatus) status = NULL;
  SeqgoEvent *event;
  gboolean    time_stamping, real_time;
  guint       queue_property;

  test_peer_connect (a, b);
  g_assert_true (seqgo_sequencer_port_set_time_stamping (b->input, queue, TRUE, &error));
  g_assert_no_error (error);
  info = get_info (b->input);
  g_object_get (info, "time-stamping", &time_stamping, "real-time", &real_time, "queue-id",
                &queue_property, NULL);
  g_assert_true (time_stamping && seqgo_sequencer_port_info_get_time_stamping (info));
  g_assert_true (real_time && seqgo_sequencer_port_info_get_real_time (info));
  g_assert_cmpuint (queue_property, ==, queue_id);
  g_assert_cmpuint (seqgo_sequencer_port_info_get_queue_id (info), ==, queue_id);

  /* A queue that stands still. */
  event = send_note (a, b);
  g_assert_cmpuint (seqgo_event_get_queue_id (event), ==, queue_id);
  g_assert_true (seqgo_event_is_real_time (event));
  g_assert_cmpint (seqgo_event_get_time (event), ==, 0);

  /* One that has run for a while. */
  seqgo_sequencer_queue_start (queue, &error);
  test_run_for (50);
  seqgo_sequencer_queue_stop (queue, &error);
  status = seqgo_sequencer_queue_get_status (queue, &error);
  g_assert_no_error (error);
  event = send_note (a, b);
  g_assert_cmpint (seqgo_event_get_time (event), >, 0);
  g_assert_cmpint (seqgo_event_get_time (event), ==,
                   seqgo_sequencer_queue_status_get_time (status));

  g_assert_true (seqgo_sequencer_port_set_time_stamping (b->input, queue, FALSE, &error));
  ticks_info = get_info (b->input);
  g_assert_false (seqgo_sequencer_port_info_get_real_time (ticks_info));
  event = send_note (a, b);
  g_assert_false (seqgo_event_is_real_time (event));
  g_assert_cmpuint (seqgo_event_get_tick (event), ==,
                    seqgo_sequencer_queue_status_get_tick (status));

  g_assert_true (seqgo_sequencer_port_set_time_stamping (b->input, NULL, FALSE, &error));
  plain_info = get_info (b->input);
  g_assert_false (seqgo_sequencer_port_info_get_time_stamping (plain_info));
  event = send_note (a, b);
  g_assert_cmpuint (seqgo_event_get_queue_id (event), ==, SEQGO_QUEUE_ID_DIRECT);
}

/* With such a queue, the kernel would stamp nothing and say nothing. */
static void
test_absent_queue (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *closed = seqgo_sequencer_client_create_queue (a->client, NULL, &error);
  SeqgoSequencerQueue *shared = seqgo_sequencer_client_create_queue (b->client, NULL, &error);
  SeqgoSequencerQueue *opened = seqgo_sequencer_client_open_queue (
      a->client, seqgo_sequencer_queue_get_id (shared), &error);
  g_autoptr (SeqgoSequencerPortInfo) info = NULL;

  g_assert_no_error (error);
  seqgo_sequencer_queue_close (closed);
  g_assert_false (seqgo_sequencer_port_set_time_stamping (a->input, closed, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  seqgo_sequencer_queue_close (shared);
  g_assert_false (seqgo_sequencer_port_set_time_stamping (a->input, opened, FALSE, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE);
  info = get_info (a->input);
  g_assert_false (seqgo_sequencer_port_info_get_time_stamping (info));
}

/* The connection stamps with one queue, the port with another. */
static void
test_port_wins (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *of_connection
      = seqgo_sequencer_client_create_queue (a->client, NULL, &error);
  SeqgoSequencerQueue *of_port = seqgo_sequencer_client_create_queue (b->client, NULL, &error);
  SeqgoEvent          *event;

  seqgo_sequencer_port_connect_to_full (a->output, seqgo_sequencer_port_get_address (b->input), 0,
                                        of_connection, &error);
  g_assert_no_error (error);
  test_wait_until (b->events->len == 1);
  event = send_note (a, b);
  g_assert_cmpuint (seqgo_event_get_queue_id (event), ==,
                    seqgo_sequencer_queue_get_id (of_connection));
  g_assert_true (seqgo_sequencer_port_set_time_stamping (b->input, of_port, FALSE, &error));
  event = send_note (a, b);
  g_assert_cmpuint (seqgo_event_get_queue_id (event), ==, seqgo_sequencer_queue_get_id (of_port));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sequencer-port-settings/fields", test_fields);
  g_test_add_func ("/sequencer-port-settings/S-07/wrong", test_wrong);
  g_test_add_func ("/sequencer-port-settings/S-63/time-stamping", test_time_stamping);
  g_test_add_func ("/sequencer-port-settings/S-63/absent-queue", test_absent_queue);
  g_test_add_func ("/sequencer-port-settings/S-64/port-wins", test_port_wins);

  return g_test_run ();
}
