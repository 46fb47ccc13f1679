/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <stdio.h>

#include "seqgo-tool.h"

static gboolean wants_input, wants_output, wants_all, wants_connections, wants_json, wants_names;

static const GOptionEntry options[] = {
  { "input", 'i', 0, G_OPTION_ARG_NONE, &wants_input, "Only ports that send, to be read from",
    NULL },
  { "output", 'o', 0, G_OPTION_ARG_NONE, &wants_output, "Only ports that receive, to be written to",
    NULL },
  { "all", 'a', 0, G_OPTION_ARG_NONE, &wants_all,
    "Also system and private ports, clients without ports", NULL },
  { "connections", 'c', 0, G_OPTION_ARG_NONE, &wants_connections,
    "Also what ports are connected to", NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &wants_json, "Print a JSON document", NULL },
  { "names", 0, 0, G_OPTION_ARG_NONE, &wants_names, "Print only CLIENT:PORT, a port a line", NULL },
  { NULL },
};

static gboolean
belongs_to (SeqgoSequencerPortInfo *port, SeqgoSequencerClientInfo *client)
{
  SeqgoAddress *address = seqgo_sequencer_port_info_get_address (port);

  return seqgo_address_get_client_id (address) == seqgo_sequencer_client_info_get_id (client);
}

/* The rest of the list from the first port of @client on; all its ports are together. */
static GList *
find_ports (GList *ports, SeqgoSequencerClientInfo *client)
{
  while (ports != NULL && !belongs_to (ports->data, client))
    ports = ports->next;
  return ports;
}

static gboolean
is_shown (SeqgoSequencerClient *self, SeqgoSequencerClientInfo *client, GList *ports)
{
  if (seqgo_sequencer_client_info_get_id (client) == seqgo_sequencer_client_get_id (self))
    return FALSE;
  return wants_all || find_ports (ports, client) != NULL;
}

static int
get_width (const char *text)
{
  return (int) g_utf8_strlen (text, -1);
}

static int
get_name_width (GList *ports)
{
  int width = 0;

  for (; ports != NULL; ports = ports->next)
    width = MAX (width, get_width (seqgo_sequencer_port_info_get_name (ports->data)));
  return width;
}

/* Whether it is a UMP endpoint is told to nobody but who asks. */
static void
print_midi_version (SeqgoSequencerClient *self, SeqgoSequencerClientInfo *client)
{
  static const char *const versions[] = {
    [SEQGO_MIDI_VERSION_UMP_1_0] = "UMP, MIDI 1.0", [SEQGO_MIDI_VERSION_UMP_2_0] = "MIDI 2.0"
  };
  SeqgoMidiVersion version = seqgo_sequencer_client_info_get_midi_version (client);
  g_autoptr (SeqgoUmpEndpointInfo) endpoint = NULL;
  guint n_blocks;

  if (version == SEQGO_MIDI_VERSION_LEGACY || (guint) version >= G_N_ELEMENTS (versions))
    return;

  printf (" (%s", versions[version]);
  endpoint = seqgo_sequencer_client_get_ump_endpoint_info (
      self, seqgo_sequencer_client_info_get_id (client), NULL);
  if (endpoint != NULL)
    {
      n_blocks = seqgo_ump_endpoint_info_get_n_blocks (endpoint);
      printf (" endpoint with %u block%s", n_blocks, n_blocks == 1 ? "" : "s");
    }
  putchar (')');
}

static void
print_client (SeqgoSequencerClient *self, SeqgoSequencerClientInfo *client)
{
  int card = seqgo_sequencer_client_info_get_card (client);
  int pid = seqgo_sequencer_client_info_get_pid (client);

  printf ("%3u %s", seqgo_sequencer_client_info_get_id (client),
          seqgo_sequencer_client_info_get_name (client));
  if (card >= 0)
    printf (" (card %d)", card);
  if (pid >= 0)
    printf (" (process %d)", pid);
  print_midi_version (self, client);
  putchar ('\n');
}

/* What nobody may connect is in parentheses. */
static const char *
describe (SeqgoPortCaps      caps,
          SeqgoPortCaps      can,
          SeqgoPortCaps      connectable,
          const char *const *words)
{
  if ((caps & can) == 0)
    return "";
  return (caps & connectable) && !(caps & SEQGO_PORT_CAPS_NO_EXPORT) ? words[0] : words[1];
}

static void
print_port (SeqgoSequencerPortInfo *port, int name_width)
{
  static const char *const sends[] = { "sends", "(sends)" };
  static const char *const receives[] = { "receives", "(receives)" };
  const char              *name = seqgo_sequencer_port_info_get_name (port);
  SeqgoPortCaps            caps = seqgo_sequencer_port_info_get_caps (port);
  guint                    n_readers = seqgo_sequencer_port_info_get_n_readers (port);
  guint                    n_writers = seqgo_sequencer_port_info_get_n_writers (port);
  g_autofree char *address = seqgo_address_to_string (seqgo_sequencer_port_info_get_address (port));
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (
      line, "    %7s  %s%*s  %-7s  %-10s", address, name, name_width - get_width (name), "",
      describe (caps, SEQGO_PORT_CAPS_READ, SEQGO_PORT_CAPS_SUBS_READ, sends),
      describe (caps, SEQGO_PORT_CAPS_WRITE, SEQGO_PORT_CAPS_SUBS_WRITE, receives));
  if (n_readers > 0)
    g_string_append_printf (line, "  %u reader%s", n_readers, n_readers > 1 ? "s" : "");
  if (n_writers > 0)
    g_string_append_printf (line, "  %u writer%s", n_writers, n_writers > 1 ? "s" : "");
  puts (g_strchomp (line->str));
}

