/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The messages that commands take as words. */

#include "config.h"

#include <string.h>

#include "seqgo-tool.h"

#define MAX_NUMBERS 3

typedef struct
{
  const char *name;
  int         min;
  int         max;
} Number;

static const Number channel = { "channel", 0, 15 };
static const Number note = { "note", 0, 127 };
static const Number velocity = { "velocity", 0, 127 };
static const Number pressure = { "pressure", 0, 127 };
static const Number program = { "program", 0, 127 };
static const Number param = { "parameter", 0, 127 };
static const Number param_14 = { "parameter", 0, 16383 };
static const Number value = { "value", 0, 127 };
static const Number value_14 = { "value", 0, 16383 };
static const Number bend = { "bend", -8192, 8191 };
static const Number position = { "position", 0, 16383 };
static const Number song = { "song", 0, 127 };

typedef struct
{
  const char    *name;
  SeqgoEventType type;
  const Number  *numbers[MAX_NUMBERS];
} Message;

static const Message messages[] = {
  { "note-on", SEQGO_EVENT_TYPE_NOTE_ON, { &channel, &note, &velocity } },
  { "note-off", SEQGO_EVENT_TYPE_NOTE_OFF, { &channel, &note, &velocity } },
  { "key-pressure", SEQGO_EVENT_TYPE_KEY_PRESSURE, { &channel, &note, &pressure } },
  { "control-change", SEQGO_EVENT_TYPE_CONTROL_CHANGE, { &channel, &param, &value } },
  { "control-14", SEQGO_EVENT_TYPE_CONTROL_14, { &channel, &param, &value_14 } },
  { "rpn", SEQGO_EVENT_TYPE_RPN, { &channel, &param_14, &value_14 } },
  { "nrpn", SEQGO_EVENT_TYPE_NRPN, { &channel, &param_14, &value_14 } },
  { "program-change", SEQGO_EVENT_TYPE_PROGRAM_CHANGE, { &channel, &program } },
  { "channel-pressure", SEQGO_EVENT_TYPE_CHANNEL_PRESSURE, { &channel, &pressure } },
  { "pitch-bend", SEQGO_EVENT_TYPE_PITCH_BEND, { &channel, &bend } },
  { "song-position", SEQGO_EVENT_TYPE_SONG_POSITION, { &position } },
  { "song-select", SEQGO_EVENT_TYPE_SONG_SELECT, { &song } },
  { "quarter-frame", SEQGO_EVENT_TYPE_QUARTER_FRAME, { &value } },
  { "start", SEQGO_EVENT_TYPE_START, { NULL } },
  { "stop", SEQGO_EVENT_TYPE_STOP, { NULL } },
  { "continue", SEQGO_EVENT_TYPE_CONTINUE, { NULL } },
  { "clock", SEQGO_EVENT_TYPE_CLOCK, { NULL } },
  { "tune-request", SEQGO_EVENT_TYPE_TUNE_REQUEST, { NULL } },
  { "active-sensing", SEQGO_EVENT_TYPE_ACTIVE_SENSING, { NULL } },
  { "reset", SEQGO_EVENT_TYPE_RESET, { NULL } },
};

/* A letter, perhaps # or b, and an octave from -1 to 9: C4 is 60. */
static gboolean
parse_note_name (const char *word, int *number)
{
  static const char letters[] = "C D EF G A B";
  const char       *letter = strchr (letters, g_ascii_toupper (word[0]));
  int               semitone;
  gint64            octave;

  if (letter == NULL)
    return FALSE;

  semitone = (int) (letter - letters);
  word++;
  if (*word == '#' || *word == 'b')
    semitone += *word++ == '#' ? 1 : -1;
  if (!g_ascii_string_to_signed (word, 10, -1, 9, &octave, NULL))
    return FALSE;

  *number = ((int) octave + 1) * 12 + semitone;
  return TRUE;
}

