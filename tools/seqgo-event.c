/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How commands show events. */

#include "config.h"

#include "seqgo-tool.h"

void
seqgo_tool_append_time (GString *line, gint64 time, gboolean is_time_of_day)
{
  if (is_time_of_day)
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
      g_autoptr (GDateTime) local = g_date_time_to_local (utc);
      g_autofree char *text = g_date_time_format (local, "%H:%M:%S");

      g_string_append (line, text);
    }
  else
    {
      g_string_append_printf (line, "%5" G_GINT64_FORMAT, time / G_USEC_PER_SEC);
    }
  g_string_append_printf (line, ".%06" G_GINT64_FORMAT "  ", time % G_USEC_PER_SEC);
}

void
seqgo_json_add_event_type (GString *json, SeqgoEvent *event)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (SEQGO_TYPE_EVENT_TYPE);
  SeqgoEventType type = seqgo_event_get_event_type (event);
  GEnumValue    *value = g_enum_get_value (klass, (int) type);
  g_autoptr (SeqgoUmp) ump = seqgo_event_get_ump (event);

  if (ump != NULL)
    seqgo_json_add_string (json, "type", "ump");
  else if (value != NULL)
    seqgo_json_add_string (json, "type", value->value_nick);
  else
    seqgo_json_add_integer (json, "type", type);
}

static void
add_ump (GString *json, SeqgoUmp *ump)
{
  g_auto (GStrv) fields = seqgo_ump_list_fields (ump);
  gsize               n_words;
  g_autofree guint32 *words = seqgo_ump_get_words (ump, &n_words);
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 value;

  for (gsize i = 0; i < n_words; i++)
    g_string_append_printf (text, "%08X", words[i]);
  seqgo_json_add_string (json, "words", text->str);
  seqgo_json_add_name (json, "message", seqgo_ump_get_name (ump));
  if (seqgo_ump_get_group (ump) >= 0)
    seqgo_json_add_integer (json, "group", seqgo_ump_get_group (ump));
  if (seqgo_ump_get_channel (ump) >= 0)
    seqgo_json_add_integer (json, "channel", seqgo_ump_get_channel (ump));
  for (guint i = 0; fields[i] != NULL; i++)
    if (seqgo_ump_get_field (ump, fields[i], &value))
      seqgo_json_add_integer (json, g_strdelimit (fields[i], "-", '_'), value);
}

/* Of fields that are numbers. */
static gint64
get_number (SeqgoEvent *event, guint field)
{
  switch (field)
    {
    case SEQGO_EVENT_FIELD_CHANNEL:
      return seqgo_event_get_channel (event);
    case SEQGO_EVENT_FIELD_NOTE:
      return seqgo_event_get_note (event);
    case SEQGO_EVENT_FIELD_VELOCITY:
      return seqgo_event_get_velocity (event);
    case SEQGO_EVENT_FIELD_OFF_VELOCITY:
      return seqgo_event_get_off_velocity (event);
    case SEQGO_EVENT_FIELD_DURATION:
      return seqgo_event_get_duration (event);
    case SEQGO_EVENT_FIELD_PARAM:
      return seqgo_event_get_param (event);
    case SEQGO_EVENT_FIELD_VALUE:
      return seqgo_event_get_value (event);
    case SEQGO_EVENT_FIELD_NUMERATOR:
      return seqgo_event_get_numerator (event);
    case SEQGO_EVENT_FIELD_DENOMINATOR:
      return seqgo_event_get_denominator (event);
    case SEQGO_EVENT_FIELD_CLOCKS_PER_CLICK:
      return seqgo_event_get_clocks_per_click (event);
    case SEQGO_EVENT_FIELD_THIRTY_SECONDS_PER_QUARTER:
      return seqgo_event_get_thirty_seconds_per_quarter (event);
    case SEQGO_EVENT_FIELD_SHARPS:
      return seqgo_event_get_sharps (event);
    case SEQGO_EVENT_FIELD_CONTROL_QUEUE:
      return seqgo_event_get_control_queue (event);
    case SEQGO_EVENT_FIELD_POSITION_TIME:
      return seqgo_event_get_position_time (event);
    case SEQGO_EVENT_FIELD_SKEW:
      return seqgo_event_get_skew (event);
    case SEQGO_EVENT_FIELD_SKEW_BASE:
      return seqgo_event_get_skew_base (event);
    case SEQGO_EVENT_FIELD_RESULT_EVENT:
      return seqgo_event_get_result_event (event);
    case SEQGO_EVENT_FIELD_RESULT_VALUE:
      return seqgo_event_get_result_value (event);
    default:
      return 0;
    }
}

/* All but addresses and bytes. */
static void
add_fields (GString *json, SeqgoEvent *event)
{
  const guint others = SEQGO_EVENT_FIELD_ADDRESS | SEQGO_EVENT_FIELD_SENDER
                       | SEQGO_EVENT_FIELD_RECEIVER | SEQGO_EVENT_FIELD_DATA;
  g_autoptr (GFlagsClass) klass = g_type_class_ref (SEQGO_TYPE_EVENT_FIELDS);
  guint fields = seqgo_event_get_fields (event) & ~others;
  g_autoptr (SeqgoUmp) ump = seqgo_event_get_ump (event);

  if (ump != NULL)
    add_ump (json, ump);
  for (guint i = 0; i < klass->n_values; i++)
    {
      guint            field = klass->values[i].value;
      g_autofree char *key = g_strdelimit (g_strdup (klass->values[i].value_nick), "-", '_');

      if ((fields & field) == 0)
        continue;
      if (field == SEQGO_EVENT_FIELD_MINOR)
        seqgo_json_add_boolean (json, key, seqgo_event_is_minor (event));
      else
        seqgo_json_add_integer (json, key, get_number (event, field));
    }
}

static void
add_data (GString *json, SeqgoEvent *event)
{
  g_autoptr (GBytes) data = seqgo_event_get_data (event);
  g_autoptr (GString) text = g_string_new (NULL);
  gsize         size;
  const guint8 *bytes;

  if (data == NULL)
    return;

  bytes = g_bytes_get_data (data, &size);
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, "%02X", bytes[i]);
  seqgo_json_add_string (json, "data", text->str);
}

void
seqgo_json_add_event_content (GString *json, SeqgoEvent *event)
{
  add_fields (json, event);
  add_data (json, event);
}
