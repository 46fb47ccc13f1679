/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/midi/seqgo-midi-message-private.h>
#include <libseqgo/midi/seqgo-midi-parser.h>

#define FIRST_REAL_TIME_STATUS 0xF8
#define NO_STATUS 0

#define DEFAULT_MAX_SYSEX_SIZE (16 * 1024 * 1024)
/* Keeps the payloads of a batch, what was left before and what is new, within a gint32. */
#define MAX_SIZE (1024 * 1024 * 1024)
/* Most streams have fewer events at once; an array grows beyond it. */
#define MAX_RESERVED_RECORDS 256

/**
 * SECTION:seqgo-midi-parser
 * @title: SeqgoMidiParser
 * @short_description: events from a stream of MIDI bytes
 *
 * A serial line, a raw MIDI device or a file of SysEx dumps gives bytes in pieces of any size,
 * which begin and end in the middle of a message. A parser makes events of them:
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoMidiParser) parser = seqgo_midi_parser_new ();
 * g_autoptr (GBytes) bytes = g_bytes_new_static ("\x90\x40\x7f\x43\x7f", 5);
 * g_autoptr (SeqgoEventBatch) batch = seqgo_midi_parser_feed (parser, bytes);
 *
 * for (guint i = 0; i < seqgo_event_batch_get_n_events (batch); i++)
 *   {
 *     g_autoptr (SeqgoEvent) event = seqgo_event_batch_get_event (batch, i);
 *     g_autofree char *text = seqgo_event_to_string (event);
 *
 *     g_print ("%s\n", text);
 *   }
 * ]|
 *
 * prints two notes on; the second has no status byte of its own.
 */

/**
 * SeqgoMidiParser:
 *
 * Makes events of a stream of MIDI 1.0 bytes, and remembers the message that a piece of the stream
 * left unfinished. Every stream needs a parser of its own. A parser may be used by one thread at a
 * time.
 *
 * It follows the MIDI 1.0 Detailed Specification, version 4.2:
 *
 * - Running status: a channel message without a status byte has that of the one before. System
 *   common messages, SysEx included, end it; real-time messages do not.
 * - Real-time messages (F8, FA, FB, FC, FE, FF) may be anywhere, even within another message. They
 *   become events at once, in front of the event of the message that they interrupt.
 * - A SysEx message becomes one event, from F0 to F7, however long it is, up to
 *   #SeqgoMidiParser:max-sysex-size.
 * - A note on with velocity 0 stays a note on.
 * - F1 is a %SEQGO_EVENT_TYPE_QUARTER_FRAME, F2 a %SEQGO_EVENT_TYPE_SONG_POSITION, F3 a
 *   %SEQGO_EVENT_TYPE_SONG_SELECT and F6 a %SEQGO_EVENT_TYPE_TUNE_REQUEST.
 * - Control changes stay what they are: two of them do not become a %SEQGO_EVENT_TYPE_CONTROL_14,
 *   nor four an %SEQGO_EVENT_TYPE_RPN.
 *
 * What is no MIDI is skipped, and the parser goes on with the next message:
 *
 * - data bytes without a status
 * - F4, F5, F9 and FD, which the specification leaves undefined, and F7 outside of SysEx
 * - messages, SysEx included, that a status byte cuts short, unless it is real-time
 * - SysEx messages that are too long, to their end
 *
 * F4, F5 and F7 end running status and cut a message short, F9 and FD do not. Every byte becomes
 * part of an event, belongs to the unfinished message, or is counted by
 * #SeqgoMidiParser:n-skipped.
 *
 * The events go to all connected ports and at once, as those of seqgo_event_new(); they have no
 * time stamp.
 *
 * Since: 1.0
 */
struct _SeqgoMidiParser
{
  GObject parent_instance;

  guint   max_sysex_size;
  guint64 n_skipped;

  /* That of the message being read or, between messages, the running status. */
  guint8 status;
  /* Whether the status byte is part of the message being read. */
  gboolean has_status;
  guint8   data[2];
  guint8   n_data;

  /* What previous pieces had of the SysEx being read. */
  GByteArray *sysex;
  gboolean    sysex_given_up;
};

G_DEFINE_FINAL_TYPE (SeqgoMidiParser, seqgo_midi_parser, G_TYPE_OBJECT)

enum
{
  PROP_MAX_SYSEX_SIZE = 1,
  PROP_N_SKIPPED,
  N_PROPS,
};

