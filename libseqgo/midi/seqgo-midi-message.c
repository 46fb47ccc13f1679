/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What the MIDI 1.0 messages are, for whoever reads them. */

#include "config.h"

#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/midi/seqgo-midi-message-private.h>

#define PITCH_BEND_CENTER 8192

const SeqgoMidiMessage seqgo_midi_channel_messages[16] = {
  [0x8] = { SEQGO_EVENT_TYPE_NOTE_OFF, 2, SEQGO_MIDI_FORM_PARAM_VALUE },
  [0x9] = { SEQGO_EVENT_TYPE_NOTE_ON, 2, SEQGO_MIDI_FORM_PARAM_VALUE },
  [0xA] = { SEQGO_EVENT_TYPE_KEY_PRESSURE, 2, SEQGO_MIDI_FORM_PARAM_VALUE },
  [0xB] = { SEQGO_EVENT_TYPE_CONTROL_CHANGE, 2, SEQGO_MIDI_FORM_PARAM_VALUE },
  [0xC] = { SEQGO_EVENT_TYPE_PROGRAM_CHANGE, 1, SEQGO_MIDI_FORM_VALUE },
  [0xD] = { SEQGO_EVENT_TYPE_CHANNEL_PRESSURE, 1, SEQGO_MIDI_FORM_VALUE },
  [0xE] = { SEQGO_EVENT_TYPE_PITCH_BEND, 2, SEQGO_MIDI_FORM_PITCH_BEND },
};

const SeqgoMidiMessage seqgo_midi_system_messages[16] = {
  [0x0] = { SEQGO_EVENT_TYPE_SYSEX },
  [0x1] = { SEQGO_EVENT_TYPE_QUARTER_FRAME, 1, SEQGO_MIDI_FORM_VALUE },
  [0x2] = { SEQGO_EVENT_TYPE_SONG_POSITION, 2, SEQGO_MIDI_FORM_VALUE_14 },
  [0x3] = { SEQGO_EVENT_TYPE_SONG_SELECT, 1, SEQGO_MIDI_FORM_VALUE },
  [0x6] = { SEQGO_EVENT_TYPE_TUNE_REQUEST },
  [0x8] = { SEQGO_EVENT_TYPE_CLOCK },
  [0xA] = { SEQGO_EVENT_TYPE_START },
  [0xB] = { SEQGO_EVENT_TYPE_CONTINUE },
  [0xC] = { SEQGO_EVENT_TYPE_STOP },
  [0xE] = { SEQGO_EVENT_TYPE_ACTIVE_SENSING },
  [0xF] = { SEQGO_EVENT_TYPE_RESET },
};

void
seqgo_event_record_init_message (SeqgoEventRecord *record, guint8 status, const guint8 *data)
{
  const SeqgoMidiMessage *message = seqgo_midi_message_find (status);

  seqgo_event_record_init (record, (SeqgoEventType) message->type);
  if (status < SEQGO_MIDI_FIRST_SYSTEM_STATUS)
    record->channel = status & 0x0F;

  switch (message->form)
    {
    case SEQGO_MIDI_FORM_STATUS:
      break;
    case SEQGO_MIDI_FORM_VALUE:
      record->b = data[0];
      break;
    case SEQGO_MIDI_FORM_PARAM_VALUE:
      record->a = data[0];
      record->b = data[1];
      break;
    case SEQGO_MIDI_FORM_VALUE_14:
      record->b = data[0] | data[1] << 7;
      break;
    case SEQGO_MIDI_FORM_PITCH_BEND:
      record->b = (data[0] | data[1] << 7) - PITCH_BEND_CENTER;
      break;
    }
}
