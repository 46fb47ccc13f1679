/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* SeqgoUmp in words. */

#include "config.h"

#include <libseqgo/midi/seqgo-ump-private.h>
#include <libseqgo/seqgo-enum-types.h>

/**
 * seqgo_ump_get_name:
 * @self: a message
 *
 * Names the kind of the message, as seqgo_ump_to_string() does.
 *
 * Returns: (transfer none) (nullable): a name such as “note-on” or “midi1-note-on”, or %NULL if
 *   the kind is not known
 *
 * Since: 1.0
 */
const char *
seqgo_ump_get_name (SeqgoUmp *self)
{
  const SeqgoUmpForm *form;
  g_autoptr (GEnumClass) klass = NULL;
  GEnumValue *value;

  g_return_val_if_fail (self != NULL, NULL);

  form = seqgo_ump_get_form (self);
  if (form == NULL || form->name != NULL)
    return form != NULL ? form->name : NULL;

  /* Of the many kinds of text, the enumeration has the names. It is static. */
  klass = g_type_class_ref (SEQGO_TYPE_UMP_FLEX_STATUS);
  value = g_enum_get_value (klass, (int) seqgo_ump_get_status (self));
  return value != NULL ? value->value_nick : NULL;
}

static void
append_words (GString *text, SeqgoUmp *self)
{
  for (guint i = 0; i < seqgo_ump_count_words (self->words[0]); i++)
    g_string_append_printf (text, " %08x", self->words[i]);
}

static void
append_fields (GString *text, SeqgoUmp *self, const SeqgoUmpForm *form)
{
  for (guint i = 0; i < SEQGO_UMP_MAX_FIELDS && form->fields[i].name != NULL; i++)
    {
      gint64 value = seqgo_ump_read_field (self, &form->fields[i]);

      if (value != 0 || !(form->fields[i].flags & SEQGO_UMP_FIELD_OPTIONAL))
        g_string_append_printf (text, " %s %" G_GINT64_FORMAT, form->fields[i].name, value);
    }
}

/* A line stays one. */
static void
append_quoted (GString *text, const guint8 *data, gsize size)
{
  g_autofree char *valid = g_utf8_make_valid ((const char *) data, (gssize) size);

  for (char *c = valid; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  g_string_append_printf (text, " “%s”", valid);
}

static void
append_data (GString *text, SeqgoUmp *self, const SeqgoUmpForm *form)
{
  static const char *const parts[] = { "", " start", " continue", " end" };
  gsize                    size;
  g_autofree guint8       *data = seqgo_ump_read_data (self, &size);
  int                      part = seqgo_ump_get_part (self);

  if (data == NULL)
    return;

  if (form->type == SEQGO_UMP_MESSAGE_TYPE_FLEX_DATA || form->type == SEQGO_UMP_MESSAGE_TYPE_STREAM)
    {
      append_quoted (text, data, size);
      return;
    }
  if (part >= 0)
    g_string_append (text, parts[part]);
  g_string_append_printf (text, " %zu bytes", size);
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, " %02X", data[i]);
}

/**
 * seqgo_ump_to_string:
 * @self: a message
 *
 * Describes the message in words and numbers, for people. The form may change; programs use the
 * accessors.
 *
 * Returns: (transfer full): a line such as
 *   "group 0 channel 0 note-on note 60 velocity 49152"
 *
 * Since: 1.0
 */
char *
seqgo_ump_to_string (SeqgoUmp *self)
{
  const SeqgoUmpForm *form;
  const char         *name;
  GString            *text;

  g_return_val_if_fail (self != NULL, NULL);

  form = seqgo_ump_get_form (self);
  name = seqgo_ump_get_name (self);
  text = g_string_new (NULL);
  if (seqgo_ump_get_group (self) >= 0)
    g_string_append_printf (text, "group %d ", seqgo_ump_get_group (self));
  if (seqgo_ump_get_channel (self) >= 0)
    g_string_append_printf (text, "channel %d ", seqgo_ump_get_channel (self));

  if (name != NULL)
    g_string_append (text, name);
  else
    g_string_append_printf (text, "type %u status %u", seqgo_ump_get_message_type (self),
                            seqgo_ump_get_status (self));
  if (form != NULL)
    {
      append_fields (text, self, form);
      append_data (text, self, form);
    }
  else
    {
      append_words (text, self);
    }
  return g_string_free (text, FALSE);
}
