/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include "seqgo-test.h"

static SeqgoSequencerTimer *
find_timer (GList *timers, const char *name)
{
  for (GList *link = timers; link != NULL; link = link->next)
    if (g_strcmp0 (seqgo_sequencer_timer_get_name (link->data), name) == 0)
      return link->data;
  g_error ("There is no timer “%s”", name);
}

static char *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* The kernel lists the same timers, if not in the same words. */
static void
test_list (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char     *proc = read_file ("/proc/asound/timers");
  GList               *timers = seqgo_sequencer_timer_list (&error);
  SeqgoSequencerTimer *high_resolution, *stream;
  SeqgoTimerClass      timer_class;
  g_autofree char     *name = NULL, *text = NULL;
  int                  subclass, card, device, subdevice;
  guint64              resolution;
  gboolean             slave;

  g_assert_no_error (error);
  for (GList *link = timers; link != NULL; link = link->next)
    g_assert_nonnull (strstr (proc, seqgo_sequencer_timer_get_name (link->data)));

  high_resolution = find_timer (timers, "HR timer");
  g_object_get (high_resolution, "timer-class", &timer_class, "subclass", &subclass, "card", &card,
                "device", &device, "subdevice", &subdevice, "name", &name, "resolution",
                &resolution, "slave", &slave, NULL);
  g_assert_cmpint (timer_class, ==, SEQGO_TIMER_CLASS_GLOBAL);
  g_assert_cmpint (card, ==, -1);
  g_assert_cmpint (device, ==, 3);
  g_assert_cmpint (subdevice, ==, 0);
  g_assert_cmpuint (resolution, >, 0);
  g_assert_false (slave);
  g_assert_cmpint (seqgo_sequencer_timer_get_timer_class (high_resolution), ==, timer_class);
  g_assert_cmpint (seqgo_sequencer_timer_get_subclass (high_resolution), ==, subclass);
  g_assert_cmpint (seqgo_sequencer_timer_get_card (high_resolution), ==, card);
  g_assert_cmpint (seqgo_sequencer_timer_get_device (high_resolution), ==, device);
  g_assert_cmpint (seqgo_sequencer_timer_get_subdevice (high_resolution), ==, subdevice);
  g_assert_cmpuint (seqgo_sequencer_timer_get_resolution (high_resolution), ==, resolution);
  text = seqgo_sequencer_timer_to_string (high_resolution);
  g_assert_cmpstr (text, ==, "HR timer");

  stream = find_timer (timers, "PCM Capture 0-0-1");
  g_assert_cmpint (seqgo_sequencer_timer_get_timer_class (stream), ==, SEQGO_TIMER_CLASS_PCM);
  g_assert_cmpint (seqgo_sequencer_timer_get_card (stream), ==, 0);
  g_assert_cmpint (seqgo_sequencer_timer_get_subdevice (stream), ==, 1);
  g_assert_true (seqgo_sequencer_timer_get_slave (stream));
  g_list_free_full (timers, g_object_unref);
}

static void
assert_timer (SeqgoSequencerQueue *queue, const char *name, guint frequency)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerTimer) timer = seqgo_sequencer_queue_get_timer (queue, &error);
  g_autofree char *proc = read_file ("/proc/asound/seq/timer");
  g_autofree char *expected
      = g_strdup_printf ("Timer for queue %u : %s\n", seqgo_sequencer_queue_get_id (queue), name);

  g_assert_no_error (error);
  g_assert_cmpstr (seqgo_sequencer_timer_get_name (timer), ==, name);
  g_assert_cmpuint (seqgo_sequencer_queue_get_timer_frequency (queue, &error), ==, frequency);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (proc, expected));
}

