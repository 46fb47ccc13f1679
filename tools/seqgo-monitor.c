/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <stdio.h>

#include "seqgo-tool.h"

/* As much as the kernel gives: a monitor is to lose as little as possible. */
#define INPUT_POOL 2000

static gboolean wants_json, wants_time_of_day, wants_ump;
static gint64   max_events = G_MAXINT64;

static const GOptionEntry options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &wants_json, "Print JSON, an object a line", NULL },
  { "ump", 'u', 0, G_OPTION_ARG_NONE, &wants_ump, "Show everything as messages of MIDI 2.0", NULL },
  { "time", 't', 0, G_OPTION_ARG_NONE, &wants_time_of_day,
    "Show the time of day instead of the seconds since the beginning", NULL },
  { "count", 'n', 0, G_OPTION_ARG_INT64, &max_events, "End after so many events", "N" },
  { NULL },
};

typedef struct
{
  SeqgoSequencerClient *client;
  SeqgoSequencerPort   *port;
  gint64                start;
  /* Of the latest batch, in microseconds. */
  gint64 arrival;
  gint64 n_events;
  /* Of clients and ports that are or were there, by number or address. */
  GHashTable *names;
  /* The last that was told of a connection with the port, by its addresses. */
  GHashTable *connections;
} Monitor;

static void
monitor_clear (Monitor *self)
{
  g_clear_object (&self->client);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->connections, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Monitor, monitor_clear)

static void
learn_names (Monitor *self)
{
  g_autolist (SeqgoSequencerClientInfo) clients
      = seqgo_sequencer_client_list_clients (self->client, NULL);
  g_autolist (SeqgoSequencerPortInfo) ports = seqgo_sequencer_client_list_ports (
      self->client,
      SEQGO_PORT_LIST_UNSORTED | SEQGO_PORT_LIST_ANY_TYPE | SEQGO_PORT_LIST_WITH_SYSTEM
          | SEQGO_PORT_LIST_UNCONNECTABLE,
      NULL);

  for (GList *link = clients; link != NULL; link = link->next)
    g_hash_table_insert (self->names,
                         g_strdup_printf ("%u", seqgo_sequencer_client_info_get_id (link->data)),
                         g_strdup (seqgo_sequencer_client_info_get_name (link->data)));
  for (GList *link = ports; link != NULL; link = link->next)
    g_hash_table_insert (
        self->names, seqgo_address_to_string (seqgo_sequencer_port_info_get_address (link->data)),
        g_strdup_printf ("%s:%s", seqgo_sequencer_port_info_get_client_name (link->data),
                         seqgo_sequencer_port_info_get_name (link->data)));
}

static gboolean
announces_client (SeqgoEventType type)
{
  return type >= SEQGO_EVENT_TYPE_CLIENT_START && type <= SEQGO_EVENT_TYPE_CLIENT_CHANGE;
}

/* The number of a client, or the address of a port. */
static char *
get_key (SeqgoEventType type, SeqgoAddress *address)
{
  if (announces_client (type))
    return g_strdup_printf ("%u", seqgo_address_get_client_id (address));
  return seqgo_address_to_string (address);
}

static const char *
get_name (Monitor *self, SeqgoEventType type, SeqgoAddress *address)
{
  g_autofree char *key = get_key (type, address);

  return g_hash_table_lookup (self->names, key);
}

static void
print_text (Monitor *self, SeqgoEvent *event)
{
  SeqgoEventType type = seqgo_event_get_event_type (event);
  g_autoptr (SeqgoAddress) address = seqgo_event_get_address (event);
  g_autoptr (SeqgoAddress) sender = seqgo_event_get_sender (event);
  g_autoptr (SeqgoAddress) receiver = seqgo_event_get_receiver (event);
  g_autofree char *text = seqgo_event_to_string (event);
  const char      *name = address != NULL ? get_name (self, type, address) : NULL;
  const char      *sender_name = sender != NULL ? get_name (self, type, sender) : NULL;
  const char      *receiver_name = receiver != NULL ? get_name (self, type, receiver) : NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  seqgo_tool_append_time (line, self->arrival, wants_time_of_day);
  g_string_append (line, text);
  if (name != NULL)
    g_string_append_printf (line, " (%s)", name);
  else if (sender_name != NULL && receiver_name != NULL)
    g_string_append_printf (line, " (%s -> %s)", sender_name, receiver_name);
  puts (line->str);
}

static void
add_address (GString *json, const char *key, SeqgoAddress *address)
{
  g_autofree char *text = seqgo_address_to_string (address);

  seqgo_json_add_string (json, key, text);
}

