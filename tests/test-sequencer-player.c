/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include "seqgo-test.h"

#define PPQ 96
#define MILLISECOND G_GINT64_CONSTANT (1000000)

/* A plays to B; @times are when B received what is in its events, in microseconds. */
typedef struct
{
  TestPeer             *a;
  TestPeer             *b;
  SeqgoMidiFile        *file;
  SeqgoSequencerPlayer *player;
  GArray               *times;
  guint                 n_finished;
  guint                 n_failed;
  guint                 n_notified;
} Fixture;

static void
finished_cb (SeqgoSequencerPlayer *player, Fixture *fixture)
{
  fixture->n_finished++;
}

static void
failed_cb (SeqgoSequencerPlayer *player, GError *error, Fixture *fixture)
{
  fixture->n_failed++;
}

static void
notify_cb (SeqgoSequencerPlayer *player, GParamSpec *pspec, Fixture *fixture)
{
  fixture->n_notified++;
}

static void
event_cb (SeqgoSequencerClient *client, SeqgoEvent *event, Fixture *fixture)
{
  gint64 time = g_get_monotonic_time ();

  g_array_append_val (fixture->times, time);
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->a = test_peer_new ("A");
  fixture->b = test_peer_new ("B");
  test_peer_connect (fixture->a, fixture->b);
  fixture->file = seqgo_midi_file_new (PPQ);
  seqgo_midi_file_add_track (fixture->file, "first");
  seqgo_midi_file_add_track (fixture->file, "second");
  fixture->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_signal_connect (fixture->b->client, "event", G_CALLBACK (event_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_clear_object (&fixture->player);
  g_object_unref (fixture->file);
  g_signal_handlers_disconnect_by_data (fixture->b->client, fixture);
  test_peer_free (fixture->a);
  test_peer_free (fixture->b);
  g_array_unref (fixture->times);
}

static void
add (Fixture *fixture, guint track, guint32 tick, SeqgoEvent *event)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoEvent) owned = event;

  seqgo_midi_file_add_event (fixture->file, track, tick, owned, &error);
  g_assert_no_error (error);
}

static void
add_notes (Fixture *fixture, guint n_notes, guint32 step)
{
  for (guint i = 0; i < n_notes; i++)
    add (fixture, 0, i * step, seqgo_event_new_note (0, (guint8) (i % 128), 100, step / 2));
}

static void
make_player (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->player = seqgo_sequencer_player_new (fixture->a->output, fixture->file, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->player, "finished", G_CALLBACK (finished_cb), fixture);
  g_signal_connect (fixture->player, "failed", G_CALLBACK (failed_cb), fixture);
  g_signal_connect (fixture->player, "notify::tick", G_CALLBACK (notify_cb), fixture);
}

static void
play (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  if (fixture->player == NULL)
    make_player (fixture);
  g_assert_true (seqgo_sequencer_player_play (fixture->player, &error));
  g_assert_no_error (error);
}

/* The longest file of these tests takes less than two minutes. */
static void
wait_for_end (Fixture *fixture)
{
  for (guint i = 0; fixture->n_finished == 0 && i < 1200; i++)
    test_run_for (100);
  g_assert_cmpuint (fixture->n_finished, ==, 1);
  test_run_for (20);
}

static void
forget_events (Fixture *fixture)
{
  g_ptr_array_set_size (fixture->b->events, 0);
  g_array_set_size (fixture->times, 0);
}

static SeqgoEvent *
get_event (Fixture *fixture, guint index)
{
  return test_peer_get_event (fixture->b, index);
}

