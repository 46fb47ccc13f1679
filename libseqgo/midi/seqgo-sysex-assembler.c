/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/midi/seqgo-midi-message-private.h>
#include <libseqgo/midi/seqgo-sysex-assembler-private.h>

#define DEFAULT_MAX_SIZE (16 * 1024 * 1024)
/* Keeps the payloads of a batch within a gint32. */
#define MAX_SIZE (1024 * 1024 * 1024)

/**
 * SECTION:seqgo-sysex-assembler
 * @title: SeqgoSysexAssembler
 * @short_description: whole SysEx messages from their parts
 *
 * Whoever sends a long SysEx message sends it in parts, and drivers cut what a device sends into
 * pieces of 256 bytes. Each part is an event. An assembler makes whole messages of them:
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoSysexAssembler) assembler = seqgo_sysex_assembler_new ();
 * g_autoptr (SeqgoEventBatch) whole = seqgo_sysex_assembler_feed (assembler, batch);
 * ]|
 *
 * A #SeqgoSequencerClient does that with what it receives, unless
 * #SeqgoSequencerClient:reassemble-sysex says otherwise.
 */

/**
 * SeqgoSysexAssembler:
 *
 * Puts the parts of SysEx messages together. It is fed batches of events and returns batches that
 * have the same events, except that a message that came in parts is one event, in the place of its
 * last part.
 *
 * Each pair of a source and a destination has messages of its own. A part begins a message with
 * F0, and ends it with F7. Within a message,
 *
 * - real-time events (clock, start, continue, stop, active sensing, reset) and events that are not
 *   MIDI pass at once
 * - any other MIDI event, the beginning of another message, or the end of the connection
 *   (%SEQGO_EVENT_TYPE_PORT_UNSUBSCRIBED) aborts it, and so does #SeqgoSysexAssembler:max-size
 *
 * What had come of a message that was aborted is told by #SeqgoSysexAssembler::aborted, and so is
 * what still comes of it. Every byte that is fed is thus in an event that is returned or told, or
 * belongs to an unfinished message. Data that follow no beginning are passed on as they are.
 *
 * An assembler may be used by one thread at a time.
 *
 * Since: 1.0
 */
struct _SeqgoSysexAssembler
{
  GObject parent_instance;

  guint   max_size;
  guint64 n_aborted;

  /* By route. */
  GHashTable *messages;
  gsize       n_bytes;

  /* What is still to be told. */
  GPtrArray *fragments;
  guint64    n_notified;
};

G_DEFINE_FINAL_TYPE (SeqgoSysexAssembler, seqgo_sysex_assembler, G_TYPE_OBJECT)

enum
{
  PROP_MAX_SIZE = 1,
  PROP_N_ABORTED,
  N_PROPS,
};

