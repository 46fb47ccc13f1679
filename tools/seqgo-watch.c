/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <stdio.h>

#include "seqgo-tool.h"

static gboolean wants_input, wants_output, wants_all, wants_json;

static const GOptionEntry options[] = {
  { "input", 'i', 0, G_OPTION_ARG_NONE, &wants_input, "Only ports that send, to be read from",
    NULL },
  { "output", 'o', 0, G_OPTION_ARG_NONE, &wants_output, "Only ports that receive, to be written to",
    NULL },
  { "all", 'a', 0, G_OPTION_ARG_NONE, &wants_all, "Also system ports and ports nobody can connect",
    NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &wants_json, "Print JSON, an object a line", NULL },
  { NULL },
};

static void
flush (void)
{
  GError *error = NULL;

  if (!seqgo_tool_flush (&error))
    seqgo_tool_end_loop (error);
}

static void
add_port (GString *json, const char *prefix, SeqgoSequencerPortInfo *port)
{
  g_autofree char *address_key = g_strconcat (prefix, "address", NULL);
  g_autofree char *client_key = g_strconcat (prefix, "client", NULL);
  g_autofree char *name_key = g_strconcat (prefix, "name", NULL);
  g_autofree char *address = seqgo_address_to_string (seqgo_sequencer_port_info_get_address (port));

  seqgo_json_add_string (json, address_key, address);
  seqgo_json_add_string (json, client_key, seqgo_sequencer_port_info_get_client_name (port));
  seqgo_json_add_string (json, name_key, seqgo_sequencer_port_info_get_name (port));
}

static void
print_port (const char *what, SeqgoSequencerPortInfo *port)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *text = seqgo_sequencer_port_info_to_string (port);

  if (wants_json)
    {
      seqgo_json_begin (line, NULL, '{');
      seqgo_json_add_string (line, "event", what);
      add_port (line, "", port);
      seqgo_json_end (line, '}');
    }
  else
    {
      g_string_append_printf (line, "%-12s %s", what, text);
    }
  puts (line->str);
}

static void
print_connection (const char             *what,
                  SeqgoSequencerPortInfo *sender,
                  SeqgoSequencerPortInfo *receiver)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *from = seqgo_sequencer_port_info_to_string (sender);
  g_autofree char *to = seqgo_sequencer_port_info_to_string (receiver);

  if (wants_json)
    {
      seqgo_json_begin (line, NULL, '{');
      seqgo_json_add_string (line, "event", what);
      add_port (line, "sender_", sender);
      add_port (line, "receiver_", receiver);
      seqgo_json_end (line, '}');
    }
  else
    {
      g_string_append_printf (line, "%-12s %s > %s", what, from, to);
    }
  puts (line->str);
}

/* The ports that are wanted, and those that were told of. */
typedef struct
{
  GListModel *wanted;
  GHashTable *shown;
} Watch;

static gboolean
is_shown (Watch *self, SeqgoSequencerPortInfo *port)
{
  return g_hash_table_contains (self->shown, port);
}

static void
show (Watch *self, const char *what, SeqgoSequencerPortInfo *port)
{
  g_hash_table_add (self->shown, g_object_ref (port));
  print_port (what, port);
}

static void
hide (Watch *self, SeqgoSequencerPortInfo *port)
{
  print_port ("removed", port);
  g_hash_table_remove (self->shown, port);
}

static void
port_removed_cb (SeqgoSequencerRegistry *registry, SeqgoSequencerPortInfo *port, Watch *self)
{
  if (is_shown (self, port))
    hide (self, port);
  flush ();
}

static void
port_added_or_changed_cb (SeqgoSequencerRegistry *registry,
                          SeqgoSequencerPortInfo *port,
                          Watch                  *self)
{
  gboolean is_wanted = g_list_store_find (G_LIST_STORE (self->wanted), port, NULL);

  if (is_wanted && is_shown (self, port))
    print_port ("changed", port);
  else if (is_wanted)
    show (self, "added", port);
  else if (is_shown (self, port))
    hide (self, port);
  flush ();
}

static void
connected_cb (SeqgoSequencerRegistry *registry,
              SeqgoSequencerPortInfo *sender,
              SeqgoSequencerPortInfo *receiver,
              Watch                  *self)
{
  if (!is_shown (self, sender) && !is_shown (self, receiver))
    return;
  print_connection ("connected", sender, receiver);
  flush ();
}

static void
disconnected_cb (SeqgoSequencerRegistry *registry,
                 SeqgoSequencerPortInfo *sender,
                 SeqgoSequencerPortInfo *receiver,
                 Watch                  *self)
{
  if (!is_shown (self, sender) && !is_shown (self, receiver))
    return;
  print_connection ("disconnected", sender, receiver);
  flush ();
}

static void
closed_cb (SeqgoSequencerRegistry *registry, GError *reason, gpointer user_data)
{
  seqgo_tool_end_loop (reason != NULL ? g_error_copy (reason) : NULL);
}

static gboolean
run (char **arguments, GError **error)
{
  g_autoptr (SeqgoSequencerRegistry) registry = seqgo_sequencer_registry_open (error);
  g_autoptr (GListModel) wanted = NULL;
  g_autoptr (GHashTable) shown = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  Watch    self;
  gboolean is_fine;

  if (registry == NULL)
    return FALSE;

  wanted = seqgo_sequencer_registry_ports (
      registry, seqgo_tool_get_list_flags (wants_input, wants_output, wants_all));
  self = (Watch){ wanted, shown };
  for (guint i = 0; i < g_list_model_get_n_items (wanted); i++)
    {
      g_autoptr (SeqgoSequencerPortInfo) port = g_list_model_get_item (wanted, i);

      show (&self, "there", port);
    }
  g_signal_connect (registry, "port-added", G_CALLBACK (port_added_or_changed_cb), &self);
  g_signal_connect (registry, "port-changed", G_CALLBACK (port_added_or_changed_cb), &self);
  g_signal_connect (registry, "port-removed", G_CALLBACK (port_removed_cb), &self);
  g_signal_connect (registry, "connected", G_CALLBACK (connected_cb), &self);
  g_signal_connect (registry, "disconnected", G_CALLBACK (disconnected_cb), &self);
  g_signal_connect (registry, "closed", G_CALLBACK (closed_cb), NULL);

  is_fine = seqgo_tool_run_loop (error);
  g_signal_handlers_disconnect_by_data (registry, &self);
  return is_fine;
}

const SeqgoToolCommand seqgo_tool_watch = {
  .name = "watch",
  .summary = "Tell of ports and connections as they come and go",
  .description = "It begins with the ports that are there.\n\n"
                 "Example:\n  seqgo watch --output",
  .options = options,
  .run = run,
};