/* Checks that all that was begun was ended, and that the queue is empty. */
static void
assert_silent (Fixture *fixture)
{
  g_autoptr (SeqgoSequencerQueueStatus) status = NULL;
  int n_sounding[16][128] = { { 0 } };
  int pedals[16] = { 0 };

  test_run_for (50);
  for (guint i = 0; i < fixture->b->events->len; i++)
    {
      SeqgoEvent *event = get_event (fixture, i);
      guint8      channel = seqgo_event_get_channel (event);

      switch ((guint) seqgo_event_get_event_type (event))
        {
        case SEQGO_EVENT_TYPE_NOTE_ON:
          n_sounding[channel][seqgo_event_get_note (event)]++;
          break;
        case SEQGO_EVENT_TYPE_NOTE_OFF:
          n_sounding[channel][seqgo_event_get_note (event)]--;
          break;
        case SEQGO_EVENT_TYPE_CONTROL_CHANGE:
          if (seqgo_event_get_param (event) == 64)
            pedals[channel] = seqgo_event_get_value (event);
          break;
        default:
          break;
        }
    }
  for (guint i = 0; i < 16; i++)
    {
      g_assert_cmpint (pedals[i], ==, 0);
      for (guint j = 0; j < 128; j++)
        g_assert_cmpint (n_sounding[i][j], <=, 0);
    }
  status
      = seqgo_sequencer_queue_get_status (seqgo_sequencer_player_get_queue (fixture->player), NULL);
  if (status != NULL)
    g_assert_cmpuint (seqgo_sequencer_queue_status_get_n_events (status), ==, 0);
}

static char *
describe_from (Fixture *fixture, guint index)
{
  GString *text = g_string_new (NULL);

  for (; index < fixture->b->events->len; index++)
    {
      SeqgoEvent      *event = get_event (fixture, index);
      g_autofree char *name = NULL;
      GEnumClass      *klass = g_type_class_ref (SEQGO_TYPE_EVENT_TYPE);

      name = g_strdup (
          g_enum_get_value (klass, (int) seqgo_event_get_event_type (event))->value_nick);
      g_type_class_unref (klass);
      g_string_append_printf (text, "%s%s %u", text->len > 0 ? ", " : "", name,
                              seqgo_event_get_channel (event));
      if (seqgo_event_get_velocity (event) > 0 || g_str_has_prefix (name, "note"))
        g_string_append_printf (text, " %u", seqgo_event_get_note (event));
      else
        g_string_append_printf (text, " %u=%d", seqgo_event_get_param (event),
                                seqgo_event_get_value (event));
    }
  return g_string_free (text, FALSE);
}

static void
test_play (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SeqgoSequencerPort) port = NULL;
  g_autoptr (SeqgoMidiFile) file = NULL;
  g_autoptr (SeqgoSequencerQueue) queue = NULL;
  gboolean playing, loop;
  guint    tick;
  gint64   position, duration;
  double   speed;

  add_notes (fixture, 16, 48);
  make_player (fixture);
  g_object_get (fixture->player, "port", &port, "file", &file, "queue", &queue, "playing", &playing,
                "loop", &loop, "tick", &tick, "position", &position, "duration", &duration, "speed",
                &speed, NULL);
  g_assert_true (port == fixture->a->output && file == fixture->file);
  g_assert_true (seqgo_sequencer_player_get_queue (fixture->player) == queue);
  g_assert_true (seqgo_sequencer_player_get_file (fixture->player) == file);
  g_assert_false (playing || loop);
  g_assert_cmpuint (tick, ==, 0);
  g_assert_cmpint (position, ==, 0);
  g_assert_cmpint (duration, ==, seqgo_midi_file_get_duration (fixture->file));
  g_assert_cmpfloat (speed, ==, 1);

  play (fixture);
  g_assert_true (seqgo_sequencer_player_get_playing (fixture->player));
  test_wait_until (seqgo_sequencer_player_get_position (fixture->player) > 0);
  wait_for_end (fixture);
  g_assert_false (seqgo_sequencer_player_get_playing (fixture->player));
  g_assert_cmpuint (fixture->b->events->len, ==, 32);
  for (guint i = 0; i < 32; i++)
    {
      g_assert_cmpuint (seqgo_event_get_note (get_event (fixture, i)), ==, i / 2);
      g_assert_cmpuint (seqgo_event_get_tick (get_event (fixture, i)), ==, i * 24);
    }
  g_assert_cmpuint (fixture->n_notified, >, 10);
  g_assert_cmpint (seqgo_sequencer_player_get_position (fixture->player), ==, duration);
  assert_silent (fixture);

  forget_events (fixture);
  fixture->n_finished = 0;
  play (fixture);
  wait_for_end (fixture);
  g_assert_cmpuint (fixture->b->events->len, ==, 32);
}

