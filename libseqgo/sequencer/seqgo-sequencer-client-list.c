/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What SeqgoSequencerClient knows of the whole sequencer. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-port-list-private.h>

/* Calls @func for every client, with the handle locked. */
typedef void (*ClientFunc) (SeqgoSequencerHandle  *handle,
                            snd_seq_client_info_t *info,
                            gpointer               user_data);

static gboolean
for_each_client (SeqgoSequencerHandle *handle, ClientFunc func, gpointer user_data, GError **error)
{
  snd_seq_client_info_t *info;
  snd_seq_t             *seq = seqgo_sequencer_handle_lock (handle, error);

  if (seq == NULL)
    return FALSE;

  snd_seq_client_info_alloca (&info);
  snd_seq_client_info_set_client (info, -1);
  while (snd_seq_query_next_client (seq, info) >= 0)
    func (handle, info, user_data);
  seqgo_sequencer_handle_unlock (handle);
  return TRUE;
}

static void
add_client (SeqgoSequencerHandle *handle, snd_seq_client_info_t *info, gpointer user_data)
{
  GList **list = user_data;

  *list = g_list_prepend (*list, seqgo_sequencer_client_info_new (handle->fd, info));
}

/**
 * seqgo_sequencer_client_list_clients:
 * @self: a client
 * @error: return location for a #GError
 *
 * Lists all clients of the sequencer, this one included, in the order of their numbers.
 *
 * Returns: (transfer full) (element-type SeqgoSequencerClientInfo): the clients, or %NULL with
 *   %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
GList *
seqgo_sequencer_client_list_clients (SeqgoSequencerClient *self, GError **error)
{
  GList *list = NULL;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  for_each_client (self->handle, add_client, &list, error);
  return g_list_reverse (list);
}

typedef struct
{
  SeqgoPortListFlags flags;
  GList             *list;
} PortList;

static void
add_ports (SeqgoSequencerHandle *handle, snd_seq_client_info_t *client, gpointer user_data)
{
  PortList            *ports = user_data;
  g_autofree char     *name = g_utf8_make_valid (snd_seq_client_info_get_name (client), -1);
  snd_seq_port_info_t *info;

  snd_seq_port_info_alloca (&info);
  snd_seq_port_info_set_client (info, snd_seq_client_info_get_client (client));
  snd_seq_port_info_set_port (info, -1);
  /* A client that goes away meanwhile just has no more ports. */
  while (snd_seq_query_next_port (handle->seq, info) >= 0)
    {
      g_autoptr (SeqgoSequencerPortInfo) port = seqgo_sequencer_port_info_new (info, name);

      if (seqgo_sequencer_port_list_wants (ports->flags, port))
        ports->list = g_list_prepend (ports->list, g_steal_pointer (&port));
    }
}

static GList *
list_ports (SeqgoSequencerHandle *handle, SeqgoPortListFlags flags, GError **error)
{
  PortList ports = { flags, NULL };

  for_each_client (handle, add_ports, &ports, error);
  return g_list_reverse (ports.list);
}

/**
 * seqgo_sequencer_client_list_ports:
 * @self: a client
 * @flags: which ports, and in which order
 * @error: return location for a #GError
 *
 * Lists ports of the sequencer, those of this client included: the best one first, that is
 * synthesizers before other ports if it is for output, and “Midi Through” last.
 *
 * Returns: (transfer full) (element-type SeqgoSequencerPortInfo): the ports, or %NULL with
 *   %G_IO_ERROR_CLOSED or if there are none
 *
 * Since: 1.0
 */
GList *
seqgo_sequencer_client_list_ports (SeqgoSequencerClient *self,
                                   SeqgoPortListFlags    flags,
                                   GError              **error)
{
  GList *list;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  list = list_ports (self->handle, flags, error);
  if (flags & SEQGO_PORT_LIST_UNSORTED)
    return list;
  return g_list_sort_with_data (list, seqgo_sequencer_port_list_compare, GUINT_TO_POINTER (flags));
}

