/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include <alsa/asoundlib.h>
#include <gio/gio.h>

#include <libseqgo/midi/seqgo-event-midi-private.h>
#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/seqgo.h>

static SeqgoEvent *
new_sysex (const char *bytes, gsize size)
{
  g_autoptr (GBytes) data = g_bytes_new (bytes, size);

  return seqgo_event_new_sysex (data);
}

/* Takes the event. */
static void
check_midi (SeqgoEvent *event, const char *expected, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = seqgo_event_to_midi (event, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, size);
  if (size > 0)
    g_assert_true (memcmp (g_bytes_get_data (bytes, NULL), expected, size) == 0);
  seqgo_event_unref (event);
}

#define CHECK_MIDI(event, bytes) check_midi (event, bytes, sizeof (bytes) - 1)

static SeqgoEvent *
new_control (SeqgoEventType type, guint8 channel, guint32 param, gint32 value)
{
  return seqgo_event_new_control (type, channel, param, value);
}

static void
test_to_midi (void)
{
  CHECK_MIDI (seqgo_event_new_note_off (15, 127, 0), "\x8F\x7F\x00");
  CHECK_MIDI (seqgo_event_new_note_on (1, 60, 0), "\x91\x3C\x00");
  CHECK_MIDI (seqgo_event_new_key_pressure (2, 60, 127), "\xA2\x3C\x7F");
  CHECK_MIDI (seqgo_event_new_control_change (3, 127, 127), "\xB3\x7F\x7F");
  CHECK_MIDI (seqgo_event_new_program_change (4, 127), "\xC4\x7F");
  CHECK_MIDI (seqgo_event_new_channel_pressure (5, 1), "\xD5\x01");
  CHECK_MIDI (seqgo_event_new_pitch_bend (6, -8192), "\xE6\x00\x00");
  CHECK_MIDI (seqgo_event_new_pitch_bend (6, 0), "\xE6\x00\x40");
  CHECK_MIDI (seqgo_event_new_pitch_bend (6, 8191), "\xE6\x7F\x7F");
  CHECK_MIDI (new_control (SEQGO_EVENT_TYPE_QUARTER_FRAME, 0, 0, 127), "\xF1\x7F");
  CHECK_MIDI (new_control (SEQGO_EVENT_TYPE_SONG_POSITION, 0, 0, 16383), "\xF2\x7F\x7F");
  CHECK_MIDI (new_control (SEQGO_EVENT_TYPE_SONG_POSITION, 0, 0, 1000), "\xF2\x68\x07");
  CHECK_MIDI (new_control (SEQGO_EVENT_TYPE_SONG_SELECT, 0, 0, 5), "\xF3\x05");
  CHECK_MIDI (seqgo_event_new (SEQGO_EVENT_TYPE_TUNE_REQUEST), "\xF6");
  CHECK_MIDI (seqgo_event_new (SEQGO_EVENT_TYPE_CLOCK), "\xF8");
  CHECK_MIDI (seqgo_event_new (SEQGO_EVENT_TYPE_START), "\xFA");
  CHECK_MIDI (seqgo_event_new (SEQGO_EVENT_TYPE_CONTINUE), "\xFB");
  CHECK_MIDI (seqgo_event_new (SEQGO_EVENT_TYPE_STOP), "\xFC");
  CHECK_MIDI (seqgo_event_new (SEQGO_EVENT_TYPE_ACTIVE_SENSING), "\xFE");
  CHECK_MIDI (seqgo_event_new (SEQGO_EVENT_TYPE_RESET), "\xFF");
  CHECK_MIDI (new_sysex ("\xF0\x01\xF7", 3), "\xF0\x01\xF7");
  CHECK_MIDI (new_sysex ("\x01\x02", 2), "\x01\x02");
  CHECK_MIDI (new_sysex ("", 0), "");
}