/* More than the pool holds, with changes of tempo, at another speed: all comes at its time. */
static void
test_time (Fixture *fixture, gconstpointer user_data)
{
  double speed = *(const double *) user_data;
  gint64 start;

  add_notes (fixture, 3000, 4);
  for (guint i = 0; i < 60; i++)
    seqgo_midi_file_add_tempo (fixture->file, i * 200, 300000 + i * 7919 % 400000, NULL);
  make_player (fixture);
  g_assert_true (seqgo_sequencer_player_set_speed (fixture->player, speed, NULL));
  start = g_get_monotonic_time ();
  play (fixture);
  wait_for_end (fixture);
  g_assert_cmpuint (fixture->b->events->len, ==, 6000);
  g_assert_cmpuint (fixture->b->n_overflows, ==, 0);
  for (guint i = 0; i < 6000; i++)
    {
      guint32 tick = i * 2;
      double  expected = (double) seqgo_midi_file_tick_to_time (fixture->file, tick) / 1000 / speed;
      double  time = (double) (g_array_index (fixture->times, gint64, i) - start);

      g_assert_cmpuint (seqgo_event_get_tick (get_event (fixture, i)), ==, tick);
      /* A period of the timer, which is 10 ms in virtual time; and as it only sees a change of
       * tempo at the end of one, what that makes of the changes. */
      g_assert_cmpfloat_with_epsilon (time, expected, 45000);
    }
}

static void
test_pause (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *before = NULL, *after = NULL;
  guint            n_events;

  add (fixture, 0, 0, seqgo_event_new_control_change (0, 64, 127));
  add (fixture, 0, 0, seqgo_event_new_program_change (1, 9));
  add (fixture, 0, 10, seqgo_event_new_note (0, 60, 100, 200));
  add (fixture, 0, 10, seqgo_event_new_note (0, 60, 100, 250));
  add (fixture, 1, 20, seqgo_event_new_note (1, 72, 100, 200));
  add (fixture, 1, 300, seqgo_event_new_note (1, 74, 100, 50));
  play (fixture);
  test_wait_until (fixture->b->events->len == 5);
  seqgo_sequencer_player_pause (fixture->player);
  seqgo_sequencer_player_pause (fixture->player);
  g_assert_false (seqgo_sequencer_player_get_playing (fixture->player));
  assert_silent (fixture);
  before = describe_from (fixture, 5);
  g_assert_cmpstr (before, ==,
                   "note-off 0 60, note-off 0 60, control-change 0 64=0, note-off 1 72");
  g_assert_cmpuint (seqgo_sequencer_player_get_tick (fixture->player), >=, 20);

  /* The pedal and the program are as before; the notes do not begin again. */
  n_events = fixture->b->events->len;
  play (fixture);
  test_run_for (20);
  after = describe_from (fixture, n_events);
  g_assert_cmpstr (after, ==, "control-change 0 64=127, program-change 1 0=9");
  wait_for_end (fixture);
  g_assert_cmpuint (seqgo_event_get_tick (get_event (fixture, fixture->b->events->len - 2)), ==,
                    350);
  assert_silent (fixture);
}