static gboolean
parse_number (const char *word, const Number *kind, int *number, GError **error)
{
  gint64 parsed;

  if (kind == &note && parse_note_name (word, number) && *number >= kind->min
      && *number <= kind->max)
    return TRUE;
  if (g_ascii_string_to_signed (word, 10, kind->min, kind->max, &parsed, NULL))
    {
      *number = (int) parsed;
      return TRUE;
    }

  seqgo_tool_set_usage_error (error, "“%s” is no %s: it goes from %d to %d%s", word, kind->name,
                              kind->min, kind->max, kind == &note ? ", or from C-1 to G9" : "");
  return FALSE;
}

static SeqgoEvent *
new_event (SeqgoEventType type, const int *numbers)
{
  guint8 first = (guint8) numbers[0], second = (guint8) numbers[1], third = (guint8) numbers[2];

  switch ((guint) type)
    {
    case SEQGO_EVENT_TYPE_NOTE_ON:
      return seqgo_event_new_note_on (first, second, third);
    case SEQGO_EVENT_TYPE_NOTE_OFF:
      return seqgo_event_new_note_off (first, second, third);
    case SEQGO_EVENT_TYPE_KEY_PRESSURE:
      return seqgo_event_new_key_pressure (first, second, third);
    case SEQGO_EVENT_TYPE_CONTROL_CHANGE:
    case SEQGO_EVENT_TYPE_CONTROL_14:
    case SEQGO_EVENT_TYPE_RPN:
    case SEQGO_EVENT_TYPE_NRPN:
      return seqgo_event_new_control (type, first, (guint32) numbers[1], numbers[2]);
    case SEQGO_EVENT_TYPE_PROGRAM_CHANGE:
    case SEQGO_EVENT_TYPE_CHANNEL_PRESSURE:
    case SEQGO_EVENT_TYPE_PITCH_BEND:
      return seqgo_event_new_control (type, first, 0, numbers[1]);
    case SEQGO_EVENT_TYPE_SONG_POSITION:
    case SEQGO_EVENT_TYPE_SONG_SELECT:
    case SEQGO_EVENT_TYPE_QUARTER_FRAME:
      return seqgo_event_new_control (type, 0, 0, numbers[0]);
    default:
      return seqgo_event_new (type);
    }
}

static gboolean
parse_plain (const Message *message, const GPtrArray *words, GPtrArray *events, GError **error)
{
  int   numbers[MAX_NUMBERS] = { 0 };
  guint n_numbers = 0;

  while (n_numbers < MAX_NUMBERS && message->numbers[n_numbers] != NULL)
    n_numbers++;
  if (words->len != n_numbers)
    {
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint i = 0; i < n_numbers; i++)
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", message->numbers[i]->name);
      seqgo_tool_set_usage_error (error, "“%s” takes %s: %u words, not %u", message->name,
                                  n_numbers > 0 ? names->str : "nothing", n_numbers, words->len);
      return FALSE;
    }

  for (guint i = 0; i < n_numbers; i++)
    if (!parse_number (words->pdata[i], message->numbers[i], &numbers[i], error))
      return FALSE;
  g_ptr_array_add (events, new_event (message->type, numbers));
  return TRUE;
}

static GBytes *
parse_hex (const GPtrArray *words, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = words->pdata[i];
      const char *digit;

      for (digit = word; g_ascii_isxdigit (digit[0]) && g_ascii_isxdigit (digit[1]); digit += 2)
        {
          guint8 byte
              = (guint8) (g_ascii_xdigit_value (digit[0]) * 16 + g_ascii_xdigit_value (digit[1]));

          g_byte_array_append (bytes, &byte, 1);
        }
      if (*digit != '\0')
        {
          seqgo_tool_set_usage_error (error, "“%s” is no hexadecimal bytes: a byte has two digits",
                                      word);
          return NULL;
        }
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
parse_sysex (const GPtrArray *words, GPtrArray *events, GError **error)
{
  g_autoptr (GBytes) data = parse_hex (words, error);
  const guint8 *bytes;
  gsize         size;

  if (data == NULL)
    return FALSE;

  bytes = g_bytes_get_data (data, &size);
  if (size < 2 || bytes[0] != 0xF0 || bytes[size - 1] != 0xF7)
    {
      seqgo_tool_set_usage_error (error, "A SysEx message begins with F0 and ends with F7");
      return FALSE;
    }
  for (gsize i = 1; i < size - 1; i++)
    if (bytes[i] >= 0x80)
      {
        seqgo_tool_set_usage_error (error, "%02X cannot be inside of a SysEx message", bytes[i]);
        return FALSE;
      }
  g_ptr_array_add (events, seqgo_event_new_sysex (data));
  return TRUE;
}

static void
skipped_cb (SeqgoMidiParser *parser, GBytes *skipped, gpointer user_data)
{
  GString      *text = user_data;
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (skipped, &size);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, " %02X", bytes[i]);
}

