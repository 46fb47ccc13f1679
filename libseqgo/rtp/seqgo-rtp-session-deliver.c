/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How SeqgoRtpSession emits the events of its peers, at once or when their time has come. */

#include "config.h"

#include <libseqgo/midi/seqgo-event-listeners-private.h>
#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/rtp/seqgo-rtp-session-private.h>

#define NANOSECONDS_PER_MICROSECOND 1000

/* Events of one peer and of one moment that wait for their time. */
typedef struct
{
  gint64        time;
  SeqgoRtpPeer *peer;
  GArray       *records;
  GByteArray   *payloads;
} Playout;

static void
playout_free (gpointer data)
{
  Playout *playout = data;

  g_object_unref (playout->peer);
  g_clear_pointer (&playout->records, g_array_unref);
  g_clear_pointer (&playout->payloads, g_byte_array_unref);
  g_free (playout);
}

/* Calls a handler in C. GLib has no such function for these arguments, and its general one would
 * take a fourth of the time of a packet. */
static void
marshal_va (GClosure *closure,
            GValue   *return_value,
            gpointer  instance,
            va_list   arguments,
            gpointer  marshal_data,
            int       n_parameters,
            GType    *types)
{
  typedef void (*Handler) (gpointer first, gpointer peer, gpointer events, gpointer last);
  GCClosure *c_closure = (GCClosure *) closure;
  Handler    handler = (Handler) (marshal_data != NULL ? marshal_data : c_closure->callback);
  gboolean   is_swapped = G_CCLOSURE_SWAP_DATA (closure);
  gpointer   peer, events;
  va_list    copy;

  /* Who emits has references to both. */
  va_copy (copy, arguments);
  peer = va_arg (copy, gpointer);
  events = va_arg (copy, gpointer);
  va_end (copy);
  handler (is_swapped ? closure->data : instance, peer, events,
           is_swapped ? instance : closure->data);
}

void
seqgo_rtp_session_install_event_signals (GType type)
{
  /**
   * SeqgoRtpSession::batch:
   * @self: the session
   * @peer: who sent it
   * @batch: what was received
   *
   * Events were received, all of a peer that waited. The batch may be kept.
   *
   * Since: 1.0
   */
  seqgo_rtp_session_signals[SEQGO_RTP_SESSION_BATCH]
      = g_signal_new ("batch", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                      SEQGO_TYPE_RTP_PEER, SEQGO_TYPE_EVENT_BATCH);

  /**
   * SeqgoRtpSession::event:
   * @self: the session
   * @peer: who sent it
   * @event: what was received
   *
   * An event was received. The detail is its type, as in “event::note-on”.
   *
   * Who gets an event is found out as its batch begins; a handler that another handler connects
   * may start with the next batch.
   *
   * Since: 1.0
   */
  seqgo_rtp_session_signals[SEQGO_RTP_SESSION_EVENT]
      = g_signal_new ("event", type, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, SEQGO_TYPE_RTP_PEER, SEQGO_TYPE_EVENT);

  g_signal_set_va_marshaller (seqgo_rtp_session_signals[SEQGO_RTP_SESSION_BATCH], type, marshal_va);
  g_signal_set_va_marshaller (seqgo_rtp_session_signals[SEQGO_RTP_SESSION_EVENT], type, marshal_va);
}

static void
emit_events (SeqgoRtpSession *self, SeqgoRtpPeer *peer, SeqgoEventBatch *batch)
{
  guint                   signal = seqgo_rtp_session_signals[SEQGO_RTP_SESSION_EVENT];
  SeqgoEventListeners     listeners = { { 0 } };
  guint                   n_records;
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (batch, &n_records);

  /* A handler may close the peer. */
  for (guint i = 0; i < n_records && !seqgo_rtp_peer_is_closed (peer); i++)
    {
      if (seqgo_event_listeners_want (&listeners, self, signal, &records[i]))
        {
          g_autoptr (SeqgoEvent) event = seqgo_event_batch_get_event (batch, i);

          g_signal_emit (self, signal, seqgo_event_record_get_quark (&records[i]), peer, event);
        }
    }
}

/* Who listens to what the peers send. */
typedef struct
{
  gboolean want_batches;
  gboolean want_events;
} Listeners;

/* Returns whether anybody listens. */
static gboolean
find_listeners (SeqgoRtpSession *self, Listeners *listeners)
{
  guint batch_signal = seqgo_rtp_session_signals[SEQGO_RTP_SESSION_BATCH];
  guint event_signal = seqgo_rtp_session_signals[SEQGO_RTP_SESSION_EVENT];

  listeners->want_batches = g_signal_has_handler_pending (self, batch_signal, 0, TRUE);
  listeners->want_events = seqgo_event_listeners_exist (self, event_signal);
  return listeners->want_batches || listeners->want_events;
}

