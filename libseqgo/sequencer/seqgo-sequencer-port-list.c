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

/* How well a port fits a name, the less the better. */
enum
{
  MATCH_WHOLE,
  MATCH_CLIENT,
  MATCH_PORT,
  MATCH_BEGINNING,
  MATCH_BEGINNING_OF_PORT,
  MATCH_ABBREVIATED_CLIENT,
  MATCH_NONE,
};

/* Compares the first @size bytes of @client with the client, and @port, unless it is NULL, with the
 * number and the name of the port. */
static int
match_parts (SeqgoSequencerPortInfo *info, const char *client, gsize size, const char *port)
{
  SeqgoAddress    *address = seqgo_sequencer_port_info_get_address (info);
  const char      *client_name = seqgo_sequencer_port_info_get_client_name (info);
  const char      *port_name = seqgo_sequencer_port_info_get_name (info);
  g_autofree char *client_number = g_strdup_printf ("%u", seqgo_address_get_client_id (address));
  g_autofree char *port_number = g_strdup_printf ("%u", seqgo_address_get_port_id (address));
  g_autofree char *wanted = g_strndup (client, size);
  gboolean is_client = g_str_equal (wanted, client_name) || g_str_equal (wanted, client_number);

  if (size == 0 || (!is_client && !g_str_has_prefix (client_name, wanted)))
    return MATCH_NONE;
  if (port == NULL)
    return is_client ? MATCH_CLIENT : MATCH_BEGINNING;
  if (g_str_equal (port, port_number) || g_str_equal (port, port_name))
    return is_client ? MATCH_WHOLE : MATCH_ABBREVIATED_CLIENT;
  return is_client && g_str_has_prefix (port_name, port) ? MATCH_BEGINNING : MATCH_NONE;
}

/* As in alsa-lib, the name of a client can be in quotes, and “.” stands for “:”. */
static int
match_quoted (SeqgoSequencerPortInfo *info, const char *name)
{
  const char *client = name + 1;
  const char *end = strchr (client, name[0]);

  if (end == NULL || end[1] == '\0')
    return match_parts (info, client, end != NULL ? (gsize) (end - client) : strlen (client), NULL);
  if (end[1] != ':' && end[1] != '.')
    return MATCH_NONE;
  return match_parts (info, client, (gsize) (end - client), end + 2);
}

static int
match_plain (SeqgoSequencerPortInfo *info, const char *name)
{
  const char *port_name = seqgo_sequencer_port_info_get_name (info);
  int         match = match_parts (info, name, strlen (name), NULL);

  /* Names have colons and dots, too. */
  for (const char *at = strpbrk (name, ":."); at != NULL; at = strpbrk (at + 1, ":."))
    match = MIN (match, match_parts (info, name, (gsize) (at - name), at + 1));
  if (g_str_equal (name, port_name))
    match = MIN (match, MATCH_PORT);
  else if (name[0] != '\0' && g_str_has_prefix (port_name, name))
    match = MIN (match, MATCH_BEGINNING_OF_PORT);
  return match;
}

static int
match (SeqgoSequencerPortInfo *info, const char *name)
{
  gboolean is_quoted = name[0] == '"' || name[0] == '\'';

  return is_quoted ? match_quoted (info, name) : match_plain (info, name);
}

int
seqgo_sequencer_port_list_match (SeqgoSequencerPortInfo *info, const char *name)
{
  int result = match (info, name);

  return result == MATCH_NONE ? -1 : result;
}

gboolean
seqgo_sequencer_port_list_fits (SeqgoSequencerPortInfo *info, const char *name)
{
  return match (info, name) < MATCH_ABBREVIATED_CLIENT;
}
