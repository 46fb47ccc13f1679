/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* SeqgoEvent in words. */

#include "config.h"

#include <libseqgo/core/seqgo-time-private.h>
#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/midi/seqgo-ump.h>
#include <libseqgo/seqgo-enum-types.h>

/* A SysEx message is cut after so many bytes: enough to tell which it is. */
#define MAX_BYTES_SHOWN 32

/* Other programs may carry something else in the place of a time signature. */
#define MAX_DENOMINATOR_EXPONENT 7

GQuark
seqgo_event_type_get_quark (guint8 type)
{
  static GQuark quarks[256];
  static gsize  initialized;

  if (g_once_init_enter (&initialized))
    {
      g_autoptr (GEnumClass) klass = g_type_class_ref (SEQGO_TYPE_EVENT_TYPE);

      for (guint i = 0; i < klass->n_values; i++)
        quarks[(guint8) klass->values[i].value] = g_quark_from_string (klass->values[i].value_nick);
      g_once_init_leave (&initialized, 1);
    }
  return quarks[type];
}

const char *
seqgo_event_type_get_nick (guint8 type)
{
  return g_quark_to_string (seqgo_event_type_get_quark (type));
}

GQuark
seqgo_event_record_get_quark (const SeqgoEventRecord *record)
{
  if (seqgo_event_record_is_ump (record))
    return g_quark_from_static_string ("ump");
  return seqgo_event_type_get_quark (record->type);
}

static void
append_when (GString *text, const SeqgoEventRecord *record)
{
  const char *sign = record->flags & SEQGO_EVENT_FLAG_RELATIVE ? "+" : "";

  if (record->queue == SEQGO_QUEUE_ID_DIRECT)
    return;
  if (record->flags & SEQGO_EVENT_FLAG_REAL_TIME)
    g_string_append_printf (text, " at %s%" G_GINT64_FORMAT ".%09" G_GINT64_FORMAT " s", sign,
                            record->time / SEQGO_NSEC_PER_SEC, record->time % SEQGO_NSEC_PER_SEC);
  else
    g_string_append_printf (text, " at tick %s%" G_GINT64_FORMAT, sign, record->time);
  g_string_append_printf (text, " of queue %u", record->queue);
}

static void
append_note (GString *text, const SeqgoEventRecord *record)
{
  g_string_append_printf (text, " channel %u note %d %s %d", record->channel, record->a,
                          record->type == SEQGO_EVENT_TYPE_KEY_PRESSURE ? "pressure" : "velocity",
                          record->b);
  if (record->type == SEQGO_EVENT_TYPE_NOTE)
    g_string_append_printf (text, " duration %u%s", record->c,
                            record->flags & SEQGO_EVENT_FLAG_REAL_TIME ? " ms" : "");
}

static gboolean
append_signature (GString *text, const SeqgoEventRecord *record)
{
  guint32 value = (guint32) record->b;
  gint8   sharps = (gint8) (value >> 8);

  if (record->type == SEQGO_EVENT_TYPE_TIME_SIGNATURE && value >> 24 > 0
      && (value >> 16 & 0xFF) <= MAX_DENOMINATOR_EXPONENT)
    g_string_append_printf (text, " %u/%u", value >> 24, 1U << (value >> 16 & 0xFF));
  else if (record->type == SEQGO_EVENT_TYPE_KEY_SIGNATURE && value <= 0xFFFF)
    g_string_append_printf (text, " %d %s %s", ABS (sharps), sharps < 0 ? "flats" : "sharps",
                            value & 0xFF ? "minor" : "major");
  else
    return FALSE;
  return TRUE;
}

static void
append_control (GString *text, const SeqgoEventRecord *record)
{
  if (record->type <= SEQGO_EVENT_TYPE_RPN)
    g_string_append_printf (text, " channel %u", record->channel);
  if (append_signature (text, record))
    return;

  switch (record->type)
    {
    case SEQGO_EVENT_TYPE_CONTROL_CHANGE:
    case SEQGO_EVENT_TYPE_CONTROL_14:
      g_string_append_printf (text, " controller %u value", (guint32) record->a);
      break;
    case SEQGO_EVENT_TYPE_NRPN:
    case SEQGO_EVENT_TYPE_RPN:
      g_string_append_printf (text, " parameter %u value", (guint32) record->a);
      break;
    case SEQGO_EVENT_TYPE_PROGRAM_CHANGE:
      g_string_append (text, " program");
      break;
    case SEQGO_EVENT_TYPE_CHANNEL_PRESSURE:
      g_string_append (text, " pressure");
      break;
    default:
      break;
    }
  g_string_append_printf (text, " %d", record->b);
}

/* The clock of a MIDI device is of no queue, and what drivers leave in its place means nothing. */
static gboolean
is_about_queue (const SeqgoEventRecord *record)
{
  return record->source_client == SEQGO_CLIENT_ID_SYSTEM
         || record->destination_client == SEQGO_CLIENT_ID_SYSTEM
         || !(record->type == SEQGO_EVENT_TYPE_START || record->type == SEQGO_EVENT_TYPE_CONTINUE
              || record->type == SEQGO_EVENT_TYPE_STOP || record->type == SEQGO_EVENT_TYPE_CLOCK
              || record->type == SEQGO_EVENT_TYPE_TICK);
}

