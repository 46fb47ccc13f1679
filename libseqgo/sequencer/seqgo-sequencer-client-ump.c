/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How a SeqgoSequencerClient is opened for one direction or for MIDI 2.0, and what there is of MIDI
 * 2.0: conversion, groups, endpoints and their function blocks. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-ump-private.h>

#define MAX_BLOCKS 32

#if SEQGO_HAVE_UMP

/* What is asked of a client that is no endpoint fails with these. */
static void
set_info_error (GError **error, int result, guint8 client_id, const char *what)
{
  static const SeqgoSequencerCause causes[] = {
    { ENOENT, SEQGO_SEQUENCER_ERROR_GONE, "there is no such client; it may have gone" },
    { 0 },
  };

  if (result == -EBADFD)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "Cannot ask about the %s of client %u: it is a client of MIDI 1.0", what,
                 client_id);
  else if (result == -ENODEV || result == -ENOENT)
    {
      if (result == -ENODEV)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                     "Cannot ask about the %s of client %u: there is none", what, client_id);
      else
        seqgo_sequencer_set_error (error, result, causes, "Cannot ask about the %s of client %u",
                                   what, client_id);
    }
  else
    seqgo_sequencer_set_error (error, result, causes, "Cannot ask about the %s of client %u", what,
                               client_id);
}

static SeqgoUmpEndpointInfo *
new_endpoint_info (const snd_ump_endpoint_info_t *info)
{
  const guint8    *revision = snd_ump_endpoint_info_get_sw_revision (info);
  g_autofree char *name = g_utf8_make_valid (snd_ump_endpoint_info_get_name (info), -1);
  g_autofree char *product_id = g_utf8_make_valid (snd_ump_endpoint_info_get_product_id (info), -1);
  guint            flags = snd_ump_endpoint_info_get_flags (info);

  return g_object_new (SEQGO_TYPE_UMP_ENDPOINT_INFO, "name", name, "product-id", product_id,
                       "protocols", snd_ump_endpoint_info_get_protocol_caps (info), "protocol",
                       snd_ump_endpoint_info_get_protocol (info), "n-blocks",
                       snd_ump_endpoint_info_get_num_blocks (info), "static-blocks",
                       (flags & SND_UMP_EP_INFO_STATIC_BLOCKS) != 0, "version",
                       snd_ump_endpoint_info_get_version (info), "manufacturer-id",
                       snd_ump_endpoint_info_get_manufacturer_id (info), "family-id",
                       snd_ump_endpoint_info_get_family_id (info), "model-id",
                       snd_ump_endpoint_info_get_model_id (info), "software-revision",
                       (guint) revision[0] << 24 | (guint) revision[1] << 16
                           | (guint) revision[2] << 8 | revision[3],
                       NULL);
}

static SeqgoUmpBlockInfo *
new_block_info (const snd_ump_block_info_t *info)
{
  g_autofree char *name = g_utf8_make_valid (snd_ump_block_info_get_name (info), -1);

  return g_object_new (SEQGO_TYPE_UMP_BLOCK_INFO, "id", snd_ump_block_info_get_block_id (info),
                       "name", name, "active", snd_ump_block_info_get_active (info) != 0,
                       "direction", snd_ump_block_info_get_direction (info), "first-group",
                       snd_ump_block_info_get_first_group (info), "n-groups",
                       snd_ump_block_info_get_num_groups (info), "flags",
                       snd_ump_block_info_get_flags (info), "ui-hint",
                       snd_ump_block_info_get_ui_hint (info), "ci-version",
                       snd_ump_block_info_get_midi_ci_version (info), "n-sysex8-streams",
                       snd_ump_block_info_get_sysex8_streams (info), NULL);
}

/* Of what an endpoint understands, what it uses if it was not told. */
static SeqgoUmpProtocols
choose_protocol (SeqgoUmpEndpointInfo *info)
{
  SeqgoUmpProtocols protocol = seqgo_ump_endpoint_info_get_protocol (info);
  SeqgoUmpProtocols protocols = seqgo_ump_endpoint_info_get_protocols (info);

  if (protocol != 0)
    return protocol;
  return protocols & SEQGO_UMP_PROTOCOLS_MIDI2 ? SEQGO_UMP_PROTOCOLS_MIDI2
                                               : protocols & SEQGO_UMP_PROTOCOLS_MIDI1;
}