static void
test_to_midi_of_14_bits (void)
{
  CHECK_MIDI (new_control (SEQGO_EVENT_TYPE_CONTROL_14, 1, 7, 1000), "\xB1\x07\x07\xB1\x27\x68");
  CHECK_MIDI (new_control (SEQGO_EVENT_TYPE_CONTROL_14, 15, 31, 16383), "\xBF\x1F\x7F\xBF\x3F\x7F");
  CHECK_MIDI (new_control (SEQGO_EVENT_TYPE_CONTROL_14, 0, 0, 0), "\xB0\x00\x00\xB0\x20\x00");
  CHECK_MIDI (new_control (SEQGO_EVENT_TYPE_NRPN, 1, 7, 1000),
              "\xB1\x63\x00\xB1\x62\x07\xB1\x06\x07\xB1\x26\x68");
  CHECK_MIDI (new_control (SEQGO_EVENT_TYPE_RPN, 1, 7, 1000),
              "\xB1\x65\x00\xB1\x64\x07\xB1\x06\x07\xB1\x26\x68");
  CHECK_MIDI (new_control (SEQGO_EVENT_TYPE_RPN, 1, 16383, 16383),
              "\xB1\x65\x7F\xB1\x64\x7F\xB1\x06\x7F\xB1\x26\x7F");
  CHECK_MIDI (seqgo_event_new_pitch_bend (1, 1000), "\xE1\x68\x47");
}

/* What is not MIDI leaves no trace in it. */
static void
test_to_midi_leaves_out (void)
{
  g_autoptr (SeqgoEvent) note = seqgo_event_new_note_on (1, 60, 100);
  g_autoptr (SeqgoEvent) tagged = seqgo_event_with_tag (note, 9);

  CHECK_MIDI (seqgo_event_at_tick (tagged, 3, 7), "\x91\x3C\x64");
  CHECK_MIDI (seqgo_event_new_queue_control (SEQGO_EVENT_TYPE_START, 200, 7), "\xFA");
  CHECK_MIDI (new_control (SEQGO_EVENT_TYPE_SONG_SELECT, 200, 7, 5), "\xF3\x05");
  CHECK_MIDI (new_control (SEQGO_EVENT_TYPE_PROGRAM_CHANGE, 1, 700, 5), "\xC1\x05");
}

/* Takes the event. */
static void
check_refused (SeqgoEvent *event, int code, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (seqgo_event_to_midi (event, &error));
  g_assert_error (error, G_IO_ERROR, code);
  if (g_strrstr (error->message, message) == NULL)
    g_assert_cmpstr (error->message, ==, message);
  g_assert_null (seqgo_event_to_midi (event, NULL));
  seqgo_event_unref (event);
}

static void
test_to_midi_not_supported (void)
{
  static const guint8 with_form[] = {
    SEQGO_EVENT_TYPE_NOTE_ON,        SEQGO_EVENT_TYPE_NOTE_OFF,
    SEQGO_EVENT_TYPE_KEY_PRESSURE,   SEQGO_EVENT_TYPE_CONTROL_CHANGE,
    SEQGO_EVENT_TYPE_PROGRAM_CHANGE, SEQGO_EVENT_TYPE_CHANNEL_PRESSURE,
    SEQGO_EVENT_TYPE_PITCH_BEND,     SEQGO_EVENT_TYPE_CONTROL_14,
    SEQGO_EVENT_TYPE_NRPN,           SEQGO_EVENT_TYPE_RPN,
    SEQGO_EVENT_TYPE_SONG_POSITION,  SEQGO_EVENT_TYPE_SONG_SELECT,
    SEQGO_EVENT_TYPE_QUARTER_FRAME,  SEQGO_EVENT_TYPE_START,
    SEQGO_EVENT_TYPE_CONTINUE,       SEQGO_EVENT_TYPE_STOP,
    SEQGO_EVENT_TYPE_CLOCK,          SEQGO_EVENT_TYPE_TUNE_REQUEST,
    SEQGO_EVENT_TYPE_RESET,          SEQGO_EVENT_TYPE_ACTIVE_SENSING,
    SEQGO_EVENT_TYPE_SYSEX,
  };

  for (guint type = 0; type < 256; type++)
    if (memchr (with_form, (int) type, sizeof with_form) == NULL)
      check_refused (seqgo_event_new ((SeqgoEventType) type), G_IO_ERROR_NOT_SUPPORTED,
                     "cannot be written as MIDI: ");

#define NOT_SUPPORTED(type, reason)                                                                \
  check_refused (seqgo_event_new ((SeqgoEventType) type), G_IO_ERROR_NOT_SUPPORTED, reason)
  NOT_SUPPORTED (SEQGO_EVENT_TYPE_NOTE, "This note event cannot be written as MIDI: a queue makes");
  NOT_SUPPORTED (SEQGO_EVENT_TYPE_ECHO, "This echo event");
  NOT_SUPPORTED (SEQGO_EVENT_TYPE_TICK, "MIDI 1.0 defines no tick");
  NOT_SUPPORTED (SEQGO_EVENT_TYPE_TEMPO, "a queue of the sequencer");
  NOT_SUPPORTED (SEQGO_EVENT_TYPE_KEY_SIGNATURE, "MIDI files only");
  NOT_SUPPORTED (SEQGO_EVENT_TYPE_PORT_START, "news of the sequencer");
  NOT_SUPPORTED (SEQGO_EVENT_TYPE_BOUNCE, "known to programs of the sequencer only");
  NOT_SUPPORTED (SEQGO_EVENT_TYPE_NONE, "it stands for nothing");
  NOT_SUPPORTED (250, "This type-250 event");
#undef NOT_SUPPORTED
}

