/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <string.h>

#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/midi/seqgo-midi-file-private.h>
#include <libseqgo/midi/seqgo-midi-message-private.h>
#include <libseqgo/midi/seqgo-midi-parser.h>
#include <libseqgo/seqgo-enum-types.h>

/**
 * SECTION:seqgo-midi-file-event
 * @title: SeqgoMidiFileEvent
 * @short_description: one event of a MIDI file
 *
 * What is in a MIDI file can be sent, or is read by people and programs, or is both:
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoEvent) event = seqgo_midi_file_event_get_event (file_event);
 *
 * if (seqgo_midi_file_event_get_meta (file_event) == SEQGO_MIDI_META_LYRIC)
 *   {
 *     g_autofree char *syllable = seqgo_midi_file_event_get_text (file_event);
 *
 *     g_print ("%s", syllable);
 *   }
 * else if (event != NULL)
 *   seqgo_sequencer_port_send (port, event, &error);
 * ]|
 */

#define LAST_TEXT 0x0F
/* As many bytes are shown in words. */
#define MAX_BYTES_SHOWN 32

struct _SeqgoMidiFileEvent
{
  gatomicrefcount   ref_count;
  SeqgoMidiFileItem item;
};

G_DEFINE_BOXED_TYPE (SeqgoMidiFileEvent,
                     seqgo_midi_file_event,
                     seqgo_midi_file_event_ref,
                     seqgo_midi_file_event_unref)

