/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include <libseqgo/core/seqgo-address.h>

/**
 * SECTION:seqgo-address
 * @title: SeqgoAddress
 * @short_description: the address of a sequencer port
 *
 * Every port of the sequencer has an address, and every event has two: where it comes from and
 * where it goes to. People rather use names; seqgo_sequencer_client_find_address() finds the
 * address that belongs to one.
 */

struct _SeqgoAddress
{
  gatomicrefcount ref_count;
  guint8          client_id;
  guint8          port_id;
};

G_DEFINE_BOXED_TYPE (SeqgoAddress, seqgo_address, seqgo_address_ref, seqgo_address_unref)

/**
 * seqgo_address_new:
 * @client_id: a client number
 * @port_id: a port number within the client
 *
 * Creates an address. Whether a port of that address exists is not checked.
 *
 * Returns: (transfer full): the address
 *
 * Since: 1.0
 */
SeqgoAddress *
seqgo_address_new (guint8 client_id, guint8 port_id)
{
  SeqgoAddress *self = g_new (SeqgoAddress, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->client_id = client_id;
  self->port_id = port_id;
  return self;
}

static gboolean
parse_number (const char **text, guint8 *number)
{
  guint       value = 0;
  const char *digit = *text;

  while (g_ascii_isdigit (*digit) && value <= G_MAXUINT8)
    value = value * 10 + (guint) g_ascii_digit_value (*digit++);

  if (digit == *text || value > G_MAXUINT8)
    return FALSE;

  *text = digit;
  *number = (guint8) value;
  return TRUE;
}

/**
 * seqgo_address_parse: (constructor)
 * @text: an address such as "128:0"
 * @error: return location for a #GError
 *
 * Parses an address of two decimal numbers from 0 to 255, separated by ":" or ".". A client
 * number alone means its port 0.
 *
 * A name needs a sequencer to be looked up in: see seqgo_sequencer_client_find_address().
 *
 * Returns: (transfer full): the address, or %NULL with %G_IO_ERROR_INVALID_ARGUMENT when @text
 *   is something else
 *
 * Since: 1.0
 */
SeqgoAddress *
seqgo_address_parse (const char *text, GError **error)
{
  const char *rest = text;
  guint8      client_id, port_id = 0;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (parse_number (&rest, &client_id)
      && (*rest == '\0'
          || ((*rest == ':' || *rest == '.') && (++rest, parse_number (&rest, &port_id))
              && *rest == '\0')))
    return seqgo_address_new (client_id, port_id);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "“%s” is not a sequencer address; write client and port number, such as 128:0",
               text);
  return NULL;
}

/**
 * seqgo_address_ref:
 * @self: an address
 *
 * Adds a reference.
 *
 * Returns: (transfer full): @self
 *
 * Since: 1.0
 */
SeqgoAddress *
seqgo_address_ref (SeqgoAddress *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * seqgo_address_unref:
 * @self: (transfer full): an address
 *
 * Drops a reference; with the last one the address is freed.
 *
 * Since: 1.0
 */
void
seqgo_address_unref (SeqgoAddress *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

/**
 * seqgo_address_get_client_id:
 * @self: an address
 *
 * Returns the number of the client.
 *
 * Returns: the client number, from 0 to 255
 *
 * Since: 1.0
 */
guint8
seqgo_address_get_client_id (SeqgoAddress *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->client_id;
}

/**
 * seqgo_address_get_port_id:
 * @self: an address
 *
 * Returns the number of the port within its client.
 *
 * Returns: the port number, from 0 to 255
 *
 * Since: 1.0
 */
guint8
seqgo_address_get_port_id (SeqgoAddress *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->port_id;
}

/**
 * seqgo_address_to_string:
 * @self: an address
 *
 * Writes the address as seqgo_address_parse() reads it.
 *
 * Returns: (transfer full): a string such as "128:0"
 *
 * Since: 1.0
 */
char *
seqgo_address_to_string (SeqgoAddress *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strdup_printf ("%u:%u", self->client_id, self->port_id);
}

/**
 * seqgo_address_equal:
 * @a: (type SeqgoAddress): an address
 * @b: (type SeqgoAddress): another address
 *
 * Tells whether two addresses are the same. Together with seqgo_address_hash() it makes
 * addresses the keys of a #GHashTable.
 *
 * Returns: %TRUE if client and port numbers are the same
 *
 * Since: 1.0
 */
gboolean
seqgo_address_equal (gconstpointer a, gconstpointer b)
{
  return seqgo_address_compare (a, b) == 0;
}

/**
 * seqgo_address_hash:
 * @address: (type SeqgoAddress): an address
 *
 * Returns a hash value for use with #GHashTable.
 *
 * Returns: the hash value; different addresses have different ones
 *
 * Since: 1.0
 */
guint
seqgo_address_hash (gconstpointer address)
{
  const SeqgoAddress *self = address;

  g_return_val_if_fail (self != NULL, 0);

  return (guint) self->client_id << 8 | self->port_id;
}

/**
 * seqgo_address_compare:
 * @a: (type SeqgoAddress): an address
 * @b: (type SeqgoAddress): another address
 *
 * Orders addresses by client, then by port. It can be used as a #GCompareFunc.
 *
 * Returns: a negative number, 0 or a positive number if @a comes before @b, is equal to it or
 *   comes after it
 *
 * Since: 1.0
 */
int
seqgo_address_compare (gconstpointer a, gconstpointer b)
{
  return (int) seqgo_address_hash (a) - (int) seqgo_address_hash (b);
}
