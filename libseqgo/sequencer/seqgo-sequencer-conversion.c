/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* A flag of clients, read from the kernel. Its headers and alsa-lib's cannot be included together.
 */

#include "config.h"

#include <sys/ioctl.h>

#include <glib.h>
#include <sound/asequencer.h>

#include <libseqgo/sequencer/seqgo-sequencer-conversion-private.h>

/* Linux has it since 6.5. */
#define FILTER_NO_CONVERT (1u << 30)

gboolean
seqgo_sequencer_converts (int fd, guint8 client_id)
{
  struct snd_seq_client_info info = { .client = client_id };

  return ioctl (fd, SNDRV_SEQ_IOCTL_GET_CLIENT_INFO, &info) < 0
         || (info.filter & FILTER_NO_CONVERT) == 0;
}