static void
test_to_midi_out_of_range (void)
{
#define OUT_OF_RANGE(event, message) check_refused (event, G_IO_ERROR_INVALID_ARGUMENT, message)
  OUT_OF_RANGE (
      seqgo_event_new_note_on (16, 60, 100),
      "This note-on event cannot be written as MIDI: its channel is 16, not from 0 to 15");
  OUT_OF_RANGE (seqgo_event_new_note_on (0, 128, 100), "its note is 128, not from 0 to 127");
  OUT_OF_RANGE (seqgo_event_new_note_on (0, 0, 255), "its velocity is 255, not from 0 to 127");
  OUT_OF_RANGE (seqgo_event_new_key_pressure (0, 0, 128), "its pressure is 128");
  OUT_OF_RANGE (seqgo_event_new_control_change (0, 128, 0), "its controller is 128");
  OUT_OF_RANGE (seqgo_event_new_control_change (0, 0, 128), "its value is 128");
  OUT_OF_RANGE (new_control (SEQGO_EVENT_TYPE_CONTROL_CHANGE, 0, G_MAXUINT32, 0),
                "its controller is 4294967295");
  OUT_OF_RANGE (new_control (SEQGO_EVENT_TYPE_CONTROL_CHANGE, 0, 0, -1), "its value is -1");
  OUT_OF_RANGE (seqgo_event_new_program_change (0, 128), "its program is 128");
  OUT_OF_RANGE (seqgo_event_new_channel_pressure (200, 0), "its channel is 200");
  OUT_OF_RANGE (seqgo_event_new_pitch_bend (0, 8192), "its value is 8192, not from -8192 to 8191");
  OUT_OF_RANGE (seqgo_event_new_pitch_bend (0, -8193), "its value is -8193");
  OUT_OF_RANGE (new_control (SEQGO_EVENT_TYPE_CONTROL_14, 1, 40, 1000),
                "its controller is 40, not from 0 to 31");
  OUT_OF_RANGE (new_control (SEQGO_EVENT_TYPE_CONTROL_14, 0, 0, 16384), "its value is 16384");
  OUT_OF_RANGE (new_control (SEQGO_EVENT_TYPE_NRPN, 0, 16384, 0), "its parameter is 16384");
  OUT_OF_RANGE (new_control (SEQGO_EVENT_TYPE_RPN, 0, 0, 16384), "its value is 16384");
  OUT_OF_RANGE (new_control (SEQGO_EVENT_TYPE_SONG_POSITION, 0, 0, 16384), "its position is 16384");
  OUT_OF_RANGE (new_control (SEQGO_EVENT_TYPE_SONG_SELECT, 0, 0, 128), "its song is 128");
  OUT_OF_RANGE (new_control (SEQGO_EVENT_TYPE_QUARTER_FRAME, 0, 0, G_MININT32),
                "its value is -2147483648");
#undef OUT_OF_RANGE
}

/* The kernel lets no such event pass, but a record may say so. */
static void
test_to_midi_of_wrong_flags (void)
{
  g_autoptr (GBytes) payload = g_bytes_new_static ("abc", 3);
  SeqgoEventRecord record = { .type = SEQGO_EVENT_TYPE_SYSEX, .a = 1, .b = 2 };

  check_refused (seqgo_event_new_from_record (&record, NULL), G_IO_ERROR_INVALID_ARGUMENT,
                 "This sysex event cannot be written as MIDI: its flags are 0x00");
  record.type = SEQGO_EVENT_TYPE_NOTE_ON;
  record.flags = SEQGO_EVENT_FLAG_VARIABLE;
  check_refused (seqgo_event_new_from_record (&record, payload), G_IO_ERROR_INVALID_ARGUMENT,
                 "its flags are 0x04, those of an event with a payload");
}

