/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <math.h>

#include "seqgo-test.h"

#define MILLISECOND G_GINT64_CONSTANT (1000000)

/* A sends to B, which records. */
typedef struct
{
  TestPeer               *a;
  TestPeer               *b;
  SeqgoSequencerRecorder *recorder;
  guint                   n_overflows;
} Fixture;

static void
overflow_cb (SeqgoSequencerRecorder *recorder, Fixture *fixture)
{
  fixture->n_overflows++;
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  fixture->a = test_peer_new ("A");
  fixture->b = test_peer_new ("B");
  test_peer_connect (fixture->a, fixture->b);
  fixture->recorder = seqgo_sequencer_recorder_new (fixture->b->input, 480, 60, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->recorder, "overflow", G_CALLBACK (overflow_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_clear_object (&fixture->recorder);
  test_peer_free (fixture->a);
  test_peer_free (fixture->b);
}

static void
start (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (seqgo_sequencer_recorder_start (fixture->recorder, &error));
  g_assert_no_error (error);
}

static SeqgoMidiFile *
stop (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  SeqgoMidiFile *file = seqgo_sequencer_recorder_stop (fixture->recorder, &error);

  g_assert_no_error (error);
  return file;
}

static void
send (Fixture *fixture, SeqgoEvent *event)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEvent) owned = event;

  seqgo_sequencer_port_send (fixture->a->output, owned, &error);
  g_assert_no_error (error);
}

/* What is on the track, without ticks, and without the tempo and the name. */
static char *
describe (SeqgoMidiFile *file)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < seqgo_midi_file_get_n_events (file, 0); i++)
    {
      g_autoptr (SeqgoMidiFileEvent) item = seqgo_midi_file_get_event (file, 0, i);
      g_autoptr (SeqgoEvent) event = seqgo_midi_file_event_get_event (item);
      int meta = seqgo_midi_file_event_get_meta (item);

      if (meta == SEQGO_MIDI_META_TEMPO || meta == SEQGO_MIDI_META_TRACK_NAME)
        continue;
      if (meta == SEQGO_MIDI_META_TEXT)
        g_string_append (text, "[lost]");
      else if (event != NULL)
        g_string_append_printf (text, "%02X %u; ", seqgo_midi_file_event_get_status (item),
                                seqgo_event_get_note (event));
    }
  return g_string_free (text, FALSE);
}

static void
test_record (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoMidiFile) file = NULL;
  g_autoptr (SeqgoMidiFile) again = NULL;
  g_autoptr (SeqgoSequencerPort) port = NULL;
  g_autoptr (GBytes) sysex = test_make_sysex (10);
  g_autofree char *text = NULL, *name = NULL, *empty = NULL;
  guint            ppq, n_events, n_overflows;
  gboolean         recording;
  double           bpm;

  g_object_get (fixture->recorder, "port", &port, "ppq", &ppq, "bpm", &bpm, "recording", &recording,
                "n-events", &n_events, "n-overflows", &n_overflows, NULL);
  g_assert_true (seqgo_sequencer_recorder_get_port (fixture->recorder) == port);
  g_assert_cmpuint (seqgo_sequencer_recorder_get_ppq (fixture->recorder), ==, ppq);
  g_assert_cmpfloat (seqgo_sequencer_recorder_get_bpm (fixture->recorder), ==, bpm);
  g_assert_false (recording || n_events > 0 || n_overflows > 0);
  g_assert_null (seqgo_sequencer_recorder_stop (fixture->recorder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED);

  start (fixture);
  start (fixture);
  g_assert_true (seqgo_sequencer_recorder_get_recording (fixture->recorder));
  send (fixture, seqgo_event_new_note_on (0, 60, 100));
  send (fixture, seqgo_event_new (SEQGO_EVENT_TYPE_CLOCK));
  send (fixture, seqgo_event_new_note_on (0, 61, 100));
  send (fixture, seqgo_event_new_control_change (3, 64, 127));
  send (fixture, seqgo_event_new_note_off (0, 60, 0));
  send (fixture, seqgo_event_new_sysex (sysex));
  send (fixture, seqgo_event_new_program_change (2, 5));
  test_wait_until (seqgo_sequencer_recorder_get_n_events (fixture->recorder) == 6);
  file = stop (fixture);
  g_assert_false (seqgo_sequencer_recorder_get_recording (fixture->recorder));
  /* The note and the pedal that were held are ended. */
  text = describe (file);
  g_assert_cmpstr (text, ==, "90 60; 90 61; B3 0; 80 60; F0 0; C2 0; 80 61; B3 0; ");
  g_assert_cmpuint (seqgo_midi_file_get_ppq (file), ==, 480);
  g_assert_cmpuint (seqgo_midi_file_tempo_at (file, 0), ==, 1000000);
  name = seqgo_midi_file_get_track_name (file, 0);
  g_assert_cmpstr (name, ==, "input");

  start (fixture);
  g_assert_cmpuint (seqgo_sequencer_recorder_get_n_events (fixture->recorder), ==, 0);
  again = stop (fixture);
  empty = describe (again);
  g_assert_cmpstr (empty, ==, "");
  g_ptr_array_set_size (fixture->b->events, 0);
  send (fixture, seqgo_event_new_note_on (0, 60, 100));
  test_wait_until (fixture->b->events->len == 1);
  g_assert_false (seqgo_event_is_real_time (test_peer_get_event (fixture->b, 0)));
}

