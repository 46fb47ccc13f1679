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

#define SEQGO_MIDI_FIRST_STATUS 0x80
#define SEQGO_MIDI_FIRST_SYSTEM_STATUS 0xF0
#define SEQGO_MIDI_SYSEX_START 0xF0
#define SEQGO_MIDI_SYSEX_END 0xF7

/* What the data bytes of a message are. */
typedef enum
{
  SEQGO_MIDI_FORM_STATUS,
  SEQGO_MIDI_FORM_VALUE,
  SEQGO_MIDI_FORM_PARAM_VALUE,
  SEQGO_MIDI_FORM_VALUE_14,
  SEQGO_MIDI_FORM_PITCH_BEND,
} SeqgoMidiForm;

typedef struct
{
  guint8        type;
  guint8        n_data;
  SeqgoMidiForm form;
} SeqgoMidiMessage;

/* By the upper four bits of the status, and by the lower four; the type 0 is that of no message. */
extern const SeqgoMidiMessage seqgo_midi_channel_messages[16];
extern const SeqgoMidiMessage seqgo_midi_system_messages[16];

static inline const SeqgoMidiMessage *
seqgo_midi_message_find (guint8 status)
{
  return status < SEQGO_MIDI_FIRST_SYSTEM_STATUS ? &seqgo_midi_channel_messages[status >> 4]
                                                 : &seqgo_midi_system_messages[status & 0x0F];
}

/* @data are as many bytes as the message has, which all are less than 128. */
void seqgo_event_record_init_message (SeqgoEventRecord *record, guint8 status, const guint8 *data);

G_END_DECLS
