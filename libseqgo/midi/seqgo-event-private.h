/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/midi/seqgo-event-batch.h>

G_BEGIN_DECLS

/* The bits of SeqgoEventRecord.flags, which are those of the kernel; the last two are ours. */
#define SEQGO_EVENT_FLAG_REAL_TIME (1 << 0)
#define SEQGO_EVENT_FLAG_RELATIVE (1 << 1)
#define SEQGO_EVENT_FLAG_VARIABLE (1 << 2)
#define SEQGO_EVENT_FLAG_LENGTH_MASK (3 << 2)
#define SEQGO_EVENT_FLAG_HIGH_PRIORITY (1 << 4)
#define SEQGO_EVENT_FLAG_UMP (1 << 5)
#define SEQGO_EVENT_FLAG_RECOVERED (1 << 6)
#define SEQGO_EVENT_FLAG_RECEIVED (1 << 7)
/* How an event came here, which is not part of it. */
#define SEQGO_EVENT_FLAG_ORIGIN_MASK (SEQGO_EVENT_FLAG_RECOVERED | SEQGO_EVENT_FLAG_RECEIVED)

/* What an event carries, which decides how its record is laid out. */
typedef enum
{
  SEQGO_EVENT_LAYOUT_RAW,
  SEQGO_EVENT_LAYOUT_EMPTY,
  SEQGO_EVENT_LAYOUT_NOTE,
  SEQGO_EVENT_LAYOUT_CONTROL,
  SEQGO_EVENT_LAYOUT_QUEUE,
  SEQGO_EVENT_LAYOUT_ADDRESS,
  SEQGO_EVENT_LAYOUT_CONNECTION,
  SEQGO_EVENT_LAYOUT_RESULT,
  SEQGO_EVENT_LAYOUT_PAYLOAD,
  SEQGO_EVENT_LAYOUT_UMP,
} SeqgoEventLayout;

/* By type; an event with SEQGO_EVENT_FLAG_UMP has type 0 and SEQGO_EVENT_LAYOUT_UMP. */
extern const guint8 seqgo_event_layouts[256];

/* An event is one record and, if the record has a payload, that payload; a and b of the record
 * then say 0 and its size. */
struct _SeqgoEvent
{
  gatomicrefcount  ref_count;
  SeqgoEventRecord record;
  GBytes          *payload;
};

static inline gboolean
seqgo_event_record_has_payload (const SeqgoEventRecord *record)
{
  return (record->flags & SEQGO_EVENT_FLAG_LENGTH_MASK) == SEQGO_EVENT_FLAG_VARIABLE;
}

static inline gboolean
seqgo_event_record_is_ump (const SeqgoEventRecord *record)
{
  return (record->flags & SEQGO_EVENT_FLAG_UMP) != 0;
}

static inline SeqgoEventLayout
seqgo_event_record_get_layout (const SeqgoEventRecord *record)
{
  return seqgo_event_record_is_ump (record) ? SEQGO_EVENT_LAYOUT_UMP
                                            : (SeqgoEventLayout) seqgo_event_layouts[record->type];
}

/* Where the words of a Universal MIDI Packet are in a record. */
static inline guint8 *
seqgo_event_record_get_words (const SeqgoEventRecord *record)
{
  return (guint8 *) record + G_STRUCT_OFFSET (SeqgoEventRecord, channel);
}

/* Makes the record a Universal MIDI Packet of these words. What is beyond @size, or beyond what the
 * first word says, becomes 0. */
void seqgo_event_record_set_words (SeqgoEventRecord *record, gconstpointer words, gsize size);

/* A record of @type that goes to the subscribers at once and carries nothing. */
void seqgo_event_record_init (SeqgoEventRecord *record, SeqgoEventType type);

#define SEQGO_EVENT_CELL_SIZE 28

/* Decodes a record of the kernel, which is aligned, but not the payload that may follow it: the
 * size of that is 0. */
void seqgo_event_record_init_from_cell (SeqgoEventRecord *record, gconstpointer cell);

SeqgoEvent *seqgo_event_new_from_record (const SeqgoEventRecord *record, GBytes *payload);

/* What was received, and is sent again, goes to the subscribers at once, not to where it came from.
 */
void seqgo_event_record_readdress (SeqgoEventRecord *record);

/* The same of all records; returns @self if nothing in it was received. */
SeqgoEventBatch *seqgo_event_batch_readdress (SeqgoEventBatch *self);

/* Takes memory of g_malloc(), and the array, which may be %NULL. */
SeqgoEventBatch *seqgo_event_batch_new_take_records (SeqgoEventRecord *records,
                                                     gsize             n_records,
                                                     GByteArray       *payloads);

/* @records is an array of #SeqgoEventRecord; @payloads an array of bytes or %NULL. */
SeqgoEventBatch *seqgo_event_batch_new_take (GArray *records, GByteArray *payloads);

/* The nick of a type as a quark, the detail of signals, or 0 if it has none. */
GQuark seqgo_event_type_get_quark (guint8 type);

/* The same for an event, which may be a Universal MIDI Packet. */
GQuark seqgo_event_record_get_quark (const SeqgoEventRecord *record);

/* The same as a static string, or NULL. */
const char *seqgo_event_type_get_nick (guint8 type);

G_END_DECLS
