/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What bench-rtp sends to, with libseqgo. */

#include <stdlib.h>

#include <libseqgo/seqgo.h>

#define MAX_PEERS 100

enum
{
  NOTE_FAN = 125,
  NOTE_ECHO = 126,
  NOTE_COUNT = 127,
};

typedef struct
{
  SeqgoRtpSession *session;
  guint64          n_notes;
  gint64           start_time;
  guint            n_sent;
  guint            n_to_send;
} Receiver;

/* As many as should have been sent by now: a timer of milliseconds is late. */
static gboolean
send_cb (gpointer user_data)
{
  Receiver *receiver = user_data;
  guint     n_due = (guint) ((g_get_monotonic_time () - receiver->start_time) / 1000) + 1;

  while (receiver->n_sent < MIN (n_due, receiver->n_to_send))
    {
      seqgo_rtp_session_note_on (receiver->session, 0, NOTE_FAN, 64, NULL);
      seqgo_rtp_session_flush (receiver->session);
      receiver->n_sent++;
    }
  return receiver->n_sent < receiver->n_to_send;
}

static void
receive_note (Receiver *receiver, const SeqgoEventRecord *record)
{
  receiver->n_notes++;
  switch (record->a)
    {
    case NOTE_ECHO:
      seqgo_rtp_session_note_on (receiver->session, 0, NOTE_ECHO, 64, NULL);
      break;
    case NOTE_COUNT:
      g_print ("%" G_GUINT64_FORMAT "\n", receiver->n_notes);
      break;
    case NOTE_FAN:
      receiver->start_time = g_get_monotonic_time ();
      receiver->n_sent = 0;
      receiver->n_to_send = (guint) record->b * 1000;
      g_timeout_add (1, send_cb, receiver);
      break;
    default:
      break;
    }
}

static void
batch_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, SeqgoEventBatch *batch, Receiver *receiver)
{
  guint                   n_records;
  const SeqgoEventRecord *records = seqgo_event_batch_peek_records (batch, &n_records);

  for (guint i = 0; i < n_records; i++)
    if (records[i].type == SEQGO_EVENT_TYPE_NOTE_ON)
      receive_note (receiver, &records[i]);
}

int
main (int argc, char **argv)
{
  g_autoptr (SeqgoRtpSession) session = seqgo_rtp_session_new ("bench");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  Receiver receiver = { .session = session };

  seqgo_rtp_session_set_discoverable (session, FALSE);
  seqgo_rtp_session_set_max_peers (session, MAX_PEERS);
  g_signal_connect (session, "batch", G_CALLBACK (batch_cb), &receiver);
  if (argc < 2 || !seqgo_rtp_session_listen (session, (guint16) atoi (argv[argc - 1]), &error))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "usage: bench-rtp-receiver PORT");
      return EXIT_FAILURE;
    }
  g_print ("ready\n");
  g_main_loop_run (loop);
  return EXIT_SUCCESS;
}