enum
{
  SIGNAL_SKIPPED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

/* What comes of one piece of the stream. */
typedef struct
{
  SeqgoMidiParser *parser;
  GArray          *records;
  /* Those of finished events, then, from sysex_offset on, the SysEx being read. */
  GByteArray *payloads;
  guint       sysex_offset;

  guint64     n_skipped;
  gboolean    has_listeners;
  GByteArray *run;
  GPtrArray  *runs;
} Output;

static void
skip (Output *out, const guint8 *bytes, guint n_bytes)
{
  if (n_bytes == 0)
    return;

  if (out->n_skipped == 0)
    out->has_listeners
        = g_signal_has_handler_pending (out->parser, signals[SIGNAL_SKIPPED], 0, TRUE);
  out->n_skipped += n_bytes;
  if (!out->has_listeners)
    return;
  if (out->run == NULL)
    out->run = g_byte_array_new ();
  g_byte_array_append (out->run, bytes, n_bytes);
}

static void
end_run (Output *out)
{
  if (out->run == NULL)
    return;

  if (out->runs == NULL)
    out->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_ptr_array_add (out->runs, g_byte_array_free_to_bytes (g_steal_pointer (&out->run)));
}

static void
append_message (Output *out, guint8 status, const guint8 *data)
{
  SeqgoEventRecord record;

  seqgo_event_record_init_message (&record, status, data);
  g_array_append_val (out->records, record);
}

static void
finish_message (Output *out)
{
  SeqgoMidiParser *self = out->parser;

  end_run (out);
  append_message (out, self->status, self->data);
  self->n_data = 0;
  self->has_status = FALSE;
  if (self->status >= SEQGO_MIDI_FIRST_SYSTEM_STATUS)
    self->status = NO_STATUS;
}

static void
skip_sysex (Output *out)
{
  guint size = out->payloads->len - out->sysex_offset;

  if (size == 0)
    return;

  skip (out, out->payloads->data + out->sysex_offset, size);
  g_byte_array_set_size (out->payloads, out->sysex_offset);
}

static void
append_sysex (Output *out, const guint8 *bytes, guint n_bytes)
{
  SeqgoMidiParser *self = out->parser;
  gsize            size = (gsize) out->payloads->len - out->sysex_offset + n_bytes;

  if (!self->sysex_given_up && size > self->max_sysex_size)
    {
      skip_sysex (out);
      self->sysex_given_up = TRUE;
    }
  if (self->sysex_given_up)
    skip (out, bytes, n_bytes);
  else
    g_byte_array_append (out->payloads, bytes, n_bytes);
}

static void
start_sysex (Output *out)
{
  const guint8 start = SEQGO_MIDI_SYSEX_START;

  if (out->payloads == NULL)
    out->payloads = g_byte_array_new ();
  out->sysex_offset = out->payloads->len;
  out->parser->sysex_given_up = FALSE;
  out->parser->status = SEQGO_MIDI_SYSEX_START;
  append_sysex (out, &start, 1);
}

static void
finish_sysex (Output *out)
{
  SeqgoMidiParser *self = out->parser;
  const guint8     end = SEQGO_MIDI_SYSEX_END;
  SeqgoEventRecord record;

  append_sysex (out, &end, 1);
  if (!self->sysex_given_up)
    {
      end_run (out);
      seqgo_event_record_init (&record, SEQGO_EVENT_TYPE_SYSEX);
      record.flags = SEQGO_EVENT_FLAG_VARIABLE;
      record.a = (gint32) out->sysex_offset;
      record.b = (gint32) (out->payloads->len - out->sysex_offset);
      g_array_append_val (out->records, record);
    }
  self->status = NO_STATUS;
}

static void
skip_unfinished_message (Output *out)
{
  SeqgoMidiParser *self = out->parser;

  if (self->status == SEQGO_MIDI_SYSEX_START)
    skip_sysex (out);
  if (self->has_status)
    skip (out, &self->status, 1);
  skip (out, self->data, self->n_data);

  self->status = NO_STATUS;
  self->has_status = FALSE;
  self->n_data = 0;
}

static void
parse_real_time (Output *out, guint8 status)
{
  const SeqgoMidiMessage *message = seqgo_midi_message_find (status);

  if (message->type == 0)
    skip (out, &status, 1);
  else
    append_message (out, status, NULL);
}

static void
parse_status (Output *out, guint8 status)
{
  SeqgoMidiParser        *self = out->parser;
  const SeqgoMidiMessage *message = seqgo_midi_message_find (status);

  if (status == SEQGO_MIDI_SYSEX_END && self->status == SEQGO_MIDI_SYSEX_START)
    {
      finish_sysex (out);
      return;
    }

  skip_unfinished_message (out);
  if (message->type == 0)
    skip (out, &status, 1);
  else if (status == SEQGO_MIDI_SYSEX_START)
    start_sysex (out);
  else
    {
      self->status = status;
      self->has_status = TRUE;
      if (message->n_data == 0)
        finish_message (out);
    }
}

static void
parse_data (Output *out, guint8 byte)
{
  SeqgoMidiParser *self = out->parser;

  if (self->status == NO_STATUS)
    {
      skip (out, &byte, 1);
      return;
    }

  self->data[self->n_data++] = byte;
  if (self->n_data == seqgo_midi_message_find (self->status)->n_data)
    finish_message (out);
}

static gsize
parse_sysex_data (Output *out, const guint8 *bytes, gsize size)
{
  gsize n_bytes = 1;

  while (n_bytes < size && bytes[n_bytes] < SEQGO_MIDI_FIRST_STATUS)
    n_bytes++;
  append_sysex (out, bytes, (guint) n_bytes);
  return n_bytes;
}

static void
parse (Output *out, const guint8 *bytes, gsize size)
{
  gsize i = 0;

  while (i < size)
    {
      if (bytes[i] >= FIRST_REAL_TIME_STATUS)
        parse_real_time (out, bytes[i++]);
      else if (bytes[i] >= SEQGO_MIDI_FIRST_STATUS)
        parse_status (out, bytes[i++]);
      else if (out->parser->status == SEQGO_MIDI_SYSEX_START)
        i += parse_sysex_data (out, bytes + i, size - i);
      else
        parse_data (out, bytes[i++]);
    }
}

/* Moves a SysEx that goes on in the next piece from the output to the parser. */
static void
keep_sysex (Output *out)
{
  SeqgoMidiParser *self = out->parser;

  if (self->status != SEQGO_MIDI_SYSEX_START)
    return;

  if (out->sysex_offset == 0)
    self->sysex = g_steal_pointer (&out->payloads);
  else
    {
      self->sysex = g_byte_array_new ();
      g_byte_array_append (self->sysex, out->payloads->data + out->sysex_offset,
                           out->payloads->len - out->sysex_offset);
      g_byte_array_set_size (out->payloads, out->sysex_offset);
    }
}

/* Comes last, when the parser is ready to be called by handlers. */
static void
report_skipped (Output *out)
{
  g_autoptr (SeqgoMidiParser) self = g_object_ref (out->parser);

  end_run (out);
  self->n_skipped += out->n_skipped;
  for (guint i = 0; out->runs != NULL && i < out->runs->len; i++)
    g_signal_emit (self, signals[SIGNAL_SKIPPED], 0, g_ptr_array_index (out->runs, i));
  g_clear_pointer (&out->runs, g_ptr_array_unref);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SKIPPED]);
}

