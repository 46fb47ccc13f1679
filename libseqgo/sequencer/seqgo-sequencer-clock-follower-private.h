/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/midi/seqgo-clock-estimate-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-clock-follower.h>
#include <libseqgo/sequencer/seqgo-sequencer-stamping-private.h>

G_BEGIN_DECLS

#define SEQGO_CLOCKS_A_BEAT 24
#define SEQGO_CLOCKS_A_SIXTEENTH 6

typedef enum
{
  SEQGO_TRANSPORT_UNKNOWN,
  SEQGO_TRANSPORT_STOPPED,
  SEQGO_TRANSPORT_RUNNING,
} SeqgoTransport;

struct _SeqgoSequencerClockFollower
{
  GObject                parent_instance;
  SeqgoSequencerPort    *port;
  SeqgoSequencerStamping stamping;
  SeqgoSequencerQueue   *queue;
  GSource               *timer;
  SeqgoClockEstimate     estimate;
  SeqgoTransport         transport;
  double                 bpm;
  guint64                n_received;

  /* In the song: the latest clock, and the one that will come next. */
  guint64 clock;
  guint64 next_clock;
  /* The next clock sets the queue to its place and lets it go on. */
  gboolean is_queue_waiting;
};

/* Handles from now on what arrives at the port. */
void seqgo_sequencer_clock_follower_listen (SeqgoSequencerClockFollower *self);

G_END_DECLS
