/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include <libseqgo/midi/seqgo-ump-private.h>

/**
 * SECTION:seqgo-ump
 * @title: SeqgoUmp
 * @short_description: a Universal MIDI Packet, the form of MIDI 2.0 messages
 *
 * There is a constructor for every kind of message; those of notes, controllers and the like make
 * messages of the MIDI 2.0 protocol, with velocities of 16 and values of 32 bits:
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoUmp) ump = seqgo_ump_new_note_on (0, 0, 60, 0xC000);
 * g_autoptr (SeqgoEvent) event = seqgo_event_new_ump (ump);
 *
 * seqgo_sequencer_port_send (port, event, &error);
 * ]|
 *
 * To send and receive them, a client of the sequencer is opened with
 * seqgo_sequencer_client_open_full(). Events then carry them: seqgo_event_get_ump() gets them out.
 * seqgo_event_to_ump() and seqgo_event_to_legacy() translate between the two
 * worlds, as the kernel does between clients of different versions.
 *
 * What a message says is in its fields. The common ones have accessors; seqgo_ump_list_fields()
 * names them all, and seqgo_ump_get_field() reads any. seqgo_ump_to_string() writes them out.
 *
 * Numbers outside of what a field can hold are a fault of the program, as is any other argument
 * that g_return_val_if_fail() would not let pass.
 */

/**
 * SECTION:seqgo-ump-codes
 * @title: Codes of MIDI 2.0
 * @short_description: what the numbers in Universal MIDI Packets mean
 *
 * seqgo_ump_get_status() returns a number that the enumeration for its #SeqgoUmpMessageType
 * explains.
 */

G_DEFINE_BOXED_TYPE (SeqgoUmp, seqgo_ump, seqgo_ump_ref, seqgo_ump_unref)

guint
seqgo_ump_count_words (guint32 first_word)
{
  static const guint8 sizes[16] = { 1, 1, 1, 2, 2, 4, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4 };

  return sizes[first_word >> 28];
}

SeqgoUmp *
seqgo_ump_new_from_words (const guint32 *words)
{
  SeqgoUmp *self = g_new0 (SeqgoUmp, 1);

  g_atomic_ref_count_init (&self->ref_count);
  memcpy (self->words, words, seqgo_ump_count_words (words[0]) * sizeof *words);
  return self;
}

/**
 * seqgo_ump_new: (constructor)
 * @words: (array length=n_words): the words of the message
 * @n_words: how many there are
 * @error: return location for a #GError
 *
 * Creates a message of its words. Any message will do, also of kinds that are not defined yet.
 *
 * Returns: (transfer full): the message, or %NULL with %G_IO_ERROR_INVALID_ARGUMENT if it should
 *   have more or fewer words
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new (const guint32 *words, gsize n_words, GError **error)
{
  g_return_val_if_fail (words != NULL || n_words == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (n_words > 0 && n_words == seqgo_ump_count_words (words[0]))
    return seqgo_ump_new_from_words (words);

  if (n_words == 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         "A Universal MIDI Packet has at least one word");
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "A Universal MIDI Packet that begins with %08x has %u words, not %zu", words[0],
                 seqgo_ump_count_words (words[0]), n_words);
  return NULL;
}

/**
 * seqgo_ump_ref:
 * @self: a message
 *
 * Adds a reference.
 *
 * Returns: (transfer full): @self
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_ref (SeqgoUmp *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * seqgo_ump_unref:
 * @self: (transfer full): a message
 *
 * Drops a reference; with the last one the message is freed.
 *
 * Since: 1.0
 */
void
seqgo_ump_unref (SeqgoUmp *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

/**
 * seqgo_ump_get_words:
 * @self: a message
 * @n_words: (out): return location for how many there are
 *
 * Returns the words of the message.
 *
 * Returns: (transfer full) (array length=n_words): the words, from one to four
 *
 * Since: 1.0
 */
guint32 *
seqgo_ump_get_words (SeqgoUmp *self, gsize *n_words)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n_words != NULL, NULL);

  *n_words = seqgo_ump_count_words (self->words[0]);
  return g_memdup2 (self->words, *n_words * sizeof *self->words);
}