static void
seqgo_midi_parser_finalize (GObject *object)
{
  SeqgoMidiParser *self = SEQGO_MIDI_PARSER (object);

  g_clear_pointer (&self->sysex, g_byte_array_unref);

  G_OBJECT_CLASS (seqgo_midi_parser_parent_class)->finalize (object);
}

static void
seqgo_midi_parser_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SeqgoMidiParser *self = SEQGO_MIDI_PARSER (object);

  switch (prop_id)
    {
    case PROP_MAX_SYSEX_SIZE:
      g_value_set_uint (value, self->max_sysex_size);
      break;
    case PROP_N_SKIPPED:
      g_value_set_uint64 (value, self->n_skipped);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
seqgo_midi_parser_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  SeqgoMidiParser *self = SEQGO_MIDI_PARSER (object);

  switch (prop_id)
    {
    case PROP_MAX_SYSEX_SIZE:
      seqgo_midi_parser_set_max_sysex_size (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
seqgo_midi_parser_class_init (SeqgoMidiParserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = seqgo_midi_parser_finalize;
  object_class->get_property = seqgo_midi_parser_get_property;
  object_class->set_property = seqgo_midi_parser_set_property;

  /**
   * SeqgoMidiParser:max-sysex-size:
   *
   * The longest SysEx message that becomes an event, in bytes, F0 and F7 included: from 0, for
   * none at all, to 1 GiB. A longer one is given up and skipped to its end. The default is 16 MiB.
   *
   * This bounds the memory that a stream can make the parser use between two calls of
   * seqgo_midi_parser_feed().
   *
   * Since: 1.0
   */
  properties[PROP_MAX_SYSEX_SIZE]
      = g_param_spec_uint ("max-sysex-size", NULL, NULL, 0, MAX_SIZE, DEFAULT_MAX_SYSEX_SIZE,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoMidiParser:n-skipped:
   *
   * How many bytes were no MIDI, since the parser was created: see #SeqgoMidiParser for what is
   * skipped. Bytes that seqgo_midi_parser_reset() discards are counted too.
   *
   * It notifies at most once a call.
   *
   * Since: 1.0
   */
  properties[PROP_N_SKIPPED]
      = g_param_spec_uint64 ("n-skipped", NULL, NULL, 0, G_MAXUINT64, 0,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SeqgoMidiParser::skipped:
   * @self: the parser
   * @bytes: what was skipped
   *
   * Emitted before seqgo_midi_parser_feed() or seqgo_midi_parser_reset() returns, once for each
   * run of bytes that were skipped. A run ends with an event that is not real-time, or with the
   * call. All emissions together have every skipped byte in the order of the stream, except that
   * F9 and FD come before the unfinished message that they are in.
   *
   * Handlers may call the parser.
   *
   * Since: 1.0
   */
  signals[SIGNAL_SKIPPED] = g_signal_new ("skipped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
}

static void
seqgo_midi_parser_init (SeqgoMidiParser *self)
{
  self->max_sysex_size = DEFAULT_MAX_SYSEX_SIZE;
}

/**
 * seqgo_midi_parser_new:
 *
 * Creates a parser for a stream of MIDI bytes.
 *
 * Returns: (transfer full): the parser
 *
 * Since: 1.0
 */
SeqgoMidiParser *
seqgo_midi_parser_new (void)
{
  return g_object_new (SEQGO_TYPE_MIDI_PARSER, NULL);
}

/**
 * seqgo_midi_parser_get_max_sysex_size:
 * @self: a parser
 *
 * Returns #SeqgoMidiParser:max-sysex-size.
 *
 * Returns: the size in bytes
 *
 * Since: 1.0
 */
guint
seqgo_midi_parser_get_max_sysex_size (SeqgoMidiParser *self)
{
  g_return_val_if_fail (SEQGO_IS_MIDI_PARSER (self), 0);

  return self->max_sysex_size;
}

/**
 * seqgo_midi_parser_set_max_sysex_size:
 * @self: a parser
 * @max_sysex_size: the size in bytes, from 0 to 1 GiB
 *
 * Sets #SeqgoMidiParser:max-sysex-size. It applies to the unfinished message too.
 *
 * Since: 1.0
 */
void
seqgo_midi_parser_set_max_sysex_size (SeqgoMidiParser *self, guint max_sysex_size)
{
  g_return_if_fail (SEQGO_IS_MIDI_PARSER (self));
  g_return_if_fail (max_sysex_size <= MAX_SIZE);

  if (self->max_sysex_size == max_sysex_size)
    return;

  self->max_sysex_size = max_sysex_size;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_SYSEX_SIZE]);
}

/**
 * seqgo_midi_parser_get_n_skipped:
 * @self: a parser
 *
 * Returns #SeqgoMidiParser:n-skipped.
 *
 * Returns: the number of bytes
 *
 * Since: 1.0
 */
guint64
seqgo_midi_parser_get_n_skipped (SeqgoMidiParser *self)
{
  g_return_val_if_fail (SEQGO_IS_MIDI_PARSER (self), 0);

  return self->n_skipped;
}

/**
 * seqgo_midi_parser_feed:
 * @self: a parser
 * @bytes: the next bytes of the stream, at most 1 GiB
 *
 * Returns the events whose last byte is in @bytes, in the order of these. However a stream is cut
 * into pieces, its events are the same. The parser remembers a message that goes on in the next
 * piece.
 *
 * It does not fail: see #SeqgoMidiParser for what is skipped.
 *
 * Returns: (transfer full): the events, perhaps none
 *
 * Since: 1.0
 */
SeqgoEventBatch *
seqgo_midi_parser_feed (SeqgoMidiParser *self, GBytes *bytes)
{
  Output           out = { .parser = self };
  SeqgoEventBatch *batch;
  const guint8    *data;
  gsize            size;

  g_return_val_if_fail (SEQGO_IS_MIDI_PARSER (self), NULL);
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (g_bytes_get_size (bytes) <= MAX_SIZE, NULL);

  data = g_bytes_get_data (bytes, &size);
  out.payloads = g_steal_pointer (&self->sysex);
  out.records = g_array_sized_new (FALSE, FALSE, sizeof (SeqgoEventRecord),
                                   (guint) MIN (size / 3 + 1, MAX_RESERVED_RECORDS));
  parse (&out, data, size);
  keep_sysex (&out);
  batch = seqgo_event_batch_new_take (out.records, out.payloads);

  if (out.n_skipped > 0)
    report_skipped (&out);
  return batch;
}

/**
 * seqgo_midi_parser_reset:
 * @self: a parser
 *
 * Discards an unfinished message and forgets the running status, as when a cable was pulled or a
 * device opened again. The discarded bytes are counted as skipped.
 *
 * Since: 1.0
 */
void
seqgo_midi_parser_reset (SeqgoMidiParser *self)
{
  Output out = { .parser = self };

  g_return_if_fail (SEQGO_IS_MIDI_PARSER (self));

  out.payloads = g_steal_pointer (&self->sysex);
  skip_unfinished_message (&out);
  g_clear_pointer (&out.payloads, g_byte_array_unref);

  if (out.n_skipped > 0)
    report_skipped (&out);
}