static void
test_seek (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint            n_events;

  add (fixture, 0, 0, seqgo_event_new_note (0, 50, 100, 2000));
  add (fixture, 0, 100, seqgo_event_new_control_change (0, 0, 1));
  add (fixture, 0, 100, seqgo_event_new_program_change (0, 5));
  add (fixture, 0, 100, seqgo_event_new_control_change (0, 7, 90));
  add (fixture, 0, 110, seqgo_event_new_control_change (0, 101, 0));
  add (fixture, 0, 110, seqgo_event_new_control_change (0, 100, 0));
  add (fixture, 0, 110, seqgo_event_new_control_change (0, 6, 12));
  add (fixture, 0, 120, seqgo_event_new_pitch_bend (0, 1000));
  add (fixture, 0, 200, seqgo_event_new_program_change (0, 6));
  add (fixture, 0, 1000, seqgo_event_new_note (0, 60, 100, 10));
  play (fixture);
  test_wait_until (fixture->b->events->len == 1);
  n_events = fixture->b->events->len;
  g_assert_true (seqgo_sequencer_player_seek_tick (fixture->player, 900, &error));
  g_assert_cmpuint (seqgo_sequencer_player_get_tick (fixture->player), >=, 900);
  test_run_for (20);
  text = describe_from (fixture, n_events);
  g_assert_cmpstr (text, ==,
                   "note-off 0 50, control-change 0 0=1, program-change 0 0=6, "
                   "control-change 0 7=90, control-change 0 101=0, control-change 0 100=0, "
                   "control-change 0 6=12, control-change 0 101=0, control-change 0 100=0, "
                   "pitch-bend 0 0=1000");

  /* Back to before all that: what has a default gets it. */
  n_events = fixture->b->events->len;
  seqgo_sequencer_player_pause (fixture->player);
  g_assert_true (seqgo_sequencer_player_seek (fixture->player, 300 * MILLISECOND, &error));
  g_assert_cmpuint (seqgo_sequencer_player_get_tick (fixture->player), ==, 57);
  g_assert_cmpint (seqgo_sequencer_player_get_position (fixture->player), <=, 300 * MILLISECOND);
  play (fixture);
  test_run_for (20);
  g_clear_pointer (&text, g_free);
  text = describe_from (fixture, n_events);
  g_assert_cmpstr (text, ==, "pitch-bend 0 0=0");

  g_assert_false (seqgo_sequencer_player_seek (fixture->player, -1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_true (seqgo_sequencer_player_seek_tick (fixture->player, 5000, &error));
  wait_for_end (fixture);
  assert_silent (fixture);
}

static void
test_loop (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  add (fixture, 0, 0, seqgo_event_new_note (0, 60, 100, 10));
  add (fixture, 0, 24, seqgo_event_new_note (0, 61, 100, 10));
  add (fixture, 0, 30, seqgo_event_new_pitch_bend (0, 5));
  add (fixture, 0, 40, seqgo_event_new_note (0, 62, 100, 100));
  add (fixture, 0, 200, seqgo_event_new_note (0, 63, 100, 10));
  make_player (fixture);
  g_assert_false (seqgo_sequencer_player_set_loop_range (fixture->player, 5, 5, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_true (seqgo_sequencer_player_set_loop_range (fixture->player, 20, 68, &error));
  g_object_set (fixture->player, "loop", TRUE, NULL);
  g_assert_true (seqgo_sequencer_player_get_loop (fixture->player));
  play (fixture);
  test_wait_until (fixture->b->events->len >= 2 + 5 * 12);
  g_assert_cmpuint (seqgo_sequencer_player_get_tick (fixture->player), <, 68);
  for (guint pass = 0; pass < 10; pass++)
    {
      static const guint32 ticks[] = { 24, 30, 34, 40, 68, 68 };

      for (guint i = 0; i < 6; i++)
        g_assert_cmpuint (seqgo_event_get_tick (get_event (fixture, 2 + pass * 6 + i)), ==,
                          ticks[i] + pass * 48);
    }
  seqgo_sequencer_player_pause (fixture->player);
  assert_silent (fixture);
  forget_events (fixture);
  seqgo_sequencer_player_set_loop (fixture->player, FALSE);
  play (fixture);
  wait_for_end (fixture);
  assert_silent (fixture);
}

/* A message larger than the pools of sender and receiver comes whole, and in order. */
static void
test_sysex (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) data = test_make_sysex (40000);
  g_autoptr (GByteArray) received = g_byte_array_new ();
  SeqgoEvent *last = NULL;

  add (fixture, 0, 10, seqgo_event_new_sysex (data));
  add (fixture, 0, 11, seqgo_event_new_note (0, 60, 100, 10));
  play (fixture);
  wait_for_end (fixture);
  for (guint i = 0; i < fixture->b->events->len; i++)
    {
      last = get_event (fixture, i);
      if (seqgo_event_get_event_type (last) == SEQGO_EVENT_TYPE_SYSEX)
        {
          g_autoptr (GBytes) part = seqgo_event_get_data (last);

          g_byte_array_append (received, g_bytes_get_data (part, NULL),
                               (guint) g_bytes_get_size (part));
        }
      else if (received->len < 40000)
        {
          g_error ("a note inside of the message");
        }
    }
  g_assert_cmpmem (received->data, received->len, g_bytes_get_data (data, NULL), 40000);
  g_assert_cmpint (seqgo_event_get_event_type (last), ==, SEQGO_EVENT_TYPE_NOTE_OFF);
  g_assert_cmpuint (fixture->b->n_overflows, ==, 0);
}

static void
test_ports (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  SeqgoSequencerPort *other = seqgo_sequencer_client_create_port (fixture->a->client, "other",
                                                                  SEQGO_PORT_PRESET_SOURCE, &error);
  guint8              other_id = seqgo_sequencer_port_get_id (other);

  g_assert_true (seqgo_sequencer_port_connect_to_address (
      other, seqgo_sequencer_port_get_address (fixture->b->input), &error));
  test_wait_until (fixture->b->events->len == 1);
  forget_events (fixture);
  for (guint8 channel = 0; channel < 3; channel++)
    add (fixture, channel % 2, channel, seqgo_event_new_note (channel, 60, 100, 500));
  make_player (fixture);
  g_assert_true (seqgo_sequencer_player_set_track_port (fixture->player, 1, other, &error));
  g_assert_true (seqgo_sequencer_player_set_channel_port (fixture->player, 2, other, &error));
  g_assert_false (seqgo_sequencer_player_set_channel_port (fixture->player, 16, other, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (
      seqgo_sequencer_player_set_track_port (fixture->player, 0, fixture->b->output, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  play (fixture);
  test_wait_until (fixture->b->events->len == 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (SeqgoAddress) source = seqgo_event_get_source (get_event (fixture, i));

      g_assert_cmpint (seqgo_address_get_port_id (source) == other_id, ==, i > 0);
    }

  /* What sounds on a port is ended there. */
  g_assert_true (seqgo_sequencer_player_set_channel_port (fixture->player, 2, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (seqgo_sequencer_player_get_playing (fixture->player));
  assert_silent (fixture);
}

static void
test_close (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) bare = g_object_new (SEQGO_TYPE_SEQUENCER_PLAYER, NULL);

  g_assert_true (seqgo_sequencer_player_is_closed (SEQGO_SEQUENCER_PLAYER (bare)));
  g_assert_false (seqgo_sequencer_player_play (SEQGO_SEQUENCER_PLAYER (bare), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_cmpint (seqgo_sequencer_player_get_position (SEQGO_SEQUENCER_PLAYER (bare)), ==, 0);

  add (fixture, 0, 0, seqgo_event_new_note (0, 60, 100, 1000));
  play (fixture);
  test_wait_until (fixture->b->events->len > 0);
  g_assert_false (seqgo_sequencer_player_is_closed (fixture->player));
  seqgo_sequencer_player_close (fixture->player);
  seqgo_sequencer_player_close (fixture->player);
  g_assert_true (seqgo_sequencer_player_is_closed (fixture->player));
  assert_silent (fixture);
  g_assert_false (seqgo_sequencer_player_play (fixture->player, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (seqgo_sequencer_player_seek (fixture->player, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (seqgo_sequencer_player_set_speed (fixture->player, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (
      seqgo_sequencer_player_set_track_port (fixture->player, 0, fixture->a->output, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);

  g_clear_object (&fixture->player);
  make_player (fixture);
  g_assert_false (seqgo_sequencer_player_set_speed (fixture->player, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  seqgo_midi_file_set_format (fixture->file, 2);
  g_assert_null (seqgo_sequencer_player_new (fixture->a->output, fixture->file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static void
test_failed (Fixture *fixture, gconstpointer user_data)
{
  add_notes (fixture, 1000, 10);
  play (fixture);
  seqgo_sequencer_port_close (fixture->a->output);
  test_wait_until (fixture->n_failed > 0);
  g_assert_false (seqgo_sequencer_player_get_playing (fixture->player));
  test_run_for (250);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
}

/* Without its queue nobody knows what was played; what may sound is ended. */
static void
test_lost_queue (Fixture *fixture, gconstpointer user_data)
{
  add (fixture, 0, 0, seqgo_event_new_note (0, 60, 100, 5000));
  add (fixture, 0, 10, seqgo_event_new_note (0, 61, 100, 5000));
  play (fixture);
  test_wait_until (fixture->b->events->len > 0);
  seqgo_sequencer_queue_close (seqgo_sequencer_player_get_queue (fixture->player));
  test_wait_until (fixture->n_failed > 0);
  assert_silent (fixture);
}

static void
played_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GError **error = user_data;

  if (seqgo_sequencer_player_play_finish (SEQGO_SEQUENCER_PLAYER (object), result, error))
    *error = g_error_new_literal (G_FILE_ERROR, 0, "played");
}

static void
test_async (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) played = NULL;
  g_autoptr (GError) pending = NULL;
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (GError) closed = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  add_notes (fixture, 4, 10);
  make_player (fixture);
  seqgo_sequencer_player_play_async (fixture->player, 0, NULL, played_cb, &played);
  seqgo_sequencer_player_play_async (fixture->player, 0, NULL, played_cb, &pending);
  test_wait_until (pending != NULL);
  g_assert_error (pending, G_IO_ERROR, G_IO_ERROR_PENDING);
  test_wait_until (played != NULL);
  g_assert_error (played, G_FILE_ERROR, 0);
  test_wait_until (fixture->b->events->len >= 8);
  g_assert_cmpuint (fixture->b->events->len, ==, 8);

  seqgo_sequencer_player_play_async (fixture->player, 0, cancellable, played_cb, &cancelled);
  g_cancellable_cancel (cancellable);
  test_wait_until (cancelled != NULL);
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (seqgo_sequencer_player_get_playing (fixture->player));
  seqgo_sequencer_player_play_async (fixture->player, 0, NULL, played_cb, &closed);
  seqgo_sequencer_player_close (fixture->player);
  test_wait_until (closed != NULL);
  g_assert_error (closed, G_IO_ERROR, G_IO_ERROR_CLOSED);
  assert_silent (fixture);
}

int
main (int argc, char *argv[])
{
  static const double normal = 1, fast = 2.5;
  static const struct
  {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer user_data);
    gconstpointer data;
  } tests[] = {
    { "/sequencer-player/order/play", test_play },
    { "/sequencer-player/order/pause", test_pause },
    { "/sequencer-player/order/seek", test_seek },
    { "/sequencer-player/order/loop", test_loop },
    { "/sequencer-player/time/sysex", test_sysex },
    { "/sequencer-player/order/ports", test_ports },
    { "/sequencer-player/order/close", test_close },
    { "/sequencer-player/order/failed", test_failed },
    { "/sequencer-player/order/lost-queue", test_lost_queue },
    { "/sequencer-player/order/async", test_async },
    { "/sequencer-player/time/normal", test_time, &normal },
    { "/sequencer-player/time/fast", test_time, &fast },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, tests[i].data, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
