/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Programs that are UMP endpoints, in the kernel. It is built where alsa-lib has them. */

#include <string.h>

#include "seqgo-test.h"

static GList *
new_blocks (void)
{
  return g_list_append (
      g_list_append (NULL, seqgo_ump_block_info_new ("Keys", SEQGO_UMP_DIRECTION_OUTPUT, 0, 1)),
      g_object_new (SEQGO_TYPE_UMP_BLOCK_INFO, "name", "Sound", "direction",
                    SEQGO_UMP_DIRECTION_INPUT, "first-group", 1, "ui-hint",
                    SEQGO_UMP_UI_HINT_RECEIVER, "flags", SEQGO_UMP_BLOCK_FLAGS_MIDI1, "ci-version",
                    2, "n-sysex8-streams", 3, NULL));
}

static SeqgoUmpEndpointInfo *
new_endpoint (void)
{
  return g_object_new (SEQGO_TYPE_UMP_ENDPOINT_INFO, "name", "Endpoint", "product-id", "number 7",
                       "protocols", SEQGO_UMP_PROTOCOLS_MIDI1 | SEQGO_UMP_PROTOCOLS_MIDI2,
                       "static-blocks", TRUE, "manufacturer-id", 0x7D, "family-id", 0x0102,
                       "model-id", 0x0304, "software-revision", 0x01020304, NULL);
}