static void
fill_endpoint (snd_ump_endpoint_info_t *out, SeqgoUmpEndpointInfo *info, guint n_blocks)
{
  guint        value = seqgo_ump_endpoint_info_get_software_revision (info);
  const guint8 revision[]
      = { (guint8) (value >> 24), (guint8) (value >> 16), (guint8) (value >> 8), (guint8) value };
  g_autofree char *name = seqgo_sequencer_cut_name (seqgo_ump_endpoint_info_get_name (info));

  snd_ump_endpoint_info_set_name (out, name);
  snd_ump_endpoint_info_set_product_id (out, seqgo_ump_endpoint_info_get_product_id (info));
  snd_ump_endpoint_info_set_protocol_caps (out, seqgo_ump_endpoint_info_get_protocols (info));
  snd_ump_endpoint_info_set_protocol (out, choose_protocol (info));
  snd_ump_endpoint_info_set_num_blocks (out, n_blocks);
  if (seqgo_ump_endpoint_info_get_static_blocks (info))
    snd_ump_endpoint_info_set_flags (out, SND_UMP_EP_INFO_STATIC_BLOCKS);
  snd_ump_endpoint_info_set_version (out, seqgo_ump_endpoint_info_get_version (info));
  snd_ump_endpoint_info_set_manufacturer_id (out,
                                             seqgo_ump_endpoint_info_get_manufacturer_id (info));
  snd_ump_endpoint_info_set_family_id (out, seqgo_ump_endpoint_info_get_family_id (info));
  snd_ump_endpoint_info_set_model_id (out, seqgo_ump_endpoint_info_get_model_id (info));
  snd_ump_endpoint_info_set_sw_revision (out, revision);
}

static int
create_block (snd_seq_t *seq, guint id, SeqgoUmpBlockInfo *info)
{
  snd_ump_block_info_t *out;

  snd_ump_block_info_alloca (&out);
  snd_ump_block_info_set_block_id (out, id);
  snd_ump_block_info_set_name (out, seqgo_ump_block_info_get_name (info));
  snd_ump_block_info_set_direction (out, seqgo_ump_block_info_get_direction (info));
  snd_ump_block_info_set_first_group (out, seqgo_ump_block_info_get_first_group (info));
  snd_ump_block_info_set_num_groups (out, seqgo_ump_block_info_get_n_groups (info));
  snd_ump_block_info_set_flags (out, seqgo_ump_block_info_get_flags (info));
  snd_ump_block_info_set_ui_hint (out, seqgo_ump_block_info_get_ui_hint (info));
  snd_ump_block_info_set_midi_ci_version (out, seqgo_ump_block_info_get_ci_version (info));
  snd_ump_block_info_set_sysex8_streams (out, seqgo_ump_block_info_get_n_sysex8_streams (info));
  return snd_seq_create_ump_block (seq, (int) id, out);
}

static guint
count_groups (GList *blocks)
{
  guint n_groups = 0;

  for (GList *link = blocks; link != NULL; link = link->next)
    n_groups = MAX (n_groups, seqgo_ump_block_info_get_first_group (link->data)
                                  + seqgo_ump_block_info_get_n_groups (link->data));
  return n_groups;
}

/* alsa-lib would say nothing, or print it. */
static gboolean
check_endpoint (SeqgoUmpEndpointInfo *info, GList *blocks, GError **error)
{
  static const SeqgoUmpProtocols midi = SEQGO_UMP_PROTOCOLS_MIDI1 | SEQGO_UMP_PROTOCOLS_MIDI2;
  SeqgoUmpProtocols              protocol = choose_protocol (info);
  guint                          n_groups = count_groups (blocks);
  const char                    *problem = NULL;

  if (blocks == NULL || g_list_length (blocks) > MAX_BLOCKS)
    problem = "it needs from 1 to 32 function blocks";
  else if (n_groups > SEQGO_N_UMP_GROUPS)
    problem = "there are only 16 groups, but a function block goes beyond them";
  else if ((protocol & midi) == 0 || (protocol & midi) == midi)
    problem = "it must use one protocol, that of MIDI 1.0 or that of MIDI 2.0";
  else if ((protocol & ~seqgo_ump_endpoint_info_get_protocols (info)) != 0)
    problem = "it uses a protocol that is not among those which it understands";
  for (GList *link = blocks; link != NULL && problem == NULL; link = link->next)
    if (seqgo_ump_block_info_get_n_groups (link->data) == 0)
      problem = "a function block needs at least one group";

  if (problem == NULL)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "Cannot create the UMP endpoint “%s”: %s", seqgo_ump_endpoint_info_get_name (info),
               problem);
  return FALSE;
}

