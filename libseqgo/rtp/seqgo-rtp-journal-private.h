/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/rtp/seqgo-rtp-element-private.h>
#include <libseqgo/rtp/seqgo-rtp-history-private.h>
#include <libseqgo/rtp/seqgo-rtp-parameter-private.h>
#include <libseqgo/rtp/seqgo-rtp-position-private.h>

G_BEGIN_DECLS

#define SEQGO_RTP_N_CHANNELS 16
#define SEQGO_RTP_N_NOTES 128

/* The lengths of journals have so many bits. */
#define SEQGO_RTP_MAX_LENGTH 1023

#define SEQGO_RTP_JOURNAL_HEADER_SIZE 3
#define SEQGO_RTP_SYSTEM_HEADER_SIZE 2
#define SEQGO_RTP_CHANNEL_HEADER_SIZE 3

/* The bit that nearly everything in a journal begins with: what it tells was not in the packet
 * before (RFC 6295 appendix A.1). */
#define SEQGO_RTP_S 0x80
#define SEQGO_RTP_VALUE_MASK 0x7F

/* Of the header of a journal. */
enum
{
  SEQGO_RTP_JOURNAL_Y = 0x40,
  SEQGO_RTP_JOURNAL_A = 0x20,
  SEQGO_RTP_JOURNAL_H = 0x10,
};

/* The chapters of a channel, in their order. */
enum
{
  SEQGO_RTP_CHAPTER_P = 0x80,
  SEQGO_RTP_CHAPTER_C = 0x40,
  SEQGO_RTP_CHAPTER_M = 0x20,
  SEQGO_RTP_CHAPTER_W = 0x10,
  SEQGO_RTP_CHAPTER_N = 0x08,
  SEQGO_RTP_CHAPTER_E = 0x04,
  SEQGO_RTP_CHAPTER_T = 0x02,
  SEQGO_RTP_CHAPTER_A = 0x01,
};

/* Those of the system. */
enum
{
  SEQGO_RTP_CHAPTER_D = 0x40,
  SEQGO_RTP_CHAPTER_V = 0x20,
  SEQGO_RTP_CHAPTER_Q = 0x10,
  SEQGO_RTP_CHAPTER_F = 0x08,
  SEQGO_RTP_CHAPTER_X = 0x04,
};

/* How a controller is told of (appendix A.3.2). */
#define SEQGO_RTP_TOOL_TOGGLE 0x80
#define SEQGO_RTP_TOOL_COUNT 0xC0
#define SEQGO_RTP_TOOL_MASK 0xC0
#define SEQGO_RTP_TOOL_COUNT_MASK 0x3F

/* Chapter M (appendix A.4). */
enum
{
  SEQGO_RTP_M_PENDING = 0x40,
  SEQGO_RTP_M_OPEN = 0x20,
  SEQGO_RTP_M_RPN_ONLY = 0x10,
  SEQGO_RTP_M_NRPN_ONLY = 0x08,
  SEQGO_RTP_M_SHORT = 0x04,
};

enum
{
  SEQGO_RTP_M_COARSE = 0x80,
  SEQGO_RTP_M_FINE = 0x40,
  SEQGO_RTP_M_BUTTONS = 0x20,
  SEQGO_RTP_M_LATE_BUTTONS = 0x10,
  SEQGO_RTP_M_COUNT = 0x08,
  SEQGO_RTP_M_HAS_COUNT = 0x04,
  SEQGO_RTP_M_HAS_VALUE = 0x02,
};

/* Chapter D (appendix B.1). */
enum
{
  SEQGO_RTP_D_RESET = 0x40,
  SEQGO_RTP_D_TUNE = 0x20,
  SEQGO_RTP_D_SONG = 0x10,
  SEQGO_RTP_D_F4 = 0x08,
  SEQGO_RTP_D_F5 = 0x04,
  SEQGO_RTP_D_F9 = 0x02,
  SEQGO_RTP_D_FD = 0x01,
};

/* Chapter Q (appendix B.3). */
enum
{
  SEQGO_RTP_Q_RUNNING = 0x40,
  SEQGO_RTP_Q_PLAYED = 0x20,
  SEQGO_RTP_Q_CLOCK = 0x10,
  SEQGO_RTP_Q_TIME = 0x08,
  SEQGO_RTP_Q_TOP_MASK = 0x07,
};

