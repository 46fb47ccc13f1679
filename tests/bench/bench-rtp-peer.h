/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

/* A peer that does no more than it must. */
typedef struct _BenchPeer BenchPeer;

/* Invites whoever listens at @port. */
BenchPeer *bench_peer_new (guint16 port);

void bench_peer_free (BenchPeer *self);

/* The socket of bench_peer_receive(). */
int bench_peer_get_fd (const BenchPeer *self);

/* Sends a packet of @count notes. It has no journal, with which some receivers cannot cope. */
void bench_peer_send (BenchPeer *self, guint8 note, guint count);

void bench_peer_send_velocity (BenchPeer *self, guint8 note, guint8 velocity);

/* Reads one datagram, if there is one; whether it has that note. */
gboolean bench_peer_receive (BenchPeer *self, guint8 note);

void bench_peer_acknowledge (BenchPeer *self);

/* Answers one who invites, and receives with one system call for each packet that the main loop
 * tells of: what any program needs at least. Never returns. */
int bench_peer_run_bare (guint16 port);