static gboolean
parse_midi (const GPtrArray *words, GPtrArray *events, GError **error)
{
  g_autoptr (GBytes) data = parse_hex (words, error);
  g_autoptr (SeqgoMidiParser) parser = seqgo_midi_parser_new ();
  g_autoptr (SeqgoEventBatch) batch = NULL;
  g_autoptr (GString) skipped = g_string_new (NULL);

  if (data == NULL)
    return FALSE;
  if (g_bytes_get_size (data) == 0)
    {
      seqgo_tool_set_usage_error (error, "“bytes” takes hexadecimal bytes");
      return FALSE;
    }

  g_signal_connect (parser, "skipped", G_CALLBACK (skipped_cb), skipped);
  batch = seqgo_midi_parser_feed (parser, data);
  /* What is left then is incomplete. */
  seqgo_midi_parser_reset (parser);
  if (skipped->len > 0)
    {
      seqgo_tool_set_usage_error (error, "These bytes belong to no complete MIDI message:%s",
                                  skipped->str);
      return FALSE;
    }
  for (guint i = 0; i < seqgo_event_batch_get_n_events (batch); i++)
    g_ptr_array_add (events, seqgo_event_batch_get_event (batch, i));
  return TRUE;
}

static void
set_unknown_error (GError **error, const char *word)
{
  const char *names[G_N_ELEMENTS (messages) + 3] = { NULL };
  const char *nearest;

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    names[i] = messages[i].name;
  names[G_N_ELEMENTS (messages)] = "sysex";
  names[G_N_ELEMENTS (messages) + 1] = "bytes";

  nearest = seqgo_tool_find_nearest (word, names);
  if (nearest != NULL)
    seqgo_tool_set_usage_error (error, "There is no message “%s”; did you mean “%s”?", word,
                                nearest);
  else
    seqgo_tool_set_usage_error (error, "There is no message “%s”", word);
}

static gboolean
parse_message (const char *text, GPtrArray *events, GError **error)
{
  g_auto (GStrv) all = g_strsplit_set (text, " \t\n", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  const char *name;

  for (guint i = 0; all[i] != NULL; i++)
    if (*all[i] != '\0')
      g_ptr_array_add (words, all[i]);
  if (words->len == 0)
    {
      seqgo_tool_set_usage_error (error, "There is no message before or after a comma");
      return FALSE;
    }

  name = g_ptr_array_steal_index (words, 0);
  if (g_str_equal (name, "sysex"))
    return parse_sysex (words, events, error);
  if (g_str_equal (name, "bytes"))
    return parse_midi (words, events, error);
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    if (g_str_equal (name, messages[i].name))
      return parse_plain (&messages[i], words, events, error);
  set_unknown_error (error, name);
  return FALSE;
}

GPtrArray *
seqgo_tool_parse_messages (char **words, GError **error)
{
  g_autofree char *text = g_strjoinv (" ", words);
  g_auto (GStrv) texts = g_strsplit (text, ",", -1);
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);

  for (guint i = 0; texts[i] != NULL; i++)
    if (!parse_message (texts[i], events, error))
      return NULL;
  return g_steal_pointer (&events);
}
