/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <alsa/asoundlib.h>

#include <libseqgo/midi/seqgo-event-private.h>

G_BEGIN_DECLS

/* An event as the kernel takes it: 28 bytes or, if it carries a Universal MIDI Packet, 32. */
typedef union
{
  snd_seq_event_t event;
  guint8          bytes[SEQGO_EVENT_RECORD_SIZE];
} SeqgoSequencerPacket;

/* A payload, if there is one, is appended to @payloads. Returns how many cells of the kernel's the
 * event takes, which have @cell_size bytes each. */
guint seqgo_sequencer_decode (const snd_seq_event_t *event,
                              gsize                  cell_size,
                              SeqgoEventRecord      *record,
                              GByteArray            *payloads);

/* The event refers to its payload within @payloads. */
void seqgo_sequencer_encode (const SeqgoEventRecord *record,
                             const guint8           *payloads,
                             SeqgoSequencerPacket   *packet);

G_END_DECLS
