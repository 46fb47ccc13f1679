/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The input is a datagram. What is read of it as a session command can be written, and is then read
 * the same. */

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-command-private.h>

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
write_and_read (const SeqgoRtpCommand *command)
{
  guint8          data[SEQGO_RTP_MAX_COMMAND], data_again[SEQGO_RTP_MAX_COMMAND];
  gsize           size = seqgo_rtp_command_write (command, data);
  SeqgoRtpCommand again;

  g_assert (size <= sizeof data);
  g_assert (seqgo_rtp_command_parse (&again, data, size));
  g_assert (again.type == command->type && again.ssrc == command->ssrc);
  g_assert (again.version == command->version && again.token == command->token);
  g_assert (again.count == command->count && again.sequence == command->sequence);
  g_assert (again.bit_rate == command->bit_rate);
  g_assert (memcmp (again.timestamps, command->timestamps, sizeof again.timestamps) == 0);
  g_assert (again.name[0] == '\0' || strcmp (again.name, command->name) == 0);
  g_assert (seqgo_rtp_command_write (&again, data_again) == size);
  g_assert (memcmp (data_again, data, size) == 0);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  SeqgoRtpCommand command;

  if (!seqgo_rtp_command_parse (&command, data, size))
    return 0;

  g_assert (seqgo_rtp_is_command (data, size));
  g_assert (strnlen (command.name, sizeof command.name) <= SEQGO_RTP_MAX_NAME);
  g_assert (g_utf8_validate (command.name, -1, NULL));
  g_assert (command.count <= 2);
  write_and_read (&command);
  return 0;
}
