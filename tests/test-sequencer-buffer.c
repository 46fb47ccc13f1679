/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include "seqgo-test.h"

typedef struct
{
  TestPeer             *peer;
  TestPeer             *other;
  SeqgoSequencerBuffer *buffer;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->peer = test_peer_new ("A");
  fixture->other = test_peer_new ("B");
  test_peer_connect (fixture->peer, fixture->other);
  fixture->buffer = seqgo_sequencer_buffer_new (fixture->peer->output);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->buffer);
  test_peer_free (fixture->other);
  test_peer_free (fixture->peer);
}

static void
add_note (Fixture *fixture, guint8 note, SeqgoAddress *receiver)
{
  g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, note, 1);
  g_autoptr (SeqgoEvent) addressed
      = receiver != NULL ? seqgo_event_with_destination (event, receiver) : NULL;

  seqgo_sequencer_buffer_add (fixture->buffer, receiver != NULL ? addressed : event);
}

static void
add_notes (Fixture *fixture, guint n_events)
{
  for (guint i = 0; i < n_events; i++)
    add_note (fixture, (guint8) (i % 128), NULL);
}

static void
assert_flush (Fixture *fixture, guint n_sent)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (seqgo_sequencer_buffer_flush (fixture->buffer, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_sequencer_buffer_get_n_sent (fixture->buffer), ==, n_sent);
  g_assert_cmpuint (seqgo_sequencer_buffer_get_n_events (fixture->buffer), ==, 0);
  g_assert_null (seqgo_sequencer_buffer_get_failed_event (fixture->buffer));
}

static void
notify_cb (GObject *object, GParamSpec *pspec, GString *names)
{
  g_string_append_printf (names, "%s ", pspec->name);
}

