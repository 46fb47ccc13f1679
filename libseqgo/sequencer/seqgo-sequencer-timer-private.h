/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/sequencer/seqgo-sequencer-handle-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-timer.h>

G_BEGIN_DECLS

struct _SeqgoSequencerTimer
{
  GObject         parent_instance;
  SeqgoTimerClass timer_class;
  int             subclass;
  int             card;
  int             device;
  int             subdevice;
  char           *name;
  guint64         resolution;
  gboolean        slave;
};

/* The timer of that number. It has no name if there is none. */
SeqgoSequencerTimer *seqgo_sequencer_timer_look_up (const snd_timer_id_t *id);

/* Returns FALSE with G_IO_ERROR_NOT_FOUND if there is no such timer, or with another error if that
 * cannot be told. */
gboolean seqgo_sequencer_timer_check_exists (SeqgoSequencerTimer *self, GError **error);

void seqgo_sequencer_timer_get_number (SeqgoSequencerTimer *self, snd_timer_id_t *id);

G_END_DECLS