SeqgoMidiFileEvent *
seqgo_midi_file_event_new_from_item (const SeqgoMidiFileItem *item)
{
  SeqgoMidiFileEvent *self = g_new (SeqgoMidiFileEvent, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->item = *item;
  if (item->data != NULL)
    g_bytes_ref (item->data);
  return self;
}

const SeqgoMidiFileItem *
seqgo_midi_file_event_get_item (SeqgoMidiFileEvent *self)
{
  return &self->item;
}

static gboolean
is_meta_of_size (const SeqgoMidiFileItem *item, guint8 meta, gsize size)
{
  return item->status == SEQGO_MIDI_STATUS_META && item->meta == meta
         && g_bytes_get_size (item->data) == size;
}

guint
seqgo_midi_file_item_get_tempo (const SeqgoMidiFileItem *item)
{
  const guint8 *data;

  if (!is_meta_of_size (item, SEQGO_MIDI_META_TEMPO, 3))
    return 0;
  data = g_bytes_get_data (item->data, NULL);
  return (guint) data[0] << 16 | (guint) data[1] << 8 | data[2];
}

static gboolean
get_meta_record (const SeqgoMidiFileItem *item, SeqgoEventRecord *record)
{
  guint         tempo = seqgo_midi_file_item_get_tempo (item);
  const guint8 *data = g_bytes_get_data (item->data, NULL);

  if (tempo > 0)
    {
      seqgo_event_record_init (record, SEQGO_EVENT_TYPE_TEMPO);
      record->a = (gint32) tempo;
      return TRUE;
    }
  if (is_meta_of_size (item, SEQGO_MIDI_META_TIME_SIGNATURE, 4))
    {
      seqgo_event_record_init (record, SEQGO_EVENT_TYPE_TIME_SIGNATURE);
      record->b
          = (gint32) ((guint32) data[0] << 24 | (guint32) data[1] << 16 | data[2] << 8 | data[3]);
      return TRUE;
    }
  if (is_meta_of_size (item, SEQGO_MIDI_META_KEY_SIGNATURE, 2))
    {
      seqgo_event_record_init (record, SEQGO_EVENT_TYPE_KEY_SIGNATURE);
      record->b = data[0] << 8 | data[1];
      return TRUE;
    }
  return FALSE;
}

static void
init_sysex (SeqgoEventRecord *record, GBytes *payload)
{
  seqgo_event_record_init (record, SEQGO_EVENT_TYPE_SYSEX);
  record->flags = SEQGO_EVENT_FLAG_VARIABLE;
  record->b = (gint32) g_bytes_get_size (payload);
}

/* An escape is a message if that is all there is in it. Else it continues a SysEx message, or is
 * something that goes out as it is, for which an event of SysEx bytes is the nearest. */
static void
get_escape_record (const SeqgoMidiFileItem *item, SeqgoEventRecord *record, GBytes **payload)
{
  gsize                   size;
  const guint8           *data = g_bytes_get_data (item->data, &size);
  const SeqgoMidiMessage *message = NULL;
  gboolean                is_message = FALSE;

  if (size > 0 && data[0] >= SEQGO_MIDI_FIRST_STATUS && data[0] != SEQGO_MIDI_STATUS_SYSEX)
    {
      message = seqgo_midi_message_find (data[0]);
      is_message = message->type != 0 && size == message->n_data + 1U;
      for (guint i = 1; is_message && i < size; i++)
        is_message = data[i] < SEQGO_MIDI_FIRST_STATUS;
    }
  if (is_message)
    {
      seqgo_event_record_init_message (record, data[0], data + 1);
      return;
    }
  init_sysex (record, item->data);
  *payload = g_bytes_ref (item->data);
}

gboolean
seqgo_midi_file_item_get_record (const SeqgoMidiFileItem *item,
                                 SeqgoEventRecord        *record,
                                 GBytes                 **payload)
{
  *payload = NULL;

  switch (item->status)
    {
    case SEQGO_MIDI_STATUS_META:
      return get_meta_record (item, record);
    case SEQGO_MIDI_STATUS_ESCAPE:
      get_escape_record (item, record, payload);
      return TRUE;
    case SEQGO_MIDI_STATUS_SYSEX:
      {
        gsize         size;
        gconstpointer data = g_bytes_get_data (item->data, &size);
        guint8       *message = g_malloc (size + 1);

        message[0] = SEQGO_MIDI_STATUS_SYSEX;
        if (size > 0)
          memcpy (message + 1, data, size);
        *payload = g_bytes_new_take (message, size + 1);
        init_sysex (record, *payload);
        return TRUE;
      }
    default:
      seqgo_event_record_init_message (record, item->status, item->bytes);
      return TRUE;
    }
}

/**
 * seqgo_midi_file_event_ref:
 * @self: an event of a file
 *
 * Adds a reference.
 *
 * Returns: (transfer full): @self
 *
 * Since: 1.0
 */
SeqgoMidiFileEvent *
seqgo_midi_file_event_ref (SeqgoMidiFileEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * seqgo_midi_file_event_unref:
 * @self: (transfer full): an event of a file
 *
 * Drops a reference; with the last one the event is freed.
 *
 * Since: 1.0
 */
void
seqgo_midi_file_event_unref (SeqgoMidiFileEvent *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    {
      g_clear_pointer (&self->item.data, g_bytes_unref);
      g_free (self);
    }
}

/**
 * seqgo_midi_file_event_get_tick:
 * @self: an event of a file
 *
 * Returns where the event is, counted from the beginning of the file.
 *
 * Returns: the position in ticks
 *
 * Since: 1.0
 */
guint32
seqgo_midi_file_event_get_tick (SeqgoMidiFileEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->item.tick;
}

/**
 * seqgo_midi_file_event_get_status:
 * @self: an event of a file
 *
 * Returns the status byte of the event in the file: that of a channel message, from 0x80 to 0xEF;
 * 0xF0 for a SysEx message or the first part of one; 0xF7 for a further part and for bytes that
 * are to be sent as they are; 0xFF for a meta event.
 *
 * Returns: the status byte
 *
 * Since: 1.0
 */
guint8
seqgo_midi_file_event_get_status (SeqgoMidiFileEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->item.status;
}

/**
 * seqgo_midi_file_event_get_meta:
 * @self: an event of a file
 *
 * Returns which meta event it is.
 *
 * Returns: a #SeqgoMidiMeta, or a number from 0 to 255 that it does not list; -1,
 *   %SEQGO_MIDI_META_NONE, if it is no meta event
 *
 * Since: 1.0
 */
gint
seqgo_midi_file_event_get_meta (SeqgoMidiFileEvent *self)
{
  g_return_val_if_fail (self != NULL, SEQGO_MIDI_META_NONE);

  return self->item.status == SEQGO_MIDI_STATUS_META ? self->item.meta : SEQGO_MIDI_META_NONE;
}

/**
 * seqgo_midi_file_event_get_data:
 * @self: an event of a file
 *
 * Returns the bytes of a meta event, of a SysEx message without its F0, or of an escape without
 * its F7. Nothing is copied.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL if it is a channel message
 *
 * Since: 1.0
 */
GBytes *
seqgo_midi_file_event_get_data (SeqgoMidiFileEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->item.data != NULL ? g_bytes_ref (self->item.data) : NULL;
}

/* In UTF-8. No file says how its texts are encoded; older ones have ISO 8859-1. */
static char *
to_text (GBytes *bytes)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);
  GString    *text;

  while (size > 0 && data[size - 1] == '\0')
    size--;
  if (g_utf8_validate_len (data, size, NULL))
    return g_strndup (data, size);

  text = g_string_sized_new (2 * size);
  for (gsize i = 0; i < size; i++)
    g_string_append_unichar (text, data[i] != '\0' ? (guint8) data[i] : 0xFFFD);
  return g_string_free (text, FALSE);
}

/**
 * seqgo_midi_file_event_get_text:
 * @self: an event of a file
 *
 * Returns the text of a meta event of a kind from 1 to 15. A text that is not UTF-8 is taken for
 * ISO 8859-1; seqgo_midi_file_event_get_data() has its bytes.
 *
 * Returns: (transfer full) (nullable): the text in UTF-8, or %NULL if the event is no text
 *
 * Since: 1.0
 */