/**
 * seqgo_ump_get_message_type:
 * @self: a message
 *
 * Returns what the message is.
 *
 * Returns: the type
 *
 * Since: 1.0
 */
SeqgoUmpMessageType
seqgo_ump_get_message_type (SeqgoUmp *self)
{
  g_return_val_if_fail (self != NULL, SEQGO_UMP_MESSAGE_TYPE_UTILITY);

  return (SeqgoUmpMessageType) (self->words[0] >> 28);
}

/**
 * seqgo_ump_get_status:
 * @self: a message
 *
 * Returns what the message is in detail. What the number means depends on the type:
 * it is a #SeqgoUmpUtilityStatus, #SeqgoUmpSystemStatus, #SeqgoUmpVoiceStatus,
 * #SeqgoUmpDataStatus, #SeqgoUmpFlexStatus or #SeqgoUmpStreamStatus.
 *
 * Returns: the status, or 0 for types that are not defined
 *
 * Since: 1.0
 */
guint
seqgo_ump_get_status (SeqgoUmp *self)
{
  g_return_val_if_fail (self != NULL, 0);

  switch (self->words[0] >> 28)
    {
    case SEQGO_UMP_MESSAGE_TYPE_UTILITY:
    case SEQGO_UMP_MESSAGE_TYPE_MIDI1_CHANNEL_VOICE:
    case SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE:
    case SEQGO_UMP_MESSAGE_TYPE_DATA:
    case SEQGO_UMP_MESSAGE_TYPE_EXTENDED_DATA:
      return seqgo_ump_get_bits (self, 8, 4);
    case SEQGO_UMP_MESSAGE_TYPE_SYSTEM:
      return seqgo_ump_get_bits (self, 8, 8);
    case SEQGO_UMP_MESSAGE_TYPE_FLEX_DATA:
      return seqgo_ump_get_bits (self, 16, 16);
    case SEQGO_UMP_MESSAGE_TYPE_STREAM:
      return seqgo_ump_get_bits (self, 6, 10);
    default:
      return 0;
    }
}

/**
 * seqgo_ump_get_group:
 * @self: a message
 *
 * Returns the group that the message is for.
 *
 * Returns: the group, from 0 to 15, or -1 if it is for the whole endpoint, as utility and stream
 *   messages are
 *
 * Since: 1.0
 */
int
seqgo_ump_get_group (SeqgoUmp *self)
{
  SeqgoUmpMessageType type = seqgo_ump_get_message_type (self);

  if (type == SEQGO_UMP_MESSAGE_TYPE_UTILITY || type == SEQGO_UMP_MESSAGE_TYPE_STREAM)
    return -1;
  return (int) seqgo_ump_get_bits (self, 4, 4);
}

/**
 * seqgo_ump_get_channel:
 * @self: a message
 *
 * Returns the channel that the message is for.
 *
 * Returns: the channel, from 0 to 15, or -1 if it is for the whole group or endpoint
 *
 * Since: 1.0
 */
int
seqgo_ump_get_channel (SeqgoUmp *self)
{
  SeqgoUmpMessageType type = seqgo_ump_get_message_type (self);

  if (type == SEQGO_UMP_MESSAGE_TYPE_MIDI1_CHANNEL_VOICE
      || type == SEQGO_UMP_MESSAGE_TYPE_MIDI2_CHANNEL_VOICE
      || (type == SEQGO_UMP_MESSAGE_TYPE_FLEX_DATA && seqgo_ump_get_bits (self, 10, 2) == 0))
    return (int) seqgo_ump_get_bits (self, 12, 4);
  return -1;
}

/**
 * seqgo_ump_get_field:
 * @self: a message
 * @name: the name of a field
 * @value: (out): return location for its value, or 0 if there is no such field
 *
 * Reads a field. seqgo_ump_list_fields() names those of a message.
 *
 * Returns: %TRUE if the message has such a field
 *
 * Since: 1.0
 */
