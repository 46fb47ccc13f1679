/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <libseqgo/midi/seqgo-event-private.h>

G_BEGIN_DECLS

/* Random MIDI as five voices on three channels play it, the same each time: notes, controllers with
 * pedals, parameters, programs with banks, bends and pressures. */
typedef struct _RtpTraffic RtpTraffic;

RtpTraffic *rtp_traffic_new (guint32 seed);

void rtp_traffic_free (RtpTraffic *self);

/* Writes the next message, of at most three bytes; returns its size. */
gsize rtp_traffic_next (RtpTraffic *self, guint8 *message);

/* The same for what ends all notes; returns 0 when none is left. */
gsize rtp_traffic_end (RtpTraffic *self, guint8 *message);

/* A random number below @limit, which may serve for other things as well. */
guint rtp_traffic_random (RtpTraffic *self, guint limit);

#define RTP_STATE_N_PARAMETERS 256

typedef struct
{
  guint8 notes[128];
  guint8 controls[128];
  guint8 key_pressures[128];
  guint8 program;
  guint8 bank;
  guint8 pressure;
  guint  bend;
  /* The number that is selected, and what was entered: coarse and fine. */
  guint8 selected[2];
  guint8 is_nrpn;
  guint8 parameters[RTP_STATE_N_PARAMETERS][2];
  /* What ever was the subject of a message, by status and first data byte. */
  guint8 touched[8][128];
} RtpChannelState;

/* The state in which messages leave a receiver; 0 is what it had before. */
typedef struct
{
  RtpChannelState channels[16];
} RtpState;

void rtp_state_apply (RtpState *self, const guint8 *message);

/* The first difference, or %NULL; what @other never was told, must be as it was. */
char *rtp_state_compare (const RtpState *self, const RtpState *other);

/* The message of a record that is no SysEx; returns its size. */
gsize rtp_record_get_message (const SeqgoEventRecord *record, guint8 *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtpTraffic, rtp_traffic_free)

G_END_DECLS