static gboolean
create_endpoint (SeqgoSequencerClient *self,
                 SeqgoUmpEndpointInfo *info,
                 GList                *blocks,
                 GError              **error)
{
  snd_seq_t               *seq = seqgo_sequencer_handle_lock (self->handle, error);
  snd_ump_endpoint_info_t *endpoint;
  snd_seq_client_info_t   *client;
  guint                    id = 0;
  int                      result;

  if (seq == NULL)
    return FALSE;

  snd_ump_endpoint_info_alloca (&endpoint);
  fill_endpoint (endpoint, info, g_list_length (blocks));
  result = snd_seq_create_ump_endpoint (seq, endpoint, count_groups (blocks));
  for (GList *link = blocks; link != NULL && result >= 0; link = link->next)
    result = create_block (seq, id++, link->data);

  snd_seq_client_info_alloca (&client);
  if (snd_seq_get_client_info (seq, client) >= 0)
    g_atomic_int_set (&self->handle->midi_version, (int) seqgo_sequencer_get_midi_version (client));
  seqgo_sequencer_handle_unlock (self->handle);

  if (result == -EBUSY)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                 "Cannot create the UMP endpoint “%s”: the client has an endpoint, or a port 0, "
                 "already",
                 seqgo_ump_endpoint_info_get_name (info));
  else if (result < 0)
    seqgo_sequencer_set_error (error, result, NULL, "Cannot create the UMP endpoint “%s”",
                               seqgo_ump_endpoint_info_get_name (info));
  return result >= 0;
}

typedef struct
{
  gboolean converts;
  guint    groups;
  gboolean groupless;
} Settings;

static void
set_conversion (snd_seq_client_info_t *info, const Settings *settings)
{
  snd_seq_client_info_set_ump_conversion (info, settings->converts);
}

static void
set_groups (snd_seq_client_info_t *info, const Settings *settings)
{
  for (int i = 0; i < SEQGO_N_UMP_GROUPS; i++)
    snd_seq_client_info_set_ump_group_enabled (info, i + 1, (settings->groups >> i) & 1);
  snd_seq_client_info_set_ump_groupless_enabled (info, settings->groupless);
}

typedef void (*ChangeFunc) (snd_seq_client_info_t *info, const Settings *settings);

static gboolean
change_settings (SeqgoSequencerClient *self,
                 ChangeFunc            change,
                 const Settings       *settings,
                 const char           *what,
                 GError              **error)
{
  snd_seq_t             *seq = seqgo_sequencer_handle_lock (self->handle, error);
  snd_seq_client_info_t *info;
  int                    result;

  if (seq == NULL)
    return FALSE;

  snd_seq_client_info_alloca (&info);
  result = snd_seq_get_client_info (seq, info);
  if (result >= 0)
    {
      change (info, settings);
      result = snd_seq_set_client_info (seq, info);
    }
  seqgo_sequencer_handle_unlock (self->handle);
  if (result == -EINVAL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 "Cannot set the %s of the client: the kernel knows no MIDI 2.0; it needs Linux "
                 "6.5 or newer",
                 what);
  else if (result < 0)
    seqgo_sequencer_set_error (error, result, NULL, "Cannot set the %s of the client", what);
  return result >= 0;
}

#endif

/**
 * seqgo_sequencer_client_open_with_direction: (constructor)
 * @name: the name that others see
 * @direction: whether it can send, receive or both
 * @error: return location for a #GError
 *
 * Opens a client for one direction, or both. To do what it was not opened for is
 * %SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION.
 *
 * Returns: (transfer full): the client, or %NULL with an error as seqgo_sequencer_client_open()
 *   has them
 *
 * Since: 1.0
 */
SeqgoSequencerClient *
seqgo_sequencer_client_open_with_direction (const char    *name,
                                            SeqgoDirection direction,
                                            GError       **error)
{
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return seqgo_sequencer_client_open_full (name, direction, SEQGO_MIDI_VERSION_LEGACY, error);
}

