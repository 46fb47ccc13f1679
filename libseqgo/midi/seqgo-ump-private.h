/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/midi/seqgo-ump.h>

G_BEGIN_DECLS

#define SEQGO_UMP_MAX_WORDS 4
#define SEQGO_UMP_MAX_FIELDS 13

/* Words that the message does not have are 0. */
struct _SeqgoUmp
{
  gatomicrefcount ref_count;
  guint32         words[SEQGO_UMP_MAX_WORDS];
};

/* How the bits of a field are to be taken. */
typedef enum
{
  SEQGO_UMP_FIELD_SIGNED = (1 << 0),
  /* Not worth showing if it is 0. */
  SEQGO_UMP_FIELD_OPTIONAL = (1 << 1),
  /* Two bytes of seven bits, and which of them is the first. */
  SEQGO_UMP_FIELD_LSB_MSB = (1 << 2),
  SEQGO_UMP_FIELD_MSB_LSB = (1 << 3),
} SeqgoUmpFieldFlags;

/* Bits are counted from the most significant one of the first word. */
typedef struct
{
  const char        *name;
  guint8             first_bit;
  guint8             n_bits;
  SeqgoUmpFieldFlags flags;
} SeqgoUmpField;

/* What messages of one kind look like; the last field has no name. */
typedef struct
{
  SeqgoUmpMessageType type;
  guint               status;
  const char         *name;
  guint8              data_offset;
  guint8              data_size;
  SeqgoUmpField       fields[SEQGO_UMP_MAX_FIELDS];
} SeqgoUmpForm;

/* The form of a message, or NULL if its status is not known. */
const SeqgoUmpForm *seqgo_ump_get_form (SeqgoUmp *self);

gint64 seqgo_ump_read_field (SeqgoUmp *self, const SeqgoUmpField *field);

guint seqgo_ump_get_bits (SeqgoUmp *self, guint first_bit, guint n_bits);

/* As seqgo_ump_get_bits() for a new message. */
void seqgo_ump_set_bits (SeqgoUmp *self, guint first_bit, guint n_bits, guint32 value);

/* A message of 1 to 4 words, whose first says how many. */
SeqgoUmp *seqgo_ump_new_from_words (const guint32 *words);

guint seqgo_ump_count_words (guint32 first_word);

/* A message of a known form with a value for each of its fields. @group and @channel may be -1.
 * A value that does not fit is a fault of the program, which is told of it and gets NULL. */
SeqgoUmp *seqgo_ump_build (SeqgoUmpMessageType type,
                           guint               status,
                           int                 group,
                           int                 channel,
                           const gint64       *values,
                           guint               n_values);

/* The bytes that the message carries for a longer one, and how many there are; NULL if it carries
 * none. */
guint8 *seqgo_ump_read_data (SeqgoUmp *self, gsize *size);

/* Which part of a longer message this is, a SeqgoUmpDataStatus; -1 if it is not of the kind that
 * can be long. */
int seqgo_ump_get_part (SeqgoUmp *self);

/* Messages of the form of @model for @size bytes, which they share out. */
GList *seqgo_ump_split (SeqgoUmp *model, const guint8 *data, gsize size);

G_END_DECLS