/* Records of a batch, whose payloads are not at the beginning, behind each other. */
static void
test_append_midi (void)
{
  static const char expected[] = "\x91\x3C\x64\xF0\x01\xF7\xF0\x02\x03\xF7\xF8";
  SeqgoEvent       *events[] = {
          seqgo_event_new_note_on (1, 60, 100),
          new_sysex ("\xF0\x01\xF7", 3),
          seqgo_event_new_note_on (1, 60, 200),
          new_sysex ("\xF0\x02\x03\xF7", 4),
          new_sysex ("", 0),
          seqgo_event_new (SEQGO_EVENT_TYPE_ECHO),
          seqgo_event_new (SEQGO_EVENT_TYPE_CLOCK),
  };
  g_autoptr (SeqgoEventBatch) batch = seqgo_event_batch_new (events, G_N_ELEMENTS (events));
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (batch, NULL);
  g_autoptr (GBytes) payloads = seqgo_event_batch_get_payloads (batch);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      gboolean has_form = seqgo_event_record_append_midi (
          &records[i], g_bytes_get_data (payloads, NULL), bytes, NULL);

      g_assert_cmpint (has_form, ==, i != 2 && i != 5);
      seqgo_event_unref (events[i]);
    }
  g_assert_cmpuint (bytes->len, ==, sizeof expected - 1);
  g_assert_true (memcmp (bytes->data, expected, bytes->len) == 0);
}

static SeqgoEvent *
new_random_event (void)
{
  static const guint8 types[] = {
    SEQGO_EVENT_TYPE_NOTE_ON,        SEQGO_EVENT_TYPE_NOTE_OFF,
    SEQGO_EVENT_TYPE_KEY_PRESSURE,   SEQGO_EVENT_TYPE_CONTROL_CHANGE,
    SEQGO_EVENT_TYPE_PROGRAM_CHANGE, SEQGO_EVENT_TYPE_CHANNEL_PRESSURE,
    SEQGO_EVENT_TYPE_PITCH_BEND,     SEQGO_EVENT_TYPE_SONG_POSITION,
    SEQGO_EVENT_TYPE_SONG_SELECT,    SEQGO_EVENT_TYPE_QUARTER_FRAME,
    SEQGO_EVENT_TYPE_START,          SEQGO_EVENT_TYPE_CONTINUE,
    SEQGO_EVENT_TYPE_STOP,           SEQGO_EVENT_TYPE_CLOCK,
    SEQGO_EVENT_TYPE_TUNE_REQUEST,   SEQGO_EVENT_TYPE_RESET,
    SEQGO_EVENT_TYPE_ACTIVE_SENSING, SEQGO_EVENT_TYPE_CONTROL_14,
    SEQGO_EVENT_TYPE_NRPN,           SEQGO_EVENT_TYPE_RPN,
  };
  SeqgoEventType   type = (SeqgoEventType) types[g_test_rand_int_range (0, sizeof types)];
  SeqgoEventRecord record;

  seqgo_event_record_init (&record, type);
  if (type <= SEQGO_EVENT_TYPE_RPN)
    record.channel = (guint8) g_test_rand_int_range (0, 16);
  if (type <= SEQGO_EVENT_TYPE_CONTROL_CHANGE)
    record.a = g_test_rand_int_range (0, 128);
  if (type == SEQGO_EVENT_TYPE_CONTROL_14)
    record.a = g_test_rand_int_range (0, 32);
  if (type == SEQGO_EVENT_TYPE_NRPN || type == SEQGO_EVENT_TYPE_RPN)
    record.a = g_test_rand_int_range (0, 16384);
  if (type <= SEQGO_EVENT_TYPE_QUARTER_FRAME)
    record.b = g_test_rand_int_range (0, 128);
  if (type >= SEQGO_EVENT_TYPE_CONTROL_14 && type <= SEQGO_EVENT_TYPE_SONG_POSITION)
    record.b = g_test_rand_int_range (0, 16384);
  if (type == SEQGO_EVENT_TYPE_PITCH_BEND)
    record.b = g_test_rand_int_range (-8192, 8192);
  return seqgo_event_new_from_record (&record, NULL);
}

