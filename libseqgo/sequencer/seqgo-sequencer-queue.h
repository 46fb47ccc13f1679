/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <gio/gio.h>

#include <libseqgo/sequencer/seqgo-sequencer-queue-status.h>
#include <libseqgo/sequencer/seqgo-sequencer-timer.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_SEQUENCER_QUEUE:
 *
 * The type of #SeqgoSequencerQueue.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_SEQUENCER_QUEUE (seqgo_sequencer_queue_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoSequencerQueue, seqgo_sequencer_queue, SEQGO, SEQUENCER_QUEUE, GObject)

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_sequencer_queue_get_id (SeqgoSequencerQueue *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_sequencer_queue_get_name (SeqgoSequencerQueue *self);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_sequencer_queue_set_name (SeqgoSequencerQueue *self, const char *name, GError **error);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_sequencer_queue_get_owner (SeqgoSequencerQueue *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_queue_get_locked (SeqgoSequencerQueue *self);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_sequencer_queue_set_locked (SeqgoSequencerQueue *self, gboolean locked, GError **error);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_queue_get_tempo (SeqgoSequencerQueue *self);

SEQGO_AVAILABLE_IN_1_0
double seqgo_sequencer_queue_get_bpm (SeqgoSequencerQueue *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_queue_get_ppq (SeqgoSequencerQueue *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_queue_set_tempo (SeqgoSequencerQueue *self, guint tempo, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_queue_set_bpm (SeqgoSequencerQueue *self, double bpm, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_queue_set_ppq (SeqgoSequencerQueue *self, guint ppq, GError **error);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_queue_get_tempo_base (SeqgoSequencerQueue *self);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_sequencer_queue_set_tempo_base (SeqgoSequencerQueue *self, guint tempo_base, GError **error);

SEQGO_AVAILABLE_IN_1_0
double seqgo_sequencer_queue_get_speed (SeqgoSequencerQueue *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_queue_set_speed (SeqgoSequencerQueue *self, double speed, GError **error);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_queue_get_skew (SeqgoSequencerQueue *self);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_sequencer_queue_set_skew (SeqgoSequencerQueue *self, guint skew, guint base, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerTimer *seqgo_sequencer_queue_get_timer (SeqgoSequencerQueue *self, GError **error);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_sequencer_queue_get_timer_frequency (SeqgoSequencerQueue *self, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_queue_set_timer (SeqgoSequencerQueue *self,
                                          SeqgoSequencerTimer *timer,
                                          guint                frequency,
                                          GError             **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_queue_start (SeqgoSequencerQueue *self, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_queue_start_scheduled (SeqgoSequencerQueue *self, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_queue_stop (SeqgoSequencerQueue *self, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_queue_continue (SeqgoSequencerQueue *self, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_queue_set_tick (SeqgoSequencerQueue *self, guint32 tick, GError **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_queue_set_time (SeqgoSequencerQueue *self, gint64 time, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoSequencerQueueStatus *seqgo_sequencer_queue_get_status (SeqgoSequencerQueue *self,
                                                             GError             **error);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_queue_sync (SeqgoSequencerQueue *self,
                                     gint64               timeout,
                                     GCancellable        *cancellable,
                                     GError             **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_queue_sync_async (SeqgoSequencerQueue *self,
                                       int                  priority,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);

SEQGO_AVAILABLE_IN_1_0
gboolean
seqgo_sequencer_queue_sync_finish (SeqgoSequencerQueue *self, GAsyncResult *result, GError **error);

SEQGO_AVAILABLE_IN_1_0
void seqgo_sequencer_queue_close (SeqgoSequencerQueue *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_sequencer_queue_is_closed (SeqgoSequencerQueue *self);

G_END_DECLS