static void
append_queue (GString *text, const SeqgoEventRecord *record)
{
  if (!is_about_queue (record))
    return;

  g_string_append_printf (text, " queue %u", record->channel);
  switch (record->type)
    {
    case SEQGO_EVENT_TYPE_TEMPO:
      g_string_append_printf (text, " %d µs a beat", record->a);
      break;
    case SEQGO_EVENT_TYPE_SET_POSITION_TICK:
    case SEQGO_EVENT_TYPE_SYNC_POSITION:
      g_string_append_printf (text, " tick %u", (guint32) record->a);
      break;
    case SEQGO_EVENT_TYPE_SET_POSITION_TIME:
      g_string_append_printf (text, " %u.%09u s", (guint32) record->a, (guint32) record->b);
      break;
    case SEQGO_EVENT_TYPE_QUEUE_SKEW:
      g_string_append_printf (text, " %u/%u", (guint32) record->a, (guint32) record->b);
      break;
    default:
      break;
    }
}

static void
append_data (GString *text, GBytes *data)
{
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (data, &size);

  g_string_append_printf (text, " %zu bytes", size);
  for (gsize i = 0; i < MIN (size, MAX_BYTES_SHOWN); i++)
    g_string_append_printf (text, " %02X", bytes[i]);
  if (size > MAX_BYTES_SHOWN)
    g_string_append (text, " …");
}

/* Instead of the bytes of a cell. Returns whether something bounced. */
static gboolean
append_bounced (GString *text, SeqgoEvent *self)
{
  g_autoptr (SeqgoAddress) receiver = seqgo_event_get_bounced_receiver (self);
  g_autoptr (SeqgoEvent) event = NULL;
  g_autofree char *event_text = NULL;

  if (receiver == NULL)
    return FALSE;

  g_string_append_printf (text, " undelivered to %u:%u", seqgo_address_get_client_id (receiver),
                          seqgo_address_get_port_id (receiver));
  event = seqgo_event_get_bounced_event (self);
  if (event != NULL)
    {
      event_text = seqgo_event_to_string (event);
      g_string_append_printf (text, ": %s", event_text);
    }
  return TRUE;
}

static void
append_ump (GString *text, SeqgoEvent *self)
{
  g_autoptr (SeqgoUmp) ump = seqgo_event_get_ump (self);
  g_autofree char *words = seqgo_ump_to_string (ump);

  g_string_append_printf (text, " %s", words);
}

/**
 * seqgo_event_to_string:
 * @self: an event
 *
 * Describes the event in words and numbers, for people. The form may change; programs use the
 * accessors. What comes from a port of the sequencer begins with its address.
 *
 * Returns: (transfer full): a line such as "129:0 note-on channel 0 note 60 velocity 100"
 *
 * Since: 1.0
 */
char *
seqgo_event_to_string (SeqgoEvent *self)
{
  const SeqgoEventRecord *record;
  const char             *nick;
  g_autoptr (GBytes) data = NULL;
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  record = &self->record;
  data = seqgo_event_get_data (self);
  nick = g_quark_to_string (seqgo_event_record_get_quark (record));
  text = g_string_new (NULL);
  if (record->source_client != 0 || record->source_port != 0)
    g_string_append_printf (text, "%u:%u ", record->source_client, record->source_port);
  if (nick != NULL)
    g_string_append (text, nick);
  else
    g_string_append_printf (text, "type-%u", record->type);

  switch (seqgo_event_record_get_layout (record))
    {
    case SEQGO_EVENT_LAYOUT_NOTE:
      append_note (text, record);
      break;
    case SEQGO_EVENT_LAYOUT_CONTROL:
      append_control (text, record);
      break;
    case SEQGO_EVENT_LAYOUT_QUEUE:
      append_queue (text, record);
      break;
    case SEQGO_EVENT_LAYOUT_ADDRESS:
      g_string_append_printf (text, " %d", record->a);
      if (record->type >= SEQGO_EVENT_TYPE_PORT_START
          && record->type != SEQGO_EVENT_TYPE_UMP_ENDPOINT_CHANGE)
        g_string_append_printf (text, ":%d", record->b);
      break;
    case SEQGO_EVENT_LAYOUT_CONNECTION:
      g_string_append_printf (text, " %d:%d -> %d:%d", record->a >> 8, record->a & 255,
                              record->b >> 8, record->b & 255);
      break;
    case SEQGO_EVENT_LAYOUT_RESULT:
      g_string_append_printf (text, " event %d result %d", record->a, record->b);
      break;
    case SEQGO_EVENT_LAYOUT_UMP:
      append_ump (text, self);
      break;
    case SEQGO_EVENT_LAYOUT_RAW:
    case SEQGO_EVENT_LAYOUT_PAYLOAD:
    case SEQGO_EVENT_LAYOUT_EMPTY:
      break;
    }
  if (!append_bounced (text, self) && data != NULL)
    append_data (text, data);
  append_when (text, record);
  return g_string_free (text, FALSE);
}