/* When the sender's queue delivered it. */
static void
add_stamp (GString *json, SeqgoEvent *event)
{
  if (seqgo_event_get_queue_id (event) == SEQGO_QUEUE_ID_DIRECT)
    {
      seqgo_json_add_null (json, "queue");
      return;
    }

  seqgo_json_add_integer (json, "queue", seqgo_event_get_queue_id (event));
  if (seqgo_event_is_real_time (event))
    seqgo_json_add_integer (json, "time", seqgo_event_get_time (event));
  else
    seqgo_json_add_integer (json, "tick", seqgo_event_get_tick (event));
  seqgo_json_add_boolean (json, "relative", seqgo_event_is_relative (event));
}

static void
add_announcement (Monitor *self, GString *json, SeqgoEvent *event)
{
  SeqgoEventType type = seqgo_event_get_event_type (event);
  g_autoptr (SeqgoAddress) address = seqgo_event_get_address (event);
  g_autoptr (SeqgoAddress) sender = seqgo_event_get_sender (event);
  g_autoptr (SeqgoAddress) receiver = seqgo_event_get_receiver (event);

  if (address != NULL)
    {
      if (announces_client (type))
        seqgo_json_add_integer (json, "client", seqgo_address_get_client_id (address));
      else
        add_address (json, "address", address);
      seqgo_json_add_name (json, "name", get_name (self, type, address));
    }
  else if (sender != NULL && receiver != NULL)
    {
      add_address (json, "sender", sender);
      seqgo_json_add_name (json, "sender_name", get_name (self, type, sender));
      add_address (json, "receiver", receiver);
      seqgo_json_add_name (json, "receiver_name", get_name (self, type, receiver));
    }
}

static void
print_json (Monitor *self, SeqgoEvent *event)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (SeqgoAddress) source = seqgo_event_get_source (event);
  g_autoptr (SeqgoAddress) destination = seqgo_event_get_destination (event);

  seqgo_json_begin (json, NULL, '{');
  seqgo_json_add_microseconds (json, "arrival", self->arrival);
  seqgo_json_add_event_type (json, event);
  add_address (json, "source", source);
  add_address (json, "destination", destination);
  add_announcement (self, json, event);
  seqgo_json_add_event_content (json, event);
  add_stamp (json, event);
  seqgo_json_add_integer (json, "tag", seqgo_event_get_tag (event));
  seqgo_json_add_boolean (json, "high_priority", seqgo_event_get_high_priority (event));
  seqgo_json_end (json, '}');
  puts (json->str);
}

/* The kernel tells the monitor of connections with its own port, and announces them to everybody,
 * thus to the monitor again. */
static gboolean
was_told (Monitor *self, SeqgoEvent *event)
{
  gpointer type = GUINT_TO_POINTER (seqgo_event_get_event_type (event));
  g_autoptr (SeqgoAddress) sender = seqgo_event_get_sender (event);
  g_autoptr (SeqgoAddress) receiver = seqgo_event_get_receiver (event);
  char *key;

  if (receiver == NULL
      || !seqgo_address_equal (receiver, seqgo_sequencer_port_get_address (self->port)))
    return FALSE;

  key = seqgo_address_to_string (sender);
  if (g_hash_table_lookup (self->connections, key) != type)
    {
      g_hash_table_insert (self->connections, key, type);
      return FALSE;
    }
  g_free (key);
  return TRUE;
}

/* Learns the names that an announcement is about, as long as they are there. */
static void
update_names (Monitor *self, SeqgoEvent *event)
{
  SeqgoEventType type = seqgo_event_get_event_type (event);
  g_autoptr (SeqgoAddress) address = seqgo_event_get_address (event);
  g_autofree char *key = NULL;

  switch ((guint) type)
    {
    case SEQGO_EVENT_TYPE_CLIENT_START:
    case SEQGO_EVENT_TYPE_PORT_START:
      key = get_key (type, address);
      g_hash_table_remove (self->names, key);
      learn_names (self);
      break;
    case SEQGO_EVENT_TYPE_CLIENT_CHANGE:
    case SEQGO_EVENT_TYPE_PORT_CHANGE:
    case SEQGO_EVENT_TYPE_PORT_SUBSCRIBED:
      learn_names (self);
      break;
    default:
      break;
    }
}

static void
take_arrival (Monitor *self)
{
  self->arrival = wants_time_of_day ? g_get_real_time () : g_get_monotonic_time () - self->start;
}

static void
batch_cb (SeqgoSequencerClient *client, SeqgoEventBatch *batch, gpointer user_data)
{
  Monitor *self = user_data;
  GError  *error = NULL;

  take_arrival (self);
  for (guint i = 0; i < seqgo_event_batch_get_n_events (batch) && self->n_events != max_events; i++)
    {
      g_autoptr (SeqgoEvent) event = seqgo_event_batch_get_event (batch, i);

      if (was_told (self, event))
        continue;
      update_names (self, event);
      if (wants_json)
        print_json (self, event);
      else
        print_text (self, event);
      self->n_events++;
    }

  if (!seqgo_tool_flush (&error) || self->n_events == max_events)
    seqgo_tool_end_loop (error);
}

