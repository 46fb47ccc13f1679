/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-queued-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-handle-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-ump-private.h>

/* The largest FIFO of a client, 2000 cells of 28 or 32 bytes, fits: one read empties it. */
#define BUFFER_SIZE 65536

static void
ignore_message (const char *file,
                int         line,
                const char *function,
                int         error,
                const char *format,
                va_list     arguments)
{
}

static int
open_silently (snd_seq_t **seq, int streams)
{
  snd_local_error_handler_t previous = snd_lib_error_set_local (ignore_message);
  int                       result = snd_seq_open (seq, "default", streams, SND_SEQ_NONBLOCK);

  snd_lib_error_set_local (previous);
  return result;
}

static int
set_up (snd_seq_t *seq, const char *name, SeqgoDirection direction)
{
  int result = 0;

  if (direction & SEQGO_DIRECTION_INPUT)
    result = snd_seq_set_input_buffer_size (seq, BUFFER_SIZE);
  if (result >= 0 && (direction & SEQGO_DIRECTION_OUTPUT))
    result = snd_seq_set_output_buffer_size (seq, BUFFER_SIZE);
  if (result >= 0)
    result = snd_seq_set_client_name (seq, name);
  return result;
}

static void
set_open_error (GError **error, int result)
{
  static const SeqgoSequencerCause causes[] = {
    { ENOMEM, SEQGO_SEQUENCER_ERROR_TOO_MANY_CLIENTS,
      "the system has 64 clients of programs already; close one, and use one client with many "
      "ports" },
    { 0 },
  };

  switch (-result)
    {
    case ENOENT:
    case ENODEV:
    case ENXIO:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           "Cannot open the sequencer: there is no /dev/snd/seq; is the kernel "
                           "module snd-seq loaded?");
      break;
    case EACCES:
    case EPERM:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                           "Cannot open the sequencer: no permission for /dev/snd/seq; is the user "
                           "in the group “audio”?");
      break;
    default:
      seqgo_sequencer_set_error (error, result, causes, "Cannot open the sequencer");
      break;
    }
}

