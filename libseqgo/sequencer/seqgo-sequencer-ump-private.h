/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <alsa/asoundlib.h>

#include <libseqgo/midi/seqgo-ump.h>
#include <libseqgo/sequencer/seqgo-sequencer-types.h>

G_BEGIN_DECLS

/* alsa-lib has all that is needed here since 1.2.10, and tells of ports of MIDI 1.0 since 1.2.13.
 */
#define SEQGO_HAVE_UMP (SND_LIB_VERSION >= 0x1020a)
#define SEQGO_HAVE_IS_MIDI1 (SND_LIB_VERSION >= 0x1020d)

/* Groups are 0 to 15 here, but 1 to 16 in alsa-lib. */
#define SEQGO_N_UMP_GROUPS 16

/* Fails with what to do if alsa-lib is too old. */
gboolean seqgo_sequencer_check_ump (GError **error);

gboolean seqgo_sequencer_check_midi_version (SeqgoMidiVersion version, GError **error);

/* From now on the client sends and receives such events. Fails if the kernel or alsa-lib does not
 * know them. */
gboolean
seqgo_sequencer_set_midi_version (snd_seq_t *seq, SeqgoMidiVersion version, GError **error);

/* The version that the kernel knows the client by. */
SeqgoMidiVersion seqgo_sequencer_get_midi_version (snd_seq_client_info_t *info);

/* A bit for each group that the client receives. */
guint seqgo_sequencer_get_ump_groups (snd_seq_client_info_t *info);

gboolean seqgo_sequencer_receives_groupless (snd_seq_client_info_t *info);

/* Of a port: the group, or -1. */
int seqgo_sequencer_get_port_group (snd_seq_port_info_t *info);

SeqgoDirection seqgo_sequencer_get_port_direction (snd_seq_port_info_t *info);

gboolean seqgo_sequencer_is_midi1_port (snd_seq_port_info_t *info);

G_END_DECLS