/* Chapter F (appendix B.4). */
enum
{
  SEQGO_RTP_F_COMPLETE = 0x40,
  SEQGO_RTP_F_PARTIAL = 0x20,
  SEQGO_RTP_F_QUARTER = 0x10,
  SEQGO_RTP_F_BACKWARD = 0x08,
  SEQGO_RTP_F_POINT_MASK = 0x07,
};

/* Chapter X (appendix B.5). */
enum
{
  SEQGO_RTP_X_TYPE_COUNT = 0x40,
  SEQGO_RTP_X_COUNT = 0x20,
  SEQGO_RTP_X_FIRST = 0x10,
  SEQGO_RTP_X_DATA = 0x08,
  SEQGO_RTP_X_LIST = 0x04,
  SEQGO_RTP_X_STATUS_MASK = 0x03,
};

enum
{
  SEQGO_RTP_X_UNFINISHED,
  SEQGO_RTP_X_CANCELLED,
  SEQGO_RTP_X_DROPPED,
  SEQGO_RTP_X_FINISHED,
};

/* Above the value of a note that is off. */
#define SEQGO_RTP_NOTE_OFF 0x80
#define SEQGO_RTP_DEFAULT_OFF_VELOCITY 64

typedef struct
{
  SeqgoRtpSelection   selection;
  SeqgoRtpMark        selected;
  SeqgoRtpElementList list;
  guint               n_parameters;
  SeqgoRtpElement     elements[SEQGO_RTP_N_PARAMETERS];
  SeqgoRtpParameter   parameters[SEQGO_RTP_N_PARAMETERS];
} SeqgoRtpParameterHistory;

typedef struct
{
  SeqgoRtpElement controls[128];
  /* The velocity and, if it is off, SEQGO_RTP_NOTE_OFF; how often it is on. */
  SeqgoRtpElement notes[SEQGO_RTP_N_NOTES];
  /* NULL until they are needed. The count of a pressure is 1 if the note has ended since. */
  SeqgoRtpElement          *pressures;
  SeqgoRtpParameterHistory *parameters;

  SeqgoRtpElementList control_list;
  SeqgoRtpElementList on_list;
  SeqgoRtpElementList off_list;
  SeqgoRtpElementList pressure_list;

  SeqgoRtpMark program_mark;
  SeqgoRtpMark bend_mark;
  SeqgoRtpMark pressure_mark;
  guint8       bend[2];
  guint8       pressure;
  /* As Chapter P has them. */
  guint8 program[3];
  /* Whether controller 0 came, controller 32 after it, and 121. */
  guint8 has_bank;
  guint8 has_bank_fine;
  guint8 is_bank_old;
} SeqgoRtpChannelHistory;

#define SEQGO_RTP_N_SYSEX 24
/* SysEx of no more bytes of data is repeated whole. */
#define SEQGO_RTP_MAX_JOURNAL_SYSEX 256
/* Of what is longer, the parts that were sent last: so many, and so many bytes, for which there is
 * room in the journal of a packet with commands. */
#define SEQGO_RTP_MAX_SYSEX_PARTS 8
#define SEQGO_RTP_MAX_SYSEX_WINDOW 480

typedef struct
{
  guint32 sequence;
  guint   size;
} SeqgoRtpSysexPart;

typedef struct
{
  SeqgoRtpMark mark;
  guint8       count;
  guint8       is_finished;
  guint8       is_long;
  /* Without what begins and ends it. If it is long, the parts that are told; there are @first bytes
   * before them. */
  GByteArray       *data;
  gsize             first;
  guint             n_parts;
  SeqgoRtpSysexPart parts[SEQGO_RTP_MAX_SYSEX_PARTS];
} SeqgoRtpSysexHistory;

/* Forgets the oldest part. */
void seqgo_rtp_sysex_history_drop_part (SeqgoRtpSysexHistory *self);

struct _SeqgoRtpHistory
{
  /* The channels whose chapters have anything to tell, one bit for each. */
  guint16                 live_channels;
  SeqgoRtpChannelHistory *channels[SEQGO_RTP_N_CHANNELS];

  /* What is older cannot be told any more, apart from notes that ended. */
  guint32  floor;
  gboolean has_floor;