/* The port that fits best; among those of one client, the first. */
static SeqgoSequencerPortInfo *
choose_port (GList *ports, const char *name, SeqgoSequencerPortInfo **rival)
{
  SeqgoSequencerPortInfo *best = NULL;
  int                     best_match = G_MAXINT;

  *rival = NULL;
  for (GList *link = ports; link != NULL; link = link->next)
    {
      int match = seqgo_sequencer_port_list_match (link->data, name);

      if (match < 0 || match > best_match)
        continue;
      if (match < best_match)
        {
          best = link->data;
          best_match = match;
          *rival = NULL;
        }
      else if (*rival == NULL
               && !g_str_equal (seqgo_sequencer_port_info_get_client_name (best),
                                seqgo_sequencer_port_info_get_client_name (link->data)))
        {
          *rival = link->data;
        }
    }
  return best;
}

SeqgoAddress *
seqgo_sequencer_handle_find_address (SeqgoSequencerHandle *handle,
                                     const char           *name,
                                     SeqgoDirection        direction,
                                     GError              **error)
{
  SeqgoPortListFlags      flags = SEQGO_PORT_LIST_ANY_TYPE | SEQGO_PORT_LIST_WITH_SYSTEM;
  SeqgoAddress           *address = seqgo_address_parse (name, NULL);
  SeqgoSequencerPortInfo *port, *rival;
  g_autolist (SeqgoSequencerPortInfo) ports = NULL;
  g_autoptr (GError) list_error = NULL;

  if (address != NULL)
    return address;

  if (direction & SEQGO_DIRECTION_INPUT)
    flags |= SEQGO_PORT_LIST_INPUT;
  if (direction & SEQGO_DIRECTION_OUTPUT)
    flags |= SEQGO_PORT_LIST_OUTPUT;
  ports = list_ports (handle, flags, &list_error);
  if (list_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&list_error));
      return NULL;
    }

  port = choose_port (ports, name, &rival);
  if (port != NULL && rival == NULL)
    return seqgo_address_ref (seqgo_sequencer_port_info_get_address (port));

  if (port != NULL)
    {
      g_autofree char *one = seqgo_sequencer_port_info_to_string (port);
      g_autofree char *other = seqgo_sequencer_port_info_to_string (rival);

      g_set_error (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_AMBIGUOUS,
                   "“%s” fits several ports, such as %s and %s; write more of the name", name, one,
                   other);
    }
  else
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   "There is no port “%s” that can be connected; list the ports to see their names",
                   name);
    }
  return NULL;
}

/**
 * seqgo_sequencer_client_find_address:
 * @self: a client
 * @name: the name of a client or port, or an address
 * @direction: %SEQGO_DIRECTION_INPUT for a port to read from, %SEQGO_DIRECTION_OUTPUT for one to
 *   write to
 * @error: return location for a #GError
 *
 * Finds the port that is meant by @name: an address such as “128:0” (which is not looked up), a
 * client and a port such as “FluidSynth:0” or “FluidSynth:Synth input”, a client alone, which means
 * its first port of that direction, a port alone, or the beginning of any of these.
 *
 * What alsa-lib accepts is understood as well: “.” instead of “:”, and the name of a client in
 * quotation marks, as in “'Midi Through':0”, which helps if it has colons or dots.
 *
 * Whole names win over beginnings. If several clients have the same name, the one with the lowest
 * number is meant.
 *
 * Returns: (transfer full): the address, or %NULL with %G_IO_ERROR_NOT_FOUND,
 *   %SEQGO_SEQUENCER_ERROR_AMBIGUOUS or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoAddress *
seqgo_sequencer_client_find_address (SeqgoSequencerClient *self,
                                     const char           *name,
                                     SeqgoDirection        direction,
                                     GError              **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return seqgo_sequencer_handle_find_address (self->handle, name, direction, error);
}
