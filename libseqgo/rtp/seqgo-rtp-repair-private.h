/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/rtp/seqgo-rtp-journal-private.h>
#include <libseqgo/rtp/seqgo-rtp-receiver-private.h>

G_BEGIN_DECLS

/* No value has come yet. */
#define SEQGO_RTP_UNKNOWN 0xFF

/* In the count of a note: the sender holds it, but it does not sound here, because it was lost and
 * is too late. */
#define SEQGO_RTP_SILENT 0x80

/* When a note began: the packet, and which note of that packet it is. */
#define SEQGO_RTP_STAMP_BITS 6
/* Of the time stamps of packets, what is not kept. */
#define SEQGO_RTP_TIME_SHIFT 6

typedef struct
{
  guint32 stamps[SEQGO_RTP_N_NOTES];
  guint16 times[SEQGO_RTP_N_NOTES];
  guint8  velocities[SEQGO_RTP_N_NOTES];
  guint8  counts[SEQGO_RTP_N_NOTES];
  /* NULL until they are needed. */
  guint8 *key_pressures;
  guint8  controls[128];
  /* How often each came; of a switch, how often it changed from off to on and back. */
  guint8 counts_of_controls[128];
  guint8 program;
  /* Of the program; the current one is among the controls. Chapter P tells the fine half only if it
   * came after the other one: otherwise 0. */
  guint8             bank;
  guint8             bank_fine;
  guint8             told_bank_fine;
  guint8             next_told_bank_fine;
  guint8             bend[2];
  guint8             pressure;
  SeqgoRtpSelection  selection;
  SeqgoRtpParameter *parameters;
  guint8             n_parameters;
} SeqgoRtpReceiverChannel;

#define SEQGO_RTP_N_RECENT_SYSEX 8

typedef enum
{
  SEQGO_RTP_SYSEX_CLOSED,
  SEQGO_RTP_SYSEX_OPEN,
  /* The rest of it is of no use. */
  SEQGO_RTP_SYSEX_SKIPPED,
} SeqgoRtpSysexState;

struct _SeqgoRtpReceiver
{
  SeqgoRtpReceiverCounts counts;
  gsize                  max_sysex;

  /* The number of the newest packet, with more bits; the packets before it that came, the newest
   * one in the lowest bit. */
  guint32  highest;
  gboolean has_highest;
  guint64  arrived[2];
  /* A number that is far from all others, which begins a new stream if the next one follows it. */
  guint16  strange;
  gboolean has_strange;

  /* The checkpoint of the last journal, with more bits. */
  guint32  checkpoint;
  gboolean has_checkpoint;

  SeqgoRtpReceiverChannel *channels[SEQGO_RTP_N_CHANNELS];

  guint8           n_resets;
  guint8           n_tunes;
  guint8           song;
  SeqgoRtpPosition position;
  /* Before it stopped; they come when it goes on. */
  guint            n_missing_clocks;
  SeqgoRtpTimeCode time_code;

  /* What came of SysEx, from F0 on. */
  SeqgoRtpSysexState sysex_state;
  GByteArray        *sysex;
  guint8             n_sysex;
  guint32            recent_sysex[SEQGO_RTP_N_RECENT_SYSEX];
  guint              n_recent_sysex;

  /* While a packet is being received. */
  GArray     *records;
  GByteArray *payloads;
  gint64      ticks;
  guint32     sequence;
  guint32     timestamp;
  guint8      flags;
  guint       n_notes;
};

/* What a journal is read for. */
typedef struct
{
  SeqgoRtpReceiver *receiver;
  /* Nothing came before: what is counted cannot be compared. */
  gboolean is_first;
  /* It begins after the first packet that was lost: all that it tells was in those that were. */
  gboolean is_too_short;
  gboolean is_malformed;
  /* There is something that could not be repaired. */
  gboolean is_incomplete;
  /* A log told of the SysEx that is open. */
  gboolean has_open_sysex;
  /* Increments and decrements of parameters. */
  guint n_presses;
  /* The notes that the journal says are on. */
  guint32 notes_on[SEQGO_RTP_N_CHANNELS][SEQGO_RTP_N_NOTES / 32];
} SeqgoRtpRepair;

/* Does and delivers a message. */
void seqgo_rtp_receiver_emit (SeqgoRtpReceiver *self, guint8 status, guint8 first, guint8 second);

/* The same for whole SysEx, from F0 to F7. */
void seqgo_rtp_receiver_emit_sysex (SeqgoRtpReceiver *self, const guint8 *message, gsize size);

SeqgoRtpReceiverChannel *seqgo_rtp_receiver_get_channel (SeqgoRtpReceiver *self, guint number);

/* What a message changes. */
void seqgo_rtp_receiver_apply (SeqgoRtpReceiver *self, const guint8 *message);

void seqgo_rtp_receiver_apply_sysex (SeqgoRtpReceiver *self, const guint8 *message, gsize size);

guint8 *seqgo_rtp_receiver_get_key_pressures (SeqgoRtpReceiverChannel *channel);

/* Makes a place for it if it has none. It is valid until another one is asked for. */
SeqgoRtpParameter *seqgo_rtp_receiver_get_parameter (SeqgoRtpReceiverChannel *channel,
                                                     guint16                  number);

/* The time of the packet, in units that let one tell long from short with few bits. */
static inline guint16
seqgo_rtp_receiver_get_time (const SeqgoRtpReceiver *self)
{
  return (guint16) (self->timestamp >> SEQGO_RTP_TIME_SHIFT);
}

/* Parts of SysEx. The data is without what begins and ends it. */
void seqgo_rtp_receiver_begin_sysex (SeqgoRtpReceiver *self, const guint8 *data, gsize size);

void seqgo_rtp_receiver_continue_sysex (SeqgoRtpReceiver *self, const guint8 *data, gsize size);

void seqgo_rtp_receiver_end_sysex (SeqgoRtpReceiver *self);

/* The sender takes it back. */
void seqgo_rtp_receiver_cancel_sysex (SeqgoRtpReceiver *self);

/* Forgets what is open, and counts it as broken. With @is_ended nothing more of it comes. */
void seqgo_rtp_receiver_break_sysex (SeqgoRtpReceiver *self, gboolean is_ended);

/* Whether SysEx like this came not long ago. */
gboolean
seqgo_rtp_receiver_has_seen_sysex (SeqgoRtpReceiver *self, const guint8 *message, gsize size);

/* Delivers what the journal tells of that is not known here. */
void seqgo_rtp_journal_repair (SeqgoRtpRepair *repair, const guint8 *journal, gsize size);

/* The chapters at @data; return their sizes, or 0 if they are not whole. */
gsize seqgo_rtp_repair_controls (SeqgoRtpRepair *repair,
                                 guint           channel,
                                 gboolean        is_enhanced,
                                 const guint8   *data,
                                 gsize           size);

gsize
seqgo_rtp_repair_parameters (SeqgoRtpRepair *repair, guint channel, const guint8 *data, gsize size);

/* The chapters N and E, of which one may be missing. */
void seqgo_rtp_repair_notes (SeqgoRtpRepair *repair,
                             guint           channel,
                             const guint8   *notes,
                             const guint8   *extras);

/* The size of chapter N; 0 if it is not whole. */
gsize seqgo_rtp_repair_get_notes_size (const guint8 *data, gsize size);

/* @data is the whole journal of the system. */
void seqgo_rtp_repair_system (SeqgoRtpRepair *repair, const guint8 *data, gsize size);

G_END_DECLS