/**
 * seqgo_sequencer_client_open_full: (constructor)
 * @name: the name that others see
 * @direction: whether it can send, receive or both
 * @midi_version: which events it sends and receives
 * @error: return location for a #GError
 *
 * Opens a client of MIDI 2.0, whose events carry Universal MIDI Packets; see
 * seqgo_event_get_ump(). It may send other events, too. Announcements and the like are events as
 * ever.
 *
 * MIDI 2.0 needs Linux 6.5 and alsa-lib 1.2.10 or newer.
 *
 * Returns: (transfer full): the client, or %NULL with an error as seqgo_sequencer_client_open()
 *   has them, %G_IO_ERROR_INVALID_ARGUMENT if there is no such version, or
 *   %G_IO_ERROR_NOT_SUPPORTED if the kernel or alsa-lib has no MIDI 2.0
 *
 * Since: 1.0
 */
SeqgoSequencerClient *
seqgo_sequencer_client_open_full (const char      *name,
                                  SeqgoDirection   direction,
                                  SeqgoMidiVersion midi_version,
                                  GError         **error)
{
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  /* As a property it would become the default one. */
  if (!seqgo_sequencer_check_midi_version (midi_version, error))
    return NULL;
  return g_initable_new (SEQGO_TYPE_SEQUENCER_CLIENT, NULL, error, "name", name, "direction",
                         direction & SEQGO_DIRECTION_DUPLEX, "midi-version", midi_version, NULL);
}

/**
 * seqgo_sequencer_client_get_midi_version:
 * @self: a client
 *
 * Returns #SeqgoSequencerClient:midi-version.
 *
 * Returns: which events the client sends and receives
 *
 * Since: 1.0
 */
SeqgoMidiVersion
seqgo_sequencer_client_get_midi_version (SeqgoSequencerClient *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), SEQGO_MIDI_VERSION_LEGACY);

  return (SeqgoMidiVersion) g_atomic_int_get (&self->handle->midi_version);
}

