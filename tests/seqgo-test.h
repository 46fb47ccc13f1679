/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

#include <libseqgo/seqgo.h>

G_BEGIN_DECLS

/* Runs the main loop until @condition holds; fails after ten seconds. */
#define test_wait_until(condition)                                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 test_deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;                          \
    while (!(condition))                                                                           \
      {                                                                                            \
        if (g_get_monotonic_time () > test_deadline)                                               \
          g_error ("%s:%d: still not %s", __FILE__, __LINE__, #condition);                         \
        test_iterate ();                                                                           \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

/* Runs the main loop once, for some milliseconds at the most. */
void test_iterate (void);

/* Runs the main loop for @milliseconds, for what must not happen meanwhile. */
void test_run_for (guint milliseconds);

/* A client with an open port of each direction, and what arrives at it. */
typedef struct
{
  SeqgoSequencerClient *client;
  SeqgoSequencerPort   *output;
  SeqgoSequencerPort   *input;
  GPtrArray            *events;
  guint                 n_batches;
  guint                 n_overflows;
  guint                 n_closed;
  GThread              *closed_thread;
} TestPeer;

TestPeer *test_peer_new (const char *name);

void test_peer_free (TestPeer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestPeer, test_peer_free)

/* Connects the output of @from to the input of @to, and forgets what that announced. */
void test_peer_connect (TestPeer *from, TestPeer *to);

/* The types of the events that arrived, as nicks with a blank between them. */
char *test_peer_get_types (TestPeer *self);

SeqgoEvent *test_peer_get_event (TestPeer *self, guint index);

/* What the kernel knows of a client with that name: its lines of /proc/asound/seq/clients, or NULL.
 */
char *test_read_proc_client (const char *name);

guint test_count_fds (void);

/* The processor time that the process has used, in microseconds. */
gint64 test_get_cpu_time (void);

/* A number of /proc/asound/seq such as "cur clients". */
guint test_count_clients (void);

GBytes *test_make_sysex (gsize size);

/* For a thread: cancels @cancellable in a moment. */
gpointer test_cancel_later (gpointer cancellable);

/* A client of that MIDI version. */
SeqgoSequencerClient *test_open_client (const char *name, SeqgoMidiVersion version);

/* A port for both directions. */
SeqgoSequencerPort *test_create_port (SeqgoSequencerClient *client);

/* Takes @event. */
void test_send_to (SeqgoSequencerPort *port, SeqgoEvent *event, SeqgoSequencerPort *receiver);

G_END_DECLS