static void
test_set (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("A");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerTimer) absent
      = seqgo_sequencer_timer_new (SEQGO_TIMER_CLASS_CARD, 7, 0, 0);
  g_autoptr (SeqgoSequencerTimer) system
      = seqgo_sequencer_timer_new (SEQGO_TIMER_CLASS_GLOBAL, -1, 0, 0);
  g_autofree char *text = seqgo_sequencer_timer_to_string (absent);
  g_autolist (SeqgoSequencerTimer) timers = seqgo_sequencer_timer_list (&error);
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (peer->client, NULL, &error);

  g_assert_no_error (error);
  assert_timer (queue, "HR timer", 0);
  g_assert_true (seqgo_sequencer_queue_set_timer (queue, system, 100, &error));
  assert_timer (queue, "system timer", 100);
  g_assert_true (seqgo_sequencer_queue_set_timer (queue, find_timer (timers, "PCM Playback 0-0-0"),
                                                  0, &error));
  assert_timer (queue, "PCM Playback 0-0-0", 0);
  g_assert_true (
      seqgo_sequencer_queue_set_timer (queue, find_timer (timers, "HR timer"), 6250, &error));
  g_assert_no_error (error);
  assert_timer (queue, "HR timer", 6250);

  g_assert_cmpstr (text, ==, "class 2, card 7, device 0, subdevice 0");
  g_assert_false (seqgo_sequencer_queue_set_timer (queue, absent, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, text));
  g_clear_error (&error);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (seqgo_sequencer_queue_set_timer (queue, system, i == 0 ? 9 : 6251, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_clear_error (&error);
    }
  /* Nothing has changed, and it runs. */
  assert_timer (queue, "HR timer", 6250);
  seqgo_sequencer_queue_start (queue, &error);
  g_assert_false (seqgo_sequencer_queue_set_timer (queue, system, 0, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_QUEUE_RUNNING);
  g_clear_error (&error);

  seqgo_sequencer_queue_close (queue);
  g_assert_null (seqgo_sequencer_queue_get_timer (queue, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_cmpuint (seqgo_sequencer_queue_get_timer_frequency (queue, &error), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (seqgo_sequencer_queue_set_timer (queue, system, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

/* A queue delivers on each of the timers that run by themselves. */
static void
test_deliver (void)
{
  g_autoptr (TestPeer) peer = test_peer_new ("A");
  g_autoptr (GError) error = NULL;

  test_peer_connect (peer, peer);
  for (int device = 0; device <= 3; device += 3)
    {
      g_autoptr (SeqgoSequencerTimer) timer
          = seqgo_sequencer_timer_new (SEQGO_TIMER_CLASS_GLOBAL, -1, device, 0);
      SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (peer->client, NULL, &error);
      g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, 60, 1);
      g_autoptr (SeqgoEvent) scheduled
          = seqgo_event_at_tick (event, seqgo_sequencer_queue_get_id (queue), 10);

      g_ptr_array_set_size (peer->events, 0);
      seqgo_sequencer_queue_set_timer (queue, timer, 0, &error);
      seqgo_sequencer_queue_start (queue, &error);
      seqgo_sequencer_port_send (peer->output, scheduled, &error);
      g_assert_no_error (error);
      test_wait_until (peer->events->len == 1);
    }
}

static void
test_of_others (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoSequencerTimer) system
      = seqgo_sequencer_timer_new (SEQGO_TIMER_CLASS_GLOBAL, -1, 0, 0);
  SeqgoSequencerQueue *queue = seqgo_sequencer_client_create_queue (a->client, NULL, &error);
  SeqgoSequencerQueue *shared
      = seqgo_sequencer_client_open_queue (b->client, seqgo_sequencer_queue_get_id (queue), &error);

  g_assert_false (seqgo_sequencer_queue_set_timer (shared, system, 0, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_NOT_OWNER);
  g_clear_error (&error);
  seqgo_sequencer_queue_set_locked (queue, FALSE, &error);
  g_assert_true (seqgo_sequencer_queue_set_timer (shared, system, 0, &error));
  g_assert_no_error (error);
  assert_timer (queue, "system timer", 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sequencer-timer/list", test_list);
  g_test_add_func ("/sequencer-timer/S-56/set", test_set);
  g_test_add_func ("/sequencer-timer/deliver", test_deliver);
  g_test_add_func ("/sequencer-timer/S-59/of-others", test_of_others);

  return g_test_run ();
}
