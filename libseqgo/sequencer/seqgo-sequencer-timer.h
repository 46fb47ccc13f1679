/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <glib-object.h>

#include <libseqgo/seqgo-version.h>

G_BEGIN_DECLS

/**
 * SeqgoTimerClass:
 * @SEQGO_TIMER_CLASS_SLAVE: the timer of another one
 * @SEQGO_TIMER_CLASS_GLOBAL: a timer of the system
 * @SEQGO_TIMER_CLASS_CARD: a timer of a sound card
 * @SEQGO_TIMER_CLASS_PCM: a stream of a sound card
 *
 * What a timer belongs to.
 *
 * Since: 1.0
 */
typedef enum /*< prefix=SEQGO_TIMER_CLASS >*/
{
  SEQGO_TIMER_CLASS_SLAVE,
  SEQGO_TIMER_CLASS_GLOBAL,
  SEQGO_TIMER_CLASS_CARD,
  SEQGO_TIMER_CLASS_PCM,
} SeqgoTimerClass;

/**
 * SEQGO_TYPE_SEQUENCER_TIMER:
 *
 * The type of #SeqgoSequencerTimer.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_TIMER (seqgo_sequencer_timer_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoSequencerTimer, seqgo_sequencer_timer, SEQGO, SEQUENCER_TIMER, GObject)

SEQGO_AVAILABLE_IN_1_0
GList *seqgo_sequencer_timer_list (GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerTimer *
seqgo_sequencer_timer_new (SeqgoTimerClass timer_class, int card, int device, int subdevice);

SEQGO_AVAILABLE_IN_1_0
SeqgoTimerClass seqgo_sequencer_timer_get_timer_class (SeqgoSequencerTimer *self);

SEQGO_AVAILABLE_IN_1_0
int seqgo_sequencer_timer_get_subclass (SeqgoSequencerTimer *self);

SEQGO_AVAILABLE_IN_1_0
int seqgo_sequencer_timer_get_card (SeqgoSequencerTimer *self);

SEQGO_AVAILABLE_IN_1_0
int seqgo_sequencer_timer_get_device (SeqgoSequencerTimer *self);

SEQGO_AVAILABLE_IN_1_0
int seqgo_sequencer_timer_get_subdevice (SeqgoSequencerTimer *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_sequencer_timer_get_name (SeqgoSequencerTimer *self);

SEQGO_AVAILABLE_IN_1_0
guint64 seqgo_sequencer_timer_get_resolution (SeqgoSequencerTimer *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_timer_get_slave (SeqgoSequencerTimer *self);

SEQGO_AVAILABLE_IN_1_0
char *seqgo_sequencer_timer_to_string (SeqgoSequencerTimer *self);

G_END_DECLS
