/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What SeqgoSequencerClient receives, before it is emitted or read: whole SysEx messages. */

#include "config.h"

#include <libseqgo/midi/seqgo-sysex-assembler-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-input-private.h>

typedef struct
{
  SeqgoSysexAssembler *assembler;
  GPtrArray           *fragments;
} Telling;

static gboolean
tell_cb (gpointer user_data)
{
  Telling *telling = user_data;

  seqgo_sysex_assembler_tell (telling->assembler, telling->fragments);
  return G_SOURCE_REMOVE;
}

static void
free_telling (gpointer user_data)
{
  Telling *telling = user_data;

  g_object_unref (telling->assembler);
  g_ptr_array_unref (telling->fragments);
  g_free (telling);
}

/* Only the thread of the client emits signals. */
void
seqgo_sequencer_client_tell_aborted (SeqgoSequencerClient *self)
{
  g_autoptr (GPtrArray) fragments = NULL;
  g_autoptr (GSource) source = NULL;
  Telling *telling;

  g_mutex_lock (&self->input_lock);
  fragments = seqgo_sysex_assembler_take_fragments (self->sysex_assembler);
  g_mutex_unlock (&self->input_lock);
  if (fragments == NULL)
    return;

  if (self->handle->thread == g_thread_self () || g_main_context_is_owner (self->handle->context))
    {
      seqgo_sysex_assembler_tell (self->sysex_assembler, fragments);
      return;
    }

  telling = g_new (Telling, 1);
  telling->assembler = g_object_ref (self->sysex_assembler);
  telling->fragments = g_steal_pointer (&fragments);
  source = g_idle_source_new ();
  g_source_set_static_name (source, "[Seqgo] SysEx aborted");
  g_source_set_priority (source, self->priority);
  g_source_set_callback (source, tell_cb, telling, free_telling);
  g_source_attach (source, self->handle->context);
}

SeqgoEventBatch *
seqgo_sequencer_client_receive (SeqgoSequencerClient *self, GError **error)
{
  SeqgoEventBatch *batch;

  /* Several threads may read; what they read is put together in the order of its coming. */
  g_mutex_lock (&self->input_lock);
  batch = seqgo_sequencer_input (self->handle, error);
  if (batch == NULL)
    {
      seqgo_sysex_assembler_break_quietly (self->sysex_assembler);
    }
  else if (self->reassemble_sysex)
    {
      g_autoptr (SeqgoEventBatch) parts = batch;

      batch = seqgo_sysex_assembler_feed_quietly (self->sysex_assembler, parts);
    }
  g_mutex_unlock (&self->input_lock);
  return batch;
}

/**
 * seqgo_sequencer_client_get_reassemble_sysex:
 * @self: a client
 *
 * Returns #SeqgoSequencerClient:reassemble-sysex.
 *
 * Returns: whether SysEx messages are put together
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_client_get_reassemble_sysex (SeqgoSequencerClient *self)
{
  gboolean reassemble_sysex;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), FALSE);

  g_mutex_lock (&self->input_lock);
  reassemble_sysex = self->reassemble_sysex;
  g_mutex_unlock (&self->input_lock);
  return reassemble_sysex;
}

/**
 * seqgo_sequencer_client_set_reassemble_sysex:
 * @self: a client
 * @reassemble_sysex: whether to put SysEx messages together
 *
 * Sets #SeqgoSequencerClient:reassemble-sysex. Messages that are unfinished at that moment are
 * aborted.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_client_set_reassemble_sysex (SeqgoSequencerClient *self, gboolean reassemble_sysex)
{
  gboolean was;

  g_return_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self));

  g_mutex_lock (&self->input_lock);
  was = self->reassemble_sysex;
  self->reassemble_sysex = reassemble_sysex != FALSE;
  if (was && !reassemble_sysex)
    seqgo_sysex_assembler_reset_quietly (self->sysex_assembler);
  g_mutex_unlock (&self->input_lock);

  if (was == (reassemble_sysex != FALSE))
    return;
  seqgo_sequencer_client_tell_aborted (self);
  g_object_notify (G_OBJECT (self), "reassemble-sysex");
}

/**
 * seqgo_sequencer_client_get_sysex_assembler:
 * @self: a client
 *
 * Returns #SeqgoSequencerClient:sysex-assembler.
 *
 * Returns: (transfer none): the assembler
 *
 * Since: 1.0
 */
SeqgoSysexAssembler *
seqgo_sequencer_client_get_sysex_assembler (SeqgoSequencerClient *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_CLIENT (self), NULL);

  return self->sysex_assembler;
}