/**
 * seqgo_sequencer_client_set_ump_conversion:
 * @self: a client
 * @converts: whether the kernel converts
 * @error: return location for a #GError
 *
 * Sets whether the kernel converts events of clients of another
 * #SeqgoSequencerClient:midi-version, as it does unless told otherwise. Without that, a client of
 * MIDI 1.0 receives no Universal MIDI Packets, and a client of MIDI 2.0 receives other events as
 * they are.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_NOT_SUPPORTED if the kernel or alsa-lib
 *   has no MIDI 2.0, or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_set_ump_conversion (SeqgoSequencerClient *self,
                                           gboolean              converts,
                                           GError              **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

#if SEQGO_HAVE_UMP
  return change_settings (self, set_conversion, &(Settings){ .converts = converts }, "conversion",
                          error);
#else
  return seqgo_sequencer_check_ump (error);
#endif
}

/**
 * seqgo_sequencer_client_set_ump_groups:
 * @self: a client
 * @groups: which groups it receives: bit 0 for group 0 to bit 15 for group 15
 * @groupless: whether it receives messages that are for no group, utility and stream messages
 * @error: return location for a #GError
 *
 * Sets which Universal MIDI Packets the client receives; all of them unless set.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_NOT_SUPPORTED if the kernel or alsa-lib
 *   has no MIDI 2.0, or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_set_ump_groups (SeqgoSequencerClient *self,
                                       guint                 groups,
                                       gboolean              groupless,
                                       GError              **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), FALSE);
  g_return_val_if_fail (groups <= G_MAXUINT16, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

#if SEQGO_HAVE_UMP
  return change_settings (self, set_groups, &(Settings){ .groups = groups, .groupless = groupless },
                          "groups", error);
#else
  return seqgo_sequencer_check_ump (error);
#endif
}

/**
 * seqgo_sequencer_client_get_ump_endpoint_info:
 * @self: a client
 * @client_id: the number of a client, this one or another
 * @error: return location for a #GError
 *
 * Asks what is known of a client as a UMP endpoint.
 *
 * Returns: (transfer full): what is known, or %NULL with %G_IO_ERROR_NOT_FOUND if it is no
 *   endpoint, %SEQGO_SEQUENCER_ERROR_GONE, %G_IO_ERROR_NOT_SUPPORTED if the kernel or alsa-lib has
 *   no MIDI 2.0, or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoUmpEndpointInfo *
seqgo_sequencer_client_get_ump_endpoint_info (SeqgoSequencerClient *self,
                                              guint8                client_id,
                                              GError              **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

#if SEQGO_HAVE_UMP
  {
    snd_seq_t               *seq = seqgo_sequencer_handle_lock (self->handle, error);
    snd_ump_endpoint_info_t *info;
    int                      result;

    if (seq == NULL)
      return NULL;

    snd_ump_endpoint_info_alloca (&info);
    result = snd_seq_get_ump_endpoint_info (seq, client_id, info);
    seqgo_sequencer_handle_unlock (self->handle);
    if (result >= 0)
      return new_endpoint_info (info);
    set_info_error (error, result, client_id, "endpoint");
  }
#else
  seqgo_sequencer_check_ump (error);
#endif
  return NULL;
}

/**
 * seqgo_sequencer_client_get_ump_block_info:
 * @self: a client
 * @client_id: the number of a client, this one or another
 * @block: the number of a function block, from 0 to 31
 * @error: return location for a #GError
 *
 * Asks what is known of a function block of a UMP endpoint.
 * #SeqgoUmpEndpointInfo:n-blocks says how many it has.
 *
 * Returns: (transfer full): what is known, or %NULL with %G_IO_ERROR_NOT_FOUND if the client is no
 *   endpoint or has no such block, %SEQGO_SEQUENCER_ERROR_GONE, %G_IO_ERROR_NOT_SUPPORTED if the
 *   kernel or alsa-lib has no MIDI 2.0, or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoUmpBlockInfo *
seqgo_sequencer_client_get_ump_block_info (SeqgoSequencerClient *self,
                                           guint8                client_id,
                                           guint                 block,
                                           GError              **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);
  g_return_val_if_fail (block < MAX_BLOCKS, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

#if SEQGO_HAVE_UMP
  {
    snd_seq_t            *seq = seqgo_sequencer_handle_lock (self->handle, error);
    snd_ump_block_info_t *info;
    int                   result;

    if (seq == NULL)
      return NULL;

    snd_ump_block_info_alloca (&info);
    result = snd_seq_get_ump_block_info (seq, client_id, (int) block, info);
    seqgo_sequencer_handle_unlock (self->handle);
    if (result >= 0)
      return new_block_info (info);
    set_info_error (error, result, client_id, "function block");
  }
#else
  seqgo_sequencer_check_ump (error);
#endif
  return NULL;
}

/**
 * seqgo_sequencer_client_create_ump_endpoint:
 * @self: a client without ports
 * @info: what the endpoint is
 * @blocks: (element-type SeqgoUmpBlockInfo): its function blocks, at least one
 * @error: return location for a #GError
 *
 * Makes the client a UMP endpoint. It gets the name and the protocol of the endpoint, and ports:
 * number 0 for the whole endpoint, and then one for each group up to the last one that a function
 * block has. What is sent from the port of a group is for that group, whatever the messages say.
 *
 * A client can be one endpoint only.
 *
 * Returns: (transfer full) (element-type SeqgoSequencerPort): the ports, or %NULL with
 *   %G_IO_ERROR_EXISTS if the client is an endpoint already, %G_IO_ERROR_INVALID_ARGUMENT if the
 *   protocols or blocks contradict each other, %G_IO_ERROR_NOT_SUPPORTED if the kernel or alsa-lib
 *   has no MIDI 2.0, or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
GList *
seqgo_sequencer_client_create_ump_endpoint (SeqgoSequencerClient *self,
                                            SeqgoUmpEndpointInfo *info,
                                            GList                *blocks,
                                            GError              **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);
  g_return_val_if_fail (SEQGO_IS_UMP_ENDPOINT_INFO (info), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

#if SEQGO_HAVE_UMP
  {
    g_autolist (SeqgoSequencerPort) ports = NULL;
    guint n_groups = count_groups (blocks);

    if (!check_endpoint (info, blocks, error) || !create_endpoint (self, info, blocks, error))
      return NULL;

    g_object_notify (G_OBJECT (self), "midi-version");
    if (*seqgo_ump_endpoint_info_get_name (info) != '\0'
        && !seqgo_sequencer_client_set_name (self, seqgo_ump_endpoint_info_get_name (info), error))
      return NULL;
    for (guint i = 0; i <= n_groups; i++)
      {
        SeqgoSequencerPort *port = seqgo_sequencer_client_adopt_port (self, (guint8) i, error);

        if (port == NULL)
          return NULL;
        ports = g_list_append (ports, g_object_ref (port));
      }
    return g_steal_pointer (&ports);
  }
#else
  seqgo_sequencer_check_ump (error);
  return NULL;
#endif
}
