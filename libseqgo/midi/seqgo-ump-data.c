/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Messages that are longer than a packet. */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include <libseqgo/midi/seqgo-midi-message-private.h>
#include <libseqgo/midi/seqgo-ump-private.h>

static gboolean
is_data (const SeqgoUmpForm *form)
{
  return form->type == SEQGO_UMP_MESSAGE_TYPE_DATA
         || form->type == SEQGO_UMP_MESSAGE_TYPE_EXTENDED_DATA;
}

static gboolean
is_text (const SeqgoUmpForm *form)
{
  return form->type == SEQGO_UMP_MESSAGE_TYPE_FLEX_DATA
         || form->type == SEQGO_UMP_MESSAGE_TYPE_STREAM;
}

guint8 *
seqgo_ump_read_data (SeqgoUmp *self, gsize *size)
{
  const SeqgoUmpForm *form = seqgo_ump_get_form (self);
  guint8             *data;
  gsize               max_size;

  *size = 0;
  if (form == NULL || form->data_size == 0)
    return NULL;

  data = g_malloc0 (form->data_size);
  for (guint i = 0; i < form->data_size; i++)
    data[i] = (guint8) seqgo_ump_get_bits (self, 8 * (form->data_offset + i), 8);

  max_size = form->data_size;
  if (is_text (form))
    {
      /* What is not needed is 0. */
      while (max_size > 0 && data[max_size - 1] == 0)
        max_size--;
    }
  else if (form->status == SEQGO_UMP_DATA_STATUS_SINGLE)
    {
      gsize n_valid = seqgo_ump_get_bits (self, 12, 4);

      /* In 8-bit data the stream counts, too. */
      n_valid -= MIN (n_valid, (gsize) form->data_offset - 2);
      max_size = MIN (n_valid, max_size);
    }
  *size = max_size;
  return data;
}

int
seqgo_ump_get_part (SeqgoUmp *self)
{
  const SeqgoUmpForm *form = seqgo_ump_get_form (self);
  gint64              part;

  if (form == NULL || form->data_size == 0)
    return -1;
  if (!is_data (form))
    return seqgo_ump_get_field (self, "format", &part) ? (int) part : -1;
  return form->status == SEQGO_UMP_DATA_STATUS_SINGLE ? (int) seqgo_ump_get_status (self) : -1;
}

static SeqgoUmp *
new_part (SeqgoUmp *model, const SeqgoUmpForm *form, guint part, const guint8 *data, gsize size)
{
  SeqgoUmp *self = seqgo_ump_new_from_words (model->words);

  if (is_data (form))
    {
      seqgo_ump_set_bits (self, 8, 4, part);
      seqgo_ump_set_bits (self, 12, 4, (guint32) size + form->data_offset - 2);
    }
  else
    {
      seqgo_ump_set_bits (self, form->type == SEQGO_UMP_MESSAGE_TYPE_STREAM ? 4 : 8, 2, part);
    }
  for (guint i = 0; i < size; i++)
    seqgo_ump_set_bits (self, 8 * (form->data_offset + i), 8, data[i]);
  return self;
}

GList *
seqgo_ump_split (SeqgoUmp *model, const guint8 *data, gsize size)
{
  const SeqgoUmpForm *form = seqgo_ump_get_form (model);
  GList              *list = NULL;
  gsize               position = 0;

  do
    {
      gsize    n = MIN (size - position, form->data_size);
      gboolean is_first = position == 0, is_last = position + n == size;
      guint    part = is_first && is_last ? SEQGO_UMP_DATA_STATUS_SINGLE
                      : is_first          ? SEQGO_UMP_DATA_STATUS_START
                      : is_last           ? SEQGO_UMP_DATA_STATUS_END
                                          : SEQGO_UMP_DATA_STATUS_CONTINUE;

      list = g_list_prepend (list, new_part (model, form, part, data + position, n));
      position += n;
    }
  while (position < size);
  return g_list_reverse (list);
}

/**
 * seqgo_ump_new_sysex7:
 * @group: a group, from 0 to 15
 * @data: the bytes of a SysEx message, each below 0x80 except for an F0 at the beginning and an F7
 *   at the end, which may be missing
 * @error: return location for a #GError
 *
 * Creates the messages for a SysEx message, each of which takes 6 bytes. F0 and F7 are left out:
 * the status of the messages stands for them. seqgo_ump_join() puts it together again.
 *
 * Returns: (transfer full) (element-type SeqgoUmp): the messages, at least one, or %NULL with
 *   %G_IO_ERROR_INVALID_ARGUMENT if a byte has more than seven bits
 *
 * Since: 1.0
 */
GList *
seqgo_ump_new_sysex7 (guint8 group, GBytes *data, GError **error)
{
  g_autoptr (SeqgoUmp) model = NULL;
  const guint8 *bytes;
  gsize         size;

  g_return_val_if_fail (group < 16, NULL);
  g_return_val_if_fail (data != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  bytes = g_bytes_get_data (data, &size);
  if (size > 0 && bytes[0] == SEQGO_MIDI_SYSEX_START)
    {
      bytes++;
      size--;
    }
  if (size > 0 && bytes[size - 1] == SEQGO_MIDI_SYSEX_END)
    size--;
  for (gsize i = 0; i < size; i++)
    if (bytes[i] > 0x7F)
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                     "The SysEx message has a byte %02X in its midst; bytes of 8 bits need "
                     "Ump.new_sysex8()",
                     bytes[i]);
        return NULL;
      }

  model = seqgo_ump_build (SEQGO_UMP_MESSAGE_TYPE_DATA, SEQGO_UMP_DATA_STATUS_SINGLE, group, -1,
                           NULL, 0);
  return seqgo_ump_split (model, bytes, size);
}