/* alsa-lib writes the same bytes. */
static void
test_alsa (void)
{
  snd_midi_event_t *alsa;

  g_assert_cmpint (snd_midi_event_new (64, &alsa), ==, 0);
  snd_midi_event_no_status (alsa, 1);

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (SeqgoEvent) event = new_random_event ();
      g_autoptr (GBytes) bytes = seqgo_event_to_midi (event, NULL);
      snd_seq_event_t alsa_event = { .type = (guint8) seqgo_event_get_event_type (event) };
      guint8          alsa_bytes[64];
      long            size;

      if (seqgo_event_layouts[alsa_event.type] == SEQGO_EVENT_LAYOUT_NOTE)
        {
          alsa_event.data.note.channel = seqgo_event_get_channel (event);
          alsa_event.data.note.note = seqgo_event_get_note (event);
          alsa_event.data.note.velocity = seqgo_event_get_velocity (event);
        }
      else
        {
          alsa_event.data.control.channel = seqgo_event_get_channel (event);
          alsa_event.data.control.param = seqgo_event_get_param (event);
          alsa_event.data.control.value = seqgo_event_get_value (event);
        }

      size = snd_midi_event_decode (alsa, alsa_bytes, sizeof alsa_bytes, &alsa_event);
      g_assert_cmpint (size, ==, (long) g_bytes_get_size (bytes));
      g_assert_true (memcmp (g_bytes_get_data (bytes, NULL), alsa_bytes, (gsize) size) == 0);
    }
  snd_midi_event_free (alsa);
}

static void
check_round_trip (SeqgoMidiParser *parser, SeqgoEvent *event)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = seqgo_event_to_midi (event, &error);
  g_autoptr (SeqgoEventBatch) batch = NULL;
  g_autoptr (SeqgoEvent) parsed = NULL;

  g_assert_no_error (error);
  batch = seqgo_midi_parser_feed (parser, bytes);
  g_assert_cmpuint (seqgo_event_batch_get_n_events (batch), ==, 1);
  parsed = seqgo_event_batch_get_event (batch, 0);
  g_assert_true (seqgo_event_equal (event, parsed));
}

static void
test_round_trip (void)
{
  g_autoptr (SeqgoMidiParser) parser = seqgo_midi_parser_new ();

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (SeqgoEvent) event = new_random_event ();
      SeqgoEventType type = seqgo_event_get_event_type (event);

      if (type < SEQGO_EVENT_TYPE_CONTROL_14 || type > SEQGO_EVENT_TYPE_RPN)
        check_round_trip (parser, event);
    }
  for (int value = 0; value < 16384; value++)
    {
      g_autoptr (SeqgoEvent) bend = seqgo_event_new_pitch_bend (9, (gint16) (value - 8192));
      g_autoptr (SeqgoEvent) position = new_control (SEQGO_EVENT_TYPE_SONG_POSITION, 0, 0, value);

      check_round_trip (parser, bend);
      check_round_trip (parser, position);
    }
  for (gsize size = 2; size < 3000; size += 37)
    {
      g_autofree char *message = g_strnfill (size, '\x55');
      g_autoptr (SeqgoEvent) event = NULL;

      message[0] = '\xF0';
      message[size - 1] = '\xF7';
      event = new_sysex (message, size);
      check_round_trip (parser, event);
    }
  g_assert_cmpuint (seqgo_midi_parser_get_n_skipped (parser), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/event-midi/messages", test_to_midi);
  g_test_add_func ("/event-midi/S-90/14-bits", test_to_midi_of_14_bits);
  g_test_add_func ("/event-midi/S-91/not-supported", test_to_midi_not_supported);
  g_test_add_func ("/event-midi/S-91/out-of-range", test_to_midi_out_of_range);
  g_test_add_func ("/event-midi/wrong-flags", test_to_midi_of_wrong_flags);
  g_test_add_func ("/event-midi/leaves-out", test_to_midi_leaves_out);
  g_test_add_func ("/event-midi/append", test_append_midi);
  g_test_add_func ("/event-midi/alsa", test_alsa);
  g_test_add_func ("/event-midi/round-trip", test_round_trip);

  return g_test_run ();
}