static void
assert_endpoint (SeqgoSequencerClient *asker, guint8 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SeqgoUmpEndpointInfo) info
      = seqgo_sequencer_client_get_ump_endpoint_info (asker, id, &error);
  g_autoptr (SeqgoUmpBlockInfo) keys
      = seqgo_sequencer_client_get_ump_block_info (asker, id, 0, NULL);
  g_autoptr (SeqgoUmpBlockInfo) sound
      = seqgo_sequencer_client_get_ump_block_info (asker, id, 1, NULL);
  g_autofree char *text = seqgo_ump_endpoint_info_to_string (info);
  g_autofree char *keys_text = seqgo_ump_block_info_to_string (keys);
  g_autofree char *sound_text = seqgo_ump_block_info_to_string (sound);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "Endpoint, MIDI 2.0, 2 blocks");
  g_assert_cmpstr (seqgo_ump_endpoint_info_get_product_id (info), ==, "number 7");
  g_assert_cmpint (seqgo_ump_endpoint_info_get_protocols (info), ==,
                   SEQGO_UMP_PROTOCOLS_MIDI1 | SEQGO_UMP_PROTOCOLS_MIDI2);
  g_assert_cmpint (seqgo_ump_endpoint_info_get_protocol (info), ==, SEQGO_UMP_PROTOCOLS_MIDI2);
  g_assert_true (seqgo_ump_endpoint_info_get_static_blocks (info));
  g_assert_cmpuint (seqgo_ump_endpoint_info_get_version (info), ==, 0x0101);
  g_assert_cmpuint (seqgo_ump_endpoint_info_get_manufacturer_id (info), ==, 0x7D);
  g_assert_cmpuint (seqgo_ump_endpoint_info_get_family_id (info), ==, 0x0102);
  g_assert_cmpuint (seqgo_ump_endpoint_info_get_model_id (info), ==, 0x0304);
  g_assert_cmpuint (seqgo_ump_endpoint_info_get_software_revision (info), ==, 0x01020304);

  g_assert_cmpstr (keys_text, ==, "Keys, output, group 0");
  g_assert_cmpstr (sound_text, ==, "Sound, input, group 1");
  g_assert_cmpuint (seqgo_ump_block_info_get_id (sound), ==, 1);
  g_assert_true (seqgo_ump_block_info_get_active (sound));
  g_assert_cmpint (seqgo_ump_block_info_get_flags (sound), ==, SEQGO_UMP_BLOCK_FLAGS_MIDI1);
  g_assert_cmpint (seqgo_ump_block_info_get_ui_hint (sound), ==, SEQGO_UMP_UI_HINT_RECEIVER);
  g_assert_cmpuint (seqgo_ump_block_info_get_ci_version (sound), ==, 2);
  g_assert_cmpuint (seqgo_ump_block_info_get_n_sysex8_streams (sound), ==, 3);

  g_assert_null (seqgo_sequencer_client_get_ump_block_info (asker, id, 2, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
count_notifications (GObject *object, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static void
test_endpoint (void)
{
  g_autoptr (SeqgoSequencerClient) client = test_open_client ("B", SEQGO_MIDI_VERSION_LEGACY);
  g_autoptr (SeqgoSequencerClient) other = test_open_client ("A", SEQGO_MIDI_VERSION_LEGACY);
  SeqgoSequencerPort *from = test_create_port (other);
  g_autoptr (SeqgoUmpEndpointInfo) info = new_endpoint ();
  g_autolist (SeqgoUmpBlockInfo) blocks = new_blocks ();
  g_autoptr (GError) error = NULL;
  g_autolist (SeqgoSequencerPort) ports = NULL;
  g_autofree char *lines = NULL, *text = NULL;
  g_autoptr (SeqgoEventBatch) batch = NULL;
  g_autoptr (SeqgoEvent) event = NULL;
  guint n_notified = 0;

  g_signal_connect (client, "notify::midi-version", G_CALLBACK (count_notifications), &n_notified);
  ports = seqgo_sequencer_client_create_ump_endpoint (client, info, blocks, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (ports), ==, 3);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpstr (seqgo_sequencer_client_get_name (client), ==, "Endpoint");
  g_assert_cmpint (seqgo_sequencer_client_get_midi_version (client), ==,
                   SEQGO_MIDI_VERSION_UMP_2_0);
  g_assert_true (seqgo_sequencer_port_get_caps (ports->data) & SEQGO_PORT_CAPS_UMP_ENDPOINT);
  g_assert_true (seqgo_sequencer_port_get_port_type (ports->data) & SEQGO_PORT_TYPE_MIDI_UMP);
  g_assert_cmpstr (seqgo_sequencer_port_get_name (ports->next->data), ==, "Group 1 (Keys)");
  lines = test_read_proc_client ("Endpoint");
  g_assert_nonnull (strstr (lines, "UMP Block 1: \"Sound\" [Active]"));

  assert_endpoint (other, seqgo_sequencer_client_get_id (client));

  test_send_to (from, seqgo_event_new_note_on (0, 60, 64), ports->next->next->data);
  batch = seqgo_sequencer_client_read_batch (client, 0, NULL, &error);
  g_assert_no_error (error);
  event = seqgo_event_batch_get_event (batch, 0);
  text = seqgo_event_to_string (event);
  g_assert_nonnull (strstr (text, "ump group 1 channel 0 note-on note 60 velocity 32768"));

  g_assert_null (seqgo_sequencer_client_create_ump_endpoint (client, info, blocks, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
}

/* Takes both. */
static void
check_bad_endpoint (SeqgoUmpEndpointInfo *info, GList *blocks)
{
  g_autoptr (SeqgoSequencerClient) client = test_open_client ("A", SEQGO_MIDI_VERSION_LEGACY);
  g_autoptr (GError) error = NULL;

  g_assert_null (seqgo_sequencer_client_create_ump_endpoint (client, info, blocks, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_cmpint (seqgo_sequencer_client_get_midi_version (client), ==, SEQGO_MIDI_VERSION_LEGACY);
  g_object_unref (info);
  g_list_free_full (blocks, g_object_unref);
}

static void
test_bad_endpoints (void)
{
  GList *too_far
      = g_list_append (NULL, seqgo_ump_block_info_new ("x", SEQGO_UMP_DIRECTION_INPUT, 15, 2));
  GList *no_group
      = g_list_append (NULL, g_object_new (SEQGO_TYPE_UMP_BLOCK_INFO, "n-groups", 0, NULL));
  GList *too_many = NULL;

  for (guint i = 0; i < 33; i++)
    too_many
        = g_list_append (too_many, seqgo_ump_block_info_new ("x", SEQGO_UMP_DIRECTION_INPUT, 0, 1));
  check_bad_endpoint (new_endpoint (), NULL);
  check_bad_endpoint (new_endpoint (), too_far);
  check_bad_endpoint (new_endpoint (), no_group);
  check_bad_endpoint (new_endpoint (), too_many);
  check_bad_endpoint (seqgo_ump_endpoint_info_new ("x", 0), new_blocks ());
  check_bad_endpoint (g_object_new (SEQGO_TYPE_UMP_ENDPOINT_INFO, "name", "x", "protocols",
                                    SEQGO_UMP_PROTOCOLS_MIDI1, "protocol",
                                    SEQGO_UMP_PROTOCOLS_MIDI2, NULL),
                      new_blocks ());
}

static void
test_no_endpoint (void)
{
  g_autoptr (SeqgoSequencerClient) legacy = test_open_client ("A", SEQGO_MIDI_VERSION_LEGACY);
  g_autoptr (SeqgoSequencerClient) ump = test_open_client ("B", SEQGO_MIDI_VERSION_UMP_2_0);
  const guint8 ids[]
      = { seqgo_sequencer_client_get_id (legacy), seqgo_sequencer_client_get_id (ump) };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_null (seqgo_sequencer_client_get_ump_endpoint_info (legacy, ids[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
      g_assert_true ((strstr (error->message, "MIDI 1.0") != NULL) == (i == 0));
      g_clear_error (&error);
      g_assert_null (seqgo_sequencer_client_get_ump_block_info (legacy, ids[i], 0, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
      g_clear_error (&error);
    }
  g_assert_null (seqgo_sequencer_client_get_ump_endpoint_info (legacy, 191, &error));
  g_assert_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_GONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sequencer-ump-endpoint/S-100/endpoint", test_endpoint);
  g_test_add_func ("/sequencer-ump-endpoint/S-100/bad-endpoints", test_bad_endpoints);
  g_test_add_func ("/sequencer-ump-endpoint/S-101/no-endpoint", test_no_endpoint);

  return g_test_run ();
}