enum
{
  SIGNAL_ABORTED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

/* A message of which more is to come. */
typedef struct
{
  /* That of the last part. */
  SeqgoEventRecord record;
  /* NULL once it was aborted. */
  GByteArray *bytes;
} Message;

/* One call of seqgo_sysex_assembler_feed(). */
typedef struct
{
  SeqgoSysexAssembler *assembler;
  const guint8        *payloads;
  GArray              *new_records;
  GByteArray          *new_payloads;
} Feed;

static void
free_message (gpointer data)
{
  Message *message = data;

  g_clear_pointer (&message->bytes, g_byte_array_unref);
  g_free (message);
}

/* The key of a source and a destination, both as client * 256 + port. */
static gpointer
make_route (guint source, guint destination)
{
  return GUINT_TO_POINTER (source << 16 | (destination & G_MAXUINT16));
}

static gpointer
get_route (const SeqgoEventRecord *record)
{
  return make_route ((guint) record->source_client << 8 | record->source_port,
                     (guint) record->destination_client << 8 | record->destination_port);
}

static gboolean
is_sysex (const SeqgoEventRecord *record)
{
  return record->type == SEQGO_EVENT_TYPE_SYSEX && seqgo_event_record_has_payload (record);
}

static gboolean
begins (const SeqgoEventRecord *record, const guint8 *payloads)
{
  return record->b > 0 && payloads[record->a] == SEQGO_MIDI_SYSEX_START;
}

static gboolean
ends (const SeqgoEventRecord *record, const guint8 *payloads)
{
  return record->b > 0 && payloads[record->a + record->b - 1] == SEQGO_MIDI_SYSEX_END;
}

static gboolean
aborts (guint8 type)
{
  switch (type)
    {
    case SEQGO_EVENT_TYPE_NOTE:
    case SEQGO_EVENT_TYPE_NOTE_ON:
    case SEQGO_EVENT_TYPE_NOTE_OFF:
    case SEQGO_EVENT_TYPE_KEY_PRESSURE:
    case SEQGO_EVENT_TYPE_CONTROL_CHANGE:
    case SEQGO_EVENT_TYPE_PROGRAM_CHANGE:
    case SEQGO_EVENT_TYPE_CHANNEL_PRESSURE:
    case SEQGO_EVENT_TYPE_PITCH_BEND:
    case SEQGO_EVENT_TYPE_CONTROL_14:
    case SEQGO_EVENT_TYPE_NRPN:
    case SEQGO_EVENT_TYPE_RPN:
    case SEQGO_EVENT_TYPE_SONG_POSITION:
    case SEQGO_EVENT_TYPE_SONG_SELECT:
    case SEQGO_EVENT_TYPE_QUARTER_FRAME:
    case SEQGO_EVENT_TYPE_TUNE_REQUEST:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
add_fragment (SeqgoSysexAssembler *self, const SeqgoEventRecord *record, GBytes *data)
{
  SeqgoEventRecord fragment = *record;

  if (self->fragments == NULL)
    self->fragments = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_event_unref);

  fragment.a = 0;
  fragment.b = (gint32) g_bytes_get_size (data);
  g_ptr_array_add (self->fragments, seqgo_event_new_from_record (&fragment, data));
}

/* What still comes of it will be told, too. */
static void
abort_message (SeqgoSysexAssembler *self, Message *message)
{
  g_autoptr (GBytes) data = NULL;

  if (message->bytes == NULL)
    return;

  self->n_aborted++;
  self->n_bytes -= message->bytes->len;
  data = g_byte_array_free_to_bytes (g_steal_pointer (&message->bytes));
  add_fragment (self, &message->record, data);
}

static void
pass (Feed *feed, const SeqgoEventRecord *record)
{
  SeqgoEventRecord copy = *record;

  if (seqgo_event_record_has_payload (record))
    {
      copy.a = (gint32) feed->new_payloads->len;
      g_byte_array_append (feed->new_payloads, feed->payloads + record->a, (guint) record->b);
    }
  g_array_append_val (feed->new_records, copy);
}

static void
begin_message (Feed *feed, const SeqgoEventRecord *record)
{
  SeqgoSysexAssembler *self = feed->assembler;
  Message             *message = g_hash_table_lookup (self->messages, get_route (record));

  if (message != NULL)
    {
      abort_message (self, message);
      g_hash_table_remove (self->messages, get_route (record));
    }
  if (ends (record, feed->payloads))
    {
      pass (feed, record);
      return;
    }

  message = g_new0 (Message, 1);
  message->bytes = g_byte_array_new ();
  g_hash_table_insert (self->messages, get_route (record), message);
}

static void
end_message (Feed *feed, Message *message, const SeqgoEventRecord *record)
{
  SeqgoEventRecord whole = *record;

  if (message->bytes != NULL)
    {
      whole.a = (gint32) feed->new_payloads->len;
      whole.b = (gint32) message->bytes->len;
      g_byte_array_append (feed->new_payloads, message->bytes->data, message->bytes->len);
      g_array_append_val (feed->new_records, whole);
      feed->assembler->n_bytes -= message->bytes->len;
    }
  g_hash_table_remove (feed->assembler->messages, get_route (record));
}

static void
feed_sysex (Feed *feed, const SeqgoEventRecord *record)
{
  SeqgoSysexAssembler *self = feed->assembler;
  const guint8        *data = feed->payloads + record->a;
  Message             *message;

  if (begins (record, feed->payloads))
    begin_message (feed, record);
  message = g_hash_table_lookup (self->messages, get_route (record));
  if (message == NULL)
    {
      if (!begins (record, feed->payloads))
        pass (feed, record);
      return;
    }

  if (message->bytes != NULL)
    {
      g_byte_array_append (message->bytes, data, (guint) record->b);
      message->record = *record;
      self->n_bytes += (gsize) record->b;
    }
  else if (record->b > 0)
    {
      g_autoptr (GBytes) rest = g_bytes_new (data, (gsize) record->b);

      add_fragment (self, record, rest);
    }

  if (ends (record, feed->payloads))
    end_message (feed, message, record);
  else if (self->n_bytes > self->max_size)
    abort_message (self, message);
}

static void
feed_record (Feed *feed, const SeqgoEventRecord *record)
{
  SeqgoSysexAssembler *self = feed->assembler;
  Message             *message = NULL;
  gpointer             route = get_route (record);
  gboolean             is_end = record->type == SEQGO_EVENT_TYPE_PORT_UNSUBSCRIBED;

  if (is_sysex (record))
    {
      feed_sysex (feed, record);
      return;
    }

  if (is_end)
    route = make_route ((guint) record->a, (guint) record->b);
  if (is_end || aborts (record->type))
    message = g_hash_table_lookup (self->messages, route);
  if (message != NULL)
    {
      abort_message (self, message);
      if (is_end)
        g_hash_table_remove (self->messages, route);
    }
  pass (feed, record);
}

static gboolean
has_parts (const SeqgoEventRecord *records, guint n_records, const guint8 *payloads)
{
  for (guint i = 0; i < n_records; i++)
    if (is_sysex (&records[i]) && begins (&records[i], payloads) && !ends (&records[i], payloads))
      return TRUE;
  return FALSE;
}

SeqgoEventBatch *
seqgo_sysex_assembler_feed_quietly (SeqgoSysexAssembler *self, SeqgoEventBatch *batch)
{
  g_autoptr (GBytes) payloads = seqgo_event_batch_get_payloads (batch);
  guint                   n_records;
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (batch, &n_records);
  Feed                    feed = { .assembler = self };

  /* Nearly always there is nothing to do. */
  feed.payloads = g_bytes_get_data (payloads, NULL);
  if (g_hash_table_size (self->messages) == 0
      && (g_bytes_get_size (payloads) == 0 || !has_parts (records, n_records, feed.payloads)))
    return seqgo_event_batch_ref (batch);

  feed.new_records = g_array_sized_new (FALSE, FALSE, sizeof *records, n_records);
  feed.new_payloads = g_byte_array_new ();
  for (guint i = 0; i < n_records; i++)
    feed_record (&feed, &records[i]);
  return seqgo_event_batch_new_take (feed.new_records, feed.new_payloads);
}

void
seqgo_sysex_assembler_break_quietly (SeqgoSysexAssembler *self)
{
  GHashTableIter iter;
  gpointer       message;

  g_hash_table_iter_init (&iter, self->messages);
  while (g_hash_table_iter_next (&iter, NULL, &message))
    abort_message (self, message);
}

void
seqgo_sysex_assembler_reset_quietly (SeqgoSysexAssembler *self)
{
  seqgo_sysex_assembler_break_quietly (self);
  g_hash_table_remove_all (self->messages);
}

GPtrArray *
seqgo_sysex_assembler_take_fragments (SeqgoSysexAssembler *self)
{
  return g_steal_pointer (&self->fragments);
}

void
seqgo_sysex_assembler_tell (SeqgoSysexAssembler *self, GPtrArray *fragments)
{
  g_object_ref (self);
  for (guint i = 0; i < fragments->len; i++)
    g_signal_emit (self, signals[SIGNAL_ABORTED], 0, g_ptr_array_index (fragments, i));
  if (self->n_notified != self->n_aborted)
    {
      self->n_notified = self->n_aborted;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ABORTED]);
    }
  g_object_unref (self);
}

