/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The constructors of flex data. */

#include "config.h"

#include <string.h>

#include <libseqgo/midi/seqgo-ump-private.h>

static SeqgoUmp *
build_flex (SeqgoUmpFlexStatus status,
            guint8             group,
            int                channel,
            const gint64      *values,
            guint              n_values)
{
  return seqgo_ump_build (SEQGO_UMP_MESSAGE_TYPE_FLEX_DATA, status, group, channel, values,
                          n_values);
}

/**
 * seqgo_ump_new_tempo: (constructor)
 * @group: a group, from 0 to 15
 * @tempo: the length of a quarter note in units of 10 ns: 50000000 is 120 beats a minute
 *
 * Sets the tempo.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_tempo (guint8 group, guint32 tempo)
{
  const gint64 values[] = { tempo };

  return build_flex (SEQGO_UMP_FLEX_STATUS_TEMPO, group, -1, values, G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_time_signature: (constructor)
 * @group: a group, from 0 to 15
 * @numerator: the beats of a bar, such as 6
 * @denominator: the note of a beat, such as 8: a power of 2
 *
 * Sets the time signature. A quarter note has eight thirty-seconds, as nearly always. The field
 * “denominator-power” is the power: 3 for eighths.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_time_signature (guint8 group, guint8 numerator, guint8 denominator)
{
  const gint64 values[] = { numerator, g_bit_nth_lsf (denominator, -1), 8 };

  g_return_val_if_fail (denominator != 0 && (denominator & (denominator - 1)) == 0, NULL);

  return build_flex (SEQGO_UMP_FLEX_STATUS_TIME_SIGNATURE, group, -1, values,
                     G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_metronome: (constructor)
 * @group: a group, from 0 to 15
 * @clocks: the MIDI clocks of a click, 24 for each quarter note
 * @accent1: the clicks of the first part of a bar
 * @accent2: the clicks of the second part, or 0
 * @accent3: the clicks of the third part, or 0
 * @subdivision1: how many clicks there are within a click, or 0
 * @subdivision2: the same of a second kind, or 0
 *
 * Sets how a metronome clicks.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_metronome (guint8 group,
                         guint8 clocks,
                         guint8 accent1,
                         guint8 accent2,
                         guint8 accent3,
                         guint8 subdivision1,
                         guint8 subdivision2)
{
  const gint64 values[] = { clocks, accent1, accent2, accent3, subdivision1, subdivision2 };

  return build_flex (SEQGO_UMP_FLEX_STATUS_METRONOME, group, -1, values, G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_key_signature: (constructor)
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15, or -1 for the whole group
 * @sharps: how many sharps there are, from -7 (seven flats) to 7; -8 is for other signatures
 * @tonic: the tonic: 1 for A to 7 for G, or 0 if not known
 *
 * Sets the key signature.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_key_signature (guint8 group, int channel, gint8 sharps, guint8 tonic)
{
  const gint64 values[] = { sharps, tonic };

  return build_flex (SEQGO_UMP_FLEX_STATUS_KEY_SIGNATURE, group, channel, values,
                     G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_chord_name: (constructor)
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15, or -1 for the whole group
 * @sharps: the sharps of the tonic, from -2 to 2
 * @tonic: the tonic: 1 for A to 7 for G
 * @chord: the number of the type of chord, such as 1 for major and 7 for minor
 * @alterations: up to four alterations, the first one in the upper eight bits: four bits of what (1
 * add, 2 subtract, 3 raise, 4 lower) and four of which degree
 * @bass_sharps: the sharps of the bass, from -2 to 2; -8 if it is that of the chord
 * @bass_tonic: the bass note: 1 for A to 7 for G; 0 if it is that of the chord
 * @bass_chord: the type of chord of the bass, or 0
 * @bass_alterations: up to two alterations of that
 *
 * Names a chord. The numbers are those of M2-104-UM.
 *
 * Returns: (transfer full): the message
 *
 * Since: 1.0
 */
SeqgoUmp *
seqgo_ump_new_chord_name (guint8  group,
                          int     channel,
                          gint8   sharps,
                          guint8  tonic,
                          guint8  chord,
                          guint32 alterations,
                          gint8   bass_sharps,
                          guint8  bass_tonic,
                          guint8  bass_chord,
                          guint16 bass_alterations)
{
  const gint64 values[] = { sharps,
                            tonic,
                            chord,
                            alterations >> 24,
                            (alterations >> 16) & 0xFF,
                            (alterations >> 8) & 0xFF,
                            alterations & 0xFF,
                            bass_sharps,
                            bass_tonic,
                            bass_chord,
                            bass_alterations >> 8,
                            bass_alterations & 0xFF };

  return build_flex (SEQGO_UMP_FLEX_STATUS_CHORD_NAME, group, channel, values,
                     G_N_ELEMENTS (values));
}

/**
 * seqgo_ump_new_text:
 * @status: what the text is, %SEQGO_UMP_FLEX_STATUS_TEXT or a higher one
 * @group: a group, from 0 to 15
 * @channel: a channel, from 0 to 15, or -1 for the whole group
 * @text: the text
 *
 * Creates the messages for a text, each of which takes 12 bytes. seqgo_ump_join() puts it together
 * again.
 *
 * Returns: (transfer full) (element-type SeqgoUmp): the messages
 *
 * Since: 1.0
 */
GList *
seqgo_ump_new_text (SeqgoUmpFlexStatus status, guint8 group, int channel, const char *text)
{
  g_autoptr (SeqgoUmp) model = NULL;

  g_return_val_if_fail (status >= SEQGO_UMP_FLEX_STATUS_TEXT && status <= G_MAXUINT16, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  model = build_flex (status, group, channel, NULL, 0);
  return model != NULL ? seqgo_ump_split (model, (const guint8 *) text, strlen (text)) : NULL;
}
