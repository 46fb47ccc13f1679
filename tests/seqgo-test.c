/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "seqgo-test.h"

#define ITERATION_MILLISECONDS 5

static gboolean
wake_up_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
test_iterate (void)
{
  gboolean over = FALSE;
  guint    id = g_timeout_add (ITERATION_MILLISECONDS, wake_up_cb, &over);

  g_main_context_iteration (NULL, TRUE);
  if (!over)
    g_source_remove (id);
}

void
test_run_for (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, wake_up_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
event_cb (SeqgoSequencerClient *client, SeqgoEvent *event, TestPeer *self)
{
  g_ptr_array_add (self->events, seqgo_event_ref (event));
}

static void
batch_cb (SeqgoSequencerClient *client, SeqgoEventBatch *batch, TestPeer *self)
{
  self->n_batches++;
}

static void
overflow_cb (SeqgoSequencerClient *client, TestPeer *self)
{
  self->n_overflows++;
}

static void
closed_cb (SeqgoSequencerClient *client, GError *error, TestPeer *self)
{
  self->n_closed++;
  self->closed_thread = g_thread_self ();
}

TestPeer *
test_peer_new (const char *name)
{
  g_autoptr (GError) error = NULL;
  TestPeer *self = g_new0 (TestPeer, 1);

  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);
  self->client = seqgo_sequencer_client_open (name, &error);
  g_assert_no_error (error);
  self->output = seqgo_sequencer_client_create_port (self->client, "output",
                                                     SEQGO_PORT_PRESET_SOURCE, &error);
  g_assert_no_error (error);
  self->input
      = seqgo_sequencer_client_create_port (self->client, "input", SEQGO_PORT_PRESET_SINK, &error);
  g_assert_no_error (error);
  g_signal_connect (self->client, "event", G_CALLBACK (event_cb), self);
  g_signal_connect (self->client, "batch", G_CALLBACK (batch_cb), self);
  g_signal_connect (self->client, "overflow", G_CALLBACK (overflow_cb), self);
  g_signal_connect (self->client, "closed", G_CALLBACK (closed_cb), self);
  return self;
}

void
test_peer_free (TestPeer *self)
{
  g_signal_handlers_disconnect_by_data (self->client, self);
  seqgo_sequencer_client_close (self->client);
  g_object_unref (self->client);
  g_ptr_array_unref (self->events);
  g_free (self);
}

void
test_peer_connect (TestPeer *from, TestPeer *to)
{
  g_autoptr (GError) error = NULL;

  seqgo_sequencer_port_connect_to_address (from->output,
                                           seqgo_sequencer_port_get_address (to->input), &error);
  g_assert_no_error (error);
  if (from != to)
    test_wait_until (to->events->len > 0);
  g_ptr_array_set_size (to->events, 0);
  to->n_batches = 0;
}

char *
test_peer_get_types (TestPeer *self)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (SEQGO_TYPE_EVENT_TYPE);
  GString *types = g_string_new (NULL);

  for (guint i = 0; i < self->events->len; i++)
    {
      GEnumValue *value = g_enum_get_value (
          klass, (int) seqgo_event_get_event_type (test_peer_get_event (self, i)));

      g_string_append_printf (types, "%s%s", i > 0 ? " " : "",
                              value != NULL ? value->value_nick : "unknown");
    }
  return g_string_free (types, FALSE);
}

SeqgoEvent *
test_peer_get_event (TestPeer *self, guint index)
{
  g_assert_cmpuint (index, <, self->events->len);
  return g_ptr_array_index (self->events, index);
}

static char *
read_clients (void)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents ("/proc/asound/seq/clients", &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

char *
test_read_proc_client (const char *name)
{
  g_autofree char *text = read_clients ();
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", name);
  g_auto (GStrv) blocks = g_strsplit (text, "\nClient ", -1);

  for (guint i = 0; blocks[i] != NULL; i++)
    {
      char *first_line_end = strchr (blocks[i], '\n');
      char *found = strstr (blocks[i], quoted);

      if (found != NULL && (first_line_end == NULL || found < first_line_end))
        return g_strdup (blocks[i]);
    }
  return NULL;
}

guint
test_count_clients (void)
{
  g_autofree char *text = read_clients ();
  guint            count = 0;

  g_assert_cmpint (sscanf (strstr (text, "cur  clients"), "cur  clients : %u", &count), ==, 1);
  return count;
}

guint
test_count_fds (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

gint64
test_get_cpu_time (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC + usage.ru_utime.tv_usec
         + usage.ru_stime.tv_usec;
}

GBytes *
test_make_sysex (gsize size)
{
  guint8 *data = g_malloc0 (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i * 7 % 128);
  if (size > 0)
    data[0] = 0xF0;
  if (size > 1)
    data[size - 1] = 0xF7;
  return g_bytes_new_take (data, size);
}

gpointer
test_cancel_later (gpointer cancellable)
{
  g_usleep (30000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

SeqgoSequencerClient *
test_open_client (const char *name, SeqgoMidiVersion version)
{
  g_autoptr (GError) error = NULL;
  SeqgoSequencerClient *client
      = seqgo_sequencer_client_open_full (name, SEQGO_DIRECTION_DUPLEX, version, &error);

  g_assert_no_error (error);
  g_assert_cmpint (seqgo_sequencer_client_get_midi_version (client), ==, version);
  return client;
}

SeqgoSequencerPort *
test_create_port (SeqgoSequencerClient *client)
{
  g_autoptr (GError) error = NULL;
  SeqgoSequencerPort *port
      = seqgo_sequencer_client_create_port (client, "port", SEQGO_PORT_PRESET_DUPLEX, &error);

  g_assert_no_error (error);
  return port;
}

void
test_send_to (SeqgoSequencerPort *port, SeqgoEvent *event, SeqgoSequencerPort *receiver)
{
  g_autoptr (GError) error = NULL;

  seqgo_sequencer_port_send_to (port, event, seqgo_sequencer_port_get_address (receiver), &error);
  g_assert_no_error (error);
  seqgo_event_unref (event);
}