static void
overflow_cb (SeqgoSequencerClient *client, gpointer user_data)
{
  Monitor *self = user_data;
  GError  *error = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  take_arrival (self);
  if (wants_json)
    {
      seqgo_json_begin (line, NULL, '{');
      seqgo_json_add_microseconds (line, "arrival", self->arrival);
      seqgo_json_add_integer (line, "overflow",
                              (gint64) seqgo_sequencer_client_get_n_overflows (client));
      seqgo_json_end (line, '}');
    }
  else
    {
      seqgo_tool_append_time (line, self->arrival, wants_time_of_day);
      g_string_append (line, "overflow: events were lost");
    }
  puts (line->str);

  /* Announcements may be among what was lost. */
  g_hash_table_remove_all (self->connections);
  g_hash_table_remove_all (self->names);
  learn_names (self);
  if (!seqgo_tool_flush (&error))
    seqgo_tool_end_loop (error);
}

static void
closed_cb (SeqgoSequencerClient *client, GError *reason, gpointer user_data)
{
  seqgo_tool_end_loop (reason != NULL ? g_error_copy (reason) : NULL);
}

static gboolean
monitor_connect_from (Monitor *self, const char *name, GError **error)
{
  g_autoptr (SeqgoAddress) sender
      = seqgo_sequencer_client_find_address (self->client, name, SEQGO_DIRECTION_INPUT, error);

  if (sender == NULL || !seqgo_sequencer_port_connect_from_address (self->port, sender, error))
    return FALSE;

  g_hash_table_insert (self->connections, seqgo_address_to_string (sender),
                       GUINT_TO_POINTER (SEQGO_EVENT_TYPE_PORT_SUBSCRIBED));
  return TRUE;
}

static gboolean
monitor_open (Monitor *self, char **senders, GError **error)
{
  self->client = seqgo_sequencer_client_open_full (
      "seqgo monitor", SEQGO_DIRECTION_INPUT,
      wants_ump ? SEQGO_MIDI_VERSION_UMP_2_0 : SEQGO_MIDI_VERSION_LEGACY, error);
  if (self->client == NULL
      || !seqgo_sequencer_client_set_input_pool (self->client, INPUT_POOL, error))
    return FALSE;

  /* Shows what is sent, as it is sent. */
  seqgo_sequencer_client_set_reassemble_sysex (self->client, FALSE);
  self->port
      = seqgo_sequencer_client_create_port (self->client, "input", SEQGO_PORT_PRESET_SINK, error);
  if (self->port == NULL)
    return FALSE;

  if (*senders == NULL)
    return monitor_connect_from (self, "0:1", error);
  for (; *senders != NULL; senders++)
    if (!monitor_connect_from (self, *senders, error))
      return FALSE;
  return TRUE;
}

static void
print_address (Monitor *self)
{
  SeqgoAddress    *address = seqgo_sequencer_port_get_address (self->port);
  g_autofree char *text = seqgo_address_to_string (address);
  g_autoptr (GString) json = g_string_new (NULL);

  if (!wants_json)
    {
      printf ("listening at %s\n", text);
      return;
    }
  seqgo_json_begin (json, NULL, '{');
  seqgo_json_add_string (json, "listening", text);
  seqgo_json_end (json, '}');
  puts (json->str);
}

static gboolean
run (char **arguments, GError **error)
{
  g_auto (Monitor) self = { .start = g_get_monotonic_time () };

  if (max_events < 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "Cannot end after %" G_GINT64_FORMAT " events: it takes at least one",
                   max_events);
      return FALSE;
    }

  self.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.connections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!monitor_open (&self, arguments, error))
    return FALSE;

  learn_names (&self);
  g_signal_connect (self.client, "batch", G_CALLBACK (batch_cb), &self);
  g_signal_connect (self.client, "overflow", G_CALLBACK (overflow_cb), &self);
  g_signal_connect (self.client, "closed", G_CALLBACK (closed_cb), &self);

  print_address (&self);
  return seqgo_tool_run_loop (error);
}

const SeqgoToolCommand seqgo_tool_monitor = {
  .name = "monitor",
  .arguments = "[PORT…]",
  .summary = "Show the events that ports send",
  .description = "Without a PORT it shows the announcements of the system, and what is sent by\n"
                 "ports that others connect to it.\n\n" SEQGO_TOOL_PORTS_HELP
                 "Example:\n  seqgo monitor \"Midi Through\"",
  .options = options,
  .max_arguments = G_MAXUINT,
  .run = run,
};
