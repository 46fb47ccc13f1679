/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <libseqgo/midi/seqgo-event.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_EVENT_BATCH:
 *
 * The type of #SeqgoEventBatch.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_EVENT_BATCH (seqgo_event_batch_get_type ())

/**
 * SEQGO_EVENT_RECORD_SIZE:
 *
 * The size of a #SeqgoEventRecord in bytes.
 *
 * Since: 1.0
 */
#define SEQGO_EVENT_RECORD_SIZE 32

/**
 * SEQGO_EVENT_RECORD_FORMAT:
 *
 * The layout of a #SeqgoEventRecord as Python's struct module writes it: time, type, flags, tag,
 * queue, source client and port, destination client and port, channel, off velocity, a, b, c.
 *
 * Since: 1.0
 */
#define SEQGO_EVENT_RECORD_FORMAT "=qBBBBBBBBBBxxiiI"

/**
 * SeqgoEventBatch:
 *
 * Events that arrived together, or that are to be sent together. It is immutable, can be kept and
 * can be shared between threads.
 *
 * The events are records of a fixed size in one piece of memory, see #SeqgoEventRecord, so that
 * programs in any language read thousands of them with one call.
 *
 * Since: 1.0
 */
typedef struct _SeqgoEventBatch  SeqgoEventBatch;
typedef struct _SeqgoEventRecord SeqgoEventRecord;

/**
 * SeqgoEventRecord:
 * @time: the time stamp: ticks, or nanoseconds if bit 0 of @flags is set
 * @type: the type, a #SeqgoEventType; 0 of a Universal MIDI Packet
 * @flags: bit 0: @time is in nanoseconds; bit 1: @time is relative; bits 2 and 3: 1 if there is a
 *   payload, whose place @a and @b are; bit 4: high priority; bit 5: the event is a Universal
 *   MIDI Packet, whose words take the place of @channel to @c; bit 6: it was lost and has been
 *   recovered, see seqgo_event_is_recovered(); bit 7: it was received
 * @tag: the tag
 * @queue: the queue, or %SEQGO_QUEUE_ID_DIRECT
 * @source_client: the client that the event comes from
 * @source_port: the port that the event comes from
 * @destination_client: the client that the event goes to
 * @destination_port: the port that the event goes to
 * @channel: the channel; of events that control a queue, that queue
 * @off_velocity: of a note, the velocity of its note off
 * @reserved: 0
 * @a: the note, the parameter, the client of an announcement, the first value of an event that
 *   controls a queue, or the offset of a payload
 * @b: the velocity, the value, the port of an announcement, the second value of an event that
 *   controls a queue, or the size of a payload
 * @c: the duration of a note
 *
 * One event of a #SeqgoEventBatch: 32 bytes in the byte order of the machine, with these offsets:
 *
 * |[
 * 0   time          int64
 * 8   type          uint8
 * 9   flags         uint8
 * 10  tag           uint8
 * 11  queue         uint8
 * 12  source        uint8 client, uint8 port
 * 14  destination   uint8 client, uint8 port
 * 16  channel       uint8
 * 17  off velocity  uint8
 * 18  reserved      uint16
 * 20  a             int32
 * 24  b             int32
 * 28  c             uint32
 * ]|
 *
 * What @a, @b and @c are follows from the type:
 *
 * - notes: @a the note, @b the velocity or pressure, @c the duration
 * - controls, program changes, pressure, pitch bend, song position and the like: @a the
 *   parameter (0 if the type has none), @b the value
 * - events that control a queue: @a the tempo, the position in ticks or the skew, @b the base
 *   of the skew; of a position in time, @a seconds and @b nanoseconds
 * - announcements of clients and ports: @a the client, @b the port; of changes of UMP endpoints:
 *   @b the function block
 * - announcements of connections: @a the sender, @b the receiver, both as client × 256 + port
 * - results: @a the event, @b the result
 * - events with a payload (SysEx, bounced events, user-defined ones of variable size): @a its
 *   offset in the payloads of the batch, @b its size
 * - all others: the 12 bytes that the event carries, as they are
 *
 * If bit 5 of @flags is set, the event is a #SeqgoUmp. The last 16 bytes are then no such fields,
 * but its four words, each in the byte order of the machine; those that it does not have are 0.
 *
 * Since: 1.0
 */
struct _SeqgoEventRecord
{
  gint64  time;
  guint8  type;
  guint8  flags;
  guint8  tag;
  guint8  queue;
  guint8  source_client;
  guint8  source_port;
  guint8  destination_client;
  guint8  destination_port;
  guint8  channel;
  guint8  off_velocity;
  guint16 reserved;
  gint32  a;
  gint32  b;
  guint32 c;
};

SEQGO_AVAILABLE_IN_1_0
GType seqgo_event_batch_get_type (void);

SEQGO_AVAILABLE_IN_1_0
SeqgoEventBatch *seqgo_event_batch_new (SeqgoEvent **events, gsize n_events);

SEQGO_AVAILABLE_IN_1_0
SeqgoEventBatch *
seqgo_event_batch_new_from_records (GBytes *records, GBytes *payloads, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoEventBatch *seqgo_event_batch_ref (SeqgoEventBatch *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_event_batch_unref (SeqgoEventBatch *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_event_batch_get_n_events (SeqgoEventBatch *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_batch_get_event (SeqgoEventBatch *self, guint index);

SEQGO_AVAILABLE_IN_1_0
GBytes *seqgo_event_batch_get_records (SeqgoEventBatch *self);

SEQGO_AVAILABLE_IN_1_0
GBytes *seqgo_event_batch_get_payloads (SeqgoEventBatch *self);

SEQGO_AVAILABLE_IN_1_0
const SeqgoEventRecord *seqgo_event_batch_peek_records (SeqgoEventBatch *self, guint *n_records);

SEQGO_AVAILABLE_IN_1_0
GBytes *
seqgo_event_batch_to_midi (SeqgoEventBatch *self, SeqgoAddress *destination, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoEventBatch, seqgo_event_batch_unref)

G_END_DECLS
