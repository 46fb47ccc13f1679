/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/sequencer/seqgo-sequencer-handle-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue-info.h>
#include <libseqgo/sequencer/seqgo-sequencer-queue.h>

G_BEGIN_DECLS

struct _SeqgoSequencerQueueStatus
{
  gatomicrefcount ref_count;
  gboolean        is_running;
  guint32         tick;
  gint64          time;
  guint           n_events;
};

struct _SeqgoSequencerQueue
{
  GObject               parent_instance;
  SeqgoSequencerHandle *handle;
  char                 *name;
  guint8                id;
  int                   is_closed;
  gboolean              is_created;

  /* Which of the queues of that number that the client has seen. */
  int generation;

  /* The last that the kernel told. */
  guint    tempo;
  guint    ppq;
  guint    skew;
  guint    tempo_base;
  guint8   owner;
  gboolean locked;
};

/* What an errno means for most that is done to a queue. */
extern const SeqgoSequencerCause seqgo_sequencer_queue_causes[];

/* Returns the sequencer, locked as by seqgo_sequencer_handle_lock(), or NULL with
 * G_IO_ERROR_CLOSED or SEQGO_SEQUENCER_ERROR_GONE. */
snd_seq_t *seqgo_sequencer_queue_lock (SeqgoSequencerQueue *self, GError **error);

/* FALSE with the errors of seqgo_sequencer_queue_lock(). */
gboolean seqgo_sequencer_queue_check_exists (SeqgoSequencerQueue *self, GError **error);

/* Asks the kernel how fast the queue is, if it can be asked. */
void seqgo_sequencer_queue_refresh (SeqgoSequencerQueue *self);

/* As of the last refresh. */
double seqgo_sequencer_queue_get_nanoseconds_a_tick (SeqgoSequencerQueue *self);

double seqgo_sequencer_queue_get_last_speed (SeqgoSequencerQueue *self);

/* With the sequencer locked. Returns a negative errno if there is no such queue. */
int seqgo_sequencer_queue_read_status (SeqgoSequencerQueue       *self,
                                       snd_seq_t                 *seq,
                                       SeqgoSequencerQueueStatus *status);

SeqgoSequencerQueueInfo *seqgo_sequencer_queue_info_new (snd_seq_queue_info_t *info);

G_END_DECLS
