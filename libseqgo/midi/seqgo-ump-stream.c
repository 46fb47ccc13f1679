/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The constructors of stream messages. */

#include "config.h"

#include <string.h>

#include <libseqgo/midi/seqgo-ump-private.h>

#define VERSION_MAJOR 1
#define VERSION_MINOR 1

/* In place of the number of a block: all of them. */
#define ALL_BLOCKS 255

#define PROTOCOL_MIDI1 1
#define PROTOCOL_MIDI2 2

/* What the field “midi1” of a block says. */
#define MIDI1_FAST 1
#define MIDI1_SLOW 2

static SeqgoUmp *
build_stream (SeqgoUmpStreamStatus status, const gint64 *values, guint n_values)
{
  return seqgo_ump_build (SEQGO_UMP_MESSAGE_TYPE_STREAM, status, -1, -1, values, n_values);
}

static GList *
build_name (SeqgoUmpStreamStatus status, const gint64 *values, guint n_values, const char *name)
{
  g_autoptr (SeqgoUmp) model = build_stream (status, values, n_values);

  return model != NULL ? seqgo_ump_split (model, (const guint8 *) name, strlen (name)) : NULL;
}

static SeqgoUmp *
build_config (SeqgoUmpStreamStatus status, SeqgoUmpProtocols protocols)
{
  const gint64 values[] = { protocols & SEQGO_UMP_PROTOCOLS_MIDI2 ? PROTOCOL_MIDI2 : PROTOCOL_MIDI1,
                            (protocols & SEQGO_UMP_PROTOCOLS_JR_RECEIVE) != 0,
                            (protocols & SEQGO_UMP_PROTOCOLS_JR_TRANSMIT) != 0 };

  return build_stream (status, values, G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_endpoint_discovery: (constructor)
 * @filter: what to tell
 *
 * Asks an endpoint to tell of itself, as one who knows version 1.1 of the format.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_endpoint_discovery (SeqgoUmpDiscovery filter)
{
  const gint64 values[] = { VERSION_MAJOR, VERSION_MINOR, filter };

  return build_stream (SEQGO_UMP_STREAM_STATUS_ENDPOINT_DISCOVERY, values, G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_endpoint_info: (constructor)
 * @n_blocks: how many function blocks it has, from 0 to 32
 * @static_blocks: whether they stay as they are
 * @protocols: what it understands
 *
 * Tells what an endpoint can.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_endpoint_info (guint8 n_blocks, gboolean static_blocks, SeqgoUmpProtocols protocols)
{
  const gint64 values[]
      = { VERSION_MAJOR, VERSION_MINOR, static_blocks != FALSE, n_blocks, protocols };

  return build_stream (SEQGO_UMP_STREAM_STATUS_ENDPOINT_INFO, values, G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_device_info: (constructor)
 * @manufacturer: the three bytes of its System Exclusive ID
 * @family: the two bytes of the family, as they are in the message
 * @model: the two bytes of the model, as they are in the message
 * @revision: the four bytes of the version of its software
 *
 * Tells which device an endpoint is.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_device_info (guint32 manufacturer, guint16 family, guint16 model, guint32 revision)
{
  const gint64 values[] = { manufacturer, family, model, revision };

  return build_stream (SEQGO_UMP_STREAM_STATUS_DEVICE_INFO, values, G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_endpoint_name:
 * @name: a name, of 98 bytes at the most
 *
 * Creates the messages that name an endpoint.
 *
 * Returns: (transfer full) (element-type SeqgoUmp): the messages
 *
 * Since: 1.0
 */
GList *
seqgo_ump_new_endpoint_name (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return build_name (SEQGO_UMP_STREAM_STATUS_ENDPOINT_NAME, NULL, 0, name);
}

/**
 * seqgo_ump_new_product_id:
 * @product_id: the number of a device, in ASCII and of 42 bytes at the most
 *
 * Creates the messages that tell the number of a device.
 *
 * Returns: (transfer full) (element-type SeqgoUmp): the messages
 *
 * Since: 1.0
 */
GList *
seqgo_ump_new_product_id (const char *product_id)
{
  g_return_val_if_fail (product_id != NULL, NULL);

  return build_name (SEQGO_UMP_STREAM_STATUS_PRODUCT_ID, NULL, 0, product_id);
}

/**
 * seqgo_ump_new_config_request: (constructor)
 * @protocols: one protocol, and whether time stamps are sent and received
 *
 * Asks an endpoint for a protocol.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_config_request (SeqgoUmpProtocols protocols)
{
  return build_config (SEQGO_UMP_STREAM_STATUS_CONFIG_REQUEST, protocols);
}

/**
 * seqgo_ump_new_config: (constructor)
 * @protocols: one protocol, and whether time stamps are sent and received
 *
 * Tells which protocol an endpoint uses.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_config (SeqgoUmpProtocols protocols)
{
  return build_config (SEQGO_UMP_STREAM_STATUS_CONFIG, protocols);
}

/**
 * seqgo_ump_new_block_discovery: (constructor)
 * @block: a function block, from 0 to 31, or -1 for all
 * @filter: what to tell
 *
 * Asks an endpoint to tell of its function blocks.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_block_discovery (int block, SeqgoUmpBlockDiscovery filter)
{
  const gint64 values[] = { block >= 0 ? block : ALL_BLOCKS, filter };

  g_return_val_if_fail (block >= -1 && block < 32, NULL);

  return build_stream (SEQGO_UMP_STREAM_STATUS_BLOCK_DISCOVERY, values, G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_block_info: (constructor)
 * @block: the function block, from 0 to 31
 * @active: whether it is in use
 * @direction: which way its messages go
 * @first_group: its first group, from 0 to 15
 * @n_groups: how many groups it has
 * @flags: what is behind it
 * @ui_hint: what users should take it for
 * @ci_version: the version of MIDI-CI that it knows, or 0
 * @n_sysex8_streams: how many streams of 8-bit data there can be at the same time
 *
 * Tells what a function block is.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_block_info (guint8             block,
                          gboolean           active,
                          SeqgoUmpDirection  direction,
                          guint8             first_group,
                          guint8             n_groups,
                          SeqgoUmpBlockFlags flags,
                          SeqgoUmpUiHint     ui_hint,
                          guint8             ci_version,
                          guint8             n_sysex8_streams)
{
  gint64       midi1 = flags & SEQGO_UMP_BLOCK_FLAGS_LOW_SPEED ? MIDI1_SLOW
                       : flags & SEQGO_UMP_BLOCK_FLAGS_MIDI1   ? MIDI1_FAST
                                                               : 0;
  const gint64 values[] = { block,       active != FALSE, ui_hint,    midi1,           direction,
                            first_group, n_groups,        ci_version, n_sysex8_streams };

  return build_stream (SEQGO_UMP_STREAM_STATUS_BLOCK_INFO, values, G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_block_name:
 * @block: the function block, from 0 to 31
 * @name: a name, of 91 bytes at the most
 *
 * Creates the messages that name a function block.
 *
 * Returns: (transfer full) (element-type SeqgoUmp): the messages
 *
 * Since: 1.0
 */
GList *
seqgo_ump_new_block_name (guint8 block, const char *name)
{
  const gint64 values[] = { block };

  g_return_val_if_fail (name != NULL, NULL);

  return build_name (SEQGO_UMP_STREAM_STATUS_BLOCK_NAME, values, G_N_ELEMENTS (values), name);
}

/**
 * seqgo_ump_new_start_of_clip: (constructor)
 *
 * Creates the start of a clip.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_start_of_clip (void)
{
  return build_stream (SEQGO_UMP_STREAM_STATUS_START_OF_CLIP, NULL, 0);
}

/**
 * seqgo_ump_new_end_of_clip: (constructor)
 *
 * Creates the end of a clip.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_end_of_clip (void)
{
  return build_stream (SEQGO_UMP_STREAM_STATUS_END_OF_CLIP, NULL, 0);
}
