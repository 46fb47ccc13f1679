/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <alsa/asoundlib.h>

#include "test-registry.h"

/* A rule, and what it told. */
typedef struct
{
  TestRegistry              *test;
  SeqgoSequencerAutoConnect *rule;
  GString                   *log;
} Rule;

static void
connected_cb (SeqgoSequencerAutoConnect *rule,
              SeqgoSequencerPortInfo    *sender,
              SeqgoSequencerPortInfo    *receiver,
              GString                   *log)
{
  g_string_append_printf (log, "%s>%s ", seqgo_sequencer_port_info_get_client_name (sender),
                          seqgo_sequencer_port_info_get_client_name (receiver));
}

static void
failed_cb (SeqgoSequencerAutoConnect *rule,
           SeqgoSequencerPortInfo    *sender,
           SeqgoSequencerPortInfo    *receiver,
           GError                    *error,
           GString                   *log)
{
  g_string_append_printf (log, "%s|%s %s %d ", seqgo_sequencer_port_info_get_client_name (sender),
                          seqgo_sequencer_port_info_get_client_name (receiver),
                          error->domain == G_IO_ERROR ? "io" : "sequencer", error->code);
}

static void
rule_begin (Rule *self, TestRegistry *test, const char *source, const char *target)
{
  g_autoptr (GError) error = NULL;

  self->test = test;
  self->rule = seqgo_sequencer_registry_auto_connect (test->registry, source, target, &error);
  g_assert_no_error (error);
  self->log = g_string_new (NULL);
  g_object_ref (self->rule);
  g_signal_connect (self->rule, "connected", G_CALLBACK (connected_cb), self->log);
  g_signal_connect (self->rule, "failed", G_CALLBACK (failed_cb), self->log);
}

static void
rule_assert_told (Rule *self, const char *log)
{
  test_registry_settle (self->test);
  g_assert_cmpstr (self->log->str, ==, log);
  g_string_truncate (self->log, 0);
}

static void
rule_end (Rule *self)
{
  g_signal_handlers_disconnect_by_data (self->rule, self->log);
  seqgo_sequencer_auto_connect_stop (self->rule);
  g_object_unref (self->rule);
  g_string_free (self->log, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rule, rule_end)

/* The connections of all ports that the registry knows, as "A>B ". */
static char *
get_connections (TestRegistry *test)
{
  g_autolist (SeqgoSequencerPortInfo) ports
      = seqgo_sequencer_registry_list_ports (test->registry, SEQGO_PORT_LIST_ANY_TYPE);
  GString *text = g_string_new (NULL);

  for (GList *link = ports; link != NULL; link = link->next)
    {
      g_autolist (SeqgoSequencerPortInfo) receivers = seqgo_sequencer_registry_list_receivers (
          test->registry, seqgo_sequencer_port_info_get_address (link->data));

      for (GList *receiver = receivers; receiver != NULL; receiver = receiver->next)
        g_string_append_printf (text, "%s>%s ",
                                seqgo_sequencer_port_info_get_client_name (link->data),
                                seqgo_sequencer_port_info_get_client_name (receiver->data));
    }
  return g_string_free (text, FALSE);
}

static void
assert_connections (TestRegistry *test, const char *expected)
{
  g_autofree char *connections = NULL;

  test_registry_settle (test);
  connections = get_connections (test);
  g_assert_cmpstr (connections, ==, expected);
}

static void
test_existing (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (TestRegistry) test = test_registry_new ();
  g_auto (Rule) rule = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *source = NULL, *target = NULL;

  rule_begin (&rule, test, "A:output", "B");
  /* That was at once. */
  seqgo_sequencer_port_connect_to_address (a->output, seqgo_sequencer_port_get_address (b->input),
                                           &error);
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_ALREADY_CONNECTED);
  rule_assert_told (&rule, "A>B ");
  assert_connections (test, "A>B ");
  g_object_get (rule.rule, "source", &source, "target", &target, NULL);
  g_assert_cmpstr (source, ==, "A:output");
  g_assert_cmpstr (target, ==, seqgo_sequencer_auto_connect_get_target (rule.rule));
  g_assert_cmpstr (source, ==, seqgo_sequencer_auto_connect_get_source (rule.rule));
}

