/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <alsa/asoundlib.h>
#include <gio/gio.h>

#include <libseqgo/midi/seqgo-event-batch.h>
#include <libseqgo/midi/seqgo-ump.h>
#include <libseqgo/sequencer/seqgo-sequencer-error.h>
#include <libseqgo/sequencer/seqgo-sequencer-types.h>

G_BEGIN_DECLS

#define SEQGO_N_QUEUES 32

/* Of the names in the kernel, with the 0 at the end. */
#define SEQGO_SEQUENCER_NAME_SIZE 64

/* What a client has put on a queue: how far it reaches, -1 if nowhere, and the addresses that it
 * goes to, as client × 256 + port. */
typedef struct
{
  gint64      last_tick;
  gint64      last_time;
  GHashTable *receivers;
  guint       last_receiver;
} SeqgoQueueReach;

/* What a client, its ports and its queues share: one open sequencer and its lock. When the client
 * closes it, @seq becomes NULL and @closed is cancelled, which wakes up whoever waits. Signals are
 * emitted in @context, or in @thread if it is the one that causes them. */
typedef struct
{
  gatomicrefcount ref_count;
  GMainContext   *context;
  GThread        *thread;
  GMutex          lock;
  snd_seq_t      *seq;
  GCancellable   *closed;
  SeqgoDirection  direction;
  guint8          client_id;
  int             fd;
  int             midi_version;
  gboolean        has_queued;
  SeqgoQueueReach reach[SEQGO_N_QUEUES];

  /* What the thread that has the lock has told alsa-lib to do with messages. */
  snd_local_error_handler_t error_handler;

  /* How many SeqgoSequencerQueue of the client share the queue of a number, and how many queues of
   * that number the client has seen come and go. */
  guint queue_users[SEQGO_N_QUEUES];
  int   queue_generations[SEQGO_N_QUEUES];
} SeqgoSequencerHandle;

/* What an errno means for one operation. The last one of an array has an errno of 0. */
typedef struct
{
  int                 code;
  SeqgoSequencerError error;
  const char         *reason;
} SeqgoSequencerCause;

/* A handle that is not open yet and behaves as one that was closed. */
SeqgoSequencerHandle *seqgo_sequencer_handle_new (void);

gboolean seqgo_sequencer_handle_open (SeqgoSequencerHandle *self,
                                      const char           *name,
                                      SeqgoDirection        direction,
                                      SeqgoMidiVersion      midi_version,
                                      GError              **error);

/* The size of what the kernel hands over for each event, or part of a payload. */
gsize seqgo_sequencer_handle_get_cell_size (SeqgoSequencerHandle *self);

gboolean seqgo_sequencer_handle_is_open (SeqgoSequencerHandle *self);

SeqgoSequencerHandle *seqgo_sequencer_handle_ref (SeqgoSequencerHandle *self);

void seqgo_sequencer_handle_unref (SeqgoSequencerHandle *self);

/* Returns whether this call closed it. */
gboolean seqgo_sequencer_handle_close (SeqgoSequencerHandle *self);

/* Returns the sequencer, locked until seqgo_sequencer_handle_unlock(), or NULL with
 * G_IO_ERROR_CLOSED. Meanwhile alsa-lib prints nothing in this thread. */
snd_seq_t *seqgo_sequencer_handle_lock (SeqgoSequencerHandle *self, GError **error);

void seqgo_sequencer_handle_unlock (SeqgoSequencerHandle *self);

/* Sets @client_id to that of the receiver with that @index, if one of the client's ports is
 * connected to so many. The handle must be locked. */
gboolean seqgo_sequencer_handle_get_subscriber (SeqgoSequencerHandle *self,
                                                guint8                port_id,
                                                guint                 index,
                                                guint8               *client_id);

/* When signals are emitted. */
typedef enum
{
  SEQGO_EMIT_SOON,
  SEQGO_EMIT_LATER,
} SeqgoEmission;

/* Emits the signal “closed” of @object, whose argument is @error, where signals are emitted: before
 * it returns if this is the place and @when is SOON, otherwise when the main loop runs. */
void seqgo_sequencer_handle_emit_closed (SeqgoSequencerHandle *self,
                                         gpointer              object,
                                         guint                 signal_id,
                                         const GError         *error,
                                         SeqgoEmission         when);

gboolean seqgo_sequencer_handle_check_direction (SeqgoSequencerHandle *self,
                                                 SeqgoDirection        direction,
                                                 GError              **error);

/* Sets the error that the negative errno @result means: "operation: reason". */
void seqgo_sequencer_set_error (GError                   **error,
                                int                        result,
                                const SeqgoSequencerCause *causes,
                                const char                *format,
                                ...) G_GNUC_PRINTF (4, 5);

/* A name cannot be taken away: the kernel ignores an empty one. */
gboolean seqgo_sequencer_check_name (const char *name, GError **error);

/* What the kernel keeps of @name. It is valid as long as @names, which holds all names that a thing
 * has had: another thread may still look at an earlier one. */
const char *seqgo_sequencer_handle_keep_name (SeqgoSequencerHandle *self,
                                              GStringChunk         *names,
                                              const char           *name);

/* What the kernel keeps of a name: 63 bytes, here cut between characters. */
char *seqgo_sequencer_cut_name (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoSequencerHandle, seqgo_sequencer_handle_unref)

G_END_DECLS