/* Comes last, when the assembler is ready to be called by handlers. */
static void
tell_all (SeqgoSysexAssembler *self)
{
  g_autoptr (GPtrArray) fragments = seqgo_sysex_assembler_take_fragments (self);

  if (fragments != NULL)
    seqgo_sysex_assembler_tell (self, fragments);
}

static void
seqgo_sysex_assembler_finalize (GObject *object)
{
  SeqgoSysexAssembler *self = SEQGO_SYSEX_ASSEMBLER (object);

  g_clear_pointer (&self->messages, g_hash_table_unref);
  g_clear_pointer (&self->fragments, g_ptr_array_unref);
  G_OBJECT_CLASS (seqgo_sysex_assembler_parent_class)->finalize (object);
}

static void
seqgo_sysex_assembler_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  SeqgoSysexAssembler *self = SEQGO_SYSEX_ASSEMBLER (object);

  switch (prop_id)
    {
    case PROP_MAX_SIZE:
      g_value_set_uint (value, self->max_size);
      break;
    case PROP_N_ABORTED:
      g_value_set_uint64 (value, self->n_aborted);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
seqgo_sysex_assembler_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_MAX_SIZE:
      seqgo_sysex_assembler_set_max_size (SEQGO_SYSEX_ASSEMBLER (object), g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
seqgo_sysex_assembler_class_init (SeqgoSysexAssemblerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = seqgo_sysex_assembler_finalize;
  object_class->get_property = seqgo_sysex_assembler_get_property;
  object_class->set_property = seqgo_sysex_assembler_set_property;

  /**
   * SeqgoSysexAssembler:max-size:
   *
   * How many bytes all unfinished messages may have together, from 0 to 1 GiB. The message that
   * goes beyond is aborted. The default is 16 MiB.
   *
   * This bounds the memory that senders can make the assembler use.
   *
   * Since: 1.0
   */
  properties[PROP_MAX_SIZE]
      = g_param_spec_uint ("max-size", NULL, NULL, 0, MAX_SIZE, DEFAULT_MAX_SIZE,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSysexAssembler:n-aborted:
   *
   * How many messages were aborted since the assembler was created.
   *
   * It notifies at most once a call.
   *
   * Since: 1.0
   */
  properties[PROP_N_ABORTED]
      = g_param_spec_uint64 ("n-aborted", NULL, NULL, 0, G_MAXUINT64, 0,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SeqgoSysexAssembler::aborted:
   * @self: the assembler
   * @fragment: a SysEx event with what had come of the message, its source and its destination
   *
   * A message was aborted. It is emitted before seqgo_sysex_assembler_feed() or
   * seqgo_sysex_assembler_reset() returns. Of what still comes of the message, it is emitted once
   * for each part.
   *
   * Handlers may call the assembler.
   *
   * Since: 1.0
   */
  signals[SIGNAL_ABORTED] = g_signal_new ("aborted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, SEQGO_TYPE_EVENT);
}

static void
seqgo_sysex_assembler_init (SeqgoSysexAssembler *self)
{
  self->max_size = DEFAULT_MAX_SIZE;
  self->messages = g_hash_table_new_full (NULL, NULL, NULL, free_message);
}

/**
 * seqgo_sysex_assembler_new:
 *
 * Creates an assembler.
 *
 * Returns: (transfer full): the assembler
 *
 * Since: 1.0
 */
SeqgoSysexAssembler *
seqgo_sysex_assembler_new (void)
{
  return g_object_new (SEQGO_TYPE_SYSEX_ASSEMBLER, NULL);
}

/**
 * seqgo_sysex_assembler_get_max_size:
 * @self: an assembler
 *
 * Returns #SeqgoSysexAssembler:max-size.
 *
 * Returns: the size in bytes
 *
 * Since: 1.0
 */
guint
seqgo_sysex_assembler_get_max_size (SeqgoSysexAssembler *self)
{
  g_return_val_if_fail (SEQGO_IS_SYSEX_ASSEMBLER (self), 0);

  return self->max_size;
}

/**
 * seqgo_sysex_assembler_set_max_size:
 * @self: an assembler
 * @max_size: the size in bytes, from 0 to 1 GiB
 *
 * Sets #SeqgoSysexAssembler:max-size. It applies to the next part of a message.
 *
 * Since: 1.0
 */
void
seqgo_sysex_assembler_set_max_size (SeqgoSysexAssembler *self, guint max_size)
{
  g_return_if_fail (SEQGO_IS_SYSEX_ASSEMBLER (self));
  g_return_if_fail (max_size <= MAX_SIZE);

  if (self->max_size == max_size)
    return;

  self->max_size = max_size;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_SIZE]);
}

/**
 * seqgo_sysex_assembler_get_n_aborted:
 * @self: an assembler
 *
 * Returns #SeqgoSysexAssembler:n-aborted.
 *
 * Returns: the number of messages
 *
 * Since: 1.0
 */
guint64
seqgo_sysex_assembler_get_n_aborted (SeqgoSysexAssembler *self)
{
  g_return_val_if_fail (SEQGO_IS_SYSEX_ASSEMBLER (self), 0);

  return self->n_aborted;
}

/**
 * seqgo_sysex_assembler_feed:
 * @self: an assembler
 * @batch: the next events
 *
 * Returns the same events, with whole SysEx messages. What goes on in the next batch is kept until
 * then.
 *
 * Returns: (transfer full): the events, perhaps none; @batch itself if there was nothing to put
 *   together
 *
 * Since: 1.0
 */
SeqgoEventBatch *
seqgo_sysex_assembler_feed (SeqgoSysexAssembler *self, SeqgoEventBatch *batch)
{
  SeqgoEventBatch *whole;

  g_return_val_if_fail (SEQGO_IS_SYSEX_ASSEMBLER (self), NULL);
  g_return_val_if_fail (batch != NULL, NULL);

  whole = seqgo_sysex_assembler_feed_quietly (self, batch);
  tell_all (self);
  return whole;
}

/**
 * seqgo_sysex_assembler_reset:
 * @self: an assembler
 *
 * Aborts all unfinished messages: other streams begin.
 *
 * Since: 1.0
 */
void
seqgo_sysex_assembler_reset (SeqgoSysexAssembler *self)
{
  g_return_if_fail (SEQGO_IS_SYSEX_ASSEMBLER (self));

  seqgo_sysex_assembler_reset_quietly (self);
  tell_all (self);
}