/* Who goes and comes back, with another number, is connected anew. */
static void
test_reappearing (void)
{
  g_autoptr (TestPeer) pad = test_peer_new ("pad");
  g_autoptr (TestRegistry) test = test_registry_new ();
  g_auto (Rule) rule = { NULL };

  rule_begin (&rule, test, "Launchkey*", "pad");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (TestPeer) other = i == 1 ? test_peer_new ("other") : NULL;
      g_autoptr (TestPeer) key = test_peer_new ("Launchkey MK3");

      rule_assert_told (&rule, "Launchkey MK3>pad ");
      assert_connections (test, "Launchkey MK3>pad ");
      seqgo_sequencer_client_close (key->client);
      assert_connections (test, "");
    }
}

static void
test_already_connected (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (TestRegistry) test = test_registry_new ();
  g_auto (Rule) rule = { NULL };

  /* The registry knows it only when it was announced. */
  test_peer_connect (a, b);
  rule_begin (&rule, test, "A", "B");
  rule_assert_told (&rule, "");
  assert_connections (test, "A>B ");
}

static void
test_ended_by_somebody (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestRegistry) test = test_registry_new ();
  g_auto (Rule) rule = { NULL };
  g_autoptr (GError) error = NULL;

  rule_begin (&rule, test, "A", "B");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TestPeer) b = test_peer_new ("B");
      g_autoptr (TestPeer) c = NULL;

      rule_assert_told (&rule, "A>B ");
      seqgo_sequencer_client_disconnect_ports (b->client,
                                               seqgo_sequencer_port_get_address (a->output),
                                               seqgo_sequencer_port_get_address (b->input), &error);
      g_assert_no_error (error);
      assert_connections (test, "");
      /* Also when something else changes. */
      c = test_peer_new ("C");
      assert_connections (test, "");
      rule_assert_told (&rule, "");
    }
}

static void
test_what_fits (void)
{
  static const struct
  {
    const char *text;
    const char *fitting;
  } cases[] = {
    { "Keys", "Keys>pad Keys 2>pad " },
    { "Keys:output", "Keys>pad " },
    { "Keys 2", "Keys 2>pad " },
    { "Keys:0", "Keys>pad " },
    { "Ke", "Keys>pad Keys 2>pad " },
    { "Key? ?", "Keys 2>pad " },
    { "[JK]eys", "Keys>pad " },
    { "*:output", "Keys>pad Keys 2>pad [odd]>pad " },
    { "[odd]", "[odd]>pad " },
    { "eys", "" },
    { "KEYS", "" },
    { "[", "[odd]>pad " },
    { "Sys*", "" },
    { "0:1", "System>pad " },
  };
  g_autoptr (TestPeer) keys = test_peer_new ("Keys");
  g_autoptr (TestPeer) keys_2 = test_peer_new ("Keys 2");
  g_autoptr (TestPeer) odd = test_peer_new ("[odd]");
  g_autoptr (TestPeer) pad = test_peer_new ("pad");
  g_autoptr (TestRegistry) test = test_registry_new ();
  g_autofree char *target = seqgo_address_to_string (seqgo_sequencer_port_get_address (pad->input));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Rule) rule = { NULL };
      g_autolist (SeqgoSequencerPortInfo) senders = NULL;

      rule_begin (&rule, test, cases[i].text, target);
      rule_assert_told (&rule, cases[i].fitting);
      senders = seqgo_sequencer_registry_list_senders (
          test->registry, seqgo_sequencer_port_get_address (pad->input));
      for (GList *link = senders; link != NULL; link = link->next)
        seqgo_sequencer_client_disconnect_ports (
            pad->client, seqgo_sequencer_port_info_get_address (link->data),
            seqgo_sequencer_port_get_address (pad->input), NULL);
      test_registry_settle (test);
    }
}

/* Neither a port with itself nor ports of one client, and no circle. */
static void
test_circles (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestRegistry) test = test_registry_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *loop_error = NULL;
  g_auto (Rule) self = { NULL };
  g_auto (Rule) all = { NULL };
  g_auto (Rule) there = { NULL };
  g_auto (Rule) back = { NULL };

  rule_begin (&self, test, "Midi Through", "Midi Through");
  rule_assert_told (&self, "");
  rule_begin (&all, test, "A*", "A*");
  rule_assert_told (&all, "");
  assert_connections (test, "");

  seqgo_sequencer_client_create_port (a->client, "both", SEQGO_PORT_PRESET_DUPLEX, &error);
  g_assert_no_error (error);
  test_registry_settle (test);
  rule_begin (&there, test, "A:both", "Midi Through");
  rule_begin (&back, test, "Midi Through", "A:both");
  loop_error = g_strdup_printf ("Midi Through|A sequencer %d ", SEQGO_SEQUENCER_ERROR_LOOP);
  rule_assert_told (&back, loop_error);
  rule_assert_told (&there, "A>Midi Through ");
  assert_connections (test, "A>Midi Through ");
}

