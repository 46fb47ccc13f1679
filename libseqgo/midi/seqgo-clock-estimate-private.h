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

/* The clocks that are looked at: sixteen beats. */
#define SEQGO_CLOCK_ESTIMATE_MAX 384

/* Measures the period of a clock whose times jitter: the slope of a line through the last sixteen
 * beats. As soon as the latest clocks leave that line by more than jitter explains, the tempo has
 * changed, and the line begins with them. */
typedef struct
{
  gint64 times[SEQGO_CLOCK_ESTIMATE_MAX];
  guint  n;
  double period;
} SeqgoClockEstimate;

void seqgo_clock_estimate_reset (SeqgoClockEstimate *self);

/* In nanoseconds. */
void seqgo_clock_estimate_add (SeqgoClockEstimate *self, gint64 time);

/* In nanoseconds; 0 while it is not known. */
double seqgo_clock_estimate_get_period (const SeqgoClockEstimate *self);

G_END_DECLS
