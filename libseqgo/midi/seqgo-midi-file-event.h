/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <libseqgo/midi/seqgo-event.h>

G_BEGIN_DECLS

/**
 * SeqgoMidiMeta:
 * @SEQGO_MIDI_META_NONE: no meta event
 * @SEQGO_MIDI_META_SEQUENCE_NUMBER: the number of a sequence: 2 bytes or none
 * @SEQGO_MIDI_META_TEXT: any text
 * @SEQGO_MIDI_META_COPYRIGHT: a copyright notice
 * @SEQGO_MIDI_META_TRACK_NAME: the name of a track or, in the first track, of the piece
 * @SEQGO_MIDI_META_INSTRUMENT_NAME: the name of an instrument
 * @SEQGO_MIDI_META_LYRIC: a syllable to sing
 * @SEQGO_MIDI_META_MARKER: the name of a place, such as “First verse”
 * @SEQGO_MIDI_META_CUE_POINT: what happens on the stage or screen
 * @SEQGO_MIDI_META_PROGRAM_NAME: the name of a program
 * @SEQGO_MIDI_META_DEVICE_NAME: the name of the device that plays the track
 * @SEQGO_MIDI_META_CHANNEL_PREFIX: the channel that the meta events which follow are about: 1 byte
 * @SEQGO_MIDI_META_PORT: the number of the port that plays the track: 1 byte
 * @SEQGO_MIDI_META_END_OF_TRACK: the end of a track, see seqgo_midi_file_get_track_end()
 * @SEQGO_MIDI_META_TEMPO: the tempo in microseconds a quarter note: 3 bytes
 * @SEQGO_MIDI_META_SMPTE_OFFSET: when the track starts: hours, minutes, seconds, frames, hundredths
 *   of a frame
 * @SEQGO_MIDI_META_TIME_SIGNATURE: a time signature: 4 bytes, see
 *   seqgo_event_new_time_signature()
 * @SEQGO_MIDI_META_KEY_SIGNATURE: a key signature: 2 bytes, see seqgo_event_new_key_signature()
 * @SEQGO_MIDI_META_SEQUENCER_SPECIFIC: what the program that wrote the file means by it
 *
 * The kinds of meta events of MIDI files. The kinds from 1 to 15 are texts.
 *
 * Since: 1.0
 */
typedef enum /*< prefix=SEQGO_MIDI_META >*/
{
  SEQGO_MIDI_META_NONE = -1,
  SEQGO_MIDI_META_SEQUENCE_NUMBER = 0x00,
  SEQGO_MIDI_META_TEXT = 0x01,
  SEQGO_MIDI_META_COPYRIGHT = 0x02,
  SEQGO_MIDI_META_TRACK_NAME = 0x03,
  SEQGO_MIDI_META_INSTRUMENT_NAME = 0x04,
  SEQGO_MIDI_META_LYRIC = 0x05,
  SEQGO_MIDI_META_MARKER = 0x06,
  SEQGO_MIDI_META_CUE_POINT = 0x07,
  SEQGO_MIDI_META_PROGRAM_NAME = 0x08,
  SEQGO_MIDI_META_DEVICE_NAME = 0x09,
  SEQGO_MIDI_META_CHANNEL_PREFIX = 0x20,
  SEQGO_MIDI_META_PORT = 0x21,
  SEQGO_MIDI_META_END_OF_TRACK = 0x2F,
  SEQGO_MIDI_META_TEMPO = 0x51,
  SEQGO_MIDI_META_SMPTE_OFFSET = 0x54,
  SEQGO_MIDI_META_TIME_SIGNATURE = 0x58,
  SEQGO_MIDI_META_KEY_SIGNATURE = 0x59,
  SEQGO_MIDI_META_SEQUENCER_SPECIFIC = 0x7F,
} SeqgoMidiMeta;

/**
 * SEQGO_TYPE_MIDI_FILE_EVENT:
 *
 * The type of #SeqgoMidiFileEvent.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_MIDI_FILE_EVENT (seqgo_midi_file_event_get_type ())

/**
 * SeqgoMidiFileEvent:
 *
 * One event of a track of a #SeqgoMidiFile: a MIDI message or a meta event, with the tick where it
 * is. It is immutable and can be shared between threads.
 *
 * seqgo_midi_file_event_get_event() has what can be sent, and the tempo and signatures as events
 * of the sequencer. What is found in files only has a seqgo_midi_file_event_get_meta() and a text
 * or bytes.
 *
 * Since: 1.0
 */
typedef struct _SeqgoMidiFileEvent SeqgoMidiFileEvent;

SEQGO_AVAILABLE_IN_1_0
GType seqgo_midi_file_event_get_type (void);

SEQGO_AVAILABLE_IN_1_0
SeqgoMidiFileEvent *seqgo_midi_file_event_ref (SeqgoMidiFileEvent *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_midi_file_event_unref (SeqgoMidiFileEvent *self);

SEQGO_AVAILABLE_IN_1_0
guint32 seqgo_midi_file_event_get_tick (SeqgoMidiFileEvent *self);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_midi_file_event_get_status (SeqgoMidiFileEvent *self);

SEQGO_AVAILABLE_IN_1_0
gint seqgo_midi_file_event_get_meta (SeqgoMidiFileEvent *self);

SEQGO_AVAILABLE_IN_1_0
GBytes *seqgo_midi_file_event_get_data (SeqgoMidiFileEvent *self);

SEQGO_AVAILABLE_IN_1_0
char *seqgo_midi_file_event_get_text (SeqgoMidiFileEvent *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_midi_file_event_get_event (SeqgoMidiFileEvent *self);

SEQGO_AVAILABLE_IN_1_0
char *seqgo_midi_file_event_to_string (SeqgoMidiFileEvent *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_midi_file_event_equal (gconstpointer a, gconstpointer b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoMidiFileEvent, seqgo_midi_file_event_unref)

G_END_DECLS
