/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/sequencer/seqgo-sequencer-handle-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-port.h>

G_BEGIN_DECLS

#define SEQGO_MAX_PORT_ID 252

struct _SeqgoSequencerPort
{
  GObject               parent_instance;
  GWeakRef              client;
  SeqgoSequencerHandle *handle;
  SeqgoAddress         *address;
  GStringChunk         *names;
  const char           *name;
  guint                 caps;
  guint                 port_type;
  guint                 midi_channels;
  guint                 midi_voices;
  guint                 synth_voices;
  int                   is_closed;
  GRecMutex             midi_lock;
  SeqgoMidiParser      *midi_parser;
};

/* How the kernel stamps what a port receives. */
typedef struct
{
  gboolean is_on;
  gboolean is_real_time;
  int      queue_id;
} SeqgoPortStamping;

gboolean seqgo_sequencer_port_check_open (SeqgoSequencerPort *self, GError **error);

/* Sets how the port stamps, and gives how it did before. The handle is locked. Returns a negative
 * errno if it cannot. */
int seqgo_sequencer_port_exchange_stamping (SeqgoSequencerPort *self,
                                            snd_seq_t          *seq,
                                            SeqgoPortStamping  *stamping);

/* Sends the events from @n_sent on, and moves @n_sent on to the first one that was not sent. */
gboolean seqgo_sequencer_port_send_rest (SeqgoSequencerPort *self,
                                         SeqgoEventBatch    *batch,
                                         guint              *n_sent,
                                         GError            **error);

G_END_DECLS
