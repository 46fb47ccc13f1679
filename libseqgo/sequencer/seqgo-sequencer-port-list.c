/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-port-list-private.h>

#define THROUGH_CLIENT_NAME "Midi Through"

static gboolean
can (SeqgoPortCaps caps, SeqgoPortCaps wanted)
{
  return (caps & wanted) == wanted;
}

/* Whether a port goes in the wanted directions. */
static gboolean
has_direction (SeqgoPortCaps caps, SeqgoPortListFlags flags)
{
  gboolean      any = (flags & SEQGO_PORT_LIST_UNCONNECTABLE) != 0;
  SeqgoPortCaps input = SEQGO_PORT_CAPS_READ | (any ? 0 : SEQGO_PORT_CAPS_SUBS_READ);
  SeqgoPortCaps output = SEQGO_PORT_CAPS_WRITE | (any ? 0 : SEQGO_PORT_CAPS_SUBS_WRITE);

  if ((flags & (SEQGO_PORT_LIST_INPUT | SEQGO_PORT_LIST_OUTPUT)) == 0)
    return can (caps, input) || can (caps, output);
  return (!(flags & SEQGO_PORT_LIST_INPUT) || can (caps, input))
         && (!(flags & SEQGO_PORT_LIST_OUTPUT) || can (caps, output));
}

gboolean
seqgo_sequencer_port_list_wants (SeqgoPortListFlags flags, SeqgoSequencerPortInfo *port)
{
  SeqgoAddress *address = seqgo_sequencer_port_info_get_address (port);
  SeqgoPortCaps caps = seqgo_sequencer_port_info_get_caps (port);
  SeqgoPortType type = seqgo_sequencer_port_info_get_port_type (port);

  if (seqgo_address_get_client_id (address) == SEQGO_CLIENT_ID_SYSTEM)
    return (flags & SEQGO_PORT_LIST_WITH_SYSTEM) && has_direction (caps, flags);
  if ((flags & SEQGO_PORT_LIST_NO_THROUGH)
      && g_str_equal (seqgo_sequencer_port_info_get_client_name (port), THROUGH_CLIENT_NAME))
    return FALSE;
  if ((flags & SEQGO_PORT_LIST_NO_UNEXPORTED) && (caps & SEQGO_PORT_CAPS_NO_EXPORT))
    return FALSE;
  if (!(flags & SEQGO_PORT_LIST_ANY_TYPE) && !(type & SEQGO_PORT_TYPE_MIDI_GENERIC))
    return FALSE;
  return has_direction (caps, flags);
}

/* Whoever looks for a port to play wants a synthesizer rather than a plain port, and anything
 * rather than “Midi Through”. */
static int
get_rank (SeqgoSequencerPortInfo *port, SeqgoPortListFlags flags)
{
  SeqgoPortType type = seqgo_sequencer_port_info_get_port_type (port);
  int           rank = 0;

  if (g_str_equal (seqgo_sequencer_port_info_get_client_name (port), THROUGH_CLIENT_NAME))
    rank += 8;
  if (!(type & SEQGO_PORT_TYPE_MIDI_GENERIC))
    rank += 4;
  if ((flags & SEQGO_PORT_LIST_OUTPUT) && !(flags & SEQGO_PORT_LIST_INPUT))
    {
      if (!(type & SEQGO_PORT_TYPE_SYNTHESIZER))
        rank += 2;
      if (!(type & SEQGO_PORT_TYPE_MIDI_GM))
        rank += 1;
    }
  return rank;
}

int
seqgo_sequencer_port_list_compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  SeqgoSequencerPortInfo *one = (gpointer) a, *other = (gpointer) b;
  SeqgoPortListFlags      flags = GPOINTER_TO_UINT (user_data);
  int                     order = get_rank (one, flags) - get_rank (other, flags);

  if (order != 0 && !(flags & SEQGO_PORT_LIST_UNSORTED))
    return order;
  return seqgo_address_compare (seqgo_sequencer_port_info_get_address (one),
                                seqgo_sequencer_port_info_get_address (other));
}

int
seqgo_sequencer_port_list_match (SeqgoSequencerPortInfo *port, const char *name)
{
  const char      *client_name = seqgo_sequencer_port_info_get_client_name (port);
  const char      *port_name = seqgo_sequencer_port_info_get_name (port);
  g_autofree char *full_name = g_strdup_printf ("%s:%s", client_name, port_name);
  g_autofree char *number_name
      = g_strdup_printf ("%s:%u", client_name,
                         seqgo_address_get_port_id (seqgo_sequencer_port_info_get_address (port)));

  if (g_str_equal (name, full_name) || g_str_equal (name, number_name))
    return 0;
  if (g_str_equal (name, client_name))
    return 1;
  if (g_str_equal (name, port_name))
    return 2;
  if (g_str_has_prefix (full_name, name))
    return 3;
  if (g_str_has_prefix (port_name, name))
    return 4;
  return -1;
}