SeqgoSequencerHandle *
seqgo_sequencer_handle_new (void)
{
  SeqgoSequencerHandle *self = g_new0 (SeqgoSequencerHandle, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->context = g_main_context_ref_thread_default ();
  self->thread = g_thread_self ();
  self->closed = g_cancellable_new ();
  self->fd = -1;
  for (guint8 queue = 0; queue < SEQGO_N_QUEUES; queue++)
    seqgo_sequencer_forget_queued (self, queue);
  return self;
}

gboolean
seqgo_sequencer_handle_open (SeqgoSequencerHandle *self,
                             const char           *name,
                             SeqgoDirection        direction,
                             SeqgoMidiVersion      midi_version,
                             GError              **error)
{
  static const int streams[] = {
    [SEQGO_DIRECTION_INPUT] = SND_SEQ_OPEN_INPUT,
    [SEQGO_DIRECTION_OUTPUT] = SND_SEQ_OPEN_OUTPUT,
    [SEQGO_DIRECTION_DUPLEX] = SND_SEQ_OPEN_DUPLEX,
  };
  snd_seq_t    *seq;
  struct pollfd fd;
  int           result = open_silently (&seq, streams[direction]);

  if (result < 0)
    {
      set_open_error (error, result);
      return FALSE;
    }
  result = set_up (seq, name, direction);
  if (result < 0)
    {
      set_open_error (error, result);
      snd_seq_close (seq);
      return FALSE;
    }
  if (!seqgo_sequencer_set_midi_version (seq, midi_version, error))
    {
      snd_seq_close (seq);
      return FALSE;
    }

  snd_seq_poll_descriptors (seq, &fd, 1, direction & SEQGO_DIRECTION_INPUT ? POLLIN : POLLOUT);

  self->direction = direction;
  self->midi_version = (int) midi_version;
  self->client_id = (guint8) snd_seq_client_id (seq);
  self->fd = fd.fd;
  g_atomic_pointer_set (&self->seq, seq);
  return TRUE;
}

gsize
seqgo_sequencer_handle_get_cell_size (SeqgoSequencerHandle *self)
{
  return self->midi_version == SEQGO_MIDI_VERSION_LEGACY ? SEQGO_EVENT_CELL_SIZE
                                                         : SEQGO_EVENT_RECORD_SIZE;
}

gboolean
seqgo_sequencer_handle_is_open (SeqgoSequencerHandle *self)
{
  return g_atomic_pointer_get (&self->seq) != NULL;
}

SeqgoSequencerHandle *
seqgo_sequencer_handle_ref (SeqgoSequencerHandle *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
seqgo_sequencer_handle_unref (SeqgoSequencerHandle *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_assert (self->seq == NULL);
  for (guint8 queue = 0; queue < SEQGO_N_QUEUES; queue++)
    seqgo_sequencer_forget_queued (self, queue);
  g_object_unref (self->closed);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_free (self);
}

gboolean
seqgo_sequencer_handle_close (SeqgoSequencerHandle *self)
{
  snd_seq_t *seq;

  g_mutex_lock (&self->lock);
  seq = self->seq;
  g_atomic_pointer_set (&self->seq, NULL);
  g_mutex_unlock (&self->lock);

  if (seq == NULL)
    return FALSE;

  g_cancellable_cancel (self->closed);
  snd_seq_close (seq);
  return TRUE;
}

typedef struct
{
  GObject *object;
  guint    signal_id;
  GError  *error;
} Closed;

static void
closed_free (gpointer user_data)
{
  Closed *self = user_data;

  g_object_unref (self->object);
  g_clear_error (&self->error);
  g_free (self);
}

static gboolean
emit_closed_cb (gpointer user_data)
{
  Closed *closed = user_data;

  g_signal_emit (closed->object, closed->signal_id, 0, closed->error);
  return G_SOURCE_REMOVE;
}

void
seqgo_sequencer_handle_emit_closed (SeqgoSequencerHandle *self,
                                    gpointer              object,
                                    guint                 signal_id,
                                    const GError         *error,
                                    SeqgoEmission         when)
{
  g_autoptr (GSource) source = NULL;
  Closed *closed;

  if (when == SEQGO_EMIT_SOON
      && (self->thread == g_thread_self () || g_main_context_is_owner (self->context)))
    {
      g_signal_emit (object, signal_id, 0, error);
      return;
    }

  if (!g_signal_has_handler_pending (object, signal_id, 0, TRUE))
    return;
  closed = g_new (Closed, 1);
  closed->object = g_object_ref (object);
  closed->signal_id = signal_id;
  closed->error = error != NULL ? g_error_copy (error) : NULL;
  source = g_idle_source_new ();
  g_source_set_static_name (source, "[Seqgo] closed");
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, emit_closed_cb, closed, closed_free);
  g_source_attach (source, self->context);
}

static void
set_closed_error (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The sequencer client is closed");
}

snd_seq_t *
seqgo_sequencer_handle_lock (SeqgoSequencerHandle *self, GError **error)
{
  g_mutex_lock (&self->lock);
  if (self->seq != NULL)
    {
      self->error_handler = snd_lib_error_set_local (ignore_message);
      return self->seq;
    }

  g_mutex_unlock (&self->lock);
  set_closed_error (error);
  return NULL;
}

void
seqgo_sequencer_handle_unlock (SeqgoSequencerHandle *self)
{
  snd_lib_error_set_local (self->error_handler);
  g_mutex_unlock (&self->lock);
}

gboolean
seqgo_sequencer_handle_get_subscriber (SeqgoSequencerHandle *self,
                                       guint8                port_id,
                                       guint                 index,
                                       guint8               *client_id)
{
  snd_seq_query_subscribe_t *query;
  snd_seq_addr_t             root = { self->client_id, port_id };

  snd_seq_query_subscribe_alloca (&query);
  snd_seq_query_subscribe_set_root (query, &root);
  snd_seq_query_subscribe_set_type (query, SND_SEQ_QUERY_SUBS_READ);
  snd_seq_query_subscribe_set_index (query, (int) index);
  if (snd_seq_query_port_subscribers (self->seq, query) < 0)
    return FALSE;
  *client_id = snd_seq_query_subscribe_get_addr (query)->client;
  return TRUE;
}

gboolean
seqgo_sequencer_handle_check_direction (SeqgoSequencerHandle *self,
                                        SeqgoDirection        direction,
                                        GError              **error)
{
  if (!seqgo_sequencer_handle_is_open (self))
    {
      set_closed_error (error);
      return FALSE;
    }
  if (self->direction & direction)
    return TRUE;

  g_set_error_literal (error, SEQGO_SEQUENCER_ERROR, SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION,
                       direction == SEQGO_DIRECTION_INPUT
                           ? "The client only sends; open it for input too"
                           : "The client only receives; open it for output too");
  return FALSE;
}

void
seqgo_sequencer_set_error (GError                   **error,
                           int                        result,
                           const SeqgoSequencerCause *causes,
                           const char                *format,
                           ...)
{
  g_autofree char *operation = NULL;
  va_list          arguments;

  va_start (arguments, format);
  operation = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  for (; causes != NULL && causes->code != 0; causes++)
    if (causes->code == -result)
      {
        g_set_error (error, SEQGO_SEQUENCER_ERROR, (int) causes->error, "%s: %s", operation,
                     causes->reason);
        return;
      }

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (-result), "%s: %s", operation,
               g_strerror (-result));
}

const char *
seqgo_sequencer_handle_keep_name (SeqgoSequencerHandle *self, GStringChunk *names, const char *name)
{
  g_autofree char *short_name = seqgo_sequencer_cut_name (name);
  const char      *kept;

  g_mutex_lock (&self->lock);
  kept = g_string_chunk_insert_const (names, short_name);
  g_mutex_unlock (&self->lock);
  return kept;
}

gboolean
seqgo_sequencer_check_name (const char *name, GError **error)
{
  if (name[0] != '\0')
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       "Cannot take a name away; give another one");
  return FALSE;
}

char *
seqgo_sequencer_cut_name (const char *name)
{
  gsize size = name != NULL ? strlen (name) : 0;

  if (size >= SEQGO_SEQUENCER_NAME_SIZE)
    {
      /* The first byte that is left out may be inside a character. */
      for (size = SEQGO_SEQUENCER_NAME_SIZE - 1; size > 0 && ((guint8) name[size] & 0xC0) == 0x80;)
        size--;
    }
  return g_strndup (name, size);
}
