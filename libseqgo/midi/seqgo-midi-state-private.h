/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/midi/seqgo-event-private.h>

G_BEGIN_DECLS

#define SEQGO_N_CHANNELS 16
#define SEQGO_N_PARAMETERS 16

/* What is not known. */
#define SEQGO_MIDI_UNKNOWN G_MININT16

/* A registered or other parameter, by its number with the bit SEQGO_MIDI_NRPN or without it. */
typedef struct
{
  gint32 number;
  gint16 coarse;
  gint16 fine;
} SeqgoMidiParameter;

typedef struct
{
  guint              notes[128];
  gint16             controls[128];
  gint16             program;
  gint16             bend;
  gint16             pressure;
  gint32             selected;
  SeqgoMidiParameter parameters[SEQGO_N_PARAMETERS];
  guint              n_parameters;
} SeqgoMidiChannel;

/* What a receiver of MIDI is in after some events: its notes, programs and controllers. */
typedef struct
{
  SeqgoMidiChannel channels[SEQGO_N_CHANNELS];
} SeqgoMidiState;

/* Nothing sounds, nothing is known. */
void seqgo_midi_state_init (SeqgoMidiState *self);

/* What @record does. */
void seqgo_midi_state_apply (SeqgoMidiState *self, const SeqgoEventRecord *record);

/* Appends to @records what ends all notes, pedals included, and applies it. */
void seqgo_midi_state_release (SeqgoMidiState *self, GArray *records);

/* Appends to @records what brings a receiver to this state from @old, apart from notes. What
 * @old has and this has not gets its default, if that is nothing. With @is_full it is told all
 * that is known, otherwise only what differs. */
void seqgo_midi_state_chase (const SeqgoMidiState *self,
                             const SeqgoMidiState *old,
                             gboolean              is_full,
                             GArray               *records);

G_END_DECLS
