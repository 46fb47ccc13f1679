/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* MIDI 2.0 in the sequencer, as far as alsa-lib has it. Without it, everything is MIDI 1.0. */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-handle-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-ump-private.h>

gboolean
seqgo_sequencer_check_ump (GError **error)
{
#if SEQGO_HAVE_UMP
  return TRUE;
#else
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               "MIDI 2.0 needs alsa-lib 1.2.10 or newer, but libseqgo was built with %s; install "
               "libseqgo of a newer distribution",
               SND_LIB_VERSION_STR);
  return FALSE;
#endif
}

gboolean
seqgo_sequencer_check_midi_version (SeqgoMidiVersion version, GError **error)
{
  if ((guint) version <= SEQGO_MIDI_VERSION_UMP_2_0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "There is no version %d of MIDI for a client; see SeqgoMidiVersion", (int) version);
  return FALSE;
}

gboolean
seqgo_sequencer_set_midi_version (snd_seq_t *seq, SeqgoMidiVersion version, GError **error)
{
  if (version == SEQGO_MIDI_VERSION_LEGACY)
    return TRUE;
  if (!seqgo_sequencer_check_ump (error))
    return FALSE;

#if SEQGO_HAVE_UMP
  {
    snd_seq_client_info_t *info;
    int                    result = snd_seq_set_client_midi_version (seq, (int) version);

    /* Some kernels ignore what they do not know. */
    snd_seq_client_info_alloca (&info);
    if (result >= 0)
      result = snd_seq_get_client_info (seq, info);
    if (result < 0 || snd_seq_client_info_get_midi_version (info) != (int) version)
      {
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                             "The kernel knows no MIDI 2.0; it needs Linux 6.5 or newer with the "
                             "option SND_SEQ_UMP");
        return FALSE;
      }
  }
#endif
  return TRUE;
}

SeqgoMidiVersion
seqgo_sequencer_get_midi_version (snd_seq_client_info_t *info)
{
#if SEQGO_HAVE_UMP
  return (SeqgoMidiVersion) snd_seq_client_info_get_midi_version (info);
#else
  return SEQGO_MIDI_VERSION_LEGACY;
#endif
}

guint
seqgo_sequencer_get_ump_groups (snd_seq_client_info_t *info)
{
  guint groups = 0;

  for (int i = 0; i < SEQGO_N_UMP_GROUPS; i++)
#if SEQGO_HAVE_UMP
    if (snd_seq_client_info_get_ump_group_enabled (info, i + 1))
#endif
      groups |= 1u << i;
  return groups;
}

gboolean
seqgo_sequencer_receives_groupless (snd_seq_client_info_t *info)
{
#if SEQGO_HAVE_UMP
  return snd_seq_client_info_get_ump_groupless_enabled (info) != 0;
#else
  return TRUE;
#endif
}

int
seqgo_sequencer_get_port_group (snd_seq_port_info_t *info)
{
#if SEQGO_HAVE_UMP
  return snd_seq_port_info_get_ump_group (info) - 1;
#else
  return -1;
#endif
}

SeqgoDirection
seqgo_sequencer_get_port_direction (snd_seq_port_info_t *info)
{
#if SEQGO_HAVE_UMP
  return (SeqgoDirection) snd_seq_port_info_get_direction (info);
#else
  return 0;
#endif
}

gboolean
seqgo_sequencer_is_midi1_port (snd_seq_port_info_t *info)
{
#if SEQGO_HAVE_IS_MIDI1
  return snd_seq_port_info_get_ump_is_midi1 (info) != 0;
#else
  return FALSE;
#endif
}
