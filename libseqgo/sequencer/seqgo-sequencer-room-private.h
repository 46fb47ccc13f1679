/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-handle-private.h>

G_BEGIN_DECLS

/* How long to wait before looking for room again, in microseconds. The kernel does not tell when
 * a receiver has read. */
#define SEQGO_MIN_ROOM_INTERVAL 2000
#define SEQGO_MAX_ROOM_INTERVAL 32000

/* Sets @n_fitting to how many of the records, from the first one on, all their receivers have room
 * for. What waits in a queue fills no receiver yet. Some room is left for what others send. Fails
 * if a receiver cannot take the first one however long it waits. */
gboolean seqgo_sequencer_room_count (SeqgoSequencerHandle   *handle,
                                     guint8                  source_port,
                                     const SeqgoEventRecord *records,
                                     guint                   n_records,
                                     guint                  *n_fitting,
                                     GError                **error);

/* Of what is sent to the connected ports: how many bytes of a SysEx message go well into one event,
 * and whether one of the receivers is a driver, which cannot tell how much room it has. */
gboolean seqgo_sequencer_room_get_part_size (SeqgoSequencerHandle *handle,
                                             guint8                source_port,
                                             guint                *size,
                                             gboolean             *has_driver,
                                             GError              **error);

G_END_DECLS