char *
seqgo_midi_file_event_get_text (SeqgoMidiFileEvent *self)
{
  gint meta;

  g_return_val_if_fail (self != NULL, NULL);

  meta = seqgo_midi_file_event_get_meta (self);
  return meta >= SEQGO_MIDI_META_TEXT && meta <= LAST_TEXT ? to_text (self->item.data) : NULL;
}

/**
 * seqgo_midi_file_event_get_event:
 * @self: an event of a file
 *
 * Returns the event as one of the sequencer, at its tick and without a queue:
 *
 * - a channel message as it is
 * - SysEx as a %SEQGO_EVENT_TYPE_SYSEX: a whole message from F0 to F7, or the part that the event
 *   has
 * - an escape that is one whole message as that message, any other as a
 *   %SEQGO_EVENT_TYPE_SYSEX of its bytes
 * - a tempo as a %SEQGO_EVENT_TYPE_TEMPO of the queue 0, signatures as
 *   %SEQGO_EVENT_TYPE_TIME_SIGNATURE and %SEQGO_EVENT_TYPE_KEY_SIGNATURE
 *
 * Returns: (transfer full) (nullable): the event, or %NULL if it is of no use outside of a file:
 *   another meta event, or one of a wrong size
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_midi_file_event_get_event (SeqgoMidiFileEvent *self)
{
  SeqgoEventRecord record;
  g_autoptr (GBytes) payload = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (!seqgo_midi_file_item_get_record (&self->item, &record, &payload))
    return NULL;
  record.time = self->item.tick;
  return seqgo_event_new_from_record (&record, payload);
}

static void
append_meta (GString *string, SeqgoMidiFileEvent *self)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (SEQGO_TYPE_MIDI_META);
  const GEnumValue *value = g_enum_get_value (klass, self->item.meta);
  g_autofree char  *text = seqgo_midi_file_event_get_text (self);
  gsize             size;
  const guint8     *data = g_bytes_get_data (self->item.data, &size);

  if (value != NULL)
    g_string_append_printf (string, "%s", value->value_nick);
  else
    g_string_append_printf (string, "meta-%u", self->item.meta);
  if (text != NULL)
    {
      g_string_append_printf (string, " “%s”", text);
      return;
    }

  for (gsize i = 0; i < MIN (size, MAX_BYTES_SHOWN); i++)
    g_string_append_printf (string, " %02X", data[i]);
  if (size > MAX_BYTES_SHOWN)
    g_string_append (string, " …");
}

/**
 * seqgo_midi_file_event_to_string:
 * @self: an event of a file
 *
 * Describes the event in words and numbers, for people. The form may change; programs use the
 * accessors.
 *
 * Returns: (transfer full): a line such as "96 note-on channel 0 note 60 velocity 100" or
 *   "0 track-name “Piano”", which begins with the tick
 *
 * Since: 1.0
 */
char *
seqgo_midi_file_event_to_string (SeqgoMidiFileEvent *self)
{
  g_autoptr (SeqgoEvent) event = NULL;
  g_autofree char *text = NULL;
  GString         *string;

  g_return_val_if_fail (self != NULL, NULL);

  string = g_string_new (NULL);
  g_string_append_printf (string, "%u ", self->item.tick);
  event = seqgo_midi_file_event_get_event (self);
  if (self->item.status == SEQGO_MIDI_STATUS_META
      && (event == NULL || seqgo_event_get_event_type (event) == SEQGO_EVENT_TYPE_TEMPO))
    {
      if (event != NULL)
        g_string_append_printf (string, "tempo %d µs a beat", seqgo_event_get_value (event));
      else
        append_meta (string, self);
      return g_string_free (string, FALSE);
    }

  text = seqgo_event_to_string (event);
  g_string_append (string, text);
  return g_string_free (string, FALSE);
}

/**
 * seqgo_midi_file_event_equal:
 * @a: (type SeqgoMidiFileEvent): an event of a file
 * @b: (type SeqgoMidiFileEvent): another event of a file
 *
 * Tells whether two events are the same in everything: tick, kind and bytes.
 *
 * Returns: %TRUE if they are the same
 *
 * Since: 1.0
 */
gboolean
seqgo_midi_file_event_equal (gconstpointer a, gconstpointer b)
{
  const SeqgoMidiFileItem *one, *other;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  one = &((const SeqgoMidiFileEvent *) a)->item;
  other = &((const SeqgoMidiFileEvent *) b)->item;
  return one->tick == other->tick && one->status == other->status && one->meta == other->meta
         && memcmp (one->bytes, other->bytes, sizeof one->bytes) == 0
         && (one->data == other->data
             || (one->data != NULL && other->data != NULL
                 && g_bytes_equal (one->data, other->data)));
}