gboolean
seqgo_ump_get_field (SeqgoUmp *self, const char *name, gint64 *value)
{
  const SeqgoUmpForm *form;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL && value != NULL, FALSE);

  *value = 0;
  form = seqgo_ump_get_form (self);
  for (guint i = 0; form != NULL && form->fields[i].name != NULL; i++)
    if (strcmp (form->fields[i].name, name) == 0)
      {
        *value = seqgo_ump_read_field (self, &form->fields[i]);
        return TRUE;
      }
  return FALSE;
}

/**
 * seqgo_ump_list_fields:
 * @self: a message
 *
 * Names the fields that the message has besides its type, status, group, channel and data. They
 * are the names that seqgo_ump_to_string() writes, such as “note”, “velocity” and “attribute”.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names
 *
 * Since: 1.0
 */
char **
seqgo_ump_list_fields (SeqgoUmp *self)
{
  const SeqgoUmpForm *form;
  g_autoptr (GPtrArray) names = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  form = seqgo_ump_get_form (self);
  names = g_ptr_array_new ();
  for (guint i = 0; form != NULL && form->fields[i].name != NULL; i++)
    g_ptr_array_add (names, g_strdup (form->fields[i].name));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static gint64
get_field (SeqgoUmp *self, const char *name)
{
  gint64 value;

  seqgo_ump_get_field (self, name, &value);
  return value;
}

/**
 * seqgo_ump_get_note:
 * @self: a message
 *
 * Returns the note of a message that is about one.
 *
 * Returns: the note, from 0 to 127
 *
 * Since: 1.0
 */
guint8
seqgo_ump_get_note (SeqgoUmp *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (guint8) get_field (self, "note");
}

/**
 * seqgo_ump_get_velocity:
 * @self: a message
 *
 * Returns the velocity of a note on or note off.
 *
 * Returns: the velocity: to 65535 in the MIDI 2.0 protocol, to 127 in the MIDI 1.0 protocol
 *
 * Since: 1.0
 */
guint16
seqgo_ump_get_velocity (SeqgoUmp *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (guint16) get_field (self, "velocity");
}

/**
 * seqgo_ump_get_pitch:
 * @self: a message
 *
 * Returns the pitch of a message about a note: that of its attribute if it is a
 * %SEQGO_UMP_ATTRIBUTE_TYPE_PITCH, else the number of the note.
 *
 * Returns: the pitch in semitones, where 60 is the middle C
 *
 * Since: 1.0
 */
double
seqgo_ump_get_pitch (SeqgoUmp *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (get_field (self, "attribute-type") == SEQGO_UMP_ATTRIBUTE_TYPE_PITCH)
    return (double) get_field (self, "attribute") / 512;
  return (double) get_field (self, "note");
}

/**
 * seqgo_ump_get_param:
 * @self: a message
 *
 * Returns what a message that controls something controls: the number of a controller, or the bank
 * × 128 + index of a registered or assignable controller.
 *
 * Returns: the controller
 *
 * Since: 1.0
 */
guint16
seqgo_ump_get_param (SeqgoUmp *self)
{
  gint64 param;

  g_return_val_if_fail (self != NULL, 0);

  if (!seqgo_ump_get_field (self, "parameter", &param))
    seqgo_ump_get_field (self, "controller", &param);
  return (guint16) param;
}

/**
 * seqgo_ump_get_value:
 * @self: a message
 *
 * Returns the value of a message that has one: of controllers, pressure and pitch bend (in the
 * MIDI 2.0 protocol 32 bits, of which 0x80000000 is the centre), a program, a song or its position,
 * a number of ticks, or a tempo in units of 10 ns a quarter note.
 *
 * Returns: the value; less than 0 for relative changes only
 *
 * Since: 1.0
 */
gint64
seqgo_ump_get_value (SeqgoUmp *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return get_field (self, "value");
}

/**
 * seqgo_ump_equal:
 * @a: (type SeqgoUmp): a message
 * @b: (type SeqgoUmp): another message
 *
 * Tells whether two messages have the same words.
 *
 * Returns: %TRUE if they are the same
 *
 * Since: 1.0
 */
gboolean
seqgo_ump_equal (gconstpointer a, gconstpointer b)
{
  const SeqgoUmp *one = a, *other = b;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return memcmp (one->words, other->words, sizeof one->words) == 0;
}