  SeqgoRtpMark reset_mark;
  SeqgoRtpMark tune_mark;
  SeqgoRtpMark song_mark;
  SeqgoRtpMark f9_mark;
  SeqgoRtpMark fd_mark;
  SeqgoRtpMark sensing_mark;
  SeqgoRtpMark position_mark;
  SeqgoRtpMark time_code_mark;
  guint8       n_resets;
  guint8       n_tunes;
  guint8       song;
  guint8       n_f9;
  guint8       n_fd;
  guint8       n_sensings;

  SeqgoRtpPosition position;
  SeqgoRtpTimeCode time_code;

  /* A ring; the newest is before next_sysex. */
  SeqgoRtpSysexHistory sysex[SEQGO_RTP_N_SYSEX];
  guint                next_sysex;
  guint8               n_sysex;
};

/* As seqgo_rtp_history_add() for SysEx of which packets up to this one have @n_sent bytes. */
void seqgo_rtp_history_add_sysex (SeqgoRtpHistory *self,
                                  const guint8    *message,
                                  gsize            size,
                                  gsize            n_sent,
                                  guint64          sequence);

/* Forgets what was sent before that packet: the receiver has it. */
void seqgo_rtp_history_trim (SeqgoRtpHistory *self, guint64 sequence);

/* Forgets the oldest of what it tells, so that a journal becomes smaller. Parts of long SysEx go
 * first: they must not displace what is short. Notes that ended stay as long as there is anything
 * else. */
void seqgo_rtp_history_drop (SeqgoRtpHistory *self);

/* The same for what was sent before that packet. */
void seqgo_rtp_history_drop_before (SeqgoRtpHistory *self, guint64 sequence);

gboolean seqgo_rtp_history_is_empty (const SeqgoRtpHistory *self);

/* Where a journal stands. */
typedef struct
{
  /* The packet that it goes with, and the first one that it covers. */
  guint64 sequence;
  guint64 checkpoint;
  /* Notes from this packet on may still begin. */
  guint64 first_playable;
} SeqgoRtpJournalFrame;

/* Returns the size, or 0 if there is no room. */
gsize seqgo_rtp_journal_write (const SeqgoRtpHistory      *self,
                               const SeqgoRtpJournalFrame *frame,
                               guint8                     *data,
                               gsize                       capacity);

/* Where the bytes of a journal go. */
typedef struct
{
  guint8  *position;
  guint8  *end;
  gboolean is_full;
  /* The packet before. */
  guint32 previous;
  guint32 first_playable;
  /* Something was written that was in the packet before. */
  gboolean is_recent;
  /* Headers for which there is no room. */
  guint8 scratch[SEQGO_RTP_JOURNAL_HEADER_SIZE];
} SeqgoRtpJournalWriter;

static inline void
seqgo_rtp_journal_put (SeqgoRtpJournalWriter *self, guint8 byte)
{
  if (self->position < self->end)
    *self->position++ = byte;
  else
    self->is_full = TRUE;
}

/* Returns SEQGO_RTP_S, or 0 for what was in the packet before. */
static inline guint8
seqgo_rtp_journal_get_s (SeqgoRtpJournalWriter *self, guint32 sequence)
{
  if (sequence != self->previous)
    return SEQGO_RTP_S;
  self->is_recent = TRUE;
  return 0;
}

/* Begins a part, which may contain others, with a header of @size bytes. Returns it. */
guint8 *seqgo_rtp_journal_begin (SeqgoRtpJournalWriter *self, gsize size, gboolean *was_recent);

/* Ends it, and returns SEQGO_RTP_S if nothing in it was in the packet before, 0 otherwise. */
guint8 seqgo_rtp_journal_end (SeqgoRtpJournalWriter *self, gboolean was_recent);

/* The size of a part, in ten bits of its first two bytes. */
void seqgo_rtp_journal_put_length (SeqgoRtpJournalWriter *self, guint8 *header);

void seqgo_rtp_journal_write_parameters (SeqgoRtpJournalWriter          *self,
                                         const SeqgoRtpParameterHistory *history);

/* Returns whether there was anything to write. */
gboolean seqgo_rtp_journal_write_system (SeqgoRtpJournalWriter *self,
                                         const SeqgoRtpHistory *history);

G_END_DECLS
