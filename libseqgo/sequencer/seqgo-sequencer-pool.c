/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The pools of other clients, which alsa-lib has no call for. Its headers and the kernel's cannot
 * be included together. */

#include "config.h"

#include <sys/ioctl.h>

#include <glib.h>
#include <sound/asequencer.h>

#include <libseqgo/sequencer/seqgo-sequencer-pool-private.h>

gboolean
seqgo_sequencer_get_pool (int fd, guint8 client_id, SeqgoSequencerPool *pool)
{
  struct snd_seq_client_pool info = { .client = client_id };

  if (ioctl (fd, SNDRV_SEQ_IOCTL_GET_CLIENT_POOL, &info) < 0)
    return FALSE;

  pool->output_size = (guint) info.output_pool;
  pool->output_free = (guint) info.output_free;
  pool->input_size = (guint) info.input_pool;
  return TRUE;
}