/* NULL if there are none, or the port has just gone. */
static GList *
list_connections (SeqgoSequencerClient   *self,
                  SeqgoSequencerPortInfo *port,
                  SeqgoDirection          direction)
{
  return seqgo_sequencer_client_list_connections (
      self, seqgo_sequencer_port_info_get_address (port), direction, NULL);
}

static void
print_connections (SeqgoSequencerClient   *self,
                   SeqgoSequencerPortInfo *port,
                   SeqgoDirection          direction)
{
  gboolean sends = direction == SEQGO_DIRECTION_OUTPUT;
  g_autolist (SeqgoSequencerConnection) connections = list_connections (self, port, direction);

  for (GList *link = connections; link != NULL; link = link->next)
    {
      SeqgoSequencerConnection *connection = link->data;
      g_autoptr (SeqgoSequencerPortInfo) peer = seqgo_sequencer_client_get_port_info (
          self,
          sends ? seqgo_sequencer_connection_get_receiver (connection)
                : seqgo_sequencer_connection_get_sender (connection),
          NULL);
      g_autofree char *name = peer != NULL ? seqgo_sequencer_port_info_to_string (peer) : NULL;

      if (name == NULL)
        continue;
      printf ("%13s%s %s", "", sends ? "to" : "from", name);
      if (seqgo_sequencer_connection_get_exclusive (connection))
        printf (", exclusive");
      if (seqgo_sequencer_connection_get_time_stamping (connection))
        printf (", %s of queue %u",
                seqgo_sequencer_connection_get_real_time (connection) ? "time" : "ticks",
                seqgo_sequencer_connection_get_queue_id (connection));
      putchar ('\n');
    }
}

static void
print_text (SeqgoSequencerClient *self, GList *clients, GList *ports)
{
  int name_width = get_name_width (ports);

  for (; clients != NULL; clients = clients->next)
    {
      if (!is_shown (self, clients->data, ports))
        continue;
      print_client (self, clients->data);
      for (GList *link = find_ports (ports, clients->data);
           link != NULL && belongs_to (link->data, clients->data); link = link->next)
        {
          print_port (link->data, name_width);
          if (!wants_connections)
            continue;
          print_connections (self, link->data, SEQGO_DIRECTION_OUTPUT);
          print_connections (self, link->data, SEQGO_DIRECTION_INPUT);
        }
    }
}

static void
print_names (GList *ports)
{
  for (; ports != NULL; ports = ports->next)
    printf ("%s:%s\n", seqgo_sequencer_port_info_get_client_name (ports->data),
            seqgo_sequencer_port_info_get_name (ports->data));
}

/* The names of the bits; a bit without a name as a number. */
static void
add_flags (GString *json, const char *key, GType type, guint value)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);

  seqgo_json_begin (json, key, '[');
  for (guint bit = 1; bit != 0; bit <<= 1)
    {
      GFlagsValue *flag = g_flags_get_first_value (G_FLAGS_CLASS (klass), value & bit);

      if ((value & bit) == 0)
        continue;
      if (flag != NULL)
        seqgo_json_add_string (json, NULL, flag->value_nick);
      else
        seqgo_json_add_integer (json, NULL, bit);
    }
  seqgo_json_end (json, ']');
}

/* Those through which the port sends: so each is there once. */
static void
add_connections (SeqgoSequencerClient *self, GString *json, SeqgoSequencerPortInfo *port)
{
  g_autolist (SeqgoSequencerConnection) connections
      = list_connections (self, port, SEQGO_DIRECTION_OUTPUT);

  seqgo_json_begin (json, "connections", '[');
  for (GList *link = connections; link != NULL; link = link->next)
    {
      SeqgoSequencerConnection *connection = link->data;
      g_autofree char          *receiver
          = seqgo_address_to_string (seqgo_sequencer_connection_get_receiver (connection));

      seqgo_json_begin (json, NULL, '{');
      seqgo_json_add_string (json, "receiver", receiver);
      seqgo_json_add_boolean (json, "exclusive",
                              seqgo_sequencer_connection_get_exclusive (connection));
      if (seqgo_sequencer_connection_get_time_stamping (connection))
        seqgo_json_add_integer (json, "queue",
                                seqgo_sequencer_connection_get_queue_id (connection));
      else
        seqgo_json_add_null (json, "queue");
      seqgo_json_add_boolean (json, "real_time",
                              seqgo_sequencer_connection_get_real_time (connection));
      seqgo_json_end (json, '}');
    }
  seqgo_json_end (json, ']');
}

