/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What the tests of MIDI files have in common. */

#pragma once

#include <libseqgo/seqgo.h>

G_BEGIN_DECLS

/* In hexadecimal, with the length of what is between parentheses in front of it. */
#define HEADER(format, n_tracks, division) "4d546864 00000006 " format " " n_tracks " " division " "
#define HEADER_1 HEADER ("0001", "0001", "0060")
#define TRACK(size) "4d54726b 000000" size " "
#define BEGIN "4d54726b ( "
#define END "00 ff2f00 ) "
#define NOTE "00 903c64 30 803c40 "

GBytes *midi_file_test_from_hex (const char *text);

/* Fails if it cannot be read. */
SeqgoMidiFile *midi_file_test_read (const char *text);

/* Compares the tracks, separated by "|": events, separated by ",", and the end after a ";". An
 * event is a tick, the status and what the message or meta event has. */
void midi_file_test_assert (SeqgoMidiFile *file, const char *expected);

G_END_DECLS