static void
emit_batch (SeqgoRtpSession *self,
            const Listeners *listeners,
            SeqgoRtpPeer    *peer,
            SeqgoEventBatch *batch)
{
  if (listeners->want_batches)
    g_signal_emit (self, seqgo_rtp_session_signals[SEQGO_RTP_SESSION_BATCH], 0, peer, batch);
  if (listeners->want_events)
    emit_events (self, peer, batch);
}

static void
emit_playout (SeqgoRtpSession *self, Playout *playout)
{
  Listeners listeners;

  if (find_listeners (self, &listeners))
    {
      g_autoptr (SeqgoEventBatch) batch = seqgo_event_batch_new_take (
          g_steal_pointer (&playout->records), g_steal_pointer (&playout->payloads));

      emit_batch (self, &listeners, playout->peer, batch);
    }
  playout_free (playout);
}

static gint64
get_playout_time (SeqgoRtpSession *self, const SeqgoEventRecord *record)
{
  return record->time / NANOSECONDS_PER_MICROSECOND + self->playout_delay;
}

/* Puts it behind those of the same time. */
static void
insert (SeqgoRtpSession *self, Playout *playout)
{
  GList *link = self->playouts.tail;

  while (link != NULL && ((Playout *) link->data)->time > playout->time)
    link = link->prev;
  if (link == NULL)
    g_queue_push_head (&self->playouts, playout);
  else
    g_queue_insert_after (&self->playouts, link, playout);
}

/* Appends a record and, if it has one, its payload. */
static void
append (Playout *playout, SeqgoEventRecord record, const GByteArray *payloads)
{
  if (seqgo_event_record_has_payload (&record))
    {
      const guint8 *data = payloads->data + record.a;

      if (playout->payloads == NULL)
        playout->payloads = g_byte_array_new ();
      record.a = (gint32) playout->payloads->len;
      g_byte_array_append (playout->payloads, data, (guint) record.b);
    }
  g_array_append_val (playout->records, record);
}

static void
delay_events (SeqgoRtpSession *self, SeqgoRtpPeer *peer, const SeqgoRtpNotice *notice)
{
  Playout *playout = NULL;

  for (guint i = 0; i < notice->records->len; i++)
    {
      SeqgoEventRecord *record = &g_array_index (notice->records, SeqgoEventRecord, i);
      gint64            time = get_playout_time (self, record);

      if (playout == NULL || playout->time != time)
        {
          playout = g_new0 (Playout, 1);
          playout->time = time;
          playout->peer = g_object_ref (peer);
          playout->records = g_array_new (FALSE, FALSE, sizeof (SeqgoEventRecord));
          insert (self, playout);
        }
      append (playout, *record, notice->payloads);
    }
}

/* A copy of the records, which are mostly few, costs less than arrays for the next packet. */
static SeqgoEventBatch *
make_batch (SeqgoRtpNotice *notice)
{
  GByteArray *payloads = notice->payloads->len > 0 ? g_steal_pointer (&notice->payloads) : NULL;
  gsize       n_records = notice->records->len;
  gpointer    records = g_memdup2 (notice->records->data, n_records * sizeof (SeqgoEventRecord));

  return seqgo_event_batch_new_take_records (records, n_records, payloads);
}

void
seqgo_rtp_session_deliver_events (SeqgoRtpSession *self, SeqgoRtpPeer *peer, SeqgoRtpNotice *notice)
{
  Listeners listeners;

  if (!find_listeners (self, &listeners))
    return;
  if (self->playout_delay == 0)
    {
      g_autoptr (SeqgoEventBatch) batch = make_batch (notice);

      emit_batch (self, &listeners, peer, batch);
      return;
    }
  delay_events (self, peer, notice);
  seqgo_rtp_session_play_out (self, NULL, g_get_monotonic_time ());
}

/* The first that is due; of @peer, if it is not NULL. */
static GList *
find_due (SeqgoRtpSession *self, SeqgoRtpPeer *peer, gint64 now)
{
  GList *link = self->playouts.head;

  while (link != NULL && peer != NULL && ((Playout *) link->data)->peer != peer)
    link = link->next;
  return link != NULL && ((Playout *) link->data)->time <= now ? link : NULL;
}

void
seqgo_rtp_session_play_out (SeqgoRtpSession *self, SeqgoRtpPeer *peer, gint64 now)
{
  GList *link;

  /* A handler may change the list. */
  while ((link = find_due (self, peer, now)) != NULL)
    {
      Playout *playout = link->data;

      g_queue_delete_link (&self->playouts, link);
      emit_playout (self, playout);
    }
}

gint64
seqgo_rtp_session_get_playout_time (SeqgoRtpSession *self)
{
  Playout *first = g_queue_peek_head (&self->playouts);

  return first != NULL ? first->time : -1;
}

void
seqgo_rtp_session_clear_playouts (SeqgoRtpSession *self)
{
  g_queue_clear_full (&self->playouts, playout_free);
}