static void
test_short_messages (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { "note-on channel 1 note 60 velocity 100",
                                          "note-off channel 1 note 60 velocity 64",
                                          "key-pressure channel 2 note 61 pressure 3",
                                          "control-change channel 15 controller 7 value 127",
                                          "program-change channel 3 program 5",
                                          "channel-pressure channel 4 pressure 6",
                                          "pitch-bend channel 5 -8192" };
  SeqgoSequencerBuffer    *buffer = fixture->buffer;
  g_autoptr (GError) error = NULL;

  g_assert_true (seqgo_sequencer_buffer_note_on (buffer, 1, 60, 100, &error));
  g_assert_true (seqgo_sequencer_buffer_note_off (buffer, 1, 60, 64, &error));
  g_assert_true (seqgo_sequencer_buffer_key_pressure (buffer, 2, 61, 3, &error));
  g_assert_true (seqgo_sequencer_buffer_control_change (buffer, 15, 7, 127, &error));
  g_assert_true (seqgo_sequencer_buffer_program_change (buffer, 3, 5, &error));
  g_assert_true (seqgo_sequencer_buffer_channel_pressure (buffer, 4, 6, &error));
  g_assert_true (seqgo_sequencer_buffer_pitch_bend (buffer, 5, -8192, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_sequencer_buffer_get_n_events (buffer), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_sequencer_buffer_get_event (buffer, i);
      g_autofree char *text = seqgo_event_to_string (event);

      if (!g_str_has_suffix (text, expected[i]))
        g_error ("“%s” instead of “%s”", text, expected[i]);
    }

  g_assert_false (seqgo_sequencer_buffer_note_on (buffer, 16, 60, 100, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (seqgo_sequencer_buffer_pitch_bend (buffer, 0, 8192, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  assert_flush (fixture, G_N_ELEMENTS (expected));
}

static void
test_collect (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SeqgoSequencerPort) port = NULL;
  g_autoptr (SeqgoEvent) first = NULL;
  g_autoptr (SeqgoEvent) again = NULL;
  GString *names = g_string_new (NULL);
  guint    n_events, n_sent;

  assert_flush (fixture, 0);
  g_signal_connect (fixture->buffer, "notify", G_CALLBACK (notify_cb), names);
  add_notes (fixture, 3);
  g_assert_cmpuint (seqgo_sequencer_buffer_get_n_events (fixture->buffer), ==, 3);
  first = seqgo_sequencer_buffer_get_event (fixture->buffer, 0);
  g_assert_cmpuint (seqgo_event_get_note (first), ==, 0);
  g_assert_null (seqgo_sequencer_buffer_get_event (fixture->buffer, 3));
  again = seqgo_sequencer_buffer_take_first (fixture->buffer);
  g_assert_true (seqgo_event_equal (first, again));

  test_run_for (20);
  g_assert_cmpuint (fixture->other->events->len, ==, 0);
  assert_flush (fixture, 2);
  test_wait_until (fixture->other->events->len == 2);
  g_assert_cmpuint (seqgo_event_get_note (test_peer_get_event (fixture->other, 0)), ==, 1);
  g_assert_cmpstr (names->str, ==, "n-events n-events n-events n-events n-events n-sent ");

  g_assert_null (seqgo_sequencer_buffer_take_first (fixture->buffer));
  g_object_get (fixture->buffer, "port", &port, "n-events", &n_events, "n-sent", &n_sent, NULL);
  g_assert_true (port == fixture->peer->output);
  g_assert_true (seqgo_sequencer_buffer_get_port (fixture->buffer) == port);
  g_assert_cmpuint (n_events, ==, 0);
  g_assert_cmpuint (n_sent, ==, 2);
  g_string_free (names, TRUE);
}

/* An event that cannot be sent does not block the others. */
static void
test_undeliverable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoAddress) absent = seqgo_address_new (190, 0);
  g_autoptr (SeqgoEvent) failed = NULL;
  g_autoptr (SeqgoEvent) property = NULL;

  add_notes (fixture, 2);
  add_note (fixture, 2, absent);
  add_note (fixture, 3, NULL);
  add_note (fixture, 4, NULL);
  g_assert_false (seqgo_sequencer_buffer_flush (fixture->buffer, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE);
  g_assert_nonnull (strstr (error->message, "event 3 of 5"));
  g_assert_cmpuint (seqgo_sequencer_buffer_get_n_sent (fixture->buffer), ==, 2);
  g_assert_cmpuint (seqgo_sequencer_buffer_get_n_events (fixture->buffer), ==, 2);
  failed = seqgo_sequencer_buffer_get_failed_event (fixture->buffer);
  g_assert_cmpuint (seqgo_event_get_note (failed), ==, 2);
  g_object_get (fixture->buffer, "failed-event", &property, NULL);
  g_assert_true (property == failed);

  assert_flush (fixture, 2);
  test_wait_until (fixture->other->events->len == 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (seqgo_event_get_note (test_peer_get_event (fixture->other, i)), ==,
                      i < 2 ? i : i + 1);
}

/* What a full receiver could not take waits until it can. */
static void
test_full_receiver (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEvent) failed = NULL;

  add_notes (fixture, 400);
  g_assert_false (seqgo_sequencer_buffer_flush (fixture->buffer, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_RECEIVER_FULL);
  g_assert_cmpuint (seqgo_sequencer_buffer_get_n_sent (fixture->buffer), ==, 200);
  g_assert_cmpuint (seqgo_sequencer_buffer_get_n_events (fixture->buffer), ==, 200);
  failed = seqgo_sequencer_buffer_get_failed_event (fixture->buffer);
  g_assert_cmpuint (seqgo_event_get_note (failed), ==, 200 % 128);

  /* It loses what it had. */
  test_wait_until (fixture->other->n_overflows == 1);
  g_ptr_array_set_size (fixture->other->events, 0);
  assert_flush (fixture, 200);
  test_wait_until (fixture->other->events->len == 200);
  g_assert_cmpuint (seqgo_event_get_note (test_peer_get_event (fixture->other, 0)), ==, 200 % 128);
}

static void
test_full_pool (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SeqgoSequencerQueue *queue
      = seqgo_sequencer_client_create_queue (fixture->peer->client, NULL, &error);
  g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, 60, 1);
  g_autoptr (SeqgoEvent) scheduled
      = seqgo_event_at_tick (event, seqgo_sequencer_queue_get_id (queue), 100000);

  for (guint i = 0; i < 600; i++)
    seqgo_sequencer_buffer_add (fixture->buffer, scheduled);
  g_assert_false (seqgo_sequencer_buffer_flush (fixture->buffer, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_POOL_FULL);
  g_assert_cmpuint (seqgo_sequencer_buffer_get_n_sent (fixture->buffer), ==, 500);
  g_assert_cmpuint (seqgo_sequencer_buffer_get_n_events (fixture->buffer), ==, 100);
  seqgo_sequencer_client_remove_events (fixture->peer->client, NULL, NULL);
  assert_flush (fixture, 100);
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEventPattern) pattern = seqgo_event_pattern_new ();
  g_autoptr (SeqgoSequencerQueueStatus) status = NULL;
  SeqgoSequencerQueue *queue
      = seqgo_sequencer_client_create_queue (fixture->peer->client, NULL, &error);

  for (guint8 i = 0; i < 6; i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, i, 1);
      g_autoptr (SeqgoEvent) tagged = seqgo_event_with_tag (event, i % 2);
      g_autoptr (SeqgoEvent) scheduled
          = seqgo_event_at_tick (tagged, seqgo_sequencer_queue_get_id (queue), 100000);

      seqgo_sequencer_buffer_add (fixture->buffer, scheduled);
    }
  seqgo_event_pattern_set_tag (pattern, 1);
  g_assert_cmpuint (seqgo_sequencer_buffer_remove_events (fixture->buffer, pattern), ==, 3);
  g_assert_cmpuint (seqgo_sequencer_buffer_remove_events (fixture->buffer, pattern), ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_sequencer_buffer_get_event (fixture->buffer, i);

      g_assert_cmpuint (seqgo_event_get_note (event), ==, 2 * i);
    }
  assert_flush (fixture, 3);
  status = seqgo_sequencer_queue_get_status (queue, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seqgo_sequencer_queue_status_get_n_events (status), ==, 3);

  add_notes (fixture, 5);
  g_assert_cmpuint (seqgo_sequencer_buffer_remove_events (fixture->buffer, NULL), ==, 5);
  assert_flush (fixture, 0);
}

/* A batch may fail as a whole, too, and name the event. */
static void
test_batch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEvent) note = seqgo_event_new_note_on (0, 60, 1);
  g_autoptr (GBytes) data_of_sysex = test_make_sysex (5000);
  g_autoptr (GBytes) too_large = test_make_sysex (6000);
  g_autoptr (SeqgoEvent) sysex = seqgo_event_new_sysex (data_of_sysex);
  g_autoptr (SeqgoEvent) large = seqgo_event_new_sysex (too_large);
  g_autoptr (SeqgoEvent) failed = NULL;
  g_autoptr (GBytes) received = NULL;
  SeqgoEvent *events[] = { note, large, sysex };
  g_autoptr (SeqgoEventBatch) batch = seqgo_event_batch_new (events, G_N_ELEMENTS (events));

  seqgo_sequencer_buffer_add_batch (fixture->buffer, batch);
  g_assert_cmpuint (seqgo_sequencer_buffer_get_n_events (fixture->buffer), ==, 3);
  g_assert_false (seqgo_sequencer_buffer_flush (fixture->buffer, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_PAYLOAD_TOO_LARGE);
  failed = seqgo_sequencer_buffer_get_failed_event (fixture->buffer);
  g_assert_true (seqgo_event_equal (failed, large));
  assert_flush (fixture, 1);
  test_wait_until (fixture->other->events->len == 2);
  received = seqgo_event_get_data (test_peer_get_event (fixture->other, 1));
  g_assert_true (g_bytes_equal (received, data_of_sysex));
}

static void
test_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerBuffer) homeless = g_object_new (SEQGO_TYPE_SEQUENCER_BUFFER, NULL);

  g_assert_false (seqgo_sequencer_buffer_flush (homeless, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);

  add_notes (fixture, 2);
  seqgo_sequencer_port_close (fixture->peer->output);
  g_assert_false (seqgo_sequencer_buffer_flush (fixture->buffer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_cmpuint (seqgo_sequencer_buffer_get_n_events (fixture->buffer), ==, 2);
  g_assert_null (seqgo_sequencer_buffer_get_failed_event (fixture->buffer));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/sequencer-buffer/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("collect", test_collect);
  ADD ("short-messages", test_short_messages);
  ADD ("S-25/undeliverable", test_undeliverable);
  ADD ("S-35/full-receiver", test_full_receiver);
  ADD ("S-38/full-pool", test_full_pool);
  ADD ("S-73/remove", test_remove);
  ADD ("batch", test_batch);
  ADD ("closed", test_closed);
#undef ADD

  return g_test_run ();
}
