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

/* The exchanges that are looked at. */
#define SEQGO_RTP_CLOCK_MAX 16

/* One exchange of synchronization. Times are microseconds after the first exchange. */
typedef struct
{
  gint64 local;
  gint64 offset;
  gint64 round_trip;
} SeqgoRtpExchange;

/* What a remote's clock of 10 kHz shows, from what exchanges of synchronization tell. */
typedef struct
{
  SeqgoRtpExchange exchanges[SEQGO_RTP_CLOCK_MAX];
  guint            n;
  /* What both clocks showed at the first exchange. */
  guint64 first_remote;
  gint64  first_local;
  /* The estimate: the remote's time minus ours when the last exchange was, and how much that grows
   * in each microsecond. */
  double offset;
  double drift;
  gint64 latency;
  /* What events are timed by follows the estimate without jumps. */
  double followed;
  gint64 followed_at;
  /* Exchanges in sequence that agree with each other, but not with what is followed. */
  guint  n_off;
  gint64 last_off;
} SeqgoRtpClock;

void seqgo_rtp_clock_reset (SeqgoRtpClock *self);

/* At @local, in microseconds, the remote's clock showed @remote, in units of 100 microseconds; up
 * to half of @round_trip, in microseconds, may be wrong about that. */
void seqgo_rtp_clock_add (SeqgoRtpClock *self, gint64 local, guint64 remote, gint64 round_trip);

/* Whether there was an exchange. */
gboolean seqgo_rtp_clock_is_set (const SeqgoRtpClock *self);

/* One way, in microseconds; -1 while it is not known. */
gint64 seqgo_rtp_clock_get_latency (const SeqgoRtpClock *self);

/* The remote's clock minus ours, in microseconds. */
gint64 seqgo_rtp_clock_get_offset (const SeqgoRtpClock *self);

/* How much faster than ours the remote's clock is, in parts of a million. */
double seqgo_rtp_clock_get_drift (const SeqgoRtpClock *self);

/* When the remote's clock showed @timestamp, in microseconds of ours; @arrival if that is not
 * believable or not known. */
gint64 seqgo_rtp_clock_map (SeqgoRtpClock *self, guint32 timestamp, gint64 arrival);

G_END_DECLS