/**
 * seqgo_ump_new_sysex8:
 * @group: a group, from 0 to 15
 * @stream: a number of the program's choice, by which messages that are sent at the same time can
 *   be told apart
 * @data: any bytes: the manufacturer in two bytes, and what it defines
 *
 * Creates the messages for data of 8 bits, each of which takes 13 bytes.
 *
 * Returns: (transfer full) (element-type SeqgoUmp): the messages, at least one
 *
 * Since: 1.0
 */
GList *
seqgo_ump_new_sysex8 (guint8 group, guint8 stream, GBytes *data)
{
  const gint64 values[] = { stream };
  g_autoptr (SeqgoUmp) model = NULL;
  gconstpointer bytes;
  gsize         size;

  g_return_val_if_fail (group < 16, NULL);
  g_return_val_if_fail (data != NULL, NULL);

  bytes = g_bytes_get_data (data, &size);
  model = seqgo_ump_build (SEQGO_UMP_MESSAGE_TYPE_EXTENDED_DATA, SEQGO_UMP_DATA_STATUS_SINGLE,
                           group, -1, values, G_N_ELEMENTS (values));
  return seqgo_ump_split (model, bytes, size);
}

/**
 * seqgo_ump_get_data:
 * @self: a message
 *
 * Returns the bytes of SysEx and mixed data, texts and names that this one message carries.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL if it is not such a message
 *
 * Since: 1.0
 */
GBytes *
seqgo_ump_get_data (SeqgoUmp *self)
{
  guint8 *data;
  gsize   size;

  g_return_val_if_fail (self != NULL, NULL);

  data = seqgo_ump_read_data (self, &size);
  return data != NULL ? g_bytes_new_take (data, size) : NULL;
}

/* Whether two messages are parts of the same: all before the data is equal, but for which part
 * it is and how much of it there is. */
static gboolean
belong_together (SeqgoUmp *one, SeqgoUmp *other)
{
  const SeqgoUmpForm *form = seqgo_ump_get_form (one);
  guint32             mask = G_MAXUINT32 << (32 - 8 * MIN (form->data_offset, 4));

  if (seqgo_ump_get_form (other) != form)
    return FALSE;
  if (is_data (form))
    mask &= 0xFF00FFFF;
  else if (form->type == SEQGO_UMP_MESSAGE_TYPE_STREAM)
    mask &= 0xF3FFFFFF;
  else
    mask &= 0xFF3FFFFF;
  return ((one->words[0] ^ other->words[0]) & mask) == 0;
}

static gboolean
is_in_place (SeqgoUmp **umps, gsize n_umps, gsize index)
{
  int      part = seqgo_ump_get_part (umps[index]);
  gboolean is_first = index == 0, is_last = index == n_umps - 1;

  if (part < 0 || (!is_first && !belong_together (umps[0], umps[index])))
    return FALSE;
  if (n_umps == 1)
    return part == SEQGO_UMP_DATA_STATUS_SINGLE;
  return part
         == (is_first  ? SEQGO_UMP_DATA_STATUS_START
             : is_last ? SEQGO_UMP_DATA_STATUS_END
                       : SEQGO_UMP_DATA_STATUS_CONTINUE);
}

/**
 * seqgo_ump_join:
 * @umps: (array length=n_umps): the messages
 * @n_umps: how many there are
 * @error: return location for a #GError
 *
 * Puts together what seqgo_ump_new_sysex7(), seqgo_ump_new_sysex8(), seqgo_ump_new_text() and the
 * functions for names share out among several messages. Which one is the last can be seen from
 * the status of data, and from the field “format” of texts and names: 0 (the only one) or 3.
 *
 * Returns: (transfer full): the bytes, which begin with F0 and end with F7 if it is a SysEx
 *   message of 7 bits, or %NULL with %G_IO_ERROR_INVALID_ARGUMENT if the messages are not the
 *   parts of a whole, from the first to the last and in order
 *
 * Since: 1.0
 */
GBytes *
seqgo_ump_join (SeqgoUmp **umps, gsize n_umps, GError **error)
{
  static const guint8 start = SEQGO_MIDI_SYSEX_START, end = SEQGO_MIDI_SYSEX_END;
  g_autoptr (GByteArray) bytes = NULL;
  gboolean is_sysex;

  g_return_val_if_fail (umps != NULL || n_umps == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  for (gsize i = 0; i < MAX (n_umps, 1); i++)
    if (n_umps == 0 || !is_in_place (umps, n_umps, i))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                     "The %zu messages are not the parts of a whole, in order: number %zu is out "
                     "of place",
                     n_umps, i + 1);
        return NULL;
      }

  is_sysex = seqgo_ump_get_message_type (umps[0]) == SEQGO_UMP_MESSAGE_TYPE_DATA;
  bytes = g_byte_array_new ();
  if (is_sysex)
    g_byte_array_append (bytes, &start, 1);
  for (gsize i = 0; i < n_umps; i++)
    {
      gsize              size;
      g_autofree guint8 *data = seqgo_ump_read_data (umps[i], &size);

      g_byte_array_append (bytes, data, (guint) size);
    }
  if (is_sysex)
    g_byte_array_append (bytes, &end, 1);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
