/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The signatures of SeqgoEvent. */

#include "config.h"

#include <libseqgo/midi/seqgo-event-private.h>

#define DEFAULT_CLOCKS_PER_CLICK 24
#define DEFAULT_THIRTY_SECONDS_PER_QUARTER 8
#define MAX_DENOMINATOR_EXPONENT 31
#define MAX_SHARPS 7

/**
 * seqgo_event_new_time_signature: (constructor)
 * @numerator: the upper number, from 1 to 255
 * @denominator: the lower number, a power of 2 from 1 to 128
 *
 * Creates a time signature with a click each quarter note; see
 * seqgo_event_new_time_signature_full().
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_time_signature (guint8 numerator, guint8 denominator)
{
  return seqgo_event_new_time_signature_full (numerator, denominator, DEFAULT_CLOCKS_PER_CLICK,
                                              DEFAULT_THIRTY_SECONDS_PER_QUARTER);
}

/**
 * seqgo_event_new_time_signature_full: (constructor)
 * @numerator: the upper number, from 1 to 255
 * @denominator: the lower number, a power of 2 from 1 to 128
 * @clocks_per_click: how many MIDI clocks, of which a quarter note has 24, are from one click of
 * the metronome to the next
 * @thirty_seconds_per_quarter: how many thirty-second notes are written for 24 MIDI clocks, in
 *   general 8
 *
 * Creates a time signature. Neither MIDI nor the kernel defines how such an event carries it:
 * seqgo_event_get_value() is the four bytes of the meta event of a MIDI file, the first one in the
 * uppermost bits, as 0x06031808 for 6/8. Programs that do not use this library may do otherwise.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_time_signature_full (guint8 numerator,
                                     guint8 denominator,
                                     guint8 clocks_per_click,
                                     guint8 thirty_seconds_per_quarter)
{
  guint32 exponent;

  g_return_val_if_fail (numerator > 0, NULL);
  g_return_val_if_fail (denominator > 0 && (denominator & (denominator - 1)) == 0, NULL);

  exponent = g_bit_storage (denominator) - 1;
  return seqgo_event_new_control (SEQGO_EVENT_TYPE_TIME_SIGNATURE, 0, 0,
                                  (gint32) ((guint32) numerator << 24 | exponent << 16
                                            | (guint32) clocks_per_click << 8
                                            | thirty_seconds_per_quarter));
}

/**
 * seqgo_event_new_key_signature: (constructor)
 * @sharps: how many sharps the key has, from 0 to 7, or as a negative number how many flats
 * @minor: whether the key is minor
 *
 * Creates a key signature. As with time signatures, seqgo_event_get_value() is the two bytes of the
 * meta event of a MIDI file, as 0xFD01 for C minor, with three flats.
 *
 * Returns: (transfer full): the event
 *
 * Since: 1.0
 */
SeqgoEvent *
seqgo_event_new_key_signature (gint8 sharps, gboolean minor)
{
  g_return_val_if_fail (sharps >= -MAX_SHARPS && sharps <= MAX_SHARPS, NULL);

  return seqgo_event_new_control (SEQGO_EVENT_TYPE_KEY_SIGNATURE, 0, 0,
                                  (guint8) sharps << 8 | (minor ? 1 : 0));
}

static guint8
get_byte (SeqgoEvent *self, guint8 type, guint index)
{
  if (self->record.type != type)
    return 0;
  return (guint8) ((guint32) self->record.b >> (8 * index));
}

/**
 * seqgo_event_get_numerator:
 * @self: an event
 *
 * Returns the upper number of a time signature.
 *
 * Returns: the number; 0 if the event has none
 *
 * Since: 1.0
 */
guint8
seqgo_event_get_numerator (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return get_byte (self, SEQGO_EVENT_TYPE_TIME_SIGNATURE, 3);
}

/**
 * seqgo_event_get_denominator:
 * @self: an event
 *
 * Returns the lower number of a time signature.
 *
 * Returns: the number, a power of 2; 0 if the event has none or it is 2³² or more
 *
 * Since: 1.0
 */
guint
seqgo_event_get_denominator (SeqgoEvent *self)
{
  guint8 exponent;

  g_return_val_if_fail (self != NULL, 0);

  exponent = get_byte (self, SEQGO_EVENT_TYPE_TIME_SIGNATURE, 2);
  if (self->record.type != SEQGO_EVENT_TYPE_TIME_SIGNATURE || exponent > MAX_DENOMINATOR_EXPONENT)
    return 0;
  return 1U << exponent;
}

/**
 * seqgo_event_get_clocks_per_click:
 * @self: an event
 *
 * Returns how many MIDI clocks are from one click of the metronome to the next, of a time
 * signature.
 *
 * Returns: the number of clocks, 24 a quarter note; 0 if the event has none
 *
 * Since: 1.0
 */
guint8
seqgo_event_get_clocks_per_click (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return get_byte (self, SEQGO_EVENT_TYPE_TIME_SIGNATURE, 1);
}

/**
 * seqgo_event_get_thirty_seconds_per_quarter:
 * @self: an event
 *
 * Returns how many thirty-second notes are written for 24 MIDI clocks, of a time signature.
 *
 * Returns: the number of notes, in general 8; 0 if the event has none
 *
 * Since: 1.0
 */
guint8
seqgo_event_get_thirty_seconds_per_quarter (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return get_byte (self, SEQGO_EVENT_TYPE_TIME_SIGNATURE, 0);
}

/**
 * seqgo_event_get_sharps:
 * @self: an event
 *
 * Returns how many sharps or flats a key signature has.
 *
 * Returns: the number of sharps or, as a negative number, of flats; 0 if the event has none
 *
 * Since: 1.0
 */
gint8
seqgo_event_get_sharps (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (gint8) get_byte (self, SEQGO_EVENT_TYPE_KEY_SIGNATURE, 1);
}

/**
 * seqgo_event_is_minor:
 * @self: an event
 *
 * Tells whether a key signature is of a minor key.
 *
 * Returns: %TRUE if the key is minor, %FALSE if it is major or the event is no key signature
 *
 * Since: 1.0
 */
gboolean
seqgo_event_is_minor (SeqgoEvent *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return get_byte (self, SEQGO_EVENT_TYPE_KEY_SIGNATURE, 0) != 0;
}
