/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <glib.h>

G_BEGIN_DECLS

/* Packets are numbered from somewhere on, and the numbers wrap around. */
static inline gboolean
seqgo_rtp_is_before (guint32 sequence, guint32 other)
{
  return (gint32) (sequence - other) < 0;
}

/* A thing of which a journal may tell, such as one note or one controller: the packet that set it
 * last, and, if the journal tells of it, those that were set next and before. */
typedef struct
{
  guint32 sequence;
  guint8  next;
  guint8  previous;
  guint8  value;
  guint8  count;
} SeqgoRtpElement;

/* Elements of one array of at most 128, by their numbers; what was set first is first. */
typedef struct
{
  guint8 first;
  guint8 last;
} SeqgoRtpElementList;

#define SEQGO_RTP_NO_ELEMENT 0xFF
#define SEQGO_RTP_NOT_LISTED 0xFE

static inline void
seqgo_rtp_element_list_init (SeqgoRtpElementList *self)
{
  self->first = self->last = SEQGO_RTP_NO_ELEMENT;
}

static inline gboolean
seqgo_rtp_element_list_is_empty (const SeqgoRtpElementList *self)
{
  return self->first == SEQGO_RTP_NO_ELEMENT;
}

static inline gboolean
seqgo_rtp_element_is_listed (const SeqgoRtpElement *element)
{
  return element->next != SEQGO_RTP_NOT_LISTED;
}

/* Does nothing if it is not listed; otherwise it must be in this list. */
static inline void
seqgo_rtp_element_list_remove (SeqgoRtpElementList *self, SeqgoRtpElement *elements, guint8 index)
{
  SeqgoRtpElement *element = &elements[index];

  if (!seqgo_rtp_element_is_listed (element))
    return;
  if (element->previous != SEQGO_RTP_NO_ELEMENT)
    elements[element->previous].next = element->next;
  else
    self->first = element->next;
  if (element->next != SEQGO_RTP_NO_ELEMENT)
    elements[element->next].previous = element->previous;
  else
    self->last = element->previous;
  element->next = SEQGO_RTP_NOT_LISTED;
}

/* Makes it the last one. */
static inline void
seqgo_rtp_element_list_append (SeqgoRtpElementList *self,
                               SeqgoRtpElement     *elements,
                               guint8               index,
                               guint32              sequence)
{
  SeqgoRtpElement *element = &elements[index];

  seqgo_rtp_element_list_remove (self, elements, index);
  element->sequence = sequence;
  element->next = SEQGO_RTP_NO_ELEMENT;
  element->previous = self->last;
  if (self->last != SEQGO_RTP_NO_ELEMENT)
    elements[self->last].next = index;
  else
    self->first = index;
  self->last = index;
}

static inline void
seqgo_rtp_element_list_clear (SeqgoRtpElementList *self, SeqgoRtpElement *elements)
{
  while (!seqgo_rtp_element_list_is_empty (self))
    seqgo_rtp_element_list_remove (self, elements, self->first);
}

/* Removes what was set before that packet. */
static inline void
seqgo_rtp_element_list_trim (SeqgoRtpElementList *self, SeqgoRtpElement *elements, guint32 sequence)
{
  while (!seqgo_rtp_element_list_is_empty (self)
         && seqgo_rtp_is_before (elements[self->first].sequence, sequence))
    seqgo_rtp_element_list_remove (self, elements, self->first);
}

/* The same for what exists once. */
typedef struct
{
  guint32  sequence;
  gboolean is_listed;
} SeqgoRtpMark;

static inline void
seqgo_rtp_mark_set (SeqgoRtpMark *self, guint32 sequence)
{
  self->sequence = sequence;
  self->is_listed = TRUE;
}

static inline void
seqgo_rtp_mark_trim (SeqgoRtpMark *self, guint32 sequence)
{
  self->is_listed = self->is_listed && !seqgo_rtp_is_before (self->sequence, sequence);
}

G_END_DECLS
