/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <stdio.h>
#include <string.h>

#include "test-registry.h"

#define OWN_NAME_END "(registry)"

static const SeqgoPortListFlags model_flags[TEST_N_MODELS]
    = { 0, SEQGO_PORT_LIST_OUTPUT, SEQGO_PORT_LIST_INPUT | SEQGO_PORT_LIST_UNSORTED,
        SEQGO_PORT_LIST_ANY_TYPE | SEQGO_PORT_LIST_WITH_SYSTEM };

static void
client_cb (SeqgoSequencerRegistry *registry, SeqgoSequencerRegistryClient *client, GString *log)
{
  GSignalInvocationHint *hint = g_signal_get_invocation_hint (registry);

  g_string_append_printf (log, "%s %s, ", g_signal_name (hint->signal_id),
                          seqgo_sequencer_registry_client_get_name (client));
}

static void
port_cb (SeqgoSequencerRegistry *registry, SeqgoSequencerPortInfo *port, GString *log)
{
  GSignalInvocationHint *hint = g_signal_get_invocation_hint (registry);

  g_string_append_printf (log, "%s %s, ", g_signal_name (hint->signal_id),
                          seqgo_sequencer_port_info_get_name (port));
}

static void
connection_cb (SeqgoSequencerRegistry *registry,
               SeqgoSequencerPortInfo *sender,
               SeqgoSequencerPortInfo *receiver,
               GString                *log)
{
  GSignalInvocationHint *hint = g_signal_get_invocation_hint (registry);

  g_string_append_printf (log, "%s %s %s, ", g_signal_name (hint->signal_id),
                          seqgo_sequencer_port_info_get_name (sender),
                          seqgo_sequencer_port_info_get_name (receiver));
}

static void
thread_cb (TestRegistry *self)
{
  self->thread = g_thread_self ();
}

static void
closed_cb (SeqgoSequencerRegistry *registry, GError *error, TestRegistry *self)
{
  g_assert_no_error (error);
  self->n_closed++;
}

TestRegistry *
test_registry_new (void)
{
  g_autoptr (GError) error = NULL;
  TestRegistry *self = g_new0 (TestRegistry, 1);

  self->log = g_string_new (NULL);
  self->registry = seqgo_sequencer_registry_open (&error);
  g_assert_no_error (error);
  for (guint i = 0; i < TEST_N_MODELS; i++)
    self->models[i] = seqgo_sequencer_registry_ports (self->registry, model_flags[i]);
  g_signal_connect (self->registry, "client-added", G_CALLBACK (client_cb), self->log);
  g_signal_connect (self->registry, "client-removed", G_CALLBACK (client_cb), self->log);
  g_signal_connect (self->registry, "client-changed", G_CALLBACK (client_cb), self->log);
  g_signal_connect (self->registry, "port-added", G_CALLBACK (port_cb), self->log);
  g_signal_connect (self->registry, "port-removed", G_CALLBACK (port_cb), self->log);
  g_signal_connect (self->registry, "port-changed", G_CALLBACK (port_cb), self->log);
  g_signal_connect (self->registry, "connected", G_CALLBACK (connection_cb), self->log);
  g_signal_connect (self->registry, "disconnected", G_CALLBACK (connection_cb), self->log);
  g_signal_connect (self->registry, "closed", G_CALLBACK (closed_cb), self);
  g_signal_connect_swapped (self->registry, "client-added", G_CALLBACK (thread_cb), self);
  return self;
}

void
test_registry_free (TestRegistry *self)
{
  g_signal_handlers_disconnect_by_data (self->registry, self->log);
  g_signal_handlers_disconnect_by_data (self->registry, self);
  seqgo_sequencer_registry_close (self->registry);
  for (guint i = 0; i < TEST_N_MODELS; i++)
    g_object_unref (self->models[i]);
  g_object_unref (self->registry);
  g_string_free (self->log, TRUE);
  g_free (self);
}

static int
compare_addresses (gconstpointer a, gconstpointer b)
{
  guint one[2], other[2];

  g_assert_cmpint (sscanf (*(char **) a, "%u:%u", &one[0], &one[1]), ==, 2);
  g_assert_cmpint (sscanf (*(char **) b, "%u:%u", &other[0], &other[1]), ==, 2);
  return (int) (one[0] << 8 | one[1]) - (int) (other[0] << 8 | other[1]);
}

/* Adds the receivers in "Connecting To: 129:0, 130:1[real:0]", sorted and without @own clients. */
static void
add_receivers (GString *text, const char *line, GHashTable *own)
{
  g_auto (GStrv) items = g_strsplit (strchr (line, ':') + 2, ", ", -1);
  g_autoptr (GPtrArray) addresses = g_ptr_array_new ();

  for (guint i = 0; items[i] != NULL; i++)
    {
      guint client = 0;

      items[i][strcspn (items[i], "[")] = '\0';
      g_assert_cmpint (sscanf (items[i], "%u:", &client), ==, 1);
      if (!g_hash_table_contains (own, GUINT_TO_POINTER (client)))
        g_ptr_array_add (addresses, items[i]);
    }
  g_ptr_array_sort (addresses, compare_addresses);
  for (guint i = 0; i < addresses->len; i++)
    g_string_append_printf (text, " %s", (char *) g_ptr_array_index (addresses, i));
}

static char *
get_quoted (const char *line)
{
  const char *begin = strchr (line, '"') + 1;

  return g_strndup (begin, (gsize) (strrchr (line, '"') - begin));
}