static void
add_port (SeqgoSequencerClient *self, GString *json, SeqgoSequencerPortInfo *port)
{
  SeqgoPortCaps    caps = seqgo_sequencer_port_info_get_caps (port);
  g_autofree char *address = seqgo_address_to_string (seqgo_sequencer_port_info_get_address (port));

  seqgo_json_begin (json, NULL, '{');
  seqgo_json_add_string (json, "address", address);
  seqgo_json_add_string (json, "name", seqgo_sequencer_port_info_get_name (port));
  seqgo_json_add_boolean (json, "input", (caps & SEQGO_PORT_CAPS_READ) != 0);
  seqgo_json_add_boolean (json, "output", (caps & SEQGO_PORT_CAPS_WRITE) != 0);
  add_flags (json, "caps", SEQGO_TYPE_PORT_CAPS, caps);
  add_flags (json, "type", SEQGO_TYPE_PORT_TYPE, seqgo_sequencer_port_info_get_port_type (port));
  seqgo_json_add_integer (json, "readers", seqgo_sequencer_port_info_get_n_readers (port));
  seqgo_json_add_integer (json, "writers", seqgo_sequencer_port_info_get_n_writers (port));
  if (wants_connections)
    add_connections (self, json, port);
  seqgo_json_end (json, '}');
}

static void
add_number (GString *json, const char *key, int number)
{
  if (number >= 0)
    seqgo_json_add_integer (json, key, number);
  else
    seqgo_json_add_null (json, key);
}

static void
add_midi_version (GString *json, SeqgoSequencerClientInfo *client)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (SEQGO_TYPE_MIDI_VERSION);
  SeqgoMidiVersion version = seqgo_sequencer_client_info_get_midi_version (client);
  GEnumValue      *value = g_enum_get_value (klass, (int) version);

  if (value != NULL)
    seqgo_json_add_string (json, "midi_version", value->value_nick);
  else
    seqgo_json_add_integer (json, "midi_version", version);
}

static void
add_client (SeqgoSequencerClient     *self,
            GString                  *json,
            SeqgoSequencerClientInfo *client,
            GList                    *ports)
{
  g_autoptr (GTypeClass) types = g_type_class_ref (SEQGO_TYPE_CLIENT_TYPE);
  SeqgoClientType type = seqgo_sequencer_client_info_get_client_type (client);

  seqgo_json_begin (json, NULL, '{');
  seqgo_json_add_integer (json, "id", seqgo_sequencer_client_info_get_id (client));
  seqgo_json_add_string (json, "name", seqgo_sequencer_client_info_get_name (client));
  seqgo_json_add_string (json, "type",
                         g_enum_get_value (G_ENUM_CLASS (types), (int) type)->value_nick);
  add_number (json, "card", seqgo_sequencer_client_info_get_card (client));
  add_number (json, "pid", seqgo_sequencer_client_info_get_pid (client));
  add_midi_version (json, client);
  seqgo_json_begin (json, "ports", '[');
  for (GList *link = find_ports (ports, client); link != NULL && belongs_to (link->data, client);
       link = link->next)
    add_port (self, json, link->data);
  seqgo_json_end (json, ']');
  seqgo_json_end (json, '}');
}

static void
print_json (SeqgoSequencerClient *self, GList *clients, GList *ports)
{
  g_autoptr (GString) json = g_string_new (NULL);

  seqgo_json_begin (json, NULL, '{');
  seqgo_json_begin (json, "clients", '[');
  for (; clients != NULL; clients = clients->next)
    if (is_shown (self, clients->data, ports))
      add_client (self, json, clients->data, ports);
  seqgo_json_end (json, ']');
  seqgo_json_end (json, '}');
  puts (json->str);
}

static gboolean
run (char **arguments, GError **error)
{
  g_autoptr (SeqgoSequencerClient) self = seqgo_sequencer_client_open ("seqgo list", error);
  g_autolist (SeqgoSequencerClientInfo) clients = NULL;
  g_autolist (SeqgoSequencerPortInfo) ports = NULL;
  g_autoptr (GError) list_error = NULL;

  if (self == NULL)
    return FALSE;

  clients = seqgo_sequencer_client_list_clients (self, error);
  if (clients == NULL)
    return FALSE;
  ports = seqgo_sequencer_client_list_ports (
      self, seqgo_tool_get_list_flags (wants_input, wants_output, wants_all), &list_error);
  if (list_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&list_error));
      return FALSE;
    }

  if (wants_json)
    print_json (self, clients, ports);
  else if (wants_names)
    print_names (ports);
  else
    print_text (self, clients, ports);
  return TRUE;
}

const SeqgoToolCommand seqgo_tool_list = {
  .name = "list",
  .summary = "List the clients of the sequencer and their ports",
  .description = "“sends” and “receives” tell what a port does; in parentheses, others cannot\n"
                 "connect it. Readers and writers are the ports connected to it.\n\n"
                 "Example:\n  seqgo list --output",
  .options = options,
  .run = run,
};