static void
test_failures (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (TestRegistry) test = test_registry_new ();
  g_autoptr (GError) error = NULL;
  SeqgoSequencerPort *closed = seqgo_sequencer_client_create_port_full (
      b->client, "closed", SEQGO_PORT_CAPS_WRITE, SEQGO_PORT_TYPE_MIDI_GENERIC, -1, &error);
  g_autofree char *address = seqgo_address_to_string (seqgo_sequencer_port_get_address (closed));
  g_autofree char *denied = g_strdup_printf ("A|B io %d ", G_IO_ERROR_PERMISSION_DENIED);
  g_autofree char *busy
      = g_strdup_printf ("A|B sequencer %d ", SEQGO_SEQUENCER_ERROR_ALREADY_CONNECTED);
  g_auto (Rule) by_name = { NULL };
  g_auto (Rule) by_address = { NULL };
  g_auto (Rule) exclusive = { NULL };
  snd_seq_port_subscribe_t *subscription;
  snd_seq_addr_t            other = { 14, 0 }, input;
  snd_seq_t                *seq;

  test_registry_settle (test);
  rule_begin (&by_name, test, "A", "B:closed");
  rule_assert_told (&by_name, "");
  rule_begin (&by_address, test, "A", address);
  rule_assert_told (&by_address, denied);

  /* An exclusive connection of somebody else. */
  input.client = seqgo_sequencer_client_get_id (b->client);
  input.port = seqgo_address_get_port_id (seqgo_sequencer_port_get_address (b->input));
  g_assert_cmpint (snd_seq_open (&seq, "default", SND_SEQ_OPEN_DUPLEX, 0), ==, 0);
  snd_seq_port_subscribe_alloca (&subscription);
  snd_seq_port_subscribe_set_sender (subscription, &other);
  snd_seq_port_subscribe_set_dest (subscription, &input);
  snd_seq_port_subscribe_set_exclusive (subscription, 1);
  g_assert_cmpint (snd_seq_subscribe_port (seq, subscription), ==, 0);
  test_registry_settle (test);
  rule_begin (&exclusive, test, "A", "B:input");
  rule_assert_told (&exclusive, busy);
  snd_seq_close (seq);
}

static void
create_bare_port (snd_seq_t *seq, guint caps)
{
  g_assert_cmpint (snd_seq_create_simple_port (seq, "port", caps, SND_SEQ_PORT_TYPE_MIDI_GENERIC),
                   ==, 0);
}

/* Names and capabilities may come later than ports. */
static void
test_changes (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestRegistry) test = test_registry_new ();
  g_autofree char *denied = g_strdup_printf ("A|late io %d ", G_IO_ERROR_PERMISSION_DENIED);
  g_autofree char *address = NULL;
  g_auto (Rule) by_name = { NULL };
  g_auto (Rule) by_address = { NULL };
  snd_seq_port_info_t *info;
  snd_seq_t           *seq;

  g_assert_cmpint (snd_seq_open (&seq, "default", SND_SEQ_OPEN_DUPLEX, 0), ==, 0);
  create_bare_port (seq, SND_SEQ_PORT_CAP_WRITE);
  test_registry_settle (test);
  rule_begin (&by_name, test, "A", "late");
  rule_assert_told (&by_name, "");
  snd_seq_set_client_name (seq, "late");
  test_registry_settle (test);
  address = g_strdup_printf ("%d:0", snd_seq_client_id (seq));
  rule_begin (&by_address, test, "A", address);
  rule_assert_told (&by_address, denied);
  rule_assert_told (&by_name, "");

  snd_seq_port_info_alloca (&info);
  snd_seq_get_port_info (seq, 0, info);
  snd_seq_port_info_set_capability (info, SND_SEQ_PORT_CAP_WRITE | SND_SEQ_PORT_CAP_SUBS_WRITE);
  g_assert_cmpint (snd_seq_set_port_info (seq, 0, info), ==, 0);
  rule_assert_told (&by_name, "A>late ");
  /* That was done by the other one already. */
  rule_assert_told (&by_address, "");
  assert_connections (test, "A>late ");
  snd_seq_close (seq);
}