/* The numbers of the clients of registries. */
static GHashTable *
find_own (char **lines)
{
  GHashTable *own = g_hash_table_new (NULL, NULL);
  guint       number;

  for (; *lines != NULL; lines++)
    if (strstr (*lines, OWN_NAME_END "\"") != NULL && sscanf (*lines, "Client %u :", &number) == 1)
      g_hash_table_add (own, GUINT_TO_POINTER (number));
  return own;
}

/* What the kernel says of clients, ports and connections, but for registries. */
static char *
describe_proc (void)
{
  g_autofree char *clients = NULL;
  g_autoptr (GHashTable) own = NULL;
  g_auto (GStrv) lines = NULL;
  GString *text = g_string_new (NULL);
  gboolean is_own = FALSE;
  guint    number;

  g_assert_true (g_file_get_contents ("/proc/asound/seq/clients", &clients, NULL, NULL));
  lines = g_strsplit (clients, "\n", -1);
  own = find_own (lines);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *name = strchr (lines[i], '"') != NULL ? get_quoted (lines[i]) : NULL;

      if (sscanf (lines[i], "Client %u :", &number) == 1)
        {
          is_own = g_str_has_suffix (name, OWN_NAME_END);
          if (!is_own)
            g_string_append_printf (text, "\n%u %s", number, name);
        }
      else if (!is_own && sscanf (lines[i], "  Port %u :", &number) == 1)
        {
          g_string_append_printf (text, "\n  %u %s", number, name);
        }
      else if (!is_own && strstr (lines[i], "Connecting To: ") != NULL)
        {
          add_receivers (text, lines[i], own);
        }
    }
  return g_string_free (text, FALSE);
}

static void
describe_client (GString                      *text,
                 SeqgoSequencerRegistry       *registry,
                 SeqgoSequencerRegistryClient *client)
{
  g_autolist (SeqgoSequencerPortInfo) ports = test_model_to_list (G_LIST_MODEL (client));

  g_string_append_printf (text, "\n%u %s", seqgo_sequencer_registry_client_get_id (client),
                          seqgo_sequencer_registry_client_get_name (client));
  for (GList *link = ports; link != NULL; link = link->next)
    {
      SeqgoAddress *address = seqgo_sequencer_port_info_get_address (link->data);
      g_autolist (SeqgoSequencerPortInfo) receivers
          = seqgo_sequencer_registry_list_receivers (registry, address);

      g_string_append_printf (text, "\n  %u %s", seqgo_address_get_port_id (address),
                              seqgo_sequencer_port_info_get_name (link->data));
      for (GList *receiver = receivers; receiver != NULL; receiver = receiver->next)
        {
          g_autofree char *to
              = seqgo_address_to_string (seqgo_sequencer_port_info_get_address (receiver->data));

          if (!g_str_has_suffix (seqgo_sequencer_port_info_get_client_name (receiver->data),
                                 OWN_NAME_END))
            g_string_append_printf (text, " %s", to);
        }
    }
}

static char *
describe_registry (SeqgoSequencerRegistry *registry)
{
  g_autolist (SeqgoSequencerRegistryClient) clients = test_model_to_list (G_LIST_MODEL (registry));
  GString *text = g_string_new (NULL);

  for (GList *link = clients; link != NULL; link = link->next)
    if (!g_str_has_suffix (seqgo_sequencer_registry_client_get_name (link->data), OWN_NAME_END))
      describe_client (text, registry, link->data);
  return g_string_free (text, FALSE);
}

void
test_assert_true_to_proc (SeqgoSequencerRegistry *registry)
{
  g_autofree char *known = describe_registry (registry);
  g_autofree char *actual = describe_proc ();

  g_assert_cmpstr (known, ==, actual);
}

static gboolean
is_true_to_proc (SeqgoSequencerRegistry *registry)
{
  g_autofree char *known = describe_registry (registry);
  g_autofree char *actual = describe_proc ();

  return g_str_equal (known, actual);
}

void
test_registry_settle (TestRegistry *self)
{
  gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  guint  n_calm = 0;

  /* What is true may still be about to be told, or be a moment of a change that is announced. */
  while (n_calm < 3 && g_get_monotonic_time () < deadline)
    {
      while (g_main_context_iteration (self->context, FALSE))
        ;
      n_calm = is_true_to_proc (self->registry) ? n_calm + 1 : 0;
      g_usleep (1000);
    }
  test_assert_true_to_proc (self->registry);
}

void
test_assert_models_agree (TestRegistry *self)
{
  for (guint i = 0; i < TEST_N_MODELS; i++)
    {
      g_autofree char *shown = test_describe_ports (test_model_to_list (self->models[i]));
      g_autofree char *listed = test_describe_ports (
          seqgo_sequencer_registry_list_ports (self->registry, model_flags[i]));

      g_assert_cmpstr (shown, ==, listed);
    }
}

gboolean
test_model_has (GListModel *model, gpointer item)
{
  g_autolist (GObject) items = test_model_to_list (model);

  return g_list_find (items, item) != NULL;
}

GList *
test_model_to_list (GListModel *model)
{
  GList *list = NULL;

  for (guint i = g_list_model_get_n_items (model); i-- > 0;)
    list = g_list_prepend (list, g_list_model_get_item (model, i));
  return list;
}

char *
test_describe_ports (GList *ports)
{
  GString *text = g_string_new (NULL);

  for (GList *link = ports; link != NULL; link = link->next)
    {
      const char *client_name = seqgo_sequencer_port_info_get_client_name (link->data);

      if (!g_str_has_suffix (client_name, OWN_NAME_END))
        g_string_append_printf (text, "%s:%s ", client_name,
                                seqgo_sequencer_port_info_get_name (link->data));
    }
  g_list_free_full (ports, g_object_unref);
  return g_string_free (text, FALSE);
}
