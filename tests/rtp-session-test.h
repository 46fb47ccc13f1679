/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "rtp-peer-script.h"
#include "seqgo-test.h"

G_BEGIN_DECLS

/* A session, and what it told, a line for each signal: as "peer-added probe". */
typedef struct
{
  SeqgoRtpSession *session;
  GPtrArray       *lines;
  GPtrArray       *events;
  guint            n_batches;
  GError          *last_error;
  SeqgoRtpPeer    *last_peer;
} TestSession;

TestSession *test_session_new (const char *name);

/* One that listens on a free port. */
TestSession *test_session_new_listening (const char *name);

void test_session_free (TestSession *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestSession, test_session_free)

guint test_session_count (TestSession *self, const char *line);

/* Forgets what came. */
void test_session_forget (TestSession *self);

/* The lines, and what events they were: "note-on 60 100, note-off 60 0". */
char *test_session_get_lines (TestSession *self);
char *test_session_get_events (TestSession *self);

/* Waits, for two minutes at most. */
void test_session_wait_for_peers (TestSession *self, guint n_peers);
void test_session_wait_for_events (TestSession *self, guint n_events);
void test_session_wait_for_line (TestSession *self, const char *line);

/* The peer at a position, without a reference. */
SeqgoRtpPeer *test_session_get_peer (TestSession *self, guint position);

/* An invitation that goes on. */
typedef struct
{
  SeqgoRtpPeer *peer;
  GError       *error;
  gboolean      is_over;
} TestInvite;

void test_invite (TestInvite      *invite,
                  SeqgoRtpSession *session,
                  const char      *host,
                  guint            port,
                  GCancellable    *cancellable);

void test_invite_wait (TestInvite *invite);

void test_invite_clear (TestInvite *invite);

/* Two sessions, of which the first invited the second. */
void test_session_connect (TestSession *a, TestSession *b, const char *address);

G_END_DECLS