/* The main loop looks at what came a second later; the file says when it came. In virtual time the
 * period of the timer is 10 ms. */
static void
test_time (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoMidiFile) file = NULL;
  SeqgoSequencerQueue *queue
      = seqgo_sequencer_client_create_queue (fixture->a->client, NULL, &error);
  guint8 id = seqgo_sequencer_queue_get_id (queue);

  start (fixture);
  seqgo_sequencer_queue_start (queue, &error);
  for (guint8 i = 0; i < 20; i++)
    {
      g_autoptr (SeqgoEvent) note = seqgo_event_new_note_on (0, i, 100);
      g_autoptr (SeqgoEvent) event = seqgo_event_at_time (note, id, i * 50 * MILLISECOND);

      seqgo_sequencer_port_send (fixture->a->output, event, &error);
      g_assert_no_error (error);
    }
  g_usleep (2000000);
  test_wait_until (seqgo_sequencer_recorder_get_n_events (fixture->recorder) == 20);
  file = stop (fixture);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (SeqgoMidiFileEvent) event = seqgo_midi_file_get_event (file, 0, i + 2);

      g_assert_cmpfloat_with_epsilon (seqgo_midi_file_event_get_tick (event), i * 24, 5);
    }
  g_assert_cmpfloat_with_epsilon (seqgo_midi_file_get_n_ticks (file), 960, 20);
}

static void
test_overflow (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SeqgoMidiFile) file = NULL;
  g_autofree char *text = NULL;

  start (fixture);
  send (fixture, seqgo_event_new_note_on (0, 60, 100));
  test_wait_until (seqgo_sequencer_recorder_get_n_events (fixture->recorder) == 1);
  for (guint i = 0; i < 300; i++)
    seqgo_sequencer_port_control_change (fixture->a->output, 0, 1, 0, NULL);
  test_wait_until (fixture->n_overflows == 1);
  g_assert_cmpuint (seqgo_sequencer_recorder_get_n_overflows (fixture->recorder), ==, 1);
  send (fixture, seqgo_event_new_note_on (0, 62, 100));
  test_wait_until (seqgo_sequencer_recorder_get_n_events (fixture->recorder) == 2);
  file = stop (fixture);
  text = describe (file);
  g_assert_cmpstr (text, ==, "90 60; 80 60; [lost]90 62; 80 62; ");
}

static void
test_close (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoMidiFile) file = NULL;
  g_autoptr (GObject) bare = g_object_new (SEQGO_TYPE_SEQUENCER_RECORDER, NULL);
  g_autofree char *text = NULL, *queues = NULL;

  g_assert_true (seqgo_sequencer_recorder_is_closed (SEQGO_SEQUENCER_RECORDER (bare)));
  g_assert_null (seqgo_sequencer_recorder_new (fixture->b->input, 0, 60, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_null (seqgo_sequencer_recorder_new (fixture->b->input, 96, NAN, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  start (fixture);
  seqgo_sequencer_recorder_close (fixture->recorder);
  seqgo_sequencer_recorder_close (fixture->recorder);
  g_assert_true (seqgo_sequencer_recorder_is_closed (fixture->recorder));
  g_assert_false (seqgo_sequencer_recorder_start (fixture->recorder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents ("/proc/asound/seq/queues", &queues, NULL, NULL));
  g_assert_null (g_strstr_len (queues, -1, "recorder"));

  /* What was recorded is not lost with the client. */
  g_object_unref (fixture->recorder);
  fixture->recorder = seqgo_sequencer_recorder_new (fixture->b->input, 96, 120, &error);
  start (fixture);
  send (fixture, seqgo_event_new_note_on (0, 60, 100));
  test_wait_until (seqgo_sequencer_recorder_get_n_events (fixture->recorder) == 1);
  seqgo_sequencer_client_close (fixture->b->client);
  file = stop (fixture);
  text = describe (file);
  g_assert_cmpstr (text, ==, "90 60; 80 60; ");
  g_assert_null (seqgo_sequencer_recorder_new (fixture->b->input, 96, 120, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer user_data);
  } tests[] = {
    { "/sequencer-recorder/order/record", test_record },
    { "/sequencer-recorder/order/overflow", test_overflow },
    { "/sequencer-recorder/order/close", test_close },
    { "/sequencer-recorder/time/stamps", test_time },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