static void
test_invalid (void)
{
  g_autoptr (TestRegistry) test = test_registry_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (seqgo_sequencer_registry_auto_connect (test->registry, "", "B", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_null (seqgo_sequencer_registry_auto_connect (test->registry, "A", "", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  seqgo_sequencer_registry_close (test->registry);
  g_assert_null (seqgo_sequencer_registry_auto_connect (test->registry, "A", "B", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
test_stop (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (TestPeer) c = NULL;
  g_autoptr (TestRegistry) test = test_registry_new ();
  g_auto (Rule) rule = { NULL };
  g_auto (Rule) told_nothing = { NULL };

  rule_begin (&rule, test, "A", "B");
  rule_assert_told (&rule, "A>B ");
  g_assert_false (seqgo_sequencer_auto_connect_is_stopped (rule.rule));
  seqgo_sequencer_auto_connect_stop (rule.rule);
  seqgo_sequencer_auto_connect_stop (rule.rule);
  g_assert_true (seqgo_sequencer_auto_connect_is_stopped (rule.rule));
  c = test_peer_new ("B");
  assert_connections (test, "A>B ");
  rule_assert_told (&rule, "");

  rule_begin (&told_nothing, test, "A", "*");
  seqgo_sequencer_registry_close (test->registry);
  g_assert_true (seqgo_sequencer_auto_connect_is_stopped (told_nothing.rule));
  test_run_for (20);
  g_assert_cmpstr (told_nothing.log->str, ==, "");
}

static void
stop_cb (SeqgoSequencerAutoConnect *rule)
{
  seqgo_sequencer_auto_connect_stop (rule);
}

static void
test_stop_in_handler (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (TestPeer) c = test_peer_new ("B too");
  g_autoptr (TestRegistry) test = test_registry_new ();
  g_auto (Rule) rule = { NULL };

  rule_begin (&rule, test, "A", "B*");
  g_signal_connect (rule.rule, "connected", G_CALLBACK (stop_cb), NULL);
  rule_assert_told (&rule, "A>B ");
  assert_connections (test, "A>B A>B too ");
}

/* What gets lost unseen is made again. */
static void
test_overflow (void)
{
  g_autoptr (TestPeer) a = test_peer_new ("A");
  g_autoptr (TestPeer) b = test_peer_new ("B");
  g_autoptr (TestRegistry) test = test_registry_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Rule) rule = { NULL };

  rule_begin (&rule, test, "A", "B:input");
  rule_assert_told (&rule, "A>B ");
  seqgo_sequencer_port_close (b->input);
  for (guint i = 0; i < 1100; i++)
    seqgo_sequencer_port_close (
        seqgo_sequencer_client_create_port (b->client, "input", SEQGO_PORT_PRESET_SINK, &error));
  seqgo_sequencer_client_create_port (b->client, "input", SEQGO_PORT_PRESET_SINK, &error);
  g_assert_no_error (error);
  test_wait_until (seqgo_sequencer_registry_get_n_overflows (test->registry) == 1);
  rule_assert_told (&rule, "A>B ");
  assert_connections (test, "A>B ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sequencer-auto-connect/existing", test_existing);
  g_test_add_func ("/sequencer-auto-connect/s-03-reappearing", test_reappearing);
  g_test_add_func ("/sequencer-auto-connect/already-connected", test_already_connected);
  g_test_add_func ("/sequencer-auto-connect/ended-by-somebody", test_ended_by_somebody);
  g_test_add_func ("/sequencer-auto-connect/what-fits", test_what_fits);
  g_test_add_func ("/sequencer-auto-connect/circles", test_circles);
  g_test_add_func ("/sequencer-auto-connect/failures", test_failures);
  g_test_add_func ("/sequencer-auto-connect/changes", test_changes);
  g_test_add_func ("/sequencer-auto-connect/invalid", test_invalid);
  g_test_add_func ("/sequencer-auto-connect/stop", test_stop);
  g_test_add_func ("/sequencer-auto-connect/stop-in-handler", test_stop_in_handler);
  g_test_add_func ("/sequencer-auto-connect/s-32-overflow", test_overflow);

  return g_test_run ();
}
